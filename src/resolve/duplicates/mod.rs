//! A body is published once, and nothing distinct is lost: equality suppresses, similarity only informs.
//!
//! The steps, a file each: what the press office states itself (`stated`); canonical text (`canonical`) without
//! page furniture (`furniture`, `body`); each body examined once (`examined`) for print copies inside it (`print_copy`) and its script (`script`); classes of equal
//! bodies (`equality`) and which of them are one announcement (`same`); candidates for likeness (`candidates`),
//! measured exactly (`verify`). Every number is in `thresholds`.

mod body;
mod candidates;
mod canonical;
mod dates;
mod equality;
mod examined;
mod furniture;
mod losses;
mod near;
mod print_copy;
mod same;
mod script;
mod stated;
mod thresholds;
mod untranslated;
mod verify;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Visibility;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::language::Words;
use crate::markdown::PlainLine;
use crate::model::archive::{Announcement, Archive, Duplicate, DuplicateKind, Fate, Index, Text};
use crate::model::lang::Lang;
use crate::model::moment::Moment;
use crate::source::Location;

use body::Body;
pub use canonical::canonical;
use equality::Class;
pub(super) use examined::Memory;
use examined::Prints;
pub use furniture::{Furniture, Value};
use same::Identity;
use stated::Stated;
pub use stated::names_one;
pub(super) use untranslated::unfinished;

/// Decides about all repeated bodies: sets `fate`, `printed_at`, `other_dates` and the end of bodies, takes out
/// translations that are none, and reports every decision, what deserves a look first being first.
pub(super) fn decide(
    announcements: &mut [Announcement],
    withheld: &[Announcement],
    config: &Config,
    visibility: Visibility,
    memory: Option<&mut Memory>,
) -> (Vec<Duplicate>, Vec<Diagnostic>) {
    let furniture = Furniture::new(&config.duplicates.furniture);
    let (mut duplicates, mut diagnostics) =
        untranslated::remove(announcements, config, visibility, &furniture);
    let stated = stated::resolve(announcements, withheld, &mut diagnostics);
    let prints = examined::examine(
        announcements,
        &stated,
        &furniture,
        config,
        &mut duplicates,
        &mut diagnostics,
        memory,
    );
    report_losses(announcements, &stated, config, &furniture, &mut diagnostics);
    redirect_stated(announcements, &stated, &mut duplicates);
    redirect_replaced(announcements, &stated);
    decide_equal(announcements, &stated, &prints, &furniture, &mut duplicates);
    follow_redirects(announcements);
    if config.duplicates.near {
        duplicates.extend(near::find(announcements, prints, &stated, &furniture));
    }
    stated::report_stale(announcements, &stated, &furniture, &mut diagnostics);
    duplicates.sort_by(|left, right| {
        let key = |one: &Duplicate| (one.kind, one.urgency);
        key(left)
            .cmp(&key(right))
            .then_with(|| right.similarity.total_cmp(&left.similarity))
            .then_with(|| (&left.copy, &left.canonical).cmp(&(&right.copy, &right.canonical)))
    });
    (duplicates, diagnostics)
}

/// Takes translations that are none out of announcements that are not public, and reports them.
pub(super) fn check_translations(
    withheld: &mut [Announcement],
    config: &Config,
    visibility: Visibility,
) -> Vec<Diagnostic> {
    let furniture = Furniture::new(&config.duplicates.furniture);
    untranslated::remove(withheld, config, visibility, &furniture).1
}

fn path_of(announcements: &[Announcement], index: Index, lang: Lang) -> String {
    announcements[index]
        .edition(lang)
        .map_or_else(String::new, |text| text.source.path.clone())
}

/// What nobody can read any more because `duplicate_of` says so: perhaps it names the wrong one.
fn report_losses(
    announcements: &[Announcement],
    stated: &Stated,
    config: &Config,
    furniture: &Furniture,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (copy, original) in &stated.duplicate_of {
        let copy = &announcements[*copy];
        let lost = losses::losses(copy, &announcements[*original], config, furniture);
        let Some(text) = copy
            .facts
            .duplicate_of
            .as_ref()
            .filter(|_| !lost.is_empty())
        else {
            continue;
        };
        let problem = Problem::DuplicateLoses {
            target: text.value.clone(),
            lost,
        };
        let place = Location::new(&copy.original.source, text.span);
        diagnostics.push(Diagnostic::new(problem, place));
    }
}

/// `duplicate_of` in the front matter decides for a copy that the rule does not see.
fn redirect_stated(
    announcements: &mut [Announcement],
    stated: &Stated,
    duplicates: &mut Vec<Duplicate>,
) {
    for (copy, original) in &stated.duplicate_of {
        announcements[*copy].fate = Fate::RedirectTo(*original);
        let (copy_path, path) = (
            path_of(announcements, *copy, announcements[*copy].original_lang),
            path_of(
                announcements,
                *original,
                announcements[*original].original_lang,
            ),
        );
        let reason = Words::new(
            "its front matter says so (`duplicate_of`): one page shows both dates, and the other address leads to it",
            "文件头里写明了（`duplicate_of`）：由一个页面显示两个日期，另一个地址转到那里",
        );
        duplicates.push(Duplicate {
            kind: DuplicateKind::SameAnnouncement,
            urgency: 0,
            copy: copy_path,
            canonical: path,
            similarity: 1.0,
            reason,
        });
    }
}

/// `replaced_by` in the front matter: nothing is lost by it that the press office did not mean to take off the site.
fn redirect_replaced(announcements: &mut [Announcement], stated: &Stated) {
    for (old, new) in &stated.replaced_by {
        announcements[*old].fate = Fate::RedirectTo(*new);
    }
}

/// Of equal bodies, redirects first, so that the body is printed at one that keeps its page.
fn decide_equal(
    announcements: &mut [Announcement],
    stated: &Stated,
    prints: &Prints,
    furniture: &Furniture,
    duplicates: &mut Vec<Duplicate>,
) {
    let classes = equality::classes(announcements, prints, &stated.originals(), furniture);
    for class in &classes {
        for (copy, canonical) in same_in(class, announcements, stated, prints, furniture) {
            announcements[copy].fate = Fate::RedirectTo(canonical);
            let kind = DuplicateKind::SameAnnouncement;
            duplicates.push(equal(announcements, kind, class.lang, copy, canonical));
        }
    }
    for class in &classes {
        let open = open_members(class, announcements);
        let Some(canonical) = open.first().copied() else {
            continue;
        };
        let distinct = stated.distinct_among(&open);
        for member in open.into_iter().skip(1) {
            if distinct.contains(&member) {
                continue;
            }
            if let Some(text) = announcements[member].edition_mut(class.lang) {
                text.printed_at = Some(canonical);
            }
            let kind = DuplicateKind::IdenticalBody;
            duplicates.push(equal(announcements, kind, class.lang, member, canonical));
        }
    }
}

/// The members of a class that keep their pages: others have been redirected, perhaps in another language.
fn open_members(class: &Class, announcements: &[Announcement]) -> Vec<Index> {
    let members = class.members.iter().copied();
    members
        .filter(|index| announcements[*index].has_page())
        .collect()
}

/// The members that are the same announcement as another: copy and canonical. Nobody who is stated to be distinct from
/// another member is, or a third would bring the two together.
fn same_in(
    class: &Class,
    announcements: &[Announcement],
    stated: &Stated,
    prints: &Prints,
    furniture: &Furniture,
) -> Vec<(Index, Index)> {
    let open = open_members(class, announcements);
    let distinct = stated.distinct_among(&open);
    let identities: Vec<Identity> = open
        .par_iter()
        .map(|index| same::identity(*index, &announcements[*index], prints, furniture))
        .collect();
    let mut kept: BTreeMap<[u8; 32], Vec<(Index, Identity)>> = BTreeMap::new();
    let mut same = Vec::new();
    for (member, identity) in open.into_iter().zip(identities) {
        let namesakes = kept.entry(identity.key).or_default();
        let other = namesakes
            .iter()
            .find(|(_, other)| !identity.contradicts(other))
            .filter(|_| !distinct.contains(&member));
        match other {
            Some((other, _)) => same.push((member, *other)),
            None => namesakes.push((member, identity)),
        }
    }
    same
}

fn equal(
    announcements: &[Announcement],
    kind: DuplicateKind,
    lang: Lang,
    copy: Index,
    canonical: Index,
) -> Duplicate {
    Duplicate {
        kind,
        urgency: 0,
        copy: path_of(announcements, copy, lang),
        canonical: path_of(announcements, canonical, lang),
        similarity: 1.0,
        reason: reason(kind),
    }
}

/// A redirect leads to a page or notice, never to another redirect, and that page shows all dates of the same
/// announcement; what replaces it is another.
fn follow_redirects(announcements: &mut [Announcement]) {
    for index in 0..announcements.len() {
        let is_replaced = |index: Index| announcements[index].facts.replaced_by().is_some();
        let mut target = announcements[index].fate;
        let mut is_same = !is_replaced(index);
        while let Fate::RedirectTo(next) = target
            && let further @ Fate::RedirectTo(_) = announcements[next].fate
        {
            is_same &= !is_replaced(next);
            target = further;
        }
        announcements[index].fate = target;
        let Fate::RedirectTo(canonical) = target else {
            continue;
        };
        if !is_same {
            continue;
        }
        let date = announcements[index].facts.date.value.clone();
        let shown = date.machine_text();
        let canonical = &mut announcements[canonical];
        let is_known = |other: &Moment| other.machine_text() == shown;
        if !is_known(&canonical.facts.date.value) && !canonical.other_dates.iter().any(is_known) {
            canonical.other_dates.push(date);
            canonical.other_dates.sort();
        }
    }
}

fn reason(kind: DuplicateKind) -> Words {
    match kind {
        DuplicateKind::SameAnnouncement => Words::new(
            "headline, text, attachments and links are the same, word for word, and so is the date, or the text says itself when it is from: one page shows both dates, and the other address leads to it",
            "标题、正文、附件和链接一字不差，日期也相同，或者正文自己写明了日期：由一个页面显示两个日期，另一个地址转到那里",
        ),
        _ => Words::new(
            "the text is the same, word for word, but something else differs that a reader sees, or the day, and the text does not say when it is from: both stay announcements, and the text is printed at one of them",
            "正文一字不差，但读者看得到的其他内容或日期不同，而正文没有写明是哪一天的：两篇都保留，正文只在其中一处刊出",
        ),
    }
}

/// The lines of a text that are its content: without page furniture and the headline.
pub(super) fn content_lines(text: &Text, furniture: &Furniture) -> Vec<PlainLine> {
    Body::new(text, furniture).into_content_lines()
}

/// The bodies of an archive as they were compared, for showing how the two of a pair differ.
pub struct ComparedBodies<'a> {
    furniture: Furniture,
    texts: BTreeMap<&'a str, &'a Text>,
}

impl<'a> ComparedBodies<'a> {
    /// Those of all editions.
    pub fn new(archive: &'a Archive, config: &Config) -> Self {
        let editions = |one: &'a Announcement| {
            one.edition_langs()
                .filter_map(move |lang| one.edition(lang))
                .map(|text| (text.source.path.as_str(), text))
        };
        Self {
            furniture: Furniture::new(&config.duplicates.furniture),
            texts: archive.announcements.iter().flat_map(editions).collect(),
        }
    }

    /// The older and the newer of a pair.
    pub fn of(&self, duplicate: &Duplicate) -> Option<(String, String)> {
        let content = |path: &str| {
            let text = self.texts.get(path)?;
            Some(Body::new(text, &self.furniture).content().to_owned())
        };
        Some((content(&duplicate.canonical)?, content(&duplicate.copy)?))
    }
}
