//! Originals: put in once, never changed.

use std::fs;
use std::io::{self, Read};

use tezis_report::ids::{PhotoHash, PlacementId};
use tezis_report::model::{Listed, PhotoFacts, Placement};
use tezis_store::{Access, Library, PhotoProblem};

use crate::support::{folder, go_on, now, open, report, save};

/// SHA-256 of "abc", from FIPS 180-2.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

#[test]
fn an_original_lies_under_its_hash_and_comes_back() {
    let dir = folder();
    let library = open(dir.path());
    let put = library.put_original_bytes(b"abc").unwrap();
    assert_eq!((put.hash.as_str(), put.bytes, put.new), (ABC, 3, true));
    assert_eq!(library.original_path(&put.hash), dir.path().join("originals").join("ba").join(ABC));
    assert_eq!(library.open_original(&put.hash).unwrap(), b"abc");
}

#[test]
fn the_same_bytes_twice_are_one_file_that_is_not_written_again() {
    let dir = folder();
    let library = open(dir.path());
    let put = library.put_original_bytes(b"abc").unwrap();
    let written = || fs::metadata(library.original_path(&put.hash)).unwrap().modified().unwrap();
    let before = written();
    let again = library.put_original_bytes(b"abc").unwrap();
    assert!(!again.new);
    assert_eq!(again.hash, put.hash);
    assert_eq!(written(), before);
}

#[test]
fn many_threads_may_put_the_same_and_other_photos_at_once() {
    let dir = folder();
    let library = open(dir.path());
    std::thread::scope(|scope| {
        for thread in 0..4_u8 {
            let library = &library;
            scope.spawn(move || {
                for number in 0..10_u8 {
                    library.put_original_bytes(&[number; 1000]).unwrap();
                    library.put_original_bytes(&[100 + thread, number]).unwrap();
                }
            });
        }
    });
    let check = library.check(&mut go_on).unwrap();
    assert!(check.is_clean());
    assert_eq!(check.photos_read, 10 + 40);
    assert_eq!((check.strays.len(), check.temporary_files.len()), (0, 0));
}

/// Gives some bytes and then fails, as a card that is pulled out does.
struct PulledOut(usize);

impl Read for PulledOut {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::Error::other("the card is gone"));
        }
        let count = self.0.min(buffer.len());
        self.0 -= count;
        Ok(count)
    }
}

#[test]
fn a_reader_that_fails_and_a_file_too_large_leave_nothing() {
    let dir = folder();
    let library = open(dir.path());
    let error = library.put_original(&mut PulledOut(300_000), u64::MAX).unwrap_err();
    assert_eq!(error.code(), "store.source");
    let error = library.put_original(&mut &[0; 1001][..], 1000).unwrap_err();
    assert_eq!(error.code(), "store.too_large");
    assert!(library.put_original(&mut &[0; 1000][..], 1000).is_ok(), "the limit itself is allowed");
    let check = library.check(&mut go_on).unwrap();
    assert_eq!((check.temporary_files, check.photos_read), (Vec::new(), 1));
}

#[test]
fn damaged_and_missing_originals_are_found_with_the_texts_that_they_touch() {
    let dir = folder();
    let library = open(dir.path());
    let mut text = report(1, "Foto ilə xəbər", &[]);
    let hashes = [&b"changed"[..], b"missing", b"whole", b"unused"]
        .map(|bytes| library.put_original_bytes(bytes).unwrap().hash);
    text.placements = (0..)
        .zip(&hashes[..3])
        .map(|(number, hash)| Listed {
            id: PlacementId::from_parts(number, 0),
            entity: Placement { photo: Some(hash.clone()), ..Placement::default() },
        })
        .collect();
    save(&library, &text, b"one");
    fs::write(library.original_path(&hashes[0]), b"chanGed").unwrap();
    fs::remove_file(library.original_path(&hashes[1])).unwrap();
    fs::remove_file(library.original_path(&hashes[3])).unwrap();
    fs::write(dir.path().join("originals").join("ba").join("notes.txt"), b"").unwrap_or_else(
        |_| {
            let folder = dir.path().join("originals").join("ba");
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("notes.txt"), b"").unwrap();
        },
    );

    let check = library.check(&mut go_on).unwrap();
    assert!(!check.is_clean());
    let problem = |hash: &PhotoHash| check.photos.iter().find(|photo| photo.hash == *hash);
    let changed = problem(&hashes[0]).unwrap();
    assert_eq!(changed.problem, PhotoProblem::Changed);
    assert_eq!(changed.texts.len(), 1);
    assert_eq!(changed.texts[0].headline, "Foto ilə xəbər");
    assert_eq!(problem(&hashes[1]).unwrap().problem, PhotoProblem::Missing);
    assert_eq!(problem(&hashes[2]), None);
    let unused = problem(&hashes[3]).unwrap();
    assert_eq!((unused.problem, unused.texts.len()), (PhotoProblem::Missing, 0));
    assert_eq!(check.strays.len(), 1);

    assert_eq!(library.open_original(&hashes[0]).unwrap_err().code(), "store.damaged_original");
    assert_eq!(library.open_original(&hashes[1]).unwrap_err().code(), "store.no_original");

    // Importing the photos again puts them right.
    for bytes in [&b"changed"[..], b"missing", b"unused"] {
        assert!(library.put_original_bytes(bytes).unwrap().new);
    }
    assert!(library.check(&mut go_on).unwrap().is_clean());
}

#[test]
fn facts_are_kept_for_photos_that_are_there() {
    let dir = folder();
    let library = open(dir.path());
    let hash = library.put_original_bytes(b"abc").unwrap().hash;
    assert_eq!(library.facts(&hash).unwrap(), None);
    let facts = PhotoFacts {
        hash: hash.clone(),
        bytes: 3,
        format: "jpeg".to_owned(),
        width: 6000,
        height: 4000,
        orientation: 6,
        taken_at: Some(now().naive_utc()),
        camera: Some("Nikon Z6".to_owned()),
        damage: None,
        body: Some("b7".to_owned()),
        likeness: Some("00ff".to_owned()),
        sharpness: Some(12.5),
        picture: None,
        credentials: false,
    };
    library.put_facts(&facts).unwrap();
    assert_eq!(library.facts(&hash).unwrap(), Some(facts.clone()));
    let unknown = PhotoHash::from_digest([7; 32]);
    assert_eq!(library.facts(&unknown).unwrap(), None);
    let error = library.put_facts(&PhotoFacts { hash: unknown, ..facts }).unwrap_err();
    assert_eq!(error.code(), "store.no_original");
}

#[test]
fn who_only_reads_puts_nothing() {
    let dir = folder();
    drop(open(dir.path()));
    let library = Library::open(dir.path(), Access::Read, now()).unwrap();
    assert_eq!(library.put_original_bytes(b"abc").unwrap_err().code(), "store.read_only");
    assert_eq!(fs::read_dir(dir.path().join("originals").join("tmp")).unwrap().count(), 0);
}
