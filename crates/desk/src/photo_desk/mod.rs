//! The photo desk: all photos of a forum at once, edited many at a time.
//!
//! Its rows stand in `board`, what belongs together in `groups`, time in `schedule`, what to look at in
//! `flags`; captions with codes and variables in `caption`. Photos come in by `ingest`; how a crop or a
//! tone looks is `pictures`' matter.

mod board;
mod boilerplate;
mod caption;
mod codes;
mod describe;
mod flags;
mod groups;
mod schedule;
mod template;
mod turn;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value};
use tezis_lang::{Lang, compare};
use tezis_report::ids::{ForumId, PhotoHash, ReportId};
use tezis_report::model::{Forum, Report};
use tezis_report::{ForumCollection, ForumDocument, Step};

pub(crate) use self::board::Boards;
pub(crate) use self::caption::Captions;
use self::codes::Codes;
use self::schedule::{Clock, Schedule};
pub(crate) use self::template::template_fields;
use crate::desk::{Desk, rfc3339, summary};
use crate::error::DeskError;
use crate::lists::in_language;
use crate::wire::{
    CaptionCode, CaptionTemplate, DeskPerson, DeskSession, PhotoDesk, PhotoEdit, PhotosEdited,
    TemplateMode,
};

impl Desk {
    /// Opens the photo desk of a forum; with a report, the rows say which photos its gallery shows.
    ///
    /// # Errors
    /// There is no such forum or report, or it cannot be read.
    pub fn photo_desk(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
    ) -> Result<PhotoDesk, DeskError> {
        let seen = self.inner.shared_forum(forum)?;
        let report = self.report_of(forum, report)?;
        let view = &*seen.view;
        let board = self.new_board(view, report.as_deref())?;
        let language = &board.language;
        let codes = Codes::of(view);
        Ok(PhotoDesk {
            forum,
            name: in_language(&view.about.names, language),
            report: report.as_ref().map(|report| report.id),
            profile: summary(&board.profile),
            photos: board.rows(view),
            sessions: sessions(view, language, &codes),
            people: people(view, language, &codes),
            places: places(view, language),
            cameras: view.cameras.clone(),
            heads: seen.heads,
            read_only: seen.read_only,
            language: board.language.clone(),
        })
    }

    /// Writes fields of photos; one step, on disk when this returns.
    ///
    /// # Errors
    /// A photo is not of this forum or a field is not valid (then nothing is written), or the library
    /// cannot be written.
    pub fn edit_photos(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
        edits: &[PhotoEdit],
    ) -> Result<PhotosEdited, DeskError> {
        let photos: Vec<PhotoHash> = edits.iter().map(|edit| edit.photo.clone()).collect();
        self.change_photos(forum, report, &photos, |_, _| {
            Ok(edits.iter().map(|edit| (edit.photo.clone(), edit.fields.clone())).collect())
        })
    }

    /// Turns photos by quarters clockwise, their crops with them.
    ///
    /// # Errors
    /// As [`Desk::edit_photos`].
    pub fn turn_photos(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
        photos: &[PhotoHash],
        quarters: i32,
    ) -> Result<PhotosEdited, DeskError> {
        self.change_photos(forum, report, photos, |view, _| {
            let wanted: BTreeSet<&PhotoHash> = photos.iter().collect();
            let photos = view.photos.iter().filter(|photo| wanted.contains(&photo.id));
            Ok(photos
                .map(|photo| (photo.id.clone(), turn::turned(&photo.entity, quarters)))
                .collect())
        })
    }

    /// Fills a template in for photos, each with its own variables.
    ///
    /// # Errors
    /// As [`Desk::edit_photos`].
    pub fn apply_template(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
        photos: &[PhotoHash],
        template: &CaptionTemplate,
        mode: TemplateMode,
    ) -> Result<PhotosEdited, DeskError> {
        self.fill_in(forum, report, photos, template, mode, None)
    }

    /// Fills a template in, in the desk's language or another.
    fn fill_in(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
        photos: &[PhotoHash],
        template: &CaptionTemplate,
        mode: TemplateMode,
        language: Option<&str>,
    ) -> Result<PhotosEdited, DeskError> {
        self.change_photos(forum, report, photos, |view, own| {
            let language = language.unwrap_or(own);
            let captions = Captions::new(view, language);
            let wanted: BTreeSet<&PhotoHash> = photos.iter().collect();
            let photos = view.photos.iter().filter(|photo| wanted.contains(&photo.id));
            let fields = photos.map(|photo| {
                let fields = template_fields(&captions, language, &photo.entity, template, mode);
                (photo.id.clone(), fields)
            });
            Ok(fields.collect())
        })
    }

    /// Returns all codes that captions can be typed with.
    ///
    /// # Errors
    /// There is no such forum, or it cannot be read.
    pub fn caption_codes(
        &self,
        forum: ForumId,
        language: &str,
    ) -> Result<Vec<CaptionCode>, DeskError> {
        let view = self.inner.shared_forum(forum)?.view;
        Ok(Captions::new(&view, language).codes())
    }

    /// Returns a text with its codes replaced and, with a photo, its variables.
    ///
    /// # Errors
    /// There is no such forum or photo, or it cannot be read.
    pub fn expand_caption(
        &self,
        forum: ForumId,
        photo: Option<&PhotoHash>,
        language: &str,
        text: &str,
    ) -> Result<String, DeskError> {
        let view = self.inner.shared_forum(forum)?.view;
        let photo = match photo {
            Some(id) => match view.photos.iter().find(|photo| photo.id == *id) {
                Some(photo) => Some(&photo.entity),
                None => return Err(DeskError::NotFound { what: "photo", id: id.to_string() }),
            },
            None => None,
        };
        Ok(Captions::new(&view, language).expand(text, photo))
    }

    /// Undoes a step of the photo desk; what others changed since stays.
    ///
    /// # Errors
    /// The step is not of this forum, or the library cannot be written.
    pub fn revert_photos(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
        step: &Step,
    ) -> Result<PhotosEdited, DeskError> {
        let now = self.inner.now();
        self.photos_step(forum, report, |document, _| {
            let before = document.shared_view();
            let step = document.revert(step, now)?;
            let after = document.shared_view();
            let photos = after.photos.iter().filter(|photo| !before.photos.contains(photo));
            Ok((photos.map(|photo| photo.id.clone()).collect(), step))
        })
    }

    /// Writes the fields that `fields` returns for the forum as it is; one step.
    fn change_photos(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
        photos: &[PhotoHash],
        fields: impl FnOnce(&Forum, &str) -> Result<Vec<(PhotoHash, Map<String, Value>)>, DeskError>,
    ) -> Result<PhotosEdited, DeskError> {
        let now = self.inner.now();
        self.photos_step(forum, report, |document, language| {
            let fields = {
                let view = document.shared_view();
                let known: BTreeSet<&PhotoHash> =
                    view.photos.iter().map(|photo| &photo.id).collect();
                if let Some(unknown) = photos.iter().find(|photo| !known.contains(photo)) {
                    return Err(DeskError::NotFound { what: "photo", id: unknown.to_string() });
                }
                fields(&view, language)?
            };
            let entities = fields.iter().map(|(photo, fields)| (photo.as_str(), fields));
            let step = document.put_all(ForumCollection::Photos, entities, now)?;
            Ok((photos.iter().cloned().collect(), step))
        })
    }

    /// Runs a step and answers the rows that it changed: those that `change` names, and those that stand
    /// otherwise because of them.
    fn photos_step(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
        change: impl FnOnce(&mut ForumDocument, &str) -> Result<(BTreeSet<PhotoHash>, Step), DeskError>,
    ) -> Result<PhotosEdited, DeskError> {
        let report = self.report_of(forum, report)?;
        let ((before, edited, step, view, heads), saved_at) =
            self.inner.change_forum(forum, |document| {
                let before = self.known_board(&document.shared_view(), report.as_deref())?;
                let (edited, step) = change(document, &before.language)?;
                Ok((before, edited, step, document.shared_view(), document.heads()))
            })?;
        let board = self.next_board(&before, &view, report.as_deref())?;
        Ok(PhotosEdited {
            photos: board.changed(&before, &view, &edited),
            heads,
            saved_at: rfc3339(saved_at),
            step,
        })
    }

    /// Returns the report that a photo desk was opened from.
    fn report_of(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
    ) -> Result<Option<Arc<Report>>, DeskError> {
        let Some(id) = report else { return Ok(None) };
        let report = self.inner.shared_report(id)?.view;
        if report.about.forum == Some(forum) {
            Ok(Some(report))
        } else {
            Err(DeskError::NotFound { what: "report", id: id.to_string() })
        }
    }
}

/// Returns the sessions by time, those without one behind the others in the programme's order.
fn sessions(forum: &Forum, language: &str, codes: &Codes) -> Vec<DeskSession> {
    let clock = Clock::of(forum);
    let schedule = Schedule::of(forum, &clock);
    let mut sessions: Vec<DeskSession> = forum
        .sessions
        .iter()
        .map(|session| {
            let slot = schedule.of_session(session.id);
            DeskSession {
                id: session.id,
                title: in_language(&session.entity.titles, language),
                code: codes.of_session(session.id).unwrap_or_default().to_owned(),
                starts: slot.map(|slot| slot.starts),
                ends: slot.and_then(|slot| slot.ends),
                actual: slot.is_some_and(schedule::Slot::is_actual),
            }
        })
        .collect();
    sessions.sort_by_key(|session| (session.starts.is_none(), session.starts));
    sessions
}

/// Returns all people by name.
fn people(forum: &Forum, language: &str, codes: &Codes) -> Vec<DeskPerson> {
    let mut people: Vec<DeskPerson> = forum
        .people
        .iter()
        .map(|person| {
            let appearances: Vec<_> = forum
                .appearances
                .iter()
                .filter(|appearance| appearance.entity.person == Some(person.id))
                .map(|appearance| &appearance.entity)
                .collect();
            let role = appearances.iter().map(|one| in_language(&one.roles, language));
            let mut sessions = Vec::new();
            for session in appearances.iter().filter_map(|one| one.session) {
                if !sessions.contains(&session) {
                    sessions.push(session);
                }
            }
            DeskPerson {
                id: person.id,
                name: in_language(&person.entity.full, language),
                role: role.into_iter().find(|role| !role.is_empty()),
                code: codes.of_person(person.id).unwrap_or_default().to_owned(),
                sessions,
            }
        })
        .collect();
    let lang = Lang::from_tag(language);
    people.sort_by(|a, b| compare(&a.name, &b.name, lang).then_with(|| a.id.cmp(&b.id)));
    people
}

fn places(forum: &Forum, language: &str) -> Vec<(String, String)> {
    let mut places: Vec<(String, String)> = forum
        .places
        .iter()
        .map(|place| (place.id.to_string(), in_language(&place.entity.names, language)))
        .collect();
    let lang = Lang::from_tag(language);
    places.sort_by(|(a_id, a), (b_id, b)| compare(a, b, lang).then_with(|| a_id.cmp(b_id)));
    places
}
