//! Where text comes from: a file of the site folder, and places inside it.

use std::ops::Range;
use std::sync::Arc;

/// One text file of the site folder.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Path from the root of the site, with `/` on every system: `content/2023/04/briefing.zh.md`.
    pub path: String,
    /// The whole text, without a byte order mark. Empty where a path is reported that has no text.
    pub text: String,
}

impl Source {
    /// A file's bytes as text; a byte order mark is dropped.
    ///
    /// # Errors
    /// The line of the first byte that is not UTF-8.
    pub fn decode(path: &str, bytes: Vec<u8>) -> Result<Self, NotUtf8> {
        match String::from_utf8(bytes) {
            Ok(mut text) => {
                if text.starts_with('\u{FEFF}') {
                    text.drain(..'\u{FEFF}'.len_utf8());
                }
                Ok(Self {
                    path: path.to_owned(),
                    text,
                })
            }
            Err(error) => {
                let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
                Err(NotUtf8 { line })
            }
        }
    }
}

/// The bytes of a file are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotUtf8 {
    /// Line of the first wrong byte, counted from 1.
    pub line: usize,
}

/// A range of bytes in a [`Source`]'s text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// As a range, to index a text with.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A place that a message can point to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes in it.
    pub span: Span,
}

impl Location {
    /// A place in `source`.
    pub fn new(source: &Arc<Source>, span: Span) -> Self {
        Self {
            source: Arc::clone(source),
            span,
        }
    }

    /// A path as a whole, where there is no text to show (a folder, an image, a missing file).
    pub fn of_path(path: impl Into<String>) -> Self {
        let source = Source {
            path: path.into(),
            text: String::new(),
        };
        Self {
            source: Arc::new(source),
            span: Span::default(),
        }
    }

    /// Line and column of the first byte, both counted from 1, the column in characters.
    pub fn line_column(&self) -> (usize, usize) {
        let before = &self.source.text[..self.span.start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}

/// A value together with the place that states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// What is stated.
    pub value: T,
    /// Where, in the file that the context names.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "title: 千山\ndate: 二〇二三".to_owned();
        let start = text.find('三').unwrap();
        let source = Arc::new(Source {
            path: "content/a.zh.md".into(),
            text,
        });
        let place = Location::new(&source, Span::new(start, start + 3));
        assert_eq!(place.line_column(), (2, 10));
    }
}
