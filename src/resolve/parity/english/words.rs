//! English numbers in words: `twenty-five`, `one hundred and two`, `third`, `two thirds`, `million`.

use super::super::decimal::Decimal;
use super::super::line::Line;

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const ORDINAL_TENS: [&str; 8] = [
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
];
/// Words that are a number by themselves.
const OTHERS: [(&str, u32); 11] = [
    ("once", 1),
    ("twice", 2),
    ("both", 2),
    ("double", 2),
    ("triple", 3),
    ("pair", 2),
    ("couple", 2),
    ("dozen", 12),
    ("decade", 10),
    ("century", 100),
    ("fortnight", 14),
];

/// Starts of the words that may begin a fact; all others are passed over without a closer look.
#[rustfmt::skip]
const STARTS: [&str; 62] = [
    "a", "an", "apr", "aro", "aug", "beg", "bil", "bot", "cen", "cou", "dec", "dou", "doz",
    "ear", "eig", "ele", "end", "feb", "fif", "fir", "fiv", "for", "fou", "hal", "hun", "jan",
    "jul", "jun", "las", "mar", "may", "mid", "mil", "nex", "nin", "noo", "nov", "oct", "onc",
    "one", "pai", "pre", "rou", "sec", "sep", "sev", "six", "sta", "ten", "the", "thi", "tho",
    "thr", "tod", "tom", "tri", "twe", "twi", "two", "yea", "yes", "zer",
];

/// Whether the word between two places may begin a fact.
pub(super) fn may_start(line: &Line, at: usize, end: usize) -> bool {
    let mut start = ['\0'; 3];
    for (place, letter) in (at..end).zip(&mut start) {
        *letter = line.at(place).to_ascii_lowercase();
    }
    let is_start = |word: &&str| {
        let mut letters = word.chars().chain(std::iter::repeat('\0'));
        start.iter().all(|letter| letters.next() == Some(*letter))
    };
    STARTS.iter().any(is_start)
}

/// What a word in lower case is worth as a part of a number.
fn small(word: &str) -> Option<u32> {
    let at = |words: &[&str]| {
        words
            .iter()
            .position(|other| *other == word)
            .map(|at| at as u32)
    };
    at(&UNITS).or_else(|| at(&TENS).map(|at| (at + 2) * 10))
}

fn ordinal(word: &str) -> Option<u32> {
    let at = |words: &[&str]| {
        words
            .iter()
            .position(|other| *other == word)
            .map(|at| at as u32)
    };
    at(&ORDINALS).or_else(|| at(&ORDINAL_TENS).map(|at| (at + 2) * 10))
}

/// The power of ten that a word names.
pub(super) fn power(word: &str) -> Option<i32> {
    Some(match word {
        "hundred" => 2,
        "thousand" | "k" => 3,
        "million" | "mn" | "millions" => 6,
        "billion" | "bn" | "billions" => 9,
        "trillion" | "tn" => 12,
        _ => return None,
    })
}

/// The number in words at a place, and its end; the word for one is none by itself when it is "a".
pub(super) fn number(line: &Line, at: usize) -> Option<(Decimal, usize)> {
    let (mut total, mut group) = (0u64, 0u64);
    let mut end = at;
    let mut here = at;
    let mut is_number = false;
    while let Some((word, behind)) = line.latin(here) {
        if let Some(value) = small(&word) {
            if is_number && !goes_on(group, value) {
                break;
            }
            group += u64::from(value);
        } else if let Some(value) = ordinal(&word) {
            if is_number && !goes_on(group, value) {
                break;
            }
            group += u64::from(value);
            return Some((Decimal::new(total.saturating_add(group), 0), behind));
        } else if matches!(word.as_str(), "a" | "an") && !is_number {
            // A hundred, a million.
            let next = line.latin(line.skip_spaces(behind))?.0;
            power(&next)?;
            group = 1;
        } else if let Some(tens) = power(&word).filter(|_| is_number) {
            let factor = 10u64.pow(tens as u32);
            if tens == 2 {
                group = group.max(1).saturating_mul(factor);
            } else {
                total = total.saturating_add(group.max(1).saturating_mul(factor));
                group = 0;
            }
        } else if word == "and"
            && is_number
            && line
                .latin(line.skip_spaces(behind))
                .is_some_and(|(next, _)| small(&next).is_some())
            && total.saturating_add(group) >= 100
            && group.is_multiple_of(100)
        {
            here = line.skip_spaces(behind);
            continue;
        } else {
            break;
        }
        is_number = true;
        end = behind;
        here = if line.at(behind) == '-' {
            behind + 1
        } else {
            line.skip_spaces(behind)
        };
    }
    if is_number {
        return Some((Decimal::new(total.saturating_add(group), 0), end));
    }
    let (word, end) = line.latin(at)?;
    let other = OTHERS.iter().find(|(other, _)| *other == word)?;
    Some((Decimal::from(other.1), end))
}

/// Whether a number goes on with a smaller one: twenty-five, but not "ten third prizes".
fn goes_on(group: u64, value: u32) -> bool {
    group.is_multiple_of(100) || group.is_multiple_of(10) && group % 100 >= 20 && value < 10
}

/// The lower part of a fraction: halves, thirds, `fifths`.
pub(super) fn part(word: &str) -> Option<u32> {
    match word {
        "half" | "halves" => return Some(2),
        "quarter" | "quarters" => return Some(4),
        _ => {}
    }
    ordinal(word.strip_suffix('s').unwrap_or(word)).filter(|part| *part > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_for_a_number_is_passed_over() {
        let others = OTHERS.iter().map(|(word, _)| *word);
        let lists = [UNITS.as_slice(), &TENS, &ORDINALS, &ORDINAL_TENS];
        for word in lists
            .concat()
            .into_iter()
            .chain(others)
            .chain(["half", "an", "a"])
        {
            assert!(may_start(&Line::new(word), 0, word.len()), "{word}");
        }
        assert!(!may_start(&Line::new("water"), 0, 5));
    }

    #[test]
    fn words_are_numbers() {
        let check = |text: &str, value: u64, rest: &str| {
            let line = Line::new(text);
            let (number, end) = number(&line, 0).unwrap();
            assert_eq!(number, Decimal::new(value, 0), "{text}");
            assert_eq!(line.text(end, line.len()), rest, "{text}");
        };
        check("twenty-five people", 25, " people");
        check("one hundred and two", 102, "");
        check("one and two", 1, " and two");
        check("a million people", 1_000_000, " people");
        check("three hundred thousand", 300_000, "");
        check("two million five hundred thousand", 2_500_000, "");
        check("eleventh round", 11, " round");
        check("twenty-first century", 21, " century");
        check("Fourteen pupils", 14, " pupils");
        check("ten third prizes", 10, " third prizes");
        check("ten five-star hotels", 10, " five-star hotels");
        assert!(number(&Line::new("a person"), 0).is_none());
        assert!(number(&Line::new("hundreds"), 0).is_none());
    }
}
