//! Markdown as newsroom reads it: a survey of what a body holds, its plain text, and its HTML.
//!
//! A library below the stages: `parse` surveys a body, `resolve` compares plain texts, `render` writes HTML.
//! All three walk the same items (`stream`), so that none sees what another does not.

mod anchors;
mod chapters;
#[cfg(test)]
mod commonmark;
mod emphasis;
mod headings;
mod html;
mod lines;
mod placed;
mod plain;
mod raw_html;
mod signs;
mod stream;
mod survey;

pub use headings::headings;
pub use html::{LinkTarget, PictureLink, Variants, to_html};
pub use placed::{PlacedLines, placed_lines};
pub use plain::{PlainLine, plain_lines};
pub use signs::{Sign, signs};
pub use survey::{Survey, survey};

/// The ideographic spaces with which a Chinese paragraph is often indented by hand; the theme indents.
const IDEOGRAPHIC_SPACE: char = '\u{3000}';

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::Span;

    const TOKENS: &[&str] = &[
        "甲",
        "，",
        "（",
        "”",
        "　　",
        "\n一、",
        "\n1.甲",
        "\n1. 甲",
        "a",
        "é",
        " ",
        "\n",
        "\n\n",
        "\n> ",
        "\n- ",
        "    ",
        "\t",
        "*",
        "**",
        "~",
        "~~",
        "_",
        "`",
        "[",
        "](",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        "|",
        "\n|-|\n",
        "# ",
        "\\",
        "&amp;",
        "<!--",
        "-->",
        "--!>",
        "<?",
        "<!D",
        "<script>",
        "</script>",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<a href=\"",
        "\">",
        "<iframe src='https://甲/'>",
        "</iframe>",
        "<img src=甲>",
        "<p title='乙\n",
        "'>",
        "<",
    ];

    proptest! {
        #[test]
        fn any_body_is_read_alike_with_places_in_it(
            tokens in prop::collection::vec(prop::sample::select(TOKENS), 0..40)
        ) {
            let text = tokens.concat();
            let body = Span::new(0, text.len());
            let found = survey(&text, body);
            let places = found.references.iter().map(|reference| reference.span)
                .chain(found.removed.iter().map(|(_, span)| *span))
                .chain(found.embeds.iter().map(|(_, span)| *span))
                .chain(found.unclosed.iter().map(|(_, _, span)| *span))
                .chain(found.too_deep)
                .chain(plain_lines(&text, body).into_iter().map(|line| line.span));
            for place in places {
                prop_assert!(text.get(place.range()).is_some(), "{place:?}");
            }
            let placed = placed_lines(&text, body);
            for (at, line) in placed.lines.iter().enumerate() {
                for (start, character) in line.text.char_indices() {
                    let place = placed.span(at, start..start + character.len_utf8());
                    prop_assert!(text.get(place.range()).is_some(), "{place:?}");
                }
            }
            let html = to_html(&text, body, &|target| LinkTarget::Href(target.to_owned()));
            for anchor in &found.anchors {
                prop_assert!(html.contains(&format!("id=\"{anchor}\"")), "{anchor} {html}");
            }
            prop_assert!(!html.contains("<script") && !html.contains("<iframe"));
            // Nothing but white space and what is left out is lost.
            let letters = |text: &str| text.matches('甲').count();
            let shown: usize = plain_lines(&text, body).iter().map(|line| letters(&line.text)).sum();
            prop_assert!(letters(&html) >= shown, "{html}");
        }
    }
}
