//! Stage 1: the folder `content` to sorted sources and assets. Nothing outside the site is read.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::config::{SITE_FILE, TOPICS_FILE};
use crate::diagnostic::{Diagnostic, Problem};
use crate::imaging::inspect;
use crate::language::Words;
use crate::model::archive::{Asset, AssetKind, STATIC_FOLDER};
use crate::model::picture::{MOST_BYTES, PictureFault};
use crate::source::{Location, Source};

/// Everything that the press office wrote.
#[derive(Debug, Default)]
pub struct Content {
    /// The Markdown files, by path.
    pub sources: Vec<Arc<Source>>,
    /// All other files, by path.
    pub assets: Vec<Asset>,
}

#[derive(Debug, Clone)]
enum Found {
    Source(Arc<Source>),
    Asset(Asset),
}

/// What earlier walks read, so that a file which has not changed is not read again.
#[derive(Debug, Default)]
pub struct Memory(BTreeMap<String, (Stamp, Result<Found, Diagnostic>)>);

impl Memory {
    /// Has a file read again, or all those of a folder: one may be replaced by another of the same time and length.
    pub fn forget(&mut self, path: &str) {
        let is_in = |file: &str| {
            file.strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let from = self.0.range(path.to_owned()..);
        let below = from.take_while(|(file, _)| file.starts_with(path));
        let gone: Vec<String> = below
            .map(|(file, _)| file.clone())
            .filter(|file| is_in(file))
            .collect();
        for file in gone {
            self.0.remove(&file);
        }
    }
}

/// What changes with a file: the time of its last change, and its length in bytes.
type Stamp = (SystemTime, u64);

/// Walks `content` below `root`. Files whose name starts with a dot, and editors' back-up copies, are passed
/// over.
///
/// Reported is every file that cannot be read, is a symbolic link, or is Markdown but not UTF-8.
pub fn discover(root: &Path) -> (Content, Vec<Diagnostic>) {
    let (paths, mut diagnostics) = walk(root);
    let found: Vec<Result<Found, Diagnostic>> =
        paths.into_par_iter().map(|path| read(root, path)).collect();
    (gather(found, &mut diagnostics), diagnostics)
}

/// The same, reading only what has changed since the last time, by its time and length.
pub fn discover_again(root: &Path, memory: &mut Memory) -> (Content, Vec<Diagnostic>) {
    let (paths, mut diagnostics) = walk(root);
    let known = &memory.0;
    let read: Vec<_> = paths
        .into_par_iter()
        .map(|path| {
            let stamp = stamp(&root.join(&path));
            let unchanged = known.get(&path).filter(|(then, _)| Some(*then) == stamp);
            let found =
                unchanged.map_or_else(|| read(root, path.clone()), |(_, found)| found.clone());
            (path, stamp, found)
        })
        .collect();
    let found = read.iter().map(|(_, _, found)| found.clone()).collect();
    memory.0 = read
        .into_iter()
        // What could not be read may be readable next time, with the same time and length.
        .filter(|(_, _, found)| found.is_ok())
        .filter_map(|(path, stamp, found)| Some((path, (stamp?, found))))
        .collect();
    (gather(found, &mut diagnostics), diagnostics)
}

#[allow(
    clippy::disallowed_methods,
    reason = "discover is the stage that reads content"
)]
fn stamp(file: &Path) -> Option<Stamp> {
    let data = std::fs::metadata(file).ok()?;
    Some((data.modified().ok()?, data.len()))
}

/// The paths of all files of content, sorted.
fn walk(root: &Path) -> (Vec<String>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut paths = Vec::new();
    let walk = WalkDir::new(root.join("content"))
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !is_passed_over(&entry.file_name().to_string_lossy())
        });
    for entry in walk {
        match entry {
            Ok(entry) => match site_path(root, entry.path()) {
                None => diagnostics.push(Diagnostic::new(
                    Problem::BadFileName,
                    Location::of_path(entry.path().to_string_lossy()),
                )),
                Some(path) if entry.path_is_symlink() => diagnostics.push(Diagnostic::new(
                    Problem::SymbolicLink,
                    Location::of_path(path),
                )),
                Some(path)
                    if entry.file_type().is_file() && path != SITE_FILE && path != TOPICS_FILE =>
                {
                    paths.push(path)
                }
                Some(_) => {}
            },
            Err(error) => {
                let path = error
                    .path()
                    .and_then(|path| site_path(root, path))
                    .unwrap_or_else(|| "content".into());
                diagnostics.push(Diagnostic::new(
                    Problem::Unreadable {
                        reason: Words::foreign(error),
                    },
                    Location::of_path(path),
                ));
            }
        }
    }
    paths.sort_unstable();
    (paths, diagnostics)
}

fn gather(found: Vec<Result<Found, Diagnostic>>, diagnostics: &mut Vec<Diagnostic>) -> Content {
    let mut content = Content::default();
    for one in found {
        match one {
            Ok(Found::Source(source)) => content.sources.push(source),
            Ok(Found::Asset(asset)) => content.assets.push(asset),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    content
}

/// Whether nothing of that name is looked at: `.DS_Store`, `.git`, `draft.md~`, `Thumbs.db`, what systems and editors
/// leave behind. `.well-known` is a published address (RFC 8615).
pub fn is_passed_over(name: &str) -> bool {
    (name.starts_with('.') && name != ".well-known") || name.ends_with('~') || name == "Thumbs.db"
}

/// The path from the root with `/`, or `None` if an address could not hold it.
fn site_path(root: &Path, path: &Path) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.strip_prefix(root).ok()?.components() {
        let part = part.as_os_str().to_str()?;
        if part.contains('\\') || part.chars().any(char::is_control) {
            return None;
        }
        parts.push(part);
    }
    Some(parts.join("/"))
}

#[allow(
    clippy::disallowed_methods,
    reason = "discover is the stage that reads content"
)]
fn read(root: &Path, path: String) -> Result<Found, Diagnostic> {
    let file = root.join(&path);
    let unreadable = |error: std::io::Error| {
        Diagnostic::new(
            Problem::Unreadable {
                reason: error.into(),
            },
            Location::of_path(path.as_str()),
        )
    };
    if path.ends_with(".md") && !path.starts_with(STATIC_FOLDER) {
        let bytes = std::fs::read(&file).map_err(unreadable)?;
        let source = Source::decode(&path, bytes).map_err(|error| {
            Diagnostic::new(
                Problem::NotUtf8 { line: error.line },
                Location::of_path(path.as_str()),
            )
        })?;
        return Ok(Found::Source(Arc::new(source)));
    }
    let size = std::fs::metadata(&file).map_err(unreadable)?.len();
    let kind = if !Asset::has_picture_name(&path) {
        AssetKind::Other
    } else if size > MOST_BYTES {
        AssetKind::FaultyPicture(PictureFault::TooHeavy(size))
    } else {
        let bytes = std::fs::read(&file).map_err(unreadable)?;
        inspect(&bytes).map_or_else(AssetKind::FaultyPicture, AssetKind::Picture)
    };
    Ok(Found::Asset(Asset { path, size, kind }))
}
