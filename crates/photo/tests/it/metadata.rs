//! What is written can be read: by ourselves, and by exiftool where it is installed.

use std::process::Command;

use chrono::NaiveDate;
use tezis_photo::{
    Fit, Look, OutFormat, PhotoError, PublicMetadata, RenditionSpec, probe, renditions,
    write_metadata,
};

use crate::drawn::{camera_exif, jpeg, scene, spec, with_exif, with_iim};

fn public() -> PublicMetadata {
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
        city: Some("Şuşa".to_owned()),
        people: vec!["Ülkər Məmmədzadə".to_owned(), "Elşən Ağa".to_owned()],
        alt: vec![
            ("az".to_owned(), "Səhnədə iki nəfər".to_owned()),
            ("en".to_owned(), "Two people on a stage".to_owned()),
        ],
        taken_at: NaiveDate::from_ymd_opt(2025, 10, 19).unwrap().and_hms_opt(10, 42, 7),
        ..PublicMetadata::default()
    }
}

fn rendition(format: OutFormat) -> Vec<u8> {
    let photo = with_exif(&jpeg(&scene(200, 120), 90), &camera_exif(1));
    let spec = RenditionSpec { format, ..spec(Fit::Contain, 160, 160) };
    renditions(&photo, &Look::default(), &[spec], &|| false).unwrap().remove(0).bytes
}

const FORMATS: [OutFormat; 3] = [OutFormat::Jpeg, OutFormat::Png, OutFormat::WebP];

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

#[test]
fn exiftool_agrees() {
    if Command::new("exiftool").arg("-ver").output().is_err() {
        eprintln!("skipped: exiftool is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for format in FORMATS {
        let path = folder.path().join(format!("photo.{}", format.format().extension()));
        let written = write_metadata(rendition(format), &public()).unwrap();
        std::fs::write(&path, &written).unwrap();
        let output = Command::new("exiftool")
            .args([
                "-json",
                "-validate",
                "-warning",
                "-error",
                "-a",
                "-G1",
                "-struct",
                "-lang",
                "en",
            ])
            .args(["-all"])
            .arg(&path)
            .output()
            .unwrap();
        let read: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let read = &read[0];
        let of = |name: &str| &read[name];
        assert_eq!(of("ExifTool:Validate"), "OK", "{format:?}: {read:#}");
        assert_eq!(of("XMP-photoshop:Headline"), "Gənclər “açıq mikrofon”da");
        assert_eq!(of("XMP-dc:Creator"), &serde_json::json!(["Səbinə Hüseynzadə"]));
        assert_eq!(of("XMP-dc:Subject"), &serde_json::json!(["forum", "gənclər", "Şuşa"]));
        assert_eq!(
            of("XMP-iptcExt:PersonInImage"),
            &serde_json::json!(["Ülkər Məmmədzadə", "Elşən Ağa"])
        );
        assert_eq!(of("XMP-xmpRights:UsageTerms"), "Yalnız redaksiya üçün");
        let alt = of("XMP-iptcCore:AltTextAccessibility");
        assert!(alt.to_string().contains("Səhnədə iki nəfər"), "{alt}");
        assert!(read.to_string().contains("Two people on a stage"));
        assert_eq!(of("IFD0:Artist"), "Səbinə Hüseynzadə");
        assert_eq!(of("ExifIFD:DateTimeOriginal"), "2025:10:19 10:42:07");
        assert_eq!(of("ICC_Profile:ProfileDescription"), "sRGB");
        for private in ["GPS", "Serial", "MakerNote"] {
            assert!(!read.to_string().contains(private), "{private}: {read:#}");
        }
        if format == OutFormat::Jpeg {
            assert_eq!(of("IPTC:CodedCharacterSet"), "UTF8");
            assert_eq!(of("IPTC:By-line"), "Səbinə Hüseynzadə");
            assert_eq!(of("IPTC:City"), "Şuşa");
            assert_eq!(of("IPTC:Keywords"), &serde_json::json!(["forum", "gənclər", "Şuşa"]));
        }
    }
}
