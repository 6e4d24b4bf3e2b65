//! Copies that were edited apart come to the same document, in whatever order they meet.

use proptest::prelude::*;
use tezis_report::ReportDocument;

use crate::story::{Act, Person, act, adding_act, assert_sound, beginning};
use crate::support::*;

fn people(count: u8) -> Vec<Person> {
    let first = beginning();
    (1..=count)
        .map(|n| {
            let mut document = copy(&first, n + 10);
            document.take_changes();
            Person::new(document, n)
        })
        .collect()
}

/// Everybody gets everybody's changes, in an order of their own.
fn meet(people: &mut [Person]) {
    let changes: Vec<Vec<Vec<u8>>> =
        people.iter_mut().map(|person| bytes(&person.document.take_changes())).collect();
    for (n, person) in people.iter_mut().enumerate() {
        for from in 0..changes.len() {
            let from = (from * (n + 1) + n) % changes.len();
            person.document.merge(&changes[from]).unwrap();
        }
        // Whatever the walk above left out.
        let mut all: Vec<Vec<u8>> = changes.concat();
        if n % 2 == 1 {
            all.reverse();
        }
        person.document.merge(&all).unwrap();
        person.document.take_changes();
    }
}

fn assert_same(people: &[Person]) {
    let first = &people[0].document;
    for person in people {
        assert_sound(&person.document);
        assert_eq!(person.document.view(), first.view());
        assert_eq!(person.document.heads(), first.heads());
    }
    let loaded =
        ReportDocument::load::<Vec<u8>>(first.id(), Some(&first.snapshot()), &[], actor(99));
    assert_eq!(loaded.unwrap().view(), first.view(), "and it can be stored");
}

fn rounds(count: u8) -> impl Strategy<Value = Vec<Vec<Vec<Act>>>> {
    let one = prop::collection::vec(act(), 0..8);
    prop::collection::vec(prop::collection::vec(one, count as usize), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn two_copies_converge(rounds in rounds(2)) {
        let mut people = people(2);
        for round in rounds {
            for (person, acts) in people.iter_mut().zip(&round) {
                for act in acts { person.act(act); }
            }
            meet(&mut people);
            assert_same(&people);
        }
    }

    #[test]
    fn three_copies_converge_in_any_order_of_merge(rounds in rounds(3)) {
        let mut people = people(3);
        for round in rounds {
            for (person, acts) in people.iter_mut().zip(&round) {
                for act in acts { person.act(act); }
            }
            meet(&mut people);
            assert_same(&people);
        }
    }

    /// A window that shows an old state goes on saving while others' changes arrive.
    #[test]
    fn saves_from_old_states_converge(
        mine in prop::collection::vec(act(), 1..6), theirs in prop::collection::vec(act(), 1..6),
    ) {
        let mut people = people(2);
        let seen = people[0].look();
        for act in &theirs { people[1].act(act); }
        meet(&mut people);
        // Each act is one window's first save from that old state; blocks that it makes are its own.
        for act in &mine { people[0].act_on(act, &seen); }
        meet(&mut people);
        assert_same(&people);
    }

    /// Whoever deletes deletes only what was there: a word that another typed meanwhile stands whole,
    /// in its block or in the one that was split from it.
    #[test]
    fn words_typed_while_others_cut_split_and_move_stand_whole(
        typing in prop::collection::vec(adding_act(), 1..10),
        cutting in prop::collection::vec(act(), 1..10),
    ) {
        let mut people = people(2);
        for act in &typing { people[0].act(act); }
        for act in &cutting { people[1].act(act); }
        meet(&mut people);
        assert_same(&people);
        let all = texts(&people[0].document);
        for word in &people[0].typed {
            prop_assert_eq!(all.iter().filter(|text| text.contains(word.as_str())).count(), 1, "{} in {:?}", word, all);
        }
    }

    #[test]
    fn words_that_both_type_stand_whole(
        a in prop::collection::vec(adding_act(), 1..10), b in prop::collection::vec(adding_act(), 1..10),
    ) {
        let mut people = people(2);
        for act in &a { people[0].act(act); }
        for act in &b { people[1].act(act); }
        meet(&mut people);
        assert_same(&people);
        let all = texts(&people[0].document).join("\n");
        for word in people.iter().flat_map(|person| &person.typed) {
            prop_assert_eq!(all.matches(word.as_str()).count(), 1, "{} in {}", word, all);
        }
        for n in 0..10 {
            let (word, count) = (format!("ilk{n}"), all.matches(&format!("ilk{n}")).count());
            prop_assert_eq!(count, 1, "{} in {}", word, all);
        }
    }

    /// Galleries put in order on both sides: every photo is there, once.
    #[test]
    fn galleries_reordered_on_both_sides_keep_every_photo_once(
        a in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12),
        b in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12),
    ) {
        let mut people = people(2);
        for n in 0..6 { people[0].act(&Act::Photo(n)); }
        // The other one adds some of the same photos offline.
        for n in 3..8 { people[1].act(&Act::Photo(n)); }
        meet(&mut people);
        for (from, to) in a { people[0].act(&Act::MovePhoto(from, to)); }
        for (from, to) in b { people[1].act(&Act::MovePhoto(from, to)); }
        meet(&mut people);
        assert_same(&people);
        let view = people[0].document.view();
        let mut photos: Vec<_> = view.placements.iter().filter_map(|one| one.entity.photo.clone()).collect();
        photos.sort();
        prop_assert_eq!(photos, (0..8).map(photo).collect::<Vec<_>>());
    }
}
