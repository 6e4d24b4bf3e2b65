//! Content credentials (C2PA 2.2, annex A.3 "Embedding manifests into various file formats"): whether a
//! file has them. They are signed over its bytes, so that no rendition can carry them on.

use memchr::memmem;

use crate::bmff::{self, Fields};
use crate::format::Format;
use crate::jpeg::structure::segments;
use crate::tiff::Tiff;

const C2PA_UUID: [u8; 16] = *b"\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81";
const TIFF_TAG: u16 = 0xCD41;
/// A JUMBF box names its kind at its beginning.
const LABEL_WITHIN: usize = 100;

/// Whether a manifest is embedded in the file.
pub(crate) fn are_in(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Jpeg => segments(bytes).any(|(marker, segment)| {
            marker == 0xEB && segment.starts_with(b"JP") && {
                let start = segment.get(..segment.len().min(LABEL_WITHIN)).unwrap_or_default();
                memmem::find(start, b"c2pa").is_some()
            }
        }),
        Format::Png => has_png_chunk(bytes, b"caBX"),
        Format::WebP => has_webp_chunk(bytes, b"C2PA"),
        Format::Heif => bmff::find_uuid(bytes, &C2PA_UUID).is_some(),
        Format::Tiff | Format::Raw => Tiff::open(bytes)
            .and_then(|tiff| tiff.main())
            .is_some_and(|main| main.entry(TIFF_TAG).is_some()),
        Format::Gif | Format::Bmp => false,
    }
}

/// Whether a chunk of a kind is among those of a PNG (length, kind, data, checksum).
fn has_png_chunk(bytes: &[u8], kind: &[u8]) -> bool {
    let mut fields = Fields(bytes.get(8..).unwrap_or_default());
    let mut next = || {
        let length = usize::try_from(fields.number(4)?).ok()?;
        let found = fields.take(4)?;
        // What stands behind a chunk that is cut is not asked for.
        fields.take(length.checked_add(4)?.min(fields.0.len()))?;
        Some(found)
    };
    std::iter::from_fn(&mut next).any(|found| found == kind)
}

/// Whether a chunk of a kind is among those of a WebP file (kind, length, data to an even length).
fn has_webp_chunk(bytes: &[u8], kind: &[u8]) -> bool {
    let mut fields = Fields(bytes.get(12..).unwrap_or_default());
    let mut next = || {
        let found = fields.take(4)?;
        let length = fields.take(4)?.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes))?;
        let length = usize::try_from(length).ok()?;
        fields.take(length.checked_add(length % 2)?.min(fields.0.len()))?;
        Some(found)
    };
    std::iter::from_fn(&mut next).any(|found| found == kind)
}
