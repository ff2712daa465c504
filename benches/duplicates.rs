//! How long deciding about repeated texts takes, and that the time grows linearly: archives of documents of
//! 2,000 Chinese characters, of which each tenth is much like another and each hundredth is equal to one.
//!
//! `cargo bench --bench duplicates`

use std::sync::Arc;

use divan::Bencher;
use newsroom::config::{self, Config};
use newsroom::model::edition::Edition;
use newsroom::parse::parse;
use newsroom::resolve::{Visibility, resolve};
use newsroom::source::Source;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Characters of a document.
const LENGTH: usize = 2_000;

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn decide(bencher: Bencher, size: usize) {
    measure(bencher, &sources(size), size / 10);
}

/// The worst that the rule can meet: one body under one headline, again and again.
#[divan::bench(args = [1_000, 10_000], sample_count = 3)]
fn decide_equal(bencher: Bencher, size: usize) {
    let text = body(1);
    let sources: Vec<Arc<Source>> = (0..size)
        .map(|number| source(number, "通报", &text))
        .collect();
    measure(bencher, &sources, size - 1);
}

/// At least so many repetitions must be found.
fn measure(bencher: Bencher, sources: &[Arc<Source>], least: usize) {
    let config = config();
    let editions = || -> Vec<Edition> { parse(sources, &config).0 };
    let visibility = Visibility {
        now: jiff::Timestamp::UNIX_EPOCH,
        drafts: false,
    };
    bencher
        .with_inputs(editions)
        .bench_local_values(|editions| {
            let (resolved, _) = resolve(editions, sources, &[], &config, visibility, None);
            assert!(resolved.archive.duplicates.len() >= least);
            resolved
        });
}

fn config() -> Config {
    let source = |path: &str, text: &str| {
        Arc::new(Source {
            path: path.into(),
            text: text.into(),
        })
    };
    let site = source(
        config::SITE_FILE,
        "title: 千山市\nbase_url: https://news.example.org/\ntimezone: Asia/Shanghai\nlanguages: [{code: zh, tag: zh-Hans}]\n",
    );
    let (config, errors) = config::parse(&site, &source(config::TOPICS_FILE, ""));
    config.unwrap_or_else(|| panic!("{errors:?}"))
}

fn sources(size: usize) -> Vec<Arc<Source>> {
    let document = |number: usize| {
        // Each tenth document is the one before it with some words changed, or without a change.
        let (seed, changed) = match number % 100 {
            99 => (number - 1, false),
            rest if rest % 10 == 9 => (number - 1, true),
            _ => (number, false),
        };
        let mut body = body(seed as u64);
        if changed {
            body = body.replacen('的', "之", 3);
        }
        source(number, &format!("第{number}号通报"), &body)
    };
    (0..size).map(document).collect()
}

fn source(number: usize, title: &str, body: &str) -> Arc<Source> {
    let mut text = format!(
        "---\ntitle: {title}\ndate: 2020-{:02}-{:02}\n---\n{body}\n",
        1 + number / 28 % 12,
        1 + number % 28
    );
    // As long as it is, like a file that was read.
    text.shrink_to_fit();
    Arc::new(Source {
        path: format!("content/{number:06}.zh.md"),
        text,
    })
}

/// Text of common and rare characters with figures and paragraphs; the same for the same seed.
fn body(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = move |bound: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % bound
    };
    let mut body = String::with_capacity(LENGTH * 3);
    for at in 1..=LENGTH {
        match next(40) {
            0 => body.push('，'),
            1 => body.push('的'),
            2 => body.push_str(&next(1_000).to_string()),
            _ => body.extend(char::from_u32(0x4E00 + next(3_000) as u32)),
        }
        if at % 250 == 0 {
            body.push_str("。\n\n");
        }
    }
    body
}
