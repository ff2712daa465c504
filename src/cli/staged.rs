//! `newsroom check --staged`: the check before a commit.

use std::process::ExitCode;

use super::build::{Format, SiteArguments};
use super::report::counted;
use super::{CONTENT_ERRORS, report, show, versions};
use crate::git::Repository;
use crate::staged::{self, Extent};

pub(super) fn check(arguments: &SiteArguments) -> ExitCode {
    let options = arguments.options(None);
    let checked = Repository::of(&arguments.root)
        .and_then(|repository| staged::check(&repository, options.visibility, options.base_url));
    let (extent, result) = match checked {
        Ok(checked) => checked,
        Err(error) => return versions::refuse(&error, &arguments.root, "the index"),
    };
    match (arguments.format, extent) {
        (Format::Json, _) => report::json(&result, None),
        (Format::Text, Extent::Nothing) => show("nothing of content/ is staged\n"),
        (Format::Text, extent) => {
            let errors = result
                .diagnostics
                .iter()
                .filter(|one| one.is_error())
                .count();
            let warnings = result.diagnostics.len() - errors;
            let whole = match extent {
                Extent::Whole => "the whole site as it is staged, ",
                Extent::Nothing | Extent::Part => "",
            };
            show(&format!(
                "{}{whole}{} checked; {}, {}\n",
                report::problems(&result),
                counted(result.announcements, "announcement"),
                counted(errors, "error"),
                counted(warnings, "warning"),
            ));
        }
    }
    if result.has_errors() {
        ExitCode::from(CONTENT_ERRORS)
    } else {
        ExitCode::SUCCESS
    }
}
