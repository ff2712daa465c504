//! A line of plain text to be read character by character: forms folded that mean the same, places kept.

use std::ops::Range;

/// The characters of a line.
pub(super) struct Line {
    chars: Vec<char>,
    /// Of each character its first byte; one more for the end.
    starts: Vec<usize>,
}

/// Traditional, formal and full-width forms of the words that are looked for, and their usual ones.
const FORMS: [&[char]; 2] = [
    &[
        '萬', '億', '點', '時', '個', '號', '幾', '餘', '塊', '圓', '兩', '間', '後', '內', '來',
        '過', '約', '達', '將', '臺', '幣', '歐', '鎊', '數', '壹', '貳', '叁', '參', '肆', '伍',
        '柒', '捌', '玖', '拾', '佰', '仟', '零', '○', '國', '電', '話', '熱', '線', '機', '轉',
        '傳', '諮', '詢', '撥', '聯', '當', '級', '條', '項', '節', '屆', '歲', '佔', '華', '從',
        '於', '約', '鐘', '開', '畝', '開', '季', '紀', '歷', '曆', '－', '～', '〜', '–', '—',
        '―', '‐', '‑', '−', '\u{a0}', '\u{202f}', '\u{2009}', '\u{3000}', '’',
    ],
    &[
        '万', '亿', '点', '时', '个', '号', '几', '余', '块', '元', '两', '间', '后', '内', '来',
        '过', '约', '达', '将', '台', '币', '欧', '镑', '数', '一', '二', '三', '参', '四', '五',
        '七', '八', '九', '十', '百', '千', '〇', '〇', '国', '电', '话', '热', '线', '机', '转',
        '传', '咨', '询', '拨', '联', '当', '级', '条', '项', '节', '届', '岁', '占', '华', '从',
        '于', '约', '钟', '开', '亩', '开', '季', '纪', '历', '历', '-', '~', '~', '-', '-', '-',
        '-', '-', '-', ' ', ' ', ' ', ' ', '\'',
    ],
];

fn fold(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' if character != '－' && character != '～' => {
            char::from_u32(character as u32 - 0xfee0).unwrap_or(character)
        }
        _ if character.is_ascii() => character,
        _ => {
            let at = FORMS[0].iter().position(|form| *form == character);
            at.map_or(character, |at| FORMS[1][at])
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
