//! All that is wanted of a photo when it comes in, from one decode: whether it is whole, a thumbnail,
//! what it looks like and how sharp it is.

use image::{DynamicImage, GrayImage};

use crate::colour::ToSrgb;
use crate::crop::{self, PixelRect};
use crate::decode::{self, Scale};
use crate::encode::{self, Encoder, OutFormat};
use crate::error::PhotoError;
use crate::header::Header;
use crate::integrity::Integrity;
use crate::likeness::{Likeness, sharpness};
use crate::limits::Limits;
use crate::probe::{Probe, probe};
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
    /// How sharp it is: the variance of the Laplacian over that of the brightness, on the thumbnail's
    /// pixels. Higher is sharper; only frames of one burst can be compared.
    pub sharpness: f64,
}

/// Examines a photo. A JPEG is decoded once, at the smallest DCT scale that gives the thumbnail; also
/// there libjpeg-turbo reads all of its data, so that damage is noticed. Other formats are decoded
/// whole.
///
/// A photo of which nothing can be shown is [`PhotoError::Damaged`]; HEIC is
/// [`PhotoError::NeedsWindow`].
pub fn examine(bytes: &[u8]) -> Result<Examined, PhotoError> {
    let picture = small_picture(bytes, THUMBNAIL_SIDE)?;
    let grey = picture.pixels.to_luma8();
    let likeness = likeness_of(&grey)?;
    let jpeg = encode::encode(&picture.pixels, OutFormat::Jpeg, QUALITY, Encoder::Fast)?;
    let thumbnail = Thumbnail {
        bytes: jpeg,
        width: picture.pixels.width(),
        height: picture.pixels.height(),
        damaged: picture.damage.is_some(),
    };
    Ok(Examined {
        probe: probe(bytes)?,
        integrity: picture.damage.map_or(Integrity::Whole, |reason| Integrity::Damaged { reason }),
        thumbnail,
        likeness,
        sharpness: sharpness(&grey),
    })
}

fn likeness_of(grey: &GrayImage) -> Result<Likeness, PhotoError> {
    Likeness::of(grey).ok_or_else(|| PhotoError::Parameter {
        name: "picture",
        problem: "it has no pixels to compare".to_owned(),
    })
}

/// A small upright sRGB picture.
pub(crate) struct SmallPicture {
    pub(crate) pixels: DynamicImage,
    /// What is wrong with the file, in English.
    pub(crate) damage: Option<String>,
}

/// Decodes a photo so that its longest side is at most `side` pixels.
pub(crate) fn small_picture(bytes: &[u8], side: u32) -> Result<SmallPicture, PhotoError> {
    let limits = Limits::default();
    let header = Header::read(bytes, &limits)?;
    let exif = header.exif_facts();
    let stored = (header.width, header.height);
    let size = crop::contain_size(stored, (side, side));
    let needed = f64::from(size.0.max(size.1)) / f64::from(stored.0.max(stored.1).max(1));
    let decoded = decode::decode(&header, &limits, Scale::serving(needed))?;
    let to_srgb = ToSrgb::new(header.icc.as_deref(), exif.adobe_rgb, decoded.raster.channels);
    let whole = PixelRect { x: 0, y: 0, width: stored.0, height: stored.1 };
    let raster = resize::resize(&decoded, whole, size)?;
    let mut pixels = to_srgb.apply(raster)?;
    exif.orientation.apply(&mut pixels);
    Ok(SmallPicture { pixels, damage: decoded.damage })
}
