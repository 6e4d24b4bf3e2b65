//! A report whose history is damaged: it opens from its last view, to be read only, and says why.

use std::collections::BTreeMap;

use tezis_desk::model::PublicationKind;
use tezis_desk::wire::ReportEdit;
use tezis_desk::{Desk, ReportCollection};

use crate::publication;
use crate::support::{append, folder, open, paragraph, read, texts};

/// What every change of a document begins with, in the file format of Automerge.
const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];

/// Finds the changes in a database's file, by their checksum, which stands behind the magic bytes.
fn changes(bytes: &[u8]) -> BTreeMap<[u8; 4], usize> {
    bytes
        .windows(8)
        .enumerate()
        .filter_map(|(at, window)| {
            let (magic, sum) = window.split_first_chunk::<4>()?;
            (*magic == MAGIC).then(|| Some((sum.try_into().ok()?, at)))?
        })
        .collect()
}

/// Closes a library for good, so that all of it is in the database's own file.
fn close(desk: Desk) {
    desk.close();
    drop(desk);
}

#[test]
fn a_damaged_history_opens_from_the_last_view_to_read_only() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.new_report(None, None, Some("Masallıda forum")).unwrap().report.id;
    let healthy = desk.new_report(None, None, Some("Neftçalada forum")).unwrap().report.id;
    let write = |desk: &Desk, text: &str| {
        let save = append(desk, report, &paragraph(text));
        desk.save_body(report, &save).unwrap();
    };
    write(&desk, "Birinci abzas.");
    desk.publish(report, &publication::new(PublicationKind::First, 0)).unwrap();
    close(desk);
    let path = dir.path().join("library").join("library.db");
    let before = changes(&std::fs::read(&path).unwrap());
    let desk = open(dir.path());
    write(&desk, "İkinci abzas.");
    close(desk);

    // The change that wrote the second paragraph: a bad sector in the middle of the file.
    let mut bytes = std::fs::read(&path).unwrap();
    let after = changes(&bytes);
    let new: Vec<usize> =
        after.iter().filter(|(sum, _)| !before.contains_key(*sum)).map(|(_, at)| *at).collect();
    assert_eq!(new.len(), 1, "one save is one change");
    bytes[new[0] + 20..new[0] + 40].fill(b'?');
    std::fs::write(&path, bytes).unwrap();

    let desk = open(dir.path());
    let opened = desk.open_report(report).unwrap();
    let why = opened.read_only.expect("a damaged report is not written to");
    assert_eq!(why.code, "desk.damaged_document");
    assert_eq!(why.params.get("id"), Some(&report.to_string()));
    assert_eq!(texts(&desk, report), ["Birinci abzas.", "İkinci abzas."]);

    let save = append(&desk, report, &paragraph("Üçüncü."));
    assert_eq!(desk.save_body(report, &save).unwrap_err().code(), "desk.damaged_document");
    let edit = ReportEdit::Put {
        collection: ReportCollection::Report,
        id: Some(String::new()),
        fields: serde_json::Map::new(),
    };
    assert_eq!(desk.edit_report(report, &[edit]).unwrap_err().code(), "desk.damaged_document");

    // What goes out by hand goes on, as far as it can be known without the history.
    assert!(desk.preview(report).unwrap().html.contains("İkinci abzas."));
    let handover = desk.handover(report).unwrap();
    assert_eq!(handover.round, PublicationKind::Update);
    assert!(desk.published(report).unwrap().unwrap().changed);
    assert_eq!(desk.receipts(report).unwrap().len(), 1);
    let again = desk.publish(report, &publication::new(PublicationKind::Update, 5)).unwrap_err();
    assert_eq!(again.code(), "desk.damaged_document");
    assert_eq!(desk.receipts(report).unwrap().len(), 1, "no receipt of what was not written down");

    // The check names the text, and the other report goes on.
    let problems = desk.check_library().unwrap().problems;
    assert!(problems.iter().any(|found| found.detail.contains("Masallıda forum")), "{problems:?}");
    let save = append(&desk, healthy, &paragraph("Davam edir."));
    desk.save_body(healthy, &save).unwrap();
    assert_eq!(texts(&read(dir.path()), healthy), ["Davam edir."]);
}
