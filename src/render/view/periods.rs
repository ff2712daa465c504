//! Names and addresses of years, months and days.

use jiff::civil::Date;

use super::Crumb;
use crate::model::address::Permalink;
use crate::model::lang::Lang;
use crate::render::Site;

/// A span of the calendar, given by any day in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    Year,
    Month,
    Day,
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
}
