//! The older version of a site: a folder, or a commit of the repository that holds the site.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Comparison, compare};
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::{GitError, Repository};
use crate::pipeline::{self, Options, Report};
use crate::source::Location;

/// Why two versions cannot be compared: the settings of one of them are not known.
pub enum Broken {
    /// The older one has errors, and that is one.
    Older(Diagnostic),
    /// The newer one has these.
    Newer(Vec<Diagnostic>),
}

/// An older version of a site, on the disk as long as this is there.
pub struct Older {
    /// As it was named.
    name: String,
    folder: PathBuf,
    _temporary: Option<TempDir>,
}

impl Older {
    /// The version of that name: a folder with `content` in it, or else a commit.
    ///
    /// # Errors
    /// There is no such thing.
    pub fn find(root: &Path, name: &str) -> Result<Self, GitError> {
        // A variable that is not set. As a folder it would be the one that is worked in: the site itself.
        if name.is_empty() {
            return Err(GitError::UnknownRevision);
        }
        let folder = PathBuf::from(name);
        if folder.join("content").is_dir() {
            return Ok(Self {
                name: name.to_owned(),
                folder,
                _temporary: None,
            });
        }
        Self::of_commit(&Repository::of(root)?, name)
    }

    /// The site in a commit.
    ///
    /// # Errors
    /// There is no such commit, or no site in it.
    pub fn of_commit(repository: &Repository, name: &str) -> Result<Self, GitError> {
        let temporary = temporary()?;
        let site = repository.check_out(name, temporary.path())?;
        Ok(Self {
            name: name.to_owned(),
            folder: site,
            _temporary: Some(temporary),
        })
    }

    /// As it was named.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Compares it with the site of `options`, at the same time and base address.
    ///
    /// # Errors
    /// One of the two has errors because of which none of its addresses are known.
    pub fn compare(&self, options: &Options) -> Result<Comparison, Broken> {
        let older = Options {
            root: self.folder.clone(),
            base_url: options.base_url.clone(),
            visibility: options.visibility,
            output: None,
        };
        let (report, old) = pipeline::version(&older);
        let Some(old) = old else {
            let (name, errors, first) = self.errors(&report);
            return Err(Broken::Older(of_older(Problem::OlderVersionBroken {
                name,
                errors,
                first,
            })));
        };
        let gaps = old.archive.has_gaps.then(|| {
            let (name, errors, first) = self.errors(&report);
            of_older(Problem::OlderVersionGaps {
                name,
                errors,
                first,
            })
        });
        let (report, new) = pipeline::version(options);
        let Some(new) = new else {
            return Err(Broken::Newer(report.diagnostics));
        };
        let now = options.visibility.now;
        let day = now.to_zoned_datetime(new.config.time_zone.clone()).date();
        let mut comparison = compare(&old, &new, day);
        comparison.broken.extend(gaps);
        Ok(comparison)
    }

    /// Its name, the number of its errors, and where the first is: all that is said of them.
    fn errors(&self, report: &Report) -> (String, usize, String) {
        let errors = || report.diagnostics.iter().filter(|one| one.is_error());
        let first = errors().next().map(|one| {
            let (line, _) = one.location.line_column();
            format!("{}:{line}", one.location.source.path)
        });
        (
            self.name.clone(),
            errors().count(),
            first.unwrap_or_default(),
        )
    }
}

/// Something about the older version: no place in the newer one.
fn of_older(problem: Problem) -> Diagnostic {
    Diagnostic::new(problem, Location::of_path("content"))
}

/// A folder that goes when it is no longer needed.
pub(crate) fn temporary() -> Result<TempDir, GitError> {
    TempDir::with_prefix("newsroom-").map_err(|error| GitError::Failed(error.to_string()))
}
