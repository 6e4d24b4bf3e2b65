//! The small JPEG that cameras put into EXIF: found in the first bytes of a file and ready in a fifth of
//! a millisecond, so that a grid of a card's thousand frames stands within a second.
//!
//! It can be older than the picture, when a program cropped that and left it. So it is shown until the
//! true thumbnail is made, and is never exported.

use image::{DynamicImage, GenericImageView};

use crate::colour::ToSrgb;
use crate::decode::{self, Scale};
use crate::encode::{self, Encoder, OutFormat};
use crate::format::Format;
use crate::header::Header;
use crate::jpeg::structure::JpegHeader;
use crate::limits::Limits;
use crate::metadata::exif::ExifFacts;
use crate::raw::Raw;
use crate::thumbnail::Thumbnail;
use crate::tiff::Tiff;

const JPEG_OFFSET: u16 = 0x0201;
const JPEG_LENGTH: u16 = 0x0202;
/// Larger ones are previews, and take longer than a fifth of a millisecond.
const MAX_SIDE: u32 = 800;
const QUALITY: u8 = 85;
/// A picture whose shape differs by more than this from its thumbnail's was cropped after it was made.
const MAX_CUT: f64 = 0.4;

/// Returns the thumbnail in the first bytes of a JPEG, TIFF or raw file (128 KiB are enough): upright,
/// and without the bars with which cameras fill it to 4:3. `None` when there is none, or none that
/// shows the picture.
pub fn embedded_thumbnail(head: &[u8]) -> Option<Thumbnail> {
    let raw = match Format::sniff(head)? {
        Format::Jpeg => None,
        Format::Raw => Some(Raw::open(head)?),
        _ => return None,
    };
    // Of a raw file without a block of its own, the JPEG inside has it.
    let (jpeg, block) = match &raw {
        Some(Raw { exif: Some(block), .. }) => (None, *block),
        Some(raw) => with_block(head.get(raw.preview.clone()?)?)?,
        None => with_block(head)?,
    };
    let facts = ExifFacts::read(Some(block));
    let stored = jpeg.and_then(|jpeg| jpeg.frame).map(|frame| (frame.width, frame.height));
    let small = second_picture(block)?;
    let limits = Limits::default();
    let header = Header::read(small, &limits).ok()?;
    if header.format != Format::Jpeg || header.width.max(header.height) > MAX_SIDE {
        return None;
    }
    let decoded = decode::decode(&header, &limits, Scale::FULL).ok()?;
    if decoded.damage.is_some() {
        return None;
    }
    let to_srgb = ToSrgb::new(None, facts.adobe_rgb, decoded.raster.channels);
    let mut pixels = to_srgb.apply(decoded.raster).ok()?;
    if let Some(size) = stored.or(facts.pixel_size) {
        pixels = without_bars(&pixels, size)?;
    }
    facts.orientation.apply(&mut pixels);
    let bytes = encode::encode(&pixels, OutFormat::Jpeg, QUALITY, Encoder::Fast).ok()?;
    Some(Thumbnail { bytes, width: pixels.width(), height: pixels.height(), damaged: false })
}

/// A JPEG's header and its EXIF block.
fn with_block(jpeg: &[u8]) -> Option<(Option<JpegHeader<'_>>, &[u8])> {
    let header = JpegHeader::read(jpeg);
    let block = header.exif?;
    Some((Some(header), block))
}

/// The picture of the second directory, which is the thumbnail by the standard.
fn second_picture(block: &[u8]) -> Option<&[u8]> {
    let directory = Tiff::open(block)?.main()?.next()?;
    let start = usize::try_from(directory.number(JPEG_OFFSET)?).ok()?;
    let length = usize::try_from(directory.number(JPEG_LENGTH)?).ok()?;
    block.get(start..start.checked_add(length)?)
}

/// Cuts a thumbnail to the shape of its picture, from both sides alike; `None` when the two have so
/// little in common that the picture must have been cropped.
fn without_bars(pixels: &DynamicImage, (width, height): (u32, u32)) -> Option<DynamicImage> {
    let (across, down) = pixels.dimensions();
    if width == 0 || height == 0 {
        return None;
    }
    let shape = f64::from(width) / f64::from(height);
    let (wide, high) = (f64::from(across), f64::from(down));
    let (new_wide, new_high) =
        if wide / high > shape { (high * shape, high) } else { (wide, wide / shape) };
    if new_wide < wide * (1.0 - MAX_CUT) || new_high < high * (1.0 - MAX_CUT) {
        return None;
    }
    let whole = |length: f64, of: u32| crate::crop::round(length).clamp(1, of);
    let (new_wide, new_high) = (whole(new_wide, across), whole(new_high, down));
    Some(pixels.crop_imm((across - new_wide) / 2, (down - new_high) / 2, new_wide, new_high))
}
