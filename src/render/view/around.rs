//! What an announcement leads on to: its neighbours in time and in its series, and older ones of its topic.

use serde::Serialize;

use super::Item;
use crate::model::archive::Index;
use crate::model::edition::SeriesPart;
use crate::model::lang::Lang;
use crate::render::Site;

/// So many older announcements of the same topic are shown.
const OF_TOPIC: usize = 3;

/// All of it can be read in the language of the page. Nothing of it but a `next` changes when something newer is published.
#[derive(Serialize)]
pub(super) struct Around {
    previous: Option<Neighbour>,
    next: Option<Neighbour>,
    series: Option<SeriesNeighbours>,
    topic: Option<OfTopic>,
}

/// The parts before and after in a series; one of them at least.
#[derive(Serialize)]
struct SeriesNeighbours {
    title: String,
    href: String,
    previous: Option<Neighbour>,
    next: Option<Neighbour>,
}

#[derive(Serialize)]
struct Neighbour {
    /// `Previous`, or its number in a series.
    label: String,
    title: String,
    href: String,
}

#[derive(Serialize)]
struct OfTopic {
    title: String,
    href: String,
    items: Vec<Item>,
}

impl Site<'_> {
    pub(super) fn around(&self, lang: Lang, index: Index) -> Around {
        let [previous, next] = self.in_time(lang, index);
        let [previous_part, next_part] = self.in_series(lang, index);
        let shown = [previous, next, previous_part, next_part];
        Around {
            previous: previous.map(|at| self.neighbour(lang, at, self.text(lang, "previous"))),
            next: next.map(|at| self.neighbour(lang, at, self.text(lang, "next"))),
            series: self.series_neighbours(lang, index, previous_part, next_part),
            topic: self.of_topic(lang, index, &shown),
        }
    }

    /// The announcements before and after in time.
    fn in_time(&self, lang: Lang, index: Index) -> [Option<Index>; 2] {
        let readable = &self.readable[lang];
        readable.binary_search(&index).map_or([None, None], |at| {
            let next = at.checked_sub(1).map(|at| readable[at]);
            [readable.get(at + 1).copied(), next]
        })
    }

    /// The parts before and after in the series. Each gap of unreadable parts is crossed from its two ends only, so
    /// that all pages together cost no more than the series is long.
    fn in_series(&self, lang: Lang, index: Index) -> [Option<Index>; 2] {
        let part = &self.archive.announcements[index].facts.series;
        let items = part
            .as_ref()
            .and_then(|part| self.plan.by_series.get(&part.id.value));
        let (Some(items), Some(at)) = (items, self.places_in_series.get(&index)) else {
            return [None, None];
        };
        let readable = |index: &&Index| self.is_readable(lang, **index);
        [
            items[at + 1..].iter().find(readable).copied(),
            items[..*at].iter().rev().find(readable).copied(),
        ]
    }

    fn series_neighbours(
        &self,
        lang: Lang,
        index: Index,
        previous: Option<Index>,
        next: Option<Index>,
    ) -> Option<SeriesNeighbours> {
        previous.or(next)?;
        let id = &self.archive.announcements[index].facts.series.as_ref()?.id;
        let part = |at: Index, key: &str| {
            let part = self.archive.announcements[at].facts.series.as_ref();
            let number = part.map_or_else(String::new, |part| self.series_number(lang, part));
            let label = if number.is_empty() {
                self.text(lang, key)
            } else {
                &number
            };
            self.neighbour(lang, at, label)
        };
        Some(SeriesNeighbours {
            title: self
                .text(lang, "in_series")
                .replace("{series}", &self.archive.series_titles[&id.value][lang]),
            href: self.href_of(&format!("/{}/series/{}/", self.code(lang), id.value)),
            previous: previous.map(|at| part(at, "previous")),
            next: next.map(|at| part(at, "next")),
        })
    }

    /// The nearest older announcements of the first topic, without those that are shown already.
    fn of_topic(&self, lang: Lang, index: Index, shown: &[Option<Index>]) -> Option<OfTopic> {
        let mut topics = self.archive.announcements[index].facts.topics.iter();
        let (topic, items) = topics.find_map(|topic| self.plan.by_topic.get_key_value(topic))?;
        let at = items.binary_search(&index).ok()?;
        let older: Vec<Item> = items[at + 1..]
            .iter()
            .filter(|index| self.is_readable(lang, **index) && !shown.contains(&Some(**index)))
            .take(OF_TOPIC)
            .map(|index| self.item(lang, *index))
            .collect();
        if older.is_empty() {
            return None;
        }
        Some(OfTopic {
            title: self
                .text(lang, "same_topic")
                .replace("{topic}", self.topic_name(lang, topic)),
            href: self.href_of(&format!("/{}/topics/{topic}/", self.code(lang))),
            items: older,
        })
    }

    fn is_readable(&self, lang: Lang, index: Index) -> bool {
        self.archive.announcements[index].edition(lang).is_some()
    }

    fn neighbour(&self, lang: Lang, index: Index, label: &str) -> Neighbour {
        let announcement = &self.archive.announcements[index];
        Neighbour {
            label: label.to_owned(),
            title: self.marked_title(lang, index, announcement.headline(lang).1),
            href: self.announcement_href(lang, index),
        }
    }

    /// 第5期, No. 5; empty for a part without a number.
    pub(super) fn series_number(&self, lang: Lang, part: &SeriesPart) -> String {
        part.number.map_or_else(String::new, |number| {
            self.text(lang, "series_number")
                .replace("{n}", &number.to_string())
        })
    }
}
