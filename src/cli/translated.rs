//! `newsroom translated`: notes in a translation which state of its original it renders.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;

use super::{CONTENT_ERRORS, WRONG_USAGE, report, show, write_amended};
use crate::amend;
use crate::config::Config;
use crate::model::archive::{Announcement, Archive, Text};
use crate::model::lang::Lang;
use crate::pipeline::{self, Options, Report};
use crate::resolve::{Visibility, fingerprint};

#[derive(Args)]
pub(super) struct TranslatedArguments {
    /// The folder of the site, with content/ in it
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The translations that are up to date, from here or from the folder of the site
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Why something was not done, and the exit status of that.
pub(super) struct Refusal {
    pub(super) status: u8,
    pub(super) reason: String,
}

pub(super) fn translated(arguments: &TranslatedArguments) -> ExitCode {
    // Drafts are translated before they are public. What the content says does not depend on the time then.
    let options = Options {
        root: arguments.root.clone(),
        base_url: None,
        visibility: Visibility {
            now: Timestamp::UNIX_EPOCH,
            drafts: true,
        },
        output: None,
    };
    let (report, examined) = pipeline::examine(&options);
    let Some((config, archive)) = examined else {
        show(&report::problems(&report));
        return ExitCode::from(CONTENT_ERRORS);
    };
    let mut status = 0;
    for file in &arguments.files {
        let shown = file.display();
        match stamp(file, &arguments.root, &report, &config, &archive) {
            Ok(done) => show(&format!("{shown}: {done}\n")),
            Err(refusal) => {
                show(&format!("{shown}: {}\n", refusal.reason));
                status = status.max(refusal.status);
            }
        }
    }
    ExitCode::from(status)
}

/// Stamps one file; what was done, in words.
fn stamp(
    file: &Path,
    root: &Path,
    report: &Report,
    config: &Config,
    archive: &Archive,
) -> Result<String, Refusal> {
    let refuse = |status, reason| Err(Refusal { status, reason });
    let Some(path) = site_path(file, root) else {
        return refuse(WRONG_USAGE, "there is no such file in this site".into());
    };
    let Some((announcement, lang, text)) = edition(archive, &path) else {
        return refuse(CONTENT_ERRORS, why_not(&path, report));
    };
    let original = &announcement.original.source.path;
    if lang == announcement.original_lang {
        let reason = "this is the original, and only translations are stamped: name the file of the translation";
        return refuse(WRONG_USAGE, reason.into());
    }
    let now = fingerprint(announcement, config);
    if text
        .translates
        .as_ref()
        .is_some_and(|stamped| stamped.value == now)
    {
        return Ok(format!(
            "is stamped as a translation of {original} as it is now; nothing to do"
        ));
    }
    let Some(amended) = amend::set(&text.source.text, "translates", &now.to_string()) else {
        let reason =
            format!("its front matter cannot be changed here; write into it: translates: {now}");
        return refuse(CONTENT_ERRORS, reason);
    };
    match write_amended(root, &path, &amended) {
        Ok(()) => Ok(format!(
            "stamped as a translation of {original} as it is now"
        )),
        Err(error) => refuse(CONTENT_ERRORS, format!("cannot be written: {error}")),
    }
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
pub(super) fn why_not(path: &str, report: &Report) -> String {
    if !path.starts_with("content/") || !path.ends_with(".md") {
        return "this is no edition of an announcement: name a file such as content/2024/fair.en.md".into();
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
            let words = first.problem.describe();
            let (line, _) = first.location.line_column();
            let place = &first.location.source.path;
            format!(
                "cannot be stamped before this is right, in {place}, line {line}: {}. {}",
                words.message, words.help
            )
        }
        None => "is no edition of an announcement of this site; `newsroom check` says more".into(),
    }
}
