//! Front matter of other generators, in YAML, TOML or JSON, as one kind of tree.

use serde_json::{Map, Value};

use crate::language::Words;
use crate::source::Span;
use crate::yaml::{self, Kind, Node};

/// A file with front matter, taken apart.
pub(super) struct Matter<'t> {
    pub(super) keys: Map<String, Value>,
    pub(super) body: &'t str,
    /// The line of the file on which the body starts.
    pub(super) body_line: usize,
    front: &'t str,
}

impl Matter<'_> {
    /// The line of a key.
    pub(super) fn line(&self, key: &str) -> Option<usize> {
        let is_it = |line: &str| {
            let line = line.trim_start().trim_start_matches('"');
            line.strip_prefix(key).is_some_and(|rest| {
                rest.trim_start_matches('"')
                    .trim_start()
                    .starts_with([':', '='])
            })
        };
        self.front.lines().position(is_it).map(|at| at + 1)
    }
}

/// Takes a file apart: `---` YAML, `+++` TOML, or a JSON object at its start. `Ok(None)` if it has no front matter.
///
/// # Errors
/// What is wrong with it, in the words of its parser.
pub(super) fn split(text: &str) -> Result<Option<Matter<'_>>, Words> {
    if text.starts_with('{') {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Map<String, Value>>();
        let Some(first) = values.next() else {
            return Ok(None);
        };
        let keys = first.map_err(Words::foreign)?;
        return Ok(Some(matter(
            text,
            keys,
            values.byte_offset(),
            values.byte_offset(),
        )));
    }
    let Some(fence) = ["---", "+++"].into_iter().find(|fence| {
        text.lines()
            .next()
            .is_some_and(|line| line.trim_end() == *fence)
    }) else {
        return Ok(None);
    };
    let start = text.find('\n').map_or(text.len(), |newline| newline + 1);
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            let front = &text[start..end];
            let keys = if fence == "---" {
                from_yaml(front)?
            } else {
                from_toml(front)?
            };
            return Ok(Some(matter(text, keys, end, end + line.len())));
        }
        end += line.len();
    }
    Err(Words::with(
        format!("the front matter is not closed by {fence}"),
        format!("文件头没有用 {fence} 结束"),
    ))
}

fn matter(text: &str, keys: Map<String, Value>, end: usize, body: usize) -> Matter<'_> {
    Matter {
        keys,
        body: &text[body..],
        body_line: super::line_at(text, body),
        front: &text[..end],
    }
}

fn from_yaml(text: &str) -> Result<Map<String, Value>, Words> {
    let node = yaml::parse(text, Span::new(0, text.len()))
        .map_err(|error| Words::foreign(error.message))?;
    match value(node) {
        Value::Object(keys) => Ok(keys),
        Value::Null => Ok(Map::new()),
        _ => Err(Words::new(
            "the front matter is no list of keys",
            "文件头不是键值各行",
        )),
    }
}

fn value(node: Node) -> Value {
    match node.kind {
        Kind::Null => Value::Null,
        Kind::Scalar(text) => Value::String(text),
        Kind::List(items) => Value::Array(items.into_iter().map(value).collect()),
        Kind::Map(entries) => entries
            .into_iter()
            .map(|(key, node)| (key.value, value(node)))
            .collect(),
    }
}

fn from_toml(text: &str) -> Result<Map<String, Value>, Words> {
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| Words::foreign(error.message()))?;
    Ok(table
        .into_iter()
        .map(|(key, value)| (key, of_toml(value)))
        .collect())
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Array(items) => items.into_iter().map(of_toml).collect(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(key, value)| (key, of_toml(value)))
            .collect(),
        other => Value::String(other.to_string()),
    }
}

/// A single value as a text; `None` for nothing, lists and maps.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(super::on_one_line(text)).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A list of texts; a single value is a list of one.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(text).collect(),
        other => text(other).into_iter().collect(),
    }
}

/// Any value for people.
pub(super) fn shown(value: &Value) -> String {
    text(value).unwrap_or_else(|| value.to_string())
}
