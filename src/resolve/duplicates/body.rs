//! A body as the rule compares it: canonical lines, without furniture at the start and the end.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::canonical::{Canonical, canonical, is_long_enough, visible};
use super::furniture::Furniture;
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
    /// Dates that furniture at the start or the end states, by their label.
    labelled_dates: LabelledDates,
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
            labelled_dates: BTreeMap::new(),
        };
        let count = body.lines.len();
        let start = count - body.around(0..count, furniture);
        let end = (start..count)
            .rev()
            .find(|at| !body.is_around(*at, furniture))
            .map_or(start, |last| last + 1);
        body.content = start..end;
        for at in (0..start).chain(end..count) {
            for labelled in furniture.read(body.line(at)).unwrap_or_default() {
                let (label, date) = labelled.split_once(':').unwrap_or(("", &labelled));
                body.labelled_dates
                    .entry(label.to_owned())
                    .or_default()
                    .insert(date.to_owned());
            }
        }
        body
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
            // A headline may be broken over several lines.
            let title_lines = self.title_lines(at, range.end);
            if title_lines > 0 {
                at += title_lines;
            } else if furniture.is_furniture(self.line(at)) {
                at += 1;
            } else {
                break;
            }
        }
        range.end - at
    }

    /// Whether all lines of `range` are furniture or the headline.
    pub(super) fn is_only_around(&self, range: Range<usize>, furniture: &Furniture) -> bool {
        self.around(range, furniture) == 0
    }

    fn is_around(&self, at: usize, furniture: &Furniture) -> bool {
        furniture.is_furniture(self.line(at))
    }

    /// How many lines from `at` on are the headline, which may be broken over up to three; 0 if it is not there.
    fn title_lines(&self, at: usize, end: usize) -> usize {
        let mut joined = String::new();
        for (number, line) in (at..end.min(at + 3)).enumerate() {
            joined.push_str(self.line(line));
            if joined == self.title && !joined.is_empty() {
                return number + 1;
            }
        }
        0
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
            let leads = matches!(sign, Sign::Link(_) | Sign::LinkEnd | Sign::Image(_));
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

    /// The dates that the furniture states, by their label.
    pub(super) fn into_labelled_dates(self) -> LabelledDates {
        self.labelled_dates
    }
}

/// Dates by their label.
pub(super) type LabelledDates = BTreeMap<String, BTreeSet<String>>;

/// Whether the furniture of two bodies states dates that differ under the same label: then they are content.
pub(super) fn contradict(left: &LabelledDates, right: &LabelledDates) -> bool {
    left.iter()
        .any(|(label, dates)| right.get(label).is_some_and(|other| other != dates))
}
