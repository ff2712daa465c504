//! A line of plain text to be read character by character: forms folded that mean the same, places kept.

use std::ops::Range;

/// The characters of a line.
pub(super) struct Line {
    chars: Vec<char>,
    /// Of each character its first byte; one more for the end.
    starts: Vec<usize>,
}

/// Traditional, formal and other forms of the characters that are looked for, and their usual ones, in order.
#[rustfmt::skip]
const FORMS: [(char, char); 81] = [
    ('\u{a0}', ' '), ('\u{2009}', ' '), ('‐', '-'), ('‑', '-'), ('–', '-'), ('—', '-'), ('―', '-'),
    ('’', '\''), ('\u{202f}', ' '), ('−', '-'), ('○', '〇'), ('\u{3000}', ' '), ('〜', '~'),
    ('仟', '千'), ('伍', '五'), ('佔', '占'), ('佰', '百'), ('來', '来'), ('個', '个'), ('傳', '传'), ('億', '亿'),
    ('內', '内'), ('兩', '两'), ('叁', '三'), ('參', '参'), ('國', '国'), ('圓', '元'), ('塊', '块'), ('壹', '一'),
    ('將', '将'), ('屆', '届'), ('幣', '币'), ('幾', '几'), ('後', '后'), ('從', '从'), ('拾', '十'), ('捌', '八'),
    ('撥', '拨'), ('數', '数'), ('於', '于'), ('時', '时'), ('曆', '历'), ('柒', '七'), ('條', '条'), ('機', '机'),
    ('歐', '欧'), ('歲', '岁'), ('歷', '历'), ('熱', '热'), ('玖', '九'), ('畝', '亩'), ('當', '当'), ('節', '节'),
    ('紀', '纪'), ('約', '约'), ('級', '级'), ('線', '线'), ('聯', '联'), ('肆', '四'), ('臺', '台'), ('華', '华'),
    ('萬', '万'), ('號', '号'), ('詢', '询'), ('話', '话'), ('諮', '咨'), ('貳', '二'), ('轉', '转'), ('過', '过'),
    ('達', '达'), ('鎊', '镑'), ('鐘', '钟'), ('開', '开'), ('間', '间'), ('零', '〇'), ('電', '电'), ('項', '项'),
    ('餘', '余'), ('點', '点'), ('－', '-'), ('～', '~'),
];

fn fold(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' if character != '－' && character != '～' => {
            char::from_u32(character as u32 - 0xfee0).unwrap_or(character)
        }
        _ if character.is_ascii() => character,
        _ => {
            let at = FORMS.binary_search_by_key(&character, |(form, _)| *form);
            at.map_or(character, |at| FORMS[at].1)
        }
    }
}

impl Line {
    /// Folds a text.
    pub(super) fn new(text: &str) -> Self {
        let chars = text.chars().map(fold).collect();
        let starts = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        Self { chars, starts }
    }

    /// How many characters there are.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at a place; NUL outside of the line.
    pub(super) fn at(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\0')
    }

    /// The character before a place; NUL at the start.
    pub(super) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |at| self.at(at))
    }

    /// The bytes of some characters.
    pub(super) fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        self.starts[from]..self.starts[to.min(self.len())]
    }

    /// The end of a word that stands at a place, in upper or lower case.
    pub(super) fn word(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for character in word.chars() {
            if !self.at(end).eq_ignore_ascii_case(&character) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The first of several words that stands at a place: its number and its end.
    pub(super) fn any(&self, at: usize, words: &[&str]) -> Option<(usize, usize)> {
        words
            .iter()
            .enumerate()
            .find_map(|(number, word)| Some((number, self.word(at, word)?)))
    }

    /// The start of a word that ends before a place.
    pub(super) fn word_before(&self, at: usize, word: &str) -> Option<usize> {
        let start = at.checked_sub(word.chars().count())?;
        self.word(start, word).map(|_| start)
    }

    /// Whether one of several words ends before a place.
    pub(super) fn any_before(&self, at: usize, words: &[&str]) -> bool {
        words
            .iter()
            .any(|word| self.word_before(at, word).is_some())
    }

    /// The place behind spaces.
    pub(super) fn skip_spaces(&self, mut at: usize) -> usize {
        while self.at(at) == ' ' {
            at += 1;
        }
        at
    }

    /// The place before spaces.
    pub(super) fn skip_spaces_back(&self, mut at: usize) -> usize {
        while self.before(at) == ' ' {
            at -= 1;
        }
        at
    }

    /// The Latin word at a place in lower case, and its end; full stops inside (`a.m.`) belong to it.
    pub(super) fn latin(&self, at: usize) -> Option<(String, usize)> {
        let mut end = at;
        while self.at(end).is_ascii_alphabetic()
            || self.at(end) == '.' && end > at && self.at(end + 1).is_ascii_alphabetic()
        {
            end += 1;
        }
        (end > at).then(|| (self.text(at, end).to_ascii_lowercase(), end))
    }

    /// The Latin word before a place as it is written, and its start.
    pub(super) fn latin_before(&self, at: usize) -> (String, usize) {
        let end = self.skip_spaces_back(at);
        let mut start = end;
        while self.before(start).is_ascii_alphabetic()
            || self.before(start) == '.'
                && start > 1
                && self.at(start - 2).is_ascii_alphabetic()
                && start < end
        {
            start -= 1;
        }
        (self.text(start, end), start)
    }

    /// The folded characters of a range.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.chars[from..to.min(self.len())].iter().collect()
    }

    /// Whether a mark between the two ends of a range stands here, and where it ends: a dash or a word.
    pub(super) fn range_mark(&self, at: usize, words: &[&str]) -> Option<usize> {
        let at = self.skip_spaces(at);
        if matches!(self.at(at), '-' | '~') && !matches!(self.at(at + 1), '-' | '~') {
            return Some(self.skip_spaces(at + 1));
        }
        self.any(at, words).map(|(_, end)| self.skip_spaces(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_in_order_and_fold_to_their_usual_ones() {
        assert!(FORMS.is_sorted());
        let line = Line::new("３萬２仟５佰點　１－２");
        assert_eq!(line.text(0, line.len()), "3万2千5百点 1-2");
    }
}
