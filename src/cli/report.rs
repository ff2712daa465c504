//! A run's report: for people on standard error, for programs on standard output.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::time::Duration;

use serde_json::json;

use crate::diagnostic::Severity;
use crate::diagnostic::terminal::{self, Style};
use crate::model::archive::{Duplicate, DuplicateKind};
use crate::pipeline::{Report, Stage};

/// Columns where the terminal does not tell.
const DEFAULT_WIDTH: usize = 100;

/// Draws the diagnostics, then a short summary with the time of each stage.
pub(super) fn text(report: &Report, output: Option<&str>, timings: &[(Stage, Duration)]) {
    let mut text = problems(report);
    for one in report
        .duplicates
        .iter()
        .filter(|one| !one.kind.is_warning() && one.kind != DuplicateKind::Series)
    {
        text.push_str(&duplicate(one));
    }
    text.push_str(&duplicates_summary(&report.duplicates, false));
    text.push_str(&summary(report, output));
    let _ = writeln!(text, "{}", times(timings));
    // A closed pipe must not turn a finished build into a failure.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// All diagnostics, drawn.
pub(super) fn problems(report: &Report) -> String {
    let style = Style {
        color: std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        width: DEFAULT_WIDTH,
    };
    report
        .diagnostics
        .iter()
        .fold(String::new(), |text, diagnostic| {
            text + &terminal::draw(diagnostic, style) + "\n\n"
        })
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
        (None, Some(output)) => format!("{found}: nothing was published, {output} is as it was\n"),
        (_, None) => format!("{size} checked; {found}\n"),
    }
}

fn counted(count: usize, noun: &str) -> String {
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
    let diagnostics: Vec<_> = report
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let words = diagnostic.problem.describe();
            let (line, column) = diagnostic.location.line_column();
            let severity = match words.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
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
    });
    println!("{object}");
}
