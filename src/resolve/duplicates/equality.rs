//! Classes of editions whose bodies are equal: grouped by hash, then compared byte by byte.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::body::Body;
use super::furniture::Furniture;
use crate::model::archive::{Announcement, Asset, Index, Target, Text};
use crate::model::lang::Lang;

/// Announcements whose editions in one language print the same body.
pub(super) struct Class {
    /// The language.
    pub(super) lang: Lang,
    /// At least two, the one at which the body is printed first.
    pub(super) members: Vec<Index>,
}

/// The first 128 bits of BLAKE3 of a canonical body.
pub(super) type Hash = [u8; 16];

/// Hashes a canonical body.
pub(super) fn hash(content: &str) -> Hash {
    let mut short = Hash::default();
    short.copy_from_slice(&blake3::hash(content.as_bytes()).as_bytes()[..16]);
    short
}

/// All classes, ordered by language and canonical member. `hashes` has an entry for each edition whose body is
/// long enough to be suppressed.
/// `preferred` are the announcements that others name as their original.
pub(super) fn classes(
    announcements: &[Announcement],
    hashes: &BTreeMap<(Lang, Index), Hash>,
    preferred: &BTreeSet<Index>,
    furniture: &Furniture,
) -> Vec<Class> {
    let mut groups: BTreeMap<(Lang, Hash), Vec<Index>> = BTreeMap::new();
    for ((lang, index), hash) in hashes {
        groups.entry((*lang, *hash)).or_default().push(*index);
    }
    let mut classes: Vec<Class> = Vec::new();
    for ((lang, _), mut group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
        group
            .sort_by_cached_key(|index| (!preferred.contains(index), rank(&announcements[*index])));
        classes.extend(split(lang, &group, announcements, furniture));
    }
    classes.sort_by_key(|class| (class.lang, class.members.clone()));
    classes
}

/// The member of least rank prints the body: most attachments and pictures, then the earliest date, then the
/// first path.
fn rank(announcement: &Announcement) -> impl Ord + use<> {
    (
        Reverse(announcement.files.len()),
        announcement.facts.date.value.clone(),
        announcement.id.clone(),
    )
}

/// A group with one hash into classes that are really equal: in the body, in the dates that their furniture
/// states, and in where links lead and what pictures show, which would be lost with the body.
fn split(
    lang: Lang,
    group: &[Index],
    announcements: &[Announcement],
    furniture: &Furniture,
) -> Vec<Class> {
    let mut classes: Vec<(Body, String, BTreeSet<Lead<'_>>, Class)> = Vec::new();
    for index in group {
        let announcement = &announcements[*index];
        let Some(text) = announcement.edition(lang) else {
            continue;
        };
        let body = Body::new(text, furniture);
        let (content, leads) = (body.content(), leads(text, &announcement.files));
        let same = |(other, other_content, other_leads, _): &&mut (
            Body,
            String,
            BTreeSet<Lead<'_>>,
            Class,
        )| {
            *other_content == content && *other_leads == leads && !other.contradicts(&body)
        };
        match classes.iter_mut().find(same) {
            Some((_, _, _, class)) => class.members.push(*index),
            None => classes.push((
                body,
                content,
                leads,
                Class {
                    lang,
                    members: vec![*index],
                },
            )),
        }
    }
    classes
        .into_iter()
        .map(|(_, _, _, class)| class)
        .filter(|class| class.members.len() > 1)
        .collect()
}

/// What a link or picture leads to, independent of how it is written.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lead<'a> {
    Text(&'a str),
    Edition(Index, Lang, &'a str),
    File(&'a Asset, &'a str),
    Page(&'a str, &'a str),
    Nothing,
}

pub(super) fn leads<'a>(text: &'a Text, files: &'a [Asset]) -> BTreeSet<Lead<'a>> {
    let lead = |(written, target): (&'a String, &'a Target)| match target {
        Target::AsWritten => Lead::Text(written),
        Target::Edition(index, lang, rest) => Lead::Edition(*index, *lang, rest),
        Target::File(file, rest) => Lead::File(&files[*file], rest),
        Target::Static(asset) => Lead::File(asset, ""),
        Target::Page(permalink, rest) => Lead::Page(permalink.as_str(), rest),
        Target::Nothing => Lead::Nothing,
    };
    text.targets.iter().map(lead).collect()
}
