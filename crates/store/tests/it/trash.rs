//! Cleaning up originals: what counts as unnamed, the trash, the way back.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeZone, Utc};
use serde_json::{Map, Value, json};
use tezis_report::ids::PhotoHash;
use tezis_report::{ForumCollection, ForumDocument};
use tezis_store::{Access, Append, DocumentKind, Library, NewChange, Projection, Unnamed, restore};

use crate::support::{folder, forum_id, go_on, now, open};

/// A time after every file of the tests.
fn later() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2200, 1, 1, 0, 0, 0).unwrap()
}

fn document() -> ForumDocument {
    ForumDocument::new(forum_id(1), [7; 16], now())
}

fn fields(value: Value) -> Map<String, Value> {
    let Value::Object(fields) = value else { panic!() };
    fields
}

fn add(document: &mut ForumDocument, photo: &PhotoHash) {
    let about = fields(json!({ "rating": 3 }));
    document.put(ForumCollection::Photos, photo.as_str(), &about, now()).unwrap();
}

/// Appends what changed, with or without its projection.
fn store(library: &Library, document: &mut ForumDocument, projected: bool) {
    let changes = document.take_changes();
    let changes: Vec<_> = changes
        .iter()
        .map(|change| NewChange { hash: change.hash.as_bytes(), bytes: &change.bytes })
        .collect();
    let view = document.view();
    library
        .append(Append {
            kind: DocumentKind::Forum,
            id: &document.id().to_string(),
            changes: &changes,
            projection: projected.then_some(Projection::Forum(&view)),
            at: now(),
        })
        .unwrap();
}

fn put(library: &Library, bytes: &[u8]) -> PhotoHash {
    library.put_original_bytes(bytes).unwrap().hash
}

fn unnamed(library: &Library) -> Vec<PhotoHash> {
    let found = library.unnamed_originals(later(), &mut go_on).unwrap();
    assert_eq!(found.unread, [""; 0]);
    found.files.into_iter().map(|file| file.hash).collect()
}

fn in_trash(library: &Library) -> Vec<PhotoHash> {
    library.trashed_originals().unwrap().into_iter().map(|file| file.hash).collect()
}

fn trash(library: &Library, hashes: &[PhotoHash]) -> Vec<PhotoHash> {
    library.trash_originals(hashes, later(), now()).unwrap()
}

fn trash_file(dir: &Path, hash: &PhotoHash) -> std::path::PathBuf {
    dir.join("trash").join(hash.as_str())
}

#[test]
fn only_what_no_document_ever_named_and_is_no_longer_young_is_unnamed() {
    let dir = folder();
    let library = open(dir.path());
    let [named, before, never, young] =
        [&b"named"[..], b"named before", b"never", b"young"].map(|bytes| put(&library, bytes));
    library.note_file_name(&never, "DSC_0042.JPG").unwrap();
    let mut forum = document();
    add(&mut forum, &named);
    // Added and taken out between two projections: only the history knows it.
    add(&mut forum, &before);
    forum.remove(ForumCollection::Photos, before.as_str(), now()).unwrap();
    store(&library, &mut forum, true);
    let year_2020 = SystemTime::UNIX_EPOCH + Duration::from_secs(1_577_836_800);
    for hash in [&named, &before, &never] {
        let file = File::options().write(true).open(library.original_path(hash)).unwrap();
        file.set_modified(year_2020).unwrap();
    }
    let grace = Utc.with_ymd_and_hms(2020, 2, 1, 0, 0, 0).unwrap();
    let found = library.unnamed_originals(grace, &mut go_on).unwrap();
    assert_eq!(found.files.len(), 1);
    let file = &found.files[0];
    assert_eq!((&file.hash, file.bytes, file.since), (&never, 5, DateTime::from(year_2020)));
    assert_eq!(file.name.as_deref(), Some("DSC_0042.JPG"));
    let moved = library.trash_originals(&[never.clone(), young, named, before], grace, now());
    assert_eq!(moved.unwrap(), [never], "nothing else is moved, whatever is asked for");
}

#[test]
fn what_lies_in_the_trash_is_listed_checked_and_comes_back_in_every_way() {
    let dir = folder();
    let library = open(dir.path());
    let hashes = [&b"one"[..], b"two", b"three"].map(|bytes| put(&library, bytes));
    assert_eq!(trash(&library, &hashes).len(), 3);
    assert_eq!(unnamed(&library), []);
    let listed = library.trashed_originals().unwrap();
    assert_eq!(listed.iter().map(|file| file.bytes).sum::<u64>(), 11);
    assert!(listed.iter().all(|file| file.trashed_at == now()));
    for hash in &hashes {
        assert!(trash_file(dir.path(), hash).exists());
        assert!(
            !dir.path()
                .join("originals")
                .join(hash.as_str().get(..2).unwrap())
                .join(hash.as_str())
                .exists()
        );
    }
    assert!(library.check(&mut go_on).unwrap().is_clean());
    assert_eq!(in_trash(&library).len(), 3, "a check changes nothing");

    assert_eq!(library.restore_originals(&hashes[..1]).unwrap(), hashes[..1]);
    assert_eq!(library.restore_originals(&hashes[..1]).unwrap(), []);
    assert_eq!(library.open_original(&hashes[1]).unwrap(), b"two");
    assert!(library.put_original_bytes(b"three").unwrap().new);
    assert_eq!(in_trash(&library), []);
    assert_eq!(fs::read_dir(dir.path().join("trash")).unwrap().count(), 0);
    assert_eq!(unnamed(&library).len(), 3);
    assert!(library.check(&mut go_on).unwrap().is_clean());
}

#[test]
fn a_reader_gets_what_lies_in_the_trash_and_leaves_it_there() {
    let dir = folder();
    let hash = {
        let library = open(dir.path());
        let hash = put(&library, b"one");
        trash(&library, std::slice::from_ref(&hash));
        hash
    };
    let library = Library::open(dir.path(), Access::Read, now()).unwrap();
    assert_eq!(library.open_original(&hash).unwrap(), b"one");
    assert_eq!(in_trash(&library), std::slice::from_ref(&hash));
    let refused = library.trash_originals(&[hash], later(), now());
    assert_eq!(refused.unwrap_err().code(), "store.read_only");
}

#[test]
fn the_trash_is_emptied_of_what_lay_there_long() {
    let dir = folder();
    let library = open(dir.path());
    let [old, new] = [&b"old!"[..], b"new"].map(|bytes| put(&library, bytes));
    trash(&library, std::slice::from_ref(&old));
    let day = chrono::TimeDelta::days(1);
    library.trash_originals(std::slice::from_ref(&new), later(), now() + day).unwrap();
    assert_eq!(library.empty_trash(now() + day).unwrap(), 4);
    assert_eq!(in_trash(&library), [new]);
    assert!(!trash_file(dir.path(), &old).exists());
    assert_eq!(library.open_original(&old).unwrap_err().code(), "store.no_original");
    let check = library.check(&mut go_on).unwrap();
    assert!(check.is_clean(), "what was removed for good is not missing: {check:?}");
}

#[test]
fn what_a_document_names_comes_out_of_the_trash_by_itself() {
    let dir = folder();
    let library = open(dir.path());
    let [at_once, at_emptying] = [&b"one"[..], b"two"].map(|bytes| put(&library, bytes));
    trash(&library, &[at_once.clone(), at_emptying.clone()]);
    let mut forum = document();
    add(&mut forum, &at_once);
    store(&library, &mut forum, true);
    assert_eq!(in_trash(&library), std::slice::from_ref(&at_emptying));
    // While one types there is no projection: its last chance is the emptying itself.
    add(&mut forum, &at_emptying);
    store(&library, &mut forum, false);
    assert_eq!(library.empty_trash(later()).unwrap(), 0);
    assert_eq!(in_trash(&library), []);
    assert_eq!(library.open_original(&at_emptying).unwrap(), b"two");
}

#[test]
fn what_is_named_between_the_list_and_the_move_stays() {
    let dir = folder();
    let library = open(dir.path());
    let hash = put(&library, b"one");
    assert_eq!(unnamed(&library), std::slice::from_ref(&hash));
    let mut forum = document();
    add(&mut forum, &hash);
    store(&library, &mut forum, false);
    assert_eq!(trash(&library, &[hash]), []);
}

#[test]
fn while_a_history_cannot_be_read_nothing_counts_as_unnamed() {
    let dir = folder();
    let hash = {
        let library = open(dir.path());
        let mut forum = document();
        add(&mut forum, &PhotoHash::from_digest([7; 32]));
        store(&library, &mut forum, true);
        put(&library, b"one")
    };
    let database = rusqlite::Connection::open(dir.path().join("library.db")).unwrap();
    database.execute("UPDATE changes SET bytes = zeroblob(20)", []).unwrap();
    drop(database);
    let library = open(dir.path());
    let found = library.unnamed_originals(later(), &mut go_on).unwrap();
    assert_eq!(found, Unnamed { files: Vec::new(), unread: vec![forum_id(1).to_string()] });
    assert_eq!(trash(&library, &[hash]), []);
}

#[test]
fn files_and_rows_of_the_trash_that_a_crash_parted_come_together() {
    let dir = folder();
    let hashes = {
        let library = open(dir.path());
        let hashes =
            [&b"no row"[..], b"put back", b"in both", b"in none"].map(|bytes| put(&library, bytes));
        trash(&library, &hashes[1..]);
        hashes
    };
    let place = |hash: &PhotoHash| {
        dir.path().join("originals").join(hash.as_str().get(..2).unwrap()).join(hash.as_str())
    };
    fs::rename(place(&hashes[0]), trash_file(dir.path(), &hashes[0])).unwrap();
    fs::rename(trash_file(dir.path(), &hashes[1]), place(&hashes[1])).unwrap();
    fs::copy(trash_file(dir.path(), &hashes[2]), place(&hashes[2])).unwrap();
    fs::remove_file(trash_file(dir.path(), &hashes[3])).unwrap();
    let library = open(dir.path());
    assert_eq!(in_trash(&library), []);
    for hash in &hashes[..3] {
        assert!(place(hash).exists() && !trash_file(dir.path(), hash).exists());
    }
    assert!(library.check(&mut go_on).unwrap().is_clean());
}

#[test]
fn a_backup_holds_what_lies_in_the_trash() {
    let dir = folder();
    let library = open(&dir.path().join("library"));
    let hash = put(&library, b"one");
    trash(&library, std::slice::from_ref(&hash));
    let backup = dir.path().join("backup");
    assert!(library.backup(&backup, now(), &mut go_on).unwrap().is_whole());
    let to = dir.path().join("restored");
    assert!(restore(&backup, &to, &mut go_on).unwrap().is_whole());
    let restored = open(&to);
    assert_eq!(restored.open_original(&hash).unwrap(), b"one");
    assert_eq!(in_trash(&restored), [], "in a restored library it lies in its place");
    assert!(restored.check(&mut go_on).unwrap().is_clean());
}

#[test]
fn a_trash_of_any_size_is_emptied_though_only_a_part_goes_at_a_time() {
    let dir = folder();
    let library = open(dir.path());
    let hashes: Vec<_> = (0..40_u8).map(|n| put(&library, &[n, n, n])).collect();
    assert_eq!(trash(&library, &hashes).len(), 40);
    let mut forum = document();
    add(&mut forum, &hashes[7]);
    store(&library, &mut forum, false);
    assert_eq!(library.empty_trash(later()).unwrap(), 39 * 3);
    assert!(in_trash(&library).is_empty());
    assert_eq!(library.open_original(&hashes[7]).unwrap(), [7, 7, 7], "it is named by now");
    assert!(fs::read_dir(dir.path().join("trash")).unwrap().next().is_none());
}
