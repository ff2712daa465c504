//! The facts of two editions compared: what only one of them states, and what they state differently.

use super::aligned;
use super::decimal::Decimal;
use super::edition::{Place, Stated};
use super::fact::{Fact, Strength};
use super::likeness::slip;

/// A difference between original and translation, by the places of facts in their editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    OnlyInOriginal(usize),
    OnlyInTranslation(usize),
    Differ(usize, usize),
    ManyOnlyInOriginal(Many),
    ManyOnlyInTranslation(Many),
}

/// More facts of one edition than are worth a line each: the other is another text, or an older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Many {
    /// The first of them.
    pub(super) first: usize,
    /// How many the other edition lacks.
    pub(super) missing: usize,
    /// How many there are, those with a counterpart too.
    pub(super) all: usize,
}

/// So many facts of one edition get a warning each, even if they are most of it.
const FEW: usize = 10;

/// Missing facts that are looked at: more come from another text, and would cost more than they tell.
const MOST_MISSING: usize = 300;

/// A text of less than this share of the other's length is an abridgement, which may leave facts out: one in two.
/// Of whole translations of announcements and articles none had less than four in five.
const ABRIDGED: usize = 2;

/// All differences: first what the editions state differently, then what only one states. `known` is what both say elsewhere.
pub(super) fn compare(
    original: &Stated<'_>,
    translation: &Stated<'_>,
    known: &[Fact],
) -> Vec<Finding> {
    let lost = missing(original, translation, known, |lost, other| {
        lost.rounds_to(other)
    });
    let added = missing(translation, original, known, |added, other| {
        other.rounds_to(added)
    });
    let mut pairs = pairs(original, translation, &lost, &added);
    let (paired_lost, paired_added): (Vec<usize>, Vec<usize>) = pairs.iter().copied().unzip();
    pairs.extend(
        aligned::slips(original, translation, known)
            .into_iter()
            .filter(|(left, right)| !paired_lost.contains(left) && !paired_added.contains(right)),
    );
    pairs.sort_unstable();
    let mut findings: Vec<Finding> = pairs
        .iter()
        .map(|(left, right)| Finding::Differ(*left, *right))
        .collect();
    if translation.length * ABRIDGED >= original.length {
        let alone = |fact: &usize| pairs.iter().all(|(left, _)| left != fact);
        let lost: Vec<usize> = lost.into_iter().filter(alone).collect();
        findings.extend(one_sided(original, &lost).map_or_else(
            |many| vec![Finding::ManyOnlyInOriginal(many)],
            |lost| lost.into_iter().map(Finding::OnlyInOriginal).collect(),
        ));
    }
    if original.length * ABRIDGED >= translation.length {
        let alone = |fact: &usize| pairs.iter().all(|(_, right)| right != fact);
        let added: Vec<usize> = added.into_iter().filter(alone).collect();
        findings.extend(one_sided(translation, &added).map_or_else(
            |many| vec![Finding::ManyOnlyInTranslation(many)],
            |added| added.into_iter().map(Finding::OnlyInTranslation).collect(),
        ));
    }
    findings
}

/// The strong facts among those that only one edition states; the error is what to say instead where they are many.
fn one_sided(stated: &Stated<'_>, missing: &[usize]) -> Result<Vec<usize>, Many> {
    let is_strong = |fact: &usize| stated.facts[*fact].1.strength == Strength::Strong;
    let all = (0..stated.facts.len()).filter(is_strong).count();
    let missing: Vec<usize> = missing.iter().copied().filter(is_strong).collect();
    match missing.first() {
        Some(first) if missing.len() > FEW && missing.len() * 2 > all => Err(Many {
            first: *first,
            missing: missing.len(),
            all,
        }),
        _ => Ok(missing),
    }
}

/// Whether a fact is missed if the other edition lacks it, or may at least be what the other has instead: of numerals
/// as words those of a hundred and more.
fn may_be_missed(fact: &Fact) -> bool {
    let is_large = |number: Decimal| number.magnitude() > 2;
    fact.strength > Strength::Hint || fact.number().is_some_and(is_large)
}

/// What one edition states and the other does not, each once. Weak facts are among them. A translation may round what
/// the original says, and not the other way.
fn missing(
    one: &Stated<'_>,
    other: &Stated<'_>,
    known: &[Fact],
    is_rounded: fn(&Fact, &Fact) -> bool,
) -> Vec<usize> {
    let mut missing: Vec<usize> = Vec::new();
    let facts = one.facts.iter().enumerate();
    for (at, (_, fact)) in facts.filter(|(_, (_, fact))| may_be_missed(fact)) {
        let is_stated = other.index.states(fact)
            || other
                .facts
                .iter()
                .map(|(_, other)| other)
                .chain(known)
                .any(|other| fact.is_stated_by(other) || is_rounded(fact, other))
            || missing
                .iter()
                .any(|before| one.facts[*before].1.readings == fact.readings);
        if !is_stated {
            missing.push(at);
        }
        if missing.len() == MOST_MISSING {
            break;
        }
    }
    missing
}

/// Missing facts of both sides that are probably one: the most usual slips first, then those that stand nearest.
fn pairs(
    original: &Stated<'_>,
    translation: &Stated<'_>,
    lost: &[usize],
    added: &[usize],
) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(u32, usize, usize, usize)> = Vec::new();
    for left in lost {
        for right in added {
            let (one, other) = (&original.facts[*left], &translation.facts[*right]);
            if one.1.strength != Strength::Strong && other.1.strength != Strength::Strong {
                continue;
            }
            if let Some(rank) = slip(&one.1, &other.1) {
                let distance = distance(original, translation, one, other);
                candidates.push((rank, distance, *left, *right));
            }
        }
    }
    candidates.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, _, left, right) in candidates {
        if pairs.iter().all(|pair| pair.0 != left && pair.1 != right) {
            pairs.push((left, right));
        }
    }
    pairs
}

/// How far two facts stand from each other, in thousandths of the text.
fn distance(
    original: &Stated<'_>,
    translation: &Stated<'_>,
    one: &(Place, Fact),
    other: &(Place, Fact),
) -> usize {
    let place = |stated: &Stated<'_>, (place, fact): &(Place, Fact)| {
        let body = stated.text.body;
        stated.span(*place, fact).start.saturating_sub(body.start) * 1000
            / (body.end - body.start).max(1)
    };
    place(original, one).abs_diff(place(translation, other))
}

/// Facts before a missing one of which the nearest that both editions state is looked for.
const NEAR: usize = 20;

/// The place in the other edition where a fact would be expected: the line of the last fact before it that both
/// state. None if there is none before it.
pub(super) fn expected_line(one: &Stated<'_>, other: &Stated<'_>, fact: usize) -> Option<usize> {
    let at = one.span(one.facts[fact].0, &one.facts[fact].1).start;
    let line = one.line_at(at);
    if at >= one.text.body.start && one.lines.lines.len() == other.lines.lines.len() {
        return Some(line);
    }
    let before = one.facts.iter().filter(|(place, fact)| {
        matches!(place, Place::Body(_))
            && fact.strength == Strength::Strong
            && one.span(*place, fact).start < at
    });
    before.rev().take(NEAR).find_map(|(_, fact)| {
        other.facts.iter().find_map(|(place, stated)| match place {
            Place::Body(line)
                if stated.strength == Strength::Strong && fact.is_stated_by(stated) =>
            {
                Some(*line)
            }
            _ => None,
        })
    })
}
