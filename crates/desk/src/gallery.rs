//! A report's gallery: photos put in and taken out; listed and described from outside the window.

use serde_json::{Map, Value, json};
use tezis_report::ids::{PhotoHash, PlacementId, ReportId};
use tezis_report::{ForumCollection, ReportCollection};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{ForumEdit, ListedPhoto, PhotoDescription, ReportEdit, ReportEdited};

impl Desk {
    /// Puts photos into a report's gallery, at its end and in the order given, or takes them out. One
    /// that comes back has the words and crops that it had there.
    ///
    /// # Errors
    /// A photo is not of the report's forum, there is no such report, or the library cannot be written.
    pub fn place_photos(
        &self,
        report: ReportId,
        photos: &[PhotoHash],
        placed: bool,
    ) -> Result<ReportEdited, DeskError> {
        if placed {
            let view = self.inner.shared_report(report)?.view;
            let Some(forum) = view.about.forum else {
                return Err(DeskError::NotFound { what: "forum", id: report.to_string() });
            };
            let forum = self.inner.shared_forum(forum)?.view;
            let known = |photo: &&PhotoHash| !forum.photos.iter().any(|known| known.id == **photo);
            if let Some(unknown) = photos.iter().find(known) {
                return Err(DeskError::NotFound { what: "photo", id: unknown.to_string() });
            }
        }
        let now = self.inner.now();
        self.report_change(report, |document, desk| {
            let step = if placed {
                let id = || {
                    let (ms, random) = desk.inner.id_parts();
                    PlacementId::from_parts(ms, random)
                };
                document.place(photos, id, now)?
            } else {
                document.displace(photos, now)?
            };
            Ok((step, Vec::new()))
        })
    }

    /// Lists a report's photos in the order of its gallery.
    ///
    /// # Errors
    /// There is no such report, or it cannot be read.
    pub fn list_photos(&self, report: ReportId) -> Result<Vec<ListedPhoto>, DeskError> {
        let opened = self.open_report(report)?;
        let language = opened.report.about.language.as_deref().unwrap_or("az");
        let mut listed = Vec::new();
        for placed in opened.report.placements {
            let Some(hash) = placed.entity.photo else { continue };
            let photo = opened.forum.photos.iter().find(|photo| photo.id == hash);
            let photo = photo.map(|photo| &photo.entity);
            listed.push(ListedPhoto {
                placement: placed.id,
                cover: placed.entity.cover,
                file_name: photo.and_then(|photo| photo.file_name.clone()),
                caption: placed
                    .entity
                    .caption
                    .or_else(|| photo.and_then(|photo| photo.captions.get(language).cloned())),
                alt: placed
                    .entity
                    .alt
                    .or_else(|| photo.and_then(|photo| photo.alts.get(language).cloned())),
                credit: photo.and_then(|photo| photo.credit.clone()),
                facts: opened.photos.iter().find(|facts| facts.hash == hash).cloned(),
                hash,
            });
        }
        Ok(listed)
    }

    /// Describes a photo: its words belong to the forum, being the cover to the report.
    ///
    /// # Errors
    /// The report does not show the photo, or the library cannot be written.
    pub fn describe_photo(
        &self,
        report: ReportId,
        photo: &PhotoHash,
        description: &PhotoDescription,
    ) -> Result<(), DeskError> {
        let view = self.report(report)?;
        let shows = |hash: &Option<PhotoHash>| hash.as_ref() == Some(photo);
        let Some(placed) = view.placements.iter().find(|placed| shows(&placed.entity.photo)) else {
            return Err(DeskError::NotFound { what: "photo", id: photo.to_string() });
        };
        let language = description.language.clone().or_else(|| view.about.language.clone());
        let language = language.unwrap_or_else(|| "az".to_owned());
        let localized = |text: &String| json!({ language.clone(): text });
        let fields: Map<String, Value> = [
            ("captions", description.caption.as_ref().map(localized)),
            ("alts", description.alt.as_ref().map(localized)),
            ("credit", description.credit.as_ref().map(|text| json!(text))),
            ("creator", description.creator.as_ref().map(|text| json!(text))),
            ("copyright", description.copyright.as_ref().map(|text| json!(text))),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect();
        let forum = self.forum_of(&view)?.id;
        if !fields.is_empty() {
            let edit = ForumEdit::Put {
                collection: ForumCollection::Photos,
                id: Some(photo.to_string()),
                fields,
            };
            self.edit_forum(forum, &[edit])?;
        }
        if let Some(cover) = description.cover {
            let put = |id: String, cover: bool| ReportEdit::Put {
                collection: ReportCollection::Placements,
                id: Some(id),
                fields: crate::reports::field("cover", cover),
            };
            let mut edits: Vec<ReportEdit> = view
                .placements
                .iter()
                .filter(|other| cover && other.entity.cover && other.id != placed.id)
                .map(|other| put(other.id.to_string(), false))
                .collect();
            edits.push(put(placed.id.to_string(), cover));
            self.edit_report(report, &edits)?;
        }
        Ok(())
    }
}
