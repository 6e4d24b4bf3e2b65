//! Opening: who may, what is refused, and that nothing is touched then.

use std::fs;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;
use tezis_store::{Access, Library, ReportFilter, StoreError};

use crate::support::{HOLDER, folder, go_on, now, open, report, save};

fn refused(dir: &Path, access: Access<'_>) -> StoreError {
    Library::open(dir, access, now()).expect_err("must be refused")
}

fn sql(dir: &Path, statements: &str) {
    let database = Connection::open(dir.join("library.db")).unwrap();
    database.execute_batch(statements).unwrap();
}

#[test]
fn a_second_writer_learns_who_has_the_library_and_readers_come_in() {
    let dir = folder();
    let library = open(dir.path());
    save(&library, &report(1, "A", &[]), b"one");
    let error = refused(dir.path(), Access::Write { holder: "other" });
    assert_eq!(error.code(), "store.locked");
    assert!(error.is_temporary());
    let holder = error.params().into_iter().find(|(name, _)| *name == "holder").unwrap().1;
    assert_eq!(holder, format!("test (process {})", std::process::id()));

    let reader = Library::open(dir.path(), Access::Read, now()).unwrap();
    assert!(!reader.is_writable());
    assert_eq!(reader.list_reports(&ReportFilter::default()).unwrap().total, 1);
    save(&library, &report(2, "B", &[]), b"one");
    assert_eq!(reader.list_reports(&ReportFilter::default()).unwrap().total, 2, "sees the new one");
    drop(library);
    open(dir.path());
}

#[test]
fn nothing_to_read_is_missing_and_makes_nothing() {
    let dir = folder();
    let path = dir.path().join("yox");
    assert_eq!(refused(&path, Access::Read).code(), "store.missing");
    assert!(!path.exists());
}

#[test]
fn a_folder_is_made_with_those_above_it() {
    let dir = folder();
    let path = dir.path().join("iki").join("üç");
    save(&open(&path), &report(1, "A", &[]), b"one");
    assert!(path.join("library.db").exists());
}

#[test]
fn a_newer_library_is_refused_and_left_alone() {
    let dir = folder();
    save(&open(dir.path()), &report(1, "A", &[]), b"one");
    sql(dir.path(), "PRAGMA user_version = 9999");
    let before = fs::read(dir.path().join("library.db")).unwrap();
    for access in [HOLDER, Access::Read] {
        let error = refused(dir.path(), access);
        assert_eq!(error.code(), "store.newer");
        assert!(error.to_string().contains("9999"), "{error}");
    }
    assert_eq!(fs::read(dir.path().join("library.db")).unwrap(), before);
}

/// Takes back what was added to the first version, and its last table, as a library of the version
/// before would be.
fn make_older(dir: &Path) -> i64 {
    crate::support::make_first_version(dir);
    let database = Connection::open(dir.join("library.db")).unwrap();
    let version: i64 = database.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    database.execute_batch("DROP TABLE settings").unwrap();
    database.pragma_update(None, "user_version", version - 1).unwrap();
    version - 1
}

#[test]
fn an_older_library_is_copied_before_it_is_brought_up_to_date() {
    let dir = folder();
    save(&open(dir.path()), &report(1, "Köhnə", &[]), b"one");
    let older = make_older(dir.path());
    let library = open(dir.path());
    assert_eq!(library.list_reports(&ReportFilter::default()).unwrap().total, 1);
    library.set_setting("a", &serde_json::json!(1)).unwrap();
    let copies: Vec<_> = fs::read_dir(dir.path().join("backups")).unwrap().collect();
    assert_eq!(copies.len(), 1);
    let copy = Connection::open(copies[0].as_ref().unwrap().path()).unwrap();
    let version: i64 = copy.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, older, "the copy is of the state before");
}

#[test]
fn an_older_library_is_read_without_being_changed() {
    let dir = folder();
    save(&open(dir.path()), &report(1, "Köhnə", &[]), b"one");
    make_older(dir.path());
    let before = fs::read(dir.path().join("library.db")).unwrap();
    let library = Library::open(dir.path(), Access::Read, now()).unwrap();
    assert_eq!(library.list_reports(&ReportFilter::default()).unwrap().total, 1);
    assert_eq!(library.setting("a").unwrap(), None);
    drop(library);
    assert_eq!(fs::read(dir.path().join("library.db")).unwrap(), before);
}

#[test]
fn a_file_that_is_no_database_is_damage_with_the_copies_named() {
    let dir = folder();
    let copy = {
        let library = open(dir.path());
        save(&library, &report(1, "A", &[]), b"one");
        library.backup_database(now()).unwrap()
    };
    fs::write(dir.path().join("library.db"), b"This is not a database.".repeat(100)).unwrap();
    for access in [HOLDER, Access::Read] {
        let error = refused(dir.path(), access);
        assert_eq!(error.code(), "store.damaged");
        let StoreError::Damaged { backups, .. } = &error else { panic!("{error}") };
        assert_eq!(*backups, std::slice::from_ref(&copy));
        assert!(error.to_string().contains("Restore"), "{error}");
    }
    // The road that the sentence names leads back.
    let restored = dir.path().join("restored");
    let report = tezis_store::restore(&copy, &restored, &mut go_on).unwrap();
    assert!(report.is_whole());
    assert_eq!(open(&restored).list_reports(&ReportFilter::default()).unwrap().total, 1);
}

#[test]
fn a_database_that_is_gone_or_empty_is_damage_where_photos_are() {
    let dir = folder();
    open(dir.path()).put_original_bytes(b"a photo").unwrap();
    for empty in [false, true] {
        for name in ["library.db", "library.db-wal", "library.db-shm"] {
            drop(fs::remove_file(dir.path().join(name)));
        }
        if empty {
            fs::write(dir.path().join("library.db"), b"").unwrap();
        }
        for access in [HOLDER, Access::Read] {
            assert_eq!(refused(dir.path(), access).code(), "store.damaged");
        }
    }
    assert_eq!(fs::read(dir.path().join("library.db")).unwrap(), b"", "nothing was made there");
}

#[test]
fn another_programs_database_is_left_alone() {
    let dir = folder();
    sql(dir.path(), "CREATE TABLE songs (name TEXT)");
    let before = fs::read(dir.path().join("library.db")).unwrap();
    assert_eq!(refused(dir.path(), HOLDER).code(), "store.not_a_library");
    assert_eq!(fs::read(dir.path().join("library.db")).unwrap(), before);
}

#[test]
fn what_a_killed_process_left_half_written_is_removed() {
    let dir = folder();
    drop(open(dir.path()));
    let left = [
        dir.path().join("originals").join("tmp").join(".original.77-0.tezis-tmp"),
        dir.path().join("profiles").join(".mia.toml.77-1.tezis-tmp"),
        dir.path().join("backups").join(".x.db.77-2.tezis-tmp"),
    ];
    let kept = dir.path().join("profiles").join("mia.toml");
    for path in left.iter().chain([&kept]) {
        fs::write(path, b"half").unwrap();
    }
    // A reader has no right to: they may be a writer's.
    Library::open(dir.path(), Access::Read, now()).unwrap();
    assert!(left.iter().all(|path| path.exists()));
    let library = open(dir.path());
    assert!(!left.iter().any(|path| path.exists()));
    assert!(kept.exists());
    assert_eq!(
        library.check(&mut go_on).unwrap().temporary_files,
        Vec::<std::path::PathBuf>::new()
    );
}

const READ_ONLY_DIR: &str = "TEZIS_TEST_READ_ONLY_DIR";

/// The part of the next test that runs where the folder is mounted read-only.
#[test]
fn on_a_read_only_medium() {
    let Ok(dir) = std::env::var(READ_ONLY_DIR) else { return };
    let dir = Path::new(&dir);
    assert!(fs::write(dir.join("x"), b"").is_err(), "the mount is not read-only");
    for name in ["closed", "killed", "older"] {
        let library = Library::open(&dir.join(name), Access::Read, now()).unwrap();
        let page = library.list_reports(&ReportFilter::default()).unwrap();
        assert_eq!(page.rows[0].headline, "Oxunur", "{name}");
        assert_eq!(library.search_reports("oxu", &ReportFilter::default(), 5, 0).unwrap().len(), 1);
        assert!(library.check(&mut go_on).unwrap().is_clean());
        assert_eq!(library.set_setting("a", &1.into()).unwrap_err().code(), "store.read_only");
        assert_eq!(refused(&dir.join(name), HOLDER).code(), "store.read_only");
    }
    println!("all read");
}

#[test]
fn a_library_on_a_read_only_medium_is_read_and_says_that_it_is_read_only() {
    let dir = folder();
    for name in ["closed", "older"] {
        save(&open(&dir.path().join(name)), &report(1, "Oxunur", &[]), b"one");
    }
    make_older(&dir.path().join("older"));
    // A process that was killed leaves its last changes in the WAL.
    let running = open(&dir.path().join("running"));
    save(&running, &report(1, "Oxunur", &[]), b"one");
    let killed = dir.path().join("killed");
    fs::create_dir(&killed).unwrap();
    for name in ["library.db", "library.db-wal"] {
        fs::copy(dir.path().join("running").join(name), killed.join(name)).unwrap();
    }
    let mount =
        "mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" && shift && exec \"$@\"";
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh"])
        .arg(dir.path())
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "opening::on_a_read_only_medium", "--nocapture"])
        .env(READ_ONLY_DIR, dir.path())
        .output();
    let Ok(output) = output else {
        println!("skipped: no unshare(1) to mount a folder read-only with");
        return;
    };
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if !out.contains("running 1 test") {
        println!("skipped: a folder can't be mounted read-only here: {err}");
        return;
    }
    assert!(output.status.success() && out.contains("all read"), "{out}\n{err}");
}
