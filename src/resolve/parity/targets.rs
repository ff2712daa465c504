//! Where the links of an edition lead, in a form that is equal for the language versions of one page.

use url::Url;

/// Labels, parts of paths and values by which sites name the language of a version.
const LANGUAGES: [&str; 31] = [
    "zh", "en", "cn", "tw", "hk", "chs", "cht", "chi", "eng", "sc", "tc", "gb", "big5", "fr", "de",
    "ja", "ko", "es", "ru", "english", "chinese", "zh-cn", "zh-tw", "zh-hk", "zh-hans", "zh-hant",
    "en-us", "en-gb", "en-us", "zh-sg", "ch",
];

/// Parameters that name the language, or only count visitors.
const IGNORED_PARAMETERS: [&str; 11] = [
    "lang",
    "language",
    "locale",
    "hl",
    "gl",
    "fbclid",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_content",
    "utm_term",
];

fn is_language(text: &str) -> bool {
    LANGUAGES.contains(&text.to_ascii_lowercase().replace('_', "-").as_str())
}

/// The normal form of a web address: without scheme, `www.`, language, last slash and the place on the page.
pub(super) fn normal(address: &str) -> String {
    let absolute = if address.contains("://") {
        address.to_owned()
    } else {
        format!("https://{address}")
    };
    let Ok(url) = Url::parse(&absolute) else {
        return address.trim_end_matches('/').to_lowercase();
    };
    let host = url.host_str().unwrap_or("").to_lowercase();
    let labels: Vec<&str> = host.split('.').filter(|label| *label != "www").collect();
    let skipped = usize::from(labels.len() > 2 && is_language(labels[0]));
    let mut normal = labels[skipped..].join(".");
    let decoded = percent_encoding::percent_decode_str(url.path()).decode_utf8_lossy();
    for part in decoded.split('/') {
        if !part.is_empty() && !is_language(part) && !part.starts_with("index.") {
            normal.push('/');
            normal.push_str(part);
        }
    }
    let mut parameters: Vec<String> = url
        .query_pairs()
        .filter(|(name, _)| !IGNORED_PARAMETERS.contains(&name.to_lowercase().as_str()))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    parameters.sort();
    if !parameters.is_empty() {
        normal.push('?');
        normal.push_str(&parameters.join("&"));
    }
    normal
}

/// The server that a normal form names.
pub(super) fn host(normal: &str) -> &str {
    normal.split(['/', '?']).next().unwrap_or(normal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_versions_of_one_page_are_one_target() {
        for (left, right) in [
            (
                "https://www.example.org/zh/fair/",
                "http://example.org/en/fair",
            ),
            (
                "https://example.org/fair?lang=en",
                "https://example.org/fair?lang=zh-TW",
            ),
            (
                "https://zh.example.org/fair",
                "https://en.example.org/fair#s-1",
            ),
            ("https://example.org/%E5%8D%83", "https://example.org/千"),
            ("https://example.org/index.html", "example.org"),
        ] {
            assert_eq!(normal(left), normal(right));
        }
        assert_ne!(
            normal("https://example.org/a?id=1"),
            normal("https://example.org/a?id=2")
        );
        assert_eq!(host("example.org/a?id=1"), "example.org");
    }
}
