//! The configured languages, and values that exist once for each.

use std::ops::Index;

use icu::locale::{LanguageIdentifier, LocaleExpander};

/// A language of the site, by its place in the configuration; the first is the default language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(u8);

/// How a language is written in file names and addresses (`code`) and in HTML (`tag`, BCP 47).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// In file names and addresses: `zh`.
    pub code: String,
    /// For `lang` and `hreflang`: `zh-Hans`.
    pub tag: String,
}

impl Language {
    /// The language with its place, `zh_CN`, `en_GB`: that of the tag, or else the one that CLDR's likely subtags name.
    /// `None` where they know none.
    pub fn place(&self) -> Option<String> {
        let mut identifier = self.tag.parse::<LanguageIdentifier>().ok()?;
        LocaleExpander::new_common().maximize(&mut identifier);
        let region = identifier.region?;
        Some(format!("{}_{region}", identifier.language))
    }

    /// The names under which texts in this language are looked for, the closest first: its tag and the tag's
    /// beginnings, with the script where the place says it: `zh-TW`, `zh-Hant`, `zh`.
    pub fn names(&self) -> Vec<String> {
        let mut names = vec![self.tag.clone()];
        let mut add = |name: &str| {
            if !names.iter().any(|other| other == name) {
                names.push(name.to_owned());
            }
        };
        if let Ok(mut identifier) = self.tag.parse::<LanguageIdentifier>() {
            let expander = LocaleExpander::new_common();
            let mut usual = LanguageIdentifier::from(identifier.language);
            expander.maximize(&mut usual);
            expander.maximize(&mut identifier);
            if let Some(script) = identifier
                .script
                .filter(|_| identifier.script != usual.script)
            {
                add(&format!("{}-{script}", identifier.language));
            }
        }
        let beginnings = std::iter::successors(Some(self.tag.as_str()), |tag| {
            tag.rsplit_once('-').map(|(start, _)| start)
        });
        beginnings.for_each(add);
        names
    }
}

/// The languages of the site, at least one, each code once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages(Vec<Language>);

impl Languages {
    /// More than any site has; keeps [`Lang`] small.
    pub const MOST: usize = 32;

    /// `None` for an empty list, more than [`Self::MOST`], or a repeated code.
    pub fn new(list: Vec<Language>) -> Option<Self> {
        let repeated = list
            .iter()
            .enumerate()
            .any(|(at, one)| list[..at].iter().any(|other| other.code == one.code));
        (!list.is_empty() && list.len() <= Self::MOST && !repeated).then_some(Self(list))
    }

    /// Every language, in order.
    pub fn all(&self) -> impl ExactSizeIterator<Item = Lang> + Clone + use<> {
        (0..self.0.len() as u8).map(Lang)
    }

    /// The language that a code stands for.
    pub fn by_code(&self, code: &str) -> Option<Lang> {
        self.all().find(|lang| self[*lang].code == code)
    }

    /// The codes, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|language| language.code.as_str())
    }

    /// The first language.
    pub fn default_lang(&self) -> Lang {
        Lang(0)
    }
}

impl Index<Lang> for Languages {
    type Output = Language;

    fn index(&self, lang: Lang) -> &Language {
        &self.0[lang.0 as usize]
    }
}

/// A value for each language: looking one up cannot fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerLang<T>(Vec<T>);

impl<T> PerLang<T> {
    /// Makes the value of each language.
    pub fn from_fn(languages: &Languages, make: impl FnMut(Lang) -> T) -> Self {
        Self(languages.all().map(make).collect())
    }

    /// The values with their languages, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        self.0
            .iter()
            .enumerate()
            .map(|(at, value)| (Lang(at as u8), value))
    }
}

impl PerLang<String> {
    /// The text in a language or, where that is empty, the one in `other`, with the language that it is in.
    pub fn or(&self, lang: Lang, other: Lang) -> (Lang, &str) {
        if self[lang].is_empty() {
            (other, &self[other])
        } else {
            (lang, &self[lang])
        }
    }
}

impl<T> Index<Lang> for PerLang<T> {
    type Output = T;

    fn index(&self, lang: Lang) -> &T {
        &self.0[lang.0 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_without_a_place_has_the_likely_one() {
        let check = |tag: &str, expected: Option<&str>| {
            let language = Language {
                code: "x".into(),
                tag: tag.into(),
            };
            assert_eq!(language.place().as_deref(), expected, "{tag}");
        };
        check("zh-Hans", Some("zh_CN"));
        check("zh-Hant", Some("zh_TW"));
        check("zh-Hant-HK", Some("zh_HK"));
        check("en", Some("en_US"));
        check("en-GB", Some("en_GB"));
        check("fr", Some("fr_FR"));
        check("x-private", None);
    }

    #[test]
    fn texts_are_looked_for_in_the_script_of_the_language() {
        let check = |tag: &str, expected: &[&str]| {
            let language = Language {
                code: "x".into(),
                tag: tag.into(),
            };
            assert_eq!(language.names(), expected, "{tag}");
        };
        check("zh-Hans", &["zh-Hans", "zh"]);
        check("zh-TW", &["zh-TW", "zh-Hant", "zh"]);
        check("zh-HK", &["zh-HK", "zh-Hant", "zh"]);
        check("zh-Hant-TW", &["zh-Hant-TW", "zh-Hant", "zh"]);
        check("fr-CA", &["fr-CA", "fr"]);
        check("x-private", &["x-private", "x"]);
    }
}
