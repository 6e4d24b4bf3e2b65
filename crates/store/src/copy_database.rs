//! A copy of a database as one plain file, made while it may be in use, and put in its place only
//! when it is whole.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::StoreError;
use crate::atomic_file::temporary_name;
use crate::database::immutable_uri;
use crate::disk::Disk;

/// Pages copied between two calls of `progress`: 4 MB.
const PAGES_A_STEP: i32 = 1024;

/// Copies a database to `to`, replacing what is there. `progress` gets the share done, 0 to 1, and
/// stops the copy with an error.
///
/// The copy is no longer in WAL mode: it is one file that can be moved about, and is read back and
/// checked before it takes its name.
pub(crate) fn copy_database(
    disk: &dyn Disk,
    from: &Connection,
    to: &Path,
    progress: &mut dyn FnMut(f64) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let name = to.file_name().and_then(|name| name.to_str()).unwrap_or("library.db");
    if let Some(folder) = to.parent() {
        disk.create_folder(folder)
            .map_err(|error| StoreError::io("create the folder", folder, error))?;
    }
    let temporary = to.with_file_name(temporary_name(name));
    let made = copy_to(from, &temporary, progress)
        .and_then(|()| check_copy(&temporary))
        .and_then(|()| sync_file(&temporary))
        .and_then(|()| {
            disk.rename(&temporary, to)
                .map_err(|error| StoreError::io("put in its place", to, error))
        });
    if made.is_err()
        && disk.exists(&temporary)
        && let Err(error) = disk.remove(&temporary)
    {
        tracing::warn!(path = %temporary.display(), %error, "temporary file stays");
    }
    made?;
    to.parent().map_or(Ok(()), |folder| {
        disk.sync_folder(folder).map_err(|error| StoreError::io("sync the folder", folder, error))
    })
}

fn copy_to(
    from: &Connection,
    to: &Path,
    progress: &mut dyn FnMut(f64) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql = |error| StoreError::sql("copy the database", to, error);
    let mut copy = Connection::open(to).map_err(sql)?;
    // Whole and synced at the end: until then nobody looks at it.
    copy.execute_batch("PRAGMA synchronous = OFF;").map_err(sql)?;
    {
        // One moment of the source for all steps: else every change meanwhile begins the copy anew,
        // and while somebody types it never ends.
        let moment = from.unchecked_transaction().map_err(sql)?;
        moment.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(sql)?;
        let backup = Backup::new(&moment, &mut copy).map_err(sql)?;
        loop {
            match backup.step(PAGES_A_STEP).map_err(sql)? {
                StepResult::Done => break,
                StepResult::More => {
                    let state = backup.progress();
                    let left = f64::from(state.remaining) / f64::from(state.pagecount.max(1));
                    progress(1.0 - left)?;
                }
                _ => {
                    return Err(StoreError::Busy {
                        operation: "copy the database",
                        path: to.to_owned(),
                    });
                }
            }
        }
    }
    copy.pragma_update(None, "journal_mode", "DELETE").map_err(sql)?;
    copy.close().map_err(|(_, error)| sql(error))
}

/// Reads every page of a copy.
pub(crate) fn check_copy(path: &Path) -> Result<(), StoreError> {
    let sql = |error| StoreError::sql("check the copy of the database", path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copy = Connection::open_with_flags(immutable_uri(path), flags).map_err(sql)?;
    let found: String =
        copy.pragma_query_value(None, "quick_check", |row| row.get(0)).map_err(sql)?;
    if found == "ok" { Ok(()) } else { Err(StoreError::damaged(path, found)) }
}

#[expect(clippy::disallowed_methods, reason = "opens a finished file to sync it")]
fn sync_file(path: &Path) -> Result<(), StoreError> {
    std::fs::File::options()
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(|error| StoreError::io("sync", path, error))
}
