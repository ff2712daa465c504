//! New sites, new announcements and new translations: what is written passes the checks, and nothing unfinished is
//! published.

use std::fs;
use std::process::Command;

use super::support::{NOW, Run, SiteTest, Tree, git, read_tree, text};

/// A folder without a site in it.
fn empty_folder() -> SiteTest {
    let site = SiteTest::new("");
    fs::remove_dir_all(site.path("content")).unwrap();
    site
}

#[track_caller]
fn diagnostics(site: &SiteTest, arguments: &[&str]) -> Vec<serde_json::Value> {
    let run = site.run(&[arguments, &["--format", "json"]].concat());
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    report["diagnostics"].as_array().unwrap().clone()
}

#[track_caller]
fn succeeds(run: Run) -> String {
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stdout
}

#[track_caller]
fn is_refused(run: &Run, words: &[&str]) {
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    for word in words {
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
}

#[test]
fn a_new_site_has_nothing_to_complain_about() {
    let site = empty_folder();
    succeeds(site.run(&["init", "press/office"]));
    assert!(diagnostics(&site, &["check", "--root", "press/office"]).is_empty());
    succeeds(site.run(&["build", "--root", "press/office"]));
    let output = read_tree(&site.path("press/office/public"));
    for lang in ["zh", "en"] {
        let fair = output.keys().filter(|path| {
            path.starts_with(&format!("{lang}/")) && path.ends_with("/job-fair/index.html")
        });
        assert_eq!(fair.count(), 1);
    }
    // Nothing but the site is left in the folder above.
    let names = fs::read_dir(site.path("press")).unwrap();
    assert_eq!(names.count(), 1);
}

#[test]
fn the_announcements_of_a_new_site_agree_on_every_day() {
    for today in ["2024-02-29", "2026-12-18", "2026-12-31", "2027-01-01"] {
        let site = empty_folder();
        let now = format!("{today}T10:00:00Z");
        succeeds(site.run(&["init", ".", "--now", &now]));
        let found = diagnostics(&site, &["check", "--now", &now]);
        assert!(found.is_empty(), "{today} {found:?}");
        let month = today[..7].replace('-', "/");
        let path = format!("content/{month}/evening-service.zh.md");
        let file = fs::read_to_string(site.path(&path)).unwrap();
        assert!(file.contains(&format!("\ndate: {today}\n")), "{file}");
    }
}

#[test]
fn a_new_site_is_where_and_when_it_was_told_to_be() {
    let site = empty_folder();
    succeeds(site.run(&[
        "init",
        ".",
        "--base-url",
        "https://qianshan.example/news",
        "--timezone",
        "Asia/Urumqi",
    ]));
    let settings = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    assert!(settings.contains("\nbase_url: https://qianshan.example/news/\n"));
    assert!(settings.contains("\ntimezone: Asia/Urumqi\n"));
    assert!(diagnostics(&site, &["check"]).is_empty());
    is_refused(
        &site.run(&["init", "x", "--timezone", "Asia/Qianshan"]),
        &["tz database"],
    );
    assert!(!site.path("x").exists());
}

#[test]
fn a_folder_with_files_is_left_as_it_is() {
    let site = empty_folder();
    site.write("office/minutes.txt", "important");
    site.write("office/.env", "");
    let before = read_tree(site.root());
    let run = site.run(&["init", "office"]);
    is_refused(&run, &["  .env\n  minutes.txt\n"]);
    is_refused(&site.run(&["init", "office/minutes.txt"]), &["minutes.txt"]);
    assert_eq!(read_tree(site.root()), before);
    // A second time it is not overwritten either; a cloned repository without a commit is empty.
    site.write("clone/.git/HEAD", "ref: refs/heads/main\n");
    succeeds(site.run(&["init", "clone"]));
    let made = read_tree(site.root());
    is_refused(&site.run(&["init", "clone"]), &["  content\n"]);
    assert_eq!(read_tree(site.root()), made);
}

#[test]
fn the_workflows_of_a_new_site_are_yaml_that_checks_and_builds() {
    let site = empty_folder();
    succeeds(site.run(&["init", "site"]));
    for path in [
        ".github/workflows/newsroom.yml",
        ".gitea/workflows/newsroom.yml",
        ".gitlab-ci.yml",
    ] {
        let text = fs::read_to_string(site.path("site").join(path)).unwrap();
        let workflow: serde_json::Value = serde_saphyr::from_str(&text).unwrap();
        let workflow = workflow.to_string();
        for words in [
            "newsroom check --against",
            "newsroom build",
            "sh ci/install-newsroom",
        ] {
            assert!(workflow.contains(words), "{path}: {words}");
        }
        assert!(text.contains("*/15 * * * *"), "{path}");
    }
}

#[cfg(unix)]
mod scripts {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    /// A site with a folder `bin`, and a script of the site run with no other programs than those there and `sh`'s.
    fn run(site: &SiteTest, script: &str, variables: &[(&str, &str)]) -> Run {
        let output = Command::new(site.path("site").join(script))
            .current_dir(site.path("site"))
            .env_clear()
            .env(
                "PATH",
                format!("{}:/usr/bin:/bin", site.path("bin").display()),
            )
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        Run {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn program(site: &SiteTest, name: &str, script: &str) {
        let path = format!("bin/{name}");
        site.write(&path, format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(site.path(&path), fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn new_site() -> SiteTest {
        let site = empty_folder();
        succeeds(site.run(&["init", "site"]));
        site
    }

    #[test]
    fn the_hook_checks_and_is_kind_where_there_is_no_newsroom() {
        let site = new_site();
        let without = run(&site, ".githooks/pre-commit", &[]);
        assert_eq!(without.status, 0);
        assert!(
            without.stderr.contains("not in the PATH"),
            "{}",
            without.stderr
        );
        program(
            &site,
            "newsroom",
            &format!("exec {} \"$@\"", env!("CARGO_BIN_EXE_newsroom")),
        );
        git(&site.path("site"), &["init", "-q"]);
        git(&site.path("site"), &["add", "-A"]);
        let first = run(&site, ".githooks/pre-commit", &[]);
        assert_eq!(first.status, 0, "{}", first.stderr);
        site.write("site/content/2026/03/x.zh.md", "---\ntitle: 甲\n---\n乙\n");
        // What is not to be committed is not checked.
        assert_eq!(run(&site, ".githooks/pre-commit", &[]).status, 0);
        git(&site.path("site"), &["add", "-A"]);
        let stopped = run(&site, ".githooks/pre-commit", &[]);
        assert_eq!(stopped.status, 1);
        assert!(
            stopped.stderr.contains("error[no-original]"),
            "{}",
            stopped.stderr
        );
        assert!(stopped.stderr.contains("git commit --no-verify"));
    }

    #[test]
    fn the_build_server_is_told_what_to_fill_in_and_then_compiles() {
        let site = new_site();
        let empty = run(&site, "ci/install-newsroom", &[]);
        assert_eq!(empty.status, 1);
        assert!(empty.stderr.contains("NEWSROOM_GIT"), "{}", empty.stderr);
        program(&site, "cargo", "echo \"$@\"");
        let from = ("NEWSROOM_GIT", "https://git.example.org/newsroom.git");
        assert_eq!(
            run(
                &site,
                "ci/install-newsroom",
                &[from, ("NEWSROOM_REV", "abc123")]
            )
            .stdout,
            "install --locked --git https://git.example.org/newsroom.git --rev abc123 newsroom\n"
        );
        program(&site, "newsroom", "echo newsroom 1");
        assert_eq!(
            run(&site, "ci/install-newsroom", &[]).stdout,
            "newsroom 1\n"
        );
    }
}

#[test]
fn a_new_announcement_is_a_draft_that_passes_the_check() {
    let site = SiteTest::new("");
    let path = succeeds(site.run(&[
        "new",
        "春季招聘会3月14日举行",
        "--topic",
        "employment,health",
        "--date",
        "2026-03-12 10:00",
    ]));
    assert_eq!(
        path,
        "content/2026/03/chunji-zhaopin-hui-3-yue-14-ri-juxing.zh.md\n"
    );
    let file = fs::read_to_string(site.path(path.trim())).unwrap();
    assert!(
        file.starts_with("---\ntitle: 春季招聘会3月14日举行\n"),
        "{file}"
    );
    assert!(
        file.contains("\ndate: 2026-03-12 10:00\ntopics: [employment, health]\n"),
        "{file}"
    );
    assert_eq!(site.codes(), ["empty-body", "translation-missing"]);
    let leaks = |tree: &Tree| tree.keys().any(|path| path.contains("zhaopin"));
    assert!(!leaks(&site.build()));
    // The comment is none of the text, and the draft is public when its line is gone.
    site.write(
        path.trim(),
        file.replace("status: draft\n", "") + "\n正文。\n",
    );
    let tree = site.build();
    let page = text(
        &tree,
        "zh/2026/03/12/chunji-zhaopin-hui-3-yue-14-ri-juxing/index.html",
    );
    assert!(
        page.contains("正文。") && !page.contains("Markdown"),
        "{page}"
    );
}

#[test]
fn every_key_that_a_new_announcement_offers_is_one() {
    for (lang, title) in [("zh", "标题"), ("en", "A headline: with a colon")] {
        let site = SiteTest::new("");
        let path = succeeds(site.run(&["new", title, "--lang", lang, "--folder"]));
        let path = path.trim();
        let name = if lang == "zh" {
            "biaoti"
        } else {
            "headline-colon"
        };
        assert!(
            path.ends_with(&format!("/{name}/index.{lang}.md")),
            "{path}"
        );
        site.write(
            &path.replace(&format!("index.{lang}.md"), "photo.jpg"),
            include_bytes!("../../content/2025/03/bus-line-18/bus-line-18.jpg"),
        );
        site.write(
            &path.replace(&format!("index.{lang}.md"), "plan.pdf"),
            "%PDF-",
        );
        let file = fs::read_to_string(site.path(path)).unwrap();
        let is_key = |line: &&str| {
            let key = line.split(':').next().unwrap();
            line.contains(": ")
                && key
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        };
        let keys = file.lines().filter_map(|line| line.strip_prefix("# "));
        assert_eq!(keys.filter(is_key).count(), 11);
        let stated: Vec<&str> = file
            .lines()
            .map(|line| line.strip_prefix("# ").filter(is_key).unwrap_or(line))
            .collect();
        // As somebody fills it in.
        site.write(path, stated.join("\n").replace('…', "招聘会"));
        let found = diagnostics(&site, &["check"]);
        let errors: Vec<_> = found
            .iter()
            .filter(|one| one["severity"] == "error")
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn a_name_that_is_taken_is_not_given_twice() {
    let site = SiteTest::new("");
    let new = |title: &str, date: &str| site.run(&["new", title, "--date", date]);
    let path = |run: Run| succeeds(run).trim().to_owned();
    assert_eq!(
        path(new("公园", "2026-03-12")),
        "content/2026/03/gongyuan.zh.md"
    );
    // Sounds alike, on the same day; and on another day, in the same folder.
    let second = new("公元", "2026-03-12");
    assert!(
        second
            .stderr
            .contains("gongyuan is taken by content/2026/03/gongyuan.zh.md, \"公园\"")
            && second.stderr.contains("gongyuan-2"),
        "{}",
        second.stderr
    );
    assert_eq!(path(second), "content/2026/03/gongyuan-2.zh.md");
    assert_eq!(
        path(new("公园", "2026-03-13")),
        "content/2026/03/gongyuan-3.zh.md"
    );
    assert_eq!(
        path(new("公园", "2026-04-12")),
        "content/2026/04/gongyuan.zh.md"
    );
    // Elsewhere, with the address of the new one.
    site.write(
        "content/old/2026-05-01-gongyuan.zh.md",
        "---\ntitle: 甲\ndate: 2026-05-01\n---\n乙\n",
    );
    assert_eq!(
        path(new("公园", "2026-05-01")),
        "content/2026/05/gongyuan-2.zh.md"
    );
    assert!(!site.codes().iter().any(|code| code == "address-taken"));
}

#[test]
fn a_headline_without_letters_has_a_name_as_well() {
    let site = SiteTest::new("");
    let run = site.run(&["new", "！？", "--date", "2026-03-12"]);
    assert!(run.stderr.contains("no letters"), "{}", run.stderr);
    assert_eq!(succeeds(run), "content/2026/03/announcement.zh.md\n");
}

#[test]
fn what_a_new_announcement_cannot_have_is_said_and_nothing_is_written() {
    let site = SiteTest::new("");
    let before = read_tree(site.root());
    for (arguments, words) in [
        (
            &["new", "甲", "--topic", "helth"][..],
            &["`helth`", "`health`"][..],
        ),
        (
            &["new", "甲", "--topic", "就业"],
            &["did you mean `employment`"],
        ),
        (&["new", "甲", "--topic", "qqq"], &["employment", "health"]),
        (&["new", "甲", "--lang", "qq"], &["`qq`", "`zh` and `en`"]),
        (&["new", "甲", "--date", "12.3.2026"], &["12.3.2026"]),
        (&["new", "甲", "--date", "2026-02-30"], &["2026-02-30"]),
        (&["new", " "], &["headline"]),
        (&["new"], &["HEADLINE"]),
        (
            &["new", "甲", "--translate", "x.zh.md"],
            &["cannot be used with"],
        ),
        (
            &["new", "--translate", "x.zh.md"],
            &["x.zh.md", "no such file"],
        ),
    ] {
        is_refused(&site.run(arguments), words);
    }
    assert_eq!(read_tree(site.root()), before);
}

const ORIGINAL: &str = "=== content/2026/03/fair.zh.md
---
title: 招聘会3月14日举行
summary: 提供岗位2600个。
date: 2026-03-12
topics: [employment]
---
120家企业参加，咨询电话0931-8400123。

## 怎么去

公交18路，票价1.5元。[地图](https://example.org/map) ![楼](hall.gif)

## 带什么

带好证件。
";

#[test]
fn a_skeleton_lists_what_must_not_be_lost() {
    let site = SiteTest::new(ORIGINAL);
    site.write("content/2026/03/hall.gif", super::support::GIF);
    let path = succeeds(site.run(&["new", "--translate", "content/2026/03/fair.zh.md"]));
    assert_eq!(path, "content/2026/03/fair.en.md\n");
    let file = fs::read_to_string(site.path(path.trim())).unwrap();
    let (matter, body) = file.split_once("\n---\n").unwrap();
    assert!(
        matter.contains("招聘会3月14日举行\ntitle: TODO\n"),
        "{matter}"
    );
    assert!(
        matter.contains("提供岗位2600个。\nsummary: TODO\n"),
        "{matter}"
    );
    let sections: Vec<&str> = body.split("<!-- TODO:").skip(1).collect();
    assert_eq!(sections.len(), 3, "{body}");
    assert!(sections[0].contains(": 120 | 0931-8400123 -->"), "{body}");
    assert!(
        sections[1].contains(": ## 怎么去\n") && sections[1].contains(": 18 | 1.5元\n"),
        "{body}"
    );
    assert!(
        sections[1].contains(": https://example.org/map | ![…](hall.gif) -->"),
        "{body}"
    );
    assert!(sections[2].contains(": ## 带什么 -->"), "{body}");
    // It is of the original as it is now.
    let stamped = site.run(&["translated", path.trim()]);
    assert!(
        stamped.stderr.contains("nothing to do"),
        "{}",
        stamped.stderr
    );
}

#[test]
fn an_unfinished_translation_is_not_published_and_a_finished_one_is() {
    let site = SiteTest::new(&ORIGINAL.replace("date: 2026-03-12", "date: 2025-12-12"));
    site.write("content/2026/03/hall.gif", super::support::GIF);
    let page = "en/2025/12/12/fair/index.html";
    let counted = |arguments: &[&str]| {
        let common = ["check", "--now", NOW, "--format", "json"];
        let run = site.run(&[&common[..], arguments].concat());
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let row = &report["translations"]["announcements"][0];
        (row["state"].clone(), row["parity_warnings"].clone())
    };
    let path = succeeds(site.run(&["new", "--translate", "content/2026/03/fair.zh.md"]));
    let skeleton = fs::read_to_string(site.path(path.trim())).unwrap();
    let finished = skeleton
        .replace("title: TODO", "title: Job fair on 14 March")
        .replace("summary: TODO", "summary: 2,600 jobs.");
    let (matter, _) = finished.rsplit_once("---\n").unwrap();
    let body = "120 employers; call 0931-8400123.\n\n## Getting there\n\nBus 18, 1.5 yuan. [Map](https://example.org/map) \
                ![Hall](hall.gif)\n\n## What to bring\n\nYour papers.\n";
    let finished = format!("{matter}---\n{body}");
    for unfinished in [
        skeleton.clone(),
        finished.replace("Job fair on 14 March", "TODO"),
        finished.replace("2,600 jobs.", "TODO"),
        format!("{finished}\n<!-- TODO: the last paragraph -->\n"),
    ] {
        site.write(path.trim(), &unfinished);
        assert!(
            site.codes().contains(&"untranslated-copy".to_owned()),
            "{unfinished}"
        );
        assert!(!site.build().contains_key(page), "{unfinished}");
        // It can be looked at in the office.
        succeeds(site.run(&["build", "--drafts", "--output", "preview"]));
        assert!(read_tree(&site.path("preview")).contains_key(page));
        // That makes no translation of it.
        let missing: (serde_json::Value, serde_json::Value) = ("missing".into(), 0.into());
        assert_eq!(counted(&["--drafts"]), missing, "{unfinished}");
        assert_eq!(counted(&[]), missing, "{unfinished}");
    }
    site.write(path.trim(), &finished);
    assert_eq!(counted(&["--drafts"]).0, "complete");
    assert!(site.codes().is_empty(), "{:?}", site.codes());
    assert!(site.build().contains_key(page));
}

#[test]
fn an_unfinished_translation_of_what_requires_one_is_an_error() {
    let site = SiteTest::new(&ORIGINAL.replace("topics:", "translation: required\ntopics:"));
    site.write("content/2026/03/hall.gif", super::support::GIF);
    succeeds(site.run(&["new", "--translate", "content/2026/03/fair.zh.md"]));
    let now = "2026-03-13T00:00:00Z";
    assert_eq!(site.run(&["build", "--now", now]).status, 1);
}

#[test]
fn a_translation_that_is_there_is_left_as_it_is() {
    let site = SiteTest::new(
        "=== content/a.zh.md\n---\ntitle: 甲\ndate: 2026-03-12\ntitles: {en: \"No: 1\"}\n---\n乙\n
=== content/b.zh.md\n---\ntitle: 丙\ndate: 2026-03-12\n---\n丁\n
=== content/b.en.md\n---\ntitle: C\n---\nD\n
=== content/broken.zh.md\n---\ntitle: 丙\ndate: 2026-03-99\n---\n丁\n",
    );
    let before = read_tree(site.root());
    let translate = |file: &str| site.run(&["new", "--translate", file]);
    is_refused(&translate("content/b.zh.md"), &["content/b.en.md"]);
    is_refused(&translate("content/b.en.md"), &["content/b.zh.md"]);
    is_refused(
        &site.run(&["new", "--translate", "content/b.zh.md", "--lang", "zh"]),
        &["exists"],
    );
    let broken = translate("content/broken.zh.md");
    assert_eq!(broken.status, 1);
    assert!(broken.stderr.contains("2026-03-99"), "{}", broken.stderr);
    assert_eq!(read_tree(site.root()), before);
    // A headline that the original has already is taken over.
    let path = succeeds(translate("content/a.zh.md"));
    let file = fs::read_to_string(site.path(path.trim())).unwrap();
    assert!(file.contains("\ntitle: \"No: 1\"\n"), "{file}");
    // One that cannot be read is no reason to write over it.
    site.write("content/a.en.md", "mine");
    is_refused(&translate("content/a.zh.md"), &["content/a.en.md exists"]);
    assert_eq!(
        fs::read_to_string(site.path("content/a.en.md")).unwrap(),
        "mine"
    );
}
