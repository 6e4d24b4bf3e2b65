//! Taking an operation back: what differs between the states before and after it is written back as
//! a new change. What others changed since stays.

use std::collections::{BTreeMap, BTreeSet};

use automerge::transaction::Transactable;
use automerge::{ObjId, ReadDoc, ScalarValue, ValueRef};
use chrono::{DateTime, Utc};

use super::body::{rich_text, set_rich_text};
use super::reading::{At, Key};
use super::three_way::take_back;
use super::{Document, Kind};
use crate::error::ReportError;
use crate::heads::Step;
use crate::model::RichText;

/// What stands under a key.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Register(ScalarValue),
    Text(ObjId),
}

/// A register to write back: only while it still says what the operation wrote.
struct Register {
    map: ObjId,
    key: String,
    wrote: Option<ScalarValue>,
    had: Option<ScalarValue>,
}

/// A text to edit back: what the operation found and what it left.
struct Text {
    id: ObjId,
    found: RichText,
    left: RichText,
}

impl<K: Kind> Document<K> {
    /// Takes an operation back, with a new change at the present state; the step that this makes can
    /// be taken back in its turn.
    ///
    /// A register goes back unless somebody wrote it since; a text goes back where the operation
    /// changed it and keeps what was typed elsewhere in it since; what the operation made is removed.
    /// Of a register that held several concurrent values before, the one that showed comes back.
    pub fn revert(&mut self, step: &Step, at: DateTime<Utc>) -> Result<Step, ReportError> {
        self.guarded(|document| {
            let (registers, texts) = document.differences(step)?;
            document.step(at, |tx| {
                for Text { id, found, left } in texts {
                    let now = rich_text(&At::now(tx), &id);
                    set_rich_text(tx, &id, &take_back(&found, &left, &now))?;
                }
                for Register { map, key, wrote, had } in registers {
                    if At::now(tx).scalar(&map, &key) != wrote {
                        continue;
                    }
                    match had {
                        Some(value) => tx.put(&map, key, value)?,
                        None => tx.delete(&map, key)?,
                    }
                }
                Ok(())
            })
        })
    }

    fn differences(&self, step: &Step) -> Result<(Vec<Register>, Vec<Text>), ReportError> {
        let (before, after) = (self.at(&step.before)?, self.at(&step.after)?);
        let mut registers = Vec::new();
        let mut texts = Vec::new();
        for (name, map) in self.maps.names().filter(|(name, _)| *name != "identity") {
            let had = cells(&before, map);
            let has = cells(&after, map);
            let made = made(&had, &has);
            let keys: BTreeSet<&String> = had.keys().chain(has.keys()).collect();
            for key in keys {
                let (was, is) = (had.get(key), has.get(key));
                if let Some(Cell::Text(id)) = is {
                    let found = match was {
                        Some(Cell::Text(id)) => rich_text(&before, id),
                        _ => RichText::default(),
                    };
                    let left = rich_text(&after, id);
                    if left != found {
                        texts.push(Text { id: id.clone(), found, left });
                    }
                    continue;
                }
                if was == is {
                    continue;
                }
                // The collection that is one entity is named like the kind of document.
                let parts = Key::read(key, name == K::NAME);
                let wrote = scalar(is);
                if !made.contains(parts.id.as_ref()) {
                    let had = scalar(was);
                    registers.push(Register { map: map.clone(), key: key.clone(), wrote, had });
                } else if parts.field == "gone" {
                    // What the operation made is removed as if by hand: what others wrote to it
                    // since stays in the document, and taking this back brings all of it back.
                    let had = Some(ScalarValue::Boolean(true));
                    registers.push(Register { map: map.clone(), key: key.clone(), wrote, had });
                }
            }
        }
        Ok((registers, texts))
    }
}

fn scalar(cell: Option<&Cell>) -> Option<ScalarValue> {
    match cell {
        Some(Cell::Register(value)) => Some(value.clone()),
        _ => None,
    }
}

fn cells<D: ReadDoc>(at: &At<'_, D>, map: &ObjId) -> BTreeMap<String, Cell> {
    at.rows(map)
        .map(|row| {
            let cell = match &row.value {
                ValueRef::Object(_) => Cell::Text(row.id()),
                ValueRef::Scalar(value) => Cell::Register(value.clone().into()),
            };
            (row.key.into_owned(), cell)
        })
        .collect()
}

/// Returns the ids of the entities that the operation made.
fn made(had: &BTreeMap<String, Cell>, has: &BTreeMap<String, Cell>) -> BTreeSet<String> {
    has.keys()
        .filter(|key| !had.contains_key(*key))
        .map(|key| Key::read(key, false))
        .filter(|key| key.field == "gone")
        .map(|key| key.id.into_owned())
        .collect()
}
