//! From what sources state to new files: pairing, names, addresses, and what is there already.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::compose::{self, Front};
use super::place::{self, Files, Places};
use super::{
    Found, Input, Kind, Note, Options, What, blog, disk, dump, encoding, page, table, words,
};
use crate::model::edition::TranslationPolicy;
use crate::resolve::Furniture;
use crate::slug::{keep_or_propose, propose};

/// What an import will do.
#[derive(Debug, Default)]
pub struct Plan {
    /// New files from the root of the site.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Of the new files the editions, with the file and line that each comes from.
    pub editions: Vec<(String, String)>,
    /// How many announcements they make.
    pub announcements: usize,
    /// What an earlier import wrote: where it comes from, and the file of the site.
    pub already: Vec<(String, String)>,
    /// Files that would have to be overwritten.
    pub in_the_way: Vec<String>,
    /// Everything that found no place, or is only told.
    pub notes: Vec<Note>,
}

/// Reads the sources and plans their import; writes nothing.
pub fn plan(sources: &[PathBuf], options: &Options<'_>) -> Plan {
    let mut plan = Plan::default();
    let inputs = disk::read(sources, options.kind, &mut plan.notes);
    let furniture = Furniture::new(&options.config.duplicates.furniture);
    let shelf = disk::shelf(&options.root);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for input in &inputs {
        for one in read(input, options, &furniture, &mut plan.notes) {
            let from = words::place(&one.origin.file, one.line, options.language);
            let key = compose::key(&one.origin);
            match shelf.imported.get(&key) {
                Some(path) => plan.already.push((from, path.clone())),
                // The same file named twice.
                None if !seen.insert(key) => {}
                None => found.extend(complete(one, options, &mut plan.notes)),
            }
        }
    }
    let groups = grouped(found, options, &mut plan.notes);
    let named = named(groups, options, &shelf);
    let written: BTreeMap<PathBuf, String> = named
        .iter()
        .flat_map(|one| {
            one.editions
                .iter()
                .map(|edition| (place::clean(&edition.path), one.path(&edition.lang)))
        })
        .collect();
    let places = Places {
        written: &written,
        old_site: options.old_site.as_ref(),
    };
    let mut aliases = shelf.aliases;
    for announcement in named {
        announcement.write(&places, options, &mut aliases, &mut plan);
    }
    let paths = plan.files.keys();
    plan.in_the_way = paths
        .filter(|path| options.root.join(path).symlink_metadata().is_ok())
        .cloned()
        .collect();
    plan
}

/// All that a file states.
fn read(
    input: &Input,
    options: &Options<'_>,
    furniture: &Furniture,
    notes: &mut Vec<Note>,
) -> Vec<Found> {
    let mut note = |line, what| {
        notes.push(Note {
            file: input.name.clone(),
            line,
            what,
        })
    };
    let Some(decoded) = encoding::decode(&input.bytes) else {
        note(None, What::UnknownEncoding);
        return Vec::new();
    };
    if let Some(name) = decoded.encoding {
        note(None, What::Encoding(name));
    }
    let (text, lang, config) = (decoded.text.as_str(), options.lang.as_str(), options.config);
    let found = match input.kind {
        Kind::Text => dump::read(input, text, lang, &config.time_zone, furniture)
            .into_iter()
            .map(Ok)
            .collect(),
        Kind::Html => {
            vec![page::read(input, text, lang, config, furniture).ok_or((1, What::TooDeep))]
        }
        Kind::Hugo | Kind::Jekyll => {
            vec![blog::read(input, text, lang, config).map_err(|what| (1, what))]
        }
        Kind::Csv => table::read_csv(input, text, lang, config),
        Kind::Json => table::read_json(input, text, lang, config),
    };
    found
        .into_iter()
        .filter_map(|one| one.map_err(|(line, what)| note(Some(line), what)).ok())
        .collect()
}

/// An edition that can be written; what cannot is noted.
fn complete(mut found: Found, options: &Options<'_>, notes: &mut Vec<Note>) -> Option<Found> {
    found.title = super::on_one_line(&found.title);
    if found.date.is_none() {
        found.date.clone_from(&options.date);
    }
    if found.title.is_empty() {
        notes.push(Note {
            file: found.origin.file.clone(),
            line: Some(found.line),
            what: What::NoTitle,
        });
        return None;
    }
    let flaw = place::flaw(&found);
    if let Some((line, what)) = flaw {
        notes.push(Note {
            file: found.origin.file.clone(),
            line,
            what,
        });
        return None;
    }
    Some(found)
}

/// One announcement: the original first.
struct Announcement {
    editions: Vec<Found>,
    date: String,
    slug: String,
    /// Folder and stem from the root of the site.
    stem: String,
    has_files: bool,
}

/// Editions of one announcement together, each language once, the original first: in the language of the import, or
/// else the first of the site. What has no date anywhere is noted and left out.
fn grouped(found: Vec<Found>, options: &Options<'_>, notes: &mut Vec<Note>) -> Vec<Vec<Found>> {
    let mut groups: Vec<Vec<Found>> = Vec::new();
    let mut places: BTreeMap<(PathBuf, String), usize> = BTreeMap::new();
    for one in found {
        let key = one.group.clone().map(|group| (one.root.clone(), group));
        let at = key.as_ref().and_then(|key| places.get(key)).copied();
        match at.and_then(|at| groups.get_mut(at)) {
            Some(group) if group.iter().any(|other| other.lang == one.lang) => {
                notes.push(Note {
                    file: one.origin.file,
                    line: Some(one.line),
                    what: What::RepeatedEdition(one.lang),
                });
            }
            Some(group) => group.push(one),
            None => {
                if let Some(key) = key {
                    places.insert(key, groups.len());
                }
                groups.push(vec![one]);
            }
        }
    }
    let rank = |lang: &str| {
        let listed = options
            .config
            .languages
            .codes()
            .position(|code| code == lang);
        (lang != options.lang, listed)
    };
    groups.retain_mut(|group| {
        group.sort_by_key(|one| rank(&one.lang));
        // A date that only a translation states is the announcement's.
        let date = group.iter().find_map(|one| one.date.clone());
        let is_dated = date.is_some();
        for one in group.iter_mut() {
            if !is_dated {
                // That its date is unreadable has been noted, and says more.
                let stated = one
                    .notes
                    .iter()
                    .find(|note| matches!(note.what, What::NoDate(_)))
                    .cloned();
                let missing = Note {
                    file: one.origin.file.clone(),
                    line: Some(one.line),
                    what: What::NoDate(None),
                };
                notes.push(stated.unwrap_or(missing));
            }
        }
        group[0].date = group[0].date.take().or(date);
        is_dated
    });
    for one in groups.iter_mut().flatten() {
        // The day came from somewhere else; that its own could not be read is a key without a place.
        for note in &mut one.notes {
            if let What::NoDate(Some(text)) = &note.what {
                note.what = What::Key("date".into(), text.clone());
            }
        }
    }
    groups
}

/// Gives each announcement an address that no other has.
fn named(groups: Vec<Vec<Found>>, options: &Options<'_>, shelf: &disk::Shelf) -> Vec<Announcement> {
    let mut addresses = shelf.addresses.clone();
    let mut stems: BTreeSet<String> = BTreeSet::new();
    let mut named = Vec::new();
    for editions in groups {
        let original = &editions[0];
        let date = original.date.clone().unwrap_or_default();
        let day: String = date.chars().take(10).collect();
        let wanted = slug(original);
        let folder = format!("{}/{}/{}", options.into, &day[..4], &day[5..7]);
        let mut slug = wanted.clone();
        let mut number = 1;
        // A file of that name in another day of the month is in the way as well.
        while addresses.contains(&(day.clone(), slug.clone()))
            || stems.contains(&format!("{folder}/{slug}"))
        {
            number += 1;
            slug = format!("{wanted}-{number}");
        }
        addresses.insert((day, slug.clone()));
        let stem = format!("{folder}/{slug}");
        stems.insert(stem.clone());
        named.push(Announcement {
            has_files: has_files(&editions),
            editions,
            date,
            slug,
            stem,
        });
    }
    named
}

/// Whether anything beside the sources is copied: then the announcement is a folder.
fn has_files(editions: &[Found]) -> bool {
    let none = BTreeMap::new();
    let places = Places {
        written: &none,
        old_site: None,
    };
    editions.iter().any(|one| places.copies_files(one))
}

/// The name that people gave it, or else one of its headline, or else of its file.
fn slug(found: &Found) -> String {
    let named = found.slug.as_deref().and_then(keep_or_propose);
    let title = || propose(&found.title);
    let stem = || keep_or_propose(&found.path.file_stem()?.to_string_lossy());
    named
        .or_else(title)
        .or_else(stem)
        .map_or_else(|| "announcement".to_owned(), |slug| slug.to_string())
}

impl Announcement {
    /// The path of an edition from the root of the site.
    fn path(&self, lang: &str) -> String {
        match self.has_files {
            true => format!("{}/index.{lang}.md", self.stem),
            false => format!("{}.{lang}.md", self.stem),
        }
    }

    fn write(
        mut self,
        places: &Places<'_>,
        options: &Options<'_>,
        aliases: &mut BTreeSet<String>,
        plan: &mut Plan,
    ) {
        let mut files = Files::default();
        let mut editions = std::mem::take(&mut self.editions);
        let mut translated = Vec::new();
        for at in 0..editions.len() {
            let path = self.path(&editions[at].lang);
            places.body(&mut editions[at], &path, &mut files);
            if at > 0 {
                let (original, others) = editions.split_at_mut(at);
                note_facts(&original[0], &mut others[0]);
            }
            let front = if at == 0 {
                Front::default()
            } else {
                let mut front = Front::default();
                front.text("title", &editions[at].title);
                if let Some(summary) = &editions[at].summary {
                    front.text("summary", summary);
                }
                front
            };
            translated.push((path, front));
        }
        if let Some((_, front)) = translated.first_mut() {
            *front = self.facts(&mut editions[0], places, options, aliases, &mut files);
        }
        for (edition, (path, front)) in editions.into_iter().zip(translated) {
            let text = compose::file(&front, &edition, options.language);
            let from = words::place(&edition.origin.file, edition.line, options.language);
            plan.files.insert(path.clone(), text.into_bytes());
            plan.editions.push((path, from));
            plan.notes.extend(edition.notes);
        }
        for (name, bytes) in files.bytes {
            plan.files.insert(format!("{}/{name}", self.stem), bytes);
        }
        plan.announcements += 1;
    }

    /// The front matter of the original.
    fn facts(
        &self,
        found: &mut Found,
        places: &Places<'_>,
        options: &Options<'_>,
        taken: &mut BTreeSet<String>,
        files: &mut Files,
    ) -> Front {
        let mut front = Front::default();
        front.text("title", &found.title);
        if let Some(summary) = &found.summary {
            front.text("summary", summary);
        }
        front.plain("date", &self.date);
        front.list("topics", &found.topics);
        front.text("slug", &self.slug);
        for (key, value) in [
            ("source", &found.source),
            ("source_url", &found.source_url),
            ("document_number", &found.document_number),
        ] {
            if let Some(value) = value {
                front.text(key, value);
            }
        }
        let mut keywords = BTreeSet::new();
        found
            .keywords
            .retain(|keyword| keywords.insert(keyword.clone()));
        front.list("keywords", &found.keywords);
        if let Some(image) = places.image(found, files) {
            front.plain(
                "image",
                &format!("{{src: {}}}", crate::amend::quoted(&image)),
            );
        }
        let attachments = places.attachments(found, files);
        if !attachments.is_empty() {
            let each: Vec<String> = attachments
                .iter()
                .map(|name| format!("{{src: {}}}", crate::amend::quoted(name)))
                .collect();
            front.plain("attachments", &format!("[{}]", each.join(", ")));
        }
        front.list("aliases", &self.aliases(found, options, taken));
        front.plain("status", if found.is_draft { "draft" } else { "published" });
        // What is owed for new announcements is not owed for an archive.
        if self.editions_owed(options) {
            front.plain("translation", "expected");
        }
        front
    }

    fn editions_owed(&self, options: &Options<'_>) -> bool {
        options.config.translation == TranslationPolicy::Required
    }

    /// Former addresses that nothing else has.
    fn aliases(
        &self,
        found: &mut Found,
        options: &Options<'_>,
        taken: &mut BTreeSet<String>,
    ) -> Vec<String> {
        let mut aliases = Vec::new();
        for alias in found.aliases.clone() {
            let path =
                url::Url::parse(&alias).map_or_else(|_| alias.clone(), |url| url.path().to_owned());
            let path = super::on_one_line(&path);
            let codes: Vec<String> = options
                .config
                .languages
                .codes()
                .map(|code| format!("/{code}/"))
                .collect();
            let is_free = path.starts_with('/')
                && path.len() > 1
                && !path.contains([':', '?', '#', ' ', '\\', '%', '*'])
                && !path.split('/').any(|part| part == "." || part == "..")
                // Addresses that the site itself has.
                && !codes.iter().any(|code| path.starts_with(code.as_str()))
                && taken.insert(path.trim_end_matches('/').to_owned());
            if is_free {
                taken.insert(path.clone());
                aliases.push(path);
            } else if !aliases.contains(&path) {
                found.note(None, What::Alias(alias));
            }
        }
        aliases
    }
}

/// Notes what a translation states that its original does not, or otherwise: facts are stated once.
fn note_facts(original: &Found, translation: &mut Found) {
    let mut facts: Vec<(&str, String)> = Vec::new();
    let pairs = [
        ("source", &original.source, &translation.source),
        ("source_url", &original.source_url, &translation.source_url),
        (
            "document_number",
            &original.document_number,
            &translation.document_number,
        ),
        ("image", &original.image, &translation.image),
        ("date", &original.date, &translation.date),
    ];
    for (key, first, second) in pairs {
        if let Some(value) = second.as_ref().filter(|_| first != second) {
            facts.push((key, value.clone()));
        }
    }
    let lists = [
        ("topics", &original.topics, &translation.topics),
        ("keywords", &original.keywords, &translation.keywords),
        ("aliases", &original.aliases, &translation.aliases),
        ("files", &original.files, &translation.files),
    ];
    for (key, first, second) in lists {
        let others: Vec<&str> = second
            .iter()
            .filter(|one| !first.contains(one))
            .map(String::as_str)
            .collect();
        if !others.is_empty() {
            facts.push((key, others.join(", ")));
        }
    }
    if translation.is_draft && !original.is_draft {
        facts.push(("draft", "true".into()));
    }
    for (key, value) in facts {
        translation.note(None, What::Fact(key.to_owned(), value));
    }
}
