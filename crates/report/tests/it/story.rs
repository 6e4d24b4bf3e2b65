//! Random edits, as people at several laptops make them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::json;
use tezis_report::ids::{PersonId, QuoteId};
use tezis_report::model::{Block, BlockKind, Mark, MarkSpan, RichText};
use tezis_report::{BodySave, Heads, ReportCollection, ReportDocument, Step};

use crate::support::*;

/// One thing that somebody does.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// Types a new word at a place of a block.
    Word(Index, Index),
    /// Deletes a stretch of a block.
    Cut(Index, Index, Index),
    /// Marks a stretch of a block; the number says with what.
    Mark(Index, Index, Index, u8),
    /// Takes all marks off a block.
    Plain(Index),
    /// Makes a new paragraph.
    Paragraph(Index),
    /// Splits a block.
    Split(Index, Index),
    /// Joins a block to the one before it.
    Join(Index),
    /// Deletes a block.
    Remove(Index),
    /// Moves a block.
    Move(Index, Index),
    /// Makes a block a heading or a list item.
    Kind(Index, u8),
    /// Writes the headline.
    Headline(u8),
    /// Writes the byline.
    Byline(Vec<u8>),
    /// Puts a photo into the gallery.
    Photo(u8),
    /// Moves a photo of the gallery.
    MovePhoto(Index, Index),
    /// Takes a photo out.
    RemovePhoto(Index),
    /// Writes a caption.
    Caption(Index, u8),
}

pub(crate) fn act() -> impl Strategy<Value = Act> {
    let i = any::<Index>;
    prop_oneof![
        6 => (i(), i()).prop_map(|(a, b)| Act::Word(a, b)),
        3 => (i(), i(), i()).prop_map(|(a, b, c)| Act::Cut(a, b, c)),
        4 => (i(), i(), i(), 0u8..6).prop_map(|(a, b, c, d)| Act::Mark(a, b, c, d)),
        1 => i().prop_map(Act::Plain),
        3 => i().prop_map(Act::Paragraph),
        2 => (i(), i()).prop_map(|(a, b)| Act::Split(a, b)),
        1 => i().prop_map(Act::Join),
        2 => i().prop_map(Act::Remove),
        3 => (i(), i()).prop_map(|(a, b)| Act::Move(a, b)),
        1 => (i(), 0u8..4).prop_map(|(a, b)| Act::Kind(a, b)),
        1 => (0u8..9).prop_map(Act::Headline),
        1 => prop::collection::vec(0u8..6, 0..4).prop_map(Act::Byline),
        2 => (0u8..5).prop_map(Act::Photo),
        2 => (i(), i()).prop_map(|(a, b)| Act::MovePhoto(a, b)),
        1 => i().prop_map(Act::RemovePhoto),
        1 => (i(), 0u8..9).prop_map(|(a, b)| Act::Caption(a, b)),
    ]
}

/// Acts of body text alone that add words and move them about, and delete nothing.
pub(crate) fn adding_act() -> impl Strategy<Value = Act> {
    let i = any::<Index>;
    prop_oneof![
        6 => (i(), i()).prop_map(|(a, b)| Act::Word(a, b)),
        2 => (i(), i(), i(), 0u8..6).prop_map(|(a, b, c, d)| Act::Mark(a, b, c, d)),
        2 => i().prop_map(Act::Paragraph),
        2 => (i(), i()).prop_map(|(a, b)| Act::Move(a, b)),
    ]
}

/// Somebody at a laptop: a copy of the report and the words that were typed there.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) document: ReportDocument,
    pub(crate) typed: Vec<String>,
    number: u8,
    made: u64,
}

fn blocks_of(document: &ReportDocument) -> (Heads, Vec<Block>) {
    (document.heads(), document.blocks())
}

impl Person {
    pub(crate) fn new(document: ReportDocument, number: u8) -> Self {
        Self { document, typed: Vec::new(), number, made: 0 }
    }

    fn fresh(&mut self) -> u64 {
        self.made += 1;
        u64::from(self.number) * 100_000 + self.made
    }

    /// A word that nobody else types; all are of one length, so that none is a part of another.
    fn word(&mut self) -> String {
        let word = format!("söz{:06}", self.fresh());
        self.typed.push(word.clone());
        word
    }

    fn save(&mut self, save: &BodySave) -> Step {
        self.document.save_body(save, at()).unwrap().step
    }

    /// Does one thing on the document as it is now, and returns the step.
    pub(crate) fn act(&mut self, act: &Act) -> Step {
        let seen = blocks_of(&self.document);
        self.act_on(act, &seen)
    }

    /// Returns what a window shows now, to act on it later.
    pub(crate) fn look(&self) -> (Heads, Vec<Block>) {
        blocks_of(&self.document)
    }

    /// Does one thing as a window does that shows an earlier state.
    pub(crate) fn act_on(&mut self, act: &Act, (base, blocks): &(Heads, Vec<Block>)) -> Step {
        let nothing = Step { before: self.document.heads(), after: self.document.heads() };
        let ids = || blocks.iter().map(|block| block.id).collect::<Vec<_>>();
        let pick = |index: &Index| (!blocks.is_empty()).then(|| index.index(blocks.len()));
        let chars = |at: usize| blocks[at].text.text.chars().collect::<Vec<char>>();
        let save = |blocks: Vec<Block>, order| BodySave {
            base: base.clone(),
            blocks,
            removed: vec![],
            order,
        };
        match act {
            Act::Word(which, place) => {
                let Some(at) = pick(which) else { return nothing };
                // A word is typed between others, as people do.
                let text = chars(at);
                let gaps: Vec<usize> = (0..=text.len())
                    .filter(|n| *n == 0 || *n == text.len() || text[*n - 1] == ' ')
                    .collect();
                let place = gaps[place.index(gaps.len())];
                let word = self.word();
                self.save(&save(vec![spliced(&blocks[at], place, 0, &format!("{word} "))], None))
            }
            Act::Cut(which, from, to) => {
                let Some(at) = pick(which) else { return nothing };
                let length = chars(at).len() + 1;
                let (from, to) = (from.index(length), to.index(length));
                let (from, to) = (from.min(to), from.max(to));
                self.save(&save(vec![spliced(&blocks[at], from, to - from, "")], None))
            }
            Act::Mark(which, from, to, what) => {
                let Some(at) = pick(which) else { return nothing };
                let length = chars(at).len() + 1;
                let (from, to) = (from.index(length), to.index(length));
                let mut block = blocks[at].clone();
                block.text.marks.push(MarkSpan {
                    start: u32::try_from(from.min(to)).unwrap(),
                    end: u32::try_from(from.max(to)).unwrap(),
                    mark: mark(*what),
                });
                self.save(&save(vec![block], None))
            }
            Act::Plain(which) => {
                let Some(at) = pick(which) else { return nothing };
                let mut block = blocks[at].clone();
                block.text.marks.clear();
                self.save(&save(vec![block], None))
            }
            Act::Paragraph(place) => {
                let id = block_id(self.fresh());
                let word = self.word();
                let mut order = ids();
                order.insert(place.index(order.len() + 1), id);
                self.save(&save(vec![paragraph(id, &format!("{word} "))], Some(order)))
            }
            Act::Split(which, place) => {
                let Some(at) = pick(which) else { return nothing };
                let text = chars(at);
                let gaps: Vec<usize> = (0..=text.len())
                    .filter(|n| *n == 0 || *n == text.len() || text[*n - 1] == ' ')
                    .collect();
                let place = gaps[place.index(gaps.len())];
                let head = spliced(&blocks[at], place, text.len() - place, "");
                let mut tail = spliced(&blocks[at], 0, place, "");
                tail.id = block_id(self.fresh());
                let mut order = ids();
                order.insert(at + 1, tail.id);
                self.save(&save(vec![head, tail], Some(order)))
            }
            Act::Join(which) => {
                let Some(at) = pick(which).filter(|at| *at > 0) else { return nothing };
                let mut joined = blocks[at - 1].clone();
                let offset = u32::try_from(joined.text.text.chars().count()).unwrap();
                joined.text.text.push_str(&blocks[at].text.text);
                joined.text.marks.extend(blocks[at].text.marks.iter().map(|span| MarkSpan {
                    start: span.start + offset,
                    end: span.end + offset,
                    mark: span.mark.clone(),
                }));
                let mut order = ids();
                let removed = vec![order.remove(at)];
                let save = BodySave {
                    base: base.clone(),
                    blocks: vec![joined],
                    removed,
                    order: Some(order),
                };
                self.save(&save)
            }
            Act::Remove(which) => {
                let Some(at) = pick(which) else { return nothing };
                let mut order = ids();
                let removed = vec![order.remove(at)];
                let save =
                    BodySave { base: base.clone(), blocks: vec![], removed, order: Some(order) };
                self.save(&save)
            }
            Act::Move(which, place) => {
                let Some(at) = pick(which) else { return nothing };
                let mut order = ids();
                let id = order.remove(at);
                order.insert(place.index(order.len() + 1), id);
                self.save(&save(vec![], Some(order)))
            }
            Act::Kind(which, kind) => {
                let Some(at) = pick(which) else { return nothing };
                let mut block = blocks[at].clone();
                block.kind = match kind {
                    0 => BlockKind::Heading { level: 2 },
                    1 => BlockKind::ListItem { ordered: true, level: 1 },
                    2 => BlockKind::Lead,
                    _ => BlockKind::Paragraph,
                };
                self.save(&save(vec![block], None))
            }
            Act::Headline(n) => {
                let value = json!({ "headlines": { "main": format!("başlıq {n}") } });
                self.document.put(ReportCollection::Report, "", &fields(value), at()).unwrap()
            }
            Act::Byline(names) => {
                let value = json!({ "byline": names.iter().map(|n| format!("ad {n}")).collect::<Vec<_>>() });
                self.document.put(ReportCollection::Report, "", &fields(value), at()).unwrap()
            }
            Act::Photo(n) => {
                let id = placement_id(self.fresh()).to_string();
                let last =
                    self.document.view().placements.last().and_then(|one| one.entity.order.clone());
                let order = tezis_report::order_between(last.as_deref(), None);
                let value = json!({ "photo": photo(*n), "order": order });
                self.document.put(ReportCollection::Placements, &id, &fields(value), at()).unwrap()
            }
            Act::MovePhoto(which, place) => {
                let placements = self.document.view().placements;
                if placements.is_empty() {
                    return nothing;
                }
                let id = placements[which.index(placements.len())].id;
                let after = place.index(placements.len() + 1);
                let after = after.checked_sub(1).map(|at| placements[at].id);
                self.document.move_placement(id, after, at()).unwrap()
            }
            Act::RemovePhoto(which) => {
                let placements = self.document.view().placements;
                if placements.is_empty() {
                    return nothing;
                }
                let id = placements[which.index(placements.len())].id.to_string();
                self.document.remove(ReportCollection::Placements, &id, at()).unwrap()
            }
            Act::Caption(which, n) => {
                let placements = self.document.view().placements;
                if placements.is_empty() {
                    return nothing;
                }
                let id = placements[which.index(placements.len())].id.to_string();
                let value =
                    json!({ "caption": format!("altyazı {n}"), "crops": { "cover": "0 0 1 1" } });
                self.document.put(ReportCollection::Placements, &id, &fields(value), at()).unwrap()
            }
        }
    }
}

fn mark(what: u8) -> Mark {
    match what {
        0 => Mark::Strong,
        1 => Mark::Em,
        2 => Mark::Link { href: "https://example.az/a".into() },
        3 => Mark::Link { href: "https://example.az/b".into() },
        4 => Mark::Person { id: PersonId::from_parts(4, 1) },
        _ => Mark::Quote { id: QuoteId::from_parts(4, 2) },
    }
}

/// Replaces a stretch of a block's text; marks move along as in an editor, without growing.
fn spliced(block: &Block, at: usize, delete: usize, insert: &str) -> Block {
    let mut text: Vec<char> = block.text.text.chars().collect();
    text.splice(at..at + delete, insert.chars());
    let inserted = insert.chars().count();
    let moved = |place: u32, is_end: bool| {
        let place = usize::try_from(place).unwrap();
        let stays = place < at || (is_end && place == at);
        let place = if stays {
            place
        } else if place >= at + delete {
            place - delete + inserted
        } else {
            at + if is_end { 0 } else { inserted }
        };
        u32::try_from(place).unwrap()
    };
    let marks = block
        .text
        .marks
        .iter()
        .map(|span| MarkSpan {
            start: moved(span.start, false),
            end: moved(span.end, true),
            mark: span.mark.clone(),
        })
        .filter(|span| span.start < span.end)
        .collect();
    let text = RichText { text: text.into_iter().collect(), marks };
    Block { id: block.id, kind: block.kind, text }
}

/// A report with a few paragraphs, for several people to begin with.
pub(crate) fn beginning() -> ReportDocument {
    let mut document = report();
    let words = ["ilk0 ilk1 ilk2 ", "ilk3 ilk4 ilk5 ilk6 ", "ilk7 ", "ilk8 ilk9 "];
    let blocks: Vec<Block> =
        (0..4).map(|n| paragraph(block_id(n), words[usize::try_from(n).unwrap()])).collect();
    let order = blocks.iter().map(|block| block.id).collect();
    let base = document.heads();
    save_at(&mut document, base, blocks, Some(order));
    document
}

/// Checks what must hold of any document: each photo shows once, each block shows once.
pub(crate) fn assert_sound(document: &ReportDocument) {
    let view = document.view();
    let blocks: BTreeSet<_> = view.body.iter().map(|block| block.id).collect();
    assert_eq!(blocks.len(), view.body.len());
    let photos: BTreeSet<_> = view.placements.iter().map(|one| one.entity.photo.clone()).collect();
    assert_eq!(photos.len(), view.placements.len());
    for block in &view.body {
        let length = u32::try_from(block.text.text.chars().count()).unwrap();
        assert!(block.text.marks.iter().all(|span| span.start < span.end && span.end <= length));
    }
}
