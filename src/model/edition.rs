//! One valid document in one language, and the facts that its announcement states once.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use super::address::Permalink;
use super::fingerprint::{Fingerprint, NotAFingerprint};
use super::lang::{Lang, PerLang};
use super::moment::Moment;
use super::names::{SeriesId, Slug, TopicId};
use super::statement::{Fact, Statement};
use crate::source::{Located, Source, Span};

/// What names an announcement among the sources: its path below `content` without language and extension,
/// `2023/04/briefing`. Editions that share it are one announcement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnouncementId(pub String);

impl AnnouncementId {
    /// The last part.
    pub fn stem(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// What stands before it; empty directly in `content`.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

impl fmt::Display for AnnouncementId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One document in one language.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The file.
    pub source: Arc<Source>,
    /// The announcement that it belongs to.
    pub id: AnnouncementId,
    /// Its language.
    pub lang: Lang,
    /// The headline.
    pub title: Located<String>,
    /// One or two sentences; empty where the document has no text.
    pub summary: String,
    /// The summary where the press office wrote one; none where it is only the start of the text.
    pub lead_in: Option<Located<String>>,
    /// The Markdown in `source`.
    pub body: Span,
    /// Whether the body would show anything.
    pub has_text: bool,
    /// Links and images of the body, each target once, in order of appearance.
    pub references: Vec<Reference>,
    /// Images of the body that say nothing to those who do not see them, each target once.
    pub without_alt: Vec<Located<String>>,
    /// The facts that it states: all in the original, and what a translation repeats of them.
    pub statements: Vec<Statement>,
    /// What marks a translation: the fingerprint of the original that it was made from.
    pub translates: Option<Located<Result<Fingerprint, NotAFingerprint>>>,
}

impl Edition {
    /// When the announcement was published, if this edition says so.
    pub fn date(&self) -> Option<&Located<Moment>> {
        self.statements.iter().find_map(|one| match &one.fact {
            Fact::Date(date) => Some(date),
            _ => None,
        })
    }
}

/// A link or image in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// As written, entities and escapes resolved.
    pub target: String,
    /// Where.
    pub span: Span,
    /// What it is used as.
    pub kind: ReferenceKind,
}

/// What a [`Reference`] is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceKind {
    /// Something to go to.
    Link,
    /// Something to show.
    Image,
}

/// What the original states once for all languages.
#[derive(Debug, Clone)]
pub struct Facts {
    /// When it was published.
    pub date: Located<Moment>,
    /// The last part of its address.
    pub slug: Slug,
    /// At least none; each once, in the order written.
    pub topics: Vec<TopicId>,
    /// Headlines for languages without an edition; empty where there is none.
    pub titles: PerLang<String>,
    /// Who issued it.
    pub issuers: PerLang<Vec<String>>,
    /// Where the text comes from (信息来源).
    pub source: PerLang<String>,
    /// Address of the source; empty if none.
    pub source_url: String,
    /// 文号; empty if none.
    pub document_number: String,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// The series it is a part of.
    pub series: Option<SeriesPart>,
    /// The picture above the text.
    pub image: Option<LeadImage>,
    /// Files to download.
    pub attachments: Vec<Attachment>,
    /// Its place in an announcement's life.
    pub status: Status,
    /// Not public before this time.
    pub embargo: Option<Moment>,
    /// When and why it was withdrawn, if it is and says so.
    pub withdrawn: Option<Withdrawal>,
    /// What was changed after publication, in the order written.
    pub updates: Vec<Update>,
    /// Whether other languages are owed an edition.
    pub translation: TranslationPolicy,
    /// The announcement that this one is a copy of, by path or id.
    pub duplicate_of: Option<Located<String>>,
    /// Announcements that look like this one but are others, by path or id.
    pub distinct_from: Vec<Located<String>>,
    /// Former addresses, which redirect here.
    pub aliases: Vec<Located<Permalink>>,
}

impl Facts {
    /// Whether its text was taken off the site: a notice stands in its place.
    pub fn is_removed(&self) -> bool {
        let mut withdrawn = self.withdrawn.iter();
        withdrawn.any(|one| one.remains == Remains::Notice)
    }

    /// The announcement that stands in place of this one, by path or id.
    pub fn replaced_by(&self) -> Option<&Located<String>> {
        match &self.withdrawn.as_ref()?.remains {
            Remains::Replacement(target) => Some(target),
            Remains::Text | Remains::Notice => None,
        }
    }

    /// Whether its text is still to be read at its address.
    pub fn keeps_text(&self) -> bool {
        !self.is_removed() && self.replaced_by().is_none()
    }

    /// Whether there is a picture above the text that says nothing to those who do not see it.
    pub fn lacks_alt(&self) -> bool {
        let image = self.image.as_ref();
        image.is_some_and(|image| image.alt.iter().all(|(_, text)| text.is_empty()))
    }
}

/// A place in a series.
#[derive(Debug, Clone)]
pub struct SeriesPart {
    /// Which series.
    pub id: Located<SeriesId>,
    /// Which part, if they are numbered.
    pub number: Option<u32>,
}

/// The picture above the text.
#[derive(Debug, Clone)]
pub struct LeadImage {
    /// Path relative to the document.
    pub src: Located<String>,
    /// What it shows, for those who do not see it.
    pub alt: PerLang<String>,
    /// The line below it.
    pub caption: PerLang<String>,
    /// Who made it.
    pub credit: PerLang<String>,
}

/// A file to download.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Path relative to the document.
    pub src: Located<String>,
    /// What it is; the file name where empty.
    pub title: PerLang<String>,
}

/// A dated note on a change.
#[derive(Debug, Clone)]
pub struct Update {
    /// When.
    pub date: Located<Moment>,
    /// What changed.
    pub note: PerLang<String>,
    /// Whether it is too small to count as a change of the announcement: shown, but no date moves because of it.
    pub is_minor: bool,
}

/// When and why an announcement was withdrawn, and what is left of it.
#[derive(Debug, Clone)]
pub struct Withdrawal {
    /// When.
    pub date: Located<Moment>,
    /// Why, in at least one language.
    pub reason: PerLang<String>,
    /// What readers find at its address.
    pub remains: Remains,
}

/// What readers find at the address of a withdrawn announcement: the three ways of GOV.UK, "withdrawn", "published in
/// error" and "consolidated".
#[derive(Debug, Clone)]
pub enum Remains {
    /// Its text, below a notice.
    Text,
    /// A notice only.
    Notice,
    /// Another announcement, given by path or id.
    Replacement(Located<String>),
}

impl PartialEq for Remains {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text, Self::Text) | (Self::Notice, Self::Notice) => true,
            (Self::Replacement(one), Self::Replacement(other)) => one.value == other.value,
            _ => false,
        }
    }
}

impl Remains {
    /// With the words of `text` that state them.
    pub const WORDS: [(&'static str, Self); 2] = [("kept", Self::Text), ("removed", Self::Notice)];
}

/// Where an announcement is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Not public.
    Draft,
    /// Public.
    Published,
    /// Public, marked as no longer valid, or what [`Withdrawal`] says.
    Withdrawn,
}

impl Status {
    /// With the words that state them.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("draft", Self::Draft),
        ("published", Self::Published),
        ("withdrawn", Self::Withdrawn),
    ];

    /// The word that states it.
    pub fn word(self) -> &'static str {
        let mut words = Self::WORDS.iter();
        words
            .find(|(_, status)| *status == self)
            .map_or("", |(word, _)| word)
    }
}

/// Whether other languages are owed an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TranslationPolicy {
    /// Missing is an error.
    Required,
    /// Missing is an error once this time has passed, and a warning before.
    RequiredBy(Moment),
    /// Missing is a warning, unless there is a headline.
    Expected,
    /// None is planned.
    None,
}

impl TranslationPolicy {
    /// The policies that one word states.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("required", Self::Required),
        ("expected", Self::Expected),
        ("none", Self::None),
    ];

    /// Whether a missing edition of a public announcement is an error at this time.
    pub fn is_due(&self, now: Timestamp) -> bool {
        match self {
            Self::Required => true,
            Self::RequiredBy(time) => time.has_passed(now),
            Self::Expected | Self::None => false,
        }
    }
}
