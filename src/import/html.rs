//! HTML of old pages to Markdown, as CommonMark with the HTML that newsroom lets pass where Markdown has no sign.

use dom_query::{Document, NodeRef};

use super::What;
use crate::text::is_wide;

/// Deeper pages are none that somebody wrote, and the conversion descends into each level.
const MAX_DEPTH: usize = 200;

/// Goes with all that is in it, unnoted: nobody reads it.
const UNREAD: &str = "script, style, noscript, template, nav, form, input, button, select, textarea, link, meta, title";

/// Content that is not text.
const EMBEDDED: &str = "iframe, embed, object, video, audio, canvas, svg";

/// Marks of places that become HTML, of characters that no text holds (`encoding`).
const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';
const END: char = '\u{FDD2}';

/// Elements without a sign in Markdown that change what a text says: m<sup>2</sup>.
const KEPT: [&str; 3] = ["sup", "sub", "u"];

/// Markdown, and what could not be put into it.
pub(super) struct Converted {
    pub(super) markdown: String,
    /// With the words of the source by which its line can be found.
    pub(super) notes: Vec<(What, String)>,
}

/// Whether it is too deep to be converted.
pub(super) fn is_too_deep(root: &NodeRef<'_>) -> bool {
    let mut open = vec![(*root, 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > MAX_DEPTH {
            return true;
        }
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    false
}

/// Converts a piece of HTML, or a text without any. `None` if it is nested too deeply.
pub(super) fn fragment(html: &str) -> Option<Converted> {
    let document = Document::fragment(html);
    (!is_too_deep(&document.root())).then(|| convert(&document.root()))
}

/// Converts what is in a node, and changes its tree.
pub(super) fn convert(root: &NodeRef<'_>) -> Converted {
    let mut notes = Vec::new();
    for node in all(root, UNREAD) {
        node.remove_from_parent();
    }
    for node in all(root, EMBEDDED) {
        let source = ["src", "data", "href"]
            .iter()
            .find_map(|name| node.attr(name));
        let source = source.map_or_else(String::new, |source| source.to_string());
        let name = node
            .node_name()
            .map_or_else(String::new, |name| name.to_string());
        notes.push((
            What::Element(format!("{name} {source}").trim_end().to_owned()),
            source,
        ));
        node.remove_from_parent();
    }
    for node in root.descendants() {
        if node.is_comment() {
            node.remove_from_parent();
        }
    }
    join_lines(root);
    for heading in all(root, "h1") {
        heading.rename("h2");
    }
    lay_out(root);
    let tables = set_aside_tables(root);
    for name in KEPT {
        for node in all(root, name) {
            node.prepend_html(format!("{OPEN}{name}{END}"));
            node.append_html(format!("{CLOSE}{name}{END}"));
        }
    }
    let markdown = tidy(&root.to_fragment().md(None));
    Converted {
        markdown: with_html(&markdown, &tables),
        notes,
    }
}

fn all<'a>(root: &NodeRef<'a>, selector: &str) -> Vec<NodeRef<'a>> {
    let elements = root.descendants().into_iter();
    elements
        .filter(|node| node.is_element() && node.is(selector))
        .collect()
}

/// A table of a single cell, or without any cell, is only layout.
fn lay_out(root: &NodeRef<'_>) {
    for table in all(root, "table").into_iter().rev() {
        if all(&table, "td, th").len() <= 1 {
            for part in all(&table, "tbody, thead, tfoot, tr, td, th") {
                part.rename("div");
            }
            table.rename("div");
        }
    }
}

/// Takes tables out that Markdown cannot hold; in place of each stands a mark with its number.
fn set_aside_tables(root: &NodeRef<'_>) -> Vec<String> {
    let mut tables = Vec::new();
    for table in all(root, "table") {
        let is_simple = all(&table, "[colspan], [rowspan], table, ul, ol, caption")
            .iter()
            .all(|node| {
                ["colspan", "rowspan"]
                    .iter()
                    .any(|name| node.attr(name).is_some())
                    && ["colspan", "rowspan"]
                        .iter()
                        .all(|name| node.attr(name).is_none_or(|value| value.trim() == "1"))
            });
        let is_inside = table
            .ancestors_it(None)
            .any(|above| above.is_element() && above.is("table, [data-aside]"));
        if is_simple || is_inside {
            continue;
        }
        let html = cleaned(&table.html());
        table.replace_with_html(format!("<p data-aside>{OPEN}{}{END}</p>", tables.len()));
        tables.push(html);
    }
    tables
}

/// On one line, with only what marks up text: a blank line would end the HTML in Markdown.
fn cleaned(html: &str) -> String {
    let clean = ammonia::Builder::default()
        .tags(
            [
                "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "br", "p", "ul",
                "ol", "li", "a", "img", "strong", "b", "em", "i", "u", "sup", "sub",
            ]
            .into(),
        )
        .generic_attributes(Default::default())
        .tag_attributes(
            [
                ("td", ["colspan", "rowspan"].into()),
                ("th", ["colspan", "rowspan"].into()),
                ("a", ["href"].into()),
                ("img", ["src", "alt"].into()),
            ]
            .into(),
        )
        .link_rel(None)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .clean(html)
        .to_string();
    super::on_one_line(&clean.replace('\u{a0}', " ").replace("&nbsp;", " "))
}

/// Line breaks in the source between two wide characters are no space, also where one of them stands in a link.
fn join_lines(root: &NodeRef<'_>) {
    let nodes: Vec<NodeRef<'_>> = root
        .descendants_it()
        .filter(|node| node.is_text())
        .collect();
    let texts: Vec<String> = nodes.iter().map(|node| node.text().to_string()).collect();
    let mut before = None;
    for (at, (node, text)) in nodes.iter().zip(&texts).enumerate() {
        let mut following = texts[at + 1..].iter().map(|text| text.trim_start());
        let after = following.find_map(|text| text.chars().next());
        node.set_text(joined(text, before, after));
        before = text.trim_end().chars().next_back().or(before);
    }
}

/// A text between two others, of which the last and the first character are known.
fn joined(text: &str, before: Option<char>, after: Option<char>) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\n') {
        joined.push_str(&rest[..at]);
        let next = rest[at..].trim_start_matches(['\n', ' ', '\t']);
        let kept = joined.trim_end_matches([' ', '\t']).len();
        let is_joint = joined[..kept]
            .chars()
            .next_back()
            .or(before)
            .is_some_and(is_wide)
            && next.chars().next().or(after).is_some_and(is_wide);
        if is_joint {
            joined.truncate(kept);
        } else {
            joined.push('\n');
        }
        rest = next;
    }
    joined.push_str(rest);
    joined
}

/// Paragraphs without the spaces by which old editors indent them, and one blank line between two.
fn tidy(markdown: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut fenced = false;
    for line in markdown.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let is_indented = line
            .trim_start_matches(' ')
            .starts_with(['\u{a0}', '\u{3000}']);
        let line = if fenced {
            line
        } else if is_indented {
            line.trim_start_matches([' ', '\u{a0}', '\u{3000}'])
        } else if line.trim().is_empty() {
            ""
        } else {
            line
        };
        if fenced || !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            // Two spaces at the end of a paragraph break no line.
            lines.push(line.to_owned());
        }
        if line.is_empty() && !fenced {
            let at = lines.len().saturating_sub(2);
            if let Some(last) = lines.get_mut(at) {
                last.truncate(last.trim_end().len());
            }
        }
    }
    lines.join("\n").trim().to_owned()
}

/// The marks as what they stand for.
fn with_html(markdown: &str, tables: &[String]) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find([OPEN, CLOSE]) {
        text.push_str(&rest[..at]);
        let is_open = rest[at..].starts_with(OPEN);
        rest = &rest[at + OPEN.len_utf8()..];
        let (name, after) = rest.split_once(END).unwrap_or((rest, ""));
        rest = after;
        match name
            .parse::<usize>()
            .ok()
            .and_then(|number| tables.get(number))
        {
            Some(table) => text.push_str(table),
            None if is_open => text.push_str(&format!("<{name}>")),
            None => text.push_str(&format!("</{name}>")),
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_old_editors_become_plain_markdown() {
        for (html, expected) in [
            (
                "<p>&nbsp;&nbsp;&nbsp;&nbsp;各位<b>市民</b>：</p><p>&nbsp;</p><p>　　请于</p>",
                "各位**市民**：\n\n请于",
            ),
            ("<p>第一行\n  第二行</p>", "第一行第二行"),
            (
                "<p>见<a href=a>甲</a>、\n <a href=b>乙</a></p>",
                "见[甲](a)、[乙](b)",
            ),
            ("<p>one\n two</p>", "one two"),
            ("<p>10米<sup>2</sup></p>", "10米<sup>2</sup>"),
            ("<h1>甲</h1><script>x</script><!-- y -->", "## 甲"),
            (
                "<table><tr><td><p>正文</p><p>二</p></td></tr></table>",
                "正文\n\n二",
            ),
            (
                "<table border=1><tr><td colspan=2 style='x'>合计\n\n </td></tr><tr><td>a</td><td><font>b*</font></td></tr></table>",
                "<table><tbody><tr><td colspan=\"2\">合计 </td></tr><tr><td>a</td><td>b*</td></tr></tbody></table>",
            ),
            ("甲*乙*<br>1. 丙", "甲\\*乙\\*  \n1\\. 丙"),
        ] {
            assert_eq!(fragment(html).unwrap().markdown, expected, "{html}");
        }
        let found = fragment("<p>a</p><iframe src='https://v.example/1'></iframe>").unwrap();
        assert_eq!(
            found.notes,
            [(
                What::Element("iframe https://v.example/1".into()),
                "https://v.example/1".into()
            )]
        );
        assert!(fragment(&"<div>".repeat(5000)).is_none());
    }
}
