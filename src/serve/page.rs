//! What the preview adds to a page: what is wrong with the site now, and a script that loads the page anew.

use super::Look;
use super::answer::CHANGES;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::terminal::{self, Style};
use crate::language::Language;

/// A rendered page with what is wrong and the script behind it. Browsers take what stands behind the end of a page for
/// a part of its body (HTML, 13.2.6.4.19).
pub(super) fn with_news(mut html: Vec<u8>, look: &Look, language: Language) -> Vec<u8> {
    if look.has_errors() {
        let heading = language.pick(
            "Until this is mended, pages stay as they were before.",
            "下列错误改正之前，页面仍是之前的样子。",
        );
        let drawn = drawn(&look.problems, heading, language);
        html.extend_from_slice(format!("<aside style=\"position:fixed;inset:auto 0 0;max-height:60vh;overflow:auto;z-index:9;border-top:6px solid #a5161c;padding:1rem;background:#fff;color:#1a1e23\">{drawn}</aside>").as_bytes());
    }
    html.extend_from_slice(script(look).as_bytes());
    html
}

/// The page while no state of the site without errors has been seen.
pub(super) fn without_site(look: &Look, language: Language) -> String {
    let heading = language.pick(
        "There is no page to show until this is mended.",
        "下列错误改正之后，才有页面可以显示。",
    );
    of_problems(&look.problems, heading, look, language)
}

/// A page of problems alone.
pub(super) fn of_problems(
    problems: &[Diagnostic],
    heading: &str,
    look: &Look,
    language: Language,
) -> String {
    format!(
        "<!doctype html><html lang={}><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>newsroom</title><body style=\"margin:0;border-top:6px solid #a5161c;padding:1rem\">{}{}",
        language.code(),
        drawn(problems, heading, language),
        script(look)
    )
}

/// The errors among the problems.
fn drawn(problems: &[Diagnostic], heading: &str, language: Language) -> String {
    let style = Style {
        color: false,
        width: 120,
        language,
    };
    let errors = problems.iter().filter(|one| one.is_error());
    let texts: Vec<String> = errors.map(|one| terminal::draw(one, style)).collect();
    let text = texts
        .join("\n\n")
        .replace('&', "&amp;")
        .replace('<', "&lt;");
    let heading = if heading.is_empty() {
        String::new()
    } else {
        format!("<p style=\"margin:0 0 1rem;font:bold 1rem/1.5 sans-serif\">{heading}</p>")
    };
    format!(
        "{heading}<pre style=\"margin:0;white-space:pre-wrap;font:1rem/1.5 ui-monospace,Menlo,Consolas,'Noto Sans Mono CJK SC',monospace\">{text}</pre>"
    )
}

/// Loads the page anew when there is another look at the site.
fn script(look: &Look) -> String {
    let Look { base, version, .. } = look;
    format!(
        "<script>new EventSource(\"{base}{CHANGES}?{version}\").onmessage=()=>location.reload()</script>"
    )
}
