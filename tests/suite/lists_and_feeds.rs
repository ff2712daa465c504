//! Lists by period, topic and series, feeds, the sitemap, and the files beside announcements.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::support::{
    GIF, SiteTest, Tree, addresses, file_for, items, main_of, tags_named, text, words,
};

const BASE: &str = "https://news.example.org/";

/// Three years, three topics of which one has no announcement, a series, both languages.
const THREE_YEARS: &str = "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
series: {three-year-action: {zh: 三年行动发布会, en: Three-year action briefings}}
=== content/topics.yaml
water: {zh: 水务, en: Water}
employment: {zh: 就业, en: Employment}
culture: {zh: 文化, en: Culture}
=== content/2023/04/fair.zh.md
---
title: 春季招聘会
date: 2023-04-14
topics: [employment]
series: {id: three-year-action, number: 2}
---
正文一。
=== content/2023/04/fair.en.md
---
title: Spring job fair
---
Text one.
=== content/2024/02/pumps.zh.md
---
title: 泵站改造完成
date: 2024-02-29 16:30
topics: [water, employment]
series: {id: three-year-action, number: 10}
---
正文二。
=== content/2024/02/pumps.en.md
---
title: Pumping stations rebuilt
---
Text two.
=== content/2024/02/drill.zh.md
---
title: 防汛演练
date: 2024-02-29 09:00
topics: [water]
---
正文三。
=== content/2024/11/heating.zh.md
---
title: 供暖季开始
date: 2024-11-01
titles: {en: Heating season begins}
---
正文四。
=== content/2025/01/library.zh.md
---
title: 图书馆开馆
date: 2025-01-02
topics: [employment]
series: {id: three-year-action, number: 9}
---
正文五。
=== content/2025/01/library.en.md
---
title: New library opens
---
Text five.
";

#[test]
fn every_address_of_the_design_is_there_in_both_languages_and_no_other() {
    let tree = SiteTest::new(THREE_YEARS).build();
    let mut expected = BTreeSet::from(
        [
            "index.html",
            "404.html",
            "feed.css",
            "robots.txt",
            "sitemap.xml",
            "SHA256SUMS",
        ]
        .map(str::to_owned),
    );
    for part in ["lists", "2023", "2024", "2025"] {
        expected.insert(format!("sitemap/{part}.xml"));
    }
    for lang in ["zh", "en"] {
        for folder in [
            "",
            "2023/",
            "2023/04/",
            "2023/04/14/",
            "2023/04/14/fair/",
            "2024/",
            "2024/02/",
            "2024/02/29/",
            "2024/02/29/pumps/",
            "2024/11/",
            "2024/11/01/",
            "2025/",
            "2025/01/",
            "2025/01/02/",
            "2025/01/02/library/",
            "site-map/",
            "topics/",
            "topics/water/",
            "topics/water/2024/",
            "topics/employment/",
            "topics/employment/2023/",
            "topics/employment/2024/",
            "topics/employment/2025/",
            "series/three-year-action/",
        ] {
            expected.insert(format!("{lang}/{folder}index.html"));
        }
        for feed in ["", "topics/water/", "topics/employment/"] {
            expected.insert(format!("{lang}/{feed}feed.xml"));
            expected.insert(format!("{lang}/{feed}feed.json"));
        }
    }
    // Chinese only.
    expected.insert("zh/2024/02/29/drill/index.html".into());
    expected.insert("zh/2024/11/01/heating/index.html".into());
    assert_eq!(tree.keys().cloned().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn nothing_on_any_page_leads_to_nothing() {
    let tree = SiteTest::new(THREE_YEARS).build();
    let mut checked = 0;
    for (page, address) in addresses(&tree) {
        if let Some(file) = file_for(BASE, &address) {
            checked += 1;
            assert!(tree.contains_key(&file), "{page}: {address}");
        }
    }
    assert!(checked > 500, "{checked}");
}

fn hrefs(page: &str) -> Vec<String> {
    items(page)
        .iter()
        .map(|item| item.value("href").to_owned())
        .collect()
}

/// The links with a count on a page: words and address.
fn counted_links(page: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for list in main_of(page).split("<ul class=").skip(1) {
        if list.starts_with("links>") || list.starts_with("\"links rows\">") {
            let list = list.split_once("</ul>").unwrap().0;
            links.extend(
                tags_named(list, "a")
                    .into_iter()
                    .map(|a| (a.words.clone(), a.value("href").to_owned())),
            );
        }
    }
    links
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs
        .map(|(left, right)| (left.to_owned(), right.to_owned()))
        .to_vec()
}

#[test]
fn years_months_and_days_hold_their_announcements_newest_first_with_counts_in_words() {
    let tree = SiteTest::new(THREE_YEARS).build();
    let year = text(&tree, "zh/2024/index.html");
    assert!(words(year).contains("3 条公告"));
    assert_eq!(
        hrefs(year),
        [
            "/zh/2024/11/01/heating/",
            "/zh/2024/02/29/pumps/",
            "/zh/2024/02/29/drill/"
        ],
        "the two of one day by their time"
    );
    assert_eq!(
        counted_links(year),
        pairs([("11月 (1)", "/zh/2024/11/"), ("2月 (2)", "/zh/2024/02/")])
    );
    let month = text(&tree, "en/2024/02/index.html");
    assert!(words(month).contains("2 announcements"));
    assert_eq!(
        counted_links(month),
        pairs([("29 February (2)", "/en/2024/02/29/")])
    );
    assert_eq!(hrefs(month).len(), 2);
    let day = text(&tree, "en/2024/11/01/index.html");
    assert!(words(day).contains("1 announcement"));
    assert!(!words(day).contains("1 announcements"));
    assert_eq!(hrefs(day), ["/zh/2024/11/01/heating/"]);
    // Search engines are told what it is.
    let descriptions = tags_named(day, "meta");
    assert!(descriptions.iter().any(|meta| {
        meta.value("name") == "description"
            && meta.value("content")
                == "Announcements of Qianshan Press Office: Friday 1 November 2024."
    }));
    // The home page leads to all years.
    assert!(
        counted_links(text(&tree, "zh/index.html")).ends_with(&pairs([
            ("2025年 (1)", "/zh/2025/"),
            ("2024年 (3)", "/zh/2024/"),
            ("2023年 (1)", "/zh/2023/"),
        ]))
    );
}

#[test]
fn the_way_up_from_an_announcement_leads_through_its_day_and_month_and_from_there_to_the_year() {
    let tree = SiteTest::new(THREE_YEARS).build();
    let way = |page: &str| -> Vec<(String, String)> {
        let crumbs = main_of(text(&tree, page)).split_once("</ol>").unwrap().0;
        tags_named(crumbs, "a")
            .into_iter()
            .map(|a| (a.words.clone(), a.value("href").to_owned()))
            .collect()
    };
    let home = ("首页", "/zh/");
    let year = ("2024年", "/zh/2024/");
    let month = ("2024年2月", "/zh/2024/02/");
    let day = ("2月29日", "/zh/2024/02/29/");
    // The year is said once, so that the way back fits a phone.
    assert_eq!(
        way("zh/2024/02/29/pumps/index.html"),
        pairs([home, month, day])
    );
    assert_eq!(way("zh/2024/02/29/index.html"), pairs([home, year, month]));
    assert_eq!(way("zh/2024/02/index.html"), pairs([home, year]));
    assert_eq!(way("zh/2024/index.html"), pairs([home]));
}

#[test]
fn topics_come_in_the_order_of_their_file_and_those_without_announcements_are_absent() {
    let tree = SiteTest::new(THREE_YEARS).build();
    // Not alphabetical, not by count: water stands first in topics.yaml.
    let expected = pairs([
        ("Water 2 announcements", "/en/topics/water/"),
        ("Employment 3 announcements", "/en/topics/employment/"),
    ]);
    let topics = counted_links(text(&tree, "en/topics/index.html"));
    assert_eq!(topics[..2], expected);
    // The series stand below them.
    assert_eq!(
        topics[2..],
        pairs([(
            "Three-year action briefings 3 announcements",
            "/en/series/three-year-action/"
        )])
    );
    assert_eq!(counted_links(text(&tree, "en/index.html"))[..2], expected);
    for (path, bytes) in &tree {
        assert!(!path.contains("culture"), "{path}");
        assert!(
            !String::from_utf8_lossy(bytes).contains("Culture"),
            "{path}"
        );
    }
}

#[test]
fn a_topic_page_shows_its_latest_its_years_and_its_feeds() {
    let tree = SiteTest::new(THREE_YEARS).build();
    let page = text(&tree, "zh/topics/employment/index.html");
    assert!(words(page).contains("3 条公告"));
    assert_eq!(
        hrefs(page),
        [
            "/zh/2025/01/02/library/",
            "/zh/2024/02/29/pumps/",
            "/zh/2023/04/14/fair/"
        ]
    );
    assert_eq!(
        counted_links(page),
        pairs([
            ("2025年 (1)", "/zh/topics/employment/2025/"),
            ("2024年 (1)", "/zh/topics/employment/2024/"),
            ("2023年 (1)", "/zh/topics/employment/2023/"),
            ("Atom 订阅源", "/zh/topics/employment/feed.xml"),
            ("JSON 订阅源", "/zh/topics/employment/feed.json"),
        ])
    );
    let year = text(&tree, "en/topics/water/2024/index.html");
    assert_eq!(tags_named(year, "h1")[0].words, "Water in 2024");
    assert!(words(year).contains("2 announcements"));
    assert_eq!(
        hrefs(year),
        ["/en/2024/02/29/pumps/", "/zh/2024/02/29/drill/"]
    );
    // An announcement links to the topics it is in.
    let own: Vec<String> = tags_named(text(&tree, "en/2024/02/29/pumps/index.html"), "a")
        .iter()
        .map(|a| a.value("href").to_owned())
        .filter(|href| href.starts_with("/en/topics/") && href != "/en/topics/")
        .collect();
    assert_eq!(own, ["/en/topics/water/", "/en/topics/employment/"]);
}

#[test]
fn a_series_is_ordered_by_its_numbers_not_by_dates() {
    let tree = SiteTest::new(THREE_YEARS).build();
    let page = text(&tree, "zh/series/three-year-action/index.html");
    assert_eq!(tags_named(page, "h1")[0].words, "三年行动发布会");
    // 10, 9, 2: as numbers, not as texts; number 9 was published last.
    assert_eq!(
        hrefs(page),
        [
            "/zh/2024/02/29/pumps/",
            "/zh/2025/01/02/library/",
            "/zh/2023/04/14/fair/"
        ]
    );
    let part = words(text(&tree, "en/2024/02/29/pumps/index.html"));
    assert!(
        part.contains("Three-year action briefings No. 10"),
        "{part}"
    );
}

#[test]
fn a_series_without_a_title_is_shown_by_its_id_and_warned_about_once() {
    let site = SiteTest::new(
        "
=== content/a.zh.md
---
title: 甲
date: 2025-01-01
translation: none
series: {id: open-days, number: 1}
---
正文。
=== content/b.zh.md
---
title: 乙
date: 2025-01-02
translation: none
series: {id: open-days}
---
正文。
",
    );
    assert_eq!(site.codes(), ["series-without-title"]);
    let tree = site.build();
    let page = text(&tree, "zh/series/open-days/index.html");
    assert_eq!(tags_named(page, "h1")[0].words, "open-days");
    // Not all have a number, so the dates decide.
    assert_eq!(hrefs(page), ["/zh/2025/01/02/b/", "/zh/2025/01/01/a/"]);
}

/// The links before and after on a page, row by row: words and address.
fn ways(page: &str) -> Vec<Vec<(String, String)>> {
    let links = |nav: &str| {
        tags_named(nav.split_once("</nav>").unwrap().0, "a")
            .into_iter()
            .map(|a| (a.words.clone(), a.value("href").to_owned()))
            .collect()
    };
    page.split("class=neighbours>").skip(1).map(links).collect()
}

#[test]
fn a_list_leads_to_the_nearest_earlier_one_and_to_what_it_is_a_part_of() {
    let tree = SiteTest::new(THREE_YEARS).build();
    for (page, expected) in [
        (
            "zh/2024/index.html",
            vec![
                ("更早 2023年 (1)", "/zh/2023/"),
                ("按日期查看 全部年份", "/zh/#dates"),
            ],
        ),
        // Over a year in which nothing else was published.
        (
            "en/2024/02/index.html",
            vec![
                ("Earlier April 2023 (1)", "/en/2023/04/"),
                ("Whole year 2024", "/en/2024/"),
            ],
        ),
        (
            "zh/2024/11/01/index.html",
            vec![
                ("更早 2024年2月29日 (2)", "/zh/2024/02/29/"),
                ("全月 2024年11月", "/zh/2024/11/"),
            ],
        ),
        (
            "en/2023/04/14/index.html",
            vec![("Whole month April 2023", "/en/2023/04/")],
        ),
        (
            "zh/topics/employment/2025/index.html",
            vec![
                ("更早 2024年 (1)", "/zh/topics/employment/2024/"),
                ("主题 就业", "/zh/topics/employment/"),
            ],
        ),
    ] {
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(words, href)| (words.to_owned(), href.to_owned()))
            .collect();
        assert_eq!(ways(text(&tree, page)), [expected], "{page}");
    }
    assert!(text(&tree, "zh/index.html").contains("id=dates"));
}

#[test]
fn the_home_page_leads_to_the_day_month_and_year_of_the_newest_announcement_whatever_the_clock_says()
 {
    let site = SiteTest::new(THREE_YEARS);
    site.write(
        "content/2025/01/more.zh.md",
        "---\ntitle: 续公告\ndate: 2025-01-02\n---\n正文。\n",
    );
    site.write(
        "content/2024/12/end.zh.md",
        "---\ntitle: 年末公告\ndate: 2024-12-31\n---\n正文。\n",
    );
    let home = |tree: &Tree| text(tree, "en/index.html").to_owned();
    let tree = site.build();
    let links = counted_links(&home(&tree));
    assert_eq!(
        links[2..],
        pairs([
            ("2 January 2025 2 announcements", "/en/2025/01/02/"),
            ("January 2025 2 announcements", "/en/2025/01/"),
            ("January (2)", "/en/2025/01/"),
            ("2025 (2)", "/en/2025/"),
            ("2024 (4)", "/en/2024/"),
            ("2023 (1)", "/en/2023/"),
        ])
    );
    site.run(&["build", "--now", "2031-05-05T00:00:00Z"]);
    assert_eq!(home(&site.output()), home(&tree));
}

#[test]
fn lists_of_a_month_that_is_over_stay_byte_identical_when_the_next_one_begins() {
    let site = SiteTest::new(THREE_YEARS);
    let before = site.build();
    // The month after February in a year that goes on: nothing was published in between.
    for day in ["2024-03-01", "2024-03-02"] {
        site.write(
            &format!("content/2024/03/{day}.zh.md"),
            format!(
                "---\ntitle: {day} 公告\ndate: {day}\ntopics: [water]\nslug: new\n---\n正文。\n"
            ),
        );
    }
    let after = site.build();
    for path in [
        "2024/02/index.html",
        "2024/02/29/index.html",
        "2023/index.html",
    ] {
        for lang in ["zh", "en"] {
            let path = format!("{lang}/{path}");
            assert!(after[&path] == before[&path], "{path} has changed");
        }
    }
    // What follows says so: the list behind, and the year around.
    for path in ["zh/2024/11/index.html", "zh/2024/index.html"] {
        assert!(after[path] != before[path], "{path}");
    }
}

#[test]
fn an_announcement_leads_on_in_its_series_and_to_older_ones_of_its_topic() {
    let site = SiteTest::new(THREE_YEARS);
    for (name, date, extra) in [
        ("one", "2022-01-01", ""),
        ("two", "2022-01-02", "translation: none\n"),
        ("three", "2022-01-03", "status: withdrawn\n"),
        ("four", "2022-01-04", ""),
        ("five", "2022-01-05", ""),
    ] {
        site.write(
            &format!("content/2022/{name}.zh.md"),
            format!(
                "---\ntitle: 水务公告 {name}\ndate: {date}\ntopics: [water]\n{extra}---\n正文。\n"
            ),
        );
        if name != "two" {
            site.write(
                &format!("content/2022/{name}.en.md"),
                format!("---\ntitle: Water notice {name}\n---\nText.\n"),
            );
        }
    }
    let tree = site.build();
    let pumps = text(&tree, "en/2024/02/29/pumps/index.html");
    let main = main_of(pumps);
    assert!(main.contains(
        "<h2><a href=/en/series/three-year-action/>Series: Three-year action briefings</a></h2>"
    ));
    // Number 9 is the one before, though it was published later; there is no number 11.
    assert_eq!(
        ways(pumps)[0],
        pairs([("No. 9 New library opens", "/en/2025/01/02/library/")])
    );
    assert!(main.contains("<h2><a href=/en/topics/water/>On the same topic: Water</a></h2>"));
    // The three nearest of the first topic; a drill that nobody can read in English is none of them.
    assert_eq!(
        hrefs(pumps),
        [
            "/en/2022/01/05/five/",
            "/en/2022/01/04/four/",
            "/en/2022/01/03/three/"
        ]
    );
    assert!(words(main).contains("Water notice three Withdrawn"));
    // The neighbour in time is not named twice.
    let five = text(&tree, "en/2022/01/05/five/index.html");
    assert_eq!(ways(five)[0][0].1, "/en/2022/01/04/four/");
    assert_eq!(
        hrefs(five),
        ["/en/2022/01/03/three/", "/en/2022/01/01/one/"]
    );
    // Nothing older, no series: no empty heading.
    let one = text(&tree, "zh/2022/01/01/one/index.html");
    assert!(!main_of(one).contains("<h2>"), "{one}");
}

#[test]
fn what_leads_on_from_an_announcement_of_a_closed_period_never_changes_but_for_a_next_one() {
    let site = SiteTest::new(THREE_YEARS);
    let before = site.build();
    site.write(
        "content/2025/06/new.zh.md",
        "---\ntitle: 新公告\ndate: 2025-06-01\ntopics: [water, employment]\nseries: {id: three-year-action, number: 11}\n---\n正文。\n",
    );
    let after = site.build();
    let changed: Vec<&str> = before
        .iter()
        .filter(|(path, bytes)| path.contains("/20") && after[*path] != **bytes)
        .map(|(path, _)| path.as_str())
        .filter(|path| path.starts_with("zh/202") || path.starts_with("en/202"))
        .collect();
    assert_eq!(
        changed,
        [
            "en/2025/index.html",
            // It is the newest part of the series, and in time.
            "zh/2024/02/29/pumps/index.html",
            "zh/2025/01/02/library/index.html",
            "zh/2025/index.html",
        ]
    );
}

#[test]
fn an_announcement_is_passed_on_by_its_address_alone() {
    let tree = SiteTest::new(THREE_YEARS).build();
    let page = text(&tree, "zh/2023/04/14/fair/index.html");
    let share = main_of(page).split_once("class=share>").unwrap().1;
    assert!(words(share).starts_with("本页网址： https://news.example.org/zh/2023/04/14/fair/"));
    let mail = &tags_named(share, "a")[0];
    let rest = mail.value("href").strip_prefix("mailto:?subject=").unwrap();
    let (subject, body) = rest.split_once("&body=").unwrap();
    let decoded = |text| {
        percent_encoding::percent_decode_str(text)
            .decode_utf8()
            .unwrap()
    };
    assert_eq!(decoded(subject), "春季招聘会");
    assert_eq!(
        decoded(body),
        "https://news.example.org/zh/2023/04/14/fair/"
    );
}

#[test]
fn previous_and_next_follow_the_dates_among_what_can_be_read_in_the_language() {
    let tree = SiteTest::new(THREE_YEARS).build();
    let neighbours = |page: &str| ways(text(&tree, page)).pop().unwrap_or_default();
    assert_eq!(
        neighbours("zh/2024/02/29/pumps/index.html"),
        pairs([
            ("上一篇 防汛演练", "/zh/2024/02/29/drill/"),
            ("下一篇 供暖季开始", "/zh/2024/11/01/heating/"),
        ])
    );
    // In English there is neither a drill nor a heating page: the reader is not thrown into Chinese.
    assert_eq!(
        neighbours("en/2024/02/29/pumps/index.html"),
        pairs([
            ("Previous Spring job fair", "/en/2023/04/14/fair/"),
            ("Next New library opens", "/en/2025/01/02/library/"),
        ])
    );
    assert_eq!(
        neighbours("zh/2023/04/14/fair/index.html"),
        pairs([("下一篇 防汛演练", "/zh/2024/02/29/drill/")])
    );
    assert_eq!(
        neighbours("en/2025/01/02/library/index.html"),
        pairs([("Previous Pumping stations rebuilt", "/en/2024/02/29/pumps/")])
    );
}

/// `count` announcements from 1 January 2025 on, one every `hours`.
fn many(count: usize, hours: usize) -> SiteTest {
    let mut files = String::new();
    for number in 0..count {
        let hour = number * hours;
        let (day, hour) = (hour / 24, hour % 24);
        let (month, day) = (1 + day / 28, 1 + day % 28);
        let _ = write!(
            files,
            "=== content/2025/n{number:03}.zh.md\n---\ntitle: 第{number}号公告\ndate: 2025-{month:02}-{day:02} {hour:02}:00\ntopics: [health]\ntranslation: none\n---\n正文{number}。\n"
        );
    }
    SiteTest::new(&files)
}

#[test]
fn the_home_page_a_topic_and_a_feed_show_the_latest_twenty_and_the_front_page_five() {
    let tree = many(25, 24).build();
    let home = hrefs(text(&tree, "zh/index.html"));
    assert_eq!(home.len(), 20);
    assert!(
        home[0].ends_with("/n024/") && home[19].ends_with("/n005/"),
        "{home:?}"
    );
    assert_eq!(hrefs(text(&tree, "zh/topics/health/index.html")), home);
    assert_eq!(text(&tree, "zh/feed.xml").matches("<entry>").count(), 20);
    assert_eq!(
        text(&tree, "zh/topics/health/feed.xml")
            .matches("<entry>")
            .count(),
        20
    );
    assert_eq!(
        hrefs(text(&tree, "index.html")).len(),
        2 * 5,
        "five per language"
    );
    // The rest is in the archive, whose count is that of all.
    let year = text(&tree, "zh/2025/index.html");
    assert_eq!(hrefs(year).len(), 25);
    assert!(words(year).contains("25 条公告"));
    assert!(words(text(&tree, "zh/topics/health/index.html")).contains("25 条公告"));
}

/// `LISTED_AT_ONCE` in src/model/plan.rs.
const LISTED_AT_ONCE: usize = 150;

#[test]
fn a_year_or_month_of_more_than_a_page_holds_lists_only_its_months_or_days() {
    // Three a day, so that the months pass the limit only with the year.
    let full = many(LISTED_AT_ONCE, 8).build();
    assert_eq!(
        hrefs(text(&full, "zh/2025/index.html")).len(),
        LISTED_AT_ONCE
    );
    let over = many(LISTED_AT_ONCE + 1, 8).build();
    let year = text(&over, "zh/2025/index.html");
    assert_eq!(hrefs(year), [""; 0]);
    assert!(words(year).contains("151 条公告"));
    // 28 days of three each, then the rest.
    assert_eq!(
        counted_links(year),
        pairs([("2月 (67)", "/zh/2025/02/"), ("1月 (84)", "/zh/2025/01/")])
    );
    assert_eq!(hrefs(text(&over, "zh/2025/01/index.html")).len(), 84);
    // One an hour: a month passes it, its days do not, and every announcement is on one of them.
    let busy = many(LISTED_AT_ONCE + 1, 1).build();
    let month = text(&busy, "zh/2025/01/index.html");
    assert_eq!(hrefs(month), [""; 0]);
    let on_days: usize = counted_links(month)
        .iter()
        .map(|(_, href)| hrefs(text(&busy, &file_for(BASE, href).unwrap())).len())
        .sum();
    assert_eq!(on_days, LISTED_AT_ONCE + 1);
}

fn atom(tree: &Tree, path: &str) -> feed_rs::model::Feed {
    feed_rs::parser::parse(text(tree, path).as_bytes()).unwrap()
}

#[test]
fn both_feed_formats_say_the_same_and_a_feed_reader_understands_them() {
    let site = SiteTest::new(THREE_YEARS);
    site.write(
        "content/2025/02/odd.zh.md",
        "---\ntitle: \"<甲> & \\\"乙\\\" ]]> 🎉\"\ndate: 2025-02-03 08:00\nissuer: {zh: [市教育局, 市卫健委], en: Education Bureau}\nsummary: 摘要一句。\ntopics: [culture]\n---\n正文。\n",
    );
    let tree = site.build();
    for lang in ["zh", "en"] {
        let feeds = ["xml", "json"].map(|format| atom(&tree, &format!("{lang}/feed.{format}")));
        let [one, two] = feeds.each_ref().map(|feed| {
            feed.entries
                .iter()
                .map(|entry| {
                    (
                        entry.id.clone(),
                        entry.title.as_ref().unwrap().content.clone(),
                        entry.links[0].href.clone(),
                        entry.published.unwrap(),
                        entry.updated.unwrap(),
                    )
                })
                .collect::<Vec<_>>()
        });
        assert_eq!(one, two, "{lang}");
        assert_eq!(one.len(), if lang == "zh" { 6 } else { 3 });
        for feed in &feeds {
            assert_eq!(
                feed.language.as_deref().unwrap_or("").to_lowercase(),
                if lang == "zh" { "zh-hans" } else { "en" }
            );
            let links: Vec<&str> = feed.links.iter().map(|link| link.href.as_str()).collect();
            assert!(
                links.contains(&format!("{BASE}{lang}/").as_str()),
                "{links:?}"
            );
        }
    }
    let feed = atom(&tree, "zh/feed.xml");
    let entry = &feed.entries[0];
    assert_eq!(
        entry.title.as_ref().unwrap().content,
        "<甲> & \"乙\" ]]> 🎉"
    );
    assert_eq!(entry.summary.as_ref().unwrap().content, "摘要一句。");
    assert_eq!(
        entry.published.unwrap().to_rfc3339(),
        "2025-02-03T00:00:00+00:00",
        "08:00 in Shanghai"
    );
    assert_eq!(
        entry.links[0].href,
        "https://news.example.org/zh/2025/02/03/odd/"
    );
    let authors: Vec<&str> = entry
        .authors
        .iter()
        .map(|author| author.name.as_str())
        .collect();
    assert_eq!(authors, ["市教育局", "市卫健委"]);
    assert_eq!(entry.categories[0].term, "culture");
    assert_eq!(entry.categories[0].label.as_deref(), Some("文化"));
}

#[test]
fn feeds_hold_only_what_can_be_read_in_their_language_and_topic() {
    let tree = SiteTest::new(THREE_YEARS).build();
    let titles = |path: &str| -> Vec<String> {
        atom(&tree, path)
            .entries
            .into_iter()
            .map(|entry| entry.title.unwrap().content)
            .collect()
    };
    assert_eq!(
        titles("en/feed.xml"),
        [
            "New library opens",
            "Pumping stations rebuilt",
            "Spring job fair"
        ]
    );
    assert_eq!(
        titles("en/topics/water/feed.xml"),
        ["Pumping stations rebuilt"]
    );
    assert_eq!(
        titles("zh/topics/water/feed.json"),
        ["泵站改造完成", "防汛演练"]
    );
    // The pages of a language and topic name exactly their feeds.
    let named: Vec<String> = tags_named(text(&tree, "en/topics/water/index.html"), "link")
        .iter()
        .filter(|link| link.value("type").contains("atom"))
        .map(|link| link.value("href").to_owned())
        .collect();
    assert_eq!(named, ["/en/feed.xml", "/en/topics/water/feed.xml"]);
}

#[test]
fn a_topic_that_nobody_can_read_in_a_language_has_a_page_there_but_no_feed() {
    let site = SiteTest::new(
        "=== content/a.zh.md\n---\ntitle: 甲\ndate: 2025-01-01\ntopics: [health]\ntitles: {en: A}\n---\n正文。\n",
    );
    let tree = site.build();
    assert!(tree.contains_key("zh/topics/health/feed.xml"));
    assert!(!tree.contains_key("en/topics/health/feed.xml"));
    let page = text(&tree, "en/topics/health/index.html");
    assert_eq!(items(page)[0].words, "A Chinese only");
    assert!(
        !page.contains("topics/health/feed"),
        "no page names a feed that is not there"
    );
}

fn ids(tree: &Tree, path: &str) -> BTreeMap<String, String> {
    atom(tree, path)
        .entries
        .into_iter()
        .map(|entry| (entry.links[0].href.clone(), entry.id))
        .collect()
}

#[test]
fn an_entry_keeps_its_id_when_headline_address_date_or_host_change() {
    let site = SiteTest::new(THREE_YEARS);
    let before = ids(&site.build(), "zh/feed.xml");
    let fair = before["https://news.example.org/zh/2023/04/14/fair/"].clone();
    // Each id once: a reader that has seen one entry must not take another for it.
    let english = ids(&site.build(), "en/feed.xml");
    let all: BTreeSet<&String> = before.values().chain(english.values()).collect();
    assert_eq!(all.len(), before.len() + english.len());
    assert!(all.iter().all(|id| id.starts_with("urn:uuid:")), "{all:?}");
    site.write(
        "content/2023/04/fair.zh.md",
        "---\ntitle: 春季招聘会（更新）\ndate: 2023-04-15\nslug: spring-fair\ntopics: [water]\n---\n新正文。\n",
    );
    let site_yaml = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write(
        "content/site.yaml",
        site_yaml.replace(
            "https://news.example.org/",
            "https://press.example.net/news/",
        ),
    );
    let after = ids(&site.build(), "zh/feed.xml");
    assert_eq!(
        after["https://press.example.net/news/zh/2023/04/15/spring-fair/"],
        fair
    );
    assert_eq!(
        before.values().collect::<BTreeSet<_>>(),
        after.values().collect::<BTreeSet<_>>()
    );
}

#[test]
fn a_later_update_moves_the_updated_time_of_entry_feed_and_sitemap_but_not_the_order() {
    let site = SiteTest::new(THREE_YEARS);
    let before = atom(&site.build(), "zh/feed.xml");
    assert_eq!(
        before.updated.unwrap().to_rfc3339(),
        "2025-01-01T16:00:00+00:00",
        "the start of 2 January in Shanghai"
    );
    site.write(
        "content/2023/04/fair.zh.md",
        "---\ntitle: 春季招聘会\ndate: 2023-04-14\ntopics: [employment]\nupdates: [{date: 2025-03-01 12:00, note: 改期}, {date: 2024-01-01, note: 改地点}]\n---\n正文一。\n",
    );
    let tree = site.build();
    let after = atom(&tree, "zh/feed.xml");
    let entry = after.entries.last().unwrap();
    assert_eq!(
        entry.title.as_ref().unwrap().content,
        "春季招聘会",
        "still the oldest"
    );
    assert_eq!(
        entry.updated.unwrap().to_rfc3339(),
        "2025-03-01T04:00:00+00:00"
    );
    assert_eq!(
        entry.published.unwrap().to_rfc3339(),
        "2023-04-13T16:00:00+00:00"
    );
    assert_eq!(after.updated, entry.updated);
    let sitemap = text(&tree, "sitemap/2023.xml");
    assert!(
        sitemap.contains("<lastmod>2025-03-01T12:00:00+08:00</lastmod>"),
        "{sitemap}"
    );
    // The address stays where it was first published.
    assert!(tree.contains_key("zh/2023/04/14/fair/index.html"));
}

/// Address, hreflang pairs of each `url` of a sitemap file.
type Urls = BTreeMap<String, Vec<(String, String)>>;

fn sitemap(xml: &str) -> Urls {
    xml.split("<url>")
        .skip(1)
        .map(|url| {
            let loc = url
                .split_once("<loc>")
                .unwrap()
                .1
                .split_once("</loc>")
                .unwrap()
                .0;
            let versions = url
                .split("hreflang=\"")
                .skip(1)
                .map(|link| {
                    let (tag, rest) = link.split_once('"').unwrap();
                    let href = rest
                        .split_once("href=\"")
                        .unwrap()
                        .1
                        .split_once('"')
                        .unwrap()
                        .0;
                    (tag.to_owned(), href.to_owned())
                })
                .collect();
            (loc.to_owned(), versions)
        })
        .collect()
}

#[test]
fn the_sitemap_names_every_page_once_with_the_same_versions_as_its_head() {
    let site = SiteTest::new(THREE_YEARS);
    site.write(
        "content/2025/01/moved.zh.md",
        "---\ntitle: 迁址\ndate: 2025-01-05\naliases: [/old/, /old.html]\n---\n正文六。\n",
    );
    let tree = site.build();
    let index = text(&tree, "sitemap.xml");
    let parts: Vec<&str> = index
        .split("<loc>")
        .skip(1)
        .map(|part| part.split_once("</loc>").unwrap().0)
        .collect();
    let mut urls = Urls::new();
    for part in &parts {
        for (url, versions) in sitemap(text(&tree, &file_for(BASE, part).unwrap())) {
            assert!(
                urls.insert(url.clone(), versions).is_none(),
                "{url} is named twice"
            );
        }
    }
    let pages: BTreeSet<String> = tree
        .keys()
        .filter(|path| path.ends_with("index.html") && !path.starts_with("old"))
        .cloned()
        .collect();
    let named: BTreeSet<String> = urls
        .keys()
        .map(|url| file_for(BASE, url).unwrap())
        .collect();
    // Neither /404.html nor the two redirects are in it.
    assert_eq!(named, pages);
    for (url, versions) in &urls {
        let page = text(&tree, &file_for(BASE, url).unwrap());
        assert_eq!(*versions, super::support::alternates(page), "{url}");
        let canonical = tags_named(page, "link")
            .into_iter()
            .find(|link| link.value("rel") == "canonical")
            .unwrap();
        assert_eq!(canonical.value("href"), url);
    }
}

#[test]
fn a_closed_year_stays_byte_identical_when_something_new_is_published() {
    let site = SiteTest::new(THREE_YEARS);
    let before = site.build();
    site.write(
        "content/2025/06/new.zh.md",
        "---\ntitle: 新公告\ndate: 2025-06-01\ntopics: [water]\n---\n正文。\n",
    );
    let after = site.build();
    // What caches and rsync transfer again: lists that show the latest, and this year.
    for (path, bytes) in before
        .iter()
        .filter(|(path, _)| path.contains("2023") || path.contains("2024"))
    {
        assert!(after[path] == *bytes, "{path} has changed");
    }
    assert!(after["zh/index.html"] != before["zh/index.html"]);
}

#[test]
fn robots_may_read_everything_and_find_the_sitemap() {
    let tree = SiteTest::new(THREE_YEARS).build();
    assert_eq!(
        text(&tree, "robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://news.example.org/sitemap.xml\n"
    );
}

#[test]
fn the_error_page_helps_in_both_languages_and_is_not_indexed() {
    let tree = SiteTest::new(THREE_YEARS).build();
    let page = text(&tree, "404.html");
    let robots = tags_named(page, "meta");
    assert!(
        robots
            .iter()
            .any(|meta| meta.value("name") == "robots" && meta.value("content") == "noindex")
    );
    assert!(!page.contains("canonical"), "it answers for any address");
    let main = main_of(page);
    assert!(words(main).contains("页面不存在") && words(main).contains("Page not found"));
    let hrefs: Vec<String> = tags_named(main, "a")
        .iter()
        .map(|a| a.value("href").to_owned())
        .collect();
    assert_eq!(hrefs, ["/zh/", "/zh/topics/", "/en/", "/en/topics/"]);
    // A server sends it for an address of any depth.
    for (path, address) in addresses(&tree) {
        if path == "404.html" && !address.starts_with('#') {
            assert!(address.starts_with('/'), "{address}");
        }
    }
}

#[test]
fn static_files_are_copied_to_the_root_byte_by_byte() {
    let site = SiteTest::new(THREE_YEARS);
    let bytes: Vec<u8> = (0..=255).collect();
    site.write("content/static/badge.bin", &bytes);
    site.write(
        "content/static/.well-known/security.txt",
        "Contact: mailto:a@example.org\n",
    );
    site.write("content/static/docs/notes.zh.md", "not an announcement\n");
    site.write(
        "content/static/favicon.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    );
    let tree = site.build();
    assert_eq!(tree["badge.bin"], bytes);
    assert_eq!(
        text(&tree, ".well-known/security.txt"),
        "Contact: mailto:a@example.org\n"
    );
    assert_eq!(text(&tree, "docs/notes.zh.md"), "not an announcement\n");
    let icon = tags_named(text(&tree, "en/index.html"), "link");
    assert!(
        icon.iter()
            .any(|link| link.value("rel") == "icon" && link.value("href") == "/favicon.svg")
    );
}

#[test]
fn files_lie_once_beside_the_original_and_both_languages_lead_to_them() {
    let site = SiteTest::new(
        "
=== content/2025/03/park/index.zh.md
---
title: 公园方案
date: 2025-03-04
attachments: [{src: plan.pdf, title: {zh: 方案, en: Plan}}, {src: ../shared.csv}]
image: {src: 图 1.gif, alt: {zh: 河边, en: Riverside}, caption: {zh: 河岸, en: The bank}, credit: 千山日报}
---
![效果图](view.gif) 见[方案](plan.pdf)。
=== content/2025/03/park/index.en.md
---
title: Park plan
---
![View](view.gif) See the [plan](plan.pdf).
",
    );
    site.write("content/2025/03/park/plan.pdf", vec![b'x'; 75_400]);
    site.write("content/2025/03/shared.csv", "a,b\n");
    site.write("content/2025/03/park/view.gif", GIF);
    site.write("content/2025/03/park/图 1.gif", GIF);
    site.write("content/2025/03/park/unused.txt", "nobody links here");
    let tree = site.build();
    // Pictures have a hash in their names.
    let starts = tree
        .keys()
        .filter(|path| path.contains("/park/") && !path.ends_with(".html"))
        .map(|path| path.split('.').next().unwrap());
    // Below the page of the original, once; what nobody shows is not published.
    assert_eq!(
        starts.collect::<Vec<_>>(),
        [
            "zh/2025/03/04/park/plan",
            "zh/2025/03/04/park/shared",
            "zh/2025/03/04/park/view-1",
            "zh/2025/03/04/park/view-1",
            "zh/2025/03/04/park/图 1-1",
            "zh/2025/03/04/park/图 1-1",
        ]
    );
    for (lang, title, alt, caption) in [
        ("zh", "方案", "河边", "河岸"),
        ("en", "Plan", "Riverside", "The bank"),
    ] {
        let page = text(&tree, &format!("{lang}/2025/03/04/park/index.html"));
        let links = tags_named(main_of(page), "a");
        let attachment = links
            .iter()
            .find(|a| a.words == format!("{title} PDF 75 KB"))
            .unwrap_or_else(|| panic!("{links:#?}"));
        assert_eq!(attachment.value("href"), "/zh/2025/03/04/park/plan.pdf");
        // A title is the file's name where none is stated.
        assert!(links.iter().any(|a| a.words == "shared.csv CSV 4 B"
            && a.value("href") == "/zh/2025/03/04/park/shared.csv"));
        let pictures = tags_named(page, "img");
        assert_eq!(pictures.len(), 2);
        assert_eq!(pictures[0].value("alt"), alt);
        let file = file_for(BASE, pictures[0].value("src")).unwrap();
        assert!(file.starts_with("zh/2025/03/04/park/图 1-1.") && tree.contains_key(&file));
        // Width and height are known before the picture is there, so that nothing jumps.
        assert_eq!(
            (pictures[1].value("width"), pictures[1].value("height")),
            ("1", "1")
        );
        let src = pictures[1].value("src");
        assert!(src.starts_with("/zh/2025/03/04/park/view-1.") && src.ends_with(".png"));
        assert!(words(page).contains(&format!("{caption} 千山日报")));
    }
}

#[test]
fn an_attachment_titled_in_one_language_only_is_offered_in_the_other_too() {
    let site = SiteTest::new(
        "
=== content/a.zh.md
---
title: 甲
date: 2025-03-04
attachments: [{src: plan.pdf, title: {zh: 实施方案}}]
---
正文。
=== content/a.en.md
---
title: A
---
Text.
",
    );
    site.write("content/plan.pdf", "x");
    let tree = site.build();
    let page = text(&tree, "en/2025/03/04/a/index.html");
    let link = tags_named(main_of(page), "a")
        .into_iter()
        .find(|a| a.value("href") == "/zh/2025/03/04/a/plan.pdf")
        .unwrap();
    // Not a blank link: its file name at least.
    assert!(
        link.words.starts_with("plan.pdf") || link.words.starts_with("实施方案"),
        "{link:?}"
    );
}

#[test]
fn a_stated_time_is_shown_on_the_page_and_the_day_alone_in_lists() {
    let tree = SiteTest::new(THREE_YEARS).build();
    let time = |page: &str| {
        let times = tags_named(main_of(text(&tree, page)), "time");
        (
            times[0].words.clone(),
            times[0].value("datetime").to_owned(),
        )
    };
    let stated = "2024-02-29T16:30:00+08:00".to_owned();
    assert_eq!(
        time("zh/2024/02/29/pumps/index.html"),
        ("2024年2月29日 星期四 16:30".into(), stated.clone())
    );
    assert_eq!(
        time("en/2024/02/29/pumps/index.html"),
        ("Thursday 29 February 2024 16:30".into(), stated.clone())
    );
    assert_eq!(
        time("en/2024/02/index.html"),
        ("29 February 2024".into(), stated)
    );
    // Only a day was stated, so no midnight is invented.
    assert_eq!(
        time("en/2023/04/14/fair/index.html"),
        ("Friday 14 April 2023".into(), "2023-04-14".into())
    );
}

#[test]
fn a_time_with_an_offset_falls_on_the_day_of_the_site() {
    let site = SiteTest::new(
        "=== content/a.zh.md\n---\ntitle: 甲\ndate: 2025-03-04T20:30:00Z\n---\n正文。\n",
    );
    // Half past four in the morning of the fifth in Shanghai.
    let tree = site.build();
    let page = words(text(&tree, "zh/2025/03/05/a/index.html"));
    assert!(page.contains("2025年3月5日 星期三 04:30"), "{page}");
}

#[test]
fn lines_of_one_paragraph_join_without_a_space_between_han_characters() {
    let site = SiteTest::new(
        "
=== content/a.zh.md
---
title: 甲
date: 2025-03-04
translation: none
---
千山市新闻办
今日发布，
“三年行动”
方案。
采用 Rust
编写，共12
项。**加粗
文字**
之后，[链接
文字](#x)
之后。

- 列表第一行
  第二行
- 另一项

> 引文第一行
> 第二行

1. 有序
   列表

| 表头 | 二 |
|---|---|
| 单元 | 格 |

한국어
문장

English line
another line
",
    );
    let tree = site.build();
    // After minification, as a browser gets it.
    let page = text(&tree, "zh/2025/03/04/a/index.html");
    for joined in [
        "千山市新闻办今日发布，“三年行动”方案。采用 Rust 编写，共12 项。<strong>加粗文字</strong>之后，<a href=#x>链接文字</a>之后。",
        "<li>列表第一行第二行",
        "<p>引文第一行第二行",
        "<li>有序列表",
        // Hangul and Latin are written with spaces.
        "한국어 문장",
        "English line another line",
    ] {
        assert!(
            page.contains(joined),
            "{joined} is not in {}",
            main_of(page)
        );
    }
}

#[test]
fn a_summary_is_a_clean_sentence_without_what_stood_between_its_words() {
    let site = SiteTest::new(
        "
=== content/a.en.md
---
title: Park
date: 2025-03-04
translation: none
---
Come ![a view](view.gif) and
see the **new** park<br>today.
",
    );
    site.write("content/view.gif", GIF);
    let tree = site.build();
    let page = text(
        &tree,
        "en/2025/03/04/park/index.html"
            .replace("park", "a")
            .as_str(),
    );
    let description = tags_named(page, "meta")
        .into_iter()
        .find(|meta| meta.value("name") == "description")
        .unwrap();
    assert_eq!(
        description.value("content"),
        "Come and see the new park today."
    );
    assert!(
        text(&tree, "en/feed.xml").contains("<summary>Come and see the new park today.</summary>")
    );
}
