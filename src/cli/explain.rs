//! `newsroom explain`: the story of a code, with an example, or the list of all codes.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::Args;

use super::{WRONG_USAGE, show};
use crate::diagnostic::Severity;
use crate::diagnostic::stories::{self, Example, ExampleFile, Group, Mark, Story, Weight};
use crate::language::Language;
use crate::text::{closest, wrapped};

/// Columns at most, because longer lines are hard to read, and where the terminal does not tell.
const WIDTH: usize = 100;

#[derive(Args)]
pub(super) struct ExplainArguments {
    /// The code that a report shows in brackets, such as unknown-topic; without one, all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// What is said around stories and examples.
struct Words {
    error: &'static str,
    warning: &'static str,
    varies: &'static str,
    example: &'static str,
    file_name: &'static str,
    instead_of: &'static str,
    write: &'static str,
    add: &'static str,
    leave_out: &'static str,
    how_to_ask: &'static str,
}

const ENGLISH: Words = Words {
    error: "error: nothing is published",
    warning: "warning: published, but somebody should look",
    varies: "warning or error: the report says which",
    example: "Example",
    file_name: "the name of the file",
    instead_of: "instead of",
    write: "write",
    add: "add",
    leave_out: "leave out",
    how_to_ask: "`newsroom explain CODE` tells more about one of them.",
};

const CHINESE: Words = Words {
    error: "错误：什么都不发布",
    warning: "警告：照常发布，但应当有人看一看",
    varies: "警告或错误：以报告为准",
    example: "示例",
    file_name: "文件名",
    instead_of: "不要写",
    write: "改为",
    add: "补上",
    leave_out: "删去",
    how_to_ask: "想了解其中一项，请运行 `newsroom explain 代码`。",
};

pub(super) fn explain(arguments: &ExplainArguments, language: Language) -> ExitCode {
    let words = match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    };
    let groups = stories::groups(language);
    let width = terminal_size::terminal_size_of(std::io::stdout());
    let width = width.map_or(WIDTH, |(columns, _)| WIDTH.min(columns.0.into()));
    let text = match &arguments.code {
        None => list(&groups, words),
        Some(written) => {
            let code = plain(written);
            let mut stories = groups.iter().flat_map(|group| &group.stories);
            match stories.clone().find(|story| story.code == code) {
                Some(story) => told(story, words, width),
                None => {
                    let nearest = closest(&code, stories.by_ref().map(|story| story.code));
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
    match (language, nearest) {
        (Language::English, Some(nearest)) => {
            format!("there is no code `{code}`\n  did you mean `{nearest}`?\n")
        }
        (Language::English, None) => {
            format!("there is no code `{code}`\n  `newsroom explain` lists all of them\n")
        }
        (Language::Chinese, Some(nearest)) => {
            format!("没有代码 `{code}`\n  是不是要写 `{nearest}`？\n")
        }
        (Language::Chinese, None) => {
            format!("没有代码 `{code}`\n  运行 `newsroom explain` 可列出全部代码\n")
        }
    }
}

fn list(groups: &[Group<'_>], words: &Words) -> String {
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
    let _ = writeln!(text, "{}", words.how_to_ask);
    text
}

/// A story with its example.
fn told(story: &Story<'_>, words: &Words, width: usize) -> String {
    let weight = match story.weight {
        Weight::Always(Severity::Error) => words.error,
        Weight::Always(Severity::Warning) => words.warning,
        Weight::Varies => words.varies,
    };
    let mut text = format!("{}\n{} ({weight})\n", story.title, story.code);
    for paragraph in &story.paragraphs {
        let _ = writeln!(text, "\n{}", wrapped(paragraph, width).join("\n"));
    }
    let example = stories::examples().find(|example| example.code == story.code);
    if let Some(example) = example {
        let _ = writeln!(text, "\n{}", words.example);
        text.push_str(&shown(&example, words));
    }
    text
}

fn shown(example: &Example<'_>, words: &Words) -> String {
    let mut text = String::new();
    if let Some((wrong, right)) = example.renamed {
        let _ = writeln!(text, "\n  {}", words.file_name);
        text.push_str(&lines(&[(Mark::Wrong, wrong), (Mark::Right, right)], words));
    }
    for ExampleFile { path, lines: all } in &example.files {
        let _ = writeln!(text, "\n  {path}");
        text.push_str(&lines(all, words));
    }
    text
}

/// Each line with what to do with it, said once for all that stand together.
fn lines(lines: &[(Mark, &str)], words: &Words) -> String {
    let mut text = String::new();
    let mut before = None;
    let runs: Vec<&[(Mark, &str)]> = lines.chunk_by(|(one, _), (next, _)| one == next).collect();
    for (at, run) in runs.iter().enumerate() {
        let mark = run[0].0;
        let after = runs.get(at + 1).map(|next| next[0].0);
        let label = match mark {
            Mark::Wrong if after == Some(Mark::Right) => words.instead_of,
            Mark::Wrong => words.leave_out,
            Mark::Right if before == Some(Mark::Wrong) => words.write,
            Mark::Right => words.add,
            Mark::Both => "",
        };
        for (at, (_, line)) in run.iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let _ = writeln!(text, "    {}{line}", padded(label, words));
        }
        before = Some(mark);
    }
    text
}

/// Filled up with spaces to the longest of the labels and two more.
fn padded(label: &str, words: &Words) -> String {
    let labels = [words.instead_of, words.write, words.add, words.leave_out];
    let longest = labels.map(UnicodeWidthStr::width).into_iter().max().unwrap_or(0);
    format!("{label}{}", " ".repeat(longest + 2 - label.width()))
}
