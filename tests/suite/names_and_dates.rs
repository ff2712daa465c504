//! Dates, numbers and the order of topics as each language writes them.

use super::support::{SiteTest, main_of, tags_named, text, words};

/// The names in the list of topics of a page, in order.
fn topics(page: &str) -> Vec<String> {
    let list = main_of(page)
        .split_once("<ul class=\"links rows\">")
        .unwrap()
        .1;
    tags_named(list.split_once("</ul>").unwrap().0, "a")
        .iter()
        .map(|link| link.words.rsplit_once(' ').map_or("", |(name, _)| name))
        .map(|name| name.trim_end_matches(char::is_numeric).trim().to_owned())
        .collect()
}

/// Four places whose characters have several readings, and one text in each.
fn places(site_yaml: &str, topics_yaml: &str) -> SiteTest {
    let site = SiteTest::new("");
    site.write("content/site.yaml", site_yaml);
    site.write("content/topics.yaml", topics_yaml);
    for (day, topic) in ["zeng", "changsha", "shanxian", "chongqing", "beijing"]
        .iter()
        .enumerate()
    {
        site.write(
            &format!("content/{topic}.zh.md"),
            format!(
                "---\ntitle: 公告\ndate: 2025-05-0{}\ntopics: [{topic}]\n---\n正文。\n",
                day + 1
            ),
        );
    }
    site
}

const SITE: &str = "title: {zh: 千山市新闻办, tw: 千山市新聞辦, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: tw, tag: zh-Hant}, {code: en, tag: en}]
";

/// Without `sort`, 曾 would be read céng, 长 zhǎng and 单 dān.
const TOPICS: &str = "zeng: {zh: 曾, tw: 曾, en: Zeng, sort: {zh: zeng}}
changsha: {zh: 长沙, tw: 長沙, en: Changsha, sort: {zh: changsha}}
shanxian: {zh: 单县, tw: 單縣, en: Shan County, sort: {zh: 善县}}
chongqing: {zh: 重庆, tw: 重慶, en: Chongqing, sort: {zh: chong qing, en: \"ZZ\"}}
beijing: {zh: 北京, tw: 北京, en: Beijing}
";

#[test]
fn topics_stand_as_listed_unless_the_site_wants_them_by_name() {
    for order in ["", "topic_order: listed\n"] {
        let tree = places(&format!("{SITE}{order}"), TOPICS).build();
        for page in ["zh/topics/index.html", "zh/index.html"] {
            assert_eq!(
                topics(text(&tree, page)),
                ["曾", "长沙", "单县", "重庆", "北京"],
                "{page}"
            );
        }
    }
}

#[test]
fn by_name_topics_follow_the_order_of_each_language_and_their_sort_texts() {
    let tree = places(&format!("{SITE}topic_order: name\n"), TOPICS).build();
    for folder in ["", "topics/"] {
        let of = |lang: &str| topics(text(&tree, &format!("{lang}/{folder}index.html")));
        // Běijīng, Chángshā, Chóngqìng, Shànxiàn, Zēng.
        assert_eq!(of("zh"), ["北京", "长沙", "重庆", "单县", "曾"]);
        // By strokes: 5, 8, 9, 12 and 12.
        assert_eq!(of("tw"), ["北京", "長沙", "重慶", "單縣", "曾"]);
        assert_eq!(
            of("en"),
            ["Beijing", "Changsha", "Shan County", "Zeng", "Chongqing"]
        );
    }
}

#[test]
fn without_sort_texts_each_character_has_one_reading() {
    let plain: String = TOPICS
        .lines()
        .map(|line| {
            line.split_once(", sort")
                .map_or(line.to_owned(), |(line, _)| format!("{line}}}"))
                + "\n"
        })
        .collect();
    let tree = places(&format!("{SITE}topic_order: name\n"), &plain).build();
    let names = topics(text(&tree, "zh/topics/index.html"));
    assert_ne!(names, ["北京", "长沙", "重庆", "单县", "曾"]);
}

#[test]
fn a_sort_text_may_serve_all_languages_and_its_mistakes_are_reported() {
    let report = |topics: &str| {
        let site = places(&format!("{SITE}topic_order: name\n"), topics);
        site.json("check")["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["file"] == "content/topics.yaml")
            .map(|one| one["message"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let with = |sort: &str| TOPICS.replace("sort: {zh: zeng}", sort);
    assert_eq!(report(TOPICS), [""; 0]);
    assert_eq!(report(&with("sort: zeng")), [""; 0]);
    assert_eq!(
        report(&with("sort: {fr: zeng}")),
        ["`fr` is no language of this site"]
    );
    assert_eq!(report(&with("sort: {zh: ''}")), ["`sort` is empty"]);
    // What is no `sort` is taken for a language still.
    assert_eq!(
        report(&with("sorted: {zh: zeng}")),
        ["`sorted` is no language of this site"]
    );
    let site = places(
        &SITE
            .replace("code: tw", "code: sort")
            .replace("tw:", "sort:"),
        TOPICS,
    );
    assert!(site.codes().contains(&"bad-language-code".to_owned()));
    let site = places(&format!("{SITE}topic_order: nmae\n"), TOPICS);
    assert!(site.codes().contains(&"unknown-choice".to_owned()));
}

#[test]
fn an_announcement_and_its_day_name_the_weekday_and_lists_do_not() {
    let site = SiteTest::new(
        "
=== content/a.zh.md
---
title: 甲
date: 2023-04-14 10:00
---
正文。
=== content/a.en.md
---
title: A
---
Text.
",
    );
    let tree = site.build();
    for (lang, day, long, month) in [
        ("zh", "2023年4月14日", "2023年4月14日 星期五", "2023年4月"),
        ("en", "14 April 2023", "Friday 14 April 2023", "April 2023"),
    ] {
        let page = text(&tree, &format!("{lang}/2023/04/14/a/index.html"));
        let time = &tags_named(main_of(page), "time")[0];
        assert_eq!(time.words, format!("{long} 10:00"));
        assert_eq!(time.value("datetime"), "2023-04-14T10:00:00+08:00");
        let page = text(&tree, &format!("{lang}/2023/04/14/index.html"));
        assert_eq!(tags_named(page, "h1")[0].words, long);
        assert!(tags_named(page, "title")[0].words.starts_with(long));
        assert_eq!(tags_named(main_of(page), "time")[0].words, day);
        let page = text(&tree, &format!("{lang}/2023/04/index.html"));
        assert_eq!(tags_named(page, "h1")[0].words, month);
        assert!(!words(page).contains("星期") && !words(page).contains("Friday"));
    }
}

#[test]
fn great_numbers_are_grouped_as_the_language_does() {
    let site = SiteTest::new(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Press Office, fr: Bureau de presse}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}, {code: fr, tag: fr}]
=== content/topics.yaml
health: {zh: 卫生, en: Health, fr: Santé}
",
    );
    for number in 0..1001 {
        site.write(
            &format!("content/a{number}.zh.md"),
            format!("---\ntitle: 公告{number}\ndate: 2023-04-14\ntopics: [health]\ntranslation: none\n---\n第{number}件。\n"),
        );
    }
    let tree = site.build();
    for (lang, counted) in [
        ("zh", "1,001 条公告"),
        ("en", "1,001 announcements"),
        ("fr", "1\u{202f}001 communiqués"),
    ] {
        for page in [
            "2023/index.html",
            "topics/index.html",
            "topics/health/index.html",
        ] {
            let page = words(main_of(text(&tree, &format!("{lang}/{page}"))));
            // White space of any kind is one space in `words`.
            assert!(
                page.contains(&counted.replace('\u{202f}', " ")) || page.contains(counted),
                "{page}"
            );
        }
    }
}

#[test]
fn a_long_text_says_how_long_it_is_and_a_short_one_does_not() {
    let site = SiteTest::new("");
    let write = |name: &str, characters: usize, words: usize| {
        let zh = "千山市就业工作，".repeat(characters / 8);
        let en = "employment plan ".repeat(words / 2);
        site.write(
            &format!("content/{name}.zh.md"),
            format!("---\ntitle: {name}\ndate: 2025-05-20\n---\n{zh}\n"),
        );
        site.write(
            &format!("content/{name}.en.md"),
            format!("---\ntitle: {name}\n---\n{en}\n"),
        );
    };
    write("long", 1200, 720);
    write("short", 736, 474);
    write("huge", 148_000, 95_200);
    let tree = site.build();
    let shown = |page: &str| words(main_of(text(&tree, &format!("{page}/index.html"))));
    let check = |page: &str, expected: &str| {
        let page = shown(page);
        assert!(page.contains(expected), "{}", &page[..page.len().min(400)]);
    };
    check("zh/2025/05/20/long", "约 1,200 字，阅读约需 3 分钟");
    check("en/2025/05/20/long", "About 700 words, 3 minutes to read");
    check("zh/2025/05/20/huge", "约 148,000 字，阅读约需 400 分钟");
    check(
        "en/2025/05/20/huge",
        "About 95,200 words, 400 minutes to read",
    );
    assert!(!shown("zh/2025/05/20/short").contains("分钟"));
    assert!(!shown("en/2025/05/20/short").contains("minutes"));
}
