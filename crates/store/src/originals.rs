//! Originals: the files of photos and other material, kept by the SHA-256 of their bytes and never
//! changed.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use tezis_report::ids::PhotoHash;
use tezis_report::model::PhotoFacts;

use crate::atomic_file::{AtomicFile, temporary_name};
use crate::copies::verify;
use crate::disk::Disk;
use crate::layout::Layout;
use crate::tables::documents::DocumentKind;
use crate::tables::{photo_uses, photos};
use crate::{Library, StoreError};

/// Bytes read at a time.
const CHUNK: usize = 256 * 1024;

/// An original that was put into the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutOriginal {
    /// What it is called from now on.
    pub hash: PhotoHash,
    /// Its size.
    pub bytes: u64,
    /// False when the library had the same bytes already.
    pub new: bool,
}

/// An original that was copied in and is to be noted.
#[derive(Debug, Clone, Copy)]
pub struct NewOriginal<'a> {
    /// What came of copying it.
    pub put: &'a PutOriginal,
    /// The name of the file that it came from, for the lists of the trash; the first one stays.
    pub name: Option<&'a str>,
    /// What is known of it.
    pub facts: Option<&'a PhotoFacts>,
}

impl Library {
    /// Copies an original into the library. When this returns `Ok` it is on the disk, under the hash
    /// of what was read. The same bytes twice are one file; a damaged file is replaced by the right
    /// bytes. On an error nothing stays behind.
    ///
    /// What was written is read back and its hash compared; on Linux from the disk itself, elsewhere the
    /// system may answer from its memory.
    ///
    /// # Errors
    /// [`StoreError::NotVerified`], [`StoreError::TooLarge`] for more than `limit` bytes, [`StoreError::Source`] when the reader
    /// fails, [`StoreError::Full`], [`StoreError::ReadOnly`], [`StoreError::Io`].
    pub fn put_original(
        &self,
        reader: &mut dyn Read,
        limit: u64,
    ) -> Result<PutOriginal, StoreError> {
        if !self.is_writable() {
            return Err(StoreError::ReadOnly { path: self.dir().to_owned() });
        }
        let put = put(&self.disk, &self.layout, reader, limit)?;
        self.note_originals(&[NewOriginal { put: &put, name: None, facts: None }])?;
        Ok(put)
    }

    /// As [`Library::put_original`], but the library doesn't know the original until
    /// [`Library::note_originals`] says so: many files take one transaction and not one each.
    ///
    /// # Errors
    /// As [`Library::put_original`].
    pub fn copy_in(&self, reader: &mut dyn Read, limit: u64) -> Result<PutOriginal, StoreError> {
        if !self.is_writable() {
            return Err(StoreError::ReadOnly { path: self.dir().to_owned() });
        }
        put(&self.disk, &self.layout, reader, limit)
    }

    /// Notes originals that were copied in, with what is known of them, all at once.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the database.
    pub fn note_originals(&self, originals: &[NewOriginal<'_>]) -> Result<(), StoreError> {
        let operation = "note originals";
        let sql = |error| self.sql(operation, error);
        let noted = self.database.write(operation, |connection| {
            for NewOriginal { put, name, facts } in originals {
                photos::insert(connection, &put.hash, put.bytes).map_err(sql)?;
                if let Some(name) = name {
                    photos::set_name(connection, &put.hash, name).map_err(sql)?;
                }
                if let Some(facts) = facts {
                    photos::set_facts(connection, facts).map_err(sql)?;
                }
                // It may lie in the trash, or have been moved there since it was found in its place.
                self.untrash(connection, &put.hash)?;
            }
            Ok(())
        });
        if noted.is_err() {
            self.settle_files();
        }
        noted
    }

    /// As [`Library::put_original`] for bytes in memory.
    ///
    /// # Errors
    /// As [`Library::put_original`].
    pub fn put_original_bytes(&self, bytes: &[u8]) -> Result<PutOriginal, StoreError> {
        self.put_original(&mut &*bytes, u64::MAX)
    }

    /// Returns an original's bytes after comparing them with its hash.
    ///
    /// # Errors
    /// [`StoreError::NoOriginal`], [`StoreError::DamagedOriginal`], [`StoreError::Io`].
    pub fn open_original(&self, hash: &PhotoHash) -> Result<Vec<u8>, StoreError> {
        let path = self.original_path(hash);
        let bytes = fs::read(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => StoreError::NoOriginal { hash: hash.clone() },
            _ => StoreError::io("read", &path, error),
        })?;
        if PhotoHash::from_digest(Sha256::digest(&bytes).into()) != *hash {
            return Err(StoreError::DamagedOriginal { hash: hash.clone() });
        }
        Ok(bytes)
    }

    /// Returns where an original lies, for readers that don't want it all in memory. The file is
    /// never to be written to. One that lies in the trash is taken out of it.
    pub fn original_path(&self, hash: &PhotoHash) -> PathBuf {
        let path = self.layout.find_original(hash);
        if self.is_writable() && path == self.layout.trashed(hash) {
            if let Err(error) = self.restore_originals(std::slice::from_ref(hash)) {
                tracing::warn!(%error, %hash, "an original that is wanted stays in the trash");
            }
            return self.layout.find_original(hash);
        }
        path
    }

    /// Keeps what is known of an original.
    ///
    /// # Errors
    /// [`StoreError::NoOriginal`] when it was never put in; those of the database.
    pub fn put_facts(&self, facts: &PhotoFacts) -> Result<(), StoreError> {
        let known = self.database.write("keep a photo's facts", |connection| {
            photos::set_facts(connection, facts)
                .map_err(|error| self.sql("keep a photo's facts", error))
        })?;
        if known { Ok(()) } else { Err(StoreError::NoOriginal { hash: facts.hash.clone() }) }
    }

    /// Returns what is known of an original; none until somebody looked.
    ///
    /// # Errors
    /// Those of the database.
    pub fn facts(&self, hash: &PhotoHash) -> Result<Option<PhotoFacts>, StoreError> {
        self.database.read("read a photo's facts", |connection| photos::facts(connection, hash))
    }

    /// Returns what is known of many originals, in their order; those of which nothing is known left out.
    ///
    /// # Errors
    /// Those of the database.
    pub fn many_facts(&self, hashes: &[&PhotoHash]) -> Result<Vec<PhotoFacts>, StoreError> {
        self.database.read("read photos' facts", |connection| {
            let facts = hashes.iter().map(|hash| photos::facts(connection, hash));
            facts.filter_map(Result::transpose).collect()
        })
    }

    /// Returns what is known of the originals of a format that have no decoded picture
    /// ([`PhotoFacts::picture`]), by hash; those in the trash left out.
    ///
    /// # Errors
    /// Those of the database.
    pub fn facts_without_picture(&self, format: &str) -> Result<Vec<PhotoFacts>, StoreError> {
        self.database.read("look for photos without a picture", |connection| {
            photos::without_picture(connection, format)
        })
    }

    /// Returns the documents that need an original, as their projections have it.
    ///
    /// # Errors
    /// Those of the database.
    pub fn documents_of(
        &self,
        hash: &PhotoHash,
    ) -> Result<Vec<(String, DocumentKind)>, StoreError> {
        self.database.read("look for an original's texts", |connection| {
            photo_uses::of_photo(connection, hash)
        })
    }
}

/// Copies an original to its place among the files. The database doesn't know it yet.
pub(crate) fn put(
    disk: &Arc<dyn Disk>,
    layout: &Layout,
    reader: &mut dyn Read,
    limit: u64,
) -> Result<PutOriginal, StoreError> {
    let folder = layout.originals_tmp();
    disk.create_folder(&folder)
        .map_err(|error| StoreError::io("create the folder", &folder, error))?;
    let temporary = folder.join(temporary_name("original"));
    let mut file = AtomicFile::create_under(Arc::clone(disk), &temporary, temporary.clone())?;
    let (hash, bytes) = copy_hashed(reader, &mut file, &temporary, limit)?;

    let place = layout.original(&hash);
    let parent = place.parent().unwrap_or(layout.root()).to_owned();
    let there = disk.exists(&place) && hash_of(disk, &place).is_ok_and(|found| found == hash);
    let sync = |folder: &Path| {
        disk.sync_folder(folder).map_err(|error| StoreError::io("sync the folder", folder, error))
    };
    if there {
        // The process that put it there may have been killed before the names were durable.
        sync(&parent)?;
    } else {
        disk.create_folder(&parent)
            .map_err(|error| StoreError::io("create the folder", &parent, error))?;
        file.commit_to(&place)?;
        if let Err(error) = verify(disk, &place, &hash) {
            if let Err(error) = disk.remove(&place) {
                tracing::warn!(path = %place.display(), %error, "a broken original stays");
            }
            return Err(error);
        }
    }
    sync(&layout.originals())?;
    Ok(PutOriginal { hash, bytes, new: !there })
}

/// Copies and returns hash and size of what went through.
pub(crate) fn copy_hashed(
    reader: &mut dyn Read,
    writer: &mut dyn Write,
    path: &Path,
    limit: u64,
) -> Result<(PhotoHash, u64), StoreError> {
    let mut hasher = Sha256::new();
    let mut bytes = 0_u64;
    let mut buffer = vec![0; CHUNK];
    loop {
        let count = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(source) => return Err(StoreError::Source { source }),
        };
        let chunk = buffer.get(..count).unwrap_or_default();
        bytes += chunk.len() as u64;
        if bytes > limit {
            return Err(StoreError::TooLarge { limit });
        }
        hasher.update(chunk);
        writer.write_all(chunk).map_err(|error| StoreError::io("write", path, error))?;
    }
    Ok((PhotoHash::from_digest(hasher.finalize().into()), bytes))
}

/// Hashes a file.
pub(crate) fn hash_of(disk: &Arc<dyn Disk>, path: &Path) -> Result<PhotoHash, StoreError> {
    let mut file = disk.open(path).map_err(|error| StoreError::io("read", path, error))?;
    match copy_hashed(&mut file, &mut io::sink(), path, u64::MAX) {
        Ok((hash, _)) => Ok(hash),
        Err(StoreError::Source { source }) => Err(StoreError::io("read", path, source)),
        Err(error) => Err(error),
    }
}
