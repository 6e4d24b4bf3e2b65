//! What is read again after an edit is what a copy reads that has just been loaded.

use proptest::prelude::*;
use serde_json::{Value, json};
use tezis_report::ids::{NoteId, PersonId, SessionId};
use tezis_report::{ForumCollection, ForumDocument, Step};

use crate::support::*;

/// An edit of the forum by one of two people, or their meeting.
#[derive(Debug, Clone)]
enum Act {
    Put(u8, ForumCollection, u8, Value),
    Remove(u8, ForumCollection, u8),
    Undo(u8),
    Meet,
}

fn id(collection: ForumCollection, n: u8) -> String {
    let number = u128::from(n);
    match collection {
        ForumCollection::Forum => String::new(),
        ForumCollection::Photos => photo(n).to_string(),
        ForumCollection::Cameras => format!("a/b~{n}"),
        ForumCollection::Sessions => SessionId::from_parts(4, number).to_string(),
        ForumCollection::Notes => NoteId::from_parts(5, number).to_string(),
        _ => PersonId::from_parts(6, number).to_string(),
    }
}

fn put() -> impl Strategy<Value = (ForumCollection, Value)> {
    let day = (0u8..4).prop_map(|hour| format!("2025-10-19T1{hour}:00:00"));
    prop_oneof![
        (any::<bool>()).prop_map(|yes| (
            ForumCollection::Forum,
            json!({ "motto": { "az": yes.to_string() } })
        )),
        (0u8..6).prop_map(|stars| (ForumCollection::Photos, json!({ "rating": stars }))),
        day.clone().prop_map(|day| (ForumCollection::Photos, json!({ "taken_at": day }))),
        "[a-c]{0,2}".prop_map(|text| (
            ForumCollection::Photos,
            json!({ "captions": { "az": text }, "keywords": [text] })
        )),
        (0u8..9).prop_map(|n| (ForumCollection::Cameras, json!({ "clock_offset_s": n }))),
        "[A-D]".prop_map(|order| (ForumCollection::Sessions, json!({ "order": order }))),
        (0u8..3).prop_map(|n| {
            (
                ForumCollection::Appearances,
                json!({ "session": SessionId::from_parts(4, u128::from(n)) }),
            )
        }),
        (day, "[a-c ]{0,4}").prop_map(|(day, text)| {
            (ForumCollection::Notes, json!({ "at": format!("{day}Z"), "text": text }))
        }),
        "[a-c]{0,2}".prop_map(|text| (ForumCollection::People, json!({ "full": { "az": text } }))),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let who = 0u8..2;
    prop_oneof![
        8 => (who.clone(), put(), 0u8..3).prop_map(|(who, (collection, value), n)| Act::Put(who, collection, n, value)),
        2 => (who.clone(), put(), 0u8..3).prop_map(|(who, (collection, _), n)| Act::Remove(who, collection, n)),
        1 => who.prop_map(Act::Undo),
        2 => Just(Act::Meet),
    ]
}

fn assert_as_loaded(document: &ForumDocument) {
    let fresh = forum_copy(document, 77).view();
    assert_eq!(*document.shared_view(), fresh, "without a copy");
    assert_eq!(document.view(), fresh);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Only what an edit touched is read anew: with conflicts, removed and returned entities, texts that
    /// merge, orders that depend on others.
    #[test]
    fn a_forum_reads_as_one_that_was_just_loaded(acts in prop::collection::vec(act(), 1..24)) {
        let mut first = forum();
        first.take_changes();
        let second = forum_copy(&first, 2);
        let mut both = [first, second];
        let mut last: [Option<Step>; 2] = [None, None];
        for act in acts {
            match act {
                Act::Put(who, collection, n, value) => {
                    let who = usize::from(who);
                    let step = both[who].put(collection, &id(collection, n), &fields(value), at());
                    last[who] = Some(step.unwrap());
                }
                Act::Remove(who, collection, n) => {
                    // Removing what isn't there is refused and changes nothing.
                    let who = usize::from(who);
                    last[who] = both[who].remove(collection, &id(collection, n), at()).ok();
                }
                Act::Undo(who) => {
                    let who = usize::from(who);
                    if let Some(step) = last[who].take() {
                        both[who].revert(&step, at()).unwrap();
                    }
                }
                Act::Meet => {
                    let [first, second] = &mut both;
                    let (ours, theirs) = (bytes(&first.take_changes()), bytes(&second.take_changes()));
                    first.merge(&theirs).unwrap();
                    second.merge(&ours).unwrap();
                    // What was merged is not theirs to send back.
                    first.take_changes();
                    second.take_changes();
                }
            }
            assert_as_loaded(&both[0]);
            assert_as_loaded(&both[1]);
        }
    }
}

/// A view that somebody still holds does not change under them.
#[test]
fn a_view_that_is_held_stays_as_it_was() {
    let mut document = forum();
    let rated = |stars: u8| fields(json!({ "rating": stars }));
    let hash = photo(1).to_string();
    document.put(ForumCollection::Photos, &hash, &rated(1), at()).unwrap();
    let held = document.shared_view();
    document.put(ForumCollection::Photos, &hash, &rated(2), at()).unwrap();
    assert_eq!(held.photos[0].entity.rating, Some(1));
    assert_eq!(document.shared_view().photos[0].entity.rating, Some(2));
}
