//! Pictures drawn for the tests, and the files made of them.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use tezis_photo::{Encoder, Fit, Look, OutFormat, RenditionSpec};

/// A scene that looks different from every side: red, green, blue and yellow quarters, each with a
/// gradient, and a white mark near the upper left corner.
pub(crate) fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let shade = (40 * x / width + 40 * y / height) as u8;
        if x > width / 10 && x < width / 4 && y > height / 10 && y < height / 6 {
            return Rgb([250, 250, 250]);
        }
        match (x < width / 2, y < height / 2) {
            (true, true) => Rgb([200 - shade, 40, 40]),
            (false, true) => Rgb([40, 200 - shade, 40]),
            (true, false) => Rgb([40, 40, 200 - shade]),
            (false, false) => Rgb([220 - shade, 200 - shade, 40]),
        }
    })
}

/// The scene under noise that is the same every time: hard to compress.
pub(crate) fn noisy_scene(width: u32, height: u32) -> RgbImage {
    let mut state = 0x2545_F491_u32;
    let mut picture = scene(width, height);
    for pixel in picture.pixels_mut() {
        for value in &mut pixel.0 {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            *value = value.saturating_add((state % 64) as u8);
        }
    }
    picture
}

/// The scene with the pixels of a camera, by repeating those of a small one.
pub(crate) fn large_scene(width: u32, height: u32) -> RgbImage {
    let small = DynamicImage::ImageRgb8(scene(width / 16, height / 16));
    small.resize_exact(width, height, image::imageops::FilterType::Nearest).into_rgb8()
}

/// A baseline JPEG, 4:4:4 so that colours can be compared closely.
pub(crate) fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    encode_jpeg(mozjpeg_rs::Preset::BaselineFastest, picture, quality)
}

/// A progressive JPEG.
pub(crate) fn progressive_jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    encode_jpeg(mozjpeg_rs::Preset::ProgressiveBalanced, picture, quality)
}

fn encode_jpeg(preset: mozjpeg_rs::Preset, picture: &RgbImage, quality: u8) -> Vec<u8> {
    mozjpeg_rs::Encoder::new(preset)
        .quality(quality)
        .subsampling(mozjpeg_rs::Subsampling::S444)
        .encode_rgb(picture.as_raw(), picture.width(), picture.height())
        .unwrap()
}

/// A greyscale JPEG.
pub(crate) fn grey_jpeg(width: u32, height: u32, grey: u8) -> Vec<u8> {
    let pixels = vec![grey; (width * height) as usize];
    mozjpeg_rs::Encoder::new(mozjpeg_rs::Preset::BaselineFastest)
        .quality(95)
        .encode_gray(&pixels, width, height)
        .unwrap()
}

/// A CMYK JPEG of one colour, with an Adobe mark and inverted inks as Photoshop writes it.
/// `inks`: 255 is full.
pub(crate) fn cmyk_jpeg(width: u32, height: u32, inks: [u8; 4]) -> Vec<u8> {
    let pixels = inks.map(|ink| 255 - ink).repeat((width * height) as usize);
    let mut compressor = turbojpeg::Compressor::new().unwrap();
    compressor.set_quality(95).unwrap();
    compressor.set_subsamp(turbojpeg::Subsamp::None).unwrap();
    compressor.set_colorspace(turbojpeg::Colorspace::CMYK).unwrap();
    let image = turbojpeg::Image {
        pixels: pixels.as_slice(),
        width: width as usize,
        pitch: width as usize * 4,
        height: height as usize,
        format: turbojpeg::PixelFormat::CMYK,
    };
    compressor.compress_to_vec(image).unwrap()
}

/// Any picture in any format that `image` writes.
pub(crate) fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Puts a segment right after the start of a JPEG.
pub(crate) fn with_segment(jpeg: &[u8], marker: u8, contents: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, marker];
    bytes.extend((contents.len() as u16 + 2).to_be_bytes());
    bytes.extend(contents);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// Puts an EXIF block into a JPEG.
pub(crate) fn with_exif(jpeg: &[u8], block: &[u8]) -> Vec<u8> {
    with_segment(jpeg, 0xE1, &[b"Exif\0\0", block].concat())
}

/// Puts an XMP packet into a JPEG.
pub(crate) fn with_xmp(jpeg: &[u8], packet: &str) -> Vec<u8> {
    with_segment(jpeg, 0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat())
}

/// Puts IPTC datasets (record, number, value) into a JPEG.
pub(crate) fn with_iim(jpeg: &[u8], datasets: &[(u8, u8, &[u8])]) -> Vec<u8> {
    let mut data = Vec::new();
    for (record, number, value) in datasets {
        data.extend([0x1C, *record, *number]);
        data.extend((value.len() as u16).to_be_bytes());
        data.extend(*value);
    }
    let mut resources = b"Photoshop 3.0\08BIM\x04\x04\0\0".to_vec();
    resources.extend((data.len() as u32).to_be_bytes());
    resources.extend(&data);
    if data.len() % 2 == 1 {
        resources.push(0);
    }
    with_segment(jpeg, 0xED, &resources)
}

/// Splits a colour profile into two segments of a JPEG, as large profiles are.
pub(crate) fn with_icc(jpeg: &[u8], profile: &[u8]) -> Vec<u8> {
    let (first, second) = profile.split_at(profile.len() / 2);
    let jpeg = with_segment(jpeg, 0xE2, &[b"ICC_PROFILE\0\x02\x02", second].concat());
    with_segment(&jpeg, 0xE2, &[b"ICC_PROFILE\0\x01\x02", first].concat())
}

/// A value of an EXIF entry.
#[derive(Clone)]
pub(crate) enum Value {
    Text(&'static str),
    Short(u16),
    Rationals(Vec<(u32, u32)>),
    Directory(Vec<(u16, Self)>),
}

/// Writes an EXIF block in little-endian order: another writer than the crate's own.
pub(crate) fn exif(entries: &[(u16, Value)]) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0".to_vec();
    push_directory(&mut block, entries);
    block
}

fn push_directory(block: &mut Vec<u8>, entries: &[(u16, Value)]) {
    let table = block.len() + 2;
    block.extend((entries.len() as u16).to_le_bytes());
    block.resize(table + entries.len() * 12 + 4, 0);
    for (index, (tag, value)) in entries.iter().enumerate() {
        let at = block.len() as u32;
        let (kind, count, data): (u16, usize, Vec<u8>) = match value {
            Value::Text(text) => (2, text.len() + 1, [text.as_bytes(), &[0]].concat()),
            Value::Short(number) => (3, 1, number.to_le_bytes().to_vec()),
            Value::Rationals(all) => {
                let bytes = all.iter().flat_map(|(n, d)| [n.to_le_bytes(), d.to_le_bytes()]);
                (5, all.len(), bytes.flatten().collect())
            }
            Value::Directory(entries) => {
                push_directory(block, entries);
                (4, 1, at.to_le_bytes().to_vec())
            }
        };
        let mut field = [0; 4];
        if data.len() <= 4 {
            field[..data.len()].copy_from_slice(&data);
        } else {
            field = (block.len() as u32).to_le_bytes();
            block.extend(&data);
        }
        let entry = table + index * 12;
        block[entry..entry + 2].copy_from_slice(&tag.to_le_bytes());
        block[entry + 2..entry + 4].copy_from_slice(&kind.to_le_bytes());
        block[entry + 4..entry + 8].copy_from_slice(&(count as u32).to_le_bytes());
        block[entry + 8..entry + 12].copy_from_slice(&field);
    }
}

/// A block with nothing but an orientation.
pub(crate) fn oriented(value: u16) -> Vec<u8> {
    exif(&[(0x0112, Value::Short(value))])
}

/// What a camera writes: maker, serial number, time, place.
pub(crate) fn camera_exif(orientation: u16) -> Vec<u8> {
    exif(&[
        (0x010E, Value::Text("A caption by EXIF")),
        (0x010F, Value::Text("Tezis Optics")),
        (0x0110, Value::Text("Model T")),
        (0x0112, Value::Short(orientation)),
        (0x013B, Value::Text("Exif Artist")),
        (
            0x8769,
            Value::Directory(vec![
                (0x9003, Value::Text("2025:10:19 10:42:07")),
                (0x9011, Value::Text("+04:00")),
                (0xA431, Value::Text("SERIAL-0042")),
            ]),
        ),
        (
            0x8825,
            Value::Directory(vec![
                (0x0001, Value::Text("N")),
                (0x0002, Value::Rationals(vec![(39, 1), (48, 1), (55, 1)])),
                (0x0003, Value::Text("E")),
                (0x0004, Value::Rationals(vec![(46, 1), (45, 1), (12, 1)])),
            ]),
        ),
    ])
}

/// A specification with everyday values; tests change what they are about.
pub(crate) fn spec(fit: Fit, width: u32, height: u32) -> RenditionSpec {
    RenditionSpec {
        name: "test".to_owned(),
        width,
        height,
        fit,
        format: OutFormat::Jpeg,
        quality: 92,
        max_bytes: None,
        crop: None,
        focal: None,
        watermark: None,
        encoder: Encoder::Fast,
    }
}

/// Makes one rendition and decodes it by `image`: neither our decoder nor libjpeg-turbo.
pub(crate) fn rendered(bytes: &[u8], spec: &RenditionSpec) -> RgbImage {
    let specs = std::slice::from_ref(spec);
    let made = tezis_photo::renditions(bytes, &Look::default(), specs, &|| false).unwrap();
    image::load_from_memory(&made[0].bytes).unwrap().to_rgb8()
}

/// Mean difference of two pictures' channel values, 0–255.
pub(crate) fn difference(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions(), "the pictures have one size");
    let sum: u64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.as_raw().len() as f64
}

/// Whether a colour is within `tolerance` of another on each channel.
pub(crate) fn near(actual: Rgb<u8>, expected: [u8; 3], tolerance: u8) -> bool {
    actual.0.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= tolerance)
}
