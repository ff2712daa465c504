//! All public announcements of a site, paired, ordered, with links and duplicates decided.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::address::Permalink;
use super::edition::{AnnouncementId, Facts};
use super::fingerprint::Fingerprint;
use super::lang::{Lang, PerLang};
use super::moment::Moment;
use super::names::SeriesId;
use super::picture::{Picture, PictureFault};
use super::translation::{Stale, Translation, TranslationState};
use crate::language::Words;
use crate::source::{Located, Source, Span};

/// The announcements, newest first; equal times by id. Nothing withheld is in it.
#[derive(Debug)]
pub struct Archive {
    /// In total order.
    pub announcements: Vec<Announcement>,
    /// The title of each series that occurs.
    pub series_titles: BTreeMap<SeriesId, PerLang<String>>,
    /// Whether a source is missing because of an error: then a link into its lists may be right all the same.
    pub has_gaps: bool,
    /// What was found to repeat, what deserves a look first being first.
    pub duplicates: Vec<Duplicate>,
    /// What there is in the other languages, ordered by announcement and language.
    pub translations: Vec<Translation>,
    /// When the next embargo ends, and so another build is due.
    pub next_build: Option<Moment>,
    /// What is not public and in the archive all the same, because drafts were asked for.
    pub unpublished: BTreeMap<Index, Unpublished>,
}

impl Archive {
    /// Whether and how an announcement's edition in a language is outdated.
    pub fn stale(&self, index: Index, lang: Lang) -> Option<&Stale> {
        let rows = &self.translations;
        let at = rows.binary_search_by_key(&(index, lang), |row| (row.announcement, row.lang));
        match &rows[at.ok()?].state {
            TranslationState::Stale(stale) => Some(stale),
            _ => None,
        }
    }
}

/// Place of an announcement in its [`Archive`].
pub type Index = usize;

/// An original and its translations.
#[derive(Debug)]
pub struct Announcement {
    /// Its name among the sources.
    pub id: AnnouncementId,
    /// What is stated once.
    pub facts: Facts,
    /// The language in which it was written.
    pub original_lang: Lang,
    /// The document in that language.
    pub original: Text,
    /// The other editions, in the order of the languages.
    pub translations: Vec<(Lang, Text)>,
    /// Whether it has a page of its own.
    pub fate: Fate,
    /// Other dates under which the same announcement was published, earliest first.
    pub other_dates: Vec<Moment>,
    /// Pictures and attachments that its pages show or offer, each once.
    pub files: Vec<Asset>,
    /// Those that its pages show, by their places in `files`: published as variants.
    pub shown: BTreeSet<usize>,
    /// Those that its pages offer or link to, by their places in `files`: published as they are.
    pub offered: BTreeSet<usize>,
    /// The picture above the text, by its place in `files`.
    pub lead_image: Option<usize>,
    /// The files of `facts.attachments`, by their places in `files`.
    pub attachments: Vec<usize>,
}

/// What a reader gets at an announcement's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Its page.
    Page,
    /// It is the same announcement as that one, or replaced by it: its address leads there.
    RedirectTo(Index),
    /// A notice that it was removed.
    Gone,
}

/// Why an announcement is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unpublished {
    /// It is a draft.
    Draft,
    /// Its embargo has not ended.
    Embargoed,
}

/// One edition, ready to be rendered.
#[derive(Debug)]
pub struct Text {
    /// The file.
    pub source: Arc<Source>,
    /// The headline.
    pub title: String,
    /// Where the headline is stated.
    pub title_span: Span,
    /// One or two sentences, or empty.
    pub summary: String,
    /// The summary where the press office wrote one; empty where it is only the start of the text.
    pub lead_in: String,
    /// Where that summary is stated.
    pub lead_in_span: Span,
    /// The Markdown in `source`.
    pub body: Span,
    /// Whether it would show anything.
    pub has_text: bool,
    /// Where each link or image of the body leads, by its target as written.
    pub targets: BTreeMap<String, Target>,
    /// The links among them that name an address of this site, with their places: whether there is such a
    /// page is known when all addresses are planned.
    pub site_links: Vec<Located<Permalink>>,
    /// The announcement whose edition in the same language prints the same body, if this one does not.
    pub printed_at: Option<Index>,
    /// In a translation: the original that it was made from, if it says so.
    pub translates: Option<Located<Fingerprint>>,
}

/// Where a link or image leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Another server, a mail address, a telephone number, or a place on the same page: as it is.
    AsWritten,
    /// An edition of an announcement, with what follows the path (`#…`).
    Edition(Index, Lang, String),
    /// A file that is published beside the announcement, by its place in `files`, with what follows the path.
    File(usize, String),
    /// A file of `content/static`.
    Static(Asset),
    /// A page of this site, with what follows its address (`?…`, `#…`).
    Page(Permalink, String),
    /// Nothing may be linked or shown here; the words stay.
    Nothing,
}

/// A file that is no announcement: picture, attachment, or from `content/static`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asset {
    /// Path from the root of the site, with `/`: `content/2023/04/plan.pdf`.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// What it is.
    pub kind: AssetKind,
}

/// What an [`Asset`] is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum AssetKind {
    /// A picture.
    Picture(Picture),
    /// Something with the name of a picture that cannot be shown.
    FaultyPicture(PictureFault),
    /// Anything else.
    Other,
}

/// Files below this folder are copied verbatim to the root of the site.
pub const STATIC_FOLDER: &str = "content/static/";

impl Asset {
    /// Whether its name is that of a picture which newsroom reads.
    pub fn has_picture_name(path: &str) -> bool {
        let extension = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        matches!(
            extension.as_str(),
            "jpg" | "jpeg" | "jpe" | "jfif" | "png" | "gif" | "webp"
        )
    }

    /// The picture that it is.
    pub fn picture(&self) -> Option<&Picture> {
        match &self.kind {
            AssetKind::Picture(picture) => Some(picture),
            AssetKind::FaultyPicture(_) | AssetKind::Other => None,
        }
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// A decision about a repeated body.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// What kind of repetition.
    pub kind: DuplicateKind,
    /// File of the copy.
    pub copy: String,
    /// File in which the body is printed.
    pub canonical: String,
    /// Of two of a kind the lower deserves a look first.
    pub urgency: u8,
    /// From 0 to 1; 1 for equal texts.
    pub similarity: f64,
    /// In words.
    pub reason: Words,
}

/// The kinds of repetition (the names are part of the JSON output), what deserves a look first being first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DuplicateKind {
    /// The same announcement under two addresses.
    SameAnnouncement,
    /// Two announcements with one body.
    IdenticalBody,
    /// The text twice in one document.
    RepeatedText,
    /// A translation that is none.
    UntranslatedCopy,
    /// Two bodies that are alike.
    Near,
    /// One body inside another.
    Contained,
    /// One form with other figures.
    Series,
}

impl DuplicateKind {
    /// The kind as the JSON output names it, and what is done about it.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::SameAnnouncement => ("same-announcement", "redirect"),
            Self::IdenticalBody => ("identical-body", "reference"),
            Self::RepeatedText => ("repeated-text", "dropped"),
            Self::UntranslatedCopy => ("untranslated-copy", "treated-as-missing"),
            Self::Near => ("near", "warning"),
            Self::Contained => ("contained", "warning"),
            Self::Series => ("series", "kept"),
        }
    }

    /// Whether nothing was decided and somebody should look.
    pub fn is_warning(self) -> bool {
        matches!(self, Self::Near | Self::Contained)
    }
}

impl Announcement {
    /// The edition in a language.
    pub fn edition(&self, lang: Lang) -> Option<&Text> {
        if lang == self.original_lang {
            return Some(&self.original);
        }
        self.translations
            .iter()
            .find(|(other, _)| *other == lang)
            .map(|(_, text)| text)
    }

    /// The same, to decide about it.
    pub fn edition_mut(&mut self, lang: Lang) -> Option<&mut Text> {
        if lang == self.original_lang {
            return Some(&mut self.original);
        }
        self.translations
            .iter_mut()
            .find(|(other, _)| *other == lang)
            .map(|(_, text)| text)
    }

    /// The languages that have an edition, the original first.
    pub fn edition_langs(&self) -> impl Iterator<Item = Lang> {
        std::iter::once(self.original_lang).chain(self.translations.iter().map(|(lang, _)| *lang))
    }

    /// The edition to show or link to in a language: its own, or else the original.
    pub fn edition_for(&self, lang: Lang) -> (Lang, &Text) {
        self.edition(lang)
            .map_or((self.original_lang, &self.original), |text| (lang, text))
    }

    /// The headline in a language with the language that it is written in.
    pub fn headline(&self, lang: Lang) -> (Lang, &str) {
        match self.edition(lang) {
            Some(text) => (lang, &text.title),
            None if !self.facts.titles[lang].is_empty() => (lang, &self.facts.titles[lang]),
            None => (self.original_lang, &self.original.title),
        }
    }

    /// The day of publication in the site's zone.
    pub fn day(&self) -> Date {
        self.facts.date.value.day()
    }

    /// The last time at which it was published, updated by more than a minor change, or withdrawn.
    pub fn last_change(&self) -> &Moment {
        let withdrawn = self.facts.withdrawn.iter().map(|one| &one.date.value);
        self.last_update()
            .into_iter()
            .chain(withdrawn)
            .fold(&self.facts.date.value, |last, date| last.max(date))
    }

    /// The last update that is more than a minor one.
    pub fn last_update(&self) -> Option<&Moment> {
        let updates = self.facts.updates.iter();
        updates
            .filter(|update| !update.is_minor)
            .map(|update| &update.date.value)
            .max()
    }

    /// Whether it is listed, counted and fed.
    pub fn has_page(&self) -> bool {
        self.fate == Fate::Page
    }
}
