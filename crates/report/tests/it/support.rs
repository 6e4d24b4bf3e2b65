//! Ids, actors and small edits for the tests.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use tezis_report::ids::{BlockId, ForumId, PhotoHash, PlacementId, ReportId};
use tezis_report::model::{Block, BlockKind, RichText};
use tezis_report::{BodySave, BodySaved, Change, ForumDocument, Heads, ReportDocument};

pub(crate) fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_760_860_800, 0).unwrap()
}

pub(crate) fn actor(n: u8) -> [u8; 16] {
    // Spread, so that the tags of writers, which are cut from the actor, differ.
    std::array::from_fn(|at| n.wrapping_mul(37).wrapping_add(u8::try_from(at).unwrap() * 11))
}

pub(crate) fn report_id() -> ReportId {
    ReportId::from_parts(1, 1)
}

pub(crate) fn forum_id() -> ForumId {
    ForumId::from_parts(1, 2)
}

pub(crate) fn block_id(n: u64) -> BlockId {
    BlockId::from_parts(2, u128::from(n))
}

pub(crate) fn placement_id(n: u64) -> PlacementId {
    PlacementId::from_parts(3, u128::from(n))
}

pub(crate) fn photo(n: u8) -> PhotoHash {
    PhotoHash::from_digest([n; 32])
}

pub(crate) fn report() -> ReportDocument {
    ReportDocument::new(report_id(), actor(1), at())
}

pub(crate) fn forum() -> ForumDocument {
    ForumDocument::new(forum_id(), actor(1), at())
}

/// Another laptop's copy, by the whole history.
pub(crate) fn copy(of: &ReportDocument, n: u8) -> ReportDocument {
    ReportDocument::load::<Vec<u8>>(of.id(), Some(&of.snapshot()), &[], actor(n)).unwrap()
}

pub(crate) fn forum_copy(of: &ForumDocument, n: u8) -> ForumDocument {
    ForumDocument::load::<Vec<u8>>(of.id(), Some(&of.snapshot()), &[], actor(n)).unwrap()
}

pub(crate) fn bytes(changes: &[Change]) -> Vec<Vec<u8>> {
    changes.iter().map(|change| change.bytes.clone()).collect()
}

pub(crate) fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        other => panic!("not an object: {other}"),
    }
}

pub(crate) fn paragraph(id: BlockId, text: &str) -> Block {
    Block { id, kind: BlockKind::Paragraph, text: RichText::plain(text) }
}

/// Saves as a window does that has just seen everything.
pub(crate) fn save(document: &mut ReportDocument, blocks: Vec<Block>) -> BodySaved {
    let base = document.heads();
    save_at(document, base, blocks, None)
}

pub(crate) fn save_at(
    document: &mut ReportDocument,
    base: Heads,
    blocks: Vec<Block>,
    order: Option<Vec<BlockId>>,
) -> BodySaved {
    document.save_body(&BodySave { base, blocks, removed: Vec::new(), order }, at()).unwrap()
}

/// Saves a new order of the blocks.
pub(crate) fn reorder(document: &mut ReportDocument, order: Vec<BlockId>) -> BodySaved {
    let base = document.heads();
    save_at(document, base, Vec::new(), Some(order))
}

pub(crate) fn remove_block(document: &mut ReportDocument, id: BlockId) -> BodySaved {
    let base = document.heads();
    let order = document.blocks().into_iter().map(|block| block.id).filter(|other| *other != id);
    let save =
        BodySave { base, blocks: Vec::new(), removed: vec![id], order: Some(order.collect()) };
    document.save_body(&save, at()).unwrap()
}

pub(crate) fn texts(document: &ReportDocument) -> Vec<String> {
    document.blocks().into_iter().map(|block| block.text.text).collect()
}

pub(crate) fn order(document: &ReportDocument) -> Vec<BlockId> {
    document.blocks().into_iter().map(|block| block.id).collect()
}

/// Brings each of two copies what the other wrote since the last exchange.
pub(crate) fn exchange(a: &mut ReportDocument, b: &mut ReportDocument) {
    let (from_a, from_b) = (bytes(&a.take_changes()), bytes(&b.take_changes()));
    a.merge(&from_b).unwrap();
    b.merge(&from_a).unwrap();
    a.take_changes();
    b.take_changes();
}

pub(crate) fn exchange_forums(a: &mut ForumDocument, b: &mut ForumDocument) {
    let (from_a, from_b) = (bytes(&a.take_changes()), bytes(&b.take_changes()));
    a.merge(&from_b).unwrap();
    b.merge(&from_a).unwrap();
    a.take_changes();
    b.take_changes();
}
