//! The word that somebody probably meant.

/// The candidate most like `word`, if any is like enough to be worth a "did you mean".
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Jaro-Winkler, 0.75: "titel" finds "title" and "tpoics" finds "topics"; "colour" finds nothing in the keys.
    const LIKE_ENOUGH: f64 = 0.75;
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::jaro_winkler(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(score, _)| *score >= LIKE_ENOUGH)
        .max_by(|left, right| left.0.total_cmp(&right.0).then_with(|| right.1.cmp(left.1)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_finds_none() {
        let keys = ["title", "date", "topics", "summary"];
        assert_eq!(closest("titel", keys), Some("title"));
        assert_eq!(closest("Tpoics", keys), Some("topics"));
        assert_eq!(closest("qqq", keys), None);
    }
}
