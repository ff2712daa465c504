//! A translation that is none: the original's text again, or a text in the wrong script.

use super::body::Body;
use super::furniture::Furniture;
use super::script::{self, has_script};
use super::thresholds::LEAST_HAN_SHARE;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::language::Words;
use crate::model::archive::{Announcement, Duplicate, DuplicateKind, Text};
use crate::model::translation::{UNFINISHED_PLACE, UNFINISHED_VALUE};
use crate::resolve::Visibility;
use crate::resolve::links::forget_unused_files;
use crate::resolve::policy::is_due;
use crate::source::{Location, Span};

/// Takes such translations out, as if they were missing, and reports them.
pub(super) fn remove(
    announcements: &mut [Announcement],
    config: &Config,
    visibility: Visibility,
    furniture: &Furniture,
) -> (Vec<Duplicate>, Vec<Diagnostic>) {
    let (mut duplicates, mut diagnostics) = (Vec::new(), Vec::new());
    for announcement in announcements
        .iter_mut()
        .filter(|one| one.has_page() && !one.translations.is_empty())
    {
        let count = announcement.translations.len();
        let original = Body::new(&announcement.original, furniture);
        let path = announcement.original.source.path.clone();
        let required = is_due(&announcement.facts, visibility);
        announcement.translations.retain(|(lang, text)| {
            let language = &config.languages[*lang];
            let body = Body::new(text, furniture);
            let unfinished = unfinished(text).map(|place| (UNFINISHED, place));
            // In the office a preview of what there is helps.
            if unfinished.is_some() && visibility.drafts {
                return true;
            }
            let fault = || fault(body.content(), original.content(), &language.tag);
            let fault = unfinished.or_else(|| Some((fault()?, first_line(text))));
            let Some((reason, place)) = fault else {
                return true;
            };
            let problem = Problem::UntranslatedCopy {
                language: language.code.clone(),
                reason: reason.clone(),
                required,
            };
            diagnostics.push(Diagnostic::new(problem, Location::new(&text.source, place)));
            duplicates.push(Duplicate {
                kind: DuplicateKind::UntranslatedCopy,
                urgency: 0,
                copy: text.source.path.clone(),
                canonical: path.clone(),
                similarity: 1.0,
                reason,
            });
            false
        });
        if announcement.translations.len() < count {
            forget_unused_files(announcement);
        }
    }
    (duplicates, diagnostics)
}

/// Where the text starts.
pub(super) fn first_line(text: &Text) -> Span {
    let body = &text.source.text[text.body.range()];
    let start = body.len() - body.trim_start().len();
    let length = body[start..].find('\n').unwrap_or(body.len() - start);
    Span::new(text.body.start + start, text.body.start + start + length)
}

const UNFINISHED: Words = Words::new(
    "`TODO` marks what is still to be translated",
    "有 `TODO` 标明的内容还没有翻译",
);
const WORD_FOR_WORD: Words = Words::new(
    "its text is the original's, word for word",
    "正文与原文一字不差",
);

/// Where a text says first that it is still to be translated.
pub(in crate::resolve) fn unfinished(text: &Text) -> Option<Span> {
    if text.title == UNFINISHED_VALUE {
        return Some(text.title_span);
    }
    if text.lead_in == UNFINISHED_VALUE {
        return Some(text.lead_in_span);
    }
    let at = text.source.text[text.body.range()].find(UNFINISHED_PLACE)?;
    let start = text.body.start + at;
    Some(Span::new(start, start + UNFINISHED_PLACE.len()))
}

fn fault(content: &str, original: &str, tag: &str) -> Option<Words> {
    if content == original && has_script(content) {
        return Some(WORD_FOR_WORD);
    }
    script::fault(content, tag, LEAST_HAN_SHARE)
}
