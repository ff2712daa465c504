//! Compressed copies of text files, made once for the same bytes.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::diagnostic::{Diagnostic, Problem};
use crate::model::address::OutputPath;
use crate::model::encoding::Encoding;
use crate::source::Location;

use super::place::OWN_FOLDER;

/// The cache in newsroom's own folder.
const CACHE_FOLDER: &str = "compressed";

/// A file of fewer bytes is answered in one packet anyway (1,460 bytes with Ethernet and IPv4, less with IPv6 and
/// TCP options, and the headers of the answer need some), so that a copy would gain nothing.
const SMALLEST: usize = 1_400;

/// A copy is kept if it is smaller than the file by a tenth; unpacking costs a phone something too.
fn is_worth_it(copy: &[u8], file: &[u8]) -> bool {
    copy.len() * 10 <= file.len() * 9
}

/// Measured with the pages of a gazette (2,615 pages, 16 KB each on average, two busy cores): 5 makes a page a tenth
/// smaller than gzip does, at 1.5 ms; 9 saves 1 % more at 15 times the cost, and 11 saves 8 % more at 25 times.
const BROTLI_QUALITY: i32 = 5;
/// The best; 6 is as fast and no smaller. (zopfli saves 5 % more at a thousand times the cost.)
const GZIP_LEVEL: u32 = 9;
/// What makes the bytes: with another version they may be others, and copies of the old one must not be used. A test
/// compares it with `Cargo.lock`.
const ENCODERS: &str = "brotli 9.1.1, flate2 1.1.11, miniz_oxide 0.9.1";

type Hash = [u8; blake3::OUT_LEN];

/// Makes the copies that the site asks for, and keeps them for the next build.
pub(super) struct Compressor {
    encodings: Vec<Encoding>,
    folder: PathBuf,
    /// Whether the folder is there or can be made, and is no link to another.
    is_kept: bool,
    /// What this build has needed.
    used: Mutex<BTreeSet<Hash>>,
    /// The first failure to keep something.
    failure: Mutex<Option<io::Error>>,
}

impl Compressor {
    pub(super) fn new(root: &Path, encodings: &[Encoding]) -> Self {
        let own = root.join(OWN_FOLDER);
        let folder = own.join(CACHE_FOLDER);
        let made = if encodings.is_empty() {
            Ok(())
        } else {
            make_folder(&own).and_then(|()| make_folder(&folder))
        };
        Self {
            encodings: encodings.to_vec(),
            folder,
            is_kept: made.is_ok(),
            used: Mutex::default(),
            failure: Mutex::new(made.err()),
        }
    }

    /// The copies of a file, each with its place: those that are worth it.
    pub(super) fn copies(&self, path: &OutputPath, bytes: &[u8]) -> Vec<(OutputPath, Vec<u8>)> {
        if bytes.len() < SMALLEST {
            return Vec::new();
        }
        let copy = |encoding: &Encoding| {
            let place = encoding.copy_of(path)?;
            let copy = self.copy(*encoding, bytes);
            is_worth_it(&copy, bytes).then_some((place, copy))
        };
        self.encodings.iter().filter_map(copy).collect()
    }

    #[allow(
        clippy::disallowed_methods,
        reason = "publish is the stage that writes the output"
    )]
    fn copy(&self, encoding: Encoding, bytes: &[u8]) -> Vec<u8> {
        if !self.is_kept {
            return compress(encoding, bytes);
        }
        let key = key(encoding, bytes);
        lock(&self.used).insert(key);
        let file = self.folder.join(name(&key));
        if let Some(copy) = fs::read(&file).ok().and_then(|entry| opened(&key, &entry)) {
            return copy;
        }
        let copy = compress(encoding, bytes);
        if let Err(error) = fs::write(&file, sealed(&key, &copy)) {
            lock(&self.failure).get_or_insert(error);
        }
        copy
    }

    /// Once a build is published, removes what it did not need, if that is more than it did: the folder does not grow
    /// for ever, and two builds of one site (for the office and for the public) do not undo each other's work.
    #[allow(
        clippy::disallowed_methods,
        reason = "publish is the stage that writes the output"
    )]
    pub(super) fn tidy(&self) {
        if !self.is_kept || self.encodings.is_empty() {
            return;
        }
        let used: BTreeSet<String> = lock(&self.used).iter().map(name).collect();
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        let unused: Vec<PathBuf> = entries
            .filter_map(Result::ok)
            .filter(|entry| {
                let name = entry.file_name();
                name.to_str()
                    .is_some_and(|name| is_name(name) && !used.contains(name))
            })
            .map(|entry| entry.path())
            .collect();
        if unused.len() > used.len() {
            for file in unused {
                // What stays does no harm.
                let _ = fs::remove_file(file);
            }
        }
    }

    /// What kept the copies from being kept.
    pub(super) fn warning(&self) -> Option<Diagnostic> {
        let reason = lock(&self.failure).as_ref()?.to_string();
        let place = Location::of_path(format!("{OWN_FOLDER}/{CACHE_FOLDER}"));
        Some(Diagnostic::new(Problem::CopiesNotKept { reason }, place))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A folder of newsroom's own, which is no link: files in it are removed.
#[allow(
    clippy::disallowed_methods,
    reason = "publish is the stage that writes the output"
)]
fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(data) if data.is_dir() => Ok(()),
        Ok(_) => Err(io::Error::other("it is no folder")),
        Err(_) => fs::create_dir(folder),
    }
}

/// What the bytes of a copy depend on.
fn key(encoding: Encoding, bytes: &[u8]) -> Hash {
    let mut hasher = blake3::Hasher::new_derive_key("newsroom compressed copy");
    let name = encoding.name();
    hasher.update(format!("{ENCODERS}\n{name} {BROTLI_QUALITY} {GZIP_LEVEL}\n").as_bytes());
    hasher.update(bytes);
    *hasher.finalize().as_bytes()
}

fn name(key: &Hash) -> String {
    blake3::Hash::from_bytes(*key).to_hex().to_string()
}

fn is_name(name: &str) -> bool {
    blake3::Hash::from_hex(name).is_ok()
}

/// An entry: a hash of all that follows and of the key, then the copy.
fn sealed(key: &Hash, copy: &[u8]) -> Vec<u8> {
    [blake3::keyed_hash(key, copy).as_bytes().as_slice(), copy].concat()
}

/// The copy in an entry; `None` if it is damaged, or was written for another key.
fn opened(key: &Hash, entry: &[u8]) -> Option<Vec<u8>> {
    let (seal, copy) = entry.split_first_chunk::<{ blake3::OUT_LEN }>()?;
    (blake3::keyed_hash(key, copy) == *seal).then(|| copy.to_vec())
}

fn compress(encoding: Encoding, bytes: &[u8]) -> Vec<u8> {
    let mut copy = Vec::new();
    let written = match encoding {
        Encoding::Brotli => {
            let parameters = brotli::enc::BrotliEncoderParams {
                quality: BROTLI_QUALITY,
                size_hint: bytes.len(),
                ..Default::default()
            };
            brotli::BrotliCompress(&mut &*bytes, &mut copy, &parameters).map(drop)
        }
        Encoding::Gzip => {
            // Without name and time, so that the same bytes give the same copy.
            let level = flate2::Compression::new(GZIP_LEVEL);
            let mut writer = flate2::GzBuilder::new().write(&mut copy, level);
            writer.write_all(bytes).and_then(|()| writer.try_finish())
        }
    };
    written.unwrap_or_else(|error| unreachable!("memory takes all bytes: {error}"));
    copy
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn text() -> Vec<u8> {
        "千山市人民政府新闻办公室。".repeat(200).into_bytes()
    }

    #[test]
    fn a_copy_holds_the_same_bytes() {
        let (mut brotli, mut gzip) = (Vec::new(), Vec::new());
        let copy = compress(Encoding::Brotli, &text());
        brotli::BrotliDecompress(&mut &*copy, &mut brotli).unwrap();
        let copy = compress(Encoding::Gzip, &text());
        flate2::read::GzDecoder::new(&*copy)
            .read_to_end(&mut gzip)
            .unwrap();
        assert_eq!((&brotli, &gzip), (&text(), &text()));
        // No time in the header (RFC 1952, MTIME).
        assert_eq!(copy[4..8], [0; 4]);
    }

    #[test]
    fn a_damaged_entry_or_one_of_another_key_is_not_used() {
        let (key, other) = ([1; 32], [2; 32]);
        let entry = sealed(&key, b"copy");
        assert_eq!(opened(&key, &entry).as_deref(), Some(&b"copy"[..]));
        assert_eq!(opened(&other, &entry), None);
        for at in 0..entry.len() {
            let mut damaged = entry.clone();
            damaged[at] ^= 1;
            assert_eq!(opened(&key, &damaged), None, "byte {at}");
            assert_eq!(opened(&key, &entry[..at]), None, "cut at {at}");
        }
    }

    #[test]
    fn the_key_names_the_encoders_that_are_compiled_in() {
        let lock = include_str!("../../Cargo.lock");
        for encoder in ENCODERS.split(", ") {
            let (name, version) = encoder.split_once(' ').unwrap();
            let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
            assert!(lock.contains(&entry), "{encoder} is not in Cargo.lock");
        }
    }
}
