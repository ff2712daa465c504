//! Lines no wider than a terminal, East Asian characters being two columns wide.

use icu::segmenter::LineSegmenter;
use unicode_width::UnicodeWidthStr;

/// The text in lines of at most so many columns, broken where its language may be (no line starts with `。`) and not
/// inside of code in backticks. What cannot be broken is longer.
pub fn wrapped(text: &str, columns: usize) -> Vec<&str> {
    let segmenter = LineSegmenter::new_dictionary(Default::default());
    let mut lines = Vec::new();
    // Where the line starts, and where it could end so far.
    let (mut start, mut last) = (0, 0);
    for end in segmenter.segment_str(text) {
        let is_in_code = text[..end].matches('`').count() % 2 == 1;
        if is_in_code {
            continue;
        }
        if last > start && text[start..end].trim_end().width() > columns {
            lines.push(text[start..last].trim_end());
            start = last;
        }
        last = end;
    }
    lines.push(text[start..].trim_end());
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_are_broken_where_their_language_may_be() {
        for (text, expected) in [
            ("one two three four", &["one two", "three", "four"][..]),
            ("千山市新闻办", &["千山市新", "闻办"]),
            // No line starts with a full stop.
            ("千山市新。闻办", &["千山市", "新。闻办"]),
            ("see `a b c d` there", &["see", "`a b c d`", "there"]),
            ("incomprehensible", &["incomprehensible"]),
            ("", &[""]),
        ] {
            assert_eq!(wrapped(text, 8), expected, "{text}");
        }
    }
}
