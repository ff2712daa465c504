//! Editions that share a folder and a stem become one announcement: an original and its translations.

use std::collections::{BTreeMap, BTreeSet};

use super::original::{self, Original};
use super::{Visibility, ahead, policy, withdrawal};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::edition::{AnnouncementId, Edition, Facts};
use crate::source::{Location, Span};
use crate::text::closest;

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

/// Pairs the editions. `failed` are the sources without an edition; those of an announcement without an original
/// join them.
pub(super) fn pair(
    editions: Vec<Edition>,
    failed: &mut BTreeSet<String>,
    config: &Config,
    visibility: Visibility,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Paired> {
    let mut groups: BTreeMap<AnnouncementId, Vec<Edition>> = BTreeMap::new();
    for edition in editions {
        groups.entry(edition.id.clone()).or_default().push(edition);
    }
    let mut paired = Vec::with_capacity(groups.len());
    let mut orphans = Vec::new();
    for (id, mut group) in groups {
        group.sort_by_key(|edition| edition.lang);
        // A broken edition may be the one that is missed here, and has been reported itself.
        let has_failed = has_failed_edition(&id, failed);
        let paths: Vec<String> = group.iter().map(|one| one.source.path.clone()).collect();
        let without_text: Vec<Diagnostic> = group.iter().filter_map(empty_body).collect();
        let made = if report_repeated_languages(&group, diagnostics) {
            None
        } else {
            match original::choose(&group, has_failed, diagnostics) {
                Original::At(at) => {
                    let original = group.remove(at);
                    announcement(
                        id,
                        original,
                        group,
                        has_failed,
                        config,
                        visibility,
                        diagnostics,
                    )
                }
                Original::Missing if !has_failed => {
                    orphans.push(group);
                    None
                }
                Original::Missing | Original::Unclear => None,
            }
        };
        if made.is_none() {
            failed.extend(paths);
        }
        // Whoever takes a text off the site may well delete it.
        if made.as_ref().is_none_or(|one| one.facts.keeps_text()) {
            diagnostics.extend(without_text);
        }
        paired.extend(made);
    }
    for group in orphans {
        report_no_original(&group, &paired, config, diagnostics);
        for edition in &group {
            original::report_bad_fingerprint(edition, diagnostics);
        }
    }
    paired
}

/// The announcement of an original and its translations; `None` if it can have no address.
fn announcement(
    id: AnnouncementId,
    mut original: Edition,
    translations: Vec<Edition>,
    has_failed: bool,
    config: &Config,
    visibility: Visibility,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Paired> {
    let places = original::places(&original);
    let status = withdrawal::stated_status(&original);
    let facts = original::facts(&mut original, config, diagnostics)?;
    for translation in &translations {
        original::report_bad_fingerprint(translation, diagnostics);
        original::report_contradictions(&original, &facts, &places, translation, diagnostics);
    }
    if !has_failed && facts.keeps_text() {
        policy::report_missing(
            &original,
            &facts,
            &translations,
            config,
            visibility,
            diagnostics,
        );
    }
    let paired = Paired {
        id,
        facts,
        original,
        translations,
    };
    withdrawal::check(&paired, status, &places, config, visibility, diagnostics);
    ahead::check(&paired, visibility, diagnostics);
    Some(paired)
}

/// What is said of an edition without a text.
fn empty_body(edition: &Edition) -> Option<Diagnostic> {
    let front_matter = edition.source.text.find('\n').map_or(0, |end| end + 1);
    let place = Location::new(&edition.source, Span::new(front_matter, front_matter));
    (!edition.has_text).then(|| Diagnostic::new(Problem::EmptyBody, place))
}

/// Whether a source of the announcement gave no edition.
pub(super) fn has_failed_edition(id: &AnnouncementId, failed: &BTreeSet<String>) -> bool {
    [format!("content/{id}."), format!("content/{id}/index.")]
        .iter()
        .any(|start| {
            failed
                .range(start.clone()..)
                .next()
                .is_some_and(|path| path.starts_with(start.as_str()))
        })
}

/// `a.zh.md` and `a/index.zh.md`: whether there are any such.
fn report_repeated_languages(group: &[Edition], diagnostics: &mut Vec<Diagnostic>) -> bool {
    let before = diagnostics.len();
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
    diagnostics.len() > before
}

/// Editions of which none has a date: often the name of a translation differs a little from that of its original.
fn report_no_original(
    group: &[Edition],
    paired: &[Paired],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(first) = group.first() else {
        return;
    };
    let has =
        |one: &Paired, edition: &Edition| one.editions().any(|other| other.lang == edition.lang);
    let neighbours = || {
        paired.iter().filter(|one| {
            one.id.folder() == first.id.folder() && !group.iter().any(|edition| has(one, edition))
        })
    };
    let nearest = closest(first.id.stem(), neighbours().map(|one| one.id.stem()));
    let only = || {
        let mut all = neighbours();
        all.next().filter(|_| all.next().is_none())
    };
    let named = neighbours()
        .find(|one| nearest == Some(one.id.stem()))
        .or_else(only)
        .map(|one| {
            let other = &one.original;
            let ending = |edition: &Edition| format!(".{}.md", config.languages[edition.lang].code);
            let path = &other.source.path;
            let stem = path.strip_suffix(&ending(other)).unwrap_or(path);
            (path.clone(), format!("{stem}{}", ending(first)))
        });
    let problem = Problem::NoOriginal {
        editions: group.iter().map(|one| one.source.path.clone()).collect(),
        is_translation: group.iter().any(|one| one.translates.is_some()),
        named,
    };
    diagnostics.push(Diagnostic::new(
        problem,
        Location::new(&first.source, first.title.span),
    ));
}
