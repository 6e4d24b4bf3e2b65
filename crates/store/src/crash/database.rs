//! The database on a disk that loses or mixes up what was not synced.
//!
//! SQLite's files are recorded after every acknowledged append. A crash during the next append is
//! then any mixture of sectors that were written since: of the WAL while it commits, of the database
//! while it checkpoints. Every acknowledged change has to be in every such mixture.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::{Access, Append, DocumentKind, Library, NewChange, StoreError};

const HOLDER: Access<'static> = Access::Write { holder: "test" };
const SECTOR: usize = 512;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_761_126_600, 0).unwrap()
}

fn append(library: &Library, number: u64, bytes: &[u8]) -> Result<(), StoreError> {
    let hash = number.to_le_bytes();
    let append = Append {
        kind: DocumentKind::Report,
        id: "01K84BNP0000000000000000AA",
        changes: &[NewChange { hash: &hash, bytes }],
        projection: None,
        at: now(),
    };
    library.append(append).map(drop)
}

/// The two files as they are at one moment.
#[derive(Clone)]
struct Files {
    database: Vec<u8>,
    wal: Vec<u8>,
}

fn record(dir: &Path) -> Files {
    Files {
        database: fs::read(dir.join("library.db")).unwrap(),
        wal: fs::read(dir.join("library.db-wal")).unwrap(),
    }
}

/// Mixes two states of a file by sectors. What is beyond the old end may also be missing.
fn mix(old: &[u8], new: &[u8], random: &mut StdRng) -> Vec<u8> {
    let end = if new.len() > old.len() { random.random_range(old.len()..=new.len()) } else { 0 };
    let mut mixed = Vec::new();
    for start in (0..old.len().max(end)).step_by(SECTOR) {
        let sector =
            |file: &[u8]| -> Vec<u8> { file.iter().copied().skip(start).take(SECTOR).collect() };
        let (old, new) = (sector(old), sector(new));
        let taken = if random.random_bool(0.5) || new.is_empty() { old } else { new };
        // A hole reads as zeros.
        mixed.resize(start, 0);
        mixed.extend(taken);
    }
    mixed
}

fn open_after_crash(files: &Files, expected: &[Vec<u8>]) {
    let dir = tempfile::tempdir().unwrap();
    write(&dir.path().join("library.db"), &files.database);
    write(&dir.path().join("library.db-wal"), &files.wal);
    let library = Library::open(dir.path(), HOLDER, now()).unwrap();
    let stored = library.load_document("01K84BNP0000000000000000AA").unwrap();
    assert!(stored.damage.iter().all(|damage| !damage.loses_text()), "{:?}", stored.damage);
    assert!(stored.changes.starts_with(expected), "an acknowledged change is gone");
    assert!(stored.changes.len() <= expected.len() + 1, "more than was ever written");
    let check = library.check(&mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    assert_eq!(check.database, [""; 0]);
}

#[expect(clippy::disallowed_methods, reason = "the file of a test")]
fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
}

#[test]
fn every_acknowledged_change_survives_a_crash_while_the_next_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path(), HOLDER, now()).unwrap();
    // Checkpoints come often, so that crashes fall into them and into WALs that start again.
    library.database.lock_writer().unwrap().pragma_update(None, "wal_autocheckpoint", 12).unwrap();
    let mut random = StdRng::seed_from_u64(20_251_022);
    let mut written: Vec<Vec<u8>> = Vec::new();
    append(&library, 0, b"first").unwrap();
    written.push(b"first".to_vec());
    let mut before = record(dir.path());
    let (mut checkpoints, mut restarts) = (0, 0);

    for number in 1..40 {
        let length = random.random_range(1..12_000);
        let bytes: Vec<u8> = (0..length).map(|_| random.random()).collect();
        append(&library, number, &bytes).unwrap();
        let after = record(dir.path());
        checkpoints += u32::from(before.database != after.database);
        restarts += u32::from(!after.wal.starts_with(&before.wal));

        for _ in 0..3 {
            let wal = mix(&before.wal, &after.wal, &mut random);
            open_after_crash(&Files { wal, database: before.database.clone() }, &written);
        }
        written.push(bytes);
        for _ in 0..2 {
            let database = mix(&before.database, &after.database, &mut random);
            open_after_crash(&Files { database, wal: after.wal.clone() }, &written);
        }
        before = after;
    }
    assert!(checkpoints > 3 && restarts > 3, "{checkpoints} checkpoints, {restarts} restarts");
}

#[test]
fn a_full_database_says_so_loses_nothing_and_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path(), HOLDER, now()).unwrap();
    let page_limit = |pages: i64| {
        let writer = library.database.lock_writer().unwrap();
        writer.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
    };
    let bytes = vec![7; 20_000];
    append(&library, 0, &bytes).unwrap();
    page_limit(60);
    let mut acknowledged = 1;
    let error = loop {
        match append(&library, acknowledged, &bytes) {
            Ok(()) => acknowledged += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(error.code(), "store.full");
    assert!(error.is_temporary());
    let count = || {
        let stored = library.load_document("01K84BNP0000000000000000AA").unwrap();
        stored.changes.len() as u64
    };
    assert_eq!(count(), acknowledged);
    page_limit(6000);
    append(&library, acknowledged, &bytes).unwrap();
    assert_eq!(count(), acknowledged + 1, "goes on without being opened again");
}
