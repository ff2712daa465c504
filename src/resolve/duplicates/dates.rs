//! Dates in texts and in the furniture around them, in the ways in which press offices write them.

use jiff::civil::Date;

use crate::text::ENGLISH_MONTHS;

/// The number of a month that is named in lower case, by its first three letters at least.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let at = ENGLISH_MONTHS
        .iter()
        .position(|month| word.len() >= 3 && month.starts_with(word))?;
    Some(at as i8 + 1)
}

/// A date, with or without a time, in one spelling: `2023-04-14 10:30`. What cannot be read stays as it is.
pub(super) fn normal(value: &str) -> String {
    let Some((day, rest)) = date_at(value) else {
        return value.to_owned();
    };
    let time: Vec<String> = rest
        .split(|character: char| !character.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| format!("{part:0>2}"))
        .collect();
    let time = match time.as_slice() {
        [hour, minute, second] if second == "00" => format!("{hour}:{minute}"),
        parts => parts.join(":"),
    };
    format!("{day} {time}").trim_end().to_owned()
}

/// Whether two normal dates may be one: one of them may leave out the time, or the seconds.
pub(super) fn agree(left: &str, right: &str) -> bool {
    let (shorter, longer) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    longer
        .strip_prefix(shorter)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':']))
}

/// All dates with a year, a month and a day in a canonical text, as it would cite none: what stands in brackets or
/// in 《》 is left out, because it is often the day of a law.
pub(super) fn absolute(content: &str) -> Vec<Date> {
    let mut dates = Vec::new();
    let mut depth = 0_usize;
    let mut before = ' ';
    for (at, character) in content.char_indices() {
        match character {
            '(' | '《' | '[' | '〔' => depth += 1,
            ')' | '》' | ']' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 && starts_date(before, character) => {
                dates.extend(date_at(&content[at..]).map(|(date, _)| date));
            }
            _ => {}
        }
        before = character;
    }
    dates
}

/// Whether a date may start at a character: not in the middle of a number or a word.
fn starts_date(before: char, character: char) -> bool {
    if character.is_ascii_digit() {
        !before.is_ascii_alphanumeric() && !"-/.".contains(before)
    } else if character.is_ascii_alphabetic() {
        !before.is_ascii_alphanumeric()
    } else {
        numeral(character).is_some() && numeral(before).is_none() || "民".contains(character)
    }
}

/// The date at the start of a text, and what follows it: `2023年4月14日`, `二〇二三年四月十四日`, `民国112年4月14日`,
/// `2023-04-14`, `2023/4/14`, `14 April 2023`, `April 14, 2023`.
fn date_at(text: &str) -> Option<(Date, &str)> {
    chinese(text)
        .or_else(|| numeric(text))
        .or_else(|| english(text))
}

fn chinese(text: &str) -> Option<(Date, &str)> {
    let republic = text.strip_prefix("民国").or(text.strip_prefix("民國"));
    let (year, rest) = number(republic.unwrap_or(text))?;
    let year = match republic {
        Some(_) => year + 1911,
        None => year,
    };
    let (month, rest) = number(rest.strip_prefix('年')?)?;
    let (day, rest) = number(rest.strip_prefix('月')?)?;
    date(year, month, day).zip(rest.strip_prefix(['日', '号', '號']))
}

fn numeric(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = digits(text)?;
    let mark = rest.chars().next().filter(|mark| "-/.".contains(*mark))?;
    let (month, rest) = digits(&rest[1..])?;
    let (day, rest) = digits(rest.strip_prefix(mark)?)?;
    let ends = !rest.starts_with(|next: char| next.is_ascii_digit() || next == mark);
    date(year, month, day)
        .filter(|_| ends)
        .map(|date| (date, rest))
}

fn english(text: &str) -> Option<(Date, &str)> {
    let word = |text: &'_ str| -> Option<(u32, usize)> {
        let length = text.find(|next: char| !next.is_ascii_alphabetic());
        let length = length.unwrap_or(text.len());
        let month = month(&text[..length].to_ascii_lowercase())?;
        Some((month as u32, length))
    };
    let after = |text: &'_ str| text.len() - text.trim_start_matches([' ', ',', '.']).len();
    let (day, month, rest) = match digits(text) {
        Some((day, rest)) => {
            let rest = &rest[after(rest)..];
            let (month, length) = word(rest)?;
            (day, month, &rest[length..])
        }
        None => {
            let (month, length) = word(text)?;
            let rest = &text[length..];
            let (day, rest) = digits(&rest[after(rest)..])?;
            (day, month, rest)
        }
    };
    let (year, rest) = digits(&rest[after(rest)..])?;
    date(year, month, day).map(|date| (date, rest))
}

/// A date that exists, in a year of four digits.
fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| *year >= 1000)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn digits(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|next: char| !next.is_ascii_digit());
    let (digits, rest) = text.split_at(end.unwrap_or(text.len()));
    Some((digits.parse().ok().filter(|_| digits.len() <= 4)?, rest))
}

/// A number in digits or Chinese numerals: 2023, 二〇二三, 十四, 二十五.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start_matches(' ');
    if let Some((number, rest)) = digits(text) {
        return Some((number, rest.trim_start_matches(' ')));
    }
    let end = text.find(|next: char| numeral(next).is_none());
    let (numerals, rest) = text.split_at(end.unwrap_or(text.len()));
    let mut figures = numerals.chars().filter_map(numeral);
    let first = figures.next()?;
    let mut number = first;
    let mut before = first;
    for figure in figures {
        number = match (before, figure) {
            (10, _) => number + figure,
            (_, 10) => number * 10,
            _ => number.checked_mul(10)?.checked_add(figure)?,
        };
        before = figure;
    }
    (numerals.chars().count() <= 4).then_some((number, rest))
}

fn numeral(character: char) -> Option<u32> {
    if character == '零' {
        return Some(0);
    }
    let at = "〇一二三四五六七八九十"
        .chars()
        .position(|other| other == character)?;
    Some(at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_dates_have_a_year_a_month_and_a_day_that_exist() {
        for (dated, date) in [
            ("定于2023年4月14日发布", "2023-04-14"),
            ("二〇二三年四月十四日", "2023-04-14"),
            ("二零二三年十二月二十五日", "2023-12-25"),
            ("民国104年1月5日", "2015-01-05"),
            ("at 2023-04-14,", "2023-04-14"),
            ("on 14 April 2023", "2023-04-14"),
            ("on April 14, 2023 at", "2023-04-14"),
        ] {
            let found: Vec<String> = absolute(dated).iter().map(Date::to_string).collect();
            assert_eq!(found, [date], "{dated}");
        }
        for undated in [
            "4月14日",
            "2023年",
            "2023年4月",
            "April 2023",
            "14 April",
            "May 12",
            "电话0086-10-12345678",
            "电话0412-22-33445",
            "2023-13-01",
            "2023年2月30日",
            "条例(2019年5月15日施行)",
        ] {
            assert_eq!(absolute(undated), [], "{undated}");
        }
    }

    #[test]
    fn one_date_has_one_spelling() {
        for (written, spelt) in [
            ("2023年4月14日 10:00:00", "2023-04-14 10:00"),
            ("2023年4月14日9时30分", "2023-04-14 09:30"),
            ("2023/4/14", "2023-04-14"),
            ("14 april 2023", "2023-04-14"),
            ("04-14", "04-14"),
        ] {
            assert_eq!(normal(written), spelt);
        }
        assert!(agree("2023-04-14", "2023-04-14 10:00"));
        assert!(!agree("2023-04-14 09:00", "2023-04-14 10:00"));
        assert!(!agree("2023-04-1", "2023-04-14"));
    }
}
