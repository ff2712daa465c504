//! Compressed copies of text files, made once for the same bytes.

use std::path::Path;

use crate::cache::{Cache, Key};
use crate::compression::{compress, version};
use crate::diagnostic::Diagnostic;
use crate::model::address::OutputPath;
use crate::model::encoding::Encoding;

/// The cache in newsroom's own folder.
const CACHE_FOLDER: &str = "compressed";

/// A file of fewer bytes is answered in one packet anyway (1,460 bytes with Ethernet and IPv4, less with IPv6 and
/// TCP options, and the headers of the answer need some), so that a copy would gain nothing.
const SMALLEST: usize = 1_400;

/// A copy is kept if it is smaller than the file by a tenth; unpacking costs a phone something too.
fn is_worth_it(copy: &[u8], file: &[u8]) -> bool {
    copy.len() * 10 <= file.len() * 9
}

/// Makes the copies that the site asks for, and keeps them for the next build.
pub(super) struct Compressor {
    encodings: Vec<Encoding>,
    /// `None` where no copy is asked for.
    cache: Option<Cache>,
}

impl Compressor {
    pub(super) fn new(root: &Path, encodings: &[Encoding]) -> Self {
        Self {
            encodings: encodings.to_vec(),
            cache: (!encodings.is_empty()).then(|| Cache::new(root, CACHE_FOLDER)),
        }
    }

    /// The copies of a file, each with its place: those that are worth it.
    pub(super) fn copies(&self, path: &OutputPath, bytes: &[u8]) -> Vec<(OutputPath, Vec<u8>)> {
        let Some(cache) = self.cache.as_ref().filter(|_| bytes.len() >= SMALLEST) else {
            return Vec::new();
        };
        let copy = |encoding: &Encoding| {
            let place = encoding.copy_of(path)?;
            let copy = copy(cache, *encoding, bytes);
            is_worth_it(&copy, bytes).then_some((place, copy))
        };
        self.encodings.iter().filter_map(copy).collect()
    }

    /// Once a build is published, forgets what it did not need.
    pub(super) fn tidy(&self) {
        self.cache.iter().for_each(Cache::tidy);
    }

    /// What kept the copies from being kept.
    pub(super) fn warning(&self) -> Option<Diagnostic> {
        self.cache.as_ref()?.warning()
    }
}

fn copy(cache: &Cache, encoding: Encoding, bytes: &[u8]) -> Vec<u8> {
    let key = key(encoding, bytes);
    cache.get(&key).unwrap_or_else(|| {
        let copy = compress(encoding, bytes);
        cache.put(&key, &copy);
        copy
    })
}

/// What the bytes of a copy depend on.
fn key(encoding: Encoding, bytes: &[u8]) -> Key {
    let mut hasher = blake3::Hasher::new_derive_key("newsroom compressed copy");
    hasher.update(version(encoding).as_bytes());
    hasher.update(bytes);
    *hasher.finalize().as_bytes()
}
