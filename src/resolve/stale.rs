//! Fingerprints of originals, and what changed in one since a translation was made from it.

use std::collections::BTreeMap;

use rayon::prelude::*;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::duplicates::{Furniture, canonical, content_lines};
use crate::config::Config;
use crate::diagnostic::{Change, Diagnostic, Problem};
use crate::markdown::PlainLine;
use crate::model::archive::{Announcement, Index, Text};
use crate::model::edition::Facts;
use crate::model::fingerprint::{Fingerprint, Mark, UpdateDay, mark};
use crate::model::lang::Lang;
use crate::model::moment::Moment;
use crate::model::translation::Stale;
use crate::source::{Located, Location, Span};
use crate::text::shorten;

/// Of more changes than these only the number is said.
const SHOWN_CHANGES: usize = 20;
/// So many columns of a sentence are shown: two lines of a terminal.
const SHOWN_COLUMNS: usize = 200;

/// The fingerprint of an announcement's original as it is.
pub fn fingerprint(announcement: &Announcement, config: &Config) -> Fingerprint {
    let furniture = Furniture::new(&config.duplicates.furniture);
    Content::new(&announcement.original, &furniture).fingerprint(&announcement.facts)
}

/// All translations whose original has changed since, each reported.
pub(super) fn find(
    announcements: &[Announcement],
    config: &Config,
) -> (BTreeMap<(Index, Lang), Stale>, Vec<Diagnostic>) {
    let furniture = Furniture::new(&config.duplicates.furniture);
    let is_stamped = |one: &Announcement| {
        let mut texts = one.translations.iter();
        one.has_page() && texts.any(|(_, text)| text.translates.is_some())
    };
    let found: Vec<_> = announcements
        .par_iter()
        .enumerate()
        .filter(|(_, one)| is_stamped(one))
        .flat_map_iter(|(index, one)| {
            let content = Content::new(&one.original, &furniture);
            let now = content.fingerprint(&one.facts);
            let stale = one.translations.iter().filter_map(|(lang, text)| {
                let stamped = text.translates.as_ref()?;
                if stamped.value.is_same_text(&now) {
                    return None;
                }
                let stale = Stale {
                    changed: date_of_change(&one.facts, &stamped.value),
                };
                let diagnostic = content.report(text, stamped, &stale);
                Some((((index, *lang), stale), diagnostic))
            });
            stale.collect::<Vec<_>>()
        })
        .collect();
    found.into_iter().unzip()
}

/// The newest of the `updates`, unless the translation was made when it was there already.
fn date_of_change(facts: &Facts, stamped: &Fingerprint) -> Option<Moment> {
    let newest = newest_update(facts)?;
    let is_new = stamped
        .newest_update()
        .is_none_or(|known| UpdateDay::of(newest.day()) > known);
    is_new.then(|| newest.clone())
}

fn newest_update(facts: &Facts) -> Option<&Moment> {
    facts.updates.iter().map(|update| &update.date.value).max()
}

/// What of an original a translation renders: the headline, and the text without furniture and print copies.
struct Content<'a> {
    text: &'a Text,
    lines: Vec<PlainLine>,
    /// The headline first.
    sentences: Vec<Sentence>,
}

struct Sentence {
    text: String,
    mark: Mark,
    /// The line of the text that it stands in; `None` for the headline.
    line: Option<usize>,
}

impl<'a> Content<'a> {
    fn new(text: &'a Text, furniture: &Furniture) -> Self {
        let lines = content_lines(text, furniture);
        let sentence = |words: &str, line| {
            let canonical = canonical([words]);
            (!canonical.is_empty()).then(|| Sentence {
                text: words.trim().to_owned(),
                mark: mark_of(&canonical),
                line,
            })
        };
        let headline = sentence(&text.title, None);
        let body = lines.iter().enumerate().flat_map(|(at, line)| {
            let sentences = sentences(&line.text).into_iter();
            sentences.filter_map(move |words| sentence(words, Some(at)))
        });
        let sentences = headline.into_iter().chain(body).collect();
        Self {
            text,
            lines,
            sentences,
        }
    }

    fn fingerprint(&self, facts: &Facts) -> Fingerprint {
        let headline = canonical([self.text.title.as_str()]);
        let body = canonical(self.lines.iter().map(|line| line.text.as_str()));
        let hash = blake3::hash(format!("{headline}\n{body}").as_bytes());
        let mut short = [0; 6];
        short.copy_from_slice(&hash.as_bytes()[..6]);
        let newest = newest_update(facts).map(|date| UpdateDay::of(date.day()));
        Fingerprint::new(short, newest.unwrap_or_default(), self.marks())
    }

    fn marks(&self) -> Vec<Mark> {
        self.sentences.iter().map(|one| one.mark).collect()
    }

    fn report(
        &self,
        translation: &Text,
        stamped: &Located<Fingerprint>,
        stale: &Stale,
    ) -> Diagnostic {
        let source = &self.text.source;
        let (changes, more, first) = self.changes(&stamped.value);
        let problem = Problem::StaleTranslation {
            original: source.path.clone(),
            changes,
            more,
            path: translation.source.path.clone(),
            is_dated: stale.changed.is_some(),
        };
        let place = Location::new(&translation.source, stamped.span);
        let diagnostic = Diagnostic::new(problem, place);
        match first {
            Some(span) => diagnostic.related(Location::new(source, span)),
            None => diagnostic,
        }
    }

    /// What differs from the sentences at the time of the stamp, as far as it tells: the first
    /// [`SHOWN_CHANGES`], how many more there are, and the place of the first.
    fn changes(&self, stamped: &Fingerprint) -> (Vec<Change>, usize, Option<Span>) {
        let Some(old) = stamped.marks() else {
            return (Vec::new(), 0, None);
        };
        let new = self.marks();
        let (mut changes, mut more, mut first) = (Vec::new(), 0, None);
        for operation in capture_diff_slices(Algorithm::Myers, old, &new) {
            if matches!(operation, DiffOp::Equal { .. }) {
                continue;
            }
            let (gone, range) = (operation.old_range().len(), operation.new_range());
            for (number, at) in range.clone().enumerate() {
                if changes.len() >= SHOWN_CHANGES {
                    more += 1;
                    continue;
                }
                let sentence = &self.sentences[at];
                let place = self.place(sentence);
                let line = place.map(|span| Location::new(&self.text.source, span).line_column().0);
                first = first.or(place);
                changes.push(Change::Stated {
                    line,
                    text: shorten(&sentence.text, SHOWN_COLUMNS),
                    is_new: number >= gone,
                });
            }
            if gone > range.len() && changes.len() >= SHOWN_CHANGES {
                more += 1;
            } else if gone > range.len() {
                let before = range
                    .end
                    .checked_sub(1)
                    .and_then(|at| self.place(&self.sentences[at]));
                changes.push(Change::Gone {
                    count: gone - range.len(),
                    after: before
                        .map(|span| Location::new(&self.text.source, span).line_column().0),
                });
            }
        }
        (changes, more, first)
    }

    /// Where a sentence of the body stands; the start of its block where mark-up or a line break is in it.
    fn place(&self, sentence: &Sentence) -> Option<Span> {
        let block = self.lines[sentence.line?].span;
        let source = &self.text.source.text[block.range()];
        Some(match source.find(&sentence.text) {
            Some(at) => Span::new(block.start + at, block.start + at + sentence.text.len()),
            None => {
                let line = source.lines().next().unwrap_or("");
                Span::new(block.start, block.start + line.len())
            }
        })
    }
}

fn mark_of(canonical: &str) -> Mark {
    let hash = blake3::hash(canonical.as_bytes());
    mark([hash.as_bytes()[0], hash.as_bytes()[1]])
}

/// What may follow the mark that ends a sentence.
const CLOSING: &str = "”’」』）)\"'";

/// The sentences of a line: up to 。！？； or, before a space, `.` `!` `?`, with the quotation marks and brackets that
/// close behind it.
fn sentences(line: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let (mut start, mut is_over) = (0, false);
    for (at, character) in line.char_indices() {
        let closes = CLOSING.contains(character);
        if is_over && !closes {
            sentences.push(&line[start..at]);
            start = at;
        }
        let ends_word = || {
            let rest = line[at + 1..].trim_start_matches(|next| CLOSING.contains(next));
            rest.chars().next().is_none_or(char::is_whitespace)
        };
        is_over = "。！？；".contains(character)
            || (".!?".contains(character) && ends_word())
            || (is_over && closes);
    }
    sentences.push(&line[start..]);
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_their_marks() {
        for (line, expected) in [
            ("一。二！三", vec!["一。", "二！", "三"]),
            ("他说：“好。”然后走了。", vec!["他说：“好。”", "然后走了。"]),
            (
                "One. Two? 3.9 per cent!",
                vec!["One.", " Two?", " 3.9 per cent!"],
            ),
            ("\"Yes.\" He left.", vec!["\"Yes.\"", " He left."]),
            ("example.org", vec!["example.org"]),
            ("", vec![""]),
        ] {
            assert_eq!(sentences(line), expected, "{line}");
        }
    }
}
