//! What newsroom has to say about the content: located data, drawn elsewhere.

mod chinese;
mod english;
mod phrases;
mod places;
mod problem;
#[cfg(test)]
mod samples;
pub mod stories;
pub mod terminal;

use serde::Serialize;

use crate::language::Language;
use crate::source::Location;

pub use places::Places;
pub use problem::{Change, PagePart, Pages, Problem, Vanishing};

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, but somebody should look.
    Warning,
}

impl Severity {
    /// As programs name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }

    /// As people read it.
    pub fn words(self, language: Language) -> &'static str {
        match self {
            Self::Error => language.pick("error", "错误"),
            Self::Warning => language.pick("warning", "提醒"),
        }
    }
}

/// One problem at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong. Boxed, because it travels in many a `Result`.
    pub problem: Box<Problem>,
    /// Where.
    pub location: Location,
    /// A second place that belongs to it: the other claimant, the first of two.
    pub related: Option<Location>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(problem: Problem, location: Location) -> Self {
        Self {
            problem: Box::new(problem),
            location,
            related: None,
        }
    }

    /// With the second place that it is about.
    pub fn related(mut self, location: Location) -> Self {
        self.related = Some(location);
        self
    }

    /// Whether it prevents publishing.
    pub fn is_error(&self) -> bool {
        self.problem.severity() == Severity::Error
    }
}

/// The order in which a reader goes through them: by file and place, errors first at the same place; the same in
/// every language.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_cached_key(|one| {
        let words = one.problem.describe(Language::English);
        (
            one.location.source.path.clone(),
            one.location.span.start,
            one.problem.severity(),
            one.problem.code(),
            words.message,
        )
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What is said about each sample, in both languages.
    fn table() -> String {
        let mut text = String::new();
        for problem in samples::samples() {
            let severity = problem.severity();
            text.push_str(&format!("{}[{}]\n", severity.name(), problem.code()));
            for language in Language::ALL {
                let words = problem.describe(language);
                text.push_str(&format!("  {}\n", words.message.replace('\n', "\n  ")));
                text.push_str(&format!("    = {}\n", words.help));
            }
            text.push('\n');
        }
        text
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the golden file of the test")]
    fn every_problem_is_worded_as_reviewed() {
        let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/messages.txt");
        let table = table();
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(golden, &table).unwrap();
        }
        let expected = std::fs::read_to_string(golden).unwrap();
        for (line, expected) in table.lines().zip(expected.lines()) {
            assert_eq!(line, expected);
        }
        assert_eq!(table.lines().count(), expected.lines().count());
    }

    #[test]
    fn every_problem_has_a_sample() {
        let table = include_str!("problem.rs");
        let (_, rows) = table.split_once("fn row(&self)").unwrap();
        let named: BTreeSet<&str> = rows
            .split("P::")
            .skip(1)
            .map(|rest| {
                rest.split(|next: char| !next.is_alphanumeric())
                    .next()
                    .unwrap()
            })
            .collect();
        assert!(named.len() > 100);
        let samples: Vec<String> = samples::samples()
            .iter()
            .map(|one| format!("{one:?}"))
            .collect();
        let sampled: BTreeSet<&str> = samples
            .iter()
            .map(|one| one.split([' ', '{']).next().unwrap())
            .collect();
        assert_eq!(sampled, named);
    }

    #[test]
    fn chinese_messages_are_chinese() {
        for problem in samples::samples() {
            let words = problem.describe(Language::Chinese);
            for text in [&words.message, &words.help] {
                // A template's error is told in the words of the template engine.
                let is_foreign = matches!(problem, Problem::BrokenTemplate { .. });
                let has_han = text
                    .chars()
                    .any(|one| ('\u{4E00}'..='\u{9FFF}').contains(&one));
                assert!(has_han || is_foreign, "{text}");
            }
        }
    }
}
