//! Media types of published files, by their names.

/// Media types (IANA) with the endings of their files: what a site publishes, whatever list the server came with.
pub const TYPES: [(&str, &str); 36] = [
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

/// The names of feeds whose media type their ending does not tell (JSON Feed 1.1). Not Atom: browsers show
/// `application/atom+xml` as plain text or save it, and feed readers take `application/xml` as well.
pub const FEEDS: [(&str, &str); 1] = [("feed.json", "application/feed+json")];

/// The media type of a file; that of any bytes where its name does not tell.
pub fn of(name: &str) -> &'static str {
    let feed = FEEDS.iter().find(|(feed, _)| *feed == name);
    let ending = name
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    let known = || {
        TYPES
            .iter()
            .find(|(_, endings)| endings.split(' ').any(|one| one == ending))
    };
    feed.map(|(_, media_type)| *media_type)
        .or_else(|| known().map(|(media_type, _)| *media_type))
        .unwrap_or("application/octet-stream")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_media_types() {
        for (name, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("PLAN.PDF", "application/pdf"),
            ("feed.json", "application/feed+json"),
            ("sitemap.xml", "application/xml"),
            ("SHA256SUMS", "application/octet-stream"),
        ] {
            assert_eq!(of(name), expected, "{name}");
        }
    }
}
