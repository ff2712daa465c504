//! A paragraph cut to a summary, at the end of a sentence, a clause or a word.

use icu::properties::CodePointMapData;
use icu::properties::props::{GeneralCategory, GeneralCategoryGroup};
use icu::segmenter::GraphemeClusterSegmenter;

use super::{is_han, is_wide};

/// At most `limit` columns (a wide character counts two) of `text`, which is one line: cut behind the last
/// sentence that fits if it fills a third; else, marked with an ellipsis, behind such a clause of a Chinese text
/// or behind a word. A first word that is longer is cut between two characters as readers see them.
pub fn shorten(text: &str, limit: usize) -> String {
    let text = text.trim();
    let mut columns = 0;
    let Some((cut, _)) = text.char_indices().find(|(_, character)| {
        columns += if is_wide(*character) { 2 } else { 1 };
        columns > limit
    }) else {
        return text.to_owned();
    };
    if let Some(end) = sentence_end(&text[..cut], text).filter(|end| end * 3 >= cut) {
        return text[..end].to_owned();
    }
    let mut kept = &text[..word_end(text, cut)];
    if kept.ends_with(is_han)
        && let Some(end) = clause_end(text, kept.len())
    {
        kept = &text[..end];
    }
    format!("{}…", without_loose_end(kept))
}

/// Marks that close what stands before them.
const CLOSING: &str = "”’」』）》】〉\"')]";
/// Pairs of which a sentence holds both or none.
const PAIRS: [(char, char); 8] = [
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('（', '）'),
    ('(', ')'),
    ('《', '》'),
    ('【', '】'),
];

/// End of the last whole sentence in `head`, the start of `text`, outside of quotes and brackets.
fn sentence_end(head: &str, text: &str) -> Option<usize> {
    head.char_indices().rev().find_map(|(at, character)| {
        let mut end = at + character.len_utf8();
        let is_wide_mark = "。！？".contains(character);
        if !is_wide_mark && !".!?".contains(character) {
            return None;
        }
        while let Some(next) = text[end..].chars().next()
            && (CLOSING.contains(next) || "。！？!?".contains(next))
        {
            end += next.len_utf8();
        }
        let closed = if is_wide_mark {
            !text[end..].starts_with(continues_character)
        } else {
            // A full stop ends a sentence only before a space: not in 1.5 or example.org.
            text[end..].starts_with(' ')
                && !(character == '.' && is_abbreviation(&text[..at], &text[end..]))
        };
        (closed && end <= head.len() && is_balanced(&text[..end])).then_some(end)
    })
}

/// Whether the character is seen as one with that before it.
fn continues_character(character: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    GeneralCategoryGroup::Mark.contains(category) || character == '\u{200D}'
}

/// Whether the full stop between the two belongs to its word: No. 5, Mr. Li, e.g. this, 14. April, J. Smith.
fn is_abbreviation(before: &str, after: &str) -> bool {
    const TITLES: [&str; 12] = [
        "No", "Nos", "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Art", "vs", "cf",
    ];
    let word = before
        .rsplit(|character: char| !character.is_alphanumeric())
        .next()
        .unwrap_or("");
    let goes_on = after
        .trim_start()
        .starts_with(|next: char| next.is_lowercase() || next.is_numeric());
    let is_ordinal = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    goes_on || is_ordinal || word.chars().count() == 1 || TITLES.contains(&word)
}

fn is_balanced(sentence: &str) -> bool {
    PAIRS.iter().all(|(open, close)| {
        let opened = sentence.matches(*open).count();
        // An apostrophe closes nothing.
        opened <= sentence.matches(*close).count()
    })
}

/// The last place up to `cut` that is inside neither a word, a number, an address nor a character.
fn word_end(text: &str, cut: usize) -> usize {
    // The character that `cut` may fall into ends a little later.
    let seen = (cut + 64..text.len()).find(|end| text.is_char_boundary(*end));
    let places: Vec<usize> = GraphemeClusterSegmenter::new()
        .segment_str(&text[..seen.unwrap_or(text.len())])
        .collect();
    let whole = places.partition_point(|place| *place <= cut);
    let is_free = |place: &usize| {
        let (head, rest) = text.split_at(*place);
        let inside = match (head.chars().next_back(), rest.chars().next()) {
            (Some(before), Some(after)) => is_inside(before, after),
            _ => false,
        };
        !inside && !is_in_address(head, rest)
    };
    let end = places[..whole].iter().rev().copied().find(is_free);
    // One unbroken word: cutting it is all that is left.
    let unbroken = || {
        let last = places[..whole].last().filter(|end| **end > 0);
        last.or(places.get(whole)).copied()
    };
    end.filter(|end| *end > 0).or_else(unbroken).unwrap_or(cut)
}

/// Whether the two belong to one word or number.
fn is_inside(before: char, after: char) -> bool {
    let is_word = |character: char| character.is_alphanumeric() && !is_han(character);
    let is_part =
        |character: char| is_word(character) || ".,:%％'’-/‐–−+±~～$€£¥￥№#".contains(character);
    let is_digit = |character: char| character.is_numeric() && !is_han(character);
    let is_han_number = |character: char| "〇零一二三四五六七八九十百千万亿点".contains(character);
    (is_word(before) && is_part(after))
        || (is_part(before) && is_word(after))
        // 2023年, 5万, 第5, 4月14日.
        || (is_digit(before) && is_han(after))
        || ("第年月".contains(before) && is_digit(after))
        // No-break spaces group the digits of a number.
        || (is_digit(before) && "\u{a0}\u{202f}".contains(after))
        || ("\u{a0}\u{202f}".contains(before) && (is_digit(after) || "%€".contains(after)))
        || (is_han_number(before) && is_han_number(after))
}

/// Whether a web or mail address goes on from `head` to `rest`.
fn is_in_address(head: &str, rest: &str) -> bool {
    let is_part = |character: char| character.is_ascii_graphic();
    let start = &head[head.trim_end_matches(is_part).len()..];
    let end = &rest[..rest
        .find(|character| !is_part(character))
        .unwrap_or(rest.len())];
    let run = format!("{start}{end}");
    let is_address = run.contains("://") || run.contains("www.") || run.contains('@');
    is_address && !start.is_empty() && !end.is_empty()
}

/// The last clause of a Chinese text up to `end`, if it fills a third: behind it no word is cut in two.
fn clause_end(text: &str, end: usize) -> Option<usize> {
    let place = text[..end].rfind(['，', '；', '：', '、'])?;
    let balanced = is_balanced(&text[..place]);
    (place * 3 >= end && balanced).then_some(place)
}

/// Without what would lead to something that is cut off.
fn without_loose_end(kept: &str) -> &str {
    let loose = |character: char| {
        character.is_whitespace() || "，、；：,;:-–—（(“‘《「『【[$€£¥￥№#第".contains(character)
    };
    let mut kept = kept.trim_end_matches(loose);
    for number in [" No.", " Nos.", " Art.", " Mr.", " Mrs.", " Ms.", " Dr."] {
        kept = kept.strip_suffix(number).unwrap_or(kept);
    }
    kept.trim_end_matches(loose)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, limit: usize, expected: &str) {
        assert_eq!(shorten(text, limit), expected, "{text}");
    }

    #[test]
    fn cuts_fall_behind_sentences() {
        check("短。", 20, "短。");
        check(
            "全市新增就业三万人。其中城镇两万人，农村一万人。",
            30,
            "全市新增就业三万人。",
        );
        check(
            "It costs 1.5 million. The rest follows later on.",
            30,
            "It costs 1.5 million.",
        );
        check(
            "市长说：“今年办好十件实事。”随后答问，并介绍情况。",
            32,
            "市长说：“今年办好十件实事。”",
        );
        check(
            "（详见附件《办法》。）其他事项另行通知，请予关注。",
            30,
            "（详见附件《办法》。）",
        );
        check(
            "真的吗？！大家都很关心这个问题，请看下文。",
            20,
            "真的吗？！",
        );
        // Not inside of a quotation that goes on.
        check(
            "通知如下，请执行。市长说：“办好实事。还要办得更好。”",
            42,
            "通知如下，请执行。",
        );
        check(
            "He said (quietly): \"We open.\" Then all went home together.",
            40,
            "He said (quietly): \"We open.\"",
        );
    }

    #[test]
    fn cuts_fall_behind_clauses_and_words() {
        check(
            "市政府今天举行会议，研究部署下一阶段防汛抗旱工作任务",
            40,
            "市政府今天举行会议…",
        );
        check("投资总额为123.45亿元", 14, "投资总额为…");
        check("于2023年4月14日举行会议", 12, "于…");
        check("共计三百二十五万人参加", 12, "共计…");
        check("本届博览会是第35届", 14, "本届博览会是…");
        check(
            "The council opened 12,500 places today for all residents",
            24,
            "The council opened…",
        );
        check("Growth was 3.5% this year", 13, "Growth was…");
        check("Il y a 12\u{202f}500 places", 10, "Il y a…");
        check(
            "Bus No. 5 stops at the station No. 12 today",
            34,
            "Bus No. 5 stops at the station…",
        );
        check(
            "Mr. Li opens the clinic, e.g. for children, on Monday",
            40,
            "Mr. Li opens the clinic, e.g. for…",
        );
        check(
            "Please see https://a.example/b/c?d=1,2 for more",
            24,
            "Please see…",
        );
        check("请见www.a.example/b页面", 12, "请见…");
    }

    #[test]
    fn a_text_without_any_break_is_still_cut() {
        check(&"a".repeat(50), 10, &format!("{}…", "a".repeat(10)));
        check("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 8, "👩‍👩‍👧‍👦…");
        check("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, "👩‍👩‍👧‍👦…");
        check("e\u{301}e\u{301}e\u{301}e\u{301}", 5, "e\u{301}e\u{301}…");
    }

    const TOKENS: &[&str] = &[
        "市",
        "新闻",
        "办公室",
        "，",
        "。",
        "；",
        "：",
        "“",
        "”",
        "（",
        "）",
        "《",
        "》",
        "！",
        "？",
        "…",
        "——",
        " ",
        "word",
        "The",
        "e\u{301}",
        "No. ",
        "e.g. ",
        ". ",
        ", ",
        "'",
        "\"",
        "1,234.5",
        "2023年",
        "4月",
        "14日",
        "3.5%",
        "-5",
        "三百",
        "第",
        "$7",
        "https://a.example/b?c=1",
        "x@a.example",
        "👩‍👩‍👧",
        "🇨🇳",
        "葛\u{E0100}",
        "羽\u{FE00}",
        "한국어",
        "スポーツ",
        "\u{3000}",
        "\u{a0}",
        "&",
        "&amp;",
    ];

    proptest! {
        #[test]
        fn no_cut_falls_into_a_number_an_address_or_a_character(
            tokens in prop::collection::vec(prop::sample::select(TOKENS), 0..60),
            limit in 20_usize..80,
        ) {
            // A place to go back to, so that nothing need be cut in two.
            let text = format!("市 {}", tokens.concat());
            let text = text.trim();
            let short = shorten(text, limit);
            let columns = |text: &str| -> usize {
                text.chars().map(|one| if is_wide(one) { 2 } else { 1 }).sum()
            };
            let kept = match short.strip_suffix('…') {
                Some(kept) if columns(text) > limit => kept,
                _ => &short,
            };
            prop_assert!(text.starts_with(kept), "{text:?} {short:?}");
            let rest = &text[kept.len()..];
            let places: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(text).collect();
            prop_assert!(places.contains(&kept.len()), "{text:?} {short:?}");
            prop_assert!(columns(kept) <= limit, "{text:?} {short:?}");
            let is_number = |one: char| one.is_ascii_digit();
            let goes_on = rest.starts_with(|next| is_number(next) || next == '%');
            prop_assert!(!(kept.ends_with(is_number) && goes_on), "{text:?} {short:?}");
            for whole in ["https://a.example/b?c=1", "x@a.example", "2023年", "1,234.5"] {
                for (start, found) in text.match_indices(whole) {
                    let inside = start + 1..start + found.len();
                    prop_assert!(!inside.contains(&kept.len()), "{text:?} {short:?}");
                }
            }
        }
    }
}
