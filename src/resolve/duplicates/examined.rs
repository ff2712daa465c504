//! Each body examined once: its print copy cut off, what is kept of it for comparing, and its script.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::body::{Body, Labelled};
use super::furniture::Furniture;
use super::stated::Stated;
use super::{candidates, equality, print_copy, script, untranslated};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::language::Words;
use crate::model::archive::{Announcement, Duplicate, DuplicateKind, Index, Text};
use crate::model::lang::Lang;
use crate::source::{Location, Source, Span};

/// What is kept of a body for comparing it, so that not all bodies are in memory at once.
#[derive(Debug, Clone)]
pub(super) struct Print {
    /// Absent where the body is too short to be suppressed.
    pub(super) hash: Option<equality::Hash>,
    pub(super) fingerprints: Vec<u32>,
    /// What the furniture of a print copy states that was taken off.
    pub(super) dropped: Labelled,
}

pub(super) type Prints = BTreeMap<(Lang, Index), Print>;

#[derive(Debug, Clone)]
struct Examined {
    print: Print,
    /// The print copy that goes.
    copy: Option<Span>,
    /// Whether there is one, even if it stays because the front matter says so.
    repeats: bool,
    wrong_script: Option<Diagnostic>,
}

/// What bodies gave in an earlier run, by their paths, so that one which is the same is not examined again. The
/// configuration must be the same.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Memory(BTreeMap<String, Known>);

#[derive(Debug)]
struct Known {
    input: Input,
    examined: Examined,
}

/// What the examination of a body depends on, besides the configuration.
#[derive(Debug, Clone)]
struct Input {
    source: Arc<Source>,
    is_original: bool,
    prints_all: bool,
}

impl Input {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.source, &other.source)
            && (self.is_original, self.prints_all) == (other.is_original, other.prints_all)
    }
}

impl Memory {
    fn get(&self, input: &Input) -> Option<Examined> {
        let known = self.0.get(&input.source.path)?;
        known.input.is(input).then(|| known.examined.clone())
    }
}

/// Cuts print copies off, takes the prints of what is left, and reports what is in the wrong script.
pub(super) fn examine(
    announcements: &mut [Announcement],
    stated: &Stated,
    furniture: &Furniture,
    config: &Config,
    duplicates: &mut Vec<Duplicate>,
    diagnostics: &mut Vec<Diagnostic>,
    memory: Option<&mut Memory>,
) -> Prints {
    let editions: Vec<(Lang, Index)> = announcements
        .iter()
        .enumerate()
        .filter(|(_, one)| one.has_page())
        .flat_map(|(index, one)| {
            let langs: Vec<Lang> = one.edition_langs().collect();
            langs.into_iter().map(move |lang| (lang, index))
        })
        .collect();
    let known = memory.as_deref();
    let examined: Vec<Option<(Input, Examined)>> = editions
        .par_iter()
        .map(|(lang, index)| {
            let announcement = &announcements[*index];
            let text = announcement.edition(*lang)?;
            let input = Input {
                source: Arc::clone(&text.source),
                is_original: *lang == announcement.original_lang,
                prints_all: stated.prints_all.contains_key(index),
            };
            let known = known.and_then(|memory| memory.get(&input));
            let examined = known.unwrap_or_else(|| one(text, *lang, &input, furniture, config));
            Some((input, examined))
        })
        .collect();
    if let Some(memory) = memory {
        let known = examined.iter().flatten().map(|(input, examined)| Known {
            input: input.clone(),
            examined: examined.clone(),
        });
        memory.0 = known
            .map(|known| (known.input.source.path.clone(), known))
            .collect();
    }
    let mut prints = Prints::new();
    let mut repeating = BTreeSet::new();
    for ((lang, index), examined) in editions.into_iter().zip(examined) {
        let Some((_, examined)) = examined else {
            continue;
        };
        diagnostics.extend(examined.wrong_script);
        if examined.repeats {
            repeating.insert(index);
        }
        if let (Some(copy), Some(text)) = (examined.copy, announcements[index].edition_mut(lang)) {
            duplicates.push(repeated_text(text, copy));
            text.body.end = copy.start;
        }
        prints.insert((lang, index), examined.print);
    }
    let idle = stated.prints_all.iter();
    let idle = idle.filter(|(index, _)| !repeating.contains(index));
    diagnostics.extend(
        idle.map(|(_, place)| {
            Diagnostic::new(Problem::StaleDistinct { itself: true }, place.clone())
        }),
    );
    prints
}

fn one(text: &Text, lang: Lang, input: &Input, furniture: &Furniture, config: &Config) -> Examined {
    let mut body = Body::new(text, furniture);
    let found = print_copy::find(&body, text, furniture);
    let repeats = found.is_some();
    let copy = found.filter(|_| !input.prints_all);
    if let Some(copy) = &copy {
        body = Body::within(text, Span::new(text.body.start, copy.span.start), furniture);
    }
    let content = body.content();
    let hash = body.is_long_enough().then(|| equality::hash(content));
    let fingerprints = if config.duplicates.near {
        candidates::fingerprints(content)
    } else {
        Vec::new()
    };
    let language = &config.languages[lang];
    let doubt = script::doubt(content, &language.tag, input.is_original);
    let wrong_script = doubt.map(|reason| {
        let problem = Problem::WrongScript {
            language: language.code.clone(),
            reason,
        };
        let place = Location::new(&text.source, untranslated::first_line(text));
        Diagnostic::new(problem, place)
    });
    let (copy, dropped) = match copy {
        Some(copy) => (Some(copy.span), copy.stated),
        None => (None, Labelled::default()),
    };
    let print = Print {
        hash,
        fingerprints,
        dropped,
    };
    Examined {
        print,
        copy,
        repeats,
        wrong_script,
    }
}

fn repeated_text(text: &Text, copy: Span) -> Duplicate {
    // In bytes: the last one may be inside of a character.
    let bytes = text.source.text.as_bytes();
    let line = |at: usize| bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let (first, last) = (line(copy.start), line(copy.end.saturating_sub(1)));
    let path = &text.source.path;
    let reason = Words::with(
        format!(
            "lines {first} to {last} of the file repeat the text above them (a print copy of an old page): the page shows it once, the file stays as it is"
        ),
        format!(
            "文件第 {first} 至 {last} 行重复了前面的正文（旧页面的打印版）：页面只显示一次，文件保持原样"
        ),
    );
    Duplicate {
        kind: DuplicateKind::RepeatedText,
        urgency: 0,
        copy: path.clone(),
        canonical: path.clone(),
        similarity: 1.0,
        reason,
    }
}
