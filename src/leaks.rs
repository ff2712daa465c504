//! A last look at what is about to be published: nothing that is not public may be in it.
//!
//! Everything else keeps drafts and embargoed announcements out by construction; this would find a slip in that, and
//! files of `content/static` that tell too early. The words of what is withheld are searched in every output in one pass
//! (Aho-Corasick), and only a word that is found is looked for among what is public: there it is no secret.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::assets;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::address::Permalink;
use crate::model::archive::{Announcement, Archive, Asset, STATIC_FOLDER, Target, Text};
use crate::model::lang::PerLang;
use crate::source::{Location, Span};
use crate::theme::Theme;

/// So many letters in a row of a text are no coincidence.
const SHINGLE: usize = 20;
/// A headline of fewer letters, digits not counted, may well stand anywhere.
const LEAST_HEADLINE: usize = 5;
/// Parts of addresses that are newsroom's own.
const OWN_PARTS: [&str; 5] = ["feed", "series", "site-map", "sitemap", "topics"];

/// What must not be in the output.
pub(crate) struct Guard<'a> {
    /// The folder of the site.
    root: &'a Path,
    withheld: &'a [Announcement],
    /// Each once, however many announcements share it.
    secrets: Vec<Secret>,
    searcher: AhoCorasick,
    public: Public<'a>,
    /// Which secrets something public says too, by their places; known when one was found somewhere.
    is_public: OnceLock<Vec<bool>>,
    found: Mutex<BTreeMap<usize, Found>>,
}

/// Words that only what is withheld has.
struct Secret {
    kind: Kind,
    words: String,
    /// Places of the announcements among those withheld, ascending, each with the place where it says this.
    owners: Vec<(usize, Location)>,
}

/// What a secret is; an announcement is best known by the first that is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Headline,
    Passage,
    /// `/slug/`, as a part of an address.
    Slug,
    /// `/name` at the end of an address, or the digest in the names of a picture's variants.
    File,
}

/// The first output, by its address, that tells something of an announcement.
struct Found {
    output: String,
    /// What it tells: the place of a secret; those of files that are not known by a secret come last.
    rank: usize,
    words: String,
    place: Location,
    /// All outputs that do.
    outputs: BTreeSet<String>,
}

/// Where words may stand that are no secret.
struct Public<'a> {
    archive: &'a Archive,
    config: &'a Config,
    theme: &'a Theme,
    assets: &'a [Asset],
}

impl<'a> Guard<'a> {
    /// A guard for what is withheld. `assets` are all files of `content`.
    pub(crate) fn new(
        root: &'a Path,
        withheld: &'a [Announcement],
        archive: &'a Archive,
        assets: &'a [Asset],
        config: &'a Config,
        theme: &'a Theme,
    ) -> Self {
        let public = Public {
            archive,
            config,
            theme,
            assets,
        };
        let secrets = secrets(withheld, &public);
        Self {
            root,
            withheld,
            searcher: searcher(secrets.iter().map(|secret| &secret.words)),
            secrets,
            public,
            is_public: OnceLock::new(),
            found: Mutex::default(),
        }
    }

    /// Looks at one output. May be called from several threads at once.
    pub(crate) fn look(&self, permalink: &Permalink, bytes: &[u8]) {
        if self.has_nothing_to_find() {
            return;
        }
        let address = permalink.as_str();
        for text in [address.as_bytes(), bytes] {
            for one in self.searcher.find_overlapping_iter(text) {
                let rank = one.pattern().as_usize();
                let secret = &self.secrets[rank];
                if !secret.kind.ends(text, one.end()) || self.is_public(rank) {
                    continue;
                }
                for (owner, place) in &secret.owners {
                    self.note(*owner, rank, &secret.words, place, address);
                }
            }
        }
    }

    /// Looks at a file that would be copied, and reads it only for that.
    ///
    /// # Errors
    /// It cannot be read, or what it may be a copy of.
    pub(crate) fn look_at_copy(
        &self,
        permalink: &Permalink,
        asset: &Asset,
    ) -> Result<(), Diagnostic> {
        if self.has_nothing_to_find() {
            return Ok(());
        }
        self.look_at_file(permalink, asset, &assets::read(self.root, asset)?)
    }

    /// Looks at the bytes of a file, and, if it is of `content/static`, whether it is one of something that is not
    /// public, under whatever name.
    ///
    /// # Errors
    /// What it may be a copy of cannot be read.
    pub(crate) fn look_at_file(
        &self,
        permalink: &Permalink,
        asset: &Asset,
        bytes: &[u8],
    ) -> Result<(), Diagnostic> {
        self.look(permalink, bytes);
        if !asset.path.starts_with(STATIC_FOLDER) {
            return Ok(());
        }
        for (owner, file) in self.files_of_size(asset.size) {
            if file.path != asset.path && assets::read(self.root, file)? == bytes {
                self.note_file(owner, file, permalink);
            }
        }
        Ok(())
    }

    fn has_nothing_to_find(&self) -> bool {
        self.withheld.is_empty()
    }

    fn is_public(&self, secret: usize) -> bool {
        let all = || self.public.says(&self.secrets);
        self.is_public.get_or_init(all)[secret]
    }

    /// The files of withheld announcements only that have this size, each with its owner: another file of that size may
    /// be a copy of one.
    fn files_of_size(&self, size: u64) -> impl Iterator<Item = (usize, &'a Asset)> {
        let files = self.withheld.iter().enumerate();
        let files = files.flat_map(|(owner, one)| one.files.iter().map(move |file| (owner, file)));
        let is_public = |file: &Asset| {
            let public = self.public.archive.announcements.iter();
            public
                .flat_map(|one| &one.files)
                .any(|other| other.path == file.path)
        };
        files.filter(move |(_, file)| file.size == size && !is_public(file))
    }

    /// Notes that an output is this file of something withheld.
    fn note_file(&self, owner: usize, file: &Asset, permalink: &Permalink) {
        let text = &self.withheld[owner].original;
        let place = Location::new(&text.source, text.title_span);
        let rank = self.secrets.len();
        self.note(owner, rank, file.name(), &place, permalink.as_str());
    }

    fn note(&self, owner: usize, rank: usize, words: &str, place: &Location, output: &str) {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Found {
            output: output.to_owned(),
            rank,
            words: words.to_owned(),
            place: place.clone(),
            outputs: BTreeSet::new(),
        };
        let entry = found.entry(owner).or_insert_with(new);
        if !entry.outputs.contains(output) {
            entry.outputs.insert(output.to_owned());
        }
        if (output, rank) < (entry.output.as_str(), entry.rank) {
            let outputs = std::mem::take(&mut entry.outputs);
            *entry = Found { outputs, ..new() };
        }
    }

    /// An error for each announcement of which something would be published.
    pub(crate) fn findings(self) -> Vec<Diagnostic> {
        let found = self
            .found
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let assets = self.public.assets;
        let finding = |found: Found| {
            let file = format!("{STATIC_FOLDER}{}", found.output.trim_start_matches('/'));
            let from = assets.iter().find(|asset| asset.path == file);
            let problem = Problem::Leak {
                words: found.words.trim().to_owned(),
                more: found.outputs.len() - 1,
                output: found.output,
                file: from.map(|asset| asset.path.clone()),
            };
            Diagnostic::new(problem, found.place)
        };
        found.into_values().map(finding).collect()
    }
}

impl Kind {
    /// Whether words of an output that end here are those of the secret: `/form.docx` is not `/form.doc`.
    fn ends(self, text: &[u8], end: usize) -> bool {
        let next = text.get(end);
        self != Self::File || next.is_none_or(|byte| !byte.is_ascii_alphanumeric())
    }

    /// Whether it is compared letter by letter, however it is marked up; an address is one only as a whole.
    fn is_words(self) -> bool {
        matches!(self, Self::Headline | Self::Passage)
    }
}

impl Public<'_> {
    /// Which of the secrets something public says too, by their places.
    fn says(&self, secrets: &[Secret]) -> Vec<bool> {
        let (words, addresses): (Vec<usize>, Vec<usize>) =
            (0..secrets.len()).partition(|secret| secrets[*secret].kind.is_words());
        let in_letters = searcher(words.iter().map(|one| letters(&secrets[*one].words)));
        let as_written = searcher(addresses.iter().map(|one| &secrets[*one].words));
        let mut said = vec![false; secrets.len()];
        for text in self.texts() {
            for one in in_letters.find_overlapping_iter(&letters(&text)) {
                said[words[one.pattern().as_usize()]] = true;
            }
            for one in as_written.find_overlapping_iter(&*text) {
                let secret = addresses[one.pattern().as_usize()];
                said[secret] |= secrets[secret].kind.ends(text.as_bytes(), one.end());
            }
        }
        said
    }

    /// All that is published, and no comment or other line of a source that is not.
    fn texts(&self) -> Vec<Cow<'_, str>> {
        let mut texts = Vec::new();
        for one in &self.archive.announcements {
            add_facts(&mut texts, one);
            let editions = one.edition_langs().filter_map(|lang| one.edition(lang));
            for text in editions {
                texts.push(Cow::from(&text.title));
                if one.facts.keeps_text() {
                    texts.extend([Cow::from(&text.summary), prose(text)]);
                }
            }
        }
        let config = self.config;
        add(&mut texts, [&config.title, &config.description]);
        add(&mut texts, config.topics.iter().map(|topic| &topic.label));
        add(&mut texts, self.archive.series_titles.values());
        if let Some(contact) = &config.contact {
            add(&mut texts, [&contact.address, &contact.hours]);
        }
        if let Some(government) = &config.government {
            add(&mut texts, [&government.site_name, &government.host]);
            let words = government.column_keywords.iter();
            texts.extend(words.flat_map(|(_, words)| words).map(Cow::from));
            let badge = government.party_badge.iter();
            texts.extend(badge.map(|badge| Cow::from(&badge.href)));
        }
        texts.extend(self.theme.sources().map(Cow::from));
        texts
    }

    /// Parts of addresses that something public has, and so tell nothing. Folders of `content/static` are none: they
    /// would vouch for themselves.
    fn parts(&self) -> BTreeSet<&str> {
        let config = self.config;
        let announcements = self.archive.announcements.iter();
        let languages = config.languages.all();
        announcements
            .flat_map(|one| {
                let aliases = one.facts.aliases.iter();
                let aliases = aliases.flat_map(|alias| alias.value.as_str().split('/'));
                aliases.chain([one.facts.slug.as_str()])
            })
            .chain(config.topics.iter().map(|topic| topic.id.as_str()))
            .chain(config.series.keys().map(|series| series.as_str()))
            .chain(self.archive.series_titles.keys().map(|one| one.as_str()))
            .chain(languages.map(|lang| &*config.languages[lang].code))
            .chain(config.base_url.path().split('/'))
            .chain(OWN_PARTS)
            .collect()
    }

    /// Names of public files, those of `content/static` among them, and the digests of pictures.
    fn files(&self) -> BTreeSet<Cow<'_, str>> {
        let files = self.archive.announcements.iter().flat_map(|one| &one.files);
        let statics = self.assets.iter();
        let statics = statics.filter(|asset| asset.path.starts_with(STATIC_FOLDER));
        let digests = files.clone().filter_map(digest).map(Cow::from);
        let names = files.chain(statics).map(|file| Cow::from(file.name()));
        names.chain(digests).collect()
    }
}

/// What an announcement's pages say besides its editions.
fn add_facts<'a>(texts: &mut Vec<Cow<'a, str>>, one: &'a Announcement) {
    let facts = &one.facts;
    add(texts, [&facts.titles, &facts.source]);
    let issuers = facts.issuers.iter().flat_map(|(_, issuers)| issuers);
    let single = [&facts.source_url, &facts.document_number];
    let single = single.into_iter().chain(&facts.keywords);
    texts.extend(issuers.chain(single).map(Cow::from));
    if let Some(image) = &facts.image {
        add(texts, [&image.alt, &image.caption, &image.credit]);
    }
    add(texts, facts.attachments.iter().map(|file| &file.title));
    add(texts, facts.withdrawn.iter().map(|one| &one.reason));
    add(texts, facts.updates.iter().map(|update| &update.note));
}

fn add<'a>(texts: &mut Vec<Cow<'a, str>>, more: impl IntoIterator<Item = &'a PerLang<String>>) {
    let more = more.into_iter().flat_map(PerLang::iter);
    texts.extend(more.map(|(_, text)| Cow::from(text)));
}

/// The Markdown without the paths in it that readers do not get to see as they are written.
fn prose(text: &Text) -> Cow<'_, str> {
    let body = &text.source.text[text.body.range()];
    let targets = text.targets.iter();
    let paths: Vec<&String> = targets
        .filter(|(path, target)| **target != Target::AsWritten && path.contains('/'))
        .map(|(path, _)| path)
        .collect();
    if paths.is_empty() {
        return Cow::from(body);
    }
    Cow::from(searcher(&paths).replace_all(body, &vec![""; paths.len()]))
}

fn searcher<P: AsRef<[u8]>>(patterns: impl IntoIterator<Item = P>) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(patterns)
        .unwrap_or_else(|error| unreachable!("only 2³¹ states are too many: {error}"))
}

/// Letters and digits only: what mark-up, line breaks and escapes leave as they are.
fn letters(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).collect()
}

/// What names a picture's variants: no other picture has it.
fn digest(file: &Asset) -> Option<String> {
    file.picture().map(|picture| picture.digest(file.name()))
}

/// Everything by which what is withheld would be known, each once.
fn secrets(withheld: &[Announcement], public: &Public<'_>) -> Vec<Secret> {
    let (parts, files) = (public.parts(), public.files());
    let mut secrets = BTreeMap::<(Kind, String), Vec<(usize, Location)>>::new();
    for (owner, one) in withheld.iter().enumerate() {
        let mut add = |kind, text: &Text, span: Span, words: String| {
            let owners = secrets.entry((kind, words)).or_default();
            if owners.last().is_none_or(|(last, _)| *last != owner) {
                owners.push((owner, Location::new(&text.source, span)));
            }
        };
        add_words(one, &mut add);
        add_addresses(one, &parts, &files, |kind, words| {
            add(kind, &one.original, one.original.title_span, words);
        });
    }
    let secrets = secrets.into_iter();
    secrets
        .map(|((kind, words), owners)| Secret {
            kind,
            words,
            owners,
        })
        .collect()
}

/// Headlines and passages of an announcement, each with the text and the place where it stands.
fn add_words(one: &Announcement, add: &mut impl FnMut(Kind, &Text, Span, String)) {
    for text in one.edition_langs().filter_map(|lang| one.edition(lang)) {
        if let Some(words) = headline(&text.title) {
            add(Kind::Headline, text, text.title_span, words);
        }
        for (part, base) in [
            (&*text.lead_in, None),
            (&text.source.text[text.body.range()], Some(text.body.start)),
        ] {
            for range in shingles(part) {
                let span = base.map_or(text.lead_in_span, |base| {
                    Span::new(base + range.start, base + range.end)
                });
                add(Kind::Passage, text, span, part[range].to_owned());
            }
        }
    }
    let titles = one.facts.titles.iter();
    for words in titles.filter_map(|(_, title)| headline(title)) {
        let original = &one.original;
        add(Kind::Headline, original, original.title_span, words);
    }
}

/// The slug and the file names of an announcement, where nothing public is called so.
fn add_addresses(
    one: &Announcement,
    parts: &BTreeSet<&str>,
    files: &BTreeSet<Cow<'_, str>>,
    mut add: impl FnMut(Kind, String),
) {
    let slug = one.facts.slug.as_str();
    if !parts.contains(slug) && slug.bytes().any(|byte| byte.is_ascii_lowercase()) {
        add(Kind::Slug, format!("/{slug}/"));
    }
    for file in &one.files {
        // The whole last part of an address, as HTML and JSON put an end to it, and as it is planned.
        let name = file.name();
        if !parts.contains(name) && !files.contains(name) {
            let encoded = percent_encoding::utf8_percent_encode(name, NAME);
            add(Kind::File, format!("/{encoded}"));
            add(Kind::File, format!("/{name}"));
        }
        if let Some(digest) = digest(file).filter(|digest| !files.contains(digest.as_str())) {
            add(Kind::File, digest);
        }
    }
}

/// What stays as it is in an address.
const NAME: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The longest piece of a headline that HTML, XML and JSON write in the same way, if it says enough.
fn headline(title: &str) -> Option<String> {
    let pieces = title.split(|one: char| "&<>\"'\\".contains(one) || one.is_control());
    let counted = pieces.map(|piece| {
        let count = piece.chars().filter(|one| one.is_alphabetic()).count();
        (count, piece.trim())
    });
    let (count, piece) = counted.max_by_key(|(count, _)| *count)?;
    (count >= LEAST_HEADLINE).then(|| piece.to_owned())
}

/// Pieces of [`SHINGLE`] letters, one behind the other, of the runs in a Markdown text that are the same in HTML.
fn shingles(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut shingles = Vec::new();
    let (mut start, mut count, mut is_behind_space) = (0, 0, true);
    for (at, character) in text.char_indices() {
        let is_letter = character.is_alphanumeric();
        let goes_on = is_letter
            || "，。、；：！？（）《》".contains(character)
            || character == ' ' && !is_behind_space;
        is_behind_space = character == ' ';
        if !goes_on {
            (start, count) = (at + character.len_utf8(), 0);
            is_behind_space = true;
            continue;
        }
        count += usize::from(is_letter);
        if count == SHINGLE {
            let end = at + character.len_utf8();
            shingles.push(start..end);
            (start, count) = (end, 0);
        }
    }
    // A space at the start may be the end of a line in the output.
    for range in &mut shingles {
        range.start += text[range.clone()].len() - text[range.clone()].trim_start().len();
    }
    shingles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_are_runs_that_no_mark_up_touches() {
        let of = |text: &str| -> Vec<String> {
            let ranges = shingles(text).into_iter();
            ranges.map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(
            of("本市将于五月七日起在云溪区和青岚区试行新的办法，另行通知。"),
            ["本市将于五月七日起在云溪区和青岚区试行新"]
        );
        assert_eq!(of("本市将于五月七日起**在云溪区**和青岚区试行"), [""; 0]);
        assert_eq!(
            of("the office moves to Riverside Road on Monday morning next"),
            ["the office moves to Rive", "rside Road on Monday mor"]
        );
        assert_eq!(of("the office  moves\nto Riverside [Road](a)"), [""; 0]);
    }

    #[test]
    fn a_headline_counts_by_its_longest_piece_if_that_says_enough() {
        assert_eq!(headline("停水"), None);
        assert_eq!(headline("2026年5月7日"), None);
        assert_eq!(
            headline("New rules for \"Riverside\" market stalls").as_deref(),
            Some("market stalls")
        );
    }
}
