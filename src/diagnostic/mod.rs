//! What newsroom has to say about the content: located data, drawn elsewhere.

mod places;
mod problem;
pub mod terminal;

use serde::Serialize;

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
    /// As reports name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
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
        self.problem.describe().severity == Severity::Error
    }
}

/// The order in which a reader goes through them: by file and place, errors first at the same place.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_cached_key(|one| {
        let words = one.problem.describe();
        (
            one.location.source.path.clone(),
            one.location.span.start,
            words.severity,
            words.code,
            words.message,
        )
    });
}
