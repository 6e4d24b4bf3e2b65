//! One 24 MP JPEG to the three renditions of `mia.az`, by both encoders, and its thumbnail and
//! probe. The picture is drawn: gradients, edges and sensor noise, about 6 MB at quality 90.
//!
//! `cargo bench -p tezis-photo`

use std::sync::LazyLock;

use tezis_photo::{Encoder, Fit, Look, OutFormat, RenditionSpec, probe, renditions, thumbnail};

static PHOTO: LazyLock<Vec<u8>> = LazyLock::new(|| draw(6000, 4000));

fn main() {
    divan::main();
}

#[divan::bench(args = [Encoder::Fast, Encoder::Trellis], sample_count = 10)]
fn three_renditions(bencher: divan::Bencher<'_, '_>, encoder: Encoder) {
    let specs = [
        spec("gallery", 1600, 1600, Fit::Contain, encoder),
        spec("cover", 1200, 675, Fit::Cover, encoder),
        spec("thumb", 400, 400, Fit::Contain, encoder),
    ];
    bencher.bench(|| {
        renditions(&PHOTO, &Look::default(), &specs, &|| false).expect("the drawn photo is good")
    });
}

#[divan::bench(sample_count = 10)]
fn grid_thumbnail() -> usize {
    thumbnail(&PHOTO, 512).expect("the drawn photo is good").bytes.len()
}

#[divan::bench]
fn header_probe() -> u32 {
    probe(&PHOTO).expect("the drawn photo is good").width
}

fn spec(name: &str, width: u32, height: u32, fit: Fit, encoder: Encoder) -> RenditionSpec {
    RenditionSpec {
        name: name.to_owned(),
        width,
        height,
        fit,
        format: OutFormat::Jpeg,
        quality: 82,
        max_bytes: None,
        crop: None,
        focal: None,
        watermark: None,
        encoder,
    }
}

/// Draws a hall of rings and ramps under noise that is the same every time.
fn draw(width: u32, height: u32) -> Vec<u8> {
    let mut state = 0x9E37_79B9_u32;
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let noise = i64::from(state % 9) - 4;
        let (across, down) = (i64::from(x) - 3000, i64::from(y) - 2000);
        let ring = (across * across + down * down) / 40_000 % 2 * 60;
        let value = |base: i64| u8::try_from((base + ring + noise).clamp(0, 255)).unwrap_or(0);
        image::Rgb([
            value(i64::from(x) * 180 / 6000),
            value(i64::from(y) * 180 / 4000),
            value(i64::from(x + y) * 160 / 10_000),
        ])
    });
    mozjpeg_rs::Encoder::new(mozjpeg_rs::Preset::BaselineFastest)
        .quality(90)
        .encode_rgb(picture.as_raw(), width, height)
        .expect("the encoder takes any RGB picture")
}
