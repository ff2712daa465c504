//! The addresses of announcements that were removed: a server answers 410 there, with the notice.

use percent_encoding::percent_decode_str;

use crate::model::plan::Page;
use crate::render::Site;

/// An address of which only a notice is left.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gone {
    /// As a server compares it: from the first slash of the host on, decoded. It ends with a slash.
    pub(super) path: String,
    /// The same, percent-encoded.
    pub(super) href: String,
}

impl Gone {
    /// The file that is the notice, from the first slash of the host on, decoded.
    pub(super) fn file(&self) -> String {
        format!("{}index.html", self.path)
    }
}

/// All of a site, in the order of the addresses.
pub(super) fn of(site: &Site<'_>) -> Vec<Gone> {
    let base = site.config.base_url.path();
    let decoded_base = percent_decode_str(base).decode_utf8_lossy();
    let outputs = site.plan.outputs.iter();
    outputs
        .filter(|(_, page)| matches!(page, Page::Gone(..)))
        .map(|(permalink, _)| Gone {
            path: format!("{decoded_base}{}", &permalink.as_str()[1..]),
            href: permalink.href(base),
        })
        .collect()
}
