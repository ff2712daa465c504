//! YAML that is none, and front matter.

use super::*;

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
