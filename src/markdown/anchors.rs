//! Ids in a body: plain numbers, which stay when words are corrected and cannot clash with the ids of the page.

use std::collections::HashMap;

/// Numbers headings and footnotes in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    headings: usize,
    footnotes: HashMap<String, usize>,
}

impl Anchors {
    /// The id of the next heading.
    pub(super) fn heading(&mut self) -> String {
        self.headings += 1;
        format!("s-{}", self.headings)
    }

    /// The id of a footnote.
    pub(super) fn footnote(&mut self, label: &str) -> String {
        let next = self.footnotes.len() + 1;
        let number = *self.footnotes.entry(label.to_owned()).or_insert(next);
        format!("fn-{number}")
    }
}
