//! Turns a picture by a fine angle: every pixel of the rendition is read from a piece that is already
//! as large as the rendition, by Lanczos 3 from the 36 pixels around its place.

use image::{DynamicImage, ImageBuffer};

/// Places between two pixels for which weights are kept.
const PHASES: usize = 256;

type Weights = [f32; 6];

/// Draws a picture of `size`. `to_piece` maps its pixels to those of `piece`; outside of the piece its
/// border is repeated.
pub(crate) fn straighten(
    piece: DynamicImage,
    size: (u32, u32),
    to_piece: impl Fn((f64, f64)) -> (f64, f64),
) -> DynamicImage {
    let (width, height) = (piece.width(), piece.height());
    let drawn = if let DynamicImage::ImageRgba8(pixels) = piece {
        let premultiplied = premultiplied(&pixels);
        let mut drawn = Piece::<4>::new(&premultiplied, width, height).draw(size, to_piece);
        divide(&mut drawn);
        ImageBuffer::from_raw(size.0, size.1, drawn).map(DynamicImage::ImageRgba8)
    } else {
        let drawn = Piece::<3>::new(&piece.into_rgb8(), width, height).draw(size, to_piece);
        ImageBuffer::from_raw(size.0, size.1, drawn).map(DynamicImage::ImageRgb8)
    };
    drawn.expect("BUG: a drawn picture fills its size")
}

/// Pixels of `N` channels without gaps.
struct Piece<'a, const N: usize> {
    pixels: &'a [[u8; N]],
    width: usize,
    height: usize,
}

impl<'a, const N: usize> Piece<'a, N> {
    fn new(samples: &'a [u8], width: u32, height: u32) -> Self {
        let [width, height] = [width, height].map(|side| usize::try_from(side).unwrap_or(0));
        Self { pixels: samples.as_chunks().0, width, height }
    }

    fn draw(&self, size: (u32, u32), to_piece: impl Fn((f64, f64)) -> (f64, f64)) -> Vec<u8> {
        let weights = weights();
        let [width, height] = [size.0, size.1].map(|side| usize::try_from(side).unwrap_or(0));
        let mut drawn = vec![0; width * height * N];
        let lines = drawn.chunks_exact_mut((width * N).max(1));
        for (y, line) in (0_u32..).zip(lines) {
            let (pixels, _) = line.as_chunks_mut::<N>();
            for (x, pixel) in (0_u32..).zip(pixels) {
                let (u, v) = to_piece((f64::from(x) + 0.5, f64::from(y) + 0.5));
                *pixel = self.at(u - 0.5, v - 0.5, &weights);
            }
        }
        drawn
    }

    /// The value at a place, in pixels from the centre of the first.
    fn at(&self, x: f64, y: f64, weights: &[Weights]) -> [u8; N] {
        let (column, across) = split(x);
        let (row, down) = split(y);
        let none = &[0.0; 6];
        let across = weights.get(across).unwrap_or(none);
        let down = weights.get(down).unwrap_or(none);
        let mut sum = [0.0_f32; N];
        for (offset, weight) in (-2_i64..).zip(down) {
            let start = clamped(row + offset, self.height) * self.width;
            let line = self.pixels.get(start..start + self.width).unwrap_or_default();
            let mut of_line = [0.0_f32; N];
            let add = |of_line: &mut [f32; N], pixel: &[u8; N], weight: f32| {
                for (sum, value) in of_line.iter_mut().zip(pixel) {
                    *sum += f32::from(*value) * weight;
                }
            };
            let inside = usize::try_from(column - 2).ok().and_then(|from| line.get(from..from + 6));
            if let Some(six) = inside {
                for (pixel, weight) in six.iter().zip(across) {
                    add(&mut of_line, pixel, *weight);
                }
            } else {
                for (offset, weight) in (-2_i64..).zip(across) {
                    if let Some(pixel) = line.get(clamped(column + offset, self.width)) {
                        add(&mut of_line, pixel, *weight);
                    }
                }
            }
            for (sum, value) in sum.iter_mut().zip(of_line) {
                *sum += value * weight;
            }
        }
        sum.map(rounded)
    }
}

/// Weights of the six pixels around each place between two of them; each set sums to one.
fn weights() -> Vec<Weights> {
    let phases = u32::try_from(PHASES).unwrap_or(1);
    let of = |phase: u32| {
        let place = f64::from(phase) / f64::from(phases);
        let raw = [-2.0, -1.0, 0.0, 1.0, 2.0, 3.0].map(|pixel| lanczos(place - pixel));
        let sum: f64 = raw.iter().sum();
        raw.map(|weight| narrow(weight / sum))
    };
    (0..phases).map(of).collect()
}

fn lanczos(x: f64) -> f64 {
    use std::f64::consts::PI;
    if x.abs() < 1e-9 {
        return 1.0;
    }
    if x.abs() >= 3.0 {
        return 0.0;
    }
    3.0 * (PI * x).sin() * (PI * x / 3.0).sin() / (PI * PI * x * x)
}

/// The pixel before a place, and the phase behind it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places are inside of pictures of at most 20,000 pixels a side"
)]
fn split(place: f64) -> (i64, usize) {
    let steps = (place * PHASES as f64).round();
    let pixel = (steps / PHASES as f64).floor();
    (pixel as i64, (steps - pixel * PHASES as f64) as usize)
}

fn clamped(at: i64, length: usize) -> usize {
    usize::try_from(at.max(0)).unwrap_or(0).min(length.saturating_sub(1))
}

/// Colours times alpha, so that what is transparent colours nothing beside it.
fn premultiplied(pixels: &[u8]) -> Vec<u8> {
    let mut all = pixels.to_vec();
    for [red, green, blue, alpha] in all.as_chunks_mut::<4>().0 {
        for value in [red, green, blue] {
            let product = u32::from(*value) * u32::from(*alpha);
            *value = u8::try_from((product + 127) / 255).unwrap_or(u8::MAX);
        }
    }
    all
}

fn divide(pixels: &mut [u8]) {
    for [red, green, blue, alpha] in pixels.as_chunks_mut::<4>().0 {
        let alpha = u32::from(*alpha);
        for value in [red, green, blue] {
            let whole = (u32::from(*value) * 255 + alpha / 2).checked_div(alpha).unwrap_or(0);
            *value = u8::try_from(whole).unwrap_or(u8::MAX);
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted at both ends"
)]
fn rounded(value: f32) -> u8 {
    (value + 0.5) as u8
}

#[expect(clippy::cast_possible_truncation, reason = "0–1; its last digits do not matter")]
fn narrow(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise() -> DynamicImage {
        DynamicImage::ImageRgba8(image::RgbaImage::from_fn(23, 17, |x, y| {
            let value =
                |step: u32| u8::try_from((x * 37 + y * 91 + x * y * 13) * step % 256).unwrap();
            image::Rgba([value(1), value(3), value(7), 255])
        }))
    }

    #[test]
    fn no_turn_is_a_copy_also_at_the_border() {
        let same = straighten(noise(), (23, 17), |place| place);
        assert_eq!(same, noise());
        let rgb = DynamicImage::ImageRgb8(noise().to_rgb8());
        assert_eq!(straighten(rgb.clone(), (23, 17), |place| place), rgb);
    }

    #[test]
    fn whole_pixels_move_without_loss() {
        let moved = straighten(noise(), (10, 10), |(x, y)| (x + 7.0, y + 4.0));
        assert_eq!(moved, noise().crop_imm(7, 4, 10, 10));
    }

    #[test]
    fn one_colour_stays_one_colour_at_any_place() {
        let grey = DynamicImage::ImageRgb8(image::RgbImage::from_pixel(9, 9, image::Rgb([90; 3])));
        let drawn = straighten(grey, (30, 30), |(x, y)| (x * 0.31 - 0.4, y * 0.37 - 1.3));
        assert!(drawn.to_rgb8().pixels().all(|pixel| pixel.0 == [90; 3]));
    }

    #[test]
    fn what_is_transparent_colours_nothing() {
        let half = DynamicImage::ImageRgba8(image::RgbaImage::from_fn(40, 10, |x, _| {
            image::Rgba(if x < 20 { [200, 10, 10, 255] } else { [0, 255, 0, 0] })
        }));
        let drawn = straighten(half, (40, 10), |(x, y)| (x + 0.4, y)).to_rgba8();
        assert!(drawn.pixels().all(|p| p.0[3] < 20 || (p.0[1] < 16 && p.0[0] > 190)));
    }
}
