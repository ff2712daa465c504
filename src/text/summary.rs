//! A paragraph cut to a summary, at the end of a sentence or a word.

use super::{is_han, is_wide};

/// At most `limit` columns (a wide character counts two) of `text`, which is one line: cut behind the last
/// sentence that fits if it fills a third, else behind a word and marked with an ellipsis.
pub fn shorten(text: &str, limit: usize) -> String {
    let text = text.trim();
    let mut columns = 0;
    let Some((cut, _)) = text.char_indices().find(|(_, character)| {
        columns += if is_wide(*character) { 2 } else { 1 };
        columns > limit
    }) else {
        return text.to_owned();
    };
    match sentence_end(&text[..cut], text) {
        Some(end) if end * 3 >= cut => text[..end].to_owned(),
        _ => {
            let kept = &text[..word_end(text, cut)];
            format!(
                "{}…",
                kept.trim_end_matches(|character: char| character.is_whitespace()
                    || "，、；：,;:—-（(“《".contains(character))
            )
        }
    }
}

/// End of the last whole sentence in `head`, the start of `text`.
fn sentence_end(head: &str, text: &str) -> Option<usize> {
    head.char_indices().rev().find_map(|(at, character)| {
        let end = at + character.len_utf8();
        let closed = match character {
            '。' | '！' | '？' => true,
            // A full stop ends a sentence only before a space: not in 1.5 or example.org.
            '.' | '!' | '?' => text[end..].starts_with(' ') || end == text.len(),
            _ => false,
        };
        let with_quote = text[end..]
            .chars()
            .next()
            .filter(|next| "”’」』）".contains(*next))
            .map_or(end, |next| end + next.len_utf8());
        (closed && with_quote <= head.len()).then_some(with_quote)
    })
}

/// The last place up to `cut` that is inside neither a word nor a number.
fn word_end(text: &str, cut: usize) -> usize {
    let inside = |before: char, after: char| {
        let word = |character: char| character.is_alphanumeric() && !is_han(character);
        let part = |character: char| word(character) || ".,:%'’-/‐".contains(character);
        (word(before) && part(after))
            || (part(before) && word(after))
            || (before.is_ascii_digit() && "万亿%％".contains(after))
    };
    let mut end = cut;
    while let (Some(before), Some(after)) =
        (text[..end].chars().next_back(), text[end..].chars().next())
    {
        if !inside(before, after) {
            return end;
        }
        end -= before.len_utf8();
    }
    // One unbroken word: cutting it is all that is left.
    if end == 0 { cut } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_fall_behind_sentences_or_words() {
        let check = |text: &str, limit: usize, expected: &str| {
            assert_eq!(shorten(text, limit), expected, "{text}")
        };
        check("短。", 20, "短。");
        check(
            "全市新增就业三万人。其中城镇两万人，农村一万人。",
            30,
            "全市新增就业三万人。",
        );
        check("投资总额为123.45亿元", 14, "投资总额为…");
        check(
            "The council opened 12,500 places today for all residents",
            24,
            "The council opened…",
        );
        check(
            "It costs 1.5 million. The rest follows later on.",
            30,
            "It costs 1.5 million.",
        );
    }

    #[test]
    fn a_text_without_any_break_is_still_cut() {
        assert_eq!(shorten(&"a".repeat(50), 10), format!("{}…", "a".repeat(10)));
    }
}
