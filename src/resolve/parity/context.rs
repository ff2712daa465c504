//! What a text leaves to its context: "this year", `上月`, today.

use jiff::ToSpan;
use jiff::civil::Date;

use super::fact::{Day, Value};

/// Around an announcement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The day of publication.
    pub(super) published: Date,
    /// Whether `104年` is a year of the Republic (民国) where the text does not say so.
    pub(super) minguo_years: bool,
}

/// A time that is named by its distance from the day of publication, or by its part of a year.
#[derive(Debug, Clone, Copy)]
pub(super) enum Relative {
    Year(i16),
    Month(i32),
    Day(i32),
    /// From the first to the last of some months.
    Months(u32, u32),
}

/// The dates that such a word may stand for.
pub(super) fn relative_hint(relative: Relative, context: &Context) -> Vec<Value> {
    let date = context.published;
    let day = match relative {
        Relative::Months(first, last) => {
            return (first..=last)
                .map(|month| Value::Date(Day::month(month)))
                .collect();
        }
        Relative::Year(years) => Day::year((date.year() + years) as u32),
        Relative::Month(months) => match date.checked_add(months.months()) {
            Ok(date) => Day {
                day: None,
                ..day(date)
            },
            Err(_) => return Vec::new(),
        },
        Relative::Day(days) => match date.checked_add(days.days()) {
            Ok(date) => day(date),
            Err(_) => return Vec::new(),
        },
    };
    vec![Value::Date(day)]
}

/// A date of the calendar, all of it known.
pub(super) fn day(date: Date) -> Day {
    Day {
        year: Some(date.year() as u32),
        month: Some(date.month() as u32),
        day: Some(date.day() as u32),
    }
}
