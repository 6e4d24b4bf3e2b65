//! A report's gallery: photos put in and taken out; listed, and its cover.

use std::collections::BTreeMap;

use tezis_report::ReportCollection;
use tezis_report::ids::{ForumId, PhotoHash, PlacementId, ReportId};
use tezis_report::model::{Localized, Report};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{DeskPhoto, ListedPhoto, PhotoDesk, ReportEdit, ReportEdited};

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
            let forum = self.inner.shared_forum(forum_id_of(&view)?)?.view;
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

    /// Lists a report's photos: those of its gallery in their order, then those of its text.
    ///
    /// # Errors
    /// There is no such report, or it cannot be read.
    pub fn list_photos(&self, report: ReportId) -> Result<Vec<ListedPhoto>, DeskError> {
        let view = self.inner.shared_report(report)?.view;
        let forum = forum_id_of(&view)?;
        let opened = self.photo_desk(forum, Some(report))?;
        let rows: BTreeMap<&PhotoHash, &DeskPhoto> =
            opened.photos.iter().map(|row| (&row.id, row)).collect();
        let gallery = view.placements.iter().filter(|placed| placed.entity.block.is_none());
        let in_text = view.placements.iter().filter(|placed| placed.entity.block.is_some());
        let placed = gallery
            .chain(in_text)
            .filter_map(|placed| Some((rows.get(placed.entity.photo.as_ref()?)?, placed)));
        Ok(placed
            .zip(1_u32..)
            .map(|((row, placed), number)| {
                let use_of = &placed.entity;
                ListedPhoto {
                    number: Some(number),
                    placement: Some(placed.id),
                    cover: use_of.cover,
                    caption: use_of
                        .caption
                        .clone()
                        .or_else(|| in_own(&row.photo.captions, &opened)),
                    alt: use_of.alt.clone().or_else(|| in_own(&row.photo.alts, &opened)),
                    ..listed(row, &opened)
                }
            })
            .collect())
    }

    /// Lists all photos of a forum by the time they were taken.
    ///
    /// # Errors
    /// There is no such forum, or it cannot be read.
    pub fn list_forum_photos(&self, forum: ForumId) -> Result<Vec<ListedPhoto>, DeskError> {
        let opened = self.photo_desk(forum, None)?;
        Ok(opened.photos.iter().map(|row| listed(row, &opened)).collect())
    }

    /// Makes a photo of a report its cover, or no longer.
    pub(crate) fn set_cover(
        &self,
        report: ReportId,
        photo: &PhotoHash,
        cover: bool,
    ) -> Result<(), DeskError> {
        let view = self.inner.shared_report(report)?.view;
        let shows = |hash: &Option<PhotoHash>| hash.as_ref() == Some(photo);
        let Some(placed) = view.placements.iter().find(|placed| shows(&placed.entity.photo)) else {
            return Err(DeskError::NotFound { what: "photo", id: photo.to_string() });
        };
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
        Ok(())
    }
}

/// Returns the forum that a report is about.
pub(crate) fn forum_id_of(report: &Report) -> Result<ForumId, DeskError> {
    let none = || DeskError::NotFound { what: "forum", id: report.id.to_string() };
    report.about.forum.ok_or_else(none)
}

fn in_own(texts: &Localized, opened: &PhotoDesk) -> Option<String> {
    texts.get(&opened.language).cloned()
}

fn listed(row: &DeskPhoto, opened: &PhotoDesk) -> ListedPhoto {
    ListedPhoto {
        hash: row.id.clone(),
        number: None,
        placement: None,
        cover: false,
        file_name: row.photo.file_name.clone(),
        caption: in_own(&row.photo.captions, opened),
        alt: in_own(&row.photo.alts, opened),
        credit: row.photo.credit.clone(),
        facts: row.facts.clone(),
        photo: row.photo.clone(),
        at: row.at,
        proposed_session: row.proposed_session,
        burst: row.burst,
        sharpest: row.sharpest,
        same_as: row.same_as.clone(),
        superseded: row.superseded,
        flags: row.flags.clone(),
    }
}
