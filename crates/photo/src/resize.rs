//! Cuts and resizes stored pixels, in one pass, by `fast_image_resize`.
//!
//! Resampling happens in the picture's own gamma, as browsers, libvips and Photoshop do by default;
//! colours with alpha are premultiplied for it.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbaImage;

use crate::crop::PixelRect;
use crate::decode::Decoded;
use crate::error::PhotoError;
use crate::header::damaged;
use crate::raster::{Channels, Raster};

/// Returns `source` (in pixels of the stored picture at full size) of a decoded picture, in the size
/// `size`, still as stored; by Lanczos 3.
pub(crate) fn resize(
    decoded: &Decoded,
    source: PixelRect,
    size: (u32, u32),
) -> Result<Raster, PhotoError> {
    resize_by(FilterType::Lanczos3, decoded, source, size)
}

/// The same, each pixel the average of those that become it and of no others.
pub(crate) fn average(
    decoded: &Decoded,
    source: PixelRect,
    size: (u32, u32),
) -> Result<Raster, PhotoError> {
    resize_by(FilterType::Box, decoded, source, size)
}

fn resize_by(
    filter: FilterType,
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
        .resize_alg(ResizeAlg::Convolution(filter))
        .crop(left, top, wide, high)
        .use_alpha(raster.channels == Channels::Rgba);
    let mut to = Image::new(width, height, pixel);
    Resizer::new().resize(&from, &mut to, &options).map_err(|error| damaged(&error.to_string()))?;
    Ok(Raster { width, height, channels: raster.channels, pixels: to.into_vec() })
}

/// Returns a finished picture in another size.
pub(crate) fn scale(
    picture: &RgbaImage,
    (width, height): (u32, u32),
) -> Result<RgbaImage, PhotoError> {
    let failed = |error: &dyn std::fmt::Display| damaged(&error.to_string());
    let from = ImageRef::new(picture.width(), picture.height(), picture, PixelType::U8x4)
        .map_err(|error| failed(&error))?;
    let mut to = Image::new(width, height, PixelType::U8x4);
    Resizer::new()
        .resize(&from, &mut to, &ResizeOptions::new().use_alpha(true))
        .map_err(|error| failed(&error))?;
    RgbaImage::from_raw(width, height, to.into_vec())
        .ok_or_else(|| damaged("the pixels do not fill the picture"))
}

/// One side of the source at the decoded scale, kept inside the decoded picture, whose last pixel a
/// DCT scale may have cut.
fn stretch(start: u32, length: u32, factor: f64, total: u32) -> (f64, f64) {
    let total = f64::from(total);
    let from = (f64::from(start) * factor).min(total - 1.0).max(0.0);
    let to = (f64::from(start + length) * factor).min(total);
    (from, (to - from).max(1.0).min(total - from))
}
