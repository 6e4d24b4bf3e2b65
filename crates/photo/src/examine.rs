//! All that is wanted of a photo when it comes in, from one decode: whether it is whole, a thumbnail,
//! what it looks like and how sharp it is.

use image::DynamicImage;

use crate::colour::ToSrgb;
use crate::crop::{self, PixelRect};
use crate::decode::{self, Decoded, Scale};
use crate::encode::{self, Encoder, OutFormat};
use crate::error::PhotoError;
use crate::header::{self, Header};
use crate::integrity::Integrity;
use crate::likeness::{Likeness, sharpness};
use crate::limits::Limits;
use crate::orientation::Orientation;
use crate::probe::{self, Probe};
use crate::resize;
use crate::thumbnail::Thumbnail;

/// Longest side of the thumbnail, in pixels.
pub const THUMBNAIL_SIDE: u32 = 400;

/// Quality of the thumbnail: it is looked at for a second and kept for years.
const QUALITY: u8 = 80;

/// What a photo is.
#[derive(Debug, Clone, PartialEq)]
pub struct Examined {
    /// What it says about itself.
    pub probe: Probe,
    /// Whether all of it is there.
    pub integrity: Integrity,
    /// Its thumbnail, at most [`THUMBNAIL_SIDE`] pixels; of a damaged photo, what could be read.
    pub thumbnail: Thumbnail,
    /// What it looks like.
    pub likeness: Likeness,
    /// How sharp it is: the variance of the Laplacian over that of the brightness, on the pixels that
    /// were decoded. Higher is sharper; only frames of one burst, of one size, can be compared.
    pub sharpness: f64,
}

/// Examines a photo. A JPEG is decoded once, at the smallest DCT scale that gives the thumbnail; also
/// there libjpeg-turbo reads all of its data, so that damage is noticed. Other formats are decoded
/// whole.
///
/// A photo of which nothing can be shown is [`PhotoError::Damaged`]; HEIC is
/// [`PhotoError::NeedsWindow`].
pub fn examine(bytes: &[u8]) -> Result<Examined, PhotoError> {
    let header = Header::read(bytes, &Limits::default())?;
    let small = Small::decode(&header, THUMBNAIL_SIDE)?;
    // On the decoded pixels: bringing them to the thumbnail's size would level out small differences.
    let sharpness = small.sharpness();
    let (pixels, damage) = small.draw()?;
    let likeness = Likeness::of(&pixels.to_luma8())
        .ok_or_else(|| header::damaged("the picture has no pixels that could be compared"))?;
    let thumbnail = Thumbnail {
        bytes: encode::encode(&pixels, OutFormat::Jpeg, QUALITY, Encoder::Fast)?,
        width: pixels.width(),
        height: pixels.height(),
        damaged: damage.is_some(),
    };
    let integrity = damage.map_or(Integrity::Whole, |reason| Integrity::Damaged { reason });
    let probe = probe::of_header(bytes, &header);
    Ok(Examined { probe, integrity, thumbnail, likeness, sharpness })
}

/// A photo that is decoded for a small picture.
pub(crate) struct Small {
    decoded: Decoded,
    stored: (u32, u32),
    /// Size of the small picture before it is turned.
    size: (u32, u32),
    orientation: Orientation,
    to_srgb: ToSrgb,
}

impl Small {
    /// Decodes a photo for a picture whose longest side is at most `side` pixels.
    pub(crate) fn decode(header: &Header<'_>, side: u32) -> Result<Self, PhotoError> {
        let exif = header.exif_facts();
        let stored = (header.width, header.height);
        let size = crop::contain_size(stored, (side, side));
        let needed = f64::from(size.0.max(size.1)) / f64::from(stored.0.max(stored.1).max(1));
        let decoded = decode::decode(header, &Limits::default(), Scale::serving(needed))?;
        let to_srgb = ToSrgb::new(header.icc.as_deref(), exif.adobe_rgb, decoded.raster.channels);
        Ok(Self { decoded, stored, size, orientation: exif.orientation, to_srgb })
    }

    /// Draws the picture, upright and in sRGB, and says what is wrong with the file, in English.
    pub(crate) fn draw(self) -> Result<(DynamicImage, Option<String>), PhotoError> {
        let whole = PixelRect { x: 0, y: 0, width: self.stored.0, height: self.stored.1 };
        let raster = resize::resize(&self.decoded, whole, self.size)?;
        let mut pixels = self.to_srgb.apply(raster)?;
        self.orientation.apply(&mut pixels);
        Ok((pixels, self.decoded.damage))
    }

    fn sharpness(&self) -> f64 {
        sharpness(&self.decoded.raster)
    }
}
