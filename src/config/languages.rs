//! `languages:` of `site.yaml`.

use icu::locale::Locale;

use crate::diagnostic::Problem;
use crate::fields::Fields;
use crate::model::lang::{Language, Languages, PerLang};
use crate::source::Span;

pub(super) fn parse(fields: &mut Fields<'_>) -> Option<(Languages, PerLang<Span>)> {
    let node = fields.required(
        "languages",
        "languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]",
    )?;
    let mut list: Vec<Language> = Vec::new();
    let mut spans = Vec::new();
    let items = fields.list("languages", node);
    for item in items {
        let Some(entries) = fields.map("languages", item) else {
            continue;
        };
        let mut inner = fields.inside(entries, item.span);
        let code = inner
            .required("code", "code: zh")
            .and_then(|node| inner.text("code", node));
        let tag = inner
            .required("tag", "tag: zh-Hans")
            .and_then(|node| inner.text("tag", node));
        inner.refuse_others();
        let (Some(code), Some(tag)) = (code, tag) else {
            continue;
        };
        if !is_language_code(&code.value) {
            fields.report(Problem::BadLanguageCode { text: code.value }, code.span);
        } else if tag.value.parse::<Locale>().is_err() {
            fields.report(Problem::BadLanguageTag { text: tag.value }, tag.span);
        } else if list.iter().any(|other| other.code == code.value) {
            fields.report(Problem::RepeatedLanguage { code: code.value }, code.span);
        } else if list
            .iter()
            .any(|other| other.tag.eq_ignore_ascii_case(&tag.value))
        {
            fields.report(Problem::RepeatedTag { tag: tag.value }, tag.span);
        } else {
            spans.push(tag.span);
            list.push(Language {
                code: code.value,
                tag: tag.value,
            });
        }
    }
    if items.is_empty() || items.len() > Languages::MOST {
        fields.report(Problem::TooManyLanguages, node.span);
    }
    // Without one of them, whatever is written in it would seem wrong too.
    if list.len() < items.len() {
        return None;
    }
    let languages = Languages::new(list)?;
    let mut spans = spans.into_iter();
    let tags = PerLang::from_fn(&languages, |_| spans.next().unwrap_or_default());
    Some((languages, tags))
}

/// `zh`, `zh-hk`: never mistaken for another part of an address or file name, or for the `sort` of a topic.
fn is_language_code(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().is_some_and(|part| {
        (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    let second = parts.next().is_none_or(|part| {
        (1..=8).contains(&part.len())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    first && second && parts.next().is_none() && text != super::topics::SORT
}
