//! A disk in memory that keeps what was synced and, when the machine stops, makes anything it likes
//! of the rest: names that were not synced are there or not, bytes that were not synced are old, new
//! or cut anywhere.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::disk::{Disk, DiskFile};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Folder,
    File(usize),
}

#[derive(Debug, Clone, Default)]
struct Inode {
    live: Vec<u8>,
    synced: Vec<u8>,
}

#[derive(Debug, Clone, Default)]
struct State {
    inodes: Vec<Inode>,
    live: BTreeMap<PathBuf, Entry>,
    synced: BTreeMap<PathBuf, Entry>,
    /// How many operations still succeed.
    operations_left: Option<usize>,
    /// How many bytes still have room.
    room: Option<usize>,
}

/// A shared handle on the disk.
#[derive(Debug, Clone, Default)]
pub(super) struct LossyDisk(Arc<Mutex<State>>);

impl LossyDisk {
    /// Lets that many operations succeed and fails all others: the process is gone by then.
    pub(super) fn stop_after(&self, operations: usize) {
        self.0.lock().unwrap().operations_left = Some(operations);
    }

    pub(super) fn go_on(&self) {
        let mut state = self.0.lock().unwrap();
        state.operations_left = None;
        state.room = None;
    }

    pub(super) fn set_room(&self, bytes: usize) {
        self.0.lock().unwrap().room = Some(bytes);
    }

    /// Stops the machine and returns what a possible disk looks like afterwards.
    pub(super) fn crash(&self, seed: u64) -> Self {
        let mut random = StdRng::seed_from_u64(seed);
        let state = self.0.lock().unwrap().clone();
        let mut after = State::default();
        let paths: std::collections::BTreeSet<_> =
            state.live.keys().chain(state.synced.keys()).cloned().collect();
        for path in paths {
            let (live, synced) = (state.live.get(&path), state.synced.get(&path));
            let kept = if live == synced || random.random_bool(0.5) { live } else { synced };
            let Some(kept) = kept else { continue };
            let parent = path.parent().unwrap_or(Path::new(""));
            if parent != Path::new("") && after.live.get(parent) != Some(&Entry::Folder) {
                continue;
            }
            let entry = match kept {
                Entry::Folder => Entry::Folder,
                Entry::File(inode) => {
                    let bytes = state.inodes[*inode].after_crash(&mut random);
                    after.inodes.push(Inode { live: bytes.clone(), synced: bytes });
                    Entry::File(after.inodes.len() - 1)
                }
            };
            after.live.insert(path, entry);
        }
        after.synced = after.live.clone();
        Self(Arc::new(Mutex::new(after)))
    }

    pub(super) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let state = self.0.lock().unwrap();
        let file = |(path, entry): (&PathBuf, &Entry)| match entry {
            Entry::Folder => None,
            Entry::File(inode) => Some((path.clone(), state.inodes[*inode].live.clone())),
        };
        state.live.iter().filter_map(file).collect()
    }

    pub(super) fn read(&self, path: &Path) -> Option<Vec<u8>> {
        self.files().into_iter().find(|(there, _)| there == path).map(|(_, bytes)| bytes)
    }

    /// Puts a file there that has long been synced.
    pub(super) fn place(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.0.lock().unwrap();
        let inode = state.inodes.len();
        state.inodes.push(Inode { live: bytes.to_vec(), synced: bytes.to_vec() });
        for folder in path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
            state.live.insert(folder.to_owned(), Entry::Folder);
            state.synced.insert(folder.to_owned(), Entry::Folder);
        }
        state.live.insert(path.to_owned(), Entry::File(inode));
        state.synced.insert(path.to_owned(), Entry::File(inode));
    }

    fn operate<T>(&self, work: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        let mut state = self.0.lock().unwrap();
        match &mut state.operations_left {
            Some(0) => return Err(io::Error::other("the machine is off")),
            Some(left) => *left -= 1,
            None => {}
        }
        work(&mut state)
    }
}

impl Inode {
    fn after_crash(&self, random: &mut StdRng) -> Vec<u8> {
        match random.random_range(0..4) {
            _ if self.live == self.synced => self.synced.clone(),
            0 => self.synced.clone(),
            1 => self.live.clone(),
            2 => self.live[..random.random_range(0..=self.live.len())].to_vec(),
            // The length came to the disk, the bytes did not.
            _ => vec![0; self.live.len()],
        }
    }
}

fn not_found() -> io::Error {
    io::ErrorKind::NotFound.into()
}

impl State {
    fn parent_is_there(&self, path: &Path) -> io::Result<()> {
        let parent = path.parent().unwrap_or(Path::new(""));
        let there = parent == Path::new("") || self.live.get(parent) == Some(&Entry::Folder);
        if there { Ok(()) } else { Err(not_found()) }
    }
}

impl Disk for LossyDisk {
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.operate(|state| {
            state.parent_is_there(path)?;
            if state.live.contains_key(path) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            state.inodes.push(Inode::default());
            let inode = state.inodes.len() - 1;
            state.live.insert(path.to_owned(), Entry::File(inode));
            let file: Box<dyn DiskFile> = Box::new(LossyFile { disk: self.clone(), inode });
            Ok(file)
        })
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        let bytes = self.read(path).ok_or_else(not_found)?;
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn exists(&self, path: &Path) -> bool {
        self.0.lock().unwrap().live.contains_key(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.0.lock().unwrap().live.get(path) == Some(&Entry::Folder)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.operate(|state| {
            state.parent_is_there(path)?;
            state.live.insert(path.to_owned(), Entry::Folder);
            Ok(())
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operate(|state| {
            state.parent_is_there(to)?;
            let entry = state.live.remove(from).ok_or_else(not_found)?;
            state.live.insert(to.to_owned(), entry);
            Ok(())
        })
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operate(|state| {
            state.parent_is_there(to)?;
            if state.live.contains_key(to) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            let entry = *state.live.get(from).ok_or_else(not_found)?;
            state.live.insert(to.to_owned(), entry);
            Ok(())
        })
    }

    fn free_space(&self, _: &Path) -> io::Result<u64> {
        let room = self.0.lock().unwrap().room;
        Ok(room.map_or(u64::MAX, |room| room as u64))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.operate(|state| state.live.remove(path).map(drop).ok_or_else(not_found))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.operate(|state| {
            let inside = |entry: &PathBuf| entry.parent() == Some(path);
            state.synced.retain(|entry, _| !inside(entry));
            let now = state.live.iter().filter(|(entry, _)| inside(entry));
            let now: Vec<_> = now.map(|(path, entry)| (path.clone(), *entry)).collect();
            state.synced.extend(now);
            Ok(())
        })
    }
}

#[derive(Debug)]
struct LossyFile {
    disk: LossyDisk,
    inode: usize,
}

impl Write for LossyFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let inode = self.inode;
        self.disk.operate(|state| {
            let room = state.room.unwrap_or(usize::MAX);
            if room == 0 && !buffer.is_empty() {
                return Err(io::ErrorKind::StorageFull.into());
            }
            let count = buffer.len().min(room);
            state.inodes[inode].live.extend_from_slice(&buffer[..count]);
            state.room = state.room.map(|room| room - count);
            Ok(count)
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for LossyFile {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl DiskFile for LossyFile {
    fn sync(&mut self) -> io::Result<()> {
        let inode = self.inode;
        self.disk.operate(|state| {
            state.inodes[inode].synced = state.inodes[inode].live.clone();
            Ok(())
        })
    }
}
