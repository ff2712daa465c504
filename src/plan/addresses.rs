//! Who claims which address; two claims to one are an error that names both.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::address::{OutputPath, Permalink};
use crate::model::archive::Announcement;
use crate::model::lang::PerLang;
use crate::model::plan::Page;
use crate::source::Location;

/// Where an announcement is in each language that has an edition: `/zh/2023/04/14/SLUG/`.
pub(super) fn of_announcement(
    announcement: &Announcement,
    config: &Config,
) -> PerLang<Option<Permalink>> {
    PerLang::from_fn(&config.languages, |lang| {
        announcement.edition(lang)?;
        Permalink::announcement(
            &config.languages[lang].code,
            announcement.day(),
            &announcement.facts.slug,
        )
    })
}

/// The claims so far.
#[derive(Default)]
pub(super) struct Registry {
    /// By file, because an address with and without its last slash may be one file.
    claims: BTreeMap<OutputPath, (Permalink, Page, Location)>,
    diagnostics: Vec<Diagnostic>,
}

impl Registry {
    /// Claims an address for a page; `place` is what to name if somebody else claims it too.
    pub(super) fn claim(&mut self, permalink: Permalink, page: Page, place: Location) {
        let path = permalink.output_path();
        match self.claims.get(&path) {
            None => {
                self.claims.insert(path, (permalink, page, place));
            }
            Some((_, _, other)) => {
                let problem = Problem::AddressTaken {
                    address: permalink.to_string(),
                    other: other.source.path.clone(),
                };
                self.diagnostics
                    .push(Diagnostic::new(problem, place).related(other.clone()));
            }
        }
    }

    /// All claims, by file.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&Permalink, &Page)> {
        self.claims
            .values()
            .map(|(permalink, page, _)| (permalink, page))
    }

    /// The addresses with their pages, and what is wrong with them.
    pub(super) fn finish(mut self) -> (BTreeMap<Permalink, Page>, Vec<Diagnostic>) {
        self.report_files_used_as_folders();
        (
            self.claims
                .into_values()
                .map(|(permalink, page, _)| (permalink, page))
                .collect(),
            self.diagnostics,
        )
    }

    /// `/a` as a file leaves no room for `/a/b`.
    fn report_files_used_as_folders(&mut self) {
        for (path, (permalink, _, place)) in &self.claims {
            let mut folder = path.as_str();
            while let Some((parent, _)) = folder.rsplit_once('/') {
                folder = parent;
                let Some((other, _, other_place)) =
                    OutputPath::parse(folder).and_then(|path| self.claims.get(&path))
                else {
                    continue;
                };
                let problem = Problem::AddressInside {
                    address: permalink.to_string(),
                    other: other.to_string(),
                };
                self.diagnostics
                    .push(Diagnostic::new(problem, place.clone()).related(other_place.clone()));
            }
        }
    }
}
