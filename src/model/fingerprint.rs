//! The fingerprint of an original that a translation was made from: enough to tell later that it changed, and where.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// `3f9a6c1b0e42.20260314.k3ZqA9`: hash of the headline and the text, day of the newest of the `updates`, and two
/// characters for each sentence. The hash alone is enough to tell that something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    hash: Hash,
    /// The newest of the `updates` that the original stated.
    newest_update: Option<UpdateDay>,
    /// A mark for each sentence, the headline being the first; absent where there were too many.
    marks: Option<Vec<Mark>>,
}

/// The day of an update as a number, 20260314; 0 where there was none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct UpdateDay(u32);

impl UpdateDay {
    /// Of a day in the site's zone.
    pub fn of(day: Date) -> Self {
        let part = |number: i8| u32::from(number.unsigned_abs());
        Self(
            u32::from(day.year().unsigned_abs()) * 10_000
                + part(day.month()) * 100
                + part(day.day()),
        )
    }
}

/// Of the headline and the text in canonical form.
pub type Hash = [u8; 6];

/// A sentence's hash in two characters of base64url: one changed sentence in 4,096 keeps its mark.
pub type Mark = [u8; 2];

/// Of longer originals only the hash is kept: so many sentences are 1,000 characters of front matter.
pub const MOST_SENTENCES: usize = 500;

const BASE64URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Not written as a [`Fingerprint`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAFingerprint;

/// The mark of a sentence whose hash starts with these bytes.
pub fn mark(hash: [u8; 2]) -> Mark {
    let bits = u16::from_be_bytes(hash) >> 4;
    [bits >> 6, bits & 63].map(|six| BASE64URL[usize::from(six)])
}

impl Fingerprint {
    /// Of an original as it is.
    pub fn new(hash: Hash, newest_update: UpdateDay, marks: Vec<Mark>) -> Self {
        Self {
            hash,
            newest_update: Some(newest_update),
            marks: (marks.len() <= MOST_SENTENCES).then_some(marks),
        }
    }

    /// Whether both are of the same headline and text.
    pub fn is_same_text(&self, other: &Self) -> bool {
        self.hash == other.hash
    }

    /// The newest of the `updates` that the original stated, where that is known.
    pub fn newest_update(&self) -> Option<UpdateDay> {
        self.newest_update
    }

    /// The marks of the sentences, where they are known.
    pub fn marks(&self) -> Option<&[Mark]> {
        self.marks.as_deref()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.hash {
            write!(formatter, "{byte:02x}")?;
        }
        let Some(UpdateDay(newest)) = self.newest_update else {
            return Ok(());
        };
        write!(formatter, ".{newest}")?;
        let Some(marks) = &self.marks else {
            return Ok(());
        };
        formatter.write_str(".")?;
        marks
            .iter()
            .flatten()
            .try_for_each(|byte| write!(formatter, "{}", char::from(*byte)))
    }
}

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let mut parts = text.split('.');
        let hash = parts.next().and_then(read_hash).ok_or(NotAFingerprint)?;
        let newest_update = match parts.next() {
            Some(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(UpdateDay(text.parse().map_err(|_| NotAFingerprint)?))
            }
            Some(_) => return Err(NotAFingerprint),
            None => None,
        };
        let marks = match parts.next() {
            Some(text) => Some(read_marks(text).ok_or(NotAFingerprint)?),
            None => None,
        };
        match parts.next() {
            Some(_) => Err(NotAFingerprint),
            None => Ok(Self {
                hash,
                newest_update,
                marks,
            }),
        }
    }
}

fn read_hash(text: &str) -> Option<Hash> {
    let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if text.len() != 12 || !text.bytes().all(is_hex) {
        return None;
    }
    let mut hash = Hash::default();
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(hash)
}

fn read_marks(text: &str) -> Option<Vec<Mark>> {
    let (marks, rest) = text.as_bytes().as_chunks::<2>();
    let legal = rest.is_empty() && text.bytes().all(|byte| BASE64URL.contains(&byte));
    (legal && !marks.is_empty() && marks.len() <= MOST_SENTENCES).then(|| marks.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let marks = vec![mark([0, 0]), mark([0xFF, 0xFF]), mark([0x12, 0x34])];
        let fingerprint = Fingerprint::new(
            [0x3f, 0x9a, 0x6c, 0x1b, 0x0e, 0x42],
            UpdateDay(20_260_314),
            marks,
        );
        assert_eq!(fingerprint.to_string(), "3f9a6c1b0e42.20260314.AA__Ej");
        assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
        let long = Fingerprint::new(
            [0; 6],
            UpdateDay::default(),
            vec![mark([0, 0]); MOST_SENTENCES + 1],
        );
        assert_eq!(long.to_string(), "000000000000.0");
        for text in ["3f9a6c1b0e42", "123456789012", "3f9a6c1b0e42.3"] {
            assert_eq!(text.parse::<Fingerprint>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "3f9a",
            "3F9A6C1B0E42",
            "3f9a6c1b0e4200",
            "yes",
            "zh",
            "2023-04-14",
            "3f9a6c1b0e42.",
            "3f9a6c1b0e42.x",
            "3f9a6c1b0e42.1.",
            "3f9a6c1b0e42.1.AAB",
            "3f9a6c1b0e42.1.A+",
            "3f9a6c1b0e42.1.AA.AA",
            "原文",
        ] {
            assert_eq!(text.parse::<Fingerprint>(), Err(NotAFingerprint), "{text}");
        }
    }
}
