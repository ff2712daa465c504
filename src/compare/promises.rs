//! Addresses that readers know and that a newer version would no longer answer, each with the way out.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::counterparts::{Counterpart, Counterparts};
use crate::config::{SITE_FILE, TOPICS_FILE};
use crate::diagnostic::{Diagnostic, Problem, Vanishing};
use crate::model::address::Permalink;
use crate::model::archive::{Announcement, Index, STATIC_FOLDER, Text};
use crate::model::edition::{AnnouncementId, Status};
use crate::model::plan::Page;
use crate::pipeline::Version;
use crate::source::{Location, Span};

/// The addresses of announcements: each with its pages, former addresses and files. `day` is proposed for withdrawals.
pub(super) fn of_announcements(old: &Version, new: &Version, day: Date) -> Vec<Diagnostic> {
    let mut broken = Vec::new();
    let mut counterparts = None;
    for index in 0..old.archive.announcements.len() {
        let lost = Lost::of(old, index, new);
        if lost.pages.is_empty() && lost.aliases.is_empty() && lost.files.is_empty() {
            continue;
        }
        let counterparts = counterparts.get_or_insert_with(|| Counterparts::new(old, new));
        let announcement = &old.archive.announcements[index];
        match counterparts.of(announcement) {
            Counterpart::Public(now) => lost.report_at((old, index), (new, now), &mut broken),
            Counterpart::Withheld(now) => broken.push(lost.report_withheld(now, new, day)),
            Counterpart::None => broken.push(lost.report_deleted(announcement, new, day)),
            Counterpart::Broken => {}
        }
    }
    broken
}

/// What of an announcement nothing answers for any more.
struct Lost {
    pages: Vec<Permalink>,
    aliases: Vec<Permalink>,
    files: Vec<Permalink>,
}

impl Lost {
    fn of(old: &Version, index: Index, new: &Version) -> Self {
        let announcement = &old.archive.announcements[index];
        let is_lost = |permalink: &&Permalink| new.plan.answering(permalink).is_none();
        let permalinks = &old.plan.permalinks[index];
        let pages = permalinks.iter().filter_map(|(_, page)| page.as_ref());
        let aliases = announcement.facts.aliases.iter().map(|alias| &alias.value);
        let page = permalinks[announcement.original_lang].as_ref();
        let page = page.filter(|_| announcement.has_page());
        let files = announcement.offered.iter().filter_map(|file| {
            let page = page?;
            let name = announcement.files[*file].name();
            let is_expected = match new.plan.outputs.get(page) {
                // Withdrawn, or now the same as another: its files went with its text.
                Some(Page::Gone(..)) => false,
                Some(Page::Redirect(_, other)) => {
                    let other = &new.archive.announcements[*other];
                    // An alias keeps the address of the page alone.
                    other.id == announcement.id
                        || other.facts.aliases.iter().any(|alias| alias.value == *page)
                }
                _ => true,
            };
            page.file(name).filter(|_| is_expected)
        });
        let files: Vec<Permalink> = files.collect();
        Self {
            pages: pages.filter(is_lost).cloned().collect(),
            aliases: aliases.filter(is_lost).cloned().collect(),
            files: files.iter().filter(is_lost).cloned().collect(),
        }
    }

    fn all(&self) -> Vec<Permalink> {
        [&self.pages[..], &self.aliases, &self.files].concat()
    }

    /// The announcement is there: at another address, without an edition, or without something that led to it.
    fn report_at(
        self,
        (old, index): (&Version, Index),
        (new, at): (&Version, Index),
        broken: &mut Vec<Diagnostic>,
    ) {
        let before = &old.archive.announcements[index];
        let now = &new.archive.announcements[at];
        let place = |keys: &[&str]| {
            let matter = front_matter(&now.original);
            let line = keys.iter().find_map(|key| line_of(matter, key));
            Location::new(
                &now.original.source,
                line.unwrap_or(now.original.title_span),
            )
        };
        let file = now.original.source.path.clone();
        let former: Vec<Permalink> = now
            .facts
            .aliases
            .iter()
            .map(|one| one.value.clone())
            .collect();
        // The same line in all that is reported of the file: each could be the one that is copied, and none may undo another.
        let aliases = alias_line(&[former, self.all()].concat());
        let mut report = |lost: &[Permalink], cause, place| {
            let addresses = lost.iter().map(Permalink::to_string).collect();
            let problem = Problem::AddressVanishes { addresses, cause };
            broken.push(Diagnostic::new(problem, place));
        };
        let has_moved = before.day() != now.day() || before.facts.slug != now.facts.slug;
        let to = &new.plan.permalinks[at][now.original_lang];
        if let (true, Some(to)) = (has_moved, to) {
            let keys: &[&str] = if before.day() != now.day() {
                &["aliases", "date"]
            } else {
                &["aliases", "slug"]
            };
            let to = to.to_string();
            let cause = Vanishing::Moved { to, aliases, file };
            return report(&self.all(), cause, place(keys));
        }
        for page in &self.pages {
            let edition = edition_at(old, index, page);
            let cause = Vanishing::EditionGone {
                edition: edition.map_or_else(String::new, |text| text.source.path.clone()),
                aliases: aliases.clone(),
                file: file.clone(),
            };
            report(std::slice::from_ref(page), cause, place(&[]));
        }
        if !self.aliases.is_empty() {
            let cause = Vanishing::AliasGone {
                aliases: aliases.clone(),
                file: file.clone(),
            };
            report(&self.aliases, cause, place(&["aliases"]));
        }
        if !self.files.is_empty() {
            let cause = Vanishing::FileGone { aliases, file };
            report(&self.files, cause, place(&["attachments"]));
        }
    }

    /// The announcement was public and is to be so no longer, without a word.
    fn report_withheld(self, now: &Announcement, new: &Version, day: Date) -> Diagnostic {
        let is_draft = now.facts.status == Status::Draft;
        let key = if is_draft { "status" } else { "embargo" };
        let line = line_of(front_matter(&now.original), key);
        let place = Location::new(
            &now.original.source,
            line.unwrap_or(now.original.title_span),
        );
        let cause = Vanishing::Withheld {
            is_draft,
            withdrawn: withdrawn_line(new, day),
        };
        self.report(cause, place)
    }

    /// The announcement is gone with its files.
    fn report_deleted(self, before: &Announcement, new: &Version, day: Date) -> Diagnostic {
        let cause = Vanishing::Deleted {
            file: before.original.source.path.clone(),
            aliases: alias_line(&self.all()),
            withdrawn: withdrawn_line(new, day),
        };
        let place = Location::new(&before.original.source, before.original.title_span);
        self.report(cause, place)
    }

    fn report(self, cause: Vanishing, place: Location) -> Diagnostic {
        let addresses = self.all().iter().map(Permalink::to_string).collect();
        let problem = Problem::AddressVanishes { addresses, cause };
        Diagnostic::new(problem, place)
    }
}

/// The edition that was at an address.
fn edition_at<'a>(old: &'a Version, index: Index, page: &Permalink) -> Option<&'a Text> {
    let mut permalinks = old.plan.permalinks[index].iter();
    let (lang, _) = permalinks.find(|(_, permalink)| permalink.as_ref() == Some(page))?;
    old.archive.announcements[index].edition(lang)
}

fn front_matter(text: &Text) -> &str {
    &text.source.text[..text.body.start]
}

/// Where YAML from the start of a file states a key of its outermost map: its line.
fn line_of(yaml: &str, key: &str) -> Option<Span> {
    let key = format!("{key}:");
    let start = if yaml.starts_with(&key) {
        0
    } else {
        yaml.find(&format!("\n{key}"))? + 1
    };
    let line = yaml[start..].lines().next()?;
    Some(Span::new(start, start + line.trim_end().len()))
}

/// `aliases: [/old/, '/it''s odd/']`, as it is to be written.
fn alias_line(aliases: &[Permalink]) -> String {
    let written = aliases.iter().map(|alias| {
        // What is written is decoded when it is read.
        let text = alias.as_str().replace('%', "%25");
        let is_plain =
            |character: char| character.is_alphanumeric() || "/-_.~%".contains(character);
        if text.chars().all(is_plain) {
            text
        } else {
            format!("'{}'", text.replace('\'', "''"))
        }
    });
    format!("aliases: [{}]", written.collect::<Vec<_>>().join(", "))
}

/// `withdrawn: {date: 2026-05-01, reason: {zh: …, en: …}, text: removed}`, as it is to be written.
fn withdrawn_line(version: &Version, day: Date) -> String {
    let reasons = version
        .config
        .languages
        .codes()
        .map(|code| format!("{code}: …"));
    let reasons = reasons.collect::<Vec<_>>().join(", ");
    format!("withdrawn: {{date: {day}, reason: {{{reasons}}}, text: removed}}")
}

/// Files of `content/static`.
pub(super) fn of_files(old: &Version, new: &Version) -> Vec<Diagnostic> {
    let outputs = old.plan.outputs.iter();
    let lost = outputs.filter_map(|(permalink, page)| {
        let Page::File(asset) = page else { return None };
        let is_lost =
            asset.path.starts_with(STATIC_FOLDER) && new.plan.answering(permalink).is_none();
        let address = permalink.to_string();
        let place = Location::of_path(asset.path.as_str());
        is_lost.then(|| Diagnostic::new(Problem::FileVanishes { address }, place))
    });
    lost.collect()
}

/// What hangs on the whole site: its address, and lists that people chose the names of.
pub(super) fn of_site(old: &Version, new: &Version) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (base, new_base) = (&old.config.base_url, &new.config.base_url);
    if base != new_base {
        let problem = Problem::SiteMoves {
            from: base.absolute(base.path()),
            to: new_base.absolute(new_base.path()),
        };
        let source = &new.config.source;
        let line = line_of(&source.text, "base_url").unwrap_or_default();
        found.push(Diagnostic::new(problem, Location::new(source, line)));
    }
    found.extend(of_lists(old, new));
    found
}

/// Topics and series that are gone although their announcements are not: most likely somebody changed an id. Each is told
/// once, with its address in the first language, for all its languages, years and feeds.
fn of_lists(old: &Version, new: &Version) -> Vec<Diagnostic> {
    let public = new
        .archive
        .announcements
        .iter()
        .filter(|one| one.has_page());
    let public: BTreeSet<&AnnouncementId> = public.map(|one| &one.id).collect();
    let languages = &old.config.languages;
    let code = &languages[languages.default_lang()].code;
    let topics = old.plan.by_topic.iter();
    let topics = topics.map(|(id, items)| (["topics", id.as_str()], items, TOPICS_FILE));
    let series = old.plan.by_series.iter();
    let series = series.map(|(id, items)| (["series", id.as_str()], items, SITE_FILE));
    topics
        .chain(series)
        .filter_map(|([kind, id], items, file)| {
            let permalink = Permalink::page(&[code, kind, id])?;
            let is_public = |index: &Index| public.contains(&old.archive.announcements[*index].id);
            let is_lost = new.plan.answering(&permalink).is_none() && items.iter().any(is_public);
            let address = permalink.to_string();
            let problem = Problem::ListVanishes { address };
            is_lost.then(|| Diagnostic::new(problem, Location::of_path(file)))
        })
        .collect()
}
