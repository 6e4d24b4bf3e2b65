//! Puts metadata and the small sRGB profile into a finished rendition, by `img-parts`. The pixels
//! are not touched; metadata that is there already is replaced.

use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{CHUNK_VP8X, CHUNK_XMP, WebP};
use img_parts::{Bytes, ImageEXIF, ImageICC};

use crate::error::PhotoError;
use crate::format::Format;
use crate::header::Header;
use crate::limits::Limits;
use crate::metadata::{PublicMetadata, exif_writer, iim, rgb_profile, xmp_writer};

/// Flag of a WebP file's extended header: there is an XMP chunk (WebP container specification).
const WEBP_XMP_FLAG: u8 = 0b0000_0100;

/// What goes into a file, in any container.
struct Blocks {
    exif: Option<Vec<u8>>,
    xmp: Vec<u8>,
    iim: Vec<u8>,
    icc: Vec<u8>,
}

/// Writes `metadata` into a rendition (JPEG, PNG or WebP): XMP, in JPEG also IPTC-IIM, a fresh EXIF
/// block with artist, copyright and time, and a small sRGB profile.
///
/// Refuses other formats with [`PhotoError::Unsupported`], and texts that together pass the 64 KB of
/// a JPEG segment with [`PhotoError::Parameter`].
pub fn write_metadata(
    rendition: Vec<u8>,
    metadata: &PublicMetadata,
) -> Result<Vec<u8>, PhotoError> {
    let header = Header::read(&rendition, &Limits::default())?;
    let (format, size) = (header.format, (header.width, header.height));
    let blocks = Blocks {
        exif: exif_writer::write(metadata, size),
        xmp: xmp_writer::write(metadata).into_bytes(),
        iim: iim::write(metadata),
        icc: rgb_profile::srgb(),
    };
    match format {
        Format::Jpeg => into_jpeg(rendition.into(), &blocks),
        Format::Png => into_png(rendition.into(), blocks),
        Format::WebP => into_webp(rendition.into(), blocks),
        other => Err(PhotoError::Unsupported {
            format: other,
            detail: "metadata is written into JPEG, PNG and WebP".to_owned(),
        }),
    }
}

fn into_jpeg(rendition: Bytes, blocks: &Blocks) -> Result<Vec<u8>, PhotoError> {
    let mut jpeg = Jpeg::from_bytes(rendition).map_err(|error| fault(Format::Jpeg, &error))?;
    for marker in [markers::APP1, markers::APP2, markers::APP13, markers::COM] {
        jpeg.remove_segments_by_marker(marker);
    }
    let mut segments = Vec::with_capacity(4);
    if let Some(exif) = &blocks.exif {
        segments.push(segment(markers::APP1, b"Exif\0\0", exif)?);
    }
    segments.push(segment(markers::APP1, b"http://ns.adobe.com/xap/1.0/\0", &blocks.xmp)?);
    segments.push(segment(markers::APP13, b"Photoshop 3.0\0", &blocks.iim)?);
    segments.push(segment(markers::APP2, b"ICC_PROFILE\0\x01\x01", &blocks.icc)?);
    let after_jfif = usize::from(
        jpeg.segments().first().is_some_and(|segment| segment.marker() == markers::APP0),
    );
    jpeg.segments_mut().splice(after_jfif..after_jfif, segments);
    Ok(jpeg.encoder().bytes().into())
}

fn segment(marker: u8, prefix: &[u8], contents: &[u8]) -> Result<JpegSegment, PhotoError> {
    let contents = [prefix, contents].concat();
    if contents.len() > usize::from(u16::MAX) - 2 {
        let problem = format!("its {} bytes pass the 65533 of a JPEG segment", contents.len());
        return Err(PhotoError::Parameter { name: "metadata", problem });
    }
    Ok(JpegSegment::new_with_contents(marker, contents.into()))
}

fn into_png(rendition: Bytes, blocks: Blocks) -> Result<Vec<u8>, PhotoError> {
    const TEXT: [[u8; 4]; 4] = [*b"iTXt", *b"tEXt", *b"zTXt", *b"tIME"];
    let mut png = Png::from_bytes(rendition).map_err(|error| fault(Format::Png, &error))?;
    for kind in TEXT {
        png.remove_chunks_by_type(kind);
    }
    png.set_icc_profile(Some(blocks.icc.into()));
    png.set_exif(blocks.exif.map(Bytes::from));
    // Keyword, then: not compressed, method 0, no language, no translated keyword (PNG 11.3.3.4).
    let text = [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), &blocks.xmp].concat();
    // Right after the header: readers that stop at the pixels find it.
    let at = png.chunks().len().min(1);
    png.chunks_mut().insert(at, PngChunk::new(*b"iTXt", text.into()));
    Ok(png.encoder().bytes().into())
}

fn into_webp(rendition: Bytes, blocks: Blocks) -> Result<Vec<u8>, PhotoError> {
    let mut webp = WebP::from_bytes(rendition).map_err(|error| fault(Format::WebP, &error))?;
    webp.remove_chunks_by_id(CHUNK_XMP);
    webp.set_icc_profile(Some(blocks.icc.into()));
    webp.set_exif(blocks.exif.map(Bytes::from));
    // The order of the specification is pixels, EXIF, XMP.
    let xmp = RiffContent::Data(blocks.xmp.into());
    webp.chunks_mut().push(RiffChunk::new(CHUNK_XMP, xmp));
    // img-parts makes the extended header, and keeps its flags for the profile and EXIF only.
    let extended = webp.chunks_mut().iter_mut().find(|chunk| chunk.id() == CHUNK_VP8X);
    if let Some(extended) = extended
        && let RiffContent::Data(data) = extended.content_mut()
    {
        let mut flags = data.to_vec();
        if let Some(first) = flags.first_mut() {
            *first |= WEBP_XMP_FLAG;
        }
        *data = flags.into();
    }
    Ok(webp.encoder().bytes().into())
}

fn fault(format: Format, error: &dyn std::fmt::Display) -> PhotoError {
    PhotoError::Encoder { format, detail: error.to_string() }
}
