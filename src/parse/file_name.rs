//! What a path says: `content/2023/04/briefing.zh.md` or `content/2023/04/briefing/index.zh.md`.

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::edition::AnnouncementId;
use crate::model::lang::Lang;
use crate::source::{Location, Source};
use crate::text::closest;

/// The announcement and the language that a path names.
pub(super) struct FileName {
    /// Folder and stem.
    pub(super) id: AnnouncementId,
    /// From the last part before `.md`.
    pub(super) lang: Lang,
}

/// Reads the path of a source; `None` if it names no language of the site, which has then been reported.
pub(super) fn parse(
    source: &Arc<Source>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FileName> {
    let codes = || {
        config
            .languages
            .codes()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let mut report = |problem| {
        diagnostics.push(Diagnostic::new(
            problem,
            Location::new(source, Default::default()),
        ))
    };
    let path = source.path.strip_prefix("content/").unwrap_or(&source.path);
    let path = path.strip_suffix(".md").unwrap_or(path);
    let (folder, name) = path
        .rsplit_once('/')
        .map_or(("", path), |(folder, name)| (folder, name));
    let Some((stem, code)) = name.rsplit_once('.') else {
        report(Problem::NoLanguageInName {
            stem: name.to_owned(),
            codes: codes(),
        });
        return None;
    };
    let Some(lang) = config.languages.by_code(code) else {
        let nearest = closest(code, config.languages.codes()).map(str::to_owned);
        report(Problem::UnknownLanguageInName {
            code: code.to_owned(),
            codes: codes(),
            nearest,
        });
        return None;
    };
    let id = match (stem, folder) {
        ("index", folder) if !folder.is_empty() => folder.to_owned(),
        (stem, "") => stem.to_owned(),
        (stem, folder) => format!("{folder}/{stem}"),
    };
    Some(FileName {
        id: AnnouncementId(id),
        lang,
    })
}
