//! Writes a fresh EXIF block (CIPA DC-008-2019) with the public facts that have a place there: caption,
//! artist, copyright and the time of the photo. The rest are the entries without which readers call a block incomplete.

use crate::metadata::PublicMetadata;
use crate::metadata::text::{cut, offset_text};

const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;
const UNDEFINED: u16 = 7;

/// Longest caption, in bytes, as in IIM. XMP carries it whole.
const MAX_CAPTION: usize = 2000;

/// Tag, type and value; the value in big-endian bytes.
struct Entry {
    tag: u16,
    kind: u16,
    value: Vec<u8>,
}

/// Returns the block from its TIFF header on, or `None` when there is no fact to write.
pub(crate) fn write(metadata: &PublicMetadata, (width, height): (u32, u32)) -> Option<Vec<u8>> {
    let PublicMetadata { caption, creator, copyright, taken_at, utc_offset_minutes, .. } = metadata;
    if caption.is_none() && creator.is_none() && copyright.is_none() && taken_at.is_none() {
        return None;
    }
    let caption = caption.as_deref().map(|caption| ascii(0x010E, cut(caption, MAX_CAPTION)));
    let mut main: Vec<Entry> = caption.into_iter().collect();
    main.extend([rational(0x011A, 72), rational(0x011B, 72), short(0x0128, 2)]);
    main.extend(creator.as_deref().map(|creator| ascii(0x013B, creator)));
    main.push(short(0x0213, 1));
    main.extend(copyright.as_deref().map(|copyright| ascii(0x8298, copyright)));
    let mut photo = vec![undefined(0x9000, b"0232")];
    photo.extend(taken_at.map(|time| ascii(0x9003, &time.format("%Y:%m:%d %H:%M:%S").to_string())));
    let offset = taken_at.and(*utc_offset_minutes);
    photo.extend(offset.map(|offset| ascii(0x9011, &offset_text(offset, ":"))));
    photo.push(undefined(0x9101, &[1, 2, 3, 0]));
    photo.push(undefined(0xA000, b"0100"));
    photo.push(short(0xA001, 1));
    photo.push(long(0xA002, width));
    photo.push(long(0xA003, height));

    let mut block = b"MM\0*\0\0\0\x08".to_vec();
    // The pointer to the photo's directory is an entry of the main one, whose length is known.
    let photo_at = 8 + directory_len(&main) + 12;
    main.push(long(0x8769, u32::try_from(photo_at).unwrap_or(0)));
    push_directory(&mut block, &main);
    push_directory(&mut block, &photo);
    Some(block)
}

/// Length of a directory together with the values that do not fit into its entries.
fn directory_len(entries: &[Entry]) -> usize {
    let values: usize = entries.iter().map(|entry| outside_len(&entry.value)).sum();
    2 + entries.len() * 12 + 4 + values
}

/// Values of up to four bytes stand inside the entry; others are padded to an even length.
fn outside_len(value: &[u8]) -> usize {
    if value.len() <= 4 { 0 } else { value.len() + value.len() % 2 }
}

fn push_directory(block: &mut Vec<u8>, entries: &[Entry]) {
    let mut values = Vec::new();
    let values_at = block.len() + 2 + entries.len() * 12 + 4;
    block.extend(u16::try_from(entries.len()).unwrap_or(0).to_be_bytes());
    for Entry { tag, kind, value } in entries {
        let unit = match *kind {
            SHORT => 2,
            LONG => 4,
            RATIONAL => 8,
            _ => 1,
        };
        block.extend(tag.to_be_bytes());
        block.extend(kind.to_be_bytes());
        block.extend(u32::try_from(value.len() / unit).unwrap_or(0).to_be_bytes());
        if value.len() <= 4 {
            block.extend(value);
            block.resize(block.len() + 4 - value.len(), 0);
        } else {
            block.extend(u32::try_from(values_at + values.len()).unwrap_or(0).to_be_bytes());
            values.extend(value);
            values.resize(values.len() + values.len() % 2, 0);
        }
    }
    block.extend([0; 4]);
    block.append(&mut values);
}

/// UTF-8 in a field that is ASCII by the letter: what exiftool, Photoshop and phones do.
fn ascii(tag: u16, text: &str) -> Entry {
    let mut value: Vec<u8> = text.bytes().filter(|byte| *byte != 0).collect();
    value.push(0);
    Entry { tag, kind: ASCII, value }
}

fn short(tag: u16, value: u16) -> Entry {
    Entry { tag, kind: SHORT, value: value.to_be_bytes().to_vec() }
}

fn long(tag: u16, value: u32) -> Entry {
    Entry { tag, kind: LONG, value: value.to_be_bytes().to_vec() }
}

fn rational(tag: u16, value: u32) -> Entry {
    let value = [value.to_be_bytes(), 1_u32.to_be_bytes()].concat();
    Entry { tag, kind: RATIONAL, value }
}

fn undefined(tag: u16, value: &[u8]) -> Entry {
    Entry { tag, kind: UNDEFINED, value: value.to_vec() }
}
