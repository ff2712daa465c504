//! Canonical text: what two bodies must share, character for character, to count as equal.

use super::thresholds::{LEAST_HAN, LEAST_LATIN};
use crate::text::is_han;

/// Folds the differences that no reader would call one: full-width ASCII, kinds of quotes, dashes and middle
/// dots, invisible characters, white space. Everything else stays: case, script, digits, `. , : / - %`.
/// No Unicode normalisation, which would make 10² into 102 and ① into 1.
pub(super) fn canonical<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut canonical = String::new();
    for line in lines {
        let mut space = !canonical.is_empty();
        for character in line.chars() {
            let character = fold(character);
            if is_invisible(character) {
                continue;
            }
            if character.is_whitespace() {
                space = true;
                continue;
            }
            // Between words that are written with spaces one space stays: `1 2` must not become `12`.
            let touches_han = is_han(character) || canonical.chars().next_back().is_none_or(is_han);
            if std::mem::take(&mut space) && !touches_han {
                canonical.push(' ');
            }
            canonical.push(character);
        }
    }
    canonical
}

fn fold(character: char) -> char {
    match character {
        // Full-width ASCII lies at a constant distance from ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '〝' | '〞' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '─' | '−' => '-',
        '·' | '•' | '・' | '‧' | '∙' | '⋅' | '●' => '·',
        _ => character,
    }
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// Whether there is enough of a canonical text to suppress a copy of it.
pub(super) fn is_long_enough(canonical: &str) -> bool {
    let (mut han, mut latin) = (0, 0);
    for character in canonical.chars() {
        if is_han(character) {
            han += 1;
        } else if character.is_alphanumeric() {
            latin += 1;
        }
        if han >= LEAST_HAN || latin >= LEAST_LATIN {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[track_caller]
    fn one(text: &str) -> String {
        canonical(text.lines())
    }

    #[test]
    fn differences_of_form_disappear() {
        assert_eq!(
            one("新增 3.9 万人，（含“新区”）"),
            one("新增3.9万人,(含\"新区\")")
        );
        assert_eq!(one("a\u{200B}b  c\nd"), "ab c d");
        assert_eq!(one("甲\n乙"), "甲乙");
    }

    #[test]
    fn differences_of_content_stay() {
        for (left, right) in [
            ("1 2", "12"),
            ("1\n2", "12"),
            ("1.5", "15"),
            ("10²", "102"),
            ("①", "1"),
            ("Bill", "bill"),
            ("発", "发"),
            ("3.9", "39"),
            ("50%", "50"),
        ] {
            assert_ne!(one(left), one(right), "{left} {right}");
        }
    }
}
