//! The command line: arguments in, a report out, an exit status.

mod build;
mod completions;
mod diff;
mod differences;
mod duplicates;
mod edition;
mod explain;
mod help;
mod hosting;
mod import;
mod init;
mod manual;
mod new;
mod report;
mod serve;
mod staged;
mod translated;
mod translations;
mod versions;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::language::{Language, Words};

/// The content has errors; nothing was published.
const CONTENT_ERRORS: u8 = 1;
/// What was asked for makes no sense.
const WRONG_USAGE: u8 = 2;

#[derive(Parser)]
#[command(name = "newsroom", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a new site: a folder with settings, topics, two announcements and checks for the Git server
    Init(init::InitArguments),
    /// Start a new announcement, or with --translate the translation of one
    New(new::NewArguments),
    /// Build the site: all of content/ into the output folder, or nothing if there is an error
    Build(build::BuildArguments),
    /// Do the same without writing anything, and report what is wrong
    Check(build::CheckArguments),
    /// List what readers will see added, changed, moved and removed since another version
    Diff(diff::DiffArguments),
    /// List texts that are published more than once, and with --near those that are much alike
    Duplicates(duplicates::DuplicatesArguments),
    /// Note in translations that they are up to date with their originals as these are now
    Translated(translated::TranslatedArguments),
    /// Tell the story of a code that a report shows, with an example; without a code, list them all
    Explain(explain::ExplainArguments),
    /// Show the site in the browser while it is written; publishes nothing
    Serve(serve::ServeArguments),
    /// Print the configuration of a web server for the site on standard output
    Hosting(hosting::HostingArguments),
    /// Make announcements of what an office has: text dumps, saved pages, other generators, tables
    Import(import::ImportArguments),
    /// Print what a shell needs to complete commands and options, on standard output
    Completions(completions::CompletionsArguments),
    /// Write the man pages into a folder, one for each command
    Manual(manual::ManualArguments),
}

/// Runs the program with the arguments of the process.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let of_environment = Language::of_environment(|name| std::env::var(name).ok());
    // Help and wrong usage are told before the arguments are understood.
    let language = help::asked_language(&arguments).unwrap_or(of_environment);
    let mut command = command_line(language);
    let parsed = command
        .try_get_matches_from_mut(arguments)
        .and_then(|matches| {
            let asked = help::language_of(&matches);
            Ok((Arguments::from_arg_matches(&matches)?, asked))
        });
    match parsed {
        Ok((arguments, asked)) => run(&arguments.command, asked.unwrap_or(of_environment)),
        Err(error) => help::explain(&error, &command, language),
    }
}

fn command_line(language: Language) -> clap::Command {
    help::in_language(Arguments::command(), language)
}

/// Without pages for `newsroom help build` and so on, which say nothing else.
fn manual_of(language: Language) -> clap::Command {
    help::in_language(Arguments::command().disable_help_subcommand(true), language)
}

fn run(command: &Command, language: Language) -> ExitCode {
    match command {
        Command::Init(arguments) => init::init(arguments, language),
        Command::New(arguments) => new::new(arguments, language),
        Command::Build(arguments) => build::build(arguments, language),
        Command::Check(arguments) => build::check(arguments, language),
        Command::Diff(arguments) => diff::diff(arguments, language),
        Command::Duplicates(arguments) => duplicates::duplicates(arguments, language),
        Command::Translated(arguments) => translated::translated(arguments, language),
        Command::Explain(arguments) => explain::explain(arguments, language),
        Command::Serve(arguments) => serve::serve(arguments, language),
        Command::Hosting(arguments) => hosting::hosting(arguments, language),
        Command::Import(arguments) => import::import(arguments, language),
        Command::Completions(arguments) => {
            completions::completions(arguments, command_line(language))
        }
        Command::Manual(arguments) => manual::manual(arguments, manual_of(language), language),
    }
}

/// Says something to the person at the terminal.
fn show(text: &str) {
    // A closed pipe is no failure, and must not turn a finished build into one.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// A file or folder that cannot be written.
fn not_written(path: &str, error: std::io::Error) -> Words {
    let error = Words::from(error);
    Words::with(
        format!("{path} cannot be written: {}", error.get(Language::English)),
        format!("{path} 无法写入：{}", error.get(Language::Chinese)),
    )
}

/// Writes the changed text of a source, whole or not at all. It was decoded without its byte order mark, which
/// stays too.
#[allow(
    clippy::disallowed_methods,
    reason = "the commands that edit content, when asked to"
)]
fn write_amended(root: &Path, path: &str, text: &str) -> std::io::Result<()> {
    let file = root.join(path);
    let is_marked = std::fs::read(&file)?.starts_with("\u{FEFF}".as_bytes());
    let mark = if is_marked { "\u{FEFF}" } else { "" };
    // First beside it: on a full disk the file stays as it was.
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = file.with_file_name(name);
    let written = std::fs::write(&beside, format!("{mark}{text}"))
        .and_then(|()| std::fs::set_permissions(&beside, std::fs::metadata(&file)?.permissions()))
        .and_then(|()| std::fs::rename(&beside, &file));
    if written.is_err() {
        // What failed is told; a left-over that cannot be removed either changes nothing.
        let _ = std::fs::remove_file(&beside);
    }
    written
}
