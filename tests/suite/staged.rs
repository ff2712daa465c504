//! `check --staged`: what the index holds decides, whatever the work tree holds, in real repositories and real hooks.

use std::process::Command;

use super::support::{GIF, NOW, Run, SiteTest, git, replace};

const SITE: &str = "
=== content/2025/03/招聘会 春季.zh.md
---
title: 云溪区召开春季招聘会
date: 2025-03-05
slug: fair
topics: [employment]
---
招聘会三月五日举行，提供岗位二百个。
=== content/2025/03/招聘会 春季.en.md
---
title: Spring job fair in Yunxi
---
The fair takes place on 5 March. It offers two hundred jobs.
=== content/2025/05/clinic/index.zh.md
---
title: 青岚区开通夜间门诊
date: 2025-05-21
topics: [health]
translation: none
---
门诊时间为十八时至二十二时。

![门诊楼](hall.gif)
=== content/2025/06/old.zh.md
---
title: 云溪区停水通知
date: 2025-06-07
translation: none
---
六月九日停水，见[没有的公告](none.zh.md)。
=== content/2025/07/draft.zh.md
---
title: 尚未公布的安排
date: 2025-07-01
status: draft
---
不公开。
";

/// The site in a repository with one commit. An announcement in it has an error of old.
fn repository() -> SiteTest {
    let site = SiteTest::new(SITE);
    site.write("content/2025/05/clinic/hall.gif", GIF);
    git(site.root(), &["init", "-q", "-b", "main"]);
    stage(&site);
    git(site.root(), &["commit", "-q", "-m", "one"]);
    site
}

fn stage(site: &SiteTest) {
    git(site.root(), &["add", "-A", "content"]);
}

fn check(site: &SiteTest) -> Run {
    site.run(&["check", "--staged", "--now", NOW])
}

/// The errors of what is staged.
#[track_caller]
fn errors(site: &SiteTest) -> Vec<String> {
    let run = site.run(&["check", "--staged", "--now", NOW, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let all = report["diagnostics"].as_array().unwrap().iter();
    let found: Vec<String> = all
        .filter(|one| one["severity"] == "error")
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap();
            format!("{} {}:{}", text("code"), text("file"), one["line"])
        })
        .collect();
    assert_eq!(run.status, i32::from(!found.is_empty()), "{}", run.stderr);
    found
}

const NEW: &str = "content/2025/08/new.zh.md";

fn announcement(matter: &str, body: &str) -> String {
    format!("---\ntitle: 八月安排\ndate: 2025-08-01\ntranslation: none\n{matter}---\n{body}\n")
}

#[test]
fn the_index_decides_and_not_the_work_tree() {
    let site = repository();
    let nothing = check(&site);
    assert_eq!(
        (nothing.status, nothing.stderr.as_str()),
        (0, "nothing of content/ is staged\n")
    );
    // In the folder, but not added.
    site.write(NEW, "no front matter");
    assert_eq!(check(&site).stderr, "nothing of content/ is staged\n");
    stage(&site);
    assert_eq!(errors(&site), [format!("no-front-matter {NEW}:1")]);
    // Mended in the folder, but not added again.
    site.write(NEW, announcement("", "正文。"));
    assert_eq!(errors(&site).len(), 1);
    stage(&site);
    let run = check(&site);
    assert_eq!(run.status, 0);
    assert_eq!(run.stderr, "1 announcement checked; 0 errors, 0 warnings\n");
}

#[test]
fn what_can_be_judged_of_an_announcement_alone_is_judged() {
    for (matter, body, expected) in [
        (
            "topics: [helth]\n",
            "正文。",
            &["unknown-topic content/2025/08/new.zh.md:5"][..],
        ),
        (
            "titel: 一\n",
            "正文。",
            &["unknown-key content/2025/08/new.zh.md:5"],
        ),
        (
            "",
            "见[公告](none.zh.md)。",
            &["broken-link content/2025/08/new.zh.md:6"],
        ),
        // Only in the folder; only in the index; changed by nobody.
        (
            "",
            "见[公告](unstaged.zh.md)。",
            &["broken-link content/2025/08/new.zh.md:6"],
        ),
        (
            "",
            "见[公告](staged.zh.md)、[方案](plan.pdf)和[门诊](../05/clinic/)。",
            &[],
        ),
        (
            "attachments: [{src: none.pdf}]\n",
            "正文。",
            &["missing-attachment content/2025/08/new.zh.md:5"],
        ),
        ("", "![楼](../05/clinic/hall.gif)", &[]),
        (
            "",
            "![楼](page.gif)",
            &["not-an-image content/2025/08/new.zh.md:6"],
        ),
        ("distinct_from: [2025/06/old]\n", "正文。", &[]),
        (
            "distinct_from: [2025/06/none]\n",
            "正文。",
            &["unknown-announcement content/2025/08/new.zh.md:5"],
        ),
        (
            "aliases: [/zh/]\n",
            "正文。",
            &["address-taken content/2025/08/new.zh.md:5"],
        ),
    ] {
        let site = repository();
        site.write(NEW, announcement(matter, body));
        site.write("content/2025/08/staged.zh.md", announcement("", "另一篇。"));
        site.write("content/2025/08/plan.pdf", "%PDF-1");
        site.write(
            "content/2025/08/page.gif",
            "<!doctype html><title>404</title>",
        );
        stage(&site);
        site.remove("content/2025/08/staged.zh.md");
        site.remove("content/2025/08/plan.pdf");
        site.write(
            "content/2025/08/unstaged.zh.md",
            announcement("", "还有一篇。"),
        );
        assert_eq!(errors(&site), expected, "{matter}{body}");
    }
}

#[test]
fn a_translation_is_judged_with_its_original() {
    let site = repository();
    let english = "content/2025/03/招聘会 春季.en.md";
    site.write(
        english,
        "---\ntitle: Spring job fair\ndate: 2025-03-06\n---\nThe fair. It has jobs.\n",
    );
    stage(&site);
    assert_eq!(errors(&site), [format!("two-originals {english}:3")]);
    site.write(
        "content/2025/03/招聘会 春季.eng.md",
        "---\ntitle: Fair\n---\nText.\n",
    );
    git(site.root(), &["rm", "-q", "--cached", english]);
    stage(&site);
    site.write(
        english,
        "---\ntitle: Spring job fair\n---\nThe fair offers jobs.\n",
    );
    stage(&site);
    assert_eq!(
        errors(&site),
        ["unknown-language content/2025/03/招聘会 春季.eng.md:1"]
    );
}

#[test]
fn pictures_of_an_announcement_are_looked_at_with_it() {
    let site = repository();
    site.write("content/2025/05/clinic/hall.gif", &GIF[..20]);
    stage(&site);
    assert_eq!(
        errors(&site),
        ["damaged-image content/2025/05/clinic/index.zh.md:9"]
    );
    site.remove("content/2025/05/clinic/hall.gif");
    stage(&site);
    assert_eq!(
        errors(&site),
        ["missing-image content/2025/05/clinic/index.zh.md:9"]
    );
}

#[test]
fn attachments_beside_an_announcement_are_looked_at_with_it() {
    for file in ["plan.pdf", "files/more/plan.pdf"] {
        let site = repository();
        let path = format!("content/2025/08/{file}");
        let matter = format!("attachments: [{{src: {file}}}]\n");
        site.write(NEW, announcement(&matter, "正文。"));
        site.write(&path, "%PDF-1");
        stage(&site);
        git(site.root(), &["commit", "-q", "-m", "two"]);
        site.remove(&path);
        stage(&site);
        // The address of the file is lost with it.
        let codes = ["address-vanishes", "missing-attachment"];
        assert_eq!(errors(&site), codes.map(|code| format!("{code} {NEW}:5")));
        // Not in a folder of theirs.
        site.write(&path, "%PDF-1");
        site.write("content/2025/09/files/other.pdf", "%PDF-1");
        stage(&site);
        let run = check(&site);
        assert_eq!(
            run.stderr,
            "0 announcements checked; 0 errors, 0 warnings\n"
        );
    }
}

#[cfg(unix)]
#[test]
fn pictures_that_git_keeps_elsewhere_are_fetched() {
    let site = repository();
    site.write(".gitattributes", "*.gif filter=lfs\n");
    site.write("elsewhere", GIF);
    let pointer = "echo version https://git-lfs.github.com/spec/v1";
    git(site.root(), &["config", "filter.lfs.clean", pointer]);
    let fetch = format!("cat '{}'", site.path("elsewhere").display());
    git(site.root(), &["config", "filter.lfs.smudge", &fetch]);
    site.write("content/2025/05/clinic/new.gif", GIF);
    replace(
        &site,
        "content/2025/05/clinic/index.zh.md",
        "hall.gif",
        "new.gif",
    );
    stage(&site);
    let kept = git(
        site.root(),
        &["cat-file", "-p", ":content/2025/05/clinic/new.gif"],
    );
    assert!(kept.starts_with("version"), "{kept}");
    assert!(errors(&site).is_empty());
    site.write("elsewhere", &GIF[..20]);
    assert_eq!(
        errors(&site),
        ["damaged-image content/2025/05/clinic/index.zh.md:9"]
    );
}

#[test]
fn a_public_address_is_not_committed_away() {
    let lost = |site: &SiteTest| {
        stage(site);
        errors(site)
    };
    let site = repository();
    site.remove("content/2025/07/draft.zh.md");
    assert!(lost(&site).is_empty());
    site.remove("content/2025/05/clinic/index.zh.md");
    assert_eq!(
        lost(&site),
        ["address-vanishes content/2025/05/clinic/index.zh.md:2"]
    );

    let site = repository();
    let (old, new) = ("content/2025/03/招聘会 春季", "content/2025/03/fair-2025");
    for lang in ["zh", "en"] {
        git(
            site.root(),
            &[
                "mv",
                &format!("{old}.{lang}.md"),
                &format!("{new}.{lang}.md"),
            ],
        );
    }
    // The slug is stated, so the address stays.
    assert!(lost(&site).is_empty());
    let original = format!("{new}.zh.md");
    let text = std::fs::read_to_string(site.path(&original)).unwrap();
    site.write(&original, text.replace("slug: fair\n", ""));
    assert_eq!(lost(&site), [format!("address-vanishes {original}:2")]);
    let help = check(&site).stderr;
    let line = "aliases: [/zh/2025/03/05/fair/, /en/2025/03/05/fair/]";
    assert!(help.contains(line), "{help}");
    site.write(&original, text.replace("slug: fair", line));
    assert!(lost(&site).is_empty());
    let withdrawn = "withdrawn: {date: 2025-12-01, reason: {zh: 误发, en: Error}, text: removed}";
    site.write(
        &original,
        text.replace("topics:", &format!("{withdrawn}\ntopics:")),
    );
    assert!(lost(&site).is_empty());
}

#[test]
fn a_static_file_that_goes_deserves_a_look() {
    let site = repository();
    for file in ["logo.txt", "notes/rules.md"] {
        site.write(&format!("content/static/{file}"), "of the office");
    }
    stage(&site);
    git(site.root(), &["commit", "-q", "-m", "two"]);
    site.remove("content/static/logo.txt");
    site.remove("content/static/notes/rules.md");
    site.write("content/static/new.txt", "new");
    stage(&site);
    let run = check(&site);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for address in ["/logo.txt", "/notes/rules.md"] {
        let words = format!("the file {address} would no longer be there");
        assert_eq!(run.stderr.matches(&words).count(), 1, "{}", run.stderr);
    }
    let counts = "0 announcements checked; 0 errors, 2 warnings\n";
    assert!(run.stderr.ends_with(counts), "{}", run.stderr);
}

#[test]
fn on_the_settings_everything_hangs() {
    let site = repository();
    site.write(
        "content/topics.yaml",
        "employment: {zh: 就业, en: Jobs}\nhealth: {zh: 卫生, en: Health}\n",
    );
    stage(&site);
    // What is wrong anywhere, as it is in the index.
    site.remove("content/2025/06/old.zh.md");
    assert_eq!(errors(&site), ["broken-link content/2025/06/old.zh.md:6"]);
    stage(&site);
    // And what is lost.
    assert_eq!(
        errors(&site),
        ["address-vanishes content/2025/06/old.zh.md:2"]
    );
    site.write("content/topics.yaml", "employment: {zh: 就业}\n");
    git(site.root(), &["reset", "-q", "--hard"]);
    site.write("content/site.yaml", "title: 无\n");
    stage(&site);
    assert!(
        errors(&site)
            .iter()
            .any(|one| one.starts_with("missing-key content/site.yaml"))
    );
}

#[test]
fn what_is_only_to_be_added_later_is_no_part_of_the_commit() {
    let site = repository();
    site.write(NEW, "no front matter");
    git(site.root(), &["add", "-N", NEW]);
    assert_eq!(check(&site).stderr, "nothing of content/ is staged\n");
    let other = "content/2025/09/other.zh.md";
    let topics = "employment: {zh: 就业, en: Jobs}\nhealth: {zh: 卫生, en: Health}\n";
    let steps = [
        // A part of the site; all of it.
        (other, announcement("", "见[安排](../08/new.zh.md)。")),
        ("content/topics.yaml", topics.to_owned()),
    ];
    let broken = format!("broken-link {other}:6");
    for (path, text) in steps {
        site.write(path, text);
        git(site.root(), &["add", path]);
        let found = errors(&site);
        assert!(found.contains(&broken), "{found:?}");
        assert!(!found.iter().any(|one| one.contains(NEW)), "{found:?}");
    }
    // In the last commit it was whole: this one deletes it.
    let site = repository();
    let clinic = "content/2025/05/clinic/index.zh.md";
    git(site.root(), &["rm", "-q", "--cached", clinic]);
    git(site.root(), &["add", "-N", clinic]);
    assert_eq!(errors(&site), [format!("address-vanishes {clinic}:2")]);
}

#[test]
fn what_a_sparse_checkout_leaves_out_is_in_the_index() {
    let site = repository();
    git(
        site.root(),
        &["sparse-checkout", "set", "--cone", "content/2025/03"],
    );
    assert!(!site.path("content/2025/06/old.zh.md").exists());
    site.write(
        "content/topics.yaml",
        "employment: {zh: 就业, en: Jobs}\nhealth: {zh: 卫生, en: Health}\n",
    );
    git(site.root(), &["add", "content/topics.yaml"]);
    assert_eq!(errors(&site), ["broken-link content/2025/06/old.zh.md:6"]);
}

#[test]
fn the_first_commit_is_checked_as_a_whole() {
    let site = SiteTest::new(SITE);
    site.write("content/2025/05/clinic/hall.gif", GIF);
    git(site.root(), &["init", "-q"]);
    stage(&site);
    assert_eq!(errors(&site), ["broken-link content/2025/06/old.zh.md:6"]);
    git(
        site.root(),
        &["rm", "-q", "--cached", "content/2025/06/old.zh.md"],
    );
    let run = check(&site);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("the whole site as it is staged, 2 announcements checked"),
        "{}",
        run.stderr
    );
    // A commit before there is a site.
    let site = SiteTest::new("");
    site.write("README", "");
    git(site.root(), &["init", "-q"]);
    git(site.root(), &["add", "README"]);
    git(site.root(), &["commit", "-q", "-m", "one"]);
    stage(&site);
    assert_eq!(check(&site).status, 0, "{}", check(&site).stderr);
}

#[test]
fn without_a_repository_nothing_can_be_staged() {
    let site = SiteTest::new(SITE);
    let run = site.run_with(&["check", "--staged"], ("GIT_CEILING_DIRECTORIES", "/"));
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("is in no git repository"),
        "{}",
        run.stderr
    );
    let others = [
        "--against=x",
        "--base-url=https://example.org/",
        "--drafts",
        "--translations",
    ];
    for other in others {
        assert_eq!(site.run(&["check", "--staged", other]).status, 2, "{other}");
    }
}

#[test]
fn a_merge_is_judged_when_it_is_resolved() {
    let site = repository();
    let path = "content/2025/05/clinic/index.zh.md";
    let text = std::fs::read_to_string(site.path(path)).unwrap();
    git(site.root(), &["checkout", "-q", "-b", "other"]);
    site.write(path, text.replace("二十二时", "二十三时"));
    git(site.root(), &["commit", "-q", "-a", "-m", "other"]);
    git(site.root(), &["checkout", "-q", "main"]);
    site.write(path, text.replace("二十二时", "二十四时"));
    git(site.root(), &["commit", "-q", "-a", "-m", "main"]);
    let merge = Command::new("git")
        .current_dir(site.root())
        .args([
            "-c",
            "user.name=o",
            "-c",
            "user.email=o@example.org",
            "merge",
            "-q",
            "other",
        ])
        .output()
        .unwrap();
    assert!(!merge.status.success());
    let run = check(&site);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains(&format!("a merge is not finished in\n  {path}\n")),
        "{}",
        run.stderr
    );
    stage(&site);
    // With the marks of the conflict in it.
    let found = errors(&site);
    assert!(
        found.len() == 1 && found[0].starts_with(&format!("merge-conflict {path}:")),
        "{found:?}"
    );
    site.write(path, text.replace("topics", "<<<<<<< HEAD\ntopics"));
    stage(&site);
    assert_eq!(errors(&site), [format!("yaml {path}:4")]);
}

#[cfg(unix)]
mod hooks {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    /// Commits with the hook of a new site; whether git did it, and what was said.
    fn commit(folder: &Path, arguments: &[&str]) -> (bool, String) {
        let program = Path::new(env!("CARGO_BIN_EXE_newsroom")).parent().unwrap();
        let path = std::env::var("PATH").unwrap();
        let output = Command::new("git")
            .current_dir(folder)
            .env("PATH", format!("{}:{path}", program.display()))
            .args(["-c", "user.name=o", "-c", "user.email=o@example.org"])
            .args(["commit", "-q", "-m", "more"])
            .args(arguments)
            .output()
            .unwrap();
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    }

    /// The site of [`repository`], at the top or in a folder of its repository, with the hook turned on.
    fn with_hook(root: Option<&str>) -> SiteTest {
        let site = repository();
        let hook = include_str!("../../src/scaffold/site/pre-commit");
        let option = root.map_or_else(String::new, |root| format!(" --root '{root}'"));
        let command = format!("newsroom check --staged{option}");
        site.write(
            ".githooks/pre-commit",
            hook.replace("newsroom check --staged", &command),
        );
        let executable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(site.path(".githooks/pre-commit"), executable).unwrap();
        if let Some(root) = root {
            std::fs::create_dir_all(site.path(root)).unwrap();
            git(site.root(), &["mv", "content", &format!("{root}/content")]);
            git(site.root(), &["commit", "-q", "-m", "moved"]);
        }
        let hooks = site.path(".githooks");
        git(
            site.root(),
            &["config", "core.hooksPath", hooks.to_str().unwrap()],
        );
        site
    }

    #[test]
    fn git_commit_in_all_its_ways_asks_the_hook() {
        for root in [None, Some("press office")] {
            let site = with_hook(root);
            let at =
                |path: &str| root.map_or_else(|| path.to_owned(), |root| format!("{root}/{path}"));
            let file = at("content/2025/05/clinic/index.zh.md");
            let text = std::fs::read_to_string(site.path(&file)).unwrap();
            let broken = text.replace("topics", "topcs");
            site.write(&file, &broken);
            // -a and a named file have an index of their own.
            for arguments in [&["-a"][..], &[&file], &["-i", &file]] {
                let (done, said) = commit(site.root(), arguments);
                assert!(
                    !done && said.contains("error[unknown-key]"),
                    "{arguments:?} {said}"
                );
                assert!(said.contains("git commit --no-verify"), "{said}");
            }
            git(site.root(), &["reset", "-q"]);
            site.write(&file, text.replace("二十二时", "二十三时"));
            let (done, said) = commit(site.root(), &[&file]);
            assert!(done, "{said}");
            // The settings are read from that index too.
            let settings = at("content/site.yaml");
            let yaml = std::fs::read_to_string(site.path(&settings)).unwrap();
            site.write(&settings, format!("{yaml}titel: x\n"));
            let (done, said) = commit(site.root(), &["-a"]);
            assert!(!done && said.contains("error[unknown-key]"), "{said}");
            site.write(&settings, &yaml);
            git(site.root(), &["rm", "-q", &file]);
            let (done, said) = commit(site.root(), &[]);
            assert!(!done && said.contains("error[address-vanishes]"), "{said}");
            assert!(commit(site.root(), &["--no-verify"]).0);
        }
    }

    #[test]
    fn a_second_work_tree_has_an_index_of_its_own() {
        let site = with_hook(None);
        git(
            site.root(),
            &["worktree", "add", "-q", "second", "-b", "second"],
        );
        let second = site.path("second");
        // What is wrong in the first is none of its business.
        site.write(NEW, "no front matter");
        stage(&site);
        let path = "second/content/2025/05/clinic/index.zh.md";
        let text = std::fs::read_to_string(site.path(path)).unwrap();
        site.write(path, text.replace("二十二时", "二十三时"));
        let (done, said) = commit(&second, &["-a"]);
        assert!(done, "{said}");
        site.write(path, text.replace("topics", "topcs"));
        let (done, said) = commit(&second, &["-a"]);
        assert!(!done && said.contains("error[unknown-key]"), "{said}");
    }
}
