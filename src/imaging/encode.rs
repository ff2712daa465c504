//! Pixels to the bytes of a variant, as small as readers with slow phones need them.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbaImage};
use jpeg_encoder::{ColorType, SamplingFactor};
use ravif::{BitDepth, Img, RGBA8};

use super::decode::Decoded;
use crate::language::Words;
use crate::model::picture::{Encoding, PictureKind, Variant};

/// Qualities to try, the best first: as long as a variant is too heavy, the next. Measured with synthetic photos of
/// much and little grain: these keep AVIF at about half the bytes of JPEG.
const JPEG_QUALITIES: [u8; 4] = [75, 65, 55, 45];
/// See [`JPEG_QUALITIES`].
const AVIF_QUALITIES: [f32; 4] = [60.0, 50.0, 40.0, 30.0];
/// Letters and lines stay sharp.
const AVIF_GRAPHIC_QUALITY: f32 = 80.0;
/// Measured for a grainy photo of 12 megapixels: all six files take 2.2 s of one core at 9; at 8, AVIF takes 1.6 times as
/// long for a fifth fewer bytes.
const AVIF_SPEED: u8 = 9;

/// The small variant of a photo is to have at most so many bytes: a second at 3G speed (400 kbit/s).
const SMALL_BYTES: usize = 40_000;
/// Up to this width a variant is small.
const SMALL_WIDTH: u32 = 480;
/// A picture taller than a photo in portrait format, such as a long information sheet, may have more in proportion.
const SMALL_PIXELS: usize = 480 * 720;

/// Encodes one variant.
///
/// # Errors
/// What the encoder says.
pub fn encode(decoded: &Decoded, kind: PictureKind, variant: Variant) -> Result<Vec<u8>, Words> {
    let pixels = decoded
        .resized(variant.width, variant.height)
        .ok_or(Words::new("it cannot be resized", "无法缩放"))?;
    match (variant.encoding, kind) {
        (Encoding::Jpeg, _) => lightest(&pixels, &JPEG_QUALITIES, |quality| jpeg(&pixels, quality)),
        (Encoding::Avif, PictureKind::Photo) => {
            lightest(&pixels, &AVIF_QUALITIES, |quality| avif(&pixels, quality))
        }
        (Encoding::Avif, PictureKind::Graphic) => avif(&pixels, AVIF_GRAPHIC_QUALITY),
        (Encoding::Png, _) => png(&pixels),
    }
}

/// The best quality at which a small picture is light enough, or else the last.
fn lightest<Q: Copy>(
    pixels: &RgbaImage,
    qualities: &[Q],
    encode: impl Fn(Q) -> Result<Vec<u8>, Words>,
) -> Result<Vec<u8>, Words> {
    let count = pixels.width() as usize * pixels.height() as usize;
    let most = if pixels.width() > SMALL_WIDTH {
        usize::MAX
    } else {
        SMALL_BYTES * count.max(SMALL_PIXELS) / SMALL_PIXELS
    };
    let mut bytes = Vec::new();
    for quality in qualities {
        bytes = encode(*quality)?;
        if bytes.len() <= most {
            break;
        }
    }
    Ok(bytes)
}

fn jpeg(pixels: &RgbaImage, quality: u8) -> Result<Vec<u8>, Words> {
    let side = |length: u32| {
        u16::try_from(length)
            .map_err(|_| Words::new("it is too long for JPEG", "边长超出 JPEG 的上限"))
    };
    let (width, height) = (side(pixels.width())?, side(pixels.height())?);
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder
        .encode(pixels.as_raw(), width, height, ColorType::Rgba)
        .map_err(Words::foreign)?;
    Ok(bytes)
}

fn avif(pixels: &RgbaImage, quality: f32) -> Result<Vec<u8>, Words> {
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    // The number of threads decides about the tiles, and so about the bytes.
    let encoder = ravif::Encoder::new()
        .with_quality(quality)
        .with_alpha_quality(quality)
        .with_speed(AVIF_SPEED)
        .with_bit_depth(BitDepth::Eight)
        .with_num_threads(Some(1));
    let pixels: Vec<RGBA8> = pixels
        .pixels()
        .map(|pixel| RGBA8::new(pixel[0], pixel[1], pixel[2], pixel[3]))
        .collect();
    // An opaque picture gets no alpha plane. (`encode_rgb` is marked inline, and so would be compiled with this crate:
    // without optimisation in tests.)
    encoder
        .encode_rgba(Img::new(&pixels, width, height))
        .map(|encoded| encoded.avif_file)
        .map_err(Words::foreign)
}

fn png(pixels: &RgbaImage) -> Result<Vec<u8>, Words> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
    let (width, height) = pixels.dimensions();
    let written = if is_opaque(pixels) {
        let pixels: Vec<u8> = pixels
            .pixels()
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect();
        encoder.write_image(&pixels, width, height, ExtendedColorType::Rgb8)
    } else {
        encoder.write_image(pixels, width, height, ExtendedColorType::Rgba8)
    };
    written.map_err(Words::foreign)?;
    Ok(bytes)
}

fn is_opaque(pixels: &RgbaImage) -> bool {
    pixels.pixels().all(|pixel| pixel[3] == u8::MAX)
}
