//! Views of pages that list announcements.

use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use super::periods::{Period, Way};
use super::{Crumb, Item, LinkView, PageView, View};
use crate::model::address::Permalink;
use crate::model::archive::Index;
use crate::model::lang::Lang;
use crate::model::names::{SeriesId, TopicId};
use crate::model::plan::{FRONT_ITEMS, LATEST_ITEMS, LISTED_AT_ONCE, List, runs};
use crate::render::Site;

/// So many of the latest announcements show their summary on the home page.
const HOME_SUMMARIES: usize = 3;

#[derive(Serialize)]
pub(in crate::render) struct FrontView {
    sections: Vec<FrontSection>,
}

#[derive(Serialize)]
struct FrontSection {
    tag: String,
    title: String,
    description: String,
    name: String,
    home_href: String,
    topics_href: String,
    latest: Vec<Item>,
    t: Value,
}

#[derive(Serialize)]
pub(in crate::render) struct HomeView {
    latest: Vec<Item>,
    topics: Vec<LinkView>,
    /// `None` before the first announcement.
    dates: Option<Dates>,
    years: Vec<LinkView>,
}

/// Where the newest announcements are, by date. Of the newest announcement, not of the clock: the same input gives the
/// same bytes.
#[derive(Serialize)]
struct Dates {
    /// The newest day and its month, widening.
    newest: Vec<LinkView>,
    /// Its year, with the months in it.
    year: Crumb,
    months: Vec<LinkView>,
}

#[derive(Serialize)]
pub(in crate::render) struct TopicsView {
    topics: Vec<LinkView>,
    series: Vec<LinkView>,
}

#[derive(Serialize)]
pub(in crate::render) struct TopicView {
    topic: TopicHead,
    latest: Vec<Item>,
    years: Vec<LinkView>,
}

#[derive(Serialize)]
struct TopicHead {
    name: String,
    count_text: String,
    feed_href: String,
    json_feed_href: String,
}

#[derive(Serialize)]
pub(in crate::render) struct ListView {
    list: ListParts,
}

#[derive(Serialize)]
struct ListParts {
    title: String,
    count_text: String,
    children: Vec<LinkView>,
    groups: Vec<Group>,
    way: Option<Way>,
}

#[derive(Serialize)]
struct Group {
    title: String,
    href: String,
    items: Vec<Item>,
}

impl Site<'_> {
    fn sections(&self, items: usize) -> Vec<FrontSection> {
        let section = |lang: Lang| {
            let home = self.home(lang);
            FrontSection {
                tag: self.tag(lang).to_owned(),
                title: self.config.title[lang].clone(),
                description: self.config.description[lang].clone(),
                name: self.text(lang, "language_name").to_owned(),
                home_href: self.href(&home),
                topics_href: self.href_of(&format!("{home}topics/")),
                latest: self.items(lang, self.plan.listed.iter().take(items)),
                t: self.texts[lang].clone(),
            }
        };
        self.config.languages.all().map(section).collect()
    }

    fn items<'i>(&self, lang: Lang, indices: impl Iterator<Item = &'i Index>) -> Vec<Item> {
        indices.map(|index| self.item(lang, *index)).collect()
    }

    pub(in crate::render) fn front_view(&self, permalink: &Permalink) -> View<FrontView> {
        let lang = self.config.languages.default_lang();
        let titles: Vec<&str> = self
            .config
            .languages
            .all()
            .map(|lang| self.config.title[lang].as_str())
            .collect();
        let mut page = self.page("front", lang, titles.join(" "), permalink, Vec::new());
        page.head_title = page.title.clone();
        page.description = self.config.description[lang].clone();
        page.feeds = self
            .config
            .languages
            .all()
            .flat_map(|lang| self.feed_links(lang, None))
            .collect();
        page.alternates = self.front_alternates();
        // Neither language is the current one here.
        page.languages = self.language_links(None, |other| self.home(other));
        self.view(
            lang,
            page,
            FrontView {
                sections: self.sections(FRONT_ITEMS),
            },
        )
    }

    pub(in crate::render) fn not_found_view(&self, permalink: &Permalink) -> View<FrontView> {
        let lang = self.config.languages.default_lang();
        let mut page = self.page(
            "not-found",
            lang,
            self.text(lang, "not_found_title").to_owned(),
            permalink,
            Vec::new(),
        );
        page.robots = "noindex";
        page.alternates = Vec::new();
        page.languages = self.language_links(None, |other| self.home(other));
        self.view(
            lang,
            page,
            FrontView {
                sections: self.sections(0),
            },
        )
    }

    pub(in crate::render) fn home_view(&self, lang: Lang, permalink: &Permalink) -> View<HomeView> {
        let mut page = self.page(
            "home",
            lang,
            self.config.title[lang].clone(),
            permalink,
            Vec::new(),
        );
        page.description = self.config.description[lang].clone();
        let mut latest = self.items(lang, self.plan.listed.iter().take(LATEST_ITEMS));
        for (item, index) in latest
            .iter_mut()
            .zip(&self.plan.listed)
            .take(HOME_SUMMARIES)
        {
            // A summary in another language helps nobody here.
            item.summary = self.archive.announcements[*index]
                .edition(lang)
                .map_or_else(String::new, |text| text.summary.clone());
        }
        self.view(
            lang,
            page,
            HomeView {
                latest,
                topics: self.topic_links(lang),
                dates: self.dates(lang),
                years: self.period_links(lang, Period::Year, &self.plan.listed),
            },
        )
    }

    pub(in crate::render) fn topics_view(
        &self,
        lang: Lang,
        permalink: &Permalink,
    ) -> View<TopicsView> {
        let title = self.text(lang, "all_topics");
        let crumbs = vec![self.home_crumb(lang)];
        let mut page = self.page("topics", lang, title.to_owned(), permalink, crumbs);
        page.description = self.list_description(lang, title);
        self.view(
            lang,
            page,
            TopicsView {
                topics: self.topic_links(lang),
                series: self.series_links(lang),
            },
        )
    }

    pub(in crate::render) fn topic_view(
        &self,
        lang: Lang,
        topic: &TopicId,
        permalink: &Permalink,
    ) -> View<TopicView> {
        let name = self.topic_name(lang, topic).to_owned();
        let mut page = self.page(
            "topic",
            lang,
            name.clone(),
            permalink,
            vec![self.home_crumb(lang), self.topics_crumb(lang)],
        );
        page.description = self.list_description(lang, &name);
        let feeds = self.feed_links(lang, Some(topic));
        let feed_href = |media_type: &str| {
            feeds
                .iter()
                .find(|feed| feed.media_type == media_type)
                .map_or_else(String::new, |feed| feed.href.clone())
        };
        let items = self.plan.by_topic.get(topic).map_or(&[][..], Vec::as_slice);
        let head = TopicHead {
            name,
            count_text: self.labels[lang].count(items.len()),
            feed_href: feed_href("application/atom+xml"),
            json_feed_href: feed_href("application/feed+json"),
        };
        page.feeds.extend(feeds);
        let years = runs(items, |index| self.day(index).year());
        let year_link = |(year, range): (i16, Range<usize>)| {
            let permalink = Permalink::page(&[
                self.code(lang),
                "topics",
                topic.as_str(),
                &format!("{year:04}"),
            ]);
            self.link(lang, self.labels[lang].year(year), permalink, range.len())
        };
        let own = TopicView {
            topic: head,
            latest: self.items(lang, items.iter().take(LATEST_ITEMS)),
            years: years.into_iter().map(year_link).collect(),
        };
        self.view(lang, page, own)
    }

    pub(in crate::render) fn list_view(
        &self,
        lang: Lang,
        list: &List,
        permalink: &Permalink,
    ) -> View<ListView> {
        let labels = &self.labels[lang];
        let year_crumb = |day| self.period_crumb(lang, Period::Year, day);
        let month_crumb = |day| self.period_crumb(lang, Period::Month, day);
        let (kind, title, crumbs, items) = match list {
            List::Year(year, range) => (
                "year",
                labels.year(*year),
                vec![self.home_crumb(lang)],
                &self.plan.listed[range.clone()],
            ),
            List::Month(first, range) => (
                "month",
                labels.month(*first),
                vec![self.home_crumb(lang), year_crumb(*first)],
                &self.plan.listed[range.clone()],
            ),
            List::Day(day, range) => (
                "day",
                labels.day_with_weekday(*day),
                vec![self.home_crumb(lang), year_crumb(*day), month_crumb(*day)],
                &self.plan.listed[range.clone()],
            ),
            List::TopicYear(topic, year, range) => {
                let name = self.topic_name(lang, topic);
                let crumb = self.topic_crumb(lang, topic);
                let title = self
                    .text(lang, "topic_year")
                    .replace("{topic}", name)
                    .replace("{year}", &labels.year(*year));
                (
                    "topic-year",
                    title,
                    vec![self.home_crumb(lang), self.topics_crumb(lang), crumb],
                    &self.plan.by_topic[topic][range.clone()],
                )
            }
            List::Series(series) => (
                "series",
                self.archive.series_titles[series][lang].clone(),
                vec![self.home_crumb(lang), self.topics_crumb(lang)],
                self.plan.by_series[series].as_slice(),
            ),
        };
        let mut page: PageView = self.page(kind, lang, title.clone(), permalink, crumbs);
        page.description = self.list_description(lang, &title);
        let (children, groups) = self.children_and_groups(lang, list, items);
        let parts = ListParts {
            title,
            count_text: labels.count(items.len()),
            children,
            groups,
            way: self.way(lang, list),
        };
        self.view(lang, page, ListView { list: parts })
    }

    /// The periods inside a list, and its items by such period. A year or month of more announcements than fit
    /// a page leaves the items to its months or days.
    fn children_and_groups(
        &self,
        lang: Lang,
        list: &List,
        items: &[Index],
    ) -> (Vec<LinkView>, Vec<Group>) {
        let all = || {
            vec![Group {
                title: String::new(),
                href: String::new(),
                items: self.items(lang, items.iter()),
            }]
        };
        let short = items.len() <= LISTED_AT_ONCE;
        match list {
            List::Year(..) => (
                self.period_links(lang, Period::Month, items),
                if short {
                    self.month_groups(lang, items, true)
                } else {
                    Vec::new()
                },
            ),
            List::Month(..) => (
                self.period_links(lang, Period::Day, items),
                if short { all() } else { Vec::new() },
            ),
            List::TopicYear(..) => (Vec::new(), self.month_groups(lang, items, false)),
            List::Day(..) | List::Series(_) => (Vec::new(), all()),
        }
    }

    /// The items month by month; `linked` where the month's own page holds no more than these.
    fn month_groups(&self, lang: Lang, items: &[Index], linked: bool) -> Vec<Group> {
        let group = |(month, range): (Date, Range<usize>)| Group {
            title: self.period_name(lang, Period::Month, month),
            href: if linked {
                self.href(&self.period_page(lang, Period::Month, month))
            } else {
                String::new()
            },
            items: self.items(lang, items[range].iter()),
        };
        runs(items, |index| self.day(index).first_of_month())
            .into_iter()
            .map(group)
            .collect()
    }

    /// What search engines show below the title of a list.
    pub(super) fn list_description(&self, lang: Lang, title: &str) -> String {
        self.text(lang, "list_description")
            .replace("{site}", &self.config.title[lang])
            .replace("{title}", title)
    }

    /// The newest day, its month and the months of its year.
    fn dates(&self, lang: Lang) -> Option<Dates> {
        let day = self.day(*self.plan.listed.first()?);
        let newest = |period: Period| {
            let of_period = self.run(period, &self.plan.listed);
            self.period_link(lang, period, day, of_period.len())
        };
        let of_year = self.run(Period::Year, &self.plan.listed);
        Some(Dates {
            newest: vec![newest(Period::Day), newest(Period::Month)],
            year: self.period_crumb(lang, Period::Year, day),
            months: self.period_links(lang, Period::Month, of_year),
        })
    }

    /// All series, that of the newest announcement first.
    pub(super) fn series_links(&self, lang: Lang) -> Vec<LinkView> {
        let mut series: Vec<_> = self.plan.by_series.iter().collect();
        series.sort_by_key(|(_, items)| items.iter().min());
        let link = |(id, items): (&SeriesId, &Vec<Index>)| {
            self.link(
                lang,
                self.archive.series_titles[id][lang].clone(),
                Permalink::page(&[self.code(lang), "series", id.as_str()]),
                items.len(),
            )
        };
        series.into_iter().map(link).collect()
    }

    pub(super) fn topic_links(&self, lang: Lang) -> Vec<LinkView> {
        let with_items = self.topic_order[lang]
            .iter()
            .map(|place| &self.config.topics[*place])
            .filter_map(|topic| Some((topic, self.plan.by_topic.get(&topic.id)?)));
        with_items
            .map(|(topic, items)| {
                self.link(
                    lang,
                    topic.label[lang].clone(),
                    Permalink::page(&[self.code(lang), "topics", topic.id.as_str()]),
                    items.len(),
                )
            })
            .collect()
    }

    pub(super) fn topic_crumb(&self, lang: Lang, topic: &TopicId) -> Crumb {
        Crumb {
            name: self.topic_name(lang, topic).to_owned(),
            href: self.href_of(&format!("/{}/topics/{topic}/", self.code(lang))),
        }
    }

    fn topics_crumb(&self, lang: Lang) -> Crumb {
        Crumb {
            name: self.text(lang, "topics").to_owned(),
            href: self.href_of(&format!("/{}/topics/", self.code(lang))),
        }
    }

    pub(super) fn day(&self, index: Index) -> Date {
        self.archive.announcements[index].day()
    }
}
