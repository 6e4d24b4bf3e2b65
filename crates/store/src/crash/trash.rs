//! Moving originals to the trash and back, cut off at any moment.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use chrono::{DateTime, TimeZone, Utc};
use tezis_report::ids::PhotoHash;

use super::lossy_disk::LossyDisk;
use super::pulled_out::PulledOut;
use crate::disk::Disk;
use crate::{Access, Library};

#[test]
fn a_file_on_the_move_lies_in_one_of_the_two_places_whenever_the_machine_stops() {
    let (from, to) = (Path::new("originals/ab/photo"), Path::new("trash/photo"));
    let mut arrived = 0;
    for operations in 0..8 {
        for seed in 0..32 {
            let disk = LossyDisk::default();
            disk.place(from, b"bytes");
            // So the folder is durable, as opening the trash makes it.
            disk.place(Path::new("trash/other"), b"");
            disk.stop_after(operations);
            let done = disk.move_durably(from, to);
            let after = disk.crash(seed);
            let (old, new) = (after.read(from), after.read(to));
            assert!(old.is_some() || new.is_some(), "lost after {operations}, seed {seed}");
            for bytes in [&old, &new].into_iter().flatten() {
                assert_eq!(bytes, b"bytes");
            }
            if done.is_ok() {
                assert_eq!((old.is_none(), new.is_some()), (true, true));
                arrived += 1;
            }
        }
    }
    assert!(arrived > 0, "too few operations for one whole move");
}

fn open(dir: &Path) -> Library {
    Library::open(dir, Access::Write { holder: "test" }, DateTime::UNIX_EPOCH).unwrap()
}

/// A time after every file of the test.
fn later() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2200, 1, 1, 0, 0, 0).unwrap()
}

fn assert_all_there(dir: &Path, hashes: &[PhotoHash], say: &str) {
    let library = open(dir);
    let check = library.check(&mut |_| ControlFlow::Continue(())).unwrap();
    assert!(check.is_clean() && check.strays.is_empty(), "{say}: {check:?}");
    let trashed = library.trashed_originals().unwrap();
    for hash in hashes {
        let (place, trash) = (library.layout.original(hash), library.layout.trashed(hash));
        let listed = trashed.iter().any(|file| file.hash == *hash);
        assert_eq!((place.exists(), trash.exists()), (!listed, listed), "{say}");
    }
    for hash in hashes {
        library.open_original(hash).unwrap();
    }
}

/// Runs a piece of work that stops at each of its file operations, as the process would, and opens the
/// library again.
fn stop_everywhere(work: impl Fn(&Library, &[PhotoHash]) -> bool, trashed_before: bool) {
    for operations in 0..60 {
        let dir = tempfile::tempdir().unwrap();
        let mut library = open(dir.path());
        let hashes = [&b"one"[..], b"two", b"three"]
            .map(|bytes| library.put_original_bytes(bytes).unwrap().hash);
        if trashed_before {
            library.trash_originals(&hashes, later(), later()).unwrap();
        }
        let left = Arc::new(AtomicUsize::new(operations));
        library.disk = Arc::new(PulledOut { below: dir.path().to_owned(), left, free: u64::MAX });
        let done = work(&library, &hashes);
        drop(library);
        assert_all_there(dir.path(), &hashes, &format!("after {operations} operations"));
        if done {
            return;
        }
    }
    panic!("60 operations are too few");
}

#[test]
fn nothing_is_lost_when_moving_to_the_trash_stops_anywhere() {
    stop_everywhere(
        |library, hashes| library.trash_originals(hashes, later(), later()).is_ok(),
        false,
    );
}

#[test]
fn nothing_is_lost_when_taking_out_of_the_trash_stops_anywhere() {
    stop_everywhere(|library, hashes| library.restore_originals(hashes).is_ok(), true);
}

#[test]
fn emptying_that_stops_anywhere_leaves_each_original_whole_or_forgotten() {
    for operations in 0..10 {
        let dir = tempfile::tempdir().unwrap();
        let mut library = open(dir.path());
        let hashes = [&b"one"[..], b"two", b"three"]
            .map(|bytes| library.put_original_bytes(bytes).unwrap().hash);
        library.trash_originals(&hashes, later(), DateTime::UNIX_EPOCH).unwrap();
        let left = Arc::new(AtomicUsize::new(operations));
        library.disk = Arc::new(PulledOut { below: dir.path().to_owned(), left, free: u64::MAX });
        let done = library.empty_trash(later());
        drop(library);
        let library = open(dir.path());
        let check = library.check(&mut |_| ControlFlow::Continue(())).unwrap();
        assert!(check.is_clean() && check.strays.is_empty(), "{check:?}");
        let left = library.trashed_originals().unwrap().len();
        assert_eq!(left, 3_usize.saturating_sub(operations), "one operation removes one");
        assert_eq!(check.photos_read, left as u64);
        if left == 0 {
            assert_eq!(done.unwrap(), 11);
            return;
        }
    }
    panic!("10 operations are too few");
}
