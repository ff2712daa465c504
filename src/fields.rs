//! Reading the keys of a YAML map into values, and reporting everything that is wrong with them at once.

use std::str::FromStr;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::{Diagnostic, Problem};
use crate::language::Words;
use crate::model::lang::{Languages, PerLang};
use crate::model::moment::{Moment, MomentError};
use crate::model::names::simplified;
use crate::source::{Located, Location, Source, Span};
use crate::text::closest;
use crate::yaml::{self, Kind, Node};

/// The entries of a map, in order.
pub type Entries = Vec<(Located<String>, Node)>;

/// Parses the YAML in `range` of the source, which must be a map (or nothing, which is an empty map).
/// `None` if it is not, which has then been reported.
pub fn read_root(
    source: &Arc<Source>,
    range: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Entries> {
    if let Some(conflict) = merge_conflict(source) {
        diagnostics.push(conflict);
        return None;
    }
    let mut report =
        |problem, span| diagnostics.push(Diagnostic::new(problem, Location::new(source, span)));
    let mut root = yaml::parse(&source.text, range);
    if !matches!(&root, Ok(node) if matches!(node.kind, Kind::Map(_) | Kind::Null)) {
        // `title：…` with a full-width colon is the slip that most often lies behind it. Mended in a copy of the
        // same length, so that the rest of the file is still checked and every place stays true.
        let slips = full_width_colons(&source.text, range);
        let mut mended = source.text.clone();
        for (_, at) in &slips {
            mended.replace_range(at.range(), ":  ");
        }
        let second = if slips.is_empty() {
            root.clone()
        } else {
            yaml::parse(&mended, range)
        };
        // Where mending changes nothing, the colons stand in a text.
        let helped = !matches!((&root, &second), (Err(first), Err(second)) if first.span.start == second.span.start);
        let has_slips = helped && !slips.is_empty();
        if has_slips {
            for (key, at) in slips {
                report(full_width_colon(key), at);
            }
            root = second;
        }
        if root.is_err() || !has_slips {
            let glued = glued_colons(&source.text, range)
                .into_iter()
                .map(|(key, at)| (Problem::NoSpaceAfterColon { key }, at));
            let slips: Vec<_> = glued.chain(in_braces(&source.text, range)).collect();
            if !slips.is_empty() {
                for (problem, at) in slips {
                    report(problem, at);
                }
                return None;
            }
        }
    }
    match root {
        Ok(Node {
            kind: Kind::Map(entries),
            ..
        }) => Some(entries),
        Ok(Node {
            kind: Kind::Null, ..
        }) => Some(Vec::new()),
        Ok(Node { span, .. }) => {
            report(Problem::NotAMap, span);
            None
        }
        Err(error) => {
            report(
                Problem::Yaml {
                    message: error.message,
                },
                error.span,
            );
            None
        }
    }
}

/// What examples have where a text is to be written.
const PLACEHOLDER: &str = "…";

/// What an office that writes Chinese may call a key, in the order in which it is looked for.
const CHINESE_KEYS: [(&str, &str); 20] = [
    ("标题", "title"),
    ("摘要", "summary"),
    ("日期", "date"),
    ("发布日期", "date"),
    ("发布时间", "date"),
    ("主题", "topics"),
    ("栏目", "topics"),
    ("发布机构", "issuer"),
    ("发文机关", "issuer"),
    ("来源", "source"),
    ("信息来源", "source"),
    ("文号", "document_number"),
    ("发文字号", "document_number"),
    ("关键词", "keywords"),
    ("图片", "image"),
    ("附件", "attachments"),
    ("状态", "status"),
    ("更新", "updates"),
    ("撤回", "withdrawn"),
    ("翻译", "translation"),
];

/// The key that a Chinese word means.
fn key_of_chinese(word: &str) -> Option<&'static str> {
    let found = CHINESE_KEYS.iter().find(|(chinese, _)| *chinese == word);
    found.map(|(_, key)| *key)
}

/// The plain ASCII words that start a line, and the Chinese names of keys that do, each with its end.
fn line_words(text: &str, range: Span) -> impl Iterator<Item = (&str, usize)> {
    let mut at = range.start;
    text[range.range()]
        .split_inclusive('\n')
        .filter_map(move |line| {
            let word = line.trim_start();
            let start = at + line.len() - word.len();
            at += line.len();
            let end = word
                .find(|character: char| {
                    !character.is_ascii_alphanumeric() && character != '_' && character != '-'
                })
                .unwrap_or(word.len());
            if end > 0 {
                return Some((&word[..end], start + end));
            }
            // Prose has colons behind Chinese words too, but not at the start of a line of front matter.
            let chinese = word
                .find(['：', ':'])
                .filter(|_| word.len() == line.len())?;
            key_of_chinese(&word[..chinese])?;
            Some((&word[..chinese], start + chinese))
        })
}

/// The first mark of a conflict that Git left in a file, where the last is there too.
pub fn merge_conflict(source: &Arc<Source>) -> Option<Diagnostic> {
    let text = &source.text;
    let start = if text.starts_with(CONFLICT_START) {
        0
    } else {
        text.find(&format!("\n{CONFLICT_START}"))? + 1
    };
    let end = start + text[start..].find('\n')?;
    text[end..].contains(&format!("\n{CONFLICT_END}")).then(|| {
        let place = Location::new(source, Span::new(start, end));
        Diagnostic::new(Problem::MergeConflict, place)
    })
}

/// How git marks the two sides of a conflict (gitattributes, `conflict-marker-size`).
const CONFLICT_START: &str = "<<<<<<< ";
/// See [`CONFLICT_START`].
const CONFLICT_END: &str = ">>>>>>> ";

fn full_width_colon(key: String) -> Problem {
    let meant = key_of_chinese(&key).unwrap_or(&key).to_owned();
    Problem::FullWidthColon { key, meant }
}

/// Full-width signs between braces where YAML has half-width ones: `，` before a key, `：` behind one.
fn in_braces(text: &str, range: Span) -> Vec<(Problem, Span)> {
    let mut slips = Vec::new();
    let (mut depth, mut quote, mut entry) = (0_usize, None, range.start);
    for (at, sign) in text[range.range()].char_indices() {
        let at = range.start + at;
        let next = at + sign.len_utf8();
        match (quote, sign) {
            (Some(open), _) if open != sign => {}
            (Some(_), _) => quote = None,
            (None, '"' | '\'') if text[entry..at].trim_end().ends_with([':', '[', '{', ',']) => {
                quote = Some(sign);
            }
            (None, '{' | '[') => {
                depth += 1;
                entry = next;
            }
            (None, '}' | ']') => depth = depth.saturating_sub(1),
            (None, ',') => entry = next,
            (None, '\n') if depth == 0 => entry = next,
            (None, '，') if depth > 0 && starts_with_key(&text[next..range.end]) => {
                slips.push((Problem::FullWidthComma, Span::new(at, next)));
                entry = next;
            }
            (None, '：') if depth > 0 && is_plain_word(text[entry..at].trim()) => {
                let key = text[entry..at].trim().to_owned();
                slips.push((full_width_colon(key), Span::new(at, next)));
            }
            _ => {}
        }
    }
    slips
}

/// ` en: …`
fn starts_with_key(text: &str) -> bool {
    let end = text.find([':', '：']);
    end.is_some_and(|end| is_plain_word(text[..end].trim()))
}

fn is_plain_word(word: &str) -> bool {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
    !word.is_empty() && word.chars().all(is_plain)
}

/// Colons behind a plain word that no space follows, but something that is no part of an address: `title:标题`, or an
/// ideographic space.
fn glued_colons(text: &str, range: Span) -> Vec<(String, Span)> {
    let glued = |(word, end): (&str, usize)| {
        let next = text[end..]
            .strip_prefix(':')?
            .chars()
            .next()
            .filter(|next| !matches!(next, ' ' | '\t' | '\r' | '\n' | '/' | ':'))?;
        Some((word.to_owned(), Span::new(end, end + 1 + next.len_utf8())))
    };
    line_words(text, range).filter_map(glued).collect()
}

/// Full-width colons behind a plain word at the start of a line, with that word.
fn full_width_colons(text: &str, range: Span) -> Vec<(String, Span)> {
    let slip = |(word, end): (&str, usize)| {
        text[end..]
            .starts_with('：')
            .then(|| (word.to_owned(), Span::new(end, end + '：'.len_utf8())))
    };
    line_words(text, range).filter_map(slip).collect()
}

/// The day, or day and time, that a text in another form means, year first: `2023/4/14`, `2023年4月14日上午10时`,
/// `２０２３-04-14 10：00`.
fn date_in(text: &str) -> Option<String> {
    let half_width = text.chars().map(|character| match character {
        '０'..='９' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        other => other,
    });
    let digits: String = half_width
        .map(|character| {
            if character.is_ascii_digit() {
                character
            } else {
                ' '
            }
        })
        .collect();
    let numbers: Vec<i16> = digits
        .split_whitespace()
        .map_while(|number| number.parse().ok())
        .collect();
    let [year @ 1000..=9999, month, day, time @ ..] = numbers.as_slice() else {
        return None;
    };
    let small = |number: &i16| i8::try_from(*number).ok();
    let date = jiff::civil::Date::new(*year, small(month)?, small(day)?).ok()?;
    let (hour, minute) = match time {
        [] => return Some(date.to_string()),
        [hour] => (small(hour)?, 0),
        [hour, minute] => (small(hour)?, small(minute)?),
        _ => return None,
    };
    let is_afternoon = text.contains("下午") || text.contains("晚上");
    let hour = if is_afternoon && hour < 12 {
        hour + 12
    } else {
        hour
    };
    let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
    Some(format!("{date} {}", time.strftime("%H:%M")))
}

/// A map being read: remembers which keys were asked for, so that the others can be refused.
pub struct Fields<'a> {
    source: &'a Arc<Source>,
    entries: &'a [(Located<String>, Node)],
    /// Where the map is, for what is missing in it.
    place: Span,
    known: Vec<&'static str>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// The root map of a file or front matter.
    pub fn new(
        source: &'a Arc<Source>,
        entries: &'a [(Located<String>, Node)],
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let place = entries.first().map_or(Span::default(), |(key, _)| key.span);
        Self {
            source,
            entries,
            place,
            known: Vec::new(),
            diagnostics,
        }
    }

    /// A map inside this one, at `place`.
    pub fn inside<'b>(
        &'b mut self,
        entries: &'b [(Located<String>, Node)],
        place: Span,
    ) -> Fields<'b> {
        let place = entries.first().map_or(place, |(key, _)| key.span);
        Fields {
            source: self.source,
            entries,
            place,
            known: Vec::new(),
            diagnostics: self.diagnostics,
        }
    }

    /// Reports a problem in this file.
    pub fn report(&mut self, problem: Problem, span: Span) {
        self.diagnostics
            .push(Diagnostic::new(problem, Location::new(self.source, span)));
    }

    /// The value of a key, or `None` if the key is absent.
    pub fn optional(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(key);
        let (key, node) = self.entries.iter().find(|(name, _)| name.value == key)?;
        if node.kind == Kind::Null {
            let after_colon =
                Span::new(key.span.end, (key.span.end + 1).min(self.source.text.len()));
            match self.comment_behind(after_colon) {
                Some(comment) => self.report(
                    Problem::CommentInText {
                        key: key.value.clone(),
                    },
                    comment,
                ),
                None => self.report(
                    Problem::Empty {
                        key: key.value.clone(),
                    },
                    key.span,
                ),
            }
            return None;
        }
        Some(node)
    }

    /// The value of a key that must be there; its absence is reported.
    pub fn required(&mut self, key: &'static str, example: &'static str) -> Option<&'a Node> {
        let node = self.optional(key);
        if !self.entries.iter().any(|(name, _)| name.value == key) {
            self.report(Problem::MissingKey { key, example }, self.place);
        }
        node
    }

    /// Reports every key that was not asked for.
    pub fn refuse_others(&mut self) {
        let known = std::mem::take(&mut self.known);
        for (at, (key, _)) in self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, (key, _))| !known.contains(&key.value.as_str()))
        {
            if let Some(slip) = self.slip_in_braces(self.entries, at, |key| known.contains(&key)) {
                self.report(slip, key.span);
                continue;
            }
            let translated = key_of_chinese(&key.value).filter(|key| known.contains(key));
            let nearest = translated.or_else(|| closest(&key.value, known.iter().copied()));
            let nearest = nearest.map(str::to_owned);
            // One slip is told once.
            let missing = |one: &Diagnostic| match &*one.problem {
                Problem::MissingKey { key, .. } => Some(*key) == nearest.as_deref(),
                _ => false,
            };
            let here = Location::new(self.source, self.place);
            self.diagnostics
                .retain(|one| !(missing(one) && one.location == here));
            let known = known.iter().map(|key| (*key).to_owned()).collect();
            self.report(
                Problem::UnknownKey {
                    key: key.value.clone(),
                    known,
                    nearest,
                },
                key.span,
            );
        }
    }

    /// What a key without a value most likely is between braces: a key and its text without the right colon, or, behind
    /// a comma, the rest of the text before it.
    fn slip_in_braces(
        &self,
        entries: &[(Located<String>, Node)],
        at: usize,
        is_known: impl Fn(&str) -> bool,
    ) -> Option<Problem> {
        let (rest, value) = entries.get(at)?;
        if let Some((key, _)) = rest.value.split_once('：').filter(|(key, _)| is_known(key)) {
            return Some(full_width_colon(key.to_owned()));
        }
        if let Some((key, _)) = rest.value.split_once(':').filter(|(key, _)| is_known(key)) {
            let key = key.to_owned();
            return Some(Problem::NoSpaceAfterColon { key });
        }
        let (key, before) = entries.get(at.checked_sub(1)?)?;
        let text = &self.source.text;
        let between = text.get(before.span.end..rest.span.start)?;
        let is_cut = matches!(value.kind, Kind::Null)
            && matches!(before.kind, Kind::Scalar(_))
            && between.trim() == ",";
        is_cut.then(|| Problem::CommaInText {
            key: key.value.clone(),
            text: text[before.span.range()].to_owned(),
            rest: rest.value.clone(),
        })
    }

    /// The key's place and value, whatever that is: nothing is reported.
    pub fn stated(&mut self, key: &'static str) -> Option<(Span, &'a Node)> {
        self.known.push(key);
        let (key, node) = self.entries.iter().find(|(name, _)| name.value == key)?;
        Some((key.span, node))
    }

    /// Whether the key is stated, without asking for its value.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(name, _)| name.span)
    }

    /// A headline or the like, of which nothing may be lost: a plain value ends at ` #`, where YAML's comments
    /// start.
    pub fn whole_text(&mut self, key: &str, node: &Node) -> Option<Located<String>> {
        if let Some(comment) = self.comment_behind(node.span) {
            self.report(
                Problem::CommentInText {
                    key: key.to_owned(),
                },
                comment,
            );
            return None;
        }
        self.text(key, node)
    }

    /// The comment on the line of a value, if there is one.
    fn comment_behind(&self, value: Span) -> Option<Span> {
        let text = &self.source.text;
        let end = text[value.end..]
            .find('\n')
            .map_or(text.len(), |newline| value.end + newline);
        let rest = &text[value.end..end];
        let comment = rest.trim_start();
        let is_plain = !text[value.range()].starts_with(['"', '\'', '|', '>']);
        (is_plain && comment.len() < rest.len() && comment.starts_with('#')).then(|| {
            Span::new(
                end - comment.len(),
                end - (comment.len() - comment.trim_end().len()),
            )
        })
    }

    /// One line or block of text, trimmed, not empty.
    pub fn text(&mut self, key: &str, node: &Node) -> Option<Located<String>> {
        match &node.kind {
            Kind::Scalar(text) if text.trim().is_empty() => {
                self.report(
                    Problem::Empty {
                        key: key.to_owned(),
                    },
                    node.span,
                );
                None
            }
            Kind::Scalar(text) if text.trim() == PLACEHOLDER => {
                let key = key.to_owned();
                self.report(Problem::NotFilledIn { key }, node.span);
                None
            }
            Kind::Scalar(text) => Some(Located {
                value: text.trim().to_owned(),
                span: node.span,
            }),
            _ => self.wrong_kind(key, Words::new("one line of text", "一行文字"), node.span),
        }
    }

    /// A list; anything else is reported and counts as empty.
    pub fn list<'n>(&mut self, key: &str, node: &'n Node) -> &'n [Node] {
        match &node.kind {
            Kind::List(items) => items,
            other => {
                let only = match other {
                    Kind::Scalar(text) => Some(text.clone()),
                    _ => None,
                };
                self.report(
                    Problem::NotAList {
                        key: key.to_owned(),
                        only,
                    },
                    node.span,
                );
                &[]
            }
        }
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &str, node: &Node) -> Vec<Located<String>> {
        self.list(key, node)
            .iter()
            .filter_map(|item| self.text(key, item))
            .collect()
    }

    /// A map; anything else is reported.
    pub fn map<'n>(&mut self, key: &str, node: &'n Node) -> Option<&'n [(Located<String>, Node)]> {
        match &node.kind {
            Kind::Map(entries) => Some(entries),
            _ => self.wrong_kind(
                key,
                Words::new(
                    "a map: `{…: …}`, or indented lines of the form `key: value`",
                    "键值对：`{…: …}`，或者缩进的 `键: 值` 各行",
                ),
                node.span,
            ),
        }
    }

    fn wrong_kind<T>(&mut self, key: &str, expected: Words, span: Span) -> Option<T> {
        self.report(
            Problem::WrongKind {
                key: key.to_owned(),
                expected,
            },
            span,
        );
        None
    }

    /// A text for every language: one text that serves all, or a map in which none is missing.
    pub fn every_language(
        &mut self,
        key: &str,
        node: &Node,
        languages: &Languages,
    ) -> Option<PerLang<String>> {
        let texts = self.per_language(key, node, languages);
        self.has_every_language(key, node, languages)
            .then_some(texts)
    }

    /// The same for a value of another kind. Missing is what could not be read.
    pub fn every_language_as<T: Clone>(
        &mut self,
        key: &str,
        node: &Node,
        languages: &Languages,
        read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> PerLang<Option<T>> {
        let values = self.for_each_language(key, node, languages, read);
        self.has_every_language(key, node, languages);
        values
    }

    /// Reports the languages that a map leaves out.
    fn has_every_language(&mut self, key: &str, node: &Node, languages: &Languages) -> bool {
        let Kind::Map(entries) = &node.kind else {
            return true;
        };
        let mut complete = true;
        for code in languages
            .codes()
            .filter(|code| !entries.iter().any(|(key, _)| key.value == *code))
        {
            let place = entries.first().map_or(node.span, |(key, _)| key.span);
            self.report(
                Problem::LanguageWithoutText {
                    key: key.to_owned(),
                    code: code.to_owned(),
                },
                place,
            );
            complete = false;
        }
        complete
    }

    /// A text for some languages: one text that serves all, or a map. Empty where nothing is stated.
    pub fn per_language(
        &mut self,
        key: &str,
        node: &Node,
        languages: &Languages,
    ) -> PerLang<String> {
        self.for_each_language(key, node, languages, |fields, node| {
            fields
                .text(key, node)
                .map(|text| text.value)
                .unwrap_or_default()
        })
    }

    /// A text or list of texts that serves all languages, or a map of such.
    pub fn list_per_language(
        &mut self,
        key: &str,
        node: &Node,
        languages: &Languages,
    ) -> PerLang<Vec<String>> {
        self.for_each_language(key, node, languages, |fields, node| match node.kind {
            Kind::List(_) => fields
                .texts(key, node)
                .into_iter()
                .map(|text| text.value)
                .collect(),
            _ => fields
                .text(key, node)
                .map(|text| text.value)
                .into_iter()
                .collect(),
        })
    }

    fn for_each_language<T: Clone + Default>(
        &mut self,
        key: &str,
        node: &Node,
        languages: &Languages,
        mut read: impl FnMut(&mut Self, &Node) -> T,
    ) -> PerLang<T> {
        let Kind::Map(entries) = &node.kind else {
            let value = read(self, node);
            return PerLang::from_fn(languages, |_| value.clone());
        };
        for (at, (code, _)) in entries
            .iter()
            .enumerate()
            .filter(|(_, (code, _))| languages.by_code(&code.value).is_none())
        {
            let is_known = |code: &str| languages.by_code(code).is_some();
            if let Some(slip) = self.slip_in_braces(entries, at, is_known) {
                self.report(slip, code.span);
                continue;
            }
            let codes: Vec<String> = languages.codes().map(str::to_owned).collect();
            let nearest = closest(&code.value, languages.codes()).map(str::to_owned);
            self.report(
                Problem::UnknownLanguage {
                    code: code.value.clone(),
                    codes,
                    nearest,
                },
                code.span,
            );
        }
        PerLang::from_fn(languages, |lang| {
            match entries
                .iter()
                .find(|(code, _)| code.value == languages[lang].code)
            {
                Some((
                    _,
                    Node {
                        kind: Kind::Null,
                        span,
                    },
                )) => {
                    self.report(
                        Problem::Empty {
                            key: key.to_owned(),
                        },
                        *span,
                    );
                    T::default()
                }
                Some((_, node)) => read(self, node),
                None => T::default(),
            }
        })
    }

    /// A name that becomes part of an address.
    pub fn name<T>(
        &mut self,
        key: &str,
        text: &Located<String>,
        new: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let name = new(&text.value);
        if name.is_none() {
            let problem = Problem::BadName {
                key: key.to_owned(),
                text: text.value.clone(),
                simplified: simplified(&text.value),
            };
            self.report(problem, text.span);
        }
        name
    }

    /// A text of a certain form: `what` says which, in words.
    pub fn form<T>(
        &mut self,
        key: &'static str,
        node: &Node,
        (what, example): (Words, Words),
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(key, node)?;
        let value = read(&text.value);
        if value.is_none() {
            let problem = Problem::BadForm {
                key,
                text: text.value,
                what,
                example,
            };
            self.report(problem, text.span);
        }
        value
    }

    /// A day, or a day with a time.
    pub fn moment(&mut self, key: &str, node: &Node, zone: &TimeZone) -> Option<Located<Moment>> {
        let text = self.text(key, node)?;
        match Moment::parse(&text.value, zone) {
            Ok(value) => Some(Located {
                value,
                span: text.span,
            }),
            Err(error) => {
                let problem = match error {
                    MomentError::Form => Problem::BadDateForm {
                        nearest: date_in(&text.value),
                        text: text.value,
                    },
                    MomentError::Impossible => Problem::ImpossibleDate { text: text.value },
                };
                self.report(problem, text.span);
                None
            }
        }
    }

    /// Digits, up to what `N` holds.
    pub fn whole_number<N: FromStr>(&mut self, key: &'static str, node: &Node) -> Option<N> {
        let text = self.text(key, node)?;
        let number = text.value.parse().ok();
        if number.is_none() {
            let problem = Problem::NotANumber {
                key,
                text: text.value,
            };
            self.report(problem, text.span);
        }
        number
    }

    /// One of a few words.
    pub fn choice<T: Clone>(
        &mut self,
        key: &'static str,
        node: &Node,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(key, node)?;
        let chosen = choices
            .iter()
            .find(|(word, _)| *word == text.value)
            .map(|(_, value)| value.clone());
        if chosen.is_none() {
            let words: Vec<&'static str> = choices.iter().map(|(word, _)| *word).collect();
            let nearest = closest(&text.value, words.iter().copied()).map(str::to_owned);
            self.report(
                Problem::UnknownChoice {
                    key,
                    text: text.value,
                    choices: words,
                    nearest,
                },
                text.span,
            );
        }
        chosen
    }
}
