//! A body is published once: equal bodies become references or redirects, and whatever differs is printed in full.

use super::support::{GIF, SiteTest, Tree, items, main_of, tags, tags_named, text, words};

/// Well over 120 Han characters; without a date and without a word like 今日.
const UNDATED: &str = "千山市城镇新增就业3.9万人，完成年度目标的78%。市人力资源和社会保障局局长陈立新介绍，全市组织招聘活动126场，提供岗位5.2万个，\
其中面向高校毕业生的岗位1.8万个。青岚区、云溪区的零工市场已经建成，每日接待求职者800余人次。下一步将发布稳岗返还政策，\
支持中小微企业不裁员、少裁员，并为就业困难人员提供“一对一”帮扶，确保零就业家庭动态清零。各区政府应当落实主体责任，按季度报告进展情况。";

/// The same with the day of the event in it.
fn dated() -> String {
    format!("千山市人民政府新闻办公室于2025年3月14日举行新闻发布会。{UNDATED}")
}

/// Well over 240 Latin letters.
const ENGLISH: &str = "Qianshan created 39,000 urban jobs, 78 per cent of the target for the year. The director of the Human \
Resources Bureau, Chen Lixin, said that the city had held 126 job fairs with 52,000 vacancies, of which 18,000 were \
meant for graduates. Day-labour markets in Qinglan and Yunxi now receive more than 800 people a day. Subsidies for \
employers who keep their staff will follow, and every household without work will be offered help.";

/// A Chinese announcement.
fn zh(path: &str, matter: &str, body: &str) -> String {
    format!("=== content/{path}.zh.md\n---\n{matter}\n---\n{body}\n")
}

/// An English edition.
fn en(path: &str, title: &str, body: &str) -> String {
    format!("=== content/{path}.en.md\n---\ntitle: {title}\n---\n{body}\n")
}

fn site(files: &[String]) -> SiteTest {
    SiteTest::new(&files.concat())
}

/// Kind, copy and canonical of each decision that takes a body or a page away. What is only worth a warning is no
/// matter here.
fn report(site: &SiteTest) -> Vec<(String, String, String)> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    site.json("check")["duplicates"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["action"] == "redirect" || one["action"] == "reference")
        .map(|one| {
            (
                text(&one["kind"]),
                text(&one["copy"]),
                text(&one["canonical"]),
            )
        })
        .collect()
}

/// Two announcements, `a` and `b`, of different days and headlines, with these bodies: what is reported.
fn compared(one: &str, other: &str) -> Vec<String> {
    let site = site(&[
        zh("a", "title: 甲\ndate: 2025-03-14", one),
        zh("b", "title: 乙\ndate: 2025-03-20", other),
    ]);
    let kinds: Vec<String> = report(&site).into_iter().map(|(kind, ..)| kind).collect();
    // What the report says is what is published.
    let tree = site.build();
    for (page, body) in [("zh/2025/03/14/a", one), ("zh/2025/03/20/b", other)] {
        let printed = text(&tree, &format!("{page}/index.html")).contains("class=prose");
        assert!(
            printed || kinds.len() == 1,
            "the body of {page} is lost: {body}"
        );
    }
    kinds
}

fn canonical(page: &str) -> String {
    tags_named(page, "link")
        .into_iter()
        .find(|link| link.value("rel") == "canonical")
        .unwrap()
        .value("href")
        .to_owned()
}

/// The pages on which a piece of a body is printed, apart from its first sentence, which summaries show.
fn printed_on<'t>(tree: &'t Tree, piece: &str) -> Vec<&'t str> {
    tree.iter()
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(piece))
        .map(|(path, _)| path.as_str())
        .collect()
}

/// Two announcements with one body in both languages, different in headline, date and source.
fn identical_in_both_languages() -> SiteTest {
    site(&[
        zh(
            "2025/03/jobs",
            "title: 市人社局公布就业数据\ndate: 2025-03-14\ntopics: [employment]\nsource: 市人社局",
            UNDATED,
        ),
        en("2025/03/jobs", "Bureau publishes job figures", ENGLISH),
        zh(
            "2025/04/again",
            "title: 全市就业形势稳定\ndate: 2025-04-02 09:30\ntopics: [employment]\nsource: 千山日报",
            UNDATED,
        ),
        en("2025/04/again", "Job market remains stable", ENGLISH),
    ])
}

#[test]
fn an_identical_body_is_printed_once_and_the_other_page_refers_to_it() {
    let site = identical_in_both_languages();
    assert_eq!(
        report(&site),
        [
            (
                "identical-body",
                "content/2025/04/again.en.md",
                "content/2025/03/jobs.en.md"
            ),
            (
                "identical-body",
                "content/2025/04/again.zh.md",
                "content/2025/03/jobs.zh.md"
            ),
        ]
        .map(|(kind, copy, canonical)| (
            kind.to_owned(),
            copy.to_owned(),
            canonical.to_owned()
        ))
    );
    let tree = site.build();
    // In each language once, and nowhere else in the whole output.
    assert_eq!(
        printed_on(&tree, "青岚区、云溪区的零工市场"),
        ["zh/2025/03/14/jobs/index.html"]
    );
    assert_eq!(
        printed_on(&tree, "Day-labour markets"),
        ["en/2025/03/14/jobs/index.html"]
    );

    let chinese = text(&tree, "zh/2025/04/02/again/index.html");
    let english = text(&tree, "en/2025/04/02/again/index.html");
    // The page is its own announcement: headline, date, source.
    assert_eq!(tags_named(chinese, "h1")[0].words, "全市就业形势稳定");
    assert!(
        words(main_of(chinese)).contains("发布时间 2025年4月2日 星期三 09:30 信息来源 千山日报")
    );
    assert_eq!(
        tags_named(english, "h1")[0].words,
        "Job market remains stable"
    );
    // The sentence in place of the body, with a link to the other in the same language.
    assert!(words(main_of(chinese)).contains(
        "本公告正文与“ 市人社局公布就业数据 ”（2025年3月14日发布）逐字相同，请查阅该公告。"
    ));
    assert!(main_of(chinese).contains("<a href=/zh/2025/03/14/jobs/>市人社局公布就业数据</a>"));
    assert!(words(main_of(english)).contains(
        "The text of this announcement is the same, word for word, as that of “ Bureau publishes job figures ”, published 14 March 2025. Please read it there."
    ));
    assert!(
        main_of(english).contains("<a href=/en/2025/03/14/jobs/>Bureau publishes job figures</a>")
    );
    // Search engines are told where the body is; both languages of the canonical page stand for themselves.
    for lang in ["zh", "en"] {
        let jobs = format!("https://news.example.org/{lang}/2025/03/14/jobs/");
        assert_eq!(
            canonical(text(&tree, &format!("{lang}/2025/04/02/again/index.html"))),
            jobs
        );
        assert_eq!(
            canonical(text(&tree, &format!("{lang}/2025/03/14/jobs/index.html"))),
            jobs
        );
    }
}

#[test]
fn a_reference_page_names_its_own_address_to_people_and_machines() {
    let tree = identical_in_both_languages().build();
    let page = text(&tree, "zh/2025/04/02/again/index.html");
    let own = "https://news.example.org/zh/2025/04/02/again/";
    // `rel=canonical`, and `og:url` with it, speak of where the text is.
    assert_eq!(
        tags_named(page, "link")
            .iter()
            .find(|link| link.value("rel") == "canonical")
            .unwrap()
            .value("href"),
        tags_named(page, "meta")
            .iter()
            .find(|meta| meta.value("property") == "og:url")
            .unwrap()
            .value("content"),
    );
    // On paper the reader finds where this page was.
    let (_, printed) = page.split_once("<p class=address>").unwrap();
    assert!(printed.contains(own), "{printed}");
    // The article with this headline and date is this page.
    let (_, data) = page.split_once("application/ld+json>").unwrap();
    let data: serde_json::Value =
        serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(data["@graph"][0]["headline"], "全市就业形势稳定");
    assert_eq!(data["@graph"][0]["url"], own);
}

#[test]
fn a_reference_page_is_listed_and_fed_under_its_own_date_but_not_in_the_sitemap() {
    let tree = identical_in_both_languages().build();
    for (lang, again, jobs) in [
        ("zh", "全市就业形势稳定", "市人社局公布就业数据"),
        (
            "en",
            "Job market remains stable",
            "Bureau publishes job figures",
        ),
    ] {
        for list in ["", "2025/", "topics/employment/", "topics/employment/2025/"] {
            let listed: Vec<String> = items(text(&tree, &format!("{lang}/{list}index.html")))
                .into_iter()
                .map(|item| item.words)
                .collect();
            assert_eq!(listed, [again, jobs], "{lang}/{list}");
        }
        assert_eq!(
            items(text(&tree, &format!("{lang}/2025/04/02/index.html")))[0].words,
            again
        );
        for feed in ["feed.xml", "topics/employment/feed.xml"] {
            let feed =
                feed_rs::parser::parse(text(&tree, &format!("{lang}/{feed}")).as_bytes()).unwrap();
            let titles: Vec<String> = feed
                .entries
                .iter()
                .map(|entry| entry.title.clone().unwrap().content)
                .collect();
            assert_eq!(titles, [again, jobs], "{lang}");
            assert_eq!(
                feed.entries[0].published.unwrap().to_rfc3339(),
                "2025-04-02T01:30:00+00:00"
            );
        }
    }
    let sitemap = text(&tree, "sitemap/2025.xml");
    assert!(sitemap.contains("<loc>https://news.example.org/zh/2025/03/14/jobs/</loc>"));
    assert!(
        !sitemap.contains("again"),
        "a page with another canonical address is none to index"
    );
    // Its day is a list of its own, which is indexed.
    assert!(
        text(&tree, "sitemap/lists.xml")
            .contains("<loc>https://news.example.org/en/2025/04/02/</loc>")
    );
}

#[test]
fn a_reference_page_keeps_its_own_attachments() {
    let copy = "title: 乙\ndate: 2025-03-20\nattachments: [{src: table.csv}]";
    let site = site(&[
        zh(
            "a",
            "title: 甲\ndate: 2025-03-14\nattachments: [{src: one.pdf}, {src: two.pdf}]",
            UNDATED,
        ),
        zh("b", copy, UNDATED),
    ]);
    for file in ["one.pdf", "two.pdf", "table.csv"] {
        site.write(&format!("content/{file}"), file);
    }
    assert_eq!(
        report(&site),
        [(
            "identical-body".into(),
            "content/b.zh.md".into(),
            "content/a.zh.md".into()
        )]
    );
    let tree = site.build();
    assert!(
        main_of(text(&tree, "zh/2025/03/20/b/index.html"))
            .contains("href=/zh/2025/03/20/b/table.csv")
    );
    assert_eq!(text(&tree, "zh/2025/03/20/b/table.csv"), "table.csv");
}

/// The same announcement, exported twice under two days; the text says itself when it is from.
fn same_under_two_dates() -> SiteTest {
    site(&[
        zh(
            "2025/03/briefing",
            "title: 就业发布会\ndate: 2025-03-14\ntopics: [employment]",
            &dated(),
        ),
        en(
            "2025/03/briefing",
            "Employment briefing",
            &format!("On 14 March 2025 a briefing was held. {ENGLISH}"),
        ),
        zh(
            "2025/03/reissue",
            "title: 就业发布会\ndate: 2025-03-19\ntopics: [employment]\naliases: [/old/reissue.html]",
            &dated(),
        ),
        en(
            "2025/03/reissue",
            "Employment briefing",
            &format!("On 14 March 2025 a briefing was held. {ENGLISH}"),
        ),
    ])
}

#[test]
fn the_same_announcement_under_a_second_date_becomes_a_redirect_to_the_first() {
    let site = same_under_two_dates();
    // One decision about one announcement, not one per language.
    assert_eq!(
        report(&site),
        [(
            "same-announcement".into(),
            "content/2025/03/reissue.zh.md".into(),
            "content/2025/03/briefing.zh.md".into()
        )]
    );
    let tree = site.build();
    for (page, lang, title) in [
        ("zh/2025/03/19/reissue/index.html", "zh", "就业发布会"),
        (
            "en/2025/03/19/reissue/index.html",
            "en",
            "Employment briefing",
        ),
        ("old/reissue.html", "zh", "就业发布会"),
    ] {
        let page = text(&tree, page);
        let target = format!("https://news.example.org/{lang}/2025/03/14/briefing/");
        assert_eq!(canonical(page), target);
        let refresh = tags_named(page, "meta")
            .into_iter()
            .find(|meta| meta.value("http-equiv") == "refresh")
            .unwrap();
        // Relative to the host, so that it leads the right way in a preview too.
        assert_eq!(
            refresh.value("content"),
            format!("0; url=/{lang}/2025/03/14/briefing/")
        );
        // For browsers that do not follow a refresh.
        let link = &tags_named(main_of(page), "a")[0];
        assert_eq!(
            (link.value("href"), link.words.as_str()),
            (format!("/{lang}/2025/03/14/briefing/").as_str(), title)
        );
        assert!(
            tags_named(page, "meta")
                .iter()
                .any(|meta| meta.value("content") == "noindex")
        );
    }
    // The page itself shows both dates, in both languages.
    assert!(
        words(main_of(text(&tree, "zh/2025/03/14/briefing/index.html")))
            .contains("发布时间 2025年3月14日 星期五 其他发布时间 2025年3月19日")
    );
    assert!(
        words(main_of(text(&tree, "en/2025/03/14/briefing/index.html")))
            .contains("Published Friday 14 March 2025 Also published 19 March 2025")
    );
}

#[test]
fn a_redirected_announcement_is_in_no_list_no_feed_no_sitemap_and_no_count() {
    let tree = same_under_two_dates().build();
    for (path, bytes) in &tree {
        let is_redirect = path.contains("reissue");
        if !is_redirect && path != "SHA256SUMS" {
            assert!(
                !String::from_utf8_lossy(bytes).contains("reissue"),
                "{path}"
            );
        }
    }
    assert_eq!(items(text(&tree, "zh/2025/index.html")).len(), 1);
    assert!(words(text(&tree, "en/topics/employment/index.html")).contains("1 announcement"));
    assert!(
        !tree.contains_key("zh/2025/03/19/index.html"),
        "nothing else is of that day"
    );
    assert_eq!(text(&tree, "zh/feed.xml").matches("<entry>").count(), 1);
}

#[test]
fn equal_dates_make_one_announcement_even_if_the_text_is_undated_and_show_no_second_date() {
    let site = site(&[
        zh("a", "title: 甲\ndate: 2025-03-14", UNDATED),
        zh("b", "title: 甲\ndate: 2025-03-14", UNDATED),
    ]);
    assert_eq!(
        report(&site),
        [(
            "same-announcement".into(),
            "content/b.zh.md".into(),
            "content/a.zh.md".into()
        )]
    );
    let tree = site.build();
    assert!(text(&tree, "zh/2025/03/14/b/index.html").contains("http-equiv=refresh"));
    // "Published 14 March, also published 14 March" would be nonsense.
    assert!(!words(text(&tree, "zh/2025/03/14/a/index.html")).contains("其他发布时间"));
}

#[test]
fn an_undated_text_published_on_two_days_is_two_announcements() {
    // Nothing in it says that the second is not a new event with the same words.
    let site = site(&[
        zh("a", "title: 甲\ndate: 2025-03-14", UNDATED),
        zh("b", "title: 甲\ndate: 2025-03-20", UNDATED),
    ]);
    assert_eq!(report(&site)[0].0, "identical-body");
    assert_eq!(items(text(&site.build(), "zh/2025/index.html")).len(), 2);
}

#[test]
fn words_that_mean_another_day_each_time_keep_two_dates_apart() {
    for word in ["今日", "明天", "本周"] {
        let body = format!("{}{word}起受理报名。", dated());
        let site = site(&[
            zh("a", "title: 甲\ndate: 2025-03-14", &body),
            zh("b", "title: 甲\ndate: 2025-03-20", &body),
        ]);
        assert_eq!(report(&site)[0].0, "identical-body", "{word}");
        let tree = site.build();
        assert!(
            !text(&tree, "zh/2025/03/20/b/index.html").contains("http-equiv=refresh"),
            "{word}"
        );
    }
    let english = format!("Held on 14 March 2025. {ENGLISH} Registration opens today.");
    let site = site(&[
        "=== content/a.en.md\n---\ntitle: A\ndate: 2025-03-14\n---\n".to_owned() + &english + "\n",
        "=== content/b.en.md\n---\ntitle: A\ndate: 2025-03-20\n---\n".to_owned() + &english + "\n",
    ]);
    assert_eq!(report(&site)[0].0, "identical-body");
}

#[test]
fn a_document_number_in_the_text_identifies_it_as_a_date_does() {
    let body = format!("千政发〔2025〕7号。{UNDATED}");
    let matter =
        |date: &str| format!("title: 甲\ndate: {date}\ndocument_number: 千政发〔2025〕7号");
    let site = site(&[
        zh("a", &matter("2025-03-14"), &body),
        zh("b", &matter("2025-03-20"), &body),
    ]);
    assert_eq!(report(&site)[0].0, "same-announcement");
}

#[test]
fn the_canonical_copy_is_the_one_with_more_attachments_then_the_earlier_then_the_first_by_path() {
    let chosen = |files: &[String]| {
        let site = site(files);
        site.write("content/plan.pdf", "plan");
        site.write("content/map.pdf", "map");
        report(&site)[0].2.clone()
    };
    // More attachments win over an earlier date.
    assert_eq!(
        chosen(&[
            zh("a", "title: 甲\ndate: 2025-03-14", UNDATED),
            zh(
                "b",
                "title: 乙\ndate: 2025-03-20\nattachments: [{src: plan.pdf}]",
                UNDATED
            ),
        ]),
        "content/b.zh.md"
    );
    // The earlier date wins over the path.
    assert_eq!(
        chosen(&[
            zh(
                "a",
                "title: 甲\ndate: 2025-03-20\nattachments: [{src: plan.pdf}]",
                UNDATED
            ),
            zh(
                "b",
                "title: 乙\ndate: 2025-03-14\nattachments: [{src: map.pdf}]",
                UNDATED
            ),
        ]),
        "content/b.zh.md"
    );
    // An hour decides as well.
    assert_eq!(
        chosen(&[
            zh("a", "title: 甲\ndate: 2025-03-14 10:00", UNDATED),
            zh("b", "title: 乙\ndate: 2025-03-14 09:00", UNDATED),
        ]),
        "content/b.zh.md"
    );
    // All else equal: the path, whatever the slug.
    assert_eq!(
        chosen(&[
            zh("a", "title: 甲\ndate: 2025-03-14\nslug: zzz", UNDATED),
            zh("b", "title: 乙\ndate: 2025-03-14\nslug: aaa", UNDATED),
        ]),
        "content/a.zh.md"
    );
}

#[test]
fn short_bodies_are_never_suppressed() {
    // 119 Han characters against 120: the limit itself, in both directions.
    let han: String = UNDATED
        .chars()
        .filter(|character| ('\u{4e00}'..='\u{9fff}').contains(character))
        .collect();
    let cut = |count: usize| format!("{}。", han.chars().take(count).collect::<String>());
    assert_eq!(compared(&cut(119), &cut(119)), [""; 0]);
    assert_eq!(compared(&cut(120), &cut(120)), ["identical-body"]);
    // The target of a link is no text.
    let link = "[详见附件](https://www.example.org/very/long/address/that/says/nothing/about/the/contents/of/the/document/behind/it.html)。";
    assert_eq!(compared(link, link), [""; 0]);
    // Nor are the words of a link, however it is written.
    let linked = format!("[{}](https://www.example.org/)。", cut(120));
    assert_eq!(compared(&linked, &linked), [""; 0]);
    let linked = format!("甲<a href=\"https://www.example.org/\">{}</a>", cut(120));
    assert_eq!(compared(&linked, &linked), [""; 0]);
    let beside = format!("[详见附件](https://www.example.org/){}", cut(120));
    assert_eq!(compared(&beside, &beside), ["identical-body"]);
}

#[test]
fn short_english_bodies_are_never_suppressed_either() {
    let letters: String = ENGLISH.chars().filter(char::is_ascii_alphabetic).collect();
    let reported = |count: usize| {
        let body = &letters[..count];
        let edition = |path: &str, title: &str, date: &str| {
            format!("=== content/{path}.en.md\n---\ntitle: {title}\ndate: {date}\n---\n{body}.\n")
        };
        report(&site(&[
            edition("a", "A", "2025-03-14"),
            edition("b", "B", "2025-03-15"),
        ]))
        .len()
    };
    assert_eq!((reported(239), reported(240)), (0, 1));
}

#[test]
fn one_changed_digit_point_polarity_name_or_word_prevents_suppression() {
    assert_eq!(
        compared(UNDATED, UNDATED),
        ["identical-body"],
        "the same to begin with"
    );
    for (from, to) in [
        ("126场", "127场"),
        ("3.9万", "39万"),
        ("3.9万", "3.8万"),
        ("78%", "78"),
        ("将发布稳岗", "将撤销稳岗"),
        ("少裁员", "少裁"),
        ("陈立新", "陈立欣"),
        ("应当落实", "应落实"),
        ("800余", "８０１余"),
        ("局局长", "局长"),
        ("1.8万", "1,8万"),
        ("全市组织", "全市組織"),
        ("5.2万个", "5.2万個"),
        ("126", "1 26"),
        ("126", "12⁶"),
    ] {
        assert!(UNDATED.contains(from), "{from}");
        let changed = UNDATED.replace(from, to);
        assert_eq!(compared(UNDATED, &changed), [""; 0], "{from} became {to}");
    }
}

#[test]
fn differences_of_form_that_no_reader_sees_do_not_prevent_it() {
    let cases = [
        (
            "full-width digits and signs",
            UNDATED
                .replace("126", "１２６")
                .replace('%', "％")
                .replace(',', "，"),
        ),
        ("quotes", UNDATED.replace(['“', '”'], "\"")),
        (
            "corner brackets",
            UNDATED.replace('“', "「").replace('”', "」"),
        ),
        (
            "spaces between Han and figures",
            UNDATED.replace("126场", " 126 场"),
        ),
        ("line breaks", UNDATED.replace('，', "，\n")),
        (
            "zero-width characters",
            UNDATED.replace("全市", "全\u{200b}市"),
        ),
        ("bold type", UNDATED.replace("陈立新", "**陈立新**")),
        ("an indented paragraph", format!("　　{UNDATED}")),
        ("paragraphs", UNDATED.replace('。', "。\n\n")),
    ];
    for (what, changed) in cases {
        assert_ne!(changed, UNDATED, "{what}");
        assert_eq!(compared(UNDATED, &changed), ["identical-body"], "{what}");
    }
}

#[test]
fn another_link_target_or_picture_in_equal_words_prevents_it() {
    let with_link = |target: &str| format!("{UNDATED}见[通知]({target})。");
    assert_eq!(
        compared(
            &with_link("https://example.org/1"),
            &with_link("https://example.org/1")
        ),
        ["identical-body"]
    );
    assert_eq!(
        compared(
            &with_link("https://example.org/1"),
            &with_link("https://example.org/2")
        ),
        [""; 0]
    );
    assert_eq!(
        compared(
            &format!("{UNDATED}见通知。"),
            &with_link("https://example.org/1")
        ),
        [""; 0]
    );
    // Two pictures with one description.
    let picture = |name: &str| format!("{UNDATED}\n\n![图]({name})");
    let site = site(&[
        zh("a", "title: 甲\ndate: 2025-03-14", &picture("one.gif")),
        zh("b", "title: 乙\ndate: 2025-03-20", &picture("two.gif")),
    ]);
    site.write("content/one.gif", gif(1));
    site.write("content/two.gif", gif(2));
    assert_eq!(report(&site), []);
}

#[test]
fn the_order_of_links_counts_too() {
    // The same words and the same set of targets, but each word leads elsewhere: who applies where is the news.
    let body = |first: &str, second: &str| {
        format!(
            "{UNDATED}[青岚区](https://example.org/{first})、[云溪区](https://example.org/{second})。"
        )
    };
    assert_eq!(
        compared(&body("q", "y"), &body("q", "y")),
        ["identical-body"]
    );
    assert_eq!(compared(&body("q", "y"), &body("y", "q")), [""; 0]);
}

#[test]
fn another_link_target_in_the_translation_prevents_a_redirect() {
    // Chinese equal, English equal in words: but the English link of the second would be lost with its page.
    let english = |target: &str| format!("{ENGLISH} [Apply]({target}).");
    let site = site(&[
        zh("a", "title: 甲\ndate: 2025-03-14", &dated()),
        en("a", "A", &english("https://example.org/1")),
        zh("b", "title: 甲\ndate: 2025-03-14", &dated()),
        en("b", "A", &english("https://example.org/2")),
    ]);
    let tree = site.build();
    assert_eq!(
        printed_on(&tree, "https://example.org/2"),
        ["en/2025/03/14/b/index.html"]
    );
    assert_eq!(
        report(&site),
        [(
            "identical-body".into(),
            "content/b.zh.md".into(),
            "content/a.zh.md".into()
        )]
    );
}

#[test]
fn different_attachments_keep_one_text_at_two_announcements() {
    let site = site(&[
        zh(
            "a",
            "title: 甲\ndate: 2025-03-14\nattachments: [{src: one.pdf}]",
            &dated(),
        ),
        zh(
            "b",
            "title: 甲\ndate: 2025-03-14\nattachments: [{src: two.pdf}]",
            &dated(),
        ),
    ]);
    site.write("content/one.pdf", "1");
    site.write("content/two.pdf", "2");
    assert_eq!(report(&site)[0].0, "identical-body");
    let tree = site.build();
    assert!(tree.contains_key("zh/2025/03/14/b/two.pdf"));
}

#[test]
fn a_withdrawn_and_a_valid_announcement_are_never_one() {
    // Whichever comes first: a reader of the valid one must not be led to a notice that it is void, and the notice
    // at the withdrawn one's address must not disappear.
    for (first, second) in [("published", "withdrawn"), ("withdrawn", "published")] {
        let matter =
            |date: &str, status: &str| format!("title: 甲\ndate: {date}\nstatus: {status}");
        let site = site(&[
            zh("a", &matter("2025-03-14", first), &dated()),
            zh("b", &matter("2025-03-20", second), &dated()),
        ]);
        let tree = site.build();
        for (page, status) in [("zh/2025/03/14/a", first), ("zh/2025/03/20/b", second)] {
            let page = text(&tree, &format!("{page}/index.html"));
            assert!(
                !page.contains("http-equiv=refresh"),
                "{status} became a redirect"
            );
            assert_eq!(
                page.contains("class=notice"),
                status == "withdrawn",
                "{status}"
            );
        }
    }
}

#[test]
fn a_redirect_never_takes_an_announcement_out_of_a_topic_or_series() {
    // Filed under another topic: if it is the same, its one page must be found under both.
    let site = site(&[
        zh(
            "a",
            "title: 甲\ndate: 2025-03-14\ntopics: [employment]",
            &dated(),
        ),
        zh(
            "b",
            "title: 甲\ndate: 2025-03-20\ntopics: [health]",
            &dated(),
        ),
    ]);
    let tree = site.build();
    for topic in ["employment", "health"] {
        let page = text(&tree, &format!("zh/topics/{topic}/index.html"));
        assert_eq!(items(page).len(), 1, "{topic}");
    }
}

#[test]
fn two_documents_with_two_numbers_are_never_one() {
    let matter = |date: &str, number: u8| {
        format!("title: 甲\ndate: {date}\ndocument_number: 千政发〔2025〕{number}号")
    };
    let site = site(&[
        zh("a", &matter("2025-03-14", 7), &dated()),
        zh("b", &matter("2025-03-20", 8), &dated()),
    ]);
    let tree = site.build();
    // Somebody will look for number 8.
    assert!(words(text(&tree, "zh/2025/03/20/b/index.html")).contains("千政发〔2025〕8号"));
}

#[test]
fn two_copies_that_are_the_same_as_each_other_but_not_as_the_original_are_one() {
    let site = site(&[
        zh("a", "title: 甲\ndate: 2025-03-14", &dated()),
        zh("b", "title: 乙\ndate: 2025-03-20", &dated()),
        zh("c", "title: 乙\ndate: 2025-03-20", &dated()),
    ]);
    let mut kinds: Vec<String> = report(&site)
        .into_iter()
        .map(|(kind, copy, _)| format!("{copy} {kind}"))
        .collect();
    kinds.sort();
    assert_eq!(
        kinds,
        [
            "content/b.zh.md identical-body",
            "content/c.zh.md same-announcement"
        ]
    );
    // One page, one list entry for 乙.
    let listed: Vec<String> = items(text(&site.build(), "zh/2025/index.html"))
        .into_iter()
        .map(|item| item.words)
        .collect();
    assert_eq!(listed, ["乙", "甲"]);
}

#[test]
fn three_equal_bodies_are_printed_at_one_and_referred_to_from_two() {
    let site = site(&[
        zh("a", "title: 甲\ndate: 2025-03-14", UNDATED),
        zh("b", "title: 乙\ndate: 2025-03-15", UNDATED),
        zh("c", "title: 丙\ndate: 2025-03-16", UNDATED),
    ]);
    assert!(
        report(&site)
            .iter()
            .all(|(_, _, canonical)| canonical == "content/a.zh.md")
    );
    let tree = site.build();
    assert_eq!(
        printed_on(&tree, "零工市场已经建成"),
        ["zh/2025/03/14/a/index.html"]
    );
    for copy in ["zh/2025/03/15/b", "zh/2025/03/16/c"] {
        // Directly, not by way of another reference.
        assert!(
            main_of(text(&tree, &format!("{copy}/index.html"))).contains("href=/zh/2025/03/14/a/")
        );
    }
}

#[test]
fn bodies_that_are_equal_in_one_language_only_are_printed_once_in_that_language() {
    let site = site(&[
        zh("a", "title: 甲\ndate: 2025-03-14", UNDATED),
        en("a", "A", ENGLISH),
        zh("b", "title: 甲\ndate: 2025-03-14", UNDATED),
        en("b", "A", &ENGLISH.replace("126 job fairs", "127 job fairs")),
    ]);
    // The same day, the same headlines: still not one announcement, because the English texts differ.
    assert_eq!(
        report(&site),
        [(
            "identical-body".into(),
            "content/b.zh.md".into(),
            "content/a.zh.md".into()
        )]
    );
    let tree = site.build();
    assert!(text(&tree, "zh/2025/03/14/b/index.html").contains("class=reference"));
    let english = text(&tree, "en/2025/03/14/b/index.html");
    assert!(english.contains("127 job fairs") && !english.contains("class=reference"));
    assert_eq!(
        canonical(english),
        "https://news.example.org/en/2025/03/14/b/"
    );
    // Only the Chinese page is left out of the sitemap.
    let sitemap = text(&tree, "sitemap/2025.xml");
    assert!(!sitemap.contains("<loc>https://news.example.org/zh/2025/03/14/b/"));
    assert!(sitemap.contains("<loc>https://news.example.org/en/2025/03/14/b/"));
}

#[test]
fn a_copy_without_the_canonical_ones_translation_does_not_hide_that_there_is_none() {
    let site = site(&[
        zh("a", "title: 甲\ndate: 2025-03-14", &dated()),
        en("a", "A", ENGLISH),
        zh("b", "title: 甲\ndate: 2025-03-14", &dated()),
    ]);
    // Not the same editions: a reference in Chinese, and in English simply the page that exists.
    assert_eq!(report(&site)[0].0, "identical-body");
    let tree = site.build();
    assert!(text(&tree, "en/2025/03/14/a/index.html").contains("Day-labour"));
    assert!(!tree.contains_key("en/2025/03/14/b/index.html"));
}

#[test]
fn an_original_and_its_translation_are_no_duplicates_of_each_other() {
    // An untouched copy as "translation" may be warned about, but the original stays what it is.
    let site = site(&[
        zh("a", "title: 甲\ndate: 2025-03-14", UNDATED),
        en("a", "A", UNDATED),
    ]);
    assert_eq!(report(&site), []);
    let page = site.build();
    let page = text(&page, "zh/2025/03/14/a/index.html");
    assert!(page.contains("零工市场") && !page.contains("class=reference"));
}

#[test]
fn a_draft_or_embargoed_copy_changes_nothing_for_the_public_one() {
    let public = zh("b", "title: 乙\ndate: 2025-03-20", UNDATED);
    for hidden in ["status: draft", "embargo: 2026-02-01"] {
        let site = site(&[
            zh(
                "a",
                &format!("title: 甲\ndate: 2025-03-14\n{hidden}"),
                UNDATED,
            ),
            public.clone(),
        ]);
        assert_eq!(report(&site), [], "{hidden}");
        assert!(
            text(&site.build(), "zh/2025/03/20/b/index.html").contains("class=prose"),
            "{hidden}"
        );
    }
}

#[test]
fn links_to_a_redirected_announcement_still_arrive() {
    let site = site(&[
        zh("a", "title: 甲\ndate: 2025-03-14", &dated()),
        zh("b", "title: 甲\ndate: 2025-03-19", &dated()),
        zh("c", "title: 丙\ndate: 2025-04-01", "见[发布会](b.zh.md)。"),
    ]);
    let tree = site.build();
    let page = main_of(text(&tree, "zh/2025/04/01/c/index.html"));
    let link = tags(page)
        .into_iter()
        .find(|tag| tag.words == "发布会")
        .unwrap();
    assert!(
        ["/zh/2025/03/14/a/", "/zh/2025/03/19/b/"].contains(&link.value("href")),
        "{link:?}"
    );
}

#[test]
fn the_json_report_names_each_decision_with_exactly_these_keys() {
    let site = same_under_two_dates();
    for command in ["check", "build"] {
        let report = site.json(command);
        let keys = |value: &serde_json::Value| -> Vec<String> {
            let mut keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
            keys.sort();
            keys
        };
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
        let duplicate = &report["duplicates"][0];
        assert_eq!(
            keys(duplicate),
            [
                "action",
                "canonical",
                "copy",
                "kind",
                "reason",
                "similarity"
            ]
        );
        assert_eq!(duplicate["kind"], "same-announcement");
        assert_eq!(duplicate["action"], "redirect");
        assert_eq!(duplicate["copy"], "content/2025/03/reissue.zh.md");
        assert_eq!(duplicate["canonical"], "content/2025/03/briefing.zh.md");
        assert_eq!(duplicate["similarity"], 1.0);
        assert!(!duplicate["reason"].as_str().unwrap().is_empty());
    }
    assert_eq!(
        identical_in_both_languages().json("check")["duplicates"][0]["action"],
        "reference"
    );
}

#[test]
fn the_text_report_names_both_files_and_a_repetition_is_no_error() {
    let run = same_under_two_dates().run(&["check", "--now", super::support::NOW]);
    assert_eq!(run.status, 0);
    for part in [
        "same-announcement",
        "content/2025/03/reissue.zh.md",
        "content/2025/03/briefing.zh.md",
    ] {
        assert!(run.stderr.contains(part), "{}", run.stderr);
    }
}

#[test]
fn decisions_do_not_change_when_a_site_is_built_again() {
    let site = identical_in_both_languages();
    let first = (report(&site), site.build());
    assert!(first == (report(&site), site.build()));
}

/// A picture of one pixel whose last colour is `shade`.
fn gif(shade: u8) -> Vec<u8> {
    let mut bytes = GIF.to_vec();
    bytes[18] = shade;
    bytes
}
