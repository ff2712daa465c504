//! Digits that belong to a name: `PM2.5`, `COVID-19`, `5G`, `SDG 12`, `Article 8.2`.

use super::line::Line;
use super::numerals::{ENGLISH, numeral};

/// Currencies that stand before an amount.
const CURRENCIES: [&str; 10] = [
    "RMB", "CNY", "NTD", "TWD", "USD", "HKD", "EUR", "GBP", "JPY", "MOP",
];

/// Prefixes with a hyphen that do not make a name of a year.
const PREFIXES: [&str; 6] = ["mid-", "pre-", "post-", "early-", "late-", "since-"];

/// Units that may stand directly behind digits.
const UNITS: [&str; 38] = [
    "km", "m", "cm", "mm", "kg", "g", "mg", "t", "kt", "mt", "ha", "mu", "h", "hr", "hrs", "min",
    "s", "ml", "l", "kw", "mw", "gw", "kwh", "mwh", "gwh", "kv", "gb", "tb", "mb", "mbps", "hz",
    "mhz", "ghz", "k", "bn", "mn", "tn", "million",
];

/// Letters of an ordinal, a decade and the hours of the clock.
const ENDINGS: [&str; 9] = ["st", "nd", "rd", "th", "s", "am", "pm", "a.m", "p.m"];

/// The end of the name, if the digits at a place are a part of one.
pub(super) fn letters_around(line: &Line, at: usize) -> Option<usize> {
    if !line.at(at).is_ascii_digit() {
        return None;
    }
    let is_letter = |character: char| character.is_ascii_alphabetic();
    let before = line.before(at);
    // A part of an address that a space cut off: %e9%98.
    let is_escape = |mark: usize| line.at(mark) == '%' && line.at(mark + 1).is_ascii_hexdigit();
    if at > 0 && is_escape(at - 1) {
        return Some(at + 1);
    }
    if let Some(end) = code(line, at) {
        return Some(end);
    }
    let hyphen = matches!(before, '-' | '/')
        && at > 1
        && is_letter(line.at(at - 2))
        && !line.any_before(at, &PREFIXES);
    let starts_in_name = matches!(before, '@' | '#')
        || is_letter(before) && !line.any_before(at, &CURRENCIES)
        || hyphen;
    let end = numeral(line, at, ENGLISH)?.end;
    if is_escape(end) {
        return Some(end);
    }
    let (letters, stop) = line.latin(end).unwrap_or((String::new(), end));
    // 10km² and 5G: units are known, anything else is a name.
    let ends_in_name = !letters.is_empty()
        && !UNITS.contains(&letters.as_str())
        && !ENDINGS.contains(&letters.as_str());
    let is_capital_unit =
        letters.len() == 1 && line.at(end).is_ascii_uppercase() && letters != "k" && letters != "m";
    (starts_in_name || ends_in_name || is_capital_unit).then_some(
        if ends_in_name || is_capital_unit {
            stop
        } else {
            end
        },
    )
}

/// Characters from which on a run of letters, digits and hyphens or slashes can only be made by a machine.
const CODE_LENGTH: usize = 20;

/// How far from its digits the rest of a code is looked for.
const CODE_REACH: usize = 60;

/// The end of the section number (`8.1.1`) or machine-made code that the digits at a place belong to.
fn code(line: &Line, at: usize) -> Option<usize> {
    let (mut start, mut end) = (at, at);
    while line.before(start).is_ascii_graphic() && start + CODE_REACH > at {
        start -= 1;
    }
    while line.at(end).is_ascii_graphic() && end < at + CODE_REACH {
        end += 1;
    }
    let run = line.text(start, end);
    let has_letters = run.bytes().any(|byte| byte.is_ascii_alphabetic());
    let is_escape =
        |part: &&str| part.len() > 1 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    let escapes = run.split('%').skip(1).filter(is_escape).count();
    let joints = run.matches(['-', '/']).count() + escapes;
    if run.len() >= CODE_LENGTH && has_letters && joints > 2 {
        return Some(end);
    }
    let mut section = at;
    let mut dots = 0;
    loop {
        match line.at(section) {
            '.' if line.at(section + 1).is_ascii_digit() => dots += 1,
            character if character.is_ascii_digit() => {}
            _ => break,
        }
        section += 1;
    }
    (dots > 1).then_some(section)
}

/// Words before the number of a thing, in lower case.
const NUMBERED: [&str; 24] = [
    "article",
    "articles",
    "section",
    "chapter",
    "goal",
    "goals",
    "level",
    "web",
    "version",
    "appendix",
    "figure",
    "table",
    "vol",
    "volume",
    "part",
    "phase",
    "paragraph",
    "type",
    "class",
    "step",
    "stage",
    "unit",
    "item",
    "windows",
];

/// Whether the number at a place is that of a thing with a name: `Web 3`, `RAY 5.0`.
pub(super) fn is_numbered(line: &Line, at: usize) -> bool {
    if line.before(at) != ' ' {
        return false;
    }
    let (word, start) = line.latin_before(at);
    let is_acronym = word.len() > 1
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && !CURRENCIES.contains(&word.as_str());
    let is_attached =
        start < at && (is_acronym || NUMBERED.contains(&word.to_ascii_lowercase().as_str()));
    is_attached && line.skip_spaces_back(at) + 1 == at
}
