//! Pages that take more bytes on the line than the site allows, and what is said of them.

use super::support::SiteTest;

/// An announcement of so many different lines, with a table of so many different rows.
fn site(budget: &str, lines: usize, rows: usize) -> SiteTest {
    let number = |at: usize| at * 7_919 % 100_003;
    let text: String = (0..lines)
        .map(|at| {
            format!(
                "第{}号楼改造工程于本月完工，惠及居民{}户。\n\n",
                number(at),
                number(at + 1)
            )
        })
        .collect();
    let table: String = (0..rows)
        .map(|at| format!("| {} | {} |\n", number(at), number(at + 7)))
        .collect();
    let site = SiteTest::new(&format!(
        "=== content/a.zh.md
---
title: 老旧小区改造进展
date: 2025-03-05
topics: [housing]
translation: none
---
{text}
| 楼号 | 户数 |
|-|-|
{table}"
    ));
    let yaml = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}{budget}\n"));
    site.write("content/topics.yaml", "housing: {zh: 住房, en: Housing}\n");
    site
}

fn heavy(site: &SiteTest) -> Vec<(String, String, String)> {
    let report = site.json("check");
    let heavy = report["diagnostics"].as_array().unwrap().iter();
    heavy
        .filter(|one| one["code"] == "page-too-heavy")
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            assert_eq!(one["severity"], "warning");
            (text("file"), text("message"), text("help"))
        })
        .collect()
}

#[test]
fn a_page_that_needs_more_than_one_flight_is_named_with_what_weighs_most() {
    let found = heavy(&site("", 5_000, 10));
    assert_eq!(found.len(), 1, "{found:?}");
    let (file, message, help) = &found[0];
    assert_eq!(file, "content/a.zh.md");
    assert!(
        message.starts_with("the page https://news.example.org/zh/2025/03/05/a/ takes ")
            && message.ends_with(" bytes compressed, more than the budget of 14,600"),
        "{message}"
    );
    assert!(
        help.starts_with("of these the text ") && help.contains("publish the essence as the text"),
        "{help}"
    );
    let found = heavy(&site("", 10, 8_000));
    assert!(
        found[0].2.starts_with("of these tables ") && found[0].2.contains("long tables"),
        "{found:?}"
    );
}

#[test]
fn what_a_page_is_spent_on_adds_up_to_what_it_takes() {
    let digits = |text: &str| -> Vec<usize> {
        let joined = text.replace(',', "");
        let words = joined.split(|one: char| !one.is_ascii_digit());
        words.filter_map(|word| word.parse().ok()).collect()
    };
    for (_, message, help) in heavy(&site("budget: 1500", 100, 100)) {
        let message = message.split_once(" takes ").unwrap().1;
        let shares: usize = digits(&help).iter().sum();
        assert_eq!(shares, digits(message)[0], "{message}: {help}");
    }
}

#[test]
fn the_budget_is_the_sites_and_a_build_does_not_weigh() {
    assert_eq!(heavy(&site("", 100, 10)), []);
    let site = site("budget: 1500", 100, 10);
    let found = heavy(&site);
    let of_lists = found
        .iter()
        .filter(|(file, ..)| file == "content/site.yaml");
    assert!(of_lists.count() > 5, "{found:?}");
    let built = site.json("build");
    assert_eq!(built["diagnostics"].as_array().unwrap().len(), 0, "{built}");
}
