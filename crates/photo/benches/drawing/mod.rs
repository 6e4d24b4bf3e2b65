//! A photo drawn for measurements, the same every time: smooth light, edges of all directions, fine
//! texture, and a sensor's noise, which is most of what a camera's file holds.

use image::{Rgb, RgbImage};

/// Draws a photo; another `seed` gives another hall.
pub(crate) fn photo(width: u32, height: u32, seed: u32) -> RgbImage {
    let mut noise = Noise(seed.wrapping_mul(0x9E37_79B9) | 1);
    let discs: Vec<[i64; 6]> = (0..40)
        .map(|_| {
            [
                noise.below(width),
                noise.below(height),
                noise.below(height / 6) + 40,
                noise.below(120) - 60,
                noise.below(120) - 60,
                noise.below(120) - 60,
            ]
        })
        .collect();
    RgbImage::from_fn(width, height, |x, y| {
        let (across, down) = (i64::from(x), i64::from(y));
        let light = 60 + across * 90 / i64::from(width) + down * 60 / i64::from(height);
        // Cloth of a stage: stripes of a few pixels in the lower third.
        let cloth = if y > height / 3 * 2 { (across / 5 + down / 7) % 2 * 18 } else { 0 };
        let mut colour = [light + cloth, light, light + 20 - cloth];
        for [left, upper, radius, red, green, blue] in &discs {
            let (from_x, from_y) = (across - left, down - upper);
            if from_x * from_x + from_y * from_y < radius * radius {
                for (value, change) in colour.iter_mut().zip([red, green, blue]) {
                    *value += change;
                }
            }
        }
        Rgb(colour.map(|value| {
            // The sum of three even noises is nearly a bell, here of a deviation of 3.5.
            let grain = noise.below(7) + noise.below(7) + noise.below(7) - 9;
            u8::try_from((value + grain).clamp(0, 255)).unwrap_or(0)
        }))
    })
}

/// Encodes as cameras do: baseline, quality 90.
pub(crate) fn jpeg(picture: &RgbImage) -> Vec<u8> {
    mozjpeg_rs::Encoder::new(mozjpeg_rs::Preset::BaselineFastest)
        .quality(90)
        .subsampling(mozjpeg_rs::Subsampling::S422)
        .encode_rgb(picture.as_raw(), picture.width(), picture.height())
        .expect("the encoder takes any RGB picture")
}

/// Xorshift: needs no crate and never changes.
struct Noise(u32);

impl Noise {
    fn below(&mut self, bound: u32) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        i64::from(self.0 % bound.max(1))
    }
}
