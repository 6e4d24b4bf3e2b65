//! What an edit, a view and a load cost. `cargo bench -p tezis-report`.
//!
//! The report has 10,000 words in 250 paragraphs with 200 marked quotations; design asks for a save
//! of one paragraph under 5 ms.
#![expect(clippy::print_stderr, reason = "the sizes stand above the table of times")]

use std::cell::Cell;

use chrono::{DateTime, Utc};
use divan::{Bencher, black_box};
use serde_json::{Map, Value, json};
use tezis_report::ids::{BlockId, ForumId, PersonId, PhotoHash, QuoteId, ReportId};
use tezis_report::model::{Block, BlockKind, Mark, MarkSpan, RichText};
use tezis_report::{BodySave, Change, ForumCollection, ForumDocument, ReportDocument, Step};

fn main() {
    let (mut document, _) = report();
    let taken = document.take_changes().len();
    document.save_body(&edit(&document, 100, 1), at()).expect("the save is valid");
    let change = document.take_changes();
    let bytes: usize = change.iter().map(|change| change.bytes.len()).sum();
    eprintln!(
        "report of {taken} changes; a save of one paragraph is {bytes} bytes, a snapshot {}",
        document.snapshot().len()
    );
    divan::main();
}

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_760_860_800, 0).expect("in range")
}

fn actor(n: u8) -> [u8; 16] {
    std::array::from_fn(|at| {
        n.wrapping_mul(37).wrapping_add(u8::try_from(at).unwrap_or_default() * 11)
    })
}

fn block_id(n: u32) -> BlockId {
    BlockId::from_parts(2, u128::from(n))
}

fn block(n: u32) -> Block {
    let words = [
        "forum",
        "iştirakçıları",
        "gənclərin",
        "təşəbbüslərini",
        "müzakirə",
        "etdilər",
        "və",
        "qərar",
    ];
    let text: Vec<&str> =
        (0..40).filter_map(|at| words.get((at + n as usize) % words.len()).copied()).collect();
    let mut marks = vec![MarkSpan {
        start: 0,
        end: 5,
        mark: Mark::Person { id: PersonId::from_parts(3, u128::from(n % 30)) },
    }];
    if n % 5 != 4 {
        let mark = Mark::Quote { id: QuoteId::from_parts(4, u128::from(n)) };
        marks.push(MarkSpan { start: 20, end: 140, mark });
    }
    Block {
        id: block_id(n),
        kind: BlockKind::Paragraph,
        text: RichText { text: text.join(" "), marks },
    }
}

fn report() -> (ReportDocument, Step) {
    let mut document = ReportDocument::new(ReportId::from_parts(1, 1), actor(1), at());
    let blocks: Vec<Block> = (0..250).map(block).collect();
    let order = Some(blocks.iter().map(|block| block.id).collect());
    let save = BodySave { base: document.heads(), blocks, removed: Vec::new(), order };
    let step = document.save_body(&save, at()).expect("the save is valid").step;
    (document, step)
}

/// The save of a window that typed a word.
fn edit(document: &ReportDocument, which: u32, n: u32) -> BodySave {
    let mut block = block(which);
    block.text.text = format!("{} əlavə{n}", block.text.text);
    BodySave { base: document.heads(), blocks: vec![block], removed: Vec::new(), order: None }
}

fn history(count: u32) -> (ReportDocument, Vec<Change>) {
    let (mut document, _) = report();
    for n in 0..count {
        let save = edit(&document, n % 250, n);
        document.save_body(&save, at()).expect("the save is valid");
    }
    let changes = document.take_changes();
    (document, changes)
}

#[divan::bench]
fn save_one_paragraph(bencher: Bencher<'_, '_>) {
    let (mut document, _) = report();
    document.take_changes();
    let n = Cell::new(0);
    bencher.bench_local(move || {
        n.set(n.get() + 1);
        let save = edit(&document, 100, n.get());
        document.save_body(&save, at()).expect("the save is valid");
        document.take_changes()
    });
}

#[divan::bench]
fn save_one_paragraph_after_5000_changes(bencher: Bencher<'_, '_>) {
    let (mut document, _) = history(5000);
    let n = Cell::new(0);
    bencher.bench_local(move || {
        n.set(n.get() + 1);
        let save = edit(&document, 100, n.get());
        document.save_body(&save, at()).expect("the save is valid");
        document.take_changes()
    });
}

/// A window that has not seen a colleague's change: its save answers with the whole body.
#[divan::bench]
fn save_one_paragraph_from_an_older_state(bencher: Bencher<'_, '_>) {
    let (mut document, _) = history(500);
    let mut saved = document.heads();
    let colleague = edit(&document, 7, 99_999);
    document.save_body(&colleague, at()).expect("the save is valid");
    document.take_changes();
    let n = Cell::new(0);
    bencher.bench_local(move || {
        n.set(n.get() + 1);
        let save = BodySave { base: saved.clone(), ..edit(&document, 100, n.get()) };
        let done = document.save_body(&save, at()).expect("the save is valid");
        saved = done.saved;
        (document.take_changes(), done.elsewhere)
    });
}

#[divan::bench]
fn split_a_paragraph(bencher: Bencher<'_, '_>) {
    let (mut document, _) = report();
    document.take_changes();
    let n = Cell::new(1000);
    bencher.bench_local(move || {
        n.set(n.get() + 1);
        let mut order: Vec<BlockId> = document.blocks().iter().map(|block| block.id).collect();
        order.insert(100, block_id(n.get()));
        let mut new = block(n.get());
        new.id = block_id(n.get());
        let save = BodySave {
            base: document.heads(),
            blocks: vec![new],
            removed: Vec::new(),
            order: Some(order),
        };
        document.save_body(&save, at()).expect("the save is valid");
        document.take_changes()
    });
}

#[divan::bench]
fn merge_one_change(bencher: Bencher<'_, '_>) {
    let (document, _) = history(500);
    let snapshot = document.snapshot();
    let load = |n| {
        ReportDocument::load::<Vec<u8>>(document.id(), Some(&snapshot), &[], actor(n))
            .expect("whole")
    };
    let (mut here, mut there) = (load(2), load(3));
    let n = Cell::new(0);
    bencher
        .with_inputs(|| {
            n.set(n.get() + 1);
            let save = edit(&there, 100, n.get());
            there.save_body(&save, at()).expect("the save is valid");
            there.take_changes().into_iter().map(|change| change.bytes).collect::<Vec<_>>()
        })
        .bench_local_values(|changes| here.merge(&changes).expect("whole"));
}

#[divan::bench]
fn undo_a_save(bencher: Bencher<'_, '_>) {
    let (mut document, _) = history(500);
    let save = edit(&document, 100, 77_777);
    let step = document.save_body(&save, at()).expect("the save is valid").step;
    let step = Cell::new(Some(step));
    bencher.bench_local(move || {
        let last = step.take().expect("set again each time");
        step.set(Some(document.revert(&last, at()).expect("known")));
    });
}

#[divan::bench]
fn view_of_a_report(bencher: Bencher<'_, '_>) {
    let (document, _) = history(500);
    bencher.bench_local(|| black_box(document.view()));
}

#[divan::bench]
fn view_at_an_earlier_state(bencher: Bencher<'_, '_>) {
    let (mut document, _) = history(500);
    let then = document.heads();
    let save = edit(&document, 100, 77_777);
    document.save_body(&save, at()).expect("the save is valid");
    bencher.bench_local(|| black_box(document.view_at(&then).expect("known")));
}

#[divan::bench(sample_count = 10)]
fn load_5000_changes_from_the_log(bencher: Bencher<'_, '_>) {
    let (document, changes) = history(5000);
    let changes: Vec<Vec<u8>> = changes.into_iter().map(|change| change.bytes).collect();
    bencher.bench_local(|| {
        ReportDocument::load(document.id(), None, &changes, actor(2)).expect("whole")
    });
}

#[divan::bench(sample_count = 10)]
fn load_5000_changes_from_a_snapshot(bencher: Bencher<'_, '_>) {
    let (document, _) = history(5000);
    let snapshot = document.snapshot();
    bencher.bench_local(|| {
        ReportDocument::load::<Vec<u8>>(document.id(), Some(&snapshot), &[], actor(2))
            .expect("whole")
    });
}

#[divan::bench(sample_count = 10)]
fn snapshot_after_5000_changes(bencher: Bencher<'_, '_>) {
    let (document, _) = history(5000);
    bencher.bench_local(|| document.snapshot());
}

/// The versions of a report's history.
#[divan::bench]
fn versions_of_5000_changes(bencher: Bencher<'_, '_>) {
    let (document, _) = history(5000);
    let pause = std::time::Duration::from_secs(600);
    bencher.bench_local(|| document.versions(pause, &[]));
}

/// Ten thousand words beside ten thousand others.
#[divan::bench]
fn compare_10000_words(bencher: Bencher<'_, '_>) {
    let words =
        |word: &str| (0..10_000).map(|n| format!("{word}{n} ")).collect::<Vec<_>>().concat();
    let (before, after) = (words("söz"), words("kəlmə"));
    bencher.bench_local(|| tezis_report::diff::pieces(&before, &after));
}

fn photo(n: u32) -> PhotoHash {
    let mut digest = [0; 32];
    digest[..4].copy_from_slice(&n.to_be_bytes());
    PhotoHash::from_digest(digest)
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn forum() -> ForumDocument {
    let mut document = ForumDocument::new(ForumId::from_parts(1, 1), actor(1), at());
    for n in 0..1000 {
        let values = json!({
            "taken_at": "2025-10-19T10:00:00", "rating": 3, "credit": "Aygün Həsənli", "camera": "Nikon D850 123",
            "captions": { "az": "Forumun açılış mərasimi", "en": "The opening of the forum" },
            "alts": { "az": "Zalda oturan gənclər" }, "keywords": ["forum", "gənclər"], "file_name": "DSC_0001.JPG",
            "added_at": "2025-10-19T10:00:00Z",
        });
        let id = photo(n).to_string();
        document
            .put(ForumCollection::Photos, &id, &fields(values), at())
            .expect("the fields are valid");
    }
    document
}

#[divan::bench(sample_count = 20)]
fn view_of_a_forum_with_1000_photos(bencher: Bencher<'_, '_>) {
    let document = forum();
    bencher.bench_local(|| black_box(document.view()));
}

#[divan::bench]
fn rate_a_photo_among_1000(bencher: Bencher<'_, '_>) {
    let mut document = forum();
    document.take_changes();
    let n = Cell::new(0);
    let id = photo(500).to_string();
    bencher.bench_local(move || {
        n.set(n.get() + 1);
        let rating = fields(json!({ "rating": n.get() % 5 }));
        document.put(ForumCollection::Photos, &id, &rating, at()).expect("the field is valid");
        document.take_changes()
    });
}
