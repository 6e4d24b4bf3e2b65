//! What a portal's profile asks for, in the words of the photo crate.

use tezis_photo::{CropRect, Encoder, OutFormat, RenditionSpec as PhotoSpec};
use tezis_publish::profile::{Fit, ImageFormat, RenditionSpec};
use tezis_report::model::Crop;

use crate::error::DeskError;

/// Returns what the photo crate is to make of a profile's rendition.
///
/// A watermark cannot be drawn yet: a picture without the one that was asked for would be a wrong
/// one, so it is refused.
pub(crate) fn photo_spec(
    spec: &RenditionSpec,
    crop: Option<Crop>,
    focal: Option<(f64, f64)>,
    encoder: Encoder,
) -> Result<PhotoSpec, DeskError> {
    if spec.watermark.is_some() {
        return Err(DeskError::Watermark { rendition: spec.name.clone() });
    }
    Ok(PhotoSpec {
        name: spec.name.clone(),
        width: spec.width,
        height: spec.height,
        fit: match spec.fit {
            Fit::Contain => tezis_photo::Fit::Contain,
            Fit::Cover => tezis_photo::Fit::Cover,
        },
        format: match spec.format {
            ImageFormat::Jpeg => OutFormat::Jpeg,
            ImageFormat::Png => OutFormat::Png,
            ImageFormat::Webp => OutFormat::WebP,
        },
        quality: spec.quality,
        max_bytes: spec.max_bytes,
        crop: crop.map(|crop| CropRect {
            x: crop.x,
            y: crop.y,
            width: crop.width,
            height: crop.height,
        }),
        focal,
        encoder,
    })
}
