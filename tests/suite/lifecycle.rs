//! An announcement's life: drafts, embargoes, updates, withdrawal, moved addresses, and what a translation is owed.

use super::support::{GIF, SiteTest, items, main_of, tags_named, text, words};

/// One Chinese announcement `a` of 14 May 2025 with these further lines of front matter, and an ordinary neighbour.
fn with(matter: &str) -> SiteTest {
    SiteTest::new(&format!(
        "=== content/2025/05/a.zh.md\n---\ntitle: 夜间门诊开通\ndate: 2025-05-14\ntopics: [health]\n{matter}\n---\n门诊正文。\n\
         === content/2025/05/b.zh.md\n---\ntitle: 防汛安排\ndate: 2025-05-20\ntopics: [health]\ntranslation: none\n---\n防汛正文。\n"
    ))
}

#[test]
fn a_withdrawn_announcement_keeps_its_page_with_a_notice_above_the_headline() {
    let site = with("status: withdrawn\ntranslation: none");
    site.write(
        "content/2025/05/a.en.md",
        "---\ntitle: Night clinic opens\n---\nClinic text.\n",
    );
    let tree = site.build();
    for (page, notice, body) in [
        (
            "zh",
            "已撤回 本公告已经撤回，不再有效，仅供查考。",
            "门诊正文。",
        ),
        (
            "en",
            "Withdrawn This announcement has been withdrawn and is no longer in force. It is kept for the record.",
            "Clinic text.",
        ),
    ] {
        let page = main_of(text(&tree, &format!("{page}/2025/05/14/a/index.html")));
        let seen = words(page);
        assert!(seen.contains(notice), "{seen}");
        // Read before the headline, and the text is kept for the record.
        assert!(page.find("class=notice") < page.find("<h1"));
        assert!(page.find("class=notice").is_some());
        assert!(seen.contains(body));
    }
    // The neighbour is in force.
    assert!(!text(&tree, "zh/2025/05/20/b/index.html").contains("class=notice"));
}

#[test]
fn every_list_marks_a_withdrawn_announcement() {
    let site = with("status: withdrawn\ntitles: {en: Night clinic opens}");
    let tree = site.build();
    for list in [
        "",
        "2025/",
        "2025/05/",
        "2025/05/14/",
        "topics/health/",
        "topics/health/2025/",
    ] {
        let marks = |lang: &str| -> Vec<String> {
            items(text(&tree, &format!("{lang}/{list}index.html")))
                .into_iter()
                .filter(|item| item.value("href") == "/zh/2025/05/14/a/")
                .map(|item| item.words)
                .collect()
        };
        assert_eq!(marks("zh"), ["夜间门诊开通 已撤回"], "{list}");
        assert_eq!(
            marks("en"),
            ["Night clinic opens Chinese only Withdrawn"],
            "{list}"
        );
    }
    let front = text(&tree, "index.html");
    assert_eq!(front.matches("已撤回").count(), 1);
    assert_eq!(front.matches("Withdrawn").count(), 1);
}

#[test]
fn updates_are_shown_newest_first_with_their_dates_whatever_their_order_in_the_file() {
    let site = with(
        "updates:\n  - {date: 2025-05-16, note: {zh: 更正电话, en: Telephone corrected}}\n  - {date: 2025-06-02 09:30, note: {zh: 延长时间, en: Hours extended}}\n  - {date: 2025-05-20, note: {zh: 增加地点, en: Place added}}",
    );
    site.write(
        "content/2025/05/a.en.md",
        "---\ntitle: Night clinic opens\n---\nClinic text.\n",
    );
    let tree = site.build();
    let chinese = words(main_of(text(&tree, "zh/2025/05/14/a/index.html")));
    assert!(
        chinese.contains(
            "更新记录 2025年6月2日 09:30 延长时间 2025年5月20日 增加地点 2025年5月16日 更正电话"
        ),
        "{chinese}"
    );
    // The head names the newest, so that nobody takes it for the first version.
    assert!(
        chinese.contains("发布时间 2025年5月14日 星期三 最近更新 2025年6月2日 09:30"),
        "{chinese}"
    );
    let english = words(main_of(text(&tree, "en/2025/05/14/a/index.html")));
    assert!(
        english.contains("Updates 2 June 2025 09:30 Hours extended 20 May 2025 Place added 16 May 2025 Telephone corrected"),
        "{english}"
    );
    // Still listed on the day of publication.
    assert_eq!(items(text(&tree, "zh/2025/05/14/index.html")).len(), 1);
    assert!(!tree.contains_key("zh/2025/06/index.html"));
    assert!(!text(&tree, "zh/2025/05/20/b/index.html").contains("最近更新"));
}

#[test]
fn the_newest_update_is_found_by_time_even_where_one_has_a_time_and_another_only_a_day() {
    // 23:00 in New York is noon of the next day in Shanghai; as texts, these sort the other way round.
    let site = with(
        "updates:\n  - {date: 2025-06-02, note: 一}\n  - {date: \"2025-06-01T23:00:00-04:00\", note: 二}",
    );
    let page = words(main_of(text(&site.build(), "zh/2025/05/14/a/index.html")));
    assert!(
        page.contains("更新记录 2025年6月2日 11:00 二 2025年6月2日 一"),
        "{page}"
    );
    assert!(page.contains("最近更新 2025年6月2日 11:00"), "{page}");
}

#[test]
fn an_update_noted_in_one_language_only_is_no_empty_line_in_the_other() {
    let site = with("updates: [{date: 2025-05-16, note: {zh: 更正电话}}]");
    site.write(
        "content/2025/05/a.en.md",
        "---\ntitle: Night clinic opens\n---\nClinic text.\n",
    );
    let page = text(&site.build(), "en/2025/05/14/a/index.html").to_owned();
    let updates = page.split_once("<section id=updates>").unwrap().1;
    let list = updates.split_once("</section>").unwrap().0;
    // The note in its own language, marked as such: the date of an update that says nothing is no help.
    assert!(
        list.contains("更正电话") && list.contains("lang=zh-Hans"),
        "{list}"
    );
}

/// What a redirect page leads to: in its refresh, its canonical link and its visible link.
fn leads_to(page: &str) -> [String; 3] {
    let refresh = tags_named(page, "meta")
        .into_iter()
        .find(|meta| meta.value("http-equiv") == "refresh")
        .unwrap();
    let canonical = tags_named(page, "link")
        .into_iter()
        .find(|link| link.value("rel") == "canonical")
        .unwrap();
    let link = &tags_named(main_of(page), "a")[0];
    [
        refresh.value("content").to_owned(),
        canonical.value("href").to_owned(),
        link.value("href").to_owned(),
    ]
}

#[test]
fn former_addresses_lead_to_the_announcement_whether_folder_or_file() {
    let site = with(
        "aliases: [/news/2019/clinic/, /html/2019/0514.html, \"/%E6%97%A7%E9%97%BB/1.html\"]\ntranslation: none",
    );
    let tree = site.build();
    let url = "https://news.example.org/zh/2025/05/14/a/";
    for file in [
        "news/2019/clinic/index.html",
        "html/2019/0514.html",
        "旧闻/1.html",
    ] {
        let page = text(&tree, file);
        assert_eq!(
            leads_to(page),
            [
                "0; url=/zh/2025/05/14/a/".to_owned(),
                url.to_owned(),
                "/zh/2025/05/14/a/".to_owned()
            ],
            "{file}"
        );
        assert!(words(page).contains("夜间门诊开通"));
        assert!(
            tags_named(page, "meta")
                .iter()
                .any(|meta| meta.value("content") == "noindex")
        );
    }
}

#[test]
fn an_alias_that_is_somebody_elses_address_is_an_error_that_names_both() {
    for taken in ["/zh/2025/05/20/b/", "/zh/", "/zh/2025/", "/robots.txt"] {
        let site = with(&format!("aliases: [{taken}]\ntranslation: none"));
        let run = site.run(&["build", "--now", super::support::NOW]);
        assert_eq!(run.status, 1, "{taken}");
        assert!(run.stderr.contains("address-taken"), "{}", run.stderr);
        assert!(run.stderr.contains("a.zh.md"), "{}", run.stderr);
        assert!(site.output().is_empty());
    }
}

/// Words that only the hidden announcement has.
const TRACES: [&str; 6] = [
    "保密",
    "secret",
    "/03/05/",
    "2021",
    "confidential",
    "Confidential",
];

fn hidden(matter: &str) -> SiteTest {
    let site = SiteTest::new(&format!(
        "
=== content/topics.yaml
health: {{zh: 卫生, en: Health}}
confidential: {{zh: 保密主题, en: Confidential}}
=== content/2025/05/b.zh.md
---
title: 防汛安排
date: 2025-05-20
topics: [health]
translation: none
---
防汛正文，见[那个](../../hidden/index.zh.md)。
=== content/hidden/index.zh.md
---
title: 保密标题
date: 2021-03-05
topics: [health, confidential]
slug: secret
series: {{id: secret-series, number: 1}}
aliases: [/secret-alias/]
attachments: [{{src: secret.pdf}}]
{matter}
---
保密正文。![图](secret.gif)
=== content/hidden/index.en.md
---
title: A secret headline
---
A secret text.
"
    ));
    site.write("content/hidden/secret.pdf", "secret");
    site.write("content/hidden/secret.gif", GIF);
    site
}

#[test]
fn a_draft_or_an_embargoed_announcement_leaves_no_trace_in_any_byte() {
    for matter in [
        "status: draft",
        "embargo: 2026-01-01 08:00:01",
        "embargo: 2026-01-01T00:00:01Z",
    ] {
        let tree = hidden(matter).build();
        for (path, bytes) in &tree {
            let bytes = String::from_utf8_lossy(bytes);
            for trace in TRACES {
                // A hash may hold any digits by chance.
                let in_bytes = path != "SHA256SUMS" && bytes.contains(trace);
                assert!(
                    !path.contains(trace) && !in_bytes,
                    "{matter}: {trace} in {path}"
                );
            }
        }
        // The words of the link to it stay, without a link.
        assert!(text(&tree, "zh/2025/05/20/b/index.html").contains("防汛正文，见那个。"));
        assert!(words(text(&tree, "zh/topics/health/index.html")).contains("1 条公告"));
    }
}

#[test]
fn an_embargo_ends_at_its_minute_and_a_draft_is_shown_on_request_only() {
    // NOW is 08:00 on 1 January 2026 in Shanghai.
    for matter in [
        "embargo: 2026-01-01 08:00",
        "embargo: 2026-01-01",
        "status: published",
    ] {
        let tree = hidden(matter).build();
        assert!(
            tree.contains_key("zh/2021/03/05/secret/index.html"),
            "{matter}"
        );
        assert!(
            tree.contains_key("zh/2021/03/05/secret/secret.pdf"),
            "{matter}"
        );
    }
    let site = hidden("status: draft\nembargo: 2030-01-01");
    let run = site.run(&["build", "--now", super::support::NOW, "--drafts"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        site.output()
            .contains_key("en/2021/03/05/secret/index.html")
    );
}

#[test]
fn a_build_after_the_embargo_equals_a_build_that_never_had_one() {
    // What `--now` decides is who is public, and nothing else.
    let later = hidden("embargo: 2025-12-31");
    let never = hidden("");
    assert!(later.build() == never.build());
}

#[test]
fn taking_back_to_draft_removes_every_file_of_an_announcement() {
    let site = hidden("");
    assert!(site.build().keys().any(|path| path.contains("secret")));
    let text = std::fs::read_to_string(site.path("content/hidden/index.zh.md")).unwrap();
    site.write(
        "content/hidden/index.zh.md",
        text.replace("slug: secret\n", "slug: secret\nstatus: draft\n"),
    );
    let left: Vec<String> = site
        .build()
        .into_keys()
        .filter(|path| path.contains("secret"))
        .collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn a_required_translation_that_is_missing_is_an_error_an_expected_one_a_warning() {
    let problem = |matter: &str| {
        let site = with(matter);
        let report = site.json("check");
        let found: Vec<String> = report["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                format!(
                    "{} {} {}:{}",
                    one["severity"].as_str().unwrap(),
                    one["code"].as_str().unwrap(),
                    one["file"].as_str().unwrap(),
                    one["line"]
                )
            })
            .collect();
        (
            found,
            site.run(&["build", "--now", super::support::NOW]).status,
        )
    };
    assert_eq!(
        problem("translation: required"),
        (
            vec!["error translation-required content/2025/05/a.zh.md:2".to_owned()],
            1
        )
    );
    // A headline is no translation.
    assert_eq!(
        problem("translation: required\ntitles: {en: Night clinic}").1,
        1
    );
    let expected = (
        vec!["warning translation-missing content/2025/05/a.zh.md:2".to_owned()],
        0,
    );
    assert_eq!(problem("translation: expected"), expected);
    assert_eq!(
        problem("keywords: [门诊]"),
        expected,
        "expected is the default"
    );
    assert_eq!(
        problem("translation: expected\ntitles: {en: Night clinic}"),
        (vec![], 0)
    );
    assert_eq!(problem("translation: none"), (vec![], 0));
}

#[test]
fn a_required_translation_that_is_there_satisfies() {
    let site = with("translation: required");
    site.write(
        "content/2025/05/a.en.md",
        "---\ntitle: Night clinic opens\n---\nClinic text.\n",
    );
    assert_eq!(site.codes(), [""; 0]);
    site.build();
}

#[test]
fn facts_of_the_original_stand_on_the_page_of_the_translation_in_its_language() {
    let site = with(
        "issuer: {zh: [市卫健委, 市教育局], en: [Health Commission, Education Bureau]}\nsource: {zh: 千山日报, en: Qianshan Daily}\nsource_url: https://daily.example.org/1\ndocument_number: 千卫发〔2025〕3号\nkeywords: [门诊, 夜间]",
    );
    site.write(
        "content/2025/05/a.en.md",
        "---\ntitle: Night clinic opens\nsummary: A short version.\n---\nClinic text.\n",
    );
    let tree = site.build();
    let chinese = words(main_of(text(&tree, "zh/2025/05/14/a/index.html")));
    assert!(
        chinese.contains("发布机构 市卫健委、市教育局 文号 千卫发〔2025〕3号"),
        "{chinese}"
    );
    assert!(chinese.contains("关键词 门诊、夜间"), "{chinese}");
    let english = text(&tree, "en/2025/05/14/a/index.html");
    let seen = words(main_of(english));
    assert!(
        seen.contains("Source Qianshan Daily Issued by Health Commission, Education Bureau Document number 千卫发〔2025〕3号"),
        "{seen}"
    );
    assert!(seen.contains("A short version. Clinic text."), "{seen}");
    assert!(main_of(english).contains("<a href=https://daily.example.org/1>Qianshan Daily</a>"));
    // Keywords are words of the original's language.
    assert!(!seen.contains("门诊"), "{seen}");
}
