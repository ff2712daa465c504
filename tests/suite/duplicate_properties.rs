//! What holds for every repeated body: one changed character prevents suppression, decisions are the same each time
//! and in any order of files, and no announcement disappears.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::support::{GIF, SiteTest, Tree, file_for, main_of, tags_named, text};

/// Over 120 Han characters, with a list, a table, a link, struck words and a day.
const CHINESE: &str = "千山市于2025年3月14日发布“助企”措施，新增就业3.9万人，完成78.5%。局长陈立新介绍，举办招聘126场，岗位5.2万个。

- 青岚区、云溪区各建成零工市场，每日接待800余人次，第三季度再建十二处；
- 稳岗返还政策应当落实，中小微企业不裁员、少裁员。

| 项目 | 户数 |
|---|---|
| 帮扶 | 1,208 |

见[申报须知](https://example.org/)，~~逾期不补~~受理时间为9:30至16:00，咨询电话0412-5550126。各区政府按季度报告进展，重点群体实行实名登记和动态管理，确保零就业家庭至少一人上岗，\
培训补贴直接发给学员，机构不得代领，违规者三年内不得承接任务，名单向社会公布并接受监督。";
const ENGLISH: &str = "On 14 March 2025 Qianshan announced measures for \"small firms\": 39,000 new jobs, 78.5 per cent of the target. The \
director, Chen Lixin, said that 126 fairs had offered 52,000 vacancies.

Day-labour markets in Qinglan and Yunxi receive 800 people a day. Employers who keep their staff may claim a refund; \
those who do not are excluded for 3 years. Offices are open from 9:30 to 16:00, and the number to call is 0412-5550126.";

/// Characters that are not equal to each other in canonical form, nor mark-up, nor white space.
const CHARACTERS: [char; 16] = [
    '0', '5', '9', '.', ',', '%', '/', '一', '二', '十', '不', '未', '撤', '陈', 'e', '²',
];

/// Places at which a character can be exchanged for another without changing what is mark-up.
fn places(body: &str) -> Vec<usize> {
    body.char_indices()
        .filter(|(at, character)| {
            let line = &body[body[..*at].rfind('\n').map_or(0, |newline| newline + 1)..];
            let is_mark_up = "|-[]()~>#*\n ".contains(*character) || line.starts_with("|--");
            !is_mark_up
        })
        .map(|(at, _)| at)
        .collect()
}

fn changed() -> impl Strategy<Value = (&'static str, String)> {
    (
        select(vec![CHINESE, ENGLISH]),
        any::<Index>(),
        select(CHARACTERS.to_vec()),
    )
        .prop_filter_map("the same", |(body, index, character)| {
            let places = places(body);
            let at = places[index.index(places.len())];
            let old = body[at..].chars().next().unwrap();
            // `，` and `,` are one in canonical form.
            let same = old == character || (old == '，' && character == ',');
            (!same).then(|| {
                let rest = &body[at + old.len_utf8()..];
                (body, format!("{}{character}{rest}", &body[..at]))
            })
        })
}

fn file(name: &str, title: &str, date: &str, body: &str) -> (String, String) {
    (
        format!("content/{name}.zh.md"),
        format!("---\ntitle: {title}\ndate: {date}\n---\n{body}\n"),
    )
}

fn site(files: &[(String, String)]) -> SiteTest {
    let site = SiteTest::new("");
    for (path, text) in files {
        site.write(path, text);
    }
    site
}

fn suppressed(report: &serde_json::Value) -> usize {
    let of = |one: &&serde_json::Value| one["action"] == "redirect" || one["action"] == "reference";
    report["duplicates"]
        .as_array()
        .unwrap()
        .iter()
        .filter(of)
        .count()
}

/// Announcements with few different headlines, days, bodies and statements, so that all kinds meet.
fn archive() -> impl Strategy<Value = Vec<(String, String)>> {
    let one = (0..2_usize, 0..3_usize, 0..7_usize, 0..12_usize);
    prop::collection::vec(one, 2..10).prop_map(|many| {
        let header = "信息来源：千山新闻网发布时间：2025-03-14浏览次数：\n\n";
        many.iter()
            .enumerate()
            .map(|(number, (title, day, body, statement))| {
                let body = match body {
                    0 | 1 => CHINESE.to_owned(),
                    2 => format!("{header}{CHINESE}\n\nTOP"),
                    3 => CHINESE.replace("3.9", "39"),
                    4 => format!("{CHINESE}{CHINESE}"),
                    5 => format!("{CHINESE}\n\n{header}{CHINESE}"),
                    _ => ENGLISH.to_owned(),
                };
                let earlier = number.saturating_sub(1);
                let statement = match statement {
                    0 if number > 0 => format!("\nduplicate_of: a{earlier}"),
                    1 if number > 0 => format!("\ndistinct_from: [a{earlier}]"),
                    _ => String::new(),
                };
                let date = format!("2025-03-{}{statement}", 14 + day);
                file(&format!("a{number}"), ["甲", "乙"][*title], &date, &body)
            })
            .collect()
    })
}

/// Over 150 Han characters in one line.
const PLAIN: &str = "市水务局组织专班对全市供水管网开展拉网式检查，逐一登记存在问题的阀门井与老旧管段，随后会同属地街道、社区与物业公司制定整改清单，\
明确责任单位与完成时限。检查结果作为年度考核的重要依据，各单位应当配合做好现场保障与群众解释工作，确保供水安全平稳有序，不得推诿拖延；\
造成严重后果的，依法依规严肃追究责任。欢迎社会各界监督，并通过热线电话反映情况，我局将及时处理并反馈。";

/// A block of a body, and what of it a reader must find: words, targets of links, pictures.
fn block(kind: usize, n: usize) -> (String, Vec<String>) {
    let said = format!("{PLAIN}第{n}号。");
    let (block, more) = match kind {
        0 => (said.clone(), vec![]),
        1 => (
            format!("{said}见[附件](https://x.example/{n})"),
            vec![format!("https://x.example/{n}")],
        ),
        2 => (format!("![图](m{n}.gif)"), vec![format!("m{n}-1.")]),
        3 => (
            format!("![远图{n}](https://x.example/p.png)"),
            vec![format!("远图{n}")],
        ),
        4 => (
            format!("1. {PLAIN}\n2. {said}"),
            vec![format!("{PLAIN}<li>"), "<ol>".to_owned()],
        ),
        5 => (
            format!(
                "|甲{n}|乙|\n|-|-|\n|{PLAIN}|{said}|\n|城东|{}|",
                ["大", "小"][n]
            ),
            vec![format!("<td>城东<td>{}", ["大", "小"][n])],
        ),
        6 => (
            format!("<div><p>{PLAIN}</p><p>{said}</p></div>"),
            vec![format!("{PLAIN}{said}")],
        ),
        7 => (format!("{PLAIN}<br>{said}"), vec![format!("{PLAIN}{said}")]),
        8 => (
            format!("<iframe src=\"https://v.example/{n}\"></iframe>"),
            vec![format!("https://v.example/{n}")],
        ),
        9 => (
            format!("{said}[^{n}]\n\n[^{n}]: 来源：局{n}"),
            vec![format!("来源：局{n}")],
        ),
        10 => (
            format!("见[方案][r{n}]。{said}\n\n[r{n}]: https://x.example/r{n}"),
            vec![format!("https://x.example/r{n}")],
        ),
        11 => (
            format!("{said}\n\n- {}", ["关闭", "打印"][n]),
            vec![format!("<li>{}", ["关闭", "打印"][n])],
        ),
        12 => (
            format!("共10{}户。{said}", ["<sup>2</sup>", "2"][n]),
            vec![format!("共10{}户", ["<sup>2</sup>", "2"][n])],
        ),
        13 => return ("打印".to_owned(), vec![]),
        _ => return (format!("发布时间：2025-03-1{}", 4 + n), vec![]),
    };
    let words = (!matches!(kind, 2 | 3 | 8)).then_some(said);
    (block, words.into_iter().chain(more).collect())
}

/// Bodies of such blocks, one in three of them twice, and what a reader must find of each.
fn bodies() -> impl Strategy<Value = Vec<(String, Vec<String>)>> {
    let blocks = prop::collection::vec((0..15_usize, 0..2_usize), 1..4);
    let body = (blocks, 0..3_usize, 0..3_usize).prop_map(|(blocks, twice, end)| {
        let (texts, found): (Vec<String>, Vec<Vec<String>>) =
            blocks.into_iter().map(|(kind, n)| block(kind, n)).unzip();
        let text = texts.join("\n\n");
        let (last, more) = block([0, 8, 13][end], end % 2);
        let body = match twice {
            0 => format!("{text}\n\n打印\n\n{text}\n\n{last}"),
            1 => format!("{text}\n\n{last}\n\n{text}"),
            _ => return (text, found.concat()),
        };
        (body, [found.concat(), more].concat())
    });
    prop::collection::vec(body, 1..4)
}

/// The page at an address with those that it leads readers to for its text.
fn read_on(tree: &Tree, address: &str) -> String {
    let mut pages = String::new();
    let mut path = file_for("https://news.example.org/", address).unwrap();
    for _ in 0..3 {
        let page = text(tree, &path);
        let mut shown = main_of(page).to_owned();
        // Whether words are in paragraphs or lines of their own is a difference of form.
        for tag in ["<p>", "</p>", "<br>", "\n"] {
            shown = shown.replace(tag, "");
        }
        pages.push_str(&shown);
        if !page.contains("http-equiv=refresh") && !page.contains("class=reference") {
            break;
        }
        let canonical = tags_named(page, "link")
            .into_iter()
            .find(|link| link.value("rel") == "canonical");
        let target = canonical.unwrap().value("href").to_owned();
        path = file_for("https://news.example.org/", &target).unwrap();
    }
    pages
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_changed_character_prevents_suppression((body, changed) in changed()) {
        // Headline and day are equal, so that nothing but the text keeps the two apart.
        let site = site(&[file("a", "甲", "2025-03-14", body), file("b", "甲", "2025-03-14", &changed)]);
        prop_assert_eq!(suppressed(&site.json("check")), 0, "{}", changed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decisions_are_the_same_each_time_and_in_any_order_of_files(files in archive(), turn in any::<Index>()) {
        let one = site(&files);
        let report = one.json("check");
        prop_assert_eq!(&report, &one.json("check"));
        let mut turned = files.clone();
        turned.rotate_left(turn.index(files.len()));
        turned.reverse();
        prop_assert_eq!(&report, &site(&turned).json("check"));
    }

    #[test]
    fn names_decide_nothing_but_which_of_equals_comes_first(files in archive()) {
        // Without statements, which name others; each file under the name that sorts opposite.
        let stated = |text: &str| text.contains("_of:") || text.contains("_from:");
        let files: Vec<_> = files.into_iter().filter(|(_, text)| !stated(text)).collect();
        let renamed: Vec<_> = files
            .iter()
            .rev()
            .enumerate()
            .map(|(number, (_, text))| (format!("content/a{number}.zh.md"), text.clone()))
            .collect();
        let kinds = |files: &[(String, String)]| {
            let report = site(files).json("check");
            let kinds: BTreeSet<String> = report["duplicates"].as_array().unwrap().iter().map(|one| one["kind"].to_string()).collect();
            (report["announcements"].clone(), suppressed(&report), kinds)
        };
        let (one, other) = (kinds(&files), kinds(&renamed));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn every_announcement_is_a_page_a_reference_or_a_redirect_that_arrives(files in archive()) {
        let site = site(&files);
        let tree = site.build();
        for (path, source) in &files {
            let name = path.strip_prefix("content/").unwrap().strip_suffix(".zh.md").unwrap();
            let (_, day) = source.split_once("date: 2025-03-").unwrap();
            let page = text(&tree, &format!("zh/2025/03/{}/{name}/index.html", &day[..2]));
            let refresh = tags_named(page, "meta").into_iter().find(|meta| meta.value("http-equiv") == "refresh");
            let target = if let Some(refresh) = &refresh {
                refresh.value("content").strip_prefix("0; url=").unwrap().to_owned()
            } else if page.contains("class=reference") {
                let canonical = tags_named(page, "link").into_iter().find(|link| link.value("rel") == "canonical");
                canonical.unwrap().value("href").to_owned()
            } else {
                prop_assert!(page.contains("class=prose"), "{} is neither", path);
                continue;
            };
            let target = text(&tree, &file_for("https://news.example.org/", &target).unwrap());
            // At once, not by way of another, and the text is there, unless a hand has sent the reader elsewhere.
            prop_assert!(!target.contains("http-equiv=refresh") || refresh.is_none());
            prop_assert!(target.contains("class=prose") || target.contains("class=reference"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_that_a_text_shows_is_on_its_page_or_where_that_leads(bodies in bodies(), titles in prop::collection::vec(0..2_usize, 3)) {
        let files: Vec<(String, String)> = bodies
            .iter()
            .enumerate()
            .map(|(at, (body, _))| file(&format!("a{at}"), ["甲", "乙"][titles[at]], "2025-03-14", body))
            .collect();
        let site = site(&files);
        for name in ["m0.gif", "m1.gif"] {
            site.write(&format!("content/{name}"), GIF);
        }
        let tree = site.build();
        for (at, (body, found)) in bodies.iter().enumerate() {
            let page = read_on(&tree, &format!("/zh/2025/03/14/a{at}/"));
            for piece in found {
                prop_assert!(page.contains(piece.as_str()), "{} is lost of {}", piece, body);
            }
        }
    }
}
