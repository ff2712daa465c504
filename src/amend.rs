//! Adds a value to a list in a file's front matter and touches nothing else in it.

use std::ops::Range;

use crate::source::Span;
use crate::yaml::{self, Kind, Node};

/// The text with `value` added to the list `key` of its front matter: as a new line before the closing `---`
/// where there is no such key, else at the end of the list. `None` if the value is there already, or if the
/// front matter or the list cannot be read. All other bytes stay as they are.
pub fn add_to_list(text: &str, key: &str, value: &str) -> Option<String> {
    let matter = front_matter(text)?;
    let line_end = if text[matter.clone()].contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let Ok(Node {
        kind: Kind::Map(entries),
        ..
    }) = yaml::parse(text, Span::new(matter.start, matter.end))
    else {
        return None;
    };
    let Some((_, node)) = entries.iter().find(|(name, _)| name.value == key) else {
        return Some(inserted(
            text,
            matter.end,
            &format!("{key}: [{value}]{line_end}"),
        ));
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
    Some(inserted(text, end, &format!("{marker}{value}{line_end}")))
}

fn inserted(text: &str, at: usize, addition: &str) -> String {
    format!("{}{addition}{}", &text[..at], &text[at..])
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
}
