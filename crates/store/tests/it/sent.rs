//! Exports, ticks and receipts: they survive a restart and say what was sent.

use chrono::TimeDelta;
use tezis_report::Heads;
use tezis_report::ids::{PhotoHash, PublicationId, ReportId};
use tezis_report::model::PublicationKind;
use tezis_store::{Access, ExportRow, HandoverRow, Library, NewReceipt};

use crate::support::{folder, now, open, report_id};

fn receipt(number: u64, article: &[u8]) -> NewReceipt {
    NewReceipt {
        publication: PublicationId::from_parts(number, 9),
        report: report_id(1),
        kind: PublicationKind::Update,
        target: Some("mia.az".to_owned()),
        url: Some(format!("https://example.org/{number}")),
        at: now() + TimeDelta::hours(number.cast_signed()),
        written_at: now(),
        article: article.to_vec(),
        photos: [(PhotoHash::from_digest([7; 32]), "2025-10-22-forum-01.jpg".to_owned())].into(),
    }
}

#[test]
fn receipts_come_back_latest_first_with_the_article_that_was_published() {
    let dir = folder();
    let hash = {
        let library = open(dir.path());
        library.put_receipt(&receipt(2, b"later")).unwrap();
        library.put_receipt(&receipt(1, b"half")).unwrap();
        // Written again after a failure: one publication has one receipt.
        library.put_receipt(&receipt(1, b"abc")).unwrap()
    };
    let library = open(dir.path());
    let found = library.receipts(report_id(1)).unwrap();
    let articles: Vec<_> = found.iter().map(|found| found.article.as_deref()).collect();
    assert_eq!(articles, [Some(&b"later"[..]), Some(b"abc")]);
    // SHA-256 of "abc", from FIPS 180-2.
    assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(found[1].hash, hash);
    let put = receipt(2, b"later");
    assert_eq!(
        (found[0].publication, found[0].kind, found[0].at, found[0].written_at),
        (put.publication, put.kind, put.at, put.written_at)
    );
    assert_eq!(
        (&found[0].url, &found[0].target, &found[0].photos),
        (&put.url, &put.target, &put.photos)
    );
    assert_eq!(library.receipts(report_id(2)).unwrap(), []);
}

#[test]
fn a_damaged_article_is_not_shown_as_what_was_published() {
    let dir = folder();
    open(dir.path()).put_receipt(&receipt(1, b"published")).unwrap();
    let database = rusqlite::Connection::open(dir.path().join("library.db")).unwrap();
    database.execute("UPDATE receipts SET article = CAST('Published' AS BLOB)", []).unwrap();
    drop(database);
    let found = open(dir.path()).receipts(report_id(1)).unwrap();
    assert_eq!((found.len(), &found[0].article), (1, &None));
}

#[test]
fn ticks_and_addresses_survive_a_restart_and_go_one_by_one() {
    let dir = folder();
    let report = report_id(1);
    {
        let library = open(dir.path());
        library.tick_handover(report, "headline", Some(("h1", now()))).unwrap();
        library.tick_handover(report, "photo:3", Some(("h3", now()))).unwrap();
        library.set_handover_address(report, "photo:3", Some("https://example.org/3.jpg")).unwrap();
        library.tick_handover(report_id(2), "headline", Some(("other", now()))).unwrap();
    }
    let library = open(dir.path());
    let row = |key: &str, hash: Option<&str>, address: Option<&str>| HandoverRow {
        key: key.to_owned(),
        done_at: hash.map(|_| now()),
        content_hash: hash.map(ToOwned::to_owned),
        address: address.map(ToOwned::to_owned),
    };
    let photo = Some("https://example.org/3.jpg");
    assert_eq!(
        library.handover(report).unwrap(),
        [row("headline", Some("h1"), None), row("photo:3", Some("h3"), photo)]
    );
    library.tick_handover(report, "headline", None).unwrap();
    assert_eq!(library.handover(report).unwrap(), [row("photo:3", Some("h3"), photo)]);
    library.clear_handover_ticks(report).unwrap();
    assert_eq!(library.handover(report).unwrap(), [row("photo:3", None, photo)], "addresses stay");
    library.set_handover_address(report, "photo:3", None).unwrap();
    assert_eq!(library.handover(report).unwrap(), []);
    assert_eq!(library.handover(report_id(2)).unwrap().len(), 1, "the other report is untouched");
}

#[test]
fn exports_come_back_latest_first() {
    let dir = folder();
    let export = |report: ReportId, hour: i64, digit: &str| ExportRow {
        report,
        heads: Heads::from_hex(&[digit.repeat(64)]).unwrap(),
        forum_heads: Heads::default(),
        at: now() + TimeDelta::hours(hour),
        path: "/media/stik/xəbər.zip".to_owned(),
        shape: "zip".to_owned(),
    };
    let all = [export(report_id(1), 2, "a"), export(report_id(1), 1, "b")];
    {
        let library = open(dir.path());
        library.note_export(&all[1]).unwrap();
        library.note_export(&export(report_id(2), 3, "c")).unwrap();
        library.note_export(&all[0]).unwrap();
    }
    let library = Library::open(dir.path(), Access::Read, now()).unwrap();
    assert_eq!(library.exports(report_id(1)).unwrap(), all);
    assert_eq!(library.note_export(&all[0]).unwrap_err().code(), "store.read_only");
}
