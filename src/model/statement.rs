//! Facts as an edition states them, one by one: an original's are gathered into [`Facts`], and those that a
//! translation repeats are compared with them.

use super::address::Permalink;
use super::edition::{
    Attachment, Facts, LeadImage, SeriesPart, Status, TranslationPolicy, Update, Withdrawal,
};
use super::lang::{Lang, Languages, PerLang};
use super::moment::Moment;
use super::names::{Slug, TopicId};
use crate::source::{Located, Span};

/// One fact, where it is stated.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The key in the front matter.
    pub key: &'static str,
    /// The key and what of its value stands on the same line.
    pub place: Span,
    /// The value.
    pub fact: Fact,
}

/// A value of each key that does not depend on the language: the fields of [`Facts`].
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "`Facts` says what each means")]
pub enum Fact {
    Date(Located<Moment>),
    Slug(Slug),
    Topics(Vec<TopicId>),
    Titles(PerLang<String>),
    Issuers(PerLang<Vec<String>>),
    Source(PerLang<String>),
    SourceUrl(String),
    DocumentNumber(String),
    Keywords(Vec<String>),
    Series(SeriesPart),
    Image(LeadImage),
    Attachments(Vec<Attachment>),
    Status(Status),
    Withdrawn(Withdrawal),
    Embargo(Moment),
    Updates(Vec<Update>),
    Translation(TranslationPolicy),
    DuplicateOf(Located<String>),
    DistinctFrom(Vec<Located<String>>),
    Aliases(Vec<Located<Permalink>>),
}

impl Facts {
    /// The facts of an original; `slug` and `translation` hold where it states none. `None` without a date.
    pub fn gather(
        statements: Vec<Statement>,
        slug: Slug,
        translation: TranslationPolicy,
        languages: &Languages,
    ) -> Option<Self> {
        let date = statements.iter().find_map(|one| match &one.fact {
            Fact::Date(date) => Some(date.clone()),
            _ => None,
        })?;
        let no_texts = || PerLang::from_fn(languages, |_| String::new());
        let mut facts = Self {
            date,
            slug,
            topics: Vec::new(),
            titles: no_texts(),
            issuers: PerLang::from_fn(languages, |_| Vec::new()),
            source: no_texts(),
            source_url: String::new(),
            document_number: String::new(),
            keywords: Vec::new(),
            series: None,
            image: None,
            attachments: Vec::new(),
            status: Status::Published,
            embargo: None,
            withdrawn: None,
            updates: Vec::new(),
            translation,
            duplicate_of: None,
            distinct_from: Vec::new(),
            aliases: Vec::new(),
        };
        for Statement { fact, .. } in statements {
            match fact {
                Fact::Date(date) => facts.date = date,
                Fact::Slug(slug) => facts.slug = slug,
                Fact::Topics(topics) => facts.topics = topics,
                Fact::Titles(titles) => facts.titles = titles,
                Fact::Issuers(issuers) => facts.issuers = issuers,
                Fact::Source(source) => facts.source = source,
                Fact::SourceUrl(url) => facts.source_url = url,
                Fact::DocumentNumber(number) => facts.document_number = number,
                Fact::Keywords(keywords) => facts.keywords = keywords,
                Fact::Series(series) => facts.series = Some(series),
                Fact::Image(image) => facts.image = Some(image),
                Fact::Attachments(attachments) => facts.attachments = attachments,
                Fact::Status(status) => facts.status = status,
                Fact::Withdrawn(withdrawn) => {
                    facts.status = Status::Withdrawn;
                    facts.withdrawn = Some(withdrawn);
                }
                Fact::Embargo(embargo) => facts.embargo = Some(embargo),
                Fact::Updates(updates) => facts.updates = updates,
                Fact::Translation(policy) => facts.translation = policy,
                Fact::DuplicateOf(target) => facts.duplicate_of = Some(target),
                Fact::DistinctFrom(targets) => facts.distinct_from = targets,
                Fact::Aliases(aliases) => facts.aliases = aliases,
            }
        }
        Some(facts)
    }

    /// Whether a translation in `lang` that states `fact` repeats what is stated here. A text that it gives without
    /// a language is one in its own; what it leaves out of a map contradicts nothing. The order of topics, keywords
    /// and references says nothing.
    pub fn agree_with(&self, fact: &Fact, lang: Lang) -> bool {
        match fact {
            Fact::Date(date) => date.value == self.date.value,
            Fact::Slug(slug) => *slug == self.slug,
            Fact::Topics(topics) => same_set(topics, &self.topics),
            Fact::Titles(titles) => repeats(titles, &self.titles, lang),
            Fact::Issuers(issuers) => repeats(issuers, &self.issuers, lang),
            Fact::Source(source) => repeats(source, &self.source, lang),
            Fact::SourceUrl(url) => *url == self.source_url,
            Fact::DocumentNumber(number) => *number == self.document_number,
            Fact::Keywords(keywords) => same_set(keywords, &self.keywords),
            Fact::Series(part) => self.series.as_ref().is_some_and(|other| {
                part.id.value == other.id.value
                    && part
                        .number
                        .is_none_or(|number| other.number == Some(number))
            }),
            Fact::Image(image) => self.image.as_ref().is_some_and(|other| {
                image.src.value == other.src.value
                    && repeats(&image.alt, &other.alt, lang)
                    && repeats(&image.caption, &other.caption, lang)
                    && repeats(&image.credit, &other.credit, lang)
            }),
            Fact::Attachments(attachments) => {
                let same = |(one, other): (&Attachment, &Attachment)| {
                    one.src.value == other.src.value && repeats(&one.title, &other.title, lang)
                };
                attachments.len() == self.attachments.len()
                    && attachments.iter().zip(&self.attachments).all(same)
            }
            Fact::Status(status) => *status == self.status,
            Fact::Withdrawn(withdrawn) => self.withdrawn.as_ref().is_some_and(|other| {
                withdrawn.date.value == other.date.value
                    && repeats(&withdrawn.reason, &other.reason, lang)
                    && withdrawn.remains == other.remains
            }),
            Fact::Embargo(embargo) => self.embargo.as_ref() == Some(embargo),
            Fact::Updates(updates) => {
                let same = |(one, other): (&Update, &Update)| {
                    one.date.value == other.date.value
                        && one.is_minor == other.is_minor
                        && repeats(&one.note, &other.note, lang)
                };
                updates.len() == self.updates.len() && updates.iter().zip(&self.updates).all(same)
            }
            Fact::Translation(policy) => *policy == self.translation,
            Fact::DuplicateOf(target) => self
                .duplicate_of
                .as_ref()
                .is_some_and(|other| other.value == target.value),
            Fact::DistinctFrom(targets) => same_set(values(targets), values(&self.distinct_from)),
            Fact::Aliases(aliases) => same_set(values(aliases), values(&self.aliases)),
        }
    }
}

/// Whether each stated text of a translation in `lang` is the original's. Equal texts in all languages are one that
/// was given without a language.
fn repeats<T: PartialEq + Default>(stated: &PerLang<T>, original: &PerLang<T>, lang: Lang) -> bool {
    let is_plain = stated.iter().all(|(_, text)| *text == stated[lang]);
    stated.iter().all(|(at, text)| {
        (is_plain && at != lang) || *text == T::default() || *text == original[at]
    })
}

fn values<T>(located: &[Located<T>]) -> impl Iterator<Item = &T> {
    located.iter().map(|one| &one.value)
}

fn same_set<'a, T: Ord + 'a>(
    left: impl IntoIterator<Item = &'a T>,
    right: impl IntoIterator<Item = &'a T>,
) -> bool {
    let sorted = |items: Vec<&'a T>| {
        let mut items = items;
        items.sort_unstable();
        items.dedup();
        items
    };
    sorted(left.into_iter().collect()) == sorted(right.into_iter().collect())
}
