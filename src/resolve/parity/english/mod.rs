//! Facts of English text.

mod dates;
mod words;

use super::context::{Context, Relative, relative_hint};
use super::decimal::Decimal;
use super::fact::{Clock, Day, Fact, Kind, Strength, Value};
use super::found::Found;
use super::line::Line;
use super::names;
use super::numerals::{ENGLISH, Numeral, numeral, short_year, slashed};
use dates::TO;

/// All facts of a line.
pub(super) fn facts(text: &str, context: &Context) -> Vec<Fact> {
    let line = Line::new(text);
    let mut reader = Reader {
        line: &line,
        context,
        found: Found::new(&line),
    };
    let mut at = 0;
    while at < line.len() {
        let is_inside = line.before(at).is_ascii_alphabetic() && line.at(at).is_ascii_alphabetic();
        at = if is_inside {
            at + 1
        } else {
            reader.step(at).max(at + 1)
        };
    }
    reader.found.facts
}

struct Reader<'a> {
    line: &'a Line,
    context: &'a Context,
    found: Found<'a>,
}

impl Reader<'_> {
    fn step(&mut self, at: usize) -> usize {
        let line = self.line;
        let character = line.at(at);
        if let Some(end) = self
            .found
            .numeric_date(at)
            .or_else(|| self.found.contact(at))
        {
            return end;
        }
        if character.is_ascii_alphabetic() {
            let mut end = at;
            while line.at(end).is_ascii_alphabetic() {
                end += 1;
            }
            if !words::may_start(line, at, end) {
                return end;
            }
            return self
                .dates(dates::from_month(line, at), at)
                .or_else(|| self.word(at))
                .unwrap_or(at);
        }
        if !character.is_ascii_digit() {
            return at;
        }
        if let Some(end) = self.range_end(at) {
            return end;
        }
        if let Some(end) = names::letters_around(line, at) {
            self.found.name(at);
            return end;
        }
        self.time(at)
            .or_else(|| self.dates(dates::from_day(line, at), at))
            .or_else(|| self.number(at))
            .unwrap_or(at)
    }

    fn dates(&mut self, found: Option<(Vec<Day>, usize)>, at: usize) -> Option<usize> {
        let (days, end) = found?;
        for day in days {
            self.found.add(
                vec![Value::Date(day)],
                Kind::Date,
                Strength::Strong,
                at,
                end,
            );
        }
        Some(end)
    }

    /// The second date of `14 March–2 April`, which would be a name like `A-2` otherwise.
    fn range_end(&mut self, at: usize) -> Option<usize> {
        let dash = at
            .checked_sub(1)
            .filter(|dash| self.line.at(*dash) == '-')?;
        let start = self.line.bytes(dash, at).start;
        let last = self.found.facts.last()?;
        let is_range = last.kind == Kind::Date && last.range.end == start;
        is_range.then(|| self.dates(dates::from_day(self.line, at), at))?
    }

    fn time(&mut self, at: usize) -> Option<usize> {
        let (clock, end) = dates::time(self.line, at)?;
        self.found
            .add(clock.readings(), Kind::Time, Strength::Strong, at, end);
        Some(end)
    }

    fn number(&mut self, at: usize) -> Option<usize> {
        let digits = numeral(self.line, at, ENGLISH)?;
        if let Some(end) = self.fraction(at, &digits) {
            return Some(end);
        }
        let mut figure = self.figure(&digits);
        self.years(at, &digits, &mut figure);
        let kind = self.measure(at, &mut figure);
        let Figure { readings, end, .. } = figure;
        let strength = self.strength(at, end, &digits, kind);
        let approximate = self.is_about(at, end);
        self.found.add(readings, kind, strength, at, end);
        if let Some(fact) = self.found.facts.last_mut() {
            fact.approximate = approximate;
        }
        Some(end)
    }

    /// Digits with what belongs to them: `11th`, `3.2 million`.
    fn figure(&self, digits: &Numeral) -> Figure {
        let line = self.line;
        let (mut value, mut end) = (digits.value, digits.end);
        let mut others = Vec::new();
        let ordinal = line
            .any(end, &["st", "nd", "rd", "th"])
            .filter(|(_, end)| !line.at(*end).is_ascii_alphabetic());
        if let Some((_, behind)) = ordinal {
            end = behind;
            let day = digits.small(2).filter(|day| (1..=31).contains(day));
            others.extend(day.map(|day| Value::Date(Day::of_month(day))));
        } else if let Some((tens, behind)) = self.power(end) {
            // 23m may be metres too.
            others.extend((behind == end + 1).then_some(Value::Number(value)));
            value = value.scaled(tens);
            end = behind;
        } else {
            // 3 to 5 million.
            let second = line
                .range_mark(end, &TO)
                .and_then(|next| numeral(line, next, ENGLISH));
            let power = second.and_then(|second| self.power(second.end));
            others.extend(power.map(|(tens, _)| Value::Number(value.scaled(tens))));
        }
        let readings = std::iter::once(Value::Number(value)).chain(others);
        Figure {
            value,
            readings: readings.collect(),
            end,
        }
    }

    /// Digits that may be a year: `2023`, `1980s`, `the 80s`, the end of `2021-24`.
    fn years(&self, at: usize, digits: &Numeral, figure: &mut Figure) {
        let is_decade = self.line.at(figure.end) == 's';
        if let Some(year) = short_year(self.line, at, digits) {
            let year_and_number = [
                Value::Date(Day::year(year)),
                Value::Number(Decimal::from(year)),
            ];
            figure.readings = year_and_number.into();
        } else if let Some(year) = digits.year().filter(|_| figure.end == digits.end) {
            figure.readings.push(Value::Date(Day::year(year)));
            figure.end += usize::from(is_decade);
        } else if is_decade && digits.plain == Some(2) {
            let year = figure.value.whole().map(|decade| 1900 + decade);
            let year = year.map(|year| Value::Date(Day::year(year)));
            figure.readings.extend(year);
        }
    }

    /// What the figure measures.
    fn measure(&self, at: usize, figure: &mut Figure) -> Kind {
        let line = self.line;
        let (value, end) = (figure.value, figure.end);
        let is_joined = line.at(end) == '-' && line.at(end + 1).is_ascii_alphabetic();
        let behind = line.skip_spaces(if is_joined { end + 1 } else { end });
        if let Some((_, stop)) = line.any(behind, &PERCENT) {
            figure.end = stop;
            let is_reduction = line.any(line.skip_spaces(stop), &["off", "discount"]);
            let rest = is_reduction.and_then(|_| value.complement());
            if line.before(stop) == '‰' {
                figure.readings.extend(Value::thousandths(value));
            }
            figure.readings.extend(rest.map(Value::Number));
            return Kind::Percentage;
        }
        let currency = line
            .any(behind, &MONEY_BEHIND)
            .filter(|(_, stop)| !line.at(*stop).is_ascii_alphabetic());
        if let Some((_, stop)) = currency {
            figure.end = stop;
            return Kind::Money;
        }
        if line.any_before(line.skip_spaces_back(at), &MONEY_BEFORE) {
            return Kind::Money;
        }
        figure.readings.extend(self.in_units(value, behind));
        Kind::Figure
    }

    /// The number of years or things in two decades or dozens.
    fn in_units(&self, value: Decimal, behind: usize) -> Option<Value> {
        let (unit, _) = self.line.any(behind, &["decade", "dozen", "centur"])?;
        value
            .times(Decimal::from([10, 12, 100][unit]))
            .map(Value::Number)
    }

    /// The power of ten named behind a number, and the end of its name.
    fn power(&self, end: usize) -> Option<(i32, usize)> {
        let line = self.line;
        let mut at = line.skip_spaces(end);
        if line.at(at) == '-' {
            at += 1;
        }
        let (word, behind) = line.latin(at)?;
        let tens = match word.as_str() {
            "m" if at == end => 6,
            "k" | "bn" | "mn" | "tn" if at > end + 1 => return None,
            word => words::power(word)?,
        };
        // Hundred thousand, thousand billion.
        match line.latin(line.skip_spaces(behind)) {
            Some((next, last)) if tens < 9 => match words::power(&next) {
                Some(more) => Some((tens + more, last)),
                None => Some((tens, behind)),
            },
            _ => Some((tens, behind)),
        }
    }

    /// `2/3`, `8/28`, `1 in 5`.
    fn fraction(&mut self, at: usize, upper: &Numeral) -> Option<usize> {
        let line = self.line;
        let found = slashed(line, at).or_else(|| {
            let lower = numeral(line, line.word(upper.end, " in ")?, ENGLISH)?;
            let (upper, below) = (upper.small(2)?, lower.small(3)?);
            (0 < upper && upper < below).then(|| (Value::fraction(upper, below), lower.end))
        });
        let (readings, end) = found?;
        self.found
            .add(readings, Kind::Fraction, Strength::Weak, at, end);
        Some(end)
    }

    fn strength(&self, at: usize, end: usize, digits: &Numeral, kind: Kind) -> Strength {
        let line = self.line;
        let is_version = digits.decimals == 1 && digits.value.exponent() >= 0 && end == digits.end;
        let is_a_day = digits.value == Decimal::from(24)
            && matches!(line.at(digits.end), '-' | ' ')
            && line.any(digits.end + 1, &["hour"]).is_some();
        let is_conversion = self.is_conversion(at, end, kind);
        if is_a_day || is_conversion {
            Strength::Hint
        } else if matches!(kind, Kind::Percentage | Kind::Money) {
            Strength::Strong
        } else if is_version || names::is_numbered(line, at) && digits.value.significant() < 3 {
            Strength::Weak
        } else if digits.value.has_two_places()
            || digits.value.significant() > 1
            || end > digits.end + 3
        {
            Strength::Strong
        } else {
            Strength::Weak
        }
    }

    /// Whether an amount in another currency, or a measure in another unit, stands in brackets behind the first, for
    /// foreign readers.
    fn is_conversion(&self, at: usize, end: usize, kind: Kind) -> bool {
        let line = self.line;
        let reach = at.saturating_sub(BRACKET_REACH);
        let Some(open) = (reach..at).rev().find(|at| line.at(*at) == '(') else {
            return false;
        };
        let is_amount = |last: &Fact| {
            kind == Kind::Money
                && last.kind == Kind::Money
                && line.bytes(0, line.skip_spaces_back(open)).end == last.range.end
        };
        let behind = line.skip_spaces(if line.at(end) == '-' { end + 1 } else { end });
        let is_measure = line.any(behind, &CONVERTED).is_some();
        self.found.facts.last().is_some_and(|last| {
            let is_near = line.bytes(0, open).end.saturating_sub(last.range.end) < BRACKET_REACH;
            is_amount(last) || is_measure && is_near && last.kind == Kind::Figure
        })
    }

    fn is_about(&self, at: usize, end: usize) -> bool {
        let line = self.line;
        let mut start = at;
        for _ in 0..3 {
            while matches!(line.before(line.skip_spaces_back(start)), '$') {
                start = line.skip_spaces_back(start) - 1;
            }
            let (word, next) = line.latin_before(start);
            if word.is_empty() {
                break;
            }
            if ABOUT.contains(&word.to_ascii_lowercase().as_str()) {
                return true;
            }
            start = next;
        }
        line.any(end, &["+", "-plus", " or so", " or more", " plus", "-odd"])
            .is_some()
    }

    fn word(&mut self, at: usize) -> Option<usize> {
        let line = self.line;
        if let Some(found) = WORDS
            .iter()
            .find_map(|(word, hint)| Some((*hint, line.word(at, word)?)))
        {
            for value in relative_hint(found.0, self.context) {
                self.found
                    .add(vec![value], Kind::Date, Strength::Hint, at, found.1);
            }
            return Some(found.1);
        }
        if let Some((number, end)) = line.any(
            at,
            &["noon", "midnight", "around the clock", "round-the-clock"],
        ) {
            let hour = [12, 0, 0, 0][number];
            self.found.add(
                vec![Value::Time(Clock {
                    hour,
                    minute: 0,
                    is_certain: false,
                })],
                Kind::Time,
                Strength::Hint,
                at,
                end,
            );
            return Some(end);
        }
        self.share_in_words(at).or_else(|| self.number_in_words(at))
    }

    /// `two thirds`, `a quarter`, `half`, `one in five`.
    fn share_in_words(&mut self, at: usize) -> Option<usize> {
        let line = self.line;
        let (first, behind) = line.latin(at)?;
        if first == "half" {
            self.found.add(
                Value::fraction(1, 2),
                Kind::Fraction,
                Strength::Hint,
                at,
                behind,
            );
            return Some(behind);
        }
        let (upper, behind) = match first.as_str() {
            "a" | "an" => (1, behind),
            _ => {
                let (number, end) = words::number(line, at)?;
                (number.whole()?, end)
            }
        };
        let next = if line.at(behind) == '-' {
            behind + 1
        } else {
            line.skip_spaces(behind)
        };
        let (word, end) = line.latin(next)?;
        if word == "in" {
            let at = line.skip_spaces(end);
            let digits = numeral(line, at, ENGLISH)
                // "The first one in 2019" is no share.
                .filter(|digits| digits.small(3).is_some())
                .map(|digits| (digits.value, digits.end));
            let (lower, end) = digits.or_else(|| words::number(line, at))?;
            self.found.add(
                Value::fraction(upper, lower.whole()?),
                Kind::Fraction,
                Strength::Hint,
                at,
                end,
            );
            return Some(end);
        }
        let is_plural = upper == 1 || line.at(behind) == '-' || word.ends_with('s');
        let lower = words::part(&word).filter(|lower| upper < *lower && is_plural)?;
        // A third party, a quarter of the year: one part alone may be no share.
        let strength = if upper > 1 {
            Strength::Strong
        } else {
            Strength::Hint
        };
        let mut readings = Value::fraction(upper, lower);
        readings.push(Value::Number(Decimal::from(lower)));
        self.found.add(readings, Kind::Fraction, strength, at, end);
        Some(end)
    }

    fn number_in_words(&mut self, at: usize) -> Option<usize> {
        let line = self.line;
        let (value, end) = words::number(line, at)?;
        let mut readings = vec![Value::Number(value)];
        let behind = line.skip_spaces(if line.at(end) == '-' { end + 1 } else { end });
        let whole = value.whole();
        if let (Some(whole), Some(end)) = (whole, line.word(behind, "per thousand")) {
            let readings = Value::fraction(whole, 1000);
            self.found
                .add(readings, Kind::Fraction, Strength::Strong, at, end);
            return Some(end);
        }
        readings.extend(self.in_units(value, behind));
        let is_ordinal = line.any_before(end, &["th", "st", "nd", "rd"]);
        if let (Some(_), Some(quarter)) = (
            line.word(behind, "quarter"),
            whole.filter(|quarter| (1..=4).contains(quarter)),
        ) {
            readings.extend(
                (quarter * 3 - 2..=quarter * 3).map(|month| Value::Date(Day::month(month))),
            );
        } else if let (Some(_), Some(half)) = (
            line.word(behind, "half"),
            whole.filter(|half| (1..=2).contains(half)),
        ) {
            readings.extend((half * 6 - 5..=half * 6).map(|month| Value::Date(Day::month(month))));
        }
        readings.extend(
            whole
                .filter(|day| (1..=31).contains(day) && is_ordinal)
                .map(|day| Value::Date(Day::of_month(day))),
        );
        let is_percentage = line.any(behind, &["percent", "per cent", "%"]);
        let (kind, strength, end) = match is_percentage {
            Some((_, end)) => (Kind::Percentage, Strength::Strong, end),
            None => (Kind::Figure, Strength::Hint, end),
        };
        let approximate = self.is_about(at, end);
        self.found.add(readings, kind, strength, at, end);
        if let Some(fact) = self.found.facts.last_mut() {
            fact.approximate = approximate;
        }
        Some(end)
    }
}

/// How far from its bracket a converted figure may stand, in characters.
const BRACKET_REACH: usize = 16;
/// Units into which Chinese ones are converted.
const CONVERTED: [&str; 8] = [
    "hectare", "acre", "mile", "feet", "square", "kilogram", "pound", "degrees",
];

/// A number in digits that is being read.
struct Figure {
    value: Decimal,
    readings: Vec<Value>,
    /// One past its last character.
    end: usize,
}

const PERCENT: [&str; 6] = ["%", "percentage point", "percent", "per cent", "pct", "‰"];
const MONEY_BEFORE: [&str; 8] = ["$", "¥", "€", "£", "RMB", "CNY", "NTD", "USD"];
const MONEY_BEHIND: [&str; 16] = [
    "yuan",
    "renminbi",
    "RMB",
    "CNY",
    "dollars",
    "dollar",
    "NTD",
    "TWD",
    "USD",
    "US dollars",
    "U.S. dollars",
    "euros",
    "euro",
    "pounds",
    "yen",
    "NT dollars",
];

/// Words of about and over before a number.
const ABOUT: [&str; 24] = [
    "over",
    "than",
    "nearly",
    "almost",
    "about",
    "around",
    "some",
    "approximately",
    "roughly",
    "near",
    "least",
    "under",
    "exceeding",
    "exceeded",
    "exceeds",
    "surpassed",
    "estimated",
    "close",
    "most",
    "approx",
    "topped",
    "above",
    "below",
    "surpassing",
];

const WORDS: [(&str, Relative); 20] = [
    ("this year", Relative::Year(0)),
    ("last year", Relative::Year(-1)),
    ("previous year", Relative::Year(-1)),
    ("a year earlier", Relative::Year(-1)),
    ("year before last", Relative::Year(-2)),
    ("next year", Relative::Year(1)),
    ("this month", Relative::Month(0)),
    ("last month", Relative::Month(-1)),
    ("previous month", Relative::Month(-1)),
    ("next month", Relative::Month(1)),
    ("today", Relative::Day(0)),
    ("yesterday", Relative::Day(-1)),
    ("tomorrow", Relative::Day(1)),
    ("end of the year", Relative::Months(12, 12)),
    ("year-end", Relative::Months(12, 12)),
    ("the end of", Relative::Months(12, 12)),
    ("beginning of the year", Relative::Months(1, 1)),
    ("early in the year", Relative::Months(1, 1)),
    ("the start of the year", Relative::Months(1, 1)),
    ("start of", Relative::Months(1, 1)),
];
