//! `themes/`: templates, style sheet and interface texts, from the site's folder over those in the binary.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::{ErrorKind, Tera};
use walkdir::WalkDir;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::fields::{Entries, read_root};
use crate::model::lang::PerLang;
use crate::source::{Location, Source, Span};
use crate::text::closest;
use crate::yaml::Kind;

/// The default theme, compiled in.
static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");
/// The interface texts that a language must have are those of this file.
const REFERENCE_TEXTS: &str = "i18n/en.yaml";

/// A theme, ready to render with.
#[derive(Debug)]
pub struct Theme {
    /// All templates, compiled; autoescaping is on in every one.
    pub tera: Tera,
    /// The style sheet, minified.
    pub css: String,
    /// Interface texts by key.
    pub texts: PerLang<BTreeMap<String, String>>,
    files: Files,
}

/// The files of a theme by their path in it, `announcement.html`.
type Files = BTreeMap<String, Arc<Source>>;

/// Loads the theme that the configuration names. A folder `themes/NAME` of the site may hold all files or only
/// those that differ from the default theme.
///
/// # Errors
/// Everything that is wrong with its templates and texts.
pub fn load(root: &Path, config: &Config) -> Result<Theme, Vec<Diagnostic>> {
    let mut files = built_in();
    let own = read_folder(root, &config.theme.value)?;
    if own.is_empty() && config.theme.value != "default" {
        return Err(vec![unknown_theme(root, config)]);
    }
    files.extend(own);
    let mut diagnostics = Vec::new();
    let texts = texts(&files, config, &mut diagnostics);
    let tera = compile(&files, &mut diagnostics);
    let css = files
        .get("style.css")
        .map_or_else(String::new, |source| minify_css(&source.text));
    if diagnostics.is_empty() {
        Ok(Theme {
            tera,
            css,
            texts,
            files,
        })
    } else {
        Err(diagnostics)
    }
}

impl Theme {
    /// The text of each of its files.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.files.values().map(|source| source.text.as_str())
    }

    /// A template's error as a diagnostic.
    pub fn template_error(&self, error: &tera::Error) -> Diagnostic {
        located(&self.files, error)
    }
}

fn built_in() -> Files {
    fn add(dir: &Dir<'_>, files: &mut Files) {
        for file in dir.files() {
            if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                let source = Source {
                    path: format!("themes/default/{path}"),
                    text: text.to_owned(),
                };
                files.insert(path.replace('\\', "/"), Arc::new(source));
            }
        }
        dir.dirs().for_each(|inner| add(inner, files));
    }
    let mut files = Files::new();
    add(&DEFAULT, &mut files);
    files
}

#[allow(
    clippy::disallowed_methods,
    reason = "the theme is read from its folder here"
)]
fn read_folder(root: &Path, name: &str) -> Result<Files, Vec<Diagnostic>> {
    let mut files = Files::new();
    if !is_folder_name(name) {
        return Ok(files);
    }
    let folder = root.join("themes").join(name);
    let mut diagnostics = Vec::new();
    for entry in WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
    {
        let Some(path) = entry
            .path()
            .strip_prefix(&folder)
            .ok()
            .and_then(Path::to_str)
        else {
            continue;
        };
        let path = path.replace('\\', "/");
        let shown = format!("themes/{name}/{path}");
        if entry.path_is_symlink() {
            diagnostics.push(Diagnostic::new(
                Problem::SymbolicLink,
                Location::of_path(shown),
            ));
            continue;
        }
        if !entry.file_type().is_file()
            || !(path.ends_with(".html") || path.ends_with(".yaml") || path.ends_with(".css"))
        {
            continue;
        }
        let problem = match std::fs::read(entry.path()) {
            Ok(bytes) => match Source::decode(&shown, bytes) {
                Ok(source) => {
                    files.insert(path, Arc::new(source));
                    continue;
                }
                Err(error) => Problem::NotUtf8 { line: error.line },
            },
            Err(error) => Problem::Unreadable {
                reason: error.to_string(),
            },
        };
        diagnostics.push(Diagnostic::new(problem, Location::of_path(shown)));
    }
    if diagnostics.is_empty() {
        Ok(files)
    } else {
        Err(diagnostics)
    }
}

/// A name that stays inside `themes`.
fn is_folder_name(name: &str) -> bool {
    !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\'])
}

fn unknown_theme(root: &Path, config: &Config) -> Diagnostic {
    let folders = WalkDir::new(root.join("themes"))
        .min_depth(1)
        .max_depth(1)
        .sort_by_file_name();
    let names: Vec<String> = folders
        .into_iter()
        .filter_map(Result::ok)
        .filter_map(|entry| entry.file_name().to_str().map(str::to_owned))
        .collect();
    let nearest = closest(&config.theme.value, names.iter().map(String::as_str)).map(str::to_owned);
    Diagnostic::new(
        Problem::UnknownTheme {
            name: config.theme.value.clone(),
            nearest,
        },
        Location::new(&config.source, config.theme.span),
    )
}

fn compile(files: &Files, diagnostics: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([""]);
    let templates: Vec<(&str, &str)> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, source)| (path.as_str(), source.text.as_str()))
        .collect();
    if let Err(error) = tera.add_raw_templates(templates) {
        diagnostics.push(located(files, &error));
    }
    tera
}

fn located(files: &Files, error: &tera::Error) -> Diagnostic {
    let (message, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = files.get(report.filename()).map(|source| {
                let range = &report.span().range;
                let end = range.end.min(source.text.len());
                Location::new(source, Span::new(range.start.min(end), end))
            });
            (report.message().to_owned(), place)
        }
        ErrorKind::MissingParent { current, .. } => (
            error.to_string(),
            files
                .get(current)
                .map(|source| Location::new(source, Span::new(0, 1.min(source.text.len())))),
        ),
        kind => drawn(files, &kind.to_string()),
    };
    Diagnostic::new(
        Problem::BrokenTemplate { message },
        place.unwrap_or_else(|| Location::of_path("themes")),
    )
}

/// A message that tera has drawn already: `error: MESSAGE`, then `--> FILE:LINE:COLUMN`.
fn drawn(files: &Files, text: &str) -> (String, Option<Location>) {
    let mut lines = text.lines();
    let message = lines
        .next()
        .unwrap_or(text)
        .trim_start_matches("error: ")
        .to_owned();
    let place = lines.find_map(|line| {
        let mut parts = line.trim().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line, file) = (
            parts.next()?.parse::<usize>().ok()?,
            parts.next()?.parse::<usize>().ok()?,
            parts.next()?,
        );
        let source = files.get(file)?;
        let line_start: usize = source
            .text
            .split_inclusive('\n')
            .take(line.checked_sub(1)?)
            .map(str::len)
            .sum();
        let start = line_start
            + source.text[line_start..]
                .chars()
                .take(column.checked_sub(1)?)
                .map(char::len_utf8)
                .sum::<usize>();
        // The place is that of the word which is wrong, or of the mark before it.
        let rest = &source.text[start..];
        let start = start
            + rest
                .find(|character: char| character.is_alphanumeric() || character == '_')
                .unwrap_or(0);
        let word = source.text[start..]
            .find(|character: char| !character.is_alphanumeric() && character != '_')
            .unwrap_or(0);
        Some(Location::new(source, Span::new(start, start + word)))
    });
    (message, place)
}

/// The texts of each language: the file of its tag, or of what that stands for ([`Language::names`]).
///
/// [`Language::names`]: crate::model::lang::Language::names
fn texts(
    files: &Files,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> PerLang<BTreeMap<String, String>> {
    let reference = files
        .get(REFERENCE_TEXTS)
        .and_then(|source| read_root(source, Span::new(0, source.text.len()), diagnostics))
        .unwrap_or_default();
    PerLang::from_fn(&config.languages, |lang| {
        let tag = &config.languages[lang].tag;
        let names = config.languages[lang].names().into_iter();
        let names: Vec<String> = names.map(|name| format!("i18n/{name}.yaml")).collect();
        let Some(source) = names.iter().find_map(|name| files.get(name)) else {
            let looked_for = names
                .iter()
                .map(|name| format!("themes/{}/{name}", config.theme.value))
                .collect();
            diagnostics.push(Diagnostic::new(
                Problem::NoTexts {
                    tag: tag.clone(),
                    looked_for,
                },
                Location::new(&config.source, config.tags[lang]),
            ));
            return BTreeMap::new();
        };
        let entries =
            read_root(source, Span::new(0, source.text.len()), diagnostics).unwrap_or_default();
        report_missing(&reference, &entries, source, tag, diagnostics);
        let text =
            |(key, node): (crate::source::Located<String>, crate::yaml::Node)| match node.kind {
                Kind::Scalar(text) => Some((key.value, text)),
                _ => None,
            };
        entries.into_iter().filter_map(text).collect()
    })
}

fn report_missing(
    reference: &Entries,
    entries: &Entries,
    source: &Arc<Source>,
    tag: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // What other languages are called is optional: they then go by their own names.
    for (key, _) in reference
        .iter()
        .filter(|(key, _)| !key.value.starts_with("language_") || key.value == "language_name")
    {
        let stated = entries
            .iter()
            .any(|(other, node)| other.value == key.value && matches!(node.kind, Kind::Scalar(_)));
        if !stated {
            let problem = Problem::MissingText {
                key: key.value.clone(),
                language: tag.to_owned(),
            };
            diagnostics.push(Diagnostic::new(
                problem,
                Location::new(source, Span::default()),
            ));
        }
    }
}

/// Minified here, once, because minifying it again in every page would cost more than all the rest.
fn minify_css(css: &str) -> String {
    let mut cfg = minify_html::Cfg::new();
    cfg.minify_css = true;
    let page = minify_html::minify(format!("<style>{css}</style>").as_bytes(), &cfg);
    let page = String::from_utf8_lossy(&page);
    page.trim_start_matches("<style>")
        .trim_end_matches("</style>")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_is_minified_without_loss() {
        let css = minify_css(
            "a { color : red ; text-autospace: normal }\n/* x */\n@media print { nav { display: none } }",
        );
        assert_eq!(
            css,
            "a{color:red;text-autospace:normal}@media print{nav{display:none}}"
        );
    }
}
