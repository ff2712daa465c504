//! A run's report: for people on standard error, for programs on standard output.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::time::Duration;

use serde_json::json;

use super::show;
use super::translations::{self, Listed};
use crate::diagnostic::terminal::{self, Style};
use crate::diagnostic::{Diagnostic, Places, Problem};
use crate::model::archive::{Duplicate, DuplicateKind};
use crate::pipeline::{Report, Stage};

/// Columns where the terminal does not tell.
const DEFAULT_WIDTH: usize = 100;

/// So many diagnostics are drawn; of more, each has a line.
const DRAWN: usize = 100;

/// Lists the repetitions and translations, draws the diagnostics, then a short summary with the time of each stage.
pub(super) fn text(
    report: &Report,
    output: Option<&str>,
    listed: Listed,
    timings: &[(Stage, Duration)],
) {
    let mut text = String::new();
    for one in report
        .duplicates
        .iter()
        .filter(|one| !one.kind.is_warning() && one.kind != DuplicateKind::Series)
    {
        text.push_str(&duplicate(one));
    }
    text.push_str(&translations::table(&report.translations, listed));
    text.push_str(&problems(report));
    text.push_str(&duplicates_summary(&report.duplicates, false));
    text.push_str(&translations::totals(&report.translations));
    if let Some(time) = &report.next_build {
        let _ = writeln!(text, "next build due: {time}, when an embargo ends");
    }
    text.push_str(&summary(report, output));
    let _ = writeln!(text, "{}", times(timings));
    show(&text);
}

/// Said last, whatever the format, because such an output must not reach a public server.
pub(super) fn warn_of_drafts() {
    let warning = "this shows drafts and embargoed announcements: it is for the office only, never for the public server\n";
    show(warning);
}

/// All diagnostics: the warnings, then the errors, which so stay visible at the end. The first [`DRAWN`] are drawn,
/// errors before warnings; of the others each has a line.
pub(super) fn problems(report: &Report) -> String {
    drawn(&report.diagnostics)
}

/// Diagnostics alone.
pub(super) fn drawn(diagnostics: &[Diagnostic]) -> String {
    let style = Style {
        color: std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        width: DEFAULT_WIDTH,
    };
    let (errors, warnings): (Vec<_>, Vec<_>) = diagnostics.iter().partition(|one| one.is_error());
    let drawn_errors = errors.len().min(DRAWN);
    let drawn_warnings = warnings.len().min(DRAWN - drawn_errors);
    let mut text = String::new();
    for (diagnostics, drawn) in [(warnings, drawn_warnings), (errors, drawn_errors)] {
        let (drawn, others) = diagnostics.split_at(drawn);
        for diagnostic in drawn {
            text.push_str(&terminal::draw(diagnostic, style));
            text.push_str("\n\n");
        }
        let mut places = Places::default();
        for diagnostic in others {
            text.push_str(&terminal::line(diagnostic, &mut places));
        }
        if !others.is_empty() {
            text.push('\n');
        }
    }
    text
}

/// One repetition in words.
pub(super) fn duplicate(duplicate: &Duplicate) -> String {
    let (kind, action) = duplicate.kind.names();
    let mut text = format!("{kind} ({action}): {}\n", duplicate.copy);
    if duplicate.canonical != duplicate.copy {
        let percent = (duplicate.similarity * 100.0).floor();
        let _ = writeln!(
            text,
            "  and {}{}",
            duplicate.canonical,
            if duplicate.kind.is_warning() {
                format!(", {percent} % alike")
            } else {
                String::new()
            }
        );
    }
    let _ = writeln!(text, "  {}\n", duplicate.reason);
    text
}

/// How many pairs of each kind there are; empty if none.
pub(super) fn duplicates_summary(duplicates: &[Duplicate], near_shown: bool) -> String {
    let mut counts: BTreeMap<DuplicateKind, usize> = BTreeMap::new();
    for one in duplicates {
        *counts.entry(one.kind).or_default() += 1;
    }
    if counts.is_empty() {
        return String::new();
    }
    let each: Vec<String> = counts
        .iter()
        .map(|(kind, count)| format!("{count} {}", kind.names().0))
        .collect();
    let more = if !near_shown && counts.keys().any(|kind| kind.is_warning()) {
        "; `newsroom duplicates --near` shows those that are much alike"
    } else {
        ""
    };
    format!("repeated texts: {}{more}\n", each.join(", "))
}

fn summary(report: &Report, output: Option<&str>) -> String {
    let errors = report
        .diagnostics
        .iter()
        .filter(|one| one.is_error())
        .count();
    let warnings = report.diagnostics.len() - errors;
    let found = format!(
        "{}, {}",
        counted(errors, "error"),
        counted(warnings, "warning")
    );
    let size = format!(
        "{}, {}",
        counted(report.announcements, "announcement"),
        counted(report.pages, "page")
    );
    match (&report.outcome, output) {
        (Some(outcome), Some(output)) => format!(
            "{size} in {output}: {} written, {} unchanged, {} removed; {found}\n",
            outcome.written, outcome.unchanged, outcome.removed
        ),
        (None, Some(output)) if is_interrupted(report) => {
            format!("{found}: publishing stopped half-way, {output} is not complete\n")
        }
        (None, Some(output)) => format!("{found}: nothing was published, {output} is as it was\n"),
        (_, None) => format!("{size} checked; {found}\n"),
    }
}

/// Whether the output was changed before publishing failed.
fn is_interrupted(report: &Report) -> bool {
    let mut problems = report.diagnostics.iter().map(|one| &*one.problem);
    problems.any(|problem| matches!(problem, Problem::Interrupted { .. }))
}

pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn times(timings: &[(Stage, Duration)]) -> String {
    let total: Duration = timings.iter().map(|(_, time)| *time).sum();
    let each: Vec<String> = timings
        .iter()
        .map(|(stage, time)| {
            format!(
                "{} {:.3}",
                format!("{stage:?}").to_lowercase(),
                time.as_secs_f64()
            )
        })
        .collect();
    format!("{:.3} s ({})", total.as_secs_f64(), each.join(", "))
}

/// One object on standard output.
#[allow(clippy::print_stdout, reason = "this is the program's output")]
pub(super) fn json(report: &Report) {
    let mut places = Places::default();
    let diagnostics: Vec<_> = report
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let words = diagnostic.problem.describe();
            let (line, column) = places.line_column(&diagnostic.location);
            let severity = words.severity.name();
            json!({"severity": severity, "code": words.code, "message": words.message, "file": diagnostic.location.source.path, "line": line, "column": column, "help": words.help})
        })
        .collect();
    let duplicates: Vec<_> = report
        .duplicates
        .iter()
        .map(|duplicate| {
            let (kind, action) = duplicate.kind.names();
            json!({"kind": kind, "action": action, "copy": duplicate.copy, "canonical": duplicate.canonical, "similarity": (duplicate.similarity * 1000.0).round() / 1000.0, "reason": duplicate.reason})
        })
        .collect();
    let outcome = report.outcome.unwrap_or_default();
    let object = json!({
        "announcements": report.announcements,
        "pages": report.pages,
        "outputs": {"written": outcome.written, "unchanged": outcome.unchanged, "removed": outcome.removed},
        "diagnostics": diagnostics,
        "duplicates": duplicates,
        "translations": translations::as_json(&report.translations),
        "next_build": report.next_build,
    });
    println!("{object}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Options, run};
    use crate::resolve::Visibility;

    /// A report with these problems, all at a place without a text.
    fn report_of(problems: Vec<Problem>) -> Report {
        let options = Options {
            root: "no such folder".into(),
            base_url: None,
            visibility: Visibility {
                now: jiff::Timestamp::UNIX_EPOCH,
                drafts: false,
            },
            output: None,
        };
        let mut report = run(&options, |_| (), &|_, _| ());
        let first = report.diagnostics[0].clone();
        let diagnostics = problems.into_iter().map(|problem| {
            let mut one = first.clone();
            *one.problem = problem;
            one
        });
        report.diagnostics = diagnostics.collect();
        report
    }

    #[test]
    fn a_publication_that_stopped_half_way_does_not_count_as_nothing() {
        let reason = || "no space".to_owned();
        let failed = report_of(vec![Problem::NotWritten { reason: reason() }]);
        assert_eq!(
            summary(&failed, Some("public")),
            "1 error, 0 warnings: nothing was published, public is as it was\n"
        );
        let stopped = report_of(vec![Problem::Interrupted { reason: reason() }]);
        assert_eq!(
            summary(&stopped, Some("public")),
            "1 error, 0 warnings: publishing stopped half-way, public is not complete\n"
        );
    }

    #[test]
    fn of_very_many_problems_none_is_lost_and_the_errors_come_last() {
        let error = |at: usize| Problem::MissingFile {
            path: format!("file {at}."),
        };
        let mut all: Vec<Problem> = (0..120).map(error).collect();
        all.insert(0, Problem::EmptyBody);
        let text = problems(&report_of(all));
        assert_eq!(text.matches("error[missing-file]: ").count(), 120);
        // Drawn are the first hundred errors; the warning has a line, and comes before them.
        assert_eq!(text.matches("\n\n").count(), 1 + 100 + 1);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].contains(": warning[empty-body]: "), "{}", lines[0]);
        assert!(
            lines[2].starts_with("error[missing-file]: "),
            "{}",
            lines[2]
        );
        let last = lines.iter().rev().find(|line| !line.is_empty()).unwrap();
        assert!(
            last.contains(": error[missing-file]: ") && last.contains("file 119."),
            "{last}"
        );
    }
}
