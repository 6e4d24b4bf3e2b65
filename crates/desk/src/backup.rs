//! The copy on another disk: made by one key or after each export, and made a library of again.
//! What a copy is and how it is verified is the store's matter.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use tezis_store::{BackupReport, Library, StoreError};

use crate::desk::{Desk, rfc3339};
use crate::error::DeskError;
use crate::jobs::Progress;
use crate::wire::{BackupState, JobKind, JobResult};

impl Desk {
    /// Returns how safe the library is against the loss of this disk.
    ///
    /// # Errors
    /// The library cannot be read.
    pub fn backup_state(&self) -> Result<BackupState, DeskError> {
        self.state(self.inner.jobs.is_running(JobKind::Backup))
    }

    fn state(&self, running: bool) -> Result<BackupState, DeskError> {
        let place = self.settings()?.backup_to.map(PathBuf::from);
        let last = self.inner.library.last_backup()?;
        let there = match (&place, &last) {
            (Some(place), Some(last)) if *place == last.path => last.is_there(),
            (Some(place), _) => place.is_dir() || place.parent().is_some_and(Path::is_dir),
            (None, Some(last)) => last.is_there(),
            (None, None) => false,
        };
        let to = place.or_else(|| last.as_ref().map(|last| last.path.clone()));
        Ok(BackupState {
            to: to.map(|to| to.display().to_string()),
            at: last.as_ref().map(|last| rfc3339(last.at)),
            there,
            changed: last.is_none_or(|last| last.changed),
            running,
        })
    }

    /// Starts to copy the library to a folder on another disk, by default to the place of the
    /// settings, else to that of the last copy; returns the job's number. Originals that are there
    /// already are not copied again, and everything copied is read back.
    ///
    /// # Errors
    /// No place is known, a copy is being made, or the disk with the last copy is not there. What goes
    /// wrong later is the job's error.
    pub fn backup(&self, to: Option<&Path>) -> Result<u32, DeskError> {
        let place = match to {
            Some(to) => to.to_owned(),
            None => self.usual_place()?,
        };
        if self.inner.jobs.is_running(JobKind::Backup) {
            return Err(StoreError::BackupRunning { path: place }.into());
        }
        let title = place.display().to_string();
        let desk = self.clone();
        let job =
            self.inner.jobs.start(JobKind::Backup, String::new(), title, move |progress| {
                // From here, so that what is told last is that it has ended.
                desk.tell_state(true);
                let done = desk.copy(&place, progress);
                desk.tell_state(false);
                done
            })?;
        Ok(job)
    }

    /// Copies the library after an export, where the user wants it. That it fails is told by the job
    /// and the state, and never to whoever exported.
    pub(crate) fn backup_after_export(&self) {
        let wanted = self
            .settings()
            .is_ok_and(|settings| settings.backup_after_export && settings.backup_to.is_some());
        if wanted && let Err(error) = self.backup(None) {
            tracing::warn!(code = error.code(), "no copy was made after the export");
            self.tell_state(false);
        }
    }

    /// Starts to make a library of a copy, in a folder that is absent or empty; returns the job's
    /// number.
    ///
    /// # Errors
    /// No thread can be started. What goes wrong later is the job's error.
    pub fn restore_copy(&self, from: &Path, to: &Path) -> Result<u32, DeskError> {
        let (from, to) = (from.to_owned(), to.to_owned());
        let title = to.display().to_string();
        self.inner.jobs.start(JobKind::Restore, String::new(), title, move |progress| {
            let done = tezis_store::restore(&from, &to, &mut steps(progress))?;
            Ok(restored(&to, &done))
        })
    }

    /// Says whether there is another library in a folder than the open one, to go on with.
    ///
    /// # Errors
    /// There is none, it is damaged, of a newer version or still being restored.
    pub fn is_other_library(&self, folder: &Path) -> Result<bool, DeskError> {
        Library::open(folder, tezis_store::Access::Read, self.inner.now())?;
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Ok(real(folder) != real(self.library_folder()))
    }

    fn copy(&self, to: &Path, progress: &Progress) -> Result<JobResult, DeskError> {
        self.inner.project_all();
        let now = self.inner.now();
        let done = self.inner.library.backup(to, now, &mut steps(progress))?;
        // A copy without some originals is made all the same, but it is not called done.
        if !done.is_whole() {
            return Err(DeskError::CopyNotWhole { hashes: lost(&done).join(", ") });
        }
        let (to, copied, kept) = (to.display().to_string(), done.copied, done.already_there);
        Ok(JobResult::Copied { to, copied, kept })
    }

    /// The place of the settings, else that of the last copy. Where a copy was and is no more, another
    /// disk or none is mounted: nobody wants the copy there.
    fn usual_place(&self) -> Result<PathBuf, DeskError> {
        let last = self.inner.library.last_backup()?;
        let place = match self.settings()?.backup_to {
            Some(to) => PathBuf::from(to),
            None => last.as_ref().map(|last| last.path.clone()).ok_or(DeskError::NoBackupPlace)?,
        };
        match last {
            Some(last) if last.path == place && !last.is_there() => Err(StoreError::DiskGone {
                path: place,
                detail: "the copy that was made there is not there now".to_owned(),
            }
            .into()),
            _ => Ok(place),
        }
    }

    fn tell_state(&self, running: bool) {
        match self.state(running) {
            Ok(state) => self.inner.events.backup(&state),
            Err(error) => tracing::warn!(code = error.code(), "the copy's state is not known"),
        }
    }
}

/// Restores a copy into a folder that is absent or empty.
///
/// # Errors
/// `from` is no copy or cannot be read whole, or `to` is not empty or cannot be written.
pub fn restore_library(from: &Path, to: &Path) -> Result<JobResult, DeskError> {
    let done = tezis_store::restore(from, to, &mut |_| ControlFlow::Continue(()))?;
    Ok(restored(to, &done))
}

/// What a restore made; the texts that are damaged in the copy are named, what is left of them is in
/// the library.
fn restored(to: &Path, done: &BackupReport) -> JobResult {
    JobResult::Restored {
        to: to.display().to_string(),
        originals: done.copied + done.already_there,
        missing: lost(done),
        damaged: done.documents.iter().map(|one| one.text.headline.clone()).collect(),
    }
}

fn lost(done: &BackupReport) -> Vec<String> {
    done.damaged.iter().chain(&done.missing).map(ToString::to_string).collect()
}

/// Passes a job's steps on, each per cent once: thousands of files are there already, and each would
/// be an event.
fn steps(progress: &Progress) -> impl FnMut(tezis_store::Progress) -> ControlFlow<()> + '_ {
    let mut told = None;
    move |step| {
        let share = (step.step, step.done * 100 / step.total.max(1));
        if told != Some(share) {
            told = Some(share);
            let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
            progress.tell(count(step.done), count(step.total), "");
        }
        if progress.stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
