//! Page furniture: lines around a text that belonged to its old page, recognised only as whole lines.

use std::collections::BTreeSet;

use super::canonical::canonical;
use super::dates;
use super::thresholds::{FURNITURE_LINE, FURNITURE_NAME};
use crate::source::Span;
use crate::yaml::{self, Kind};

/// What may follow a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// When a text appeared.
    Date,
    /// How many read it.
    Number,
    /// Who edited it and the like.
    Name,
    /// The name of who wrote a text, under any label of this kind.
    Source,
    /// Other furniture.
    Nothing,
}

/// What a line of furniture states: two that differ under one label are content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Statement {
    /// The label, and the date as [`dates::normal`] writes it.
    Date(String, String),
    /// The label, one for all that name the source, and a name.
    Name(String, String),
}

/// The known furniture, in canonical form.
pub struct Furniture {
    /// Longest first, so that 发布时间 is not read as 时间.
    labels: Vec<(String, Value)>,
    words: BTreeSet<String>,
}

/// Marks between furniture on one line.
const SEPARATORS: &str = " |/·-_[]()【】<>:;,~*\t";

impl Furniture {
    /// The built-in list with the site's own whole lines.
    pub fn new(own: &[String]) -> Self {
        let text = include_str!("furniture.yaml");
        let mut furniture = Self {
            labels: Vec::new(),
            words: BTreeSet::new(),
        };
        let entries = match yaml::parse(text, Span::new(0, text.len())) {
            Ok(node) => match node.kind {
                Kind::Map(entries) => entries,
                _ => Vec::new(),
            },
            Err(_) => Vec::new(),
        };
        for (_, node) in entries {
            match node.kind {
                Kind::Map(labels) => furniture.labels.extend(
                    labels
                        .into_iter()
                        .filter_map(|(label, node)| Some((fold(&label.value), value(&node.kind)?))),
                ),
                Kind::List(words) => {
                    furniture
                        .words
                        .extend(words.into_iter().filter_map(|word| match word.kind {
                            Kind::Scalar(word) => Some(fold(&word)),
                            _ => None,
                        }))
                }
                _ => {}
            }
        }
        furniture.words.extend(own.iter().map(|line| fold(line)));
        furniture
            .labels
            .sort_by_key(|(label, _)| std::cmp::Reverse(label.chars().count()));
        furniture
    }

    /// Whether a canonical line is nothing but furniture.
    pub fn is_furniture(&self, line: &str) -> bool {
        self.read(line).is_some()
    }

    /// The labels in canonical form and lower case with what may follow each, longest first.
    pub fn labels(&self) -> impl Iterator<Item = (&str, Value)> {
        self.labels
            .iter()
            .map(|(label, value)| (label.as_str(), *value))
    }

    /// What a line of furniture states; `None` if it is not furniture.
    pub(super) fn read(&self, line: &str) -> Option<Vec<Statement>> {
        if line.chars().nth(FURNITURE_LINE).is_some() {
            return None;
        }
        let line = line.to_lowercase();
        let mut rest = line.trim_matches(|mark| mark != ':' && SEPARATORS.contains(mark));
        if rest.is_empty() {
            return None;
        }
        let mut statements = Vec::new();
        while !rest.is_empty() {
            let taken = match self.label(rest) {
                Some((taken, statement)) => {
                    statements.extend(statement);
                    taken
                }
                None => self.word(rest)?,
            };
            rest = rest[taken..].trim_start_matches(|mark| SEPARATORS.contains(mark));
        }
        Some(statements)
    }

    /// A label with its value at the start of the rest: the bytes of both, and what they state.
    fn label(&self, rest: &str) -> Option<(usize, Option<Statement>)> {
        let (label, kind) = self.labels.iter().find(|(label, _)| {
            rest.strip_prefix(label.as_str())
                .is_some_and(|after| after.trim_start().starts_with(':'))
        })?;
        let colon = label.len() + rest[label.len()..].find(':')? + 1;
        let after = &rest[colon..];
        // Values and labels are often glued: 信息来源:鞍山新闻网发布时间:2023-04-17.
        let end = self
            .labels
            .iter()
            .filter_map(|(label, _)| {
                after
                    .find(&format!("{label}:"))
                    .or_else(|| after.find(&format!("{label} :")))
            })
            .min()
            .unwrap_or(after.len());
        let end = self.start_of_words(&after[..end], *kind);
        let value = after[..end].trim_matches(|mark| SEPARATORS.contains(mark));
        let legal = match kind {
            Value::Date => value.is_empty() || is_date(value),
            Value::Number => value
                .chars()
                .all(|character| character.is_ascii_digit() || "次人,".contains(character)),
            Value::Name | Value::Source => {
                value.chars().count() <= FURNITURE_NAME && !value.contains(['。', '!', '?', ';'])
            }
            // 字号:大中小 and the like: what follows must be furniture itself.
            Value::Nothing => return Some((colon, None)),
        };
        let statement = match kind {
            _ if value.is_empty() => None,
            Value::Date => Some(Statement::Date(label.clone(), dates::normal(value))),
            Value::Name => Some(Statement::Name(label.clone(), value.to_owned())),
            Value::Source => Some(Statement::Name("source".into(), value.to_owned())),
            Value::Number | Value::Nothing => None,
        };
        legal.then_some((colon + end, statement))
    }

    /// Where in a value such as `131打印` the words of furniture start that it ends with; its length if with none. A name
    /// goes up to a mark: 大 may be the end of one.
    fn start_of_words(&self, field: &str, kind: Value) -> usize {
        let is_name = matches!(kind, Value::Name | Value::Source);
        let may_start =
            |next: &char| SEPARATORS.contains(*next) || !is_name && !next.is_ascii_digit();
        field
            .char_indices()
            .filter(|(_, next)| may_start(next))
            .map(|(at, _)| at)
            .find(|at| self.is_words(&field[*at..]))
            .unwrap_or(field.len())
    }

    fn is_words(&self, field: &str) -> bool {
        let trim = |rest: &str| -> usize {
            rest.len()
                - rest
                    .trim_start_matches(|mark| SEPARATORS.contains(mark))
                    .len()
        };
        let mut rest = &field[trim(field)..];
        let mut found = false;
        while !rest.is_empty() {
            let Some(taken) = self.word(rest) else {
                return false;
            };
            rest = &rest[taken..];
            rest = &rest[trim(rest)..];
            found = true;
        }
        found
    }

    /// The bytes of a word at the start of the rest, which must end there, at a mark, or at another word.
    fn word(&self, rest: &str) -> Option<usize> {
        let fits = |word: &&String| {
            rest.strip_prefix(word.as_str()).is_some_and(|after| {
                let next = after.trim_start_matches(|mark| SEPARATORS.contains(mark));
                next.is_empty()
                    || next.len() < after.len()
                    || !word.is_ascii()
                        && self
                            .words
                            .iter()
                            .any(|other| next.starts_with(other.as_str()))
            })
        };
        self.words.iter().filter(fits).map(|word| word.len()).max()
    }
}

fn fold(text: &str) -> String {
    canonical([text]).to_lowercase()
}

fn value(kind: &Kind) -> Option<Value> {
    match kind {
        Kind::Scalar(text) => match text.as_str() {
            "date" => Some(Value::Date),
            "number" => Some(Value::Number),
            "name" => Some(Value::Name),
            "source" => Some(Value::Source),
            "none" => Some(Value::Nothing),
            _ => None,
        },
        _ => None,
    }
}

/// Digits and what stands between them in a date and time, or the name of a month.
fn is_date(value: &str) -> bool {
    let numeric = value.chars().any(|character| character.is_ascii_digit())
        && value.chars().all(|character| {
            character.is_ascii_digit() || "年月日时分秒時-/.: t+z".contains(character)
        });
    let words: Vec<&str> = value
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let english = (3..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.chars()
                .all(|character| character.is_ascii_digit() || character == ':')
                || dates::month(word).is_some()
        });
    numeric || english
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_of_furniture_are_recognised() {
        let furniture = Furniture::new(&["政务新媒体矩阵".into()]);
        for line in [
            "信息来源：鞍山新闻网发布时间：2023-04-17浏览次数：",
            "TOP",
            "【打印本页】【关闭窗口】",
            "字号：大中小",
            "发布时间:2023年4月17日 10:30",
            "Posted in: News | Print this page",
            "Last updated: 14 April 2023",
            "政务新媒体矩阵",
        ] {
            assert!(furniture.is_furniture(&canonical([line])), "{line}");
        }
    }

    #[test]
    fn sentences_and_unknown_lines_are_content() {
        let furniture = Furniture::new(&[]);
        for line in [
            "大中小企业均可申请",
            "时间:4月17日上午9时在市民广场集合",
            "来源:本次统计数据来自各区县上报后由市统计局汇总核定的年度报表,口径与上年一致",
            "打印机采购公告",
            "关闭矿井三座",
            "报名时间:4月14日",
            "信息来源",
            "Closed on Monday",
            "2023.4.16.jpg",
        ] {
            assert!(!furniture.is_furniture(&canonical([line])), "{line}");
        }
    }

    #[test]
    fn what_labels_state_is_read() {
        let furniture = Furniture::new(&[]);
        let (name, date) = (
            |name: &str| Statement::Name("source".into(), name.into()),
            |date: &str| Statement::Date("发布时间".into(), date.into()),
        );
        for (line, stated) in [
            (
                "信息来源:网发布时间:2023-04-17",
                vec![name("网"), date("2023-04-17")],
            ),
            (
                "来源:市报 打印 发布时间:2023年4月17日 10:00:00 关闭",
                vec![name("市报"), date("2023-04-17 10:00")],
            ),
            ("浏览次数:131打印", vec![]),
            ("来源:", vec![]),
        ] {
            assert_eq!(furniture.read(line).unwrap(), stated, "{line}");
        }
    }

    #[test]
    fn the_list_itself_can_be_read() {
        let furniture = Furniture::new(&[]);
        let text = include_str!("furniture.yaml");
        let entries = text.lines().filter(|line| line.starts_with("  ")).count();
        assert_eq!(furniture.labels.len() + furniture.words.len(), entries);
    }
}
