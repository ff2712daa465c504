//! All that the import says, in one place: notes, and the summary.

use super::{Note, What};
use crate::language::{Language, Words, counted};

/// A note with its place: `old.txt, line 3: …`.
pub fn note(note: &Note, language: Language) -> String {
    let what = what(&note.what, language);
    let place = match note.line {
        Some(line) => place(&note.file, line, language),
        None => note.file.clone(),
    };
    language.pick(format!("{place}: {what}"), format!("{place}：{what}"))
}

/// `old.txt, line 3`
pub fn place(file: &str, line: usize, language: Language) -> String {
    language.pick(
        format!("{file}, line {line}"),
        format!("{file} 第 {line} 行"),
    )
}

/// A note as a comment of the file that was written.
pub fn mark(line: Option<usize>, what: &str, language: Language) -> String {
    match (line, language) {
        (Some(line), Language::English) => format!("not placed, line {line}: {what}"),
        (Some(line), Language::Chinese) => format!("未能归位，第 {line} 行：{what}"),
        (None, Language::English) => format!("not placed: {what}"),
        (None, Language::Chinese) => format!("未能归位：{what}"),
    }
}

/// The words of a note.
pub fn what(what: &What, language: Language) -> String {
    match language {
        Language::English => in_english(what),
        Language::Chinese => in_chinese(what),
    }
}

fn in_english(what: &What) -> String {
    match what {
        What::Unreadable(reason) | What::BadRecord(reason) => {
            format!("cannot be read: {}", reason.get(Language::English))
        }
        What::UnknownEncoding => {
            "is no text in UTF-8, GB18030 or the encoding that it declares".into()
        }
        What::UnknownKind => "is of no known kind; say which with --from".into(),
        What::NotAPage => {
            "is no announcement of its own (a list page, or a file without front matter)".into()
        }
        What::NoTitle => "has no headline".into(),
        What::NoDate(None) => {
            "has no date; give one to all such announcements with --date 2019-05-01".into()
        }
        What::NoDate(Some(text)) => {
            format!("its date cannot be read: {text}; give one with --date 2019-05-01")
        }
        What::UnknownLanguage(code) => format!("its language is none of the site's: {code}"),
        What::RepeatedEdition(lang) => {
            format!("is another edition in the language {lang} of the same announcement")
        }
        What::BadMarkup(tag) => format!("holds HTML that is not closed: {tag}"),
        What::TooDeep => "is nested too deeply".into(),
        What::Key(key, value) => format!("{key}: {value}"),
        What::Column(name, value) => format!("column not used: {name} = {value}"),
        What::Topic(name) => format!("no topic has this name, it became a keyword: {name}"),
        What::Alias(path) => format!("former address cannot be kept: {path}"),
        What::Picture(name) => format!("picture is not there: {name}"),
        What::FaultyPicture(name) => {
            format!("picture is damaged, or no JPEG, PNG, WebP or GIF: {name}")
        }
        What::File(name) => format!("file is not there: {name}"),
        What::Link(target) => format!("link leads nowhere, its words stay: {target}"),
        What::Code(code) => format!("left in the text as code: {code}"),
        What::Element(name) => format!("embedded content left out: {name}"),
        What::Furniture(line) => format!("page furniture left out: {line}"),
        What::Fact(key, value) => {
            format!("translation states otherwise than its original, {key}: {value}")
        }
        What::PrintCopy(from, to, first) => {
            format!("lines {from}-{to} are the text from line {first} again, and were left out")
        }
        What::SameHeadline(first) => format!(
            "same headline and date as at line {first}, but not the same text: both were kept"
        ),
        What::OtherHeadline(line) => {
            format!("is this the headline of another announcement? It was left in the text: {line}")
        }
        What::WholePage => {
            "no container of the text is known in this page: all of it was taken".into()
        }
        What::Outside(count, container) => {
            format!("text taken from {container}; {count} characters around it left out")
        }
        What::Encoding(name) => format!("read as {name}"),
        What::Draft => "is a draft".into(),
    }
}

fn in_chinese(what: &What) -> String {
    match what {
        What::Unreadable(reason) | What::BadRecord(reason) => {
            format!("无法读取：{}", reason.get(Language::Chinese))
        }
        What::UnknownEncoding => "不是 UTF-8、GB18030 或它自己声明的编码的文本".into(),
        What::UnknownKind => "不知道是哪一类文件；请用 --from 写明".into(),
        What::NotAPage => "不是单独一篇稿件（是列表页，或者没有文件头）".into(),
        What::NoTitle => "没有标题".into(),
        What::NoDate(None) => "没有日期；请用 --date 2019-05-01 给所有这样的稿件写上日期".into(),
        What::NoDate(Some(text)) => {
            format!("日期无法识别：{text}；请用 --date 2019-05-01 写明")
        }
        What::UnknownLanguage(code) => format!("不是本网站的语言：{code}"),
        What::RepeatedEdition(lang) => format!("是同一篇稿件的又一个 {lang} 版本"),
        What::BadMarkup(tag) => format!("里面的 HTML 没有结束：{tag}"),
        What::TooDeep => "嵌套层数太多".into(),
        What::Key(key, value) => format!("{key}：{value}"),
        What::Column(name, value) => format!("没有用到的列：{name} = {value}"),
        What::Topic(name) => format!("没有这个名称的主题，已改为关键词：{name}"),
        What::Alias(path) => format!("旧地址无法保留：{path}"),
        What::Picture(name) => format!("找不到图片：{name}"),
        What::FaultyPicture(name) => {
            format!("图片已损坏，或者不是 JPEG、PNG、WebP、GIF：{name}")
        }
        What::File(name) => format!("找不到文件：{name}"),
        What::Link(target) => format!("链接没有去处，只保留文字：{target}"),
        What::Code(code) => format!("作为代码留在正文里：{code}"),
        What::Element(name) => format!("嵌入的内容已略去：{name}"),
        What::Furniture(line) => format!("页面的附带文字已略去：{line}"),
        What::Fact(key, value) => format!("译文与原文不一致，{key}：{value}"),
        What::PrintCopy(from, to, first) => {
            format!("第 {from} 至 {to} 行重复了第 {first} 行起的正文，已略去")
        }
        What::SameHeadline(first) => {
            format!("标题和日期与第 {first} 行的相同，正文不同：两篇都保留")
        }
        What::OtherHeadline(line) => format!("这里是不是另一篇稿件的标题？现留在正文里：{line}"),
        What::WholePage => "看不出这个页面的正文在哪里：已全部取用".into(),
        What::Outside(count, container) => {
            format!("正文取自 {container}；略去它以外的 {count} 个字符")
        }
        What::Encoding(name) => format!("按 {name} 读取"),
        What::Draft => "是草稿".into(),
    }
}

/// The headings of the groups of notes.
pub const NOT_WRITTEN: Words = Words::new("not written:", "未写入：");
/// See [`NOT_WRITTEN`].
pub const NOT_PLACED: Words = Words::new("not placed:", "未能归位：");
/// See [`NOT_WRITTEN`].
pub const TOLD: Words = Words::new("please note:", "请注意：");
/// Before the files that stand in the way.
pub const IN_THE_WAY: Words = Words::new(
    "nothing was written, because these files are there already:",
    "没有写入任何内容，因为这些文件已经存在：",
);

/// An announcement that an earlier import wrote.
pub fn already(from: &str, path: &str, language: Language) -> String {
    language.pick(
        format!("already there: {from} as {path}"),
        format!("已经有了：{from}，即 {path}"),
    )
}

/// A file that is or would be written.
pub fn written(path: &str, from: &str, is_dry: bool, language: Language) -> String {
    let verb = match is_dry {
        true => language.pick("would write", "将写入"),
        false => language.pick("wrote", "已写入"),
    };
    language.pick(
        format!("{verb} {path} from {from}"),
        format!("{verb} {path}，来自 {from}"),
    )
}

/// How many of what, for the last line.
pub struct Counts {
    /// Announcements that are written.
    pub announcements: usize,
    /// Files that are written.
    pub files: usize,
    /// Announcements that an earlier import wrote.
    pub already: usize,
    /// What was not written.
    pub left_out: usize,
    /// Parts of what was written that have no place.
    pub not_placed: usize,
}

impl Counts {
    /// The last line.
    pub fn summary(&self, is_dry: bool, language: Language) -> String {
        let Self {
            announcements,
            files,
            already,
            left_out,
            not_placed,
        } = self;
        match language {
            Language::English => format!(
                "{} {} in {}, {already} already there, {left_out} not written, {} not placed",
                counted(*announcements, "announcement"),
                if is_dry {
                    "would be written"
                } else {
                    "written"
                },
                counted(*files, "file"),
                counted(*not_placed, "thing"),
            ),
            Language::Chinese => format!(
                "{}写入 {announcements} 篇稿件（{files} 个文件），{already} 篇已经有了，{left_out} 处未写入，{not_placed} 处未能归位",
                if is_dry { "将" } else { "已" },
            ),
        }
    }
}

/// What to do next.
pub const NEXT: Words = Words::new(
    "look at the new files (git status), then run newsroom check",
    "请查看新文件（git status），然后运行 newsroom check",
);
/// `--into` is no folder below content.
pub const BAD_INTO: Words = Words::new(
    "--into must be a folder below content/, and not in content/static",
    "--into 必须是 content/ 里的文件夹，而且不在 content/static 里",
);
/// `--lang` is no language of the site.
pub fn bad_lang(codes: &str) -> Words {
    Words::with(
        format!("--lang must be a language of the site: {codes}"),
        format!("--lang 必须是本网站的语言：{codes}"),
    )
}
/// `--date` cannot be read.
pub const BAD_DATE: Words = Words::new(
    "--date must be a day such as 2019-05-01",
    "--date 必须是日期，例如 2019-05-01",
);
/// A disk that does not take the files.
pub fn cannot_write(reason: std::io::Error, language: Language) -> String {
    let reason = Words::from(reason);
    let reason = reason.get(language);
    language.pick(
        format!("nothing was written: {reason}"),
        format!("没有写入任何内容：{reason}"),
    )
}
