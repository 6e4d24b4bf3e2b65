//! Text that comes back: what somebody else did is found, and what is accepted is in the report
//! beside what we wrote since.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use tezis_intake::docx::read_returned;
use tezis_intake::returned::{
    Compared, ReadBlock, ReturnedChange, ReturnedKind, ReturnedText, Side, apply, compare,
};
use tezis_intake::{Hint, IntakeBlock, read};
use tezis_report::ids::{BlockId, PersonId, PlacementId, QuoteId, ReportId};
use tezis_report::model::{Block, BlockKind, Mark, MarkSpan, RichText};
use tezis_report::{BodySave, Heads, ReportDocument};

use crate::docx::word;

fn at() -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp(1_760_860_800, 0).unwrap()
}

fn id(n: u64) -> BlockId {
    BlockId::from_parts(2, u128::from(n))
}

fn paragraph(n: u64, text: &str) -> Block {
    Block { id: id(n), kind: BlockKind::Paragraph, text: RichText::plain(text) }
}

fn person() -> Mark {
    Mark::Person { id: PersonId::from_parts(1, 1) }
}

fn document(body: &[Block]) -> ReportDocument {
    let mut document = ReportDocument::new(ReportId::from_parts(1, 1), [7; 16], at());
    let order = body.iter().map(|block| block.id).collect();
    let save = BodySave {
        base: document.heads(),
        blocks: body.to_vec(),
        removed: Vec::new(),
        order: Some(order),
    };
    document.save_body(&save, at()).unwrap();
    document
}

fn returned(blocks: &[(Option<u64>, &str)]) -> ReturnedText {
    let read = |(source, text): &(Option<u64>, &str)| ReadBlock {
        block: IntakeBlock { kind: BlockKind::Paragraph, text: RichText::plain(*text) },
        source: source.map(id),
    };
    ReturnedText { blocks: blocks.iter().map(read).collect(), ..ReturnedText::default() }
}

fn compared(sent: &[Block], returned: &ReturnedText, now: &[Block]) -> Compared {
    let fields = BTreeMap::new();
    let side = |body| Side { body, fields: &fields };
    let mut next = 1000;
    compare(side(sent), returned, side(now), &BTreeMap::new(), || {
        next += 1;
        id(next)
    })
}

fn accept(document: &mut ReportDocument, heads: &Heads, changes: &[ReturnedChange]) -> Vec<String> {
    let sent = document.blocks_at(heads).unwrap();
    let accepted = apply(&sent, heads.clone(), changes);
    document.save_body(&accepted.save, at()).unwrap();
    document.blocks().into_iter().map(|block| block.text.text).collect()
}

fn ids(changes: &[ReturnedChange]) -> Vec<String> {
    let short = |id: &str| {
        (0..10)
            .find(|n| id.ends_with(&crate::returned::id(*n).to_string()))
            .map_or_else(|| id.to_owned(), |n| format!("{}:{n}", id.split(':').next().unwrap()))
    };
    changes.iter().map(|change| short(&change.id)).collect()
}

const ONE: &str = "Şəkidə beşinci gənclər forumu işə başlayıb.";
const TWO: &str = "Açılışda nazir Aysel Kərimova çıxış edib.";
const THREE: &str = "Tədbirdə iyirmi ölkədən iki yüz nəfər iştirak edir.";

fn sent() -> Vec<Block> {
    let mut two = paragraph(2, TWO);
    two.text.marks = vec![MarkSpan { start: 15, end: 29, mark: person() }];
    vec![paragraph(1, ONE), two, paragraph(3, THREE)]
}

#[test]
fn what_came_back_as_it_went_is_no_change() {
    let same = compared(&sent(), &returned(&[(None, ONE), (None, TWO), (None, THREE)]), &sent());
    assert_eq!(same, Compared { changes: vec![], same: 3 });
    // Word and pages treat white space as they like.
    let spaced = THREE.replace(' ', "\u{a0} ");
    let spaced = returned(&[(Some(1), ONE), (Some(2), TWO), (Some(3), &spaced)]);
    assert_eq!(compared(&sent(), &spaced, &sent()).changes, vec![]);
}

#[test]
fn a_changed_paragraph_is_found_by_its_words_and_keeps_its_tags() {
    let new = "Açılışda gənclər naziri Aysel Kərimova geniş çıxış edib.";
    let found = compared(&sent(), &returned(&[(None, ONE), (None, new), (None, THREE)]), &sent());
    assert_eq!((ids(&found.changes), found.same), (vec!["changed:2".to_owned()], 2));
    let theirs = found.changes[0].theirs.clone().unwrap();
    let start = u32::try_from(new.split("Aysel").next().unwrap().chars().count()).unwrap();
    assert_eq!(theirs.marks, [MarkSpan { start, end: start + 14, mark: person() }]);
    assert!(!found.changes[0].conflict && found.changes[0].now.is_none());
}

#[test]
fn blocks_that_came_went_and_moved() {
    let back = returned(&[(None, THREE), (None, ONE), (None, "Sabah forum davam edəcək.")]);
    let found = compared(&sent(), &back, &sent());
    assert_eq!(ids(&found.changes), ["moved:3", "removed:2", "added:2"]);
    assert_eq!(found.changes[0].after, None);
    assert_eq!(found.changes[2].after, Some(id(1)));
    let mut document = document(&sent());
    let heads = document.heads();
    let texts = accept(&mut document, &heads, &found.changes);
    assert_eq!(texts, [THREE, ONE, "Sabah forum davam edəcək."]);
}

/// With the mark of our own file a rewritten paragraph is still the same one.
#[test]
fn a_bookmark_knows_a_paragraph_of_which_no_word_is_left() {
    let back = [(Some(1), ONE), (Some(2), "Tamamilə başqa sözlər yazılıb."), (Some(3), THREE)];
    assert_eq!(ids(&compared(&sent(), &returned(&back), &sent()).changes), ["changed:2"]);
    let unmarked = back.map(|(_, text)| (None, text));
    let found = compared(&sent(), &returned(&unmarked), &sent());
    assert_eq!(ids(&found.changes), ["removed:2", "added:1"]);
    // A paragraph that was copied in Word is a new one.
    let copied = returned(&[(Some(1), ONE), (Some(1), ONE), (Some(2), TWO), (Some(3), THREE)]);
    assert_eq!(ids(&compared(&sent(), &copied, &sent()).changes), ["added:1"]);
}

#[test]
fn what_is_ours_alone_is_never_seen_as_removed() {
    let own = |n, kind, text: &str| Block { kind, ..paragraph(n, text) };
    let mut body = sent();
    body.insert(1, own(4, BlockKind::Note, "Zəng et"));
    body.insert(2, own(5, BlockKind::Photo { placement: PlacementId::from_parts(1, 1) }, ""));
    body.push(own(6, BlockKind::Panel { session: None }, "Panel"));
    body.push(own(7, BlockKind::Embed, "https://example.az/v"));
    let printed = BTreeMap::from([
        (id(5), Some("[FOTO 1] Açılış".to_owned())),
        (id(6), Some("II panel: Su və torpaq".to_owned())),
    ]);
    let back = returned(&[
        (None, ONE),
        (Some(5), "[FOTO 1] Açılış, Şəki"),
        (None, TWO),
        (None, THREE),
        (None, "II panel: Su və torpaq"),
        (None, "https://example.az/v"),
    ]);
    let fields = BTreeMap::new();
    let side = Side { body: &body, fields: &fields };
    let found = compare(side, &back, side, &printed, || id(99));
    assert_eq!(found.changes, vec![]);
}

#[test]
fn what_we_changed_since_is_shown_and_in_conflict_only_at_the_same_words() {
    let mut now = sent();
    now[0].text.text = ONE.replace("beşinci", "altıncı");
    now[2].text.text = THREE.replace("iki yüz", "üç yüz");
    let (theirs_one, theirs_three) =
        (ONE.replace("beşinci", "V"), THREE.replace("Tədbirdə", "Forumda"));
    let back = returned(&[(None, &theirs_one), (None, TWO), (None, &theirs_three)]);
    let found = compared(&sent(), &back, &now);
    let conflicts: Vec<_> = found.changes.iter().map(|change| change.conflict).collect();
    assert_eq!(
        (ids(&found.changes), conflicts),
        (vec!["changed:1".into(), "changed:3".into()], vec![true, false])
    );
    assert_eq!(found.changes[1].now.as_ref().unwrap().text, now[2].text.text);
    // Accepted, both stand.
    let mut document = document(&sent());
    let heads = document.heads();
    let save = BodySave { base: heads.clone(), blocks: now, ..BodySave::default() };
    document.save_body(&save, at()).unwrap();
    let texts = accept(&mut document, &heads, &found.changes[1..]);
    assert_eq!(texts[2], "Forumda iyirmi ölkədən üç yüz nəfər iştirak edir.");
}

#[test]
fn what_we_took_out_or_took_over_meanwhile() {
    let new = "Açılışda nazir Aysel Kərimova danışıb.";
    let back = returned(&[(None, ONE), (None, new), (None, "Yeni abzas."), (None, THREE)]);
    // We deleted the paragraph that they changed: a conflict.
    let mut now = sent();
    now.remove(1);
    let found = compared(&sent(), &back, &now);
    assert_eq!(
        (ids(&found.changes), found.changes[0].conflict),
        (vec!["changed:2".into(), "added:2".into()], true)
    );
    assert_eq!(found.changes[0].now, Some(RichText::default()));
    // We have all of it already: nothing to do.
    let mut document = document(&sent());
    let heads = document.heads();
    let all = compared(&sent(), &back, &sent()).changes;
    accept(&mut document, &heads, &all);
    assert_eq!(compared(&sent(), &back, &document.blocks()).changes, vec![]);
    // They took out what we took out.
    let shorter = returned(&[(None, ONE), (None, THREE)]);
    assert_eq!(compared(&sent(), &shorter, &now).changes, vec![]);
}

#[test]
fn fields_are_compared_where_both_sides_have_them() {
    let field = |text: &str| BTreeMap::from([("headline".to_owned(), text.to_owned())]);
    let (sent, now, came) =
        (field("Forum başladı"), field("Forum açıldı"), field("Gənclər forumu başladı"));
    let back = ReturnedText { fields: came, ..ReturnedText::default() };
    let side = |fields| Side { body: &[], fields };
    let found = compare(side(&sent), &back, side(&now), &BTreeMap::new(), || id(1));
    let change = &found.changes[0];
    assert_eq!(
        (change.id.as_str(), change.kind, change.conflict),
        ("field:headline", ReturnedKind::Field, false)
    );
    assert_eq!(change.now.as_ref().unwrap().text, "Forum açıldı");
    let accepted = apply(&[], Heads::default(), &found.changes);
    assert_eq!(accepted.fields, field("Gənclər forumu başladı"));
    assert_eq!(accepted.save, BodySave::default());
    let silent = compare(side(&BTreeMap::new()), &back, side(&now), &BTreeMap::new(), || id(1));
    assert_eq!(silent.changes, vec![]);
}

#[test]
fn a_kind_counts_in_our_own_file_and_not_on_a_page() {
    let mut back = returned(&[(Some(1), ONE), (Some(2), TWO), (Some(3), THREE)]);
    back.blocks[2].block.kind = BlockKind::Heading { level: 2 };
    let found = compared(&sent(), &back, &sent());
    assert_eq!(ids(&found.changes), ["changed:3"]);
    assert_eq!(found.changes[0].block_kind, Some(BlockKind::Heading { level: 2 }));
    back.blocks[2].source = None;
    assert_eq!(compared(&sent(), &back, &sent()).changes, vec![]);
}

#[test]
fn their_marks_count_on_the_words_that_they_wrote() {
    let mut back = returned(&[
        (None, ONE),
        (None, "Açılışda nazir Aysel Kərimova çox çıxış edib."),
        (None, THREE),
    ]);
    let text = &mut back.blocks[1].block.text;
    text.marks = vec![
        MarkSpan { start: 0, end: 45, mark: Mark::Strong },
        MarkSpan { start: 30, end: 33, mark: Mark::Em },
    ];
    let found = compared(&sent(), &back, &sent());
    // The page sets all of the paragraph in bold, which is no word of the editor's.
    assert_eq!(
        found.changes[0].theirs.as_ref().unwrap().marks,
        [
            MarkSpan { start: 15, end: 29, mark: person() },
            MarkSpan { start: 30, end: 33, mark: Mark::Em }
        ]
    );
}

/// The whole road: a file of Word's with bookmarks, and a page.
#[test]
fn files_and_pages_come_back() {
    let marked = |n: u64, words: &str| {
        format!(
            "<w:p><w:bookmarkStart w:id=\"{n}\" w:name=\"_tezis_{}\"/><w:r><w:t>{words}</w:t></w:r><w:bookmarkEnd w:id=\"{n}\"/></w:p>",
            id(n)
        )
    };
    let body = [marked(3, THREE), marked(1, ONE), crate::docx::p("Sabah davam edəcək.")].concat();
    let back = read_returned(&word(&body), &Hint::default()).unwrap();
    assert_eq!(
        ids(&compared(&sent(), &back, &sent()).changes),
        ["moved:3", "removed:2", "added:2"]
    );
    let new = "Açılışda nazir Aysel Kərimova geniş çıxış edib.";
    let page = format!("<h1>Forum başladı</h1><p>{ONE}</p><p>{new}</p><p>{THREE}</p>");
    let back = ReturnedText::from(read(page.as_bytes(), &Hint::default()).unwrap());
    assert_eq!(ids(&compared(&sent(), &back, &sent()).changes), ["changed:2"]);
}

/// One thing that an editor does to a list of paragraphs.
#[derive(Debug, Clone)]
enum Edit {
    Word(Index, Index),
    Cut(Index, Index),
    Add(Index),
    Remove(Index),
    Move(Index, Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        any::<(Index, Index)>().prop_map(|(a, b)| Edit::Word(a, b)),
        any::<(Index, Index)>().prop_map(|(a, b)| Edit::Cut(a, b)),
        any::<Index>().prop_map(Edit::Add),
        any::<Index>().prop_map(Edit::Remove),
        any::<(Index, Index)>().prop_map(|(a, b)| Edit::Move(a, b)),
    ]
}

type Paragraphs = Vec<(Option<u64>, Vec<String>)>;

fn edited(mut all: Paragraphs, edits: &[Edit]) -> Paragraphs {
    for (n, edit) in edits.iter().enumerate() {
        match edit {
            Edit::Add(at) => {
                let words = (0..5).map(|word| format!("əlavə{n}x{word}")).collect();
                all.insert(at.index(all.len() + 1), (None, words));
            }
            _ if all.is_empty() => {}
            Edit::Word(which, at) => {
                let which = which.index(all.len());
                let words = &mut all[which].1;
                words.insert(at.index(words.len() + 1), format!("yeni{n}"));
            }
            Edit::Cut(which, at) => {
                let which = which.index(all.len());
                let words = &mut all[which].1;
                if words.len() > 1 {
                    words.remove(at.index(words.len()));
                }
            }
            Edit::Remove(which) => drop(all.remove(which.index(all.len()))),
            Edit::Move(from, to) => {
                let one = all.remove(from.index(all.len()));
                all.insert(to.index(all.len() + 1), one);
            }
        }
    }
    all
}

fn paragraphs(count: u64) -> Paragraphs {
    (1..=count).map(|n| (Some(n), (0..6).map(|word| format!("söz{n}ə{word}")).collect())).collect()
}

/// A body in which every paragraph has a tagged second and a quoted fourth word.
fn tagged(all: &Paragraphs) -> Vec<Block> {
    let block = |(n, words): &(Option<u64>, Vec<String>)| {
        let mut block = paragraph(n.unwrap(), &words.join(" "));
        let place = |word: usize| {
            let before: usize = words.iter().take(word).map(|word| word.chars().count() + 1).sum();
            (
                u32::try_from(before).unwrap(),
                u32::try_from(before + words[word].chars().count()).unwrap(),
            )
        };
        let quote = Mark::Quote { id: QuoteId::from_parts(1, 2) };
        for (word, mark) in [(1, person()), (3, quote)] {
            let (start, end) = place(word);
            block.text.marks.push(MarkSpan { start, end, mark });
        }
        block
    };
    all.iter().map(block).collect()
}

fn as_returned(all: &Paragraphs, marked: bool) -> ReturnedText {
    let texts: Vec<(Option<u64>, String)> =
        all.iter().map(|(n, words)| (n.filter(|_| marked), words.join(" "))).collect();
    let blocks: Vec<(Option<u64>, &str)> =
        texts.iter().map(|(n, text)| (*n, text.as_str())).collect();
    returned(&blocks)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn accepting_all_gives_what_came_back_and_accepting_none_what_was_there(
        count in 1..7_u64, edits in prop::collection::vec(edit(), 0..8), marked in any::<bool>(),
    ) {
        let before = paragraphs(count);
        let sent = tagged(&before);
        let after = edited(before, &edits);
        let back = as_returned(&after, marked);
        let found = compared(&sent, &back, &sent);
        let mut document = document(&sent);
        let heads = document.heads();
        let none = apply(&sent, heads.clone(), &[]);
        prop_assert_eq!(&none.save, &BodySave { base: heads.clone(), ..BodySave::default() });
        document.save_body(&none.save, at()).unwrap();
        prop_assert_eq!(&document.blocks(), &sent);
        let texts = accept(&mut document, &heads, &found.changes);
        let wanted: Vec<String> = after.iter().map(|(_, words)| words.join(" ")).collect();
        prop_assert_eq!(texts, wanted);
        // Everything is taken over: compared again, there is nothing left.
        prop_assert_eq!(compared(&sent, &back, &document.blocks()).changes, vec![]);
    }

    #[test]
    fn tags_and_quotations_stay_on_words_that_were_not_touched(
        count in 1..7_u64, edits in prop::collection::vec(edit(), 0..5), marked in any::<bool>(),
    ) {
        let before = paragraphs(count);
        let sent = tagged(&before);
        let after = edited(before, &edits);
        let found = compared(&sent, &as_returned(&after, marked), &sent);
        let mut document = document(&sent);
        let heads = document.heads();
        accept(&mut document, &heads, &found.changes);
        let blocks = document.blocks();
        for block in &blocks {
            let text: Vec<char> = block.text.text.chars().collect();
            for old in sent.iter().filter(|old| old.id == block.id) {
                for span in &old.text.marks {
                    let word: String = old.text.text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect();
                    let there = block.text.text.split(' ').any(|one| one == word);
                    let marked = block.text.marks.iter().any(|one| {
                        one.mark == span.mark
                            && text[one.start as usize..one.end as usize].iter().collect::<String>() == word
                    });
                    prop_assert_eq!(there, marked, "{} in {:?}", word, block);
                }
            }
        }
    }

    #[test]
    fn any_part_of_the_changes_can_be_accepted(
        count in 1..6_u64, edits in prop::collection::vec(edit(), 0..8), mask in any::<u32>(), ours in prop::collection::vec(edit(), 0..4),
    ) {
        let before = paragraphs(count);
        let sent = tagged(&before);
        let back = as_returned(&edited(before, &edits), true);
        let mut document = document(&sent);
        let heads = document.heads();
        // What we wrote since: words at the ends of paragraphs.
        for (n, edit) in ours.iter().enumerate() {
            let Edit::Word(which, _) = edit else { continue };
            let mut block = which.get(&document.blocks()).clone();
            block.text.text = format!("{} bizim{n}", block.text.text);
            let save = BodySave { base: document.heads(), blocks: vec![block], ..BodySave::default() };
            document.save_body(&save, at()).unwrap();
        }
        let found = compared(&sent, &back, &document.blocks());
        let some: Vec<ReturnedChange> = found.changes.into_iter().enumerate()
            .filter(|(n, _)| mask >> (n % 32) & 1 == 1).map(|(_, change)| change).collect();
        let texts = accept(&mut document, &heads, &some).join("\n");
        for (n, edit) in ours.iter().enumerate() {
            let Edit::Word(..) = edit else { continue };
            let word = format!("bizim{n}");
            prop_assert_eq!(texts.matches(word.as_str()).count(), 1, "{} in {}", word, texts);
        }
    }
}

#[test]
fn paragraphs_that_moved_are_found_among_hundreds() {
    let before = paragraphs(600);
    let sent = tagged(&before);
    let mut after = before;
    after.rotate_left(10);
    let found = compared(&sent, &as_returned(&after, false), &sent);
    assert_eq!(found.changes.len(), 10, "ten paragraphs moved to the end");
}

#[test]
fn in_a_page_of_too_many_paragraphs_the_untouched_ones_are_still_known() {
    // More pairs than are compared: without their words none of them would be found again.
    let count = 1_500;
    let words = |n: u64| format!("Abzas {n} öz sözləri ilə söz{n} ad{n}");
    let sent: Vec<Block> = (0..count).map(|n| paragraph(n + 1, &words(n))).collect();
    let texts: Vec<String> = (0..count)
        .map(|n| if n == 700 { format!("{} dəyişib", words(n)) } else { words(n) })
        .collect();
    let blocks: Vec<(Option<u64>, &str)> = texts.iter().map(|text| (None, text.as_str())).collect();
    let found = compared(&sent, &returned(&blocks), &sent);
    assert_eq!(ids(&found.changes), [format!("changed:{}", id(701))]);
    assert_eq!(found.same, 1_499);
}
