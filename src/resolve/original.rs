//! Which edition of an announcement is the original, the facts that it states, and what contradicts them.

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::edition::{Edition, Facts};
use crate::model::names::{Slug, simplified};
use crate::model::statement::{Fact, Statement};
use crate::source::{Located, Location, Span};

/// What a group of editions has for an original.
pub(super) enum Original {
    /// The edition at this place.
    At(usize),
    /// No edition states a date.
    Missing,
    /// More than one may be it, which has been reported.
    Unclear,
}

/// Chooses the original: the edition that carries `date`. Of several those with `translates` are translations, which
/// repeat it; of editions that state the same date the one that states the most facts is the original, or else the
/// first in the order of the languages. Different dates are an error. If an edition `has_failed`, it may be the
/// original of those that have `translates`.
pub(super) fn choose(
    group: &[Edition],
    has_failed: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Original {
    let dated = || (0..group.len()).filter(|at| group[*at].date().is_some());
    let mut candidates: Vec<usize> = dated()
        .filter(|at| group[*at].translates.is_none())
        .collect();
    if candidates.is_empty() && !has_failed {
        candidates = dated().collect();
    }
    let Some(first) = candidates.first().copied() else {
        return Original::Missing;
    };
    if report_different_dates(group, &candidates, diagnostics) {
        return Original::Unclear;
    }
    let stated = |at: usize| group[at].statements.len();
    let chosen =
        candidates.into_iter().fold(
            first,
            |best, at| {
                if stated(at) > stated(best) { at } else { best }
            },
        );
    if let Some(translates) = &group[chosen].translates {
        diagnostics.push(Diagnostic::new(
            Problem::TranslatesInOriginal,
            Location::new(&group[chosen].source, translates.span),
        ));
    }
    Original::At(chosen)
}

fn report_different_dates(
    group: &[Edition],
    candidates: &[usize],
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let dates: Vec<_> = candidates
        .iter()
        .filter_map(|at| Some((&group[*at], group[*at].date()?)))
        .collect();
    let Some(((first, date), others)) = dates.split_first() else {
        return false;
    };
    let before = diagnostics.len();
    for (edition, other) in others.iter().filter(|(_, other)| other.value != date.value) {
        let problem = Problem::TwoOriginals {
            other: first.source.path.clone(),
        };
        diagnostics.push(
            Diagnostic::new(problem, Location::new(&edition.source, other.span))
                .related(Location::new(&first.source, date.span)),
        );
    }
    diagnostics.len() > before
}

/// The facts of an original, which from now on belong to the announcement. `None` if its address cannot be made,
/// which has then been reported.
pub(super) fn facts(
    original: &mut Edition,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Facts> {
    let slug = match own_slug(original) {
        Some(slug) => slug,
        None => slug_from_name(original, diagnostics)?,
    };
    let statements = std::mem::take(&mut original.statements);
    Facts::gather(
        statements,
        slug,
        config.translation.clone(),
        &config.languages,
    )
}

fn own_slug(original: &Edition) -> Option<Slug> {
    original.statements.iter().find_map(|one| match &one.fact {
        Fact::Slug(slug) => Some(slug.clone()),
        _ => None,
    })
}

/// The stem without a leading date.
fn slug_from_name(original: &Edition, diagnostics: &mut Vec<Diagnostic>) -> Option<Slug> {
    let stem = original.id.stem();
    let slug = if stem.is_ascii() {
        Slug::new(&simplified(without_date(stem)))
    } else {
        None
    };
    if slug.is_none() {
        let text = &original.source.text;
        let first_line = text.split('\n').next().unwrap_or("").trim_end().len();
        let problem = Problem::SlugNeeded {
            stem: stem.to_owned(),
        };
        diagnostics.push(Diagnostic::new(
            problem,
            Location::new(&original.source, Span::new(0, first_line)),
        ));
    }
    slug
}

/// `2023-04-14-briefing` to `briefing`; a stem that is only a date stays.
fn without_date(stem: &str) -> &str {
    let is_date = |text: &str| {
        text.bytes().zip(*b"0000-00-00-").all(|(byte, form)| {
            if form == b'0' {
                byte.is_ascii_digit()
            } else {
                byte == form
            }
        })
    };
    match stem.split_at_checked(11) {
        Some((date, rest)) if is_date(date) && !rest.is_empty() => rest,
        _ => stem,
    }
}

/// Where an original states its facts, by their keys.
pub(super) fn places(original: &Edition) -> Vec<(&'static str, Location)> {
    let place = |one: &Statement| (one.key, Location::new(&original.source, one.place));
    original.statements.iter().map(place).collect()
}

/// Reports a `translates` that is no fingerprint.
pub(super) fn report_bad_fingerprint(translation: &Edition, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(Located {
        value: Err(_),
        span,
    }) = &translation.translates
    {
        let source = &translation.source;
        let problem = Problem::BadFingerprint {
            text: source.text[span.range()].to_owned(),
            path: source.path.clone(),
        };
        diagnostics.push(Diagnostic::new(problem, Location::new(source, *span)));
    }
}

/// Reports what a translation states otherwise than the original, or where the original states nothing.
pub(super) fn report_contradictions(
    original: &Edition,
    facts: &Facts,
    places: &[(&'static str, Location)],
    translation: &Edition,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let wrong = |one: &&Statement| !facts.agree_with(&one.fact, translation.lang);
    for statement in translation.statements.iter().filter(wrong) {
        let here = Location::new(&translation.source, statement.place);
        let key = statement.key;
        let diagnostic = match places.iter().find(|(other, _)| *other == key) {
            Some((_, place)) => {
                let (line, _) = place.line_column();
                let other = format!("{}:{line}", original.source.path);
                Diagnostic::new(Problem::FactContradictsOriginal { key, other }, here)
                    .related(place.clone())
            }
            None => {
                let other = original.source.path.clone();
                Diagnostic::new(Problem::FactNotInOriginal { key, other }, here)
            }
        };
        diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use super::without_date;

    #[test]
    fn a_leading_date_is_no_part_of_the_slug() {
        assert_eq!(without_date("2023-04-14-briefing"), "briefing");
        assert_eq!(without_date("2023-04-14"), "2023-04-14");
        assert_eq!(without_date("briefing"), "briefing");
    }
}
