//! The cheap look at a photo: size, time, camera, and the words inside, without decoding a pixel.
//! [`probe`] has the whole file, [`probe_head`] only its first bytes, as on a card that is looked at
//! before anything is copied.

use chrono::NaiveDateTime;

use crate::error::PhotoError;
use crate::format::Format;
use crate::header::{ColourKind, Header};
use crate::heif::Heif;
use crate::jpeg::structure::JpegHeader;
use crate::limits::Limits;
use crate::metadata::exif::ExifFacts;
use crate::metadata::{EmbeddedText, content_credentials, iim, xmp};
use crate::orientation::Orientation;
use crate::raw::Raw;

/// What a photo says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The format.
    pub format: Format,
    /// Width of the upright picture in pixels; of a raw file, of the JPEG inside.
    pub width: u32,
    /// Height of the upright picture in pixels.
    pub height: u32,
    /// Width as stored.
    pub stored_width: u32,
    /// Height as stored.
    pub stored_height: u32,
    /// How the stored pixels are to be turned, as a value of EXIF, 1–8; 1 where the file says nothing.
    /// A HEIC picture comes out of its decoder turned already.
    pub orientation: u8,
    /// When the photo was taken, by the camera's clock and in its local time, to the second. Where
    /// EXIF says nothing, the date of IPTC or XMP.
    pub taken_at: Option<NaiveDateTime>,
    /// Thousandths of that second, which order the frames of a burst.
    pub subsecond_millis: Option<u16>,
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
    /// The file carries content credentials (C2PA), which end with any rendition.
    pub content_credentials: bool,
    /// Caption, credit and so on.
    pub embedded: EmbeddedText,
}

/// Looks at a photo's header. Takes microseconds for a JPEG and allocates nothing of the picture's
/// size; refuses what passes [`Limits`].
pub fn probe(bytes: &[u8]) -> Result<Probe, PhotoError> {
    Ok(of_header(bytes, &Header::read(bytes, &Limits::default())?))
}

/// Says what the header of a file says.
pub(crate) fn of_header(bytes: &[u8], header: &Header<'_>) -> Probe {
    let exif = header.exif_facts();
    let xmp = header.xmp.as_deref().map(xmp::read).unwrap_or_default();
    let mut embedded = xmp.text;
    if let Some(iptc) = header.iptc.as_deref() {
        embedded.fill_from(iim::read(iptc));
    }
    embedded.fill_from(exif.text);
    let (width, height) = exif.orientation.size((header.width, header.height));
    let (taken_at, utc_offset_minutes) = match (exif.taken_at, embedded.created) {
        (None, Some(created)) => (Some(created.at), created.utc_offset_minutes),
        (taken_at, _) => (taken_at, exif.utc_offset_minutes),
    };
    Probe {
        format: header.format,
        width,
        height,
        stored_width: header.width,
        stored_height: header.height,
        orientation: exif.orientation.exif(),
        taken_at,
        subsecond_millis: exif.subsecond_millis,
        utc_offset_minutes,
        camera_make: exif.camera_make,
        camera_model: exif.camera_model,
        body_serial: exif.body_serial.or(xmp.body_serial),
        colour: header.colour,
        has_alpha: header.has_alpha,
        has_gps: exif.has_gps || xmp.has_gps,
        content_credentials: content_credentials::are_in(bytes, header.format),
        embedded,
    }
}

/// What the first bytes of a photo say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadProbe {
    /// The format.
    pub format: Format,
    /// Width and height of the upright picture in pixels, where they are among the first bytes.
    pub size: Option<(u32, u32)>,
    /// As in [`Probe`].
    pub orientation: u8,
    /// As in [`Probe`].
    pub taken_at: Option<NaiveDateTime>,
    /// As in [`Probe`].
    pub subsecond_millis: Option<u16>,
    /// As in [`Probe`].
    pub utc_offset_minutes: Option<i32>,
    /// As in [`Probe`].
    pub camera_make: Option<String>,
    /// As in [`Probe`].
    pub camera_model: Option<String>,
    /// As in [`Probe`].
    pub body_serial: Option<String>,
    /// Stars that were given in the camera: −1 is rejected, 0 unrated.
    pub rating: Option<i8>,
}

/// Looks at the first bytes of a photo; 128 KiB hold all that JPEG and raw files say of themselves,
/// but for the size of some. `file_len` is the length of the whole file in bytes.
///
/// Refuses what is no picture, and what passes [`Limits`] as far as that can be seen.
pub fn probe_head(head: &[u8], file_len: u64) -> Result<HeadProbe, PhotoError> {
    if head.is_empty() {
        return Err(PhotoError::Empty);
    }
    let limits = Limits::default();
    limits.check_len(file_len)?;
    let format = Format::sniff(head).ok_or(PhotoError::NotAnImage)?;
    let Head { size, exif, orientation, xmp } = Head::read(head, format);
    let size = size.filter(|(width, height)| *width > 0 && *height > 0);
    if let Some((width, height)) = size {
        limits.check_size(width, height)?;
    }
    let mut text = xmp.text;
    text.fill_from(exif.text);
    let orientation = orientation.unwrap_or(exif.orientation);
    Ok(HeadProbe {
        format,
        size: size.map(|size| orientation.size(size)),
        orientation: orientation.exif(),
        taken_at: exif.taken_at.or_else(|| text.created.map(|created| created.at)),
        subsecond_millis: exif.subsecond_millis,
        utc_offset_minutes: exif.utc_offset_minutes,
        camera_make: exif.camera_make,
        camera_model: exif.camera_model,
        body_serial: exif.body_serial.or(xmp.body_serial),
        rating: text.rating,
    })
}

/// What stands among the first bytes.
struct Head {
    size: Option<(u32, u32)>,
    exif: ExifFacts,
    orientation: Option<Orientation>,
    xmp: xmp::XmpFacts,
}

impl Head {
    fn read(head: &[u8], format: Format) -> Self {
        let read_xmp = |packet: Option<&[u8]>| packet.map(xmp::read).unwrap_or_default();
        match format {
            Format::Jpeg => {
                let jpeg = JpegHeader::read(head);
                let exif = ExifFacts::read(jpeg.exif);
                let size = jpeg.frame.map(|frame| (frame.width, frame.height));
                let size = size.or(exif.pixel_size);
                Self { size, exif, orientation: None, xmp: read_xmp(jpeg.xmp) }
            }
            Format::Raw => {
                // Of a RAF file the facts are in its JPEG, which stands near the beginning.
                let raw = Raw::open(head).unwrap_or_default();
                let inside = raw.preview.clone().and_then(|place| head.get(place));
                let jpeg = inside.map(JpegHeader::read).unwrap_or_default();
                let exif = ExifFacts::read_parts(raw.exif.or(jpeg.exif), raw.photo_exif);
                Self { size: None, exif, orientation: None, xmp: read_xmp(raw.xmp.or(jpeg.xmp)) }
            }
            Format::Heif => {
                let heif = Heif::read(head).unwrap_or_default();
                let exif = ExifFacts::read(heif.exif);
                let size = Some(heif.size);
                Self { size, exif, orientation: heif.orientation, xmp: read_xmp(heif.xmp) }
            }
            _ => {
                let header = Header::read(head, &Limits::default()).ok();
                let exif = header.as_ref().map(Header::exif_facts);
                Self {
                    size: header.as_ref().map(|header| (header.width, header.height)),
                    exif: exif.unwrap_or_else(|| ExifFacts::read(None)),
                    orientation: None,
                    xmp: read_xmp(header.as_ref().and_then(|header| header.xmp.as_deref())),
                }
            }
        }
    }
}
