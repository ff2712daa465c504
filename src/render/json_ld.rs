//! schema.org data of an announcement: NewsArticle with its translations and corrections, and the way to it.

use serde_json::{Value, json};

use super::Site;
use crate::model::address::Permalink;
use crate::model::archive::{Announcement, Index, Text};
use crate::model::lang::Lang;

/// What the view of a page knows already.
pub(super) struct Known<'a> {
    /// The page's own address, absolute.
    pub(super) url: &'a str,
    /// Address of the picture above the text, absolute; empty if there is none.
    pub(super) image: &'a str,
    /// Names and addresses from the home page down to the page's parent.
    pub(super) way: Vec<(&'a str, String)>,
}

impl Site<'_> {
    /// The text of the `<script>` element.
    pub(super) fn json_ld(
        &self,
        announcement: &Announcement,
        index: Index,
        lang: Lang,
        known: &Known<'_>,
    ) -> String {
        let (_, text) = announcement.edition_for(lang);
        let graph = json!({
            "@context": "https://schema.org",
            "@graph": [self.news_article(announcement, text, index, lang, known), breadcrumbs(text, known)],
        });
        // `</script>` inside a headline would end the element.
        graph.to_string().replace('<', "\\u003c")
    }

    fn news_article(
        &self,
        announcement: &Announcement,
        text: &Text,
        index: Index,
        lang: Lang,
        known: &Known<'_>,
    ) -> Value {
        let facts = &announcement.facts;
        let home = self.url(&self.home(lang));
        let publisher = json!({"@type": "GovernmentOrganization", "name": self.config.title[lang], "url": home});
        let authors: Vec<_> = facts.issuers[lang]
            .iter()
            .map(|name| json!({"@type": "GovernmentOrganization", "name": name}))
            .collect();
        let mut article = json!({
            "@type": "NewsArticle",
            "headline": self.marked_title(lang, index, &text.title),
            "url": known.url,
            "inLanguage": self.tag(lang),
            "datePublished": facts.date.value.machine_text(),
            "dateModified": announcement.last_change().machine_text(),
            "author": if authors.is_empty() { publisher.clone() } else { authors.into() },
            "publisher": publisher,
        });
        if !known.image.is_empty() {
            article["image"] = known.image.into();
        }
        if !facts.topics.is_empty() {
            let names = facts
                .topics
                .iter()
                .map(|topic| self.topic_name(lang, topic));
            article["articleSection"] = names.collect();
        }
        if let Some(part) = &facts.series {
            article["isPartOf"] = json!({
                "@type": "CreativeWorkSeries",
                "name": self.archive.series_titles[&part.id.value][lang],
                "url": self.config.base_url.absolute(&self.href_of(&format!("/{}/series/{}/", self.code(lang), part.id.value))),
            });
            if let Some(number) = part.number {
                article["position"] = number.into();
            }
        }
        self.add_translations(&mut article, announcement, index, lang);
        let corrections = self.corrections(announcement, lang);
        if !corrections.is_empty() {
            article["correction"] = corrections.into();
        }
        article
    }

    /// The other editions that are printed: real translations, and texts that stand at their own address.
    fn add_translations(
        &self,
        article: &mut Value,
        announcement: &Announcement,
        index: Index,
        lang: Lang,
    ) {
        let printed = self.printed_editions(announcement, index);
        if !printed.iter().any(|(other, _)| *other == lang) {
            return;
        }
        let work = |(other, permalink): &(Lang, &Permalink)| {
            let (_, text) = announcement.edition_for(*other);
            json!({"@type": "NewsArticle", "headline": self.marked_title(*other, index, &text.title), "inLanguage": self.tag(*other), "url": self.url(permalink)})
        };
        if lang == announcement.original_lang {
            let translations = printed.iter().filter(|(other, _)| *other != lang);
            let translations: Vec<Value> = translations.map(work).collect();
            if !translations.is_empty() {
                article["workTranslation"] = translations.into();
            }
        } else if let Some(original) = printed
            .iter()
            .find(|(other, _)| *other == announcement.original_lang)
        {
            article["translationOfWork"] = work(original);
        }
    }

    /// What was changed after publication, the oldest first.
    fn corrections(&self, announcement: &Announcement, lang: Lang) -> Vec<Value> {
        let mut updates: Vec<_> = announcement.facts.updates.iter().collect();
        updates.sort_by(|left, right| left.date.value.cmp(&right.date.value));
        let correction = |update: &&crate::model::edition::Update| {
            let (note_lang, note) = update.note.or(lang, announcement.original_lang);
            json!({"@type": "CorrectionComment", "text": note, "inLanguage": self.tag(note_lang), "datePublished": update.date.value.machine_text()})
        };
        updates.iter().map(correction).collect()
    }
}

/// The way from the home page, this page being the last step.
fn breadcrumbs(text: &Text, known: &Known<'_>) -> Value {
    let own = (text.title.as_str(), known.url.to_owned());
    let steps = known.way.iter().chain(std::iter::once(&own));
    let item = |(at, (name, url)): (usize, &(&str, String))| json!({"@type": "ListItem", "position": at + 1, "name": name, "item": url});
    let items: Vec<Value> = steps.enumerate().map(item).collect();
    json!({"@type": "BreadcrumbList", "itemListElement": items})
}
