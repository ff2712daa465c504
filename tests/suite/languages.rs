//! Both languages or an honest note: editions, missing ones, `hreflang`, the language switch, sites in one to three
//! languages, and sites in a folder of their host.

use std::collections::{BTreeMap, BTreeSet};

use super::support::{
    SiteTest, Tag, Tree, addresses, alternates, file_for, items, main_of, tags_named, text, words,
};

const BASE: &str = "https://news.example.org/";

/// Four kinds of announcement: in both languages; Chinese with an English headline; Chinese only; English original
/// without a Chinese edition.
const FOUR_KINDS: &str = "
=== content/2025/05/both.zh.md
---
title: 千山市公布夏季防汛安排
date: 2025-05-20
topics: [health]
---
防汛安排自六月一日起施行。
=== content/2025/05/both.en.md
---
title: Qianshan prepares for the summer floods
---
The plan is in force from 1 June.
=== content/2025/05/headline.zh.md
---
title: 青岚区开通夜间门诊
date: 2025-05-21
topics: [health]
titles: {en: Night clinic opens in Qinglan}
---
门诊时间为十八时至二十二时。
=== content/2025/06/only.zh.md
---
title: 云溪区春季招聘会延期
date: 2025-06-02
topics: [employment]
---
招聘会延期举行。
=== content/2025/06/visitors.en.md
---
title: Office hours for foreign residents
date: 2025-06-03
translation: none
---
The counter is open from nine to five.
";

#[track_caller]
fn item<'i>(items: &'i [Tag], href: &str) -> &'i Tag {
    items
        .iter()
        .find(|item| item.value("href") == href)
        .unwrap_or_else(|| panic!("no item leads to {href}: {items:#?}"))
}

/// The HTML of the list item that links to `href`.
#[track_caller]
fn item_html<'p>(page: &'p str, href: &str) -> &'p str {
    let start = main_of(page).find(&format!("<a href={href}")).unwrap();
    main_of(page)[start..].split_once("</a>").unwrap().0
}

/// Name, address and language of each entry of the language switch; no address for the current language.
fn switch(page: &str) -> Vec<(String, String)> {
    let header = page.split_once("<main").unwrap().0;
    let Some((_, bar)) = header.split_once("<ul class=bar>") else {
        return Vec::new();
    };
    let bar = bar.split_once("</ul>").unwrap().0;
    super::support::tags(bar)
        .into_iter()
        .filter(|tag| tag.has("lang"))
        .map(|tag| (tag.value("lang").to_owned(), tag.value("href").to_owned()))
        .collect()
}

#[test]
fn a_headline_only_translation_is_listed_under_its_english_headline_and_leads_to_the_chinese_page()
{
    let tree = SiteTest::new(FOUR_KINDS).build();
    // Every kind of English list that the announcement belongs to.
    for page in [
        "index.html",
        "en/index.html",
        "en/2025/index.html",
        "en/2025/05/index.html",
        "en/2025/05/21/index.html",
        "en/topics/health/index.html",
        "en/topics/health/2025/index.html",
    ] {
        let page = text(&tree, page);
        // The headline is English, so no `lang` may hand it to a Chinese voice; the link says where it leads.
        let html = item_html(page, "/zh/2025/05/21/headline/ hreflang=zh-Hans");
        assert_eq!(
            html,
            "<a href=/zh/2025/05/21/headline/ hreflang=zh-Hans>Night clinic opens in Qinglan <small>Chinese only</small>"
        );
    }
    // In its own language nothing is said.
    let chinese = items(text(&tree, "zh/2025/05/index.html"));
    let own = item(&chinese, "/zh/2025/05/21/headline/");
    assert_eq!(own.words, "青岚区开通夜间门诊");
    assert!(!own.has("hreflang"));
}

#[test]
fn an_announcement_without_any_translation_is_listed_with_its_foreign_headline_marked_as_such() {
    let tree = SiteTest::new(FOUR_KINDS).build();
    let english = text(&tree, "en/2025/06/index.html");
    let listed = items(english);
    let chinese = item(&listed, "/zh/2025/06/02/only/");
    assert_eq!(chinese.words, "云溪区春季招聘会延期 Chinese only");
    assert_eq!(chinese.value("hreflang"), "zh-Hans");
    assert!(
        item_html(english, "/zh/2025/06/02/only/")
            .contains("<span lang=zh-Hans>云溪区春季招聘会延期</span>")
    );
    // The other way round too: the original may be English.
    let zh = text(&tree, "zh/2025/06/index.html");
    let listed = items(zh);
    let foreign = item(&listed, "/en/2025/06/03/visitors/");
    assert_eq!(foreign.words, "Office hours for foreign residents 只有英文");
    assert_eq!(foreign.value("hreflang"), "en");
    assert!(
        item_html(zh, "/en/2025/06/03/visitors/")
            .contains("<span lang=en>Office hours for foreign residents</span>")
    );
}

#[test]
fn a_reader_of_a_page_without_translation_is_told_unless_none_is_planned() {
    let tree = SiteTest::new(FOUR_KINDS).build();
    let told = |page: &str| words(main_of(text(&tree, page)));
    assert!(told("zh/2025/06/02/only/index.html").contains("本文暂无英文版"));
    assert!(!told("zh/2025/05/20/both/index.html").contains("本文暂无"));
    // `translation: none`: nothing is owed, so "not yet" would promise what never comes.
    assert!(!told("en/2025/06/03/visitors/index.html").contains("Not yet available"));
}

#[test]
fn a_missing_edition_has_no_page_no_hreflang_and_no_feed_item() {
    let tree = SiteTest::new(FOUR_KINDS).build();
    for (missing, existing) in [
        ("en/2025/05/21/headline", "zh/2025/05/21/headline"),
        ("en/2025/06/02/only", "zh/2025/06/02/only"),
        ("zh/2025/06/03/visitors", "en/2025/06/03/visitors"),
    ] {
        assert!(
            !tree.keys().any(|path| path.starts_with(missing)),
            "{missing}"
        );
        assert_eq!(
            alternates(text(&tree, &format!("{existing}/index.html"))),
            [],
            "{existing} has only one language, so there is nothing to alternate with"
        );
        for (path, bytes) in &tree {
            let bytes = String::from_utf8_lossy(bytes);
            assert!(!bytes.contains(missing), "{path} names {missing}");
        }
    }
    let feed = text(&tree, "en/feed.xml");
    assert!(feed.contains("Qianshan prepares"), "{feed}");
    assert!(!feed.contains("Night clinic"), "{feed}");
    assert!(!feed.contains("云溪区"), "{feed}");
    assert!(!text(&tree, "zh/feed.json").contains("Office hours"));
}

/// For each page its own canonical address and the alternates that its head names.
fn heads(tree: &Tree) -> BTreeMap<String, Vec<(String, String)>> {
    tree.iter()
        .filter(|(path, _)| path.ends_with(".html") && *path != "404.html")
        .map(|(path, bytes)| {
            (
                path.clone(),
                alternates(std::str::from_utf8(bytes).unwrap()),
            )
        })
        .collect()
}

#[test]
fn hreflang_is_symmetric_names_the_page_itself_and_a_default() {
    let tree = SiteTest::new(FOUR_KINDS).build();
    let heads = heads(&tree);
    let mut with_versions = 0;
    for (path, versions) in heads.iter().filter(|(_, versions)| !versions.is_empty()) {
        with_versions += 1;
        let tags: BTreeSet<&str> = versions.iter().map(|(tag, _)| tag.as_str()).collect();
        assert_eq!(tags.len(), versions.len(), "{path} names a language twice");
        assert!(tags.contains("x-default"), "{path}");
        assert!(
            versions
                .iter()
                .any(|(_, url)| file_for(BASE, url).unwrap() == *path),
            "{path} does not name itself: {versions:?}"
        );
        for (_, url) in versions {
            let other = file_for(BASE, url).unwrap();
            assert_eq!(
                heads.get(&other),
                Some(versions),
                "{other} does not answer {path} with the same set"
            );
        }
    }
    // Every list, the front page and both editions of `both`; not a rule about nothing.
    assert!(with_versions > 20, "{with_versions}");
    assert_eq!(
        heads["zh/2025/05/20/both/index.html"],
        [
            ("zh-Hans", "https://news.example.org/zh/2025/05/20/both/"),
            ("en", "https://news.example.org/en/2025/05/20/both/"),
            ("x-default", "https://news.example.org/zh/2025/05/20/both/"),
        ]
        .map(|(tag, url)| (tag.to_owned(), url.to_owned()))
    );
}

#[test]
fn the_default_for_other_readers_is_the_original_even_where_that_is_english() {
    let site = SiteTest::new(
        "
=== content/2025/07/consuls.en.md
---
title: Consular day in Qianshan
date: 2025-07-04
---
Consuls meet the mayor.
=== content/2025/07/consuls.zh.md
---
title: 千山市举行领事日活动
---
各国领事与市长会面。
",
    );
    let tree = site.build();
    let versions = alternates(text(&tree, "zh/2025/07/04/consuls/index.html"));
    assert_eq!(
        versions.last().unwrap(),
        &(
            "x-default".to_owned(),
            "https://news.example.org/en/2025/07/04/consuls/".to_owned()
        )
    );
    // A translation is a full page with its own headline, not a note that leads to the original.
    let page = text(&tree, "zh/2025/07/04/consuls/index.html");
    assert_eq!(tags_named(page, "h1")[0].words, "千山市举行领事日活动");
    assert!(page.contains("各国领事与市长会面。"));
}

#[test]
fn the_language_switch_leads_to_the_same_place_or_to_the_nearest_honest_one() {
    let site = SiteTest::new(FOUR_KINDS);
    site.write(
        "content/2025/05/part.zh.md",
        "---\ntitle: 三年行动第一期\ndate: 2025-05-22\nseries: {id: three-year-action, number: 1}\naliases: [/old/]\n---\n正文。\n",
    );
    let tree = site.build();
    let to_english = |page: &str| {
        let switch = switch(text(&tree, page));
        assert_eq!(
            switch[0],
            ("zh-Hans".to_owned(), String::new()),
            "{page}: the current language is named, and no link"
        );
        switch[1].1.clone()
    };
    // Lists exist in both languages, so the switch keeps the place.
    for (page, counterpart) in [
        ("zh/index.html", "/en/"),
        ("zh/2025/index.html", "/en/2025/"),
        ("zh/2025/05/index.html", "/en/2025/05/"),
        ("zh/2025/05/20/index.html", "/en/2025/05/20/"),
        ("zh/topics/index.html", "/en/topics/"),
        ("zh/topics/health/index.html", "/en/topics/health/"),
        (
            "zh/topics/health/2025/index.html",
            "/en/topics/health/2025/",
        ),
        (
            "zh/series/three-year-action/index.html",
            "/en/series/three-year-action/",
        ),
        ("zh/2025/05/20/both/index.html", "/en/2025/05/20/both/"),
        // No English edition: the English list of that day, where the announcement is listed.
        ("zh/2025/05/21/headline/index.html", "/en/2025/05/21/"),
        ("zh/2025/06/02/only/index.html", "/en/2025/06/02/"),
    ] {
        assert_eq!(to_english(page), counterpart, "{page}");
    }
    // The front page and the error page are in no language: both are links, to the homes.
    for page in ["index.html", "404.html"] {
        assert_eq!(
            switch(text(&tree, page)),
            [("zh-Hans", "/zh/"), ("en", "/en/")]
                .map(|(tag, href)| (tag.to_owned(), href.to_owned())),
            "{page}"
        );
    }
    // And none of them, on no page, leads to nothing.
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        if !page.contains("http-equiv=refresh") {
            let links = switch(page);
            assert_eq!(links.len(), 2, "{path}");
            for (_, href) in links.iter().filter(|(_, href)| !href.is_empty()) {
                let file = file_for(BASE, href).unwrap();
                assert!(tree.contains_key(&file), "{path} switches to {file}");
            }
        }
    }
}

#[test]
fn every_page_states_its_language() {
    let tree = SiteTest::new(FOUR_KINDS).build();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let lang = tags_named(page, "html")[0].value("lang").to_owned();
        let expected = if path.starts_with("en/") {
            "en"
        } else {
            "zh-Hans"
        };
        assert_eq!(lang, expected, "{path}");
    }
}

#[test]
fn a_site_in_one_language_has_no_switch_no_hreflang_and_no_word_about_languages() {
    let site = SiteTest::new(
        "
=== content/site.yaml
title: {zh: 千山市新闻办}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}]
=== content/topics.yaml
health: {zh: 卫生}
=== content/2025/05/a.zh.md
---
title: 夜间门诊开通
date: 2025-05-21
topics: [health]
---
正文。
",
    );
    assert_eq!(site.codes(), [""; 0], "no translation is owed");
    let tree = site.build();
    assert!(tree.contains_key("index.html"));
    assert!(tree.contains_key("zh/2025/05/21/a/index.html"));
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        assert!(!page.contains("hreflang"), "{path}");
        assert!(!words(page).contains("本文暂无"), "{path}");
        // The switch names the language; there is none to switch to.
        let header = page.split_once("<main").unwrap().0;
        assert!(!header.contains("aria-label=语言"), "{path}");
    }
    assert!(!text(&tree, "sitemap/lists.xml").contains("hreflang"));
}

#[test]
fn a_site_in_english_alone_does_not_offer_all_languages() {
    let site = SiteTest::new(
        "
=== content/site.yaml
title: {en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: en, tag: en}]
=== content/topics.yaml
health: {en: Health}
=== content/2025/05/a.en.md
---
title: Night clinic opens
date: 2025-05-21
topics: [health]
---
It opens at six.
",
    );
    let tree = site.build();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = words(std::str::from_utf8(bytes).unwrap());
        assert!(!page.contains("All languages"), "{path}: {page}");
    }
}

#[test]
fn a_site_in_traditional_chinese_alone_is_traditional_throughout() {
    let site = SiteTest::new(
        "
=== content/site.yaml
title: {tw: 千山市新聞辦}
base_url: https://news.example.org/
timezone: Asia/Taipei
languages: [{code: tw, tag: zh-Hant}]
=== content/topics.yaml
health: {tw: 衛生}
=== content/2025/05/a.tw.md
---
title: 夜間門診開通
date: 2025-05-21
topics: [health]
---
**注意：**各位市民，
門診自今日起開放。
",
    );
    let tree = site.build();
    let page = text(&tree, "tw/2025/05/21/a/index.html");
    let main = words(main_of(page));
    assert!(main.contains("發布時間 2025年5月21日 星期三"), "{main}");
    assert!(
        main.contains("注意： 各位市民，門診自今日起開放。"),
        "{main}"
    );
    assert!(text(&tree, "tw/feed.xml").contains("xml:lang=\"zh-Hant\""));
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        assert_eq!(
            tags_named(page, "html")[0].value("lang"),
            "zh-Hant",
            "{path}"
        );
        assert!(!page.contains("hreflang"), "{path}");
        assert_eq!(switch(page), [], "{path}");
        let shown = words(page);
        for simplified in [
            "首页",
            "订阅",
            "发布",
            "条公告",
            "语言",
            "網站總首頁",
            "僅有",
        ] {
            assert!(!shown.contains(simplified), "{path}: {simplified}");
        }
    }
}

const THREE: &str = "
=== content/site.yaml
title: {zh: 千山市新闻办, tw: 千山市新聞辦, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: tw, tag: zh-Hant}, {code: en, tag: en}]
=== content/topics.yaml
health: {zh: 卫生, tw: 衛生, en: Health}
=== content/2025/05/clinic.zh.md
---
title: 夜间门诊开通
date: 2025-05-21
topics: [health]
---
简体正文。
=== content/2025/05/clinic.tw.md
---
title: 夜間門診開通
---
繁體正文。
=== content/2025/05/floods.zh.md
---
title: 防汛安排
date: 2025-05-22
titles: {tw: 防汛安排公布}
---
正文。
";

#[test]
fn three_languages_with_two_scripts_of_chinese_work_side_by_side() {
    let tree = SiteTest::new(THREE).build();
    // Addresses carry the code, documents the tag.
    let page = text(&tree, "tw/2025/05/21/clinic/index.html");
    assert_eq!(tags_named(page, "html")[0].value("lang"), "zh-Hant");
    // hreflang names the two editions that exist, not the third language.
    let named: Vec<String> = alternates(page).into_iter().map(|(tag, _)| tag).collect();
    assert_eq!(named, ["zh-Hans", "zh-Hant", "x-default"]);
    // The switch offers all three; English has no edition, so it leads to the English day.
    assert_eq!(
        switch(page),
        [
            ("zh-Hans", "/zh/2025/05/21/clinic/"),
            ("zh-Hant", ""),
            ("en", "/en/2025/05/21/"),
        ]
        .map(|(tag, href)| (tag.to_owned(), href.to_owned()))
    );
    assert!(
        words(main_of(page)).contains("英文"),
        "the missing English edition is said"
    );
    // Both Chinese editions exist; the English list names the original with its script.
    let english = items(text(&tree, "en/2025/05/21/index.html"));
    assert_eq!(english[0].value("href"), "/zh/2025/05/21/clinic/");
    assert_eq!(english[0].value("hreflang"), "zh-Hans");
    assert_eq!(english[0].words, "夜间门诊开通 Chinese only");
    // A headline in the other script only.
    let taiwan = items(text(&tree, "tw/2025/05/22/index.html"));
    assert_eq!(taiwan[0].words, "防汛安排公布 僅有簡體中文");
    // The front page shows all three.
    let sections: Vec<String> = tags_named(text(&tree, "index.html"), "section")
        .iter()
        .map(|section| section.value("lang").to_owned())
        .collect();
    assert_eq!(sections, ["zh-Hans", "zh-Hant", "en"]);
}

#[test]
fn the_interface_follows_the_tag_so_traditional_chinese_is_not_given_simplified_words() {
    let tree = SiteTest::new(THREE).build();
    let page = words(text(&tree, "tw/2025/05/21/clinic/index.html"));
    for traditional in ["首頁", "訂閱", "發布時間", "繁體中文", "衛生"] {
        assert!(page.contains(traditional), "{traditional}: {page}");
    }
    for simplified in ["首页", "订阅", "发布时间", "跳到正文"] {
        assert!(!page.contains(simplified), "{simplified}: {page}");
    }
}

#[test]
fn a_tag_that_names_a_place_is_given_the_script_of_that_place() {
    let site = SiteTest::new(
        &THREE
            .replace("zh-Hant", "zh-TW")
            .replace("zh-Hans", "zh-CN"),
    );
    let tree = site.build();
    let page = text(&tree, "tw/2025/05/21/clinic/index.html");
    assert_eq!(tags_named(page, "html")[0].value("lang"), "zh-TW");
    assert!(words(page).contains("發布時間") && !words(page).contains("发布时间"));
    let page = text(&tree, "zh/2025/05/21/clinic/index.html");
    assert!(words(page).contains("发布时间") && !words(page).contains("發布時間"));
    // And each is called by its script in the words of the other.
    let taiwan = items(text(&tree, "tw/2025/05/22/index.html"));
    assert_eq!(taiwan[0].words, "防汛安排公布 僅有簡體中文");
}

/// English and another language: `TAG` as its code, tag and the name of its texts.
const ENGLISH_AND: &str = "
=== content/site.yaml
title: {en: Qianshan Press Office, TAG: Bureau de presse de Qianshan}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: en, tag: en}, {code: TAG, tag: TAG}]
=== content/topics.yaml
health: {en: Health, TAG: Santé}
=== content/2025/05/clinic.en.md
---
title: Night clinic opens
date: 2025-05-21
topics: [health]
---
It opens
at six.
=== content/2025/05/clinic.TAG.md
---
title: Ouverture d’une clinique de nuit
---
Elle ouvre
à dix-huit heures.
=== content/2025/05/floods.en.md
---
title: Flood plan
date: 2025-05-22
topics: [health]
---
In force from June.
";

#[test]
fn a_site_in_english_and_french_needs_no_theme() {
    let site = SiteTest::new(&ENGLISH_AND.replace("TAG", "fr"));
    let tree = site.build();
    let page = text(&tree, "fr/2025/05/21/clinic/index.html");
    assert_eq!(tags_named(page, "html")[0].value("lang"), "fr");
    assert!(page.contains("<p>Elle ouvre à dix-huit heures."), "{page}");
    let shown = words(page);
    for french in ["Accueil", "Thèmes", "Publié le mercredi 21 mai 2025"] {
        assert!(shown.contains(french), "{french}: {shown}");
    }
    let named: Vec<String> = alternates(page).into_iter().map(|(tag, _)| tag).collect();
    assert_eq!(named, ["en", "fr", "x-default"]);
    let english = text(&tree, "en/2025/05/21/clinic/index.html");
    assert_eq!(alternates(english), alternates(page));
    assert!(words(english).contains("Published Wednesday 21 May 2025"));
    // No word of one language's interface on the pages of the other.
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let main = words(main_of_or_all(std::str::from_utf8(bytes).unwrap()));
        let foreign = match path.split('/').next().unwrap() {
            "fr" => ["announcements", "Published", "Latest"],
            "en" => ["communiqué", "Publié", "Derniers"],
            _ => continue,
        };
        for word in foreign {
            assert!(!main.contains(word), "{path}: {word}: {main}");
        }
    }
    let year = words(main_of(text(&tree, "fr/2025/index.html")));
    assert!(
        year.contains("2 communiqués") && year.contains("mai 2025"),
        "{year}"
    );
    let day = text(&tree, "fr/2025/05/22/index.html");
    assert!(words(main_of(day)).contains("1 communiqué"), "{day}");
    assert_eq!(items(day)[0].words, "Flood plan en anglais seulement");
    assert!(item_html(day, "/en/2025/05/22/floods/ hreflang=en").contains("<span lang=en>"));
    assert!(
        words(text(&tree, "en/2025/05/22/floods/index.html"))
            .contains("Not yet available in French")
    );
    assert!(text(&tree, "fr/feed.xml").contains("xml:lang=\"fr\""));
    assert!(!text(&tree, "fr/feed.xml").contains("Flood plan"));
}

/// The part of a page between `<main>` and `</main>`, or a redirect as it is.
fn main_of_or_all(page: &str) -> &str {
    if page.contains("id=main") {
        main_of(page)
    } else {
        page
    }
}

/// English and a language of which only the theme of the site has texts.
fn breton() -> SiteTest {
    let site = SiteTest::new(&ENGLISH_AND.replace("TAG", "br"));
    let yaml = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", yaml + "theme: x\n");
    let english = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/themes/default/i18n/en.yaml"
    ))
    .unwrap();
    // A real translation of what this test reads; the rest stays English.
    let breton = english
        .replace("language_name: \"English\"", "language_name: \"Brezhoneg\"")
        .replace("home: \"Home\"", "home: \"Degemer\"");
    site.write("themes/x/i18n/br.yaml", breton);
    site
}

#[test]
fn a_theme_folder_that_holds_only_one_more_language_is_enough_for_it() {
    let tree = breton().build();
    let home = words(text(&tree, "br/index.html"));
    assert!(home.contains("Degemer"), "{home}");
    // Templates and style come from the theme in the binary.
    assert!(text(&tree, "br/index.html").contains("--paper"));
    // Dates are Breton without a word from the theme about dates.
    let year = words(main_of(text(&tree, "br/2025/index.html")));
    assert!(year.contains("Mae 2025"), "{year}");
    // A language that the English texts have no word for goes by its own name.
    let english = switch(text(&tree, "en/2025/05/21/clinic/index.html"));
    assert_eq!(
        english[1],
        ("br".to_owned(), "/br/2025/05/21/clinic/".to_owned())
    );
    assert!(
        words(text(&tree, "en/2025/05/22/floods/index.html"))
            .contains("Not yet available in Brezhoneg")
    );
}

#[test]
fn a_language_without_interface_texts_is_an_error_that_says_which_file_to_write() {
    let site = breton();
    site.remove("themes/x/i18n/br.yaml");
    site.write("themes/x/style.css", "body{}");
    let report = site.json("check");
    let problem = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["code"] == "no-interface-texts")
        .unwrap();
    assert_eq!(problem["severity"], "error");
    let help = problem["help"].as_str().unwrap();
    assert!(help.contains("themes/x/i18n/br.yaml"), "{help}");
}

#[test]
fn in_a_folder_of_its_host_every_address_starts_there_and_nothing_else_changes() {
    let site = SiteTest::new(FOUR_KINDS);
    site.write(
        "content/2025/05/files/index.zh.md",
        "---\ntitle: 附件公告\ndate: 2025-05-25\nattachments: [{src: plan.pdf}]\naliases: [/old/]\n---\n见[甲](../both.zh.md)、[计划](plan.pdf)、[首页](/zh/)和[标志](/logo.txt)。\n",
    );
    site.write("content/2025/05/files/plan.pdf", "%PDF-1.4");
    site.write("content/static/logo.txt", "logo");
    site.write(
        "content/static/favicon.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    );
    let at_root = site.build();
    let run = site.run(&[
        "build",
        "--now",
        super::support::NOW,
        "--output",
        "folder",
        "--base-url",
        "https://example.org/press/news/",
    ]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let in_folder = super::support::read_tree(&site.path("folder"));
    let base = "https://example.org/press/news/";
    for (page, address) in addresses(&in_folder) {
        if address.starts_with('#') || address.starts_with("mailto:") {
            continue;
        }
        let file = file_for(base, &address)
            .unwrap_or_else(|| panic!("{page}: {address} leaves the folder of the site"));
        assert!(
            in_folder.contains_key(&file),
            "{page}: {address} leads to nothing"
        );
    }
    // The same files, and in them nothing but the addresses has changed.
    assert!(at_root.keys().eq(in_folder.keys()));
    for (path, bytes) in in_folder.iter().filter(|(path, _)| *path != "SHA256SUMS") {
        let Ok(folder) = std::str::from_utf8(bytes) else {
            continue;
        };
        let back = folder
            .replace("https://example.org/press/news/", BASE)
            .replace("example.org%2Fpress%2Fnews%2F", "news.example.org%2F")
            .replace("/press/news/", "/");
        assert_eq!(back, text(&at_root, path), "{path}");
    }
}
