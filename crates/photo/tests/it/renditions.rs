//! What goes out: size, colour, no metadata, the same bytes each time.

use std::sync::atomic::{AtomicUsize, Ordering};

use image::{DynamicImage, GenericImageView, ImageFormat, Luma, Rgb, Rgba};
use tezis_photo::{
    CropRect, Encoder, Fit, Format, Look, OutFormat, PhotoError, RenditionNote, RenditionSpec,
    probe, renditions, thumbnail,
};

use crate::drawn::{
    camera_exif, cmyk_jpeg, difference, file, grey_jpeg, jpeg, large_scene, near, noisy_scene,
    progressive_jpeg, rendered, scene, spec, with_exif, with_iim, with_segment, with_xmp,
};

fn never() -> bool {
    false
}

fn named(name: &str, mut spec: RenditionSpec) -> RenditionSpec {
    name.clone_into(&mut spec.name);
    spec
}

/// The renditions of `mia.az`.
fn of_the_portal(encoder: Encoder) -> [RenditionSpec; 3] {
    let of =
        |fit, width, height| RenditionSpec { quality: 82, encoder, ..spec(fit, width, height) };
    [
        named("gallery", of(Fit::Contain, 1600, 1600)),
        named("cover", of(Fit::Cover, 1200, 675)),
        named("thumb", of(Fit::Contain, 400, 400)),
    ]
}

#[test]
fn the_three_of_the_portal() {
    let photo = jpeg(&scene(2400, 1600), 88);
    for encoder in [Encoder::Fast, Encoder::Trellis] {
        let made = renditions(&photo, &Look::default(), &of_the_portal(encoder), &never).unwrap();
        let sizes: Vec<_> = made.iter().map(|r| (r.name.as_str(), r.width, r.height)).collect();
        assert_eq!(sizes, [("gallery", 1600, 1067), ("cover", 1200, 675), ("thumb", 400, 267)]);
        for rendition in &made {
            assert_eq!(rendition.notes, []);
            assert_eq!(rendition.quality_used, 82);
            let found = probe(&rendition.bytes).unwrap();
            assert_eq!((found.width, found.height), (rendition.width, rendition.height));
        }
    }
}

/// 15–20 % on photos (photo.md's measurement); on noise any gain shows that trellis is at work.
#[test]
fn trellis_is_smaller_than_fast() {
    let photo = jpeg(&noisy_scene(600, 400), 90);
    let size = |encoder| {
        let made = renditions(&photo, &Look::default(), &of_the_portal(encoder), &never).unwrap();
        made.iter().map(|rendition| rendition.bytes.len()).sum::<usize>()
    };
    assert!(size(Encoder::Trellis) < size(Encoder::Fast) * 9 / 10);
}

#[test]
fn the_same_photo_gives_the_same_bytes() {
    let photo = jpeg(&noisy_scene(500, 340), 90);
    let mut specs = of_the_portal(Encoder::Trellis).to_vec();
    let webp = RenditionSpec { format: OutFormat::WebP, ..spec(Fit::Cover, 300, 300) };
    specs.push(named("webp", webp));
    specs.push(named("png", RenditionSpec { format: OutFormat::Png, ..spec(Fit::Cover, 99, 99) }));
    let first = renditions(&photo, &Look::default(), &specs, &never).unwrap();
    assert_eq!(first, renditions(&photo, &Look::default(), &specs, &never).unwrap());
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let serial = alone.install(|| renditions(&photo, &Look::default(), &specs, &never)).unwrap();
    assert_eq!(first, serial, "the number of threads changes nothing");
}

#[test]
fn nothing_of_the_camera_travels_on() {
    let photo = with_exif(&jpeg(&scene(300, 200), 90), &camera_exif(6));
    let photo = with_iim(&photo, &[(2, 120, b"PRIVATE-CAPTION")]);
    let photo = with_xmp(&photo, "<x:xmpmeta xmlns:x='adobe:ns:meta/'>PRIVATE-XMP</x:xmpmeta>");
    for format in [OutFormat::Jpeg, OutFormat::WebP, OutFormat::Png] {
        for encoder in [Encoder::Fast, Encoder::Trellis] {
            let spec = RenditionSpec { format, encoder, ..spec(Fit::Contain, 100, 100) };
            let made = renditions(&photo, &Look::default(), &[spec], &never).unwrap().remove(0);
            for private in [
                "SERIAL",
                "Tezis Optics",
                "PRIVATE",
                "Exif",
                "EXIF",
                "8BIM",
                "ns.adobe.com",
                "2025",
            ] {
                let found = made.bytes.windows(private.len()).any(|w| w == private.as_bytes());
                assert!(!found, "{private} in {format:?} by {encoder:?}");
            }
            let found = probe(&made.bytes).unwrap();
            assert_eq!(
                (found.width, found.height),
                (67, 100),
                "turned, and no longer told to turn"
            );
            assert_eq!((found.orientation, found.has_gps, found.body_serial), (1, false, None));
        }
    }
    let small = thumbnail(&photo, 80).unwrap();
    assert!(!probe(&small.bytes).unwrap().has_gps);
}

#[test]
fn small_pictures_stay_small_and_say_so() {
    let photo = jpeg(&scene(300, 300), 90);
    let specs = [
        named("contain", spec(Fit::Contain, 1600, 1600)),
        named("cover", spec(Fit::Cover, 1200, 675)),
        named("one side", spec(Fit::Contain, 1600, 200)),
    ];
    let made = renditions(&photo, &Look::default(), &specs, &never).unwrap();
    let found: Vec<_> = made.iter().map(|r| (r.width, r.height, r.notes.as_slice())).collect();
    assert_eq!(
        found,
        [
            (300, 300, &[RenditionNote::SmallerThanAsked { width: 1600, height: 1600 }][..]),
            (300, 169, &[RenditionNote::SmallerThanAsked { width: 1200, height: 675 }][..]),
            (200, 200, &[][..]),
        ]
    );
}

/// Without a resize a crop is a copy: exactly the pixels that the editor saw.
#[test]
fn a_crop_is_exact_to_the_pixel() {
    let picture = noisy_scene(100, 80);
    let png = file(&DynamicImage::ImageRgb8(picture.clone()), ImageFormat::Png);
    let crop = Some(CropRect { x: 0.13, y: 0.25, width: 0.5, height: 0.5 });
    let spec = RenditionSpec { crop, format: OutFormat::Png, ..spec(Fit::Contain, 2000, 2000) };
    let expected = image::imageops::crop_imm(&picture, 13, 20, 50, 40).to_image();
    assert_eq!(rendered(&png, &spec), expected);
}

#[test]
fn a_cover_keeps_the_focal_point() {
    // A white post near the right edge of a dark hall.
    let mut picture = image::RgbImage::from_pixel(1000, 500, Rgb([30, 30, 60]));
    for y in 100..400 {
        for x in 880..920 {
            picture.put_pixel(x, y, Rgb([250, 250, 250]));
        }
    }
    let photo = jpeg(&picture, 95);
    let has_post = |picture: &image::RgbImage| picture.pixels().any(|p| p.0[0] > 200);
    let middle = rendered(&photo, &spec(Fit::Cover, 100, 100));
    assert!(!has_post(&middle), "the middle square ends before the post");
    let focal = RenditionSpec { focal: Some((0.9, 0.5)), ..spec(Fit::Cover, 100, 100) };
    assert!(has_post(&rendered(&photo, &focal)));
}

/// Resampled by the DCT and by Lanczos it is still the picture that `image` makes of the whole.
#[test]
fn scaled_decoding_equals_full_decoding() {
    let picture = scene(1601, 1203);
    let photo = jpeg(&picture, 95);
    let png = file(&DynamicImage::ImageRgb8(picture), ImageFormat::Png);
    for (width, height) in [(1400, 1400), (700, 700), (350, 350), (100, 100)] {
        let spec = spec(Fit::Contain, width, height);
        let off = difference(&rendered(&photo, &spec), &rendered(&png, &spec));
        assert!(off < 1.0, "{width}×{height}: off by {off}");
    }
}

#[test]
fn progressive_grey_and_sixteen_bits() {
    let picture = scene(320, 240);
    let small = spec(Fit::Contain, 80, 80);
    let expected = rendered(&jpeg(&picture, 95), &small);
    let progressive = rendered(&progressive_jpeg(&picture, 95), &small);
    assert!(difference(&progressive, &expected) < 2.0);

    let grey = rendered(&grey_jpeg(200, 100, 140), &small);
    assert!(grey.pixels().all(|pixel| near(*pixel, [140; 3], 2)));

    let wide = image::ImageBuffer::from_fn(320, 240, |x, y| {
        Rgb(picture.get_pixel(x, y).0.map(|value| u16::from(value) * 257))
    });
    let wide = rendered(&file(&DynamicImage::ImageRgb16(wide), ImageFormat::Png), &small);
    assert!(difference(&wide, &expected) < 2.0);

    let grey16 = image::ImageBuffer::from_pixel(50, 50, Luma([0x8080_u16]));
    let grey16 = rendered(&file(&DynamicImage::ImageLuma16(grey16), ImageFormat::Png), &small);
    assert!(grey16.pixels().all(|pixel| near(*pixel, [0x80; 3], 2)));
}

#[test]
fn transparent_parts_become_paper_in_jpeg_and_stay_in_webp_and_png() {
    let picture = image::RgbaImage::from_fn(100, 100, |x, _| {
        Rgba(if x < 50 { [200, 0, 0, 255] } else { [0, 0, 200, 0] })
    });
    let png = file(&DynamicImage::ImageRgba8(picture), ImageFormat::Png);
    let flat = rendered(&png, &spec(Fit::Contain, 50, 50));
    assert!(near(*flat.get_pixel(10, 25), [200, 0, 0], 6));
    assert!(near(*flat.get_pixel(40, 25), [255, 255, 255], 3), "not the blue below the paper");
    for format in [OutFormat::WebP, OutFormat::Png] {
        let spec = RenditionSpec { format, ..spec(Fit::Contain, 50, 50) };
        let made = renditions(&png, &Look::default(), &[spec], &never).unwrap().remove(0);
        assert_eq!(probe(&made.bytes).unwrap().format, format.format());
        let pixels = image::load_from_memory(&made.bytes).unwrap();
        assert_eq!((pixels.get_pixel(10, 25).0[3], pixels.get_pixel(40, 25).0[3]), (255, 0));
    }
}

#[test]
fn cmyk_becomes_rgb() {
    let small = spec(Fit::Contain, 20, 20);
    for (inks, colour) in [
        ([0, 0, 0, 0], [255, 255, 255]),
        ([0, 0, 0, 255], [0, 0, 0]),
        ([255, 0, 0, 0], [0, 255, 255]),
        ([0, 255, 255, 0], [255, 0, 0]),
        ([0, 0, 255, 128], [127, 127, 0]),
    ] {
        let pixels = rendered(&cmyk_jpeg(64, 64, inks), &small);
        assert!(
            near(*pixels.get_pixel(10, 10), colour, 6),
            "{inks:?}: {:?}",
            pixels.get_pixel(10, 10)
        );
    }
}

#[test]
fn every_format_goes_in() {
    let picture = DynamicImage::ImageRgb8(scene(200, 120));
    let small = spec(Fit::Contain, 100, 100);
    let expected = rendered(&file(&picture, ImageFormat::Png), &small);
    for format in [ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp] {
        let off = difference(&rendered(&file(&picture, format), &small), &expected);
        assert!(off < 0.5, "{format:?}: off by {off}");
    }
    let gif = DynamicImage::ImageRgba8(picture.to_rgba8());
    let off = difference(&rendered(&file(&gif, ImageFormat::Gif), &small), &expected);
    assert!(off < 8.0, "GIF has 256 colours: off by {off}");
    assert_eq!(Format::sniff(&file(&gif, ImageFormat::Gif)), Some(Format::Gif));
}

#[test]
fn it_stops_when_told() {
    let photo = jpeg(&noisy_scene(900, 600), 90);
    let specs = of_the_portal(Encoder::Trellis);
    assert_eq!(renditions(&photo, &Look::default(), &specs, &|| true), Err(PhotoError::Stopped));
    let asked = AtomicUsize::new(0);
    let after_the_decode = || asked.fetch_add(1, Ordering::Relaxed) > 0;
    assert_eq!(
        renditions(&photo, &Look::default(), &specs, &after_the_decode),
        Err(PhotoError::Stopped)
    );
}

#[test]
fn thumbnails_fit_their_square() {
    let photo = with_exif(&jpeg(&scene(600, 400), 90), &camera_exif(8));
    let made = thumbnail(&photo, 120).unwrap();
    assert_eq!((made.width, made.height, made.damaged), (80, 120, false));
    assert_eq!(probe(&made.bytes).unwrap().format, Format::Jpeg);
}

/// A golden picture: drawn from formulas at the rendition's size, so that no resampler had a hand in
/// it. Tolerance: a mean of 1 of 255, for JPEG at quality 97, a DCT scale and Lanczos together; a
/// picture a quarter of a pixel beside its place is farther off.
#[test]
fn renditions_equal_the_golden_picture() {
    const TOLERANCE: f64 = 1.0;
    let painted = |width: u32, height: u32, pixel: f64, beside: f64| {
        image::RgbImage::from_fn(width, height, |x, y| {
            let mut sum = [0.0; 3];
            for step in 0..16_u32 {
                let x = (f64::from(x) + f64::from(step % 4) / 4.0 + 0.125 + beside) * pixel;
                let y = (f64::from(y) + f64::from(step / 4) / 4.0 + 0.125) * pixel;
                let disc = if (x - 250.0).hypot(y - 190.0) < 115.0 { 70.0 } else { 0.0 };
                let wave = 50.0 * (x / 9.0).sin() + 30.0 * (y / 14.0).cos();
                for (sum, base) in sum.iter_mut().zip([110.0, 90.0 + disc, 150.0 - disc]) {
                    *sum += (base + wave) / 16.0;
                }
            }
            Rgb(sum.map(|value| value.round().clamp(0.0, 255.0) as u8))
        })
    };
    let photo = jpeg(&painted(600, 450, 1.0, 0.0), 97);
    for (width, height) in [(600, 450), (300, 225), (240, 180)] {
        let pixel = 600.0 / f64::from(width);
        let spec = RenditionSpec { quality: 97, ..spec(Fit::Contain, width, height) };
        let made = rendered(&photo, &spec);
        let off = difference(&made, &painted(width, height, pixel, 0.0));
        assert!(off < TOLERANCE, "{width}×{height}: off by {off}");
        let beside = difference(&made, &painted(width, height, pixel, 0.25));
        assert!(beside > 1.3 * off, "{width}×{height}: beside only {beside}");
    }
}

/// Two frames in one GIF, by the encoder of `image`; a WebP's flag; a PNG's control chunk.
#[test]
fn of_a_moving_picture_the_first_frame_is_taken_and_it_is_said() {
    let frame = |grey: u8| image::RgbaImage::from_pixel(40, 30, Rgba([grey, grey, grey, 255]));
    let mut gif = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut gif);
    for grey in [200, 20] {
        encoder.encode_frame(image::Frame::new(frame(grey))).unwrap();
    }
    drop(encoder);
    let still = file(&DynamicImage::ImageRgba8(frame(200)), ImageFormat::Gif);

    let whole = file(&DynamicImage::ImageRgba8(frame(200)), ImageFormat::WebP);
    let picture = &whole[12..];
    let frames = [200, 20].map(|grey| {
        let lossless = file(&DynamicImage::ImageRgba8(frame(grey)), ImageFormat::WebP);
        let mut contents = vec![0, 0, 0, 0, 0, 0, 39, 0, 0, 29, 0, 0, 100, 0, 0, 2];
        contents.extend(&lossless[12..]);
        riff(*b"ANMF", &contents)
    });
    let webp = [
        riff(*b"VP8X", &[0x12, 0, 0, 0, 39, 0, 0, 29, 0, 0]),
        riff(*b"ANIM", &[255, 255, 255, 255, 0, 0]),
        frames.concat(),
    ];
    let webp = riff(*b"RIFF", &[b"WEBP".to_vec(), webp.concat()].concat());
    let still_webp = riff(*b"RIFF", &[b"WEBP".to_vec(), picture.to_vec()].concat());

    let still_png = file(&DynamicImage::ImageRgba8(frame(200)), ImageFormat::Png);
    let mut png = img_parts::png::Png::from_bytes(still_png.clone().into()).unwrap();
    let control = [0, 0, 0, 2, 0, 0, 0, 0].to_vec();
    png.chunks_mut().insert(1, img_parts::png::PngChunk::new(*b"acTL", control.into()));
    let moving_png = png.encoder().bytes().to_vec();

    for (name, bytes, moves) in [
        ("GIF", gif, true),
        ("still GIF", still, false),
        ("WebP", webp, true),
        ("still WebP", still_webp, false),
        ("PNG", moving_png, true),
        ("still PNG", still_png, false),
    ] {
        let specs = [spec(Fit::Contain, 20, 20)];
        let made = renditions(&bytes, &Look::default(), &specs, &never).unwrap().remove(0);
        assert_eq!(made.notes.contains(&RenditionNote::FirstFrameOnly), moves, "{name}");
        let pixels = image::load_from_memory(&made.bytes).unwrap().to_rgb8();
        assert!(near(*pixels.get_pixel(10, 7), [200; 3], 4), "{name}: the first frame");
    }
}

/// A chunk of RIFF: name, length, contents, padded to an even length.
fn riff(name: [u8; 4], contents: &[u8]) -> Vec<u8> {
    let mut chunk = name.to_vec();
    chunk.extend((contents.len() as u32).to_le_bytes());
    chunk.extend(contents);
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

/// Ultra HDR: a JPEG with a gain map behind it, named by XMP and an MPF segment. The picture for all
/// screens is the first one, whole.
#[test]
fn the_base_picture_of_an_ultra_hdr_photo_is_taken() {
    let base = jpeg(&scene(320, 240), 95);
    let gain_map = grey_jpeg(80, 60, 200);
    let packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF \
        xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description \
        xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:Version='1.0'/></rdf:RDF></x:xmpmeta>";
    let mut photo = with_segment(&with_xmp(&base, packet), 0xE2, b"MPF\0II*\0\x08\0\0\0\0\0");
    photo.extend(&gain_map);
    assert_eq!(tezis_photo::integrity(&photo), Ok(tezis_photo::Integrity::Whole));
    let small = spec(Fit::Contain, 80, 80);
    let specs = std::slice::from_ref(&small);
    let made = renditions(&photo, &Look::default(), specs, &never).unwrap().remove(0);
    assert_eq!(made.notes, [], "nothing is wrong with it");
    assert_eq!(rendered(&photo, &small), rendered(&base, &small));
}

/// 18 megapixels in ten scans: all coefficients are held until the last, and the picture is right.
#[test]
fn a_large_progressive_photo() {
    let picture = large_scene(5184, 3456);
    let small = spec(Fit::Contain, 324, 324);
    let made = rendered(&progressive_jpeg(&picture, 90), &small);
    let off = difference(&made, &rendered(&jpeg(&picture, 90), &small));
    assert!(off < 1.5, "off by {off}");
}

/// Photos of several threads wait for one another's memory and change nothing about each other. Each
/// of these takes more than half of the budget while it is decoded: the coefficients of 15 megapixels.
#[test]
fn photos_of_many_threads_take_turns() {
    let picture = large_scene(4800, 3200);
    let photo = progressive_jpeg(&picture, 85);
    let specs = [named("a", spec(Fit::Contain, 90, 90)), named("b", spec(Fit::Cover, 50, 50))];
    let make = || renditions(&photo, &Look::default(), &specs, &never).unwrap();
    let alone = make();
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..3).map(|_| scope.spawn(make)).collect();
        for other in others {
            assert_eq!(other.join().unwrap(), alone);
        }
    });
    // Inside of a pool whose every thread waits for a photo: nobody waits for ever.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let all: Vec<_> = pool.install(|| {
        use rayon::prelude::*;
        (0..4).into_par_iter().map(|_| make()).collect()
    });
    assert!(all.iter().all(|made| *made == alone));
}
