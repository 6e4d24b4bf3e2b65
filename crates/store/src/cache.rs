//! The cache of thumbnails and previews: files that can be made again and may be deleted at any
//! time. They are not synced, so each carries a checksum: after a crash a file is whole or not there.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use tezis_report::ids::PhotoHash;

use crate::StoreError;
use crate::atomic_file::temporary_name;
use crate::checksum::checksum;
use crate::disk::{Disk, RealDisk};

/// A folder of files by key.
#[derive(Debug, Clone)]
pub struct Cache {
    dir: PathBuf,
    disk: Arc<dyn Disk>,
}

impl Cache {
    /// Opens the cache in a folder, which is made when it is absent.
    ///
    /// # Errors
    /// [`StoreError::Io`], [`StoreError::Full`], [`StoreError::ReadOnly`].
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        disk.create_folder(dir).map_err(|error| StoreError::io("create the folder", dir, error))?;
        Ok(Self { dir: dir.to_owned(), disk })
    }

    /// Returns what was put under a key, or none when it isn't there or isn't whole.
    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let file = fs::read(self.place(key)).ok()?;
        let (sum, bytes) = file.split_first_chunk::<8>()?;
        let whole = i64::from_le_bytes(*sum) == checksum(&[key.as_bytes(), bytes]);
        whole.then(|| bytes.to_vec())
    }

    /// Puts bytes under a key, in place of what was there.
    ///
    /// # Errors
    /// [`StoreError::Io`], [`StoreError::Full`], [`StoreError::ReadOnly`]: the caller has the bytes
    /// and can go on without a cache.
    pub fn put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let place = self.place(key);
        let folder = place.parent().unwrap_or(&self.dir);
        // Somebody may have emptied the cache since it was opened.
        self.disk
            .create_folder(folder)
            .map_err(|error| StoreError::io("create the folder", folder, error))?;
        let temporary = folder.join(temporary_name("cache"));
        let written = self
            .disk
            .create_new(&temporary)
            .and_then(|mut file| {
                file.write_all(&checksum(&[key.as_bytes(), bytes]).to_le_bytes())?;
                file.write_all(bytes)
            })
            .and_then(|()| self.disk.rename(&temporary, &place));
        written.map_err(|error| {
            if self.disk.exists(&temporary)
                && let Err(error) = self.disk.remove(&temporary)
            {
                tracing::warn!(path = %temporary.display(), %error, "temporary file stays");
            }
            StoreError::io("write", &place, error)
        })
    }

    /// Keys may hold anything; names are the key's hash.
    fn place(&self, key: &str) -> PathBuf {
        let name = PhotoHash::from_digest(Sha256::digest(key.as_bytes()).into()).to_string();
        let folder = name.get(..2).unwrap_or_default().to_owned();
        self.dir.join(folder).join(name)
    }
}
