//! The labelled evaluation of duplicate detection: texts that only look repeated, and graded true copies, in sites of
//! their own, with the shares that must be suppressed, warned about and left alone.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::support::{GIF, SiteTest, main_of, text, words};

const FAMILIES: &str = include_str!("../data/duplicates/families.txt");

/// A template: text between slots, and the words that turn it round.
struct Family {
    name: String,
    polarity: (String, String),
    /// Text, and the kind of slot behind it.
    parts: Vec<(String, Option<char>)>,
}

/// The families of `tests/data`.
fn families() -> Vec<Family> {
    let family = |text: &str| {
        let (head, body) = text.split_once('\n').unwrap();
        let head: Vec<&str> = head.split(" | ").collect();
        let mut parts = Vec::new();
        let mut rest = body.trim();
        while let Some(open) = rest.find('{') {
            parts.push((rest[..open].to_owned(), rest[open + 1..].chars().next()));
            rest = &rest[open + 3..];
        }
        parts.push((rest.to_owned(), None));
        Family {
            name: head[0].to_owned(),
            polarity: (head[1].to_owned(), head[2].to_owned()),
            parts,
        }
    };
    FAMILIES.split("## ").skip(2).map(family).collect()
}

/// A small generator with a known sequence (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut hash = self.0;
        hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((hash ^ (hash >> 31)) % end as u64) as usize
    }
}

const NUMERALS: [&str; 12] = [
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十二",
    "十五",
    "二十四",
    "三十六",
];
const PEOPLE: [[&str; 2]; 6] = [
    ["陈立新", "陈立欣"],
    ["周文远", "周文苑"],
    ["李国华", "李国桦"],
    ["王晓岚", "王晓兰"],
    ["赵明诚", "赵明成"],
    ["孙静怡", "孙静宜"],
];
const PEOPLE_EN: [[&str; 2]; 4] = [
    ["Chen Lixin", "Chen Lixing"],
    ["Zhou Wenyuan", "Zhou Wenyan"],
    ["Li Guohua", "Li Guohuai"],
    ["Wang Lan", "Wang Nan"],
];
const PLACES: [&str; 5] = ["青岚区", "云溪区", "南岸区", "松岭县", "石桥新区"];
const PLACES_EN: [&str; 4] = ["Qinglan", "Yunxi", "Nanan", "Songling"];

impl Family {
    fn is_english(&self) -> bool {
        self.name.is_ascii()
    }

    /// The values of all slots.
    fn values(&self, seed: usize) -> Vec<String> {
        let mut random = Random(seed as u64 * 7_919 + self.name.len() as u64);
        let english = self.is_english();
        let value = |kind: &char| match kind {
            'n' => (11 + random.below([80, 800, 8_000][seed % 3])).to_string(),
            'd' => format!("{}.{}", 1 + random.below(90), 1 + random.below(9)),
            'D' if english => {
                let month = ["March", "May", "June", "October"][random.below(4)];
                format!("{} {month}", 1 + random.below(28))
            }
            'D' => format!("{}月{}日", 1 + random.below(12), 1 + random.below(28)),
            'c' => NUMERALS[random.below(12)].to_owned(),
            'p' if english => PEOPLE_EN[random.below(4)][0].to_owned(),
            'p' => PEOPLE[random.below(6)][0].to_owned(),
            'w' if english => PLACES_EN[random.below(4)].to_owned(),
            _ => PLACES[random.below(5)].to_owned(),
        };
        self.parts
            .iter()
            .filter_map(|(_, kind)| kind.as_ref())
            .map(value)
            .collect()
    }

    fn render(&self, values: &[String]) -> String {
        let mut values = values.iter();
        self.parts
            .iter()
            .fold(String::new(), |text, (before, kind)| {
                text + before + kind.and_then(|_| values.next()).map_or("", String::as_str)
            })
    }

    fn instance(&self, seed: usize) -> String {
        self.render(&self.values(seed))
    }

    /// The instance with one value of this kind changed; `None` if there is no such slot.
    fn slip(
        &self,
        seed: usize,
        kind: char,
        pick: usize,
        change: impl Fn(&str) -> String,
    ) -> Option<String> {
        let mut values = self.values(seed);
        let slots: Vec<usize> = self
            .parts
            .iter()
            .filter_map(|(_, kind)| *kind)
            .enumerate()
            .filter(|(_, other)| *other == kind)
            .map(|(at, _)| at)
            .collect();
        let at = *slots.get(pick % slots.len().max(1))?;
        let changed = change(&values[at]);
        assert_ne!(changed, values[at]);
        values[at] = changed;
        Some(self.render(&values))
    }
}

/// The `number`-th digit of a figure becomes another.
fn other_digit(figure: &str, number: usize) -> String {
    let digits: Vec<usize> = figure
        .char_indices()
        .filter(|(_, character)| character.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let at = digits[number % digits.len()];
    let digit = figure[at..].chars().next().unwrap().to_digit(10).unwrap();
    format!(
        "{}{}{}",
        &figure[..at],
        (digit + 1 + number as u32 % 8) % 10,
        &figure[at + 1..]
    )
}

/// One row of the table.
#[derive(Default)]
struct Row {
    pairs: usize,
    suppressed: usize,
    warned: usize,
}

/// A site with these groups of bodies: each body an announcement, all pairs inside a group counted. Announcements of
/// two groups must never be taken for each other's copies.
fn measure(groups: &[Vec<String>], matter: impl Fn(usize, usize) -> String) -> Row {
    let site = SiteTest::new("");
    site.write("content/one.pdf", "1");
    site.write("content/two.pdf", "2");
    for (group, bodies) in groups.iter().enumerate() {
        for (number, body) in bodies.iter().enumerate() {
            site.write(
                &format!("content/g{group:03}/b{number:03}.zh.md"),
                format!(
                    "---\ntitle: 公告{group}之{number}\ndate: 2025-{:02}-{:02}\n{}---\n{body}\n",
                    1 + number / 28 % 12,
                    1 + number % 28,
                    matter(group, number)
                ),
            );
        }
    }
    let mut row = Row {
        pairs: groups
            .iter()
            .map(|bodies| bodies.len() * (bodies.len() - 1) / 2)
            .sum(),
        ..Row::default()
    };
    let report = site.json("check");
    assert_eq!(
        report["announcements"],
        groups.iter().map(Vec::len).sum::<usize>()
    );
    let place = |path: &serde_json::Value| path.as_str().unwrap()[..13].to_owned();
    for one in report["duplicates"].as_array().unwrap() {
        let within = place(&one["copy"]) == place(&one["canonical"]);
        match one["action"].as_str().unwrap() {
            "redirect" | "reference" => {
                assert!(within, "{one}");
                row.suppressed += 1;
            }
            "warning" if within => row.warned += 1,
            _ => {}
        }
    }
    row
}

fn nothing(_: usize, _: usize) -> String {
    String::new()
}

/// The negatives of one class: each family a group.
fn negatives(class: &str, families: &[Family]) -> Vec<Vec<String>> {
    let of = |family: &Family| -> Vec<String> {
        let slips = |kind: char, change: &dyn Fn(&str, usize) -> String| -> Vec<String> {
            (0..6)
                .filter_map(|pick| family.slip(1, kind, pick * 5 + 1, |value| change(value, pick)))
                .collect()
        };
        let mut bodies = match class {
            "all figures" => (2..14).map(|seed| family.instance(seed)).collect(),
            "one digit" => [slips('n', &other_digit), slips('d', &other_digit)].concat(),
            "a date" => slips('D', &other_digit),
            "Chinese numeral" => slips('c', &|value, pick| {
                let others: Vec<&str> = NUMERALS
                    .into_iter()
                    .filter(|other| *other != value)
                    .collect();
                others[pick].to_owned()
            }),
            "a name" => slips('p', &|value, _| {
                let mut pairs = PEOPLE.iter().chain(&PEOPLE_EN);
                pairs.find(|[name, _]| *name == value).unwrap()[1].to_owned()
            }),
            "lost decimal point" => slips('d', &|value, _| value.replace('.', "")),
            _ => {
                let (from, to) = &family.polarity;
                let body = family.instance(1);
                assert!(body.contains(from), "{}", family.name);
                vec![body.replacen(from, to, 1)]
            }
        };
        bodies.push(family.instance(1));
        // Two slips may have met in the same place.
        bodies
            .into_iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    };
    families.iter().map(of).collect()
}

/// A true copy of a body.
fn copy(class: &str, body: &str, english: bool, number: usize) -> String {
    let mut random = Random(number as u64);
    let header = match (english, number % 3) {
        (false, 0) => "信息来源：千山新闻网发布时间：2025-03-14浏览次数：\n\n",
        (false, 1) => "【字号：大 中 小】【打印】【关闭】\n\n",
        (false, _) => "来源：千山日报　作者：周文远\n\n阅读次数：318\n\n",
        (true, 0) => "Posted in: News | Print this page\n\n",
        (true, 1) => "Last updated: 14 March 2025\n\n",
        (true, _) => "Source: Qianshan Daily | Views: 318\n\n",
    };
    let footer = match (english, number % 2) {
        (false, 0) => "\n\n责任编辑：王晓岚\n\n【打印本页】【关闭窗口】",
        (false, _) => "\n\n分享到：微信 微博\n\n上一篇：\n\nTOP",
        (true, 0) => "\n\nBack to top",
        (true, _) => "\n\nShare this page | Print\n\nClose window",
    };
    match class {
        "known header" => format!("{header}{body}"),
        "known footer" => format!("{body}{footer}"),
        "header and footer" => format!("{header}{body}{footer}"),
        "full-width" => body
            .chars()
            .map(|character| match character {
                '!'..='~' => char::from_u32(character as u32 + 0xFEE0).unwrap(),
                other => other,
            })
            .collect(),
        "spaces" if english => body.replace(' ', "  ").replacen("  ", "\n", 3),
        "spaces" => {
            // Around figures, and at the start of paragraphs.
            let mut spaced = String::from("　　");
            let mut before = ' ';
            for character in body.replace("\n\n", "\n\n　　").chars() {
                let is_edge = before.is_ascii_digit() != character.is_ascii_digit();
                if is_edge && !".%".contains(character) && !".\n　 ".contains(before) {
                    spaced.push(' ');
                }
                spaced.push(character);
                before = character;
            }
            spaced
        }
        "quotes" => {
            let straight = body.replace(['“', '”'], "\"");
            let pair = [("“", "”"), ("「", "」"), ("『", "』"), ("\"", "\"")][number % 4];
            let mut open = false;
            straight
                .chars()
                .fold(String::new(), |text, character| match character {
                    '"' => {
                        open = !open;
                        text + if open { pair.0 } else { pair.1 }
                    }
                    other => text + &other.to_string(),
                })
        }
        "note appended" if english => format!("{body}\n\nThis notice replaces no earlier one."),
        "note appended" => format!("{body}\n\n（此件公开发布，附件请到服务窗口领取。）"),
        "typos" => {
            let mut characters: Vec<char> = body.chars().collect();
            let letters: Vec<usize> = (0..characters.len())
                .filter(|at| {
                    characters[*at].is_alphabetic() && !NUMERALS.concat().contains(characters[*at])
                })
                .collect();
            for _ in 0..2 + number % 2 {
                let at = letters[random.below(letters.len())];
                characters[at] = if english {
                    'q'
                } else {
                    ['夲', '囯', '巿'][random.below(3)]
                };
            }
            characters.into_iter().collect()
        }
        "paragraphs moved" => {
            let mut paragraphs: Vec<&str> = body.split("\n\n").collect();
            paragraphs.swap(number % 2, 2);
            paragraphs.join("\n\n")
        }
        _ => {
            let kept = body.chars().count() * 4 / 5;
            body.chars().take(kept).collect()
        }
    }
}

#[allow(
    clippy::print_stdout,
    reason = "the table is what the evaluation is for"
)]
#[test]
fn nothing_distinct_is_suppressed_copies_are_and_likenesses_are_reported() {
    let families = families();
    assert!(families.len() >= 16);
    for family in &families {
        let body = family.instance(1);
        assert!(
            body.chars().count() >= 300,
            "{}: {}",
            family.name,
            body.chars().count()
        );
    }
    let mut table = String::from("class                 pairs suppressed warned missed\n");
    let mut failed = Vec::new();
    let mut line = |class: &str, row: &Row, wanted: Option<usize>, is_good: bool| {
        let missed = wanted.map_or("-".to_owned(), |hit| {
            (row.pairs - hit.min(row.pairs)).to_string()
        });
        let _ = writeln!(
            table,
            "{class:<20} {:>6} {:>10} {:>6} {missed:>6}",
            row.pairs, row.suppressed, row.warned
        );
        if !is_good {
            failed.push(class.to_owned());
        }
    };

    // Distinct texts. All kinds may occur in a press archive by the hundred. A pair in which many figures differ is
    // a series and must be left in peace; one digit, a day, a name or the polarity may be a slip or a correction, and
    // a warning about that is no noise.
    for class in [
        "all figures",
        "one digit",
        "a date",
        "Chinese numeral",
        "polarity",
        "a name",
        "lost decimal point",
    ] {
        let row = measure(&negatives(class, &families), nothing);
        let noise = class != "all figures" || row.warned * 100 <= row.pairs;
        line(class, &row, None, row.suppressed == 0 && noise);
    }
    // The same text with other attachments: printed once, by the rule, but both stay announcements.
    let twice: Vec<Vec<String>> = families
        .iter()
        .map(|family| vec![family.instance(1); 2])
        .collect();
    let attachments = |_: usize, number: usize| {
        format!(
            "attachments: [{{src: ../{}.pdf}}]\n",
            ["one", "two"][number]
        )
    };
    let row = measure(&twice, attachments);
    line("other attachments", &row, None, row.suppressed == row.pairs);

    // True copies of forty bodies; the two of one family are a series and in groups of their own.
    let bodies: Vec<(String, bool)> = (1..3)
        .flat_map(|seed| {
            families
                .iter()
                .map(move |family| (family.instance(seed), family.is_english()))
        })
        .collect();
    let copies = |class: &str| -> Vec<Vec<String>> {
        let pair = |(number, (body, english)): (usize, &(String, bool))| {
            let copy = copy(class, body, *english, number);
            vec![body.clone(), copy]
        };
        bodies.iter().enumerate().map(pair).collect()
    };
    for class in [
        "known header",
        "known footer",
        "header and footer",
        "full-width",
        "spaces",
        "quotes",
    ] {
        let row = measure(&copies(class), nothing);
        line(
            class,
            &row,
            Some(row.suppressed),
            row.suppressed * 100 >= row.pairs * 95,
        );
    }
    for class in ["note appended", "typos", "paragraphs moved", "cut to 80 %"] {
        let row = measure(&copies(class), nothing);
        let is_good = row.suppressed == 0 && row.warned * 100 >= row.pairs * 95;
        line(class, &row, Some(row.warned), is_good);
    }
    println!("{table}");
    assert_eq!(failed, [""; 0], "\n{table}");
}

/// Kind, copy and canonical of all decisions.
fn kinds(site: &SiteTest) -> Vec<String> {
    let report = site.json("check");
    report["duplicates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kind"].as_str().unwrap().to_owned())
        .collect()
}

/// A site of Chinese announcements: name, further front matter, body.
fn site(files: &[(&str, &str, &str)]) -> SiteTest {
    let site = SiteTest::new("");
    for (name, matter, body) in files {
        site.write(
            &format!("content/{name}.zh.md"),
            format!(
                "---\ntitle: 公告{name}\ndate: 2025-03-14\ntranslation: none\n{matter}---\n{body}\n"
            ),
        );
    }
    site
}

fn body(family: usize, seed: usize) -> String {
    families()[family].instance(seed)
}

/// One character of a text is another, so that a pair of them is near.
fn misspelt(family: usize) -> String {
    body(family, 1).replacen('千', "干", 1)
}

#[test]
fn bodies_without_words_are_no_duplicates() {
    let picture = "![图](one.gif)";
    let site = site(&[
        ("a", "", ""),
        ("b", "", ""),
        ("c", "", picture),
        ("d", "", picture),
        ("e", "", "　\n\n\u{200b}"),
    ]);
    site.write("content/one.gif", GIF);
    assert_eq!(kinds(&site), [""; 0]);
}

#[test]
fn mark_up_that_changes_what_equal_words_say_prevents_suppression() {
    let long = body(0, 1);
    for (one, other) in [
        ("3. 申报", "4. 申报"),
        ("~~逾期不补~~", "逾期不补"),
        (
            "| 甲 | 乙 |\n|---|---|\n| 5 | |",
            "| 甲 | 乙 |\n|---|---|\n| | 5 |",
        ),
        ("[甲](https://a.example/)乙", "甲[乙](https://a.example/)"),
    ] {
        let with = |end: &str| format!("{long}\n\n{end}\n\n完。");
        let site_of = |end: &str| site(&[("a", "", &with(one)), ("b", "", &with(end))]);
        assert_eq!(kinds(&site_of(one)), ["identical-body"], "{one}");
        assert!(
            !kinds(&site_of(other)).contains(&"identical-body".to_owned()),
            "{other}"
        );
    }
}

#[test]
fn many_identical_bodies_and_very_long_ones_are_decided() {
    let site = SiteTest::new("");
    let text = body(0, 1);
    // One headline and 2,000 days: the text does not say when it is from, so all stay announcements.
    for number in 0..2_000 {
        let (year, month, day) = (2015 + number / 336, 1 + number / 28 % 12, 1 + number % 28);
        site.write(
            &format!("content/{number:04}.zh.md"),
            format!("---\ntitle: 同一公告\ndate: {year}-{month:02}-{day:02}\n---\n{text}\n"),
        );
    }
    assert_eq!(kinds(&site), vec!["identical-body"; 1_999]);

    let long: String = (0..2_600)
        .map(|seed| families()[0].instance(seed) + "\n\n")
        .collect();
    assert!(long.len() > 2_000_000);
    let one = "市".repeat(200_000);
    let lines =
        "同一行文字重复很多次，每行超过二十五个字符，以便作为锚点来比较。\n\n".repeat(5_000);
    let site = self::site(&[
        ("a", "", &long),
        ("b", "", &format!("{long}附注。")),
        ("c", "", &one),
        ("d", "", &format!("{one}市")),
        ("e", "", &one),
        ("f", "", &lines),
    ]);
    let kinds = kinds(&site);
    assert!(kinds.contains(&"identical-body".to_owned()), "{kinds:?}");
    assert!(kinds.contains(&"contained".to_owned()), "{kinds:?}");
}

#[test]
fn wrong_statements_are_errors_and_stale_ones_a_hint() {
    let (text, other) = (body(0, 1), body(1, 1));
    let codes = |matter_a: &str, matter_b: &str, b: &str| -> (i32, Vec<String>) {
        let site = site(&[("a", matter_a, &text), ("b", matter_b, b)]);
        (site.run(&["check"]).status, site.codes())
    };
    let one = |code: &str| vec![code.to_owned()];
    for key in ["duplicate_of: c", "distinct_from: [c]"] {
        assert_eq!(
            codes(&format!("{key}\n"), "", &other),
            (1, one("unknown-announcement")),
            "{key}"
        );
    }
    assert_eq!(
        codes("duplicate_of: b\n", "duplicate_of: a\n", &other),
        (1, vec!["duplicate-cycle".to_owned(); 2])
    );
    assert_eq!(
        codes("duplicate_of: a\n", "", &other),
        (1, one("duplicate-cycle"))
    );
    // Nothing in it is repeated.
    assert_eq!(
        codes("distinct_from: [a]\n", "", &other),
        (0, one("stale-distinct"))
    );
    assert_eq!(
        codes("", "duplicate_of: a\ndistinct_from: [a]\n", &other),
        (1, one("duplicate-and-distinct"))
    );
    // Nor when the two stand in two files.
    assert_eq!(
        codes("distinct_from: [b]\n", "duplicate_of: a\n", &other),
        (1, one("duplicate-and-distinct"))
    );
    assert_eq!(
        codes("", "distinct_from: [a]\n", &other),
        (0, one("stale-distinct"))
    );
    assert_eq!(codes("", "distinct_from: [a]\n", &text), (0, vec![]));
    assert_eq!(
        codes("", "duplicate_of: a\n", &other),
        (0, one("duplicate-loses"))
    );
    assert_eq!(codes("", "duplicate_of: a\n", &misspelt(0)), (0, vec![]));
}

#[test]
fn a_stated_distinction_prints_an_identical_body_in_full() {
    let text = body(0, 1);
    let site = site(&[("a", "", &text), ("b", "distinct_from: [a]\n", &text)]);
    assert_eq!(kinds(&site), [""; 0]);
    let tree = site.build();
    for name in ["a", "b"] {
        assert!(
            self::text(&tree, &format!("zh/2025/03/14/{name}/index.html")).contains("class=prose")
        );
    }
}

#[test]
fn near_can_be_turned_off_and_own_furniture_added_in_site_yaml() {
    let yaml = |duplicates: &str| {
        format!(
            "title: {{zh: 千山, en: Qianshan}}\nbase_url: https://news.example.org/\ntimezone: Asia/Shanghai\nlanguages: [{{code: zh, tag: zh-Hans}}, {{code: en, tag: en}}]\nduplicates: {duplicates}\n"
        )
    };
    let text = body(0, 1);
    let site = site(&[
        ("a", "", &text),
        ("b", "", &misspelt(0)),
        ("c", "", &format!("{text}\n\n千山发布·政务新媒体矩阵")),
        ("d", "", &text),
    ]);
    assert_eq!(
        kinds(&site),
        ["identical-body", "near", "near", "contained"]
    );
    site.write("content/site.yaml", yaml("{near: off}"));
    assert_eq!(kinds(&site), ["identical-body"]);
    // In canonical form, as everything is compared.
    site.write(
        "content/site.yaml",
        yaml("{near: off, furniture: [千山发布・政务新媒体矩阵]}"),
    );
    assert_eq!(kinds(&site), ["identical-body", "identical-body"]);
}

const PRINT_HEADERS: [[&str; 2]; 2] = [
    [
        "信息来源：千山新闻网发布时间：2025-03-14浏览次数：",
        "来源：千山新闻网　　发布时间：2025-03-14",
    ],
    [
        "【字号：大 中 小】 发布时间：2025-03-14 阅读次数：52",
        "发布时间：2025-03-14 作者：周文远 【打印】【关闭】",
    ],
];

#[test]
fn a_print_copy_is_dropped_from_the_page_and_kept_in_the_file() {
    let text = body(2, 1);
    let once = text.split("\n\n").last().unwrap();
    for [first, second] in PRINT_HEADERS {
        for end in ["", "\n\nTOP\n"] {
            let whole = format!("{first}\n\n{text}\n\n公告a\n\n{second}\n\n{text}{end}");
            let site = site(&[("a", "", &whole)]);
            let before = std::fs::read(site.path("content/a.zh.md")).unwrap();
            assert_eq!(kinds(&site), ["repeated-text"], "{second}");
            let report = site.json("check");
            let reason = report["duplicates"][0]["reason"].as_str().unwrap();
            let last =
                before.iter().filter(|byte| **byte == b'\n').count() - end.matches("TOP\n").count();
            assert!(
                reason.starts_with(&format!("lines 14 to {last} of")),
                "{reason}"
            );
            let tree = site.build();
            let page = words(main_of(self::text(&tree, "zh/2025/03/14/a/index.html")));
            assert_eq!(page.matches(once).count(), 1, "{page}");
            assert!(!page.contains("TOP") && !page.contains("作者"), "{page}");
            assert_eq!(std::fs::read(site.path("content/a.zh.md")).unwrap(), before);
        }
    }
}

#[test]
fn contradicting_labelled_dates_are_content() {
    let text = body(3, 1);
    let dated =
        |day: &str| format!("信息来源：千山新闻网发布时间：2025-03-{day}浏览次数：\n\n{text}");
    assert_eq!(
        kinds(&site(&[("a", "", &dated("14")), ("b", "", &dated("14"))])),
        ["identical-body"]
    );
    assert_eq!(
        kinds(&site(&[("a", "", &dated("14")), ("b", "", &dated("15"))])),
        ["near"],
        "worth a look, no more"
    );
    // A copy without a date does not make the two others one.
    let three = site(&[
        ("a", "", &text),
        ("b", "", &dated("14")),
        ("c", "", &dated("15")),
    ]);
    assert_eq!(kinds(&three), ["identical-body", "near"]);
    // The same inside of one document: both copies stay.
    let twice = format!("{}\n\n{}", dated("14"), dated("15"));
    let site = site(&[("a", "", &twice)]);
    assert_eq!(kinds(&site), [""; 0]);
    let tree = site.build();
    let once = text.split("\n\n").last().unwrap();
    assert_eq!(
        words(main_of(self::text(&tree, "zh/2025/03/14/a/index.html")))
            .matches(once)
            .count(),
        2
    );
}

#[test]
fn a_translation_that_is_none_is_an_error_where_one_is_required() {
    let (text, english) = (body(0, 1), body(12, 1));
    for (policy, status, severity) in [("required", 1, "error"), ("expected", 0, "warning")] {
        for (translation, is_fault) in [(&text, true), (&body(1, 1), true), (&english, false)] {
            let site = SiteTest::new("");
            site.write(
                "content/a.zh.md",
                format!("---\ntitle: 甲\ndate: 2025-03-14\ntranslation: {policy}\n---\n{text}\n"),
            );
            site.write(
                "content/a.en.md",
                format!("---\ntitle: A\n---\n{translation}\n"),
            );
            let report = site.json("check");
            let found: Vec<&str> = report["diagnostics"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|one| one["code"] == "untranslated-copy")
                .map(|one| one["severity"].as_str().unwrap())
                .collect();
            assert_eq!(
                found,
                if is_fault { vec![severity] } else { vec![] },
                "{report}"
            );
            assert_eq!(
                kinds(&site),
                if is_fault {
                    vec!["untranslated-copy"]
                } else {
                    vec![]
                }
            );
            assert_eq!(
                site.run(&["check"]).status,
                if is_fault { status } else { 0 }
            );
        }
    }
}

#[test]
fn near_pairs_are_shown_with_what_differs_and_acknowledged_in_the_newer_file_only() {
    let (old, new) = (body(4, 1), misspelt(4));
    let site = SiteTest::new("");
    let matter = "---\r\n# 备注: 不得删除\r\ntitle:   '公告 b'   # 标题\r\n\r\ndate: \"2025-03-20\"\r\ntranslation: none\r\n";
    let file = |added: &str| format!("{matter}{added}---\r\n{}\r\n", new.replace('\n', "\r\n"));
    site.write(
        "content/a.zh.md",
        format!("---\ntitle: 公告a\ndate: 2025-03-14\ntranslation: none\n---\n{old}\n"),
    );
    site.write("content/b.zh.md", file(""));
    let before = super::support::read_tree(site.root());

    let run = site.run(&["duplicates"]);
    assert!(
        run.status == 0 && !run.stderr.contains("content/b.zh.md"),
        "{}",
        run.stderr
    );
    let run = site.run(&["duplicates", "--near"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    for part in [
        "near (warning): content/b.zh.md\n  and content/a.zh.md, 9",
        "[-千-]{+干+}",
        "all figures are equal",
    ] {
        assert!(run.stderr.contains(part), "{part} in {}", run.stderr);
    }
    assert!(
        super::support::read_tree(site.root()) == before,
        "showing changes nothing"
    );

    assert_eq!(site.run(&["duplicates", "--near", "--write"]).status, 0);
    let written = super::support::read_tree(site.root());
    let differing: Vec<&String> = written
        .keys()
        .filter(|path| written.get(*path) != before.get(*path))
        .collect();
    assert_eq!(differing, ["content/b.zh.md"]);
    assert_eq!(
        self::text(&written, "content/b.zh.md"),
        file("distinct_from: [a]\r\n")
    );
    let again = site.run(&["duplicates", "--near", "--write"]);
    assert!(
        again.stderr.contains("added to 0 files"),
        "{}",
        again.stderr
    );
    assert!(super::support::read_tree(site.root()) == written);
    assert_eq!(kinds(&site), [""; 0]);
}
