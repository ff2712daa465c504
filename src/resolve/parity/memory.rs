//! What was found of pairs of texts, so that a preview compares only those that were changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::archive::{Announcement, Index, Target, Text};
use crate::model::lang::Lang;
use crate::source::{Source, Span};

/// The pairs of the run before, by the original's file and the language of the translation.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Memory(BTreeMap<(String, Lang), Compared>);

#[derive(Debug)]
struct Compared {
    original: Seen,
    translation: Seen,
    found: Vec<Diagnostic>,
}

/// Everything of an edition that a comparison looks at: the rest stands in its source.
#[derive(Debug)]
struct Seen {
    source: Arc<Source>,
    body: Span,
    targets: BTreeMap<String, Target>,
}

impl Seen {
    fn new(text: &Text) -> Self {
        Self {
            source: Arc::clone(&text.source),
            body: text.body,
            targets: text.targets.clone(),
        }
    }

    fn is(&self, text: &Text) -> bool {
        self.source == text.source && self.body == text.body && self.targets == text.targets
    }
}

impl Memory {
    /// What was found of a translation, if neither edition is another now.
    pub(super) fn of(
        &self,
        announcement: &Announcement,
        lang: Lang,
        translation: &Text,
    ) -> Option<Vec<Diagnostic>> {
        let path = &announcement.original.source.path;
        let known = self.0.get(&(path.clone(), lang))?;
        let is_same =
            known.original.is(&announcement.original) && known.translation.is(translation);
        is_same.then(|| known.found.clone())
    }

    /// Keeps what was found now, and nothing else.
    pub(super) fn learn(
        &mut self,
        announcements: &[Announcement],
        compared: &[(Index, Lang, Vec<Diagnostic>)],
    ) {
        let pairs = compared.iter().filter_map(|(index, lang, found)| {
            let announcement = &announcements[*index];
            let compared = Compared {
                original: Seen::new(&announcement.original),
                translation: Seen::new(announcement.edition(*lang)?),
                found: found.clone(),
            };
            Some(((announcement.original.source.path.clone(), *lang), compared))
        });
        self.0 = pairs.collect();
    }
}
