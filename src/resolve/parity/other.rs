//! Facts of other languages: digits only, with the marks of the language.

use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal as Shown;
use icu::locale::Locale;

use super::fact::{Clock, Fact, Kind, Strength, Value};
use super::found::Found;
use super::line::Line;
use super::names;
use super::numerals::{ENGLISH, Marks, numeral, numeric_time};

/// How a language writes numbers.
pub(super) fn marks(tag: &str) -> Marks {
    let shown = || {
        let locale: Locale = tag.parse().ok()?;
        let formatter = DecimalFormatter::try_new(locale.into(), Default::default()).ok()?;
        let number: Shown = "1234567.5".parse().ok()?;
        let marks: Vec<char> = formatter
            .format_to_string(&number)
            .chars()
            .filter(|character| !character.is_numeric())
            .collect();
        let group = if marks.first()?.is_whitespace() {
            ' '
        } else {
            *marks.first()?
        };
        Some(Marks {
            decimal: *marks.last()?,
            group,
        })
    };
    shown().unwrap_or(ENGLISH)
}

/// All facts of a line.
pub(super) fn facts(text: &str, marks: Marks) -> Vec<Fact> {
    let line = Line::new(text);
    let mut found = Found::new(&line);
    let mut at = 0;
    while at < line.len() {
        at = step(&line, at, marks, &mut found).unwrap_or(at + 1);
    }
    found.facts
}

fn step(line: &Line, at: usize, marks: Marks, found: &mut Found<'_>) -> Option<usize> {
    if let Some(end) = found.contact(at) {
        return Some(end);
    }
    if !line.before(at).is_ascii_digit()
        && let Some(end) = found.numeric_date(at)
    {
        return Some(end);
    }
    let mut add = |value, kind, strength, end| {
        found.add(vec![value], kind, strength, at, end);
        Some(end)
    };
    let digits = numeral(line, at, marks)?;
    if let Some((hour, minute, end)) = numeric_time(line, at) {
        let clock = Clock {
            hour,
            minute,
            is_certain: true,
        };
        return add(Value::Time(clock), Kind::Time, Strength::Strong, end);
    }
    let is_name = names::letters_around(line, at).is_some();
    let end = line.skip_spaces(digits.end);
    let is_percentage = line.at(end) == '%';
    let strength = if is_name {
        Strength::Hint
    } else if is_percentage || digits.value.significant() > 2 || digits.decimals > 0 {
        Strength::Strong
    } else {
        Strength::Weak
    };
    let (kind, end) = if is_percentage {
        (Kind::Percentage, end + 1)
    } else {
        (Kind::Figure, digits.end)
    };
    add(Value::Bare(digits.value), kind, strength, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_marks_of_their_language() {
        assert_eq!(
            marks("fr"),
            Marks {
                decimal: ',',
                group: ' '
            }
        );
        assert_eq!(
            marks("de"),
            Marks {
                decimal: ',',
                group: '.'
            }
        );
        assert_eq!(marks("en-GB"), ENGLISH);
        let numbers = |text: &str, tag: &str| -> Vec<String> {
            facts(text, marks(tag))
                .iter()
                .map(|fact| text[fact.range.clone()].to_owned())
                .collect()
        };
        assert_eq!(
            numbers("1\u{202f}234,5 km en 2023", "fr"),
            ["1\u{202f}234,5", "2023"]
        );
        assert_eq!(numbers("1.234,5 km, 3,2 %", "de"), ["1.234,5", "3,2 %"]);
    }
}
