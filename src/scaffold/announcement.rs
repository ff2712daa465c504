//! The text of a new announcement: what is known of it, and the other keys as comments.

use std::fmt::Write as _;

use super::{is_chinese, yaml_text};
use crate::config::Config;
use crate::model::lang::Lang;
use crate::model::moment::Moment;
use crate::model::names::TopicId;

/// An announcement that somebody is about to write.
pub struct NewAnnouncement<'a> {
    /// The headline.
    pub title: &'a str,
    /// The language that it is written in.
    pub lang: Lang,
    /// When it is to be published.
    pub date: &'a Moment,
    /// In order; may be empty.
    pub topics: &'a [TopicId],
}

/// A key that may be stated: its line, and what it says in Chinese and in English. `PER_LANG` stands for a text in
/// each language, `OTHERS` for one in each but that of the file.
const OPTIONAL: [(&str, &str, &str); 10] = [
    (
        "summary: …",
        "一两句话的摘要，显示在正文上方和列表中",
        "One or two sentences, shown above the text and in lists",
    ),
    (
        "titles: OTHERS",
        "暂无译文时，其他语言列表中显示的标题",
        "The headline for languages that have no edition yet",
    ),
    ("issuer: PER_LANG", "发布机构", "Who issued it"),
    ("source: PER_LANG", "稿件来源", "Where the text comes from"),
    ("document_number: …", "文号", "The number of the document"),
    (
        "image: {src: photo.jpg, alt: PER_LANG}",
        "题图：文件放在本文件旁边；alt 说明图中内容",
        "A picture above the text: put the file beside this one; alt says what it shows",
    ),
    (
        "attachments: [{src: plan.pdf, title: PER_LANG}]",
        "附件：文件放在本文件旁边",
        "Files to download: put them beside this one",
    ),
    (
        "embargo: DATE",
        "在此时间之前不公开",
        "Not public before this time",
    ),
    (
        "translation: required",
        "必须有译文：required；不翻译：none",
        "A translation is required, or with none not planned",
    ),
    (
        "updates: [{date: DATE, note: PER_LANG}]",
        "发布后的更正和补充",
        "What was changed after publication",
    ),
];

impl NewAnnouncement<'_> {
    /// The whole file. It is a draft, so that nothing unfinished is published.
    pub fn text(&self, config: &Config) -> String {
        let chinese = is_chinese(&config.languages[self.lang].tag);
        let say = |in_chinese: &'static str, in_english: &'static str| {
            if chinese { in_chinese } else { in_english }
        };
        let mut text = format!(
            "---\ntitle: {}\n# {}\ndate: {}\n",
            yaml_text(self.title),
            say(
                "发布时间，也是网址的一部分",
                "When it is published; part of its address"
            ),
            self.date.plain_text()
        );
        text.push_str(&self.topics_line(config));
        let draft = say(
            "草稿不会公开。写完后删除下面这一行：",
            "A draft is not public. Remove the next line when the text is finished:",
        );
        let _ = write!(
            text,
            "# {draft}\nstatus: draft\n#\n# {}\n",
            say(
                "以下各项按需要填写，并删去行首的“# ”；不需要的可以删除。",
                "Fill in what is needed and remove the `# ` before it; the rest can go.",
            )
        );
        for (line, in_chinese, in_english) in OPTIONAL {
            let _ = write!(
                text,
                "#\n# {}\n# {}\n",
                say(in_chinese, in_english),
                self.filled(line, config)
            );
        }
        let _ = write!(
            text,
            "---\n\n<!-- {} -->\n",
            say(
                "在这里用 Markdown 书写正文，并删除这一行（它不会公开）。",
                "Write the text here, in Markdown, and remove this line (it is not published).",
            )
        );
        text
    }

    fn topics_line(&self, config: &Config) -> String {
        let ids: Vec<&str> = match self.topics {
            [] => config
                .topics
                .iter()
                .map(|topic| topic.id.as_str())
                .collect(),
            topics => topics.iter().map(TopicId::as_str).collect(),
        };
        let mark = if self.topics.is_empty() { "# " } else { "" };
        format!("{mark}topics: [{}]\n", ids.join(", "))
    }

    fn filled(&self, line: &str, config: &Config) -> String {
        let texts = |with_own: bool| {
            let languages = config.languages.all();
            let languages = languages.filter(|lang| with_own || *lang != self.lang);
            let each = languages.map(|lang| format!("{}: …", config.languages[lang].code));
            format!("{{{}}}", each.collect::<Vec<_>>().join(", "))
        };
        line.replace("PER_LANG", &texts(true))
            .replace("OTHERS", &texts(false))
            .replace("DATE", &self.date.plain_text())
    }
}
