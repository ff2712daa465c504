//! A body is published once, and nothing distinct is lost: equality suppresses, similarity only informs.
//!
//! The steps, a file each: what the press office states itself (`stated`); canonical text (`canonical`) without
//! page furniture (`furniture`, `body`); print copies inside one document (`print_copy`); classes of equal
//! bodies (`equality`) and which of them are one announcement (`same`); candidates for likeness (`candidates`),
//! measured exactly (`verify`). Every number is in `thresholds`.

mod body;
mod candidates;
mod canonical;
mod equality;
mod furniture;
mod near;
mod print_copy;
mod same;
mod script;
mod stated;
mod thresholds;
mod untranslated;
mod verify;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Visibility;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::markdown::PlainLine;
use crate::model::archive::{Announcement, Archive, Duplicate, DuplicateKind, Fate, Index, Text};
use crate::model::edition::AnnouncementId;
use crate::model::lang::Lang;
use crate::model::moment::Moment;
use crate::source::{Location, Span};

use body::Body;
pub(super) use canonical::canonical;
pub(super) use furniture::Furniture;
use stated::Stated;

/// Decides about all repeated bodies: sets `fate`, `printed_at`, `other_dates` and the end of bodies, takes out
/// translations that are none, and reports every decision, what deserves a look first being first.
pub(super) fn decide(
    announcements: &mut [Announcement],
    withheld: &BTreeSet<AnnouncementId>,
    config: &Config,
    visibility: Visibility,
) -> (Vec<Duplicate>, Vec<Diagnostic>) {
    let furniture = Furniture::new(&config.duplicates.furniture);
    let (mut duplicates, mut diagnostics) =
        untranslated::remove(announcements, config, visibility, &furniture);
    let stated = stated::resolve(announcements, withheld, &mut diagnostics);
    let prints = drop_print_copies(
        announcements,
        &furniture,
        config,
        &mut duplicates,
        &mut diagnostics,
    );
    redirect_stated(announcements, &stated, &mut duplicates);
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

/// What is kept of a body for comparing it, so that not all bodies are in memory at once.
struct Print {
    /// Absent where the body is too short to be suppressed.
    hash: Option<equality::Hash>,
    fingerprints: Vec<u32>,
}

type Prints = BTreeMap<(Lang, Index), Print>;

/// Cuts print copies off, takes the prints of what is left, and reports what is in the wrong script.
fn drop_print_copies(
    announcements: &mut [Announcement],
    furniture: &Furniture,
    config: &Config,
    duplicates: &mut Vec<Duplicate>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Prints {
    let near = config.duplicates.near;
    let editions: Vec<(Lang, Index)> = announcements
        .iter()
        .enumerate()
        .flat_map(|(index, one)| {
            one.edition_langs()
                .map(move |lang| (lang, index))
                .collect::<Vec<_>>()
        })
        .collect();
    let examine = |(lang, index): &(Lang, Index)| {
        let text = announcements[*index].edition(*lang)?;
        let mut body = Body::new(text, furniture);
        let copy = print_copy::find(&body, &text.source.text, furniture);
        if let Some(copy) = copy {
            body = Body::within(text, Span::new(text.body.start, copy.start), furniture);
        }
        let content = body.content();
        let hash = body.is_long_enough().then(|| equality::hash(content));
        let fingerprints = if near {
            candidates::fingerprints(content)
        } else {
            Vec::new()
        };
        let language = &config.languages[*lang];
        let is_original = *lang == announcements[*index].original_lang;
        let fault = script::doubt(content, &language.tag, is_original);
        let doubt = fault.map(|reason| {
            let problem = Problem::WrongScript {
                language: language.code.clone(),
                reason,
            };
            Diagnostic::new(
                problem,
                Location::new(&text.source, untranslated::first_line(text)),
            )
        });
        Some((copy, Print { hash, fingerprints }, doubt))
    };
    let examined: Vec<_> = editions.par_iter().map(examine).collect();
    let mut prints = Prints::new();
    for ((lang, index), examined) in editions.into_iter().zip(examined) {
        let Some((copy, print, doubt)) = examined else {
            continue;
        };
        diagnostics.extend(doubt);
        if let (Some(copy), Some(text)) = (copy, announcements[index].edition_mut(lang)) {
            duplicates.push(repeated_text(text, copy));
            text.body.end = copy.start;
        }
        prints.insert((lang, index), print);
    }
    prints
}

fn repeated_text(text: &Text, copy: Span) -> Duplicate {
    // In bytes: the last one may be inside of a character.
    let bytes = text.source.text.as_bytes();
    let line = |at: usize| bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let (first, last) = (line(copy.start), line(copy.end.saturating_sub(1)));
    let path = &text.source.path;
    let reason = format!(
        "lines {first} to {last} of the file repeat the text above them (a print copy of an old page): the page shows it once, the file stays as it is"
    );
    Duplicate {
        kind: DuplicateKind::RepeatedText,
        urgency: 0,
        copy: path.clone(),
        canonical: path.clone(),
        similarity: 1.0,
        reason,
    }
}

fn path_of(announcements: &[Announcement], index: Index, lang: Lang) -> String {
    announcements[index]
        .edition(lang)
        .map_or_else(String::new, |text| text.source.path.clone())
}

/// `duplicate_of` in the front matter decides for a copy that the rule does not see.
fn redirect_stated(
    announcements: &mut [Announcement],
    stated: &Stated,
    duplicates: &mut Vec<Duplicate>,
) {
    for (copy, original) in &stated.duplicate_of {
        redirect(announcements, *copy, *original);
        let (copy_path, path) = (
            path_of(announcements, *copy, announcements[*copy].original_lang),
            path_of(
                announcements,
                *original,
                announcements[*original].original_lang,
            ),
        );
        let reason = "its front matter says so (`duplicate_of`): one page shows both dates, and the other address leads to it".to_owned();
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

fn decide_equal(
    announcements: &mut [Announcement],
    stated: &Stated,
    prints: &Prints,
    furniture: &Furniture,
    duplicates: &mut Vec<Duplicate>,
) {
    let is_open = |index: Index| announcements[index].fate == Fate::Page;
    let hashes = prints
        .iter()
        .filter(|((_, index), _)| is_open(*index))
        .filter_map(|(key, print)| Some((*key, print.hash?)))
        .collect();
    for class in equality::classes(announcements, &hashes, &stated.originals(), furniture) {
        // Others may have been redirected through another language.
        let open: Vec<Index> = class
            .members
            .iter()
            .copied()
            .filter(|index| announcements[*index].fate == Fate::Page)
            .collect();
        let Some(canonical) = open.first().copied() else {
            continue;
        };
        // Who keeps a page, by headline and day, so that one announcement is looked for among few others.
        let mut kept: BTreeMap<(String, Option<String>), Vec<Index>> = BTreeMap::new();
        for member in open {
            let headline = announcements[member]
                .edition(class.lang)
                .map_or_else(String::new, |text| text.title.clone());
            let day = same::day(&announcements[member], furniture);
            let namesakes = kept.entry((headline, day)).or_default();
            let same = namesakes.iter().copied().find(|other| {
                !stated.are_distinct(member, *other)
                    && same::is_same_announcement(
                        &announcements[member],
                        &announcements[*other],
                        furniture,
                    )
            });
            let (kind, at) = match same {
                Some(same) => {
                    redirect(announcements, member, same);
                    (DuplicateKind::SameAnnouncement, same)
                }
                None => {
                    namesakes.push(member);
                    if member == canonical || stated.are_distinct(member, canonical) {
                        continue;
                    }
                    if let Some(text) = announcements[member].edition_mut(class.lang) {
                        text.printed_at = Some(canonical);
                    }
                    (DuplicateKind::IdenticalBody, canonical)
                }
            };
            let (copy, canonical) = (
                path_of(announcements, member, class.lang),
                path_of(announcements, at, class.lang),
            );
            duplicates.push(Duplicate {
                kind,
                urgency: 0,
                copy,
                canonical,
                similarity: 1.0,
                reason: reason(kind),
            });
        }
    }
}

fn redirect(announcements: &mut [Announcement], copy: Index, canonical: Index) {
    announcements[copy].fate = Fate::RedirectTo(canonical);
    let date = announcements[copy].facts.date.value.clone();
    let shown = date.machine_text();
    let canonical = &mut announcements[canonical];
    let is_known = |other: &Moment| other.machine_text() == shown;
    if !is_known(&canonical.facts.date.value) && !canonical.other_dates.iter().any(is_known) {
        canonical.other_dates.push(date);
        canonical.other_dates.sort();
    }
}

/// A redirect leads to a page, never to another redirect.
fn follow_redirects(announcements: &mut [Announcement]) {
    for index in 0..announcements.len() {
        let mut target = announcements[index].fate;
        while let Fate::RedirectTo(next) = target
            && announcements[next].fate != Fate::Page
        {
            target = announcements[next].fate;
        }
        announcements[index].fate = target;
    }
}

fn reason(kind: DuplicateKind) -> String {
    match kind {
        DuplicateKind::SameAnnouncement => "headline, text, attachments and links are the same, word for word, and so is the date, or the text says itself when it is from: one page shows both dates, and the other address leads to it",
        _ => "the text is the same, word for word, but date, headline or attachments differ: both stay announcements, and the text is printed at one of them",
    }
    .to_owned()
}

/// The lines of a text that are its content: without page furniture and the headline.
pub(super) fn content_lines(text: &Text, furniture: &Furniture) -> Vec<PlainLine> {
    Body::new(text, furniture).into_content_lines()
}

/// The older and the newer body of a pair as they were compared, for showing how they differ.
pub fn compared_bodies(
    archive: &Archive,
    duplicate: &Duplicate,
    config: &Config,
) -> Option<(String, String)> {
    let furniture = Furniture::new(&config.duplicates.furniture);
    let content = |path: &str| {
        let mut texts = archive.announcements.iter().flat_map(|one| {
            one.edition_langs()
                .filter_map(move |lang| one.edition(lang))
        });
        texts
            .find(|text| text.source.path == path)
            .map(|text| Body::new(text, &furniture).content().to_owned())
    };
    Some((content(&duplicate.canonical)?, content(&duplicate.copy)?))
}
