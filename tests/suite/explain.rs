//! `newsroom explain`: what it prints, and that every example is true.

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::{Frame, ImageFormat, RgbImage, Rgba, RgbaImage};
use rayon::prelude::*;

use super::support::{Run, SiteTest};
use examples::{Example, ExampleFile, Mark, examples};

// The library is not linked into this suite: what its dependencies implement would make types of other tests ambiguous.
#[allow(unreachable_pub, reason = "the library exports what is in it")]
#[path = "../../src/diagnostic/stories/examples.rs"]
mod examples;

/// After all days of the examples that lie behind, before all that lie ahead.
const NOW: &str = "2026-03-20T00:00:00Z";

/// The codes that no lines of a site could show.
const WITHOUT_EXAMPLE: [&str; 22] = [
    // From the disk.
    "missing-file",
    "unreadable-file",
    "symbolic-link",
    "file-name",
    "cache-not-kept",
    // From the bytes of a file.
    "not-utf-8",
    "damaged-image",
    "image-too-large",
    "image-position",
    // From the output folder.
    "output-not-ours",
    "output-in-site",
    "output-is-link",
    "broken-manifest",
    "not-written",
    "interrupted",
    // From an older version of the site.
    "address-vanishes",
    "file-vanishes",
    "list-vanishes",
    "site-moves",
    "older-version-broken",
    "older-version-gaps",
    // Of more than forty pages.
    "too-many-styles",
];

/// The site in which the examples are tried.
const SITE: &str = "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
series: {briefings: {zh: 新闻发布会, en: Press conferences}}
=== content/topics.yaml
employment: {zh: 就业, en: Employment}
health: {zh: 卫生, en: Health}
=== content/2026/03/job-fair.zh.md
---
title: 春季招聘会3月14日举行
date: 2026-03-12
---
招聘会在市体育馆举行。
=== content/2026/03/job-fair.en.md
---
title: Spring job fair on 14 March
---
The fair takes place in the city's sports hall.
=== content/2026/02/training.zh.md
---
title: 春季技能培训开始报名
date: 2026-02-20
translation: none
---
市人社局开办免费技能培训，设电工、焊工、养老护理、电子商务等课程，市民可就近到各区就业服务窗口报名，额满为止。
=== themes/spring/style.css
body { color: black }
";

/// The site with one version of an example in place.
fn site(example: Option<(&Example<'_>, Mark)>) -> SiteTest {
    let site = SiteTest::new(SITE);
    site.write(
        "themes/spring/i18n/en.yaml",
        include_str!("../../themes/default/i18n/en.yaml"),
    );
    write_pictures(&site);
    let Some((example, version)) = example else {
        return site;
    };
    if let (Some((wrong, right)), Mark::Wrong) = (example.renamed, version) {
        std::fs::rename(site.path(right), site.path(wrong)).unwrap();
    }
    for file in &example.files {
        let base = std::fs::read_to_string(site.path(file.path)).ok();
        if let Some(text) = edited(base.as_deref(), file, version) {
            site.write(file.path, text);
        }
    }
    site
}

/// `hall.png` is a JPEG, and `way.gif` moves.
fn write_pictures(site: &SiteTest) {
    let picture = RgbImage::new(60, 40);
    for (path, format) in [
        ("content/2026/03/hall.jpg", ImageFormat::Jpeg),
        ("content/2026/03/hall.png", ImageFormat::Jpeg),
        ("content/2026/03/way.png", ImageFormat::Png),
        ("content/static/police.png", ImageFormat::Png),
    ] {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        site.write(path, bytes.into_inner());
    }
    let mut gif = Vec::new();
    let frame = |shade| Frame::new(RgbaImage::from_pixel(60, 40, Rgba([shade, 0, 0, 255])));
    let mut encoder = GifEncoder::new(&mut gif);
    encoder.encode_frames([frame(0), frame(200)]).unwrap();
    drop(encoder);
    site.write("content/2026/03/way.gif", gif);
    site.write("content/2026/03/hall.heic", "ftypheic");
    site.write("content/2026/03/jobs.pdf", "%PDF-");
    site.write(
        "content/static/police.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    );
}

/// A file with the lines of one version. Lines with a key take the place of the lines of that key, and others that of
/// the text below the front matter. Where the site has no such file, or `---` is one of the lines, they are the file.
fn edited(base: Option<&str>, file: &ExampleFile<'_>, version: Mark) -> Option<String> {
    let lines = file.lines.iter();
    let stated = |lines: &mut dyn Iterator<Item = &(Mark, &str)>| {
        let lines = lines.filter(|(mark, _)| [version, Mark::Both].contains(mark));
        lines
            .map(|(_, line)| format!("{line}\n"))
            .collect::<String>()
    };
    let is_whole = file.lines.iter().any(|(_, line)| *line == "---");
    let Some(base) = base.filter(|_| !is_whole) else {
        let text = stated(&mut file.lines.iter());
        return (!text.is_empty()).then_some(text);
    };
    let (matter, body) = match base.strip_prefix("---\n") {
        Some(rest) => rest.split_once("---\n").unwrap(),
        None => (base, ""),
    };
    let keys: Vec<&str> = lines.filter_map(|(_, line)| key(line)).collect();
    let mut kept = String::new();
    let mut is_replaced = false;
    for line in matter.lines() {
        if let Some(key) = key(line) {
            is_replaced = keys.contains(&key);
        }
        if !is_replaced {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let is_keyed = |line: &str| key(line).is_some() || line.starts_with(' ');
    let new_matter = stated(&mut file.lines.iter().filter(|(_, line)| is_keyed(line)));
    let new_body = stated(&mut file.lines.iter().filter(|(_, line)| !is_keyed(line)));
    let body = if new_body.is_empty() { body } else { &new_body };
    Some(match base.starts_with("---\n") {
        true => format!("---\n{new_matter}{kept}---\n{body}"),
        false => format!("{kept}{new_matter}"),
    })
}

/// `title` of `title: …`, with whichever colon.
fn key(line: &str) -> Option<&str> {
    let end = line.find(|one: char| !one.is_ascii_lowercase() && one != '_')?;
    (end > 0 && line[end..].starts_with([':', '：'])).then_some(&line[..end])
}

/// Something that is reported.
#[derive(Debug)]
struct Reported {
    severity: String,
    code: String,
    file: String,
}

fn reported(site: &SiteTest) -> Vec<Reported> {
    let run = site.run(&["check", "--now", NOW, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let all = report["diagnostics"].as_array().unwrap().iter();
    all.map(|one| {
        let text = |key: &str| one[key].as_str().unwrap().to_owned();
        Reported {
            severity: text("severity"),
            code: text("code"),
            file: text("file"),
        }
    })
    .collect()
}

/// Whether the code is reported at a file of the example, or at one that its wrong lines name.
fn is_found(example: &Example<'_>, found: &[Reported]) -> bool {
    let is_named = |path: &str| {
        let name = path.rsplit('/').next().unwrap();
        let mut lines = example.files.iter().flat_map(|file| &file.lines);
        lines.any(|(mark, line)| *mark == Mark::Wrong && line.contains(name))
    };
    let is_here = |path: &str| {
        example.files.iter().any(|file| file.path == path)
            || example.renamed.is_some_and(|(wrong, _)| wrong == path)
            || is_named(path)
    };
    found
        .iter()
        .any(|one| one.code == example.code && is_here(&one.file))
}

/// What is wrong with an example.
fn objection(example: &Example<'_>) -> Option<String> {
    let [wrong, right] = [Mark::Wrong, Mark::Right].map(|version| site(Some((example, version))));
    if example.code == "blocked-by-policy" {
        // No check reports it: it is about the configuration of a server.
        let says = |site: &SiteTest| {
            let run = site.run(&["hosting", "nginx", "--now", NOW]);
            run.stderr.contains("[blocked-by-policy]")
        };
        return (!says(&wrong) || says(&right)).then(|| example.code.to_owned());
    }
    let (wrong, right) = (reported(&wrong), reported(&right));
    let is_mended = right
        .iter()
        .all(|one| one.code != example.code && one.severity != "error");
    (!is_found(example, &wrong) || !is_mended).then(|| {
        format!(
            "{}: wrong lines {wrong:?}, right lines {right:?}",
            example.code
        )
    })
}

#[test]
fn the_wrong_lines_of_an_example_are_reported_and_the_right_ones_can_be_published() {
    let found = reported(&site(None));
    assert!(found.is_empty(), "without an example: {found:?}");
    let examples: Vec<Example<'_>> = examples().collect();
    let objections: Vec<String> = examples.par_iter().filter_map(objection).collect();
    assert!(objections.is_empty(), "{}", objections.join("\n"));
}

/// Runs `explain` in one of the languages, in a folder without a site.
fn explain(language: &str, code: &[&str]) -> Run {
    let site = SiteTest::new("");
    site.remove("content/site.yaml");
    site.run(&[&["explain", "--lang", language], code].concat())
}

/// The codes that are listed, in order.
fn listed(language: &str) -> Vec<String> {
    let run = explain(language, &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let lines = run.stdout.lines();
    lines
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_code_has_an_example_or_a_reason_to_have_none() {
    let shown: Vec<&str> = examples().map(|example| example.code).collect();
    for code in listed("en") {
        let count = shown.iter().filter(|one| **one == code).count();
        let expected = usize::from(!WITHOUT_EXAMPLE.contains(&code.as_str()));
        assert_eq!(count, expected, "{code}");
    }
    assert_eq!(listed("en").len(), shown.len() + WITHOUT_EXAMPLE.len());
    assert_eq!(listed("en"), listed("zh"));
}

#[test]
fn a_story_tells_the_matter_its_weight_and_what_to_write() {
    let run = explain("en", &["unknown-topic"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with(
        "unknown-topic
This topic is not in the list of topics.
error: nothing is published

The topics of the site are listed in `content/topics.yaml`. "
    ));
    assert!(run.stdout.ends_with(
        "
Example

  content/2026/03/job-fair.zh.md
    instead of  topics: [employmnet]
    write       topics: [employment]
"
    ));
    let run = explain("zh", &["unknown-topic"]);
    assert!(run.stdout.starts_with(
        "unknown-topic
主题表里没有这个主题。
错误：什么都不发布

网站的全部主题列在 `content/topics.yaml` 里。"
    ));
    assert!(run.stdout.ends_with(
        "
示例

  content/2026/03/job-fair.zh.md
    不要写  topics: [employmnet]
    改为    topics: [employment]
"
    ));
}

#[test]
fn an_example_says_what_to_add_and_what_to_leave_out() {
    let adds = explain("en", &["no-original"]).stdout;
    assert!(
        adds.ends_with("\n    add         date: 2026-03-12\n"),
        "{adds}"
    );
    let leaves_out = explain("en", &["two-originals"]).stdout;
    assert!(
        leaves_out.ends_with(
            "
  content/2026/03/job-fair.zh.md
                date: 2026-03-12

  content/2026/03/job-fair.en.md
    leave out   date: 2026-03-13
"
        ),
        "{leaves_out}"
    );
    let renamed = explain("en", &["no-language"]).stdout;
    assert!(
        renamed.ends_with(
            "
  the name of the file
    instead of  content/2026/03/job-fair.md
    write       content/2026/03/job-fair.zh.md
"
        ),
        "{renamed}"
    );
}

#[test]
fn a_code_may_be_written_as_a_report_shows_it() {
    let plain = explain("en", &["yaml"]);
    for written in ["[yaml]", "error[yaml]:", "YAML", " yaml "] {
        assert_eq!(explain("en", &[written]).stdout, plain.stdout, "{written}");
    }
}

#[test]
fn a_code_that_there_is_not_leads_to_the_nearest() {
    for (language, code, expected) in [
        (
            "en",
            "unknown-topics",
            "there is no code `unknown-topics`\n  did you mean `unknown-topic`?\n",
        ),
        (
            "zh",
            "unknown-topics",
            "没有代号 `unknown-topics`\n  您要写的是不是 `unknown-topic`？\n",
        ),
        (
            "en",
            "qqqq",
            "there is no code `qqqq`\n  `newsroom explain` lists all of them\n",
        ),
    ] {
        let run = explain(language, &[code]);
        assert_eq!(
            (run.status, run.stdout.as_str(), run.stderr.as_str()),
            (2, "", expected)
        );
    }
}

#[test]
fn a_report_says_once_where_more_is_told_and_only_where_something_is_reported() {
    let site = site(None);
    let hint = "`newsroom explain CODE` tells more\n";
    assert_eq!(
        site.run(&["check", "--now", NOW])
            .stderr
            .matches(hint)
            .count(),
        0
    );
    site.write("content/2026/03/notes.md", "便条");
    site.write("content/2026/03/more.md", "便条");
    let run = site.run(&["check", "--now", NOW]);
    assert_eq!(run.stderr.matches(hint).count(), 1, "{}", run.stderr);
    let run = site.run(&["check", "--now", NOW, "--lang", "zh"]);
    let hint = "想进一步了解，请运行 `newsroom explain 代号`\n";
    assert_eq!(run.stderr.matches(hint).count(), 1, "{}", run.stderr);
}
