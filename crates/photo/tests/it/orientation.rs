//! All eight orientations × fits come out like the upright picture.

use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, RgbImage};
use tezis_photo::{CropRect, Fit, Look, OutFormat, RenditionSpec, probe, renditions};

use crate::drawn::{difference, file, jpeg, oriented, rendered, scene, spec, with_exif};

/// The stored pixels of a photo that EXIF turns to the upright `scene`: the inverse turn.
pub(crate) fn stored(upright: &DynamicImage, orientation: u16) -> DynamicImage {
    let inverse = match orientation {
        6 => 8,
        8 => 6,
        other => other,
    };
    let mut picture = upright.clone();
    picture.apply_orientation(Orientation::from_exif(inverse as u8).unwrap());
    picture
}

/// The pictures are encoded anew in each orientation, so that they differ by JPEG's own noise: a
/// mean of one and a half of 255. A wrong turn differs by more than 20.
const TOLERANCE: f64 = 1.5;

#[test]
fn all_orientations_and_fits_equal_the_upright_picture() {
    // Sides that no DCT scale divides evenly.
    let upright = DynamicImage::ImageRgb8(scene(477, 323));
    let reference = jpeg(&upright.to_rgb8(), 95);
    let mut specs = vec![
        spec(Fit::Contain, 120, 120),
        spec(Fit::Cover, 100, 100),
        spec(Fit::Cover, 60, 110),
        spec(Fit::Cover, 160, 60),
        spec(Fit::Contain, 400, 400),
        spec(Fit::Contain, 2000, 2000),
    ];
    let mut focal = spec(Fit::Cover, 90, 90);
    focal.focal = Some((0.9, 0.2));
    specs.push(focal);
    let mut crop = spec(Fit::Contain, 100, 100);
    crop.crop = Some(CropRect { x: 0.05, y: 0.5, width: 0.6, height: 0.4 });
    specs.push(crop);

    for orientation in 1..=8 {
        let photo =
            with_exif(&jpeg(&stored(&upright, orientation).to_rgb8(), 95), &oriented(orientation));
        let found = probe(&photo).unwrap();
        assert_eq!((found.width, found.height), (477, 323), "orientation {orientation}");
        assert_eq!(u16::from(found.orientation), orientation);
        for spec in &specs {
            let expected = rendered(&reference, spec);
            let actual = rendered(&photo, spec);
            let off = difference(&actual, &expected);
            assert!(off < TOLERANCE, "orientation {orientation}, {spec:?}: off by {off}");
        }
    }
}

/// The photo editor's rotation and blurred regions on top of the camera's orientation: the same values
/// on the stored and on the upright picture show the same.
#[test]
fn looks_lie_on_the_upright_picture_in_every_orientation() {
    let upright = DynamicImage::ImageRgb8(scene(477, 323));
    let reference = file(&upright, ImageFormat::Png);
    let crop = Some(CropRect { x: 0.2, y: 0.3, width: 0.5, height: 0.5 });
    let specs = [
        spec(Fit::Contain, 120, 120),
        RenditionSpec { focal: Some((0.8, 0.3)), ..spec(Fit::Cover, 100, 60) },
        RenditionSpec { crop, ..spec(Fit::Contain, 90, 90) },
        RenditionSpec { crop, focal: Some((0.4, 0.5)), ..spec(Fit::Cover, 50, 90) },
    ];
    let mut photos: Vec<(u16, Vec<u8>)> = Vec::new();
    for orientation in 1..=8 {
        let mut png = img_parts::png::Png::from_bytes(
            file(&stored(&upright, orientation), ImageFormat::Png).into(),
        )
        .unwrap();
        img_parts::ImageEXIF::set_exif(&mut png, Some(oriented(orientation).into()));
        photos.push((orientation, png.encoder().bytes().to_vec()));
    }
    for rotation in [0.0, 90.0, -90.0, 180.0, 4.0, -101.0] {
        let region = CropRect { x: 0.55, y: 0.1, width: 0.2, height: 0.3 };
        let look = Look { rotation, blurred: vec![region], ..Look::default() };
        for spec in &specs {
            let expected = with_look(&reference, &look, spec);
            for (orientation, photo) in &photos {
                let off = difference(&with_look(photo, &look, spec), &expected);
                // No codec in between: only roundings of the resampling differ.
                assert!(
                    off < 0.5,
                    "orientation {orientation}, {rotation}°, {spec:?}: off by {off}"
                );
            }
        }
    }
}

/// Makes one rendition as PNG.
fn with_look(bytes: &[u8], look: &Look, spec: &RenditionSpec) -> RgbImage {
    let spec = RenditionSpec { format: OutFormat::Png, ..spec.clone() };
    let made = renditions(bytes, look, &[spec], &|| false).unwrap();
    image::load_from_memory(&made[0].bytes).unwrap().to_rgb8()
}

/// The comparison above can fail: a picture that was not turned is far outside of the tolerance.
#[test]
fn a_wrong_turn_would_be_seen() {
    let upright = DynamicImage::ImageRgb8(scene(200, 200));
    let straight = rendered(&jpeg(&upright.to_rgb8(), 95), &spec(Fit::Contain, 100, 100));
    for orientation in 2..=8 {
        let photo = jpeg(&stored(&upright, orientation).to_rgb8(), 95);
        let off = difference(&rendered(&photo, &spec(Fit::Contain, 100, 100)), &straight);
        assert!(off > 15.0 * TOLERANCE, "orientation {orientation}: off by only {off}");
    }
}

#[test]
fn png_and_webp_turn_by_their_exif_too() {
    let mut png = img_parts::png::Png::from_bytes(
        file(&DynamicImage::ImageRgb8(scene(60, 40)), ImageFormat::Png).into(),
    )
    .unwrap();
    img_parts::ImageEXIF::set_exif(&mut png, Some(oriented(6).into()));
    let found = probe(&png.encoder().bytes()).unwrap();
    assert_eq!((found.width, found.height, found.orientation), (40, 60, 6));
}
