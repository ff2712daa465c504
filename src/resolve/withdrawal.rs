//! What is wrong with how an announcement says that it was withdrawn.

use super::Visibility;
use super::pairing::Paired;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::edition::{Edition, Status, Withdrawal};
use crate::model::moment::Moment;
use crate::model::statement::Fact;
use crate::source::Location;

/// The `status` that an edition states.
pub(super) fn stated_status(original: &Edition) -> Option<Status> {
    original.statements.iter().find_map(|one| match &one.fact {
        Fact::Status(status) => Some(*status),
        _ => None,
    })
}

/// Checks the facts of an announcement, whose original states them at these places. `status` is what that states itself.
pub(super) fn check(
    one: &Paired,
    status: Option<Status>,
    places: &[(&'static str, Location)],
    config: &Config,
    visibility: Visibility,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let facts = &one.facts;
    let place = |key: &str| {
        let found = places.iter().find(|(other, _)| *other == key);
        found.map(|(_, place)| place.clone())
    };
    let mut report = |problem, place: Option<Location>| {
        diagnostics.extend(place.map(|place| Diagnostic::new(problem, place)));
    };
    let Some(withdrawn) = &facts.withdrawn else {
        if facts.status == Status::Withdrawn {
            report(Problem::WithdrawnUnexplained, place("status"));
        }
        return;
    };
    if let Some(status) = status.filter(|status| *status != Status::Withdrawn) {
        let problem = Problem::WithdrawnAndStatus {
            status: status.word(),
        };
        report(problem, place("status"));
    }
    if facts.duplicate_of.is_some() {
        report(Problem::WithdrawnAndDuplicate, place("duplicate_of"));
    }
    let date_place = Location::new(&one.original.source, withdrawn.date.span);
    if withdrawn.date.value.instant() > visibility.now {
        let date = withdrawn.date.value.plain_text();
        report(Problem::WithdrawnLater { date }, Some(date_place));
    } else if is_before(&withdrawn.date.value, &facts.date.value) {
        let published = facts.date.value.plain_text();
        report(
            Problem::WithdrawnBeforePublished { published },
            Some(date_place),
        );
    }
    // Nobody sees the reason where another announcement is read in its place.
    if facts.replaced_by().is_none() {
        for language in without_reason(withdrawn, one, config) {
            report(Problem::ReasonMissing { language }, place("withdrawn"));
        }
    }
}

/// Whether a moment lies before another; on the same day only if both state a time.
fn is_before(one: &Moment, other: &Moment) -> bool {
    one < other && (one.day() < other.day() || one.time().is_some() && other.time().is_some())
}

/// The languages in which there is a page, but no reason.
fn without_reason(withdrawn: &Withdrawal, one: &Paired, config: &Config) -> Vec<String> {
    one.editions()
        .filter(|edition| withdrawn.reason[edition.lang].is_empty())
        .map(|edition| config.languages[edition.lang].code.clone())
        .collect()
}
