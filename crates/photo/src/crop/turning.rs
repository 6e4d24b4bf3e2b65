//! A photo editor's own rotation, on top of the camera's orientation: how large the turned picture is
//! and where its points come from.
//!
//! A rotation of any angle is the nearest quarter turn and a fine angle of at most 45° (halves are
//! rounded away from zero). The fine angle turns the picture about its centre; what remains is the
//! largest centred rectangle of the same aspect ratio that has no empty corner.

use super::{PixelRect, Plan, round, whole_pixels};

/// Fine angles below this many degrees are rounding errors of a slider, not straightening: on the
/// longest side that is allowed they move no pixel by two.
const LEAST_ANGLE: f64 = 0.005;

/// Returns the size of the turned picture, in pixels of an `upright` one (width, height).
/// `rotation`: degrees clockwise; what is no number turns nothing.
pub fn turned_size(upright: (u32, u32), rotation: f64) -> (u32, u32) {
    Turning::new(upright, rotation).size()
}

/// A rotation of one picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turning {
    quarters: u8,
    /// Sine and cosine of the fine angle; `None` when there is none.
    fine: Option<(f64, f64)>,
    upright: (u32, u32),
    turned: (u32, u32),
}

impl Turning {
    /// Prepares the rotation of a picture of the size `upright` by `rotation` degrees clockwise.
    pub fn new(upright: (u32, u32), rotation: f64) -> Self {
        let rotation = if rotation.is_finite() { rotation % 360.0 } else { 0.0 };
        let quarters = (rotation / 90.0).round();
        let angle = rotation - quarters * 90.0;
        let quarters = u8::try_from(round(quarters.rem_euclid(4.0)) % 4).unwrap_or(0);
        let quartered = swapped(upright, quarters);
        let fine = (angle.abs() >= LEAST_ANGLE).then(|| angle.to_radians().sin_cos());
        let turned = fine.map_or(quartered, |(sin, cos)| {
            let (width, height) = (f64::from(quartered.0), f64::from(quartered.1));
            let (sin, cos) = (sin.abs(), cos.abs());
            let across = width / (width * cos + height * sin);
            let factor = across.min(height / (width * sin + height * cos));
            (whole_pixels(width * factor), whole_pixels(height * factor))
        });
        Self { quarters, fine, upright, turned }
    }

    /// Returns the size of the turned picture.
    pub fn size(&self) -> (u32, u32) {
        self.turned
    }

    /// Returns the quarter turns clockwise, 0–3.
    pub fn quarters(&self) -> u8 {
        self.quarters
    }

    /// Whether there is no fine angle: pixels then only change places.
    pub fn is_straight(&self) -> bool {
        self.fine.is_none()
    }

    /// Returns the size after the quarter turns, before the fine angle.
    pub(crate) fn quartered(&self) -> (u32, u32) {
        swapped(self.upright, self.quarters)
    }

    /// Returns where a point of the upright picture lies in the turned one, both in fractions. A point
    /// that was cut off lies outside of 0–1.
    pub fn point(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (x, y) = match self.quarters {
            1 => (1.0 - y, x),
            2 => (1.0 - x, 1.0 - y),
            3 => (y, 1.0 - x),
            _ => (x, y),
        };
        let Some((sin, cos)) = self.fine else { return (x, y) };
        let (from, to) = (as_floats(self.quartered()), as_floats(self.turned));
        let (x, y) = ((x - 0.5) * from.0, (y - 0.5) * from.1);
        ((x * cos - y * sin) / to.0 + 0.5, (x * sin + y * cos) / to.1 + 0.5)
    }

    /// Returns the map from a rendition's pixels to pixels of the picture after the quarter turns.
    pub(crate) fn to_quartered(self, plan: &Plan, size: (u32, u32)) -> Affine {
        let (across, down) = (
            f64::from(plan.source.width) / f64::from(size.0.max(1)),
            f64::from(plan.source.height) / f64::from(size.1.max(1)),
        );
        let cut = Affine {
            x: [across, 0.0, f64::from(plan.source.x)],
            y: [0.0, down, f64::from(plan.source.y)],
        };
        let Some((sin, cos)) = self.fine else { return cut };
        let (from, to) = (as_floats(self.quartered()), as_floats(self.turned));
        let (middle_x, middle_y) = (to.0 / 2.0, to.1 / 2.0);
        // Back about the centre, by the opposite angle.
        let back = Affine {
            x: [cos, sin, from.0 / 2.0 - middle_x * cos - middle_y * sin],
            y: [-sin, cos, from.1 / 2.0 - middle_y * cos + middle_x * sin],
        };
        cut.then(&back)
    }

    /// Returns the map from a rendition's pixels to pixels of the upright picture.
    pub(crate) fn to_upright(self, plan: &Plan, size: (u32, u32)) -> Affine {
        let (width, height) = as_floats(self.upright);
        let back = match self.quarters {
            1 => Affine { x: [0.0, 1.0, 0.0], y: [-1.0, 0.0, height] },
            2 => Affine { x: [-1.0, 0.0, width], y: [0.0, -1.0, height] },
            3 => Affine { x: [0.0, -1.0, width], y: [1.0, 0.0, 0.0] },
            _ => Affine { x: [1.0, 0.0, 0.0], y: [0.0, 1.0, 0.0] },
        };
        self.to_quartered(plan, size).then(&back)
    }
}

/// An affine map of the plane: `x × first + y × second + third`, for each coordinate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Affine {
    x: [f64; 3],
    y: [f64; 3],
}

impl Affine {
    /// Returns where a point goes.
    pub(crate) fn apply(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let map = |[a, b, c]: [f64; 3]| a * x + b * y + c;
        (map(self.x), map(self.y))
    }

    /// Returns this map followed by `next`.
    fn then(&self, next: &Self) -> Self {
        let row = |[a, b, c]: [f64; 3]| {
            let of = |index: usize| {
                let part = |row: &[f64; 3]| row.get(index).copied().unwrap_or(0.0);
                a * part(&self.x) + b * part(&self.y)
            };
            [of(0), of(1), of(2) + c]
        };
        Self { x: row(next.x), y: row(next.y) }
    }

    /// Returns the map back. The maps of this module can all be turned round.
    pub(crate) fn inverse(&self) -> Self {
        let ([xx, xy, left], [yx, yy, upper]) = (self.x, self.y);
        let area = xx * yy - xy * yx;
        Self {
            x: [yy / area, -xy / area, (xy * upper - left * yy) / area],
            y: [-yx / area, xx / area, (left * yx - xx * upper) / area],
        }
    }

    /// Returns how long one pixel becomes, on the average of both directions.
    pub(crate) fn stretch(&self) -> f64 {
        let ([a, b, _], [d, e, _]) = (self.x, self.y);
        (a * e - b * d).abs().sqrt()
    }

    /// Returns the smallest rectangle (left, upper, right, lower side) around the image of one.
    pub(crate) fn bounds(&self, left: f64, upper: f64, right: f64, lower: f64) -> [f64; 4] {
        let corners = [(left, upper), (right, upper), (left, lower), (right, lower)];
        corners.map(|corner| self.apply(corner)).into_iter().fold(
            [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
            |[left, upper, right, lower], (x, y)| {
                [left.min(x), upper.min(y), right.max(x), lower.max(y)]
            },
        )
    }
}

/// Returns the whole pixels of a `picture` that a stretch of it touches, at least one.
pub(crate) fn touched([left, upper, right, lower]: [f64; 4], picture: (u32, u32)) -> PixelRect {
    let side = |from: f64, to: f64, total: u32| {
        let from = round(from.floor()).min(total.saturating_sub(1));
        let to = round(to.ceil()).clamp(from + 1, total.max(from + 1));
        (from, to - from)
    };
    let (x, width) = side(left, right, picture.0);
    let (y, height) = side(upper, lower, picture.1);
    PixelRect { x, y, width, height }
}

fn swapped((width, height): (u32, u32), quarters: u8) -> (u32, u32) {
    if quarters % 2 == 1 { (height, width) } else { (width, height) }
}

fn as_floats((width, height): (u32, u32)) -> (f64, f64) {
    (f64::from(width), f64::from(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANGLES: [f64; 9] = [0.0, 0.1, -7.3, 44.9, 90.0, 93.5, 180.0, 266.0, -135.5];

    fn whole_plan(turning: &Turning) -> Plan {
        let (width, height) = turning.size();
        Plan { source: PixelRect { x: 0, y: 0, width, height }, width, height }
    }

    /// Points forwards and pixels backwards are two pieces of code; each undoes the other.
    #[test]
    fn maps_forwards_and_backwards_agree() {
        for angle in ANGLES {
            let upright = (640, 400);
            let turning = Turning::new(upright, angle);
            let plan = whole_plan(&turning);
            let back = turning.to_upright(&plan, turning.size());
            for point in [(0.5, 0.5), (0.31, 0.62), (0.7, 0.4)] {
                let there = turning.point(point);
                let (width, height) = as_floats(turning.size());
                let (x, y) = back.apply((there.0 * width, there.1 * height));
                let off = (x / 640.0 - point.0).abs() + (y / 400.0 - point.1).abs();
                assert!(off < 1e-9, "{angle}°: {point:?} came back as {x}, {y}");
                let (x, y) = back.inverse().apply((point.0 * 640.0, point.1 * 400.0));
                let off = (x / width - there.0).abs() + (y / height - there.1).abs();
                assert!(off < 1e-9, "{angle}°: the inverse of the map");
            }
        }
    }

    /// No pixel of a turned picture comes from outside of the photo: that would be an empty corner.
    #[test]
    fn every_corner_comes_from_the_photo() {
        for angle in (-450..=450).map(f64::from).map(|tenths| tenths / 7.0) {
            for upright in [(600, 400), (400, 600), (1000, 17), (333, 333), (1, 5)] {
                let turning = Turning::new(upright, angle);
                let (width, height) = as_floats(turning.size());
                let plan = whole_plan(&turning);
                let map = turning.to_upright(&plan, turning.size());
                // Centres of the corner pixels: the resampler reads around those.
                let found = map.bounds(0.5, 0.5, width - 0.5, height - 0.5);
                let [left, upper, right, lower] = found;
                let (wide, high) = as_floats(upright);
                let inside = left >= 0.0 && upper >= 0.0 && right <= wide && lower <= high;
                assert!(inside, "{angle}° of {upright:?}: {found:?}");
            }
        }
    }

    #[test]
    fn what_is_no_number_turns_nothing() {
        for rotation in [f64::NAN, f64::INFINITY, 0.004, 360.0, -720.001] {
            let turning = Turning::new((30, 20), rotation);
            assert_eq!((turning.size(), turning.quarters()), ((30, 20), 0), "{rotation}");
            assert!(turning.is_straight(), "{rotation}");
        }
    }
}
