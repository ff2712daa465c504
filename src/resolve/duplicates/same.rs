//! Whether two announcements with equal bodies are one announcement under two addresses.

use std::fmt::{Debug, Write};

use jiff::civil::Date;

use super::body::{Body, Labelled};
use super::canonical::canonical;
use super::dates::{self, absolute};
use super::equality::likeness;
use super::examined::Prints;
use super::furniture::Furniture;
use super::thresholds::OWN_DATE_DAYS;
use crate::model::archive::{Announcement, Asset, Index};
use crate::model::edition::Facts;

/// Words that mean another day in each announcement, so that equal words are not the same news.
#[rustfmt::skip]
const DEIXIS: [&str; 95] = [
    "今日", "今天", "今晨", "今早", "今晚", "今夜", "今年", "今春", "今夏", "今秋", "今冬", "今起",
    "明日", "明天", "明晨", "明早", "明晚", "明年", "昨日", "昨天", "昨晚", "昨夜", "去年", "前年",
    "后天", "後天", "前天", "次日起", "本日", "当日起", "當日起", "即日",
    "本周", "本週", "上周", "上週", "下周", "下週", "这周", "這週",
    "本月", "上月", "下月", "上个月", "上個月", "下个月", "下個月", "这个月", "這個月",
    "本季", "上季", "下季", "本年", "上年度", "下年度",
    "近日", "近期", "近来", "近來", "日前", "目前", "当前", "當前", "日内", "日內", "不日",
    "today", "tonight", "tomorrow", "yesterday", "currently", "recently", "at present", "this morning",
    "this afternoon", "this evening", "this week", "next week", "last week", "this month", "next month", "last month",
    "this quarter", "next quarter", "last quarter", "this spring", "this summer", "this autumn", "this winter",
    "this year", "next year", "last year", "this weekend", "next weekend", "coming days",
];

/// What two announcements must share to be one.
pub(super) struct Identity {
    /// Of all that is the same in them: editions, headlines, attachments and pictures, and when they are from.
    pub(super) key: [u8; 32],
    /// What the furniture of each edition states, in the order of the languages: it must not contradict.
    labelled: Vec<Labelled>,
}

impl Identity {
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        let mut pairs = self.labelled.iter().zip(&other.labelled);
        pairs.any(|(left, right)| left.contradicts(right))
    }
}

/// The identity of an announcement; one key is one BLAKE3 hash, so that thousands of equal bodies are not compared
/// with each other.
pub(super) fn identity(
    index: Index,
    announcement: &Announcement,
    prints: &Prints,
    furniture: &Furniture,
) -> Identity {
    let mut hasher = Hasher(blake3::Hasher::new());
    let mut labelled = Vec::new();
    let mut langs: Vec<_> = announcement.edition_langs().collect();
    langs.sort_unstable();
    for lang in langs {
        let Some(text) = announcement.edition(lang) else {
            continue;
        };
        let body = Body::new(text, furniture);
        if lang == announcement.original_lang {
            hasher.add(&("original", time(announcement, body.content())));
        }
        let likeness = likeness(&body, text, &announcement.files);
        hasher.add(&(lang, &text.title, &text.lead_in, likeness));
        let stated = body.into_labelled();
        labelled.push(match prints.get(&(lang, index)) {
            Some(print) => stated.with(&print.dropped),
            None => stated,
        });
    }
    hasher.add(&shown(&announcement.facts));
    hasher.add(&files(announcement));
    Identity {
        key: hasher.0.finalize().into(),
        labelled,
    }
}

/// Takes what is written for debugging, which is equal just where the values are.
struct Hasher(blake3::Hasher);

impl Hasher {
    fn add(&mut self, value: &impl Debug) {
        // It never fails: `write_str` does not.
        let _ = write!(self, "{value:?};");
    }
}

impl Write for Hasher {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

/// When an announcement is from: what its text says itself, or else the date of publication.
fn time(announcement: &Announcement, content: &str) -> String {
    let facts = &announcement.facts;
    let published = facts.date.value.day();
    if is_deictic(content) {
        return facts.date.value.machine_text();
    }
    let number = canonical([facts.document_number.as_str()]);
    if !number.is_empty() && content.contains(&number) {
        return "its number".to_owned();
    }
    match own_date(content, published) {
        Some(date) => format!("its date {date}"),
        None => facts.date.value.machine_text(),
    }
}

/// The date in a text that is nearest to the day of its publication, if it is near enough not to be cited only.
fn own_date(content: &str, published: Date) -> Option<Date> {
    let distance = |date: &Date| (*date - published).get_days().abs();
    absolute(content)
        .into_iter()
        .filter(|date| distance(date) <= OWN_DATE_DAYS)
        .min_by_key(|date| (distance(date), *date))
}

/// Whether a text holds words that mean another day at another time.
fn is_deictic(content: &str) -> bool {
    let lower = content.to_lowercase();
    DEIXIS.iter().any(|word| lower.contains(word)) || has_bare_weekday(&lower)
}

/// Whether a day of the week stands without its date: 星期六, but not 4月15日(星期六).
fn has_bare_weekday(lower: &str) -> bool {
    const ENGLISH: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let chinese = ["星期", "周", "週"].iter().any(|week| {
        lower.match_indices(week).any(|(at, _)| {
            let before = lower[..at].trim_end_matches(['(', ' ', ',']);
            lower[at + week.len()..].starts_with(|day| "一二三四五六日天末".contains(day))
                && !before.ends_with(['日', '号', '號'])
        })
    });
    let english = ENGLISH.iter().any(|day| {
        lower.match_indices(day).any(|(at, _)| {
            let after = lower[at + day.len()..].trim_start_matches([' ', ',']);
            let word: String = after
                .chars()
                .take_while(char::is_ascii_alphabetic)
                .collect();
            !after.starts_with(|next: char| next.is_ascii_digit()) && dates::month(&word).is_none()
        })
    });
    chinese || english
}

/// What of the facts a page shows, or decides where it is listed: nothing of it may be lost with one of the two.
fn shown(facts: &Facts) -> impl Debug + '_ {
    let series = facts
        .series
        .as_ref()
        .map(|part| (&part.id.value, part.number));
    let image = facts
        .image
        .as_ref()
        .map(|image| (&image.alt, &image.caption, &image.credit));
    let attachments: Vec<_> = facts.attachments.iter().map(|one| &one.title).collect();
    let updates: Vec<_> = facts
        .updates
        .iter()
        .map(|update| (&update.date.value, &update.note))
        .collect();
    (
        (&facts.titles, facts.status, &facts.topics, &facts.issuers),
        (&facts.source, &facts.source_url, &facts.document_number),
        (&facts.keywords, series, image, attachments, updates),
    )
}

fn files(announcement: &Announcement) -> (Option<&Asset>, Vec<&Asset>) {
    let file = |at: &usize| &announcement.files[*at];
    (
        announcement.lead_image.as_ref().map(file),
        announcement.attachments.iter().map(file).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_mean_another_day_each_time_are_known() {
        for deictic in [
            "今年的报名即日起开始",
            "本週停水",
            "星期六8时停水",
            "下周三恢复",
            "Applications open on Monday.",
            "at the end of next month",
        ] {
            assert!(is_deictic(deictic), "{deictic}");
        }
        for fixed in [
            "4月15日(星期六)8时停水",
            "on Saturday, 15 April 2023",
            "on Saturday April 15, 2023",
            "周边道路",
        ] {
            assert!(!is_deictic(fixed), "{fixed}");
        }
    }

    #[test]
    fn a_date_far_from_publication_is_cited() {
        let published = Date::constant(2023, 4, 20);
        let own = |content: &str| own_date(content, published).map(|date| date.to_string());
        assert_eq!(own("2023年4月14日发布"), Some("2023-04-14".into()));
        assert_eq!(own("依据2019年5月15日施行的条例"), None);
        assert_eq!(
            own("2023年5月1日至2023年4月22日"),
            Some("2023-04-22".into())
        );
    }
}
