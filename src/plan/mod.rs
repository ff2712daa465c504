//! Stage 4: the archive to a plan: every address once, before anything is rendered.

mod addresses;
mod badges;
mod lists;
mod sitemaps;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::address::Permalink;
use crate::model::archive::{Announcement, Archive, Asset, Fate, Index, STATIC_FOLDER, Text};
use crate::model::lang::Lang;
use crate::model::plan::{FeedFormat, List, Page, Plan, answering};
use crate::source::Location;

use addresses::Registry;

/// Plans the site. `assets` are all files of `content`, of which those below `static` are copied.
pub fn plan(archive: &Archive, assets: &[Asset], config: &Config) -> (Plan, Vec<Diagnostic>) {
    let listed: Vec<Index> = (0..archive.announcements.len())
        .filter(|index| archive.announcements[*index].has_page())
        .collect();
    let by_topic = lists::by_topic(archive, &listed, config);
    let by_series = lists::by_series(archive, &listed);
    let permalinks: Vec<_> = archive
        .announcements
        .iter()
        .map(|one| addresses::of_announcement(one, config))
        .collect();

    let mut registry = Registry::default();
    let config_place = || Location::of_path(crate::config::SITE_FILE);
    for (parts, page) in fixed_pages(archive, &listed, &by_topic, &by_series, config) {
        if let Some(permalink) = Permalink::parse(&parts) {
            registry.claim(permalink, page, config_place());
        }
    }
    for asset in assets
        .iter()
        .filter(|asset| asset.path.starts_with(STATIC_FOLDER))
    {
        if let Some(permalink) =
            Permalink::parse(&format!("/{}", &asset.path[STATIC_FOLDER.len()..]))
        {
            registry.claim_file(permalink, asset);
        }
    }
    for (index, announcement) in archive.announcements.iter().enumerate() {
        claim_announcement(&mut registry, index, announcement, &permalinks[index]);
    }
    // Behind all pages, so that of two claims the alias is the one that has to give way; the newest announcement last,
    // because of two aliases that is most likely the one that somebody is writing.
    for (index, announcement) in archive.announcements.iter().enumerate().rev() {
        claim_aliases(&mut registry, index, announcement, config);
    }
    let sitemaps = sitemaps::cut(archive, &registry);
    for (part, sitemap) in sitemaps.iter().enumerate() {
        registry.claim(
            sitemap.permalink.clone(),
            Page::Sitemap(part),
            config_place(),
        );
    }
    let (outputs, mut diagnostics) = registry.finish(&config.precompress);
    diagnostics.extend(badges::check(assets, config));
    if !archive.has_gaps {
        report_dead_site_links(archive, &outputs, &mut diagnostics);
    }
    (
        Plan {
            outputs,
            listed,
            by_topic,
            by_series,
            permalinks,
            sitemaps,
        },
        diagnostics,
    )
}

/// Pages that exist because of the configuration and the lists, with their addresses.
fn fixed_pages(
    archive: &Archive,
    listed: &[Index],
    by_topic: &BTreeMap<crate::model::names::TopicId, Vec<Index>>,
    by_series: &BTreeMap<crate::model::names::SeriesId, Vec<Index>>,
    config: &Config,
) -> Vec<(String, Page)> {
    let mut pages = vec![
        ("/".to_owned(), Page::Front),
        ("/sitemap.xml".to_owned(), Page::SitemapIndex),
        ("/robots.txt".to_owned(), Page::Robots),
        ("/404.html".to_owned(), Page::NotFound),
        ("/feed.css".to_owned(), Page::FeedStyle),
    ];
    for lang in config.languages.all() {
        let code = &config.languages[lang].code;
        let mut add = |address: String, page| pages.push((format!("/{code}/{address}"), page));
        add(String::new(), Page::Home(lang));
        add("topics/".into(), Page::Topics(lang));
        add("site-map/".into(), Page::SiteMap(lang));
        add("feed.xml".into(), Page::Feed(lang, None, FeedFormat::Atom));
        add("feed.json".into(), Page::Feed(lang, None, FeedFormat::Json));
        for list in lists::periods(archive, listed) {
            add(lists::address(&list), Page::List(lang, list));
        }
        for (topic, items) in by_topic {
            add(format!("topics/{topic}/"), Page::Topic(lang, topic.clone()));
            for (year, range) in lists::years(archive, items) {
                let list = List::TopicYear(topic.clone(), year, range);
                add(lists::address(&list), Page::List(lang, list));
            }
            // A feed without an item is no use to anybody.
            if items
                .iter()
                .any(|index| archive.announcements[*index].edition(lang).is_some())
            {
                add(
                    format!("topics/{topic}/feed.xml"),
                    Page::Feed(lang, Some(topic.clone()), FeedFormat::Atom),
                );
                add(
                    format!("topics/{topic}/feed.json"),
                    Page::Feed(lang, Some(topic.clone()), FeedFormat::Json),
                );
            }
        }
        for series in by_series.keys() {
            let list = List::Series(series.clone());
            add(lists::address(&list), Page::List(lang, list));
        }
    }
    pages
}

/// The pages of one announcement, and the files beside them.
fn claim_announcement(
    registry: &mut Registry,
    index: Index,
    announcement: &Announcement,
    permalinks: &crate::model::lang::PerLang<Option<Permalink>>,
) {
    let page = |lang: Lang| match announcement.fate {
        Fate::Page => Page::Announcement(lang, index),
        Fate::RedirectTo(canonical) => Page::Redirect(lang, canonical),
        Fate::Gone => Page::Gone(lang, index),
    };
    for (lang, permalink) in permalinks.iter() {
        if let (Some(permalink), Some(text)) = (permalink, announcement.edition(lang)) {
            registry.claim(
                permalink.clone(),
                page(lang),
                Location::new(&text.source, Default::default()),
            );
        }
    }
    let original = &permalinks[announcement.original_lang];
    if let Some(original) = original.as_ref().filter(|_| announcement.has_page()) {
        claim_files(registry, announcement, original);
    }
}

/// The former addresses of an announcement.
fn claim_aliases(
    registry: &mut Registry,
    index: Index,
    announcement: &Announcement,
    config: &Config,
) {
    let target = match announcement.fate {
        Fate::Page | Fate::Gone => index,
        Fate::RedirectTo(canonical) => canonical,
    };
    for alias in &announcement.facts.aliases {
        // `/en/…` leads to the English edition.
        let code = alias.value.as_str().split('/').nth(1);
        let lang = code.and_then(|code| config.languages.by_code(code));
        let page = Page::Redirect(lang.unwrap_or(announcement.original_lang), target);
        let place = Location::new(&announcement.original.source, alias.span);
        registry.claim_alias(alias.value.clone(), page, index, place);
    }
}

/// What is offered, as it is, and variants of what is shown. The untouched file of a picture that is only shown is not
/// published: it may tell where it was taken.
fn claim_files(registry: &mut Registry, announcement: &Announcement, page: &Permalink) {
    for file in &announcement.offered {
        let asset = &announcement.files[*file];
        if let Some(permalink) = page.file(asset.name()) {
            registry.claim_file(permalink, asset);
        }
    }
    for file in &announcement.shown {
        let asset = &announcement.files[*file];
        for variant in asset.picture().iter().flat_map(|one| one.all_variants()) {
            registry.claim_variant(page, asset, variant);
        }
    }
}

/// Links that name an address of this site at which there is nothing.
fn report_dead_site_links(
    archive: &Archive,
    outputs: &BTreeMap<Permalink, Page>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let texts = |one: &'_ Announcement| one.edition_langs().collect::<Vec<_>>();
    for announcement in &archive.announcements {
        for text in texts(announcement)
            .into_iter()
            .filter_map(|lang| announcement.edition(lang))
        {
            report_dead_links_of(text, outputs, diagnostics);
        }
    }
}

fn report_dead_links_of(
    text: &Text,
    outputs: &BTreeMap<Permalink, Page>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut reported = BTreeSet::new();
    for link in &text.site_links {
        if answering(outputs, &link.value).is_none() && reported.insert(link.span.start) {
            let target = link.value.to_string();
            diagnostics.push(Diagnostic::new(
                Problem::BrokenLink {
                    target,
                    nearest: None,
                },
                Location::new(&text.source, link.span),
            ));
        }
    }
}
