//! The variants of the pictures that pages show: from the cache, or else decoded and encoded, on all cores.

mod budget;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::assets;
use crate::cache::{Cache, Key};
use crate::diagnostic::{Diagnostic, Problem};
use crate::imaging::{self, Decoded};
use crate::language::Words;
use crate::model::address::Permalink;
use crate::model::archive::Asset;
use crate::model::picture::{ENCODERS, Picture, Variant};
use crate::model::plan::{Page, Plan};
use crate::source::Location;

use budget::Budget;

/// The cache in newsroom's own folder.
const CACHE_FOLDER: &str = "images";

/// Memory for pixels that are being decoded, for all cores together: one picture of 100 megapixels, or several of
/// 12. What is larger waits until it is alone.
const DECODING_BYTES: u64 = 500_000_000;

/// Told how many pictures are done, and of how many; from several threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// One picture, wherever it is shown.
struct Job<'p> {
    asset: &'p Asset,
    picture: &'p Picture,
    /// The addresses of each variant.
    variants: BTreeMap<Variant, Vec<&'p Permalink>>,
}

/// The pictures of a plan: equal files are one.
fn jobs(plan: &Plan) -> Vec<Job<'_>> {
    let mut jobs: BTreeMap<&[u8; 32], Job<'_>> = BTreeMap::new();
    for (permalink, page) in &plan.outputs {
        let Page::Picture(asset, variant) = page else {
            continue;
        };
        let Some(picture) = asset.picture() else {
            continue;
        };
        let job = jobs.entry(&picture.content).or_insert_with(|| Job {
            asset,
            picture,
            variants: BTreeMap::new(),
        });
        job.variants.entry(*variant).or_default().push(permalink);
    }
    jobs.into_values().collect()
}

/// Makes all variants of a plan and hands each to `take`, from several threads. Each is encoded once and kept in
/// `.newsroom/images` below `root`; what no picture needs any longer is removed there.
///
/// # Errors
/// Pictures that cannot be read to their end, and what `take` reports.
pub fn make(
    root: &Path,
    plan: &Plan,
    progress: Progress<'_>,
    take: impl Fn(&Permalink, &[u8]) -> Result<(), Diagnostic> + Sync,
) -> Vec<Diagnostic> {
    let jobs = jobs(plan);
    if jobs.is_empty() {
        return Vec::new();
    }
    let cache = Cache::new(root, CACHE_FOLDER);
    let mut found = each(&jobs, progress, |job, budget| {
        encode(job, root, &cache, budget, &take)
    });
    if found.is_empty() {
        cache.tidy();
    }
    found.extend(cache.warning());
    found
}

/// Decodes every picture that has not been encoded yet, and writes nothing.
///
/// # Errors
/// Pictures that cannot be read to their end.
pub fn check(root: &Path, plan: &Plan, progress: Progress<'_>) -> Vec<Diagnostic> {
    let jobs = jobs(plan);
    let cache = Cache::reader(root, CACHE_FOLDER);
    each(&jobs, progress, |job, budget| {
        let mut variants = job.variants.keys();
        if variants.all(|variant| cache.get(&key(job.picture, *variant)).is_some()) {
            return Vec::new();
        }
        decode(job, root, budget).err().into_iter().collect()
    })
}

fn each(
    jobs: &[Job<'_>],
    progress: Progress<'_>,
    act: impl Fn(&Job<'_>, &Budget) -> Vec<Diagnostic> + Sync,
) -> Vec<Diagnostic> {
    let budget = Budget::new(DECODING_BYTES);
    let done = AtomicUsize::new(0);
    progress(0, jobs.len());
    let act = |job: &Job<'_>| {
        let found = act(job, &budget);
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, jobs.len());
        found
    };
    jobs.par_iter().flat_map_iter(act).collect()
}

fn encode(
    job: &Job<'_>,
    root: &Path,
    cache: &Cache,
    budget: &Budget,
    take: &(impl Fn(&Permalink, &[u8]) -> Result<(), Diagnostic> + Sync),
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    let hand = |permalinks: &[&Permalink], bytes: &[u8]| {
        let taken = permalinks.iter().map(|permalink| take(permalink, bytes));
        taken.filter_map(Result::err).collect::<Vec<_>>()
    };
    for (variant, permalinks) in &job.variants {
        match cache.get(&key(job.picture, *variant)) {
            Some(bytes) => found.extend(hand(permalinks, &bytes)),
            None => missing.push((*variant, permalinks)),
        }
    }
    if missing.is_empty() {
        return found;
    }
    let decoded = match decode(job, root, budget) {
        Ok(decoded) => decoded,
        Err(diagnostic) => return vec![diagnostic],
    };
    let make = |(variant, permalinks): (Variant, &Vec<&Permalink>)| match imaging::encode(
        &decoded,
        job.picture.kind,
        variant,
    ) {
        Ok(bytes) => {
            cache.put(&key(job.picture, variant), &bytes);
            hand(permalinks, &bytes)
        }
        Err(reason) => vec![damaged(job.asset, reason)],
    };
    found.par_extend(missing.into_par_iter().flat_map_iter(make));
    found
}

fn decode(job: &Job<'_>, root: &Path, budget: &Budget) -> Result<Decoded, Diagnostic> {
    let bytes = assets::read(root, job.asset)?;
    let largest = job.variants.keys().max_by_key(|variant| variant.width);
    let largest = *largest.unwrap_or_else(|| unreachable!("a picture is planned with variants"));
    // Held while the picture is there at full size, and not while others may be waited for.
    let _share = budget.take(imaging::decoding_cost(&bytes));
    let same = *blake3::hash(&bytes).as_bytes() == job.picture.content;
    let decoded = if same {
        imaging::decode(&bytes, job.picture, largest)
    } else {
        Err(Words::new("it was changed meanwhile", "读取期间文件被改动"))
    };
    decoded.map_err(|reason| damaged(job.asset, reason))
}

fn damaged(asset: &Asset, reason: Words) -> Diagnostic {
    Diagnostic::new(
        Problem::PictureDamaged {
            target: asset.name().to_owned(),
            reason,
        },
        Location::of_path(asset.path.as_str()),
    )
}

/// What the bytes of a variant depend on.
fn key(picture: &Picture, variant: Variant) -> Key {
    let mut hasher = blake3::Hasher::new_derive_key("newsroom picture variant");
    hasher.update(&picture.content);
    let Variant { width, height, .. } = variant;
    let (encoding, kind) = (variant.encoding.extension(), picture.kind);
    hasher.update(format!("{ENCODERS}\n{kind:?} {encoding} {width} {height}").as_bytes());
    *hasher.finalize().as_bytes()
}
