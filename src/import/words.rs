//! All that the import says, in one place: notes, and the summary.

use super::{Note, What};

/// A note with its place: `old.txt, line 3: …`.
pub fn note(note: &Note) -> String {
    match note.line {
        Some(line) => format!("{}, line {line}: {}", note.file, what(&note.what)),
        None => format!("{}: {}", note.file, what(&note.what)),
    }
}

/// The words of a note.
pub fn what(what: &What) -> String {
    match what {
        What::Unreadable(reason) => format!("cannot be read: {reason}"),
        What::UnknownEncoding => {
            "is no text in UTF-8, GB18030 or the encoding that it declares".into()
        }
        What::UnknownKind => "is of no known kind; say which with --from".into(),
        What::NotAPage => {
            "is no announcement of its own (a list page, or a file without front matter)".into()
        }
        What::BadRecord(reason) => format!("cannot be read: {reason}"),
        What::NoTitle => "has no headline".into(),
        What::NoDate(None) => {
            "has no date; give one to all such announcements with --date 2019-05-01".into()
        }
        What::NoDate(Some(text)) => {
            format!("its date cannot be read: {text}; give one with --date 2019-05-01")
        }
        What::UnknownLanguage(code) => format!("its language is none of the site's: {code}"),
        What::RepeatedEdition(lang) => {
            format!("is another edition in the language {lang} of the same announcement")
        }
        What::BadMarkup(tag) => format!("holds HTML that is not closed: {tag}"),
        What::TooDeep => "is nested too deeply".into(),
        What::Key(key, value) => format!("{key}: {value}"),
        What::Topic(name) => format!("no topic has this name, it became a keyword: {name}"),
        What::Alias(path) => format!("former address cannot be kept: {path}"),
        What::Picture(name) => format!("picture is not there: {name}"),
        What::FaultyPicture(name) => {
            format!("picture is damaged, or no JPEG, PNG, WebP or GIF: {name}")
        }
        What::File(name) => format!("file is not there: {name}"),
        What::Link(target) => format!("link leads nowhere, its words stay: {target}"),
        What::Code(code) => format!("left in the text as code: {code}"),
        What::Element(name) => format!("embedded content left out: {name}"),
        What::Furniture(line) => format!("page furniture left out: {line}"),
        What::Fact(key, value) => {
            format!("translation states otherwise than its original, {key}: {value}")
        }
        What::PrintCopy(from, to, first) => {
            format!("lines {from}-{to} are the text from line {first} again, and were left out")
        }
        What::SameHeadline(first) => format!(
            "same headline and date as at line {first}, but not the same text: both were kept"
        ),
        What::WholePage => {
            "no container of the text is known in this page: all of it was taken".into()
        }
        What::Outside(count, container) => {
            format!("text taken from {container}; {count} characters around it left out")
        }
        What::Encoding(name) => format!("read as {name}"),
        What::Draft => "is a draft".into(),
    }
}

/// The headings of the groups of notes.
pub const NOT_WRITTEN: &str = "not written:";
/// See [`NOT_WRITTEN`].
pub const NOT_PLACED: &str = "not placed:";
/// See [`NOT_WRITTEN`].
pub const TOLD: &str = "please note:";
/// Before the files that stand in the way.
pub const IN_THE_WAY: &str = "nothing was written, because these files are there already:";
/// The marks of the import in front matter.
pub const NOT_PLACED_MARK: &str = "not placed";

/// An announcement that an earlier import wrote.
pub fn already(from: &str, path: &str) -> String {
    format!("already there: {from} as {path}")
}

/// A file that is or would be written.
pub fn written(path: &str, from: &str, is_dry: bool) -> String {
    let verb = if is_dry { "would write" } else { "wrote" };
    format!("{verb} {path} from {from}")
}

/// The last line.
pub fn summary(
    announcements: usize,
    files: usize,
    already: usize,
    left_out: usize,
    not_placed: usize,
    is_dry: bool,
) -> String {
    let verb = if is_dry {
        "would be written"
    } else {
        "written"
    };
    let counted =
        |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    format!(
        "{} {verb} in {}, {already} already there, {left_out} not written, {} not placed",
        counted(announcements, "announcement"),
        counted(files, "file"),
        counted(not_placed, "thing"),
    )
}

/// What to do next.
pub const NEXT: &str = "look at the new files (git diff), then run newsroom check";
/// `--into` is no folder below content.
pub const BAD_INTO: &str = "--into must be a folder below content/, and not in content/static";
/// `--lang` is no language of the site.
pub fn bad_lang(codes: &str) -> String {
    format!("--lang must be a language of the site: {codes}")
}
/// `--date` cannot be read.
pub const BAD_DATE: &str = "--date must be a day such as 2019-05-01";
/// `--root` has no readable configuration.
pub fn cannot_write(reason: &str) -> String {
    format!("nothing was written: {reason}")
}
