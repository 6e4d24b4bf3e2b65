//! What a portal's profile asks for, in the words of the photo crate.

use tezis_photo::{CropRect, Encoder, OutFormat, RenditionSpec as PhotoSpec};
use tezis_publish::profile::{Fit, ImageFormat, RenditionSpec};
use tezis_report::model::Crop;

/// Returns what the photo crate is to make of a profile's rendition.
pub(crate) fn photo_spec(
    spec: &RenditionSpec,
    crop: Option<Crop>,
    focal: Option<(f64, f64)>,
    encoder: Encoder,
) -> PhotoSpec {
    PhotoSpec {
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
    }
}
