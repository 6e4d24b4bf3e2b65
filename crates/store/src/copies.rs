//! Copies of originals outside of the library: on a second disk, for another program. And the room that
//! disks have.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tezis_report::ids::PhotoHash;

use crate::atomic_file::AtomicFile;
use crate::backup_place::name_lost_disk;
use crate::disk::{Disk, RealDisk};
use crate::file_name::safe_file_name;
use crate::originals::{copy_hashed, hash_of};
use crate::{Library, StoreError};

/// How many files of one name a folder may hold.
const SAME_NAMES: u32 = 10_000;

/// A copy of an original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Where it lies.
    pub path: PathBuf,
    /// False when the same bytes lay there already, under this name or a numbered one.
    pub new: bool,
}

impl Library {
    /// Copies an original to a file of a folder below `base`, which must be there: the place of a disk
    /// that was pulled out is not made anew. What is there is never overwritten: another file of that
    /// name makes the copy `name-2`, and so on. The copy is read back and compared.
    ///
    /// # Errors
    /// [`StoreError::DiskGone`] when `base` is gone or fails, [`StoreError::NotVerified`],
    /// [`StoreError::DamagedOriginal`], [`StoreError::NoOriginal`], [`StoreError::Full`],
    /// [`StoreError::ReadOnly`], [`StoreError::Io`].
    pub fn copy_original_to(
        &self,
        hash: &PhotoHash,
        base: &Path,
        folder: &Path,
        name: &str,
    ) -> Result<Copied, StoreError> {
        if !self.disk.is_folder(base) {
            let detail = "the folder is not there".to_owned();
            return Err(StoreError::DiskGone { path: base.to_owned(), detail });
        }
        copy(&self.disk, &self.original_path(hash), hash, &base.join(folder), name)
            .map_err(|error| name_lost_disk(base, error))
    }
}

fn copy(
    disk: &Arc<dyn Disk>,
    source: &Path,
    hash: &PhotoHash,
    folder: &Path,
    name: &str,
) -> Result<Copied, StoreError> {
    disk.create_folder(folder)
        .map_err(|error| StoreError::io("create the folder", folder, error))?;
    let name = safe_file_name(name);
    for number in 1..=SAME_NAMES {
        let path = folder.join(numbered(&name, number));
        if disk.exists(&path) {
            if hash_of(disk, &path).is_ok_and(|found| found == *hash) {
                return Ok(Copied { path, new: false });
            }
            continue;
        }
        // The empty file keeps the name: whoever comes between takes the next one.
        match disk.create_new(&path) {
            Ok(file) => drop(file),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(StoreError::io("create", &path, error)),
        }
        let written = write_verified(disk, source, hash, &path);
        if written.is_err()
            && let Err(error) = disk.remove(&path)
        {
            tracing::warn!(path = %path.display(), %error, "a copy that failed stays");
        }
        return written.map(|()| Copied { path, new: true });
    }
    Err(StoreError::Name { name, reason: "there are too many files of this name" })
}

/// Copies and compares what then lies on the disk.
fn write_verified(
    disk: &Arc<dyn Disk>,
    source: &Path,
    hash: &PhotoHash,
    path: &Path,
) -> Result<(), StoreError> {
    let mut reader = disk.open(source).map_err(|error| match error.kind() {
        ErrorKind::NotFound => StoreError::NoOriginal { hash: hash.clone() },
        _ => StoreError::io("read", source, error),
    })?;
    let mut file = AtomicFile::create_on(disk, path)?;
    let (found, _) = copy_hashed(&mut reader, &mut file, path, u64::MAX)?;
    if found != *hash {
        return Err(StoreError::DamagedOriginal { hash: hash.clone() });
    }
    file.commit()?;
    verify(disk, path, hash)
}

/// Reads back what was just written and compares it. On Linux the system is asked to forget its own copy
/// first, so that the bytes come from the disk; elsewhere this proves that the right bytes were handed to
/// the system and are what it gives back.
pub(crate) fn verify(
    disk: &Arc<dyn Disk>,
    path: &Path,
    hash: &PhotoHash,
) -> Result<(), StoreError> {
    disk.forget(path);
    match hash_of(disk, path)? {
        found if found == *hash => Ok(()),
        _ => Err(StoreError::NotVerified { path: path.to_owned() }),
    }
}

/// `IMG_1.JPG`, `IMG_1-2.JPG`, …
fn numbered(name: &str, number: u32) -> String {
    match name.rsplit_once('.') {
        _ if number == 1 => name.to_owned(),
        Some((stem, ending)) if !stem.is_empty() => format!("{stem}-{number}.{ending}"),
        _ => format!("{name}-{number}"),
    }
}

/// Returns how many bytes may still be written to the disk of a folder; none when it doesn't say.
pub fn free_space(folder: &Path) -> Option<u64> {
    RealDisk
        .free_space(folder)
        .inspect_err(|error| {
            tracing::warn!(path = %folder.display(), %error, "the free room is not known");
        })
        .ok()
}

/// Returns what tells a folder's disk from others, where the system says.
#[cfg(unix)]
pub fn device_of(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder).ok().map(|metadata| metadata.dev())
}

/// Returns what tells a folder's disk from others, where the system says.
#[cfg(not(unix))]
pub fn device_of(_folder: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_number_stands_before_the_ending() {
        assert_eq!(numbered("IMG_1.JPG", 1), "IMG_1.JPG");
        assert_eq!(numbered("IMG_1.JPG", 2), "IMG_1-2.JPG");
        assert_eq!(numbered("şəkil", 3), "şəkil-3");
        assert_eq!(numbered(".gizli", 2), ".gizli-2", "a name that is all ending has no ending");
    }
}
