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
