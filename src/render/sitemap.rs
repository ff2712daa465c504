//! `sitemap.xml` and its parts (sitemaps.org protocol), with the language versions of each page.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Site;
use crate::model::address::Permalink;
use crate::model::lang::Lang;
use crate::model::plan::{Page, Sitemap};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

impl Site<'_> {
    pub(super) fn sitemap_index(&self) -> Vec<u8> {
        document("sitemapindex", &[("xmlns", NAMESPACE)], |writer| {
            for part in &self.plan.sitemaps {
                writer
                    .create_element("sitemap")
                    .write_inner_content(|writer| loc(writer, &self.url(&part.permalink)))?;
            }
            Ok(())
        })
    }

    pub(super) fn sitemap(&self, sitemap: &Sitemap) -> Vec<u8> {
        document(
            "urlset",
            &[
                ("xmlns", NAMESPACE),
                ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
            ],
            |writer| {
                for permalink in &sitemap.pages {
                    writer
                        .create_element("url")
                        .write_inner_content(|writer| self.sitemap_url(writer, permalink))?;
                }
                Ok(())
            },
        )
    }

    fn sitemap_url(
        &self,
        writer: &mut Writer<Vec<u8>>,
        permalink: &Permalink,
    ) -> std::io::Result<()> {
        loc(writer, &self.url(permalink))?;
        let page = self.plan.outputs.get(permalink);
        // Only from real dates: a list has none of its own.
        if let Some(Page::Announcement(_, index)) = page {
            let changed = self.archive.announcements[*index]
                .last_change()
                .machine_text();
            writer
                .create_element("lastmod")
                .write_text_content(BytesText::new(&changed))?;
        }
        for (tag, url) in page
            .map(|page| self.versions(permalink, page))
            .unwrap_or_default()
        {
            let attributes = [
                ("rel", "alternate"),
                ("hreflang", tag.as_str()),
                ("href", url.as_str()),
            ];
            writer
                .create_element("xhtml:link")
                .with_attributes(attributes)
                .write_empty()?;
        }
        Ok(())
    }

    /// The language versions of a page as its own head names them.
    fn versions(&self, permalink: &Permalink, page: &Page) -> Vec<(String, String)> {
        let lists = |lang: Lang| self.alternates(permalink, lang);
        let alternates = match page {
            Page::Announcement(lang, index) => {
                self.edition_alternates(&self.archive.announcements[*index], *index, *lang)
            }
            Page::Front => self.front_alternates(),
            Page::Home(lang)
            | Page::List(lang, _)
            | Page::Topics(lang)
            | Page::Topic(lang, _)
            | Page::SiteMap(lang) => lists(*lang),
            _ => Vec::new(),
        };
        alternates
            .into_iter()
            .map(|one| (one.tag, one.url))
            .collect()
    }
}

fn loc(writer: &mut Writer<Vec<u8>>, url: &str) -> std::io::Result<()> {
    writer
        .create_element("loc")
        .write_text_content(BytesText::new(url))?;
    Ok(())
}

fn document(
    root: &str,
    attributes: &[(&str, &str)],
    inner: impl FnOnce(&mut Writer<Vec<u8>>) -> std::io::Result<()>,
) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    let _ = writer
        .create_element(root)
        .with_attributes(attributes.iter().copied())
        .write_inner_content(inner);
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}
