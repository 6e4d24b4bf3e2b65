//! What a reporter waits for, over a library on disk: opening a report, a save, the preview and the
//! hand-over of it, the list, also where there are 10,000 reports in as many forums.
//!
//! `cargo bench -p tezis-desk`; `TEZIS_BENCH_DIR` names a folder on the disk to measure (by default
//! the temporary folder).

#![expect(clippy::unwrap_used, reason = "a bench that cannot set up has nothing to measure")]

use std::path::PathBuf;
use std::sync::Arc;

use divan::Bencher;
use serde_json::json;
use tezis_desk::ids::{BlockId, ForumId, ReportId};
use tezis_desk::model::{Block, BlockKind, Forum, PublicationKind, Report, RichText};
use tezis_desk::wire::{NewPublication, ReportFilter};
use tezis_desk::{Access, BodySave, Desk, Environment, NoEvents, OpenDesk, SystemEnvironment};
use tezis_store::{Append, DocumentKind, Library, NewChange, Projection, SearchText};

fn main() {
    divan::main();
}

/// Ten thousand words in 250 paragraphs.
fn paragraphs() -> Vec<Block> {
    let words = "Forum iştirakçıları könüllülük və yerli büdcə barədə fikir mübadiləsi apardılar ";
    (0_u64..250)
        .map(|number| Block {
            id: BlockId::from_parts(1_760_000_000_000 + number, number.into()),
            kind: BlockKind::Paragraph,
            text: RichText::plain(words.repeat(4)),
        })
        .collect()
}

fn folder() -> tempfile::TempDir {
    let at = std::env::var_os("TEZIS_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    tempfile::tempdir_in(at).unwrap()
}

fn open(folder: &tempfile::TempDir) -> Desk {
    Desk::open(OpenDesk {
        library: folder.path().join("library"),
        cache: folder.path().join("cache"),
        access: Access::Write { holder: "bench".to_owned() },
        environment: Arc::new(SystemEnvironment),
        events: Arc::new(NoEvents),
    })
    .unwrap()
}

fn written(desk: &Desk) -> ReportId {
    let opened = desk.new_report(None, None, Some("Forum")).unwrap();
    let blocks = paragraphs();
    let save = BodySave {
        base: opened.heads,
        order: Some(blocks.iter().map(|block| block.id).collect()),
        blocks,
        removed: Vec::new(),
    };
    desk.save_body(opened.report.id, &save).unwrap();
    opened.report.id
}

/// A report of 10,000 words that is not in memory, with its forum: what a click on the list costs.
#[divan::bench]
fn open_a_report(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let desk = open(&folder);
    let report = written(&desk);
    desk.close();
    drop(desk);
    bencher.with_inputs(|| open(&folder)).bench_local_values(|desk| {
        desk.open_report(report).unwrap();
        desk
    });
}

/// One changed paragraph of 10,000 words, on disk: what a pause in typing costs.
#[divan::bench]
fn save_a_paragraph(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let desk = open(&folder);
    let report = written(&desk);
    let mut block = paragraphs().swap_remove(100);
    let mut heads = desk.open_report(report).unwrap().heads;
    bencher.bench_local(|| {
        block.text.text.push('a');
        let save = BodySave {
            base: heads.clone(),
            blocks: vec![block.clone()],
            removed: Vec::new(),
            order: None,
        };
        heads = desk.save_body(report, &save).unwrap().heads;
    });
}

/// How many reports the large library has, each in the forum that was made for it.
const MANY: u64 = 10_000;

/// Opens the large library, after making it if need be: in `TEZIS_BENCH_DIR` it is used again.
fn large() -> Desk {
    let at = std::env::var_os("TEZIS_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let at = at.join("tezis-bench-desk");
    let now = chrono::DateTime::from_timestamp(1_761_126_600, 0).unwrap();
    {
        let access = tezis_store::Access::Write { holder: "bench" };
        let library = Library::open(&at.join("library"), access, now).unwrap();
        let first = tezis_store::ReportFilter { limit: 1, ..Default::default() };
        for number in library.list_reports(&first).unwrap().total..MANY {
            add_report(&library, number, now + chrono::TimeDelta::seconds(number.cast_signed()));
        }
    }
    Desk::open(OpenDesk {
        library: at.join("library"),
        cache: at.join("cache"),
        access: Access::Write { holder: "bench".to_owned() },
        environment: Arc::new(SystemEnvironment),
        events: Arc::new(NoEvents),
    })
    .unwrap()
}

fn add_report(library: &Library, number: u64, at: chrono::DateTime<chrono::Utc>) {
    let append = |kind, id: &str, projection| {
        let changes = &[NewChange { hash: &number.to_le_bytes(), bytes: &[7; 107] }];
        library.append(Append { kind, id, changes, projection: Some(projection), at }).unwrap();
    };
    let about = json!({ "kind": "event", "names": { "az": format!("{number} saylı tədbir") } });
    let mut forum = json!({
        "id": ForumId::from_parts(number, 2), "conflicts": [], "sessions": [], "people": [],
        "organisations": [], "places": [], "appearances": [], "notes": [], "quotes": [],
        "photos": [], "cameras": [], "materials": [],
    });
    forum.as_object_mut().unwrap().extend(about.as_object().unwrap().clone());
    let forum: Forum = serde_json::from_value(forum).unwrap();
    append(DocumentKind::Forum, &forum.id.to_string(), Projection::Forum(&forum));
    let report: Report = serde_json::from_value(json!({
        "id": ReportId::from_parts(number, 1), "forum": forum.id, "conflicts": [],
        "headlines": { "main": format!("{number} saylı tədbirdən reportaj") },
        "body": paragraphs().split_off(245), "placements": [], "waivers": [], "publications": [],
    }))
    .unwrap();
    let search = SearchText::default();
    append(DocumentKind::Report, &report.id.to_string(), Projection::Report(&report, &search));
}

/// The first screen of 10,000 reports in 10,000 forums.
#[divan::bench]
fn list_of_many(bencher: Bencher<'_, '_>) {
    let desk = large();
    let filter = ReportFilter { limit: 50, ..ReportFilter::default() };
    bencher.bench_local(|| desk.list_reports(&filter).unwrap());
}

/// A search in them: a word that all have, as it is typed.
#[divan::bench]
fn search_of_many(bencher: Bencher<'_, '_>) {
    let desk = large();
    let query = "reporta".to_owned();
    let filter = ReportFilter { query, limit: 50, ..ReportFilter::default() };
    bencher.bench_local(|| desk.list_reports(&filter).unwrap());
}

/// The list of all those forums, which a page of reports need not wait for.
#[divan::bench]
fn forums_of_many(bencher: Bencher<'_, '_>) {
    let desk = large();
    bencher.bench_local(|| desk.list_forums().unwrap());
}

/// The preview of that report behind one changed paragraph, pictures left out: they come later, each at
/// its own address.
#[divan::bench]
fn preview(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let desk = open(&folder);
    let report = written(&desk);
    let mut block = paragraphs().swap_remove(100);
    bencher
        .with_inputs(|| type_into(&desk, report, &mut block))
        .bench_local_values(|()| desk.preview(report).unwrap());
}

/// Whether that report differs from what is published: asked after every save.
#[divan::bench]
fn published(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let desk = open(&folder);
    let report = published_once(&desk);
    let mut block = paragraphs().swap_remove(100);
    bencher
        .with_inputs(|| type_into(&desk, report, &mut block))
        .bench_local_values(|()| desk.published(report).unwrap());
}

/// All that is on the hand-over page of that report, what differs from the published one included.
#[divan::bench]
fn handover(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let desk = open(&folder);
    let report = published_once(&desk);
    let mut block = paragraphs().swap_remove(100);
    bencher
        .with_inputs(|| type_into(&desk, report, &mut block))
        .bench_local_values(|()| desk.handover(report).unwrap());
}

fn published_once(desk: &Desk) -> ReportId {
    let report = written(desk);
    let at = SystemEnvironment.now();
    let first = NewPublication { kind: PublicationKind::First, url: None, at, target: None };
    desk.publish(report, &first).unwrap();
    report
}

fn type_into(desk: &Desk, report: ReportId, block: &mut Block) {
    block.text.text.push('a');
    let base = desk.open_report(report).unwrap().heads;
    let save = BodySave { base, blocks: vec![block.clone()], ..BodySave::default() };
    desk.save_body(report, &save).unwrap();
}

/// The history of a report after 2,000 saves, when its page opens for the first time.
#[divan::bench(sample_count = 5)]
fn history(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let desk = open(&folder);
    let report = written(&desk);
    let mut block = paragraphs().swap_remove(100);
    for _ in 0..2000 {
        type_into(&desk, report, &mut block);
    }
    drop(desk);
    bencher.with_inputs(|| open(&folder)).bench_local_values(|desk| {
        desk.history(report).unwrap();
        desk
    });
}

/// The first screen of the list while that report is open.
#[divan::bench]
fn list(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let desk = open(&folder);
    written(&desk);
    let filter = ReportFilter { limit: 50, ..ReportFilter::default() };
    bencher.bench_local(|| desk.list_reports(&filter).unwrap());
}
