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
        let output = Command::cargo_bin("newsroom")
            .unwrap()
            .current_dir(self.root())
            .args(arguments)
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
