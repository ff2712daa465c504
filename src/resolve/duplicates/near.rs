//! Pairs that are alike but not equal: reported, never suppressed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::examined::Prints;
use super::furniture::Furniture;
use super::stated::Stated;
use super::verify::{Alike, Measured, Shape, measure};
use super::{candidates, path_of};
use crate::language::Words;
use crate::model::archive::{Announcement, Duplicate, DuplicateKind, Index};
use crate::model::lang::Lang;

/// So many bodies are prepared at a time, about 90 MB of those of 2,000 characters.
const STORE: usize = 4_096;

/// All pairs that deserve a look, and the series.
pub(super) fn find(
    announcements: &[Announcement],
    prints: Prints,
    stated: &Stated,
    furniture: &Furniture,
) -> Vec<Duplicate> {
    let mut by_lang: BTreeMap<Lang, (Vec<Index>, Vec<Vec<u32>>)> = BTreeMap::new();
    for ((lang, index), print) in prints {
        // A copy that prints nothing is represented by the announcement at which its body is printed.
        let prints_body = announcements[index].has_page()
            && announcements[index]
                .edition(lang)
                .is_some_and(|text| text.printed_at.is_none());
        if prints_body {
            let (indices, documents) = by_lang.entry(lang).or_default();
            indices.push(index);
            documents.push(print.fingerprints);
        }
    }
    let in_language = |(lang, (indices, documents)): (Lang, (Vec<Index>, Vec<Vec<u32>>))| {
        let mut pairs = candidates::pairs(&documents);
        drop(documents);
        pairs.retain(|(left, right)| !stated.are_distinct(indices[*left], indices[*right]));
        let pairs: Vec<(Index, Index)> = pairs
            .into_iter()
            .map(|(left, right)| (indices[left], indices[right]))
            .collect();
        blocks(&pairs)
            .into_iter()
            .flat_map(|block| measure_block(announcements, lang, &pairs[block], furniture))
            .collect::<Vec<_>>()
    };
    by_lang.into_iter().flat_map(in_language).collect()
}

/// Cuts the pairs into runs in which at most [`STORE`] bodies occur.
fn blocks(pairs: &[(Index, Index)]) -> Vec<Range<usize>> {
    let (mut blocks, mut start, mut bodies) = (Vec::new(), 0, BTreeSet::new());
    for (at, (left, right)) in pairs.iter().enumerate() {
        if bodies.len() + 2 > STORE {
            blocks.push(start..at);
            start = at;
            bodies.clear();
        }
        bodies.extend([*left, *right]);
    }
    blocks.push(start..pairs.len());
    blocks
}

/// Prepares each body of a run once, then measures its pairs.
fn measure_block(
    announcements: &[Announcement],
    lang: Lang,
    pairs: &[(Index, Index)],
    furniture: &Furniture,
) -> Vec<Duplicate> {
    let bodies: BTreeSet<Index> = pairs
        .iter()
        .flat_map(|(left, right)| [*left, *right])
        .collect();
    let shape = |index: Index| {
        let text = announcements[index].edition(lang)?;
        Some((index, Shape::of(text, furniture)))
    };
    let shapes: BTreeMap<Index, Shape> = bodies.into_par_iter().filter_map(shape).collect();
    let measured = |(left, right): &(Index, Index)| {
        let measured = measure(shapes.get(left)?, shapes.get(right)?)?;
        Some(report(announcements, lang, *left, *right, measured))
    };
    pairs.par_iter().filter_map(measured).collect()
}

fn report(
    announcements: &[Announcement],
    lang: Lang,
    left: Index,
    right: Index,
    measured: Measured,
) -> Duplicate {
    // Of one day the later in the order of the files counts as the newer, the copy.
    let order = |index: Index| {
        (
            &announcements[index].facts.date.value,
            &announcements[index].id,
        )
    };
    let (copy, canonical) = if order(left) > order(right) {
        (left, right)
    } else {
        (right, left)
    };
    let (kind, reason) = match measured.alike {
        Alike::SameWords => (
            DuplicateKind::Near,
            Words::new(
                "the words are the same, but links, pictures, tables, list numbers or dates around the text differ, or the text is short: the same announcement?",
                "文字相同，但链接、图片、表格、列表编号或正文前后的日期不同，或者正文很短：是同一篇稿件吗？",
            ),
        ),
        Alike::FiguresEqual => (
            DuplicateKind::Near,
            Words::new(
                "the texts are much alike and all figures are equal: the same announcement in slightly other words?",
                "正文非常相似，数字全部相同：是措辞略有不同的同一篇稿件吗？",
            ),
        ),
        Alike::Correction => (
            DuplicateKind::Near,
            Words::new(
                "the texts are much alike and one or two figures differ: a correction, or a slip?",
                "正文非常相似，有一两处数字不同：是更正，还是笔误？",
            ),
        ),
        Alike::Otherwise => (
            DuplicateKind::Near,
            Words::new("the texts are much alike", "正文非常相似"),
        ),
        Alike::Contained => (
            DuplicateKind::Contained,
            Words::new(
                "one text stands wholly inside the other",
                "一篇的正文完整地包含在另一篇里",
            ),
        ),
        Alike::Series => (
            DuplicateKind::Series,
            Words::new(
                "the same form with other figures, as in a series",
                "格式相同、数字不同，像是同一系列",
            ),
        ),
    };
    Duplicate {
        kind,
        urgency: measured.alike as u8,
        copy: path_of(announcements, copy, lang),
        canonical: path_of(announcements, canonical, lang),
        similarity: measured.similarity,
        reason,
    }
}
