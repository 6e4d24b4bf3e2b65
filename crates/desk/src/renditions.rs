//! What a profile and a photo's data ask for, in the words of the photo crate.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use tezis_photo::{
    Corner, CropRect, Encoder, Look, OutFormat, RenditionSpec as PhotoSpec, Tone, Watermark,
};
use tezis_publish::Profile;
use tezis_publish::profile::{self, Fit, ImageFormat, RenditionSpec};
use tezis_report::model::Crop;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::ingest::read_limited;

/// A profile with the picture of its watermark.
#[derive(Debug, Clone)]
pub(crate) struct Marked {
    pub(crate) profile: Profile,
    watermark: Option<Arc<Watermark>>,
}

impl Marked {
    /// Reads the watermark that lies beside a profile.
    ///
    /// # Errors
    /// [`DeskError::Watermark`] when it is not there or is no picture.
    pub(crate) fn read(profile: Profile, folder: &Path) -> Result<Self, DeskError> {
        let watermark =
            profile.watermark.as_ref().map(|mark| watermark(mark, folder)).transpose()?;
        Ok(Self { profile, watermark: watermark.map(Arc::new) })
    }

    /// Returns what the photo crate is to make: all renditions of the profile, in their order.
    pub(crate) fn specs(
        &self,
        crops: &BTreeMap<String, Crop>,
        focal: Option<(f64, f64)>,
        encoder: Encoder,
    ) -> Vec<PhotoSpec> {
        let spec = |spec: &RenditionSpec| PhotoSpec {
            name: spec.name.clone(),
            width: spec.width,
            height: spec.height,
            fit: photo_fit(spec.fit),
            format: match spec.format {
                ImageFormat::Jpeg => OutFormat::Jpeg,
                ImageFormat::Png => OutFormat::Png,
                ImageFormat::Webp => OutFormat::WebP,
            },
            quality: spec.quality,
            max_bytes: spec.max_bytes,
            crop: crops.get(&spec.name).map(crop_rect),
            focal,
            watermark: self.watermark_on(&spec.name),
            encoder,
        };
        self.profile.renditions.iter().map(spec).collect()
    }

    fn watermark_on(&self, rendition: &str) -> Option<Arc<Watermark>> {
        let wanted = self.profile.watermark.as_ref().is_some_and(|mark| mark.is_on(rendition));
        self.watermark.clone().filter(|_| wanted)
    }
}

impl Desk {
    /// Returns a profile of the library with its watermark.
    pub(crate) fn marked(&self, profile: Profile) -> Result<Marked, DeskError> {
        Marked::read(profile, &self.library_folder().join("profiles"))
    }
}

fn watermark(mark: &profile::Watermark, folder: &Path) -> Result<Watermark, DeskError> {
    let path = folder.join(&mark.file);
    let failed = |detail: String| DeskError::Watermark { path: path.display().to_string(), detail };
    let bytes = read_limited(&path).map_err(|error| failed(error.to_string()))?;
    let mut watermark = Watermark::read(&bytes).map_err(|error| failed(error.to_string()))?;
    watermark.corner = match mark.corner {
        profile::Corner::TopLeft => Corner::TopLeft,
        profile::Corner::TopRight => Corner::TopRight,
        profile::Corner::BottomLeft => Corner::BottomLeft,
        profile::Corner::BottomRight => Corner::BottomRight,
        profile::Corner::Centre => Corner::Centre,
    };
    (watermark.size, watermark.margin) = (mark.size, mark.margin);
    watermark.opacity = mark.opacity;
    Ok(watermark)
}

/// Returns what a photo is made to look like. Values beyond what can be drawn, as another version may
/// have written them, count as the nearest that can.
pub(crate) fn look<'a>(
    rotation: f64,
    tone: &BTreeMap<String, f64>,
    blurred: impl IntoIterator<Item = &'a Crop>,
) -> Look {
    let value = |name: &str, least: f64, most: f64| {
        let value = tone.get(name).copied().unwrap_or_default();
        if value.is_finite() { value.clamp(least, most) } else { 0.0 }
    };
    Look {
        rotation: if rotation.is_finite() { rotation.rem_euclid(360.0) } else { 0.0 },
        tone: Tone {
            exposure: value("exposure", -3.0, 3.0),
            temperature: value("temperature", -100.0, 100.0),
            tint: value("tint", -100.0, 100.0),
            shadows: value("shadows", -100.0, 100.0),
            sharpen: value("sharpen", 0.0, 100.0),
        },
        blurred: blurred.into_iter().map(crop_rect).collect(),
    }
}

pub(crate) fn photo_fit(fit: Fit) -> tezis_photo::Fit {
    match fit {
        Fit::Contain => tezis_photo::Fit::Contain,
        Fit::Cover => tezis_photo::Fit::Cover,
    }
}

pub(crate) fn crop_rect(crop: &Crop) -> CropRect {
    CropRect { x: crop.x, y: crop.y, width: crop.width, height: crop.height }
}

/// The way back from [`crop_rect`].
pub(crate) fn crop_of(rect: CropRect) -> Crop {
    Crop { x: rect.x, y: rect.y, width: rect.width, height: rect.height }
}
