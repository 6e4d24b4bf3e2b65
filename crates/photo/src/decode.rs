//! One decode a photo: JPEG at the smallest DCT scale that still serves, everything else whole.
//! What could be decoded of a damaged file is returned with the reason; the caller decides.

use image::{ColorType, ImageDecoder};

use crate::error::PhotoError;
use crate::format::Format;
use crate::guard;
use crate::header::{self, Header};
use crate::jpeg::structure::MAX_SCANS;
use crate::limits::Limits;
use crate::memory::{self, Reservation};
use crate::raster::{Channels, Raster};

/// A scale in eighths at which a JPEG is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Scale(u8);

impl Scale {
    /// Every pixel.
    pub(crate) const FULL: Self = Self(8);

    /// Returns the smallest scale that leaves room for a clean resample down to `needed` (rendition
    /// pixels per stored pixel). Below a ratio of 1.2 the DCT's own blur shows (sharp issues 781 and
    /// 883). 5/8 to 7/8 are left out: libjpeg-turbo has no fast code for them.
    pub(crate) fn serving(needed: f64) -> Self {
        const ROOM: f64 = 1.2;
        let candidates = [1, 2, 3, 4].into_iter().map(Self);
        let mut serving = candidates.filter(|scale| scale.factor() >= needed * ROOM);
        serving.next().unwrap_or(Self::FULL)
    }

    /// The scale as a factor, more than 0, at most 1.
    pub(crate) fn factor(self) -> f64 {
        f64::from(self.0) / 8.0
    }

    /// The scale in eighths.
    #[cfg(feature = "turbojpeg")]
    pub(crate) fn eighths(self) -> u8 {
        self.0
    }
}

/// Pixels as stored: neither turned nor in sRGB.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) raster: Raster,
    /// The scale that was used; it can be larger than the one asked for.
    pub(crate) scale: Scale,
    /// What the pixels take of the memory that photos share; `None` once it was released.
    pub(crate) memory: Option<Reservation<'static>>,
    /// What is wrong with the file when a part of the pixels is missing or wrong, in English.
    pub(crate) damage: Option<String>,
}

/// Decodes the picture of `header`.
pub(crate) fn decode(
    header: &Header<'_>,
    limits: &Limits,
    scale: Scale,
) -> Result<Decoded, PhotoError> {
    // Of a raw file, the JPEG inside.
    let bytes = header.picture;
    let Some(jpeg) = &header.jpeg else { return by_image(bytes, header, limits) };
    let end = jpeg.picture_end(bytes);
    if end.scans > MAX_SCANS {
        let detail = format!("{} scans, at most {MAX_SCANS} are read", end.scans);
        return Err(PhotoError::Unsupported { format: Format::Jpeg, detail });
    }
    let mut decoded = by_fastest(bytes, header, limits, scale)?;
    if decoded.damage.is_none() && end.marker_at.is_none() {
        decoded.damage = Some("the picture data ends too early".to_owned());
    }
    Ok(decoded)
}

#[cfg(feature = "turbojpeg")]
fn by_fastest(
    bytes: &[u8],
    header: &Header<'_>,
    limits: &Limits,
    scale: Scale,
) -> Result<Decoded, PhotoError> {
    use crate::jpeg::turbo::{self, Outcome};
    if let Some(jpeg) = &header.jpeg
        && let Some(frame) = jpeg.frame
    {
        let factor = scale.factor();
        let pixels = f64::from(frame.width) * f64::from(frame.height);
        let scaled = pixels * factor * factor * f64::from(frame.components);
        // Two bytes for each coefficient of the whole picture, until the last scan was read.
        let coefficients =
            if frame.progressive { pixels * 2.0 * frame.samples_a_pixel } else { 0.0 };
        let most = bytes_of(scaled + coefficients);
        limits.check_decoded(most)?;
        let mut memory = memory::reserve(most);
        if let Outcome::Pixels(mut decoded) = turbo::decode(bytes, jpeg, frame, scale) {
            memory.shrink(bytes_of(scaled));
            decoded.memory = Some(memory);
            return Ok(decoded);
        }
    }
    by_image(bytes, header, limits)
}

/// A computed number of bytes as a whole one.
#[cfg(feature = "turbojpeg")]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted at both ends"
)]
fn bytes_of(value: f64) -> u64 {
    value.ceil() as u64
}

#[cfg(not(feature = "turbojpeg"))]
fn by_fastest(
    bytes: &[u8],
    header: &Header<'_>,
    limits: &Limits,
    _scale: Scale,
) -> Result<Decoded, PhotoError> {
    by_image(bytes, header, limits)
}

/// Decodes by the `image` crate, always at full size.
fn by_image(bytes: &[u8], header: &Header<'_>, limits: &Limits) -> Result<Decoded, PhotoError> {
    let read = guard::foreign(|| {
        let decoder = header::decoder(bytes, header.format)?;
        let (width, height) = decoder.dimensions();
        limits.check_size(width, height)?;
        limits.check_decoded(decoder.total_bytes())?;
        let colour = decoder.color_type();
        // WebP and progressive JPEG hold another form of the picture beside it.
        let mut memory = memory::reserve(decoder.total_bytes().saturating_mul(2));
        let size = usize::try_from(decoder.total_bytes()).unwrap_or(usize::MAX);
        // Decoders fill the buffer row by row, so that of a cut file the upper part is there.
        let mut samples = vec![0; size];
        let damage = match decoder.read_image(&mut samples) {
            Ok(()) => None,
            Err(error) => match header::of_image_error(header.format, &error) {
                PhotoError::Damaged { reason } => Some(reason),
                unsupported => return Err(unsupported),
            },
        };
        let (channels, pixels) = to_eight_bits(colour, samples).ok_or_else(|| {
            let detail = format!("pixels of the kind {colour:?}");
            PhotoError::Unsupported { format: header.format, detail }
        })?;
        memory.shrink(pixels.len() as u64);
        Ok(Decoded {
            raster: Raster { width, height, channels, pixels },
            scale: Scale::FULL,
            memory: Some(memory),
            damage,
        })
    });
    let decoded = read.unwrap_or_else(|| Err(header::damaged("the decoder gave up")))?;
    if decoded.damage.is_some() && decoded.raster.pixels.iter().all(|value| *value == 0) {
        let reason = decoded.damage.unwrap_or_default();
        return Err(PhotoError::Damaged { reason });
    }
    Ok(decoded)
}

/// Brings samples to eight bits and to the channels that the rest of the road knows.
fn to_eight_bits(colour: ColorType, samples: Vec<u8>) -> Option<(Channels, Vec<u8>)> {
    Some(match colour {
        ColorType::L8 => (Channels::Grey, samples),
        ColorType::La8 => (Channels::Rgba, spread_grey(&samples)),
        ColorType::Rgb8 => (Channels::Rgb, samples),
        ColorType::Rgba8 => (Channels::Rgba, samples),
        ColorType::L16 => (Channels::Grey, narrow(samples)),
        ColorType::La16 => (Channels::Rgba, spread_grey(&narrow(samples))),
        ColorType::Rgb16 => (Channels::Rgb, narrow(samples)),
        ColorType::Rgba16 => (Channels::Rgba, narrow(samples)),
        _ => return None,
    })
}

/// 16-bit samples in the machine's byte order to 8 bits, rounded; in place, for they are the largest
/// pictures that there are.
fn narrow(mut samples: Vec<u8>) -> Vec<u8> {
    let mut narrowed = 0;
    while let Some(pair) = samples.get(narrowed * 2..).and_then(|rest| rest.first_chunk()) {
        let value = (u32::from(u16::from_ne_bytes(*pair)) + 128) / 257;
        if let Some(sample) = samples.get_mut(narrowed) {
            *sample = u8::try_from(value).unwrap_or(u8::MAX);
        }
        narrowed += 1;
    }
    samples.truncate(narrowed);
    samples.shrink_to_fit();
    samples
}

/// Grey with alpha to RGB with alpha.
fn spread_grey(samples: &[u8]) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(samples.len() * 2);
    for pair in samples.chunks_exact(2) {
        if let [grey, alpha] = pair {
            pixels.extend([*grey, *grey, *grey, *alpha]);
        }
    }
    pixels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_leaves_room_for_the_resample() {
        // 6000 → 1600 needs 0.267; with room 0.32: 2/8 is too small, 3/8 is measured as the best.
        assert_eq!(Scale::serving(1600.0 / 6000.0), Scale(3));
        assert_eq!(Scale::serving(400.0 / 6000.0), Scale(1));
        assert_eq!(Scale::serving(0.45), Scale::FULL, "4/8 would be only 1.1 times as large");
        assert_eq!(Scale::serving(1.0), Scale::FULL);
    }

    #[test]
    fn sixteen_bits_round_to_the_nearest_eight() {
        let samples: Vec<u8> =
            [0, 128, 129, 257 * 200, u16::MAX].into_iter().flat_map(u16::to_ne_bytes).collect();
        assert_eq!(narrow(samples), [0, 0, 1, 200, 255]);
    }
}
