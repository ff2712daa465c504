//! Wrong input, and the exact words and marks with which it is answered: one case each, as a press officer sees it.
//!
//! The texts are compared as a whole, so that a mark that stands under the wrong character is a failure: a Chinese
//! character is one column of the address behind `-->` and two of the drawing.

mod editions;
mod links;
mod runs;
mod settings;
mod themes;
mod values;
mod yaml;

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use super::support::{GIF, NOW, SiteTest, Tree};

/// Checks a site; what is drawn before the summary must be exactly this, and decides the exit status.
#[track_caller]
fn check(files: &str, expected: &str) {
    check_site(&SiteTest::new(files), expected);
}

#[track_caller]
fn check_site(site: &SiteTest, expected: &str) {
    let run = site.run(&["check", "--now", NOW]);
    // The table of translations comes first, and the last lines are its totals, the summary and the timings.
    let lines: Vec<&str> = run
        .stderr
        .lines()
        .skip_while(|line| {
            line.starts_with("translations that need work:") || line.starts_with("  ")
        })
        .filter(|line| {
            let said_of_all = [
                "translations: ",
                "next build due: ",
                "`newsroom explain CODE`",
            ];
            !said_of_all.iter().any(|start| line.starts_with(start))
        })
        .collect();
    let drawn = lines[..lines.len().saturating_sub(2)].join("\n");
    let (drawn, expected) = (drawn.trim_matches('\n'), expected.trim_matches('\n'));
    assert!(
        drawn == expected,
        "expected:\n{expected}\n\nfound:\n{drawn}\n"
    );
    let status = i32::from(expected.contains("error["));
    assert_eq!(run.status, status, "{}", run.stderr);
    assert_eq!(run.stdout, "");
}
