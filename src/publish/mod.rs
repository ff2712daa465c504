//! Stage 6: bytes to the output folder, all or nothing.
//!
//! While pages are rendered, each is compared with the file that is there; only what differs is kept, in a
//! staging folder. When everything is rendered, and not before, [`Publication::commit`] looks for what could be in
//! the way, moves the staged files into place and removes what only the last build made.

mod compress;
mod manifest;
mod obstacles;
mod place;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{fs, io};

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Problem};
use crate::language::Words;
use crate::model::address::OutputPath;
use crate::model::encoding::Encoding;
use crate::source::Location;

use compress::Compressor;
use manifest::Manifest;
pub use manifest::NAME as MANIFEST_NAME;
use obstacles::{Survey, Way, kind};
use place::Staging;

/// What [`Publication::commit`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// New files and files whose bytes differ.
    pub written: usize,
    /// Files that are as they were, time stamps included.
    pub unchanged: usize,
    /// Files of the last build that this one does not have.
    pub removed: usize,
    /// Bytes of all files of the build.
    pub bytes: u64,
}

/// A build on its way into the output folder.
pub struct Publication {
    output: PathBuf,
    /// How the output folder is called in messages.
    shown: String,
    previous: Manifest,
    compressor: Compressor,
    staging: Staging,
    next_staged: AtomicU64,
    files: Mutex<BTreeMap<OutputPath, Entry>>,
}

struct Entry {
    sha256: [u8; 32],
    size: u64,
    /// Where the new bytes are; `None` if the output has them already.
    staged: Option<PathBuf>,
}

#[allow(
    clippy::disallowed_methods,
    reason = "publish is the stage that writes the output"
)]
impl Publication {
    /// Looks at the output folder without changing it. Text files will have `copies` beside them.
    ///
    /// # Errors
    /// The folder is one that the site is built from, holds files that are not newsroom's, is a symbolic link, or
    /// has a manifest that newsroom did not write.
    pub fn prepare(
        root: &Path,
        output: &Path,
        shown: &str,
        copies: &[Encoding],
    ) -> Result<Self, Diagnostic> {
        // Without a slash at the end, behind which a link would be followed.
        let output: PathBuf = output.components().collect();
        let shown = match shown.trim_end_matches('/') {
            "" => shown,
            trimmed => trimmed,
        };
        let refuse = |problem| Diagnostic::new(problem, Location::of_path(shown));
        let not_written = |error: io::Error| {
            refuse(Problem::NotWritten {
                reason: (&error).into(),
            })
        };
        match kind(&output).map_err(not_written)? {
            Some(kind) if kind.is_symlink() => return Err(refuse(Problem::OutputIsLink)),
            Some(kind) if !kind.is_dir() => {
                return Err(refuse(Problem::NotWritten {
                    reason: Words::new("it is a file, not a folder", "它是文件，不是文件夹"),
                }));
            }
            _ => {}
        }
        if let Some(reason) = place::objection(root, &output).map_err(not_written)? {
            return Err(refuse(Problem::OutputInSite { reason }));
        }
        let previous = previous_manifest(&output, shown)?;
        let staging = Staging::new(root, &output).map_err(not_written)?;
        Ok(Self {
            output,
            shown: shown.to_owned(),
            previous,
            compressor: Compressor::new(root, copies),
            staging,
            next_staged: AtomicU64::new(0),
            files: Mutex::default(),
        })
    }

    /// Takes the bytes of one file, and makes its compressed copies. May be called from several threads at once.
    ///
    /// # Errors
    /// The staging folder cannot be written.
    pub fn add(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), Diagnostic> {
        for (place, copy) in self.compressor.copies(path, bytes) {
            self.stage(&place, &copy)?;
        }
        self.stage(path, bytes)
    }

    fn stage(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), Diagnostic> {
        let sha256: [u8; 32] = Sha256::digest(bytes).into();
        let staged = if self.is_there(path, bytes, &sha256) {
            None
        } else {
            let number = self.next_staged.fetch_add(1, Ordering::Relaxed);
            let file = self.staging.join(&number.to_string());
            fs::write(&file, bytes).map_err(|error| self.not_written(path.as_str(), &error))?;
            Some(file)
        };
        let entry = Entry {
            sha256,
            size: bytes.len() as u64,
            staged,
        };
        self.files
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert(path.clone(), entry);
        Ok(())
    }

    /// Whether the output has these bytes there, in a file and not behind a link. (A link in place of a folder
    /// above it is found by [`Publication::commit`], which then refuses everything.)
    fn is_there(&self, path: &OutputPath, bytes: &[u8], sha256: &[u8; 32]) -> bool {
        let file = path.realize(&self.output);
        self.previous.sha256(path).is_none_or(|old| old == sha256)
            && fs::symlink_metadata(&file)
                .is_ok_and(|data| data.is_file() && data.len() == bytes.len() as u64)
            && fs::read(file).is_ok_and(|old| old == bytes)
    }

    /// Puts everything into place, after everything in the output that could be in the way was looked at. Each file
    /// is replaced by a rename, so a reader sees the old or the new one, never half. The manifest is written first
    /// with the files of both builds, so that a build that is interrupted here leaves nothing that the next one
    /// would not know as its own. With what it did comes a warning, if the compressed copies cannot be kept.
    ///
    /// # Errors
    /// Something in the way is not newsroom's, or a folder in it is a symbolic link, and nothing was changed; or
    /// the output cannot be written, which [`Problem::Interrupted`] says if something was.
    pub fn commit(self) -> Result<(Outcome, Option<Diagnostic>), Diagnostic> {
        let files = std::mem::take(
            &mut *self
                .files
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        );
        let obsolete: BTreeSet<&OutputPath> = self
            .previous
            .paths()
            .filter(|path| !files.contains_key(*path) && path.as_str() != MANIFEST_NAME)
            .collect();
        let way = Survey::new(&self.output, &self.shown, &self.previous).way(
            files
                .iter()
                .map(|(path, entry)| (path, entry.staged.is_some())),
            &obsolete,
        )?;
        let manifest = Manifest::new(
            files
                .iter()
                .map(|(path, entry)| (path.clone(), entry.sha256)),
        );
        let is_changed =
            manifest != self.previous || files.values().any(|entry| entry.staged.is_some());
        if is_changed {
            self.write_manifest(&manifest.with(&self.previous))
                .map_err(|error| self.not_written(MANIFEST_NAME, &error))?;
        }
        let outcome = self.change(&files, &way)?;
        if is_changed {
            self.write_manifest(&manifest)
                .map_err(|error| self.interrupted(MANIFEST_NAME, &error))?;
        }
        self.compressor.tidy();
        Ok((outcome, self.compressor.warning()))
    }

    /// Clears the way, moves the files, and removes what is obsolete.
    fn change(
        &self,
        files: &BTreeMap<OutputPath, Entry>,
        way: &Way,
    ) -> Result<Outcome, Diagnostic> {
        let mut outcome = Outcome {
            bytes: files.values().map(|entry| entry.size).sum(),
            ..Outcome::default()
        };
        for path in &way.blocking {
            outcome.removed += usize::from(self.remove(path)?);
        }
        for path in &way.folders {
            match fs::remove_dir(path.realize(&self.output)) {
                // The last file in it has taken it along.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                other => other.map_err(|error| self.interrupted(path.as_str(), &error))?,
            }
        }
        let mut last_folder = PathBuf::new();
        for (path, entry) in files {
            let Some(staged) = &entry.staged else {
                outcome.unchanged += 1;
                continue;
            };
            let target = path.realize(&self.output);
            let failed = |error| self.interrupted(path.as_str(), &error);
            if let Some(folder) = target.parent().filter(|folder| **folder != last_folder) {
                fs::create_dir_all(folder).map_err(failed)?;
                last_folder = folder.to_owned();
            }
            move_file(staged, &target).map_err(failed)?;
            outcome.written += 1;
        }
        for path in &way.obsolete {
            outcome.removed += usize::from(self.remove(path)?);
        }
        Ok(outcome)
    }

    fn not_written(&self, path: &str, error: &io::Error) -> Diagnostic {
        let reason = error.into();
        let place = Location::of_path(format!("{}/{path}", self.shown));
        Diagnostic::new(Problem::NotWritten { reason }, place)
    }

    fn interrupted(&self, path: &str, error: &io::Error) -> Diagnostic {
        let reason = error.into();
        let place = Location::of_path(format!("{}/{path}", self.shown));
        Diagnostic::new(Problem::Interrupted { reason }, place)
    }

    fn write_manifest(&self, manifest: &Manifest) -> io::Result<()> {
        let staged = self.staging.join(MANIFEST_NAME);
        fs::write(&staged, manifest.to_string())?;
        fs::create_dir_all(&self.output)?;
        move_file(&staged, &self.output.join(MANIFEST_NAME))
    }

    /// Removes a file that the last build made, and folders that it leaves empty. Whether it was there.
    fn remove(&self, path: &OutputPath) -> Result<bool, Diagnostic> {
        let file = path.realize(&self.output);
        let was_there = match fs::remove_file(&file) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(self.interrupted(path.as_str(), &error)),
        };
        let mut folder = file.parent();
        while let Some(empty) =
            folder.filter(|folder| *folder != self.output && fs::remove_dir(folder).is_ok())
        {
            folder = empty.parent();
        }
        Ok(was_there)
    }
}

/// What the last build made; nothing if the folder is empty.
#[allow(
    clippy::disallowed_methods,
    reason = "publish is the stage that writes the output"
)]
fn previous_manifest(output: &Path, shown: &str) -> Result<Manifest, Diagnostic> {
    let file = output.join(MANIFEST_NAME);
    let refuse = |problem| {
        let place = Location::of_path(format!("{shown}/{MANIFEST_NAME}"));
        Diagnostic::new(problem, place)
    };
    let unreadable = |error: io::Error| {
        refuse(Problem::Unreadable {
            reason: (&error).into(),
        })
    };
    match kind(&file).map_err(unreadable)? {
        None => match first_file(output) {
            Some(example) => {
                let problem = Problem::OutputNotOurs { example };
                Err(Diagnostic::new(problem, Location::of_path(shown)))
            }
            None => Ok(Manifest::default()),
        },
        Some(kind) if kind.is_symlink() => Err(refuse(Problem::OutputIsLink)),
        Some(_) => {
            let text = fs::read_to_string(&file).map_err(unreadable)?;
            Manifest::parse(&text).map_err(|line| refuse(Problem::BrokenManifest { line }))
        }
    }
}

/// Renames; across file systems, copies beside the target first.
#[allow(
    clippy::disallowed_methods,
    reason = "publish is the stage that writes the output"
)]
fn move_file(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let beside = tempfile::Builder::new()
                .prefix(".newsroom-part-")
                .tempfile_in(to.parent().unwrap_or(Path::new(".")))?;
            // With the permissions, which those of a temporary file are not.
            fs::copy(from, beside.path())?;
            beside.persist(to)?;
            Ok(())
        }
        other => other,
    }
}

/// Any file below a folder, but for those that keep an empty folder in git.
fn first_file(folder: &Path) -> Option<String> {
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    let mut files = entries.filter(|entry| {
        !entry.file_type().is_dir()
            && entry.file_name() != ".gitkeep"
            && entry.file_name() != ".gitignore"
    });
    files.next().map(|entry| {
        entry
            .path()
            .strip_prefix(folder)
            .unwrap_or(entry.path())
            .display()
            .to_string()
    })
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a folder for the test")]
mod tests {
    use super::*;

    #[test]
    fn a_commit_that_fails_half_way_says_so_and_the_next_completes_it() {
        let site = tempfile::tempdir().unwrap();
        let output = site.path().join("public");
        let files = ["a", "b"].map(|path| OutputPath::parse(path).unwrap());
        let publish = |is_broken| {
            let publication = Publication::prepare(site.path(), &output, "public", &[]).unwrap();
            for path in &files {
                publication.add(path, path.as_str().as_bytes()).unwrap();
            }
            if is_broken {
                fs::remove_file(publication.staging.join("1")).unwrap();
            }
            publication.commit()
        };
        let error = publish(true).unwrap_err();
        assert!(matches!(*error.problem, Problem::Interrupted { .. }));
        assert_eq!(error.location.source.path, "public/b");
        let (outcome, _) = publish(false).unwrap();
        assert_eq!((outcome.written, outcome.unchanged), (1, 1));
    }
}
