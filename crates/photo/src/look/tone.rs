//! Exposure, white balance, shadows: by tables, on eight-bit sRGB pixels, after the resize.
//!
//! Exposure and white balance multiply light, so their table goes through linear light and back (the
//! curve of IEC 61966-2-1). More light than white has bends towards white instead of being cut off.
//! Shadows are lifted by the pixel's luma, all channels by one factor, so that hues stay.

use image::DynamicImage;

use super::Tone;
use super::sharpen::sharpen;

/// Steps between two eight-bit values in the tables.
const FINE: u16 = 16;
/// The largest value of the tables.
const WHITE: u16 = 255 * FINE;

/// A tone, prepared for any number of pictures.
pub(crate) struct Toner {
    /// For red, green and blue: an eight-bit value to a fine one.
    light: Option<Box<[[u16; 256]; 3]>>,
    /// Fine luma to the factor of the channels.
    shadows: Option<Vec<f32>>,
    sharpen: f64,
}

impl Toner {
    pub(crate) fn new(tone: &Tone) -> Self {
        let shadows = (tone.shadows != 0.0).then(|| {
            let all =
                (0..=WHITE).map(|luma| factor(f64::from(luma) / f64::from(WHITE), tone.shadows));
            all.collect()
        });
        let changes_light = tone.exposure != 0.0 || tone.temperature != 0.0 || tone.tint != 0.0;
        let light = (changes_light || shadows.is_some()).then(|| {
            Box::new(gains(tone).map(|gain| {
                std::array::from_fn(|value| {
                    fine(encoded(bent(linear(as_fraction(value)) * gain, gain)))
                })
            }))
        });
        Self { light, shadows, sharpen: tone.sharpen }
    }

    /// Changes a picture; alpha is kept.
    pub(crate) fn apply(&self, picture: &mut DynamicImage) {
        match picture {
            DynamicImage::ImageRgb8(pixels) => self.change::<3>(pixels),
            DynamicImage::ImageRgba8(pixels) => self.change::<4>(pixels),
            _ => {}
        }
        sharpen(picture, self.sharpen);
    }

    fn change<const CHANNELS: usize>(&self, samples: &mut [u8]) {
        let Some(light) = &self.light else { return };
        let [reds, greens, blues] = &**light;
        let (pixels, _) = samples.as_chunks_mut::<CHANNELS>();
        for pixel in pixels {
            let [red, green, blue, ..] = pixel.as_mut_slice() else { continue };
            let of = |table: &[u16; 256], value: u8| table.get(usize::from(value)).copied();
            let lit = [of(reds, *red), of(greens, *green), of(blues, *blue)];
            let [r, g, b] = lit.map(Option::unwrap_or_default);
            let factor = self.shadows.as_ref().map_or(1.0, |factors| {
                // Rec. 709's weights in 256ths.
                let luma = (54 * u32::from(r) + 183 * u32::from(g) + 19 * u32::from(b)) >> 8;
                let at = usize::try_from(luma).unwrap_or(usize::MAX);
                factors.get(at).copied().unwrap_or(1.0)
            });
            [*red, *green, *blue] = [r, g, b].map(|value| coarse(f32::from(value) * factor));
        }
    }
}

/// What the light of red, green and blue is multiplied by. White balance keeps the brightness of grey.
fn gains(tone: &Tone) -> [f64; 3] {
    // At 100: two thirds of a stop for red against green, and as much for blue the other way.
    let warm = tone.temperature / 100.0 * (2.0 / 3.0);
    let magenta = tone.tint / 100.0 * 0.6;
    let [red, green, blue] = [warm + magenta / 2.0, -magenta, magenta / 2.0 - warm].map(f64::exp2);
    let grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let exposure = tone.exposure.exp2();
    [red, green, blue].map(|gain| gain / grey * exposure)
}

/// Bends light of more than [`KNEE`] so that `most`, the brightest there is, becomes white.
fn bent(light: f64, most: f64) -> f64 {
    const KNEE: f64 = 0.6;
    if most <= 1.0 || light <= KNEE {
        return light;
    }
    let (over, room) = ((light - KNEE) / (1.0 - KNEE), (most - KNEE) / (1.0 - KNEE));
    KNEE + (1.0 - KNEE) * over / (1.0 + over * (1.0 - 1.0 / room))
}

/// The factor for a luma (0–1, as encoded) at `shadows` (−100 to 100). What is lifted is a hill over
/// the dark third; the curve stays monotone, and black and the bright half keep their place.
fn factor(luma: f64, shadows: f64) -> f32 {
    let hill = 1.35 * luma * (1.0 - luma).powi(5);
    let lifted = luma + shadows / 100.0 * hill.min(luma * 0.9);
    narrow(if luma > 0.0 { lifted / luma } else { 1.0 })
}

/// sRGB's curve (IEC 61966-2-1): an encoded value to light, both 0–1.
fn linear(value: f64) -> f64 {
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// The way back.
fn encoded(light: f64) -> f64 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

fn as_fraction(value: usize) -> f64 {
    u8::try_from(value).map_or(1.0, |value| f64::from(value) / 255.0)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of the type"
)]
fn fine(value: f64) -> u16 {
    (value * f64::from(WHITE)).round().clamp(0.0, f64::from(WHITE)) as u16
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted at both ends"
)]
fn coarse(value: f32) -> u8 {
    (value / f32::from(FINE) + 0.5) as u8
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a factor near 1; its last digits do not matter"
)]
fn narrow(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All 256 greys through a tone; the red channel comes back.
    fn greys(tone: Tone) -> Vec<[u8; 3]> {
        let mut picture = DynamicImage::ImageRgb8(image::RgbImage::from_fn(256, 1, |x, _| {
            image::Rgb([u8::try_from(x).unwrap(); 3])
        }));
        Toner::new(&tone).apply(&mut picture);
        picture.to_rgb8().pixels().map(|pixel| pixel.0).collect()
    }

    #[test]
    fn nothing_is_changed_by_zeros() {
        let toner = Toner::new(&Tone::default());
        assert!(toner.light.is_none() && toner.shadows.is_none());
        // The tables themselves are exact: shadows of a hair take the whole road.
        let same = greys(Tone { shadows: 1e-9, ..Tone::default() });
        assert!(same.iter().enumerate().all(|(value, grey)| usize::from(grey[0]) == value));
    }

    /// One stop doubles light: sRGB 100 is 0.1274 of white, twice that is sRGB 138.
    #[test]
    fn a_stop_is_twice_the_light() {
        let brighter = greys(Tone { exposure: 1.0, ..Tone::default() });
        assert_eq!(brighter[100], [138; 3]);
        assert_eq!((brighter[0], brighter[255]), ([0; 3], [255; 3]), "white stays the only white");
        let darker = greys(Tone { exposure: -1.0, ..Tone::default() });
        assert_eq!(darker[138], [100; 3]);
        assert_eq!(darker[255], [188; 3], "half of white's light");
    }

    #[test]
    fn curves_never_turn_back() {
        for exposure in [-3.0, -1.0, 0.0, 0.7, 3.0] {
            for shadows in [-100.0, -40.0, 0.0, 60.0, 100.0] {
                let found = greys(Tone { exposure, shadows, ..Tone::default() });
                let rises = found.windows(2).all(|pair| pair[0][0] <= pair[1][0]);
                assert!(rises, "exposure {exposure}, shadows {shadows}: {found:?}");
            }
        }
    }

    #[test]
    fn shadows_leave_the_bright_half_alone() {
        let lifted = greys(Tone { shadows: 100.0, ..Tone::default() });
        assert!(lifted[40][0] > 60, "{:?}", lifted[40]);
        assert_eq!(lifted[0], [0; 3]);
        assert!(lifted[170][0] - 170 <= 2 && lifted[255] == [255; 3], "{:?}", lifted[170]);
        let deeper = greys(Tone { shadows: -100.0, ..Tone::default() });
        assert!(deeper[40][0] < 22, "{:?}", deeper[40]);
    }

    #[test]
    fn white_balance_moves_colours_and_keeps_the_brightness() {
        let luma = |[r, g, b]: [u8; 3]| {
            let [r, g, b] = [r, g, b].map(|value| linear(f64::from(value) / 255.0));
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        for (tone, order) in [
            (Tone { temperature: 60.0, ..Tone::default() }, [0, 1, 2]),
            (Tone { temperature: -60.0, ..Tone::default() }, [2, 1, 0]),
            (Tone { tint: 60.0, ..Tone::default() }, [0, 2, 1]),
            (Tone { tint: -60.0, ..Tone::default() }, [1, 0, 2]),
        ] {
            let grey = greys(tone)[128];
            let [most, middle, least] = order.map(|channel| grey[channel]);
            assert!(most >= middle && middle >= least && most - least > 15, "{tone:?}: {grey:?}");
            let off = luma(grey) / luma([128; 3]) - 1.0;
            assert!(off.abs() < 0.02, "{tone:?}: brightness off by {off}");
        }
    }
}
