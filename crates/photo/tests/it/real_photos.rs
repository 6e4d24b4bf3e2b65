//! Photos of real cameras, read from `../shared/photos` where that folder stands beside the
//! repository.

use std::path::{Path, PathBuf};

use tezis_photo::{
    Encoder, Fit, Integrity, Look, PhotoError, PublicMetadata, RenditionSpec, integrity, probe,
    renditions, thumbnail, write_metadata,
};

use crate::drawn::{difference, rendered, spec};

/// The folder with the photos, or `None` and one line.
fn photos(folder: &str) -> Option<Vec<(String, Vec<u8>)>> {
    let photos = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/photos").join(folder);
    let Ok(entries) = std::fs::read_dir(&photos) else {
        eprintln!("skipped: ../shared is not here");
        return None;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read(path).unwrap())
    };
    Some(paths.into_iter().map(read).collect())
}

#[test]
fn camera_photos_are_whole_and_tell_their_time() {
    let Some(photos) = photos("camera") else { return };
    for (name, bytes) in photos {
        let found = probe(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(found.camera_model.is_some(), "{name}");
        assert!(found.taken_at.is_some(), "{name}");
        assert_eq!(integrity(&bytes), Ok(Integrity::Whole), "{name}");
        let small = thumbnail(&bytes, 320).unwrap();
        let shape = f64::from(found.width) / f64::from(found.height);
        let small_shape = f64::from(small.width) / f64::from(small.height);
        assert!((shape - small_shape).abs() < 0.02, "{name}");
        let spec = RenditionSpec { encoder: Encoder::Trellis, ..spec(Fit::Cover, 600, 338) };
        let made = renditions(&bytes, &Look::default(), &[spec], &|| false).unwrap().remove(0);
        let written = write_metadata(made.bytes, &PublicMetadata::default()).unwrap();
        let out = probe(&written).unwrap();
        assert!(!out.has_gps && out.body_serial.is_none() && out.camera_make.is_none(), "{name}");
        assert_eq!(out.taken_at, None, "{name}: nobody gave a time to write");
    }
}

/// The sample set's pictures are encoded anew for each orientation: the mean of their difference
/// stays under three of 255; a wrong turn is over 30.
#[test]
fn all_orientations_show_one_picture() {
    let Some(photos) = photos("orientation") else { return };
    let reference = |kind: &str| {
        photos.iter().find(|(name, _)| *name == format!("{kind}_1.jpg")).map(|(_, bytes)| bytes)
    };
    for (name, bytes) in &photos {
        let kind = name.split('_').next().unwrap();
        let small = spec(Fit::Contain, 150, 150);
        let expected = rendered(reference(kind).unwrap(), &small);
        let off = difference(&rendered(bytes, &small), &expected);
        assert!(off < 3.0, "{name}: off by {off}");
    }
}

#[test]
fn odd_files_are_told_apart() {
    let Some(photos) = photos("odd") else { return };
    for (name, bytes) in photos {
        match name.as_str() {
            "cmyk-icc.jpg" => {
                assert_eq!(integrity(&bytes), Ok(Integrity::Whole));
                assert!(!thumbnail(&bytes, 300).unwrap().damaged);
            }
            // Its data is wrong in the middle and complete at the end.
            "corrupted.jpg" if !cfg!(feature = "turbojpeg") => {}
            "corrupted.jpg" | "truncated.jpg" => {
                assert!(matches!(integrity(&bytes), Ok(Integrity::Damaged { .. })), "{name}");
                assert!(thumbnail(&bytes, 300).unwrap().damaged, "{name}");
            }
            "claims-65000x65000.jpg" => {
                assert_eq!(probe(&bytes).unwrap_err().code(), "photo.too_large");
            }
            other => panic!("{other} is new here: say what it should do"),
        }
    }
}

#[test]
fn phone_heics_tell_their_facts_and_leave_their_pixels_to_the_window() {
    let Some(photos) = photos("heic") else { return };
    for (name, bytes) in photos {
        let found = probe(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(found.taken_at.is_some(), "{name}");
        assert_eq!(found.camera_make.as_deref(), Some("Apple"), "{name}");
        assert_eq!(found.width.max(found.height), 4032, "{name}");
        let profile = tezis_photo::heif::profile(&bytes).expect("phones embed their profile");
        let profile = moxcms::ColorProfile::new_from_slice(&profile).unwrap();
        let described = format!("{:?}", profile.description);
        assert!(described.contains("Display P3"), "{name}: {described}");
        assert_eq!(thumbnail(&bytes, 100), Err(PhotoError::NeedsWindow), "{name}");
    }
}

#[test]
fn a_24_megapixel_photo() {
    let Some(photos) = photos("24mp") else { return };
    let (name, bytes) = photos.into_iter().find(|(name, _)| name.starts_with("p03")).unwrap();
    let found = probe(&bytes).unwrap();
    assert!(found.orientation != 1, "{name} is turned by its EXIF");
    let made =
        renditions(&bytes, &Look::default(), &[spec(Fit::Cover, 1200, 675)], &|| false).unwrap();
    assert_eq!((made[0].width, made[0].height), (1200, 675));
}
