//! The place of the output: folders that it must not be, and where files wait until all of them are ready.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use tempfile::TempDir;

use crate::cache::OWN_FOLDER;
use crate::language::Words;

/// Folders of the site in which an output would be read by the next build, or mixed up with what is not published.
const NO_OUTPUT: [&str; 4] = ["content", "themes", OWN_FOLDER, ".git"];

/// Why the output folder cannot be there: the end of the sentence "the output folder …".
pub(super) fn objection(root: &Path, output: &Path) -> io::Result<Option<Words>> {
    let (root, output) = (canonical(root)?, canonical(output)?);
    if output == root {
        return Ok(Some(Words::new(
            "is the folder of the site itself",
            "就是网站所在的文件夹",
        )));
    }
    if root.starts_with(&output) {
        return Ok(Some(Words::new(
            "holds the folder of the site",
            "里面有网站所在的文件夹",
        )));
    }
    let forbidden = NO_OUTPUT
        .iter()
        .find(|name| canonical(&root.join(name)).is_ok_and(|folder| output.starts_with(folder)));
    Ok(forbidden.map(|name| {
        Words::with(
            format!("lies in the folder `{name}` of the site"),
            format!("在网站的 `{name}` 文件夹里"),
        )
    }))
}

/// The path without links and `..`, also of a folder that does not exist yet.
#[allow(
    clippy::disallowed_methods,
    reason = "publish is the stage that writes the output"
)]
fn canonical(path: &Path) -> io::Result<PathBuf> {
    let existing = nearest_existing(path);
    let mut resolved = fs::canonicalize(existing)?;
    // What does not exist is no link, so that `..` may be taken by its letters.
    for part in path.strip_prefix(existing).unwrap_or(path).components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Normal(name) => resolved.push(name),
            _ => {}
        }
    }
    Ok(resolved)
}

/// The path itself, or the nearest folder above it that exists.
#[allow(
    clippy::disallowed_methods,
    reason = "publish is the stage that writes the output"
)]
fn nearest_existing(path: &Path) -> &Path {
    path.ancestors()
        .find(|folder| !folder.as_os_str().is_empty() && fs::metadata(folder).is_ok())
        .unwrap_or(Path::new("."))
}

/// A folder for files that wait. It goes when it is dropped, and nothing of it stays.
pub(super) struct Staging {
    folder: Option<TempDir>,
    /// The folder that was made to hold it.
    own: Option<PathBuf>,
}

impl Staging {
    /// Makes one on the file system of the output, as far as can be told, so that files need not be copied: in the
    /// own folder of the site, or, for an output elsewhere, in the nearest folder above it that exists.
    pub(super) fn new(root: &Path, output: &Path) -> io::Result<Self> {
        let is_below_root = canonical(output)?.starts_with(canonical(root)?);
        if is_below_root && let Some(staging) = Self::in_own_folder(&root.join(OWN_FOLDER)) {
            return Ok(staging);
        }
        let above = nearest_existing(output.parent().unwrap_or(output));
        let folder = tempfile::Builder::new()
            .prefix(".newsroom-staging-")
            .tempdir_in(above)?;
        Ok(Self {
            folder: Some(folder),
            own: None,
        })
    }

    #[allow(
        clippy::disallowed_methods,
        reason = "publish is the stage that writes the output"
    )]
    fn in_own_folder(own: &Path) -> Option<Self> {
        let was_there = match fs::symlink_metadata(own) {
            Ok(data) if data.is_dir() => true,
            Ok(_) => return None,
            Err(_) => false,
        };
        if !was_there {
            fs::create_dir(own).ok()?;
        }
        let folder = tempfile::Builder::new()
            .prefix("staging-")
            .tempdir_in(own)
            .ok();
        let staging = Self {
            folder,
            own: (!was_there).then(|| own.to_owned()),
        };
        staging.folder.is_some().then_some(staging)
    }

    /// A place in it.
    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.folder
            .as_ref()
            .map_or_else(PathBuf::new, |folder| folder.path().to_owned())
            .join(name)
    }
}

impl Drop for Staging {
    #[allow(
        clippy::disallowed_methods,
        reason = "publish is the stage that writes the output"
    )]
    fn drop(&mut self) {
        drop(self.folder.take());
        if let Some(own) = &self.own {
            // Not if something else was put there meanwhile.
            let _ = fs::remove_dir(own);
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a folder for the test")]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn an_output_among_the_sources_is_objected_to_by_whatever_name() {
        let site = TempDir::new().unwrap();
        let root = site.path();
        fs::create_dir_all(root.join("content/2024")).unwrap();
        for (output, reason) in [
            ("", "is the folder of the site itself"),
            ("none/..", "is the folder of the site itself"),
            ("..", "holds the folder of the site"),
            ("content", "lies in the folder `content` of the site"),
            ("content/a/b", "lies in the folder `content` of the site"),
            ("a/../content/b", "lies in the folder `content` of the site"),
            ("themes/x", "lies in the folder `themes` of the site"),
        ] {
            assert_eq!(
                objection(root, &root.join(output))
                    .unwrap()
                    .unwrap()
                    .get(Language::English),
                reason,
                "{output}"
            );
        }
        for output in ["public", "contents", "a/content", "../elsewhere"] {
            assert_eq!(
                objection(root, &root.join(output)).unwrap(),
                None,
                "{output}"
            );
        }
    }
}
