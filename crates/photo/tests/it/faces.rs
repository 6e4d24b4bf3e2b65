//! Faces are proposals. The detector knows real faces; here one is drawn well enough to be taken for one.

use image::{Rgb, RgbImage, imageops};
use tezis_photo::{CropRect, PhotoError, faces, propose_focal};

use crate::drawn::{jpeg, oriented, scene, with_exif};

/// Draws a face of `size` pixels around a point, softly lit from above: the shades that the detector
/// looks for are brows, eyes in their hollows, the bridge and the shadow of the nose, the mouth.
fn draw_face(picture: &mut RgbImage, (x, y): (i64, i64), size: f64) {
    let part = |u: f64, v: f64| -> f64 {
        let blob = |cu: f64, cv: f64, ru: f64, rv: f64| {
            (-((u - cu) / ru).powi(2) - ((v - cv) / rv).powi(2)).exp()
        };
        let mut light = 200.0 - 25.0 * v - 30.0 * u * u;
        for side in [-1.0, 1.0] {
            light -= 60.0 * blob(side * 0.36, -0.24, 0.22, 0.13);
            light -= 75.0 * blob(side * 0.36, -0.40, 0.24, 0.05);
            light -= 70.0 * blob(side * 0.36, -0.22, 0.10, 0.06);
            light -= 45.0 * blob(side * 0.11, 0.22, 0.06, 0.04);
            light += 18.0 * blob(side * 0.45, 0.12, 0.16, 0.14);
        }
        light += 22.0 * blob(0.0, 0.02, 0.07, 0.22);
        light -= 70.0 * blob(0.0, 0.52, 0.26, 0.05);
        light -= 25.0 * blob(0.0, 0.64, 0.18, 0.05);
        light
    };
    let reach = size as i64;
    for down in -reach..=reach {
        for across in -reach..=reach {
            let (u, v) = (across as f64 / (size * 0.5), down as f64 / (size * 0.5));
            let (to_x, to_y) = (x + across, y + down);
            if u.abs() > 1.2 || v.abs() > 1.5 || to_x < 0 || to_y < 0 {
                continue;
            }
            let inside = (u / 0.82).powi(2) + ((v - 0.05) / 1.12).powi(2) < 1.0;
            let hair = (u / 0.95).powi(2) + ((v + 0.12) / 1.25).powi(2) < 1.0;
            let (to_x, to_y) = (to_x as u32, to_y as u32);
            if to_x < picture.width() && to_y < picture.height() && (inside || hair) {
                let light =
                    if inside && v > -0.72 { part(u, v).clamp(0.0, 255.0) as u8 } else { 40 };
                picture.put_pixel(to_x, to_y, Rgb([light; 3]));
            }
        }
    }
}

fn portrait(at: (i64, i64), size: f64) -> RgbImage {
    let mut picture = RgbImage::from_pixel(900, 600, Rgb([120; 3]));
    draw_face(&mut picture, at, size);
    imageops::blur(&picture, 1.2)
}

fn holds(face: &CropRect, (x, y): (f64, f64)) -> bool {
    (face.x..face.x + face.width).contains(&x) && (face.y..face.y + face.height).contains(&y)
}

#[test]
fn a_face_is_found_where_it_is() {
    for size in [100.0, 200.0] {
        let found = faces(&jpeg(&portrait((630, 240), size), 90)).unwrap();
        let [face] = &found[..] else { panic!("one face of {size} pixels: {found:?}") };
        assert!(holds(face, (0.7, 0.4)), "{size}: {face:?}");
        let width = face.width * 900.0;
        assert!((0.6 * size..1.4 * size).contains(&width), "{size}: {width} pixels");
    }
}

/// The stored picture lies on its side; rectangles are those of the upright one.
#[test]
fn rectangles_are_of_the_upright_picture() {
    let lying = imageops::rotate270(&portrait((630, 240), 160.0));
    let photo = with_exif(&jpeg(&lying, 90), &oriented(6));
    let found = faces(&photo).unwrap();
    assert!(found.len() == 1 && holds(&found[0], (0.7, 0.4)), "{found:?}");
}

#[test]
fn the_larger_face_comes_first_and_counts_for_more() {
    let mut picture = portrait((200, 300), 120.0);
    draw_face(&mut picture, (650, 300), 240.0);
    let found = faces(&jpeg(&imageops::blur(&picture, 1.2), 90)).unwrap();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(holds(&found[0], (650.0 / 900.0, 0.5)) && holds(&found[1], (200.0 / 900.0, 0.5)));
    let (x, y) = propose_focal(&found).unwrap();
    let middle = f64::midpoint(650.0, 200.0) / 900.0;
    assert!(x > middle + 0.05 && x < 650.0 / 900.0, "between the two, nearer to the larger: {x}");
    assert!((y - 0.5).abs() < 0.1, "{y}");
}

#[test]
fn a_hall_without_people_has_no_faces() {
    assert_eq!(faces(&jpeg(&scene(900, 600), 90)), Ok(Vec::new()));
    assert_eq!(propose_focal(&[]), None);
    assert_eq!(faces(&jpeg(&scene(16, 12), 90)), Ok(Vec::new()), "smaller than a face");
    assert_eq!(faces(b"no picture"), Err(PhotoError::NotAnImage));
}

#[test]
fn the_proposal_is_inside_of_the_picture() {
    let at = |x: f64, width: f64| CropRect { x, y: 0.2, width, height: 0.2 };
    let (x, y) = propose_focal(&[at(0.9, 0.2), at(0.9, 0.2)]).unwrap();
    assert!((x - 1.0).abs() < 1e-9 && (y - 0.3).abs() < 1e-9, "{x} {y}");
    assert_eq!(propose_focal(&[at(0.5, 0.0)]), None, "a face without a size says nothing");
}
