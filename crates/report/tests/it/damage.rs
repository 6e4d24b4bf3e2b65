//! Bytes that are not what was written: an error, never a panic, and the document as it was.

use proptest::prelude::*;
use sha2::{Digest, Sha256};
use tezis_report::ids::ReportId;
use tezis_report::{Change, ReportDocument, ReportError};

use crate::support::*;

fn history() -> (ReportDocument, Vec<Change>) {
    let mut a = report();
    for n in 0..6u8 {
        save(
            &mut a,
            vec![
                paragraph(block_id(n.into()), "sözlər və sözlər"),
                paragraph(block_id(0), &"ə ".repeat(usize::from(n))),
            ],
        );
    }
    let changes = a.take_changes();
    (a, changes)
}

#[test]
fn a_snapshot_and_later_changes_are_the_same_as_all_changes() {
    let mut a = report();
    save(&mut a, vec![paragraph(block_id(0), "bir")]);
    let mut all = bytes(&a.take_changes());
    let snapshot = a.snapshot();
    save(&mut a, vec![paragraph(block_id(0), "bir iki"), paragraph(block_id(1), "üç")]);
    let later = bytes(&a.take_changes());
    all.extend(later.clone());
    let from_log = ReportDocument::load(report_id(), None, &all, actor(2)).unwrap();
    let from_snapshot =
        ReportDocument::load(report_id(), Some(&snapshot), &later, actor(3)).unwrap();
    let with_overlap = ReportDocument::load(report_id(), Some(&snapshot), &all, actor(4)).unwrap();
    for loaded in [from_log, from_snapshot, with_overlap] {
        assert_eq!(loaded.view(), a.view());
        assert_eq!(loaded.heads(), a.heads());
        assert_eq!(loaded.change_count(), a.change_count());
    }
}

#[test]
fn loading_takes_no_changes_and_editing_takes_only_new_ones() {
    let (a, changes) = history();
    let mut b = ReportDocument::load(report_id(), None, &bytes(&changes), actor(2)).unwrap();
    assert!(b.take_changes().is_empty());
    save(&mut b, vec![paragraph(block_id(0), "yeni")]);
    assert_eq!(b.take_changes().len(), 1);
    assert!(b.take_changes().is_empty());
    drop(a);
}

#[test]
fn a_missing_change_is_named_and_nothing_is_merged() {
    let (a, changes) = history();
    let mut bytes = bytes(&changes);
    bytes.remove(3);
    let loaded = ReportDocument::load(report_id(), None, &bytes, actor(2));
    assert!(matches!(loaded, Err(ReportError::Damaged { .. })), "{loaded:?}");
    let mut b = report();
    let merged = b.merge(&bytes);
    assert_eq!(merged, Err(ReportError::MissingChanges { missing: 1 }));
    assert!(b.blocks().is_empty());
    drop(a);
}

#[test]
fn another_documents_changes_are_refused() {
    let (_, changes) = history();
    let other = ReportId::from_parts(8, 8);
    let loaded = ReportDocument::load(other, None, &bytes(&changes), actor(2));
    assert!(matches!(loaded, Err(ReportError::OtherDocument { .. })), "{loaded:?}");
    let mut b = ReportDocument::new(other, actor(3), at());
    let before = b.heads();
    let merged = b.merge(&bytes(&changes));
    assert!(matches!(merged, Err(ReportError::OtherDocument { .. })), "{merged:?}");
    assert_eq!(b.heads(), before);
    let mut forum = forum();
    let merged = forum.merge(&bytes(&changes));
    assert!(merged.is_err(), "a report is no forum");
}

#[test]
fn nothing_at_all_is_damaged_too() {
    let none = ReportDocument::load::<Vec<u8>>(report_id(), None, &[], actor(2));
    assert!(matches!(none, Err(ReportError::Damaged { .. })));
    let empty = ReportDocument::load::<Vec<u8>>(report_id(), Some(&[]), &[], actor(2));
    assert!(matches!(empty, Err(ReportError::Damaged { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_bytes_never_panic_and_never_pass_for_whole(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        bit in 0u8..8,
        cut in any::<bool>(),
    ) {
        let (a, changes) = history();
        let mut all = bytes(&changes);
        let at = which.index(all.len());
        let place = place.index(all[at].len());
        if cut { all[at].truncate(place); } else { all[at][place] ^= 1 << bit; }
        match ReportDocument::load(report_id(), None, &all, actor(2)) {
            Err(ReportError::Damaged { .. }) => {
                let mut b = report();
                prop_assert!(b.merge(&all).is_err());
            }
            // A few bits of a compressed change mean nothing: it unpacks to what was written.
            Ok(same) => prop_assert_eq!(same.heads(), a.heads()),
            Err(other) => prop_assert!(false, "{other:?}"),
        }
        let mut b = report();
        let whole: Vec<Vec<u8>> = bytes(&changes);
        b.merge(&whole).unwrap();
        prop_assert_eq!(b.view().body, a.view().body);
    }

    /// Not an accident any more: the checksum is right and the operations are nonsense. Automerge
    /// panics on some of these.
    #[test]
    fn nonsense_with_a_right_checksum_never_panics(
        which in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let (_, changes) = history();
        let mut all = bytes(&changes);
        let at = which.index(all.len());
        let place = 9 + place.index(all[at].len() - 9);
        all[at][place] = byte;
        let digest = Sha256::digest(&all[at][8..]);
        all[at][4..8].copy_from_slice(&digest[..4]);
        if let Ok(loaded) = ReportDocument::load(report_id(), None, &all, actor(2)) {
            loaded.view();
        }
        let (mut b, _) = history();
        let before = b.view();
        let merged = b.merge(&all);
        let view = b.view();
        prop_assert!(merged.is_ok() || view == before);
    }

    #[test]
    fn a_damaged_snapshot_never_panics(place in any::<prop::sample::Index>(), bit in 0u8..8, cut in any::<bool>()) {
        let (a, _) = history();
        let mut snapshot = a.snapshot();
        let place = place.index(snapshot.len());
        if cut { snapshot.truncate(place); } else { snapshot[place] ^= 1 << bit; }
        match ReportDocument::load::<Vec<u8>>(report_id(), Some(&snapshot), &[], actor(2)) {
            Err(ReportError::Damaged { .. }) => {}
            other => prop_assert!(false, "{other:?}"),
        }
    }
}
