//! `newsroom build` and `newsroom check`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use jiff::Timestamp;

use super::translations::Listed;
use super::{CONTENT_ERRORS, report, show, staged, versions};
use crate::compare::{Broken, Comparison, Older};
use crate::config::BaseUrl;
use crate::diagnostic;
use crate::language::Language;
use crate::pipeline::{self, Options, Output, Report, Stage};
use crate::resolve::Visibility;

#[derive(Args)]
pub(super) struct SiteArguments {
    /// The folder of the site, with content/ in it
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// The time at which embargoes and owed translations are judged, such as 2023-04-14T10:00:00+08:00 [default: now]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    pub(super) now: Option<Timestamp>,
    /// Where the site will be, in place of base_url in content/site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<BaseUrl>,
    /// Include drafts and embargoed announcements; never for the public
    #[arg(long)]
    pub(super) drafts: bool,
    /// Text for people on standard error, or one JSON object on standard output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

#[derive(Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// The output folder [default: public in the folder of the site]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// List all translations, and not only those that need work
    #[arg(long)]
    translations: bool,
    /// Compare with an older version, a commit or branch of the git repository or a folder with content/ in it: an
    /// address that would no longer be there is an error
    #[arg(long, value_name = "REV|DIR", conflicts_with = "drafts")]
    against: Option<String>,
    /// Before a commit: check what git has in its index, and of that only the announcements that the commit touches
    #[arg(long, conflicts_with_all = ["against", "base_url", "drafts", "translations"])]
    staged: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

pub(super) fn time(text: &str) -> Result<Timestamp, String> {
    let time = text.parse();
    time.map_err(|_| "expected date, time and offset, such as 2023-04-14T10:00:00+08:00".to_owned())
}

pub(super) fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::new(text)
        .ok_or_else(|| "expected a full address such as https://example.org/news/".to_owned())
}

pub(super) fn build(arguments: &BuildArguments, language: Language) -> ExitCode {
    let path = arguments
        .output
        .clone()
        .unwrap_or_else(|| arguments.site.root.join("public"));
    let shown = path.display().to_string();
    let output = Output { path, shown };
    run(
        &arguments.site,
        Some(output),
        Listed::Nothing,
        None,
        language,
    )
}

pub(super) fn check(arguments: &CheckArguments, language: Language) -> ExitCode {
    let listed = if arguments.translations {
        Listed::All
    } else {
        Listed::Work
    };
    if arguments.staged {
        return staged::check(&arguments.site, language);
    }
    let root = &arguments.site.root;
    let older = arguments.against.as_deref().map(|name| {
        let older = Older::find(root, name);
        older.map_err(|error| versions::refuse(&error, root, name, language))
    });
    match older.transpose() {
        Ok(older) => run(&arguments.site, None, listed, older.as_ref(), language),
        Err(refused) => refused,
    }
}

impl SiteArguments {
    /// The arguments as the pipeline takes them.
    #[allow(clippy::disallowed_methods, reason = "the clock is read in cli")]
    pub(super) fn options(&self, output: Option<Output>) -> Options {
        let visibility = Visibility {
            now: self.now.unwrap_or_else(Timestamp::now),
            drafts: self.drafts,
        };
        Options {
            root: self.root.clone(),
            base_url: self.base_url.clone(),
            visibility,
            output,
        }
    }
}

/// Compares with an older version. What is wrong with addresses joins what else was found.
fn compare(older: &Older, options: &Options, result: &mut Report) -> Option<Comparison> {
    match older.compare(options) {
        Ok(mut comparison) => {
            result.diagnostics.append(&mut comparison.broken);
            diagnostic::sort(&mut result.diagnostics);
            Some(comparison)
        }
        Err(Broken::Older(problem)) => {
            result.diagnostics.push(problem);
            None
        }
        // Which has been reported.
        Err(Broken::Newer(_)) => None,
    }
}

/// Shows people on a terminal how many pictures are done; nobody else.
fn progress_bar(format: Format, language: Language) -> ProgressBar {
    match format {
        Format::Json => ProgressBar::hidden(),
        Format::Text => ProgressBar::no_length()
            .with_style(
                ProgressStyle::with_template(language.pick(
                    "pictures {pos} of {len} {wide_bar} {eta}",
                    "图片 {pos}/{len} {wide_bar} {eta}",
                ))
                .unwrap_or_else(|_| ProgressStyle::default_bar()),
            )
            .with_finish(ProgressFinish::AndClear),
    }
}

#[allow(clippy::disallowed_methods, reason = "the stages are timed here")]
fn run(
    arguments: &SiteArguments,
    output: Option<Output>,
    translations: Listed,
    older: Option<&Older>,
    language: Language,
) -> ExitCode {
    let shown = output.as_ref().map(|output| output.shown.clone());
    let options = arguments.options(output);
    let mut marks: Vec<(Stage, Instant)> = Vec::new();
    let bar = progress_bar(arguments.format, language);
    let mut result = pipeline::run(
        &options,
        |stage| marks.push((stage, Instant::now())),
        &|done, of| {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        },
    );
    bar.finish_and_clear();
    let end = Instant::now();
    let ends = marks.iter().skip(1).map(|(_, start)| *start).chain([end]);
    let timings: Vec<_> = marks
        .iter()
        .zip(ends)
        .map(|((stage, start), end)| (*stage, end - *start))
        .collect();
    let comparison = older.and_then(|older| compare(older, &options, &mut result));
    let compared = older.map(Older::name).zip(comparison.as_ref());
    match arguments.format {
        Format::Text => {
            if let Some((name, comparison)) = compared {
                show(&versions::listed(comparison, name, language));
            }
            report::text(&result, shown.as_deref(), translations, &timings, language);
        }
        Format::Json => report::json(&result, compared, language),
    }
    if arguments.drafts {
        report::warn_of_drafts(language);
    }
    if result.has_errors() {
        ExitCode::from(CONTENT_ERRORS)
    } else {
        ExitCode::SUCCESS
    }
}
