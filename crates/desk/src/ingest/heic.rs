//! Photos that only the window can decode (HEIC): it does so once, the decoded picture is kept beside the
//! original, and everything that is shown or goes out is made from that.

use tezis_photo::{Format, PhotoError, THUMBNAIL_SIDE, examine, heif};
use tezis_report::ids::{ForumId, PhotoHash, ReportId};
use tezis_report::model::PhotoFacts;
use tezis_store::{DocumentKind, NewOriginal, StoreError};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::Changed;

/// Says whether a photo shows nothing until the window decoded it.
pub(super) fn needs_window(facts: &PhotoFacts) -> bool {
    is_of_the_window(facts) && facts.picture.is_none()
}

fn is_of_the_window(facts: &PhotoFacts) -> bool {
    facts.format == Format::Heif.to_string()
}

impl Desk {
    /// Returns the photos that only the window can decode and that nobody did yet.
    ///
    /// # Errors
    /// The library cannot be read.
    pub fn undecoded(&self) -> Result<Vec<PhotoHash>, DeskError> {
        let facts = self.inner.library.facts_without_picture(&Format::Heif.to_string())?;
        Ok(facts.into_iter().map(|facts| facts.hash).collect())
    }

    /// Returns an original's bytes.
    ///
    /// # Errors
    /// There is no such original, or it is damaged.
    pub fn original(&self, photo: &PhotoHash) -> Result<Vec<u8>, DeskError> {
        Ok(self.inner.library.open_original(photo)?)
    }

    /// Keeps what the window decoded of a photo: upright RGBA pixels in the photo's own colours.
    ///
    /// # Errors
    /// There is no such photo, the pixels do not fit the size, or the library cannot be written.
    pub fn put_picture(
        &self,
        photo: &PhotoHash,
        width: u32,
        height: u32,
        rgba: &[u8],
    ) -> Result<PhotoFacts, DeskError> {
        self.inner.writable()?;
        let library = &self.inner.library;
        let known = library.facts(photo)?;
        let mut facts =
            known.ok_or_else(|| DeskError::NotFound { what: "photo", id: photo.to_string() })?;
        let named = |error| DeskError::Photo { name: photo.to_string(), error };
        let original = library.open_original(photo)?;
        let profile = heif::profile(&original);
        drop(original);
        let png = heif::decoded_png(width, height, rgba, profile.as_deref()).map_err(named)?;
        let examined = examine(&png).map_err(named)?;
        let put = library.copy_in(&mut png.as_slice(), u64::MAX)?;
        facts.width = width;
        facts.height = height;
        facts.likeness = Some(examined.likeness.to_string());
        facts.sharpness = Some(examined.sharpness);
        facts.picture = Some(put.hash.clone());
        // The picture before its photo names it: a clean-up between the two finds nothing unnamed.
        library.note_originals(&[NewOriginal { put: &put, name: None, facts: None }])?;
        library.put_facts(&facts)?;
        self.inner.boards.forget();
        self.keep_thumbnail(photo, THUMBNAIL_SIDE, &examined.thumbnail);
        self.tell_whoever_shows(photo)?;
        Ok(facts)
    }

    /// Tells the windows to read anew what shows a photo: its facts are in no document, so no change of
    /// one says that there are others now.
    fn tell_whoever_shows(&self, photo: &PhotoHash) -> Result<(), DeskError> {
        // What was placed a moment ago is to be found, too.
        self.inner.project_all();
        let mut changed = Changed::default();
        for (id, kind) in self.inner.library.documents_of(photo)? {
            match kind {
                DocumentKind::Report => changed.reports.extend(id.parse::<ReportId>()),
                DocumentKind::Forum => changed.forums.extend(id.parse::<ForumId>()),
            }
        }
        self.inner.events.changed(&changed);
        Ok(())
    }

    /// Returns the bytes that a photo's pictures are made from: what the window decoded, else the original.
    ///
    /// # Errors
    /// There is no such photo, it is damaged, or only the window can decode it and did not yet.
    pub(crate) fn picture_bytes(&self, photo: &PhotoHash) -> Result<Vec<u8>, DeskError> {
        let facts = self.inner.library.facts(photo)?;
        if let Some(picture) = facts.as_ref().and_then(|facts| facts.picture.as_ref()) {
            match self.inner.library.open_original(picture) {
                Ok(bytes) => return Ok(bytes),
                // It can be decoded again: better that than a photo that cannot be shown.
                Err(
                    error @ (StoreError::NoOriginal { .. } | StoreError::DamagedOriginal { .. }),
                ) => {
                    tracing::warn!(code = error.code(), %photo, "its picture is gone");
                    self.forget_picture(facts.as_ref())?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        if facts.as_ref().is_some_and(is_of_the_window) {
            let error = PhotoError::NeedsWindow;
            return Err(DeskError::Photo { name: photo.to_string(), error });
        }
        Ok(self.inner.library.open_original(photo)?)
    }

    /// Lets the window decode a photo anew.
    fn forget_picture(&self, facts: Option<&PhotoFacts>) -> Result<(), DeskError> {
        if let (Some(facts), Ok(())) = (facts, self.inner.writable()) {
            let facts = PhotoFacts { picture: None, ..facts.clone() };
            self.inner.library.put_facts(&facts)?;
            self.inner.boards.forget();
        }
        Ok(())
    }

    /// Returns the original that a photo's pictures are made from.
    pub(super) fn picture_of(&self, photo: &PhotoHash) -> Result<PhotoHash, DeskError> {
        let facts = self.inner.library.facts(photo)?;
        Ok(facts.and_then(|facts| facts.picture).unwrap_or_else(|| photo.clone()))
    }
}
