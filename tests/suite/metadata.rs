//! What pages tell machines and inspectors: the `<meta>` set of government sites, the footer, Open Graph, JSON-LD, icons, the
//! ids of feeds.

use serde_json::Value;

use super::support::{GIF, SiteTest, Tree, alternates, tags_named, text, words};

const SITE: &str = "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org:8443/news/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
series: {briefings: {zh: 民生发布会, en: Briefings}}
";
const GOVERNMENT: &str = "government:
  id_code: 2100000000
  host: {zh: 千山市人民政府办公室, en: Qianshan General Office}
  column_type: 工作动态
  column_keywords: {zh: [千山市, 新闻发布], en: [Qianshan]}
  icp: 辽ICP备00000000号-1
  police: {number: 辽公网安备21000000000000号, badge: badges/police.gif}
  party_badge: {badge: badges/party.gif, href: \"https://bszs.example.org/?id=1&lang=zh\"}
  report_errors: {badge: badges/errors.gif}
contact:
  phone: {zh: 0412-5550 1234, en: +86 412 5550 1234}
  email: press@example.org
  address: {zh: 政府路1号, en: 1 Zhengfu Road}
  hours: {zh: 工作日 8:30–17:30, en: Weekdays}
feed_ids: qianshan
";
const ANNOUNCEMENTS: &str = "
=== content/topics.yaml
employment: {zh: 就业, en: Employment}
=== content/2025/fair.zh.md
---
title: 春季招聘会
date: 2025-03-12 10:00
topics: [employment]
source: 千山日报
issuer: {zh: 市人社局, en: Labour Bureau}
keywords: [招聘, 就业]
series: {id: briefings, number: 3}
image: {src: fair.gif, alt: {zh: 展台, en: A stand}}
updates: [{date: 2025-03-13 09:00, note: {zh: 时间改为下午。, en: The time is now the afternoon.}}]
---
招聘会在会展中心举行。
=== content/2025/fair.en.md
---
title: Spring job fair
---
The fair is at the exhibition centre.
=== content/2025/day.zh.md
---
title: 只有日期
date: 2025-04-01
titles: {en: Only a day}
---
正文。
";

fn site(keys: &str) -> SiteTest {
    let site = SiteTest::new(&format!("{SITE}{keys}{ANNOUNCEMENTS}"));
    site.write("content/2025/fair.gif", GIF);
    for name in ["police", "party", "errors"] {
        site.write(&format!("content/static/badges/{name}.gif"), GIF);
    }
    site
}

/// The content of all `<meta>` of a page with this name or property.
fn metas(page: &str, name: &str) -> Vec<String> {
    tags_named(page, "meta")
        .iter()
        .filter(|tag| tag.value("name") == name || tag.value("property") == name)
        .map(|tag| tag.value("content").to_owned())
        .collect()
}

#[track_caller]
fn check_metas(tree: &Tree, path: &str, expected: &[(&str, &str)]) {
    for (name, content) in expected {
        assert_eq!(metas(text(tree, path), name), [*content], "{path}: {name}");
    }
}

/// The graph of an announcement's JSON-LD.
#[track_caller]
fn graph(page: &str) -> (Value, Value) {
    let (_, data) = page.split_once("application/ld+json>").unwrap();
    let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    (data["@graph"][0].clone(), data["@graph"][1].clone())
}

fn footer(page: &str) -> &str {
    page.split_once("<footer class=site>").unwrap().1
}

const FAIR: &str = "2025/03/12/fair/index.html";

#[test]
fn the_set_of_government_sites_is_on_every_page() {
    let tree = site(GOVERNMENT).build();
    let pages: Vec<&String> = tree.keys().filter(|path| path.ends_with(".html")).collect();
    assert!(pages.len() > 20);
    for path in pages {
        check_metas(
            &tree,
            path,
            &[
                ("SiteIDCode", "2100000000"),
                ("SiteDomain", "news.example.org"),
            ],
        );
    }
    check_metas(
        &tree,
        &format!("zh/{FAIR}"),
        &[
            ("SiteName", "千山市新闻办"),
            ("ArticleTitle", "春季招聘会"),
            ("PubDate", "2025-03-12 10:00"),
            ("ContentSource", "千山日报"),
            ("Keywords", "招聘,就业"),
            ("Author", "市人社局"),
            (
                "Url",
                "https://news.example.org:8443/news/zh/2025/03/12/fair/",
            ),
            ("Description", "招聘会在会展中心举行。"),
        ],
    );
    // Keywords are words of the original's language.
    assert!(metas(text(&tree, &format!("en/{FAIR}")), "Keywords").is_empty());
    check_metas(
        &tree,
        &format!("en/{FAIR}"),
        &[
            ("SiteName", "Qianshan Press Office"),
            ("Author", "Labour Bureau"),
        ],
    );
    // No time is invented, and the source is who published it.
    check_metas(
        &tree,
        "zh/2025/04/01/day/index.html",
        &[("PubDate", "2025-04-01"), ("ContentSource", "千山市新闻办")],
    );
    check_metas(
        &tree,
        "zh/topics/employment/index.html",
        &[
            ("ColumnName", "就业"),
            ("ColumnDescription", "千山市新闻办公告：就业。"),
            ("ColumnKeywords", "就业,千山市,新闻发布"),
            ("ColumnType", "工作动态"),
        ],
    );
    for list in [
        "zh/",
        "en/topics/",
        "zh/2025/",
        "zh/2025/03/",
        "zh/2025/03/12/",
        "en/series/briefings/",
        "en/topics/employment/2025/",
    ] {
        let page = text(&tree, &format!("{list}index.html")).to_owned();
        assert_eq!(metas(&page, "ColumnName").len(), 1, "{list}");
        assert!(metas(&page, "ArticleTitle").is_empty(), "{list}");
    }
    assert!(metas(text(&tree, &format!("zh/{FAIR}")), "ColumnName").is_empty());
}

#[test]
fn nothing_of_it_is_on_other_sites() {
    let tree = site("").build();
    for (path, _) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = text(&tree, path);
        for name in [
            "SiteName",
            "SiteIDCode",
            "PubDate",
            "ColumnName",
            "Description",
        ] {
            assert!(metas(page, name).is_empty(), "{path}: {name}");
        }
        assert!(tags_named(page, "address").is_empty(), "{path}");
        assert!(!page.contains("beian."), "{path}");
    }
}

#[test]
fn the_footer_says_who_answers_for_the_site() {
    let tree = site(GOVERNMENT).build();
    let chinese = footer(text(&tree, &format!("zh/{FAIR}"))).to_owned();
    let said = words(&chinese);
    for part in [
        "主办单位：千山市人民政府办公室",
        "联系电话：0412-5550 1234",
        "电子邮箱：press@example.org",
        "地址：政府路1号",
        "工作时间：工作日 8:30–17:30",
        "网站标识码：2100000000",
        "ICP备案：辽ICP备00000000号-1",
        "公安备案：辽公网安备21000000000000号",
        "网站地图",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let hrefs: Vec<String> = tags_named(&chinese, "a")
        .iter()
        .map(|tag| tag.value("href").to_owned())
        .collect();
    for href in [
        "tel:+8641255501234",
        "mailto:press@example.org",
        "https://beian.miit.gov.cn/",
        "https://beian.mps.gov.cn/#/query/webSearch?code=21000000000000",
        "https://bszs.example.org/?id=1&lang=zh",
        "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=2100000000&url=https%3A%2F%2Fnews%2Eexample%2Eorg%3A8443%2Fnews%2Fzh%2F2025%2F03%2F12%2Ffair%2F",
        "/news/zh/site-map/",
    ] {
        assert!(hrefs.iter().any(|one| one == href), "{href}: {hrefs:?}");
    }
    let badges = tags_named(&chinese, "img");
    let shown: Vec<(&str, &str)> = badges
        .iter()
        .map(|tag| (tag.value("src"), tag.value("alt")))
        .collect();
    assert_eq!(
        shown,
        [
            ("/news/badges/police.gif", ""),
            ("/news/badges/party.gif", "党政机关"),
            ("/news/badges/errors.gif", "我为政府网站找错"),
        ]
    );
    let english = words(footer(text(&tree, "en/topics/index.html")));
    for part in [
        "Run by: Qianshan General Office",
        "Telephone: +86 412 5550 1234",
        "Police registration: 辽公网安备21000000000000号",
    ] {
        assert!(english.contains(part), "{part}: {english}");
    }
    // The front page speaks all languages.
    let front = words(footer(text(&tree, "index.html")));
    assert!(
        front.contains("政府路1号") && front.contains("1 Zhengfu Road"),
        "{front}"
    );
}

#[test]
fn the_site_map_leads_to_topics_years_and_series() {
    let tree = site("").build();
    let page = text(&tree, "en/site-map/index.html");
    let hrefs: Vec<String> = tags_named(page, "a")
        .iter()
        .map(|tag| tag.value("href").to_owned())
        .collect();
    for href in [
        "/news/en/topics/employment/",
        "/news/en/2025/",
        "/news/en/series/briefings/",
        "/news/en/feed.xml",
    ] {
        assert!(hrefs.iter().any(|one| one == href), "{href}");
    }
    assert!(text(&tree, "sitemap/lists.xml").contains("/news/en/site-map/"));
}

#[test]
fn open_graph_names_places_pictures_and_times() {
    let tree = site("").build();
    check_metas(
        &tree,
        &format!("zh/{FAIR}"),
        &[
            ("og:locale", "zh_CN"),
            ("og:locale:alternate", "en_US"),
            ("og:image:width", "1"),
            ("og:image:height", "1"),
            ("og:image:alt", "展台"),
            ("article:published_time", "2025-03-12T10:00:00+08:00"),
            ("article:modified_time", "2025-03-13T09:00:00+08:00"),
            ("article:section", "就业"),
        ],
    );
    // A headline is no translation, and a list has none of its own.
    let day = text(&tree, "zh/2025/04/01/day/index.html");
    assert!(metas(day, "og:locale:alternate").is_empty());
    assert!(metas(day, "article:modified_time").is_empty());
    assert_eq!(metas(day, "article:published_time"), ["2025-04-01"]);
    assert!(metas(text(&tree, "en/2025/index.html"), "og:locale:alternate").is_empty());
}

#[test]
fn json_ld_knows_translations_corrections_and_the_way() {
    let tree = site("").build();
    let base = "https://news.example.org:8443/news";
    let (article, way) = graph(text(&tree, &format!("zh/{FAIR}")));
    assert_eq!(article["@type"], "NewsArticle");
    assert_eq!(article["datePublished"], "2025-03-12T10:00:00+08:00");
    assert_eq!(article["dateModified"], "2025-03-13T09:00:00+08:00");
    assert_eq!(article["articleSection"][0], "就业");
    assert_eq!(article["publisher"]["@type"], "GovernmentOrganization");
    assert_eq!(
        article["isPartOf"]["url"],
        format!("{base}/zh/series/briefings/")
    );
    assert!(article["image"].as_str().unwrap().starts_with(base));
    let translation = &article["workTranslation"][0];
    assert_eq!(translation["headline"], "Spring job fair");
    assert_eq!(translation["inLanguage"], "en");
    assert_eq!(translation["url"], format!("{base}/en/2025/03/12/fair/"));
    assert_eq!(article["correction"][0]["@type"], "CorrectionComment");
    assert_eq!(article["correction"][0]["text"], "时间改为下午。");
    assert_eq!(
        article["correction"][0]["datePublished"],
        "2025-03-13T09:00:00+08:00"
    );
    let steps: Vec<&str> = way["itemListElement"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["item"].as_str().unwrap())
        .collect();
    assert_eq!(
        steps,
        [
            "/zh/",
            "/zh/2025/03/",
            "/zh/2025/03/12/",
            "/zh/2025/03/12/fair/"
        ]
        .map(|place| format!("{base}{place}"))
    );

    let (english, _) = graph(text(&tree, &format!("en/{FAIR}")));
    assert_eq!(english["translationOfWork"]["headline"], "春季招聘会");
    assert!(english["workTranslation"].is_null());
    let (day, _) = graph(text(&tree, "zh/2025/04/01/day/index.html"));
    assert_eq!(day["datePublished"], "2025-04-01");
    assert!(day["workTranslation"].is_null() && day["correction"].is_null());
}

#[test]
fn a_page_that_leads_elsewhere_for_its_text_is_no_language_version() {
    // Long enough to be printed once; only the Chinese text is the same.
    let body = "本市各级公共就业服务机构开展职业介绍、职业指导和政策咨询，并为登记失业人员提供一对一帮扶。".repeat(4);
    let tree = SiteTest::new(&format!(
        "
=== content/a.zh.md
---
title: 甲
date: 2025-03-14
---
{body}
=== content/a.en.md
---
title: The first
---
The services of the first.
=== content/b.zh.md
---
title: 乙
date: 2025-04-02
---
{body}
=== content/b.en.md
---
title: The second
---
The services of the second are others.
"
    ))
    .build();
    for (page, versions) in [
        ("zh/2025/03/14/a/index.html", 3),
        ("en/2025/03/14/a/index.html", 3),
        ("zh/2025/04/02/b/index.html", 0),
        ("en/2025/04/02/b/index.html", 0),
    ] {
        let html = text(&tree, page);
        assert_eq!(alternates(html).len(), versions, "{page}");
        let (article, _) = graph(html);
        let names_another =
            !article["workTranslation"].is_null() || !article["translationOfWork"].is_null();
        assert_eq!(names_another, versions > 0, "{page}");
        assert_eq!(
            metas(html, "og:locale:alternate").is_empty(),
            versions == 0,
            "{page}"
        );
    }
    assert!(text(&tree, "zh/2025/04/02/b/index.html").contains("class=reference"));
    assert!(!text(&tree, "sitemap/2025.xml").contains("/zh/2025/04/02/b/"));
}

#[test]
fn icons_are_linked_as_what_they_are() {
    let site = site("");
    site.write(
        "content/static/favicon.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    );
    site.write("content/static/favicon.ico", [0_u8; 8]);
    site.write("content/static/apple-touch-icon.png", GIF);
    let tree = site.build();
    let links = tags_named(text(&tree, "zh/index.html"), "link");
    let icons: Vec<[&str; 4]> = links
        .iter()
        .filter(|tag| tag.value("rel").contains("icon"))
        .map(|tag| ["rel", "href", "type", "sizes"].map(|name| tag.value(name)))
        .collect();
    assert_eq!(
        icons,
        [
            ["icon", "/news/favicon.ico", "", "32x32"],
            ["icon", "/news/favicon.svg", "image/svg+xml", ""],
            ["apple-touch-icon", "/news/apple-touch-icon.png", "", "1x1"],
        ]
    );
    let feed: Value = serde_json::from_str(text(&tree, "zh/feed.json")).unwrap();
    assert_eq!(
        feed["favicon"],
        "https://news.example.org:8443/news/favicon.svg"
    );
}

/// The ids of a feed, its own first.
fn ids(tree: &Tree) -> Vec<String> {
    let feed = feed_rs::parser::parse(&tree["zh/feed.xml"][..]).unwrap();
    let entries = feed.entries.into_iter().map(|entry| entry.id);
    std::iter::once(feed.id).chain(entries).collect()
}

#[test]
fn ids_of_feeds_outlive_address_headline_and_text_and_belong_to_one_site() {
    let first = site(GOVERNMENT);
    let before = ids(&first.build());
    assert_eq!(before.len(), 3);
    first.write(
        "content/2025/day.zh.md",
        "---\ntitle: 新标题\ndate: 2025-04-02\nslug: other\n---\n新正文。\n",
    );
    let keys = first.path("content/site.yaml");
    let moved = std::fs::read_to_string(&keys).unwrap().replace(
        "https://news.example.org:8443/news/",
        "https://www.example.org/",
    );
    first.write("content/site.yaml", moved);
    assert_eq!(ids(&first.build()), before);
    let other = site(&GOVERNMENT.replace("feed_ids: qianshan", "feed_ids: linshui"));
    assert!(ids(&other.build()).iter().all(|id| !before.contains(id)));
}

#[test]
fn a_browser_shows_a_feed_with_a_style_sheet_of_the_site() {
    let tree = site("").build();
    let feed = text(&tree, "zh/feed.xml");
    assert!(
        feed.contains("<?xml-stylesheet type=\"text/css\" href=\"/news/feed.css\"?>"),
        "{feed}"
    );
    assert!(feed.contains(
        "<h:a href=\"https://news.example.org:8443/news/zh/2025/03/12/fair/\">春季招聘会</h:a>"
    ));
    assert!(text(&tree, "feed.css").contains("entry"));
}
