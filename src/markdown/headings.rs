//! Where the headings of a body stand.

use pulldown_cmark::{Event, Tag};

use super::stream::{Item, items};
use crate::source::Span;

/// The place of each heading, its `#` or underline included, in order.
pub fn headings(text: &str, body: Span) -> Vec<Span> {
    let is_heading =
        |item: &Item<'_>| matches!(item, Item::Markdown(Event::Start(Tag::Heading { .. })));
    let found = items(text, body).into_iter();
    let found = found.filter(|(item, _)| is_heading(item));
    found
        .map(|(_, range)| Span::new(range.start, range.end))
        .collect()
}
