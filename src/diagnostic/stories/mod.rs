//! What is told about each code of the table of problems: a title, a story in each language, and an example.
//!
//! The texts are files, `en.md`, `zh.md` and `examples.txt`.

mod examples;

use super::Severity;
use crate::language::Language;

pub use examples::{Example, ExampleFile, Mark, examples};

const ENGLISH: &str = include_str!("en.md");
const CHINESE: &str = include_str!("zh.md");

/// Stories that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'t> {
    /// What they are about.
    pub title: &'t str,
    /// In the order in which they are listed.
    pub stories: Vec<Story<'t>>,
}

/// What is told about a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story<'t> {
    /// As reports print it.
    pub code: &'t str,
    /// What it weighs.
    pub weight: Weight,
    /// What is the matter, in one short sentence.
    pub title: &'t str,
    /// Why it matters, how it comes about and what to do.
    pub paragraphs: Vec<&'t str>,
}

/// What a code weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The same wherever it is reported.
    Always(Severity),
    /// A warning here and an error there.
    Varies,
}

/// All stories in a language.
pub fn groups(language: Language) -> Vec<Group<'static>> {
    parse(match language {
        Language::English => ENGLISH,
        Language::Chinese => CHINESE,
    })
}

/// `# ` starts a group, `## ` a code with its weight; the first paragraph below that is its title.
fn parse(text: &str) -> Vec<Group<'_>> {
    let group = |text| {
        let (title, stories) = cut(text, "\n");
        let stories = stories.split("\n## ").skip(1).map(story).collect();
        Group { title, stories }
    };
    let text = text.trim_start_matches("# ");
    text.split("\n# ").map(group).collect()
}

fn story(text: &str) -> Story<'_> {
    let (heading, rest) = cut(text, "\n");
    let (code, weight) = cut(heading, ": ");
    let weight = match weight {
        "error" => Weight::Always(Severity::Error),
        "warning" => Weight::Always(Severity::Warning),
        _ => Weight::Varies,
    };
    let (title, rest) = cut(rest, "\n\n");
    let paragraphs = rest.split("\n\n").map(str::trim).collect();
    Story {
        code,
        weight,
        title,
        paragraphs,
    }
}

/// What stands before and behind a mark.
fn cut<'t>(text: &'t str, mark: &str) -> (&'t str, &'t str) {
    text.split_once(mark).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::diagnostic::samples::samples;

    fn stories(language: Language) -> Vec<Story<'static>> {
        let groups = groups(language).into_iter();
        groups.flat_map(|group| group.stories).collect()
    }

    #[test]
    fn every_code_of_the_table_has_a_story_in_each_language_and_no_story_is_left_over() {
        let mut table: BTreeMap<&str, Weight> = BTreeMap::new();
        for problem in samples() {
            let weight = Weight::Always(problem.severity());
            let known = table.entry(problem.code()).or_insert(weight);
            if *known != weight {
                *known = Weight::Varies;
            }
        }
        let [english, chinese] = [Language::English, Language::Chinese].map(|language| {
            let stories = stories(language);
            let told: Vec<_> = stories.iter().map(|one| (one.code, one.weight)).collect();
            let sorted: BTreeMap<&str, Weight> = told.iter().copied().collect();
            assert_eq!(sorted.len(), told.len(), "a code is told twice");
            assert_eq!(sorted, table, "{language:?}");
            told
        });
        assert_eq!(english, chinese, "in the same order");
    }

    #[test]
    fn stories_are_short_and_whole() {
        for language in [Language::English, Language::Chinese] {
            for story in stories(language) {
                let Story {
                    code,
                    title,
                    ref paragraphs,
                    ..
                } = story;
                assert!(
                    (1..=3).contains(&paragraphs.len()),
                    "{code}: {paragraphs:?}"
                );
                for text in paragraphs.iter().chain([&title]) {
                    assert!(text.ends_with(['.', '。', '`']), "{code}: {text}");
                    assert!(
                        !text.contains(['\n', '!', '！'])
                            || text.contains("![")
                            || text.contains("<!--"),
                        "{code}: {text}"
                    );
                }
            }
        }
    }
}
