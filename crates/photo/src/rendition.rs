//! Renditions: the pictures that go out. One decode serves all of them; how each is drawn stands in
//! `crate::source`.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::crop::{CropRect, Fit, is_inside};
use crate::encode::{Encoder, OutFormat};
use crate::error::PhotoError;
use crate::limits::Limits;
use crate::look::Look;
use crate::source::{Source, scale_for, stop};
use crate::watermark::Watermark;

/// What a portal's profile asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct RenditionSpec {
    /// Name in the profile, such as `cover`; unique among the specifications of one call.
    pub name: String,
    /// Width of the frame in pixels.
    pub width: u32,
    /// Height of the frame in pixels.
    pub height: u32,
    /// How the picture is brought into the frame.
    pub fit: Fit,
    /// Format of the file.
    pub format: OutFormat,
    /// Quality of JPEG and WebP, 1–100.
    pub quality: u8,
    /// Largest file, in bytes, before metadata is written into it. Quality goes down to
    /// [`QUALITY_FLOOR`] first, then pixels.
    pub max_bytes: Option<u64>,
    /// The part of the turned picture that may be shown; all of it by default.
    pub crop: Option<CropRect>,
    /// What must stay in view of a [`Fit::Cover`], in fractions of the upright picture, before the
    /// look's rotation.
    pub focal: Option<(f64, f64)>,
    /// The portal's mark, drawn last.
    pub watermark: Option<Arc<Watermark>>,
    /// The JPEG encoder.
    pub encoder: Encoder,
}

/// The quality below which a byte limit takes pixels instead: artefacts show to everybody there.
pub const QUALITY_FLOOR: u8 = 55;

/// A picture that goes out: upright, sRGB, without any metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// Name of its specification.
    pub name: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
    /// The quality that was used; less than asked when the byte limit wanted it.
    pub quality_used: u8,
    /// What differs from what was asked.
    pub notes: Vec<RenditionNote>,
}

/// Something about a rendition that whoever exports it should know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RenditionNote {
    /// The picture (or its crop) has fewer pixels than the frame; it was not enlarged.
    SmallerThanAsked {
        /// Width of the frame.
        width: u32,
        /// Height of the frame.
        height: u32,
    },
    /// The byte limit was kept by a lower quality.
    QualityLowered {
        /// The quality of the specification.
        from: u8,
        /// The quality used.
        to: u8,
    },
    /// The byte limit was kept by fewer pixels.
    PixelsReduced {
        /// Width without the limit.
        from_width: u32,
        /// Height without the limit.
        from_height: u32,
    },
    /// The byte limit could not be kept, even at the smallest size that is tried.
    LimitNotKept {
        /// The limit in bytes.
        max_bytes: u64,
    },
    /// The original moves; this is its first frame.
    FirstFrameOnly,
    /// The original is damaged: a part of the picture is missing or wrong.
    Damaged {
        /// What the decoder met, in English.
        reason: String,
    },
}

impl RenditionNote {
    /// Returns the code that the window turns into a sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SmallerThanAsked { .. } => "photo.smaller_than_asked",
            Self::QualityLowered { .. } => "photo.quality_lowered",
            Self::PixelsReduced { .. } => "photo.pixels_reduced",
            Self::LimitNotKept { .. } => "photo.limit_not_kept",
            Self::FirstFrameOnly => "photo.first_frame_only",
            Self::Damaged { .. } => "photo.damaged",
        }
    }
}

/// Makes all `specs` of a photo from one decode, in their order, as `look` wants it.
///
/// A damaged photo gives what could be decoded, each rendition with [`RenditionNote::Damaged`];
/// whether that may go out is the caller's question to the user. The same bytes, look and
/// specifications give the same renditions. `should_stop` is asked between steps, from several
/// threads. Waits while photos of other threads take all the memory that is allowed.
pub fn renditions(
    bytes: &[u8],
    look: &Look,
    specs: &[RenditionSpec],
    should_stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Rendition>, PhotoError> {
    look.check()?;
    check(specs)?;
    stop(should_stop)?;
    let source = Source::open(bytes, |upright| scale_for(upright, look, specs))?;
    let drawing = source.drawing(look)?;
    on_all_cores(specs, |spec| drawing.rendition(spec, should_stop))
}

/// Runs `work` for each of `specs`; the results are in their order.
///
/// Not by rayon: this photo's memory is reserved, and a pool's thread that waits for its share of this
/// work would begin the next photo, which waits for that memory.
fn on_all_cores(
    specs: &[RenditionSpec],
    work: impl Fn(&RenditionSpec) -> Result<Rendition, PhotoError> + Sync,
) -> Result<Vec<Rendition>, PhotoError> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut made = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(spec) = specs.get(index) else { return made };
            made.push((index, work(spec)));
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut made = std::thread::scope(|scope| {
        let others: Vec<_> = (1..cores.min(specs.len())).map(|_| scope.spawn(take)).collect();
        let mut made = take();
        for other in others {
            match other.join() {
                Ok(more) => made.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        made
    });
    made.sort_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, rendition)| rendition).collect()
}

/// Refuses specifications that make no sense, before any work is done.
pub(crate) fn check(specs: &[RenditionSpec]) -> Result<(), PhotoError> {
    let max_side = Limits::default().max_side;
    for (index, spec) in specs.iter().enumerate() {
        let wrong = |name: &'static str, problem: String| {
            Err(PhotoError::Parameter { name, problem: format!("{}: {problem}", spec.name) })
        };
        if specs.iter().take(index).any(|earlier| earlier.name == spec.name) {
            return wrong("name", "two renditions have this name".to_owned());
        }
        if spec.width == 0 || spec.width > max_side {
            return wrong("width", format!("{} is not in 1–{max_side}", spec.width));
        }
        if spec.height == 0 || spec.height > max_side {
            return wrong("height", format!("{} is not in 1–{max_side}", spec.height));
        }
        if spec.quality == 0 || spec.quality > 100 {
            return wrong("quality", format!("{} is not in 1–100", spec.quality));
        }
        if spec.max_bytes == Some(0) {
            return wrong("max_bytes", "0 bytes hold no picture".to_owned());
        }
        if spec.crop.is_some_and(|crop| !is_inside(crop)) {
            return wrong("crop", "it is empty or not inside the picture".to_owned());
        }
        if spec.focal.is_some_and(|(x, y)| !is_fraction(x) || !is_fraction(y)) {
            return wrong("focal", "it is not inside the picture".to_owned());
        }
        if let Some(problem) = spec.watermark.as_ref().and_then(|watermark| watermark.problem()) {
            return wrong("watermark", problem);
        }
    }
    Ok(())
}

fn is_fraction(value: f64) -> bool {
    (0.0..=1.0).contains(&value)
}
