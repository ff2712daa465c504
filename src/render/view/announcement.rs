//! Views of announcement pages and of redirects to them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::around::Around;
use super::head::SharedImage;
use super::periods::Period;
use super::withdrawn::WithdrawnView;
use super::{Alternate, Crumb, DateView, LinkView, View};
use crate::markdown::{LinkTarget, PictureLink, Variants, to_html};
use crate::model::address::Permalink;
use crate::model::archive::{Announcement, Asset, Index, Target, Text};
use crate::model::edition::{TranslationPolicy, Update};
use crate::model::lang::Lang;
use crate::model::picture::{Encoding, Variant};
use crate::model::translation::Stale;
use crate::render::Site;
use crate::render::json_ld::Known;

/// How wide a picture is shown: the text column of the theme (38 em of 18 px in Chinese), or the whole width of a
/// phone but for the margins.
const SIZES: &str = "(min-width: 45em) 684px, calc(100vw - 2rem)";

/// What stands in no value of a `mailto:` address as it is: all but the unreserved characters of RFC 3986.
const NOT_IN_MAIL: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The variants of a picture, by their addresses.
struct Shown {
    avif: String,
    fallback: String,
    /// For browsers that do not choose: the middle one.
    src: String,
    largest_src: String,
    largest: Variant,
}

#[derive(Serialize)]
pub(in crate::render) struct AnnouncementView {
    a: Parts,
    around: Around,
    /// `mailto:` with the headline and the address, ready to be sent.
    mail_href: String,
}

#[derive(Serialize)]
struct Parts {
    title: String,
    date: DateView,
    also_dates: Vec<DateView>,
    /// How long it takes to read, in words; empty for a short text.
    reading: String,
    body_html: String,
    reference: Option<ReferenceView>,
    lead_in: String,
    issuers: Vec<String>,
    source: SourceView,
    document_number: String,
    /// Language of the original, which numbers its document, if it is not that of the page; else empty.
    document_tag: String,
    keywords: Vec<String>,
    topics: Vec<LinkView>,
    series: Option<SeriesView>,
    image: Option<ImageView>,
    attachments: Vec<AttachmentView>,
    updates: Vec<UpdateView>,
    /// The newest that is more than a minor one.
    updated: Option<DateView>,
    withdrawn: Option<WithdrawnView>,
    /// Says that it is not public, and until when; empty where it is.
    unpublished: String,
    original_note: String,
    stale: Option<StaleView>,
}

/// What a translation says whose original has changed since.
#[derive(Serialize)]
struct StaleView {
    notice: String,
    href: String,
    /// Language of the original.
    tag: String,
    link_text: String,
}

#[derive(Serialize)]
struct ReferenceView {
    text_before: String,
    title: String,
    href: String,
    tag: String,
    text_after: String,
}

#[derive(Serialize)]
struct SourceView {
    name: String,
    url: String,
}

#[derive(Serialize)]
struct SeriesView {
    title: String,
    href: String,
    number_text: String,
}

#[derive(Serialize)]
struct ImageView {
    src: String,
    /// `srcset` of the AVIF files.
    avif: String,
    /// `srcset` of the files for other browsers.
    srcset: String,
    sizes: &'static str,
    width: u32,
    height: u32,
    alt: String,
    /// Language of the description, if it is not that of the page; else empty.
    alt_tag: String,
    caption: String,
    credit: String,
}

#[derive(Serialize)]
struct AttachmentView {
    title: String,
    href: String,
    r#type: String,
    size_text: String,
    tag: String,
}

#[derive(Serialize)]
struct UpdateView {
    date: DateView,
    note: String,
    /// Language of the note, if it is not that of the page; else empty.
    tag: String,
}

#[derive(Serialize)]
pub(in crate::render) struct RedirectView {
    redirect: RedirectTarget,
}

#[derive(Serialize)]
struct RedirectTarget {
    href: String,
    title: String,
    /// Language of the title, if it is not that of the page; else empty.
    tag: String,
    url: String,
}

impl Site<'_> {
    pub(in crate::render) fn announcement_view(
        &self,
        lang: Lang,
        index: Index,
        permalink: &Permalink,
    ) -> View<AnnouncementView> {
        let announcement = &self.archive.announcements[index];
        let (_, text) = announcement.edition_for(lang);
        let day = announcement.day();
        // The year is said once, so that the way back fits a phone.
        let crumbs = vec![
            self.home_crumb(lang),
            self.period_crumb(lang, Period::Month, day),
            Crumb {
                name: self.short_name(lang, Period::Day, day),
                ..self.period_crumb(lang, Period::Day, day)
            },
        ];
        let title = self.marked_title(lang, index, &text.title);
        let mut page = self.page("announcement", lang, title, permalink, crumbs);
        page.description = text.summary.clone();
        page.og_type = "article";
        page.alternates = self.edition_alternates(announcement, index, lang);
        page.languages = self.language_links(Some(lang), |other| {
            self.nearest_place(announcement, index, other)
        });
        if let Some(canonical) = text
            .printed_at
            .and_then(|at| self.plan.permalinks[at][lang].as_ref())
        {
            page.canonical_url = self.url(canonical);
        }
        let image = announcement
            .lead_image
            .and_then(|file| self.lead_image(announcement, index, file, lang));
        page.image = image.as_ref().map(|image| SharedImage {
            url: self.lead_image_url(index),
            width: image.width,
            height: image.height,
            alt: image.alt.clone(),
        });
        page.og_other_locales = self.other_locales(announcement, index, lang);
        page.article = Some(self.article(announcement, text, lang));
        let way = page.breadcrumbs.iter().map(|crumb| {
            let url = self.config.base_url.absolute(&crumb.href);
            (crumb.name.as_str(), url)
        });
        let known = Known {
            url: &page.url,
            image: page.image.as_ref().map_or("", |image| &image.url),
            way: way.collect(),
        };
        page.json_ld = self.json_ld(announcement, index, lang, &known);
        let mail_href = mail_href(&text.title, &page.url);
        self.view(
            lang,
            page,
            AnnouncementView {
                a: self.parts(lang, index, text, image),
                around: self.around(lang, index),
                mail_href,
            },
        )
    }

    fn parts(&self, lang: Lang, index: Index, text: &Text, image: Option<ImageView>) -> Parts {
        let announcement = &self.archive.announcements[index];
        let facts = &announcement.facts;
        let reference = text.printed_at.map(|at| self.reference(lang, at));
        let body_html = if reference.is_some() {
            String::new()
        } else {
            to_html(&text.source.text, text.body, &|target| {
                self.link_target(announcement, index, text, target)
            })
        };
        let mut updates: Vec<_> = facts.updates.iter().collect();
        updates.sort_by(|left, right| right.date.value.cmp(&left.date.value));
        let topics = facts.topics.iter().map(|topic| {
            let permalink = Permalink::page(&[self.code(lang), "topics", topic.as_str()]);
            self.link(lang, self.topic_name(lang, topic).to_owned(), permalink, 0)
        });
        Parts {
            title: text.title.clone(),
            date: DateView {
                iso: facts.date.value.machine_text(),
                text: self.labels[lang].moment_with_weekday(&facts.date.value),
            },
            also_dates: announcement
                .other_dates
                .iter()
                .map(|date| self.date(lang, date))
                .collect(),
            reading: self.reading_text(lang, &body_html),
            body_html,
            reference,
            lead_in: text.lead_in.clone(),
            issuers: facts.issuers[lang].clone(),
            source: SourceView {
                name: facts.source[lang].clone(),
                url: facts.source_url.clone(),
            },
            document_number: facts.document_number.clone(),
            document_tag: self.foreign_tag(announcement.original_lang, lang),
            // Keywords are words of the original's language.
            keywords: if lang == announcement.original_lang {
                facts.keywords.clone()
            } else {
                Vec::new()
            },
            topics: topics.collect(),
            series: facts.series.as_ref().map(|part| SeriesView {
                title: self.archive.series_titles[&part.id.value][lang].clone(),
                href: self.href_of(&format!("/{}/series/{}/", self.code(lang), part.id.value)),
                number_text: self.series_number(lang, part),
            }),
            image,
            attachments: self.attachments(announcement, index, lang),
            updates: updates
                .into_iter()
                .map(|update| self.update(update, announcement.original_lang, lang))
                .collect(),
            updated: announcement.last_update().map(|date| self.date(lang, date)),
            withdrawn: self.withdrawn(announcement, lang),
            unpublished: self.unpublished_notice(lang, index),
            original_note: self.missing_note(announcement, lang),
            stale: self
                .archive
                .stale(index, lang)
                .map(|stale| self.stale(stale, index, lang)),
        }
    }

    fn update(&self, update: &Update, original: Lang, lang: Lang) -> UpdateView {
        let (note_lang, note) = update.note.or(lang, original);
        UpdateView {
            date: self.date(lang, &update.date.value),
            note: note.to_owned(),
            tag: self.foreign_tag(note_lang, lang),
        }
    }

    fn stale(&self, stale: &Stale, index: Index, lang: Lang) -> StaleView {
        let original = self.archive.announcements[index].original_lang;
        let notice = match &stale.changed {
            Some(date) => self
                .text(lang, "stale_notice_dated")
                .replace("{date}", &self.labels[lang].day(date.day())),
            None => self.text(lang, "stale_notice").to_owned(),
        };
        StaleView {
            notice,
            href: self.announcement_href(original, index),
            tag: self.tag(original).to_owned(),
            link_text: self
                .text(lang, "read_original")
                .replace("{language}", self.language_name(lang, original)),
        }
    }

    /// The sentence that stands in place of a body that is printed elsewhere.
    fn reference(&self, lang: Lang, at: Index) -> ReferenceView {
        let canonical = &self.archive.announcements[at];
        let (headline_lang, headline) = canonical.headline(lang);
        let date = self.labels[lang].day(canonical.day());
        ReferenceView {
            text_before: self.text(lang, "reference_before").to_owned(),
            title: headline.to_owned(),
            href: self.announcement_href(lang, at),
            tag: if headline_lang == lang {
                String::new()
            } else {
                self.tag(headline_lang).to_owned()
            },
            text_after: self.text(lang, "reference_after").replace("{date}", &date),
        }
    }

    fn link_target(
        &self,
        announcement: &Announcement,
        index: Index,
        text: &Text,
        written: &str,
    ) -> LinkTarget {
        match text.targets.get(written) {
            Some(Target::AsWritten) => LinkTarget::Href(written.to_owned()),
            // The original where the edition turned out to be no translation.
            Some(Target::Edition(other, lang, rest)) => {
                LinkTarget::Href(format!("{}{rest}", self.announcement_href(*lang, *other)))
            }
            Some(Target::File(file, rest)) => self
                .file_href(announcement, index, *file)
                .map_or(LinkTarget::Nothing, |href| {
                    self.beside(announcement, index, *file, format!("{href}{rest}"))
                }),
            Some(Target::Static(asset)) => {
                let address = &asset.path[crate::model::archive::STATIC_FOLDER.len()..];
                Permalink::parse(&format!("/{address}")).map_or(LinkTarget::Nothing, |permalink| {
                    as_it_is(asset, self.href(&permalink))
                })
            }
            Some(Target::Page(permalink, rest)) => {
                let answering = self.plan.answering(permalink);
                answering.map_or(LinkTarget::Nothing, |permalink| {
                    LinkTarget::Href(format!("{}{rest}", self.href(permalink)))
                })
            }
            Some(Target::Nothing) | None => LinkTarget::Nothing,
        }
    }

    /// The address of a file beside an announcement: below the page of the original, once for all languages.
    fn file_href(&self, announcement: &Announcement, index: Index, file: usize) -> Option<String> {
        let page = self.plan.permalinks[index][announcement.original_lang].as_ref()?;
        page.file(announcement.files[file].name())
            .map(|permalink| self.href(&permalink))
    }

    /// A file beside an announcement, to link to or to show.
    fn beside(
        &self,
        announcement: &Announcement,
        index: Index,
        file: usize,
        href: String,
    ) -> LinkTarget {
        let Some(shown) = self.shown(announcement, index, file) else {
            return as_it_is(&announcement.files[file], href);
        };
        LinkTarget::Picture(Box::new(PictureLink {
            href,
            src: shown.src,
            width: shown.largest.width,
            height: shown.largest.height,
            variants: Some(Variants {
                avif: shown.avif,
                fallback: shown.fallback,
                sizes: SIZES,
            }),
        }))
    }

    /// The variants of a picture that an announcement shows, beside the page of its original.
    fn shown(&self, announcement: &Announcement, index: Index, file: usize) -> Option<Shown> {
        if !announcement.shown.contains(&file) {
            return None;
        }
        let page = self.plan.permalinks[index][announcement.original_lang].as_ref()?;
        let asset = &announcement.files[file];
        let picture = asset.picture()?;
        let href = |variant: &Variant| {
            let name = picture.variant_name(asset.name(), *variant);
            page.file(&name)
                .map_or_else(String::new, |permalink| self.href(&permalink))
        };
        let srcset = |variants: &[Variant]| {
            let each = variants
                .iter()
                .map(|variant| format!("{} {}w", href(variant), variant.width));
            each.collect::<Vec<_>>().join(", ")
        };
        let fallbacks = picture.variants(picture.kind.fallback());
        let largest = *fallbacks.last()?;
        Some(Shown {
            avif: srcset(&picture.variants(Encoding::Avif)),
            fallback: srcset(&fallbacks),
            src: href(&fallbacks[fallbacks.len() / 2]),
            largest_src: href(&largest),
            largest,
        })
    }

    /// The absolute address of the picture above the text in a format that everybody reads; empty if there is none.
    pub(in crate::render) fn lead_image_url(&self, index: Index) -> String {
        let announcement = &self.archive.announcements[index];
        announcement
            .lead_image
            .and_then(|file| self.shown(announcement, index, file))
            .map_or_else(String::new, |shown| {
                self.config.base_url.absolute(&shown.largest_src)
            })
    }

    fn lead_image(
        &self,
        announcement: &Announcement,
        index: Index,
        file: usize,
        lang: Lang,
    ) -> Option<ImageView> {
        let facts = announcement.facts.image.as_ref()?;
        let shown = self.shown(announcement, index, file)?;
        let (alt_lang, alt) = facts.alt.or(lang, announcement.original_lang);
        Some(ImageView {
            src: shown.src,
            avif: shown.avif,
            srcset: shown.fallback,
            sizes: SIZES,
            width: shown.largest.width,
            height: shown.largest.height,
            alt: alt.to_owned(),
            alt_tag: if alt.is_empty() {
                String::new()
            } else {
                self.foreign_tag(alt_lang, lang)
            },
            caption: facts.caption[lang].clone(),
            credit: facts.credit[lang].clone(),
        })
    }

    fn attachments(
        &self,
        announcement: &Announcement,
        index: Index,
        lang: Lang,
    ) -> Vec<AttachmentView> {
        let view = |(attachment, file): (&crate::model::edition::Attachment, &usize)| {
            let asset = &announcement.files[*file];
            let (title_lang, title) = attachment.title.or(lang, announcement.original_lang);
            Some(AttachmentView {
                title: if title.is_empty() {
                    asset.name().to_owned()
                } else {
                    title.to_owned()
                },
                href: self.file_href(announcement, index, *file)?,
                r#type: asset
                    .name()
                    .rsplit_once('.')
                    .map_or_else(String::new, |(_, extension)| extension.to_uppercase()),
                size_text: self.labels[lang].size(asset.size),
                tag: if title.is_empty() {
                    String::new()
                } else {
                    self.foreign_tag(title_lang, lang)
                },
            })
        };
        announcement
            .facts
            .attachments
            .iter()
            .zip(&announcement.attachments)
            .filter_map(view)
            .collect()
    }

    /// The editions whose text stands at their own address, with it: a page that leads to another announcement for its
    /// text is no version of anything.
    pub(in crate::render) fn printed_editions(
        &self,
        announcement: &Announcement,
        index: Index,
    ) -> Vec<(Lang, &Permalink)> {
        let languages = self.config.languages.all();
        languages
            .filter(|lang| {
                let text = announcement.edition(*lang);
                text.is_some_and(|text| text.printed_at.is_none())
            })
            .filter_map(|lang| Some((lang, self.plan.permalinks[index][lang].as_ref()?)))
            .collect()
    }

    /// hreflang names only real translations, on pages that are their own canonical address: each edition, and the original
    /// for everybody else.
    pub(in crate::render) fn edition_alternates(
        &self,
        announcement: &Announcement,
        index: Index,
        lang: Lang,
    ) -> Vec<Alternate> {
        let printed = self.printed_editions(announcement, index);
        if printed.len() < 2 || !printed.iter().any(|(other, _)| *other == lang) {
            return Vec::new();
        }
        let fallback = printed
            .iter()
            .find(|(other, _)| *other == announcement.original_lang)
            .unwrap_or(&printed[0]);
        let versions = printed
            .iter()
            .map(|(other, permalink)| (self.tag(*other), *permalink));
        versions
            .chain(std::iter::once(("x-default", fallback.1)))
            .map(|(tag, permalink)| Alternate {
                tag: tag.to_owned(),
                url: self.url(permalink),
            })
            .collect()
    }

    /// The places of its translations, as Open Graph names them.
    fn other_locales(&self, announcement: &Announcement, index: Index, lang: Lang) -> Vec<String> {
        let printed = self.printed_editions(announcement, index);
        if !printed.iter().any(|(other, _)| *other == lang) {
            return Vec::new();
        }
        let others = printed.into_iter().filter(|(other, _)| *other != lang);
        others
            .map(|(other, _)| self.open_graph_locale(other))
            .filter(|locale| !locale.is_empty())
            .collect()
    }

    /// The edition in a language or, where there is none, the day in that language, on which it is listed.
    fn nearest_place(&self, announcement: &Announcement, index: Index, lang: Lang) -> Permalink {
        self.plan.permalinks[index][lang]
            .clone()
            .unwrap_or_else(|| self.period_page(lang, Period::Day, announcement.day()))
    }

    /// Which languages an edition is still owed in, said to readers.
    fn missing_note(&self, announcement: &Announcement, lang: Lang) -> String {
        if announcement.facts.translation == TranslationPolicy::None {
            return String::new();
        }
        let missing: Vec<&str> = self
            .config
            .languages
            .all()
            .filter(|other| announcement.edition(*other).is_none())
            .map(|other| self.language_name(lang, other))
            .collect();
        if missing.is_empty() {
            String::new()
        } else {
            self.text(lang, "translation_missing").replace(
                "{language}",
                &missing.join(self.text(lang, "list_separator")),
            )
        }
    }

    pub(in crate::render) fn redirect_view(
        &self,
        lang: Lang,
        index: Index,
        permalink: &Permalink,
    ) -> View<RedirectView> {
        let (target_lang, _) = self.announcement_permalink(lang, index);
        let href = self.announcement_href(lang, index);
        let redirect = RedirectTarget {
            title: self.archive.announcements[index]
                .headline(target_lang)
                .1
                .to_owned(),
            tag: self.foreign_tag(target_lang, lang),
            url: self.config.base_url.absolute(&href),
            href,
        };
        let mut page = self.page(
            "redirect",
            lang,
            self.text(lang, "moved").to_owned(),
            permalink,
            Vec::new(),
        );
        page.robots = "noindex";
        page.alternates = Vec::new();
        self.view(lang, page, RedirectView { redirect })
    }
}

/// A message about a page that waits only for its reader (RFC 6068).
fn mail_href(title: &str, url: &str) -> String {
    format!(
        "mailto:?subject={}&body={}",
        utf8_percent_encode(title, NOT_IN_MAIL),
        utf8_percent_encode(url, NOT_IN_MAIL)
    )
}

/// A file that is published as it is: shown whole, if it is a picture.
fn as_it_is(asset: &Asset, href: String) -> LinkTarget {
    match asset.picture() {
        Some(picture) => LinkTarget::Picture(Box::new(PictureLink {
            src: href.clone(),
            href,
            width: picture.width,
            height: picture.height,
            variants: None,
        })),
        None => LinkTarget::Href(href),
    }
}

#[cfg(test)]
mod tests {
    use super::mail_href;

    #[test]
    fn a_headline_cannot_add_a_field_to_the_message() {
        assert_eq!(
            mail_href("公示 A&B?bcc=a@example.org", "https://example.org/zh/a/"),
            "mailto:?subject=%E5%85%AC%E7%A4%BA%20A%26B%3Fbcc%3Da%40example.org\
             &body=https%3A%2F%2Fexample.org%2Fzh%2Fa%2F"
        );
    }
}
