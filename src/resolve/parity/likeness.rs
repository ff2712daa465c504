//! Which facts are probably one fact of which one edition has a wrong copy.

use super::decimal::Decimal;
use super::fact::{Clock, Day, Fact, Strength, Value};
use super::targets::Link;

/// How far apart two values are that differ by a slip: 0 is the most usual slip, none is no slip.
pub(super) fn slip(left: &Fact, right: &Fact) -> Option<u32> {
    let pairs = left
        .readings
        .iter()
        .flat_map(|left| right.readings.iter().map(move |right| (left, right)));
    let slip = pairs
        .filter_map(|(left, right)| of_values(left, right))
        .min();
    // Numerals as words stand in names and idioms: only a near miss is one.
    let is_hint = [left, right]
        .iter()
        .any(|fact| fact.strength == Strength::Hint);
    slip.filter(|slip| !is_hint || *slip == 1)
}

fn of_values(left: &Value, right: &Value) -> Option<u32> {
    match (left, right) {
        (Value::Number(left) | Value::Bare(left), Value::Number(right) | Value::Bare(right)) => {
            of_numbers(*left, *right)
        }
        (Value::Date(left), Value::Date(right)) => of_days(*left, *right),
        (Value::Time(left), Value::Time(right)) => of_clocks(*left, *right),
        (Value::Phone(left), Value::Phone(right)) => {
            (strsim::levenshtein(&left.whole, &right.whole) <= 3).then_some(1)
        }
        (Value::Phone(phone), Value::Number(number))
        | (Value::Number(number), Value::Phone(phone)) => {
            let digits = number.mantissa().to_string();
            (digits.len() > 5 && strsim::levenshtein(&phone.whole, &digits) <= 2).then_some(2)
        }
        (Value::Email(left), Value::Email(right)) => {
            (strsim::levenshtein(left, right) <= 4).then_some(1)
        }
        (Value::Link(left), Value::Link(right)) => of_links(left, right),
        (Value::Fraction(..), Value::Fraction(..)) => Some(3),
        _ => None,
    }
}

/// Two pages of one server, or an address that a space inside of it cuts off: the more they share, the likelier.
fn of_links(left: &Link, right: &Link) -> Option<u32> {
    let (one, other) = (left.page.to_lowercase(), right.page.to_lowercase());
    let is_cut = one.starts_with(&other) || other.starts_with(&one);
    let shared = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    let whole = one.len().max(other.len()).max(1);
    (is_cut || left.host() == right.host()).then(|| 12 - (shared * 10 / whole) as u32)
}

/// A factor of ten, one digit changed or lost, two neighbours exchanged, or rounding.
fn of_numbers(left: Decimal, right: Decimal) -> Option<u32> {
    if left.mantissa() == right.mantissa() {
        return Some(if (left.exponent() - right.exponent()).abs() <= 4 {
            0
        } else {
            3
        });
    }
    let exponent = left.exponent().min(right.exponent());
    let digits = |number: Decimal| {
        let zeros = (number.exponent() - exponent).clamp(0, 18) as usize;
        format!("{}{}", number.mantissa(), "0".repeat(zeros))
    };
    let (left_digits, right_digits) = (digits(left), digits(right));
    let longest = left_digits.len().max(right_digits.len());
    // Of two digits one is half of all.
    match strsim::damerau_levenshtein(&left_digits, &right_digits) {
        1 if longest == 2 && left_digits.len() == right_digits.len() => Some(2),
        1 if longest > 2 => Some(1),
        _ if left.rounds_to(right) || right.rounds_to(left) => Some(2),
        _ => None,
    }
}

fn of_days(left: Day, right: Day) -> Option<u32> {
    let known = |left: Option<u32>, right: Option<u32>| left.is_some() && right.is_some();
    let same = |left: Option<u32>, right: Option<u32>| !known(left, right) || left == right;
    let years = same(left.year, right.year);
    if known(left.day, right.day) {
        let (days, months) = (left.day == right.day, same(left.month, right.month));
        return match (days, months, years) {
            (false, true, true)
                if left
                    .day
                    .zip(right.day)
                    .is_some_and(|(left, right)| left.abs_diff(right) == 1) =>
            {
                Some(0)
            }
            (false, true, true) | (true, false, true) => Some(1),
            (true, true, false) => Some(1),
            _ => None,
        };
    }
    if left.day.is_some() || right.day.is_some() {
        return None;
    }
    if known(left.month, right.month) {
        return (years != (left.month == right.month)).then_some(2);
    }
    let (left, right) = (left.year?, right.year?);
    (strsim::damerau_levenshtein(&left.to_string(), &right.to_string()) == 1).then_some(2)
}

fn of_clocks(left: Clock, right: Clock) -> Option<u32> {
    let hours = left.hour.abs_diff(right.hour);
    if left.minute == right.minute {
        (hours % 12 <= 2 || hours == 12).then_some(1)
    } else {
        hours.is_multiple_of(12).then_some(1)
    }
}
