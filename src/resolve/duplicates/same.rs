//! Whether two announcements with equal bodies are one announcement under two addresses.

use super::body::{Body, contradict};
use super::canonical::canonical;
use super::equality::likeness;
use super::furniture::Furniture;
use crate::model::archive::{Announcement, Asset, Text};
use crate::model::edition::Facts;

/// Words that mean another day in each announcement, so that equal words are not the same news.
const DEIXIS: [&str; 31] = [
    "今日",
    "今天",
    "今晨",
    "今晚",
    "今早",
    "明日",
    "明天",
    "明晚",
    "昨日",
    "昨天",
    "昨晚",
    "后天",
    "前天",
    "本日",
    "本周",
    "上周",
    "下周",
    "本月",
    "上月",
    "下月",
    "近日",
    "日前",
    "目前",
    "today",
    "tonight",
    "tomorrow",
    "yesterday",
    "this week",
    "next week",
    "this month",
    "this morning",
];

/// Equal bodies are given for one language. It is one announcement if both have the same editions, headlines,
/// attachments and picture, and (see [`day`]) if either the dates are equal too or the body itself says when it is
/// from.
pub(super) fn is_same_announcement(
    copy: &Announcement,
    canonical: &Announcement,
    furniture: &Furniture,
) -> bool {
    // What costs nothing to compare comes first: there may be thousands of equal bodies.
    if !facts_agree(&copy.facts, &canonical.facts)
        || files(copy) != files(canonical)
        || copy.edition_langs().count() != canonical.edition_langs().count()
    {
        return false;
    }
    let is_equal = |left: &Text, right: &Text| {
        let (body, other) = (Body::new(left, furniture), Body::new(right, furniture));
        left.title == right.title
            && likeness(&body, left, &copy.files) == likeness(&other, right, &canonical.files)
            && !contradict(&body.into_labelled_dates(), &other.into_labelled_dates())
    };
    copy.edition_langs()
        .all(|lang| match (copy.edition(lang), canonical.edition(lang)) {
            (Some(left), Some(right)) => is_equal(left, right),
            _ => false,
        })
}

/// What two announcements with equal editions must share to be one: the day, unless the text says itself when it
/// is from; then nothing.
pub(super) fn day(announcement: &Announcement, furniture: &Furniture) -> Option<String> {
    let body = Body::new(&announcement.original, furniture);
    let content = body.content();
    let facts = &announcement.facts;
    (!is_self_dated(content, &facts.document_number)).then(|| facts.date.value.machine_text())
}

/// Whether nothing that a page shows, or that decides where it is listed, would be lost with one of the two.
fn facts_agree(copy: &Facts, canonical: &Facts) -> bool {
    let series = |facts: &Facts| {
        facts
            .series
            .as_ref()
            .map(|part| (part.id.value.clone(), part.number))
    };
    let image = |facts: &Facts| {
        facts.image.as_ref().map(|image| {
            (
                image.alt.clone(),
                image.caption.clone(),
                image.credit.clone(),
            )
        })
    };
    let titles = |facts: &Facts| {
        facts
            .attachments
            .iter()
            .map(|one| one.title.clone())
            .collect::<Vec<_>>()
    };
    let updates = |facts: &Facts| {
        facts
            .updates
            .iter()
            .map(|update| (update.date.clone(), update.note.clone()))
            .collect::<Vec<_>>()
    };
    copy.titles == canonical.titles
        && copy.status == canonical.status
        && copy.topics == canonical.topics
        && copy.issuers == canonical.issuers
        && (&copy.source, &copy.source_url) == (&canonical.source, &canonical.source_url)
        && (&copy.document_number, &copy.keywords)
            == (&canonical.document_number, &canonical.keywords)
        && series(copy) == series(canonical)
        && image(copy) == image(canonical)
        && titles(copy) == titles(canonical)
        && updates(copy) == updates(canonical)
}

fn files(announcement: &Announcement) -> (Option<&Asset>, Vec<&Asset>) {
    let file = |at: &usize| &announcement.files[*at];
    (
        announcement.lead_image.as_ref().map(file),
        announcement.attachments.iter().map(file).collect(),
    )
}

/// Whether a body carries an absolute date or its document number, and nothing that means another day at
/// another time.
fn is_self_dated(content: &str, document_number: &str) -> bool {
    let lower = content.to_lowercase();
    let numbered = !document_number.is_empty() && content.contains(&canonical([document_number]));
    !DEIXIS.iter().any(|word| lower.contains(word)) && (numbered || has_absolute_date(content))
}

/// `2023年4月14日`, `2023-04-14`, or `14 April 2023`.
fn has_absolute_date(body: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let is_digit = |character: char| {
        character.is_ascii_digit() || "〇零一二三四五六七八九十".contains(character)
    };
    let chinese = body.match_indices('年').any(|(at, _)| {
        let after: String = body[at + '年'.len_utf8()..].chars().take(8).collect();
        let year = body[..at]
            .chars()
            .rev()
            .take_while(|character| is_digit(*character))
            .count();
        let rest = after.trim_start_matches(|character| is_digit(character) || character == ' ');
        year >= 2
            && rest.len() < after.len()
            && rest.starts_with('月')
            && rest['月'.len_utf8()..]
                .trim_start_matches(is_digit)
                .starts_with('日')
    });
    let numeric = body.as_bytes().windows(10).any(|window| {
        window.iter().zip(b"0000-00-00").all(|(byte, form)| {
            if *form == b'0' {
                byte.is_ascii_digit()
            } else {
                byte == form
            }
        })
    });
    let english = MONTHS.iter().any(|month| {
        body.match_indices(month).any(|(at, _)| {
            let day = body[..at]
                .trim_end()
                .chars()
                .next_back()
                .is_some_and(|before| before.is_ascii_digit());
            let after = body[at + month.len()..].trim_start_matches([' ', ',']);
            let digits = after.chars().take_while(char::is_ascii_digit).count();
            // `14 April 2023` or `April 14, 2023`.
            (day && digits == 4)
                || (digits <= 2
                    && digits > 0
                    && after[digits..]
                        .trim_start_matches([' ', ','])
                        .chars()
                        .take_while(char::is_ascii_digit)
                        .count()
                        == 4)
        })
    });
    chinese || numeric || english
}

#[cfg(test)]
mod tests {
    use super::has_absolute_date;

    #[test]
    fn absolute_dates_have_a_year_a_month_and_a_day() {
        for dated in [
            "定于2023年4月14日发布",
            "二〇二三年四月十四日",
            "民国104年1月5日",
            "at 2023-04-14,",
            "on 14 April 2023",
            "on April 14, 2023 at",
        ] {
            assert!(has_absolute_date(dated), "{dated}");
        }
        for undated in [
            "4月14日",
            "2023年",
            "2023年4月",
            "April 2023",
            "14 April",
            "May 12",
        ] {
            assert!(!has_absolute_date(undated), "{undated}");
        }
    }
}
