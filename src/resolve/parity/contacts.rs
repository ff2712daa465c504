//! Telephone numbers, e-mail and web addresses in running text, which are written alike in all languages.

use super::fact::{Kind, Phone, Strength, Value};
use super::line::Line;
use super::targets::Link;

/// Something that is read as a whole, so that its digits are no figures.
pub(super) struct Contact {
    /// What it is.
    pub(super) value: Value,
    /// In reports.
    pub(super) kind: Kind,
    /// `example.org` may be a name.
    pub(super) strength: Strength,
    /// One past its last character.
    pub(super) end: usize,
}

/// Reads what stands at a place.
pub(super) fn contact(line: &Line, at: usize) -> Option<Contact> {
    let before = line.before(at);
    if before.is_ascii_alphanumeric()
        || matches!(before, '.' | '@' | '_' | '/') && line.before(at - 1).is_ascii_alphanumeric()
    {
        return None;
    }
    address(line, at).or_else(|| phone(line, at))
}

/// Longer addresses are no addresses for people.
const LONGEST: usize = 400;

fn address(line: &Line, at: usize) -> Option<Contact> {
    if !line.at(at).is_ascii_alphanumeric() {
        return None;
    }
    let is_web = line.any(at, &["http://", "https://", "www."]).is_some();
    let inside = |character: char| {
        character.is_ascii_alphanumeric()
            || if is_web {
                character.is_ascii_graphic() && !"<>\"'()[]".contains(character)
            } else {
                "._%+-@".contains(character)
            }
    };
    let mut end = at;
    let mut has_mark = is_web;
    while inside(line.at(end)) && end < at + LONGEST {
        has_mark |= matches!(line.at(end), '.' | '@');
        end += 1;
    }
    if !has_mark {
        return None;
    }
    while matches!(line.before(end), '.' | ',' | ';' | ':' | '!' | '?' | '-') {
        end -= 1;
    }
    let text = line.text(at, end).to_ascii_lowercase();
    if is_web {
        let value = Value::Link(Link::new(&line.text(at, end)));
        return Some(Contact {
            value,
            kind: Kind::Link,
            strength: Strength::Strong,
            end,
        });
    }
    let (name, host) = text.rsplit_once('@').unwrap_or(("", &text));
    let is_host = host.contains('.')
        && host.rsplit('.').next().is_some_and(|last| {
            last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
        && host.split('.').all(|label| !label.is_empty());
    if text.contains('@') {
        let value = Value::Email(text.clone());
        return (is_host && !name.is_empty()).then_some(Contact {
            value,
            kind: Kind::Email,
            strength: Strength::Strong,
            end,
        });
    }
    let is_name = is_host && DOMAINS.contains(&host.rsplit('.').next().unwrap_or(host));
    let value = Value::Link(Link::new(&text));
    is_name.then_some(Contact {
        value,
        kind: Kind::Link,
        strength: Strength::Hint,
        end,
    })
}

/// Ends of names of servers that stand in texts without `www.`; anything else may be a missing space.
const DOMAINS: [&str; 20] = [
    "com", "org", "net", "gov", "edu", "int", "info", "io", "app", "tv", "cn", "tw", "hk", "mo",
    "jp", "kr", "sg", "uk", "eu", "us",
];

/// Words near which digits are a telephone number.
const PHONE_WORDS: [&str; 16] = [
    "电话", "热线", "手机", "传真", "咨询", "拨打", "联系", "致电", "tel", "phone", "call",
    "hotline", "fax", "dial", "mobile", "contact",
];

/// How far before the digits such a word may stand, in characters.
const PHONE_WORD_REACH: usize = 24;

fn phone(line: &Line, at: usize) -> Option<Contact> {
    let first = line.at(at);
    if !(first.is_ascii_digit()
        || (first == '+' || first == '(')
            && (line.at(at + 1).is_ascii_digit() || line.at(at + 1) == '+'))
        || matches!(line.before(at), '-' | '$')
    {
        return None;
    }
    let (groups, end) = groups(line, at)?;
    let count: usize = groups.iter().map(String::len).sum();
    if !(7..=15).contains(&count) {
        return None;
    }
    let near = line
        .text(at.saturating_sub(PHONE_WORD_REACH), at)
        .to_ascii_lowercase();
    let is_near = PHONE_WORDS.iter().any(|word| near.contains(word));
    let is_mobile = groups.len() == 1
        && count == 11
        && groups[0].starts_with('1')
        && !groups[0].starts_with("10");
    let has_form = line.at(at) == '+'
        || line.at(at + 1) == '+'
        || groups.len() > 1
            && (groups[0].starts_with('0')
                || groups.len() > 2 && count > 8 && !is_year(&groups[0])
                || ["400", "800"].contains(&groups[0].as_str()))
        || is_mobile;
    if !(has_form || is_near) || followed_by_unit(line, end) {
        return None;
    }
    let is_foreign = line.at(at) == '+' || line.at(at + 1) == '+' || groups[0].starts_with("00");
    let (extension, end) = extension(line, end);
    let mut parts: Vec<&str> = groups.iter().map(String::as_str).collect();
    if is_foreign {
        parts[0] = parts[0].trim_start_matches("00");
        parts[0] = COUNTRY_CODES
            .iter()
            .find_map(|code| parts[0].strip_prefix(code))
            .unwrap_or(parts[0]);
        parts.retain(|part| !part.is_empty());
    }
    // The 0 before an area code is dialled within the country only: (0)412, 0412.
    let has_area = is_foreign || groups[0].starts_with('0');
    let whole = parts.concat();
    let whole = format!("{}{extension}", whole.trim_start_matches('0'));
    let local = if has_area && parts.len() > 1 {
        parts[1..].concat() + &extension
    } else {
        whole.clone()
    };
    let value = Value::Phone(Phone {
        has_trunk: groups[0].starts_with('0'),
        whole,
        local,
        is_foreign,
    });
    Some(Contact {
        value,
        kind: Kind::Phone,
        strength: Strength::Strong,
        end,
    })
}

/// Years stand before other figures.
fn is_year(group: &str) -> bool {
    group.len() == 4 && (group.starts_with("19") || group.starts_with("20"))
}

/// Country codes that are told from the rest of a number without a mark between: of China and its neighbours, and
/// the shortest.
const COUNTRY_CODES: [&str; 12] = [
    "886", "852", "853", "86", "81", "82", "65", "44", "49", "33", "1", "7",
];

/// A telephone number with all its marks is no longer.
const MOST_CHARACTERS: usize = 24;

/// Runs of digits with single marks between them.
fn groups(line: &Line, at: usize) -> Option<(Vec<String>, usize)> {
    let mut groups: Vec<String> = Vec::new();
    let mut here = at;
    let mut end = at;
    loop {
        let start = here;
        while line.at(here).is_ascii_digit() {
            here += 1;
        }
        if here > start {
            groups.push(line.text(start, here));
            end = here;
            // Short hotlines stand alone; what follows is another figure.
            if groups.len() == 1 && groups[0].len() == 5 {
                break;
            }
        }
        let (mark, next) = (line.at(here), line.at(here + 1));
        let is_start = here == at && matches!(mark, '+' | '(') || here == at + 1 && mark == '+';
        let is_mark = matches!(mark, '-' | ')' | '(')
            && (next.is_ascii_digit() || matches!(next, '-' | ' ' | '('));
        let is_space =
            mark == ' ' && (next.is_ascii_digit() || next == '(') && is_long_group(line, here + 1);
        if !(is_start || is_mark || is_space) || here > at + MOST_CHARACTERS {
            break;
        }
        here += 1;
    }
    (!groups.is_empty()).then_some((groups, end))
}

/// A space stands between the groups of a telephone number only if they are long.
fn is_long_group(line: &Line, at: usize) -> bool {
    let at = if line.at(at) == '(' { at + 1 } else { at };
    (at..at + 2).all(|at| line.at(at).is_ascii_digit())
}

fn followed_by_unit(line: &Line, end: usize) -> bool {
    let end = line.skip_spaces(end);
    line.at(end) == '%'
        || line
            .any(
                end,
                &[
                    "万", "亿", "元", "人", "户", "个", "吨", "平方", "公里", "年", "yuan",
                    "people", "million", "days", "hours",
                ],
            )
            .is_some()
}

/// `转8012`, `ext. 8012`: its digits, and the end.
fn extension(line: &Line, end: usize) -> (String, usize) {
    let mut at = line.skip_spaces(end);
    if matches!(line.at(at), '(' | ',') {
        at = line.skip_spaces(at + 1);
    }
    let Some((_, behind)) = line.any(at, &["转", "分机", "extension", "ext.", "ext", "#"])
    else {
        return (String::new(), end);
    };
    let start = line.skip_spaces(behind);
    let stop = (start..start + 7)
        .find(|at| !line.at(*at).is_ascii_digit())
        .unwrap_or(start);
    if stop == start {
        return (String::new(), end);
    }
    (line.text(start, stop), stop)
}
