//! The edition that a command is about: found among all that the site has, or why it is not there.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::config::Config;
use crate::language::{Language, Words};
use crate::model::archive::{Announcement, Archive, Text};
use crate::model::lang::Lang;
use crate::pipeline::{self, Options, Report};
use crate::resolve::Visibility;

/// Why something was not done, and the exit status of that.
pub(super) struct Refusal {
    pub(super) status: u8,
    pub(super) reason: Words,
}

/// A result that is a refusal.
pub(super) fn refuse<T>(status: u8, reason: Words) -> Result<T, Refusal> {
    Err(Refusal { status, reason })
}

/// Everything that is written, drafts and embargoed announcements too: they have addresses and are translated before
/// they are public. What the content says does not depend on the time then.
pub(super) fn examine_all(root: &Path) -> (Report, Option<(Config, Archive)>) {
    pipeline::examine(&Options {
        root: PathBuf::from(root),
        base_url: None,
        visibility: Visibility {
            now: Timestamp::UNIX_EPOCH,
            drafts: true,
        },
        output: None,
    })
}

/// The path from the root of the site, as sources have it, of a file that is named from the current folder or from
/// the root.
pub(super) fn site_path(file: &Path, root: &Path) -> Option<String> {
    let root = root.canonicalize().ok()?;
    let found = [file.to_owned(), root.join(file)]
        .into_iter()
        .filter_map(|file| file.canonicalize().ok())
        .find_map(|file| file.strip_prefix(&root).map(Path::to_owned).ok())?;
    let parts: Option<Vec<&str>> = found.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// The edition that a path from the root of the site names.
pub(super) fn edition<'a>(
    archive: &'a Archive,
    path: &str,
) -> Option<(&'a Announcement, Lang, &'a Text)> {
    archive.announcements.iter().find_map(|one| {
        one.edition_langs().find_map(|lang| {
            let text = one.edition(lang).filter(|text| text.source.path == path)?;
            Some((one, lang, text))
        })
    })
}

/// Why a file is no edition of the archive.
pub(super) fn why_not(path: &str, report: &Report) -> Words {
    if !path.starts_with("content/") || !path.ends_with(".md") {
        return Words::new(
            "this is no edition of an announcement: name a file such as content/2024/fair.en.md",
            "这不是稿件的语言版本：请写文件的路径，例如 content/2024/fair.en.md",
        );
    }
    // `content/2024/fair.` for fair.en.md, `content/2024/fair/index.` for its other form.
    let name = path.strip_suffix(".md").unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let problems = report.diagnostics.iter().filter(|one| {
        let other = one.location.source.path.strip_prefix(stem);
        other.is_some_and(|rest| rest.starts_with('.'))
    });
    match problems.min_by_key(|one| !one.is_error()) {
        Some(first) => {
            let english = first.problem.describe(Language::English);
            let chinese = first.problem.describe(Language::Chinese);
            let (line, _) = first.location.line_column();
            let place = &first.location.source.path;
            Words::with(
                format!(
                    "nothing can be done before this is right, in {place}, line {line}: {}. {}",
                    english.message, english.help
                ),
                format!(
                    "要先改好 {place} 第 {line} 行：{}。{}",
                    chinese.message, chinese.help
                ),
            )
        }
        None => Words::new(
            "is no edition of an announcement of this site; `newsroom check` says more",
            "不是本网站稿件的语言版本；运行 `newsroom check` 可知详情",
        ),
    }
}
