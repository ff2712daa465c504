//! `site.yaml` and `topics.yaml`: raw YAML to a valid [`Config`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use icu::locale::Locale;
use jiff::tz::TimeZone;
use url::Url;

use crate::diagnostic::{Diagnostic, Problem};
use crate::fields::{Fields, read_root};
use crate::model::edition::TranslationPolicy;
use crate::model::encoding::Encoding;
use crate::model::lang::{Language, Languages, PerLang};
use crate::model::names::{SeriesId, TopicId};
use crate::source::{Located, Location, Source, Span};
use crate::text::closest;
use crate::yaml::{Kind, Node};

/// Path of the site's configuration from its root.
pub const SITE_FILE: &str = "content/site.yaml";
/// Path of the vocabulary of topics from the site's root.
pub const TOPICS_FILE: &str = "content/topics.yaml";

/// A valid configuration.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
pub struct DuplicatePolicy {
    /// Whether texts that are alike, but not equal, are reported.
    pub near: bool,
    /// Whole lines that are page furniture, besides the built-in ones.
    pub furniture: Vec<String>,
}

/// `parity:` of `site.yaml`.
#[derive(Debug, Clone, Copy)]
pub struct ParityPolicy {
    /// Whether figures, dates, links and the like of translations are compared with those of their originals.
    pub facts: bool,
    /// Whether `104年` is the year 2015 (民国104年) where a text does not say so.
    pub minguo_years: bool,
}

/// An entry of the controlled vocabulary.
#[derive(Debug, Clone)]
pub struct Topic {
    /// In addresses and front matter.
    pub id: TopicId,
    /// For readers.
    pub label: PerLang<String>,
    /// What it is sorted by in place of the label; empty where that is the label itself.
    pub sort: PerLang<String>,
}

impl Config {
    /// The topic of that id.
    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == *id)
    }
}

/// An absolute http(s) address that ends in `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// `None` unless it is http(s) with a host, without query and fragment. A missing last slash is added.
    pub fn new(text: &str) -> Option<Self> {
        let mut url = Url::parse(text).ok()?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty();
        if !plain {
            return None;
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Some(Self(url))
    }

    /// `/`, or `/news/` where the site lives in a folder.
    pub fn path(&self) -> &str {
        self.0.path()
    }

    /// The host without its port; a name of other letters as browsers send it (punycode).
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The port, if it is stated and not that of the scheme.
    pub fn port(&self) -> Option<u16> {
        self.0.port()
    }

    /// Whether readers come by https.
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// A root-relative address with this site's path in front, as an absolute one.
    pub fn absolute(&self, href: &str) -> String {
        let origin = &self.0[..url::Position::BeforePath];
        format!("{origin}{href}")
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
                reason: error.to_string(),
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
        config.topics = parse_topics(topics, &config.languages, &mut diagnostics)?;
        Some(config)
    });
    (config, diagnostics)
}

fn parse_site(source: &Arc<Source>, diagnostics: &mut Vec<Diagnostic>) -> Option<Config> {
    let entries = read_root(source, Span::new(0, source.text.len()), diagnostics)?;
    let mut fields = Fields::new(source, &entries, diagnostics);
    // Everything else is read per language, so the languages come first.
    let (languages, tags) = parse_languages(&mut fields)?;
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

fn parse_languages(fields: &mut Fields<'_>) -> Option<(Languages, PerLang<Span>)> {
    let node = fields.required(
        "languages",
        "languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]",
    )?;
    let mut list: Vec<Language> = Vec::new();
    let mut spans = Vec::new();
    let items = fields.list("languages", node);
    for item in items {
        let Some(entries) = fields.map("languages", item) else {
            continue;
        };
        let mut inner = fields.inside(entries, item.span);
        let code = inner
            .required("code", "code: zh")
            .and_then(|node| inner.text("code", node));
        let tag = inner
            .required("tag", "tag: zh-Hans")
            .and_then(|node| inner.text("tag", node));
        inner.refuse_others();
        let (Some(code), Some(tag)) = (code, tag) else {
            continue;
        };
        if !is_language_code(&code.value) {
            fields.report(Problem::BadLanguageCode { text: code.value }, code.span);
        } else if tag.value.parse::<Locale>().is_err() {
            fields.report(Problem::BadLanguageTag { text: tag.value }, tag.span);
        } else if list.iter().any(|other| other.code == code.value) {
            fields.report(Problem::RepeatedLanguage { code: code.value }, code.span);
        } else if list
            .iter()
            .any(|other| other.tag.eq_ignore_ascii_case(&tag.value))
        {
            fields.report(Problem::RepeatedTag { tag: tag.value }, tag.span);
        } else {
            spans.push(tag.span);
            list.push(Language {
                code: code.value,
                tag: tag.value,
            });
        }
    }
    if items.is_empty() || items.len() > Languages::MOST {
        fields.report(Problem::TooManyLanguages, node.span);
    }
    // Without one of them, whatever is written in it would seem wrong too.
    if list.len() < items.len() {
        return None;
    }
    let languages = Languages::new(list)?;
    let mut spans = spans.into_iter();
    let tags = PerLang::from_fn(&languages, |_| spans.next().unwrap_or_default());
    Some((languages, tags))
}

/// `zh`, `zh-hk`: never mistaken for another part of an address or file name, or for the `sort` of a topic.
fn is_language_code(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().is_some_and(|part| {
        (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    let second = parts.next().is_none_or(|part| {
        (1..=8).contains(&part.len())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    first && second && parts.next().is_none() && text != SORT
}

fn parse_topics(
    source: &Arc<Source>,
    languages: &Languages,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Topic>> {
    let entries = read_root(source, Span::new(0, source.text.len()), diagnostics)?;
    let mut fields = Fields::new(source, &entries, diagnostics);
    let mut topics = Vec::new();
    for (key, node) in &entries {
        let (label, sort) = without_sort(node);
        let empty = || PerLang::from_fn(languages, |_| String::new());
        let label = fields
            .every_language(&key.value, &label, languages)
            .unwrap_or_else(empty);
        let sort = sort.map_or_else(empty, |node| fields.per_language(SORT, node, languages));
        topics.extend(
            fields
                .name("topic", key, TopicId::new)
                .map(|id| Topic { id, label, sort }),
        );
    }
    Some(topics)
}

/// The key that stands beside the labels of a topic, and so cannot be a language.
const SORT: &str = "sort";

/// The labels of a topic, and its `sort`.
fn without_sort(node: &Node) -> (Node, Option<&Node>) {
    let Kind::Map(entries) = &node.kind else {
        return (node.clone(), None);
    };
    let is_sort = |(key, _): &&(Located<String>, Node)| key.value == SORT;
    let labels = entries.iter().filter(|entry| !is_sort(entry)).cloned();
    let label = Node {
        kind: Kind::Map(labels.collect()),
        span: node.span,
    };
    let sort = entries.iter().find(is_sort).map(|(_, node)| node);
    (label, sort)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_ends_in_a_slash_and_may_have_a_path() {
        let base = BaseUrl::new("https://example.org/news").unwrap();
        assert_eq!(base.path(), "/news/");
        assert_eq!(base.absolute("/news/zh/"), "https://example.org/news/zh/");
        for wrong in [
            "example.org",
            "ftp://example.org/",
            "https://example.org/?a",
            "https://user@example.org/",
            "/news/",
        ] {
            assert!(BaseUrl::new(wrong).is_none(), "{wrong}");
        }
    }
}
