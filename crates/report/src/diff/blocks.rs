//! Comparing two bodies block by block. Blocks are the same by their ids, whatever they say.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Piece, pieces};
use crate::ids::BlockId;
use crate::model::Block;
use crate::order::longest_run;

/// What became of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BlockChangeKind {
    /// Nothing.
    Same,
    /// Other words, other marks, or another kind.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere; its words may differ as well.
    Moved,
}

/// A block of a body that was compared with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BlockChange {
    /// What became of it.
    pub kind: BlockChangeKind,
    /// Which block.
    pub block: BlockId,
    /// The block before; none where it is new.
    pub before: Option<Block>,
    /// The block after; none where it is gone.
    pub after: Option<Block>,
    /// Its words before and after, word by word.
    pub pieces: Vec<Piece>,
    /// Whether it became a block of another kind.
    pub kind_changed: bool,
    /// Whether its words are marked in another way, as far as they are the same.
    pub marks_changed: bool,
}

/// Says of each thing in a row, given its former place, whether it can be said to have stayed: the
/// others are the fewest that must have moved. A thing without a former place has not stayed.
pub fn in_place(former: &[Option<usize>]) -> Vec<bool> {
    longest_run(former)
}

/// Compares two bodies. The changes come in the order of the later body; a block that is gone comes
/// behind the block that it stood behind. As few blocks as possible count as moved.
pub fn blocks(before: &[Block], after: &[Block]) -> Vec<BlockChange> {
    let places: BTreeMap<BlockId, usize> =
        before.iter().enumerate().rev().map(|(place, block)| (block.id, place)).collect();
    let former: Vec<Option<usize>> =
        after.iter().map(|block| places.get(&block.id).copied()).collect();
    let stayed = in_place(&former);
    let mut gone = Gone::of(before, &former, &stayed);
    let mut changes = gone.behind(None);
    for ((block, former), stayed) in after.iter().zip(&former).zip(&stayed) {
        let was = former.and_then(|place| before.get(place));
        changes.push(match was {
            Some(was) => compared(was, block, *stayed),
            None => one_sided(BlockChangeKind::Added, block),
        });
        if *stayed {
            changes.extend(gone.behind(*former));
        }
    }
    changes
}

fn compared(before: &Block, after: &Block, stayed: bool) -> BlockChange {
    let marks = super::carry_marks(&before.text, &after.text.text);
    let marks_changed = marks != after.text.marks;
    let kind_changed = before.kind != after.kind;
    let kind = match (stayed, before == after) {
        (false, _) => BlockChangeKind::Moved,
        (true, true) => BlockChangeKind::Same,
        (true, false) => BlockChangeKind::Changed,
    };
    BlockChange {
        kind,
        block: after.id,
        pieces: pieces(&before.text.text, &after.text.text),
        kind_changed,
        marks_changed,
        before: Some(before.clone()),
        after: Some(after.clone()),
    }
}

fn one_sided(kind: BlockChangeKind, block: &Block) -> BlockChange {
    let added = kind == BlockChangeKind::Added;
    let (before, after) =
        if added { ("", block.text.text.as_str()) } else { (block.text.text.as_str(), "") };
    BlockChange {
        kind,
        block: block.id,
        pieces: pieces(before, after),
        kind_changed: false,
        marks_changed: false,
        before: (!added).then(|| block.clone()),
        after: added.then(|| block.clone()),
    }
}

/// The blocks that are gone, by the place of the last block before them that stayed.
struct Gone<'a>(BTreeMap<Option<usize>, Vec<&'a Block>>);

impl<'a> Gone<'a> {
    fn of(before: &'a [Block], former: &[Option<usize>], stayed: &[bool]) -> Self {
        let here: BTreeSet<usize> = former.iter().flatten().copied().collect();
        let kept: BTreeSet<usize> = former
            .iter()
            .zip(stayed)
            .filter_map(|(place, stayed)| place.filter(|_| *stayed))
            .collect();
        let mut gone: BTreeMap<Option<usize>, Vec<&Block>> = BTreeMap::new();
        let mut last = None;
        for (place, block) in before.iter().enumerate() {
            if kept.contains(&place) {
                last = Some(place);
            } else if !here.contains(&place) {
                gone.entry(last).or_default().push(block);
            }
        }
        Self(gone)
    }

    fn behind(&mut self, place: Option<usize>) -> Vec<BlockChange> {
        let gone = self.0.remove(&place).unwrap_or_default();
        gone.into_iter().map(|block| one_sided(BlockChangeKind::Removed, block)).collect()
    }
}
