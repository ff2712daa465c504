//! `newsroom diff`: how readers see the site change.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::build::{Format, SiteArguments};
use super::{CONTENT_ERRORS, report, show, versions};
use crate::compare::{Broken, Older};
use crate::diagnostic::Diagnostic;
use crate::language::Language;

#[derive(Args)]
pub(super) struct DiffArguments {
    /// The older version: a branch, tag or commit of the git repository, or a folder with content/ in it
    #[arg(value_name = "REV|DIR")]
    older: String,
    #[command(flatten)]
    site: SiteArguments,
}

pub(super) fn diff(arguments: &DiffArguments, language: Language) -> ExitCode {
    let (site, name) = (&arguments.site, &arguments.older);
    let older = match Older::find(&site.root, name) {
        Ok(older) => older,
        Err(error) => return versions::refuse(&error, &site.root, name, language),
    };
    let comparison = match older.compare(&site.options(None)) {
        Ok(comparison) => comparison,
        Err(broken) => {
            let found = match broken {
                Broken::Older(problem) => vec![problem],
                Broken::Newer(found) => found,
            };
            show(&report::drawn(&found, language));
            return ExitCode::from(CONTENT_ERRORS);
        }
    };
    let text = match site.format {
        Format::Text => versions::listed(&comparison, name, language),
        Format::Json => format!("{}\n", versions::as_json(&comparison, name)),
    };
    // A closed pipe is no failure.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    if comparison.broken.iter().any(Diagnostic::is_error) {
        show(&versions::how_to_keep(name, language));
    }
    ExitCode::SUCCESS
}
