//! The rules of the document's shape; each stands for a failure that was seen without it.

use serde_json::json;
use tezis_report::ids::PersonId;
use tezis_report::model::{Mark, MarkSpan, RichText};
use tezis_report::{
    BodySave, ForumCollection, ForumDocument, ReportCollection, ReportDocument, ReportError,
};

use crate::support::*;

// Rule 1: blocks in a flat map, one text each.

#[test]
fn two_people_move_the_same_paragraph_and_all_of_it_is_still_there_once() {
    let mut a = report();
    let words = ["bir iki üç", "dörd beş altı", "yeddi səkkiz", "doqquz on"];
    save(&mut a, (0..).zip(words).map(|(n, text)| paragraph(block_id(n), text)).collect());
    let mut b = copy(&a, 2);
    a.take_changes();

    reorder(&mut a, [3, 0, 1, 2].map(block_id).to_vec());
    reorder(&mut b, [0, 3, 1, 2].map(block_id).to_vec());
    exchange(&mut a, &mut b);

    assert_eq!(a.view(), b.view());
    let mut sorted = texts(&a);
    sorted.sort();
    let mut expected = words.map(String::from).to_vec();
    expected.sort();
    assert_eq!(sorted, expected, "a move writes the order alone: no letter can get lost");
}

#[test]
fn a_move_and_an_edit_of_one_paragraph_both_hold() {
    let mut a = report();
    save(&mut a, (0..3).map(|n| paragraph(block_id(n), "söz")).collect());
    let mut b = copy(&a, 2);
    a.take_changes();

    reorder(&mut a, [2, 0, 1].map(block_id).to_vec());
    save(&mut b, vec![paragraph(block_id(2), "söz və əlavə")]);
    exchange(&mut a, &mut b);

    assert_eq!(texts(&a), ["söz və əlavə", "söz", "söz"]);
    assert_eq!(a.view(), b.view());
}

#[test]
fn a_block_that_one_deletes_while_another_types_into_it_shows_what_was_typed() {
    let mut a = report();
    save(&mut a, vec![paragraph(block_id(0), "köhnə mətn"), paragraph(block_id(1), "qalan")]);
    let mut b = copy(&a, 2);
    a.take_changes();

    remove_block(&mut a, block_id(0));
    save(&mut b, vec![paragraph(block_id(0), "köhnə təzə mətn")]);
    exchange(&mut a, &mut b);

    assert_eq!(texts(&a), ["təzə ", "qalan"], "gone, but it holds text: so it shows");
    assert_eq!(a.view(), b.view());

    remove_block(&mut a, block_id(0));
    assert_eq!(texts(&a), ["qalan"]);
}

#[test]
fn a_new_word_is_not_built_of_the_letters_of_the_word_beside_it() {
    let mut a = report();
    save(&mut a, vec![paragraph(block_id(0), "panel1 başladı")]);
    let mut b = copy(&a, 2);
    a.take_changes();
    save(&mut a, vec![paragraph(block_id(0), "panel2 panel1 başladı")]);
    save(&mut b, vec![paragraph(block_id(0), "başladı")]);
    exchange(&mut a, &mut b);
    assert_eq!(texts(&a), ["panel2 başladı"]);
}

#[test]
fn runs_of_paragraphs_written_at_one_place_do_not_interleave() {
    let mut a = report();
    save(&mut a, vec![paragraph(block_id(0), "əvvəl"), paragraph(block_id(9), "son")]);
    let mut b = copy(&a, 2);
    a.take_changes();
    for n in 1..4 {
        for (document, offset, name) in [(&mut a, 10, "A"), (&mut b, 20, "B")] {
            let mut ids = order(document);
            ids.insert(ids.len() - 1, block_id(offset + n));
            let base = document.heads();
            let block = paragraph(block_id(offset + n), &format!("{name}{n}"));
            save_at(document, base, vec![block], Some(ids));
        }
    }
    exchange(&mut a, &mut b);
    let all = texts(&a).join(" ");
    assert!(all.contains("A1 A2 A3") && all.contains("B1 B2 B3"), "{all}");
}

// Rule 2: a save names the heads it was made from.

#[test]
fn a_colleagues_paragraph_that_arrives_between_load_and_save_is_not_deleted() {
    let mut a = report();
    save(&mut a, vec![paragraph(block_id(0), "birinci"), paragraph(block_id(1), "ikinci")]);
    let mut b = copy(&a, 2);
    a.take_changes();
    let loaded = a.heads();

    let mut ids = order(&b);
    ids.insert(1, block_id(7));
    let base = b.heads();
    save_at(&mut b, base, vec![paragraph(block_id(7), "həmkarın abzası")], Some(ids));
    save(&mut b, vec![paragraph(block_id(1), "ikinci, həmkarın sözü ilə")]);
    a.merge(&bytes(&b.take_changes())).unwrap();

    // The window knows nothing of it: its order has two blocks, its second block the old text.
    let saved = save_at(
        &mut a,
        loaded,
        vec![paragraph(block_id(0), "birinci abzas"), paragraph(block_id(1), "bu da ikinci")],
        Some(vec![block_id(0), block_id(1)]),
    );
    let expected = ["birinci abzas", "həmkarın abzası", "bu da ikinci, həmkarın sözü ilə"];
    assert_eq!(texts(&a), expected);
    assert_eq!(saved.elsewhere, Some(a.blocks()), "the window is told what it does not show");
    assert_eq!(saved.heads, a.heads());

    // Until it shows that, it goes on from what it has: `saved`, not `heads`.
    let again = save_at(
        &mut a,
        saved.saved,
        vec![paragraph(block_id(0), "birinci abzas, davamı")],
        Some(vec![block_id(0), block_id(1)]),
    );
    assert_eq!(texts(&a)[0], "birinci abzas, davamı");
    assert_eq!(texts(&a)[1..], expected[1..]);
    assert!(again.elsewhere.is_some());
}

#[test]
fn a_save_alone_says_nothing_of_elsewhere() {
    let mut a = report();
    let base = a.heads();
    let first = save_at(&mut a, base, vec![paragraph(block_id(0), "bir")], Some(vec![block_id(0)]));
    assert_eq!((first.elsewhere, &first.saved), (None, &first.heads));
    let second = save(&mut a, vec![paragraph(block_id(0), "bir iki")]);
    assert_eq!(second.elsewhere, None);
    let nothing = save(&mut a, vec![paragraph(block_id(0), "bir iki")]);
    assert!(nothing.step.is_empty() && nothing.elsewhere.is_none());
    assert_eq!(nothing.heads, second.heads, "an unchanged text makes no change");
}

#[test]
fn a_second_save_from_the_same_base_does_not_make_its_block_twice() {
    let mut a = report();
    let base = a.heads();
    let order = Some(vec![block_id(0)]);
    save_at(&mut a, base.clone(), vec![paragraph(block_id(0), "bir")], order.clone());
    save_at(&mut a, base, vec![paragraph(block_id(0), "bir iki")], order);
    assert_eq!(texts(&a), ["bir iki"]);
}

#[test]
fn a_save_from_a_state_that_nobody_knows_is_refused() {
    let mut a = report();
    let mut stranger = copy(&a, 2);
    save(&mut stranger, vec![paragraph(block_id(0), "bir")]);
    let save = BodySave { base: stranger.heads(), ..BodySave::default() };
    assert_eq!(a.save_body(&save, at()), Err(ReportError::UnknownHeads));
}

// Rule 3: containers are the same bytes everywhere, entities are flat.

#[test]
fn the_first_change_is_the_same_bytes_in_every_document_of_a_kind() {
    let first = |changes: Vec<tezis_report::Change>| changes.into_iter().next().unwrap();
    let a = first(ReportDocument::new(report_id(), actor(1), at()).take_changes());
    let other_id = tezis_report::ids::ReportId::from_parts(9, 9);
    let later = at() + chrono::TimeDelta::days(400);
    let b = first(ReportDocument::new(other_id, actor(7), later).take_changes());
    assert_eq!(a, b);
    // Pinned: should they ever change, no old document could merge with a new one.
    assert_eq!(a.hash, "04053544790e28cfbb63c34b91ed6a9706473367888a1018084b115e23b6b1f3");
    let forum = first(ForumDocument::new(forum_id(), actor(3), at()).take_changes());
    assert_eq!(forum.hash, "84ce634a5de40f57d2a35bc2158bff0c19107fb71c86f14e9d7406c910a273b7");
}

#[test]
fn what_two_sides_make_under_one_key_keeps_all_fields() {
    // Both begin the same document apart, with nothing but its id in common.
    let mut a = ForumDocument::new(forum_id(), actor(1), at());
    let mut b = ForumDocument::new(forum_id(), actor(2), at());
    let hash = photo(7).to_string();
    let put = |document: &mut ForumDocument, value| {
        document.put(ForumCollection::Photos, &hash, &fields(value), at()).unwrap();
    };
    put(
        &mut a,
        json!({ "credit": "Aygün Həsənli", "captions": { "az": "Açılış" }, "keywords": ["forum"] }),
    );
    put(&mut b, json!({ "rating": 4, "captions": { "en": "Opening" }, "keywords": ["gənclər"] }));
    exchange_forums(&mut a, &mut b);
    assert_eq!(a.view(), b.view());
    let view = a.view();
    let [one] = view.photos.as_slice() else { panic!("{} photos", view.photos.len()) };
    assert_eq!(one.entity.credit.as_deref(), Some("Aygün Həsənli"));
    assert_eq!(one.entity.rating, Some(4));
    assert_eq!(one.entity.captions.len(), 2);
    let mut keywords = one.entity.keywords.clone();
    keywords.sort();
    assert_eq!(keywords, ["forum", "gənclər"], "what each added to a list is kept");
    assert!(view.conflicts.is_empty());
}

// Rule 4: the actor is random for each process start and never stored.

#[test]
fn a_restored_backup_goes_on_being_edited_and_merges() {
    let mut a = report();
    save(&mut a, vec![paragraph(block_id(0), "birinci gün")]);
    let backup = a.snapshot();
    a.take_changes();
    save(&mut a, vec![paragraph(block_id(0), "birinci gün və ikinci gün")]);

    let mut restored =
        ReportDocument::load::<Vec<u8>>(report_id(), Some(&backup), &[], actor(5)).unwrap();
    save(&mut restored, vec![paragraph(block_id(0), "bu gün birinci gün")]);
    exchange(&mut a, &mut restored);
    assert_eq!(texts(&a), ["bu gün birinci gün və ikinci gün"]);
    assert_eq!(a.view(), restored.view());
}

#[test]
fn a_reused_actor_could_not_merge_and_says_so() {
    let mut a = report();
    save(&mut a, vec![paragraph(block_id(0), "bir")]);
    let backup = a.snapshot();
    a.take_changes();
    save(&mut a, vec![paragraph(block_id(0), "bir iki")]);
    // What must never happen: the copy goes on with the actor of the first.
    let mut twin =
        ReportDocument::load::<Vec<u8>>(report_id(), Some(&backup), &[], actor(1)).unwrap();
    save(&mut twin, vec![paragraph(block_id(0), "sıfır bir")]);
    let before = a.view();
    let refused = a.merge(&bytes(&twin.take_changes()));
    assert!(matches!(refused, Err(ReportError::Damaged { .. })), "{refused:?}");
    assert_eq!(a.view(), before, "a merge that fails leaves all as it was");
    save(&mut a, vec![paragraph(block_id(0), "bir iki üç")]);
    assert_eq!(texts(&a), ["bir iki üç"]);
}

#[test]
fn a_snapshot_does_not_carry_the_actor_on() {
    let mut a = report();
    save(&mut a, vec![paragraph(block_id(0), "bir")]);
    let mut b = copy(&a, 2);
    let mut c = copy(&a, 3);
    save(&mut b, vec![paragraph(block_id(0), "bir iki")]);
    save(&mut c, vec![paragraph(block_id(0), "üç bir")]);
    exchange(&mut b, &mut c);
    assert_eq!(texts(&b), ["üç bir iki"]);
    assert_eq!(b.view(), c.view());
}

// Rule 5: marks carry their id in the name.

#[test]
fn overlapping_marks_from_two_sides_are_both_kept() {
    let mut a = report();
    let text = "Komitənin sədri çıxış etdi";
    save(&mut a, vec![paragraph(block_id(0), text)]);
    let mut b = copy(&a, 2);
    a.take_changes();
    let person = |n| Mark::Person { id: PersonId::from_parts(4, n) };
    let marked = |mark: Mark, start, end| {
        let marks = vec![MarkSpan { start, end, mark }];
        let mut block = paragraph(block_id(0), text);
        block.text = RichText { text: text.into(), marks };
        block
    };
    save(&mut a, vec![marked(person(1), 0, 15)]);
    save(&mut b, vec![marked(person(2), 10, 20)]);
    exchange(&mut a, &mut b);
    assert_eq!(a.view(), b.view());
    let expected = vec![
        MarkSpan { start: 0, end: 15, mark: person(1) },
        MarkSpan { start: 10, end: 20, mark: person(2) },
    ];
    assert_eq!(a.blocks()[0].text.marks, expected);
}

#[test]
fn the_same_mark_from_two_sides_becomes_one() {
    let mut a = report();
    let text = "bir iki üç dörd";
    save(&mut a, vec![paragraph(block_id(0), text)]);
    let mut b = copy(&a, 2);
    a.take_changes();
    let quote = Mark::Quote { id: tezis_report::ids::QuoteId::from_parts(5, 1) };
    for (document, start, end) in [(&mut a, 0, 7), (&mut b, 4, 10)] {
        let mut block = paragraph(block_id(0), text);
        block.text.marks = vec![MarkSpan { start, end, mark: quote.clone() }];
        save(document, vec![block]);
    }
    exchange(&mut a, &mut b);
    assert_eq!(a.blocks()[0].text.marks, [MarkSpan { start: 0, end: 10, mark: quote }]);
}

// Rule 6: headlines and their like are registers.

#[test]
fn both_edit_the_headline_and_both_are_kept_until_somebody_decides() {
    let mut a = report();
    let main = |text: &str| fields(json!({ "headlines": { "main": text } }));
    a.put(ReportCollection::Report, "", &main("Forum"), at()).unwrap();
    let mut b = copy(&a, 2);
    a.take_changes();
    a.put(ReportCollection::Report, "", &main("Forum başladı"), at()).unwrap();
    b.put(ReportCollection::Report, "", &main("Forum işə başlayıb"), at()).unwrap();
    exchange(&mut a, &mut b);

    let view = a.view();
    assert_eq!(view, b.view());
    let [conflict] = view.conflicts.as_slice() else { panic!("{:?}", view.conflicts) };
    assert_eq!((conflict.collection.as_str(), conflict.id.as_str()), ("report", ""));
    assert_eq!(conflict.field, "headlines/main");
    assert_eq!(conflict.values[0], json!(view.about.headlines["main"]).to_string());
    let mut values = conflict.values.clone();
    values.sort();
    assert_eq!(values, ["\"Forum başladı\"", "\"Forum işə başlayıb\""]);

    // Choosing the one that shows is a decision too.
    let shown = view.about.headlines["main"].clone();
    b.put(ReportCollection::Report, "", &main(&shown), at()).unwrap();
    exchange(&mut a, &mut b);
    assert!(a.view().conflicts.is_empty());
    assert_eq!(a.view().about.headlines["main"], shown);
}

#[test]
fn both_write_the_same_headline_and_there_is_nothing_to_decide() {
    let mut a = report();
    let mut b = copy(&a, 2);
    a.take_changes();
    for document in [&mut a, &mut b] {
        let slug = fields(json!({ "slug": "forum-basladi" }));
        document.put(ReportCollection::Report, "", &slug, at()).unwrap();
    }
    exchange(&mut a, &mut b);
    assert!(a.view().conflicts.is_empty());
}

// Rule 7: what can't be kept is replaced on entry; damage is tested in `damage`.

#[test]
fn what_no_format_carries_becomes_a_replacement_character() {
    let mut a = report();
    let base = a.heads();
    let order = Some(vec![block_id(0)]);
    let saved = save_at(&mut a, base, vec![paragraph(block_id(0), "a\0b\u{fffc}c")], order);
    assert_eq!(texts(&a), ["a\u{fffd}b\u{fffd}c"]);
    assert_eq!(saved.elsewhere, Some(a.blocks()), "the window shows something else: it is told");
    let headline = fields(json!({ "headlines": { "main": "x\0y" } }));
    a.put(ReportCollection::Report, "", &headline, at()).unwrap();
    assert_eq!(a.view().about.headlines["main"], "x\u{fffd}y");
}
