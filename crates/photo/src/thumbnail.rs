//! Thumbnails for the grid: quick, and of a damaged photo whatever is there.

use crate::crop::Fit;
use crate::encode::{Encoder, OutFormat};
use crate::error::PhotoError;
use crate::look::Look;
use crate::rendition::{Rendition, RenditionNote, RenditionSpec, renditions};

/// A small upright sRGB JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumbnail {
    /// The JPEG file.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The photo is damaged; the thumbnail shows the part that could be read.
    pub damaged: bool,
}

/// Quality of thumbnails: they are looked at for a second and kept for years.
const QUALITY: u8 = 80;

impl Thumbnail {
    pub(crate) fn of(rendition: Rendition) -> Self {
        let Rendition { width, height, bytes, notes, .. } = rendition;
        let damaged = notes.iter().any(|note| matches!(note, RenditionNote::Damaged { .. }));
        Self { bytes, width, height, damaged }
    }
}

/// The specification of pictures for the window.
pub(crate) fn spec(max_side: u32) -> RenditionSpec {
    RenditionSpec {
        name: "thumbnail".to_owned(),
        width: max_side,
        height: max_side,
        fit: Fit::Contain,
        format: OutFormat::Jpeg,
        quality: QUALITY,
        max_bytes: None,
        crop: None,
        focal: None,
        watermark: None,
        encoder: Encoder::Fast,
    }
}

/// Makes a thumbnail whose sides are at most `max_side` pixels, of the upright photo as it is.
pub fn thumbnail(bytes: &[u8], max_side: u32) -> Result<Thumbnail, PhotoError> {
    let mut made = renditions(bytes, &Look::default(), &[spec(max_side)], &|| false)?;
    Ok(Thumbnail::of(made.pop().expect("BUG: one specification gives one rendition")))
}
