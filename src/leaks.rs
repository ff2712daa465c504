//! A last look at what is about to be published: nothing that is not public may be in it.
//!
//! Everything else keeps drafts and embargoed announcements out by construction; this would find a slip in that, and
//! files of `content/static` that tell too early. The words of what is withheld are searched in every output in one pass
//! (Aho-Corasick), and only a word that is found is looked for among what is public: there it is no secret.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock, PoisonError};

use aho_corasick::{AhoCorasick, MatchKind};
use percent_encoding::percent_decode_str;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::address::Permalink;
use crate::model::archive::{Announcement, Archive, Asset, STATIC_FOLDER, Text};
use crate::source::{Location, Span};
use crate::theme::Theme;

/// So many letters in a row of a text are no coincidence.
const SHINGLE: usize = 20;
/// A headline of fewer letters, digits not counted, may well stand anywhere.
const LEAST_HEADLINE: usize = 5;
/// Parts of addresses that are newsroom's own.
const OWN_PARTS: [&str; 4] = ["feed", "series", "sitemap", "topics"];

/// What must not be in the output.
pub(crate) struct Guard<'a> {
    withheld: &'a [Announcement],
    secrets: Vec<Secret>,
    searcher: AhoCorasick,
    public: Public<'a>,
    found: Mutex<BTreeMap<usize, Found>>,
}

/// Words that only something withheld has.
struct Secret {
    /// Place of the announcement among those withheld.
    owner: usize,
    place: Location,
    words: String,
    /// Whether something public says it too; known when it was found somewhere.
    is_public: OnceLock<bool>,
}

/// The first output, by its address, that tells something of an announcement.
struct Found {
    output: String,
    secret: usize,
    /// All outputs that do.
    outputs: BTreeSet<String>,
}

/// Where words may stand that are no secret.
struct Public<'a> {
    archive: &'a Archive,
    config: &'a Config,
    theme: &'a Theme,
    assets: &'a [Asset],
    /// Letters and digits of all of it, made when something is found.
    letters: OnceLock<Vec<String>>,
}

impl<'a> Guard<'a> {
    /// A guard for what is withheld; `None` where nothing is. `assets` are all files of `content`.
    pub(crate) fn new(
        withheld: &'a [Announcement],
        archive: &'a Archive,
        assets: &'a [Asset],
        config: &'a Config,
        theme: &'a Theme,
    ) -> Option<Self> {
        if withheld.is_empty() {
            return None;
        }
        let used = used_parts(archive, assets, config);
        let secrets: Vec<Secret> = withheld
            .iter()
            .enumerate()
            .flat_map(|(owner, one)| secrets_of(owner, one, &used))
            .collect();
        let searcher = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(secrets.iter().map(|secret| &secret.words))
            .unwrap_or_else(|error| unreachable!("only 2³¹ states are too many: {error}"));
        Some(Self {
            withheld,
            secrets,
            searcher,
            public: Public {
                archive,
                config,
                theme,
                assets,
                letters: OnceLock::new(),
            },
            found: Mutex::default(),
        })
    }

    /// Looks at one output. May be called from several threads at once.
    pub(crate) fn look(&self, permalink: &Permalink, bytes: &[u8]) {
        let address = permalink.as_str();
        let in_address = self.searcher.find_overlapping_iter(address);
        let in_bytes = self.searcher.find_overlapping_iter(bytes);
        for secret in in_address
            .chain(in_bytes)
            .map(|one| one.pattern().as_usize())
        {
            let one = &self.secrets[secret];
            if !*one.is_public.get_or_init(|| self.public.has(&one.words)) {
                self.note(secret, address);
            }
        }
    }

    /// The files of withheld announcements only that have this size, each with its owner: another file of that size may
    /// be a copy of one.
    pub(crate) fn files_of_size(&self, size: u64) -> impl Iterator<Item = (usize, &'a Asset)> {
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

    /// Notes that an output is a file of something withheld.
    pub(crate) fn note_file(&self, owner: usize, permalink: &Permalink) {
        let secret = self.secrets.iter().position(|secret| secret.owner == owner);
        if let Some(secret) = secret {
            self.note(secret, permalink.as_str());
        }
    }

    fn note(&self, secret: usize, output: &str) {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = found
            .entry(self.secrets[secret].owner)
            .or_insert_with(|| Found {
                output: output.to_owned(),
                secret,
                outputs: BTreeSet::new(),
            });
        entry.outputs.insert(output.to_owned());
        if (output, secret) < (entry.output.as_str(), entry.secret) {
            entry.output = output.to_owned();
            entry.secret = secret;
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
            let secret = &self.secrets[found.secret];
            let file = format!("{STATIC_FOLDER}{}", found.output.trim_start_matches('/'));
            let from = assets.iter().find(|asset| asset.path == file);
            let problem = Problem::Leak {
                words: secret.words.trim().to_owned(),
                output: found.output.clone(),
                more: found.outputs.len() - 1,
                file: from.map(|asset| asset.path.clone()),
            };
            Diagnostic::new(problem, secret.place.clone())
        };
        found.into_values().map(finding).collect()
    }
}

impl Public<'_> {
    /// Whether something public says the same, however it is marked up there.
    fn has(&self, words: &str) -> bool {
        let words = letters(words);
        let all = self.letters.get_or_init(|| self.all());
        all.iter().any(|text| text.contains(&words))
    }

    fn all(&self) -> Vec<String> {
        let announcements = || self.archive.announcements.iter();
        let editions = |one: &'_ Announcement| {
            let texts = one.edition_langs().filter_map(|lang| one.edition(lang));
            texts
                .map(|text| letters(&text.source.text))
                .collect::<Vec<_>>()
        };
        let files = announcements().flat_map(|one| &one.files);
        let files = files.flat_map(|file| digest(file).into_iter().chain([letters(file.name())]));
        let labels = self.config.topics.iter().flat_map(|topic| {
            let labels = topic.label.iter().map(|(_, label)| letters(label));
            labels.collect::<Vec<_>>()
        });
        announcements()
            .flat_map(editions)
            .chain(files)
            .chain(statics(self.assets).map(|asset| letters(asset.name())))
            .chain(labels)
            .chain([letters(&self.config.source.text)])
            .chain(self.theme.sources().map(letters))
            .collect()
    }
}

/// Letters and digits only: what mark-up, line breaks and escapes leave as they are.
fn letters(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).collect()
}

/// What names a picture's variants: no other picture has it.
fn digest(file: &Asset) -> Option<String> {
    file.picture().map(|picture| picture.digest(file.name()))
}

/// The files that are copied to the root of the site.
fn statics(assets: &[Asset]) -> impl Iterator<Item = &Asset> {
    let assets = assets.iter();
    assets.filter(|asset| asset.path.starts_with(STATIC_FOLDER))
}

/// Parts of addresses that something public has, and so tell nothing.
fn used_parts<'a>(
    archive: &'a Archive,
    assets: &'a [Asset],
    config: &'a Config,
) -> BTreeSet<&'a str> {
    let slugs = archive.announcements.iter();
    slugs
        .map(|one| one.facts.slug.as_str())
        .chain(config.topics.iter().map(|topic| topic.id.as_str()))
        .chain(config.series.keys().map(|series| series.as_str()))
        .chain(
            config
                .languages
                .all()
                .map(|lang| &*config.languages[lang].code),
        )
        .chain(statics(assets).flat_map(|asset| asset.path[STATIC_FOLDER.len()..].split('/')))
        .chain(OWN_PARTS)
        .collect()
}

/// Everything by which an announcement would be known.
fn secrets_of(owner: usize, one: &Announcement, used: &BTreeSet<&str>) -> Vec<Secret> {
    let texts: Vec<&Text> = one
        .edition_langs()
        .filter_map(|lang| one.edition(lang))
        .collect();
    let original = &one.original;
    let secret = |text: &Text, span: Span, words: String| Secret {
        owner,
        place: Location::new(&text.source, span),
        words,
        is_public: OnceLock::new(),
    };
    let mut secrets = Vec::new();
    for text in &texts {
        let title = headline(&text.title);
        secrets.extend(title.map(|words| secret(text, text.title_span, words)));
        for (part, base) in [
            (&*text.lead_in, None),
            (&text.source.text[text.body.range()], Some(text.body.start)),
        ] {
            for range in shingles(part) {
                let span = base.map_or(text.lead_in_span, |base| {
                    Span::new(base + range.start, base + range.end)
                });
                secrets.push(secret(text, span, part[range].to_owned()));
            }
        }
    }
    let titles = one.facts.titles.iter();
    let titles = titles.filter_map(|(_, title)| headline(title));
    secrets.extend(titles.map(|words| secret(original, original.title_span, words)));
    let slug = one.facts.slug.as_str();
    if !used.contains(slug) && slug.bytes().any(|byte| byte.is_ascii_lowercase()) {
        secrets.push(secret(original, original.title_span, format!("/{slug}/")));
    }
    for file in &one.files {
        // The whole last part of an address, as HTML and JSON put an end to it, and as it is planned.
        let name = percent_encoding::utf8_percent_encode(file.name(), NAME).to_string();
        let decoded = percent_decode_str(&name).decode_utf8_lossy().into_owned();
        for name in BTreeSet::from([name, decoded]) {
            secrets.push(secret(original, original.title_span, format!("/{name}")));
        }
        let digest = digest(file);
        secrets.extend(digest.map(|words| secret(original, original.title_span, words)));
    }
    secrets
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
