//! An edition as a file of newsroom: front matter, what the import has to say as comments in it, and the body.

use super::{Found, Origin, on_one_line, words};
use crate::amend::quoted;
use crate::language::Language;

/// What opens the comment that says where a file comes from.
const MARK: &str = "# imported from ";

/// Front matter that is ready: keys in order, with values as YAML.
#[derive(Debug, Default)]
pub(super) struct Front(Vec<String>);

impl Front {
    /// A text.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.0
            .push(format!("{key}: {}", quoted(&on_one_line(value))));
    }

    /// A value that means itself in YAML.
    pub(super) fn plain(&mut self, key: &str, value: &str) {
        self.0.push(format!("{key}: {value}"));
    }

    /// A list of texts; nothing if it is empty.
    pub(super) fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values
                .iter()
                .map(|value| quoted(&on_one_line(value)))
                .collect();
            self.0.push(format!("{key}: [{}]", values.join(", ")));
        }
    }
}

/// The whole file.
pub(super) fn file(front: &Front, found: &Found, language: Language) -> String {
    let origin = &found.origin;
    let mut text = String::from("---\n");
    for line in &front.0 {
        text.push_str(line);
        text.push('\n');
    }
    let lines = origin.lines.map_or_else(String::new, |(first, last)| {
        if first == last {
            format!(", line {first}")
        } else {
            format!(", lines {first}-{last}")
        }
    });
    let file = on_one_line(&origin.file);
    text.push_str(&format!("{MARK}{file}{lines}, sha256 {}\n", origin.sha256));
    if let Some(part) = &origin.part {
        text.push_str(&format!("{PART}{part}\n"));
    }
    for note in found.notes.iter().filter(|note| !note.what.is_told()) {
        let what = on_one_line(&words::what(&note.what, language));
        text.push_str(&format!("# {}\n", words::mark(note.line, &what, language)));
    }
    text.push_str("---\n");
    text.push_str(found.body.trim_matches('\n'));
    text.push('\n');
    text
}

/// What opens the comment with the SHA-256 of a part of a file.
const PART: &str = "# part sha256 ";

/// What an edition is known by when its source is imported again: the part, or else the whole file.
pub(super) fn key(origin: &Origin) -> String {
    match &origin.part {
        Some(part) => format!("part {part}"),
        None => format!("file {}", origin.sha256),
    }
}

/// The [`key`] that a line of front matter states. A file with parts states that of its file too, which is asked for by
/// nothing that has parts.
pub(super) fn key_of_mark(line: &str) -> Option<String> {
    if let Some(part) = line.strip_prefix(PART) {
        return Some(format!("part {}", part.trim()));
    }
    let (_, sha256) = line.strip_prefix(MARK)?.rsplit_once(", sha256 ")?;
    Some(format!("file {}", sha256.trim()))
}
