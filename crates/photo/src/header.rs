//! What a file says about itself before any pixel is decoded: format, size, colour, and its metadata
//! blocks as raw bytes. Limits are checked here, so that nothing behind this door can be asked to
//! allocate for a size that was not allowed.

use std::borrow::Cow;
use std::io::Cursor;

use image::{ExtendedColorType, ImageDecoder, ImageError, ImageReader};

use crate::error::PhotoError;
use crate::format::Format;
use crate::guard;
use crate::heif::Heif;
use crate::jpeg::structure::JpegHeader;
use crate::limits::Limits;
use crate::metadata::exif::ExifFacts;
use crate::orientation::Orientation;
use crate::raw::Raw;

/// The kind of colour that a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColourKind {
    /// Black and white.
    Grey,
    /// Red, green, blue, in whatever profile.
    Rgb,
    /// Printing inks.
    Cmyk,
}

/// A file's header.
#[derive(Debug)]
pub(crate) struct Header<'a> {
    pub(crate) format: Format,
    /// The file that is decoded: the whole one, or the JPEG inside a raw file.
    pub(crate) picture: &'a [u8],
    /// The turn by the container, where that counts and EXIF does not.
    pub(crate) orientation: Option<Orientation>,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) colour: ColourKind,
    pub(crate) has_alpha: bool,
    pub(crate) exif: Option<Cow<'a, [u8]>>,
    /// A second EXIF block, with the facts of the photo alone.
    pub(crate) photo_exif: Option<&'a [u8]>,
    pub(crate) xmp: Option<Cow<'a, [u8]>>,
    /// Photoshop resources or bare IPTC datasets.
    pub(crate) iptc: Option<Cow<'a, [u8]>>,
    pub(crate) icc: Option<Vec<u8>>,
    /// The segments of `picture`, where that is a JPEG.
    pub(crate) jpeg: Option<JpegHeader<'a>>,
}

impl<'a> Header<'a> {
    /// Reads the header of a picture that keeps the limits.
    pub(crate) fn read(bytes: &'a [u8], limits: &Limits) -> Result<Self, PhotoError> {
        if bytes.is_empty() {
            return Err(PhotoError::Empty);
        }
        limits.check_file(bytes)?;
        let header = match Format::sniff(bytes).ok_or(PhotoError::NotAnImage)? {
            Format::Jpeg => Self::of_jpeg(bytes)?,
            Format::Raw => Self::of_raw(bytes)?,
            Format::Heif => Self::of_heif(bytes)?,
            format => Self::of_other(bytes, format)?,
        };
        if header.width == 0 || header.height == 0 {
            let reason = format!("the header says {}×{} pixels", header.width, header.height);
            return Err(PhotoError::Damaged { reason });
        }
        limits.check_size(header.width, header.height)?;
        Ok(header)
    }

    fn of_jpeg(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        let jpeg = JpegHeader::read(bytes);
        let Some(frame) = jpeg.frame else {
            let reason = "the file ends before its size is told".to_owned();
            return Err(PhotoError::Damaged { reason });
        };
        let colour = match frame.components {
            1 => ColourKind::Grey,
            4 => ColourKind::Cmyk,
            _ => ColourKind::Rgb,
        };
        Ok(Self {
            format: Format::Jpeg,
            picture: bytes,
            orientation: None,
            width: frame.width,
            height: frame.height,
            colour,
            has_alpha: false,
            exif: jpeg.exif.map(Cow::Borrowed),
            photo_exif: None,
            xmp: jpeg.xmp.map(Cow::Borrowed),
            iptc: jpeg.photoshop(),
            icc: jpeg.icc(),
            jpeg: Some(jpeg),
        })
    }

    /// The facts are those of the raw file, which tell how the preview is to be turned, too.
    fn of_raw(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        let raw = Raw::open(bytes).ok_or(PhotoError::NotAnImage)?;
        let picture = raw.preview.and_then(|place| bytes.get(place)).ok_or_else(|| {
            let detail = "a camera's raw file without a JPEG in it".to_owned();
            PhotoError::Unsupported { format: Format::Raw, detail }
        })?;
        let preview = Self::of_jpeg(picture)?;
        Ok(Self {
            format: Format::Raw,
            exif: raw.exif.map(Cow::Borrowed).or(preview.exif),
            photo_exif: raw.photo_exif,
            xmp: raw.xmp.map(Cow::Borrowed).or(preview.xmp),
            iptc: raw.iptc.map(Cow::Borrowed).or(preview.iptc),
            ..preview
        })
    }

    fn of_heif(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        let heif = Heif::read(bytes)
            .ok_or_else(|| damaged("the file ends before its size is told, or is not a picture"))?;
        Ok(Self {
            format: Format::Heif,
            picture: bytes,
            orientation: heif.orientation,
            width: heif.size.0,
            height: heif.size.1,
            colour: ColourKind::Rgb,
            has_alpha: false,
            exif: heif.exif.map(Cow::Borrowed),
            photo_exif: None,
            xmp: heif.xmp.map(Cow::Borrowed),
            iptc: None,
            icc: heif.profile,
            jpeg: None,
        })
    }

    /// Reads the EXIF block, or both of them.
    pub(crate) fn exif_facts(&self) -> ExifFacts {
        let facts = ExifFacts::read_parts(self.exif.as_deref(), self.photo_exif);
        ExifFacts { orientation: self.orientation.unwrap_or(facts.orientation), ..facts }
    }

    fn of_other(bytes: &'a [u8], format: Format) -> Result<Self, PhotoError> {
        let read = guard::foreign(|| {
            let mut decoder = decoder(bytes, format)?;
            let (width, height) = decoder.dimensions();
            let original = decoder.original_color_type();
            let exif = match format {
                Format::Tiff => Some(Cow::Borrowed(bytes)),
                _ => decoder.exif_metadata().ok().flatten().map(Cow::Owned),
            };
            let colour = match original {
                ExtendedColorType::Cmyk8 | ExtendedColorType::Cmyk16 => ColourKind::Cmyk,
                _ if decoder.color_type().has_color() => ColourKind::Rgb,
                _ => ColourKind::Grey,
            };
            Ok(Self {
                format,
                picture: bytes,
                orientation: None,
                width,
                height,
                colour,
                has_alpha: decoder.color_type().has_alpha(),
                exif,
                photo_exif: None,
                xmp: decoder.xmp_metadata().ok().flatten().map(Cow::Owned),
                iptc: decoder.iptc_metadata().ok().flatten().map(Cow::Owned),
                icc: decoder.icc_profile().ok().flatten(),
                jpeg: None,
            })
        });
        read.unwrap_or_else(|| Err(damaged("the decoder gave up on the header")))
    }
}

/// Opens a decoder of `image`. Its own limits stay off: ours were or will be checked on the header,
/// and going through a decoder skips most of them anyway.
pub(crate) fn decoder(bytes: &[u8], format: Format) -> Result<impl ImageDecoder + '_, PhotoError> {
    let Some(of_image) = format.of_image_crate() else { return Err(PhotoError::NeedsWindow) };
    ImageReader::with_format(Cursor::new(bytes), of_image)
        .into_decoder()
        .map_err(|error| of_image_error(format, &error))
}

/// Sorts an error of `image` by whose fault it is.
pub(crate) fn of_image_error(format: Format, error: &ImageError) -> PhotoError {
    match error {
        ImageError::Unsupported(detail) => {
            PhotoError::Unsupported { format, detail: detail.to_string() }
        }
        other => PhotoError::Damaged { reason: other.to_string() },
    }
}

pub(crate) fn damaged(reason: &str) -> PhotoError {
    PhotoError::Damaged { reason: reason.to_owned() }
}
