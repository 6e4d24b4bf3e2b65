//! The segments of a JPEG file (ITU-T T.81, annex B), read without decoding a pixel: size, colour,
//! metadata blocks, and whether the picture data reaches its end. Survives any bytes.

use std::borrow::Cow;

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
const ICC: &[u8] = b"ICC_PROFILE\0";
const ADOBE: &[u8] = b"Adobe";

/// Most scans of a progressive JPEG that are decoded; encoders write about ten. More of them is an
/// attack on the decoder's time ("Two issues with the JPEG standard", libjpeg-turbo).
pub(crate) const MAX_SCANS: u32 = 500;

/// The frame header: how large the picture is and how it is coded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) components: u8,
    pub(crate) lossless: bool,
    /// Samples of all components for each pixel: 3 without subsampling, 1.5 for 4:2:0.
    pub(crate) samples_a_pixel: f64,
    /// The coefficients of the whole picture must be held until the last scan.
    pub(crate) progressive: bool,
}

/// What stands before the first scan.
#[derive(Debug, Default)]
pub(crate) struct JpegHeader<'a> {
    pub(crate) frame: Option<Frame>,
    /// An Adobe segment was seen: CMYK values are then stored inverted.
    pub(crate) adobe: bool,
    pub(crate) exif: Option<&'a [u8]>,
    pub(crate) xmp: Option<&'a [u8]>,
    photoshop: Vec<&'a [u8]>,
    icc: Vec<(u8, &'a [u8])>,
    /// Where the first scan header begins.
    scan: Option<usize>,
}

impl<'a> JpegHeader<'a> {
    /// Reads the segments up to the first scan. Stops silently where the file stops making sense:
    /// what was found until then counts.
    pub(crate) fn read(bytes: &'a [u8]) -> Self {
        let mut header = Self::default();
        let mut at = 2;
        while let Some((marker, segment, next)) = next_segment(bytes, at) {
            match marker {
                0xDA => {
                    header.scan = Some(next);
                    break;
                }
                0xD9 => break,
                _ => header.take(marker, segment),
            }
            at = next;
        }
        header
    }

    fn take(&mut self, marker: u8, segment: &'a [u8]) {
        match marker {
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF if self.frame.is_none() => {
                self.frame = read_frame(marker, segment);
            }
            0xE1 => {
                if let Some(exif) = segment.strip_prefix(EXIF) {
                    self.exif.get_or_insert(exif);
                } else if let Some(xmp) = segment.strip_prefix(XMP) {
                    self.xmp.get_or_insert(xmp);
                }
            }
            0xE2 => {
                if let Some([number, _count, part @ ..]) = segment.strip_prefix(ICC) {
                    self.icc.push((*number, part));
                }
            }
            0xED => self.photoshop.extend(segment.strip_prefix(PHOTOSHOP)),
            0xEE if segment.starts_with(ADOBE) => self.adobe = true,
            _ => {}
        }
    }

    /// Returns the colour profile, put together from its segments.
    pub(crate) fn icc(&self) -> Option<Vec<u8>> {
        let mut parts = self.icc.clone();
        parts.sort_by_key(|(number, _)| *number);
        let profile: Vec<u8> = parts.iter().flat_map(|(_, part)| part.iter().copied()).collect();
        (!profile.is_empty()).then_some(profile)
    }

    /// Returns the Photoshop image resources, put together from their segments.
    pub(crate) fn photoshop(&self) -> Option<Cow<'a, [u8]>> {
        match self.photoshop.as_slice() {
            [] => None,
            [one] => Some(Cow::Borrowed(one)),
            many => Some(Cow::Owned(many.concat())),
        }
    }

    /// Follows the picture data to its end.
    pub(crate) fn picture_end(&self, bytes: &[u8]) -> PictureEnd {
        let mut end = PictureEnd { marker_at: None, scans: 0 };
        let Some(mut at) = self.scan else { return end };
        end.scans = 1;
        while let Some(found) = entropy_end(bytes, at) {
            if bytes.get(found + 1) == Some(&0xD9) {
                end.marker_at = Some(found);
                return end;
            }
            let Some((marker, _, next)) = next_segment(bytes, found) else { return end };
            if marker == 0xDA {
                end.scans += 1;
            }
            at = next;
        }
        end
    }
}

/// Where the picture data ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PictureEnd {
    /// Offset of the end marker (EOI); `None` when the file stops before it.
    pub(crate) marker_at: Option<usize>,
    /// Number of scan headers.
    pub(crate) scans: u32,
}

/// Returns marker and contents of each segment before the first scan.
pub(crate) fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut at = 2;
    std::iter::from_fn(move || {
        let (marker, segment, next) = next_segment(bytes, at)?;
        at = next;
        (!matches!(marker, 0xD9 | 0xDA)).then_some((marker, segment))
    })
}

/// Returns the next marker at or after `at`, the contents of its segment, and where the next begins.
/// Bytes between segments are skipped, as decoders do.
fn next_segment(bytes: &[u8], at: usize) -> Option<(u8, &[u8], usize)> {
    let mut at = at + memchr::memchr(0xFF, bytes.get(at..)?)?;
    loop {
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xFF => at += 1,
            0x00 => at = at + 2 + memchr::memchr(0xFF, bytes.get(at + 2..)?)?,
            0x01 | 0xD0..=0xD9 => return Some((marker, &[], at + 2)),
            _ => {
                let length = bytes.get(at + 2..at + 4)?.try_into().ok().map(u16::from_be_bytes)?;
                let next = at + 2 + usize::from(length.max(2));
                return Some((marker, bytes.get(at + 4..next)?, next));
            }
        }
    }
}

/// Returns where the entropy-coded data that begins at `at` ends: the next marker that is neither a
/// stuffed zero nor a restart.
fn entropy_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr(0xFF, bytes.get(at..)?)?;
        match bytes.get(at + 1)? {
            0x00 | 0x01 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

fn read_frame(marker: u8, segment: &[u8]) -> Option<Frame> {
    let [_precision, h1, h0, w1, w0, components, factors @ ..] = segment else { return None };
    Some(Frame {
        width: u16::from_be_bytes([*w1, *w0]).into(),
        height: u16::from_be_bytes([*h1, *h0]).into(),
        components: *components,
        lossless: matches!(marker, 0xC3 | 0xC7 | 0xCB | 0xCF),
        samples_a_pixel: samples_a_pixel(*components, factors),
        progressive: matches!(marker, 0xC2 | 0xC6 | 0xCA | 0xCE),
    })
}

/// From the sampling factors (T.81, B.2.2); what makes no sense counts as not subsampled.
fn samples_a_pixel(components: u8, factors: &[u8]) -> f64 {
    let all = || factors.chunks_exact(3).take(components.into());
    let largest =
        |shift: u8| all().filter_map(|c| Some(c.get(1)? >> shift & 15)).max().unwrap_or(0);
    let area = f64::from(largest(4)) * f64::from(largest(0));
    let samples: f64 =
        all().filter_map(|c| Some(f64::from(c.get(1)? >> 4) * f64::from(c.get(1)? & 15))).sum();
    if area > 0.0 && samples > 0.0 { samples / area } else { components.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header with one of each segment, then two scans: written by hand from T.81, so that the
    /// reader is not tested against its own writer.
    fn sample() -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8];
        let mut segment = |marker: u8, body: &[u8]| {
            bytes.extend([0xFF, marker]);
            bytes.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
            bytes.extend(body);
        };
        segment(0xE1, b"Exif\0\0EXIFBLOCK");
        segment(0xE2, b"ICC_PROFILE\0\x02\x02second");
        segment(0xE2, b"ICC_PROFILE\0\x01\x02first-");
        segment(0xC2, &[8, 0x01, 0x00, 0x02, 0x03, 3]);
        segment(0xDA, &[1, 1, 0, 0, 63, 0]);
        bytes.extend([1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4]);
        bytes.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]);
        bytes.extend([5, 6, 0xFF, 0xD9, 0xAA]);
        bytes
    }

    #[test]
    fn finds_size_blocks_and_end() {
        let bytes = sample();
        let header = JpegHeader::read(&bytes);
        let frame = header.frame.expect("there is a frame header");
        assert_eq!((frame.width, frame.height, frame.components), (0x203, 0x100, 3));
        assert_eq!(header.exif, Some(&b"EXIFBLOCK"[..]));
        assert_eq!(header.icc().as_deref(), Some(&b"first-second"[..]), "parts go by number");
        let end = header.picture_end(&bytes);
        assert_eq!(end, PictureEnd { marker_at: Some(bytes.len() - 3), scans: 2 });
    }

    #[test]
    fn samples_a_pixel_follow_the_subsampling() {
        let found = |factors: [u8; 3]| {
            let components = factors.iter().zip(1..).flat_map(|(factor, id)| [id, *factor, 0]);
            samples_a_pixel(3, &components.collect::<Vec<u8>>())
        };
        assert!((found([0x11, 0x11, 0x11]) - 3.0).abs() < 1e-9, "4:4:4");
        assert!((found([0x22, 0x11, 0x11]) - 1.5).abs() < 1e-9, "4:2:0");
        assert!((found([0x21, 0x11, 0x11]) - 2.0).abs() < 1e-9, "4:2:2");
        assert!((found([0, 0, 0]) - 3.0).abs() < 1e-9, "a broken header counts as the worst");
    }

    #[test]
    fn every_cut_is_noticed() {
        let bytes = sample();
        let whole = bytes.len() - 1; // one byte of junk follows the end marker
        for length in 0..whole {
            let cut = &bytes[..length];
            let end = JpegHeader::read(cut).picture_end(cut).marker_at;
            assert_eq!(end, None, "cut at {length}");
        }
        assert!(JpegHeader::read(&bytes).picture_end(&bytes[..whole]).marker_at.is_some());
    }
}
