//! Colours to sRGB by the embedded profile. Runs on the small picture, after the resize.
//!
//! Without a profile RGB and grey count as sRGB already, and inks are mixed without one: the
//! result is then plausible, not exact.

use std::sync::Arc;

use image::{DynamicImage, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformExecutor, TransformOptions};

use crate::error::PhotoError;
use crate::guard;
use crate::header::damaged;
use crate::raster::{Channels, Raster};

type Executor = Arc<dyn TransformExecutor<u8> + Send + Sync>;

/// Turns the pixels of one photo into sRGB.
#[derive(Clone)]
pub(crate) struct ToSrgb {
    executor: Option<Executor>,
}

impl ToSrgb {
    /// Prepares the conversion from an embedded profile. A profile that is broken, or for other
    /// channels than the picture has, is ignored, as browsers do. `adobe_rgb`: the camera marked
    /// the photo as Adobe RGB by EXIF alone (DCF option file), without a profile.
    pub(crate) fn new(icc: Option<&[u8]>, adobe_rgb: bool, channels: Channels) -> Self {
        let executor = guard::foreign(|| {
            let profile = match icc {
                Some(icc) => ColorProfile::new_from_slice(icc).ok()?,
                None if adobe_rgb => ColorProfile::new_adobe_rgb(),
                None => return None,
            };
            executor(&profile, channels)
        });
        Self { executor: executor.flatten() }
    }

    /// Converts a picture; alpha is kept.
    pub(crate) fn apply(&self, raster: Raster) -> Result<DynamicImage, PhotoError> {
        let Raster { width, height, channels, pixels } = raster;
        let has_alpha = channels == Channels::Rgba;
        let pixels = match channels {
            Channels::Cmyk { inverted: true } => pixels.into_iter().map(|ink| !ink).collect(),
            _ => pixels,
        };
        let converted = match (&self.executor, channels) {
            (Some(executor), _) => {
                let count = pixels.len() / channels.count();
                let mut output = vec![0; count * if has_alpha { 4 } else { 3 }];
                guard::foreign(|| executor.transform(&pixels, &mut output))
                    .and_then(Result::ok)
                    .ok_or_else(|| damaged("the embedded colour profile cannot be applied"))?;
                output
            }
            (None, Channels::Rgb | Channels::Rgba) => pixels,
            (None, Channels::Grey) => pixels.iter().flat_map(|grey| [*grey; 3]).collect(),
            (None, Channels::Cmyk { .. }) => mix_inks(&pixels),
        };
        let picture = if has_alpha {
            RgbaImage::from_raw(width, height, converted).map(DynamicImage::ImageRgba8)
        } else {
            RgbImage::from_raw(width, height, converted).map(DynamicImage::ImageRgb8)
        };
        picture.ok_or_else(|| damaged("the pixels do not fill the picture"))
    }
}

/// Returns the conversion, or `None` when the profile does not fit or changes nothing that shows.
fn executor(profile: &ColorProfile, channels: Channels) -> Option<Executor> {
    let (space, source, target) = match channels {
        Channels::Grey => (DataColorSpace::Gray, Layout::Gray, Layout::Rgb),
        Channels::Rgb => (DataColorSpace::Rgb, Layout::Rgb, Layout::Rgb),
        Channels::Rgba => (DataColorSpace::Rgb, Layout::Rgba, Layout::Rgba),
        Channels::Cmyk { .. } => (DataColorSpace::Cmyk, Layout::Rgba, Layout::Rgb),
    };
    if profile.color_space != space {
        return None;
    }
    // Transfer functions of CICP tags are not what the profile's curves say (zenjpeg issue 15).
    let options = TransformOptions { allow_use_cicp_transfer: false, ..Default::default() };
    let executor =
        profile.create_transform_8bit(source, &ColorProfile::new_srgb(), target, options).ok()?;
    let changes = space != DataColorSpace::Rgb || changes_colours(&executor, channels.count());
    changes.then_some(executor)
}

/// Whether a conversion moves any of 125 colours by more than a rounding error. Most profiles in
/// photos are sRGB by another name, and converting them costs time and a little precision.
fn changes_colours(executor: &Executor, channels: usize) -> bool {
    const STEPS: [u8; 5] = [0, 64, 128, 192, 255];
    let mut colours = Vec::with_capacity(125 * channels);
    for red in STEPS {
        for green in STEPS {
            for blue in STEPS {
                colours.extend([red, green, blue, 255].iter().take(channels));
            }
        }
    }
    let mut converted = vec![0; colours.len()];
    executor.transform(&colours, &mut converted).is_err()
        || colours.iter().zip(&converted).any(|(from, to)| from.abs_diff(*to) > 1)
}

/// Inks (255 is full) on white paper without a profile.
fn mix_inks(pixels: &[u8]) -> Vec<u8> {
    let mut colours = Vec::with_capacity(pixels.len() / 4 * 3);
    for inks in pixels.chunks_exact(4) {
        let [cyan, magenta, yellow, black] = inks else { continue };
        let light = |ink: &u8| {
            let product = u32::from(255 - ink) * u32::from(255 - black);
            u8::try_from((product + 127) / 255).unwrap_or(u8::MAX)
        };
        colours.extend([light(cyan), light(magenta), light(yellow)]);
    }
    colours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn srgb_by_another_name_is_left_alone() {
        let srgb = ColorProfile::new_srgb().encode().expect("moxcms writes its own profile");
        assert!(ToSrgb::new(Some(&srgb), false, Channels::Rgb).executor.is_none());
        let adobe = ColorProfile::new_adobe_rgb().encode().expect("moxcms writes its own profile");
        assert!(ToSrgb::new(Some(&adobe), false, Channels::Rgb).executor.is_some());
        assert!(ToSrgb::new(None, true, Channels::Rgb).executor.is_some());
    }

    #[test]
    fn a_profile_for_other_channels_is_ignored() {
        let srgb = ColorProfile::new_srgb().encode().expect("moxcms writes its own profile");
        assert!(ToSrgb::new(Some(&srgb), false, Channels::Grey).executor.is_none());
        assert!(ToSrgb::new(Some(b"no profile"), false, Channels::Rgb).executor.is_none());
    }

    #[test]
    fn inks_mix_to_paper_and_black() {
        assert_eq!(
            mix_inks(&[0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0]),
            [255, 255, 255, 0, 0, 0, 0, 255, 255]
        );
    }
}
