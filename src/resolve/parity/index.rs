//! The values of an edition, so that most facts of the other are found without looking through all.

use std::collections::BTreeSet;

use super::fact::{Day, Fact, Phone, Value};

/// All values of some facts. What it holds is stated; what it does not hold may still agree with something.
#[derive(Debug, Default)]
pub(super) struct Index {
    keys: BTreeSet<Value>,
    /// What dates say with some of their parts left out.
    dates: BTreeSet<Day>,
}

impl Index {
    pub(super) fn new<'a>(facts: impl Iterator<Item = &'a Fact>) -> Self {
        let mut index = Self::default();
        for value in facts.flat_map(values) {
            if let Value::Date(day) = value {
                index.dates.extend(parts(*day));
            }
            index.keys.extend(keys(value));
        }
        index
    }

    /// Whether one of the facts surely states this one.
    pub(super) fn states(&self, fact: &Fact) -> bool {
        fact.readings.iter().any(|value| match value {
            Value::Date(day) => {
                self.dates.contains(day)
                    || parts(*day)
                        .filter(|part| part.has_finest_of(*day))
                        .any(|part| self.keys.contains(&Value::Date(part)))
            }
            Value::Number(_) => self.keys.contains(value),
            Value::Bare(_) => false,
            _ => keys(value).any(|key| self.keys.contains(&key)),
        })
    }
}

/// The readings of a fact, of a clock the time alone: the hours of two clocks are no figures.
fn values(fact: &Fact) -> impl Iterator<Item = &Value> {
    let is_clock = fact.is_clock();
    let readings = fact.readings.iter();
    readings.filter(move |value| !is_clock || matches!(value, Value::Time(_)))
}

/// Forms of a value: two values of which one form is equal agree.
fn keys(value: &Value) -> impl Iterator<Item = Value> {
    let forms = match value {
        Value::Link(link) => vec![Value::Link(link.without_language())],
        // Behind a country code nobody dials the 0.
        Value::Phone(phone) if phone.is_foreign => [true, false]
            .map(|has_trunk| {
                Value::Phone(Phone {
                    has_trunk,
                    is_foreign: false,
                    ..phone.clone()
                })
            })
            .into(),
        value => vec![value.clone()],
    };
    forms.into_iter()
}

/// A date, and what is left of it without some of its parts.
fn parts(day: Day) -> impl Iterator<Item = Day> {
    (0..8).map(move |kept| Day {
        year: day.year.filter(|_| kept & 1 > 0),
        month: day.month.filter(|_| kept & 2 > 0),
        day: day.day.filter(|_| kept & 4 > 0),
    })
}
