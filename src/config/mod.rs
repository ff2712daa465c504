//! `site.yaml` and `topics.yaml`: raw YAML to a valid [`Config`].

mod base_url;
mod contact;
mod government;
mod languages;
mod topics;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::{Diagnostic, Problem};
use crate::fields::{Fields, read_file};
use crate::model::edition::TranslationPolicy;
use crate::model::encoding::Encoding;
use crate::model::lang::{Languages, PerLang};
use crate::model::names::{SeriesId, TopicId};
use crate::source::{Located, Location, Source, Span};
use crate::text::closest;

pub use base_url::BaseUrl;
pub use contact::{Contact, Phone};
pub use government::{Badge, Government, PartyBadge, PoliceNumber};
pub use topics::Topic;

/// Path of the site's configuration from its root.
pub const SITE_FILE: &str = "content/site.yaml";
/// Path of the vocabulary of topics from the site's root.
pub const TOPICS_FILE: &str = "content/topics.yaml";

/// A valid configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The name of the site.
    pub title: PerLang<String>,
    /// One sentence about it; empty if none.
    pub description: PerLang<String>,
    /// Where the site will be.
    pub base_url: BaseUrl,
    /// Decides every date.
    pub time_zone: TimeZone,
    /// At least one.
    pub languages: Languages,
    /// Name of a folder below `themes`, or `default`.
    pub theme: Located<String>,
    /// Where the tag of each language is stated.
    pub tags: PerLang<Span>,
    /// `site.yaml`.
    pub source: Arc<Source>,
    /// Titles of the series that have one.
    pub series: BTreeMap<SeriesId, PerLang<String>>,
    /// Whether other languages are owed an edition, where an announcement does not say so itself.
    pub translation: TranslationPolicy,
    /// How repeated texts are looked for.
    pub duplicates: DuplicatePolicy,
    /// How translations are compared with their originals.
    pub parity: ParityPolicy,
    /// The compressed copies to write beside text files, each once.
    pub precompress: Vec<Encoding>,
    /// The most bytes that a page should take when it is sent, compressed with brotli.
    pub budget: usize,
    /// What the footer says about reaching the office.
    pub contact: Option<Contact>,
    /// What Chinese government sites have to state about themselves.
    pub government: Option<Government>,
    /// What makes the ids of feeds and their entries this site's alone; empty if not stated.
    pub feed_ids: String,
    /// The topics in the order of `topics.yaml`.
    pub topics: Vec<Topic>,
    /// In which order pages list them.
    pub topic_order: TopicOrder,
}

/// What a server sends before it waits for the reader's answer: ten segments of 1,460 bytes (RFC 6928).
const ONE_FLIGHT: usize = 14_600;

/// `topic_order:` of `site.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicOrder {
    /// That of `topics.yaml`.
    Listed,
    /// By name, in each language its own way.
    Name,
}

/// `duplicates:` of `site.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct DuplicatePolicy {
    /// Whether texts that are alike, but not equal, are reported.
    pub near: bool,
    /// Whole lines that are page furniture, besides the built-in ones.
    pub furniture: Vec<String>,
}

/// `parity:` of `site.yaml`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParityPolicy {
    /// Whether figures, dates, links and the like of translations are compared with those of their originals.
    pub facts: bool,
    /// Whether `104年` is the year 2015 (民国104年) where a text does not say so.
    pub minguo_years: bool,
}

impl Config {
    /// The topic of that id.
    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == *id)
    }
}

/// Reads the two files below `root`. Where something in them is wrong that the rest of the content does not hang
/// on, the configuration is made all the same, so that one run reports what is wrong with the content too.
pub fn load(root: &Path) -> (Option<Config>, Vec<Diagnostic>) {
    match (read(root, SITE_FILE), read(root, TOPICS_FILE)) {
        (Ok(site), Ok(topics)) => parse(&site, &topics),
        (site, topics) => (
            None,
            [site.err(), topics.err()].into_iter().flatten().collect(),
        ),
    }
}

#[allow(clippy::disallowed_methods, reason = "config reads its own two files")]
fn read(root: &Path, path: &str) -> Result<Arc<Source>, Diagnostic> {
    let fail = |problem| Err(Diagnostic::new(problem, Location::of_path(path)));
    let file = root.join(path);
    match std::fs::symlink_metadata(&file) {
        Ok(data) if data.file_type().is_symlink() => return fail(Problem::SymbolicLink),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return fail(Problem::MissingFile { path: path.into() });
        }
        _ => {}
    }
    let bytes = match std::fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) => {
            return fail(Problem::Unreadable {
                reason: (&error).into(),
            });
        }
    };
    Source::decode(path, bytes)
        .map(Arc::new)
        .or_else(|error| fail(Problem::NotUtf8 { line: error.line }))
}

/// The same from text.
pub fn parse(site: &Arc<Source>, topics: &Arc<Source>) -> (Option<Config>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let config = parse_site(site, &mut diagnostics).and_then(|mut config| {
        config.topics = topics::parse(topics, &config.languages, &mut diagnostics)?;
        Some(config)
    });
    (config, diagnostics)
}

fn parse_site(source: &Arc<Source>, diagnostics: &mut Vec<Diagnostic>) -> Option<Config> {
    let entries = read_file(source, diagnostics)?;
    let mut fields = Fields::new(source, &entries, diagnostics);
    // Everything else is read per language, so the languages come first.
    let (languages, tags) = languages::parse(&mut fields)?;
    let title = fields
        .required("title", "title: {zh: …, en: …}")
        .and_then(|node| fields.every_language("title", node, &languages));
    let description = fields
        .optional("description")
        .and_then(|node| fields.every_language("description", node, &languages));
    let base_url = fields
        .required("base_url", "base_url: https://news.example.org/")
        .and_then(|node| {
            let text = fields.text("base_url", node)?;
            let url = BaseUrl::new(&text.value);
            if url.is_none() {
                fields.report(
                    Problem::BadUrl {
                        key: "base_url".into(),
                        text: text.value,
                    },
                    text.span,
                );
            }
            url
        });
    let time_zone = fields
        .required("timezone", "timezone: Asia/Shanghai")
        .and_then(|node| {
            let text = fields.text("timezone", node)?;
            let zone = TimeZone::get(&text.value).ok();
            if zone.is_none() {
                let names: Vec<String> = jiff::tz::db()
                    .available()
                    .map(|name| name.as_str().to_owned())
                    .collect();
                let nearest =
                    closest(&text.value, names.iter().map(String::as_str)).map(str::to_owned);
                fields.report(
                    Problem::UnknownTimeZone {
                        text: text.value,
                        nearest,
                    },
                    text.span,
                );
            }
            zone
        });
    let theme = fields
        .optional("theme")
        .and_then(|node| fields.text("theme", node))
        .unwrap_or_else(|| Located {
            value: "default".to_owned(),
            span: Span::default(),
        });
    let mut series = BTreeMap::new();
    if let Some(node) = fields.optional("series") {
        for (key, node) in fields.map("series", node).unwrap_or_default() {
            let title = fields.every_language(&key.value, node, &languages);
            if let (Some(id), Some(title)) = (fields.name("series", key, SeriesId::new), title) {
                series.insert(id, title);
            }
        }
    }
    let translation = fields
        .optional("translation")
        .and_then(|node| fields.choice("translation", node, &TranslationPolicy::WORDS))
        .unwrap_or(TranslationPolicy::Expected);
    let duplicates = parse_duplicates(&mut fields);
    let topic_order = fields.optional("topic_order").and_then(|node| {
        let choices = [("listed", TopicOrder::Listed), ("name", TopicOrder::Name)];
        fields.choice("topic_order", node, &choices)
    });
    let parity = parse_parity(&mut fields);
    let precompress = parse_precompress(&mut fields);
    let budget = fields
        .optional("budget")
        .and_then(|node| fields.whole_number("budget", node));
    let contact = contact::parse(&mut fields, &languages);
    let government = government::parse(&mut fields, &languages);
    let feed_ids = fields
        .optional("feed_ids")
        .and_then(|node| fields.text("feed_ids", node));
    fields.refuse_others();
    let empty = PerLang::from_fn(&languages, |_| String::new());
    Some(Config {
        title: title.unwrap_or_else(|| empty.clone()),
        description: description.unwrap_or(empty),
        base_url: base_url.or_else(|| BaseUrl::new("https://invalid.example/"))?,
        time_zone: time_zone?,
        languages,
        theme,
        tags,
        source: Arc::clone(source),
        series,
        translation,
        duplicates,
        parity,
        precompress,
        budget: budget.unwrap_or(ONE_FLIGHT),
        contact,
        government,
        feed_ids: feed_ids.map_or_else(String::new, |text| text.value),
        topics: Vec::new(),
        topic_order: topic_order.unwrap_or(TopicOrder::Listed),
    })
}

fn parse_duplicates(fields: &mut Fields<'_>) -> DuplicatePolicy {
    let mut policy = DuplicatePolicy {
        near: true,
        furniture: Vec::new(),
    };
    if let Some(node) = fields.optional("duplicates") {
        let entries = fields.map("duplicates", node).unwrap_or_default();
        let mut inner = fields.inside(entries, node.span);
        policy.near = switch(&mut inner, "near", true);
        let furniture = inner
            .optional("furniture")
            .map(|node| inner.texts("furniture", node))
            .unwrap_or_default();
        policy.furniture = furniture.into_iter().map(|line| line.value).collect();
        inner.refuse_others();
    }
    policy
}

fn parse_parity(fields: &mut Fields<'_>) -> ParityPolicy {
    let mut policy = ParityPolicy {
        facts: true,
        minguo_years: false,
    };
    if let Some(node) = fields.optional("parity") {
        let entries = fields.map("parity", node).unwrap_or_default();
        let mut inner = fields.inside(entries, node.span);
        policy.facts = switch(&mut inner, "facts", true);
        policy.minguo_years = switch(&mut inner, "minguo_years", false);
        inner.refuse_others();
    }
    policy
}

/// A key that is `on` or `off`.
fn switch(fields: &mut Fields<'_>, key: &'static str, default: bool) -> bool {
    fields
        .optional(key)
        .and_then(|node| fields.choice(key, node, &[("on", true), ("off", false)]))
        .unwrap_or(default)
}

/// `precompress: [br, gzip]`, in any order.
fn parse_precompress(fields: &mut Fields<'_>) -> Vec<Encoding> {
    let choices = [Encoding::Brotli, Encoding::Gzip].map(|encoding| (encoding.name(), encoding));
    let Some(node) = fields.optional("precompress") else {
        return Vec::new();
    };
    let stated: BTreeSet<Encoding> = fields
        .list("precompress", node)
        .iter()
        .filter_map(|item| fields.choice("precompress", item, &choices))
        .collect();
    stated.into_iter().collect()
}
