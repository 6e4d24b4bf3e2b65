//! Photos drawn for tests: each its own colours and noise, so that no two are alike and a JPEG of
//! them has a camera's size.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, Rgb, RgbImage};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Draws a JPEG of the given size. The same seed gives the same bytes.
pub fn jpeg(width: u32, height: u32, seed: u64) -> Vec<u8> {
    let mut rng = SmallRng::seed_from_u64(seed);
    let base: [u8; 3] = [rng.random(), rng.random(), rng.random()];
    let stripe = rng.random_range(24..160);
    let mut picture = RgbImage::new(width, height);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let light = u8::try_from(x * 90 / width.max(1) + y * 60 / height.max(1)).unwrap_or(150);
        let band = if (x / stripe + y / stripe).is_multiple_of(2) { 40 } else { 0 };
        let noise: u8 = rng.random_range(0..12);
        *pixel = Rgb(base.map(|value| value.wrapping_add(light).saturating_add(band + noise)));
    }
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 88)
        .encode(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
        .expect("a drawn picture can be encoded");
    bytes
}
