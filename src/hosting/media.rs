//! Media types by the endings of file names, and how long each kind is kept.

/// Media types (IANA) with the endings of their files: what a site publishes, whatever list the server came with.
pub(super) const TYPES: [(&str, &str); 36] = [
    ("text/html; charset=utf-8", "html htm"),
    ("text/css; charset=utf-8", "css"),
    ("text/csv; charset=utf-8", "csv"),
    ("text/plain; charset=utf-8", "txt md"),
    ("text/javascript; charset=utf-8", "js mjs"),
    ("application/xhtml+xml", "xhtml"),
    ("application/xml", "xml"),
    ("application/json", "json"),
    ("application/manifest+json", "webmanifest"),
    ("image/svg+xml", "svg"),
    ("image/avif", "avif"),
    ("image/gif", "gif"),
    ("image/jpeg", "jpg jpeg"),
    ("image/png", "png"),
    ("image/webp", "webp"),
    ("image/x-icon", "ico"),
    ("font/woff", "woff"),
    ("font/woff2", "woff2"),
    ("audio/mpeg", "mp3"),
    ("audio/mp4", "m4a"),
    ("video/mp4", "mp4"),
    ("video/webm", "webm"),
    ("application/pdf", "pdf"),
    ("application/ofd", "ofd"),
    ("application/msword", "doc"),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
    ),
    ("application/vnd.ms-excel", "xls"),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
    ),
    ("application/vnd.ms-powerpoint", "ppt"),
    (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "pptx",
    ),
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ("application/vnd.oasis.opendocument.presentation", "odp"),
    ("application/zip", "zip"),
    ("application/gzip", "gz"),
    ("application/vnd.rar", "rar"),
];

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

/// The names of feeds whose media type their ending does not tell (JSON Feed 1.1). Not Atom: browsers show
/// `application/atom+xml` as plain text or save it, and feed readers take `application/xml` as well.
pub(super) const FEEDS: [(&str, &str); 1] = [("feed.json", "application/feed+json")];

/// What a browser would run in the site's name if somebody opened it: endings, as alternatives of a regular
/// expression.
pub(super) const ACTIVE: &str = "htm|html|mht|mhtml|shtml|svg|svgz|xht|xhtml|xml|xsl";

/// Pictures, fonts, documents: kept for a day.
pub(super) const LASTING: &str = "avif|css|csv|docx?|gif|gz|ico|jpe?g|js|m4a|mjs|mp3|mp4|od[pst]|ofd|pdf|png|pptx?|rar|svg|webm|webp|woff2?|xlsx?|zip";

/// The end of a name that holds a hash, `photo.3f9a2c61d07be845.avif`: sixteen hexadecimal digits between two dots.
pub(super) const HASHED: &str =
    r"\.[0-9a-f]{16}\.(?:avif|css|gif|ico|jpe?g|js|mjs|pdf|png|svg|webp|woff2?)$";
