//! One decode that tells all: that it is one is the benchmark's matter, that it misses nothing is here.

use image::{DynamicImage, ImageFormat, RgbImage, imageops};
use tezis_photo::{
    Format, Integrity, THUMBNAIL_SIDE, embedded_thumbnail, examine, probe, probe_head, thumbnail,
};

use crate::drawn::{
    self, Value, camera_exif, difference, file, jpeg, noisy_scene, oriented, progressive_jpeg,
    scene, with_exif, with_segment,
};

/// Wide enough that the thumbnail needs an eighth of it only: the scale at which a decoder could be
/// tempted to skip data.
fn wide() -> RgbImage {
    noisy_scene(4000, 480)
}

#[test]
fn a_whole_photo() {
    let photo = with_exif(&jpeg(&wide(), 80), &camera_exif(6));
    let found = examine(&photo).unwrap();
    assert_eq!(found.integrity, Integrity::Whole);
    assert_eq!(found.probe, probe(&photo).unwrap());
    assert_eq!((found.thumbnail.width, found.thumbnail.height), (48, THUMBNAIL_SIDE), "upright");
    assert!(!found.thumbnail.damaged);
    let shown = image::load_from_memory(&found.thumbnail.bytes).unwrap().to_rgb8();
    let other = thumbnail(&photo, THUMBNAIL_SIDE).unwrap();
    let other = image::load_from_memory(&other.bytes).unwrap().to_rgb8();
    assert!(difference(&shown, &other) < 2.0, "the grid's thumbnail and this one are one picture");
}

/// Cut anywhere, down to its last byte, a photo is called damaged though only an eighth of it is made.
#[test]
fn cuts_are_noticed_at_an_eighth_of_the_scale() {
    let picture = wide();
    for photo in [jpeg(&picture, 80), progressive_jpeg(&picture, 80)] {
        assert_eq!(examine(&photo).unwrap().integrity, Integrity::Whole);
        let length = photo.len();
        for kept in [length / 3, length / 2, length * 9 / 10, length - 40, length - 1] {
            let found = examine(&photo[..kept]).unwrap();
            assert!(
                matches!(found.integrity, Integrity::Damaged { .. }),
                "{kept} of {length} bytes"
            );
            assert!(found.thumbnail.damaged);
            assert_eq!(found.thumbnail.width, THUMBNAIL_SIDE, "what is there is shown");
        }
    }
}

/// A card's bad block: zeros, or bytes of another file, in the middle of good data.
#[cfg(feature = "turbojpeg")]
#[test]
fn corruption_is_noticed_at_an_eighth_of_the_scale() {
    let photo = jpeg(&wide(), 80);
    let middle = photo.len() / 2;
    let mut zeros = photo.clone();
    zeros[middle..middle + 512].fill(0);
    let mut strange = photo;
    for (index, byte) in strange[middle..middle + 512].iter_mut().enumerate() {
        *byte = (index * 31 % 251) as u8;
    }
    for broken in [zeros, strange] {
        assert!(matches!(examine(&broken).unwrap().integrity, Integrity::Damaged { .. }));
    }
}

#[test]
fn harmless_extra_bytes_are_no_damage() {
    let photo = jpeg(&scene(500, 300), 85);
    let end = photo.len() - 2;
    let mut padded = photo.clone();
    padded.splice(end..end, [0; 24]);
    let trailing = [photo.as_slice(), b"an index that a phone left here"].concat();
    let comment = with_segment(&photo, 0xFE, b"made by a camera");
    for bytes in [padded, trailing, comment] {
        assert_eq!(examine(&bytes).unwrap().integrity, Integrity::Whole);
    }
}

#[test]
fn what_cannot_be_shown_is_an_error() {
    assert_eq!(examine(&[]).unwrap_err().code(), "photo.empty");
    assert_eq!(examine(b"a letter").unwrap_err().code(), "photo.not_an_image");
    let photo = jpeg(&scene(64, 64), 90);
    assert_eq!(examine(&photo[..20]).unwrap_err().code(), "photo.damaged");
}

#[test]
fn other_formats_and_small_pictures() {
    let rgb = DynamicImage::ImageRgb8(scene(50, 30));
    let rgba = DynamicImage::ImageRgba8(rgb.to_rgba8());
    for (bytes, format) in [
        (file(&rgb, ImageFormat::Png), Format::Png),
        (file(&rgba, ImageFormat::WebP), Format::WebP),
        (file(&rgba, ImageFormat::Gif), Format::Gif),
        (file(&rgb, ImageFormat::Tiff), Format::Tiff),
        (file(&rgb, ImageFormat::Bmp), Format::Bmp),
        (drawn::grey_jpeg(50, 30, 99), Format::Jpeg),
        (drawn::cmyk_jpeg(50, 30, [0, 200, 0, 0]), Format::Jpeg),
    ] {
        let found = examine(&bytes).unwrap();
        assert_eq!((found.probe.format, found.integrity), (format, Integrity::Whole));
        assert_eq!((found.thumbnail.width, found.thumbnail.height), (50, 30), "never enlarged");
    }
}

/// In a burst the frame without a shake is the one to propose; a darker frame is not a softer one.
#[test]
fn the_sharpest_of_a_burst() {
    let sharp = noisy_scene(1600, 1000);
    let blurred = imageops::fast_blur(&sharp, 6.0);
    let very_blurred = imageops::fast_blur(&sharp, 20.0);
    let darker =
        RgbImage::from_fn(1600, 1000, |x, y| image::Rgb(sharp.get_pixel(x, y).0.map(|v| v / 2)));
    let of = |picture: &RgbImage| examine(&jpeg(picture, 92)).unwrap().sharpness;
    let [sharp, blurred, very_blurred, darker] = [&sharp, &blurred, &very_blurred, &darker].map(of);
    assert!(sharp > blurred * 1.2 && blurred > very_blurred, "{sharp} {blurred} {very_blurred}");
    assert!((darker / sharp - 1.0).abs() < 0.2, "half the light: {darker}, {sharp}");
    let even = of(&RgbImage::from_pixel(300, 200, image::Rgb([90, 90, 90])));
    assert!(even < 0.01, "nothing to see is not sharp: {even}");
}

/// A camera's thumbnail: 160 × 120 with the picture between black bars.
fn thumbnail_block(orientation: u16) -> Vec<u8> {
    let mut bars = RgbImage::new(160, 120);
    imageops::replace(&mut bars, &scene(160, 107), 0, 6);
    with_thumbnail(&oriented(orientation), &jpeg(&bars, 88))
}

/// Puts a second directory with a thumbnail behind an EXIF block whose first has one short entry.
fn with_thumbnail(block: &[u8], thumbnail: &[u8]) -> Vec<u8> {
    let mut block = block.to_vec();
    let second = block.len() as u32;
    let link = 8 + 2 + 12;
    block[link..link + 4].copy_from_slice(&second.to_le_bytes());
    let at = second + 2 + 24 + 4;
    block.extend([2, 0]);
    for (tag, value) in [(0x0201_u16, at), (0x0202, thumbnail.len() as u32)] {
        block.extend(tag.to_le_bytes());
        block.extend([4, 0, 1, 0, 0, 0]);
        block.extend(value.to_le_bytes());
    }
    block.extend([0; 4]);
    block.extend(thumbnail);
    block
}

/// Bars are cut, all eight turns are right, and it is the picture of the true thumbnail.
#[test]
fn the_cameras_thumbnail_looks_as_the_true_one() {
    let photo = jpeg(&scene(1600, 1067), 85);
    for orientation in 1..=8 {
        let photo = with_exif(&photo, &thumbnail_block(orientation));
        let head = &photo[..photo.len().min(40_000)];
        let found = embedded_thumbnail(head).expect("it stands in the first bytes");
        let long = found.width.max(found.height);
        assert_eq!((long, found.width.min(found.height)), (160, 107), "orientation {orientation}");
        let found = image::load_from_memory(&found.bytes).unwrap().to_rgb8();
        let truth =
            image::load_from_memory(&thumbnail(&photo, 160).unwrap().bytes).unwrap().to_rgb8();
        let off = difference(&found, &truth);
        assert!(off < 6.0, "orientation {orientation}: off by {off}; another turn is off by 60");
    }
}

#[test]
fn a_thumbnail_that_cannot_be_the_picture_is_none() {
    let bare = jpeg(&scene(600, 400), 85);
    assert!(embedded_thumbnail(&bare).is_none(), "there is none");
    let upright_crop = with_exif(&jpeg(&scene(300, 600), 85), &thumbnail_block(1));
    assert!(
        embedded_thumbnail(&upright_crop).is_none(),
        "the picture was cropped after it was made"
    );
    let broken = with_thumbnail(&oriented(1), &bare[..bare.len() / 2]);
    assert!(embedded_thumbnail(&with_exif(&bare, &broken)).is_none(), "half of a thumbnail");
    let whole = with_exif(&bare, &thumbnail_block(1));
    assert!(embedded_thumbnail(&whole[..2000]).is_none(), "cut inside of it");
    assert!(embedded_thumbnail(b"").is_none());
}

/// What a grid sorts and filters by is known before anything is copied.
#[test]
fn the_first_bytes_tell_the_facts() {
    let photo = with_exif(&jpeg(&noisy_scene(1600, 1000), 95), &camera_exif(6));
    let whole = probe(&photo).unwrap();
    let head = probe_head(&photo[..20_000], photo.len() as u64).unwrap();
    assert_eq!(head.size, Some((whole.width, whole.height)));
    assert_eq!((head.orientation, head.taken_at), (6, whole.taken_at));
    assert_eq!(head.utc_offset_minutes, Some(240));
    assert_eq!(head.body_serial, whole.body_serial);
    assert_eq!(head.camera_model, whole.camera_model);

    let rated = with_exif(&jpeg(&scene(40, 30), 80), &drawn::exif(&[(0x4746, Value::Short(4))]));
    assert_eq!(probe_head(&rated, 5000).unwrap().rating, Some(4));
    assert_eq!(probe_head(&rated, 300_000_000).unwrap_err().code(), "photo.too_large");
    assert_eq!(probe_head(b"", 0).unwrap_err().code(), "photo.empty");
    assert_eq!(probe_head(b"%PDF-1.7", 9000).unwrap_err().code(), "photo.not_an_image");
    let png = file(&DynamicImage::ImageRgb8(scene(70, 30)), ImageFormat::Png);
    assert_eq!(probe_head(&png[..60], png.len() as u64).unwrap().size, Some((70, 30)));
}
