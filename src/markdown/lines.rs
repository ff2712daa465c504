//! Lines that start a paragraph of their own in Chinese texts, blank line or not: those that are indented by hand, and
//! those that are numbered as Markdown does not know it.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{IDEOGRAPHIC_SPACE, plain};
use crate::text::is_east_asian;

type Located<'a> = (Event<'a>, Range<usize>);

/// The indentation by hand that makes a line a paragraph.
const HAND_INDENT: &str = "\u{3000}\u{3000}";

/// From 1 to 9.
const HAN_DIGITS: &str = "一二三四五六七八九";

/// Whether there may be such lines in a body.
pub(super) fn has_starts(body: &str) -> bool {
    let mut lines = body.lines();
    lines.any(|line| {
        // Markers of lists and quotes, and what they are indented with.
        let line = line.trim_start_matches([' ', '\t', '>']);
        match line.as_bytes().first() {
            Some(b'0'..=b'9' | b'(') => is_numbered(line),
            Some(0x80..) => line.starts_with(HAND_INDENT) || is_numbered(line),
            _ => false,
        }
    })
}

/// Whether a line starts as an item does in a Chinese document: 一、 （一） 1、 1.甲 ①甲. With a space behind it `1.` is
/// Markdown's own. What follows must be East Asian, so that 1.5 is none, or mark-up behind a mark that is.
fn is_numbered(line: &str) -> bool {
    let Some(rest) = behind_number(line) else {
        return false;
    };
    let mark = &line[..line.len() - rest.len()];
    if is_enumeration(mark, rest) {
        return false;
    }
    match rest.trim_start().chars().next() {
        Some(next) => is_east_asian(next) || "“‘*~[`<".contains(next),
        None => !mark.is_ascii(),
    }
}

/// Whether a line starts as a chapter does: 一、 （一）.
pub(super) fn has_han_number(line: &str) -> bool {
    let number = line.trim_start_matches(['（', '(']);
    number.starts_with(is_han_numeral) && is_numbered(line)
}

/// Whether a number and what follows it are numbers one after another, as in 三、四季度, and not an item, as in 一、一般规定
/// or 一、二〇二五年工作.
fn is_enumeration(mark: &str, rest: &str) -> bool {
    let Some(first) = mark.strip_suffix('、') else {
        return false;
    };
    let behind = rest.trim_start_matches(is_han_numeral);
    let second = &rest[..rest.len() - behind.len()];
    let is_year = behind.starts_with(['〇', '○', '零']);
    !is_year && han_value(first) > 0 && han_value(second) > han_value(first)
}

fn is_han_numeral(c: char) -> bool {
    HAN_DIGITS.contains(c) || c == '十' || c == '百'
}

/// The value of a number in Han numerals; none has the value 0.
fn han_value(number: &str) -> usize {
    let (mut value, mut digit) = (0, 0);
    for character in number.chars() {
        match character {
            '十' => value += std::mem::take(&mut digit).max(1) * 10,
            '百' => value += std::mem::take(&mut digit) * 100,
            _ => {
                digit = HAN_DIGITS
                    .chars()
                    .position(|c| c == character)
                    .map_or(0, |at| at + 1)
            }
        }
    }
    value + digit
}

/// What follows the number at the start of a line.
fn behind_number(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix(|first| ('①'..='⑳').contains(&first)) {
        return Some(rest);
    }
    let (line, ends): (_, &[char]) = match line.strip_prefix(['（', '(']) {
        Some(inner) => (inner, &['）', ')']),
        None => (line, &['、', '．', '.', '）']),
    };
    let is_figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let rest = match line.trim_start_matches(is_han_numeral) {
        rest if rest.len() < line.len() => rest,
        _ => line.trim_start_matches(is_figure),
    };
    if rest.len() == line.len() {
        return None;
    }
    rest.strip_prefix(ends)
}

/// Whether a line that ends so may be followed by the first item of a list.
fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', '：', '！', '？', '…', '）', '”', ':', ';'])
}

/// What the parser has open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    /// With its start in the source.
    Paragraph(usize),
    /// An item of a list whose text is no paragraph.
    Item,
    /// Text does not belong there, or may not be split.
    Other,
}

/// Ends the paragraph before such a line and starts another; in an item without paragraphs, breaks the line.
pub(super) fn split(events: Vec<Located<'_>>) -> Vec<Located<'_>> {
    let mut split = Vec::with_capacity(events.len());
    let mut block = Block::Other;
    // Elements that are open in it, the end of the paragraph, and of the text so far whether it is an item, and
    // whether another may follow.
    let (mut open, mut end) = (0, 0);
    let (mut at_start, mut in_item, mut may_follow) = (true, false, false);
    let mut events = events.into_iter().peekable();
    while let Some((event, range)) = events.next() {
        match &event {
            Event::Start(Tag::Paragraph) => {
                (block, open, end) = (Block::Paragraph(range.start), 0, range.end);
                at_start = true;
            }
            Event::Start(Tag::Item) => (block, open, at_start) = (Block::Item, 0, true),
            Event::End(TagEnd::Paragraph) => {
                if let Block::Paragraph(start) = block {
                    split.push((event, start..range.end));
                    block = Block::Other;
                    continue;
                }
            }
            Event::Start(tag) if plain::is_inline(tag) || matches!(tag, Tag::Image { .. }) => {
                open += 1;
            }
            Event::End(tag) if plain::is_inline_end(*tag) || matches!(tag, TagEnd::Image) => {
                open -= 1;
            }
            Event::Start(_) | Event::End(_) => block = Block::Other,
            Event::Text(text) => {
                if std::mem::take(&mut at_start) {
                    in_item = is_numbered(text.trim_start_matches(IDEOGRAPHIC_SPACE));
                }
                may_follow = in_item || ends_sentence(text);
            }
            Event::SoftBreak | Event::HardBreak => {
                let starts = matches!(events.peek(), Some((Event::Text(text), _))
                    if text.starts_with(HAND_INDENT) || (may_follow && is_numbered(text)));
                match &mut block {
                    Block::Paragraph(start) if open == 0 && starts => {
                        split.push((Event::End(TagEnd::Paragraph), *start..range.start));
                        split.push((Event::Start(Tag::Paragraph), range.end..end));
                        *start = range.end;
                        at_start = true;
                        continue;
                    }
                    Block::Item if open == 0 && starts => {
                        split.push((Event::HardBreak, range));
                        if let Some(next) = events.peek_mut() {
                            trim_indent(next);
                        }
                        at_start = true;
                        continue;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        split.push((event, range));
    }
    split
}

fn trim_indent((event, range): &mut Located<'_>) {
    if let Event::Text(text) = event {
        let words = text.trim_start_matches(IDEOGRAPHIC_SPACE).to_owned();
        range.start += text.len() - words.len();
        *text = CowStr::from(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_chinese_documents_start_a_line_and_other_figures_do_not() {
        for line in [
            "一、甲",
            "十二、甲",
            "（一）甲",
            "(二)甲",
            "（1）甲",
            "（１）甲",
            "1、甲",
            "1.甲",
            "12．甲",
            "1）甲",
            "①甲",
            "一、“甲”",
            "二、**甲**",
            "① 甲",
            "一、",
            "（一）",
            "1、",
            "一、一般规定",
            "三、一体推进",
            "一、百姓关切",
            "一、二〇二五年工作",
        ] {
            assert!(is_numbered(line), "{line}");
        }
        for line in [
            "",
            "一",
            "一个",
            "1.5亿元",
            "1. a",
            "1.a",
            "1.",
            "(1)",
            "(1) a",
            "（甲）乙",
            "2023年",
            "（2023）15号",
            "3月",
            "、甲",
            "三、四季度",
            "九、十月",
            "十一、十二月",
            "一、二、三等奖",
        ] {
            assert!(!is_numbered(line), "{line}");
        }
    }
}
