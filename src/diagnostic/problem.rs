//! Every problem that newsroom knows, with its code and weight; the words are a table for each language.

use super::{Severity, chinese, english};
use crate::language::{Language, Words};

/// Something wrong with the content, the configuration, the theme or the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "`describe` says in words what each variant and field means"
)]
pub enum Problem {
    // Files
    MissingFile {
        path: String,
    },
    Unreadable {
        reason: Words,
    },
    NotUtf8 {
        line: usize,
    },
    SymbolicLink,
    BadFileName,
    NoLanguageInName {
        stem: String,
        codes: Vec<String>,
    },
    UnknownLanguageInName {
        code: String,
        codes: Vec<String>,
        nearest: Option<String>,
    },
    // YAML
    NoFrontMatter,
    UnclosedFrontMatter,
    Yaml {
        message: String,
    },
    FullWidthColon {
        key: String,
        /// The key to write.
        meant: String,
    },
    /// Between braces or brackets.
    FullWidthComma,
    MergeConflict,
    NoSpaceAfterColon {
        key: String,
    },
    CommentInText {
        key: String,
    },
    /// In a map between braces.
    CommaInText {
        key: String,
        /// Before the comma.
        text: String,
        /// Behind it.
        rest: String,
    },
    NotAMap,
    UnknownKey {
        key: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    MissingKey {
        key: &'static str,
        /// The line to add.
        example: &'static str,
    },
    NotAList {
        key: String,
        /// The value that stands there alone.
        only: Option<String>,
    },
    WrongKind {
        key: String,
        expected: Words,
    },
    Empty {
        key: String,
    },
    NotFilledIn {
        key: String,
    },
    UnknownLanguage {
        code: String,
        codes: Vec<String>,
        nearest: Option<String>,
    },
    LanguageWithoutText {
        key: String,
        code: String,
    },
    // Values
    BadDateForm {
        text: String,
        nearest: Option<String>,
    },
    ImpossibleDate {
        text: String,
    },
    UnknownTopic {
        topic: String,
        nearest: Option<String>,
        known: Vec<String>,
    },
    BadName {
        key: String,
        text: String,
        simplified: String,
    },
    SlugNeeded {
        stem: String,
    },
    UnknownChoice {
        key: &'static str,
        text: String,
        choices: Vec<&'static str>,
        nearest: Option<String>,
    },
    NotANumber {
        key: &'static str,
        text: String,
    },
    BadUrl {
        key: String,
        text: String,
    },
    BadForm {
        key: &'static str,
        text: String,
        /// What it should be.
        what: Words,
        /// The way out.
        example: Words,
    },
    BadAlias {
        text: String,
    },
    BadFingerprint {
        text: String,
        path: String,
    },
    UnknownTimeZone {
        text: String,
        nearest: Option<String>,
    },
    BadLanguageCode {
        text: String,
    },
    BadLanguageTag {
        text: String,
    },
    RepeatedLanguage {
        code: String,
    },
    RepeatedTag {
        tag: String,
    },
    TooManyLanguages,
    // Announcements
    NoOriginal {
        editions: Vec<String>,
        /// Whether one of them says that it is a translation.
        is_translation: bool,
        /// An original beside it with a similar name, and how a translation of that is named.
        named: Option<(String, String)>,
    },
    TwoOriginals {
        other: String,
    },
    TwoEditions {
        other: String,
    },
    TranslatesInOriginal,
    FactContradictsOriginal {
        key: &'static str,
        other: String,
    },
    FactNotInOriginal {
        key: &'static str,
        other: String,
    },
    TranslationRequired {
        language: String,
        by: Option<String>,
    },
    TranslationDue {
        language: String,
        by: Option<String>,
    },
    TranslationMissing {
        language: String,
    },
    WrongScript {
        language: String,
        reason: Words,
    },
    EmptyBody,
    UnknownAnnouncement {
        target: String,
        nearest: Option<String>,
        /// One that there is.
        example: Option<String>,
    },
    DuplicateCycle {
        key: &'static str,
        target: String,
    },
    WithdrawnUnexplained,
    WithdrawnAndStatus {
        status: &'static str,
    },
    WithdrawnAndDuplicate,
    WithdrawnLater {
        date: String,
    },
    WithdrawnBeforePublished {
        published: String,
    },
    DateAhead {
        date: String,
        /// Its end, which lies before the date.
        embargo: Option<String>,
        /// Whether it is the date of an entry of `updates`.
        is_update: bool,
    },
    ReasonMissing {
        language: String,
    },
    TextAndReplacement,
    ReplacementWithheld {
        target: String,
    },
    LinkToRemoved {
        target: String,
    },
    DuplicateAndDistinct {
        target: String,
    },
    StaleDistinct {
        /// Whether the announcement names itself.
        itself: bool,
    },
    /// `duplicate_of` hides something that the other announcement does not have.
    DuplicateLoses {
        /// As written.
        target: String,
        /// What is lost, each in a few words.
        lost: Vec<Words>,
    },
    StaleTranslation {
        original: String,
        /// Empty where the fingerprint does not tell.
        changes: Vec<Change>,
        /// How many there are beside these.
        more: usize,
        path: String,
        /// Whether the original says when it was changed.
        is_dated: bool,
    },
    UntranslatedCopy {
        language: String,
        reason: Words,
        required: bool,
    },
    SeriesWithoutTitle {
        id: String,
        nearest: Option<String>,
    },
    // Editions that do not say the same
    FactOnlyInOriginal {
        kind: Words,
        fact: String,
        original: String,
        translation: String,
    },
    FactOnlyInTranslation {
        kind: Words,
        fact: String,
        original: String,
        translation: String,
    },
    FactsDiffer {
        kind: Box<Words>,
        says: String,
        other: String,
        original: String,
        translation: String,
    },
    ManyFactsMissing {
        missing: usize,
        all: usize,
        example: String,
        in_original: bool,
        original: String,
        translation: String,
    },
    CountsDiffer {
        what: Words,
        counts: [usize; 2],
        original: String,
        translation: String,
    },
    // Links and images
    BrokenLink {
        target: String,
        nearest: Option<String>,
    },
    NotALink {
        target: String,
        nearest: Option<String>,
    },
    ForbiddenScheme {
        target: String,
    },
    LeavesContent {
        target: String,
    },
    LinkToWithheld {
        target: String,
    },
    AttachmentMissing {
        target: String,
        nearest: Option<String>,
    },
    ImageMissing {
        target: String,
        nearest: Option<String>,
    },
    ImageNotPublished {
        target: String,
    },
    BadgeMissing {
        target: String,
        nearest: Option<String>,
    },
    BadgeNotAPicture {
        target: String,
    },
    RemoteImage {
        target: String,
    },
    NotMarkdown {
        example: String,
    },
    NotAnImage {
        target: String,
    },
    PictureDisguised {
        target: String,
        what: Words,
    },
    PictureDamaged {
        target: String,
        reason: Words,
    },
    PictureTooLarge {
        target: String,
        width: u32,
        height: u32,
    },
    PictureTooHeavy {
        target: String,
        bytes: u64,
    },
    PictureNamedOtherwise {
        format: &'static str,
    },
    PictureAnimated,
    PictureTellsPosition,
    ImageWithoutAlt {
        target: String,
    },
    LeadWithoutAlt {
        target: String,
    },
    HtmlRemoved {
        tag: String,
    },
    EmbedAsLink {
        target: String,
    },
    UnclosedHtml {
        start: String,
        end: String,
    },
    TooDeep,
    // Addresses
    AddressTaken {
        address: String,
        other: String,
    },
    AddressInside {
        address: String,
        other: String,
    },
    /// Two addresses that some servers and file systems do not tell apart.
    AddressAlike {
        address: String,
        other_address: String,
        other: String,
    },
    AliasNeedless {
        address: String,
        /// Whether it is that of the announcement itself, and not one that stands there twice.
        itself: bool,
    },
    CopyTaken {
        address: String,
        other: String,
        encoding: &'static str,
    },
    // Addresses that readers know
    AddressVanishes {
        /// All of one announcement.
        addresses: Vec<String>,
        cause: Vanishing,
    },
    FileVanishes {
        address: String,
    },
    ListVanishes {
        address: String,
    },
    SiteMoves {
        from: String,
        to: String,
    },
    /// Nothing is known of it, because its settings are not.
    OlderVersionBroken {
        name: String,
        errors: usize,
        /// The place of the first.
        first: String,
    },
    /// Some of its files cannot be read.
    OlderVersionGaps {
        name: String,
        errors: usize,
        /// The place of the first.
        first: String,
    },
    // Theme
    UnknownTheme {
        name: String,
        nearest: Option<String>,
        known: Vec<String>,
    },
    UnusedThemeFile {
        nearest: Option<String>,
    },
    /// A template that does not parse, or does not fit the others.
    BrokenTemplate {
        message: String,
        nearest: Option<String>,
        /// The theme that lacks the file, if it is one of the default theme.
        inherited: Option<String>,
    },
    /// A template that fails when a page is rendered.
    TemplateFailed {
        message: String,
        pages: Pages,
    },
    UnknownField {
        field: String,
        /// Those that there are; empty where there is nothing that could have fields.
        known: Vec<String>,
        nearest: Option<String>,
        pages: Pages,
    },
    MissingText {
        key: String,
        language: String,
        /// Where to copy the file, if it is one of the default theme and not the theme's own.
        copy_to: Option<String>,
    },
    UnknownText {
        key: String,
        nearest: Option<String>,
    },
    UnknownPlaceholder {
        key: String,
        place: String,
        known: Vec<String>,
    },
    NoTexts {
        tag: String,
        looked_for: Vec<String>,
    },
    TooManyStyles {
        count: usize,
        most: usize,
    },
    BlockedByPolicy {
        what: Words,
    },
    // Output
    /// Something would be published that is not public.
    Leak {
        /// The address that shows it.
        output: String,
        words: String,
        /// How many other outputs show something of the same announcement.
        more: usize,
        /// The file of `content/static` that it comes from.
        file: Option<String>,
    },
    OutputNotOurs {
        example: String,
    },
    OutputInSite {
        reason: Words,
    },
    Interrupted {
        reason: Words,
    },
    OutputIsLink,
    BrokenManifest {
        line: String,
    },
    NotWritten {
        reason: Words,
    },
    CacheNotKept {
        reason: Words,
    },
    PageTooHeavy {
        address: String,
        bytes: usize,
        budget: usize,
        parts: Vec<(PagePart, usize)>,
    },
}

/// Why an address would be lost. `aliases` is the line that keeps it, `file` the one that it belongs in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "`describe` says in words what each means")]
pub enum Vanishing {
    /// The announcement has another date or slug.
    Moved {
        to: String,
        aliases: String,
        file: String,
    },
    EditionGone {
        edition: String,
        aliases: String,
        file: String,
    },
    AliasGone {
        aliases: String,
        file: String,
    },
    FileGone {
        aliases: String,
        file: String,
    },
    /// It is a draft again, or else under embargo.
    Withheld {
        is_draft: bool,
        withdrawn: String,
    },
    Deleted {
        file: String,
        aliases: String,
        withdrawn: String,
    },
}

/// What the bytes of a page are spent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PagePart {
    /// The running text of an announcement.
    Text,
    /// Its tables.
    Tables,
    /// Lists of announcements, topics or periods.
    Lists,
    /// The theme's style.
    Style,
    /// All else: the head of the page, its frame, data for search engines.
    Frame,
}

/// The pages that fail at the same place of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// The first: the path of the announcement's edition, or the page's address.
    pub first: String,
    /// How many others.
    pub more: usize,
}

/// How an original differs from what was translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A sentence that was not there, in place of another one unless it `is_new`.
    Stated {
        /// Counted from 1; `None` for the headline.
        line: Option<usize>,
        /// The sentence, or the start of a long one.
        text: String,
        /// Whether it stands in place of none.
        is_new: bool,
    },
    /// So many sentences that are no longer there.
    Gone {
        /// How many.
        count: usize,
        /// The line behind which they stood; `None` at the start.
        after: Option<usize>,
    },
}

/// What is said about a [`Problem`] in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// What is wrong, in one sentence.
    pub message: String,
    /// The way out; empty only where the message already is one.
    pub help: String,
}

impl Problem {
    /// Message and help.
    pub fn describe(&self, language: Language) -> Description {
        let words = language.pick(english::words as fn(&Self) -> _, chinese::words);
        let (message, help) = words(self);
        Description { message, help }
    }

    /// Stable, for machines and for looking up: `unknown-topic`.
    pub fn code(&self) -> &'static str {
        self.row().0
    }

    /// Whether it prevents publishing.
    pub fn severity(&self) -> Severity {
        self.row().1
    }

    /// The pages that it is about, where one mistake in a template is a mistake on many pages.
    pub fn pages_mut(&mut self) -> Option<&mut Pages> {
        match self {
            Self::TemplateFailed { pages, .. } | Self::UnknownField { pages, .. } => Some(pages),
            _ => None,
        }
    }

    fn row(&self) -> (&'static str, Severity) {
        use Problem as P;
        use Severity::{Error, Warning};
        match self {
            P::MissingFile { .. } => ("missing-file", Error),
            P::Unreadable { .. } => ("unreadable-file", Error),
            P::NotUtf8 { .. } => ("not-utf-8", Error),
            P::SymbolicLink => ("symbolic-link", Error),
            P::BadFileName => ("file-name", Error),
            P::NoLanguageInName { .. } => ("no-language", Error),
            P::UnknownLanguageInName { .. } => ("unknown-language", Error),
            P::NoFrontMatter => ("no-front-matter", Error),
            P::UnclosedFrontMatter => ("open-front-matter", Error),
            P::Yaml { .. } => ("yaml", Error),
            P::FullWidthColon { .. } => ("full-width-colon", Error),
            P::FullWidthComma => ("full-width-comma", Error),
            P::MergeConflict => ("merge-conflict", Error),
            P::NoSpaceAfterColon { .. } => ("no-space-after-colon", Error),
            P::CommentInText { .. } => ("comment-in-text", Error),
            P::CommaInText { .. } => ("comma-in-text", Error),
            P::NotAMap => ("not-a-map", Error),
            P::UnknownKey { .. } => ("unknown-key", Error),
            P::MissingKey { .. } => ("missing-key", Error),
            P::NotAList { .. } => ("wrong-kind", Error),
            P::WrongKind { .. } => ("wrong-kind", Error),
            P::NotFilledIn { .. } => ("not-filled-in", Error),
            P::Empty { .. } => ("empty-value", Error),
            P::UnknownLanguage { .. } => ("unknown-language", Error),
            P::LanguageWithoutText { .. } => ("language-without-text", Error),
            P::BadDateForm { .. } => ("date-form", Error),
            P::ImpossibleDate { .. } => ("impossible-date", Error),
            P::UnknownTopic { .. } => ("unknown-topic", Error),
            P::BadName { .. } => ("bad-name", Error),
            P::SlugNeeded { .. } => ("slug-needed", Error),
            P::UnknownChoice { .. } => ("unknown-choice", Error),
            P::NotANumber { .. } => ("not-a-number", Error),
            P::BadUrl { .. } => ("bad-url", Error),
            P::BadForm { .. } => ("bad-form", Error),
            P::BadAlias { .. } => ("bad-alias", Error),
            P::BadFingerprint { .. } => ("bad-fingerprint", Error),
            P::UnknownTimeZone { .. } => ("unknown-time-zone", Error),
            P::BadLanguageCode { .. } => ("bad-language-code", Error),
            P::BadLanguageTag { .. } => ("bad-language-tag", Error),
            P::RepeatedLanguage { .. } => ("repeated-language", Error),
            P::RepeatedTag { .. } => ("repeated-tag", Error),
            P::TooManyLanguages => ("too-many-languages", Error),
            P::NoOriginal { .. } => ("no-original", Error),
            P::TwoOriginals { .. } => ("two-originals", Error),
            P::TranslatesInOriginal => ("translates-in-original", Error),
            P::FactContradictsOriginal { .. } => ("fact-contradicts-original", Error),
            P::FactNotInOriginal { .. } => ("fact-not-in-original", Error),
            P::TwoEditions { .. } => ("two-editions", Error),
            P::TranslationRequired { .. } => ("translation-required", Error),
            P::TranslationDue { .. } => ("translation-due", Warning),
            P::TranslationMissing { .. } => ("translation-missing", Warning),
            P::UnknownAnnouncement { .. } => ("unknown-announcement", Error),
            P::DuplicateCycle { .. } => ("duplicate-cycle", Error),
            P::WithdrawnUnexplained => ("withdrawn-unexplained", Warning),
            P::WithdrawnAndStatus { .. } => ("withdrawn-and-status", Error),
            P::WithdrawnAndDuplicate => ("withdrawn-and-duplicate", Error),
            P::WithdrawnLater { .. } => ("withdrawn-later", Error),
            P::WithdrawnBeforePublished { .. } => ("withdrawn-before-published", Error),
            P::DateAhead { .. } => ("date-ahead", Warning),
            P::ReasonMissing { .. } => ("reason-missing", Warning),
            P::TextAndReplacement => ("text-and-replacement", Error),
            P::ReplacementWithheld { .. } => ("replacement-withheld", Warning),
            P::LinkToRemoved { .. } => ("link-to-removed", Warning),
            P::DuplicateAndDistinct { .. } => ("duplicate-and-distinct", Error),
            P::StaleDistinct { .. } => ("stale-distinct", Warning),
            P::DuplicateLoses { .. } => ("duplicate-loses", Warning),
            P::StaleTranslation { .. } => ("stale-translation", Warning),
            P::UntranslatedCopy { required: true, .. } => ("untranslated-copy", Error),
            P::UntranslatedCopy {
                required: false, ..
            } => ("untranslated-copy", Warning),
            P::WrongScript { .. } => ("wrong-script", Warning),
            P::EmptyBody => ("empty-body", Warning),
            P::SeriesWithoutTitle { .. } => ("series-without-title", Warning),
            P::FactOnlyInOriginal { .. } => ("fact-only-in-original", Warning),
            P::FactOnlyInTranslation { .. } => ("fact-only-in-translation", Warning),
            P::FactsDiffer { .. } => ("facts-differ", Warning),
            P::ManyFactsMissing {
                in_original: true, ..
            } => ("fact-only-in-translation", Warning),
            P::ManyFactsMissing {
                in_original: false, ..
            } => ("fact-only-in-original", Warning),
            P::CountsDiffer { .. } => ("facts-differ", Warning),
            P::BrokenLink { .. } => ("broken-link", Error),
            P::NotALink { .. } => ("not-a-link", Warning),
            P::ForbiddenScheme { .. } => ("forbidden-link", Error),
            P::LeavesContent { .. } => ("outside-content", Error),
            P::LinkToWithheld { .. } => ("link-to-withheld", Warning),
            P::AttachmentMissing { .. } => ("missing-attachment", Error),
            P::ImageMissing { .. } => ("missing-image", Error),
            P::BadgeMissing { .. } => ("missing-badge", Error),
            P::BadgeNotAPicture { .. } => ("badge-not-a-picture", Error),
            P::ImageNotPublished { .. } => ("image-not-published", Warning),
            P::RemoteImage { .. } => ("remote-image", Warning),
            P::NotMarkdown { .. } => ("not-markdown", Warning),
            P::NotAnImage { .. } => ("not-an-image", Error),
            P::PictureDisguised { .. } => ("not-an-image", Error),
            P::PictureDamaged { .. } => ("damaged-image", Error),
            P::PictureTooLarge { .. } => ("image-too-large", Error),
            P::PictureTooHeavy { .. } => ("image-too-large", Error),
            P::PictureNamedOtherwise { .. } => ("image-name", Warning),
            P::PictureAnimated => ("animated-image", Warning),
            P::PictureTellsPosition => ("image-position", Warning),
            P::ImageWithoutAlt { .. } => ("missing-alt", Warning),
            P::LeadWithoutAlt { .. } => ("missing-alt", Warning),
            P::HtmlRemoved { .. } => ("html-removed", Warning),
            P::EmbedAsLink { .. } => ("embed-as-link", Warning),
            P::UnclosedHtml { .. } => ("unclosed-html", Error),
            P::TooDeep => ("too-deep", Error),
            P::AddressTaken { .. } => ("address-taken", Error),
            P::AddressInside { .. } => ("address-inside", Error),
            P::AddressAlike { .. } => ("address-alike", Error),
            P::AliasNeedless { .. } => ("alias-needless", Error),
            P::CopyTaken { .. } => ("copy-taken", Error),
            P::AddressVanishes { .. } => ("address-vanishes", Error),
            P::FileVanishes { .. } => ("file-vanishes", Warning),
            P::ListVanishes { .. } => ("list-vanishes", Warning),
            P::SiteMoves { .. } => ("site-moves", Warning),
            P::OlderVersionBroken { .. } => ("older-version-broken", Error),
            P::OlderVersionGaps { .. } => ("older-version-gaps", Warning),
            P::UnknownTheme { .. } => ("unknown-theme", Error),
            P::UnusedThemeFile { .. } => ("unused-theme-file", Warning),
            P::BrokenTemplate { .. } => ("broken-template", Error),
            P::TemplateFailed { .. } => ("template-failed", Error),
            P::UnknownField { .. } => ("unknown-field", Error),
            P::MissingText { .. } => ("missing-text", Error),
            P::UnknownText { .. } => ("unknown-text", Error),
            P::UnknownPlaceholder { .. } => ("unknown-placeholder", Error),
            P::NoTexts { .. } => ("no-interface-texts", Error),
            P::TooManyStyles { .. } => ("too-many-styles", Error),
            P::BlockedByPolicy { .. } => ("blocked-by-policy", Warning),
            P::Leak { .. } => ("leak", Error),
            P::OutputNotOurs { .. } => ("output-not-ours", Error),
            P::OutputInSite { .. } => ("output-in-site", Error),
            P::OutputIsLink => ("output-is-link", Error),
            P::BrokenManifest { .. } => ("broken-manifest", Error),
            P::Interrupted { .. } => ("interrupted", Error),
            P::NotWritten { .. } => ("not-written", Error),
            P::CacheNotKept { .. } => ("cache-not-kept", Warning),
            P::PageTooHeavy { .. } => ("page-too-heavy", Warning),
        }
    }
}
