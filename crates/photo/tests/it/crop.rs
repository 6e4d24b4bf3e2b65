//! Crop geometry: examples with numbers worked out by hand, and properties over random ones.

use proptest::prelude::*;
use tezis_photo::CropRect;
use tezis_photo::crop::{
    Fit, PixelRect, Turning, contain_size, cover_rect, crop_rect, frame_crop, plan, turned_size,
};

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

fn is_near(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance
}

#[test]
fn no_rotation_is_the_identity_and_a_quarter_swaps_the_sides() {
    for (rotation, expected) in [
        (0.0, (600, 400)),
        (90.0, (400, 600)),
        (-90.0, (400, 600)),
        (180.0, (600, 400)),
        (450.0, (400, 600)),
        (-0.001, (600, 400)),
    ] {
        assert_eq!(turned_size((600, 400), rotation), expected, "{rotation}°");
    }
    let still = Turning::new((600, 400), 0.0);
    assert_eq!(still.point((0.3, 0.7)), (0.3, 0.7));
    let (x, y) = Turning::new((600, 400), 90.0).point((0.1, 0.2));
    assert!(
        is_near(x, 0.8, 1e-9) && is_near(y, 0.1, 1e-9),
        "from the upper left to the upper right"
    );
}

/// A square turned by 45°: the square inside has its side divided by √2.
#[test]
fn the_largest_rectangle_by_hand() {
    assert_eq!(turned_size((1000, 1000), 44.999_999), (707, 707));
    // 3:2 by 10°: min(6 ÷ (6 cos + 4 sin), 4 ÷ (6 sin + 4 cos)) = 0.80303.
    assert_eq!(turned_size((6000, 4000), 10.0), (4818, 3212));
    assert_eq!(turned_size((6000, 4000), -10.0), (4818, 3212), "both ways alike");
    assert_eq!(turned_size((6000, 4000), 100.0), (3212, 4818));
}

#[test]
fn the_frame_of_a_cover_keeps_its_shape_and_of_a_contain_what_was_wanted() {
    let wanted = Some(CropRect { x: 0.1, y: 0.2, width: 0.5, height: 0.5 });
    for rotation in [0.0, 7.5, 90.0, -100.0] {
        let turned = turned_size((6000, 4000), rotation);
        let cover = frame_crop((6000, 4000), rotation, MIA_COVER, Fit::Cover, wanted, None);
        let shape = cover.width * f64::from(turned.0) / (cover.height * f64::from(turned.1));
        assert!(is_near(shape, 1200.0 / 675.0, 0.002), "{rotation}°: {shape}");
        let contain = frame_crop((6000, 4000), rotation, (400, 400), Fit::Contain, wanted, None);
        for (found, expected) in [
            (contain.x, 0.1),
            (contain.y, 0.2),
            (contain.width, 0.5),
            (contain.height, 0.5),
            (cover.width.max(cover.height), 0.5),
        ] {
            assert!(is_near(found, expected, 0.001), "{rotation}°: {contain:?}");
        }
    }
}

proptest! {
    /// Any angle: inside of the picture, of its shape within a pixel, never larger, and as large as it
    /// can be: one pixel more in each direction would reach over an edge.
    #[test]
    fn turned_pictures_are_in_shape_and_touch_an_edge(
        (width, height) in (40_u32..8_000, 40_u32..8_000),
        rotation in -400.0..400.0,
    ) {
        let turning = Turning::new((width, height), rotation);
        let (across, down) = turning.size();
        let (whole, high) = if turning.quarters() % 2 == 1 { (height, width) } else { (width, height) };
        prop_assert!(across <= whole && down <= high);
        let of_width = f64::from(across) * f64::from(high) / f64::from(whole);
        let of_height = f64::from(down) * f64::from(whole) / f64::from(high);
        prop_assert!(
            is_near(of_width, f64::from(down), 1.0) || is_near(of_height, f64::from(across), 1.0),
            "{across}×{down} of {width}×{height}"
        );
        let fine = (rotation - (rotation / 90.0).round() * 90.0).to_radians().abs();
        let reach = |add: f64| {
            let (w, h) = (f64::from(across) + add, f64::from(down) + add);
            let over_x = w * fine.cos() + h * fine.sin() - f64::from(whole);
            over_x.max(w * fine.sin() + h * fine.cos() - f64::from(high))
        };
        prop_assert!(reach(0.0) <= 0.01, "a corner would be empty");
        prop_assert!(reach(2.0 + f64::from(whole.max(high)) / f64::from(whole.min(high))) > 0.0, "it could be larger");
    }

    /// The middle stays the middle, and distances in pixels stay distances.
    #[test]
    fn turning_keeps_the_middle_and_all_distances(
        picture in (100_u32..5_000, 100_u32..5_000),
        rotation in -400.0..400.0,
        a in (0.0..=1.0, 0.0..=1.0),
        b in (0.0..=1.0, 0.0..=1.0),
    ) {
        let turning = Turning::new(picture, rotation);
        let (x, y) = turning.point((0.5, 0.5));
        prop_assert!(is_near(x, 0.5, 1e-9) && is_near(y, 0.5, 1e-9));
        let length = |size: (u32, u32), a: (f64, f64), b: (f64, f64)| {
            ((a.0 - b.0) * f64::from(size.0)).hypot((a.1 - b.1) * f64::from(size.1))
        };
        let after = length(turning.size(), turning.point(a), turning.point(b));
        prop_assert!(is_near(length(picture, a, b), after, 1e-6));
    }

    /// The frame that a window draws is inside of the picture, whatever a document says.
    #[test]
    fn frames_are_inside(
        picture in size(),
        frame in size(),
        rotation in any::<f64>(),
        crop in any::<[f64; 4]>(),
        cover in any::<bool>(),
        focal in any::<(f64, f64)>(),
    ) {
        let [x, y, width, height] = crop;
        let fit = if cover { Fit::Cover } else { Fit::Contain };
        let wanted = Some(CropRect { x, y, width, height });
        let shown = frame_crop(picture, rotation, frame, fit, wanted, Some(focal));
        prop_assert!(shown.x >= 0.0 && shown.y >= 0.0 && shown.width > 0.0 && shown.height > 0.0);
        prop_assert!(shown.x + shown.width <= 1.0 + 1e-9 && shown.y + shown.height <= 1.0 + 1e-9);
    }
}
