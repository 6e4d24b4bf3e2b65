//! What somebody else did to a text: sent against returned, with an eye on what we have now.

use std::collections::{BTreeMap, BTreeSet};

use tezis_report::diff::{both_changed, carry_marks, in_place, pieces};
use tezis_report::ids::BlockId;
use tezis_report::model::{Block, BlockKind, Mark, RichText};

use super::align::{Candidate, align};
use super::{ReadBlock, ReturnedChange, ReturnedKind, ReturnedText, Side};

/// A returned text, compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compared {
    /// What they did, in the order of their text; what they took out stands where it stood.
    pub changes: Vec<ReturnedChange>,
    /// How many blocks came back as they were sent, or as we have them by now.
    pub same: usize,
}

/// Compares a returned text with what was sent.
///
/// `printed` names the blocks that were not printed with their own words: with none for those that
/// were not printed at all, with the words where others stood in their place (a panel's title, a
/// photo's caption). They, notes, photos and embeds are never seen as removed. `new_id` makes the ids
/// of blocks that they wrote.
///
/// Their marks count on the words that they wrote, ours on those that they left. What we have taken
/// over or done ourselves by now is no change any more.
pub fn compare(
    sent: Side<'_>,
    returned: &ReturnedText,
    now: Side<'_>,
    printed: &BTreeMap<BlockId, Option<String>>,
    mut new_id: impl FnMut() -> BlockId,
) -> Compared {
    let is_text = |block: &&Block| {
        let own =
            matches!(block.kind, BlockKind::Note | BlockKind::Photo { .. } | BlockKind::Embed);
        !own && !printed.contains_key(&block.id) && !normal(&block.text.text).is_empty()
    };
    let ours: Vec<&Block> = sent.body.iter().filter(is_text).collect();
    let others = others(sent.body, &ours, printed);
    let theirs: Vec<(&ReadBlock, u8)> = returned
        .blocks
        .iter()
        .zip(deepest(&returned.blocks))
        .filter(|(one, _)| !others.hold(one))
        .collect();

    let our_candidates: Vec<_> =
        ours.iter().map(|block| Candidate { id: Some(block.id), text: &block.text.text }).collect();
    let their_candidates: Vec<_> = theirs
        .iter()
        .map(|(one, _)| Candidate { id: one.source, text: &one.block.text.text })
        .collect();
    let pairs = align(&our_candidates, &their_candidates);

    let present: BTreeMap<BlockId, &Block> =
        now.body.iter().map(|block| (block.id, block)).collect();
    let moved = Moved::of(&ours, &pairs, now.body);
    let known: BTreeSet<BlockId> = sent.body.iter().map(|block| block.id).collect();
    let mut taken_over: Vec<String> = now
        .body
        .iter()
        .filter(|block| !known.contains(&block.id))
        .map(|block| normal(&block.text.text))
        .collect();

    let mut compared = Compared::default();
    fields(sent, returned, now, &mut compared);
    let mut gone = gone(&ours, &pairs, &moved.from_sent);
    if theirs.iter().all(|(one, _)| one.source.is_none()) {
        // Whoever reads a page leaves boxes aside: that one did not come says nothing.
        for blocks in gone.values_mut() {
            blocks.retain(|block| block.kind != BlockKind::Box);
        }
    }
    let take_gone = |place: Option<usize>,
                     gone: &mut BTreeMap<Option<usize>, Vec<&Block>>,
                     compared: &mut Compared| {
        for block in gone.remove(&place).unwrap_or_default() {
            compared.changes.extend(removed(block, present.get(&block.id).copied()));
        }
    };
    take_gone(None, &mut gone, &mut compared);
    let mut after = None;
    for (at, ((one, deepest), place)) in theirs.iter().zip(&pairs).enumerate() {
        let Some(block) = place.and_then(|place| ours.get(place)) else {
            let words = normal(&one.block.text.text);
            if let Some(known) = taken_over.iter().position(|known| *known == words) {
                taken_over.swap_remove(known);
                compared.same += 1;
            } else {
                compared.changes.push(added(at, one, after, new_id()));
            }
            continue;
        };
        let moved_here = moved.is(at);
        let place_now = if moved_here { Place::Behind(after) } else { Place::Same };
        match changed(block, (one, *deepest), present.get(&block.id).copied(), place_now) {
            Some(change) => compared.changes.push(change),
            None => compared.same += 1,
        }
        after = Some(block.id);
        if !moved.from_sent.get(at).copied().unwrap_or(false) {
            take_gone(*place, &mut gone, &mut compared);
        }
    }
    compared
}

/// Returns a text as it is compared: however white space was treated on the way.
fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Blocks that are not compared, by their ids and by the words that stood for them.
struct Others {
    ids: BTreeSet<BlockId>,
    words: BTreeSet<String>,
}

impl Others {
    fn hold(&self, one: &ReadBlock) -> bool {
        match one.source {
            Some(id) if self.ids.contains(&id) => true,
            _ => self.words.contains(&normal(&one.block.text.text)),
        }
    }
}

fn others(body: &[Block], ours: &[&Block], printed: &BTreeMap<BlockId, Option<String>>) -> Others {
    let compared: BTreeSet<BlockId> = ours.iter().map(|block| block.id).collect();
    let compared_words: BTreeSet<String> =
        ours.iter().map(|block| normal(&block.text.text)).collect();
    let others = body.iter().filter(|block| !compared.contains(&block.id));
    let mut found = Others { ids: BTreeSet::new(), words: BTreeSet::new() };
    for block in others {
        found.ids.insert(block.id);
        let embed = (block.kind == BlockKind::Embed).then(|| block.text.text.clone());
        let words = printed.get(&block.id).cloned().flatten().or(embed);
        found.words.extend(words.map(|words| normal(&words)).filter(|words| !words.is_empty()));
    }
    found.words = found.words.difference(&compared_words).cloned().collect();
    found
}

/// Which of their blocks stand elsewhere.
struct Moved {
    /// Elsewhere than where they were sent.
    from_sent: Vec<bool>,
    /// Elsewhere than where we have them now.
    from_now: Vec<bool>,
}

impl Moved {
    fn of(ours: &[&Block], pairs: &[Option<usize>], now: &[Block]) -> Self {
        let places: BTreeMap<BlockId, usize> =
            now.iter().enumerate().map(|(place, block)| (block.id, place)).collect();
        let in_now: Vec<Option<usize>> =
            pairs.iter().map(|place| places.get(&ours.get((*place)?)?.id).copied()).collect();
        let not = |stays: Vec<bool>| stays.into_iter().map(|stays| !stays).collect();
        Self { from_sent: not(in_place(pairs)), from_now: not(in_place(&in_now)) }
    }

    fn is(&self, at: usize) -> bool {
        let is = |list: &[bool]| list.get(at).copied().unwrap_or(false);
        is(&self.from_sent) && is(&self.from_now)
    }
}

/// The blocks that they took out, by the place of the last block before them that stayed.
fn gone<'a>(
    ours: &[&'a Block],
    pairs: &[Option<usize>],
    moved: &[bool],
) -> BTreeMap<Option<usize>, Vec<&'a Block>> {
    let came: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
    let stayed: BTreeSet<usize> =
        pairs.iter().zip(moved).filter_map(|(place, moved)| place.filter(|_| !*moved)).collect();
    let mut gone: BTreeMap<Option<usize>, Vec<&Block>> = BTreeMap::new();
    let mut last = None;
    for (place, block) in ours.iter().enumerate() {
        if stayed.contains(&place) {
            last = Some(place);
        } else if !came.contains(&place) {
            gone.entry(last).or_default().push(block);
        }
    }
    gone
}

fn fields(sent: Side<'_>, returned: &ReturnedText, now: Side<'_>, compared: &mut Compared) {
    for (name, theirs) in &returned.fields {
        let Some(before) = sent.fields.get(name) else { continue };
        let present = now.fields.get(name).unwrap_or(before);
        let came = normal(theirs);
        if came == normal(before) || came == normal(present) || came.is_empty() {
            continue;
        }
        let ours = (normal(present) != normal(before)).then_some(present);
        compared.changes.push(ReturnedChange {
            id: format!("field:{name}"),
            kind: ReturnedKind::Field,
            field: Some(name.clone()),
            block: None,
            block_kind: None,
            after: None,
            before: Some(RichText::plain(before)),
            theirs: Some(RichText::plain(theirs)),
            now: ours.map(RichText::plain),
            conflict: ours.is_some_and(|ours| both_changed(before, ours, theirs)),
            pieces: pieces(before, theirs),
        });
    }
}

/// Where a block stands with them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Same,
    /// Behind another, or at the start.
    Behind(Option<BlockId>),
}

fn changed(
    block: &Block,
    (one, deepest): (&ReadBlock, u8),
    present: Option<&Block>,
    place: Place,
) -> Option<ReturnedChange> {
    let unnumbered = unnumbered(block.kind, one);
    let (before, came) = (&block.text, unnumbered.as_ref().unwrap_or(&one.block.text));
    let same_words = normal(&before.text) == normal(&came.text);
    // How a page or a stranger's file sets a block says little; our own file says it by style.
    let kind_differs = |ours| kind_differs(ours, one.block.kind, deepest);
    let other_kind = one.source == Some(block.id) && kind_differs(block.kind);
    let taken_over = present.is_some_and(|now| {
        normal(&now.text.text) == normal(&came.text) && (!other_kind || !kind_differs(now.kind))
    });
    let gone_by_now = present.is_none();
    let moved = place != Place::Same;
    if !moved && (same_words && !other_kind || taken_over) {
        return None;
    }
    if gone_by_now && same_words {
        return None;
    }
    let theirs = if same_words { before.clone() } else { with_marks(before, came) };
    let since = match present {
        None => Some(RichText::default()),
        Some(now) => (now.text.text != before.text).then(|| now.text.clone()),
    };
    let conflict = !same_words
        && (gone_by_now
            || since
                .as_ref()
                .is_some_and(|now| both_changed(&before.text, &now.text, &theirs.text)));
    let word = if moved { "moved" } else { "changed" };
    Some(ReturnedChange {
        id: format!("{word}:{}", block.id),
        kind: if moved { ReturnedKind::Moved } else { ReturnedKind::Changed },
        field: None,
        block: Some(block.id),
        block_kind: Some(if other_kind { one.block.kind } else { block.kind }),
        after: match place {
            Place::Behind(after) => after,
            Place::Same => None,
        },
        before: Some(before.clone()),
        pieces: pieces(&before.text, &theirs.text),
        theirs: Some(theirs),
        now: since,
        conflict,
    })
}

/// Returns an item of a numbered list without its number, which plain text has before the words.
fn unnumbered(ours: BlockKind, one: &ReadBlock) -> Option<RichText> {
    let text = &one.block.text;
    let plain = one.source.is_none() && text.marks.is_empty();
    if !plain || !matches!(ours, BlockKind::ListItem { ordered: true, .. }) {
        return None;
    }
    let words = text.text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = words.len() < text.text.trim_start().len();
    words.strip_prefix(". ").filter(|_| numbered).map(RichText::plain)
}

/// The first paragraph is the lead by its place, a panel is set as a heading or as a paragraph, as the
/// portal has it, and an item stands no deeper than the items before it let it.
fn kind_differs(ours: BlockKind, theirs: BlockKind, deepest: u8) -> bool {
    use BlockKind::{Heading, Lead, ListItem, Panel, Paragraph};
    match (ours, theirs) {
        (Lead, Paragraph) | (Paragraph, Lead) | (Panel { .. }, Heading { .. } | Paragraph) => false,
        (ListItem { ordered: ours, level: wanted }, ListItem { ordered: theirs, level: has }) => {
            ours != theirs || has != wanted.min(deepest)
        }
        _ => ours != theirs,
    }
}

/// Returns how deep an item of a list may stand at the place of each block: at most one deeper than
/// the item before it.
fn deepest(blocks: &[ReadBlock]) -> impl Iterator<Item = u8> {
    let before = std::iter::once(None).chain(blocks.iter().map(|one| Some(one.block.kind)));
    before.map(|before| match before {
        Some(BlockKind::ListItem { level, .. }) => level.saturating_add(1),
        _ => 0,
    })
}

/// Returns their words with our marks on those that they left and theirs on those that they wrote.
fn with_marks(before: &RichText, came: &RichText) -> RichText {
    use tezis_report::diff::PieceOp;
    let mut written = Vec::new();
    let mut at = 0_u32;
    for piece in pieces(&before.text, &came.text) {
        let length = u32::try_from(piece.text.chars().count()).unwrap_or(u32::MAX);
        match piece.op {
            PieceOp::Same => at += length,
            PieceOp::Insert => {
                written.push(at..at + length);
                at += length;
            }
            PieceOp::Delete => {}
        }
    }
    let mut marks = carry_marks(before, &came.text);
    let theirs = came.marks.iter().filter(|span| {
        let inside = written.iter().any(|range| range.start <= span.start && span.end <= range.end);
        let overlaps = |one: &tezis_report::model::MarkSpan| {
            one.start < span.end && span.start < one.end && same_layer(&one.mark, &span.mark)
        };
        inside && !marks.iter().any(overlaps)
    });
    let theirs: Vec<_> = theirs.cloned().collect();
    marks.extend(theirs);
    marks.sort();
    RichText { text: came.text.clone(), marks }
}

/// Marks that can't lie over one another.
fn same_layer(a: &Mark, b: &Mark) -> bool {
    a == b || matches!((a, b), (Mark::Link { .. }, Mark::Link { .. }))
}

fn added(at: usize, one: &ReadBlock, after: Option<BlockId>, id: BlockId) -> ReturnedChange {
    let theirs = one.block.text.clone();
    // A second lead would be one too many.
    let kind =
        if one.block.kind == BlockKind::Lead { BlockKind::Paragraph } else { one.block.kind };
    ReturnedChange {
        id: format!("added:{at}"),
        kind: ReturnedKind::Added,
        field: None,
        block: Some(id),
        block_kind: Some(kind),
        after,
        before: None,
        now: None,
        conflict: false,
        pieces: pieces("", &theirs.text),
        theirs: Some(theirs),
    }
}

fn removed(block: &Block, present: Option<&Block>) -> Option<ReturnedChange> {
    let now = present?;
    let since = (now.text.text != block.text.text).then(|| now.text.clone());
    Some(ReturnedChange {
        id: format!("removed:{}", block.id),
        kind: ReturnedKind::Removed,
        field: None,
        block: Some(block.id),
        block_kind: Some(block.kind),
        after: None,
        before: Some(block.text.clone()),
        theirs: None,
        conflict: since.is_some(),
        now: since,
        pieces: pieces(&block.text.text, ""),
    })
}
