//! The facts of a line as they are found, and the notations that all languages share.

use super::contacts::contact;
use super::fact::{Day, Fact, Kind, Strength, Value};
use super::line::Line;
use super::numerals::{ENGLISH, numeral, numeric_date};

/// What a reader has found in a line.
pub(super) struct Found<'l> {
    line: &'l Line,
    /// In the order of the line.
    pub(super) facts: Vec<Fact>,
}

impl<'l> Found<'l> {
    /// Nothing yet.
    pub(super) fn new(line: &'l Line) -> Self {
        Self {
            line,
            facts: Vec::new(),
        }
    }

    /// A fact between two characters of the line.
    pub(super) fn add(
        &mut self,
        readings: Vec<Value>,
        kind: Kind,
        strength: Strength,
        from: usize,
        to: usize,
    ) {
        let range = self.line.bytes(from, to);
        self.facts.push(Fact {
            readings,
            kind,
            strength,
            approximate: false,
            range,
        });
    }

    /// A telephone number or an address: says where it ends.
    pub(super) fn contact(&mut self, at: usize) -> Option<usize> {
        let character = self.line.at(at);
        let may_start = character.is_ascii_alphanumeric() || matches!(character, '+' | '(');
        let found = contact(self.line, at).filter(|_| may_start)?;
        self.add(vec![found.value], found.kind, found.strength, at, found.end);
        Some(found.end)
    }

    /// `2023-04-17`: says where it ends.
    pub(super) fn numeric_date(&mut self, at: usize) -> Option<usize> {
        let ([year, month, day], end) = numeric_date(self.line, at)?;
        let day = Day {
            year: Some(year),
            month: Some(month),
            day: Some(day),
        };
        self.add(
            vec![Value::Date(day)],
            Kind::Date,
            Strength::Strong,
            at,
            end,
        );
        Some(end)
    }

    /// Digits in a name: `PM2.5`, `5G`.
    pub(super) fn name(&mut self, at: usize) {
        if let Some(digits) = numeral(self.line, at, ENGLISH) {
            let value = Value::Number(digits.value);
            self.add(vec![value], Kind::Figure, Strength::Weak, at, digits.end);
        }
    }
}
