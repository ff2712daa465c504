//! `newsroom import`: what offices have becomes announcements, in new files only.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use url::Url;

use super::{CONTENT_ERRORS, WRONG_USAGE, report, show};
use crate::config;
use crate::import::words::{self, Counts};
use crate::import::{self, Kind, Options, Plan};
use crate::language::{Language, Words};
use crate::model::moment::Moment;

#[derive(Args)]
pub(super) struct ImportArguments {
    /// Files and folders: text dumps, saved pages, content of Hugo or Jekyll, tables
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// The folder of the site, with content/ in it
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Where the new files go, from the folder of the site
    #[arg(long, value_name = "DIR", default_value = "content/imported")]
    into: String,
    /// The language of what does not state its own [default: the first of the site]
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// What all sources are, where their names do not say it
    #[arg(long, value_name = "KIND", value_enum)]
    from: Option<Kind>,
    /// The date of announcements that state none
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Where the old site is, for links that are relative to it
    #[arg(long, value_name = "URL")]
    old_site: Option<Url>,
    /// Only say what would be written
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn import(arguments: &ImportArguments, language: Language) -> ExitCode {
    let (config, diagnostics) = config::load(&arguments.root);
    let Some(config) = config else {
        show(&report::drawn(&diagnostics, language));
        return ExitCode::from(CONTENT_ERRORS);
    };
    let into = arguments
        .into
        .trim_start_matches("./")
        .trim_end_matches('/')
        .to_owned();
    let is_below = into.starts_with("content/") || into == "content";
    if !is_below
        || into
            .split('/')
            .any(|part| part.starts_with('.') || part.is_empty())
        || format!("{into}/").starts_with("content/static/")
    {
        return wrong(&words::BAD_INTO, language);
    }
    let lang = arguments.lang.clone().unwrap_or_else(|| {
        config.languages[config.languages.default_lang()]
            .code
            .clone()
    });
    if config.languages.by_code(&lang).is_none() {
        let codes: Vec<&str> = config.languages.codes().collect();
        return wrong(&words::bad_lang(&codes.join(", ")), language);
    }
    let date = arguments
        .date
        .as_ref()
        .map(|date| Moment::parse(date, &config.time_zone));
    let Ok(date) = date.transpose() else {
        return wrong(&words::BAD_DATE, language);
    };
    let options = Options {
        config: &config,
        root: arguments.root.clone(),
        into,
        lang,
        language,
        kind: arguments.from,
        date: date.map(|date| date.plain_text()),
        old_site: arguments.old_site.clone(),
    };
    let plan = import::plan(&arguments.sources, &options);
    finish(&plan, arguments, language)
}

fn wrong(words: &Words, language: Language) -> ExitCode {
    show(&format!("{}\n", words.get(language)));
    ExitCode::from(WRONG_USAGE)
}

/// Writes what was planned, unless a file is in the way, and tells all of it.
fn finish(plan: &Plan, arguments: &ImportArguments, language: Language) -> ExitCode {
    let mut text = notes(plan, language);
    if !plan.in_the_way.is_empty() {
        text.push_str(&format!("{}\n", words::IN_THE_WAY.get(language)));
        plan.in_the_way
            .iter()
            .for_each(|path| text.push_str(&format!("  {path}\n")));
        show(&text);
        return ExitCode::from(CONTENT_ERRORS);
    }
    if !arguments.dry_run
        && let Err(error) = import::write(&arguments.root, &plan.files)
    {
        show(&format!("{text}{}\n", words::cannot_write(error, language)));
        return ExitCode::from(CONTENT_ERRORS);
    }
    for (path, from) in &plan.editions {
        text.push_str(&format!(
            "{}\n",
            words::written(path, from, arguments.dry_run, language)
        ));
    }
    let left_out = plan
        .notes
        .iter()
        .filter(|note| note.what.is_whole())
        .count();
    let told = plan.notes.iter().filter(|note| note.what.is_told()).count();
    let not_placed = plan.notes.len() - left_out - told;
    let counts = Counts {
        announcements: plan.announcements,
        files: plan.files.len(),
        already: plan.already.len(),
        left_out,
        not_placed,
    };
    text.push_str(&counts.summary(arguments.dry_run, language));
    text.push('\n');
    if plan.announcements > 0 && !arguments.dry_run {
        text.push_str(&format!("{}\n", words::NEXT.get(language)));
    }
    show(&text);
    ExitCode::from(if left_out > 0 { CONTENT_ERRORS } else { 0 })
}

/// All notes by weight, what was not written last, where it stays visible.
fn notes(plan: &Plan, language: Language) -> String {
    let mut text = String::new();
    for (from, path) in &plan.already {
        text.push_str(&format!("{}\n", words::already(from, path, language)));
    }
    let (whole, others): (Vec<_>, Vec<_>) =
        plan.notes.iter().partition(|note| note.what.is_whole());
    let (told, parts): (Vec<_>, Vec<_>) = others.into_iter().partition(|note| note.what.is_told());
    for (heading, notes) in [
        (words::TOLD, told),
        (words::NOT_PLACED, parts),
        (words::NOT_WRITTEN, whole),
    ] {
        if !notes.is_empty() {
            text.push_str(&format!("{}\n", heading.get(language)));
            notes
                .iter()
                .for_each(|note| text.push_str(&format!("  {}\n", words::note(note, language))));
        }
    }
    text
}
