//! What is known of photos that came together, said of those that are in already.

use serde_json::{Map, Value};
use tezis_report::ids::{ForumId, PhotoHash};
use tezis_report::model::Photo;

use super::fields::{given, of_template};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{Batch, PhotoEdit, PhotosEdited};

impl Desk {
    /// Says something of photos that came without being asked, as by Ctrl+V, where nothing is said yet.
    ///
    /// # Errors
    /// As [`Desk::edit_photos`].
    pub fn describe_batch(
        &self,
        forum: ForumId,
        photos: &[PhotoHash],
        batch: &Batch,
    ) -> Result<PhotosEdited, DeskError> {
        let view = self.inner.shared_forum(forum)?.view;
        let edits: Vec<PhotoEdit> = photos
            .iter()
            .map(|hash| {
                let photo = view.photos.iter().find(|photo| photo.id == *hash);
                let photo = photo.map(|photo| photo.entity.clone()).unwrap_or_default();
                let mut fields = missing(&photo, batch);
                if let Some(template) = &batch.template {
                    let words = of_template(&view, &photo, template);
                    // What was said of the batch itself is worth more than a template for all.
                    for (name, value) in words {
                        fields.entry(name).or_insert(value);
                    }
                }
                PhotoEdit { photo: hash.clone(), fields }
            })
            .collect();
        self.edit_photos(forum, None, &edits)
    }
}

/// Returns what of a batch a photo does not have.
fn missing(photo: &Photo, batch: &Batch) -> Map<String, Value> {
    let texts = [
        ("creator", &photo.creator, &batch.creator),
        ("credit", &photo.credit, &batch.credit),
        ("source", &photo.source, &batch.source),
        ("permission", &photo.permission, &batch.permission),
    ];
    let mut fields: Map<String, Value> = texts
        .into_iter()
        .filter(|(_, there, _)| there.is_none())
        .filter_map(|(name, _, said)| {
            Some((name.to_owned(), given(said.as_ref())?.as_str().into()))
        })
        .collect();
    if let (None, Some(session)) = (photo.session, batch.session) {
        fields.insert("session".to_owned(), session.to_string().into());
    }
    fields
}
