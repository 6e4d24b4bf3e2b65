//! Output sharpening: an unsharp mask of the luma, at the rendition's own size.
//!
//! All channels get the same amount, so that edges gain contrast and no coloured fringes.

use image::DynamicImage;

/// Largest change of a value: more shows as a bright line along edges.
const MOST: i32 = 40;

/// Sharpens by `amount` (0–100); 100 adds one and a half times what a blur of about one pixel takes
/// away.
pub(super) fn sharpen(picture: &mut DynamicImage, amount: f64) {
    let strength = crate::crop::round(amount * 3.84); // 256ths
    let Some(strength) = i32::try_from(strength).ok().filter(|strength| *strength > 0) else {
        return;
    };
    let width = usize::try_from(picture.width()).unwrap_or(0);
    match picture {
        DynamicImage::ImageRgb8(pixels) => mask::<3>(pixels, width, strength),
        DynamicImage::ImageRgba8(pixels) => mask::<4>(pixels, width, strength),
        _ => {}
    }
}

fn mask<const CHANNELS: usize>(samples: &mut [u8], width: usize, strength: i32) {
    if width == 0 {
        return;
    }
    let (pixels, _) = samples.as_chunks::<CHANNELS>();
    let luma: Vec<i32> = pixels.iter().map(|pixel| luma(pixel)).collect();
    let rows: Vec<&[i32]> = luma.chunks_exact(width).collect();
    // One row of the blur across, padded by two on both sides, from five rows of the blur down.
    let mut padded = vec![0; width + 4];
    for (y, row) in samples.chunks_exact_mut(width * CHANNELS).enumerate() {
        let near = |offset: usize| {
            let at = (y + offset).saturating_sub(2).min(rows.len().saturating_sub(1));
            rows.get(at).copied().unwrap_or_default()
        };
        let row_itself = near(2);
        let down = near(0).iter().zip(near(1)).zip(row_itself).zip(near(3)).zip(near(4));
        for (place, ((((first, second), third), fourth), fifth)) in
            padded.iter_mut().skip(2).zip(down)
        {
            *place = binomial([*first, *second, *third, *fourth, *fifth]);
        }
        pad(&mut padded);
        let (pixels, _) = row.as_chunks_mut::<CHANNELS>();
        for ((pixel, window), sharp) in pixels.iter_mut().zip(padded.windows(5)).zip(row_itself) {
            let Some(window) = window.first_chunk() else { continue };
            // The two filters weigh 256 together.
            let blurred = binomial(*window);
            let change = ((256 * sharp - blurred) * strength) >> 16;
            let change = change.clamp(-MOST, MOST);
            for value in pixel.iter_mut().take(3) {
                *value = u8::try_from((i32::from(*value) + change).clamp(0, 255)).unwrap_or(0);
            }
        }
    }
}

/// Five values by the weights 1 4 6 4 1: a bell of one pixel.
fn binomial([first, second, third, fourth, fifth]: [i32; 5]) -> i32 {
    first + fifth + 4 * (second + fourth) + 6 * third
}

/// Repeats the first and last value into the padding.
fn pad(row: &mut [i32]) {
    if let [left, nearly, first, .., last, almost, right] = row {
        (*left, *nearly) = (*first, *first);
        (*almost, *right) = (*last, *last);
    } else if let [left, nearly, only, almost, right] = row {
        (*left, *nearly, *almost, *right) = (*only, *only, *only, *only);
    }
}

/// Rec. 709's weights on encoded values.
fn luma(pixel: &[u8]) -> i32 {
    let [red, green, blue, ..] = pixel else { return 0 };
    (54 * i32::from(*red) + 183 * i32::from(*green) + 19 * i32::from(*blue)) >> 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, |x, _| {
            image::Rgb(if x < width / 2 { [100, 60, 60] } else { [150, 120, 120] })
        }))
    }

    #[test]
    fn edges_gain_contrast_and_flat_parts_stay() {
        let (before, mut picture) = (edge(20, 8).to_rgb8(), edge(20, 8));
        sharpen(&mut picture, 60.0);
        let after = picture.to_rgb8();
        for y in 0..8 {
            let [dark, bright] = [9, 10].map(|x| after.get_pixel(x, y).0[1]);
            assert!(dark < 60 && bright > 120, "row {y}: {dark} beside {bright}");
            for x in [0, 1, 5, 14, 19] {
                assert_eq!(after.get_pixel(x, y), before.get_pixel(x, y), "column {x}");
            }
            let [red, green, _] = after.get_pixel(9, y).0;
            assert_eq!(red - green, 40, "all channels change by one amount");
        }
    }

    #[test]
    fn nothing_is_nothing_and_a_pixel_stays_a_pixel() {
        for (width, height, amount) in [(20, 8, 0.0), (1, 1, 100.0), (1, 7, 0.0), (7, 1, 0.0)] {
            let mut picture = edge(width, height);
            sharpen(&mut picture, amount);
            assert_eq!(picture, edge(width, height), "{width}×{height}");
        }
    }
}
