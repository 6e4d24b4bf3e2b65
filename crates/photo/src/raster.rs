//! Pixels as a decoder gives them, eight bits a channel, before they are sRGB.

/// The channels of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channels {
    Grey,
    Rgb,
    /// Straight (not premultiplied) alpha.
    Rgba,
    /// `inverted`: 255 means no ink, as Adobe's programs store it.
    #[cfg_attr(
        not(feature = "turbojpeg"),
        expect(dead_code, reason = "`image` mixes the inks of a CMYK JPEG itself")
    )]
    Cmyk {
        inverted: bool,
    },
}

impl Channels {
    /// Bytes of one pixel.
    pub(crate) fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk { .. } => 4,
        }
    }
}

/// A picture in memory: rows from top to bottom without gaps.
#[derive(Debug, Clone)]
pub(crate) struct Raster {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) channels: Channels,
    pub(crate) pixels: Vec<u8>,
}
