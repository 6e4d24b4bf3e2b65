//! People and sessions added by hand, each in one change.

use serde_json::{Map, json};
use tezis_report::ids::{ForumId, PersonId, SessionId};
use tezis_report::{ForumCollection, order_between};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{ForumEdit, NewPerson, NewSession};

impl Desk {
    /// Adds a person and, with a role or a session, the appearance that carries them.
    ///
    /// # Errors
    /// The name is empty, there is no such forum or session, or the library cannot be written.
    pub fn add_person(&self, forum: ForumId, new: &NewPerson) -> Result<PersonId, DeskError> {
        let name = new.name.trim();
        if name.is_empty() {
            return Err(DeskError::Empty { what: "person.name" });
        }
        let view = self.forum(forum)?;
        if let Some(session) = new.session
            && !view.sessions.iter().any(|known| known.id == session)
        {
            return Err(DeskError::NotFound { what: "session", id: session.to_string() });
        }
        let (ms, random) = self.inner.id_parts();
        let id = PersonId::from_parts(ms, random);
        let mut edits = vec![ForumEdit::Put {
            collection: ForumCollection::People,
            id: Some(id.to_string()),
            fields: Map::from_iter([("full".to_owned(), json!({ new.language.clone(): name }))]),
        }];
        if new.role.is_some() || new.session.is_some() {
            let last = view
                .appearances
                .iter()
                .filter(|appearance| appearance.entity.session == new.session)
                .filter_map(|appearance| appearance.entity.order.as_deref())
                .max();
            let mut fields = Map::from_iter([
                ("person".to_owned(), json!(id)),
                ("session".to_owned(), json!(new.session)),
                ("order".to_owned(), json!(order_between(last, None))),
            ]);
            if let Some(role) = &new.role {
                fields.insert("roles".to_owned(), json!({ new.language.clone(): role.trim() }));
            }
            edits.push(ForumEdit::Put {
                collection: ForumCollection::Appearances,
                id: None,
                fields,
            });
        }
        self.edit_forum(forum, &edits)?;
        Ok(id)
    }

    /// Adds a session behind the others.
    ///
    /// # Errors
    /// The title is empty, the kind is unknown, there is no such forum, or the library cannot be
    /// written.
    pub fn add_session(&self, forum: ForumId, new: &NewSession) -> Result<SessionId, DeskError> {
        let title = new.title.trim();
        if title.is_empty() {
            return Err(DeskError::Empty { what: "session.title" });
        }
        let view = self.forum(forum)?;
        let last = view.sessions.iter().filter_map(|known| known.entity.order.as_deref()).max();
        let (ms, random) = self.inner.id_parts();
        let id = SessionId::from_parts(ms, random);
        let fields = Map::from_iter([
            ("titles".to_owned(), json!({ new.language.clone(): title })),
            ("kind".to_owned(), json!(new.kind)),
            ("order".to_owned(), json!(order_between(last, None))),
        ]);
        self.edit_forum(
            forum,
            &[ForumEdit::Put {
                collection: ForumCollection::Sessions,
                id: Some(id.to_string()),
                fields,
            }],
        )?;
        Ok(id)
    }
}
