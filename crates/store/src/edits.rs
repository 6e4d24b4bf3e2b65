//! Photos that another program works on: a copy in the library's `edits/<forum>/<photo>/`, which the
//! program may save as often as it likes. The original stays as it is; what was saved is taken in as any
//! other file.

use std::fs;
use std::path::{Path, PathBuf};

use tezis_report::ids::{ForumId, PhotoHash};

use crate::copies::Copied;
use crate::library::files_in;
use crate::originals::hash_of;
use crate::tables::photos;
use crate::{Library, StoreError};

/// A file in the folder of a photo that another program works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LentPhoto {
    /// The forum.
    pub forum: ForumId,
    /// The photo that was given.
    pub photo: PhotoHash,
    /// The file.
    pub path: PathBuf,
}

impl Library {
    /// Returns the folder of the photos that other programs work on; it need not be there.
    pub fn edits_dir(&self) -> PathBuf {
        self.layout.edits()
    }

    /// Makes a copy of a photo for another program. `bytes` names the original that is copied: the photo
    /// itself, or a picture that was decoded of it. The same copy twice is one file.
    ///
    /// # Errors
    /// As [`Library::copy_original_to`].
    pub fn lend(
        &self,
        forum: ForumId,
        photo: &PhotoHash,
        bytes: &PhotoHash,
        name: &str,
    ) -> Result<PathBuf, StoreError> {
        if !self.is_writable() {
            return Err(StoreError::ReadOnly { path: self.dir().to_owned() });
        }
        let folder = self.layout.edits().join(forum.to_string()).join(photo.as_str());
        let Copied { path, .. } = self.copy_original_to(bytes, self.dir(), &folder, name)?;
        Ok(path)
    }

    /// Says which photo a file in `edits/` belongs to; none for a file elsewhere and for one that a
    /// program is only about to put in its place.
    pub fn lent(&self, path: &Path) -> Option<LentPhoto> {
        let inside = path.strip_prefix(self.layout.edits()).ok()?;
        let parts: Vec<&str> = inside.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
        let [forum, photo, name] = parts.as_slice() else { return None };
        if name.starts_with('.') || name.ends_with('~') {
            return None;
        }
        let (forum, photo) = (forum.parse().ok()?, photo.parse().ok()?);
        Some(LentPhoto { forum, photo, path: path.to_owned() })
    }

    /// Says whether a file's bytes are not in the library.
    ///
    /// # Errors
    /// [`StoreError::Io`] and those of the database.
    pub fn is_unknown(&self, path: &Path) -> Result<bool, StoreError> {
        let hash = hash_of(&self.disk, path)?;
        self.database
            .read("look for an original", |connection| Ok(!photos::contains(connection, &hash)?))
    }

    /// Returns the files in `edits/` that are not in the library: what other programs saved and nobody
    /// took in.
    ///
    /// # Errors
    /// Those of the database.
    pub fn unfetched_edits(&self) -> Result<Vec<LentPhoto>, StoreError> {
        let mut unfetched = Vec::new();
        for folder in self.lent_folders() {
            for lent in files_in(&folder).iter().filter_map(|path| self.lent(path)) {
                match self.is_unknown(&lent.path) {
                    Ok(false) => {}
                    Ok(true) => unfetched.push(lent),
                    Err(StoreError::Io { path, source, .. }) => {
                        tracing::warn!(path = %path.display(), %source, "an edit can't be read");
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(unfetched)
    }

    /// Removes the folders in `edits/` in which every file is in the library. A folder with anything
    /// else, as a file that a program keeps while it works, stays. To be called before any photo is lent.
    ///
    /// # Errors
    /// Those of the database.
    pub fn forget_fetched_edits(&self) -> Result<(), StoreError> {
        if !self.is_writable() {
            return Ok(());
        }
        for folder in self.lent_folders() {
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            let files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            let mut fetched = true;
            for file in &files {
                fetched = fetched
                    && self.lent(file).is_some()
                    && match self.is_unknown(file) {
                        Ok(unknown) => !unknown,
                        Err(StoreError::Io { .. }) => false,
                        Err(error) => return Err(error),
                    };
            }
            if fetched {
                self.forget_lent(&folder, &files);
            }
        }
        Ok(())
    }

    /// Returns the folders of the photos that were lent.
    fn lent_folders(&self) -> Vec<PathBuf> {
        folders_in(&self.layout.edits()).iter().flat_map(|forum| folders_in(forum)).collect()
    }

    fn forget_lent(&self, folder: &Path, files: &[PathBuf]) {
        let removed = files
            .iter()
            .try_for_each(|file| self.disk.remove(file))
            .and_then(|()| fs::remove_dir(folder));
        if let Err(error) = removed {
            tracing::info!(path = %folder.display(), %error, "a lent photo's folder stays");
        }
    }
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}
