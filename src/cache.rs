//! A folder of results that cost much to make, by what they were made from. What is in it never changes a byte.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::diagnostic::{Diagnostic, Problem};
use crate::source::Location;

/// Newsroom's own folder in that of the site, which git ignores.
pub(crate) const OWN_FOLDER: &str = ".newsroom";

/// A hash of everything that the result depends on.
pub(crate) type Key = [u8; blake3::OUT_LEN];

/// Entries are files named by their keys; each starts with a hash of its key and the rest.
pub(crate) struct Cache {
    folder: PathBuf,
    /// How the folder is called in messages.
    shown: String,
    /// Whether the folder is there, and no link to another.
    is_there: bool,
    /// What was asked for.
    used: Mutex<BTreeSet<Key>>,
    /// The first failure to keep something.
    failure: Mutex<Option<io::Error>>,
}

#[allow(
    clippy::disallowed_methods,
    reason = "the cache is on the disk, and nowhere else"
)]
impl Cache {
    /// Makes the folder if need be. Where it cannot be made, nothing is kept.
    pub(crate) fn new(root: &Path, name: &str) -> Self {
        let own = root.join(OWN_FOLDER);
        let made = make_folder(&own).and_then(|()| make_folder(&own.join(name)));
        Self {
            folder: own.join(name),
            shown: shown(name),
            is_there: made.is_ok(),
            used: Mutex::default(),
            failure: Mutex::new(made.err()),
        }
    }

    /// For looking only: no folder is made.
    pub(crate) fn reader(root: &Path, name: &str) -> Self {
        let own = root.join(OWN_FOLDER);
        let folder = own.join(name);
        Self {
            is_there: is_folder(&own) && is_folder(&folder),
            folder,
            shown: shown(name),
            used: Mutex::default(),
            failure: Mutex::default(),
        }
    }

    /// The result for a key; `None` if it is not there, or damaged.
    pub(crate) fn get(&self, key: &Key) -> Option<Vec<u8>> {
        lock(&self.used).insert(*key);
        let entry = self.is_there.then(|| fs::read(self.file(key)))?.ok()?;
        opened(key, &entry)
    }

    /// Keeps a result, if that is possible; nobody ever sees half of it.
    pub(crate) fn put(&self, key: &Key, result: &[u8]) {
        if !self.is_there {
            return;
        }
        let kept = tempfile::NamedTempFile::new_in(&self.folder).and_then(|mut file| {
            file.write_all(seal(key, result).as_bytes())?;
            file.write_all(result)?;
            file.persist(self.file(key))?;
            Ok(())
        });
        if let Err(error) = kept {
            lock(&self.failure).get_or_insert(error);
        }
    }

    /// Removes what was not asked for, if that is more than what was: the folder does not grow for ever, and two
    /// builds of one site (for the office and for the public) do not undo each other's work.
    pub(crate) fn tidy(&self) {
        let Some(entries) = self
            .is_there
            .then(|| fs::read_dir(&self.folder).ok())
            .flatten()
        else {
            return;
        };
        let used: BTreeSet<String> = lock(&self.used).iter().map(name).collect();
        let is_unused = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| blake3::Hash::from_hex(name).is_ok() && !used.contains(name))
        };
        let unused: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(is_unused)
            .collect();
        if unused.len() > used.len() {
            for file in unused {
                // What stays does no harm.
                let _ = fs::remove_file(file);
            }
        }
    }

    /// What kept a result from being kept.
    pub(crate) fn warning(&self) -> Option<Diagnostic> {
        let reason = lock(&self.failure).as_ref()?.into();
        let place = Location::of_path(self.shown.as_str());
        Some(Diagnostic::new(Problem::CacheNotKept { reason }, place))
    }

    fn file(&self, key: &Key) -> PathBuf {
        self.folder.join(name(key))
    }
}

fn shown(name: &str) -> String {
    format!("{OWN_FOLDER}/{name}")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn name(key: &Key) -> String {
    blake3::Hash::from_bytes(*key).to_hex().to_string()
}

fn seal(key: &Key, result: &[u8]) -> blake3::Hash {
    blake3::keyed_hash(key, result)
}

/// The result in an entry; `None` if it is damaged, or was written for another key.
fn opened(key: &Key, entry: &[u8]) -> Option<Vec<u8>> {
    let (found, result) = entry.split_first_chunk::<{ blake3::OUT_LEN }>()?;
    (seal(key, result) == *found).then(|| result.to_vec())
}

#[allow(
    clippy::disallowed_methods,
    reason = "the cache is on the disk, and nowhere else"
)]
fn is_folder(folder: &Path) -> bool {
    fs::symlink_metadata(folder).is_ok_and(|data| data.is_dir())
}

/// A folder of newsroom's own, which is no link: files in it are removed.
#[allow(
    clippy::disallowed_methods,
    reason = "the cache is on the disk, and nowhere else"
)]
fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(data) if data.is_dir() => Ok(()),
        Ok(_) => Err(io::Error::other("it is no folder")),
        Err(_) => fs::create_dir(folder),
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a folder for the test")]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_entry_or_one_of_another_key_is_not_used() {
        let root = tempfile::tempdir().unwrap();
        let cache = Cache::new(root.path(), "images");
        let (key, other) = ([1; 32], [2; 32]);
        assert_eq!(cache.get(&key), None);
        cache.put(&key, b"result");
        assert_eq!(cache.get(&key).as_deref(), Some(&b"result"[..]));
        let entry = fs::read(cache.file(&key)).unwrap();
        fs::write(cache.file(&other), &entry).unwrap();
        assert_eq!(cache.get(&other), None);
        for at in 0..entry.len() {
            let mut damaged = entry.clone();
            damaged[at] ^= 1;
            assert_eq!(opened(&key, &damaged), None, "byte {at}");
            assert_eq!(opened(&key, &entry[..at]), None, "cut at {at}");
        }
    }

    #[test]
    fn what_is_no_longer_asked_for_goes_once_it_is_the_greater_part() {
        let root = tempfile::tempdir().unwrap();
        let old = Cache::new(root.path(), "images");
        for key in [[1; 32], [2; 32], [3; 32]] {
            old.put(&key, b"");
        }
        let cache = Cache::new(root.path(), "images");
        fs::write(cache.folder.join("of somebody else"), "").unwrap();
        let left = |cache: &Cache| fs::read_dir(&cache.folder).unwrap().count();
        cache.get(&[1; 32]);
        cache.get(&[2; 32]);
        cache.tidy();
        assert_eq!(left(&cache), 4);
        let cache = Cache::new(root.path(), "images");
        cache.get(&[1; 32]);
        cache.tidy();
        assert_eq!(left(&cache), 2);
    }
}
