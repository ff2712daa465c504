//! What became of the translation of an announcement into each other language.

use std::sync::Arc;

use super::archive::Index;
use super::lang::Lang;
use super::moment::Moment;
use crate::source::Source;

/// What opens the comments of a skeleton in which there is still something to translate. An edition that holds one is
/// no translation yet.
pub const UNFINISHED_PLACE: &str = "<!-- TODO:";
/// What stands in a skeleton for a headline or summary that is still to be translated.
pub const UNFINISHED_VALUE: &str = "TODO";

/// An announcement with a page, and one language other than that of its original.
#[derive(Debug, Clone)]
pub struct Translation {
    /// The announcement.
    pub announcement: Index,
    /// The language.
    pub lang: Lang,
    /// Its code.
    pub code: String,
    /// The original's file.
    pub original: Arc<Source>,
    /// The edition's file, if there is one that is published.
    pub edition: Option<Arc<Source>>,
    /// What there is.
    pub state: TranslationState,
    /// How often the edition was found to lack something that its original has.
    pub parity_warnings: usize,
}

/// What a reader of the language gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TranslationState {
    /// An edition; up to date, as far as is known.
    Complete,
    /// An edition of an original that has changed since.
    Stale(Stale),
    /// A headline in the lists.
    HeadlineOnly,
    /// Nothing, though it is owed.
    Missing,
    /// Nothing, and nothing is owed.
    NotPlanned,
}

/// How an edition is outdated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// When the original was changed, if its `updates` say so.
    pub changed: Option<Moment>,
}

impl TranslationState {
    /// The names of all states, as the JSON output has them, best first.
    pub const NAMES: [&'static str; 5] = [
        "complete",
        "stale",
        "headline-only",
        "missing",
        "not-planned",
    ];

    /// As the JSON output names it.
    pub fn name(&self) -> &'static str {
        let at = match self {
            Self::Complete => 0,
            Self::Stale(_) => 1,
            Self::HeadlineOnly => 2,
            Self::Missing => 3,
            Self::NotPlanned => 4,
        };
        Self::NAMES[at]
    }
}

impl Translation {
    /// Whether somebody should look at it.
    pub fn needs_work(&self) -> bool {
        self.parity_warnings > 0
            || !matches!(
                self.state,
                TranslationState::Complete | TranslationState::NotPlanned
            )
    }
}
