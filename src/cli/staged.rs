//! `newsroom check --staged`: the check before a commit.

use std::process::ExitCode;

use super::build::{Format, SiteArguments};
use super::{CONTENT_ERRORS, report, show, versions};
use crate::git::Repository;
use crate::language::{Language, counted};
use crate::staged::{self, Extent};

pub(super) fn check(arguments: &SiteArguments, language: Language) -> ExitCode {
    let options = arguments.options(None);
    let checked = Repository::of(&arguments.root)
        .and_then(|repository| staged::check(&repository, options.visibility));
    let (extent, result) = match checked {
        Ok(checked) => checked,
        Err(error) => {
            let name = language.pick("the index", "暂存区");
            return versions::refuse(&error, &arguments.root, name, language);
        }
    };
    match (arguments.format, extent) {
        (Format::Json, _) => report::json(&result, None, language),
        (Format::Text, Extent::Nothing) => show(language.pick(
            "nothing of content/ is staged\n",
            "暂存区里没有 content/ 的改动\n",
        )),
        (Format::Text, extent) => {
            let problems = report::problems(&result, language);
            let found = report::found(&result.diagnostics, language);
            let checked = words(result.announcements, extent, language);
            show(&match language {
                Language::English => format!("{problems}{checked}; {found}\n"),
                Language::Chinese => format!("{problems}{checked}；{found}\n"),
            });
        }
    }
    if result.has_errors() {
        ExitCode::from(CONTENT_ERRORS)
    } else {
        ExitCode::SUCCESS
    }
}

/// How much was checked.
fn words(announcements: usize, extent: Extent, language: Language) -> String {
    let is_whole = extent == Extent::Whole;
    language.pick(
        format!(
            "{}{} checked",
            if is_whole {
                "the whole site as it is staged, "
            } else {
                ""
            },
            counted(announcements, "announcement"),
        ),
        format!(
            "{}检查了 {announcements} 篇稿件",
            if is_whole {
                "按暂存区的内容检查整个网站，"
            } else {
                ""
            },
        ),
    )
}
