//! What a reporter waits for, over a library on disk: opening a report, a save, the list.
//!
//! `cargo bench -p tezis-desk`; `TEZIS_BENCH_DIR` names a folder on the disk to measure (by default
//! the temporary folder).

#![expect(clippy::unwrap_used, reason = "a bench that cannot set up has nothing to measure")]

use std::path::PathBuf;
use std::sync::Arc;

use divan::Bencher;
use tezis_desk::ids::{BlockId, ReportId};
use tezis_desk::model::{Block, BlockKind, RichText};
use tezis_desk::wire::ReportFilter;
use tezis_desk::{Access, BodySave, Desk, NoEvents, OpenDesk, SystemEnvironment};

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

/// The first screen of the list while that report is open.
#[divan::bench]
fn list(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let desk = open(&folder);
    written(&desk);
    let filter = ReportFilter { limit: 50, ..ReportFilter::default() };
    bencher.bench_local(|| desk.list_reports(&filter).unwrap());
}
