//! The portal's mark: in its place, at its size, on whatever goes out.

use std::sync::Arc;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use tezis_photo::{Corner, Fit, Look, OutFormat, RenditionSpec, Watermark, renditions};

use crate::drawn::{file, jpeg, near, oriented, rendered, spec, with_exif};

/// Red, 40 × 20, its right half transparent.
fn mark() -> Watermark {
    let picture =
        RgbaImage::from_fn(40, 20, |x, _| Rgba([220, 0, 0, if x < 20 { 255 } else { 0 }]));
    Watermark::read(&file(&DynamicImage::ImageRgba8(picture), ImageFormat::Png)).unwrap()
}

/// The mark, changed.
fn changed(change: impl FnOnce(&mut Watermark)) -> Watermark {
    let mut watermark = mark();
    change(&mut watermark);
    watermark
}

fn grey_photo() -> Vec<u8> {
    jpeg(&RgbImage::from_pixel(600, 400, Rgb([120; 3])), 95)
}

fn marked(watermark: Watermark, spec: RenditionSpec) -> RenditionSpec {
    RenditionSpec { watermark: Some(Arc::new(watermark)), ..spec }
}

#[test]
fn it_stands_in_its_corner_at_its_size() {
    let photo = grey_photo();
    // In 300 × 200: 0.2 of 300 is 60 × 30 pixels, 0.05 of 200 is a margin of 10.
    for (corner, left, upper) in [
        (Corner::TopLeft, 10, 10),
        (Corner::TopRight, 230, 10),
        (Corner::BottomLeft, 10, 160),
        (Corner::BottomRight, 230, 160),
        (Corner::Centre, 120, 85),
    ] {
        let watermark = changed(|mark| {
            mark.corner = corner;
            mark.margin = 0.05;
        });
        let shown = rendered(&photo, &marked(watermark, spec(Fit::Contain, 300, 300)));
        let red = |x: u32, y: u32| shown.get_pixel(x, y).0[0] > shown.get_pixel(x, y).0[1] + 60;
        assert!(red(left + 3, upper + 3) && red(left + 24, upper + 26), "{corner:?}");
        for (x, y) in [(left + 40, upper + 15), (left + 55, upper + 3)] {
            assert!(near(*shown.get_pixel(x, y), [120; 3], 6), "{corner:?}: transparent");
        }
        let outside =
            [(left.wrapping_sub(5), upper), (left, upper.wrapping_sub(5)), (left, upper + 36)];
        for (x, y) in outside.into_iter().filter(|(x, y)| *x < 300 && *y < 200) {
            assert!(near(*shown.get_pixel(x, y), [120; 3], 6), "{corner:?}: {x}, {y}");
        }
    }
}

#[test]
fn its_opacity_mixes_it_with_the_photo() {
    let half = changed(|mark| {
        mark.opacity = 0.5;
        mark.corner = Corner::TopLeft;
        mark.margin = 0.0;
    });
    let shown = rendered(&grey_photo(), &marked(half, spec(Fit::Contain, 300, 300)));
    assert!(near(*shown.get_pixel(12, 12), [170, 60, 60], 6), "{:?}", shown.get_pixel(12, 12));
    let none = changed(|mark| mark.opacity = 0.0);
    let with = rendered(&grey_photo(), &marked(none, spec(Fit::Contain, 300, 300)));
    assert_eq!(with, rendered(&grey_photo(), &spec(Fit::Contain, 300, 300)));
}

/// It is drawn on what goes out: neither turned with the photo nor toned with it.
#[test]
fn it_stands_upright_on_turned_and_toned_photos() {
    let watermark = changed(|mark| {
        mark.corner = Corner::TopLeft;
        mark.margin = 0.0;
        mark.size = 0.5;
    });
    let photo = with_exif(&grey_photo(), &oriented(8));
    let tone = tezis_photo::Tone { exposure: -2.0, ..tezis_photo::Tone::default() };
    let look = Look { rotation: 30.0, tone, ..Look::default() };
    let spec =
        marked(watermark, RenditionSpec { format: OutFormat::Png, ..spec(Fit::Cover, 100, 100) });
    let made = renditions(&photo, &look, &[spec], &|| false).unwrap().remove(0);
    let shown = image::load_from_memory(&made.bytes).unwrap().to_rgb8();
    assert_eq!(shown.get_pixel(2, 2).0, [220, 0, 0]);
    assert!(shown.get_pixel(40, 10).0[0] < 80, "the photo is dark");
}

/// On a picture with alpha it is opaque where the picture is not.
#[test]
fn it_stands_on_transparent_pictures_too() {
    let nothing = RgbaImage::from_pixel(100, 100, Rgba([0, 0, 0, 0]));
    let png = file(&DynamicImage::ImageRgba8(nothing), ImageFormat::Png);
    let watermark = changed(|mark| {
        mark.corner = Corner::TopLeft;
        mark.margin = 0.0;
    });
    let spec =
        marked(watermark, RenditionSpec { format: OutFormat::Png, ..spec(Fit::Contain, 100, 100) });
    let made = renditions(&png, &Look::default(), &[spec], &|| false).unwrap().remove(0);
    let shown = image::load_from_memory(&made.bytes).unwrap().to_rgba8();
    assert_eq!(shown.get_pixel(4, 4).0, [220, 0, 0, 255]);
    assert_eq!(shown.get_pixel(60, 60).0[3], 0);
}

#[test]
fn marks_come_from_any_format_and_wrong_ones_are_refused() {
    let picture = DynamicImage::ImageRgba8(RgbaImage::from_pixel(30, 10, Rgba([0, 90, 200, 255])));
    for bytes in [
        file(&picture, ImageFormat::WebP),
        jpeg(&picture.to_rgb8(), 95),
        file(
            &DynamicImage::ImageRgba8(RgbaImage::from_pixel(3000, 100, Rgba([0, 90, 200, 255]))),
            ImageFormat::Png,
        ),
    ] {
        let mut watermark = Watermark::read(&bytes).unwrap();
        (watermark.corner, watermark.margin, watermark.size) = (Corner::TopLeft, 0.0, 1.0);
        let shown = rendered(&grey_photo(), &marked(watermark, spec(Fit::Contain, 300, 300)));
        assert!(near(*shown.get_pixel(150, 4), [0, 90, 200], 12), "{:?}", shown.get_pixel(150, 4));
    }
    assert_eq!(Watermark::read(b"no picture").unwrap_err().code(), "photo.not_an_image");
    let png = file(&picture, ImageFormat::Png);
    assert_eq!(Watermark::read(&png[..png.len() / 2]).unwrap_err().code(), "photo.damaged");
    for wrong in [
        changed(|mark| mark.size = 0.0),
        changed(|mark| mark.size = 1.1),
        changed(|mark| mark.margin = -0.1),
        changed(|mark| mark.opacity = f64::NAN),
    ] {
        let specs = [marked(wrong, spec(Fit::Contain, 30, 30))];
        let error = renditions(&grey_photo(), &Look::default(), &specs, &|| false).unwrap_err();
        assert_eq!(error.params()[0].1, "watermark");
    }
}
