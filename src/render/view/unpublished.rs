//! What pages say of an announcement that is not public: only a preview with drafts has any.

use crate::model::archive::{Index, Unpublished};
use crate::model::lang::Lang;
use crate::render::Site;

impl Site<'_> {
    /// A word for why it is not public; empty where it is.
    pub(super) fn unpublished_label(&self, lang: Lang, index: Index) -> &str {
        match self.archive.unpublished.get(&index) {
            Some(Unpublished::Draft) => self.text(lang, "draft"),
            Some(Unpublished::Embargoed) => self.text(lang, "embargoed"),
            None => "",
        }
    }

    /// The notice above the headline; empty where it is public.
    pub(super) fn unpublished_notice(&self, lang: Lang, index: Index) -> String {
        let embargo = &self.archive.announcements[index].facts.embargo;
        match (self.archive.unpublished.get(&index), embargo) {
            (Some(Unpublished::Embargoed), Some(end)) => self
                .text(lang, "embargo_notice")
                .replace("{date}", &self.labels[lang].moment(end)),
            (Some(_), _) => self.text(lang, "draft_notice").to_owned(),
            (None, _) => String::new(),
        }
    }

    /// A headline that says so as well.
    pub(super) fn unpublished_title(&self, lang: Lang, index: Index, title: String) -> String {
        if !self.archive.unpublished.contains_key(&index) {
            return title;
        }
        self.text(lang, "unpublished_title")
            .replace("{state}", self.unpublished_label(lang, index))
            .replace("{title}", &title)
    }
}
