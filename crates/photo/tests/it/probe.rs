//! The probe finds what cameras and newsrooms write, and ranks it.

use std::fmt::Write as _;

use chrono::NaiveDate;
use image::{DynamicImage, ImageFormat};
use tezis_photo::{ColourKind, Format, probe, read_sidecar};

use crate::bad_input::crc32;
use crate::drawn::{
    self, camera_exif, exif, file, grey_jpeg, jpeg, scene, with_exif, with_iim, with_segment,
    with_xmp,
};
use crate::raw::{TiffFile, Value as Field};

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

#[test]
fn more_of_xmp() {
    let packet = XMP
        .replace(
            "<ps:City>",
            r#"<ps:Source>Agentlik</ps:Source><core:Location>Kiçik zal</core:Location>
 <ext:Event><rdf:Alt><rdf:li xml:lang="x-default">Forum</rdf:li></rdf:Alt></ext:Event>
 <core:ExtDescrAccessibility><rdf:Alt><rdf:li xml:lang="az">Uzun təsvir</rdf:li></rdf:Alt>
 </core:ExtDescrAccessibility>
 <ext:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</ext:DigitalSourceType>
 <ext:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><ext:City>Bakı</ext:City>
 <ext:Sublocation>Foye</ext:Sublocation></rdf:li></rdf:Bag></ext:LocationShown><ps:City>"#,
        )
        .replace("xmp:Rating", r#"ps:DateCreated="2025-10-18T09:05:30.25+04:00" xmp:Label="Yaşıl" xmp:Rating"#);
    let found = probe(&with_xmp(&photo(), &packet)).unwrap();
    let text = found.embedded;
    assert_eq!(text.source.as_deref(), Some("Agentlik"));
    assert_eq!(text.location.as_deref(), Some("Kiçik zal"), "the plain field wins");
    assert_eq!(text.city.as_deref(), Some("Şuşa"), "over the place that is shown, too");
    assert_eq!(text.event.as_deref(), Some("Forum"));
    assert_eq!(text.long_description.as_deref(), Some("Uzun təsvir"));
    assert_eq!(text.digital_source_type.as_deref(), Some("trainedAlgorithmicMedia"));
    assert_eq!(text.label.as_deref(), Some("Yaşıl"));
    let at = NaiveDate::from_ymd_opt(2025, 10, 18).unwrap().and_hms_opt(9, 5, 30);
    assert_eq!((found.taken_at, found.utc_offset_minutes), (at, Some(240)), "EXIF has no time");

    let camera = with_xmp(&with_exif(&photo(), &camera_exif(1)), &packet);
    let taken = NaiveDate::from_ymd_opt(2025, 10, 19).unwrap().and_hms_opt(10, 42, 7);
    assert_eq!(probe(&camera).unwrap().taken_at, taken, "the camera's own word wins");
}

#[test]
fn the_place_that_is_shown_stands_in_for_the_city() {
    let packet = XMP.replace(
        "<ps:City>Şuşa</ps:City>",
        r#"<ext:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><ext:City>Gəncə</ext:City></rdf:li>
 <rdf:li rdf:parseType="Resource"><ext:City>Bakı</ext:City></rdf:li></rdf:Bag></ext:LocationShown>"#,
    );
    let text = probe(&with_xmp(&photo(), &packet)).unwrap().embedded;
    assert_eq!(text.city.as_deref(), Some("Gəncə"), "the first");
}

/// Stars by every way in which cameras and programs give them.
#[test]
fn ratings() {
    let rated = |xmp: &str| {
        let packet = XMP.replace(r#"xmp:Rating="4""#, xmp);
        probe(&with_xmp(&photo(), &packet)).unwrap().embedded.rating
    };
    let microsoft = r#"xmlns:ms="http://ns.microsoft.com/photo/1.0/" ms:Rating"#;
    for (xmp, expected) in [
        (r#"xmp:Rating="5""#.to_owned(), Some(5)),
        (r#"xmp:Rating="3.0""#.to_owned(), Some(3)),
        (r#"xmp:Rating="-1""#.to_owned(), Some(-1)),
        (r#"xmp:Rating="0""#.to_owned(), Some(0)),
        (r#"xmp:Rating="6""#.to_owned(), None),
        (r#"xmp:Rating="""#.to_owned(), None),
        (format!(r#"{microsoft}="1""#), Some(1)),
        (format!(r#"{microsoft}="50""#), Some(3)),
        (format!(r#"{microsoft}="99""#), Some(5)),
        (format!(r#"{microsoft}="99" xmp:Rating="2""#), Some(2)),
    ] {
        assert_eq!(rated(&xmp), expected, "{xmp}");
    }
    let by_exif = with_exif(&photo(), &exif(&[(0x4746, drawn::Value::Short(3))]));
    assert_eq!(probe(&by_exif).unwrap().embedded.rating, Some(3));
    let both = with_xmp(&by_exif, XMP);
    assert_eq!(probe(&both).unwrap().embedded.rating, Some(4), "XMP is the newer word");
}

#[test]
fn a_sidecar() {
    let text = read_sidecar(XMP.as_bytes()).expect("it says something");
    assert_eq!((text.rating, text.city.as_deref()), (Some(4), Some("Şuşa")));
    let wide = [0xFEFF].into_iter().chain(XMP.encode_utf16());
    let wide: Vec<u8> = wide.flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_sidecar(&wide), Some(text), "UTF-16, as its mark says");
    for nothing in [&b""[..], b"a letter", b"<html><body>City</body></html>", b"\xFF\xD8\xFF\xE0"] {
        assert_eq!(read_sidecar(nothing), None);
    }
}

/// Captions of agencies and cameras in whatever encoding: each letter is there.
#[test]
fn iptc_in_every_encoding() {
    const UTF8: (u8, u8, &[u8]) = (1, 90, b"\x1B%G");
    for (datasets, caption) in [
        (vec![UTF8, (2, 120, "Gənclər".as_bytes())], "Gənclər"),
        (vec![(2, 120, "Gənclər".as_bytes())], "Gənclər"),
        (vec![(2, 120, b"Caf\xE9 Gr\xF6\xDFe")], "Café Größe"),
        (vec![(2, 120, b"A\xF0da\xFE \xDDl\xFDm")], "Ağdaş İlım"),
        // Broken in the middle: the good letters stay, the half one is shown as its byte.
        (vec![UTF8, (2, 120, b"G\xC9\x99ncl\xC9r \xFE")], "GənclÉr ş"),
    ] {
        let found = probe(&with_iim(&photo(), &datasets)).unwrap().embedded.caption;
        assert_eq!(found.as_deref(), Some(caption));
    }
    let dated =
        with_iim(&photo(), &[(2, 55, b"20251019"), (2, 60, b"104207+0400"), (2, 92, b"Zal")]);
    let found = probe(&dated).unwrap();
    let taken = NaiveDate::from_ymd_opt(2025, 10, 19).unwrap().and_hms_opt(10, 42, 7);
    assert_eq!((found.taken_at, found.utc_offset_minutes), (taken, Some(240)));
    assert_eq!(found.embedded.location.as_deref(), Some("Zal"));
}

/// A manifest is noticed in each container by its own mark, and other boxes of the kind are not one.
#[test]
fn content_credentials_are_noticed() {
    // A box with a description: the kind as a UUID that begins with four letters, and a label.
    let jumbf = |kind: &[u8; 4], label: &[u8]| {
        let id = [kind, &b"\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71"[..]].concat();
        [b"JP\0\x01\0\0\0\x01\0\0\0\x40jumb\0\0\0\x30jumd", &id[..], &[3], label].concat()
    };
    let jpeg = with_segment(&photo(), 0xEB, &jumbf(b"c2pa", b"c2pa\0"));
    assert!(probe(&jpeg).unwrap().content_credentials);
    let other = with_segment(&photo(), 0xEB, &jumbf(b"json", b"depth\0"));
    assert!(!probe(&other).unwrap().content_credentials, "another use of the segment");

    let rgb = DynamicImage::ImageRgb8(scene(50, 30));
    let mut png = file(&rgb, ImageFormat::Png);
    assert!(!probe(&png).unwrap().content_credentials);
    let mut chunk = b"\0\0\0\x04caBXmani".to_vec();
    chunk.extend(crc32(&chunk[4..]).to_be_bytes());
    png.splice(33..33, chunk);
    assert!(probe(&png).unwrap().content_credentials);
    let mut webp = file(&rgb, ImageFormat::WebP);
    assert!(!probe(&webp).unwrap().content_credentials);
    webp.extend(b"C2PA\x04\0\0\0mani");
    let size = (webp.len() as u32 - 8).to_le_bytes();
    webp[4..8].copy_from_slice(&size);
    assert!(probe(&webp).unwrap().content_credentials);
}

/// The number that Canon and Nikon keep in notes of their own, as their older cameras do.
#[test]
fn serial_numbers_in_makers_notes() {
    let notes = |make: &'static str, notes: Vec<u8>| {
        TiffFile {
            mark: b"II*\0",
            directories: vec![
                vec![(0x010F, Field::Text(make)), (0x8769, Field::Directories(vec![1]))],
                vec![(0x927C, Field::Bytes(notes))],
            ],
            next: vec![],
            data: vec![],
        }
        .write()
    };
    let canon = vec![1, 0, 0x0C, 0, 4, 0, 1, 0, 0, 0, 0x39, 0x30, 0, 0, 0, 0, 0, 0];
    let nikon = [
        &b"Nikon\0\x02\x10\0\0MM\0*\0\0\0\x08"[..],
        &[0, 1, 0, 0x1D, 0, 2, 0, 0, 0, 8, 0, 0, 0, 26, 0, 0, 0, 0],
        b"2188172\0",
    ]
    .concat();
    for (make, block, serial) in [
        ("Canon", canon.clone(), Some("12345")),
        ("NIKON CORPORATION", nikon.clone(), Some("2188172")),
        ("Tezis Optics", canon, None),
        ("NIKON CORPORATION", nikon[..20].to_vec(), None),
    ] {
        let found = probe(&with_exif(&photo(), &notes(make, block))).unwrap();
        assert_eq!(found.body_serial.as_deref(), serial, "{make}");
    }
}

/// Windows writes titles and keywords in fields of its own, as UTF-16.
#[test]
fn the_words_of_windows() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let block = TiffFile {
        mark: b"MM\0*",
        directories: vec![vec![
            (0x9C9B, Field::Bytes(wide("Başlıq\0"))),
            (0x9C9D, Field::Bytes(wide("Sevda Ə.\0"))),
            (0x9C9E, Field::Bytes(wide("forum; zal;forum\0"))),
        ]],
        next: vec![],
        data: vec![],
    };
    let text = probe(&with_exif(&photo(), &block.write())).unwrap().embedded;
    assert_eq!(text.caption.as_deref(), Some("Başlıq"));
    assert_eq!(text.creator.as_deref(), Some("Sevda Ə."));
    assert_eq!(text.keywords, ["forum", "zal"]);
}

/// An entry of a scan that claims megabytes for its description: its beginning is taken.
#[test]
fn an_endless_description_is_cut() {
    let block = TiffFile {
        mark: b"II*\0",
        directories: vec![vec![(0x010E, Field::Text(Box::leak("Şəkil ".repeat(400_000).into())))]],
        next: vec![],
        data: vec![],
    };
    let scan = block.write();
    let head = tezis_photo::probe_head(&scan, scan.len() as u64);
    assert_eq!(head.map(|head| head.format), Ok(Format::Tiff));
    let raw = TiffFile { mark: b"IIU\0", ..block };
    let mut raw = raw.write();
    raw.extend(photo());
    let caption = probe(&raw).unwrap().embedded.caption.unwrap();
    assert!(caption.starts_with("Şəkil Şəkil") && caption.len() <= 64 * 1024, "{}", caption.len());
}
