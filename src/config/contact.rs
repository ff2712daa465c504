//! `contact:` of `site.yaml`: how readers reach the office.

use crate::fields::Fields;
use crate::language::Words;
use crate::model::lang::{Languages, PerLang};

/// What the footer says; empty texts where nothing is stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// By telephone, as each language writes it.
    pub phone: PerLang<Option<Phone>>,
    /// By e-mail.
    pub email: String,
    /// By post, or in person.
    pub address: PerLang<String>,
    /// When somebody is there.
    pub hours: PerLang<String>,
}

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// As written.
    pub shown: String,
    /// What follows `tel:` (RFC 3966): with `+` and country code, but for short and service numbers.
    pub number: String,
}

impl Phone {
    /// Reads `+86 412 5550 1234`, or a Chinese number as it is dialled in China: with area code (`0412-5550 1234`), of a
    /// mobile phone, of a service (`400 …`, `800 …`), or a short one (`12345`).
    pub fn parse(text: &str) -> Option<Self> {
        let mut digits = String::new();
        let mut is_international = false;
        for character in text.chars() {
            match character {
                '0'..='9' => digits.push(character),
                '+' if digits.is_empty() && !is_international => is_international = true,
                ' ' | '-' | '(' | ')' | '（' | '）' | '–' | '－' | '\u{A0}' => {}
                _ => return None,
            }
        }
        let number = match digits.as_bytes() {
            // ITU-T E.164: at most 15 digits.
            [b'1'..=b'9', ..] if is_international => (7..=15)
                .contains(&digits.len())
                .then(|| format!("+{digits}")),
            _ if is_international => None,
            [b'0', b'1'..=b'9', ..] => (10..=12)
                .contains(&digits.len())
                .then(|| format!("+86{}", &digits[1..])),
            [b'1', b'3'..=b'9', ..] if digits.len() == 11 => Some(format!("+86{digits}")),
            // Of 400 and 800 numbers not all can be called from abroad, and of short ones none.
            [b'4' | b'8', b'0', b'0', ..] if digits.len() == 10 => Some(digits),
            [b'1'..=b'9', ..] if (3..=6).contains(&digits.len()) => Some(digits),
            _ => None,
        }?;
        Some(Self {
            shown: text.to_owned(),
            number,
        })
    }
}

/// Whether a text is an address of e-mail in its usual form.
fn is_email(text: &str) -> bool {
    let legal = |text: &str, others: &str| {
        !text.is_empty()
            && !text.starts_with('.')
            && !text.ends_with('.')
            && !text.contains("..")
            && text
                .chars()
                .all(|one| one.is_ascii_alphanumeric() || others.contains(one))
    };
    text.split_once('@')
        .is_some_and(|(name, host)| legal(name, "._+-'") && legal(host, ".-") && host.contains('.'))
}

const PHONE: (Words, Words) = (
    Words::new(
        "telephone number that newsroom reads",
        " newsroom 能读的电话号码",
    ),
    Words::new(
        "write one number with its area code, `0412-5550 1234`, or with its country code, `+86 412 5550 1234`",
        "请写一个带区号的号码，如 `0412-5550 1234`，或带国家代码的号码，如 `+86 412 5550 1234`",
    ),
);
const EMAIL: (Words, Words) = (
    Words::new("e-mail address", "电子邮箱地址"),
    Words::new(
        "write for example `press@example.org`",
        "请写成例如 `press@example.org`",
    ),
);

pub(super) fn parse(fields: &mut Fields<'_>, languages: &Languages) -> Option<Contact> {
    let node = fields.optional("contact")?;
    let entries = fields.map("contact", node)?;
    let mut inner = fields.inside(entries, node.span);
    let absent = || PerLang::from_fn(languages, |_| None);
    let phone = inner.optional("phone").map_or_else(absent, |node| {
        inner.every_language_as("phone", node, languages, |fields, node| {
            fields.form("phone", node, PHONE, Phone::parse)
        })
    });
    let email = inner.optional("email").and_then(|node| {
        let address = |text: &str| is_email(text).then(|| text.to_owned());
        inner.form("email", node, EMAIL, address)
    });
    let mut texts = |key: &'static str| {
        let node = inner.optional(key);
        let texts = node.and_then(|node| inner.every_language(key, node, languages));
        texts.unwrap_or_else(|| PerLang::from_fn(languages, |_| String::new()))
    };
    let [address, hours] = ["address", "hours"].map(&mut texts);
    inner.refuse_others();
    Some(Contact {
        phone,
        email: email.unwrap_or_default(),
        address,
        hours,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_dialled_from_everywhere() {
        let check = |text: &str, expected: Option<&str>| {
            let number = Phone::parse(text).map(|phone| phone.number);
            assert_eq!(number.as_deref(), expected, "{text}");
        };
        check("0412-5550 1234", Some("+8641255501234"));
        check("（010）6655 1234", Some("+861066551234"));
        check("+86 412 5550 1234", Some("+8641255501234"));
        check("+33 1 70 18 99 00", Some("+33170189900"));
        check("138 0013 8000", Some("+8613800138000"));
        check("400-810-1234", Some("4008101234"));
        check("12345", Some("12345"));
        check("5550 1234", None);
        check("0086 412 5550 1234", None);
        check("0412-5550 1234 / 1235", None);
        check("", None);
    }

    #[test]
    fn e_mail_addresses_have_a_host() {
        for right in ["press@example.org", "a.b+c@news.example.org"] {
            assert!(is_email(right), "{right}");
        }
        for wrong in [
            "press",
            "press@localhost",
            "a b@example.org",
            "@example.org",
            "a@b@c.org",
            "a..b@example.org",
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
