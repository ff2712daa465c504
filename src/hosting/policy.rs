//! The content security policy: what the pages are made of, and nothing else.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Problem};
use crate::language::Words;
use crate::model::address::Permalink;
use crate::source::Location;

/// What pages are made of, as far as a policy has to allow it.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// Hashes of the style sheets inside of pages: `'sha256-…'`.
    styles: BTreeSet<String>,
    /// Whether pages link style sheets that are files of the site.
    has_linked_styles: bool,
    /// What the policy blocks, with the first page that has it.
    blocked: BTreeMap<Words, Permalink>,
}

impl Needs {
    /// A policy that names more would be longer than some servers' limit for a line of their configuration (nginx: 4,096
    /// bytes).
    pub(super) const MOST_STYLES: usize = 40;

    /// Reads a page.
    pub(super) fn of_page(permalink: &Permalink, html: &str) -> Self {
        let reader = Reader::default();
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        let tokenizer = Tokenizer::new(reader, TokenizerOpts::default());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let found = tokenizer.sink.found.into_inner();
        Self {
            styles: found.styles,
            has_linked_styles: found.has_linked_styles,
            blocked: found
                .blocked
                .into_iter()
                .map(|what| (what, permalink.clone()))
                .collect(),
        }
    }

    /// Takes what another page needs.
    pub(super) fn add(&mut self, other: Self) {
        self.styles.extend(other.styles);
        self.has_linked_styles |= other.has_linked_styles;
        for (what, page) in other.blocked {
            let first = self.blocked.entry(what).or_insert_with(|| page.clone());
            if page < *first {
                *first = page;
            }
        }
    }

    pub(super) fn style_count(&self) -> usize {
        self.styles.len()
    }

    /// A policy that serves all files, for servers on which kinds of files have none of their own: feeds link `feed.css`.
    pub(super) fn with_feeds(self) -> Self {
        Self {
            has_linked_styles: true,
            ..self
        }
    }

    /// The policy of pages; `None` if they have too many different style sheets.
    pub(super) fn policy(&self) -> Option<String> {
        if self.styles.len() > Self::MOST_STYLES {
            return None;
        }
        let mut sources: Vec<&str> = self.styles.iter().map(String::as_str).collect();
        if self.has_linked_styles {
            sources.insert(0, "'self'");
        }
        if sources.is_empty() {
            sources.push("'none'");
        }
        Some(format!(
            "default-src 'none'; style-src {}; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            sources.join(" ")
        ))
    }

    /// What pages have that the policy blocks.
    pub(super) fn warnings(&self) -> impl Iterator<Item = Diagnostic> {
        self.blocked.iter().map(|(what, page)| {
            Diagnostic::new(
                Problem::BlockedByPolicy { what: what.clone() },
                Location::of_path(page.as_str()),
            )
        })
    }
}

/// The policy of attachments and other files that a browser would run if somebody opened them: no script, and not in
/// the site's name. Their own styles do no harm there, and feeds have that of `feed.css`.
pub(super) const OF_ACTIVE_FILES: &str = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Collects from the tokens of a page.
#[derive(Default)]
struct Reader {
    found: RefCell<Found>,
}

#[derive(Default)]
struct Found {
    styles: BTreeSet<String>,
    has_linked_styles: bool,
    blocked: BTreeSet<Words>,
    /// The style sheet that is open.
    style: Option<String>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut found = self.found.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return found.start(&tag),
            Token::TagToken(_) | Token::EOFToken => {
                if let Some(style) = found.style.take() {
                    let hash = BASE64_STANDARD.encode(Sha256::digest(style));
                    found.styles.insert(format!("'sha256-{hash}'"));
                }
            }
            Token::CharacterTokens(text) => {
                if let Some(style) = &mut found.style {
                    style.push_str(&text);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Found {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let value = |name: &str| {
            let mut attributes = tag.attrs.iter();
            attributes
                .find(|attribute| &*attribute.name.local == name)
                .map(|attribute| &*attribute.value)
        };
        if value("style").is_some() {
            self.blocked
                .insert(Words::new("an attribute `style`", " `style` 属性"));
        }
        if tag.attrs.iter().any(|one| one.name.local.starts_with("on")) {
            self.blocked.insert(Words::new(
                "an attribute that is a script (`on…`)",
                "含有脚本的属性（`on…`）",
            ));
        }
        let is_elsewhere = |address: &str| {
            let address = address.trim_start();
            address.starts_with("//") || address.contains("://")
        };
        match &*tag.name {
            "style" => {
                self.style = Some(String::new());
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            "script" => {
                // A data block is not run, and no policy concerns it (HTML, "prepare the script element").
                if !value("type").is_some_and(|one| one.ends_with("json")) {
                    self.blocked.insert(Words::new("a script", "脚本"));
                }
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
            "link"
                if value("rel")
                    .is_some_and(|rel| rel.to_ascii_lowercase().contains("stylesheet")) =>
            {
                if is_elsewhere(value("href").unwrap_or("")) {
                    self.blocked.insert(Words::new(
                        "a style sheet of another server",
                        "别的服务器的样式表",
                    ));
                } else {
                    self.has_linked_styles = true;
                }
            }
            "img" if value("src").is_some_and(is_elsewhere) => {
                self.blocked.insert(Words::new(
                    "a picture of another server",
                    "别的服务器的图片",
                ));
            }
            "iframe" | "frame" | "embed" | "object" | "audio" | "video" | "form" => {
                self.blocked.insert(Words::new(
                    "a frame, a form, sound, video or another embedded thing",
                    "框架、表单、音频、视频或其他嵌入内容",
                ));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(html: &str) -> Needs {
        Needs::of_page(&Permalink::parse("/zh/").unwrap(), html)
    }

    #[test]
    fn each_style_sheet_is_named_by_its_hash() {
        let policy = needs("<style>a{}</style><p title='<style>'><style>b{}</style>").policy();
        let policy = policy.unwrap();
        // printf 'a{}' | openssl dgst -sha256 -binary | base64
        assert!(policy.contains("'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='"));
        assert_eq!(policy.matches("'sha256-").count(), 2, "{policy}");
    }

    #[test]
    fn what_only_looks_like_a_style_sheet_is_none() {
        let html = "<meta content='<style>'><title><style>x</title><!-- <style>y</style> --><script type=application/ld+json>\"<style>z</style>\"</script><style>a{}</style>";
        let needs = needs(html);
        assert_eq!(
            needs.styles,
            super::tests::needs("<style>a{}</style>").styles
        );
        assert!(needs.blocked.is_empty());
    }

    #[test]
    fn what_the_policy_blocks_is_found() {
        for html in [
            "<p style=\"color:red\">",
            "<p onclick=a()>",
            "<script>a()</script>",
            "<script src=/a.js></script>",
            "<img src=https://example.net/a.png>",
            "<link rel=stylesheet href=//example.net/a.css>",
            "<iframe src=/a/></iframe>",
        ] {
            assert_eq!(needs(html).blocked.len(), 1, "{html}");
        }
        let allowed = needs("<link rel=stylesheet href=/a.css><img src=/a.png>");
        assert!(allowed.blocked.is_empty());
        assert!(allowed.policy().unwrap().contains("style-src 'self';"));
    }
}
