//! Classes of editions whose bodies are equal: grouped by hash, then compared byte by byte.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::canonical::{canonical, is_long_enough};
use crate::markdown::plain_text;
use crate::model::archive::{Announcement, Asset, Index, Target, Text};
use crate::model::lang::Lang;

/// Announcements whose editions in one language print the same body.
pub(super) struct Class {
    /// The language.
    pub(super) lang: Lang,
    /// At least two, in the order of the archive.
    pub(super) members: Vec<Index>,
}

impl Class {
    /// The member at which the body is printed: most attachments and pictures, then the earliest date, then
    /// the first path.
    pub(super) fn canonical(&self, announcements: &[Announcement]) -> Index {
        let key = |index: &Index| {
            let announcement = &announcements[*index];
            (
                Reverse(announcement.files.len()),
                announcement.facts.date.value.clone(),
                announcement.id.clone(),
            )
        };
        self.members
            .iter()
            .min_by_key(|index| key(index))
            .copied()
            .unwrap_or_default()
    }
}

/// Editions with one hash.
type Group<'a> = Vec<(Index, &'a Text)>;

/// All classes, ordered by language and first member.
pub(super) fn classes(announcements: &[Announcement]) -> Vec<Class> {
    let editions: Vec<(Lang, Index, &Text)> = announcements
        .iter()
        .enumerate()
        .flat_map(|(index, one)| {
            one.edition_langs()
                .filter_map(move |lang| one.edition(lang).map(|text| (lang, index, text)))
        })
        .collect();
    let hashes: Vec<Option<[u8; 16]>> =
        editions.par_iter().map(|(_, _, text)| hash(text)).collect();
    let mut groups: BTreeMap<(Lang, [u8; 16]), Group<'_>> = BTreeMap::new();
    for ((lang, index, text), hash) in editions.into_iter().zip(hashes) {
        if let Some(hash) = hash {
            groups.entry((lang, hash)).or_default().push((index, text));
        }
    }
    let mut classes: Vec<Class> = groups
        .into_iter()
        .filter(|(_, group)| group.len() > 1)
        .flat_map(|((lang, _), group)| split(lang, &group, announcements))
        .collect();
    classes.sort_by_key(|class| (class.lang, class.members[0]));
    classes
}

/// 128 bits of BLAKE3 of the canonical body; `None` where it is too short to be suppressed.
fn hash(text: &Text) -> Option<[u8; 16]> {
    let body = body(text);
    if !is_long_enough(&body) {
        return None;
    }
    let mut short = [0; 16];
    short.copy_from_slice(&blake3::hash(body.as_bytes()).as_bytes()[..16]);
    Some(short)
}

fn body(text: &Text) -> String {
    canonical(&plain_text(&text.source.text, text.body))
}

/// A group with one hash into classes that are really equal: in the body, and in where its links lead and what
/// its pictures show, which would be lost with the body.
fn split(lang: Lang, group: &[(Index, &Text)], announcements: &[Announcement]) -> Vec<Class> {
    let mut classes: Vec<(String, BTreeSet<Lead<'_>>, Class)> = Vec::new();
    for (index, text) in group {
        let (body, leads) = (body(text), leads(text, &announcements[*index].files));
        match classes
            .iter_mut()
            .find(|(other, other_leads, _)| *other == body && *other_leads == leads)
        {
            Some((_, _, class)) => class.members.push(*index),
            None => classes.push((
                body,
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
        .map(|(_, _, class)| class)
        .filter(|class| class.members.len() > 1)
        .collect()
}

/// What a link or picture leads to, independent of how it is written.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Lead<'a> {
    Text(&'a str),
    Edition(Index, Lang),
    File(&'a Asset),
    Page(&'a str, &'a str),
    Nothing,
}

fn leads<'a>(text: &'a Text, files: &'a [Asset]) -> BTreeSet<Lead<'a>> {
    let lead = |(written, target): (&'a String, &'a Target)| match target {
        Target::AsWritten => Lead::Text(written),
        Target::Edition(index, lang) => Lead::Edition(*index, *lang),
        Target::File(file) => Lead::File(&files[*file]),
        Target::Static(asset) => Lead::File(asset),
        Target::Page(permalink, rest) => Lead::Page(permalink.as_str(), rest),
        Target::Nothing => Lead::Nothing,
    };
    text.targets.iter().map(lead).collect()
}
