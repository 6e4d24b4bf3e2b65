//! A newer version of a photo: it stands in the old one's place in the forum and in every report, with its
//! words, people and crops; the old one stays, superseded. All of it can be taken back.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use tezis_photo::{EmbeddedText, PhotoError, THUMBNAIL_SIDE};
use tezis_report::ids::{ForumId, PhotoHash, ReportId};
use tezis_report::model::{Forum, Photo, PhotoFacts};
use tezis_report::{ForumCollection, ReportCollection, Step};
use tezis_store::{DocumentKind, NewOriginal};

use super::fields::{Incoming, photo_fields};
use super::look::Look;
use super::read::read_unchanged;
use super::walk::name_of;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::reports::field;
use crate::wire::{Batch, Changed, VersionTaken};

/// What differs in shape by more than this was cropped or turned.
const SAME_SHAPE: f64 = 0.01;

/// Fields of a photo that belong to its file.
const OF_THE_FILE: [&str; 2] = ["file_name", "added_at"];

/// When it was taken: a photo that has no camera's time takes that of its newer version.
const TIME: [&str; 2] = ["taken_at", "time_approximate"];

/// Fields that are fractions or turns of the picture as it was.
const OF_THE_SHAPE: [&str; 2] = ["crops", "rotation"];

/// The steps of versions that were taken in this run of the program, by forum and new photo: what takes
/// exactly them back.
#[derive(Debug, Default)]
pub(crate) struct TakenVersions(Mutex<BTreeMap<(ForumId, PhotoHash), Steps>>);

#[derive(Debug)]
struct Steps {
    forum: Step,
    reports: Vec<(ReportId, Step)>,
}

/// A photo that takes another one's place.
pub(super) struct Newer<'a> {
    pub(super) facts: &'a PhotoFacts,
    /// What its file says, for a photo that the forum does not have yet.
    pub(super) file: Option<(&'a EmbeddedText, &'a str)>,
}

impl Desk {
    /// Puts a file in a photo's place, in the forum and in all of its reports. It keeps the photo's words,
    /// people and session, and its crops where it has the same shape. A photo that has a newer version
    /// already gives that one's place.
    ///
    /// # Errors
    /// The file is no photo or damaged, the same as the one that stands there, or of another shape while the photo
    /// has blurred regions; there is no such photo; the library cannot be written.
    pub fn take_version(
        &self,
        forum: ForumId,
        photo: &PhotoHash,
        path: &Path,
    ) -> Result<VersionTaken, DeskError> {
        self.inner.writable()?;
        let name = name_of(path);
        let old = latest(&self.inner.shared_forum(forum)?.view, photo)?;
        let bytes = read_unchanged(path)?.bytes;
        let hash = PhotoHash::from_digest(Sha256::digest(&bytes).into());
        if hash == old {
            return Err(DeskError::SameVersion { name });
        }
        let Look { facts, embedded, thumbnail } = self.look_once(&hash, &bytes, &name)?;
        if let Some(reason) = facts.damage {
            return Err(DeskError::Photo { name, error: PhotoError::Damaged { reason } });
        }
        // Before anything is kept: a file that the library has is never offered again.
        let same_shape = self.has_shape_of(&old, &facts)?;
        former(&self.inner.shared_forum(forum)?.view, &old, same_shape)?;
        let put = self.inner.library.copy_in(&mut bytes.as_slice(), u64::MAX)?;
        drop(bytes);
        let noted = NewOriginal { put: &put, name: Some(&name), facts: Some(&facts) };
        self.inner.library.note_originals(&[noted])?;
        if let Some(thumbnail) = &thumbnail {
            self.keep_thumbnail(&hash, THUMBNAIL_SIDE, thumbnail);
        }
        self.put_in_place(forum, &old, &Newer { facts: &facts, file: Some((&embedded, &name)) })
    }

    /// Takes back exactly what [`Desk::take_version`] or an import did; what others wrote since stays. After
    /// a restart of the program the old photo comes back, and the new one stays as a photo of its own.
    ///
    /// # Errors
    /// There is no such forum, or the library cannot be written.
    pub fn undo_version(&self, forum: ForumId, taken: &VersionTaken) -> Result<Changed, DeskError> {
        let now = self.inner.now();
        let steps = {
            let mut versions = self.inner.versions.0.lock().unwrap_or_else(PoisonError::into_inner);
            versions.remove(&(forum, taken.new.clone()))
        };
        let Some(Steps { forum: step, reports }) = steps else {
            return self.bring_back(forum, taken);
        };
        for (report, step) in &reports {
            self.inner.change_report(*report, |document| Ok(document.revert(step, now)?))?;
        }
        self.inner.change_forum(forum, |document| Ok(document.revert(&step, now)?))?;
        let reports = reports.into_iter().map(|(report, _)| report).collect();
        Ok(Changed { forums: vec![forum], reports })
    }

    /// Takes a version back without knowing its steps.
    fn bring_back(&self, forum: ForumId, taken: &VersionTaken) -> Result<Changed, DeskError> {
        let mut reports = Vec::new();
        for report in self.reports_with(forum, &taken.new)? {
            if self.show_instead(report, &taken.new, &taken.old)?.is_some() {
                reports.push(report);
            }
        }
        let now = self.inner.now();
        self.inner.change_forum(forum, |document| {
            let is_version = document.shared_view().photos.iter().any(|photo| {
                photo.id == taken.new && photo.entity.version_of.as_ref() == Some(&taken.old)
            });
            if is_version {
                let fields = field("version_of", Value::Null);
                document.put(ForumCollection::Photos, taken.new.as_str(), &fields, now)?;
            }
            Ok(())
        })?;
        Ok(Changed { forums: vec![forum], reports })
    }

    /// Puts one photo in another one's place, in the forum and in all of its reports.
    pub(super) fn put_in_place(
        &self,
        forum: ForumId,
        old: &PhotoHash,
        newer: &Newer<'_>,
    ) -> Result<VersionTaken, DeskError> {
        let new = &newer.facts.hash;
        let same_shape = self.has_shape_of(old, newer.facts)?;
        let now = self.inner.now();
        let (step, _) = self.inner.change_forum(forum, |document| {
            let before = document.heads();
            let view = document.shared_view();
            let fields = version_fields(&view, old, newer, same_shape, now)?;
            let camera = newer.facts.camera.as_ref().filter(|_| {
                let own = newer.facts.body.as_deref();
                let listed = view.cameras.iter().any(|camera| Some(camera.id.as_str()) == own);
                !listed && fields.get("camera").and_then(Value::as_str) == own
            });
            drop(view);
            if let (Some(body), Some(name)) = (&newer.facts.body, camera) {
                let fields = field("name", name.as_str());
                document.put(ForumCollection::Cameras, body, &fields, now)?;
            }
            document.put(ForumCollection::Photos, new.as_str(), &fields, now)?;
            Ok(Step { before, after: document.heads() })
        })?;
        let mut reports = Vec::new();
        for report in self.reports_with(forum, old)? {
            if let Some(step) = self.show_instead(report, old, new)? {
                reports.push((report, step));
            }
        }
        let taken = VersionTaken {
            old: old.clone(),
            new: new.clone(),
            reports: reports.iter().map(|(report, _)| *report).collect(),
        };
        let mut versions = self.inner.versions.0.lock().unwrap_or_else(PoisonError::into_inner);
        versions.insert((forum, new.clone()), Steps { forum: step, reports });
        Ok(taken)
    }

    fn has_shape_of(&self, old: &PhotoHash, new: &PhotoFacts) -> Result<bool, DeskError> {
        let known = self.inner.library.facts(old)?;
        Ok(known.is_some_and(|facts| have_same_shape(&facts, new)))
    }

    /// Returns the forum's reports that show a photo.
    fn reports_with(&self, forum: ForumId, photo: &PhotoHash) -> Result<Vec<ReportId>, DeskError> {
        // What was placed a moment ago is to be found, too.
        self.inner.project_all();
        let mut reports = Vec::new();
        for (id, kind) in self.inner.library.documents_of(photo)? {
            if kind != DocumentKind::Report {
                continue;
            }
            let Ok(report) = id.parse::<ReportId>() else { continue };
            if self.inner.shared_report(report)?.view.about.forum == Some(forum) {
                reports.push(report);
            }
        }
        Ok(reports)
    }

    /// Lets a report's placements of one photo show another; nothing when it shows the photo nowhere.
    fn show_instead(
        &self,
        report: ReportId,
        old: &PhotoHash,
        new: &PhotoHash,
    ) -> Result<Option<Step>, DeskError> {
        let now = self.inner.now();
        let (step, _) = self.inner.change_report(report, |document| {
            let before = document.heads();
            let view = document.shared_view();
            let shown = view.placements.iter().filter(|p| p.entity.photo.as_ref() == Some(old));
            let ids: Vec<String> = shown.map(|placed| placed.id.to_string()).collect();
            drop(view);
            for id in &ids {
                let fields = field("photo", new.as_str());
                document.put(ReportCollection::Placements, id, &fields, now)?;
            }
            let step = Step { before, after: document.heads() };
            Ok((!ids.is_empty()).then_some(step))
        })?;
        Ok(step)
    }
}

/// Returns the version of a photo that nothing supersedes.
pub(super) fn latest(forum: &Forum, photo: &PhotoHash) -> Result<PhotoHash, DeskError> {
    let unknown = || DeskError::NotFound { what: "photo", id: photo.to_string() };
    let mut latest = forum.photos.iter().find(|known| known.id == *photo).ok_or_else(unknown)?;
    // As many times as there are photos at most: merged histories might lead in a circle.
    for _ in &forum.photos {
        let newer = forum.photos.iter().find(|other| {
            other.id != latest.id && other.entity.version_of.as_ref() == Some(&latest.id)
        });
        match newer {
            Some(newer) => latest = newer,
            None => break,
        }
    }
    Ok(latest.id.clone())
}

/// Says whether two pictures have the same aspect ratio.
pub(super) fn have_same_shape(a: &PhotoFacts, b: &PhotoFacts) -> bool {
    let ratio = |facts: &PhotoFacts| f64::from(facts.width) / f64::from(facts.height.max(1));
    (ratio(a) - ratio(b)).abs() <= SAME_SHAPE * ratio(a)
}

/// Returns a photo that gives its place to one of the same shape or another.
fn former<'a>(forum: &'a Forum, old: &PhotoHash, same_shape: bool) -> Result<&'a Photo, DeskError> {
    let former = &forum
        .photos
        .iter()
        .find(|photo| photo.id == *old)
        .ok_or_else(|| DeskError::NotFound { what: "photo", id: old.to_string() })?
        .entity;
    if !same_shape && !former.blurred.is_empty() {
        // The regions would lie elsewhere in the new picture, and show what they hid.
        let name = former.file_name.clone().unwrap_or_else(|| old.to_string());
        return Err(DeskError::BlurOfVersion { name });
    }
    Ok(former)
}

fn version_fields(
    forum: &Forum,
    old: &PhotoHash,
    newer: &Newer<'_>,
    same_shape: bool,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Map<String, Value>, DeskError> {
    let find = |hash: &PhotoHash| forum.photos.iter().find(|photo| photo.id == *hash);
    let former = former(forum, old, same_shape)?;
    let mut fields = match (find(&newer.facts.hash), newer.file) {
        (None, Some((embedded, name))) => {
            let incoming =
                Incoming { facts: newer.facts, embedded, name, picked: false, raw: None };
            photo_fields(&incoming, forum, &Batch::default(), now)?
        }
        _ => Map::new(),
    };
    let there = find(&newer.facts.hash).map(|photo| &photo.entity);
    fields.extend(kept(former, there, &fields, same_shape)?);
    fields.insert("version_of".to_owned(), old.as_str().into());
    Ok(fields)
}

/// Returns what a photo hands on to its newer version: all that was said and done here, and of the file
/// what the new one does not say.
fn kept(
    former: &Photo,
    there: Option<&Photo>,
    said: &Map<String, Value>,
    same_shape: bool,
) -> Result<Map<String, Value>, DeskError> {
    let fields = |photo: &Photo| match serde_json::to_value(photo)? {
        Value::Object(fields) => Ok(fields),
        _ => Err(DeskError::Bug("a photo is no object")),
    };
    let empty = fields(&Photo::default())?;
    let there = there.map(fields).transpose()?.unwrap_or_default();
    let is_said = |name: &str| {
        said.contains_key(name)
            || there.get(name).is_some_and(|value| empty.get(name) != Some(value))
    };
    // Programs that edit leave the camera's time and forget its serial number: the photo's own stay.
    let better_time = former.time_approximate && is_said("taken_at");
    let mut kept = fields(former)?;
    kept.retain(|name, value| {
        let name = name.as_str();
        empty.get(name) != Some(value)
            && !(OF_THE_FILE.contains(&name) && is_said(name))
            && !(TIME.contains(&name) && better_time)
            && name != "version_of"
            && (same_shape || !OF_THE_SHAPE.contains(&name))
    });
    Ok(kept)
}
