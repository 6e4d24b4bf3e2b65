//! Whether two frames show the same, and which of a burst is the sharpest. Both are proposals for an
//! eye that looks: crate `image_hasher` for the first, the variance of a Laplacian for the second.

use std::borrow::Cow;
use std::sync::LazyLock;

use image::GrayImage;
use image_hasher::{HashAlg, Hasher, HasherConfig, ImageHash};

use crate::guard;
use crate::raster::{Channels, Raster};

/// What a picture looks like, in 144 bits: which neighbours among 9 × 9 fields are the brighter ones.
///
/// Measured on photos of forums: frames of one scene differ in 0–8 bits, different scenes in 63–86.
/// Written and read as hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Likeness([u8; LENGTH]);

const LENGTH: usize = 18;

/// Distance up to which frames that follow each other within seconds are one burst.
pub const BURST_DISTANCE: u32 = 12;

static HASHER: LazyLock<Hasher> = LazyLock::new(|| {
    HasherConfig::new().hash_alg(HashAlg::DoubleGradient).hash_size(16, 16).to_hasher()
});

impl Likeness {
    /// Looks at an upright picture; `None` for one that the hasher cannot take.
    pub(crate) fn of(grey: &GrayImage) -> Option<Self> {
        let hash: ImageHash = guard::foreign(|| HASHER.hash_image(grey))?;
        hash.as_bytes().try_into().ok().map(Self)
    }

    /// Returns in how many bits two pictures differ, 0–144.
    pub fn distance(&self, other: &Self) -> u32 {
        self.0.iter().zip(other.0).map(|(mine, other)| (mine ^ other).count_ones()).sum()
    }
}

impl std::fmt::Display for Likeness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The text is no [`Likeness`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a likeness is written as 36 hexadecimal digits")]
pub struct NoLikeness;

impl std::str::FromStr for Likeness {
    type Err = NoLikeness;

    fn from_str(text: &str) -> Result<Self, NoLikeness> {
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return Err(NoLikeness) };
        let mut bytes = [0; LENGTH];
        if pairs.len() != LENGTH {
            return Err(NoLikeness);
        }
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let digit =
                |digit: u8| char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok());
            let [high, low] = *pair;
            *byte = digit(high).zip(digit(low)).map(|(h, l)| h << 4 | l).ok_or(NoLikeness)?;
        }
        Ok(Self(bytes))
    }
}

/// Returns how sharp a picture is: the variance of its Laplacian, over the variance of its brightness
/// so that a darker frame of the same scene is not called softer. Higher is sharper. Compares frames
/// of one burst at one size, and nothing else.
pub(crate) fn sharpness(raster: &Raster) -> f64 {
    let light_of = brightness(raster);
    let width = usize::try_from(raster.width).unwrap_or(usize::MAX).max(1);
    let rows: Vec<&[u8]> = light_of.chunks_exact(width).collect();
    let (mut edges, mut light) = (Moments::default(), Moments::default());
    for rows in rows.windows(3) {
        let [above, row, below] = rows else { continue };
        let middle = above.iter().skip(1).zip(below.iter().skip(1));
        for (around, (above, below)) in row.windows(3).zip(middle) {
            let [left, here, right] = around else { continue };
            let sum: i32 =
                [left, right, above, below].into_iter().map(|value| i32::from(*value)).sum();
            edges.add(sum - 4 * i32::from(*here));
            light.add(i32::from(*here));
        }
    }
    // A frame of one grey has neither edges nor light; it must not come out as infinitely sharp.
    edges.variance() / (light.variance() + 1.0)
}

/// The brightness of each pixel; of inks, whatever grows with it.
fn brightness(raster: &Raster) -> Cow<'_, [u8]> {
    let mean = |pixel: &[u8]| {
        let sum: u32 = pixel.iter().map(|value| u32::from(*value)).sum();
        u8::try_from(sum / u32::try_from(pixel.len()).unwrap_or(1)).unwrap_or(u8::MAX)
    };
    match raster.channels {
        Channels::Grey => Cow::Borrowed(raster.pixels.as_slice()),
        Channels::Rgb => raster.pixels.chunks_exact(3).map(mean).collect(),
        Channels::Rgba => {
            raster.pixels.chunks_exact(4).filter_map(|pixel| pixel.get(..3)).map(mean).collect()
        }
        Channels::Cmyk { .. } => raster.pixels.chunks_exact(4).map(mean).collect(),
    }
}

/// Sums of which a variance is made.
#[derive(Default)]
struct Moments {
    count: i64,
    sum: i64,
    squares: i64,
}

impl Moments {
    fn add(&mut self, value: i32) {
        self.count += 1;
        self.sum += i64::from(value);
        self.squares += i64::from(value) * i64::from(value);
    }

    #[expect(clippy::cast_precision_loss, reason = "sums of a small picture are far below 2^52")]
    fn variance(&self) -> f64 {
        if self.count == 0 {
            return 0.0;
        }
        let mean = self.sum as f64 / self.count as f64;
        self.squares as f64 / self.count as f64 - mean * mean
    }
}
