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
