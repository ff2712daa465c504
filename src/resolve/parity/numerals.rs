//! Numerals written in digits, with the marks that a language puts between them.

use super::decimal::Decimal;
use super::fact::{Day, Value};
use super::line::Line;

/// How a language writes 1234567.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    /// Before the decimals.
    pub(super) decimal: char,
    /// Between groups of three digits; a space stands for all kinds of spaces.
    pub(super) group: char,
}

/// Of Chinese and English.
pub(super) const ENGLISH: Marks = Marks {
    decimal: '.',
    group: ',',
};

/// Digits that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) value: Decimal,
    /// One past its last character.
    pub(super) end: usize,
    /// How many digits there are, if there is nothing else.
    pub(super) plain: Option<usize>,
    /// How many decimals there are.
    pub(super) decimals: usize,
}

impl Numeral {
    /// The number, if it is whole and written in at most `most` plain digits.
    pub(super) fn small(&self, most: usize) -> Option<u32> {
        self.plain
            .filter(|length| *length <= most)
            .and(self.value.whole())
    }

    /// A year of four plain digits.
    pub(super) fn year(&self) -> Option<u32> {
        let year = self.small(4).filter(|_| self.plain == Some(4))?;
        (1000..=2999).contains(&year).then_some(year)
    }
}

/// Reads the digits at a place; none if there is no digit.
pub(super) fn numeral(line: &Line, at: usize, marks: Marks) -> Option<Numeral> {
    let run = |mut at: usize| {
        while line.at(at).is_ascii_digit() {
            at += 1;
        }
        at
    };
    let mut end = run(at);
    if end == at {
        return None;
    }
    let mut digits = line.text(at, end);
    let mut is_plain = true;
    let is_group = |end: usize| line.at(end) == marks.group && run(end + 1) == end + 4;
    if digits.len() <= 3 && !digits.starts_with('0') {
        while is_group(end) {
            digits.push_str(&line.text(end + 1, end + 4));
            end += 4;
            is_plain = false;
        }
    }
    let mut decimals = 0;
    if line.at(end) == marks.decimal && line.at(end + 1).is_ascii_digit() {
        let behind = run(end + 1);
        // 1.2.3 is the number of a section or a version.
        if !(line.at(behind) == marks.decimal && line.at(behind + 1).is_ascii_digit()) {
            decimals = behind - end - 1;
            digits.push_str(&line.text(end + 1, behind));
            end = behind;
            is_plain = false;
        }
    }
    Some(Numeral {
        value: Decimal::from_digits(&digits, decimals),
        end,
        plain: is_plain.then_some(digits.len()),
        decimals,
    })
}

/// `2023-04-17`, `2023/4/17`, `2023.4.17` at a place: year, month, day and the end.
pub(super) fn numeric_date(line: &Line, at: usize) -> Option<([u32; 3], usize)> {
    let part = |at: usize| {
        let end = (at..at + 5).find(|at| !line.at(*at).is_ascii_digit())?;
        Some((line.text(at, end).parse::<u32>().ok()?, end))
    };
    let (year, end) = part(at).filter(|(_, end)| *end == at + 4)?;
    let mark = line.at(end);
    let (month, end) = matches!(mark, '-' | '/' | '.').then(|| part(end + 1))??;
    let (day, end) = (line.at(end) == mark).then(|| part(end + 1))??;
    let is_date =
        (1900..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then_some(([year, month, day], end))
}

/// The year that two digits at a place stand for as the end of a range: `2021-24`.
pub(super) fn short_year(line: &Line, at: usize, numeral: &Numeral) -> Option<u32> {
    let first = at.checked_sub(5).filter(|_| line.before(at) == '-')?;
    let start: u32 = line.text(first, at - 1).parse().ok()?;
    let end = start / 100 * 100 + numeral.small(2).filter(|_| numeral.plain == Some(2))?;
    ((1900..2100).contains(&start) && end > start && !line.before(first).is_ascii_digit())
        .then_some(end)
}

/// `8/28` at a place, which may be a day in either order or a fraction: the readings and the end.
pub(super) fn slashed(line: &Line, at: usize) -> Option<(Vec<Value>, usize)> {
    let first = numeral(line, at, ENGLISH)?;
    let second = (line.at(first.end) == '/').then(|| numeral(line, first.end + 1, ENGLISH))??;
    if matches!(line.at(second.end), '/' | '%') || line.before(at) == '/' {
        return None;
    }
    let (left, right) = (first.small(2)?, second.small(3)?);
    let day = |month, day| {
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Value::Date(Day {
            year: None,
            month: Some(month),
            day: Some(day),
        }))
    };
    let days = [day(left, right), day(right, left)];
    let mut readings: Vec<Value> = days.into_iter().flatten().collect();
    if left > 0 && left < right {
        readings.extend(Value::fraction(left, right));
    }
    (!readings.is_empty()).then_some((readings, second.end))
}

/// `10:30` or `10:30:00` at a place: hour, minute and the end.
pub(super) fn numeric_time(line: &Line, at: usize) -> Option<(u32, u32, usize)> {
    let two = |at: usize| {
        let digits = line.text(at, (at + 2).min(line.len()));
        (digits.len() == 2)
            .then(|| digits.parse::<u32>().ok())
            .flatten()
    };
    let end = (at..at + 3).find(|at| !line.at(*at).is_ascii_digit())?;
    let hour = line.text(at, end).parse::<u32>().ok()?;
    let minute = (line.at(end) == ':').then(|| two(end + 1))??;
    let mut end = end + 3;
    if line.at(end).is_ascii_digit() {
        return None;
    }
    if line.at(end) == ':' && two(end + 1).is_some() {
        end += 3;
    }
    (hour <= 24 && minute < 60).then_some((hour, minute, end))
}
