//! Tables in CSV and JSON: columns by their common names in Chinese and English to what they state.

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::{
    Found, Input, Kind, What, blog, dates, disk, dump, front, html, line_at, line_of, listed,
    on_one_line,
};
use crate::config::Config;
use crate::language::Words;
use crate::model::names::simplified;

/// What a column states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Title,
    Date,
    Body,
    Summary,
    Source,
    Address,
    Topics,
    Keywords,
    Id,
    Slug,
    Language,
    Number,
    Image,
    Files,
}

/// Names of columns, in lower case with `_` for spaces and hyphens.
#[rustfmt::skip]
const NAMES: [(Column, &[&str]); 14] = [
    (Column::Title, &["title", "标题", "題目", "標題", "题目", "新闻标题", "文章标题", "headline", "subject", "name"]),
    (Column::Date, &["date", "发布时间", "发布日期", "發布時間", "發布日期", "日期", "时间", "publish_time", "publish_date", "published_at",
        "published", "pub_date", "pubdate", "publishtime", "publishdate", "pubtime"]),
    (Column::Body, &["content", "正文", "内容", "內容", "body", "text", "html", "content_html", "新闻内容", "文章内容"]),
    (Column::Summary, &["summary", "摘要", "简介", "description", "abstract"]),
    (Column::Source, &["source", "来源", "來源", "信息来源", "稿件来源", "文章来源", "content_source"]),
    (Column::Address, &["url", "link", "链接", "网址", "原文链接", "source_url", "address"]),
    (Column::Topics, &["topic", "topics", "栏目", "欄目", "分类", "分類", "类别", "category", "categories", "channel", "column", "tags", "标签"]),
    (Column::Keywords, &["keywords", "keyword", "关键词", "关键字"]),
    (Column::Id, &["id", "编号", "article_id", "文章id", "guid"]),
    (Column::Slug, &["slug"]),
    (Column::Language, &["language", "lang", "语言", "语种", "locale"]),
    (Column::Number, &["document_number", "文号", "发文字号", "文件编号"]),
    (Column::Image, &["image", "图片", "cover", "题图", "封面"]),
    (Column::Files, &["attachments", "附件", "files"]),
];

fn column(name: &str) -> Option<Column> {
    let name = on_one_line(name).to_lowercase().replace([' ', '-'], "_");
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&name.as_str()))
        .map(|(column, _)| *column)
}

/// One row or object, and the lines on which it stands.
struct Record {
    values: Vec<(String, Value)>,
    lines: Option<(usize, usize)>,
}

/// Reads all announcements of a CSV file, whose columns are parted by comma, semicolon or tab.
pub(super) fn read_csv(
    input: &Input,
    text: &str,
    lang: &str,
    config: &Config,
) -> Vec<Result<Found, (usize, What)>> {
    let first = text.lines().next().unwrap_or("");
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .from_reader(text.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(names) => names.iter().map(str::to_owned).collect(),
        Err(error) => return vec![Err((1, What::BadRecord(Words::foreign(error))))],
    };
    if !names.iter().any(|name| column(name) == Some(Column::Title)) {
        return vec![Err((1, What::NoTitle))];
    }
    let mut found = Vec::new();
    let rows: Vec<_> = reader.records().collect();
    for row in rows {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(1, |place| place.line() as usize);
                found.push(Err((line, What::BadRecord(Words::foreign(error)))));
                continue;
            }
        };
        let line = row.position().map_or(1, |place| place.line() as usize);
        let height = row
            .iter()
            .map(|cell| cell.matches('\n').count())
            .sum::<usize>();
        // A cell without a name of its column is listed as well.
        let name = |at: usize| {
            names
                .get(at)
                .cloned()
                .unwrap_or_else(|| format!("column {}", at + 1))
        };
        let values = row
            .iter()
            .enumerate()
            .map(|(at, cell)| (name(at), Value::String(cell.to_owned())));
        let record = Record {
            values: values.collect(),
            lines: Some((line, line + height)),
        };
        found.push(announcement(record, input, text, lang, config).map_err(|what| (line, what)));
    }
    found
}

/// Reads all announcements of a JSON file: a list of objects, an object that holds one, or an object on each line.
pub(super) fn read_json(
    input: &Input,
    text: &str,
    lang: &str,
    config: &Config,
) -> Vec<Result<Found, (usize, What)>> {
    let mut found = Vec::new();
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    // Where the last value ended, and on which line.
    let (mut start, mut line) = (0, 1);
    while let Some(value) = values.next() {
        let value = match value {
            Ok(value) => value,
            Err(error) => {
                found.push(Err((error.line(), What::BadRecord(Words::foreign(error)))));
                break;
            }
        };
        let rest = &text[start..values.byte_offset()];
        let first = line + line_at(rest, rest.len() - rest.trim_start().len()) - 1;
        let last = line + line_at(rest, rest.len()) - 1;
        let Objects {
            objects,
            is_list,
            others,
        } = objects(value);
        if others > 0 || objects.is_empty() && !is_list {
            let reason = Words::with(
                format!("{others} entries of it are no objects"),
                format!("其中 {others} 项不是对象"),
            );
            found.push(Err((first, What::BadRecord(reason))));
        }
        // Objects stand in their order: each is looked for behind the one before.
        let (mut after, mut at_line) = (0, line);
        for object in objects {
            let values: Vec<(String, Value)> = object.into_iter().collect();
            // The lines of an object in a list are not known; that of its headline is.
            let mut titles = values
                .iter()
                .filter(|(name, _)| column(name) == Some(Column::Title));
            let title = titles
                .next()
                .and_then(|(_, title)| rest[after..].find(&title.to_string()));
            if let Some(at) = title {
                at_line += line_at(&rest[after..], at) - 1;
                after += at;
            }
            let lines = match is_list {
                true => title.map(|_| (at_line, at_line)),
                false => Some((first, last)),
            };
            let place = lines.map_or(first, |(line, _)| line);
            let record = Record { values, lines };
            found.push(
                announcement(record, input, text, lang, config).map_err(|what| (place, what)),
            );
        }
        (start, line) = (values.byte_offset(), last);
    }
    found
}

/// What a value of JSON holds.
struct Objects {
    objects: Vec<Map<String, Value>>,
    is_list: bool,
    /// How many things that are no objects.
    others: usize,
}

fn objects(value: Value) -> Objects {
    let of_list = |items: Vec<Value>| {
        let all = items.len();
        let objects = items.into_iter().filter_map(|item| match item {
            Value::Object(object) => Some(object),
            _ => None,
        });
        let objects: Vec<_> = objects.collect();
        Objects {
            others: all - objects.len(),
            objects,
            is_list: true,
        }
    };
    match value {
        Value::Array(items) => of_list(items),
        Value::Object(object) => {
            let is_list = |value: &Value| {
                value
                    .as_array()
                    .is_some_and(|items| items.iter().any(Value::is_object))
            };
            let has_title = object.keys().any(|key| column(key) == Some(Column::Title));
            match object.values().position(is_list).filter(|_| !has_title) {
                Some(at) => match object.into_iter().nth(at) {
                    Some((_, Value::Array(items))) => of_list(items),
                    _ => of_list(Vec::new()),
                },
                None => Objects {
                    objects: vec![object],
                    is_list: false,
                    others: 0,
                },
            }
        }
        _ => Objects {
            objects: Vec::new(),
            is_list: false,
            others: 1,
        },
    }
}

fn announcement(
    record: Record,
    input: &Input,
    text: &str,
    lang: &str,
    config: &Config,
) -> Result<Found, What> {
    let mut found = Found::new(input, lang);
    found.origin.lines = record.lines;
    let line = record.lines.map(|(line, _)| line);
    found.line = line.unwrap_or(1);
    let content = serde_json::to_string(&record.values).unwrap_or_default();
    found.origin.part = Some(disk::hex(&Sha256::digest(content)));
    for (name, value) in &record.values {
        let is_empty = value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
        if !is_empty && !take(&mut found, input.kind, name, value, line, config)? {
            let what = unused(input.kind, name, on_one_line(&front::shown(value)));
            found.note(line, what);
        }
    }
    let notes: Vec<_> = found.notes.iter_mut().collect();
    for note in notes {
        // Where a value has a line of its own, that is the place.
        if let What::Element(name) = &note.what {
            let source = name.split(' ').next_back().unwrap_or("");
            note.line = line_of(text, source).or(note.line);
        }
    }
    Ok(found)
}

/// A value without a place: of a column, or of a key.
fn unused(kind: Kind, name: &str, value: String) -> What {
    match kind {
        Kind::Csv => What::Column(name.to_owned(), value),
        _ => What::Key(name.to_owned(), value),
    }
}

fn take(
    found: &mut Found,
    kind: Kind,
    name: &str,
    value: &Value,
    line: Option<usize>,
    config: &Config,
) -> Result<bool, What> {
    let Some(column) = column(name) else {
        return Ok(false);
    };
    let text = front::text(value);
    let names = || match value {
        Value::Array(_) => front::texts(value),
        other => front::text(other)
            .map(|text| listed(&text))
            .unwrap_or_default(),
    };
    match (column, text) {
        (Column::Topics, _) => found.add_topics(names(), line, config),
        (Column::Keywords, _) => found.keywords.extend(names()),
        (Column::Files, _) => found.files.extend(names()),
        (_, None) => return Ok(false),
        (Column::Title, Some(text)) if found.title.is_empty() => found.title = text,
        (Column::Date, Some(text)) if found.date.is_none() => {
            match dates::parse(&text, &config.time_zone).or_else(|| of_epoch(&text, config)) {
                Some(date) => found.date = Some(date),
                None => found.note(line, What::NoDate(Some(text))),
            }
        }
        (Column::Body, Some(_)) if found.body.is_empty() => {
            return body(found, value, line).map(|()| true);
        }
        (Column::Summary, Some(text)) if found.summary.is_none() => found.summary = Some(text),
        (Column::Source, Some(text)) if found.source.is_none() => found.source = Some(text),
        (Column::Number, Some(text)) if found.document_number.is_none() => {
            found.document_number = Some(text)
        }
        (Column::Image, Some(text)) if found.image.is_none() => found.image = Some(text),
        (Column::Address, Some(text))
            if url::Url::parse(&text)
                .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) =>
        {
            found.source_url = Some(text);
        }
        // A name for people makes an address; a number only says what belongs together.
        (Column::Slug, Some(text)) if !simplified(&text).is_empty() => found.slug = Some(text),
        (Column::Id, Some(text)) => {
            found.note(line, unused(kind, name, text.clone()));
            found.group = Some(text);
        }
        (Column::Language, Some(text)) => match blog::language(config, &text) {
            Some(code) => found.lang = code,
            None => return Err(What::UnknownLanguage(text)),
        },
        _ => return Ok(false),
    }
    Ok(true)
}

/// Seconds or milliseconds since 1970, as databases count.
fn of_epoch(text: &str, config: &Config) -> Option<String> {
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let time = jiff::Timestamp::from_second(seconds).ok()?;
    dates::parse(&time.to_string(), &config.time_zone)
}

/// HTML or plain text, a paragraph on each line.
fn body(found: &mut Found, value: &Value, line: Option<usize>) -> Result<(), What> {
    let text = value.as_str().unwrap_or_default();
    if is_html(text) {
        let converted = html::fragment(text).ok_or(What::TooDeep)?;
        for (what, _) in converted.notes {
            found.note(line, what);
        }
        found.body = converted.markdown;
    } else {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        found.body = lines.map(dump::escape).collect::<Vec<_>>().join("\n\n");
    }
    Ok(())
}

/// Whether a text holds tags or entities of HTML.
fn is_html(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    [
        "<p", "<br", "<div", "<span", "<a ", "<img", "<table", "<strong", "<b>", "<h", "<ul",
        "<ol", "&nbsp;", "&quot;", "&amp;",
    ]
    .iter()
    .any(|sign| lower.contains(sign))
}
