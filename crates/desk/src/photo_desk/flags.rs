//! What should be looked at in a photo, as codes. Each is shown as a badge and can be filtered by.

use tezis_photo::Format;
use tezis_publish::profile::{Fit, RenditionSpec};
use tezis_report::model::{Photo, PhotoFacts};

use super::boilerplate::is_boilerplate;

/// A camera or an agency's template left the caption, in some language.
pub(crate) const TEMPLATE_CAPTION: &str = "caption.template";
/// The file is cut off or corrupted; it is shown as far as it goes and exported only when asked.
pub(crate) const DAMAGED: &str = "photo.damaged";
/// The picture is the JPEG that the camera put into its raw file.
pub(crate) const RAW_PREVIEW: &str = "photo.raw_preview";
/// Only the window can decode it (HEIC), and did not yet.
pub(crate) const NEEDS_WINDOW: &str = "photo.needs_window";
/// It carries content credentials (C2PA), which end in a rendition.
pub(crate) const CREDENTIALS: &str = "photo.credentials";
/// It has fewer pixels than the portal's profile asks for, uncropped.
pub(crate) const SMALL: &str = "photo.small";

/// Returns a photo's codes, in the order of the constants.
pub(crate) fn flags(
    photo: &Photo,
    facts: Option<&PhotoFacts>,
    renditions: &[RenditionSpec],
) -> Vec<String> {
    let is = |format: Format| facts.is_some_and(|facts| facts.format == format.to_string());
    let found = [
        (TEMPLATE_CAPTION, photo.captions.values().any(|caption| is_boilerplate(caption))),
        (DAMAGED, facts.is_some_and(|facts| facts.damage.is_some())),
        (RAW_PREVIEW, is(Format::Raw)),
        (NEEDS_WINDOW, is(Format::Heif) && facts.is_some_and(|facts| facts.picture.is_none())),
        (CREDENTIALS, facts.is_some_and(|facts| facts.credentials)),
        (SMALL, facts.is_some_and(|facts| is_small(photo, facts, renditions))),
    ];
    found.into_iter().filter(|(_, is)| *is).map(|(code, _)| code.to_owned()).collect()
}

fn is_small(photo: &Photo, facts: &PhotoFacts, renditions: &[RenditionSpec]) -> bool {
    let quarters = (photo.rotation.unwrap_or_default() / 90.0).round().rem_euclid(2.0);
    let (width, height) =
        if quarters >= 1.0 { (facts.height, facts.width) } else { (facts.width, facts.height) };
    renditions.iter().any(|wanted| match wanted.fit {
        Fit::Cover => width < wanted.width || height < wanted.height,
        Fit::Contain => width < wanted.width && height < wanted.height,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tezis_publish::Profile;
    use tezis_report::ids::PhotoHash;

    use super::*;

    fn facts(more: &serde_json::Value) -> PhotoFacts {
        let mut facts = json!({
            "hash": PhotoHash::from_digest([1; 32]), "bytes": 1, "format": "JPEG", "width": 6000,
            "height": 4000, "orientation": 1, "taken_at": null, "camera": null, "damage": null,
        });
        facts.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(facts).unwrap()
    }

    #[test]
    fn each_code_has_its_reason() {
        let profile = Profile::builtin("mia.az").unwrap();
        let photo = Photo::default();
        let of = |more| flags(&photo, Some(&facts(&more)), &profile.renditions);
        assert_eq!(of(json!({})), [""; 0]);
        assert_eq!(of(json!({ "damage": "photo.damaged" })), [DAMAGED]);
        assert_eq!(of(json!({ "format": "RAW" })), [RAW_PREVIEW]);
        assert_eq!(of(json!({ "format": "HEIC" })), [NEEDS_WINDOW]);
        assert_eq!(
            of(json!({ "format": "HEIC", "picture": PhotoHash::from_digest([2; 32]) })),
            [""; 0]
        );
        assert_eq!(of(json!({ "credentials": true })), [CREDENTIALS]);
        assert_eq!(of(json!({ "width": 1100, "height": 700 })), [SMALL]);
        // What counts is the picture as it is turned: 1300×1600 serves a cover of 1200×675 either way.
        assert_eq!(of(json!({ "width": 1700, "height": 700 })), [""; 0]);
        let turned = Photo { rotation: Some(-92.0), ..Photo::default() };
        let small = facts(&json!({ "width": 1700, "height": 700 }));
        assert_eq!(flags(&turned, Some(&small), &profile.renditions), [SMALL]);
        assert_eq!(flags(&photo, None, &profile.renditions), [""; 0], "nobody has looked yet");
        let mut left = Photo::default();
        left.captions.insert("en".to_owned(), "OLYMPUS DIGITAL CAMERA".to_owned());
        assert_eq!(flags(&left, None, &[]), [TEMPLATE_CAPTION]);
    }
}
