//! Where things lie in a library's folder. Names are ASCII and legal on every system.
//!
//! The longest path inside is that of an original, 79 characters, so that a library's own folder may
//! have 180 where Windows stops at 260; longer ones need Windows' long-path setting.

use std::path::{Path, PathBuf};

use tezis_report::ids::PhotoHash;

/// The paths of one library.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    root: PathBuf,
}

impl Layout {
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The library's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.root.join("library.db")
    }

    /// The file whose lock makes a process the writer. It stays empty.
    pub(crate) fn lock(&self) -> PathBuf {
        self.root.join("library.lock")
    }

    /// Who holds the lock. Not in the lock file itself: Windows lets nobody read a locked file.
    pub(crate) fn holder(&self) -> PathBuf {
        self.root.join("library.holder")
    }

    /// Stands in the folder while a restore into it is not done.
    pub(crate) fn restoring(&self) -> PathBuf {
        self.root.join("library.restoring")
    }

    pub(crate) fn originals(&self) -> PathBuf {
        self.root.join("originals")
    }

    /// Originals that are being written. On the disk of their final place, so that a rename does.
    pub(crate) fn originals_tmp(&self) -> PathBuf {
        self.originals().join("tmp")
    }

    /// `originals/ab/ab12…`: two digits keep folders small enough for every file system.
    pub(crate) fn original(&self, hash: &PhotoHash) -> PathBuf {
        let digits = hash.as_str();
        self.originals().join(digits.get(..2).unwrap_or_default()).join(digits)
    }

    /// Originals that nothing names, until they are removed for good.
    pub(crate) fn trash(&self) -> PathBuf {
        self.root.join("trash")
    }

    pub(crate) fn trashed(&self, hash: &PhotoHash) -> PathBuf {
        self.trash().join(hash.as_str())
    }

    /// Returns where an original lies: at its place, or in the trash.
    pub(crate) fn find_original(&self, hash: &PhotoHash) -> PathBuf {
        let (place, trashed) = (self.original(hash), self.trashed(hash));
        if !place.exists() && trashed.exists() { trashed } else { place }
    }

    /// Copies of photos that another program works on.
    pub(crate) fn edits(&self) -> PathBuf {
        self.root.join("edits")
    }

    pub(crate) fn profiles(&self) -> PathBuf {
        self.root.join("profiles")
    }

    pub(crate) fn backups(&self) -> PathBuf {
        self.root.join("backups")
    }
}

/// Returns the copies in the `backups/` beside a database, newest first: their names begin with
/// their time.
pub(crate) fn backups_beside(database: &Path) -> Vec<PathBuf> {
    let Some(folder) = database.parent().map(|root| root.join("backups")) else {
        return Vec::new();
    };
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "db"))
        .collect();
    found.sort();
    found.reverse();
    found
}
