//! A body as a stream of items: Markdown events, and the tags of raw HTML, with their places in the source.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::raw_html::{self, Piece, Unclosed};
use super::{chapters, emphasis, lines, plain};
use crate::source::Span;

/// A part of a body. Comments, and what scripts and the like hold, are not there.
#[derive(Debug)]
pub(super) enum Item<'a> {
    /// Anything but raw HTML; the words between its tags are text.
    Markdown(Event<'a>),
    /// A tag of raw HTML, allowed or not, with places in the source.
    Tag(raw_html::Tag),
    /// Raw HTML that does not end.
    Unclosed(Unclosed),
}

fn is_html(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_)
    )
}

/// Walks the body once.
pub(super) fn items(text: &str, body: Span) -> Vec<(Item<'_>, Range<usize>)> {
    let mut events = emphasis::parse(&text[body.range()]);
    for (_, range) in &mut events {
        *range = range.start + body.start..range.end + body.start;
    }
    if lines::has_starts(&text[body.range()]) {
        events = lines::split(chapters::leave_lists(text, events));
    }
    // Most bodies hold no HTML, and then there is nothing to read.
    if !events.iter().any(|(event, _)| is_html(event)) {
        return events
            .into_iter()
            .map(|(event, range)| (Item::Markdown(event), range))
            .collect();
    }
    let mut reader = Reader {
        events,
        items: Vec::new(),
        endless: Vec::new(),
    };
    let mut at = 0;
    while at < reader.events.len() {
        at = match &reader.events[at].0 {
            Event::Start(Tag::HtmlBlock) => reader.block(at),
            Event::InlineHtml(_) => reader.inline(at),
            _ => reader.markdown(at),
        };
    }
    reader.items
}

struct Reader<'a> {
    events: Vec<(Event<'a>, Range<usize>)>,
    items: Vec<(Item<'a>, Range<usize>)>,
    /// Opaque elements that do not end before the event with this number.
    endless: Vec<(String, usize)>,
}

impl<'a> Reader<'a> {
    fn markdown(&mut self, at: usize) -> usize {
        let (event, range) = self.events[at].clone();
        self.items.push((Item::Markdown(event), range));
        at + 1
    }

    /// A block of HTML: what the parser gives line by line, without the marks of quotes and lists around it.
    fn block(&mut self, start: usize) -> usize {
        let mut html = String::new();
        let mut places = Vec::new();
        let mut at = self.markdown(start);
        while let Some((Event::Html(line) | Event::Text(line), range)) = self.events.get(at) {
            places.push((html.len(), line.len(), range.clone()));
            html.push_str(line);
            at += 1;
        }
        for piece in raw_html::pieces(&html) {
            self.piece(piece, &places);
        }
        at
    }

    /// A piece of HTML in a line. An opaque element goes up to its end tag in the same block.
    fn inline(&mut self, at: usize) -> usize {
        let (Event::InlineHtml(html), range) = self.events[at].clone() else {
            return at + 1;
        };
        let mut next = at + 1;
        for mut piece in raw_html::pieces(&html) {
            if let Piece::Tag(tag) = &mut piece
                && tag.endless
                && let Some(end) = self.end(at, &tag.name)
            {
                tag.endless = false;
                next = end;
            }
            self.piece(piece, &[(0, html.len(), range.clone())]);
        }
        self.skip(at + 1..next);
        next
    }

    /// The event that ends an opaque element.
    fn end(&mut self, at: usize, name: &str) -> Option<usize> {
        if self
            .endless
            .iter()
            .any(|(other, until)| other == name && at < *until)
        {
            return None;
        }
        for (number, (event, _)) in self.events.iter().enumerate().skip(at + 1) {
            let in_line = match event {
                Event::InlineHtml(html) if raw_html::ends(html, name) => return Some(number),
                Event::Start(tag) => plain::is_inline(tag) || matches!(tag, Tag::Image { .. }),
                Event::End(tag) => plain::is_inline_end(*tag) || matches!(tag, TagEnd::Image),
                _ => true,
            };
            if !in_line {
                self.endless.retain(|(other, _)| other != name);
                self.endless.push((name.to_owned(), number));
                break;
            }
        }
        None
    }

    /// Leaves these events out, but for starts and ends whose other side is not among them.
    fn skip(&mut self, range: Range<usize>) {
        let mut started = Vec::new();
        for at in range {
            match &self.events[at].0 {
                Event::Start(_) => started.push(at),
                Event::End(_) if started.pop().is_none() => {
                    self.markdown(at);
                }
                _ => {}
            }
        }
        for at in started {
            self.markdown(at);
        }
    }

    /// Writes a piece, its places moved from the HTML to the source.
    fn piece(&mut self, piece: Piece, places: &[Place]) {
        match piece {
            Piece::Words(words, range) => {
                let range = in_source(range, places);
                self.items
                    .push((Item::Markdown(Event::Text(words.into())), range));
            }
            Piece::Tag(mut tag) => {
                tag.range = in_source(tag.range, places);
                for (_, _, range) in &mut tag.attributes {
                    *range = in_source(range.clone(), places);
                }
                let range = tag.range.clone();
                let unclosed = tag.endless.then(|| tag.unclosed());
                self.items.push((Item::Tag(tag), range.clone()));
                self.items
                    .extend(unclosed.map(|unclosed| (Item::Unclosed(unclosed), range)));
            }
            Piece::Unclosed(mut unclosed) => {
                unclosed.range = in_source(unclosed.range, places);
                let range = unclosed.range.clone();
                self.items.push((Item::Unclosed(unclosed), range));
            }
        }
    }
}

/// A part of some HTML: where it starts there, its length, and its place in the source.
type Place = (usize, usize, Range<usize>);

fn in_source(range: Range<usize>, places: &[Place]) -> Range<usize> {
    let place = |at: usize| &places[places.partition_point(|place| place.0 <= at).max(1) - 1];
    // The end is behind the last byte, not at the first of the next part.
    let last = range.end.saturating_sub(1).max(range.start);
    let ((start, length, from), (end_start, end_length, to)) = (place(range.start), place(last));
    // Where marks of a quote were taken out, only the whole is known.
    if *length != from.len() || *end_length != to.len() {
        return from.start..to.end;
    }
    from.start + range.start - start..to.start + range.end - end_start
}
