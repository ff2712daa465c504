//! Small sites compared with their expected output, file by file and byte by byte. `UPDATE_GOLDEN=1 cargo test golden`
//! writes the output anew: read the difference line by line before it is committed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::support::{NOW, SiteTest, Tree, read_tree};

/// Bytes shown around the first difference.
const CONTEXT: usize = 120;

/// What differs between two trees, for people; empty if nothing does.
fn differences(expected: &Tree, actual: &Tree) -> String {
    let mut report = String::new();
    for path in expected.keys().filter(|path| !actual.contains_key(*path)) {
        let _ = writeln!(report, "missing: {path}");
    }
    for path in actual.keys().filter(|path| !expected.contains_key(*path)) {
        let _ = writeln!(report, "not expected: {path}");
    }
    for (path, old) in expected {
        let Some(new) = actual.get(path).filter(|new| *new != old) else {
            continue;
        };
        let at = old
            .iter()
            .zip(new)
            .position(|(old, new)| old != new)
            .unwrap_or(old.len().min(new.len()));
        let around = |bytes: &[u8]| {
            let part = &bytes[at.saturating_sub(CONTEXT)..(at + CONTEXT).min(bytes.len())];
            String::from_utf8_lossy(part).into_owned()
        };
        let _ = writeln!(
            report,
            "{path} differs at byte {at}\n  expected …{}…\n  got      …{}…",
            around(old),
            around(new)
        );
    }
    report
}

/// Builds `tests/golden/NAME` and compares the whole tree with its `expected`.
#[track_caller]
fn golden(name: &str) {
    let site = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    let expected = site.join("expected");
    // Only for its folder, in which the output is written.
    let folder = SiteTest::new("");
    let root = site.to_str().unwrap();
    let run = folder.run(&["build", "--now", NOW, "--root", root, "--output", "public"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let actual = folder.output();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        // Nothing but what an earlier update wrote is in this folder.
        let _ = fs::remove_dir_all(&expected);
        for (path, bytes) in &actual {
            let file = expected.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
    }
    let report = differences(&read_tree(&expected), &actual);
    assert!(
        report.is_empty(),
        "tests/golden/{name}/expected is not what is built; if the change is meant, run with UPDATE_GOLDEN=1\n{report}"
    );
}

/// Two languages at the root of a host: a translated announcement with all facts, attachment and alias, and one with an
/// English headline only.
#[test]
fn a_bilingual_site_at_the_root_of_its_host() {
    golden("bilingual");
}

/// One language in a folder: a series with a repeated announcement (redirect), a repeated text (reference), and a
/// withdrawn announcement whose headline needs escaping.
#[test]
fn a_site_in_one_language_in_a_folder() {
    golden("folder");
}

#[test]
fn missing_left_over_and_changed_files_are_all_seen() {
    let tree = |files: &[(&str, &str)]| -> Tree {
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect()
    };
    let expected = tree(&[("a", "same"), ("b", "one two"), ("c", "")]);
    let actual = tree(&[("a", "same"), ("b", "one three"), ("d", "")]);
    assert_eq!(
        differences(&expected, &actual),
        "missing: c\nnot expected: d\nb differs at byte 5\n  expected …one two…\n  got      …one three…\n"
    );
    assert_eq!(differences(&expected, &expected), "");
    // A file that only became longer.
    assert!(differences(&tree(&[("a", "x")]), &tree(&[("a", "xy")])).contains("byte 1"));
}
