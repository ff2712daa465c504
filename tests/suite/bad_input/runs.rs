//! What cannot be written as a string, and runs as a whole.

use super::*;

// What cannot be written as a string

#[test]
fn a_file_in_gbk() {
    let site = SiteTest::new("");
    // 公告 in GBK; the second line of the file is the first that is not UTF-8.
    let gbk = b"---\ntitle: \xB9\xAB\xB8\xE6\ndate: 2024-03-05\n---\n";
    site.write("content/2024/fair.zh.md", gbk);
    check_site(
        &site,
        "
error[not-utf-8]: line 2 is not valid UTF-8
--> content/2024/fair.zh.md
 = help: save the file again with the encoding UTF-8 (not GBK, GB18030 or Big5)
",
    );
}

#[test]
fn a_site_file_in_gbk() {
    let site = SiteTest::new("");
    site.write("content/site.yaml", b"title: \xB9\xAB\xB8\xE6\n");
    check_site(
        &site,
        "
error[not-utf-8]: line 1 is not valid UTF-8
--> content/site.yaml
 = help: save the file again with the encoding UTF-8 (not GBK, GB18030 or Big5)
",
    );
}

#[test]
fn a_folder_without_a_site_file() {
    let site = SiteTest::new("");
    site.remove("content/site.yaml");
    check_site(
        &site,
        "
error[missing-file]: there is no file content/site.yaml
--> content/site.yaml
 = help: create it, or start newsroom in the folder of the site (or with --root DIR)
",
    );
}

#[test]
fn a_folder_with_nothing_in_it_lacks_both_files() {
    let site = SiteTest::new("");
    site.remove("content/site.yaml");
    site.remove("content/topics.yaml");
    check_site(
        &site,
        "
error[missing-file]: there is no file content/site.yaml
--> content/site.yaml
 = help: create it, or start newsroom in the folder of the site (or with --root DIR)

error[missing-file]: there is no file content/topics.yaml
--> content/topics.yaml
 = help: create it, or start newsroom in the folder of the site (or with --root DIR)
",
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_no_mistake_and_move_no_mark() {
    let site = SiteTest::new("");
    let text = "\u{FEFF}---\r\ntitle: 千山市召开春季招聘会\r\ndate: 2024-03-05\r\ntranslation: none\r\n---\r\n详见[行动方案](plan.md)。\r\n";
    site.write("content/2024/fair.zh.md", text);
    check_site(
        &site,
        "
error[broken-link]: the link leads nowhere: plan.md
 --> content/2024/fair.zh.md:6:10
  |
6 | 详见[行动方案](plan.md)。
  |                ^^^^^^^
  |
  = help: link to a file of this site by its path from this file, for example `../05/other.zh.md`, or to a full web address
",
    );
}

// Runs as a whole

/// Three files with five mistakes, and one without.
const MISTAKES: &str = "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-02-30
topics: [就业]
---
招聘会三月五日举行。
=== content/2024/plan.zh.md
---
title: 千山市印发行动方案
date: 2024-03-01
translation: none
---
**千山市**已印发，详见[行动方案](方案.pdf)。
=== content/2024/fine.zh.md
---
title: 千山市公布办公时间
date: 2024-03-02
translation: none
---
办公时间为九时至十七时。
=== content/2024/notes.md
没有题头。
";

/// Everything below a folder with its time of change, folders included.
fn with_times(site: &SiteTest) -> Vec<(String, SystemTime)> {
    walkdir::WalkDir::new(site.path("public"))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let time = entry.metadata().unwrap().modified().unwrap();
            (entry.path().display().to_string(), time)
        })
        .collect()
}

#[test]
fn one_run_reports_the_mistakes_of_all_files_and_changes_nothing() {
    let site = SiteTest::new(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
",
    );
    let before: Tree = site.build();
    let times = with_times(&site);
    for file in MISTAKES.split("=== ").skip(1) {
        let (path, text) = file.split_once('\n').unwrap();
        site.write(path, text);
    }
    // A rewritten file would have a time that differs.
    std::thread::sleep(Duration::from_millis(20));

    let run = site.run(&["build", "--now", NOW]);

    assert_eq!(run.status, 1);
    let places = [
        "error[impossible-date]: there is no such day or time as `2024-02-30`\n --> content/2024/fair.zh.md:3:7\n",
        "error[unknown-topic]: there is no topic `就业`\n --> content/2024/fair.zh.md:4:10\n",
        "error[no-language]: the file name does not say its language\n --> content/2024/notes.md:1:1\n",
        "error[no-front-matter]: the file does not start with front matter\n --> content/2024/notes.md:1:1\n",
        "error[broken-link]: the link leads nowhere: 方案.pdf\n --> content/2024/plan.zh.md:6:21\n",
    ];
    for place in places {
        assert!(run.stderr.contains(place), "{place}\n{}", run.stderr);
    }
    assert_eq!(run.stderr.matches("error[").count(), places.len());
    assert!(
        run.stderr
            .contains("5 errors, 0 warnings: nothing was published, ./public is as it was\n"),
        "{}",
        run.stderr
    );
    assert_eq!(site.output(), before);
    assert_eq!(with_times(&site), times);
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn json_holds_what_is_documented_and_nothing_else() {
    let body = "千山市人民政府新闻办公室今天公布春季招聘会的安排。".repeat(8);
    let announcement = |day: u8| {
        format!(
            "=== content/2024/notice-{day}.zh.md\n---\ntitle: 千山市第{day}号公告\ndate: 2024-03-0{day}\n---\n{body}\n"
        )
    };
    let site = SiteTest::new(&format!("{}{}", announcement(1), announcement(2)));
    let report = site.json("build");
    assert_eq!(
        keys(&report),
        [
            "announcements",
            "diagnostics",
            "duplicates",
            "next_build",
            "outputs",
            "pages",
            "translations",
            "withheld"
        ]
    );
    assert_eq!(report["announcements"], 2);
    assert!(report["pages"].as_u64().unwrap() > 2);
    let files = site.output().len() as u64 - 1;
    assert_eq!(
        report["outputs"],
        json!({"written": files, "unchanged": 0, "removed": 0}),
        "the manifest is not counted"
    );
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 2, "{diagnostics:#?}");
    assert_eq!(
        diagnostics[0],
        json!({
            "severity": "warning",
            "code": "translation-missing",
            "message": "there is neither an edition nor a headline in `en`",
            "file": "content/2024/notice-1.zh.md",
            "line": 2,
            "column": 8,
            "help": "add the en edition, or `titles: {en: …}`, or `translation: none` if none is planned",
        })
    );
    let row = |day: u8| {
        let original = format!("content/2024/notice-{day}.zh.md");
        json!({"original": original, "language": "en", "translation": null, "state": "missing", "parity_warnings": 0})
    };
    let totals =
        json!({"complete": 0, "stale": 0, "headline-only": 0, "missing": 2, "not-planned": 0});
    assert_eq!(
        report["translations"],
        json!({"announcements": [row(2), row(1)], "totals": totals})
    );
    let duplicates = report["duplicates"].as_array().unwrap();
    assert_eq!(duplicates.len(), 1);
    assert_eq!(
        keys(&duplicates[0]),
        [
            "action",
            "canonical",
            "copy",
            "kind",
            "reason",
            "similarity"
        ]
    );
}

#[test]
fn json_says_the_line_and_the_character_of_each_mistake() {
    let site = SiteTest::new(MISTAKES);
    let run = site.run(&["build", "--now", NOW, "--format", "json"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stderr, "", "the report is on standard output only");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let places: Vec<(&str, &str, u64, u64)> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["code"].as_str().unwrap(),
                one["file"].as_str().unwrap(),
                one["line"].as_u64().unwrap(),
                one["column"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            ("impossible-date", "content/2024/fair.zh.md", 3, 7),
            ("unknown-topic", "content/2024/fair.zh.md", 4, 10),
            ("no-front-matter", "content/2024/notes.md", 1, 1),
            ("no-language", "content/2024/notes.md", 1, 1),
            // Behind 20 characters, which are 46 bytes and 33 columns.
            ("broken-link", "content/2024/plan.zh.md", 6, 21),
        ]
    );
    assert_eq!(
        report["outputs"],
        json!({"written": 0, "unchanged": 0, "removed": 0})
    );
    assert!(!site.path("public").exists());
}

#[test]
fn wrong_usage_has_a_status_of_its_own_and_writes_nothing() {
    let site = SiteTest::new("");
    for arguments in [
        &[][..],
        &["bulid"],
        &["build", "--draft"],
        &["build", "--now", "yesterday"],
        &["build", "--now", "2026-01-01"],
        &["build", "--base-url", "news.example.org"],
        &["check", "--format", "xml"],
        &["check", "--output", "public"],
        &["build", "extra"],
    ] {
        let run = site.run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{arguments:?}");
        assert!(!run.stderr.is_empty(), "{arguments:?}");
    }
    assert!(!site.path("public").exists());
}

#[test]
fn help_and_version_are_no_wrong_usage() {
    let site = SiteTest::new("");
    for arguments in [&["--help"][..], &["build", "--help"], &["--version"]] {
        let run = site.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
        assert!(run.stdout.contains("newsroom"), "{arguments:?}");
    }
}

#[test]
fn a_budget_in_words() {
    let site = SiteTest::new("");
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}budget: 14 KB\n"));
    let line = yaml.lines().count() + 1;
    check_site(
        &site,
        &format!(
            r#"
error[not-a-number]: `budget` must be a whole number from 0, not `14 KB`
 --> content/site.yaml:{line}:9
  |
{line} | budget: 14 KB
  |         ^^^^^
  |
  = help: write digits only, for example `11`
"#
        ),
    );
}
