//! `themes/`: templates, style sheet and interface texts, from the site's folder over those in the binary.

mod templates;
mod texts;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::Tera;
use walkdir::WalkDir;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::lang::PerLang;
use crate::source::{Location, Source};
use crate::text::closest;

/// The default theme, compiled in.
static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");
/// The theme in the binary, and what its templates are called in front of their names.
const DEFAULT_NAME: &str = "default";
const STYLE_SHEET: &str = "style.css";
const FEED_STYLE_SHEET: &str = "feed.css";

/// A theme, ready to render with.
#[derive(Debug)]
pub struct Theme {
    /// All templates, compiled; autoescaping is on in every one.
    pub tera: Tera,
    /// The style sheet, minified.
    pub css: String,
    /// The style sheet of feeds, minified.
    pub feed_css: String,
    /// Interface texts by key.
    pub texts: PerLang<BTreeMap<String, String>>,
    files: Files,
}

/// Files by their path in the theme, `announcement.html`.
type Sources = BTreeMap<String, Arc<Source>>;

/// The files of a theme, and those of the default theme for what it does not have.
#[derive(Debug)]
struct Files {
    /// Of the folder below `themes`.
    name: String,
    own: Sources,
    built_in: Sources,
}

impl Files {
    /// The theme's file, or else that of the default theme.
    fn get(&self, path: &str) -> Option<&Arc<Source>> {
        self.own.get(path).or_else(|| self.built_in.get(path))
    }

    /// The file whose name is most like a path that leads to none, without regard to endings: these are all alike.
    fn nearest(&self, path: &str) -> Option<&str> {
        let stem = |path: &str| {
            Path::new(path)
                .with_extension("")
                .to_str()
                .map(str::to_owned)
        };
        let others = self.own.keys().chain(self.built_in.keys());
        let named: BTreeMap<String, &str> = others
            .filter(|other| *other != path)
            .filter_map(|other| Some((stem(other)?, other.as_str())))
            .collect();
        let nearest = closest(&stem(path)?, named.keys().map(String::as_str))?;
        named.get(nearest).copied()
    }

    /// The theme's name, if the file is not one of its own but of the default theme.
    fn inherited(&self, source: &Arc<Source>) -> Option<String> {
        let is_own = self.own.values().any(|own| Arc::ptr_eq(own, source));
        (!is_own && self.name != DEFAULT_NAME).then(|| self.name.clone())
    }
}

/// Loads the theme that the configuration names. A folder `themes/NAME` of the site may hold all files or only
/// those that differ from the default theme. With it comes everything that is wrong with its files, templates and
/// texts; there is no theme if any of that is an error.
pub fn load(root: &Path, config: &Config) -> (Option<Theme>, Vec<Diagnostic>) {
    match read(root, config) {
        Ok(own) => compile(own, config),
        Err(diagnostics) => (None, diagnostics),
    }
}

/// What an earlier run made of a theme's files. It belongs to one configuration.
#[derive(Debug, Default)]
pub struct Memory(Option<(Sources, Compiled)>);

type Compiled = (Option<Arc<Theme>>, Vec<Diagnostic>);

/// The same, making the theme anew only when one of its files is not that of the last time. The configuration must be
/// the same.
pub fn load_again(root: &Path, config: &Config, memory: &mut Memory) -> Compiled {
    let own = match read(root, config) {
        Ok(own) => own,
        Err(diagnostics) => return (None, diagnostics),
    };
    if let Some((_, compiled)) = memory.0.as_ref().filter(|(then, _)| *then == own) {
        return compiled.clone();
    }
    let (theme, diagnostics) = compile(own.clone(), config);
    let compiled = (theme.map(Arc::new), diagnostics);
    memory.0 = Some((own, compiled.clone()));
    compiled
}

/// The theme's own files.
fn read(root: &Path, config: &Config) -> Result<Sources, Vec<Diagnostic>> {
    let name = &config.theme.value;
    let (own, diagnostics) = read_folder(root, name);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    if own.is_empty() && name != DEFAULT_NAME {
        return Err(vec![unknown_theme(root, config)]);
    }
    Ok(own)
}

fn compile(own: Sources, config: &Config) -> (Option<Theme>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let files = Files {
        name: config.theme.value.clone(),
        own,
        built_in: built_in(),
    };
    let texts = texts::read(&files, config, &mut diagnostics);
    let tera = templates::compile(&files, &mut diagnostics);
    report_unused(&files, &mut diagnostics);
    let css = |name: &str| {
        files
            .get(name)
            .map_or_else(String::new, |source| minify_css(&source.text))
    };
    let (css, feed_css) = (css(STYLE_SHEET), css(FEED_STYLE_SHEET));
    let theme = Theme {
        tera,
        css,
        feed_css,
        texts,
        files,
    };
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    ((!failed).then_some(theme), diagnostics)
}

impl Theme {
    /// The text of each of its files, and of those of the default theme.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        let files = self.files.own.values().chain(self.files.built_in.values());
        files.map(|source| source.text.as_str())
    }

    /// What went wrong with a template, as a diagnostic; `page` is what was being rendered, in words.
    pub fn template_error(&self, error: &tera::Error, page: String) -> Diagnostic {
        templates::failed(&self.files, error, page)
    }
}

fn built_in() -> Sources {
    fn add(dir: &Dir<'_>, files: &mut Sources) {
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
    let mut files = Sources::new();
    add(&DEFAULT, &mut files);
    files
}

#[allow(
    clippy::disallowed_methods,
    reason = "the theme is read from its folder here"
)]
fn read_folder(root: &Path, name: &str) -> (Sources, Vec<Diagnostic>) {
    let mut files = Sources::new();
    let mut diagnostics = Vec::new();
    if !is_folder_name(name) {
        return (files, diagnostics);
    }
    let folder = root.join("themes").join(name);
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
            || ![".html", ".yaml", ".yml", ".css"]
                .iter()
                .any(|ending| path.ends_with(ending))
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
                reason: (&error).into(),
            },
        };
        diagnostics.push(Diagnostic::new(problem, Location::of_path(shown)));
    }
    (files, diagnostics)
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
    let name = &config.theme.value;
    let mut known: Vec<String> = folders
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_dir())
        .filter_map(|entry| entry.file_name().to_str().map(str::to_owned))
        .filter(|folder| folder != name)
        .collect();
    if !known.iter().any(|folder| folder == DEFAULT_NAME) {
        known.push(DEFAULT_NAME.to_owned());
    }
    let nearest = closest(name, known.iter().map(String::as_str)).map(str::to_owned);
    Diagnostic::new(
        Problem::UnknownTheme {
            name: name.clone(),
            nearest,
            known,
        },
        Location::new(&config.source, config.theme.span),
    )
}

/// Files that nothing reads: most often the name has a slip, and the default theme's file is used in their place.
fn report_unused(files: &Files, diagnostics: &mut Vec<Diagnostic>) {
    for (path, source) in &files.own {
        let is_used = files.built_in.contains_key(path)
            || (path.starts_with("i18n/") && path.ends_with(".yaml"))
            || (path.ends_with(".html") && templates::is_used(files, path, source));
        if !is_used {
            let nearest = files.nearest(path).map(str::to_owned);
            diagnostics.push(Diagnostic::new(
                Problem::UnusedThemeFile { nearest },
                Location::of_path(&source.path),
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
