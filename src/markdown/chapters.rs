//! Chapters that end a Markdown list: a line that starts unindented with a Han number is no continuation of the last
//! item, as CommonMark takes it ("lazy continuation line"), but the next chapter of the document.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{IDEOGRAPHIC_SPACE, lines, plain};

type Located<'a> = (Event<'a>, Range<usize>);

/// A block that the parser has open.
struct Block {
    /// Where its start stands among the events written.
    at: usize,
    end: TagEnd,
    /// Its range in the source.
    range: Range<usize>,
    /// For lists and items: a chapter has ended it before its time.
    left: bool,
}

struct Writer<'a> {
    text: &'a str,
    events: Vec<Located<'a>>,
    blocks: Vec<Block>,
    /// Elements that are open in the text.
    inline: usize,
    /// Where the paragraph starts that holds the text of an item that was left.
    paragraph: Option<usize>,
}

/// Ends lists before such chapters. What the item held behind that stands behind the list, and the items that follow
/// are a new list with the number that the source writes.
pub(super) fn leave_lists<'a>(text: &'a str, events: Vec<Located<'a>>) -> Vec<Located<'a>> {
    let mut writer = Writer {
        text,
        events: Vec::with_capacity(events.len()),
        blocks: Vec::new(),
        inline: 0,
        paragraph: None,
    };
    let mut events = events.into_iter().peekable();
    while let Some((event, range)) = events.next() {
        if matches!(event, Event::SoftBreak | Event::HardBreak)
            && let Some((Event::Text(words), next)) = events.peek()
            && writer.is_chapter(words, next.start)
        {
            writer.leave(range.start, next.start);
        } else {
            writer.write(event, range);
        }
    }
    writer.events
}

/// A block, not an element in the text.
fn is_block(tag: &Tag<'_>) -> bool {
    !plain::is_inline(tag) && !matches!(tag, Tag::Image { .. })
}

fn is_block_end(tag: TagEnd) -> bool {
    !plain::is_inline_end(tag) && tag != TagEnd::Image
}

impl<'a> Writer<'a> {
    /// Whether a line of an item, outside of quotes and notes, is a chapter.
    fn is_chapter(&self, words: &str, start: usize) -> bool {
        let is_list = |block: &Block| {
            let end = block.end;
            matches!(end, TagEnd::List(_) | TagEnd::Item | TagEnd::Paragraph)
        };
        let in_list = |block: &Block| block.end == TagEnd::Item && !block.left;
        self.inline == 0
            && self.text[..start].ends_with(['\n', '\r'])
            && lines::has_han_number(words.trim_start_matches(IDEOGRAPHIC_SPACE))
            && self.blocks.iter().any(in_list)
            && self.blocks.iter().all(is_list)
    }

    /// Ends what is open at a line break, and starts the paragraph of the chapter.
    fn leave(&mut self, end: usize, start: usize) {
        let mut paragraph = None;
        for mut block in std::mem::take(&mut self.blocks).into_iter().rev() {
            if !block.left {
                self.events[block.at].1.end = end;
                self.events
                    .push((Event::End(block.end), block.range.start..end));
            }
            if block.end == TagEnd::Paragraph {
                block.range.start = start;
                paragraph = Some(block);
            } else {
                block.left = true;
                self.blocks.push(block);
            }
        }
        self.blocks.reverse();
        match paragraph {
            Some(mut block) => {
                block.at = self.events.len();
                let range = block.range.clone();
                self.events.push((Event::Start(Tag::Paragraph), range));
                self.blocks.push(block);
            }
            None => self.start_paragraph(start),
        }
    }

    fn write(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) if is_block(&tag) => self.start(tag, range),
            Event::End(tag) if is_block_end(tag) => self.end(tag, range),
            Event::Rule => {
                self.end_paragraph();
                self.events.push((event, range));
            }
            _ => {
                match event {
                    Event::Start(_) => self.inline += 1,
                    Event::End(_) => self.inline -= 1,
                    _ => {}
                }
                if self.paragraph.is_none() && self.in_left_item() {
                    self.start_paragraph(range.start);
                }
                self.events.push((event, range));
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        self.end_paragraph();
        if tag == Tag::Item {
            self.resume(range.start);
        }
        self.blocks.push(Block {
            at: self.events.len(),
            end: tag.to_end(),
            range: range.clone(),
            left: false,
        });
        self.events.push((Event::Start(tag), range));
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        self.end_paragraph();
        if let Some(block) = self.blocks.pop()
            && !block.left
        {
            self.events
                .push((Event::End(tag), block.range.start..range.end));
        }
    }

    /// Starts the rest of a list that was left, before its next item.
    fn resume(&mut self, start: usize) {
        let Some(list) = self.blocks.last_mut().filter(|block| block.left) else {
            return;
        };
        let source = self.text[start..].trim_start();
        let figures = source.len()
            - source
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .len();
        list.left = false;
        list.at = self.events.len();
        list.range.start = start;
        // At most nine figures; marks that are none have no number.
        let first = source[..figures].parse().ok();
        self.events
            .push((Event::Start(Tag::List(first)), list.range.clone()));
    }

    fn in_left_item(&self) -> bool {
        let block = self.blocks.last();
        block.is_some_and(|block| block.left && block.end == TagEnd::Item)
    }

    fn start_paragraph(&mut self, start: usize) {
        self.paragraph = Some(self.events.len());
        self.events
            .push((Event::Start(Tag::Paragraph), start..start));
    }

    fn end_paragraph(&mut self) {
        if let Some(at) = self.paragraph.take() {
            let end = self.events.last().map_or(0, |(_, range)| range.end);
            self.events[at].1.end = end;
            let range = self.events[at].1.clone();
            self.events.push((Event::End(TagEnd::Paragraph), range));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::emphasis;

    #[test]
    fn blocks_know_their_place() {
        let text = "1. 甲\n   - 乙\n二、任务\n3. 丙\n\n完\n";
        let events = leave_lists(text, emphasis::parse(text));
        let places = |wanted: fn(&Event<'_>) -> bool| -> Vec<&str> {
            let found = events.iter().filter(|(event, _)| wanted(event));
            found
                .map(|(_, range)| text[range.clone()].trim_end())
                .collect()
        };
        let lists = ["1. 甲\n   - 乙", "- 乙", "3. 丙"];
        let paragraphs = ["二、任务", "完"];
        assert_eq!(
            places(|event| matches!(event, Event::Start(Tag::List(_)))),
            lists
        );
        assert_eq!(
            places(|event| matches!(event, Event::End(TagEnd::List(_)))),
            ["- 乙", "1. 甲\n   - 乙", "3. 丙"]
        );
        assert_eq!(
            places(|event| matches!(event, Event::Start(Tag::Paragraph))),
            paragraphs
        );
        assert_eq!(
            places(|event| matches!(event, Event::End(TagEnd::Paragraph))),
            paragraphs
        );
    }
}
