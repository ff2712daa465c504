//! Dates and counts in the words of a language.

use std::collections::BTreeMap;

use icu::calendar::{Date as IcuDate, Gregorian};
use icu::datetime::{FixedCalendarDateTimeFormatter, fieldsets};
use icu::locale::Locale;
use icu::plurals::{PluralCategory, PluralRules};
use jiff::civil::Date;

use crate::model::moment::Moment;

/// How one language writes dates and counts.
pub(super) struct Labels<'a> {
    texts: &'a BTreeMap<String, String>,
    plurals: Option<PluralRules>,
    day: Option<Formatter<fieldsets::YMD>>,
    month: Option<Formatter<fieldsets::YM>>,
    year: Option<Formatter<fieldsets::Y>>,
}

type Formatter<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

impl<'a> Labels<'a> {
    /// For the language of `tag` (BCP 47), with the theme's texts.
    pub(super) fn new(tag: &str, texts: &'a BTreeMap<String, String>) -> Self {
        // CLDR's plain `en` is American; an authority that means that writes `en-US`.
        let tag = if tag == "en" { "en-GB" } else { tag };
        let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
        Self {
            texts,
            plurals: PluralRules::try_new((&locale).into(), Default::default()).ok(),
            day: Formatter::try_new((&locale).into(), fieldsets::YMD::long()).ok(),
            month: Formatter::try_new((&locale).into(), fieldsets::YM::long()).ok(),
            year: Formatter::try_new((&locale).into(), fieldsets::Y::long()).ok(),
        }
    }

    /// 2023年4月14日, 14 April 2023.
    pub(super) fn day(&self, day: Date) -> String {
        self.day
            .as_ref()
            .and_then(|formatter| Some(formatter.format(&icu_date(day)?).to_string()))
            .unwrap_or_else(|| day.to_string())
    }

    /// 2023年4月, April 2023.
    pub(super) fn month(&self, first: Date) -> String {
        self.month
            .as_ref()
            .and_then(|formatter| Some(formatter.format(&icu_date(first)?).to_string()))
            .unwrap_or_else(|| format!("{:04}-{:02}", first.year(), first.month()))
    }

    /// 2023年, 2023.
    pub(super) fn year(&self, year: i16) -> String {
        let first = Date::new(year, 1, 1).ok().and_then(icu_date);
        self.year
            .as_ref()
            .and_then(|formatter| Some(formatter.format(&first?).to_string()))
            .unwrap_or_else(|| year.to_string())
    }

    /// The day, and the time where one was stated.
    pub(super) fn moment(&self, moment: &Moment) -> String {
        let day = self.day(moment.day());
        moment.time().map_or_else(
            || day.clone(),
            |(hour, minute)| format!("{day} {hour:02}:{minute:02}"),
        )
    }

    /// `12 条公告`, `1 announcement`.
    pub(super) fn count(&self, count: usize) -> String {
        let category = self
            .plurals
            .as_ref()
            .map_or(PluralCategory::Other, |rules| rules.category_for(count));
        let key = match category {
            PluralCategory::Zero => "count_zero",
            PluralCategory::One => "count_one",
            PluralCategory::Two => "count_two",
            PluralCategory::Few => "count_few",
            PluralCategory::Many => "count_many",
            PluralCategory::Other => "count_other",
        };
        // A language lists only the forms that it has.
        let text = self
            .texts
            .get(key)
            .or_else(|| self.texts.get("count_other"))
            .map_or("{n}", String::as_str);
        text.replace("{n}", &count.to_string())
    }
}

fn icu_date(day: Date) -> Option<IcuDate<Gregorian>> {
    IcuDate::try_new_gregorian(
        day.year().into(),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_dates_its_own_way() {
        let texts = BTreeMap::from([
            ("count_one".to_owned(), "{n} announcement".to_owned()),
            ("count_other".to_owned(), "{n} announcements".to_owned()),
        ]);
        let day = Date::new(2023, 4, 14).unwrap();
        let check = |tag: &str, expected: [&str; 3]| {
            let labels = Labels::new(tag, &texts);
            assert_eq!(
                [labels.day(day), labels.month(day), labels.year(2023)],
                expected,
                "{tag}"
            );
        };
        check("zh-Hans", ["2023年4月14日", "2023年4月", "2023年"]);
        check("zh-Hant", ["2023年4月14日", "2023年4月", "2023年"]);
        check("en", ["14 April 2023", "April 2023", "2023"]);
        check("en-US", ["April 14, 2023", "April 2023", "2023"]);
        check("fr", ["14 avril 2023", "avril 2023", "2023"]);
        assert_eq!(Labels::new("en", &texts).count(1), "1 announcement");
        assert_eq!(Labels::new("en", &texts).count(0), "0 announcements");
    }
}
