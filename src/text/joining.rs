//! How two lines of a paragraph meet: without a space between East Asian wide characters, with one elsewhere.

use icu::properties::props::{EastAsianWidth, EmojiPresentation, Script};
use icu::properties::{CodePointMapData, CodePointSetData};
use unicode_width::UnicodeWidthChar;

/// Han ideographs: the unified blocks with their extensions, compatibility ideographs, 〇 and 々.
pub fn is_han(character: char) -> bool {
    matches!(character,
        '\u{3005}' | '\u{3007}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}')
}

/// East Asian wide, but neither Hangul, which is written with spaces, nor an emoji, which says nothing
/// about the language around it.
pub fn is_wide(character: char) -> bool {
    let hangul = matches!(character, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}');
    let emoji = matches!(character, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}');
    !hangul
        && !emoji
        && (character.width() == Some(2) || matches!(character, '“' | '”' | '‘' | '’' | '…' | '—'))
}

/// Of a Chinese, Japanese or Korean text, punctuation included, but no emoji and no space: what the CJK-friendly
/// amendments of CommonMark call a CJK character.
pub fn is_east_asian(character: char) -> bool {
    // The first is the first Hangul Jamo.
    if character < '\u{1100}' || character.is_whitespace() {
        return false;
    }
    let width = CodePointMapData::<EastAsianWidth>::new().get(character);
    let is_wide = matches!(
        width,
        EastAsianWidth::Wide | EastAsianWidth::Fullwidth | EastAsianWidth::Halfwidth
    );
    (is_wide && !CodePointSetData::new::<EmojiPresentation>().contains(character))
        || CodePointMapData::<Script>::new().get(character) == Script::Hangul
}

/// What stands between the end of one source line and the start of the next: nothing if both sides are
/// wide, a space otherwise. An ambiguous quote or dash counts as wide only next to a truly wide character.
pub fn join_lines(before: Option<char>, after: Option<char>) -> &'static str {
    match (before, after) {
        (Some(before), Some(after))
            if is_wide(before)
                && is_wide(after)
                && (before.width() == Some(2) || after.width() == Some(2)) =>
        {
            ""
        }
        _ => " ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn east_asian_is_what_the_amendments_say() {
        for character in "市，（あカｶ한ᄀ㊙〽︰￥𠀀🈂".chars() {
            assert!(is_east_asian(character), "{character}");
        }
        for character in "aé“—…·€🙂🌸✅ \u{3000}\u{FE0E}".chars() {
            assert!(!is_east_asian(character), "{character}");
        }
    }

    #[test]
    fn lines_join_by_the_pair_of_characters_that_meet() {
        let join = |before, after| join_lines(Some(before), Some(after));
        assert_eq!(join('新', '闻'), "");
        assert_eq!(join('，', '市'), "");
        assert_eq!(join('”', '市'), "");
        assert_eq!(
            join('”', '“'),
            " ",
            "two ambiguous marks say nothing about the language"
        );
        assert_eq!(join('a', '市'), " ");
        assert_eq!(join('a', 'b'), " ");
        assert_eq!(join('한', '국'), " ");
        assert_eq!(join_lines(None, Some('市')), " ");
    }
}
