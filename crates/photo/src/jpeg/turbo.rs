//! Decoding by libjpeg-turbo at a DCT scale. Unlike `image` it notices data that is missing or
//! corrupt; the pixels up to there are kept.

use crate::decode::{Decoded, Scale};
use crate::jpeg::structure::{Frame, JpegHeader, MAX_SCANS};
use crate::raster::{Channels, Raster};

/// What libjpeg-turbo makes of a file.
pub(crate) enum Outcome {
    /// Pixels; `Decoded::damage` tells whether all of them are good.
    Pixels(Decoded),
    /// It cannot decode this file; `image` may.
    Refused,
}

/// Decodes at `scale`. The caller has checked the size against the limits.
pub(crate) fn decode(bytes: &[u8], header: &JpegHeader<'_>, frame: Frame, scale: Scale) -> Outcome {
    try_decode(bytes, header, frame, scale).unwrap_or(Outcome::Refused)
}

fn try_decode(
    bytes: &[u8],
    header: &JpegHeader<'_>,
    frame: Frame,
    scale: Scale,
) -> Result<Outcome, turbojpeg::Error> {
    let scale = if frame.lossless { Scale::FULL } else { scale };
    let mut decompressor = turbojpeg::Decompressor::new()?;
    let read = decompressor.read_header(bytes)?;
    if u32::try_from(read.width) != Ok(frame.width)
        || u32::try_from(read.height) != Ok(frame.height)
    {
        // Two readers that disagree on the size: the limits were checked on another one.
        return Ok(Outcome::Refused);
    }
    decompressor.set_scan_limit(MAX_SCANS)?;
    decompressor.set_scaling_factor(turbojpeg::ScalingFactor::new(scale.eighths().into(), 8))?;
    let scaled = read.scaled(decompressor.scaling_factor());
    let (format, channels) = match read.colorspace {
        turbojpeg::Colorspace::Gray => (turbojpeg::PixelFormat::GRAY, Channels::Grey),
        turbojpeg::Colorspace::CMYK | turbojpeg::Colorspace::YCCK => {
            (turbojpeg::PixelFormat::CMYK, Channels::Cmyk { inverted: header.adobe })
        }
        _ => (turbojpeg::PixelFormat::RGB, Channels::Rgb),
    };
    let pitch = scaled.width * format.size();
    let mut pixels = vec![0; pitch * scaled.height];
    let output = turbojpeg::Image {
        pixels: pixels.as_mut_slice(),
        width: scaled.width,
        pitch,
        height: scaled.height,
        format,
    };
    let damage = match decompressor.decompress(bytes, output) {
        Ok(()) => None,
        Err(turbojpeg::Error::TurboJpegError(message)) => match judge(&message, bytes, header) {
            Verdict::Harmless => None,
            Verdict::Damaged => Some(message),
            Verdict::Fatal => return Ok(Outcome::Refused),
        },
        Err(_) => return Ok(Outcome::Refused),
    };
    let (Ok(width), Ok(height)) = (u32::try_from(scaled.width), u32::try_from(scaled.height))
    else {
        return Ok(Outcome::Refused);
    };
    let raster = Raster { width, height, channels, pixels };
    Ok(Outcome::Pixels(Decoded { raster, scale, memory: None, damage }))
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Harmless,
    Damaged,
    Fatal,
}

/// Tells a warning about a good picture from one about a damaged one, and both from a refusal.
///
/// libjpeg reports the first warning only and goes on decoding; the texts are those of its
/// `jerror.h`. Bytes that are too many between header segments, or padding before the end, harm
/// nothing; left-over picture data means that the decoder lost its way earlier.
fn judge(message: &str, bytes: &[u8], header: &JpegHeader<'_>) -> Verdict {
    if message.starts_with("Premature end") || message.starts_with("Inconsistent progression") {
        return Verdict::Damaged;
    }
    if message.starts_with("Warning:")
        || message.starts_with("Unknown Adobe")
        || message.starts_with("Invalid SOS parameters")
        || message.ends_with("bad ICC marker")
    {
        return Verdict::Harmless;
    }
    let Some(corrupt) = message.strip_prefix("Corrupt JPEG data: ") else { return Verdict::Fatal };
    let Some((count, marker)) = corrupt.split_once(" extraneous bytes before marker 0x") else {
        return Verdict::Damaged;
    };
    match marker {
        "d9" => {
            let end = header.picture_end(bytes).marker_at;
            let from = end.and_then(|end| Some((end.checked_sub(count.parse().ok()?)?, end)));
            match from.and_then(|(from, end)| bytes.get(from..end)) {
                Some(extra) if is_padding(extra) => Verdict::Harmless,
                _ => Verdict::Damaged,
            }
        }
        "d0" | "d1" | "d2" | "d3" | "d4" | "d5" | "d6" | "d7" => Verdict::Damaged,
        _ => Verdict::Harmless,
    }
}

/// Cameras pad with one byte value; left-over picture data is never that even.
fn is_padding(extra: &[u8]) -> bool {
    extra.windows(2).all(|pair| matches!(pair, [a, b] if a == b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_warning_decides() {
        let judge = |message: &str| judge(message, &[], &JpegHeader::default());
        for (message, verdict) in [
            ("Premature end of JPEG file", Verdict::Damaged),
            ("Corrupt JPEG data: premature end of data segment", Verdict::Damaged),
            ("Corrupt JPEG data: bad Huffman code", Verdict::Damaged),
            ("Corrupt JPEG data: found marker 0xd3 instead of RST1", Verdict::Damaged),
            ("Corrupt JPEG data: 4 extraneous bytes before marker 0xd2", Verdict::Damaged),
            ("Corrupt JPEG data: 12 extraneous bytes before marker 0xdb", Verdict::Harmless),
            ("Warning: unknown JFIF revision number 2.01", Verdict::Harmless),
            ("Unsupported marker type 0xf7", Verdict::Fatal),
        ] {
            assert_eq!(judge(message), verdict, "{message}");
        }
    }
}
