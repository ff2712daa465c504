//! Nothing that a reader would see is lost because a text repeats itself or another.

use super::support::{GIF, NOW, SiteTest, Tree, main_of, text, words};

/// Well over 150 Chinese characters.
const LONG: &str = "市水务局组织专班对全市供水管网开展拉网式检查，逐一登记存在问题的阀门井与老旧管段，随后会同属地街道、社区与物业公司制定整改清单，\
明确责任单位与完成时限。检查结果作为年度考核的重要依据，各单位应当配合做好现场保障与群众解释工作，确保供水安全平稳有序，不得推诿拖延；\
造成严重后果的，依法依规严肃追究责任。欢迎社会各界监督，并通过热线电话反映情况，我局将及时处理并反馈。";

/// Name, day, further front matter, body.
type File<'a> = (&'a str, &'a str, &'a str, &'a str);

fn site(files: &[File<'_>]) -> SiteTest {
    let site = SiteTest::new("");
    for (name, day, matter, body) in files {
        let matter = format!("title: 通知\ndate: {day}\ntranslation: none\n{matter}");
        site.write(
            &format!("content/{name}.zh.md"),
            format!("---\n{matter}---\n{body}\n"),
        );
    }
    site
}

fn one(body: &str) -> SiteTest {
    site(&[("a", "2023-04-14", "", body)])
}

/// Two announcements of one day and headline.
fn two(one: &str, other: &str) -> SiteTest {
    site(&[("a", "2023-04-14", "", one), ("b", "2023-04-14", "", other)])
}

/// Kind and copy of each decision that takes something away.
fn decisions(site: &SiteTest) -> Vec<String> {
    let report = site.json("check");
    let decisions = report["duplicates"].as_array().unwrap().iter();
    decisions
        .filter(|one| one["action"] != "warning" && one["action"] != "kept")
        .map(|one| {
            let copy = one["copy"].as_str().unwrap();
            let name = copy.strip_prefix("content/").unwrap();
            format!("{} {name}", one["kind"].as_str().unwrap())
        })
        .collect()
}

fn page(tree: &Tree, address: &str) -> String {
    words(main_of(text(tree, &format!("zh/{address}/index.html"))))
}

#[track_caller]
fn shows_all(body: &str, pieces: &[(&str, usize)]) {
    let site = one(body);
    assert_eq!(decisions(&site), [""; 0], "{body}");
    let tree = site.build();
    let html = main_of(text(&tree, "zh/2023/04/14/a/index.html"));
    let (_, html) = html.split_once("class=prose").unwrap();
    for (piece, count) in pieces {
        assert_eq!(html.matches(piece).count(), *count, "{piece} of {body}");
    }
}

#[test]
fn a_text_that_stands_twice_in_one_line_list_or_table_stays() {
    let last = "我局将及时处理并反馈";
    for body in [
        format!("<div><p>{LONG}</p><p>{LONG}</p></div>"),
        format!("{LONG}<br>{LONG}"),
        format!("<table><tr><td>{LONG}</td><td>{LONG}</td></tr></table>"),
        format!("|原条文|现条文|\n|-|-|\n|{LONG}|{LONG}|"),
        format!("各标段要求如下：\n\n1. {LONG}\n2. {LONG}"),
        format!("- {LONG}\n\n{LONG}"),
        format!("{LONG}\n\n> {LONG}"),
    ] {
        shows_all(&body, &[(last, 2)]);
    }
}

#[test]
fn what_stands_behind_or_in_a_second_copy_alone_stays() {
    for (body, piece) in [
        (
            format!("见[方案][p]。{LONG}\n\n见[方案][p]。{LONG}\n\n[p]: https://x.example/plan"),
            "https://x.example/plan",
        ),
        (
            format!("{LONG}见[附件](https://x.example/1)\n\n{LONG}见[附件](https://x.example/2)"),
            "https://x.example/2",
        ),
        (
            format!("{LONG}\n\n{LONG}\n\n<iframe src=\"https://v.example/1\"></iframe>"),
            "https://v.example/1",
        ),
        (
            format!("{LONG}[^1]\n\n{LONG}[^1]\n\n[^1]: 来源：市统计局"),
            "市统计局",
        ),
        (
            format!(
                "{LONG}\n\n|区|数|\n|-|-|\n|东||\n\n完。\n\n{LONG}\n\n|区|数|\n|-|-|\n||东|\n\n完。"
            ),
            "<td><td>东",
        ),
        (
            format!("{LONG}\n\n更新时间：2023-04-14\n\n{LONG}\n\n更新时间：2023-05-20"),
            "2023-05-20",
        ),
        (
            format!("信息来源：市政府办公室\n\n{LONG}\n\n信息来源：市人社局\n\n{LONG}"),
            "市人社局",
        ),
        (format!("{LONG}\n\n{LONG}\n\n- 关闭"), "关闭"),
    ] {
        let count = if piece == "https://x.example/plan" {
            2
        } else {
            1
        };
        shows_all(&body, &[("我局将及时处理并反馈", 2), (piece, count)]);
    }
    let picture = one(&format!("{LONG}\n\n{LONG}\n\n![示意图](m.gif)"));
    picture.write("content/m.gif", GIF);
    assert!(
        picture
            .build()
            .keys()
            .any(|path| path.starts_with("zh/2023/04/14/a/m-1."))
    );
}

#[test]
fn print_copies_under_other_spellings_of_one_header_and_third_copies_are_dropped() {
    let header = "信息来源：市政府办公室 发布时间：2023-04-14 浏览次数：128";
    for second in [
        "信息来源：市政府办公室 发布时间：2023-04-14 10:00 浏览次数：131",
        "信息来源：市政府办公室 发布时间：2023年4月14日 浏览次数：131",
        "信息来源：市政府办公室 发布时间：2023-04-14 浏览次数：131 打印",
        "信息来源：市政府办公室\n\n发布时间：2023-04-14\n\n浏览次数：131 【打印】【关闭】",
        &format!("{header}\n\n{LONG}\n\n{header}"),
        &format!("{header}\n\n{LONG}\n\n{header}\n\n{LONG}\n\n{header}"),
    ] {
        let site = one(&format!("{header}\n\n{LONG}\n\n{second}\n\n{LONG}\n\nTOP"));
        assert_eq!(decisions(&site), ["repeated-text a.zh.md"], "{second}");
        let page = page(&site.build(), "2023/04/14/a");
        assert_eq!(page.matches("我局将及时处理并反馈").count(), 1, "{second}");
    }
    for copies in 2..7 {
        let site = one(&[LONG; 6][..copies].join("\n\n打印\n\n"));
        let page = page(&site.build(), "2023/04/14/a");
        assert_eq!(page.matches("我局将及时处理并反馈").count(), 1, "{copies}");
    }
}

#[test]
fn whoever_says_a_thing_twice_on_purpose_names_the_file_itself() {
    let twice = format!("{LONG}\n\n{LONG}");
    let site = site(&[("a", "2023-04-14", "distinct_from: [a]\n", &twice)]);
    assert_eq!(decisions(&site), [""; 0]);
    assert_eq!(site.codes(), [""; 0]);
    let page = page(&site.build(), "2023/04/14/a");
    assert_eq!(page.matches("我局将及时处理并反馈").count(), 2);
}

#[test]
fn a_date_that_goes_with_a_print_copy_still_keeps_two_announcements_apart() {
    let printed = |day: &str| format!("{LONG}\n\n发布时间：2023-{day}\n\n{LONG}");
    let site = two(&printed("04-14"), &printed("05-20"));
    assert_eq!(
        decisions(&site),
        ["repeated-text a.zh.md", "repeated-text b.zh.md"]
    );
}

#[test]
fn words_of_furniture_in_tables_and_lists_are_content() {
    for (end, other) in [
        ("|区|风险|\n|-|-|\n|城东|大|", "|区|风险|\n|-|-|\n|城东|小|"),
        ("|区|状态|\n|-|-|\n|城西|关闭|", "|区|状态|\n|-|-|\n|城西||"),
        (
            "|号|人|\n|-|-|\n|1|编辑：张三|",
            "|号|人|\n|-|-|\n|1|编辑：李四|",
        ),
        ("道路状态：\n\n- 关闭", "道路状态：\n\n- 大"),
        ("<ul><li>关闭</li></ul>", "<ul><li>大</li></ul>"),
        (
            "<table><tr><td>大</td></tr></table>",
            "<table><tr><td>小</td></tr></table>",
        ),
    ] {
        let site = two(&format!("{LONG}\n\n{end}"), &format!("{LONG}\n\n{other}"));
        assert_eq!(decisions(&site), [""; 0], "{end}");
    }
    // A by-line outside of them is furniture, but two names are not one: both keep their pages.
    let site = two(
        &format!("{LONG}\n\n作者：张三"),
        &format!("{LONG}\n\n作者：李四"),
    );
    assert_eq!(decisions(&site), ["identical-body b.zh.md"]);
    let site = two(&format!("{LONG}\n\n作者：张三"), &format!("{LONG}\n\n打印"));
    assert_eq!(decisions(&site), ["same-announcement b.zh.md"]);
}

#[test]
fn raw_html_that_changes_what_equal_words_say_prevents_suppression() {
    for (one, other) in [
        (
            "<table><tr><td>甲</td><td></td><td>5</td></tr></table>",
            "<table><tr><td>甲</td><td>5</td><td></td></tr></table>",
        ),
        (
            "<table><tr><td colspan=\"2\">甲</td><td>5</td></tr></table>",
            "<table><tr><td>甲</td><td>5</td></tr></table>",
        ),
        ("共10<sup>2</sup>户。", "共102户。"),
        ("共H<sub>2</sub>瓶。", "共H2瓶。"),
        ("<ins>不</ins>发。", "不发。"),
        ("<strike>不</strike>发。", "不发。"),
        ("<ol start=\"5\"><li>甲</li></ol>", "<ol><li>甲</li></ol>"),
        ("<ol><li value=\"5\">甲</li></ol>", "<ol><li>甲</li></ol>"),
        (
            "<iframe src=\"https://v.example/1\"></iframe>",
            "<iframe src=\"https://v.example/2\"></iframe>",
        ),
        ("<iframe src=\"https://v.example/1\"></iframe>", ""),
        (
            "<img src=\"https://x.example/a.png\" alt=\"停水区域图\">",
            "<img src=\"https://x.example/a.png\" alt=\"地图\">",
        ),
        (
            "![停水区域图](https://x.example/a.png)",
            "![地图](https://x.example/a.png)",
        ),
        (
            "东[^1]西[^2]\n\n[^1]: 停水。\n\n[^2]: 供水。",
            "东[^1]西[^2]\n\n[^2]: 停水。\n\n[^1]: 供水。",
        ),
        ("<pre>\n甲    5\n</pre>", "<pre>\n甲        5\n</pre>"),
        ("```\n甲    5\n```", "```\n甲        5\n```"),
        ("- 三十\n- 五", "- 三\n- 十五"),
        ("城东●城西·。", "城东·城西●。"),
    ] {
        let with = |end: &str| format!("{LONG}\n\n{end}\n\n完。");
        assert_eq!(
            decisions(&two(&with(one), &with(one))),
            ["same-announcement b.zh.md"],
            "{one}"
        );
        assert_eq!(decisions(&two(&with(one), &with(other))), [""; 0], "{one}");
        // At the very end of the text, too.
        let with = |end: &str| format!("{LONG}\n\n{end}");
        assert_eq!(decisions(&two(&with(one), &with(other))), [""; 0], "{one}");
    }
}

#[test]
fn another_written_summary_keeps_its_page() {
    let site = site(&[
        ("a", "2023-04-14", "summary: 停水三小时\n", LONG),
        ("b", "2023-04-14", "summary: 更正：停水三天\n", LONG),
    ]);
    assert_eq!(decisions(&site), ["identical-body b.zh.md"]);
}

#[test]
fn a_date_that_is_not_the_texts_own_does_not_make_two_announcements_one() {
    let kind = |sentence: &str, days: [&str; 2]| -> Vec<String> {
        let body = format!("{LONG}{sentence}");
        decisions(&site(&[
            ("a", days[0], "", &body),
            ("b", days[1], "", &body),
        ]))
    };
    let year = ["2022-03-01", "2023-03-01"];
    let month = ["2023-04-14", "2023-05-14"];
    for (sentence, days) in [
        ("依据2010年4月1日施行的条例。", year),
        ("报名日期为2022年3月20日。", year),
        ("条例（2023年4月1日施行）继续有效。", month),
        ("2023年4月20日前，今年的报名即日起开始。", month),
        ("2023年4月20日公布，星期六8时停水。", month),
        ("2023年4月20日公布，本週停水。", month),
        ("电话：2023-13-12345678。", month),
        ("2023年2月30日停水。", ["2023-02-14", "2023-03-14"]),
    ] {
        assert_eq!(
            kind(sentence, days),
            ["identical-body b.zh.md"],
            "{sentence}"
        );
    }
    for sentence in ["2023年4月20日停水。", "2023年4月15日（星期六）停水。"] {
        assert_eq!(
            kind(sentence, month),
            ["same-announcement b.zh.md"],
            "{sentence}"
        );
    }
}

#[test]
fn a_third_copy_does_not_bring_two_distinct_ones_together() {
    let body = format!("{LONG}2023年4月14日。");
    let distinct = "distinct_from: [b]\n";
    let three = site(&[
        ("a", "2023-04-20", distinct, &body),
        ("b", "2023-04-21", "", &body),
        ("c", "2023-04-15", "", &body),
    ]);
    assert_eq!(decisions(&three), [""; 0]);
    let four = site(&[
        ("a", "2023-04-20", distinct, &body),
        ("b", "2023-04-21", "", &body),
        ("c", "2023-04-15", "", &body),
        ("d", "2023-04-16", "", &body),
    ]);
    assert_eq!(decisions(&four), ["same-announcement d.zh.md"]);
}

#[test]
fn a_valid_text_is_not_printed_at_a_withdrawn_one() {
    let site = site(&[
        ("a", "2023-04-14", "status: withdrawn\n", LONG),
        ("b", "2023-05-14", "", LONG),
    ]);
    assert_eq!(decisions(&site), ["identical-body a.zh.md"]);
    assert!(page(&site.build(), "2023/05/14/b").contains("逐一登记"));
}

#[test]
fn what_a_stated_copy_has_alone_is_named() {
    let site = site(&[
        ("a", "2023-04-14", "status: withdrawn\n", LONG),
        (
            "b",
            "2023-05-14",
            "duplicate_of: a\ntopics: [health]\nattachments: [{src: p.pdf}]\n",
            "另一件完全不同的事情。",
        ),
    ]);
    site.write("content/p.pdf", "1");
    site.write(
        "content/b.en.md",
        "---\ntitle: B\n---\nQuite another matter.\n",
    );
    let report = site.json("check");
    let found = report["diagnostics"].as_array().unwrap().iter();
    let messages: Vec<&str> = found
        .filter(|one| one["code"] == "duplicate-loses")
        .map(|one| one["message"].as_str().unwrap())
        .collect();
    assert_eq!(messages.len(), 1);
    for lost in [
        "`zh` text",
        "`en` edition",
        "`health`",
        "`p.pdf`",
        "withdrawn",
    ] {
        assert!(messages[0].contains(lost), "{messages:?}");
    }
}

#[test]
fn all_dates_arrive_at_the_end_of_a_chain_of_redirects() {
    let body = format!("{LONG}2023年2月1日。");
    let site = site(&[
        ("a", "2023-01-01", "", &body),
        ("b", "2023-02-02", "", &body),
        ("c", "2023-03-03", "duplicate_of: a\n", &body),
        ("d", "2023-04-04", "duplicate_of: b\n", &body),
    ]);
    let tree = site.build();
    let page = page(&tree, "2023/01/01/a");
    for day in ["2023年2月2日", "2023年3月3日", "2023年4月4日"] {
        assert!(page.contains(day), "{page}");
    }
    assert!(text(&tree, "zh/2023/04/04/d/index.html").contains("url=/zh/2023/01/01/a/"));
}

#[test]
fn a_reference_never_leads_to_a_redirect() {
    let english = "The bureau inspects all pipes and valves of the district with the residents and reports every fault. ".repeat(4);
    let zh = format!("{LONG}2023年2月1日。");
    let dated = format!("{zh}\n\n发布时间：2023-03-01");
    let other = format!("{zh}\n\n发布时间：2023-01-01");
    let site = site(&[
        ("p", "2023-01-01", "", &other),
        ("c", "2023-02-01", "", &zh),
        ("a", "2023-03-01", "", &dated),
        ("b", "2023-04-01", "document_number: 一号\n", &dated),
    ]);
    for (name, body) in [
        ("p", format!("{english}One.")),
        ("c", english.clone()),
        ("a", english),
    ] {
        site.write(
            &format!("content/{name}.en.md"),
            format!("---\ntitle: T\n---\n{body}\n"),
        );
    }
    let tree = site.build();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with("index.html")) {
        let html = String::from_utf8_lossy(bytes);
        let Some((_, reference)) = html.split_once("class=reference") else {
            continue;
        };
        let (_, link) = reference.split_once("<a href=/").unwrap();
        let target = format!("{}index.html", link.split_once('>').unwrap().0);
        assert!(
            text(&tree, &target).contains("class=prose"),
            "{path} leads to {target}"
        );
    }
}

#[test]
fn wrong_statements_of_what_is_not_public_yet_are_found_now() {
    let embargo = "embargo: 2030-01-01 10:00\n";
    for (statement, code) in [
        ("duplicate_of: typo\n", "unknown-announcement"),
        ("duplicate_of: b\n", "duplicate-cycle"),
        (
            "duplicate_of: a\ndistinct_from: [a]\n",
            "duplicate-and-distinct",
        ),
    ] {
        let matter = format!("{embargo}{statement}");
        let site = site(&[
            ("a", "2023-04-14", "", LONG),
            ("b", "2023-05-14", &matter, "短。"),
        ]);
        assert_eq!(site.codes(), [code], "{statement}");
    }
    // What is right has no effect yet, and is no error.
    let matter = format!("{embargo}duplicate_of: a\n");
    let site = site(&[
        ("a", "2023-04-14", "", LONG),
        ("b", "2023-05-14", &matter, LONG),
    ]);
    assert_eq!((site.codes(), decisions(&site)), (vec![], vec![]));
}

#[test]
fn files_of_a_translation_that_is_none_are_not_published() {
    let site = one(&format!("{LONG}\n\n![图](zh.gif)"));
    site.write(
        "content/a.en.md",
        format!("---\ntitle: A\n---\n{LONG}\n\n![en](en.gif)\n"),
    );
    for name in ["zh", "en"] {
        site.write(&format!("content/{name}.gif"), GIF);
    }
    let run = site.run(&["build", "--now", NOW]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let tree = site.output();
    let published = |name: &str| {
        let start = format!("zh/2023/04/14/a/{name}-1.");
        tree.keys().any(|path| path.starts_with(&start))
    };
    assert!(published("zh") && !published("en"));
}

#[test]
fn a_headline_in_two_lines_and_an_invisible_last_line_are_no_part_of_a_text() {
    let english = "The bureau inspects all pipes and valves with the residents. ".repeat(8);
    let site = SiteTest::new("");
    for (name, body) in [
        ("a", format!("Notice on\n\nwater supply\n\n{english}")),
        ("b", english.clone()),
        ("c", format!("{english}\n\nPrint\n\n&#8203;")),
    ] {
        site.write(
            &format!("content/{name}.en.md"),
            format!("---\ntitle: Notice on water supply\ndate: 2023-04-14\ntranslation: none\n---\n{body}\n"),
        );
    }
    assert_eq!(
        decisions(&site),
        ["same-announcement b.en.md", "same-announcement c.en.md"]
    );
}

#[test]
fn a_statement_that_names_nothing_is_answered_with_the_way_to_write_it() {
    let help = |statement: &str| -> String {
        let site = site(&[
            ("2023/04/pipes", "2023-04-14", "", LONG),
            (
                "2023/04/valves",
                "2023-05-14",
                &format!("{statement}\n"),
                "短。",
            ),
        ]);
        let report = site.json("check");
        report["diagnostics"][0]["help"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    for (statement, part) in [
        (
            "distinct_from: 2023/04/pipes",
            "write `distinct_from: [2023/04/pipes]`",
        ),
        ("distinct_from: [2023/04/pipes，x]", "put `,` between"),
        ("duplicate_of: pipes", "did you mean `2023/04/pipes`?"),
        (
            "duplicate_of: 2023/04/pipse",
            "did you mean `2023/04/pipes`?",
        ),
        ("duplicate_of: 2023/04/nope", "for example `2023/04/pipes`"),
    ] {
        let help = help(statement);
        assert!(help.contains(part), "{statement}: {help}");
    }
}

/// What `duplicates --near --write` says and makes of the newer of two files that are much alike.
fn acknowledged(name: &str, front_matter: &str) -> (i32, String, String) {
    let site = site(&[(name, "2023-04-14", "slug: a\n", LONG)]);
    let other = LONG.replace("阀门", "水表");
    site.write(
        "content/b.zh.md",
        format!("---\n{front_matter}---\n{other}\n"),
    );
    let run = site.run(&["duplicates", "--near", "--write"]);
    let written = std::fs::read_to_string(site.path("content/b.zh.md")).unwrap();
    (run.status, run.stderr, written)
}

#[test]
fn acknowledging_a_pair_never_breaks_a_file() {
    let matter = "title: 乙\ndate: 2023-05-14\ntranslation: none\n";
    for (name, written) in [
        ("x/a", "x/a"),
        ("x/a, b", "'x/a, b'"),
        ("content/a", "content/a"),
        ("#a", "'#a'"),
        ("a's", "'a''s'"),
    ] {
        let (status, said, file) = acknowledged(name, matter);
        assert_eq!(status, 0, "{said}");
        assert!(said.ends_with("distinct_from added to 1 file\n"), "{said}");
        assert!(
            file.contains(&format!("\ndistinct_from: [{written}]\n---\n")),
            "{file}"
        );
    }
    let (status, _, file) = acknowledged(
        "a",
        matter
            .replace("title", "  title")
            .replace("\n", "\n  ")
            .trim_end_matches(' '),
    );
    assert_eq!(status, 0);
    assert!(file.contains("\n  distinct_from: [a]\n---\n"), "{file}");
    let flow = "{title: 乙, date: 2023-05-14, translation: none}\n";
    let (status, said, file) = acknowledged("a", flow);
    assert_eq!(status, 1);
    assert!(
        said.contains("content/b.zh.md: this front matter cannot be changed safely"),
        "{said}"
    );
    assert!(said.contains("distinct_from added to 0 files"), "{said}");
    assert!(file.starts_with(&format!("---\n{flow}---\n")));
}

#[test]
fn the_command_says_when_there_is_nothing_to_say_or_write() {
    let clean = one(LONG);
    assert_eq!(clean.run(&["duplicates"]).stderr, "no repeated texts\n");
    clean.write("content/broken.zh.md", "---\ntitle: 乙\n---\n文。\n");
    let run = clean.run(&["duplicates", "--near", "--write"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
    clean.remove("content/broken.zh.md");
    let yaml = std::fs::read_to_string(clean.path("content/site.yaml")).unwrap();
    clean.write(
        "content/site.yaml",
        format!("{yaml}duplicates: {{near: off}}\n"),
    );
    let run = clean.run(&["duplicates", "--near"]);
    assert!(run.stderr.contains("near: off"), "{}", run.stderr);
}
