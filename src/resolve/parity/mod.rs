//! Fact parity: the figures, dates, times, amounts, telephone numbers, addresses, links, pictures and attachments of a
//! translation compared with those of its original, after normalising both.
//!
//! The steps, a file each: lines read character by character (`line`, `numerals`), their facts by language (`chinese`,
//! `english`, `other`; `found`, `contacts`, `names` and `context` serve all), links (`targets`), all that an edition states
//! (`edition`), what the editions do not share (`compare`, `index`) and what of it is a slip (`likeness`, `aligned`). `memory`
//! keeps what was found.

mod aligned;
mod chinese;
mod compare;
mod contacts;
mod context;
mod decimal;
mod edition;
mod english;
mod fact;
mod found;
mod index;
mod likeness;
mod line;
mod memory;
mod names;
mod numerals;
mod other;
mod report;
mod targets;

use std::cell::LazyCell;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::archive::{Announcement, Index};
use crate::model::lang::Lang;
use crate::source::Span;

use context::Context;
use decimal::Decimal;
use edition::{Place, Stated};
use fact::{Day, Fact, Kind, Strength, Value};
pub(super) use memory::Memory;

/// Compares each translation with its original: the announcement, the language of the translation, and what to say.
/// What `memory` knows is not compared again.
pub(super) fn check(
    announcements: &[Announcement],
    config: &Config,
    memory: Option<&mut Memory>,
) -> Vec<(Index, Lang, Diagnostic)> {
    if !config.parity.facts {
        return Vec::new();
    }
    let known = memory.as_deref();
    let compared: Vec<(Index, Lang, Vec<Diagnostic>)> = announcements
        .par_iter()
        .enumerate()
        .filter(|(_, one)| one.has_page())
        .flat_map_iter(|(index, one)| of_announcement(index, one, config, known))
        .collect();
    if let Some(memory) = memory {
        memory.learn(announcements, &compared);
    }
    let each = |(index, lang, found): (Index, Lang, Vec<Diagnostic>)| {
        found.into_iter().map(move |one| (index, lang, one))
    };
    compared.into_iter().flat_map(each).collect()
}

/// What is to be said about each translation with a text.
fn of_announcement(
    index: Index,
    announcement: &Announcement,
    config: &Config,
    memory: Option<&Memory>,
) -> Vec<(Index, Lang, Vec<Diagnostic>)> {
    let original_lang = announcement.original_lang;
    let context = Context {
        published: announcement.day(),
        minguo_years: config.parity.minguo_years,
    };
    let original = LazyCell::new(|| {
        let text = &announcement.original;
        let stated = Stated::new(text, original_lang, &context, config);
        (stated, known(announcement))
    });
    let translations = announcement.translations.iter();
    let compared = translations
        .filter(|(_, text)| text.has_text)
        .map(|(lang, text)| {
            let remembered = memory.and_then(|memory| memory.of(announcement, *lang, text));
            let found = remembered.unwrap_or_else(|| {
                let translation = Stated::new(text, *lang, &context, config);
                let codes = [original_lang, *lang].map(|lang| config.languages[lang].code.as_str());
                let (original, known) = &*original;
                report::diagnostics(original, &translation, known, codes)
            });
            (index, *lang, found)
        });
    compared.collect()
}

/// A figure, date, time, amount, telephone number or address of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFact {
    /// As it is written.
    pub words: String,
    /// In the source.
    pub span: Span,
}

/// What the body of an original states and a translation must not lose, in the order of the text: without numerals as
/// words, which a translation may render otherwise, and without links.
pub fn facts_of_original(announcement: &Announcement, config: &Config) -> Vec<FoundFact> {
    let original = &announcement.original;
    let context = Context {
        published: announcement.day(),
        minguo_years: config.parity.minguo_years,
    };
    let stated = Stated::new(original, announcement.original_lang, &context, config);
    let facts = stated
        .facts
        .iter()
        .filter(|(place, fact)| matches!(place, Place::Body(_)) && fact.strength > Strength::Hint);
    let found = facts.map(|(place, fact)| FoundFact {
        words: stated.words(*place, fact).to_owned(),
        span: stated.span(*place, fact),
    });
    found.collect()
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TOKENS: &[&str] = &[
        "千",
        "百",
        "十",
        "万",
        "亿",
        "〇",
        "二",
        "两",
        "半",
        "多",
        "余",
        "年",
        "月",
        "日",
        "时",
        "点",
        "分",
        "之",
        "成",
        "折",
        "季",
        "第",
        "至",
        "、",
        "民国",
        "今年",
        "上午",
        "下午",
        "元",
        "%",
        "％",
        "電話",
        "转",
        "0",
        "1",
        "2",
        "17",
        "30",
        "2023",
        "1,234",
        ".",
        ",",
        ":",
        "-",
        "–",
        "~",
        "/",
        "+",
        "(",
        ")",
        " ",
        "@",
        "a",
        "G",
        "www.",
        "https://",
        "example.org",
        "April",
        "may",
        "May ",
        "th",
        "st",
        "of ",
        "and ",
        "to ",
        "the ",
        "p.m.",
        "half ",
        "two ",
        "thirds",
        "hundred ",
        "million ",
        "in ",
        "decades",
        "percent",
        "$",
        "NT$",
        "m",
        "é",
        "\u{3000}",
    ];

    proptest! {
        #[test]
        fn any_text_is_read_and_says_what_it_says(
            tokens in prop::collection::vec(prop::sample::select(TOKENS), 0..30)
        ) {
            let text = tokens.concat();
            let published = jiff::civil::date(2026, 3, 12);
            let context = Context { published, minguo_years: true };
            let french = other::marks("fr");
            for facts in [chinese::facts(&text, &context), english::facts(&text, &context), other::facts(&text, french)] {
                for fact in &facts {
                    prop_assert!(text.get(fact.range.clone()).is_some(), "{fact:?} in {text}");
                    prop_assert!(fact.range.start < fact.range.end, "{fact:?} in {text}");
                    prop_assert!(fact.is_stated_by(fact), "{fact:?} in {text}");
                }
            }
        }
    }
}
