//! The probe finds what cameras and newsrooms write, and ranks it.

use std::fmt::Write as _;

use chrono::NaiveDate;
use image::{DynamicImage, ImageFormat};
use tezis_photo::{ColourKind, Format, probe};

use crate::drawn::{
    self, camera_exif, exif, file, grey_jpeg, jpeg, scene, with_exif, with_iim, with_xmp,
};

fn photo() -> Vec<u8> {
    jpeg(&scene(64, 48), 90)
}

#[test]
fn a_camera_photo() {
    let found = probe(&with_exif(&photo(), &camera_exif(6))).unwrap();
    assert_eq!(found.format, Format::Jpeg);
    assert_eq!((found.width, found.height), (48, 64));
    assert_eq!((found.stored_width, found.stored_height), (64, 48));
    assert_eq!(found.orientation, 6);
    let taken = NaiveDate::from_ymd_opt(2025, 10, 19).unwrap().and_hms_opt(10, 42, 7);
    assert_eq!(found.taken_at, taken);
    assert_eq!(found.utc_offset_minutes, Some(240));
    assert_eq!(found.camera_make.as_deref(), Some("Tezis Optics"));
    assert_eq!(found.camera_model.as_deref(), Some("Model T"));
    assert_eq!(found.body_serial.as_deref(), Some("SERIAL-0042"));
    assert!(found.has_gps);
    assert_eq!(found.colour, ColourKind::Rgb);
    assert!(!found.has_alpha);
}

#[test]
fn a_bare_photo_says_nothing() {
    let found = probe(&photo()).unwrap();
    assert_eq!((found.orientation, found.taken_at, found.has_gps), (1, None, false));
    assert_eq!(found.embedded, tezis_photo::EmbeddedText::default());
}

const XMP: &str = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ps="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"
 xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 ps:Headline="Zal &amp; səhnə" xmp:Rating="4" aux:SerialNumber="AUX-7">
 <dc:description><rdf:Alt><rdf:li xml:lang="en">Hall</rdf:li>
  <rdf:li xml:lang="x-default">Zalın ümumi görünüşü &lt;1&gt; &#x259;</rdf:li></rdf:Alt></dc:description>
 <dc:creator><rdf:Seq><rdf:li>Aysel N.</rdf:li><rdf:li>Rauf Q.</rdf:li></rdf:Seq></dc:creator>
 <dc:subject><rdf:Bag><rdf:li>forum</rdf:li><rdf:li>zal</rdf:li><rdf:li>forum</rdf:li></rdf:Bag></dc:subject>
 <ext:PersonInImage><rdf:Bag><rdf:li>Nigar İsgəndərli</rdf:li></rdf:Bag></ext:PersonInImage>
 <core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Səhnə</rdf:li></rdf:Alt></core:AltTextAccessibility>
 <ps:City>Şuşa</ps:City>
</rdf:Description></rdf:RDF></x:xmpmeta>"#;

#[test]
fn xmp_in_both_notations() {
    let found = probe(&with_xmp(&photo(), XMP)).unwrap();
    let text = found.embedded;
    assert_eq!(text.headline.as_deref(), Some("Zal & səhnə"), "an attribute");
    assert_eq!(
        text.caption.as_deref(),
        Some("Zalın ümumi görünüşü <1> ə"),
        "x-default wins over the first language"
    );
    assert_eq!(text.creator.as_deref(), Some("Aysel N., Rauf Q."));
    assert_eq!(text.keywords, ["forum", "zal"], "each once");
    assert_eq!(text.people, ["Nigar İsgəndərli"]);
    assert_eq!(text.alt.as_deref(), Some("Səhnə"));
    assert_eq!(text.city.as_deref(), Some("Şuşa"));
    assert_eq!(text.rating, Some(4));
    assert_eq!(found.body_serial.as_deref(), Some("AUX-7"));
}

#[test]
fn xmp_wins_over_iim_and_iim_over_exif() {
    let photo = with_exif(&photo(), &camera_exif(1));
    let photo = with_iim(
        &photo,
        &[(1, 90, b"\x1B%G"), (2, 120, "IIM mətni".as_bytes()), (2, 110, b"IIM Credit")],
    );
    let by_iim = probe(&photo).unwrap().embedded;
    assert_eq!(by_iim.caption.as_deref(), Some("IIM mətni"));
    assert_eq!(by_iim.creator.as_deref(), Some("Exif Artist"), "only EXIF has it");

    let all = probe(&with_xmp(&photo, XMP)).unwrap().embedded;
    assert_eq!(all.caption.as_deref(), Some("Zalın ümumi görünüşü <1> ə"));
    assert_eq!(all.credit.as_deref(), Some("IIM Credit"), "XMP has none");
}

#[test]
fn gps_in_xmp_alone_is_noticed() {
    let packet = XMP
        .replace("xmlns:xmp=", "xmlns:exif=\"http://ns.adobe.com/exif/1.0/\" xmlns:xmp=")
        .replace("<ps:City>", "<exif:GPSDestLatitude>39,45N</exif:GPSDestLatitude><ps:City>");
    assert!(probe(&with_xmp(&photo(), &packet)).unwrap().has_gps);
    assert!(!probe(&with_xmp(&photo(), XMP)).unwrap().has_gps);
}

/// Entities of a DTD are not expanded: ten levels of ten would be gigabytes.
#[test]
fn a_billion_laughs_stays_silent() {
    let mut dtd = String::from("<!DOCTYPE x [<!ENTITY l0 \"lol\">");
    for level in 1..=9 {
        let below = format!("&l{};", level - 1).repeat(10);
        write!(dtd, "<!ENTITY l{level} \"{below}\">").unwrap();
    }
    let packet = format!("{dtd}]>{}", XMP.replace("Şuşa", "[&l9;]").replace("Zal &amp;", "&l9;"));
    let text = probe(&with_xmp(&photo(), &packet)).unwrap().embedded;
    assert_eq!(text.city.as_deref(), Some("[]"), "the entity stands for nothing");
    assert_eq!(text.headline, None, "an attribute with an unknown entity is unreadable");
}

#[test]
fn an_external_entity_is_not_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.txt");
    std::fs::write(&secret, "CANARY").unwrap();
    let dtd = format!("<!DOCTYPE x [<!ENTITY file SYSTEM \"file://{}\">]>", secret.display());
    let packet = format!("{dtd}{}", XMP.replace("Şuşa", "[&file;]"));
    let text = probe(&with_xmp(&photo(), &packet)).unwrap().embedded;
    assert_eq!(text.city.as_deref(), Some("[]"));
}

/// A directory that names itself as the next one, and one that is its own sub-directory.
#[test]
fn exif_loops_end() {
    let mut next_is_itself = exif(&[(0x0112, drawn::Value::Short(3))]);
    let at = 8 + 2 + 12;
    next_is_itself[at..at + 4].copy_from_slice(&8_u32.to_le_bytes());
    let mut own_child = exif(&[
        (0x0112, drawn::Value::Short(3)),
        (
            0x8769,
            drawn::Value::Directory(vec![(0x9003, drawn::Value::Text("2025:10:19 10:42:07"))]),
        ),
    ]);
    let pointer = 8 + 2 + 12 + 8;
    own_child[pointer..pointer + 4].copy_from_slice(&8_u32.to_le_bytes());
    for block in [next_is_itself, own_child] {
        let found = probe(&with_exif(&photo(), &block)).unwrap();
        assert_eq!(found.orientation, 3, "what stands before the loop counts");
    }
}

#[test]
fn every_format_is_probed() {
    let rgb = DynamicImage::ImageRgb8(scene(50, 30));
    let rgba = DynamicImage::ImageRgba8(rgb.to_rgba8());
    for (bytes, format, has_alpha, colour) in [
        (file(&rgb, ImageFormat::Png), Format::Png, false, ColourKind::Rgb),
        (file(&rgba, ImageFormat::Png), Format::Png, true, ColourKind::Rgb),
        (file(&rgb.grayscale(), ImageFormat::Png), Format::Png, false, ColourKind::Grey),
        (file(&rgb, ImageFormat::WebP), Format::WebP, false, ColourKind::Rgb),
        (file(&rgba, ImageFormat::Gif), Format::Gif, true, ColourKind::Rgb),
        (file(&rgb, ImageFormat::Tiff), Format::Tiff, false, ColourKind::Rgb),
        (file(&rgb, ImageFormat::Bmp), Format::Bmp, false, ColourKind::Rgb),
        (grey_jpeg(50, 30, 99), Format::Jpeg, false, ColourKind::Grey),
        (drawn::cmyk_jpeg(50, 30, [0; 4]), Format::Jpeg, false, ColourKind::Cmyk),
    ] {
        let found = probe(&bytes).unwrap();
        assert_eq!((found.width, found.height), (50, 30), "{format}");
        assert_eq!((found.format, found.has_alpha, found.colour), (format, has_alpha, colour));
    }
}
