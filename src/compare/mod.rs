//! At the rim: two versions of a site compared as its readers see them, and the addresses that the newer one loses.

mod counterparts;
mod differences;
mod older;
mod promises;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::model::address::Permalink;
use crate::model::archive::Index;
use crate::model::lang::Lang;
use crate::model::plan::Page;
use crate::pipeline::Version;

pub use differences::Aspect;
pub(crate) use older::temporary;
pub use older::{Broken, Older};

/// How the newer version differs.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Announcements whose pages differ, newest first.
    pub pages: Vec<PageChange>,
    /// Lists, feeds and topics that are new.
    pub new_lists: usize,
    /// Those that are gone.
    pub lost_lists: usize,
    /// Addresses that readers know and the newer version does not answer: errors, and what else deserves a look.
    pub broken: Vec<Diagnostic>,
}

/// One page of an announcement.
#[derive(Debug, PartialEq, Eq)]
pub struct PageChange {
    /// Its address in the older version, or, if it is new, in the newer one.
    pub address: Permalink,
    /// The code of its language.
    pub language: String,
    /// The file of the edition.
    pub file: String,
    /// Its headline, the newer one if there are two.
    pub headline: String,
    /// What became of it.
    pub kind: ChangeKind,
}

/// What became of a page.
#[derive(Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was not there before.
    Added,
    /// Readers see something else at its address.
    Changed(Vec<Aspect>),
    /// Its address leads to another.
    Moved {
        /// Where.
        to: Permalink,
        /// What else is not as it was.
        changed: Vec<Aspect>,
    },
    /// A notice says that it was withdrawn.
    Removed,
    /// Nothing answers at its address.
    Lost,
}

/// Compares two versions of a whole site. `day` is the day of the newer one, to be proposed for withdrawals.
pub fn compare(old: &Version, new: &Version, day: Date) -> Comparison {
    let mut comparison = part(old, new, day);
    let lists = |version: &Version| -> BTreeSet<Permalink> {
        let outputs = version.plan.outputs.iter();
        let lists = outputs.filter(|(_, page)| is_list(page));
        lists.map(|(permalink, _)| permalink.clone()).collect()
    };
    let (before, after) = (lists(old), lists(new));
    comparison.new_lists = after.difference(&before).count();
    comparison.lost_lists = before.difference(&after).count();
    comparison.broken.extend(promises::of_site(old, new));
    comparison
}

/// Compares versions that hold only some of the announcements of a site, the same ones: nothing can be said of lists.
pub fn part(old: &Version, new: &Version, day: Date) -> Comparison {
    let mut comparison = Comparison::default();
    let mut accounted = BTreeSet::new();
    for index in 0..old.archive.announcements.len() {
        of_announcement(old, index, new, &mut accounted, &mut comparison.pages);
    }
    for (permalink, page) in &new.plan.outputs {
        if let Page::Announcement(lang, index) = page
            && !accounted.contains(permalink)
        {
            comparison.pages.push(change(
                new,
                *index,
                *lang,
                permalink.clone(),
                ChangeKind::Added,
            ));
        }
    }
    // The date is part of the address.
    let codes: Vec<&str> = new.config.languages.codes().collect();
    let language = |change: &PageChange| codes.iter().position(|code| *code == change.language);
    comparison.pages.sort_by(|one, other| {
        let order = newest_first(one).cmp(&newest_first(other));
        order.then_with(|| language(one).cmp(&language(other)))
    });
    comparison.broken = promises::of_announcements(old, new, day);
    comparison.broken.extend(promises::of_files(old, new));
    comparison
}

/// The address behind the language.
fn newest_first(change: &PageChange) -> Reverse<&str> {
    let address = &change.address.as_str()[1..];
    Reverse(address.split_once('/').map_or("", |(_, rest)| rest))
}

fn is_list(page: &Page) -> bool {
    matches!(page, Page::List(..) | Page::Topic(..) | Page::Feed(..))
}

/// What became of the pages of an announcement. `accounted` is told which pages of the newer version are no news.
fn of_announcement(
    old: &Version,
    index: Index,
    new: &Version,
    accounted: &mut BTreeSet<Permalink>,
    pages: &mut Vec<PageChange>,
) {
    for (lang, permalink) in old.plan.permalinks[index].iter() {
        let Some(permalink) = permalink else { continue };
        let is_notice = match old.plan.outputs.get(permalink) {
            Some(Page::Announcement(..)) => false,
            Some(Page::Gone(..)) => true,
            _ => continue,
        };
        let compared =
            |other, other_lang| differences::between(old, (index, lang), new, (other, other_lang));
        let (kind, shown) = match new.plan.outputs.get(permalink) {
            // What was taken off the site is back.
            Some(Page::Announcement(..)) if is_notice => continue,
            Some(Page::Announcement(new_lang, other)) => {
                accounted.insert(permalink.clone());
                let kind = ChangeKind::Changed(compared(*other, *new_lang));
                (kind, Some((*other, *new_lang)))
            }
            Some(Page::Gone(new_lang, other)) if is_notice => {
                let changed = compared(*other, *new_lang).into_iter();
                let kind = ChangeKind::Changed(changed.filter(Aspect::is_on_notice).collect());
                (kind, Some((*other, *new_lang)))
            }
            Some(Page::Gone(new_lang, other)) => (ChangeKind::Removed, Some((*other, *new_lang))),
            Some(Page::Redirect(new_lang, other)) => {
                let announcement = &new.archive.announcements[*other];
                let (new_lang, _) = announcement.edition_for(*new_lang);
                let Some(to) = &new.plan.permalinks[*other][new_lang] else {
                    continue;
                };
                // Another announcement, which replaces it, would differ in everything.
                let id = &old.archive.announcements[index].id;
                let is_replaced = new.archive.announcements.iter().any(|one| one.id == *id);
                let is_same = announcement.id == *id || !is_replaced;
                let is_news = is_same && !old.plan.outputs.contains_key(to);
                let changed = if is_news && accounted.insert(to.clone()) {
                    compared(*other, new_lang)
                } else {
                    Vec::new()
                };
                let to = to.clone();
                (ChangeKind::Moved { to, changed }, Some((*other, new_lang)))
            }
            Some(_) => continue,
            None => (ChangeKind::Lost, None),
        };
        if kind == ChangeKind::Changed(Vec::new()) {
            continue;
        }
        let address = permalink.clone();
        pages.push(match shown {
            Some((other, new_lang)) => change(new, other, new_lang, address, kind),
            None => change(old, index, lang, address, kind),
        });
    }
}

fn change(
    version: &Version,
    index: Index,
    lang: Lang,
    address: Permalink,
    kind: ChangeKind,
) -> PageChange {
    let (lang, text) = version.archive.announcements[index].edition_for(lang);
    PageChange {
        address,
        language: version.config.languages[lang].code.clone(),
        file: text.source.path.clone(),
        headline: text.title.clone(),
        kind,
    }
}
