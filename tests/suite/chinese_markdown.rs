//! Chinese texts as press officers write them, from the file to the page: what a reader sees and where a space stands.

use super::support::{SiteTest, Tree, main_of, text};

/// Builds one Chinese announcement.
fn build(body: &str) -> Tree {
    let site = SiteTest::new("");
    site.write(
        "content/a.zh.md",
        format!("---\ntitle: 通知\ndate: 2025-05-20\ntranslation: none\n---\n{body}"),
    );
    site.build()
}

/// What stands in the body of the page, as published.
#[track_caller]
fn check(body: &str, expected: &str) {
    let tree = build(body);
    let page = main_of(text(&tree, "zh/2025/05/20/a/index.html"));
    let (article, _) = page.split_once("</article>").unwrap();
    let (_, prose) = article.split_once("<div class=prose>").unwrap();
    let end = prose.rfind("</div>").unwrap();
    assert_eq!(&prose[..end], expected, "{body}");
}

#[test]
fn emphasis_reaches_the_page() {
    check(
        "**注意：**各位市民，**“重要”**是指*《办法》*所列。\n**[《办法》](https://a.example/)（全文）**已公布，~~原件~~作废。\n",
        "<p><strong>注意：</strong>各位市民，<strong>“重要”</strong>是指<em>《办法》</em>所列。<strong><a href=https://a.example/>《办法》</a>（全文）</strong>已公布，<del>原件</del>作废。",
    );
}

#[test]
fn no_stray_space_is_published() {
    check(
        "市政府今天\n**发布**\n《办法》，\n自2025年\n6月1日起\n[施行](https://a.example/)。\n",
        "<p>市政府今天<strong>发布</strong>《办法》，自2025年 6月1日起<a href=https://a.example/>施行</a>。",
    );
    check(
        "> 第一行\n> 第二行\n\n- 甲\n  乙\n- 丙\n",
        "<blockquote><p>第一行第二行</blockquote><ul><li>甲乙<li>丙</ul>",
    );
}

#[test]
fn indentation_and_numbers_by_hand_are_kept_as_paragraphs() {
    check(
        "　　为做好防汛工作，\n现通知如下：\n　　一、加强值守。\n　　二、排查隐患：\n（一）河道；\n（二）水库。\n1.检查\n2.整改\n\n3. 三\n4. 四\n",
        "<p>为做好防汛工作，现通知如下：<p>一、加强值守。<p>二、排查隐患：<p>（一）河道；<p>（二）水库。<p>1.检查<p>2.整改<ol start=3><li>三<li>四</ol>",
    );
}

#[test]
fn an_enumeration_that_a_line_break_leads_is_no_item() {
    for (body, expected) in [
        (
            "上半年投资完成60%；\n三、四季度完成其余部分。\n",
            "<p>上半年投资完成60%；三、四季度完成其余部分。",
        ),
        (
            "全市共新增就业3万人。\n五、六月份将举办招聘会。\n",
            "<p>全市共新增就业3万人。五、六月份将举办招聘会。",
        ),
        (
            "评选结果如下：\n一、二等奖各3名，其余为\n三、四等奖。\n",
            "<p>评选结果如下：一、二等奖各3名，其余为三、四等奖。",
        ),
        (
            "现规定如下：\n一、一般规定。\n二、二〇二五年工作。\n",
            "<p>现规定如下：<p>一、一般规定。<p>二、二〇二五年工作。",
        ),
    ] {
        check(body, expected);
    }
}

#[test]
fn an_unindented_chapter_ends_a_list() {
    for (body, expected) in [
        (
            "（二）基本原则。\n1. 坚持安全第一；\n2. 坚持质量优先。\n二、主要任务\n（一）更新管线。\n",
            "<p>（二）基本原则。<ol><li>坚持安全第一；<li>坚持质量优先。</ol><p>二、主要任务<p>（一）更新管线。",
        ),
        // The items behind it are a list with their own number, in a list with blank lines too.
        (
            "1. 甲\n2. 乙\n二、**任务**\n继续\n1. 丙\n2. 丁\n",
            "<ol><li>甲<li>乙</ol><p>二、<strong>任务</strong>继续<ol><li>丙<li>丁</ol>",
        ),
        (
            "1. 甲\n\n2. 乙\n　　（二）任务\n\n3. 丙\n三、其他\n\n完\n",
            "<ol><li><p>甲</p><li><p>乙</p></ol><p>（二）任务<ol start=3><li><p>丙</p></ol><p>三、其他<p>完",
        ),
        // Lists in lists, and what the item held behind the chapter.
        (
            "1. 甲\n   - 乙\n     1. 丙\n二、任务\n   - 丁\n三、其他\n2. 戊\n",
            "<ol><li>甲 <ul><li>乙 <ol><li>丙</ol></ul></ol><p>二、任务<ul><li>丁</ul><p>三、其他<ol start=2><li>戊</ol>",
        ),
        (
            "- 甲\n二、任务\n  # 题\n  乙\n- 丙\n",
            "<ul><li>甲</ul><p>二、任务<h2 id=s-1>题</h2><p>乙<ul><li>丙</ul>",
        ),
        // Not where the line is indented into the item, in a quote, or no chapter.
        (
            "1. 甲：\n   一、乙\n2. 丙\n",
            "<ol><li>甲：<br> 一、乙<li>丙</ol>",
        ),
        (
            "> 1. 甲。\n> 二、乙\n",
            "<blockquote><ol><li>甲。<br> 二、乙</ol></blockquote>",
        ),
        (
            "1. 甲\n三、四季度\n1、乙\n",
            "<ol><li>甲三、四季度 1、乙</ol>",
        ),
    ] {
        check(body, expected);
    }
}

#[test]
fn tables_and_footnotes_hold_chinese() {
    check(
        "|区县|**人数：**（人）|\n|-|-:|\n|青岚区|2,335[^注]|\n\n[^注]: 不含\n    离退休。\n",
        "<table><thead><tr><th scope=col>区县<th class=right scope=col><strong>人数：</strong>（人）<tbody><tr><td>青岚区<td class=right>2,335<sup class=footnote-reference><a href=#fn-1>1</a></sup></table><div class=footnote-definition id=fn-1><sup class=footnote-definition-label>1</sup><p>不含离退休。</div>",
    );
}
