//! The life of a translation: paired with its original whichever language that is, owed by a time, outdated and
//! stamped anew, and its place in the table of `check`.

use super::support::{GIF, NOW, SiteTest, alternates, main_of, tags_named, text, words};

/// Severity, code, file and line of all diagnostics of a check at a time.
#[track_caller]
fn problems_at(site: &SiteTest, now: &str) -> Vec<String> {
    let run = site.run(&["check", "--now", now, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let one = |one: &serde_json::Value| {
        format!(
            "{} {} {}:{}",
            one["severity"].as_str().unwrap(),
            one["code"].as_str().unwrap(),
            one["file"].as_str().unwrap().trim_start_matches("content/"),
            one["line"]
        )
    };
    report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(one)
        .collect()
}

#[track_caller]
fn problems(site: &SiteTest) -> Vec<String> {
    problems_at(site, NOW)
}

/// An announcement `a` with this front matter in the original and the translation, besides the headlines.
fn pair(original: &str, translation: &str) -> SiteTest {
    let site = SiteTest::new(&format!(
        "=== content/a.zh.md
---
title: 夜间门诊开放
{original}
---
青岚医院开设夜间门诊。
=== content/a.en.md
---
title: Night clinic opens
{translation}
---
Qinglan Hospital opens a night clinic.
=== content/plan.pdf
%PDF
"
    ));
    site.write("content/fair.gif", GIF);
    site
}

// Pairing

#[test]
fn a_translation_may_repeat_each_fact_equally() {
    const ORIGINAL: &str = "date: 2025-05-20 10:00
topics: [employment, health]
slug: clinic
titles: {en: Clinic}
issuer: {zh: [市卫生局, 市财政局], en: [Health Bureau, Finance Bureau]}
source: 千山日报
source_url: https://example.org/a
document_number: 千政〔2025〕1号
keywords: [门诊, 夜间]
series: {id: clinics, number: 3}
image: {src: fair.gif, alt: {zh: 门诊, en: Clinic}, credit: 陈}
attachments: [{src: plan.pdf, title: {zh: 方案, en: Plan}}]
status: withdrawn
withdrawn: {date: 2025-06-03, reason: {zh: 有误, en: In error}, text: kept}
embargo: 2025-05-20
updates: [{date: 2025-05-21, note: {zh: 更正, en: Correction}}]
translation: {required: {by: 2025-06-01 18:00}}
aliases: [/old/]";
    // The same in other words: another order, an instant in another zone, the text of its own language alone,
    // what the file name says, and less than all of a map.
    const REPEATED: &str = "date: 2025-05-20T02:00:00Z
topics: [health, employment]
slug: clinic
titles: {en: Clinic}
issuer: [Health Bureau, Finance Bureau]
source: 千山日报
source_url: https://example.org/a
document_number: 千政〔2025〕1号
keywords:
  - 夜间
  - 门诊
series: {id: clinics}
image: {src: fair.gif, alt: Clinic}
attachments: [{src: plan.pdf, title: Plan}]
status: withdrawn
withdrawn: {date: 2025-06-03, reason: In error}
embargo: 2025-05-20
updates: [{date: 2025-05-21, note: {en: Correction}}]
translation: {required: {by: 2025-06-01 18:00}}
aliases: [/old/]";
    let alone = pair(ORIGINAL, "summary: A clinic.");
    let repeated = pair(ORIGINAL, &format!("summary: A clinic.\n{REPEATED}"));
    let expected = ["warning series-without-title a.zh.md:12"];
    assert_eq!(problems(&repeated), expected);
    assert_eq!(problems(&alone), expected);
    assert!(alone.build() == repeated.build(), "nothing is said twice");
}

#[test]
fn each_fact_that_differs_is_an_error_at_its_line() {
    const ORIGINAL: &str = "date: 2025-05-20
topics: [health]
slug: clinic
titles: {en: Clinic}
issuer: {zh: 市卫生局, en: Health Bureau}
source: {zh: 千山日报, en: Qianshan Daily}
source_url: https://example.org/a
document_number: 千政〔2025〕1号
keywords: [门诊]
series: {id: clinics, number: 3}
image: {src: fair.gif, alt: {zh: 门诊, en: Clinic}, credit: 陈}
attachments: [{src: plan.pdf, title: {zh: 方案, en: Plan}}]
status: withdrawn
withdrawn: {date: 2025-06-03, reason: {zh: 有误, en: In error}}
embargo: 2025-05-20
updates: [{date: 2025-05-21, note: {zh: 更正, en: Correction}}]
translation: none
aliases: [/old/]";
    for changed in [
        "topics: [health, employment]",
        "slug: clinics",
        "titles: {en: Clinics}",
        "issuer: 市卫生局",
        "issuer: {zh: 市财政局, en: Health Bureau}",
        "source: 千山日报",
        "source_url: https://example.org/b",
        "document_number: 千政〔2025〕2号",
        "keywords: [clinic]",
        "series: {id: clinics, number: 4}",
        "series: {id: fairs}",
        "image: {src: plan.pdf, alt: Clinic}",
        "image: {src: fair.gif, alt: Hospital}",
        "image: {src: fair.gif, credit: Chen}",
        "attachments: [{src: plan.pdf, title: Scheme}]",
        "attachments: []",
        "status: published",
        "embargo: 2025-05-20 01:00",
        "withdrawn: {date: 2025-06-04, reason: In error}",
        "withdrawn: {date: 2025-06-03, reason: Out of date}",
        "withdrawn: {date: 2025-06-03, reason: In error, text: removed}",
        "updates: [{date: 2025-05-22, note: Correction}]",
        "updates: [{date: 2025-05-21, note: Correction, minor: true}]",
        "translation: required",
        "aliases: [/old/, /older/]",
    ] {
        let found = problems(&pair(ORIGINAL, changed));
        let error = "error fact-contradicts-original a.en.md:3";
        assert!(found.contains(&error.to_owned()), "{changed}: {found:?}");
    }
    for added in ["duplicate_of: b", "distinct_from: [b]"] {
        let found = problems(&pair(ORIGINAL, added));
        assert_eq!(
            found.first().unwrap(),
            "error fact-not-in-original a.en.md:3"
        );
    }
    // What is the default is stated by nobody and contradicted by no one who says it.
    let defaults = pair(
        "date: 2025-05-20",
        "slug: a\nstatus: published\ntranslation: expected",
    );
    assert_eq!(problems(&defaults), [""; 0]);
}

#[test]
fn of_two_dates_the_stamp_then_the_facts_then_the_languages_say_which_edition_is_the_original() {
    let original = |original: &str, translation: &str| {
        let page = "zh/2025/05/20/a/index.html";
        let tree = pair(original, translation).build();
        let default = alternates(text(&tree, page))
            .into_iter()
            .find(|(tag, _)| tag == "x-default");
        default.unwrap().1.contains("/zh/")
    };
    assert!(original("date: 2025-05-20", "date: 2025-05-20"));
    assert!(original(
        "date: 2025-05-20\ntopics: [health]",
        "date: 2025-05-20"
    ));
    assert!(!original(
        "date: 2025-05-20",
        "date: 2025-05-20\ntopics: [health]"
    ));
    assert!(!original(
        "date: 2025-05-20\ntranslates: 123456789012",
        "date: 2025-05-20"
    ));
    // With a stamp a date is a repeated one, which must be the same.
    let contradiction = pair(
        "date: 2025-05-20",
        "date: 2025-05-21\ntranslates: 123456789012",
    );
    assert_eq!(
        problems(&contradiction)[0],
        "error fact-contradicts-original a.en.md:3"
    );
    let two = pair("date: 2025-05-20", "date: 2025-05-21");
    assert_eq!(problems(&two), ["error two-originals a.en.md:3"]);
}

#[test]
fn a_translation_of_a_broken_original_is_not_blamed() {
    let broken = pair(
        "date: 20 May",
        "date: 2025-05-20\ntranslates: 123456789012\ntopics: [health]",
    );
    assert_eq!(problems(&broken), ["error date-form a.zh.md:3"]);
}

#[test]
fn of_a_translation_without_an_original_the_stamp_is_looked_at_too() {
    let site = pair("translates: 123456789012", "translates: a.zh.md");
    assert_eq!(
        problems(&site),
        [
            "error bad-fingerprint a.en.md:3",
            "error no-original a.zh.md:2"
        ]
    );
}

// Policy

/// An original in Chinese without a translation.
fn alone(matter: &str, site_yaml: &str) -> SiteTest {
    let site = SiteTest::new(&format!(
        "=== content/a.zh.md\n---\ntitle: 夜间门诊开放\ndate: 2025-05-20\n{matter}\n---\n青岚医院开设夜间门诊。\n"
    ));
    let yaml = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}{site_yaml}"));
    site
}

#[test]
fn a_translation_required_by_a_time_is_a_warning_until_then_and_an_error_from_then_on() {
    let site = alone("translation: {required: {by: 2025-06-01 18:00}}", "");
    let due = ["warning translation-due a.zh.md:2"];
    let missing = ["error translation-required a.zh.md:2"];
    // In the zone of the site, which is eight hours ahead.
    assert_eq!(problems_at(&site, "2025-06-01T09:59:59Z"), due);
    assert_eq!(problems_at(&site, "2025-06-01T10:00:00Z"), missing);
    // A day is a time until its end.
    let day = alone("translation:\n  required:\n    by: 2025-06-01", "");
    assert_eq!(problems_at(&day, "2025-06-01T15:59:59Z"), due);
    assert_eq!(problems_at(&day, "2025-06-01T16:00:00Z"), missing);
    // A headline is no translation.
    let headline = alone(
        "translation: {required: {by: 2025-06-01}}\ntitles: {en: Clinic}",
        "",
    );
    assert_eq!(problems_at(&headline, "2025-06-02T00:00:00Z"), missing);
    let run = site.run(&["check", "--now", NOW]);
    let said = "requires a translation by 2025-06-01 18:00, and has none in `en`";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

#[test]
fn the_site_states_a_default_and_an_announcement_its_own() {
    let found = |matter, site| problems(&alone(matter, site));
    assert_eq!(
        found("slug: a", "translation: required"),
        ["error translation-required a.zh.md:2"]
    );
    assert_eq!(found("slug: a", "translation: none"), [""; 0]);
    assert_eq!(
        found("slug: a", "translation: expected"),
        ["warning translation-missing a.zh.md:2"]
    );
    assert_eq!(found("translation: none", "translation: required"), [""; 0]);
    assert_eq!(
        found("translation: required", "translation: none"),
        ["error translation-required a.zh.md:2"]
    );
    assert_eq!(
        found("slug: a", "translation: always"),
        [
            "warning translation-missing a.zh.md:2",
            "error unknown-choice site.yaml:5",
        ]
    );
}

#[test]
fn a_policy_that_is_none_says_what_to_write() {
    for (policy, code) in [
        ("{required: 2025-06-01}", "wrong-kind"),
        ("{required: {until: 2025-06-01}}", "missing-key"),
        ("{required: {by: soon}}", "date-form"),
        ("{expected: {by: 2025-06-01}}", "unknown-key"),
        ("requird", "unknown-choice"),
    ] {
        let found = alone(&format!("translation: {policy}"), "").codes();
        assert!(found.contains(&code.to_owned()), "{policy}: {found:?}");
    }
}

#[test]
fn what_is_not_public_yet_does_not_hold_up_the_others() {
    let due = ["warning translation-due a.zh.md:2"];
    let draft = alone("translation: required\nstatus: draft", "");
    assert_eq!(problems(&draft), due);
    let run = draft.run(&["build", "--now", NOW, "--drafts"]);
    assert_eq!(
        run.status, 0,
        "a look in the office shows it: {}",
        run.stderr
    );
    let embargoed = alone("translation: required\nembargo: 2025-06-01", "");
    assert_eq!(problems_at(&embargoed, "2025-05-31T15:59:59Z"), due);
    let missing = ["error translation-required a.zh.md:2"];
    assert_eq!(problems_at(&embargoed, "2025-05-31T16:00:00Z"), missing);
}

#[test]
fn the_translation_of_a_draft_is_looked_at_before_its_day() {
    let repeated = "千山市人民政府今天公布夜间门诊的安排，青岚区和云溪区各有三家医院开放，接诊时间为十八时至二十二时。";
    let matter = "date: 2025-05-20\nembargo: 2025-06-01\ntranslation: required\nslug: a";
    let site = pair(matter, "translates: 123456789012");
    let stale = "warning stale-translation a.en.md:3";
    assert_eq!(problems_at(&site, "2025-05-31T15:59:59Z"), [stale]);
    site.write(
        "content/a.zh.md",
        format!("---\ntitle: 甲\n{matter}\n---\n{repeated}\n"),
    );
    site.write(
        "content/a.en.md",
        format!("---\ntitle: A\n---\n{repeated}\n"),
    );
    let copy = "untranslated-copy a.en.md:4";
    assert_eq!(
        problems_at(&site, "2025-05-31T15:59:59Z"),
        [format!("warning {copy}")]
    );
    assert_eq!(
        problems_at(&site, "2025-05-31T16:00:00Z"),
        [format!("error {copy}")]
    );
}

// Stale translations

const ORIGINAL: &str = "---
title: 千山市召开春季招聘会
date: 2024-03-05
---
招聘会三月五日举行，提供岗位三千个。报名截至三月一日。请携带**身份证**入场，
免费停车。

- 地点：市民广场。
- 电话：0412-5550126。

欢迎参加！
";

/// An original in Chinese with a translation that has been stamped.
fn stamped() -> SiteTest {
    let site = SiteTest::new(&format!(
        "=== content/2024/fair.zh.md\n{ORIGINAL}=== content/2024/fair.en.md\n---\ntitle: Spring job fair\n---\nThe fair opens on 5 March.\n"
    ));
    let run = site.run(&["translated", "content/2024/fair.en.md"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(
        run.stderr,
        "content/2024/fair.en.md: stamped as a translation of content/2024/fair.zh.md as it is now\n"
    );
    site
}

/// Replaces each first text by the second in a file, which must hold it.
#[track_caller]
fn edit(site: &SiteTest, path: &str, changes: &[(&str, &str)]) {
    let mut text = std::fs::read_to_string(site.path(path)).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{old} is not in {text}");
        text = text.replacen(old, new, 1);
    }
    site.write(path, text);
}

const ZH: &str = "content/2024/fair.zh.md";
const EN: &str = "content/2024/fair.en.md";
const PAGE: &str = "en/2024/03/05/fair/index.html";

/// The notices at the top of a page.
fn notices(page: &str) -> Vec<String> {
    let header = main_of(page).split_once("<h1").unwrap().0;
    header
        .split("<p class=notice>")
        .skip(1)
        .map(words)
        .collect()
}

#[test]
fn a_changed_original_is_said_to_the_editor_sentence_by_sentence() {
    let site = stamped();
    assert_eq!(problems(&site), [""; 0]);
    edit(
        &site,
        ZH,
        &[
            ("召开", "举办"),
            ("三千个", "四千个"),
            ("- 电话：0412-5550126。\n", ""),
            ("欢迎参加！", "欢迎参加！现场另设咨询台。"),
        ],
    );
    let report = site.json("check");
    let diagnostic = &report["diagnostics"][0];
    assert_eq!(diagnostic["code"], "stale-translation");
    assert_eq!(diagnostic["severity"], "warning");
    assert_eq!(
        (&diagnostic["file"], &diagnostic["line"]),
        (&EN.into(), &3.into())
    );
    assert_eq!(
        diagnostic["message"],
        "content/2024/fair.zh.md has changed since this translation was made from it:
  headline, changed: 千山市举办春季招聘会
  line 5, changed: 招聘会三月五日举行，提供岗位四千个。
  after line 8, gone: 1 sentence
  line 10, new: 现场另设咨询台。"
    );
    let drawn = site.run(&["check", "--now", NOW]).stderr;
    assert!(drawn.contains("::: content/2024/fair.zh.md:5:1"), "{drawn}");
    // Stamped again, it is up to date again.
    assert_eq!(site.run(&["translated", EN]).status, 0);
    assert_eq!(problems(&site), [""; 0]);
}

#[test]
fn readers_are_told_and_led_to_the_original_until_the_translation_is_stamped_again() {
    let site = stamped();
    assert_eq!(notices(text(&site.build(), PAGE)), [""; 0]);
    edit(&site, ZH, &[("三千个", "四千个")]);
    let tree = site.build();
    assert_eq!(
        notices(text(&tree, PAGE)),
        [
            "This translation is not up to date The original has been changed since this translation was made. Read the original in Chinese"
        ]
    );
    let links = tags_named(main_of(text(&tree, PAGE)), "a");
    let original = links
        .iter()
        .find(|link| link.words == "Read the original in Chinese")
        .unwrap();
    assert_eq!(original.value("href"), "/zh/2024/03/05/fair/");
    assert_eq!(original.value("hreflang"), "zh-Hans");
    assert_eq!(
        notices(text(&tree, "zh/2024/03/05/fair/index.html")),
        [""; 0]
    );
    assert_eq!(
        alternates(text(&tree, PAGE)).len(),
        3,
        "it is a translation all the same"
    );
    // The date of the change is that of the newest update.
    let dated = "date: 2024-03-05\nupdates: [{date: 2024-03-08, note: 一}, {date: 2024-03-07 09:00, note: 二}]\n";
    edit(&site, ZH, &[("date: 2024-03-05\n", dated)]);
    assert_eq!(
        notices(text(&site.build(), PAGE)),
        [
            "This translation is not up to date The original was changed on 8 March 2024, after this translation was made. Read the original in Chinese"
        ]
    );
    assert!(
        !site
            .run(&["check", "--now", NOW])
            .stderr
            .contains("An entry in the original's `updates`")
    );
    site.run(&["translated", EN]);
    assert_eq!(notices(text(&site.build(), PAGE)), [""; 0]);
    // An update that was there when the translation was made is no date of a later change, nor is one before it.
    let earlier = "updates: [{date: 2024-03-06, note: 零}, ";
    edit(&site, ZH, &[("四千个", "五千个"), ("updates: [", earlier)]);
    let notice = &notices(text(&site.build(), PAGE))[0];
    assert!(notice.contains("has been changed since"), "{notice}");
    assert!(
        site.run(&["check", "--now", NOW])
            .stderr
            .contains("An entry in the original's `updates`")
    );
}

#[test]
fn a_stamp_that_is_up_to_date_changes_no_byte() {
    let site = stamped();
    let with = site.build();
    let text = std::fs::read_to_string(site.path(EN)).unwrap();
    let stamp = text.lines().find(|line| line.starts_with("translates: "));
    edit(&site, EN, &[(&format!("{}\n", stamp.unwrap()), "")]);
    assert!(with == site.build());
}

#[test]
fn what_no_reader_would_call_a_change_is_none() {
    let site = stamped();
    edit(
        &site,
        ZH,
        &[
            ("三月五日举行，提供", "三月五日举行,\n提供"),
            ("**身份证**", "身份证"),
            ("欢迎参加！", "欢迎参加!\n\n【打印】【关闭】"),
            (
                "title: 千山市召开",
                "topics: [employment]\ntitle: 千山市 召开",
            ),
        ],
    );
    assert_eq!(problems(&site), [""; 0]);
}

#[test]
fn the_hash_alone_tells_that_something_changed_and_no_stamp_tells_nothing() {
    let site = stamped();
    let text = std::fs::read_to_string(site.path(EN)).unwrap();
    let stamp = text
        .lines()
        .find(|line| line.starts_with("translates: "))
        .unwrap();
    let hash = &stamp[.."translates: 123456789012".len()];
    site.write(EN, text.replace(stamp, hash));
    assert_eq!(problems(&site), [""; 0]);
    edit(&site, ZH, &[("三千个", "四千个")]);
    assert_eq!(
        site.json("check")["diagnostics"][0]["message"],
        "content/2024/fair.zh.md has changed since this translation was made from it"
    );
    site.write(EN, text.replace(stamp, ""));
    assert_eq!(problems(&site), [""; 0]);
    // What YAML takes for a number is read as it is written.
    for number in [
        "123456789012",
        "12e4567890ab",
        "0x3456789012",
        "000000000000",
    ] {
        site.write(EN, text.replace(stamp, &format!("translates: {number}")));
        let code = if number.contains('x') {
            "bad-fingerprint"
        } else {
            "stale-translation"
        };
        assert_eq!(site.codes(), [code], "{number}");
    }
}

#[test]
fn an_original_of_very_many_sentences_is_stamped_without_them() {
    let site = stamped();
    let long: String = (0..600)
        .map(|number| format!("第{number}条适用于全市。"))
        .collect();
    site.write(ZH, format!("{ORIGINAL}\n{long}\n"));
    site.run(&["translated", EN]);
    let text = std::fs::read_to_string(site.path(EN)).unwrap();
    let stamp = text
        .lines()
        .find(|line| line.starts_with("translates: "))
        .unwrap();
    assert_eq!(stamp.len(), "translates: 123456789012.0".len());
    edit(&site, ZH, &[("第100条", "第壹佰条")]);
    assert_eq!(
        problems(&site),
        ["warning stale-translation 2024/fair.en.md:3"]
    );
}

#[test]
fn with_english_as_the_original_all_is_the_same() {
    let site = SiteTest::new(
        "=== content/2024/visit.en.md
---
title: Office hours for visitors
date: 2024-03-05
topics: [health]
translation: required
---
The office is open from 9:30 to 16:00. Please bring your passport.
=== content/2024/visit.zh.md
---
title: 访客接待时间
topics: [health]
---
接待时间为9:30至16:00，请携带护照。
",
    );
    assert_eq!(
        site.run(&["translated", "content/2024/visit.zh.md"]).status,
        0
    );
    assert_eq!(problems(&site), [""; 0]);
    let page = "zh/2024/03/05/visit/index.html";
    let default = alternates(text(&site.build(), page)).pop().unwrap();
    assert_eq!(
        default,
        (
            "x-default".into(),
            "https://news.example.org/en/2024/03/05/visit/".into()
        )
    );
    edit(
        &site,
        "content/2024/visit.en.md",
        &[
            ("your passport", "an identity card"),
            (
                "title",
                "updates: [{date: 2024-03-09, note: {en: New, zh: 新}}]\ntitle",
            ),
        ],
    );
    assert_eq!(
        site.json("check")["diagnostics"][0]["message"],
        "content/2024/visit.en.md has changed since this translation was made from it:\n  line 8, changed: Please bring an identity card."
    );
    assert_eq!(
        notices(text(&site.build(), page)),
        ["译文尚未更新 原文已于2024年3月9日修改，本译文尚未作相应更新。 查看英文原文"]
    );
    edit(
        &site,
        "content/2024/visit.zh.md",
        &[("[health]", "[employment]")],
    );
    assert_eq!(
        problems(&site)[0],
        "error fact-contradicts-original 2024/visit.zh.md:3"
    );
    site.remove("content/2024/visit.zh.md");
    assert_eq!(
        problems(&site),
        ["error translation-required 2024/visit.en.md:3"]
    );
}

// newsroom translated

#[test]
fn stamping_touches_nothing_else_in_the_file() {
    let site = stamped();
    let windows = "\u{FEFF}---\r\ntitle: 'Fair'  # short\r\ntranslates: 000000000000  # by Li\r\n\r\n---\r\nThe fair opens.\r\n";
    site.write(EN, windows);
    assert_eq!(site.run(&["translated", EN]).status, 0);
    let after = std::fs::read_to_string(site.path(EN)).unwrap();
    let (before_stamp, rest) = windows.split_once("000000000000").unwrap();
    let stamp = after
        .strip_prefix(before_stamp)
        .unwrap()
        .strip_suffix(rest)
        .unwrap();
    assert!(
        stamp.len() > 12 && !stamp.contains(char::is_whitespace),
        "{stamp}"
    );
    let again = site.run(&["translated", EN]);
    assert_eq!(again.status, 0);
    assert!(
        again.stderr.ends_with("nothing to do\n"),
        "{}",
        again.stderr
    );
    assert_eq!(std::fs::read_to_string(site.path(EN)).unwrap(), after);
}

#[test]
fn a_file_that_cannot_be_written_stays_as_it_was() {
    let site = stamped();
    edit(&site, ZH, &[("三千个", "四千个")]);
    let before = std::fs::read(site.path(EN)).unwrap();
    // Where the new text is written first, nothing can be.
    let occupied = site.path(&format!("{EN}.new"));
    std::fs::create_dir(&occupied).unwrap();
    let run = site.run(&["translated", EN]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("cannot be written"), "{}", run.stderr);
    assert_eq!(std::fs::read(site.path(EN)).unwrap(), before);
    std::fs::remove_dir(&occupied).unwrap();
    assert_eq!(site.run(&["translated", EN]).status, 0);
    assert!(!occupied.exists());
}

#[test]
fn of_a_long_sentence_the_start_is_shown_and_of_many_changes_the_number() {
    let site = stamped();
    let sentence = |number: usize| format!("第{number}条适用于{}。", "全市".repeat(300));
    let changed: Vec<String> = (0..30).map(sentence).collect();
    edit(&site, ZH, &[("三千个", &changed.concat())]);
    let shown = site.run(&["check", "--now", NOW]).stderr;
    let longest = shown.lines().map(|line| line.chars().count()).max();
    assert!(longest < Some(300), "{longest:?}");
    assert!(shown.contains(" more\n"), "{shown}");
}

#[test]
fn files_are_named_from_here_or_from_the_root_and_each_is_answered() {
    let site = stamped();
    site.write(
        "content/2024/bad.zh.md",
        "---\ntitle: 甲\ndate: 5 March\n---\n甲\n",
    );
    site.write("content/2024/bad.en.md", "---\ntitle: A\n---\nA\n");
    site.write(
        "content/2024/slip.zh.md",
        "---\ntitle: 乙\ndate: 2024-03-06\nstatus: draft\n---\n乙\n",
    );
    site.write(
        "content/2024/slip.en.md",
        "---\ntitle: B\ntranslates: yes\n---\nB\n",
    );
    let run = site.run(&["translated", "content/2024/slip.en.md"]);
    assert_eq!(
        run.status, 0,
        "what is no fingerprint is replaced, of a draft too: {}",
        run.stderr
    );
    let root = site.root().to_str().unwrap();
    let elsewhere = SiteTest::new("");
    let run = elsewhere.run(&["translated", "--root", root, "content/2024/slip.en.md", EN]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 2);
    for (file, status, said) in [
        (
            ZH,
            2,
            "this is the original, and only translations are stamped",
        ),
        (
            "content/2024/nothing.en.md",
            2,
            "there is no such file in this site",
        ),
        (
            "content/site.yaml",
            1,
            "this is no edition of an announcement",
        ),
        (
            "content/2024/bad.en.md",
            1,
            "nothing can be done before this is right, in content/2024/bad.zh.md, line 3: `5 March` is not a date",
        ),
    ] {
        let run = site.run(&["translated", file, EN]);
        assert_eq!(run.status, status, "{file}: {}", run.stderr);
        let lines: Vec<&str> = run.stderr.lines().collect();
        assert!(
            lines[0].starts_with(&format!("{file}: {said}")),
            "{}",
            lines[0]
        );
        assert!(lines[1].starts_with(EN), "{}", lines[1]);
    }
    assert_eq!(site.run(&["translated"]).status, 2);
}

// The table

/// One announcement of each state, newest first: a complete, a stale, a headline, one missing, one not planned, one
/// whose translation is the original again, and one that is a copy of another.
fn each_state() -> SiteTest {
    let repeated =
        "千山市人民政府今天公布夜间门诊的安排，青岚区和云溪区各有三家医院开放。".repeat(5);
    let one = |day: u8, name: &str, matter: &str, text: &str| {
        format!(
            "=== content/{name}.zh.md\n---\ntitle: 公告{day}\ndate: 2025-05-0{day}\n{matter}\n---\n{text}\n"
        )
    };
    let english = |name: &str, matter: &str, text: &str| {
        format!("=== content/{name}.en.md\n---\ntitle: Notice\n{matter}\n---\n{text}\n")
    };
    SiteTest::new(
        &[
            one(9, "complete", "", "一。"),
            english("complete", "", "One."),
            one(8, "stale", "", "二。"),
            english("stale", "translates: 123456789012", "Two."),
            one(7, "headline", "titles: {en: Three}", "三。"),
            one(6, "missing", "", "四。"),
            one(5, "none", "translation: none", "五。"),
            one(4, "again", "", &repeated),
            english("again", "", &repeated),
            one(3, "copy", "duplicate_of: missing", "四。"),
        ]
        .concat(),
    )
}

#[test]
fn check_lists_the_translations_that_need_work_and_all_if_asked_to() {
    let site = each_state();
    let table = |arguments: &[&str]| {
        let run = site.run(arguments);
        let lines = run
            .stderr
            .lines()
            .skip_while(|line| !line.contains("translations"));
        let listed = |line: &&str| !line.is_empty();
        lines
            .take_while(listed)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        table(&["check", "--now", NOW]),
        [
            "translations that need work:",
            "  stale          en  content/stale.zh.md     content/stale.en.md",
            "  headline only  en  content/headline.zh.md",
            "  missing        en  content/missing.zh.md",
            "  missing        en  content/again.zh.md",
        ]
    );
    assert_eq!(
        table(&["check", "--now", NOW, "--translations"]),
        [
            "all translations:",
            "  complete       en  content/complete.zh.md  content/complete.en.md",
            "  stale          en  content/stale.zh.md     content/stale.en.md",
            "  headline only  en  content/headline.zh.md",
            "  missing        en  content/missing.zh.md",
            "  not planned    en  content/none.zh.md",
            "  missing        en  content/again.zh.md",
        ]
    );
    let totals = "translations: 1 complete, 1 stale, 1 headline only, 2 missing, 1 not planned\n";
    for command in ["check", "build"] {
        let run = site.run(&[command, "--now", NOW]);
        assert!(run.stderr.contains(totals), "{}", run.stderr);
        assert_eq!(run.stderr.contains("that need work"), command == "check");
    }
}

#[test]
fn the_table_is_in_the_json_of_build_and_check() {
    let site = each_state();
    let report = site.json("build");
    assert_eq!(report["translations"], site.json("check")["translations"]);
    let row = |at: usize| report["translations"]["announcements"][at].to_string();
    assert_eq!(
        row(1),
        r#"{"language":"en","original":"content/stale.zh.md","parity_warnings":0,"state":"stale","translation":"content/stale.en.md"}"#
    );
    assert!(
        row(5).contains(r#""original":"content/again.zh.md""#),
        "{}",
        row(5)
    );
    assert!(
        row(5).contains(r#""state":"missing","translation":null"#),
        "{}",
        row(5)
    );
    assert_eq!(
        report["translations"]["totals"].to_string(),
        r#"{"complete":1,"headline-only":1,"missing":2,"not-planned":1,"stale":1}"#
    );
}

#[test]
fn a_site_in_one_language_has_no_table_and_a_broken_translation_is_not_called_missing() {
    let site = SiteTest::new("=== content/a.zh.md\n---\ntitle: 甲\ndate: 2025-05-20\n---\n甲。\n");
    site.write("content/a.en.md", "---\ntitel: A\n---\nA.\n");
    let run = site.run(&["check", "--now", NOW]);
    assert_eq!(run.status, 1);
    assert!(!run.stderr.contains("translations"), "{}", run.stderr);
    site.remove("content/a.en.md");
    site.write("content/topics.yaml", "");
    site.write(
        "content/site.yaml",
        "title: 千山市\nbase_url: https://news.example.org/\ntimezone: Asia/Shanghai\nlanguages: [{code: zh, tag: zh-Hans}]\n",
    );
    let run = site.run(&["check", "--now", NOW, "--translations"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("translations"), "{}", run.stderr);
    let none = r#"{"announcements":[],"totals":{"complete":0,"headline-only":0,"missing":0,"not-planned":0,"stale":0}}"#;
    assert_eq!(site.json("check")["translations"].to_string(), none);
}

// The wrong script

#[test]
fn an_original_in_another_script_than_its_name_says_is_a_warning() {
    let site = SiteTest::new(
        "=== content/a.en.md
---
title: 夜间门诊
date: 2025-05-20
translation: none
---
青岚医院自六月一日起开设夜间门诊，接诊时间为十八时至二十二时，请携带社会保障卡就诊，咨询电话见医院网站。
=== content/b.zh.md
---
title: 夜间门诊
date: 2025-05-20
translation: none
---
Qinglan Hospital opens a night clinic on 1 June. Please bring your card.
",
    );
    assert_eq!(
        problems(&site),
        [
            "warning wrong-script a.en.md:6",
            "warning wrong-script b.zh.md:6"
        ]
    );
    let said = "this edition is named `en`, but its text is mostly written in Chinese characters";
    let run = site.run(&["build", "--now", NOW]);
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

#[test]
fn simplified_and_traditional_characters_are_told_apart_where_the_tags_state_them() {
    let simplified =
        "这次会议为全市经济发展设定了项目，各区县办事员应当从实际出发，对企业的问题及时报告。";
    let traditional =
        "這次會議為全市經濟發展設定了項目，各區縣辦事員應當從實際出發，對企業的問題及時報告。";
    let found = |tag: &str, text: &str| {
        let site = SiteTest::new(&format!(
            "=== content/a.zh.md\n---\ntitle: 会议\ndate: 2025-05-20\ntranslation: none\n---\n{text}\n"
        ));
        edit(
            &site,
            "content/site.yaml",
            &[("tag: zh-Hans", &format!("tag: {tag}"))],
        );
        problems(&site)
    };
    let wrong = ["warning wrong-script a.zh.md:6"];
    assert_eq!(found("zh-Hans", simplified), [""; 0]);
    assert_eq!(found("zh-Hans", traditional), wrong);
    assert_eq!(found("zh-Hant", traditional), [""; 0]);
    assert_eq!(found("zh-HK", simplified), wrong);
    assert_eq!(found("zh", traditional), [""; 0]);
}

#[test]
fn two_languages_with_one_tag_are_an_error() {
    let site = SiteTest::new("");
    edit(&site, "content/site.yaml", &[("tag: en}", "tag: ZH-hans}")]);
    assert_eq!(problems(&site), ["error repeated-tag site.yaml:4"]);
}
