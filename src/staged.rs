//! At the rim: the check before a commit, of what the index holds and the commit touches, and not of the work tree.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;
use std::sync::Arc;

use crate::compare::{self, Older};
use crate::config::{self, SITE_FILE, TOPICS_FILE};
use crate::diagnostic::{self, Diagnostic, Problem};
use crate::discover::is_passed_over;
use crate::git::{Entry, GitError, Repository, StagedFile};
use crate::imaging::inspect;
use crate::model::archive::{Asset, AssetKind, STATIC_FOLDER};
use crate::pipeline::{self, Options, Part, Report};
use crate::resolve::Visibility;
use crate::source::{Location, Source};

/// How much of the site was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The commit touches nothing of it.
    Nothing,
    /// The announcements that the commit touches.
    Part,
    /// All of it, as the index holds it.
    Whole,
}

/// Checks what the next commit makes of the site.
///
/// # Errors
/// Git does not say.
pub fn check(
    repository: &Repository,
    visibility: Visibility,
) -> Result<(Extent, Report), GitError> {
    let Some(mut files) = repository.staged()? else {
        return whole(repository, visibility, None);
    };
    files.retain(|file| !file.path.split('/').any(is_passed_over));
    if files.is_empty() {
        return Ok((Extent::Nothing, Report::default()));
    }
    let is_setting = |file: &StagedFile| [SITE_FILE, TOPICS_FILE].contains(&file.path.as_str());
    let judged = if files.iter().any(is_setting) {
        None
    } else {
        Staged::new(repository, &files)?.check(visibility)?
    };
    match judged {
        Some(report) => Ok((Extent::Part, report)),
        None => whole(repository, visibility, Some("HEAD")),
    }
}

/// Everything hangs on the settings.
fn whole(
    repository: &Repository,
    visibility: Visibility,
    before: Option<&str>,
) -> Result<(Extent, Report), GitError> {
    let folder = compare::temporary()?;
    let options = Options {
        root: repository.check_out_index(folder.path())?,
        base_url: None,
        visibility,
        output: None,
    };
    let mut report = pipeline::run(&options, |_| (), &|_, _| ());
    if let Some(before) = before {
        let older = match Older::of_commit(repository, before) {
            Ok(older) => older,
            // The first commit of the site itself.
            Err(GitError::NoSite) => return Ok((Extent::Whole, report)),
            Err(error) => return Err(error),
        };
        // What is wrong with the last commit is not the fault of this one.
        if let Ok(comparison) = older.compare(&options) {
            report.diagnostics.extend(comparison.broken);
            diagnostic::sort(&mut report.diagnostics);
        }
    }
    Ok((Extent::Whole, report))
}

/// The announcements that a commit touches, as they are and as they will be.
struct Staged<'a> {
    repository: &'a Repository,
    /// What will be in `content`.
    after: BTreeMap<String, Entry>,
    /// What is there.
    before: BTreeMap<String, Entry>,
    /// The paths that the commit changes.
    touched: BTreeSet<&'a str>,
    /// The announcements, as [`announcement_of`] names them.
    announcements: BTreeSet<String>,
}

impl<'a> Staged<'a> {
    fn new(repository: &'a Repository, files: &'a [StagedFile]) -> Result<Self, GitError> {
        let mut after = repository.index()?;
        after.retain(|path, _| !path.split('/').any(is_passed_over));
        let mut before = after.clone();
        for file in files {
            match &file.before {
                Some(entry) => before.insert(file.path.clone(), entry.clone()),
                None => before.remove(&file.path),
            };
        }
        let touched: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        // An announcement may offer and show what lies beside it and in folders below.
        let is_beside = |path: &&&str| is_asset(path) && !path.starts_with(STATIC_FOLDER);
        let assets = touched.iter().filter(is_beside);
        let folders: BTreeSet<&str> = assets.flat_map(|path| folders_of(path)).collect();
        let is_touched = |path: &&String| {
            let mut folder = folders_of(path);
            touched.contains(path.as_str())
                || folder.next().is_some_and(|one| folders.contains(one))
        };
        let editions = after
            .keys()
            .chain(before.keys())
            .filter(|path| is_edition(path));
        let announcements = editions
            .filter(is_touched)
            .filter_map(|path| announcement_of(path).map(str::to_owned))
            .collect();
        Ok(Self {
            repository,
            after,
            before,
            touched,
            announcements,
        })
    }

    /// `None` if there are no settings to judge by.
    fn check(&self, visibility: Visibility) -> Result<Option<Report>, GitError> {
        let (Some(site), Some(topics)) = (self.after.get(SITE_FILE), self.after.get(TOPICS_FILE))
        else {
            return Ok(None);
        };
        let (after, before) = (self.editions(&self.after), self.editions(&self.before));
        let mut blobs = vec![site.blob.as_str(), topics.blob.as_str()];
        blobs.extend(
            after
                .iter()
                .chain(&before)
                .map(|(_, entry)| entry.blob.as_str()),
        );
        let mut texts = self.repository.read(&blobs)?.into_iter();
        let mut source = |path: &str| Source::decode(path, texts.next().unwrap_or_default());
        let settings = (source(SITE_FILE), source(TOPICS_FILE));
        let (Ok(site), Ok(topics)) = settings else {
            return Ok(None);
        };
        let (Some(config), _) = config::parse(&Arc::new(site), &Arc::new(topics)) else {
            return Ok(None);
        };
        let mut found = Vec::new();
        let mut sources = |editions: &[(&str, &Entry)], found: &mut Vec<Diagnostic>| {
            let mut sources = Vec::new();
            for (path, entry) in editions {
                let problem = match source(path) {
                    _ if entry.is_link => Problem::SymbolicLink,
                    Ok(source) => {
                        sources.push(Arc::new(source));
                        continue;
                    }
                    Err(error) => Problem::NotUtf8 { line: error.line },
                };
                found.push(Diagnostic::new(problem, Location::of_path(*path)));
            }
            sources
        };
        let after = sources(&after, &mut found);
        let before = sources(&before, &mut Vec::new());
        let (mut report, after) = pipeline::version_of_part(
            self.part(after, &self.after),
            &config,
            visibility,
            |named| self.assets(&self.after, named),
        )?;
        let (_, before) = pipeline::version_of_part(
            self.part(before, &self.before),
            &config,
            visibility,
            |_| self.assets(&self.before, &BTreeSet::new()),
        )?;
        let day = visibility
            .now
            .to_zoned_datetime(config.time_zone.clone())
            .date();
        report.diagnostics.extend(found);
        report
            .diagnostics
            .extend(compare::part(&before, &after, day).broken);
        diagnostic::sort(&mut report.diagnostics);
        Ok(Some(report))
    }

    /// The editions of the announcements.
    fn editions<'s>(&self, files: &'s BTreeMap<String, Entry>) -> Vec<(&'s str, &'s Entry)> {
        let files = files.iter().map(|(path, entry)| (path.as_str(), entry));
        let is_one = |path: &str| {
            is_edition(path)
                && announcement_of(path).is_some_and(|one| self.announcements.contains(one))
        };
        files.filter(|(path, _)| is_one(path)).collect()
    }

    fn part(&self, sources: Vec<Arc<Source>>, files: &BTreeMap<String, Entry>) -> Part {
        let loaded: BTreeSet<&str> = sources.iter().map(|one| one.path.as_str()).collect();
        let others = files.keys().filter(|path| is_edition(path));
        let others = others
            .filter(|path| !loaded.contains(path.as_str()))
            .cloned()
            .collect();
        let touched = self.touched.iter().map(|path| (*path).to_owned()).collect();
        Part {
            sources,
            others,
            touched,
        }
    }

    /// All files that are no Markdown; what those in `named` hold is looked at.
    fn assets(
        &self,
        files: &BTreeMap<String, Entry>,
        named: &BTreeSet<String>,
    ) -> Result<Vec<Asset>, GitError> {
        let looked_at = |path: &&String| named.contains(*path) && Asset::has_picture_name(path);
        let blobs: Vec<&str> = files
            .iter()
            .filter(|(path, entry)| is_asset(path) && looked_at(path) && !entry.is_link)
            .map(|(_, entry)| entry.blob.as_str())
            .collect();
        let contents = if blobs.is_empty() {
            Vec::new()
        } else {
            self.repository.read(&blobs)?
        };
        let mut contents: BTreeMap<&str, Vec<u8>> = blobs.into_iter().zip(contents).collect();
        for (path, entry) in files {
            if let Some(bytes) = contents.get_mut(entry.blob.as_str())
                && bytes.starts_with(LFS_POINTER)
            {
                *bytes = self.repository.read_filtered(path, &entry.blob)?;
            }
        }
        let assets = files
            .iter()
            .filter(|(path, _)| is_asset(path))
            .map(|(path, entry)| {
                let content = contents
                    .get(entry.blob.as_str())
                    .filter(|_| looked_at(&path));
                Asset {
                    path: path.clone(),
                    size: content.map_or(0, |bytes| bytes.len() as u64),
                    kind: content.map_or(AssetKind::Other, |bytes| {
                        inspect(bytes).map_or_else(AssetKind::FaultyPicture, AssetKind::Picture)
                    }),
                }
            });
        Ok(assets.collect())
    }
}

/// How the stand-in of a file starts that Git LFS keeps elsewhere.
const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/";

fn is_edition(path: &str) -> bool {
    path.ends_with(".md") && !path.starts_with(STATIC_FOLDER)
}

/// Whether it is neither an edition nor one of the settings.
fn is_asset(path: &str) -> bool {
    !is_edition(path) && ![SITE_FILE, TOPICS_FILE].contains(&path)
}

/// The folder of a file and those above it, up to `content`.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    let folder_of = |path: &str| path.rfind('/');
    successors(folder_of(path), move |end| folder_of(&path[..*end])).map(move |end| &path[..end])
}

/// What the editions of an announcement have in common: the path without language and ending, or the folder of their own.
fn announcement_of(edition: &str) -> Option<&str> {
    let (stem, _) = edition.strip_suffix(".md")?.rsplit_once('.')?;
    Some(stem.strip_suffix("/index").unwrap_or(stem))
}
