//! What commands say about versions of a site: why git gave none, and how two differ.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::{WRONG_USAGE, show};
use crate::compare::{Aspect, ChangeKind, Comparison, PageChange};
use crate::git::GitError;

/// Says why there is nothing to compare with.
pub(super) fn refuse(error: &GitError, root: &Path, revision: &str) -> ExitCode {
    show(&words::refused(error, root, revision));
    ExitCode::from(WRONG_USAGE)
}

/// The pages that differ, each kind under its heading, and a line of counts.
pub(super) fn listed(comparison: &Comparison, name: &str) -> String {
    let mut text = String::new();
    for (heading, of_kind) in words::HEADINGS {
        let pages = || {
            comparison
                .pages
                .iter()
                .filter(|page| rank(&page.kind) == of_kind)
        };
        if pages().next().is_none() {
            continue;
        }
        let _ = writeln!(text, "{heading} ({}):", pages().count());
        for page in pages() {
            text.push_str(&words::page(page));
        }
        text.push('\n');
    }
    text.push_str(&words::totals(comparison, name));
    text
}

/// Said where addresses are lost.
pub(super) fn how_to_keep(name: &str) -> String {
    words::how_to_keep(name)
}

/// The place of a kind in the order in which they are listed.
fn rank(kind: &ChangeKind) -> usize {
    match kind {
        ChangeKind::Added => 0,
        ChangeKind::Changed(_) => 1,
        ChangeKind::Moved { .. } => 2,
        ChangeKind::Removed => 3,
        ChangeKind::Lost => 4,
    }
}

/// The kinds as the JSON output names them.
const KEYS: [&str; 5] = ["added", "changed", "moved", "removed", "lost"];

/// The same for programs.
pub(super) fn as_json(comparison: &Comparison, name: &str) -> Value {
    let mut object = json!({
        "against": name,
        "lists": {"added": comparison.new_lists, "lost": comparison.lost_lists},
    });
    for (at, key) in KEYS.into_iter().enumerate() {
        let pages = comparison
            .pages
            .iter()
            .filter(|page| rank(&page.kind) == at);
        object[key] = pages.map(page_as_json).collect();
    }
    object
}

fn page_as_json(page: &PageChange) -> Value {
    let mut object = json!({
        "address": page.address.as_str(),
        "language": page.language,
        "file": page.file,
        "headline": page.headline,
    });
    let aspects = match &page.kind {
        ChangeKind::Moved { to, changed } => {
            object["to"] = to.as_str().into();
            changed
        }
        ChangeKind::Changed(changed) => changed,
        ChangeKind::Added | ChangeKind::Removed | ChangeKind::Lost => return object,
    };
    object["what"] = aspects.iter().map(Aspect::name).collect();
    for aspect in aspects {
        if let Aspect::Headline(was, _) = aspect {
            object["old_headline"] = was.as_str().into();
        }
    }
    object
}

/// Everything that is said.
mod words {
    use std::path::Path;

    use super::super::report::counted;
    use crate::compare::{Aspect, ChangeKind, Comparison, PageChange};
    use crate::git::GitError;

    pub(super) const HEADINGS: [(&str, usize); 5] = [
        ("added", 0),
        ("changed", 1),
        ("moved", 2),
        ("removed, with a notice", 3),
        ("lost: nothing answers at these addresses any more", 4),
    ];

    pub(super) fn page(page: &PageChange) -> String {
        let PageChange {
            address, headline, ..
        } = page;
        match &page.kind {
            ChangeKind::Moved { to, changed } => {
                format!("  {address}\n    to {to}  {headline}\n{}", aspects(changed))
            }
            ChangeKind::Changed(changed) => {
                format!("  {address}  {headline}\n{}", aspects(changed))
            }
            ChangeKind::Added | ChangeKind::Removed | ChangeKind::Lost => {
                format!("  {address}  {headline}\n")
            }
        }
    }

    fn aspects(changed: &[Aspect]) -> String {
        if changed.is_empty() {
            return String::new();
        }
        let names: Vec<&str> = changed.iter().map(name).collect();
        let mut text = format!("    {}\n", names.join(", "));
        for aspect in changed {
            if let Aspect::Headline(was, is) = aspect {
                text.push_str(&format!("    - {was}\n    + {is}\n"));
            }
        }
        text
    }

    fn name(aspect: &Aspect) -> &'static str {
        match aspect {
            Aspect::Headline(..) => "headline",
            Aspect::Summary => "summary",
            Aspect::Text => "text",
            Aspect::Form => "links or emphasis in the text",
            Aspect::Place => "where the text is printed",
            Aspect::Date => "date",
            Aspect::Topics => "topics",
            Aspect::Series => "series",
            Aspect::Picture => "picture",
            Aspect::Attachments => "attachments",
            Aspect::Source => "issuer or source",
            Aspect::Keywords => "keywords",
            Aspect::Updates => "notes on changes",
            Aspect::Withdrawal => "notice of withdrawal",
            Aspect::Stale => "notice that the translation is older",
        }
    }

    pub(super) fn totals(comparison: &Comparison, name: &str) -> String {
        let of = |at: usize| {
            let pages = comparison.pages.iter();
            pages.filter(|page| super::rank(&page.kind) == at).count()
        };
        let lost = match of(4) {
            0 => String::new(),
            lost => format!(", {lost} lost"),
        };
        let lists = match (comparison.new_lists, comparison.lost_lists) {
            (0, 0) => String::new(),
            (new, gone) => format!("; lists and feeds: {new} new, {gone} gone"),
        };
        format!(
            "against {name}: {} added, {} changed, {} moved, {} removed{lost}{lists}\n",
            counted(of(0), "page"),
            of(1),
            of(2),
            of(3),
        )
    }

    pub(super) fn how_to_keep(name: &str) -> String {
        format!(
            "addresses would be lost; `newsroom check --against {name}` says how to keep each\n"
        )
    }

    pub(super) fn refused(error: &GitError, root: &Path, revision: &str) -> String {
        let folder = root.display();
        match error {
            GitError::NotInstalled => "git is not installed, or not in the PATH\n".to_owned(),
            GitError::NoRepository => format!(
                "{folder} is in no git repository: start newsroom in the folder of the site (or with --root DIR), or compare with a folder\n"
            ),
            GitError::UnknownRevision => format!(
                "`{revision}` is neither a folder with content/ in it nor a commit, branch or tag of the repository; a build server may have to fetch it first: git fetch origin {revision}\n"
            ),
            GitError::NoSite => format!("there is no content/ of this site in {revision}\n"),
            GitError::Unmerged(paths) => format!(
                "a merge is not finished in\n{}resolve it, and git add the files\n",
                paths
                    .iter()
                    .map(|path| format!("  {path}\n"))
                    .collect::<String>()
            ),
            GitError::Failed(reason) => format!("git does not give what was asked for: {reason}\n"),
        }
    }
}
