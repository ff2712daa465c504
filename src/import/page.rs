//! A saved web page: what its head states about the announcement, and the container of its text.

use std::collections::BTreeMap;

use dom_query::{Document, NodeRef};
use jiff::tz::TimeZone;

use super::{Found, Input, What, dates, html, line_of, listed, on_one_line};
use crate::config::Config;
use crate::resolve::{Furniture, Value, canonical};

/// Containers of the text, surest first: those of common systems of Chinese authorities, then those of HTML.
#[rustfmt::skip]
const CONTAINERS: [&str; 20] = [
    ".TRS_Editor", "#UCAP-CONTENT", ".TRS_UEDITOR", ".trs_editor_view", "#zoom", ".pages_content", ".article-content",
    ".article_content", ".article_con", ".article-con", ".news_content", ".content_body", "#vsb_content",
    ".v_news_content", "article", "main", ".article", "#content", ".content", ".view",
];

/// Names of `<meta>` by what they state. The first are those of the State Council's guide to government sites
/// (《政府网站发展指引》, 国办发〔2017〕47号).
const TITLES: [&str; 4] = ["ArticleTitle", "og:title", "DC.title", "title"];
const DATES: [&str; 5] = [
    "PubDate",
    "publishdate",
    "article:published_time",
    "DC.date",
    "date",
];
const SOURCES: [&str; 2] = ["ContentSource", "source"];
const ADDRESSES: [&str; 2] = ["Url", "og:url"];
/// What has no place in front matter.
const UNPLACED: [&str; 2] = ["Author", "Description"];

/// Reads a page; `None` if it is nested too deeply.
pub(super) fn read(
    input: &Input,
    text: &str,
    lang: &str,
    config: &Config,
    furniture: &Furniture,
) -> Option<Found> {
    let document = Document::from(text);
    let root = document.root();
    if html::is_too_deep(&root) {
        return None;
    }
    let zone = &config.time_zone;
    let mut found = Found::new(input, lang);
    let head = Head {
        document: &document,
        text,
    };
    let text_title = title_of_page(&document);
    found.title = head
        .first(&TITLES)
        .or_else(|| text_title.clone())
        .unwrap_or_default();
    found.source = head.first(&SOURCES);
    found.source_url = address(&head, &document, text);
    found.keywords = head
        .first(&["Keywords"])
        .map(|text| listed(&text))
        .unwrap_or_default();
    if let Some(date) = head.first(&DATES) {
        found.date = dates::parse(&date, zone);
        if found.date.is_none() {
            found.note(line_of(text, &date), What::NoDate(Some(date)));
        }
    }
    if let Some(column) = head.first(&["ColumnName"]) {
        found.add_topics(vec![column.clone()], line_of(text, &column), config);
    }
    for name in UNPLACED {
        if let Some(value) = head.first(&[name]) {
            found.note(head.line(name), What::Key(name.to_owned(), value));
        }
    }
    state_in_text(&document, &mut found, zone, furniture);
    let whole = visible(&root);
    let (container, node) = container(&document)?;
    if container == "body" {
        found.note(None, What::WholePage);
    }
    let outside = whole.saturating_sub(visible(&node));
    if outside > 0 {
        found.note(None, What::Outside(outside, container.to_owned()));
    }
    let target_lines = target_lines(&node, text);
    let converted = html::convert(&node);
    for (what, words) in converted.notes {
        found.note(line_of(text, &words).filter(|_| !words.is_empty()), what);
    }
    found.target_lines = target_lines;
    found.body = without_furniture(&converted.markdown, &mut found, furniture);
    Some(found)
}

struct Head<'d> {
    document: &'d Document,
    text: &'d str,
}

impl Head<'_> {
    /// The first of these that is stated, whatever its case.
    fn first(&self, names: &[&str]) -> Option<String> {
        let metas = self.document.select("meta");
        let stated: Vec<(String, String)> = metas
            .nodes()
            .iter()
            .filter_map(|node| {
                let name = node.attr("name").or_else(|| node.attr("property"))?;
                Some((name.to_string(), on_one_line(&node.attr("content")?)))
            })
            .filter(|(_, content)| !content.is_empty())
            .collect();
        names.iter().find_map(|name| {
            let is_it = |(other, _): &&(String, String)| other.trim().eq_ignore_ascii_case(name);
            stated
                .iter()
                .find(is_it)
                .map(|(_, content)| content.clone())
        })
    }

    fn line(&self, name: &str) -> Option<usize> {
        line_of(self.text, &format!("\"{name}\""))
    }
}

/// `<h1>`, or the `<title>` up to the name of the site.
fn title_of_page(document: &Document) -> Option<String> {
    let text = |selector: &str| {
        let found = document.select(selector);
        let mut texts = found.nodes().iter().map(|node| on_one_line(&node.text()));
        texts.find(|text| !text.is_empty())
    };
    let title = || {
        let title = text("title")?;
        let end = ["_", " - ", " | ", "--", "－"]
            .iter()
            .filter_map(|mark| title.find(mark))
            .min();
        let short = on_one_line(&title[..end.unwrap_or(title.len())]);
        (!short.is_empty()).then_some(short)
    };
    text("h1").or_else(title)
}

/// Where the page was: stated by itself, or by the browser that saved it.
fn address(head: &Head<'_>, document: &Document, text: &str) -> Option<String> {
    let canonical = document
        .select("link[rel=canonical]")
        .attr("href")
        .map(|href| href.to_string());
    let saved = || {
        let (_, after) = text.split_once("<!-- saved from url=(")?;
        let (_, address) = after.split_once(')')?;
        address.split_whitespace().next().map(str::to_owned)
    };
    let stated = [head.first(&ADDRESSES), canonical, saved()];
    let is_address = |text: &String| {
        url::Url::parse(text)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
    };
    stated.into_iter().flatten().find(is_address)
}

/// Date and source from a line such as 来源：… 发布时间：…, where the head does not state them.
fn state_in_text(document: &Document, found: &mut Found, zone: &TimeZone, furniture: &Furniture) {
    let text = document
        .body()
        .map(|body| body.formatted_text().to_string())
        .unwrap_or_default();
    let labels: Vec<(String, Value)> = furniture
        .labels()
        .map(|(label, value)| (label.to_owned(), value))
        .collect();
    for line in text
        .lines()
        .map(on_one_line)
        .filter(|line| line.chars().count() <= 200)
    {
        let line = line.replace('：', ":");
        for (label, kind) in &labels {
            let Some((_, after)) = line.split_once(&format!("{label}:")) else {
                continue;
            };
            let end = labels
                .iter()
                .filter_map(|(other, _)| after.find(&format!("{other}:")))
                .min();
            let value = after[..end.unwrap_or(after.len())]
                .trim_matches(|c: char| c.is_whitespace() || "|[]【】".contains(c));
            match kind {
                Value::Date if found.date.is_none() => found.date = dates::parse(value, zone),
                Value::Source
                    if found.source.is_none()
                        && !value.is_empty()
                        && value.chars().count() <= 30
                        && !value.contains(['。', '，']) =>
                {
                    found.source = value.split_whitespace().next().map(str::to_owned);
                }
                _ => {}
            }
        }
    }
    let time = document.select("time[datetime]").attr("datetime");
    if let (None, Some(time)) = (&found.date, time) {
        found.date = dates::parse(&time, zone);
    }
}

/// The surest container that holds a text; of several the longest.
fn container(document: &Document) -> Option<(&'static str, NodeRef<'_>)> {
    let known = CONTAINERS.iter().find_map(|selector| {
        let nodes = document.select(selector).nodes().to_vec();
        let has_content = |node: &NodeRef<'_>| {
            visible(node) > 0 || node.descendants().iter().any(|below| below.has_name("img"))
        };
        let longest = nodes
            .into_iter()
            .filter(has_content)
            .rev()
            .max_by_key(visible)?;
        Some((*selector, longest))
    });
    known.or_else(|| Some(("body", document.body()?)))
}

/// The lines of links and pictures in the source.
fn target_lines(node: &NodeRef<'_>, text: &str) -> BTreeMap<String, usize> {
    let targets = node
        .descendants_it()
        .filter(|below| below.is_element())
        .filter_map(|below| below.attr("href").or_else(|| below.attr("src")));
    // Whole values: `/a` stands in many another.
    let quoted = |target: &str| {
        let forms = [format!("\"{target}\""), format!("'{target}'")];
        let found = forms.iter().find_map(|form| line_of(text, form));
        found.or_else(|| line_of(text, target))
    };
    let lines = targets.filter_map(|target| Some((target.to_string(), quoted(&target)?)));
    lines.collect()
}

/// How many characters of text a node shows.
fn visible(node: &NodeRef<'_>) -> usize {
    node.descendants_it()
        .filter(|below| below.is_text())
        .filter(|below| {
            !below
                .parent()
                .is_some_and(|above| above.is("script, style, title, noscript, textarea"))
        })
        .map(|below| below.text().chars().filter(|c| !c.is_whitespace()).count())
        .sum()
}

/// Without the headline and the lines of furniture around the text.
fn without_furniture(markdown: &str, found: &mut Found, furniture: &Furniture) -> String {
    let lines: Vec<&str> = markdown.lines().collect();
    let title = canonical([found.title.as_str()]);
    let plain = |line: &str| {
        canonical([line
            .trim_start_matches('#')
            .trim()
            .replace(['*', '\\'], "")
            .as_str()])
    };
    let words = |line: &str| plain(&without_links(line));
    let is_around = |line: &str| {
        line.trim().is_empty()
            || words(line) == title
            || furniture.is_furniture(&words(line)) && !line.starts_with("- ")
    };
    let start = lines
        .iter()
        .position(|line| !is_around(line))
        .unwrap_or(lines.len());
    let end = lines
        .iter()
        .rposition(|line| !is_around(line))
        .map_or(start, |last| last + 1);
    for line in lines[..start].iter().chain(&lines[end..]) {
        let is_title = words(line) == title;
        if !line.trim().is_empty() && !is_title {
            found.note(None, What::Furniture(on_one_line(line)));
        }
    }
    lines[start..end].join("\n")
}

/// `[打印](javascript:print())` as 打印.
fn without_links(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("](") {
        text.push_str(&before.replacen('[', "", 1));
        let mut depth = 1;
        let end = after.find(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        rest = &after[end.map_or(after.len(), |end| end + 1)..];
    }
    text + rest
}
