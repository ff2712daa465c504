//! Where the site will be.

use url::Url;

/// An absolute http(s) address that ends in `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// `None` unless it is http(s) with a host, without query and fragment. A missing last slash is added.
    pub fn new(text: &str) -> Option<Self> {
        let mut url = Url::parse(text).ok()?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty();
        if !plain {
            return None;
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Some(Self(url))
    }

    /// `/`, or `/news/` where the site lives in a folder.
    pub fn path(&self) -> &str {
        self.0.path()
    }

    /// The host without its port; a name of other letters as browsers send it (punycode).
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The port, if it is stated and not that of the scheme.
    pub fn port(&self) -> Option<u16> {
        self.0.port()
    }

    /// Whether readers come by https.
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// A root-relative address with this site's path in front, as an absolute one.
    pub fn absolute(&self, href: &str) -> String {
        let origin = &self.0[..url::Position::BeforePath];
        format!("{origin}{href}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_ends_in_a_slash_and_may_have_a_path() {
        let base = BaseUrl::new("https://example.org/news").unwrap();
        assert_eq!(base.path(), "/news/");
        assert_eq!(base.absolute("/news/zh/"), "https://example.org/news/zh/");
        for wrong in [
            "example.org",
            "ftp://example.org/",
            "https://example.org/?a",
            "https://user@example.org/",
            "/news/",
        ] {
            assert!(BaseUrl::new(wrong).is_none(), "{wrong}");
        }
    }
}
