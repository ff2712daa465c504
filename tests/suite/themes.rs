//! Themes of others: what docs/themes.md promises their authors, and a foreign theme that is built upon it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use image::{ImageFormat, RgbImage};

use super::properties::{check_hreflang, check_links};
use super::support::{SiteTest, Tree, alternates, tags_named, text, unescape};

/// Each kind of page, and each field of each view at least once.
const SITE: &str = "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
description: {zh: 权威发布, en: News of the city}
base_url: https://news.example.org/press/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
series: {briefings: {zh: 民生发布会, en: Livelihood briefings}}
contact: {phone: 0412-5550 1234}
government:
  id_code: 2100000000
  icp: 辽ICP备00000000号-1
  police: {number: 辽公网安备21000000000000号, badge: badge.png}
  report_errors: {badge: badge.png}
=== content/static/favicon.svg
<svg xmlns=\"http://www.w3.org/2000/svg\"/>
=== content/2025/03/clinic/index.zh.md
---
title: 青岚区六月起开设夜间门诊
summary: 三家医院晚间开诊。
date: 2025-03-14 10:00
topics: [health]
issuer: {zh: 市卫生健康委员会, en: Municipal Health Commission}
source: {zh: 千山日报, en: Qianshan Daily}
source_url: https://daily.example.org/2025/0314
document_number: 千卫发〔2025〕12号
keywords: [门诊, 青岚区]
series: {id: briefings, number: 1}
image: {src: clinic.png, alt: {zh: 门诊大厅}, caption: {zh: 大厅, en: Hall}, credit: 王芳}
attachments: [{src: hours.csv, title: {zh: 门诊时间表}}]
updates: [{date: 2025-03-20, note: {zh: 更正电话号码。}}]
aliases: [/news/0521.html]
---
为方便上班族就医，青岚区在三家医院开设夜间门诊。
=== content/2025/03/clinic/hours.csv
医院,时间
=== content/2025/03/clinic/index.en.md
---
title: Evening clinics open in Qinglan
translates: 123456789012
---
Three hospitals in Qinglan are open in the evening.
=== content/2025/03/fair.zh.md
---
title: 千山市春季招聘会
date: 2025-03-15
topics: [employment]
---
LONG
=== content/2025/03/fair-again.zh.md
---
title: 千山市春季招聘会
date: 2025-03-18
topics: [employment]
---
LONG
=== content/2025/04/fair-report.zh.md
---
title: 招聘会成果
date: 2025-04-02
topics: [employment]
series: {id: briefings, number: 2}
---
LONG
=== content/2025/05/lottery.zh.md
---
title: 摇号结果
date: 2025-05-06
topics: [employment]
series: {id: briefings, number: 3}
withdrawn: {date: 2025-05-07, reason: {zh: 名单有误。, en: The list was wrong.}}
---
摇号结果如下。
=== content/2025/05/names.zh.md
---
title: 公示名单
date: 2025-05-08
withdrawn: {date: 2025-05-09, reason: {zh: 含有个人信息。, en: It held personal data.}, text: removed}
---
名单如下。
=== content/2024/12/notice.en.md
---
title: Offices are closed on New Year's Day
date: 2024-12-20
status: withdrawn
titles: {zh: 元旦放假通知}
---
All offices are closed.
";

/// Long enough to say how long it is, and to be the same text elsewhere.
fn long() -> String {
    let places = ["青岚", "云溪", "东湖", "北岭", "南浦", "西塘"];
    let paragraph = |place: &str| {
        format!(
            "{place}区的招聘会设在区体育馆，上午九时开门，下午五时结束。{place}区各街道的就业服务站会派人到场，为来求职的市民讲解\
            岗位要求、签约流程和社会保险的办理办法。带着孩子的家长可以把孩子交给志愿者照看，听力不便的市民可以请手语翻译陪同。\
            {place}区公交公司为招聘会加开两条临时线路，沿途停靠各大小区。\n\n"
        )
    };
    let start = "千山市人民政府于2025年3月15日举行春季招聘会。\n\n".to_owned();
    start + &places.map(paragraph).concat()
}

fn rich_site() -> SiteTest {
    let site = SiteTest::new(&SITE.replace("LONG\n", &long()));
    let mut picture = std::io::Cursor::new(Vec::new());
    RgbImage::new(4, 3)
        .write_to(&mut picture, ImageFormat::Png)
        .unwrap();
    site.write("content/static/badge.png", picture.get_ref());
    site.write("content/2025/03/clinic/clinic.png", picture.into_inner());
    site
}

fn use_theme(site: &SiteTest, name: &str) {
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}theme: {name}\n"));
}

fn of_repository(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files_of(folder: &str) -> Tree {
    super::support::read_tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
}

// What docs/themes.md says of the views

/// A value as tera writes it: like JSON, but for nothing where a value is absent.
#[derive(Debug)]
enum Found {
    Absent,
    Text,
    Number,
    Bool,
    List(Vec<Found>),
    Map(BTreeMap<String, Found>),
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn starts(&mut self, mark: char) -> bool {
        let rest = self.text.trim_start().strip_prefix(mark);
        self.text = rest.unwrap_or(self.text);
        rest.is_some()
    }

    fn value(&mut self) -> Found {
        self.text = self.text.trim_start();
        match self.text.chars().next().unwrap() {
            '{' => {
                let mut map = BTreeMap::new();
                self.starts('{');
                while !self.starts('}') {
                    let key = self.string();
                    assert!(self.starts(':'), "{:.80}", self.text);
                    map.insert(key, self.value());
                    self.starts(',');
                }
                Found::Map(map)
            }
            '[' => {
                let mut list = Vec::new();
                self.starts('[');
                while !self.starts(']') {
                    list.push(self.value());
                    self.starts(',');
                }
                Found::List(list)
            }
            '"' => {
                self.string();
                Found::Text
            }
            ',' | '}' | ']' => Found::Absent,
            first => {
                let end = self.text.find([',', '}', ']']).unwrap();
                self.text = &self.text[end..];
                if first.is_ascii_alphabetic() {
                    Found::Bool
                } else {
                    Found::Number
                }
            }
        }
    }

    fn string(&mut self) -> String {
        assert!(self.starts('"'), "{:.80}", self.text);
        let mut escaped = false;
        let end = self.text.find(|character| {
            let ends = character == '"' && !escaped;
            escaped = character == '\\' && !escaped;
            ends
        });
        let (string, rest) = self.text.split_at(end.unwrap());
        self.text = &rest[1..];
        string.to_owned()
    }
}

/// The words with which the documentation names what was found.
fn kind(found: &Found) -> String {
    match found {
        Found::Absent => "…, may be absent".into(),
        Found::Text => "text".into(),
        Found::Number => "number".into(),
        Found::Bool => "yes or no".into(),
        Found::List(list) => list.first().map_or_else(
            || "list of …".into(),
            |one| format!("list of {}", kind(one)),
        ),
        Found::Map(_) => "…: a table of its own".into(),
    }
}

/// A row of a table: what the documentation says of a field.
struct Row {
    kind: String,
    may_be_absent: bool,
}

/// Tables by the name in backticks that their heading has; rows by field.
fn documented() -> BTreeMap<String, BTreeMap<String, Row>> {
    let mut tables: BTreeMap<String, BTreeMap<String, Row>> = BTreeMap::new();
    let mut name = None;
    for line in of_repository("docs/themes.md").lines() {
        if line.starts_with('#') {
            name = line
                .strip_prefix("### `")
                .map(|rest| rest.split_once('`').unwrap().0.to_owned());
        }
        let (Some(name), Some(rest)) = (&name, line.strip_prefix("| `")) else {
            continue;
        };
        let (field, rest) = rest.split_once("` | ").unwrap();
        let cell = rest.split_once(" |").unwrap().0;
        // `[item](#item)`, a link to the table.
        let mut kind = cell.replace(['[', ']'], "");
        while let Some((before, rest)) = kind.split_once("(#") {
            kind = format!("{before}{}", rest.split_once(')').unwrap().1);
        }
        let plain = kind.strip_suffix(", may be absent");
        let row = Row {
            may_be_absent: plain.is_some(),
            kind: plain.unwrap_or(&kind).to_owned(),
        };
        let double = tables
            .entry(name.clone())
            .or_default()
            .insert(field.to_owned(), row);
        assert!(double.is_none(), "`{field}` stands in `{name}` twice");
    }
    tables
}

/// What was found of a documented field.
#[derive(Default)]
struct Seen {
    absent: bool,
    present: bool,
}

struct Comparison {
    tables: BTreeMap<String, BTreeMap<String, Row>>,
    seen: BTreeMap<(String, String), Seen>,
    wrong: BTreeSet<String>,
}

impl Comparison {
    fn map(&mut self, table: &str, map: &BTreeMap<String, Found>) {
        for (field, found) in map {
            let Some(row) = self.tables.get(table).and_then(|rows| rows.get(field)) else {
                self.add(table, field, found);
                continue;
            };
            let (kind, may_be_absent) = (row.kind.clone(), row.may_be_absent);
            let seen = self
                .seen
                .entry((table.to_owned(), field.clone()))
                .or_default();
            if matches!(found, Found::Absent) {
                seen.absent = true;
                if !may_be_absent {
                    self.wrong.insert(format!(
                        "in `{table}`, write of `{field}`: {kind}, may be absent"
                    ));
                }
                continue;
            }
            seen.present |= !matches!(found, Found::List(list) if list.is_empty());
            self.value(table, field, &kind, found);
        }
    }

    fn value(&mut self, table: &str, field: &str, documented: &str, found: &Found) {
        match (documented, found) {
            ("text" | "HTML", Found::Text)
            | ("number", Found::Number)
            | ("yes or no", Found::Bool)
            | ("texts", Found::Map(_)) => {}
            (shape, Found::Map(map)) if self.tables.contains_key(shape) => self.map(shape, map),
            (list, Found::List(all)) if list.starts_with("list of ") => {
                let one = list.trim_start_matches("list of ").to_owned();
                for found in all {
                    self.value(table, field, &one, found);
                }
            }
            _ => {
                self.wrong.insert(format!(
                    "in `{table}`, `{field}` is not {documented} but {}",
                    kind(found)
                ));
            }
        }
    }

    /// A field without a row, with the fields in it.
    fn add(&mut self, table: &str, field: &str, found: &Found) {
        self.wrong.insert(format!(
            "add to `{table}`: | `{field}` | {} | … | … |",
            kind(found)
        ));
        let inner = match found {
            Found::List(list) => list.first(),
            other => Some(other),
        };
        if let Some(Found::Map(map)) = inner {
            for (inner, found) in map {
                self.add(&format!("{table} › {field}"), inner, found);
            }
        }
    }

    /// Rows that nothing was found of.
    fn finish(mut self) -> BTreeSet<String> {
        for (table, rows) in &self.tables {
            for (field, row) in rows {
                let seen = self.seen.get(&(table.clone(), field.clone()));
                let line = match seen {
                    None => format!("remove from `{table}`: | `{field}` | {} |", row.kind),
                    Some(seen) if !seen.present => format!(
                        "let the site of this test have one: `{field}` in `{table}` is absent or empty everywhere"
                    ),
                    Some(seen) if row.may_be_absent && !seen.absent => {
                        format!("in `{table}`, `{field}` is never absent")
                    }
                    Some(_) => continue,
                };
                self.wrong.insert(line);
            }
        }
        self.wrong
    }
}

/// The page templates of the default theme: those that are neither extended nor hold components.
fn page_templates() -> Vec<String> {
    files_of("themes/default")
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html") && path != "base.html")
        .filter(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("{% component"))
        .map(|(path, _)| path)
        .collect()
}

#[test]
fn the_guide_lists_every_field_that_templates_are_given_and_no_other() {
    let site = rich_site();
    use_theme(&site, "dump");
    for name in page_templates() {
        site.write(
            &format!("themes/dump/{name}"),
            format!("<!doctype html><title>{name}</title><pre>{{{{ __tera_context }}}}</pre>"),
        );
    }
    let tree = site.build();
    let mut comparison = Comparison {
        tables: documented(),
        seen: BTreeMap::new(),
        wrong: BTreeSet::new(),
    };
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        let (head, dump) = html.split_once("<pre>").unwrap();
        let name = head.split_once("<title>").unwrap().1;
        let name = name.split(['<', ' ']).next().unwrap();
        let dump = unescape(dump.split_once("</pre>").map_or(dump, |(dump, _)| dump));
        let Found::Map(mut context) = (Reader { text: &dump }).value() else {
            panic!("{path}: {dump:.200}");
        };
        let common = ["site", "page", "t", "css"];
        let common = common.map(|key| (key.to_owned(), context.remove(key).unwrap()));
        comparison.map("every template", &BTreeMap::from(common));
        comparison.map(name, &context);
    }
    let wrong: Vec<String> = comparison.finish().into_iter().collect();
    assert!(wrong.is_empty(), "docs/themes.md:\n{}\n", wrong.join("\n"));
}

#[test]
fn the_guide_lists_the_interface_texts_that_hold_something_to_be_filled_in() {
    let guide = of_repository("docs/themes.md");
    let table = guide.split_once("\n### Texts with places\n").unwrap().1;
    let table = table.split("\n#").next().unwrap();
    let documented: BTreeSet<(String, String)> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|line| {
            let (key, rest) = line.split_once("` | ").unwrap();
            let places = rest.split_once(" |").unwrap().0.replace(['`', ','], "");
            (key.to_owned(), places)
        })
        .collect();
    let texts = of_repository("themes/default/i18n/en.yaml");
    let held: BTreeSet<(String, String)> = texts
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .filter(|(_, text)| text.contains('{'))
        .map(|(key, text)| {
            let places = text
                .split('{')
                .skip(1)
                .map(|rest| rest.split_once('}').unwrap().0);
            let places: BTreeSet<String> = places.map(|place| format!("{{{place}}}")).collect();
            (
                key.to_owned(),
                places.into_iter().collect::<Vec<_>>().join(" "),
            )
        })
        .collect();
    assert_eq!(documented, held);
}

// A theme that has nothing of the default one

fn copy_plain(site: &SiteTest) {
    for (path, bytes) in files_of("tests/themes/plain") {
        site.write(&format!("themes/plain/{path}"), bytes);
    }
    use_theme(site, "plain");
}

#[test]
fn a_foreign_theme_builds_every_kind_of_page() {
    let site = rich_site();
    copy_plain(&site);
    let run = site.run(&["build", "--now", super::support::NOW]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("themes/"), "{}", run.stderr);
    let tree = site.output();
    let pages: Vec<(&String, &str)> = tree
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap()))
        .collect();
    let kinds: BTreeSet<String> = pages
        .iter()
        .map(|(path, page)| {
            let body = tags_named(page, "body");
            assert_eq!(body.len(), 1, "{path}");
            body[0].value("class").to_owned()
        })
        .collect();
    let expected = [
        "announcement",
        "day",
        "front",
        "gone",
        "home",
        "month",
        "not-found",
        "redirect",
        "series",
        "site-map",
        "topic",
        "topic-year",
        "topics",
        "year",
    ];
    assert_eq!(kinds, expected.map(str::to_owned).into());
    check_links(&tree);
    check_hreflang(&tree);
    for (path, page) in pages.iter().filter(|(path, _)| path.starts_with("zh/")) {
        // The way to the same page in English, named in English.
        let switch: Vec<_> = tags_named(page, "a")
            .into_iter()
            .filter(|link| link.value("lang") == "en" && link.words == "English")
            .collect();
        if page.contains("class=redirect") {
            continue;
        }
        assert_eq!(switch.len(), 1, "{path}");
        for (_, url) in alternates(page).iter().filter(|(tag, _)| tag == "en") {
            let href = switch[0].value("href");
            assert_eq!(*url, format!("https://news.example.org{href}"), "{path}");
        }
    }
    let page = text(&tree, "zh/2025/03/14/clinic/index.html");
    for words in [
        "晚间开诊",
        "千卫发〔2025〕12号",
        "hours.csv",
        "更正电话号码",
        "【发文】",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
}

#[test]
fn a_foreign_theme_shows_nothing_of_the_default_one() {
    let site = rich_site();
    copy_plain(&site);
    let tree = site.build();
    let mut texts = BTreeSet::new();
    for name in ["zh", "en"] {
        let file = of_repository(&format!("themes/default/i18n/{name}.yaml"));
        let lines = file.lines().filter(|line| !line.starts_with("language_"));
        let lines = lines.filter_map(|line| line.split_once(": \""));
        let values = lines.map(|(_, text)| text.trim_end_matches('"').to_owned());
        texts.extend(values.filter(|text| text.chars().any(char::is_alphabetic)));
    }
    assert!(texts.len() > 100, "{texts:?}");
    let style = of_repository("themes/default/style.css");
    let color = style
        .split('#')
        .nth(1)
        .unwrap()
        .split([';', ' ', '}', ')'])
        .next()
        .unwrap();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = unescape(std::str::from_utf8(bytes).unwrap());
        let pieces: BTreeSet<&str> = page.split(['<', '>', '"']).map(str::trim).collect();
        let of_default = texts.iter().find(|text| {
            pieces.contains(text.as_str()) || (text.len() > 24 && page.contains(text.as_str()))
        });
        assert_eq!(of_default, None, "{path}");
        assert!(!page.contains(&format!("#{color}")), "{path}");
    }
}

#[test]
fn a_theme_may_extend_what_it_replaces_and_replace_a_component() {
    let site = rich_site();
    use_theme(&site, "spring");
    site.write(
        "themes/spring/home.html",
        "{% extends \"default/home.html\" %}{% block colophon %}<p>春</p>{% endblock colophon %}",
    );
    site.write(
        "themes/spring/dates.html",
        "{% component moment(date: map) %}<b>{{ date.text }}</b>{% endcomponent moment %}",
    );
    let tree = site.build();
    let home = text(&tree, "zh/index.html");
    assert!(
        home.contains("<p>春") && home.contains("<b>2025年3月14日</b>"),
        "{home}"
    );
    assert!(!text(&tree, "zh/topics/index.html").contains("<p>春"));
}

#[test]
fn a_mistake_in_a_template_changes_nothing_that_is_published() {
    let site = rich_site();
    site.build();
    let before = site.output();
    site.write("themes/default/topic.html", "{{ topic.nam }}");
    for command in ["check", "build"] {
        let found = site.json(command)["diagnostics"].clone();
        let errors: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["severity"] == "error")
            .collect();
        assert_eq!(errors.len(), 1, "{found}");
        assert_eq!(errors[0]["code"], "unknown-field");
        assert_eq!(errors[0]["file"], "themes/default/topic.html");
        // Two topics in two languages.
        let message = errors[0]["message"].as_str().unwrap();
        assert!(
            message.contains("/en/topics/employment/, and 3 other pages"),
            "{message}"
        );
        assert!(site.output() == before);
    }
}
