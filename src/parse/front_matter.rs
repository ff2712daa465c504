//! Front matter: raw YAML to a headline, a summary and the facts that an edition states.

use std::sync::Arc;

use url::Url;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::fields::{Fields, read_root};
use crate::model::address::Permalink;
use crate::model::edition::{
    Attachment, LeadImage, Remains, SeriesPart, Status, TranslationPolicy, Update, Withdrawal,
};
use crate::model::fingerprint::{Fingerprint, NotAFingerprint};
use crate::model::lang::PerLang;
use crate::model::names::{SeriesId, Slug, TopicId};
use crate::model::statement::{Fact, Statement};
use crate::source::{Located, Source, Span};
use crate::text::closest;
use crate::yaml::{Kind, Node};

/// The front matter of one edition.
pub(super) struct FrontMatter {
    pub(super) title: Located<String>,
    pub(super) summary: Option<Located<String>>,
    pub(super) statements: Vec<Statement>,
    pub(super) translates: Option<Located<Result<Fingerprint, NotAFingerprint>>>,
}

/// How a fact is read from the value of its key; `None` if it is wrong, which has then been reported.
type Read = fn(&mut Fields<'_>, &'static str, &Node, &Config) -> Option<Fact>;

/// The keys of facts. The original states them; a translation may repeat them.
const FACTS: [(&str, Read); 20] = [
    ("date", |fields, key, node, config| {
        fields.moment(key, node, &config.time_zone).map(Fact::Date)
    }),
    ("slug", |fields, key, node, _| {
        let text = fields.text(key, node)?;
        fields.name(key, &text, Slug::new).map(Fact::Slug)
    }),
    ("topics", |fields, _, node, config| {
        Some(Fact::Topics(topics(fields, node, config)))
    }),
    ("titles", |fields, key, node, config| {
        Some(Fact::Titles(fields.per_language(
            key,
            node,
            &config.languages,
        )))
    }),
    ("source", |fields, key, node, config| {
        Some(Fact::Source(fields.per_language(
            key,
            node,
            &config.languages,
        )))
    }),
    ("issuer", |fields, key, node, config| {
        let issuers = fields.list_per_language(key, node, &config.languages);
        Some(Fact::Issuers(issuers))
    }),
    ("source_url", |fields, key, node, _| {
        web_address(fields, key, node).map(Fact::SourceUrl)
    }),
    ("document_number", |fields, key, node, _| {
        let text = fields.text(key, node)?;
        Some(Fact::DocumentNumber(text.value))
    }),
    ("keywords", |fields, key, node, _| {
        let keywords = fields.texts(key, node).into_iter();
        Some(Fact::Keywords(keywords.map(|one| one.value).collect()))
    }),
    ("series", |fields, _, node, _| {
        series(fields, node).map(Fact::Series)
    }),
    ("image", |fields, _, node, config| {
        lead_image(fields, node, config).map(Fact::Image)
    }),
    ("attachments", |fields, _, node, config| {
        Some(Fact::Attachments(attachments(fields, node, config)))
    }),
    ("status", |fields, key, node, _| {
        fields.choice(key, node, &Status::WORDS).map(Fact::Status)
    }),
    ("withdrawn", |fields, key, node, config| {
        withdrawal(fields, key, node, config).map(Fact::Withdrawn)
    }),
    ("embargo", |fields, key, node, config| {
        let moment = fields.moment(key, node, &config.time_zone)?;
        Some(Fact::Embargo(moment.value))
    }),
    ("updates", |fields, _, node, config| {
        Some(Fact::Updates(updates(fields, node, config)))
    }),
    ("translation", |fields, key, node, config| {
        translation(fields, key, node, config).map(Fact::Translation)
    }),
    ("duplicate_of", |fields, key, node, _| {
        fields.text(key, node).map(Fact::DuplicateOf)
    }),
    ("distinct_from", |fields, key, node, _| {
        Some(Fact::DistinctFrom(fields.texts(key, node)))
    }),
    ("aliases", |fields, _, node, _| {
        Some(Fact::Aliases(aliases(fields, node)))
    }),
];

/// Reads the YAML in `range`. `None` if something in it is wrong, which has then been reported completely.
pub(super) fn parse(
    source: &Arc<Source>,
    range: Span,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FrontMatter> {
    let before = diagnostics.len();
    let entries = read_root(source, range, diagnostics)?;
    let mut fields = Fields::new(source, &entries, diagnostics);
    let title = fields
        .required("title", "title: …")
        .and_then(|node| fields.whole_text("title", node));
    let summary = fields
        .optional("summary")
        .and_then(|node| fields.whole_text("summary", node))
        .map(on_one_line);
    let statements = FACTS
        .iter()
        .filter_map(|(key, read)| {
            let node = fields.optional(key)?;
            let place = fields.key_span(key)?;
            let fact = read(&mut fields, key, node, config)?;
            Some(Statement {
                key,
                place: line_of(&source.text, place),
                fact,
            })
        })
        .collect();
    let translates = fields.stated("translates").map(translates);
    fields.refuse_others();
    let complete = diagnostics.len() == before;
    complete.then_some(())?;
    Some(FrontMatter {
        title: on_one_line(title?),
        summary,
        statements,
        translates,
    })
}

/// From the key to the end of its line.
fn line_of(text: &str, key: Span) -> Span {
    let line = text[key.start..].lines().next().unwrap_or("");
    Span::new(key.start, key.start + line.trim_end().len())
}

/// What stands behind `translates:`; the place is that of the key where there is nothing.
fn translates((key, node): (Span, &Node)) -> Located<Result<Fingerprint, NotAFingerprint>> {
    let value = match &node.kind {
        Kind::Scalar(text) => text.trim().parse(),
        _ => Err(NotAFingerprint),
    };
    let is_empty = node.kind == Kind::Null;
    Located {
        value,
        span: if is_empty { key } else { node.span },
    }
}

/// Block scalars may hold line breaks, which a headline or summary cannot show.
fn on_one_line(text: Located<String>) -> Located<String> {
    Located {
        value: text.value.split_whitespace().collect::<Vec<_>>().join(" "),
        span: text.span,
    }
}

fn topics(fields: &mut Fields<'_>, node: &Node, config: &Config) -> Vec<TopicId> {
    let mut topics: Vec<TopicId> = Vec::new();
    for text in fields.texts("topics", node) {
        match config
            .topics
            .iter()
            .find(|topic| topic.id.as_str() == text.value)
        {
            Some(topic) if !topics.contains(&topic.id) => topics.push(topic.id.clone()),
            Some(_) => {}
            None => {
                // A label instead of the id is the most natural slip of all.
                let by_label = config
                    .topics
                    .iter()
                    .find(|topic| topic.label.iter().any(|(_, label)| *label == text.value));
                let ids = config.topics.iter().map(|topic| topic.id.as_str());
                let nearest = by_label
                    .map(|topic| topic.id.as_str())
                    .or_else(|| closest(&text.value, ids.clone()))
                    .map(str::to_owned);
                let known = ids.map(str::to_owned).collect();
                fields.report(
                    Problem::UnknownTopic {
                        topic: text.value,
                        nearest,
                        known,
                    },
                    text.span,
                );
            }
        }
    }
    topics
}

fn web_address(fields: &mut Fields<'_>, key: &str, node: &Node) -> Option<String> {
    let text = fields.text(key, node)?;
    let legal = Url::parse(&text.value)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if legal {
        return Some(text.value);
    }
    fields.report(
        Problem::BadUrl {
            key: key.to_owned(),
            text: text.value,
        },
        text.span,
    );
    None
}

fn series(fields: &mut Fields<'_>, node: &Node) -> Option<SeriesPart> {
    let entries = fields.map("series", node)?;
    let mut inner = fields.inside(entries, node.span);
    let id = inner
        .required("id", "id: three-year-action")
        .and_then(|node| inner.text("id", node));
    let id = id.and_then(|text| {
        inner.name("id", &text, SeriesId::new).map(|value| Located {
            value,
            span: text.span,
        })
    });
    let number = inner
        .optional("number")
        .and_then(|node| inner.whole_number("number", node));
    inner.refuse_others();
    Some(SeriesPart { id: id?, number })
}

fn lead_image(fields: &mut Fields<'_>, node: &Node, config: &Config) -> Option<LeadImage> {
    let entries = fields.map("image", node)?;
    let mut inner = fields.inside(entries, node.span);
    let src = inner
        .required("src", "src: briefing.jpg")
        .and_then(|node| inner.text("src", node));
    let mut texts = |key| {
        inner.optional(key).map_or_else(
            || PerLang::from_fn(&config.languages, |_| String::new()),
            |node| inner.per_language(key, node, &config.languages),
        )
    };
    let (alt, caption, credit) = (texts("alt"), texts("caption"), texts("credit"));
    inner.refuse_others();
    Some(LeadImage {
        src: src?,
        alt,
        caption,
        credit,
    })
}

fn attachments(fields: &mut Fields<'_>, node: &Node, config: &Config) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    for item in fields.list("attachments", node) {
        let Some(entries) = fields.map("attachments", item) else {
            continue;
        };
        let mut inner = fields.inside(entries, item.span);
        let src = inner
            .required("src", "src: plan.pdf")
            .and_then(|node| inner.text("src", node));
        let title = inner.optional("title").map_or_else(
            || PerLang::from_fn(&config.languages, |_| String::new()),
            |node| inner.per_language("title", node, &config.languages),
        );
        inner.refuse_others();
        attachments.extend(src.map(|src| Attachment { src, title }));
    }
    attachments
}

fn updates(fields: &mut Fields<'_>, node: &Node, config: &Config) -> Vec<Update> {
    let mut updates = Vec::new();
    for item in fields.list("updates", node) {
        let Some(entries) = fields.map("updates", item) else {
            continue;
        };
        let mut inner = fields.inside(entries, item.span);
        let date = inner
            .required("date", "date: 2023-04-15")
            .and_then(|node| inner.moment("date", node, &config.time_zone));
        let note = inner
            .required("note", "note: {zh: …, en: …}")
            .map(|node| inner.per_language("note", node, &config.languages));
        let is_minor = inner
            .optional("minor")
            .and_then(|node| inner.choice("minor", node, &YES_OR_NO))
            .unwrap_or(false);
        inner.refuse_others();
        updates.extend(date.zip(note).map(|(date, note)| Update {
            date,
            note,
            is_minor,
        }));
    }
    updates
}

const YES_OR_NO: [(&str, bool); 2] = [("true", true), ("false", false)];

/// `{date: 2026-05-01, reason: {zh: …, en: …}, text: removed}`, or with `replaced_by` in place of `text`.
fn withdrawal(
    fields: &mut Fields<'_>,
    key: &'static str,
    node: &Node,
    config: &Config,
) -> Option<Withdrawal> {
    let entries = fields.map(key, node)?;
    let mut inner = fields.inside(entries, node.span);
    let date = inner
        .required("date", "date: 2026-05-01")
        .and_then(|node| inner.moment("date", node, &config.time_zone));
    let reason = inner
        .required("reason", "reason: {zh: …, en: …}")
        .map(|node| {
            if matches!(&node.kind, Kind::Map(entries) if entries.is_empty()) {
                let key = "reason".to_owned();
                inner.report(Problem::Empty { key }, node.span);
            }
            inner.per_language("reason", node, &config.languages)
        });
    let text = inner
        .optional("text")
        .and_then(|node| inner.choice("text", node, &Remains::WORDS));
    let text_place = inner.key_span("text");
    let target = inner
        .optional("replaced_by")
        .and_then(|node| inner.text("replaced_by", node));
    inner.refuse_others();
    if let (Some(_), Some(place)) = (&target, text_place) {
        inner.report(Problem::TextAndReplacement, place);
    }
    Some(Withdrawal {
        date: date?,
        reason: reason?,
        remains: target.map_or(text.unwrap_or(Remains::Text), Remains::Replacement),
    })
}

fn aliases(fields: &mut Fields<'_>, node: &Node) -> Vec<Located<Permalink>> {
    let mut aliases = Vec::new();
    for text in fields.texts("aliases", node) {
        // A query or fragment never reaches a static file.
        let decoded = percent_encoding::percent_decode_str(&text.value)
            .decode_utf8()
            .ok()
            .filter(|path| !path.contains(['?', '#']));
        // `/plain` without an extension is a page: a file of that name would have no type.
        let page = |path: &str| {
            if path.ends_with('/')
                || path
                    .rsplit('/')
                    .next()
                    .is_some_and(|name| name.contains('.'))
            {
                path.to_owned()
            } else {
                format!("{path}/")
            }
        };
        match decoded.and_then(|path| Permalink::parse(&page(&path))) {
            Some(value) if value.as_str() != "/" => aliases.push(Located {
                value,
                span: text.span,
            }),
            _ => fields.report(Problem::BadAlias { text: text.value }, text.span),
        }
    }
    aliases
}

/// One of three words, or `{required: {by: 2023-04-15 18:00}}`.
fn translation(
    fields: &mut Fields<'_>,
    key: &'static str,
    node: &Node,
    config: &Config,
) -> Option<TranslationPolicy> {
    let Kind::Map(entries) = &node.kind else {
        return fields.choice(key, node, &TranslationPolicy::WORDS);
    };
    let mut outer = fields.inside(entries, node.span);
    let required = outer.required("required", "required: {by: 2023-04-15 18:00}");
    let by = required.and_then(|node| {
        let entries = outer.map("required", node)?;
        let mut inner = outer.inside(entries, node.span);
        let by = inner
            .required("by", "by: 2023-04-15 18:00")
            .and_then(|node| inner.moment("by", node, &config.time_zone));
        inner.refuse_others();
        by
    });
    outer.refuse_others();
    Some(TranslationPolicy::RequiredBy(by?.value))
}
