//! Every number that the rule depends on, each with its reason.

/// A body with fewer Han characters, and fewer Latin letters than [`LEAST_LATIN`], is never suppressed: it is
/// often only a link to a document, so neither the addresses of links nor their words count.
pub(super) const LEAST_HAN: usize = 120;
/// See [`LEAST_HAN`]; two Latin letters say about as much as one Han character.
pub(super) const LEAST_LATIN: usize = 240;

/// The characters of a name such as 千山新闻网 behind a label of page furniture: more is a sentence.
pub(super) const FURNITURE_NAME: usize = 24;
/// The characters of a line of page furniture with many labels: more is a paragraph.
pub(super) const FURNITURE_LINE: usize = 200;
/// A headline is repeated above its text in at most so many lines.
pub(super) const TITLE_LINES: usize = 3;

/// A line that anchors a print copy has at least so many characters: shorter ones recur by chance.
pub(super) const ANCHOR: usize = 25;
/// A block that occurs twice counts as a print copy from so many characters on: less may be a quotation.
pub(super) const BLOCK: usize = 150;

/// Among equal bodies whose furniture states several dates, so many are compared that share one of them: more share it by
/// the habit of their old site, and what is not compared is printed.
pub(super) const TRIED: usize = 16;
/// A date in a text says when the text is from if it lies within so many days of its publication: half a year. Others
/// are cited.
pub(super) const OWN_DATE_DAYS: i32 = 183;

/// Length in characters of the pieces that are fingerprinted.
pub(super) const PIECE: usize = 12;
/// Of so many neighbouring pieces one is kept, so every shared run of PIECE + WINDOW - 1 = 31 characters is
/// found (winnowing; Schleimer, Wilkerson and Aiken 2003).
pub(super) const WINDOW: usize = 20;
/// A fingerprint in more documents than this is a phrase of the trade and says nothing.
pub(super) const COMMON: usize = 100;
/// One shared fingerprint is chance; two are worth a look.
pub(super) const SHARED: usize = 2;
/// The shorter document must share so much of its fingerprints.
pub(super) const CANDIDATE_CONTAINMENT: f64 = 0.3;

/// Length in characters of the shingles by which candidates are measured.
pub(super) const SHINGLE: usize = 5;
/// A pair is reported from this Jaccard similarity on, or
pub(super) const NEAR_JACCARD: f64 = 0.5;
/// from this containment of the shorter in the longer on.
pub(super) const NEAR_CONTAINMENT: f64 = 0.8;

/// A series changes at least so many figures on both sides (two may be a correction), and
pub(super) const SERIES_FIGURES: usize = 3;
/// is the same once figures are masked, to this Jaccard similarity; or
pub(super) const SERIES_JACCARD: f64 = 0.98;
/// shares fewer of its figures than this,
pub(super) const SERIES_FIGURE_CONTAINMENT: f64 = 0.6;
/// while its text is not wholly contained.
pub(super) const SERIES_CONTAINMENT: f64 = 0.97;
/// So few changed figures look like a correction.
pub(super) const CORRECTION_FIGURES: usize = 2;

/// A text in a language that is not written with Han characters may quote them up to this share of its
/// letters; one in Chinese must have at least the second share.
pub(super) const MOST_HAN: f64 = 0.5;
/// See [`MOST_HAN`].
pub(super) const LEAST_HAN_SHARE: f64 = 0.2;
/// An original in Chinese that lists foreign names may hold fewer, so that only such a share makes it doubtful: of 2,335
/// notices of a gazette one has 0.198.
pub(super) const LEAST_HAN_SHARE_OF_ORIGINAL: f64 = 0.05;
/// Fewer letters than this do not show a script.
pub(super) const SCRIPT_LETTERS: usize = 40;

/// So many characters of the other form show that a Chinese text is written in it, if there is not a tenth as many of
/// its own: names and quotations do not hold them in that proportion.
pub(super) const FORMS: usize = 10;
/// So many characters at the start of a text show its script, unless it is to be treated as missing for that.
pub(super) const SCRIPT_READ: usize = 500;
