//! Stage 2: one source to one edition.

mod file_name;
mod front_matter;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::fields::merge_conflict;
use crate::markdown::{self, Survey};
use crate::model::archive::{Asset, STATIC_FOLDER};
use crate::model::edition::Edition;
use crate::source::{Location, Source, Span};
use crate::text::shorten;

/// Columns of a summary that is taken from the first paragraph: 80 Han characters or 160 Latin ones, what
/// search engines show of a description.
const SUMMARY_COLUMNS: usize = 160;

/// Parses all sources, on all cores. The editions come in the order of the sources; a source with an error in
/// its name or front matter gives none.
pub fn parse(sources: &[Arc<Source>], config: &Config) -> (Vec<Edition>, Vec<Diagnostic>) {
    let parsed = sources.par_iter().map(|source| parse_one(source, config));
    gather(parsed.collect())
}

/// What one source gave.
type Parsed = (Option<Edition>, Vec<Diagnostic>);

/// What earlier sources gave, so that one which is the same as the last time is not parsed again.
#[derive(Debug, Default)]
pub struct Memory(BTreeMap<String, Arc<Known>>);

#[derive(Debug)]
struct Known {
    source: Arc<Source>,
    parsed: Parsed,
}

/// The same, parsing only the sources that are not those of the last time. The configuration must be the same.
pub fn parse_again(
    sources: &[Arc<Source>],
    config: &Config,
    memory: &mut Memory,
) -> (Vec<Edition>, Vec<Diagnostic>) {
    let known = |source: &Arc<Source>| {
        let known = memory.0.get(&source.path);
        known.filter(|known| Arc::ptr_eq(&known.source, source))
    };
    let known: Vec<Arc<Known>> = sources
        .par_iter()
        .map(|source| match known(source) {
            Some(known) => Arc::clone(known),
            None => Arc::new(Known {
                source: Arc::clone(source),
                parsed: parse_one(source, config),
            }),
        })
        .collect();
    let parsed = known.par_iter().map(|known| known.parsed.clone());
    let gathered = gather(parsed.collect());
    let by_path = known.into_iter();
    memory.0 = by_path
        .map(|known| (known.source.path.clone(), known))
        .collect();
    gathered
}

fn gather(parsed: Vec<Parsed>) -> (Vec<Edition>, Vec<Diagnostic>) {
    let mut editions = Vec::with_capacity(parsed.len());
    let mut diagnostics = Vec::new();
    for (edition, found) in parsed {
        editions.extend(edition);
        diagnostics.extend(found);
    }
    (editions, diagnostics)
}

/// Files that somebody meant as announcements: `fair.zh.txt`, `fair.zh.md.txt`, `fair.zh.MD`, `fair.zh.docx`.
pub fn report_look_alikes(assets: &[Asset], config: &Config) -> Vec<Diagnostic> {
    const ENDINGS: [&str; 6] = [".md.txt", ".md", ".txt", ".markdown", ".docx", ".doc"];
    let look_alike = |asset: &Asset| {
        let lower = asset.path.to_lowercase();
        let stem = ENDINGS
            .iter()
            .find_map(|ending| lower.strip_suffix(ending))?;
        let (_, code) = stem.rsplit_once('.')?;
        let is_static = asset.path.starts_with(STATIC_FOLDER);
        let example = format!(
            "{}.md",
            asset
                .name()
                .get(..asset.name().len() - (lower.len() - stem.len()))?
        );
        (!is_static && config.languages.by_code(code).is_some()).then(|| {
            Diagnostic::new(
                Problem::NotMarkdown { example },
                Location::of_path(asset.path.as_str()),
            )
        })
    };
    assets.iter().filter_map(look_alike).collect()
}

fn parse_one(source: &Arc<Source>, config: &Config) -> Parsed {
    let mut diagnostics = Vec::new();
    let name = file_name::parse(source, config, &mut diagnostics);
    if let Some(conflict) = merge_conflict(source) {
        diagnostics.push(conflict);
        return (None, diagnostics);
    }
    let Some((yaml, body)) = split(source, &mut diagnostics) else {
        return (None, diagnostics);
    };
    let matter = front_matter::parse(source, yaml, config, &mut diagnostics);
    let mut survey = markdown::survey(&source.text, body);
    let body_problems = problems(&mut survey);
    diagnostics.extend(
        body_problems.map(|(problem, span)| Diagnostic::new(problem, Location::new(source, span))),
    );
    let edition = name.zip(matter).map(|(name, matter)| Edition {
        source: Arc::clone(source),
        id: name.id,
        lang: name.lang,
        title: matter.title,
        summary: matter.summary.as_ref().map_or_else(
            || shorten(&survey.first_paragraph, SUMMARY_COLUMNS),
            |summary| summary.value.clone(),
        ),
        lead_in: matter.summary,
        body,
        has_text: survey.has_text,
        references: survey.references,
        without_alt: survey.without_alt,
        statements: matter.statements,
        translates: matter.translates,
    });
    // Whether an edition owes a text is known when its original is.
    if !survey.has_text && edition.is_none() {
        diagnostics.push(Diagnostic::new(
            Problem::EmptyBody,
            Location::new(source, Span::new(yaml.start, yaml.start)),
        ));
    }
    (edition, diagnostics)
}

/// What is wrong with a body.
fn problems(survey: &mut Survey) -> impl Iterator<Item = (Problem, Span)> {
    let removed = std::mem::take(&mut survey.removed)
        .into_iter()
        .map(|(tag, span)| (Problem::HtmlRemoved { tag }, span));
    let embeds = std::mem::take(&mut survey.embeds)
        .into_iter()
        .map(|(target, span)| (Problem::EmbedAsLink { target }, span));
    let unclosed = std::mem::take(&mut survey.unclosed)
        .into_iter()
        .map(|(start, end, span)| (Problem::UnclosedHtml { start, end }, span));
    let too_deep = survey.too_deep.map(|span| (Problem::TooDeep, span));
    removed.chain(embeds).chain(unclosed).chain(too_deep)
}

/// The YAML between the two `---` lines, and the Markdown below them.
fn split(source: &Arc<Source>, diagnostics: &mut Vec<Diagnostic>) -> Option<(Span, Span)> {
    let text = &source.text;
    let mut report = |problem, start, end| {
        diagnostics.push(Diagnostic::new(
            problem,
            Location::new(source, Span::new(start, end)),
        ))
    };
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    if first.trim_end() != "---" {
        report(Problem::NoFrontMatter, 0, first.trim_end().len());
        return None;
    }
    let start = first.len();
    let mut at = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Some((Span::new(start, at), Span::new(at + line.len(), text.len())));
        }
        at += line.len();
    }
    report(Problem::UnclosedFrontMatter, 0, 3);
    None
}
