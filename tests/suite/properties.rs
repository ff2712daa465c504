//! What holds for every site: sites of 1 to 12 announcements with random dates, topics, languages, states, headlines
//! and links are built and read back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::support::{
    NOW, SiteTest, Tree, addresses, alternates, file_for, items, main_of, tags_named, text, words,
};

const BASE: &str = "https://news.example.org/press/";
const SITE_YAML: &str = "=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/press/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
=== content/topics.yaml
water: {zh: 水务, en: Water}
employment: {zh: 就业, en: Employment}
health: {zh: 卫生, en: Health}
";
const LANGS: [&str; 2] = ["zh", "en"];

/// Parts of headlines that have broken a page, a feed or a template somewhere.
const ODD: [&str; 18] = [
    "<b>粗</b>",
    "</title><script>alert(1)</script>",
    "&amp; &lt; &",
    "\"双\" '单'",
    "🎉👨‍👩‍👧",
    "مرحبا بكم",
    "שלום ‏עולם",
    "{{ t.home }} {% raw %}",
    "]]>",
    "<!-- x -->",
    "\\ \\n %2e%2e/",
    "“引” ‘用’",
    "𠮷野家 〇",
    "ﬁ é e\u{301}",
    "# *x* _y_ `z` [a](b)",
    "a=b;c:d|e",
    "— – -",
    "🇨🇳 ½ ²",
];

/// Long enough to be printed once only, so that repetitions occur, in Chinese and English; the second says when it is
/// from.
const LONG: [[&str; 2]; 2] = [
    [
        "千山市城镇新增就业3.9万人，完成年度目标的78%。全市组织招聘活动126场，提供岗位5.2万个，其中面向高校毕业生的岗位1.8万个。青岚区、云溪区的零工市场已经建成，\
每日接待求职者800余人次。下一步将发布稳岗返还政策，支持中小微企业不裁员、少裁员，并为就业困难人员提供一对一帮扶，确保零就业家庭动态清零。",
        "Qianshan created 39,000 urban jobs, 78 per cent of the target for the year. The city held 126 job fairs with \
52,000 vacancies, of which 18,000 were meant for graduates. Day-labour markets in Qinglan and Yunxi now receive more \
than 800 people a day. Subsidies for employers who keep their staff will follow, and every household without work \
will be offered help.",
    ],
    [
        "千山市人民政府新闻办公室于2025年3月14日举行发布会。全市改造泵站十二座，新建雨水管网86公里，消除易涝点31处，青岚区、云溪区主要道路在暴雨中保持通行。水务局局长介绍，\
全部泵站实现远程监控，值守人员二十四小时在岗。接着将完成南岸片区的管网普查，公布易涝点清单，接受市民监督，并发布水位情况，各街道应当备足沙袋和抽水设备。",
        "The Press Office of Qianshan held a briefing on 14 March 2025. Twelve pumping stations have been rebuilt, 86 \
kilometres of storm drains laid and 31 places freed from flooding; the main roads of Qinglan and Yunxi stay open in a \
cloudburst. All stations are watched from afar, and somebody is on duty around the clock. A survey of the drains on \
the south bank comes next, and the list of places at risk will be public.",
    ],
];

#[derive(Debug, Clone)]
struct Announcement {
    day: (i16, u8, u8),
    time: Option<u8>,
    original: usize,
    translated: bool,
    headline_only: bool,
    titles: [String; 2],
    topics: Vec<&'static str>,
    body: usize,
    links: Vec<usize>,
    hidden: bool,
    withdrawn: bool,
    series: Option<u8>,
    alias: bool,
}

fn headline() -> impl Strategy<Value = String> {
    (vec(select(&ODD[..]), 0..3), "[ -~]{0,8}", any::<bool>()).prop_map(|(odd, ascii, first)| {
        let odd = odd.concat();
        // A letter, because a headline of nothing but spaces is an error.
        if first {
            format!("{odd}题{ascii}")
        } else {
            format!("T {ascii}{odd}")
        }
    })
}

fn announcement() -> impl Strategy<Value = Announcement> {
    // Few days, so that some share one; often the same headline and text, so that some repeat each other.
    let when = (
        2023..2026_i16,
        1..3_u8,
        select(vec![1_u8, 28]),
        select(vec![None, None, Some(9_u8), Some(23)]),
    );
    let languages = (0..2_usize, any::<bool>(), any::<bool>());
    let titles = prop_oneof![
        Just(["同题".to_owned(), "Same".to_owned()]),
        [headline(), headline()],
    ];
    let what = (
        titles,
        proptest::sample::subsequence(vec!["water", "employment", "health"], 0..3),
        0..4_usize,
    );
    let state = (
        proptest::bool::weighted(0.2),
        proptest::bool::weighted(0.2),
        proptest::option::weighted(0.3, 0..4_u8),
        any::<bool>(),
    );
    let links = prop_oneof![2 => Just(Vec::new()), 1 => vec(0..12_usize, 1..3)];
    (when, languages, what, links, state).prop_map(
        |(
            (year, month, day, time),
            (original, translated, headline_only),
            (titles, topics, body),
            links,
            (hidden, withdrawn, series, alias),
        )| {
            Announcement {
                day: (year, month, day),
                time,
                original,
                translated,
                headline_only,
                titles,
                topics,
                body,
                links,
                hidden,
                withdrawn,
                series,
                alias,
            }
        },
    )
}

/// An announcement's files by path, and where its editions must answer.
struct Written {
    files: Vec<(String, String)>,
    /// Language, folder of the page, headline; none if it is not public.
    pages: Vec<(usize, String, String)>,
}

/// A double-quoted YAML text is written like one of JSON.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn write(all: &[Announcement], number: usize) -> Written {
    let one = &all[number];
    let place = |number: usize| {
        if number.is_multiple_of(2) {
            "even"
        } else {
            "odd"
        }
    };
    let stem = |number: usize| {
        if all[number].hidden {
            format!("hidden{number}")
        } else {
            format!("n{number}")
        }
    };
    let (year, month, day) = one.day;
    let mut facts = format!("date: {year}-{month:02}-{day:02}");
    if let Some(hour) = one.time {
        let _ = write!(facts, " {hour:02}:30");
    }
    let _ = write!(facts, "\ntopics: [{}]\n", one.topics.join(", "));
    if one.headline_only && !one.translated {
        let _ = writeln!(
            facts,
            "titles: {{{}: {}}}",
            LANGS[1 - one.original],
            quoted(&one.titles[1 - one.original])
        );
    }
    match (one.hidden, one.withdrawn) {
        (true, true) => facts.push_str("embargo: 2026-01-02\n"),
        (true, false) => facts.push_str("status: draft\n"),
        (false, true) => facts.push_str("status: withdrawn\n"),
        (false, false) => {}
    }
    if let Some(part) = one.series {
        let _ = writeln!(facts, "series: {{id: plan, number: {part}}}");
    }
    if one.alias {
        let _ = writeln!(
            facts,
            "aliases: [/old/{}/, /old/{}.html]",
            stem(number),
            stem(number)
        );
    }
    let body = |lang: usize| {
        let (short, see) = [("正文", "见[公告]"), ("Text ", "See [this]")][lang];
        let mut body = LONG
            .get(one.body)
            .map_or_else(|| format!("{short}{number}"), |long| long[lang].to_owned());
        for target in one.links.iter().filter(|target| **target < all.len()) {
            let code = LANGS[all[*target].original];
            let _ = write!(
                body,
                "\n\n{see}(../{}/{}.{code}.md)",
                place(*target),
                stem(*target)
            );
        }
        body
    };
    let mut written = Written {
        files: Vec::new(),
        pages: Vec::new(),
    };
    for (lang, code) in LANGS.iter().enumerate() {
        let matter = match lang == one.original {
            true => facts.as_str(),
            false if one.translated => "",
            false => continue,
        };
        written.files.push((
            format!("content/{}/{}.{}.md", place(number), stem(number), code),
            format!(
                "---\ntitle: {}\n{matter}---\n{}\n",
                quoted(&one.titles[lang]),
                body(lang)
            ),
        ));
        if !one.hidden {
            let folder = format!("{}/{year}/{month:02}/{day:02}/{}", code, stem(number));
            written.pages.push((
                lang,
                folder,
                one.titles[lang]
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            ));
        }
    }
    written
}

/// Now and then an announcement is the first one over again, on its own day or the same.
fn sites() -> impl Strategy<Value = Vec<Announcement>> {
    let again = (proptest::bool::weighted(0.3), any::<bool>());
    vec((announcement(), again), 1..=12).prop_map(|all| {
        let first = all[0].0.clone();
        let repeat =
            |(one, (again, same_day)): (Announcement, (bool, bool))| match (again, same_day) {
                (false, _) => one,
                (true, true) => first.clone(),
                (true, false) => Announcement {
                    day: one.day,
                    time: one.time,
                    hidden: one.hidden,
                    ..first.clone()
                },
            };
        all.into_iter().map(repeat).collect()
    })
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        // A failing site is printed; it belongs into a test of its own.
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    }
}

fn page<'t>(tree: &'t Tree, folder: &str) -> &'t str {
    text(tree, &format!("{folder}/index.html"))
}

fn is_redirect(page: &str) -> bool {
    page.contains("http-equiv=refresh")
}

/// The number in a text like `12 条公告` or `Water 1 announcement`: the last.
fn number_in(text: &str) -> usize {
    let mut numbers = text.split(|character: char| !character.is_ascii_digit());
    numbers
        .rfind(|digits| !digits.is_empty())
        .unwrap()
        .parse()
        .unwrap()
}

/// Every address that a reader or browser can follow is answered by a file.
pub(super) fn check_links(tree: &Tree) {
    for (page, address) in addresses(tree)
        .into_iter()
        .filter(|(_, address)| !address.starts_with('#') && !address.starts_with("mailto:"))
    {
        let file =
            file_for(BASE, &address).unwrap_or_else(|| panic!("{page}: {address} leaves the site"));
        assert!(
            tree.contains_key(&file),
            "{page}: {address} leads to nothing"
        );
    }
}

/// Whoever is named as a version of a page names it too, and each names itself.
pub(super) fn check_hreflang(tree: &Tree) {
    let heads: BTreeMap<&str, Vec<(String, String)>> = tree
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| {
            (
                path.as_str(),
                alternates(std::str::from_utf8(bytes).unwrap()),
            )
        })
        .collect();
    for (path, versions) in heads.iter().filter(|(_, versions)| !versions.is_empty()) {
        let mut names_itself = false;
        for (_, url) in versions {
            let other = file_for(BASE, url).unwrap();
            names_itself |= other == *path;
            assert_eq!(
                heads.get(other.as_str()),
                Some(versions),
                "{path} and {other}"
            );
        }
        assert!(names_itself, "{path}");
    }
}

/// No edition disappears: it has its page with its headline, or an address that leads to one; and its text is
/// printed there or on the page that it refers to.
fn check_nothing_is_lost(tree: &Tree, pages: &[(usize, String, String)]) {
    for (lang, folder, headline) in pages {
        let page = page(tree, folder);
        let link_of = |page: &str| {
            let link = tags_named(main_of(page), "a");
            file_for(BASE, link[0].value("href")).unwrap()
        };
        if is_redirect(page) {
            let target = text(tree, &link_of(page));
            assert!(!is_redirect(target), "{folder} leads to another redirect");
            assert_eq!(
                words(&h1(target)),
                *headline,
                "{folder} leads to something else"
            );
            continue;
        }
        assert_eq!(words(&h1(page)), *headline, "{folder}");
        if let Some((_, reference)) = page.split_once("class=reference>") {
            let canonical = tags_named(reference, "a")[0].value("href").to_owned();
            assert!(
                canonical.starts_with(&format!("/press/{}/", LANGS[*lang])),
                "{folder}: {canonical}"
            );
            let canonical = text(tree, &file_for(BASE, &canonical).unwrap());
            assert!(
                canonical.contains("class=prose"),
                "{folder} refers to a page without the text"
            );
        } else {
            assert!(page.contains("class=prose"), "{folder} has no text");
        }
    }
}

fn h1(page: &str) -> String {
    let (_, rest) = main_of(page).split_once("<h1>").unwrap();
    rest.split_once("</h1>").unwrap().0.to_owned()
}

/// Each list says how many announcements it holds and holds so many; each link with a count leads to such a list.
fn check_counts(tree: &Tree) {
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        if is_redirect(page) {
            continue;
        }
        let main = main_of(page);
        if let Some((_, count)) = main.split_once("<p class=count>") {
            let count = number_in(count.split('<').next().unwrap());
            let listed = items(page).len();
            // A topic shows the latest twenty, and there are not more here.
            assert_eq!(count, listed, "{path}");
        }
        for list in main
            .split("<ul class=")
            .filter(|list| list.starts_with("links>") || list.starts_with("\"links rows\">"))
        {
            for link in tags_named(list.split_once("</ul>").unwrap().0, "a") {
                if link.words.ends_with("feed")
                    || link.words.ends_with("订阅源")
                    || path == "404.html"
                {
                    continue;
                }
                let target = text(tree, &file_for(BASE, link.value("href")).unwrap());
                assert_eq!(
                    number_in(&link.words),
                    items(target).len(),
                    "{path}: {link:?}"
                );
            }
        }
    }
}

/// Every page is in the list of its year and its day in every language, once; and the feed of its language, which
/// holds the pages in that language and nothing else, gives its headline as it was written.
fn check_lists_and_feeds(tree: &Tree, pages: &[(usize, String, String)]) {
    let shown: Vec<&(usize, String, String)> = pages
        .iter()
        .filter(|(_, folder, _)| !is_redirect(page(tree, folder)))
        .collect();
    for (own, folder, _) in &shown {
        let date = &folder[3..13];
        let slug = &folder[14..];
        for lang in LANGS {
            for list in [&date[..4], date] {
                let here = items(page(tree, &format!("{lang}/{list}")))
                    .iter()
                    .filter(|item| item.value("href").ends_with(&format!("/{date}/{slug}/")))
                    .map(|item| item.value("href").to_owned())
                    .collect::<Vec<_>>();
                assert_eq!(here.len(), 1, "{folder} in {lang}/{list}");
                if lang == LANGS[*own] {
                    assert_eq!(
                        here[0],
                        format!("/press/{folder}/"),
                        "a list leads to the edition in its language"
                    );
                }
            }
        }
    }
    for (number, lang) in LANGS.iter().enumerate() {
        for format in ["xml", "json"] {
            let feed =
                feed_rs::parser::parse(text(tree, &format!("{lang}/feed.{format}")).as_bytes())
                    .unwrap();
            let mut fed: Vec<(String, String)> = feed
                .entries
                .iter()
                .map(|entry| {
                    let title = &entry.title.as_ref().unwrap().content;
                    let marks = ["已撤回：", "Withdrawn: "];
                    let title = title.strip_prefix(marks[number]).unwrap_or(title);
                    (
                        entry.links[0].href.clone(),
                        title.split_whitespace().collect::<Vec<_>>().join(" "),
                    )
                })
                .collect();
            fed.sort();
            let mut expected: Vec<(String, String)> = shown
                .iter()
                .filter(|(lang, ..)| *lang == number)
                .map(|(_, folder, headline)| (format!("{BASE}{folder}/"), headline.clone()))
                .collect();
            expected.sort();
            assert_eq!(fed, expected, "{lang}/feed.{format}");
        }
    }
}

/// Drafts and embargoed announcements are named in no byte.
fn check_nothing_leaks(tree: &Tree) {
    for (path, bytes) in tree {
        assert!(!path.contains("hidden"), "{path}");
        assert!(!String::from_utf8_lossy(bytes).contains("hidden"), "{path}");
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn every_site_is_whole(all in sites()) {
        let written: Vec<Written> = (0..all.len()).map(|number| write(&all, number)).collect();
        let site = SiteTest::new(SITE_YAML);
        for (path, text) in written.iter().flat_map(|one| &one.files) {
            site.write(path, text);
        }
        let tree = site.build();
        let pages: Vec<(usize, String, String)> = written.iter().flat_map(|one| one.pages.clone()).collect();
        check_links(&tree);
        check_hreflang(&tree);
        check_nothing_is_lost(&tree, &pages);
        check_counts(&tree);
        check_lists_and_feeds(&tree, &pages);
        check_nothing_leaks(&tree);
    }
}

proptest! {
    #![proptest_config(config(10))]

    #[test]
    fn the_same_content_gives_the_same_bytes_in_whatever_order_and_place_it_was_written(
        all in sites(),
        keys in vec(any::<u32>(), 24),
    ) {
        let mut files: Vec<(String, String)> = (0..all.len()).flat_map(|number| write(&all, number).files).collect();
        let one = SiteTest::new(SITE_YAML);
        for (path, text) in &files {
            one.write(path, text);
        }
        let tree = one.build();

        // The same files, created in another order, which is what a folder lists on many file systems.
        let mut keys = keys.into_iter();
        files.sort_by_cached_key(|_| keys.next());
        let other = SiteTest::new(SITE_YAML);
        for (path, text) in &files {
            other.write(path, text);
        }
        prop_assert!(other.build() == tree);

        // Into a second folder, from elsewhere, by another clock's zone, on one core.
        let output = assert_cmd::Command::cargo_bin("newsroom")
            .unwrap()
            .current_dir("/")
            .env("TZ", "America/New_York")
            .env("RAYON_NUM_THREADS", "1")
            .args(["build", "--now", NOW, "--root"])
            .arg(one.root())
            .arg("--output")
            .arg(one.path("second"))
            .output()
            .unwrap();
        prop_assert!(output.status.success());
        prop_assert!(super::support::read_tree(&one.path("second")) == tree);

        // Over itself: nothing to do.
        let again = one.json("build");
        prop_assert_eq!(&again["outputs"]["written"], 0);
        prop_assert_eq!(&again["outputs"]["removed"], 0);
        prop_assert!(one.output() == tree);
    }
}
