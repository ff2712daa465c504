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
