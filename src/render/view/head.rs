//! What stands in the head of a page for machines: the `<meta>` set of Chinese government sites, Open Graph, icons.

use serde::Serialize;

use super::PageView;
use crate::config::{Config, Government};
use crate::model::address::Permalink;
use crate::model::archive::{Announcement, Text};
use crate::model::lang::Lang;
use crate::model::plan::{Page, Plan};
use crate::render::Site;

/// `<meta name content>`.
#[derive(Serialize)]
pub(super) struct Meta {
    name: &'static str,
    content: String,
}

/// What the head says about an announcement.
#[derive(Serialize)]
pub(super) struct ArticleView {
    /// ISO 8601; a day alone where no time was stated.
    published: String,
    /// Empty if nothing was changed since.
    modified: String,
    /// Its first topic.
    section: String,
    #[serde(skip)]
    government: Vec<Meta>,
}

/// The picture of a page for those who link to it.
#[derive(Serialize)]
pub(super) struct SharedImage {
    /// Absolute.
    pub(super) url: String,
    pub(super) width: u32,
    pub(super) height: u32,
    /// Empty if there is no description.
    pub(super) alt: String,
}

/// `<link rel="icon">` and the like.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Icon {
    rel: &'static str,
    href: String,
    /// Media type; empty where the name says enough.
    r#type: &'static str,
    /// `32x32`; empty if it is not known.
    sizes: String,
}

/// The icons that `content/static` holds. Browsers that read SVG prefer it where it says `any` by its type; the others take
/// the ICO.
pub(in crate::render) fn icons(config: &Config, plan: &Plan) -> Vec<Icon> {
    let icon = |(name, rel, media_type): (&str, &'static str, &'static str)| {
        let permalink = Permalink::parse(name)?;
        let Page::File(asset) = plan.outputs.get(&permalink)? else {
            return None;
        };
        let sizes = match asset.picture() {
            Some(picture) => format!("{}x{}", picture.width, picture.height),
            // Without it Chromium prefers the ICO to the SVG; all icons of this format have this size.
            None if name.ends_with(".ico") => "32x32".to_owned(),
            None => String::new(),
        };
        Some(Icon {
            rel,
            href: permalink.href(config.base_url.path()),
            r#type: media_type,
            sizes,
        })
    };
    [
        ("/favicon.ico", "icon", ""),
        ("/favicon.svg", "icon", "image/svg+xml"),
        ("/favicon.png", "icon", "image/png"),
        ("/apple-touch-icon.png", "apple-touch-icon", ""),
    ]
    .into_iter()
    .filter_map(icon)
    .collect()
}

impl Site<'_> {
    /// The tags that 国办发〔2017〕47号 asks of a page: about the site on each, about the list or the announcement.
    pub(super) fn government_metas(
        &self,
        government: &Government,
        lang: Lang,
        page: &mut PageView,
    ) -> Vec<Meta> {
        let meta = |name, content: &str| Meta {
            name,
            content: content.to_owned(),
        };
        let or = |text: &str, other: &str| {
            if text.is_empty() {
                other.to_owned()
            } else {
                text.to_owned()
            }
        };
        let title = &self.config.title[lang];
        let domain = or(&government.domain, self.config.base_url.host());
        let mut metas = vec![
            meta("SiteName", &or(&government.site_name[lang], title)),
            meta("SiteDomain", &domain),
            meta("SiteIDCode", &government.id_code),
        ];
        if let Some(article) = &mut page.article {
            metas.append(&mut article.government);
            metas.push(meta("Url", &page.url));
            metas.extend(page.image.as_ref().map(|image| meta("Image", &image.url)));
        } else if !matches!(page.kind, "front" | "gone" | "not-found" | "redirect") {
            let name = if page.kind == "home" {
                self.text(lang, "home")
            } else {
                &page.title
            };
            let words = &government.column_keywords[lang];
            let keywords = std::iter::once(name).chain(words.iter().map(String::as_str));
            metas.push(meta("ColumnName", name));
            metas.push(meta(
                "ColumnDescription",
                &or(&page.description, &page.head_title),
            ));
            metas.push(meta(
                "ColumnKeywords",
                &keywords.collect::<Vec<_>>().join(","),
            ));
            if !government.column_type.is_empty() {
                metas.push(meta("ColumnType", &government.column_type));
            }
        }
        metas
    }

    pub(super) fn article(
        &self,
        announcement: &Announcement,
        text: &Text,
        lang: Lang,
    ) -> ArticleView {
        let facts = &announcement.facts;
        let meta = |name, content: String| Meta { name, content };
        // No time is invented where the office stated none. Who issued it, or else this site, is its source where none is
        // stated.
        let source = [facts.source[lang].clone(), facts.issuers[lang].join(" ")]
            .into_iter()
            .find(|one| !one.is_empty());
        let mut government = vec![
            meta("ArticleTitle", text.title.clone()),
            meta("PubDate", facts.date.value.plain_text()),
            meta(
                "ContentSource",
                source.unwrap_or_else(|| self.config.title[lang].clone()),
            ),
        ];
        if lang == announcement.original_lang && !facts.keywords.is_empty() {
            government.push(meta("Keywords", facts.keywords.join(",")));
        }
        if !facts.issuers[lang].is_empty() {
            government.push(meta("Author", facts.issuers[lang].join(",")));
        }
        let last = announcement.last_change();
        ArticleView {
            published: facts.date.value.machine_text(),
            modified: if *last == facts.date.value {
                String::new()
            } else {
                last.machine_text()
            },
            section: facts
                .topics
                .first()
                .map_or_else(String::new, |topic| self.topic_name(lang, topic).to_owned()),
            government,
        }
    }

    /// `zh_CN`: the language with the place that its tag says or suggests, as Open Graph writes it.
    pub(super) fn open_graph_locale(&self, lang: Lang) -> String {
        self.config.languages[lang].place().unwrap_or_default()
    }
}
