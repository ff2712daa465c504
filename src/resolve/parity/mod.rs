//! Fact parity: the figures, dates, times, amounts, telephone numbers, addresses, links, pictures and attachments of a
//! translation compared with those of its original, after normalising both.
//!
//! The steps, a file each: lines read character by character (`line`, `numerals`), their facts by language (`chinese`,
//! `english`, `other`; `contacts`, `names` and `context` serve all), links (`targets`), all that an edition states
//! (`edition`), what the editions do not share (`compare`) and what of it is a slip (`likeness`, `aligned`).

mod aligned;
mod chinese;
mod compare;
mod contacts;
mod context;
mod decimal;
mod edition;
mod english;
mod fact;
mod likeness;
mod line;
mod names;
mod numerals;
mod other;
mod report;
mod targets;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::archive::{Announcement, Index};
use crate::model::lang::Lang;

use context::Context;
use decimal::Decimal;
use edition::Stated;
use fact::{Day, Fact, Kind, Strength, Value};

/// Compares each translation with its original: the announcement, the language of the translation, and what to say.
pub(super) fn check(
    announcements: &[Announcement],
    config: &Config,
) -> Vec<(Index, Lang, Diagnostic)> {
    if !config.parity.facts {
        return Vec::new();
    }
    let found: Vec<Vec<(Index, Lang, Diagnostic)>> = announcements
        .par_iter()
        .enumerate()
        .filter(|(_, one)| one.has_page() && !one.translations.is_empty())
        .map(|(index, one)| of_announcement(index, one, config))
        .collect();
    found.into_iter().flatten().collect()
}

fn of_announcement(
    index: Index,
    announcement: &Announcement,
    config: &Config,
) -> Vec<(Index, Lang, Diagnostic)> {
    let context = Context {
        published: announcement.day(),
        minguo_years: config.parity.minguo_years,
    };
    let known = known(announcement);
    let original = Stated::new(
        &announcement.original,
        announcement.original_lang,
        &context,
        config,
    );
    let mut found = Vec::new();
    for (lang, text) in announcement
        .translations
        .iter()
        .filter(|(_, text)| text.has_text)
    {
        let translation = Stated::new(text, *lang, &context, config);
        let codes =
            [announcement.original_lang, *lang].map(|lang| config.languages[lang].code.as_str());
        let diagnostics = report::diagnostics(&original, &translation, &known, codes);
        found.extend(diagnostics.into_iter().map(|one| (index, *lang, one)));
    }
    found
}

/// What the page says in every language: its date and its number in a series.
fn known(announcement: &Announcement) -> Vec<Fact> {
    let date = context::day(announcement.day());
    let number = announcement
        .facts
        .series
        .as_ref()
        .and_then(|part| part.number);
    let values = [Value::Date(date), Value::Date(Day { day: None, ..date })].into_iter();
    let values = values.chain(date.year.map(|year| Value::Number(Decimal::from(year))));
    let values = values.chain(number.map(|number| Value::Number(Decimal::from(number))));
    values
        .map(|value| Fact {
            readings: vec![value],
            kind: Kind::Date,
            strength: Strength::Hint,
            approximate: false,
            range: 0..0,
        })
        .collect()
}
