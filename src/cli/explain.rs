//! `newsroom explain`: the story of a code, with an example, or the list of all codes.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;
use unicode_width::UnicodeWidthStr;

use super::{WRONG_USAGE, show};
use crate::diagnostic::Severity;
use crate::diagnostic::stories::{self, Example, ExampleFile, Group, Mark, Story, Weight};
use crate::language::{Language, Words};
use crate::text::{closest, wrapped};

/// Columns at most, because longer lines are hard to read, and where the terminal does not tell.
const WIDTH: usize = 100;

#[derive(Args)]
pub(super) struct ExplainArguments {
    /// The code that a report shows in brackets, such as unknown-topic; without one, all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

static EXAMPLE: Words = Words::new("Example", "示例");
static FILE_NAME: Words = Words::new("the name of the file", "文件名");
static INSTEAD_OF: Words = Words::new("instead of", "不要写");
static WRITE: Words = Words::new("write", "改为");
static ADD: Words = Words::new("add", "补上");
static LEAVE_OUT: Words = Words::new("leave out", "删去");
static HOW_TO_ASK: Words = Words::new(
    "`newsroom explain CODE` tells more about one of them.",
    "想了解其中一项，请运行 `newsroom explain 代号`。",
);

pub(super) fn explain(arguments: &ExplainArguments, language: Language) -> ExitCode {
    let groups = stories::groups(language);
    let width = terminal_size::terminal_size_of(std::io::stdout());
    let width = width.map_or(WIDTH, |(columns, _)| WIDTH.min(columns.0.into()));
    let text = match &arguments.code {
        None => list(&groups, language),
        Some(written) => {
            let code = plain(written);
            let stories = || groups.iter().flat_map(|group| &group.stories);
            match stories().find(|story| story.code == code) {
                Some(story) => told(story, language, width),
                None => {
                    let nearest = closest(&code, stories().map(|story| story.code));
                    show(&unknown(&code, nearest, language));
                    return ExitCode::from(WRONG_USAGE);
                }
            }
        }
    };
    // A closed pipe is no failure.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

/// The code in what somebody copied: `error[unknown-topic]:`, `[unknown-topic]`, `UNKNOWN-TOPIC`.
fn plain(written: &str) -> String {
    let (_, code) = written.split_once('[').unwrap_or(("", written));
    let (code, _) = code.split_once(']').unwrap_or((code, ""));
    code.trim().to_lowercase()
}

fn unknown(code: &str, nearest: Option<&str>, language: Language) -> String {
    let problem = language.pick(
        format!("there is no code `{code}`"),
        format!("没有代号 `{code}`"),
    );
    let help = match nearest {
        Some(nearest) => language.pick(
            format!("did you mean `{nearest}`?"),
            format!("您要写的是不是 `{nearest}`？"),
        ),
        None => language.pick(
            "`newsroom explain` lists all of them".into(),
            "运行 `newsroom explain` 可列出全部代号".into(),
        ),
    };
    format!("{problem}\n  {help}\n")
}

fn list(groups: &[Group<'_>], language: Language) -> String {
    let codes = groups.iter().flat_map(|group| &group.stories);
    let longest = codes.map(|story| story.code.len()).max().unwrap_or(0);
    let mut text = String::new();
    for group in groups {
        let _ = writeln!(text, "{}\n", group.title);
        for story in &group.stories {
            let _ = writeln!(text, "  {:longest$}  {}", story.code, story.title);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}", HOW_TO_ASK.get(language));
    text
}

/// A story with its example.
fn told(story: &Story<'_>, language: Language, width: usize) -> String {
    let weight = weight(story.weight, language);
    let mut text = format!("{}\n{}\n{weight}\n", story.code, story.title);
    for paragraph in &story.paragraphs {
        let _ = writeln!(text, "\n{}", wrapped(paragraph, width).join("\n"));
    }
    let example = stories::examples().find(|example| example.code == story.code);
    if let Some(example) = example {
        let _ = writeln!(text, "\n{}", EXAMPLE.get(language));
        text.push_str(&shown(&example, language));
    }
    text
}

fn weight(weight: Weight, language: Language) -> String {
    let (severities, meaning) = match weight {
        Weight::Always(Severity::Error) => (
            Severity::Error.words(language).to_owned(),
            language.pick("nothing is published", "什么都不发布"),
        ),
        Weight::Always(Severity::Warning) => (
            Severity::Warning.words(language).to_owned(),
            language.pick(
                "published, but somebody should look",
                "照常发布，但应当有人看一看",
            ),
        ),
        Weight::Varies => (
            [Severity::Warning, Severity::Error]
                .map(|one| one.words(language))
                .join(language.pick(" or ", "或")),
            language.pick("the report says which", "以报告为准"),
        ),
    };
    format!("{severities}{}{meaning}", language.pick(": ", "："))
}

fn shown(example: &Example<'_>, language: Language) -> String {
    let mut text = String::new();
    if let Some((wrong, right)) = example.renamed {
        let _ = writeln!(text, "\n  {}", FILE_NAME.get(language));
        text.push_str(&lines(
            &[(Mark::Wrong, wrong), (Mark::Right, right)],
            language,
        ));
    }
    for ExampleFile { path, lines: all } in &example.files {
        let _ = writeln!(text, "\n  {path}");
        text.push_str(&lines(all, language));
    }
    text
}

/// Each line with what to do with it, said once for all that stand together.
fn lines(lines: &[(Mark, &str)], language: Language) -> String {
    let mut text = String::new();
    let mut before = None;
    let runs: Vec<&[(Mark, &str)]> = lines.chunk_by(|(one, _), (next, _)| one == next).collect();
    for (at, run) in runs.iter().enumerate() {
        let mark = run[0].0;
        let after = runs.get(at + 1).map(|next| next[0].0);
        let label = match mark {
            Mark::Wrong if after == Some(Mark::Right) => INSTEAD_OF.get(language),
            Mark::Wrong => LEAVE_OUT.get(language),
            Mark::Right if before == Some(Mark::Wrong) => WRITE.get(language),
            Mark::Right => ADD.get(language),
            Mark::Both => "",
        };
        for (at, (_, line)) in run.iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let _ = writeln!(text, "    {}{line}", padded(label, language));
        }
        before = Some(mark);
    }
    text
}

/// Filled up with spaces to the longest of the labels and two more.
fn padded(label: &str, language: Language) -> String {
    let labels = [&INSTEAD_OF, &WRITE, &ADD, &LEAVE_OUT].map(|label| label.get(language).width());
    let longest = labels.into_iter().max().unwrap_or(0);
    format!("{label}{}", " ".repeat(longest + 2 - label.width()))
}
