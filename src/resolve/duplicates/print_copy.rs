//! A print copy: the whole text a second time in one document, under slightly different header lines.

use std::collections::BTreeMap;
use std::ops::Range;

use super::body::Body;
use super::furniture::Furniture;
use super::thresholds::{ANCHOR, BLOCK};
use crate::source::Span;

/// A block of lines that occurs twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repeat {
    /// The lines of the first copy.
    first: Range<usize>,
    /// The lines of the second.
    second: Range<usize>,
}

/// The bytes of a second copy that can go, from its header to the end of the body: everything behind the first
/// copy is a repetition, furniture or the headline.
pub(super) fn find(body: &Body, source: &str, furniture: &Furniture) -> Option<Span> {
    let lines: Vec<&str> = (0..body.lines.len()).map(|at| body.line(at)).collect();
    let repeat = longest_repeat(&lines)?;
    let (between, after) = (
        repeat.first.end..repeat.second.start,
        repeat.second.end..body.lines.len(),
    );
    let droppable = body.is_only_around(between.clone(), furniture)
        && body.is_only_around(after, furniture)
        && !dates_contradict(body, &repeat, furniture);
    let from = body.lines.get(between.start)?.span.start;
    // From the start of the source line, so that no list marker or the like is left over.
    let from = source[..from].rfind('\n').map_or(0, |newline| newline + 1);
    droppable.then_some(Span::new(from, body.lines.last()?.span.end))
}

/// A different date in the second header is content: then nothing is dropped.
fn dates_contradict(body: &Body, repeat: &Repeat, furniture: &Furniture) -> bool {
    let dates = |range: Range<usize>| -> Vec<String> {
        range
            .filter_map(|at| furniture.read(body.line(at)))
            .flatten()
            .collect()
    };
    let first = dates(0..repeat.first.start);
    let later: Vec<String> = dates(repeat.first.end..repeat.second.start)
        .into_iter()
        .chain(dates(repeat.second.end..body.lines.len()))
        .collect();
    let label = |date: &str| date.split(':').next().unwrap_or("").to_owned();
    later.iter().any(|date| {
        first
            .iter()
            .any(|other| label(other) == label(date) && other != date)
    })
}

/// The longest block of lines that occurs twice without overlap, with an anchor line in it and long enough.
fn longest_repeat(lines: &[&str]) -> Option<Repeat> {
    let mut first_at: BTreeMap<&str, usize> = BTreeMap::new();
    let mut best: Option<(usize, Repeat)> = None;
    // Where the last block ended for each distance between the copies, so that no block is measured twice.
    let mut measured: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if line.chars().count() < ANCHOR {
            continue;
        }
        let Some(first) = first_at.get(line).copied() else {
            first_at.insert(line, at);
            continue;
        };
        let distance = at - first;
        if measured.get(&distance).is_some_and(|end| at < *end) {
            continue;
        }
        let back = (0..first)
            .take_while(|back| {
                back + 1 < distance && lines[first - back - 1] == lines[at - back - 1]
            })
            .count();
        let start = first - back;
        let length = (0..distance)
            .take_while(|step| {
                start + distance + step < lines.len()
                    && lines[start + step] == lines[start + distance + step]
            })
            .count();
        measured.insert(distance, start + distance + length);
        let characters: usize = lines[start..start + length]
            .iter()
            .map(|line| line.chars().count())
            .sum();
        if characters >= BLOCK && best.as_ref().is_none_or(|(most, _)| characters > *most) {
            best = Some((
                characters,
                Repeat {
                    first: start..start + length,
                    second: start + distance..start + distance + length,
                },
            ));
        }
    }
    best.map(|(_, repeat)| repeat)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        text.split_whitespace().collect()
    }

    #[test]
    fn the_longest_block_is_found_without_overlap() {
        let long = |letter: &str| letter.repeat(80);
        let (a, b) = (long("a"), long("b"));
        let repeat = longest_repeat(&[&a, &b, "x", "h", &a, &b, "x", "end"]).unwrap();
        assert_eq!((repeat.first, repeat.second), (0..3, 4..7));
    }

    #[test]
    fn equal_lines_without_end_do_not_overlap() {
        let line = "a".repeat(200);
        let repeat = longest_repeat(&vec![line.as_str(); 10_000]).unwrap();
        assert!(repeat.first.end <= repeat.second.start);
    }

    #[test]
    fn short_repetitions_are_none() {
        assert_eq!(longest_repeat(&lines("第一段 第二段 第一段 第二段")), None);
    }
}
