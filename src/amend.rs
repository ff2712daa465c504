//! Changes one value in a file's front matter and touches nothing else in it.

use std::ops::Range;

use crate::source::{Located, Span};
use crate::yaml::{self, Kind, Node};

/// The text with `value` added to the list `key` of its front matter: as a new line before the closing `---`
/// where there is no such key, else at the end of the list. `None` if the value is there already, or if the
/// front matter or the list cannot be read. All other bytes stay as they are.
pub fn add_to_list(text: &str, key: &str, value: &str) -> Option<String> {
    let matter = Matter::of(text)?;
    let Some((_, node)) = matter.entry(key) else {
        return Some(matter.with_line(&format!("{key}: [{value}]")));
    };
    let Kind::List(items) = &node.kind else {
        return None;
    };
    if items
        .iter()
        .any(|item| matches!(&item.kind, Kind::Scalar(text) if text == value))
    {
        return None;
    }
    let last = items.last()?;
    if text[node.span.range()].starts_with('[') {
        return Some(inserted(text, last.span.end, &format!(", {value}")));
    }
    // A list of lines: another one like the last, behind it.
    let line_start = text[..last.span.start].rfind('\n')? + 1;
    let marker = &text[line_start..last.span.start];
    let end = text[last.span.end..]
        .find('\n')
        .map_or(text.len(), |newline| last.span.end + newline + 1);
    Some(inserted(
        text,
        end,
        &format!("{marker}{value}{}", matter.line_end()),
    ))
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

    /// The whole text with another line at the end of the front matter.
    fn with_line(&self, line: &str) -> String {
        let line = format!("{line}{}", self.line_end());
        inserted(self.text, self.range.end, &line)
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
            add_to_list(before, "distinct_from", "2023/a").as_deref(),
            Some(after),
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
    fn what_is_there_is_not_added_again() {
        assert_eq!(
            add_to_list(
                "---\ndistinct_from: [2023/a]\n---\n",
                "distinct_from",
                "2023/a"
            ),
            None
        );
        assert_eq!(
            add_to_list("no front matter", "distinct_from", "2023/a"),
            None
        );
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
