//! Whether a file moves: GIF, WebP and PNG may hold many frames, of which a photo shows the first.

use crate::format::Format;

/// Whether a file holds more than one frame. Survives any bytes.
pub(crate) fn is_animated(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Gif => has_two_gif_frames(bytes).unwrap_or(false),
        // The animation flag of VP8X (WebP container specification).
        Format::WebP => {
            bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0)
        }
        Format::Png => has_animation_control(bytes),
        _ => false,
    }
}

/// Walks the blocks of a GIF (specification 89a) up to the second image descriptor. `None`: the file
/// ends before.
fn has_two_gif_frames(bytes: &[u8]) -> Option<bool> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut frames = 0;
    loop {
        match bytes.get(at)? {
            0x2C => {
                frames += 1;
                if frames == 2 {
                    return Some(true);
                }
                // Descriptor, colour table, size of the first code.
                at = sub_blocks_end(bytes, at + 10 + table(*bytes.get(at + 9)?) + 1)?;
            }
            0x21 => at = sub_blocks_end(bytes, at + 2)?,
            _ => return Some(false),
        }
    }
}

fn sub_blocks_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// Whether a chunk `acTL` (PNG, third edition) of more than one frame stands before the picture data.
fn has_animation_control(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<12>()) {
        let [l3, l2, l1, l0, kind @ .., f3, f2, f1, f0] = *chunk;
        match &kind {
            b"acTL" => return u32::from_be_bytes([f3, f2, f1, f0]) > 1,
            b"IDAT" | b"IEND" => return false,
            _ => {
                let length = u32::from_be_bytes([l3, l2, l1, l0]);
                let length = usize::try_from(length).unwrap_or(usize::MAX);
                at = at.saturating_add(12).saturating_add(length);
            }
        }
    }
    false
}
