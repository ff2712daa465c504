//! The skeleton of a translation: what of the original it has to render, section by section, to check off.

use std::fmt::Write as _;

use super::{is_chinese, yaml_text};
use crate::markdown::{headings, survey};
use crate::model::archive::{Announcement, Text};
use crate::model::edition::{Reference, ReferenceKind};
use crate::model::fingerprint::Fingerprint;
use crate::model::lang::Lang;
use crate::model::translation::{UNFINISHED_PLACE, UNFINISHED_VALUE};
use crate::resolve::FoundFact;
use crate::source::Span;

/// A translation that somebody is about to write.
pub struct Skeleton<'a> {
    /// What is to be translated.
    pub announcement: &'a Announcement,
    /// The language of the translation.
    pub lang: Lang,
    /// Its tag.
    pub tag: &'a str,
    /// The state of the original.
    pub fingerprint: &'a Fingerprint,
    /// What the original states, in its order.
    pub facts: &'a [FoundFact],
}

/// Part of an original: from a heading to the next, or what stands before the first.
struct Section<'a> {
    /// As it is written, `#` included.
    heading: Option<&'a str>,
    span: Span,
}

impl Skeleton<'_> {
    /// The whole file. As long as any of its [`UNFINISHED_PLACE`]s and [`UNFINISHED_VALUE`]s is left, it counts as no
    /// translation.
    pub fn text(&self) -> String {
        let original = &self.announcement.original;
        let say = |in_chinese: &'static str, in_english: &'static str| {
            if is_chinese(self.tag) {
                in_chinese
            } else {
                in_english
            }
        };
        let mut text = String::from("---\n");
        let _ = writeln!(
            text,
            "# {}: {}",
            say("原文标题", "Headline of the original"),
            in_one_line(&original.title)
        );
        let known = &self.announcement.facts.titles[self.lang];
        let title = if known.is_empty() {
            UNFINISHED_VALUE.to_owned()
        } else {
            yaml_text(known)
        };
        let _ = writeln!(text, "title: {title}");
        if !original.lead_in.is_empty() {
            let _ = writeln!(
                text,
                "# {}: {}",
                say("原文摘要", "Summary of the original"),
                in_one_line(&original.lead_in)
            );
            let _ = writeln!(text, "summary: {UNFINISHED_VALUE}");
        }
        let _ = writeln!(
            text,
            "# {}",
            say(
                "所译原文的状态，由 newsroom 填写",
                "The state of the original that this renders, written by newsroom",
            )
        );
        let _ = writeln!(text, "translates: {}\n---", self.fingerprint);
        let references = survey(&original.source.text, original.body).references;
        for section in sections(original) {
            let facts = self.facts.iter();
            let facts = facts.filter(|fact| holds(section.span, fact.span));
            let facts: Vec<&str> = facts.map(|fact| fact.words.as_str()).collect();
            let targets = references
                .iter()
                .filter(|one| holds(section.span, one.span));
            let targets: Vec<String> = targets.map(|one| self.target(one)).collect();
            if section.heading.is_none()
                && facts.is_empty()
                && targets.is_empty()
                && is_blank(original, section.span)
            {
                continue;
            }
            let _ = write!(
                text,
                "\n{UNFINISHED_PLACE} {}",
                say(
                    "在这里翻译，译完后删除这一整段注释（它不会公开）",
                    "translate here; then remove this comment (it is not published)",
                )
            );
            let mut add = |label: &str, value: &str| {
                if !value.is_empty() {
                    let _ = write!(text, "\n  {label}: {}", inside_comment(value));
                }
            };
            add(
                say("原文小标题", "heading of the original"),
                section.heading.unwrap_or(""),
            );
            add(
                say("数字和日期，按原文顺序", "figures and dates, in order"),
                &facts.join(" | "),
            );
            add(
                say("链接和图片", "links and pictures"),
                &targets.join(" | "),
            );
            text.push_str(" -->\n");
        }
        text
    }

    /// A link or picture as it is written.
    fn target(&self, reference: &Reference) -> String {
        match reference.kind {
            ReferenceKind::Image => format!("![…]({})", reference.target),
            ReferenceKind::Link => reference.target.clone(),
        }
    }
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.range().contains(&inner.start)
}

fn is_blank(text: &Text, span: Span) -> bool {
    text.source.text[span.range()].trim().is_empty()
}

/// The sections of a body, in order. What stands before the first heading may be empty.
fn sections(text: &Text) -> Vec<Section<'_>> {
    let headings = headings(&text.source.text, text.body);
    let starts = std::iter::once(None).chain(headings.iter().map(Some));
    let ends = headings.iter().map(|heading| heading.start);
    let ends = ends.chain(std::iter::once(text.body.end));
    let section = |(heading, end): (Option<&Span>, usize)| Section {
        heading: heading.map(|span| text.source.text[span.range()].trim()),
        span: Span::new(heading.map_or(text.body.start, |span| span.start), end),
    };
    starts.zip(ends).map(section).collect()
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// In one line, and without what would end a comment.
fn inside_comment(text: &str) -> String {
    in_one_line(text).replace("--", "- -")
}
