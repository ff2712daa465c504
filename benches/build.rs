//! How long whole runs take, and that the time grows linearly: sites of 250, 1,000 and 4,000 announcements in
//! two languages, about 700 Han characters and 1,800 Latin letters each.
//!
//! `cargo bench`

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark writes the site that it measures"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use divan::Bencher;
use newsroom::pipeline::{Options, Output, Report, run};
use newsroom::resolve::Visibility;
use tempfile::TempDir;

const SIZES: [usize; 3] = [250, 1_000, 4_000];
const TOPICS: [&str; 6] = [
    "employment",
    "health",
    "housing",
    "transport",
    "education",
    "culture",
];

fn main() {
    divan::main();
}

/// The stages up to rendering; nothing is written.
#[divan::bench(args = SIZES, sample_count = 10)]
fn check(bencher: Bencher, size: usize) {
    let site = site(size);
    bencher.bench_local(|| succeed(site.path(), None));
}

/// Into a folder that does not exist.
#[divan::bench(args = SIZES, sample_count = 10)]
fn build_from_nothing(bencher: Bencher, size: usize) {
    let site = site(size);
    bencher
        .with_inputs(|| TempDir::new().expect("a folder for the output"))
        .bench_local_values(|output| {
            succeed(site.path(), Some(&output.path().join("public")));
            output
        });
}

/// Again, when nothing has changed.
#[divan::bench(args = SIZES, sample_count = 10)]
fn build_unchanged(bencher: Bencher, size: usize) {
    let site = site(size);
    let output = site.path().join("public");
    succeed(site.path(), Some(&output));
    bencher.bench_local(|| succeed(site.path(), Some(&output)));
}

fn succeed(root: &Path, output: Option<&Path>) -> Report {
    let visibility = Visibility {
        now: jiff::Timestamp::UNIX_EPOCH,
        drafts: false,
    };
    let output = output.map(|path| Output {
        path: path.to_owned(),
        shown: "public".into(),
    });
    let report = run(
        &Options {
            root: root.to_owned(),
            base_url: None,
            visibility,
            output,
        },
        |_| (),
        &|_, _| (),
    );
    assert!(!report.has_errors());
    report
}

/// A site of `size` announcements over ten years; no two bodies are equal.
fn site(size: usize) -> TempDir {
    let folder = TempDir::new().expect("a folder for the site");
    let write = |path: &str, text: &str| {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("a file has a folder"))
            .and_then(|()| fs::write(file, text))
            .expect("the site is written");
    };
    write(
        "content/site.yaml",
        "title: {zh: 千山市新闻办, en: Qianshan Press Office}\nbase_url: https://news.example.org/\ntimezone: Asia/Shanghai\nlanguages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]\n",
    );
    let topics: String = TOPICS.iter().fold(String::new(), |mut text, topic| {
        let _ = writeln!(text, "{topic}: {{zh: 主题{topic}, en: {topic}}}");
        text
    });
    write("content/topics.yaml", &topics);
    for number in 0..size {
        let (year, month, day) = (
            2016 + number % 10,
            1 + number / 10 % 12,
            1 + number / 120 % 28,
        );
        let topics = format!(
            "{}, {}",
            TOPICS[number % 6],
            TOPICS[(number / 7 + 1 + number % 5) % 6]
        );
        let head = format!(
            "date: {year}-{month:02}-{day:02}\ntopics: [{topics}]\nissuer: {{zh: 千山市统计局, en: Statistics Bureau}}\n"
        );
        let zh: String = (0..14).map(|part| format!("全市第{part}项民生工程本季度投入资金{number}.{part}亿元，惠及居民{}户，各区县按计划推进。\n\n", number * 17 + part)).collect();
        let en: String = (0..14).map(|part| format!("Project {part} of the livelihood plan received {number}.{part} hundred million yuan this quarter and served {} households across the city.\n\n", number * 17 + part)).collect();
        let folder = format!("content/{year}/{month:02}");
        write(
            &format!("{folder}/notice-{number}.zh.md"),
            &format!("---\ntitle: 第{number}号民生工程进展通报\n{head}---\n{zh}"),
        );
        write(
            &format!("{folder}/notice-{number}.en.md"),
            &format!("---\ntitle: Progress report number {number}\n---\n{en}"),
        );
    }
    folder
}
