//! Cuts and resizes stored pixels, in one pass, by `fast_image_resize` (Lanczos 3).
//!
//! Resampling happens in the picture's own gamma, as browsers, libvips and Photoshop do by default;
//! colours with alpha are premultiplied for it.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};

use crate::crop::PixelRect;
use crate::decode::Decoded;
use crate::error::PhotoError;
use crate::header::damaged;
use crate::raster::{Channels, Raster};

/// Returns `source` (in pixels of the stored picture at full size) of a decoded picture, in the size
/// of `width` × `height` pixels, still as stored.
pub(crate) fn resize(
    decoded: &Decoded,
    source: PixelRect,
    (width, height): (u32, u32),
) -> Result<Raster, PhotoError> {
    let raster = &decoded.raster;
    let pixel = match raster.channels {
        Channels::Grey => PixelType::U8,
        Channels::Rgb => PixelType::U8x3,
        Channels::Rgba | Channels::Cmyk { .. } => PixelType::U8x4,
    };
    let from = ImageRef::new(raster.width, raster.height, &raster.pixels, pixel)
        .map_err(|error| damaged(&error.to_string()))?;
    let factor = decoded.scale.factor();
    let (left, wide) = stretch(source.x, source.width, factor, raster.width);
    let (top, high) = stretch(source.y, source.height, factor, raster.height);
    let options = ResizeOptions::new()
        .crop(left, top, wide, high)
        .use_alpha(raster.channels == Channels::Rgba);
    let mut to = Image::new(width, height, pixel);
    Resizer::new().resize(&from, &mut to, &options).map_err(|error| damaged(&error.to_string()))?;
    Ok(Raster { width, height, channels: raster.channels, pixels: to.into_vec() })
}

/// One side of the source at the decoded scale, kept inside the decoded picture, whose last pixel a
/// DCT scale may have cut.
fn stretch(start: u32, length: u32, factor: f64, total: u32) -> (f64, f64) {
    let total = f64::from(total);
    let from = (f64::from(start) * factor).min(total - 1.0).max(0.0);
    let to = (f64::from(start + length) * factor).min(total);
    (from, (to - from).max(1.0).min(total - from))
}
