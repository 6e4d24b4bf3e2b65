//! Crop geometry: which rectangle of the turned picture becomes a rendition, and how large it is
//! then. Pure numbers; the whole of Tezis takes its crops from here, the window included.
//!
//! A photo is seen in three ways. *Stored*: as it lies in the file. *Upright*: turned by the camera's
//! orientation; focal points and blurred regions are fractions of that. *Turned*: the photo editor's
//! rotation on top, without its empty corners ([`Turning`]); crops are fractions of that.

mod turning;

pub(crate) use turning::{Affine, touched};
pub use turning::{Turning, turned_size};

/// A rectangle in fractions of a picture, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CropRect {
    /// Left side, 0–1.
    pub x: f64,
    /// Upper side, 0–1.
    pub y: f64,
    /// Width, more than 0, at most 1.
    pub width: f64,
    /// Height, more than 0, at most 1.
    pub height: f64,
}

/// A rectangle in whole pixels of a picture, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelRect {
    /// Left side.
    pub x: u32,
    /// Upper side.
    pub y: u32,
    /// Width, at least 1.
    pub width: u32,
    /// Height, at least 1.
    pub height: u32,
}

/// How a picture is brought into a rendition's frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fit {
    /// The whole picture (or crop), inside the frame; one side may be smaller.
    Contain,
    /// The frame filled, the picture cut to its aspect ratio around the focal point.
    Cover,
}

/// Where a rendition comes from and how large it becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The part of the turned picture that is shown.
    pub source: PixelRect,
    /// Width of the rendition in pixels.
    pub width: u32,
    /// Height of the rendition in pixels.
    pub height: u32,
}

/// Plans a rendition of a turned photo for a `frame`: the crop is a part of the turned picture, the
/// focal point one of the upright. See [`plan`].
pub fn plan_turned(
    turning: &Turning,
    frame: (u32, u32),
    fit: Fit,
    crop: Option<CropRect>,
    focal: Option<(f64, f64)>,
) -> Plan {
    plan(turning.size(), frame, fit, crop, focal.map(|focal| turning.point(focal)))
}

/// Returns the part of the turned picture that a rendition really shows, in fractions: a
/// [`Fit::Cover`] keeps the frame's aspect ratio inside the `wanted` part, a [`Fit::Contain`] keeps
/// that part. `upright`: size in pixels; `rotation`: degrees clockwise; `focal`: a fraction of the
/// upright picture.
pub fn frame_crop(
    upright: (u32, u32),
    rotation: f64,
    frame: (u32, u32),
    fit: Fit,
    wanted: Option<CropRect>,
    focal: Option<(f64, f64)>,
) -> CropRect {
    let turning = Turning::new(upright, rotation);
    let PixelRect { x, y, width, height } = plan_turned(&turning, frame, fit, wanted, focal).source;
    let (across, down) = turning.size();
    let (across, down) = (f64::from(across.max(1)), f64::from(down.max(1)));
    CropRect {
        x: f64::from(x) / across,
        y: f64::from(y) / down,
        width: f64::from(width) / across,
        height: f64::from(height) / down,
    }
}

/// Plans a rendition of a `picture` (width, height; pixels) for a `frame`. Crop and focal point are
/// fractions of that picture.
///
/// A picture is never enlarged: one that is smaller than the frame keeps its pixels, and for
/// [`Fit::Cover`] is only cut to the frame's aspect ratio. Fractions outside of the picture are
/// moved inside.
pub fn plan(
    picture: (u32, u32),
    frame: (u32, u32),
    fit: Fit,
    crop: Option<CropRect>,
    focal: Option<(f64, f64)>,
) -> Plan {
    let region = crop.map_or(whole(picture), |crop| crop_rect(picture, crop));
    match fit {
        Fit::Contain => {
            let (width, height) = contain_size((region.width, region.height), frame);
            Plan { source: region, width, height }
        }
        Fit::Cover => {
            let source = cover_rect(picture, frame, region, focal);
            let enlarges = source.width < frame.0 || source.height < frame.1;
            let (width, height) = if enlarges { (source.width, source.height) } else { frame };
            Plan { source, width, height }
        }
    }
}

/// Returns the largest rectangle with the aspect ratio of `frame` inside `region` of a `picture`,
/// its middle as near to the focal point as the region allows. Without a focal point the middle of
/// the region is taken.
pub fn cover_rect(
    picture: (u32, u32),
    frame: (u32, u32),
    region: PixelRect,
    focal: Option<(f64, f64)>,
) -> PixelRect {
    let (frame_width, frame_height) = (u64::from(frame.0.max(1)), u64::from(frame.1.max(1)));
    let (wide, high) = (u64::from(region.width), u64::from(region.height));
    let (width, height) = if wide * frame_height >= high * frame_width {
        (scale(region.height, frame_width, frame_height).min(region.width), region.height)
    } else {
        (region.width, scale(region.width, frame_height, frame_width).min(region.height))
    };
    let (focal_x, focal_y) = focal.map_or(
        (
            f64::from(region.x) + f64::from(region.width) / 2.0,
            f64::from(region.y) + f64::from(region.height) / 2.0,
        ),
        |(x, y)| (fraction(x) * f64::from(picture.0), fraction(y) * f64::from(picture.1)),
    );
    PixelRect {
        x: region.x + offset(focal_x - f64::from(region.x), width, region.width),
        y: region.y + offset(focal_y - f64::from(region.y), height, region.height),
        width,
        height,
    }
}

/// Returns a crop in pixels: inside the picture, at least one pixel wide and high.
pub fn crop_rect(picture: (u32, u32), crop: CropRect) -> PixelRect {
    let (x, width) = span(crop.x, crop.width, picture.0);
    let (y, height) = span(crop.y, crop.height, picture.1);
    PixelRect { x, y, width, height }
}

/// Returns the largest size with the picture's aspect ratio inside `frame`; never enlarged.
pub fn contain_size((width, height): (u32, u32), frame: (u32, u32)) -> (u32, u32) {
    let (frame_width, frame_height) = (frame.0.max(1), frame.1.max(1));
    if width <= frame_width && height <= frame_height {
        return (width, height);
    }
    if u64::from(width) * u64::from(frame_height) >= u64::from(height) * u64::from(frame_width) {
        (frame_width, scale(frame_width, height.into(), width.into()).min(frame_height))
    } else {
        (scale(frame_height, width.into(), height.into()).min(frame_width), frame_height)
    }
}

fn whole((width, height): (u32, u32)) -> PixelRect {
    PixelRect { x: 0, y: 0, width, height }
}

/// `length × numerator ÷ denominator`, rounded, at least 1.
fn scale(length: u32, numerator: u64, denominator: u64) -> u32 {
    let denominator = denominator.max(1);
    let value = (u64::from(length) * numerator + denominator / 2) / denominator;
    u32::try_from(value).unwrap_or(u32::MAX).max(1)
}

/// One side of a crop in pixels: both edges are rounded, so that neighbouring crops touch.
fn span(start: f64, length: f64, total: u32) -> (u32, u32) {
    let total = total.max(1);
    let from = round(fraction(start) * f64::from(total)).min(total - 1);
    let to = round(fraction(start + length) * f64::from(total)).clamp(from + 1, total);
    (from, to - from)
}

/// Where a stretch of `length` begins inside `total` when its middle should be at `middle`.
fn offset(middle: f64, length: u32, total: u32) -> u32 {
    round(middle - f64::from(length) / 2.0).min(total.saturating_sub(length))
}

/// Moves a fraction into 0–1; what is no number becomes 0.
fn fraction(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
}

/// Whether a crop is a part of a picture. Fractions come from a pointer on a screen and add up to a
/// hair more than 1.
pub(crate) fn is_inside(crop: CropRect) -> bool {
    const HAIR: f64 = 1e-6;
    let CropRect { x, y, width, height } = crop;
    x >= -HAIR
        && y >= -HAIR
        && width > 0.0
        && height > 0.0
        && x + width <= 1.0 + HAIR
        && y + height <= 1.0 + HAIR
}

/// The whole pixels of a length, at least one; a hair below a whole number is that number.
fn whole_pixels(length: f64) -> u32 {
    const HAIR: f64 = 1e-6;
    round((length + HAIR).floor()).max(1)
}

/// Rounds to whole pixels; below zero becomes zero.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted at both ends"
)]
pub(crate) fn round(value: f64) -> u32 {
    value.round() as u32
}
