//! Markdown as newsroom reads it: a survey of what a body holds, its plain text, and its HTML.
//!
//! A library below the stages: `parse` surveys a body, `resolve` compares plain texts, `render` writes HTML.
//! All three walk the same events, so that none sees what another does not.

mod html;
mod plain;
mod raw_html;
mod survey;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::source::Span;

pub use html::{LinkTarget, to_html};
pub use plain::{PlainLine, Sign, plain_lines, plain_text, signs};
pub use survey::{Survey, survey};

/// CommonMark with tables, footnotes and strikethrough. No "smart" punctuation: an official text is
/// published as it was approved.
fn events(text: &str, body: Span) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    Parser::new_ext(&text[body.range()], options)
        .into_offset_iter()
        .map(move |(event, range)| (event, range.start + body.start..range.end + body.start))
}

/// The ideographic spaces with which a Chinese paragraph is often indented by hand; the theme indents.
const IDEOGRAPHIC_SPACE: char = '\u{3000}';
