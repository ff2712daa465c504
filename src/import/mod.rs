//! Import, at the rim: what offices have (text dumps, saved pages, folders of other generators, tables) to new files of
//! `content`, with a list of everything that found no place.
//!
//! A reader per kind of source finds announcements (`Found`); `plan` pairs and names them; `place` resolves their links
//! and pictures; `compose` writes the Markdown; `disk` alone reads and writes.

mod blog;
mod compose;
mod dates;
mod disk;
mod dump;
mod encoding;
mod front;
mod html;
mod page;
mod place;
mod plan;
mod table;
pub mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::ValueEnum;
use url::Url;

use crate::config::Config;
use crate::language::{Language, Words};

pub use disk::write;
pub use plan::{Plan, plan};

/// The kinds of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A saved web page
    Html,
    /// A text copied or exported from an old system
    Text,
    /// A content folder of Hugo
    Hugo,
    /// The _posts of Jekyll
    Jekyll,
    /// A table with a row of column names
    Csv,
    /// A list of objects, or an object on each line
    Json,
}

/// What was asked for.
#[derive(Debug)]
pub struct Options<'a> {
    /// The site that imports.
    pub config: &'a Config,
    /// The folder of the site.
    pub root: PathBuf,
    /// Where new files go, from the root, with `/`, below `content/`.
    pub into: String,
    /// Code of the language of what does not state its own.
    pub lang: String,
    /// Of the notes in the new files.
    pub language: Language,
    /// The kind of all sources; told by their names where `None`.
    pub kind: Option<Kind>,
    /// The date of what states none.
    pub date: Option<String>,
    /// Where relative links of the old site lead.
    pub old_site: Option<Url>,
}

/// One file of a source.
#[derive(Debug)]
struct Input {
    /// On the disk.
    path: PathBuf,
    /// Files outside of this folder are not copied.
    root: PathBuf,
    /// From that folder, with `/`: for people.
    name: String,
    /// The kind that it is read as.
    kind: Kind,
    bytes: Vec<u8>,
    /// SHA-256 in hexadecimal.
    sha256: String,
}

/// Where an edition comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    file: String,
    sha256: String,
    /// First and last line, where it is a part of the file.
    lines: Option<(usize, usize)>,
    /// SHA-256 of the part.
    part: Option<String>,
}

/// An edition as a source states it.
#[derive(Debug)]
struct Found {
    origin: Origin,
    /// First line of it in the file.
    line: usize,
    lang: String,
    /// What editions of one announcement share.
    group: Option<String>,
    title: String,
    summary: Option<String>,
    /// As [`dates::parse`] writes it.
    date: Option<String>,
    source: Option<String>,
    source_url: Option<String>,
    document_number: Option<String>,
    topics: Vec<String>,
    keywords: Vec<String>,
    /// The name that people gave it, in place of one made of the title.
    slug: Option<String>,
    aliases: Vec<String>,
    is_draft: bool,
    /// A picture above the text, as the source names it.
    image: Option<String>,
    /// Files that go with it, as the source names them.
    files: Vec<String>,
    /// Markdown, with the links and pictures of the source.
    body: String,
    /// First line of the body in the file, where its lines are those of the file.
    body_line: Option<usize>,
    /// Lines of links and pictures, where the body has other lines than the file.
    target_lines: BTreeMap<String, usize>,
    /// The file on the disk, from which relative links lead.
    path: PathBuf,
    root: PathBuf,
    notes: Vec<Note>,
}

impl Found {
    fn new(input: &Input, lang: &str) -> Self {
        Self {
            origin: Origin {
                file: input.name.clone(),
                sha256: input.sha256.clone(),
                lines: None,
                part: None,
            },
            line: 1,
            lang: lang.to_owned(),
            group: None,
            title: String::new(),
            summary: None,
            date: None,
            source: None,
            source_url: None,
            document_number: None,
            topics: Vec::new(),
            keywords: Vec::new(),
            slug: None,
            aliases: Vec::new(),
            is_draft: false,
            image: None,
            files: Vec::new(),
            body: String::new(),
            body_line: None,
            target_lines: BTreeMap::new(),
            path: input.path.clone(),
            root: input.root.clone(),
            notes: Vec::new(),
        }
    }

    /// Notes something at a line of its file.
    fn note(&mut self, line: Option<usize>, what: What) {
        let file = self.origin.file.clone();
        let note = Note { file, line, what };
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Topics by id or label; what is none becomes a keyword, and is noted.
    fn add_topics(&mut self, names: Vec<String>, line: Option<usize>, config: &Config) {
        for name in names {
            let topic = config.topics.iter().find(|topic| {
                topic.id.as_str().eq_ignore_ascii_case(&name)
                    || topic
                        .label
                        .iter()
                        .any(|(_, label)| label.eq_ignore_ascii_case(&name))
            });
            match topic {
                Some(topic) if self.topics.contains(&topic.id.to_string()) => {}
                Some(topic) => self.topics.push(topic.id.to_string()),
                None => {
                    if !self.keywords.contains(&name) {
                        self.keywords.push(name.clone());
                    }
                    self.note(line, What::Topic(name));
                }
            }
        }
    }
}

/// Something that found no place, or that somebody should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The file of the source.
    pub file: String,
    /// The line in it.
    pub line: Option<usize>,
    /// What it is.
    pub what: What,
}

/// What a [`Note`] is about; `words` says it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "`words` says in words what each variant means")]
pub enum What {
    // Not written
    Unreadable(Words),
    UnknownEncoding,
    UnknownKind,
    NotAPage,
    BadRecord(Words),
    NoTitle,
    NoDate(Option<String>),
    UnknownLanguage(String),
    RepeatedEdition(String),
    BadMarkup(String),
    TooDeep,
    // Written without it
    Key(String, String),
    Column(String, String),
    Topic(String),
    Alias(String),
    Picture(String),
    FaultyPicture(String),
    File(String),
    Link(String),
    Code(String),
    Element(String),
    Furniture(String),
    Fact(String, String),
    // Told
    PrintCopy(usize, usize, usize),
    SameHeadline(usize),
    OtherHeadline(String),
    WholePage,
    Outside(usize, String),
    Encoding(&'static str),
    Draft,
}

impl What {
    /// Whether nothing was written of what it is about.
    pub fn is_whole(&self) -> bool {
        matches!(
            self,
            Self::Unreadable(_)
                | Self::UnknownEncoding
                | Self::UnknownKind
                | Self::NotAPage
                | Self::BadRecord(_)
                | Self::NoTitle
                | Self::NoDate(_)
                | Self::UnknownLanguage(_)
                | Self::RepeatedEdition(_)
                | Self::BadMarkup(_)
                | Self::TooDeep
        )
    }

    /// Whether it is only told, and nothing is missing.
    pub fn is_told(&self) -> bool {
        matches!(
            self,
            Self::PrintCopy(..)
                | Self::SameHeadline(_)
                | Self::OtherHeadline(_)
                | Self::WholePage
                | Self::Outside(..)
                | Self::Encoding(_)
                | Self::Draft
        )
    }
}

/// The line, counted from 1, that holds a byte.
fn line_at(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
        + 1
}

/// The first line that holds some words.
fn line_of(text: &str, words: &str) -> Option<usize> {
    text.find(words).map(|at| line_at(text, at))
}

/// A text on one line, with the white space between its words as one space.
fn on_one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The parts of a list that is written as a text: `就业；卫生`.
fn listed(text: &str) -> Vec<String> {
    text.split([',', ';', '，', '；', '、', '|'])
        .map(on_one_line)
        .filter(|part| !part.is_empty())
        .collect()
}
