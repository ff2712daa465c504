//! A site in three languages with gaps of every kind, walked page by page: what is missing in a language keeps its place
//! there, says so, and no link leads to nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::support::{
    GIF, SiteTest, Tag, Tree, alternates, file_for, items, main_of, tags, tags_named, text, words,
};

const BASE: &str = "https://news.example.org/";
const CODES: [&str; 3] = ["zh", "tw", "en"];

/// Name, day, and the languages of the editions, the original's first.
const ANNOUNCEMENTS: &[(&str, &str, &[&str])] = &[
    ("all", "2025/05/01", &["zh", "tw", "en"]),
    ("no-tw", "2025/05/02", &["zh", "en"]),
    ("no-en", "2025/05/02", &["tw", "zh"]),
    ("only-zh", "2025/05/03", &["zh"]),
    ("only-tw", "2025/06/04", &["tw"]),
    ("only-en", "2025/06/05", &["en"]),
    ("headlines", "2024/12/31", &["zh"]),
    ("withdrawn", "2024/11/30", &["en", "zh"]),
    ("copied", "2024/11/29", &["zh"]),
];

fn tag(code: &str) -> &'static str {
    match code {
        "zh" => "zh-Hans",
        "tw" => "zh-Hant",
        _ => "en",
    }
}

fn headline(name: &str, code: &str) -> String {
    match code {
        "zh" => format!("简体公告{name}"),
        "tw" => format!("繁體公告{name}"),
        _ => format!("Notice {name}"),
    }
}

fn site() -> SiteTest {
    let site = SiteTest::new(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, tw: 千山市新聞辦, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: tw, tag: zh-Hant}, {code: en, tag: en}]
series:
  floods: {zh: 防汛, tw: 防汛, en: Floods}
=== content/topics.yaml
health: {zh: 卫生, tw: 衛生, en: Health}
employment: {zh: 就业, tw: 就業, en: Employment}
",
    );
    for (number, (name, day, codes)) in ANNOUNCEMENTS.iter().enumerate() {
        for code in *codes {
            let mut facts = String::new();
            if code == &codes[0] {
                let date = day.replace('/', "-");
                let topic = ["health", "employment"][number % 2];
                facts = format!("date: {date}\ntopics: [{topic}]\naliases: [/old/{name}/]\n");
                facts += match *name {
                    "withdrawn" => "status: withdrawn\n",
                    "only-zh" | "only-en" => "series: {id: floods, number: 1}\n",
                    "headlines" => {
                        "titles: {tw: 只有標題, en: Only a headline}\ntranslation: none\n"
                    }
                    _ => "",
                };
            }
            // Short texts are never taken for the same.
            let body = match *code {
                "en" if *name == "no-tw" => {
                    "The river works begin in May and end in June. ".repeat(8)
                }
                "zh" if *name == "no-tw" => "河道整治工程五月开工，六月完工。".repeat(12),
                "en" => format!("The text of {name} in English."),
                "tw" => format!("{name}的繁體內文。"),
                _ => format!("{name}的简体正文。"),
            };
            site.write(
                &format!("content/{name}.{code}.md"),
                format!("---\ntitle: {}\n{facts}---\n{body}\n", headline(name, code)),
            );
        }
    }
    // The original's text again in the English file is no edition.
    let long = "千山市卫生部门提醒市民注意防暑降温，合理安排户外活动时间。".repeat(12);
    let rewritten = |code: &str, facts: &str| {
        let title = headline("copied", code);
        site.write(
            &format!("content/copied.{code}.md"),
            format!("---\ntitle: {title}\n{facts}---\n{long}\n"),
        );
    };
    rewritten("zh", "date: 2024-11-29\ntopics: [health]\n");
    rewritten("en", "");
    // Published twice: the second address leads to the first, in each language that it has.
    for code in ["zh", "en"] {
        let first =
            std::fs::read_to_string(site.path(&format!("content/no-tw.{code}.md"))).unwrap();
        site.write(
            &format!("content/twice.{code}.md"),
            first.replace("/old/no-tw/", "/old/twice/"),
        );
    }
    site
}

/// The file of an announcement's page.
fn page_of(code: &str, day: &str, name: &str) -> String {
    format!("{code}/{day}/{name}/index.html")
}

fn pages(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let html = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
        .filter(|(_, page)| !page.contains("http-equiv=refresh"))
}

fn language_of(page: &str) -> String {
    tags_named(page, "html")[0].value("lang").to_owned()
}

/// The language switch of a page: tag and address.
fn switch(page: &str) -> Vec<Tag> {
    let header = page.split_once("<main").unwrap().0;
    let (_, bar) = header.split_once("<ul class=bar>").unwrap();
    let bar = bar.split_once("</ul>").unwrap().0;
    tags(bar)
        .into_iter()
        .filter(|tag| tag.has("lang"))
        .collect()
}

#[test]
fn every_language_link_leads_to_the_same_place_or_the_nearest_honest_one() {
    let tree = site().build();
    let mut seen = BTreeMap::new();
    for (path, page) in pages(&tree) {
        let own = path.split('/').next().unwrap();
        let links = switch(page);
        assert_eq!(links.len(), 3, "{path}");
        for (link, code) in links.iter().zip(CODES) {
            assert_eq!(link.value("lang"), tag(code), "{path}");
            if code == own {
                assert!(!link.has("href"), "{path}");
                continue;
            }
            let target = file_for(BASE, link.value("href")).unwrap();
            let (kind, expected) = expected_counterpart(&tree, path, own, code);
            assert_eq!(target, expected, "{path} in {code}");
            let page = tree
                .get(&target)
                .unwrap_or_else(|| panic!("{path}: no {target}"));
            assert_eq!(
                language_of(std::str::from_utf8(page).unwrap()),
                tag(code),
                "{path}"
            );
            *seen.entry(kind).or_insert(0) += 1;
        }
    }
    // Not a rule about nothing.
    assert!(
        seen["edition"] >= 10 && seen["day"] >= 12 && seen["list"] >= 50,
        "{seen:?}"
    );
    assert_eq!(seen["home"], 6, "{seen:?}");
}

/// Where the switch of a page should lead, and what kind of place that is.
fn expected_counterpart(tree: &Tree, path: &str, own: &str, code: &str) -> (&'static str, String) {
    if !CODES.contains(&own) {
        return ("home", format!("{code}/index.html"));
    }
    let same = path.replacen(own, code, 1);
    let is_announcement = ANNOUNCEMENTS
        .iter()
        .find(|(name, day, _)| path == page_of(own, day, name));
    match is_announcement {
        None => ("list", same),
        Some(_) if tree.contains_key(&same) => ("edition", same),
        Some((_, day, _)) => ("day", format!("{code}/{day}/index.html")),
    }
}

#[test]
fn what_is_missing_keeps_its_place_and_says_so() {
    let tree = site().build();
    for code in CODES {
        for (name, day, codes) in ANNOUNCEMENTS {
            let has_edition = codes.contains(&code);
            let target = if has_edition { code } else { codes[0] };
            let href = format!("/{target}/{day}/{name}/");
            let (year, month) = (&day[..4], &day[..7]);
            for list in [year, month, day] {
                let page = text(&tree, &format!("{code}/{list}/index.html"));
                let listed = items(page);
                let item = listed.iter().find(|item| item.value("href") == href);
                let item = item.unwrap_or_else(|| panic!("{code}/{list} has no {href}"));
                // Where the link leads, and that it leads to another language.
                let expected = if has_edition { "" } else { tag(target) };
                assert_eq!(item.value("hreflang"), expected, "{code}/{list}: {href}");
                let note = match (code, target) {
                    _ if has_edition => "",
                    ("zh", "tw") => " 只有繁体中文",
                    ("zh", _) => " 只有英文",
                    ("tw", "zh") => " 僅有簡體中文",
                    ("tw", _) => " 僅有英文",
                    (_, "tw") => " Traditional Chinese only",
                    _ => " Chinese only",
                };
                let (title, foreign) = match (*name, code) {
                    ("headlines", "tw") => ("只有標題".to_owned(), false),
                    ("headlines", "en") => ("Only a headline".to_owned(), false),
                    _ => (headline(name, target), !has_edition),
                };
                let status = match (*name, code) {
                    ("withdrawn", "zh") => " 已撤回",
                    ("withdrawn", "tw") => " 已撤回",
                    ("withdrawn", _) => " Withdrawn",
                    _ => "",
                };
                assert_eq!(
                    item.words,
                    format!("{title}{note}{status}"),
                    "{code}/{list}"
                );
                // WCAG 3.1.2: a headline in another language says which; others do not.
                let marked = format!("<span lang={}>{title}</span>", tag(target));
                assert_eq!(
                    main_of(page).contains(&marked),
                    foreign,
                    "{code}/{list}: {title}"
                );
            }
            assert_eq!(
                tree.contains_key(&page_of(code, day, name)),
                has_edition,
                "{code}: {name}"
            );
        }
        // No list of any language counts other announcements than the others do.
        let count = |code: &str| items(text(&tree, &format!("{code}/2025/index.html"))).len();
        assert_eq!(count(code), count("zh"));
    }
}

#[test]
fn hreflang_names_only_what_exists_and_is_the_same_announcement() {
    let tree = site().build();
    for (path, page) in pages(&tree).filter(|(path, _)| *path != "404.html") {
        let versions = alternates(page);
        let announcement = ANNOUNCEMENTS
            .iter()
            .find(|(name, day, _)| path.ends_with(&format!("/{day}/{name}/index.html")));
        if let Some((name, day, codes)) = announcement {
            let expected: BTreeSet<String> = match codes.len() {
                1 => BTreeSet::new(),
                _ => codes.iter().map(|code| page_of(code, day, name)).collect(),
            };
            let named = versions.iter().map(|(_, url)| file_for(BASE, url).unwrap());
            assert_eq!(named.collect::<BTreeSet<_>>(), expected, "{path}");
        }
        for (language, url) in &versions {
            let target = text(&tree, &file_for(BASE, url).unwrap());
            if language != "x-default" {
                assert_eq!(language_of(target), *language, "{path}");
            }
        }
    }
    // Redirects name no versions; what they say in another language is marked.
    let moved = text(&tree, "old/only-tw/index.html");
    assert_eq!(alternates(moved), []);
    assert!(text(&tree, "en/2025/05/02/twice/index.html").contains("http-equiv=refresh"));
}

#[test]
fn feeds_hold_what_can_be_read_in_their_language() {
    let tree = site().build();
    for code in CODES {
        let feed: serde_json::Value =
            serde_json::from_str(text(&tree, &format!("{code}/feed.json"))).unwrap();
        let found: BTreeSet<String> = feed["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| file_for(BASE, item["url"].as_str().unwrap()).unwrap())
            .collect();
        let expected: BTreeSet<String> = ANNOUNCEMENTS
            .iter()
            .filter(|(_, _, codes)| codes.contains(&code))
            .map(|(name, day, _)| page_of(code, day, name))
            .collect();
        assert_eq!(found, expected, "{code}");
        let atom = text(&tree, &format!("{code}/feed.xml"));
        assert_eq!(atom.matches("<entry>").count(), expected.len(), "{code}");
        assert!(
            atom.contains(&format!("xml:lang=\"{}\"", tag(code))),
            "{code}"
        );
    }
}

#[test]
fn parts_of_a_page_in_another_language_are_marked() {
    let site = SiteTest::new(
        "
=== content/fair/index.zh.md
---
title: 招聘会
date: 2025-05-20
image: {src: fair.gif, alt: {zh: 会场}}
attachments: [{src: plan.pdf, title: {zh: 方案}}]
updates: [{date: 2025-05-21, note: {zh: 改期}}]
---
正文。
=== content/fair/index.en.md
---
title: Job fair
---
Text.
",
    );
    site.write("content/fair/fair.gif", GIF);
    site.write("content/fair/plan.pdf", "%PDF-1.4");
    let tree = site.build();
    let english = text(&tree, "en/2025/05/20/fair/index.html");
    let image = &tags_named(main_of(english), "img")[0];
    assert_eq!(
        (image.value("alt"), image.value("lang")),
        ("会场", "zh-Hans")
    );
    for words in ["方案", "改期"] {
        let marked = tags(main_of(english))
            .iter()
            .any(|tag| tag.value("lang") == "zh-Hans" && tag.words.contains(words));
        assert!(marked, "{words}");
    }
    let chinese = text(&tree, "zh/2025/05/20/fair/index.html");
    assert!(!main_of(chinese).contains("lang="));
    assert!(!words(main_of(english)).contains("招聘会"));
}
