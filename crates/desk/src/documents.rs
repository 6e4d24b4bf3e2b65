//! Open documents: each is loaded once and changed under its own lock. How a change reaches the disk
//! is in `changes`.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use tezis_report::Document;
use tezis_report::{Kind, OfForum, OfReport};
use tezis_store::DocumentKind;

use crate::error::DeskError;
use crate::wire::WireError;

/// A document, or, where its history is damaged, the last view that was made of it.
pub(crate) enum Content<K: Kind> {
    /// The document.
    Whole(Box<Document<K>>),
    /// What its projection says, and why there is no document.
    Projection(Arc<K::View>, WireError),
}

/// An open document and what its projection still owes.
pub(crate) struct Open<K: Kind> {
    /// The document.
    pub(crate) content: Content<K>,
    /// The position of its last change in the log.
    pub(crate) upto: i64,
    /// Whether changes came since its projection was last written.
    pub(crate) unprojected: bool,
    /// When its last change was on disk.
    pub(crate) saved_at: DateTime<Utc>,
}

/// What the desk needs to know of a kind of document.
pub(crate) trait Shelved: Kind {
    /// The kind, as the store has it.
    const KIND: DocumentKind;
    /// The kind, as errors name it.
    const NAME: &'static str;

    /// Reads the view that the store keeps as JSON.
    fn view_of_json(json: &str) -> Result<Self::View, DeskError>;
}

impl Shelved for OfReport {
    const KIND: DocumentKind = DocumentKind::Report;
    const NAME: &'static str = "report";

    fn view_of_json(json: &str) -> Result<Self::View, DeskError> {
        Ok(serde_json::from_str(json)?)
    }
}

impl Shelved for OfForum {
    const KIND: DocumentKind = DocumentKind::Forum;
    const NAME: &'static str = "forum";

    fn view_of_json(json: &str) -> Result<Self::View, DeskError> {
        Ok(serde_json::from_str(json)?)
    }
}

/// A place on the shelf; empty until loaded, and again after a failed write.
pub(crate) struct Slot<K: Kind>(Mutex<Option<Open<K>>>);

impl<K: Kind> Slot<K> {
    /// Waits for the document to be free.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Option<Open<K>>> {
        self.0.lock().unwrap_or_else(|poisoned| {
            // A panic while the document was held leaves it in doubt: it is read anew from disk.
            let mut guard = PoisonError::into_inner(poisoned);
            *guard = None;
            self.0.clear_poison();
            guard
        })
    }
}

/// The open documents of one kind.
pub(crate) struct Shelf<K: Kind> {
    slots: Mutex<BTreeMap<String, Arc<Slot<K>>>>,
}

impl<K: Kind> Debug for Shelf<K> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.lock().keys()).finish()
    }
}

impl<K: Kind> Default for Shelf<K> {
    fn default() -> Self {
        Self { slots: Mutex::default() }
    }
}

impl<K: Kind> Shelf<K> {
    /// How many documents stay open when nobody uses them.
    const KEPT: usize = 24;

    /// Returns the document's place.
    pub(crate) fn slot(&self, id: &impl Display) -> Arc<Slot<K>> {
        let mut slots = self.lock();
        if slots.len() > Self::KEPT {
            // Whoever works with a document holds its slot; the others are free to go, unless they
            // still owe their projection.
            slots.retain(|_, slot| {
                Arc::strong_count(slot) > 1
                    || slot.lock().as_ref().is_some_and(|open| open.unprojected)
            });
        }
        Arc::clone(slots.entry(id.to_string()).or_insert_with(|| Arc::new(Slot(Mutex::new(None)))))
    }

    /// Returns all places in use, by id.
    pub(crate) fn slots(&self) -> Vec<(String, Arc<Slot<K>>)> {
        self.lock().iter().map(|(id, slot)| (id.clone(), Arc::clone(slot))).collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Arc<Slot<K>>>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
