//! The few file operations by which user's files are written, behind a trait, so that tests can take
//! the place of a disk that is full or of a machine that loses what was not synced. Reading and
//! listing need no such stand-in and use `std::fs`.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// What writing a file safely needs of a disk.
pub(crate) trait Disk: Debug + Send + Sync {
    /// Creates a file that is not there yet.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;

    /// Opens a file for reading.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + Send>>;

    /// Says whether a file or folder is there.
    fn exists(&self, path: &Path) -> bool;

    /// Says whether a folder is there.
    fn is_folder(&self, path: &Path) -> bool;

    /// Makes one folder. Durable after [`Disk::sync_folder`] of the one above.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Creates a folder and those above it, and makes their names durable.
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        if self.is_folder(path) {
            return Ok(());
        }
        // A relative path of one part has an empty parent: the current folder, which is there.
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        if let Some(parent) = parent {
            self.create_folder(parent)?;
        }
        match self.make_folder(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && self.is_folder(path) => {}
            made => made?,
        }
        parent.map_or(Ok(()), |parent| self.sync_folder(parent))
    }

    /// Gives a file another name, replacing what is there. Durable after [`Disk::sync_folder`].
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file a second name on the same disk, where nothing is.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file another name in another folder on the same disk, replacing what is there, so that a
    /// machine that stops at any moment leaves it under one of the two or under both, never under none.
    fn move_durably(&self, from: &Path, to: &Path) -> io::Result<()> {
        let sync = |path: &Path| path.parent().map_or(Ok(()), |folder| self.sync_folder(folder));
        if self.exists(to) {
            self.remove(to)?;
        }
        match self.link(from, to) {
            Ok(()) => {
                sync(to)?;
                self.remove(from)?;
            }
            // FAT and some network disks know no second names; there a rename has to do.
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                self.rename(from, to)?;
                sync(to)?;
            }
            Err(error) => return Err(error),
        }
        sync(from)
    }

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Returns how many bytes may still be written to the disk of a folder.
    fn free_space(&self, folder: &Path) -> io::Result<u64>;

    /// Asks the system to read a file from the device the next time; it is durable already. A wish: not
    /// every system knows it.
    fn forget(&self, _path: &Path) {}

    /// Makes the names in a folder durable.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// A file that is being written.
pub(crate) trait DiskFile: Write + Seek + Debug + Send {
    /// Makes the bytes durable.
    fn sync(&mut self) -> io::Result<()>;
}

/// The real disk.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RealDisk;

#[expect(clippy::disallowed_methods, reason = "this is the door that the ban points to")]
impl Disk for RealDisk {
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        Ok(Box::new(RealFile(File::create_new(path)?)))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(File::open(path)?))
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn free_space(&self, folder: &Path) -> io::Result<u64> {
        fs4::available_space(folder)
    }

    #[cfg(target_os = "linux")]
    fn forget(&self, path: &Path) {
        use rustix::fs::{Advice, fadvise};
        let forgotten = File::open(path)
            .and_then(|file| fadvise(&file, 0, None, Advice::DontNeed).map_err(io::Error::from));
        if let Err(error) = forgotten {
            tracing::debug!(path = %path.display(), %error, "it is read from memory");
        }
    }

    #[cfg(unix)]
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        match File::open(path)?.sync_all() {
            // Some network and FUSE file systems can't sync a folder; there the rename has to do.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            done => done,
        }
    }

    /// Windows writes the names of a folder with the file's own flush (NTFS journals them); a folder
    /// can't be opened for this.
    #[cfg(not(unix))]
    fn sync_folder(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Debug)]
struct RealFile(File);

impl Write for RealFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Seek for RealFile {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.0.seek(position)
    }
}

impl DiskFile for RealFile {
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}
