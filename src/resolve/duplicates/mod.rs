//! A body is published once: equal bodies are found, and what happens to each copy is decided here, once.

mod canonical;
mod equality;
mod same;

use crate::model::archive::{Announcement, Duplicate, DuplicateKind, Fate, Index};

/// Decides about all repeated bodies: sets `fate`, `printed_at` and `other_dates`, and reports each copy.
pub(super) fn decide(announcements: &mut [Announcement]) -> Vec<Duplicate> {
    let mut duplicates = Vec::new();
    for class in equality::classes(announcements) {
        let canonical = class.canonical(announcements);
        for copy in class
            .members
            .iter()
            .copied()
            .filter(|member| *member != canonical)
        {
            if announcements[copy].fate != Fate::Page {
                // Already decided through another language.
                continue;
            }
            let kind =
                if same::is_same_announcement(&announcements[copy], &announcements[canonical]) {
                    redirect(announcements, copy, canonical);
                    DuplicateKind::SameAnnouncement
                } else {
                    print_at(announcements, copy, canonical, class.lang);
                    DuplicateKind::IdenticalBody
                };
            let path = |index: Index| {
                announcements[index]
                    .edition(class.lang)
                    .map_or_else(String::new, |text| text.source.path.clone())
            };
            duplicates.push(Duplicate {
                kind,
                copy: path(copy),
                canonical: path(canonical),
                reason: reason(kind),
            });
        }
    }
    duplicates.sort_by(|left, right| left.copy.cmp(&right.copy));
    duplicates
}

fn redirect(announcements: &mut [Announcement], copy: Index, canonical: Index) {
    announcements[copy].fate = Fate::RedirectTo(canonical);
    let date = announcements[copy].facts.date.value.clone();
    let dates = &mut announcements[canonical].other_dates;
    dates.push(date);
    dates.sort();
}

fn print_at(
    announcements: &mut [Announcement],
    copy: Index,
    canonical: Index,
    lang: crate::model::lang::Lang,
) {
    let copy = &mut announcements[copy];
    let text = if lang == copy.original_lang {
        Some(&mut copy.original)
    } else {
        copy.translations
            .iter_mut()
            .find(|(other, _)| *other == lang)
            .map(|(_, text)| text)
    };
    if let Some(text) = text {
        text.printed_at = Some(canonical);
    }
}

fn reason(kind: DuplicateKind) -> String {
    match kind {
        DuplicateKind::SameAnnouncement => "headline, text, attachments and links are the same, word for word, and the text says itself when it is from: one announcement, so one page shows both dates and the other address leads to it",
        DuplicateKind::IdenticalBody => "the text is the same, word for word, but date, headline or attachments differ: both are announcements, and the text is printed at one of them",
    }
    .to_owned()
}
