//! Which originals a change names.

use std::collections::BTreeSet;

use serde_json::json;
use tezis_report::ids::{MaterialId, PhotoHash, QuoteId};
use tezis_report::{ForumCollection, ReportCollection, originals_named};

use crate::support::{at, fields, forum, photo, placement_id, report};

fn named(changes: &[tezis_report::Change]) -> BTreeSet<PhotoHash> {
    changes.iter().flat_map(|change| originals_named(&change.bytes).unwrap()).collect()
}

#[test]
fn every_way_of_naming_an_original_is_seen() {
    let mut forum = forum();
    let id = photo(1).to_string();
    let about = json!({ "captions": { "az": "Açılış" }, "version_of": photo(2) });
    forum.put(ForumCollection::Photos, &id, &fields(about), at()).unwrap();
    let id = MaterialId::from_parts(1, 1).to_string();
    let about = json!({ "original": photo(3), "text": "söz ".repeat(500) });
    forum.put(ForumCollection::Materials, &id, &fields(about), at()).unwrap();
    let id = QuoteId::from_parts(1, 1).to_string();
    forum
        .put(ForumCollection::Quotes, &id, &fields(json!({ "recording": photo(4) })), at())
        .unwrap();
    assert_eq!(named(&forum.take_changes()), (1..=4).map(photo).collect());

    let mut report = report();
    let id = placement_id(1).to_string();
    report
        .put(ReportCollection::Placements, &id, &fields(json!({ "photo": photo(5) })), at())
        .unwrap();
    assert_eq!(named(&report.take_changes()), [photo(5)].into());
}

#[test]
fn what_was_taken_out_is_still_named_by_the_history() {
    let mut forum = forum();
    let id = photo(1).to_string();
    forum.put(ForumCollection::Photos, &id, &fields(json!({ "rating": 3 })), at()).unwrap();
    forum.remove(ForumCollection::Photos, &id, at()).unwrap();
    assert!(forum.view().photos.is_empty());
    assert_eq!(named(&forum.take_changes()), [photo(1)].into());
}

#[test]
fn bytes_that_are_no_change_are_damage_and_stop_nothing() {
    for bytes in [&b""[..], b"no change", &[0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1, 9]] {
        assert_eq!(originals_named(bytes).unwrap_err().code(), "report.damaged");
    }
}
