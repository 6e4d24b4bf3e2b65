//! What a photo editor changed about a photo's look: rotation, tone, blurred regions. Values, not
//! pixels: the original stays as it is, and each rendition is drawn with them anew.

mod mosaic;
mod sharpen;
mod straighten;
mod tone;

pub(crate) use mosaic::Mosaic;
pub(crate) use straighten::straighten;
pub(crate) use tone::Toner;

use crate::crop::{CropRect, is_inside};
use crate::error::PhotoError;

/// How a photo is to look. The default changes nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Look {
    /// Degrees clockwise, on top of the camera's orientation; any angle
    /// ([`crate::crop::turned_size`]).
    pub rotation: f64,
    /// Light and colour.
    pub tone: Tone,
    /// What nobody may recognise: fractions of the upright picture, before `rotation`.
    pub blurred: Vec<CropRect>,
}

/// Light and colour. The default changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tone {
    /// Stops, −3 to 3: 1 doubles the light.
    pub exposure: f64,
    /// −100 (blue) to 100 (yellow).
    pub temperature: f64,
    /// −100 (green) to 100 (magenta).
    pub tint: f64,
    /// −100 (deeper) to 100 (lighter): the dark parts alone.
    pub shadows: f64,
    /// 0 to 100: of the finished rendition, at its own size.
    pub sharpen: f64,
}

impl Look {
    /// Refuses what makes no sense, before any work is done. A region to blur that cannot be
    /// understood must never pass silently.
    pub(crate) fn check(&self) -> Result<(), PhotoError> {
        let wrong =
            |name: &'static str, problem: String| Err(PhotoError::Parameter { name, problem });
        if !self.rotation.is_finite() {
            return wrong("rotation", format!("{} is no angle", self.rotation));
        }
        let Tone { exposure, temperature, tint, shadows, sharpen } = self.tone;
        for (name, value, least, most) in [
            ("exposure", exposure, -3.0, 3.0),
            ("temperature", temperature, -100.0, 100.0),
            ("tint", tint, -100.0, 100.0),
            ("shadows", shadows, -100.0, 100.0),
            ("sharpen", sharpen, 0.0, 100.0),
        ] {
            if !(least..=most).contains(&value) {
                return wrong(name, format!("{value} is not in {least}–{most}"));
            }
        }
        if !self.blurred.iter().all(|region| is_inside(*region)) {
            return wrong("blurred", "a region is empty or not inside the picture".to_owned());
        }
        Ok(())
    }
}
