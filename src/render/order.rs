//! The order of topics by their names, in each language its own way.

use icu::collator::Collator;
use icu::collator::options::CollatorOptions;
use icu::locale::Locale;

use crate::config::{Config, TopicOrder};
use crate::model::lang::Lang;
use crate::text::spelled;

/// The places of the topics in `config.topics`, in the order in which pages in a language list them. Names are
/// compared as CLDR says: in pinyin order for `zh-Hans`, by strokes for `zh-Hant`.
pub(super) fn topics(config: &Config, lang: Lang) -> Vec<usize> {
    let mut places: Vec<usize> = (0..config.topics.len()).collect();
    if config.topic_order == TopicOrder::Listed {
        return places;
    }
    let locale: Locale = config.languages[lang]
        .tag
        .parse()
        .unwrap_or(Locale::UNKNOWN);
    let Ok(collator) = Collator::try_new((&locale).into(), CollatorOptions::default()) else {
        return places;
    };
    let is_pinyin = locale.id.language.as_str() == "zh" && collator.compare("阿", "一").is_lt();
    let keys: Vec<String> = config
        .topics
        .iter()
        .map(|topic| match topic.sort[lang].as_str() {
            "" => topic.label[lang].clone(),
            // The collator puts Latin letters behind all characters; pinyin means a place among them.
            sort if is_pinyin => spelled(sort).unwrap_or_else(|| sort.to_owned()),
            sort => sort.to_owned(),
        })
        .collect();
    places.sort_by(|left, right| collator.compare(&keys[*left], &keys[*right]));
    places
}
