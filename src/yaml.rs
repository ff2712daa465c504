//! YAML as a tree in which every key and value knows its place in the file.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use crate::source::{Located, Span};

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The first line of it; for a block list or map its start only.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a value is. Scalars keep the text as written: `007`, `yes` and `2023-04-14` are not converted.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Nothing after the colon, `~` or `null`.
    Null,
    /// Any single value.
    Scalar(String),
    /// `[a, b]` or lines with `- `.
    List(Vec<Node>),
    /// `{a: b}` or lines with `a: `.
    Map(Vec<(Located<String>, Node)>),
}

/// What the YAML parser did not understand, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// The parser's words.
    pub message: String,
    /// The place, in the same text that was parsed.
    pub span: Span,
}

/// Reads the bytes of `text` in `range`; all spans count from the start of `text`.
///
/// # Errors
/// The first thing that is not YAML, or beyond the parser's budgets against hostile input.
pub fn parse(text: &str, range: Span) -> Result<Node, YamlError> {
    let yaml = &text[range.range()];
    match serde_saphyr::from_str::<Spanned<Raw>>(yaml) {
        Ok(raw) => Ok(place(raw, yaml, range.start)),
        Err(error) => {
            let error = error.without_snippet();
            let at = error.location().map_or(0, |location| {
                offset(yaml, location.line(), location.column())
            });
            let end = at
                + yaml[at..]
                    .chars()
                    .next()
                    .filter(|next| *next != '\n')
                    .map_or(0, char::len_utf8);
            let message = error.to_string();
            // Without the parser's own place, and without advice to programmers.
            let message = message.split(" at line ").next().unwrap_or(&message);
            let message = message.split(", set ").next().unwrap_or(message).to_owned();
            // The parser notices a tab only when the value before it is complete.
            let tab = if message.contains("tab") {
                leading_tab(yaml)
            } else {
                None
            };
            let (at, end) = tab.map_or((at, end), |tab| (tab, tab + 1));
            Err(YamlError {
                message,
                span: Span::new(range.start + at, range.start + end),
            })
        }
    }
}

/// Byte of a line and column, both counted from 1, the column in characters.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let line_start = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1) as usize)
        .map(str::len)
        .sum::<usize>();
    let line_text = text[line_start..].split('\n').next().unwrap_or("");
    line_start
        + line_text
            .chars()
            .take(column.saturating_sub(1) as usize)
            .map(char::len_utf8)
            .sum::<usize>()
}

/// The first tab in the indentation of a line.
fn leading_tab(text: &str) -> Option<usize> {
    let mut at = 0;
    text.split_inclusive('\n').find_map(|line| {
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        let found = indent.find('\t').map(|tab| at + tab);
        at += line.len();
        found
    })
}

/// The tree as serde delivers it; `Scalar(None)` is a bool or number, whose text is cut from the source.
enum Raw {
    Null,
    Scalar(Option<String>),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

fn place(raw: Spanned<Raw>, yaml: &str, base: usize) -> Node {
    let local = |location: serde_saphyr::Location| {
        let span = location.span();
        let start = (span.byte_offset().unwrap_or(0) as usize).min(yaml.len());
        start..(start + span.byte_len().unwrap_or(0) as usize).min(yaml.len())
    };
    let shift = |range: std::ops::Range<usize>| Span::new(base + range.start, base + range.end);
    let kind = match raw.value {
        Raw::Null => Kind::Null,
        Raw::Scalar(Some(text)) => Kind::Scalar(text),
        Raw::Scalar(None) => Kind::Scalar(yaml[local(raw.defined)].trim().to_owned()),
        Raw::List(items) => Kind::List(
            items
                .into_iter()
                .map(|item| place(item, yaml, base))
                .collect(),
        ),
        Raw::Map(entries) => {
            let entry = |(key, value): (Spanned<String>, _)| {
                (
                    Located {
                        value: key.value,
                        span: shift(local(key.referenced)),
                    },
                    place(value, yaml, base),
                )
            };
            Kind::Map(entries.into_iter().map(entry).collect())
        }
    };
    Node {
        span: shift(local(raw.referenced)),
        kind,
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Scalar(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Scalar(None))
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Scalar(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Scalar(None))
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Scalar(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Scalar(None))
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Scalar(Some(text.to_owned())))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_all(text: &str) -> Result<Node, YamlError> {
        parse(text, Span::new(0, text.len()))
    }

    #[test]
    fn scalars_keep_their_text_and_place() {
        let text = "文号: 007\non: yes\nday: 2023-04-14\nalias: *no\n"
            .replace("alias: *no\n", "a: &x 0x1F\nb: *x\n");
        let Kind::Map(entries) = parse_all(&text).unwrap().kind else {
            panic!()
        };
        let values: Vec<_> = entries
            .iter()
            .map(|(key, node)| (key.value.as_str(), &node.kind, &text[node.span.range()]))
            .collect();
        let scalar = |text: &str| Kind::Scalar(text.to_owned());
        assert_eq!(values[0], ("文号", &scalar("007"), "007"));
        assert_eq!(values[1], ("on", &scalar("yes"), "yes"));
        assert_eq!(values[2], ("day", &scalar("2023-04-14"), "2023-04-14"));
        assert_eq!(values[4].1, &scalar("0x1F"));
    }

    #[test]
    fn errors_point_behind_wide_characters() {
        let error = parse_all("a: 1\n标题: 一: 二\n").unwrap_err();
        assert_eq!(error.span.start, "a: 1\n标题: 一".len());
        assert_eq!(
            error.message,
            "mapping values are not allowed in this context"
        );
    }

    #[test]
    fn a_yaml_bomb_is_refused() {
        let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for level in 1..12 {
            let inner = format!("*a{},", level - 1).repeat(10);
            bomb.push_str(&format!(
                "a{level}: &a{level} [{}]\n",
                inner.trim_end_matches(',')
            ));
        }
        assert!(parse_all(&bomb).is_err());
    }
}
