//! Links, images and attachments: each target as written to what it leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use url::Url;

use super::pairing::Paired;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::address::Permalink;
use crate::model::archive::STATIC_FOLDER;
use crate::model::archive::{Announcement, Asset, Fate, Index, Target, Text};
use crate::model::edition::{Edition, Reference, ReferenceKind};
use crate::model::lang::Lang;
use crate::source::{Located, Location, Source};
use crate::text::closest;

/// What can be linked to.
pub(super) struct Library<'a> {
    editions: BTreeMap<String, (Index, Lang)>,
    withheld: BTreeSet<String>,
    failed: BTreeSet<String>,
    assets: &'a [Asset],
}

impl<'a> Library<'a> {
    /// `public` in its final order; `assets` sorted by path.
    pub(super) fn new(
        public: &[Paired],
        withheld: &[Paired],
        failed: BTreeSet<String>,
        assets: &'a [Asset],
    ) -> Self {
        let paths = |one: &Paired| {
            std::iter::once(&one.original)
                .chain(&one.translations)
                .map(|edition| (edition.source.path.clone(), edition.lang))
                .collect::<Vec<_>>()
        };
        let editions = public
            .iter()
            .enumerate()
            .flat_map(|(index, one)| {
                paths(one)
                    .into_iter()
                    .map(move |(path, lang)| (path, (index, lang)))
            })
            .collect();
        let withheld = withheld
            .iter()
            .flat_map(paths)
            .map(|(path, _)| path)
            .collect();
        Self {
            editions,
            withheld,
            failed,
            assets,
        }
    }

    fn asset(&self, path: &str) -> Option<&'a Asset> {
        self.assets
            .binary_search_by(|asset| asset.path.as_str().cmp(path))
            .ok()
            .map(|at| &self.assets[at])
    }

    /// The name most like the missing one in the same folder, as it would be written in place of `target`.
    fn nearest(&self, path: &str, target: &str) -> Option<String> {
        let (folder, name) = path.rsplit_once('/')?;
        let in_folder = |path: &'_ str| {
            path.strip_prefix(folder)
                .and_then(|rest| rest.strip_prefix('/'))
                .filter(|rest| !rest.contains('/'))
                .map(str::to_owned)
        };
        let names: Vec<String> = self
            .assets
            .iter()
            .map(|asset| asset.path.as_str())
            .chain(self.editions.keys().map(String::as_str))
            .filter_map(in_folder)
            .collect();
        let found = closest(name, names.iter().map(String::as_str))?;
        let written_folder = target.rfind('/').map_or("", |slash| &target[..=slash]);
        Some(format!("{written_folder}{found}"))
    }
}

/// Resolves all references of all announcements.
pub(super) fn resolve(
    paired: Vec<Paired>,
    library: &Library<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Announcement> {
    paired
        .into_iter()
        .map(|one| {
            Resolver {
                library,
                files: Vec::new(),
                diagnostics,
            }
            .announcement(one)
        })
        .collect()
}

struct Resolver<'l, 'a> {
    library: &'l Library<'a>,
    files: Vec<Asset>,
    diagnostics: &'l mut Vec<Diagnostic>,
}

impl Resolver<'_, '_> {
    fn announcement(mut self, paired: Paired) -> Announcement {
        let Paired {
            id,
            facts,
            original,
            translations,
        } = paired;
        let source = Arc::clone(&original.source);
        let lead_image = facts.image.as_ref().and_then(|image| {
            let file = self.fact_file(&source, &image.src, true)?;
            let is_picture = self.files[file].picture.is_some();
            if !is_picture {
                self.report(
                    &source,
                    &image.src,
                    Problem::NotAnImage {
                        target: image.src.value.clone(),
                    },
                );
            }
            is_picture.then_some(file)
        });
        let attachments = facts
            .attachments
            .iter()
            .filter_map(|attachment| self.fact_file(&source, &attachment.src, false))
            .collect();
        let original_lang = original.lang;
        let original = self.text(original);
        let translations = translations
            .into_iter()
            .map(|edition| (edition.lang, self.text(edition)))
            .collect();
        Announcement {
            id,
            facts,
            original_lang,
            original,
            translations,
            fate: Fate::Page,
            other_dates: Vec::new(),
            files: self.files,
            lead_image,
            attachments,
        }
    }

    fn text(&mut self, edition: Edition) -> Text {
        let mut targets = BTreeMap::new();
        let mut site_links = Vec::new();
        for reference in &edition.references {
            let target = self.target(&edition, reference);
            if let (Target::Page(permalink, _), ReferenceKind::Link) = (&target, reference.kind) {
                site_links.push(Located {
                    value: permalink.clone(),
                    span: reference.span,
                });
            }
            targets.insert(reference.target.clone(), target);
        }
        let Edition {
            source,
            title,
            summary,
            lead_in,
            body,
            has_text,
            ..
        } = edition;
        Text {
            source,
            title: title.value,
            summary,
            lead_in,
            body,
            has_text,
            targets,
            site_links,
            printed_at: None,
        }
    }

    fn report(&mut self, source: &Arc<Source>, place: &Located<String>, problem: Problem) {
        self.diagnostics
            .push(Diagnostic::new(problem, Location::new(source, place.span)));
    }

    /// The place in `files` of a file that the front matter names.
    fn fact_file(
        &mut self,
        source: &Arc<Source>,
        src: &Located<String>,
        image: bool,
    ) -> Option<usize> {
        let path = match below_content(&source.path, &src.value) {
            Some(path) => path,
            None => {
                self.report(
                    source,
                    src,
                    Problem::LeavesContent {
                        target: src.value.clone(),
                    },
                );
                return None;
            }
        };
        if let Some(asset) = self.library.asset(&path) {
            return Some(self.file(asset));
        }
        let (target, nearest) = (src.value.clone(), self.library.nearest(&path, &src.value));
        self.report(
            source,
            src,
            if image {
                Problem::ImageMissing { target, nearest }
            } else {
                Problem::BrokenLink { target, nearest }
            },
        );
        None
    }

    fn file(&mut self, asset: &Asset) -> usize {
        self.files
            .iter()
            .position(|file| file == asset)
            .unwrap_or_else(|| {
                self.files.push(asset.clone());
                self.files.len() - 1
            })
    }

    fn target(&mut self, edition: &Edition, reference: &Reference) -> Target {
        match self.lead(edition, reference) {
            Ok(target) => target,
            Err(problem) => {
                if let Some(problem) = problem {
                    self.diagnostics.push(Diagnostic::new(
                        problem,
                        Location::new(&edition.source, reference.span),
                    ));
                }
                // A picture elsewhere is still worth a link.
                let remote = reference.kind == ReferenceKind::Image && is_web(&reference.target);
                if remote {
                    Target::AsWritten
                } else {
                    Target::Nothing
                }
            }
        }
    }

    /// Where a reference leads, or the problem with it; no problem where it has been reported elsewhere.
    fn lead(
        &mut self,
        edition: &Edition,
        reference: &Reference,
    ) -> Result<Target, Option<Problem>> {
        let target = reference.target.clone();
        let is_image = reference.kind == ReferenceKind::Image;
        if let Some(problem) = not_a_link(&target) {
            return Err(Some(problem));
        }
        if is_web(&target) {
            return match (Url::parse(&target), is_image) {
                (Err(_), _) => Err(Some(Problem::BrokenLink {
                    target,
                    nearest: None,
                })),
                (Ok(_), true) => Err(Some(Problem::RemoteImage { target })),
                (Ok(_), false) => Ok(Target::AsWritten),
            };
        }
        match scheme(&target) {
            Some(scheme)
                if !is_image
                    && (scheme.eq_ignore_ascii_case("mailto")
                        || scheme.eq_ignore_ascii_case("tel")) =>
            {
                return Ok(Target::AsWritten);
            }
            Some(_) => return Err(Some(Problem::ForbiddenScheme { target })),
            None if target.starts_with('#') && !is_image => return Ok(Target::AsWritten),
            None => {}
        }
        let path_end = target.find(['?', '#']).unwrap_or(target.len());
        let (path, rest) = target.split_at(path_end);
        let Ok(path) = percent_decode_str(path).decode_utf8() else {
            return Err(Some(Problem::BrokenLink {
                target,
                nearest: None,
            }));
        };
        if let Some(from_root) = path.strip_prefix('/') {
            return self
                .lead_from_root(from_root, rest, is_image)
                .ok_or(Some(if is_image {
                    Problem::ImageNotPublished { target }
                } else {
                    Problem::BrokenLink {
                        target,
                        nearest: None,
                    }
                }));
        }
        let Some(path) = below_content(&edition.source.path, &path) else {
            return Err(Some(Problem::LeavesContent { target }));
        };
        self.lead_below_content(path, edition.lang, target, is_image)
    }

    fn lead_from_root(&self, path: &str, rest: &str, is_image: bool) -> Option<Target> {
        if let Some(asset) = self.library.asset(&format!("{STATIC_FOLDER}{path}")) {
            return (!is_image || asset.picture.is_some()).then(|| Target::Static(asset.clone()));
        }
        let permalink = Permalink::parse(&format!("/{path}"))?;
        (!is_image).then(|| Target::Page(permalink, rest.to_owned()))
    }

    fn lead_below_content(
        &mut self,
        path: String,
        lang: Lang,
        target: String,
        is_image: bool,
    ) -> Result<Target, Option<Problem>> {
        if let Some(asset) = self.library.asset(&path) {
            if is_image && asset.picture.is_none() {
                return Err(Some(Problem::NotAnImage { target }));
            }
            return Ok(Target::File(self.file(asset)));
        }
        if is_image {
            let nearest = self.library.nearest(&path, &target);
            return Err(Some(Problem::ImageMissing { target, nearest }));
        }
        if let Some((index, lang)) = self.library.editions.get(&path) {
            return Ok(Target::Edition(*index, *lang));
        }
        // A folder stands for the announcement in it, in the language of the page that links.
        let inside = format!("{}/index.", path.trim_end_matches('/'));
        let mut in_folder = self
            .library
            .editions
            .range(inside.clone()..)
            .take_while(|(path, _)| path.starts_with(&inside))
            .map(|(_, found)| *found);
        if let Some(first) = in_folder.next() {
            let (index, lang) = in_folder
                .find(|(_, other)| *other == lang && first.1 != lang)
                .unwrap_or(first);
            return Ok(Target::Edition(index, lang));
        }
        if self.library.withheld.contains(&path) {
            return Err(Some(Problem::LinkToWithheld { target }));
        }
        if self.library.failed.contains(&path) {
            return Err(None);
        }
        let nearest = self.library.nearest(&path, &target);
        Err(Some(Problem::BrokenLink { target, nearest }))
    }
}

fn is_web(target: &str) -> bool {
    let start = target.get(..8).unwrap_or(target).to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://") || start.starts_with("//")
}

/// An address that leads nowhere in any site, and whose loss is harmless: empty, or a web address with
/// something around it, as in `[…]((https://…))`.
fn not_a_link(target: &str) -> Option<Problem> {
    let inner =
        target.trim_matches(|mark: char| "()（）<>\"' ".contains(mark) || mark.is_control());
    let wrapped = inner.len() < target.len() && is_web(inner);
    let nearest = (wrapped && Url::parse(inner).is_ok()).then(|| inner.to_owned());
    let hopeless = inner.is_empty() || target.chars().any(char::is_control) || nearest.is_some();
    hopeless.then(|| Problem::NotALink {
        target: target.to_owned(),
        nearest,
    })
}

/// The scheme of an address, if it has one (RFC 3986 §3.1).
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let legal = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    legal.then_some(scheme)
}

/// A path relative to a source, as a path from the root of the site; `None` if it leaves `content`.
fn below_content(source: &str, relative: &str) -> Option<String> {
    if relative.starts_with('/') || relative.contains('\\') {
        return None;
    }
    let mut parts: Vec<&str> = source.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (parts.first() == Some(&"content")).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_stay_below_content() {
        let check = |relative, expected: Option<&str>| {
            assert_eq!(
                below_content("content/2023/04/a.zh.md", relative).as_deref(),
                expected,
                "{relative}"
            )
        };
        check("b.zh.md", Some("content/2023/04/b.zh.md"));
        check("./../05/b.zh.md", Some("content/2023/05/b.zh.md"));
        check("../../x.jpg", Some("content/x.jpg"));
        check("../../../Cargo.toml", None);
        check("../../../../../etc/passwd", None);
        check("/etc/passwd", None);
    }

    #[test]
    fn schemes_are_told_from_names_with_colons() {
        assert_eq!(scheme("javascript:alert(1)"), Some("javascript"));
        assert_eq!(scheme("公告:一.md"), None);
        assert_eq!(scheme("a/b:c"), None);
    }
}
