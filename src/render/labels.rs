//! Dates, numbers and counts in the words of a language.

use std::collections::BTreeMap;

use icu::calendar::{Date as IcuDate, Gregorian};
use icu::datetime::{FixedCalendarDateTimeFormatter, fieldsets};
use icu::decimal::{DecimalFormatter, input::Decimal};
use icu::locale::Locale;
use icu::plurals::{PluralCategory, PluralRules};
use jiff::civil::Date;

use crate::model::moment::Moment;

/// How one language writes dates, numbers and counts.
pub(super) struct Labels<'a> {
    texts: &'a BTreeMap<String, String>,
    locale: Locale,
    plurals: Option<PluralRules>,
    numbers: Option<DecimalFormatter>,
    weekday: Option<Formatter<fieldsets::YMDE>>,
    day: Option<Formatter<fieldsets::YMD>>,
    day_of_year: Option<Formatter<fieldsets::MD>>,
    month: Option<Formatter<fieldsets::YM>>,
    month_of_year: Option<Formatter<fieldsets::M>>,
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
            numbers: DecimalFormatter::try_new((&locale).into(), Default::default()).ok(),
            weekday: Formatter::try_new((&locale).into(), fieldsets::YMDE::long()).ok(),
            day: Formatter::try_new((&locale).into(), fieldsets::YMD::long()).ok(),
            day_of_year: Formatter::try_new((&locale).into(), fieldsets::MD::long()).ok(),
            month: Formatter::try_new((&locale).into(), fieldsets::YM::long()).ok(),
            month_of_year: Formatter::try_new((&locale).into(), fieldsets::M::long()).ok(),
            year: Formatter::try_new((&locale).into(), fieldsets::Y::long()).ok(),
            locale,
        }
    }

    /// 2023年4月14日 星期五, Friday 14 April 2023.
    pub(super) fn day_with_weekday(&self, day: Date) -> String {
        let short = self.day(day);
        let Some(long) = self
            .weekday
            .as_ref()
            .and_then(|formatter| Some(formatter.format(&icu_date(day)?).to_string()))
        else {
            return short;
        };
        match self.locale.id.language.as_str() {
            // CLDR writes 2023年4月14日星期五; the sites of Chinese authorities put a space between.
            "zh" => match long.strip_prefix(&short) {
                Some(weekday) => format!("{short} {}", weekday.trim_start()),
                None => long,
            },
            // CLDR writes Friday, 14 April 2023; the style guide of the British government has no comma. Where
            // the month comes first, the comma stays.
            "en" if long.ends_with(&short) && short.starts_with(|c: char| c.is_ascii_digit()) => {
                long.replacen(", ", " ", 1)
            }
            _ => long,
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

    /// 4月14日, 14 April: where the year stands above it.
    pub(super) fn day_of_year(&self, day: Date) -> String {
        self.day_of_year
            .as_ref()
            .and_then(|formatter| Some(formatter.format(&icu_date(day)?).to_string()))
            .unwrap_or_else(|| self.day(day))
    }

    /// 4月, April: where the year stands above it.
    pub(super) fn month_of_year(&self, day: Date) -> String {
        // CLDR writes a month that stands alone as 四月; beside 2023年4月 it is 4月.
        let month = self.month(day);
        if let Some(rest) = month.strip_prefix(&self.year(day.year())) {
            return rest.trim_start().to_owned();
        }
        self.month_of_year
            .as_ref()
            .and_then(|formatter| Some(formatter.format(&icu_date(day)?).to_string()))
            .unwrap_or(month)
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
        with_time(self.day(moment.day()), moment)
    }

    /// The same with the weekday.
    pub(super) fn moment_with_weekday(&self, moment: &Moment) -> String {
        with_time(self.day_with_weekday(moment.day()), moment)
    }

    /// 2,335; 2 335 in French.
    pub(super) fn number(&self, number: usize) -> String {
        self.decimal(Decimal::from(number))
    }

    fn decimal(&self, number: Decimal) -> String {
        match &self.numbers {
            Some(formatter) => formatter.format(&number).to_string(),
            None => number.to_string(),
        }
    }

    /// A file's size in decimal units, as people compare them: 75 KB, 1.2 MB.
    pub(super) fn size(&self, bytes: u64) -> String {
        let (number, unit) = match bytes {
            0..1_000 => (Decimal::from(bytes), "B"),
            1_000..1_000_000 => (Decimal::from((bytes + 500) / 1_000), "KB"),
            _ => {
                let mut tenths = Decimal::from(bytes / 100_000);
                tenths.multiply_pow10(-1);
                (tenths, "MB")
            }
        };
        format!("{} {unit}", self.decimal(number))
    }

    /// `12 条公告`, `1 announcement`.
    pub(super) fn count(&self, count: usize) -> String {
        self.counted("count", count)
    }

    /// The theme's text for a number of things, in the form that the language has for that number: of the texts
    /// `NAME_one`, `NAME_few` and so on.
    pub(super) fn counted(&self, name: &str, count: usize) -> String {
        let category = self
            .plurals
            .as_ref()
            .map_or(PluralCategory::Other, |rules| rules.category_for(count));
        let form = match category {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        };
        // A language lists only the forms that it has.
        let text = self
            .texts
            .get(&format!("{name}_{form}"))
            .or_else(|| self.texts.get(&format!("{name}_other")))
            .map_or("{n}", String::as_str);
        text.replace("{n}", &self.number(count))
    }

    /// Whether the length of a text is counted in characters and not in words.
    pub(super) fn counts_characters(&self) -> bool {
        matches!(self.locale.id.language.as_str(), "zh" | "yue" | "ja")
    }
}

fn with_time(day: String, moment: &Moment) -> String {
    match moment.time() {
        Some((hour, minute)) => format!("{day} {hour:02}:{minute:02}"),
        None => day,
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
    fn each_language_writes_weekdays_its_own_way() {
        let texts = BTreeMap::new();
        let day = Date::new(2023, 4, 14).unwrap();
        for (tag, expected) in [
            ("zh-Hans", "2023年4月14日 星期五"),
            ("zh-Hant", "2023年4月14日 星期五"),
            ("zh-Hant-HK", "2023年4月14日 星期五"),
            ("en", "Friday 14 April 2023"),
            ("en-GB", "Friday 14 April 2023"),
            ("en-AU", "Friday 14 April 2023"),
            ("en-US", "Friday, April 14, 2023"),
            ("fr", "vendredi 14 avril 2023"),
            ("de", "Freitag, 14. April 2023"),
            ("ja", "2023年4月14日金曜日"),
            ("ko", "2023년 4월 14일 금요일"),
        ] {
            assert_eq!(
                Labels::new(tag, &texts).day_with_weekday(day),
                expected,
                "{tag}"
            );
        }
    }

    #[test]
    fn each_language_writes_numbers_its_own_way() {
        let texts = BTreeMap::from([("count_other".to_owned(), "{n} things".to_owned())]);
        for (tag, expected) in [
            ("zh-Hans", ["2,335 things", "999 B", "75 KB", "1.2 MB"]),
            ("en", ["2,335 things", "999 B", "75 KB", "1.2 MB"]),
            ("fr", ["2\u{202f}335 things", "999 B", "75 KB", "1,2 MB"]),
            ("de", ["2.335 things", "999 B", "75 KB", "1,2 MB"]),
        ] {
            let labels = Labels::new(tag, &texts);
            let shown = [
                labels.count(2335),
                labels.size(999),
                labels.size(75_400),
                labels.size(1_290_000),
            ];
            assert_eq!(shown, expected, "{tag}");
        }
    }

    #[test]
    fn each_language_writes_dates_its_own_way() {
        let texts = BTreeMap::from([
            ("count_one".to_owned(), "{n} announcement".to_owned()),
            ("count_other".to_owned(), "{n} announcements".to_owned()),
        ]);
        let day = Date::new(2023, 4, 14).unwrap();
        let check = |tag: &str, expected: [&str; 5]| {
            let labels = Labels::new(tag, &texts);
            let (day_of_year, month_of_year) = (labels.day_of_year(day), labels.month_of_year(day));
            assert_eq!(
                [
                    labels.day(day),
                    labels.month(day),
                    labels.year(2023),
                    day_of_year,
                    month_of_year
                ],
                expected,
                "{tag}"
            );
        };
        check(
            "zh-Hans",
            ["2023年4月14日", "2023年4月", "2023年", "4月14日", "4月"],
        );
        check(
            "zh-Hant",
            ["2023年4月14日", "2023年4月", "2023年", "4月14日", "4月"],
        );
        check(
            "en",
            ["14 April 2023", "April 2023", "2023", "14 April", "April"],
        );
        check(
            "en-US",
            ["April 14, 2023", "April 2023", "2023", "April 14", "April"],
        );
        check(
            "fr",
            ["14 avril 2023", "avril 2023", "2023", "14 avril", "avril"],
        );
        assert_eq!(Labels::new("en", &texts).count(1), "1 announcement");
        assert_eq!(Labels::new("en", &texts).count(0), "0 announcements");
    }
}
