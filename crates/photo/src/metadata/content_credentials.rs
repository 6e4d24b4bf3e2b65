//! Content credentials (C2PA 2.2, annex A.3 "Embedding manifests into various file formats"): whether a
//! file has them. They are signed over its bytes, so that no rendition can carry them on.

use memchr::memmem;

use crate::bmff;
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
        Format::Png => has_chunk(bytes.get(8..), b"caBX", 4, u32::from_be_bytes),
        Format::WebP => has_chunk(bytes.get(12..), b"C2PA", 0, u32::from_le_bytes),
        Format::Heif => bmff::find_uuid(bytes, &C2PA_UUID).is_some(),
        Format::Tiff | Format::Raw => Tiff::open(bytes)
            .and_then(|tiff| tiff.main())
            .is_some_and(|main| main.entry(TIFF_TAG).is_some()),
        Format::Gif | Format::Bmp => false,
    }
}

/// Whether a chunk of a kind is among those of a PNG (length, kind, data, checksum) or of a WebP file
/// (kind, length, data to an even length).
fn has_chunk(
    chunks: Option<&[u8]>,
    kind: &[u8; 4],
    checksum: usize,
    number: fn([u8; 4]) -> u32,
) -> bool {
    let png = checksum > 0;
    let mut rest = chunks.unwrap_or_default();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, e, f, g, h] = *head;
        let (first, second) = ([a, b, c, d], [e, f, g, h]);
        let (name, length) = if png { (second, first) } else { (first, second) };
        if name == *kind {
            return true;
        }
        let length = usize::try_from(number(length)).unwrap_or(usize::MAX);
        let padding = if png { checksum } else { length % 2 };
        rest = after.get(length.saturating_add(padding)..).unwrap_or_default();
    }
    false
}
