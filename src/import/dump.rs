//! A text dump of an old system: headlines, glued header lines, page furniture, and print copies, to announcements.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::tz::TimeZone;
use sha2::{Digest as _, Sha256};
use unicode_width::UnicodeWidthStr;

use super::{Found, Input, What, dates, on_one_line};
use crate::model::archive::Asset;
use crate::resolve::{Furniture, Value, canonical};
use crate::text::join_lines;

/// Columns from which on a line is a whole paragraph, and not one that was broken to fit a window.
const UNBROKEN: usize = 100;

/// Columns: lines that are shorter were not broken either.
const BROKEN_FROM: usize = 40;

/// Lines that a headline may take.
const MOST_TITLE_LINES: usize = 3;

/// How the names of those end who sign a text: what stands above the day of a signature is no headline.
const SIGNATORIES: [&str; 14] = [
    "局",
    "委",
    "办",
    "厅",
    "部",
    "院",
    "政府",
    "办公室",
    "委员会",
    "管委会",
    "指挥部",
    "中心",
    "公司",
    "集团",
];

/// How a line ends that only says what the day below it is.
const NAMES_OF_A_DAY: [&str; 3] = ["时间", "日期", "时限"];

/// How a line starts that stands below a signature.
const BELOW_A_SIGNATURE: [&str; 4] = ["附件", "附：", "附:", "（此件"];

/// Characters that a headline without a date may have.
const SHORT: usize = 40;

/// Signs that end a sentence, and so no line of a headline or broken paragraph.
const SENTENCE_ENDS: [char; 8] = ['。', '！', '？', '：', '；', '.', '!', '?'];

/// Reads all announcements of a dump.
pub(super) fn read(
    input: &Input,
    text: &str,
    lang: &str,
    zone: &TimeZone,
    furniture: &Furniture,
) -> Vec<Found> {
    let lines: Vec<&str> = text.lines().map(trimmed).collect();
    let dump = Dump {
        lines,
        furniture,
        zone,
    };
    let records = dump.records();
    let mut found: Vec<(Record, Found)> = Vec::new();
    // Places in `found` by headline.
    let mut titled: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for record in records {
        let is_first = found.is_empty();
        let places = titled
            .entry(canonical([dump.title(&record).as_str()]))
            .or_default();
        let mut alike = places.iter().copied();
        let same = alike.find(|at| dump.states_the_same(&found[*at].0, &record));
        // Taken back where it is a copy.
        places.push(found.len());
        if let Some((first, announcement)) = same.and_then(|at| found.get_mut(at)) {
            let (from, to) = (record.title.start + 1, record.end);
            if dump.is_copy(first, &record) {
                announcement.note(Some(from), What::PrintCopy(from, to, first.title.start + 1));
                announcement.origin.lines = Some((first.title.start + 1, to));
                dump.note_furniture(&record, announcement);
                places.pop();
                continue;
            }
            let mut other = dump.announcement(&record, input, lang);
            other.note(Some(from), What::SameHeadline(first.title.start + 1));
            found.push((record, other));
        } else {
            let mut announcement = dump.announcement(&record, input, lang);
            // What stands before the first headline is no part of any announcement.
            for at in (0..record.title.start).filter(|_| is_first) {
                if !dump.lines[at].is_empty() {
                    announcement.note(Some(at + 1), What::Furniture(dump.lines[at].to_owned()));
                }
            }
            found.push((record, announcement));
        }
    }
    let raw: Vec<&str> = text.split_inclusive('\n').collect();
    found
        .into_iter()
        .map(|(record, mut announcement)| {
            let part = raw[record.title.start..record.end.min(raw.len())].concat();
            announcement.origin.part = Some(super::disk::hex(&Sha256::digest(part.trim())));
            announcement
        })
        .collect()
}

fn trimmed(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}' || c == '\u{FEFF}')
}

/// One announcement in the lines of a dump.
struct Record {
    title: Range<usize>,
    /// The header and all that follows.
    header: Range<usize>,
    /// One past the last line.
    end: usize,
    /// Lines of the text that may be headlines of other announcements.
    doubtful: Vec<usize>,
}

/// A line of a text that is nothing but a day, with what stands directly above it.
struct Dated {
    /// What may be the headline.
    title: Range<usize>,
    /// The line of the day.
    at: usize,
    /// What is to be made of it.
    sense: Sense,
}

/// What a line that is nothing but a day may be.
#[derive(PartialEq, Eq)]
enum Sense {
    /// The header of an announcement.
    Header,
    /// The day of a signature.
    Signature,
    /// One or the other.
    Doubtful,
}

struct Dump<'t> {
    lines: Vec<&'t str>,
    furniture: &'t Furniture,
    zone: &'t TimeZone,
}

/// A label with what stands behind it, as it is written.
struct Field<'t> {
    label: String,
    kind: Value,
    value: &'t str,
}

impl<'t> Dump<'t> {
    fn records(&self) -> Vec<Record> {
        let mut headers: Vec<usize> = (0..self.lines.len())
            .filter(|at| self.is_header(*at))
            .collect();
        // A header may take several lines: what follows one, with nothing but furniture between, belongs to it.
        let mut last = None;
        headers.retain(|at| {
            let continues =
                last.is_some_and(|before| (before + 1..*at).all(|line| self.is_around(line)));
            last = Some(*at);
            !continues
        });
        if headers.is_empty() {
            return self.without_labels();
        }
        let mut titles: Vec<Range<usize>> = Vec::new();
        for header in &headers {
            let floor = titles
                .last()
                .map_or(0, |title: &Range<usize>| title.end + 1);
            titles.push(self.title_above(*header, floor));
        }
        let ends = titles
            .iter()
            .skip(1)
            .map(|title| title.start)
            .chain([self.lines.len()]);
        let ends: Vec<usize> = ends.collect();
        let mut records = Vec::new();
        for ((title, header), end) in titles.into_iter().zip(headers).zip(ends) {
            let mut after = header + 1;
            while after < end
                && (self.is_around(after) && self.lines[after].len() > 1
                    || self.lines[after].is_empty())
            {
                after += 1;
            }
            let mut record = Record {
                title,
                header: header..after,
                end,
                doubtful: Vec::new(),
            };
            record.doubtful = self.doubtful(&record);
            records.push(record);
        }
        records
    }

    /// The announcements of a dump whose headers are days alone: one starts at each headline with a day below it.
    fn without_labels(&self) -> Vec<Record> {
        let Some(mut first) = self.without_header() else {
            return Vec::new();
        };
        let mut headers = self.dated(first.header.end..first.end);
        headers.retain(|dated| dated.sense == Sense::Header);
        // Below a text without a day, a single one is rather part of that text.
        if first.header.is_empty() && headers.len() < 2 {
            headers.clear();
        }
        first.end = headers.first().map_or(first.end, |dated| dated.title.start);
        let ends: Vec<usize> = headers
            .iter()
            .skip(1)
            .map(|dated| dated.title.start)
            .chain([self.lines.len()])
            .collect();
        let mut records = vec![first];
        for (dated, end) in headers.into_iter().zip(ends) {
            records.push(Record {
                header: dated.title.end..dated.at + 1,
                title: dated.title,
                end,
                doubtful: Vec::new(),
            });
        }
        let are_many = records.len() > 1;
        for record in &mut records {
            record.doubtful = self.doubtful(record);
            // Where others have their day below the headline, one without a day is easily missed.
            if are_many {
                record.doubtful.extend(self.undated(record));
                record.doubtful.sort_unstable();
                record.doubtful.dedup();
            }
        }
        records
    }

    /// The lines of some text that are nothing but a day below what may be a headline.
    fn dated(&self, text: Range<usize>) -> Vec<Dated> {
        let mut found: Vec<Dated> = Vec::new();
        let mut floor = text.start;
        for at in text.clone().filter(|at| self.is_day(*at)) {
            let title = self.title_above(at, floor);
            floor = at + 1;
            let is_headline = title.clone().next_back().is_some_and(|last| {
                let line = self.lines[last];
                is_like_a_headline(line) && !NAMES_OF_A_DAY.iter().any(|end| line.ends_with(end))
            });
            if is_headline {
                let sense = Sense::Doubtful;
                found.push(Dated { title, at, sense });
            }
        }
        // Where a headline stands by itself with its day directly below.
        let starts: Vec<Option<usize>> = found
            .iter()
            .map(|Dated { title, at, .. }| {
                let is_alone = title.start > text.start && self.is_around(title.start - 1);
                (is_alone && title.end == *at).then_some(title.start)
            })
            .collect();
        for (at, dated) in found.iter_mut().enumerate() {
            let next = (dated.at + 1..text.end).find(|line| !self.is_around(*line));
            let has_text = next.is_some_and(|next| {
                starts.get(at + 1).copied().flatten() != Some(next)
                    && !BELOW_A_SIGNATURE
                        .iter()
                        .any(|start| self.lines[next].starts_with(start))
            });
            let above = self.lines[dated.title.end - 1];
            let is_signed = SIGNATORIES.iter().any(|end| above.ends_with(end));
            dated.sense = match (is_signed, has_text) {
                (true, false) => Sense::Signature,
                (false, true) if starts[at].is_some() && !above.ends_with(SENTENCE_ENDS) => {
                    Sense::Header
                }
                _ => Sense::Doubtful,
            };
        }
        found
    }

    /// The lines of a text that may be headlines with a day below.
    fn doubtful(&self, record: &Record) -> Vec<usize> {
        let dated = self.dated(self.body(record)).into_iter();
        dated
            .filter(|dated| dated.sense != Sense::Signature)
            .map(|dated| dated.title.start)
            .collect()
    }

    /// The lines of a text that may be headlines without a day: short, without a number, below an empty line, directly
    /// above a sentence.
    fn undated(&self, record: &Record) -> Vec<usize> {
        let body = self.body(record);
        body.clone()
            .skip(1)
            .filter(|at| {
                let line = self.lines[*at];
                self.lines[at - 1].is_empty()
                    && !self.is_around(*at)
                    && is_like_a_headline(line)
                    && !line.ends_with(SENTENCE_ENDS)
                    && line.chars().count() <= SHORT
                    && !is_numbered(line)
                    && body.contains(&(at + 1))
                    && self.lines[at + 1].ends_with(SENTENCE_ENDS)
            })
            .collect()
    }

    /// Whether a line is nothing but a day that there is.
    fn is_day(&self, at: usize) -> bool {
        is_date_line(self.lines[at]) && dates::parse(self.lines[at], self.zone).is_some()
    }

    /// The whole dump as one announcement: the headline is its first block.
    fn without_header(&self) -> Option<Record> {
        let start = self.lines.iter().position(|line| !line.is_empty())?;
        let block = self.lines[start..]
            .iter()
            .take_while(|line| !line.is_empty() && !is_date_line(line))
            .count();
        let lines = if block <= MOST_TITLE_LINES && start + block < self.lines.len() {
            block
        } else {
            1
        };
        let title = start..start + lines;
        let next = (title.end..self.lines.len()).find(|at| !self.lines[*at].is_empty());
        let dated = next.filter(|at| is_date_line(self.lines[*at]));
        Some(Record {
            header: title.end..dated.map_or(title.end, |at| at + 1),
            title,
            end: self.lines.len(),
            doubtful: Vec::new(),
        })
    }

    /// Whether it is a line of furniture that says when or by whom the text was published.
    fn is_header(&self, at: usize) -> bool {
        let line = self.lines[at];
        let fields = self.fields(line);
        let says = |field: &Field<'_>| match field.kind {
            Value::Date => dates::parse(field.value, self.zone).is_some(),
            Value::Source => !field.value.is_empty(),
            _ => false,
        };
        let is_header = fields.iter().any(says) && self.furniture.is_furniture(&canonical([line]));
        // In a text of its own kind a last line may say the same: there a headline must stand above, and text below.
        let mut above = self.lines[..at]
            .iter()
            .rev()
            .skip_while(|line| line.is_empty());
        is_header && above.next().is_some_and(|line| !line.ends_with('。'))
    }

    /// An empty line, or furniture.
    fn is_around(&self, at: usize) -> bool {
        let line = self.lines[at];
        line.is_empty() || self.furniture.is_furniture(&canonical([line]))
    }

    fn title_above(&self, header: usize, floor: usize) -> Range<usize> {
        let mut end = header;
        while end > floor && self.is_around(end - 1) {
            end -= 1;
        }
        let mut start = end;
        while start > floor
            && end - start < MOST_TITLE_LINES
            && !self.lines[start - 1].is_empty()
            && !self.is_around(start - 1)
            && (start == end || !self.lines[start - 1].ends_with(SENTENCE_ENDS))
        {
            start -= 1;
        }
        start..end
    }

    /// The labels of a line with their values; empty if it does not start with one.
    fn fields(&self, line: &'t str) -> Vec<Field<'t>> {
        let mut found: Vec<(usize, usize, String, Value)> = Vec::new();
        for (label, kind) in self.furniture.labels() {
            let lower = line.to_ascii_lowercase();
            for (at, _) in lower.match_indices(label) {
                let after = lower[at + label.len()..].trim_start();
                let Some(colon) = after.chars().next().filter(|c| matches!(c, ':' | '：')) else {
                    continue;
                };
                let end = line.len() - after.len() + colon.len_utf8();
                // Of 发布时间 and 时间 the longer is meant, and comes first.
                if !found
                    .iter()
                    .any(|(start, stop, _, _)| (*start..*stop).contains(&at))
                {
                    found.push((at, end, label.to_owned(), kind));
                }
            }
        }
        found.sort_by_key(|(at, ..)| *at);
        let ends: Vec<usize> = found
            .iter()
            .skip(1)
            .map(|(at, ..)| *at)
            .chain([line.len()])
            .collect();
        let fields = found.into_iter().zip(ends);
        fields
            .map(|((_, start, label, kind), end)| {
                let value = line[start..end]
                    .trim_matches(|c: char| c.is_whitespace() || "|[]【】/·".contains(c));
                Field { label, kind, value }
            })
            .collect()
    }

    fn title(&self, record: &Record) -> String {
        let mut title = String::new();
        for line in &self.lines[record.title.clone()] {
            if !title.is_empty() {
                title.push_str(join_lines(title.chars().next_back(), line.chars().next()));
            }
            title.push_str(line);
        }
        on_one_line(&title)
    }

    /// The lines of the text, without furniture at its end.
    fn body(&self, record: &Record) -> Range<usize> {
        let start = record.header.end;
        let mut end = record.end.max(start);
        while end > start && self.is_around(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// Date and source as they can be compared.
    fn stated(&self, record: &Record) -> (Option<String>, Option<String>) {
        let lines = &self.lines[record.header.clone()];
        let fields: Vec<Field<'_>> = lines.iter().flat_map(|line| self.fields(line)).collect();
        let date = fields.iter().find(|field| field.kind == Value::Date);
        let day = lines.iter().copied().find(|line| is_date_line(line));
        let source = fields
            .iter()
            .find(|field| field.kind == Value::Source && !field.value.is_empty());
        (
            date.map(|field| field.value)
                .or(day)
                .and_then(|date| dates::parse(date, self.zone)),
            source.map(|field| canonical([field.value])),
        )
    }

    /// Whether neither date nor source of two headers contradict each other.
    fn states_the_same(&self, first: &Record, second: &Record) -> bool {
        let agree = |left: Option<String>, right: Option<String>| match (left, right) {
            (Some(left), Some(right)) => {
                left == right || left.starts_with(&right) || right.starts_with(&left)
            }
            _ => true,
        };
        let ((day, source), (other_day, other_source)) = (self.stated(first), self.stated(second));
        agree(day, other_day) && agree(source, other_source)
    }

    /// Whether two texts are the same, character for character, as the build compares them.
    fn is_copy(&self, first: &Record, second: &Record) -> bool {
        let text = |record: &Record| {
            let lines = &self.lines[self.body(record)];
            canonical(lines.iter().copied().filter(|line| !line.is_empty()))
        };
        text(first) == text(second)
    }

    /// Notes what the header of a copy and the end of its text state that the announcement does not have.
    fn note_furniture(&self, record: &Record, announcement: &mut Found) {
        for at in self.body(record).end..record.end {
            let line = self.lines[at];
            if !line.is_empty() {
                announcement.note(Some(at + 1), What::Furniture(line.to_owned()));
            }
        }
    }

    fn announcement(&self, record: &Record, input: &Input, lang: &str) -> Found {
        let mut found = Found::new(input, lang);
        found.title = self.title(record);
        found.line = record.title.start + 1;
        found.origin.lines = Some((record.title.start + 1, record.end));
        for at in record.header.clone() {
            let line = self.lines[at];
            let fields = self.fields(line);
            if is_date_line(line) {
                found.date = dates::parse(line, self.zone);
            } else if fields.is_empty() && !line.is_empty() {
                found.note(Some(at + 1), What::Furniture(line.to_owned()));
            }
            for field in fields {
                self.take(field, at + 1, &mut found);
            }
        }
        for at in &record.doubtful {
            found.note(
                Some(at + 1),
                What::OtherHeadline(self.lines[*at].to_owned()),
            );
        }
        self.write_body(record, input, &mut found);
        self.note_furniture(record, &mut found);
        found
    }

    fn take(&self, field: Field<'_>, line: usize, found: &mut Found) {
        let value = on_one_line(field.value);
        let unplaced = |found: &mut Found| {
            found.note(Some(line), What::Key(field.label.clone(), value.clone()))
        };
        match field.kind {
            _ if value.is_empty() => {}
            Value::Date => match dates::parse(&value, self.zone) {
                Some(date) if found.date.as_ref().is_none_or(|known| *known == date) => {
                    found.date = Some(date)
                }
                _ => unplaced(found),
            },
            Value::Source if found.source.as_ref().is_none_or(|known| *known == value) => {
                found.source = Some(value)
            }
            _ => unplaced(found),
        }
    }

    /// Paragraphs as Markdown that shows them as they are; names of pictures that stand alone become pictures.
    fn write_body(&self, record: &Record, input: &Input, found: &mut Found) {
        let range = self.body(record);
        let width = self.lines[range.clone()]
            .iter()
            .map(|line| line.width())
            .max()
            .unwrap_or(0);
        let is_broken = (BROKEN_FROM..UNBROKEN).contains(&width);
        let mut paragraphs: Vec<String> = Vec::new();
        let mut open = false;
        for at in range {
            let line = self.lines[at];
            if line.is_empty() {
                open = false;
            } else if is_picture_name(line) {
                open = false;
                if !input.path.with_file_name(line).is_file() {
                    found.note(Some(at + 1), What::Picture(line.to_owned()));
                } else if paragraphs.is_empty() && found.image.is_none() {
                    found.image = Some(line.to_owned());
                } else {
                    paragraphs.push(format!("![](<{line}>)"));
                }
            } else {
                let escaped = escape(line);
                match paragraphs.last_mut().filter(|_| open) {
                    Some(last) => {
                        last.push_str(join_lines(last.chars().next_back(), line.chars().next()));
                        last.push_str(&escaped);
                    }
                    None => paragraphs.push(escaped),
                }
                open = is_broken && line.width() * 5 >= width * 4 && !line.ends_with(SENTENCE_ENDS);
            }
        }
        found.body = paragraphs.join("\n\n");
    }
}

/// Whether a line is nothing but a day: 2023-04-17, 2023年4月17日.
fn is_date_line(line: &str) -> bool {
    line.chars().any(|c| c.is_ascii_digit())
        && line.chars().count() <= 20
        && line
            .chars()
            .all(|c| c.is_ascii_digit() || "-/.年月日: ：".contains(c))
}

/// Whether a line may be the last of a headline: no date, no picture, not long, and no part of a sentence.
fn is_like_a_headline(line: &str) -> bool {
    !is_date_line(line)
        && !is_picture_name(line)
        && line.width() < UNBROKEN
        && !line.ends_with(['。', '：', '；', '，', '、', '.', ':', ';', ','])
}

/// Whether a line starts as a heading within a text does: 一、 （一）
fn is_numbered(line: &str) -> bool {
    line.starts_with(['（', '(']) || line.chars().take(4).any(|c| c == '、')
}

/// Whether a line is nothing but the file name of a picture.
fn is_picture_name(line: &str) -> bool {
    Asset::has_picture_name(line)
        && line.contains('.')
        && line.chars().count() <= 80
        && !line.contains(['/', '\\', '<', '>', '，', '。', ':', '：'])
}

/// A line of plain text as Markdown that means just that.
pub(super) fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    let start = line.trim_start();
    let is_mark = start.starts_with(['#', '>', '|', '='])
        || start.starts_with("- ")
        || start.starts_with("+ ")
        || start.starts_with("---");
    for (at, character) in line.char_indices() {
        let at_start = is_mark && at == line.len() - start.len();
        let is_entity = character == '&'
            && line[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '#');
        if at_start
            || is_entity
            || matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~')
        {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::plain_lines;
    use crate::source::Span;

    #[test]
    fn an_escaped_line_reads_as_it_was_written() {
        for line in [
            "# 甲",
            "2*3*4",
            "<b>",
            "[甲](乙)",
            "- a",
            "a_b_c",
            "~~1~~",
            "&lt;",
            "| a |",
            "`x`",
            "\\甲",
            "=====",
            "> 甲",
            "A&B",
        ] {
            let text = escape(line);
            let shown: Vec<String> = plain_lines(&text, Span::new(0, text.len()))
                .into_iter()
                .map(|line| line.text)
                .collect();
            assert_eq!(shown, [line], "{text}");
        }
    }

    #[test]
    fn the_fields_of_a_glued_line_are_told_apart() {
        let furniture = Furniture::new(&[]);
        let dump = Dump {
            lines: Vec::new(),
            furniture: &furniture,
            zone: &TimeZone::UTC,
        };
        let line = "信息来源：千山“日报”发布时间:2023-04-17浏览次数：";
        let fields = dump.fields(line);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|field| (field.label.as_str(), field.value))
            .collect();
        assert_eq!(
            fields,
            [
                ("信息来源", "千山“日报”"),
                ("发布时间", "2023-04-17"),
                ("浏览次数", "")
            ]
        );
    }
}
