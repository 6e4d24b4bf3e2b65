//! A disk that is really full: a small tmpfs, mounted in a user namespace where the system allows
//! it. The always-run twins of these tests are unit tests in `src/crash`.

use std::fs;
use std::path::Path;
use std::process::Command;

use tezis_store::{
    Access, Append, Cache, DocumentKind, Library, NewChange, StoreError, write_atomic,
};

use crate::support::{HOLDER, folder, go_on, now, open, report_id};

const DIR: &str = "TEZIS_TEST_FULL_DIR";

fn append(library: &Library, number: u32) -> Result<(), StoreError> {
    let bytes = vec![7; 30_000];
    let append = Append {
        kind: DocumentKind::Report,
        id: &report_id(1).to_string(),
        changes: &[NewChange { hash: &number.to_le_bytes(), bytes: &bytes }],
        projection: None,
        at: now(),
    };
    library.append(append).map(drop)
}

/// Fills the disk to the last block and returns the file that does it.
fn fill(dir: &Path) -> std::path::PathBuf {
    let path = dir.join("filler");
    let mut length = 8 << 20;
    let mut bytes = fs::read(&path).unwrap_or_default();
    while length > 0 {
        // Appends ever smaller pieces; a write that fails may still have written some.
        let longer = [&bytes[..], &vec![1; length]].concat();
        if fs::write(&path, &longer).is_ok() {
            bytes = longer;
        } else {
            length /= 2;
        }
        if length < 256 {
            break;
        }
    }
    path
}

/// The part of the next test that runs on the small disk.
#[test]
fn on_a_small_disk() {
    let Ok(dir) = std::env::var(DIR) else { return };
    let dir = Path::new(&dir);
    let library_dir = dir.join("library");
    let library = open(&library_dir);
    let cache = Cache::open(&dir.join("cache")).unwrap();
    append(&library, 0).unwrap();
    let photo = library.put_original_bytes(b"before").unwrap().hash;
    write_atomic(&dir.join("export.zip"), b"before").unwrap();
    let filler = fill(dir);

    let mut acknowledged = 1;
    let error = loop {
        match append(&library, acknowledged) {
            Ok(()) => acknowledged += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(error.code(), "store.full", "{error}");
    assert!(error.is_temporary());
    // Whatever was left of the last block goes to the files.
    let big = vec![3; 100_000];
    assert_eq!(library.put_original_bytes(&big).unwrap_err().code(), "store.full");
    assert_eq!(write_atomic(&dir.join("export.zip"), &big).unwrap_err().code(), "store.full");
    assert_eq!(cache.put("key", &big).unwrap_err().code(), "store.full");
    let backup = dir.join("backup");
    assert_eq!(library.backup(&backup, now(), &mut go_on).unwrap_err().code(), "store.full");

    // Nothing acknowledged is lost, no half file lies about, and reading goes on.
    let stored = library.load_document(&report_id(1).to_string()).unwrap();
    assert_eq!(stored.changes.len(), acknowledged as usize);
    assert_eq!(library.open_original(&photo).unwrap(), b"before");
    assert_eq!(fs::read(dir.join("export.zip")).unwrap(), b"before");
    let check = library.check(&mut go_on).unwrap();
    assert!(check.is_clean(), "{check:?}");
    assert_eq!(check.temporary_files.len(), 0);

    // Opening it on the full disk is possible or refused clearly, and breaks nothing.
    drop(library);
    match Library::open(&library_dir, HOLDER, now()) {
        Ok(library) => drop(library),
        Err(error) => assert_eq!(error.code(), "store.full", "{error}"),
    }
    Library::open(&library_dir, Access::Read, now()).unwrap();
    fs::remove_file(&filler).unwrap();
    let library = open(&library_dir);
    let filler = fill(dir);
    let number = loop {
        match append(&library, acknowledged) {
            Ok(()) => acknowledged += 1,
            Err(_) => break acknowledged,
        }
    };

    // With room again everything goes on, without opening anything again.
    fs::remove_file(&filler).unwrap();
    append(&library, number).unwrap();
    assert!(library.put_original_bytes(&big).unwrap().new);
    write_atomic(&dir.join("export.zip"), &big).unwrap();
    cache.put("key", &big).unwrap();
    assert!(library.backup(&backup, now(), &mut go_on).unwrap().is_whole());
    let stored = library.load_document(&report_id(1).to_string()).unwrap();
    assert_eq!(stored.changes.len(), number as usize + 1);
    assert!(library.check(&mut go_on).unwrap().is_clean());
    println!("all done");
}

#[test]
fn a_full_disk_is_said_clearly_loses_nothing_and_goes_on_when_there_is_room() {
    let dir = folder();
    let mount = "mount -t tmpfs -o size=6m tmpfs \"$1\" && shift && exec \"$@\"";
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh"])
        .arg(dir.path())
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "full::on_a_small_disk", "--nocapture"])
        .env(DIR, dir.path())
        .output();
    let Ok(output) = output else {
        println!("skipped: no unshare(1) to mount a small disk with");
        return;
    };
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if !out.contains("running 1 test") {
        println!("skipped: a small disk can't be mounted here: {err}");
        return;
    }
    assert!(output.status.success() && out.contains("all done"), "{out}\n{err}");
}
