//! The plain text of a body, one line for each block.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::stream::{Item, items};
use super::{IDEOGRAPHIC_SPACE, raw_html};
use crate::source::Span;
use crate::text::join_lines;

/// What a reader sees of a block, and where in the source it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainLine {
    /// Without mark-up.
    pub text: String,
    /// From its first to its last byte in the source.
    pub span: Span,
    /// Which bytes of `text` are the words of links.
    pub links: Vec<Range<usize>>,
    /// Whether it stands in a list, table, quotation, footnote or block of code, and is no paragraph of its own.
    pub nested: bool,
}

impl PlainLine {
    /// The text without the words of links.
    pub fn own_words(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.links.iter().map(|link| link.end));
        let ends = self.links.iter().map(|link| link.start);
        let ends = ends.chain(std::iter::once(self.text.len()));
        starts.zip(ends).map(|(start, end)| &self.text[start..end])
    }
}

/// What a reader sees of the body, without its mark-up: a line for each paragraph, heading, list item or
/// table cell. Descriptions of images are not part of it.
pub fn plain_lines(text: &str, body: Span) -> Vec<PlainLine> {
    let mut collector = Collector::default();
    for (item, range) in items(text, body) {
        collector.take(&item, range);
    }
    collector.finish()
}

/// Gathers the text of events.
#[derive(Default)]
pub(super) struct Collector {
    pub(super) lines: Vec<PlainLine>,
    /// The line that is being written; empty between blocks.
    pub(super) line: String,
    span: Span,
    soft_break: bool,
    /// How many images are open, whose words are descriptions.
    pub(super) images: usize,
    /// How many links are open, and what of the line is in one.
    open_links: usize,
    links: Vec<Range<usize>>,
    /// How many lists, tables and the like are open, in Markdown and in raw HTML.
    containers: [usize; 2],
    /// Whether the line that is being written stands in one.
    nested: bool,
    /// How many blocks are open that show their white space.
    pub(super) verbatim: usize,
}

impl Collector {
    pub(super) fn take(&mut self, item: &Item<'_>, range: Range<usize>) {
        self.open_or_close(item);
        match item {
            Item::Markdown(event) => self.markdown(event, range),
            Item::Tag(tag) if tag.name == "a" => self.link(!tag.closing),
            Item::Tag(tag) if !raw_html::is_inline(&tag.name) => self.end_line(),
            Item::Tag(_) | Item::Unclosed(_) => {}
        }
    }

    /// What stands open around the words that follow.
    fn open_or_close(&mut self, item: &Item<'_>) {
        let change = |count: &mut usize, opens: bool| {
            *count = if opens {
                *count + 1
            } else {
                count.saturating_sub(1)
            };
        };
        match item {
            Item::Markdown(Event::Start(tag)) if is_container(tag) => self.containers[0] += 1,
            Item::Markdown(Event::End(tag)) if is_container_end(*tag) => {
                change(&mut self.containers[0], false);
            }
            Item::Tag(tag) if HTML_CONTAINERS.contains(&tag.name.as_str()) => {
                change(&mut self.containers[1], !tag.closing);
            }
            _ => {}
        }
        match item {
            Item::Markdown(Event::Start(Tag::CodeBlock(_))) => self.verbatim += 1,
            Item::Markdown(Event::End(TagEnd::CodeBlock)) => change(&mut self.verbatim, false),
            Item::Tag(tag) if tag.name == "pre" => change(&mut self.verbatim, !tag.closing),
            _ => {}
        }
    }

    fn link(&mut self, starts: bool) {
        self.open_links = if starts {
            self.open_links + 1
        } else {
            self.open_links.saturating_sub(1)
        };
    }

    fn markdown(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Link { .. }) => self.link(true),
            Event::End(TagEnd::Link) => self.link(false),
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images -= 1,
            _ if self.images > 0 => {}
            Event::Text(text) | Event::Code(text) => self.push(text, range),
            Event::FootnoteReference(label) => self.push(&format!("[{label}]"), range),
            Event::SoftBreak => self.soft_break = true,
            Event::HardBreak | Event::Rule => self.end_line(),
            Event::Start(tag) if !is_inline(tag) => self.end_line(),
            Event::End(tag) if !is_inline_end(*tag) => self.end_line(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        if self.line.is_empty() {
            self.soft_break = false;
            self.span = Span::new(range.start, range.end);
            self.nested = self.containers != [0, 0];
        }
        self.span.end = range.end.max(self.span.end);
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 {
                self.end_line();
                self.span = Span::new(range.start, range.end);
            }
            let part = if self.line.is_empty() {
                part.trim_start_matches(IDEOGRAPHIC_SPACE)
            } else {
                part
            };
            // What stood between two spaces may be left out.
            let part = if self.line.ends_with(' ') {
                part.trim_start_matches(' ')
            } else {
                part
            };
            if std::mem::take(&mut self.soft_break) {
                self.line.push_str(join_lines(
                    self.line.chars().next_back(),
                    part.chars().next(),
                ));
            }
            let start = self.line.len();
            self.line.push_str(part);
            if self.open_links > 0 {
                self.links.push(start..self.line.len());
            }
        }
    }

    fn end_line(&mut self) {
        self.soft_break = false;
        let mut line = std::mem::take(&mut self.line);
        let mut links = std::mem::take(&mut self.links);
        line.truncate(line.trim_end().len());
        if line.trim_start().is_empty() {
            return;
        }
        for link in &mut links {
            *link = link.start.min(line.len())..link.end.min(line.len());
        }
        self.lines.push(PlainLine {
            text: line,
            span: self.span,
            links,
            nested: self.nested,
        });
    }

    pub(super) fn finish(mut self) -> Vec<PlainLine> {
        self.end_line();
        self.lines
    }
}

/// Elements of raw HTML in which no paragraph of the text itself stands.
const HTML_CONTAINERS: [&str; 7] = ["blockquote", "details", "dl", "ol", "pre", "table", "ul"];

/// The same in Markdown.
fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::List(_)
            | Tag::Table(_)
            | Tag::BlockQuote(_)
            | Tag::FootnoteDefinition(_)
            | Tag::CodeBlock(_)
    )
}

fn is_container_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::List(_)
            | TagEnd::Table
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::CodeBlock
    )
}

pub(super) fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Superscript
            | Tag::Subscript
    )
}

pub(super) fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_lines_and_marks_disappear() {
        let check = |markdown: &str, expected: &str| {
            assert_eq!(
                plain_lines(markdown, Span::new(0, markdown.len()))
                    .iter()
                    .map(|line| line.text.as_str())
                    .collect::<Vec<_>>()
                    .join("\n"),
                expected,
                "{markdown}"
            );
        };
        check(
            "## 题\n\n　　甲**乙**丙\n丁 [戊](a.md)\n\n- one\n- two\n  three\n",
            "题\n甲乙丙丁 戊\none\ntwo three",
        );
        check("| a | b |\n|---|---|\n| 1 | 2 |\n", "a\nb\n1\n2");
        check("```\nx  y\nz\n```\n", "x  y\nz");
        check("![图](x.jpg)\n", "");
        check(
            "甲<b>乙</b><script>丙</script>\n\n<div>\n<p>丁&amp;</p><p>戊<!-- 己 --></p>\n</div>",
            "甲乙\n丁&\n戊",
        );
        check(
            "　　第一段。\n　　第二段。\n第三行。",
            "第一段。\n第二段。第三行。",
        );
    }

    #[test]
    fn the_words_of_links_are_known() {
        let check = |markdown: &str, expected: &[&str]| {
            let lines = plain_lines(markdown, Span::new(0, markdown.len()));
            let own: Vec<&str> = lines.iter().flat_map(PlainLine::own_words).collect();
            assert_eq!(own.concat(), expected.concat(), "{markdown}");
        };
        check("甲[乙**丙**](a)丁\n[戊](b) ", &["甲", "丁"]);
        check(
            "<https://example.org/>甲<a href=\"a\">乙</a>丙",
            &["甲", "丙"],
        );
        check("[甲\n乙](a)丙</a>丁", &["丙丁"]);
        check("甲[乙 ](a)\n\n丙", &["甲", "丙"]);
    }

    #[test]
    fn lines_know_their_place() {
        let markdown = "甲**乙**\n丙\n\n丁\n";
        let lines = plain_lines(markdown, Span::new(0, markdown.len()));
        let places: Vec<&str> = lines
            .iter()
            .map(|line| &markdown[line.span.range()])
            .collect();
        assert_eq!(places, ["甲**乙**\n丙", "丁"]);
    }
}
