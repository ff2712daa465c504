//! A print copy: the whole text a second time in one document, under slightly different header lines.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::body::{Body, Labelled};
use super::canonical::visible;
use super::dates;
use super::furniture::Furniture;
use super::thresholds::{ANCHOR, BLOCK};
use crate::markdown::{Sign, plain_lines, signs};
use crate::model::archive::Text;
use crate::source::Span;

/// What can go from a text.
pub(super) struct PrintCopy {
    /// The bytes from the header of the second copy to the end of the body.
    pub(super) span: Span,
    /// What the furniture in it states.
    pub(super) stated: Labelled,
}

/// The second copy of a text, and any further ones: everything behind the first is a repetition of it with the
/// same links, pictures and tables, furniture, or the headline. Paragraphs of the text itself repeat it so: two items
/// of a list, or two cells, may say the same on purpose.
pub(super) fn find(body: &Body, text: &Text, furniture: &Furniture) -> Option<PrintCopy> {
    let lines: Vec<&str> = (0..body.lines.len()).map(|at| body.line(at)).collect();
    let block = without_furniture(body, longest_repeat(&lines)?, furniture);
    let is_enough = characters(&lines[block.clone()]) >= BLOCK
        && lines[block.clone()].iter().any(|line| is_anchor(line));
    if !is_enough {
        return None;
    }
    let copies = copies(body, &lines, &block, furniture)?;
    let starts = std::iter::once(&block.start).chain(&copies);
    if starts.into_iter().any(|start| body.lines[*start].nested) {
        return None;
    }
    let source = &text.source.text;
    let header = body.lines.get(block.end)?.span.start;
    // From the start of the source line, so that no mark-up is left over; never before the end of the first copy.
    let cut = source[..header]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    if cut < body.lines[block.end - 1].span.end
        || is_contradictory(body, &block, &copies, furniture)
        || loses_something(body, text, cut, &block, &copies)
    {
        return None;
    }
    Some(PrintCopy {
        span: Span::new(cut, body.lines.last()?.span.end),
        stated: body.stated(block.end..lines.len(), furniture),
    })
}

/// A block that occurs twice, without the header and footer that may be the same around both.
fn without_furniture(body: &Body, block: Range<usize>, furniture: &Furniture) -> Range<usize> {
    let mut start = block.start;
    while start < block.end {
        match body.lines_around(start, block.end, furniture) {
            0 => break,
            lines => start += lines,
        }
    }
    let end = (start..block.end)
        .rev()
        .find(|at| !body.is_around(*at, furniture));
    start..end.map_or(start, |last| last + 1)
}

/// The first lines of the further copies of a block; `None` if anything else stands behind it than copies,
/// furniture and the headline.
fn copies(
    body: &Body,
    lines: &[&str],
    block: &Range<usize>,
    furniture: &Furniture,
) -> Option<Vec<usize>> {
    let mut copies = Vec::new();
    let mut at = block.end;
    while at < lines.len() {
        if lines[at..].starts_with(&lines[block.clone()]) {
            copies.push(at);
            at += block.len();
        } else {
            match body.lines_around(at, lines.len(), furniture) {
                0 => return None,
                found => at += found,
            }
        }
    }
    (!copies.is_empty()).then_some(copies)
}

/// Whether the furniture around the copies states two days or two names under one label: that is content, and
/// nothing is dropped. A date with a time agrees with its date.
fn is_contradictory(
    body: &Body,
    block: &Range<usize>,
    copies: &[usize],
    furniture: &Furniture,
) -> bool {
    let is_copy = |at: &usize| {
        let starts = std::iter::once(&block.start).chain(copies);
        starts
            .into_iter()
            .any(|start| (*start..start + block.len()).contains(at))
    };
    let around = (0..body.lines.len()).filter(|at| !is_copy(at));
    let stated = body.stated(around, furniture);
    let all_agree = |dates: &BTreeSet<String>| {
        dates
            .iter()
            .all(|one| dates.iter().all(|other| dates::agree(one, other)))
    };
    !stated.dates.values().all(all_agree) || stated.names.values().any(|names| names.len() > 1)
}

/// Whether what stands before the cut reads otherwise without what is behind it (a note, or the address of a link,
/// may be stated there), or whether the copies show or lead elsewhere than the first.
fn loses_something(
    body: &Body,
    text: &Text,
    cut: usize,
    block: &Range<usize>,
    copies: &[usize],
) -> bool {
    let source = &text.source.text;
    let kept = Span::new(text.body.start, cut);
    if plain_lines(source, kept) != body.lines[..block.end] {
        return true;
    }
    let (all, kept) = (signs(source, text.body), signs(source, kept));
    if !all.starts_with(&kept) {
        return true;
    }
    // Places in a copy, counted in what is visible: spaces may differ.
    let within = |start: usize, signs: &[(usize, usize, Sign)]| -> Vec<(usize, usize, Sign)> {
        let lines = start..start + block.len();
        let place = |(line, byte, sign): &(usize, usize, Sign)| {
            let before = body.lines[*line].text.get(..*byte).map_or(0, visible);
            (line - start, before, sign.clone())
        };
        signs
            .iter()
            .filter(|(line, _, _)| lines.contains(line))
            .map(place)
            .collect()
    };
    let first = within(block.start, &kept);
    let behind = &all[kept.len()..];
    behind.len() != first.len() * copies.len()
        || copies.iter().any(|copy| within(*copy, behind) != first)
}

fn is_anchor(line: &str) -> bool {
    line.chars().nth(ANCHOR - 1).is_some()
}

fn characters(lines: &[&str]) -> usize {
    lines.iter().map(|line| line.chars().count()).sum()
}

/// The first occurrence of the longest block of lines that occurs twice without overlap, with an anchor line in it and
/// long enough. Each anchor is tried where it occurs for the second time, so that many equal lines cost no more.
fn longest_repeat(lines: &[&str]) -> Option<Range<usize>> {
    let mut seen: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    let mut best: Option<(usize, Range<usize>)> = None;
    // Where the last block ended for each distance between the copies, so that no block is measured twice.
    let mut measured: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_anchor(line)) {
        let first = match seen.get_mut(line) {
            None => {
                seen.insert(line, Some(at));
                continue;
            }
            Some(first) => match first.take() {
                Some(first) => first,
                None => continue,
            },
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
        let characters = characters(&lines[start..start + length]);
        if characters >= BLOCK && best.as_ref().is_none_or(|(most, _)| characters > *most) {
            best = Some((characters, start..start + length));
        }
    }
    best.map(|(_, block)| block)
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
        let lines = [&a, &b, "x", "h", &a, &b, "x", "end"];
        assert_eq!(longest_repeat(&lines), Some(0..3));
    }

    #[test]
    fn equal_lines_without_end_do_not_overlap() {
        let line = "a".repeat(200);
        assert_eq!(longest_repeat(&vec![line.as_str(); 10_000]), Some(0..1));
    }

    #[test]
    fn short_repetitions_are_none() {
        assert_eq!(longest_repeat(&lines("第一段 第二段 第一段 第二段")), None);
    }
}
