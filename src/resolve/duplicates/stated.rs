//! What the press office states itself: `duplicate_of` and `distinct_from`.

use std::collections::{BTreeMap, BTreeSet};

use super::body::Body;
use super::furniture::Furniture;
use super::verify::{Alike, Shape, measure};
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::archive::{Announcement, Index};
use crate::model::edition::AnnouncementId;
use crate::source::{Located, Location};
use crate::text::closest;

/// The statements, resolved.
#[derive(Default)]
pub(super) struct Stated {
    /// From a copy to the announcement that it is a copy of, which is no copy itself.
    pub(super) duplicate_of: BTreeMap<Index, Index>,
    /// Pairs, the lower index first, with the place of the statement.
    distinct: BTreeMap<(Index, Index), Location>,
}

impl Stated {
    pub(super) fn are_distinct(&self, left: Index, right: Index) -> bool {
        self.distinct
            .contains_key(&(left.min(right), left.max(right)))
    }

    /// The announcements that others name as their original.
    pub(super) fn originals(&self) -> BTreeSet<Index> {
        self.duplicate_of.values().copied().collect()
    }
}

/// Resolves all statements; unknown targets, cycles and contradictions are errors. A target that is not public
/// at this time has no effect.
pub(super) fn resolve(
    announcements: &[Announcement],
    withheld: &BTreeSet<AnnouncementId>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Stated {
    let ids: BTreeMap<&str, Index> = announcements
        .iter()
        .enumerate()
        .map(|(index, one)| (one.id.0.as_str(), index))
        .collect();
    let mut stated = Stated::default();
    let mut copies: BTreeMap<Index, Index> = BTreeMap::new();
    for (index, announcement) in announcements.iter().enumerate() {
        let place =
            |text: &Located<String>| Location::new(&announcement.original.source, text.span);
        let mut target = |text: &Located<String>| {
            let id = id_of(&text.value);
            if withheld.contains(&AnnouncementId(id.to_owned())) {
                return None;
            }
            let found = ids.get(id).copied().filter(|found| *found != index);
            if found.is_none() {
                let nearest = closest(
                    id,
                    ids.keys()
                        .copied()
                        .filter(|other| *other != announcement.id.0),
                )
                .map(str::to_owned);
                diagnostics.push(Diagnostic::new(
                    Problem::UnknownAnnouncement {
                        target: text.value.clone(),
                        nearest,
                    },
                    place(text),
                ));
            }
            found
        };
        if let Some(original) = announcement
            .facts
            .duplicate_of
            .as_ref()
            .and_then(&mut target)
        {
            copies.insert(index, original);
        }
        for text in &announcement.facts.distinct_from {
            if let Some(other) = target(text) {
                stated
                    .distinct
                    .insert((index.min(other), index.max(other)), place(text));
            }
        }
    }
    let mut contradicted = Vec::new();
    for copy in copies.keys().copied() {
        let Some(text) = &announcements[copy].facts.duplicate_of else {
            continue;
        };
        let place = Location::new(&announcements[copy].original.source, text.span);
        let target = text.value.clone();
        match end_of_chain(&copies, copy) {
            None => diagnostics.push(Diagnostic::new(Problem::DuplicateCycle { target }, place)),
            Some(original)
                if stated.are_distinct(copy, original)
                    || stated.are_distinct(copy, copies[&copy]) =>
            {
                diagnostics.push(Diagnostic::new(
                    Problem::DuplicateAndDistinct { target },
                    place,
                ));
                contradicted.extend(
                    [original, copies[&copy]].map(|other| (copy.min(other), copy.max(other))),
                );
            }
            Some(original) => {
                stated.duplicate_of.insert(copy, original);
            }
        }
    }
    // One error is enough: whether they are alike is no matter then.
    stated
        .distinct
        .retain(|pair, _| !contradicted.contains(pair));
    stated
}

/// `content/2023/04/briefing.zh.md`, `2023/04/briefing.zh.md` or the id itself to the id.
fn id_of(text: &str) -> &str {
    let text = text.strip_prefix("content/").unwrap_or(text);
    let text = text
        .strip_suffix(".md")
        .and_then(|text| text.rsplit_once('.'))
        .map_or(text, |(stem, _)| stem);
    text.strip_suffix("/index").unwrap_or(text)
}

/// Where the copies of copies end; `None` if they go in a circle.
fn end_of_chain(copies: &BTreeMap<Index, Index>, start: Index) -> Option<Index> {
    let mut at = start;
    for _ in 0..=copies.len() {
        match copies.get(&at) {
            Some(next) => at = *next,
            None => return Some(at),
        }
    }
    None
}

/// A `distinct_from` between two that are no longer alike says nothing.
pub(super) fn report_stale(
    announcements: &[Announcement],
    stated: &Stated,
    furniture: &Furniture,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for ((left, right), place) in &stated.distinct {
        let (left, right) = (&announcements[*left], &announcements[*right]);
        let alike =
            left.edition_langs()
                .any(|lang| match (left.edition(lang), right.edition(lang)) {
                    (Some(left), Some(right)) => {
                        let (left, right) = (
                            Body::new(left, furniture).content().to_owned(),
                            Body::new(right, furniture).content().to_owned(),
                        );
                        left == right
                            || measure(&Shape::new(left), &Shape::new(right))
                                .is_some_and(|measured| measured.alike != Alike::Series)
                    }
                    _ => false,
                });
        if !alike {
            diagnostics.push(Diagnostic::new(Problem::StaleDistinct, place.clone()));
        }
    }
}
