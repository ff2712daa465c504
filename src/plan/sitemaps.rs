//! The parts of the sitemap: one for the announcements of each year, so that a closed year stays as it is,
//! and one for the lists.

use std::collections::BTreeMap;

use super::addresses::Registry;
use crate::model::address::Permalink;
use crate::model::archive::Archive;
use crate::model::plan::{Page, Sitemap};

/// Cuts the pages that search engines should know. Not among them: redirects, files, and pages whose body is
/// printed elsewhere, which say so themselves with `rel=canonical`.
pub(super) fn cut(archive: &Archive, registry: &Registry) -> Vec<Sitemap> {
    let mut parts: BTreeMap<String, Vec<Permalink>> = BTreeMap::new();
    for (permalink, page) in registry.pages() {
        let part = match page {
            Page::Front
            | Page::Home(_)
            | Page::List(..)
            | Page::Topics(_)
            | Page::Topic(..)
            | Page::SiteMap(_) => "lists".to_owned(),
            Page::Announcement(lang, index) => {
                let announcement = &archive.announcements[*index];
                if announcement
                    .edition(*lang)
                    .is_none_or(|text| text.printed_at.is_some())
                {
                    continue;
                }
                format!("{:04}", announcement.day().year())
            }
            _ => continue,
        };
        parts.entry(part).or_default().push(permalink.clone());
    }
    let mut sitemaps = Vec::new();
    for (name, mut pages) in parts {
        pages.sort();
        for (number, chunk) in pages.chunks(Sitemap::MOST).enumerate() {
            let suffix = if number == 0 {
                String::new()
            } else {
                format!("-{}", number + 1)
            };
            if let Some(permalink) = Permalink::parse(&format!("/sitemap/{name}{suffix}.xml")) {
                sitemaps.push(Sitemap {
                    permalink,
                    pages: chunk.to_vec(),
                });
            }
        }
    }
    sitemaps
}
