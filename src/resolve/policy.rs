//! Whether another language is owed an edition, and by when.

use super::Visibility;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::edition::{Edition, Facts, TranslationPolicy};
use crate::source::Location;

/// Whether a missing edition is an error now. What is not public yet holds up nothing else.
pub(super) fn is_due(facts: &Facts, visibility: Visibility) -> bool {
    visibility.is_public(facts) && facts.translation.is_due(visibility.now)
}

/// Reports each language without an edition that is owed one.
pub(super) fn report_missing(
    original: &Edition,
    facts: &Facts,
    translations: &[Edition],
    config: &Config,
    visibility: Visibility,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for lang in config.languages.all() {
        if lang == original.lang || translations.iter().any(|edition| edition.lang == lang) {
            continue;
        }
        let language = config.languages[lang].code.clone();
        let problem = match &facts.translation {
            TranslationPolicy::Required if is_due(facts, visibility) => {
                Problem::TranslationRequired { language, by: None }
            }
            TranslationPolicy::RequiredBy(time) if is_due(facts, visibility) => {
                let by = Some(time.plain_text());
                Problem::TranslationRequired { language, by }
            }
            TranslationPolicy::RequiredBy(time) if !time.has_passed(visibility.now) => {
                let by = Some(time.plain_text());
                Problem::TranslationDue { language, by }
            }
            TranslationPolicy::Required | TranslationPolicy::RequiredBy(_) => {
                Problem::TranslationDue { language, by: None }
            }
            TranslationPolicy::Expected if facts.titles[lang].is_empty() => {
                Problem::TranslationMissing { language }
            }
            TranslationPolicy::Expected | TranslationPolicy::None => continue,
        };
        diagnostics.push(Diagnostic::new(
            problem,
            Location::new(&original.source, original.title.span),
        ));
    }
}
