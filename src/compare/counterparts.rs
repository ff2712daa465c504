//! Which announcement of the newer version is one of the older: the one of the same name, or a renamed file.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::archive::{Announcement, Index, Text};
use crate::model::edition::AnnouncementId;
use crate::pipeline::Version;

/// What has become of an announcement.
pub(super) enum Counterpart<'a> {
    /// It is public.
    Public(Index),
    /// It is a draft or under embargo.
    Withheld(&'a Announcement),
    /// There is nothing to say: its file is there, and has an error that has been reported.
    Broken,
    /// There is no such announcement.
    None,
}

/// The announcements of the newer version.
pub(super) struct Counterparts<'a> {
    by_id: BTreeMap<&'a AnnouncementId, Found<'a>>,
    /// Those that the older version has under another name, by that.
    renamed: BTreeMap<&'a AnnouncementId, Found<'a>>,
    /// The sources of the newer version.
    sources: BTreeSet<&'a str>,
    /// The codes of its languages.
    codes: Vec<&'a str>,
}

/// An announcement of the newer version, and where it is in the archive if it is public.
type Found<'a> = (&'a Announcement, Option<Index>);

impl<'a> Counterparts<'a> {
    pub(super) fn new(old: &'a Version, new: &'a Version) -> Self {
        let public = new.archive.announcements.iter().enumerate();
        let public = public.map(|(index, one)| (one, Some(index)));
        let withheld = new.withheld.iter().map(|one| (one, None));
        let by_id: BTreeMap<_, _> = public.chain(withheld).map(|one| (&one.0.id, one)).collect();
        Self {
            renamed: renamed(old, &by_id),
            by_id,
            sources: new.sources.iter().map(|one| one.path.as_str()).collect(),
            codes: new.config.languages.codes().collect(),
        }
    }

    /// What has become of an announcement of the older version.
    pub(super) fn of(&self, old: &Announcement) -> Counterpart<'a> {
        let found = self.by_id.get(&old.id).copied();
        match found.or_else(|| self.renamed.get(&old.id).copied()) {
            Some((_, Some(index))) => Counterpart::Public(index),
            Some((one, None)) => Counterpart::Withheld(one),
            None if self.has_source(&old.id) => Counterpart::Broken,
            None => Counterpart::None,
        }
    }

    /// Whether an edition is there, even if nothing could be made of it. `job-fair.2.zh.md` is none of `job-fair`.
    fn has_source(&self, id: &AnnouncementId) -> bool {
        let has = |path: String| self.sources.contains(path.as_str());
        let mut codes = self.codes.iter();
        codes.any(|code| {
            has(format!("content/{id}.{code}.md")) || has(format!("content/{id}/index.{code}.md"))
        })
    }
}

/// The new announcements that are most like one that is gone. Each is at most the counterpart of the one that it is most
/// like: whatever else is like it was not renamed, but deleted.
fn renamed<'a>(
    old: &'a Version,
    by_id: &BTreeMap<&'a AnnouncementId, Found<'a>>,
) -> BTreeMap<&'a AnnouncementId, Found<'a>> {
    let before = || old.archive.announcements.iter().chain(&old.withheld);
    let known: BTreeSet<&AnnouncementId> = before().map(|one| &one.id).collect();
    let gone: Vec<&Announcement> = before()
        .filter(|one| !by_id.contains_key(&one.id))
        .collect();
    let mut best: BTreeMap<&AnnouncementId, (Likeness, Found<'a>)> = BTreeMap::new();
    for found in by_id.values().filter(|(one, _)| !known.contains(&one.id)) {
        let alike = gone
            .iter()
            .filter_map(|one| Some((likeness(one, found.0)?, &one.id)));
        // Of several that are equally alike the first, on both sides.
        let Some((likeness, id)) = alike.rev().max_by_key(|(likeness, _)| *likeness) else {
            continue;
        };
        if best.get(id).is_none_or(|(other, _)| *other < likeness) {
            best.insert(id, (likeness, *found));
        }
    }
    best.into_iter()
        .map(|(id, (_, found))| (id, found))
        .collect()
}

/// The clauses that are shared, in percent, and whether headline, day and name are the same.
type Likeness = (usize, bool, bool, bool);

/// Clauses that two texts must share, in percent of the older one.
const SHARED: usize = 50;

/// How alike two announcements are; `None` if they are two.
fn likeness(old: &Announcement, new: &Announcement) -> Option<Likeness> {
    let pairs = || texts(old).flat_map(|one| texts(new).map(move |other| (one, other)));
    let same_title = pairs().any(|(one, other)| one.title == other.title);
    let same_day = old.day() == new.day();
    let same_name = old.id.stem() == new.id.stem();
    let same_text = pairs().any(|(one, other)| {
        let body = body(one);
        !body.is_empty() && body == self::body(other)
    });
    let shared = if same_text {
        100
    } else if same_title || same_day || same_name {
        pairs()
            .map(|(one, other)| shared(body(one), body(other)))
            .max()
            .unwrap_or(0)
    } else {
        0
    };
    let is_one = shared >= SHARED || (same_title && same_day);
    is_one.then_some((shared, same_title, same_day, same_name))
}

fn texts(one: &Announcement) -> impl Iterator<Item = &Text> {
    one.edition_langs().filter_map(|lang| one.edition(lang))
}

fn body(text: &Text) -> &str {
    text.source.text[text.body.range()].trim()
}

/// How many clauses of a text another has, in percent.
fn shared(old: &str, new: &str) -> usize {
    let clauses = |text| -> BTreeSet<&str> {
        let split = str::split(text, ['。', '；', '，', '、', '.', ';', ',', '\n']);
        split
            .map(str::trim)
            .filter(|clause| !clause.is_empty())
            .collect()
    };
    let (old, new) = (clauses(old), clauses(new));
    old.intersection(&new).count() * 100 / old.len().max(1)
}
