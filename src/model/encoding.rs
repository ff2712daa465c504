//! Content codings: the compressed copies that can stand beside a text file, and which files have them.

use super::address::OutputPath;

/// How a copy of a file is compressed, for servers that send it in place of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// RFC 7932.
    Brotli,
    /// RFC 1952.
    Gzip,
}

impl Encoding {
    /// Endings of the names of text files: what has copies. Pictures and PDF are compressed already.
    pub const TEXT: [&str; 13] = [
        "css",
        "csv",
        "htm",
        "html",
        "js",
        "json",
        "md",
        "mjs",
        "svg",
        "txt",
        "webmanifest",
        "xhtml",
        "xml",
    ];

    /// As `site.yaml` names it; also its name in HTTP (IANA, HTTP Content Coding Registry).
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The ending of a copy's name, as nginx, Caddy and Apache look for it.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    /// Where the copy of a file stands: beside it. `None` unless it is a text file.
    pub fn copy_of(self, file: &OutputPath) -> Option<OutputPath> {
        let (_, ending) = file.as_str().rsplit_once('.')?;
        let is_text = Self::TEXT
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending));
        is_text.then(|| OutputPath::parse(&format!("{file}.{}", self.ending())))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_files_have_copies_and_others_have_none() {
        let copy = |path: &str| {
            let copy = Encoding::Gzip.copy_of(&OutputPath::parse(path)?)?;
            Some(copy.as_str().to_owned())
        };
        assert_eq!(copy("zh/index.html").as_deref(), Some("zh/index.html.gz"));
        assert_eq!(copy("TABLE.CSV").as_deref(), Some("TABLE.CSV.gz"));
        for path in [
            "a/plan.pdf",
            "photo.jpg",
            "data.csv.gz",
            "html",
            "SHA256SUMS",
        ] {
            assert_eq!(copy(path), None, "{path}");
        }
    }
}
