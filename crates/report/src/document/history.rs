//! The history: all changes in one order, and the versions that a person sees in it. Only what each
//! change says about itself is read, never its operations: thousands of changes cost milliseconds.
//!
//! Which versions were published, their words and their names are the desk's.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::time::Duration;

use automerge::{ActorId, ChangeHash};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CONTAINERS, Document, Kind};
use crate::heads::Heads;

/// One change of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The change's hash: 64 lower-case hexadecimal digits.
    pub hash: String,
    /// When it was made, to the second, by the clock of whoever made it.
    pub at: DateTime<Utc>,
    /// Who made it: a number by the order in which they first wrote. Each opening of a document
    /// writes under a new one, so one person may have many.
    pub writer: usize,
}

/// A state of a document that a person may want back: where writing paused, or what was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Version {
    /// The state.
    pub heads: Heads,
    /// When the first of its changes was made.
    #[ts(type = "string")]
    pub from: DateTime<Utc>,
    /// When the last of its changes was made.
    #[ts(type = "string")]
    pub to: DateTime<Utc>,
    /// How many changes it has more than the version before it.
    pub changes: usize,
    /// The fewest people who can have made these changes: two of whom neither wrote only after the
    /// other.
    pub authors: usize,
}

/// A change as the grouping sees it. Places are those in the list of all changes.
struct Node {
    hash: ChangeHash,
    at: DateTime<Utc>,
    writer: usize,
    builds_on: Vec<usize>,
}

impl<K: Kind> Document<K> {
    /// Returns the document's changes, each behind those that it builds on, else by time: the same
    /// order in every copy. The change that all documents begin with is not among them.
    pub fn history(&self) -> Vec<Moment> {
        let nodes = self.nodes();
        let mut writers = BTreeMap::new();
        in_order(&nodes, &vec![0; nodes.len()])
            .into_iter()
            .filter_map(|place| nodes.get(place))
            .map(|node| {
                let next = writers.len();
                let writer = *writers.entry(node.writer).or_insert(next);
                Moment { hash: node.hash.to_string(), at: node.at, writer }
            })
            .collect()
    }

    /// Returns the versions of the document, the first one first: a version ends where nothing was
    /// written for longer than `pause`, and at each of the states in `marks`, whose heads it then
    /// has exactly. A state that this copy has not seen is passed over.
    ///
    /// Of branches that were merged later, a version holds what had been written on all of them by
    /// then; what only arrived after a mark comes behind it, however early it was written.
    pub fn versions(&self, pause: Duration, marks: &[Heads]) -> Vec<Version> {
        let nodes = self.nodes();
        let marks = self.known(marks, &nodes);
        let mut runs = vec![marks.len(); nodes.len()];
        for (run, (_, past)) in marks.iter().enumerate().rev() {
            for place in past {
                runs.get_mut(*place).into_iter().for_each(|slot| *slot = run);
            }
        }
        let order = in_order(&nodes, &runs);
        let lives = lives(&nodes, &order);
        let mut grouping = Grouping { versions: Vec::new(), heads: BTreeSet::new(), open: None };
        let mut order = order.into_iter().peekable();
        for run in 0..=marks.len() {
            let here = |place: &usize| runs.get(*place) == Some(&run);
            while let Some(node) = order.next_if(here).and_then(|place| nodes.get(place)) {
                grouping.take(node, &nodes, pause, &lives);
            }
            match marks.get(run) {
                Some((mark, past)) => {
                    let at = past.iter().filter_map(|place| nodes.get(*place)).map(|node| node.at);
                    grouping.end_at(mark, at.max().unwrap_or_default(), &lives);
                }
                None => grouping.end(&lives),
            }
        }
        grouping.versions
    }

    /// The marks that this copy has seen, each once, with the places of all changes up to it; a mark
    /// comes behind those that it builds on.
    fn known<'m>(&self, marks: &'m [Heads], nodes: &[Node]) -> Vec<(&'m Heads, Vec<usize>)> {
        let places: BTreeMap<ChangeHash, usize> =
            nodes.iter().enumerate().map(|(place, node)| (node.hash, place)).collect();
        let mut known: Vec<(&Heads, Vec<usize>)> = Vec::new();
        for mark in marks {
            if mark.is_empty() || !self.contains(mark) || known.iter().any(|(one, _)| *one == mark)
            {
                continue;
            }
            let mut seen = vec![false; nodes.len()];
            let mut past = Vec::new();
            let mut left: Vec<usize> =
                mark.hashes().iter().filter_map(|hash| places.get(hash).copied()).collect();
            while let Some(place) = left.pop() {
                if seen.get_mut(place).is_some_and(|seen| !std::mem::replace(seen, true)) {
                    past.push(place);
                    left.extend(nodes.get(place).iter().flat_map(|node| &node.builds_on));
                }
            }
            if !past.is_empty() {
                known.push((mark, past));
            }
        }
        known.sort_by_key(|(_, past)| past.len());
        known
    }

    /// The first change, which is the same in every document and nobody's, is left out.
    fn nodes(&self) -> Vec<Node> {
        let mut places = BTreeMap::new();
        let mut writers = BTreeMap::new();
        let mut nodes = Vec::new();
        for change in self.doc.get_changes_meta(&[]) {
            if change.actor.to_bytes() == CONTAINERS {
                continue;
            }
            let next = writers.len();
            let writer = *writers.entry(opened_by(&change.actor)).or_insert(next);
            places.insert(change.hash, nodes.len());
            nodes.push(Node {
                hash: change.hash,
                at: DateTime::from_timestamp(change.timestamp, 0).unwrap_or_default(),
                writer,
                builds_on: change.deps.iter().filter_map(|dep| places.get(dep).copied()).collect(),
            });
        }
        nodes
    }
}

/// Returns the actor of the opening that a change was made in. What is written at a state that is not
/// the latest (a window saves what it saw) is written by an actor of its own, made by Automerge of the
/// opening's: that one stands at its end.
fn opened_by(actor: &ActorId) -> Vec<u8> {
    let bytes = actor.to_bytes();
    let own = bytes.len().saturating_sub(CONTAINERS.len());
    bytes.get(own..).unwrap_or_default().to_vec()
}

/// Returns the places of the changes by run, each behind those that it builds on, else by time.
fn in_order(nodes: &[Node], runs: &[usize]) -> Vec<usize> {
    let mut waiting: Vec<usize> = nodes.iter().map(|node| node.builds_on.len()).collect();
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    let mut ready = BinaryHeap::new();
    let key = |place: usize| {
        let run = runs.get(place).copied().unwrap_or_default();
        nodes.get(place).map(|node| Reverse((run, node.at, node.hash, place)))
    };
    for (place, node) in nodes.iter().enumerate() {
        for before in &node.builds_on {
            followers.get_mut(*before).into_iter().for_each(|list| list.push(place));
        }
        if node.builds_on.is_empty() {
            ready.extend(key(place));
        }
    }
    let mut order = Vec::with_capacity(nodes.len());
    while let Some(Reverse((.., place))) = ready.pop() {
        order.push(place);
        for follower in followers.get(place).into_iter().flatten() {
            let Some(count) = waiting.get_mut(*follower) else { continue };
            *count = count.saturating_sub(1);
            if *count == 0 {
                ready.extend(key(*follower));
            }
        }
    }
    order
}

/// Returns from when to when each writer wrote, as positions in the order.
fn lives(nodes: &[Node], order: &[usize]) -> BTreeMap<usize, (usize, usize)> {
    let mut lives: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (position, node) in order.iter().filter_map(|place| nodes.get(*place)).enumerate() {
        lives.entry(node.writer).or_insert((position, position)).1 = position;
    }
    lives
}

/// The versions so far, and the one that changes are being added to.
struct Grouping {
    versions: Vec<Version>,
    heads: BTreeSet<ChangeHash>,
    open: Option<Open>,
}

/// A version that is not ended.
struct Open {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    changes: usize,
    writers: BTreeSet<usize>,
}

impl Grouping {
    fn take(
        &mut self,
        node: &Node,
        nodes: &[Node],
        pause: Duration,
        lives: &BTreeMap<usize, (usize, usize)>,
    ) {
        // A change that arrived late, or a clock that is wrong, may be earlier than the one before.
        let pause = chrono::TimeDelta::from_std(pause).unwrap_or(chrono::TimeDelta::MAX);
        let apart = |open: &Open| node.at - open.to > pause || open.from - node.at > pause;
        if self.open.as_ref().is_some_and(apart) {
            self.end(lives);
        }
        for before in &node.builds_on {
            if let Some(before) = nodes.get(*before) {
                self.heads.remove(&before.hash);
            }
        }
        self.heads.insert(node.hash);
        let (from, to) = (node.at, node.at);
        let fresh = || Open { from, to, changes: 0, writers: BTreeSet::new() };
        let open = self.open.get_or_insert_with(fresh);
        open.from = open.from.min(node.at);
        open.to = open.to.max(node.at);
        open.changes += 1;
        open.writers.insert(node.writer);
    }

    fn end(&mut self, lives: &BTreeMap<usize, (usize, usize)>) {
        let Some(Open { from, to, changes, writers }) = self.open.take() else { return };
        let heads = Heads::new(self.heads.iter().copied().collect());
        let authors = at_least(writers.iter().filter_map(|writer| lives.get(writer).copied()));
        self.versions.push(Version { heads, from, to, changes, authors });
    }

    /// Ends the version with the heads that were marked. Where all that was marked is in versions
    /// before (branches that were marked each by itself), the state is a version of no new changes.
    fn end_at(&mut self, mark: &Heads, at: DateTime<Utc>, lives: &BTreeMap<usize, (usize, usize)>) {
        if self.open.is_none() {
            let heads = mark.clone();
            self.versions.push(Version { heads, from: at, to: at, changes: 0, authors: 0 });
            return;
        }
        self.end(lives);
        if let Some(version) = self.versions.last_mut() {
            version.heads = mark.clone();
        }
    }
}

/// Returns the fewest people to whom these times of writing can belong: the most at one time.
fn at_least(lives: impl Iterator<Item = (usize, usize)>) -> usize {
    let mut edges: Vec<(usize, bool)> =
        lives.flat_map(|(first, last)| [(first, false), (last, true)]).collect();
    edges.sort_unstable();
    let (mut now, mut most) = (0_usize, 0);
    for (_, ends) in edges {
        now = if ends { now.saturating_sub(1) } else { now + 1 };
        most = most.max(now);
    }
    most
}
