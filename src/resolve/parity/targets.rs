//! Where the links of an edition lead, in a form that is equal for the language versions of one page.

use percent_encoding::percent_decode_str;
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

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    /// Without scheme, `www.`, language, last slash and the place on the page.
    pub(super) page: String,
    /// How much of `page` names the server.
    host: usize,
    /// The language that the address names.
    language: Option<String>,
}

impl Link {
    /// Something that is no web address, by a name of its own.
    pub(super) fn named(page: String) -> Self {
        Self {
            page,
            host: 0,
            language: None,
        }
    }

    /// A link of this site whose target was not found.
    pub(super) fn unresolved() -> Self {
        Self::named(String::new())
    }

    /// The same for all languages of the page.
    pub(super) fn without_language(&self) -> Self {
        Self {
            language: None,
            ..self.clone()
        }
    }

    /// A web address, with or without its scheme.
    pub(super) fn new(address: &str) -> Self {
        let absolute = if address.contains("://") {
            address.to_owned()
        } else {
            format!("https://{address}")
        };
        let Ok(url) = Url::parse(&absolute) else {
            return Self::named(address.trim_end_matches('/').to_lowercase());
        };
        let mut language = None;
        let mut is_version = |part: &str| {
            let found = is_language(part);
            if found {
                language = Some(part.to_ascii_lowercase());
            }
            found
        };
        let host = url.host_str().unwrap_or("").to_lowercase();
        let labels: Vec<&str> = host.split('.').filter(|label| *label != "www").collect();
        let skipped = usize::from(labels.len() > 2 && is_version(labels[0]));
        let mut page = labels[skipped..].join(".");
        let host = page.len();
        let path = percent_decode_str(url.path()).decode_utf8_lossy();
        for part in path.split('/') {
            if !part.is_empty() && !is_version(part) && !part.starts_with("index.") {
                page.push('/');
                // Words are taken in upper and lower case by many servers; codes are not.
                if part.bytes().any(|byte| byte.is_ascii_digit()) {
                    page.push_str(part);
                } else {
                    page.push_str(&part.to_lowercase());
                }
            }
        }
        let mut parameters = Vec::new();
        for (name, value) in url.query_pairs() {
            let is_ignored = IGNORED_PARAMETERS.contains(&name.to_lowercase().as_str());
            if !is_version(&value) && !is_ignored {
                parameters.push(format!("{}={value}", name.to_lowercase()));
            }
        }
        parameters.sort();
        if !parameters.is_empty() {
            page.push('?');
            page.push_str(&parameters.join("&"));
        }
        // These servers take upper and lower case for the same.
        if page.to_lowercase().contains(".asp") {
            page = page.to_lowercase();
        }
        Self {
            page,
            host,
            language,
        }
    }

    /// The server.
    pub(super) fn host(&self) -> &str {
        &self.page[..self.host]
    }

    /// Whether the other is the same page, or one of the same site in another language.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        // What was not found may be any page of this site.
        let is_unresolved = self.page.is_empty() || other.page.is_empty();
        self.page == other.page
            || is_unresolved && self.host == 0 && other.host == 0
            || self.host > 0 && self.host() == other.host() && self.language != other.language
    }
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
            ("https://example.org/Fair", "https://example.org/fair"),
            (
                "https://zh.example.org/wiki/千山",
                "https://en.example.org/wiki/Qianshan",
            ),
            (
                "https://example.org/A.aspx?ID=1",
                "https://example.org/a.aspx?id=1",
            ),
        ] {
            assert!(Link::new(left).agrees(&Link::new(right)), "{left}");
        }
        for (left, right) in [
            ("https://example.org/a?id=1", "https://example.org/a?id=2"),
            ("https://example.org/a", "https://example.com/a"),
            ("https://example.org/a1B", "https://example.org/a1b"),
        ] {
            assert!(!Link::new(left).agrees(&Link::new(right)), "{left}");
        }
        assert_eq!(
            Link::new("https://en.example.org/a?id=1").host(),
            "example.org"
        );
    }
}
