//! Ready configurations for web servers: redirects, headers, compressed copies, the choice of a language.
//!
//! [`Rules`] is what every server has to do for a site; there is a module for each server that says it in its syntax.

mod apache;
mod caddy;
mod gone;
mod languages;
mod media;
mod netlify;
mod nginx;
mod policy;
mod redirects;

use std::sync::{Mutex, PoisonError};

use clap::ValueEnum;
use percent_encoding::percent_decode_str;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::address::Permalink;
use crate::model::encoding::Encoding;
use crate::model::plan::Page;
use crate::render::{Rendered, Site};
use crate::source::Location;

use gone::Gone;
use languages::Choice;
use policy::Needs;
use redirects::Redirect;

/// The servers for which a configuration can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Server {
    /// A file for /etc/nginx/conf.d
    Nginx,
    /// A Caddyfile
    Caddy,
    /// A file for Apache's sites-available
    Apache,
    /// netlify.toml
    Netlify,
}

/// What a server has to do for a site.
#[derive(Debug)]
pub struct Rules {
    /// `https://news.example.org/`: where the site will be.
    base_url: String,
    /// Its scheme, host and port: `https://news.example.org`.
    origin: String,
    host: String,
    /// The port, if the address states one.
    port: Option<u16>,
    is_https: bool,
    /// The path of the site, percent-encoded: `/`, or `/news/`.
    base_href: String,
    /// The same decoded.
    base_path: String,
    /// The folder on the server that answers for `/`.
    document_root: String,
    redirects: Vec<Redirect>,
    gone: Vec<Gone>,
    /// Which home page suits a reader of the front page; empty for a site of one language.
    choices: Vec<Choice>,
    /// The policy of pages (W3C Content Security Policy 3).
    policy: String,
    /// One for all files together.
    policy_of_all: String,
    copies: Vec<Encoding>,
    /// The feeds, percent-encoded, from the first slash of the host on.
    feeds: Vec<String>,
}

/// Browsers ask again for what may change with the next build after this time: five minutes.
const SHORT: &str = "public, max-age=300";
/// Pictures and documents keep their names but seldom change: a day.
const MODERATE: &str = "public, max-age=86400";
/// A file whose name holds a hash of its content never changes (RFC 8246).
const FOREVER: &str = "public, max-age=31536000, immutable";
/// The answer depends on the reader.
const NEVER: &str = "no-store";

/// Headers of every answer, besides the policy and the time to keep it.
const HEADERS: [(&str, &str); 3] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// A year (RFC 6797). Printed as a comment only: whoever says this cannot go back to http for that time.
const HSTS: &str = "max-age=31536000";

impl Rules {
    /// Looks at all pages of a site, as they will be published below `document_root`, and at its plan. With the
    /// rules come warnings of what they will keep the pages of the theme from doing.
    ///
    /// # Errors
    /// A template that fails, or pages with so many different style sheets that no policy can name them all.
    pub fn of(site: &Site<'_>, document_root: &str) -> (Option<Self>, Vec<Diagnostic>) {
        let needs = Mutex::new(Needs::default());
        let mut diagnostics = site.render_all(|permalink, rendered| {
            if let (true, Rendered::Bytes(bytes)) = (is_page(site, permalink), rendered) {
                let found = Needs::of_page(permalink, &String::from_utf8_lossy(&bytes));
                needs
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .add(found);
            }
            Ok(())
        });
        if !diagnostics.is_empty() {
            return (None, diagnostics);
        }
        let needs = needs.into_inner().unwrap_or_else(PoisonError::into_inner);
        diagnostics.extend(needs.warnings());
        let count = needs.style_count();
        let policies = needs.policy().zip(needs.with_feeds().policy());
        let Some(policies) = policies else {
            let problem = Problem::TooManyStyles {
                count,
                most: Needs::MOST_STYLES,
            };
            diagnostics.push(Diagnostic::new(problem, Location::of_path("themes")));
            return (None, diagnostics);
        };
        (Some(Self::new(site, document_root, policies)), diagnostics)
    }

    fn new(
        site: &Site<'_>,
        document_root: &str,
        (policy, policy_of_all): (String, String),
    ) -> Self {
        let Config {
            base_url,
            precompress,
            ..
        } = site.config;
        let base_href = base_url.path().to_owned();
        Self {
            base_url: base_url.absolute(&base_href),
            origin: base_url.absolute(""),
            host: base_url.host().to_owned(),
            port: base_url.port(),
            is_https: base_url.is_https(),
            base_path: percent_decode_str(&base_href)
                .decode_utf8_lossy()
                .into_owned(),
            document_root: document_root.trim_end_matches('/').to_owned(),
            redirects: redirects::of(site),
            gone: gone::of(site),
            choices: languages::choices(site.config),
            policy,
            policy_of_all,
            copies: precompress.clone(),
            feeds: site
                .plan
                .outputs
                .iter()
                .filter(|(_, page)| matches!(page, Page::Feed(..)))
                .map(|(permalink, _)| permalink.href(&base_href))
                .collect(),
            base_href,
        }
    }

    /// The configuration of a server, as text.
    pub fn configuration(&self, server: Server) -> String {
        match server {
            Server::Nginx => nginx::configuration(self),
            Server::Caddy => caddy::configuration(self),
            Server::Apache => apache::configuration(self),
            Server::Netlify => netlify::configuration(self),
        }
    }

    /// Whether the site has its host to itself.
    fn is_at_root(&self) -> bool {
        self.base_path == "/"
    }

    /// Where `public/` has to be on the server.
    fn site_folder(&self) -> String {
        format!("{}{}", self.document_root, self.base_path)
    }

    fn has_copies(&self, encoding: Encoding) -> bool {
        self.copies.contains(&encoding)
    }
}

fn is_page(site: &Site<'_>, permalink: &Permalink) -> bool {
    site.plan.outputs.get(permalink).is_some_and(Page::is_html)
}

/// In quotation marks, with a backslash before those inside and before backslashes: as nginx, Apache and TOML
/// read it, and Caddy but for backslashes. No address has a backslash or a control character.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_and_backslashes_are_kept_from_ending_a_text() {
        assert_eq!(quoted(r#"/a "b" \c/"#), r#""/a \"b\" \\c/""#);
    }
}
