//! Broken bytes never panic: small files of every format with bytes changed, cut, and moved.

use std::sync::LazyLock;

use image::{DynamicImage, ImageFormat};
use proptest::prelude::*;
use tezis_photo::{
    PhotoError, PublicMetadata, embedded_thumbnail, examine, heif, integrity, probe, probe_head,
    raw, read_sidecar, thumbnail, write_metadata,
};

use crate::drawn::{
    camera_exif, cmyk_jpeg, file, jpeg, progressive_jpeg, scene, with_exif, with_icc, with_iim,
    with_xmp,
};
use crate::heif::{Said, heic};
use crate::raw::{cr2, cr3, nef};

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
    let preview = jpeg(&scene(96, 64), 80);
    files.extend([cr3(&preview), cr2(preview.clone()), nef(preview)]);
    files.push(heic(&Said { turned: 1, xmp: SIDECAR, ..Said::default() }));
    files.push(write_metadata(file(&rgb, ImageFormat::Png), &PublicMetadata::default()).unwrap());
    files
});

/// What Lightroom leaves beside a raw file, with all kinds of properties.
const SIDECAR: &str = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY who "nobody">]>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ps="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:ms="http://ns.microsoft.com/photo/1.0/"
 xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" ps:DateCreated="2025-10-19T10:42:07.5+04:00"
 xmp:Rating="-1" ms:Rating="75"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">&who; &#601;
 &amp; <![CDATA[<b>]]></rdf:li></rdf:Alt></dc:description><ext:LocationShown><rdf:Bag><rdf:li
 rdf:parseType="Resource"><ext:City>Gəncə</ext:City></rdf:li></rdf:Bag></ext:LocationShown>
</rdf:Description></rdf:RDF></x:xmpmeta>"#;

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
        // Whatever they say of broken bytes, they say it.
        let _thumbnail = embedded_thumbnail(&bytes);
        let _profile = heif::profile(&bytes);
        let inside = raw::preview(&bytes);
        prop_assert!(inside.is_none_or(|place| bytes.get(place).is_some_and(|jpeg| !jpeg.is_empty())));
        let found = probe(&bytes);
        if let Ok(found) = &found {
            let head = probe_head(&bytes, bytes.len() as u64);
            prop_assert!(head.is_ok_and(|head| head.format == found.format), "all is more than some");
        }
        // A file that now claims millions of pixels is decoded rightly, and takes too long here.
        if found.as_ref().is_ok_and(|found| u64::from(found.width) * u64::from(found.height) > 500_000) {
            return Ok(());
        }
        match thumbnail(&bytes, 16) {
            Ok(small) => {
                let examined = examine(&bytes);
                prop_assert!(examined.is_ok(), "what can be shown can be examined: {:?}", examined.err());
                prop_assert!(small.width <= 16 && small.height <= 16);
                prop_assert!(found.is_ok(), "what can be shown can be probed");
                prop_assert!(probe(&small.bytes).is_ok());
            }
            Err(error) => {
                prop_assert_eq!(examine(&bytes).err().map(|error| error.code()), Some(error.code()));
                prop_assert!(
                    !matches!(error, PhotoError::Encoder { .. } | PhotoError::Parameter { .. }),
                    "the file's fault was called ours: {error}"
                );
            }
        }
        // Damage is a finding of the check, never its error.
        let refused_as_damaged = matches!(integrity(&bytes), Err(PhotoError::Damaged { .. }));
        prop_assert!(!refused_as_damaged);
    }

    /// Nor do the first bytes of a file, cut anywhere, as they are read from a card.
    #[test]
    fn heads_never_panic(
        file in any::<prop::sample::Index>(),
        mutations in proptest::collection::vec(mutation(), 0..3),
        kept in any::<prop::sample::Index>(),
    ) {
        let mut bytes = FILES[file.index(FILES.len())].clone();
        for mutation in mutations {
            apply(&mut bytes, mutation);
        }
        let length = bytes.len() as u64;
        bytes.truncate(kept.index(bytes.len() + 1));
        let _head = probe_head(&bytes, length);
        if let Some(shown) = embedded_thumbnail(&bytes) {
            prop_assert!(probe(&shown.bytes).is_ok());
        }
        let _profile = heif::profile(&bytes);
        let _place = raw::preview(&bytes);
    }

    /// Nor does a sidecar; no letter of an entity's text gets into a field.
    #[test]
    fn mutated_sidecars_never_panic(mutations in proptest::collection::vec(mutation(), 0..8)) {
        let mut bytes = SIDECAR.as_bytes().to_vec();
        for mutation in mutations {
            apply(&mut bytes, mutation);
        }
        let said = read_sidecar(&bytes).and_then(|text| text.caption).unwrap_or_default();
        prop_assert!(!said.starts_with("nobody"), "{said}");
    }

    /// Nor do bytes that never were a picture, behind each signature.
    #[test]
    fn noise_behind_a_signature_never_panics(
        signature in prop::sample::select(vec![
            &b""[..], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBPVP8 ", b"GIF89a",
            b"II*\0", b"MM\0*", b"BM", b"\0\0\0\x18ftypheic", b"IIRO\x08\0\0\0", b"FUJIFILMCCD-RAW ",
            b"\0\0\0\x18ftypcrx \0\0\0\0crx isom\0\0\0\0moov", b"\0\0\0\x0Cftypmif1\0\0\0\0meta",
        ]),
        noise in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let bytes = [signature, &noise].concat();
        let small = probe(&bytes)
            .is_ok_and(|found| u64::from(found.width) * u64::from(found.height) < 500_000);
        if small {
            let _shown = thumbnail(&bytes, 16);
            let _whole = integrity(&bytes);
            let _all = examine(&bytes);
        }
        let _head = probe_head(&bytes, 1000);
        let _thumbnail = embedded_thumbnail(&bytes);
        let _profile = heif::profile(&bytes);
        let _place = raw::preview(&bytes);
    }
}
