//! Entities: partial writes, checks, sets, removal, twins of a gallery.

use serde_json::json;
use tezis_report::ids::{NoteId, PersonId, SessionId};
use tezis_report::{ForumCollection, Heads, ReportCollection, ReportDocument, ReportError};

use crate::support::*;

#[test]
fn partial_fields_write_what_differs_and_nothing_else() {
    let mut a = forum();
    let id = SessionId::from_parts(1, 1).to_string();
    let put = |a: &mut tezis_report::ForumDocument, value| {
        a.put(ForumCollection::Sessions, &id, &fields(value), at()).unwrap()
    };
    put(
        &mut a,
        json!({ "kind": "panel", "titles": { "az": "Panel", "en": "Panel" }, "room": "1" }),
    );
    let again = put(&mut a, json!({ "kind": "panel", "titles": { "az": "Panel" } }));
    assert!(again.is_empty(), "nothing differs: no change is made");
    put(&mut a, json!({ "titles": { "en": null }, "room": null }));
    let view = a.view();
    let session = &view.sessions[0].entity;
    assert_eq!(session.titles.keys().collect::<Vec<_>>(), ["az"]);
    assert_eq!(session.room, None);
    put(&mut a, json!({ "titles": null, "planned_start": "2025-10-19T13:50:00+04:00" }));
    let session = a.view().sessions[0].entity.clone();
    assert!(session.titles.is_empty());
    assert_eq!(session.planned_start.unwrap().to_rfc3339(), "2025-10-19T09:50:00+00:00");
}

#[test]
fn unknown_fields_and_wrong_types_are_refused_and_nothing_is_written() {
    let mut a = forum();
    let before = a.heads();
    let id = SessionId::from_parts(1, 1).to_string();
    for (value, field) in [
        (json!({ "room": "1", "colour": "red" }), "colour"),
        (json!({ "room": 3 }), "room"),
        (json!({ "kind": "picnic" }), "kind"),
        (json!({ "titles": "Panel" }), "titles"),
        (json!({ "titles": { "az": 3 } }), "titles"),
        (json!({ "planned_start": "yesterday" }), "planned_start"),
    ] {
        match a.put(ForumCollection::Sessions, &id, &fields(value), at()) {
            Err(ReportError::Field { collection: "sessions", field: named, .. }) => {
                assert_eq!(named, field);
            }
            other => panic!("{field}: {other:?}"),
        }
    }
    let wrong_id = a.put(ForumCollection::Sessions, "../x", &fields(json!({})), at());
    assert!(matches!(wrong_id, Err(ReportError::Id { .. })));
    let photo = a.put(ForumCollection::Photos, "abc", &fields(json!({})), at());
    assert!(matches!(photo, Err(ReportError::Id { .. })));
    let missing = a.remove(ForumCollection::Sessions, &id, at());
    assert!(matches!(missing, Err(ReportError::NotFound { .. })));
    assert_eq!(a.heads(), before);
}

#[test]
fn numbers_keys_and_ids_with_slashes_come_back_as_they_were() {
    let mut a = forum();
    let body = "Nikon/D~850/№ 1";
    a.put(ForumCollection::Cameras, body, &fields(json!({ "clock_offset_s": -3600 })), at())
        .unwrap();
    let hash = photo(1).to_string();
    let values = json!({
        "rotation": 1, "focal_x": 0.25, "crops": { "cover/16:9": "0 0 1 0.5" }, "tone": { "a~b": 1.5 },
        "keywords": ["a/b", "c~d", "a/b"], "taken_at": "2025-10-19T10:00:00",
    });
    a.put(ForumCollection::Photos, &hash, &fields(values), at()).unwrap();
    let view = a.view();
    assert_eq!(view.cameras[0].id, body);
    assert_eq!(view.cameras[0].entity.clock_offset_s, Some(-3600));
    let photo = &view.photos[0].entity;
    assert_eq!((photo.rotation, photo.focal_x), (Some(1.0), Some(0.25)));
    assert_eq!(photo.crops["cover/16:9"], "0 0 1 0.5");
    assert_eq!(photo.tone["a~b"].to_bits(), 1.5f64.to_bits());
    assert_eq!(photo.keywords, ["a/b", "c~d"], "a list is a set in order");
    assert_eq!(forum_copy(&a, 2).view(), view);
}

#[test]
fn lists_take_their_new_order_and_keep_what_others_add() {
    let mut a = report();
    let byline = |names: &[&str]| fields(json!({ "byline": names }));
    a.put(ReportCollection::Report, "", &byline(&["A", "B", "C", "D"]), at()).unwrap();
    let mut b = copy(&a, 2);
    a.take_changes();
    a.put(ReportCollection::Report, "", &byline(&["D", "A", "C"]), at()).unwrap();
    assert_eq!(a.view().about.byline, ["D", "A", "C"]);
    b.put(ReportCollection::Report, "", &byline(&["A", "B", "C", "D", "E"]), at()).unwrap();
    exchange(&mut a, &mut b);
    assert_eq!(a.view().about.byline, ["D", "A", "C", "E"]);
    assert_eq!(a.view(), b.view());
}

#[test]
fn a_notes_words_merge_and_its_other_fields_are_registers() {
    let mut a = forum();
    let id = NoteId::from_parts(1, 1).to_string();
    let text = |text: &str| fields(json!({ "text": text }));
    a.put(ForumCollection::Notes, &id, &text("300 nəfər gəldi"), at()).unwrap();
    let mut b = forum_copy(&a, 2);
    a.take_changes();
    a.put(ForumCollection::Notes, &id, &text("təxminən 300 nəfər gəldi"), at()).unwrap();
    b.put(ForumCollection::Notes, &id, &text("300 nəfər gəldi, 12 ölkədən"), at()).unwrap();
    exchange_forums(&mut a, &mut b);
    assert_eq!(a.view().notes[0].entity.text, "təxminən 300 nəfər gəldi, 12 ölkədən");
    assert_eq!(a.view(), b.view());
}

#[test]
fn a_removed_entity_stays_hidden_from_a_concurrent_edit_and_undo_brings_all_back() {
    let mut a = forum();
    let id = PersonId::from_parts(1, 1).to_string();
    let name = |name: &str| fields(json!({ "full": { "az": name } }));
    a.put(ForumCollection::People, &id, &name("Aysel Kərimova"), at()).unwrap();
    let mut b = forum_copy(&a, 2);
    a.take_changes();
    let removed = a.remove(ForumCollection::People, &id, at()).unwrap();
    b.put(
        ForumCollection::People,
        &id,
        &fields(json!({ "full": { "en": "Aysel Karimova" } })),
        at(),
    )
    .unwrap();
    exchange_forums(&mut a, &mut b);
    assert!(a.view().people.is_empty() && b.view().people.is_empty());
    a.revert(&removed, at()).unwrap();
    assert_eq!(a.view().people[0].entity.full.len(), 2, "the colleague's edit is there too");
}

fn gallery(document: &ReportDocument) -> Vec<u8> {
    let placements = document.view().placements;
    let first = |photo: &tezis_report::ids::PhotoHash| {
        u8::from_str_radix(photo.as_str().get(..2).unwrap(), 16)
    };
    placements.iter().map(|one| first(one.entity.photo.as_ref().unwrap()).unwrap()).collect()
}

fn place(document: &mut ReportDocument, id: u64, photo_number: u8, order: &str) {
    let placement = fields(json!({ "photo": photo(photo_number), "order": order }));
    document
        .put(ReportCollection::Placements, &placement_id(id).to_string(), &placement, at())
        .unwrap();
}

#[test]
fn both_add_the_same_photo_and_it_shows_once() {
    let mut a = report();
    place(&mut a, 1, 1, "V");
    let mut b = copy(&a, 2);
    a.take_changes();
    place(&mut a, 2, 7, "W");
    place(&mut b, 3, 7, "X");
    place(&mut b, 4, 2, "Y");
    exchange(&mut a, &mut b);
    assert_eq!(gallery(&a), [1, 7, 2]);
    assert_eq!(a.view(), b.view());

    // What is done to the one that shows is done to the hidden one.
    a.move_placement(placement_id(2), Some(placement_id(4)), at()).unwrap();
    assert_eq!(gallery(&a), [1, 2, 7]);
    a.move_placement(placement_id(2), None, at()).unwrap();
    assert_eq!(gallery(&a), [7, 1, 2]);
    a.move_placement(placement_id(1), Some(placement_id(4)), at()).unwrap();
    assert_eq!(gallery(&a), [7, 2, 1]);
    let caption = fields(json!({ "caption": "Açılış" }));
    a.put(ReportCollection::Placements, &placement_id(2).to_string(), &caption, at()).unwrap();
    a.remove(ReportCollection::Placements, &placement_id(2).to_string(), at()).unwrap();
    assert_eq!(gallery(&a), [2, 1], "the hidden twin does not come up");
}

#[test]
fn a_placement_without_a_photo_is_hidden() {
    let mut a = report();
    place(&mut a, 1, 1, "V");
    a.put(
        ReportCollection::Placements,
        &placement_id(2).to_string(),
        &fields(json!({ "cover": true })),
        at(),
    )
    .unwrap();
    assert_eq!(gallery(&a), [1]);
}

#[test]
fn a_waiver_that_was_removed_can_be_given_again() {
    let mut a = report();
    let waive = |a: &mut ReportDocument, reason: &str| {
        a.put(
            ReportCollection::Waivers,
            "quote-marks/x",
            &fields(json!({ "reason": reason })),
            at(),
        )
        .unwrap();
    };
    waive(&mut a, "belədir");
    a.remove(ReportCollection::Waivers, "quote-marks/x", at()).unwrap();
    assert!(a.view().waivers.is_empty());
    waive(&mut a, "yenə");
    let waivers = a.view().waivers;
    assert_eq!(
        (waivers[0].id.as_str(), waivers[0].entity.reason.as_deref()),
        ("quote-marks/x", Some("yenə"))
    );
}

#[test]
fn a_past_state_can_be_read() {
    let mut a = report();
    a.put(ReportCollection::Report, "", &fields(json!({ "slug": "bir" })), at()).unwrap();
    save(&mut a, vec![paragraph(block_id(0), "bir")]);
    let (then, view) = (a.heads(), a.view());
    a.put(ReportCollection::Report, "", &fields(json!({ "slug": "iki" })), at()).unwrap();
    save(&mut a, vec![paragraph(block_id(0), "bir iki")]);
    assert_eq!(a.view_at(&then).unwrap(), view);
    assert_eq!(a.blocks_at(&then).unwrap(), view.body);
    let unknown = Heads::from_hex(&["ab".repeat(32)]).unwrap();
    assert_eq!(a.view_at(&unknown), Err(ReportError::UnknownHeads));
    assert!(a.contains(&then) && !a.contains(&unknown));
}

#[test]
fn heads_travel_as_a_sorted_list_of_hexadecimal_hashes() {
    let heads = report().heads();
    let json = serde_json::to_value(&heads).unwrap();
    assert_eq!(json, json!(heads.to_hex()));
    assert_eq!(serde_json::from_value::<Heads>(json).unwrap(), heads);
    assert!(serde_json::from_value::<Heads>(json!(["xyz"])).is_err());
}
