//! How two texts differ, clause by clause and then character by character.

use std::time::Duration;

use similar::{Algorithm, ChangeTag, DiffTag, TextDiff, capture_diff_slices_deadline};

/// After so long the comparison of two texts is finished coarsely: it is for reading, not for deciding.
const DEADLINE: Duration = Duration::from_millis(200);

/// A piece of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// In both.
    Same(String),
    /// Only in the older text.
    Removed(String),
    /// Only in the newer text.
    Added(String),
}

/// Clauses with the mark that ends each. In canonical text `，` and `,` are one.
fn clauses(text: &str) -> Vec<&str> {
    text.split_inclusive(|character| "。；！？，、,;:!?\n".contains(character))
        .collect()
}

/// Compares two texts. Equal clauses are passed over; a changed one shows which characters changed.
pub(super) fn compare(old: &str, new: &str) -> Vec<Piece> {
    let (old_clauses, new_clauses) = (clauses(old), clauses(new));
    #[allow(
        clippy::disallowed_methods,
        reason = "a deadline for display; nothing that is published depends on it"
    )]
    let deadline = std::time::Instant::now() + DEADLINE;
    let mut pieces = Vec::new();
    for operation in
        capture_diff_slices_deadline(Algorithm::Myers, &old_clauses, &new_clauses, Some(deadline))
    {
        let (old, new) = (
            old_clauses[operation.old_range()].concat(),
            new_clauses[operation.new_range()].concat(),
        );
        if operation.tag() == DiffTag::Equal {
            push(&mut pieces, ChangeTag::Equal, &new);
            continue;
        }
        let diff = TextDiff::configure()
            .deadline(deadline)
            .diff_chars(&old, &new);
        for change in diff.iter_all_changes() {
            push(&mut pieces, change.tag(), change.value());
        }
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, tag: ChangeTag, text: &str) {
    match (tag, pieces.last_mut()) {
        (ChangeTag::Equal, Some(Piece::Same(last)))
        | (ChangeTag::Delete, Some(Piece::Removed(last)))
        | (ChangeTag::Insert, Some(Piece::Added(last))) => last.push_str(text),
        (ChangeTag::Equal, _) => pieces.push(Piece::Same(text.to_owned())),
        (ChangeTag::Delete, _) => pieces.push(Piece::Removed(text.to_owned())),
        (ChangeTag::Insert, _) => pieces.push(Piece::Added(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_marked() {
        let pieces = compare("投资3亿元，年底完工。", "投资5亿元，年底完工。");
        let same = |text: &str| Piece::Same(text.to_owned());
        assert_eq!(
            pieces,
            [
                same("投资"),
                Piece::Removed("3".into()),
                Piece::Added("5".into()),
                same("亿元，年底完工。")
            ]
        );
    }
}
