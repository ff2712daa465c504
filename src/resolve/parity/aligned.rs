//! Slips that only the place shows: a figure that stands elsewhere in the other edition too, but not in the same line.

use std::collections::BTreeMap;

use super::edition::{Place, Stated};
use super::fact::{Fact, Strength};
use super::likeness::slip;

/// A line with more facts is a table that lost its form.
const MOST_FACTS: usize = 200;

/// Where both editions have the same lines: pairs of facts, by their places, that are the only ones of their line
/// which the same line of the other edition does not state. Lines with an equal number of facts are compared only,
/// so that a sentence that was moved is no slip.
pub(super) fn slips(
    original: &Stated<'_>,
    translation: &Stated<'_>,
    known: &[Fact],
) -> Vec<(usize, usize)> {
    if original.lines.lines.len() != translation.lines.lines.len() {
        return Vec::new();
    }
    let others = by_line(translation);
    let mut slips = Vec::new();
    for (line, facts) in by_line(original) {
        let Some(other) = others.get(&line) else {
            continue;
        };
        if facts.len() > MOST_FACTS || other.len() > MOST_FACTS {
            continue;
        }
        let lost = unstated(original, &facts, translation, other, known);
        let added = unstated(translation, other, original, &facts, known);
        if let ([left], [right]) = (lost.as_slice(), added.as_slice())
            && count(original, &facts) == count(translation, other)
            && is_one(&original.facts[*left].1, &translation.facts[*right].1)
        {
            slips.push((*left, *right));
        }
    }
    slips
}

/// Whether two facts that only one edition states each may be one: of the same kind, and numbers of the same size.
fn is_one(left: &Fact, right: &Fact) -> bool {
    let same_size = match (left.number(), right.number()) {
        (Some(left), Some(right)) => left.magnitude() == right.magnitude(),
        _ => true,
    };
    left.kind == right.kind && (same_size || slip(left, right).is_some())
}

/// The facts of each line, by their places; the headline and the summary are lines of their own.
fn by_line(stated: &Stated<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut lines: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, (place, _)) in stated.facts.iter().enumerate() {
        let line = match place {
            Place::Headline => 0,
            Place::Summary => 1,
            Place::Body(line) => line + 2,
            Place::Link(_) => continue,
        };
        lines.entry(line).or_default().push(at);
    }
    lines
}

/// Facts in digits that a line of the other edition does not state.
fn unstated(
    one: &Stated<'_>,
    facts: &[usize],
    other: &Stated<'_>,
    others: &[usize],
    known: &[Fact],
) -> Vec<usize> {
    let is_stated = |at: usize| {
        let fact = &one.facts[at].1;
        let others = others.iter().map(|other_at| &other.facts[*other_at].1);
        others
            .chain(known)
            .any(|other| fact.is_stated_by(other) || fact.rounds_to(other) || other.rounds_to(fact))
    };
    let in_digits = facts
        .iter()
        .copied()
        .filter(|at| one.facts[*at].1.strength > Strength::Hint);
    in_digits.filter(|at| !is_stated(*at)).collect()
}

fn count(stated: &Stated<'_>, facts: &[usize]) -> usize {
    facts
        .iter()
        .filter(|at| stated.facts[**at].1.strength > Strength::Hint)
        .count()
}
