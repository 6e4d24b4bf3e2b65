//! The desk itself: the library, the open documents and the jobs, held together.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use tezis_publish::Profile;
use tezis_publish::profile::Fit;
use tezis_report::{OfForum, OfReport};
use tezis_store::{Cache, Library, StoreError};

use crate::documents::Shelf;
use crate::environment::Environment;
use crate::error::DeskError;
use crate::history::WordCounts;
use crate::ingest::{Scans, TakenVersions, Watching};
use crate::jobs::{Events, Jobs};
use crate::looks::Proofs;
use crate::outgoing::PublishedArticles;
use crate::photo_desk::Boards;
use crate::projector::Projector;
use crate::wire::{
    Job, ProfileSummary, RenditionSummary, SectionSummary, Settings, Start, WireError,
};

/// How a library is opened.
#[derive(Debug, Clone)]
pub enum Access {
    /// To write; fails when somebody else does.
    Write {
        /// Who writes, as others are told.
        holder: String,
    },
    /// To write, or only to read when somebody else writes or the medium is read-only.
    WriteOrRead {
        /// Who writes, as others are told.
        holder: String,
    },
    /// Only to read; takes no lock.
    Read,
}

/// What a desk is opened with.
#[derive(Debug)]
pub struct OpenDesk {
    /// The library's folder; made when absent, unless it is only read.
    pub library: PathBuf,
    /// The folder for thumbnails; may be deleted at any time.
    pub cache: PathBuf,
    /// To write or to read.
    pub access: Access,
    /// Time and chance.
    pub environment: Arc<dyn Environment>,
    /// Who is told what happens outside of a call.
    pub events: Arc<dyn Events>,
}

/// Everything that a user can ask Tezis for. Cheap to clone; all clones are one desk.
#[derive(Debug, Clone)]
pub struct Desk {
    // Before the library: the last clone waits for the thread, so that the library is let go, and its
    // lock with it, when the drop returns and not when the thread comes to its end.
    projector: Arc<Mutex<Option<Projector>>>,
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) library: Library,
    /// None where it cannot be made, as for a library on a read-only disk beside its cache: a cache
    /// only saves time.
    pub(crate) cache: Option<Cache>,
    pub(crate) read_only: Option<WireError>,
    pub(crate) environment: Arc<dyn Environment>,
    pub(crate) events: Arc<dyn Events>,
    pub(crate) jobs: Arc<Jobs>,
    pub(crate) reports: Shelf<OfReport>,
    pub(crate) forums: Shelf<OfForum>,
    pub(crate) word_counts: WordCounts,
    pub(crate) published: PublishedArticles,
    pub(crate) boards: Boards,
    pub(crate) proofs: Proofs,
    pub(crate) scans: Scans,
    pub(crate) versions: TakenVersions,
    pub(crate) watching: Watching,
    /// A window of this run has started.
    started: AtomicBool,
}

/// Where settings are kept in the library.
const SETTINGS: &str = "settings";

impl Desk {
    /// Opens a library.
    ///
    /// # Errors
    /// The library is damaged, of a newer version, held by another program (with
    /// [`Access::Write`]) or cannot be made.
    pub fn open(open: OpenDesk) -> Result<Self, DeskError> {
        let now = open.environment.now();
        let write =
            |holder: &str| Library::open(&open.library, tezis_store::Access::Write { holder }, now);
        let read = || Library::open(&open.library, tezis_store::Access::Read, now);
        let (library, read_only) = match &open.access {
            Access::Write { holder } => (write(holder)?, None),
            Access::Read => (read()?, Some(DeskError::OnlyReading.to_wire())),
            Access::WriteOrRead { holder } => match write(holder) {
                Ok(library) => (library, None),
                Err(error) if can_be_read(&error) => {
                    (read()?, Some(DeskError::from(error).to_wire()))
                }
                Err(error) => return Err(error.into()),
            },
        };
        let inner = Arc::new(Inner {
            library,
            cache: Cache::open(&open.cache)
                .inspect_err(|error| tracing::warn!(code = error.code(), "there is no cache"))
                .ok(),
            read_only,
            environment: open.environment,
            jobs: Jobs::new(Arc::clone(&open.events)),
            events: open.events,
            reports: Shelf::default(),
            forums: Shelf::default(),
            word_counts: WordCounts::default(),
            published: PublishedArticles::default(),
            boards: Boards::default(),
            proofs: Proofs::default(),
            scans: Scans::default(),
            versions: TakenVersions::default(),
            watching: Watching::default(),
            started: AtomicBool::new(false),
        });
        let desk = Self { projector: Arc::default(), inner };
        if desk.inner.read_only.is_none() {
            desk.catch_up_projections()?;
            let projector = Projector::start(Arc::downgrade(&desk.inner), Duration::from_secs(1))?;
            *desk.projector.lock().unwrap_or_else(PoisonError::into_inner) = Some(projector);
        }
        Ok(desk)
    }

    /// Stops all jobs and brings everything up to date; the desk is not used after it.
    pub fn close(&self) {
        self.inner.jobs.stop_all();
        drop(self.projector.lock().unwrap_or_else(PoisonError::into_inner).take());
        self.inner.project_all();
    }

    /// Returns what a window needs at its start.
    ///
    /// # Errors
    /// The library cannot be read.
    pub fn start(&self, version: &str, open: &[String]) -> Result<Start, DeskError> {
        // Only once: later, another program has the copies open that it was given.
        if !self.inner.started.swap(true, Ordering::Relaxed)
            && let Err(error) = self.inner.library.forget_fetched_edits()
        {
            tracing::warn!(code = error.code(), "edits that were taken in stay");
        }
        Ok(Start {
            version: version.to_owned(),
            library: self.library_folder().display().to_string(),
            read_only: self.inner.read_only.clone(),
            settings: self.settings()?,
            profiles: self.profiles()?.iter().map(summary).collect(),
            jobs: self.inner.jobs.list(),
            open: open.to_vec(),
            edited: self.edited_elsewhere().unwrap_or_else(|error| {
                tracing::warn!(code = error.code(), "edits of other programs are not offered");
                Vec::new()
            }),
        })
    }

    /// Returns the library's folder.
    pub fn library_folder(&self) -> &Path {
        self.inner.library.dir()
    }

    /// Returns the user's settings.
    ///
    /// # Errors
    /// The library cannot be read.
    pub fn settings(&self) -> Result<Settings, DeskError> {
        let stored = self.inner.library.setting(SETTINGS)?;
        // Settings of another version are no reason to fail: what is not understood is the default.
        Ok(stored.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
    }

    /// Writes the user's settings.
    ///
    /// # Errors
    /// The library cannot be written.
    pub fn set_settings(&self, settings: Settings) -> Result<Settings, DeskError> {
        self.inner.writable()?;
        let value = serde_json::to_value(&settings)?;
        self.inner.library.set_setting(SETTINGS, &value)?;
        self.watch_folder(settings.watched_folder.as_ref().map(PathBuf::from));
        Ok(settings)
    }

    /// Asks a job to stop.
    pub fn cancel_job(&self, job: u32) {
        self.inner.jobs.cancel(job);
    }

    /// Forgets a job that has ended.
    pub fn dismiss_job(&self, job: u32) {
        self.inner.jobs.dismiss(job);
    }

    /// Waits until all jobs have ended, also those that others began, as a copy after an export.
    pub fn wait_for_jobs(&self) {
        for job in self.inner.jobs.list() {
            self.inner.jobs.wait(job.id);
        }
    }

    /// Waits until a job has ended and returns it; nothing for a job that there is not.
    pub fn wait_for_job(&self, job: u32) -> Option<Job> {
        self.inner.jobs.wait(job)
    }
}

impl Inner {
    /// Fails when the library is only read.
    pub(crate) fn writable(&self) -> Result<(), DeskError> {
        match &self.read_only {
            None => Ok(()),
            Some(reason) => Err(DeskError::ReadOnly(reason.clone())),
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.environment.now()
    }

    /// Returns the parts of a new id: milliseconds and random bits.
    pub(crate) fn id_parts(&self) -> (u64, u128) {
        (u64::try_from(self.now().timestamp_millis()).unwrap_or(0), self.environment.random())
    }

    /// Returns a new entity's id.
    pub(crate) fn new_entity_id(&self) -> String {
        let (ms, random) = self.id_parts();
        tezis_report::ids::NoteId::from_parts(ms, random).to_string()
    }

    /// Returns a new actor. It is never stored: a restored backup that went on with a stored one
    /// could not be merged with the library that it was copied from.
    pub(crate) fn actor(&self) -> [u8; 16] {
        self.environment.random().to_be_bytes()
    }
}

/// Says whether a library that cannot be written may still be read.
fn can_be_read(error: &StoreError) -> bool {
    matches!(error, StoreError::Locked { .. } | StoreError::ReadOnly { .. })
}

/// Returns a time as it goes over the wire.
pub(crate) fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Returns what the window needs of a profile.
pub(crate) fn summary(profile: &Profile) -> ProfileSummary {
    ProfileSummary {
        name: profile.name.clone(),
        title: profile.title.clone(),
        language: profile.language.clone(),
        time_zone: profile.time_zone.clone(),
        dateline_format: profile.dateline.format.clone(),
        sections: profile
            .sections
            .iter()
            .map(|section| SectionSummary { id: section.id.clone(), title: section.title.clone() })
            .collect(),
        gallery_marker: profile.headline.gallery_marker.clone(),
        headline_max: profile.headline.max_length,
        renditions: profile
            .renditions
            .iter()
            .map(|rendition| RenditionSummary {
                name: rendition.name.clone(),
                width: rendition.width,
                height: rendition.height,
                fit: match rendition.fit {
                    Fit::Contain => "contain".to_owned(),
                    Fit::Cover => "cover".to_owned(),
                },
            })
            .collect(),
    }
}
