//! HTML inside Markdown: which elements pass, and the pieces that it is made of.
//!
//! The scanner here finds what to report and rewrite; what protects the reader is the sanitizer, ammonia,
//! which parses like a browser and has the last word.

use std::ops::Range;

/// Elements that an announcement may hold. No scripts, styles, forms, frames or page structure, and no `h1`,
/// which is the headline.
#[rustfmt::skip]
pub(super) const ALLOWED: [&str; 57] = [
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
];

/// Elements that go with all that is in them, up to their end tag: a browser reads what they hold as no HTML,
/// or does not show it.
const OPAQUE: [&str; 11] = [
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// Elements that stand in a line of text.
#[rustfmt::skip]
const INLINE: [&str; 38] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "input", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Whether an element passes the sanitizer.
pub(super) fn is_allowed(name: &str) -> bool {
    ALLOWED.binary_search(&name).is_ok()
}

/// Whether an element stands in a line of text, or is not shown, and does not end the line.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.binary_search(&name).is_ok() || OPAQUE.contains(&name)
}

/// Whether a target is a full web address.
pub(super) fn is_web(target: &str) -> bool {
    let target = target.trim_start().to_ascii_lowercase();
    target.starts_with("https://") || target.starts_with("http://")
}

/// Text as it stands in HTML, attribute values included.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A part of a piece of HTML. Comments and what an opaque element holds are none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words as they are shown, and their place.
    Words(String, Range<usize>),
    Tag(Tag),
    /// A comment, declaration or tag that does not end: the rest of the piece is lost in it.
    Unclosed(Unclosed),
}

/// What was opened, where, and what would close it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclosed {
    pub(super) start: String,
    pub(super) end: String,
    pub(super) range: Range<usize>,
}

/// The name in lower case, the value with entities resolved, and the place of the value.
pub(super) type Attribute = (String, String, Range<usize>);

/// One tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// From `<` to behind `>`.
    pub(super) range: Range<usize>,
    /// In lower case.
    pub(super) name: String,
    /// Whether it is an end tag.
    pub(super) closing: bool,
    /// Whether it opens an opaque element that does not end in the same piece of HTML.
    pub(super) endless: bool,
    pub(super) attributes: Vec<Attribute>,
}

impl Tag {
    /// The value of an attribute with its place.
    pub(super) fn attribute(&self, name: &str) -> Option<(&str, Range<usize>)> {
        self.attributes
            .iter()
            .find(|(other, _, _)| other == name)
            .map(|(_, value, range)| (value.as_str(), range.clone()))
    }

    /// The tag written anew, so that the sanitizer reads it as it was read here. Ids are those of the page.
    pub(super) fn html(&self) -> String {
        if self.closing {
            return format!("</{}>", self.name);
        }
        let mut html = format!("<{}", self.name);
        for (name, value, _) in &self.attributes {
            if name != "id" && name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                html.push_str(&format!(" {name}=\"{}\"", escape(value)));
            }
        }
        html.push('>');
        html
    }

    /// What is left open if this tag's element does not end.
    pub(super) fn unclosed(&self) -> Unclosed {
        Unclosed {
            start: format!("<{}>", self.name),
            end: format!("</{}>", self.name),
            range: self.range.clone(),
        }
    }
}

/// Whether `html` starts with the end tag of an element.
pub(super) fn ends(html: &str, name: &str) -> bool {
    let rest = html.strip_prefix("</");
    let found = rest.and_then(|rest| rest.get(..name.len()));
    found.is_some_and(|found| found.eq_ignore_ascii_case(name))
        && !html[2 + name.len()..]
            .starts_with(|next: char| next.is_ascii_alphanumeric() || next == '-')
}

/// The pieces of HTML, in order.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    // Elements whose end tag was looked for in vain.
    let mut endless: Vec<String> = Vec::new();
    let (mut at, mut words) = (0, 0);
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let (piece, end) = match markup(html, open) {
            Markup::None => {
                at = open + 1;
                continue;
            }
            Markup::Comment(end) => (None, end),
            Markup::Tag(mut tag) => {
                let end = behind(html, &mut tag, &mut endless);
                (Some(Piece::Tag(tag)), end)
            }
            Markup::Unclosed(end) => (Some(unclosed(html, open, end)), html.len()),
        };
        push_words(&mut pieces, html, words..open);
        pieces.extend(piece);
        (at, words) = (end, end);
    }
    push_words(&mut pieces, html, words..html.len());
    pieces
}

/// Where to read on: behind the tag or, if its element is opaque, at its end tag.
fn behind(html: &str, tag: &mut Tag, endless: &mut Vec<String>) -> usize {
    if tag.closing || !OPAQUE.contains(&tag.name.as_str()) {
        return tag.range.end;
    }
    let end = if endless.contains(&tag.name) {
        None
    } else {
        end_tag(html, tag.range.end, &tag.name)
    };
    if end.is_none() {
        tag.endless = true;
        endless.push(tag.name.clone());
    }
    end.unwrap_or(tag.range.end)
}

fn unclosed(html: &str, open: usize, end: &str) -> Piece {
    let start: String = html[open..]
        .chars()
        .take_while(|next| !next.is_whitespace())
        .take(20)
        .collect();
    Piece::Unclosed(Unclosed {
        range: open..open + start.len(),
        start,
        end: end.into(),
    })
}

fn push_words(pieces: &mut Vec<Piece>, html: &str, range: Range<usize>) {
    if !range.is_empty() {
        pieces.push(Piece::Words(
            htmlize::unescape(&html[range.clone()]).into_owned(),
            range,
        ));
    }
}

/// Where the end tag of an element starts.
fn end_tag(html: &str, mut at: usize, name: &str) -> Option<usize> {
    while let Some(found) = html[at..].find("</").map(|found| at + found) {
        if ends(&html[found..], name) {
            return Some(found);
        }
        at = found + 2;
    }
    None
}

/// What a `<` begins.
enum Markup {
    /// A comment or declaration, and where it ends.
    Comment(usize),
    Tag(Tag),
    /// What would have closed it.
    Unclosed(&'static str),
    /// Nothing: it is a character.
    None,
}

fn markup(html: &str, open: usize) -> Markup {
    let rest = &html[open..];
    let closed = |end: Option<usize>, mark| {
        end.map_or(Markup::Unclosed(mark), |end| Markup::Comment(open + end))
    };
    let behind = |mark: &str| rest.find(mark).map(|found| found + mark.len());
    if rest.starts_with("<!--") {
        return closed(comment_end(rest), "-->");
    }
    if rest.starts_with("<?") {
        return closed(behind("?>"), "?>");
    }
    let letter = |at: usize| rest.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
    if rest.starts_with("<!") && letter(2) {
        return closed(behind(">"), ">");
    }
    let closing = rest.starts_with("</");
    if !letter(1 + usize::from(closing)) {
        return Markup::None;
    }
    let name_start = open + 1 + usize::from(closing);
    let name_end = name_start
        + html[name_start..]
            .bytes()
            .take_while(|byte| !byte.is_ascii_whitespace() && *byte != b'/' && *byte != b'>')
            .count();
    match attributes(html, name_end) {
        (attributes, Some(end)) => Markup::Tag(Tag {
            range: open..end,
            name: html[name_start..name_end].to_ascii_lowercase(),
            closing,
            endless: false,
            attributes,
        }),
        (_, None) => Markup::Unclosed(">"),
    }
}

/// The length of a comment, which ends as in a browser.
fn comment_end(html: &str) -> Option<usize> {
    let inside = &html[4..];
    for (short, length) in [(">", 5), ("->", 6)] {
        if inside.starts_with(short) {
            return Some(length);
        }
    }
    let ends = ["-->", "--!>"].map(|mark| inside.find(mark).map(|found| 4 + found + mark.len()));
    ends.into_iter().flatten().min()
}

/// The attributes from `at` on, and the place behind the `>` if there is one.
fn attributes(html: &str, mut at: usize) -> (Vec<Attribute>, Option<usize>) {
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
        let value;
        (value, at) = attribute_value(bytes, start);
        let decoded = htmlize::unescape_attribute(&html[value.clone()]).into_owned();
        attributes.push((name, decoded, value));
    }
    (attributes, (at < bytes.len()).then_some(at + 1))
}

/// The place of the value that starts here, and the place behind it.
fn attribute_value(bytes: &[u8], start: usize) -> (Range<usize>, usize) {
    let rest = &bytes[start..];
    if let Some(quote @ (b'"' | b'\'')) = rest.first() {
        let length = rest[1..].iter().position(|byte| byte == quote);
        let end = length.map_or(bytes.len(), |length| start + 1 + length);
        return (start + 1..end, (end + 1).min(bytes.len()));
    }
    let length = rest
        .iter()
        .take_while(|byte| !byte.is_ascii_whitespace() && **byte != b'>')
        .count();
    (start..start + length, start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(html: &str) -> Vec<Tag> {
        let only_tags = |piece| match piece {
            Piece::Tag(tag) => Some(tag),
            _ => None,
        };
        pieces(html).into_iter().filter_map(only_tags).collect()
    }

    fn words(html: &str) -> String {
        let only_words = |piece| match piece {
            Piece::Words(words, _) => Some(words),
            _ => None,
        };
        pieces(html).into_iter().filter_map(only_words).collect()
    }

    #[test]
    fn the_lists_can_be_searched() {
        assert!(ALLOWED.is_sorted() && INLINE.is_sorted());
    }

    #[test]
    fn tags_are_found_with_their_attributes() {
        let found = tags(
            "a<IMG SRC=\"x.jpg\" alt='图 > &#34;表&rdquo;' hidden><!-- <p> --></b >< c>1 < 2<br/>",
        );
        let names: Vec<_> = found
            .iter()
            .map(|tag| (tag.name.as_str(), tag.closing))
            .collect();
        assert_eq!(names, [("img", false), ("b", true), ("br", false)]);
        assert_eq!(found[0].attribute("src").unwrap().0, "x.jpg");
        assert_eq!(found[0].attribute("alt").unwrap().0, "图 > \"表”");
        assert_eq!(found[0].attribute("hidden").unwrap().0, "");
    }

    #[test]
    fn comments_and_opaque_elements_hold_no_words() {
        assert_eq!(
            words("1<!-- a --!>2<!-->3<!--->4<!-- b -->5&amp;<?x?>6"),
            "12345&6"
        );
        assert_eq!(
            words("1<Script>a</b></SCRIPT >2<title>b</titles></title>3"),
            "123"
        );
        assert_eq!(words("1<script>2<script>3"), "123");
        assert!(tags("<xmp>a").iter().all(|tag| tag.endless));
    }

    #[test]
    fn what_never_ends_is_said() {
        for html in [
            "<a href=\"",
            "<a href",
            "<a",
            "<!-- a",
            "<!-- -- >",
            "<?a",
            "<!a",
            "</a",
            "<a x='市",
        ] {
            assert!(matches!(pieces(html)[..], [Piece::Unclosed(_)]), "{html}");
        }
        assert_eq!(words("< </ <1 <!1 <![CDATA["), "< </ <1 <!1 <![CDATA[");
    }
}
