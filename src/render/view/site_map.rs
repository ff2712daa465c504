//! The view of the page that leads everywhere: topics, years, series, feeds.

use serde::Serialize;

use super::periods::Period;
use super::{LinkView, View};
use crate::model::address::Permalink;
use crate::model::lang::Lang;
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
        let mut page = self.page("site-map", lang, title.clone(), permalink, crumbs);
        page.description = self.list_description(lang, &title);
        let own = SiteMapView {
            topics: self.topic_links(lang),
            years: self.period_links(lang, Period::Year, &self.plan.listed),
            series: self.series_links(lang),
        };
        self.view(lang, page, own)
    }
}
