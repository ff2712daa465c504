//! Names of files, editions of an announcement, their addresses, and withdrawals.

use super::*;

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
