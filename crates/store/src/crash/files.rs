//! Originals and atomic files on a disk that loses what was not synced.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use tezis_report::ids::PhotoHash;

use super::lossy_disk::LossyDisk;
use crate::atomic_file::AtomicFile;
use crate::disk::Disk;
use crate::layout::Layout;
use crate::originals::put;
use crate::{PutOriginal, StoreError};

/// More operations than putting one original takes.
const MANY: usize = 40;
const SEEDS: u64 = 24;
const PHOTO: &[u8] = b"the bytes of a photo, more than a cut would leave";

fn put_on(disk: &LossyDisk) -> Result<PutOriginal, StoreError> {
    let disk: Arc<dyn Disk> = Arc::new(disk.clone());
    put(&disk, &layout(), &mut &*PHOTO, u64::MAX)
}

fn layout() -> Layout {
    Layout::new(Path::new("library"))
}

fn hash() -> PhotoHash {
    PhotoHash::from_digest(Sha256::digest(PHOTO).into())
}

/// A library's folders, as opening it made them.
fn new_disk() -> LossyDisk {
    let disk = LossyDisk::default();
    disk.create_folder(&layout().originals_tmp()).unwrap();
    disk.place(&layout().root().join("library.db"), b"");
    disk
}

/// What stands under a hash has that hash, whenever the machine stopped.
fn assert_no_lie(disk: &LossyDisk) {
    for (path, bytes) in disk.files() {
        let name = path.file_name().unwrap().to_str().unwrap();
        if let Ok(hash) = name.parse::<PhotoHash>() {
            let found = PhotoHash::from_digest(Sha256::digest(&bytes).into());
            assert_eq!(found, hash, "{} holds other bytes", path.display());
        }
    }
}

#[test]
fn an_acknowledged_original_survives_a_crash_at_any_moment() {
    let mut acknowledged = 0;
    for operations in 0..MANY {
        for seed in 0..SEEDS {
            let disk = new_disk();
            disk.stop_after(operations);
            let done = put_on(&disk);
            let after = disk.crash(seed);
            assert_no_lie(&after);
            if done.is_ok() {
                acknowledged += 1;
                assert_eq!(
                    after.read(&layout().original(&hash())).as_deref(),
                    Some(PHOTO),
                    "lost after {operations} operations, seed {seed}"
                );
            }
            // And the next import of the same photo works, whatever lies about.
            let put = put_on(&after).unwrap();
            assert_eq!(after.read(&layout().original(&put.hash)).as_deref(), Some(PHOTO));
        }
    }
    assert!(acknowledged > 0, "MANY is too few for one whole put");
}

#[test]
fn an_original_that_a_killed_process_left_is_made_durable_before_it_is_acknowledged() {
    for operations in 0..MANY {
        for seed in 0..SEEDS {
            let disk = new_disk();
            disk.stop_after(operations);
            drop(put_on(&disk));
            // The process is gone, the machine runs on: what was renamed is seen, synced or not.
            disk.go_on();
            put_on(&disk).unwrap();
            let after = disk.crash(seed);
            assert_eq!(after.read(&layout().original(&hash())).as_deref(), Some(PHOTO));
        }
    }
}

#[test]
fn a_file_is_the_old_or_the_new_one_and_the_new_one_once_committed() {
    let path = PathBuf::from("folder/paket.zip");
    for operations in 0..MANY {
        for seed in 0..SEEDS {
            let disk = LossyDisk::default();
            disk.place(&path, b"old");
            disk.stop_after(operations);
            let shared: Arc<dyn Disk> = Arc::new(disk.clone());
            let done = AtomicFile::create_on(&shared, &path).and_then(|mut file| {
                file.write_all(b"new, ").map_err(|error| StoreError::io("write", &path, error))?;
                file.write_all(b"longer").map_err(|error| StoreError::io("write", &path, error))?;
                file.commit()
            });
            let after = disk.crash(seed).read(&path).expect("one of the two is there");
            if done.is_ok() {
                assert_eq!(after, b"new, longer");
            } else {
                assert!(after == b"old" || after == b"new, longer", "{after:?}");
            }
        }
    }
}

#[test]
fn a_full_disk_leaves_no_trace_and_goes_on_when_there_is_room() {
    for room in [0, 1, PHOTO.len() - 1] {
        let disk = new_disk();
        let before = disk.files();
        disk.set_room(room);
        let error = put_on(&disk).unwrap_err();
        assert_eq!(error.code(), "store.full");
        assert!(error.is_temporary());
        assert_eq!(disk.files(), before, "the temporary file is gone");
        disk.go_on();
        assert!(put_on(&disk).unwrap().new);
    }
}
