//! Which returned block is which of ours: by its bookmark, else by its words. Words are compared as
//! sets: an editor may turn a sentence around.

use std::collections::BTreeMap;

use tezis_report::ids::BlockId;

/// Blocks with fewer of their words in common are not the same block.
const ALIKE: f32 = 0.5;

/// The same, for a block that stands elsewhere.
const ALIKE_ELSEWHERE: f32 = 0.7;

/// The most pairs of blocks that are compared. Beyond, those with the same words are paired first, and
/// the others only where they are few enough then.
const MOST_PAIRS: usize = 400_000;

/// A block as it is aligned.
pub(super) struct Candidate<'a> {
    pub(super) id: Option<BlockId>,
    pub(super) text: &'a str,
}

/// Returns, for each returned block, the place of the block of ours that it is.
pub(super) fn align(ours: &[Candidate<'_>], theirs: &[Candidate<'_>]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; theirs.len()];
    let mut free: Vec<bool> = vec![true; ours.len()];
    let mut pair = |at: usize, place: usize, free: &mut Vec<bool>| {
        if let (Some(slot), Some(free)) = (pairs.get_mut(at), free.get_mut(place))
            && slot.is_none()
            && *free
        {
            *slot = Some(place);
            *free = false;
        }
    };
    let by_id: BTreeMap<BlockId, usize> =
        ours.iter().enumerate().filter_map(|(place, one)| Some((one.id?, place))).collect();
    let mut taken = vec![false; theirs.len()];
    for (at, one) in theirs.iter().enumerate() {
        let place = one.id.and_then(|id| by_id.get(&id).copied());
        if let Some(place) = place.filter(|place| free.get(*place) == Some(&true)) {
            pair(at, place, &mut free);
            taken.get_mut(at).into_iter().for_each(|slot| *slot = true);
        }
    }
    let mut left: Vec<usize> =
        (0..theirs.len()).filter(|at| taken.get(*at) == Some(&false)).collect();
    let mut right: Vec<usize> =
        (0..ours.len()).filter(|place| free.get(*place) == Some(&true)).collect();
    if left.len().saturating_mul(right.len()) > MOST_PAIRS {
        let same = of_the_same_words(ours, theirs, &right, &left);
        for (at, place) in &same {
            pair(*at, *place, &mut free);
        }
        left.retain(|at| !same.contains_key(at));
        right.retain(|place| free.get(*place) == Some(&true));
    }
    let likeness = Likeness::of(ours, theirs, &right, &left);
    for (row, column) in likeness.in_order() {
        if let (Some(at), Some(place)) = (left.get(row), right.get(column)) {
            pair(*at, *place, &mut free);
        }
    }
    for (row, column) in likeness.best_first() {
        if let (Some(at), Some(place)) = (left.get(row), right.get(column)) {
            pair(*at, *place, &mut free);
        }
    }
    pairs
}

/// Returns which of theirs say the very words of which of ours, each once, in order.
fn of_the_same_words(
    ours: &[Candidate<'_>],
    theirs: &[Candidate<'_>],
    right: &[usize],
    left: &[usize],
) -> BTreeMap<usize, usize> {
    let mut places: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    for place in right.iter().rev() {
        let text = ours.get(*place).map_or("", |one| one.text);
        places.entry(text.split_whitespace().collect()).or_default().push(*place);
    }
    let same = |at: &usize| {
        let text = theirs.get(*at).map_or("", |one| one.text);
        let place = places.get_mut(&text.split_whitespace().collect::<Vec<_>>())?.pop()?;
        Some((*at, place))
    };
    left.iter().filter_map(same).collect()
}

/// How alike blocks are: a row for each of theirs, a column for each of ours.
struct Likeness {
    rows: usize,
    columns: usize,
    cells: Vec<f32>,
}

impl Likeness {
    fn of(
        ours: &[Candidate<'_>],
        theirs: &[Candidate<'_>],
        right: &[usize],
        left: &[usize],
    ) -> Self {
        let (rows, columns) = (left.len(), right.len());
        let few = rows.saturating_mul(columns) <= MOST_PAIRS;
        if !few {
            return Self { rows: 0, columns: 0, cells: Vec::new() };
        }
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut bag = |text: &str| {
            let signs = Some(text.trim()).filter(|_| words(text).next().is_none());
            let mut bag: Vec<u32> = words(text)
                .chain(signs)
                .map(|word| {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    *numbers.entry(word.to_owned()).or_insert(next)
                })
                .collect();
            bag.sort_unstable();
            bag
        };
        let mut bags = |all: &[Candidate<'_>], places: &[usize]| -> Vec<Vec<u32>> {
            let texts = places.iter().map(|place| all.get(*place).map_or("", |one| one.text));
            texts.map(&mut bag).collect()
        };
        let (ours, theirs) = (bags(ours, right), bags(theirs, left));
        let cells = theirs.iter().flat_map(|row| ours.iter().map(|column| alike(row, column)));
        Self { rows, columns, cells: cells.collect() }
    }

    fn cell(&self, row: usize, column: usize) -> f32 {
        self.cells.get(row * self.columns + column).copied().unwrap_or(0.0)
    }

    /// Pairs that are in the same order on both sides, as alike as possible in all.
    fn in_order(&self) -> Vec<(usize, usize)> {
        let width = self.columns + 1;
        let mut sums = vec![0.0_f32; (self.rows + 1) * width];
        let sum = |sums: &[f32], row: usize, column: usize| {
            sums.get(row * width + column).copied().unwrap_or(0.0)
        };
        let paired = |sums: &[f32], row: usize, column: usize| {
            let alike = self.cell(row, column);
            if alike < ALIKE { 0.0 } else { alike + sum(sums, row + 1, column + 1) }
        };
        for row in (0..self.rows).rev() {
            for column in (0..self.columns).rev() {
                let best = paired(&sums, row, column).max(sum(&sums, row + 1, column)).max(sum(
                    &sums,
                    row,
                    column + 1,
                ));
                if let Some(slot) = sums.get_mut(row * width + column) {
                    *slot = best;
                }
            }
        }
        let mut pairs = Vec::new();
        let (mut row, mut column) = (0, 0);
        while row < self.rows && column < self.columns {
            let best = sum(&sums, row, column);
            if sum(&sums, row + 1, column) >= best {
                row += 1;
            } else if sum(&sums, row, column + 1) >= best {
                column += 1;
            } else {
                pairs.push((row, column));
                (row, column) = (row + 1, column + 1);
            }
        }
        pairs
    }

    /// All pairs that may be the same block elsewhere, the most alike first.
    fn best_first(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = (0..self.rows)
            .flat_map(|row| (0..self.columns).map(move |column| (row, column)))
            .filter(|(row, column)| self.cell(*row, *column) >= ALIKE_ELSEWHERE)
            .collect();
        pairs.sort_by(|a, b| self.cell(b.0, b.1).total_cmp(&self.cell(a.0, a.1)).then(a.cmp(b)));
        pairs
    }
}

/// Returns a text's words without the signs around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Returns the share of words that two sorted bags have in common, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "no block has sixteen million words")]
fn alike(a: &[u32], b: &[u32]) -> f32 {
    if a.is_empty() && b.is_empty() {
        return 0.0;
    }
    let (mut at, mut other, mut common) = (0, 0, 0_usize);
    while let (Some(one), Some(two)) = (a.get(at), b.get(other)) {
        match one.cmp(two) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                (at, other) = (at + 1, other + 1);
                common += 1;
            }
        }
    }
    2.0 * common as f32 / (a.len() + b.len()) as f32
}
