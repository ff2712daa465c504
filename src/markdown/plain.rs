//! The plain text of a body, one line for each block.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{IDEOGRAPHIC_SPACE, events};
use crate::source::Span;
use crate::text::join_lines;

/// What a reader sees of the body, without its mark-up: a line for each paragraph, heading, list item or
/// table cell. Descriptions of images are not part of it.
pub fn plain_text(text: &str, body: Span) -> String {
    let mut collector = Collector::default();
    for (event, _) in events(text, body) {
        collector.take(&event);
    }
    collector.finish()
}

/// Gathers the text of events.
#[derive(Default)]
pub(super) struct Collector {
    text: String,
    soft_break: bool,
    images: usize,
}

impl Collector {
    pub(super) fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images -= 1,
            _ if self.images > 0 => {}
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.push(text)
            }
            Event::FootnoteReference(label) => self.push(&format!("[{label}]")),
            Event::SoftBreak => self.soft_break = true,
            Event::HardBreak | Event::Rule => self.new_line(),
            Event::Start(tag) if !is_inline(tag) => self.new_line(),
            Event::End(tag) if !is_inline_end(*tag) => self.new_line(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let text = if self.text.is_empty() || self.text.ends_with('\n') {
            text.trim_start_matches(IDEOGRAPHIC_SPACE)
        } else {
            text
        };
        if std::mem::take(&mut self.soft_break) {
            self.text.push_str(join_lines(
                self.text.chars().next_back(),
                text.chars().next(),
            ));
        }
        self.text.push_str(text);
    }

    fn new_line(&mut self) {
        self.soft_break = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
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

fn is_inline_end(tag: TagEnd) -> bool {
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
                plain_text(markdown, Span::new(0, markdown.len())),
                expected,
                "{markdown}"
            )
        };
        check(
            "## 题\n\n　　甲**乙**丙\n丁 [戊](a.md)\n\n- one\n- two\n  three\n",
            "题\n甲乙丙丁 戊\none\ntwo three",
        );
        check("| a | b |\n|---|---|\n| 1 | 2 |\n", "a\nb\n1\n2");
        check("![图](x.jpg)\n", "");
    }
}
