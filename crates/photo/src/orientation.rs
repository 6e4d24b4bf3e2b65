//! The eight orientations of EXIF (tag 0x0112, CIPA DC-008) and how a rectangle of the upright
//! picture lies in the stored one. Pixels are turned by the `image` crate, after the resize: turning
//! the small picture costs a tenth of turning the large one.

use crate::crop::PixelRect;

/// How the stored pixels must be turned to stand upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Orientation(u8);

impl Orientation {
    /// Takes a value of EXIF; anything but 1–8 means that nothing is to be turned.
    pub(crate) fn from_exif(value: u32) -> Self {
        match u8::try_from(value) {
            Ok(value @ 1..=8) => Self(value),
            _ => Self(1),
        }
    }

    /// Returns the value as in EXIF, 1–8.
    pub(crate) fn exif(self) -> u8 {
        self.0
    }

    /// Whether width and height change places.
    pub(crate) fn swaps_sides(self) -> bool {
        self.0 >= 5
    }

    /// Returns the orientation that turns `quarters` quarters clockwise after this one.
    pub(crate) fn then_quarters(self, quarters: u8) -> Self {
        (0..quarters % 4).fold(self, |Self(value), _| {
            Self(match value {
                1 => 6,
                6 => 3,
                3 => 8,
                8 => 1,
                2 => 7,
                7 => 4,
                4 => 5,
                _ => 2,
            })
        })
    }

    /// Swaps a size where the orientation does: from stored to upright and back.
    pub(crate) fn size(self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.swaps_sides() { (height, width) } else { (width, height) }
    }

    /// Returns where `rect` of the upright picture (of size `upright`) lies in the stored pixels.
    pub(crate) fn to_stored(self, rect: PixelRect, upright: (u32, u32)) -> PixelRect {
        let PixelRect { x, y, width, height } = rect;
        let right = upright.0.saturating_sub(x + width);
        let below = upright.1.saturating_sub(y + height);
        let (x, y) = match self.0 {
            2 => (right, y),
            3 => (right, below),
            4 => (x, below),
            5 => (y, x),
            6 => (y, right),
            7 => (below, right),
            8 => (below, x),
            _ => (x, y),
        };
        let (width, height) = self.size((width, height));
        PixelRect { x, y, width, height }
    }

    /// Turns stored pixels upright.
    pub(crate) fn apply(self, picture: &mut image::DynamicImage) {
        if let Some(orientation) = image::metadata::Orientation::from_exif(self.0) {
            picture.apply_orientation(orientation);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The geometry and the pixels are two pieces of code; this ties them together: cutting the
    /// stored picture where `to_stored` says and turning the piece gives the same pixels as turning
    /// the whole and cutting there.
    #[test]
    fn cutting_before_turning_equals_cutting_after() {
        let stored = image::RgbImage::from_fn(7, 5, |x, y| {
            let [x, y] = [x, y].map(|place| u8::try_from(place).unwrap());
            image::Rgb([x, y, 9])
        });
        for value in 1..=8 {
            let orientation = Orientation::from_exif(value);
            let mut whole = image::DynamicImage::ImageRgb8(stored.clone());
            orientation.apply(&mut whole);
            let upright = (whole.width(), whole.height());
            assert_eq!(upright, orientation.size((7, 5)), "orientation {value}");
            let rect = PixelRect { x: 1, y: 2, width: 3, height: 2 };
            let expected = whole.crop_imm(rect.x, rect.y, rect.width, rect.height);
            let there = orientation.to_stored(rect, upright);
            let mut piece = image::DynamicImage::ImageRgb8(stored.clone()).crop_imm(
                there.x,
                there.y,
                there.width,
                there.height,
            );
            orientation.apply(&mut piece);
            assert_eq!(piece, expected, "orientation {value}");
        }
    }

    #[test]
    fn quarter_turns_after_an_orientation_are_an_orientation() {
        let stored = image::RgbImage::from_fn(3, 2, |x, y| {
            let [x, y] = [x, y].map(|place| u8::try_from(place).unwrap());
            image::Rgb([x, y, 9])
        });
        for value in 1..=8 {
            let mut expected = image::DynamicImage::ImageRgb8(stored.clone());
            Orientation::from_exif(value).apply(&mut expected);
            for quarters in 0..6 {
                let mut turned = image::DynamicImage::ImageRgb8(stored.clone());
                Orientation::from_exif(value).then_quarters(quarters).apply(&mut turned);
                assert_eq!(turned, expected, "orientation {value}, {quarters} quarters");
                expected = expected.rotate90();
            }
        }
    }

    #[test]
    fn values_outside_of_exif_turn_nothing() {
        for value in [0, 9, 255, 70_000] {
            assert_eq!(Orientation::from_exif(value).exif(), 1);
        }
    }
}
