//! Colours come out as sRGB by the embedded profile.

use image::{DynamicImage, ImageFormat, RgbImage};
use moxcms::{ColorProfile, Layout, TransformOptions};
use tezis_photo::Fit;

use crate::drawn::{
    self, cmyk_jpeg, difference, exif, file, jpeg, near, rendered, scene, spec, with_exif, with_icc,
};

/// The scene in the values of another colour space: what a camera set to it would store.
fn stored_in(profile: &ColorProfile, picture: &RgbImage) -> RgbImage {
    let options =
        TransformOptions { allow_use_cicp_transfer: false, ..TransformOptions::default() };
    let transform = ColorProfile::new_srgb()
        .create_transform_8bit(Layout::Rgb, profile, Layout::Rgb, options)
        .unwrap();
    let mut pixels = vec![0; picture.as_raw().len()];
    transform.transform(picture.as_raw(), &mut pixels).unwrap();
    RgbImage::from_raw(picture.width(), picture.height(), pixels).unwrap()
}

/// JPEG at quality 97 and two roundings.
const TOLERANCE: f64 = 2.0;

#[test]
fn wide_profiles_become_srgb() {
    let picture = scene(240, 160);
    let small = spec(Fit::Contain, 120, 120);
    let expected = rendered(&jpeg(&picture, 97), &small);
    for (name, profile) in [
        ("Adobe RGB", ColorProfile::new_adobe_rgb()),
        ("Display P3", ColorProfile::new_display_p3()),
        ("ProPhoto", ColorProfile::new_pro_photo_rgb()),
    ] {
        let stored = stored_in(&profile, &picture);
        let icc = profile.encode().unwrap();
        let with_profile = rendered(&with_icc(&jpeg(&stored, 97), &icc), &small);
        let off = difference(&with_profile, &expected);
        assert!(off < TOLERANCE, "{name}: off by {off}");
        let without = difference(&rendered(&jpeg(&stored, 97), &small), &expected);
        assert!(without > 2.0 * TOLERANCE, "{name} without its profile is off by only {without}");
    }
}

/// Cameras set to Adobe RGB write no profile but a mark in EXIF (DCF 2.0, option file).
#[test]
fn adobe_rgb_by_the_camera_mark() {
    let picture = scene(240, 160);
    let small = spec(Fit::Contain, 120, 120);
    let stored = jpeg(&stored_in(&ColorProfile::new_adobe_rgb(), &picture), 97);
    let mark = drawn::Value::Directory(vec![(
        0xA005,
        drawn::Value::Directory(vec![(0x0001, drawn::Value::Text("R03"))]),
    )]);
    let marked = with_exif(&stored, &exif(&[(0x8769, mark)]));
    let off = difference(&rendered(&marked, &small), &rendered(&jpeg(&picture, 97), &small));
    assert!(off < TOLERANCE, "off by {off}");
}

#[test]
fn png_profiles_count_too() {
    let picture = scene(120, 80);
    let profile = ColorProfile::new_display_p3();
    let stored = DynamicImage::ImageRgb8(stored_in(&profile, &picture));
    let mut png = img_parts::png::Png::from_bytes(file(&stored, ImageFormat::Png).into()).unwrap();
    img_parts::ImageICC::set_icc_profile(&mut png, Some(profile.encode().unwrap().into()));
    let made = rendered(&png.encoder().bytes(), &spec(Fit::Contain, 60, 60));
    let plain = file(&DynamicImage::ImageRgb8(picture), ImageFormat::Png);
    let off = difference(&made, &rendered(&plain, &spec(Fit::Contain, 60, 60)));
    assert!(off < TOLERANCE, "off by {off}");
}

#[test]
fn grey_profiles_are_applied() {
    let icc = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    let photo = with_icc(&drawn::grey_jpeg(64, 64, 55), &icc);
    let made = rendered(&photo, &spec(Fit::Contain, 32, 32));
    // Linear 55/255 is 0.2157; in sRGB's curve 0.502, 128.
    assert!(near(*made.get_pixel(16, 16), [128; 3], 3), "{:?}", made.get_pixel(16, 16));
}

#[test]
fn a_broken_or_foreign_profile_is_passed_over() {
    let photo = jpeg(&scene(64, 64), 95);
    let small = spec(Fit::Contain, 32, 32);
    let expected = rendered(&photo, &small);
    assert_eq!(rendered(&with_icc(&photo, b"this is no profile"), &small), expected);
    let grey = ColorProfile::new_gray_with_gamma(2.2).encode().unwrap();
    assert_eq!(rendered(&with_icc(&photo, &grey), &small), expected);
    let rgb = ColorProfile::new_adobe_rgb().encode().unwrap();
    let cmyk = rendered(&with_icc(&cmyk_jpeg(64, 64, [0; 4]), &rgb), &small);
    assert!(near(*cmyk.get_pixel(16, 16), [255; 3], 3), "paper stays white");
}

/// A printer's profile that prints grey alone: no ink is paper, black ink is black, every other ink a
/// grey of L* 50. Written by hand from ICC.1:2001-04 (`lut8Type`, 6.5.8), so that nothing of the
/// colour engine is tested against itself.
#[cfg(feature = "turbojpeg")]
fn grey_printer() -> Vec<u8> {
    let fixed = |values: &[f64]| -> Vec<u8> {
        values.iter().flat_map(|value| ((value * 65536.0) as i32).to_be_bytes()).collect()
    };
    let ramp: Vec<u8> = (0..=255).collect();
    let mut lut = b"mft1\0\0\0\0\x04\x03\x02\0".to_vec();
    lut.extend(fixed(&[1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]));
    lut.extend(ramp.repeat(4));
    for inks in 0..16_u8 {
        // The last channel, black, changes fastest.
        let lightness = match inks {
            0 => 255,
            inks if inks & 1 == 1 => 0,
            _ => 128,
        };
        lut.extend([lightness, 128, 128]);
    }
    lut.extend(ramp.repeat(3));

    let mut profile = vec![0; 128];
    profile[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    profile[12..24].copy_from_slice(b"prtrCMYKLab ");
    profile[36..40].copy_from_slice(b"acsp");
    profile[68..80].copy_from_slice(&fixed(&[0.9642, 1.0, 0.8249]));
    profile.extend(1_u32.to_be_bytes());
    profile.extend(b"A2B0");
    profile.extend(144_u32.to_be_bytes());
    profile.extend((lut.len() as u32).to_be_bytes());
    profile.extend(lut);
    let length = (profile.len() as u32).to_be_bytes();
    profile[..4].copy_from_slice(&length);
    profile
}

/// Without the profile cyan is cyan (`renditions::cmyk_becomes_rgb`).
#[cfg(feature = "turbojpeg")]
#[test]
fn inks_are_what_their_profile_says() {
    let profile = grey_printer();
    for (inks, grey) in [([0, 0, 0, 0], 255), ([255, 0, 0, 0], 119), ([0, 0, 0, 255], 0)] {
        let photo = with_icc(&cmyk_jpeg(64, 64, inks), &profile);
        let made = rendered(&photo, &spec(Fit::Contain, 20, 20));
        let found = *made.get_pixel(10, 10);
        assert!(near(found, [grey; 3], 4), "{inks:?}: {found:?}");
    }
}
