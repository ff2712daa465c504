//! Years, months and days: their names and addresses, and the way from one to the others.

use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use super::{Crumb, LinkView};
use crate::model::address::Permalink;
use crate::model::archive::Index;
use crate::model::lang::Lang;
use crate::model::plan::{List, runs};
use crate::render::Site;

/// The way on from a list by date. Nothing in it leads to a later period: that would change the page of a period which
/// is over, so the way forward is the one around it.
#[derive(Serialize)]
pub(super) struct Way {
    /// The nearest earlier period of the same kind in which something was published.
    earlier: Option<LinkView>,
    /// What the period is a part of, and what that is called.
    around_label: String,
    around: Crumb,
}

/// A span of the calendar, given by any day in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    Year,
    Month,
    Day,
}

impl Period {
    /// The day by which it is told from the others.
    fn first_day(self, day: Date) -> Date {
        match self {
            Self::Year => day.first_of_year(),
            Self::Month => day.first_of_month(),
            Self::Day => day,
        }
    }
}

impl Site<'_> {
    /// 2023年, April 2023, 14 April 2023.
    pub(super) fn period_name(&self, lang: Lang, period: Period, day: Date) -> String {
        let labels = &self.labels[lang];
        match period {
            Period::Year => labels.year(day.year()),
            Period::Month => labels.month(day),
            Period::Day => labels.day(day),
        }
    }

    /// The same below the name of what it is a part of: 4月, 14 April.
    pub(super) fn short_name(&self, lang: Lang, period: Period, day: Date) -> String {
        let labels = &self.labels[lang];
        match period {
            Period::Year => labels.year(day.year()),
            Period::Month => labels.month_of_year(day),
            Period::Day => labels.day_of_year(day),
        }
    }

    /// `/zh/2023/`, `/zh/2023/04/`, `/zh/2023/04/14/`.
    pub(super) fn period_page(&self, lang: Lang, period: Period, day: Date) -> Permalink {
        let parts = [
            format!("{:04}", day.year()),
            format!("{:02}", day.month()),
            format!("{:02}", day.day()),
        ];
        let depth = match period {
            Period::Year => 1,
            Period::Month => 2,
            Period::Day => 3,
        };
        let parts: Vec<&str> = std::iter::once(self.code(lang))
            .chain(parts[..depth].iter().map(String::as_str))
            .collect();
        Permalink::page(&parts).unwrap_or_else(|| self.home(lang))
    }

    /// A step of the way down to a period.
    pub(super) fn period_crumb(&self, lang: Lang, period: Period, day: Date) -> Crumb {
        Crumb {
            name: self.period_name(lang, period, day),
            href: self.href(&self.period_page(lang, period, day)),
        }
    }

    pub(super) fn period_link(
        &self,
        lang: Lang,
        period: Period,
        day: Date,
        count: usize,
    ) -> LinkView {
        self.link(
            lang,
            self.period_name(lang, period, day),
            Some(self.period_page(lang, period, day)),
            count,
        )
    }

    /// The periods in which the items lie, with their counts, under short names.
    pub(super) fn period_links(
        &self,
        lang: Lang,
        period: Period,
        items: &[Index],
    ) -> Vec<LinkView> {
        let link = |(day, range): (Date, Range<usize>)| LinkView {
            name: self.short_name(lang, period, day),
            ..self.period_link(lang, period, day, range.len())
        };
        runs(items, |index| period.first_day(self.day(index)))
            .into_iter()
            .map(link)
            .collect()
    }

    /// The items at the start of a list that lie in one period.
    pub(super) fn run<'i>(&self, period: Period, items: &'i [Index]) -> &'i [Index] {
        let first_day = |index: &Index| period.first_day(self.day(*index));
        let first = items.first().map(first_day);
        let in_it = |index: &&Index| Some(first_day(index)) == first;
        &items[..items.iter().take_while(in_it).count()]
    }

    /// The way on from a list; none from a series, which has no period.
    pub(super) fn way(&self, lang: Lang, list: &List) -> Option<Way> {
        let earlier = |period, items: &[Index]| {
            let run = self.run(period, items);
            let day = self.day(*run.first()?);
            Some(self.period_link(lang, period, day, run.len()))
        };
        let listed = |range: &Range<usize>| &self.plan.listed[range.end..];
        let (earlier, key, around) = match list {
            List::Year(_, range) => (
                earlier(Period::Year, listed(range)),
                "date_navigation",
                self.dates_crumb(lang),
            ),
            List::Month(first, range) => (
                earlier(Period::Month, listed(range)),
                "whole_year",
                self.period_crumb(lang, Period::Year, *first),
            ),
            List::Day(day, range) => (
                earlier(Period::Day, listed(range)),
                "whole_month",
                self.period_crumb(lang, Period::Month, *day),
            ),
            List::TopicYear(topic, _, range) => {
                let older = &self.plan.by_topic[topic][range.end..];
                let year = earlier(Period::Year, older).zip(older.first());
                let link = year.map(|(link, newest)| LinkView {
                    href: self.href_of(&format!(
                        "/{}/topics/{topic}/{:04}/",
                        self.code(lang),
                        self.day(*newest).year()
                    )),
                    ..link
                });
                (link, "topic", self.topic_crumb(lang, topic))
            }
            List::Series(_) => return None,
        };
        Some(Way {
            earlier,
            around_label: self.text(lang, key).to_owned(),
            around,
        })
    }

    /// The part of the home page that leads to all periods.
    fn dates_crumb(&self, lang: Lang) -> Crumb {
        Crumb {
            name: self.text(lang, "all_years").to_owned(),
            href: format!("{}#dates", self.href(&self.home(lang))),
        }
    }
}
