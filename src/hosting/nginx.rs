//! nginx 1.22 and newer: a file for `conf.d`.

use std::fmt::Write as _;

use super::{FOREVER, HEADERS, HSTS, MODERATE, NEVER, Rules, SHORT, media, policy, quoted};
use crate::model::encoding::Encoding;

pub(super) fn configuration(rules: &Rules) -> String {
    let mut text = introduction(rules);
    text.push_str(&redirects(rules));
    text.push_str(&choice(rules));
    text.push_str(&headers(rules));
    text.push_str(&server(rules));
    text
}

fn introduction(rules: &Rules) -> String {
    let brotli = if rules.has_copies(Encoding::Brotli) {
        " libnginx-mod-http-brotli-static"
    } else {
        ""
    };
    let mut text = format!(
        "# nginx for {url}, printed by `newsroom hosting nginx`. Print it again after a build with new redirects.
#   apt install nginx{brotli}
#   save this as /etc/nginx/conf.d/newsroom.conf, copy public/ to {folder}
#   nginx -t && systemctl reload nginx
",
        url = rules.base_url,
        folder = rules.site_folder(),
    );
    if rules.is_https {
        text.push_str("# For https: certbot --nginx adds to the server below.\n");
    }
    text
}

/// Keys of a `map` are compared without regard to case: an address that has a look-alike goes into a location of its own.
fn redirects(rules: &Rules) -> String {
    let entries: Vec<_> = mapped(rules).collect();
    let longest = entries.iter().map(|one| one.from.len()).max().unwrap_or(0);
    let mut text = String::new();
    // A key and what nginx stores with it (a pointer, its length, another pointer at the end) must fit in a bucket; of
    // many keys some share one.
    let sharing = if entries.len() > 50 { 8 } else { 1 };
    let bucket = ((longest + 32) * sharing).next_power_of_two();
    if bucket > 64 {
        let _ = writeln!(
            text,
            "\n# Room for the addresses below; if nginx says that one of these is a duplicate, keep the larger.\nmap_hash_bucket_size {bucket};"
        );
    }
    if entries.len() > 1_000 {
        let _ = writeln!(text, "map_hash_max_size {};", entries.len() * 4);
    }
    text.push_str(
        "\n# Addresses that lead to another.\nmap $uri $newsroom_moved {\n    default \"\";\n",
    );
    for redirect in entries {
        let _ = writeln!(
            text,
            "    {} {};",
            quoted(&redirect.from),
            target(&redirect.to)
        );
    }
    text.push_str("}\n");
    text
}

fn mapped(rules: &Rules) -> impl Iterator<Item = &super::Redirect> {
    let redirects = rules.redirects.iter();
    redirects.filter(|redirect| !redirect.has_look_alike)
}

/// A value in which `$` starts no variable.
fn target(href: &str) -> String {
    quoted(&href.replace('$', "%24"))
}

fn choice(rules: &Rules) -> String {
    if rules.choices.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "\n# The home page for the first language that the browser names. Readers without one of these, and those who come from
# another page of the site, get the front page.
map $http_accept_language $newsroom_home {\n    default \"\";\n",
    );
    for choice in &rules.choices {
        let pattern = format!("~*{}", choice.pattern());
        let _ = writeln!(text, "    \"{pattern}\" {};", target(&choice.home));
    }
    text.push_str("}\nmap \"$invalid_referer:$newsroom_home\" $newsroom_choice {\n    default \"\";\n    \"~^1:(?<newsroom_chosen>/.*)$\" $newsroom_chosen;\n}\n");
    text
}

fn headers(rules: &Rules) -> String {
    let front = quoted(&rules.base_path);
    let front_file = quoted(&format!("{}index.html", rules.base_path));
    let not_found = quoted(&format!("{}404.html", rules.base_path));
    let mut text = format!(
        "
# How long browsers keep what they have; then they ask whether it has changed.
map $uri $newsroom_cache {{
    default \"{SHORT}\";
    \"~{hashed}\" \"{FOREVER}\";
    \"~*\\.(?:{lasting})$\" \"{MODERATE}\";
",
        hashed = media::HASHED,
        lasting = media::LASTING,
    );
    if !rules.choices.is_empty() {
        let _ = writeln!(text, "    {front} \"{NEVER}\";");
    }
    let _ = write!(
        text,
        "}}

# Pages; files that a browser would run if somebody opened them; pictures and all others.
map $uri $newsroom_policy {{
    default \"{page}\";
    {not_found} \"{page}\";
    \"~/index\\.html$\" \"{page}\";
    \"~*\\.(?:{active})$\" \"{of_active}\";
    \"~*\\.[0-9a-z]+$\" \"\";
}}
",
        page = rules.policy,
        active = media::ACTIVE,
        of_active = policy::OF_ACTIVE_FILES,
    );
    if !rules.choices.is_empty() {
        let _ = write!(
            text,
            "map $uri $newsroom_vary {{
    default \"\";
    {front} \"Accept-Language, Referer\";
    {front_file} \"Accept-Language, Referer\";
}}
"
        );
    }
    text
}

fn server(rules: &Rules) -> String {
    let port = rules.port.unwrap_or(80);
    let mut text = format!(
        "
server {{
    listen {port};
    listen [::]:{port};
    server_name {host};
    root {root};

    # Keeps host, port and https as the reader has them, also behind another server.
    absolute_redirect off;

    if ($newsroom_moved) {{
        return 301 $newsroom_moved;
    }}
",
        host = rules.host,
        root = quoted(&rules.document_root),
    );
    if rules.is_at_root() {
        text.push_str("\n    location / {\n");
    } else {
        let folder = rules.base_path.trim_end_matches('/');
        let _ = write!(
            text,
            "
    # The site is a part of this host. If the host has a server already, take the lines from absolute_redirect on over.
    location = {} {{
        return 301 {};
    }}
    location ^~ {} {{
",
            quoted(folder),
            target(&rules.base_href),
            quoted(&rules.base_path),
        );
    }
    text.push_str(&location(rules));
    text.push_str("    }\n}\n");
    text
}

fn location(rules: &Rules) -> String {
    let mut text = format!(
        "        index index.html;
        error_page 403 404 =404 {not_found};

",
        not_found = quoted(&format!("{}404.html", rules.base_path)),
    );
    text.push_str(&compression(rules));
    text.push_str("        add_header Cache-Control $newsroom_cache always;\n        add_header Content-Security-Policy $newsroom_policy always;\n");
    if !rules.choices.is_empty() {
        text.push_str("        add_header Vary $newsroom_vary always;\n");
    }
    for (name, value) in HEADERS {
        let _ = writeln!(text, "        add_header {name} \"{value}\" always;");
    }
    if rules.is_https {
        let _ = writeln!(
            text,
            "        # When https has worked for a while; browsers then refuse http for a year.\n        # add_header Strict-Transport-Security \"{HSTS}\" always;"
        );
    }
    text.push_str("\n        types {\n");
    for (media_type, endings) in media::TYPES {
        let _ = writeln!(text, "            \"{media_type}\" {endings};");
    }
    text.push_str("        }\n        default_type application/octet-stream;\n");
    text.push_str(&exceptions(rules));
    text
}

fn compression(rules: &Rules) -> String {
    let mut text = String::new();
    if rules.has_copies(Encoding::Brotli) {
        text.push_str("        brotli_static on;\n");
    }
    if rules.has_copies(Encoding::Gzip) {
        text.push_str("        gzip_static on;\n");
    } else {
        // nginx compresses text/html in any case, but not by the name that it has here.
        text.push_str("        gzip on;\n        gzip_min_length 1400;\n        gzip_types");
        for media_type in media::compressible() {
            let _ = write!(text, " \"{media_type}\"");
        }
        text.push_str(";\n");
    }
    text.push_str("        gzip_vary on;\n\n");
    text
}

/// Locations inside of the site's: they have all of its headers.
fn exceptions(rules: &Rules) -> String {
    let mut text = String::new();
    if !rules.choices.is_empty() {
        let _ = write!(
            text,
            "
        location = {} {{
            valid_referers server_names;
            if ($newsroom_choice) {{
                return 302 $newsroom_choice;
            }}
        }}
",
            quoted(&rules.base_path),
        );
    }
    for (name, media_type) in media::FEEDS {
        let _ = write!(
            text,
            "        location ~ \"/{}$\" {{
            types {{ }}
            default_type \"{media_type}\";
        }}
",
            name.replace('.', r"\."),
        );
    }
    let _ = write!(
        text,
        "        location = {} {{
            default_type \"text/plain; charset=utf-8\";
        }}
",
        quoted(&format!("{}SHA256SUMS", rules.base_path)),
    );
    for gone in &rules.gone {
        let _ = write!(
            text,
            "        # Removed: the notice says so.
        location = {} {{
            error_page 410 {};
            return 410;
        }}
",
            quoted(&gone.path),
            quoted(&gone.file()),
        );
    }
    for redirect in rules.redirects.iter().filter(|one| one.has_look_alike) {
        let _ = write!(
            text,
            "        location = {} {{
            return 301 {};
        }}
",
            quoted(&redirect.from),
            target(&redirect.to),
        );
    }
    text
}
