//! Which announcement of the newer version is one of the older: the one of the same name, or a renamed file.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::archive::{Announcement, Text};
use crate::model::edition::AnnouncementId;
use crate::pipeline::Version;

/// What has become of an announcement.
pub(super) enum Counterpart<'a> {
    /// It is public.
    Public(&'a Announcement),
    /// It is a draft or under embargo.
    Withheld(&'a Announcement),
    /// There is nothing to say: its file is there, and has an error that has been reported.
    Broken,
    /// There is no such announcement.
    None,
}

/// The announcements of the newer version.
pub(super) struct Counterparts<'a> {
    by_id: BTreeMap<&'a AnnouncementId, (&'a Announcement, bool)>,
    /// Those that the older version has no name for.
    new: Vec<(&'a Announcement, bool)>,
    /// The sources of the newer version.
    sources: BTreeSet<&'a str>,
    /// The codes of its languages.
    codes: Vec<&'a str>,
}

impl<'a> Counterparts<'a> {
    pub(super) fn new(old: &Version, new: &'a Version) -> Self {
        let public = new.archive.announcements.iter().map(|one| (one, true));
        let withheld = new.withheld.iter().map(|one| (one, false));
        let known: BTreeSet<&AnnouncementId> = old
            .archive
            .announcements
            .iter()
            .chain(&old.withheld)
            .map(|one| &one.id)
            .collect();
        let by_id: BTreeMap<_, _> = public.chain(withheld).map(|one| (&one.0.id, one)).collect();
        Self {
            new: by_id
                .values()
                .filter(|(one, _)| !known.contains(&one.id))
                .copied()
                .collect(),
            by_id,
            sources: new.sources.iter().map(|one| one.path.as_str()).collect(),
            codes: new.config.languages.codes().collect(),
        }
    }

    /// What has become of an announcement of the older version.
    pub(super) fn of(&self, old: &Announcement) -> Counterpart<'a> {
        let found = self.by_id.get(&old.id).copied();
        match found.or_else(|| self.renamed(old)) {
            Some((one, true)) => Counterpart::Public(one),
            Some((one, false)) => Counterpart::Withheld(one),
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

    /// The new announcement that is most like it.
    fn renamed(&self, old: &Announcement) -> Option<(&'a Announcement, bool)> {
        let alike = self
            .new
            .iter()
            .filter_map(|one| Some((likeness(old, one.0)?, one)));
        // Of several that are equally like it the first.
        let best = alike.rev().max_by_key(|(likeness, _)| *likeness);
        best.map(|(_, one)| *one)
    }
}

/// Clauses that two texts must share, in percent of the older one.
const SHARED: usize = 50;

/// How alike two announcements are; `None` if they are two.
fn likeness(old: &Announcement, new: &Announcement) -> Option<(usize, bool, bool, bool)> {
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
