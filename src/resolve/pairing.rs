//! Editions that share a folder and a stem become one announcement: an original and its translations.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::edition::{AnnouncementId, Edition, Facts, Role, TranslationPolicy};
use crate::source::{Location, Span};

/// An announcement whose links are not resolved yet.
pub(super) struct Paired {
    pub(super) id: AnnouncementId,
    pub(super) facts: Facts,
    pub(super) original: Edition,
    /// In the order of the languages.
    pub(super) translations: Vec<Edition>,
}

impl Paired {
    /// All editions, the original first.
    pub(super) fn editions(&self) -> impl Iterator<Item = &Edition> {
        std::iter::once(&self.original).chain(&self.translations)
    }
}

/// Pairs the editions. `failed` are the sources without an edition; those of an announcement with an error are
/// left out and join them.
pub(super) fn pair(
    editions: Vec<Edition>,
    failed: &mut BTreeSet<String>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Paired> {
    let mut groups: BTreeMap<AnnouncementId, Vec<Edition>> = BTreeMap::new();
    for edition in editions {
        groups.entry(edition.id.clone()).or_default().push(edition);
    }
    let mut paired = Vec::with_capacity(groups.len());
    for (id, mut group) in groups {
        group.sort_by_key(|edition| edition.lang);
        // A broken edition may be the one that is missed here, and has been reported itself.
        let has_failed = has_failed_edition(&id, failed);
        let before = diagnostics.len();
        report_repeated_languages(&group, diagnostics);
        let (originals, translations): (Vec<Edition>, Vec<Edition>) = group
            .into_iter()
            .partition(|edition| matches!(edition.role, Role::Original(_)));
        report_wrong_originals(&originals, &translations, has_failed, diagnostics);
        if diagnostics.len() > before {
            failed.extend(
                originals
                    .iter()
                    .chain(&translations)
                    .map(|edition| edition.source.path.clone()),
            );
            continue;
        }
        let Some((original, facts)) = originals.into_iter().find_map(split_facts) else {
            continue;
        };
        if !has_failed {
            report_missing_translations(&original, &facts, &translations, config, diagnostics);
        }
        paired.push(Paired {
            id,
            facts,
            original,
            translations,
        });
    }
    paired
}

/// An original's facts, which from now on belong to the announcement.
fn split_facts(mut edition: Edition) -> Option<(Edition, Facts)> {
    match std::mem::replace(&mut edition.role, Role::Translation) {
        Role::Original(facts) => Some((edition, *facts)),
        Role::Translation => None,
    }
}

fn has_failed_edition(id: &AnnouncementId, failed: &BTreeSet<String>) -> bool {
    [format!("content/{id}."), format!("content/{id}/index.")]
        .iter()
        .any(|start| {
            failed
                .range(start.clone()..)
                .next()
                .is_some_and(|path| path.starts_with(start.as_str()))
        })
}

/// `a.zh.md` and `a/index.zh.md`.
fn report_repeated_languages(group: &[Edition], diagnostics: &mut Vec<Diagnostic>) {
    for pair in group.windows(2).filter(|pair| pair[0].lang == pair[1].lang) {
        let other = Location::new(&pair[0].source, Span::default());
        let problem = Problem::TwoEditions {
            other: pair[0].source.path.clone(),
        };
        diagnostics.push(
            Diagnostic::new(problem, Location::new(&pair[1].source, Span::default()))
                .related(other),
        );
    }
}

fn report_wrong_originals(
    originals: &[Edition],
    translations: &[Edition],
    has_failed: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    match originals {
        [] if !has_failed => {
            let editions = translations
                .iter()
                .map(|edition| edition.source.path.clone())
                .collect();
            let Some(first) = translations.first() else {
                return;
            };
            diagnostics.push(Diagnostic::new(
                Problem::NoOriginal { editions },
                Location::new(&first.source, first.title.span),
            ));
        }
        [first, others @ ..] => {
            // Of one language they are reported as two editions.
            for second in others.iter().filter(|second| second.lang != first.lang) {
                let (Some(place), Some(other)) = (date_place(second), date_place(first)) else {
                    continue;
                };
                let problem = Problem::TwoOriginals {
                    other: first.source.path.clone(),
                };
                diagnostics.push(Diagnostic::new(problem, place).related(other));
            }
        }
        [] => {}
    }
}

fn date_place(edition: &Edition) -> Option<Location> {
    match &edition.role {
        Role::Original(facts) => Some(Location::new(&edition.source, facts.date.span)),
        Role::Translation => None,
    }
}

fn report_missing_translations(
    original: &Edition,
    facts: &Facts,
    translations: &[Edition],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for lang in config.languages.all() {
        if lang == original.lang || translations.iter().any(|edition| edition.lang == lang) {
            continue;
        }
        let language = config.languages[lang].code.clone();
        let problem = match facts.translation {
            TranslationPolicy::Required => Problem::TranslationRequired { language },
            TranslationPolicy::Expected if facts.titles[lang].is_empty() => {
                Problem::TranslationMissing { language }
            }
            TranslationPolicy::Expected | TranslationPolicy::None => continue,
        };
        diagnostics.push(Diagnostic::new(
            problem,
            Location::new(&original.source, original.title.span),
        ));
    }
}
