//! A backup onto a disk that is pulled out at any moment, and one that is too small.

use std::fmt::Debug;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::DateTime;

use crate::disk::{Disk, DiskFile, RealDisk};
use crate::{Access, Append, DocumentKind, Library, NewChange, Progress, StoreError, restore};

/// The device is gone: what Linux says then.
const EIO: i32 = 5;

/// The real disk; below one folder only so many operations succeed.
#[derive(Debug)]
pub(super) struct PulledOut {
    pub(super) below: PathBuf,
    pub(super) left: Arc<AtomicUsize>,
    pub(super) free: u64,
}

fn operate(left: &AtomicUsize) -> io::Result<()> {
    left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
        .map(drop)
        .map_err(|_| io::Error::from_raw_os_error(EIO))
}

impl PulledOut {
    fn operate(&self, path: &Path) -> io::Result<()> {
        if path.starts_with(&self.below) { operate(&self.left) } else { Ok(()) }
    }
}

impl Disk for PulledOut {
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.operate(path)?;
        let file = RealDisk.create_new(path)?;
        Ok(Box::new(PulledOutFile { file, left: Arc::clone(&self.left) }))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        self.operate(path)?;
        RealDisk.open(path)
    }

    fn exists(&self, path: &Path) -> bool {
        RealDisk.exists(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        RealDisk.is_folder(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.operate(path)?;
        RealDisk.make_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operate(to)?;
        RealDisk.rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operate(to)?;
        RealDisk.link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.operate(path)?;
        RealDisk.remove(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.operate(path)?;
        RealDisk.sync_folder(path)
    }

    fn free_space(&self, _: &Path) -> io::Result<u64> {
        Ok(self.free)
    }
}

#[derive(Debug)]
struct PulledOutFile {
    file: Box<dyn DiskFile>,
    left: Arc<AtomicUsize>,
}

impl Write for PulledOutFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        operate(&self.left)?;
        self.file.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for PulledOutFile {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.file.seek(position)
    }
}

impl DiskFile for PulledOutFile {
    fn sync(&mut self) -> io::Result<()> {
        operate(&self.left)?;
        self.file.sync()
    }
}

const DOCUMENT: &str = "01K0000000000000000000000A";

fn append(library: &Library, bytes: &[u8]) {
    library
        .append(Append {
            kind: DocumentKind::Report,
            id: DOCUMENT,
            changes: &[NewChange { hash: bytes, bytes }],
            projection: None,
            at: DateTime::UNIX_EPOCH,
        })
        .unwrap();
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A library in a folder, with one backup behind it and something new.
fn backed_up(dir: &Path) -> (Library, PathBuf) {
    let access = Access::Write { holder: "test" };
    let library = Library::open(&dir.join("library"), access, DateTime::UNIX_EPOCH).unwrap();
    append(&library, b"first");
    library.put_original_bytes(b"a photo").unwrap();
    fs::create_dir(dir.join("stick")).unwrap();
    let to = dir.join("stick").join("tezis");
    library.backup(&to, DateTime::UNIX_EPOCH, &mut go_on).unwrap();
    append(&library, b"second");
    library.put_original_bytes(b"another photo").unwrap();
    (library, to)
}

/// Restores and says how many changes there are; every original that the database names must be there.
fn changes_in(backup: &Path, to: &Path) -> usize {
    let report = restore(backup, to, &mut go_on).unwrap();
    assert!(report.is_whole(), "{report:?}");
    let library = Library::open(to, Access::Read, DateTime::UNIX_EPOCH).unwrap();
    library.load_document(DOCUMENT).unwrap().changes.len()
}

#[test]
fn a_disk_that_is_pulled_out_is_named_and_keeps_the_copy_before() {
    let mut whole = false;
    for operations in 0..60 {
        let dir = tempfile::tempdir().unwrap();
        let (mut library, to) = backed_up(dir.path());
        let left = Arc::new(AtomicUsize::new(operations));
        library.disk = Arc::new(PulledOut { below: to.clone(), left, free: u64::MAX });
        let done = library.backup(&to, DateTime::UNIX_EPOCH, &mut go_on);
        let copied = changes_in(&to, &dir.path().join("restored"));
        let last = library.last_backup().unwrap().unwrap();
        match done {
            Ok(_) => {
                assert_eq!((copied, last.changed), (2, false));
                whole = true;
                break;
            }
            Err(error) => {
                assert_eq!(error.code(), "store.disk_gone", "{error:?}");
                assert!(error.is_temporary());
                assert!((1..=2).contains(&copied));
                assert!(last.changed, "only a whole copy is remembered");
            }
        }
        // Connected again, the next copy is whole, whatever lies about on the disk.
        library.disk = Arc::new(RealDisk);
        library.backup(&to, DateTime::UNIX_EPOCH, &mut go_on).unwrap();
        assert_eq!(changes_in(&to, &dir.path().join("again")), 2);
        let names = fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().file_name());
        let names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        assert!(!names.iter().any(|name| name.contains("next")), "{names:?}");
    }
    assert!(whole, "60 operations are too few for one whole backup");
}

#[test]
fn the_folder_of_a_disk_that_is_gone_is_not_made_on_the_disk_below() {
    let dir = tempfile::tempdir().unwrap();
    let (library, to) = backed_up(dir.path());
    fs::remove_dir_all(dir.path().join("stick")).unwrap();
    let error = library.backup(&to, DateTime::UNIX_EPOCH, &mut go_on).unwrap_err();
    assert_eq!(error.code(), "store.disk_gone");
    assert!(!dir.path().join("stick").exists());
    assert!(!library.last_backup().unwrap().unwrap().is_there());
}

#[test]
fn a_folder_that_vanishes_at_any_step_is_a_disk_that_is_gone() {
    // Two originals and their end.
    for stop in 0..3 {
        let dir = tempfile::tempdir().unwrap();
        let (library, to) = backed_up(dir.path());
        let mut step = 0;
        let error = library
            .backup(&to, DateTime::UNIX_EPOCH, &mut |_| {
                if step == stop {
                    fs::remove_dir_all(dir.path().join("stick")).unwrap();
                }
                step += 1;
                ControlFlow::Continue(())
            })
            .unwrap_err();
        assert_eq!(error.code(), "store.disk_gone", "step {stop}: {error:?}");
    }
}

#[test]
fn too_little_room_is_known_before_anything_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let (mut library, to) = backed_up(dir.path());
    let before = fs::read(to.join("tezis-backup.db")).unwrap();
    let left = Arc::new(AtomicUsize::new(0));
    library.disk = Arc::new(PulledOut { below: to.clone(), left, free: 1000 });
    let error = library.backup(&to, DateTime::UNIX_EPOCH, &mut go_on).unwrap_err();
    let StoreError::Full { room: Some(room), .. } = &error else { panic!("{error:?}") };
    assert_eq!((error.code(), room.free), ("store.full", 1000));
    assert!(room.needed > b"another photo".len() as u64 + before.len() as u64 / 2);
    assert!(error.params().contains(&("free", "1000".to_owned())));
    assert_eq!(fs::read(to.join("tezis-backup.db")).unwrap(), before);
}
