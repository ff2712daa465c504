//! Apache 2.4: a virtual host.

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
    let mut text = introduction(rules);
    for redirect in left {
        let _ = writeln!(
            text,
            "# Apache's configuration cannot state this address, which so is left to its page: {}",
            redirect.from_href
        );
    }
    let port = rules.port.unwrap_or(80);
    let _ = write!(
        text,
        "
<VirtualHost *:{port}>
    ServerName {host}
    DocumentRoot {root}

    RewriteEngine On
",
        host = rules.host,
        root = quoted(&rules.document_root),
    );
    if !rules.is_at_root() {
        text.push_str("    # The site is a part of this host. If the host has a file already, take the lines from RewriteEngine on over.\n");
    }
    text.push_str(&redirects(&stated));
    text.push_str(&gone(rules));
    text.push_str(&choice(rules));
    text.push_str(&files(rules));
    text.push_str(&directory(rules));
    text.push_str("</VirtualHost>\n");
    text
}

fn introduction(rules: &Rules) -> String {
    let deflate = if rules.has_copies(Encoding::Gzip) {
        ""
    } else {
        " deflate"
    };
    let mut text = format!(
        "# Apache for {url}, printed by `newsroom hosting apache`. Print it again after a build with new redirects.
#   apt install apache2 && a2enmod headers rewrite{deflate}
#   save this as /etc/apache2/sites-available/newsroom.conf, copy public/ to {folder}
#   a2ensite newsroom && apachectl configtest && systemctl reload apache2
",
        url = rules.base_url,
        folder = rules.site_folder(),
    );
    if rules.is_https {
        let _ = writeln!(
            text,
            "# For https: certbot --apache makes a copy of the virtual host below. If another server in front takes https, write
# `ServerName https://{}`, so that redirects lead there.",
            rules.host
        );
    }
    if let Some(port) = rules.port {
        let _ = writeln!(text, "# /etc/apache2/ports.conf needs: Listen {port}");
    }
    text
}

/// `${…}` is a variable wherever it stands, and cannot be quoted.
fn can_be_stated(redirect: &Redirect) -> bool {
    let from = &redirect.from;
    !(from.contains("${") || from.contains('"') && from.contains('\''))
}

/// An argument of RewriteCond or RewriteRule, in which nothing is escaped: it ends with the quotation mark that it
/// starts with.
fn argument(text: &str) -> String {
    let mark = if text.contains('"') { '\'' } else { '"' };
    format!("{mark}{text}{mark}")
}

/// In a substitution `%1` and `$1` are what a pattern has found.
fn target(href: &str) -> String {
    argument(&href.replace('%', r"\%").replace('$', r"\$"))
}

/// So many rules are passed over at once.
const BLOCK: usize = 64;

/// Each address is compared as a whole. Apache reads rule by rule; many thousands cost little, because they stand in
/// blocks that are passed over if the address is of another length or does not lie between their ends. (Apache compares
/// texts of one length byte by byte; it is not certain that those of other letters are the greater.)
fn redirects(redirects: &[&Redirect]) -> String {
    if redirects.is_empty() {
        return String::new();
    }
    let kind = |redirect: &Redirect| (redirect.from.len(), redirect.from.is_ascii());
    let mut redirects = redirects.to_vec();
    redirects.sort_by_key(|redirect| (kind(redirect), &redirect.from));
    let mut text = String::from("\n    # Addresses that lead to another.\n");
    for of_a_kind in redirects.chunk_by(|one, other| kind(one) == kind(other)) {
        for block in of_a_kind.chunks(BLOCK) {
            if redirects.len() > BLOCK {
                text.push_str(&skip(block));
            }
            for redirect in block {
                let _ = writeln!(
                    text,
                    "    RewriteCond %{{REQUEST_URI}} {}\n    RewriteRule ^ {} [R=301,NE,L]",
                    argument(&format!("={}", redirect.from)),
                    target(&redirect.to)
                );
            }
        }
    }
    text
}

/// Announcements that were removed: the notice at the address says so.
fn gone(rules: &Rules) -> String {
    let mut text = String::new();
    for gone in &rules.gone {
        let _ = write!(
            text,
            "
    # Removed: the notice says so.
    RewriteCond %{{REQUEST_URI}} {}
    RewriteRule ^ - [R=410,L]
    <Location {}>
        ErrorDocument 410 {}
    </Location>
",
            argument(&format!("={}", gone.path)),
            quoted(&gone.path),
            quoted(&format!("{}index.html", gone.href)),
        );
    }
    text
}

/// Passes a block over, if there are enough rules in it to be worth a rule.
fn skip(block: &[&Redirect]) -> String {
    let [first, _, _, .., last] = block else {
        return String::new();
    };
    let mut text = format!(
        "    RewriteCond %{{REQUEST_URI}} \"!^.{{{}}}$\"",
        first.from.len()
    );
    if first.from.is_ascii() {
        for bound in [format!("<{}", first.from), format!(">{}", last.from)] {
            let _ = write!(
                text,
                " [OR]\n    RewriteCond %{{REQUEST_URI}} {}",
                argument(&bound)
            );
        }
    }
    let _ = writeln!(text, "\n    RewriteRule ^ - [S={}]", block.len());
    text
}

fn choice(rules: &Rules) -> String {
    if rules.choices.is_empty() {
        return String::new();
    }
    let front = argument(&format!("={}", rules.base_path));
    let mut text = format!(
        "
    # The home page for the first language that the browser names. Readers without one of these, and those who come
    # from another page of the site, get the front page.
    RewriteCond %{{REQUEST_URI}} {front}
    RewriteRule ^ - [E=newsroom_front:1]
    Header always merge Vary \"Accept-Language, Referer\" env=newsroom_front
"
    );
    for choice in &rules.choices {
        let _ = write!(
            text,
            "    RewriteCond %{{REQUEST_URI}} {front}
    RewriteCond %{{HTTP_HOST}}@@%{{HTTP_REFERER}} \"!^([^@]+)@@https?://\\1/\"
    RewriteCond %{{HTTP:Accept-Language}} \"{}\" [NC]
    RewriteRule ^ {} [R=302,NE,L,E=newsroom_choice:1]
",
            choice.pattern(),
            target(&choice.home),
        );
    }
    let _ = writeln!(
        text,
        "    Header always set Cache-Control \"{NEVER}\" env=newsroom_choice"
    );
    text
}

/// The file for an address, and its compressed copy where the browser takes it.
fn files(rules: &Rules) -> String {
    let mut text = String::from("\n");
    if !rules.is_at_root() {
        let _ = writeln!(
            text,
            "    # What is not the site's ends here.\n    RewriteRule {} - [L]\n",
            argument(&format!(r"!^\Q{}\E", rules.base_path))
        );
    }
    text.push_str(
        "    # A folder without a page is not found.
    RewriteCond %{DOCUMENT_ROOT}$0index.html !-f
    RewriteRule \"^.*/$\" - [R=404,L]
",
    );
    if rules.copies.is_empty() {
        return text;
    }
    text.push_str(
        "
    # Compressed copies: br if the browser takes it, or else gzip.
    RewriteRule \"^.*/$\" \"$0index.html\"
",
    );
    for encoding in &rules.copies {
        let _ = write!(
            text,
            "    RewriteCond %{{HTTP:Accept-Encoding}} \"(?:^|[\\s,]){name}(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))\\s*(?:[,;]|$)\"
    RewriteCond %{{DOCUMENT_ROOT}}$0.{ending} -f
    RewriteRule \"^.+\\.(?:{texts})$\" \"$0.{ending}\" [PT]
",
            name = encoding.name(),
            ending = encoding.ending(),
            texts = texts(),
        );
    }
    text
}

fn texts() -> String {
    Encoding::TEXT.join("|")
}

fn directory(rules: &Rules) -> String {
    let mut text = format!(
        "
    <Location {base}>
        ErrorDocument 403 {not_found}
        ErrorDocument 404 {not_found}
    </Location>

    <Directory {folder}>
        Require all granted
        AllowOverride None
        Options -Indexes
        DirectoryIndex index.html
        AddDefaultCharset Off

",
        base = quoted(&rules.base_path),
        not_found = quoted(&format!("{}404.html", rules.base_href)),
        folder = quoted(rules.site_folder().trim_end_matches('/')),
    );
    for (media_type, endings) in media::TYPES {
        let endings: Vec<String> = endings.split(' ').map(|one| format!(".{one}")).collect();
        let _ = writeln!(
            text,
            "        AddType \"{media_type}\" {}",
            endings.join(" ")
        );
    }
    text.push_str(&compression(rules));
    for (name, media_type) in media::FEEDS {
        let _ = write!(
            text,
            "        <FilesMatch \"^{}{COPY}$\">
            ForceType \"{media_type}\"
        </FilesMatch>
",
            name.replace('.', r"\."),
        );
    }
    text.push_str("        <Files \"SHA256SUMS\">\n            ForceType \"text/plain; charset=utf-8\"\n        </Files>\n\n");
    text.push_str(&headers(rules));
    text.push_str("    </Directory>\n");
    text
}

/// A packed file lasts, but not the copy of a page whose name ends alike.
fn packed_pages(rules: &Rules) -> String {
    if !rules.has_copies(Encoding::Gzip) {
        return String::new();
    }
    let is_short = |ending: &&str| !media::LASTING.split('|').any(|one| one == *ending);
    let endings: Vec<&str> = Encoding::TEXT.into_iter().filter(is_short).collect();
    format!(
        "        <FilesMatch \"(?i)\\.(?:{})\\.gz$\">
            Header always set Cache-Control \"{SHORT}\"
        </FilesMatch>
",
        endings.join("|")
    )
}

/// The end of a compressed copy's name, in a regular expression.
const COPY: &str = r"(?:\.br|\.gz)?";

fn compression(rules: &Rules) -> String {
    let mut text = String::new();
    if !rules.copies.is_empty() {
        let _ = write!(
            text,
            "        <FilesMatch \"\\.(?:{})\\.(?:br|gz)$\">
            # Not the language and the kind of archive for which Debian takes these endings.
            RemoveLanguage .br
            RemoveType .gz
            AddEncoding br .br
            AddEncoding gzip .gz
        </FilesMatch>
        Header merge Vary Accept-Encoding
",
            texts()
        );
    }
    if !rules.has_copies(Encoding::Gzip) {
        text.push_str("        AddOutputFilterByType DEFLATE");
        for media_type in media::compressible() {
            let _ = write!(
                text,
                " {}",
                media_type.split(';').next().unwrap_or(media_type)
            );
        }
        text.push('\n');
    }
    text
}

fn headers(rules: &Rules) -> String {
    let mut text = String::new();
    for (name, value) in HEADERS {
        let _ = writeln!(text, "        Header always set {name} \"{value}\"");
    }
    if rules.is_https {
        let _ = write!(
            text,
            "        # When https has worked for a while; browsers then refuse http for a year.
        # Header always set Strict-Transport-Security \"{HSTS}\"
"
        );
    }
    let _ = write!(
        text,
        "
        # Pages; files that a browser would run if somebody opened them; pictures and all others.
        Header always set Content-Security-Policy \"{page}\"
        <FilesMatch \"(?i)\\.[0-9a-z]+$\">
            Header always unset Content-Security-Policy
        </FilesMatch>
        <FilesMatch \"(?i)\\.(?:{active}){COPY}$\">
            Header always set Content-Security-Policy \"{of_active}\"
        </FilesMatch>
        <FilesMatch \"^(?:index|404)\\.html{COPY}$\">
            Header always set Content-Security-Policy \"{page}\"
        </FilesMatch>

        # How long browsers keep what they have; then they ask whether it has changed.
        Header always set Cache-Control \"{SHORT}\"
        <FilesMatch \"(?i)\\.(?:{lasting}){COPY}$\">
            Header always set Cache-Control \"{MODERATE}\"
        </FilesMatch>
{packed}        <FilesMatch \"{hashed}\">
            Header always set Cache-Control \"{FOREVER}\"
        </FilesMatch>
",
        packed = packed_pages(rules),
        page = rules.policy,
        active = media::ACTIVE,
        of_active = policy::OF_ACTIVE_FILES,
        lasting = media::LASTING,
        hashed = media::HASHED.replace('$', &format!("{COPY}$")),
    );
    text
}
