//! The plain text of a body with the place of each of its bytes in the source.

use std::ops::Range;

use pulldown_cmark::Event;

use super::plain::{Collector, PlainLine};
use super::stream::{Item, items};
use crate::source::Span;

/// The lines of [`plain_lines`](super::plain_lines), with the place of each of their bytes.
pub fn placed_lines(text: &str, body: Span) -> PlacedLines {
    let mut collector = Collector::default();
    let mut pieces = Vec::new();
    for (item, range) in items(text, body) {
        collector.take(&item, range.clone());
        let Item::Markdown(Event::Text(words) | Event::Code(words)) = &item else {
            continue;
        };
        // Of a line its end is known: at the start of a block white space may have been left out.
        if !collector.line.is_empty() {
            // The words of code stand between its marks.
            let range = match text[range.clone()].rfind(&**words) {
                Some(at) => range.start + at..range.start + at + words.len(),
                None => range,
            };
            pieces.push(Piece {
                line: collector.lines.len(),
                end: collector.line.len(),
                verbatim: common_end(words, &text[range.clone()]),
                range,
            });
        }
    }
    PlacedLines {
        lines: collector.finish(),
        pieces,
    }
}

/// The plain text of a body that knows where in the source each byte of it stands.
#[derive(Debug)]
pub struct PlacedLines {
    /// A line for each block.
    pub lines: Vec<PlainLine>,
    /// In the order of the text.
    pieces: Vec<Piece>,
}

/// Words of a line that stand together in the source.
#[derive(Debug)]
struct Piece {
    line: usize,
    /// One past its last byte in the line.
    end: usize,
    /// In the source.
    range: Range<usize>,
    /// How many bytes at the end are the same in the source: all, unless some are written as `&amp;`.
    verbatim: usize,
}

/// Bytes at the end that two texts share.
fn common_end(left: &str, right: &str) -> usize {
    let pairs = left.chars().rev().zip(right.chars().rev());
    pairs
        .take_while(|(left, right)| left == right)
        .map(|(character, _)| character.len_utf8())
        .sum()
}

impl PlacedLines {
    /// Where the bytes of a line stand in the source.
    pub fn span(&self, line: usize, range: Range<usize>) -> Span {
        let whole = self.lines[line].span;
        let first = (line, range.start + 1);
        let last = (line, range.end);
        let piece = |key| {
            let at = self.pieces.partition_point(|one| (one.line, one.end) < key);
            self.pieces.get(at).filter(|one| one.line == line)
        };
        let (Some(first), Some(last)) = (piece(first), piece(last)) else {
            return whole;
        };
        let place = |piece: &Piece, at: usize| {
            let behind = piece.end.checked_sub(at)?;
            (behind <= piece.verbatim).then(|| piece.range.end - behind)
        };
        let start = place(first, range.start).unwrap_or(first.range.start);
        let end = place(last, range.end).unwrap_or(last.range.end);
        if whole.start <= start && start < end && end <= whole.end {
            Span::new(start, end)
        } else {
            whole
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_place() {
        let check = |markdown: &str, words: &str, expected: &str| {
            let placed = placed_lines(markdown, Span::new(0, markdown.len()));
            let (line, at) = placed
                .lines
                .iter()
                .enumerate()
                .find_map(|(line, plain)| Some((line, plain.text.find(words)?)))
                .unwrap();
            let span = placed.span(line, at..at + words.len());
            assert_eq!(&markdown[span.range()], expected, "{markdown}");
        };
        check("　　甲**乙1**2丙\n丁3", "1", "1");
        check("　　甲**乙1**2丙\n丁3", "12", "1**2");
        check("甲乙\n丁3戊", "3", "3");
        check("甲 [乙 5](a.md) 6", "5", "5");
        check("甲 `乙 5` 6", "乙 5", "乙 5");
        check("A &amp; B 7", "7", "7");
        check("A &amp; B 7", "& B", "&amp; B");
        check("| a | b |\n|---|---|\n| 1 | 22 |\n", "22", "22");
        check("<p>丁&amp;9</p>", "9", "9");
    }
}
