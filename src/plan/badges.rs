//! The badges of the footer: files of `content/static` that are pictures.

use crate::config::{Config, Government};
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::archive::{Asset, STATIC_FOLDER};
use crate::source::Location;
use crate::text::closest;

/// Reports the badges that the footer could not show.
pub(super) fn check(assets: &[Asset], config: &Config) -> Vec<Diagnostic> {
    let problem = |target: &str| {
        let path = format!("{STATIC_FOLDER}{target}");
        let target = target.to_owned();
        match assets.iter().find(|asset| asset.path == path) {
            Some(asset) if asset.picture().is_some() => None,
            Some(_) => Some(Problem::BadgeNotAPicture { target }),
            None => {
                let names = assets
                    .iter()
                    .filter_map(|asset| asset.path.strip_prefix(STATIC_FOLDER));
                let nearest = closest(&target, names).map(str::to_owned);
                Some(Problem::BadgeMissing { target, nearest })
            }
        }
    };
    config
        .government
        .iter()
        .flat_map(Government::badges)
        .filter_map(|badge| {
            let place = Location::new(&config.source, badge.0.span);
            Some(Diagnostic::new(problem(&badge.0.value)?, place))
        })
        .collect()
}
