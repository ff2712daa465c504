//! The evaluation of fact parity: sentence pairs that state the same must be silent, and a slip in one of their facts
//! must be found: a digit changed, a factor of ten, a day off, a digit of a telephone number lost.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::support::SiteTest;

const PAIRS: &str = include_str!("../data/parity/pairs.txt");

/// A sentence in both languages.
struct Pair {
    name: String,
    zh: String,
    en: Vec<Part>,
}

/// A piece of the English sentence.
struct Part {
    /// `n` a figure, `d` the day of a date, `p` a telephone number; a space for the words between.
    kind: char,
    text: String,
}

fn pairs() -> Vec<Pair> {
    PAIRS.split("## ").skip(1).map(pair).collect()
}

fn pair(text: &str) -> Pair {
    let (name, text) = text.split_once('\n').unwrap();
    // A table takes several lines.
    let (zh, en) = text
        .trim()
        .split_once("\n\n")
        .or_else(|| text.split_once('\n'))
        .unwrap();
    let mut parts = Vec::new();
    let mut rest = en;
    while let Some((before, after)) = rest.split_once('{') {
        let (marked, after) = after.split_once('}').unwrap();
        parts.push((' ', before));
        parts.push((marked.chars().next().unwrap(), &marked[2..]));
        rest = after;
    }
    parts.push((' ', rest));
    let part = |(kind, text): (char, &str)| Part {
        kind,
        text: text.to_owned(),
    };
    Pair {
        name: name.to_owned(),
        zh: zh.to_owned(),
        en: parts.into_iter().map(part).collect(),
    }
}

impl Pair {
    /// The English sentence, the fact with this number written as `wrong`.
    fn english(&self, wrong: Option<(usize, &str)>) -> String {
        let parts = self.en.iter().enumerate();
        parts
            .map(|(at, part)| match wrong {
                Some((place, text)) if place == at => text,
                _ => part.text.as_str(),
            })
            .collect()
    }

    /// The same sentence with one slip, for each kind of slip.
    fn slips(&self) -> Vec<(&'static str, String)> {
        let mut slips = Vec::new();
        for (at, part) in self.en.iter().enumerate() {
            let mut add =
                |kind, wrong: String| slips.push((kind, self.english(Some((at, &wrong)))));
            match part.kind {
                'n' => {
                    for wrong in digit_changed(&part.text) {
                        add("one digit changed", wrong);
                    }
                    if let Some(wrong) = ten_times(&part.text) {
                        add("a factor of ten", wrong);
                    }
                }
                'd' => {
                    let day: u32 = part.text.parse().unwrap();
                    add("a day off", (day + 1).to_string());
                    add("a day off", (day - 1).to_string());
                }
                'p' => {
                    for wrong in digit_lost(&part.text) {
                        add("a telephone digit lost", wrong);
                    }
                }
                _ => {}
            }
        }
        slips
    }
}

fn digits(text: &str) -> Vec<usize> {
    let digits = text.char_indices().filter(|(_, one)| one.is_ascii_digit());
    digits.map(|(at, _)| at).collect()
}

/// Each digit in turn replaced by another, the first never by 0.
fn digit_changed(text: &str) -> Vec<String> {
    let changed = |at: usize| {
        let digit: u32 = text[at..=at].parse().unwrap();
        let wrong = (digit + 3) % 10;
        let wrong = if wrong == 0 { 4 } else { wrong };
        format!("{}{wrong}{}", &text[..at], &text[at + 1..])
    };
    digits(text).into_iter().map(changed).collect()
}

/// `1,280` as `12,800`, `3.2` as `32`; no times of day.
fn ten_times(text: &str) -> Option<String> {
    if text.contains(':') {
        return None;
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.replace(',', "");
    let (first, rest) = decimals.split_at(usize::from(!decimals.is_empty()));
    let number = format!("{whole}{}", if first.is_empty() { "0" } else { first });
    let number = number.trim_start_matches('0');
    Some(if rest.is_empty() {
        number.to_owned()
    } else {
        format!("{}.{rest}", if number.is_empty() { "0" } else { number })
    })
}

/// Each digit in turn left out.
fn digit_lost(text: &str) -> Vec<String> {
    let lost = |at: usize| format!("{}{}", &text[..at], &text[at + 1..]);
    digits(text).into_iter().map(lost).collect()
}

/// What is reported about each of many announcements of one sentence in both languages.
fn findings(sentences: &[(String, String)]) -> Vec<Vec<String>> {
    let site = SiteTest::new("=== content/README.txt\n\n");
    for (at, (zh, en)) in sentences.iter().enumerate() {
        let front = format!("title: 公告\ndate: 2026-02-{:02}\nslug: s{at}", at % 28 + 1);
        site.write(
            &format!("content/s{at}.zh.md"),
            format!("---\n{front}\n---\n{zh}\n"),
        );
        site.write(
            &format!("content/s{at}.en.md"),
            format!("---\ntitle: Notice\n---\n{en}\n"),
        );
    }
    let mut findings = vec![Vec::new(); sentences.len()];
    for one in site.json("check")["diagnostics"].as_array().unwrap() {
        let code = one["code"].as_str().unwrap();
        if code.starts_with("fact") {
            let file = one["file"].as_str().unwrap();
            let number = file.trim_start_matches("content/s").split('.').next();
            let at: usize = number.unwrap().parse().unwrap();
            findings[at].push(one["message"].as_str().unwrap().to_owned());
        }
    }
    findings
}

#[test]
fn equal_facts_are_silent_and_slips_are_found() {
    let pairs = pairs();
    assert!(pairs.len() >= 60, "{}", pairs.len());
    let equal: Vec<(String, String)> = pairs
        .iter()
        .map(|pair| (pair.zh.clone(), pair.english(None)))
        .collect();
    let alarms: Vec<(&str, Vec<String>)> = pairs
        .iter()
        .zip(findings(&equal))
        .filter(|(_, found)| !found.is_empty())
        .map(|(pair, found)| (pair.name.as_str(), found))
        .collect();

    let mut sentences = Vec::new();
    let mut kinds = Vec::new();
    for pair in &pairs {
        for (kind, english) in pair.slips() {
            sentences.push((pair.zh.clone(), english));
            kinds.push((kind, &pair.name));
        }
    }
    let mut table: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed = String::new();
    for ((found, (kind, name)), (zh, en)) in findings(&sentences).iter().zip(&kinds).zip(&sentences)
    {
        let row = table.entry(kind).or_default();
        row.1 += 1;
        if found.is_empty() {
            writeln!(missed, "{kind}, {name}: {zh} / {en}").unwrap();
        } else {
            row.0 += 1;
        }
    }
    let mut shown = format!(
        "{} equal pairs, {} false alarms\n",
        pairs.len(),
        alarms.len()
    );
    for (kind, (found, all)) in &table {
        writeln!(shown, "{kind}: {found} of {all} found").unwrap();
    }
    println!("{shown}\n{missed}");
    assert!(alarms.is_empty(), "{alarms:#?}");
    assert!(table.len() == 4, "{shown}");
    for (found, all) in table.values() {
        assert!(found * 10 >= all * 9, "{shown}{missed}");
    }
}
