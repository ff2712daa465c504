//! Compressed copies beside text files: which there are, that they are true, and the folder that keeps them.

use std::fs;
use std::io::Read;

use super::support::{NOW, SiteTest, Tree, read_tree, text};

const CACHE: &str = ".newsroom/compressed";

fn site(precompress: &str) -> SiteTest {
    let site = SiteTest::new(
        "
=== content/2025/fair.zh.md
---
title: 云溪区召开春季招聘会
date: 2025-03-05
topics: [employment]
translation: none
aliases: [/old/fair/]
attachments: [{src: jobs.csv}, {src: plan.pdf}, {src: few.csv}]
---
招聘会三月五日举行。
=== content/2025/plan.pdf
%PDF-1.4
",
    );
    site.write("content/2025/jobs.csv", "岗位,人数\n".repeat(200));
    site.write("content/2025/few.csv", "岗位,人数\n");
    set(&site, precompress);
    site
}

fn set(site: &SiteTest, precompress: &str) {
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    let kept: String = yaml
        .lines()
        .filter(|line| !line.starts_with("precompress"))
        .map(|line| format!("{line}\n"))
        .collect();
    site.write("content/site.yaml", format!("{kept}{precompress}\n"));
}

fn unpacked(path: &str, copy: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if path.ends_with(".br") {
        brotli::BrotliDecompress(&mut &*copy, &mut bytes).unwrap();
    } else {
        flate2::read::GzDecoder::new(copy)
            .read_to_end(&mut bytes)
            .unwrap();
    }
    bytes
}

fn copies(tree: &Tree) -> Vec<&str> {
    let copies = tree.keys().map(String::as_str);
    copies
        .filter(|path| path.ends_with(".br") || path.ends_with(".gz"))
        .collect()
}

fn entries(site: &SiteTest) -> Tree {
    read_tree(&site.path(CACHE))
}

#[test]
fn every_text_file_that_gains_by_it_has_its_copies_and_they_are_true() {
    let tree = site("precompress: [br, gzip]").build();
    let page = "zh/2025/03/05/fair/";
    for file in [
        "index.html",
        "404.html",
        "zh/2025/index.html",
        &format!("{page}jobs.csv"),
    ] {
        for ending in ["br", "gz"] {
            let path = format!("{file}.{ending}");
            let copy = tree.get(&path).unwrap_or_else(|| panic!("no {path}"));
            assert_eq!(unpacked(&path, copy), tree[file], "{path}");
            assert!(copy.len() * 10 <= tree[file].len() * 9, "{path}");
        }
    }
    for copy in copies(&tree) {
        let file = &copy[..copy.len() - 3];
        assert!(tree[file].len() >= 1_400, "{copy}");
        assert!(
            text(&tree, "SHA256SUMS").contains(&format!("  {copy}\n")),
            "{copy}"
        );
    }
    // A packet, a compressed format, a redirect, and the list of all files, which cannot list a copy of itself.
    for file in [
        &format!("{page}few.csv"),
        &format!("{page}plan.pdf"),
        "robots.txt",
        "old/fair/index.html",
        "SHA256SUMS",
    ] {
        assert!(tree.contains_key(file), "{file}");
        assert!(!tree.contains_key(&format!("{file}.gz")), "{file}");
    }
}

#[test]
fn without_the_key_there_are_none_and_no_cache() {
    let site = site("");
    assert!(copies(&site.build()).is_empty());
    assert!(!site.path(".newsroom").exists());
}

#[test]
fn copies_go_with_their_files_and_with_the_key() {
    let site = site("precompress: [br, gzip]");
    let before = site.build();
    let jobs = "zh/2025/03/05/fair/jobs.csv";
    site.write("content/2025/jobs.csv", "岗位,人数\n".repeat(300));
    let after = site.build();
    assert_ne!(before[&format!("{jobs}.br")], after[&format!("{jobs}.br")]);
    site.write("content/2025/jobs.csv", "岗位\n");
    assert!(!site.build().contains_key(&format!("{jobs}.br")));
    set(&site, "precompress: [gzip]");
    let gzip = site.build();
    assert!(copies(&gzip).iter().all(|path| path.ends_with(".gz")));
    set(&site, "precompress: []");
    assert!(copies(&site.build()).is_empty());
}

#[test]
fn the_cache_changes_no_byte_whatever_is_done_to_it() {
    let site = site("precompress: [br, gzip]");
    let cold = site.build();
    let kept = entries(&site);
    assert!(kept.len() >= copies(&cold).len() / 2, "{}", kept.len());
    let run = site.run(&["build", "--now", NOW]);
    assert!(run.stderr.contains(" 0 written, "), "{}", run.stderr);

    // Every entry is damaged in another way: a byte, the end, another's entry.
    let mut names = kept.keys().cycle().skip(1);
    for (number, (name, bytes)) in kept.iter().enumerate() {
        let mut damaged = bytes.clone();
        match number % 3 {
            0 => damaged[40] ^= 1,
            1 => damaged.truncate(bytes.len() / 2),
            _ => damaged.clone_from(&kept[names.next().unwrap()]),
        }
        names.next();
        site.write(&format!("{CACHE}/{name}"), damaged);
    }
    fs::remove_dir_all(site.path("public")).unwrap();
    assert_eq!(site.build(), cold);
    assert_eq!(entries(&site), kept, "the entries are mended");

    fs::remove_dir_all(site.path(".newsroom")).unwrap();
    fs::remove_dir_all(site.path("public")).unwrap();
    assert_eq!(site.build(), cold);
}

#[test]
fn the_cache_does_not_grow_for_ever_and_holds_two_builds_of_a_site() {
    let site = site("precompress: [br, gzip]");
    site.build();
    let of_one = entries(&site).len();
    let office = [
        "build",
        "--now",
        NOW,
        "--output",
        "preview",
        "--base-url",
        "http://localhost:8000/",
    ];
    assert_eq!(site.run(&office).status, 0);
    let of_two = entries(&site);
    assert!(of_two.len() > of_one);
    site.build();
    site.run(&office);
    assert_eq!(
        entries(&site),
        of_two,
        "neither build removes what the other needs"
    );
    for port in 8001..8004 {
        let address = format!("http://localhost:{port}/");
        site.run(&[
            "build",
            "--now",
            NOW,
            "--output",
            "preview",
            "--base-url",
            &address,
        ]);
    }
    assert!(
        entries(&site).len() <= 2 * of_one,
        "{} of {of_one}",
        entries(&site).len()
    );
    // What newsroom did not put there stays.
    site.write(&format!("{CACHE}/notes.txt"), "mine");
    for port in 8011..8013 {
        let address = format!("http://localhost:{port}/");
        site.run(&[
            "build",
            "--now",
            NOW,
            "--output",
            "preview",
            "--base-url",
            &address,
        ]);
    }
    assert_eq!(
        fs::read(site.path(&format!("{CACHE}/notes.txt"))).unwrap(),
        b"mine"
    );
}

#[test]
fn a_cache_that_cannot_be_written_is_a_warning() {
    let site = site("precompress: [br, gzip]");
    let normal = site.build();
    fs::remove_dir_all(site.path("public")).unwrap();
    fs::remove_dir_all(site.path(".newsroom")).unwrap();
    site.write(".newsroom/compressed", "a file in the place of the folder");
    let report = site.json("build");
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 1, "{report}");
    assert_eq!(diagnostics[0]["code"], "cache-not-kept");
    assert_eq!(diagnostics[0]["severity"], "warning");
    assert_eq!(diagnostics[0]["file"], CACHE);
    assert_eq!(site.output(), normal);
}

#[test]
#[cfg(unix)]
fn a_cache_behind_a_link_is_not_used() {
    let site = site("precompress: [br]");
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(site.path(".newsroom")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), site.path(CACHE)).unwrap();
    assert!(!copies(&site.build()).is_empty());
    assert!(read_tree(elsewhere.path()).is_empty());
}

#[test]
fn an_unknown_word_is_an_error_with_a_suggestion() {
    let site = site("precompress: [br, gzp]");
    let run = site.run(&["check", "--now", NOW]);
    assert_eq!(run.status, 1);
    assert!(
        run.stderr.contains("`precompress` cannot be `gzp`"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("did you mean `gzip`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_place_of_a_copy_belongs_to_the_copy() {
    let site = site("");
    site.write("content/static/data.csv", "1\n");
    site.write("content/static/data.csv.gz", "not the same");
    site.write("content/static/notes.txt", "1\n");
    site.write("content/static/notes.txt.br/a.txt", "1\n");
    // Where nobody looks for copies, the names are free.
    assert!(site.codes().is_empty());
    set(&site, "precompress: [br, gzip]");
    let report = site.json("check");
    let found: Vec<_> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["code"].as_str().unwrap(), one["file"].as_str().unwrap()))
        .collect();
    assert_eq!(
        found,
        [
            ("copy-taken", "content/static/data.csv.gz"),
            ("copy-taken", "content/static/notes.txt.br/a.txt"),
        ]
    );
}
