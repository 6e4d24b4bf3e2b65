//! Every operation has an inverse, and the inverse leaves alone what others did since.

use proptest::prelude::*;
use serde_json::json;
use tezis_report::ids::PersonId;
use tezis_report::model::{Block, Mark, MarkSpan, Report};
use tezis_report::{BodySave, ForumCollection, ReportCollection};

use crate::story::{Person, act, assert_sound, beginning};
use crate::support::*;

/// The view but for conflicts: an operation may have decided one, and of the values that lost only
/// history knows.
fn shown(mut view: Report) -> Report {
    view.conflicts.clear();
    view
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_operation_and_its_inverse_give_the_former_view(
        before in prop::collection::vec(act(), 0..8), op in act(),
    ) {
        let mut person = Person::new(copy(&beginning(), 11), 1);
        for act in &before { person.act(act); }
        let former = shown(person.document.view());
        let step = person.act(&op);
        let after = shown(person.document.view());
        let undone = person.document.revert(&step, at()).unwrap();
        prop_assert_eq!(&shown(person.document.view()), &former);
        let redone = person.document.revert(&undone, at()).unwrap();
        prop_assert_eq!(shown(person.document.view()), after, "the inverse has an inverse too");
        person.document.revert(&redone, at()).unwrap();
        prop_assert_eq!(shown(person.document.view()), former);
    }

    #[test]
    fn operations_are_taken_back_one_after_the_other(ops in prop::collection::vec(act(), 1..8)) {
        let mut person = Person::new(copy(&beginning(), 11), 1);
        let mut past = Vec::new();
        for op in &ops {
            let view = shown(person.document.view());
            past.push((view, person.act(op)));
        }
        while let Some((view, step)) = past.pop() {
            person.document.revert(&step, at()).unwrap();
            prop_assert_eq!(shown(person.document.view()), view);
        }
    }

    /// Others' words stay, whatever operation before them is taken back.
    #[test]
    fn what_others_typed_since_stays(
        op in act(), since in prop::collection::vec(crate::story::adding_act(), 1..6),
    ) {
        let mut a = Person::new(copy(&beginning(), 11), 1);
        let step = a.act(&op);
        let mut b = Person::new(copy(&a.document, 12), 2);
        a.document.take_changes();
        for act in &since { b.act(act); }
        a.document.merge(&bytes(&b.document.take_changes())).unwrap();
        a.document.revert(&step, at()).unwrap();
        assert_sound(&a.document);
        let all = texts(&a.document).join("\n");
        for word in &b.typed {
            prop_assert_eq!(all.matches(word.as_str()).count(), 1, "{} in {}", word, all);
        }
    }

    /// A merge is an operation too.
    #[test]
    fn a_merge_can_be_taken_back(
        mine in prop::collection::vec(act(), 0..5), theirs in prop::collection::vec(act(), 1..5),
    ) {
        let mut a = Person::new(copy(&beginning(), 11), 1);
        let mut b = Person::new(copy(&beginning(), 12), 2);
        b.document.take_changes();
        for act in &mine { a.act(act); }
        for act in &theirs { b.act(act); }
        let former = shown(a.document.view());
        let step = a.document.merge(&bytes(&b.document.take_changes())).unwrap();
        a.document.revert(&step, at()).unwrap();
        prop_assert_eq!(shown(a.document.view()), former);
    }
}

#[test]
fn a_register_that_somebody_wrote_since_is_not_taken_back() {
    let mut a = report();
    let put = |document: &mut tezis_report::ReportDocument, value| {
        document.put(ReportCollection::Report, "", &fields(value), at()).unwrap()
    };
    put(&mut a, json!({ "slug": "bir", "kicker": "K" }));
    let step = put(&mut a, json!({ "slug": "iki", "kicker": "L" }));
    put(&mut a, json!({ "slug": "üç" }));
    a.revert(&step, at()).unwrap();
    let about = a.view().about;
    assert_eq!((about.slug.as_deref(), about.kicker.as_deref()), (Some("üç"), Some("K")));
    assert!(a.view().conflicts.is_empty());
}

#[test]
fn a_deleted_paragraph_comes_back_with_its_marks_at_its_place() {
    let mut a = report();
    let mark = Mark::Person { id: PersonId::from_parts(4, 1) };
    let mut block: Block = paragraph(block_id(1), "Aysel Kərimova çıxış etdi");
    block.text.marks = vec![MarkSpan { start: 0, end: 14, mark }];
    save(&mut a, vec![paragraph(block_id(0), "bir"), block, paragraph(block_id(2), "üç")]);
    let former = a.view();
    let removed = remove_block(&mut a, block_id(1));
    assert_eq!(texts(&a), ["bir", "üç"]);
    a.revert(&removed.step, at()).unwrap();
    assert_eq!(a.view(), former);
}

#[test]
fn undoing_a_new_paragraph_keeps_what_a_colleague_typed_into_it() {
    let mut a = report();
    save(&mut a, vec![paragraph(block_id(0), "bir")]);
    let base = a.heads();
    let save_new = BodySave {
        base,
        blocks: vec![paragraph(block_id(1), "yeni abzas")],
        removed: vec![],
        order: Some(vec![block_id(1), block_id(0)]),
    };
    let step = a.save_body(&save_new, at()).unwrap().step;
    let mut b = copy(&a, 2);
    a.take_changes();
    save(&mut b, vec![paragraph(block_id(1), "yeni uzun abzas")]);
    exchange(&mut a, &mut b);
    a.revert(&step, at()).unwrap();
    assert_eq!(texts(&a), ["uzun ", "bir"]);
}

#[test]
fn what_was_made_and_undone_comes_back_on_redo_with_all_fields() {
    let mut a = forum();
    let id = PersonId::from_parts(1, 1).to_string();
    let person = fields(json!({ "full": { "az": "Rəşad Əliyev" }, "also": ["Reşad Aliyev"] }));
    let made = a.put(ForumCollection::People, &id, &person, at()).unwrap();
    let view = a.view();
    let undone = a.revert(&made, at()).unwrap();
    assert!(a.view().people.is_empty());
    a.revert(&undone, at()).unwrap();
    assert_eq!(a.view(), view);
}
