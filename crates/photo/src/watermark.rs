//! A portal's mark on its pictures: drawn last, over the finished pixels.

use std::sync::Arc;

use image::{DynamicImage, RgbaImage};

use crate::colour::ToSrgb;
use crate::crop::round;
use crate::decode::{self, Scale};
use crate::error::PhotoError;
use crate::header::Header;
use crate::limits::Limits;
use crate::metadata::exif::ExifFacts;
use crate::resize;

/// Longest side that is kept of a mark's picture: no rendition shows more of it.
const MAX_SIDE: u32 = 2000;

/// A mark, where it stands and how large it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Watermark {
    /// The mark itself.
    picture: Arc<RgbaImage>,
    /// Where it stands.
    pub corner: Corner,
    /// Its width, as a fraction of the rendition's width: more than 0, at most 1. A mark that would
    /// be higher than the rendition becomes smaller. Unlike a photo it is enlarged where it has fewer
    /// pixels.
    pub size: f64,
    /// Its distance from the edges, as a fraction of the rendition's shorter side: 0 to 0.5.
    pub margin: f64,
    /// 0 (not seen) to 1 (as the file has it).
    pub opacity: f64,
}

/// Where a mark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Corner {
    /// Upper left.
    TopLeft,
    /// Upper right.
    TopRight,
    /// Lower left.
    BottomLeft,
    /// Lower right.
    #[default]
    BottomRight,
    /// In the middle.
    Centre,
}

impl Corner {
    /// Takes the name in a profile: `top_left`, `top_right`, `bottom_left`, `bottom_right`, `centre`.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "top_left" => Self::TopLeft,
            "top_right" => Self::TopRight,
            "bottom_left" => Self::BottomLeft,
            "bottom_right" => Self::BottomRight,
            "centre" => Self::Centre,
            _ => return None,
        })
    }
}

impl Watermark {
    /// Reads the mark from a PNG, WebP, JPEG or another picture file that photos may be in, too. It
    /// stands in the lower right corner, a fifth of the width, wholly opaque, until told otherwise.
    /// A damaged file is refused.
    pub fn read(bytes: &[u8]) -> Result<Self, PhotoError> {
        let limits = Limits::default();
        let header = Header::read(bytes, &limits)?;
        let longer = f64::from(header.width.max(header.height));
        let scale = Scale::serving(f64::from(MAX_SIDE) / longer);
        let decoded = decode::decode(&header, &limits, scale)?;
        if let Some(reason) = decoded.damage {
            return Err(PhotoError::Damaged { reason });
        }
        let exif = ExifFacts::read(header.exif.as_deref());
        let to_srgb = ToSrgb::new(header.icc.as_deref(), exif.adobe_rgb, decoded.raster.channels);
        let mut picture = to_srgb.apply(decoded.raster)?;
        exif.orientation.apply(&mut picture);
        let mut picture = picture.into_rgba8();
        let (width, height) = picture.dimensions();
        let (width, height) = crate::crop::contain_size((width, height), (MAX_SIDE, MAX_SIDE));
        if picture.dimensions() != (width, height) {
            picture = resize::scale(&picture, (width, height))?;
        }
        Ok(Self {
            picture: Arc::new(picture),
            corner: Corner::default(),
            size: 0.2,
            margin: 0.02,
            opacity: 1.0,
        })
    }

    /// Tells what is wrong with the numbers, in English.
    pub(crate) fn problem(&self) -> Option<String> {
        let Self { size, margin, opacity, .. } = *self;
        if !(size > 0.0 && size <= 1.0) {
            return Some(format!("its size {size} is not in 0–1"));
        }
        if !(0.0..=0.5).contains(&margin) {
            return Some(format!("its margin {margin} is not in 0–0.5"));
        }
        (!(0.0..=1.0).contains(&opacity)).then(|| format!("its opacity {opacity} is not in 0–1"))
    }

    /// Draws the mark over a finished picture.
    pub(crate) fn draw(&self, picture: &mut DynamicImage) -> Result<(), PhotoError> {
        let (left, upper, width, height) = self.place(picture.width(), picture.height());
        let scaled;
        let mark = if self.picture.dimensions() == (width, height) {
            &*self.picture
        } else {
            scaled = resize::scale(&self.picture, (width, height))?;
            &scaled
        };
        let opacity = round(self.opacity * 255.0);
        match picture {
            DynamicImage::ImageRgb8(pixels) => {
                for (x, y, mark) in mark.enumerate_pixels() {
                    let [red, green, blue, alpha] = mark.0;
                    if let Some(pixel) = pixels.get_pixel_mut_checked(left + x, upper + y) {
                        let alpha = product(alpha.into(), opacity);
                        for (below, above) in pixel.0.iter_mut().zip([red, green, blue]) {
                            *below = mixed(*below, above, alpha);
                        }
                    }
                }
            }
            DynamicImage::ImageRgba8(pixels) => {
                for (x, y, mark) in mark.enumerate_pixels() {
                    if let Some(pixel) = pixels.get_pixel_mut_checked(left + x, upper + y) {
                        over(&mut pixel.0, mark.0, opacity);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Left and upper side, width and height of the mark in a picture of this size.
    fn place(&self, width: u32, height: u32) -> (u32, u32, u32, u32) {
        let margin = round(self.margin * f64::from(width.min(height)));
        let room =
            (width.saturating_sub(2 * margin).max(1), height.saturating_sub(2 * margin).max(1));
        let shape = f64::from(self.picture.height()) / f64::from(self.picture.width().max(1));
        let across = (self.size * f64::from(width)).min(f64::from(room.0));
        let across = across.min(f64::from(room.1) / shape);
        let wide = round(across).clamp(1, width.max(1));
        let high = round(across * shape).clamp(1, height.max(1));
        let right = width.saturating_sub(wide + margin);
        let lower = height.saturating_sub(high + margin);
        let (left, upper) = match self.corner {
            Corner::TopLeft => (margin, margin),
            Corner::TopRight => (right, margin),
            Corner::BottomLeft => (margin, lower),
            Corner::BottomRight => (right, lower),
            Corner::Centre => (width.saturating_sub(wide) / 2, height.saturating_sub(high) / 2),
        };
        (left.min(width - wide), upper.min(height - high), wide, high)
    }
}

/// `a × b ÷ 255`, rounded.
fn product(a: u32, b: u32) -> u32 {
    (a * b + 127) / 255
}

fn mixed(below: u8, above: u8, alpha: u32) -> u8 {
    let sum = u32::from(above) * alpha + u32::from(below) * (255 - alpha.min(255));
    u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
}

/// Straight alpha over straight alpha (Porter and Duff).
fn over(below: &mut [u8; 4], above: [u8; 4], opacity: u32) {
    let [red, green, blue, alpha] = above;
    let alpha = product(alpha.into(), opacity);
    let [.., beneath] = *below;
    let rest = product(beneath.into(), 255 - alpha.min(255));
    let total = alpha + rest;
    for (value, above) in below.iter_mut().zip([red, green, blue]) {
        let sum = u32::from(above) * alpha + u32::from(*value) * rest;
        let colour = (sum + total / 2).checked_div(total).unwrap_or(0);
        *value = u8::try_from(colour).unwrap_or(u8::MAX);
    }
    let [.., value] = below;
    *value = u8::try_from(total).unwrap_or(u8::MAX);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(width: u32, height: u32) -> Watermark {
        Watermark {
            picture: Arc::new(RgbaImage::from_pixel(width, height, image::Rgba([255, 0, 0, 128]))),
            corner: Corner::BottomRight,
            size: 0.25,
            margin: 0.05,
            opacity: 1.0,
        }
    }

    #[test]
    fn places_are_inside_at_every_size() {
        let wide = mark(200, 50);
        assert_eq!(wide.place(800, 400), (580, 330, 200, 50));
        let of = |corner| Watermark { corner, ..wide.clone() }.place(800, 400);
        assert_eq!(of(Corner::TopLeft), (20, 20, 200, 50));
        assert_eq!(of(Corner::TopRight), (580, 20, 200, 50));
        assert_eq!(of(Corner::BottomLeft), (20, 330, 200, 50));
        assert_eq!(of(Corner::Centre), (300, 175, 200, 50));
        for (width, height) in [(1, 1), (3, 900), (900, 3), (50, 50)] {
            for corner in [Corner::TopLeft, Corner::BottomRight, Corner::Centre] {
                for (across, down) in [(10, 300), (300, 10)] {
                    let mark = Watermark { corner, size: 1.0, margin: 0.5, ..mark(across, down) };
                    let (left, upper, wide, high) = mark.place(width, height);
                    assert!(left + wide <= width && upper + high <= height, "{width}×{height}");
                }
            }
        }
    }

    #[test]
    fn half_red_over_white_and_over_nothing() {
        assert_eq!(mixed(255, 0, 128), 127);
        let mut white = [255, 255, 255, 255];
        over(&mut white, [255, 0, 0, 128], 255);
        assert_eq!(white, [255, 127, 127, 255]);
        let mut nothing = [9, 9, 9, 0];
        over(&mut nothing, [255, 0, 0, 128], 255);
        assert_eq!(nothing, [255, 0, 0, 128], "colours below nothing do not count");
        let mut faint = [0, 0, 0, 255];
        over(&mut faint, [255, 255, 255, 255], 64);
        assert_eq!(faint, [64, 64, 64, 255]);
    }
}
