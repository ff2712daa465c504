//! Dates as old systems write them, to the form of front matter.

use jiff::tz::TimeZone;

use crate::model::moment::Moment;
use crate::text::ENGLISH_MONTHS;

/// The first date in a short text, with its time if it has one: `2023-04-17`, `2023年4月17日 10:30`, `20230417`,
/// `17 April 2023`, `April 17, 2023`, RFC 3339, `2019-05-01 10:00:00 +0800`. Midnight is what databases write for a day
/// without a time. `None` if there is none, or no such day.
pub(super) fn parse(text: &str, zone: &TimeZone) -> Option<String> {
    let text = text.trim();
    if let Ok(moment) = Moment::parse(text, zone) {
        return Some(written(&moment));
    }
    let parts = parts(text);
    let (day, used) = (0..parts.len()).find_map(|at| day(&parts[at..]).map(|day| (day, at)))?;
    let (date, length) = day;
    let rest = &parts[used + length..];
    let stated = match time(rest) {
        Some(time) => format!("{date} {time}"),
        None => date,
    };
    let stated = match offset(text) {
        Some(offset) if stated.len() > 10 => format!("{}:00{offset}", stated.replacen(' ', "T", 1)),
        _ => stated,
    };
    Moment::parse(&stated, zone)
        .ok()
        .map(|moment| written(&moment))
}

fn written(moment: &Moment) -> String {
    match moment.time() {
        Some((0, 0)) => moment.day().to_string(),
        _ => moment.plain_text(),
    }
}

/// A run of digits or of letters, with the character behind it.
#[derive(Debug, Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    next: char,
}

impl Part<'_> {
    /// The number that it is, of so many digits.
    fn number(self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let is_number = self.text.bytes().all(|byte| byte.is_ascii_digit());
        (is_number && digits.contains(&self.text.len())).then(|| self.text.parse().ok())?
    }

    fn month(self) -> Option<u32> {
        let word = self.text.to_ascii_lowercase();
        let at = ENGLISH_MONTHS
            .iter()
            .position(|month| word.len() >= 3 && month.starts_with(&word))?;
        Some(at as u32 + 1)
    }
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let kind = |character: char| match character {
        '0'..='9' => 1,
        'a'..='z' | 'A'..='Z' => 2,
        _ => 0,
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let next = text[end..].chars().next().unwrap_or(' ');
        if kind(next) != kind(character) || end == text.len() {
            if kind(character) > 0 {
                let text = &text[start..end];
                parts.push(Part { text, next });
            }
            start = end;
        }
    }
    parts
}

/// A day at the start of the parts as `2023-04-17`, and how many it takes.
fn day(parts: &[Part<'_>]) -> Option<(String, usize)> {
    let form = |year, month, day| format!("{year:04}-{month:02}-{day:02}");
    let first = parts.first()?;
    if let Some(compact) = first
        .number(8..=8)
        .filter(|date| (1900_0000..2200_0000).contains(date))
    {
        return Some((
            form(compact / 10_000, compact / 100 % 100, compact % 100),
            1,
        ));
    }
    let [first, second, third] = parts.first_chunk::<3>()?;
    let joins = |part: &Part<'_>, mark: char| part.next == mark || "-/.".contains(part.next);
    if let (Some(year), Some(month), Some(day)) = (
        first.number(4..=4),
        second.number(1..=2),
        third.number(1..=2),
    ) {
        return (joins(first, '年') && joins(second, '月')).then(|| (form(year, month, day), 3));
    }
    if let (Some(day), Some(month), Some(year)) =
        (first.number(1..=2), second.month(), third.number(4..=4))
    {
        return Some((form(year, month, day), 3));
    }
    let (month, day, year) = (first.month()?, second.number(1..=2)?, third.number(4..=4)?);
    Some((form(year, month, day), 3))
}

/// A time at the start of what follows a day.
fn time(rest: &[Part<'_>]) -> Option<String> {
    // The T of RFC 3339.
    let rest = match rest.first() {
        Some(part) if part.text.eq_ignore_ascii_case("t") => &rest[1..],
        _ => rest,
    };
    let [hour, minute] = rest.first_chunk::<2>()?;
    let (h, m) = (hour.number(1..=2)?, minute.number(1..=2)?);
    ":：时時"
        .contains(hour.next)
        .then(|| format!("{h:02}:{m:02}"))
}

/// `+0800` or `+08:00` or `Z` at the end.
fn offset(text: &str) -> Option<String> {
    if text.ends_with('Z') {
        return Some("Z".into());
    }
    let at = text.rfind(['+', '-'])?;
    let digits: String = text[at + 1..].chars().filter(|c| *c != ':').collect();
    let is_offset =
        at > 10 && digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_offset.then(|| format!("{}{}:{}", &text[at..=at], &digits[..2], &digits[2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_common_form_is_read_and_a_day_without_time_stays_one() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        for (text, expected) in [
            ("2023-04-17", Some("2023-04-17")),
            ("2023年4月7日", Some("2023-04-07")),
            ("2023/4/17 9:05", Some("2023-04-17 09:05")),
            ("2023.04.17", Some("2023-04-17")),
            ("20230417", Some("2023-04-17")),
            ("2023年4月17日10时30分", Some("2023-04-17 10:30")),
            ("2019-05-01 00:00:00", Some("2019-05-01")),
            ("2019-05-01 10:00:00 +0000", Some("2019-05-01 18:00")),
            ("2019-05-01T10:00:00Z", Some("2019-05-01 18:00")),
            ("发布于 2023-04-17 10:30:15", Some("2023-04-17 10:30")),
            ("17 April 2023", Some("2023-04-17")),
            ("Apr 17, 2023", Some("2023-04-17")),
            ("2023-02-30", None),
            ("第12期", None),
            ("2023 4 17", None),
            ("", None),
        ] {
            assert_eq!(parse(text, &zone).as_deref(), expected, "{text}");
        }
    }
}
