//! The disk, as the import sees it: sources are read, what the site has already is looked through, and new files are
//! written, all or none.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use walkdir::WalkDir;

use super::{Input, Kind, Note, What, compose};
use crate::language::Words;
use crate::source::Span;
use crate::yaml::{self, Kind as Yaml};

/// Files of a folder that are read as sources; others only if something names them.
const EXTENSIONS: [(&str, Kind); 11] = [
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("shtml", Kind::Html),
    ("txt", Kind::Text),
    ("md", Kind::Hugo),
    ("markdown", Kind::Hugo),
    ("csv", Kind::Csv),
    ("tsv", Kind::Csv),
    ("json", Kind::Json),
    ("jsonl", Kind::Json),
    ("ndjson", Kind::Json),
];

/// Reads the sources, in order, and what is in folders.
pub(super) fn read(sources: &[PathBuf], kind: Option<Kind>, notes: &mut Vec<Note>) -> Vec<Input> {
    let mut inputs = Vec::new();
    for source in sources {
        let is_folder = source.is_dir();
        let root = match is_folder {
            true => source.clone(),
            false => source.parent().map(Path::to_owned).unwrap_or_default(),
        };
        let mut note = |path: &Path, what| {
            notes.push(Note {
                file: name(&root, path),
                line: None,
                what,
            })
        };
        if !is_folder {
            match kind.or_else(|| kind_of(source)) {
                Some(kind) => match input(source, &root, kind) {
                    Ok(input) => inputs.push(input),
                    Err(error) => note(source, What::Unreadable(error.into())),
                },
                None => note(source, What::UnknownKind),
            }
            continue;
        }
        let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        let walk = WalkDir::new(source).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
        {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    note(
                        error.path().unwrap_or(source),
                        What::Unreadable(Words::foreign(&error)),
                    );
                    continue;
                }
            };
            let Some(kind) =
                kind_in_folder(entry.path(), kind).filter(|_| entry.file_type().is_file())
            else {
                continue;
            };
            match input(entry.path(), &root, kind) {
                Ok(input) => inputs.push(input),
                Err(error) => note(entry.path(), What::Unreadable(error.into())),
            }
        }
    }
    inputs
}

fn kind_of(path: &Path) -> Option<Kind> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let (_, kind) = EXTENSIONS.iter().find(|(name, _)| *name == extension)?;
    let is_jekyll = path
        .components()
        .any(|part| matches!(part.as_os_str().to_str(), Some("_posts" | "_drafts")));
    Some(if *kind == Kind::Hugo && is_jekyll {
        Kind::Jekyll
    } else {
        *kind
    })
}

/// In a folder that is read as one kind, only the files that can be of it.
fn kind_in_folder(path: &Path, kind: Option<Kind>) -> Option<Kind> {
    let own = kind_of(path)?;
    let is_blog = |kind| matches!(kind, Kind::Hugo | Kind::Jekyll);
    match kind {
        None => Some(own),
        Some(kind) if is_blog(kind) => (is_blog(own) || own == Kind::Html).then_some(kind),
        Some(kind) => (own == kind).then_some(kind),
    }
}

#[allow(clippy::disallowed_methods, reason = "the import reads its sources")]
fn input(path: &Path, root: &Path, kind: Kind) -> io::Result<Input> {
    let bytes = std::fs::read(path)?;
    Ok(Input {
        path: path.to_owned(),
        root: root.to_owned(),
        name: name(root, path),
        kind,
        sha256: hex(&Sha256::digest(&bytes)),
        bytes,
    })
}

/// A path from a folder, with `/`.
fn name(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.to_string_lossy().replace('\\', "/")
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a file that a source names, if it is one below the folder of the source.
#[allow(clippy::disallowed_methods, reason = "the import reads its sources")]
pub(super) fn beside(root: &Path, file: &Path) -> Option<Vec<u8>> {
    let root = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    };
    let (root, file) = (root.canonicalize().ok()?, file.canonicalize().ok()?);
    if !file.starts_with(&root) || !file.is_file() {
        return None;
    }
    std::fs::read(file).ok()
}

/// What the site has already.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// Paths of editions by what they were imported from.
    pub(super) imported: BTreeMap<String, String>,
    /// Day and slug of every original.
    pub(super) addresses: BTreeSet<(String, String)>,
    /// Former addresses.
    pub(super) aliases: BTreeSet<String>,
}

/// Looks through `content`. A file that cannot be read takes no part: `check` reports it.
#[allow(
    clippy::disallowed_methods,
    reason = "the import looks for what is there already"
)]
pub(super) fn shelf(root: &Path) -> Shelf {
    let mut shelf = Shelf::default();
    let files = WalkDir::new(root.join("content"))
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    for entry in files.filter(|entry| {
        entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "md")
    }) {
        let Ok(text) = std::fs::read_to_string(entry.path()) else {
            continue;
        };
        let front = text
            .split("\n---")
            .next()
            .unwrap_or("")
            .trim_start_matches("---");
        for line in front.lines() {
            if let Some(key) = compose::key_of_mark(line) {
                shelf.imported.insert(key, name(root, entry.path()));
            }
        }
        let Ok(node) = yaml::parse(front, Span::new(0, front.len())) else {
            continue;
        };
        let Yaml::Map(entries) = node.kind else {
            continue;
        };
        let value = |key: &str| {
            entries
                .iter()
                .find(|(name, _)| name.value == key)
                .and_then(|(_, node)| match &node.kind {
                    Yaml::Scalar(text) => Some(text.clone()),
                    _ => None,
                })
        };
        let stem = entry
            .file_name()
            .to_string_lossy()
            .split('.')
            .next()
            .unwrap_or("")
            .to_owned();
        let folder = entry
            .path()
            .parent()
            .and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned());
        let stem = if stem == "index" {
            folder.unwrap_or(stem)
        } else {
            stem
        };
        if let Some(date) = value("date") {
            shelf.addresses.insert((
                date.chars().take(10).collect(),
                value("slug").unwrap_or(stem),
            ));
        }
        if let Some((_, node)) = entries.iter().find(|(name, _)| name.value == "aliases")
            && let Yaml::List(items) = &node.kind
        {
            shelf
                .aliases
                .extend(items.iter().filter_map(|item| match &item.kind {
                    Yaml::Scalar(text) => Some(text.clone()),
                    _ => None,
                }));
        }
    }
    shelf
}

/// Writes new files below `root`: all of them, or none.
///
/// # Errors
/// The first that cannot be written; those before it were removed again.
#[allow(
    clippy::disallowed_methods,
    reason = "the import writes what it was asked to"
)]
pub fn write(root: &Path, files: &BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    let mut written: Vec<PathBuf> = Vec::new();
    for (path, bytes) in files {
        let file = root.join(path);
        let result = file
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            // Never over a file that came into being meanwhile.
            .and_then(|()| {
                std::fs::OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .open(&file)
            })
            .and_then(|mut open| {
                written.push(file.clone());
                open.write_all(bytes)?;
                open.sync_data()
            });
        if let Err(error) = result {
            for file in written {
                // What failed is told; folders that stay empty change nothing.
                let _ = std::fs::remove_file(file);
            }
            return Err(io::Error::new(error.kind(), format!("{path}: {error}")));
        }
    }
    Ok(())
}
