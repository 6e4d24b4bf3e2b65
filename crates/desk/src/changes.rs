//! The one way in which a document changes: in memory, then on disk, then the caller hears of it.
//! A document whose change could not be written is dropped from memory, so that what is shown is
//! again what is on disk.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tezis_report::ids::{ForumId, ReportId};
use tezis_report::model::{Forum, Mark, Report};
use tezis_report::{Change, Document, ForumDocument, Heads, OfForum, OfReport, ReportDocument};
use tezis_store::{Append, Appended, DocumentKind, NewChange, Projection, SearchText, StoreError};

use crate::desk::{Desk, Inner};
use crate::documents::{Content, Open, Shelf, Shelved};
use crate::error::DeskError;
use crate::wire::WireError;

/// A snapshot is made when so many changes lie behind the last one: opening stays quick.
const SNAPSHOT_AFTER: i64 = 300;

/// A document as it was read.
pub(crate) struct Seen<V> {
    /// The view.
    pub(crate) view: V,
    /// The state that it shows; empty for a document that opened from its projection.
    pub(crate) heads: Heads,
    /// Why it can only be read, when so.
    pub(crate) read_only: Option<WireError>,
    /// When its last change was on disk.
    pub(crate) saved_at: DateTime<Utc>,
}

impl Inner {
    /// Reads a report.
    pub(crate) fn read_report(&self, id: ReportId) -> Result<Seen<Report>, DeskError> {
        self.read(&self.reports, id)
    }

    /// Reads a forum.
    pub(crate) fn read_forum(&self, id: ForumId) -> Result<Seen<Forum>, DeskError> {
        self.read(&self.forums, id)
    }

    /// Reads a report without a copy.
    pub(crate) fn shared_report(&self, id: ReportId) -> Result<Seen<Arc<Report>>, DeskError> {
        self.read_shared(&self.reports, id)
    }

    /// Reads a forum without a copy: one may hold a thousand photos.
    pub(crate) fn shared_forum(&self, id: ForumId) -> Result<Seen<Arc<Forum>>, DeskError> {
        self.read_shared(&self.forums, id)
    }

    /// Reads a report as it was at a state.
    pub(crate) fn read_report_at(&self, id: ReportId, heads: &Heads) -> Result<Report, DeskError> {
        self.with_document(&self.reports, id, |document| Ok(document.view_at(heads)?))
    }

    /// Reads a forum as it was at a state.
    pub(crate) fn read_forum_at(&self, id: ForumId, heads: &Heads) -> Result<Forum, DeskError> {
        self.with_document(&self.forums, id, |document| Ok(document.view_at(heads)?))
    }

    /// Reads something of a whole document: its history, a state of it. Of one that opened from its
    /// projection there is only that.
    pub(crate) fn with_document<K: Shelved, T>(
        &self,
        shelf: &Shelf<K>,
        id: K::Id,
        read: impl FnOnce(&Document<K>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        self.with_open(shelf, id, |open| match &open.content {
            Content::Whole(document) => read(document),
            Content::Projection(..) => {
                Err(DeskError::DamagedDocument { what: K::NAME, id: id.to_string() })
            }
        })
    }

    /// Reads what is open of a document, after loading it if need be.
    fn with_open<K: Shelved, T>(
        &self,
        shelf: &Shelf<K>,
        id: K::Id,
        read: impl FnOnce(&Open<K>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let slot = shelf.slot(&id);
        let mut guard = slot.lock();
        // Somebody else may write to a library that is only read here.
        if self.read_only.is_some() {
            *guard = None;
        }
        let open = match &mut *guard {
            Some(open) => open,
            empty => empty.insert(self.load::<K>(id)?),
        };
        read(open)
    }

    fn read<K: Shelved>(&self, shelf: &Shelf<K>, id: K::Id) -> Result<Seen<K::View>, DeskError> {
        let Seen { view, heads, read_only, saved_at } = self.read_shared(shelf, id)?;
        Ok(Seen { view: K::View::clone(&view), heads, read_only, saved_at })
    }

    fn read_shared<K: Shelved>(
        &self,
        shelf: &Shelf<K>,
        id: K::Id,
    ) -> Result<Seen<Arc<K::View>>, DeskError> {
        self.with_open(shelf, id, |open| {
            let (view, heads, damage) = match &open.content {
                Content::Whole(document) => (document.shared_view(), document.heads(), None),
                Content::Projection(view, why) => {
                    (Arc::clone(view), Heads::default(), Some(why.clone()))
                }
            };
            let read_only = damage.or_else(|| self.read_only.clone());
            Ok(Seen { view, heads, read_only, saved_at: open.saved_at })
        })
    }

    /// Changes a report; the change is on disk when this returns, with the time.
    pub(crate) fn change_report<T>(
        &self,
        id: ReportId,
        change: impl FnOnce(&mut ReportDocument) -> Result<T, DeskError>,
    ) -> Result<(T, DateTime<Utc>), DeskError> {
        self.change(&self.reports, id, change)
    }

    /// Changes a forum; the change is on disk when this returns, with the time.
    pub(crate) fn change_forum<T>(
        &self,
        id: ForumId,
        change: impl FnOnce(&mut ForumDocument) -> Result<T, DeskError>,
    ) -> Result<(T, DateTime<Utc>), DeskError> {
        self.change(&self.forums, id, change)
    }

    fn change<K: Shelved, T>(
        &self,
        shelf: &Shelf<K>,
        id: K::Id,
        change: impl FnOnce(&mut Document<K>) -> Result<T, DeskError>,
    ) -> Result<(T, DateTime<Utc>), DeskError> {
        self.writable()?;
        let slot = shelf.slot(&id);
        let mut guard = slot.lock();
        let mut open = match guard.take() {
            Some(open) => open,
            None => self.load::<K>(id)?,
        };
        let Content::Whole(document) = &mut open.content else {
            let Content::Projection(_, why) = &open.content else {
                return Err(DeskError::Bug("a document is neither whole nor a projection"));
            };
            let why = why.clone();
            *guard = Some(open);
            return Err(DeskError::ReadOnly(why));
        };
        // From here on an early return leaves the slot empty: the document is read from disk again.
        let result = change(document)?;
        let changes = document.take_changes();
        if !changes.is_empty() {
            let now = self.now();
            let appended = self.append::<K>(&id.to_string(), &changes, None, now)?;
            if appended.since_snapshot >= SNAPSHOT_AFTER {
                self.keep_snapshot(&id.to_string(), document, appended);
            }
            open.upto = appended.upto;
            open.unprojected = true;
            open.saved_at = now;
        }
        let saved_at = open.saved_at;
        *guard = Some(open);
        Ok((result, saved_at))
    }

    fn append<K: Shelved>(
        &self,
        id: &str,
        changes: &[Change],
        projection: Option<Projection<'_>>,
        at: DateTime<Utc>,
    ) -> Result<Appended, DeskError> {
        let changes: Vec<NewChange<'_>> = changes
            .iter()
            .map(|change| NewChange { hash: change.hash.as_bytes(), bytes: &change.bytes })
            .collect();
        Ok(self.library.append(Append { kind: K::KIND, id, changes: &changes, projection, at })?)
    }

    /// A snapshot only saves time: that it could not be kept is no reason to fail.
    fn keep_snapshot<K: Shelved>(&self, id: &str, document: &Document<K>, appended: Appended) {
        if let Err(error) = self.library.save_snapshot(id, &document.snapshot(), appended.upto) {
            tracing::warn!(code = error.code(), id, "a snapshot was not kept");
        }
    }

    fn load<K: Shelved>(&self, id: K::Id) -> Result<Open<K>, DeskError> {
        let text = id.to_string();
        let stored = match self.library.load_document(&text) {
            Ok(stored) => stored,
            Err(StoreError::NoDocument { .. }) => {
                return Err(DeskError::NotFound { what: K::NAME, id: text });
            }
            Err(error) => return Err(error.into()),
        };
        if stored.kind != K::KIND {
            return Err(DeskError::NotFound { what: K::NAME, id: text });
        }
        let content = if stored.damage.iter().any(|damage| damage.loses_text()) {
            Err(DeskError::DamagedDocument { what: K::NAME, id: text.clone() })
        } else {
            Document::<K>::load(id, stored.snapshot.as_deref(), &stored.changes, self.actor())
                .map_err(DeskError::from)
        };
        let content = match (content, &stored.projection_json) {
            (Ok(document), _) => Content::Whole(Box::new(document)),
            (Err(error), Some(json)) => {
                tracing::error!(code = error.code(), id = text, "opened from its projection");
                let why = DeskError::DamagedDocument { what: K::NAME, id: text }.to_wire();
                Content::Projection(Arc::new(K::view_of_json(json)?), why)
            }
            (Err(error), None) => return Err(error),
        };
        let changed_at = match &content {
            Content::Whole(document) => document.changed_at(),
            Content::Projection(..) => None,
        };
        let saved_at = changed_at.unwrap_or_else(|| self.now());
        Ok(Open { content, upto: stored.upto, unprojected: false, saved_at })
    }

    /// Writes a new report whole, with its row in the lists.
    pub(crate) fn shelve_report(
        &self,
        id: ReportId,
        mut document: ReportDocument,
    ) -> Result<(), DeskError> {
        let view = document.view();
        let search = self.search_text(&view);
        let projection = Projection::Report(&view, &search);
        self.shelve::<OfReport>(&id.to_string(), &document.take_changes(), projection)
    }

    /// Writes a new forum whole, with its row in the lists.
    pub(crate) fn shelve_forum(
        &self,
        id: ForumId,
        mut document: ForumDocument,
    ) -> Result<(), DeskError> {
        let view = document.view();
        let projection = Projection::Forum(&view);
        self.shelve::<OfForum>(&id.to_string(), &document.take_changes(), projection)
    }

    fn shelve<K: Shelved>(
        &self,
        id: &str,
        changes: &[Change],
        projection: Projection<'_>,
    ) -> Result<(), DeskError> {
        self.append::<K>(id, changes, Some(projection), self.now())?;
        Ok(())
    }

    /// Brings all projections up to date that changes left behind; false when the lists are damaged and
    /// some could not be.
    pub(crate) fn project_all(&self) -> bool {
        let mut whole = true;
        for (id, slot) in self.forums.slots() {
            let (view, upto) = {
                let guard = slot.lock();
                let Some(open) = guard.as_ref().filter(|open| open.unprojected) else { continue };
                let Content::Whole(document) = &open.content else { continue };
                (document.shared_view(), open.upto)
            };
            // Without the lock: whoever rates photos does not wait for lists.
            let done = self.project(&id, Projection::Forum(&view), upto, &mut whole);
            if let Some(open) = slot.lock().as_mut() {
                open.unprojected = !(done && open.upto == upto);
            }
        }
        for (id, slot) in self.reports.slots() {
            let (view, upto) = {
                let guard = slot.lock();
                let Some(open) = guard.as_ref().filter(|open| open.unprojected) else { continue };
                let Content::Whole(document) = &open.content else { continue };
                (document.shared_view(), open.upto)
            };
            // The forum's lock is taken without the report's: imports take them the other way round.
            let search = self.search_text(&view);
            let done = self.project(&id, Projection::Report(&view, &search), upto, &mut whole);
            if let Some(open) = slot.lock().as_mut() {
                open.unprojected = !(done && open.upto == upto);
            }
        }
        whole
    }

    /// Makes the finder's rows for the next documents that an older program wrote; returns behind which
    /// to go on, nothing when all are done. Few at a time: a save waits no longer than for one part.
    pub(crate) fn derive_behind(&self, after: &str) -> Option<String> {
        const PART: u32 = 20;
        match self.library.derive_behind(after, PART) {
            Ok(at) => (!at.done).then_some(at.after),
            Err(error) => {
                tracing::warn!(code = error.code(), "the finder is behind until the next start");
                None
            }
        }
    }

    fn project(&self, id: &str, projection: Projection<'_>, upto: i64, whole: &mut bool) -> bool {
        match self.library.project(id, projection, upto, self.now()) {
            Ok(()) => true,
            Err(error) => {
                *whole &= !matches!(error, StoreError::Damaged { .. });
                tracing::warn!(code = error.code(), id, "a list is behind; it is tried again");
                false
            }
        }
    }

    /// Returns the words of a report's forum by which the report is found.
    fn search_text(&self, report: &Report) -> SearchText {
        let forum = report.about.forum.and_then(|forum| self.shared_forum(forum).ok());
        let Some(forum) = forum else { return SearchText::default() };
        let named = |id: &str| {
            report.body.iter().flat_map(|block| &block.text.marks).any(
                |mark| matches!(&mark.mark, Mark::Person { id: person } if person.to_string() == id),
            )
        };
        let people = forum.view.people.iter().filter(|person| named(&person.id.to_string()));
        let shown = |photo: &tezis_report::ids::PhotoHash| {
            report.placements.iter().any(|placed| placed.entity.photo.as_ref() == Some(photo))
        };
        let photos = forum.view.photos.iter().filter(|photo| shown(&photo.id));
        SearchText {
            people: people
                .flat_map(|person| person.entity.full.values().chain(&person.entity.also))
                .cloned()
                .collect(),
            captions: photos.flat_map(|photo| photo.entity.captions.values()).cloned().collect(),
        }
    }
}

impl Desk {
    /// Brings up to date what a killed process left behind: the changes were on disk, the lists not
    /// yet.
    pub(crate) fn catch_up_projections(&self) -> Result<(), DeskError> {
        for (kind, id) in self.inner.library.stale_documents()? {
            let opened = match kind {
                DocumentKind::Forum => id.parse().ok().map(|id| self.stale_forum(id)),
                DocumentKind::Report => id.parse().ok().map(|id| self.stale_report(id)),
            };
            if let Some(Err(error)) = opened {
                tracing::warn!(code = error.code(), id, "a list stays behind");
            }
        }
        if !self.inner.project_all() {
            // The words are in the changes and in the kept texts: what finds them can be made again.
            tracing::warn!("the search is damaged and is made anew");
            self.inner.library.rebuild_search()?;
            self.inner.project_all();
        }
        Ok(())
    }

    fn stale_forum(&self, id: ForumId) -> Result<(), DeskError> {
        self.inner.read_forum(id)?;
        if let Some(open) = self.inner.forums.slot(&id).lock().as_mut() {
            open.unprojected = true;
        }
        Ok(())
    }

    fn stale_report(&self, id: ReportId) -> Result<(), DeskError> {
        self.inner.read_report(id)?;
        if let Some(open) = self.inner.reports.slot(&id).lock().as_mut() {
            open.unprojected = true;
        }
        Ok(())
    }
}
