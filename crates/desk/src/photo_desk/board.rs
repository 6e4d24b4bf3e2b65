//! The desk's rows: each photo with what follows from the others. What is expensive to find, facts of
//! the files and which frames belong together, is kept for the next edit; nothing of it is stored.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDateTime;
use tezis_publish::Profile;
use tezis_report::ids::{ForumId, PhotoHash, ReportId, SessionId};
use tezis_report::model::{Forum, Listed, Photo, Report};

use super::flags::flags;
use super::groups::{Frame, Known, Place, groups};
use super::schedule::{Clock, Schedule};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::DeskPhoto;

/// What a row shows besides the photo's own data.
#[derive(Debug, Clone, PartialEq)]
struct Derived {
    at: Option<NaiveDateTime>,
    session: Option<SessionId>,
    place: Place,
    placed: bool,
    flags: Vec<String>,
}

/// The state of a photo desk as it was last told.
#[derive(Debug)]
pub(crate) struct Board {
    pub(crate) profile: Profile,
    pub(crate) language: String,
    known: Arc<BTreeMap<PhotoHash, Known>>,
    frames: Vec<Frame>,
    places: Arc<BTreeMap<PhotoHash, Place>>,
    derived: BTreeMap<PhotoHash, Derived>,
}

/// Photo desks that were opened, by forum and report.
#[derive(Debug, Default)]
pub(crate) struct Boards(Mutex<Vec<(Key, Arc<Board>)>>);

type Key = (ForumId, Option<ReportId>);

impl Boards {
    /// How many are kept: one for each window that is likely to be open.
    const KEPT: usize = 4;

    fn get(&self, key: Key) -> Option<Arc<Board>> {
        let boards = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        boards.iter().find(|(known, _)| *known == key).map(|(_, board)| Arc::clone(board))
    }

    /// Forgets all: what is known of a file is something else now.
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn put(&self, key: Key, board: Arc<Board>) {
        let mut boards = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        boards.retain(|(known, _)| *known != key);
        boards.insert(0, (key, board));
        boards.truncate(Self::KEPT);
    }
}

impl Board {
    /// Returns a photo's row.
    fn row(&self, photo: &Listed<PhotoHash, Photo>) -> Option<DeskPhoto> {
        let derived = self.derived.get(&photo.id)?.clone();
        Some(DeskPhoto {
            id: photo.id.clone(),
            photo: photo.entity.clone(),
            facts: self.known.get(&photo.id).map(|known| known.facts.clone()),
            at: derived.at,
            proposed_session: derived.session,
            burst: derived.place.burst,
            sharpest: derived.place.sharpest,
            same_as: derived.place.same_as,
            superseded: derived.place.superseded,
            placed: derived.placed,
            flags: derived.flags,
        })
    }

    /// Returns all rows by the time they were taken, those without one at the end, then by name.
    pub(crate) fn rows(&self, forum: &Forum) -> Vec<DeskPhoto> {
        let mut rows: Vec<DeskPhoto> =
            forum.photos.iter().filter_map(|photo| self.row(photo)).collect();
        rows.sort_by(|a, b| {
            let key = |row: &DeskPhoto| (row.at.is_none(), row.at);
            key(a)
                .cmp(&key(b))
                .then_with(|| a.photo.file_name.cmp(&b.photo.file_name))
                .then_with(|| a.id.cmp(&b.id))
        });
        rows
    }

    /// Returns the rows of some photos and of all others that stand otherwise than before.
    pub(crate) fn changed(
        &self,
        before: &Self,
        forum: &Forum,
        edited: &BTreeSet<PhotoHash>,
    ) -> Vec<DeskPhoto> {
        forum
            .photos
            .iter()
            .filter(|photo| {
                edited.contains(&photo.id)
                    || self.derived.get(&photo.id) != before.derived.get(&photo.id)
            })
            .filter_map(|photo| self.row(photo))
            .collect()
    }
}

impl Desk {
    /// Makes a photo desk's board from the documents and the files' facts as they are now, and keeps it.
    pub(super) fn new_board(
        &self,
        forum: &Forum,
        report: Option<&Report>,
    ) -> Result<Arc<Board>, DeskError> {
        let profile = match report {
            Some(report) => self.profile_of(report)?,
            None => self.profile(None)?,
        };
        let language = language(forum, report);
        let board = self.board(forum, report, profile, language, None)?;
        Ok(self.keep_board(forum.id, report, board))
    }

    /// Returns the board of an open photo desk, or a new one.
    pub(super) fn known_board(
        &self,
        forum: &Forum,
        report: Option<&Report>,
    ) -> Result<Arc<Board>, DeskError> {
        match self.inner.boards.get((forum.id, report.map(|report| report.id))) {
            Some(board) => Ok(board),
            None => self.new_board(forum, report),
        }
    }

    /// Makes the board that follows a known one after an edit, and keeps it: facts of files that are
    /// known are not read again, and what belongs together only where it could differ.
    pub(super) fn next_board(
        &self,
        before: &Board,
        forum: &Forum,
        report: Option<&Report>,
    ) -> Result<Arc<Board>, DeskError> {
        let (profile, language) = (before.profile.clone(), before.language.clone());
        let board = self.board(forum, report, profile, language, Some(before))?;
        Ok(self.keep_board(forum.id, report, board))
    }

    fn keep_board(&self, forum: ForumId, report: Option<&Report>, board: Board) -> Arc<Board> {
        let board = Arc::new(board);
        self.inner.boards.put((forum, report.map(|report| report.id)), Arc::clone(&board));
        board
    }

    fn board(
        &self,
        forum: &Forum,
        report: Option<&Report>,
        profile: Profile,
        language: String,
        before: Option<&Board>,
    ) -> Result<Board, DeskError> {
        let known = self.known_of(forum, before)?;
        let clock = Clock::of(forum);
        let schedule = Schedule::of(forum, &clock);
        let frames: Vec<Frame> = forum.photos.iter().map(|photo| frame(photo, &clock)).collect();
        let same =
            before.filter(|before| Arc::ptr_eq(&before.known, &known) && before.frames == frames);
        let places = same
            .map_or_else(|| Arc::new(groups(&frames, &known)), |before| Arc::clone(&before.places));
        let placed: BTreeSet<&PhotoHash> = report
            .iter()
            .flat_map(|report| &report.placements)
            .filter(|placed| placed.entity.block.is_none())
            .filter_map(|placed| placed.entity.photo.as_ref())
            .collect();
        let derived = forum
            .photos
            .iter()
            .zip(&frames)
            .map(|(photo, frame)| {
                let facts = known.get(&photo.id).map(|known| &known.facts);
                let derived = Derived {
                    at: frame.at,
                    session: frame.at.and_then(|at| schedule.at(at)),
                    place: places.get(&photo.id).cloned().unwrap_or_default(),
                    placed: placed.contains(&photo.id),
                    flags: flags(&photo.entity, facts, &profile.renditions),
                };
                (photo.id.clone(), derived)
            })
            .collect();
        Ok(Board { profile, language, known, frames, places, derived })
    }

    /// Returns what is known of the files; of those that `before` knows, that.
    fn known_of(
        &self,
        forum: &Forum,
        before: Option<&Board>,
    ) -> Result<Arc<BTreeMap<PhotoHash, Known>>, DeskError> {
        let former = before.map(|before| &before.known);
        let missing: Vec<&PhotoHash> = forum
            .photos
            .iter()
            .map(|photo| &photo.id)
            .filter(|id| former.is_none_or(|former| !former.contains_key(*id)))
            .collect();
        let facts = self.inner.library.many_facts(&missing)?;
        let found: BTreeMap<PhotoHash, Known> =
            facts.into_iter().map(|facts| (facts.hash.clone(), Known::from(facts))).collect();
        Ok(match former {
            Some(former) if found.is_empty() => Arc::clone(former),
            Some(former) => {
                let mut all = BTreeMap::clone(former);
                all.extend(found);
                Arc::new(all)
            }
            None => Arc::new(found),
        })
    }
}

/// Returns the language of captions: the report's, else the forum's first.
pub(super) fn language(forum: &Forum, report: Option<&Report>) -> String {
    report
        .and_then(|report| report.about.language.clone())
        .or_else(|| forum.about.names.keys().next().cloned())
        .unwrap_or_else(|| "az".to_owned())
}

fn frame(photo: &Listed<PhotoHash, Photo>, clock: &Clock<'_>) -> Frame {
    Frame {
        id: photo.id.clone(),
        at: clock.taken(&photo.entity),
        sure: !photo.entity.time_approximate,
        camera: photo.entity.camera.clone(),
        file_name: photo.entity.file_name.clone(),
        version_of: photo.entity.version_of.clone(),
    }
}
