//! Renditions: the pictures that go out. One decode serves all of them; each is cut, resized,
//! brought to sRGB, turned upright and encoded on its own core.

use image::DynamicImage;
use rayon::prelude::*;

use crate::byte_limit;
use crate::colour::ToSrgb;
use crate::crop::{self, CropRect, Fit, Plan};
use crate::decode::{self, Decoded, Scale};
use crate::encode::{Encoder, OutFormat};
use crate::error::PhotoError;
use crate::header::Header;
use crate::limits::Limits;
use crate::metadata::exif::ExifFacts;
use crate::orientation::Orientation;
use crate::resize;

/// What a portal's profile asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct RenditionSpec {
    /// Name in the profile, such as `cover`; unique among the specifications of one call.
    pub name: String,
    /// Width of the frame in pixels.
    pub width: u32,
    /// Height of the frame in pixels.
    pub height: u32,
    /// How the picture is brought into the frame.
    pub fit: Fit,
    /// Format of the file.
    pub format: OutFormat,
    /// Quality of JPEG and WebP, 1–100.
    pub quality: u8,
    /// Largest file, in bytes, before metadata is written into it. Quality goes down to
    /// [`QUALITY_FLOOR`] first, then pixels.
    pub max_bytes: Option<u64>,
    /// The part of the upright picture that may be shown; all of it by default.
    pub crop: Option<CropRect>,
    /// What must stay in view of a [`Fit::Cover`], in fractions of the upright picture.
    pub focal: Option<(f64, f64)>,
    /// The JPEG encoder.
    pub encoder: Encoder,
}

/// The quality below which a byte limit takes pixels instead: artefacts show to everybody there.
pub const QUALITY_FLOOR: u8 = 55;

/// A picture that goes out: upright, sRGB, without any metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// Name of its specification.
    pub name: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
    /// The quality that was used; less than asked when the byte limit wanted it.
    pub quality_used: u8,
    /// What differs from what was asked.
    pub notes: Vec<RenditionNote>,
}

/// Something about a rendition that whoever exports it should know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RenditionNote {
    /// The picture (or its crop) has fewer pixels than the frame; it was not enlarged.
    SmallerThanAsked {
        /// Width of the frame.
        width: u32,
        /// Height of the frame.
        height: u32,
    },
    /// The byte limit was kept by a lower quality.
    QualityLowered {
        /// The quality of the specification.
        from: u8,
        /// The quality used.
        to: u8,
    },
    /// The byte limit was kept by fewer pixels.
    PixelsReduced {
        /// Width without the limit.
        from_width: u32,
        /// Height without the limit.
        from_height: u32,
    },
    /// The byte limit could not be kept, even at the smallest size that is tried.
    LimitNotKept {
        /// The limit in bytes.
        max_bytes: u64,
    },
    /// The original is damaged: a part of the picture is missing or wrong.
    Damaged {
        /// What the decoder met, in English.
        reason: String,
    },
}

impl RenditionNote {
    /// Returns the code that the window turns into a sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SmallerThanAsked { .. } => "photo.smaller_than_asked",
            Self::QualityLowered { .. } => "photo.quality_lowered",
            Self::PixelsReduced { .. } => "photo.pixels_reduced",
            Self::LimitNotKept { .. } => "photo.limit_not_kept",
            Self::Damaged { .. } => "photo.damaged",
        }
    }
}

/// Makes all `specs` of a photo from one decode, in their order.
///
/// A damaged photo gives what could be decoded, each rendition with [`RenditionNote::Damaged`];
/// whether that may go out is the caller's question to the user. The same bytes and specifications
/// give the same renditions. `should_stop` is asked between steps, from several threads.
pub fn renditions(
    bytes: &[u8],
    specs: &[RenditionSpec],
    should_stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Rendition>, PhotoError> {
    check(specs)?;
    let source = Source::open(bytes, specs, should_stop)?;
    specs.par_iter().map(|spec| source.rendition(spec, should_stop)).collect()
}

/// A decoded photo, ready to be cut into renditions.
struct Source {
    decoded: Decoded,
    orientation: Orientation,
    /// Size of the upright picture.
    upright: (u32, u32),
    to_srgb: ToSrgb,
}

impl Source {
    fn open(
        bytes: &[u8],
        specs: &[RenditionSpec],
        should_stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Self, PhotoError> {
        let limits = Limits::default();
        let header = Header::read(bytes, &limits)?;
        let exif = ExifFacts::read(header.exif.as_deref());
        let orientation = exif.orientation;
        let upright = orientation.size((header.width, header.height));
        let needed = specs.iter().map(|spec| needed(&plan(upright, spec))).fold(0.0, f64::max);
        stop(should_stop)?;
        let decoded = decode::decode(bytes, &header, &limits, Scale::serving(needed))?;
        let channels = decoded.raster.channels;
        let to_srgb = ToSrgb::new(header.icc.as_deref(), exif.adobe_rgb, channels);
        Ok(Self { decoded, orientation, upright, to_srgb })
    }

    fn rendition(
        &self,
        spec: &RenditionSpec,
        should_stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Rendition, PhotoError> {
        let plan = plan(self.upright, spec);
        let fitted = byte_limit::encode_within(spec, &plan, &|size| {
            stop(should_stop)?;
            self.draw(&plan, size)
        })?;
        let mut notes = fitted.notes;
        if is_smaller_than_asked(&plan, spec) {
            let note = RenditionNote::SmallerThanAsked { width: spec.width, height: spec.height };
            notes.insert(0, note);
        }
        if let Some(reason) = &self.decoded.damage {
            notes.push(RenditionNote::Damaged { reason: reason.clone() });
        }
        Ok(Rendition {
            name: spec.name.clone(),
            width: fitted.width,
            height: fitted.height,
            bytes: fitted.bytes,
            quality_used: fitted.quality,
            notes,
        })
    }

    /// Draws the source of `plan` in `size` (upright): cut and resized, sRGB, turned.
    fn draw(&self, plan: &Plan, size: (u32, u32)) -> Result<DynamicImage, PhotoError> {
        let stored = self.orientation.to_stored(plan.source, self.upright);
        let raster = resize::resize(&self.decoded, stored, self.orientation.size(size))?;
        let mut picture = self.to_srgb.apply(raster)?;
        self.orientation.apply(&mut picture);
        Ok(picture)
    }
}

fn plan(upright: (u32, u32), spec: &RenditionSpec) -> Plan {
    crop::plan(upright, (spec.width, spec.height), spec.fit, spec.crop, spec.focal)
}

/// Rendition pixels for each pixel of the original.
fn needed(plan: &Plan) -> f64 {
    let across = f64::from(plan.width) / f64::from(plan.source.width.max(1));
    across.max(f64::from(plan.height) / f64::from(plan.source.height.max(1)))
}

fn is_smaller_than_asked(plan: &Plan, spec: &RenditionSpec) -> bool {
    match spec.fit {
        Fit::Contain => plan.width < spec.width && plan.height < spec.height,
        Fit::Cover => plan.width < spec.width || plan.height < spec.height,
    }
}

fn stop(should_stop: &(dyn Fn() -> bool + Sync)) -> Result<(), PhotoError> {
    if should_stop() { Err(PhotoError::Stopped) } else { Ok(()) }
}

/// Refuses specifications that make no sense, before any work is done.
fn check(specs: &[RenditionSpec]) -> Result<(), PhotoError> {
    let max_side = Limits::default().max_side;
    for (index, spec) in specs.iter().enumerate() {
        let wrong = |name: &'static str, problem: String| {
            Err(PhotoError::Parameter { name, problem: format!("{}: {problem}", spec.name) })
        };
        if specs.iter().take(index).any(|earlier| earlier.name == spec.name) {
            return wrong("name", "two renditions have this name".to_owned());
        }
        if spec.width == 0 || spec.width > max_side {
            return wrong("width", format!("{} is not in 1–{max_side}", spec.width));
        }
        if spec.height == 0 || spec.height > max_side {
            return wrong("height", format!("{} is not in 1–{max_side}", spec.height));
        }
        if spec.quality == 0 || spec.quality > 100 {
            return wrong("quality", format!("{} is not in 1–100", spec.quality));
        }
        if spec.max_bytes == Some(0) {
            return wrong("max_bytes", "0 bytes hold no picture".to_owned());
        }
        if spec.crop.is_some_and(|crop| !is_inside(crop)) {
            return wrong("crop", "it is empty or not inside the picture".to_owned());
        }
        if spec.focal.is_some_and(|(x, y)| !is_fraction(x) || !is_fraction(y)) {
            return wrong("focal", "it is not inside the picture".to_owned());
        }
    }
    Ok(())
}

fn is_fraction(value: f64) -> bool {
    (0.0..=1.0).contains(&value)
}

/// Fractions come from a pointer on a screen and add up to a hair more than 1.
fn is_inside(crop: CropRect) -> bool {
    const HAIR: f64 = 1e-6;
    let CropRect { x, y, width, height } = crop;
    x >= -HAIR
        && y >= -HAIR
        && width > 0.0
        && height > 0.0
        && x + width <= 1.0 + HAIR
        && y + height <= 1.0 + HAIR
}
