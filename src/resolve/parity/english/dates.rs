//! English dates and times: `17 April 2023`, `April 17–19`, `the 14th of May`, `10:30 a.m.`, `9 to 11 a.m.`.

use super::super::fact::{Clock, Day};
use super::super::line::Line;
use super::super::numerals::{ENGLISH, numeral, numeric_time};
use crate::text::ENGLISH_MONTHS;

/// Words between the ends of a range or the members of a list.
pub(super) const TO: [&str; 7] = ["to ", "and ", "or ", "through ", "until ", "&", ","];

/// Words before a month whose name is another word too.
const BEFORE_MONTH: [&str; 24] = [
    "in", "of", "by", "since", "until", "till", "late", "early", "mid", "and", "to", "from",
    "between", "last", "this", "next", "on", "before", "after", "through", "during", "every",
    "each", "end",
];

/// The month that is named at a place, and the end of its name.
pub(super) fn month(line: &Line, at: usize) -> Option<(u32, usize)> {
    if line.before(at).is_ascii_alphanumeric() {
        return None;
    }
    let (word, end) = line.latin(at)?;
    let is_short = word.len() == 3 || word == "sept";
    let month = ENGLISH_MONTHS
        .iter()
        .position(|month| *month == word || is_short && month.starts_with(&word))?
        as u32
        + 1;
    let end = if is_short && month != 5 && line.at(end) == '.' {
        end + 1
    } else {
        end
    };
    let is_word = matches!(word.as_str(), "may" | "march" | "mar");
    let is_lower = !line.at(at).is_ascii_uppercase();
    // In lower case it is a month only before a day.
    if is_word && is_lower {
        return day(line, line.skip_spaces(end)).map(|_| (month, end));
    }
    let near = || {
        let (before, start) = line.latin_before(at);
        line.at(line.skip_spaces(end)).is_ascii_digit()
            || line.before(line.skip_spaces_back(at)).is_ascii_digit()
            || !is_lower
                && start < at
                && (BEFORE_MONTH.contains(&before.to_ascii_lowercase().as_str())
                    || before.len() == 2 && line.before(start).is_ascii_digit())
            || matches!(line.before(at), '-' | '(' | '/')
    };
    (!is_word && !is_lower || near()).then_some((month, end))
}

/// A day of a month at a place, with or without `th`, and its end.
fn day(line: &Line, at: usize) -> Option<(u32, usize)> {
    let digits = numeral(line, at, ENGLISH)?;
    let value = digits.small(2).filter(|day| (1..=31).contains(day))?;
    let end = line
        .any(digits.end, &["st", "nd", "rd", "th"])
        .map_or(digits.end, |(_, end)| end);
    let is_more = line.at(end).is_ascii_alphanumeric()
        || matches!(line.at(end), '%' | ':')
        || line.at(end) == '.' && line.at(end + 1).is_ascii_digit();
    (!is_more).then_some((value, end))
}

fn year(line: &Line, at: usize) -> Option<(u32, usize)> {
    let at = line.skip_spaces(at);
    let at = if line.at(at) == ',' {
        line.skip_spaces(at + 1)
    } else {
        at
    };
    let at = line.word(at, "of ").unwrap_or(at);
    let digits = numeral(line, at, ENGLISH)?;
    let value = digits.year().filter(|year| (1900..2100).contains(year))?;
    let after = line.at(digits.end);
    (!after.is_ascii_alphanumeric() && after != '%').then_some((value, digits.end))
}

/// The dates that start with the name of a month: `April 17–19, 2023`, `April 2023`, `April`.
pub(super) fn from_month(line: &Line, at: usize) -> Option<(Vec<Day>, usize)> {
    let (month, mut end) = month(line, at)?;
    let mut days = Vec::new();
    let mut next = line.skip_spaces(end);
    next = line.word(next, "the ").unwrap_or(next);
    while let Some((day, behind)) = day(line, next) {
        days.push(day);
        end = behind;
        // April 27, the 19th meeting: a comma starts something else.
        match line.range_mark(end, &TO).filter(|_| line.at(end) != ',') {
            // April 17 to 5 May goes on with another month.
            Some(second) if !is_before_month(line, second) => {
                next = line.word(second, "the ").unwrap_or(second)
            }
            _ => break,
        }
    }
    let found = year(line, end);
    let (year, end) = found.map_or((None, end), |(year, end)| (Some(year), end));
    let of = |day: Option<u32>| Day {
        year,
        month: Some(month),
        day,
    };
    let days = if days.is_empty() {
        vec![of(None)]
    } else {
        days.into_iter().map(|day| of(Some(day))).collect()
    };
    Some((days, end))
}

fn is_before_month(line: &Line, at: usize) -> bool {
    day(line, at).is_some_and(|(_, end)| month(line, of_month(line, end)).is_some())
}

/// Behind `of`, which may stand between a day and its month.
fn of_month(line: &Line, end: usize) -> usize {
    let at = line.skip_spaces(end);
    let at = if line.at(at) == '-' { at + 1 } else { at };
    line.word(at, "of ").unwrap_or(at)
}

/// Days in a list.
const LONGEST_LIST: usize = 12;

/// The dates that start with a day: `17 April 2023`, `17–19 April`, `3, 5 and 9 May`.
pub(super) fn from_day(line: &Line, at: usize) -> Option<(Vec<Day>, usize)> {
    let mut days = Vec::new();
    let mut next = at;
    while days.len() < LONGEST_LIST {
        let (day, end) = day(line, next)?;
        days.push(day);
        if let Some((month, end)) = month(line, of_month(line, end)) {
            let found = year(line, end);
            let (year, end) = found.map_or((None, end), |(year, end)| (Some(year), end));
            let of = |day| Day {
                year,
                month: Some(month),
                day: Some(day),
            };
            return Some((days.into_iter().map(of).collect(), end));
        }
        let second = line.range_mark(end, &TO)?;
        let second = line.word(second, "and ").unwrap_or(second);
        next = line.word(second, "the ").unwrap_or(second);
    }
    None
}

/// The time of day at a place, and its end.
pub(super) fn time(line: &Line, at: usize) -> Option<(Clock, usize)> {
    let (hour, minute, mut end, is_clock) = hour(line, at)?;
    let mut half = half(line, end);
    let mut is_doubtful = false;
    if let Some((_, behind)) = half {
        end = behind;
    } else if let Some(second) = line.range_mark(end, &TO)
        && let Some((later, _, behind, _)) = self::hour(line, second)
    {
        // 9 to 11 a.m.: the mark of the second holds for the first, unless noon lies between.
        let second = self::half(line, behind);
        let crosses = later % 12 < hour % 12;
        // 10 to 2 a.m. starts before midnight; 9 to 12 may end at noon or then.
        let is_night = |(is_second, _): (bool, usize)| !is_second || later == 12;
        is_doubtful = crosses && second.is_some_and(is_night);
        half = second.map(|(is_second, end)| (is_second && !crosses, end));
    }
    let clock_word = line.any(line.skip_spaces(end), &["o'clock", "hrs"]);
    if half.is_none() && !is_clock && clock_word.is_none() {
        return None;
    }
    let hour = match half {
        Some((true, _)) if hour < 12 => hour + 12,
        Some((false, _)) if hour == 12 => 0,
        _ => hour,
    };
    let is_certain = half.is_some() && !is_doubtful || hour > 12;
    Some((
        Clock {
            hour,
            minute,
            is_certain,
        },
        clock_word.map_or(end, |(_, end)| end),
    ))
}

/// `10`, `10:30`, `10.30`: hour, minute, end, and whether it can be nothing but a time.
fn hour(line: &Line, at: usize) -> Option<(u32, u32, usize, bool)> {
    if let Some((hour, minute, end)) = numeric_time(line, at) {
        return Some((hour, minute, end, true));
    }
    let digits = numeral(line, at, ENGLISH)?;
    if let Some(hour) = digits.small(2) {
        return (hour <= 24).then_some((hour, 0, digits.end, false));
    }
    let text = line.text(at, digits.end);
    let (hour, minute) = text
        .split_once('.')
        .filter(|(_, minute)| minute.len() == 2)?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour <= 24 && minute < 60).then_some((hour, minute, digits.end, false))
}

/// Whether `p.m.` or `a.m.` stands behind an hour, and its end.
fn half(line: &Line, end: usize) -> Option<(bool, usize)> {
    let at = line.skip_spaces(end);
    let (number, end) = line.any(at, &["a.m.", "p.m.", "a.m", "p.m", "am", "pm", "noon"])?;
    (!line.at(end).is_ascii_alphanumeric()).then_some((number % 2 == 1 || number == 6, end))
}
