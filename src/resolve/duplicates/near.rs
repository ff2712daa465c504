//! Pairs that are alike but not equal: reported, never suppressed.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::body::Body;
use super::furniture::Furniture;
use super::stated::Stated;
use super::verify::{Alike, Measured, Shape, measure};
use super::{Prints, candidates, path_of};
use crate::model::archive::{Announcement, Duplicate, DuplicateKind, Index};
use crate::model::lang::Lang;

/// Pairs are measured in runs of so many, each with its own store of prepared bodies.
const RUN: usize = 128;
/// A store is emptied at this size, about 30 MB of bodies of 2,000 characters.
const STORE: usize = 1_024;

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
        let measure_run = |run: &[(usize, usize)]| {
            let mut store = BTreeMap::new();
            let measured = run.iter().filter_map(|(left, right)| {
                let (left, right) = (indices[*left], indices[*right]);
                let measured =
                    measure_pair(announcements, lang, left, right, furniture, &mut store)?;
                Some(report(announcements, lang, left, right, measured))
            });
            measured.collect::<Vec<_>>()
        };
        pairs
            .par_chunks(RUN)
            .flat_map_iter(measure_run)
            .collect::<Vec<_>>()
    };
    by_lang.into_iter().flat_map(in_language).collect()
}

fn measure_pair(
    announcements: &[Announcement],
    lang: Lang,
    left: Index,
    right: Index,
    furniture: &Furniture,
    store: &mut BTreeMap<Index, Shape>,
) -> Option<Measured> {
    if store.len() > STORE {
        store.clear();
    }
    for index in [left, right] {
        if let std::collections::btree_map::Entry::Vacant(place) = store.entry(index) {
            place.insert(Shape::new(
                Body::new(announcements[index].edition(lang)?, furniture).content(),
            ));
        }
    }
    measure(store.get(&left)?, store.get(&right)?)
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
        Alike::FiguresEqual => (
            DuplicateKind::Near,
            "the texts are much alike and all figures are equal: the same announcement in slightly other words?",
        ),
        Alike::Correction => (
            DuplicateKind::Near,
            "the texts are much alike and one or two figures differ: a correction, or a slip?",
        ),
        Alike::Otherwise => (DuplicateKind::Near, "the texts are much alike"),
        Alike::Contained => (
            DuplicateKind::Contained,
            "one text stands wholly inside the other",
        ),
        Alike::Series => (
            DuplicateKind::Series,
            "the same form with other figures, as in a series",
        ),
    };
    Duplicate {
        kind,
        urgency: measured.alike as u8,
        copy: path_of(announcements, copy, lang),
        canonical: path_of(announcements, canonical, lang),
        similarity: measured.similarity,
        reason: reason.to_owned(),
    }
}
