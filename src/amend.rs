//! Changes one value in a file's front matter and touches nothing else in it.

use std::ops::Range;

use crate::source::{Located, Span};
use crate::yaml::{self, Kind, Node};

/// What adding a value to a list comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addition {
    /// The whole text with it.
    Text(String),
    /// The value is there already.
    Present,
    /// The front matter cannot be read, or is written in a way that cannot be changed safely.
    Refused,
}

/// The text with `value` added to the list `key` of its front matter: as a new line before the closing `---`
/// where there is no such key, else at the end of the list. All other bytes stay as they are; and what is added reads
/// back as just that, or else nothing is.
pub fn add_to_list(text: &str, key: &str, value: &str) -> Addition {
    let Some(matter) = Matter::of(text) else {
        return Addition::Refused;
    };
    let known = match matter.entry(key) {
        Some((_, node)) => match plain_list(node) {
            Some(known) => known,
            None => return Addition::Refused,
        },
        None => Vec::new(),
    };
    if known.contains(&value) {
        return Addition::Present;
    }
    let added = matter.with_item(key, &quoted(value));
    match added.filter(|added| matter.reads_back(added, key, value, &known)) {
        Some(added) => Addition::Text(added),
        None => Addition::Refused,
    }
}

/// The values of a list of plain values.
fn plain_list(node: &Node) -> Option<Vec<&str>> {
    let Kind::List(items) = &node.kind else {
        return None;
    };
    let value = |item| match item {
        &Node {
            kind: Kind::Scalar(ref text),
            ..
        } => Some(text.as_str()),
        _ => None,
    };
    items.iter().map(value).collect()
}

/// A value of one line as it is written: in quotation marks where YAML might read anything else into it.
pub fn quoted(value: &str) -> String {
    let is_plain = value.starts_with(char::is_alphanumeric)
        && value.contains(char::is_alphabetic)
        && value
            .chars()
            .all(|character| character.is_alphanumeric() || "/_-.".contains(character))
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&value.to_lowercase().as_str());
    if is_plain {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', "''"))
    }
}

/// The text with `key: value` in its front matter: in place of the value that is there, or else as a new line before
/// the closing `---`. `None` if the front matter cannot be read, or does not state the value afterwards. All other
/// bytes stay as they are. `value` must mean itself as a plain value of YAML.
pub fn set(text: &str, key: &str, value: &str) -> Option<String> {
    let matter = Matter::of(text)?;
    let amended = match matter.entry(key) {
        None => matter.with_line(&format!("{key}: {value}")),
        Some((name, node)) => {
            let old = node.span.range();
            let is_there = old.start > name.span.end && !text[old.clone()].trim().is_empty();
            if is_there {
                format!("{}{value}{}", &text[..old.start], &text[old.end..])
            } else {
                let colon = name.span.end + text[name.span.end..].find(':')?;
                inserted(text, colon + 1, &format!(" {value}"))
            }
        }
    };
    let stated = Matter::of(&amended)?;
    let (_, node) = stated.entry(key)?;
    matches!(&node.kind, Kind::Scalar(text) if text == value).then_some(amended)
}

/// What a node says, without its place in the file.
fn meaning(node: &Node) -> String {
    match &node.kind {
        Kind::Map(entries) => {
            let each = entries.iter();
            let each = each.map(|(name, node)| format!("{:?}: {}", name.value, meaning(node)));
            format!("{{{}}}", each.collect::<Vec<_>>().join(", "))
        }
        Kind::List(items) => {
            format!(
                "[{}]",
                items.iter().map(meaning).collect::<Vec<_>>().join(", ")
            )
        }
        other => format!("{other:?}"),
    }
}

fn inserted(text: &str, at: usize, addition: &str) -> String {
    format!("{}{addition}{}", &text[..at], &text[at..])
}

/// A file's front matter.
struct Matter<'t> {
    text: &'t str,
    /// The bytes between the two `---` lines.
    range: Range<usize>,
    entries: Vec<(Located<String>, Node)>,
}

impl<'t> Matter<'t> {
    /// `None` where it cannot be read as a map.
    fn of(text: &'t str) -> Option<Self> {
        let range = front_matter(text)?;
        match yaml::parse(text, Span::new(range.start, range.end)) {
            Ok(Node {
                kind: Kind::Map(entries),
                ..
            }) => Some(Self {
                text,
                range,
                entries,
            }),
            _ => None,
        }
    }

    fn entry(&self, key: &str) -> Option<&(Located<String>, Node)> {
        self.entries.iter().find(|(name, _)| name.value == key)
    }

    fn line_end(&self) -> &'static str {
        if self.text[self.range.clone()].contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }

    /// The whole text with another line at the end of the front matter, indented as its keys are.
    fn with_line(&self, line: &str) -> String {
        let indent = self.entries.first().map_or("", |(name, _)| {
            let start = self.text[..name.span.start]
                .rfind('\n')
                .map_or(0, |newline| newline + 1);
            let before = &self.text[start..name.span.start];
            if before.trim().is_empty() { before } else { "" }
        });
        let line = format!("{indent}{line}{}", self.line_end());
        inserted(self.text, self.range.end, &line)
    }

    /// The whole text with another item in a list. `None` where the list has a form of its own.
    fn with_item(&self, key: &str, item: &str) -> Option<String> {
        let Some((_, node)) = self.entry(key) else {
            return Some(self.with_line(&format!("{key}: [{item}]")));
        };
        let Kind::List(items) = &node.kind else {
            return None;
        };
        let text = self.text;
        let in_brackets = text[node.span.range()].starts_with('[');
        let Some(last) = items.last() else {
            return in_brackets.then(|| inserted(text, node.span.start + 1, item));
        };
        if in_brackets {
            return Some(inserted(text, last.span.end, &format!(", {item}")));
        }
        // A list of lines: another one like the last, behind it.
        let line_start = text[..last.span.start].rfind('\n')? + 1;
        let marker = &text[line_start..last.span.start];
        let end = text[last.span.end..]
            .find('\n')
            .map_or(text.len(), |newline| last.span.end + newline + 1);
        let is_marker = marker.trim() == "-";
        is_marker.then(|| inserted(text, end, &format!("{marker}{item}{}", self.line_end())))
    }

    /// Whether a changed text has the same front matter but for one more value at the end of a list.
    fn reads_back(&self, changed: &str, key: &str, value: &str, known: &[&str]) -> bool {
        let Some(other) = Matter::of(changed) else {
            return false;
        };
        let rest = |matter: &Matter<'_>| -> Vec<String> {
            let entries = matter.entries.iter().filter(|(name, _)| name.value != key);
            entries
                .map(|(name, node)| format!("{}: {}", name.value, meaning(node)))
                .collect()
        };
        let list = other.entry(key).and_then(|(_, node)| plain_list(node));
        list.is_some_and(|list| list == [known, &[value]].concat())
            && rest(self) == rest(&other)
            && self.text[self.range.end..] == changed[other.range.end..]
    }
}

/// The bytes between the two `---` lines.
fn front_matter(text: &str) -> Option<Range<usize>> {
    let first = text
        .split_inclusive('\n')
        .next()
        .filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some(first.len()..at);
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str) {
        assert_eq!(
            add_to_list(before, "distinct_from", "2023/a"),
            Addition::Text(after.into()),
            "{before}"
        );
    }

    #[test]
    fn a_list_grows_and_all_else_stays() {
        check(
            "---\ntitle: '甲'  # x\n\ndate: 2023-04-14\n---\n正文\n",
            "---\ntitle: '甲'  # x\n\ndate: 2023-04-14\ndistinct_from: [2023/a]\n---\n正文\n",
        );
        check(
            "---\r\ntitle: a\r\n---\r\n",
            "---\r\ntitle: a\r\ndistinct_from: [2023/a]\r\n---\r\n",
        );
        check(
            "---\ndistinct_from: [ 2022/b ] # two\n---\n",
            "---\ndistinct_from: [ 2022/b, 2023/a ] # two\n---\n",
        );
        check(
            "---\ndistinct_from:\n  - 2022/b   # b\ntitle: a\n---\n",
            "---\ndistinct_from:\n  - 2022/b   # b\n  - 2023/a\ntitle: a\n---\n",
        );
    }

    #[test]
    fn empty_lists_and_indented_front_matter_are_amended_too() {
        check(
            "---\ndistinct_from: []\n---\n",
            "---\ndistinct_from: [2023/a]\n---\n",
        );
        check(
            "---\n  title: a\n  date: 2023-04-14\n---\nb\n",
            "---\n  title: a\n  date: 2023-04-14\n  distinct_from: [2023/a]\n---\nb\n",
        );
    }

    #[test]
    fn every_name_reads_back_as_itself() {
        for name in [
            "x/a, b",
            "x/a: b",
            "#a",
            "a]b",
            "[a",
            "2023",
            "it's",
            "true",
            "&a",
            "*a",
            "@a",
            "%a",
            "{a",
            "~",
            "- x",
            "a  b",
            "a ",
            "\"a\"",
            "甲/乙",
            "1e3",
            "0x1F",
            "null",
            "2023-04-14",
            "!a",
            "|",
            ">",
            "?",
            "a#b",
            "a #b",
            "`a",
        ] {
            for matter in [
                "title: a\n",
                "distinct_from: [b]\n",
                "distinct_from:\n  - b\n",
            ] {
                let text = format!("---\n{matter}---\nb\n");
                let added = add_to_list(&text, "distinct_from", name);
                let Addition::Text(added) = added else {
                    panic!("{name} refused in {matter}");
                };
                let matter = Matter::of(&added).unwrap();
                let (_, node) = matter.entry("distinct_from").unwrap();
                assert_eq!(plain_list(node).unwrap().last(), Some(&name), "{added}");
            }
        }
    }

    #[test]
    fn what_is_there_is_not_added_again_and_what_is_not_safe_is_refused() {
        let add = |text: &str| add_to_list(text, "distinct_from", "2023/a");
        assert_eq!(
            add("---\ndistinct_from: [2023/a]\n---\n"),
            Addition::Present
        );
        for unsafe_text in [
            "no front matter",
            "---\n{title: a, date: 2023-04-14}\n---\n",
            "---\ndistinct_from: b\n---\n",
            "---\ndistinct_from:\n---\n",
            "---\ndistinct_from: [[b]]\n---\n",
            "---\ntitle: a: b\n---\n",
        ] {
            assert_eq!(add(unsafe_text), Addition::Refused, "{unsafe_text}");
        }
    }

    #[test]
    fn a_value_is_set_and_all_else_stays() {
        let set = |text: &str| set(text, "translates", "3f9a6c1b0e42.0.AA");
        for (before, after) in [
            (
                "---\ntitle: 'a'  # x\n---\nb\n",
                "---\ntitle: 'a'  # x\ntranslates: 3f9a6c1b0e42.0.AA\n---\nb\n",
            ),
            (
                "---\r\ntitle: a\r\n---\r\n",
                "---\r\ntitle: a\r\ntranslates: 3f9a6c1b0e42.0.AA\r\n---\r\n",
            ),
            (
                "---\ntranslates:   123456789012   # by Li\ntitle: a\n---\n",
                "---\ntranslates:   3f9a6c1b0e42.0.AA   # by Li\ntitle: a\n---\n",
            ),
            (
                "---\ntranslates: \"abc\"\ntitle: a\n---\n",
                "---\ntranslates: 3f9a6c1b0e42.0.AA\ntitle: a\n---\n",
            ),
            (
                "---\ntranslates: # soon\ntitle: a\n---\n",
                "---\ntranslates: 3f9a6c1b0e42.0.AA # soon\ntitle: a\n---\n",
            ),
            (
                "---\ntitle: a\ntranslates:\n---\n",
                "---\ntitle: a\ntranslates: 3f9a6c1b0e42.0.AA\n---\n",
            ),
            (
                "---\ntitle: a\ntranslates: ~\n---\n",
                "---\ntitle: a\ntranslates: 3f9a6c1b0e42.0.AA\n---\n",
            ),
        ] {
            assert_eq!(set(before).as_deref(), Some(after), "{before}");
        }
        for unreadable in [
            "title: a\n",
            "---\ntitle: a: b\n---\n",
            "---\n{title: a}\n---\n",
        ] {
            assert_eq!(set(unreadable), None, "{unreadable}");
        }
    }
}
