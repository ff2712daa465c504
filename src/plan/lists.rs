//! Lists of announcements, cut by period, topic and series.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::config::Config;
use crate::model::archive::{Archive, Index};
use crate::model::names::{SeriesId, TopicId};
use crate::model::plan::{List, runs};

/// The listed announcements of each topic that has any, newest first.
pub(super) fn by_topic(
    archive: &Archive,
    listed: &[Index],
    config: &Config,
) -> BTreeMap<TopicId, Vec<Index>> {
    let mut topics: BTreeMap<TopicId, Vec<Index>> = BTreeMap::new();
    for index in listed {
        for topic in archive.announcements[*index]
            .facts
            .topics
            .iter()
            .filter(|topic| config.topic(topic).is_some())
        {
            topics.entry(topic.clone()).or_default().push(*index);
        }
    }
    topics
}

/// The listed announcements of each series, newest first; by number, highest first, where all have one.
pub(super) fn by_series(archive: &Archive, listed: &[Index]) -> BTreeMap<SeriesId, Vec<Index>> {
    let mut series: BTreeMap<SeriesId, Vec<Index>> = BTreeMap::new();
    for index in listed {
        if let Some(part) = &archive.announcements[*index].facts.series {
            series
                .entry(part.id.value.clone())
                .or_default()
                .push(*index);
        }
    }
    for items in series.values_mut() {
        let number = |index: &Index| {
            archive.announcements[*index]
                .facts
                .series
                .as_ref()
                .and_then(|part| part.number)
        };
        if items.iter().all(|index| number(index).is_some()) {
            items.sort_by_key(|index| std::cmp::Reverse(number(index)));
        }
    }
    series
}

/// The years of a list that is ordered by date, with the range of each.
pub(super) fn years(archive: &Archive, items: &[Index]) -> Vec<(i16, Range<usize>)> {
    runs(items, |index| archive.announcements[index].day().year())
}

/// Every year, month and day in which something was published.
pub(super) fn periods(archive: &Archive, listed: &[Index]) -> Vec<List> {
    let day = |index: Index| archive.announcements[index].day();
    let years = years(archive, listed)
        .into_iter()
        .map(|(year, range)| List::Year(year, range));
    let months = runs(listed, |index| day(index).first_of_month())
        .into_iter()
        .map(|(month, range)| List::Month(month, range));
    let days = runs(listed, day)
        .into_iter()
        .map(|(day, range)| List::Day(day, range));
    years.chain(months).chain(days).collect()
}

/// The address of a list below that of its language.
pub(super) fn address(list: &List) -> String {
    let month = |day: &Date| format!("{:04}/{:02}/", day.year(), day.month());
    match list {
        List::Year(year, _) => format!("{year:04}/"),
        List::Month(first, _) => month(first),
        List::Day(day, _) => format!("{}{:02}/", month(day), day.day()),
        List::TopicYear(topic, year, _) => format!("topics/{topic}/{year:04}/"),
        List::Series(series) => format!("series/{series}/"),
    }
}
