//! What a pair of candidates is: near, contained, a series, or nothing.

use std::sync::OnceLock;

use super::body::Body;
use super::furniture::Furniture;
use super::thresholds::*;
use crate::model::archive::Text;

/// Why a pair deserves a look; the first is the most urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Alike {
    /// The same words, but not the same links, tables, list numbers or labelled dates, or too few words.
    SameWords,
    /// All figures are equal: perhaps the same announcement in other words.
    FiguresEqual,
    /// One or two figures changed: perhaps a correction.
    Correction,
    /// More changed.
    Otherwise,
    /// One is wholly inside the other.
    Contained,
    /// The same form with other figures: kept silently.
    Series,
}

/// A measured pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measured {
    /// What it is.
    pub(super) alike: Alike,
    /// Jaccard similarity of the shingles or, where that alone would not show likeness, the share of the
    /// shorter that stands in the longer.
    pub(super) similarity: f64,
}

/// A body prepared for measuring.
pub(super) struct Shape {
    content: String,
    shingles: Vec<u64>,
    /// Made when a pair turns out to be alike: most are not.
    figures: OnceLock<Figures>,
}

/// The figures of a body, and its shingles with each of them masked.
struct Figures {
    all: Vec<String>,
    masked: Vec<u64>,
}

impl Shape {
    pub(super) fn of(text: &Text, furniture: &Furniture) -> Self {
        Self::new(Body::new(text, furniture).content().to_owned())
    }

    fn new(content: String) -> Self {
        Self {
            shingles: shingles(&content),
            figures: OnceLock::new(),
            content,
        }
    }

    fn figures(&self) -> &Figures {
        self.figures.get_or_init(|| {
            let (all, masked) = figures(&self.content);
            Figures {
                all,
                masked: shingles(&masked),
            }
        })
    }
}

/// Measures two bodies that were not found equal; `None` if they are not alike.
pub(super) fn measure(left: &Shape, right: &Shape) -> Option<Measured> {
    let shared = common(&left.shingles, &right.shingles);
    let jaccard = ratio(shared, left.shingles.len() + right.shingles.len() - shared);
    let containment = ratio(shared, left.shingles.len().min(right.shingles.len()));
    let (shorter, longer) = if left.content.len() <= right.content.len() {
        (left, right)
    } else {
        (right, left)
    };
    if left.content == right.content {
        return Some(Measured {
            alike: Alike::SameWords,
            similarity: 1.0,
        });
    }
    // All shingles of a contained text are shared: looked for only then, because that takes time.
    if containment >= 1.0 && longer.content.contains(&shorter.content) {
        return Some(Measured {
            alike: Alike::Contained,
            similarity: 1.0,
        });
    }
    if jaccard < NEAR_JACCARD && containment < NEAR_CONTAINMENT {
        return None;
    }
    let (left_figures, right_figures) = (left.figures(), right.figures());
    let shared_figures = common(&left_figures.all, &right_figures.all);
    let (changed_left, changed_right) = (
        left_figures.all.len() - shared_figures,
        right_figures.all.len() - shared_figures,
    );
    let fewest_changed = changed_left.min(changed_right);
    let masked_shared = common(&left_figures.masked, &right_figures.masked);
    let masked_jaccard = ratio(
        masked_shared,
        left_figures.masked.len() + right_figures.masked.len() - masked_shared,
    );
    let figure_containment = ratio(
        shared_figures,
        left_figures.all.len().min(right_figures.all.len()),
    );
    let other_figures = fewest_changed >= SERIES_FIGURES && masked_jaccard >= SERIES_JACCARD;
    let other_news =
        figure_containment < SERIES_FIGURE_CONTAINMENT && containment < SERIES_CONTAINMENT;
    let alike = if other_figures || other_news {
        Alike::Series
    } else if changed_left + changed_right == 0 {
        Alike::FiguresEqual
    } else if changed_left.max(changed_right) <= CORRECTION_FIGURES {
        Alike::Correction
    } else {
        Alike::Otherwise
    };
    let similarity = if jaccard >= NEAR_JACCARD {
        jaccard
    } else {
        containment
    };
    Some(Measured { alike, similarity })
}

/// 1 where there is nothing to compare: no figures on one side are no different figures.
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// How many elements two sorted lists share, repeated ones as often as both have them.
fn common<T: Ord>(left: &[T], right: &[T]) -> usize {
    let (mut at, mut other, mut shared) = (0, 0, 0);
    while at < left.len() && other < right.len() {
        match left[at].cmp(&right[other]) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                at += 1;
                other += 1;
            }
        }
    }
    shared
}

/// The distinct runs of [`SHINGLE`] characters as numbers, sorted. A character has 21 bits, so five do not fit
/// 64: the number is a hash of them.
fn shingles(text: &str) -> Vec<u64> {
    let characters: Vec<u64> = text.chars().map(u64::from).collect();
    let number = |window: &[u64]| {
        window.iter().fold(0_u64, |hash, character| {
            (hash.rotate_left(13) ^ character).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        })
    };
    let mut shingles: Vec<u64> = characters
        .windows(SHINGLE.min(characters.len().max(1)))
        .map(number)
        .collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// The figures of a canonical text, sorted, and the text with each replaced by `#`. The number of an article
/// (第三条) or a list marker (一、 (2) 3.) is structure and stays as it is.
fn figures(content: &str) -> (Vec<String>, String) {
    let characters: Vec<char> = content.chars().collect();
    let mut figures = Vec::new();
    let mut masked = String::with_capacity(content.len());
    let mut at = 0;
    while at < characters.len() {
        let length = figure_length(&characters[at..]);
        if length == 0 {
            masked.push(characters[at]);
            at += 1;
            continue;
        }
        let figure: String = characters[at..at + length].iter().collect();
        let before = at.checked_sub(1).map(|before| characters[before]);
        if is_structure(before, characters.get(at + length).copied()) {
            masked.push_str(&figure);
        } else {
            masked.push('#');
            figures.push(figure);
        }
        at += length;
    }
    figures.sort_unstable();
    (figures, masked)
}

/// Length of the figure at the start: ASCII digits with inner marks, or Chinese numerals.
fn figure_length(rest: &[char]) -> usize {
    const CHINESE: &str = "〇零一二三四五六七八九十百千万亿兩两";
    let is_digit = |character: &char| character.is_ascii_digit();
    if rest.first().is_some_and(is_digit) {
        let mut length = 1;
        while rest.get(length).is_some_and(is_digit)
            || (rest.get(length).is_some_and(|mark| ".,:".contains(*mark))
                && rest.get(length + 1).is_some_and(is_digit))
        {
            length += 1;
        }
        return length;
    }
    let length = rest
        .iter()
        .take_while(|character| CHINESE.contains(**character))
        .count();
    // 万 or 百 alone belong to words such as 万家 and 百姓.
    if length == 1 && "百千万亿".contains(rest[0]) {
        0
    } else {
        length
    }
}

/// 第N条 and its like, or a list marker at the start of a sentence.
fn is_structure(before: Option<char>, after: Option<char>) -> bool {
    let ordinal =
        before == Some('第') && after.is_some_and(|after| "条條款项項章节節编編目".contains(after));
    let marker = before.is_none_or(|before| "。;:!?(".contains(before))
        && after.is_some_and(|after| "、.)".contains(after));
    ordinal || marker
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_from_structure() {
        let (found, masked) = figures("第三条新增3.9万人。一、投资1,200元,(2)共五十家,百姓受益");
        assert_eq!(found, ["1,200", "3.9", "五十"]);
        assert_eq!(masked, "第三条新增#万人。一、投资#元,(2)共#家,百姓受益");
    }

    #[test]
    fn kinds_of_likeness() {
        // Forty clauses, each of thirty characters that no other has, and a figure.
        let clause = |part: u32, figure: u32| {
            let words: String = (0..30)
                .filter_map(|at| char::from_u32(0x4F00 + part * 30 + at))
                .collect();
            format!("{words}{figure}户;")
        };
        let with_figure = |seventh: u32| -> String {
            (0..40)
                .map(|part| clause(part, if part == 7 { seventh } else { part }))
                .collect()
        };
        let base = with_figure(7);
        let other_figures: String = (0..40).map(|part| clause(part, part + 500)).collect();
        let shape = |text: &str| Shape::new(text.to_owned());
        let with = |text: &str| measure(&shape(&base), &shape(text)).map(|measured| measured.alike);
        assert_eq!(with(&base), Some(Alike::SameWords));
        assert_eq!(with(&base.replace('户', "家")), Some(Alike::FiguresEqual));
        assert_eq!(with(&with_figure(70)), Some(Alike::Correction));
        assert_eq!(with(&format!("{base}附件另发。")), Some(Alike::Contained));
        assert_eq!(with(&other_figures), Some(Alike::Series));
        assert_eq!(with("一段完全不同的文字,与上面没有任何关系。"), None);
    }
}
