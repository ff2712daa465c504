//! Stage 6: bytes to the output folder, all or nothing.
//!
//! While pages are rendered, each is compared with the file that is there; only what differs is kept, in a
//! staging folder beside the output. When everything is rendered, and not before, [`Publication::commit`]
//! moves the staged files into place and removes what only the last build made.

mod manifest;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{fs, io};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::diagnostic::{Diagnostic, Problem};
use crate::model::address::OutputPath;
use crate::model::archive::Asset;
use crate::source::Location;

use manifest::Manifest;
pub use manifest::NAME as MANIFEST_NAME;

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
    /// The folder of the site, from which files are copied.
    root: PathBuf,
    output: PathBuf,
    /// How the output folder is called in messages.
    shown: String,
    previous: Manifest,
    staging: TempDir,
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
    /// Looks at the output folder without changing it.
    ///
    /// # Errors
    /// The folder holds files that are not newsroom's, is or contains a symbolic link on the way, or has a
    /// manifest that newsroom did not write.
    pub fn prepare(root: &Path, output: &Path, shown: &str) -> Result<Self, Diagnostic> {
        let at = |path: &str| Location::of_path(path);
        match fs::symlink_metadata(output) {
            Ok(data) if data.file_type().is_symlink() => {
                return Err(Diagnostic::new(Problem::OutputIsLink, at(shown)));
            }
            Ok(data) if !data.is_dir() => {
                return Err(Diagnostic::new(
                    Problem::NotWritten {
                        reason: "it is a file, not a folder".into(),
                    },
                    at(shown),
                ));
            }
            _ => {}
        }
        let previous = match fs::read_to_string(output.join(MANIFEST_NAME)) {
            Ok(text) => Manifest::parse(&text).map_err(|line| {
                Diagnostic::new(
                    Problem::BrokenManifest { line },
                    at(&format!("{shown}/{MANIFEST_NAME}")),
                )
            })?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(example) = first_file(output) {
                    return Err(Diagnostic::new(
                        Problem::OutputNotOurs { example },
                        at(shown),
                    ));
                }
                Manifest::default()
            }
            Err(error) => {
                return Err(Diagnostic::new(
                    Problem::Unreadable {
                        reason: error.to_string(),
                    },
                    at(&format!("{shown}/{MANIFEST_NAME}")),
                ));
            }
        };
        let parent = output
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let staging = fs::create_dir_all(parent).and_then(|()| {
            tempfile::Builder::new()
                .prefix(".newsroom-staging-")
                .tempdir_in(parent)
        });
        let staging = staging.map_err(|error| {
            Diagnostic::new(
                Problem::NotWritten {
                    reason: error.to_string(),
                },
                at(shown),
            )
        })?;
        Ok(Self {
            root: root.to_owned(),
            output: output.to_owned(),
            shown: shown.to_owned(),
            previous,
            staging,
            next_staged: AtomicU64::new(0),
            files: Mutex::default(),
        })
    }

    /// Takes the bytes of one file. May be called from several threads at once.
    ///
    /// # Errors
    /// The staging folder cannot be written.
    pub fn add(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), Diagnostic> {
        let sha256: [u8; 32] = Sha256::digest(bytes).into();
        let there = self.previous.sha256(path) == Some(&sha256)
            && fs::read(path.realize(&self.output)).is_ok_and(|old| old == bytes);
        let staged = if there {
            None
        } else {
            let file = self
                .staging
                .path()
                .join(self.next_staged.fetch_add(1, Ordering::Relaxed).to_string());
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

    /// Takes a copy of a file of the site.
    ///
    /// # Errors
    /// The file cannot be read, or the staging folder cannot be written.
    pub fn add_copy(&self, path: &OutputPath, asset: &Asset) -> Result<(), Diagnostic> {
        let bytes = fs::read(self.root.join(&asset.path)).map_err(|error| {
            Diagnostic::new(
                Problem::Unreadable {
                    reason: error.to_string(),
                },
                Location::of_path(asset.path.as_str()),
            )
        })?;
        self.add(path, &bytes)
    }

    /// Puts everything into place. Each file is replaced by a rename, so a reader sees the old or the new one,
    /// never half. The manifest is written first with the files of both builds, so that a build that is
    /// interrupted here leaves nothing that the next one would not know as its own.
    ///
    /// # Errors
    /// The output cannot be written, or a folder in it is a symbolic link.
    pub fn commit(self) -> Result<Outcome, Diagnostic> {
        let files = std::mem::take(
            &mut *self
                .files
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        );
        let folders: std::collections::BTreeSet<PathBuf> = files
            .iter()
            .filter(|(_, entry)| entry.staged.is_some())
            .filter_map(|(path, _)| path.realize(&self.output).parent().map(Path::to_owned))
            .collect();
        for folder in &folders {
            self.refuse_links(folder)?;
        }
        let manifest = Manifest::new(
            files
                .iter()
                .map(|(path, entry)| (path.clone(), entry.sha256)),
        );
        let obsolete: Vec<&OutputPath> = self
            .previous
            .paths()
            .filter(|path| !files.contains_key(*path))
            .collect();
        let mut outcome = Outcome {
            bytes: files.values().map(|entry| entry.size).sum(),
            ..Outcome::default()
        };
        let is_changed =
            manifest != self.previous || files.values().any(|entry| entry.staged.is_some());
        if is_changed {
            self.write_manifest(&manifest.with(&self.previous))?;
        }
        for folder in &folders {
            fs::create_dir_all(folder).map_err(|error| self.not_written("", &error))?;
        }
        for (path, entry) in &files {
            match &entry.staged {
                None => outcome.unchanged += 1,
                Some(staged) => {
                    move_file(staged, &path.realize(&self.output))
                        .map_err(|error| self.not_written(path.as_str(), &error))?;
                    outcome.written += 1;
                }
            }
        }
        for path in obsolete {
            outcome.removed += usize::from(self.remove(path)?);
        }
        if is_changed {
            self.write_manifest(&manifest)?;
        }
        Ok(outcome)
    }

    fn not_written(&self, path: &str, error: &io::Error) -> Diagnostic {
        Diagnostic::new(
            Problem::NotWritten {
                reason: error.to_string(),
            },
            Location::of_path(format!("{}/{path}", self.shown)),
        )
    }

    /// No folder between the output and `folder` may be a symbolic link.
    fn refuse_links(&self, folder: &Path) -> Result<(), Diagnostic> {
        let inner = folder.strip_prefix(&self.output).unwrap_or(folder);
        let mut at = self.output.clone();
        for part in inner.components() {
            at.push(part);
            if fs::symlink_metadata(&at).is_ok_and(|data| data.file_type().is_symlink()) {
                return Err(Diagnostic::new(
                    Problem::OutputIsLink,
                    Location::of_path(format!("{}/{}", self.shown, inner.display())),
                ));
            }
        }
        Ok(())
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), Diagnostic> {
        let staged = self.staging.path().join(MANIFEST_NAME);
        let written = fs::create_dir_all(&self.output)
            .and_then(|()| fs::write(&staged, manifest.to_string()))
            .and_then(|()| move_file(&staged, &self.output.join(MANIFEST_NAME)));
        written.map_err(|error| self.not_written(MANIFEST_NAME, &error))
    }

    /// Removes a file that the last build made, and folders that it leaves empty. Whether it was there.
    fn remove(&self, path: &OutputPath) -> Result<bool, Diagnostic> {
        let file = path.realize(&self.output);
        if let Some(folder) = file.parent() {
            self.refuse_links(folder)?;
        }
        let was_there = match fs::remove_file(&file) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(self.not_written(path.as_str(), &error)),
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

/// Renames; across file systems, copies beside the target first.
#[allow(
    clippy::disallowed_methods,
    reason = "publish is the stage that writes the output"
)]
fn move_file(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let mut beside = to.as_os_str().to_owned();
            beside.push(".newsroom-part");
            fs::copy(from, &beside)?;
            fs::rename(&beside, to)
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
