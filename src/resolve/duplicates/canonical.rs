//! Canonical text: what two bodies must share, character for character, to count as equal.

use crate::text::is_han;

/// Bodies with fewer Han characters than this, and fewer Latin ones than [`LEAST_LATIN`], are never
/// suppressed: they are often only a link to a document.
const LEAST_HAN: usize = 120;
/// See [`LEAST_HAN`].
const LEAST_LATIN: usize = 240;

/// Folds the differences that no reader would call one: full-width ASCII, kinds of quotes, dashes and middle
/// dots, invisible characters, white space. Everything else stays: case, script, digits, `. , : / - %`.
/// No Unicode normalisation, which would make 10² into 102 and ① into 1.
pub(super) fn canonical(text: &str) -> String {
    let mut canonical = String::with_capacity(text.len());
    let mut space = false;
    for character in text.chars() {
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
    use super::*;

    #[test]
    fn differences_of_form_disappear() {
        assert_eq!(
            canonical("新增 3.9 万人，（含“新区”）"),
            canonical("新增3.9万人,(含\"新区\")")
        );
        assert_eq!(canonical("a\u{200B}b  c\nd"), "ab c d");
    }

    #[test]
    fn differences_of_content_stay() {
        for (left, right) in [
            ("1 2", "12"),
            ("1.5", "15"),
            ("10²", "102"),
            ("①", "1"),
            ("Bill", "bill"),
            ("発", "发"),
            ("3.9", "39"),
            ("50%", "50"),
        ] {
            assert_ne!(canonical(left), canonical(right), "{left} {right}");
        }
    }
}
