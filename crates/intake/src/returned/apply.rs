//! The changes that were accepted, as one save at the version that was sent.

use std::collections::{BTreeMap, BTreeSet};

use tezis_report::ids::BlockId;
use tezis_report::model::{Block, RichText};
use tezis_report::{BodySave, Heads};

use super::{ReturnedChange, ReturnedKind};

/// What accepted changes come to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Accepted {
    /// The body's save, based on the version that was sent.
    pub save: BodySave,
    /// Fields with their new values.
    pub fields: BTreeMap<String, String>,
}

/// Makes a save out of accepted changes. `sent` is the body that they were found in, `heads` the state
/// that it was read at: saved there, the document merges with what was written since. Changes of
/// blocks that `sent` does not have are passed over.
pub fn apply(sent: &[Block], heads: Heads, accepted: &[ReturnedChange]) -> Accepted {
    let ours: BTreeMap<BlockId, &Block> = sent.iter().map(|block| (block.id, block)).collect();
    let mut result =
        Accepted { save: BodySave { base: heads, ..BodySave::default() }, ..Accepted::default() };
    let mut order: Vec<BlockId> = sent.iter().map(|block| block.id).collect();
    let mut reordered = false;
    // Blocks that were put behind one of ours, so that the next one comes behind them.
    let mut last_behind: BTreeMap<Option<BlockId>, BlockId> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for change in accepted.iter().filter(|change| seen.insert(change.id.as_str())) {
        if change.kind == ReturnedKind::Field {
            let field = change.field.clone().zip(change.theirs.clone());
            result.fields.extend(field.map(|(name, text)| (name, text.text)));
            continue;
        }
        let Some(id) = change.block else { continue };
        let block = ours.get(&id);
        let theirs = change.theirs.clone();
        match (change.kind, block) {
            (ReturnedKind::Removed, Some(_)) => {
                result.save.removed.push(id);
                order.retain(|one| *one != id);
                reordered = true;
            }
            (ReturnedKind::Changed, Some(block)) => {
                result.save.blocks.extend(theirs.and_then(|text| written(block, change, text)));
            }
            (ReturnedKind::Moved, Some(block)) => {
                result.save.blocks.extend(theirs.and_then(|text| written(block, change, text)));
                order.retain(|one| *one != id);
                put(&mut order, &mut last_behind, change.after, id);
                reordered = true;
            }
            (ReturnedKind::Added, None) => {
                let Some(text) = theirs else { continue };
                let kind = change.block_kind.unwrap_or_default();
                result.save.blocks.push(Block { id, kind, text });
                put(&mut order, &mut last_behind, change.after, id);
                reordered = true;
            }
            _ => {}
        }
    }
    result.save.order = reordered.then_some(order);
    result
}

/// Returns the block as it is to be written, unless it is so already.
fn written(block: &Block, change: &ReturnedChange, text: RichText) -> Option<Block> {
    let wanted = Block { id: block.id, kind: change.block_kind.unwrap_or(block.kind), text };
    (wanted != *block).then_some(wanted)
}

fn put(
    order: &mut Vec<BlockId>,
    last_behind: &mut BTreeMap<Option<BlockId>, BlockId>,
    after: Option<BlockId>,
    id: BlockId,
) {
    let behind = last_behind.insert(after, id).or(after);
    let place = behind.and_then(|behind| order.iter().position(|one| *one == behind));
    order.insert(place.map_or(0, |place| place + 1), id);
}
