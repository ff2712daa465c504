//! Caddy 2.6 and newer: a Caddyfile.

use std::fmt::Write as _;

use super::{
    FOREVER, HEADERS, HSTS, MODERATE, NEVER, Redirect, Rules, SHORT, media, policy, quoted,
};
use crate::model::encoding::Encoding;

pub(super) fn configuration(rules: &Rules) -> String {
    let (stated, left): (Vec<_>, Vec<_>) = rules
        .redirects
        .iter()
        .partition(|redirect| can_be_stated(redirect));
    let mut text = format!(
        "# Caddy for {url}, printed by `newsroom hosting caddy`. Print it again after a build with new redirects.
#   apt install caddy
#   save this as /etc/caddy/Caddyfile, copy public/ to {folder}
#   systemctl reload caddy
",
        url = rules.base_url,
        folder = rules.site_folder(),
    );
    for redirect in left {
        let _ = writeln!(
            text,
            "# A Caddyfile cannot state this address, which so is left to its page: {}",
            redirect.from_href
        );
    }
    let _ = write!(
        text,
        "\n{} {{\n\troot * {}\n\n",
        rules.origin,
        quoted(&rules.document_root)
    );
    if !rules.is_at_root() {
        let folder = quoted(rules.base_path.trim_end_matches('/'));
        let _ = write!(
            text,
            "\t# The site is a part of this host. If the host has a block already, take the lines from here on over.\n\tredir {folder} {} 301\n",
            quoted(&rules.base_href)
        );
    }
    let _ = writeln!(
        text,
        "\troute {} {{",
        quoted(&format!("{}*", rules.base_path))
    );
    text.push_str(&redirects(&stated));
    text.push_str(&headers(rules));
    text.push_str(&choice(rules));
    text.push_str(&files(rules));
    text.push_str("\t}\n\n");
    text.push_str(&errors(rules));
    text.push_str("}\n");
    text
}

/// `{…}` is a variable wherever it stands, and cannot be quoted.
fn can_be_stated(redirect: &Redirect) -> bool {
    !redirect.from.contains(['{', '}', '\\'])
}

fn redirects(redirects: &[&Redirect]) -> String {
    if redirects.is_empty() {
        return String::new();
    }
    let mut text =
        String::from("\t\t# Addresses that lead to another.\n\t\tmap {path} {newsroom_moved} {\n");
    for redirect in redirects {
        let _ = writeln!(
            text,
            "\t\t\t{} {}",
            quoted(&redirect.from),
            quoted(&redirect.to)
        );
    }
    text.push_str("\t\t\tdefault \"\"\n\t\t}\n\t\t@moved expression `{newsroom_moved} != \"\"`\n\t\tredir @moved {newsroom_moved} 301\n\n");
    text
}

fn headers(rules: &Rules) -> String {
    let mut text = String::from("\t\theader {\n");
    for (name, value) in HEADERS {
        let _ = writeln!(text, "\t\t\t{name} \"{value}\"");
    }
    let _ = writeln!(text, "\t\t\tCache-Control \"{SHORT}\"");
    if rules.is_https {
        let _ = write!(
            text,
            "\t\t\t# When https has worked for a while; browsers then refuse http for a year.\n\t\t\t# Strict-Transport-Security \"{HSTS}\"\n"
        );
    }
    let _ = write!(
        text,
        "\t\t}}
\t\t@lasting path_regexp (?i)\\.(?:{lasting})$
\t\theader @lasting Cache-Control \"{MODERATE}\"
\t\t@hashed path_regexp {hashed}
\t\theader @hashed Cache-Control \"{FOREVER}\"

\t\t# Pages, and files that a browser would run if somebody opened them.
\t\t@page not path_regexp (?i)\\.[0-9a-z]+$
\t\theader @page Content-Security-Policy \"{page}\"
\t\t@active path_regexp (?i)\\.(?:{active})$
\t\theader @active Content-Security-Policy \"{of_active}\"

\t\t# What is sent depends on it, also where nothing is compressed.
\t\t@plain not header_regexp Accept-Encoding (?:br|gzip)
\t\theader @plain Vary Accept-Encoding

",
        lasting = media::LASTING,
        hashed = format_args!("`{}`", media::HASHED),
        active = media::ACTIVE,
        of_active = policy::OF_ACTIVE_FILES,
        page = rules.policy,
    );
    text
}

/// The encodings of the compressed copies, if there are any.
fn encodings(rules: &Rules) -> Option<String> {
    let encodings: Vec<&str> = rules.copies.iter().map(|one| one.name()).collect();
    (!encodings.is_empty()).then(|| encodings.join(" "))
}

fn choice(rules: &Rules) -> String {
    if rules.choices.is_empty() {
        return String::new();
    }
    let front = quoted(&rules.base_path);
    let mut text = format!(
        "\t\t# The home page for the first language that the browser names. Readers without one of these, and those who come
\t\t# from another page of the site, get the front page.
\t\theader {front} +Vary \"Accept-Language, Referer\"
"
    );
    for (number, choice) in rules.choices.iter().enumerate() {
        let _ = write!(
            text,
            "\t\t@choice{number} {{
\t\t\tpath {front}
\t\t\theader_regexp Accept-Language \"(?i){}\"
\t\t\tnot header Referer {}
\t\t}}
\t\theader @choice{number} Cache-Control \"{NEVER}\"
\t\tredir @choice{number} {} 302
",
            choice.pattern(),
            quoted(&format!("{}/*", rules.origin)),
            quoted(&choice.home),
        );
    }
    text.push('\n');
    text
}

fn files(rules: &Rules) -> String {
    let mut text = String::from("\t\t# A page whose last slash was left out. (Caddy itself would say 308, which older phones do not know.)
\t\t@folder {
\t\t\tnot path */
\t\t\tfile {path}/index.html
\t\t\texpression `{query} == \"\"`
\t\t}
\t\tredir @folder {uri}/ 301

");
    for (media_type, endings) in media::TYPES {
        if is_known(media_type) {
            continue;
        }
        let endings: Vec<&str> = endings.split(' ').collect();
        let _ = writeln!(
            text,
            "\t\t@{name} path *.{paths}\n\t\theader @{name} Content-Type \"{media_type}\"",
            name = endings[0],
            paths = endings.join(" *."),
        );
    }
    for (name, media_type) in media::FEEDS {
        let _ = writeln!(
            text,
            "\t\t@{name} path */{name}\n\t\theader @{name} Content-Type \"{media_type}\""
        );
    }
    let _ = writeln!(
        text,
        "\t\theader {} Content-Type \"text/plain; charset=utf-8\"\n",
        quoted(&format!("{}SHA256SUMS", rules.base_path))
    );
    text.push_str(&gone(rules));
    text.push_str(&file_server(rules, "\t\t", ""));
    text
}

/// Announcements that were removed: the notice says so.
fn gone(rules: &Rules) -> String {
    if rules.gone.is_empty() {
        return String::new();
    }
    let mut text =
        String::from("\t\t# Removed: the notice says so.\n\t\tmap {path} {newsroom_gone} {\n");
    for gone in &rules.gone {
        let _ = writeln!(text, "\t\t\t{} gone", quoted(&gone.path));
    }
    text.push_str("\t\t\tdefault \"\"\n\t\t}\n\t\t@gone expression `{newsroom_gone} != \"\"`\n");
    text.push_str("\t\troute @gone {\n");
    text.push_str(&file_server(rules, "\t\t\t", "status 410"));
    text.push_str("\t\t}\n\n");
    text
}

/// What every Go program knows without the system's list.
fn is_known(media_type: &str) -> bool {
    [
        "text/html",
        "image/gif",
        "image/jpeg",
        "image/png",
        "application/pdf",
    ]
    .iter()
    .any(|known| media_type.starts_with(known))
}

/// With a line more in its block.
fn file_server(rules: &Rules, indentation: &str, line: &str) -> String {
    let mut text = String::new();
    if !rules.has_copies(Encoding::Gzip) {
        let _ = writeln!(text, "{indentation}encode gzip");
    }
    let precompressed = encodings(rules).map(|encodings| format!("precompressed {encodings}"));
    let lines = precompressed.into_iter().chain([line.to_owned()]);
    let block: String = lines
        .filter(|line| !line.is_empty())
        .map(|line| format!("{indentation}\t{line}\n"))
        .collect();
    let _ = if block.is_empty() {
        writeln!(text, "{indentation}file_server")
    } else {
        write!(
            text,
            "{indentation}file_server {{\n{block}{indentation}}}\n"
        )
    };
    text
}

/// Caddy handles errors for the whole host: elsewhere on it, nothing is changed.
fn errors(rules: &Rules) -> String {
    let mut text = format!(
        "\thandle_errors {{
\t\t@here path {}
\t\thandle @here {{
\t\t\trewrite * {}
\t\t\theader Cache-Control \"{SHORT}\"
\t\t\theader Content-Security-Policy \"{}\"
\t\t\theader Content-Type \"text/html; charset=utf-8\"
",
        quoted(&format!("{}*", rules.base_path)),
        quoted(&format!("{}404.html", rules.base_path)),
        rules.policy,
    );
    text.push_str(&file_server(rules, "\t\t\t", ""));
    text.push_str("\t\t}\n\t}\n");
    text
}
