//! sRGB pixels to files: JPEG by the trellis encoder (exports) or the fast one (previews), WebP, PNG.
//! Nothing but pixels is written here; metadata is added by `crate::metadata`.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder, RgbImage};

use crate::error::PhotoError;
use crate::format::Format;

/// The format of a rendition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutFormat {
    /// JPEG, 4:2:0. Transparent parts become white.
    Jpeg,
    /// WebP, lossy, with alpha.
    WebP,
    /// PNG, with alpha; quality has no meaning.
    Png,
}

impl OutFormat {
    /// Returns the format that the file will be in.
    pub fn format(self) -> Format {
        match self {
            Self::Jpeg => Format::Jpeg,
            Self::WebP => Format::WebP,
            Self::Png => Format::Png,
        }
    }
}

/// How much time the JPEG encoder takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoder {
    /// Baseline, for previews and `--fast`.
    Fast,
    /// Progressive with trellis quantisation: 15–20 % smaller at equal quality, for exports.
    Trellis,
}

/// Writes a picture. `quality` is 1–100.
pub(crate) fn encode(
    picture: &DynamicImage,
    format: OutFormat,
    quality: u8,
    encoder: Encoder,
) -> Result<Vec<u8>, PhotoError> {
    let written = match format {
        OutFormat::Jpeg => {
            let flat = on_white(picture);
            match encoder {
                Encoder::Fast => fast_jpeg(&flat, quality),
                Encoder::Trellis => jpeg(mozjpeg_rs::Preset::ProgressiveBalanced, &flat, quality),
            }
        }
        OutFormat::WebP => webp(picture, quality),
        OutFormat::Png => png(picture),
    };
    written.map_err(|detail| PhotoError::Encoder { format: format.format(), detail })
}

fn jpeg(preset: mozjpeg_rs::Preset, picture: &RgbImage, quality: u8) -> Result<Vec<u8>, String> {
    mozjpeg_rs::Encoder::new(preset)
        .quality(quality)
        .subsampling(mozjpeg_rs::Subsampling::S420)
        .encode_rgb(picture.as_raw(), picture.width(), picture.height())
        .map_err(|error| error.to_string())
}

#[cfg(feature = "turbojpeg")]
fn fast_jpeg(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, String> {
    let write = || {
        let width = usize::try_from(picture.width()).unwrap_or(usize::MAX);
        let height = usize::try_from(picture.height()).unwrap_or(usize::MAX);
        let mut compressor = turbojpeg::Compressor::new()?;
        compressor.set_quality(quality.into())?;
        compressor.set_subsamp(turbojpeg::Subsamp::Sub2x2)?;
        compressor.compress_to_vec(turbojpeg::Image {
            pixels: picture.as_raw().as_slice(),
            width,
            pitch: width * 3,
            height,
            format: turbojpeg::PixelFormat::RGB,
        })
    };
    write().map_err(|error: turbojpeg::Error| error.to_string())
}

#[cfg(not(feature = "turbojpeg"))]
fn fast_jpeg(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, String> {
    jpeg(mozjpeg_rs::Preset::BaselineFastest, picture, quality)
}

fn webp(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, String> {
    let (width, height) = (picture.width(), picture.height());
    let encoder = match picture {
        DynamicImage::ImageRgba8(pixels) => webp::Encoder::from_rgba(pixels, width, height),
        DynamicImage::ImageRgb8(pixels) => webp::Encoder::from_rgb(pixels, width, height),
        _ => return Err("pixels that are neither RGB nor RGBA".to_owned()),
    };
    let written = encoder.encode_simple(false, quality.into());
    written.map(|memory| memory.to_vec()).map_err(|error| format!("{error:?}"))
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, String> {
    let mut written = Vec::new();
    PngEncoder::new_with_quality(&mut written, CompressionType::Default, FilterType::Adaptive)
        .write_image(picture.as_bytes(), picture.width(), picture.height(), picture.color().into())
        .map_err(|error| error.to_string())?;
    Ok(written)
}

/// Lays transparent pixels on white paper, as the portal's page would.
fn on_white(picture: &DynamicImage) -> std::borrow::Cow<'_, RgbImage> {
    use std::borrow::Cow;
    let DynamicImage::ImageRgba8(pixels) = picture else {
        return picture.as_rgb8().map_or_else(|| Cow::Owned(picture.to_rgb8()), Cow::Borrowed);
    };
    let mut flat = RgbImage::new(pixels.width(), pixels.height());
    for (from, to) in pixels.pixels().zip(flat.pixels_mut()) {
        let [red, green, blue, alpha] = from.0;
        to.0 = [red, green, blue].map(|value| {
            let mixed = u32::from(value) * u32::from(alpha) + 255 * u32::from(255 - alpha);
            u8::try_from((mixed + 127) / 255).unwrap_or(u8::MAX)
        });
    }
    Cow::Owned(flat)
}
