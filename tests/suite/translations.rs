//! The life of a translation: paired with its original whichever language that is, owed by a time, outdated and
//! stamped anew, and its place in the table of `check`.

use super::support::{NOW, SiteTest, alternates, text};

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
    SiteTest::new(&format!(
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
    ))
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
attachments: [{src: plan.pdf, title: {zh: 方案, en: Plan}}]
status: withdrawn
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
attachments: [{src: plan.pdf, title: Plan}]
status: withdrawn
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
attachments: [{src: plan.pdf, title: {zh: 方案, en: Plan}}]
status: withdrawn
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
        "attachments: [{src: plan.pdf, title: Scheme}]",
        "attachments: []",
        "status: published",
        "embargo: 2025-05-20 01:00",
        "updates: [{date: 2025-05-22, note: Correction}]",
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
