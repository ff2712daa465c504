//! The HTML of a body: only allowed elements, every link and image resolved, headings below the headline.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use super::{IDEOGRAPHIC_SPACE, events, raw_html};
use crate::source::Span;
use crate::text::join_lines;

/// Where a link or image of the body leads, as the page needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address to link to; an image with such a target becomes a link.
    Href(String),
    /// A picture of this site: address, width and height in pixels.
    Picture(String, u32, u32),
    /// Nothing to link to or to show: the words stay.
    Nothing,
}

/// Renders the Markdown in `body`. `resolve` is asked for each link and image, by its target as written.
pub fn to_html(text: &str, body: Span, resolve: &dyn Fn(&str) -> LinkTarget) -> String {
    let mut writer = Writer::new(resolve);
    for (event, range) in events(text, body) {
        writer.take(event, &text[range]);
    }
    let mut output = String::with_capacity(body.range().len() * 5 / 4);
    html::push_html(&mut output, writer.output.into_iter());
    if writer.has_raw_html {
        sanitize(&output, &writer.pictures)
    } else {
        output
    }
}

struct Writer<'a> {
    resolve: &'a dyn Fn(&str) -> LinkTarget,
    output: Vec<Event<'a>>,
    /// Addresses of the pictures that were resolved: the only ones that pass the sanitizer.
    pictures: HashSet<String>,
    has_raw_html: bool,
    html_block: bool,
    /// For each open link whether it is written.
    links: Vec<bool>,
    /// The open image: where it leads, its title, its description so far.
    image: Option<(LinkTarget, String, String)>,
    soft_break: bool,
    paragraph_start: bool,
    last_char: Option<char>,
    headings: Headings,
    alignments: Vec<Alignment>,
    in_table_head: bool,
    column: usize,
    footnotes: HashMap<String, usize>,
}

impl<'a> Writer<'a> {
    fn new(resolve: &'a dyn Fn(&str) -> LinkTarget) -> Self {
        Self {
            resolve,
            output: Vec::new(),
            pictures: HashSet::new(),
            has_raw_html: false,
            html_block: false,
            links: Vec::new(),
            image: None,
            soft_break: false,
            paragraph_start: false,
            last_char: None,
            headings: Headings::default(),
            alignments: Vec::new(),
            in_table_head: false,
            column: 0,
            footnotes: HashMap::new(),
        }
    }

    fn push(&mut self, event: Event<'a>) {
        self.output.push(event);
    }

    fn push_html(&mut self, html: String) {
        self.push(Event::InlineHtml(html.into()));
    }

    fn take(&mut self, event: Event<'a>, source: &str) {
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
            Event::SoftBreak => self.soft_break = true,
            Event::HardBreak => {
                self.last_char = None;
                self.push(Event::HardBreak);
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => self.start_link(link_type, dest_url, title, id),
            Event::End(TagEnd::Link) => {
                if self.links.pop() == Some(true) {
                    self.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                self.break_before(None);
                self.image = Some(((self.resolve)(&dest_url), title.to_string(), String::new()));
            }
            Event::Start(Tag::HtmlBlock) => {
                self.html_block = true;
                self.raw(source);
            }
            Event::End(TagEnd::HtmlBlock) => self.html_block = false,
            Event::Html(_) if self.html_block => {}
            Event::Html(html) | Event::InlineHtml(html) => {
                self.break_before(None);
                self.raw(&html);
            }
            Event::Start(Tag::Heading {
                level,
                classes,
                attrs,
                ..
            }) => {
                let level = self.headings.open(level);
                self.push(Event::Start(Tag::Heading {
                    level,
                    id: None,
                    classes,
                    attrs,
                }));
            }
            Event::End(TagEnd::Heading(_)) => {
                self.push(Event::End(TagEnd::Heading(self.headings.current())))
            }
            Event::FootnoteReference(label) => {
                self.break_before(None);
                let label = self.footnote(&label);
                self.push(Event::FootnoteReference(label));
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let label = self.footnote(&label);
                self.push(Event::Start(Tag::FootnoteDefinition(label)));
            }
            Event::Start(Tag::Table(alignments)) => {
                self.alignments = alignments;
                self.push_html("<table>".into());
            }
            Event::End(TagEnd::Table) => self.push_html("</tbody></table>".into()),
            Event::Start(Tag::TableHead) => {
                (self.in_table_head, self.column) = (true, 0);
                self.push_html("<thead><tr>".into());
            }
            Event::End(TagEnd::TableHead) => {
                self.in_table_head = false;
                self.push_html("</tr></thead><tbody>".into());
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                self.push_html("<tr>".into());
            }
            Event::End(TagEnd::TableRow) => self.push_html("</tr>".into()),
            Event::Start(Tag::TableCell) => self.start_cell(),
            Event::End(TagEnd::TableCell) => {
                self.push_html(if self.in_table_head { "</th>" } else { "</td>" }.into())
            }
            Event::Start(tag) => {
                if matches!(tag, Tag::Paragraph) {
                    (self.paragraph_start, self.last_char, self.soft_break) = (true, None, false);
                }
                self.push(Event::Start(tag));
            }
            other => self.push(other),
        }
    }

    fn take_in_image(&mut self, event: Event<'a>) {
        let Some((_, _, description)) = &mut self.image else {
            return;
        };
        match event {
            Event::Text(text) | Event::Code(text) => description.push_str(&text),
            Event::SoftBreak | Event::HardBreak => description.push(' '),
            Event::End(TagEnd::Image) => {
                let Some((target, title, description)) = self.image.take() else {
                    return;
                };
                let html = self.picture(target, &title, &description);
                self.push_html(html);
                self.last_char = None;
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

    /// Writes the soft break that came before, now that the next character is known. Joined here and not by
    /// the minifier, which would leave a visible space between two Han characters.
    fn break_before(&mut self, next: Option<char>) {
        self.paragraph_start = false;
        if std::mem::take(&mut self.soft_break) {
            let joint = join_lines(self.last_char, next);
            if !joint.is_empty() {
                self.push(Event::Text(joint.into()));
            }
        }
    }

    fn start_link(
        &mut self,
        link_type: LinkType,
        dest_url: CowStr<'a>,
        title: CowStr<'a>,
        id: CowStr<'a>,
    ) {
        let target = if link_type == LinkType::Email {
            LinkTarget::Href(dest_url.to_string())
        } else {
            (self.resolve)(&dest_url)
        };
        match target {
            LinkTarget::Href(href) | LinkTarget::Picture(href, _, _) => {
                self.links.push(true);
                // A soft break before the link belongs outside of it.
                if self.soft_break
                    && !join_lines(self.last_char, None).is_empty()
                    && !self.last_char.is_some_and(crate::text::is_wide)
                {
                    self.break_before(None);
                }
                self.push(Event::Start(Tag::Link {
                    link_type,
                    dest_url: href.into(),
                    title,
                    id,
                }));
            }
            LinkTarget::Nothing => self.links.push(false),
        }
    }

    fn start_cell(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        let cell = if self.in_table_head {
            "th scope=\"col\""
        } else {
            "td"
        };
        self.column += 1;
        (self.last_char, self.soft_break) = (None, false);
        self.push_html(format!("<{cell}{class}>"));
    }

    /// Labels become plain numbers, which cannot clash with the ids of the page.
    fn footnote(&mut self, label: &str) -> CowStr<'a> {
        let next = self.footnotes.len() + 1;
        let number = *self.footnotes.entry(label.to_owned()).or_insert(next);
        format!("fn-{number}").into()
    }

    fn picture(&mut self, target: LinkTarget, title: &str, description: &str) -> String {
        let description = escape(description);
        let title = if title.is_empty() {
            String::new()
        } else {
            format!(" title=\"{}\"", escape(title))
        };
        match target {
            LinkTarget::Picture(src, width, height) => {
                let html = format!(
                    "<img src=\"{}\" alt=\"{description}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"{title}>",
                    escape(&src)
                );
                self.pictures.insert(src);
                html
            }
            // A link inside a link does not exist.
            LinkTarget::Href(href) if !self.links.contains(&true) => {
                let words = if description.is_empty() {
                    escape(&href)
                } else {
                    description
                };
                format!("<a href=\"{}\">{words}</a>", escape(&href))
            }
            LinkTarget::Href(_) | LinkTarget::Nothing => description,
        }
    }

    /// HTML as it stands in the source: its links and images resolved, frames turned into links.
    fn raw(&mut self, html: &str) {
        self.has_raw_html = true;
        let mut rewritten = String::with_capacity(html.len());
        let mut at = 0;
        for tag in raw_html::tags(html) {
            let value = |name| tag.attribute(name).map(|(value, _)| value);
            let replacement = match (tag.name.as_str(), tag.closing) {
                ("img", _) => value("src")
                    .map(|src| {
                        self.picture(
                            (self.resolve)(src),
                            value("title").unwrap_or(""),
                            value("alt").unwrap_or(""),
                        )
                    })
                    .unwrap_or_default(),
                ("a", false) => match value("href").map(self.resolve) {
                    Some(LinkTarget::Href(href) | LinkTarget::Picture(href, _, _)) => {
                        format!("<a href=\"{}\">", escape(&href))
                    }
                    // `</a>` follows; without an address it is no link.
                    _ => "<a>".into(),
                },
                ("iframe", false) => value("src")
                    .filter(|src| raw_html::is_web(src))
                    .map(|src| format!("<a href=\"{}\">{}</a>", escape(src), escape(host(src))))
                    .unwrap_or_default(),
                ("iframe", true) => String::new(),
                _ => continue,
            };
            rewritten.push_str(&html[at..tag.range.start]);
            rewritten.push_str(&replacement);
            at = tag.range.end;
        }
        rewritten.push_str(&html[at..]);
        self.push(if self.html_block {
            Event::Html(rewritten.into())
        } else {
            Event::InlineHtml(rewritten.into())
        });
        self.last_char = None;
    }
}

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

fn host(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Keeps only what is known to be harmless. Runs over the whole body, because an element may start in one
/// piece of HTML and end in another.
fn sanitize(html: &str, pictures: &HashSet<String>) -> String {
    let tags: HashSet<&str> = raw_html::ALLOWED
        .into_iter()
        .chain(raw_html::ALLOWED_TABLE)
        .collect();
    let attributes = HashMap::from([
        ("a", HashSet::from(["href", "title"])),
        ("abbr", HashSet::from(["title"])),
        ("col", HashSet::from(["span"])),
        ("colgroup", HashSet::from(["span"])),
        ("div", HashSet::from(["id"])),
        (
            "img",
            HashSet::from(["src", "alt", "width", "height", "loading", "title"]),
        ),
        ("ol", HashSet::from(["start", "reversed"])),
        ("td", HashSet::from(["colspan", "rowspan"])),
        ("th", HashSet::from(["colspan", "rowspan", "scope"])),
    ]);
    let classes = HashMap::from([
        ("div", HashSet::from(["footnote-definition"])),
        (
            "sup",
            HashSet::from(["footnote-reference", "footnote-definition-label"]),
        ),
        ("td", HashSet::from(["right", "center"])),
        ("th", HashSet::from(["right", "center"])),
    ]);
    let pictures = pictures.clone();
    ammonia::Builder::new()
        .tags(tags)
        .clean_content_tags(HashSet::from(["script", "style", "template", "noscript"]))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .allowed_classes(classes)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None)
        .attribute_filter(
            move |element, attribute, value| match (element, attribute) {
                ("img", "src") if !pictures.contains(value) => None,
                (_, "id") if !value.starts_with("fn-") => None,
                _ => Some(value.into()),
            },
        )
        .clean(html)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(markdown: &str) -> String {
        to_html(
            markdown,
            Span::new(0, markdown.len()),
            &|target| match target {
                "map.png" => LinkTarget::Picture("/zh/a/map.png".into(), 40, 30),
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
        check("　　缩进", "<p>缩进</p>");
    }

    #[test]
    fn links_and_pictures_are_resolved() {
        check(
            "![图](map.png)",
            "<p><img src=\"/zh/a/map.png\" alt=\"图\" width=\"40\" height=\"30\" loading=\"lazy\"></p>",
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
    fn headings_follow_the_headline_without_gaps() {
        check(
            "# 一\n\n### 二\n\n# 三",
            "<h2>一</h2>\n<h3>二</h3>\n<h2>三</h2>",
        );
    }

    #[test]
    fn tables_align_by_class_and_footnotes_have_plain_ids() {
        check(
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr></thead><tbody><tr><td>1</td><td class=\"right\">2</td></tr></tbody></table>",
        );
        assert!(render("甲[^main]\n\n[^main]: 注").contains("href=\"#fn-1\""));
    }
}
