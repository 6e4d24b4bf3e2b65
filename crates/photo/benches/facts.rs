//! What a photo costs on its way in: the first bytes of a card's file, the one examination, faces, and
//! the keeping of what the window decoded. The picture is drawn.
//!
//! `cargo bench -p tezis-photo --bench facts`

use std::sync::LazyLock;

use tezis_photo::{embedded_thumbnail, examine, faces, heif, probe_head, thumbnail};

mod drawing;

static PHOTO: LazyLock<Vec<u8>> = LazyLock::new(|| drawing::jpeg(&drawing::photo(6000, 4000, 1)));

/// A head as cameras write it: an EXIF block with a thumbnail of 160 × 120 before the picture.
static HEAD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let small = drawing::jpeg(&drawing::photo(160, 120, 1));
    let mut block = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x1A\0\0\0".to_vec();
    let length = u32::try_from(small.len()).expect("a thumbnail is small");
    block.extend([2, 0]);
    for (tag, value) in [(0x0201_u16, 56_u32), (0x0202, length)] {
        block.extend(tag.to_le_bytes());
        block.extend([4, 0, 1, 0, 0, 0]);
        block.extend(value.to_le_bytes());
    }
    block.extend([0; 4]);
    block.extend(small);
    let size = u16::try_from(block.len() + 8).expect("an EXIF block has at most 64 KB");
    let mut head = b"\xFF\xD8\xFF\xE1".to_vec();
    head.extend(size.to_be_bytes());
    head.extend(b"Exif\0\0");
    head.extend(block);
    head.extend(PHOTO.iter().skip(2).take(100_000));
    head
});

fn main() {
    divan::main();
}

#[divan::bench]
fn thumbnail_of_the_camera() -> usize {
    embedded_thumbnail(&HEAD).expect("the head has one").bytes.len()
}

#[divan::bench]
fn facts_of_the_first_bytes() -> u8 {
    probe_head(&HEAD, 7_000_000).expect("it is a photo").orientation
}

#[divan::bench(sample_count = 10)]
fn examination() -> f64 {
    examine(&PHOTO).expect("the drawn photo is good").sharpness
}

#[divan::bench(sample_count = 10)]
fn faces_of_a_preview(bencher: divan::Bencher<'_, '_>) {
    let preview = thumbnail(&PHOTO, 800).expect("the drawn photo is good").bytes;
    bencher.bench(|| faces(&preview).expect("the preview is good").len());
}

#[divan::bench(sample_count = 5)]
fn what_the_window_decoded(bencher: divan::Bencher<'_, '_>) {
    let pixels = drawing::photo(4032, 3024, 1);
    let rgba: Vec<u8> =
        pixels.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2], 255]).collect();
    bencher.bench(|| heif::decoded_png(4032, 3024, &rgba, None).expect("the size fits").len());
}
