//! An announcement's life: drafts, embargoes, updates, withdrawal, moved addresses, and what a translation is owed.

use super::support::{
    GIF, NOW, SiteTest, Tree, alternates, items, main_of, tags_named, text, words,
};

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
        let run = site.run(&["build", "--now", NOW]);
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
    let run = site.run(&["build", "--now", NOW, "--drafts"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        site.output()
            .contains_key("en/2021/03/05/secret/index.html")
    );
}

#[test]
fn what_is_not_public_is_marked_wherever_drafts_are_shown() {
    let site = SiteTest::new(
        "
=== content/tram.zh.md
---
title: 有轨电车通车
date: 2025-03-01
topics: [health]
series: {id: roads, number: 1}
translation: none
---
三月一日通车。
=== content/bus.zh.md
---
title: 公交改线
date: 2025-03-02
topics: [health]
series: {id: roads, number: 2}
status: draft
---
十八路改走滨河路。
=== content/bus.en.md
---
title: Bus line rerouted
---
Line 18 takes Riverside Road.
=== content/ferry.zh.md
---
title: 轮渡停航
date: 2025-03-03
topics: [health]
series: {id: roads, number: 3}
embargo: 2030-04-14 10:00
---
四月十四日停航。
=== content/ferry.en.md
---
title: Ferry suspended
---
No ferry on 14 April.
",
    );
    let run = site.run(&["build", "--now", NOW, "--drafts"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let tree = site.output();
    for (page, marks) in [
        (
            "zh/2025/03/02/bus/",
            vec![
                "<title>草稿：公交改线 - 千山市新闻办</title>",
                "<strong>草稿：尚未公开</strong>",
                "<h1>公交改线</h1>",
                // Before and after it in time and in its series.
                "</span> 有轨电车通车</a>",
                "</span> 待发布：轮渡停航</a>",
            ],
        ),
        (
            "en/2025/03/02/bus/",
            vec![
                "<title>Draft: Bus line rerouted - ",
                "<strong>Draft: not public</strong>",
                "</span> Embargoed: Ferry suspended</a>",
            ],
        ),
        (
            "zh/2025/03/03/ferry/",
            vec!["<strong>待发布：2030年4月14日 10:00之前不公开</strong>"],
        ),
        (
            "en/2025/03/03/ferry/",
            vec![
                "<title>Embargoed: Ferry suspended - ",
                "<strong>Under embargo until 14 April 2030 10:00: not public</strong>",
            ],
        ),
    ] {
        let html = text(&tree, &format!("{page}index.html"));
        for mark in marks {
            assert!(html.contains(mark), "{page}: {mark} in {html}");
        }
    }
    for list in [
        "",
        "zh/",
        "zh/2025/",
        "zh/2025/03/",
        "zh/topics/health/",
        "zh/topics/health/2025/",
        "zh/series/roads/",
    ] {
        let html = text(&tree, &format!("{list}index.html"));
        assert!(
            html.contains("公交改线 <small class=alert>草稿</small></a>"),
            "{list}: {html}"
        );
        assert!(
            html.contains("轮渡停航 <small class=alert>待发布</small></a>"),
            "{list}: {html}"
        );
        assert!(html.contains("有轨电车通车</a>"), "{list}: {html}");
    }
    assert!(text(&tree, "zh/feed.xml").contains("草稿：公交改线"));
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
        (found, site.run(&["build", "--now", NOW]).status)
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

/// An announcement of 14 May with everything that it could leave somewhere, between two others, and one that could take
/// its place.
fn living(matter: &str) -> SiteTest {
    let site = SiteTest::new(&format!(
        "
=== content/2025/05/before.zh.md
---
title: 防汛安排
date: 2025-05-10
topics: [health]
translation: none
---
防汛正文。
=== content/2025/05/a/index.zh.md
---
title: 夜间门诊开通
date: 2025-05-14
topics: [health]
series: {{id: clinics, number: 1}}
aliases: [/old/a/]
image: {{src: clinic.gif, alt: {{zh: 门诊, en: Clinic}}}}
attachments: [{{src: hours.pdf}}]
{matter}
---
门诊正文。
=== content/2025/05/a/index.en.md
---
title: Night clinic opens
---
Clinic text.
=== content/2025/05/after.zh.md
---
title: 门诊时间调整
date: 2025-05-20
topics: [health]
translation: none
---
调整正文。
"
    ));
    site.write("content/2025/05/a/hours.pdf", "hours");
    site.write("content/2025/05/a/clinic.gif", GIF);
    site
}

/// What there is of that announcement in each kind of output.
#[derive(Debug, PartialEq, Eq)]
struct Trace {
    /// What is at its address, and at its former one.
    address: &'static str,
    alias: String,
    /// In how many of the lists, feeds and sitemaps.
    lists: usize,
    feeds: usize,
    sitemaps: usize,
    /// Pages of others that lead to it.
    neighbours: usize,
    counted: bool,
    files: usize,
    hreflang: usize,
    /// The title in the browser and in feeds, and when it was last changed.
    title: String,
    modified: String,
}

fn trace(tree: &Tree) -> Trace {
    const PAGE: &str = "zh/2025/05/14/a/index.html";
    const ADDRESS: &str = "/zh/2025/05/14/a/";
    let having = |paths: &[&str], what: &str| -> usize {
        let has = |path: &&&str| {
            tree.get(**path)
                .is_some_and(|bytes| String::from_utf8_lossy(bytes).contains(what))
        };
        paths.iter().filter(has).count()
    };
    let page = tree.get(PAGE).map(|_| text(tree, PAGE));
    let meta = |name: &str| {
        let metas = page
            .map(|page| tags_named(page, "meta"))
            .unwrap_or_default();
        metas
            .iter()
            .any(|one| one.value("http-equiv") == name || one.value("content") == name)
    };
    let modified = having(&["zh/feed.json"], ADDRESS) > 0;
    let feed: serde_json::Value = serde_json::from_str(text(tree, "zh/feed.json")).unwrap();
    let fed = feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["url"].as_str().unwrap().ends_with(ADDRESS));
    assert_eq!(fed.is_some(), modified);
    let title = page.map_or_else(String::new, |page| {
        tags_named(page, "title")[0].words.clone()
    });
    if let Some(fed) = fed {
        // The first publication never moves, or readers would be shown it as new.
        assert_eq!(fed["date_published"], "2025-05-14T00:00:00+08:00");
        let fed_title = fed["title"].as_str().unwrap();
        assert_eq!(title, format!("{fed_title} - 千山市新闻办"));
        let day = &fed["date_modified"].as_str().unwrap()[..10];
        let sitemap = text(tree, "sitemap/2025.xml");
        let (_, entry) = sitemap.split_once(&format!("{ADDRESS}</loc>")).unwrap();
        assert!(entry.starts_with(&format!("<lastmod>{day}")), "{entry}");
        let atom = text(tree, "zh/feed.xml");
        assert!(atom.contains(&format!("<title>{fed_title}</title>")));
        assert!(atom.contains(&format!("<updated>{day}")));
        assert!(page.unwrap().contains(&format!("\"dateModified\":\"{day}")));
        assert!(
            page.unwrap().contains(&format!("content=\"{fed_title}\""))
                || page.unwrap().contains(&format!("content={fed_title}"))
        );
    }
    Trace {
        address: match page {
            None => "nothing",
            Some(_) if meta("refresh") => "redirect",
            Some(page) if meta("noindex") && !page.contains("门诊正文") => "notice",
            Some(page) if page.contains("门诊正文。") => "page",
            Some(page) => panic!("{page}"),
        },
        alias: tree.get("old/a/index.html").map_or_else(String::new, |_| {
            leads_to(text(tree, "old/a/index.html"))[2].clone()
        }),
        lists: having(
            &[
                "index.html",
                "zh/index.html",
                "zh/2025/index.html",
                "zh/2025/05/index.html",
                "zh/2025/05/14/index.html",
                "zh/topics/health/index.html",
                "zh/topics/health/2025/index.html",
                "zh/series/clinics/index.html",
            ],
            ADDRESS,
        ),
        feeds: having(
            &[
                "zh/feed.xml",
                "zh/feed.json",
                "zh/topics/health/feed.xml",
                "zh/topics/health/feed.json",
            ],
            ADDRESS,
        ),
        sitemaps: having(&["sitemap/2025.xml"], ADDRESS),
        neighbours: having(
            &[
                "zh/2025/05/10/before/index.html",
                "zh/2025/05/20/after/index.html",
            ],
            ADDRESS,
        ),
        counted: words(text(tree, "zh/topics/health/index.html")).contains("3 条公告"),
        files: tree
            .keys()
            .filter(|path| path.starts_with("zh/2025/05/14/a/") && !path.ends_with(".html"))
            .count(),
        hreflang: page.map_or(0, |page| alternates(page).len()),
        title: title.replace(" - 千山市新闻办", ""),
        modified: fed.map_or_else(String::new, |fed| {
            fed["date_modified"].as_str().unwrap()[..10].to_owned()
        }),
    }
}

#[test]
fn each_state_acts_on_every_output_alike() {
    const HERE: &str = "/zh/2025/05/14/a/";
    let public = |title: &str, modified: &str| Trace {
        address: "page",
        alias: HERE.to_owned(),
        lists: 8,
        feeds: 4,
        sitemaps: 1,
        neighbours: 2,
        counted: true,
        files: 3,
        hreflang: 3,
        title: title.to_owned(),
        modified: modified.to_owned(),
    };
    let absent = |address, alias: &str, title: &str| Trace {
        address,
        alias: alias.to_owned(),
        lists: 0,
        feeds: 0,
        sitemaps: 0,
        neighbours: 0,
        counted: false,
        files: 0,
        hreflang: 0,
        title: title.to_owned(),
        modified: String::new(),
    };
    let reason = "reason: {zh: 场地有变, en: Another place}";
    for (matter, expected) in [
        ("status: draft".to_owned(), absent("nothing", "", "")),
        ("embargo: 2026-01-01 08:01".to_owned(), absent("nothing", "", "")),
        ("embargo: 2026-01-01 08:00".to_owned(), public("夜间门诊开通", "2025-05-14")),
        ("status: published".to_owned(), public("夜间门诊开通", "2025-05-14")),
        (
            "updates: [{date: 2025-05-16, note: 更正}]".to_owned(),
            public("夜间门诊开通", "2025-05-16"),
        ),
        (
            "updates: [{date: 2025-05-16, note: 更正}, {date: 2025-05-18, note: 错字, minor: true}]".to_owned(),
            public("夜间门诊开通", "2025-05-16"),
        ),
        ("status: withdrawn".to_owned(), public("已撤回：夜间门诊开通", "2025-05-14")),
        (
            format!("withdrawn: {{date: 2025-06-01, {reason}}}"),
            public("已撤回：夜间门诊开通", "2025-06-01"),
        ),
        (
            format!("withdrawn: {{date: 2025-06-01, text: removed, {reason}}}"),
            absent("notice", HERE, "已撤回：夜间门诊开通"),
        ),
        (
            format!("withdrawn: {{date: 2025-06-01, replaced_by: 2025/05/after, {reason}}}"),
            absent("redirect", "/zh/2025/05/20/after/", "页面地址已变更"),
        ),
    ] {
        assert_eq!(trace(&living(&matter).build()), expected, "{matter}");
    }
}

#[test]
fn a_removed_text_leaves_a_notice_with_the_reason_and_nothing_else() {
    let site = living(
        "withdrawn: {date: 2025-06-01 09:30, text: removed, reason: {zh: 场地有变, en: Another place}}",
    );
    let tree = site.build();
    let chinese = text(&tree, "zh/2025/05/14/a/index.html");
    assert_eq!(
        words(main_of(chinese)),
        "首页 已撤回 本公告已于2025年6月1日撤回，正文不再提供。 撤回原因：场地有变 夜间门诊开通 发布时间 2025年5月14日 星期三"
    );
    let english = text(&tree, "en/2025/05/14/a/index.html");
    assert_eq!(
        words(main_of(english)),
        "Home Withdrawn This announcement was withdrawn on 1 June 2025. Its text is no longer available. Reason: Another place Night clinic opens Published Wednesday 14 May 2025"
    );
    // The other language is one step away.
    assert!(english.contains("href=/zh/2025/05/14/a/"));
    // Nobody is told of a page that only says that it is gone.
    for (path, bytes) in &tree {
        let bytes = String::from_utf8_lossy(bytes);
        let is_own = path.contains("/05/14/a/") || path.starts_with("old/") || path == "SHA256SUMS";
        assert!(is_own || !bytes.contains("/05/14/a/"), "{path}");
        assert!(
            !bytes.contains("门诊正文") && !bytes.contains("Clinic text"),
            "{path}"
        );
    }
    // The text, the files and what is wrong with them may go from the sources as well.
    site.remove("content/2025/05/a/hours.pdf");
    site.remove("content/2025/05/a/clinic.gif");
    site.write(
        "content/2025/05/a/index.en.md",
        "---\ntitle: Night clinic opens\n---\n",
    );
    assert_eq!(site.codes(), [""; 0]);
    assert!(tree == site.build());
    assert_eq!(site.json("check")["announcements"], 2);
}

#[test]
fn a_reason_in_another_language_is_marked_as_such() {
    let site = living("withdrawn: {date: 2025-06-01, reason: {zh: 场地有变}}");
    let tree = site.build();
    let english = main_of(text(&tree, "en/2025/05/14/a/index.html")).to_owned();
    assert!(
        english.contains("Reason: <span lang=zh-Hans>场地有变</span>"),
        "{english}"
    );
    assert_eq!(site.codes(), ["series-without-title", "reason-missing"]);
}

#[test]
fn what_is_replaced_leads_to_the_end_of_a_chain_and_lends_it_no_date() {
    let site = living("withdrawn: {date: 2025-06-01, replaced_by: b, reason: 合并}");
    site.write(
        "content/b.zh.md",
        "---\ntitle: 重发\ndate: 2025-05-15\nduplicate_of: 2025/05/after\ntranslation: none\n---\n调整正文。\n",
    );
    let tree = site.build();
    for address in ["zh/2025/05/14/a", "zh/2025/05/15/b"] {
        let leads = leads_to(text(&tree, &format!("{address}/index.html")));
        assert_eq!(leads[2], "/zh/2025/05/20/after/", "{address}");
    }
    let page = words(main_of(text(&tree, "zh/2025/05/20/after/index.html")));
    assert!(page.contains("其他发布时间 2025年5月15日"), "{page}");
    assert!(!page.contains("2025年5月14日"), "{page}");
    // Asked for, and so no repetition that was found.
    assert_eq!(
        site.json("check")["duplicates"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn a_copy_of_a_removed_announcement_leads_to_its_notice() {
    let site = living("withdrawn: {date: 2025-06-01, text: removed, reason: 有误}");
    site.write(
        "content/b.zh.md",
        "---\ntitle: 重发\ndate: 2025-05-15\nduplicate_of: 2025/05/a\ntranslation: none\n---\n门诊正文。\n",
    );
    let tree = site.build();
    let leads = leads_to(text(&tree, "zh/2025/05/15/b/index.html"));
    assert_eq!(leads[2], "/zh/2025/05/14/a/");
}

#[test]
fn a_minor_update_is_listed_and_moves_nothing() {
    let site = living("updates: [{date: 2025-05-18, note: {zh: 错字, en: Spelling}, minor: true}]");
    let page = words(main_of(text(&site.build(), "zh/2025/05/14/a/index.html")));
    assert!(page.contains("更新记录 2025年5月18日 错字"), "{page}");
    assert!(!page.contains("最近更新"), "{page}");
}

#[test]
fn the_next_build_is_due_when_the_next_embargo_ends() {
    let due = |matter: &str| {
        let site = living(matter);
        let run = site.run(&["build", "--now", NOW]);
        let printed = run
            .stderr
            .lines()
            .find(|line| line.starts_with("next build due: "));
        (
            site.json("check")["next_build"].clone(),
            printed.unwrap_or("").to_owned(),
            site.output(),
        )
    };
    let (json, printed, tree) = due("embargo: 2026-05-07 10:00");
    assert_eq!(json, "2026-05-07T10:00:00+08:00");
    assert_eq!(
        printed,
        "next build due: 2026-05-07T10:00:00+08:00, when an embargo ends"
    );
    for (path, bytes) in &tree {
        assert!(
            !String::from_utf8_lossy(bytes).contains("2026-05-07"),
            "{path}"
        );
    }
    // Written with another offset, said in the site's zone.
    assert_eq!(
        due("embargo: \"2026-05-07T04:00:00+02:00\"").0,
        "2026-05-07T10:00:00+08:00"
    );
    // What is over, a draft, and a translation that is owed change nothing by themselves.
    for matter in [
        "embargo: 2026-01-01 08:00",
        "status: draft\nembargo: 2026-05-07",
        "translation: {required: {by: 2026-05-07}}",
    ] {
        let (json, printed, _) = due(matter);
        assert!(json.is_null(), "{matter}");
        assert_eq!(printed, "", "{matter}");
    }
}

#[test]
fn a_file_of_static_that_tells_of_what_is_not_public_stops_the_build() {
    const BODY: &str = "本市将于五月七日起在云溪区和青岚区试行夜间门诊挂号的新办法，请相互转告。";
    let build = |name: &str, file: &[u8]| {
        let site = living("embargo: 2026-05-07 10:00");
        let path = "content/2025/05/a/index.zh.md";
        let text = std::fs::read_to_string(site.path(path)).unwrap();
        site.write(path, text.replace("门诊正文。", BODY));
        site.write(
            "content/2025/05/a/hours.pdf",
            "the hours of the night clinic",
        );
        site.write(&format!("content/static/{name}"), file);
        (site.run(&["build", "--now", NOW]), site)
    };
    let (run, site) = build("notes.txt", "下周：夜间门诊开通".as_bytes());
    assert_eq!(run.status, 1);
    assert!(
        run.stderr.contains(
            "error[leak]: this is not public (a draft or under embargo), but /notes.txt would tell of it: 夜间门诊开通
 --> content/2025/05/a/index.zh.md:2:8
  |
2 | title: 夜间门诊开通
  |        ^^^^^^^^^^^^
  |
  = help: take it out of content/static/notes.txt, or keep that file elsewhere until this is public
"
        ),
        "{}",
        run.stderr
    );
    assert!(site.output().is_empty());
    let (head, tail) = BODY.split_at("本市将于".len());
    let shingle = format!("……{}{}", head, &tail[..60]);
    for (name, file) in [
        ("a.txt", shingle.as_bytes()),
        ("a.json", b"{\"title\": \"Night clinic opens\"}"),
        ("a.html", b"<a href='/zh/2025/05/14/a/hours.pdf'>"),
        ("renamed.pdf", b"the hours of the night clinic"),
    ] {
        let (run, _) = build(name, file);
        assert_eq!(run.status, 1, "{name}: {}", run.stderr);
        assert!(run.stderr.contains("error[leak]"), "{name}: {}", run.stderr);
    }
    // Its parts do not tell, and neither does a file of the same name.
    for (name, file) in [
        ("a.txt", &b"a night, a clinic"[..]),
        ("b.txt", "本市将于五月七日起开放".as_bytes()),
        ("hours.pdf", b"other hours"),
    ] {
        let (run, _) = build(name, file);
        assert_eq!(run.status, 0, "{name}: {}", run.stderr);
    }
}

#[test]
fn what_something_public_says_as_well_is_no_leak() {
    let site = living("embargo: 2026-05-07 10:00\nslug: notice");
    // The headline of every year, marked up; a word of the address; the same attachment; the same text.
    site.write(
        "content/last.zh.md",
        "---\ntitle: 去年夜间门诊开通\ndate: 2024-05-14\ntranslation: none\nattachments: [{src: hours.pdf}]\n---\n夜间**门诊**开通。[通知](https://example.org/notice/) Night clinic opens.\n",
    );
    site.write("content/hours.pdf", "hours");
    site.write(
        "content/static/list.txt",
        "夜间门诊开通 /notice/ Night clinic opens",
    );
    site.build();
}

#[test]
fn the_name_of_a_static_file_does_not_vouch_for_itself() {
    for (matter, file) in [
        ("", "夜间门诊开通.pdf"),
        ("slug: night-clinic", "night-clinic/list.txt"),
    ] {
        let site = living(&format!("embargo: 2026-05-07 10:00\n{matter}"));
        site.write(&format!("content/static/{file}"), "other");
        let run = site.run(&["build", "--now", NOW]);
        assert_eq!(run.status, 1, "{file}: {}", run.stderr);
        let told = format!("but /{file} would tell of it");
        assert!(run.stderr.contains("error[leak]"), "{}", run.stderr);
        assert!(run.stderr.contains(&told), "{}", run.stderr);
        assert!(run.stderr.contains("take it out of content/static/"));
    }
}

#[test]
fn a_check_finds_what_a_build_would() {
    for (name, file) in [
        ("notes.txt", "下周：夜间门诊开通"),
        ("renamed.pdf", "the hours of the night clinic"),
    ] {
        let site = living("embargo: 2026-05-07 10:00");
        let hours = "the hours of the night clinic";
        site.write("content/2025/05/a/hours.pdf", hours);
        site.write(&format!("content/static/{name}"), file);
        let leaks = |command: &str| {
            let run = site.run(&[command, "--now", NOW]);
            assert_eq!(run.status, 1, "{command} {name}: {}", run.stderr);
            run.stderr.matches("error[leak]").count()
        };
        assert_eq!((leaks("check"), leaks("build")), (1, 1), "{name}");
    }
}

/// An embargoed announcement that a file of `content/static` tells of, and a public one with this line of front matter
/// and this text.
fn told_by(file: &str, matter: &str, body: &str) -> SiteTest {
    let site = living("embargo: 2026-05-07 10:00\nslug: livelihood-briefing");
    site.write(
        "content/2025/05/c.zh.md",
        format!("---\ntitle: 另一则\ndate: 2025-05-14\ntranslation: none\n{matter}\n---\n{body}\n"),
    );
    site.write("content/static/list.txt", file);
    site
}

#[test]
fn only_what_is_published_excuses_and_an_address_only_as_a_whole() {
    const SLUG: &str = "/zh/2025/05/14/livelihood-briefing/";
    for (file, matter, body, is_leak) in [
        (SLUG, "", "The livelihood briefing.", true),
        (
            SLUG,
            "",
            "[那个](../../livelihood-briefing/index.zh.md)",
            true,
        ),
        (
            SLUG,
            "",
            "[通知](https://example.org/livelihood-briefing/)",
            false,
        ),
        (
            SLUG,
            "aliases: [/2024/livelihood-briefing/]",
            "正文。",
            false,
        ),
        ("夜间门诊开通", "# 不是夜间门诊开通", "正文。", true),
        (
            "夜间门诊开通",
            "source: 夜间门诊开通办公室",
            "正文。",
            false,
        ),
        ("夜间门诊开通", "summary: 夜间门诊开通了。", "正文。", false),
        // Longer names than that of the attachment.
        ("/hours.pdfx", "", "正文。", false),
    ] {
        let site = told_by(file, matter, body);
        site.write(
            "content/livelihood-briefing/index.zh.md",
            "---\ntitle: 别的\ndate: 2025-05-01\nstatus: draft\ntranslation: none\n---\n正文。\n",
        );
        let run = site.run(&["build", "--now", NOW]);
        let told = run.stderr.contains("error[leak]");
        assert_eq!(told, is_leak, "{file}, {matter}, {body}: {}", run.stderr);
        assert_eq!(run.status, i32::from(is_leak), "{}", run.stderr);
    }
}

#[test]
fn each_of_those_who_share_a_secret_is_named() {
    let site = living("embargo: 2026-05-07 10:00");
    site.write(
        "content/2025/05/d.zh.md",
        "---\ntitle: 夜间门诊开通\ndate: 2025-05-15\nstatus: draft\ntranslation: none\n---\n正文。\n",
    );
    site.write("content/static/notes.txt", "夜间门诊开通");
    let run = site.run(&["build", "--now", NOW]);
    let leaks = run.stderr.matches("error[leak]").count();
    assert_eq!(leaks, 2, "{}", run.stderr);
    assert!(
        run.stderr
            .contains(" --> content/2025/05/a/index.zh.md:2:8")
    );
    assert!(run.stderr.contains(" --> content/2025/05/d.zh.md:2:8"));
}

#[test]
fn parts_of_addresses_of_newsroom_itself_are_no_secret() {
    for slug in ["feed", "series", "site-map", "sitemap", "topics", "zh"] {
        living(&format!("embargo: 2026-05-07 10:00\nslug: {slug}")).build();
    }
}

#[test]
fn what_is_not_public_yet_is_counted_beside_what_is() {
    let site = living("status: draft");
    site.write(
        "content/b.zh.md",
        "---\ntitle: 节日安排\ndate: 2026-02-01\nembargo: 2026-02-01\ntranslation: none\n---\n节日正文。\n",
    );
    let summary = |arguments: &[&str]| {
        let run = site.run(&[arguments, &["--now", NOW]].concat());
        let mut lines = run.stderr.lines().rev();
        let found = lines.find(|line| line.contains("0 errors") || line.contains("0 个错误"));
        found.unwrap_or_default().to_owned()
    };
    for (arguments, end) in [
        (
            &["check"][..],
            "; 2 not public yet (drafts or under embargo)",
        ),
        (
            &["build"][..],
            "; 2 not public yet (drafts or under embargo)",
        ),
        (
            &["--lang", "zh", "check"][..],
            "；另有 2 篇尚未公开（草稿或未解禁）",
        ),
    ] {
        let line = summary(arguments);
        assert!(line.ends_with(end), "{line}");
    }
    assert!(summary(&["check"]).starts_with("2 announcements, "));
    assert_eq!(site.json("check")["withheld"], 2);
    // In the office they are among the others.
    let line = summary(&["check", "--drafts"]);
    assert!(line.starts_with("4 announcements, "), "{line}");
    assert!(!line.contains("not public"), "{line}");
}

/// What `check` says of the dates of a Chinese announcement with these lines of front matter.
fn dates_ahead(matter: &str) -> Vec<(String, String)> {
    let site = SiteTest::new(&format!(
        "=== content/a.zh.md\n---\ntitle: 夜间门诊开通\ntranslation: none\n{matter}\n---\n门诊正文。\n"
    ));
    let report = site.json("check");
    let ahead = report["diagnostics"].as_array().unwrap().iter();
    ahead
        .map(|one| {
            assert_eq!(one["code"], "date-ahead");
            assert_eq!(one["severity"], "warning");
            let words = [&one["message"], &one["help"]].map(|words| words.as_str().unwrap());
            (
                format!("{}:{}", one["line"], one["column"]),
                words.join("; "),
            )
        })
        .collect()
}

#[test]
fn a_date_that_has_not_come_is_told_since_it_holds_nothing_back() {
    // At the time of the check it is 8 in the morning of 1 January in the site's zone.
    for (matter, place, says) in [
        (
            "date: 2026-01-01 10:00",
            "4:7",
            "the date has not come, and the announcement is public at once; to publish it then, write `embargo: 2026-01-01 10:00`; or correct the date",
        ),
        (
            "date: 2026-01-02",
            "4:7",
            "the date has not come, and the announcement is public at once; to publish it then, write `embargo: 2026-01-02`; or correct the date",
        ),
        (
            "embargo: 2026-01-02 10:00\ndate: 2026-01-02 10:01",
            "5:7",
            "the embargo ends before this date has come: the announcement is public from 2026-01-02 10:00 on; correct the date or the embargo",
        ),
        (
            "date: 2025-12-31\nupdates: [{date: 2026-01-01, note: 一}, {date: 2026-01-03, note: 二, minor: true}]",
            "5:47",
            "the date of this update has not come, and readers see it before; correct the date, or publish this change on that day",
        ),
    ] {
        assert_eq!(
            dates_ahead(matter),
            [(place.to_owned(), says.to_owned())],
            "{matter}"
        );
    }
    for matter in [
        "date: 2026-01-01",
        "date: 2026-01-01 08:00",
        "date: 2027-01-01\nstatus: draft",
        "date: 2026-01-02\nembargo: 2026-01-02 10:00",
        "date: 2026-01-02 10:00\nembargo: 2026-01-02 10:00",
        "date: 2025-12-31\nembargo: 2026-01-02\nupdates: [{date: 2026-01-02, note: 一}]",
    ] {
        assert!(dates_ahead(matter).is_empty(), "{matter}");
    }
}
