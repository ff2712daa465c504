//! `site.yaml` and `topics.yaml`, and what the footer and the head say about the site.

use super::*;

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
    site.write("content/static/party.gif", GIF);
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
