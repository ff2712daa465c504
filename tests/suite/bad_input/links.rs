//! Links, images and attachments.

use super::*;

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
