//! Netlify: a `netlify.toml` for the root of the repository.

use std::fmt::Write as _;

use super::{HEADERS, HSTS, Redirect, Rules, media, quoted};

pub(super) fn configuration(rules: &Rules) -> String {
    let (stated, left): (Vec<_>, Vec<_>) = rules
        .redirects
        .iter()
        .partition(|redirect| can_be_stated(redirect));
    let mut text = format!(
        "# Netlify for {url}, printed by `newsroom hosting netlify`. Print it again after a build with new redirects.
#   save this as netlify.toml beside content/
# Netlify compresses by itself and keeps no answer for longer than a deploy: files need no rule for that. It has one
# policy for pages and attachments; this one lets neither run a script.
",
        url = rules.base_url,
    );
    for redirect in left {
        let _ = writeln!(
            text,
            "# `*` and `:` are variables for Netlify, so this address is left to its page: {}",
            redirect.from_href
        );
    }
    for gone in &rules.gone {
        let _ = writeln!(
            text,
            "# Netlify sends 410 only with the page of another address. This notice is sent with 200, and asks not to be indexed: {}",
            gone.href
        );
    }
    text.push_str(&publishing(rules));
    text.push_str(&headers(rules));
    text.push_str(&redirects(rules, &stated));
    text
}

/// `*` stands for anything, and `:name` for a part of the path.
fn can_be_stated(redirect: &Redirect) -> bool {
    !redirect.from_href.contains('*') && !redirect.from_href.contains("/:")
}

fn publishing(rules: &Rules) -> String {
    let mut text = String::from("\n[build]\n");
    if rules.is_at_root() {
        text.push_str("publish = \"public\"\n");
    } else {
        let _ = write!(
            text,
            "# The site is a part of this host: newsroom build --output {}\npublish = \"host\"\n",
            quoted(&format!("host{}", rules.base_path.trim_end_matches('/')))
        );
    }
    text
}

fn headers(rules: &Rules) -> String {
    let mut text = format!(
        "\n[[headers]]\nfor = {}\n[headers.values]\n",
        quoted(&format!("{}*", rules.base_href))
    );
    let policy = ("Content-Security-Policy", rules.policy_of_all.as_str());
    for (name, value) in HEADERS.into_iter().chain([policy]) {
        let _ = writeln!(text, "{name} = {}", quoted(value));
    }
    if rules.is_https {
        let _ = write!(
            text,
            "# When https has worked for a while; browsers then refuse http for a year.\n# Strict-Transport-Security = \"{HSTS}\"\n"
        );
    }
    for feed in &rules.feeds {
        let media_type = media::FEEDS
            .iter()
            .find(|(name, _)| feed.ends_with(name))
            .map_or("application/xml", |(_, media_type)| media_type);
        let _ = write!(
            text,
            "\n[[headers]]\nfor = {}\n[headers.values]\nContent-Type = {}\n",
            quoted(feed),
            quoted(media_type)
        );
    }
    text
}

/// The first rule that fits is followed. `force`, because there is a page at the address, for servers without rules.
fn redirects(rules: &Rules, redirects: &[&Redirect]) -> String {
    let mut text = String::new();
    for choice in &rules.choices {
        let _ = write!(
            text,
            "
[[redirects]]
from = {}
to = {}
status = 302
force = true
conditions = {{ Language = [{}] }}
",
            quoted(&rules.base_href),
            quoted(&choice.home),
            quoted(&choice.range),
        );
    }
    for redirect in redirects {
        let _ = write!(
            text,
            "\n[[redirects]]\nfrom = {}\nto = {}\nstatus = 301\nforce = true\n",
            quoted(&redirect.from_href),
            quoted(&redirect.to),
        );
    }
    if !rules.is_at_root() {
        let _ = write!(
            text,
            "\n[[redirects]]\nfrom = {}\nto = {}\nstatus = 404\n",
            quoted(&format!("{}*", rules.base_href)),
            quoted(&format!("{}404.html", rules.base_href)),
        );
    }
    text
}
