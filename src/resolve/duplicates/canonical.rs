//! Canonical text: what two bodies must share, character for character, to count as equal.

use std::ops::Range;

use super::thresholds::{LEAST_HAN, LEAST_LATIN};
use crate::text::is_han;

/// Folds the differences that no reader would call one: full-width ASCII, kinds of quotes, dashes and middle
/// dots, invisible characters, white space. Everything else stays: case, script, digits, `. , : / - %`.
/// No Unicode normalisation, which would make 10² into 102 and ① into 1.
pub fn canonical<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut canonical = Canonical::default();
    for line in lines {
        canonical.push_line(line);
    }
    canonical.text
}

/// A canonical text that grows line by line.
#[derive(Default)]
pub(super) struct Canonical {
    pub(super) text: String,
    /// The character that was written last, before folding.
    last: char,
}

impl Canonical {
    /// Writes a line, and says where in the text it stands.
    pub(super) fn push_line(&mut self, line: &str) -> Range<usize> {
        let before = self.text.len();
        let mut start = None;
        let mut space = !self.text.is_empty();
        let mut joint = space;
        let mut rest = line.chars();
        while let Some(raw) = rest.next() {
            // Nearly all characters, of which nothing is to be asked.
            if matches!(raw, '\u{4E00}'..='\u{9FFF}') {
                if std::mem::take(&mut space) && self.splits_numerals(raw, joint) {
                    self.text.push(' ');
                }
                joint = false;
                start.get_or_insert(self.text.len());
                self.text.push(raw);
                self.last = raw;
                continue;
            }
            let character = fold(raw);
            if is_invisible(character) {
                continue;
            }
            if character.is_whitespace() {
                space = true;
                continue;
            }
            // Between words that are written with spaces one space stays: `1 2` must not become `12`.
            if std::mem::take(&mut space)
                && (self.splits_numerals(character, joint)
                    || !is_han(character)
                        && !self.text.chars().next_back().is_none_or(is_han)
                        && !is_wide_mark(self.last, self.text.chars().rev().skip(1))
                        && !is_wide_mark(raw, rest.clone()))
            {
                self.text.push(' ');
            }
            joint = false;
            start.get_or_insert(self.text.len());
            self.text.push(character);
            self.last = raw;
        }
        start.unwrap_or(before)..self.text.len()
    }

    /// Whether white space keeps a numeral from the one that was written last: between two in Chinese always, and at
    /// the joint of two lines also if one of them is in digits. 三 and 十五, two items of a list, are not 三十五.
    fn splits_numerals(&self, next: char, joint: bool) -> bool {
        let last = fold(self.last);
        if is_han_numeral(next) {
            is_han_numeral(last) || joint && last.is_ascii_digit()
        } else {
            joint && next.is_ascii_digit() && is_han_numeral(last)
        }
    }
}

fn is_han_numeral(character: char) -> bool {
    "〇零一二三四五六七八九十百千万亿兩两萬億".contains(character)
}

/// Whether white space beside a mark means nothing: the mark is as wide as a Han character. Not if it is one that
/// is folded and stands next to a figure or a Latin word: `1， 234` must not become `1,234`. A quotation mark is
/// as wide as what it quotes.
fn is_wide_mark(mark: char, mut beyond: impl Iterator<Item = char>) -> bool {
    match mark {
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{300B}' | '\u{3010}' | '\u{3011}' => true,
        '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => !beyond
            .map(fold)
            .find(|other| !"\"'()".contains(*other))
            .is_some_and(|other| other.is_ascii_alphanumeric()),
        quote if fold(quote) == '"' => beyond.next().is_some_and(is_han),
        _ => false,
    }
}

/// How many characters of a text are left in canonical form, white space not counted: a place that differences
/// of form do not move.
pub(super) fn visible(text: &str) -> usize {
    text.chars()
        .filter(|character| !is_invisible(*character) && !character.is_whitespace())
        .count()
}

fn fold(character: char) -> char {
    match character {
        // Full-width ASCII lies at a constant distance from ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '〝' | '〞' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '─' | '−' => '-',
        '·' | '•' | '・' | '‧' | '∙' | '⋅' => '·',
        _ => character,
    }
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// Whether there is enough of a text to suppress a copy of it.
pub(super) fn is_long_enough<'a>(text: impl IntoIterator<Item = &'a str>) -> bool {
    let (mut han, mut latin) = (0, 0);
    for character in text.into_iter().flat_map(str::chars) {
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
        assert_eq!(
            one("新增、 3.9万户， 5人。\n2家"),
            one("新增、3.9万户，5人。2家")
        );
    }

    #[test]
    fn differences_of_content_stay() {
        for (left, right) in [
            ("1 2", "12"),
            ("1\n2", "12"),
            ("三十\n五", "三\n十五"),
            ("三十　五", "三　十五"),
            ("3\n十五", "3十\n五"),
            ("三\n5", "三5"),
            ("甲●乙·", "甲·乙●"),
            ("1， 234", "1,234"),
            ("1 ，234", "1,234"),
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
