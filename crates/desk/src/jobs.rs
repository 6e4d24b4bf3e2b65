//! Long work: each job runs on a thread of its own, tells how far it is, and stops when asked.
//! What a job does is elsewhere (`photos`, `export`).

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tezis_store::StoreError;

use crate::error::DeskError;
use crate::wire::{BackupState, Changed, EditedElsewhere, Job, JobKind, JobResult, JobState};

/// Whom a desk tells what happens outside of a call: the shell sends it to the window, the command
/// line draws a progress bar.
pub trait Events: Debug + Send + Sync {
    /// A job moved on or ended.
    fn job(&self, job: &Job);
    /// Something changed that the caller did not change by a call of its own.
    fn changed(&self, changed: &Changed);
    /// The copy elsewhere is another one now, or is being made.
    fn backup(&self, state: &BackupState);
    /// New pictures lie in the watched folder; nothing is taken yet.
    fn arrived(&self, _paths: &[String]) {}
    /// Another program saved a photo that it was given to edit.
    fn edited(&self, _edited: &EditedElsewhere) {}
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoEvents;

impl Events for NoEvents {
    fn job(&self, _: &Job) {}
    fn changed(&self, _: &Changed) {}
    fn backup(&self, _: &BackupState) {}
}

#[derive(Debug)]
struct Entry {
    job: Job,
    stop: Arc<AtomicBool>,
}

/// The jobs of a desk.
#[derive(Debug)]
pub(crate) struct Jobs {
    next: AtomicU32,
    entries: Mutex<BTreeMap<u32, Entry>>,
    ended: Condvar,
    events: Arc<dyn Events>,
}

impl Jobs {
    pub(crate) fn new(events: Arc<dyn Events>) -> Arc<Self> {
        Arc::new(Self {
            next: AtomicU32::new(1),
            entries: Mutex::default(),
            ended: Condvar::new(),
            events,
        })
    }

    /// Starts `work` on a thread of its own and returns the job's number.
    pub(crate) fn start(
        self: &Arc<Self>,
        kind: JobKind,
        subject: String,
        title: String,
        work: impl FnOnce(&Progress) -> Result<JobResult, DeskError> + Send + 'static,
    ) -> Result<u32, DeskError> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let stop = Arc::new(AtomicBool::new(false));
        let job = Job {
            id,
            kind,
            subject,
            title,
            done: 0,
            total: 0,
            what: String::new(),
            state: JobState::Running,
            error: None,
            result: None,
        };
        self.events.job(&job);
        self.lock().insert(id, Entry { job, stop: Arc::clone(&stop) });
        let progress = Progress { jobs: Arc::clone(self), id, stop };
        let spawned = std::thread::Builder::new().name(format!("job-{id}")).spawn(move || {
            // A panic in a job must not leave it running for ever in the window.
            let outcome =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&progress)))
                    .unwrap_or(Err(DeskError::Bug("a job stopped without an answer")));
            progress.end(outcome);
        });
        match spawned {
            Ok(_) => Ok(id),
            Err(error) => {
                self.lock().remove(&id);
                Err(DeskError::Io { path: String::new(), operation: "start a thread", error })
            }
        }
    }

    /// Returns all jobs that nobody dismissed.
    pub(crate) fn list(&self) -> Vec<Job> {
        self.lock().values().map(|entry| entry.job.clone()).collect()
    }

    /// Says whether a job of a kind is at work.
    pub(crate) fn is_running(&self, kind: JobKind) -> bool {
        let running =
            |entry: &Entry| entry.job.kind == kind && entry.job.state == JobState::Running;
        self.lock().values().any(running)
    }

    /// Asks a job to stop; it ends as cancelled at its next step.
    pub(crate) fn cancel(&self, id: u32) {
        if let Some(entry) = self.lock().get(&id) {
            entry.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Forgets a job that has ended.
    pub(crate) fn dismiss(&self, id: u32) {
        let mut entries = self.lock();
        if entries.get(&id).is_some_and(|entry| entry.job.state != JobState::Running) {
            entries.remove(&id);
        }
    }

    /// Waits until a job has ended and returns it.
    pub(crate) fn wait(&self, id: u32) -> Option<Job> {
        let mut entries = self.lock();
        loop {
            let job = entries.get(&id)?.job.clone();
            if job.state != JobState::Running {
                return Some(job);
            }
            entries = self.ended.wait(entries).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Asks all jobs to stop and waits until they have.
    pub(crate) fn stop_all(&self) {
        let mut entries = self.lock();
        for entry in entries.values() {
            entry.stop.store(true, Ordering::Relaxed);
        }
        while entries.values().any(|entry| entry.job.state == JobState::Running) {
            entries = self.ended.wait(entries).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn update(&self, id: u32, change: impl FnOnce(&mut Job)) {
        let job = {
            let mut entries = self.lock();
            let Some(entry) = entries.get_mut(&id) else { return };
            change(&mut entry.job);
            entry.job.clone()
        };
        self.events.job(&job);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u32, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a job's work holds: it tells its progress through it and learns whether to stop.
#[derive(Debug)]
pub(crate) struct Progress {
    jobs: Arc<Jobs>,
    id: u32,
    stop: Arc<AtomicBool>,
}

impl Progress {
    /// Tells how far the work is.
    pub(crate) fn tell(&self, done: usize, total: usize, what: &str) {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.jobs.update(self.id, |job| {
            job.done = count(done);
            job.total = count(total);
            what.clone_into(&mut job.what);
        });
    }

    /// Whether the user asked to stop.
    pub(crate) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn end(&self, outcome: Result<JobResult, DeskError>) {
        self.jobs.update(self.id, |job| match outcome {
            Ok(result) => {
                job.state = JobState::Done;
                job.done = job.total;
                job.result = Some(result);
            }
            Err(DeskError::Cancelled | DeskError::Store(StoreError::Cancelled)) => {
                job.state = JobState::Cancelled;
            }
            Err(error) => {
                job.state = JobState::Failed;
                job.error = Some(error.to_wire());
            }
        });
        self.jobs.ended.notify_all();
    }
}
