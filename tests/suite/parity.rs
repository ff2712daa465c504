//! Editions of one announcement that do not say the same.

use super::support::{NOW, SiteTest};

/// A site with one announcement in both languages.
fn site(zh: &str, en: &str) -> SiteTest {
    let site = SiteTest::new("=== content/README.txt\n\n");
    site.write(
        "content/fair.zh.md",
        format!("---\ntitle: 春季招聘会\ndate: 2026-03-12\n---\n{zh}\n"),
    );
    site.write(
        "content/fair.en.md",
        format!("---\ntitle: Spring job fair\n---\n{en}\n"),
    );
    site
}

/// What is reported about them.
#[track_caller]
fn check(zh: &str, en: &str, expected: &[&str]) {
    let messages = messages(&site(zh, en));
    assert_eq!(messages, expected, "{zh} / {en}");
}

fn messages(site: &SiteTest) -> Vec<String> {
    let report = site.json("check");
    let all = report["diagnostics"].as_array().unwrap();
    let of_parity = all.iter().filter(|one| {
        assert_eq!(one["severity"], "warning", "{one}");
        one["code"].as_str().unwrap().starts_with("fact")
    });
    of_parity
        .map(|one| one["message"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_contradiction_is_one_warning_with_both_places() {
    let site = site(
        "　　招聘会将于**3月14日**上午9时开始，提供岗位1.26万个。\n\n咨询电话：0412-5523461",
        "The fair starts at 9 a.m. on 15 March, with 12,600 jobs on offer.\n\nTelephone: 0412-552346",
    );
    let run = site.run(&["check", "--now", NOW]);
    assert_eq!(run.status, 0);
    let drawn = "\
warning[facts-differ]: the `zh` text has the date 3月14日, and the `en` text 15 March
 --> content/fair.en.md:4:30
  |
4 | The fair starts at 9 a.m. on 15 March, with 12,600 jobs on offer.
  |                              ^^^^^^^^
  |
 ::: content/fair.zh.md:5:10
  |
5 | 　　招聘会将于**3月14日**上午9时开始，提供岗位1.26万个。
  |                 -------
  |
  = help: find out which of the two is right, and correct the other
";
    assert!(run.stderr.contains(drawn), "{}", run.stderr);
    let drawn = "\
warning[facts-differ]: the `zh` text has the telephone number 0412-5523461, and the `en` text 0412-552346
";
    assert!(run.stderr.contains(drawn), "{}", run.stderr);
    assert_eq!(run.stderr.matches("warning[fact").count(), 2);
}

#[test]
fn a_fact_of_one_edition_is_shown_beside_the_place_where_it_is_missing() {
    let site = site(
        "共有128家企业参加。\n\n报名截止到3月10日，名额350个。",
        "128 companies took part.\n\nThe last day to register is 10 March. Bring 2 photographs.",
    );
    let run = site.run(&["check", "--now", NOW]);
    let drawn = "\
warning[fact-only-in-original]: the `zh` text has the figure 350, and the `en` text does not
 --> content/fair.en.md:6:1
  |
6 | The last day to register is 10 March. Bring 2 photographs.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/fair.zh.md:7:14
  |
7 | 报名截止到3月10日，名额350个。
  |                        ---
  |
  = help: look whether the `en` text leaves it out or says something else; if it is meant so, nothing need be done
";
    assert!(run.stderr.contains(drawn), "{}", run.stderr);
    check(
        "共有许多企业参加。",
        "128 companies took part.",
        &["the `en` text has the figure 128, and the `zh` text does not"],
    );
}

#[test]
fn headlines_and_summaries_are_compared_too() {
    let site = SiteTest::new(
        "=== content/a.zh.md
---
title: \"招聘会：提供岗位3600个\"
date: 2026-03-12
summary: 共有128家企业参加。
---
欢迎参加。
=== content/a.en.md
---
title: \"Job fair: 3,800 jobs on offer\"
summary: 182 companies take part.
---
You are welcome.
",
    );
    assert_eq!(
        messages(&site),
        [
            "the `zh` text has the figure 3600, and the `en` text 3,800",
            "the `zh` text has the figure 128, and the `en` text 182"
        ]
    );
    let places = site.json("check");
    let place = |at: usize| {
        let one = &places["diagnostics"][at];
        (
            one["line"].as_u64().unwrap(),
            one["column"].as_u64().unwrap(),
        )
    };
    assert_eq!([place(0), place(1)], [(2, 19), (3, 10)]);
}

#[test]
fn a_slip_that_is_right_elsewhere_is_found_in_its_line() {
    check(
        "设招聘点5处。\n\n设咨询台8处。",
        "There are 8 places for hiring.\n\nThere are 8 places for advice.",
        &["the `zh` text has the figure 5, and the `en` text 8"],
    );
    // Small numbers may be words, and be left out.
    check(
        "分5组进行，共8轮。",
        "It takes place in groups and rounds.",
        &[],
    );
}

#[test]
fn the_halves_of_the_day_are_told_apart() {
    for (zh, en) in [
        ("下午3时", "3 a.m."),
        ("15时", "3 a.m."),
        ("上午9时", "9 p.m."),
        ("晚上12时", "12 p.m."),
    ] {
        let expected = format!(
            "the `zh` text has the time {}, and the `en` text {en}",
            zh.trim_start_matches(|one: char| !one.is_ascii_digit())
        );
        check(
            &format!("讲座{zh}开始。"),
            &format!("The talk starts at {en} in the hall."),
            &[&expected],
        );
    }
    for (zh, en) in [
        ("晚上12时", "12 a.m."),
        ("凌晨12时", "12 a.m."),
        ("中午12时", "12 noon"),
        ("晚上10时至2时", "10 p.m. to 2 a.m."),
        ("晚上10时至凌晨2时", "10 to 2 a.m."),
        ("上午9时至12时", "9 to 12 p.m."),
        ("晚上8时至10时", "8 to 10 in the evening"),
    ] {
        check(
            &format!("展厅{zh}开放。"),
            &format!("The hall is open {en} each day."),
            &[],
        );
    }
}

#[test]
fn links_lead_to_the_same_pages() {
    check(
        "[专页](https://www.example.org/zh/fair/)，[百科](https://zh.example.com/wiki/千山)，[信箱](mailto:fair@example.org)",
        "[Page](https://www.example.org/en/fair), [encyclopedia](https://en.example.com/wiki/Qianshan), fair@example.org",
        &[],
    );
    check(
        "[专页](https://www.example.org/fair?id=26)",
        "[Page](https://www.example.org/fair?id=25)",
        &[
            "the `zh` text has the link https://www.example.org/fair?id=26, and the `en` text https://www.example.org/fair?id=25",
        ],
    );
    check(
        "[专页](https://www.example.org/fair)",
        "Page",
        &["the `zh` text has the link https://www.example.org/fair, and the `en` text does not"],
    );
    check(
        "[信箱](mailto:fair@example.org)",
        "[Mail](mailto:fare@example.org)",
        &[
            "the `zh` text has the e-mail address mailto:fair@example.org, and the `en` text mailto:fare@example.org",
        ],
    );
}

#[test]
fn editions_of_an_announcement_are_one_target() {
    let site = SiteTest::new(
        "=== content/a.zh.md
---
title: 甲
date: 2026-03-12
---
见[乙](b.zh.md)。
=== content/a.en.md
---
title: A
---
See [B](b.en.md).
=== content/b.zh.md
---
title: 乙
date: 2026-03-13
---
见[甲](/zh/2026/03/12/a/)。
=== content/b.en.md
---
title: B
---
See [A](/en/2026/03/12/a/).
=== content/c.zh.md
---
title: 丙
date: 2026-03-14
---
见[乙](b.zh.md)。
=== content/c.en.md
---
title: C
---
See [A](a.en.md).
",
    );
    assert_eq!(
        messages(&site),
        ["the `zh` text has the link b.zh.md, and the `en` text a.en.md"]
    );
}

#[test]
fn a_broken_link_is_no_fact_of_its_edition() {
    let site = site("见[乙](b.zh.md)。", "See [B](b.en.md).");
    site.write(
        "content/b.zh.md",
        "---\ntitle: 乙\ndate: 2025-03-13\n---\n欢迎。\n",
    );
    site.write("content/b.en.md", "---\ntitle: B\n---\nWelcome.\n");
    assert!(messages(&site).is_empty());
    site.write(
        "content/fair.zh.md",
        "---\ntitle: 春季招聘会\ndate: 2025-03-12\n---\n见[乙](c.zh.md)。\n",
    );
    let report = site.json("check");
    let codes: Vec<&str> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes.len(), 1, "{codes:?}");
    assert!(!codes[0].starts_with("fact"), "{codes:?}");
}

#[test]
fn pictures_and_files_are_counted() {
    let site = site(
        "![一](1.png)![二](2.png)[表](plan.pdf)",
        "![One](1.png) [plan](plan.pdf)",
    );
    let picture = image();
    for name in ["1.png", "2.png"] {
        site.write(&format!("content/{name}"), &picture);
    }
    site.write("content/plan.pdf", "%PDF-1.4");
    assert_eq!(
        messages(&site),
        ["the number of pictures in the `zh` text is 2, and in the `en` text 1"]
    );
}

/// A picture of one pixel.
fn image() -> Vec<u8> {
    const PNG: &str = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082";
    (0..PNG.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&PNG[at..at + 2], 16).unwrap())
        .collect()
}

#[test]
fn an_abridgement_leaves_out_what_it_likes() {
    let zh = "全市新增就业11260人，完成年度目标42000人的26.8%。失业人员再就业4180人，就业困难人员就业960人。为1280家企业发放稳岗返还资金3640万元，惠及职工5.2万人。";
    check(zh, "11,260 people found jobs.", &[]);
    check(
        zh,
        "11,620 people found jobs.",
        &["the `zh` text has the figure 11260, and the `en` text 11,620"],
    );
}

#[test]
fn another_text_gets_one_warning_for_each_side() {
    let numbers = |first: u32, unit: &str| -> String {
        let numbers = (0..16).map(|at| format!("{}{unit}", first + at * 1009));
        numbers.collect::<Vec<_>>().join(", ")
    };
    check(
        &numbers(23117, "人"),
        &numbers(5_261_348, " people"),
        &[
            "the `en` text lacks 16 of the 16 figures, dates and links of the `zh` text, the first being 23117",
            "the `zh` text lacks 16 of the 16 figures, dates and links of the `en` text, the first being 5261348",
        ],
    );
}

#[test]
fn the_comparison_can_be_turned_off() {
    let site = site("共有128家企业参加。", "182 companies took part.");
    assert_eq!(messages(&site).len(), 1);
    let text = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write(
        "content/site.yaml",
        format!("{text}parity: {{facts: off}}\n"),
    );
    assert!(messages(&site).is_empty());
    site.write(
        "content/site.yaml",
        format!("{text}parity: {{fact: off}}\n"),
    );
    assert!(site.codes().contains(&"unknown-key".to_owned()));
}

#[test]
fn years_of_the_republic_are_read_where_the_site_says_so() {
    let site = site(
        "自104年起，计划已实施11年。",
        "The plan has run for 11 years since 2015.",
    );
    assert_eq!(messages(&site).len(), 2);
    let text = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write(
        "content/site.yaml",
        format!("{text}parity: {{minguo_years: on}}\n"),
    );
    assert!(messages(&site).is_empty());
}

#[test]
fn digits_of_other_languages_are_compared() {
    let site = |fr: &str| {
        let site = SiteTest::new("=== content/README.txt\n\n");
        site.write(
            "content/site.yaml",
            "title: {zh: 千山市新闻办, fr: Bureau de presse}\nbase_url: https://news.example.org/\ntimezone: Asia/Shanghai\nlanguages: [{code: zh, tag: zh-Hans}, {code: fr, tag: fr}]\n",
        );
        site.write("content/topics.yaml", "{}\n");
        site.write(
            "themes/default/i18n/fr.yaml",
            include_str!("../../themes/default/i18n/en.yaml"),
        );
        site.write("content/a.zh.md", "---\ntitle: 公告\ndate: 2026-03-12\n---\n3月14日起，1234.5公里线路投资3.2亿元，占26.8%，上午10时启用。\n");
        site.write("content/a.fr.md", format!("---\ntitle: Avis\n---\n{fr}\n"));
        messages(&site)
    };
    assert!(
        site(
            "Dès le 14 mars à 10 h, 1 234,5 km de lignes pour 320 millions de yuans, soit 26,8 %."
        )
        .is_empty()
    );
    assert_eq!(
        site(
            "Dès le 14 mars à 10 h, 1 234,6 km de lignes pour 320 millions de yuans, soit 26,8 %."
        ),
        ["the `zh` text has the figure 1234.5, and the `fr` text 1 234,6"]
    );
}

#[test]
fn what_is_not_public_yet_is_compared_too() {
    let site = site("共有128家企业参加。", "182 companies took part.");
    site.write(
        "content/fair.zh.md",
        "---\ntitle: 春季招聘会\ndate: 2026-03-12\nstatus: draft\n---\n共有128家企业参加。\n",
    );
    assert_eq!(messages(&site).len(), 1);
}

#[test]
fn columns_of_tables_have_their_unit_in_the_head() {
    check(
        "| 年份 | 投资（亿元） |\n|---|---|\n| 2025 | 3.2 |",
        "| Year | Cost (million yuan) |\n|---|---|\n| 2025 | 320 |",
        &[],
    );
    check(
        "| 年份 | 投资（亿元） |\n|---|---|\n| 2025 | 3.2 |",
        "| Year | Cost (million yuan) |\n|---|---|\n| 2025 | 330 |",
        &["the `zh` text has the figure 3.2, and the `en` text 330"],
    );
}
