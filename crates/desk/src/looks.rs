//! What a photo looks like while somebody changes that: the turned picture, its renditions as the
//! export would make them, frames of crops, faces. Nothing is written here; what is chosen becomes a
//! photo's data by `edit_photos`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tezis_photo::crop::{Turning, frame_crop, plan_turned};
use tezis_photo::{Encoder, Look, OutFormat, PhotoError, Proof, RenditionSpec};
use tezis_publish::article::PictureSource;
use tezis_publish::profile::Fit;
use tezis_report::ids::PhotoHash;
use tezis_report::model::Crop;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::renditions::{Marked, crop_of, crop_rect, look, photo_fit};
use crate::wire::{PhotoLook, RenditionFrame};

/// A picture for the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPicture {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: &'static str,
}

impl Desk {
    /// Returns all of a photo, turned and toned, with its regions blurred, as a JPEG whose longest side
    /// is at most `side` pixels.
    ///
    /// # Errors
    /// There is no such photo, it cannot be decoded, or a value cannot be drawn.
    pub fn look_picture(
        &self,
        hash: &PhotoHash,
        wanted: &PhotoLook,
        side: u32,
    ) -> Result<ShownPicture, DeskError> {
        let proof = self.inner.proofs.get(hash, Purpose::Look(side), || {
            let bytes = self.picture_bytes(hash)?;
            // A turn by a few degrees cuts the corners away: what is left needs more pixels.
            Proof::open(&bytes, side + side / 2).map_err(photo_error(hash))
        })?;
        let picture = proof.turned(&drawn(wanted), side).map_err(photo_error(hash))?;
        Ok(ShownPicture { bytes: picture.bytes, media_type: "image/jpeg" })
    }

    /// Returns a rendition of a photo: the pixels of an export, by the fast encoder.
    ///
    /// # Errors
    /// As for [`Desk::look_picture`]; there is no such profile or rendition; its watermark is missing.
    pub fn rendition_picture(
        &self,
        hash: &PhotoHash,
        wanted: &PhotoLook,
        profile: &str,
        rendition: &str,
    ) -> Result<ShownPicture, DeskError> {
        let marked = self.marked(self.profile(Some(profile))?)?;
        let look = drawn(wanted);
        let specs = marked.specs(&crops(wanted), wanted.focal, Encoder::Fast);
        let spec = named(&marked, &specs, rendition)?;
        let make = || {
            let bytes = self.picture_bytes(hash)?;
            Proof::for_specs(&bytes, &look, &specs).map_err(photo_error(hash))
        };
        let purpose = Purpose::Export(marked.profile.name.clone());
        let mut proof = self.inner.proofs.get(hash, purpose.clone(), make)?;
        if !proof.serves(&look, &specs) {
            proof = self.inner.proofs.renew(hash, purpose, make)?;
        }
        let made = proof.rendition(&look, spec).map_err(photo_error(hash))?;
        Ok(ShownPicture { bytes: made.bytes, media_type: media_type(spec.format) })
    }

    /// Returns the part of the turned picture that a rendition shows; `wanted` is a crop that somebody
    /// draws, else the look's own counts.
    ///
    /// # Errors
    /// Nothing is known of the photo; there is no such profile or rendition.
    pub fn rendition_frame(
        &self,
        hash: &PhotoHash,
        profile: &str,
        rendition: &str,
        shown: &PhotoLook,
        wanted: Option<Crop>,
    ) -> Result<RenditionFrame, DeskError> {
        let facts = self.inner.library.facts(hash)?;
        let facts = facts.ok_or_else(|| not_found("photo", hash))?;
        let profile = self.profile(Some(profile))?;
        let spec =
            profile.rendition(rendition).ok_or_else(|| not_found("rendition", &rendition))?;
        let own = shown.crops.get(rendition).and_then(|text| Crop::parse(text));
        let wanted = wanted.or(own).map(|crop| crop_rect(&crop));
        let upright = (facts.width, facts.height);
        let frame = (spec.width, spec.height);
        let fit = photo_fit(spec.fit);
        let rotation = drawn(shown).rotation;
        let crop = frame_crop(upright, rotation, frame, fit, wanted, shown.focal);
        let turning = Turning::new(upright, rotation);
        let plan = plan_turned(&turning, frame, fit, wanted, shown.focal);
        let (turned_width, turned_height) = turning.size();
        let smaller = match spec.fit {
            Fit::Contain => plan.width < spec.width && plan.height < spec.height,
            Fit::Cover => plan.width < spec.width || plan.height < spec.height,
        };
        Ok(RenditionFrame {
            crop: crop_of(crop),
            width: plan.width,
            height: plan.height,
            smaller,
            turned_width,
            turned_height,
        })
    }

    /// Returns the faces in a photo, in fractions of the upright picture: proposals for the focal
    /// point, never more.
    ///
    /// # Errors
    /// There is no such photo, or it cannot be decoded.
    pub fn faces(&self, hash: &PhotoHash) -> Result<Vec<Crop>, DeskError> {
        let bytes = self.picture_bytes(hash)?;
        let faces = tezis_photo::faces(&bytes).map_err(photo_error(hash))?;
        Ok(faces.into_iter().map(crop_of).collect())
    }
}

impl PhotoLook {
    /// Returns what an article says that a picture is to look like.
    pub(crate) fn of(source: &PictureSource) -> Self {
        let numbered = source.blurred.iter().zip(1_u32..);
        Self {
            rotation: source.rotation,
            tone: source.tone.clone(),
            blurred: numbered.map(|(crop, n)| (n.to_string(), crop.to_string())).collect(),
            focal: source.focal,
            crops: source
                .crops
                .iter()
                .map(|(name, crop)| (name.clone(), crop.to_string()))
                .collect(),
        }
    }
}

fn drawn(shown: &PhotoLook) -> Look {
    let blurred: Vec<Crop> =
        shown.blurred.values().map(|text| Crop::parse(text).unwrap_or(Crop::WHOLE)).collect();
    look(shown.rotation, &shown.tone, &blurred)
}

fn media_type(format: OutFormat) -> &'static str {
    match format {
        OutFormat::Jpeg => "image/jpeg",
        OutFormat::WebP => "image/webp",
        OutFormat::Png => "image/png",
    }
}

fn crops(shown: &PhotoLook) -> BTreeMap<String, Crop> {
    let crop = |(name, text): (&String, &String)| Some((name.clone(), Crop::parse(text)?));
    shown.crops.iter().filter_map(crop).collect()
}

fn named<'a>(
    marked: &Marked,
    specs: &'a [RenditionSpec],
    rendition: &str,
) -> Result<&'a RenditionSpec, DeskError> {
    let place = marked.profile.renditions.iter().position(|spec| spec.name == rendition);
    place.and_then(|place| specs.get(place)).ok_or_else(|| not_found("rendition", &rendition))
}

fn not_found(what: &'static str, id: &dyn fmt::Display) -> DeskError {
    DeskError::NotFound { what, id: id.to_string() }
}

fn photo_error(hash: &PhotoHash) -> impl Fn(PhotoError) -> DeskError + '_ {
    |error| DeskError::Photo { name: hash.to_string(), error }
}

/// What a photo was decoded for: it says at which scale.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Purpose {
    /// To be looked at, at a side.
    Look(u32),
    /// As a profile's export decodes it.
    Export(String),
}

/// The photos that were looked at last, decoded: while one is being changed, each move of a pointer
/// draws it anew.
#[derive(Default)]
pub(crate) struct Proofs(Mutex<Vec<Kept>>);

struct Kept {
    photo: PhotoHash,
    purpose: Purpose,
    proof: Arc<Proof>,
}

impl Proofs {
    /// The photo at hand and its renditions, and those of its neighbours.
    const KEPT: usize = 6;

    fn get(
        &self,
        photo: &PhotoHash,
        purpose: Purpose,
        make: impl FnOnce() -> Result<Proof, DeskError>,
    ) -> Result<Arc<Proof>, DeskError> {
        let found = {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let place = kept.iter().position(|one| one.photo == *photo && one.purpose == purpose);
            place.map(|place| {
                // What is used goes to the end; what is longest unused is let go first.
                let one = kept.remove(place);
                let proof = Arc::clone(&one.proof);
                kept.push(one);
                proof
            })
        };
        match found {
            Some(proof) => Ok(proof),
            None => self.renew(photo, purpose, make),
        }
    }

    fn renew(
        &self,
        photo: &PhotoHash,
        purpose: Purpose,
        make: impl FnOnce() -> Result<Proof, DeskError>,
    ) -> Result<Arc<Proof>, DeskError> {
        let proof = Arc::new(make()?);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|one| one.photo != *photo || one.purpose != purpose);
        if kept.len() >= Self::KEPT {
            kept.remove(0);
        }
        kept.push(Kept { photo: photo.clone(), purpose, proof: Arc::clone(&proof) });
        Ok(proof)
    }
}

impl fmt::Debug for Proofs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proofs").finish_non_exhaustive()
    }
}
