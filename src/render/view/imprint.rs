//! The footer: who answers for the site, how to reach them, and the registrations that Chinese law asks for.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::config::{Badge, Config, Government};
use crate::model::address::Permalink;
use crate::model::lang::Lang;
use crate::model::plan::{Page, Plan};
use crate::theme::Theme;

/// The register of the Ministry of Industry and Information Technology. It has no page for one number.
const ICP_REGISTER: &str = "https://beian.miit.gov.cn/";
/// The register of the Ministry of Public Security; behind this the digits of the number.
const POLICE_REGISTER: &str = "https://beian.mps.gov.cn/#/query/webSearch?code=";
/// Where readers report errors of government sites (我为政府网站找错).
const REPORT_ERRORS: &str = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html";
/// Height of a badge, in CSS pixels: that of a touch target.
const BADGE_HEIGHT: u32 = 44;

/// What the footer says in one language.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ImprintView {
    tag: String,
    /// The host organisation and how to reach it.
    contact: Vec<Line>,
    /// Numbers and badges.
    registrations: Vec<Line>,
    /// The badge of the link with which readers report errors of a page.
    report_errors: Option<BadgeView>,
}

#[derive(Debug, Serialize)]
struct Line {
    /// With the colon, if any.
    label: String,
    text: String,
    /// Empty where there is nothing to go to.
    href: String,
    badge: Option<BadgeView>,
}

#[derive(Debug, Serialize)]
struct BadgeView {
    src: String,
    width: u32,
    height: u32,
    /// Empty beside a text that says it.
    alt: String,
}

impl ImprintView {
    /// Nothing in it changes when something is published.
    pub(in crate::render) fn new(config: &Config, plan: &Plan, theme: &Theme, lang: Lang) -> Self {
        let label = |key: &str| theme.texts[lang].get(key).cloned().unwrap_or_default();
        let badge = |badge: &Badge, alt: &str| badge_view(config, plan, badge, alt);
        let government = config.government.as_ref();
        let report_errors =
            government.and_then(|one| badge(one.report_errors.as_ref()?, &label("report_errors")));
        Self {
            tag: config.languages[lang].tag.clone(),
            contact: contact(config, lang, label),
            registrations: government.map_or_else(Vec::new, |one| registrations(one, label, badge)),
            report_errors,
        }
    }
}

/// The address at which an error of a page is reported.
pub(super) fn report_errors_href(government: &Government, url: &str) -> String {
    format!(
        "{REPORT_ERRORS}?site_code={}&url={}",
        government.id_code,
        utf8_percent_encode(url, NON_ALPHANUMERIC)
    )
}

fn contact(config: &Config, lang: Lang, label: impl Fn(&str) -> String) -> Vec<Line> {
    let line = |key: &str, text: &str, href: String| {
        (!text.is_empty()).then(|| Line {
            label: label(key),
            text: text.to_owned(),
            href,
            badge: None,
        })
    };
    let host = config
        .government
        .as_ref()
        .and_then(|one| line("host", &one.host[lang], String::new()));
    let mut lines: Vec<Line> = host.into_iter().collect();
    if let Some(contact) = &config.contact {
        let phone = contact.phone[lang].as_ref();
        lines.extend(phone.and_then(|phone| {
            line(
                "contact_phone",
                &phone.shown,
                format!("tel:{}", phone.number),
            )
        }));
        let mail = format!("mailto:{}", contact.email);
        lines.extend(line("contact_email", &contact.email, mail));
        lines.extend(line(
            "contact_address",
            &contact.address[lang],
            String::new(),
        ));
        lines.extend(line("contact_hours", &contact.hours[lang], String::new()));
    }
    lines
}

fn registrations(
    government: &Government,
    label: impl Fn(&str) -> String,
    badge: impl Fn(&Badge, &str) -> Option<BadgeView>,
) -> Vec<Line> {
    let mut lines = vec![Line {
        label: label("site_code"),
        text: government.id_code.clone(),
        href: String::new(),
        badge: None,
    }];
    if !government.icp.is_empty() {
        lines.push(Line {
            label: label("icp_number"),
            text: government.icp.clone(),
            href: ICP_REGISTER.to_owned(),
            badge: None,
        });
    }
    lines.extend(government.police.as_ref().map(|police| Line {
        label: label("police_number"),
        text: police.text.clone(),
        href: format!("{POLICE_REGISTER}{}", police.digits),
        badge: police.badge.as_ref().and_then(|one| badge(one, "")),
    }));
    lines.extend(government.party_badge.as_ref().map(|party| Line {
        label: String::new(),
        text: String::new(),
        href: party.href.clone(),
        badge: badge(&party.badge, &label("party_badge")),
    }));
    lines
}

fn badge_view(config: &Config, plan: &Plan, badge: &Badge, alt: &str) -> Option<BadgeView> {
    let permalink = Permalink::parse(&format!("/{}", badge.0.value))?;
    let Page::File(asset) = plan.outputs.get(&permalink)? else {
        return None;
    };
    let picture = asset.picture()?;
    let height = picture.height.min(BADGE_HEIGHT);
    let width = f64::from(picture.width) * f64::from(height) / f64::from(picture.height);
    Some(BadgeView {
        src: permalink.href(config.base_url.path()),
        width: (width.round() as u32).max(1),
        height,
        alt: alt.to_owned(),
    })
}
