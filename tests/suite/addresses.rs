//! Addresses are promises: `check --against` and `diff` with real repositories and folders.

use std::path::Path;
use std::process::Command;

use super::support::{GIF, NOW, Run, SiteTest, git, replace};

/// Two announcements in two languages, one with a file, an alias and a picture; one that is withdrawn, a draft, and one
/// under embargo.
const SITE: &str = "
=== content/2025/03/fair.zh.md
---
title: 云溪区召开春季招聘会
date: 2025-03-05
topics: [employment]
attachments: [{src: plan.pdf}]
aliases: [/old/fair/]
---
招聘会三月五日举行，提供岗位二百个。
=== content/2025/03/fair.en.md
---
title: Spring job fair in Yunxi
---
The fair takes place on 5 March. It offers two hundred jobs.
=== content/2025/03/plan.pdf
%PDF-1
=== content/2025/05/clinic/index.zh.md
---
title: 青岚区开通夜间门诊
date: 2025-05-21
topics: [health]
translation: none
---
门诊时间为十八时至二十二时，地点在**青岚医院**，详见[招聘会](../../03/fair.zh.md)。

![门诊楼](hall.gif)
=== content/2025/06/error.zh.md
---
title: 云溪区停水通知
date: 2025-06-07
withdrawn: {date: 2025-06-08, reason: {zh: 通知有误, en: Issued in error}, text: removed}
translation: none
---
六月九日停水。
=== content/2025/07/draft.zh.md
---
title: 尚未公布的安排
date: 2025-07-01
status: draft
---
不公开。
=== content/2026/05/later.zh.md
---
title: 稍后公布的安排
date: 2026-05-01
embargo: 2026-05-01 10:00
---
稍后公布。
=== content/static/logo.txt
logo
";

/// The site in a repository with one commit, called `first`.
fn repository() -> SiteTest {
    let site = SiteTest::new(SITE);
    site.write("content/2025/05/clinic/hall.gif", GIF);
    git(site.root(), &["init", "-q", "-b", "main"]);
    git(site.root(), &["add", "-A"]);
    git(site.root(), &["commit", "-q", "-m", "one"]);
    git(site.root(), &["tag", "first"]);
    site
}

fn read(site: &SiteTest, path: &str) -> String {
    std::fs::read_to_string(site.path(path)).unwrap()
}

fn rename(site: &SiteTest, from: &str, to: &str) {
    let to = site.path(to);
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::rename(site.path(from), to).unwrap();
}

fn against(site: &SiteTest, more: &[&str]) -> Run {
    site.run(&[&["check", "--against", "first", "--now", NOW], more].concat())
}

/// The codes of what is wrong with addresses, with the file and the help of each.
#[track_caller]
fn broken(site: &SiteTest) -> Vec<(String, String, String)> {
    let run = against(site, &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    let found = report["diagnostics"].as_array().unwrap().iter();
    let found: Vec<_> = found
        .filter(|one| text(one, "code").ends_with("-vanishes"))
        .map(|one| {
            let place = format!("{}:{}", text(one, "file"), one["line"]);
            (place, text(one, "message"), text(one, "help"))
        })
        .collect();
    found
}

/// What `diff` lists, without the counts: kind, address, and what of it.
#[track_caller]
fn changes(site: &SiteTest) -> Vec<String> {
    let run = site.run(&["diff", "first", "--now", NOW, "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let mut found = Vec::new();
    for kind in ["added", "changed", "moved", "removed", "lost"] {
        for page in object[kind].as_array().unwrap() {
            let mut words = vec![
                kind.to_owned(),
                page["address"].as_str().unwrap().to_owned(),
            ];
            words.extend(page["to"].as_str().map(|to| format!("> {to}")));
            let what = page["what"].as_array().into_iter().flatten();
            words.extend(what.map(|one| one.as_str().unwrap().to_owned()));
            found.push(words.join(" "));
        }
    }
    found
}

#[test]
fn an_unchanged_site_has_nothing_to_say() {
    let site = repository();
    assert_eq!(changes(&site), [""; 0]);
    let run = against(&site, &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("against first: 0 pages added, 0 changed, 0 moved, 0 removed\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_renamed_file_is_told_with_the_line_that_keeps_its_addresses() {
    let site = repository();
    for lang in ["zh", "en"] {
        rename(
            &site,
            &format!("content/2025/03/fair.{lang}.md"),
            &format!("content/2025/03/spring-fair.{lang}.md"),
        );
    }
    replace(
        &site,
        "content/2025/05/clinic/index.zh.md",
        "fair.zh.md",
        "spring-fair.zh.md",
    );
    let found = broken(&site);
    assert_eq!(found.len(), 1, "{found:?}");
    let (place, message, help) = &found[0];
    assert_eq!(place, "content/2025/03/spring-fair.zh.md:6");
    assert!(
        message.starts_with(
            "/zh/2025/03/05/fair/, /en/2025/03/05/fair/ and /zh/2025/03/05/fair/plan.pdf would no longer be there"
        ),
        "{message}"
    );
    let line = "aliases: [/old/fair/, /zh/2025/03/05/fair/, /en/2025/03/05/fair/, /zh/2025/03/05/fair/plan.pdf]";
    assert!(
        help.contains(&format!("content/2025/03/spring-fair.zh.md: `{line}`")),
        "{help}"
    );
    assert_eq!(against(&site, &[]).status, 1);
    // What is proposed is the cure, and every reader gets the page in the same language.
    replace(
        &site,
        "content/2025/03/spring-fair.zh.md",
        "aliases: [/old/fair/]",
        line,
    );
    assert!(broken(&site).is_empty());
    assert_eq!(
        changes(&site),
        [
            "moved /zh/2025/03/05/fair/ > /zh/2025/03/05/spring-fair/",
            "moved /en/2025/03/05/fair/ > /en/2025/03/05/spring-fair/",
        ]
    );
}

#[test]
fn a_new_announcement_is_a_renamed_one_of_one_only() {
    let site = repository();
    let clinic = read(&site, "content/2025/05/clinic/index.zh.md");
    // Most of its text, and the same day.
    let other = clinic.replace("青岚区开通", "云溪区开通");
    let other = other.replace("**青岚医院**", "**云溪医院**");
    site.write(
        "content/2025/05/a.zh.md",
        other
            .replace("../../03/", "../03/")
            .replace("hall.gif", "clinic/hall.gif"),
    );
    git(site.root(), &["add", "-A"]);
    git(site.root(), &["commit", "-q", "-m", "two"]);
    git(site.root(), &["tag", "-f", "first"]);
    site.remove("content/2025/05/a.zh.md");
    rename(
        &site,
        "content/2025/05/clinic",
        "content/2025/05/night-clinic",
    );
    let found = broken(&site);
    let places: Vec<&str> = found.iter().map(|one| one.0.as_str()).collect();
    assert_eq!(
        places,
        [
            "content/2025/05/a.zh.md:2",
            "content/2025/05/night-clinic/index.zh.md:2"
        ]
    );
    let line = "`aliases: [/zh/2025/05/21/clinic/]`";
    assert!(found[1].2.contains(line), "{found:?}");
    // Without the better match it is that.
    site.write(
        "content/2025/05/clinic/index.zh.md",
        clinic.replace("hall.gif", "../night-clinic/hall.gif"),
    );
    let found = broken(&site);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].1.starts_with("/zh/2025/05/21/a/ would"),
        "{found:?}"
    );
    assert!(
        found[0]
            .1
            .contains("is at /zh/2025/05/21/night-clinic/ now"),
        "{found:?}"
    );
}

#[test]
fn each_way_to_lose_an_address_is_told_where_it_happened() {
    // What is done to the site; where the error is; what the message and the way out say.
    type Case = (fn(&SiteTest), &'static str, &'static str, &'static str);
    let cases: [Case; 9] = [
        (
            |site| {
                replace(
                    site,
                    "content/2025/05/clinic/index.zh.md",
                    "2025-05-21",
                    "2025-05-22",
                )
            },
            "content/2025/05/clinic/index.zh.md:3",
            "/zh/2025/05/21/clinic/ would no longer be there: this announcement is at /zh/2025/05/22/clinic/ now",
            "`aliases: [/zh/2025/05/21/clinic/]`",
        ),
        (
            |site| {
                replace(
                    site,
                    "content/2025/05/clinic/index.zh.md",
                    "topics:",
                    "slug: night\ntopics:",
                )
            },
            "content/2025/05/clinic/index.zh.md:4",
            "/zh/2025/05/21/clinic/",
            "`aliases: [/zh/2025/05/21/clinic/]`",
        ),
        (
            |site| {
                rename(
                    site,
                    "content/2025/05/clinic",
                    "content/2025/05/night-clinic",
                )
            },
            "content/2025/05/night-clinic/index.zh.md:2",
            "/zh/2025/05/21/night-clinic/ now",
            "`aliases: [/zh/2025/05/21/clinic/]`",
        ),
        (
            |site| {
                rename(
                    site,
                    "content/2025/05/clinic",
                    "content/2025/05/night-clinic",
                );
                let file = "content/2025/05/night-clinic/index.zh.md";
                replace(site, file, "夜间门诊", "夜间急诊");
                replace(site, file, "2025-05-21", "2025-05-22");
                replace(site, file, "招聘会", "春季招聘会");
            },
            "content/2025/05/clinic/index.zh.md:2",
            "the file of the announcement, content/2025/05/clinic/index.zh.md, is gone",
            "put it back",
        ),
        (
            |site| site.remove("content/2025/03/fair.en.md"),
            "content/2025/03/fair.zh.md:2",
            "/en/2025/03/05/fair/ would no longer be there: the announcement has no edition",
            "put content/2025/03/fair.en.md back, or, to lead its readers to the other language, write into content/2025/03/fair.zh.md: `aliases: [/old/fair/, /en/2025/03/05/fair/]`",
        ),
        (
            |site| {
                replace(
                    site,
                    "content/2025/03/fair.zh.md",
                    "aliases: [/old/fair/]\n",
                    "",
                )
            },
            "content/2025/03/fair.zh.md:2",
            "/old/fair/ would no longer be there",
            "`aliases: [/old/fair/]`",
        ),
        (
            |site| {
                replace(
                    site,
                    "content/2025/03/fair.zh.md",
                    "attachments: [{src: plan.pdf}]\n",
                    "",
                )
            },
            "content/2025/03/fair.zh.md:2",
            "/zh/2025/03/05/fair/plan.pdf would no longer be there: no page offers the file",
            "`aliases: [/old/fair/, /zh/2025/03/05/fair/plan.pdf]`",
        ),
        (
            |site| {
                replace(
                    site,
                    "content/2025/05/clinic/index.zh.md",
                    "topics:",
                    "status: draft\ntopics:",
                )
            },
            "content/2025/05/clinic/index.zh.md:4",
            "the announcement was public, and is a draft now",
            "`withdrawn: {date: 2026-01-01, reason: {zh: …, en: …}, text: removed}`",
        ),
        (
            |site| site.remove("content/2025/06/error.zh.md"),
            "content/2025/06/error.zh.md:2",
            "/zh/2025/06/07/error/ would no longer be there",
            "put it back",
        ),
    ];
    for (change, place, message, help) in cases {
        let site = repository();
        change(&site);
        let found = broken(&site);
        assert_eq!(found.len(), 1, "{place} {found:?}");
        assert_eq!(found[0].0, place, "{found:?}");
        assert!(found[0].1.contains(message), "{found:?}");
        assert!(found[0].2.contains(help), "{found:?}");
        assert_eq!(against(&site, &[]).status, 1);
    }
}

#[test]
fn of_several_losses_each_line_keeps_all() {
    let site = repository();
    let file = "content/2025/03/fair.zh.md";
    site.remove("content/2025/03/fair.en.md");
    replace(
        &site,
        file,
        "attachments: [{src: plan.pdf}]\naliases: [/old/fair/]",
        "aliases: [/older/fair/]",
    );
    let line =
        "aliases: [/older/fair/, /en/2025/03/05/fair/, /old/fair/, /zh/2025/03/05/fair/plan.pdf]";
    let found = broken(&site);
    assert_eq!(found.len(), 3, "{found:?}");
    for one in found {
        assert!(one.2.contains(&format!("`{line}`")), "{one:?}");
    }
    replace(&site, file, "aliases: [/older/fair/]", line);
    assert!(broken(&site).is_empty());
}

#[test]
fn files_of_an_announcement_that_goes_are_named_with_it() {
    let all = "/zh/2025/03/05/fair/, /en/2025/03/05/fair/, /old/fair/ and /zh/2025/03/05/fair/plan.pdf would";
    let site = repository();
    replace(
        &site,
        "content/2025/03/fair.zh.md",
        "topics:",
        "status: draft\ntopics:",
    );
    let found = broken(&site);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1.starts_with(all), "{found:?}");
    for lang in ["zh", "en"] {
        site.remove(&format!("content/2025/03/fair.{lang}.md"));
    }
    let found = broken(&site);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1.starts_with(all), "{found:?}");
    let line = "`aliases: [/zh/2025/03/05/fair/, /en/2025/03/05/fair/, /old/fair/, /zh/2025/03/05/fair/plan.pdf]`";
    assert!(found[0].2.contains(line), "{found:?}");
    // Another announcement at the same addresses, without the file.
    site.write(
        "content/2025/03/other.zh.md",
        "---\ntitle: 停电安排\ndate: 2025-03-05\nslug: fair\ntopics: [health]\naliases: [/old/fair/]\n---\n三月十日检修线路。\n",
    );
    site.write(
        "content/2025/03/other.en.md",
        "---\ntitle: Power cut\n---\nLines are repaired on 10 March.\n",
    );
    let found = broken(&site);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].1.starts_with("/zh/2025/03/05/fair/plan.pdf would"),
        "{found:?}"
    );
    let line = "`aliases: [/zh/2025/03/05/fair/plan.pdf]`";
    assert!(found[0].2.contains(line), "{found:?}");
}

#[test]
fn what_was_never_public_and_what_is_withdrawn_is_no_promise() {
    let site = repository();
    site.remove("content/2025/07/draft.zh.md");
    site.remove("content/2026/05/later.zh.md");
    replace(
        &site,
        "content/2025/05/clinic/index.zh.md",
        "topics:",
        "withdrawn: {date: 2025-12-01, reason: {zh: 误发, en: Error}, text: removed}\ntopics:",
    );
    // Its file goes with its text.
    replace(
        &site,
        "content/2025/03/fair.zh.md",
        "topics: [employment]",
        "withdrawn: {date: 2025-12-01, reason: {zh: 误发, en: Error}, replaced_by: 2025/05/clinic}",
    );
    assert!(broken(&site).is_empty(), "{:?}", broken(&site));
    // Once its time has come, what was under embargo is one.
    let run = site.run(&[
        "check",
        "--against",
        "first",
        "--now",
        "2026-06-01T00:00:00Z",
    ]);
    assert!(
        run.stderr
            .contains("/zh/2026/05/01/later/ would no longer be there"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_readers_see_otherwise_is_named_and_what_they_do_not_is_not() {
    let clinic = "content/2025/05/clinic/index.zh.md";
    let fair = "content/2025/03/fair.zh.md";
    let error = "content/2025/06/error.zh.md";
    type Case<'a> = (&'a str, &'a str, &'a str, &'a [&'a str]);
    let cases: [Case<'_>; 17] = [
        (
            clinic,
            "title: 青岚区",
            "title: 青岚",
            &["changed /zh/2025/05/21/clinic/ headline"],
        ),
        (
            clinic,
            "二十二时，",
            "二十三时，",
            &["changed /zh/2025/05/21/clinic/ text"],
        ),
        (
            clinic,
            "**青岚医院**",
            "青岚医院",
            &["changed /zh/2025/05/21/clinic/ form"],
        ),
        (clinic, "\n\n![", "\n\n\n\n![", &[]),
        (
            clinic,
            "夜间门诊\ndate",
            "夜间门诊\nsummary: 十八时起\ndate",
            &["changed /zh/2025/05/21/clinic/ summary"],
        ),
        (
            clinic,
            "2025-05-21",
            "2025-05-21 09:00",
            &["changed /zh/2025/05/21/clinic/ date"],
        ),
        (
            clinic,
            "[health]",
            "[health, employment]",
            &["changed /zh/2025/05/21/clinic/ topics"],
        ),
        (
            clinic,
            "topics:",
            "updates: [{date: 2025-05-22, note: {zh: 更正, en: Correction}}]\ntopics:",
            &["changed /zh/2025/05/21/clinic/ updates"],
        ),
        (
            clinic,
            "topics:",
            "withdrawn: {date: 2025-12-01, reason: {zh: 期满, en: Over}}\ntopics:",
            &["changed /zh/2025/05/21/clinic/ withdrawal"],
        ),
        (
            clinic,
            "topics:",
            "issuer: 卫生局\ndocument_number: 〔2025〕1号\ntopics:",
            &["changed /zh/2025/05/21/clinic/ source"],
        ),
        (
            clinic,
            "topics:",
            "withdrawn: {date: 2025-12-01, reason: {zh: 误发, en: Error}, text: removed}\ntopics:",
            &["removed /zh/2025/05/21/clinic/"],
        ),
        (
            clinic,
            "topics:",
            "keywords: [夜诊]\ntopics:",
            &["changed /zh/2025/05/21/clinic/ keywords"],
        ),
        (
            fair,
            "{src: plan.pdf}",
            "{src: plan.pdf, title: {zh: 方案, en: Plan}}",
            &[
                "changed /zh/2025/03/05/fair/ attachments",
                "changed /en/2025/03/05/fair/ attachments",
            ],
        ),
        (fair, "topics:", "translation: none\ntopics:", &[]),
        (
            error,
            "通知有误",
            "通知写错了",
            &["changed /zh/2025/06/07/error/ withdrawal"],
        ),
        (error, "六月九日停水。", "六月十日停水。", &[]),
        (
            error,
            ", text: removed",
            "",
            &["added /zh/2025/06/07/error/"],
        ),
    ];
    for (path, old, new, expected) in cases {
        let site = repository();
        replace(&site, path, old, new);
        assert_eq!(changes(&site), expected, "{new}");
    }
    let site = repository();
    let mut other = GIF.to_vec();
    other[6] = 2;
    site.write("content/2025/05/clinic/hall.gif", other);
    assert_eq!(changes(&site), ["changed /zh/2025/05/21/clinic/ picture"]);
}

#[test]
fn what_is_replaced_leads_to_another_and_does_not_become_it() {
    let site = repository();
    let new = "---\ntitle: 青岚区延长夜间门诊\ndate: 2025-11-01\ntopics: [health]\ntranslation: none\n---\n门诊时间延长到二十四时。\n";
    site.write("content/2025/11/longer.zh.md", new);
    let withdrawn = "withdrawn: {date: 2025-11-01, reason: {zh: 延长, en: Extended}, replaced_by: 2025/11/longer}";
    let file = "content/2025/05/clinic/index.zh.md";
    replace(&site, file, "topics:", &format!("{withdrawn}\ntopics:"));
    assert_eq!(
        changes(&site),
        [
            "added /zh/2025/11/01/longer/",
            "moved /zh/2025/05/21/clinic/ > /zh/2025/11/01/longer/"
        ]
    );
}

#[test]
fn the_list_is_for_reviewers_newest_first_with_old_and_new_headline() {
    let site = repository();
    replace(
        &site,
        "content/2025/03/fair.en.md",
        "Spring job fair in Yunxi",
        "Spring job fair in Qinglan",
    );
    replace(
        &site,
        "content/2025/03/fair.en.md",
        "two hundred",
        "three hundred",
    );
    replace(&site, "content/2025/03/fair.zh.md", "二百", "三百");
    site.write(
        "content/2025/12/new.zh.md",
        "---\ntitle: 供暖安排\ndate: 2025-12-01\ntopics: [health]\ntranslation: none\n---\n十二月一日起供暖。\n",
    );
    let run = site.run(&["diff", "first", "--now", NOW]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(
        run.stdout,
        "added (1):
  /zh/2025/12/01/new/  供暖安排

changed (2):
  /zh/2025/03/05/fair/  云溪区召开春季招聘会
    text
  /en/2025/03/05/fair/  Spring job fair in Qinglan
    headline, text
    - Spring job fair in Yunxi
    + Spring job fair in Qinglan

against first: 1 page added, 2 changed, 0 moved, 0 removed; lists and feeds: 4 new, 0 gone
"
    );
    // check says the same, and is content.
    let checked = against(&site, &[]);
    assert_eq!(checked.status, 0);
    assert!(checked.stderr.contains(&run.stdout), "{}", checked.stderr);
}

#[test]
fn a_chinese_reviewer_reads_chinese() {
    let site = repository();
    replace(
        &site,
        "content/2025/03/fair.zh.md",
        "召开春季招聘会",
        "举行春季招聘会",
    );
    rename(
        &site,
        "content/2025/06/error.zh.md",
        "content/2025/06/mistake.zh.md",
    );
    let run = site.run(&["diff", "first", "--now", NOW, "--lang", "zh"]);
    assert_eq!(
        run.stdout,
        "有改动（1）：
  /zh/2025/03/05/fair/  云溪区举行春季招聘会
    标题
    - 云溪区召开春季招聘会
    + 云溪区举行春季招聘会

丢失：这些地址将打不开（1）：
  /zh/2025/06/07/error/  云溪区停水通知

与 first 相比，页面：新增 0，有改动 1，换了地址 0，撤下 0，丢失 1
"
    );
    assert_eq!(
        run.stderr,
        "有地址将丢失；`newsroom check --against first` 会说明怎样保留每一个\n"
    );
    let checked = against(&site, &["--lang", "zh"]);
    for words in [
        "/zh/2025/06/07/error/ 将不再存在：这篇稿件现在的地址是 /zh/2025/06/07/mistake/",
        "请在 content/2025/06/mistake.zh.md 里写上：`aliases: [/zh/2025/06/07/error/]`",
    ] {
        assert!(checked.stderr.contains(words), "{words} {}", checked.stderr);
    }
}

#[test]
fn an_error_elsewhere_hides_no_lost_address_and_is_none_itself() {
    let site = repository();
    // Not readable now: that it is gone is not said as well.
    replace(
        &site,
        "content/2025/05/clinic/index.zh.md",
        "date: 2025",
        "date: zwei",
    );
    site.remove("content/2025/03/fair.en.md");
    let run = against(&site, &["--format", "json"]);
    assert_eq!(run.error_codes(), ["address-vanishes", "date-form"]);
}

#[test]
fn a_file_of_another_announcement_does_not_stand_for_a_deleted_one() {
    let site = repository();
    site.write("content/2025/03/fair.2.zh.md", "no front matter");
    site.write("content/2025/03/fair/index.2.zh.md", "no front matter");
    for lang in ["zh", "en"] {
        site.remove(&format!("content/2025/03/fair.{lang}.md"));
    }
    let found = broken(&site);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "content/2025/03/fair.zh.md:2");
    // An edition that cannot be read is reported as that alone.
    site.write("content/2025/03/fair.en.md", "no front matter");
    assert!(broken(&site).is_empty());
}

#[test]
fn a_site_in_a_folder_of_the_repository_is_compared_with_a_branch_and_a_copy() {
    let site = repository();
    std::fs::create_dir_all(site.path("press/office")).unwrap();
    git(site.root(), &["mv", "content", "press/office/content"]);
    git(site.root(), &["commit", "-q", "-m", "two"]);
    git(site.root(), &["branch", "公告"]);
    rename(
        &site,
        "press/office/content/2025/05/clinic",
        "press/office/content/2025/05/诊所",
    );
    replace(
        &site,
        "press/office/content/2025/05/诊所/index.zh.md",
        "topics:",
        "slug: clinic\ntopics:",
    );
    let root = site.path("press/office");
    let root = root.to_str().unwrap();
    let diff = |older: &str| site.run(&["diff", older, "--root", root, "--now", NOW]);
    let same = "0 pages added, 0 changed, 0 moved, 0 removed\n";
    for older in ["公告", "HEAD", "main^{commit}"] {
        let run = diff(older);
        assert_eq!(
            (run.status, run.stdout),
            (0, format!("against {older}: {same}")),
            "{}",
            run.stderr
        );
    }
    // The folder is named from where the command is given; in the first commit there was no site at that place.
    let copy = SiteTest::new(SITE);
    copy.write("content/2025/05/clinic/hall.gif", GIF);
    let copied = copy.root().to_str().unwrap();
    assert_eq!(diff(copied).stdout, format!("against {copied}: {same}"));
    let before = diff("first");
    assert_eq!(before.status, 2);
    assert!(
        before.stderr.contains("no content/ of this site in first"),
        "{}",
        before.stderr
    );
}

#[test]
fn what_there_is_nothing_to_compare_with_is_said_each_in_its_words() {
    let site = repository();
    let refused = |run: Run, words: &str| {
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains(words), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    };
    for command in [&["check", "--against"][..], &["diff"]] {
        let older = |name: &str| site.run(&[command, &[name]].concat());
        refused(older("origin/main"), "`origin/main` is neither a folder");
        refused(older("themes"), "`themes` is neither a folder");
        refused(older(""), "`` is neither a folder");
    }
    refused(
        site.run(&["check", "--against=--help"]),
        "`--help` is neither",
    );
    refused(
        site.run_with(&["diff", "first"], ("PATH", site.root().to_str().unwrap())),
        "git is not installed",
    );
    let alone = SiteTest::new(SITE);
    refused(
        alone.run_with(&["diff", "first"], ("GIT_CEILING_DIRECTORIES", "/")),
        "is in no git repository",
    );
    let run = site.run(&["check", "--against", "first", "--drafts"]);
    assert_eq!(run.status, 2);
}

#[cfg(unix)]
#[test]
fn a_build_server_that_finds_no_older_version_says_so() {
    let site = repository();
    let program = Path::new(env!("CARGO_BIN_EXE_newsroom")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let templates = [
        include_str!("../../src/scaffold/site/github.yml"),
        include_str!("../../src/scaffold/site/gitea.yml"),
        include_str!("../../src/scaffold/site/gitlab.yml"),
    ];
    for template in templates {
        // The line that compares, and the one that it is prepared in.
        let lines = template.lines().map(str::trim);
        let lines = lines.map(|line| line.trim_start_matches("script: "));
        let is_one = |line: &&str| line.contains("git merge-base") || line.contains("--against ");
        let script = lines.filter(is_one).collect::<Vec<_>>().join("\n");
        // As the servers run it.
        let run = |target: &str| {
            Command::new("sh")
                .current_dir(site.root())
                .env("PATH", &path)
                .env("TARGET", target)
                .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", target)
                .args(["-e", "-c", &script])
                .output()
                .unwrap()
                .status
                .success()
        };
        git(
            site.root(),
            &["update-ref", "refs/remotes/origin/main", "HEAD"],
        );
        let known = if template.contains("merge-base") {
            "main"
        } else {
            "HEAD"
        };
        assert!(run(known), "{script}");
        for unknown in ["", "gone"] {
            assert!(!run(unknown), "{script}");
        }
    }
}

#[test]
fn a_change_that_repairs_the_older_version_can_be_checked() {
    let site = SiteTest::new(SITE);
    site.write("content/2025/05/clinic/hall.gif", GIF);
    let clinic = read(&site, "content/2025/05/clinic/index.zh.md");
    site.write(
        "content/2025/05/clinic/index.zh.md",
        "---\ntitle: 一\ndate: x\n---\n甲\n",
    );
    site.write(
        "content/2025/05/b.zh.md",
        "---\ntitle: 一\ndate: y\n---\n甲\n",
    );
    git(site.root(), &["init", "-q"]);
    git(site.root(), &["add", "-A"]);
    git(site.root(), &["commit", "-q", "-m", "one"]);
    git(site.root(), &["tag", "first"]);
    site.write("content/2025/05/clinic/index.zh.md", clinic);
    site.remove("content/2025/05/b.zh.md");
    let gaps = "warning[older-version-gaps]: first has 2 errors of its own, the first at content/2025/05/b.zh.md:3 there";
    let run = against(&site, &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(run.stderr.matches(gaps).count(), 1, "{}", run.stderr);
    assert_eq!(changes(&site), ["added /zh/2025/05/21/clinic/"]);
    // What is known of it is compared.
    site.remove("content/2025/03/fair.en.md");
    let run = against(&site, &[]);
    assert_eq!(run.status, 1);
    assert_eq!(broken(&site).len(), 1, "{}", run.stderr);
    // Without settings nothing is.
    site.write("content/topics.yaml", "[");
    git(site.root(), &["add", "-A"]);
    git(site.root(), &["commit", "-q", "-m", "two"]);
    git(site.root(), &["tag", "-f", "first"]);
    git(
        site.root(),
        &["checkout", "-q", "HEAD~1", "content/topics.yaml"],
    );
    let run = against(&site, &[]);
    assert_eq!(run.status, 1);
    let whole =
        "error[older-version-broken]: first cannot be compared, because it has 1 error of its own";
    assert_eq!(run.stderr.matches(whole).count(), 1, "{}", run.stderr);
    assert_eq!(site.run(&["diff", "first"]).status, 1);
    // One that leaves no address unknown is no reason not to compare.
    let site = repository();
    replace(
        &site,
        "content/2025/05/clinic/index.zh.md",
        "../../03/fair.zh.md",
        "../../03/fare.zh.md",
    );
    git(site.root(), &["commit", "-q", "-a", "-m", "broken link"]);
    git(site.root(), &["tag", "-f", "first"]);
    replace(
        &site,
        "content/2025/05/clinic/index.zh.md",
        "../../03/fare.zh.md",
        "../../03/fair.zh.md",
    );
    assert_eq!(against(&site, &[]).status, 0);
}

#[test]
fn lists_and_static_files_that_go_deserve_a_look() {
    let site = repository();
    site.remove("content/static/logo.txt");
    replace(&site, "content/topics.yaml", "health:", "medicine:");
    replace(
        &site,
        "content/2025/05/clinic/index.zh.md",
        "[health]",
        "[medicine]",
    );
    replace(
        &site,
        "content/site.yaml",
        "https://news.example.org/",
        "https://example.org/news/",
    );
    let run = against(&site, &["--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    for words in [
        "the file /logo.txt would no longer be there",
        "the list /zh/topics/health/ would no longer be there",
        "every page moves from https://news.example.org/ to https://example.org/news/",
    ] {
        assert_eq!(
            run.stdout.matches(words).count(),
            1,
            "{words} {}",
            run.stdout
        );
    }
}

#[test]
fn an_alias_has_one_owner_however_it_is_written() {
    // The other announcement has `/old/fair/`; there is a file /logo.txt.
    let cases = [
        ("/old/fair/", "address-taken"),
        ("/old/fair", "address-taken"),
        ("/old/%66air/", "address-taken"),
        ("/Old/Fair/", "address-alike"),
        ("/logo.txt", "address-taken"),
        ("/LOGO.txt", "address-alike"),
        ("/logo.txt/", "address-inside"),
        ("/zh/2025/03/05/fair/", "address-taken"),
        ("/zh/2025/03/05/FAIR/", "address-alike"),
        ("/ZH/", "address-alike"),
        ("/zh/index.html", "address-taken"),
        ("/zh/2025/05/21/clinic/", "alias-needless"),
        ("/a/, /a", "alias-needless"),
        ("/caf\u{e9}/, /cafe\u{301}/", ""),
        ("/free/", ""),
    ];
    for (alias, code) in cases {
        let site = repository();
        let line = format!("aliases: [{alias}]\ntopics:");
        replace(
            &site,
            "content/2025/05/clinic/index.zh.md",
            "topics:",
            &line,
        );
        let report = site.json("check");
        let found: Vec<_> = report["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["severity"] == "error")
            .collect();
        let codes: Vec<&str> = found
            .iter()
            .map(|one| one["code"].as_str().unwrap())
            .collect();
        let expected: &[&str] = if code.is_empty() { &[] } else { &[code] };
        assert_eq!(codes, expected, "{alias}");
        // The alias has to give way, whatever else claims the address.
        for one in found {
            assert_eq!(one["file"], "content/2025/05/clinic/index.zh.md", "{one}");
            assert_eq!(one["line"], 4, "{one}");
        }
    }
    // Another announcement's, in the other normal form.
    let site = repository();
    replace(
        &site,
        "content/2025/05/clinic/index.zh.md",
        "topics:",
        "aliases: [/caf\u{e9}/]\ntopics:",
    );
    replace(
        &site,
        "content/2025/03/fair.zh.md",
        "/old/fair/",
        "/cafe\u{301}/",
    );
    assert!(site.codes().contains(&"address-alike".to_owned()));
}

#[test]
fn a_translation_may_repeat_an_alias_and_not_have_its_own() {
    let site = repository();
    let aliases = |line: &str| {
        let english = "content/2025/03/fair.en.md";
        let text = read(&site, english);
        let (_, rest) = text.split_once("title:").unwrap();
        site.write(english, format!("---\n{line}title:{rest}"));
        site.codes()
            .iter()
            .any(|code| code == "fact-contradicts-original")
    };
    assert!(!aliases("aliases: [/old/fair/]\n"));
    assert!(aliases("aliases: [/en/old/fair/]\n"));
}
