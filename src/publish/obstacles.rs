//! What stands in the output where a build wants to write or remove. All of it is looked at before the first
//! change, so that a refusal leaves the output as it was.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, FileType};
use std::io;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Problem};
use crate::model::address::OutputPath;
use crate::source::Location;

use super::manifest::Manifest;

/// What a commit has to do besides moving files, found without changing anything.
#[derive(Debug, Default)]
pub(super) struct Way {
    /// Files of the last build in the place of a folder of this one, or in a folder in the place of a file.
    pub(super) blocking: Vec<OutputPath>,
    /// Folders in the place of a file, the inner ones first; empty once the files are removed.
    pub(super) folders: Vec<OutputPath>,
    /// All other files of the last build that this one does not have.
    pub(super) obsolete: Vec<OutputPath>,
}

/// The output as it is, looked at without following a link.
pub(super) struct Survey<'a> {
    output: &'a Path,
    /// How it is called in messages.
    shown: &'a str,
    previous: &'a Manifest,
    /// What is at the folders looked at so far.
    kinds: HashMap<String, Option<FileType>>,
}

impl<'a> Survey<'a> {
    pub(super) fn new(output: &'a Path, shown: &'a str, previous: &'a Manifest) -> Self {
        Self {
            output,
            shown,
            previous,
            kinds: HashMap::new(),
        }
    }

    /// Finds the way for these files, each with whether it must be written.
    ///
    /// # Errors
    /// Something in the way is not newsroom's, or a link is on the way.
    pub(super) fn way<'f>(
        &mut self,
        files: impl Iterator<Item = (&'f OutputPath, bool)>,
        obsolete: &BTreeSet<&OutputPath>,
    ) -> Result<Way, Diagnostic> {
        let mut blocking = BTreeSet::new();
        let mut way = Way::default();
        for (path, is_written) in files {
            if let Some(file) = self.file_above(path)? {
                if !obsolete.contains(&file) {
                    return Err(self.not_ours(file.as_str()));
                }
                blocking.insert(file);
            } else if is_written {
                self.look_at_target(path, obsolete, &mut blocking, &mut way.folders)?;
            }
        }
        for path in obsolete {
            let is_there = self.file_above(path)?.is_none()
                && kind(&path.realize(self.output))
                    .map_err(|error| self.unreadable(path.as_str(), &error))?
                    // Somebody made a folder of that name; or this build's is there already.
                    .is_some_and(|kind| !kind.is_dir());
            if is_there && !blocking.contains(*path) {
                way.obsolete.push((*path).clone());
            }
        }
        way.blocking = blocking.into_iter().collect();
        Ok(way)
    }

    /// The file in the place of one of the folders above `path`, if there is one.
    fn file_above(&mut self, path: &OutputPath) -> Result<Option<OutputPath>, Diagnostic> {
        let text = path.as_str();
        let parent = text.rsplit_once('/').map(|(parent, _)| parent);
        let is_folder = |kind: &Option<FileType>| kind.is_some_and(|kind| kind.is_dir());
        if parent.is_none_or(|parent| self.kinds.get(parent).is_some_and(is_folder)) {
            return Ok(None);
        }
        for (end, _) in text.match_indices('/') {
            let folder = &text[..end];
            let found = match self.kinds.get(folder) {
                Some(found) => *found,
                None => {
                    let found = kind(&self.output.join(folder))
                        .map_err(|error| self.unreadable(folder, &error))?;
                    self.kinds.insert(folder.to_owned(), found);
                    found
                }
            };
            match found {
                None => return Ok(None),
                Some(kind) if kind.is_dir() => {}
                Some(kind) if kind.is_symlink() => return Err(self.is_link(folder)),
                Some(_) => return Ok(OutputPath::parse(folder)),
            }
        }
        Ok(None)
    }

    /// A file of the last build is replaced; a folder goes if nothing but obsolete files of it is inside.
    fn look_at_target(
        &self,
        path: &OutputPath,
        obsolete: &BTreeSet<&OutputPath>,
        blocking: &mut BTreeSet<OutputPath>,
        folders: &mut Vec<OutputPath>,
    ) -> Result<(), Diagnostic> {
        let place = path.realize(self.output);
        let found = kind(&place).map_err(|error| self.unreadable(path.as_str(), &error))?;
        match found {
            None => return Ok(()),
            Some(kind) if kind.is_dir() => {}
            Some(_) if self.previous.sha256(path).is_some() => return Ok(()),
            Some(kind) if kind.is_symlink() => return Err(self.is_link(path.as_str())),
            Some(_) => return Err(self.not_ours(path.as_str())),
        }
        for entry in walkdir::WalkDir::new(&place)
            .contents_first(true)
            .sort_by_file_name()
        {
            let entry = entry.map_err(|error| self.unreadable(path.as_str(), &error.into()))?;
            let inner = entry
                .path()
                .strip_prefix(self.output)
                .unwrap_or(entry.path());
            let inner: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
            let inner = inner.join("/");
            match OutputPath::parse(&inner) {
                Some(inner) if entry.file_type().is_dir() => folders.push(inner),
                Some(inner) if obsolete.contains(&inner) => {
                    blocking.insert(inner);
                }
                _ => return Err(self.not_ours(&inner)),
            }
        }
        Ok(())
    }

    fn not_ours(&self, path: &str) -> Diagnostic {
        let problem = Problem::OutputNotOurs {
            example: path.to_owned(),
        };
        Diagnostic::new(problem, Location::of_path(self.shown))
    }

    fn is_link(&self, path: &str) -> Diagnostic {
        let place = Location::of_path(format!("{}/{path}", self.shown));
        Diagnostic::new(Problem::OutputIsLink, place)
    }

    fn unreadable(&self, path: &str, error: &io::Error) -> Diagnostic {
        let problem = Problem::Unreadable {
            reason: error.into(),
        };
        Diagnostic::new(problem, Location::of_path(format!("{}/{path}", self.shown)))
    }
}

/// What is at a place, a link being a link; `None` if nothing is.
#[allow(
    clippy::disallowed_methods,
    reason = "publish is the stage that writes the output"
)]
pub(super) fn kind(place: &Path) -> io::Result<Option<FileType>> {
    match fs::symlink_metadata(place) {
        Ok(data) => Ok(Some(data.file_type())),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
