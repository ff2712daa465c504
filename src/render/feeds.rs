//! Atom (RFC 4287) and JSON Feed 1.1: the latest announcements that can be read in a language.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesPI, BytesText, Event};
use serde_json::json;

use super::Site;
use crate::model::address::Permalink;
use crate::model::archive::{Announcement, Index, Text};
use crate::model::lang::Lang;
use crate::model::names::TopicId;
use crate::model::plan::{LATEST_ITEMS, Page};

/// An entry of a feed.
struct Entry<'a> {
    id: String,
    announcement: &'a Announcement,
    text: &'a Text,
    /// The headline, marked if the announcement was withdrawn or is not public.
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
                id: self.entry_id(announcement, lang),
                announcement,
                text,
                title: self.marked_title(lang, *index, &text.title),
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
        let style = format!(
            "xml-stylesheet type=\"text/css\" href=\"{}\"",
            self.href_of("/feed.css")
        );
        let _ = writer.write_event(Event::PI(BytesPI::new(style)));
        let feed = writer.create_element("feed").with_attributes([
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xmlns:h", "http://www.w3.org/1999/xhtml"),
            ("xml:lang", self.tag(lang)),
        ]);
        let _ = feed.write_inner_content(|writer| {
            self.help(writer, lang, topic)?;
            text_element(writer, "id", &self.feed_id(lang, topic, permalink))?;
            text_element(writer, "title", &self.feed_title(lang, topic))?;
            if !self.config.description[lang].is_empty() {
                text_element(writer, "subtitle", &self.config.description[lang])?;
            }
            if let Some(icon) = self.icon(&["/favicon.svg", "/favicon.png", "/favicon.ico"]) {
                text_element(writer, "icon", &icon)?;
            }
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
        writer.create_element("h:p").write_inner_content(|writer| {
            writer
                .create_element("h:a")
                .with_attribute(("href", entry.url.as_str()))
                .write_text_content(BytesText::new(&legal_xml(&entry.title)))?;
            text_element(
                writer,
                "h:span",
                &self.labels[lang].day(facts.date.value.day()),
            )
        })?;
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
                    ("label", &legal_xml(self.topic_name(lang, topic))),
                ])
                .write_empty()?;
        }
        link(writer, "alternate", "text/html", &entry.url)?;
        if !entry.text.summary.is_empty() {
            text_element(writer, "summary", &entry.text.summary)?;
        }
        Ok(())
    }

    /// What a browser shows of a feed besides its entries: elements of XHTML, which feed readers pass over (RFC 4287, 6.3).
    /// They work without XSLT, which browsers give up, and without scripts.
    fn help(
        &self,
        writer: &mut Writer<Vec<u8>>,
        lang: Lang,
        topic: Option<&TopicId>,
    ) -> std::io::Result<()> {
        writer
            .create_element("h:meta")
            .with_attributes([
                ("name", "viewport"),
                ("content", "width=device-width, initial-scale=1"),
            ])
            .write_empty()?;
        writer
            .create_element("h:header")
            .write_inner_content(|writer| {
                text_element(writer, "h:h1", &self.feed_title(lang, topic))?;
                text_element(writer, "h:p", self.text(lang, "feed_help"))?;
                let home = self.feed_home(lang, topic);
                writer
                    .create_element("h:a")
                    .with_attribute(("href", home.as_str()))
                    .write_text_content(BytesText::new(&home))?;
                Ok(())
            })?;
        Ok(())
    }

    /// The absolute address of the first of these files that the site has.
    fn icon(&self, names: &[&str]) -> Option<String> {
        let files = names.iter().filter_map(|name| Permalink::parse(name));
        files
            .filter(|one| matches!(self.plan.outputs.get(one), Some(Page::File(_))))
            .map(|one| self.url(&one))
            .next()
    }

    /// An id that stays when address, headline or host change: of the announcement's place among the sources, the language,
    /// and what `feed_ids` says, so that no other site has it.
    fn entry_id(&self, announcement: &Announcement, lang: Lang) -> String {
        let (own, code) = (&self.config.feed_ids, self.code(lang));
        stable_id(&if own.is_empty() {
            format!("newsroom/{}/{code}", announcement.id)
        } else {
            format!("newsroom/{own}/{}/{code}", announcement.id)
        })
    }

    /// The same for a feed. Only `feed_ids` tells it from those of other sites: without it, its address has to.
    fn feed_id(&self, lang: Lang, topic: Option<&TopicId>, permalink: &Permalink) -> String {
        let own = &self.config.feed_ids;
        if own.is_empty() {
            return self.url(permalink);
        }
        let topic = topic.map_or("", TopicId::as_str);
        stable_id(&format!("newsroom feed/{own}/{topic}/{}", self.code(lang)))
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
                "content_text": if entry.text.summary.is_empty() { &entry.title } else { &entry.text.summary },
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
        let mut feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed_title(lang, topic),
            "home_page_url": self.feed_home(lang, topic),
            "feed_url": self.url(permalink),
            "language": self.tag(lang),
            "authors": [{"name": self.config.title[lang]}],
            "items": self.entries(lang, topic).iter().map(item).collect::<Vec<_>>(),
        });
        if !self.config.description[lang].is_empty() {
            feed["description"] = self.config.description[lang].as_str().into();
        }
        if let Some(icon) = self.icon(&["/favicon.svg", "/favicon.png", "/favicon.ico"]) {
            feed["favicon"] = icon.into();
        }
        if let Some(icon) = self.icon(&["/apple-touch-icon.png"]) {
            feed["icon"] = icon.into();
        }
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

/// A name-based UUID (RFC 9562, version 8).
fn stable_id(name: &str) -> String {
    let hash = blake3::hash(name.as_bytes());
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
