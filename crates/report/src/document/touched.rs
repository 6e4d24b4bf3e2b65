//! What changes touched, read off their operations; and the texts that are read already and were not
//! touched since.

use std::collections::{BTreeMap, BTreeSet};

use automerge::legacy::{Key, ObjectId};
use automerge::{Automerge, Change, ObjId, ReadDoc};

use super::body::rich_text;
use super::reading::Reader;
use crate::heads::Heads;
use crate::model::RichText;

/// The registers and texts that some changes wrote.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// Maps with the keys that were written in them.
    pub(crate) keys: BTreeSet<(ObjId, String)>,
    /// Texts.
    pub(crate) texts: BTreeSet<ObjId>,
}

impl Touched {
    pub(crate) fn by<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Self {
        let mut touched = Self::default();
        for change in changes {
            for operation in change.decode().operations {
                // The third part is a hint that Automerge corrects by itself.
                let object = match operation.obj {
                    ObjectId::Root => automerge::ROOT,
                    ObjectId::Id(id) => ObjId::Id(id.0, id.1, 0),
                };
                match operation.key {
                    Key::Map(key) => {
                        touched.keys.insert((object, key.to_string()));
                    }
                    Key::Seq(_) if touched.texts.contains(&object) => {}
                    Key::Seq(_) => {
                        touched.texts.insert(object);
                    }
                }
            }
        }
        touched
    }
}

/// The texts of a document's present state as far as they were read: a view after a save of one
/// paragraph reads that paragraph and not the two hundred others.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    heads: Heads,
    known: BTreeMap<ObjId, RichText>,
}

impl Texts {
    /// Forgets the texts that were touched since the last reading.
    pub(crate) fn refresh(&mut self, doc: &Automerge) {
        /// From here on, reading all texts costs less than taking the changes apart.
        const MANY_CHANGES: usize = 64;
        let heads = Heads::new(doc.get_heads());
        if heads == self.heads {
            return;
        }
        if !self.known.is_empty() {
            let changes = doc.get_changes(self.heads.hashes());
            if changes.len() > MANY_CHANGES {
                self.known.clear();
            } else {
                for text in Touched::by(&changes).texts {
                    self.known.remove(&text);
                }
            }
        }
        self.heads = heads;
    }

    /// Reads a text with its marks.
    pub(crate) fn read<D: ReadDoc>(&mut self, reader: &Reader<'_, D>, text: &ObjId) -> RichText {
        self.known.entry(text.clone()).or_insert_with(|| rich_text(reader, text)).clone()
    }
}
