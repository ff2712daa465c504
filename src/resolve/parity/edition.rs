//! Everything that one edition states: headline, summary, text, links, pictures and attachments, each with its place.

use super::contacts::contact;
use super::context::Context;
use super::fact::{Fact, Kind, Strength, Value};
use super::index::Index;
use super::line::Line;
use super::numerals::Marks;
use super::targets::Link;
use super::{chinese, english, other};
use crate::config::Config;
use crate::markdown::{PlacedLines, placed_lines, survey};
use crate::model::archive::{Target, Text};
use crate::model::edition::{Reference, ReferenceKind};
use crate::model::lang::Lang;
use crate::source::Span;
use crate::text::is_han;

/// How the text of a language is read.
#[derive(Debug, Clone, Copy)]
enum Reading {
    Chinese,
    English,
    Digits(Marks),
}

impl Reading {
    fn of(tag: &str) -> Self {
        match tag.split('-').next().unwrap_or(tag) {
            "zh" | "yue" | "lzh" | "wuu" | "nan" | "hak" | "ja" => Self::Chinese,
            "en" => Self::English,
            _ => Self::Digits(other::marks(tag)),
        }
    }
}

/// Where a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Headline,
    Summary,
    /// In this line of the body.
    Body(usize),
    /// In the target of a link of the body, by its number.
    Link(usize),
}

/// What an edition states.
#[derive(Debug)]
pub(super) struct Stated<'a> {
    pub(super) text: &'a Text,
    pub(super) lines: PlacedLines,
    /// In the order of the text, links behind it.
    pub(super) facts: Vec<(Place, Fact)>,
    /// Their values.
    pub(super) index: Index,
    /// Links of the body.
    links: Vec<Reference>,
    /// Pictures of the body.
    pub(super) pictures: Vec<Span>,
    /// Files that the body links to.
    pub(super) files: Vec<Span>,
    /// How long the text is, in units that are about equal in all languages.
    pub(super) length: usize,
}

/// Letters of an alphabet that say as much as one Chinese character: in translations of announcements and articles
/// into English it was between 2.5 and 4.7.
const LETTERS_PER_HAN: usize = 3;

/// A line of no more bytes may be the cell of a table: `减少14.2`, "58,000 less".
const CELL_LENGTH: usize = 24;

impl<'a> Stated<'a> {
    /// Reads an edition.
    pub(super) fn new(text: &'a Text, lang: Lang, context: &Context, config: &Config) -> Self {
        let lines = placed_lines(&text.source.text, text.body);
        let reading = Reading::of(&config.languages[lang].tag);
        let mut stated = Self {
            text,
            lines,
            facts: Vec::new(),
            index: Index::default(),
            links: Vec::new(),
            pictures: Vec::new(),
            files: Vec::new(),
            length: 0,
        };
        stated.read(&text.title, Place::Headline, reading, context);
        stated.read(&text.lead_in, Place::Summary, reading, context);
        for at in 0..stated.lines.lines.len() {
            let line = std::mem::take(&mut stated.lines.lines[at].text);
            stated.length += length(&line);
            stated.read(&line, Place::Body(at), reading, context);
            stated.lines.lines[at].text = line;
        }
        stated.scale_tables();
        for reference in survey(&text.source.text, text.body).references {
            stated.refer(reference, config);
        }
        stated.index = Index::new(stated.facts.iter().map(|(_, fact)| fact));
        stated
    }

    fn read(&mut self, line: &str, place: Place, reading: Reading, context: &Context) {
        let facts = match reading {
            Reading::Chinese => chinese::facts(line, context),
            Reading::English => english::facts(line, context),
            Reading::Digits(marks) => other::facts(line, marks),
        };
        self.facts
            .extend(facts.into_iter().map(|fact| (place, fact)));
    }

    /// Where a unit like `（万元）` or "(million yuan)" stands at the head of a table, its cells are meant in that unit.
    fn scale_tables(&mut self) {
        let mut units: Vec<i32> = self
            .lines
            .lines
            .iter()
            .filter_map(|line| unit_in_brackets(&line.text))
            .collect();
        units.sort_unstable();
        units.dedup();
        let lines = &self.lines.lines;
        for (place, fact) in &mut self.facts {
            let is_cell =
                matches!(place, Place::Body(line) if lines[*line].text.len() <= CELL_LENGTH);
            if let (true, Some(Value::Number(number))) = (is_cell, fact.readings.first().cloned()) {
                fact.readings
                    .extend(units.iter().map(|tens| Value::Number(number.scaled(*tens))));
            }
        }
    }

    fn refer(&mut self, reference: Reference, config: &Config) {
        if reference.kind == ReferenceKind::Image {
            self.pictures.push(reference.span);
            return;
        }
        let target = &reference.target;
        let (kind, value) = match self.text.targets.get(target) {
            Some(Target::AsWritten) => match as_written(target) {
                Some(found) => found,
                None => return,
            },
            // An announcement is one, whatever the language of its edition.
            Some(Target::Edition(index, _, _)) => (
                Kind::Link,
                Value::Link(Link::named(format!("announcement {index}"))),
            ),
            Some(Target::Page(permalink, _)) => {
                let address = permalink.to_string();
                let path = address.trim_start_matches('/');
                let (first, rest) = path.split_once('/').unwrap_or((path, ""));
                let path = if config.languages.by_code(first).is_some() {
                    rest
                } else {
                    path
                };
                (Kind::Link, Value::Link(Link::named(format!("/{path}"))))
            }
            Some(Target::File(..) | Target::Static(_)) => {
                self.files.push(reference.span);
                return;
            }
            // An error of its own, which says nothing about the other edition.
            Some(Target::Nothing) | None => (Kind::Link, Value::Link(Link::unresolved())),
        };
        let is_unresolved = value == Value::Link(Link::unresolved());
        let fact = Fact {
            readings: vec![value],
            kind,
            strength: if is_unresolved {
                Strength::Hint
            } else {
                Strength::Strong
            },
            approximate: false,
            range: 0..0,
        };
        self.facts.push((Place::Link(self.links.len()), fact));
        self.links.push(reference);
    }

    /// Where a place stands in the source.
    pub(super) fn span(&self, place: Place, fact: &Fact) -> Span {
        match place {
            Place::Body(line) => self.lines.span(line, fact.range.clone()),
            Place::Link(link) => self.links[link].span,
            Place::Headline => self.in_front_matter(self.text.title_span, &self.text.title, fact),
            Place::Summary => {
                self.in_front_matter(self.text.lead_in_span, &self.text.lead_in, fact)
            }
        }
    }

    /// The words of a value in the front matter, or all of it where it is written in another way.
    fn in_front_matter(&self, whole: Span, text: &str, fact: &Fact) -> Span {
        let written = self.text.source.text[whole.range()].find(text);
        written.map_or(whole, |at| {
            let start = whole.start + at;
            Span::new(start + fact.range.start, start + fact.range.end)
        })
    }

    /// A fact as it is written.
    pub(super) fn words(&self, place: Place, fact: &Fact) -> &str {
        match place {
            Place::Body(line) => &self.lines.lines[line].text[fact.range.clone()],
            Place::Headline => &self.text.title[fact.range.clone()],
            Place::Summary => &self.text.lead_in[fact.range.clone()],
            Place::Link(link) => &self.links[link].target,
        }
    }

    /// The number of the line of the body at or before a place of the source.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.lines
            .lines
            .partition_point(|line| line.span.start <= at)
            .saturating_sub(1)
    }
}

/// The letters of a text, a Han character counting for as many as it stands for.
fn length(text: &str) -> usize {
    text.chars()
        .map(|character| {
            if is_han(character) {
                LETTERS_PER_HAN
            } else {
                usize::from(character.is_alphanumeric())
            }
        })
        .sum()
}

/// The power of ten of a unit that stands alone: `（万元）`, `单位：亿元`, "(million yuan)".
fn unit_in_brackets(text: &str) -> Option<i32> {
    const UNITS: [(&str, i32); 8] = [
        ("万", 4),
        ("萬", 4),
        ("亿", 8),
        ("億", 8),
        ("thousand", 3),
        ("10,000 ", 4),
        ("million", 6),
        ("billion", 9),
    ];
    let inside = text
        .rsplit_once(['(', '（', '：', ':'])
        .map(|(_, inside)| inside.trim_start())?;
    let inside = inside.strip_prefix("in ").unwrap_or(inside);
    let unit = UNITS.iter().find(|(unit, _)| inside.starts_with(unit));
    unit.filter(|_| inside.chars().count() <= 24)
        .map(|(_, tens)| *tens)
}

/// What an address on the web, of a mailbox or of a telephone is.
fn as_written(target: &str) -> Option<(Kind, Value)> {
    let (scheme, rest) = target.split_once(':').unwrap_or(("https", target));
    match scheme.to_ascii_lowercase().as_str() {
        "mailto" => Some((
            Kind::Email,
            Value::Email(rest.split('?').next().unwrap_or(rest).to_lowercase()),
        )),
        "tel" => {
            let found = contact(&Line::new(rest), 0)?;
            Some((found.kind, found.value))
        }
        "http" | "https" if !target.starts_with('#') => {
            Some((Kind::Link, Value::Link(Link::new(target))))
        }
        _ => None,
    }
}
