//! Backup and restore.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use tezis_report::ids::PlacementId;
use tezis_report::model::{Listed, Placement};
use tezis_store::{Library, ReportFilter, restore};

use crate::support::{folder, go_on, now, open, report, save};

/// A library with a report, three photos and a profile.
fn make(dir: &Path) -> Library {
    let library = open(dir);
    let mut text = report(1, "Ehtiyat nüsxə", &["Mətn."]);
    for (number, bytes) in (0..).zip([&b"one"[..], b"two", b"three"]) {
        let hash = library.put_original_bytes(bytes).unwrap().hash;
        text.placements.push(Listed {
            id: PlacementId::from_parts(number, 0),
            entity: Placement { photo: Some(hash), ..Placement::default() },
        });
    }
    save(&library, &text, b"change");
    fs::write(library.profiles_dir().join("mia.toml"), b"name = \"mia\"").unwrap();
    library
}

/// All files with their bytes, for comparing folders.
fn tree(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_string_lossy().into_owned();
                files.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn what_was_backed_up_comes_back_whole() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    let backup = dir.path().join("ehtiyat");
    let done = library.backup(&backup, now(), &mut go_on).unwrap();
    assert_eq!((done.copied, done.already_there, done.is_whole()), (3, 0, true));

    let to = dir.path().join("restored");
    let done = restore(&backup, &to, &mut go_on).unwrap();
    assert_eq!((done.copied, done.is_whole()), (3, true));
    let restored = open(&to);
    let check = restored.check(&mut go_on).unwrap();
    assert!(check.is_clean());
    assert_eq!((check.documents_read, check.changes_read, check.photos_read), (1, 1, 3));
    let id = crate::support::report_id(1).to_string();
    assert_eq!(restored.load_document(&id).unwrap(), library.load_document(&id).unwrap());
    assert_eq!(restored.search_reports("mətn", &ReportFilter::default(), 5, 0).unwrap().len(), 1);
    assert_eq!(fs::read(restored.profiles_dir().join("mia.toml")).unwrap(), b"name = \"mia\"");
    // And it goes on being edited and backed up to the same place.
    save(&restored, &report(2, "Sonra", &[]), b"later");
    let done = restored.backup(&backup, now(), &mut go_on).unwrap();
    assert_eq!((done.copied, done.already_there), (0, 3));
}

#[test]
fn a_second_backup_copies_what_is_new_and_keeps_the_database_before() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    let backup = dir.path().join("backup");
    library.backup(&backup, now(), &mut go_on).unwrap();
    let first = fs::read(backup.join("tezis-backup.db")).unwrap();
    library.put_original_bytes(b"four").unwrap();
    let done = library.backup(&backup, now(), &mut go_on).unwrap();
    assert_eq!((done.copied, done.copied_bytes, done.already_there), (1, 4, 3));
    assert_eq!(fs::read(backup.join("tezis-backup.previous.db")).unwrap(), first);
    let names: Vec<_> = tree(&backup).into_iter().map(|(name, _)| name).collect();
    assert!(!names.iter().any(|name| name.contains("tmp") || name.contains("next")), "{names:?}");
}

#[test]
fn a_backup_that_was_stopped_leaves_the_one_before_usable() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    let backup = dir.path().join("backup");
    library.backup(&backup, now(), &mut go_on).unwrap();
    let id = crate::support::report_id(1).to_string();
    let before = library.load_document(&id).unwrap();
    save(&library, &report(1, "Dəyişdi", &[]), b"another");
    library.put_original_bytes(b"four").unwrap();
    // Stops at every step that tells its progress.
    let mut steps = 0;
    library
        .backup(&dir.path().join("count"), now(), &mut |_| {
            steps += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
    for stop in 0..steps {
        let mut step = 0;
        let error = library.backup(&backup, now(), &mut |_| {
            step += 1;
            if step > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        let Err(error) = error else { continue };
        assert_eq!(error.code(), "store.cancelled");
        let to = dir.path().join(format!("restored {stop}"));
        assert!(restore(&backup, &to, &mut go_on).unwrap().is_whole());
        assert_eq!(open(&to).load_document(&id).unwrap(), before);
    }
    assert!(steps > 4);
}

#[test]
fn a_damaged_original_is_left_out_named_and_does_not_replace_the_good_copy() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    let backup = dir.path().join("backup");
    library.backup(&backup, now(), &mut go_on).unwrap();
    let good = library.put_original_bytes(b"one").unwrap().hash;
    let bad = library.put_original_bytes(b"to be damaged").unwrap().hash;
    let gone = library.put_original_bytes(b"to be lost").unwrap().hash;
    fs::write(library.original_path(&good), b"longer than before").unwrap();
    fs::write(library.original_path(&bad), b"To be damaged").unwrap();
    fs::remove_file(library.original_path(&gone)).unwrap();
    let done = library.backup(&backup, now(), &mut go_on).unwrap();
    assert!(!done.is_whole());
    let mut damaged = [good.clone(), bad.clone()];
    damaged.sort();
    assert_eq!((done.damaged, done.missing), (damaged.to_vec(), vec![gone.clone()]));

    let to = dir.path().join("restored");
    let done = restore(&backup, &to, &mut go_on).unwrap();
    let mut missing = vec![bad, gone];
    missing.sort();
    assert_eq!(done.missing, missing);
    assert_eq!(open(&to).open_original(&good).unwrap(), b"one");
}

#[test]
fn a_restore_overwrites_nothing() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    let backup = dir.path().join("backup");
    library.backup(&backup, now(), &mut go_on).unwrap();
    let existing = dir.path().join("existing");
    drop(make(&existing));
    let before = tree(&existing);
    let error = restore(&backup, &existing, &mut go_on).unwrap_err();
    assert_eq!(error.code(), "store.not_empty");
    assert!(tree(&existing) == before, "something was touched");
}

#[test]
fn a_restore_that_fails_leaves_the_folder_empty() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    let backup = dir.path().join("backup");
    library.backup(&backup, now(), &mut go_on).unwrap();
    let to = dir.path().join("to");
    let mut step = 0;
    let stopped = restore(&backup, &to, &mut |_| {
        step += 1;
        if step > 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped.unwrap_err().code(), "store.cancelled");
    assert_eq!(tree(&to), []);

    let database = backup.join("tezis-backup.db");
    let mut bytes = fs::read(&database).unwrap();
    bytes.truncate(bytes.len() / 2);
    fs::write(&database, bytes).unwrap();
    assert_eq!(restore(&backup, &to, &mut go_on).unwrap_err().code(), "store.damaged");
    assert_eq!(tree(&to), []);
    assert_eq!(
        restore(&to, &dir.path().join("x"), &mut go_on).unwrap_err().code(),
        "store.missing"
    );
}

#[test]
fn a_restore_that_was_killed_is_not_taken_for_a_library() {
    let dir = folder();
    fs::write(dir.path().join("library.restoring"), b"").unwrap();
    let error = Library::open(dir.path(), crate::support::HOLDER, now());
    assert_eq!(error.unwrap_err().code(), "store.unfinished");
}

#[test]
fn a_backup_goes_neither_into_the_library_nor_over_another_ones() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    let inside = dir.path().join("library").join("backups").join("x");
    assert_eq!(library.backup(&inside, now(), &mut go_on).unwrap_err().code(), "store.same_place");
    let other = make(&dir.path().join("other"));
    let backup = dir.path().join("backup");
    other.backup(&backup, now(), &mut go_on).unwrap();
    let before = tree(&backup);
    assert_eq!(
        library.backup(&backup, now(), &mut go_on).unwrap_err().code(),
        "store.other_library"
    );
    assert!(tree(&backup) == before, "something was touched");
    let error = library.backup(&dir.path().join("other"), now(), &mut go_on).unwrap_err();
    assert_eq!(error.code(), "store.other_library");
}

#[test]
fn copies_in_the_library_are_kept_ten_deep() {
    let dir = folder();
    let library = make(dir.path());
    for minute in 0..13 {
        let at = now() + chrono::TimeDelta::minutes(minute);
        library.backup_database(at).unwrap();
    }
    let names: Vec<_> =
        tree(&dir.path().join("backups")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 10);
    assert_eq!(
        names.first().map(String::as_str),
        Some("20251022T095300Z.db"),
        "the oldest are gone"
    );
}

#[test]
fn the_last_backup_is_remembered_with_what_changed_since() {
    let dir = folder();
    let backup = dir.path().join("backup");
    {
        let library = make(&dir.path().join("library"));
        assert_eq!(library.last_backup().unwrap(), None);
        library.backup(&backup, now(), &mut go_on).unwrap();
    }
    let library = open(&dir.path().join("library"));
    let last = library.last_backup().unwrap().unwrap();
    assert_eq!((last.path.as_path(), last.at, last.changed), (backup.as_path(), now(), false));
    assert!(last.is_there());
    let changed = || library.last_backup().unwrap().unwrap().changed;
    library.put_original_bytes(b"four").unwrap();
    assert!(changed(), "an original is new");
    library.backup(&backup, now(), &mut go_on).unwrap();
    assert!(!changed());
    save(&library, &report(1, "Dəyişdi", &[]), b"another");
    assert!(changed(), "a document changed");
    fs::rename(&backup, dir.path().join("elsewhere")).unwrap();
    assert!(!library.last_backup().unwrap().unwrap().is_there());
}

#[test]
fn a_backup_that_lacks_something_is_not_remembered() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    let hash = library.put_original_bytes(b"to be lost").unwrap().hash;
    fs::remove_file(library.original_path(&hash)).unwrap();
    let done = library.backup(&dir.path().join("backup"), now(), &mut go_on).unwrap();
    assert_eq!(done.missing, [hash]);
    assert_eq!(library.last_backup().unwrap(), None);
}

#[test]
fn one_place_takes_one_backup_at_a_time() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    let backup = dir.path().join("backup");
    let mut codes = Vec::new();
    library
        .backup(&backup, now(), &mut |_| {
            let second = library.backup(&backup, now(), &mut go_on);
            codes.push(second.unwrap_err().code());
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(codes.len() > 2);
    assert!(codes.iter().all(|code| *code == "store.backup_running"), "{codes:?}");
    library.backup(&backup, now(), &mut go_on).expect("the lock is free again");
}

/// The documents with their changes and the originals of a library, as they are read.
type Contents = (Vec<(String, Vec<Vec<u8>>)>, Vec<Vec<u8>>);

fn contents(library: &Library) -> Contents {
    let documents = library.documents().unwrap().into_iter().map(|(_, id)| {
        let changes = library.load_document(&id).unwrap().changes;
        (id, changes)
    });
    let mut originals: Vec<_> = tree(&library.dir().join("originals"));
    originals.retain(|(name, _)| !name.starts_with("tmp"));
    (documents.collect(), originals.into_iter().map(|(_, bytes)| bytes).collect())
}

#[test]
fn a_damaged_backup_is_refused_or_says_what_is_missing() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    for number in 2..12 {
        save(&library, &report(number, &format!("Xəbər {number}"), &["Mətn"]), &[7; 900]);
    }
    let backup = dir.path().join("backup");
    library.backup(&backup, now(), &mut go_on).unwrap();
    let before = contents(&library);
    let database = backup.join("tezis-backup.db");
    let whole = fs::read(&database).unwrap();
    let (mut refused, mut named, mut harmless) = (0, 0, 0);
    for round in 0..150 {
        let mut bytes = whole.clone();
        // Spread over the whole file; any bits will do.
        let at = whole.len() * round / 150 + (round * 37) % 64;
        bytes[at] ^= 0x55;
        fs::write(&database, &bytes).unwrap();
        let to = dir.path().join(format!("restored {round}"));
        match restore(&backup, &to, &mut go_on) {
            Err(error) => {
                assert!(
                    ["store.damaged", "store.not_a_library", "store.newer", "store.database"]
                        .contains(&error.code()),
                    "{error:?}"
                );
                assert_eq!(tree(&to), [], "half a library");
                refused += 1;
            }
            Ok(done) if done.is_whole() => {
                assert!(contents(&open(&to)) == before, "byte {at} was lost and nobody said so");
                harmless += 1;
            }
            Ok(done) => {
                // A flipped digit of a hash names an original that never was.
                assert!(!done.documents.is_empty() || !done.missing.is_empty(), "{done:?}");
                named += 1;
            }
        }
    }
    assert!(refused > 0 && named > 0 && harmless > 0, "{refused} {named} {harmless}");
}

#[test]
fn of_a_damaged_backup_the_one_before_can_be_restored() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    let backup = dir.path().join("backup");
    library.backup(&backup, now(), &mut go_on).unwrap();
    let before = contents(&library);
    save(&library, &report(1, "Sonra", &[]), b"later");
    library.backup(&backup, now(), &mut go_on).unwrap();
    let database = backup.join("tezis-backup.db");
    let bytes = fs::read(&database).unwrap();
    fs::write(&database, &bytes[..bytes.len() / 2]).unwrap();
    let to = dir.path().join("restored");
    let error = restore(&backup, &to, &mut go_on).unwrap_err();
    let former = error.params().into_iter().find(|(name, _)| *name == "backup").unwrap().1;
    assert_eq!(former, backup.join("tezis-backup.previous.db").display().to_string());
    assert!(restore(Path::new(&former), &to, &mut go_on).unwrap().is_whole());
    assert!(contents(&open(&to)) == before);
}

#[test]
fn damaged_and_missing_originals_of_a_backup_are_named_and_never_restored() {
    let dir = folder();
    let library = make(&dir.path().join("library"));
    let backup = dir.path().join("backup");
    library.backup(&backup, now(), &mut go_on).unwrap();
    let hashes = [&b"one"[..], b"two", b"three"]
        .map(|bytes| library.put_original_bytes(bytes).unwrap().hash);
    let in_backup = |number: usize| {
        let name = hashes[number].as_str();
        backup.join("originals").join(name.get(..2).unwrap()).join(name)
    };
    fs::write(in_backup(0), b"onE").unwrap();
    fs::write(in_backup(1), b"tw").unwrap();
    fs::remove_file(in_backup(2)).unwrap();
    let to = dir.path().join("restored");
    let done = restore(&backup, &to, &mut go_on).unwrap();
    let mut damaged = hashes[..2].to_vec();
    damaged.sort();
    assert_eq!((done.damaged, done.missing, done.copied), (damaged, hashes[2..].to_vec(), 0));
    let restored = open(&to);
    for hash in &hashes {
        assert_eq!(restored.open_original(hash).unwrap_err().code(), "store.no_original");
    }
    // The photos of the old library put them right.
    for bytes in [&b"one"[..], b"two", b"three"] {
        restored.put_original_bytes(bytes).unwrap();
    }
    assert!(restored.check(&mut go_on).unwrap().is_clean());
}

#[test]
fn another_machine_opens_what_was_restored_and_writes_to_it() {
    let dir = folder();
    let backup = dir.path().join("usb");
    let before = {
        let library = make(&dir.path().join("köhnə maşın").join("library"));
        library.backup(&backup, now(), &mut go_on).unwrap();
        contents(&library)
    };
    fs::remove_dir_all(dir.path().join("köhnə maşın")).unwrap();
    let home = dir.path().join("yeni maşın");
    let to = home.join("Sənədlər").join("Tezis");
    assert!(restore(&backup, &to, &mut go_on).unwrap().is_whole());
    assert!(contents(&open(&to)) == before);
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::writer", "--nocapture"])
        .env("HOME", &home)
        .env(crate::kill::CHILD_DIR, &to)
        .env(crate::kill::CHILD_SEED, "1")
        .env(crate::kill::CHILD_LIMIT, "20")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let library = open(&to);
    let check = library.check(&mut go_on).unwrap();
    assert!(check.is_clean(), "{check:?}");
    let after = contents(&library);
    assert!(after.1.len() > before.1.len() || after.0 != before.0, "the process wrote something");
    for (id, changes) in &before.0 {
        let now = &after.0.iter().find(|(there, _)| there == id).unwrap().1;
        assert!(now.starts_with(changes), "and lost nothing");
    }
}
