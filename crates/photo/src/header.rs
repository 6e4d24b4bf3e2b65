//! What a file says about itself before any pixel is decoded: format, size, colour, and its metadata
//! blocks as raw bytes. Limits are checked here, so that nothing behind this door can be asked to
//! allocate for a size that was not allowed.

use std::borrow::Cow;
use std::io::Cursor;

use image::{ExtendedColorType, ImageDecoder, ImageError, ImageReader};

use crate::error::PhotoError;
use crate::format::Format;
use crate::guard;
use crate::jpeg::structure::JpegHeader;
use crate::limits::Limits;

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
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) colour: ColourKind,
    pub(crate) has_alpha: bool,
    pub(crate) exif: Option<Cow<'a, [u8]>>,
    pub(crate) xmp: Option<Cow<'a, [u8]>>,
    /// Photoshop resources or bare IPTC datasets.
    pub(crate) iptc: Option<Cow<'a, [u8]>>,
    pub(crate) icc: Option<Vec<u8>>,
    /// The segments, of a JPEG.
    pub(crate) jpeg: Option<JpegHeader<'a>>,
}

impl<'a> Header<'a> {
    /// Reads the header of a picture that the core can decode and that keeps the limits.
    pub(crate) fn read(bytes: &'a [u8], limits: &Limits) -> Result<Self, PhotoError> {
        if bytes.is_empty() {
            return Err(PhotoError::Empty);
        }
        limits.check_file(bytes)?;
        let header = match Format::sniff(bytes).ok_or(PhotoError::NotAnImage)? {
            Format::Heic => return Err(PhotoError::NeedsWindow),
            Format::Jpeg => Self::of_jpeg(bytes)?,
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
            width: frame.width,
            height: frame.height,
            colour,
            has_alpha: false,
            exif: jpeg.exif.map(Cow::Borrowed),
            xmp: jpeg.xmp.map(Cow::Borrowed),
            iptc: jpeg.photoshop(),
            icc: jpeg.icc(),
            jpeg: Some(jpeg),
        })
    }

    fn of_other(bytes: &'a [u8], format: Format) -> Result<Self, PhotoError> {
        if format == Format::Tiff {
            refuse_raw(bytes)?;
        }
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
                width,
                height,
                colour,
                has_alpha: decoder.color_type().has_alpha(),
                exif,
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

/// Raw files of cameras are TIFF files whose first picture is a small preview; taking that for the
/// photo would silently export a stamp.
fn refuse_raw(bytes: &[u8]) -> Result<(), PhotoError> {
    let canon = bytes.get(8..10) == Some(b"CR");
    if canon || crate::metadata::exif::first_picture_is_reduced(bytes) {
        let detail = "a camera's raw file".to_owned();
        return Err(PhotoError::Unsupported { format: Format::Tiff, detail });
    }
    Ok(())
}
