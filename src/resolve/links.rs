//! Links, images and attachments: each target as written to what it leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use url::Url;

use super::pairing::Paired;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::address::Permalink;
use crate::model::archive::STATIC_FOLDER;
use crate::model::archive::{Announcement, Asset, AssetKind, Fate, Index, Target, Text};
use crate::model::edition::{AnnouncementId, Edition, Facts, Reference, ReferenceKind};
use crate::model::lang::Lang;
use crate::model::picture::PictureFault;
use crate::model::statement::Fact;
use crate::source::{Located, Location, Source, Span};
use crate::text::closest;

/// What can be linked to.
pub(super) struct Library<'a> {
    editions: BTreeMap<String, (Index, Lang)>,
    /// Files and addresses of announcements that are not public.
    withheld: Withheld,
    /// Announcements of which only a notice is left, and its addresses.
    removed: Removed,
    failed: BTreeSet<String>,
    assets: &'a [Asset],
}

/// What is not public: nothing may lead there, or be published from there.
struct Withheld {
    paths: BTreeSet<String>,
    addresses: BTreeSet<Permalink>,
}

/// What was taken off the site: links lead to the notice.
struct Removed {
    indices: BTreeSet<Index>,
    addresses: BTreeSet<Permalink>,
}

impl Removed {
    fn has(&self, target: &Target) -> bool {
        match target {
            Target::Edition(index, ..) => self.indices.contains(index),
            Target::Page(permalink, _) => self.addresses.contains(permalink),
            _ => false,
        }
    }
}

impl Withheld {
    /// The files of an announcement in a folder of its own are as little public as itself.
    fn owns(&self, path: &str) -> bool {
        let mut folder = path;
        while let Some((parent, _)) = folder.rsplit_once('/') {
            folder = parent;
            if self.has_folder(folder) {
                return true;
            }
        }
        false
    }

    fn has_folder(&self, folder: &str) -> bool {
        starts_with(&self.paths, &format!("{folder}/index."))
    }
}

/// Whether any of the sorted paths starts so.
fn starts_with(paths: &BTreeSet<String>, start: &str) -> bool {
    paths
        .range(start.to_owned()..)
        .next()
        .is_some_and(|path| path.starts_with(start))
}

impl<'a> Library<'a> {
    /// `public` in its final order; `assets` sorted by path.
    pub(super) fn new(
        public: &[Paired],
        withheld: &[Paired],
        failed: BTreeSet<String>,
        assets: &'a [Asset],
        config: &Config,
    ) -> Self {
        let paths = |one: &Paired| {
            one.editions()
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
        let address = |one: &Paired| {
            one.editions()
                .filter_map(|edition| {
                    Permalink::announcement(
                        &config.languages[edition.lang].code,
                        one.facts.date.value.day(),
                        &one.facts.slug,
                    )
                })
                .collect::<Vec<_>>()
        };
        let withheld = Withheld {
            paths: withheld
                .iter()
                .flat_map(paths)
                .map(|(path, _)| path)
                .collect(),
            addresses: withheld.iter().flat_map(address).collect(),
        };
        let removed = || public.iter().filter(|one| one.facts.is_removed());
        let removed = Removed {
            indices: (0..public.len())
                .filter(|index| public[*index].facts.is_removed())
                .collect(),
            addresses: removed().flat_map(address).collect(),
        };
        Self {
            editions,
            withheld,
            removed,
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
    fn nearest(&self, path: &str, target: &str, pictures_only: bool) -> Option<String> {
        let (folder, name) = path.rsplit_once('/')?;
        let folder = format!("{folder}/");
        let first = self.assets.partition_point(|asset| asset.path < folder);
        let assets = self.assets[first..]
            .iter()
            .take_while(|asset| asset.path.starts_with(&folder))
            .filter(|asset| !pictures_only || Asset::has_picture_name(&asset.path))
            .map(|asset| asset.path.as_str());
        let editions = self
            .editions
            .range(folder.clone()..)
            .map(|(path, _)| path.as_str())
            .take_while(|path| path.starts_with(&folder))
            .filter(|_| !pictures_only);
        let names = assets
            .chain(editions)
            .map(|path| &path[folder.len()..])
            .filter(|name| !name.contains('/'));
        let found = closest(name, names)?;
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
                own_withheld: false,
                files: Vec::new(),
                shown: BTreeSet::new(),
                offered: BTreeSet::new(),
                refused: BTreeSet::new(),
                diagnostics,
            }
            .announcement(one)
        })
        .collect()
}

/// Leaves out the files that nothing of an announcement shows or offers any more.
pub(super) fn forget_unused_files(announcement: &mut Announcement) {
    let texts = std::iter::once(&mut announcement.original);
    let translations = announcement.translations.iter_mut();
    let targets = texts.chain(translations.map(|(_, text)| text));
    let mut places: Vec<&mut usize> = targets
        .flat_map(|text| text.targets.values_mut())
        .filter_map(|target| match target {
            Target::File(place, _) => Some(place),
            _ => None,
        })
        .collect();
    places.extend(&mut announcement.lead_image);
    places.extend(&mut announcement.attachments);
    let used: BTreeSet<usize> = places.iter().map(|place| **place).collect();
    let new_place = |place: &usize| used.range(..place).count();
    for place in places {
        *place = new_place(place);
    }
    for set in [&mut announcement.shown, &mut announcement.offered] {
        *set = set.intersection(&used).map(new_place).collect();
    }
    let mut at = 0;
    announcement.files.retain(|_| {
        at += 1;
        used.contains(&(at - 1))
    });
}

/// Resolves the references of announcements that are not public yet, so that no surprise waits for the day.
pub(super) fn resolve_withheld(
    withheld: Vec<Paired>,
    library: &Library<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Announcement> {
    let mut found = Vec::new();
    let announcements = resolve(withheld, library, &mut found);
    // Withheld announcements may well lead to each other.
    found.retain(|one| !matches!(*one.problem, Problem::LinkToWithheld { .. }));
    diagnostics.extend(found);
    announcements
}

struct Resolver<'l, 'a> {
    library: &'l Library<'a>,
    /// Whether the announcement is itself withheld, and so may name its own files.
    own_withheld: bool,
    files: Vec<Asset>,
    /// See [`Announcement::shown`] and [`Announcement::offered`].
    shown: BTreeSet<usize>,
    offered: BTreeSet<usize>,
    /// Paths of files that cannot be shown, and have been reported.
    refused: BTreeSet<String>,
    diagnostics: &'l mut Vec<Diagnostic>,
}

impl<'a> Resolver<'_, 'a> {
    fn announcement(mut self, paired: Paired) -> Announcement {
        self.own_withheld = self
            .library
            .withheld
            .paths
            .contains(&paired.original.source.path);
        let Paired {
            id,
            facts,
            original,
            translations,
        } = paired;
        if facts.is_removed() {
            return removed(id, facts, original, translations);
        }
        let source = Arc::clone(&original.source);
        let lead_image = facts.image.as_ref().and_then(|image| {
            let asset = self.fact_file(&source, &image.src, true)?;
            match self.shown(asset, &image.src.value) {
                Ok(file) => {
                    if facts.lacks_alt() {
                        let target = image.src.value.clone();
                        self.report(&source, &image.src, Problem::LeadWithoutAlt { target });
                    }
                    Some(file)
                }
                Err(problem) => {
                    if let Some(problem) = problem {
                        self.report(&source, &image.src, problem);
                    }
                    None
                }
            }
        });
        let attachments = facts
            .attachments
            .iter()
            .filter_map(|attachment| {
                let asset = self.fact_file(&source, &attachment.src, false)?;
                Some(self.offered(asset))
            })
            .collect();
        let original_lang = original.lang;
        let original = self.edition_text(original);
        let translations = translations
            .into_iter()
            .map(|edition| (edition.lang, self.edition_text(edition)))
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
            shown: self.shown,
            offered: self.offered,
            lead_image,
            attachments,
        }
    }

    fn edition_text(&mut self, edition: Edition) -> Text {
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
        for image in &edition.without_alt {
            if is_picture(targets.get(&image.value), &self.files) {
                let target = image.value.clone();
                self.report(&edition.source, image, Problem::ImageWithoutAlt { target });
            }
        }
        text(edition, targets, site_links)
    }

    fn report(&mut self, source: &Arc<Source>, place: &Located<String>, problem: Problem) {
        self.diagnostics
            .push(Diagnostic::new(problem, Location::new(source, place.span)));
    }

    /// The file that the front matter names.
    fn fact_file(
        &mut self,
        source: &Arc<Source>,
        src: &Located<String>,
        image: bool,
    ) -> Option<&'a Asset> {
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
            return Some(asset);
        }
        let (target, nearest) = (
            src.value.clone(),
            self.library.nearest(&path, &src.value, image),
        );
        let problem = if image {
            Problem::ImageMissing { target, nearest }
        } else {
            Problem::AttachmentMissing { target, nearest }
        };
        self.report(source, src, problem);
        None
    }

    /// The place in `files` of a file to download.
    fn offered(&mut self, asset: &Asset) -> usize {
        let file = self.file(asset);
        self.offered.insert(file);
        file
    }

    /// The place in `files` of a picture to show, or what is wrong with it; nothing where that has been said.
    fn shown(&mut self, asset: &Asset, written: &str) -> Result<usize, Option<Problem>> {
        if asset.picture().is_some() {
            let file = self.file(asset);
            if self.shown.insert(file) {
                self.report_oddities(asset);
            }
            return Ok(file);
        }
        let is_new = self.refused.insert(asset.path.clone());
        Err(is_new.then(|| not_shown(asset, written)))
    }

    /// What is right on the page, but not what was meant.
    fn report_oddities(&mut self, asset: &Asset) {
        let Some(picture) = asset.picture() else {
            return;
        };
        let place = || Location::of_path(asset.path.as_str());
        if !picture.is_named_rightly(asset.name()) {
            let format = picture.format;
            self.diagnostics.push(Diagnostic::new(
                Problem::PictureNamedOtherwise { format },
                place(),
            ));
        }
        if picture.is_animated {
            self.diagnostics
                .push(Diagnostic::new(Problem::PictureAnimated, place()));
        }
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
            Ok(target) => {
                if self.library.removed.has(&target) {
                    let target = reference.target.clone();
                    self.diagnostics.push(Diagnostic::new(
                        Problem::LinkToRemoved { target },
                        Location::new(&edition.source, reference.span),
                    ));
                }
                target
            }
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
            // An address without a scheme takes that of the page.
            let full = if target.starts_with("//") {
                format!("https:{target}")
            } else {
                target.clone()
            };
            return match (Url::parse(&full), is_image) {
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
                .lead_from_root(from_root, rest, target.clone(), is_image)
                .map_err(Some);
        }
        let Some(below) = below_content(&edition.source.path, &path.replace('\\', "/")) else {
            return Err(Some(Problem::LeavesContent { target }));
        };
        if path.contains('\\') {
            let nearest = Some(target.replace('\\', "/"));
            return Err(Some(Problem::BrokenLink { target, nearest }));
        }
        if is_image {
            self.lead_to_picture(&below, target)
        } else {
            self.lead_below_content(&below, rest, edition.lang, target.clone())
        }
    }

    fn lead_from_root(
        &self,
        path: &str,
        rest: &str,
        target: String,
        is_image: bool,
    ) -> Result<Target, Problem> {
        if let Some(asset) = self.library.asset(&format!("{STATIC_FOLDER}{path}")) {
            if is_image && asset.picture().is_none() {
                return Err(not_shown(asset, &target));
            }
            return Ok(Target::Static(asset.clone()));
        }
        match Permalink::parse(&format!("/{path}")) {
            _ if is_image => Err(Problem::ImageNotPublished { target }),
            None => Err(Problem::BrokenLink {
                target,
                nearest: None,
            }),
            Some(permalink) if self.library.withheld.addresses.contains(&permalink) => {
                Err(Problem::LinkToWithheld { target })
            }
            Some(permalink) => Ok(Target::Page(permalink, rest.to_owned())),
        }
    }

    fn lead_to_picture(&mut self, path: &str, target: String) -> Result<Target, Option<Problem>> {
        match self.library.asset(path) {
            Some(_) if self.library.withheld.owns(path) && !self.own_withheld => {
                Err(Some(Problem::LinkToWithheld { target }))
            }
            Some(asset) => self
                .shown(asset, &target)
                .map(|file| Target::File(file, String::new())),
            None => {
                let nearest = self.library.nearest(path, &target, true);
                Err(Some(Problem::ImageMissing { target, nearest }))
            }
        }
    }

    fn lead_below_content(
        &mut self,
        path: &str,
        rest: &str,
        lang: Lang,
        target: String,
    ) -> Result<Target, Option<Problem>> {
        let library = self.library;
        let inside = format!("{}/index.", path.trim_end_matches('/'));
        if library.withheld.paths.contains(path)
            || starts_with(&library.withheld.paths, &inside)
            || (library.withheld.owns(path) && !self.own_withheld)
        {
            return Err(Some(Problem::LinkToWithheld { target }));
        }
        if let Some(asset) = library.asset(path) {
            return Ok(Target::File(self.offered(asset), rest.to_owned()));
        }
        if let Some((index, lang)) = library.editions.get(path) {
            return Ok(Target::Edition(*index, *lang, rest.to_owned()));
        }
        // A folder stands for the announcement in it, in the language of the page that links.
        let mut in_folder = library
            .editions
            .range(inside.clone()..)
            .take_while(|(path, _)| path.starts_with(&inside))
            .map(|(_, found)| *found);
        if let Some(first) = in_folder.next() {
            let (index, lang) = in_folder
                .find(|(_, other)| *other == lang && first.1 != lang)
                .unwrap_or(first);
            return Ok(Target::Edition(index, lang, rest.to_owned()));
        }
        if library.failed.contains(path) || starts_with(&library.failed, &inside) {
            return Err(None);
        }
        let nearest = library.nearest(path, &target, false);
        Err(Some(Problem::BrokenLink { target, nearest }))
    }
}

/// An announcement of which only a notice is left: nothing in it leads anywhere or is published.
fn removed(
    id: AnnouncementId,
    facts: Facts,
    original: Edition,
    translations: Vec<Edition>,
) -> Announcement {
    let bare = |edition| text(edition, BTreeMap::new(), Vec::new());
    Announcement {
        id,
        facts,
        original_lang: original.lang,
        original: bare(original),
        translations: translations
            .into_iter()
            .map(|edition| (edition.lang, bare(edition)))
            .collect(),
        fate: Fate::Gone,
        other_dates: Vec::new(),
        files: Vec::new(),
        shown: BTreeSet::new(),
        offered: BTreeSet::new(),
        lead_image: None,
        attachments: Vec::new(),
    }
}

/// An edition with what its links lead to.
fn text(
    edition: Edition,
    targets: BTreeMap<String, Target>,
    site_links: Vec<Located<Permalink>>,
) -> Text {
    let Edition {
        source,
        title,
        summary,
        lead_in,
        body,
        has_text,
        translates,
        ..
    } = edition;
    let lead_in = lead_in.unwrap_or_else(|| Located {
        value: String::new(),
        span: Span::default(),
    });
    let translates = translates.and_then(|stamp| {
        let span = stamp.span;
        stamp.value.ok().map(|value| Located { value, span })
    });
    Text {
        source,
        title: title.value,
        title_span: title.span,
        summary,
        lead_in: lead_in.value,
        lead_in_span: lead_in.span,
        body,
        has_text,
        targets,
        site_links,
        printed_at: None,
        translates,
    }
}

/// Whether a picture is shown for it: of one that is missing, enough has been said.
fn is_picture(target: Option<&Target>, files: &[Asset]) -> bool {
    match target {
        Some(Target::File(file, _)) => files[*file].picture().is_some(),
        Some(Target::Static(asset)) => asset.picture().is_some(),
        _ => false,
    }
}

/// Why a file is not shown as a picture.
fn not_shown(asset: &Asset, written: &str) -> Problem {
    let target = written.to_owned();
    match &asset.kind {
        AssetKind::FaultyPicture(fault) => match fault.clone() {
            PictureFault::Disguised(what) => Problem::PictureDisguised { target, what },
            PictureFault::Damaged(reason) => Problem::PictureDamaged { target, reason },
            PictureFault::TooLarge(width, height) => Problem::PictureTooLarge {
                target,
                width,
                height,
            },
            PictureFault::TooHeavy(bytes) => Problem::PictureTooHeavy { target, bytes },
        },
        AssetKind::Picture(_) | AssetKind::Other => Problem::NotAnImage { target },
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

/// The files that an edition names, to show, offer or link to, by their paths from the root of the site.
pub fn named_files(edition: &Edition) -> Vec<String> {
    let facts = edition.statements.iter().flat_map(|one| match &one.fact {
        Fact::Image(image) => vec![&image.src.value],
        Fact::Attachments(attachments) => attachments.iter().map(|one| &one.src.value).collect(),
        _ => Vec::new(),
    });
    let in_text = edition.references.iter().filter_map(|reference| {
        let path_end = reference.target.find(['?', '#']);
        let path = &reference.target[..path_end.unwrap_or(reference.target.len())];
        let path = percent_decode_str(path).decode_utf8().ok()?;
        match path.strip_prefix('/') {
            Some(from_root) => Some(format!("{STATIC_FOLDER}{from_root}")),
            None => below_content(&edition.source.path, &path),
        }
    });
    facts
        .filter_map(|src| below_content(&edition.source.path, src))
        .chain(in_text)
        .collect()
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
