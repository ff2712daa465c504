//! Names that are part of addresses: slugs, topics, series.

use std::fmt;

/// The part of an announcement's address that names it: lower-case ASCII letters and digits, with single
/// hyphens between.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// A topic of `topics.yaml`, written like a [`Slug`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(String);

/// A series of announcements, written like a [`Slug`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesId(String);

/// Whether a text can stand in an address as it is: `a-z`, `0-9`, single inner hyphens, 1 to 120 bytes.
fn is_legal(text: &str) -> bool {
    text.len() <= 120
        && text.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// The nearest legal form: lower case, everything that is no ASCII letter or digit as one hyphen. Empty
/// where nothing is left of it.
pub fn simplified(text: &str) -> String {
    let mut simple = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            simple.push(character.to_ascii_lowercase());
        } else if !simple.is_empty() && !simple.ends_with('-') {
            simple.push('-');
        }
    }
    simple.truncate(120);
    simple.trim_end_matches('-').to_owned()
}

macro_rules! name_type {
    ($name:ident) => {
        impl $name {
            /// `None` unless the text can stand in an address as it is.
            pub fn new(text: &str) -> Option<Self> {
                is_legal(text).then(|| Self(text.to_owned()))
            }

            /// As it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

name_type!(Slug);
name_type!(TopicId);
name_type!(SeriesId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_become_addresses() {
        for legal in ["a", "three-year-action-11", "2023"] {
            assert!(Slug::new(legal).is_some(), "{legal}");
        }
        for illegal in ["", "-a", "a-", "a--b", "A", "a b", "a/b", "..", "发布"] {
            assert!(Slug::new(illegal).is_none(), "{illegal}");
        }
    }

    #[test]
    fn a_name_is_simplified_to_what_is_legal() {
        assert_eq!(
            simplified("Three_Year  Action (11)"),
            "three-year-action-11"
        );
        assert_eq!(simplified("发布会"), "");
    }
}
