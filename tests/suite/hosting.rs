//! `newsroom hosting`: the printed configurations, exactly, and what keeps one from being printed.

use std::fs;
use std::path::Path;

use super::support::{NOW, Run, SiteTest};

/// Addresses that a syntax could mistake for its own, at the root of a host and in a folder.
const SITE: &str = r#"
=== content/2025/fair.zh.md
---
title: 云溪区召开春季招聘会
date: 2025-03-05
topics: [employment]
translation: none
aliases:
  - /old/fair/
  - '/旧 站/招聘"会"/'
  - "/it's \"odd\"/"
  - '/x$1/%25/$uri;/'
  - '/{path}/'
  - '/${HOME}/*/'
  - '/:id/'
  - /OLD/fair/
  - /old/page.html
---
招聘会三月五日举行。
=== content/2025/copy.zh.md
---
title: 云溪区召开春季招聘会（重发）
date: 2025-03-06
duplicate_of: 2025/fair
translation: none
---
招聘会三月五日举行。
=== content/2025/clinic.zh.md
---
title: 青岚区开通夜间门诊
date: 2025-05-21
topics: [health]
aliases: [/old/clinic/]
---
门诊时间为十八时至二十二时。
=== content/2025/clinic.en.md
---
title: Night clinic opens in Qinglan
---
Open from six to ten in the evening.
=== content/2025/error.zh.md
---
title: 云溪区停水通知
date: 2025-03-07
withdrawn: {date: 2025-03-08, reason: 通知有误, text: removed}
translation: none
---
三月九日停水。
=== content/2025/secret.zh.md
---
title: 尚未公布
date: 2025-06-01
status: draft
translation: none
aliases: [/old/secret/]
---
不公开。
=== content/2025/later.zh.md
---
title: 稍后公布
date: 2025-06-01
embargo: 2026-06-01
translation: none
aliases: [/old/later/]
---
稍后公布。
"#;

const SERVERS: [&str; 4] = ["nginx", "caddy", "apache", "netlify"];

fn hosting(site: &SiteTest, server: &str, more: &[&str]) -> Run {
    let arguments = [&["hosting", server, "--now", NOW], more].concat();
    site.run(&arguments)
}

#[track_caller]
fn printed(site: &SiteTest, server: &str, more: &[&str]) -> String {
    let run = hosting(site, server, more);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    run.stdout
}

fn with_copies(files: &str) -> SiteTest {
    let site = SiteTest::new(files);
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write(
        "content/site.yaml",
        format!("{yaml}precompress: [br, gzip]\n"),
    );
    site
}

/// The style sheet of the default theme changes; here it is not the point.
fn without_hashes(text: &str) -> String {
    let mut parts = text.split("'sha256-");
    let mut kept = parts.next().unwrap().to_owned();
    for part in parts {
        kept.push_str("'sha256-…'");
        kept.push_str(part.split_once('\'').unwrap().1);
    }
    kept
}

/// Compares with a file in `tests/golden/hosting`; `UPDATE_GOLDEN=1` writes it.
#[track_caller]
fn assert_golden(name: &str, actual: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/hosting")
        .join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, actual).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        actual == expected,
        "{name} differs; with UPDATE_GOLDEN=1 it is written, then read the difference\n{actual}"
    );
}

#[test]
fn the_configurations_are_exactly_these() {
    let site = with_copies(SITE);
    for server in SERVERS {
        assert_golden(
            &format!("{server}-root"),
            &without_hashes(&printed(&site, server, &[])),
        );
    }
    let site = SiteTest::new(SITE);
    let folder = [
        "--base-url",
        "http://localhost:8080/%E6%96%B0%20$1/n.ews/",
        "--document-root",
        "/srv/my site/",
    ];
    for server in SERVERS {
        assert_golden(
            &format!("{server}-folder"),
            &without_hashes(&printed(&site, server, &folder)),
        );
    }
}

#[test]
fn the_policy_names_the_style_sheets_of_all_pages() {
    let site = SiteTest::new(SITE);
    let mut hashes: Vec<String> = site
        .build()
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(_, page)| {
            let page = std::str::from_utf8(page).unwrap();
            let style = page.split_once("<style>").unwrap().1;
            let style = style.split_once("</style>").unwrap().0;
            base64::Engine::encode(
                &base64::prelude::BASE64_STANDARD,
                <sha2::Sha256 as sha2::Digest>::digest(style),
            )
        })
        .collect();
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), 2, "pages and redirects");
    for server in SERVERS {
        let text = printed(&site, server, &[]);
        for hash in &hashes {
            assert!(text.contains(&format!("'sha256-{hash}'")), "{server}");
        }
    }
}

#[test]
fn what_is_not_public_is_not_printed() {
    let site = SiteTest::new(SITE);
    for server in SERVERS {
        let text = printed(&site, server, &[]);
        assert!(text.contains("/old/clinic/"), "{server}");
        assert!(!text.contains("secret"), "{server}");
        assert!(!text.contains("later"), "{server}");
    }
    let later = ["hosting", "nginx", "--now", "2026-07-01T00:00:00Z"];
    assert!(site.run(&later).stdout.contains("/old/later/"));
}

#[test]
fn a_redirect_leads_where_its_page_leads() {
    let site = SiteTest::new(SITE);
    let tree = site.build();
    let text = printed(&site, "netlify", &[]);
    let config: toml::Table = text.parse().unwrap();
    let mut compared = 0;
    for rule in config["redirects"].as_array().unwrap() {
        let from = rule["from"].as_str().unwrap();
        if rule["status"].as_integer() != Some(301) {
            continue;
        }
        let file = super::support::file_for("https://news.example.org/", from).unwrap();
        let page = super::support::text(&tree, &file);
        let to = rule["to"].as_str().unwrap();
        assert!(
            page.contains(&format!("url={to}")),
            "{from} to {to}: {page}"
        );
        assert!(rule["force"].as_bool().unwrap());
        compared += 1;
    }
    // All but those with `*` and `:`.
    assert_eq!(compared, 9);
}

#[test]
fn a_toml_file_for_netlify_has_the_tables_that_netlify_knows() {
    for (site, more) in [
        (with_copies(SITE), &[][..]),
        (
            SiteTest::new(SITE),
            &["--base-url", "https://example.org/a/b/"][..],
        ),
    ] {
        let config: toml::Table = printed(&site, "netlify", more).parse().unwrap();
        assert_eq!(
            config.keys().collect::<Vec<_>>(),
            ["build", "headers", "redirects"]
        );
        for rule in config["redirects"].as_array().unwrap() {
            let rule = rule.as_table().unwrap();
            for (key, value) in rule {
                let is_legal = match key.as_str() {
                    "from" | "to" => value.as_str().is_some_and(|path| {
                        path.starts_with('/') && path.is_ascii() && !path.contains([' ', '"'])
                    }),
                    "status" => matches!(value.as_integer(), Some(301 | 302 | 404)),
                    "force" => value.as_bool() == Some(true),
                    "conditions" => value["Language"]
                        .as_array()
                        .is_some_and(|one| one.len() == 1),
                    _ => false,
                };
                assert!(is_legal, "{key} = {value}");
            }
        }
        for rule in config["headers"].as_array().unwrap() {
            assert!(rule["for"].as_str().unwrap().starts_with('/'));
            assert!(
                rule["values"]
                    .as_table()
                    .unwrap()
                    .values()
                    .all(|value| value.is_str())
            );
        }
    }
}

#[test]
fn a_site_of_one_language_has_nothing_to_choose() {
    let site = SiteTest::new(
        "
=== content/site.yaml
title: {zh: 千山}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}]
=== content/topics.yaml
health: {zh: 卫生}
=== content/2025/clinic.zh.md
---
title: 青岚区开通夜间门诊
date: 2025-05-21
topics: [health]
---
门诊时间为十八时至二十二时。
",
    );
    for server in SERVERS {
        let text = printed(&site, server, &[]);
        assert!(!text.to_lowercase().contains("accept-language"), "{server}");
        assert!(!text.contains("302"), "{server}");
    }
}

#[test]
fn scripts_of_one_language_are_told_apart() {
    let site = SiteTest::new(
        "
=== content/site.yaml
title: {zh: 千山, hk: 千山, en: Qianshan}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: hk, tag: zh-Hant}, {code: en, tag: en}]
=== content/topics.yaml
health: {zh: 卫生, hk: 衞生, en: Health}
",
    );
    let text = printed(&site, "netlify", &[]);
    let config: toml::Table = text.parse().unwrap();
    let choices: Vec<_> = config["redirects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| {
            let language = rule["conditions"]["Language"][0].as_str().unwrap();
            (language.to_owned(), rule["to"].as_str().unwrap().to_owned())
        })
        .collect();
    let choice = |range: &str, home: &str| (range.to_owned(), home.to_owned());
    assert_eq!(
        choices,
        [
            choice("zh-hans", "/zh/"),
            choice("zh-hant", "/hk/"),
            choice("zh-tw", "/hk/"),
            choice("zh-hk", "/hk/"),
            choice("zh-mo", "/hk/"),
            choice("zh", "/zh/"),
            choice("en", "/en/"),
        ]
    );
}

#[test]
fn an_error_in_the_content_prints_no_configuration() {
    let site = SiteTest::new(SITE);
    site.write(
        "content/2025/bad.zh.md",
        "---\ntitle: 坏\ndate: 2025-13-01\n---\n坏。\n",
    );
    let run = hosting(&site, "nginx", &[]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(
        run.stderr.contains("error[impossible-date]"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_folder_that_a_server_could_misread_is_wrong_usage() {
    let site = SiteTest::new(SITE);
    for folder in [
        "var/www",
        "/srv/$host",
        "/srv/\"a\"",
        "/srv/{a}",
        "/srv/a\nb",
    ] {
        let run = hosting(&site, "nginx", &["--document-root", folder]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{folder}");
    }
    assert_eq!(hosting(&site, "iis", &[]).status, 2);
}

#[test]
fn a_theme_with_things_that_the_policy_blocks_is_warned_of_once_for_each_kind() {
    let site = SiteTest::new(SITE);
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}theme: own\n"));
    let list = include_str!("../../themes/default/list.html");
    site.write(
        "themes/own/list.html",
        list.replace("<h1>", "<h1 style=\"color:red\"><script>go()</script>"),
    );
    let run = hosting(&site, "nginx", &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(
        run.stderr.matches("warning[blocked-by-policy]").count(),
        2,
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("an attribute `style`") && run.stderr.contains("a script"));
    assert!(!run.stdout.contains("script-src"));
}

#[test]
fn a_theme_may_link_its_style_sheet() {
    let site = SiteTest::new(SITE);
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}theme: own\n"));
    site.write("content/static/own.css", "p { color: red }\n");
    let base = include_str!("../../themes/default/base.html");
    site.write(
        "themes/own/base.html",
        base.replace(
            "<style>{{ css | safe }}</style>",
            "<link rel=\"stylesheet\" href=\"/own.css\">",
        ),
    );
    let text = printed(&site, "nginx", &[]);
    assert!(text.contains("style-src 'self' 'sha256-"), "{text}");
}

#[test]
fn more_style_sheets_than_a_policy_can_name_are_an_error() {
    let site = SiteTest::new(SITE);
    for number in 0..45 {
        site.write(
            &format!("content/2024/one-{number}.zh.md"),
            format!("---\ntitle: 公告{number}\ndate: 2024-01-01\ntranslation: none\n---\n第{number}号。\n"),
        );
    }
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}theme: own\n"));
    let base = include_str!("../../themes/default/base.html");
    site.write(
        "themes/own/base.html",
        base.replace("{{ css | safe }}", "{{ css | safe }}/* {{ page.url }} */"),
    );
    let run = hosting(&site, "nginx", &[]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(
        run.stderr.contains("error[too-many-styles]"),
        "{}",
        run.stderr
    );
}

#[test]
fn very_many_redirects_are_all_stated() {
    let aliases: Vec<String> = (0..1_100)
        .map(|number| format!("/cms/{number}.asp"))
        .collect();
    let site = SiteTest::new("");
    site.write(
        "content/2025/fair.zh.md",
        format!(
            "---\ntitle: 招聘会\ndate: 2025-03-05\ntranslation: none\naliases: [{}]\n---\n招聘会三月五日举行。\n",
            aliases.join(", ")
        ),
    );
    let nginx = printed(&site, "nginx", &[]);
    assert!(nginx.contains("map_hash_max_size 4400;"));
    let apache = printed(&site, "apache", &[]);
    for alias in &aliases {
        assert!(nginx.contains(&format!("    \"{alias}\" \"")), "{alias}");
        assert!(apache.contains(&format!(" \"={alias}\"\n")), "{alias}");
    }
}
