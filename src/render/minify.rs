//! A page without the white space and optional tags that a browser does not need.

use minify_html::{Cfg, minify};

/// Minifies a whole page. Style and script stay as they are: the style sheet is minified already. Only what
/// the HTML standard allows is left out, so that pages stay valid.
pub(super) fn html(page: &str) -> Vec<u8> {
    let cfg = Cfg {
        keep_html_and_head_opening_tags: true,
        ..Cfg::new()
    };
    minify(page.as_bytes(), &cfg)
}
