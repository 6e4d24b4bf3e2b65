//! HEIC files: boxes drawn here, without pixels. What they say is read; what the window decodes is kept
//! as a PNG whose renditions have the right colours.

use chrono::NaiveDate;
use image::{DynamicImage, GenericImageView, RgbaImage};
use tezis_photo::{
    Fit, Format, Look, PhotoError, RenditionSpec, examine, heif, integrity, probe, probe_head,
    renditions, thumbnail,
};

use crate::drawn::{camera_exif, near, rendered, scene, spec};
use crate::raw::media_box;

/// What a drawn file says.
pub(crate) struct Said<'a> {
    /// Quarter turns counter-clockwise.
    pub(crate) turned: u8,
    /// The contents of the box with the colours.
    pub(crate) colour: &'a [u8],
    pub(crate) exif: Vec<u8>,
    pub(crate) xmp: &'a str,
}

impl Default for Said<'_> {
    fn default() -> Self {
        Self { turned: 0, colour: b"nclx\0\x0C\0\x0D\0\x06\x80", exif: camera_exif(6), xmp: "" }
    }
}

/// A HEIC file of 4032 × 3024 pixels with the boxes that phones write, in their order. The tile before
/// the picture has a size of its own, which must not be taken.
pub(crate) fn heic(said: &Said<'_>) -> Vec<u8> {
    let full = |kind: &[u8], version: u8, contents: &[&[u8]]| {
        let contents = contents.concat();
        media_box(kind, &[&[version, 0, 0, 0], &contents])
    };
    let size =
        |width: u32, height: u32| full(b"ispe", 0, &[&width.to_be_bytes(), &height.to_be_bytes()]);
    let properties = media_box(
        b"ipco",
        &[
            &size(512, 512),
            &size(4032, 3024),
            &media_box(b"irot", &[&[said.turned]]),
            &media_box(b"colr", &[said.colour]),
        ],
    );
    // Item 1 is a tile with the first size; item 49 the picture with the others.
    let uses: &[u8] = &[0, 0, 0, 2, 0, 1, 1, 0x81, 0, 49, 3, 2, 0x83, 4];
    let properties = media_box(b"iprp", &[&properties, &full(b"ipma", 0, &[uses])]);
    let entry = |id: u8, kind: &[u8]| full(b"infe", 2, &[&[0, id, 0, 0], kind]);
    let items = full(
        b"iinf",
        0,
        &[
            &[0, 4],
            &entry(1, b"hvc1\0"),
            &entry(49, b"grid\0"),
            &entry(50, b"Exif\0"),
            &entry(51, b"mime\0application/rdf+xml\0"),
        ],
    );
    let exif = [&[0, 0, 0, 6], &b"Exif\0\0"[..], &said.exif].concat();
    let file = |exif_at: u32| {
        let xmp_at = exif_at + exif.len() as u32;
        let place = |id: u8, at: u32, length: usize| {
            [&[0, id, 0, 0, 0, 1][..], &at.to_be_bytes(), &(length as u32).to_be_bytes()].concat()
        };
        let places = full(
            b"iloc",
            0,
            &[
                &[0x44, 0, 0, 2],
                &place(50, exif_at, exif.len()),
                &place(51, xmp_at, said.xmp.len()),
            ],
        );
        let index =
            full(b"meta", 0, &[&full(b"pitm", 0, &[&[0, 49]]), &items, &properties, &places]);
        [media_box(b"ftyp", &[b"heic\0\0\0\0mif1heic"]), index].concat()
    };
    let before = file(0).len() as u32 + 8;
    [file(before), media_box(b"mdat", &[&exif, said.xmp.as_bytes(), &[0x26; 300]])].concat()
}

#[test]
fn every_brand_is_known() {
    for brands in [&b"heic\0\0\0\0mif1heic"[..], b"mif1\0\0\0\0mif1heic", b"msf1\0\0\0\0hevcmsf1"] {
        let mut bytes = media_box(b"ftyp", &[brands]);
        bytes.resize(400, 0);
        assert_eq!(Format::sniff(&bytes), Some(Format::Heif));
        assert_eq!(probe(&bytes).unwrap_err().code(), "photo.damaged", "there is no index");
    }
    for avif in [b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", b"\0\0\0\x18ftypmif1\0\0\0\0avifmif1"] {
        assert_eq!(Format::sniff(avif), None, "AVIF is not HEIC, and not supported");
    }
}

/// EXIF says the same turn again; a picture that libheif has turned would be turned twice.
#[test]
fn size_and_turn_are_those_of_the_container() {
    for (turned, size, orientation) in
        [(0, (4032, 3024), 1), (1, (3024, 4032), 8), (2, (4032, 3024), 3), (3, (3024, 4032), 6)]
    {
        let file = heic(&Said { turned, ..Said::default() });
        let found = probe(&file).unwrap();
        assert_eq!((found.width, found.height), size, "turned {turned}");
        assert_eq!((found.stored_width, found.stored_height), (4032, 3024));
        assert_eq!((found.format, found.orientation), (Format::Heif, orientation));
        let head = probe_head(&file[..file.len() - 200], file.len() as u64).unwrap();
        assert_eq!((head.size, head.orientation), (Some(size), orientation));
    }
}

#[test]
fn the_facts_of_exif_and_xmp_are_read() {
    let xmp = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description \
        xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating='5'/></rdf:RDF>";
    let file = heic(&Said { xmp, ..Said::default() });
    let found = probe(&file).unwrap();
    let taken = NaiveDate::from_ymd_opt(2025, 10, 19).unwrap().and_hms_opt(10, 42, 7);
    assert_eq!(found.taken_at, taken);
    assert_eq!(found.body_serial.as_deref(), Some("SERIAL-0042"));
    assert!(found.has_gps);
    assert_eq!(found.embedded.rating, Some(5));
    assert_eq!(probe_head(&file, 1000).unwrap().rating, Some(5));
}

#[test]
fn the_pixels_are_left_to_the_window() {
    let file = heic(&Said::default());
    for error in [
        examine(&file).unwrap_err(),
        thumbnail(&file, 100).unwrap_err(),
        integrity(&file).unwrap_err(),
        renditions(&file, &Look::default(), &[spec(Fit::Contain, 100, 100)], &|| false)
            .unwrap_err(),
    ] {
        assert_eq!(error, PhotoError::NeedsWindow);
        assert_eq!(error.code(), "photo.needs_window");
    }
}

#[test]
fn profiles_are_taken_as_they_are_or_made_of_their_numbers() {
    let embedded = heic(&Said { colour: b"profICC-BYTES", ..Said::default() });
    assert_eq!(heif::profile(&embedded).as_deref(), Some(&b"ICC-BYTES"[..]));
    let unknown = heic(&Said { colour: b"nclx\0\x09\0\x10\0\x09\x80", ..Said::default() });
    assert_eq!(heif::profile(&unknown), None, "HDR video colours are not guessed at");
    let described = |colour: &[u8]| {
        let profile = heif::profile(&heic(&Said { colour, ..Said::default() })).unwrap();
        format!("{:?}", moxcms::ColorProfile::new_from_slice(&profile).unwrap().description)
    };
    assert!(described(b"nclx\0\x0C\0\x0D\0\x06\x80").contains("Display P3"));
    assert!(described(b"nclx\0\x01\0\x0D\0\x06\x80").contains("sRGB"));
}

/// A colour of Display P3 in sRGB, by the matrices of the two standards: an oracle apart from ICC.
fn p3_to_srgb(colour: [u8; 3]) -> [u8; 3] {
    let linear = colour.map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    let matrix = [
        [1.224_940, -0.224_940, 0.0],
        [-0.042_057, 1.042_057, 0.0],
        [-0.019_638, -0.078_636, 1.098_274],
    ];
    matrix.map(|row| {
        let value: f64 = row.iter().zip(linear).map(|(factor, value)| factor * value).sum();
        let value = if value <= 0.003_130_8 {
            value * 12.92
        } else {
            1.055 * value.powf(1.0 / 2.4) - 0.055
        };
        (value.clamp(0.0, 1.0) * 255.0).round() as u8
    })
}

/// Twelve red, skin and green tones: the reds of Display P3 look dull when its numbers are taken for
/// those of sRGB.
#[test]
fn renditions_of_what_the_window_decoded_have_the_right_colours() {
    let profile = heif::profile(&heic(&Said::default()));
    for colour in [[200, 40, 30], [220, 170, 140], [60, 150, 70], [128, 128, 128]] {
        let [red, green, blue] = colour;
        let decoded = RgbaImage::from_pixel(60, 40, image::Rgba([red, green, blue, 255]));
        let png = heif::decoded_png(60, 40, decoded.as_raw(), profile.as_deref()).unwrap();
        let shown = rendered(&png, &spec(Fit::Contain, 60, 40));
        let expected = p3_to_srgb(colour);
        assert!(near(*shown.get_pixel(30, 20), expected, 2), "{colour:?} is {expected:?} in sRGB");
    }
    assert_ne!(p3_to_srgb([200, 40, 30]), [200, 40, 30], "the oracle tells them apart");
}

#[test]
fn what_the_window_decoded_is_kept_without_loss() {
    let picture = DynamicImage::ImageRgb8(scene(61, 43)).to_rgba8();
    let png = heif::decoded_png(61, 43, picture.as_raw(), None).unwrap();
    let kept = image::load_from_memory(&png).unwrap();
    assert_eq!(kept.to_rgba8(), picture);
    assert!(!kept.color().has_alpha(), "alpha that hides nothing is left out");
    let mut half = picture;
    half.put_pixel(5, 5, image::Rgba([1, 2, 3, 90]));
    let png = heif::decoded_png(61, 43, half.as_raw(), None).unwrap();
    let kept = image::load_from_memory(&png).unwrap();
    assert_eq!((kept.get_pixel(5, 5).0, kept.color().has_alpha()), ([1, 2, 3, 90], true));
    assert_eq!((probe(&png).unwrap().width, probe(&png).unwrap().has_alpha), (61, true));
}

#[test]
fn pixels_that_do_not_fit_their_size_are_refused() {
    for (width, height, bytes) in [(10, 10, 399), (10, 10, 401), (0, 10, 0), (10, 0, 0)] {
        let error = heif::decoded_png(width, height, &vec![0; bytes], None).unwrap_err();
        assert_eq!(error.code(), "photo.parameter", "{width}×{height}, {bytes} bytes");
    }
    let error = heif::decoded_png(65_000, 65_000, &[], None).unwrap_err();
    assert_eq!(error.code(), "photo.too_large");
}

/// Renditions of the kept picture are as those of any PNG, also cut and in another format.
#[test]
fn the_kept_picture_takes_the_usual_road() {
    let picture = DynamicImage::ImageRgb8(scene(300, 200)).to_rgba8();
    let png = heif::decoded_png(300, 200, picture.as_raw(), None).unwrap();
    let spec = RenditionSpec { name: "cover".to_owned(), ..spec(Fit::Cover, 160, 90) };
    let made = renditions(&png, &Look::default(), &[spec], &|| false).unwrap();
    assert_eq!((made[0].width, made[0].height), (160, 90));
    assert_eq!(examine(&png).unwrap().thumbnail.width, 300);
}
