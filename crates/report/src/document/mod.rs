//! A document: an Automerge document behind the typed views, and all that can be done to one.
//!
//! # How it is stored
//!
//! The root holds one map a collection, `body` for a report's blocks and `identity` for the document's
//! id and kind. **All of them are made in the first change, which is the same bytes in every document
//! of a kind** (actor `tezis:containers`, time 0): were each side to make its own map, one side's
//! fields would vanish at the merge. A map that a later version needs comes in a second such change,
//! fixed in its turn, never in an edit.
//!
//! Each map is flat: `<id>/<field>` is a register; a field with keys (`captions`) has a register a key,
//! `<id>/<field>/<key>`; a field that is a list of texts is a set with a register an item, which holds
//! the item's order, so that what two people add is both kept. Parts are escaped as in a JSON pointer.
//! `<id>/gone` is made with the entity and true once it is removed. A collection that is one entity has
//! no id in front. Only `notes/<id>/text` and the text of a block are Automerge texts, which merge
//! letter by letter; everything else is written whole, and of concurrent values all are kept and
//! offered ([`Conflict`](crate::model::Conflict)). Unknown keys and values, which a newer version
//! wrote, are left alone.
//!
//! # Who writes
//!
//! The actor is given for each load, random, and never stored: a restored backup that went on with its
//! former actor could not merge. Panics of Automerge are caught here and become
//! [`ReportError::Damaged`]; a document that had one takes no more edits.

mod body;
mod forum;
mod gallery;
mod history;
mod marks;
mod originals;
mod reading;
mod report;
mod revert;
mod schema;
mod three_way;
mod touched;
mod writing;

pub use body::{BodySave, BodySaved};
pub(crate) use marks::normal;

pub use forum::{ForumCollection, ForumDocument, OfForum};
pub use history::{Moment, Version};
pub use originals::originals_named;
pub use report::{OfReport, ReportCollection, ReportDocument};

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use automerge::transaction::{CommitOptions, Transactable, Transaction};
use automerge::{
    ActorId, Automerge, AutomergeError, ChangeHash, LoadOptions, ObjId, ObjType, PatchLog, ROOT,
    ReadDoc, ScalarValue, TextEncoding,
};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use self::reading::{Key, Reader};
use self::schema::Spec;
use self::touched::{Seen, Texts, Touched};
use crate::error::ReportError;
use crate::heads::{Change, Heads, Step};
use crate::order::Orders;

/// A kind of document: [`OfForum`] or [`OfReport`].
#[expect(private_bounds, reason = "sealed: the layout of a document is this crate's own matter")]
pub trait Kind: Layout {
    /// The document's id.
    type Id: Copy + Display + FromStr;
    /// Its collections.
    type Collection: Copy;
    /// What it looks like when it is read.
    type View: Clone;
}

/// What tells one kind of document from another.
pub(crate) trait Layout: Sized {
    const NAME: &'static str;
    const MAPS: &'static [&'static str];
    /// What happened outside the document and stays when it is restored: a map with a key in it, an
    /// empty key for all of the map.
    const FACTS: &'static [(&'static str, &'static str)] = &[];

    fn spec(collection: Self::Collection) -> &'static Spec
    where
        Self: Kind;

    fn view<D: ReadDoc>(
        id: Self::Id,
        reader: &Reader<'_, D>,
        maps: &Maps,
        texts: &mut Texts,
    ) -> Self::View
    where
        Self: Kind;

    /// Reads the touched parts of a view anew, so that it is what [`Layout::view`] would return; false
    /// where it has to be read as a whole, and the view is then in any state.
    fn renew<D: ReadDoc>(
        _view: &mut Self::View,
        _touched: &Touched,
        _reader: &Reader<'_, D>,
        _maps: &Maps,
    ) -> bool
    where
        Self: Kind,
    {
        false
    }

    /// Returns the entities that stand for the same thing as one, itself first.
    fn twins<D: ReadDoc>(
        _reader: &Reader<'_, D>,
        _maps: &Maps,
        _collection: Self::Collection,
        id: &str,
    ) -> Vec<String>
    where
        Self: Kind,
    {
        vec![id.to_owned()]
    }
}

/// The document's maps by name.
#[derive(Debug, Clone)]
pub(crate) struct Maps(BTreeMap<&'static str, ObjId>);

impl Maps {
    fn find<K: Kind>(doc: &Automerge) -> Result<Self, ReportError> {
        let reader = Reader::of(doc);
        let map = |name: &&'static str| {
            let missing =
                || ReportError::Damaged { detail: format!("there is no map “{name}”") };
            Ok((*name, reader.object(&ROOT, name).ok_or_else(missing)?))
        };
        K::MAPS.iter().map(map).collect::<Result<_, _>>().map(Self)
    }

    pub(crate) fn get(&self, name: &'static str) -> &ObjId {
        // `find` has made sure of all names in MAPS; the root holds no entities, so even a slip here
        // would read as an empty collection and not as another one's data.
        self.0.get(name).unwrap_or(&ROOT)
    }
}

/// A forum's or a report's document. See [`ForumDocument`] and [`ReportDocument`].
pub struct Document<K: Kind> {
    id: K::Id,
    doc: Automerge,
    maps: Maps,
    orders: Orders,
    seen: Mutex<Seen<K::View>>,
    taken: Vec<ChangeHash>,
    broken: bool,
    kind: PhantomData<K>,
}

impl<K: Kind> fmt::Debug for Document<K> {
    /// Says which document it is and never what it holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} at {:?}", K::NAME, self.id, self.heads())
    }
}

/// Who makes the first change of all documents.
const CONTAINERS: [u8; 16] = *b"tezis:containers";

impl<K: Kind> Document<K> {
    /// Makes a new document. The actor is random for each process start and never stored.
    pub fn new(id: K::Id, actor: [u8; 16], at: DateTime<Utc>) -> Self {
        let mut doc = Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint);
        doc.set_actor(ActorId::from(CONTAINERS));
        let mut tx = doc.transaction();
        let mut maps = BTreeMap::new();
        for name in K::MAPS {
            let map = tx.put_object(ROOT, *name, ObjType::Map);
            maps.insert(*name, map.expect("BUG: a new document takes a map at its root"));
        }
        tx.commit_with(CommitOptions::default().with_time(0));
        doc.set_actor(ActorId::from(actor));
        let maps = Maps(maps);
        let mut document = Self {
            id,
            doc,
            maps,
            orders: Orders::new(actor),
            seen: Mutex::default(),
            taken: Vec::new(),
            broken: false,
            kind: PhantomData,
        };
        let identity = document.maps.get("identity").clone();
        document
            .transact_at(&document.heads(), at, |tx| {
                tx.put(&identity, "id", id.to_string())?;
                tx.put(&identity, "kind", K::NAME)
            })
            .expect("BUG: a new document takes its own id");
        document
    }

    /// Loads a document from a snapshot, later changes, or both; changes that the snapshot holds may
    /// be among them. The actor is random for each process start and never stored.
    ///
    /// Fails with [`ReportError::Damaged`] where bytes are not what was once written or changes are
    /// missing, with [`ReportError::OtherDocument`] where they are another document's.
    pub fn load<B: AsRef<[u8]>>(
        id: K::Id,
        snapshot: Option<&[u8]>,
        changes: &[B],
        actor: [u8; 16],
    ) -> Result<Self, ReportError> {
        catching(|| {
            let mut doc = match snapshot {
                Some(bytes) => {
                    let options = LoadOptions::new().text_encoding(TextEncoding::UnicodeCodePoint);
                    Automerge::load_with_options(bytes, options)
                        .map_err(|error| ReportError::damaged("the snapshot", error))?
                }
                None => Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint),
            };
            match apply(&mut doc, changes) {
                Err(ReportError::MissingChanges { missing }) => {
                    let detail = format!("{missing} changes that later ones build on are missing");
                    return Err(ReportError::Damaged { detail });
                }
                done => done?,
            }
            let maps = Maps::find::<K>(&doc)?;
            check_identity::<K>(&doc, &maps, id)?;
            doc.set_actor(ActorId::from(actor));
            let taken = doc.get_heads();
            let orders = Orders::new(actor);
            let seen = Mutex::default();
            let document =
                Self { id, doc, maps, orders, seen, taken, broken: false, kind: PhantomData };
            // What can't be read shows here, where it is caught; and what was read stays read.
            drop(document.shared_view());
            Ok(document)
        })
    }

    /// Returns the document's id.
    pub fn id(&self) -> K::Id {
        self.id
    }

    /// Returns the document's state.
    pub fn heads(&self) -> Heads {
        Heads::new(self.doc.get_heads())
    }

    /// Returns true when this copy has seen a state.
    pub fn contains(&self, heads: &Heads) -> bool {
        self.doc.get_missing_deps(heads.hashes()).is_empty()
    }

    /// Returns how many changes the document is made of.
    pub fn change_count(&self) -> u64 {
        self.doc.stats().num_changes
    }

    /// Returns when the latest of the last changes was made, to the second.
    pub fn changed_at(&self) -> Option<DateTime<Utc>> {
        let seconds = |hash: &ChangeHash| Some(self.doc.get_change_meta_by_hash(hash)?.timestamp);
        let latest = self.heads().hashes().iter().filter_map(seconds).max()?;
        DateTime::from_timestamp(latest, 0)
    }

    /// Returns the document as it is read.
    pub fn view(&self) -> K::View {
        K::View::clone(&self.shared_view())
    }

    /// Returns the document as it is read, without a copy. After an edit only what it touched is read
    /// anew.
    pub fn shared_view(&self) -> Arc<K::View> {
        Self::look(self.id, &self.doc, &self.maps, &mut self.seen())
    }

    fn look(id: K::Id, doc: &Automerge, maps: &Maps, seen: &mut Seen<K::View>) -> Arc<K::View> {
        let reader = Reader::of(doc);
        seen.view(
            |view, touched| K::renew(view, touched, &reader, maps),
            |texts| K::view(id, &reader, maps, texts),
        )
    }

    /// Returns the document as it was read at a state.
    pub fn view_at(&self, heads: &Heads) -> Result<K::View, ReportError> {
        self.at(heads, |reader| K::view(self.id, reader, &self.maps, &mut Texts::default()))
    }

    /// Writes a partial entity and makes it if it isn't there; a removed one comes back with what it
    /// held. Of the fields given, null clears; a single value is written where it differs; of an
    /// object each key is written, null clearing it; a list is the set's new content and order, each
    /// text once; the text of a note is edited word by word.
    ///
    /// Nothing is written when a field doesn't exist or takes another type.
    pub fn put(
        &mut self,
        collection: K::Collection,
        id: &str,
        fields: &Map<String, Value>,
        at: DateTime<Utc>,
    ) -> Result<Step, ReportError> {
        self.put_all(collection, [(id, fields)], at)
    }

    /// As [`Document::put`], for many entities in one change.
    pub fn put_all<'a>(
        &mut self,
        collection: K::Collection,
        entities: impl IntoIterator<Item = (&'a str, &'a Map<String, Value>)>,
        at: DateTime<Utc>,
    ) -> Result<Step, ReportError> {
        let spec = K::spec(collection);
        let checked = |(id, fields): (&str, &Map<String, Value>)| {
            Ok((Self::entity_id(spec, id)?, writing::check(spec, fields)?))
        };
        let entities: Vec<_> =
            entities.into_iter().map(checked).collect::<Result<_, ReportError>>()?;
        self.guarded(|document| {
            let map = document.maps.get(spec.name).clone();
            let orders = document.orders.clone();
            let twins =
                |id: &str| K::twins(&Reader::of(&document.doc), &document.maps, collection, id);
            let ids: Vec<Vec<String>> = entities.iter().map(|(id, _)| twins(id)).collect();
            document.step(at, |tx| {
                entities.iter().zip(&ids).try_for_each(|((_, fields), ids)| {
                    ids.iter()
                        .try_for_each(|id| writing::entity(tx, spec, &map, &orders, id, fields))
                })
            })
        })
    }

    /// Removes an entity from the view. Its fields stay in the document, so that undo brings them
    /// back; an edit that somebody else made meanwhile doesn't.
    pub fn remove(
        &mut self,
        collection: K::Collection,
        id: &str,
        at: DateTime<Utc>,
    ) -> Result<Step, ReportError> {
        let spec = K::spec(collection);
        let id = Self::entity_id(spec, id)?;
        self.guarded(|document| {
            let map = document.maps.get(spec.name).clone();
            let now = Reader::of(&document.doc);
            let shown =
                now.scalar(&map, &Key::of(&id, "gone")) == Some(ScalarValue::Boolean(false));
            if spec.single || !shown {
                return Err(ReportError::NotFound { collection: spec.name, id: id.clone() });
            }
            let ids = K::twins(&now, &document.maps, collection, &id);
            document.step(at, |tx| {
                ids.iter().try_for_each(|id| {
                    let gone = Some(ScalarValue::Boolean(true));
                    writing::register(tx, &map, &Key::of(id, "gone"), gone)
                })
            })
        })
    }

    /// Merges changes that were made elsewhere, in any order; those that are known are passed over.
    ///
    /// Fails with [`ReportError::MissingChanges`] where some build on changes that are neither here
    /// nor among them, with [`ReportError::OtherDocument`] where they are another document's, with
    /// [`ReportError::Damaged`] where they are not what was written; the document is then as before.
    pub fn merge<B: AsRef<[u8]>>(&mut self, changes: &[B]) -> Result<Step, ReportError> {
        if self.broken {
            return Err(broken());
        }
        let before = self.heads();
        let merged = catching(|| {
            let mut merged = self.doc.clone();
            apply(&mut merged, changes)?;
            check_identity::<K>(&merged, &self.maps, self.id)?;
            // What can't be read shows here, before it is taken over.
            let mut seen = self.seen();
            seen.refresh(&merged);
            drop(Self::look(self.id, &merged, &self.maps, &mut seen));
            Ok(merged)
        });
        match merged {
            Ok(merged) => {
                self.doc = merged;
                Ok(Step { before, after: self.heads() })
            }
            Err(error) => {
                self.seen = Mutex::default();
                Err(error)
            }
        }
    }

    /// Returns the changes that were made or merged since the document was made or loaded, or since
    /// the last call; each comes after those that it builds on.
    pub fn take_changes(&mut self) -> Vec<Change> {
        let changes = self.doc.get_changes(&self.taken);
        self.taken = self.doc.get_heads();
        changes
            .into_iter()
            .map(|mut change| Change {
                hash: change.hash().to_string(),
                bytes: change.bytes().into_owned(),
            })
            .collect()
    }

    /// Returns the whole document with its history in one piece, which loads faster than its changes.
    pub fn snapshot(&self) -> Vec<u8> {
        self.doc.save()
    }

    fn entity_id(spec: &'static Spec, id: &str) -> Result<String, ReportError> {
        let wrong = || ReportError::Id { collection: spec.name, id: id.to_owned() };
        spec.id(&crate::text::clean(id)).ok_or_else(wrong)
    }

    /// Reads the document at a state.
    fn at<T>(
        &self,
        heads: &Heads,
        read: impl FnOnce(&Reader<'_, Transaction<'_>>) -> T,
    ) -> Result<T, ReportError> {
        if !self.contains(heads) {
            return Err(ReportError::UnknownHeads);
        }
        catching(|| {
            let mut past = self.doc.clone();
            let tx = past
                .transaction_at(PatchLog::inactive(), heads.hashes())
                .map_err(|error| ReportError::damaged("the reading", error))?;
            Ok(read(&Reader::of(&tx)))
        })
    }

    /// Returns what need not be read again.
    fn seen(&self) -> MutexGuard<'_, Seen<K::View>> {
        let mut seen = self.seen.lock().unwrap_or_else(|poisoned| {
            // A panic while it was read leaves it in doubt.
            let mut seen = PoisonError::into_inner(poisoned);
            *seen = Seen::default();
            self.seen.clear_poison();
            seen
        });
        seen.refresh(&self.doc);
        seen
    }

    fn nothing(&self) -> Step {
        Step { before: self.heads(), after: self.heads() }
    }

    /// Runs an edit; a panic inside Automerge becomes an error and ends the document's use.
    fn guarded<T>(
        &mut self,
        edit: impl FnOnce(&mut Self) -> Result<T, ReportError>,
    ) -> Result<T, ReportError> {
        if self.broken {
            return Err(broken());
        }
        self.broken = true;
        catching(|| {
            let done = edit(self);
            self.broken = false;
            done
        })
    }

    /// Makes a change at the present state.
    fn step(
        &mut self,
        at: DateTime<Utc>,
        write: impl FnOnce(&mut Transaction<'_>) -> Result<(), AutomergeError>,
    ) -> Result<Step, ReportError> {
        let before = self.heads();
        self.transact_at(&before, at, write)?;
        Ok(Step { before, after: self.heads() })
    }

    /// Makes a change that builds on a state and on nothing later; returns its hash, or none when
    /// there was nothing to write.
    fn transact_at(
        &mut self,
        heads: &Heads,
        at: DateTime<Utc>,
        write: impl FnOnce(&mut Transaction<'_>) -> Result<(), AutomergeError>,
    ) -> Result<Option<ChangeHash>, ReportError> {
        let damaged = |error: &dyn Display| ReportError::damaged("the edit", error);
        let mut tx = if *heads == self.heads() {
            self.doc.transaction()
        } else {
            let log = PatchLog::inactive();
            self.doc.transaction_at(log, heads.hashes()).map_err(|error| damaged(&error))?
        };
        write(&mut tx).map_err(|error| damaged(&error))?;
        if tx.pending_ops() == 0 {
            tx.rollback();
            return Ok(None);
        }
        let (hash, _) = tx.commit_with(CommitOptions::default().with_time(at.timestamp()));
        Ok(hash)
    }
}

fn broken() -> ReportError {
    ReportError::Damaged { detail: "an earlier edit failed inside; load it anew".to_owned() }
}

/// Turns a panic into an error. What Automerge left half done is dropped or never used again.
fn catching<T>(run: impl FnOnce() -> Result<T, ReportError>) -> Result<T, ReportError> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let text = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no reason given");
        Err(ReportError::damaged("Automerge stopped", text))
    })
}

/// Applies changes, in any order. All must be whole and all that they build on must be there:
/// Automerge would keep the others in a queue that is never saved.
fn apply<B: AsRef<[u8]>>(doc: &mut Automerge, changes: &[B]) -> Result<(), ReportError> {
    let mut given: BTreeMap<ChangeHash, automerge::Change> = BTreeMap::new();
    let mut in_order = Vec::with_capacity(changes.len());
    for bytes in changes {
        let bytes = bytes.as_ref();
        let change = automerge::Change::try_from(bytes)
            .map_err(|error| ReportError::damaged("a change", error))?;
        // Automerge reads the checksum, bytes 4 to 8, and does not compare it: a flipped bit would
        // pass for another change. It is the beginning of the hash.
        if bytes.get(4..8) != change.hash().0.get(..4) {
            let detail = "a change is not what was written: its checksum differs".to_owned();
            return Err(ReportError::Damaged { detail });
        }
        in_order.push(change.hash());
        given.insert(change.hash(), change);
    }
    let deps: Vec<ChangeHash> =
        given.values().flat_map(|change| change.deps().iter().copied()).collect();
    let missing = doc.get_missing_deps(&deps);
    let missing = missing.iter().filter(|dep| !given.contains_key(dep)).count();
    if missing > 0 {
        return Err(ReportError::MissingChanges { missing });
    }
    // Automerge passes over those that are here already.
    let new: Vec<_> = in_order.iter().filter_map(|hash| given.remove(hash)).collect();
    doc.apply_changes(new).map_err(|error| ReportError::damaged("the changes", error))
}

fn check_identity<K: Kind>(doc: &Automerge, maps: &Maps, id: K::Id) -> Result<(), ReportError> {
    let reader = Reader::of(doc);
    let map = maps.get("identity");
    let expected = [("kind", K::NAME.to_owned()), ("id", id.to_string())];
    for (key, expected) in expected {
        let found = reader.all(map, key);
        if found.is_empty() {
            return Err(ReportError::Damaged { detail: "it does not say which it is".to_owned() });
        }
        for value in found {
            if value.as_str() != Some(expected.as_str()) {
                let found = value.as_str().unwrap_or_default().to_owned();
                return Err(ReportError::OtherDocument { expected, found });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{BlockId, ForumId, ReportId};
    use crate::model::{Block, BlockKind, RichText};
    use serde_json::json;

    fn at() -> DateTime<Utc> {
        DateTime::from_timestamp(1_760_860_800, 0).unwrap()
    }

    fn assert_send_and_sync<T: Send + Sync>(_: &T) {}

    /// A newer version wrote fields, values, kinds and marks that this one doesn't know: they are
    /// not in the view, nothing else is missing from it, and they stay in the document.
    #[test]
    fn what_a_newer_version_wrote_is_left_alone() {
        let mut document = ReportDocument::new(ReportId::from_parts(1, 1), [1; 16], at());
        let id = BlockId::from_parts(1, 1);
        let block = Block { id, kind: BlockKind::Lead, text: RichText::plain("bir iki") };
        let save = BodySave { base: document.heads(), blocks: vec![block], ..BodySave::default() };
        document.save_body(&save, at()).unwrap();
        let [report, body] = ["report", "body"].map(|name| document.maps.get(name).clone());
        let text =
            Reader::of(&document.doc).object(&body, &Key::of(&id.to_string(), "text")).unwrap();
        document
            .step(at(), |tx| {
                tx.put(&report, "mood", "calm")?;
                tx.put(&report, "kind", "poem")?;
                tx.put(&report, "kicker", 5)?;
                tx.put(&report, "headlines/main", "Başlıq")?;
                tx.put(&report, "headlines/sung", 5)?;
                tx.put(&report, "byline/A", "V")?;
                tx.put(&body, Key::of(&id.to_string(), "kind"), "verse")?;
                tx.put(&body, Key::of(&id.to_string(), "metre"), "qəzəl")?;
                let rhyme = automerge::marks::Mark::new("rhyme:1".to_owned(), true, 0, 3);
                tx.mark(&text, rhyme, automerge::marks::ExpandMark::None)
            })
            .unwrap();
        let view = document.view();
        assert_eq!(
            view.about.headlines.into_iter().collect::<Vec<_>>(),
            [("main".into(), "Başlıq".into())]
        );
        assert_eq!(view.about.byline, ["A"]);
        assert_eq!((view.about.kicker, view.body[0].kind), (None, BlockKind::Paragraph));
        assert!(view.body[0].text.marks.is_empty());

        let slug = json!({ "slug": "bir" });
        document.put(ReportCollection::Report, "", slug.as_object().unwrap(), at()).unwrap();
        let mut block = view.body[0].clone();
        block.text = RichText::plain("bir iki üç");
        let save = BodySave { base: document.heads(), blocks: vec![block], ..BodySave::default() };
        document.save_body(&save, at()).unwrap();
        let reader = Reader::of(&document.doc);
        assert_eq!(reader.string(&report, "mood").as_deref(), Some("calm"));
        assert_eq!(
            reader.string(&body, &Key::of(&id.to_string(), "metre")).as_deref(),
            Some("qəzəl")
        );
        assert_eq!(reader.marks(&text).len(), 1);
    }

    #[test]
    fn documents_can_be_shared_between_threads() {
        assert_send_and_sync(&ForumDocument::new(ForumId::from_parts(1, 1), [1; 16], at()));
        assert_send_and_sync(&ReportDocument::new(ReportId::from_parts(1, 1), [1; 16], at()));
    }

    /// After a panic inside, a document takes no more edits: what it holds may be half an edit.
    #[test]
    fn a_panic_inside_is_an_error_and_ends_the_documents_use() {
        let mut document = ReportDocument::new(ReportId::from_parts(1, 1), [1; 16], at());
        let stopped: Result<Step, _> = document.guarded(|_| panic!("as Automerge might"));
        assert_eq!(stopped.unwrap_err().code(), "report.damaged");
        let refused = document.put(ReportCollection::Report, "", &Map::new(), at());
        assert_eq!(refused.unwrap_err().code(), "report.damaged");
        assert_eq!(document.merge::<Vec<u8>>(&[]).unwrap_err().code(), "report.damaged");
    }
}
