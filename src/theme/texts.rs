//! Interface texts of each language, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{DEFAULT_NAME, Files};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::fields::{Entries, read_file};
use crate::model::lang::{Lang, PerLang};
use crate::source::{Location, Source, Span};
use crate::text::closest;
use crate::yaml::Kind;

/// The interface texts that a language must have are those of this file of the default theme.
const REFERENCE: &str = "i18n/en.yaml";
/// The forms of CLDR, of which a language states those that it has.
const PLURAL_FORMS: [&str; 6] = ["_zero", "_one", "_two", "_few", "_many", "_other"];

/// One file of texts.
struct TextFile<'f> {
    source: &'f Arc<Source>,
    entries: Entries,
}

/// The texts of each language: the file of its tag, or of what that stands for ([`Language::names`]).
///
/// [`Language::names`]: crate::model::lang::Language::names
pub(super) fn read(
    files: &Files,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> PerLang<BTreeMap<String, String>> {
    let reference = files
        .built_in
        .get(REFERENCE)
        .and_then(|source| read_file(source, diagnostics))
        .unwrap_or_default();
    let reference: BTreeMap<String, String> = texts(reference).collect();
    let read = PerLang::from_fn(&config.languages, |lang| {
        text_file(files, config, lang, diagnostics)
    });
    // A theme may have texts of its own: each language then has them.
    let stated = config
        .languages
        .all()
        .filter_map(|lang| read[lang].as_ref());
    let own: BTreeSet<&str> = stated
        .flat_map(|file| file.entries.iter().map(|(key, _)| key.value.as_str()))
        .filter(|key| !is_known(&reference, key) && is_mentioned(files, key))
        .collect();
    for lang in config.languages.all() {
        if let Some(file) = &read[lang] {
            let tag = &config.languages[lang].tag;
            report_missing(files, file, tag, &reference, &own, diagnostics);
            report_wrong(file, &reference, &own, diagnostics);
        }
    }
    PerLang::from_fn(&config.languages, |lang| {
        let file = read[lang].as_ref();
        file.map_or_else(BTreeMap::new, |file| texts(file.entries.clone()).collect())
    })
}

fn texts(entries: Entries) -> impl Iterator<Item = (String, String)> {
    entries
        .into_iter()
        .filter_map(|(key, node)| match node.kind {
            Kind::Scalar(text) => Some((key.value, text)),
            _ => None,
        })
}

fn text_file<'f>(
    files: &'f Files,
    config: &Config,
    lang: Lang,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<TextFile<'f>> {
    let names = config.languages[lang].names().into_iter();
    let names: Vec<String> = names.map(|name| format!("i18n/{name}.yaml")).collect();
    let Some(source) = names.iter().find_map(|name| files.get(name)) else {
        let looked_for = names
            .iter()
            .map(|name| format!("themes/{}/{name}", files.name))
            .collect();
        diagnostics.push(Diagnostic::new(
            Problem::NoTexts {
                tag: config.languages[lang].tag.clone(),
                looked_for,
            },
            Location::new(&config.source, config.tags[lang]),
        ));
        return None;
    };
    let entries = read_file(source, diagnostics)?;
    Some(TextFile { source, entries })
}

fn report_missing(
    files: &Files,
    file: &TextFile<'_>,
    tag: &str,
    reference: &BTreeMap<String, String>,
    own: &BTreeSet<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let stated: BTreeSet<&str> = file
        .entries
        .iter()
        .filter(|(_, node)| matches!(node.kind, Kind::Scalar(_)))
        .map(|(key, _)| key.value.as_str())
        .collect();
    let needed = reference
        .keys()
        .map(String::as_str)
        .chain(own.iter().copied());
    for key in needed.filter(|key| is_required(key) && !stated.contains(key)) {
        let copy_to = files
            .inherited(file.source)
            .map(|theme| file.source.path.replacen(DEFAULT_NAME, &theme, 1));
        let problem = Problem::MissingText {
            key: key.to_owned(),
            language: tag.to_owned(),
            copy_to,
        };
        diagnostics.push(Diagnostic::new(
            problem,
            Location::new(file.source, Span::default()),
        ));
    }
}

/// What other languages are called is optional: they then go by their own names.
fn is_required(key: &str) -> bool {
    !key.starts_with("language_") || key == "language_name"
}

/// Keys that nothing uses, and places in texts that nothing fills.
fn report_wrong(
    file: &TextFile<'_>,
    reference: &BTreeMap<String, String>,
    own: &BTreeSet<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (key, node) in &file.entries {
        let name = key.value.as_str();
        if own.contains(name) {
            continue;
        }
        if !is_known(reference, name) {
            let nearest = closest(name, reference.keys().map(String::as_str)).map(str::to_owned);
            let problem = Problem::UnknownText {
                key: name.to_owned(),
                nearest,
            };
            diagnostics.push(Diagnostic::new(
                problem,
                Location::new(file.source, key.span),
            ));
        } else if let Kind::Scalar(text) = &node.kind {
            let known = filled(reference, name);
            for place in placeholders(text).filter(|place| !known.contains(place)) {
                let problem = Problem::UnknownPlaceholder {
                    key: name.to_owned(),
                    place: place.to_owned(),
                    known: known.iter().map(|place| format!("{{{place}}}")).collect(),
                };
                diagnostics.push(Diagnostic::new(
                    problem,
                    Location::new(file.source, node.span),
                ));
            }
        }
    }
}

/// `count` of `count_few`.
fn plural_stem(key: &str) -> Option<&str> {
    PLURAL_FORMS.iter().find_map(|form| key.strip_suffix(form))
}

/// Whether a key is one of the default theme, another form of one, or the name of a language.
fn is_known(reference: &BTreeMap<String, String>, key: &str) -> bool {
    key.starts_with("language_")
        || reference.contains_key(key)
        || plural_stem(key).is_some_and(|stem| reference.contains_key(&format!("{stem}_other")))
}

/// What the program fills in the texts of a key: `language` of `{language}`.
fn filled<'r>(reference: &'r BTreeMap<String, String>, key: &str) -> BTreeSet<&'r str> {
    let other = plural_stem(key).map(|stem| format!("{stem}_other"));
    let text = reference
        .get(key)
        .or_else(|| reference.get(other.as_deref()?));
    text.map_or_else(BTreeSet::new, |text| placeholders(text).collect())
}

/// The words in braces.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let behind = text.split('{').skip(1);
    behind.filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// Whether a template of the theme has this word.
fn is_mentioned(files: &Files, key: &str) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let templates = files.own.iter().filter(|(path, _)| path.ends_with(".html"));
    templates
        .flat_map(|(_, source)| source.text.split(|character| !is_word(character)))
        .any(|word| word == key)
}
