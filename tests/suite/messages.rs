//! What newsroom says, in the language of its reader: by `--lang`, by the environment, in reports, help and usage.

use super::support::{NOW, Run, SiteTest};

const CHINESE: (&str, &str) = ("LC_ALL", "zh_CN.UTF-8");

/// A site with one announcement that has this front matter besides its date.
fn site(front_matter: &str) -> SiteTest {
    SiteTest::new(&format!(
        "=== content/2025/fair.zh.md
---
date: 2025-03-14
{front_matter}
---
千山市将举办春季招聘会。
"
    ))
}

#[track_caller]
fn check(site: &SiteTest, arguments: &[&str]) -> String {
    let arguments = [&["check", "--now", NOW], arguments].concat();
    without_timings(&site.run(&arguments))
}

/// Standard error without its last line.
fn without_timings(run: &Run) -> String {
    let lines: Vec<&str> = run.stderr.lines().collect();
    lines[..lines.len() - 1].join("\n")
}

#[test]
fn the_caret_stands_under_the_word_in_a_line_of_wide_characters() {
    let site = site("title: 春季招聘会\ntopics: [employment, helth]\ntranslation: none");
    let expected = "错误[unknown-topic]: 没有 `helth` 这个主题
 --> content/2025/fair.zh.md:4:22
  |
4 | topics: [employment, helth]
  |                      ^^^^^
  |
  = 怎么办: 您要写的是不是 `health`？
";
    let said = check(&site, &["--lang", "zh"]);
    assert!(said.starts_with(expected), "{said}");
    let site = self::site("title: 春季招聘会, titles: 招聘会");
    let said = check(&site, &["--lang=zh"]);
    let expected = "3 | title: 春季招聘会, titles: 招聘会
  |                          ^
";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn keys_that_were_translated_are_understood_and_given_back_in_english() {
    let site = site("标题：春季招聘会\nsummary: 招聘会");
    let said = check(&site, &["--lang", "zh"]);
    for words in [
        "错误[full-width-colon]: `标题` 后面是全角冒号",
        "错误[unknown-key]: 这里没有 `标题` 这个键",
        "= 怎么办: 您要写的是不是 `title`？",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let site = self::site("title: 招聘会\n栏目: [employment]");
    let said = check(&site, &[]);
    assert!(said.contains("did you mean `topics`?"), "{said}");
}

#[test]
fn the_environment_decides_unless_the_command_line_does() {
    let site = site("title: 春季招聘会\ntranslation: none");
    let chinese = "已检查 1 篇稿件";
    let english = "1 announcement";
    let said = |arguments: &[&str], variable| site.run_with(arguments, variable).stderr;
    for (arguments, variable, expected) in [
        (&["check"][..], CHINESE, chinese),
        (&["check"], ("LC_ALL", "en_GB.UTF-8"), english),
        (&["check"], ("LC_ALL", "fr_FR.UTF-8"), english),
        (&["check", "--lang", "en"], CHINESE, english),
        (&["--lang", "zh", "check"], ("LC_ALL", "C"), chinese),
    ] {
        let said = said(arguments, variable);
        assert!(
            said.contains(expected),
            "{arguments:?} {variable:?}: {said}"
        );
    }
}

#[test]
fn programs_read_the_same_fields_and_codes_in_both_languages() {
    let site = site("title: 春季招聘会\ntopics: [helth]\ntranslation: none");
    let of = |lang: &str| -> serde_json::Value {
        let run = site.run(&["check", "--now", NOW, "--format", "json", "--lang", lang]);
        serde_json::from_str(&run.stdout).unwrap()
    };
    let (mut english, mut chinese) = (of("en"), of("zh"));
    let take = |report: &mut serde_json::Value, key: &str| {
        report["diagnostics"][0][key]
            .take()
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(take(&mut english, "message"), "there is no topic `helth`");
    assert_eq!(take(&mut chinese, "message"), "没有 `helth` 这个主题");
    assert_eq!(take(&mut english, "help"), "did you mean `health`?");
    assert_eq!(take(&mut chinese, "help"), "您要写的是不是 `health`？");
    assert_eq!(english, chinese);
}

#[test]
fn lang_of_new_is_the_language_of_the_announcement() {
    let site = site("title: 春季招聘会\ntranslation: none");
    let run = site.run(&[
        "new",
        "--lang",
        "en",
        "Night clinic",
        "--date",
        "2025-04-01",
    ]);
    assert_eq!(run.stdout, "content/2025/04/night-clinic.en.md\n");
    assert!(
        run.stderr.contains("the address will end in"),
        "{}",
        run.stderr
    );
    let run = site.run(&[
        "--lang",
        "zh",
        "new",
        "--lang",
        "en",
        "Day clinic",
        "--date",
        "2025-04-01",
    ]);
    assert_eq!(run.stdout, "content/2025/04/day-clinic.en.md\n");
    assert!(
        run.stderr.contains("网址将以 /day-clinic/ 结尾"),
        "{}",
        run.stderr
    );
}

#[test]
fn wrong_usage_is_explained_in_chinese() {
    let site = site("title: 春季招聘会\ntranslation: none");
    for (arguments, expected) in [
        (
            &["chek"][..],
            "错误：没有 `chek` 这个命令。您要写的是不是 `check`？\n",
        ),
        (
            &["check", "--draft"],
            "错误：这里没有 `--draft` 这个参数。您要写的是不是 `--drafts`？\n",
        ),
        (
            &["check", "--now", "today"],
            "错误：`--now <RFC3339>` 不能写 `today`：请写带时区的时间，例如 2023-04-14T10:00:00+08:00\n",
        ),
        (
            &["check", "--format", "xml"],
            "错误：`--format <FORMAT>` 不能写 `xml`；可以写 text、json\n",
        ),
        (&["check", "--root"], "错误：`--root <DIR>` 后面缺少内容\n"),
        (&["init"], "错误：缺少 <DIR>\n"),
        (
            &["new", "春季招聘会", "--translate", "a.md"],
            "错误：`[HEADLINE]` 不能与 `--translate <FILE>` 同时使用，也不能重复\n",
        ),
    ] {
        let run = site.run_with(arguments, CHINESE);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(
            run.stderr.starts_with(expected),
            "{arguments:?}: {}",
            run.stderr
        );
        assert!(
            run.stderr.ends_with("要看说明，请用 --help。\n"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn help_is_in_the_language_of_its_reader() {
    let site = site("title: 春季招聘会\ntranslation: none");
    let run = site.run(&["help"]);
    assert!(run.stdout.contains("Usage: newsroom"), "{}", run.stdout);
    for arguments in [
        &["help", "check"][..],
        &["check", "--help"],
        &["check", "-h"],
    ] {
        let run = site.run_with(arguments, CHINESE);
        assert_eq!(run.status, 0);
        for words in [
            "用法：newsroom check",
            "选项:",
            "显示说明",
            "［默认：.］",
            "［可选：text、json］",
        ] {
            assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
        }
        for english in ["Print", "Usage", "default:", "possible values"] {
            assert!(!run.stdout.contains(english), "{english}: {}", run.stdout);
        }
    }
}

#[test]
fn shells_complete_commands_and_options() {
    let site = site("title: 春季招聘会\ntranslation: none");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = site.run(&["completions", shell]);
        assert_eq!(run.status, 0);
        for word in ["newsroom", "translated", "base-url"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(site.run(&["completions", "cmd"]).status, 2);
}

#[test]
fn each_command_has_a_man_page() {
    let site = site("title: 春季招聘会\ntranslation: none");
    let run = site.run(&["manual", "man1", "--lang", "zh"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page = |name: &str| std::fs::read_to_string(site.path(&format!("man1/{name}.1"))).unwrap();
    assert!(page("newsroom").contains("newsroom\\-check(1)"));
    assert!(page("newsroom-build").contains("输出文件夹"));
    site.write("file", "");
    assert_eq!(site.run(&["manual", "file/man1"]).status, 2);
}
