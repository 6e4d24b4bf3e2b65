//! Crop geometry: examples with numbers worked out by hand, and properties over random ones.

use proptest::prelude::*;
use tezis_photo::CropRect;
use tezis_photo::crop::{Fit, PixelRect, contain_size, cover_rect, crop_rect, plan};

const MIA_COVER: (u32, u32) = (1200, 675);

fn whole((width, height): (u32, u32)) -> PixelRect {
    PixelRect { x: 0, y: 0, width, height }
}

#[test]
fn cover_of_a_camera_photo() {
    let photo = (6000, 4000);
    let middle = cover_rect(photo, MIA_COVER, whole(photo), None);
    assert_eq!(middle, PixelRect { x: 0, y: 313, width: 6000, height: 3375 });
    let face_at_top = cover_rect(photo, MIA_COVER, whole(photo), Some((0.5, 0.1)));
    assert_eq!(face_at_top.y, 0, "as high as it goes");
    let upright = cover_rect((4000, 6000), MIA_COVER, whole((4000, 6000)), Some((0.5, 0.25)));
    assert_eq!(upright, PixelRect { x: 0, y: 375, width: 4000, height: 2250 });
}

#[test]
fn nothing_is_enlarged() {
    let small = plan((900, 900), MIA_COVER, Fit::Cover, None, None);
    assert_eq!((small.width, small.height), (900, 506), "cut to 16:9, not stretched to 1200");
    let contained = plan((300, 200), (400, 400), Fit::Contain, None, None);
    assert_eq!((contained.width, contained.height), (300, 200));
}

#[test]
fn contain_fills_one_side() {
    assert_eq!(contain_size((6000, 4000), (1600, 1600)), (1600, 1067));
    assert_eq!(contain_size((4000, 6000), (1600, 1600)), (1067, 1600));
    assert_eq!(contain_size((20_000, 3), (1600, 1600)), (1600, 1), "never less than a pixel");
}

fn size() -> impl Strategy<Value = (u32, u32)> {
    (1_u32..20_000, 1_u32..20_000)
}

fn fractions() -> impl Strategy<Value = CropRect> {
    (0.0..1.0, 0.0..1.0, 0.0..=1.0, 0.0..=1.0).prop_map(|(x, y, width, height)| CropRect {
        x,
        y,
        width,
        height,
    })
}

fn is_inside(rect: PixelRect, outer: PixelRect) -> bool {
    rect.width >= 1
        && rect.height >= 1
        && rect.x >= outer.x
        && rect.y >= outer.y
        && rect.x + rect.width <= outer.x + outer.width
        && rect.y + rect.height <= outer.y + outer.height
}

proptest! {
    /// Whatever is asked: the crop lies in the picture, the cover in the crop, its aspect ratio is
    /// right within a pixel, it touches two sides of the crop, and it is as large as it can be.
    #[test]
    fn covers_are_inside_and_in_shape(
        picture in size(),
        frame in size(),
        crop in fractions(),
        focal in proptest::option::of((0.0..=1.0, 0.0..=1.0)),
    ) {
        let region = crop_rect(picture, crop);
        prop_assert!(is_inside(region, whole(picture)));
        let rect = cover_rect(picture, frame, region, focal);
        prop_assert!(is_inside(rect, region), "{rect:?} in {region:?}");
        let by_height = f64::from(rect.height) * f64::from(frame.0) / f64::from(frame.1);
        let by_width = f64::from(rect.width) * f64::from(frame.1) / f64::from(frame.0);
        prop_assert!(
            (by_height - f64::from(rect.width)).abs() <= 1.0
                || (by_width - f64::from(rect.height)).abs() <= 1.0,
            "{rect:?} for {frame:?}"
        );
        prop_assert!(rect.width == region.width || rect.height == region.height);
    }

    /// A focal point inside the crop stays in view.
    #[test]
    fn the_focal_point_stays_in_view(
        picture in size(),
        frame in size(),
        focal in (0.0..=1.0, 0.0..=1.0),
    ) {
        let rect = cover_rect(picture, frame, whole(picture), Some(focal));
        let (x, y) = (focal.0 * f64::from(picture.0), focal.1 * f64::from(picture.1));
        // Half a pixel of rounding.
        prop_assert!(x >= f64::from(rect.x) - 0.5 && x <= f64::from(rect.x + rect.width) + 0.5);
        prop_assert!(y >= f64::from(rect.y) - 0.5 && y <= f64::from(rect.y + rect.height) + 0.5);
    }

    /// Renditions never have more pixels than their source, nor pass their frame.
    #[test]
    fn plans_never_enlarge(
        picture in size(),
        frame in size(),
        cover in any::<bool>(),
        crop in proptest::option::of(fractions()),
    ) {
        let fit = if cover { Fit::Cover } else { Fit::Contain };
        let plan = plan(picture, frame, fit, crop, None);
        prop_assert!(is_inside(plan.source, whole(picture)));
        prop_assert!(plan.width >= 1 && plan.height >= 1);
        prop_assert!(plan.width <= plan.source.width && plan.height <= plan.source.height);
        prop_assert!(plan.width <= frame.0 || plan.width == plan.source.width);
        if fit == Fit::Contain {
            prop_assert!(plan.width <= frame.0 && plan.height <= frame.1);
        }
    }

    /// Numbers that come from a broken document do no harm.
    #[test]
    fn wild_numbers_stay_inside(picture in size(), crop in any::<[f64; 4]>()) {
        let [x, y, width, height] = crop;
        let rect = crop_rect(picture, CropRect { x, y, width, height });
        prop_assert!(is_inside(rect, whole(picture)));
    }
}
