//! The bytes of a file of `content` that is no announcement.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Problem};
use crate::model::archive::Asset;
use crate::source::Location;

/// Reads a file whole; `root` is the folder of the site.
///
/// # Errors
/// It is there no longer, or cannot be read.
#[allow(
    clippy::disallowed_methods,
    reason = "pictures and copied files are read when they are needed"
)]
pub(crate) fn read(root: &Path, asset: &Asset) -> Result<Vec<u8>, Diagnostic> {
    std::fs::read(root.join(&asset.path)).map_err(|error| {
        let reason = (&error).into();
        let place = Location::of_path(asset.path.as_str());
        Diagnostic::new(Problem::Unreadable { reason }, place)
    })
}
