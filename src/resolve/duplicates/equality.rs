//! Classes of editions whose bodies are equal: grouped by hash, then compared byte by byte.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::body::{Body, Values, contradict};
use super::examined::Prints;
use super::furniture::Furniture;
use super::thresholds::TRIED;
use crate::markdown::Sign;
use crate::model::archive::{Announcement, Asset, Index, Target, Text};
use crate::model::edition::Status;
use crate::model::lang::Lang;

/// Announcements whose editions in one language print the same body.
pub(super) struct Class {
    /// The language.
    pub(super) lang: Lang,
    /// At least two, the one at which the body is printed first.
    pub(super) members: Vec<Index>,
}

/// The first 128 bits of BLAKE3 of a canonical body.
pub(super) type Hash = [u8; 16];

/// Hashes a canonical body.
pub(super) fn hash(content: &str) -> Hash {
    let mut short = Hash::default();
    short.copy_from_slice(&blake3::hash(content.as_bytes()).as_bytes()[..16]);
    short
}

/// All classes of bodies that are long enough to be suppressed, ordered by language and canonical member.
/// `preferred` are the announcements that others name as their original.
pub(super) fn classes(
    announcements: &[Announcement],
    prints: &Prints,
    preferred: &BTreeSet<Index>,
    furniture: &Furniture,
) -> Vec<Class> {
    let mut groups: BTreeMap<(Lang, Hash), Vec<Index>> = BTreeMap::new();
    for ((lang, index), print) in prints {
        if let Some(hash) = print.hash.filter(|_| announcements[*index].has_page()) {
            groups.entry((*lang, hash)).or_default().push(*index);
        }
    }
    let mut classes: Vec<Class> = Vec::new();
    for ((lang, _), mut group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
        group.sort_by_cached_key(|index| {
            let one = &announcements[*index];
            // A text that is still valid is never printed only where a withdrawn one was.
            let is_withdrawn = one.facts.status == Status::Withdrawn;
            (is_withdrawn, !preferred.contains(index), rank(one))
        });
        classes.extend(split(lang, &group, announcements, prints, furniture));
    }
    classes.sort_by_key(|class| (class.lang, class.members.clone()));
    classes
}

/// The member of least rank prints the body: most attachments and pictures, then the earliest date, then the
/// first path.
fn rank(announcement: &Announcement) -> impl Ord + use<> {
    (
        Reverse(announcement.files.len()),
        announcement.facts.date.value.clone(),
        announcement.id.clone(),
    )
}

/// A group with one hash into classes that are really equal, and whose furniture does not state dates that
/// contradict each other.
fn split(
    lang: Lang,
    group: &[Index],
    announcements: &[Announcement],
    prints: &Prints,
    furniture: &Furniture,
) -> Vec<Class> {
    let mut classes: BTreeMap<Likeness<'_>, Dated> = BTreeMap::new();
    for index in group {
        let announcement = &announcements[*index];
        let (Some(text), Some(print)) = (announcement.edition(lang), prints.get(&(lang, *index)))
        else {
            continue;
        };
        let body = Body::new(text, furniture);
        let equal = classes
            .entry(likeness(&body, text, &announcement.files))
            .or_default();
        equal.add(*index, body.into_labelled().with(&print.dropped).dates);
    }
    classes
        .into_values()
        .flat_map(|dated| dated.classes)
        .filter(|(_, members)| members.len() > 1)
        .map(|(_, members)| Class { lang, members })
        .collect()
}

/// Equal bodies, in classes of which no member's furniture contradicts another's.
#[derive(Default)]
struct Dated {
    /// With the dates that the members state.
    classes: Vec<(Values, Vec<Index>)>,
    /// The class that states just these dates.
    by_values: BTreeMap<Values, usize>,
    /// The classes in which a label has these dates: all others with that label contradict them.
    by_dates: BTreeMap<(String, BTreeSet<String>), BTreeSet<usize>>,
    /// The classes that state dates under just these labels.
    by_labels: BTreeMap<BTreeSet<String>, BTreeSet<usize>>,
}

impl Dated {
    /// Adds a member to a class that it does not contradict. Thousands may contradict each other, so that they are not
    /// compared with one another: of the classes that state one of its dates only the first few are tried.
    fn add(&mut self, index: Index, dates: Values) {
        let labels: BTreeSet<String> = dates.keys().cloned().collect();
        let agreeing = dates
            .iter()
            .filter_map(|(label, dates)| self.by_dates.get(&(label.clone(), dates.clone())))
            .flat_map(|classes| classes.iter().take(TRIED))
            .filter(|class| !contradict(&self.classes[**class].0, &dates));
        let unrelated = self
            .by_labels
            .iter()
            .filter(|(others, _)| others.is_disjoint(&labels))
            .filter_map(|(_, classes)| classes.first());
        let equal = self.by_values.get(&dates);
        let class = equal.or_else(|| agreeing.chain(unrelated).min()).copied();
        let class = class.unwrap_or_else(|| {
            self.classes.push(Default::default());
            self.classes.len() - 1
        });
        let (stated, members) = &mut self.classes[class];
        members.push(index);
        if let Some(classes) = self.by_labels.get_mut(&stated.keys().cloned().collect()) {
            classes.remove(&class);
        }
        if self.by_values.get(stated) == Some(&class) {
            self.by_values.remove(stated);
        }
        for (label, dates) in dates {
            // Whoever comes next must not contradict this one either.
            let key = (label.clone(), dates.clone());
            self.by_dates.entry(key).or_default().insert(class);
            stated.insert(label, dates);
        }
        self.by_values.entry(stated.clone()).or_insert(class);
        let labels = stated.keys().cloned().collect();
        self.by_labels.entry(labels).or_default().insert(class);
    }
}

/// What must be equal in two bodies: the canonical text, and the mark-up that changes what it says.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Likeness<'a> {
    content: String,
    leads: BTreeSet<Lead<'a>>,
    signs: Vec<(usize, Mark<'a>)>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark<'a> {
    Link(Lead<'a>),
    Image(Lead<'a>),
    Other(Sign),
}

pub(super) fn likeness<'a>(body: &Body, text: &'a Text, files: &'a [Asset]) -> Likeness<'a> {
    let lead = |written: String| {
        text.targets
            .get_key_value(&written)
            .map_or(Lead::Nothing, |(written, target)| {
                lead(written, target, files)
            })
    };
    let mark = |(place, sign)| {
        let mark = match sign {
            Sign::Link(target) => Mark::Link(lead(target)),
            Sign::Image(target) => Mark::Image(lead(target)),
            other => Mark::Other(other),
        };
        (place, mark)
    };
    Likeness {
        content: body.content().to_owned(),
        // All of them, so that none is lost that stands in no sign.
        leads: text
            .targets
            .iter()
            .map(|(written, target)| self::lead(written, target, files))
            .collect(),
        signs: body.signs(text).into_iter().map(mark).collect(),
    }
}

/// What a link or picture leads to, independent of how it is written.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lead<'a> {
    Text(&'a str),
    Edition(Index, Lang, &'a str),
    File(&'a Asset, &'a str),
    Page(&'a str, &'a str),
    Nothing,
}

fn lead<'a>(written: &'a str, target: &'a Target, files: &'a [Asset]) -> Lead<'a> {
    match target {
        Target::AsWritten => Lead::Text(written),
        Target::Edition(index, lang, rest) => Lead::Edition(*index, *lang, rest),
        Target::File(file, rest) => Lead::File(&files[*file], rest),
        Target::Static(asset) => Lead::File(asset, ""),
        Target::Page(permalink, rest) => Lead::Page(permalink.as_str(), rest),
        Target::Nothing => Lead::Nothing,
    }
}
