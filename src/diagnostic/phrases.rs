//! What the tables of both languages share.

/// Where theme authors read what a template may use.
pub(super) const THEME_GUIDE: &str = "docs/themes.md";
/// So many names still help; of more, the nearest has to do.
pub(super) const NAMES_SHOWN: usize = 24;
/// So many of the addresses of one announcement are named.
pub(super) const ADDRESSES_SHOWN: usize = 4;

/// `14,600`
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(",")
}

/// Millions of pixels, where there are any.
pub(super) fn megapixels(width: u32, height: u32) -> Option<u64> {
    Some(u64::from(width) * u64::from(height) / 1_000_000).filter(|millions| *millions > 0)
}

/// Whether every announcement must state it.
pub(super) fn is_needed(key: &str) -> bool {
    matches!(key, "title" | "date")
}

/// How keys are written that hold several values.
pub(super) fn form_of(key: &str) -> Option<&'static str> {
    Some(match key {
        "attachments" => "attachments: [{src: plan.pdf, title: {zh: …, en: …}}]",
        "image" => "image: {src: hall.jpg, alt: {zh: …, en: …}}",
        "series" => "series: {id: three-year-action, number: 11}",
        "updates" => "updates: [{date: 2026-05-01, note: {zh: …, en: …}}]",
        "withdrawn" => "withdrawn: {date: 2026-05-01, reason: {zh: …, en: …}}",
        _ => return None,
    })
}
