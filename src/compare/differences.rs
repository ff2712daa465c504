//! What readers see otherwise on a page of an announcement. The frame around it, which changes with every other
//! announcement, is not looked at.

use std::collections::BTreeSet;

use crate::markdown::{LinkTarget, plain_lines, to_html};
use crate::model::archive::{Announcement, Asset, Index, Target, Text};
use crate::model::edition::{Attachment, LeadImage, Status, Update, Withdrawal};
use crate::model::lang::Lang;
use crate::model::picture::Picture;
use crate::model::plan::Page;
use crate::pipeline::Version;

/// What of a page is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aspect {
    /// The headline, as it was and as it is.
    Headline(String, String),
    /// The sentences above the text.
    Summary,
    /// The words of the text.
    Text,
    /// Links, emphasis or the like in a text of the same words.
    Form,
    /// Whether the text stands here or at another announcement with the same one.
    Place,
    /// The date, or one of several.
    Date,
    /// The topics.
    Topics,
    /// The series, or the place in it.
    Series,
    /// A picture, or what is said of one.
    Picture,
    /// A file to download, or its title.
    Attachments,
    /// Issuer, source or number of the document.
    Source,
    /// Its keywords.
    Keywords,
    /// The notes on what was changed.
    Updates,
    /// The notice that it is no longer in force.
    Withdrawal,
    /// The notice that the translation is older than its original.
    Stale,
}

impl Aspect {
    /// Whether the notice in place of a removed text has it.
    pub(super) fn is_on_notice(&self) -> bool {
        matches!(self, Self::Headline(..) | Self::Withdrawal)
    }

    /// As the JSON output names it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Headline(..) => "headline",
            Self::Summary => "summary",
            Self::Text => "text",
            Self::Form => "form",
            Self::Place => "place",
            Self::Date => "date",
            Self::Topics => "topics",
            Self::Series => "series",
            Self::Picture => "picture",
            Self::Attachments => "attachments",
            Self::Source => "source",
            Self::Keywords => "keywords",
            Self::Updates => "updates",
            Self::Withdrawal => "withdrawal",
            Self::Stale => "stale",
        }
    }
}

/// One page: an edition of an announcement in a version.
#[derive(Clone, Copy)]
struct Edition<'a> {
    version: &'a Version,
    announcement: &'a Announcement,
    index: Index,
    lang: Lang,
    text: &'a Text,
}

impl<'a> Edition<'a> {
    fn new(version: &'a Version, (index, lang): (Index, Lang)) -> Self {
        let announcement = &version.archive.announcements[index];
        let (lang, text) = announcement.edition_for(lang);
        Self {
            version,
            announcement,
            index,
            lang,
            text,
        }
    }
}

/// How two pages differ, each given by its announcement and language.
pub(super) fn between(
    old: &Version,
    at: (Index, Lang),
    new: &Version,
    new_at: (Index, Lang),
) -> Vec<Aspect> {
    let (one, other) = (Edition::new(old, at), Edition::new(new, new_at));
    let (facts, new_facts) = (&one.announcement.facts, &other.announcement.facts);
    let mut aspects = Vec::new();
    if one.text.title != other.text.title {
        let (was, is) = (one.text.title.clone(), other.text.title.clone());
        aspects.push(Aspect::Headline(was, is));
    }
    let mut differ = |is_different: bool, aspect| {
        if is_different {
            aspects.push(aspect);
        }
    };
    differ(one.text.lead_in != other.text.lead_in, Aspect::Summary);
    let is_here = |edition: Edition<'_>| edition.text.printed_at.is_none();
    let is_same = body(one) == body(other);
    let both_here = is_here(one) && is_here(other);
    let is_printed_anew = both_here && !is_same;
    differ(
        is_printed_anew && words(one.text) != words(other.text),
        Aspect::Text,
    );
    differ(is_here(one) != is_here(other), Aspect::Place);
    differ(dates(one) != dates(other), Aspect::Date);
    differ(facts.topics != new_facts.topics, Aspect::Topics);
    differ(series(one) != series(other), Aspect::Series);
    differ(pictures(one) != pictures(other), Aspect::Picture);
    differ(attachments(one) != attachments(other), Aspect::Attachments);
    differ(source(one) != source(other), Aspect::Source);
    differ(facts.keywords != new_facts.keywords, Aspect::Keywords);
    differ(updates(one) != updates(other), Aspect::Updates);
    differ(withdrawal(one) != withdrawal(other), Aspect::Withdrawal);
    differ(stale(one) != stale(other), Aspect::Stale);
    // Of other words, or another picture in the text, nobody need hear that the mark-up differs too.
    let says_it = |one: &Aspect| matches!(one, Aspect::Text | Aspect::Picture);
    if is_printed_anew && !aspects.iter().any(says_it) && form(one, other) != form(other, other) {
        aspects.push(Aspect::Form);
    }
    aspects
}

/// The Markdown.
fn body<'a>(edition: Edition<'a>) -> &'a str {
    &edition.text.source.text[edition.text.body.range()]
}

/// The words of a text, line for line.
fn words(text: &Text) -> Vec<String> {
    plain_lines(&text.source.text, text.body)
        .into_iter()
        .map(|line| line.text)
        .collect()
}

/// The text as HTML, its links leading where they lead in the version of `newer`.
fn form(edition: Edition<'_>, newer: Edition<'_>) -> String {
    let text = edition.text;
    to_html(
        &text.source.text,
        text.body,
        &|written| match text.targets.get(written) {
            Some(Target::Edition(index, lang, rest)) => {
                LinkTarget::Href(format!("{}{rest}", leads(edition, newer, *index, *lang)))
            }
            Some(Target::File(file, rest)) => LinkTarget::Href(format!(
                "{}{rest}",
                edition.announcement.files[*file].name()
            )),
            Some(Target::Nothing) => LinkTarget::Nothing,
            _ => LinkTarget::Href(written.to_owned()),
        },
    )
}

/// The address of an edition that is linked to, behind all redirects of the newer version.
fn leads(edition: Edition<'_>, newer: Edition<'_>, index: Index, lang: Lang) -> String {
    let plan = &edition.version.plan;
    let (lang, _) = edition.version.archive.announcements[index].edition_for(lang);
    let Some(address) = &plan.permalinks[index][lang] else {
        return String::new();
    };
    let newer = &newer.version.plan;
    let behind = match newer.outputs.get(address) {
        Some(Page::Redirect(lang, index)) => newer.permalinks[*index][*lang].as_ref(),
        _ => None,
    };
    behind.unwrap_or(address).to_string()
}

fn dates(edition: Edition<'_>) -> (String, Vec<String>) {
    let others = edition.announcement.other_dates.iter();
    (
        edition.announcement.facts.date.value.machine_text(),
        others.map(|date| date.machine_text()).collect(),
    )
}

fn series(edition: Edition<'_>) -> Option<(String, Option<u32>)> {
    let part = edition.announcement.facts.series.as_ref()?;
    Some((part.id.value.to_string(), part.number))
}

/// What each picture of the page shows, the one above the text first, and what is said of that.
fn pictures<'a>(
    edition: Edition<'a>,
) -> (Option<&'a Picture>, BTreeSet<&'a Picture>, [&'a str; 3]) {
    let announcement = edition.announcement;
    let said = |image: &'a LeadImage| {
        let (_, alt) = image.alt.or(edition.lang, announcement.original_lang);
        let (caption, credit) = (&image.caption[edition.lang], &image.credit[edition.lang]);
        [alt, caption.as_str(), credit.as_str()]
    };
    let lead = announcement
        .lead_image
        .map(|file| &announcement.files[file]);
    (
        lead.and_then(Asset::picture),
        files_in_text(edition).filter_map(Asset::picture).collect(),
        announcement.facts.image.as_ref().map_or([""; 3], said),
    )
}

/// A title or name, and a length in bytes.
type File<'a> = (&'a str, u64);

/// The files to download, and those that the text links to.
fn attachments<'a>(edition: Edition<'a>) -> (Vec<File<'a>>, BTreeSet<File<'a>>) {
    let announcement = edition.announcement;
    let attachment = |(attachment, file): (&'a Attachment, &usize)| {
        let asset = &announcement.files[*file];
        let (_, title) = attachment
            .title
            .or(edition.lang, announcement.original_lang);
        let title = if title.is_empty() {
            asset.name()
        } else {
            title
        };
        (title, asset.size)
    };
    let attachments = announcement.facts.attachments.iter();
    let linked = files_in_text(edition).filter(|asset| asset.picture().is_none());
    (
        attachments
            .zip(&announcement.attachments)
            .map(attachment)
            .collect(),
        linked.map(|asset| (asset.name(), asset.size)).collect(),
    )
}

fn files_in_text<'a>(edition: Edition<'a>) -> impl Iterator<Item = &'a Asset> {
    let targets = edition.text.targets.values();
    targets.filter_map(move |target| match target {
        Target::File(file, _) => Some(&edition.announcement.files[*file]),
        Target::Static(asset) => Some(asset),
        _ => None,
    })
}

fn source<'a>(edition: Edition<'a>) -> (&'a [String], [&'a str; 3]) {
    let facts = &edition.announcement.facts;
    (
        &facts.issuers[edition.lang],
        [
            &facts.source[edition.lang],
            &facts.source_url,
            &facts.document_number,
        ],
    )
}

fn updates<'a>(edition: Edition<'a>) -> Vec<(String, &'a str)> {
    let announcement = edition.announcement;
    let updates = announcement.facts.updates.iter();
    let note = |update: &'a Update| {
        let (_, note) = update.note.or(edition.lang, announcement.original_lang);
        (update.date.value.machine_text(), note)
    };
    updates.map(note).collect()
}

/// Whether it is marked as withdrawn, with date and reason.
fn withdrawal<'a>(edition: Edition<'a>) -> (bool, Option<(String, &'a str)>) {
    let announcement = edition.announcement;
    let facts = &announcement.facts;
    let said = |one: &'a Withdrawal| {
        let (_, reason) = one.reason.or(edition.lang, announcement.original_lang);
        (one.date.value.machine_text(), reason)
    };
    (
        facts.status == Status::Withdrawn,
        facts.withdrawn.as_ref().map(said),
    )
}

/// The notice on a translation, with the date that it names.
fn stale(edition: Edition<'_>) -> Option<Option<String>> {
    let stale = edition.version.archive.stale(edition.index, edition.lang)?;
    Some(stale.changed.as_ref().map(|date| date.machine_text()))
}
