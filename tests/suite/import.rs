//! `newsroom import`: what old systems left becomes announcements that pass the check, and nothing is lost silently.

use crate::support::{GIF, Run, SiteTest, read_tree};

/// Imports, which must succeed, and checks what was written.
#[track_caller]
fn import(site: &SiteTest, arguments: &[&str]) -> Run {
    let run = site.run(&[&["import"], arguments].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    check(site);
    run
}

/// The check finds no error in what was written.
#[track_caller]
fn check(site: &SiteTest) {
    let run = site.run(&["check", "--now", crate::support::NOW]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[track_caller]
fn read(site: &SiteTest, path: &str) -> String {
    std::fs::read_to_string(site.path(path)).unwrap_or_else(|_| {
        panic!(
            "no {path} in {:?}",
            read_tree(&site.path("content")).keys().collect::<Vec<_>>()
        )
    })
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part:?} in\n{text}");
    }
}

const PARAGRAPHS: &str = "3日,市政府新闻办召开“民生实事”主题系列新闻发布会(第二场),市人力资源和社会保障局介绍了相关情况,并回答记者提问。

到2027年,将累计新增城镇就业6万人,开展各类招聘活动不少于200场,*其中*夜间专场20场。

1. 报名地点为市民广场一号<西门>。
";

/// A dump with the traps of a legacy system: a headline on two lines, glued labels, the name of a picture, the whole
/// text again for printing, TOP.
fn dump() -> String {
    let title = "千山市政府新闻办公室召开“民生实事——实施三年行动”\n主题系列新闻发布会(第二场)";
    format!(
        "{title}\n信息来源:千山新闻网发布时间:2026-03-04浏览次数:131\n\n2026.3.3.jpg\n\n{PARAGRAPHS}\n\n\
         {title}\n信息来源:千山新闻网 发布时间:2026-03-04\n\n2026.3.3.jpg\n\n{PARAGRAPHS}\n\nTOP\n"
    )
}

const DUMPED: &str =
    "content/imported/2026/03/qian-shan-shizhengfu-xinwen-bangong-shi-zhaokai-minsheng-shi";

#[test]
fn a_dump_of_an_old_system_becomes_one_announcement() {
    let site = SiteTest::new("");
    site.write("old/dump.txt", dump());
    let run = import(&site, &["old/dump.txt"]);
    let file = read(&site, &dumped(&site));
    holds(
        &file,
        &[
            "title: '千山市政府新闻办公室召开“民生实事——实施三年行动”主题系列新闻发布会(第二场)'\n",
            "date: 2026-03-04\n",
            "source: 千山新闻网\n",
            "status: published\n",
            "# imported from dump.txt, lines 1-27, sha256 ",
            "# not placed, line 5: picture is not there: 2026.3.3.jpg\n",
            "# not placed, line 3: 浏览次数: 131\n",
            "\\*其中\\*",
            "\\<西门>",
        ],
    );
    assert_eq!(file.matches("到2027年").count(), 1, "{file}");
    assert!(!file.lines().any(|line| line == "TOP"), "{file}");
    holds(
        &run.stderr,
        &[
            "lines 14-27 are the text from line 1 again",
            "page furniture left out: TOP",
            "1 announcement written in 1 file",
        ],
    );
}

/// The only edition that was written.
#[track_caller]
fn dumped(site: &SiteTest) -> String {
    let tree = read_tree(&site.path("content/imported"));
    let mut names = tree.keys().filter(|name| name.ends_with(".md"));
    let name = names.next().unwrap();
    assert_eq!(names.next(), None);
    format!("content/imported/{name}")
}

#[test]
fn a_picture_of_a_dump_that_is_there_comes_along() {
    let site = SiteTest::new("");
    site.write("old/dump.txt", dump());
    site.write("old/2026.3.3.jpg", GIF);
    let run = import(&site, &["old/dump.txt"]);
    let file = read(&site, &dumped(&site));
    assert!(dumped(&site).starts_with(DUMPED), "{}", dumped(&site));
    holds(&file, &["image: {src: 2026-3-3.jpg}\n"]);
    assert!(
        !run.stderr.contains("picture is not there"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_copy_that_differs_is_kept_as_an_announcement_of_its_own() {
    let site = SiteTest::new("");
    let dump = dump();
    let at = dump.rfind("6万人").unwrap();
    site.write(
        "old/dump.txt",
        format!("{}7万人{}", &dump[..at], &dump[at + "6万人".len()..]),
    );
    let run = import(&site, &["old/dump.txt"]);
    holds(
        &run.stderr,
        &["line 14: same headline and date as at line 1, but not the same text"],
    );
    assert_eq!(read_tree(&site.path("content/imported")).len(), 2);
}

#[test]
fn what_was_imported_is_already_there_and_a_new_part_is_added() {
    let site = SiteTest::new("");
    let first = "开放夜市的公告\n来源：市商务局 发布时间：2026年3月4日\n\n夜市自三月起开放，欢迎各位市民。\n\n";
    let second = "公园闭园公告\n来源：市园林局 发布时间：2026/3/5 9:30\n\n公园明日闭园一天。\n";
    site.write("old/a.txt", format!("{first}{second}"));
    import(&site, &["old/a.txt"]);
    let before = read_tree(&site.path("content"));
    assert_eq!(
        before.keys().filter(|name| name.ends_with(".md")).count(),
        2
    );
    holds(
        &read(
            &site,
            "content/imported/2026/03/gongyuan-bi-yuan-gonggao.zh.md",
        ),
        &["date: 2026-03-05 09:30\n"],
    );
    let run = import(&site, &["old/a.txt"]);
    holds(
        &run.stderr,
        &[
            "already there: a.txt, line 1 as content/imported/2026/03/kaifang-yeshi-gonggao.zh.md",
            "0 announcements written in 0 files, 2 already there",
        ],
    );
    assert_eq!(read_tree(&site.path("content")), before);

    let third = "图书馆延时公告\n来源：市图书馆 发布时间：2026-03-06\n\n图书馆延时到晚上九点。\n";
    site.write("old/a.txt", format!("{first}{second}\n{third}"));
    let run = import(&site, &["old/a.txt"]);
    holds(
        &run.stderr,
        &["1 announcement written in 1 file, 2 already there"],
    );
}

#[test]
fn nothing_is_written_where_a_file_is_in_the_way_or_in_a_dry_run() {
    let site = SiteTest::new("");
    let text = "开放夜市的公告\n来源：市商务局 发布时间：2026年3月4日\n\n夜市自三月起开放。\n";
    site.write("old/a.txt", text);
    site.write("old/b.txt", text.replace("夜市", "早市"));
    let before = read_tree(&site.path("content"));
    let run = site.run(&["import", "old", "--dry-run"]);
    assert_eq!(run.status, 0);
    holds(
        &run.stderr,
        &[
            "would write content/imported/2026/03/kaifang-yeshi-gonggao.zh.md from a.txt, line 1",
            "2 announcements would be written",
        ],
    );
    assert_eq!(read_tree(&site.path("content")), before);

    let target = "content/imported/2026/03/kaifang-yeshi-gonggao.zh.md";
    site.write(target, "not an announcement");
    let before = read_tree(&site.path("content"));
    let run = site.run(&["import", "old"]);
    assert_eq!(run.status, 1);
    holds(&run.stderr, &["nothing was written", target]);
    assert_eq!(read_tree(&site.path("content")), before);
}

#[test]
fn what_has_no_date_is_named_and_written_only_with_a_date() {
    let site = SiteTest::new("");
    site.write("old/a.txt", "夜市公告\n\n夜市自三月起开放。\n");
    let run = site.run(&["import", "old/a.txt"]);
    assert_eq!(run.status, 1);
    holds(
        &run.stderr,
        &["not written:\n  a.txt, line 1: has no date", "--date"],
    );
    let run = import(&site, &["old/a.txt", "--date", "2019-05-01"]);
    holds(&run.stderr, &["1 announcement written"]);
    holds(
        &read(&site, "content/imported/2019/05/yeshi-gonggao.zh.md"),
        &["date: 2019-05-01\n"],
    );
}

#[test]
fn headlines_with_a_day_below_start_announcements_of_their_own() {
    for (first, second) in [
        ("2019-11-02", "2019-11-03"),
        ("2019年11月2日", "2019年11月3日"),
    ] {
        let site = SiteTest::new("");
        site.write(
            "old/旧稿.txt",
            format!(
                "标题甲：停水通知\n{first}\n明日停水。\n\n千山市水务局\n{first}\n\n\
                 标题乙：通气通知\n{second}\n明日通气。\n\n没有日期的旧闻\n公园昨日开园。\n"
            ),
        );
        let run = import(&site, &["old"]);
        let file = |name: &str| read(&site, &format!("content/imported/2019/11/{name}.zh.md"));
        let (water, gas) = (
            file("biaoti-jia-tingshui-tongzhi"),
            file("biaoti-yi-tongqi-tongzhi"),
        );
        holds(
            &water,
            &[
                "title: '标题甲：停水通知'\ndate: 2019-11-02\n",
                "# imported from 旧稿.txt, lines 1-7,",
            ],
        );
        holds(&water, &["---\n明日停水。\n\n千山市水务局\n\n"]);
        holds(
            &gas,
            &[
                "title: '标题乙：通气通知'\ndate: 2019-11-03\n",
                "---\n明日通气。\n\n没有日期的旧闻\n",
            ],
        );
        holds(
            &run.stderr,
            &[
                "please note:\n  旧稿.txt, line 12: is this the headline of another announcement? It was left in the text: 没有日期的旧闻\n",
                "2 announcements written",
            ],
        );
        assert_eq!(
            run.stderr.matches("is this the headline").count(),
            1,
            "{}",
            run.stderr
        );
    }
}

#[test]
fn a_day_within_a_text_is_asked_about_unless_it_is_that_of_a_signature() {
    let question = "is this the headline of another announcement?";
    for (text, asked) in [
        // Signatures, and what a day is for.
        ("千山市水务局\n2019-11-03", None),
        ("千山市水务局\n\n2019年11月3日\n\n附件：名单", None),
        ("报名时间\n2019-11-03\n报名地点为市民广场。", None),
        // It may be either.
        (
            "市领导调研水务局\n2019-11-03\n今日调研。",
            Some("市领导调研水务局"),
        ),
        ("通气通知\n\n2019-11-03\n\n明日通气。", Some("通气通知")),
        ("通气通知\n2019-11-03\n", Some("通气通知")),
    ] {
        for header in ["2019-11-02", "来源：市水务局 发布时间：2019-11-02"] {
            let site = SiteTest::new("");
            site.write(
                "a.txt",
                format!("停水通知\n{header}\n明日停水。\n\n{text}\n"),
            );
            let run = import(&site, &["a.txt"]);
            holds(&run.stderr, &["1 announcement written"]);
            match asked {
                Some(line) => holds(
                    &run.stderr,
                    &[&format!(
                        "line 5: {question} It was left in the text: {line}\n"
                    )],
                ),
                None => assert!(!run.stderr.contains(question), "{text}: {}", run.stderr),
            }
        }
    }
}

/// A page of the kind that Chinese authorities publish.
const PAGE: &str = r##"<!DOCTYPE html><html><head><meta charset="gbk">
<meta name="SiteName" content="千山市人民政府"><meta name="ArticleTitle" content="关于开放夜市的公告">
<meta name="PubDate" content="2026-03-04 10:30"><meta name="ContentSource" content="市商务局">
<meta name="Keywords" content="夜市；商业"><meta name="ColumnName" content="就业"><meta name="Author" content="王编辑">
<title>关于开放夜市的公告_千山市人民政府</title><script>alert(1)</script></head>
<body><nav><a href="/">首页</a></nav><h1>关于开放夜市的公告</h1>
<div class="content"><p>来源：市商务局</p><div class="TRS_Editor"><style>p{color:red}</style>
<p>&nbsp;&nbsp;各位<strong>市民</strong>：面积为300米<sup>2</sup>，见<a href="files/方案 1.pdf">方案</a>、
<a href="../other/index.html">另一篇</a>和<a href="https://www.example.org/a">链接</a>。</p>
<p><img src="images/图.gif" alt="夜市"><img src="images/none.jpg" alt="远景"></p>
<table><tr><td>姓名</td><td>电话</td></tr><tr><td>李</td><td>1|2</td></tr></table>
<table><tr><td colspan="2">合计</td></tr><tr><td>甲</td><td><a href="/none">乙</a></td></tr></table>
<iframe src="https://video.example.org/1"></iframe>
<p><a href="javascript:window.print()">打印本页</a></p></div></div></body></html>"##;

#[test]
fn a_saved_page_of_an_authority_becomes_an_announcement_with_its_files() {
    let site = SiteTest::new("");
    let (bytes, _, _) = encoding_rs::GBK.encode(PAGE);
    site.write("old/t2026.html", bytes);
    site.write("old/images/图.gif", GIF);
    site.write("old/files/方案 1.pdf", "%PDF-1.4");
    let run = import(&site, &["old/t2026.html"]);
    let folder = "content/imported/2026/03/kaifang-yeshi-gonggao";
    let file = read(&site, &format!("{folder}/index.zh.md"));
    holds(
        &file,
        &[
            "title: 关于开放夜市的公告\n",
            "date: 2026-03-04 10:30\n",
            "source: 市商务局\n",
            "topics: [employment]\n",
            "keywords: [夜市, 商业]\n",
            "各位**市民**：面积为300米<sup>2</sup>，见[方案](fangan-1.pdf)、另一篇和[链接](https://www.example.org/a)。",
            "![夜市](tu.gif)远景",
            "| 姓名 | 电话 |",
            "<td colspan=\"2\">合计</td>",
            "<td><a>乙</a></td>",
            "# not placed, line 4: Author: 王编辑",
        ],
    );
    let (_, body) = file.rsplit_once("---\n").unwrap();
    for gone in ["alert", "打印", "首页", "来源"] {
        assert!(!body.contains(gone), "{gone} in {body}");
    }
    assert_eq!(
        std::fs::read(site.path(&format!("{folder}/tu.gif"))).unwrap(),
        GIF
    );
    holds(
        &run.stderr,
        &[
            "read as GBK",
            "line 9: link leads nowhere, its words stay: ../other/index.html",
            "line 12: link leads nowhere, its words stay: /none",
            "line 10: picture is not there: images/none.jpg",
            "line 13: embedded content left out: iframe https://video.example.org/1",
            "text taken from .TRS_Editor; ",
            "page furniture left out: [打印本页]",
        ],
    );
}

#[test]
fn links_lead_to_the_old_site_if_it_is_known_and_between_imported_pages() {
    let site = SiteTest::new("");
    let page = |title: &str, body: &str| {
        format!(
            "<title>{title}</title><meta name=PubDate content=2026-03-04><article><p>{body}</p></article>"
        )
    };
    site.write(
        "old/a.html",
        page("甲", "<a href=b.html>乙</a> <a href=/c.html>丙</a>"),
    );
    site.write("old/b.html", page("乙", "<a href=a.html>甲</a>"));
    import(
        &site,
        &["old", "--old-site", "https://old.example.org/news/"],
    );
    holds(
        &read(&site, "content/imported/2026/03/jia.zh.md"),
        &["[乙](yi.zh.md) [丙](https://old.example.org/c.html)"],
    );
}

#[test]
fn a_folder_of_hugo_becomes_announcements_in_both_languages() {
    let site = SiteTest::new("");
    site.write("hugo/news/fair.md", "+++\ntitle = \"春季招聘会\"\ndate = 2026-03-04T10:00:00+08:00\ntags = [\"就业\", \"招聘\"]\naliases = [\"/old/fair/\"]\nweight = 3\n+++\n正文 {{< figure src=\"a.png\" >}}。\n\n[夜市](../market/) [无](../none/)\n");
    site.write(
        "hugo/news/fair.en.md",
        "---\ntitle: Spring job fair\ndate: 2026-03-04\n---\nText.\n",
    );
    site.write(
        "hugo/market/index.md",
        "{\"title\": \"夜市\", \"date\": \"2026-03-05\", \"draft\": true}\n![图](photo.gif)\n",
    );
    site.write("hugo/market/photo.gif", GIF);
    site.write("hugo/market/plan.pdf", "%PDF-1.4");
    site.write("hugo/news/_index.md", "---\ntitle: 新闻\n---\n");
    let run = site.run(&["import", "hugo", "--from", "hugo"]);
    assert_eq!(
        run.status, 1,
        "a list page is no announcement: {}",
        run.stderr
    );
    check(&site);
    let fair = read(&site, "content/imported/2026/03/fair.zh.md");
    holds(
        &fair,
        &[
            "date: 2026-03-04 10:00\n",
            "topics: [employment]\n",
            "keywords: [招聘]\n",
            "aliases: ['/old/fair/']\n",
            "# not placed, line 6: weight: 3\n",
            "正文 `{{< figure src=\"a.png\" >}}`。",
            "[夜市](market/index.zh.md) 无",
        ],
    );
    let english = read(&site, "content/imported/2026/03/fair.en.md");
    holds(
        &english,
        &["---\ntitle: 'Spring job fair'\n# imported from news/fair.en.md, sha256 "],
    );
    assert!(!english.contains("\ndate:"), "{english}");
    let market = read(&site, "content/imported/2026/03/market/index.zh.md");
    holds(
        &market,
        &[
            "status: draft\n",
            "attachments: [{src: plan.pdf}]\n",
            "![图](photo.gif)",
        ],
    );
    holds(
        &run.stderr,
        &[
            "news/_index.md, line 1: is no announcement of its own",
            "news/fair.md, line 8: left in the text as code: {{< figure",
            "news/fair.md, line 10: link leads nowhere, its words stay: ../none/",
            "no topic has this name, it became a keyword: 招聘",
        ],
    );
}

#[test]
fn posts_of_jekyll_take_their_date_from_their_name() {
    let site = SiteTest::new("");
    site.write("j/_posts/2019-05-01-Labour_Day.md", "---\nlayout: post\ntitle: 'Labour Day: opening hours'\ntags: health fair\npermalink: /news/labour.html\npublished: false\n---\nText {% include a.html %} {{ site.url }}\n\n```\n{% raw %}\n```\n");
    let run = import(&site, &["j", "--lang", "en"]);
    let file = read(&site, "content/imported/2019/05/labour-day.en.md");
    holds(
        &file,
        &[
            "title: 'Labour Day: opening hours'\n",
            "date: 2019-05-01\n",
            "topics: [health]\n",
            "keywords: [fair]\n",
            "aliases: ['/news/labour.html']\n",
            "status: draft\n",
            "Text `{% include a.html %}` `{{ site.url }}`",
            "```\n{% raw %}\n```",
        ],
    );
    holds(&run.stderr, &["left in the text as code: {% raw %}"]);
}

#[test]
fn tables_are_read_by_the_common_names_of_their_columns() {
    let site = SiteTest::new("");
    let csv = "标题,发布时间,正文,来源,栏目,阅读量,语言,id\n\
        夜市开放,2026-03-04 00:00:00,\"<p>夜市<br>开放</p>\",市商务局,就业,12,zh,7\n\
        Night market opens,2026-03-04,\"Open now.\n2*3\",,,,en,7\n\
        无日期,,正文,,,,zh,8\n\
        法语,2026-03-04,texte,,,,fr,9\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(csv);
    site.write("old/news.csv", bytes);
    let run = site.run(&["import", "old/news.csv"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    check(&site);
    let file = read(&site, "content/imported/2026/03/yeshi-kaifang.zh.md");
    holds(
        &file,
        &[
            "date: 2026-03-04\n",
            "source: 市商务局\n",
            "topics: [employment]\n",
            "# imported from news.csv, line 2, sha256 ",
            "# not placed, line 2: column not used: 阅读量 = 12\n",
        ],
    );
    holds(
        &read(&site, "content/imported/2026/03/yeshi-kaifang.en.md"),
        &["title: 'Night market opens'\n", "Open now.\n\n2\\*3\n"],
    );
    holds(
        &run.stderr,
        &[
            "news.csv, line 5: has no date",
            "news.csv, line 6: its language is none of the site's: fr",
            "1 announcement written in 2 files, 0 already there, 2 not written",
        ],
    );
}

#[test]
fn an_import_speaks_chinese_throughout() {
    let site = SiteTest::new("");
    site.write(
        "old/旧稿.csv",
        "id,标题,日期,正文,阅读量\n1,夜市开放,2026-03-04,正文,12\n",
    );
    let chinese = ("LC_ALL", "zh_CN.UTF-8");
    let run = site.run_with(&["import", "old/旧稿.csv"], chinese);
    assert_eq!(run.status, 0, "{}", run.stderr);
    holds(
        &run.stderr,
        &[
            "旧稿.csv 第 2 行：没有用到的列：id = 1\n",
            "旧稿.csv 第 2 行：没有用到的列：阅读量 = 12\n",
            "请查看新文件（git status），然后运行 newsroom check\n",
        ],
    );
    let run = site.run_with(&["import", "old/旧稿.csv"], chinese);
    holds(
        &run.stderr,
        &["已经有了：旧稿.csv 第 2 行，即 content/imported/2026/03/yeshi-kaifang.zh.md\n"],
    );
}

#[test]
fn json_is_read_as_a_list_and_line_by_line() {
    let site = SiteTest::new("");
    site.write("old/a.json", "{\"data\": [\n{\"title\": \"甲公告\", \"publish_time\": 1772600400, \"content\": \"正文\", \"url\": \"https://old.example.org/1\"},\n{\"title\": \"乙公告\", \"publish_time\": \"2026年3月4日\", \"content\": \"正文\", \"extra\": {\"a\": 1}}]}");
    site.write("old/b.jsonl", "{\"标题\": \"丙公告\", \"日期\": \"20260304\", \"正文\": \"正文\"}\n{\"标题\": \"丁公告\", \"日期\": \"20260304\", \"正文\": \"正文\"}\n");
    let run = import(&site, &["old/a.json", "old/b.jsonl"]);
    holds(
        &read(&site, "content/imported/2026/03/jia-gonggao.zh.md"),
        &[
            "date: 2026-03-04 13:00\n",
            "source_url: 'https://old.example.org/1'\n",
        ],
    );
    holds(
        &run.stderr,
        &[
            "4 announcements written",
            "a.json, line 3: extra: {\"a\":1}",
            "from b.jsonl, line 2",
        ],
    );
}

#[test]
fn hostile_sources_neither_break_the_site_nor_reach_outside() {
    let site = SiteTest::new("");
    site.write("secret.pdf", "secret");
    site.write("old/a.json", r##"[{"title": "a: b # c\n---\nstatus: draft", "date": "2026-03-04", "content": "[x](../secret.pdf) <script>alert(1)</script> <!-- <p>x</p> ![](javascript:a)"},
        {"title": "../../x", "date": "2026-03-04", "slug": "../../x", "content": "<a href='../secret.pdf'>x</a><p>&lt;script&gt; `a` --- </p>"},
        {"title": "+++", "date": "2026-03-04", "content": "---\ntitle: x\n---\n\n    # x"}]"##);
    site.write("old/deep.html", "<div>".repeat(1_000));
    site.write(
        "old/b.md",
        "---\ntitle: x\ndate: 2026-03-04\n---\n<!-- open\n\ntext\n",
    );
    site.write("old/binary.txt", [0xFF, 0x00, 0x81, 0xFF]);
    let run = site.run(&["import", "old"]);
    assert_eq!(run.status, 1);
    check(&site);
    let tree = read_tree(&site.path("content"));
    assert!(
        tree.iter().all(|(_, bytes)| bytes != b"secret"),
        "{:?}",
        tree.keys()
    );
    holds(
        &run.stderr,
        &[
            "deep.html, line 1: is nested too deeply",
            "b.md, line 5: holds HTML that is not closed",
            "binary.txt: is no text in UTF-8",
            "3 announcements written",
        ],
    );
    assert!(!site.path("x.zh.md").exists());
}

#[test]
fn the_archive_owes_no_translation_where_new_announcements_do() {
    let site = SiteTest::new("");
    let required = "title: {zh: 千山市新闻办, en: Qianshan Press Office}\nbase_url: https://news.example.org/\ntimezone: Asia/Shanghai\nlanguages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]\ntranslation: required\n";
    site.write("content/site.yaml", required);
    site.write("old/a.txt", "夜市公告\n2026-03-04\n\n夜市自三月起开放。\n");
    import(&site, &["old/a.txt"]);
    holds(
        &read(&site, "content/imported/2026/03/yeshi-gonggao.zh.md"),
        &["translation: expected\n"],
    );
}

#[test]
fn wrong_usage_is_told_before_anything_is_read() {
    let site = SiteTest::new("");
    for (arguments, words) in [
        (["--into", "public"], "--into"),
        (["--into", "content/../x"], "--into"),
        (["--into", "content/static"], "--into"),
        (["--lang", "fr"], "--lang"),
        (["--date", "gestern"], "--date"),
    ] {
        let run = site.run(&[&["import", "x.txt"], arguments.as_slice()].concat());
        assert_eq!(run.status, 2, "{}", run.stderr);
        holds(&run.stderr, &[words]);
    }
}
