//! Keeps a rendition under a limit of bytes: the highest quality that fits is searched down to a
//! floor, then pixels are given up. Whoever exports is told of either.

use image::DynamicImage;

use crate::crop::{Plan, round};
use crate::encode::{OutFormat, encode};
use crate::error::PhotoError;
use crate::rendition::{QUALITY_FLOOR, RenditionNote, RenditionSpec};

/// Longer side below which no more pixels are given up.
const SMALLEST_SIDE: u32 = 64;

/// An encoded picture and what the limit cost.
pub(crate) struct Fitted {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) bytes: Vec<u8>,
    pub(crate) quality: u8,
    pub(crate) notes: Vec<RenditionNote>,
}

/// Encodes what `draw` draws in a size; at the planned size and quality when that fits.
pub(crate) fn encode_within(
    spec: &RenditionSpec,
    plan: &Plan,
    draw: &dyn Fn((u32, u32)) -> Result<DynamicImage, PhotoError>,
) -> Result<Fitted, PhotoError> {
    let limit = spec.max_bytes.unwrap_or(u64::MAX);
    let mut size = (plan.width, plan.height);
    loop {
        let picture = draw(size)?;
        let (quality, bytes) = best_quality(&picture, spec, limit)?;
        let used = bytes.len() as u64;
        let smaller = smaller(size, used, limit);
        if used > limit && smaller != size {
            size = smaller;
            continue;
        }
        let mut notes = Vec::new();
        if quality != spec.quality {
            notes.push(RenditionNote::QualityLowered { from: spec.quality, to: quality });
        }
        if size != (plan.width, plan.height) {
            let (from_width, from_height) = (plan.width, plan.height);
            notes.push(RenditionNote::PixelsReduced { from_width, from_height });
        }
        if used > limit {
            notes.push(RenditionNote::LimitNotKept { max_bytes: limit });
        }
        return Ok(Fitted { width: size.0, height: size.1, bytes, quality, notes });
    }
}

/// Returns the highest quality that keeps the limit, or the floor when none does; at most seven
/// encodings.
fn best_quality(
    picture: &DynamicImage,
    spec: &RenditionSpec,
    limit: u64,
) -> Result<(u8, Vec<u8>), PhotoError> {
    let try_quality = |quality| encode(picture, spec.format, quality, spec.encoder);
    let fits = |bytes: &[u8]| bytes.len() as u64 <= limit;
    let asked = try_quality(spec.quality)?;
    let floor = QUALITY_FLOOR.min(spec.quality);
    if fits(&asked) || floor == spec.quality || spec.format == OutFormat::Png {
        return Ok((spec.quality, asked));
    }
    let mut best = (floor, try_quality(floor)?);
    if !fits(&best.1) {
        return Ok(best);
    }
    let (mut low, mut high) = (floor, spec.quality);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        let bytes = try_quality(middle)?;
        if fits(&bytes) {
            low = middle;
            best = (middle, bytes);
        } else {
            high = middle;
        }
    }
    Ok(best)
}

/// Returns the next smaller size to try: bytes go roughly with the area.
fn smaller(size: (u32, u32), used: u64, limit: u64) -> (u32, u32) {
    let longer = size.0.max(size.1);
    if longer <= SMALLEST_SIDE {
        return size;
    }
    let ratio = as_float(limit) / as_float(used.max(1));
    let least = f64::from(SMALLEST_SIDE) / f64::from(longer);
    let factor = (ratio.sqrt() * 0.97).min(0.95).max(least);
    let shrink = |side: u32| round(f64::from(side) * factor).clamp(1, side);
    (shrink(size.0), shrink(size.1))
}

#[expect(clippy::cast_precision_loss, reason = "an estimate; numbers of bytes are far below 2^52")]
fn as_float(value: u64) -> f64 {
    value as f64
}
