//! One problem of every kind and of every way to word it, for the tests that hold what is said about each.

use super::Problem as P;
use super::{Change, PagePart, Pages, Problem, Vanishing};
use crate::language::Words;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn names(all: &[&str]) -> Vec<String> {
    all.iter().map(|name| (*name).to_owned()).collect()
}

fn pages(more: usize) -> Pages {
    Pages {
        first: "content/2026/03/job-fair.zh.md".into(),
        more,
    }
}

fn codes() -> (String, String) {
    ("zh".into(), "en".into())
}

/// In the order of [`Problem`].
pub(super) fn samples() -> Vec<Problem> {
    let mut all = of_files();
    all.extend(of_yaml());
    all.extend(of_values());
    all.extend(of_announcements());
    all.extend(of_life());
    all.extend(of_translations());
    all.extend(of_links());
    all.extend(of_pictures());
    all.extend(of_promises());
    all.extend(of_theme());
    all.extend(of_output());
    all
}

fn of_files() -> Vec<Problem> {
    let denied = || Words::new("Permission denied (os error 13)", "没有权限");
    vec![
        P::MissingFile {
            path: "content/site.yaml".into(),
        },
        P::Unreadable { reason: denied() },
        P::NotUtf8 { line: 7 },
        P::SymbolicLink,
        P::BadFileName,
        P::NoLanguageInName {
            stem: "job-fair".into(),
            codes: names(&["zh", "en"]),
        },
        P::UnknownLanguageInName {
            code: "cn".into(),
            codes: names(&["zh", "en"]),
            nearest: some("en"),
        },
        P::UnknownLanguageInName {
            code: "french".into(),
            codes: names(&["zh", "en"]),
            nearest: None,
        },
    ]
}

fn of_yaml() -> Vec<Problem> {
    let yaml = |message: &str| P::Yaml {
        message: message.into(),
    };
    vec![
        P::NoFrontMatter,
        P::UnclosedFrontMatter,
        yaml("mapping values are not allowed in this context"),
        yaml("duplicate mapping key: title"),
        yaml("tabs disallowed within this context"),
        yaml("invalid trailing content after double-quoted scalar"),
        yaml("unknown escape character in a double-quoted scalar"),
        yaml("found unexpected end of stream in an unclosed quote"),
        yaml("unexpected end of stream"),
        yaml("while parsing a flow mapping, did not find expected ',' or '}'"),
        yaml("simple key expected ':'"),
        P::FullWidthColon {
            key: "标题".into(),
            meant: "title".into(),
        },
        P::FullWidthComma,
        P::MergeConflict,
        P::NoSpaceAfterColon {
            key: "title".into(),
        },
        P::CommentInText {
            key: "title".into(),
        },
        P::CommaInText {
            key: "en".into(),
            text: "The hall".into(),
            rest: "seen from the river".into(),
        },
        P::NotAMap,
        P::UnknownKey {
            key: "titel".into(),
            known: names(&["title", "summary"]),
            nearest: some("title"),
        },
        P::UnknownKey {
            key: "colour".into(),
            known: names(&["title", "summary"]),
            nearest: None,
        },
        P::MissingKey {
            key: "title",
            example: "title: …",
        },
        P::NotAList {
            key: "topics".into(),
            only: some("health"),
        },
        P::NotAList {
            key: "topics".into(),
            only: None,
        },
        P::NotAList {
            key: "updates".into(),
            only: some("更正了数字"),
        },
        P::WrongKind {
            key: "title".into(),
            expected: Words::new("one line of text", "一行文字"),
        },
        P::WrongKind {
            key: "image".into(),
            expected: Words::new("a map", "键值对"),
        },
        P::NotFilledIn { key: "en".into() },
        P::Empty {
            key: "title".into(),
        },
        P::Empty {
            key: "summary".into(),
        },
        P::UnknownLanguage {
            code: "cn".into(),
            codes: names(&["zh", "en"]),
            nearest: None,
        },
        P::LanguageWithoutText {
            key: "label".into(),
            code: "en".into(),
        },
    ]
}

fn of_values() -> Vec<Problem> {
    let topic = |topic: &str, nearest: Option<String>| P::UnknownTopic {
        topic: topic.into(),
        nearest,
        known: names(&["employment", "health", "transport"]),
    };
    vec![
        P::BadDateForm {
            text: "2026年3月12日".into(),
            nearest: some("2026-03-12"),
        },
        P::BadDateForm {
            text: "next week".into(),
            nearest: None,
        },
        P::ImpossibleDate {
            text: "2026-02-30".into(),
        },
        topic("employmnet", some("employment")),
        topic("sport", None),
        topic("employment，health", None),
        P::BadName {
            key: "slug".into(),
            text: "Job Fair".into(),
            simplified: "job-fair".into(),
        },
        P::BadName {
            key: "slug".into(),
            text: "招聘会".into(),
            simplified: String::new(),
        },
        P::SlugNeeded {
            stem: "招聘会".into(),
        },
        P::UnknownChoice {
            key: "status",
            text: "drafts".into(),
            choices: vec!["draft", "published", "withdrawn"],
            nearest: some("draft"),
        },
        P::UnknownChoice {
            key: "status",
            text: "secret".into(),
            choices: vec!["draft", "published", "withdrawn"],
            nearest: None,
        },
        P::NotANumber {
            key: "number",
            text: "十一".into(),
        },
        P::BadUrl {
            key: "source_url".into(),
            text: "www.example.org".into(),
        },
        P::BadForm {
            key: "email",
            text: "press at example.org".into(),
            what: Words::new("e-mail address", "电子邮箱地址"),
            example: Words::new(
                "write for example `press@example.org`",
                "请写成例如 `press@example.org`",
            ),
        },
        P::BadAlias {
            text: "news/fair".into(),
        },
        P::BadFingerprint {
            text: "yes".into(),
            path: "content/2026/03/job-fair.en.md".into(),
        },
        P::UnknownTimeZone {
            text: "Asia/Shangai".into(),
            nearest: some("Asia/Shanghai"),
        },
        P::UnknownTimeZone {
            text: "北京".into(),
            nearest: None,
        },
        P::BadLanguageCode {
            text: "ZH_CN".into(),
        },
        P::BadLanguageTag {
            text: "chinese!".into(),
        },
        P::RepeatedLanguage { code: "zh".into() },
        P::RepeatedTag {
            tag: "zh-Hans".into(),
        },
        P::TooManyLanguages,
    ]
}

fn of_announcements() -> Vec<Problem> {
    let other = || "content/2026/03/job-fair.zh.md".to_owned();
    let no_original = |is_translation: bool, named: Option<(&str, &str)>| P::NoOriginal {
        editions: names(&["job-fair.zh.md", "job-fair.en.md"]),
        is_translation,
        named: named.map(|(original, name)| (original.into(), name.into())),
    };
    let contradicts = |key: &'static str| P::FactContradictsOriginal {
        key,
        other: other(),
    };
    let unknown =
        |target: &str, nearest: Option<String>, example: Option<String>| P::UnknownAnnouncement {
            target: target.into(),
            nearest,
            example,
        };
    vec![
        no_original(false, None),
        no_original(true, None),
        no_original(
            true,
            Some(("spring-job-fair.zh.md", "spring-job-fair.en.md")),
        ),
        P::TwoOriginals { other: other() },
        P::TwoEditions { other: other() },
        P::TranslatesInOriginal,
        contradicts("date"),
        contradicts("issuer"),
        contradicts("image"),
        contradicts("attachments"),
        contradicts("updates"),
        contradicts("withdrawn"),
        P::FactNotInOriginal {
            key: "issuer",
            other: other(),
        },
        P::EmptyBody,
        unknown("2026/03/job-fare", some("2026/03/job-fair"), None),
        unknown("the fair", None, some("2026/03/job-fair")),
        unknown("the fair", None, None),
        unknown("2026/03/job-fair，2026/04/briefing", None, None),
        P::DuplicateCycle {
            key: "duplicate_of",
            target: "2026/03/job-fair".into(),
        },
        P::DuplicateAndDistinct {
            target: "2026/03/job-fair".into(),
        },
        P::StaleDistinct { itself: true },
        P::StaleDistinct { itself: false },
        P::DuplicateLoses {
            target: "2026/03/job-fair".into(),
            lost: vec![
                Words::new("the `en` edition", "`en` 版本"),
                Words::new("the topic `health`", "主题 `health`"),
            ],
        },
        P::SeriesWithoutTitle {
            id: "three-year-action".into(),
            nearest: None,
        },
        P::SeriesWithoutTitle {
            id: "three-years-action".into(),
            nearest: some("three-year-action"),
        },
    ]
}

fn of_life() -> Vec<Problem> {
    vec![
        P::WithdrawnUnexplained,
        P::WithdrawnAndStatus { status: "draft" },
        P::WithdrawnAndDuplicate,
        P::WithdrawnLater {
            date: "2026-12-24".into(),
        },
        P::WithdrawnBeforePublished {
            published: "2026-03-12".into(),
        },
        P::DateAhead {
            date: "2027-12-01 10:00".into(),
            embargo: None,
            is_update: false,
        },
        P::DateAhead {
            date: "2027-12-01 10:00".into(),
            embargo: Some("2027-11-01 10:00".into()),
            is_update: false,
        },
        P::DateAhead {
            date: "2027-12-01".into(),
            embargo: None,
            is_update: true,
        },
        P::ReasonMissing {
            language: "en".into(),
        },
        P::TextAndReplacement,
        P::ReplacementWithheld {
            target: "2026/03/job-fair".into(),
        },
        P::LinkToRemoved {
            target: "2026/03/job-fair".into(),
        },
    ]
}

fn of_translations() -> Vec<Problem> {
    let language = || "en".to_owned();
    let by = || some("2026-03-15 18:00");
    let stale = |changes: Vec<Change>, more: usize, is_dated: bool| P::StaleTranslation {
        original: "content/2026/03/job-fair.zh.md".into(),
        changes,
        more,
        path: "content/2026/03/job-fair.en.md".into(),
        is_dated,
    };
    let changes = vec![
        Change::Stated {
            line: None,
            text: "千山市举办夏季招聘会".into(),
            is_new: false,
        },
        Change::Stated {
            line: Some(9),
            text: "入场无需预约。".into(),
            is_new: true,
        },
        Change::Gone {
            count: 1,
            after: None,
        },
        Change::Gone {
            count: 2,
            after: Some(12),
        },
    ];
    let copy = |required: bool| P::UntranslatedCopy {
        language: language(),
        reason: Words::new(
            "its text is the original's, word for word",
            "正文与原文一字不差",
        ),
        required,
    };
    let (original, translation) = codes();
    let many = |in_original: bool| P::ManyFactsMissing {
        missing: 8,
        all: 10,
        example: "5,000".into(),
        in_original,
        original: original.clone(),
        translation: translation.clone(),
    };
    vec![
        P::TranslationRequired {
            language: language(),
            by: None,
        },
        P::TranslationRequired {
            language: language(),
            by: by(),
        },
        P::TranslationDue {
            language: language(),
            by: None,
        },
        P::TranslationDue {
            language: language(),
            by: by(),
        },
        P::TranslationMissing {
            language: language(),
        },
        P::WrongScript {
            language: language(),
            reason: Words::new(
                "its text is mostly written in Chinese characters",
                "正文大部分是汉字",
            ),
        },
        stale(Vec::new(), 0, true),
        stale(changes, 3, false),
        copy(true),
        copy(false),
        P::FactOnlyInOriginal {
            kind: Words::new("the amount", "金额"),
            fact: "3亿元".into(),
            original: original.clone(),
            translation: translation.clone(),
        },
        P::FactOnlyInTranslation {
            kind: Words::new("the date", "日期"),
            fact: "14 March".into(),
            original: original.clone(),
            translation: translation.clone(),
        },
        P::FactsDiffer {
            kind: Box::new(Words::new("the figure", "数字")),
            says: "5000".into(),
            other: "500".into(),
            original: original.clone(),
            translation: translation.clone(),
        },
        many(true),
        many(false),
        P::CountsDiffer {
            what: Words::new("pictures", "图片"),
            counts: [2, 1],
            original: original.clone(),
            translation: translation.clone(),
        },
    ]
}

fn of_links() -> Vec<Problem> {
    let target = || "../04/briefing.zh.md".to_owned();
    vec![
        P::BrokenLink {
            target: "../04/briefng.zh.md".into(),
            nearest: Some(target()),
        },
        P::BrokenLink {
            target: target(),
            nearest: None,
        },
        P::NotALink {
            target: String::new(),
            nearest: None,
        },
        P::NotALink {
            target: "见附件".into(),
            nearest: some("plan.pdf"),
        },
        P::ForbiddenScheme {
            target: "javascript:alert(1)".into(),
        },
        P::LeavesContent {
            target: "../../../secret.pdf".into(),
        },
        P::LinkToWithheld { target: target() },
        P::AttachmentMissing {
            target: "Plan.pdf".into(),
            nearest: some("plan.pdf"),
        },
        P::AttachmentMissing {
            target: "Plan.pdf".into(),
            nearest: None,
        },
        P::HtmlRemoved {
            tag: "script".into(),
        },
        P::EmbedAsLink {
            target: "https://video.example.org/1".into(),
        },
        P::UnclosedHtml {
            start: "<!--".into(),
            end: "-->".into(),
        },
        P::TooDeep,
        P::AddressTaken {
            address: "/zh/2026/03/12/job-fair/".into(),
            other: "content/2026/03/fair.zh.md".into(),
        },
        P::AddressInside {
            address: "/news/2019/".into(),
            other: "/news".into(),
        },
        P::AddressAlike {
            address: "/News/2019/".into(),
            other_address: "/news/2019/".into(),
            other: "content/2026/03/fair.zh.md".into(),
        },
        P::AliasNeedless {
            address: "/zh/2026/03/12/job-fair/".into(),
            itself: true,
        },
        P::AliasNeedless {
            address: "/news/2019/".into(),
            itself: false,
        },
        P::CopyTaken {
            address: "/plan.txt.gz".into(),
            other: "/plan.txt".into(),
            encoding: "gzip",
        },
    ]
}

fn of_pictures() -> Vec<Problem> {
    let target = || "fair.jpg".to_owned();
    let not_an_image = |target: &str| P::NotAnImage {
        target: target.into(),
    };
    vec![
        P::ImageMissing {
            target: target(),
            nearest: some("fair.png"),
        },
        P::ImageNotPublished { target: target() },
        P::BadgeMissing {
            target: "badge.png".into(),
            nearest: None,
        },
        P::BadgeNotAPicture {
            target: "badge.png".into(),
        },
        P::RemoteImage {
            target: "https://img.example.org/fair.jpg".into(),
        },
        P::NotMarkdown {
            example: "job-fair.zh.md".into(),
        },
        not_an_image("IMG_1.HEIC"),
        not_an_image("plan.svg"),
        not_an_image("scan.tif"),
        not_an_image("fair.doc"),
        P::PictureDisguised {
            target: target(),
            what: Words::new("a web page", "网页"),
        },
        P::PictureDamaged {
            target: target(),
            reason: Words::new("its end is missing", "缺少结尾"),
        },
        P::PictureTooLarge {
            target: target(),
            width: 20_000,
            height: 20_000,
        },
        P::PictureTooLarge {
            target: target(),
            width: 70_000,
            height: 10,
        },
        P::PictureTooHeavy {
            target: target(),
            bytes: 120_000_000,
        },
        P::PictureNamedOtherwise { format: "PNG" },
        P::PictureAnimated,
        P::PictureTellsPosition,
        P::ImageWithoutAlt { target: target() },
        P::LeadWithoutAlt { target: target() },
    ]
}

fn of_promises() -> Vec<Problem> {
    let file = || "content/2026/03/job-fair.zh.md".to_owned();
    let aliases = || "aliases: [/zh/2026/03/12/fair/]".to_owned();
    let withdrawn =
        || "withdrawn: {date: 2026-05-01, reason: {zh: …, en: …}, text: removed}".to_owned();
    let vanishing = |addresses: &[&str], cause| P::AddressVanishes {
        addresses: names(addresses),
        cause,
    };
    let moved = || Vanishing::Moved {
        to: "/zh/2026/03/12/job-fair/".into(),
        aliases: aliases(),
        file: file(),
    };
    vec![
        vanishing(&["/zh/2026/03/12/fair/"], moved()),
        vanishing(
            &[
                "/zh/2026/03/12/fair/",
                "/en/2026/03/12/fair/",
                "/zh/2026/03/12/fair/plan.pdf",
                "/a/",
                "/b/",
                "/c/",
                "/d/",
            ],
            moved(),
        ),
        vanishing(
            &["/en/2026/03/12/fair/"],
            Vanishing::EditionGone {
                edition: "content/2026/03/job-fair.en.md".into(),
                aliases: aliases(),
                file: file(),
            },
        ),
        vanishing(
            &["/old/fair/"],
            Vanishing::AliasGone {
                aliases: aliases(),
                file: file(),
            },
        ),
        vanishing(
            &["/zh/2026/03/12/fair/plan.pdf"],
            Vanishing::FileGone {
                aliases: aliases(),
                file: file(),
            },
        ),
        vanishing(
            &["/zh/2026/03/12/fair/", "/en/2026/03/12/fair/"],
            Vanishing::Withheld {
                is_draft: true,
                withdrawn: withdrawn(),
            },
        ),
        vanishing(
            &["/zh/2026/03/12/fair/"],
            Vanishing::Withheld {
                is_draft: false,
                withdrawn: withdrawn(),
            },
        ),
        vanishing(
            &["/zh/2026/03/12/fair/"],
            Vanishing::Deleted {
                file: file(),
                aliases: aliases(),
                withdrawn: withdrawn(),
            },
        ),
        P::FileVanishes {
            address: "/logo.png".into(),
        },
        P::ListVanishes {
            address: "/zh/topics/health/".into(),
        },
        P::SiteMoves {
            from: "https://news.example.org/".into(),
            to: "https://example.org/news/".into(),
        },
        P::OlderVersionBroken {
            name: "main".into(),
            errors: 1,
            first: "content/site.yaml:2".into(),
        },
        P::OlderVersionBroken {
            name: "main".into(),
            errors: 2,
            first: "content/site.yaml:2".into(),
        },
        P::OlderVersionGaps {
            name: "main".into(),
            errors: 1,
            first: "content/2026/03/job-fair.zh.md:3".into(),
        },
        P::OlderVersionGaps {
            name: "main".into(),
            errors: 2,
            first: "content/2026/03/job-fair.zh.md:3".into(),
        },
    ]
}

fn of_theme() -> Vec<Problem> {
    let broken = |nearest: Option<String>, inherited: Option<String>| P::BrokenTemplate {
        message: "template `basis.html` is not found".into(),
        nearest,
        inherited,
    };
    let many: Vec<String> = (1..=30).map(|number| format!("field_{number}")).collect();
    let field = |known: Vec<String>, nearest: Option<String>, more: usize| P::UnknownField {
        field: "titel".into(),
        known,
        nearest,
        pages: pages(more),
    };
    let theme = |known: &[&str], nearest: Option<String>| P::UnknownTheme {
        name: "plian".into(),
        nearest,
        known: names(known),
    };
    let text = |copy_to: Option<String>| P::MissingText {
        key: "latest".into(),
        language: "en".into(),
        copy_to,
    };
    let placeholder = |known: &[&str]| P::UnknownPlaceholder {
        key: "latest".into(),
        place: "count".into(),
        known: names(known),
    };
    vec![
        theme(&["default", "plain"], some("plain")),
        theme(&["default", "plain"], None),
        theme(&["default"], None),
        P::UnusedThemeFile {
            nearest: some("home.html"),
        },
        P::UnusedThemeFile { nearest: None },
        broken(some("base.html"), None),
        broken(None, None),
        broken(None, some("plain")),
        P::TemplateFailed {
            message: "a text cannot be added to a number.".into(),
            pages: pages(0),
        },
        field(names(&["title", "summary"]), some("title"), 0),
        field(names(&["title", "summary"]), None, 1),
        field(names(&["title"]), None, 2),
        field(Vec::new(), None, 2),
        field(many.clone(), some("title"), 2),
        field(many, None, 2),
        text(None),
        text(some("themes/plain/i18n/en.yaml")),
        P::UnknownText {
            key: "lastest".into(),
            nearest: some("latest"),
        },
        P::UnknownText {
            key: "weather".into(),
            nearest: None,
        },
        placeholder(&["date", "title"]),
        placeholder(&[]),
        P::NoTexts {
            tag: "fr-CA".into(),
            looked_for: names(&["themes/plain/i18n/fr-CA.yaml", "themes/plain/i18n/fr.yaml"]),
        },
        P::TooManyStyles {
            count: 80,
            most: 60,
        },
        P::BlockedByPolicy {
            what: Words::new("a script", "脚本"),
        },
    ]
}

fn of_output() -> Vec<Problem> {
    let full = || Words::new("No space left on device (os error 28)", "磁盘空间不足");
    let leak = |more: usize, file: Option<String>| P::Leak {
        output: "/zh/".into(),
        words: "千山市将于3月14日举办春季招聘会".into(),
        more,
        file,
    };
    let heavy = |part: PagePart| P::PageTooHeavy {
        address: "/zh/2026/03/12/job-fair/".into(),
        bytes: 21_345,
        budget: 14_600,
        parts: vec![(part, 15_000), (PagePart::Frame, 6_345)],
    };
    vec![
        leak(0, None),
        leak(3, some("content/static/agenda.txt")),
        P::OutputNotOurs {
            example: "holiday.jpg".into(),
        },
        P::OutputInSite {
            reason: Words::new("holds the folder of the site", "里面有网站所在的文件夹"),
        },
        P::Interrupted { reason: full() },
        P::OutputIsLink,
        P::BrokenManifest {
            line: "hello".into(),
        },
        P::NotWritten { reason: full() },
        P::CacheNotKept { reason: full() },
        heavy(PagePart::Text),
        heavy(PagePart::Tables),
        heavy(PagePart::Lists),
        heavy(PagePart::Style),
        P::PageTooHeavy {
            address: "/zh/".into(),
            bytes: 15_000,
            budget: 14_600,
            parts: vec![(PagePart::Frame, 15_000)],
        },
    ]
}
