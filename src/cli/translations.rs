//! The table of translations: for people, aligned under Chinese characters too, and for programs.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use unicode_width::UnicodeWidthStr;

use crate::language::Language;
use crate::model::translation::{Translation, TranslationState};

/// Which translations are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// None.
    Nothing,
    /// Those that need work.
    Work,
    /// All.
    All,
}

/// So many that need work are listed.
const MOST: usize = 50;

/// A line for each, newest announcement first: state, language, original and translation. Empty if there is none.
pub(super) fn table(translations: &[Translation], listed: Listed, language: Language) -> String {
    let rows: Vec<&Translation> = translations
        .iter()
        .filter(|one| match listed {
            Listed::Nothing => false,
            Listed::Work => one.needs_work(),
            Listed::All => true,
        })
        .collect();
    let most = if listed == Listed::All {
        rows.len()
    } else {
        MOST
    };
    let (shown, more) = rows.split_at(rows.len().min(most));
    if shown.is_empty() {
        return String::new();
    }
    let cells: Vec<[String; 4]> = shown.iter().map(|one| cells(one, language)).collect();
    let width = |column: usize| {
        cells
            .iter()
            .map(|row| row[column].width())
            .max()
            .unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let mut text = String::from(match listed {
        Listed::All => language.pick("all translations:\n", "全部译文：\n"),
        _ => language.pick("translations that need work:\n", "需要处理的译文：\n"),
    });
    for row in &cells {
        let mut line = String::from(" ");
        for (cell, width) in row.iter().zip(widths) {
            let _ = write!(line, " {cell}{} ", " ".repeat(width - cell.width()));
        }
        let _ = writeln!(text, "{}", format!("{line} {}", row[3]).trim_end());
    }
    if !more.is_empty() {
        let count = more.len();
        text.push_str(&language.pick(
            format!("  and {count} more: `newsroom check --translations` lists all\n"),
            format!("  还有 {count} 篇：`newsroom check --translations` 列出全部\n"),
        ));
    }
    text.push('\n');
    text
}

fn cells(one: &Translation, language: Language) -> [String; 4] {
    let mut state = in_words(one.state.name(), language);
    if one.parity_warnings > 0 {
        let count = one.parity_warnings;
        let noun = if count == 1 { "warning" } else { "warnings" };
        state.push_str(&language.pick(
            format!(", {count} parity {noun}"),
            format!("，{count} 处内容可能不一致"),
        ));
    }
    let edition = one.edition.as_ref();
    [
        state,
        one.code.clone(),
        one.original.path.clone(),
        edition.map_or_else(String::new, |source| source.path.clone()),
    ]
}

/// A state, by its name in the JSON output.
fn in_words(name: &str, language: Language) -> String {
    let chinese = match name {
        "complete" => "完整",
        "stale" => "原文已改",
        "headline-only" => "只有标题",
        "missing" => "缺译文",
        _ => "不翻译",
    };
    language.pick(name.replace('-', " "), chinese.to_owned())
}

/// How many there are in each state, the best first.
fn counts(translations: &[Translation]) -> impl Iterator<Item = (&'static str, usize)> {
    TranslationState::NAMES.into_iter().map(|name| {
        let in_state = translations.iter().filter(|one| one.state.name() == name);
        (name, in_state.count())
    })
}

/// One line; empty in a site of one language.
pub(super) fn totals(translations: &[Translation], language: Language) -> String {
    if translations.is_empty() {
        return String::new();
    }
    let each: Vec<String> = counts(translations)
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| {
            let state = in_words(name, language);
            language.pick(format!("{count} {state}"), format!("{state} {count} 篇"))
        })
        .collect();
    let warned = translations
        .iter()
        .filter(|one| one.parity_warnings > 0)
        .count();
    let warned = if warned > 0 {
        language.pick(
            format!("; {warned} with parity warnings"),
            format!("；{warned} 篇内容可能不一致"),
        )
    } else {
        String::new()
    };
    language.pick(
        format!("translations: {}{warned}\n", each.join(", ")),
        format!("译文：{}{warned}\n", each.join("，")),
    )
}

/// The rows and totals.
pub(super) fn as_json(translations: &[Translation]) -> Value {
    let row = |one: &Translation| {
        json!({
            "original": one.original.path,
            "language": one.code,
            "translation": one.edition.as_ref().map(|source| &source.path),
            "state": one.state.name(),
            "parity_warnings": one.parity_warnings,
        })
    };
    let totals: Map<String, Value> = counts(translations)
        .map(|(name, count)| (name.to_owned(), count.into()))
        .collect();
    json!({"announcements": translations.iter().map(row).collect::<Vec<_>>(), "totals": totals})
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::lang::{self, Languages};
    use crate::model::translation::Stale;
    use crate::source::Source;

    fn translation(
        original: &str,
        edition: Option<&str>,
        state: TranslationState,
        parity_warnings: usize,
    ) -> Translation {
        let languages = Languages::new(vec![lang::Language {
            code: "en".into(),
            tag: "en".into(),
        }]);
        let source = |path: &str| {
            Arc::new(Source {
                path: path.into(),
                text: String::new(),
            })
        };
        Translation {
            announcement: 0,
            lang: languages.unwrap().default_lang(),
            code: "en".into(),
            original: source(original),
            edition: edition.map(source),
            state,
            parity_warnings,
        }
    }

    #[test]
    fn columns_are_aligned_under_wide_characters() {
        let rows = [
            translation(
                "a/招聘会.zh.md",
                Some("a/招聘会.en.md"),
                TranslationState::Complete,
                2,
            ),
            translation("b.zh.md", None, TranslationState::NotPlanned, 0),
            translation(
                "c.zh.md",
                Some("c.en.md"),
                TranslationState::Stale(Stale { changed: None }),
                0,
            ),
            translation("d.zh.md", None, TranslationState::HeadlineOnly, 0),
        ];
        assert_eq!(
            table(&rows, Listed::Work, Language::English),
            "translations that need work:
  complete, 2 parity warnings  en  a/招聘会.zh.md  a/招聘会.en.md
  stale                        en  c.zh.md         c.en.md
  headline only                en  d.zh.md

"
        );
        assert_eq!(
            table(&rows, Listed::All, Language::English).lines().count(),
            1 + 4 + 1
        );
        assert_eq!(table(&rows, Listed::Nothing, Language::English), "");
        assert_eq!(table(&rows[1..2], Listed::Work, Language::English), "");
        assert_eq!(
            totals(&rows, Language::English),
            "translations: 1 complete, 1 stale, 1 headline only, 1 not planned; 1 with parity warnings\n"
        );
    }

    #[test]
    fn columns_are_aligned_in_chinese() {
        let rows = [
            translation("a.zh.md", Some("a.en.md"), TranslationState::Complete, 2),
            translation("b.zh.md", None, TranslationState::Missing, 0),
        ];
        assert_eq!(
            table(&rows, Listed::Work, Language::Chinese),
            "需要处理的译文：
  完整，2 处内容可能不一致  en  a.zh.md  a.en.md
  缺译文                    en  b.zh.md

"
        );
        assert_eq!(
            totals(&rows, Language::Chinese),
            "译文：完整 1 篇，缺译文 1 篇；1 篇内容可能不一致\n"
        );
    }

    #[test]
    fn of_very_many_fifty_are_listed_unless_all_are_asked_for() {
        let rows: Vec<Translation> = (0..60)
            .map(|at| translation(&format!("{at}.zh.md"), None, TranslationState::Missing, 0))
            .collect();
        let text = table(&rows, Listed::Work, Language::English);
        assert_eq!(text.lines().count(), 1 + 50 + 1 + 1);
        assert!(text.contains("  and 10 more: "), "{text}");
        assert_eq!(
            table(&rows, Listed::All, Language::English).lines().count(),
            1 + 60 + 1
        );
    }
}
