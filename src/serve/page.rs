//! What the preview adds to a page: what is wrong with the site now, and a script that loads the page anew.

use super::Look;
use super::answer::CHANGES;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::terminal::{self, Style};

/// A rendered page with what is wrong and the script behind it. Browsers take what stands behind the end of a page for
/// a part of its body (HTML, 13.2.6.4.19).
pub(super) fn with_news(mut html: Vec<u8>, look: &Look) -> Vec<u8> {
    if look.has_errors() {
        let drawn = drawn(&look.problems);
        html.extend_from_slice(format!("<aside style=\"position:fixed;inset:auto 0 0;max-height:60vh;overflow:auto;z-index:9;border-top:6px solid #a5161c;padding:1rem;background:#fff;color:#1a1e23\">{drawn}</aside>").as_bytes());
    }
    html.extend_from_slice(script(look).as_bytes());
    html
}

/// The page while no state of the site without errors has been seen.
pub(super) fn without_site(look: &Look) -> String {
    of_problems(&look.problems, look)
}

/// A page of problems alone.
pub(super) fn of_problems(problems: &[Diagnostic], look: &Look) -> String {
    format!(
        "<!doctype html><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>newsroom</title><body style=\"margin:0;border-top:6px solid #a5161c;padding:1rem\">{}{}",
        drawn(problems),
        script(look)
    )
}

/// The errors among the problems.
fn drawn(problems: &[Diagnostic]) -> String {
    let style = Style {
        color: false,
        width: 120,
    };
    let errors = problems.iter().filter(|one| one.is_error());
    let texts: Vec<String> = errors.map(|one| terminal::draw(one, style)).collect();
    let text = texts
        .join("\n\n")
        .replace('&', "&amp;")
        .replace('<', "&lt;");
    format!(
        "<pre style=\"margin:0;white-space:pre-wrap;font:1rem/1.5 ui-monospace,Menlo,Consolas,'Noto Sans Mono CJK SC',monospace\">{text}</pre>"
    )
}

/// Loads the page anew when there is another look at the site.
fn script(look: &Look) -> String {
    let Look { base, version, .. } = look;
    format!(
        "<script>new EventSource(\"{base}{CHANGES}?{version}\").onmessage=()=>location.reload()</script>"
    )
}
