//! `newsroom duplicates`: what is published once although it was written twice, and what is much alike.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Args;

use super::build::{Format, SiteArguments};
use super::differences::{Piece, compare};
use super::{CONTENT_ERRORS, not_written, report, show, write_amended};
use crate::amend::{Addition, add_to_list};
use crate::config::Config;
use crate::language::{Language, counted};
use crate::model::archive::{Archive, Duplicate, DuplicateKind};
use crate::pipeline::{self, Report};
use crate::resolve::ComparedBodies;

#[derive(Args)]
pub(super) struct DuplicatesArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Show the pairs that are alike but not equal as well, with what differs
    #[arg(long)]
    near: bool,
    /// Acknowledge the pairs that --near shows: add `distinct_from` to the newer file of each, changing nothing else in it
    #[arg(long, requires = "near")]
    write: bool,
}

/// So many characters at either end of a long run are shown.
const CONTEXT: usize = 24;

pub(super) fn duplicates(arguments: &DuplicatesArguments, language: Language) -> ExitCode {
    let (mut result, examined) = pipeline::examine(&arguments.site.options(None));
    if arguments.site.format == Format::Json {
        if !arguments.near {
            result
                .duplicates
                .retain(|one| !one.kind.is_warning() && one.kind != DuplicateKind::Series);
        }
        report::json(&result, None, language);
    } else if let Some((config, archive)) = &examined {
        show(&text(&result, archive, config, arguments.near, language));
    }
    if result.has_errors() {
        show(&report::problems(&result, language));
        if arguments.write {
            show(language.pick(
                "nothing was written, because of the errors above\n",
                "因为有以上错误，没有写入任何内容\n",
            ));
        }
        return ExitCode::from(CONTENT_ERRORS);
    }
    match (arguments.write, &examined) {
        (true, Some((_, archive))) => acknowledge(&result, archive, arguments, language),
        _ => ExitCode::SUCCESS,
    }
}

/// All decisions, and with `near` all pairs that deserve a look, each with its differences.
fn text(
    result: &Report,
    archive: &Archive,
    config: &Config,
    near: bool,
    language: Language,
) -> String {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut text = String::new();
    let bodies = ComparedBodies::new(archive, config);
    for duplicate in result
        .duplicates
        .iter()
        .filter(|one| one.kind != DuplicateKind::Series && (near || !one.kind.is_warning()))
    {
        text.push_str(&report::duplicate(duplicate, language));
        if let Some((old, new)) = bodies.of(duplicate).filter(|_| duplicate.kind.is_warning()) {
            let _ = writeln!(text, "{}\n", differences(&old, &new, color));
        }
    }
    let summary = report::duplicates_summary(&result.duplicates, near, language);
    text.push_str(if summary.is_empty() {
        language.pick("no repeated texts\n", "没有重复的内容\n")
    } else {
        &summary
    });
    if near && !config.duplicates.near {
        text.push_str(language.pick(
            "texts that are only alike are not looked for: `duplicates: {near: off}` in site.yaml\n",
            "没有查找只是相似的内容：site.yaml 里写了 `duplicates: {near: off}`\n",
        ));
    }
    text
}

/// The differences with a little of what is around them: `[-old-]` and `{+new+}`, in colour on a terminal.
fn differences(old: &str, new: &str, color: bool) -> String {
    let mut text = String::from("  ");
    for piece in compare(old, new) {
        match piece {
            Piece::Same(same) => text.push_str(&ends(&same)),
            Piece::Removed(removed) if color => {
                text.push_str(&format!("\x1b[31m[-{}-]\x1b[0m", ends(&removed)))
            }
            Piece::Added(added) if color => {
                text.push_str(&format!("\x1b[32m{{+{}+}}\x1b[0m", ends(&added)))
            }
            Piece::Removed(removed) => text.push_str(&format!("[-{}-]", ends(&removed))),
            Piece::Added(added) => text.push_str(&format!("{{+{}+}}", ends(&added))),
        }
    }
    text
}

/// In one line, a long run cut to its ends.
fn ends(run: &str) -> String {
    let characters: Vec<char> = run.replace('\n', "⏎").chars().collect();
    if characters.len() <= 2 * CONTEXT + 1 {
        return characters.into_iter().collect();
    }
    let (head, tail) = (
        &characters[..CONTEXT],
        &characters[characters.len() - CONTEXT..],
    );
    head.iter().chain(&['…']).chain(tail).collect()
}

/// Adds `distinct_from` to the originals of the newer announcements.
fn acknowledge(
    result: &Report,
    archive: &Archive,
    arguments: &DuplicatesArguments,
    language: Language,
) -> ExitCode {
    let by_path: BTreeMap<&str, usize> = archive
        .announcements
        .iter()
        .enumerate()
        .flat_map(|(index, one)| {
            one.edition_langs()
                .filter_map(move |lang| Some((one.edition(lang)?.source.path.as_str(), index)))
        })
        .collect();
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    let mut refused = String::new();
    for Duplicate {
        copy, canonical, ..
    } in result.duplicates.iter().filter(|one| one.kind.is_warning())
    {
        let (Some(newer), Some(older)) =
            (by_path.get(copy.as_str()), by_path.get(canonical.as_str()))
        else {
            continue;
        };
        let source = &archive.announcements[*newer].original.source;
        let text = files.get(source.path.as_str()).unwrap_or(&source.text);
        let id = &archive.announcements[*older].id.0;
        match add_to_list(text, "distinct_from", id) {
            Addition::Text(amended) => {
                files.insert(&source.path, amended);
            }
            Addition::Present => {}
            Addition::Refused => {
                let (path, id) = (&source.path, id.replace('\'', "''"));
                refused.push_str(&language.pick(
                    format!("{path}: this front matter cannot be changed safely; add `distinct_from: ['{id}']` to it by hand\n"),
                    format!("{path}：无法安全地修改这个文件头；请自己加上 `distinct_from: ['{id}']`\n"),
                ));
            }
        }
    }
    for (path, text) in &files {
        if let Err(error) = write_amended(&arguments.site.root, path, text) {
            show(&format!("{}\n", not_written(path, error).get(language)));
            return ExitCode::from(CONTENT_ERRORS);
        }
    }
    let count = files.len();
    let added = language.pick(
        format!("distinct_from added to {}", counted(count, "file")),
        format!("已在 {count} 个文件里加上 distinct_from"),
    );
    show(&format!("{added}\n{refused}"));
    if refused.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(CONTENT_ERRORS)
    }
}
