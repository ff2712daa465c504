//! Compiling templates, and what is wrong with them as located diagnostics.

use std::sync::Arc;

use tera::{ErrorKind, Tera};

use super::{DEFAULT_NAME, Files};
use crate::diagnostic::{Diagnostic, Pages, Problem};
use crate::source::{Location, Source, Span};
use crate::text::closest;

/// Everything that tera says of templates that do not fit together starts so, one behind the other.
const REPORT: &str = "error: ";

/// The templates as tera has them: name, source. Those of the default theme are called `default/NAME`, and found by
/// their plain names where the theme has none: so a theme can replace components, and can extend what it replaces.
fn templates(files: &Files) -> Vec<(String, &Arc<Source>)> {
    let own = files
        .own
        .iter()
        .map(|(path, source)| (path.clone(), source));
    let built_in = files.built_in.iter().filter_map(|(path, source)| {
        let name = format!("{DEFAULT_NAME}/{path}");
        let is_used = !files.own.contains_key(path) || is_named(files, &name);
        is_used.then_some((name, source))
    });
    own.chain(built_in)
        .filter(|(path, _)| path.ends_with(".html"))
        .collect()
}

/// Whether a template of the theme names this one, to extend or include it.
fn is_named(files: &Files, name: &str) -> bool {
    let quoted = ['"', '\'', '`'].map(|quote| format!("{quote}{name}{quote}"));
    let mut texts = files.own.values().map(|source| &source.text);
    texts.any(|text| quoted.iter().any(|name| text.contains(name.as_str())))
}

/// Whether a template that is none of the default theme has a use.
pub(super) fn is_used(files: &Files, path: &str, source: &Source) -> bool {
    declared(&source.text, "component").next().is_some() || is_named(files, path)
}

/// The names behind `{% WORD NAME`: of blocks or components.
fn declared<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = &'t str> {
    let tags = text.split("{%").skip(1);
    tags.filter_map(move |tag| {
        let rest = tag
            .trim_start_matches('-')
            .trim_start()
            .strip_prefix(word)?;
        let name = rest.strip_prefix(char::is_whitespace)?.trim_start();
        let end = name.find(|character: char| !character.is_alphanumeric() && character != '_');
        Some(&name[..end.unwrap_or(name.len())])
    })
}

fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([""]);
    // Fails only for an engine that has templates.
    let _ = tera.set_fallback_prefixes([format!("{DEFAULT_NAME}/")]);
    tera
}

/// All templates, and what is wrong with them: first what does not parse, and only where all do, what does not fit
/// together.
pub(super) fn compile(files: &Files, diagnostics: &mut Vec<Diagnostic>) -> Tera {
    let templates = templates(files);
    let mut tera = engine();
    let texts = templates
        .iter()
        .map(|(name, source)| (name, source.text.as_str()));
    if let Err(error) = tera.add_raw_templates(texts.clone()) {
        diagnostics.extend(match error.kind() {
            ErrorKind::SyntaxError(_) => texts
                .filter_map(|(name, text)| engine().add_raw_template(name, text).err())
                .filter(|error| matches!(error.kind(), ErrorKind::SyntaxError(_)))
                .map(|error| broken(files, &error))
                .collect(),
            ErrorKind::MissingParent { .. } => missing_parents(files, &templates),
            ErrorKind::Msg(message) => does_not_fit(files, &templates, message),
            _ => vec![broken(files, &error)],
        });
    }
    tera
}

/// Every template that extends one that there is not: tera names the first, so each is made up until none is left.
fn missing_parents(files: &Files, templates: &[(String, &Arc<Source>)]) -> Vec<Diagnostic> {
    let mut texts: Vec<(String, &str)> = templates
        .iter()
        .map(|(name, source)| (name.clone(), source.text.as_str()))
        .collect();
    let mut diagnostics = Vec::new();
    while let Err(error) = engine().add_raw_templates(texts.iter().map(|(name, text)| (name, text)))
    {
        let ErrorKind::MissingParent { parent, .. } = error.kind() else {
            break;
        };
        diagnostics.push(broken(files, &error));
        texts.push((parent.clone(), ""));
    }
    diagnostics
}

/// The reports that tera has drawn of templates that parse but do not fit together, one behind the other. It has
/// them in no other form.
fn does_not_fit(
    files: &Files,
    templates: &[(String, &Arc<Source>)],
    text: &str,
) -> Vec<Diagnostic> {
    let separator = format!("\n\n{REPORT}");
    let report = |text: &str| {
        let (message, place) = drawn(files, text);
        let word = place
            .as_ref()
            .map_or("", |place| &place.source.text[place.span.range()]);
        let names = |tag| {
            let texts = templates.iter().map(|(_, source)| &source.text);
            texts.flat_map(move |text| declared(text, tag))
        };
        let others = |tag| names(tag).filter(|name| *name != word);
        let nearest = if message.contains("component") {
            closest(word, others("component"))
        } else if message.starts_with("Block") {
            closest(word, others("block"))
        } else if message.contains("template") {
            files.nearest(word)
        } else {
            None
        };
        let nearest = nearest.map(str::to_owned);
        diagnostic(files, message, nearest, place)
    };
    text.split(&separator).map(report).collect()
}

/// A template that does not parse, or that has no parent.
fn broken(files: &Files, error: &tera::Error) -> Diagnostic {
    let (message, nearest, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
            report.message().to_owned(),
            None,
            place(files, report.filename(), &report.span().range),
        ),
        ErrorKind::MissingParent { current, parent } => (
            format!("there is no template `{parent}` to extend"),
            files.nearest(parent).map(str::to_owned),
            word_in(files, current, parent),
        ),
        ErrorKind::CircularExtend { tpl, .. } => (
            format!("`{tpl}` extends itself, by way of what it extends"),
            None,
            word_in(files, tpl, "extends"),
        ),
        ErrorKind::CircularInclude { tpl, .. } => (
            format!("`{tpl}` includes itself, by way of what it includes"),
            None,
            word_in(files, tpl, "include"),
        ),
        kind => (kind.to_string(), None, None),
    };
    diagnostic(files, message, nearest, place)
}

fn diagnostic(
    files: &Files,
    message: String,
    nearest: Option<String>,
    place: Option<Location>,
) -> Diagnostic {
    let inherited = place
        .as_ref()
        .and_then(|place| files.inherited(&place.source));
    let problem = Problem::BrokenTemplate {
        message,
        nearest,
        inherited,
    };
    Diagnostic::new(problem, place.unwrap_or_else(|| of_theme(files)))
}

/// What failed while a page was rendered.
pub(super) fn failed(files: &Files, error: &tera::Error, page: String) -> Diagnostic {
    let pages = Pages {
        first: page,
        more: 0,
    };
    let ErrorKind::RenderingError(report) = error.kind() else {
        let message = error.to_string();
        return Diagnostic::new(Problem::TemplateFailed { message, pages }, of_theme(files));
    };
    let problem = match undefined(report.message()) {
        Some((field, known)) => Problem::UnknownField {
            nearest: closest(field, known.iter().copied()).map(str::to_owned),
            field: field.to_owned(),
            known: known.into_iter().map(str::to_owned).collect(),
            pages,
        },
        None => Problem::TemplateFailed {
            message: report.message().to_owned(),
            pages,
        },
    };
    let place = place(files, report.filename(), &report.span().range);
    Diagnostic::new(problem, place.unwrap_or_else(|| of_theme(files)))
}

/// The name that is not defined and those that are, from tera's message: it has them in no other form.
fn undefined(message: &str) -> Option<(&str, Vec<&str>)> {
    let rest = ["Field `", "Variable `"]
        .iter()
        .find_map(|start| message.strip_prefix(start))?;
    let (name, rest) = rest.split_once("` is not defined")?;
    let known = rest.split_once(": ").map_or("", |(_, known)| known);
    Some((
        name,
        known.split(", ").filter(|name| !name.is_empty()).collect(),
    ))
}

/// The theme as a whole, for what has no place.
fn of_theme(files: &Files) -> Location {
    Location::of_path(format!("themes/{}", files.name))
}

fn source<'f>(files: &'f Files, name: &str) -> Option<&'f Arc<Source>> {
    files.own.get(name).or_else(|| {
        let path = name.strip_prefix(DEFAULT_NAME)?.strip_prefix('/')?;
        files.built_in.get(path)
    })
}

fn place(files: &Files, name: &str, range: &std::ops::Range<usize>) -> Option<Location> {
    let source = source(files, name)?;
    let end = range.end.min(source.text.len());
    Some(Location::new(source, Span::new(range.start.min(end), end)))
}

/// The first place of a word in a template, or its start.
fn word_in(files: &Files, name: &str, word: &str) -> Option<Location> {
    let source = source(files, name)?;
    let start = source.text.find(word);
    let span = start.map_or(Span::default(), |start| {
        Span::new(start, start + word.len())
    });
    Some(Location::new(source, span))
}

/// A message that tera has drawn already: `error: MESSAGE`, then `--> FILE:LINE:COLUMN`.
fn drawn(files: &Files, text: &str) -> (String, Option<Location>) {
    let mut lines = text.lines();
    let message = lines
        .next()
        .unwrap_or(text)
        .trim_start_matches(REPORT)
        .to_owned();
    let place = lines.find_map(|line| {
        let mut parts = line.trim().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line, file) = (
            parts.next()?.parse::<usize>().ok()?,
            parts.next()?.parse::<usize>().ok()?,
            parts.next()?,
        );
        let source = source(files, file)?;
        let line_start: usize = source
            .text
            .split_inclusive('\n')
            .take(line.checked_sub(1)?)
            .map(str::len)
            .sum();
        let start = line_start
            + source.text[line_start..]
                .chars()
                .take(column.checked_sub(1)?)
                .map(char::len_utf8)
                .sum::<usize>();
        // What is wrong stands in the message, and the place is that of it, or of the mark before it.
        let word = message.split('`').nth(1).unwrap_or("");
        let start = start + source.text[start..].find(word).unwrap_or(0);
        let end = (start + word.len()).min(source.text.len());
        Some(Location::new(source, Span::new(start, end)))
    });
    (message, place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_blocks_and_components_are_found() {
        let text = "{%- block main -%}{% endblock main %}{% component row(a: map) %}{% blocks x %}";
        assert_eq!(declared(text, "block").collect::<Vec<_>>(), ["main"]);
        assert_eq!(declared(text, "component").collect::<Vec<_>>(), ["row"]);
    }

    #[test]
    fn the_names_that_there_are_stand_in_the_message() {
        for (message, expected) in [
            (
                "Field `titel` is not defined. Available fields: tag, title",
                Some(("titel", vec!["tag", "title"])),
            ),
            (
                "Variable `b` is not defined. Available variables: a",
                Some(("b", vec!["a"])),
            ),
            ("Field `src` is not defined", Some(("src", vec![]))),
            ("Cannot compare `a` with `b`", None),
        ] {
            assert_eq!(undefined(message), expected, "{message}");
        }
    }
}
