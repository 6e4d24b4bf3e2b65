//! Listens for files that others write: new pictures in the watched folder, and photos that another program
//! saves. Nothing is taken unasked; what is complete is told once the folder is quiet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::elsewhere::is_whole_picture;
use super::walk::has_picture_name;
use crate::desk::{Desk, Inner};
use crate::error::DeskError;

/// How long a folder is quiet before it is told what arrived: files that come together are one message.
const QUIET: Duration = Duration::from_millis(500);

/// What a desk listens to.
#[derive(Debug, Default)]
pub(crate) struct Watching(Mutex<Option<Watched>>);

#[derive(Debug)]
struct Watched {
    // When it is dropped, the thread that it sends to ends.
    watcher: RecommendedWatcher,
    folder: Option<PathBuf>,
    edits: Option<PathBuf>,
}

impl Desk {
    /// Begins to listen for new pictures in the settings' watched folder and for photos that other programs
    /// save; both are told by [`crate::Events`]. Without this call nobody listens.
    ///
    /// # Errors
    /// The settings cannot be read. A system or folder that cannot be listened to is only logged.
    pub fn watch(&self) -> Result<(), DeskError> {
        let (send, files) = mpsc::channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if is_end_of_writing(event.kind) {
                for path in event.paths {
                    // The thread that hears it is gone when the desk is.
                    if has_picture_name(&path) && send.send(path).is_err() {
                        return;
                    }
                }
            }
        });
        let watcher = match watcher {
            Ok(watcher) => watcher,
            Err(error) => {
                tracing::warn!(%error, "no folder can be watched");
                return Ok(());
            }
        };
        let inner = Arc::downgrade(&self.inner);
        std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || listen(&inner, &files))
            .map_err(|error| DeskError::Io {
                path: String::new(),
                operation: "start a thread",
                error,
            })?;
        *self.inner.watching.lock() = Some(Watched { watcher, folder: None, edits: None });
        self.inner.watch_edits();
        self.watch_folder(self.settings()?.watched_folder.map(PathBuf::from));
        Ok(())
    }

    /// Listens to another folder, or to none. Does nothing before [`Desk::watch`].
    pub(crate) fn watch_folder(&self, folder: Option<PathBuf>) {
        let mut watching = self.inner.watching.lock();
        let Some(watched) = watching.as_mut().filter(|watched| watched.folder != folder) else {
            return;
        };
        if let Some(former) = watched.folder.take()
            && let Err(error) = watched.watcher.unwatch(&former)
        {
            tracing::info!(%error, "the former folder was not watched any more");
        }
        watched.folder = folder
            .filter(|folder| begin(&mut watched.watcher, folder, RecursiveMode::NonRecursive));
    }
}

impl Watching {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Watched>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Listens to the copies that other programs work on, once there are any.
    pub(super) fn watch_edits(&self) {
        let folder = self.library.edits_dir();
        let mut watching = self.watching.lock();
        if let Some(watched) = watching.as_mut().filter(|watched| watched.edits.is_none())
            && folder.is_dir()
            && begin(&mut watched.watcher, &folder, RecursiveMode::Recursive)
        {
            watched.edits = Some(folder);
        }
    }
}

fn begin(watcher: &mut RecommendedWatcher, folder: &Path, mode: RecursiveMode) -> bool {
    watcher
        .watch(folder, mode)
        .inspect_err(|error| {
            tracing::warn!(path = %folder.display(), %error, "the folder is not watched");
        })
        .is_ok()
}

/// Says whether somebody is done with a file: closed it after writing, or gave it its name, as browsers do
/// with what they downloaded.
fn is_end_of_writing(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(
            RenameMode::To | RenameMode::Both | RenameMode::Any,
        )) => true,
        // Other systems do not say that a file was closed; whether it is whole, its bytes tell.
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => {
            cfg!(not(target_os = "linux"))
        }
        _ => false,
    }
}

/// Gathers files until it is quiet, and tells of them.
fn listen(desk: &Weak<Inner>, files: &Receiver<PathBuf>) {
    let mut gathered = BTreeSet::new();
    loop {
        let next = if gathered.is_empty() {
            files.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            files.recv_timeout(QUIET)
        };
        match next {
            Ok(path) => {
                gathered.insert(path);
            }
            Err(RecvTimeoutError::Timeout) => {
                let Some(inner) = desk.upgrade() else { return };
                inner.tell(std::mem::take(&mut gathered));
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

impl Inner {
    fn tell(&self, files: BTreeSet<PathBuf>) {
        let edits = self.library.edits_dir();
        let (edited, arrived): (Vec<PathBuf>, Vec<PathBuf>) =
            files.into_iter().partition(|path| path.starts_with(&edits));
        for edited in edited.iter().filter_map(|path| self.saved_elsewhere(path)) {
            self.events.edited(&edited);
        }
        let arrived: Vec<String> = arrived
            .into_iter()
            .filter(|path| is_whole_picture(path) && self.is_new_file(path))
            .map(|path| path.display().to_string())
            .collect();
        if !arrived.is_empty() {
            self.events.arrived(&arrived);
        }
    }
}
