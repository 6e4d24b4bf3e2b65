//! Looks: a photo turned, toned and covered is what the editor saw, in every size.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba};
use tezis_photo::crop::{Turning, turned_size};
use tezis_photo::{
    CropRect, Encoder, Fit, Look, OutFormat, PhotoError, Proof, RenditionSpec, Tone, renditions,
    thumbnail,
};

use crate::drawn::{difference, file, jpeg, noisy_scene, oriented, scene, spec, with_exif};

fn never() -> bool {
    false
}

fn turned(rotation: f64) -> Look {
    Look { rotation, ..Look::default() }
}

/// Draws a PNG, so that pixels can be compared without a codec between them.
fn drawn(bytes: &[u8], look: &Look, spec: &RenditionSpec) -> RgbImage {
    let spec = RenditionSpec { format: OutFormat::Png, ..spec.clone() };
    let made = renditions(bytes, look, &[spec], &never).unwrap().remove(0);
    image::load_from_memory(&made.bytes).unwrap().to_rgb8()
}

fn png(picture: &RgbImage) -> Vec<u8> {
    file(&DynamicImage::ImageRgb8(picture.clone()), ImageFormat::Png)
}

const LARGE: u32 = 4000;

#[test]
fn quarter_turns_only_move_pixels() {
    let picture = noisy_scene(61, 40);
    let upright = DynamicImage::ImageRgb8(picture.clone());
    let whole = spec(Fit::Contain, LARGE, LARGE);
    for (rotation, expected) in [
        (0.0, upright.clone()),
        (90.0, upright.rotate90()),
        (-90.0, upright.rotate270()),
        (180.0, upright.rotate180()),
        (270.0, upright.rotate270()),
        (-630.0, upright.rotate90()),
    ] {
        let found = drawn(&png(&picture), &turned(rotation), &whole);
        assert_eq!(found, expected.to_rgb8(), "{rotation}°");
    }
}

/// A soft wave and a hard-edged disc, defined at every place, so that it can be drawn turned without
/// any resampling: the golden picture. Coordinates are pixels from the centre.
fn painted(x: f64, y: f64) -> [f64; 3] {
    let wave = 120.0 + 60.0 * (x / 9.0).sin() + 40.0 * (y / 13.0).cos();
    let disc = if (x - 60.0).hypot(y + 30.0) < 45.0 { 200.0 } else { 60.0 };
    [wave, disc, 128.0 + x / 4.0]
}

/// Each pixel is the mean of 4 × 4 places, turned clockwise by `angle` and stretched by `pixel`.
fn painting(width: u32, height: u32, angle: f64, pixel: f64) -> RgbImage {
    let (sin, cos) = angle.to_radians().sin_cos();
    RgbImage::from_fn(width, height, |column, row| {
        let mut sum = [0.0; 3];
        for step in 0..16_u32 {
            let x = f64::from(column) + f64::from(step % 4) / 4.0 + 0.125 - f64::from(width) / 2.0;
            let y = f64::from(row) + f64::from(step / 4) / 4.0 + 0.125 - f64::from(height) / 2.0;
            let (x, y) = ((x * cos + y * sin) * pixel, (y * cos - x * sin) * pixel);
            for (sum, value) in sum.iter_mut().zip(painted(x, y)) {
                *sum += value / 16.0;
            }
        }
        Rgb(sum.map(|value| value.round().clamp(0.0, 255.0) as u8))
    })
}

/// Tolerance: a mean of 0.5 of 255; measured are 0.1 at full and up to 0.36 at half size, most of it
/// at the edge of the disc, where Lanczos rings.
const GOLDEN: f64 = 0.5;

#[test]
fn fine_angles_equal_the_painting_turned() {
    let photo = png(&painting(480, 360, 0.0, 1.0));
    for angle in [0.1, 1.5, -3.7, 12.0, -30.0, 44.9] {
        let (width, height) = turned_size((480, 360), angle);
        let found = drawn(&photo, &turned(angle), &spec(Fit::Contain, LARGE, LARGE));
        assert_eq!(found.dimensions(), (width, height), "{angle}°");
        let off = difference(&found, &painting(width, height, angle, 1.0));
        assert!(off < GOLDEN, "{angle}°: off by {off}");
        // At half the size, where resize and turn work together.
        let half = spec(Fit::Contain, width / 2, height);
        let found = drawn(&photo, &turned(angle), &half);
        let pixel = f64::from(width) / f64::from(found.width());
        let off = difference(&found, &painting(found.width(), found.height(), angle, pixel));
        assert!(off < GOLDEN, "{angle}°, half: off by {off}");
    }
    // The tolerance can be missed: the same picture, turned by a quarter of a degree less.
    let (width, height) = turned_size((480, 360), 12.0);
    let found = drawn(&photo, &turned(12.0), &spec(Fit::Contain, LARGE, LARGE));
    let off = difference(&found, &painting(width, height, 11.75, 1.0));
    assert!(off > GOLDEN, "a quarter of a degree would be seen: off by only {off}");
}

/// White paper stays white to its last corner, turned by any angle: nothing comes from outside.
#[test]
fn no_corner_is_empty() {
    let paper = png(&RgbImage::from_pixel(97, 61, Rgb([255; 3])));
    for angle in (0..24).map(|step| f64::from(step) * 15.3 - 180.0) {
        for fit in [spec(Fit::Contain, LARGE, LARGE), spec(Fit::Cover, 30, 30)] {
            let found = drawn(&paper, &turned(angle), &fit);
            assert!(found.pixels().all(|pixel| pixel.0 == [255; 3]), "{angle}°");
        }
    }
}

/// A crop of the turned picture is the same pixels as the turned picture, cut.
#[test]
fn a_crop_is_a_part_of_the_turned_picture() {
    let photo = png(&noisy_scene(200, 150));
    let look = turned(-7.0);
    let whole = drawn(&photo, &look, &spec(Fit::Contain, LARGE, LARGE));
    let crop = CropRect { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };
    let part = RenditionSpec { crop: Some(crop), ..spec(Fit::Contain, LARGE, LARGE) };
    let found = drawn(&photo, &look, &part);
    let rect = tezis_photo::crop::crop_rect(whole.dimensions(), crop);
    let expected =
        image::imageops::crop_imm(&whole, rect.x, rect.y, rect.width, rect.height).to_image();
    let most = found.as_raw().iter().zip(expected.as_raw()).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(most <= Some(1), "a rounding of weights at most: {most:?}");
}

/// The focal point is marked on the upright picture; a cover of the turned one shows it.
#[test]
fn the_focal_point_turns_with_the_picture() {
    let mut picture = RgbImage::from_pixel(400, 200, Rgb([20, 20, 20]));
    for (x, y) in (310..330).flat_map(|x| (60..80).map(move |y| (x, y))) {
        picture.put_pixel(x, y, Rgb([250, 250, 250]));
    }
    let photo = png(&picture);
    for rotation in [0.0, 8.0, -12.0, 90.0, 97.0, 180.0, -75.0] {
        let look = turned(rotation);
        let focal = Some((320.0 / 400.0, 70.0 / 200.0));
        let cover = RenditionSpec { focal, ..spec(Fit::Cover, 60, 60) };
        let shown = drawn(&photo, &look, &cover);
        assert!(shown.pixels().any(|pixel| pixel.0[0] > 200), "{rotation}°: the mark is in view");
        let without = drawn(&photo, &look, &spec(Fit::Cover, 60, 60));
        assert!(without.pixels().all(|pixel| pixel.0[0] < 60), "{rotation}°: the middle is dark");
    }
}

/// A face: noise in black and white, which any rest of it would show.
const FACE: CropRect = CropRect { x: 0.3, y: 0.2, width: 0.2, height: 0.4 };

fn with_face(seed: u32) -> RgbImage {
    let mut state = seed;
    let mut picture = RgbImage::from_pixel(300, 200, Rgb([90, 110, 130]));
    for (x, y) in (90..150).flat_map(|x| (40..120).map(move |y| (x, y))) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        picture.put_pixel(x, y, Rgb(if state & 64 == 0 { [0; 3] } else { [255; 3] }));
    }
    picture
}

/// In every size, orientation, rotation and crop: where the region is, only the soft surface is. Two
/// faces that differ in every detail and agree in their averages cannot be told apart.
#[test]
fn nothing_of_a_blurred_region_is_left() {
    let specs = [
        spec(Fit::Contain, LARGE, LARGE),
        spec(Fit::Contain, 150, 150),
        spec(Fit::Contain, 33, 33),
        RenditionSpec { focal: Some((0.4, 0.4)), ..spec(Fit::Cover, 47, 60) },
        RenditionSpec {
            crop: Some(CropRect { x: 0.25, y: 0.2, width: 0.4, height: 0.45 }),
            ..spec(Fit::Contain, 90, 90)
        },
    ];
    let mut looked_at = 0;
    for orientation in [1, 7] {
        let photos = [0x2545_F491, 0x9E37_79B9].map(|seed| {
            let upright = DynamicImage::ImageRgb8(with_face(seed));
            let stored = crate::orientation::stored(&upright, orientation);
            with_exif(&jpeg(&stored.to_rgb8(), 98), &oriented(orientation))
        });
        for rotation in [0.0, 90.0, -33.0, 171.5] {
            let blurred = Look { blurred: vec![FACE], ..turned(rotation) };
            for spec in &specs {
                let of = |look: &Look| photos.each_ref().map(|photo| drawn(photo, look, spec));
                let [one, other] = of(&blurred);
                let [plain, other_plain] = of(&turned(rotation));
                let place = format!(
                    "orientation {orientation}, {rotation}°, {}×{}",
                    spec.width, spec.height
                );
                let inside = inside(&plain, spec, rotation);
                looked_at += inside.len();
                let most = |a: &RgbImage, b: &RgbImage| {
                    let of = |&(x, y): &(u32, u32)| {
                        let [a, b] = [a, b].map(|picture| i32::from(picture.get_pixel(x, y).0[1]));
                        (a - b).abs()
                    };
                    inside.iter().map(of).max().unwrap_or(0)
                };
                // Cells of 16 × 12 pixels of noise have means that differ by some 20 of 255.
                let rest = most(&one, &other);
                assert!(rest < 60, "{place}: {rest} of a difference is left");
                if plain.width() > 100 {
                    let before = most(&plain, &other_plain);
                    assert!(before > 150, "{place}: the noise is there without the blur: {before}");
                }
                let steep = inside
                    .iter()
                    .filter(|(x, _)| x + 1 < one.width())
                    .map(|&(x, y)| one.get_pixel(x, y).0[1].abs_diff(one.get_pixel(x + 1, y).0[1]));
                let limit = if one.width() > 100 { 12 } else { 40 };
                let steepest = steep.max().unwrap_or(0);
                assert!(steepest < limit, "{place}: a step of {steepest} inside");
            }
        }
    }
    assert!(looked_at > 20_000, "regions were in view: {looked_at} pixels");
}

/// The pixels of a rendition whose middle lies in the face, by the map that windows use.
fn inside(picture: &RgbImage, spec: &RenditionSpec, rotation: f64) -> Vec<(u32, u32)> {
    let turning = Turning::new((300, 200), rotation);
    let shown = tezis_photo::crop::frame_crop(
        (300, 200),
        rotation,
        (spec.width, spec.height),
        spec.fit,
        spec.crop,
        spec.focal,
    );
    let (width, height) = picture.dimensions();
    // The way back from turned to upright, by its linear parts.
    let origin = turning.point((0.0, 0.0));
    let (across, down) = (turning.point((1.0, 0.0)), turning.point((0.0, 1.0)));
    let (xx, xy) = (across.0 - origin.0, down.0 - origin.0);
    let (yx, yy) = (across.1 - origin.1, down.1 - origin.1);
    let area = xx * yy - xy * yx;
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    pixels
        .filter(|&(x, y)| {
            let u = shown.x + (f64::from(x) + 0.5) / f64::from(width) * shown.width - origin.0;
            let v = shown.y + (f64::from(y) + 0.5) / f64::from(height) * shown.height - origin.1;
            let (x, y) = ((u * yy - v * xy) / area, (v * xx - u * yx) / area);
            (FACE.x..FACE.x + FACE.width).contains(&x)
                && (FACE.y..FACE.y + FACE.height).contains(&y)
        })
        .collect()
}

#[test]
fn the_rest_of_the_picture_stays_as_it_is() {
    let photo = png(&with_face(7));
    let whole = spec(Fit::Contain, LARGE, LARGE);
    let plain = drawn(&photo, &Look::default(), &whole);
    let covered = drawn(&photo, &Look { blurred: vec![FACE], ..Look::default() }, &whole);
    for (x, y, pixel) in covered.enumerate_pixels() {
        let beside = !(80..160).contains(&x) || !(30..130).contains(&y);
        assert!(
            !beside || pixel == plain.get_pixel(x, y),
            "{x}, {y} is ten pixels from the region"
        );
    }
}

/// Two regions that overlap, one at the very edge, on a picture with alpha.
#[test]
fn regions_may_overlap_and_touch_the_edge() {
    let picture = image::RgbaImage::from_fn(90, 90, |x, y| {
        Rgba(if (x + y) % 2 == 0 { [255, 255, 255, 255] } else { [0, 0, 0, 255] })
    });
    let photo = file(&DynamicImage::ImageRgba8(picture), ImageFormat::Png);
    let blurred = vec![
        CropRect { x: 0.5, y: 0.5, width: 0.5, height: 0.5 },
        CropRect { x: 0.0, y: 0.0, width: 0.7, height: 0.7 },
    ];
    let look = Look { blurred, ..Look::default() };
    let found = drawn(&photo, &look, &spec(Fit::Contain, LARGE, LARGE));
    for (x, y) in [(0, 0), (40, 40), (62, 62), (50, 60), (89, 89), (89, 46), (10, 62)] {
        let value = found.get_pixel(x, y).0[0];
        assert!((118..138).contains(&value), "{x}, {y}: {value} of a grey of 128");
    }
}

#[test]
fn tone_is_seen_in_the_rendition_and_a_look_of_zeros_changes_no_byte() {
    let photo = jpeg(&noisy_scene(300, 200), 90);
    let small = spec(Fit::Contain, 100, 100);
    let make = |look: &Look| {
        renditions(&photo, look, std::slice::from_ref(&small), &never).unwrap().remove(0)
    };
    let plain = make(&Look::default());
    assert_eq!(make(&turned(0.001)), plain, "less than a slider's step");
    assert_eq!(make(&turned(360.0)), plain);
    let mean = |look: &Look| {
        let pixels = drawn(&photo, look, &small);
        pixels.as_raw().iter().map(|value| f64::from(*value)).sum::<f64>()
            / pixels.as_raw().len() as f64
    };
    let toned = |tone: Tone| Look { tone, ..Look::default() };
    let before = mean(&Look::default());
    assert!(mean(&toned(Tone { exposure: 1.0, ..Tone::default() })) > before + 15.0);
    assert!(mean(&toned(Tone { exposure: -1.0, ..Tone::default() })) < before - 15.0);
    assert!(mean(&toned(Tone { shadows: 80.0, ..Tone::default() })) > before + 3.0);
    let sharper = drawn(&photo, &toned(Tone { sharpen: 80.0, ..Tone::default() }), &small);
    let change = difference(&sharper, &drawn(&photo, &Look::default(), &small));
    assert!((0.5..12.0).contains(&change), "sharpening changes edges: {change}");
}

/// The crop screen's promise: what it shows is what goes out, to the last byte.
#[test]
fn a_proof_of_an_export_is_the_export() {
    let photo = with_exif(&jpeg(&noisy_scene(800, 600), 92), &oriented(6));
    let named = |name: &str, spec: RenditionSpec| RenditionSpec { name: name.to_owned(), ..spec };
    let specs = [
        named("gallery", spec(Fit::Contain, 300, 300)),
        named(
            "cover",
            RenditionSpec {
                focal: Some((0.3, 0.2)),
                encoder: Encoder::Trellis,
                ..spec(Fit::Cover, 160, 90)
            },
        ),
        named("small", RenditionSpec { format: OutFormat::WebP, ..spec(Fit::Contain, 60, 60) }),
    ];
    let tone = Tone { exposure: 0.4, temperature: 20.0, tint: -10.0, shadows: 30.0, sharpen: 40.0 };
    for look in [
        Look::default(),
        Look { rotation: 92.3, tone, blurred: vec![FACE] },
        Look { rotation: -180.0, tone: Tone::default(), blurred: vec![FACE, FACE] },
    ] {
        let exported = renditions(&photo, &look, &specs, &never).unwrap();
        let proof = Proof::for_specs(&photo, &look, &specs).unwrap();
        assert!(proof.serves(&look, &specs));
        for (spec, exported) in specs.iter().zip(&exported) {
            assert_eq!(&proof.rendition(&look, spec).unwrap(), exported, "{look:?}");
        }
    }
    let look = Look::default();
    let proof = Proof::for_specs(&photo, &look, &specs).unwrap();
    assert_eq!(proof.size(), (600, 800), "upright");
    let crop = Some(CropRect { x: 0.1, y: 0.1, width: 0.2, height: 0.2 });
    let closer = [RenditionSpec { crop, ..specs[0].clone() }];
    assert!(!proof.serves(&look, &closer), "a small crop is exported from more pixels");
    let png = png(&scene(60, 40));
    let proof = Proof::for_specs(&png, &look, &specs).unwrap();
    assert!(proof.serves(&look, &closer), "a PNG is always decoded whole");
}

#[test]
fn a_proof_shows_all_of_the_turned_picture() {
    let photo = jpeg(&scene(400, 300), 92);
    let proof = Proof::open(&photo, 200).unwrap();
    let plain = proof.turned(&Look::default(), 200).unwrap();
    assert_eq!(plain, thumbnail(&photo, 200).unwrap());
    for rotation in [10.0, 90.0, -95.0] {
        let shown = proof.turned(&turned(rotation), 200).unwrap();
        let (width, height) = turned_size((400, 300), rotation);
        let shape = f64::from(width) / f64::from(height);
        let off = f64::from(shown.width) / f64::from(shown.height) - shape;
        assert!(off.abs() < 0.02, "{rotation}°: {}×{}", shown.width, shown.height);
        assert_eq!(shown.width.max(shown.height), 200.min(width.max(height)));
    }
    let (from_here, from_there) = (&proof, &proof);
    let there = std::thread::scope(|scope| {
        scope.spawn(|| from_there.turned(&turned(10.0), 200)).join().unwrap()
    });
    assert_eq!(there, from_here.turned(&turned(10.0), 200), "from any thread");
}

#[test]
fn looks_without_sense() {
    let photo = jpeg(&scene(64, 64), 90);
    let tone = |tone: Tone| Look { tone, ..Look::default() };
    let region = |x: f64, width: f64| Look {
        blurred: vec![FACE, CropRect { x, y: 0.0, width, height: 1.0 }],
        ..Look::default()
    };
    for (name, look) in [
        ("rotation", turned(f64::NAN)),
        ("rotation", turned(f64::INFINITY)),
        ("exposure", tone(Tone { exposure: 3.1, ..Tone::default() })),
        ("temperature", tone(Tone { temperature: f64::NAN, ..Tone::default() })),
        ("tint", tone(Tone { tint: -101.0, ..Tone::default() })),
        ("shadows", tone(Tone { shadows: 1e9, ..Tone::default() })),
        ("sharpen", tone(Tone { sharpen: -1.0, ..Tone::default() })),
        ("blurred", region(0.5, 0.6)),
        ("blurred", region(0.5, 0.0)),
        ("blurred", region(f64::NAN, 0.5)),
    ] {
        let one = [spec(Fit::Cover, 10, 10)];
        let Err(PhotoError::Parameter { name: found, .. }) =
            renditions(&photo, &look, &one, &never)
        else {
            panic!("{look:?} was taken");
        };
        assert_eq!(found, name, "{look:?}");
        assert!(Proof::for_specs(&photo, &look, &one).is_err());
    }
}
