//! Forums: made, read, edited.

use serde_json::{Map, Value, json};
use tezis_report::ids::ForumId;
use tezis_report::model::{Forum, ForumKind};
use tezis_report::{ForumCollection, ForumDocument, Step};

use crate::desk::{Desk, rfc3339};
use crate::error::DeskError;
use crate::wire::{ForumEdit, ForumEdited, ForumOpened};

/// The time zone of a forum that nobody gave one.
pub(crate) const DEFAULT_TIME_ZONE: &str = "Asia/Baku";

impl Desk {
    /// Makes a forum.
    ///
    /// # Errors
    /// The name is empty, or the library cannot be written.
    pub fn new_forum(&self, name: &str, language: &str) -> Result<ForumOpened, DeskError> {
        if name.trim().is_empty() {
            return Err(DeskError::Empty { what: "forum.name" });
        }
        let id =
            self.make_forum(ForumKind::Forum, &json!({ "names": { language: name.trim() } }))?;
        self.open_forum(id)
    }

    /// Makes a forum with the given fields in one change.
    pub(crate) fn make_forum(&self, kind: ForumKind, fields: &Value) -> Result<ForumId, DeskError> {
        self.inner.writable()?;
        let (ms, random) = self.inner.id_parts();
        let id = ForumId::from_parts(ms, random);
        let now = self.inner.now();
        let mut document = ForumDocument::new(id, self.inner.actor(), now);
        let mut about = Map::new();
        about.insert("kind".to_owned(), serde_json::to_value(kind)?);
        about.insert("time_zone".to_owned(), DEFAULT_TIME_ZONE.into());
        if let Value::Object(fields) = fields {
            about.extend(fields.clone());
        }
        document.put(ForumCollection::Forum, "", &about, now)?;
        self.inner.shelve_forum(id, document)?;
        Ok(id)
    }

    /// Opens a forum.
    ///
    /// # Errors
    /// There is no such forum, or it cannot be read.
    pub fn open_forum(&self, id: ForumId) -> Result<ForumOpened, DeskError> {
        let read = self.inner.read_forum(id)?;
        Ok(ForumOpened { forum: read.view, heads: read.heads, read_only: read.read_only })
    }

    /// Returns a forum as it is.
    ///
    /// # Errors
    /// There is no such forum, or it cannot be read.
    pub fn forum(&self, id: ForumId) -> Result<Forum, DeskError> {
        Ok(self.inner.read_forum(id)?.view)
    }

    /// Edits a forum; all edits are one step, on disk when this returns.
    ///
    /// # Errors
    /// An edit is not valid (then nothing is written), or the library cannot be written.
    pub fn edit_forum(&self, id: ForumId, edits: &[ForumEdit]) -> Result<ForumEdited, DeskError> {
        self.forum_change(id, |document, desk| {
            let mut made = Vec::new();
            let before = document.heads();
            for edit in edits {
                apply(document, edit, desk, &mut made)?;
            }
            Ok((Step { before, after: document.heads() }, made))
        })
    }

    /// Undoes a step; what others changed since stays.
    ///
    /// # Errors
    /// The step is not of this forum, or the library cannot be written.
    pub fn revert_forum(&self, id: ForumId, step: &Step) -> Result<ForumEdited, DeskError> {
        self.forum_change(id, |document, desk| {
            Ok((document.revert(step, desk.inner.now())?, Vec::new()))
        })
    }

    /// Changes a forum; the answer says what undoes it and what was made.
    pub(crate) fn forum_change(
        &self,
        id: ForumId,
        change: impl FnOnce(&mut ForumDocument, &Self) -> Result<(Step, Vec<String>), DeskError>,
    ) -> Result<ForumEdited, DeskError> {
        let (edited, saved_at) = self.inner.change_forum(id, |document| {
            let (step, made) = change(document, self)?;
            Ok((document.view(), document.heads(), step, made))
        })?;
        let (forum, heads, step, made) = edited;
        Ok(ForumEdited { forum, heads, saved_at: rfc3339(saved_at), step, made })
    }
}

fn apply(
    document: &mut ForumDocument,
    edit: &ForumEdit,
    desk: &Desk,
    made: &mut Vec<String>,
) -> Result<(), DeskError> {
    let now = desk.inner.now();
    match edit {
        ForumEdit::Put { collection, id, fields } => {
            let id = id.clone().unwrap_or_else(|| {
                let id = desk.inner.new_entity_id();
                made.push(id.clone());
                id
            });
            document.put(*collection, &id, fields, now)?;
        }
        ForumEdit::Remove { collection, id } => {
            document.remove(*collection, id, now)?;
        }
    }
    Ok(())
}
