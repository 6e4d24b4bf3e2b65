//! Atomic files on a real disk.

use std::fs;
use std::io::{Seek, SeekFrom, Write};

use tezis_store::{AtomicFile, write_atomic};

use crate::support::folder;

fn names(dir: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
    entries.map(|name| name.into_string().unwrap()).collect()
}

#[test]
fn a_file_appears_only_when_it_is_committed() {
    let dir = folder();
    let path = dir.path().join("hesabat.zip");
    fs::write(&path, b"old").unwrap();
    let mut file = AtomicFile::create(&path).unwrap();
    file.write_all(b"xxnew").unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    file.write_all(b"yy").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"old");
    file.commit().unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"yynew");
    assert_eq!(names(dir.path()), ["hesabat.zip"]);
}

#[test]
fn a_dropped_file_leaves_nothing() {
    let dir = folder();
    let path = dir.path().join("hesabat.zip");
    let mut file = AtomicFile::create(&path).unwrap();
    file.write_all(b"half").unwrap();
    drop(file);
    assert_eq!(names(dir.path()), [""; 0]);
}

#[test]
fn a_name_that_windows_reserves_is_refused_everywhere() {
    let dir = folder();
    for name in ["con.zip", "a?.zip", "x."] {
        let error = write_atomic(&dir.path().join(name), b"").unwrap_err();
        assert_eq!(error.code(), "store.name", "{name}");
    }
    assert_eq!(names(dir.path()), [""; 0]);
}

#[test]
fn an_error_names_operation_and_path() {
    let dir = folder();
    let path = dir.path().join("yoxdur").join("a.zip");
    let error = write_atomic(&path, b"").unwrap_err();
    assert_eq!(error.code(), "store.io");
    let text = error.to_string();
    assert!(text.contains("create") && text.contains("yoxdur"), "{text}");
    assert!(!error.is_temporary());
}

#[test]
fn a_folder_in_the_place_is_not_replaced() {
    let dir = folder();
    let path = dir.path().join("paket");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("mətn.txt"), b"words").unwrap();
    assert_eq!(write_atomic(&path, b"new").unwrap_err().code(), "store.io");
    assert_eq!(fs::read(path.join("mətn.txt")).unwrap(), b"words");
    assert_eq!(names(dir.path()), ["paket"], "the temporary file is gone");
}
