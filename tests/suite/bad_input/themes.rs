//! Themes.

use super::*;

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
    let default = include_str!("../../../themes/default/i18n/zh.yaml");
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
