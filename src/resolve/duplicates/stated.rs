//! What the press office states itself: `duplicate_of`, `distinct_from`, and what a withdrawn announcement is `replaced_by`.

use std::collections::{BTreeMap, BTreeSet};

use super::furniture::Furniture;
use super::verify::{Alike, Shape, measure};
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::archive::{Announcement, Index, Text};
use crate::source::{Located, Location};
use crate::text::closest;

/// The statements, resolved.
#[derive(Default)]
pub(super) struct Stated {
    /// From a copy to the announcement that it is a copy of, which is no copy itself.
    pub(super) duplicate_of: BTreeMap<Index, Index>,
    /// From a withdrawn announcement to the one that stands in its place, which leads nowhere else.
    pub(super) replaced_by: BTreeMap<Index, Index>,
    /// Pairs, the lower index first, with the place of the statement.
    distinct: BTreeMap<(Index, Index), Location>,
    /// Announcements that name themselves in `distinct_from`, with the place: what they say twice, they say twice.
    pub(super) prints_all: BTreeMap<Index, Location>,
}

impl Stated {
    pub(super) fn are_distinct(&self, left: Index, right: Index) -> bool {
        self.distinct
            .contains_key(&(left.min(right), left.max(right)))
    }

    /// Those of some equal announcements that are stated to be distinct from another of them.
    pub(super) fn distinct_among(&self, equal: &[Index]) -> BTreeSet<Index> {
        if self.distinct.is_empty() {
            return BTreeSet::new();
        }
        let equal: BTreeSet<Index> = equal.iter().copied().collect();
        let pairs = equal.iter().flat_map(|left| {
            let pairs = self.distinct.range((*left, 0)..=(*left, Index::MAX));
            pairs.map(|(pair, _)| *pair)
        });
        pairs
            .filter(|(_, right)| equal.contains(right))
            .flat_map(|(left, right)| [left, right])
            .collect()
    }

    /// The announcements that others name as their original.
    pub(super) fn originals(&self) -> BTreeSet<Index> {
        self.duplicate_of.values().copied().collect()
    }
}

/// Resolves all statements; unknown targets, cycles and contradictions are errors, also in what is not public at this
/// time, so that no surprise waits for the day. Until then a statement by or about such an announcement has no effect.
pub(super) fn resolve(
    public: &[Announcement],
    withheld: &[Announcement],
    diagnostics: &mut Vec<Diagnostic>,
) -> Stated {
    let all: Vec<&Announcement> = public.iter().chain(withheld).collect();
    let ids: BTreeMap<&str, Index> = all
        .iter()
        .enumerate()
        .map(|(index, one)| (one.id.0.as_str(), index))
        .collect();
    let mut stated = Stated::default();
    // Of both kinds, because a chain may hold both.
    let mut leads: BTreeMap<Index, Index> = BTreeMap::new();
    for (index, announcement) in all.iter().enumerate() {
        let place =
            |text: &Located<String>| Location::new(&announcement.original.source, text.span);
        let mut target = |text: &Located<String>| {
            let found = named(&ids, &text.value);
            if found.is_none() {
                let others = ids.keys().copied();
                let others = others.filter(|other| *other != announcement.id.0);
                let problem = Problem::UnknownAnnouncement {
                    target: text.value.clone(),
                    nearest: meant(id_of(&text.value), others.clone()),
                    example: others.clone().next().map(str::to_owned),
                };
                diagnostics.push(Diagnostic::new(problem, place(text)));
            }
            found
        };
        if let Some(other) = lead(announcement).and_then(|(_, text)| target(text)) {
            leads.insert(index, other);
        }
        for text in &announcement.facts.distinct_from {
            match target(text) {
                Some(other) if other == index => {
                    stated.prints_all.insert(index, place(text));
                }
                Some(other) => {
                    let pair = (index.min(other), index.max(other));
                    stated.distinct.insert(pair, place(text));
                }
                None => {}
            }
        }
    }
    let is_public = |index: &Index| *index < public.len();
    let effective: BTreeMap<Index, Index> = leads
        .iter()
        .filter(|(copy, original)| is_public(copy) && is_public(original))
        .map(|(copy, original)| (*copy, *original))
        .collect();
    let mut contradicted = Vec::new();
    for (copy, next) in &leads {
        let copy = *copy;
        let Some((key, text)) = lead(all[copy]) else {
            continue;
        };
        let place = Location::new(&all[copy].original.source, text.span);
        let target = text.value.clone();
        let Some(chain) = chain(&leads, copy) else {
            let problem = Problem::DuplicateCycle { key, target };
            diagnostics.push(Diagnostic::new(problem, place));
            continue;
        };
        if key == REPLACED_BY {
            if is_public(&copy) && !is_public(next) {
                let problem = Problem::ReplacementWithheld { target };
                diagnostics.push(Diagnostic::new(problem, place));
            }
            let last = self::chain(&effective, copy).and_then(|chain| chain.last().copied());
            stated.replaced_by.extend(last.map(|last| (copy, last)));
        } else if chain.iter().any(|other| stated.are_distinct(copy, *other)) {
            diagnostics.push(Diagnostic::new(
                Problem::DuplicateAndDistinct { target },
                place,
            ));
            contradicted.extend(
                chain
                    .iter()
                    .map(|other| (copy.min(*other), copy.max(*other))),
            );
        } else if let Some(original) =
            self::chain(&effective, copy).and_then(|chain| chain.last().copied())
        {
            stated.duplicate_of.insert(copy, original);
        }
    }
    // One error is enough: whether they are alike is no matter then.
    stated
        .distinct
        .retain(|pair, _| !contradicted.contains(pair) && is_public(&pair.1));
    stated.prints_all.retain(|index, _| is_public(index));
    stated
}

/// The key of [`Remains::Replacement`](crate::model::edition::Remains).
const REPLACED_BY: &str = "replaced_by";

/// The statement that leads readers from an announcement to another, with its key. (That there are two is an error.)
fn lead(announcement: &Announcement) -> Option<(&'static str, &Located<String>)> {
    let facts = &announcement.facts;
    let replaced = facts.replaced_by().map(|text| (REPLACED_BY, text));
    let copied = facts
        .duplicate_of
        .as_ref()
        .filter(|_| facts.withdrawn.is_none());
    replaced.or_else(|| copied.map(|text| ("duplicate_of", text)))
}

/// The announcement that a statement names: by its id, or by the path of one of its files.
fn named(ids: &BTreeMap<&str, Index>, text: &str) -> Option<Index> {
    // An id may itself look like a path: that of `content/content/a.zh.md`.
    ids.get(text).or_else(|| ids.get(id_of(text))).copied()
}

/// The announcement that was probably meant: one of the same name elsewhere, or one of a similar name in the same
/// folder. That two stand in one folder does not make them alike.
fn meant<'a>(id: &str, others: impl Iterator<Item = &'a str>) -> Option<String> {
    let parts = |id: &'a str| id.rsplit_once('/').unwrap_or(("", id));
    let (folder, name) = id.rsplit_once('/').unwrap_or(("", id));
    let mut neighbours = Vec::new();
    for other in others {
        let (other_folder, other_name) = parts(other);
        if other_name == name {
            return Some(other.to_owned());
        }
        if other_folder == folder {
            neighbours.push(other_name);
        }
    }
    let found = closest(name, neighbours)?;
    Some(match folder {
        "" => found.to_owned(),
        folder => format!("{folder}/{found}"),
    })
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

/// Whether an announcement that another names, by path or id, has one of these files.
pub fn names_one(target: &str, paths: &[String]) -> bool {
    paths.iter().any(|path| id_of(path) == id_of(target))
}

/// What an announcement leads to, what that leads to, and so on; `None` if they go in a circle.
fn chain(leads: &BTreeMap<Index, Index>, start: Index) -> Option<Vec<Index>> {
    let mut chain = Vec::new();
    let mut at = start;
    while let Some(next) = leads.get(&at) {
        if chain.len() > leads.len() {
            return None;
        }
        chain.push(*next);
        at = *next;
    }
    Some(chain)
}

/// A `distinct_from` between two that are not alike says nothing.
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
                    (Some(left), Some(right)) => are_alike(left, right, furniture),
                    _ => false,
                });
        if !alike {
            let problem = Problem::StaleDistinct { itself: false };
            diagnostics.push(Diagnostic::new(problem, place.clone()));
        }
    }
}

/// Whether two texts are equal or deserve a look.
pub(super) fn are_alike(left: &Text, right: &Text, furniture: &Furniture) -> bool {
    let shapes = (Shape::of(left, furniture), Shape::of(right, furniture));
    measure(&shapes.0, &shapes.1).is_some_and(|measured| measured.alike != Alike::Series)
}
