//! Appending and loading.

use tezis_store::{Append, Damage, DocumentKind, NewChange, ReportFilter};

use crate::support::{folder, go_on, now, open, report, save};

#[test]
fn what_was_appended_is_there_after_a_reopen() {
    let dir = folder();
    let text = report(1, "Gəncədə forum", &["Birinci abzas."]);
    let id = text.id.to_string();
    {
        let library = open(dir.path());
        save(&library, &text, b"one");
        save(&library, &text, b"two");
    }
    let library = open(dir.path());
    let stored = library.load_document(&id).unwrap();
    assert_eq!(stored.kind, DocumentKind::Report);
    assert_eq!(stored.changes, [b"one".to_vec(), b"two".to_vec()]);
    assert_eq!(stored.upto, 2);
    assert_eq!(stored.damage, []);
    let view: tezis_report::model::Report =
        serde_json::from_str(&stored.projection_json.unwrap()).unwrap();
    assert_eq!(view, text, "the projection is a full second copy");
    let page = library.list_reports(&ReportFilter::default()).unwrap();
    assert_eq!(page.total, 1);
    assert_eq!(page.rows[0].headline, "Gəncədə forum");
    assert!(library.check(&mut go_on).unwrap().is_clean());
}

#[test]
fn a_change_that_is_there_is_not_added_again() {
    let dir = folder();
    let library = open(dir.path());
    let text = report(1, "A", &[]);
    save(&library, &text, b"one");
    // A colleague's copy comes back with what we have and one more.
    let id = text.id.to_string();
    let changes =
        [NewChange { hash: b"one", bytes: b"one" }, NewChange { hash: b"x", bytes: b"x" }];
    let appended = library
        .append(Append {
            kind: DocumentKind::Report,
            id: &id,
            changes: &changes,
            projection: None,
            at: now(),
        })
        .unwrap();
    assert_eq!(appended.upto, 2);
    assert_eq!(library.load_document(&id).unwrap().changes, [b"one".to_vec(), b"x".to_vec()]);
}

#[test]
fn a_document_opens_from_its_snapshot_and_the_changes_after_it() {
    let dir = folder();
    let library = open(dir.path());
    let text = report(1, "A", &[]);
    let id = text.id.to_string();
    save(&library, &text, b"one");
    let appended = save(&library, &text, b"two");
    assert_eq!(appended.since_snapshot, 2);
    library.save_snapshot(&id, b"both", appended.upto).unwrap();
    let appended = save(&library, &text, b"three");
    assert_eq!(appended.since_snapshot, 1);
    let stored = library.load_document(&id).unwrap();
    assert_eq!(stored.snapshot.as_deref(), Some(&b"both"[..]));
    assert_eq!(stored.changes, [b"three".to_vec()]);
    assert!(!stored.damage.contains(&Damage::Projection));
}

/// Works on the file as a fault of the disk would, behind the library's back.
fn meddle(dir: &std::path::Path, sql: &str) {
    let database = rusqlite::Connection::open(dir.join("library.db")).unwrap();
    assert!(database.execute(sql, []).unwrap() > 0, "{sql} met no row");
}

#[test]
fn damaged_and_missing_changes_are_named_and_the_rest_is_read() {
    let dir = folder();
    let text = report(1, "Zədəli mətn", &["Sözlər."]);
    let id = text.id.to_string();
    {
        let library = open(dir.path());
        for change in [b"one", b"two", b"tri", b"for", b"fiv"] {
            save(&library, &text, change);
        }
    }
    meddle(dir.path(), "UPDATE changes SET bytes = x'00' WHERE position = 2");
    meddle(dir.path(), "DELETE FROM changes WHERE position IN (3, 5)");
    let library = open(dir.path());
    let stored = library.load_document(&id).unwrap();
    assert_eq!(stored.changes, [b"one".to_vec(), b"for".to_vec()]);
    let expected = [
        Damage::Change { position: 2 },
        Damage::MissingChange { position: 3 },
        Damage::MissingChange { position: 5 },
    ];
    assert_eq!(stored.damage, expected);
    assert!(stored.damage.iter().all(|damage| damage.loses_text()));
    assert!(stored.projection_json.unwrap().contains("Sözlər."), "the second copy is readable");

    let check = library.check(&mut go_on).unwrap();
    assert!(!check.is_clean());
    assert_eq!(check.documents.len(), 1);
    assert_eq!(check.documents[0].text.headline, "Zədəli mətn");
    assert_eq!(check.documents[0].text.id, id);
    assert_eq!(check.documents[0].damage, expected);
}

#[test]
fn a_colleagues_copy_heals_a_damaged_change() {
    let dir = folder();
    let text = report(1, "A", &[]);
    let id = text.id.to_string();
    save(&open(dir.path()), &text, b"one");
    meddle(dir.path(), "UPDATE changes SET bytes = x'00'");
    let library = open(dir.path());
    assert!(library.load_document(&id).unwrap().changes.is_empty());
    save(&library, &text, b"one");
    let stored = library.load_document(&id).unwrap();
    assert_eq!((stored.changes, stored.damage), (vec![b"one".to_vec()], Vec::new()));
}

#[test]
fn a_damaged_snapshot_costs_no_words() {
    let dir = folder();
    let text = report(1, "A", &[]);
    let id = text.id.to_string();
    {
        let library = open(dir.path());
        for change in [b"one", b"two", b"tri"] {
            let upto = save(&library, &text, change).upto;
            library.save_snapshot(&id, format!("upto {upto}").as_bytes(), upto).unwrap();
        }
    }
    // Of three the last two are kept; with the newest broken the older one and the log serve.
    meddle(dir.path(), "UPDATE snapshots SET bytes = x'00' WHERE upto = 3");
    let stored = open(dir.path()).load_document(&id).unwrap();
    assert_eq!(stored.snapshot.as_deref(), Some(&b"upto 2"[..]));
    assert_eq!(stored.changes, [b"tri".to_vec()]);
    assert_eq!(stored.damage, [Damage::Snapshot { upto: 3 }]);
    assert!(!stored.damage[0].loses_text());
    meddle(dir.path(), "UPDATE snapshots SET upto = 1 WHERE upto = 2");
    let stored = open(dir.path()).load_document(&id).unwrap();
    assert_eq!(stored.snapshot, None, "a snapshot in another's place is damage too");
    assert_eq!(stored.changes.len(), 3);
}

#[test]
fn a_damaged_projection_is_not_taken_for_the_text() {
    let dir = folder();
    let text = report(1, "A", &["Doğru söz."]);
    let id = text.id.to_string();
    save(&open(dir.path()), &text, b"one");
    meddle(dir.path(), "UPDATE projections SET view = replace(view, 'Doğru', 'Yalan')");
    let library = open(dir.path());
    let stored = library.load_document(&id).unwrap();
    assert_eq!(stored.projection_json, None);
    assert_eq!(stored.damage, [Damage::Projection]);
    assert_eq!(stored.changes, [b"one".to_vec()]);
    save(&library, &text, b"two");
    assert_eq!(library.load_document(&id).unwrap().damage, [], "the next change makes it again");
}

#[test]
fn a_projection_that_lags_behind_is_found_and_brought_up_to_date() {
    let dir = folder();
    let library = open(dir.path());
    let mut text = report(1, "Köhnə", &[]);
    let id = text.id.to_string();
    save(&library, &text, b"one");
    assert_eq!(library.stale_documents().unwrap(), []);
    // While one types, changes come without a projection.
    let changes = [NewChange { hash: b"two", bytes: b"two" }];
    let append = Append {
        kind: DocumentKind::Report,
        id: &id,
        changes: &changes,
        projection: None,
        at: now(),
    };
    let upto = library.append(append).unwrap().upto;
    assert_eq!(library.stale_documents().unwrap(), [(DocumentKind::Report, id.clone())]);
    text.about.headlines.insert("main".to_owned(), "Yeni".to_owned());
    let search = tezis_store::SearchText::default();
    let projection = tezis_store::Projection::Report(&text, &search);
    library.project(&id, projection, upto, now()).unwrap();
    assert_eq!(library.stale_documents().unwrap(), []);
    assert_eq!(library.list_reports(&ReportFilter::default()).unwrap().rows[0].headline, "Yeni");
}

#[test]
fn what_is_not_there_or_of_another_kind_is_an_error() {
    let dir = folder();
    let library = open(dir.path());
    let text = report(1, "A", &[]);
    let id = text.id.to_string();
    assert_eq!(library.load_document(&id).unwrap_err().code(), "store.no_document");
    assert_eq!(library.save_snapshot(&id, b"", 1).unwrap_err().code(), "store.no_document");
    save(&library, &text, b"one");
    let changes = [NewChange { hash: b"two", bytes: b"two" }];
    let append = Append {
        kind: DocumentKind::Forum,
        id: &id,
        changes: &changes,
        projection: None,
        at: now(),
    };
    assert_eq!(library.append(append).unwrap_err().code(), "store.other_kind");
    assert_eq!(library.load_document(&id).unwrap().changes.len(), 1, "nothing was appended");
}

#[test]
fn a_closed_library_is_one_file() {
    let dir = folder();
    let library = open(dir.path());
    save(&library, &report(1, "A", &[]), b"one");
    library.list_reports(&ReportFilter::default()).unwrap();
    assert!(dir.path().join("library.db-wal").exists());
    drop(library);
    // Who copies the folder, or only this file, then has everything.
    assert!(!dir.path().join("library.db-wal").exists());
}
