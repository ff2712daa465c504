//! Stage 5: a page of the plan to bytes. Pure: any page can be rendered at any time, in any order.

mod feeds;
mod json_ld;
mod labels;
mod minify;
mod order;
mod sitemap;
mod view;

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::{Context, Value};

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::address::Permalink;
use crate::model::archive::{Archive, Asset, Index};
use crate::model::lang::{Lang, PerLang};
use crate::model::plan::{FeedFormat, Page, Plan};
use crate::theme::Theme;

use labels::Labels;
use view::ImprintView;

/// Everything that pages are made from.
pub struct Site<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The announcements.
    pub archive: &'a Archive,
    /// The addresses.
    pub plan: &'a Plan,
    /// Templates and texts.
    pub theme: &'a Theme,
    /// Dates and counts in words.
    labels: PerLang<Labels<'a>>,
    /// For each language its listed announcements that have an edition in it, newest first.
    readable: PerLang<Vec<Index>>,
    /// The place of each part of a series in its entry of the plan.
    places_in_series: BTreeMap<Index, usize>,
    /// Places of the topics in the configuration, in the order in which each language lists them.
    topic_order: PerLang<Vec<usize>>,
    /// What each language is called in each.
    language_names: PerLang<PerLang<String>>,
    /// The texts as templates see them.
    texts: PerLang<Value>,
    /// Whether it may show what is not public, and so must not be indexed.
    preview: bool,
    /// What the footer says in each language, as templates see it.
    imprints: PerLang<Value>,
    /// The icons, as templates see them.
    icons: Value,
    css: Value,
}

/// What is to be written at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of that file.
    Copy(Asset),
    /// A variant of a picture, which `pictures` makes.
    Variant,
}

impl<'a> Site<'a> {
    /// Prepares what all pages share. A `preview` may show what is not public, and asks not to be indexed.
    pub fn new(
        config: &'a Config,
        archive: &'a Archive,
        plan: &'a Plan,
        theme: &'a Theme,
        preview: bool,
    ) -> Self {
        let languages = &config.languages;
        let readable = |lang| {
            plan.listed
                .iter()
                .copied()
                .filter(|index| archive.announcements[*index].edition(lang).is_some())
                .collect()
        };
        Self {
            config,
            archive,
            plan,
            theme,
            preview,
            labels: PerLang::from_fn(languages, |lang| {
                Labels::new(&languages[lang].tag, &theme.texts[lang])
            }),
            readable: PerLang::from_fn(languages, readable),
            places_in_series: places(plan.by_series.values()),
            topic_order: PerLang::from_fn(languages, |lang| order::topics(config, lang)),
            language_names: PerLang::from_fn(languages, |lang| {
                PerLang::from_fn(languages, |named| language_name(config, theme, lang, named))
            }),
            texts: PerLang::from_fn(languages, |lang| {
                Value::from_serializable(&theme.texts[lang])
            }),
            imprints: PerLang::from_fn(languages, |lang| {
                Value::from_serializable(&ImprintView::new(config, plan, theme, lang))
            }),
            icons: Value::from_serializable(&view::icons(config, plan)),
            css: Value::safe_string(&theme.css),
        }
    }

    /// Renders all pages on all cores and hands each to `take`, which may be called from several threads at
    /// once, in no particular order.
    ///
    /// # Errors
    /// All that templates did not render, and all that `take` reports.
    pub fn render_all(
        &self,
        take: impl Fn(&Permalink, Rendered) -> Result<(), Diagnostic> + Sync,
    ) -> Vec<Diagnostic> {
        let outputs: Vec<(&Permalink, &Page)> = self.plan.outputs.iter().collect();
        let errors = outputs
            .par_iter()
            .map(|(permalink, page)| take(permalink, self.render(permalink, page)?))
            .filter_map(Result::err);
        said_once(errors.collect())
    }

    /// Renders one page.
    ///
    /// # Errors
    /// The place in the template that failed.
    pub fn render(&self, permalink: &Permalink, page: &Page) -> Result<Rendered, Diagnostic> {
        let failed = |error| {
            let name = self.page_name(permalink, page);
            self.theme.template_error(&error, name)
        };
        self.rendered(permalink, page).map_err(failed)
    }

    fn rendered(&self, permalink: &Permalink, page: &Page) -> Result<Rendered, tera::Error> {
        let bytes = match page {
            Page::Front => self.template(
                "front.html",
                self.config.languages.default_lang(),
                self.front_view(permalink),
            )?,
            Page::Home(lang) => {
                self.template("home.html", *lang, self.home_view(*lang, permalink))?
            }
            Page::List(lang, list) => {
                self.template("list.html", *lang, self.list_view(*lang, list, permalink))?
            }
            Page::Topics(lang) => {
                self.template("topics.html", *lang, self.topics_view(*lang, permalink))?
            }
            Page::SiteMap(lang) => {
                self.template("site-map.html", *lang, self.site_map_view(*lang, permalink))?
            }
            Page::Topic(lang, topic) => self.template(
                "topic.html",
                *lang,
                self.topic_view(*lang, topic, permalink),
            )?,
            Page::Announcement(lang, index) => self.template(
                "announcement.html",
                *lang,
                self.announcement_view(*lang, *index, permalink),
            )?,
            Page::Gone(lang, index) => {
                self.template("gone.html", *lang, self.gone_view(*lang, *index, permalink))?
            }
            Page::Redirect(lang, index) => self.template(
                "redirect.html",
                *lang,
                self.redirect_view(*lang, *index, permalink),
            )?,
            Page::NotFound => self.template(
                "not-found.html",
                self.config.languages.default_lang(),
                self.not_found_view(permalink),
            )?,
            Page::Feed(lang, topic, FeedFormat::Atom) => {
                self.atom(*lang, topic.as_ref(), permalink)
            }
            Page::Feed(lang, topic, FeedFormat::Json) => {
                self.json_feed(*lang, topic.as_ref(), permalink)
            }
            Page::FeedStyle => self.theme.feed_css.clone().into_bytes(),
            Page::SitemapIndex => self.sitemap_index(),
            Page::Sitemap(part) => self.sitemap(&self.plan.sitemaps[*part]),
            Page::Robots => format!(
                "User-agent: *\nAllow: /\n\nSitemap: {}\n",
                self.config.base_url.absolute(&self.href_of("/sitemap.xml"))
            )
            .into_bytes(),
            Page::File(asset) => return Ok(Rendered::Copy(asset.clone())),
            Page::Picture(..) => return Ok(Rendered::Variant),
        };
        Ok(Rendered::Bytes(bytes))
    }

    fn template(
        &self,
        name: &str,
        lang: Lang,
        view: impl serde::Serialize,
    ) -> Result<Vec<u8>, tera::Error> {
        let html = Context::from_serialize(&view).and_then(|mut context| {
            context.insert_value("t", self.texts[lang].clone());
            context.insert_value("css", self.css.clone());
            self.theme.tera.render(name, &context)
        });
        html.map(|html| minify::html(&html))
    }

    /// What a page is called in messages: the file of an announcement's edition, or the page's address.
    fn page_name(&self, permalink: &Permalink, page: &Page) -> String {
        let edition = match page {
            Page::Announcement(lang, index) => self.archive.announcements[*index].edition(*lang),
            _ => None,
        };
        edition.map_or_else(|| permalink.to_string(), |text| text.source.path.clone())
    }

    /// The address of a page below the base's path, percent-encoded.
    fn href(&self, permalink: &Permalink) -> String {
        permalink.href(self.config.base_url.path())
    }

    /// The same for an address of ASCII letters that is known here.
    fn href_of(&self, address: &str) -> String {
        format!("{}{}", self.config.base_url.path(), &address[1..])
    }

    fn url(&self, permalink: &Permalink) -> String {
        self.config.base_url.absolute(&self.href(permalink))
    }

    fn code(&self, lang: Lang) -> &str {
        &self.config.languages[lang].code
    }

    fn tag(&self, lang: Lang) -> &str {
        &self.config.languages[lang].tag
    }

    fn text(&self, lang: Lang, key: &str) -> &str {
        self.theme.texts[lang].get(key).map_or("", String::as_str)
    }

    /// Where a link to an announcement goes from a page in a language: its edition there, or else its original.
    fn announcement_permalink(&self, lang: Lang, index: Index) -> (Lang, Option<&Permalink>) {
        let (lang, _) = self.archive.announcements[index].edition_for(lang);
        (lang, self.plan.permalinks[index][lang].as_ref())
    }

    fn announcement_href(&self, lang: Lang, index: Index) -> String {
        self.announcement_permalink(lang, index)
            .1
            .map_or_else(String::new, |permalink| self.href(permalink))
    }
}

/// One mistake in a template breaks many pages: it is said once, of the first page, with the number of the others.
fn said_once(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut places = BTreeMap::new();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for mut diagnostic in diagnostics {
        if diagnostic.problem.pages_mut().is_none() {
            kept.push(diagnostic);
            continue;
        }
        let place = (
            diagnostic.location.source.path.clone(),
            diagnostic.location.span.start,
            diagnostic.problem.code(),
        );
        match places.get(&place) {
            Some(first) => {
                let first: &mut Diagnostic = &mut kept[*first];
                if let Some(pages) = first.problem.pages_mut() {
                    pages.more += 1;
                }
            }
            None => {
                places.insert(place, kept.len());
                kept.push(diagnostic);
            }
        }
    }
    crate::diagnostic::sort(&mut kept);
    kept.dedup();
    kept
}

/// The place of each announcement in the list that holds it.
fn places<'a>(lists: impl Iterator<Item = &'a Vec<Index>>) -> BTreeMap<Index, usize> {
    lists
        .flat_map(|items| items.iter().enumerate())
        .map(|(place, index)| (*index, place))
        .collect()
}

/// What `named` is called in `lang`; its own name for itself where that is not known.
fn language_name(config: &Config, theme: &Theme, lang: Lang, named: Lang) -> String {
    let names = config.languages[named].names().into_iter();
    names
        .map(|name| format!("language_{name}"))
        .find_map(|key| theme.texts[lang].get(&key))
        .or_else(|| theme.texts[named].get("language_name"))
        .cloned()
        .unwrap_or_default()
}
