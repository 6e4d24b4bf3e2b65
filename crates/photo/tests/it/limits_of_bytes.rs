//! A limit of bytes is kept: first by quality, then by pixels, and the result says so.

use tezis_photo::{
    Encoder, Fit, Look, OutFormat, QUALITY_FLOOR, RenditionNote, RenditionSpec, renditions,
};

use crate::drawn::{jpeg, noisy_scene, spec};

fn made(max_bytes: u64, format: OutFormat) -> tezis_photo::Rendition {
    let photo = jpeg(&noisy_scene(800, 600), 92);
    let spec = RenditionSpec {
        max_bytes: Some(max_bytes),
        format,
        quality: 85,
        encoder: Encoder::Fast,
        ..spec(Fit::Contain, 600, 600)
    };
    renditions(&photo, &Look::default(), &[spec], &|| false).unwrap().remove(0)
}

#[test]
fn quality_goes_first() {
    let free = made(u64::MAX, OutFormat::Jpeg);
    assert_eq!((free.quality_used, free.notes.len()), (85, 0));
    let limit = free.bytes.len() as u64 * 3 / 4;
    let limited = made(limit, OutFormat::Jpeg);
    assert!(limited.bytes.len() as u64 <= limit);
    assert!((QUALITY_FLOOR..85).contains(&limited.quality_used));
    let lowered = RenditionNote::QualityLowered { from: 85, to: limited.quality_used };
    assert_eq!(limited.notes, [lowered]);
    assert_eq!((limited.width, limited.height), (600, 450), "no pixel was given up");
    let next = made(limited.bytes.len() as u64, OutFormat::Jpeg);
    assert_eq!(next, limited, "the quality is the best one that fits");
}

#[test]
fn then_pixels() {
    for format in [OutFormat::Jpeg, OutFormat::WebP, OutFormat::Png] {
        let limited = made(12_000, format);
        assert!(limited.bytes.len() <= 12_000, "{format:?}");
        assert!(limited.width < 600 && limited.height < 450, "{format:?}");
        let reduced = RenditionNote::PixelsReduced { from_width: 600, from_height: 450 };
        assert!(limited.notes.contains(&reduced), "{format:?}: {:?}", limited.notes);
        let shape = f64::from(limited.width) / f64::from(limited.height);
        assert!((shape - 4.0 / 3.0).abs() < 0.03, "{format:?} keeps its shape: {shape}");
    }
}

#[test]
fn what_cannot_be_kept_is_said() {
    let limited = made(100, OutFormat::Jpeg);
    assert!(limited.notes.contains(&RenditionNote::LimitNotKept { max_bytes: 100 }));
}

/// The search for a smaller size once gave up on sides of 65 to 67 pixels: 64 is as small as it goes.
#[test]
fn sides_just_above_the_smallest_one() {
    let photo = jpeg(&noisy_scene(200, 150), 92);
    for side in 60..72 {
        for max_bytes in [None, Some(300)] {
            let spec = RenditionSpec { max_bytes, ..spec(Fit::Contain, side, side) };
            let made = renditions(&photo, &Look::default(), &[spec], &|| false).unwrap().remove(0);
            let expected = if max_bytes.is_some() { side.min(64) } else { side };
            assert_eq!(made.width, expected, "{side} pixels, {max_bytes:?}");
        }
    }
}
