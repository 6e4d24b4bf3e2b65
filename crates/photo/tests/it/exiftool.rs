//! What is written is valid and complete by the judgement of exiftool, which newsrooms trust. With
//! `TEZIS_REQUIRE_EXIFTOOL` set, as `scripts/test` does, a missing exiftool is a failure.

use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use serde_json::{Value, json};
use tezis_photo::{OutFormat, PublicMetadata, heif, probe, write_metadata};

use crate::drawn::{Value as Field, camera_exif, exif, jpeg, scene, with_exif, with_iim};
use crate::heif::{Said, heic};
use crate::metadata::{FORMATS, public, rendition};

/// Whether exiftool is here; says so in one line when not.
fn exiftool_is_here() -> bool {
    let here = Command::new("exiftool").arg("-ver").output().is_ok();
    assert!(
        here || std::env::var_os("TEZIS_REQUIRE_EXIFTOOL").is_none(),
        "exiftool is required, but not installed (package libimage-exiftool-perl)"
    );
    if !here {
        eprintln!("skipped: exiftool is not installed");
    }
    here
}

/// All that exiftool reads of a file, with its verdict.
fn read(path: &Path) -> Value {
    let output = Command::new("exiftool")
        .args(["-json", "-validate", "-warning", "-error", "-a", "-G1", "-struct", "-lang", "en"])
        .arg("-all")
        .arg(path)
        .output()
        .unwrap();
    let mut read: Value = serde_json::from_slice(&output.stdout).unwrap();
    read[0].take()
}

fn read_bytes(bytes: &[u8], ending: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("photo.{ending}"));
    std::fs::write(&path, bytes).unwrap();
    read(&path)
}

fn written(format: OutFormat, public: &PublicMetadata) -> Value {
    let bytes = write_metadata(rendition(format), public).unwrap();
    read_bytes(&bytes, format.format().extension())
}

#[test]
fn every_field_is_read_back_from_every_format() {
    if !exiftool_is_here() {
        return;
    }
    for format in FORMATS {
        let read = written(format, &public());
        assert_eq!(read["ExifTool:Validate"], "OK", "{format:?}: {read:#}");
        for (name, expected) in [
            ("XMP-photoshop:Headline", json!("Gənclər “açıq mikrofon”da")),
            ("XMP-dc:Creator", json!(["Səbinə Hüseynzadə"])),
            ("XMP-dc:Rights", json!("© 2025 Tezis")),
            ("XMP-dc:Subject", json!(["forum", "gənclər", "Şuşa"])),
            ("XMP-photoshop:Credit", json!("Tezis / S.H.")),
            ("XMP-photoshop:Source", json!("Forumun mətbuat xidməti")),
            ("XMP-photoshop:City", json!("Şuşa")),
            ("XMP-iptcCore:Location", json!("Mədəniyyət Sarayı")),
            ("XMP-iptcExt:Event", json!("IV Qarabağ Gənclər Forumu")),
            ("XMP-iptcExt:PersonInImage", json!(["Ülkər Məmmədzadə", "Elşən Ağa"])),
            (
                "XMP-iptcExt:DigitalSourceType",
                json!("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"),
            ),
            ("XMP-xmpRights:UsageTerms", json!("Yalnız redaksiya üçün")),
            ("XMP-xmp:Rating", json!(4)),
            ("XMP-photoshop:DateCreated", json!("2025:10:19 10:42:07+04:00")),
            ("IFD0:Artist", json!("Səbinə Hüseynzadə")),
            ("IFD0:Copyright", json!("© 2025 Tezis")),
            ("ExifIFD:DateTimeOriginal", json!("2025:10:19 10:42:07")),
            ("ExifIFD:OffsetTimeOriginal", json!("+04:00")),
            ("ICC_Profile:ProfileDescription", json!("sRGB")),
        ] {
            assert_eq!(read[name], expected, "{format:?}: {name}");
        }
        for (name, texts) in [
            ("XMP-iptcCore:AltTextAccessibility", ["Səhnədə iki nəfər", "Two people on a stage"]),
            (
                "XMP-iptcCore:ExtDescrAccessibility",
                ["Soldakı danışır, sağdakı qeyd götürür.", "The one on the left speaks."],
            ),
        ] {
            // Each language is a field of its own here: `-az`, `-en` and the default.
            assert_eq!(read[name], texts[0], "{format:?}");
            assert_eq!(read[format!("{name}-az")], texts[0], "{format:?}");
            assert_eq!(read[format!("{name}-en")], texts[1], "{format:?}");
        }
        let caption = read["XMP-dc:Description"].as_str().unwrap();
        assert!(caption.contains("<çətin> & «asan» – İlqar ığ öü"), "{caption}");
        assert_eq!(read["IFD0:ImageDescription"], caption, "{format:?}");
        for private in ["GPS", "Serial", "MakerNote", "Tezis Optics", "Model T", "Thumbnail"] {
            assert!(!read.to_string().contains(private), "{format:?}, {private}: {read:#}");
        }
    }
}

#[test]
fn iim_is_marked_as_utf_8_and_complete() {
    if !exiftool_is_here() {
        return;
    }
    let read = written(OutFormat::Jpeg, &public());
    for (name, expected) in [
        ("IPTC:CodedCharacterSet", json!("UTF8")),
        ("IPTC:Headline", json!("Gənclər “açıq mikrofon”da")),
        ("IPTC:By-line", json!("Səbinə Hüseynzadə")),
        ("IPTC:Credit", json!("Tezis / S.H.")),
        ("IPTC:CopyrightNotice", json!("© 2025 Tezis")),
        ("IPTC:Source", json!("Forumun mətbuat xidməti")),
        ("IPTC:City", json!("Şuşa")),
        ("IPTC:Sub-location", json!("Mədəniyyət Sarayı")),
        ("IPTC:Keywords", json!(["forum", "gənclər", "Şuşa"])),
        ("IPTC:DateCreated", json!("2025:10:19")),
        ("IPTC:TimeCreated", json!("10:42:07+04:00")),
    ] {
        assert_eq!(read[name], expected, "{name}");
    }
}

/// Texts beyond the lengths of IIM: cut there between letters, whole in XMP, and valid.
#[test]
fn long_texts_stay_valid() {
    if !exiftool_is_here() {
        return;
    }
    let long = |count: usize| Some("ə".repeat(count));
    let public = PublicMetadata {
        headline: long(200),
        caption: long(1500),
        creator: long(40),
        credit: long(40),
        copyright: long(100),
        source: long(40),
        city: long(40),
        location: long(40),
        keywords: vec!["ə".repeat(50)],
        taken_at: NaiveDate::from_ymd_opt(2025, 10, 19).unwrap().and_hms_opt(10, 42, 7),
        utc_offset_minutes: Some(-210),
        ..PublicMetadata::default()
    };
    for format in FORMATS {
        let read = written(format, &public);
        assert_eq!(read["ExifTool:Validate"], "OK", "{format:?}: {read:#}");
        let length = |name: &str| read[name].as_str().map(|text| text.chars().count());
        assert_eq!(length("XMP-dc:Description"), Some(1500));
        assert_eq!(read["ExifIFD:OffsetTimeOriginal"], "-03:30");
        if format == OutFormat::Jpeg {
            assert_eq!(length("IPTC:Caption-Abstract"), Some(1000), "2000 bytes");
            assert_eq!(length("IPTC:City"), Some(16));
            assert_eq!(length("IPTC:Sub-location"), Some(16));
            assert_eq!(read["IPTC:TimeCreated"], "10:42:07-03:30");
        }
    }
}

/// With and without a fact for EXIF, from a camera's original, and with nothing at all.
#[test]
fn other_renditions_are_valid_too() {
    if !exiftool_is_here() {
        return;
    }
    for format in FORMATS {
        for public in [
            PublicMetadata::default(),
            PublicMetadata { caption: Some("Zal".to_owned()), ..PublicMetadata::default() },
            PublicMetadata { keywords: vec!["forum".to_owned()], ..PublicMetadata::default() },
        ] {
            let read = written(format, &public);
            assert_eq!(read["ExifTool:Validate"], "OK", "{format:?} {public:?}: {read:#}");
        }
    }
    let original = with_exif(&jpeg(&scene(64, 48), 90), &camera_exif(1));
    let original = with_iim(&original, &[(2, 120, b"PRIVATE")]);
    let read = read_bytes(&write_metadata(original, &public()).unwrap(), "jpg");
    assert_eq!(read["ExifTool:Validate"], "OK", "{read:#}");
    assert!(!read.to_string().contains("PRIVATE"));
}

/// Another writer than ours fills a photo; ours and exiftool must agree on what it says.
#[test]
fn what_exiftool_writes_is_read() {
    if !exiftool_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("agency.jpg");
    let photo = with_exif(&jpeg(&scene(64, 48), 90), &exif(&[(0x0112, Field::Short(6))]));
    std::fs::write(&path, photo).unwrap();
    let status = Command::new("exiftool")
        .args(["-q", "-overwrite_original", "-codedcharacterset=utf8", "-charset", "iptc=utf8"])
        .args(["-EXIF:Make=Tezis Optics", "-EXIF:SerialNumber=SN-1", "-EXIF:Rating=2"])
        .args(["-EXIF:DateTimeOriginal=2025:10:19 10:42:07", "-EXIF:SubSecTimeOriginal=31"])
        .args(["-IPTC:Caption-Abstract=Şəkil", "-IPTC:By-line=Rauf", "-IPTC:Sub-location=Zal"])
        .args(["-IPTC:Keywords=forum", "-IPTC:Keywords=gənclər"])
        .args(["-XMP-xmp:Rating=5", "-XMP-xmp:Label=Red", "-XMP-iptcExt:Event=Forum"])
        .args(["-XMP-iptcExt:PersonInImage=Nigar", "-XMP-iptcExt:PersonInImage=Aygün"])
        .args(["-XMP-iptcCore:ExtDescrAccessibility=Uzun təsvir"])
        .args(["-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/compositeCapture"])
        .args(["-XMP-exif:GPSLatitude=39.7", "-XMP-xmpRights:UsageTerms-az=Pulsuz"])
        .arg(&path)
        .status()
        .unwrap();
    assert!(status.success());
    let found = probe(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!((found.width, found.height, found.orientation), (48, 64, 6));
    assert_eq!(found.subsecond_millis, Some(310));
    assert_eq!(found.body_serial.as_deref(), Some("SN-1"));
    assert!(found.has_gps);
    let text = found.embedded;
    assert_eq!(text.caption.as_deref(), Some("Şəkil"));
    assert_eq!(text.creator.as_deref(), Some("Rauf"));
    assert_eq!(text.location.as_deref(), Some("Zal"));
    assert_eq!(text.keywords, ["forum", "gənclər"]);
    assert_eq!(text.people, ["Nigar", "Aygün"], "in their order");
    assert_eq!((text.rating, text.label.as_deref()), (Some(5), Some("Red")));
    assert_eq!(text.event.as_deref(), Some("Forum"));
    assert_eq!(text.long_description.as_deref(), Some("Uzun təsvir"));
    assert_eq!(text.digital_source_type.as_deref(), Some("compositeCapture"));
    assert_eq!(text.usage_terms.as_deref(), Some("Pulsuz"));
}

/// The drawn HEIC file is one by another reader, and the PNG of what the window decoded is valid.
#[test]
fn heic_in_and_png_out() {
    if !exiftool_is_here() {
        return;
    }
    let read = read_bytes(&heic(&Said { turned: 3, ..Said::default() }), "heic");
    assert_eq!(read["File:FileType"], "HEIC", "{read:#}");
    assert_eq!(read["QuickTime:ImageSpatialExtent"], "4032x3024", "{read:#}");
    assert_eq!(read["ExifIFD:SerialNumber"], "SERIAL-0042", "{read:#}");
    let profile = heif::profile(&heic(&Said::default()));
    let png = heif::decoded_png(8, 8, &[200; 256], profile.as_deref()).unwrap();
    let read = read_bytes(&png, "png");
    assert_eq!(read["ExifTool:Validate"], "OK", "{read:#}");
    assert_eq!(read["ICC_Profile:ProfileDescription"], "Display P3");
}
