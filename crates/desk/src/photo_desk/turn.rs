//! Turning a photo by quarters. Crops are fractions of the turned picture, so they turn with it; focal
//! point and blurred regions are fractions of the upright one and stay.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use tezis_report::model::Photo;

/// Returns the fields that a photo gets when it is turned by quarters, clockwise.
pub(crate) fn turned(photo: &Photo, quarters: i32) -> Map<String, Value> {
    let quarters = quarters.rem_euclid(4);
    let rotation = photo.rotation.unwrap_or_default() + f64::from(quarters) * 90.0;
    // From −180, which is not in it, to 180: a fine angle that was −3.5 is that again after four.
    let rotation = 180.0 - (180.0 - rotation).rem_euclid(360.0);
    let rotation = (rotation * 1000.0).round() / 1000.0;
    Map::from_iter([
        ("rotation".to_owned(), if rotation == 0.0 { Value::Null } else { json!(rotation) }),
        ("crops".to_owned(), json!(turned_crops(&photo.crops, quarters))),
    ])
}

/// Returns crops as they stand when the picture under them is turned by quarters, clockwise. One that
/// can't be read stays as it is.
pub(crate) fn turned_crops(
    crops: &BTreeMap<String, String>,
    quarters: i32,
) -> BTreeMap<String, String> {
    let turn = |text: &String| turned_crop(text, quarters).unwrap_or_else(|| text.clone());
    crops.iter().map(|(rendition, text)| (rendition.clone(), turn(text))).collect()
}

fn turned_crop(text: &str, quarters: i32) -> Option<String> {
    let numbers: Vec<f64> =
        text.split_whitespace().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [mut x, mut y, mut width, mut height] = *numbers.as_slice() else { return None };
    for _ in 0..quarters.rem_euclid(4) {
        // The lower edge becomes the left one.
        (x, y, width, height) = (1.0 - y - height, x, height, width);
    }
    // Six digits are a tenth of a pixel in the largest photo; more would only be noise.
    let digits = |value: f64| (value * 1e6).round() / 1e6 + 0.0;
    Some(format!("{} {} {} {}", digits(x), digits(y), digits(width), digits(height)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn photo(rotation: f64, crop: &str) -> Photo {
        Photo {
            rotation: Some(rotation),
            crops: BTreeMap::from([("cover".to_owned(), crop.to_owned())]),
            ..Photo::default()
        }
    }

    #[test]
    fn the_upper_left_corner_goes_to_the_upper_right() {
        let fields = turned(&photo(0.0, "0 0 0.25 0.5"), 1);
        assert_eq!(fields["rotation"], 90.0);
        assert_eq!(fields["crops"]["cover"], "0.5 0 0.5 0.25");
        let fields = turned(&photo(0.0, "0 0 0.25 0.5"), -1);
        assert_eq!(fields["rotation"], -90.0);
        assert_eq!(fields["crops"]["cover"], "0 0.75 0.5 0.25");
    }

    #[test]
    fn a_fine_angle_is_kept_and_no_turn_is_no_value() {
        assert_eq!(turned(&photo(-3.5, "0 0 1 1"), 1)["rotation"], 86.5);
        assert_eq!(turned(&photo(176.5, "0 0 1 1"), 1)["rotation"], -93.5);
        assert_eq!(turned(&photo(90.0, "0 0 1 1"), 1)["rotation"], 180.0);
        assert_eq!(turned(&photo(-90.0, "0 0 1 1"), 1)["rotation"], Value::Null);
    }

    #[test]
    fn what_is_no_crop_stays() {
        assert_eq!(turned(&photo(0.0, "as a whole"), 1)["crops"]["cover"], "as a whole");
    }

    proptest! {
        #[test]
        fn four_quarters_are_none(
            rotation in -44.0f64..44.0, x in 0.0f64..0.5, y in 0.0f64..0.5,
            width in 0.1f64..0.5, height in 0.1f64..0.5, quarters in -7i32..7,
        ) {
            let six = |value: f64| (value * 1e6).round() / 1e6;
            let crop = format!("{} {} {} {}", six(x), six(y), six(width), six(height));
            let rotation = (rotation * 10.0).round() / 10.0;
            let first = turned(&photo(rotation, &crop), quarters);
            let first: Photo = serde_json::from_value(first.into()).unwrap();
            let back = turned(&first, -quarters);
            prop_assert!((back["rotation"].as_f64().unwrap_or_default() - rotation).abs() < 1e-9);
            prop_assert_eq!(&back["crops"]["cover"], &crop);
        }
    }
}
