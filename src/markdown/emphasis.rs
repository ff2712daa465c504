//! Markdown to events, with emphasis that works in East Asian text.
//!
//! CommonMark reads `**注意：**各位` as no emphasis, because a delimiter run between punctuation and a letter
//! can only open, and Chinese puts no space there. The CJK-friendly amendment says that a run beside an East
//! Asian character opens and closes as if there were no punctuation. The parser looks at nothing but the two
//! characters beside a run, so it is given a copy in which East Asian characters beside runs are replaced by
//! stand-ins of the same length: offsets stay true, and the words are taken from the original.

use std::ops::Range;

use icu::properties::CodePointMapData;
use icu::properties::props::{GeneralCategory, GeneralCategoryGroup};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::text::is_east_asian;

type Located<'a> = (Event<'a>, Range<usize>);

/// CommonMark with tables, footnotes and strikethrough. No "smart" punctuation: an official text is
/// published as it was approved.
pub(super) fn parse(text: &str) -> Vec<Located<'_>> {
    let runs = runs_to_mend(text);
    let mut events = if runs.is_empty() {
        plain_events(text)
    } else {
        let live = live_marks(&plain_events(text));
        let runs = runs.into_iter().filter(|run| is_live(&live, run));
        let copy = with_stand_ins(text, runs);
        restored(text, &copy)
    };
    keep_single_tildes(text, &mut events);
    events
}

fn plain_events(text: &str) -> Vec<Located<'_>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    Parser::new_ext(text, options).into_offset_iter().collect()
}

/// What the parser takes a character for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Punctuation,
    Letter,
    EastAsian,
}

fn class(character: char) -> Class {
    if character.is_whitespace() {
        Class::Space
    } else if is_east_asian(character) {
        Class::EastAsian
    } else if is_punctuation(character) {
        Class::Punctuation
    } else {
        Class::Letter
    }
}

/// What stands before a run; of a character with a variation selector the selector is seen, and taken for what the
/// two are together.
fn class_before(text: &str) -> Option<(char, Class)> {
    let mut backwards = text.chars().rev();
    let last = backwards.next()?;
    let base = match last {
        // Ideographs only have these.
        '\u{E0100}'..='\u{E01EF}' => return Some((last, Class::EastAsian)),
        '\u{FE00}'..='\u{FE0E}' => backwards.next(),
        _ => None,
    };
    // The quotation marks of both worlds, marked as full-width ones.
    let full_width = last == '\u{FE01}' && base.is_some_and(|base| "‘’“”".contains(base));
    let class = match base.map(class) {
        Some(Class::EastAsian) => Class::EastAsian,
        _ if full_width => Class::EastAsian,
        _ => class(last),
    };
    Some((last, class))
}

fn is_punctuation(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_punctuation();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    GeneralCategoryGroup::Punctuation.contains(category)
        || GeneralCategoryGroup::Symbol.contains(category)
}

/// A run of `*` or `~~`, and what its neighbours should be taken for.
struct Run {
    range: Range<usize>,
    before: Neighbour,
    after: Neighbour,
}

/// Where a character stands, and whether it should look like punctuation, or like a letter; `None` where it
/// should stay as it is.
type Neighbour = Option<(usize, char, bool)>;

/// The runs that have an East Asian neighbour which the parser would take for the wrong kind.
fn runs_to_mend(text: &str) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    let is_mark = |byte: &u8| matches!(byte, b'*' | b'~');
    while let Some(start) = bytes[at..].iter().position(is_mark).map(|found| at + found) {
        let mark = bytes[start];
        let length = bytes[start..]
            .iter()
            .take_while(|byte| **byte == mark)
            .count();
        at = start + length;
        // A backslash takes the first one out of the run.
        let slashes = bytes[..start]
            .iter()
            .rev()
            .take_while(|byte| **byte == b'\\')
            .count();
        let start = start + slashes % 2;
        if start < at && (mark == b'*' || at - start == 2) {
            runs.extend(mended(text, start..at));
        }
    }
    runs
}

fn mended(text: &str, range: Range<usize>) -> Option<Run> {
    let (before, class_before) = class_before(&text[..range.start])?;
    let after = text[range.end..].chars().next()?;
    let classes = (class_before, class(after));
    // What stands on the other side decides: beside punctuation look like punctuation, else like a letter.
    let wanted = |own, other| {
        (own == Class::EastAsian && other != Class::Space).then_some(other == Class::Punctuation)
    };
    let wanted_before = wanted(classes.0, classes.1);
    let wanted_after = wanted(classes.1, classes.0);
    let wrong = |wanted: Option<bool>, character| {
        wanted.is_some_and(|punctuation| punctuation != is_punctuation(character))
    };
    (wrong(wanted_before, before) || wrong(wanted_after, after)).then(|| Run {
        before: wanted_before.map(|wanted| (range.start - before.len_utf8(), before, wanted)),
        after: wanted_after.map(|wanted| (range.end, after, wanted)),
        range,
    })
}

/// Where marks are marks or could be: in text and at the ends of emphasis, not in code, HTML or addresses.
fn live_marks(events: &[Located<'_>]) -> Vec<Range<usize>> {
    let mut live = Vec::new();
    let mut code_blocks = 0;
    // The words of such a link are the name of its address too.
    let mut named_until = 0;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code_blocks += 1,
            Event::End(TagEnd::CodeBlock) => code_blocks -= 1,
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. })
                if matches!(
                    link_type,
                    LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
                ) =>
            {
                named_until = named_until.max(range.end)
            }
            _ if code_blocks > 0 || range.start < named_until => {}
            Event::Text(_) => live.push(range.clone()),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                live.push(range.start..range.start + 1);
                live.push(range.end - 1..range.end);
            }
            _ => {}
        }
    }
    live.sort_by_key(|range| range.start);
    live
}

fn is_live(live: &[Range<usize>], run: &Run) -> bool {
    let next = live.partition_point(|range| range.end <= run.range.start);
    live.get(next)
        .is_some_and(|range| range.start < run.range.end)
}

/// A copy of the same length.
fn with_stand_ins(text: &str, runs: impl Iterator<Item = Run>) -> String {
    // Each character with what it should look like from its left and from its right.
    let mut seen: Vec<(usize, char, Option<bool>, Option<bool>)> = Vec::new();
    for run in runs {
        if let Some((at, character, punctuation)) = run.before {
            match seen.last_mut() {
                Some(last) if last.0 == at => last.3 = Some(punctuation),
                _ => seen.push((at, character, None, Some(punctuation))),
            }
        }
        if let Some((at, character, punctuation)) = run.after {
            seen.push((at, character, Some(punctuation), None));
        }
    }
    let mut copy = String::with_capacity(text.len());
    let mut done = 0;
    for (at, character, left, right) in seen {
        let natural = is_punctuation(character);
        copy.push_str(&text[done..at]);
        push_stand_in(
            &mut copy,
            character.len_utf8(),
            left.unwrap_or(natural),
            right.unwrap_or(natural),
        );
        done = at + character.len_utf8();
    }
    copy.push_str(&text[done..]);
    copy
}

/// Writes `length` bytes that look like punctuation or like a letter from either side.
fn push_stand_in(copy: &mut String, length: usize, left: bool, right: bool) {
    match (left, right) {
        (false, false) => copy.push(if length == 3 { '一' } else { '\u{20000}' }),
        (true, true) => copy.push_str(if length == 3 { "‐" } else { "¡¡" }),
        (false, true) => {
            copy.push_str(&"x".repeat(length - 2));
            copy.push('¡');
        }
        (true, false) => {
            copy.push('¡');
            copy.push_str(&"x".repeat(length - 2));
        }
    }
}

/// The events of `copy`, with the words of `text`.
fn restored<'a>(text: &'a str, copy: &str) -> Vec<Located<'a>> {
    plain_events(copy)
        .into_iter()
        .map(|(event, range)| match event {
            Event::Text(words) if *words == copy[range.clone()] => {
                (Event::Text(CowStr::Borrowed(&text[range.clone()])), range)
            }
            other => (other.into_static(), range),
        })
        .collect()
}

/// `1~3月` to `6~9月` is no text struck out; `~~…~~` is.
fn keep_single_tildes<'a>(text: &'a str, events: &mut [Located<'a>]) {
    for (event, range) in events {
        let tilde = match event {
            Event::Start(Tag::Strikethrough) => range.start..range.start + 1,
            Event::End(TagEnd::Strikethrough) => range.end - 1..range.end,
            _ => continue,
        };
        if !text[range.clone()].starts_with("~~") {
            *event = Event::Text(CowStr::Borrowed(&text[tilde.clone()]));
            *range = tilde;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        let events = parse(markdown);
        for (event, range) in &events {
            if let Event::Text(words) = event
                && words.len() == range.len()
            {
                assert_eq!(**words, markdown[range.clone()], "{markdown}");
            }
        }
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, events.into_iter().map(|(event, _)| event));
        html.trim()
            .trim_start_matches("<p>")
            .trim_end_matches("</p>")
            .to_owned()
    }

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        assert_eq!(html(markdown), expected, "{markdown}");
    }

    #[test]
    fn emphasis_beside_east_asian_text_needs_no_space() {
        for (inner, after) in [
            ("注意：", "各位市民"),
            ("《施政报告》", "已公布"),
            ("“重要”", "是"),
            ("50%", "的"),
            ("（一）", "甲"),
            ("(1)", "甲"),
            ("\"x\"", "，"),
            ("スクリプト（script）", "は"),
            ("스크립트(script)", "라고"),
            ("𠀀。", "𠀁"),
            ("注意：", "abc"),
        ] {
            for before in ["", "关于", "，", "（"] {
                check(
                    &format!("{before}**{inner}**{after}"),
                    &format!("{before}<strong>{inner}</strong>{after}"),
                );
                check(
                    &format!("{before}*{inner}*{after}"),
                    &format!("{before}<em>{inner}</em>{after}"),
                );
                check(
                    &format!("{before}***{inner}***{after}"),
                    &format!("{before}<em><strong>{inner}</strong></em>{after}"),
                );
                check(
                    &format!("{before}~~{inner}~~{after}"),
                    &format!("{before}<del>{inner}</del>{after}"),
                );
            }
        }
        check(
            "是**[公告](a)**的",
            "是<strong><a href=\"a\">公告</a></strong>的",
        );
        check("是**`a`**的", "是<strong><code>a</code></strong>的");
        check(
            "**甲：**乙**（丙）**丁",
            "<strong>甲：</strong>乙<strong>（丙）</strong>丁",
        );
        check("**50%**的**a**", "<strong>50%</strong>的<strong>a</strong>");
        check("50%**的**a", "50%<strong>的</strong>a");
        check(
            "> **一：**甲\n> **二：**乙",
            "<blockquote>\n<p><strong>一：</strong>甲\n<strong>二：</strong>乙</p>\n</blockquote>",
        );
    }

    #[test]
    fn what_is_not_emphasis_stays_as_it_is() {
        check("`**注意：**各位`", "<code>**注意：**各位</code>");
        check(
            "```\n**注意：**各位\n```",
            "<pre><code>**注意：**各位\n</code></pre>",
        );
        check(
            "**注：**甲 `**注：**乙` <b title=\"**注：**丙\">",
            "<strong>注：</strong>甲 <code>**注：**乙</code> <b title=\"**注：**丙\">",
        );
        check(
            "**注：**[甲](<**注：**乙>)",
            "<strong>注：</strong><a href=\"**%E6%B3%A8%EF%BC%9A**%E4%B9%99\">甲</a>",
        );
        check(
            "[**注：**甲]\n\n[**注：**甲]: /a",
            "<a href=\"/a\">**注：**甲</a>",
        );
        check("\\**注：*甲", "*<em>注：</em>甲");
        check("\\*\\*注：\\*\\*甲", "**注：**甲");
        check("甲 ** 注：** 乙", "甲 ** 注：** 乙");
        check("甲&amp;**：**乙", "甲&amp;<strong>：</strong>乙");
    }

    #[test]
    fn other_scripts_are_read_as_commonmark_says() {
        for markdown in [
            "a**(b)**c",
            "**50%**of",
            "**note:**all",
            "a*\"b\"*c",
            "**“b”**c",
            "*a**b*",
            "🙂**!**a",
        ] {
            let mut expected = String::new();
            pulldown_cmark::html::push_html(&mut expected, Parser::new(markdown));
            assert_eq!(format!("<p>{}</p>", html(markdown)), expected.trim());
        }
    }

    #[test]
    fn emphasis_may_be_nested_and_hold_links_code_and_html() {
        check(
            "**各*单位：*请**注意",
            "<strong>各<em>单位：</em>请</strong>注意",
        );
        check(
            "*各**（区）**县*。",
            "<em>各<strong>（区）</strong>县</em>。",
        );
        check("***甲：**乙*丙", "<em><strong>甲：</strong>乙</em>丙");
        check("***甲：*乙**丙", "<strong><em>甲：</em>乙</strong>丙");
        check(
            "~~原**“旧”**址~~已**《撤销》**。",
            "<del>原<strong>“旧”</strong>址</del>已<strong>《撤销》</strong>。",
        );
        check(
            "请看**[《办法》](a \"题\")（全文）**与**<https://a.example/>**。",
            "请看<strong><a href=\"a\" title=\"题\">《办法》</a>（全文）</strong>与<strong><a href=\"https://a.example/\">https://a.example/</a></strong>。",
        );
        check(
            "[**《办法》**全文](a)",
            "<a href=\"a\"><strong>《办法》</strong>全文</a>",
        );
        check(
            "按**`Ctrl+C`**键",
            "按<strong><code>Ctrl+C</code></strong>键",
        );
        check(
            "第**<b>（一）</b>**条",
            "第<strong><b>（一）</b></strong>条",
        );
        check(
            "图**![甲](a)**乙",
            "图<strong><img src=\"a\" alt=\"甲\" /></strong>乙",
        );
        check(
            "- **一：**甲\n  1. **“二”**乙\n",
            "<ul>\n<li><strong>一：</strong>甲\n<ol>\n<li><strong>“二”</strong>乙</li>\n</ol>\n</li>\n</ul>",
        );
        check(
            "|**甲：**乙|\n|-|\n|**“丙”**丁|\n",
            "<table><thead><tr><th><strong>甲：</strong>乙</th></tr></thead><tbody>\n<tr><td><strong>“丙”</strong>丁</td></tr>\n</tbody></table>",
        );
        check("## **注意：**各位", "<h2><strong>注意：</strong>各位</h2>");
        check("**注意：\n“甲”**乙", "<strong>注意：\n“甲”</strong>乙");
    }

    #[test]
    fn japanese_korean_and_rare_characters_are_east_asian_too() {
        check(
            "これは**大切です。**よろしく",
            "これは<strong>大切です。</strong>よろしく",
        );
        check(
            "料金は**¥1,000（税込）**から",
            "料金は<strong>¥1,000（税込）</strong>から",
        );
        check(
            "**千山(Qianshan)**에서",
            "<strong>千山(Qianshan)</strong>에서",
        );
        check(
            "**공지:** 오늘은 **‘휴관’**입니다",
            "<strong>공지:</strong> 오늘은 <strong>‘휴관’</strong>입니다",
        );
        check("ﾃｽﾄ**(1)**ﾃｽﾄ", "ﾃｽﾄ<strong>(1)</strong>ﾃｽﾄ");
        check("𰻞**(biáng)**面", "𰻞<strong>(biáng)</strong>面");
        // Ideographic and standardized variation sequences.
        check(
            "葛\u{E0100}**(甲)**乙",
            "葛\u{E0100}<strong>(甲)</strong>乙",
        );
        check("**羽。\u{FE00}**a", "<strong>羽。\u{FE00}</strong>a");
        check("**“a”\u{FE01}**乙", "<strong>“a”\u{FE01}</strong>乙");
        // An emoji is of no language.
        check("🌸**(a)**b", "🌸**(a)**b");
    }

    #[test]
    fn underscores_stay_as_commonmark_says() {
        // Between letters an underscore is part of a name, and the amendments leave it so.
        for markdown in [
            "__注意：__各位",
            "甲__“乙”__丙",
            "_甲：_乙",
            "snake_case_名_称",
        ] {
            check(markdown, markdown);
        }
        check("__注意__：各位", "<strong>注意</strong>：各位");
        check("（_甲_）", "（<em>甲</em>）");
    }

    #[test]
    fn only_two_tildes_strike_out() {
        check("1~3月和6~9月", "1~3月和6~9月");
        check("约 ~6~ 人", "约 ~6~ 人");
        check("~~旧~~新", "<del>旧</del>新");
    }
}
