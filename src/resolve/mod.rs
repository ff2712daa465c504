//! Stage 3: editions to the archive: paired, public or not, in order, with links and duplicates decided.

mod ahead;
mod duplicates;
mod links;
mod original;
mod pairing;
mod parity;
mod policy;
mod stale;
mod translations;
mod withdrawal;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::archive::{Announcement, Archive, Asset, Unpublished};
use crate::model::edition::{AnnouncementId, Edition, Facts, Status};
use crate::model::lang::PerLang;
use crate::model::moment::Moment;
use crate::model::names::SeriesId;
use crate::source::{Location, Source};
use crate::text::closest;

pub use duplicates::{ComparedBodies, Furniture, Value, canonical, names_one};
use links::Library;
pub use links::named_files;
use pairing::{Paired, has_failed_edition};
pub use parity::{FoundFact, facts_of_original};
pub use stale::fingerprint;

/// What decides which announcements are public.
#[derive(Debug, Clone, Copy)]
pub struct Visibility {
    /// Embargoes that end up to this time are over.
    pub now: Timestamp,
    /// Show drafts and embargoed announcements as well.
    pub drafts: bool,
}

impl Visibility {
    fn shows(self, facts: &Facts) -> bool {
        self.drafts || self.is_public(facts)
    }

    /// Whether anybody may read it at this time.
    fn is_public(self, facts: &Facts) -> bool {
        self.unpublished(facts).is_none()
    }

    /// Why not everybody may read it at this time, if that is so.
    fn unpublished(self, facts: &Facts) -> Option<Unpublished> {
        if facts.status == Status::Draft {
            return Some(Unpublished::Draft);
        }
        let end = facts.embargo.as_ref()?;
        (end.instant() > self.now).then_some(Unpublished::Embargoed)
    }
}

/// What the editions are made into.
pub struct Resolved {
    /// What is public.
    pub archive: Archive,
    /// What is not: for finding that nothing of it is published, and for nothing else.
    pub withheld: Vec<Announcement>,
}

/// What an earlier run found, so that texts which are the same are neither examined nor compared again. It belongs to
/// one configuration.
#[derive(Debug, Default)]
pub struct Memory {
    duplicates: duplicates::Memory,
    /// Of what is shown, and of what is withheld.
    parity: [parity::Memory; 2],
}

/// Makes the archive. `sources` are all that were discovered: one that gave no edition has been reported
/// already, and what follows from its absence is not reported again.
pub fn resolve(
    editions: Vec<Edition>,
    sources: &[Arc<Source>],
    assets: &[Asset],
    config: &Config,
    visibility: Visibility,
    mut memory: Option<&mut Memory>,
) -> (Resolved, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let parsed: BTreeSet<&str> = editions
        .iter()
        .map(|edition| edition.source.path.as_str())
        .collect();
    let mut failed: BTreeSet<String> = sources
        .iter()
        .map(|source| &source.path)
        .filter(|path| !parsed.contains(path.as_str()))
        .cloned()
        .collect();
    drop(parsed);
    let paired = pairing::pair(editions, &mut failed, config, visibility, &mut diagnostics);
    let has_gaps = !failed.is_empty();
    let next_build = next_build(&paired, visibility.now);
    let (mut public, withheld): (Vec<Paired>, Vec<Paired>) = paired
        .into_iter()
        .partition(|one| visibility.shows(&one.facts));
    report_future_clashes(&public, &withheld, &mut diagnostics);
    let broken: BTreeSet<AnnouncementId> = public
        .iter()
        .map(|one| &one.id)
        .filter(|id| has_gaps && has_failed_edition(id, &failed))
        .cloned()
        .collect();
    public.sort_by(|left, right| {
        right
            .facts
            .date
            .value
            .cmp(&left.facts.date.value)
            .then_with(|| left.id.cmp(&right.id))
    });
    let library = Library::new(&public, &withheld, failed, assets, config);
    let mut announcements = links::resolve(public, &library, &mut diagnostics);
    let mut withheld = links::resolve_withheld(withheld, &library, &mut diagnostics);
    let of_withheld = memory.as_mut().map(|memory| &mut memory.parity[1]);
    let found = check_translations(&mut withheld, config, visibility, of_withheld);
    diagnostics.extend(found);
    let of_bodies = memory.as_mut().map(|memory| &mut memory.duplicates);
    let (duplicates, found) =
        duplicates::decide(&mut announcements, &withheld, config, visibility, of_bodies);
    diagnostics.extend(found);
    let (stale, found) = stale::find(&announcements, config);
    diagnostics.extend(found);
    let of_shown = memory.map(|memory| &mut memory.parity[0]);
    let unequal = parity::check(&announcements, config, of_shown);
    let translations = translations::table(&announcements, &stale, &unequal, &broken, config);
    diagnostics.extend(unequal.into_iter().map(|(_, _, diagnostic)| diagnostic));
    let series_titles = series_titles(&announcements, config, &mut diagnostics);
    let unpublished = announcements.iter().enumerate();
    let unpublished = unpublished
        .filter_map(|(index, one)| Some((index, visibility.unpublished(&one.facts)?)))
        .collect();
    let resolved = Resolved {
        archive: Archive {
            announcements,
            series_titles,
            has_gaps,
            duplicates,
            translations,
            next_build,
            unpublished,
        },
        withheld,
    };
    (resolved, diagnostics)
}

/// When the output of a build will differ without any change of the content: the next end of an embargo. (That a
/// translation is owed by some time only decides whether there is a build.)
fn next_build(paired: &[Paired], now: Timestamp) -> Option<Moment> {
    let announced = paired
        .iter()
        .filter(|one| one.facts.status != Status::Draft);
    let ends = announced.filter_map(|one| one.facts.embargo.as_ref());
    ends.filter(|end| end.instant() > now).min().cloned()
}

/// What is wrong with the translations of announcements that are not public yet: found now, while there is time.
fn check_translations(
    withheld: &mut [Announcement],
    config: &Config,
    visibility: Visibility,
    memory: Option<&mut parity::Memory>,
) -> Vec<Diagnostic> {
    let mut diagnostics = duplicates::check_translations(withheld, config, visibility);
    let (_, stale) = stale::find(withheld, config);
    diagnostics.extend(stale);
    let unequal = parity::check(withheld, config, memory);
    diagnostics.extend(unequal.into_iter().map(|(_, _, diagnostic)| diagnostic));
    diagnostics
}

/// Two announcements of one day and slug, of which one is not public yet: found now, and not on the day on which
/// the build would stop. Of two public ones the plan says the same.
fn report_future_clashes(
    public: &[Paired],
    withheld: &[Paired],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let key = |one: &Paired| (one.facts.date.value.day(), one.facts.slug.clone());
    let mut taken: BTreeMap<_, &Paired> = public.iter().map(|one| (key(one), one)).collect();
    for one in withheld {
        let Some(other) = taken.insert(key(one), one) else {
            continue;
        };
        let place = |one: &Paired| Location::new(&one.original.source, one.facts.date.span);
        let (day, slug) = key(one);
        let address = format!("/…/{}/{slug}/", day.strftime("%Y/%m/%d"));
        let problem = Problem::AddressTaken {
            address,
            other: other.original.source.path.clone(),
        };
        diagnostics.push(Diagnostic::new(problem, place(one)).related(place(other)));
    }
}

/// The title of each series that occurs; one without a title shows its id.
fn series_titles(
    announcements: &[Announcement],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<SeriesId, PerLang<String>> {
    let mut titles = BTreeMap::new();
    for announcement in announcements.iter().filter(|one| one.has_page()) {
        let Some(part) = &announcement.facts.series else {
            continue;
        };
        let id = &part.id.value;
        if titles.contains_key(id) {
            continue;
        }
        let title = config.series.get(id).cloned().unwrap_or_else(|| {
            let place = Location::new(&announcement.original.source, part.id.span);
            let known = config.series.keys().map(SeriesId::as_str);
            let problem = Problem::SeriesWithoutTitle {
                id: id.to_string(),
                nearest: closest(id.as_str(), known).map(str::to_owned),
            };
            diagnostics.push(Diagnostic::new(problem, place));
            PerLang::from_fn(&config.languages, |_| id.to_string())
        });
        titles.insert(id.clone(), title);
    }
    titles
}
