//! Mark-up that changes what equal words say.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::plain::Collector;
use super::raw_html;
use super::stream::{Item, items};
use crate::source::Span;

/// What is written beside words and says something: a link, a picture, struck or raised words, the number that starts a
/// list, and table cells, of which an empty one moves a figure to another column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// With its target as written.
    Link(String),
    /// The end of one.
    LinkEnd,
    /// With its target as written.
    Image(String),
    /// A part of what describes an image: shown in place of one from another server, and read aloud.
    Description(String),
    /// A frame, which becomes a link, with its target as written.
    Frame(String),
    /// From here on the words are struck out, raised, lowered, inserted or quoted: the name of the element.
    Words(&'static str),
    /// To here.
    WordsEnd(&'static str),
    /// A new row of a table.
    Row,
    /// A new cell in it, and how many columns and rows it takes.
    Cell(String, String),
    /// A numbered list, with its first number and how it counts as written.
    List(String, String),
    /// The number of an item where it states one.
    Number(String),
    /// The note that this label leads to.
    Footnote(String),
    /// Text whose white space is shown.
    Verbatim(String),
}

impl Sign {
    /// Whether it leads somewhere or shows something by itself, and not only changes the words around it.
    pub fn stands_alone(&self) -> bool {
        matches!(
            self,
            Self::Link(_)
                | Self::LinkEnd
                | Self::Image(_)
                | Self::Description(_)
                | Self::Frame(_)
                | Self::Footnote(_)
                | Self::Verbatim(_)
        )
    }
}

/// All signs of a body, each with its place in [`plain_lines`](super::plain_lines): number of the line and byte in it.
pub fn signs(text: &str, body: Span) -> Vec<(usize, usize, Sign)> {
    let mut collector = Collector::default();
    let mut signs = Vec::new();
    let mut found = Vec::new();
    for (item, range) in items(text, body) {
        collector.take(&item, range);
        match &item {
            Item::Markdown(event) => found.extend(markdown_sign(event, &collector)),
            Item::Tag(tag) => html_signs(tag, &mut found),
            Item::Unclosed(_) => {}
        }
        let place = (collector.lines.len(), collector.line.len());
        signs.extend(found.drain(..).map(|sign| (place.0, place.1, sign)));
    }
    signs
}

/// `collector` has taken the event already.
fn markdown_sign(event: &Event<'_>, collector: &Collector) -> Option<Sign> {
    Some(match event {
        Event::Start(Tag::Link { dest_url, .. }) => Sign::Link(dest_url.to_string()),
        Event::End(TagEnd::Link) => Sign::LinkEnd,
        Event::Start(Tag::Image { dest_url, .. }) => Sign::Image(dest_url.to_string()),
        Event::Text(text) | Event::Code(text) if collector.images > 0 => {
            Sign::Description(text.to_string())
        }
        Event::Text(text) if collector.verbatim > 0 => Sign::Verbatim(text.to_string()),
        Event::Start(Tag::Strikethrough) => Sign::Words("del"),
        Event::End(TagEnd::Strikethrough) => Sign::WordsEnd("del"),
        Event::Start(Tag::TableHead | Tag::TableRow) => Sign::Row,
        Event::Start(Tag::TableCell) => Sign::Cell(String::new(), String::new()),
        Event::Start(Tag::List(Some(first))) => Sign::List(first.to_string(), String::new()),
        Event::Start(Tag::FootnoteDefinition(label)) => Sign::Footnote(label.to_string()),
        _ => return None,
    })
}

/// The same in raw HTML.
fn html_signs(tag: &raw_html::Tag, found: &mut Vec<Sign>) {
    let written = |name| tag.attribute(name).map(|(value, _)| value.to_owned());
    let value = |name| written(name).unwrap_or_default();
    // One column or row is what a cell takes anyway.
    let span = |name| written(name).filter(|span| span != "1").unwrap_or_default();
    match (tag.name.as_str(), tag.closing) {
        ("a", true) => found.push(Sign::LinkEnd),
        ("a", false) => found.extend(written("href").map(Sign::Link)),
        ("img", false) => {
            found.extend(written("src").map(Sign::Image));
            found.extend(written("alt").map(Sign::Description));
        }
        ("iframe", false) => found.extend(written("src").map(Sign::Frame)),
        ("tr", false) => found.push(Sign::Row),
        ("td" | "th", false) => found.push(Sign::Cell(span("colspan"), span("rowspan"))),
        ("ol", false) => {
            let start = written("start").unwrap_or_else(|| "1".to_owned());
            let counts = if tag.attribute("reversed").is_some() {
                "reversed".to_owned()
            } else {
                value("type")
            };
            found.push(Sign::List(start, counts));
        }
        ("li", false) => found.extend(written("value").map(Sign::Number)),
        (name, closing) => {
            const WORDS: [(&str, &str); 7] = [
                ("s", "del"),
                ("del", "del"),
                ("strike", "del"),
                ("ins", "ins"),
                ("sup", "sup"),
                ("sub", "sub"),
                ("q", "q"),
            ];
            let words = WORDS.iter().find(|(other, _)| *other == name);
            found.extend(words.map(|(_, kind)| {
                if closing {
                    Sign::WordsEnd(kind)
                } else {
                    Sign::Words(kind)
                }
            }));
        }
    }
}
