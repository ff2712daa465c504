//! Who claims which address; two claims to one are an error that names both.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use icu::casemap::CaseMapper;
use icu::normalizer::ComposingNormalizerBorrowed;

use crate::config::{Config, SITE_FILE};
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::address::{OutputPath, Permalink};
use crate::model::archive::{Announcement, Asset, Index};
use crate::model::encoding::Encoding;
use crate::model::lang::PerLang;
use crate::model::picture::Variant;
use crate::model::plan::Page;
use crate::source::{Location, Span};

/// The manifest, which publishing adds to the output: no page and no file can be there.
const MANIFEST: &str = "SHA256SUMS";
/// What it is called where an address is claimed that is its own.
const MANIFEST_WORDS: &str = "newsroom's list of all files";

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
        if path.as_str() == MANIFEST {
            let problem = Problem::AddressTaken {
                address: permalink.to_string(),
                other: MANIFEST_WORDS.into(),
            };
            self.diagnostics.push(Diagnostic::new(problem, place));
            return;
        }
        let Some((_, _, other)) = self.claims.get(&path) else {
            self.claims.insert(path, (permalink, page, place));
            return;
        };
        // Whoever made a file can rename it; newsroom's own pages are where they are.
        let (place, other) = if is_own(&place) && !is_own(other) {
            (other.clone(), place)
        } else {
            (place, other.clone())
        };
        let problem = Problem::AddressTaken {
            address: permalink.to_string(),
            other: other.source.path.clone(),
        };
        self.diagnostics
            .push(Diagnostic::new(problem, place).related(other));
    }

    /// Claims a former address of the announcement at `index`.
    pub(super) fn claim_alias(
        &mut self,
        permalink: Permalink,
        page: Page,
        index: Index,
        place: Location,
    ) {
        let claimed = self.claims.get(&permalink.output_path());
        let is_needless = claimed.is_some_and(|(_, other, other_place)| match other {
            Page::Announcement(_, other) | Page::Gone(_, other) => *other == index,
            _ => Arc::ptr_eq(&other_place.source, &place.source),
        });
        let Some((_, _, other)) = claimed.filter(|_| is_needless) else {
            self.claim(permalink, page, place);
            return;
        };
        let problem = Problem::AliasNeedless {
            address: permalink.to_string(),
            itself: !is_alias(other),
        };
        self.diagnostics.push(Diagnostic::new(problem, place));
    }

    /// Claims an address for a file that is published as it is.
    pub(super) fn claim_file(&mut self, permalink: Permalink, asset: &Asset) {
        let place = Location::of_path(asset.path.as_str());
        if asset.picture().is_some_and(|one| one.tells_position) {
            self.diagnostics.push(Diagnostic::new(
                Problem::PictureTellsPosition,
                place.clone(),
            ));
        }
        self.claim(permalink, Page::File(asset.clone()), place);
    }

    /// Claims the address of a variant of a picture beside a page. Equal files of one name in two folders give equal
    /// variants.
    pub(super) fn claim_variant(&mut self, page: &Permalink, asset: &Asset, variant: Variant) {
        let Some(permalink) = asset
            .picture()
            .and_then(|picture| page.file(&picture.variant_name(asset.name(), variant)))
        else {
            return;
        };
        let is_same = |other: &Page| matches!(other, Page::Picture(other, _) if other.kind == asset.kind && other.name() == asset.name());
        let claimed = self.claims.get(&permalink.output_path());
        if !claimed.is_some_and(|(_, other, _)| is_same(other)) {
            let place = Location::of_path(asset.path.as_str());
            self.claim(permalink, Page::Picture(asset.clone(), variant), place);
        }
    }

    /// All claims, by file.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&Permalink, &Page)> {
        self.claims
            .values()
            .map(|(permalink, page, _)| (permalink, page))
    }

    /// The addresses with their pages, and what is wrong with them. Text files will have `copies` beside them.
    pub(super) fn finish(
        mut self,
        copies: &[Encoding],
    ) -> (BTreeMap<Permalink, Page>, Vec<Diagnostic>) {
        self.report_files_used_as_folders();
        self.report_places_of_copies(copies);
        self.report_look_alikes();
        (
            self.claims
                .into_values()
                .map(|(permalink, page, _)| (permalink, page))
                .collect(),
            self.diagnostics,
        )
    }

    /// Beside `/a.txt` there is no room for a file or folder `/a.txt.gz`, to be taken for its compressed copy.
    fn report_places_of_copies(&mut self, copies: &[Encoding]) {
        for (path, (permalink, ..)) in &self.claims {
            for encoding in copies {
                let Some(copy) = encoding.copy_of(path) else {
                    continue;
                };
                let inside = format!("{copy}/");
                let first_inside = self
                    .claims
                    .range::<str, _>((Bound::Included(inside.as_str()), Bound::Unbounded))
                    .next()
                    .filter(|(path, _)| path.as_str().starts_with(&inside));
                let taken = self.claims.get_key_value(&copy).or(first_inside);
                self.diagnostics.extend(taken.map(|(_, claim)| {
                    let problem = Problem::CopyTaken {
                        address: claim.0.to_string(),
                        other: permalink.to_string(),
                        encoding: encoding.name(),
                    };
                    Diagnostic::new(problem, claim.2.clone())
                }));
            }
        }
    }

    /// Of `/fair/` and the alias `/Fair/` some servers and file systems keep only one. Where both lead to the same page
    /// that does no harm.
    fn report_look_alikes(&mut self) {
        let mut by_look: BTreeMap<String, Vec<&(Permalink, Page, Location)>> = BTreeMap::new();
        let aliases = self.claims.iter().filter(|(_, claim)| is_alias(&claim.2));
        for (path, _) in aliases {
            by_look.entry(look(path.as_str())).or_default();
        }
        if by_look.is_empty() {
            return;
        }
        for (path, claim) in &self.claims {
            if let Some(alike) = by_look.get_mut(&look(path.as_str())) {
                alike.push(claim);
            }
        }
        for mut alike in by_look.into_values() {
            // What is no alias is where it is, and then what is older.
            alike.sort_by_key(|(_, page, place)| match page {
                Page::Redirect(_, index) if is_alias(place) => (true, Reverse(*index)),
                _ => (false, Reverse(0)),
            });
            let Some((first, others)) = alike.split_first() else {
                continue;
            };
            for (permalink, page, place) in others {
                let (other_address, other_page, other) = first;
                if page == other_page || !is_alias(place) {
                    continue;
                }
                let problem = Problem::AddressAlike {
                    address: permalink.to_string(),
                    other_address: other_address.to_string(),
                    other: other.source.path.clone(),
                };
                let diagnostic = Diagnostic::new(problem, place.clone());
                self.diagnostics.push(diagnostic.related(other.clone()));
            }
        }
    }

    /// `/a` as a file leaves no room for `/a/b`.
    fn report_files_used_as_folders(&mut self) {
        // Files that have been reported in place of newsroom's own pages below them.
        let mut reported = BTreeSet::new();
        for (path, (permalink, _, place)) in &self.claims {
            let mut folder = path.as_str();
            while let Some((parent, _)) = folder.rsplit_once('/') {
                folder = parent;
                if folder == MANIFEST {
                    let problem = Problem::AddressInside {
                        address: permalink.to_string(),
                        other: format!("/{MANIFEST} ({MANIFEST_WORDS})"),
                    };
                    self.diagnostics
                        .push(Diagnostic::new(problem, place.clone()));
                }
                let Some((other, _, other_place)) =
                    OutputPath::parse(folder).and_then(|path| self.claims.get(&path))
                else {
                    continue;
                };
                let (place, related) = if is_own(place) && !is_own(other_place) {
                    if !reported.insert(other) {
                        continue;
                    }
                    (other_place, place)
                } else {
                    (place, other_place)
                };
                let problem = Problem::AddressInside {
                    address: permalink.to_string(),
                    other: other.to_string(),
                };
                self.diagnostics
                    .push(Diagnostic::new(problem, place.clone()).related(related.clone()));
            }
        }
    }
}

/// Whether an address is claimed where `aliases` states it, and not by a file as a whole.
fn is_alias(place: &Location) -> bool {
    place.span != Span::default()
}

/// An address without what some servers and file systems do not tell apart: small and capital letters, and composed and
/// decomposed characters.
fn look(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    let composed = ComposingNormalizerBorrowed::new_nfc();
    let folded = CaseMapper::new()
        .fold_string(&composed.normalize(path))
        .into_owned();
    composed.normalize(&folded).into_owned()
}

/// Whether newsroom itself claims the address, because of the configuration.
fn is_own(place: &Location) -> bool {
    place.source.path == SITE_FILE
}
