//! A run's report: for people on standard error, for programs on standard output.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::time::Duration;

use serde_json::json;

use crate::diagnostic::Severity;
use crate::diagnostic::terminal::{self, Style};
use crate::pipeline::{Report, Stage};

/// Columns where the terminal does not tell.
const DEFAULT_WIDTH: usize = 100;

/// Draws the diagnostics, then a short summary with the time of each stage.
pub(super) fn text(report: &Report, output: Option<&str>, timings: &[(Stage, Duration)]) {
    let stderr = std::io::stderr();
    let style = Style {
        color: stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        width: DEFAULT_WIDTH,
    };
    let mut text = String::new();
    for diagnostic in &report.diagnostics {
        let _ = writeln!(text, "{}\n", terminal::draw(diagnostic, style));
    }
    for duplicate in &report.duplicates {
        let (kind, action) = duplicate.kind.names();
        let _ = writeln!(
            text,
            "{kind} ({action}): {}\n  prints the text of {}\n  {}\n",
            duplicate.copy, duplicate.canonical, duplicate.reason
        );
    }
    text.push_str(&summary(report, output));
    let _ = writeln!(text, "{}", times(timings));
    // A closed pipe must not turn a finished build into a failure.
    let _ = stderr.lock().write_all(text.as_bytes());
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
