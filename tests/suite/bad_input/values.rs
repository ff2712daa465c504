//! Keys and values of front matter.

use super::*;

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
