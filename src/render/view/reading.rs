//! How long a text is, and how long it takes to read.

use crate::model::lang::Lang;
use crate::render::Site;
use crate::text::is_wide;

/// Words in a minute: silent reading of English non-fiction by adults (M. Brysbaert, How many words do we read per
/// minute?, Journal of Memory and Language 109, 2019).
const WORDS: usize = 238;
/// Characters in a minute, punctuation included. Brysbaert finds that languages differ by what they need for the
/// same message; the Chinese editions of the demonstration site have 1.54 characters for each English word.
const CHARACTERS: usize = 370;
/// A shorter text says itself how short it is.
const LEAST_MINUTES: usize = 2;

impl Site<'_> {
    /// `约 1,200 字，阅读约需 3 分钟`; empty for a short text.
    pub(super) fn reading_text(&self, lang: Lang, html: &str) -> String {
        let labels = &self.labels[lang];
        let rate = if labels.counts_characters() {
            CHARACTERS
        } else {
            WORDS
        };
        let length = length(html);
        if length < LEAST_MINUTES * rate {
            return String::new();
        }
        let hundreds = (length + 50) / 100 * 100;
        labels
            .counted("reading", (length + rate / 2) / rate)
            .replace("{count}", &labels.number(hundreds))
    }
}

/// Words, of which each Chinese character or mark is one, as word processors count. Marks that both worlds have, such
/// as quotation marks, are none.
fn length(html: &str) -> usize {
    let (mut length, mut in_tag, mut in_word) = (0, false, false);
    let mut characters = html.chars();
    while let Some(character) = characters.next() {
        match character {
            '<' => (in_tag, in_word) = (true, false),
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            // The few entities that the writer makes stand for marks.
            '&' => {
                let _ = characters.by_ref().find(|other| *other == ';');
            }
            _ if character.is_ascii_alphanumeric() => {
                length += usize::from(!in_word);
                in_word = true;
            }
            _ if character.is_ascii() => in_word &= !character.is_ascii_whitespace(),
            '“' | '”' | '‘' | '’' | '…' | '—' => {}
            _ if is_wide(character) && !character.is_whitespace() => {
                length += 1;
                in_word = false;
            }
            _ if character.is_whitespace() => in_word = false,
            _ if character.is_alphanumeric() && !in_word => {
                length += 1;
                in_word = true;
            }
            _ => {}
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn a_chinese_character_counts_as_much_as_a_word() {
        for (html, expected) in [
            ("", 0),
            ("<p>全市就业，三万人。</p>", 9),
            ("<p>新增12,500人，增长3.5%。</p>", 9),
            (
                "<p>The mayor’s plan – well-known – costs 1.5 million.</p>",
                7,
            ),
            ("<td>1</td><td class=\"right\">2</td>", 2),
            ("<p>A &amp; B &lt;c&gt;</p>", 3),
            ("안녕하세요 여러분", 2),
            ("甲　乙", 2),
        ] {
            assert_eq!(length(html), expected, "{html}");
        }
    }
}
