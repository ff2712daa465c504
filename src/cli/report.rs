//! A run's report: for people on standard error, for programs on standard output.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::time::Duration;

use serde_json::json;

use super::show;
use super::translations::{self, Listed};
use super::versions;
use crate::compare::Comparison;
use crate::diagnostic::terminal::{self, Style};
use crate::diagnostic::{Diagnostic, Places, Problem};
use crate::language::{Language, counted};
use crate::model::archive::{Duplicate, DuplicateKind};
use crate::model::moment::Moment;
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
    language: Language,
) {
    let mut text = String::new();
    for one in report
        .duplicates
        .iter()
        .filter(|one| !one.kind.is_warning() && one.kind != DuplicateKind::Series)
    {
        text.push_str(&duplicate(one, language));
    }
    text.push_str(&translations::table(&report.translations, listed, language));
    text.push_str(&problems(report, language));
    text.push_str(&duplicates_summary(&report.duplicates, false, language));
    text.push_str(&translations::totals(&report.translations, language));
    if let Some(time) = report.next_build.as_ref().map(Moment::rfc3339) {
        text.push_str(&language.pick(
            format!("next build due: {time}, when an embargo ends\n"),
            format!("下次生成应在 {time}：届时有稿件解禁\n"),
        ));
    }
    text.push_str(&summary(report, output, language));
    let _ = writeln!(text, "{}", times(timings, language));
    show(&text);
}

/// Said last, whatever the format, because such an output must not reach a public server.
pub(super) fn warn_of_drafts(language: Language) {
    show(language.pick(
        "this shows drafts and embargoed announcements: it is for the office only, never for the public server\n",
        "这里包含草稿和尚未解禁的稿件：只供内部查看，切勿放到公开的服务器上\n",
    ));
}

/// All diagnostics: the warnings, then the errors, which so stay visible at the end. The first [`DRAWN`] are drawn,
/// errors before warnings; of the others each has a line. Then where more is told about them.
pub(super) fn problems(report: &Report, language: Language) -> String {
    let mut text = drawn(&report.diagnostics, language);
    if !report.diagnostics.is_empty() {
        text.push_str(language.pick(
            "`newsroom explain CODE` tells more\n",
            "想进一步了解，请运行 `newsroom explain 代号`\n",
        ));
    }
    text
}

/// `1 error, 3 warnings`
pub(super) fn found(diagnostics: &[Diagnostic], language: Language) -> String {
    let errors = diagnostics.iter().filter(|one| one.is_error()).count();
    let warnings = diagnostics.len() - errors;
    match language {
        Language::English => format!(
            "{}, {}",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
        Language::Chinese => format!("{errors} 个错误，{warnings} 条提醒"),
    }
}

/// Diagnostics alone.
pub(super) fn drawn(diagnostics: &[Diagnostic], language: Language) -> String {
    let style = Style {
        color: std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        width: DEFAULT_WIDTH,
        language,
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
            text.push_str(&terminal::line(diagnostic, &mut places, language));
        }
        if !others.is_empty() {
            text.push('\n');
        }
    }
    text
}

/// One repetition in words.
pub(super) fn duplicate(duplicate: &Duplicate, language: Language) -> String {
    let (kind, action) = kind_in_words(duplicate.kind, language);
    let mut text = match language {
        Language::English => format!("{kind} ({action}): {}\n", duplicate.copy),
        Language::Chinese => format!("{kind}（{action}）：{}\n", duplicate.copy),
    };
    if duplicate.canonical != duplicate.copy {
        let alike = if duplicate.kind.is_warning() {
            let percent = (duplicate.similarity * 100.0).floor();
            language.pick(
                format!(", {percent} % alike"),
                format!("，相似度 {percent}%"),
            )
        } else {
            String::new()
        };
        let and = language.pick("and", "与");
        let _ = writeln!(text, "  {and} {}{alike}", duplicate.canonical);
    }
    let _ = writeln!(text, "  {}\n", duplicate.reason.get(language));
    text
}

/// What kind of repetition, and what is done about it; in English by the names that programs read.
fn kind_in_words(kind: DuplicateKind, language: Language) -> (&'static str, &'static str) {
    let chinese = match kind {
        DuplicateKind::SameAnnouncement => ("同一篇稿件", "转到一处"),
        DuplicateKind::IdenticalBody => ("正文相同", "只刊出一次"),
        DuplicateKind::RepeatedText => ("文中重复", "略去一遍"),
        DuplicateKind::UntranslatedCopy => ("没有翻译", "按缺译文处理"),
        DuplicateKind::Near => ("相似", "提醒"),
        DuplicateKind::Contained => ("互相包含", "提醒"),
        DuplicateKind::Series => ("同一系列", "不处理"),
    };
    language.pick(kind.names(), chinese)
}

/// How many pairs of each kind there are; empty if none.
pub(super) fn duplicates_summary(
    duplicates: &[Duplicate],
    near_shown: bool,
    language: Language,
) -> String {
    let mut counts: BTreeMap<DuplicateKind, usize> = BTreeMap::new();
    for one in duplicates {
        *counts.entry(one.kind).or_default() += 1;
    }
    if counts.is_empty() {
        return String::new();
    }
    let each: Vec<String> = counts
        .iter()
        .map(|(kind, count)| {
            let kind = kind_in_words(*kind, language).0;
            language.pick(format!("{count} {kind}"), format!("{kind} {count} 处"))
        })
        .collect();
    let has_more = !near_shown && counts.keys().any(|kind| kind.is_warning());
    match language {
        Language::English => {
            let more = if has_more {
                "; `newsroom duplicates --near` shows those that are much alike"
            } else {
                ""
            };
            format!("repeated texts: {}{more}\n", each.join(", "))
        }
        Language::Chinese => {
            let more = if has_more {
                "；要看相似的各对，请运行 `newsroom duplicates --near`"
            } else {
                ""
            };
            format!("重复的内容：{}{more}\n", each.join("，"))
        }
    }
}

fn summary(report: &Report, output: Option<&str>, language: Language) -> String {
    let found = found(&report.diagnostics, language);
    let line = match language {
        Language::English => in_english(report, output, &found),
        Language::Chinese => in_chinese(report, output, &found),
    };
    // Of a publication that failed nothing else is counted either.
    let is_counted = output.is_none() || report.outcome.is_some();
    let withheld = if is_counted { report.withheld } else { 0 };
    format!("{line}{}\n", not_public(withheld, language))
}

/// What the counts of pages and announcements leave out; empty if nothing.
fn not_public(count: usize, language: Language) -> String {
    if count == 0 {
        return String::new();
    }
    language.pick(
        format!("; {count} not public yet (drafts or under embargo)"),
        format!("；另有 {count} 篇尚未公开（草稿或未解禁）"),
    )
}

fn in_english(report: &Report, output: Option<&str>, found: &str) -> String {
    let size = format!(
        "{}, {}",
        counted(report.announcements, "announcement"),
        counted(report.pages, "page")
    );
    match (&report.outcome, output) {
        (Some(outcome), Some(output)) => format!(
            "{size} in {output}: {} written, {} unchanged, {} removed; {found}",
            outcome.written, outcome.unchanged, outcome.removed
        ),
        (None, Some(output)) if is_interrupted(report) => {
            format!("{found}: publishing stopped half-way, {output} is not complete")
        }
        (None, Some(output)) => format!("{found}: nothing was published, {output} is as it was"),
        (_, None) => format!("{size} checked; {found}"),
    }
}

fn in_chinese(report: &Report, output: Option<&str>, found: &str) -> String {
    let size = format!("{} 篇稿件，{} 个页面", report.announcements, report.pages);
    match (&report.outcome, output) {
        (Some(outcome), Some(output)) => format!(
            "{size}，已写入 {output}：新写 {} 个文件，{} 个不变，删去 {} 个；{found}",
            outcome.written, outcome.unchanged, outcome.removed
        ),
        (None, Some(output)) if is_interrupted(report) => {
            format!("{found}：发布中途停止，{output} 不完整")
        }
        (None, Some(output)) => format!("{found}：没有发布任何内容，{output} 保持原样"),
        (_, None) => format!("已检查 {size}；{found}"),
    }
}

/// Whether the output was changed before publishing failed.
fn is_interrupted(report: &Report) -> bool {
    let mut problems = report.diagnostics.iter().map(|one| &*one.problem);
    problems.any(|problem| matches!(problem, Problem::Interrupted { .. }))
}

fn times(timings: &[(Stage, Duration)], language: Language) -> String {
    let total: Duration = timings.iter().map(|(_, time)| *time).sum();
    let total = total.as_secs_f64();
    let each: Vec<String> = timings
        .iter()
        .map(|(stage, time)| format!("{} {:.3}", stage_name(*stage, language), time.as_secs_f64()))
        .collect();
    match language {
        Language::English => format!("{total:.3} s ({})", each.join(", ")),
        Language::Chinese => format!("用时 {total:.3} 秒（{}）", each.join("，")),
    }
}

fn stage_name(stage: Stage, language: Language) -> &'static str {
    let (english, chinese) = match stage {
        Stage::Configure => ("configure", "读配置"),
        Stage::Discover => ("discover", "读文件"),
        Stage::Parse => ("parse", "解析"),
        Stage::Resolve => ("resolve", "核对"),
        Stage::Plan => ("plan", "排地址"),
        Stage::Render => ("render", "生成页面"),
        Stage::Pictures => ("pictures", "处理图片"),
        Stage::Publish => ("publish", "写出"),
    };
    language.pick(english, chinese)
}

/// One object on standard output.
#[allow(clippy::print_stdout, reason = "this is the program's output")]
pub(super) fn json(report: &Report, compared: Option<(&str, &Comparison)>, language: Language) {
    let mut places = Places::default();
    let diagnostics: Vec<_> = report
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let words = diagnostic.problem.describe(language);
            let (line, column) = places.line_column(&diagnostic.location);
            let severity = diagnostic.problem.severity().name();
            json!({"severity": severity, "code": diagnostic.problem.code(), "message": words.message, "file": diagnostic.location.source.path, "line": line, "column": column, "help": words.help})
        })
        .collect();
    let duplicates: Vec<_> = report
        .duplicates
        .iter()
        .map(|duplicate| {
            let (kind, action) = duplicate.kind.names();
            json!({"kind": kind, "action": action, "copy": duplicate.copy, "canonical": duplicate.canonical, "similarity": (duplicate.similarity * 1000.0).round() / 1000.0, "reason": duplicate.reason.get(language)})
        })
        .collect();
    let outcome = report.outcome.unwrap_or_default();
    let mut object = json!({
        "announcements": report.announcements,
        "withheld": report.withheld,
        "pages": report.pages,
        "outputs": {"written": outcome.written, "unchanged": outcome.unchanged, "removed": outcome.removed},
        "diagnostics": diagnostics,
        "duplicates": duplicates,
        "translations": translations::as_json(&report.translations),
        "next_build": report.next_build.as_ref().map(Moment::rfc3339),
    });
    if let Some((name, comparison)) = compared {
        object["changes"] = versions::as_json(comparison, name);
    }
    println!("{object}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Words;
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
        let reason = || Words::new("no space", "没有空间");
        let failed = report_of(vec![Problem::NotWritten { reason: reason() }]);
        assert_eq!(
            summary(&failed, Some("public"), Language::English),
            "1 error, 0 warnings: nothing was published, public is as it was\n"
        );
        let stopped = report_of(vec![Problem::Interrupted { reason: reason() }]);
        assert_eq!(
            summary(&stopped, Some("public"), Language::English),
            "1 error, 0 warnings: publishing stopped half-way, public is not complete\n"
        );
        assert_eq!(
            summary(&stopped, Some("public"), Language::Chinese),
            "1 个错误，0 条提醒：发布中途停止，public 不完整\n"
        );
    }

    #[test]
    fn of_very_many_problems_none_is_lost_and_the_errors_come_last() {
        let error = |at: usize| Problem::MissingFile {
            path: format!("file {at}."),
        };
        let mut all: Vec<Problem> = (0..120).map(error).collect();
        all.insert(0, Problem::EmptyBody);
        let text = drawn(&report_of(all).diagnostics, Language::English);
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
