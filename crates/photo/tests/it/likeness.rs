//! Frames of one scene are near to each other, other scenes are far.

use image::{RgbImage, imageops};
use proptest::prelude::*;
use tezis_photo::{BURST_DISTANCE, Likeness, examine};

use crate::drawn::{jpeg, noisy_scene, progressive_jpeg, scene};

fn of(picture: &RgbImage) -> Likeness {
    examine(&jpeg(picture, 85)).unwrap().likeness
}

/// A stage: figures of different sizes before a curtain; `seed` says which.
fn stage(seed: u32) -> RgbImage {
    let mut picture = scene(900, 600);
    let mut state = seed.wrapping_mul(0x9E37_79B9) | 1;
    for _ in 0..14 {
        let mut next = |limit: u32| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state % limit
        };
        let (left, top, wide, high) = (next(800), next(500), 40 + next(200), 40 + next(250));
        let colour = image::Rgb([next(256), next(256), next(256)].map(|value| value as u8));
        for y in top..(top + high).min(600) {
            for x in left..(left + wide).min(900) {
                picture.put_pixel(x, y, colour);
            }
        }
    }
    picture
}

#[test]
fn the_next_frame_of_a_burst_is_near() {
    let first = stage(1);
    let moved = imageops::crop_imm(&first, 12, 6, 880, 588).to_image();
    let brighter = imageops::brighten(&first, 12);
    let small = imageops::resize(&first, 640, 427, imageops::FilterType::Triangle);
    for (what, frame) in [("moved", moved), ("brighter", brighter), ("smaller", small)] {
        let distance = of(&first).distance(&of(&frame));
        assert!(distance <= BURST_DISTANCE, "{what}: {distance}");
    }
    let other_encoder = examine(&progressive_jpeg(&first, 60)).unwrap().likeness;
    assert!(of(&first).distance(&other_encoder) <= 2, "the picture counts, not the file");
}

#[test]
fn another_scene_is_far() {
    for seed in 2..8 {
        let distance = of(&stage(1)).distance(&of(&stage(seed)));
        assert!(distance > 2 * BURST_DISTANCE, "stages 1 and {seed}: {distance}");
    }
    assert_eq!(of(&noisy_scene(300, 200)).distance(&of(&noisy_scene(300, 200))), 0);
}

#[test]
fn written_and_read_back() {
    let likeness = of(&stage(3));
    let text = likeness.to_string();
    assert_eq!(text.len(), 36);
    assert_eq!(text.parse(), Ok(likeness));
    for wrong in ["", "12", &"0".repeat(35), &"g".repeat(36), &"ə".repeat(18), &"+1".repeat(18)] {
        assert!(wrong.parse::<Likeness>().is_err(), "{wrong}");
    }
}

proptest! {
    /// Stored by one version and compared by the next: the text is exact, the distance is a metric.
    #[test]
    fn any_bits_survive_their_text(a in "[0-9a-f]{36}", b in "[0-9a-f]{36}") {
        let (first, second): (Likeness, Likeness) = (a.parse().unwrap(), b.parse().unwrap());
        prop_assert_eq!(first.to_string(), a);
        prop_assert_eq!(first.distance(&second), second.distance(&first));
        prop_assert!(first.distance(&second) <= 144);
        prop_assert_eq!(first.distance(&first), 0);
    }
}
