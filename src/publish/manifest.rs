//! `SHA256SUMS`: every file of a build with its hash, as `sha256sum -c` reads it.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::address::OutputPath;

/// The manifest's name in the output folder.
pub const NAME: &str = "SHA256SUMS";

/// The files of a build, by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(BTreeMap<OutputPath, [u8; 32]>);

impl Manifest {
    pub(super) fn new(files: impl Iterator<Item = (OutputPath, [u8; 32])>) -> Self {
        Self(files.collect())
    }

    /// Reads a manifest; what it lists may be removed, so a line that could name a file elsewhere is refused.
    ///
    /// # Errors
    /// The first line that is not of the form `HASH  PATH`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        text.lines()
            .map(|line| parse_line(line).ok_or_else(|| line.to_owned()))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    pub(super) fn sha256(&self, path: &OutputPath) -> Option<&[u8; 32]> {
        self.0.get(path)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &OutputPath> {
        self.0.keys()
    }

    /// The files of both, with the hashes of this one where both have them.
    pub(super) fn with(&self, other: &Self) -> Self {
        let mut files = other.0.clone();
        files.extend(self.0.iter().map(|(path, hash)| (path.clone(), *hash)));
        Self(files)
    }
}

fn parse_line(line: &str) -> Option<(OutputPath, [u8; 32])> {
    let (hex, path) = line.split_once("  ")?;
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    let mut hash = [0; 32];
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).ok()?;
    }
    Some((OutputPath::parse(path)?, hash))
}

impl fmt::Display for Manifest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (path, hash) in &self.0 {
            hash.iter()
                .try_for_each(|byte| write!(formatter, "{byte:02x}"))?;
            writeln!(formatter, "  {path}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let manifest =
            Manifest::new([(OutputPath::parse("zh/index.html").unwrap(), [7; 32])].into_iter());
        assert_eq!(Manifest::parse(&manifest.to_string()).unwrap(), manifest);
    }

    #[test]
    fn a_manifest_cannot_point_outside() {
        let hash = "0".repeat(64);
        for path in ["../a", "/etc/passwd", "a/../../b", ""] {
            assert!(
                Manifest::parse(&format!("{hash}  {path}\n")).is_err(),
                "{path}"
            );
        }
        assert!(Manifest::parse("nonsense\n").is_err());
    }
}
