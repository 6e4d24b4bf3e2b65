//! The cheap look at a photo: size, time, camera, and the words inside, without decoding a pixel.

use chrono::NaiveDateTime;

use crate::error::PhotoError;
use crate::format::Format;
use crate::header::{ColourKind, Header};
use crate::limits::Limits;
use crate::metadata::exif::ExifFacts;
use crate::metadata::{EmbeddedText, iim, xmp};

/// What a photo says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The format.
    pub format: Format,
    /// Width of the upright picture in pixels.
    pub width: u32,
    /// Height of the upright picture in pixels.
    pub height: u32,
    /// Width as stored.
    pub stored_width: u32,
    /// Height as stored.
    pub stored_height: u32,
    /// EXIF orientation, 1–8; 1 where the file says nothing.
    pub orientation: u8,
    /// When the photo was taken, by the camera's clock and in its local time.
    pub taken_at: Option<NaiveDateTime>,
    /// What the camera thought its distance from UTC was, in minutes.
    pub utc_offset_minutes: Option<i32>,
    /// Maker of the camera.
    pub camera_make: Option<String>,
    /// Model of the camera.
    pub camera_model: Option<String>,
    /// Serial number of the camera's body: tells photographers apart, is never exported.
    pub body_serial: Option<String>,
    /// Kind of colour.
    pub colour: ColourKind,
    /// The picture can have transparent parts.
    pub has_alpha: bool,
    /// The file tells where the photo was taken.
    pub has_gps: bool,
    /// Caption, credit and so on.
    pub embedded: EmbeddedText,
}

/// Looks at a photo's header. Takes microseconds for a JPEG and allocates nothing of the picture's
/// size; refuses what passes [`Limits`].
pub fn probe(bytes: &[u8]) -> Result<Probe, PhotoError> {
    let header = Header::read(bytes, &Limits::default())?;
    let exif = ExifFacts::read(header.exif.as_deref());
    let xmp = header.xmp.as_deref().map(xmp::read).unwrap_or_default();
    let mut embedded = xmp.text;
    if let Some(iptc) = header.iptc.as_deref() {
        embedded.fill_from(iim::read(iptc));
    }
    embedded.fill_from(exif.text);
    let (width, height) = exif.orientation.size((header.width, header.height));
    Ok(Probe {
        format: header.format,
        width,
        height,
        stored_width: header.width,
        stored_height: header.height,
        orientation: exif.orientation.exif(),
        taken_at: exif.taken_at,
        utc_offset_minutes: exif.utc_offset_minutes,
        camera_make: exif.camera_make,
        camera_model: exif.camera_model,
        body_serial: exif.body_serial.or(xmp.body_serial),
        colour: header.colour,
        has_alpha: header.has_alpha,
        has_gps: exif.has_gps || xmp.has_gps,
        embedded,
    })
}
