//! The report document: its collections, its typed view, saving the body and ordering the gallery.

use std::collections::BTreeSet;

use automerge::transaction::Transactable;
use automerge::{Change, ChangeHash, ObjId, ReadDoc, ScalarValueRef, ValueRef};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::body::{self, BodySave, BodySaved};
use super::forum::{about, listed};
use super::gallery::join_twins;
use super::reading::{Key, Reader};
use super::schema::Spec;
use super::touched::{Texts, Touched};
use super::writing::register;
use super::{Document, Kind, Layout, Maps};
use crate::error::ReportError;
use crate::heads::{Heads, Step};
use crate::ids::{BlockId, PhotoHash, PlacementId, PublicationId, ReportId};
use crate::model::{Block, BlockKind, Listed, Placement, Publication, Report, ReportAbout, Waiver};

/// A report's document.
pub type ReportDocument = Document<OfReport>;

/// Marks a document as a report's.
#[derive(Debug, Clone, Copy)]
pub enum OfReport {}

/// A collection of the report's document. The body is not one: it is saved with
/// [`ReportDocument::save_body`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReportCollection {
    /// The report's own data: one entity, with an empty id.
    Report,
    /// The photos that it shows.
    Placements,
    /// Findings that somebody let pass.
    Waivers,
    /// Publications.
    Publications,
}

static REPORT: Spec = Spec::single::<ReportAbout>("report");
static PLACEMENTS: Spec = Spec::many::<PlacementId, Placement>("placements", None);
static WAIVERS: Spec = Spec::many::<String, Waiver>("waivers", None);
static PUBLICATIONS: Spec = Spec::many::<PublicationId, Publication>("publications", None);

impl Layout for OfReport {
    const NAME: &'static str = "report";

    /// The order is that of the first change, which is the same bytes everywhere: never change it.
    const MAPS: &'static [&'static str] =
        &["identity", "report", "body", "placements", "waivers", "publications"];

    const FACTS: &'static [(&'static str, &'static str)] =
        &[("publications", ""), ("report", "trashed_at")];

    fn spec(collection: ReportCollection) -> &'static Spec {
        match collection {
            ReportCollection::Report => &REPORT,
            ReportCollection::Placements => &PLACEMENTS,
            ReportCollection::Waivers => &WAIVERS,
            ReportCollection::Publications => &PUBLICATIONS,
        }
    }

    fn view<D: ReadDoc>(
        id: ReportId,
        reader: &Reader<'_, D>,
        maps: &Maps,
        texts: &mut Texts,
    ) -> Report {
        let mut conflicts = Vec::new();
        let about = about(reader, &REPORT, maps.get("report"), &mut conflicts);
        let all = placements(reader, maps.get("placements"), &mut conflicts);
        let placements = join_twins(all, &mut conflicts);
        conflicts.retain(|conflict| {
            conflict.collection != PLACEMENTS.name
                || placements.iter().any(|one| one.id.to_string() == conflict.id)
        });
        Report {
            id,
            about,
            body: body::blocks(reader, maps.get("body"), texts),
            placements,
            waivers: listed(reader, &WAIVERS, maps.get("waivers"), &mut conflicts),
            publications: listed(reader, &PUBLICATIONS, maps.get("publications"), &mut conflicts),
            conflicts,
        }
    }

    /// Two people may have added one photo: it shows once, and what is done to it is done to both.
    fn twins<D: ReadDoc>(
        reader: &Reader<'_, D>,
        maps: &Maps,
        collection: ReportCollection,
        id: &str,
    ) -> Vec<String> {
        let mut twins = vec![id.to_owned()];
        if collection != ReportCollection::Placements {
            return twins;
        }
        let map = maps.get("placements");
        let Some(photo) = reader.string(map, &Key::of(id, "photo")) else { return twins };
        let block = reader.string(map, &Key::of(id, "block"));
        for row in reader.rows(map) {
            let key = Key::read(&row.key, false);
            let same = key.field == "photo"
                && key.id != id
                && matches!(&row.value, ValueRef::Scalar(ScalarValueRef::Str(other)) if *other == photo)
                && reader.string(map, &Key::of(&key.id, "block")) == block
                && !reader.is_gone(map, &key.id);
            if same {
                twins.push(key.id.into_owned());
            }
        }
        twins
    }
}

impl Kind for OfReport {
    type Id = ReportId;
    type Collection = ReportCollection;
    type View = Report;
}

/// Reads all placements that are not removed, by order, then id.
fn placements<D: ReadDoc>(
    reader: &Reader<'_, D>,
    map: &ObjId,
    conflicts: &mut Vec<crate::model::Conflict>,
) -> Vec<Listed<PlacementId, Placement>> {
    let mut placements: Vec<Listed<PlacementId, Placement>> =
        listed(reader, &PLACEMENTS, map, conflicts);
    placements.sort_by(|a, b| (&a.entity.order, a.id).cmp(&(&b.entity.order, b.id)));
    placements
}

impl ReportDocument {
    /// Saves what a window changed in the body. It is written at the state that the window made it
    /// from and then merged: a paragraph that the window has not seen is not touched.
    ///
    /// Characters that can't be kept become U+FFFD; marks outside their text are cut.
    pub fn save_body(
        &mut self,
        save: &BodySave,
        at: DateTime<Utc>,
    ) -> Result<BodySaved, ReportError> {
        self.guarded(|document| {
            let before = document.heads();
            let base = document.base_for(save)?;
            let (blocks, cleaned) = body::cleaned(save);
            let body = document.maps.get("body").clone();
            let orders = document.orders.clone();
            let order = save.order.as_deref();
            let hash = document.transact_at(&base, at, |tx| {
                body::write(tx, &body, &orders, &blocks, &save.removed, order)
            })?;
            let heads = document.heads();
            let saved = hash.map_or_else(|| base.clone(), |hash| Heads::new(vec![hash]));
            let as_sent = !cleaned && base == save.base;
            let alone = saved == heads || !document.others_wrote_body_since(&saved);
            let elsewhere = if as_sent && alone && order.is_none() {
                None
            } else {
                let now = document.blocks();
                let same = as_sent
                    && alone
                    && order.is_none_or(|order| now.iter().map(|block| &block.id).eq(order));
                (!same).then_some(now)
            };
            Ok(BodySaved { step: Step { before, after: heads.clone() }, heads, saved, elsewhere })
        })
    }

    fn others_wrote_body_since(&self, saved: &Heads) -> bool {
        let touched = Touched::by(&self.doc.get_changes(saved.hashes()));
        let body = self.maps.get("body");
        // A report has no other texts than those of its blocks.
        !touched.texts.is_empty() || touched.keys.iter().any(|(map, _)| map == body)
    }

    /// Returns the state that a save is written at: its base, and where the window made a block that
    /// its base does not hold yet (the answer to an earlier save was still on its way), the change
    /// that made the block. A second text under the block's key would hide one of the two.
    fn base_for(&self, save: &BodySave) -> Result<Heads, ReportError> {
        if !self.contains(&save.base) {
            return Err(ReportError::UnknownHeads);
        }
        if save.base == self.heads() {
            return Ok(save.base.clone());
        }
        let body = self.maps.get("body");
        let later = self.doc.get_changes(save.base.hashes());
        let later: BTreeSet<ChangeHash> = later.iter().map(Change::hash).collect();
        let ids = save.blocks.iter().map(|block| block.id).chain(save.removed.iter().copied());
        let made_later = ids
            .filter_map(|id| Reader::of(&self.doc).object(body, &Key::of(&id.to_string(), "text")))
            .filter_map(|text| self.doc.hash_for_opid(&text))
            .filter(|hash| later.contains(hash));
        Ok(Heads::new(save.base.hashes().iter().copied().chain(made_later).collect()))
    }

    /// Makes one block read as it did at a state, words, marks and kind, with a new change. A block
    /// that was removed since comes back behind the block that it stood behind, or the nearest one
    /// before that; with it the photo that it showed. A block that is still there keeps its place.
    ///
    /// Fails with [`ReportError::NotFound`] where the report showed no such block then.
    pub fn restore_block(
        &mut self,
        heads: &Heads,
        id: BlockId,
        at: DateTime<Utc>,
    ) -> Result<Step, ReportError> {
        let then = self.blocks_at(heads)?;
        let place = then.iter().position(|block| block.id == id);
        let Some((place, block)) = place.and_then(|place| Some((place, then.get(place)?.clone())))
        else {
            return Err(ReportError::NotFound { collection: "body", id: id.to_string() });
        };
        let mut order: Vec<BlockId> = self.blocks().into_iter().map(|block| block.id).collect();
        let returns = !order.contains(&id);
        if returns {
            let mut before = then.iter().take(place).rev().map(|block| block.id);
            let found = before.find_map(|one| order.iter().position(|here| *here == one));
            order.insert(found.map_or(0, |found| found + 1), id);
        }
        self.guarded(|document| {
            let body = document.maps.get("body").clone();
            let placements = document.maps.get("placements").clone();
            let orders = document.orders.clone();
            let removed = match block.kind {
                BlockKind::Photo { placement } => Some(placement.to_string())
                    .filter(|id| Reader::of(&document.doc).is_gone(&placements, id)),
                _ => None,
            };
            document.step(at, |tx| {
                body::write(
                    tx,
                    &body,
                    &orders,
                    &[block],
                    &[],
                    returns.then_some(order.as_slice()),
                )?;
                match removed {
                    Some(id) => {
                        register(tx, &placements, &Key::of(&id, "gone"), Some(false.into()))
                    }
                    None => Ok(()),
                }
            })
        })
    }

    /// Returns the body as it is shown.
    pub fn blocks(&self) -> Vec<Block> {
        body::blocks(&Reader::of(&self.doc), self.maps.get("body"), &mut self.seen().texts)
    }

    /// Returns the body as it was shown at a state.
    pub fn blocks_at(&self, heads: &Heads) -> Result<Vec<Block>, ReportError> {
        let body = self.maps.get("body");
        self.at(heads, |reader| body::blocks(reader, body, &mut Texts::default()))
    }

    /// Moves a photo of the gallery behind another, or to the front.
    pub fn move_placement(
        &mut self,
        id: PlacementId,
        after: Option<PlacementId>,
        at: DateTime<Utc>,
    ) -> Result<Step, ReportError> {
        self.guarded(|document| {
            let map = document.maps.get("placements").clone();
            let all = placements(&Reader::of(&document.doc), &map, &mut Vec::new());
            let found = |id: PlacementId| {
                let not_found =
                    || ReportError::NotFound { collection: PLACEMENTS.name, id: id.to_string() };
                all.iter().find(|one| one.id == id).ok_or_else(not_found)
            };
            let photo = |one: &Listed<PlacementId, Placement>| -> (Option<PhotoHash>, _) {
                (one.entity.photo.clone(), one.entity.block)
            };
            let moved = photo(found(id)?);
            let target = after.map(&found).transpose()?.map(&photo);
            if target.as_ref() == Some(&moved) {
                return Ok(document.nothing());
            }
            let (moving, staying): (Vec<_>, Vec<_>) = all
                .iter()
                .filter(|one| one.entity.photo.is_some())
                .partition(|one| photo(one) == moved);
            // The first of twins is the one that shows.
            let place = target
                .and_then(|target| staying.iter().position(|one| photo(one) == target))
                .map_or(0, |place| place + 1);
            let (front, back) = staying.split_at(place.min(staying.len()));
            let wanted: Vec<(String, Option<&str>)> = front
                .iter()
                .chain(&moving)
                .chain(back)
                .map(|one| (one.id.to_string(), one.entity.order.as_deref()))
                .collect();
            let wanted: Vec<(&str, Option<&str>)> =
                wanted.iter().map(|(id, order)| (id.as_str(), *order)).collect();
            let moved = document.orders.arrange(&wanted);
            document.step(at, |tx| {
                moved
                    .iter()
                    .try_for_each(|(id, order)| tx.put(&map, Key::of(id, "order"), order.as_str()))
            })
        })
    }
}
