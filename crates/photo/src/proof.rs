//! A photo on the light table: decoded once, drawn again and again while its look is being changed.

use crate::decode::Scale;
use crate::error::PhotoError;
use crate::look::Look;
use crate::rendition::{Rendition, RenditionSpec, check};
use crate::source::{Source, scale_for};
use crate::thumbnail::{self, Thumbnail};

/// A decoded photo. Takes three bytes a pixel at its scale for as long as it is kept: about 10 MB for
/// 24 megapixels at 1600.
pub struct Proof {
    source: Source,
}

impl Proof {
    /// Decodes a photo at the smallest scale that covers pictures of `max_side` pixels.
    pub fn open(bytes: &[u8], max_side: u32) -> Result<Self, PhotoError> {
        Self::at(bytes, |(width, height)| {
            Scale::serving(f64::from(max_side) / f64::from(width.max(height).max(1)))
        })
    }

    /// Decodes a photo at the scale of an export of all `specs`: what [`Self::rendition`] draws then
    /// equals that export to the pixel.
    pub fn for_specs(
        bytes: &[u8],
        look: &Look,
        specs: &[RenditionSpec],
    ) -> Result<Self, PhotoError> {
        look.check()?;
        check(specs)?;
        Self::at(bytes, |upright| scale_for(upright, look, specs))
    }

    fn at(bytes: &[u8], scale: impl FnOnce((u32, u32)) -> Scale) -> Result<Self, PhotoError> {
        let mut source = Source::open(bytes, scale)?;
        // It stays for minutes while others want to work.
        source.release();
        Ok(Self { source })
    }

    /// Returns the size of the upright picture in pixels, before any rotation of the look.
    pub fn size(&self) -> (u32, u32) {
        self.source.upright()
    }

    /// Whether an export of `specs` with this look would decode at the scale that is held. When a
    /// crop has become much smaller it does not: then a new proof shows what goes out.
    pub fn serves(&self, look: &Look, specs: &[RenditionSpec]) -> bool {
        !self.source.has_scales()
            || self.source.scale() == scale_for(self.source.upright(), look, specs)
    }

    /// Draws all of the turned picture with tone and blurred regions, without any crop, as a JPEG
    /// whose sides are at most `max_side` pixels.
    pub fn turned(&self, look: &Look, max_side: u32) -> Result<Thumbnail, PhotoError> {
        let spec = thumbnail::spec(max_side);
        Ok(Thumbnail::of(self.rendition(look, &spec)?))
    }

    /// Draws a rendition as [`crate::renditions`] does.
    pub fn rendition(&self, look: &Look, spec: &RenditionSpec) -> Result<Rendition, PhotoError> {
        look.check()?;
        check(std::slice::from_ref(spec))?;
        self.source.drawing(look)?.rendition(spec, &|| false)
    }
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Proof").field("size", &self.size()).finish_non_exhaustive()
    }
}
