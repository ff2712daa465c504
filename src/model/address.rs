//! Addresses of the site, and the one way from an address to a place on the disk.

use std::borrow::Borrow;
use std::fmt;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::names::Slug;

/// The address of a page or file below the site's base: always `/…`, ending in `/` for a page. Decoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permalink(String);

/// Where a file stands below the output folder: relative, `/` between parts, no part empty, `.` or `..`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

/// What must be encoded in the path of an address (RFC 3986, `pchar` and `/` stay).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

fn is_legal_part(part: &str) -> bool {
    !part.is_empty()
        && part != "."
        && part != ".."
        && !part.contains(['/', '\\', '\0'])
        && !part.chars().any(char::is_control)
}

impl Permalink {
    /// The address made of these parts, ending in `/`: a page. `None` if a part is empty, `.`, `..` or
    /// holds a slash or a control character.
    pub fn page(parts: &[&str]) -> Option<Self> {
        parts.iter().all(|part| is_legal_part(part)).then(|| {
            let mut text = String::from("/");
            for part in parts {
                text.push_str(part);
                text.push('/');
            }
            Self(text)
        })
    }

    /// An address as somebody wrote it, decoded: `/old/path/` or `/old/file.html`. `None` if it is not legal.
    pub fn parse(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('/')?;
        let parts = inner.strip_suffix('/').unwrap_or(inner);
        (parts.is_empty() || parts.split('/').all(is_legal_part)).then(|| Self(text.to_owned()))
    }

    /// Where an announcement is in a language: `/zh/2023/04/14/SLUG/`.
    pub fn announcement(code: &str, day: Date, slug: &Slug) -> Option<Self> {
        let (year, month, day) = (
            format!("{:04}", day.year()),
            format!("{:02}", day.month()),
            format!("{:02}", day.day()),
        );
        Self::page(&[code, &year, &month, &day, slug.as_str()])
    }

    /// A file beside this page.
    pub fn file(&self, name: &str) -> Option<Self> {
        (self.is_page() && is_legal_part(name)).then(|| Self(format!("{}{name}", self.0)))
    }

    /// Whether it is the address of a page, served from `index.html`.
    pub fn is_page(&self) -> bool {
        self.0.ends_with('/')
    }

    /// The address as written, decoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address percent-encoded for use in HTML and XML, below `base_path` (`/` or `/news/`).
    pub fn href(&self, base_path: &str) -> String {
        format!("{base_path}{}", utf8_percent_encode(&self.0[1..], PATH))
    }

    /// The file that answers for this address.
    pub fn output_path(&self) -> OutputPath {
        let inner = &self.0[1..];
        OutputPath(if self.is_page() {
            format!("{inner}index.html")
        } else {
            inner.to_owned()
        })
    }
}

impl fmt::Display for Permalink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl OutputPath {
    /// A path as a manifest lists it; `None` if it could leave the output folder.
    pub fn parse(text: &str) -> Option<Self> {
        text.split('/')
            .all(is_legal_part)
            .then(|| Self(text.to_owned()))
    }

    /// With `/` between the parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Below a folder of this machine.
    pub fn realize(&self, output: &Path) -> PathBuf {
        self.0
            .split('/')
            .fold(output.to_owned(), |path, part| path.join(part))
    }
}

/// Ordered and equal as its text is.
impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_could_leave_the_site_does_not_exist() {
        for illegal in [
            "", "a/", "/../a", "/a/../b", "//a", "/a//b", "/a\\b/", "/a\0/",
        ] {
            assert!(Permalink::parse(illegal).is_none(), "{illegal:?}");
        }
        for illegal in ["", "/etc/passwd", "../a", "a/../b", "a//b", "a/./b", "a\nb"] {
            assert!(OutputPath::parse(illegal).is_none(), "{illegal:?}");
        }
    }

    #[test]
    fn pages_are_index_files_and_links_are_encoded() {
        let page = Permalink::page(&["zh", "2023", "a b"]).unwrap();
        assert_eq!(page.output_path().as_str(), "zh/2023/a b/index.html");
        assert_eq!(page.href("/news/"), "/news/zh/2023/a%20b/");
        assert_eq!(
            page.file("方案.pdf").unwrap().href("/"),
            "/zh/2023/a%20b/%E6%96%B9%E6%A1%88.pdf"
        );
        assert_eq!(
            Permalink::parse("/").unwrap().output_path().as_str(),
            "index.html"
        );
    }
}
