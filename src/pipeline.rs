//! The only place where the stages meet: one line per stage.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::assets;
use crate::config::{self, BaseUrl, Config, SITE_FILE};
use crate::diagnostic::{self, Diagnostic, Problem};
use crate::discover::{self, discover, discover_again};
use crate::leaks::Guard;
use crate::model::archive::{Announcement, Archive, Asset, Duplicate};
use crate::model::moment::Moment;
use crate::model::plan::Plan;
use crate::model::translation::Translation;
use crate::parse::{self, parse, parse_again, report_look_alikes};
use crate::pictures::{self, Progress};
use crate::plan::plan;
use crate::publish::{Outcome, Publication};
use crate::render::{Rendered, Site};
use crate::resolve::{self, Resolved, Visibility, named_files, names_one, resolve};
use crate::source::Source;
use crate::theme::{self, Theme};
use crate::weight;

/// What a run is to do.
pub struct Options {
    /// The folder of the site.
    pub root: PathBuf,
    /// In place of that of `site.yaml`.
    pub base_url: Option<BaseUrl>,
    /// Which announcements are public.
    pub visibility: Visibility,
    /// Where to publish; `None` checks only.
    pub output: Option<Output>,
}

/// An output folder.
pub struct Output {
    /// The folder.
    pub path: PathBuf,
    /// How it is called in messages.
    pub shown: String,
}

/// The steps of a run, in order, for timing them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the modules")]
pub enum Stage {
    Configure,
    Discover,
    Parse,
    Resolve,
    Plan,
    Render,
    Pictures,
    Publish,
}

/// What a run found and did.
#[derive(Debug, Default)]
pub struct Report {
    /// Public announcements.
    pub announcements: usize,
    /// Announcements that are not public yet and were looked at all the same.
    pub withheld: usize,
    /// HTML pages, redirects among them.
    pub pages: usize,
    /// What changed in the output folder; `None` if nothing was published.
    pub outcome: Option<Outcome>,
    /// All problems, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// Repeated bodies and what was done about them.
    pub duplicates: Vec<Duplicate>,
    /// What there is of each announcement in the other languages.
    pub translations: Vec<Translation>,
    /// When the next embargo ends, and so another build is due.
    pub next_build: Option<Moment>,
}

impl Report {
    /// Whether anything prevented publishing.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Runs all stages. `begin` is told when each starts, and `pictures` how many of them are done.
pub fn run(options: &Options, mut begin: impl FnMut(Stage), pictures: Progress<'_>) -> Report {
    let mut report = Report::default();
    stages(options, &mut report, &mut begin, pictures);
    diagnostic::sort(&mut report.diagnostics);
    report
}

/// Runs the stages up to the archive, and returns it with the configuration: for looking at what was decided.
pub fn examine(options: &Options) -> (Report, Option<(Config, Archive)>) {
    let mut report = Report::default();
    let archive = archive(options, &mut report, &mut |_| (), |_| (), None)
        .map(|made| (made.config, made.archive));
    diagnostic::sort(&mut report.diagnostics);
    (report, archive)
}

/// Runs the stages up to the plan, and lets `look` see everything that pages are rendered from: for what is made of a
/// site besides its files. Nothing comes of a site with errors.
pub fn survey<T>(
    options: &Options,
    look: impl FnOnce(&Site<'_>) -> (Option<T>, Vec<Diagnostic>),
) -> (Report, Option<T>) {
    let mut report = Report::default();
    let seen = planned(
        options,
        &mut report,
        &mut |_| (),
        &|_, _| (),
        |site, _, report, _| report.note(look(site)),
    );
    diagnostic::sort(&mut report.diagnostics);
    (report, seen.flatten())
}

/// What a preview keeps from one look at the site to the next.
#[derive(Debug, Default)]
pub struct Memory {
    discovered: discover::Memory,
    of_config: OfConfig,
}

/// What hangs on the configuration, and was made with this one.
#[derive(Debug, Default)]
struct OfConfig {
    config: Option<Config>,
    parsed: parse::Memory,
    resolved: resolve::Memory,
    theme: theme::Memory,
}

impl Memory {
    /// What was made with this configuration; nothing if that was another.
    fn of(&mut self, config: &Config) -> &mut OfConfig {
        if self.of_config.config.as_ref() != Some(config) {
            self.of_config = OfConfig {
                config: Some(config.clone()),
                ..OfConfig::default()
            };
        }
        &mut self.of_config
    }

    /// Has these files and folders read again; paths are from the root of the site.
    pub fn forget(&mut self, paths: &BTreeSet<String>) {
        for path in paths {
            self.discovered.forget(path);
        }
    }
}

/// Everything that pages are rendered from, kept to render those that are asked for.
pub struct Preview {
    config: Config,
    archive: Archive,
    plan: Plan,
    theme: Arc<Theme>,
    drafts: bool,
}

impl Preview {
    /// The addresses, with what fills each.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The path of the site: `/`, or `/news/`.
    pub fn base_path(&self) -> &str {
        self.config.base_url.path()
    }

    /// The pages.
    pub fn site(&self) -> Site<'_> {
        Site::new(
            &self.config,
            &self.archive,
            &self.plan,
            &self.theme,
            self.drafts,
        )
    }
}

/// Runs the stages up to the plan as fast as can be: what `memory` knows is neither read nor compared again, and texts
/// that are alike are not looked for. `None` if there is an error.
pub fn preview(options: &Options, memory: &mut Memory) -> (Report, Option<Preview>) {
    let mut report = Report::default();
    let without = |config: &mut Config| config.duplicates.near = false;
    let made = archive(
        options,
        &mut report,
        &mut |_| (),
        without,
        Some(&mut *memory),
    );
    let preview = made.and_then(|made| {
        let plan = report.note(plan(&made.archive, &made.assets, &made.config));
        let theme = theme::load_again(
            &options.root,
            &made.config,
            &mut memory.of(&made.config).theme,
        );
        let theme = report.note(theme)?;
        Some(Preview {
            config: made.config,
            archive: made.archive,
            plan,
            theme,
            drafts: options.visibility.drafts,
        })
    });
    diagnostic::sort(&mut report.diagnostics);
    let preview = preview.filter(|_| !report.has_errors());
    (report, preview)
}

/// A version of a site with its plan, to be compared with another.
pub struct Version {
    /// Its configuration.
    pub config: Config,
    /// What is public.
    pub archive: Archive,
    /// What is not.
    pub withheld: Vec<Announcement>,
    /// Every address.
    pub plan: Plan,
    /// All Markdown files, whether or not something is wrong with them.
    pub sources: Vec<Arc<Source>>,
}

/// Runs the stages up to the plan, without looking for texts that are alike or for what translations say otherwise.
/// `None` if the configuration has errors.
pub fn version(options: &Options) -> (Report, Option<Version>) {
    let mut report = Report::default();
    let memory = &mut Memory::default();
    let without = |config: &mut Config| {
        config.duplicates.near = false;
        config.parity.facts = false;
    };
    let made = archive(options, &mut report, &mut |_| (), without, Some(memory));
    let version = made.map(|made| {
        let plan = report.note(plan(&made.archive, &made.assets, &made.config));
        Version {
            config: made.config,
            archive: made.archive,
            withheld: made.withheld,
            plan,
            sources: made.sources,
        }
    });
    diagnostic::sort(&mut report.diagnostics);
    (report, version)
}

/// Some announcements of a site.
pub struct Part {
    /// All their editions.
    pub sources: Vec<Arc<Source>>,
    /// The other Markdown files by their paths: nothing is known of them.
    pub others: Vec<String>,
    /// The files that deserve a look.
    pub touched: BTreeSet<String>,
}

/// Runs the stages up to the plan for a part of a site: what can be judged of some announcements without the others.
/// `assets` is told which files the announcements name, and gives all files of the site that are no Markdown.
///
/// # Errors
/// What `assets` gives.
pub fn version_of_part<E>(
    part: Part,
    config: &Config,
    visibility: Visibility,
    assets: impl FnOnce(&BTreeSet<String>) -> Result<Vec<Asset>, E>,
) -> Result<(Report, Version), E> {
    let mut report = Report::default();
    let editions = report.note(parse(&part.sources, config));
    let assets = assets(&editions.iter().flat_map(named_files).collect())?;
    let touched = assets.iter().filter(|one| part.touched.contains(&one.path));
    let touched: Vec<Asset> = touched.cloned().collect();
    report
        .diagnostics
        .extend(report_look_alikes(&touched, config));
    // They may be whatever somebody takes them for.
    let unknown = part.others.iter().map(|path| {
        let (path, text) = (path.clone(), String::new());
        Arc::new(Source { path, text })
    });
    let sources: Vec<Arc<Source>> = part.sources.iter().cloned().chain(unknown).collect();
    let Resolved { archive, withheld } = report.note(resolve(
        editions, &sources, &assets, config, visibility, None,
    ));
    let plan = report.note(plan(&archive, &assets, config));
    report.diagnostics.retain(|one| match &*one.problem {
        Problem::UnknownAnnouncement { target, .. } => !names_one(target, &part.others),
        // Of badges and lists the whole site decides.
        _ => one.location.source.path != SITE_FILE,
    });
    report.announcements = archive.announcements.len() + withheld.len();
    diagnostic::sort(&mut report.diagnostics);
    let version = Version {
        config: config.clone(),
        archive,
        withheld,
        plan,
        sources,
    };
    Ok((report, version))
}

/// What the first stages make.
struct Made {
    config: Config,
    sources: Vec<Arc<Source>>,
    assets: Vec<Asset>,
    archive: Archive,
    withheld: Vec<Announcement>,
}

/// `without` takes out of the configuration what is not to be looked for.
fn archive(
    options: &Options,
    report: &mut Report,
    begin: &mut impl FnMut(Stage),
    without: impl FnOnce(&mut Config),
    mut memory: Option<&mut Memory>,
) -> Option<Made> {
    begin(Stage::Configure);
    let mut config = report.note(config::load(&options.root))?;
    if let Some(base_url) = &options.base_url {
        config.base_url = base_url.clone();
    }
    without(&mut config);

    begin(Stage::Discover);
    let content = report.note(match &mut memory {
        Some(memory) => discover_again(&options.root, &mut memory.discovered),
        None => discover(&options.root),
    });

    begin(Stage::Parse);
    let mut memory = memory.map(|memory| memory.of(&config));
    let editions = report.note(match &mut memory {
        Some(memory) => parse_again(&content.sources, &config, &mut memory.parsed),
        None => parse(&content.sources, &config),
    });
    report
        .diagnostics
        .extend(report_look_alikes(&content.assets, &config));

    begin(Stage::Resolve);
    let Resolved {
        mut archive,
        withheld,
    } = report.note(resolve(
        editions,
        &content.sources,
        &content.assets,
        &config,
        options.visibility,
        memory.map(|memory| &mut memory.resolved),
    ));
    report.duplicates = std::mem::take(&mut archive.duplicates);
    report.translations = archive.translations.clone();
    report.next_build = archive.next_build.clone();
    let there = |one: &&Announcement| one.has_page() || one.facts.keeps_text();
    report.announcements = archive.announcements.iter().filter(there).count();
    report.withheld = withheld.len();
    Some(Made {
        config,
        sources: content.sources,
        assets: content.assets,
        archive,
        withheld,
    })
}

fn stages(
    options: &Options,
    report: &mut Report,
    begin: &mut impl FnMut(Stage),
    progress: Progress<'_>,
) {
    planned(
        options,
        report,
        begin,
        progress,
        |site, guard, report, begin| match &options.output {
            None => check(site, guard, &options.root, report, begin, progress),
            Some(output) => {
                let place = (&*options.root, output);
                publish(site, guard, place, report, begin, progress);
            }
        },
    );
}

/// Runs the stages up to the plan, and hands over everything that pages are rendered from, if there is no error.
fn planned<T, B: FnMut(Stage)>(
    options: &Options,
    report: &mut Report,
    begin: &mut B,
    progress: Progress<'_>,
    then: impl FnOnce(&Site<'_>, Guard<'_>, &mut Report, &mut B) -> T,
) -> Option<T> {
    let Made {
        config,
        assets,
        archive,
        withheld,
        ..
    } = archive(options, report, begin, |_| (), None)?;

    begin(Stage::Plan);
    let plan = report.note(plan(&archive, &assets, &config));
    report.pages = plan.outputs.values().filter(|page| page.is_html()).count();

    begin(Stage::Render);
    let theme = report.note(theme::load(&options.root, &config));
    // Rendering an archive with holes would only repeat what has been reported.
    let Some(theme) = theme.filter(|_| !report.has_errors()) else {
        begin(Stage::Pictures);
        report
            .diagnostics
            .extend(pictures::check(&options.root, &plan, progress));
        return None;
    };
    let site = Site::new(&config, &archive, &plan, &theme, options.visibility.drafts);
    let guard = Guard::new(&options.root, &withheld, &archive, &assets, &config, &theme);
    Some(then(&site, guard, report, begin))
}

/// Renders every page and looks at everything that would be published, and writes nothing.
fn check(
    site: &Site<'_>,
    guard: Guard<'_>,
    root: &Path,
    report: &mut Report,
    begin: &mut impl FnMut(Stage),
    progress: Progress<'_>,
) {
    let found = site.render_all(|permalink, rendered| match rendered {
        Rendered::Bytes(bytes) => {
            guard.look(permalink, &bytes);
            weight::judge(site, permalink, &bytes).map_or(Ok(()), Err)
        }
        Rendered::Copy(asset) => guard.look_at_copy(permalink, &asset),
        Rendered::Variant => {
            guard.look(permalink, &[]);
            Ok(())
        }
    });
    report.diagnostics.extend(found);
    report.diagnostics.extend(guard.findings());
    begin(Stage::Pictures);
    let found = pictures::check(root, site.plan, progress);
    report.diagnostics.extend(found);
}

/// Renders every page, makes the pictures, and puts all of it into place, unless there is an error.
fn publish(
    site: &Site<'_>,
    guard: Guard<'_>,
    (root, output): (&Path, &Output),
    report: &mut Report,
    begin: &mut impl FnMut(Stage),
    progress: Progress<'_>,
) {
    let Some(publication) = report.keep(prepare(root, output, site.config)) else {
        return;
    };
    let found = site.render_all(|permalink, rendered| {
        let bytes = match rendered {
            Rendered::Bytes(bytes) => {
                guard.look(permalink, &bytes);
                bytes
            }
            Rendered::Copy(asset) => {
                let bytes = assets::read(root, &asset)?;
                guard.look_at_file(permalink, &asset, &bytes)?;
                bytes
            }
            // Made together below, because all variants of a picture share its pixels.
            Rendered::Variant => {
                guard.look(permalink, &[]);
                return Ok(());
            }
        };
        publication.add(&permalink.output_path(), &bytes)
    });
    report.diagnostics.extend(found);
    report.diagnostics.extend(guard.findings());

    // Last, because it may take long: what is wrong with a page is said at once.
    begin(Stage::Pictures);
    let found = if report.has_errors() {
        pictures::check(root, site.plan, progress)
    } else {
        pictures::make(root, site.plan, progress, |permalink, bytes| {
            publication.add(&permalink.output_path(), bytes)
        })
    };
    report.diagnostics.extend(found);
    if report.has_errors() {
        return;
    }

    begin(Stage::Publish);
    let committed = report.keep(publication.commit().map_err(|error| vec![error]));
    report.outcome =
        committed.map(|(outcome, warning)| report.note((outcome, warning.into_iter().collect())));
}

fn prepare(root: &Path, output: &Output, config: &Config) -> Result<Publication, Vec<Diagnostic>> {
    Publication::prepare(root, &output.path, &output.shown, &config.precompress)
        .map_err(|error| vec![error])
}

impl Report {
    /// The value, with its diagnostics noted.
    fn note<T>(&mut self, (value, diagnostics): (T, Vec<Diagnostic>)) -> T {
        self.diagnostics.extend(diagnostics);
        value
    }

    /// The value if there is one; else its diagnostics are noted.
    fn keep<T>(&mut self, result: Result<T, Vec<Diagnostic>>) -> Option<T> {
        result
            .map_err(|diagnostics| self.diagnostics.extend(diagnostics))
            .ok()
    }
}
