//! Atom (RFC 4287) and JSON Feed 1.1: the latest announcements that can be read in a language.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde_json::json;

use super::Site;
use crate::model::address::Permalink;
use crate::model::archive::{Announcement, Index, Text};
use crate::model::lang::Lang;
use crate::model::names::TopicId;
use crate::model::plan::LATEST_ITEMS;

/// An entry of a feed.
struct Entry<'a> {
    id: String,
    announcement: &'a Announcement,
    text: &'a Text,
    /// The headline, marked if the announcement was withdrawn.
    title: String,
    url: String,
    /// Address of the picture above the text; empty if there is none.
    image: String,
}

impl Site<'_> {
    fn entries(&self, lang: Lang, topic: Option<&TopicId>) -> Vec<Entry<'_>> {
        let entry = |index: &Index| {
            let announcement = &self.archive.announcements[*index];
            let text = announcement.edition(lang)?;
            let url = self.url(self.plan.permalinks[*index][lang].as_ref()?);
            Some(Entry {
                id: stable_id(announcement, self.code(lang)),
                announcement,
                text,
                title: self.marked_title(lang, announcement, &text.title),
                url,
                image: self.lead_image_url(*index),
            })
        };
        let listed = match topic {
            Some(topic) => self.plan.by_topic.get(topic).map_or(&[][..], Vec::as_slice),
            None => self.readable[lang].as_slice(),
        };
        listed.iter().filter_map(entry).take(LATEST_ITEMS).collect()
    }

    /// The address of the list that a feed follows.
    fn feed_home(&self, lang: Lang, topic: Option<&TopicId>) -> String {
        let path = topic.map_or_else(
            || format!("/{}/", self.code(lang)),
            |topic| format!("/{}/topics/{topic}/", self.code(lang)),
        );
        self.config.base_url.absolute(&self.href_of(&path))
    }

    pub(super) fn atom(
        &self,
        lang: Lang,
        topic: Option<&TopicId>,
        permalink: &Permalink,
    ) -> Vec<u8> {
        let entries = self.entries(lang, topic);
        let updated = self.feed_updated(&entries);
        let mut writer = Writer::new(Vec::new());
        // Writing to memory cannot fail.
        let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        let feed = writer.create_element("feed").with_attributes([
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", self.tag(lang)),
        ]);
        let _ = feed.write_inner_content(|writer| {
            text_element(writer, "id", &self.url(permalink))?;
            text_element(writer, "title", &self.feed_title(lang, topic))?;
            text_element(writer, "updated", &updated)?;
            writer
                .create_element("author")
                .write_inner_content(|writer| {
                    text_element(writer, "name", &self.config.title[lang])
                })?;
            link(writer, "self", "application/atom+xml", &self.url(permalink))?;
            link(
                writer,
                "alternate",
                "text/html",
                &self.feed_home(lang, topic),
            )?;
            for entry in &entries {
                writer
                    .create_element("entry")
                    .write_inner_content(|writer| self.atom_entry(writer, lang, entry))?;
            }
            Ok(())
        });
        let mut bytes = writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn atom_entry(
        &self,
        writer: &mut Writer<Vec<u8>>,
        lang: Lang,
        entry: &Entry<'_>,
    ) -> std::io::Result<()> {
        let facts = &entry.announcement.facts;
        text_element(writer, "id", &entry.id)?;
        text_element(writer, "title", &entry.title)?;
        text_element(writer, "published", &facts.date.value.rfc3339())?;
        text_element(
            writer,
            "updated",
            &entry.announcement.last_change().rfc3339(),
        )?;
        for issuer in &facts.issuers[lang] {
            writer
                .create_element("author")
                .write_inner_content(|writer| text_element(writer, "name", issuer))?;
        }
        for topic in &facts.topics {
            writer
                .create_element("category")
                .with_attributes([
                    ("term", topic.as_str()),
                    ("label", self.topic_name(lang, topic)),
                ])
                .write_empty()?;
        }
        link(writer, "alternate", "text/html", &entry.url)?;
        if !entry.text.summary.is_empty() {
            text_element(writer, "summary", &entry.text.summary)?;
        }
        Ok(())
    }

    pub(super) fn json_feed(
        &self,
        lang: Lang,
        topic: Option<&TopicId>,
        permalink: &Permalink,
    ) -> Vec<u8> {
        let item = |entry: &Entry<'_>| {
            let facts = &entry.announcement.facts;
            let mut item = json!({
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                // The format requires a content; an announcement of pictures only has none but its headline.
                "content_text": if entry.text.summary.is_empty() { &entry.text.title } else { &entry.text.summary },
                "date_published": facts.date.value.rfc3339(),
                "date_modified": entry.announcement.last_change().rfc3339(),
                "language": self.tag(lang),
            });
            if !entry.image.is_empty() {
                item["image"] = entry.image.as_str().into();
            }
            if !facts.topics.is_empty() {
                item["tags"] = facts
                    .topics
                    .iter()
                    .map(|topic| self.topic_name(lang, topic))
                    .collect();
            }
            if !facts.issuers[lang].is_empty() {
                item["authors"] = facts.issuers[lang]
                    .iter()
                    .map(|name| json!({"name": name}))
                    .collect();
            }
            item
        };
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed_title(lang, topic),
            "home_page_url": self.feed_home(lang, topic),
            "feed_url": self.url(permalink),
            "language": self.tag(lang),
            "authors": [{"name": self.config.title[lang]}],
            "items": self.entries(lang, topic).iter().map(item).collect::<Vec<_>>(),
        });
        format!("{feed}\n").into_bytes()
    }

    /// The last change of any entry. An empty feed must have a time too: the first there is.
    fn feed_updated(&self, entries: &[Entry<'_>]) -> String {
        let last = entries
            .iter()
            .map(|entry| entry.announcement.last_change())
            .max();
        last.map_or_else(
            || "1970-01-01T00:00:00Z".to_owned(),
            |moment| moment.rfc3339(),
        )
    }
}

/// An id that stays when address, headline or host change: a name-based UUID (RFC 9562 version 8) of the
/// announcement's place among the sources, its date being part of most, and the language.
fn stable_id(announcement: &Announcement, code: &str) -> String {
    let hash = blake3::hash(format!("newsroom/{}/{code}", announcement.id).as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    bytes[6] = (bytes[6] & 0x0F) | 0x80;
    bytes[8] = (bytes[8] & 0x3F) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

fn text_element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> std::io::Result<()> {
    writer
        .create_element(name)
        .write_text_content(BytesText::new(&legal_xml(text)))?;
    Ok(())
}

fn link(
    writer: &mut Writer<Vec<u8>>,
    rel: &str,
    media_type: &str,
    href: &str,
) -> std::io::Result<()> {
    writer
        .create_element("link")
        .with_attributes([("rel", rel), ("type", media_type), ("href", href)])
        .write_empty()?;
    Ok(())
}

/// Without the control characters that XML 1.0 cannot hold, not even escaped.
fn legal_xml(text: &str) -> std::borrow::Cow<'_, str> {
    let illegal = |character: char| {
        (character < ' ' && !matches!(character, '\t' | '\n' | '\r'))
            || matches!(character, '\u{FFFE}' | '\u{FFFF}')
    };
    if text.contains(illegal) {
        text.replace(illegal, "").into()
    } else {
        text.into()
    }
}
