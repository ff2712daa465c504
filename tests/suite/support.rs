//! A site written as one string, run through the real program, and read back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;
use tempfile::TempDir;

/// The time at which test builds judge embargoes.
pub(crate) const NOW: &str = "2026-01-01T00:00:00Z";

const SITE_YAML: &str = "title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
";
const TOPICS_YAML: &str = "employment: {zh: 就业, en: Employment}
health: {zh: 卫生, en: Health}
";

/// A site in a folder of its own, which goes with it.
pub(crate) struct SiteTest {
    folder: TempDir,
}

/// What a run of the program left behind.
pub(crate) struct Run {
    /// The exit status.
    pub(crate) status: i32,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

/// Files by path, `/` between the parts.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

impl SiteTest {
    /// Files, each behind a line `=== path/from/root`. `content/site.yaml` (zh and en) and `content/topics.yaml`
    /// (employment and health) are added where they are not given.
    pub(crate) fn new(files: &str) -> Self {
        let site = Self {
            folder: TempDir::new().unwrap(),
        };
        site.write("content/site.yaml", SITE_YAML);
        site.write("content/topics.yaml", TOPICS_YAML);
        for file in files.split("=== ").skip(1) {
            let (path, text) = file.split_once('\n').unwrap();
            site.write(path.trim(), text);
        }
        site
    }

    /// The folder of the site.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A place in it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file, with the folders on the way.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Runs the program with these arguments in the folder of the site.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, ("NO_COLOR", "1"))
    }

    /// The same with a variable of the environment.
    pub(crate) fn run_with(&self, arguments: &[&str], variable: (&str, &str)) -> Run {
        let output = Command::cargo_bin("newsroom")
            .unwrap()
            .current_dir(self.root())
            .args(arguments)
            // Whatever the developer's own language.
            .env("LC_ALL", "C")
            .env(variable.0, variable.1)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run {
            status: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Builds, which must succeed, and reads the whole output.
    #[track_caller]
    pub(crate) fn build(&self) -> Tree {
        let run = self.run(&["build", "--now", NOW]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        self.output()
    }

    /// Builds or checks with `--format json`; the object on standard output.
    #[track_caller]
    pub(crate) fn json(&self, command: &str) -> serde_json::Value {
        serde_json::from_str(
            &self
                .run(&[command, "--now", NOW, "--format", "json"])
                .stdout,
        )
        .unwrap()
    }

    /// The codes of all diagnostics of a check, in order.
    #[track_caller]
    pub(crate) fn codes(&self) -> Vec<String> {
        let report = self.json("check");
        report["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["code"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The output folder as it is.
    pub(crate) fn output(&self) -> Tree {
        read_tree(&self.path("public"))
    }
}

impl Run {
    /// The codes of the errors in the JSON report, in order.
    #[track_caller]
    pub(crate) fn error_codes(&self) -> Vec<String> {
        let report: serde_json::Value = serde_json::from_str(&self.stdout).unwrap();
        let all = report["diagnostics"].as_array().unwrap().iter();
        let errors = all.filter(|one| one["severity"] == "error");
        errors
            .map(|one| one["code"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// Runs git in the folder of a site, which must succeed.
#[track_caller]
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .args([
            "-c",
            "user.name=office",
            "-c",
            "user.email=office@example.org",
        ])
        .args(["-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"])
        .args(arguments)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Puts other words into a file of a site, which must hold the old ones.
#[track_caller]
pub(crate) fn replace(site: &SiteTest, path: &str, old: &str, new: &str) {
    let text = fs::read_to_string(site.path(path)).unwrap();
    assert!(text.contains(old), "{text}");
    site.write(path, text.replace(old, new));
}

/// All files below a folder; empty if there is no such folder.
pub(crate) fn read_tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
    {
        let path = entry
            .path()
            .strip_prefix(folder)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        tree.insert(path, fs::read(entry.path()).unwrap());
    }
    tree
}

/// A text file of a tree.
#[track_caller]
pub(crate) fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree
        .get(path)
        .unwrap_or_else(|| panic!("no {path} in {:?}", tree.keys().collect::<Vec<_>>()));
    std::str::from_utf8(bytes).unwrap()
}

/// One start tag of a page.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    /// In lower case.
    pub(crate) name: String,
    /// Values with their entities resolved.
    attributes: Vec<(String, String)>,
    /// The words up to its end tag, where it has one.
    pub(crate) words: String,
}

impl Tag {
    /// The value of an attribute; empty where there is no such attribute.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.attributes
            .iter()
            .find(|(other, _)| other == name)
            .map_or("", |(_, value)| value)
    }

    /// Whether it has the attribute at all.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(other, _)| other == name)
    }

    /// All attributes: name, value.
    pub(crate) fn attributes(&self) -> &[(String, String)] {
        &self.attributes
    }
}

/// All start tags of a page as minify-html writes them: attributes with or without quotes, end tags sometimes
/// left out. What is inside of `style` and `script` is none.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let name: String = html[open + 1..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        at = open + 1 + name.len();
        if name.is_empty() {
            continue;
        }
        let mut attributes = Vec::new();
        loop {
            let rest = html[at..].trim_start_matches([' ', '\n', '/']);
            at = html.len() - rest.len();
            let end = rest.find(['=', ' ', '>', '\n', '/']).unwrap_or(rest.len());
            let key = &rest[..end];
            if key.is_empty() {
                at += rest.starts_with('>') as usize;
                break;
            }
            at += end;
            let mut value = "";
            if let Some(rest) = html[at..].strip_prefix('=') {
                let (text, length) = match rest.chars().next() {
                    Some(quote @ ('"' | '\'')) => {
                        let end = rest[1..].find(quote).unwrap();
                        (&rest[1..=end], end + 2)
                    }
                    _ => {
                        let end = rest.find([' ', '>', '\n']).unwrap_or(rest.len());
                        (&rest[..end], end)
                    }
                };
                value = text;
                at += 1 + length;
            }
            attributes.push((key.to_owned(), unescape(value)));
        }
        let end = html[at..].find(&format!("</{name}>"));
        let words = end.map_or_else(String::new, |end| words(&html[at..at + end]));
        if let ("style" | "script", Some(end)) = (name.as_str(), end) {
            at += end;
        }
        tags.push(Tag {
            name,
            attributes,
            words,
        });
    }
    tags
}

/// The tags of one name.
pub(crate) fn tags_named(html: &str, name: &str) -> Vec<Tag> {
    tags(html)
        .into_iter()
        .filter(|tag| tag.name == name)
        .collect()
}

/// What a reader sees of a page or a piece of one: its words, with one space where a tag was.
pub(crate) fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        for raw in ["style", "script"] {
            if rest.starts_with(&format!("<{raw}")) {
                rest = rest.split_once(&format!("</{raw}")).unwrap().1;
            }
        }
        rest = rest.split_once('>').map_or("", |(_, after)| after);
        text.push(' ');
    }
    text.push_str(rest);
    unescape(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The part of a page between `<main>` and `</main>`: without what all pages share.
#[track_caller]
pub(crate) fn main_of(page: &str) -> &str {
    let (_, main) = page.split_once("<main").unwrap();
    main.split_once('>')
        .unwrap()
        .1
        .split_once("</main>")
        .unwrap()
        .0
}

pub(crate) fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

/// Every address in the pages that a browser would follow or load: page, address.
pub(crate) fn addresses(tree: &Tree) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        for tag in tags(std::str::from_utf8(bytes).unwrap()) {
            for name in ["href", "src"].into_iter().filter(|name| tag.has(name)) {
                found.push((path.as_str(), tag.value(name).to_owned()));
            }
        }
    }
    found
}

/// The file that a server would send for an address of this site; `None` for one of another site. `base` is the
/// `base_url`, with its last slash.
pub(crate) fn file_for(base: &str, address: &str) -> Option<String> {
    let path_of_base = base.splitn(4, '/').nth(3).unwrap();
    let path = match address.strip_prefix(base) {
        Some(path) => path,
        None if address.starts_with("//") => return None,
        None => address.strip_prefix(&format!("/{path_of_base}"))?,
    };
    let path = path.split(['#', '?']).next().unwrap();
    let path = percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .unwrap();
    Some(if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.into_owned()
    })
}

/// The language versions that a page's head names: language, absolute address.
pub(crate) fn alternates(page: &str) -> Vec<(String, String)> {
    tags_named(page, "link")
        .iter()
        .filter(|link| link.has("hreflang"))
        .map(|link| {
            (
                link.value("hreflang").to_owned(),
                link.value("href").to_owned(),
            )
        })
        .collect()
}

/// The items of a page's lists: headline link with all that stands in it, in order.
pub(crate) fn items(page: &str) -> Vec<Tag> {
    let main = main_of(page);
    let mut items = Vec::new();
    let mut rest = main;
    while let Some((_, list)) = rest
        .split_once("<ul class=items>")
        .or_else(|| rest.split_once("<ul class=\"items lead\">"))
    {
        let (list, after) = list.split_once("</ul>").unwrap();
        items.extend(tags_named(list, "a"));
        rest = after;
    }
    items
}

/// The smallest legal GIF, one pixel.
pub(crate) const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";
