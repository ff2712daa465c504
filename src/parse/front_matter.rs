//! Front matter: raw YAML to a headline, a summary and, in the original, the facts.

use std::sync::Arc;

use url::Url;

use super::file_name::FileName;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::fields::{Fields, read_root};
use crate::model::address::Permalink;
use crate::model::edition::{
    Attachment, Facts, LeadImage, Role, SeriesPart, Status, TranslationPolicy, Update,
};
use crate::model::lang::PerLang;
use crate::model::moment::Moment;
use crate::model::names::{SeriesId, Slug, TopicId, simplified};
use crate::source::{Located, Source, Span};
use crate::text::closest;
use crate::yaml::Node;

/// The front matter of one edition.
pub(super) struct FrontMatter {
    pub(super) title: Located<String>,
    pub(super) summary: Option<Located<String>>,
    pub(super) role: Role,
}

/// What only the original states.
const FACT_KEYS: [&str; 19] = [
    "topics",
    "slug",
    "titles",
    "issuer",
    "source",
    "document_number",
    "keywords",
    "source_url",
    "series",
    "image",
    "attachments",
    "status",
    "embargo",
    "updates",
    "translation",
    "aliases",
    "duplicate_of",
    "distinct_from",
    "date",
];

/// Reads the YAML in `range`. `None` if something in it is wrong, which has then been reported completely.
/// `name` is missing where the path was wrong; the rest is checked all the same.
pub(super) fn parse(
    source: &Arc<Source>,
    range: Span,
    name: Option<&FileName>,
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
    let role = if fields.key_span("date").is_some() {
        facts(&mut fields, source, name, config).map(|facts| Role::Original(Box::new(facts)))
    } else {
        // Known, so that `Date` finds its way.
        fields.optional("date");
        for key in FACT_KEYS {
            if let Some(span) = fields.key_span(key) {
                fields.optional(key);
                fields.report(
                    Problem::FactInTranslation {
                        key: key.to_owned(),
                    },
                    span,
                );
            }
        }
        Some(Role::Translation)
    };
    fields.refuse_others();
    let complete = diagnostics.len() == before;
    complete.then_some(())?;
    Some(FrontMatter {
        title: on_one_line(title?),
        summary,
        role: role?,
    })
}

/// Block scalars may hold line breaks, which a headline or summary cannot show.
fn on_one_line(text: Located<String>) -> Located<String> {
    Located {
        value: text.value.split_whitespace().collect::<Vec<_>>().join(" "),
        span: text.span,
    }
}

fn facts(
    fields: &mut Fields<'_>,
    source: &Arc<Source>,
    name: Option<&FileName>,
    config: &Config,
) -> Option<Facts> {
    let languages = &config.languages;
    let zone = &config.time_zone;
    let date = fields
        .required("date", "date: 2023-04-14")
        .and_then(|node| fields.moment("date", node, zone));
    let slug = slug(fields, source, name);
    let topics = fields
        .optional("topics")
        .map(|node| topics(fields, node, config))
        .unwrap_or_default();
    let mut per_language = |key| {
        fields.optional(key).map_or_else(
            || PerLang::from_fn(languages, |_| String::new()),
            |node| fields.per_language(key, node, languages),
        )
    };
    let titles = per_language("titles");
    let source_name = per_language("source");
    let issuers = fields.optional("issuer").map_or_else(
        || PerLang::from_fn(languages, |_| Vec::new()),
        |node| fields.list_per_language("issuer", node, languages),
    );
    let source_url = web_address(fields, "source_url");
    let document_number = fields
        .optional("document_number")
        .and_then(|node| fields.text("document_number", node))
        .map_or_else(String::new, |text| text.value);
    let keywords = fields
        .optional("keywords")
        .map(|node| fields.texts("keywords", node))
        .unwrap_or_default();
    let series = fields
        .optional("series")
        .and_then(|node| series(fields, node));
    let image = fields
        .optional("image")
        .and_then(|node| lead_image(fields, node, config));
    let attachments = fields
        .optional("attachments")
        .map(|node| attachments(fields, node, config))
        .unwrap_or_default();
    let status = fields.optional("status").and_then(|node| {
        fields.choice(
            "status",
            node,
            &[
                ("draft", Status::Draft),
                ("published", Status::Published),
                ("withdrawn", Status::Withdrawn),
            ],
        )
    });
    let embargo = fields
        .optional("embargo")
        .and_then(|node| fields.moment("embargo", node, zone));
    let updates = fields
        .optional("updates")
        .map(|node| updates(fields, node, config))
        .unwrap_or_default();
    let policies = [
        ("required", TranslationPolicy::Required),
        ("expected", TranslationPolicy::Expected),
        ("none", TranslationPolicy::None),
    ];
    let translation = fields
        .optional("translation")
        .and_then(|node| fields.choice("translation", node, &policies));
    let duplicate_of = fields
        .optional("duplicate_of")
        .and_then(|node| fields.text("duplicate_of", node));
    let distinct_from = fields
        .optional("distinct_from")
        .map(|node| fields.texts("distinct_from", node))
        .unwrap_or_default();
    let aliases = fields
        .optional("aliases")
        .map(|node| aliases(fields, node))
        .unwrap_or_default();
    Some(Facts {
        date: date?,
        slug: slug?,
        topics,
        titles,
        issuers,
        source: source_name,
        source_url,
        document_number,
        keywords: keywords.into_iter().map(|keyword| keyword.value).collect(),
        series,
        image,
        attachments,
        status: status.unwrap_or(Status::Published),
        embargo: embargo.map(|moment| moment.value),
        updates,
        translation: translation.unwrap_or(TranslationPolicy::Expected),
        duplicate_of,
        distinct_from,
        aliases,
    })
}

/// The `slug`, or else the stem without a leading date.
fn slug(fields: &mut Fields<'_>, source: &Arc<Source>, name: Option<&FileName>) -> Option<Slug> {
    if let Some(node) = fields.optional("slug") {
        let text = fields.text("slug", node)?;
        return fields.name("slug", &text, Slug::new);
    }
    let stem = name?.stem();
    let slug = if stem.is_ascii() {
        Slug::new(&simplified(without_date(stem)))
    } else {
        None
    };
    if slug.is_none() {
        let first_line = source
            .text
            .split('\n')
            .next()
            .map_or(0, |line| line.trim_end().len());
        fields.report(
            Problem::SlugNeeded {
                stem: stem.to_owned(),
            },
            Span::new(0, first_line),
        );
    }
    slug
}

/// `2023-04-14-briefing` to `briefing`; a stem that is only a date stays.
fn without_date(stem: &str) -> &str {
    let is_date = |text: &str| {
        text.bytes().zip(*b"0000-00-00-").all(|(byte, form)| {
            if form == b'0' {
                byte.is_ascii_digit()
            } else {
                byte == form
            }
        })
    };
    match stem.split_at_checked(11) {
        Some((date, rest)) if is_date(date) && !rest.is_empty() => rest,
        _ => stem,
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

fn web_address(fields: &mut Fields<'_>, key: &'static str) -> String {
    let Some(text) = fields.optional(key).and_then(|node| fields.text(key, node)) else {
        return String::new();
    };
    let legal = Url::parse(&text.value)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if legal {
        return text.value;
    }
    fields.report(
        Problem::BadUrl {
            key: key.to_owned(),
            text: text.value,
        },
        text.span,
    );
    String::new()
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
        .and_then(|node| inner.text("number", node))
        .and_then(|text| {
            let number = text.value.parse().ok();
            if number.is_none() {
                inner.report(
                    Problem::NotANumber {
                        key: "number",
                        text: text.value,
                    },
                    text.span,
                );
            }
            number
        });
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
        inner.refuse_others();
        updates.extend(
            date.zip(note)
                .map(|(date, note): (Located<Moment>, _)| Update {
                    date: date.value,
                    note,
                }),
        );
    }
    updates
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

#[cfg(test)]
mod tests {
    use super::without_date;

    #[test]
    fn a_leading_date_is_no_part_of_the_slug() {
        assert_eq!(without_date("2023-04-14-briefing"), "briefing");
        assert_eq!(without_date("2023-04-14"), "2023-04-14");
        assert_eq!(without_date("briefing"), "briefing");
    }
}
