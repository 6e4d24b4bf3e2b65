//! What a photo that comes in is: one decode gives its facts, its thumbnail and its damage.

use sha2::{Digest, Sha256};
use tezis_photo::{
    EmbeddedText, Format, Integrity, PhotoError, Probe, Thumbnail, examine, messenger_time, probe,
};
use tezis_report::ids::PhotoHash;
use tezis_report::model::PhotoFacts;

use crate::desk::Desk;
use crate::error::DeskError;

/// A photo that was looked at.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) facts: PhotoFacts,
    pub(super) embedded: EmbeddedText,
    /// None of what only the window can decode, and where nothing was decoded.
    pub(super) thumbnail: Option<Thumbnail>,
}

/// The camera of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body {
    /// The forum's key of it.
    pub(super) key: String,
    /// Maker and model.
    pub(super) name: String,
}

impl Desk {
    /// Looks at a photo; one that the library knows is not decoded again.
    pub(super) fn look_once(
        &self,
        hash: &PhotoHash,
        bytes: &[u8],
        name: &str,
    ) -> Result<Look, DeskError> {
        match self.inner.library.facts(hash)? {
            // Earlier versions of the program knew less of a photo.
            Some(facts) if facts.likeness.is_some() || facts.picture.is_some() => {
                let photo = |error| DeskError::Photo { name: name.to_owned(), error };
                let embedded = probe(bytes).map_err(photo)?.embedded;
                Ok(Look { facts, embedded, thumbnail: None })
            }
            _ => look(hash, bytes, name),
        }
    }
}

/// Looks at a photo and decodes it once.
pub(super) fn look(hash: &PhotoHash, bytes: &[u8], name: &str) -> Result<Look, DeskError> {
    let photo = |error| DeskError::Photo { name: name.to_owned(), error };
    match examine(bytes) {
        Ok(examined) => {
            let mut facts = facts(hash, bytes.len(), &examined.probe);
            facts.damage = match examined.integrity {
                Integrity::Whole => None,
                Integrity::Damaged { .. } => Some("photo.damaged".to_owned()),
            };
            facts.likeness = Some(examined.likeness.to_string());
            facts.sharpness = Some(examined.sharpness);
            let thumbnail = Some(examined.thumbnail);
            Ok(Look { facts, embedded: examined.probe.embedded, thumbnail })
        }
        Err(PhotoError::NeedsWindow) => {
            let probe = probe(bytes).map_err(photo)?;
            let facts = facts(hash, bytes.len(), &probe);
            Ok(Look { facts, embedded: probe.embedded, thumbnail: None })
        }
        Err(error) => Err(photo(error)),
    }
}

fn facts(hash: &PhotoHash, bytes: usize, probe: &Probe) -> PhotoFacts {
    let body = body(
        probe.camera_make.as_deref(),
        probe.camera_model.as_deref(),
        probe.body_serial.as_deref(),
    );
    let (camera, body) = body.map(|body| (body.name, body.key)).unzip();
    PhotoFacts {
        hash: hash.clone(),
        bytes: bytes as u64,
        format: probe.format.to_string(),
        width: probe.width,
        height: probe.height,
        orientation: probe.orientation,
        taken_at: probe.taken_at,
        camera,
        damage: None,
        body,
        likeness: None,
        sharpness: None,
        picture: None,
        credentials: probe.content_credentials,
    }
}

/// Returns the camera that a file names. Its key does not tell the serial number, which is kept nowhere;
/// cameras that name none are told apart by maker and model alone.
pub(super) fn body(make: Option<&str>, model: Option<&str>, serial: Option<&str>) -> Option<Body> {
    let name = match (make, model) {
        (Some(make), Some(model)) if !model.starts_with(make) => format!("{make} {model}"),
        (make, model) => model.or(make)?.to_owned(),
    };
    let [make, model, serial] = [make, model, serial].map(Option::unwrap_or_default);
    let digest = Sha256::digest(format!("{make}\n{model}\n{serial}"));
    let digits = PhotoHash::from_digest(digest.into());
    let key = digits.as_str().chars().take(16).collect();
    Some(Body { key, name })
}

/// The formats, as a look through a card calls them.
const FORMATS: [(Format, &str); 8] = [
    (Format::Jpeg, "jpeg"),
    (Format::Png, "png"),
    (Format::WebP, "webp"),
    (Format::Gif, "gif"),
    (Format::Tiff, "tiff"),
    (Format::Bmp, "bmp"),
    (Format::Heif, "heif"),
    (Format::Raw, "raw"),
];

/// Returns a format as a look through a card calls it; `name` is as in [`PhotoFacts`].
pub(super) fn format_code(name: &str) -> String {
    let known = FORMATS.iter().find(|(format, _)| format.to_string() == name);
    known.map_or(name, |(_, code)| code).to_owned()
}

/// When a photo was taken: by its camera, else about, by its name.
pub(super) fn taken_at(
    told: Option<chrono::NaiveDateTime>,
    name: &str,
) -> (Option<chrono::NaiveDateTime>, bool) {
    if told.is_some() {
        return (told, false);
    }
    let named = messenger_time(name).map(|named| named.at);
    (named, named.is_some())
}

#[cfg(test)]
mod tests {
    use super::body;

    #[test]
    fn a_body_is_known_again_without_telling_its_serial_number() {
        let camera = |serial| body(Some("Canon"), Some("Canon EOS R6"), serial).unwrap();
        let (one, other) = (camera(Some("012345678")), camera(Some("012345679")));
        assert_eq!(one.name, "Canon EOS R6", "the maker is not said twice");
        assert_eq!(one, camera(Some("012345678")));
        assert_ne!(one.key, other.key);
        // By sha256sum of the three lines; forums that are merged must agree on it.
        assert_eq!(one.key, "213a41d0cebf035a");
        assert_eq!(body(Some("Xiaomi"), Some("14T"), None).unwrap().name, "Xiaomi 14T");
        assert_eq!(body(None, None, Some("1")), None, "a number alone is no camera");
    }
}
