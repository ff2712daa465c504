//! What a file with the name of a picture holds, told from its first bytes and headers.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{AnimationDecoder, ColorType, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::exif;
use crate::language::Words;
use crate::model::picture::{MOST_PIXELS, Picture, PictureFault, PictureKind};

/// A picture of so many bytes for each pixel, without loss, is no drawing or screen: those take a tenth of it.
const PHOTO_BYTES_PER_PIXEL: u64 = 1;

/// Of fewer pixels the rest of the file counts for too much, and even a photo is light without loss.
const FEW_PIXELS: u64 = 100_000;

/// Neither JPEG nor AVIF has longer sides.
const LONGEST_SIDE: u32 = 65_535;

/// Reads the headers of a file.
///
/// # Errors
/// It is no picture of a kind that is read, or too large, or ends too early.
pub fn inspect(bytes: &[u8]) -> Result<Picture, PictureFault> {
    let Some((format, name)) = format(bytes) else {
        return Err(PictureFault::Disguised(other_kind(bytes)));
    };
    let damaged = |error: image::ImageError| PictureFault::Damaged(Words::foreign(error));
    let mut decoder = open(bytes, format).map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || width.max(height) > LONGEST_SIDE {
        return Err(PictureFault::TooLarge(width, height));
    }
    if width == 0 || height == 0 {
        return Err(PictureFault::Damaged(Words::new(
            "it has no pixels",
            "没有像素",
        )));
    }
    if format == ImageFormat::Jpeg && !has_end_of_jpeg(bytes) {
        return Err(PictureFault::Damaged(Words::new(
            "its end is missing",
            "缺少结尾",
        )));
    }
    let color = decoder.color_type();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let exif = decoder.exif_metadata().ok().flatten();
    let xmp = decoder.xmp_metadata().ok().flatten();
    drop(decoder);
    let is_turned = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = if is_turned {
        (height, width)
    } else {
        (width, height)
    };
    let pixels = u64::from(width) * u64::from(height);
    Ok(Picture {
        width,
        height,
        kind: kind(format, bytes, color, pixels),
        format: name,
        is_animated: is_animated(format, bytes),
        tells_position: exif.is_some_and(|exif| exif::has_position(&exif))
            || xmp.is_some_and(|xmp| holds(&xmp, b"GPSLatitude")),
        content: *blake3::hash(bytes).as_bytes(),
    })
}

/// A decoder that is not to ask for more memory than a picture of the largest kind needs.
pub(super) fn open(
    bytes: &[u8],
    format: ImageFormat,
) -> image::ImageResult<impl ImageDecoder + '_> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    // Eight bytes a pixel, and what a decoder needs beside them.
    limits.max_alloc = Some(MOST_PIXELS * 10);
    reader.limits(limits);
    reader.into_decoder()
}

/// The kind by the first bytes; `None` if it is none of those that are read.
pub(super) fn format(bytes: &[u8]) -> Option<(ImageFormat, &'static str)> {
    let format = image::guess_format(bytes).ok()?;
    let name = match format {
        ImageFormat::Jpeg => "JPEG",
        ImageFormat::Png => "PNG",
        ImageFormat::WebP => "WebP",
        ImageFormat::Gif => "GIF",
        _ => return None,
    };
    Some((format, name))
}

/// What else it may be, in the words of somebody who named it wrongly.
fn other_kind(bytes: &[u8]) -> Words {
    let head = &bytes[..bytes.len().min(512)];
    let starts = |start: &[u8]| head.starts_with(start);
    match head {
        [] => Words::new("nothing: the file is empty", "空的：文件里什么都没有"),
        [
            _,
            _,
            _,
            _,
            b'f',
            b't',
            b'y',
            b'p',
            b'a',
            b'v',
            b'i',
            b'f' | b's',
            ..,
        ] => Words::new("an AVIF picture", " AVIF 图片"),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => {
            Words::new("an HEIC picture or a video", " HEIC 图片或视频")
        }
        _ if starts(b"BM") => Words::new("a BMP picture", " BMP 图片"),
        _ if starts(b"II*\0") || starts(b"MM\0*") => {
            Words::new("a TIFF or raw picture", " TIFF 图片或相机原始文件")
        }
        _ if starts(b"%PDF") => Words::new("a PDF document", " PDF 文档"),
        _ if starts(b"PK\x03\x04") => Words::new(
            "a ZIP archive or an Office document",
            " ZIP 压缩包或 Office 文档",
        ),
        _ if starts(b"version https://git-lfs") => Words::new(
            "a pointer of Git LFS and not the file itself",
            " Git LFS 的指针，不是文件本身",
        ),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => {
                let text = text.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n']);
                let start: String = text
                    .chars()
                    .take(400)
                    .collect::<String>()
                    .to_ascii_lowercase();
                if start.contains("<svg") {
                    Words::new("an SVG drawing", " SVG 图形")
                } else if start.starts_with("<!doctype html") || start.starts_with("<html") {
                    Words::new("a web page", "网页")
                } else {
                    Words::new("text", "文字")
                }
            }
            Err(_) => Words::new("something else", "别的东西"),
        },
    }
}

fn kind(format: ImageFormat, bytes: &[u8], color: ColorType, pixels: u64) -> PictureKind {
    let is_lossy = match format {
        ImageFormat::Jpeg => true,
        // The chunk of lossy pictures (RFC 9649, 2.5).
        ImageFormat::WebP => holds(bytes, b"VP8 "),
        _ => false,
    };
    let is_heavy = pixels >= FEW_PIXELS && bytes.len() as u64 >= pixels * PHOTO_BYTES_PER_PIXEL;
    if color.has_alpha() || format == ImageFormat::Gif || !(is_lossy || is_heavy) {
        PictureKind::Graphic
    } else {
        PictureKind::Photo
    }
}

fn is_animated(format: ImageFormat, bytes: &[u8]) -> bool {
    let reader = Cursor::new(bytes);
    match format {
        ImageFormat::Gif => GifDecoder::new(reader)
            .is_ok_and(|decoder| matches!(decoder.into_frames().nth(1), Some(Ok(_)))),
        ImageFormat::Png => {
            PngDecoder::new(reader).is_ok_and(|decoder| decoder.is_apng().unwrap_or(false))
        }
        ImageFormat::WebP => WebPDecoder::new(reader).is_ok_and(|decoder| decoder.has_animation()),
        _ => false,
    }
}

/// Whether the marker EOI follows the start of the compressed data (ITU-T T.81, B.1.1): decoders fill what is missing
/// with grey and say nothing. Cameras put more behind the end, so it need not be last.
fn has_end_of_jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        match marker {
            0xDA => return holds(&bytes[at..], &[0xFF, 0xD9]),
            // Fill bytes.
            0xFF => at += 1,
            _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
    false
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}
