//! The table of translations: what there is of each announcement in each other language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::duplicates::unfinished;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::archive::{Announcement, Index};
use crate::model::edition::{AnnouncementId, TranslationPolicy};
use crate::model::lang::Lang;
use crate::model::translation::{Stale, Translation, TranslationState};

/// A row for each announcement with a page and each language but that of its original, in the order of both.
/// `parity` has an entry for each warning that an edition lacks something. Of the announcements in `broken` an edition
/// could not be read: nothing is said of what seems to be missing there.
pub(super) fn table(
    announcements: &[Announcement],
    stale: &BTreeMap<(Index, Lang), Stale>,
    parity: &[(Index, Lang, Diagnostic)],
    broken: &BTreeSet<AnnouncementId>,
    config: &Config,
) -> Vec<Translation> {
    let mut parity_warnings: BTreeMap<(Index, Lang), usize> = BTreeMap::new();
    for (index, lang, _) in parity {
        *parity_warnings.entry((*index, *lang)).or_default() += 1;
    }
    let mut rows = Vec::new();
    for (index, one) in announcements.iter().enumerate() {
        let others = config
            .languages
            .all()
            .filter(|lang| *lang != one.original_lang);
        for lang in others.filter(|_| one.has_page()) {
            // Where drafts are shown a skeleton is as well, which is no translation yet.
            let edition = one.edition(lang).filter(|text| unfinished(text).is_none());
            let edition = edition.map(|text| Arc::clone(&text.source));
            if edition.is_none() && broken.contains(&one.id) {
                continue;
            }
            rows.push(Translation {
                announcement: index,
                lang,
                code: config.languages[lang].code.clone(),
                original: Arc::clone(&one.original.source),
                state: match &edition {
                    Some(_) => of_edition(stale.get(&(index, lang))),
                    None => without_edition(one, lang),
                },
                parity_warnings: edition
                    .as_ref()
                    .and_then(|_| parity_warnings.get(&(index, lang)).copied())
                    .unwrap_or(0),
                edition,
            });
        }
    }
    rows
}

fn of_edition(stale: Option<&Stale>) -> TranslationState {
    let stale = stale.cloned().map(TranslationState::Stale);
    stale.unwrap_or(TranslationState::Complete)
}

fn without_edition(announcement: &Announcement, lang: Lang) -> TranslationState {
    let facts = &announcement.facts;
    if !facts.titles[lang].is_empty() {
        TranslationState::HeadlineOnly
    } else if facts.translation == TranslationPolicy::None {
        TranslationState::NotPlanned
    } else {
        TranslationState::Missing
    }
}
