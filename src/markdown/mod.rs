//! Markdown as newsroom reads it: a survey of what a body holds, its plain text, and its HTML.
//!
//! A library below the stages: `parse` surveys a body, `resolve` compares plain texts, `render` writes HTML.
//! All three walk the same items (`stream`), so that none sees what another does not.

mod anchors;
mod emphasis;
mod html;
mod plain;
mod raw_html;
mod stream;
mod survey;

pub use html::{LinkTarget, to_html};
pub use plain::{PlainLine, plain_lines, plain_text};
pub use survey::{Survey, survey};

/// The ideographic spaces with which a Chinese paragraph is often indented by hand; the theme indents.
const IDEOGRAPHIC_SPACE: char = '\u{3000}';
