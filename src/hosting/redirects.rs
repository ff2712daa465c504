//! The addresses that lead elsewhere, as a server can say it with 301.

use crate::model::plan::Page;
use crate::render::Site;

use percent_encoding::percent_decode_str;

/// An address that leads to an announcement.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Redirect {
    /// As a server compares it: from the first slash of the host on, decoded.
    pub(super) from: String,
    /// The same, percent-encoded.
    pub(super) from_href: String,
    /// Percent-encoded, from the first slash of the host on.
    pub(super) to: String,
    /// Whether another address of the site differs from `from` by upper and lower case only.
    pub(super) has_look_alike: bool,
}

/// All of a site, in the order of the addresses: aliases, and announcements that are the same as another.
pub(super) fn of(site: &Site<'_>) -> Vec<Redirect> {
    let base = site.config.base_url.path();
    let decoded_base = percent_decode_str(base).decode_utf8_lossy();
    let mut folded: Vec<String> = site
        .plan
        .outputs
        .keys()
        .map(|permalink| permalink.as_str().to_ascii_lowercase())
        .collect();
    folded.sort_unstable();
    let look_alikes = |address: &str| {
        let address = address.to_ascii_lowercase();
        let start = folded.partition_point(|other| *other < address);
        folded[start..]
            .iter()
            .take_while(|other| **other == address)
            .count()
            > 1
    };
    let mut redirects = Vec::new();
    for (permalink, page) in &site.plan.outputs {
        let Page::Redirect(lang, index) = page else {
            continue;
        };
        let (lang, _) = site.archive.announcements[*index].edition_for(*lang);
        let Some(target) = &site.plan.permalinks[*index][lang] else {
            continue;
        };
        redirects.push(Redirect {
            from: format!("{decoded_base}{}", &permalink.as_str()[1..]),
            from_href: permalink.href(base),
            to: target.href(base),
            has_look_alike: look_alikes(permalink.as_str()),
        });
    }
    redirects
}
