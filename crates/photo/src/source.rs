//! A decoded photo and how renditions are drawn from it: cut and resized, brought to sRGB, turned,
//! regions covered, toned, marked. Exports and previews take this one road, so that what is seen is
//! what goes out.

use image::DynamicImage;

use crate::byte_limit;
use crate::colour::ToSrgb;
use crate::crop::{self, CropRect, Fit, Plan, Turning};
use crate::decode::{self, Decoded, Scale};
use crate::error::PhotoError;
use crate::frames;
use crate::header::Header;
use crate::limits::Limits;
use crate::look::{Look, Mosaic, Toner, straighten};
use crate::orientation::Orientation;
use crate::rendition::{Rendition, RenditionNote, RenditionSpec};
use crate::resize;

/// Asked between steps, from several threads: whether the work is still wanted.
pub(crate) type ShouldStop<'a> = &'a (dyn Fn() -> bool + Sync);

/// A photo's pixels at one scale, as stored.
pub(crate) struct Source {
    decoded: Decoded,
    orientation: Orientation,
    /// Size of the upright picture at full scale.
    upright: (u32, u32),
    to_srgb: ToSrgb,
    animated: bool,
    has_scales: bool,
}

impl Source {
    /// Decodes a photo at the scale that `scale` chooses for the size of the upright picture.
    pub(crate) fn open(
        bytes: &[u8],
        scale: impl FnOnce((u32, u32)) -> Scale,
    ) -> Result<Self, PhotoError> {
        let limits = Limits::default();
        let header = Header::read(bytes, &limits)?;
        let exif = header.exif_facts();
        let orientation = exif.orientation;
        let upright = orientation.size((header.width, header.height));
        let scale = scale(upright);
        let decoded = decode::decode(&header, &limits, scale)?;
        // What was not decoded at the scale that was asked for never will be.
        let has_scales = header.jpeg.is_some() && decoded.scale == scale;
        let channels = decoded.raster.channels;
        let to_srgb = ToSrgb::new(header.icc.as_deref(), exif.adobe_rgb, channels);
        let animated = frames::is_animated(bytes, header.format);
        Ok(Self { decoded, orientation, upright, to_srgb, animated, has_scales })
    }

    /// Size of the upright picture at full scale.
    pub(crate) fn upright(&self) -> (u32, u32) {
        self.upright
    }

    /// The scale of the decoded pixels.
    pub(crate) fn scale(&self) -> Scale {
        self.decoded.scale
    }

    /// Whether the file could have been decoded at another scale.
    pub(crate) fn has_scales(&self) -> bool {
        self.has_scales
    }

    /// What is wrong with the photo, in English.
    pub(crate) fn damage(&self) -> Option<&str> {
        self.decoded.damage.as_deref()
    }

    /// Lets other photos have the memory that was reserved for this one.
    pub(crate) fn release(&mut self) {
        self.decoded.memory = None;
    }

    /// Prepares drawing with a look.
    pub(crate) fn drawing(&self, look: &Look) -> Result<Drawing<'_>, PhotoError> {
        Ok(Drawing {
            source: self,
            turning: Turning::new(self.upright, look.rotation),
            mosaics: look
                .blurred
                .iter()
                .map(|region| self.mosaic(*region))
                .collect::<Result<_, _>>()?,
            toner: Toner::new(&look.tone),
        })
    }

    /// Averages a region of the upright picture.
    fn mosaic(&self, region: CropRect) -> Result<Mosaic, PhotoError> {
        let rect = crop::crop_rect(self.upright, region);
        let cells = Mosaic::cells(rect.width, rect.height);
        let stored = self.orientation.to_stored(rect, self.upright);
        let size = self.orientation.size(cells);
        let raster = resize::average(&self.decoded, stored, size)?;
        let mut averaged = self.to_srgb.apply(raster)?;
        self.orientation.apply(&mut averaged);
        let (width, height) = (f64::from(self.upright.0), f64::from(self.upright.1));
        let sides = [
            region.x * width,
            region.y * height,
            (region.x + region.width) * width,
            (region.y + region.height) * height,
        ];
        Ok(Mosaic::new(sides, &averaged))
    }
}

/// A photo with its look, ready to be drawn in any size.
pub(crate) struct Drawing<'a> {
    source: &'a Source,
    turning: Turning,
    mosaics: Vec<Mosaic>,
    toner: Toner,
}

impl Drawing<'_> {
    /// Makes one rendition.
    pub(crate) fn rendition(
        &self,
        spec: &RenditionSpec,
        should_stop: ShouldStop<'_>,
    ) -> Result<Rendition, PhotoError> {
        let plan = plan(&self.turning, spec);
        let fitted = byte_limit::encode_within(spec, &plan, &|size| {
            stop(should_stop)?;
            let mut picture = self.draw(&plan, size)?;
            if let Some(watermark) = &spec.watermark {
                watermark.draw(&mut picture)?;
            }
            Ok(picture)
        })?;
        let mut notes = fitted.notes;
        if is_smaller_than_asked(&plan, spec) {
            let note = RenditionNote::SmallerThanAsked { width: spec.width, height: spec.height };
            notes.insert(0, note);
        }
        if self.source.animated {
            notes.push(RenditionNote::FirstFrameOnly);
        }
        if let Some(reason) = self.source.damage() {
            notes.push(RenditionNote::Damaged { reason: reason.to_owned() });
        }
        Ok(Rendition {
            name: spec.name.clone(),
            width: fitted.width,
            height: fitted.height,
            bytes: fitted.bytes,
            quality_used: fitted.quality,
            notes,
        })
    }

    /// Draws the source of `plan` in `size`.
    fn draw(&self, plan: &Plan, size: (u32, u32)) -> Result<DynamicImage, PhotoError> {
        let mut picture = if self.turning.is_straight() {
            self.piece(plan.source, size)?
        } else {
            self.straightened(plan, size)?
        };
        if !self.mosaics.is_empty() {
            let to_upright = self.turning.to_upright(plan, size);
            for mosaic in &self.mosaics {
                mosaic.cover(&mut picture, &to_upright);
            }
        }
        self.toner.apply(&mut picture);
        Ok(picture)
    }

    /// Cuts and resizes a piece of the picture as it is after the quarter turns.
    fn piece(&self, rect: crop::PixelRect, size: (u32, u32)) -> Result<DynamicImage, PhotoError> {
        let source = self.source;
        let orientation = source.orientation.then_quarters(self.turning.quarters());
        let stored = orientation.to_stored(rect, self.turning.quartered());
        let raster = resize::resize(&source.decoded, stored, orientation.size(size))?;
        let mut picture = source.to_srgb.apply(raster)?;
        orientation.apply(&mut picture);
        Ok(picture)
    }

    /// Draws by a fine angle: the piece that holds all of the rendition is brought to the rendition's
    /// scale, and turned there.
    fn straightened(&self, plan: &Plan, size: (u32, u32)) -> Result<DynamicImage, PhotoError> {
        /// Pixels around the piece that the resampler reads.
        const REACH: f64 = 4.0;
        let to_quartered = self.turning.to_quartered(plan, size);
        let (width, height) = (f64::from(size.0), f64::from(size.1));
        let bounds = to_quartered.bounds(-REACH, -REACH, width + REACH, height + REACH);
        let rect = crop::touched(bounds, self.turning.quartered());
        let pixel = to_quartered.stretch();
        let scaled = |side: u32| crop::round(f64::from(side) / pixel).max(1);
        let piece = self.piece(rect, (scaled(rect.width), scaled(rect.height)))?;
        let across = f64::from(piece.width()) / f64::from(rect.width);
        let down = f64::from(piece.height()) / f64::from(rect.height);
        let corner = (f64::from(rect.x), f64::from(rect.y));
        Ok(straighten(piece, size, |place| {
            let (x, y) = to_quartered.apply(place);
            ((x - corner.0) * across, (y - corner.1) * down)
        }))
    }
}

/// The scale at which a photo serves all `specs`.
pub(crate) fn scale_for(upright: (u32, u32), look: &Look, specs: &[RenditionSpec]) -> Scale {
    let turning = Turning::new(upright, look.rotation);
    let needed = specs.iter().map(|spec| needed(&plan(&turning, spec))).fold(0.0, f64::max);
    Scale::serving(needed)
}

pub(crate) fn stop(should_stop: ShouldStop<'_>) -> Result<(), PhotoError> {
    if should_stop() { Err(PhotoError::Stopped) } else { Ok(()) }
}

fn plan(turning: &Turning, spec: &RenditionSpec) -> Plan {
    crop::plan_turned(turning, (spec.width, spec.height), spec.fit, spec.crop, spec.focal)
}

/// Rendition pixels for each pixel of the original.
fn needed(plan: &Plan) -> f64 {
    let across = f64::from(plan.width) / f64::from(plan.source.width.max(1));
    across.max(f64::from(plan.height) / f64::from(plan.source.height.max(1)))
}

fn is_smaller_than_asked(plan: &Plan, spec: &RenditionSpec) -> bool {
    match spec.fit {
        Fit::Contain => plan.width < spec.width && plan.height < spec.height,
        Fit::Cover => plan.width < spec.width || plan.height < spec.height,
    }
}
