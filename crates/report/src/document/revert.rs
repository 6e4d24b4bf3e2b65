//! Taking an operation back: what differs between the states before and after it is written back as
//! a new change. What others changed since stays.

use std::collections::{BTreeMap, BTreeSet};

use automerge::transaction::Transactable;
use automerge::{Change, ChangeHash, ObjId, ScalarValue};
use chrono::{DateTime, Utc};

use super::body::{rich_text, set_rich_text};
use super::reading::{Key, Reader};
use super::three_way::take_back;
use super::touched::Touched;
use super::{Document, Kind};
use crate::error::ReportError;
use crate::heads::{Heads, Step};
use crate::model::RichText;

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

/// What was touched, as it stood at a state.
struct State {
    registers: BTreeMap<(ObjId, String), Option<ScalarValue>>,
    texts: BTreeMap<ObjId, RichText>,
}

impl<K: Kind> Document<K> {
    /// Takes an operation back, with a new change at the present state; the step that this makes can
    /// be taken back in its turn.
    ///
    /// A register goes back unless somebody wrote it since; a text goes back where the operation
    /// changed it and keeps what was typed elsewhere in it since; what the operation made is removed.
    /// Of a register that held several concurrent values before, the one that showed comes back.
    pub fn revert(&mut self, step: &Step, at: DateTime<Utc>) -> Result<Step, ReportError> {
        self.go_back(step, at, |_, _| true)
    }

    /// Makes the document read as it did at a state, with a new change; the step that this makes can
    /// be taken back. What has happened outside since stays true: publications and their receipts
    /// are not taken back, and a report does not come out of the trash or go back into it.
    pub fn restore(&mut self, heads: &Heads, at: DateTime<Utc>) -> Result<Step, ReportError> {
        let step = Step { before: heads.clone(), after: self.heads() };
        let facts: Vec<(ObjId, &str)> =
            K::FACTS.iter().map(|(map, key)| (self.maps.get(map).clone(), *key)).collect();
        self.go_back(&step, at, |map, key| {
            !facts.iter().any(|(fact, field)| fact == map && (field.is_empty() || *field == key))
        })
    }

    /// Takes back what a step did to those registers that `chosen` names, and to texts.
    fn go_back(
        &mut self,
        step: &Step,
        at: DateTime<Utc>,
        chosen: impl Fn(&ObjId, &str) -> bool,
    ) -> Result<Step, ReportError> {
        self.guarded(|document| {
            let (mut registers, texts) = document.differences(step)?;
            registers.retain(|register| chosen(&register.map, &register.key));
            document.step(at, |tx| {
                for Text { id, found, left } in texts {
                    let now = rich_text(&Reader::of(tx), &id);
                    set_rich_text(tx, &id, &take_back(&found, &left, &now))?;
                }
                for Register { map, key, wrote, had } in registers {
                    if Reader::of(tx).scalar(&map, &key) != wrote {
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
        if !self.contains(&step.before) || !self.contains(&step.after) {
            return Err(ReportError::UnknownHeads);
        }
        let since_before = self.doc.get_changes(step.before.hashes());
        let since_after = self.doc.get_changes(step.after.hashes());
        let hashes = |changes: &[Change]| changes.iter().map(Change::hash).collect::<BTreeSet<_>>();
        let (later, earlier): (BTreeSet<ChangeHash>, _) =
            (hashes(&since_after), hashes(&since_before));
        let made_between = since_before.iter().filter(|change| !later.contains(&change.hash()));
        let undone = since_after.iter().filter(|change| !earlier.contains(&change.hash()));
        let touched = Touched::by(made_between.chain(undone));

        let before = self.state(step, &touched, true)?;
        let mut after = self.state(step, &touched, false)?;
        let texts = before
            .texts
            .into_iter()
            .filter_map(|(id, found)| Some(Text { left: after.texts.remove(&id)?, id, found }))
            .filter(|text| text.left != text.found)
            .collect();
        let mut registers: Vec<Register> = Vec::new();
        for ((map, key), had) in before.registers {
            let place = (map, key);
            let wrote = after.registers.remove(&place).flatten();
            let (map, key) = place;
            if wrote != had {
                registers.push(Register { map, key, wrote, had });
            }
        }
        self.remove_what_was_made(&mut registers);
        Ok((registers, texts))
    }

    /// What the operation made is removed as if by hand: what others wrote to it since stays in the
    /// document, and taking this back brings all of it back.
    fn remove_what_was_made(&self, registers: &mut Vec<Register>) {
        let single = self.maps.get(K::NAME).clone();
        let parts = |register: &Register| {
            let key = Key::read(&register.key, register.map == single);
            (register.map.clone(), key.id.into_owned(), key.field == "gone")
        };
        let made: BTreeSet<(ObjId, String)> = registers
            .iter()
            .filter(|register| register.had.is_none())
            .map(parts)
            .filter_map(|(map, id, is_gone)| is_gone.then_some((map, id)))
            .collect();
        registers.retain_mut(|register| {
            let (map, id, is_gone) = parts(register);
            let was_made = made.contains(&(map, id));
            if was_made && is_gone {
                register.had = Some(ScalarValue::Boolean(true));
            }
            !was_made || is_gone
        });
    }

    fn state(&self, step: &Step, touched: &Touched, before: bool) -> Result<State, ReportError> {
        let heads = if before { &step.before } else { &step.after };
        let identity = self.maps.get("identity");
        self.at(heads, |reader| State {
            registers: touched
                .keys
                .iter()
                .filter(|(map, _)| map != identity)
                .map(|(map, key)| ((map.clone(), key.clone()), reader.scalar(map, key)))
                .collect(),
            texts: touched.texts.iter().map(|id| (id.clone(), rich_text(reader, id))).collect(),
        })
    }
}
