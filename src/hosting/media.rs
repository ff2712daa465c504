//! What kinds of files servers treat alike, and how long each is kept.

pub(super) use crate::model::media_type::{FEEDS, TYPES};

/// Those that are worth compressing on the way, where there are no compressed copies.
pub(super) fn compressible() -> impl Iterator<Item = &'static str> {
    let types = TYPES.iter().map(|(media_type, _)| *media_type);
    types
        .filter(|one| {
            one.starts_with("text/")
                || one.contains("xml") && !one.contains("vnd.")
                || one.contains("json")
        })
        .chain(FEEDS.map(|(_, media_type)| media_type))
}

/// What a browser would run in the site's name if somebody opened it: endings, as alternatives of a regular
/// expression.
pub(super) const ACTIVE: &str = "htm|html|mht|mhtml|shtml|svg|svgz|xht|xhtml|xml|xsl";

/// Pictures, fonts, documents: kept for a day.
pub(super) const LASTING: &str = "avif|css|csv|docx?|gif|gz|ico|jpe?g|js|m4a|mjs|mp3|mp4|od[pst]|ofd|pdf|png|pptx?|rar|svg|webm|webp|woff2?|xlsx?|zip";

/// The end of a name that holds a hash, `photo.3f9a2c61d07be845.avif`: sixteen hexadecimal digits between two dots.
pub(super) const HASHED: &str =
    r"\.[0-9a-f]{16}\.(?:avif|css|gif|ico|jpe?g|js|mjs|pdf|png|svg|webp|woff2?)$";
