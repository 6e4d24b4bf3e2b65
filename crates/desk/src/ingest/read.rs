//! Reading a file that is not ours: once, whole, without writing anything, and not while somebody changes it.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use tezis_photo::{Limits, Measure, PhotoError};
use tezis_store::FrameStat;

use crate::error::DeskError;

/// A file's bytes, and what the system said of it before and after they were read.
#[derive(Debug)]
pub(super) struct ReadFile {
    pub(super) bytes: Vec<u8>,
    pub(super) stat: FrameStat,
}

/// Reads a whole photo, unless its size alone is over the limit or somebody writes to it meanwhile.
pub(super) fn read_unchanged(path: &Path) -> Result<ReadFile, DeskError> {
    let metadata = fs::metadata(path).map_err(DeskError::io(path, "read"))?;
    check_len(path, metadata.len())?;
    let (bytes, stat) = unchanged(path, |file| {
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
        file.take(Limits::default().max_file_bytes + 1)
            .read_to_end(&mut bytes)
            .map_err(DeskError::io(path, "read"))?;
        Ok(bytes)
    })?;
    if bytes.len() as u64 != stat.bytes {
        return Err(DeskError::ChangedWhileRead { name: path.display().to_string() });
    }
    Ok(ReadFile { bytes, stat })
}

/// Copies a file, unless somebody writes to it meanwhile.
pub(super) fn copy_unchanged<T>(
    path: &Path,
    copy: impl FnOnce(&mut File) -> Result<T, DeskError>,
) -> Result<T, DeskError> {
    unchanged(path, copy).map(|(copied, _)| copied)
}

/// Does something with a file, and refuses what came of it when the file is not what it was before.
fn unchanged<T>(
    path: &Path,
    read: impl FnOnce(&mut File) -> Result<T, DeskError>,
) -> Result<(T, FrameStat), DeskError> {
    let mut file = File::open(path).map_err(DeskError::io(path, "read"))?;
    let stat = |file: &File| {
        let metadata = file.metadata().map_err(DeskError::io(path, "read"))?;
        Ok::<_, DeskError>(FrameStat::new(path, &metadata))
    };
    let before = stat(&file)?;
    let done = read(&mut file)?;
    // By its name, too: a program may have put another file in its place.
    let named = fs::metadata(path).map_err(DeskError::io(path, "read"))?;
    if stat(&file)? != before || FrameStat::new(path, &named) != before {
        return Err(DeskError::ChangedWhileRead { name: path.display().to_string() });
    }
    Ok((done, before))
}

/// Reads a whole photo, unless its size alone is over the limit.
pub(crate) fn read_limited(path: &Path) -> Result<Vec<u8>, DeskError> {
    let metadata = fs::metadata(path).map_err(DeskError::io(path, "read"))?;
    check_len(path, metadata.len())?;
    fs::read(path).map_err(DeskError::io(path, "read"))
}

fn check_len(path: &Path, value: u64) -> Result<(), DeskError> {
    let limit = Limits::default().max_file_bytes;
    if value <= limit {
        return Ok(());
    }
    let error = PhotoError::TooLarge { measure: Measure::FileBytes, value, limit };
    Err(DeskError::Photo { name: path.display().to_string(), error })
}

/// Returns the first bytes of a file.
pub(super) fn read_head(path: &Path, most: usize) -> Result<Vec<u8>, DeskError> {
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(most as u64).read_to_end(&mut head))
        .map_err(DeskError::io(path, "read"))?;
    Ok(head)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the test writes a file of its own")]
mod tests {
    use super::*;

    /// As a camera's transfer does: the file grows under the reader's hands.
    #[test]
    fn a_file_that_changes_while_it_is_read_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("böyüyür.jpg");
        fs::write(&path, b"begin").unwrap();
        assert_eq!(read_unchanged(&path).unwrap().bytes, b"begin");

        let grown = copy_unchanged(&path, |_| {
            fs::write(&path, b"begin and more").unwrap();
            Ok(())
        });
        assert_eq!(grown.unwrap_err().code(), "photo.changed_while_read");

        // Another file of the same size in its place: the one that is read did not change.
        let other = dir.path().join("other");
        let replaced = copy_unchanged(&path, |_| {
            fs::write(&other, b"other and more").unwrap();
            let later = fs::metadata(&path).unwrap().modified().unwrap();
            let later = later + std::time::Duration::from_secs(2);
            File::options().write(true).open(&other).unwrap().set_modified(later).unwrap();
            fs::rename(&other, &path).unwrap();
            Ok(())
        });
        assert_eq!(replaced.unwrap_err().code(), "photo.changed_while_read");
    }
}
