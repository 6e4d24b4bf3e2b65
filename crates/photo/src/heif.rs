//! HEIC (ISO/IEC 23008-12, the pictures of phones) as far as it goes without decoding: size, turn,
//! profile and metadata. The pixels are decoded by libheif in the window; what it gives is kept as a
//! PNG, from which everything else is made.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use crate::bmff::{self, Fields};
use crate::error::PhotoError;
use crate::format::Format;
use crate::limits::Limits;
use crate::metadata::rgb_profile;
use crate::orientation::Orientation;

/// Most items and properties that are looked at; a phone's file has about 60 tiles.
const MAX_ITEMS: usize = 4096;

/// Largest profile that is taken, in bytes; phones' have 500, those of printers two million.
const MAX_PROFILE: usize = 4 << 20;

/// What a HEIC file says of its main picture.
#[derive(Debug, Default)]
pub(crate) struct Heif<'a> {
    /// Size as coded, before it is turned.
    pub(crate) size: (u32, u32),
    /// The turn that a decoder makes itself; EXIF repeats it and must not be followed.
    pub(crate) orientation: Option<Orientation>,
    pub(crate) profile: Option<Vec<u8>>,
    /// The block with its TIFF header.
    pub(crate) exif: Option<&'a [u8]>,
    pub(crate) xmp: Option<&'a [u8]>,
}

/// Returns the ICC profile of a HEIC file's main picture: the embedded one, or one made for what
/// the file names by numbers (Display P3 and sRGB, ITU-T H.273). `None` counts as sRGB.
pub fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    Heif::read(bytes)?.profile
}

/// Keeps what the window decoded as a PNG with its profile: lossless, written quickly. `rgba` are
/// straight RGBA pixels of the picture as libheif gives it, which is already upright. The alpha
/// channel is left out when it hides nothing.
///
/// A size that does not fit the pixels is [`PhotoError::Parameter`].
pub fn decoded_png(
    width: u32,
    height: u32,
    rgba: &[u8],
    profile: Option<&[u8]>,
) -> Result<Vec<u8>, PhotoError> {
    Limits::default().check_size(width, height)?;
    let expected = u64::from(width) * u64::from(height) * 4;
    if expected == 0 || expected != rgba.len() as u64 {
        let problem = format!("{width}×{height} pixels are not {} bytes", rgba.len());
        return Err(PhotoError::Parameter { name: "rgba", problem });
    }
    let pixels = rgba.as_chunks::<4>().0;
    let opaque = pixels.iter().all(|[_, _, _, alpha]| *alpha == u8::MAX);
    let mut png = Vec::with_capacity(rgba.len() / 2);
    // On 12 megapixels of a phone: 360 ms and 19.5 MB, read back in 90; the adaptive filter takes 470 for
    // the same size, and 130.
    let mut encoder =
        PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Avg);
    let failed = |detail: String| PhotoError::Encoder { format: Format::Png, detail };
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).map_err(|error| failed(error.to_string()))?;
    }
    let written = if opaque {
        let rgb: Vec<u8> =
            pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
        encoder.write_image(&rgb, width, height, ExtendedColorType::Rgb8)
    } else {
        encoder.write_image(rgba, width, height, ExtendedColorType::Rgba8)
    };
    written.map_err(|error| failed(error.to_string()))?;
    Ok(png)
}

impl<'a> Heif<'a> {
    /// Reads the index of a file; `None` when there is no picture with a size in it.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut meta = Fields(bmff::find(bytes, b"meta")?);
        meta.version_and_flags()?;
        let meta = meta.0;
        let primary = primary_item(meta)?;
        let properties = bmff::find(meta, b"iprp")?;
        let mut found = Self::default();
        let mut mirrored = None;
        let mut turned = 0;
        let all: Vec<_> = bmff::boxes(bmff::find(properties, b"ipco")?).take(MAX_ITEMS).collect();
        for index in associations(properties, primary) {
            let Some(property) = index.checked_sub(1).and_then(|index| all.get(index)) else {
                continue;
            };
            let mut fields = Fields(property.body);
            match &property.kind {
                b"ispe" => found.size = picture_size(fields).unwrap_or(found.size),
                b"irot" => turned = fields.number(1).unwrap_or(0) & 3,
                b"imir" => mirrored = fields.number(1).map(|axis| axis & 1),
                b"colr" => found.take_profile(property.body),
                _ => {}
            }
        }
        found.orientation = Some(orientation(turned, mirrored));
        if found.profile.is_none() {
            // Some writers hang the profile on the tiles only.
            for property in all.iter().filter(|property| property.kind == *b"colr") {
                found.take_profile(property.body);
            }
        }
        let items = Items { bytes, meta };
        found.exif = items.exif();
        found.xmp = items.xmp();
        (found.size.0 > 0 && found.size.1 > 0).then_some(found)
    }

    /// An embedded profile wins over numbers.
    fn take_profile(&mut self, colour: &[u8]) {
        let mut fields = Fields(colour);
        match fields.take(4) {
            Some(b"prof" | b"rICC") if fields.0.len() <= MAX_PROFILE => {
                self.profile = Some(fields.0.to_vec());
            }
            Some(b"nclx") if self.profile.is_none() => {
                self.profile = (|| numbered_profile(fields.number(2)?, fields.number(2)?))();
            }
            _ => {}
        }
    }
}

/// Profiles of the pairs of primaries and transfer that phones write. Both transfers are shown by
/// the curve of sRGB, as operating systems do with camera pictures.
fn numbered_profile(primaries: u64, transfer: u64) -> Option<Vec<u8>> {
    const SRGB: u64 = 13;
    const BT709: u64 = 1;
    match (primaries, transfer) {
        (12, SRGB | BT709) => Some(rgb_profile::display_p3()),
        (1, SRGB | BT709) => Some(rgb_profile::srgb()),
        _ => None,
    }
}

fn picture_size(mut fields: Fields<'_>) -> Option<(u32, u32)> {
    fields.version_and_flags()?;
    Some((fields.small(4)?, fields.small(4)?))
}

/// Quarter turns counter-clockwise, then a mirror with an upright (0) or lying (1) axis, as the value
/// that EXIF has for both together.
fn orientation(turned: u64, mirrored: Option<u64>) -> Orientation {
    Orientation::from_exif(match (turned, mirrored) {
        (0, None) => 1,
        (0, Some(0)) | (2, Some(1)) => 2,
        (2, None) => 3,
        (0 | 2, Some(_)) => 4,
        (1, Some(1)) | (3, Some(0)) => 5,
        (3, None) => 6,
        (1 | 3, Some(_)) => 7,
        _ => 8,
    })
}

fn primary_item(meta: &[u8]) -> Option<u32> {
    let mut fields = Fields(bmff::find(meta, b"pitm")?);
    let (version, _) = fields.version_and_flags()?;
    fields.small(if version == 0 { 2 } else { 4 })
}

/// The properties of an item, by their place in the list, from 1, in the order of their use.
fn associations(properties: &[u8], item: u32) -> Vec<usize> {
    let read = || {
        let mut fields = Fields(bmff::find(properties, b"ipma")?);
        let (version, flags) = fields.version_and_flags()?;
        let (id_size, index_size) =
            (if version == 0 { 2 } else { 4 }, if flags & 1 == 0 { 1 } else { 2 });
        let entries = usize::try_from(fields.small(4)?).ok()?;
        for _ in 0..entries.min(MAX_ITEMS) {
            let id = fields.small(id_size)?;
            let count = usize::try_from(fields.small(1)?).ok()?;
            let list = fields.take(count * index_size)?;
            if id == item {
                // The highest bit says that the property is essential.
                let index = |bytes: &[u8]| match bytes {
                    [one] => usize::from(one & 0x7F),
                    [high, low] => usize::from(high & 0x7F) << 8 | usize::from(*low),
                    _ => 0,
                };
                return Some(list.chunks_exact(index_size).map(index).collect());
            }
        }
        None
    };
    read().unwrap_or_default()
}

/// Where the items of a file are.
struct Items<'a> {
    bytes: &'a [u8],
    meta: &'a [u8],
}

impl<'a> Items<'a> {
    /// The item of EXIF begins with the distance to its TIFF header.
    fn exif(&self) -> Option<&'a [u8]> {
        let mut fields = Fields(self.contents(self.find(|kind, _| kind == b"Exif")?)?);
        let distance = usize::try_from(fields.small(4)?).ok()?;
        fields.0.get(distance..)
    }

    fn xmp(&self) -> Option<&'a [u8]> {
        let is_xmp = |kind: &[u8], rest: &[u8]| {
            // The item's name, then the type of its contents, each with a zero behind it.
            let kind_of_contents = rest.split(|byte| *byte == 0).nth(1);
            kind == b"mime" && kind_of_contents == Some(b"application/rdf+xml")
        };
        self.contents(self.find(is_xmp)?)
    }

    /// Returns the number of the first item of a kind.
    fn find(&self, is_it: impl Fn(&[u8], &[u8]) -> bool) -> Option<u32> {
        let mut fields = Fields(bmff::find(self.meta, b"iinf")?);
        let (version, _) = fields.version_and_flags()?;
        fields.small(if version == 0 { 2 } else { 4 })?;
        bmff::boxes(fields.0).take(MAX_ITEMS).filter(|entry| entry.kind == *b"infe").find_map(
            |entry| {
                let mut fields = Fields(entry.body);
                let (version, _) = fields.version_and_flags()?;
                let id = fields.small(if version < 3 { 2 } else { 4 })?;
                let _protection = fields.small(2)?;
                let kind = fields.take(4)?;
                (version >= 2 && is_it(kind, fields.0)).then_some(id)
            },
        )
    }

    /// Returns what an item holds, when it stands in one piece in the file or in its index.
    fn contents(&self, item: u32) -> Option<&'a [u8]> {
        let mut fields = Fields(bmff::find(self.meta, b"iloc")?);
        let (version, _) = fields.version_and_flags()?;
        let sizes =
            usize::from(fields.take(2)?.first_chunk::<2>().map(|b| u16::from_be_bytes(*b))?);
        let [offset, length, base, index] = [12, 8, 4, 0].map(|shift| sizes >> shift & 0xF);
        let id_size = if version < 2 { 2 } else { 4 };
        let items = usize::try_from(fields.small(id_size)?).ok()?;
        for _ in 0..items.min(MAX_ITEMS) {
            let id = fields.small(id_size)?;
            let method = if version > 0 { fields.small(2)? & 0xF } else { 0 };
            let _data_reference = fields.small(2)?;
            let base = fields.number(base)?;
            let extents = usize::try_from(fields.small(2)?).ok()?;
            let mut first = None;
            for _ in 0..extents.min(MAX_ITEMS) {
                if version > 0 {
                    fields.number(index)?;
                }
                let place = (fields.number(offset)?, fields.number(length)?);
                first.get_or_insert(place);
            }
            if id == item {
                let (start, length) = first.filter(|_| extents == 1)?;
                let start = usize::try_from(base.checked_add(start)?).ok()?;
                let end = start.checked_add(usize::try_from(length).ok()?)?;
                let data = match method {
                    0 => self.bytes,
                    1 => bmff::find(self.meta, b"idat")?,
                    _ => return None,
                };
                return data.get(start..end);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Turning and mirroring pixels as the standard says gives what EXIF's value gives.
    #[test]
    fn turns_and_mirrors_are_those_of_exif() {
        let coded = image::RgbImage::from_fn(3, 2, |x, y| {
            image::Rgb([u8::try_from(x).unwrap(), u8::try_from(y).unwrap(), 0])
        });
        for turned in 0..4 {
            for mirrored in [None, Some(0), Some(1)] {
                let mut expected = image::DynamicImage::ImageRgb8(coded.clone());
                for _ in 0..turned {
                    expected = expected.rotate270();
                }
                expected = match mirrored {
                    None => expected,
                    Some(0) => expected.fliph(),
                    Some(_) => expected.flipv(),
                };
                let mut actual = image::DynamicImage::ImageRgb8(coded.clone());
                orientation(turned, mirrored).apply(&mut actual);
                assert_eq!(actual, expected, "{turned} quarters, mirror {mirrored:?}");
            }
        }
    }
}
