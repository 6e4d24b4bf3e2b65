//! Files that are broken, wrong or hostile: a clear error or a partial picture, never a surprise.

use image::{DynamicImage, ImageFormat};
use tezis_photo::{
    Fit, Integrity, Limits, Look, Measure, PhotoError, RenditionNote, integrity, probe, renditions,
    thumbnail,
};

use crate::drawn::{
    file, jpeg, large_scene, noisy_scene, progressive_jpeg, scene, spec, with_segment,
};

fn never() -> bool {
    false
}

#[test]
fn zero_bytes() {
    for error in [
        probe(&[]).unwrap_err(),
        integrity(&[]).unwrap_err(),
        thumbnail(&[], 100).unwrap_err(),
        renditions(&[], &Look::default(), &[spec(Fit::Contain, 10, 10)], &never).unwrap_err(),
    ] {
        assert_eq!(error, PhotoError::Empty);
    }
}

#[test]
fn what_is_no_picture() {
    for bytes in [
        &b"a letter to the editor"[..],
        b"%PDF-1.7 ...........................",
        b"PK\x03\x04 a document of a word processor",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"BM",
        b"\xFF\xD8",
    ] {
        assert_eq!(probe(bytes).unwrap_err().code(), "photo.not_an_image", "{bytes:?}");
    }
}

/// The size that a JPEG's frame header claims, replaced.
fn claiming(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg.to_vec();
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

/// Decoding a part of 65000×65000 pixels, or zeroing memory for it, would take seconds and gigabytes.
#[test]
fn a_bomb_is_refused() {
    let bomb = claiming(&jpeg(&scene(64, 64), 90), 65000, 65000);
    let errors = [
        probe(&bomb).unwrap_err(),
        integrity(&bomb).unwrap_err(),
        thumbnail(&bomb, 200).unwrap_err(),
        renditions(&bomb, &Look::default(), &[spec(Fit::Cover, 100, 100)], &never).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.code(), "photo.too_large");
        let expected = PhotoError::TooLarge { measure: Measure::Side, value: 65000, limit: 20_000 };
        assert_eq!(error, expected);
    }
}

#[test]
fn the_other_limits() {
    let limits = Limits::default();
    let many_pixels = claiming(&jpeg(&scene(64, 64), 90), 15_000, 15_000);
    assert_eq!(
        probe(&many_pixels),
        Err(PhotoError::TooLarge {
            measure: Measure::Pixels,
            value: 225_000_000,
            limit: limits.max_pixels
        })
    );
    let mut long_file = jpeg(&scene(64, 64), 90);
    long_file.resize(200_000_001, 0);
    assert_eq!(
        probe(&long_file),
        Err(PhotoError::TooLarge {
            measure: Measure::FileBytes,
            value: 200_000_001,
            limit: limits.max_file_bytes
        })
    );
}

#[test]
fn a_png_that_claims_too_much() {
    let mut png = file(&DynamicImage::ImageRgb8(scene(64, 64)), ImageFormat::Png);
    png[16..20].copy_from_slice(&50_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&50_000_u32.to_be_bytes());
    let checksum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&checksum.to_be_bytes());
    assert_eq!(probe(&png).unwrap_err().code(), "photo.too_large");
    assert_eq!(thumbnail(&png, 100).unwrap_err().code(), "photo.too_large");
}

/// The other formats' headers claim as much: none of them gets as far as memory for its pixels.
#[test]
fn gif_bmp_webp_and_tiff_that_claim_too_much() {
    let picture = DynamicImage::ImageRgba8(DynamicImage::ImageRgb8(scene(64, 64)).to_rgba8());
    let claims = |format: ImageFormat, at: &[usize], value: &[u8]| {
        let mut bytes = file(&picture, format);
        for at in at {
            bytes[*at..*at + value.len()].copy_from_slice(value);
        }
        bytes
    };
    let gif = claims(ImageFormat::Gif, &[6, 8], &65_000_u16.to_le_bytes());
    let bmp = claims(ImageFormat::Bmp, &[18, 22], &50_000_u32.to_le_bytes());
    // VP8X of 16,384 × 16,384, the most that WebP can say, before a still picture.
    let mut webp = b"RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\xFF\x3F\0\xFF\x3F\0".to_vec();
    webp.extend(&file(&picture, ImageFormat::WebP)[12..]);
    let length = (webp.len() as u32 - 8).to_le_bytes();
    webp[4..8].copy_from_slice(&length);
    for (name, bytes) in [("GIF", gif), ("BMP", bmp), ("WebP", webp)] {
        for error in [
            probe(&bytes).unwrap_err(),
            renditions(&bytes, &Look::default(), &[spec(Fit::Cover, 9, 9)], &never).unwrap_err(),
        ] {
            assert_eq!(error.code(), "photo.too_large", "{name}: {error}");
        }
    }
}

/// CRC-32 of PNG (annex D), bit by bit.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

#[test]
fn a_panorama_at_the_limit_is_fine() {
    let photo = jpeg(&scene(20_000, 40), 80);
    let made =
        renditions(&photo, &Look::default(), &[spec(Fit::Contain, 1600, 1600)], &never).unwrap();
    assert_eq!((made[0].width, made[0].height), (1600, 3));
}

/// A strip of 20,000 × 400 with everything that can be done to it: the geometry has no overflow and no
/// empty result at the edge of what is allowed.
#[test]
fn a_panorama_turned_covered_and_cut() {
    let small = large_scene(20_000, 400);
    let photo = jpeg(&small, 80);
    let look = Look {
        rotation: 91.0,
        blurred: vec![tezis_photo::CropRect { x: 0.999, y: 0.0, width: 0.001, height: 1.0 }],
        ..Look::default()
    };
    let specs = [
        tezis_photo::RenditionSpec { name: "tall".to_owned(), ..spec(Fit::Contain, 1600, 1600) },
        tezis_photo::RenditionSpec { focal: Some((1.0, 1.0)), ..spec(Fit::Cover, 40, 30) },
    ];
    let made = renditions(&photo, &look, &specs, &never).unwrap();
    assert!(made[0].height > 10 * made[0].width, "{}×{}", made[0].width, made[0].height);
    assert_eq!((made[1].width, made[1].height), (40, 30));
}

#[test]
fn a_size_of_zero() {
    let photo = claiming(&jpeg(&scene(64, 64), 90), 0, 0);
    assert_eq!(probe(&photo).unwrap_err().code(), "photo.damaged");
    assert!(matches!(integrity(&photo), Ok(Integrity::Damaged { .. })));
}

#[test]
fn a_header_without_a_picture() {
    let photo = jpeg(&scene(64, 64), 90);
    assert_eq!(probe(&photo[..20]).unwrap_err().code(), "photo.damaged");
}

/// The card was pulled: `image` alone would call the file good.
#[test]
fn a_cut_jpeg_is_damaged_and_still_shows_its_upper_part() {
    let picture = scene(400, 400);
    for photo in [jpeg(&picture, 90), progressive_jpeg(&picture, 90)] {
        assert_eq!(integrity(&photo), Ok(Integrity::Whole));
        let cut = &photo[..photo.len() * 2 / 3];
        assert!(matches!(integrity(cut), Ok(Integrity::Damaged { .. })));
        let shown = thumbnail(cut, 100).unwrap();
        assert!(shown.damaged);
        assert_eq!((shown.width, shown.height), (100, 100));
        let pixels = image::load_from_memory(&shown.bytes).unwrap().to_rgb8();
        let top = pixels.get_pixel(5, 30).0;
        assert!(top[0] > 120 && top[2] < 100, "the upper left quarter is red: {top:?}");
        let made =
            renditions(cut, &Look::default(), &[spec(Fit::Contain, 200, 200)], &never).unwrap();
        assert!(matches!(made[0].notes.last(), Some(RenditionNote::Damaged { .. })));
    }
}

/// Even one missing byte at the end is noticed, and a photo whose rest is zeros.
#[test]
fn a_jpeg_without_its_end() {
    let photo = jpeg(&noisy_scene(120, 90), 90);
    let cut = &photo[..photo.len() - 2];
    assert!(matches!(integrity(cut), Ok(Integrity::Damaged { .. })), "no end marker");
    let mut zeroed = photo.clone();
    let half = zeroed.len() / 2;
    zeroed[half..].fill(0);
    assert!(matches!(integrity(&zeroed), Ok(Integrity::Damaged { .. })), "half of it zeros");
}

#[test]
fn a_cut_png_and_a_cut_webp() {
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let bytes = file(&DynamicImage::ImageRgb8(noisy_scene(200, 200)), format);
        assert_eq!(integrity(&bytes), Ok(Integrity::Whole));
        let cut = &bytes[..bytes.len() / 2];
        assert!(matches!(integrity(cut), Ok(Integrity::Damaged { .. })), "{format:?}");
    }
    let bytes = file(&DynamicImage::ImageRgb8(noisy_scene(200, 200)), ImageFormat::Png);
    let shown = thumbnail(&bytes[..bytes.len() / 2], 100).unwrap();
    assert!(shown.damaged, "a PNG gives its upper rows");
}

/// Padding and stray bytes that cameras leave harm nothing and must not alarm anybody.
#[test]
fn harmless_extra_bytes() {
    let photo = jpeg(&scene(120, 90), 90);
    let end = photo.len() - 2;
    let mut padded = photo.clone();
    padded.splice(end..end, [0; 24]);
    let mut trailing = photo.clone();
    trailing.extend(b"a second picture, or an index of a phone");
    let mut between = photo.clone();
    let table = between.windows(2).position(|pair| pair == [0xFF, 0xDB]).unwrap();
    between.splice(table..table, [0x12, 0x34, 0x56]);
    let comment = with_segment(&photo, 0xFE, b"made by a camera");
    for (what, bytes) in [
        ("zeros before the end", padded),
        ("bytes after the end", trailing),
        ("bytes between segments", between),
        ("a comment", comment),
    ] {
        assert_eq!(integrity(&bytes), Ok(Integrity::Whole), "{what}");
        assert!(!thumbnail(&bytes, 60).unwrap().damaged, "{what}");
    }
}

/// A few bytes changed in the middle: only libjpeg-turbo notices.
#[cfg(feature = "turbojpeg")]
#[test]
fn wrong_bytes_in_the_middle() {
    let mut photo = jpeg(&noisy_scene(400, 300), 90);
    let middle = photo.len() / 2;
    for byte in &mut photo[middle..middle + 40] {
        *byte = byte.wrapping_mul(31).wrapping_add(17) & 0x7F;
    }
    assert!(matches!(integrity(&photo), Ok(Integrity::Damaged { .. })));
}

#[test]
fn specifications_without_sense() {
    let photo = jpeg(&scene(64, 64), 90);
    let good = spec(Fit::Cover, 10, 10);
    let crop = |x: f64, width: f64| Some(tezis_photo::CropRect { x, y: 0.0, width, height: 1.0 });
    let mut cases = vec![
        ("width", spec(Fit::Cover, 0, 10)),
        ("height", spec(Fit::Cover, 10, 20_001)),
        ("quality", tezis_photo::RenditionSpec { quality: 0, ..good.clone() }),
        ("quality", tezis_photo::RenditionSpec { quality: 101, ..good.clone() }),
        ("max_bytes", tezis_photo::RenditionSpec { max_bytes: Some(0), ..good.clone() }),
        ("focal", tezis_photo::RenditionSpec { focal: Some((1.2, 0.5)), ..good.clone() }),
        ("focal", tezis_photo::RenditionSpec { focal: Some((f64::NAN, 0.5)), ..good.clone() }),
    ];
    for crop in [crop(0.5, 0.6), crop(-0.1, 0.5), crop(0.2, 0.0), crop(f64::NAN, 0.5)] {
        cases.push(("crop", tezis_photo::RenditionSpec { crop, ..good.clone() }));
    }
    for (name, spec) in cases {
        let error =
            renditions(&photo, &Look::default(), std::slice::from_ref(&spec), &never).unwrap_err();
        assert_eq!(error.code(), "photo.parameter", "{spec:?}");
        assert_eq!(error.params()[0], ("name", name.to_owned()), "{spec:?}");
    }
    let twice = renditions(&photo, &Look::default(), &[good.clone(), good], &never).unwrap_err();
    assert_eq!(twice.params()[0].1, "name", "two renditions of one name");
}
