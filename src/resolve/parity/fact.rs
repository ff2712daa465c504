//! What an edition states: a value in one or more readings, how much it weighs, and where it stands.

use crate::language::Words;
use std::ops::Range;

use super::decimal::Decimal;
use super::targets::Link;

/// Something that an edition states.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fact {
    /// What it may mean: `14日` is the 14th or 14 days, `半` one half or 50 %. At least one.
    pub(super) readings: Vec<Value>,
    /// In reports.
    pub(super) kind: Kind,
    /// What it is good for.
    pub(super) strength: Strength,
    /// Whether words like "more than" stand beside it.
    pub(super) approximate: bool,
    /// In the text of its line: bytes in what is left of the mark-up.
    pub(super) range: Range<usize>,
}

/// How much a fact weighs. A translator may write `一个` as "a", so that not each figure is worth a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Agrees with a fact of the other edition, and is never missed: numerals as words, names, "this year".
    Hint,
    /// A small figure: missed only if the other edition states a like one instead.
    Weak,
    /// Missed if the other edition lacks it.
    Strong,
}

/// Kinds of facts, as reports name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Figure,
    Percentage,
    Money,
    Fraction,
    Date,
    Time,
    Phone,
    Email,
    Link,
}

impl Kind {
    /// With its article.
    pub(super) fn name(self) -> Words {
        match self {
            Self::Figure => Words::new("the figure", "数字"),
            Self::Percentage => Words::new("the percentage", "百分比"),
            Self::Money => Words::new("the amount", "金额"),
            Self::Fraction => Words::new("the fraction", "分数"),
            Self::Date => Words::new("the date", "日期"),
            Self::Time => Words::new("the time", "时间"),
            Self::Phone => Words::new("the telephone number", "电话号码"),
            Self::Email => Words::new("the e-mail address", "电子邮箱"),
            Self::Link => Words::new("the link", "链接"),
        }
    }
}

/// A value after normalising.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// A figure, percentage or amount: units are translated, values are not.
    Number(Decimal),
    /// A figure of a language whose words for millions and months are not read.
    Bare(Decimal),
    /// Two thirds.
    Fraction(u32, u32),
    /// Of a date what is known.
    Date(Day),
    /// Of a clock.
    Time(Clock),
    /// All digits without country code, and those without area code.
    Phone(Phone),
    /// In lower case.
    Email(String),
    /// A link in its normal form.
    Link(Link),
}

/// A date of which something may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Day {
    pub(super) year: Option<u32>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
}

impl Day {
    /// A year as a whole.
    pub(super) fn year(year: u32) -> Self {
        Self {
            year: Some(year),
            ..Self::default()
        }
    }

    /// A month of any year.
    pub(super) fn month(month: u32) -> Self {
        Self {
            month: Some(month),
            ..Self::default()
        }
    }

    /// A day of any month.
    pub(super) fn of_month(day: u32) -> Self {
        Self {
            day: Some(day),
            ..Self::default()
        }
    }

    /// Whether all known parts may be those of one date.
    fn agrees(self, other: Self) -> bool {
        let same = |left: Option<u32>, right: Option<u32>| {
            left.is_none() || right.is_none() || left == right
        };
        same(self.year, other.year) && same(self.month, other.month) && same(self.day, other.day)
    }

    /// Whether `other` states what matters of this one: the day, or else the month, or else the year. The rest is
    /// left to the context in many a text.
    fn is_stated_by(self, other: Self) -> bool {
        other.has_finest_of(self) && self.agrees(other)
    }

    /// Whether it has the day, or else the month, or else the year, whichever is the first that `other` has.
    pub(super) fn has_finest_of(self, other: Self) -> bool {
        let finest = if other.day.is_some() {
            self.day
        } else if other.month.is_some() {
            self.month
        } else {
            self.year
        };
        finest.is_some()
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clock {
    /// From 0 to 24.
    pub(super) hour: u32,
    pub(super) minute: u32,
    /// Whether it is known which half of the day is meant.
    pub(super) is_certain: bool,
}

impl Clock {
    /// The time, and what else its digits may be: an hour alone a figure ("from 8 to 10 every evening"), 1:50 a share.
    pub(super) fn readings(self) -> Vec<Value> {
        let hours = [self.hour, self.hour % 12];
        let hours = hours.into_iter().filter(|_| self.minute == 0);
        let hours = hours.map(|hour| Value::Number(Decimal::from(hour)));
        let is_share = 0 < self.hour && self.hour < self.minute;
        let share = is_share.then_some(Value::Fraction(self.hour, self.minute));
        std::iter::once(Value::Time(self))
            .chain(hours)
            .chain(share)
            .collect()
    }

    fn agrees(self, other: Self) -> bool {
        let hours = if self.is_certain && other.is_certain {
            24
        } else {
            12
        };
        self.hour % hours == other.hour % hours && self.minute == other.minute
    }
}

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Phone {
    /// All digits without country code and without the 0 before the area code.
    pub(super) whole: String,
    /// Those without the area code.
    pub(super) local: String,
    /// Whether it starts with a 0, which is dialled within the country only.
    pub(super) has_trunk: bool,
    /// Whether it starts with a country code.
    pub(super) is_foreign: bool,
}

impl Phone {
    fn agrees(&self, other: &Self) -> bool {
        let same_trunk = self.has_trunk == other.has_trunk || self.is_foreign || other.is_foreign;
        // Without its area code a number is the same within the city.
        let without_area = self.whole == self.local || other.whole == other.local;
        self.whole == other.whole && same_trunk || self.local == other.local && without_area
    }
}

impl Value {
    /// The readings of a fraction: 1/4 is 0.25 and 25 % too.
    pub(super) fn fraction(upper: u32, lower: u32) -> Vec<Self> {
        let share = match lower {
            2 => Some(Decimal::from_digits("5", 1)),
            4 => Some(Decimal::from_digits("25", 2)),
            5 => Some(Decimal::from_digits("2", 1)),
            8 => Some(Decimal::from_digits("125", 3)),
            10 => Some(Decimal::from_digits("1", 1)),
            100 => Some(Decimal::from_digits("1", 2)),
            1000 => Some(Decimal::from_digits("1", 3)),
            10_000 => Some(Decimal::from_digits("1", 4)),
            _ => None,
        };
        let share = share.and_then(|share| share.times(Decimal::from(upper)));
        let numbers = share
            .into_iter()
            .flat_map(|share| [share, share.scaled(2)])
            .map(Self::Number);
        std::iter::once(Self::Fraction(upper, lower))
            .chain(numbers)
            .collect()
    }

    /// What so many thousandths are besides, 5‰ being 0.5 %.
    pub(super) fn thousandths(value: Decimal) -> Vec<Self> {
        let fraction = value.whole().map(|value| Self::Fraction(value, 1000));
        let shares = [-3, -1].map(|tens| Self::Number(value.scaled(tens)));
        fraction.into_iter().chain(shares).collect()
    }

    /// Whether an edition that says `other` says this.
    pub(super) fn is_stated_by(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Date(this), Self::Date(other)) => this.is_stated_by(*other),
            (Self::Time(this), Self::Time(other)) => this.agrees(*other),
            (Self::Link(this), Self::Link(other)) => this.agrees(other),
            (Self::Phone(this), Self::Phone(other)) => this.agrees(other),
            (Self::Bare(this), other) | (other, Self::Bare(this)) => other.has_part(*this),
            _ => self == other,
        }
    }

    /// Whether a figure without its words may be this value or a part of it.
    fn has_part(&self, bare: Decimal) -> bool {
        let is = |part: Option<u32>| part.is_some_and(|part| Decimal::from(part) == bare);
        match self {
            Self::Number(number) | Self::Bare(number) => number.mantissa() == bare.mantissa(),
            Self::Fraction(upper, lower) => is(Some(*upper)) || is(Some(*lower)),
            Self::Date(date) => match (date.day, date.year) {
                (Some(day), _) => is(Some(day)),
                (None, Some(year)) => is(Some(year)),
                // The name of a month is a word.
                (None, None) => true,
            },
            Self::Time(clock) => is(Some(clock.hour)) || is(Some(clock.hour % 12)),
            Self::Phone(_) | Self::Email(_) | Self::Link(_) => false,
        }
    }
}

impl Fact {
    /// Whether an edition that states `other` states this, in one of its readings.
    pub(super) fn is_stated_by(&self, other: &Self) -> bool {
        // 3 p.m. and 3 a.m. are one figure, and not one time.
        let are_clocks = self.is_clock() && other.is_clock();
        let same = |this: &Value, other: &Value| {
            (!are_clocks || matches!(this, Value::Time(_))) && this.is_stated_by(other)
        };
        self.readings
            .iter()
            .any(|this| other.readings.iter().any(|other| same(this, other)))
    }

    /// Whether it is a time of day first, whatever else its digits may be.
    pub(super) fn is_clock(&self) -> bool {
        matches!(self.readings.first(), Some(Value::Time(_)))
    }

    /// The number that it is in its first reading, if it is one.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self.readings.first() {
            Some(Value::Number(number) | Value::Bare(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether the other is said to be about as much, and is this with fewer digits.
    pub(super) fn rounds_to(&self, coarse: &Self) -> bool {
        let rounds = |this: &Value, other: &Value| matches!((this, other), (Value::Number(this), Value::Number(other)) if this.rounds_to(*other));
        coarse.approximate
            && self
                .readings
                .iter()
                .any(|this| coarse.readings.iter().any(|other| rounds(this, other)))
    }
}
