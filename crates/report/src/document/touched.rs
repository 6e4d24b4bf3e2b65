//! What changes touched, read off their operations; and what is read already and was not touched
//! since.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    known: BTreeMap<ObjId, RichText>,
}

impl Texts {
    /// Reads a text with its marks.
    pub(crate) fn read<D: ReadDoc>(&mut self, reader: &Reader<'_, D>, text: &ObjId) -> RichText {
        self.known.entry(text.clone()).or_insert_with(|| rich_text(reader, text)).clone()
    }
}

/// What was read of a document's present state, and what was written since: a rating reads one photo
/// anew and not the thousand others.
#[derive(Debug)]
pub(crate) struct Seen<V> {
    heads: Heads,
    pub(crate) texts: Texts,
    view: Option<Arc<V>>,
    /// What was written since the view was made.
    stale: Touched,
}

impl<V> Default for Seen<V> {
    fn default() -> Self {
        Self {
            heads: Heads::default(),
            texts: Texts::default(),
            view: None,
            stale: Touched::default(),
        }
    }
}

impl<V: Clone> Seen<V> {
    /// Notes what was written since the last reading.
    pub(crate) fn refresh(&mut self, doc: &Automerge) {
        /// From here on, reading all costs less than taking the changes apart.
        const MANY_CHANGES: usize = 64;
        let heads = Heads::new(doc.get_heads());
        if heads == self.heads {
            return;
        }
        if self.view.is_some() || !self.texts.known.is_empty() {
            let changes = doc.get_changes(self.heads.hashes());
            if changes.len() > MANY_CHANGES {
                self.texts.known.clear();
                self.view = None;
            } else {
                let touched = Touched::by(&changes);
                for text in &touched.texts {
                    self.texts.known.remove(text);
                }
                self.stale.keys.extend(touched.keys);
                self.stale.texts.extend(touched.texts);
            }
        }
        self.heads = heads;
    }

    /// Returns the view: as it is, with the touched parts of it read anew by `renew`, or made by `read`
    /// where there is none or `renew` can't tell.
    pub(crate) fn view(
        &mut self,
        renew: impl FnOnce(&mut V, &Touched) -> bool,
        read: impl FnOnce(&mut Texts) -> V,
    ) -> Arc<V> {
        let stale = std::mem::take(&mut self.stale);
        let kept = self.view.take().and_then(|mut view| {
            let renewed = stale.keys.is_empty() && stale.texts.is_empty()
                || renew(Arc::make_mut(&mut view), &stale);
            renewed.then_some(view)
        });
        let view = kept.unwrap_or_else(|| Arc::new(read(&mut self.texts)));
        self.view = Some(Arc::clone(&view));
        view
    }
}
