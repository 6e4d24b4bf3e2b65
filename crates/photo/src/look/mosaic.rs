//! Regions that nobody may recognise: a child's face.
//!
//! A region is replaced, not smoothed: it is averaged to at most five cells along its longer side, and
//! a soft surface through those is painted over it. Of the picture itself nothing is left that any
//! sharpening could bring back, and it is the same at every size: cells come from the region, not from
//! a rendition's pixels. The surface covers the region to its last pixel and a little more, and fades
//! into the picture outside of it.

use image::DynamicImage;

use crate::crop::Affine;

/// Cells along the longer side. Faces of five cells are not told apart.
const CELLS: f64 = 5.0;
/// Pixels of a rendition around a region that are covered whole: what resampling carries outwards.
const MARGIN: f64 = 2.0;
/// How far the surface fades, of the region's shorter side.
const FADE: f64 = 0.06;

/// A blurred region of one photo: the surface and where it lies.
pub(crate) struct Mosaic {
    /// Left, upper, right and lower side in pixels of the upright picture.
    region: [f64; 4],
    cells: (u32, u32),
    /// Red, green, blue of each cell, row by row.
    colours: Vec<[f32; 3]>,
}

impl Mosaic {
    /// Returns how many cells (across, down) a region of `width` × `height` pixels is averaged to.
    pub(crate) fn cells(width: u32, height: u32) -> (u32, u32) {
        let longer = f64::from(width.max(height).max(1));
        let of = |side: u32| crate::crop::round(CELLS * f64::from(side) / longer).max(1);
        (of(width), of(height))
    }

    /// Takes the averaged region, one pixel a cell, upright.
    pub(crate) fn new(region: [f64; 4], averaged: &DynamicImage) -> Self {
        let colours = averaged.to_rgb8().pixels().map(|pixel| pixel.0.map(f32::from)).collect();
        Self { region, cells: (averaged.width(), averaged.height()), colours }
    }

    /// Covers the region in a picture. `to_upright` maps the picture's pixels to upright ones.
    pub(crate) fn cover(&self, picture: &mut DynamicImage, to_upright: &Affine) {
        let (width, height) = (picture.width(), picture.height());
        match picture {
            DynamicImage::ImageRgb8(pixels) => {
                self.paint::<3>(pixels, (width, height), to_upright);
            }
            DynamicImage::ImageRgba8(pixels) => {
                self.paint::<4>(pixels, (width, height), to_upright);
            }
            _ => {}
        }
    }

    fn paint<const CHANNELS: usize>(
        &self,
        samples: &mut [u8],
        size: (u32, u32),
        to_upright: &Affine,
    ) {
        let [left, upper, right, lower] = self.region;
        let pixel = to_upright.stretch();
        let fade = ((right - left).min(lower - upper) * FADE / pixel).max(1.0);
        let around = (MARGIN + fade) * pixel;
        let bounds = to_upright.inverse().bounds(
            left - around,
            upper - around,
            right + around,
            lower + around,
        );
        let Some((columns, rows)) = visible(bounds, size) else { return };
        let width = usize::try_from(size.0).unwrap_or(usize::MAX);
        let lines = samples.chunks_exact_mut(width.saturating_mul(CHANNELS).max(1));
        for (y, line) in (0_u32..).zip(lines).take(rows.1).skip(rows.0) {
            let (pixels, _) = line.as_chunks_mut::<CHANNELS>();
            for (x, samples) in (0_u32..).zip(pixels).take(columns.1).skip(columns.0) {
                let (x, y) = to_upright.apply((f64::from(x) + 0.5, f64::from(y) + 0.5));
                let outside =
                    (left - x).max(x - right).max(0.0).hypot((upper - y).max(y - lower).max(0.0));
                let cover = (1.0 - (outside / pixel - MARGIN) / fade).clamp(0.0, 1.0);
                if cover > 0.0 {
                    let across = (x - left) / (right - left);
                    let down = (y - upper) / (lower - upper);
                    mix(samples, self.surface(across, down), narrow(cover));
                }
            }
        }
    }

    /// The surface at a place of the region (0–1): a cubic B-spline, which never leaves the range of
    /// its cells and shows no edge between them.
    fn surface(&self, across: f64, down: f64) -> [f32; 3] {
        let (columns, weights_x) = spline(across, self.cells.0);
        let (rows, weights_y) = spline(down, self.cells.1);
        let stride = usize::try_from(self.cells.0).unwrap_or(usize::MAX);
        let mut sum = [0.0; 3];
        for (row, weight_y) in rows.into_iter().zip(weights_y) {
            for (column, weight_x) in columns.into_iter().zip(weights_x) {
                let colour = self.colours.get(row * stride + column).copied().unwrap_or_default();
                for (sum, value) in sum.iter_mut().zip(colour) {
                    *sum += value * weight_x * weight_y;
                }
            }
        }
        sum
    }
}

/// The four cells around a place (0–1) of one side and their weights.
fn spline(place: f64, cells: u32) -> ([usize; 4], [f32; 4]) {
    let at = place.clamp(0.0, 1.0) * f64::from(cells) - 0.5;
    let first = at.floor();
    let t = narrow(at - first);
    let weights = [
        (1.0 - t).powi(3) / 6.0,
        (3.0 * t.powi(3) - 6.0 * t * t + 4.0) / 6.0,
        (-3.0 * t.powi(3) + 3.0 * t * t + 3.0 * t + 1.0) / 6.0,
        t.powi(3) / 6.0,
    ];
    let last = cells.saturating_sub(1);
    let cell = |offset: f64| {
        let cell = crate::crop::round(first + offset).min(last);
        usize::try_from(cell).unwrap_or(0)
    };
    ([cell(-1.0), cell(0.0), cell(1.0), cell(2.0)], weights)
}

/// The columns and rows (from, up to but without) of a picture that a rectangle touches.
fn visible(
    [left, upper, right, lower]: [f64; 4],
    size: (u32, u32),
) -> Option<((usize, usize), (usize, usize))> {
    let side = |from: f64, to: f64, total: u32| {
        let from = crate::crop::round(from.floor()).min(total);
        let to = crate::crop::round(to.ceil()).min(total);
        let [from, to] = [from, to].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
        (from < to).then_some((from, to))
    };
    Some((side(left, right, size.0)?, side(upper, lower, size.1)?))
}

/// Lays a colour over a pixel; alpha is kept.
fn mix(samples: &mut [u8], colour: [f32; 3], cover: f32) {
    for (sample, value) in samples.iter_mut().zip(colour) {
        let mixed = f32::from(*sample) * (1.0 - cover) + value * cover;
        *sample = rounded(mixed);
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

    #[test]
    fn a_face_has_five_cells_and_a_row_of_children_no_more() {
        assert_eq!(Mosaic::cells(300, 400), (4, 5));
        assert_eq!(Mosaic::cells(4000, 500), (5, 1));
        assert_eq!(Mosaic::cells(3, 1), (5, 2));
        assert_eq!(Mosaic::cells(1, 9000), (1, 5));
    }

    #[test]
    fn weights_of_the_surface_sum_to_one() {
        for place in [-0.3, 0.0, 0.01, 0.37, 0.5, 0.99, 1.0, 1.7] {
            let (cells, weights) = spline(place, 5);
            assert!((weights.iter().sum::<f32>() - 1.0).abs() < 1e-5, "{place}");
            assert!(cells.iter().all(|cell| *cell < 5), "{place}");
        }
    }
}
