//! One process writes to a library. The system's file lock decides who, so a killed process holds
//! nothing; a second file says who it is, for people.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use crate::StoreError;
use crate::layout::Layout;

/// The right to write to a library, held until dropped.
#[derive(Debug)]
pub(crate) struct WriterLock {
    /// Locked by the system.
    file: File,
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Closing alone would not do: a program that another thread is just starting holds a copy of
        // the file for a moment, and the lock with it.
        if let Err(error) = self.file.unlock() {
            tracing::warn!(%error, "the library's lock goes only when the program ends");
        }
    }
}

impl WriterLock {
    /// Takes the lock or says who has it.
    pub(crate) fn take(layout: &Layout, holder: &str) -> Result<Self, StoreError> {
        let path = layout.lock();
        let file = open_lock(&path).map_err(|error| refused(&path, error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Locked {
                    path: layout.root().to_owned(),
                    holder: read_holder(&layout.holder()),
                });
            }
            Err(TryLockError::Error(error)) => return Err(StoreError::io("lock", &path, error)),
        }
        // Only a courtesy to people: with a full disk the library must still open.
        let note = format!("{holder} (process {})", std::process::id());
        if let Err(error) = write_holder(&layout.holder(), &note) {
            tracing::warn!(%error, "the library's holder could not be noted");
        }
        Ok(Self { file })
    }
}

fn read_holder(path: &Path) -> String {
    fs::read_to_string(path)
        .ok()
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| "another program".to_owned())
}

#[expect(clippy::disallowed_methods, reason = "an empty file that is only there to be locked")]
pub(crate) fn open_lock(path: &Path) -> io::Result<File> {
    File::options().create(true).write(true).truncate(false).open(path)
}

#[expect(clippy::disallowed_methods, reason = "rewritten at every start; nothing depends on it")]
fn write_holder(path: &Path, note: &str) -> io::Result<()> {
    fs::write(path, note)
}

/// A folder where not even the lock can be made is a library that can only be read.
pub(crate) fn refused(path: &Path, error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly { path: path.parent().unwrap_or(path).to_owned() }
        }
        _ => StoreError::io("create", path, error),
    }
}

#[cfg(test)]
mod tests {
    use super::WriterLock;
    use crate::layout::Layout;

    #[test]
    fn the_lock_goes_though_a_child_still_holds_a_copy_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path());
        let lock = WriterLock::take(&layout, "first").unwrap();
        let copy = lock.file.try_clone().unwrap();
        drop(lock);
        WriterLock::take(&layout, "second").expect("the lock is free");
        drop(copy);
    }
}
