//! What writers get wrong in YAML, and what they meant: full-width signs, missing spaces, keys in Chinese, dates in other
//! forms, the marks of a conflict that Git left.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{Located, Location, Source, Span};
use crate::yaml::{Kind, Node};

/// What an office that writes Chinese may call a key, in the order in which it is looked for.
const CHINESE_KEYS: [(&str, &str); 20] = [
    ("标题", "title"),
    ("摘要", "summary"),
    ("日期", "date"),
    ("发布日期", "date"),
    ("发布时间", "date"),
    ("主题", "topics"),
    ("栏目", "topics"),
    ("发布机构", "issuer"),
    ("发文机关", "issuer"),
    ("来源", "source"),
    ("信息来源", "source"),
    ("文号", "document_number"),
    ("发文字号", "document_number"),
    ("关键词", "keywords"),
    ("图片", "image"),
    ("附件", "attachments"),
    ("状态", "status"),
    ("更新", "updates"),
    ("撤回", "withdrawn"),
    ("翻译", "translation"),
];

/// The key that a Chinese word means.
pub(super) fn key_of_chinese(word: &str) -> Option<&'static str> {
    let found = CHINESE_KEYS.iter().find(|(chinese, _)| *chinese == word);
    found.map(|(_, key)| *key)
}

/// The plain ASCII words that start a line, and the Chinese names of keys that do, each with its end.
fn line_words(text: &str, range: Span) -> impl Iterator<Item = (&str, usize)> {
    let mut at = range.start;
    text[range.range()]
        .split_inclusive('\n')
        .filter_map(move |line| {
            let word = line.trim_start();
            let start = at + line.len() - word.len();
            at += line.len();
            let end = word
                .find(|character| !is_plain(character))
                .unwrap_or(word.len());
            if end > 0 {
                return Some((&word[..end], start + end));
            }
            // Prose has colons behind Chinese words too, but not at the start of a line of front matter.
            let chinese = word
                .find(['：', ':'])
                .filter(|_| word.len() == line.len())?;
            key_of_chinese(&word[..chinese])?;
            Some((&word[..chinese], start + chinese))
        })
}

/// The first mark of a conflict that Git left in a file, where the last is there too.
pub fn merge_conflict(source: &Arc<Source>) -> Option<Diagnostic> {
    let text = &source.text;
    let start = if text.starts_with(CONFLICT_START) {
        0
    } else {
        text.find(&format!("\n{CONFLICT_START}"))? + 1
    };
    let end = start + text[start..].find('\n')?;
    text[end..].contains(&format!("\n{CONFLICT_END}")).then(|| {
        let place = Location::new(source, Span::new(start, end));
        Diagnostic::new(Problem::MergeConflict, place)
    })
}

/// How git marks the two sides of a conflict (gitattributes, `conflict-marker-size`).
const CONFLICT_START: &str = "<<<<<<< ";
/// See [`CONFLICT_START`].
const CONFLICT_END: &str = ">>>>>>> ";

pub(super) fn full_width_colon(key: String) -> Problem {
    let meant = key_of_chinese(&key).unwrap_or(&key).to_owned();
    Problem::FullWidthColon { key, meant }
}

/// Full-width signs between braces where YAML has half-width ones: `，` before a key, `：` behind one.
pub(super) fn in_braces(text: &str, range: Span) -> Vec<(Problem, Span)> {
    let mut slips = Vec::new();
    let (mut depth, mut quote, mut entry) = (0_usize, None, range.start);
    for (at, sign) in text[range.range()].char_indices() {
        let at = range.start + at;
        let next = at + sign.len_utf8();
        match (quote, sign) {
            (Some(open), _) if open != sign => {}
            (Some(_), _) => quote = None,
            (None, '"' | '\'') if text[entry..at].trim_end().ends_with([':', '[', '{', ',']) => {
                quote = Some(sign);
            }
            (None, '{' | '[') => {
                depth += 1;
                entry = next;
            }
            (None, '}' | ']') => depth = depth.saturating_sub(1),
            (None, ',') => entry = next,
            (None, '\n') if depth == 0 => entry = next,
            (None, '，') if depth > 0 && starts_with_key(&text[next..range.end]) => {
                slips.push((Problem::FullWidthComma, Span::new(at, next)));
                entry = next;
            }
            (None, '：') if depth > 0 && is_plain_word(text[entry..at].trim()) => {
                let key = text[entry..at].trim().to_owned();
                slips.push((full_width_colon(key), Span::new(at, next)));
            }
            _ => {}
        }
    }
    slips
}

/// ` en: …`
fn starts_with_key(text: &str) -> bool {
    let end = text.find([':', '：']);
    end.is_some_and(|end| is_plain_word(text[..end].trim()))
}

fn is_plain_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(is_plain)
}

/// Whether keys and codes of languages are written with it.
fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-')
}

/// Colons behind a plain word that no space follows, but something that is no part of an address: `title:标题`, or an
/// ideographic space.
pub(super) fn glued_colons(text: &str, range: Span) -> Vec<(String, Span)> {
    let glued = |(word, end): (&str, usize)| {
        let next = text[end..]
            .strip_prefix(':')?
            .chars()
            .next()
            .filter(|next| !matches!(next, ' ' | '\t' | '\r' | '\n' | '/' | ':'))?;
        Some((word.to_owned(), Span::new(end, end + 1 + next.len_utf8())))
    };
    line_words(text, range).filter_map(glued).collect()
}

/// Full-width colons behind a plain word at the start of a line, with that word.
pub(super) fn full_width_colons(text: &str, range: Span) -> Vec<(String, Span)> {
    let slip = |(word, end): (&str, usize)| {
        text[end..]
            .starts_with('：')
            .then(|| (word.to_owned(), Span::new(end, end + '：'.len_utf8())))
    };
    line_words(text, range).filter_map(slip).collect()
}

/// The day, or day and time, that a text in another form means, year first: `2023/4/14`, `2023年4月14日上午10时`,
/// `２０２３-04-14 10：00`.
pub(super) fn date_in(text: &str) -> Option<String> {
    let half_width = text.chars().map(|character| match character {
        '０'..='９' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        other => other,
    });
    let digits: String = half_width
        .map(|character| {
            if character.is_ascii_digit() {
                character
            } else {
                ' '
            }
        })
        .collect();
    let numbers: Vec<i16> = digits
        .split_whitespace()
        .map_while(|number| number.parse().ok())
        .collect();
    let [year @ 1000..=9999, month, day, time @ ..] = numbers.as_slice() else {
        return None;
    };
    let small = |number: &i16| i8::try_from(*number).ok();
    let date = jiff::civil::Date::new(*year, small(month)?, small(day)?).ok()?;
    let (hour, minute) = match time {
        [] => return Some(date.to_string()),
        [hour] => (small(hour)?, 0),
        [hour, minute] => (small(hour)?, small(minute)?),
        _ => return None,
    };
    let is_afternoon = text.contains("下午") || text.contains("晚上");
    let hour = if is_afternoon && hour < 12 {
        hour + 12
    } else {
        hour
    };
    let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
    Some(format!("{date} {}", time.strftime("%H:%M")))
}

/// What a key without a value most likely is between braces: a key and its text without the right colon, or, behind
/// a comma, the rest of the text before it.
pub(super) fn slip_in_braces(
    source: &Source,
    entries: &[(Located<String>, Node)],
    at: usize,
    is_known: impl Fn(&str) -> bool,
) -> Option<Problem> {
    let (rest, value) = entries.get(at)?;
    if let Some((key, _)) = rest.value.split_once('：').filter(|(key, _)| is_known(key)) {
        return Some(full_width_colon(key.to_owned()));
    }
    if let Some((key, _)) = rest.value.split_once(':').filter(|(key, _)| is_known(key)) {
        let key = key.to_owned();
        return Some(Problem::NoSpaceAfterColon { key });
    }
    let (key, before) = entries.get(at.checked_sub(1)?)?;
    let text = &source.text;
    let between = text.get(before.span.end..rest.span.start)?;
    let is_cut = matches!(value.kind, Kind::Null)
        && matches!(before.kind, Kind::Scalar(_))
        && between.trim() == ",";
    is_cut.then(|| Problem::CommaInText {
        key: key.value.clone(),
        text: text[before.span.range()].to_owned(),
        rest: rest.value.clone(),
    })
}
