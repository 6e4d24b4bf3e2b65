//! Broken bytes never panic: small files of every format with bytes changed, cut, and moved.

use std::sync::LazyLock;

use image::{DynamicImage, ImageFormat};
use proptest::prelude::*;
use tezis_photo::{PhotoError, PublicMetadata, integrity, probe, thumbnail, write_metadata};

use crate::drawn::{
    camera_exif, cmyk_jpeg, file, jpeg, progressive_jpeg, scene, with_exif, with_icc, with_iim,
    with_xmp,
};

/// A file of each format, the JPEG with all kinds of metadata.
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let picture = scene(40, 30);
    let rgb = DynamicImage::ImageRgb8(picture.clone());
    let rgba = DynamicImage::ImageRgba8(rgb.to_rgba8());
    let full = with_exif(&jpeg(&picture, 80), &camera_exif(6));
    let full = with_iim(&full, &[(1, 90, b"\x1B%G"), (2, 120, b"caption"), (2, 25, b"word")]);
    let full = with_xmp(
        &full,
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF \
         xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description \
         xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:subject><rdf:Bag><rdf:li>a &amp; b</rdf:li>\
         </rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>",
    );
    let profile = moxcms::ColorProfile::new_adobe_rgb().encode().unwrap();
    let mut files = vec![
        with_icc(&full, &profile),
        progressive_jpeg(&picture, 80),
        cmyk_jpeg(24, 24, [10, 200, 30, 0]),
    ];
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp] {
        files.push(file(&rgb, format));
    }
    files.push(file(&rgba, ImageFormat::Gif));
    files.push(write_metadata(file(&rgb, ImageFormat::Png), &PublicMetadata::default()).unwrap());
    files
});

/// What happens to a file.
#[derive(Debug, Clone)]
enum Mutation {
    Set(usize, u8),
    Flip(usize, u8),
    Cut(usize),
    Insert(usize, Vec<u8>),
    Remove(usize, usize),
    Copy { from: usize, to: usize, length: usize },
}

fn mutation() -> impl Strategy<Value = Mutation> {
    // Headers are at the beginning: half of the places are there.
    let place = prop_oneof![0..200_usize, 0..100_000_usize];
    prop_oneof![
        6 => (place.clone(), prop_oneof![Just(0), Just(0xFF), any::<u8>()])
            .prop_map(|(at, value)| Mutation::Set(at, value)),
        4 => (place.clone(), 0..8_u8).prop_map(|(at, bit)| Mutation::Flip(at, bit)),
        1 => place.clone().prop_map(Mutation::Cut),
        1 => (place.clone(), proptest::collection::vec(any::<u8>(), 1..9))
            .prop_map(|(at, bytes)| Mutation::Insert(at, bytes)),
        1 => (place.clone(), 1..40_usize).prop_map(|(at, length)| Mutation::Remove(at, length)),
        1 => (place.clone(), place, 1..40_usize)
            .prop_map(|(from, to, length)| Mutation::Copy { from, to, length }),
    ]
}

fn apply(bytes: &mut Vec<u8>, mutation: Mutation) {
    if bytes.is_empty() {
        return;
    }
    let length_now = bytes.len();
    match mutation {
        Mutation::Set(at, value) => bytes[at % length_now] = value,
        Mutation::Flip(at, bit) => bytes[at % length_now] ^= 1 << bit,
        Mutation::Cut(at) => bytes.truncate(at % length_now),
        Mutation::Insert(at, more) => {
            bytes.splice(at % length_now..at % length_now, more);
        }
        Mutation::Remove(at, length) => {
            let at = at % length_now;
            bytes.drain(at..(at + length).min(length_now));
        }
        Mutation::Copy { from, to, length } => {
            let from = from % length_now;
            let piece = bytes[from..(from + length).min(length_now)].to_vec();
            let to = to % length_now;
            for (into, byte) in bytes[to..].iter_mut().zip(piece) {
                *into = byte;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    /// A photo is refused, called damaged, or shown; nothing else can happen.
    #[test]
    fn mutated_files_never_panic(
        file in any::<prop::sample::Index>(),
        mutations in proptest::collection::vec(mutation(), 1..6),
    ) {
        let mut bytes = FILES[file.index(FILES.len())].clone();
        for mutation in mutations {
            apply(&mut bytes, mutation);
        }
        let found = probe(&bytes);
        // A file that now claims millions of pixels is decoded rightly, and takes too long here.
        if found.as_ref().is_ok_and(|found| u64::from(found.width) * u64::from(found.height) > 500_000) {
            return Ok(());
        }
        match thumbnail(&bytes, 16) {
            Ok(small) => {
                prop_assert!(small.width <= 16 && small.height <= 16);
                prop_assert!(found.is_ok(), "what can be shown can be probed");
                prop_assert!(probe(&small.bytes).is_ok());
            }
            Err(error) => prop_assert!(
                !matches!(error, PhotoError::Encoder { .. } | PhotoError::Parameter { .. }),
                "the file's fault was called ours: {error}"
            ),
        }
        // Damage is a finding of the check, never its error.
        let refused_as_damaged = matches!(integrity(&bytes), Err(PhotoError::Damaged { .. }));
        prop_assert!(!refused_as_damaged);
    }

    /// Nor do bytes that never were a picture, behind each signature.
    #[test]
    fn noise_behind_a_signature_never_panics(
        signature in prop::sample::select(vec![
            &b""[..], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBPVP8 ", b"GIF89a",
            b"II*\0", b"MM\0*", b"BM", b"\0\0\0\x18ftypheic",
        ]),
        noise in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let bytes = [signature, &noise].concat();
        let small = probe(&bytes)
            .is_ok_and(|found| u64::from(found.width) * u64::from(found.height) < 500_000);
        if small {
            let _shown = thumbnail(&bytes, 16);
            let _whole = integrity(&bytes);
        }
    }
}
