//! Wrong input, and the exact words and marks with which it is answered: one case each, as a press officer sees it.
//!
//! The texts are compared as a whole, so that a mark that stands under the wrong character is a failure: a Chinese
//! character is one column of the address behind `-->` and two of the drawing.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use super::support::{NOW, SiteTest, Tree};

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

// YAML that is none

#[test]
fn a_colon_and_a_space_in_a_value() {
    // The caret stands under the second colon, behind ten columns of five wide characters.
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市通知: 春季招聘会开幕
date: 2024-03-05
---
招聘会三月五日举行。
",
        r#"
error[yaml]: this is not valid YAML: mapping values are not allowed in this context
 --> content/2024/fair.zh.md:2:13
  |
2 | title: 千山市通知: 春季招聘会开幕
  |                  ^
  |
  = help: a value that holds `: ` must stand in quotes: `title: "…: …"`
"#,
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: "千山市召开春季招聘会
date: 2024-03-05
---
招聘会三月五日举行。
"#,
        r#"
error[yaml]: this is not valid YAML: unclosed quote
 --> content/2024/fair.zh.md:2:8
  |
2 | title: "千山市召开春季招聘会
  |        ^
  |
  = help: close the quotation mark, or put the whole value in the other kind of quotation marks
"#,
    );
}

#[test]
fn words_behind_a_closed_quotation_mark() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: "千山市"召开招聘会
date: 2024-03-05
---
招聘会三月五日举行。
"#,
        r#"
error[yaml]: this is not valid YAML: invalid trailing content after double-quoted scalar
 --> content/2024/fair.zh.md:2:13
  |
2 | title: "千山市"召开招聘会
  |                ^^
  |
  = help: the value goes on behind its closing quotation mark: put the whole value in the other kind, `title: '"…" …'`
"#,
    );
}

#[test]
fn a_key_stated_twice() {
    // The parser's advice to its programmer is no use to a press officer.
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开招聘会
date: 2024-03-05
title: 千山市召开春季招聘会
---
招聘会三月五日举行。
",
        "
error[yaml]: this is not valid YAML: duplicate mapping key: title
 --> content/2024/fair.zh.md:4:1
  |
4 | title: 千山市召开春季招聘会
  | ^
  |
  = help: each key may be stated once: remove one of the two lines
",
    );
}

#[test]
fn a_tab_as_indentation() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开招聘会
date: 2024-03-05
image:
	src: a.jpg
---
招聘会三月五日举行。
",
        "
error[yaml]: this is not valid YAML: tabs disallowed within this context (block indentation)
 --> content/2024/fair.zh.md:5:1
  |
5 |     src: a.jpg
  | ^^^^
  |
  = help: indent with spaces, not with tabs
",
    );
}

#[test]
fn a_tab_before_a_key() {
    // The tab is in line 4, where the parser stumbles over it only from the line before.
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开招聘会
date: 2024-03-05
	translation: none
---
招聘会三月五日举行。
",
        "
error[yaml]: this is not valid YAML: while scanning a plain scalar, found a tab
 --> content/2024/fair.zh.md:4:1
  |
4 |     translation: none
  | ^^^^
  |
  = help: indent with spaces, not with tabs
",
    );
}

#[test]
fn a_bracket_that_is_never_closed() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开招聘会
date: 2024-03-05
topics: [employment, health
---
招聘会三月五日举行。
",
        "
error[yaml]: this is not valid YAML: unclosed bracket '['
 --> content/2024/fair.zh.md:4:9
  |
4 | topics: [employment, health
  |         ^
  |
  = help: put the value in quotation marks, and check brackets and indentation
",
    );
}

#[test]
fn a_full_width_colon_behind_a_key() {
    // The commonest slip of a Chinese keyboard; the rest of the file is checked all the same.
    check(
        "
=== content/2024/fair.zh.md
---
title：千山市召开招聘会
date：2024-03-05
topics: [emploiment]
---
招聘会三月五日举行。
",
        "
error[full-width-colon]: a full-width colon follows `title`
 --> content/2024/fair.zh.md:2:6
  |
2 | title：千山市召开招聘会
  |      ^^
  |
  = help: write `title: ` with a half-width colon and a space

error[full-width-colon]: a full-width colon follows `date`
 --> content/2024/fair.zh.md:3:5
  |
3 | date：2024-03-05
  |     ^^
  |
  = help: write `date: ` with a half-width colon and a space

error[unknown-topic]: there is no topic `emploiment`
 --> content/2024/fair.zh.md:4:10
  |
4 | topics: [emploiment]
  |          ^^^^^^^^^^
  |
  = help: did you mean `employment`?
",
    );
}

#[test]
fn a_full_width_colon_in_a_nested_map() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
series:
  id: three-year-action
  number：十一
---
招聘会三月五日举行。
",
        "
error[full-width-colon]: a full-width colon follows `number`
 --> content/2024/fair.zh.md:7:9
  |
7 |   number：十一
  |         ^^
  |
  = help: write `number: ` with a half-width colon and a space

error[not-a-number]: `number` must be a whole number from 0, not `十一`
 --> content/2024/fair.zh.md:7:10
  |
7 |   number：十一
  |           ^^^^
  |
  = help: write digits only, for example `11`
",
    );
}

#[test]
fn a_full_width_colon_in_a_text_is_none_of_the_problem() {
    // The only mistake is the bracket: a full-width colon is ordinary punctuation inside of a text.
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开招聘会
date: 2024-03-05
summary: |
  note：见附件
topics: [employment
---
招聘会三月五日举行。
",
        "
error[yaml]: this is not valid YAML: unclosed bracket '['
 --> content/2024/fair.zh.md:6:9
  |
6 | topics: [employment
  |         ^
  |
  = help: put the value in quotation marks, and check brackets and indentation
",
    );
}

#[test]
fn lines_without_keys() {
    check(
        "
=== content/2024/fair.zh.md
---
千山市召开招聘会
---
招聘会三月五日举行。
",
        "
error[not-a-map]: expected lines of the form `key: value`
 --> content/2024/fair.zh.md:2:1
  |
2 | 千山市召开招聘会
  | ^^^^^^^^^^^^^^^^
  |
  = help: write for example `title: …`
",
    );
}

// Front matter

#[test]
fn no_front_matter() {
    check(
        "
=== content/2024/fair.zh.md
千山市召开春季招聘会

招聘会三月五日举行。
",
        "
error[no-front-matter]: the file does not start with front matter
 --> content/2024/fair.zh.md:1:1
  |
1 | 千山市召开春季招聘会
  | ^^^^^^^^^^^^^^^^^^^^
  |
  = help: start with a line `---`, then `title: …` and so on, then another line `---`, then the text
",
    );
}

#[test]
fn front_matter_that_never_ends() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05

招聘会三月五日举行。
",
        "
error[open-front-matter]: the front matter that starts here never ends
 --> content/2024/fair.zh.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: put a line `---` between the front matter and the text
",
    );
}

#[test]
fn an_empty_file() {
    check(
        "
=== content/2024/fair.zh.md
",
        "
error[no-front-matter]: the file does not start with front matter
--> content/2024/fair.zh.md
 = help: start with a line `---`, then `title: …` and so on, then another line `---`, then the text
",
    );
}

#[test]
fn no_text_below_the_front_matter_is_only_a_warning() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
",
        "
warning[empty-body]: there is no text below the front matter
 --> content/2024/fair.zh.md:2:1
  |
2 | title: 千山市召开春季招聘会
  | ^
  |
  = help: write the text of the announcement below the second `---`
",
    );
}

// Keys and values

#[test]
fn a_key_that_is_nearly_right() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
tpoics: [health]
---
招聘会三月五日举行。
",
        "
error[unknown-key]: there is no key `tpoics` here
 --> content/2024/fair.zh.md:5:1
  |
5 | tpoics: [health]
  | ^^^^^^
  |
  = help: did you mean `topics`?
",
    );
}

#[test]
fn a_key_that_is_like_none() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
天气: 三月五日举行
---
招聘会三月五日举行。
",
        "
error[unknown-key]: there is no key `天气` here
 --> content/2024/fair.zh.md:5:1
  |
5 | 天气: 三月五日举行
  | ^^^^
  |
  = help: the keys are `title`, `summary`, `date`, `slug`, `topics`, `titles`, `source`, `issuer`, `source_url`, `document_number`, `keywords`, `series`, `image`, `attachments`, `status`, `withdrawn`, `embargo`, `updates`, `translation`, `duplicate_of`, `distinct_from`, `aliases` and `translates`
",
    );
}

#[test]
fn a_key_of_a_nested_map() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
image: {src: a.png, alt: 招聘会现场, captoin: 现场}
---
招聘会三月五日举行。
",
        "
error[unknown-key]: there is no key `captoin` here
 --> content/2024/fair.zh.md:5:33
  |
5 | image: {src: a.png, alt: 招聘会现场, captoin: 现场}
  |                                      ^^^^^^^
  |
  = help: did you mean `caption`?
",
    );
}

#[test]
fn a_topic_that_is_nearly_right() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
topics: [health, emploiment]
---
招聘会三月五日举行。
",
        "
error[unknown-topic]: there is no topic `emploiment`
 --> content/2024/fair.zh.md:5:18
  |
5 | topics: [health, emploiment]
  |                  ^^^^^^^^^^
  |
  = help: did you mean `employment`?
",
    );
}

#[test]
fn the_labels_of_topics_in_place_of_their_ids() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
topics: [卫生, 就业]
---
招聘会三月五日举行。
",
        "
error[unknown-topic]: there is no topic `卫生`
 --> content/2024/fair.zh.md:5:10
  |
5 | topics: [卫生, 就业]
  |          ^^^^
  |
  = help: did you mean `health`?

error[unknown-topic]: there is no topic `就业`
 --> content/2024/fair.zh.md:5:14
  |
5 | topics: [卫生, 就业]
  |                ^^^^
  |
  = help: did you mean `employment`?
",
    );
}

#[test]
fn a_topic_that_is_like_none() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
topics: [环境]
---
招聘会三月五日举行。
",
        "
error[unknown-topic]: there is no topic `环境`
 --> content/2024/fair.zh.md:5:10
  |
5 | topics: [环境]
  |          ^^^^
  |
  = help: the topics of content/topics.yaml are `employment` and `health`; add it there if it is new
",
    );
}

#[test]
fn one_topic_without_brackets() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
topics: employment
---
招聘会三月五日举行。
",
        "
error[wrong-kind]: `topics` must be a list: `[…, …]`, or lines that start with `- `
 --> content/2024/fair.zh.md:5:9
  |
5 | topics: employment
  |         ^^^^^^^^^^
  |
  = help: write `topics: [employment]`
",
    );
}

#[test]
fn a_day_that_does_not_exist() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2023-02-30
---
招聘会三月五日举行。
",
        "
error[impossible-date]: there is no such day or time as `2023-02-30`
 --> content/2024/fair.zh.md:3:7
  |
3 | date: 2023-02-30
  |       ^^^^^^^^^^
  |
  = help: check day, month and time against the calendar
",
    );
}

#[test]
fn a_time_that_does_not_exist() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2023-02-20 25:00
---
招聘会三月五日举行。
",
        "
error[impossible-date]: there is no such day or time as `2023-02-20 25:00`
 --> content/2024/fair.zh.md:3:7
  |
3 | date: 2023-02-20 25:00
  |       ^^^^^^^^^^^^^^^^
  |
  = help: check day, month and time against the calendar
",
    );
}

#[test]
fn a_date_in_chinese() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2023年2月3日
---
招聘会三月五日举行。
",
        "
error[date-form]: `2023年2月3日` is not a date that newsroom reads
 --> content/2024/fair.zh.md:3:7
  |
3 | date: 2023年2月3日
  |       ^^^^^^^^^^^^
  |
  = help: write `2023-02-03`
",
    );
}

#[test]
fn an_embargo_in_words() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
embargo: 明天上午
---
招聘会三月五日举行。
",
        "
error[date-form]: `明天上午` is not a date that newsroom reads
 --> content/2024/fair.zh.md:5:10
  |
5 | embargo: 明天上午
  |          ^^^^^^^^
  |
  = help: write `2023-04-14`, `2023-04-14 10:00` or `2023-04-14T10:00:00+08:00`
",
    );
}

#[test]
fn no_title() {
    check(
        "
=== content/2024/fair.zh.md
---
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
",
        "
error[missing-key]: `title` is missing
 --> content/2024/fair.zh.md:2:1
  |
2 | date: 2024-03-05
  | ^^^^
  |
  = help: add `title: …`
",
    );
}

#[test]
fn a_title_without_words() {
    check(
        "
=== content/2024/fair.zh.md
---
title:
date: 2024-03-05
---
招聘会三月五日举行。
",
        "
error[empty-value]: `title` is empty
 --> content/2024/fair.zh.md:2:1
  |
2 | title:
  | ^^^^^
  |
  = help: write a value behind the colon
",
    );
}

#[test]
fn a_status_that_is_nearly_right() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
status: drafft
---
招聘会三月五日举行。
",
        "
error[unknown-choice]: `status` cannot be `drafft`
 --> content/2024/fair.zh.md:5:9
  |
5 | status: drafft
  |         ^^^^^^
  |
  = help: did you mean `draft`?
",
    );
}

#[test]
fn a_number_in_a_series_that_is_none() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
series: {id: three-year-action, number: 十一}
---
招聘会三月五日举行。
",
        "
error[not-a-number]: `number` must be a whole number from 0, not `十一`
 --> content/2024/fair.zh.md:5:41
  |
5 | series: {id: three-year-action, number: 十一}
  |                                         ^^^^
  |
  = help: write digits only, for example `11`
",
    );
}

#[test]
fn a_series_without_a_title_is_only_a_warning() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
series: {id: three-year-action, number: 11}
---
招聘会三月五日举行。
",
        "
warning[series-without-title]: the series `three-year-action` has no title, so its page shows the id
 --> content/2024/fair.zh.md:5:14
  |
5 | series: {id: three-year-action, number: 11}
  |              ^^^^^^^^^^^^^^^^^
  |
  = help: add to content/site.yaml: `series: {three-year-action: {…}}` with a title in each language
",
    );
}

#[test]
fn a_full_width_colon_between_braces() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
issuer: {zh：千山市就业服务中心, en: Qianshan Employment Service}
---
招聘会三月五日举行。
"#,
        r#"
error[full-width-colon]: a full-width colon follows `zh`
 --> content/2024/fair.zh.md:5:10
  |
5 | issuer: {zh：千山市就业服务中心, en: Qianshan Employment Service}
  |          ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `zh: ` with a half-width colon and a space
"#,
    );
}

#[test]
fn a_full_width_comma_between_braces() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
issuer: {zh: 千山市就业服务中心， en: Qianshan Employment Service}
---
招聘会三月五日举行。
"#,
        r#"
error[full-width-comma]: a full-width comma separates nothing between braces
 --> content/2024/fair.zh.md:5:23
  |
5 | issuer: {zh: 千山市就业服务中心， en: Qianshan Employment Service}
  |                                ^^
  |
  = help: write `, ` with a half-width comma and a space; if the comma is part of a text, put the text in quotation marks
"#,
    );
}

#[test]
fn no_space_behind_the_colon_of_one_line_among_others() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date:2024-03-05
translation: none
---
招聘会三月五日举行。
"#,
        r#"
error[no-space-after-colon]: no space follows the colon of `date`
 --> content/2024/fair.zh.md:3:5
  |
3 | date:2024-03-05
  |     ^^
  |
  = help: write `date: ` with an ordinary space behind the colon
"#,
    );
}

#[test]
fn a_misspelt_key_that_is_needed_is_told_once() {
    check(
        r#"
=== content/2024/fair.zh.md
---
titel: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
"#,
        r#"
error[unknown-key]: there is no key `titel` here
 --> content/2024/fair.zh.md:2:1
  |
2 | titel: 千山市召开春季招聘会
  | ^^^^^
  |
  = help: did you mean `title`?
"#,
    );
}

#[test]
fn the_dots_of_an_example() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
issuer: …
---
招聘会三月五日举行。
"#,
        r#"
error[not-filled-in]: `issuer` still has the `…` of an example
 --> content/2024/fair.zh.md:5:9
  |
5 | issuer: …
  |         ^
  |
  = help: write the text in its place, or remove the entry
"#,
    );
}

#[test]
fn the_marks_of_a_conflict_that_git_left() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
<<<<<<< HEAD
招聘会三月五日举行。
=======
招聘会三月六日举行。
>>>>>>> main
"#,
        r#"
error[merge-conflict]: Git could not bring two changes of this file together, and its marks are still in it
 --> content/2024/fair.zh.md:6:1
  |
6 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = help: keep what is right of the two versions, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`
"#,
    );
}

#[test]
fn a_comma_in_a_text_between_braces() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
issuer: {zh: 千山市就业服务中心, en: Employment Service, Qianshan}
---
招聘会三月五日举行。
",
        "
error[comma-in-text]: between braces a comma ends a text, so `Qianshan` is no part of `en` any more
 --> content/2024/fair.zh.md:5:49
  |
5 | issuer: {zh: 千山市就业服务中心, en: Employment Service, Qianshan}
  |                                                          ^^^^^^^^
  |
  = help: put the whole text in quotation marks: `en: \"Employment Service, Qianshan\"`
",
    );
}

#[test]
fn a_series_that_is_like_a_known_one() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
series: {three-year-action: {zh: 三年行动, en: Three-year action}}
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
series: {id: three-years-action, number: 11}
---
招聘会三月五日举行。
",
        "
warning[series-without-title]: the series `three-years-action` has no title, so its page shows the id
 --> content/2024/fair.zh.md:5:14
  |
5 | series: {id: three-years-action, number: 11}
  |              ^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `three-year-action`?
",
    );
}

#[test]
fn a_source_without_https() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
source_url: www.example.org
---
招聘会三月五日举行。
",
        "
error[bad-url]: `source_url` is no web address: `www.example.org`
 --> content/2024/fair.zh.md:5:13
  |
5 | source_url: www.example.org
  |             ^^^^^^^^^^^^^^^
  |
  = help: write a full address that starts with https:// or http://
",
    );
}

#[test]
fn an_unknown_language_in_a_map() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
titles: {eng: Fair}
translation: none
---
招聘会三月五日举行。
",
        "
error[unknown-language]: `eng` is no language of this site
 --> content/2024/fair.zh.md:4:10
  |
4 | titles: {eng: Fair}
  |          ^^^
  |
  = help: did you mean `en`?
",
    );
}

#[test]
fn a_slug_with_capitals_and_spaces() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
slug: Spring_Job Fair
---
招聘会三月五日举行。
",
        "
error[bad-name]: `Spring_Job Fair` cannot be part of an address, which `slug` becomes
 --> content/2024/fair.zh.md:5:7
  |
5 | slug: Spring_Job Fair
  |       ^^^^^^^^^^^^^^^
  |
  = help: write `spring-job-fair`: lower-case letters a to z, digits and single hyphens
",
    );
}

#[test]
fn a_slug_in_chinese() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
slug: 春季招聘会
---
招聘会三月五日举行。
",
        "
error[bad-name]: `春季招聘会` cannot be part of an address, which `slug` becomes
 --> content/2024/fair.zh.md:5:7
  |
5 | slug: 春季招聘会
  |       ^^^^^^^^^^
  |
  = help: use lower-case letters a to z, digits and single hyphens
",
    );
}

#[test]
fn an_alias_that_is_no_address() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
aliases: [旧址/招聘会/]
---
招聘会三月五日举行。
",
        "
error[bad-alias]: `旧址/招聘会/` is no address inside this site
 --> content/2024/fair.zh.md:5:11
  |
5 | aliases: [旧址/招聘会/]
  |           ^^^^^^^^^^^^
  |
  = help: write the old address from the first slash on, for example `/news/2019/fair/`
",
    );
}

// File names

#[test]
fn an_unknown_language_in_a_file_name() {
    check(
        "
=== content/2024/fair.fr.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
",
        "
error[unknown-language]: `fr` in the file name is no language of this site
 --> content/2024/fair.fr.md:1:1
  |
1 | ---
  | ^
  |
  = help: the languages of site.yaml are `zh` and `en`
",
    );
}

#[test]
fn no_language_in_a_file_name() {
    check(
        "
=== content/2024/fair.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
",
        "
error[no-language]: the file name does not say its language
 --> content/2024/fair.md:1:1
  |
1 | ---
  | ^
  |
  = help: name it fair.zh.md or fair.en.md
",
    );
}

#[test]
fn a_file_name_that_needs_a_slug() {
    check(
        "
=== content/2024/春季招聘会.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
",
        "
error[slug-needed]: the file name `春季招聘会` cannot be part of an address
 --> content/2024/春季招聘会.zh.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add `slug: …` with lower-case letters a to z, digits and hyphens, for example `slug: spring-job-fair`
",
    );
}

// Editions

#[test]
fn no_original() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
---
招聘会三月五日举行。
=== content/2024/fair.en.md
---
title: Spring job fair opens
---
The fair opens.
",
        "
error[no-original]: no edition of this announcement has a `date`
 --> content/2024/fair.zh.md:2:8
  |
2 | title: 千山市召开春季招聘会
  |        ^^^^^^^^^^^^^^^^^^^^
  |
  = help: add `date: …` and the other facts to the original, content/2024/fair.zh.md or content/2024/fair.en.md
",
    );
}

#[test]
fn two_originals() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
---
招聘会三月五日举行。
=== content/2024/fair.en.md
---
title: Spring job fair opens
date: 2024-03-06
---
The fair opens.
",
        "
error[two-originals]: two editions of this announcement have a `date`, and they differ; the other is content/2024/fair.zh.md
 --> content/2024/fair.en.md:3:7
  |
3 | date: 2024-03-06
  |       ^^^^^^^^^^
  |
 ::: content/2024/fair.zh.md:3:7
  |
3 | date: 2024-03-05
  |       ----------
  |
  = help: keep `date` and the other facts in the original, and remove them from the translation
",
    );
}

#[test]
fn a_translation_whose_name_is_nearly_that_of_its_original() {
    check(
        "
=== content/2024/job-fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
titles: {en: Spring job fair}
---
招聘会三月五日举行。
=== content/2024/jobfair.en.md
---
title: Spring job fair opens
---
The fair opens.
",
        "
error[no-original]: no edition of this announcement has a `date`
 --> content/2024/jobfair.en.md:2:8
  |
2 | title: Spring job fair opens
  |        ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: if it translates content/2024/job-fair.zh.md, name it content/2024/job-fair.en.md; if it is an original, add `date: …` and the other facts to content/2024/jobfair.en.md
",
    );
}

#[test]
fn a_translation_without_its_original() {
    check(
        "
=== content/2024/fair.en.md
---
title: Spring job fair opens
translates: 123456789012
---
The fair opens.
",
        "
error[no-original]: this translation has no original: no edition of this announcement has a `date`
 --> content/2024/fair.en.md:2:8
  |
2 | title: Spring job fair opens
  |        ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put the original beside it, under the same name and with `date: …` and the other facts; or write `date: …` in place of `translates` if this is the original
",
    );
}

#[test]
fn a_fingerprint_that_is_none() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
---
招聘会三月五日举行。
=== content/2024/fair.en.md
---
title: Spring job fair opens
translates: fair.zh.md
---
The fair opens.
",
        "
error[bad-fingerprint]: `fair.zh.md` is no fingerprint of an original
 --> content/2024/fair.en.md:3:13
  |
3 | translates: fair.zh.md
  |             ^^^^^^^^^^
  |
  = help: run `newsroom translated content/2024/fair.en.md` once the translation is up to date, which writes it, or remove the line
",
    );
}

#[test]
fn a_fingerprint_in_an_original() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
translates: 3f9a6c1b0e42
---
招聘会三月五日举行。
",
        "
error[translates-in-original]: `translates` belongs in a translation, but this is the original: the only edition with a `date`
 --> content/2024/fair.zh.md:5:13
  |
5 | translates: 3f9a6c1b0e42
  |             ^^^^^^^^^^^^
  |
  = help: remove `translates`, or, if this is the translation, move `date` and the other facts to the original
",
    );
}

#[test]
fn two_editions_in_one_language() {
    // That both have a date follows from it, and is not said as well: they are no original and translation.
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
=== content/2024/fair/index.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
",
        "
error[two-editions]: there are two editions in the same language; the other is content/2024/fair.zh.md
 --> content/2024/fair/index.zh.md:1:1
  |
1 | ---
  | ^
  |
 ::: content/2024/fair.zh.md:1:1
  |
1 | ---
  | -
  |
  = help: remove or rename one of the two
",
    );
}

#[test]
fn a_fact_that_only_the_translation_states() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
---
招聘会三月五日举行。
=== content/2024/fair.en.md
---
title: Spring job fair opens
topics: [employment]
---
The fair opens.
",
        "
error[fact-not-in-original]: `topics` is stated in a translation, but not in its original, content/2024/fair.zh.md
 --> content/2024/fair.en.md:3:1
  |
3 | topics: [employment]
  | ^^^^^^^^^^^^^^^^^^^^
  |
  = help: move the line to the original: a translation can only repeat what is stated there
",
    );
}

#[test]
fn facts_of_a_translation_that_contradict_the_original() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
topics: [employment]
issuer: 市人力资源局
---
招聘会三月五日举行。
=== content/2024/fair.en.md
---
title: Spring job fair opens
topics:
  - health
issuer: Labour Bureau
---
The fair opens.
",
        "
error[fact-contradicts-original]: `topics` contradicts the original, which states it in content/2024/fair.zh.md:4
 --> content/2024/fair.en.md:3:1
  |
3 | topics:
  | ^^^^^^^
  |
 ::: content/2024/fair.zh.md:4:1
  |
4 | topics: [employment]
  | --------------------
  |
  = help: correct one of the two lines, or remove this one: what does not depend on the language is stated in the original once

error[fact-contradicts-original]: `issuer` contradicts the original, which states it in content/2024/fair.zh.md:5
 --> content/2024/fair.en.md:5:1
  |
5 | issuer: Labour Bureau
  | ^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/2024/fair.zh.md:5:1
  |
5 | issuer: 市人力资源局
  | --------------------
  |
  = help: correct one of the two; words that differ by language are stated in the original, `issuer: {zh: …, en: …}`, and need not be repeated here
",
    );
}

#[test]
fn a_required_translation_that_is_missing() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: required
---
招聘会三月五日举行。
",
        "
error[translation-required]: this announcement requires a translation, and has none in `en`
 --> content/2024/fair.zh.md:2:8
  |
2 | title: 千山市召开春季招聘会
  |        ^^^^^^^^^^^^^^^^^^^^
  |
  = help: add the en edition beside it, or change `translation:`
",
    );
}

#[test]
fn an_expected_translation_that_is_missing_is_only_a_warning() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
---
招聘会三月五日举行。
",
        "
warning[translation-missing]: there is neither an edition nor a headline in `en`
 --> content/2024/fair.zh.md:2:8
  |
2 | title: 千山市召开春季招聘会
  |        ^^^^^^^^^^^^^^^^^^^^
  |
  = help: add the en edition, or `titles: {en: …}`, or `translation: none` if none is planned
",
    );
}

// Addresses

#[test]
fn two_announcements_at_one_address() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
=== content/2024/03/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
另一场招聘会。
",
        "
error[address-taken]: two sources claim the address /zh/2024/03/05/fair/; the other is content/2024/03/fair.zh.md
 --> content/2024/fair.zh.md:1:1
  |
1 | ---
  | ^
  |
 ::: content/2024/03/fair.zh.md:1:1
  |
1 | ---
  | -
  |
  = help: give one of the two another `slug`, date, alias or file name
",
    );
}

#[test]
fn an_alias_at_the_address_of_a_page() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
=== content/2024/other.zh.md
---
title: 另一场招聘会
date: 2024-03-01
translation: none
aliases: [/zh/2024/03/05/fair/]
---
招聘会三月五日举行。
",
        "
error[address-taken]: two sources claim the address /zh/2024/03/05/fair/; the other is content/2024/fair.zh.md
 --> content/2024/other.zh.md:5:11
  |
5 | aliases: [/zh/2024/03/05/fair/]
  |           ^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/2024/fair.zh.md:1:1
  |
1 | ---
  | -
  |
  = help: give one of the two another `slug`, date, alias or file name
",
    );
}

#[test]
fn an_alias_at_the_address_of_a_list() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
aliases: [/zh/2024/]
---
招聘会三月五日举行。
",
        "
error[address-taken]: two sources claim the address /zh/2024/; the other is content/site.yaml
 --> content/2024/fair.zh.md:5:11
  |
5 | aliases: [/zh/2024/]
  |           ^^^^^^^^^
 ::: content/site.yaml
  = help: give one of the two another `slug`, date, alias or file name
",
    );
}

#[test]
fn a_static_file_at_the_address_of_an_announcement() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
=== content/static/zh/2024/03/05/fair/index.html
<p>旧页面</p>
",
        "
error[address-taken]: two sources claim the address /zh/2024/03/05/fair/; the other is content/static/zh/2024/03/05/fair/index.html
 --> content/2024/fair.zh.md:1:1
  |
1 | ---
  | ^
 ::: content/static/zh/2024/03/05/fair/index.html
  = help: give one of the two another `slug`, date, alias or file name
",
    );
}

#[test]
fn a_static_file_at_the_address_of_a_page_of_every_site() {
    // The file is what somebody can rename, so it comes first.
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
=== content/static/robots.txt
User-agent: *
",
        "
error[address-taken]: two sources claim the address /robots.txt; the other is content/site.yaml
--> content/static/robots.txt
::: content/site.yaml
 = help: give one of the two another `slug`, date, alias or file name
",
    );
}

#[test]
fn an_alias_inside_of_a_file() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
aliases: [/old.html/fair/]
---
招聘会三月五日举行。
=== content/static/old.html
<p>旧页面</p>
",
        "
error[address-inside]: the address /old.html/fair/ lies inside /old.html, which is a file
 --> content/2024/fair.zh.md:5:11
  |
5 | aliases: [/old.html/fair/]
  |           ^^^^^^^^^^^^^^^
 ::: content/static/old.html
  = help: rename one of the two
",
    );
}

// Links, images, attachments

#[test]
fn a_link_that_is_nearly_right() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
详见市政府印发的[行动方案](plam.zh.md)。
=== content/2024/plan.zh.md
---
title: 行动方案
date: 2024-03-01
translation: none
---
方案全文。
",
        "
error[broken-link]: the link leads nowhere: plam.zh.md
 --> content/2024/fair.zh.md:6:16
  |
6 | 详见市政府印发的[行动方案](plam.zh.md)。
  |                            ^^^^^^^^^^
  |
  = help: did you mean `plan.zh.md`?
",
    );
}

#[test]
fn a_link_to_another_folder_without_the_language() {
    check(
        "
=== content/2024/03/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
> 引用：
>
> - 详见[行动方案](../plan.md)，以及**其他**文件。
=== content/2024/plan.zh.md
---
title: 行动方案
date: 2024-03-01
translation: none
---
方案全文。
",
        "
error[broken-link]: the link leads nowhere: ../plan.md
 --> content/2024/03/fair.zh.md:8:14
  |
8 | > - 详见[行动方案](../plan.md)，以及**其他**文件。
  |                    ^^^^^^^^^^
  |
  = help: did you mean `../plan.zh.md`?
",
    );
}

#[test]
fn a_link_that_is_like_none() {
    // The same words stand before, inside and behind: only the address is marked.
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
详见plan.pdf，即[plan.pdf](plan.pdf "plan.pdf")。
"#,
        r#"
error[broken-link]: the link leads nowhere: plan.pdf
 --> content/2024/fair.zh.md:6:34
  |
6 | 详见plan.pdf，即[plan.pdf](plan.pdf "plan.pdf")。
  |                                      ^^^^^^^^
  |
  = help: link to a file of this site by its path from this file, for example `../05/other.zh.md`, or to a full web address
"#,
    );
}

#[test]
fn a_link_to_an_address_where_nothing_is() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
详见[行动方案](/zh/2024/03/01/plan/)。
",
        "
error[broken-link]: the link leads nowhere: /zh/2024/03/01/plan/
 --> content/2024/fair.zh.md:6:10
  |
6 | 详见[行动方案](/zh/2024/03/01/plan/)。
  |                ^^^^^^^^^^^^^^^^^^^^
  |
  = help: link to a file of this site by its path from this file, for example `../05/other.zh.md`, or to a full web address
",
    );
}

#[test]
fn a_link_far_to_the_right() {
    // A paragraph is one line of the file; it is cut around the mark.
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室[行动方案](plan.md)千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室千山市人民政府新闻办公室
",
        "
error[broken-link]: the link leads nowhere: plan.md
 --> content/2024/fair.zh.md:6:152
  |
6 | ... 公室千山市人民政府新闻办公室[行动方案](plan.md)千山市人民政府新闻办公室千山市人民政府新...
  |                                            ^^^^^^^
  |
  = help: link to a file of this site by its path from this file, for example `../05/other.zh.md`, or to a full web address
",
    );
}

#[test]
fn a_link_to_a_draft_is_only_a_warning() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
详见市政府印发的[行动方案](plan.zh.md)。
=== content/2024/plan.zh.md
---
title: 行动方案
date: 2024-03-01
status: draft
translation: none
---
方案全文。
",
        "
warning[link-to-withheld]: plan.zh.md is not public (a draft or under embargo), so its text is shown without a link
 --> content/2024/fair.zh.md:6:16
  |
6 | 详见市政府印发的[行动方案](plan.zh.md)。
  |                            ^^^^^^^^^^
  |
  = help: nothing to do: the link appears with the first build after it is public
",
    );
}

#[test]
fn a_script_as_a_link() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
请点击[这里](javascript:alert(1))报名。
",
        "
error[forbidden-link]: this kind of link is not published: javascript:alert(1)
 --> content/2024/fair.zh.md:6:9
  |
6 | 请点击[这里](javascript:alert(1))报名。
  |              ^^^^^^^^^^^^^^^^^^^
  |
  = help: links may be http, https, mailto or tel, or lead to a page or file of this site
",
    );
}

#[test]
fn a_script_as_a_link_in_html() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
<p>请点击<a href='javascript:alert(1)'>这里</a>报名。</p>
",
        "
error[forbidden-link]: this kind of link is not published: javascript:alert(1)
 --> content/2024/fair.zh.md:6:16
  |
6 | <p>请点击<a href='javascript:alert(1)'>这里</a>报名。</p>
  |                   ^^^^^^^^^^^^^^^^^^^
  |
  = help: links may be http, https, mailto or tel, or lead to a page or file of this site
",
    );
}

#[test]
fn a_link_without_an_address_is_only_a_warning() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
请点击[这里]()报名。
",
        "
warning[not-a-link]: the link has no address, so its words are shown without a link
 --> content/2024/fair.zh.md:6:4
  |
6 | 请点击[这里]()报名。
  |       ^^^^^^^^
  |
  = help: write the address between the round brackets
",
    );
}

#[test]
fn an_image_that_is_missing() {
    // The announcement's own text is like it in name, and no picture.
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
现场照片：![招聘会现场](fair.png)
",
        "
error[missing-image]: there is no such file: fair.png
 --> content/2024/fair.zh.md:6:15
  |
6 | 现场照片：![招聘会现场](fair.png)
  |                         ^^^^^^^^
  |
  = help: put the file beside the announcement, and mind upper and lower case
",
    );
}

#[test]
fn an_image_whose_name_is_in_another_case() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
现场照片：![招聘会现场](Fair.PNG)
=== content/2024/fair.png
(图)
",
        "
error[missing-image]: there is no such file: Fair.PNG
 --> content/2024/fair.zh.md:6:15
  |
6 | 现场照片：![招聘会现场](Fair.PNG)
  |                         ^^^^^^^^
  |
  = help: did you mean `fair.png`?
",
    );
}

#[test]
fn a_lead_image_that_is_missing() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
image: {alt: 招聘会现场, src: hall.png}
---
招聘会三月五日举行。
=== content/2024/hal.png
(图)
",
        "
error[missing-image]: there is no such file: hall.png
 --> content/2024/fair.zh.md:5:26
  |
5 | image: {alt: 招聘会现场, src: hall.png}
  |                               ^^^^^^^^
  |
  = help: did you mean `hal.png`?
",
    );
}

#[test]
fn a_text_that_is_named_like_an_image() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
现场照片：![招聘会现场](fair.jpg)
=== content/2024/fair.jpg
这不是照片
",
        "
error[not-an-image]: fair.jpg has the name of a picture, but holds text
 --> content/2024/fair.zh.md:6:15
  |
6 | 现场照片：![招聘会现场](fair.jpg)
  |                         ^^^^^^^^
  |
  = help: open it in a picture program and save it as JPEG (photos) or PNG (drawings), or put the right file here
",
    );
}

#[test]
fn a_text_as_a_lead_image() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
image: {alt: 招聘会现场, src: fair.jpg}
---
招聘会三月五日举行。
=== content/2024/fair.jpg
这不是照片
",
        "
error[not-an-image]: fair.jpg has the name of a picture, but holds text
 --> content/2024/fair.zh.md:5:26
  |
5 | image: {alt: 招聘会现场, src: fair.jpg}
  |                               ^^^^^^^^
  |
  = help: open it in a picture program and save it as JPEG (photos) or PNG (drawings), or put the right file here
",
    );
}

#[test]
fn an_image_of_another_server_is_only_a_warning() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
现场照片：![招聘会现场](https://pic.example.com/1.jpg)
",
        "
warning[remote-image]: the picture is on another server, so a link is shown in its place: https://pic.example.com/1.jpg
 --> content/2024/fair.zh.md:6:15
  |
6 | 现场照片：![招聘会现场](https://pic.example.com/1.jpg)
  |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: pages load nothing from third parties: put the picture beside the announcement
",
    );
}

#[test]
fn an_attachment_that_is_missing() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
attachments: [{title: 岗位表, src: jobs.pdf}]
---
招聘会三月五日举行。
=== content/2024/job.pdf
(表)
",
        "
error[missing-attachment]: there is no such file: jobs.pdf
 --> content/2024/fair.zh.md:5:33
  |
5 | attachments: [{title: 岗位表, src: jobs.pdf}]
  |                                    ^^^^^^^^
  |
  = help: did you mean `job.pdf`?
",
    );
}

#[test]
fn html_that_is_not_published_is_only_a_warning() {
    check(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
现场照片：<font color=red>招聘会</font>
",
        "
warning[html-removed]: the HTML element <font> is not published
 --> content/2024/fair.zh.md:6:6
  |
6 | 现场照片：<font color=red>招聘会</font>
  |           ^^^^^^^^^^^^^^^^
  |
  = help: write Markdown; what a page cannot show safely is left out
",
    );
}

// `site.yaml` and `topics.yaml`

#[test]
fn a_site_with_languages_only() {
    check(
        "
=== content/site.yaml
languages: [{code: zh, tag: zh-Hans}]
=== content/topics.yaml
",
        "
error[missing-key]: `base_url` is missing
 --> content/site.yaml:1:1
  |
1 | languages: [{code: zh, tag: zh-Hans}]
  | ^^^^^^^^^
  |
  = help: add `base_url: https://news.example.org/`

error[missing-key]: `timezone` is missing
 --> content/site.yaml:1:1
  |
1 | languages: [{code: zh, tag: zh-Hans}]
  | ^^^^^^^^^
  |
  = help: add `timezone: Asia/Shanghai`

error[missing-key]: `title` is missing
 --> content/site.yaml:1:1
  |
1 | languages: [{code: zh, tag: zh-Hans}]
  | ^^^^^^^^^
  |
  = help: add `title: {zh: …, en: …}`
",
    );
}

#[test]
fn a_site_without_languages() {
    check(
        "
=== content/site.yaml
title: 千山市新闻办
base_url: https://news.example.org/
timezone: Asia/Shanghai
",
        "
error[missing-key]: `languages` is missing
 --> content/site.yaml:1:1
  |
1 | title: 千山市新闻办
  | ^^^^^
  |
  = help: add `languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]`
",
    );
}

#[test]
fn an_empty_site_file() {
    check(
        "
=== content/site.yaml
",
        "
error[missing-key]: `languages` is missing
--> content/site.yaml
 = help: add `languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]`
",
    );
}

#[test]
fn a_base_url_without_https() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: news.example.org
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
",
        "
error[bad-url]: `base_url` is no web address: `news.example.org`
 --> content/site.yaml:2:11
  |
2 | base_url: news.example.org
  |           ^^^^^^^^^^^^^^^^
  |
  = help: write a full address that starts with https:// or http://
",
    );
}

#[test]
fn a_time_zone_that_is_nearly_right() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghi
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
",
        "
error[unknown-time-zone]: there is no time zone `Asia/Shanghi`
 --> content/site.yaml:3:11
  |
3 | timezone: Asia/Shanghi
  |           ^^^^^^^^^^^^
  |
  = help: did you mean `Asia/Shanghai`?
",
    );
}

#[test]
fn a_time_zone_in_chinese() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: 北京时间
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
",
        "
error[unknown-time-zone]: there is no time zone `北京时间`
 --> content/site.yaml:3:11
  |
3 | timezone: 北京时间
  |           ^^^^^^^^
  |
  = help: use a name of the tz database, for example `Asia/Shanghai`
",
    );
}

#[test]
fn a_language_listed_twice() {
    // That the texts name a language that the list then lacks follows from it, and is not said as well.
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: zh, tag: zh-Hant}]
",
        "
error[repeated-language]: the language `zh` is listed twice
 --> content/site.yaml:4:46
  |
4 | languages: [{code: zh, tag: zh-Hans}, {code: zh, tag: zh-Hant}]
  |                                              ^^
  |
  = help: remove one of the two
",
    );
}

#[test]
fn a_language_code_in_capitals() {
    // That the texts name a language that the list then lacks follows from it, and is not said as well.
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: EN, tag: en}]
",
        "
error[bad-language-code]: `EN` cannot be a language code in addresses
 --> content/site.yaml:4:46
  |
4 | languages: [{code: zh, tag: zh-Hans}, {code: EN, tag: en}]
  |                                              ^^
  |
  = help: use two to eight lower-case letters, for example `zh`, or two parts with a hyphen, for example `zh-hk`
",
    );
}

#[test]
fn a_language_tag_in_words() {
    // That the texts name a language that the list then lacks follows from it, and is not said as well.
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: 简体中文}, {code: en, tag: en}]
",
        "
error[bad-language-tag]: `简体中文` is no language tag (BCP 47)
 --> content/site.yaml:4:29
  |
4 | languages: [{code: zh, tag: 简体中文}, {code: en, tag: en}]
  |                             ^^^^^^^^
  |
  = help: write for example `zh-Hans`, `zh-Hant` or `en`
",
    );
}

#[test]
fn a_title_without_one_of_the_languages() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
",
        "
error[language-without-text]: `title` has no text in the language `en`
 --> content/site.yaml:1:9
  |
1 | title: {zh: 千山市新闻办}
  |         ^^
  |
  = help: add `en: …`
",
    );
}

#[test]
fn a_key_of_the_site_that_is_nearly_right() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
tehme: spring
",
        "
error[unknown-key]: there is no key `tehme` here
 --> content/site.yaml:5:1
  |
5 | tehme: spring
  | ^^^^^
  |
  = help: did you mean `theme`?
",
    );
}

#[test]
fn a_full_width_colon_in_the_site_file() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone：Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
",
        "
error[full-width-colon]: a full-width colon follows `timezone`
 --> content/site.yaml:3:9
  |
3 | timezone：Asia/Shanghai
  |         ^^
  |
  = help: write `timezone: ` with a half-width colon and a space
",
    );
}

#[test]
fn no_languages_at_all() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: []
",
        "
error[too-many-languages]: a site has at least 1 and at most 32 languages
 --> content/site.yaml:4:12
  |
4 | languages: []
  |            ^
  |
  = help: list for example `- {code: zh, tag: zh-Hans}`
",
    );
}

#[test]
fn topics_with_a_chinese_id_or_without_a_label() {
    check(
        "
=== content/topics.yaml
就业: {zh: 就业, en: Employment}
health: {zh: 卫生}
",
        "
error[bad-name]: `就业` cannot be part of an address, which `topic` becomes
 --> content/topics.yaml:1:1
  |
1 | 就业: {zh: 就业, en: Employment}
  | ^^^^
  |
  = help: use lower-case letters a to z, digits and single hyphens

error[language-without-text]: `health` has no text in the language `en`
 --> content/topics.yaml:2:10
  |
2 | health: {zh: 卫生}
  |          ^^
  |
  = help: add `en: …`
",
    );
}

// What the footer and the head say about the site

#[test]
fn numbers_and_addresses_that_are_none() {
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
contact:
  phone: {zh: 5550 1234, en: +86 412 5550 1234}
  email: press@千山
  adress: 政府路1号
government:
  id_code: 21000
  domain: https://news.example.org/
  icp: 辽ICP备号
  police: {number: 21000000000000}
  party_badge: {badge: party.gif, href: bszs.example.org}
"#,
        r#"
error[bad-form]: `phone` is no telephone number that newsroom reads: `5550 1234`
 --> content/site.yaml:6:15
  |
6 |   phone: {zh: 5550 1234, en: +86 412 5550 1234}
  |               ^^^^^^^^^
  |
  = help: write one number with its area code, `0412-5550 1234`, or with its country code, `+86 412 5550 1234`

error[bad-form]: `email` is no e-mail address: `press@千山`
 --> content/site.yaml:7:10
  |
7 |   email: press@千山
  |          ^^^^^^^^^^
  |
  = help: write for example `press@example.org`

error[unknown-key]: there is no key `adress` here
 --> content/site.yaml:8:3
  |
8 |   adress: 政府路1号
  |   ^^^^^^
  |
  = help: did you mean `address`?

error[bad-form]: `id_code` is no site code (网站标识码): `21000`
  --> content/site.yaml:10:12
   |
10 |   id_code: 21000
   |            ^^^^^
   |
   = help: it has ten characters, ten digits or `bm` and eight digits, as the register of government sites lists it

error[bad-form]: `domain` is no host name: `https://news.example.org/`
  --> content/site.yaml:11:11
   |
11 |   domain: https://news.example.org/
   |           ^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write the host alone, without https:// and slashes, for example `www.example.gov.cn`

error[bad-form]: `icp` is no ICP registration number (ICP备案号): `辽ICP备号`
  --> content/site.yaml:12:8
   |
12 |   icp: 辽ICP备号
   |        ^^^^^^^^^
   |
   = help: write it as the certificate does, for example `辽ICP备12345678号-1`

error[bad-form]: `number` is no police registration number (公安备案号): `21000000000000`
  --> content/site.yaml:13:20
   |
13 |   police: {number: 21000000000000}
   |                    ^^^^^^^^^^^^^^
   |
   = help: write it as the register does, with 14 digits, for example `辽公网安备21030002000001号`

error[bad-url]: `href` is no web address: `bszs.example.org`
  --> content/site.yaml:14:41
   |
14 |   party_badge: {badge: party.gif, href: bszs.example.org}
   |                                         ^^^^^^^^^^^^^^^^
   |
   = help: write a full address that starts with https:// or http://
"#,
    );
}

#[test]
fn badges_that_are_not_there_or_no_pictures() {
    let site = SiteTest::new(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
government:
  id_code: 2100000000
  police: {number: 辽公网安备21000000000000号, badge: police.svg}
  party_badge: {badge: partei.gif, href: https://bszs.example.org/}
  report_errors: {badge: errors.gif}
=== content/static/police.svg
<svg xmlns='http://www.w3.org/2000/svg'/>
",
    );
    site.write("content/static/party.gif", super::support::GIF);
    check_site(
        &site,
        r#"
error[badge-not-a-picture]: content/static/police.svg is no picture whose size newsroom can read
 --> content/site.yaml:7:49
  |
7 |   police: {number: 辽公网安备21000000000000号, badge: police.svg}
  |                                                       ^^^^^^^^^^
  |
  = help: save the badge as PNG

error[missing-badge]: there is no such file: content/static/partei.gif
 --> content/site.yaml:8:24
  |
8 |   party_badge: {badge: partei.gif, href: https://bszs.example.org/}
  |                        ^^^^^^^^^^
  |
  = help: did you mean `party.gif`?

error[missing-badge]: there is no such file: content/static/errors.gif
 --> content/site.yaml:9:26
  |
9 |   report_errors: {badge: errors.gif}
  |                          ^^^^^^^^^^
  |
  = help: download the badge from the authority that gives it, and put it into content/static: pages load nothing from other servers
"#,
    );
}

// Themes

#[test]
fn a_theme_that_is_nearly_right() {
    // The name is shown where it stands, as every wrong value is.
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: sprng
=== themes/spring/style.css
a { color: red }
",
        "
error[unknown-theme]: there is no theme `sprng`
 --> content/site.yaml:5:8
  |
5 | theme: sprng
  |        ^^^^^
  |
  = help: did you mean `spring`?
",
    );
}

#[test]
fn a_theme_that_is_like_none() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: 春
",
        "
error[unknown-theme]: there is no theme `春`
 --> content/site.yaml:5:8
  |
5 | theme: 春
  |        ^^
  |
  = help: name a folder below `themes`, or `default`
",
    );
}

#[test]
fn a_theme_with_a_slip_among_several() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: 春
=== themes/spring/style.css
a { color: red }
",
        "
error[unknown-theme]: there is no theme `春`
 --> content/site.yaml:5:8
  |
5 | theme: 春
  |        ^^
  |
  = help: the themes are `spring` and `default`
",
    );
}

#[test]
fn two_templates_that_do_not_parse() {
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/home.html
{% extends "base.html" %}
{% block main %}{{ site.title </p>{% endblock main %}
=== themes/spring/topics.html
{% extends "base.html" %}
{% block main %}
{% if topics %}
{% endblock main %}
"#,
        "
error[broken-template]: Found `</` but expected }}.
 --> themes/spring/home.html:2:31
  |
2 | {% block main %}{{ site.title </p>{% endblock main %}
  |                               ^^
  |
  = help: correct the template; docs/themes.md says what it may use

error[broken-template]: Unknown tag
 --> themes/spring/topics.html:4:4
  |
4 | {% endblock main %}
  |    ^^^^^^^^
  |
  = help: correct the template; docs/themes.md says what it may use
",
    );
}

#[test]
fn everything_that_does_not_fit_in_two_templates() {
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/home.html
{% extends "base.html" %}
{% block mian %}{{ site.title | uper }}{% endblock mian %}
=== themes/spring/topics.html
{% extends "base.html" %}
{% block main %}{{ <lnks links={topics} /> }}{% include "seal.html" %}{% endblock main %}
"#,
        r#"
error[broken-template]: Block `mian` is not defined in any parent template
 --> themes/spring/home.html:2:10
  |
2 | {% block mian %}{{ site.title | uper }}{% endblock mian %}
  |          ^^^^
  |
  = help: did you mean `main`?

error[broken-template]: Unknown filter `uper`
 --> themes/spring/home.html:2:33
  |
2 | {% block mian %}{{ site.title | uper }}{% endblock mian %}
  |                                 ^^^^
  |
  = help: correct the template; docs/themes.md says what it may use

error[broken-template]: Unknown component `lnks`
 --> themes/spring/topics.html:2:21
  |
2 | {% block main %}{{ <lnks links={topics} /> }}{% include "seal.html" %}{% endblock main %}
  |                     ^^^^
  |
  = help: did you mean `links`?

error[broken-template]: Unknown template `seal.html`
 --> themes/spring/topics.html:2:58
  |
2 | {% block main %}{{ <lnks links={topics} /> }}{% include "seal.html" %}{% endblock main %}
  |                                                          ^^^^^^^^^
  |
  = help: correct the template; docs/themes.md says what it may use
"#,
    );
}

#[test]
fn templates_that_extend_one_another() {
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/home.html
{% extends "topics.html" %}
=== themes/spring/topics.html
{% extends "home.html" %}
"#,
        r#"
error[broken-template]: `home.html` extends itself, by way of what it extends
 --> themes/spring/home.html:1:4
  |
1 | {% extends "topics.html" %}
  |    ^^^^^^^
  |
  = help: correct the template; docs/themes.md says what it may use
"#,
    );
}

#[test]
fn a_block_that_only_a_template_of_the_default_theme_has() {
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/base.html
<!doctype html>
<html lang="{{ page.tag }}"><title>{{ page.title }}</title>
{% block masthead %}{% endblock masthead %}{% block navigation %}{% endblock navigation %}
{% block address %}{% endblock address %}{% block main %}{% endblock main %}
{% block footer %}{% endblock footer %}{% block addresses %}{% endblock addresses %}
</html>
"#,
        r#"
error[broken-template]: Block `colophon` is not defined in any parent template
  --> themes/default/front.html:20:10
   |
20 | {% block colophon %}{% for section in sections %}<p lang="{{ section.tag }}">{{ section.titl...
   |          ^^^^^^^^
   |
   = help: this file is one of the default theme, used because themes/spring has none of this name: add one there, or what this one needs
"#,
    );
}

#[test]
fn one_mistake_on_many_pages_and_another_on_one() {
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== content/2024/fair.zh.md
---
title: 千山市春季招聘会
date: 2024-03-05
topics: [employment]
translation: none
---
招聘会三月五日举行。
=== content/2024/clinic.zh.md
---
title: 千山市卫生院开放时间
date: 2024-03-06
translation: none
---
卫生院周一至周五开放。
=== themes/spring/announcement.html
{% extends "default/announcement.html" %}
{% block main %}{{ a.titel }}{% endblock main %}
=== themes/spring/topics.html
{% extends "base.html" %}
{% block main %}{% for topic in topics %}{{ topic.href.path }}{% endfor %}{{ topcis }}{% endblock main %}
"#,
        "
error[unknown-field]: there is no `titel` here (rendering content/2024/fair.zh.md, and 1 other page)
 --> themes/spring/announcement.html:2:22
  |
2 | {% block main %}{{ a.titel }}{% endblock main %}
  |                      ^^^^^
  |
  = help: did you mean `title`? There are `also_dates`, `attachments`, `body_html`, `date`, `document_number`, `document_tag`, `image`, `issuers`, `keywords`, `lead_in`, `original_note`, `reading`, `reference`, `series`, `source`, `stale`, `title`, `topics`, `unpublished`, `updated`, `updates` and `withdrawn`

error[unknown-field]: there is no `path` here (rendering /en/topics/, and 1 other page)
 --> themes/spring/topics.html:2:56
  |
2 | {% block main %}{% for topic in topics %}{{ topic.href.path }}{% endfor %}{{ topcis }}{% endb...
  |                                                        ^^^^
  |
  = help: what stands before it has no fields: it is a text, or absent on this page; ask first whether it is there, with `{% if … %}`
",
    );
}

#[test]
fn an_absent_value_is_not_asked_for() {
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== content/2024/fair.zh.md
---
title: 千山市春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
=== themes/spring/announcement.html
{% extends "default/announcement.html" %}
{% block main %}{{ a.image.src }}{% endblock main %}
"#,
        "
error[unknown-field]: there is no `src` here (rendering content/2024/fair.zh.md)
 --> themes/spring/announcement.html:2:28
  |
2 | {% block main %}{{ a.image.src }}{% endblock main %}
  |                            ^^^
  |
  = help: what stands before it has no fields: it is a text, or absent on this page; ask first whether it is there, with `{% if … %}`
",
    );
}

#[test]
fn a_value_of_another_kind() {
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/home.html
{% extends "base.html" %}
{% block main %}{{ site.title + 1 }}{% endblock main %}
"#,
        "
error[template-failed]: `+` requires both operands to be numbers, found `string` and `i64` (rendering /en/, and 1 other page)
 --> themes/spring/home.html:2:20
  |
2 | {% block main %}{{ site.title + 1 }}{% endblock main %}
  |                    ^^^^^^^^^^^^^^
  |
  = help: correct the template; what it is given is listed in docs/themes.md
",
    );
}

#[test]
fn files_of_a_theme_that_nothing_uses() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/anouncement.html
<p>{{ a.title }}</p>
=== themes/spring/Style.css
a { color: red }
=== themes/spring/seal.html
<p>印</p>
=== themes/spring/i18n/zh.yml
home: 首页
",
        r#"
warning[unused-theme-file]: nothing uses this file of the theme
--> themes/spring/Style.css
 = help: did you mean `style.css`?

warning[unused-theme-file]: nothing uses this file of the theme
--> themes/spring/anouncement.html
 = help: did you mean `announcement.html`?

warning[unused-theme-file]: nothing uses this file of the theme
--> themes/spring/i18n/zh.yml
 = help: did you mean `i18n/zh.yaml`?

warning[unused-theme-file]: nothing uses this file of the theme
--> themes/spring/seal.html
 = help: remove it, or name it in a template, as `{% include "…" %}` does
"#,
    );
}

#[test]
fn wrong_interface_texts() {
    let site = SiteTest::new(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/home.html
{% extends "base.html" %}
{% block main %}{{ t.slogan }}{% endblock main %}
"#,
    );
    let default = include_str!("../../themes/default/i18n/zh.yaml");
    let texts = without(&without(default, "only_in:"), "#");
    site.write(
        "themes/spring/i18n/zh.yaml",
        format!(
            "slogan: 为民\nonly_in: 仅有{{langauge}}\nhmoe: 首页\nmoved_text: 请点{{here}}\n{}",
            without(&texts, "moved_text:")
        ),
    );
    check_site(
        &site,
        "
error[missing-text]: the interface text `slogan` is missing for the language `en`
 --> themes/default/i18n/en.yaml:1:1
  |
1 | # Interface texts: English. The program fills in {n}, {count}, {date}, {language} and {title}.
  | ^
  |
  = help: copy this file, which is one of the default theme, to themes/spring/i18n/en.yaml, and add `slogan: …` there

error[unknown-placeholder]: nothing is filled in for `{langauge}` in the interface text `only_in`
 --> themes/spring/i18n/zh.yaml:2:10
  |
2 | only_in: 仅有{langauge}
  |          ^^^^^^^^^^^^^^
  |
  = help: what is filled in here is `{language}`

error[unknown-text]: nothing uses the interface text `hmoe`
 --> themes/spring/i18n/zh.yaml:3:1
  |
3 | hmoe: 首页
  | ^^^^
  |
  = help: did you mean `home`?

error[unknown-placeholder]: nothing is filled in for `{here}` in the interface text `moved_text`
 --> themes/spring/i18n/zh.yaml:4:13
  |
4 | moved_text: 请点{here}
  |             ^^^^^^^^^^
  |
  = help: remove it: this text is printed as it is
",
    );
}

#[test]
fn interface_texts_that_are_no_yaml() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/i18n/zh.yaml
home: 首页: 最新
",
        r#"
error[yaml]: this is not valid YAML: mapping values are not allowed in this context
 --> themes/spring/i18n/zh.yaml:1:9
  |
1 | home: 首页: 最新
  |           ^
  |
  = help: a value that holds `: ` must stand in quotes: `title: "…: …"`
"#,
    );
}

#[test]
fn a_template_with_an_open_tag() {
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/home.html
{% extends "base.html" %}
{% block main %}
<p>千山市 {{ site.title </p>
{% endblock main %}
"#,
        "
error[broken-template]: Found `</` but expected }}.
 --> themes/spring/home.html:3:22
  |
3 | <p>千山市 {{ site.title </p>
  |                         ^^
  |
  = help: correct the template; docs/themes.md says what it may use
",
    );
}

#[test]
fn a_template_with_an_unknown_field() {
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/home.html
{% extends "base.html" %}
{% block main %}
<p>千山市 {{ site.titel }}</p>
{% endblock main %}
"#,
        "
error[unknown-field]: there is no `titel` here (rendering /en/, and 1 other page)
 --> themes/spring/home.html:3:16
  |
3 | <p>千山市 {{ site.titel }}</p>
  |                   ^^^^^
  |
  = help: did you mean `title`? There are `description`, `feed_href`, `front_href`, `home_href`, `icons`, `imprints`, `json_feed_href`, `site_map_href`, `title` and `topics_href`
",
    );
}

#[test]
fn a_template_with_an_unknown_filter() {
    // Not a report inside of the report, whose mark is not under the word.
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/home.html
{% extends "base.html" %}
{% block main %}
<p>千山市 {{ site.title | uper }}</p>
{% endblock main %}
"#,
        "
error[broken-template]: Unknown filter `uper`
 --> themes/spring/home.html:3:24
  |
3 | <p>千山市 {{ site.title | uper }}</p>
  |                           ^^^^
  |
  = help: correct the template; docs/themes.md says what it may use
",
    );
}

#[test]
fn a_template_with_an_unknown_component() {
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/home.html
{% extends "base.html" %}
{% block main %}
<p>千山市 {{ <itms items={latest} /> }}</p>
{% endblock main %}
"#,
        "
error[broken-template]: Unknown component `itms`
 --> themes/spring/home.html:3:12
  |
3 | <p>千山市 {{ <itms items={latest} /> }}</p>
  |               ^^^^
  |
  = help: did you mean `items`?
",
    );
}

#[test]
fn a_template_that_extends_nothing_there_is() {
    // The parser names no place, but the file it names is known.
    check(
        r#"
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
theme: spring
=== themes/spring/home.html
{% extends "bas.html" %}
"#,
        r#"
error[broken-template]: there is no template `bas.html` to extend
 --> themes/spring/home.html:1:13
  |
1 | {% extends "bas.html" %}
  |             ^^^^^^^^
  |
  = help: did you mean `base.html`?
"#,
    );
}

#[test]
fn no_interface_texts_for_a_language() {
    check(
        "
=== content/site.yaml
title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://news.example.org/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: de}]
theme: spring
=== themes/spring/style.css
a { color: red }
",
        "
error[no-interface-texts]: the theme has no interface texts for the language `de`
 --> content/site.yaml:4:55
  |
4 | languages: [{code: zh, tag: zh-Hans}, {code: en, tag: de}]
  |                                                       ^^
  |
  = help: copy themes/default/i18n/en.yaml to themes/spring/i18n/de.yaml and translate it
",
    );
}

#[test]
fn one_missing_interface_text() {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/i18n/zh.yaml");
    let texts = fs::read_to_string(default).unwrap();
    let others: String = texts
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("all_topics:") && !line.starts_with('#'))
        .collect();
    let site = SiteTest::new("");
    site.write(
        "themes/default/i18n/zh.yaml",
        format!("latest: 最新\n{}", without(&others, "latest:")),
    );
    check_site(
        &site,
        "
error[missing-text]: the interface text `all_topics` is missing for the language `zh-Hans`
 --> themes/default/i18n/zh.yaml:1:1
  |
1 | latest: 最新
  | ^
  |
  = help: add `all_topics: …`
",
    );
}

/// Without the lines that start like this.
fn without(text: &str, start: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| !line.starts_with(start))
        .collect()
}

// What cannot be written as a string

#[test]
fn a_file_in_gbk() {
    let site = SiteTest::new("");
    // 公告 in GBK; the second line of the file is the first that is not UTF-8.
    let gbk = b"---\ntitle: \xB9\xAB\xB8\xE6\ndate: 2024-03-05\n---\n";
    site.write("content/2024/fair.zh.md", gbk);
    check_site(
        &site,
        "
error[not-utf-8]: line 2 is not valid UTF-8
--> content/2024/fair.zh.md
 = help: save the file again with the encoding UTF-8 (not GBK, GB18030 or Big5)
",
    );
}

#[test]
fn a_site_file_in_gbk() {
    let site = SiteTest::new("");
    site.write("content/site.yaml", b"title: \xB9\xAB\xB8\xE6\n");
    check_site(
        &site,
        "
error[not-utf-8]: line 1 is not valid UTF-8
--> content/site.yaml
 = help: save the file again with the encoding UTF-8 (not GBK, GB18030 or Big5)
",
    );
}

#[test]
fn a_folder_without_a_site_file() {
    let site = SiteTest::new("");
    site.remove("content/site.yaml");
    check_site(
        &site,
        "
error[missing-file]: there is no file content/site.yaml
--> content/site.yaml
 = help: create it, or start newsroom in the folder of the site (or with --root DIR)
",
    );
}

#[test]
fn a_folder_with_nothing_in_it_lacks_both_files() {
    let site = SiteTest::new("");
    site.remove("content/site.yaml");
    site.remove("content/topics.yaml");
    check_site(
        &site,
        "
error[missing-file]: there is no file content/site.yaml
--> content/site.yaml
 = help: create it, or start newsroom in the folder of the site (or with --root DIR)

error[missing-file]: there is no file content/topics.yaml
--> content/topics.yaml
 = help: create it, or start newsroom in the folder of the site (or with --root DIR)
",
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_no_mistake_and_move_no_mark() {
    let site = SiteTest::new("");
    let text = "\u{FEFF}---\r\ntitle: 千山市召开春季招聘会\r\ndate: 2024-03-05\r\ntranslation: none\r\n---\r\n详见[行动方案](plan.md)。\r\n";
    site.write("content/2024/fair.zh.md", text);
    check_site(
        &site,
        "
error[broken-link]: the link leads nowhere: plan.md
 --> content/2024/fair.zh.md:6:10
  |
6 | 详见[行动方案](plan.md)。
  |                ^^^^^^^
  |
  = help: link to a file of this site by its path from this file, for example `../05/other.zh.md`, or to a full web address
",
    );
}

// Runs as a whole

/// Three files with five mistakes, and one without.
const MISTAKES: &str = "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-02-30
topics: [就业]
---
招聘会三月五日举行。
=== content/2024/plan.zh.md
---
title: 千山市印发行动方案
date: 2024-03-01
translation: none
---
**千山市**已印发，详见[行动方案](方案.pdf)。
=== content/2024/fine.zh.md
---
title: 千山市公布办公时间
date: 2024-03-02
translation: none
---
办公时间为九时至十七时。
=== content/2024/notes.md
没有题头。
";

/// Everything below a folder with its time of change, folders included.
fn with_times(site: &SiteTest) -> Vec<(String, SystemTime)> {
    walkdir::WalkDir::new(site.path("public"))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let time = entry.metadata().unwrap().modified().unwrap();
            (entry.path().display().to_string(), time)
        })
        .collect()
}

#[test]
fn one_run_reports_the_mistakes_of_all_files_and_changes_nothing() {
    let site = SiteTest::new(
        "
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
---
招聘会三月五日举行。
",
    );
    let before: Tree = site.build();
    let times = with_times(&site);
    for file in MISTAKES.split("=== ").skip(1) {
        let (path, text) = file.split_once('\n').unwrap();
        site.write(path, text);
    }
    // A rewritten file would have a time that differs.
    std::thread::sleep(Duration::from_millis(20));

    let run = site.run(&["build", "--now", NOW]);

    assert_eq!(run.status, 1);
    let places = [
        "error[impossible-date]: there is no such day or time as `2024-02-30`\n --> content/2024/fair.zh.md:3:7\n",
        "error[unknown-topic]: there is no topic `就业`\n --> content/2024/fair.zh.md:4:10\n",
        "error[no-language]: the file name does not say its language\n --> content/2024/notes.md:1:1\n",
        "error[no-front-matter]: the file does not start with front matter\n --> content/2024/notes.md:1:1\n",
        "error[broken-link]: the link leads nowhere: 方案.pdf\n --> content/2024/plan.zh.md:6:21\n",
    ];
    for place in places {
        assert!(run.stderr.contains(place), "{place}\n{}", run.stderr);
    }
    assert_eq!(run.stderr.matches("error[").count(), places.len());
    assert!(
        run.stderr
            .contains("5 errors, 0 warnings: nothing was published, ./public is as it was\n"),
        "{}",
        run.stderr
    );
    assert_eq!(site.output(), before);
    assert_eq!(with_times(&site), times);
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn json_holds_what_is_documented_and_nothing_else() {
    let body = "千山市人民政府新闻办公室今天公布春季招聘会的安排。".repeat(8);
    let announcement = |day: u8| {
        format!(
            "=== content/2024/notice-{day}.zh.md\n---\ntitle: 千山市第{day}号公告\ndate: 2024-03-0{day}\n---\n{body}\n"
        )
    };
    let site = SiteTest::new(&format!("{}{}", announcement(1), announcement(2)));
    let report = site.json("build");
    assert_eq!(
        keys(&report),
        [
            "announcements",
            "diagnostics",
            "duplicates",
            "next_build",
            "outputs",
            "pages",
            "translations",
            "withheld"
        ]
    );
    assert_eq!(report["announcements"], 2);
    assert!(report["pages"].as_u64().unwrap() > 2);
    let files = site.output().len() as u64 - 1;
    assert_eq!(
        report["outputs"],
        json!({"written": files, "unchanged": 0, "removed": 0}),
        "the manifest is not counted"
    );
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 2, "{diagnostics:#?}");
    assert_eq!(
        diagnostics[0],
        json!({
            "severity": "warning",
            "code": "translation-missing",
            "message": "there is neither an edition nor a headline in `en`",
            "file": "content/2024/notice-1.zh.md",
            "line": 2,
            "column": 8,
            "help": "add the en edition, or `titles: {en: …}`, or `translation: none` if none is planned",
        })
    );
    let row = |day: u8| {
        let original = format!("content/2024/notice-{day}.zh.md");
        json!({"original": original, "language": "en", "translation": null, "state": "missing", "parity_warnings": 0})
    };
    let totals =
        json!({"complete": 0, "stale": 0, "headline-only": 0, "missing": 2, "not-planned": 0});
    assert_eq!(
        report["translations"],
        json!({"announcements": [row(2), row(1)], "totals": totals})
    );
    let duplicates = report["duplicates"].as_array().unwrap();
    assert_eq!(duplicates.len(), 1);
    assert_eq!(
        keys(&duplicates[0]),
        [
            "action",
            "canonical",
            "copy",
            "kind",
            "reason",
            "similarity"
        ]
    );
}

#[test]
fn json_says_the_line_and_the_character_of_each_mistake() {
    let site = SiteTest::new(MISTAKES);
    let run = site.run(&["build", "--now", NOW, "--format", "json"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stderr, "", "the report is on standard output only");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let places: Vec<(&str, &str, u64, u64)> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["code"].as_str().unwrap(),
                one["file"].as_str().unwrap(),
                one["line"].as_u64().unwrap(),
                one["column"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            ("impossible-date", "content/2024/fair.zh.md", 3, 7),
            ("unknown-topic", "content/2024/fair.zh.md", 4, 10),
            ("no-front-matter", "content/2024/notes.md", 1, 1),
            ("no-language", "content/2024/notes.md", 1, 1),
            // Behind 20 characters, which are 46 bytes and 33 columns.
            ("broken-link", "content/2024/plan.zh.md", 6, 21),
        ]
    );
    assert_eq!(
        report["outputs"],
        json!({"written": 0, "unchanged": 0, "removed": 0})
    );
    assert!(!site.path("public").exists());
}

#[test]
fn wrong_usage_has_a_status_of_its_own_and_writes_nothing() {
    let site = SiteTest::new("");
    for arguments in [
        &[][..],
        &["bulid"],
        &["build", "--draft"],
        &["build", "--now", "yesterday"],
        &["build", "--now", "2026-01-01"],
        &["build", "--base-url", "news.example.org"],
        &["check", "--format", "xml"],
        &["check", "--output", "public"],
        &["build", "extra"],
    ] {
        let run = site.run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{arguments:?}");
        assert!(!run.stderr.is_empty(), "{arguments:?}");
    }
    assert!(!site.path("public").exists());
}

#[test]
fn help_and_version_are_no_wrong_usage() {
    let site = SiteTest::new("");
    for arguments in [&["--help"][..], &["build", "--help"], &["--version"]] {
        let run = site.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
        assert!(run.stdout.contains("newsroom"), "{arguments:?}");
    }
}

#[test]
fn a_budget_in_words() {
    let site = SiteTest::new("");
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}budget: 14 KB\n"));
    let line = yaml.lines().count() + 1;
    check_site(
        &site,
        &format!(
            r#"
error[not-a-number]: `budget` must be a whole number from 0, not `14 KB`
 --> content/site.yaml:{line}:9
  |
{line} | budget: 14 KB
  |         ^^^^^
  |
  = help: write digits only, for example `11`
"#
        ),
    );
}

// Withdrawal

#[test]
fn a_withdrawal_without_a_day_and_a_reason() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
status: withdrawn
---
招聘会三月五日举行。
"#,
        r#"
warning[withdrawn-unexplained]: the page says that this announcement was withdrawn, but neither when nor why
 --> content/2024/fair.zh.md:5:1
  |
5 | status: withdrawn
  | ^^^^^^^^^^^^^^^^^
  |
  = help: write `withdrawn: {date: 2026-05-01, reason: {zh: …, en: …}}` in place of this line
"#,
    );
}

#[test]
fn a_draft_that_was_withdrawn() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
status: draft
withdrawn: {date: 2024-03-06, reason: 日期有误}
---
招聘会三月五日举行。
"#,
        r#"
error[withdrawn-and-status]: `status: draft` contradicts `withdrawn`
 --> content/2024/fair.zh.md:5:1
  |
5 | status: draft
  | ^^^^^^^^^^^^^
  |
  = help: remove this line if the announcement was withdrawn, or else remove `withdrawn`
"#,
    );
}

#[test]
fn a_copy_that_was_withdrawn() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
withdrawn: {date: 2024-03-06, reason: 日期有误}
duplicate_of: 2024/market
---
招聘会三月五日举行。
=== content/2024/market.zh.md
---
title: 春季集市
date: 2024-03-05
translation: none

---
集市三月九日开市。
"#,
        r#"
error[withdrawn-and-duplicate]: an announcement that was withdrawn cannot lead to another as its copy
 --> content/2024/fair.zh.md:6:1
  |
6 | duplicate_of: 2024/market
  | ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: remove this line, or, if readers are to find the other announcement here, write it into `withdrawn` as `replaced_by: …`
"#,
    );
}

#[test]
fn a_withdrawal_on_a_day_to_come() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
withdrawn: {date: 2026-03-06, reason: 日期有误}
---
招聘会三月五日举行。
"#,
        r#"
error[withdrawn-later]: the day of the withdrawal, 2026-03-06, has not come, and the page would say at once that this is no longer in force
 --> content/2024/fair.zh.md:5:19
  |
5 | withdrawn: {date: 2026-03-06, reason: 日期有误}
  |                   ^^^^^^^^^^
  |
  = help: correct the date, or publish this change on that day
"#,
    );
}

#[test]
fn a_withdrawal_before_the_publication() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
withdrawn: {date: 2024-03-04, reason: 日期有误}
---
招聘会三月五日举行。
"#,
        r#"
error[withdrawn-before-published]: this was withdrawn before it was published, on 2024-03-05
 --> content/2024/fair.zh.md:5:19
  |
5 | withdrawn: {date: 2024-03-04, reason: 日期有误}
  |                   ^^^^^^^^^^
  |
  = help: correct one of the two dates
"#,
    );
}

#[test]
fn a_withdrawal_without_its_day() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
withdrawn: {reason: 日期有误}
---
招聘会三月五日举行。
"#,
        r#"
error[missing-key]: `date` is missing
 --> content/2024/fair.zh.md:5:13
  |
5 | withdrawn: {reason: 日期有误}
  |             ^^^^^^
  |
  = help: add `date: 2026-05-01`
"#,
    );
}

#[test]
fn a_reason_that_is_empty() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
withdrawn: {date: 2024-03-06, reason: {}}
---
招聘会三月五日举行。
"#,
        r#"
error[empty-value]: `reason` is empty
 --> content/2024/fair.zh.md:5:39
  |
5 | withdrawn: {date: 2024-03-06, reason: {}}
  |                                       ^
  |
  = help: write a value behind the colon, or remove the line
"#,
    );
}

#[test]
fn a_reason_in_one_language_only() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
withdrawn: {date: 2024-03-06, reason: {zh: 日期有误}}
---
招聘会三月五日举行。
=== content/2024/fair.en.md
---
title: Spring job fair
---
The fair is on 5 March.
"#,
        r#"
warning[reason-missing]: there is no reason in `en`, so its page gives that of another language
 --> content/2024/fair.zh.md:4:1
  |
4 | withdrawn: {date: 2024-03-06, reason: {zh: 日期有误}}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: add `en: …` to `reason`
"#,
    );
}

#[test]
fn what_remains_of_a_withdrawn_text_in_other_words() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
withdrawn: {date: 2024-03-06, reason: 日期有误, text: delete}
---
招聘会三月五日举行。
"#,
        r#"
error[unknown-choice]: `text` cannot be `delete`
 --> content/2024/fair.zh.md:5:51
  |
5 | withdrawn: {date: 2024-03-06, reason: 日期有误, text: delete}
  |                                                       ^^^^^^
  |
  = help: it is `kept` or `removed`
"#,
    );
}

#[test]
fn a_text_beside_a_replacement() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
withdrawn: {date: 2024-03-06, reason: 日期有误, text: kept, replaced_by: 2024/market}
---
招聘会三月五日举行。
=== content/2024/market.zh.md
---
title: 春季集市
date: 2024-03-05
translation: none

---
集市三月九日开市。
"#,
        r#"
error[text-and-replacement]: `text` says nothing beside `replaced_by`: readers are led to the other announcement
 --> content/2024/fair.zh.md:5:45
  |
5 | withdrawn: {date: 2024-03-06, reason: 日期有误, text: kept, replaced_by: 2024/market}
  |                                                 ^^^^
  |
  = help: remove `text`, or `replaced_by` if the page is to stay
"#,
    );
}

#[test]
fn a_replacement_that_there_is_not() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
withdrawn: {date: 2024-03-06, reason: 日期有误, replaced_by: 2024/markets}
---
招聘会三月五日举行。
=== content/2024/market.zh.md
---
title: 春季集市
date: 2024-03-05
translation: none

---
集市三月九日开市。
"#,
        r#"
error[unknown-announcement]: there is no other announcement `2024/markets`
 --> content/2024/fair.zh.md:5:58
  |
5 | withdrawn: {date: 2024-03-06, reason: 日期有误, replaced_by: 2024/markets}
  |                                                              ^^^^^^^^^^^^
  |
  = help: did you mean `2024/market`?
"#,
    );
}

#[test]
fn a_replacement_that_is_not_public() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
withdrawn: {date: 2024-03-06, reason: 日期有误, replaced_by: 2024/market}
---
招聘会三月五日举行。
=== content/2024/market.zh.md
---
title: 春季集市
date: 2024-03-05
translation: none
status: draft
---
集市三月九日开市。
"#,
        r#"
warning[replacement-withheld]: 2024/market, which replaces this announcement, is not public (a draft or under embargo), so this one keeps its page, marked as withdrawn
 --> content/2024/fair.zh.md:5:58
  |
5 | withdrawn: {date: 2024-03-06, reason: 日期有误, replaced_by: 2024/market}
  |                                                              ^^^^^^^^^^^
  |
  = help: nothing to do: its address leads to the other with the first build after that is public
"#,
    );
}

#[test]
fn replacements_in_a_circle() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
withdrawn: {date: 2024-03-06, reason: 日期有误, replaced_by: 2024/market}
---
招聘会三月五日举行。
=== content/2024/market.zh.md
---
title: 春季集市
date: 2024-03-05
translation: none
withdrawn: {date: 2024-03-08, reason: 日期有误, replaced_by: 2024/fair}
---
集市三月九日开市。
"#,
        r#"
error[duplicate-cycle]: `replaced_by: 2024/market` leads back to this announcement
 --> content/2024/fair.zh.md:5:58
  |
5 | withdrawn: {date: 2024-03-06, reason: 日期有误, replaced_by: 2024/market}
  |                                                              ^^^^^^^^^^^
  |
  = help: remove `replaced_by` from the one that is to keep its page

error[duplicate-cycle]: `replaced_by: 2024/fair` leads back to this announcement
 --> content/2024/market.zh.md:5:58
  |
5 | withdrawn: {date: 2024-03-08, reason: 日期有误, replaced_by: 2024/fair}
  |                                                              ^^^^^^^^^
  |
  = help: remove `replaced_by` from the one that is to keep its page
"#,
    );
}

#[test]
fn a_link_to_a_text_that_was_removed() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
withdrawn: {date: 2024-03-06, reason: 日期有误, text: removed}
---
招聘会三月五日举行。
=== content/2024/market.zh.md
---
title: 春季集市
date: 2024-03-05
translation: none

---
集市三月九日开市，见[招聘会](fair.zh.md)。
"#,
        r#"
warning[link-to-removed]: fair.zh.md was withdrawn and its text removed: the link leads to a notice that says so
 --> content/2024/market.zh.md:7:17
  |
7 | 集市三月九日开市，见[招聘会](fair.zh.md)。
  |                              ^^^^^^^^^^
  |
  = help: remove the link, or lead to what is in force now
"#,
    );
}

#[test]
fn an_update_that_is_minor_in_other_words() {
    check(
        r#"
=== content/2024/fair.zh.md
---
title: 千山市召开春季招聘会
date: 2024-03-05
translation: none
updates: [{date: 2024-03-06, note: 更正, minor: yes}]
---
招聘会三月五日举行。
"#,
        r#"
error[unknown-choice]: `minor` cannot be `yes`
 --> content/2024/fair.zh.md:5:47
  |
5 | updates: [{date: 2024-03-06, note: 更正, minor: yes}]
  |                                                 ^^^
  |
  = help: it is `true` or `false`
"#,
    );
}
