//! Pictures: the variants that pages show, what is left out of them, the cache, and files that are no pictures.

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::support::{SiteTest, Tree, tags_named, text};

const FOLDER: &str = "zh/2025/03/14/fair";
const SOURCES: &str = "content/2025/03/fair";

/// A site with one announcement: lines of its front matter, its text.
fn site(matter: &str, body: &str) -> SiteTest {
    SiteTest::new(&format!(
        "
=== {SOURCES}/index.zh.md
---
title: 招聘会
date: 2025-03-14
translation: none
{matter}
---
{body}
"
    ))
}

fn put(site: &SiteTest, name: &str, bytes: impl AsRef<[u8]>) {
    site.write(&format!("{SOURCES}/{name}"), bytes);
}

/// Hills below a sky with so much grain, from -`grain` to `grain`.
fn photo(width: u32, height: u32, grain: i32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(2_246_822_519);
        let noise = (noise ^ noise >> 15).wrapping_mul(2_654_435_761) >> 16;
        let noise = if grain == 0 {
            0
        } else {
            noise as i32 % (2 * grain) - grain
        };
        let (u, v) = (x as f32 / width as f32, y as f32 / height as f32);
        let ridge = 0.5 + 0.1 * (u * 9.0).sin() + 0.03 * (u * 41.0).sin();
        let color = if v < ridge {
            [150, 180, 220]
        } else {
            [90, (140.0 * (1.3 - v)) as i32, 60]
        };
        Rgb(color.map(|one| (one + noise).clamp(0, 255) as u8))
    })
}

fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95)
        .encode_image(image)
        .unwrap();
    bytes
}

/// A JPEG with a segment behind its start (ITU-T T.81, B.1.1.4).
fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, data, &jpeg[2..]].concat()
}

/// Exif: to be turned right by 90°, made by a camera that tells its name and where it was.
fn exif() -> Vec<u8> {
    let mut bytes = b"Exif\0\0MM\0*\0\0\0\x08\0\x03".to_vec();
    bytes.extend(b"\x01\x0f\0\x02\0\0\0\x0e\0\0\0\x32"); // Make, at 50
    bytes.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"); // Orientation
    bytes.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x40"); // GPS directory, at 64
    bytes.extend(b"\0\0\0\0Secret-Camera\0");
    bytes.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0"); // North
    bytes
}

/// The files beside the page, without their hashes: `fair-480.avif`.
fn names(tree: &Tree) -> Vec<String> {
    let files = tree.keys().filter_map(|path| path.strip_prefix(FOLDER));
    let names = files.filter_map(|name| {
        let name = name
            .strip_prefix('/')
            .filter(|name| *name != "index.html")?;
        let (start, extension) = name.rsplit_once('.')?;
        Some(match start.rsplit_once('.') {
            Some((stem, hash)) => {
                assert!(hash.len() == 16 && hash.chars().all(|one| one.is_ascii_hexdigit()));
                format!("{stem}.{extension}")
            }
            None => name.to_owned(),
        })
    });
    names.collect()
}

/// The bytes of the file whose name starts and ends so.
fn file<'t>(tree: &'t Tree, start: &str, end: &str) -> &'t [u8] {
    let mut found = tree
        .iter()
        .filter(|(path, _)| path.starts_with(&format!("{FOLDER}/{start}")) && path.ends_with(end));
    let (_, bytes) = found.next().unwrap();
    assert!(found.next().is_none());
    bytes
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// Width and height in an AVIF file (ISO/IEC 23008-12, 6.5.3).
fn avif_size(bytes: &[u8]) -> (u32, u32) {
    assert_eq!(&bytes[4..12], b"ftypavif");
    let at = bytes
        .windows(4)
        .position(|window| window == b"ispe")
        .unwrap();
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(at + 8), number(at + 12))
}

#[track_caller]
fn assert_color(pixel: &[u8], expected: [u8; 3]) {
    let near = pixel
        .iter()
        .zip(expected)
        .all(|(one, other)| one.abs_diff(other) <= 6);
    assert!(near, "{pixel:?} is not {expected:?}");
}

#[test]
fn a_photo_is_shown_in_three_widths_and_two_formats_and_a_small_one_is_light() {
    let site = site(
        "image: {src: fair.jpg, alt: 招聘会现场}",
        "![大厅](hall.jpg)\n",
    );
    put(&site, "fair.jpg", jpeg(&photo(1000, 750, 60)));
    put(&site, "hall.jpg", jpeg(&photo(300, 200, 5)));
    let tree = site.build();
    let mut expected = vec![];
    for width in [1000, 480, 800] {
        expected.extend([format!("fair-{width}.avif"), format!("fair-{width}.jpg")]);
    }
    expected.extend(["hall-300.avif".to_owned(), "hall-300.jpg".to_owned()]);
    // The untouched files are not published.
    assert_eq!(names(&tree), expected);
    assert_eq!(avif_size(file(&tree, "fair-480", "avif")), (480, 360));
    for extension in ["avif", "jpg"] {
        assert!(file(&tree, "fair-480", extension).len() <= 40_000);
    }
    let page = text(&tree, &format!("{FOLDER}/index.html"));
    let (images, sources) = (tags_named(page, "img"), tags_named(page, "source"));
    for (image, source) in images.iter().zip(&sources) {
        assert_eq!(source.value("type"), "image/avif");
        assert_eq!(source.value("sizes"), image.value("sizes"));
        for set in [source.value("srcset"), image.value("srcset")] {
            for one in set.split(", ") {
                let (address, width) = one.rsplit_once(' ').unwrap();
                assert!(tree.contains_key(&address[1..]), "{address}");
                assert!(address.contains(&format!("-{}.", width.trim_end_matches('w'))));
            }
        }
        assert!(tree.contains_key(&image.value("src")[1..]));
    }
    let size = |at: usize| (images[at].value("width"), images[at].value("height"));
    assert_eq!([size(0), size(1)], [("1000", "750"), ("300", "200")]);
    // What is seen first is loaded first, what is below when it is needed.
    assert_eq!(images[0].value("fetchpriority"), "high");
    assert!(!images[0].has("loading"));
    assert_eq!(images[1].value("loading"), "lazy");
    assert_eq!(
        [images[0].value("alt"), images[1].value("alt")],
        ["招聘会现场", "大厅"]
    );
    // Machines get a format that all of them read.
    assert_eq!(sources.len(), 2);
    let set = images[0].value("srcset");
    let jpeg = set.split([' ', ',']).rfind(|one| one.contains("-1000."));
    let jpeg = format!("https://news.example.org{}", jpeg.unwrap());
    let meta = tags_named(page, "meta");
    assert!(
        meta.iter()
            .any(|tag| tag.value("property") == "og:image" && tag.value("content") == jpeg)
    );
    assert!(page.contains(&format!("\"image\":\"{jpeg}\"")));
    assert!(text(&tree, "zh/feed.json").contains(&format!("\"image\":\"{jpeg}\"")));
}

#[test]
fn metadata_go_and_the_picture_stands_upright() {
    // Red on the left; turned right by 90°, red is above.
    let flat = RgbImage::from_fn(120, 80, |x, _| {
        if x < 60 {
            Rgb([200, 20, 20])
        } else {
            Rgb([20, 20, 200])
        }
    });
    let site = site("", "![旗](flag.jpg)");
    put(&site, "flag.jpg", with_segment(&jpeg(&flat), 0xE1, &exif()));
    let tree = site.build();
    assert_eq!(names(&tree), ["flag-80.avif", "flag-80.jpg"]);
    for bytes in tree.values() {
        assert!(!holds(bytes, b"Secret-Camera") && !holds(bytes, b"Exif"));
    }
    assert_eq!(avif_size(file(&tree, "flag", "avif")), (80, 120));
    let upright = image::load_from_memory(file(&tree, "flag", "jpg"))
        .unwrap()
        .to_rgb8();
    assert_eq!(upright.dimensions(), (80, 120));
    assert_color(&upright.get_pixel(40, 10).0, [200, 20, 20]);
    assert_color(&upright.get_pixel(40, 110).0, [20, 20, 200]);
    let page = text(&tree, &format!("{FOLDER}/index.html"));
    let image = &tags_named(page, "img")[0];
    assert_eq!((image.value("width"), image.value("height")), ("80", "120"));
}

#[test]
fn colours_of_another_profile_are_those_of_srgb() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let segment = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat();
    let flat = RgbImage::from_pixel(64, 64, Rgb([128, 200, 100]));
    let site = site("", "![甲](p3.jpg) ![乙](plain.jpg)");
    put(&site, "p3.jpg", with_segment(&jpeg(&flat), 0xE2, &segment));
    put(&site, "plain.jpg", jpeg(&flat));
    let tree = site.build();
    let pixel = |start| {
        image::load_from_memory(file(&tree, start, "jpg"))
            .unwrap()
            .to_rgb8()
            .get_pixel(32, 32)
            .0
    };
    // As LittleCMS converts it.
    assert_color(&pixel("p3"), [103, 202, 85]);
    assert_color(&pixel("plain"), [128, 200, 100]);
}

#[test]
fn a_drawing_keeps_its_edges_and_what_is_transparent() {
    let drawing = RgbaImage::from_fn(90, 60, |x, y| match (x / 10 + y / 10) % 3 {
        0 => Rgba([200, 30, 30, 255]),
        1 => Rgba([0, 60, 160, 128]),
        _ => Rgba([0, 0, 0, 0]),
    });
    let deep = image::ImageBuffer::from_fn(60, 40, |x, _| image::Luma([x as u16 * 1000]));
    let site = site("", "![图](map.png) ![深](deep.png)");
    put(&site, "map.png", encoded(drawing.clone(), ImageFormat::Png));
    put(
        &site,
        "deep.png",
        encoded(DynamicImage::ImageLuma16(deep), ImageFormat::Png),
    );
    let tree = site.build();
    assert_eq!(
        names(&tree),
        ["deep-60.avif", "deep-60.png", "map-90.avif", "map-90.png"]
    );
    assert_eq!(
        image::load_from_memory(file(&tree, "map", "png"))
            .unwrap()
            .to_rgba8(),
        drawing
    );
    // An alpha plane is an image of its own.
    assert!(holds(file(&tree, "map", "avif"), b"auxC"));
    let deep = image::load_from_memory(file(&tree, "deep", "png"))
        .unwrap()
        .to_rgb8();
    assert_color(&deep.get_pixel(33, 3).0, [(33_000 / 257) as u8; 3]);
}

#[test]
fn the_cache_saves_work_and_never_changes_a_byte() {
    let site = site("", "![大厅](hall.jpg) ![图](map.png)");
    put(&site, "hall.jpg", jpeg(&photo(320, 240, 20)));
    put(
        &site,
        "map.png",
        encoded(photo(50, 40, 0), ImageFormat::Png),
    );
    // A check writes nothing.
    assert_eq!(site.run(&["check"]).status, 0);
    assert!(!site.path(".newsroom").exists());
    let first = site.build();
    let cache = site.path(".newsroom/images");
    let entries = || {
        let mut entries: Vec<_> = std::fs::read_dir(&cache)
            .unwrap()
            .map(|one| one.unwrap().path())
            .collect();
        entries.sort();
        entries
    };
    assert_eq!(entries().len(), 4);
    // A damaged entry is made anew, and a build with another number of threads makes the same.
    let sound = std::fs::read(&entries()[0]).unwrap();
    std::fs::write(&entries()[0], b"damaged").unwrap();
    std::fs::remove_dir_all(site.path("public")).unwrap();
    assert_eq!(site.build(), first);
    assert_eq!(std::fs::read(&entries()[0]).unwrap(), sound);
    for threads in ["1", "5"] {
        std::fs::remove_dir_all(&cache).unwrap();
        let run = site.run_with(
            &["build", "--output", threads, "--now", super::support::NOW],
            ("RAYON_NUM_THREADS", threads),
        );
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_eq!(super::support::read_tree(&site.path(threads)), first);
    }
    // What is kept is used: bytes that are there are not made again.
    let made = std::fs::metadata(&entries()[1])
        .unwrap()
        .modified()
        .unwrap();
    site.build();
    assert_eq!(
        std::fs::metadata(&entries()[1])
            .unwrap()
            .modified()
            .unwrap(),
        made
    );
}

#[test]
fn a_cache_that_cannot_be_kept_is_no_failure() {
    let site = site("", "![大厅](hall.jpg)");
    put(&site, "hall.jpg", jpeg(&photo(40, 30, 0)));
    site.write(".newsroom/images", "in the way");
    let report = site.json("build");
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 1);
    assert_eq!(report["diagnostics"][0]["code"], "cache-not-kept");
    assert_eq!(names(&site.output()), ["hall-40.avif", "hall-40.jpg"]);
}

#[test]
fn a_picture_to_download_is_the_file_itself_and_a_warning_says_that_it_tells_its_place() {
    let site = site(
        "attachments: [{src: press.jpg}]",
        "![大厅](hall.jpg) [原图](hall.jpg)",
    );
    let press = with_segment(&jpeg(&photo(40, 30, 0)), 0xE1, &exif());
    put(&site, "press.jpg", &press);
    let hall = jpeg(&photo(40, 30, 9));
    put(&site, "hall.jpg", &hall);
    assert_eq!(site.codes(), ["image-position"]);
    let tree = site.build();
    assert_eq!(
        names(&tree),
        ["hall-40.avif", "hall-40.jpg", "hall.jpg", "press.jpg"]
    );
    assert_eq!(tree[&format!("{FOLDER}/press.jpg")], press);
    assert_eq!(tree[&format!("{FOLDER}/hall.jpg")], hall);
}

#[test]
fn a_picture_says_what_it_shows_or_that_it_only_decorates() {
    let check = |matter: &str, body: &str, expected: &[&str]| {
        let site = site(matter, body);
        put(&site, "a.jpg", jpeg(&photo(4, 3, 0)));
        assert_eq!(site.codes(), expected, "{matter}{body}");
    };
    check("", "![](a.jpg)", &["missing-alt"]);
    check("", "![ ](a.jpg)\n\n![](a.jpg)", &["missing-alt"]);
    check("", "<img src=a.jpg>", &["missing-alt"]);
    check(
        "",
        "<img src=a.jpg alt=\"\"> ![山](a.jpg) ![**山**](a.jpg)",
        &[],
    );
    check("image: {src: a.jpg}", "正文", &["missing-alt"]);
    check("image: {src: a.jpg, alt: 山}", "正文", &[]);
    // Of a picture that is not there, enough is said.
    check("", "![](b.jpg)", &["missing-image"]);
}

/// A PNG whose header states other sides than it has.
fn with_sides(png: &[u8], width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png.to_vec();
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    // CRC-32 of the chunk (ISO/IEC 15948, annex D).
    let crc = bytes[12..29].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            crc >> 1 ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    });
    bytes[29..33].copy_from_slice(&(!crc).to_be_bytes());
    bytes
}

#[test]
fn files_that_are_no_pictures_or_broken_or_too_large_are_errors_with_a_way_out() {
    let whole = jpeg(&photo(400, 300, 20));
    let png = encoded(photo(400, 300, 20), ImageFormat::Png);
    let webp = encoded(photo(40, 30, 20), ImageFormat::WebP);
    let check = |name: &str, bytes: &[u8], code: &str, words: &str| {
        let site = site("", &format!("![图]({name})\n\n<img src={name} alt=图>"));
        put(&site, name, bytes);
        for command in ["check", "build"] {
            let report = site.json(command);
            let found = report["diagnostics"].as_array().unwrap();
            assert_eq!(found.len(), 1, "{name}: {found:#?}");
            assert_eq!(
                (found[0]["severity"].as_str(), found[0]["code"].as_str()),
                (Some("error"), Some(code))
            );
            let message = found[0]["message"].as_str().unwrap();
            assert!(
                message.contains(name) && message.contains(words),
                "{message}"
            );
            assert!(!found[0]["help"].as_str().unwrap().is_empty());
        }
        assert!(site.output().is_empty());
    };
    check(
        "cut.jpg",
        &whole[..whole.len() / 2],
        "damaged-image",
        "its end is missing",
    );
    check("short.jpg", &whole[..100], "damaged-image", "");
    check(
        "cut.png",
        &png[..png.len() / 2],
        "damaged-image",
        "unexpected end of file",
    );
    check("cut.webp", &webp[..webp.len() / 2], "damaged-image", "");
    check(
        "text.jpg",
        "这不是图片".as_bytes(),
        "not-an-image",
        "holds text",
    );
    check(
        "page.png",
        b"\n<!DOCTYPE html><html>",
        "not-an-image",
        "holds a web page",
    );
    check(
        "drawing.png",
        b"<?xml version=\"1.0\"?><svg/>",
        "not-an-image",
        "holds an SVG drawing",
    );
    check("empty.jpg", b"", "not-an-image", "the file is empty");
    check(
        "phone.jpg",
        b"\0\0\0\x18ftypheic\0\0\0\0",
        "not-an-image",
        "an HEIC picture",
    );
    check("scan.tiff", b"II*\0", "not-an-image", "");
    let bomb = with_sides(&png, 20_000, 20_000);
    check(
        "bomb.png",
        &bomb,
        "image-too-large",
        "20000 × 20000 pixels (400 megapixels)",
    );
    check(
        "strip.png",
        &with_sides(&png, 70_000, 1),
        "image-too-large",
        "70000 × 1 pixels",
    );
    // What the header promises and the data do not hold.
    check(
        "liar.png",
        &with_sides(&png, 5_000, 5_000),
        "damaged-image",
        "",
    );
}

#[test]
fn what_is_readable_but_not_as_meant_is_a_warning() {
    let mut moving = Vec::new();
    let frame = |shade| Frame::new(RgbaImage::from_pixel(8, 6, Rgba([shade, 0, 0, 255])));
    GifEncoder::new(&mut moving)
        .encode_frames([frame(0), frame(200)])
        .unwrap();
    let site = site("", "![甲](a.gif) ![乙](b.jpg)");
    put(&site, "a.gif", moving);
    put(&site, "b.jpg", encoded(photo(8, 6, 0), ImageFormat::Png));
    assert_eq!(site.codes(), ["animated-image", "image-name"]);
    assert_eq!(
        names(&site.build()),
        ["a-8.avif", "a-8.png", "b-8.avif", "b-8.png"]
    );
}

#[test]
fn equal_pictures_do_not_clash_and_the_same_name_for_two_does_not_either() {
    let site = site(
        "",
        "![甲](a.jpg) ![乙](b.jpg) ![丙](../a.jpg) ![丁](../more/a.jpg)",
    );
    let (one, other) = (jpeg(&photo(8, 6, 0)), jpeg(&photo(8, 6, 30)));
    put(&site, "a.jpg", &one);
    put(&site, "b.jpg", &one);
    put(&site, "../a.jpg", &one);
    put(&site, "../more/a.jpg", &other);
    assert_eq!(
        names(&site.build()),
        [
            "a-8.avif", "a-8.jpg", "a-8.avif", "a-8.jpg", "b-8.avif", "b-8.jpg"
        ]
    );
}
