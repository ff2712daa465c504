//! HTML inside Markdown: which elements pass, and the tags in a piece of it.
//!
//! The scanner here finds what to report and rewrite; what protects the reader is the sanitizer, ammonia,
//! which parses like a browser and has the last word.

use std::ops::Range;

/// Elements that an announcement may hold. No scripts, styles, forms, frames or page structure, and no `h1`,
/// which is the headline.
pub(super) const ALLOWED: [&str; 48] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
];
/// See [`ALLOWED`]; the parts of tables and a few more.
pub(super) const ALLOWED_TABLE: [&str; 9] = [
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
];

/// Whether an element passes the sanitizer.
pub(super) fn is_allowed(name: &str) -> bool {
    ALLOWED.contains(&name) || ALLOWED_TABLE.contains(&name)
}

/// Whether a target is a full web address.
pub(super) fn is_web(target: &str) -> bool {
    let target = target.trim_start().to_ascii_lowercase();
    target.starts_with("https://") || target.starts_with("http://")
}

/// Whether anything but tags and white space is in it.
pub(super) fn has_words(html: &str) -> bool {
    let mut at = 0;
    let mut between = tags(html).into_iter().map(|tag| {
        let words = &html[at..tag.range.start];
        at = tag.range.end;
        words
    });
    let found = between.any(|words| !words.trim().is_empty());
    found || !html[at..].trim().is_empty()
}

/// One tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// From `<` to behind `>`.
    pub(super) range: Range<usize>,
    /// In lower case.
    pub(super) name: String,
    /// Whether it is an end tag.
    pub(super) closing: bool,
    /// Names in lower case, values with `&amp;` resolved, and the place of the value.
    pub(super) attributes: Vec<(String, String, Range<usize>)>,
}

impl Tag {
    /// The value of an attribute with its place.
    pub(super) fn attribute(&self, name: &str) -> Option<(&str, Range<usize>)> {
        self.attributes
            .iter()
            .find(|(other, _, _)| other == name)
            .map(|(_, value, range)| (value.as_str(), range.clone()))
    }
}

/// The tags in a piece of HTML, in order; comments and declarations are passed over.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    let bytes = html.as_bytes();
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        if html[open..].starts_with("<!--") {
            at = html[open..]
                .find("-->")
                .map_or(html.len(), |end| open + end + 3);
            continue;
        }
        let closing = bytes.get(open + 1) == Some(&b'/');
        let name_start = open + 1 + usize::from(closing);
        let name_end = name_start
            + bytes[name_start..]
                .iter()
                .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
                .count();
        if !bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            at = open + 1;
            continue;
        }
        let (attributes, end) = attributes(html, name_end);
        tags.push(Tag {
            range: open..end,
            name: html[name_start..name_end].to_ascii_lowercase(),
            closing,
            attributes,
        });
        at = end;
    }
    tags
}

/// The attributes from `at` on, and the place behind the `>`.
fn attributes(html: &str, mut at: usize) -> (Vec<(String, String, Range<usize>)>, usize) {
    let bytes = html.as_bytes();
    let mut attributes = Vec::new();
    while at < bytes.len() && bytes[at] != b'>' {
        if bytes[at].is_ascii_whitespace() || bytes[at] == b'/' || bytes[at] == b'=' {
            at += 1;
            continue;
        }
        let name_start = at;
        at += bytes[at..]
            .iter()
            .take_while(|byte| !byte.is_ascii_whitespace() && !b"=>/".contains(byte))
            .count();
        let name = html[name_start..at].to_ascii_lowercase();
        let equals = at
            + bytes[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace())
                .count();
        if bytes.get(equals) != Some(&b'=') {
            attributes.push((name, String::new(), at..at));
            continue;
        }
        let start = equals
            + 1
            + bytes[equals + 1..]
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace())
                .count();
        let value = match bytes.get(start) {
            Some(quote @ (b'"' | b'\'')) => {
                let end = bytes[start + 1..]
                    .iter()
                    .position(|byte| byte == quote)
                    .map_or(bytes.len(), |end| start + 1 + end);
                at = (end + 1).min(bytes.len());
                start + 1..end
            }
            _ => {
                at = start
                    + bytes[start..]
                        .iter()
                        .take_while(|byte| !byte.is_ascii_whitespace() && **byte != b'>')
                        .count();
                start..at
            }
        };
        attributes.push((name, html[value.clone()].replace("&amp;", "&"), value));
    }
    (attributes, (at + 1).min(bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_attributes() {
        let found =
            tags("a<IMG SRC=\"x.jpg\" alt='图 > 表' hidden><!-- <p> --></b >< c>1 < 2<br/>");
        let names: Vec<_> = found
            .iter()
            .map(|tag| (tag.name.as_str(), tag.closing))
            .collect();
        assert_eq!(names, [("img", false), ("b", true), ("br", false)]);
        assert_eq!(found[0].attribute("src").unwrap().0, "x.jpg");
        assert_eq!(found[0].attribute("alt").unwrap().0, "图 > 表");
        assert_eq!(found[0].attribute("hidden").unwrap().0, "");
    }

    #[test]
    fn unfinished_tags_end_with_the_text() {
        for html in ["<a href=\"", "<a href", "<a", "<", "</", "<a x='市"] {
            assert!(tags(html).len() <= 1, "{html}");
        }
    }
}
