//! What templates see, and nothing else: no function reaches back into the archive.

mod announcement;
mod around;
mod head;
mod imprint;
mod lists;
mod periods;
mod reading;
mod site_map;
mod unpublished;
mod withdrawn;

use serde::Serialize;
use tera::Value;

use super::Site;
use crate::model::address::Permalink;
use crate::model::archive::Index;
use crate::model::lang::Lang;
use crate::model::moment::Moment;
use crate::model::names::TopicId;
use crate::model::plan::Page;

use head::{ArticleView, Meta, SharedImage};

pub(super) use head::icons;
pub(super) use imprint::ImprintView;

/// What every template has besides its own part, `t` and `css`.
#[derive(Serialize)]
pub(super) struct View<T: Serialize> {
    site: SiteView,
    page: PageView,
    #[serde(flatten)]
    own: T,
}

/// The site, in the language of the page. Holds nothing that changes when something is published, so that
/// closed periods keep their bytes.
#[derive(Serialize)]
struct SiteView {
    title: String,
    description: String,
    home_href: String,
    front_href: String,
    topics_href: String,
    site_map_href: String,
    feed_href: String,
    json_feed_href: String,
    icons: Value,
    /// In each language of the page.
    imprints: Vec<Value>,
}

/// What stands in the head of a page and around its content.
#[derive(Serialize)]
struct PageView {
    kind: &'static str,
    title: String,
    head_title: String,
    description: String,
    /// Its own address, absolute.
    url: String,
    /// The address at which its text is printed: its own, but for a page that refers to another.
    canonical_url: String,
    tag: String,
    robots: &'static str,
    og_type: &'static str,
    og_locale: String,
    /// Those of its translations.
    og_other_locales: Vec<String>,
    image: Option<SharedImage>,
    article: Option<ArticleView>,
    /// The set of Chinese government sites; empty if the site is none.
    metas: Vec<Meta>,
    /// Where an error of this page is reported; empty if there is no such place.
    report_errors_href: String,
    feeds: Vec<FeedLink>,
    alternates: Vec<Alternate>,
    languages: Vec<LanguageLink>,
    breadcrumbs: Vec<Crumb>,
    json_ld: String,
}

#[derive(Serialize)]
struct FeedLink {
    title: String,
    href: String,
    media_type: &'static str,
}

/// A version of a page in another language.
#[derive(Serialize)]
pub(super) struct Alternate {
    /// BCP 47, or `x-default`.
    pub(super) tag: String,
    /// Absolute.
    pub(super) url: String,
}

#[derive(Serialize)]
struct LanguageLink {
    name: String,
    tag: String,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct Crumb {
    name: String,
    href: String,
}

/// A link to a list.
#[derive(Serialize)]
struct LinkView {
    name: String,
    href: String,
    /// How many announcements the list holds, as a number.
    count: String,
    /// The same in words.
    count_text: String,
}

/// A date for people and machines.
#[derive(Serialize)]
struct DateView {
    iso: String,
    text: String,
}

/// An announcement in a list.
#[derive(Serialize)]
pub(super) struct Item {
    /// The headline.
    title: String,
    /// Address of the edition to read.
    href: String,
    /// Language of the headline, if it is not that of the page; else empty.
    tag: String,
    /// Language of the page that the link leads to, if it is not that of this page; else empty.
    target_tag: String,
    /// Says so in words.
    note: String,
    date: DateView,
    summary: String,
    withdrawn: bool,
    /// Says that it is not public; empty where it is.
    unpublished: String,
}

impl Site<'_> {
    /// A page's view: `own` with what all pages have.
    fn view<T: Serialize>(&self, lang: Lang, mut page: PageView, own: T) -> View<T> {
        if let Some(government) = &self.config.government {
            page.metas = self.government_metas(government, lang, &mut page);
            if government.report_errors.is_some() {
                page.report_errors_href = imprint::report_errors_href(government, &page.url);
            }
        }
        let imprints = match page.kind {
            "front" | "not-found" => self
                .imprints
                .iter()
                .map(|(_, imprint)| imprint.clone())
                .collect(),
            _ => vec![self.imprints[lang].clone()],
        };
        let home = format!("/{}/", self.code(lang));
        let site = SiteView {
            title: self.config.title[lang].clone(),
            description: self.config.description[lang].clone(),
            home_href: self.href_of(&home),
            front_href: self.href_of("/"),
            topics_href: self.href_of(&format!("{home}topics/")),
            site_map_href: self.href_of(&format!("{home}site-map/")),
            feed_href: self.href_of(&format!("{home}feed.xml")),
            json_feed_href: self.href_of(&format!("{home}feed.json")),
            icons: self.icons.clone(),
            imprints,
        };
        View { site, page, own }
    }

    /// A page in one language, with its counterparts at the same place in the others.
    fn page(
        &self,
        kind: &'static str,
        lang: Lang,
        title: String,
        permalink: &Permalink,
        breadcrumbs: Vec<Crumb>,
    ) -> PageView {
        let site_title = &self.config.title[lang];
        let head_title = if title == *site_title {
            title.clone()
        } else {
            format!("{title} - {site_title}")
        };
        PageView {
            kind,
            head_title,
            description: String::new(),
            url: self.url(permalink),
            canonical_url: self.url(permalink),
            tag: self.tag(lang).to_owned(),
            robots: if self.preview { "noindex" } else { "" },
            og_type: "website",
            og_locale: self.open_graph_locale(lang),
            og_other_locales: Vec::new(),
            image: None,
            article: None,
            metas: Vec::new(),
            report_errors_href: String::new(),
            feeds: self.feed_links(lang, None),
            alternates: self.alternates(permalink, lang),
            languages: self
                .language_links(Some(lang), |other| self.counterpart(permalink, lang, other)),
            breadcrumbs,
            json_ld: String::new(),
            title,
        }
    }

    /// The same place in another language, or else that language's home. Lists are the same in all languages.
    fn counterpart(&self, permalink: &Permalink, lang: Lang, other: Lang) -> Permalink {
        let place = permalink
            .as_str()
            .strip_prefix(&format!("/{}/", self.code(lang)))
            .unwrap_or("");
        let same = Permalink::parse(&format!("/{}/{place}", self.code(other)))
            .filter(|one| self.plan.outputs.contains_key(one));
        same.unwrap_or_else(|| self.home(other))
    }

    pub(super) fn home(&self, lang: Lang) -> Permalink {
        Permalink::page(&[self.code(lang)])
            .unwrap_or_else(|| unreachable!("a language code is a legal part of an address"))
    }

    /// All languages of a list page and, for those who read none of them, the front page or the default language.
    pub(super) fn alternates(&self, permalink: &Permalink, lang: Lang) -> Vec<Alternate> {
        let languages = &self.config.languages;
        if languages.all().len() < 2 {
            return Vec::new();
        }
        let mut alternates: Vec<Alternate> = languages
            .all()
            .map(|other| Alternate {
                tag: self.tag(other).to_owned(),
                url: self.url(&self.counterpart(permalink, lang, other)),
            })
            .collect();
        let is_home = *permalink == self.home(lang);
        let fallback = if is_home {
            self.config.base_url.absolute(&self.href_of("/"))
        } else {
            self.url(&self.counterpart(permalink, lang, languages.default_lang()))
        };
        alternates.push(Alternate {
            tag: "x-default".into(),
            url: fallback,
        });
        alternates
    }

    /// The front page is what those get who read none of the languages.
    pub(super) fn front_alternates(&self) -> Vec<Alternate> {
        let lang = self.config.languages.default_lang();
        self.alternates(&self.home(lang), lang)
    }

    /// The language switch; none where there is nothing to switch. `current` is the language of the page, if it
    /// has one of its own.
    fn language_links(
        &self,
        current: Option<Lang>,
        place: impl Fn(Lang) -> Permalink,
    ) -> Vec<LanguageLink> {
        let languages = &self.config.languages;
        if languages.all().len() < 2 {
            return Vec::new();
        }
        let link = |lang: Lang| LanguageLink {
            name: self.text(lang, "language_name").to_owned(),
            tag: self.tag(lang).to_owned(),
            href: self.href(&place(lang)),
            current: Some(lang) == current,
        };
        languages.all().map(link).collect()
    }

    /// The feeds of a language, or of one topic in it, if there are any.
    fn feed_links(&self, lang: Lang, topic: Option<&TopicId>) -> Vec<FeedLink> {
        let folder = topic.map_or_else(
            || format!("/{}/", self.code(lang)),
            |topic| format!("/{}/topics/{topic}/", self.code(lang)),
        );
        let title = self.feed_title(lang, topic);
        let link = |name: &str, media_type| {
            let permalink = Permalink::parse(&format!("{folder}{name}"))?;
            self.plan
                .outputs
                .get(&permalink)
                .filter(|page| matches!(page, Page::Feed(..)))?;
            Some(FeedLink {
                title: title.clone(),
                href: self.href(&permalink),
                media_type,
            })
        };
        [
            link("feed.xml", "application/atom+xml"),
            link("feed.json", "application/feed+json"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The name of a feed: that of the site, with the topic in front.
    pub(super) fn feed_title(&self, lang: Lang, topic: Option<&TopicId>) -> String {
        let site = &self.config.title[lang];
        topic.map_or_else(
            || site.clone(),
            |topic| format!("{} - {site}", self.topic_name(lang, topic)),
        )
    }

    pub(super) fn topic_name<'t>(&'t self, lang: Lang, topic: &'t TopicId) -> &'t str {
        self.config
            .topic(topic)
            .map_or(topic.as_str(), |topic| &topic.label[lang])
    }

    fn date(&self, lang: Lang, moment: &Moment) -> DateView {
        DateView {
            iso: moment.machine_text(),
            text: self.labels[lang].moment(moment),
        }
    }

    /// An announcement as a list in `lang` shows it.
    fn item(&self, lang: Lang, index: Index) -> Item {
        let announcement = &self.archive.announcements[index];
        let (headline_lang, headline) = announcement.headline(lang);
        let (target_lang, _) = self.announcement_permalink(lang, index);
        let date = &announcement.facts.date.value;
        Item {
            title: headline.to_owned(),
            href: self.announcement_href(lang, index),
            tag: self.foreign_tag(headline_lang, lang),
            target_tag: self.foreign_tag(target_lang, lang),
            note: if target_lang == lang {
                String::new()
            } else {
                self.text(lang, "only_in")
                    .replace("{language}", self.language_name(lang, target_lang))
            },
            date: DateView {
                iso: date.machine_text(),
                text: self.labels[lang].day(date.day()),
            },
            summary: String::new(),
            withdrawn: announcement.facts.status == crate::model::edition::Status::Withdrawn,
            unpublished: self.unpublished_label(lang, index).to_owned(),
        }
    }

    /// The tag of a text's language where that is not the language of the page; else empty.
    fn foreign_tag(&self, of: Lang, page: Lang) -> String {
        if of == page {
            String::new()
        } else {
            self.tag(of).to_owned()
        }
    }

    /// What `named` is called in `lang`.
    fn language_name(&self, lang: Lang, named: Lang) -> &str {
        &self.language_names[lang][named]
    }

    fn link(
        &self,
        lang: Lang,
        name: String,
        permalink: Option<Permalink>,
        count: usize,
    ) -> LinkView {
        LinkView {
            name,
            href: permalink.map_or_else(String::new, |permalink| self.href(&permalink)),
            count: self.labels[lang].number(count),
            count_text: self.labels[lang].count(count),
        }
    }

    fn home_crumb(&self, lang: Lang) -> Crumb {
        Crumb {
            name: self.text(lang, "home").to_owned(),
            href: self.href(&self.home(lang)),
        }
    }
}
