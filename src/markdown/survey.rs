//! What a body holds: its first paragraph, its links and images, its anchors, and HTML that is not published.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::anchors::Anchors;
use super::plain::Collector;
use super::raw_html;
use super::stream::{Item, items};
use crate::model::edition::{Reference, ReferenceKind};
use crate::source::{Located, Span};

/// Elements inside of one another, of Markdown and HTML together. What renders a page, here and in a browser,
/// descends into each level; a text that is meant to be read has few.
const MAX_DEPTH: usize = 60;

/// Findings of one kind that are worth reporting: more would come from a file that is none of Markdown, and
/// bury all else.
const MAX_FINDINGS: usize = 50;

/// What [`survey`] finds.
#[derive(Debug, Default)]
pub struct Survey {
    /// Whether there is anything to show, a lone picture included.
    pub has_text: bool,
    /// Plain text of the first paragraph that has any.
    pub first_paragraph: String,
    /// Links and images, each target once per kind.
    pub references: Vec<Reference>,
    /// Images without a description, each target once. `<img alt="">` says that one only decorates.
    pub without_alt: Vec<Located<String>>,
    /// Ids that the body will have, in order: what `#…` can lead to.
    pub anchors: Vec<String>,
    /// Elements and attributes that are left out, each name once; no more than are worth reporting.
    pub removed: Vec<(String, Span)>,
    /// Frames with content of another server, which become links.
    pub embeds: Vec<(String, Span)>,
    /// HTML that does not end: what opens it, what would close it; no more than are worth reporting.
    pub unclosed: Vec<(String, String, Span)>,
    /// Where the body is nested too deeply to be rendered.
    pub too_deep: Option<Span>,
}

/// Walks the body once.
pub fn survey(text: &str, body: Span) -> Survey {
    let mut surveyor = Surveyor::default();
    for (item, range) in items(text, body) {
        let span = Span::new(range.start, range.end);
        surveyor.nest(&item, span);
        surveyor.first_paragraph(&item, range);
        match item {
            Item::Markdown(event) => surveyor.markdown(text, &event, span),
            Item::Tag(tag) if !tag.closing => surveyor.tag(tag, span),
            Item::Tag(_) => {}
            Item::Unclosed(_) if surveyor.survey.unclosed.len() == MAX_FINDINGS => {}
            Item::Unclosed(unclosed) => {
                let found = (unclosed.start, unclosed.end, span);
                surveyor.survey.unclosed.push(found);
            }
        }
    }
    let mut survey = surveyor.survey;
    survey.has_text |= !survey.references.is_empty()
        || !survey.embeds.is_empty()
        // What is lost in it is for the error to say.
        || !survey.unclosed.is_empty();
    survey
}

#[derive(Default)]
struct Surveyor {
    survey: Survey,
    paragraph: Option<Collector>,
    anchors: Anchors,
    links: HashSet<String>,
    images: HashSet<String>,
    /// The image that is being read, as long as nothing describes it.
    open_image: Option<Located<String>>,
    removed: HashSet<String>,
    /// Open elements of Markdown.
    depth: usize,
    /// Open elements of raw HTML, outermost first.
    elements: Vec<String>,
}

impl Surveyor {
    fn markdown(&mut self, text: &str, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Email,
                ..
            }) => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                let place = target_place(text, dest_url, span);
                self.refer(dest_url, place, ReferenceKind::Link);
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let place = target_place(text, dest_url, span);
                self.refer(dest_url, place, ReferenceKind::Image);
                self.open_image = Some(Located {
                    value: dest_url.to_string(),
                    span: place,
                });
            }
            Event::End(TagEnd::Image) => {
                let image = self.open_image.take();
                image.into_iter().for_each(|image| self.lack_alt(image));
            }
            Event::Start(Tag::Heading { .. }) => {
                let id = self.anchors.heading();
                self.survey.anchors.push(id);
            }
            Event::FootnoteReference(label) => {
                self.anchors.footnote(label);
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let id = self.anchors.footnote(label);
                self.survey.anchors.push(id);
            }
            Event::Text(words) | Event::Code(words) => {
                let says_something = !words.trim().is_empty();
                self.survey.has_text |= says_something;
                if says_something {
                    self.open_image = None;
                }
            }
            _ => {}
        }
    }

    fn first_paragraph(&mut self, item: &Item<'_>, range: Range<usize>) {
        match item {
            Item::Markdown(Event::Start(Tag::Paragraph))
                if self.survey.first_paragraph.is_empty() =>
            {
                self.paragraph = Some(Collector::default());
            }
            Item::Markdown(Event::End(TagEnd::Paragraph)) => {
                if let Some(paragraph) = self.paragraph.take() {
                    let lines = paragraph.finish();
                    let lines: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
                    self.survey.first_paragraph = lines.join(" ");
                }
            }
            _ => {}
        }
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.take(item, range);
        }
    }

    fn refer(&mut self, target: &str, span: Span, kind: ReferenceKind) {
        let seen = match kind {
            ReferenceKind::Link => &mut self.links,
            ReferenceKind::Image => &mut self.images,
        };
        if seen.insert(target.to_owned()) {
            self.survey.references.push(Reference {
                target: target.to_owned(),
                span,
                kind,
            });
        }
    }

    fn lack_alt(&mut self, image: Located<String>) {
        let found = &mut self.survey.without_alt;
        if found.len() < MAX_FINDINGS && !found.iter().any(|other| other.value == image.value) {
            found.push(image);
        }
    }

    fn tag(&mut self, tag: raw_html::Tag, span: Span) {
        let place = |range: Range<usize>| Span::new(range.start, range.end);
        let (href, src) = (tag.attribute("href"), tag.attribute("src"));
        match (tag.name.as_str(), href, src) {
            ("a", Some((target, range)), _) => {
                self.refer(target, place(range), ReferenceKind::Link)
            }
            ("img", _, Some((target, range))) => {
                let span = place(range);
                self.refer(target, span, ReferenceKind::Image);
                if tag.attribute("alt").is_none() {
                    self.lack_alt(Located {
                        value: target.to_owned(),
                        span,
                    });
                }
            }
            ("iframe", _, Some((target, range))) if raw_html::is_web(target) => {
                self.survey.embeds.push((target.to_owned(), place(range)))
            }
            (name, _, _) if raw_html::is_allowed(name) => self.survey.has_text |= name == "hr",
            (name, _, _) => self.remove(name.to_owned(), span),
        }
        let mut attributes = tag.attributes.iter();
        if let Some((name, _, range)) = attributes.find(|(name, _, _)| name.starts_with("on")) {
            self.remove(format!("{} {name}", tag.name), place(range.clone()));
        }
    }

    fn remove(&mut self, name: String, span: Span) {
        if self.removed.len() < MAX_FINDINGS && self.removed.insert(name.clone()) {
            self.survey.removed.push((name, span));
        }
    }

    /// Counts what is open.
    fn nest(&mut self, item: &Item<'_>, span: Span) {
        if self.survey.too_deep.is_some() {
            return;
        }
        match item {
            Item::Markdown(Event::Start(_)) => self.depth += 1,
            Item::Markdown(Event::End(_)) => self.depth -= 1,
            Item::Tag(tag) if !raw_html::is_allowed(&tag.name) => {}
            Item::Tag(tag) if tag.closing => self.close(&tag.name),
            Item::Tag(tag) => self.open(&tag.name),
            _ => {}
        }
        if self.depth + self.elements.len() > MAX_DEPTH {
            self.survey.too_deep = Some(span);
        }
    }

    fn open(&mut self, name: &str) {
        // These end where the next begins.
        let ended: &[&str] = match name {
            "a" => &["a"],
            "p" => &["p"],
            "li" => &["li", "p"],
            "dd" | "dt" => &["dd", "dt", "p"],
            "rp" | "rt" => &["rp", "rt"],
            "td" | "th" => &["td", "th", "p"],
            "tr" => &["td", "th", "p", "tr"],
            "tbody" | "tfoot" | "thead" => &["td", "th", "p", "tr", "tbody", "tfoot", "thead"],
            _ => &[],
        };
        let ends = |last: &String| ended.contains(&last.as_str());
        while self.elements.last().is_some_and(ends) {
            self.elements.pop();
        }
        if !["br", "col", "hr", "img"].contains(&name) {
            self.elements.push(name.to_owned());
        }
    }

    /// An end tag ends what is open in its element too, but for emphasis and links, which a browser opens again.
    fn close(&mut self, name: &str) {
        let Some(at) = self.elements.iter().rposition(|open| open == name) else {
            return;
        };
        let mut inside = self.elements.split_off(at);
        inside.remove(0);
        inside.retain(|open| REOPENED.contains(&open.as_str()));
        self.elements.append(&mut inside);
    }
}

const REOPENED: [&str; 9] = ["a", "b", "code", "em", "i", "s", "small", "strong", "u"];

/// The target itself is what is right or wrong, so point there where it stands as written.
fn target_place(text: &str, target: &str, span: Span) -> Span {
    let inside = text[span.range()]
        .rfind(target)
        .filter(|_| !target.is_empty());
    inside.map_or(span, |at| {
        Span::new(span.start + at, span.start + at + target.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(markdown: &str) -> Survey {
        survey(markdown, Span::new(0, markdown.len()))
    }

    #[test]
    fn nesting_has_an_end() {
        for (level, behind) in [
            ("> ", ""),
            ("- ", ""),
            ("<b>", ""),
            ("<div>\n", ""),
            ("<p><b>", "</p>\n"),
            ("*a **b ", " c** d*"),
        ] {
            let nested = |levels: usize| {
                let (level, behind) = (level.repeat(levels), behind.repeat(levels));
                of(&format!("{level}深{behind}")).too_deep
            };
            assert_eq!(nested(20), None, "{level}");
            assert!(nested(100).is_some(), "{level}");
        }
        let deep = of(&format!("甲\n\n{}乙", "<b>".repeat(100)))
            .too_deep
            .unwrap();
        assert_eq!(deep.start, "甲\n\n".len() + 59 * 3);
        assert_eq!(
            of(&"<p>段\n<ul><li>一<li>二</ul><br>\n".repeat(100)).too_deep,
            None
        );
        assert_eq!(
            of(&"<table><tr><td>一<td>二<tr><th>三</table>\n".repeat(100)).too_deep,
            None
        );
    }

    #[test]
    fn html_that_does_not_end_is_found_where_it_starts() {
        let check = |markdown: &str, expected: &[&str]| {
            let found = of(markdown).unclosed;
            let found: Vec<&str> = found
                .iter()
                .map(|(_, _, span)| &markdown[span.range()])
                .collect();
            assert_eq!(found, expected, "{markdown}");
        };
        check("甲\n\n<!-- 乙\n\n丙", &["<!--"]);
        check("甲 <script>乙\n\n丙</script>", &["<script>"]);
        check("甲 <script>乙*丙*</script> 丁", &[]);
        check("> <textarea>乙\n\n丙", &["<textarea>"]);
        check("<div class=\"甲>\n\n丙", &["<div"]);
        check("甲 <!-- 乙 -->", &[]);
    }

    #[test]
    fn what_is_not_shown_is_no_text() {
        for markdown in [
            "<!-- 甲 -->",
            "<script>甲</script>",
            "<style>\n甲\n</style>",
            "<p></p>",
            "<title>甲</title>",
        ] {
            assert!(!of(markdown).has_text, "{markdown}");
        }
        assert!(of("<p>甲</p>").has_text);
        assert_eq!(of("甲<script>乙</script>丙").first_paragraph, "甲丙");
    }

    #[test]
    fn anchors_and_references_are_in_order() {
        let found = of("# 一\n\n## 二[^x]\n\n[甲](a)[乙](b)[甲](a)\n\n[^x]: 注");
        assert_eq!(found.anchors, ["s-1", "s-2", "fn-1"]);
        let targets: Vec<&str> = found
            .references
            .iter()
            .map(|reference| reference.target.as_str())
            .collect();
        assert_eq!(targets, ["a", "b"]);
    }

    #[test]
    fn html_in_a_quote_is_read_without_its_marks() {
        let markdown =
            "> <img\n> src=\"地&amp;图.png\">\n>\n> <div>\n> <a href='b'>乙</a>\n> </div>";
        let found = of(markdown);
        let places: Vec<(&str, &str)> = found
            .references
            .iter()
            .map(|reference| (reference.target.as_str(), &markdown[reference.span.range()]))
            .collect();
        assert_eq!(places[0].0, "地&图.png");
        assert_eq!(places[1], ("b", "b"));
    }
}
