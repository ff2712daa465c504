//! The HTML of a body: only allowed elements, every link and image resolved, headings below the headline.

use std::collections::{HashMap, HashSet};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use super::IDEOGRAPHIC_SPACE;
use super::anchors::Anchors;
use super::raw_html::{self, escape};
use super::stream::{Item, items};
use crate::source::Span;
use crate::text::join_lines;

/// Where a link or image of the body leads, as the page needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address to link to; an image with such a target becomes a link.
    Href(String),
    /// A picture of this site.
    Picture(Box<PictureLink>),
    /// Nothing to link to or to show: the words stay.
    Nothing,
}

/// A picture as a page shows it, or links to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureLink {
    /// The file itself, for links.
    pub href: String,
    /// What is shown where nothing below suits.
    pub src: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Its variants; `None` if there is only the file.
    pub variants: Option<Variants>,
}

/// Files of different widths for a browser to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variants {
    /// `srcset` of the AVIF files.
    pub avif: String,
    /// `srcset` of those for browsers without AVIF.
    pub fallback: String,
    /// `sizes`: how wide pages show it.
    pub sizes: &'static str,
}

/// Renders the Markdown in `body`. `resolve` is asked for each link and image, by its target as written.
pub fn to_html(text: &str, body: Span, resolve: &dyn Fn(&str) -> LinkTarget) -> String {
    let mut writer = Writer::new(resolve);
    for (item, _) in items(text, body) {
        match item {
            Item::Markdown(event) => writer.take(event),
            Item::Tag(tag) if writer.image.is_none() => writer.tag(&tag),
            Item::Tag(_) | Item::Unclosed(_) => {}
        }
    }
    let mut output = String::with_capacity(body.range().len() * 5 / 4);
    html::push_html(&mut output, writer.output.into_iter());
    if writer.has_raw_html {
        sanitize(&output, writer.sources, writer.hrefs)
    } else {
        output
    }
}

struct Writer<'a> {
    resolve: &'a dyn Fn(&str) -> LinkTarget,
    output: Vec<Event<'a>>,
    /// `src`, `srcset` and `sizes` of the pictures that were resolved: the only ones that pass the sanitizer.
    sources: HashSet<String>,
    /// Addresses of the links that were resolved, likewise.
    hrefs: HashSet<String>,
    has_raw_html: bool,
    /// For each open link whether it is written.
    links: Vec<bool>,
    /// The open image: where it leads, its title, its description so far.
    image: Option<(LinkTarget, String, String)>,
    /// Where in the output a soft break waits for the character behind it.
    soft_break: Option<usize>,
    paragraph_start: bool,
    last_char: Option<char>,
    headings: Headings,
    alignments: Vec<Alignment>,
    /// Where the open head of a table starts in the output.
    table_head: Option<usize>,
    /// Whether the open table has a frame that scrolls.
    is_wide_table: bool,
    column: usize,
    anchors: Anchors,
}

impl<'a> Writer<'a> {
    fn new(resolve: &'a dyn Fn(&str) -> LinkTarget) -> Self {
        Self {
            resolve,
            output: Vec::new(),
            sources: HashSet::new(),
            hrefs: HashSet::new(),
            has_raw_html: false,
            links: Vec::new(),
            image: None,
            soft_break: None,
            paragraph_start: false,
            last_char: None,
            headings: Headings::default(),
            alignments: Vec::new(),
            table_head: None,
            is_wide_table: false,
            column: 0,
            anchors: Anchors::default(),
        }
    }

    fn push(&mut self, event: Event<'a>) {
        self.output.push(event);
    }

    fn push_html(&mut self, html: String) {
        self.push(Event::InlineHtml(html.into()));
    }

    fn take(&mut self, event: Event<'a>) {
        if self.image.is_some() {
            return self.take_in_image(event);
        }
        match event {
            Event::Text(text) => self.text(text),
            Event::Code(code) => {
                self.break_before(code.chars().next());
                self.last_char = code.chars().next_back();
                self.push(Event::Code(code));
            }
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => {
                (self.last_char, self.soft_break) = (None, None);
                self.push(Event::HardBreak);
            }
            Event::FootnoteReference(label) => {
                // Its number says nothing about the language.
                self.break_before(self.last_char);
                let label = self.anchors.footnote(&label).into();
                self.push(Event::FootnoteReference(label));
            }
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            other => self.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title),
            Tag::Image {
                dest_url, title, ..
            } => {
                self.break_before(None);
                self.image = Some(((self.resolve)(&dest_url), title.to_string(), String::new()));
            }
            Tag::Heading { level, .. } => {
                let level = self.headings.open(level);
                let id = self.anchors.heading();
                self.push_html(format!("<{level} id=\"{id}\">"));
            }
            Tag::FootnoteDefinition(label) => {
                let label = self.anchors.footnote(&label).into();
                self.push(Event::Start(Tag::FootnoteDefinition(label)));
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.is_wide_table = self.alignments.len() > 2;
                if self.is_wide_table {
                    // It may scroll on a phone; not every browser lets the keyboard do that by itself.
                    self.push_html("<div class=\"wide\" tabindex=\"0\">".into());
                }
                self.push_html("<table>".into());
            }
            Tag::TableHead => {
                (self.table_head, self.column) = (Some(self.output.len()), 0);
                self.push_html("<thead><tr>".into());
            }
            Tag::TableRow => {
                self.column = 0;
                self.push_html("<tr>".into());
            }
            Tag::TableCell => self.start_cell(),
            tag => {
                if matches!(tag, Tag::Paragraph | Tag::Item) {
                    (self.paragraph_start, self.last_char, self.soft_break) = (true, None, None);
                }
                self.push(Event::Start(tag));
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.push_html("</a>".into());
                }
            }
            TagEnd::Heading(_) => self.push_html(format!("</{}>\n", self.headings.current())),
            TagEnd::Table => {
                self.push_html("</tbody></table>".into());
                if std::mem::take(&mut self.is_wide_table) {
                    self.push_html("</div>".into());
                }
            }
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.push_html("</tr>".into()),
            TagEnd::TableCell => {
                let end = if self.table_head.is_some() {
                    "</th>"
                } else {
                    "</td>"
                };
                self.push_html(end.into());
            }
            tag => self.push(Event::End(tag)),
        }
    }

    /// A table without headings has a head of empty cells in Markdown, and none here.
    fn end_table_head(&mut self) {
        let Some(start) = self.table_head.take() else {
            return;
        };
        if self.output.len() - start == 1 + 2 * self.column {
            self.output.truncate(start);
            self.push_html("<tbody>".into());
        } else {
            self.push_html("</tr></thead><tbody>".into());
        }
    }

    fn take_in_image(&mut self, event: Event<'a>) {
        let Some((_, _, description)) = &mut self.image else {
            return;
        };
        match event {
            Event::Text(text) | Event::Code(text) => {
                if self.soft_break.take().is_some() {
                    let (before, after) = (description.chars().next_back(), text.chars().next());
                    description.push_str(join_lines(before, after));
                }
                description.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.soft_break = Some(self.output.len()),
            Event::End(TagEnd::Image) => {
                let Some((target, title, description)) = self.image.take() else {
                    return;
                };
                let html = self.picture(target, &title, &description);
                self.push_html(html);
                (self.last_char, self.soft_break) = (None, None);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: CowStr<'a>) {
        let text =
            if std::mem::take(&mut self.paragraph_start) && text.starts_with(IDEOGRAPHIC_SPACE) {
                CowStr::from(text.trim_start_matches(IDEOGRAPHIC_SPACE).to_owned())
            } else {
                text
            };
        self.break_before(text.chars().next());
        self.last_char = text.chars().next_back();
        self.push(Event::Text(text));
    }

    /// Leaves a place for what joins two lines: outside of the elements that start the second one.
    fn soft_break(&mut self) {
        self.soft_break = Some(self.output.len());
        self.push(Event::Text("".into()));
    }

    /// Writes the soft break that came before, now that the next character is known. Joined here and not by
    /// the minifier, which would leave a visible space between two Han characters.
    fn break_before(&mut self, next: Option<char>) {
        self.paragraph_start = false;
        if let Some(place) = self.soft_break.take() {
            self.output[place] = Event::Text(join_lines(self.last_char, next).into());
        }
    }

    fn start_link(&mut self, link_type: LinkType, dest_url: &str, title: &str) {
        let target = if link_type == LinkType::Email {
            LinkTarget::Href(format!("mailto:{dest_url}"))
        } else {
            (self.resolve)(dest_url)
        };
        let href = match target {
            LinkTarget::Href(href) => href,
            LinkTarget::Picture(picture) => picture.href,
            LinkTarget::Nothing => {
                self.links.push(false);
                return;
            }
        };
        self.links.push(true);
        let html = format!(
            "<a href=\"{}\"{}>",
            self.href(&href),
            title_attribute(title)
        );
        self.push_html(html);
    }

    fn start_cell(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        let cell = if self.table_head.is_some() {
            "th scope=\"col\""
        } else {
            "td"
        };
        self.column += 1;
        (self.last_char, self.soft_break) = (None, None);
        self.push_html(format!("<{cell}{class}>"));
    }

    fn picture(&mut self, target: LinkTarget, title: &str, description: &str) -> String {
        let description = escape(description);
        let title = title_attribute(title);
        match target {
            LinkTarget::Picture(picture) => self.picture_element(*picture, &description, &title),
            // A link inside a link does not exist.
            LinkTarget::Href(href) if !self.links.contains(&true) => {
                let words = if description.is_empty() {
                    escape(&href)
                } else {
                    description
                };
                format!("<a href=\"{}\">{words}</a>", self.href(&href))
            }
            LinkTarget::Href(_) | LinkTarget::Nothing => description,
        }
    }

    /// Width and height keep the place of the picture, which is loaded when it comes into view.
    fn picture_element(&mut self, picture: PictureLink, description: &str, title: &str) -> String {
        let PictureLink {
            src,
            width,
            height,
            variants,
            ..
        } = picture;
        let size = format!("width=\"{width}\" height=\"{height}\"");
        let rest =
            format!("alt=\"{description}\" {size} loading=\"lazy\" decoding=\"async\"{title}");
        let escaped = escape(&src);
        self.sources.insert(src);
        let Some(variants) = variants else {
            return format!("<img src=\"{escaped}\" {rest}>");
        };
        let (avif, fallback) = (escape(&variants.avif), escape(&variants.fallback));
        let sizes = escape(variants.sizes);
        let html = format!(
            "<picture><source type=\"image/avif\" srcset=\"{avif}\" sizes=\"{sizes}\">\
             <img src=\"{escaped}\" srcset=\"{fallback}\" sizes=\"{sizes}\" {rest}></picture>"
        );
        let sizes = variants.sizes.to_owned();
        self.sources
            .extend([variants.avif, variants.fallback, sizes]);
        html
    }

    /// A tag of raw HTML: its links and images resolved, frames turned into links.
    fn tag(&mut self, tag: &raw_html::Tag) {
        self.has_raw_html = true;
        let value = |name| tag.attribute(name).map_or("", |(value, _)| value);
        let html = match (tag.name.as_str(), tag.closing) {
            ("img", _) if tag.attribute("src").is_none() => String::new(),
            ("img", _) => {
                self.break_before(None);
                self.last_char = None;
                let target = (self.resolve)(value("src"));
                self.picture(target, value("title"), value("alt"))
            }
            ("a", false) => self.raw_link(tag.attribute("href").map(|(href, _)| href)),
            ("iframe", false) if raw_html::is_web(value("src")) => {
                self.break_before(None);
                self.last_char = None;
                let words = escape(host(value("src")));
                format!("<a href=\"{}\">{words}</a>", self.href(value("src")))
            }
            (name, _) if !raw_html::is_allowed(name) => String::new(),
            _ => tag.html(),
        };
        if !raw_html::is_inline(&tag.name) {
            (self.last_char, self.soft_break) = (None, None);
        }
        self.push_html(html);
    }

    /// `</a>` follows; without an address it is no link.
    fn raw_link(&mut self, href: Option<&str>) -> String {
        match href.map(self.resolve) {
            Some(LinkTarget::Href(href)) => format!("<a href=\"{}\">", self.href(&href)),
            Some(LinkTarget::Picture(picture)) => {
                format!("<a href=\"{}\">", self.href(&picture.href))
            }
            Some(LinkTarget::Nothing) | None => "<a>".into(),
        }
    }

    /// An address as it stands in an attribute; one that passes the sanitizer.
    fn href(&mut self, href: &str) -> String {
        let href = utf8_percent_encode(href, NOT_IN_ADDRESSES).to_string();
        let escaped = escape(&href);
        self.hrefs.insert(href);
        escaped
    }
}

/// What does not stand in an address as it is.
const NOT_IN_ADDRESSES: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Maps the headings of a body below the headline of the page: the first level becomes `h2`, and no level
/// is skipped on the way down.
#[derive(Default)]
struct Headings {
    /// Levels as written that are open, outermost first.
    open: Vec<HeadingLevel>,
}

impl Headings {
    fn open(&mut self, level: HeadingLevel) -> HeadingLevel {
        while self.open.last().is_some_and(|last| *last >= level) {
            self.open.pop();
        }
        self.open.push(level);
        self.current()
    }

    fn current(&self) -> HeadingLevel {
        HeadingLevel::try_from((self.open.len() + 1).min(6)).unwrap_or(HeadingLevel::H6)
    }
}

fn title_attribute(title: &str) -> String {
    if title.is_empty() {
        String::new()
    } else {
        format!(" title=\"{}\"", escape(title))
    }
}

fn host(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// Keeps only what is known to be harmless. Runs over the whole body, because an element may start in one
/// piece of HTML and end in another.
fn sanitize(html: &str, sources: HashSet<String>, hrefs: HashSet<String>) -> String {
    ammonia::Builder::new()
        .tags(
            raw_html::ALLOWED
                .into_iter()
                .chain(["picture", "source"])
                .collect(),
        )
        .clean_content_tags(HashSet::from(["script", "style", "template", "noscript"]))
        .tag_attributes(allowed_attributes())
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .allowed_classes(allowed_classes())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None)
        .attribute_filter(
            move |element, attribute, value| match (element, attribute) {
                ("img" | "source", "src" | "srcset" | "sizes") if !sources.contains(value) => None,
                ("a", "href") if !hrefs.contains(value) && !value.starts_with("#fn-") => None,
                _ => Some(value.into()),
            },
        )
        .clean(html)
        .to_string()
}

/// Ids are written here and not taken from raw HTML.
fn allowed_attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    HashMap::from([
        ("a", HashSet::from(["href", "title"])),
        ("abbr", HashSet::from(["title"])),
        ("col", HashSet::from(["span"])),
        ("colgroup", HashSet::from(["span"])),
        ("div", HashSet::from(["id"])),
        ("h2", HashSet::from(["id"])),
        ("h3", HashSet::from(["id"])),
        ("h4", HashSet::from(["id"])),
        ("h5", HashSet::from(["id"])),
        ("h6", HashSet::from(["id"])),
        (
            "img",
            HashSet::from([
                "src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding", "title",
            ]),
        ),
        ("source", HashSet::from(["type", "srcset", "sizes"])),
        ("ol", HashSet::from(["start", "reversed"])),
        ("td", HashSet::from(["colspan", "rowspan"])),
        ("th", HashSet::from(["colspan", "rowspan", "scope"])),
    ])
}

fn allowed_classes() -> HashMap<&'static str, HashSet<&'static str>> {
    HashMap::from([
        ("div", HashSet::from(["footnote-definition"])),
        (
            "sup",
            HashSet::from(["footnote-reference", "footnote-definition-label"]),
        ),
        ("td", HashSet::from(["right", "center"])),
        ("th", HashSet::from(["right", "center"])),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(markdown: &str) -> String {
        to_html(
            markdown,
            Span::new(0, markdown.len()),
            &|target| match target {
                "map.png" => LinkTarget::Picture(Box::new(PictureLink {
                    href: "/zh/a/map.png".into(),
                    src: "/map.png".into(),
                    width: 40,
                    height: 30,
                    variants: None,
                })),
                "fair.jpg" => LinkTarget::Picture(Box::new(PictureLink {
                    href: "/zh/a/fair.jpg".into(),
                    src: "/b.jpg".into(),
                    width: 40,
                    height: 30,
                    variants: Some(Variants {
                        avif: "/a.avif 20w, /b.avif 40w".into(),
                        fallback: "/a.jpg 20w, /b.jpg 40w".into(),
                        sizes: "50vw",
                    }),
                })),
                "gone.md" => LinkTarget::Nothing,
                other => LinkTarget::Href(other.to_owned()),
            },
        )
        .trim()
        .to_owned()
    }

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        assert_eq!(render(markdown), expected, "{markdown}");
    }

    #[test]
    fn chinese_lines_join_without_a_space() {
        check("今天\n发布", "<p>今天发布</p>");
        check("one\ntwo", "<p>one two</p>");
        check(
            "今天\n**发布**\n[会](a)",
            "<p>今天<strong>发布</strong><a href=\"a\">会</a></p>",
        );
        check("今天\n<b>发布</b>\n会", "<p>今天<b>发布</b>会</p>");
        check("　　缩进", "<p>缩进</p>");
        check(
            "　　第一段。\n　　第二段。\n　第三行。\n\n- **一\n　　二**",
            "<p>第一段。</p>\n<p>第二段。　第三行。</p>\n<ul>\n<li><strong>一　　二</strong></li>\n</ul>",
        );
    }

    #[test]
    fn the_space_of_a_soft_break_stands_outside_of_what_follows() {
        check(
            "参见\n[one](a)\n*two*\n`three`\n<b>four</b>",
            "<p>参见 <a href=\"a\">one</a> <em>two</em> <code>three</code> <b>four</b></p>",
        );
        check(
            "[甲](a)\n[乙](b)\n`丙`\n*丁*\n戊",
            "<p><a href=\"a\">甲</a><a href=\"b\">乙</a><code>丙</code><em>丁</em>戊</p>",
        );
        check("**甲\n乙**\n丙", "<p><strong>甲乙</strong>丙</p>");
        check("甲\n<span>one</span>", "<p>甲 <span>one</span></p>");
    }

    #[test]
    fn lines_join_in_every_block() {
        check(
            "> 甲，\n> 乙\n> > 丙\n> > 丁",
            "<blockquote>\n<p>甲，乙</p>\n<blockquote>\n<p>丙丁</p>\n</blockquote>\n</blockquote>",
        );
        check(
            "- 甲\n  乙\n\n  丙\n  one\n- 丁\n戊",
            "<ul>\n<li>\n<p>甲乙</p>\n<p>丙 one</p>\n</li>\n<li>\n<p>丁戊</p>\n</li>\n</ul>",
        );
        check("甲\n乙\n===", "<h2 id=\"s-1\">甲乙</h2>");
        check(
            "甲[^1]\n乙\n[^1]\n\n[^1]: 丙\n    丁",
            "<p>甲<sup class=\"footnote-reference\"><a href=\"#fn-1\">1</a></sup>乙<sup class=\"footnote-reference\"><a href=\"#fn-1\">1</a></sup></p>\n<div class=\"footnote-definition\" id=\"fn-1\"><sup class=\"footnote-definition-label\">1</sup>\n<p>丙丁</p>\n</div>",
        );
        check("甲。”\n“乙", "<p>甲。” “乙</p>");
        check("甲——\n乙……\n丙》\n（丁", "<p>甲——乙……丙》（丁</p>");
        check("한국어\n문장\n甲", "<p>한국어 문장 甲</p>");
        check("これは\nテスト", "<p>これはテスト</p>");
        check("2023\n年", "<p>2023 年</p>");
    }

    #[test]
    fn numbers_of_chinese_documents_keep_their_lines() {
        check("一、甲\n二、乙", "<p>一、甲</p>\n<p>二、乙</p>");
        check(
            "如下：\n（一）甲\n续行\n（二）**乙**",
            "<p>如下：</p>\n<p>（一）甲续行</p>\n<p>（二）<strong>乙</strong></p>",
        );
        check("1.甲\n2.乙\n3.5亩", "<p>1.甲</p>\n<p>2.乙 3.5亩</p>");
        check("第\n一、二季度", "<p>第一、二季度</p>");
        check(
            "- 一、甲\n  二、乙",
            "<ul>\n<li>一、甲<br />\n二、乙</li>\n</ul>",
        );
        check("- 　　甲\n  　　乙", "<ul>\n<li>甲<br />\n乙</li>\n</ul>");
        check(
            "3. 甲\n4. 乙",
            "<ol start=\"3\">\n<li>甲</li>\n<li>乙</li>\n</ol>",
        );
        check("(1) a\n(2) b", "<p>(1) a (2) b</p>");
    }

    #[test]
    fn links_and_pictures_are_resolved() {
        check(
            "![图](map.png)",
            "<p><img src=\"/map.png\" alt=\"图\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\"></p>",
        );
        check(
            "![图](https://far.example/x.png)",
            "<p><a href=\"https://far.example/x.png\">图</a></p>",
        );
        check(
            "[这里](gone.md)和<a@example.org>",
            "<p>这里和<a href=\"mailto:a@example.org\">a@example.org</a></p>",
        );
    }

    #[test]
    fn variants_pass_the_sanitizer_and_nothing_else_like_them() {
        let picture = "<picture><source type=\"image/avif\" srcset=\"/a.avif 20w, /b.avif 40w\" sizes=\"50vw\"><img src=\"/b.jpg\" srcset=\"/a.jpg 20w, /b.jpg 40w\" sizes=\"50vw\" alt=\"会\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\"></picture>";
        check("![会](fair.jpg)", &format!("<p>{picture}</p>"));
        check(
            "<b>甲</b>![会](fair.jpg)",
            &format!("<p><b>甲</b>{picture}</p>"),
        );
        check("<img src=fair.jpg alt=会>", picture);
        check(
            "[![会](fair.jpg)](fair.jpg)",
            &format!("<p><a href=\"/zh/a/fair.jpg\">{picture}</a></p>"),
        );
        check(
            "<picture><source srcset=\"https://spy.example/x.avif\"><b>甲</b></picture>",
            "<p><b>甲</b></p>",
        );
    }

    #[test]
    fn nothing_executable_passes() {
        check("<script>alert(1)</script>", "");
        check("a <b onclick=\"x()\">b</b>", "<p>a <b>b</b></p>");
        check("<img src=x onerror=alert(1)>", "<a href=\"x\">x</a>");
        check(
            "<p><img/src=\"https://spy.example/p.gif\"/></p>",
            "<p><a href=\"https://spy.example/p.gif\">https://spy.example/p.gif</a></p>",
        );
        check(
            "<svg><style><img src=https://spy.example/></style></svg>",
            "<p></p>",
        );
        check("<a href=\"javascript:alert(1)\">x</a>", "<p><a>x</a></p>");
        check(
            "<iframe src=\"https://video.example/v?a=1&amp;b=2\"></iframe>",
            "<a href=\"https://video.example/v?a=1&amp;b=2\">video.example</a>",
        );
        check(
            "<p style=\"position:fixed\" id=\"main\" class=\"x\">a</p>",
            "<p>a</p>",
        );
    }

    #[test]
    fn words_beside_html_do_not_vanish() {
        check("甲<script>乙*丙*</script>丁", "<p>甲丁</p>");
        check("甲*<script>乙*丙</script>丁", "<p>甲<em></em>丁</p>");
        check("甲<style>乙", "<p>甲乙</p>");
        check("<title>甲</title>\n\n乙", "<p>乙</p>");
        check("甲<plaintext>乙\n\n丙", "<p>甲乙</p>\n<p>丙</p>");
        check("甲<!-- 乙 -->丙", "<p>甲丙</p>");
        check("<!-- 甲 --!>乙 -->", "乙 --&gt;");
        check("<form>甲</form>", "甲");
        check(
            "> <div>\n> 甲\n> <a href='b'>乙</a>\n> </div>",
            "<blockquote>\n<div>\n甲\n<a href=\"b\">乙</a>\n</div></blockquote>",
        );
    }

    #[test]
    fn only_resolved_addresses_pass() {
        check(
            "<a href='gone.md'>甲</a><a href=\"a&#x2E;md\" title='\"'>乙</a>",
            "<p><a>甲</a><a href=\"a.md\">乙</a></p>",
        );
        check(
            "<a href=\"#fn-1\" id=\"fn-1\">甲</a>",
            "<p><a href=\"#fn-1\">甲</a></p>",
        );
        check(
            "<b>甲</b>[乙](</表 1.pdf> \"题\")",
            "<p><b>甲</b><a href=\"/%E8%A1%A8%201.pdf\" title=\"题\">乙</a></p>",
        );
        check(
            "![一\n二](map.png)",
            "<p><img src=\"/map.png\" alt=\"一二\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\"></p>",
        );
    }

    #[test]
    fn headings_follow_the_headline_without_gaps() {
        check(
            "# 一\n\n### 二\n\n# 三",
            "<h2 id=\"s-1\">一</h2>\n<h3 id=\"s-2\">二</h3>\n<h2 id=\"s-3\">三</h2>",
        );
    }

    #[test]
    fn tables_align_by_class_and_footnotes_have_plain_ids() {
        check(
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr></thead><tbody><tr><td>1</td><td class=\"right\">2</td></tr></tbody></table>",
        );
        check(
            "| | |\n|---|---|\n| 1 | 2 |",
            "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        );
        // Only one that may be wider than a phone stops the keyboard.
        check(
            "| | | |\n|---|---|---|\n| 1 | 2 | 3 |",
            "<div class=\"wide\" tabindex=\"0\"><table><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table></div>",
        );
        assert!(render("甲[^main]\n\n[^main]: 注").contains("href=\"#fn-1\""));
    }
}
