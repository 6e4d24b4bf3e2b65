//! The gallery: photos in and out, many at once, and what is left when two people worked on one offline.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::json;
use tezis_report::ids::{PhotoHash, PlacementId};
use tezis_report::model::{Listed, Placement};
use tezis_report::{ReportCollection, ReportDocument};

use crate::support::*;

fn photos(numbers: &[u8]) -> Vec<PhotoHash> {
    numbers.iter().map(|n| photo(*n)).collect()
}

fn place(document: &mut ReportDocument, who: u8, next: &Cell<u128>, numbers: &[u8]) {
    let new = || {
        next.set(next.get() + 1);
        PlacementId::from_parts(u64::from(who), next.get())
    };
    document.place(&photos(numbers), new, at()).unwrap();
}

fn shown(document: &ReportDocument) -> Vec<PhotoHash> {
    document.view().placements.iter().filter_map(|one| one.entity.photo.clone()).collect()
}

fn of(document: &ReportDocument, n: u8) -> Listed<PlacementId, Placement> {
    let wanted = Some(photo(n));
    document.view().placements.into_iter().find(|one| one.entity.photo == wanted).unwrap()
}

fn describe(document: &mut ReportDocument, n: u8, value: serde_json::Value) {
    let id = of(document, n).id.to_string();
    document.put(ReportCollection::Placements, &id, &fields(value), at()).unwrap();
}

#[test]
fn photos_come_at_the_end_in_the_order_given_and_each_once() {
    let (mut document, next) = (report(), Cell::new(0));
    place(&mut document, 1, &next, &[3, 1]);
    place(&mut document, 1, &next, &[5, 3, 2, 5]);
    assert_eq!(shown(&document), photos(&[3, 1, 5, 2]));
    let step = document.place(&photos(&[1, 2]), || unreachable!(), at()).unwrap();
    assert!(step.is_empty(), "they are all there");
}

#[test]
fn a_photo_that_was_taken_out_comes_back_with_its_words() {
    let (mut document, next) = (report(), Cell::new(0));
    place(&mut document, 1, &next, &[1, 2]);
    describe(
        &mut document,
        1,
        json!({ "caption": "Açılış", "cover": true, "crops": { "cover": "0 0 1 0.5" } }),
    );
    let before = of(&document, 1);
    document.displace(&photos(&[1, 7]), at()).unwrap();
    assert_eq!(shown(&document), photos(&[2]));
    place(&mut document, 1, &next, &[4, 1]);
    assert_eq!(shown(&document), photos(&[2, 4, 1]), "at the end, as everything that comes");
    let after = of(&document, 1);
    assert_eq!((after.id, &after.entity.caption), (before.id, &before.entity.caption));
    assert_eq!(after.entity.crops, before.entity.crops);
    assert!(after.entity.cover, "nobody else is the cover");

    document.displace(&photos(&[1]), at()).unwrap();
    describe(&mut document, 4, json!({ "cover": true }));
    place(&mut document, 1, &next, &[1]);
    assert!(!of(&document, 1).entity.cover, "another one is the cover now");
}

#[test]
fn a_photo_in_the_text_is_no_photo_of_the_gallery() {
    let (mut document, next) = (report(), Cell::new(0));
    let in_text = json!({ "photo": photo(1), "block": block_id(1), "caption": "Mətndə" });
    let id = placement_id(9).to_string();
    document.put(ReportCollection::Placements, &id, &fields(in_text), at()).unwrap();
    place(&mut document, 1, &next, &[1]);
    assert_eq!(shown(&document), photos(&[1, 1]), "once in the text, once in the gallery");
    document.displace(&photos(&[1]), at()).unwrap();
    let left = document.view().placements;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].entity.block, Some(block_id(1)));
}

#[test]
fn what_two_people_say_of_a_photo_that_both_added_is_all_there() {
    let mut a = report();
    let mut b = copy(&a, 2);
    a.take_changes();
    let next = Cell::new(0);
    place(&mut a, 1, &next, &[1, 2]);
    place(&mut b, 2, &next, &[1, 2]);
    describe(&mut a, 1, json!({ "caption": "Onun sözü", "crops": { "cover": "0 0 1 0.5" } }));
    describe(
        &mut b,
        1,
        json!({ "alt": "Zal", "cover": true, "crops": { "thumb": "0 0 0.5 0.5" } }),
    );
    describe(&mut a, 2, json!({ "caption": "Bir" }));
    describe(&mut b, 2, json!({ "caption": "İki" }));
    exchange(&mut a, &mut b);
    assert_eq!(a.view(), b.view());
    assert_eq!(shown(&a), photos(&[1, 2]));
    let one = of(&a, 1).entity;
    assert_eq!((one.caption.as_deref(), one.alt.as_deref()), (Some("Onun sözü"), Some("Zal")));
    assert!(one.cover);
    assert_eq!(one.crops.keys().collect::<Vec<_>>(), ["cover", "thumb"]);

    let two = of(&a, 2);
    let view = a.view();
    let conflict = view.conflicts.iter().find(|one| one.id == two.id.to_string()).unwrap();
    assert_eq!(conflict.field, "caption");
    assert_eq!(
        conflict.values.iter().cloned().collect::<BTreeSet<_>>(),
        BTreeSet::from(["\"Bir\"".to_owned(), "\"İki\"".to_owned()]),
    );
    describe(&mut a, 2, json!({ "caption": "Bir, iki" }));
    exchange(&mut a, &mut b);
    assert_eq!(b.view().conflicts, [], "whoever decides, decides for both");
    assert_eq!(of(&b, 2).entity.caption.as_deref(), Some("Bir, iki"));
}

#[derive(Debug, Clone)]
enum Act {
    Place(Vec<u8>),
    Displace(u8),
    Move(prop::sample::Index, prop::sample::Index),
    Caption(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => prop::collection::vec(0u8..10, 1..4).prop_map(Act::Place),
        1 => (0u8..10).prop_map(Act::Displace),
        3 => (any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(a, b)| Act::Move(a, b)),
        3 => (0u8..10).prop_map(Act::Caption),
    ]
}

/// What one person did last to each photo: put in and described, or taken out.
#[derive(Debug, Default)]
struct Did {
    placed: BTreeSet<PhotoHash>,
    displaced: BTreeSet<PhotoHash>,
    captions: BTreeMap<PhotoHash, String>,
}

fn run(document: &mut ReportDocument, who: u8, acts: Vec<Act>, next: &Cell<u128>) -> Did {
    let mut did = Did::default();
    for (n, act) in acts.into_iter().enumerate() {
        let gallery = document.view().placements;
        match act {
            Act::Place(numbers) => {
                for photo in photos(&numbers) {
                    if !shown(document).contains(&photo) {
                        did.displaced.remove(&photo);
                        did.placed.insert(photo);
                    }
                }
                place(document, who, next, &numbers);
            }
            Act::Displace(n) => {
                if shown(document).contains(&photo(n)) {
                    did.placed.remove(&photo(n));
                    did.captions.remove(&photo(n));
                    did.displaced.insert(photo(n));
                }
                document.displace(&[photo(n)], at()).unwrap();
            }
            Act::Move(from, to) if !gallery.is_empty() => {
                let from = gallery[from.index(gallery.len())].id;
                let to = gallery[to.index(gallery.len())].id;
                document.move_placement(from, Some(to).filter(|to| *to != from), at()).unwrap();
            }
            Act::Caption(n) if shown(document).contains(&photo(n)) => {
                let caption = format!("{who}-{n}");
                describe(document, n, json!({ "caption": caption }));
                did.captions.insert(photo(n), caption);
            }
            _ => {}
        }
        let now = shown(document);
        assert_eq!(now.iter().collect::<BTreeSet<_>>().len(), now.len(), "each once: {n}");
    }
    did
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Two people put in, take out, move and describe offline. Whatever one of them put in or described
    /// and the other did not take out is there, once; every caption is shown or offered.
    #[test]
    fn nothing_of_either_is_lost(
        before in prop::collection::vec(0u8..10, 0..6),
        a in prop::collection::vec(act(), 0..10),
        b in prop::collection::vec(act(), 0..10),
    ) {
        let next = Cell::new(0);
        let mut first = report();
        place(&mut first, 9, &next, &before);
        let mut second = copy(&first, 2);
        first.take_changes();
        let one = run(&mut first, 1, a, &next);
        let two = run(&mut second, 2, b, &next);
        exchange(&mut first, &mut second);
        prop_assert_eq!(first.view(), second.view());

        let view = first.view();
        let now: Vec<PhotoHash> = shown(&first);
        prop_assert_eq!(now.iter().collect::<BTreeSet<_>>().len(), now.len(), "each once");
        for (mine, theirs) in [(&one, &two), (&two, &one)] {
            for photo in mine.placed.difference(&theirs.displaced) {
                prop_assert!(now.contains(photo), "what one put in is there: {photo:?}");
            }
            for (photo, caption) in &mine.captions {
                let Some(place) = view.placements.iter().find(|p| p.entity.photo.as_ref() == Some(photo)) else {
                    prop_assert!(theirs.displaced.contains(photo));
                    continue;
                };
                let id = place.id.to_string();
                let offered = view.conflicts.iter().any(|conflict| {
                    conflict.id == id && conflict.field == "caption"
                        && conflict.values.contains(&format!("\"{caption}\""))
                });
                prop_assert!(place.entity.caption.as_ref() == Some(caption) || offered, "{caption} of {photo:?}");
            }
        }
        for photo in one.displaced.iter().chain(&two.displaced) {
            let kept = one.placed.contains(photo) || two.placed.contains(photo);
            prop_assert!(kept || !now.contains(photo), "taken out and by nobody put in: {photo:?}");
        }
    }
}
