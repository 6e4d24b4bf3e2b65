//! Faces in a photo, by crate `rustface` and the model of the `SeetaFace` engine. It finds faces that look
//! at the camera and misses others: enough to propose a focal point, never to decide anything.

use std::io::Cursor;
use std::sync::LazyLock;

use rustface::{FaceInfo, ImageData, Model};

use crate::crop::CropRect;
use crate::error::PhotoError;
use crate::examine::Small;
use crate::guard;
use crate::header::Header;
use crate::limits::Limits;

/// Longest side of the picture that is looked at, in pixels: 45–100 ms, faces from 1/40 of the width.
const SIDE: u32 = 800;
const SMALLEST_FACE: u32 = 20;
/// Most false alarms are below (rustface's own example takes the same).
const SCORE: f64 = 2.0;

/// Beside a face that is beyond doubt (39 in a portrait), one with so many times less of a score (2 in the
/// folds of its dress) is a false alarm; the faces of a group have 2–8.
const DOUBTFUL: f64 = 8.0;

/// The model, see `assets/README.md`.
static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!("../assets/seeta_fd_frontal_v1.0.bin");
    rustface::read_model(Cursor::new(bytes)).ok()
});

/// Returns where faces are in the upright picture, the largest first. Takes any photo; one of 800
/// pixels or less is the quickest.
pub fn faces(bytes: &[u8]) -> Result<Vec<CropRect>, PhotoError> {
    let header = Header::read(bytes, &Limits::default())?;
    let (picture, _damage) = Small::decode(&header, SIDE)?.draw()?;
    let grey = picture.to_luma8();
    let (width, height) = grey.dimensions();
    if width.min(height) < SMALLEST_FACE {
        return Ok(Vec::new());
    }
    let found = guard::foreign(|| {
        let mut detector = rustface::create_detector_with_model(MODEL.as_ref()?.clone());
        detector.set_min_face_size(SMALLEST_FACE);
        detector.set_score_thresh(SCORE);
        detector.set_pyramid_scale_factor(0.8);
        detector.set_slide_window_step(4, 4);
        Some(detector.detect(&ImageData::new(&grey, width, height)))
    });
    let found = found.flatten().unwrap_or_default();
    let best = found.iter().map(FaceInfo::score).fold(0.0, f64::max);
    let mut faces: Vec<CropRect> = found
        .iter()
        .filter(|face| face.score() * DOUBTFUL >= best)
        .map(|face| {
            let place = face.bbox();
            let across = span(place.x(), place.width(), width);
            let down = span(place.y(), place.height(), height);
            CropRect { x: across.0, y: down.0, width: across.1, height: down.1 }
        })
        .filter(|face| face.width > 0.0 && face.height > 0.0)
        .collect();
    faces.sort_by(|a, b| area(*b).total_cmp(&area(*a)));
    Ok(faces)
}

/// Proposes a focal point: the middle of the faces, larger ones counting for more. `None` without
/// faces.
pub fn propose_focal(faces: &[CropRect]) -> Option<(f64, f64)> {
    let total: f64 = faces.iter().copied().map(area).sum();
    let middle = |at: fn(&CropRect) -> f64| {
        faces.iter().map(|face| at(face) * area(*face)).sum::<f64>() / total
    };
    (total > 0.0).then(|| {
        let point =
            (middle(|face| face.x + face.width / 2.0), middle(|face| face.y + face.height / 2.0));
        (point.0.clamp(0.0, 1.0), point.1.clamp(0.0, 1.0))
    })
}

fn area(face: CropRect) -> f64 {
    face.width * face.height
}

/// One side of a face in fractions, inside of the picture.
fn span(start: i32, length: u32, total: u32) -> (f64, f64) {
    let total = f64::from(total);
    let from = (f64::from(start) / total).clamp(0.0, 1.0);
    let to = ((f64::from(start) + f64::from(length)) / total).clamp(0.0, 1.0);
    (from, to - from)
}
