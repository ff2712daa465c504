//! Reading the keys of a YAML map into values, and reporting everything that is wrong with them at once.

mod slips;

use std::str::FromStr;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::{Diagnostic, Problem};
use crate::language::Words;
use crate::model::lang::{Languages, PerLang};
use crate::model::moment::{Moment, MomentError};
use crate::model::names::simplified;
use crate::source::{Located, Location, Source, Span};
use crate::text::closest;
use crate::yaml::{self, Kind, Node};

pub use slips::merge_conflict;
use slips::{
    date_in, full_width_colon, full_width_colons, glued_colons, in_braces, key_of_chinese,
    slip_in_braces,
};

/// The entries of a map, in order.
pub type Entries = Vec<(Located<String>, Node)>;

/// Parses the YAML in `range` of the source, which must be a map (or nothing, which is an empty map).
/// `None` if it is not, which has then been reported.
pub fn read_root(
    source: &Arc<Source>,
    range: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Entries> {
    let mut report =
        |problem, span| diagnostics.push(Diagnostic::new(problem, Location::new(source, span)));
    let mut root = yaml::parse(&source.text, range);
    if !matches!(&root, Ok(node) if matches!(node.kind, Kind::Map(_) | Kind::Null)) {
        // `title：…` with a full-width colon is the slip that most often lies behind it. Mended in a copy of the
        // same length, so that the rest of the file is still checked and every place stays true.
        let slips = full_width_colons(&source.text, range);
        let mut mended = source.text.clone();
        for (_, at) in &slips {
            mended.replace_range(at.range(), ":  ");
        }
        let second = if slips.is_empty() {
            root.clone()
        } else {
            yaml::parse(&mended, range)
        };
        // Where mending changes nothing, the colons stand in a text.
        let helped = !matches!((&root, &second), (Err(first), Err(second)) if first.span.start == second.span.start);
        let has_slips = helped && !slips.is_empty();
        if has_slips {
            for (key, at) in slips {
                report(full_width_colon(key), at);
            }
            root = second;
        }
        if root.is_err() || !has_slips {
            let glued = glued_colons(&source.text, range)
                .into_iter()
                .map(|(key, at)| (Problem::NoSpaceAfterColon { key }, at));
            let slips: Vec<_> = glued.chain(in_braces(&source.text, range)).collect();
            if !slips.is_empty() {
                for (problem, at) in slips {
                    report(problem, at);
                }
                return None;
            }
        }
    }
    match root {
        Ok(Node {
            kind: Kind::Map(entries),
            ..
        }) => Some(entries),
        Ok(Node {
            kind: Kind::Null, ..
        }) => Some(Vec::new()),
        Ok(Node { span, .. }) => {
            report(Problem::NotAMap, span);
            None
        }
        Err(error) => {
            report(
                Problem::Yaml {
                    message: error.message,
                },
                error.span,
            );
            None
        }
    }
}

/// The same for a file that is YAML as a whole.
pub fn read_file(source: &Arc<Source>, diagnostics: &mut Vec<Diagnostic>) -> Option<Entries> {
    if let Some(conflict) = merge_conflict(source) {
        diagnostics.push(conflict);
        return None;
    }
    read_root(source, Span::new(0, source.text.len()), diagnostics)
}

/// What examples have where a text is to be written.
const PLACEHOLDER: &str = "…";

/// A map being read: remembers which keys were asked for, so that the others can be refused.
pub struct Fields<'a> {
    source: &'a Arc<Source>,
    entries: &'a [(Located<String>, Node)],
    /// Where the map is, for what is missing in it.
    place: Span,
    known: Vec<&'static str>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// The root map of a file or front matter.
    pub fn new(
        source: &'a Arc<Source>,
        entries: &'a [(Located<String>, Node)],
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let place = entries.first().map_or(Span::default(), |(key, _)| key.span);
        Self {
            source,
            entries,
            place,
            known: Vec::new(),
            diagnostics,
        }
    }

    /// A map inside this one, at `place`.
    pub fn inside<'b>(
        &'b mut self,
        entries: &'b [(Located<String>, Node)],
        place: Span,
    ) -> Fields<'b> {
        let place = entries.first().map_or(place, |(key, _)| key.span);
        Fields {
            source: self.source,
            entries,
            place,
            known: Vec::new(),
            diagnostics: self.diagnostics,
        }
    }

    /// Reports a problem in this file.
    pub fn report(&mut self, problem: Problem, span: Span) {
        self.diagnostics
            .push(Diagnostic::new(problem, Location::new(self.source, span)));
    }

    /// The value of a key, or `None` if the key is absent.
    pub fn optional(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(key);
        let (key, node) = self.entries.iter().find(|(name, _)| name.value == key)?;
        if node.kind == Kind::Null {
            let after_colon =
                Span::new(key.span.end, (key.span.end + 1).min(self.source.text.len()));
            match self.comment_behind(after_colon) {
                Some(comment) => self.report(
                    Problem::CommentInText {
                        key: key.value.clone(),
                    },
                    comment,
                ),
                None => self.report(
                    Problem::Empty {
                        key: key.value.clone(),
                    },
                    key.span,
                ),
            }
            return None;
        }
        Some(node)
    }

    /// The value of a key that must be there; its absence is reported.
    pub fn required(&mut self, key: &'static str, example: &'static str) -> Option<&'a Node> {
        let node = self.optional(key);
        if !self.entries.iter().any(|(name, _)| name.value == key) {
            self.report(Problem::MissingKey { key, example }, self.place);
        }
        node
    }

    /// Reports every key that was not asked for.
    pub fn refuse_others(&mut self) {
        let known = std::mem::take(&mut self.known);
        for (at, (key, _)) in self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, (key, _))| !known.contains(&key.value.as_str()))
        {
            if let Some(slip) =
                slip_in_braces(self.source, self.entries, at, |key| known.contains(&key))
            {
                self.report(slip, key.span);
                continue;
            }
            let translated = key_of_chinese(&key.value).filter(|key| known.contains(key));
            let nearest = translated.or_else(|| closest(&key.value, known.iter().copied()));
            let nearest = nearest.map(str::to_owned);
            // One slip is told once.
            let missing = |one: &Diagnostic| match &*one.problem {
                Problem::MissingKey { key, .. } => Some(*key) == nearest.as_deref(),
                _ => false,
            };
            let here = Location::new(self.source, self.place);
            self.diagnostics
                .retain(|one| !(missing(one) && one.location == here));
            let known = known.iter().map(|key| (*key).to_owned()).collect();
            self.report(
                Problem::UnknownKey {
                    key: key.value.clone(),
                    known,
                    nearest,
                },
                key.span,
            );
        }
    }

    /// The key's place and value, whatever that is: nothing is reported.
    pub fn stated(&mut self, key: &'static str) -> Option<(Span, &'a Node)> {
        self.known.push(key);
        let (key, node) = self.entries.iter().find(|(name, _)| name.value == key)?;
        Some((key.span, node))
    }

    /// Whether the key is stated, without asking for its value.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(name, _)| name.span)
    }

    /// A headline or the like, of which nothing may be lost: a plain value ends at ` #`, where YAML's comments
    /// start.
    pub fn whole_text(&mut self, key: &str, node: &Node) -> Option<Located<String>> {
        if let Some(comment) = self.comment_behind(node.span) {
            self.report(
                Problem::CommentInText {
                    key: key.to_owned(),
                },
                comment,
            );
            return None;
        }
        self.text(key, node)
    }

    /// The comment on the line of a value, if there is one.
    fn comment_behind(&self, value: Span) -> Option<Span> {
        let text = &self.source.text;
        let end = text[value.end..]
            .find('\n')
            .map_or(text.len(), |newline| value.end + newline);
        let rest = &text[value.end..end];
        let comment = rest.trim_start();
        let is_plain = !text[value.range()].starts_with(['"', '\'', '|', '>']);
        (is_plain && comment.len() < rest.len() && comment.starts_with('#')).then(|| {
            Span::new(
                end - comment.len(),
                end - (comment.len() - comment.trim_end().len()),
            )
        })
    }

    /// One line or block of text, trimmed, not empty.
    pub fn text(&mut self, key: &str, node: &Node) -> Option<Located<String>> {
        match &node.kind {
            Kind::Scalar(text) if text.trim().is_empty() => {
                self.report(
                    Problem::Empty {
                        key: key.to_owned(),
                    },
                    node.span,
                );
                None
            }
            Kind::Scalar(text) if text.trim() == PLACEHOLDER => {
                let key = key.to_owned();
                self.report(Problem::NotFilledIn { key }, node.span);
                None
            }
            Kind::Scalar(text) => Some(Located {
                value: text.trim().to_owned(),
                span: node.span,
            }),
            _ => self.wrong_kind(key, Words::new("one line of text", "一行文字"), node.span),
        }
    }

    /// A list; anything else is reported and counts as empty.
    pub fn list<'n>(&mut self, key: &str, node: &'n Node) -> &'n [Node] {
        match &node.kind {
            Kind::List(items) => items,
            other => {
                let only = match other {
                    Kind::Scalar(text) => Some(text.clone()),
                    _ => None,
                };
                self.report(
                    Problem::NotAList {
                        key: key.to_owned(),
                        only,
                    },
                    node.span,
                );
                &[]
            }
        }
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &str, node: &Node) -> Vec<Located<String>> {
        self.list(key, node)
            .iter()
            .filter_map(|item| self.text(key, item))
            .collect()
    }

    /// A map; anything else is reported.
    pub fn map<'n>(&mut self, key: &str, node: &'n Node) -> Option<&'n [(Located<String>, Node)]> {
        match &node.kind {
            Kind::Map(entries) => Some(entries),
            _ => self.wrong_kind(
                key,
                Words::new(
                    "a map: `{…: …}`, or indented lines of the form `key: value`",
                    "键值对：`{…: …}`，或者缩进的 `键: 值` 各行",
                ),
                node.span,
            ),
        }
    }

    fn wrong_kind<T>(&mut self, key: &str, expected: Words, span: Span) -> Option<T> {
        self.report(
            Problem::WrongKind {
                key: key.to_owned(),
                expected,
            },
            span,
        );
        None
    }

    /// A text for every language: one text that serves all, or a map in which none is missing.
    pub fn every_language(
        &mut self,
        key: &str,
        node: &Node,
        languages: &Languages,
    ) -> Option<PerLang<String>> {
        let texts = self.per_language(key, node, languages);
        self.has_every_language(key, node, languages)
            .then_some(texts)
    }

    /// The same for a value of another kind. Missing is what could not be read.
    pub fn every_language_as<T: Clone>(
        &mut self,
        key: &str,
        node: &Node,
        languages: &Languages,
        read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> PerLang<Option<T>> {
        let values = self.for_each_language(key, node, languages, read);
        self.has_every_language(key, node, languages);
        values
    }

    /// Reports the languages that a map leaves out.
    fn has_every_language(&mut self, key: &str, node: &Node, languages: &Languages) -> bool {
        let Kind::Map(entries) = &node.kind else {
            return true;
        };
        let mut complete = true;
        for code in languages
            .codes()
            .filter(|code| !entries.iter().any(|(key, _)| key.value == *code))
        {
            let place = entries.first().map_or(node.span, |(key, _)| key.span);
            self.report(
                Problem::LanguageWithoutText {
                    key: key.to_owned(),
                    code: code.to_owned(),
                },
                place,
            );
            complete = false;
        }
        complete
    }

    /// A text for some languages: one text that serves all, or a map. Empty where nothing is stated.
    pub fn per_language(
        &mut self,
        key: &str,
        node: &Node,
        languages: &Languages,
    ) -> PerLang<String> {
        self.for_each_language(key, node, languages, |fields, node| {
            fields
                .text(key, node)
                .map(|text| text.value)
                .unwrap_or_default()
        })
    }

    /// A text or list of texts that serves all languages, or a map of such.
    pub fn list_per_language(
        &mut self,
        key: &str,
        node: &Node,
        languages: &Languages,
    ) -> PerLang<Vec<String>> {
        self.for_each_language(key, node, languages, |fields, node| match node.kind {
            Kind::List(_) => fields
                .texts(key, node)
                .into_iter()
                .map(|text| text.value)
                .collect(),
            _ => fields
                .text(key, node)
                .map(|text| text.value)
                .into_iter()
                .collect(),
        })
    }

    fn for_each_language<T: Clone + Default>(
        &mut self,
        key: &str,
        node: &Node,
        languages: &Languages,
        mut read: impl FnMut(&mut Self, &Node) -> T,
    ) -> PerLang<T> {
        let Kind::Map(entries) = &node.kind else {
            let value = read(self, node);
            return PerLang::from_fn(languages, |_| value.clone());
        };
        for (at, (code, _)) in entries
            .iter()
            .enumerate()
            .filter(|(_, (code, _))| languages.by_code(&code.value).is_none())
        {
            let is_known = |code: &str| languages.by_code(code).is_some();
            if let Some(slip) = slip_in_braces(self.source, entries, at, is_known) {
                self.report(slip, code.span);
                continue;
            }
            let codes: Vec<String> = languages.codes().map(str::to_owned).collect();
            let nearest = closest(&code.value, languages.codes()).map(str::to_owned);
            self.report(
                Problem::UnknownLanguage {
                    code: code.value.clone(),
                    codes,
                    nearest,
                },
                code.span,
            );
        }
        PerLang::from_fn(languages, |lang| {
            match entries
                .iter()
                .find(|(code, _)| code.value == languages[lang].code)
            {
                Some((
                    _,
                    Node {
                        kind: Kind::Null,
                        span,
                    },
                )) => {
                    self.report(
                        Problem::Empty {
                            key: key.to_owned(),
                        },
                        *span,
                    );
                    T::default()
                }
                Some((_, node)) => read(self, node),
                None => T::default(),
            }
        })
    }

    /// A name that becomes part of an address.
    pub fn name<T>(
        &mut self,
        key: &str,
        text: &Located<String>,
        new: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let name = new(&text.value);
        if name.is_none() {
            let problem = Problem::BadName {
                key: key.to_owned(),
                text: text.value.clone(),
                simplified: simplified(&text.value),
            };
            self.report(problem, text.span);
        }
        name
    }

    /// A text of a certain form: `what` says which, in words.
    pub fn form<T>(
        &mut self,
        key: &'static str,
        node: &Node,
        (what, example): (Words, Words),
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(key, node)?;
        let value = read(&text.value);
        if value.is_none() {
            let problem = Problem::BadForm {
                key,
                text: text.value,
                what,
                example,
            };
            self.report(problem, text.span);
        }
        value
    }

    /// A day, or a day with a time.
    pub fn moment(&mut self, key: &str, node: &Node, zone: &TimeZone) -> Option<Located<Moment>> {
        let text = self.text(key, node)?;
        match Moment::parse(&text.value, zone) {
            Ok(value) => Some(Located {
                value,
                span: text.span,
            }),
            Err(error) => {
                let problem = match error {
                    MomentError::Form => Problem::BadDateForm {
                        nearest: date_in(&text.value),
                        text: text.value,
                    },
                    MomentError::Impossible => Problem::ImpossibleDate { text: text.value },
                };
                self.report(problem, text.span);
                None
            }
        }
    }

    /// Digits, up to what `N` holds.
    pub fn whole_number<N: FromStr>(&mut self, key: &'static str, node: &Node) -> Option<N> {
        let text = self.text(key, node)?;
        let number = text.value.parse().ok();
        if number.is_none() {
            let problem = Problem::NotANumber {
                key,
                text: text.value,
            };
            self.report(problem, text.span);
        }
        number
    }

    /// One of a few words.
    pub fn choice<T: Clone>(
        &mut self,
        key: &'static str,
        node: &Node,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(key, node)?;
        let chosen = choices
            .iter()
            .find(|(word, _)| *word == text.value)
            .map(|(_, value)| value.clone());
        if chosen.is_none() {
            let words: Vec<&'static str> = choices.iter().map(|(word, _)| *word).collect();
            let nearest = closest(&text.value, words.iter().copied()).map(str::to_owned);
            self.report(
                Problem::UnknownChoice {
                    key,
                    text: text.value,
                    choices: words,
                    nearest,
                },
                text.span,
            );
        }
        chosen
    }
}
