//! What is written can be read: by ourselves here, by exiftool in `exiftool`.

use chrono::NaiveDate;
use tezis_photo::{
    Fit, Look, OutFormat, PhotoError, PublicMetadata, RenditionSpec, probe, renditions,
    write_metadata,
};

use crate::drawn::{camera_exif, jpeg, scene, spec, with_exif, with_iim};

pub(crate) fn public() -> PublicMetadata {
    PublicMetadata {
        headline: Some("Gənclər “açıq mikrofon”da".to_owned()),
        caption: Some(
            "Çıxışdan sonra suallar: <çətin> & «asan» – İlqar ığ öü\nikinci sətir".to_owned(),
        ),
        creator: Some("Səbinə Hüseynzadə".to_owned()),
        credit: Some("Tezis / S.H.".to_owned()),
        copyright: Some("© 2025 Tezis".to_owned()),
        usage_terms: Some("Yalnız redaksiya üçün".to_owned()),
        keywords: vec!["forum".to_owned(), "gənclər".to_owned(), "Şuşa".to_owned()],
        event: Some("IV Qarabağ Gənclər Forumu".to_owned()),
        city: Some("Şuşa".to_owned()),
        location: Some("Mədəniyyət Sarayı".to_owned()),
        people: vec!["Ülkər Məmmədzadə".to_owned(), "Elşən Ağa".to_owned()],
        alt: vec![
            ("az".to_owned(), "Səhnədə iki nəfər".to_owned()),
            ("en".to_owned(), "Two people on a stage".to_owned()),
        ],
        long_description: vec![
            ("az".to_owned(), "Soldakı danışır, sağdakı qeyd götürür.".to_owned()),
            ("en".to_owned(), "The one on the left speaks.".to_owned()),
        ],
        rating: Some(4),
        source: Some("Forumun mətbuat xidməti".to_owned()),
        digital_source_type: Some("digitalCapture".to_owned()),
        taken_at: NaiveDate::from_ymd_opt(2025, 10, 19).unwrap().and_hms_opt(10, 42, 7),
        utc_offset_minutes: Some(240),
    }
}

pub(crate) fn rendition(format: OutFormat) -> Vec<u8> {
    let photo = with_exif(&jpeg(&scene(200, 120), 90), &camera_exif(1));
    let spec = RenditionSpec { format, ..spec(Fit::Contain, 160, 160) };
    renditions(&photo, &Look::default(), &[spec], &|| false).unwrap().remove(0).bytes
}

pub(crate) const FORMATS: [OutFormat; 3] = [OutFormat::Jpeg, OutFormat::Png, OutFormat::WebP];

#[test]
fn our_own_reader_finds_everything() {
    let public = public();
    for format in FORMATS {
        let written = write_metadata(rendition(format), &public).unwrap();
        let found = probe(&written).unwrap();
        assert_eq!((found.width, found.height), (160, 96), "{format:?}");
        assert_eq!(found.taken_at, public.taken_at);
        assert_eq!((found.has_gps, &found.body_serial, &found.camera_make), (false, &None, &None));
        let text = found.embedded;
        assert_eq!(text.headline, public.headline, "{format:?}");
        assert_eq!(text.caption, public.caption, "{format:?}");
        assert_eq!(text.creator, public.creator);
        assert_eq!(text.credit, public.credit);
        assert_eq!(text.copyright, public.copyright);
        assert_eq!(text.usage_terms, public.usage_terms);
        assert_eq!(text.keywords, public.keywords);
        assert_eq!(text.people, public.people);
        assert_eq!(text.city, public.city);
        assert_eq!(text.alt.as_deref(), Some("Səhnədə iki nəfər"));
        let long = text.long_description.as_deref();
        assert_eq!(long, Some("Soldakı danışır, sağdakı qeyd götürür."));
        assert_eq!((text.event, text.location), (public.event.clone(), public.location.clone()));
        assert_eq!((text.rating, &text.source), (Some(4), &public.source));
        assert_eq!(text.digital_source_type.as_deref(), Some("digitalCapture"));
        assert_eq!(found.utc_offset_minutes, Some(240));
        let created = text.created.unwrap();
        assert_eq!((Some(created.at), created.utc_offset_minutes), (public.taken_at, Some(240)));
    }
}

#[test]
fn pixels_stay_and_writing_again_replaces() {
    for format in FORMATS {
        let bare = rendition(format);
        let once = write_metadata(bare.clone(), &public()).unwrap();
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().to_rgba8();
        assert_eq!(pixels(&bare), pixels(&once), "{format:?}");
        let again = write_metadata(once.clone(), &public()).unwrap();
        assert_eq!(once, again, "{format:?}: nothing piles up, and no clock is read");
        let other = PublicMetadata { caption: Some("Yeni".to_owned()), ..Default::default() };
        let replaced = write_metadata(once, &other).unwrap();
        let text = probe(&replaced).unwrap().embedded;
        assert_eq!((text.caption.as_deref(), text.creator), (Some("Yeni"), None), "{format:?}");
    }
}

/// A file of a camera that is given here by mistake still loses what must not go out.
#[test]
fn an_original_loses_its_private_blocks() {
    let photo = with_exif(&jpeg(&scene(64, 64), 90), &camera_exif(1));
    let photo = with_iim(&photo, &[(2, 120, b"PRIVATE")]);
    let written = write_metadata(photo, &public()).unwrap();
    for private in ["SERIAL", "Tezis Optics", "PRIVATE"] {
        assert!(!written.windows(private.len()).any(|w| w == private.as_bytes()), "{private}");
    }
    assert!(!probe(&written).unwrap().has_gps);
}

#[test]
fn the_profile_is_small_and_changes_no_colour() {
    let bare = rendition(OutFormat::Jpeg);
    let written = write_metadata(bare.clone(), &PublicMetadata::default()).unwrap();
    assert!(written.len() - bare.len() < 2500, "{} bytes", written.len() - bare.len());
    let small = spec(Fit::Contain, 80, 80);
    assert_eq!(crate::drawn::rendered(&bare, &small), crate::drawn::rendered(&written, &small));
}

#[test]
fn too_much_text_for_a_segment_is_refused() {
    let public =
        PublicMetadata { caption: Some("uzun ".repeat(20_000)), ..PublicMetadata::default() };
    let error = write_metadata(rendition(OutFormat::Jpeg), &public).unwrap_err();
    assert!(matches!(error, PhotoError::Parameter { name: "metadata", .. }), "{error:?}");
}

/// What is not said is not written: no empty field, no guessed offset, no star for "unrated".
#[test]
fn empty_fields_leave_nothing() {
    let taken_at = public().taken_at;
    let public = PublicMetadata { taken_at, rating: Some(0), ..PublicMetadata::default() };
    for format in FORMATS {
        let found = probe(&write_metadata(rendition(format), &public).unwrap()).unwrap();
        assert_eq!((found.taken_at, found.utc_offset_minutes), (taken_at, None), "{format:?}");
        let expected = tezis_photo::EmbeddedText {
            created: found.embedded.created,
            ..tezis_photo::EmbeddedText::default()
        };
        assert_eq!(found.embedded, expected, "{format:?}");
    }
    let nothing = write_metadata(rendition(OutFormat::Jpeg), &PublicMetadata::default()).unwrap();
    assert!(!nothing.windows(6).any(|w| w == b"Exif\0\0"), "no block without a fact");
}
