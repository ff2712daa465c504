//! Every address of the site with what fills it.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::address::Permalink;
use super::archive::{Asset, Index};
use super::lang::{Lang, PerLang};
use super::names::{SeriesId, TopicId};
use super::picture::Variant;

/// What is to be rendered: every address once.
#[derive(Debug)]
pub struct Plan {
    /// All outputs, by address.
    pub outputs: BTreeMap<Permalink, Page>,
    /// The announcements that have a page, newest first: what lists are made of.
    pub listed: Vec<Index>,
    /// The same for each topic that has any.
    pub by_topic: BTreeMap<TopicId, Vec<Index>>,
    /// The same for each series, in the order of its numbers.
    pub by_series: BTreeMap<SeriesId, Vec<Index>>,
    /// Where each announcement is in each language: its page, or the address that redirects; `None` where
    /// it has no edition. In the order of the archive.
    pub permalinks: Vec<PerLang<Option<Permalink>>>,
    /// The files of `sitemap.xml`, with the addresses of each.
    pub sitemaps: Vec<Sitemap>,
}

impl Plan {
    /// The address at which a link to `permalink` is answered: itself, or the page whose last slash was left out.
    pub fn answering(&self, permalink: &Permalink) -> Option<&Permalink> {
        answering(&self.outputs, permalink)
    }
}

/// See [`Plan::answering`].
pub fn answering<'p>(
    outputs: &'p BTreeMap<Permalink, Page>,
    permalink: &Permalink,
) -> Option<&'p Permalink> {
    let find = |permalink: &Permalink| outputs.get_key_value(permalink).map(|(found, _)| found);
    find(permalink).or_else(|| find(&Permalink::parse(&format!("{permalink}/"))?))
}

/// One sitemap file.
#[derive(Debug)]
pub struct Sitemap {
    /// Its address.
    pub permalink: Permalink,
    /// The pages in it, at most [`Sitemap::MOST`].
    pub pages: Vec<Permalink>,
}

impl Sitemap {
    /// Addresses in one file (sitemaps.org protocol).
    pub const MOST: usize = 50_000;
}

/// What fills an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// `/`: all languages side by side.
    Front,
    /// The latest in a language.
    Home(Lang),
    /// A list of announcements.
    List(Lang, List),
    /// All topics.
    Topics(Lang),
    /// The way to everything.
    SiteMap(Lang),
    /// One topic: the latest and its years.
    Topic(Lang, TopicId),
    /// One edition of an announcement.
    Announcement(Lang, Index),
    /// The notice in place of an edition that was removed.
    Gone(Lang, Index),
    /// An address that leads to an edition.
    Redirect(Lang, Index),
    /// The latest in a language, or in one topic of it, as a feed.
    Feed(Lang, Option<TopicId>, FeedFormat),
    /// `/feed.css`: how a browser shows feeds.
    FeedStyle,
    /// `/sitemap.xml`.
    SitemapIndex,
    /// One of [`Plan::sitemaps`].
    Sitemap(usize),
    /// `/robots.txt`.
    Robots,
    /// `/404.html`.
    NotFound,
    /// A file, copied as it is.
    File(Asset),
    /// A variant of a picture.
    Picture(Asset, Variant),
}

impl Page {
    /// Whether it is an HTML page, for readers or as a redirect.
    pub fn is_html(&self) -> bool {
        !matches!(
            self,
            Self::Feed(..)
                | Self::FeedStyle
                | Self::SitemapIndex
                | Self::Sitemap(_)
                | Self::Robots
                | Self::File(_)
                | Self::Picture(..)
        )
    }
}

/// A list that is cut by period or series, never by page number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum List {
    /// A year: a range of [`Plan::listed`].
    Year(i16, Range<usize>),
    /// A month, given by its first day: a range of [`Plan::listed`].
    Month(Date, Range<usize>),
    /// A day: a range of [`Plan::listed`].
    Day(Date, Range<usize>),
    /// One topic in one year: a range of the topic's entry in [`Plan::by_topic`].
    TopicYear(TopicId, i16, Range<usize>),
    /// A series: all of its entry in [`Plan::by_series`].
    Series(SeriesId),
}

/// The two feed formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFormat {
    /// RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// Items of a front page section, and of a home or topic page or a feed: what a phone shows at once
/// without going over the first flight.
pub const FRONT_ITEMS: usize = 5;
/// See [`FRONT_ITEMS`].
pub const LATEST_ITEMS: usize = 20;
/// A year or month with more announcements lists its months or days only: with about 45 bytes of compressed
/// headline each, more would not fit the first flight of 14,600 bytes.
pub const LISTED_AT_ONCE: usize = 150;

/// The runs of equal keys in a list, each with its range.
pub fn runs<K: PartialEq>(items: &[Index], key: impl Fn(Index) -> K) -> Vec<(K, Range<usize>)> {
    let mut runs: Vec<(K, Range<usize>)> = Vec::new();
    for (at, index) in items.iter().enumerate() {
        let key = key(*index);
        match runs.last_mut() {
            Some((last, range)) if *last == key => range.end = at + 1,
            _ => runs.push((key, at..at + 1)),
        }
    }
    runs
}
