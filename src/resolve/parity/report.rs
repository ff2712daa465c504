//! Differences between editions as diagnostics, with the places in both.

use super::compare::{Finding, compare, expected_line};
use super::edition::Stated;
use super::fact::Fact;
use crate::diagnostic::{Diagnostic, Problem};
use crate::language::Words;
use crate::source::{Location, Span};

/// What is to be said about a translation; `codes` are the languages of original and translation.
pub(super) fn diagnostics(
    original: &Stated<'_>,
    translation: &Stated<'_>,
    known: &[Fact],
    codes: [&str; 2],
) -> Vec<Diagnostic> {
    let editions = Editions {
        original,
        translation,
        codes: codes.map(str::to_owned),
    };
    let mut diagnostics: Vec<Diagnostic> = compare(original, translation, known)
        .into_iter()
        .map(|finding| editions.diagnostic(finding))
        .collect();
    diagnostics.extend(editions.counts(Words::new("pictures", "图片"), |stated| &stated.pictures));
    diagnostics.extend(
        editions.counts(Words::new("linked files", "文件链接"), |stated| {
            &stated.files
        }),
    );
    diagnostics
}

struct Editions<'a, 'b> {
    original: &'a Stated<'b>,
    translation: &'a Stated<'b>,
    codes: [String; 2],
}

impl Editions<'_, '_> {
    fn diagnostic(&self, finding: Finding) -> Diagnostic {
        let [original, translation] = self.codes.clone();
        let words = |stated: &Stated<'_>, at: usize| {
            stated
                .words(stated.facts[at].0, &stated.facts[at].1)
                .to_owned()
        };
        let kind = |stated: &Stated<'_>, at: usize| stated.facts[at].1.kind.name();
        let place = |stated: &Stated<'_>, at: usize| {
            Location::new(
                &stated.text.source,
                stated.span(stated.facts[at].0, &stated.facts[at].1),
            )
        };
        match finding {
            Finding::Differ(left, right) => {
                let problem = Problem::FactsDiffer {
                    kind: Box::new(kind(self.original, left)),
                    says: words(self.original, left),
                    other: words(self.translation, right),
                    original,
                    translation,
                };
                Diagnostic::new(problem, place(self.translation, right))
                    .related(place(self.original, left))
            }
            Finding::ManyOnlyInOriginal(many) => {
                let problem = Problem::ManyFactsMissing {
                    missing: many.missing,
                    all: many.all,
                    example: words(self.original, many.first),
                    in_original: false,
                    original,
                    translation,
                };
                Diagnostic::new(problem, headline(self.translation))
                    .related(place(self.original, many.first))
            }
            Finding::ManyOnlyInTranslation(many) => {
                let problem = Problem::ManyFactsMissing {
                    missing: many.missing,
                    all: many.all,
                    example: words(self.translation, many.first),
                    in_original: true,
                    original,
                    translation,
                };
                Diagnostic::new(problem, place(self.translation, many.first))
                    .related(headline(self.original))
            }
            Finding::OnlyInOriginal(at) => {
                let problem = Problem::FactOnlyInOriginal {
                    kind: kind(self.original, at),
                    fact: words(self.original, at),
                    original,
                    translation,
                };
                let expected = expected(self.original, self.translation, at);
                Diagnostic::new(problem, expected).related(place(self.original, at))
            }
            Finding::OnlyInTranslation(at) => {
                let problem = Problem::FactOnlyInTranslation {
                    kind: kind(self.translation, at),
                    fact: words(self.translation, at),
                    original,
                    translation,
                };
                let expected = expected(self.translation, self.original, at);
                Diagnostic::new(problem, place(self.translation, at)).related(expected)
            }
        }
    }

    /// Pictures or files, of which one edition has more.
    fn counts(
        &self,
        what: Words,
        of: for<'s> fn(&'s Stated<'_>) -> &'s Vec<Span>,
    ) -> Option<Diagnostic> {
        let (left, right) = (of(self.original), of(self.translation));
        if left.len() == right.len() {
            return None;
        }
        let [original, translation] = self.codes.clone();
        let problem = Problem::CountsDiffer {
            what,
            counts: [left.len(), right.len()],
            original,
            translation,
        };
        let place = |stated: &Stated<'_>, spans: &Vec<Span>| {
            Location::new(
                &stated.text.source,
                spans.last().copied().unwrap_or(stated.text.title_span),
            )
        };
        Some(
            Diagnostic::new(problem, place(self.translation, right))
                .related(place(self.original, left)),
        )
    }
}

fn headline(stated: &Stated<'_>) -> Location {
    Location::new(&stated.text.source, stated.text.title_span)
}

/// Where the other edition would state a fact: a line of its body, or else its headline.
fn expected(one: &Stated<'_>, other: &Stated<'_>, fact: usize) -> Location {
    let span = expected_line(one, other, fact)
        .and_then(|line| other.lines.lines.get(line))
        .map_or(other.text.title_span, |line| line.span);
    let written = &other.text.source.text[span.range()];
    // The start of a paragraph is enough to find it.
    let length = written.find('\n').unwrap_or(written.len());
    Location::new(
        &other.text.source,
        Span::new(span.start, span.start + length),
    )
}
