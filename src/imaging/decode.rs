//! A file to upright pixels in sRGB, no larger than the largest variant. Metadata stay behind.

use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::inspect::{format, open};
use crate::language::Words;
use crate::model::picture::{Picture, Variant};

/// Pixels of a picture, upright, in sRGB.
pub struct Decoded(pub(super) RgbaImage);

/// Bytes of memory that [`decode`] takes at most for pixels, as far as headers tell.
pub fn decoding_cost(bytes: &[u8]) -> u64 {
    let Some((format, _)) = format(bytes) else {
        return 0;
    };
    let pixels = open(bytes, format).map_or(0, |decoder| decoder.total_bytes());
    // A progressive JPEG is held as coefficients of two bytes before there are pixels.
    if format == ImageFormat::Jpeg {
        pixels * 3
    } else {
        pixels
    }
}

/// Decodes a picture to the size of `largest`.
///
/// # Errors
/// The file cannot be read to its end.
pub fn decode(bytes: &[u8], picture: &Picture, largest: Variant) -> Result<Decoded, Words> {
    let (format, _) = format(bytes).ok_or(Words::new("it is no picture", "不是图片"))?;
    let mut decoder = open(bytes, format).map_err(Words::foreign)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let full = DynamicImage::from_decoder(decoder).map_err(Words::foreign)?;
    let is_turned = (full.width(), full.height()) != (picture.width, picture.height);
    let (width, height) = if is_turned {
        (largest.height, largest.width)
    } else {
        (largest.width, largest.height)
    };
    // Made smaller first, in the layout that it has: a second copy at full size is never made.
    let mut small = if (full.width(), full.height()) == (width, height) {
        full
    } else {
        let mut small = DynamicImage::new(width, height, full.color());
        Resizer::new()
            .resize(&full, &mut small, &options())
            .map_err(Words::foreign)?;
        small
    };
    small.apply_orientation(orientation);
    let mut pixels = small.into_rgba8();
    if let Some(profile) = profile {
        to_srgb(&mut pixels, &profile);
    }
    Ok(Decoded(pixels))
}

impl Decoded {
    /// The same, smaller.
    pub(super) fn resized(&self, width: u32, height: u32) -> Option<RgbaImage> {
        if self.0.dimensions() == (width, height) {
            return Some(self.0.clone());
        }
        let source = ImageRef::new(
            self.0.width(),
            self.0.height(),
            self.0.as_raw(),
            PixelType::U8x4,
        )
        .ok()?;
        let mut target = Image::new(width, height, PixelType::U8x4);
        Resizer::new()
            .resize(&source, &mut target, &options())
            .ok()?;
        RgbaImage::from_raw(width, height, target.into_vec())
    }
}

fn options() -> ResizeOptions {
    ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
}

/// Converts the colours of a profile (Display P3 of phones, Adobe RGB of cameras) to sRGB, which needs none. A profile
/// that cannot be read, and one of print colours, of which the decoder has made RGB, says nothing about these pixels.
fn to_srgb(pixels: &mut RgbaImage, profile: &[u8]) {
    let transform = ColorProfile::new_from_slice(profile)
        .ok()
        .filter(|profile| profile.color_space == DataColorSpace::Rgb)
        .and_then(|profile| {
            let srgb = ColorProfile::new_srgb();
            let options = TransformOptions::default();
            profile
                .create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgba, options)
                .ok()
        });
    if let Some(transform) = transform {
        let source = pixels.as_raw().clone();
        // Refused are only lengths that are no whole pixels.
        let _ = transform.transform(&source, pixels);
    }
}
