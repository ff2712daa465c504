//! What pages weigh on the line, against the budget of the site.

use crate::compression::compress;
use crate::config::SITE_FILE;
use crate::diagnostic::{Diagnostic, PagePart, Problem};
use crate::model::address::Permalink;
use crate::model::encoding::Encoding;
use crate::model::plan::Page;
use crate::render::Site;
use crate::source::Location;

/// What is wrong with the weight of an HTML page: compressed with brotli as `precompress` does, it takes more bytes
/// than `budget` of `site.yaml` allows. Says what the bytes are spent on.
pub(crate) fn judge(site: &Site<'_>, permalink: &Permalink, html: &[u8]) -> Option<Diagnostic> {
    let budget = site.config.budget;
    let page = site
        .plan
        .outputs
        .get(permalink)
        .filter(|page| page.is_html())?;
    // Compressing only makes it smaller.
    if html.len() <= budget {
        return None;
    }
    let bytes = weight(html);
    if bytes <= budget {
        return None;
    }
    let problem = Problem::PageTooHeavy {
        address: site
            .config
            .base_url
            .absolute(&permalink.href(site.config.base_url.path())),
        bytes,
        budget,
        parts: parts(page, html, bytes),
    };
    Some(Diagnostic::new(problem, place(site, page)))
}

fn weight(html: &[u8]) -> usize {
    compress(Encoding::Brotli, html).len()
}

/// The document of the page, or else the file that says what lists there are.
fn place(site: &Site<'_>, page: &Page) -> Location {
    let edition = match page {
        Page::Announcement(lang, index) => site.archive.announcements[*index].edition(*lang),
        _ => None,
    };
    edition.map_or_else(
        || Location::of_path(SITE_FILE),
        |text| Location::new(&text.source, Default::default()),
    )
}

/// What each part adds to a page, the heaviest first; together they are the page.
fn parts(page: &Page, html: &[u8], bytes: usize) -> Vec<(PagePart, usize)> {
    let html = String::from_utf8_lossy(html);
    let is_announcement = matches!(page, Page::Announcement(..));
    let mut rest = html.into_owned();
    let mut left = bytes;
    let mut parts = Vec::new();
    let main = if is_announcement {
        PagePart::Text
    } else {
        PagePart::Lists
    };
    for (part, element) in [
        (PagePart::Style, "style"),
        (PagePart::Tables, "table"),
        (main, "main"),
    ] {
        rest = without(&rest, element);
        let lighter = weight(rest.as_bytes());
        parts.push((part, left.saturating_sub(lighter)));
        left = left.min(lighter);
    }
    parts.push((PagePart::Frame, left));
    parts.retain(|(_, bytes)| *bytes > 0);
    parts.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    parts
}

/// The page without all elements of a name that has an end tag in every page.
fn without(html: &str, element: &str) -> String {
    let (start, end) = (format!("<{element}"), format!("</{element}>"));
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once(&start) {
        let is_longer_name = behind.starts_with(|next: char| next.is_ascii_alphanumeric());
        let Some((_, after)) = behind.split_once(&end).filter(|_| !is_longer_name) else {
            kept.push_str(before);
            kept.push_str(&start);
            rest = behind;
            continue;
        };
        kept.push_str(before);
        rest = after;
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_cut_whole_and_others_stay() {
        let page = "<head><style>a{}</style><body><main class=a>x<table><tr><td>1</table>y<mainly></main>z";
        assert_eq!(
            without(page, "table"),
            page.replace("<table><tr><td>1</table>", "")
        );
        assert_eq!(
            without(page, "style"),
            page.replace("<style>a{}</style>", "")
        );
        assert_eq!(without(page, "main"), "<head><style>a{}</style><body>z");
        assert_eq!(without("<mainly><main>x", "main"), "<mainly><main>x");
    }
}
