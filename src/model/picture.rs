//! Pictures as their files hold them, and the variants in which pages show them.

use crate::language::Words;

/// The widths of the variants, in pixels, of pictures that are wide enough: 480 for small phones and the thrifty,
/// 800 for a phone of 360 to 400 points at double density and for the text column (680) of a desktop, 1360 for that
/// column at double density. None is ever larger than the picture.
const WIDTHS: [u32; 3] = [480, 800, 1360];

/// A smaller variant is made only where the next larger is wider by so much: otherwise it saves nobody anything.
const LEAST_STEP: (u32, u32) = (5, 4);

/// What makes the bytes of variants; their addresses say it, so that they may be kept for ever. The first number
/// counts our own settings (`imaging`). A test compares the versions with `Cargo.lock`.
pub const ENCODERS: &str = "1; avif-serialize 0.8.9, fast_image_resize 6.1.0, fdeflate 0.3.7, flate2 1.1.11, image 0.25.10, image-webp 0.2.4, jpeg-encoder 0.7.1, miniz_oxide 0.8.9, miniz_oxide 0.9.1, moxcms 0.8.1, png 0.18.1, rav1e 0.8.1, ravif 0.13.0, zune-jpeg 0.5.15";

/// What a file says about its picture before it is decoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Picture {
    /// In pixels, upright.
    pub width: u32,
    /// In pixels, upright.
    pub height: u32,
    /// What it is compressed for.
    pub kind: PictureKind,
    /// What its bytes are, whatever its name says: `JPEG`.
    pub format: &'static str,
    /// Whether it moves.
    pub is_animated: bool,
    /// Whether the file tells where it was taken.
    pub tells_position: bool,
    /// BLAKE3 of the file.
    pub content: [u8; 32],
}

/// What a picture is compressed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PictureKind {
    /// Soft changes, grain: what JPEG was made for.
    Photo,
    /// Lines, letters, even areas, or transparent parts: no compression may blur them.
    Graphic,
}

/// Why a file with the name of a picture cannot be shown as one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PictureFault {
    /// It holds something else: `a web page`.
    Disguised(Words),
    /// It starts like a picture, but cannot be read to its end.
    Damaged(Words),
    /// It has more than [`MOST_PIXELS`]: width, height.
    TooLarge(u32, u32),
    /// It has more than [`MOST_BYTES`].
    TooHeavy(u64),
}

/// What is decoded at most, so that a small file cannot ask for any memory.
pub const MOST_PIXELS: u64 = 100_000_000;
/// What is read at most.
pub const MOST_BYTES: u64 = 100_000_000;

/// One file made of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// How it is compressed.
    pub encoding: Encoding,
}

/// How a variant is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "named like the formats")]
pub enum Encoding {
    Avif,
    Jpeg,
    Png,
}

impl Encoding {
    /// The end of file names.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

impl PictureKind {
    /// For browsers without AVIF.
    pub fn fallback(self) -> Encoding {
        match self {
            Self::Photo => Encoding::Jpeg,
            Self::Graphic => Encoding::Png,
        }
    }
}

impl Picture {
    /// Whether the end of a file name is that of the format.
    pub fn is_named_rightly(&self, name: &str) -> bool {
        let extension = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        let expected = self.format.to_ascii_lowercase();
        let is_jpeg = matches!(extension.as_str(), "jpg" | "jpe" | "jfif");
        extension == expected || (is_jpeg && expected == "jpeg")
    }

    /// The variants of one encoding, the smallest first; at least one.
    pub fn variants(&self, encoding: Encoding) -> Vec<Variant> {
        let largest = self.width.min(WIDTHS[WIDTHS.len() - 1]);
        let (step, of) = LEAST_STEP;
        WIDTHS
            .into_iter()
            .filter(|width| width * step / of <= largest)
            .chain([largest])
            .map(|width| Variant {
                width,
                height: self.height_at(width),
                encoding,
            })
            .collect()
    }

    /// All variants.
    pub fn all_variants(&self) -> Vec<Variant> {
        [Encoding::Avif, self.kind.fallback()]
            .into_iter()
            .flat_map(|encoding| self.variants(encoding))
            .collect()
    }

    /// The height at a width, in the same proportion.
    fn height_at(&self, width: u32) -> u32 {
        let [width, full, height] = [width, self.width, self.height].map(u64::from);
        u32::try_from((height * width + full / 2) / full)
            .unwrap_or(u32::MAX)
            .max(1)
    }

    /// The file name of a variant of the file `name`: `briefing-480.3f9a6c1b.avif`. It says what the bytes come from:
    /// content, name and encoders.
    pub fn variant_name(&self, name: &str, variant: Variant) -> String {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        format!(
            "{stem}-{}.{}.{}",
            variant.width,
            self.digest(name),
            variant.encoding.extension()
        )
    }

    /// The sixteen hexadecimal digits in the names of all variants of the file `name`.
    pub fn digest(&self, name: &str) -> String {
        let mut hasher = blake3::Hasher::new_derive_key("newsroom picture name");
        hasher.update(&self.content);
        hasher.update(format!("{ENCODERS}\n{name}").as_bytes());
        hasher.finalize().to_hex()[..16].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32) -> Picture {
        Picture {
            width,
            height,
            kind: PictureKind::Photo,
            format: "JPEG",
            is_animated: false,
            tells_position: false,
            content: [0; 32],
        }
    }

    #[test]
    fn no_variant_is_larger_than_the_picture_or_nearly_as_large_as_the_next() {
        let check = |width, expected: &[u32]| {
            let variants = picture(width, 300).variants(Encoding::Avif);
            let widths: Vec<u32> = variants.iter().map(|variant| variant.width).collect();
            assert_eq!(widths, expected, "{width}");
        };
        check(4000, &[480, 800, 1360]);
        check(1200, &[480, 800, 1200]);
        check(999, &[480, 999]);
        check(599, &[599]);
        check(1, &[1]);
    }

    #[test]
    fn proportions_are_kept() {
        let heights = |width, height| {
            let variants = picture(width, height).variants(Encoding::Jpeg);
            variants.iter().map(|one| one.height).collect::<Vec<_>>()
        };
        assert_eq!(heights(4000, 3000), [360, 600, 1020]);
        assert_eq!(heights(60_000, 10), [1, 1, 1]);
    }

    #[test]
    fn the_encoders_are_those_that_are_compiled_in() {
        let lock = include_str!("../../Cargo.lock");
        let (_, encoders) = ENCODERS.split_once("; ").unwrap();
        for encoder in encoders.split(", ") {
            let (name, version) = encoder.split_once(' ').unwrap();
            let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
            assert!(lock.contains(&entry), "{encoder} is not in Cargo.lock");
        }
    }
}
