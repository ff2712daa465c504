//! Pairs of bodies that may be alike: winnowed fingerprints and one index of them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::thresholds::{CANDIDATE_CONTAINMENT, COMMON, PIECE, SHARED, WINDOW};

/// The fingerprints of a body, sorted, each once. 32 bits are enough: two shared ones are asked for, and what
/// is found is measured exactly.
pub(super) fn fingerprints(content: &str) -> Vec<u32> {
    let hashes = piece_hashes(content);
    let mut kept = Vec::with_capacity(hashes.len() / WINDOW * 3 + 1);
    // The last of the smallest hashes of each window; a window is searched only when it has left it.
    let mut smallest: Option<usize> = None;
    for end in WINDOW.min(hashes.len())..=hashes.len() {
        let start = end.saturating_sub(WINDOW);
        let found = match smallest {
            Some(at) if at >= start && hashes[end - 1] > hashes[at] => continue,
            Some(at) if at >= start => Some(end - 1),
            _ => (start..end).rev().min_by_key(|at| hashes[*at]),
        };
        kept.extend(found.map(|at| hashes[at]));
        smallest = found;
    }
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// A hash of each run of [`PIECE`] characters.
fn piece_hashes(content: &str) -> Vec<u32> {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut characters: Vec<u64> = Vec::with_capacity(content.len());
    characters.extend(content.chars().map(u64::from));
    if characters.len() < PIECE {
        return Vec::new();
    }
    let top = (1..PIECE).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut rolling = characters[..PIECE].iter().fold(0_u64, |hash, character| {
        hash.wrapping_mul(BASE).wrapping_add(*character)
    });
    let mut hashes = Vec::with_capacity(characters.len());
    hashes.push(mix(rolling));
    for at in PIECE..characters.len() {
        rolling = rolling
            .wrapping_sub(characters[at - PIECE].wrapping_mul(top))
            .wrapping_mul(BASE)
            .wrapping_add(characters[at]);
        hashes.push(mix(rolling));
    }
    hashes
}

/// Spreads the bits of a rolling hash (the finaliser of SplitMix64).
fn mix(hash: u64) -> u32 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (hash ^ (hash >> 31)) as u32
}

/// The pairs of documents that share enough fingerprints, as places in `documents`, the lower first, in order.
/// Linear in the fingerprints, because one that more than [`COMMON`] documents share is ignored.
pub(super) fn pairs(documents: &[Vec<u32>]) -> Vec<(usize, usize)> {
    let mut postings: Vec<(u32, u32)> = documents
        .iter()
        .enumerate()
        .flat_map(|(document, prints)| prints.iter().map(move |print| (*print, document as u32)))
        .collect();
    postings.par_sort_unstable();
    // For each document the ranges of postings of its fingerprints that others share too.
    let mut shared: Vec<Vec<(u32, u32)>> = vec![Vec::new(); documents.len()];
    let mut start = 0;
    for group in postings.chunk_by(|left, right| left.0 == right.0) {
        if (2..=COMMON).contains(&group.len()) {
            for (_, document) in group {
                shared[*document as usize].push((start as u32, group.len() as u32));
            }
        }
        start += group.len();
    }
    let with_later = |(document, groups): (usize, &Vec<(u32, u32)>)| {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for (start, length) in groups {
            let group = &postings[*start as usize..(*start + *length) as usize];
            for (_, other) in group.iter().filter(|(_, other)| *other as usize > document) {
                *counts.entry(*other).or_default() += 1;
            }
        }
        let enough = |(other, count): &(u32, usize)| {
            let fewer = documents[document]
                .len()
                .min(documents[*other as usize].len());
            *count >= SHARED && *count as f64 >= CANDIDATE_CONTAINMENT * fewer as f64
        };
        counts
            .into_iter()
            .filter(enough)
            .map(|(other, _)| (document, other as usize))
            .collect::<Vec<_>>()
    };
    shared
        .par_iter()
        .enumerate()
        .flat_map_iter(with_later)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shared_run_of_31_characters_is_found() {
        let shared: String = (0..31)
            .map(|at| char::from_u32(0x4E00 + at * 37).unwrap())
            .collect();
        let left = fingerprints(&format!(
            "{}{shared}{}",
            "甲乙丙丁".repeat(9),
            "子丑寅卯".repeat(9)
        ));
        let right = fingerprints(&format!(
            "{}{shared}{}",
            "天地玄黄".repeat(9),
            "宇宙洪荒".repeat(9)
        ));
        assert!(left.iter().any(|print| right.contains(print)));
    }

    #[test]
    fn one_repeated_character_is_one_fingerprint() {
        assert_eq!(fingerprints(&"市".repeat(100_000)).len(), 1);
        assert_eq!(fingerprints("短").len(), 0);
    }

    #[test]
    fn pairs_share_fingerprints_and_common_ones_say_nothing() {
        let alike = vec![vec![1, 2, 3], vec![1, 2, 9], vec![7, 8, 9]];
        assert_eq!(pairs(&alike), [(0, 1)]);
        let common = vec![vec![1, 2]; COMMON + 1];
        assert_eq!(pairs(&common), []);
    }
}
