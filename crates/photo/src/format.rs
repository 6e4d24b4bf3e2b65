//! Which format the bytes are in, by their signature and never by a file's name.

use crate::raw;

/// A picture format that Tezis recognises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JPEG (JFIF, Exif).
    Jpeg,
    /// PNG.
    Png,
    /// WebP, lossy or lossless.
    WebP,
    /// GIF; of an animation the first frame.
    Gif,
    /// TIFF.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// HEIC/HEIF of phones: its facts are read, its pixels are decoded by the window only.
    Heif,
    /// A camera's raw file; the JPEG that it embeds serves as the picture.
    Raw,
}

/// Brands of ISO base media files that hold HEVC-coded pictures (ISO/IEC 23008-12, annex B).
const HEIC_BRANDS: [&[u8]; 8] =
    [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];

impl Format {
    /// Returns the format that the first bytes announce, or `None` for anything else.
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            return Some(Self::Jpeg);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
            return Some(Self::Gif);
        }
        if raw::sniff(bytes) {
            return Some(Self::Raw);
        }
        if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
            return Some(Self::Tiff);
        }
        if bytes.starts_with(b"BM") && bytes.len() >= 26 {
            return Some(Self::Bmp);
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Some(Self::WebP);
        }
        if bytes.get(4..8) == Some(b"ftyp") && is_heic_brand(bytes) {
            return Some(Self::Heif);
        }
        None
    }

    /// Returns the usual ending of file names, without the dot. Raw files have one for each maker;
    /// `raw` stands for all.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Tiff => "tif",
            Self::Bmp => "bmp",
            Self::Heif => "heic",
            Self::Raw => "raw",
        }
    }

    /// Returns the format that the `image` crate decodes the picture in; `None` for HEIC.
    pub(crate) fn of_image_crate(self) -> Option<image::ImageFormat> {
        match self {
            Self::Jpeg | Self::Raw => Some(image::ImageFormat::Jpeg),
            Self::Png => Some(image::ImageFormat::Png),
            Self::WebP => Some(image::ImageFormat::WebP),
            Self::Gif => Some(image::ImageFormat::Gif),
            Self::Tiff => Some(image::ImageFormat::Tiff),
            Self::Bmp => Some(image::ImageFormat::Bmp),
            Self::Heif => None,
        }
    }
}

/// Looks at the major brand and the compatible brands: some phones write `mif1` first. AVIF files list
/// `mif1` too, and are not HEIC.
fn is_heic_brand(bytes: &[u8]) -> bool {
    const AVIF_BRANDS: [&[u8]; 2] = [b"avif", b"avis"];
    let size = bytes.get(..4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_be_bytes);
    let end = usize::try_from(size).unwrap_or(0).min(bytes.len()).min(256);
    let brands = bytes.get(8..end).unwrap_or_default();
    let one_of = |known: &[&[u8]]| brands.chunks_exact(4).any(|brand| known.contains(&brand));
    one_of(&HEIC_BRANDS) && !one_of(&AVIF_BRANDS)
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Gif => "GIF",
            Self::Tiff => "TIFF",
            Self::Bmp => "BMP",
            Self::Heif => "HEIC",
            Self::Raw => "RAW",
        })
    }
}
