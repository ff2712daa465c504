//! What pages say of a withdrawn announcement, and the notice that stands in place of one that was removed.

use serde::Serialize;

use super::{DateView, View};
use crate::model::address::Permalink;
use crate::model::archive::{Announcement, Index};
use crate::model::edition::{Status, Withdrawal};
use crate::model::lang::Lang;
use crate::render::Site;

/// What stands above the headline.
#[derive(Serialize)]
pub(super) struct WithdrawnView {
    notice: String,
    /// Empty where none is stated.
    reason: String,
    /// Language of the reason, if it is not that of the page; else empty.
    reason_tag: String,
}

#[derive(Serialize)]
pub(in crate::render) struct GoneView {
    a: Parts,
}

#[derive(Serialize)]
struct Parts {
    title: String,
    date: DateView,
    withdrawn: WithdrawnView,
}

impl Site<'_> {
    /// A headline as it stands by itself, in a title or a feed: one of an announcement that was withdrawn, or is not
    /// public, says so.
    pub(in crate::render) fn marked_title(&self, lang: Lang, index: Index, title: &str) -> String {
        let announcement = &self.archive.announcements[index];
        let title = if announcement.facts.status == Status::Withdrawn {
            self.text(lang, "withdrawn_title").replace("{title}", title)
        } else {
            title.to_owned()
        };
        self.unpublished_title(lang, index, title)
    }

    /// The notice of a withdrawn announcement; nothing for one that is in force.
    pub(super) fn withdrawn(
        &self,
        announcement: &Announcement,
        lang: Lang,
    ) -> Option<WithdrawnView> {
        let facts = &announcement.facts;
        if facts.status != Status::Withdrawn {
            return None;
        }
        Some(match &facts.withdrawn {
            Some(withdrawn) => {
                let key = if facts.is_removed() {
                    "removed_notice"
                } else {
                    "withdrawn_notice_dated"
                };
                self.explained(withdrawn, key, announcement.original_lang, lang)
            }
            None => WithdrawnView {
                notice: self.text(lang, "withdrawn_notice").to_owned(),
                reason: String::new(),
                reason_tag: String::new(),
            },
        })
    }

    fn explained(
        &self,
        withdrawn: &Withdrawal,
        key: &str,
        original: Lang,
        lang: Lang,
    ) -> WithdrawnView {
        let date = self.labels[lang].day(withdrawn.date.value.day());
        let others = self.config.languages.all();
        let reason_lang = [lang, original]
            .into_iter()
            .chain(others)
            .find(|lang| !withdrawn.reason[*lang].is_empty())
            .unwrap_or(lang);
        WithdrawnView {
            notice: self.text(lang, key).replace("{date}", &date),
            reason: withdrawn.reason[reason_lang].clone(),
            reason_tag: self.foreign_tag(reason_lang, lang),
        }
    }

    /// Headline, dates and reason; nothing that was taken off the site, and no way into lists in which it is not.
    pub(in crate::render) fn gone_view(
        &self,
        lang: Lang,
        index: Index,
        permalink: &Permalink,
    ) -> View<GoneView> {
        let announcement = &self.archive.announcements[index];
        let (_, text) = announcement.edition_for(lang);
        let title = self.marked_title(lang, index, &text.title);
        let mut page = self.page("gone", lang, title, permalink, vec![self.home_crumb(lang)]);
        page.robots = "noindex";
        page.alternates = Vec::new();
        let own_or_home = |other: Lang| {
            let own = self.plan.permalinks[index][other].clone();
            own.unwrap_or_else(|| self.home(other))
        };
        page.languages = self.language_links(Some(lang), own_or_home);
        let date = &announcement.facts.date.value;
        let a = Parts {
            title: text.title.clone(),
            date: DateView {
                iso: date.machine_text(),
                text: self.labels[lang].moment_with_weekday(date),
            },
            withdrawn: self.withdrawn(announcement, lang).unwrap_or_else(|| {
                unreachable!("only a withdrawn announcement leaves a notice in its place")
            }),
        };
        self.view(lang, page, GoneView { a })
    }
}
