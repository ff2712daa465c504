//! Which home page suits a reader, by the first language that the browser names.

use crate::config::Config;
use crate::model::lang::Language;

/// A language range (RFC 4647) with the home page of those who prefer it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// In lower case: `zh`, `zh-tw`.
    pub(super) range: String,
    /// Percent-encoded, from the first slash of the host on.
    pub(super) home: String,
}

/// Where Chinese without a script is written with traditional characters (CLDR, likely subtags).
const TRADITIONAL: [&str; 3] = ["zh-tw", "zh-hk", "zh-mo"];

/// The choices, of two that fit the longer first. None if there is nothing to choose.
pub(super) fn choices(config: &Config) -> Vec<Choice> {
    let languages: Vec<&Language> = config
        .languages
        .all()
        .map(|lang| &config.languages[lang])
        .collect();
    if languages.len() < 2 {
        return Vec::new();
    }
    let mut choices: Vec<Choice> = Vec::new();
    let mut add = |range: &str, language: &Language| {
        let home = format!("{}{}/", config.base_url.path(), language.code);
        if choices.iter().all(|other| other.range != range) {
            choices.push(Choice {
                range: range.to_owned(),
                home,
            });
        }
    };
    for language in &languages {
        let tag = language.tag.to_ascii_lowercase();
        let primary = primary(&tag);
        let is_alone = languages
            .iter()
            .filter(|other| self::primary(&other.tag.to_ascii_lowercase()) == primary)
            .count()
            == 1;
        if !is_alone {
            add(&tag, language);
            if tag.starts_with("zh-hant") {
                TRADITIONAL.iter().for_each(|range| add(range, language));
            }
        }
    }
    // Of several that share it, the first in site.yaml.
    for language in &languages {
        add(primary(&language.tag.to_ascii_lowercase()), language);
    }
    choices.sort_by_key(|choice| std::cmp::Reverse(choice.range.len()));
    choices
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

impl Choice {
    /// Finds the headers whose first language is in the range. Browsers name the languages in the order of preference,
    /// so that their weights (`;q=0.8`) need not be read, which nginx and Caddy could not.
    pub(super) fn pattern(&self) -> String {
        format!(r"^\s*{}(?:[-,;\s]|$)", self.range)
    }
}
