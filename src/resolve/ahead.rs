//! Dates that are still to come, of what readers see before: a date holds nothing back, an embargo does.

use super::Visibility;
use super::pairing::Paired;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::edition::Status;
use crate::model::moment::Moment;
use crate::source::{Located, Location};

/// Reports the dates of an announcement, and of its updates, that are shown before they have come.
pub(super) fn check(one: &Paired, visibility: Visibility, diagnostics: &mut Vec<Diagnostic>) {
    let facts = &one.facts;
    // What is wrong with the dates of a withdrawn one is told by its withdrawal.
    if facts.status != Status::Published || facts.withdrawn.is_some() {
        return;
    }
    let embargo = facts.embargo.as_ref();
    let is_early = |date: &Moment| {
        date.instant() > visibility.now && embargo.is_none_or(|embargo| embargo < date)
    };
    let dates = std::iter::once((&facts.date, false));
    let updates = facts.updates.iter().map(|update| (&update.date, true));
    for (Located { value, span }, is_update) in dates.chain(updates) {
        if is_early(value) {
            let problem = Problem::DateAhead {
                date: value.plain_text(),
                embargo: embargo.map(Moment::plain_text),
                is_update,
            };
            let place = Location::new(&one.original.source, *span);
            diagnostics.push(Diagnostic::new(problem, place));
        }
    }
}
