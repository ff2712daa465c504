//! Links, pictures and files of an imported text: copied beside it, led to where they are now, or taken off their words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use url::Url;

use super::{Found, What, disk, line_at};
use crate::imaging::inspect;
use crate::markdown::survey;
use crate::model::archive::Asset;
use crate::model::edition::ReferenceKind;
use crate::slug::keep_or_propose;
use crate::source::Span;

/// Files that are copied for one announcement, by name beside it.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Names by the path on the disk.
    names: BTreeMap<PathBuf, String>,
    pub(super) bytes: BTreeMap<String, Vec<u8>>,
}

/// Whether a target can be reached.
enum Fate {
    Stays,
    Leads(String),
    Lost(What),
}

/// What targets are judged by.
pub(super) struct Places<'a> {
    /// Where each imported file is written: the paths of editions from the root, by language first of the same.
    pub(super) written: &'a BTreeMap<PathBuf, String>,
    pub(super) old_site: Option<&'a Url>,
}

impl Places<'_> {
    /// Decides about all targets of a body, which is written at `own`.
    pub(super) fn body(&self, found: &mut Found, own: &str, files: &mut Files) {
        let body = std::mem::take(&mut found.body);
        let body = self.markdown(found, &body, own, files);
        let body = self.html(found, body, own, files);
        found.body = body;
    }

    /// Links and pictures of Markdown.
    fn markdown(&self, found: &mut Found, body: &str, own: &str, files: &mut Files) -> String {
        let anchors: BTreeSet<String> = survey(body, Span::new(0, body.len()))
            .anchors
            .into_iter()
            .collect();
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for link in links(body) {
            let kind = if link.is_image {
                ReferenceKind::Image
            } else {
                ReferenceKind::Link
            };
            let tail = link.inner.end..link.range.end;
            match self.fate(found, &link.target, kind, &anchors, own, files) {
                Fate::Stays => {}
                Fate::Leads(target) => edits.push((tail, format!("]({target})"))),
                Fate::Lost(what) => {
                    found.note(place(found, body, link.range.start, &link.target), what);
                    edits.push((link.range.start..link.inner.start, String::new()));
                    edits.push((tail, String::new()));
                }
            }
        }
        edited(body, edits)
    }

    /// Links and pictures of HTML in Markdown: the attribute goes where nothing is found.
    fn html(&self, found: &mut Found, body: String, own: &str, files: &mut Files) -> String {
        let survey = survey(&body, Span::new(0, body.len()));
        let anchors: BTreeSet<String> = survey.anchors.into_iter().collect();
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        // A target is surveyed once, but may stand in several places.
        for reference in survey.references {
            let places: Vec<usize> = ["\"", "'"]
                .iter()
                .flat_map(|quote| {
                    body.match_indices(&format!("={quote}{}{quote}", reference.target))
                        .map(|(at, _)| at)
                        .collect::<Vec<_>>()
                })
                .collect();
            if places.is_empty() {
                continue;
            }
            let length = reference.target.len() + 3;
            match self.fate(
                found,
                &reference.target,
                reference.kind,
                &anchors,
                own,
                files,
            ) {
                Fate::Stays => {}
                Fate::Leads(target) => edits.extend(
                    places
                        .iter()
                        .map(|at| (*at..at + length, format!("=\"{target}\""))),
                ),
                Fate::Lost(what) => {
                    found.note(place(found, &body, places[0], &reference.target), what);
                    for at in places {
                        let name = body[..at].rfind([' ', '\n']).unwrap_or(at);
                        edits.push((name..at + length, String::new()));
                    }
                }
            }
        }
        edited(&body, edits)
    }

    /// Whether anything beside the source would be copied.
    pub(super) fn copies_files(&self, found: &Found) -> bool {
        let mut files = Files::default();
        let body = survey(&found.body, Span::new(0, found.body.len()));
        let targets = body.references.iter().map(|reference| &reference.target);
        let mut targets = targets.chain(&found.image).chain(&found.files);
        targets.any(|target| {
            Url::parse(target).is_err()
                && matches!(self.local(found, target, &mut files), Some(Ok(_)))
        })
    }

    /// The picture above the text, and the files that go with it: their names beside the announcement.
    pub(super) fn image(&self, found: &mut Found, files: &mut Files) -> Option<String> {
        let target = found.image.clone()?;
        let line = found.origin.lines.map(|(line, _)| line);
        match self.local(found, &target, files) {
            Some(Ok(name)) if Asset::has_picture_name(&name) => Some(name),
            Some(Err(what)) => {
                found.note(line, what);
                None
            }
            _ => {
                found.note(line, What::Picture(target));
                None
            }
        }
    }

    /// Names of the attachments of the announcement.
    pub(super) fn attachments(&self, found: &mut Found, files: &mut Files) -> Vec<String> {
        let mut names = Vec::new();
        for target in found.files.clone() {
            // What the text shows or links needs no list.
            let is_known = self
                .path(found, &target)
                .is_some_and(|path| files.names.contains_key(&path));
            match self.local(found, &target, files) {
                _ if is_known => {}
                Some(Ok(name)) => names.push(name),
                Some(Err(what)) => found.note(None, what),
                None => found.note(None, What::File(target)),
            }
        }
        names
    }

    fn fate(
        &self,
        found: &Found,
        target: &str,
        kind: ReferenceKind,
        anchors: &BTreeSet<String>,
        own: &str,
        files: &mut Files,
    ) -> Fate {
        let lost = || match kind {
            ReferenceKind::Image => What::Picture(target.to_owned()),
            ReferenceKind::Link => What::Link(target.to_owned()),
        };
        if let Some(anchor) = target.strip_prefix('#') {
            return if anchors.contains(anchor) {
                Fate::Stays
            } else {
                Fate::Lost(lost())
            };
        }
        if let Ok(url) = Url::parse(target) {
            let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
            return if is_web || matches!(url.scheme(), "mailto" | "tel") {
                Fate::Stays
            } else {
                Fate::Lost(lost())
            };
        }
        match self.local(found, target, files) {
            Some(Ok(name)) => return Fate::Leads(name),
            Some(Err(what)) => return Fate::Lost(what),
            None => {}
        }
        let written = self
            .path(found, target)
            .and_then(|path| self.written(&path));
        if let Some(path) = written.filter(|_| kind == ReferenceKind::Link) {
            return Fate::Leads(relative(own, path));
        }
        let base = found
            .source_url
            .as_deref()
            .and_then(|address| Url::parse(address).ok())
            .or_else(|| self.old_site.cloned());
        match base
            .and_then(|base| base.join(target).ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"))
        {
            Some(url) => Fate::Leads(url.as_str().replace('(', "%28").replace(')', "%29")),
            None => Fate::Lost(lost()),
        }
    }

    /// Where the file of an imported edition is written: named itself, or by the address of its page.
    fn written(&self, path: &Path) -> Option<&String> {
        let candidates = [
            path.to_owned(),
            path.with_extension("md"),
            path.join("index.md"),
            path.with_extension("markdown"),
        ];
        candidates
            .iter()
            .find_map(|path| self.written.get(&clean(path)))
    }

    /// The file on the disk that a relative target means.
    fn path(&self, found: &Found, target: &str) -> Option<PathBuf> {
        let target = target
            .split(['?', '#'])
            .next()
            .filter(|target| !target.is_empty())?;
        let target = percent_decode_str(target).decode_utf8().ok()?;
        let below = |folder: &Path, name: &str| clean(&folder.join(name.trim_start_matches('/')));
        match target.strip_prefix('/') {
            Some(rest) => Some(below(&found.root, rest)),
            None => Some(below(found.path.parent()?, &target)),
        }
    }

    /// The file beside the source that a target means, copied: its new name. `None` if there is none.
    fn local(
        &self,
        found: &Found,
        target: &str,
        files: &mut Files,
    ) -> Option<Result<String, What>> {
        let path = self.path(found, target)?;
        if let Some(name) = files.names.get(&path) {
            return Some(Ok(name.clone()));
        }
        let name = path.file_name()?.to_str()?;
        // Pages and sources are no attachments.
        let (stem, extension) = name.rsplit_once('.')?;
        let extension = extension.to_ascii_lowercase();
        if matches!(
            extension.as_str(),
            "md" | "markdown" | "html" | "htm" | "shtml"
        ) || !extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            return None;
        }
        let bytes = disk::beside(&found.root, &path)?;
        if Asset::has_picture_name(name) && inspect(&bytes).is_err() {
            return Some(Err(What::FaultyPicture(target.to_owned())));
        }
        let stem = keep_or_propose(stem).map_or_else(|| "file".into(), |stem| stem.to_string());
        let mut name = format!("{stem}.{extension}");
        let mut number = 1;
        while files.bytes.contains_key(&name) {
            number += 1;
            name = format!("{stem}-{number}.{extension}");
        }
        files.names.insert(path, name.clone());
        files.bytes.insert(name.clone(), bytes);
        Some(Ok(name))
    }
}

/// The line in the source of a place in the body, or of its target.
fn place(found: &Found, body: &str, at: usize, target: &str) -> Option<usize> {
    match found.body_line {
        Some(first) => Some(first + line_at(body, at) - 1),
        None => {
            let line = found.target_lines.get(target).copied();
            line.or(found.origin.lines.map(|(line, _)| line))
        }
    }
}

/// A link or picture of Markdown.
struct Link {
    range: Range<usize>,
    /// Its words.
    inner: Range<usize>,
    target: String,
    is_image: bool,
}

/// All links and pictures, but for addresses that are their own words.
fn links(body: &str) -> Vec<Link> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut found: Vec<Link> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) => {
                let is_autolink = matches!(
                    link_type,
                    pulldown_cmark::LinkType::Autolink | pulldown_cmark::LinkType::Email
                );
                let inner = range.start + 1..range.start + 1;
                if is_autolink {
                    // Always a full address.
                    open.push(usize::MAX);
                } else {
                    open.push(found.len());
                    found.push(Link {
                        range,
                        inner,
                        target: dest_url.into_string(),
                        is_image: false,
                    });
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let inner = range.start + 2..range.start + 2;
                open.push(found.len());
                found.push(Link {
                    range,
                    inner,
                    target: dest_url.into_string(),
                    is_image: true,
                });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let done = open.pop();
                // Words of the inner are words of the outer.
                if let (Some(done), Some(outer)) = (
                    done.and_then(|at| found.get(at)).map(|link| link.range.end),
                    open.last(),
                ) && let Some(outer) = found.get_mut(*outer)
                {
                    outer.inner.end = outer.inner.end.max(done);
                }
            }
            _ => {
                if let Some(link) = open.last().and_then(|at| found.get_mut(*at)) {
                    link.inner.end = link.inner.end.max(range.end);
                }
            }
        }
    }
    // From the words on, the tail starts at its bracket: emphasis ends between.
    for link in &mut found {
        if let Some(at) = body[link.inner.end..link.range.end].find(']') {
            link.inner.end += at;
        }
    }
    found
}

fn edited(body: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut text = String::with_capacity(body.len());
    let mut at = 0;
    for (range, new) in edits {
        if range.start >= at {
            text.push_str(&body[at..range.start]);
            text.push_str(&new);
            at = range.end;
        }
    }
    text.push_str(&body[at..]);
    text
}

/// A path without `.` and `..`, by its letters.
pub(super) fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir if clean.file_name().is_some() => {
                clean.pop();
            }
            std::path::Component::CurDir => {}
            other => clean.push(other),
        }
    }
    clean
}

/// The path of one file of the site from the folder of another.
fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let target: Vec<&str> = to.split('/').collect();
    let shared = folder
        .iter()
        .zip(&target)
        .take_while(|(left, right)| left == right)
        .count();
    let up = vec![".."; folder.len() - shared];
    up.iter()
        .chain(&target[shared..])
        .copied()
        .collect::<Vec<_>>()
        .join("/")
}

/// HTML in a body that is not closed, which would swallow what follows.
pub(super) fn flaw(found: &Found) -> Option<(Option<usize>, What)> {
    let survey = survey(&found.body, Span::new(0, found.body.len()));
    let unclosed = survey
        .unclosed
        .first()
        .map(|(start, _, span)| (*span, What::BadMarkup(start.clone())));
    let flaw = unclosed.or_else(|| survey.too_deep.map(|span| (span, What::TooDeep)));
    flaw.map(|(span, what)| (place(found, &found.body, span.start, ""), what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_one_file_to_another() {
        for (from, to, expected) in [
            ("content/a/b.zh.md", "content/a/c.zh.md", "c.zh.md"),
            (
                "content/a/b/index.zh.md",
                "content/d.zh.md",
                "../../d.zh.md",
            ),
            ("content/a.zh.md", "content/b/c.zh.md", "b/c.zh.md"),
        ] {
            assert_eq!(relative(from, to), expected);
        }
    }

    #[test]
    fn words_and_tail_of_a_link_are_told_apart() {
        let check = |body: &str, expected: &[(&str, &str)]| {
            let found = links(body);
            let parts: Vec<(&str, &str)> = found
                .iter()
                .map(|link| {
                    (
                        &body[link.inner.clone()],
                        &body[link.inner.end..link.range.end],
                    )
                })
                .collect();
            assert_eq!(parts, expected, "{body}");
        };
        check("a [**b**](c \"d\") e", &[("**b**", "](c \"d\")")]);
        check(
            "[![x](y.jpg)](z)",
            &[("![x](y.jpg)", "](z)"), ("x", "](y.jpg)")],
        );
        check("![](a.jpg)", &[("", "](a.jpg)")]);
        check("[a][b]\n\n[b]: c", &[("a", "][b]")]);
        check("<https://a.example/>", &[]);
    }
}
