//! The view of the page that leads everywhere: topics, years, series, feeds.

use std::ops::Range;

use serde::Serialize;

use super::periods::Period;
use super::{LinkView, View};
use crate::model::address::Permalink;
use crate::model::lang::Lang;
use crate::model::plan::runs;
use crate::render::Site;

#[derive(Serialize)]
pub(in crate::render) struct SiteMapView {
    topics: Vec<LinkView>,
    years: Vec<LinkView>,
    series: Vec<LinkView>,
}

impl Site<'_> {
    pub(in crate::render) fn site_map_view(
        &self,
        lang: Lang,
        permalink: &Permalink,
    ) -> View<SiteMapView> {
        let title = self.text(lang, "site_map").to_owned();
        let crumbs = vec![self.home_crumb(lang)];
        let page = self.page("site-map", lang, title, permalink, crumbs);
        let day = |index: usize| self.archive.announcements[index].day();
        let years = runs(&self.plan.listed, |index| day(index).year());
        let year_link = |(_, range): (i16, Range<usize>)| {
            let day = day(self.plan.listed[range.start]);
            self.link(
                lang,
                self.period_name(lang, Period::Year, day),
                Some(self.period_page(lang, Period::Year, day)),
                range.len(),
            )
        };
        let series = self.plan.by_series.iter().map(|(id, items)| {
            let name = self.archive.series_titles[id][lang].clone();
            let permalink = Permalink::page(&[self.code(lang), "series", id.as_str()]);
            self.link(lang, name, permalink, items.len())
        });
        let own = SiteMapView {
            topics: self.topic_links(lang),
            years: years.into_iter().map(year_link).collect(),
            series: series.collect(),
        };
        self.view(lang, page, own)
    }
}
