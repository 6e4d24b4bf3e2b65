//! What a save promises: it is on disk when it returns, the lists follow, and an edit that is not
//! valid writes nothing.

use std::sync::Arc;

use serde_json::{Map, json};
use tezis_desk::model::ForumKind;
use tezis_desk::wire::{ForumEdit, ReportEdit, ReportFilter};
use tezis_desk::{Access, BodySave, NoEvents, ReportCollection};

use crate::support::{append, folder, open, open_with, paragraph, read, texts};

fn search(words: &str) -> ReportFilter {
    ReportFilter { query: words.to_owned(), limit: 10, ..ReportFilter::default() }
}

#[test]
fn a_save_that_came_back_is_on_disk() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.new_report(None, None, Some("Şəkidə görüş")).unwrap().report.id;
    let block = paragraph("Görüşdə “İpək” Gənclər Birliyinin üzvləri də olub.");
    let saved = desk.save_body(report, &append(&desk, report, &block)).unwrap();

    // The first desk is still open and was told nothing more: what the second one reads is on disk.
    let other = read(dir.path());
    let opened = other.open_report(report).unwrap();
    assert_eq!(opened.report.body, [block]);
    assert_eq!(opened.heads, saved.heads);
}

#[test]
fn a_report_without_a_forum_gets_an_event_of_its_own() {
    let dir = folder();
    let desk = open(dir.path());
    let opened = desk.new_report(None, None, Some("Qəbələdə bir günlük seminar")).unwrap();
    assert_eq!(opened.forum.about.kind, ForumKind::Event);
    assert_eq!(
        opened.forum.about.names.get("az").map(String::as_str),
        Some("Qəbələdə bir günlük seminar"),
        "so that the list of forums says what it is"
    );
    assert_eq!(opened.report.about.forum, Some(opened.forum.id));
}

#[test]
fn words_typed_just_before_a_kill_are_found_after_it() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.new_report(None, None, Some("Astarada forum")).unwrap().report.id;
    let block = paragraph("Çay bağlarında ekoloji aksiya keçirilib.");
    desk.save_body(report, &append(&desk, report, &block)).unwrap();

    // A process that is killed closes nothing: its files are as they are at this moment.
    let after = folder();
    copy(&dir.path().join("library"), &after.path().join("library"));
    let desk = open(after.path());
    for words in ["aksiya", "cay baglarinda", "ÇAY BAĞLARI"] {
        let found = desk.list_reports(&search(words)).unwrap();
        let ids: Vec<_> = found.rows.iter().map(|row| row.id).collect();
        assert_eq!(ids, [report], "{words}");
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn one_bad_edit_of_several_writes_none_of_them() {
    let dir = folder();
    let desk = open(dir.path());
    let before = desk.new_report(None, None, Some("Əvvəl")).unwrap();
    let put = |fields: serde_json::Value| ReportEdit::Put {
        collection: ReportCollection::Report,
        id: Some(String::new()),
        fields: fields.as_object().cloned().unwrap_or_else(Map::new),
    };
    let edits = [put(json!({ "headlines": { "main": "Sonra" } })), put(json!({ "nosuch": 1 }))];
    let error = desk.edit_report(before.report.id, &edits).unwrap_err();
    assert_eq!(error.code(), "report.field", "{error}");

    // In memory as on disk: a half edit that is shown would be lost at the next start.
    for desk in [&desk, &read(dir.path())] {
        let after = desk.open_report(before.report.id).unwrap();
        assert_eq!(after.report, before.report);
        assert_eq!(after.heads, before.heads);
    }
}

#[test]
fn unpaired_surrogates_are_refused_at_the_door() {
    // A window sends JSON; half a surrogate pair is no letter, and no text of a document may hold it.
    let save = r#"{"base":[],"blocks":[{"id":"01K80000000000000000000000",
        "kind":{"type":"paragraph"},"text":{"text":"HALF","marks":[]}}],"removed":[],"order":null}"#;
    let half = save.replace("HALF", r"qrup \ud83d şəkli");
    let whole = save.replace("HALF", r"qrup \ud83d\ude00 şəkli");
    assert!(serde_json::from_str::<BodySave>(&half).is_err());
    let whole = serde_json::from_str::<BodySave>(&whole).unwrap();
    assert_eq!(whole.blocks[0].text.text, "qrup 😀 şəkli");

    let edit = r#"{"op":"put","collection":"report","id":"","fields":{"slug":"\udc00"}}"#;
    assert!(serde_json::from_str::<ReportEdit>(edit).is_err());
    let edit = r#"{"op":"put","collection":"people","id":null,"fields":{"full":{"az":"\ud800"}}}"#;
    assert!(serde_json::from_str::<ForumEdit>(edit).is_err());
}

#[test]
fn a_second_writer_is_told_who_holds_the_library_and_can_still_read() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.new_report(None, None, Some("Birinci")).unwrap().report.id;
    let second = || "the second".to_owned();
    let refused =
        open_with(dir.path(), Access::Write { holder: second() }, Arc::new(NoEvents)).unwrap_err();
    assert_eq!(refused.code(), "store.locked");
    assert!(refused.to_string().contains("the test (process "), "{refused}");

    let access = Access::WriteOrRead { holder: second() };
    let reading = open_with(dir.path(), access, Arc::new(NoEvents)).unwrap();
    assert_eq!(reading.report(report).unwrap().id, report);
    let block = paragraph("İkinci pəncərə.");
    let save = append(&reading, report, &block);
    assert_eq!(reading.save_body(report, &save).unwrap_err().code(), "store.locked");
    assert_eq!(texts(&desk, report), [""; 0]);

    // What the writer saves, the reader sees without being opened anew.
    desk.save_body(report, &append(&desk, report, &block)).unwrap();
    assert_eq!(texts(&reading, report), ["İkinci pəncərə."]);
}
