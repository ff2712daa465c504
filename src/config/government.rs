//! `government:` of `site.yaml`: what a Chinese government site has to state about itself (国办发〔2017〕47号).

use crate::diagnostic::Problem;
use crate::fields::Fields;
use crate::language::Words;
use crate::model::lang::{Languages, PerLang};
use crate::source::{Located, Span};

/// What goes into the `<meta>` set and the footer; empty texts where nothing is stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Government {
    /// 网站标识码.
    pub id_code: String,
    /// SiteName; that of the site if empty.
    pub site_name: PerLang<String>,
    /// SiteDomain, a bare host; that of the site's address if empty.
    pub domain: String,
    /// ColumnType of the pages that list announcements.
    pub column_type: String,
    /// ColumnKeywords, besides the name of the list.
    pub column_keywords: PerLang<Vec<String>>,
    /// 主办单位.
    pub host: PerLang<String>,
    /// ICP备案号.
    pub icp: String,
    /// 公安备案号.
    pub police: Option<PoliceNumber>,
    /// 党政机关标识.
    pub party_badge: Option<PartyBadge>,
    /// The badge of 我为政府网站找错.
    pub report_errors: Option<Badge>,
}

/// A registration with the police, 辽公网安备21030002000001号.
#[derive(Debug, Clone, PartialEq)]
pub struct PoliceNumber {
    /// As written.
    pub text: String,
    /// Its digits, by which the register finds it.
    pub digits: String,
    /// The police's emblem.
    pub badge: Option<Badge>,
}

/// The mark of an institution of party or government, with its certificate.
#[derive(Debug, Clone, PartialEq)]
pub struct PartyBadge {
    /// The mark.
    pub badge: Badge,
    /// The page of the authority that certifies it.
    pub href: String,
}

/// A picture below `content/static`, by its path there.
#[derive(Debug, Clone, PartialEq)]
pub struct Badge(pub Located<String>);

impl Government {
    /// All pictures that the footer shows.
    pub fn badges(&self) -> impl Iterator<Item = &Badge> {
        let police = self.police.iter().filter_map(|one| one.badge.as_ref());
        let party = self.party_badge.iter().map(|one| &one.badge);
        police.chain(party).chain(&self.report_errors)
    }
}

const ID_CODE: (Words, Words) = (
    Words::new("site code (网站标识码)", "网站标识码"),
    Words::new(
        "it has ten characters, ten digits or `bm` and eight digits, as the register of government sites lists it",
        "标识码有十位：十位数字，或 `bm` 加八位数字，以政府网站登记为准",
    ),
);
const DOMAIN: (Words, Words) = (
    Words::new("host name", "域名"),
    Words::new(
        "write the host alone, without https:// and slashes, for example `www.example.gov.cn`",
        "请只写域名，不写 https:// 和斜杠，例如 `www.example.gov.cn`",
    ),
);
const ICP: (Words, Words) = (
    Words::new("ICP registration number (ICP备案号)", "ICP备案号"),
    Words::new(
        "write it as the certificate does, for example `辽ICP备12345678号-1`",
        "请照备案信息填写，例如 `辽ICP备12345678号-1`",
    ),
);
const POLICE: (Words, Words) = (
    Words::new("police registration number (公安备案号)", "公安备案号"),
    Words::new(
        "write it as the register does, with 14 digits, for example `辽公网安备21030002000001号`",
        "请照备案信息填写，共 14 位数字，例如 `辽公网安备21030002000001号`",
    ),
);

pub(super) fn parse(fields: &mut Fields<'_>, languages: &Languages) -> Option<Government> {
    let node = fields.optional("government")?;
    let entries = fields.map("government", node)?;
    let mut inner = fields.inside(entries, node.span);
    let id_code = inner
        .required("id_code", "id_code: 2103000001")
        .and_then(|node| inner.form("id_code", node, ID_CODE, id_code));
    let domain = inner
        .optional("domain")
        .and_then(|node| inner.form("domain", node, DOMAIN, host_name));
    let column_type = inner
        .optional("column_type")
        .and_then(|node| inner.text("column_type", node));
    let column_keywords = inner.optional("column_keywords").map(|node| {
        inner.every_language_as("column_keywords", node, languages, |fields, node| {
            let words = fields.texts("column_keywords", node);
            Some(words.into_iter().map(|word| word.value).collect::<Vec<_>>())
        })
    });
    let mut texts = |key: &'static str| {
        let node = inner.optional(key);
        let texts = node.and_then(|node| inner.every_language(key, node, languages));
        texts.unwrap_or_else(|| PerLang::from_fn(languages, |_| String::new()))
    };
    let [site_name, host] = ["site_name", "host"].map(&mut texts);
    let icp = inner
        .optional("icp")
        .and_then(|node| inner.form("icp", node, ICP, icp_number));
    let police = parse_police(&mut inner);
    let party_badge = parse_party_badge(&mut inner);
    let report_errors = parse_report_errors(&mut inner);
    inner.refuse_others();
    Some(Government {
        id_code: id_code?,
        site_name,
        domain: domain.unwrap_or_default(),
        column_type: column_type.map_or_else(String::new, |text| text.value),
        column_keywords: PerLang::from_fn(languages, |lang| {
            let words = column_keywords.as_ref();
            words
                .and_then(|words| words[lang].clone())
                .unwrap_or_default()
        }),
        host,
        icp: icp.unwrap_or_default(),
        police,
        party_badge,
        report_errors,
    })
}

fn parse_police(fields: &mut Fields<'_>) -> Option<PoliceNumber> {
    let node = fields.optional("police")?;
    let entries = fields.map("police", node)?;
    let mut inner = fields.inside(entries, node.span);
    let number = inner
        .required("number", "number: 辽公网安备21030002000001号")
        .and_then(|node| inner.form("number", node, POLICE, police_number));
    let badge = parse_badge(&mut inner, false);
    inner.refuse_others();
    let (text, digits) = number?;
    Some(PoliceNumber {
        text,
        digits,
        badge,
    })
}

fn parse_party_badge(fields: &mut Fields<'_>) -> Option<PartyBadge> {
    let node = fields.optional("party_badge")?;
    let entries = fields.map("party_badge", node)?;
    let mut inner = fields.inside(entries, node.span);
    let badge = parse_badge(&mut inner, true);
    let href = inner
        .required("href", "href: https://bszs.conac.cn/sitename?…")
        .and_then(|node| inner.text("href", node))
        .and_then(|text| web_address(&mut inner, text));
    inner.refuse_others();
    Some(PartyBadge {
        badge: badge?,
        href: href?,
    })
}

fn parse_report_errors(fields: &mut Fields<'_>) -> Option<Badge> {
    let node = fields.optional("report_errors")?;
    let entries = fields.map("report_errors", node)?;
    let mut inner = fields.inside(entries, node.span);
    let badge = parse_badge(&mut inner, true);
    inner.refuse_others();
    badge
}

fn parse_badge(fields: &mut Fields<'_>, is_required: bool) -> Option<Badge> {
    let node = if is_required {
        fields.required("badge", "badge: NAME.png, a file in content/static")
    } else {
        fields.optional("badge")
    };
    Some(Badge(fields.text("badge", node?)?))
}

fn web_address(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
    let is_legal = url::Url::parse(&text.value)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if is_legal {
        return Some(text.value);
    }
    let (span, text): (Span, String) = (text.span, text.value);
    fields.report(
        Problem::BadUrl {
            key: "href".into(),
            text,
        },
        span,
    );
    None
}

/// Ten digits; those of the State Council's departments are `bm` and eight digits.
fn id_code(text: &str) -> Option<String> {
    let digits = text.strip_prefix("bm").unwrap_or(text);
    (text.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned())
}

/// `www.example.gov.cn`, or a Chinese name.
fn host_name(text: &str) -> Option<String> {
    let legal = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|one| one.is_alphanumeric() || one == '-')
    };
    (text.contains('.') && text.split('.').all(legal)).then(|| text.to_owned())
}

/// 辽ICP备12345678号, with the number of the site behind it: -1.
fn icp_number(text: &str) -> Option<String> {
    let (province, rest) = text.split_once("ICP备")?;
    let (number, site) = rest.split_once('号')?;
    let site = site.strip_prefix('-').or(site.is_empty().then_some("0"))?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|one| one.is_ascii_digit());
    let is_legal = province.chars().count() == 1
        && !province.is_ascii()
        && (6..=10).contains(&number.len())
        && is_number(number)
        && is_number(site);
    is_legal.then(|| text.to_owned())
}

/// 辽公网安备21030002000001号, with its digits.
fn police_number(text: &str) -> Option<(String, String)> {
    let (province, rest) = text.split_once("公网安备")?;
    let digits = rest.trim().strip_suffix('号')?.trim();
    let is_legal = province.chars().count() == 1
        && !province.is_ascii()
        && digits.len() == 14
        && digits.bytes().all(|one| one.is_ascii_digit());
    is_legal.then(|| (text.to_owned(), digits.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_numbers_have_their_forms() {
        assert!(id_code("2103000001").is_some());
        assert!(id_code("bm14000002").is_some());
        for wrong in [
            "210300001",
            "21030000011",
            "ab14000002",
            "２１０３０００００１",
        ] {
            assert!(id_code(wrong).is_none(), "{wrong}");
        }
        assert!(icp_number("辽ICP备05024460号-1").is_some());
        assert!(icp_number("辽ICP备2026000001号").is_some());
        for wrong in [
            "ICP备05024460号",
            "辽ICP备号-1",
            "辽ICP备05024460",
            "辽ICP备05024460号-",
        ] {
            assert!(icp_number(wrong).is_none(), "{wrong}");
        }
        let (_, digits) = police_number("辽公网安备 21030002000001号").unwrap();
        assert_eq!(digits, "21030002000001");
        assert!(police_number("辽公网安备2103000200001号").is_none());
        assert!(host_name("www.example.gov.cn").is_some());
        for wrong in [
            "https://www.example.gov.cn/",
            "localhost",
            "a..cn",
            "a.cn:80",
        ] {
            assert!(host_name(wrong).is_none(), "{wrong}");
        }
    }
}
