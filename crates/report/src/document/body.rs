//! The body: a flat map of blocks, one Automerge text a block. Keys: `<block>/kind`, `level`,
//! `ordered`, `session`, `placement`, `order`, `gone` are registers, `<block>/text` is the text,
//! made with the block.
//!
//! Deleting empties the text and sets `gone`: a block shows while it isn't gone or holds text, so
//! what a colleague typed into it at that time is not lost. Moving writes the order alone.

use std::collections::{BTreeMap, BTreeSet};

use automerge::transaction::Transactable;
use automerge::{AutomergeError, ObjId, ObjType, ReadDoc, ScalarValue, ScalarValueRef, ValueRef};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::marks;
use super::reading::{Key, Reader};
use super::touched::Texts;
use super::writing::{register, splice};
use crate::heads::{Heads, Step};
use crate::ids::BlockId;
use crate::model::{Block, BlockKind, RichText};
use crate::order::Orders;
use crate::text::clean;

/// What a window changed in a report's body since it last knew the document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct BodySave {
    /// The state that the window's text was made from: the heads of what it loaded, or
    /// [`BodySaved::saved`] while it has not yet shown [`BodySaved::elsewhere`].
    pub base: Heads,
    /// New and changed blocks, whole.
    pub blocks: Vec<Block>,
    /// Blocks that the window no longer has.
    pub removed: Vec<BlockId>,
    /// All blocks as the window shows them, in order; given when blocks came, went or moved.
    pub order: Option<Vec<BlockId>>,
}

/// What became of a window's save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BodySaved {
    /// The step that the save made.
    pub step: Step,
    /// The document's state now: what it holds when `elsewhere` has been shown.
    pub heads: Heads,
    /// The state that holds what the window sent and nothing that it has not seen. Until the window
    /// shows `elsewhere`, its next save is based on this one.
    pub saved: Heads,
    /// The whole body, where it may differ from what the window shows: somebody else wrote too, the
    /// window left a block out, or characters that can't be kept were replaced.
    pub elsewhere: Option<Vec<Block>>,
}

/// A block as it is stored.
#[derive(Debug, Default)]
struct Stored {
    kind: Option<String>,
    level: Option<u8>,
    ordered: bool,
    session: Option<String>,
    placement: Option<String>,
    order: Option<String>,
    gone: bool,
    text: Option<ObjId>,
}

impl Stored {
    fn kind(&self) -> BlockKind {
        match self.kind.as_deref() {
            Some("lead") => BlockKind::Lead,
            Some("heading") => BlockKind::Heading { level: self.level.unwrap_or(2).clamp(2, 4) },
            Some("list_item") => {
                BlockKind::ListItem { ordered: self.ordered, level: self.level.unwrap_or(0) }
            }
            Some("quotation") => BlockKind::Quotation,
            Some("panel") => {
                let session = self.session.as_deref().and_then(|id| id.parse().ok());
                BlockKind::Panel { session }
            }
            Some("photo") => match self.placement.as_deref().and_then(|id| id.parse().ok()) {
                Some(placement) => BlockKind::Photo { placement },
                None => BlockKind::Paragraph,
            },
            Some("embed") => BlockKind::Embed,
            Some("box") => BlockKind::Box,
            Some("note") => BlockKind::Note,
            // Also the kinds of a newer version: their words show, and the kind stays stored.
            _ => BlockKind::Paragraph,
        }
    }
}

/// Reads the stored blocks, by id.
fn stored<D: ReadDoc>(reader: &Reader<'_, D>, body: &ObjId) -> BTreeMap<String, Stored> {
    let mut blocks: BTreeMap<String, Stored> = BTreeMap::new();
    for row in reader.rows(body) {
        let key = Key::read(&row.key, false);
        if !blocks.contains_key(key.id.as_ref()) {
            blocks.insert(key.id.to_string(), Stored::default());
        }
        let Some(block) = blocks.get_mut(key.id.as_ref()) else { continue };
        match (key.field.as_ref(), &row.value) {
            ("text", ValueRef::Object(_)) => block.text = Some(row.id()),
            ("kind", ValueRef::Scalar(ScalarValueRef::Str(s))) => block.kind = Some(s.to_string()),
            ("session", ValueRef::Scalar(ScalarValueRef::Str(s))) => {
                block.session = Some(s.to_string());
            }
            ("placement", ValueRef::Scalar(ScalarValueRef::Str(s))) => {
                block.placement = Some(s.to_string());
            }
            ("order", ValueRef::Scalar(ScalarValueRef::Str(s))) => {
                block.order = Some(s.to_string());
            }
            ("level", ValueRef::Scalar(ScalarValueRef::Int(n))) => {
                block.level = u8::try_from(*n).ok();
            }
            ("ordered", ValueRef::Scalar(ScalarValueRef::Boolean(b))) => block.ordered = *b,
            ("gone", ValueRef::Scalar(ScalarValueRef::Boolean(b))) => block.gone = *b,
            _ => {}
        }
    }
    blocks
}

/// Reads the body as it is shown.
pub(crate) fn blocks<D: ReadDoc>(
    reader: &Reader<'_, D>,
    body: &ObjId,
    texts: &mut Texts,
) -> Vec<Block> {
    let mut shown: Vec<(String, String, Block)> = stored(reader, body)
        .into_iter()
        .filter_map(|(id, stored)| {
            let text =
                stored.text.as_ref().map(|text| texts.read(reader, text)).unwrap_or_default();
            if stored.gone && text.text.is_empty() {
                return None;
            }
            let block = Block { id: id.parse().ok()?, kind: stored.kind(), text };
            Some((stored.order.unwrap_or_default(), id, block))
        })
        .collect();
    shown.sort_by(|(order, id, _), (other_order, other_id, _)| {
        (order, id).cmp(&(other_order, other_id))
    });
    shown.into_iter().map(|(_, _, block)| block).collect()
}

/// Reads a text with its marks.
pub(crate) fn rich_text<D: ReadDoc>(reader: &Reader<'_, D>, text: &ObjId) -> RichText {
    marks::rich_text(&reader.pieces(text))
}

/// Turns a text with its marks into another.
pub(crate) fn set_rich_text<T: Transactable>(
    tx: &mut T,
    text: &ObjId,
    wanted: &RichText,
) -> Result<(), AutomergeError> {
    let old = Reader::of(tx).text(text);
    splice(tx, text, &old, &wanted.text)?;
    marks::set(tx, text, &wanted.marks)
}

/// Returns a save with texts and marks as they can be kept, and whether that changed any.
pub(crate) fn cleaned(save: &BodySave) -> (Vec<Block>, bool) {
    let blocks: Vec<Block> = save
        .blocks
        .iter()
        .map(|block| {
            let text = clean(&block.text.text).into_owned();
            let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            let marks = marks::normal(block.text.marks.clone(), length);
            Block { id: block.id, kind: block.kind, text: RichText { text, marks } }
        })
        .collect();
    let differs = blocks != save.blocks;
    (blocks, differs)
}

/// Writes what the window changed, in a transaction at the state that it was made from.
pub(crate) fn write<T: Transactable>(
    tx: &mut T,
    body: &ObjId,
    orders: &Orders,
    blocks: &[Block],
    removed: &[BlockId],
    order: Option<&[BlockId]>,
) -> Result<(), AutomergeError> {
    let mut fresh = Vec::new();
    for block in blocks {
        if write_block(tx, body, block)? {
            fresh.push(block.id);
        }
    }
    for id in removed {
        remove_block(tx, body, &id.to_string())?;
    }
    let placed: BTreeSet<BlockId> = order.unwrap_or_default().iter().copied().collect();
    let unplaced: Vec<BlockId> = fresh.into_iter().filter(|id| !placed.contains(id)).collect();
    if order.is_none() && unplaced.is_empty() {
        return Ok(());
    }
    let present = stored(&Reader::of(tx), body);
    let mut seen = BTreeSet::new();
    let mut wanted: Vec<String> = match order {
        Some(order) => order.iter().map(ToString::to_string).collect(),
        None => in_order(&present),
    };
    wanted.extend(unplaced.iter().map(ToString::to_string));
    wanted.retain(|id| present.contains_key(id) && seen.insert(id.clone()));
    let keyed: Vec<(&str, Option<&str>)> = wanted
        .iter()
        .map(|id| (id.as_str(), present.get(id).and_then(|block| block.order.as_deref())))
        .collect();
    for (id, key) in orders.arrange(&keyed) {
        tx.put(body, Key::of(&id, "order"), key)?;
    }
    Ok(())
}

fn in_order(present: &BTreeMap<String, Stored>) -> Vec<String> {
    let mut placed: Vec<(&str, &String)> = present
        .iter()
        .filter_map(|(id, block)| block.order.as_deref().map(|order| (order, id)))
        .collect();
    placed.sort_unstable();
    placed.into_iter().map(|(_, id)| id.clone()).collect()
}

/// Writes a block; returns whether it is new.
fn write_block<T: Transactable>(
    tx: &mut T,
    body: &ObjId,
    block: &Block,
) -> Result<bool, AutomergeError> {
    let id = block.id.to_string();
    let (kind, details) = registers(block.kind);
    register(tx, body, &Key::of(&id, "gone"), Some(ScalarValue::Boolean(false)))?;
    register(tx, body, &Key::of(&id, "kind"), Some(kind.into()))?;
    for (field, value) in details {
        register(tx, body, &Key::of(&id, field), value)?;
    }
    let key = Key::of(&id, "text");
    let (text, fresh) = match Reader::of(tx).object(body, &key) {
        Some(text) => (text, false),
        None => (tx.put_object(body, &key, ObjType::Text)?, true),
    };
    set_rich_text(tx, &text, &block.text)?;
    Ok(fresh)
}

/// A register of a block with its value.
type Detail = (&'static str, Option<ScalarValue>);

fn registers(kind: BlockKind) -> (&'static str, Vec<Detail>) {
    let level = |level: u8| ("level", Some(ScalarValue::Int(i64::from(level))));
    match kind {
        BlockKind::Lead => ("lead", Vec::new()),
        BlockKind::Paragraph => ("paragraph", Vec::new()),
        BlockKind::Heading { level: depth } => ("heading", vec![level(depth)]),
        BlockKind::ListItem { ordered, level: depth } => {
            ("list_item", vec![level(depth), ("ordered", Some(ScalarValue::Boolean(ordered)))])
        }
        BlockKind::Quotation => ("quotation", Vec::new()),
        BlockKind::Panel { session } => {
            ("panel", vec![("session", session.map(|id| ScalarValue::Str(id.to_string().into())))])
        }
        BlockKind::Photo { placement } => {
            ("photo", vec![("placement", Some(ScalarValue::Str(placement.to_string().into())))])
        }
        BlockKind::Embed => ("embed", Vec::new()),
        BlockKind::Box => ("box", Vec::new()),
        BlockKind::Note => ("note", Vec::new()),
    }
}

/// Removes a block: its text goes as one saw it, what others type into it meanwhile stays.
fn remove_block<T: Transactable>(tx: &mut T, body: &ObjId, id: &str) -> Result<(), AutomergeError> {
    let Some(text) = Reader::of(tx).object(body, &Key::of(id, "text")) else { return Ok(()) };
    register(tx, body, &Key::of(id, "gone"), Some(ScalarValue::Boolean(true)))?;
    set_rich_text(tx, &text, &RichText::default())
}
