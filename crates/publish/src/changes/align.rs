//! Which part of a text was which: by the report's blocks, else by the same words, else by likeness.

use std::collections::{BTreeMap, BTreeSet};

use tezis_report::diff::{BlockChangeKind, in_place, pieces};
use tezis_report::ids::BlockId;

use super::BlockChange;
use crate::body::Part;

/// From which share of common words two parts count as one that was changed.
const ALIKE: f64 = 0.5;

/// The most pairs whose likeness is looked at; beyond it what has no block's id is new.
const MAX_PAIRS: usize = 250_000;

/// Returns the parts as they are now and what became of them, with those that are gone behind the
/// part that stood before them.
pub(super) fn blocks(old: &[Part], new: &[Part]) -> Vec<BlockChange> {
    let former = former(old, new);
    let stayed = in_place(&former);
    let here: BTreeSet<usize> = former.iter().flatten().copied().collect();
    let mut gone = old.iter().enumerate().filter(|(was, _)| !here.contains(was)).peekable();
    let mut changes: Vec<BlockChange> = Vec::new();
    for ((part, former), stayed) in new.iter().zip(&former).zip(&stayed) {
        if let Some(former) = former.filter(|_| *stayed) {
            while let Some((_, part)) = gone.next_if(|(was, _)| *was < former) {
                changes.push(removed(part));
            }
        }
        changes.push(change(former.and_then(|was| old.get(was)), part, *stayed));
    }
    changes.extend(gone.map(|(_, part)| removed(part)));
    changes
}

fn change(before: Option<&Part>, part: &Part, stays: bool) -> BlockChange {
    let same = before.is_some_and(|before| before.html == part.html && before.level == part.level);
    let kind = match before {
        None => BlockChangeKind::Added,
        Some(_) if !stays => BlockChangeKind::Moved,
        Some(_) if same => BlockChangeKind::Same,
        Some(_) => BlockChangeKind::Changed,
    };
    let words = before.map(|before| before.plain.clone());
    BlockChange {
        kind,
        block: part.block,
        pieces: pieces(words.as_deref().unwrap_or_default(), &part.plain),
        before: words,
        after: Some(part.plain.clone()),
        html: Some(part.html.clone()),
    }
}

fn removed(part: &Part) -> BlockChange {
    BlockChange {
        kind: BlockChangeKind::Removed,
        block: part.block,
        before: Some(part.plain.clone()),
        after: None,
        html: None,
        pieces: pieces(&part.plain, ""),
    }
}

/// Returns for each part where it stood.
fn former(old: &[Part], new: &[Part]) -> Vec<Option<usize>> {
    let mut former: Vec<Option<usize>> = vec![None; new.len()];
    let mut free: BTreeSet<usize> = (0..old.len()).collect();
    let mut take = |index: usize, was: usize, free: &mut BTreeSet<usize>| {
        free.remove(&was);
        if let Some(place) = former.get_mut(index) {
            *place = Some(was);
        }
    };
    let by_block: BTreeMap<BlockId, usize> =
        old.iter().enumerate().rev().filter_map(|(was, part)| Some((part.block?, was))).collect();
    let mut open: Vec<usize> = Vec::new();
    for (index, part) in new.iter().enumerate() {
        let was = part.block.and_then(|block| by_block.get(&block));
        match was.copied().filter(|was| free.contains(was)) {
            Some(was) => take(index, was, &mut free),
            None => open.push(index),
        }
    }
    let words = |part: &Part| -> BTreeSet<String> {
        tezis_lang::words(&part.plain).map(|word| tezis_lang::fold(word.text)).collect()
    };
    // First those that say exactly the same, so that no likeness takes their place.
    open.retain(|&index| {
        let part = new.get(index);
        let same =
            |was: &&usize| old.get(**was).map(|was| &was.html) == part.map(|part| &part.html);
        match free.iter().find(same).copied() {
            Some(was) => {
                take(index, was, &mut free);
                false
            }
            None => true,
        }
    });
    if open.len().saturating_mul(free.len()) > MAX_PAIRS {
        return former;
    }
    let old_words: BTreeMap<usize, BTreeSet<String>> =
        free.iter().filter_map(|&was| Some((was, words(old.get(was)?)))).collect();
    for index in open {
        let Some(now) = new.get(index).map(&words) else { continue };
        let alike = free
            .iter()
            .map(|&was| (was, old_words.get(&was).map_or(0.0, |before| likeness(before, &now))));
        let best = alike.fold((0, 0.0), |best, next| if next.1 > best.1 { next } else { best });
        if best.1 >= ALIKE {
            take(index, best.0, &mut free);
        }
    }
    former
}

/// The share of common words, 0 to 1 (Dice).
fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let both = a.intersection(b).count();
    let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if a.is_empty() && b.is_empty() { 0.0 } else { 2.0 * count(both) / count(a.len() + b.len()) }
}
