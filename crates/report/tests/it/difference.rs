//! Two bodies compared block by block.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tezis_report::diff::{BlockChangeKind, blocks};
use tezis_report::ids::PersonId;
use tezis_report::model::{Block, BlockKind, Mark, MarkSpan};

use crate::support::*;

/// A body out of a text such as `1a 2b 3`: block 1 says “a”.
fn body(text: &str) -> Vec<Block> {
    text.split_whitespace()
        .map(|block| {
            let (id, words) = block.split_at(1);
            paragraph(block_id(id.parse().unwrap()), words)
        })
        .collect()
}

fn shown(before: &str, after: &str) -> String {
    let sign = |kind| match kind {
        BlockChangeKind::Same => "=",
        BlockChangeKind::Changed => "~",
        BlockChangeKind::Added => "+",
        BlockChangeKind::Removed => "-",
        BlockChangeKind::Moved => "^",
    };
    let number = |block| (0..10).find(|n| block_id(*n) == block).unwrap();
    let changes = blocks(&body(before), &body(after));
    changes
        .iter()
        .map(|change| format!("{}{}", sign(change.kind), number(change.block)))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn blocks_come_in_reading_order_with_those_that_went_where_they_stood() {
    assert_eq!(shown("1a 2b 3c", "1a 2x 3c"), "=1 ~2 =3");
    assert_eq!(shown("1a 2b 3c", "1a 4d 3c"), "=1 -2 +4 =3");
    assert_eq!(shown("1a 2b 3c", "3c"), "-1 -2 =3");
    assert_eq!(shown("1a 2b 3c", ""), "-1 -2 -3");
    assert_eq!(shown("", "1a"), "+1");
}

#[test]
fn one_block_that_was_carried_over_others_moved_and_not_the_others() {
    assert_eq!(shown("1 2 3 4 5", "5 1 2 3 4"), "^5 =1 =2 =3 =4");
    assert_eq!(shown("1 2 3 4 5", "2 3 4 1x 5"), "=2 =3 =4 ^1 =5");
    // What stood behind a block that moved stays where it was.
    assert_eq!(shown("1 2 3 4", "2 4 1"), "=2 -3 =4 ^1");
}

#[test]
fn another_kind_or_mark_is_a_change_of_its_own_sort() {
    let before = vec![paragraph(block_id(1), "Aysel dedi")];
    let mut after = before.clone();
    after[0].kind = BlockKind::Quotation;
    let change = blocks(&before, &after).remove(0);
    assert_eq!(
        (change.kind, change.kind_changed, change.marks_changed),
        (BlockChangeKind::Changed, true, false)
    );
    let mark = Mark::Person { id: PersonId::from_parts(1, 1) };
    let mut after = before.clone();
    after[0].text.marks = vec![MarkSpan { start: 0, end: 5, mark }];
    let change = blocks(&before, &after).remove(0);
    assert_eq!(
        (change.kind, change.kind_changed, change.marks_changed),
        (BlockChangeKind::Changed, false, true)
    );
    // Marks that only moved along with their words are not another marking.
    let mut typed = after.clone();
    typed[0].text.text = "Və Aysel dedi".into();
    typed[0].text.marks[0] = MarkSpan { start: 3, end: 8, ..after[0].text.marks[0].clone() };
    assert!(!blocks(&after, &typed)[0].marks_changed);
}

proptest! {
    #[test]
    fn the_later_body_and_what_went_are_all_there(
        before in prop::sample::subsequence((0..9u64).collect::<Vec<_>>(), 0..9).prop_shuffle(),
        after in prop::sample::subsequence((0..9u64).collect::<Vec<_>>(), 0..9).prop_shuffle(),
    ) {
        let make = |ids: &[u64]| ids.iter().map(|n| paragraph(block_id(*n), "x")).collect::<Vec<_>>();
        let (before, after) = (make(&before), make(&after));
        let changes = blocks(&before, &after);
        let later: Vec<Block> = changes.iter().filter_map(|change| change.after.clone()).collect();
        prop_assert_eq!(&later, &after);
        let ids = |blocks: &[Block]| blocks.iter().map(|block| block.id).collect::<BTreeSet<_>>();
        let former: Vec<Block> = changes.iter().filter_map(|change| change.before.clone()).collect();
        prop_assert_eq!(ids(&former), ids(&before));
        prop_assert_eq!(former.len(), before.len());
        // Those that stayed stand in the same order in both.
        let stayed = |blocks: &[Block]| -> Vec<_> {
            let same = |block: &&Block| changes.iter().any(|change| change.block == block.id && change.kind == BlockChangeKind::Same);
            blocks.iter().filter(same).map(|block| block.id).collect()
        };
        prop_assert_eq!(stayed(&before), stayed(&after));
    }
}
