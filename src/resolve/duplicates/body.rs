//! A body as the rule compares it: canonical lines, without furniture at the start and the end.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::canonical::{Canonical, canonical, is_long_enough, visible};
use super::furniture::{Furniture, Statement};
use super::thresholds::TITLE_LINES;
use crate::markdown::{PlainLine, Sign, plain_lines, signs};
use crate::model::archive::Text;
use crate::source::Span;

/// The lines of a body and what of them is content.
pub(super) struct Body {
    /// As a reader sees them.
    pub(super) lines: Vec<PlainLine>,
    /// All of them in canonical form, and where in it each line stands.
    canonical: String,
    places: Vec<Range<usize>>,
    /// The headline in canonical form.
    title: String,
    /// First line of content, and one past the last.
    content: Range<usize>,
    /// What furniture at the start or the end states.
    labelled: Labelled,
}

impl Body {
    pub(super) fn new(text: &Text, furniture: &Furniture) -> Self {
        Self::within(text, text.body, furniture)
    }

    /// The same for a part of the text.
    pub(super) fn within(text: &Text, part: Span, furniture: &Furniture) -> Self {
        let lines = plain_lines(&text.source.text, part);
        let mut canonical_lines = Canonical::default();
        let places: Vec<Range<usize>> = lines
            .iter()
            .map(|line| canonical_lines.push_line(&line.text))
            .collect();
        let title = canonical([text.title.as_str()]);
        let mut body = Self {
            lines,
            canonical: canonical_lines.text,
            places,
            title,
            content: 0..0,
            labelled: Labelled::default(),
        };
        let count = body.lines.len();
        let start = count - body.around(0..count, furniture);
        let end = (start..count)
            .rev()
            .find(|at| !body.is_around(*at, furniture))
            .map_or(start, |last| last + 1);
        body.content = start..end;
        body.labelled = body.stated((0..start).chain(end..count), furniture);
        body
    }

    /// What the furniture among these lines states.
    pub(super) fn stated(
        &self,
        lines: impl Iterator<Item = usize>,
        furniture: &Furniture,
    ) -> Labelled {
        let mut labelled = Labelled::default();
        for at in lines.filter(|at| !self.lines[*at].nested) {
            for statement in furniture.read(self.line(at)).unwrap_or_default() {
                labelled.add(statement);
            }
        }
        labelled
    }

    /// The canonical text of the content.
    pub(super) fn content(&self) -> &str {
        match self.places.get(self.content.clone()) {
            Some([first, .., last]) => &self.canonical[first.start..last.end],
            Some([only]) => &self.canonical[only.clone()],
            _ => "",
        }
    }

    /// A line in canonical form.
    pub(super) fn line(&self, at: usize) -> &str {
        &self.canonical[self.places[at].clone()]
    }

    /// Whether there is enough of the content to suppress a copy of it; the words of links are not counted.
    pub(super) fn is_long_enough(&self) -> bool {
        let content = &self.lines[self.content.clone()];
        is_long_enough(content.iter().flat_map(PlainLine::own_words))
    }

    /// The lines of the content.
    pub(super) fn into_content_lines(self) -> Vec<PlainLine> {
        let mut lines = self.lines;
        lines.truncate(self.content.end);
        lines.split_off(self.content.start)
    }

    /// How many lines of `range` are left once furniture and the headline are taken from its start.
    fn around(&self, range: Range<usize>, furniture: &Furniture) -> usize {
        let mut at = range.start;
        while at < range.end {
            match self.lines_around(at, range.end, furniture) {
                0 => break,
                lines => at += lines,
            }
        }
        range.end - at
    }

    /// How many lines from `at` on are a line of furniture or the headline; 0 if it is neither.
    pub(super) fn lines_around(&self, at: usize, end: usize, furniture: &Furniture) -> usize {
        match self.title_lines(at, end) {
            0 => usize::from(self.is_around(at, furniture)),
            // A headline may be broken over several lines.
            lines => lines,
        }
    }

    /// Whether a line is furniture, or shows nothing. A cell of a table or an item of a list is content.
    pub(super) fn is_around(&self, at: usize, furniture: &Furniture) -> bool {
        let line = self.line(at);
        line.is_empty() || !self.lines[at].nested && furniture.is_furniture(line)
    }

    /// How many lines from `at` on are the headline, which may be broken over several; 0 if it is not there.
    fn title_lines(&self, at: usize, end: usize) -> usize {
        let is_title = |count: &usize| {
            let lines = at..at + count;
            let place = self.places[at].start..self.places[lines.end - 1].end;
            self.canonical[place] == self.title && self.lines[lines].iter().all(|line| !line.nested)
        };
        if self.title.is_empty() {
            return 0;
        }
        (1..=(end - at).min(TITLE_LINES))
            .find(is_title)
            .unwrap_or(0)
    }

    /// The signs of the text (see [`signs`]), each with how many visible characters of the content stand before
    /// it. Where links lead and what pictures show counts outside of the content too.
    pub(super) fn signs(&self, text: &Text) -> Vec<(usize, Sign)> {
        let mut before = vec![0];
        for (at, line) in self.lines.iter().enumerate() {
            let length = if self.content.contains(&at) {
                visible(&line.text)
            } else {
                0
            };
            before.push(before[at] + length);
        }
        let place = |(line, byte, sign): (usize, usize, Sign)| {
            let is_content = self.content.contains(&line);
            let leads = sign.stands_alone();
            let start = *before.get(line).or(before.last())?;
            let inside = self.lines.get(line).filter(|_| is_content);
            let inside = inside.and_then(|line| line.text.get(..byte));
            (leads || is_content).then(|| (start + inside.map_or(0, visible), sign))
        };
        signs(&text.source.text, text.body)
            .into_iter()
            .filter_map(place)
            .collect()
    }

    /// What the furniture states.
    pub(super) fn into_labelled(self) -> Labelled {
        self.labelled
    }
}

/// Values by their label.
pub(super) type Values = BTreeMap<String, BTreeSet<String>>;

/// What furniture states: two that differ are content.
#[derive(Debug, Clone, Default)]
pub(super) struct Labelled {
    pub(super) dates: Values,
    pub(super) names: Values,
}

impl Labelled {
    fn add(&mut self, statement: Statement) {
        let (values, label, value) = match statement {
            Statement::Date(label, date) => (&mut self.dates, label, date),
            Statement::Name(label, name) => (&mut self.names, label, name),
        };
        values.entry(label).or_default().insert(value);
    }

    /// With what the furniture of another part of the same text states.
    pub(super) fn with(mut self, other: &Self) -> Self {
        for (values, others) in [
            (&mut self.dates, &other.dates),
            (&mut self.names, &other.names),
        ] {
            for (label, found) in others {
                let known = values.entry(label.clone()).or_default();
                known.extend(found.iter().cloned());
            }
        }
        self
    }

    /// Whether two texts state other days or other names.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        contradict(&self.dates, &other.dates) || contradict(&self.names, &other.names)
    }
}

/// Whether two texts state values that differ under the same label.
pub(super) fn contradict(left: &Values, right: &Values) -> bool {
    left.iter()
        .any(|(label, values)| right.get(label).is_some_and(|other| other != values))
}
