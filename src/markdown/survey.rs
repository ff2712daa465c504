//! What a body holds: its first paragraph, its links and images, and HTML that will not be published.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::plain::Collector;
use super::{events, raw_html};
use crate::model::edition::{Reference, ReferenceKind};
use crate::source::Span;

/// What [`survey`] finds.
#[derive(Debug, Default)]
pub struct Survey {
    /// Whether there is anything to show, a lone picture included.
    pub has_text: bool,
    /// Plain text of the first paragraph that has any.
    pub first_paragraph: String,
    /// Links and images, each target once per kind.
    pub references: Vec<Reference>,
    /// Elements that are left out, each name once.
    pub removed: Vec<(String, Span)>,
    /// Frames with content of another server, which become links.
    pub embeds: Vec<(String, Span)>,
}

/// Walks the body once.
pub fn survey(text: &str, body: Span) -> Survey {
    let mut survey = Survey::default();
    let mut paragraph: Option<Collector> = None;
    for (event, range) in events(text, body) {
        let span = Span::new(range.start, range.end);
        match &event {
            Event::Start(Tag::Paragraph) if survey.first_paragraph.is_empty() => {
                paragraph = Some(Collector::default())
            }
            Event::End(TagEnd::Paragraph) => {
                if let Some(paragraph) = paragraph.take() {
                    let lines = paragraph.finish();
                    survey.first_paragraph = lines
                        .iter()
                        .map(|line| line.text.trim())
                        .collect::<Vec<_>>()
                        .join(" ");
                }
            }
            Event::Start(Tag::Link {
                link_type: LinkType::Email,
                ..
            }) => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                survey.refer(text, dest_url, span, ReferenceKind::Link)
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                survey.refer(text, dest_url, span, ReferenceKind::Image)
            }
            Event::Html(_) | Event::InlineHtml(_) => {}
            _ => {}
        }
        match &event {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => survey.scan_html(text, span),
            Event::Text(content) | Event::Code(content) if !content.trim().is_empty() => {
                survey.has_text = true
            }
            _ => {}
        }
        if let (Some(paragraph), false) = (&mut paragraph, matches!(event, Event::InlineHtml(_))) {
            paragraph.take(&event, range);
        }
    }
    survey.has_text |= !survey.references.is_empty() || !survey.embeds.is_empty();
    survey
}

impl Survey {
    fn refer(&mut self, text: &str, target: &str, span: Span, kind: ReferenceKind) {
        if self
            .references
            .iter()
            .any(|other| other.kind == kind && other.target == target)
        {
            return;
        }
        // The target itself is what is right or wrong, so point there where it stands as written.
        let inside = text[span.range()]
            .rfind(target)
            .filter(|_| !target.is_empty());
        let span = inside.map_or(span, |at| {
            Span::new(span.start + at, span.start + at + target.len())
        });
        self.references.push(Reference {
            target: target.to_owned(),
            span,
            kind,
        });
    }

    fn scan_html(&mut self, text: &str, block: Span) {
        let html = &text[block.range()];
        for tag in raw_html::tags(html).into_iter().filter(|tag| !tag.closing) {
            let place = |range: std::ops::Range<usize>| {
                Span::new(block.start + range.start, block.start + range.end)
            };
            match (
                tag.name.as_str(),
                tag.attribute("href"),
                tag.attribute("src"),
            ) {
                ("a", Some((target, range)), _) => {
                    self.refer(text, target, place(range), ReferenceKind::Link)
                }
                ("img", _, Some((target, range))) => {
                    self.refer(text, target, place(range), ReferenceKind::Image)
                }
                ("iframe", _, Some((target, range))) if raw_html::is_web(target) => {
                    self.embeds.push((target.to_owned(), place(range)))
                }
                (name, _, _) if raw_html::is_allowed(name) => self.has_text |= name == "hr",
                (name, _, _) if !self.removed.iter().any(|(other, _)| other == name) => {
                    self.removed.push((name.to_owned(), place(tag.range)));
                }
                _ => {}
            }
            let handler = tag
                .attributes
                .iter()
                .find(|(name, _, _)| name.starts_with("on"));
            if let Some((name, _, range)) = handler {
                self.removed
                    .push((format!("{} {name}", tag.name), place(range.clone())));
            }
        }
        // Words between the tags are text.
        self.has_text |= raw_html::has_words(html);
    }
}
