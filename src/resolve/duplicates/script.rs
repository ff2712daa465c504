//! Whether a text is written in the script of its language.

use super::thresholds::{
    FORMS, LEAST_HAN_SHARE_OF_ORIGINAL, MOST_HAN, SCRIPT_LETTERS, SCRIPT_READ,
};
use crate::language::Words;
use crate::text::is_han;

const HARDLY_CHINESE: Words = Words::new(
    "its text is hardly written in Chinese characters",
    "正文里很少有汉字",
);
const MOSTLY_CHINESE: Words = Words::new(
    "its text is mostly written in Chinese characters",
    "正文大部分是汉字",
);
const SIMPLIFIED: Words = Words::new(
    "its text is written in Simplified characters, and the tag of its language states Traditional ones",
    "正文是简体字，而语言标签写的是繁体",
);
const TRADITIONAL: Words = Words::new(
    "its text is written in Traditional characters, and the tag of its language states Simplified ones",
    "正文是繁体字，而语言标签写的是简体",
);

/// Whether there are enough letters to tell a script.
pub(super) fn has_script(content: &str) -> bool {
    let mut letters = content
        .chars()
        .filter(|character| character.is_alphabetic());
    letters.nth(SCRIPT_LETTERS - 1).is_some()
}

/// What is wrong with the script of a text, for a language of this tag (BCP 47); `None` where it is right or too
/// short to tell. `least_han` is the share of Chinese characters that a Chinese text must have.
pub(super) fn fault(content: &str, tag: &str, least_han: f64) -> Option<Words> {
    let (mut letters, mut han) = (0_usize, 0_usize);
    for character in content
        .chars()
        .filter(|character| character.is_alphabetic())
    {
        letters += 1;
        han += usize::from(is_han(character));
    }
    if letters < SCRIPT_LETTERS {
        return None;
    }
    let share = han as f64 / letters as f64;
    match tag.split('-').next().unwrap_or(tag) {
        "zh" | "yue" | "lzh" | "wuu" | "nan" | "hak" => {
            (share < least_han).then_some(HARDLY_CHINESE)
        }
        // Japanese mixes scripts, and old Korean texts quote Han.
        "ja" | "ko" => None,
        _ => (share > MOST_HAN).then_some(MOSTLY_CHINESE),
    }
}

/// What looks wrong at the start of a text. That a translation is in another script is known before.
pub(super) fn doubt(content: &str, tag: &str, is_original: bool) -> Option<Words> {
    let end = content.char_indices().nth(SCRIPT_READ);
    let start = &content[..end.map_or(content.len(), |(at, _)| at)];
    let fault = || fault(start, tag, LEAST_HAN_SHARE_OF_ORIGINAL).filter(|_| is_original);
    wrong_forms(start, tag).or_else(fault)
}

/// Whether a Chinese text is written in the other of the two forms of characters than its tag says.
fn wrong_forms(content: &str, tag: &str) -> Option<Words> {
    let traditional_stated = states_traditional(tag)?;
    let (mut simplified, mut traditional) = (0, 0);
    for character in content.chars() {
        simplified += usize::from(is_simplified(character));
        traditional += usize::from(is_traditional(character));
    }
    let is_clearly = |this: usize, other: usize| this >= FORMS && other * 10 < this;
    if traditional_stated && is_clearly(simplified, traditional) {
        Some(SIMPLIFIED)
    } else if !traditional_stated && is_clearly(traditional, simplified) {
        Some(TRADITIONAL)
    } else {
        None
    }
}

/// `None` where the tag states neither, as plain `zh` does.
fn states_traditional(tag: &str) -> Option<bool> {
    let mut parts = tag.split('-');
    if parts.next() != Some("zh") {
        return None;
    }
    let part = |part: &str| match part.to_ascii_lowercase().as_str() {
        "hant" | "tw" | "hk" | "mo" => Some(true),
        "hans" | "cn" | "sg" | "my" => Some(false),
        _ => None,
    };
    parts.find_map(part)
}

/// Frequent characters of official texts that are written so in Simplified Chinese alone, each with its counterpart
/// below. Left out are those that Traditional texts use as well (云, 后, 里, 台, 与, 号).
fn is_simplified(character: char) -> bool {
    matches!(
        character,
        '这' | '为'
            | '时'
            | '会'
            | '们'
            | '说'
            | '对'
            | '过'
            | '还'
            | '进'
            | '开'
            | '关'
            | '问'
            | '间'
            | '实'
            | '现'
            | '经'
            | '济'
            | '业'
            | '产'
            | '务'
            | '员'
            | '从'
            | '国'
            | '学'
            | '长'
            | '门'
            | '车'
            | '东'
            | '见'
            | '报'
            | '办'
            | '区'
            | '县'
            | '乡'
            | '镇'
            | '计'
            | '议'
            | '设'
            | '场'
            | '总'
            | '动'
            | '发'
            | '项'
            | '规'
            | '权'
            | '众'
            | '费'
            | '请'
            | '该'
    )
}

/// The counterparts of [`is_simplified`], which Simplified texts do not use.
fn is_traditional(character: char) -> bool {
    matches!(
        character,
        '這' | '為'
            | '時'
            | '會'
            | '們'
            | '說'
            | '對'
            | '過'
            | '還'
            | '進'
            | '開'
            | '關'
            | '問'
            | '間'
            | '實'
            | '現'
            | '經'
            | '濟'
            | '業'
            | '產'
            | '務'
            | '員'
            | '從'
            | '國'
            | '學'
            | '長'
            | '門'
            | '車'
            | '東'
            | '見'
            | '報'
            | '辦'
            | '區'
            | '縣'
            | '鄉'
            | '鎮'
            | '計'
            | '議'
            | '設'
            | '場'
            | '總'
            | '動'
            | '發'
            | '項'
            | '規'
            | '權'
            | '眾'
            | '費'
            | '請'
            | '該'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIMPLIFIED: &str = "这次会议为全市经济发展设定了项目，各区县办事员应当从实际出发，对企业的问题及时报告，还请该国的学者说明总体规划。";
    const TRADITIONAL: &str = "這次會議為全市經濟發展設定了項目，各區縣辦事員應當從實際出發，對企業的問題及時報告，還請該國的學者說明總體規劃。";

    #[test]
    fn each_form_is_right_under_its_own_tag_alone() {
        for tag in ["zh-Hans", "zh-CN", "zh-Hans-HK"] {
            assert_eq!(wrong_forms(SIMPLIFIED, tag), None, "{tag}");
            assert!(wrong_forms(TRADITIONAL, tag).is_some(), "{tag}");
        }
        for tag in ["zh-Hant", "zh-TW", "zh-hk"] {
            assert_eq!(wrong_forms(TRADITIONAL, tag), None, "{tag}");
            assert!(wrong_forms(SIMPLIFIED, tag).is_some(), "{tag}");
        }
    }

    #[test]
    fn what_is_not_certain_is_not_said() {
        for tag in ["zh", "en", "ja"] {
            assert_eq!(wrong_forms(TRADITIONAL, tag), None, "{tag}");
        }
        let quoted = format!("{SIMPLIFIED}{TRADITIONAL}");
        assert_eq!(wrong_forms(&quoted, "zh-Hans"), None);
        assert_eq!(wrong_forms("會議時間", "zh-Hans"), None);
    }

    #[test]
    fn a_text_in_another_script_is_noticed() {
        let english = "The office is open from nine to four every day of the week.";
        assert!(fault(SIMPLIFIED, "en", 0.2).is_some());
        assert!(fault(english, "zh-Hans", 0.05).is_some());
        assert_eq!(fault(english, "en", 0.2), None);
        assert_eq!(fault(SIMPLIFIED, "zh-Hans", 0.2), None);
        assert_eq!(fault("see below", "zh", 0.2), None);
    }
}
