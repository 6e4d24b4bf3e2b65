//! The import: each file is read once, looked at, copied under its hash and read back, and only then put into
//! the forum. Files are read one behind the other, as a card gives them quickest, and worked on by several
//! threads; some photos together are one change of the documents. Whatever stops it, nothing half is there,
//! and the next import brings the rest.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use tezis_photo::{EmbeddedText, THUMBNAIL_SIDE};
use tezis_report::ForumCollection;
use tezis_report::ids::{ForumId, PhotoHash, PlacementId, ReportId};
use tezis_report::model::{Camera, Forum, Listed, PhotoFacts};
use tezis_store::{
    FrameStat, NewOriginal, PutOriginal, StoreError, TakenFrame, device_of, free_space,
};

use super::fields::{Incoming, photo_fields, with_sidecar};
use super::heic::needs_window;
use super::look::{Look, taken_at};
use super::read::{ReadFile, copy_unchanged, read_unchanged};
use super::scan::sidecar;
use super::second_copy::SecondCopy;
use super::versions::latest;
use super::walk::{Found, name_of, walk};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::jobs::Progress;
use crate::reports::field;
use crate::wire::{Batch, Changed, FailedFile, ImportedPhoto, Ingest, JobKind, JobResult};

/// How many photos become one change of the documents. The first ones come earlier: the grid is not to
/// stand empty.
const AT_ONCE: usize = 25;
const AT_FIRST: usize = 4;

/// More threads than this only wait for the disk.
const WORKERS: usize = 4;

/// Bytes of files that are worked on at once; a larger one is worked on alone.
const IN_HAND: u64 = 256 * 1024 * 1024;

/// Left free beside what comes: documents, small pictures.
const SPARE: u64 = 4 * 1024 * 1024;

/// A raw file of the largest cameras, twice.
const LARGEST_RAW: u64 = 512 * 1024 * 1024;

/// A photo to be taken in.
#[derive(Debug)]
pub(super) struct Item {
    origin: Origin,
    /// The file's path or name as the user knows it.
    given: String,
    /// The file's own name.
    name: String,
    /// Picked by hand, or locked in the camera. Ratings pick by themselves.
    picked: bool,
}

/// Where a photo comes from.
#[derive(Debug)]
enum Origin {
    File(Found),
    /// The library has it; the file is there to name it and for what lies beside it.
    Known(PhotoHash, Found),
    Bytes(Vec<u8>),
}

impl Item {
    fn file(found: Found, known: Option<PhotoHash>, picked: bool) -> Self {
        let (given, name) = (found.path.display().to_string(), found.name());
        let origin = match known {
            Some(hash) => Origin::Known(hash, found),
            None => Origin::File(found),
        };
        Self { origin, given, name, picked }
    }

    /// How many bytes come into the library.
    fn size(&self, with_raw: bool) -> u64 {
        let raw =
            |found: &Found| found.raw.as_ref().filter(|_| with_raw).map_or(0, |(_, size)| *size);
        match &self.origin {
            Origin::File(found) => found.stat.bytes + raw(found),
            Origin::Known(_, found) => raw(found),
            Origin::Bytes(bytes) => bytes.len() as u64,
        }
    }

    fn found(&self) -> Option<&Found> {
        match &self.origin {
            Origin::File(found) | Origin::Known(_, found) => Some(found),
            Origin::Bytes(_) => None,
        }
    }
}

/// What an import takes in, found when it is at work: looking through folders takes a while.
#[derive(Debug)]
pub(crate) enum Items {
    /// Files and the pictures of folders.
    Paths(Vec<PathBuf>),
    /// A file that was dropped or pasted.
    Bytes { name: String, bytes: Vec<u8> },
}

/// How photos are taken in.
#[derive(Debug)]
struct Road {
    forum: ForumId,
    report: Option<ReportId>,
    with_raw: bool,
    second: Option<SecondCopy>,
    batch: Batch,
}

/// What became of an item.
enum Outcome {
    Taken(Box<Taken>),
    Failed(FailedFile),
    /// The card is gone or the disk is full: the same import brings it later.
    Left,
}

/// A photo that is in the library, and not yet in the forum.
struct Taken {
    put: PutOriginal,
    facts: PhotoFacts,
    embedded: EmbeddedText,
    name: String,
    picked: bool,
    raw: Option<(PutOriginal, String)>,
    /// The file, to be known again. None when something did not come with it: then it comes again.
    frame: Option<TakenFrame>,
    /// What did not come with it: the raw file, a second copy.
    complaints: Vec<FailedFile>,
}

impl Desk {
    /// Takes frames of a scan into a forum; returns the job's number. Its subject is the forum.
    ///
    /// # Errors
    /// There is no such scan, frame, forum or report, or nothing can be changed. A disk without room is
    /// the job's error, before anything is copied.
    pub fn ingest(&self, ingest: Ingest) -> Result<u32, DeskError> {
        let scan = self.inner.scans.get(ingest.scan)?;
        let picked: BTreeSet<u32> = ingest.picked.iter().copied().collect();
        let wanted: Vec<_> = match &ingest.frames {
            Some(frames) => {
                let mut once = BTreeSet::new();
                frames
                    .iter()
                    .filter(|frame| once.insert(**frame))
                    .map(|frame| scan.frame(*frame))
                    .collect::<Result<_, _>>()?
            }
            None => scan.frames.iter().filter(|frame| frame.frame.known.is_none()).collect(),
        };
        let items: Vec<Item> = wanted
            .into_iter()
            .map(|open| {
                let picked = picked.contains(&open.frame.index) || open.frame.locked;
                (open, picked)
            })
            .filter(|(open, picked)| !ingest.picks_only || *picked || open.frame.rating.is_some())
            .map(|(open, picked)| Item::file(open.found.clone(), open.frame.known.clone(), picked))
            .collect();
        let forum = self.forum(ingest.forum)?;
        let title = name_of_forum(&forum);
        let today = self.today(&forum);
        let second = ingest.second.filter(|second| !second.trim().is_empty());
        let road = Road {
            forum: forum.id,
            report: ingest.report,
            with_raw: ingest.with_raw,
            second: second.map(|base| SecondCopy::new(PathBuf::from(base), &forum, today)),
            batch: ingest.batch,
        };
        self.start_import(road, title, move || (items, Vec::new()))
    }

    /// Brings files and the pictures of folders into a forum, and into a report's gallery; returns the
    /// job's number.
    pub(crate) fn import_items(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
        title: String,
        items: Items,
    ) -> Result<u32, DeskError> {
        let road = Road { forum, report, with_raw: false, second: None, batch: Batch::default() };
        self.start_import(road, title, move || match items {
            Items::Paths(paths) => {
                let walked = walk(&paths);
                let items =
                    walked.files.into_iter().map(|found| Item::file(found, None, false)).collect();
                (items, walked.failed)
            }
            Items::Bytes { name, bytes } => {
                let item =
                    Item { given: name.clone(), name, origin: Origin::Bytes(bytes), picked: false };
                (vec![item], Vec::new())
            }
        })
    }

    fn start_import(
        &self,
        road: Road,
        title: String,
        items: impl FnOnce() -> (Vec<Item>, Vec<FailedFile>) + Send + 'static,
    ) -> Result<u32, DeskError> {
        self.inner.writable()?;
        let subject =
            road.report.map_or_else(|| road.forum.to_string(), |report| report.to_string());
        let desk = self.clone();
        self.inner.jobs.start(JobKind::Import, subject, title, move |progress| {
            let (items, failed) = items();
            Import::new(&desk, &road, &items, progress).run(failed)
        })
    }

    /// Today, in the forum's time.
    fn today(&self, forum: &Forum) -> NaiveDate {
        let zone = forum.about.time_zone.as_deref().and_then(|zone| zone.parse().ok());
        let zone: chrono_tz::Tz = zone.unwrap_or(chrono_tz::UTC);
        self.inner.now().with_timezone(&zone).date_naive()
    }
}

fn name_of_forum(forum: &Forum) -> String {
    forum.about.names.values().next().cloned().unwrap_or_default()
}

/// An import at work.
struct Import<'a> {
    desk: &'a Desk,
    road: &'a Road,
    items: &'a [Item],
    progress: &'a Progress,
    /// Which item is next.
    next: AtomicUsize,
    /// How many are done with.
    done: AtomicUsize,
    /// Cards and folders that are gone.
    gone: Mutex<HashSet<PathBuf>>,
    /// The library's disk is full.
    full: AtomicBool,
    hands: Hands,
}

impl<'a> Import<'a> {
    fn new(desk: &'a Desk, road: &'a Road, items: &'a [Item], progress: &'a Progress) -> Self {
        Self {
            desk,
            road,
            items,
            progress,
            next: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            gone: Mutex::default(),
            full: AtomicBool::new(false),
            hands: Hands::default(),
        }
    }

    fn run(&self, failed: Vec<FailedFile>) -> Result<JobResult, DeskError> {
        self.need_room()?;
        self.progress.tell(0, self.items.len(), "");
        let mut came = Came { failed, ..Came::default() };
        let workers = std::thread::available_parallelism().map_or(1, usize::from).min(WORKERS);
        let (tell, told) = mpsc::channel();
        std::thread::scope(|scope| -> Result<(), DeskError> {
            for _ in 0..workers.min(self.items.len().max(1)) {
                let tell = tell.clone();
                scope.spawn(move || self.work(&tell));
            }
            drop(tell);
            let taken_in = self.collect(&told, &mut came);
            if taken_in.is_err() {
                // The threads end with their present file.
                self.full.store(true, Ordering::Relaxed);
            }
            taken_in
        })?;
        if self.progress.stopped() {
            return Err(DeskError::Cancelled);
        }
        let Came { photos, failed, left } = came;
        let new: Vec<PhotoHash> = photos.iter().map(|photo| photo.hash.clone()).collect();
        let replaced = self.desk.replace_small(self.road.forum, &new)?;
        Ok(JobResult::Imported { photos, failed, replaced, left })
    }

    /// Refuses to begin what would end with a full disk. One that does not say how much room it has is
    /// tried.
    fn need_room(&self) -> Result<(), DeskError> {
        let mut needed: u64 = self.items.iter().map(|item| item.size(self.road.with_raw)).sum();
        let room = |folder: &Path, needed: u64| match free_space(folder) {
            Some(free) if needed > 0 && free < needed + SPARE => Err(DeskError::NoRoom {
                path: folder.display().to_string(),
                needed: needed + SPARE,
                free,
            }),
            _ => Ok(()),
        };
        let library = self.desk.library_folder();
        if let Some(second) = &self.road.second {
            if let Err(error) = fs::read_dir(second.base()) {
                return Err(DeskError::io(second.base(), "write to")(error));
            }
            room(second.base(), needed)?;
            let (one, other) = (device_of(library), device_of(second.base()));
            if one.is_some() && one == other {
                needed *= 2;
            }
        }
        room(library, needed)
    }

    /// Takes one item after the other until there are no more.
    fn work(&self, tell: &mpsc::Sender<(usize, Outcome)>) {
        loop {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = self.items.get(at) else { return };
            if self.progress.stopped() {
                return;
            }
            let outcome = if self.is_over(item) { Outcome::Left } else { self.take_in(item) };
            let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
            self.progress.tell(done, self.items.len(), &item.name);
            if tell.send((at, outcome)).is_err() {
                return;
            }
        }
    }

    fn is_over(&self, item: &Item) -> bool {
        let gone = || self.gone.lock().unwrap_or_else(PoisonError::into_inner);
        self.full.load(Ordering::Relaxed)
            || matches!(&item.origin, Origin::File(found) if gone().contains(&found.root))
    }

    fn take_in(&self, item: &Item) -> Outcome {
        let error = match self.keep(item) {
            Ok(taken) => return Outcome::Taken(Box::new(taken)),
            Err(error) => error,
        };
        if let Origin::File(found) = &item.origin
            && is_gone(&found.root)
        {
            self.gone.lock().unwrap_or_else(PoisonError::into_inner).insert(found.root.clone());
            return Outcome::Left;
        }
        if matches!(error, DeskError::Store(StoreError::Full { .. })) {
            self.full.store(true, Ordering::Relaxed);
        }
        Outcome::Failed(FailedFile { name: item.given.clone(), error: error.to_wire() })
    }

    /// Reads a photo, looks at it, and copies it to where it stays.
    fn keep(&self, item: &Item) -> Result<Taken, DeskError> {
        match &item.origin {
            Origin::Bytes(bytes) => self.keep_bytes(item, bytes, None),
            Origin::Known(hash, found) => {
                let bytes = self.desk.inner.library.open_original(hash)?;
                self.keep_bytes(item, &bytes, Some(found.stat.clone()))
            }
            Origin::File(found) => {
                let _hand = self.hands.take(found.stat.bytes);
                let read = self.hands.one_by_one(|| read_unchanged(&found.path));
                let ReadFile { bytes, stat } = read?;
                self.keep_bytes(item, &bytes, Some(stat))
            }
        }
    }

    fn keep_bytes(
        &self,
        item: &Item,
        bytes: &[u8],
        stat: Option<FrameStat>,
    ) -> Result<Taken, DeskError> {
        let library = &self.desk.inner.library;
        let hash = PhotoHash::from_digest(Sha256::digest(bytes).into());
        let Look { facts, mut embedded, thumbnail } =
            self.desk.look_once(&hash, bytes, &item.name)?;
        let put = match &item.origin {
            Origin::Known(..) => PutOriginal { hash, bytes: bytes.len() as u64, new: false },
            _ => library.copy_in(&mut &*bytes, u64::MAX)?,
        };
        if let Some(thumbnail) = &thumbnail {
            self.desk.keep_thumbnail(&put.hash, THUMBNAIL_SIDE, thumbnail);
        }
        if let Some(said) = item.found().and_then(sidecar) {
            embedded = with_sidecar(embedded, said);
        }
        let mut complaints = Vec::new();
        let raw = match item.found().and_then(|found| found.raw.as_ref()) {
            Some((path, _)) if self.road.with_raw => self
                .keep_raw(path)
                .map_err(|error| complaints.push(failed(&path.display(), &error)))
                .ok(),
            _ => None,
        };
        if let Some(second) = &self.road.second {
            let taken_on = taken_at(facts.taken_at, &item.name).0.map(|at| at.date());
            let raw = raw.iter().map(|(put, name)| (&put.hash, name));
            for (hash, name) in std::iter::once((&put.hash, &item.name)).chain(raw) {
                if let Err(error) = second.copy(library, hash, name, taken_on) {
                    complaints.push(failed(name, &error));
                }
            }
        }
        let head = stat.filter(|_| complaints.is_empty()).map(|stat| TakenFrame {
            stat,
            head: TakenFrame::head_of(bytes),
            hash: put.hash.clone(),
        });
        let (name, picked) = (item.name.clone(), item.picked);
        Ok(Taken { put, facts, embedded, name, picked, raw, frame: head, complaints })
    }

    /// Copies the raw file beside a photo. It is never in memory as a whole, and whoever holds a photo in
    /// hand must not wait for another hand.
    fn keep_raw(&self, path: &Path) -> Result<(PutOriginal, String), DeskError> {
        let put = self.hands.one_by_one(|| {
            copy_unchanged(path, |file| Ok(self.desk.inner.library.copy_in(file, LARGEST_RAW)?))
        })?;
        Ok((put, name_of(path)))
    }

    /// Puts what comes into the documents, in the order of the items.
    fn collect(
        &self,
        told: &mpsc::Receiver<(usize, Outcome)>,
        came: &mut Came,
    ) -> Result<(), DeskError> {
        let mut early = BTreeMap::new();
        let mut batch = Vec::new();
        let (mut next, mut enough) = (0, AT_FIRST);
        for (at, outcome) in told {
            early.insert(at, outcome);
            while let Some(outcome) = early.remove(&next) {
                came.sort_out(outcome, &mut batch);
                next += 1;
            }
            if batch.len() >= enough {
                self.commit(std::mem::take(&mut batch), came)?;
                enough = AT_ONCE;
            }
        }
        // A stopped import leaves gaps; what was done behind them is in all the same.
        for outcome in early.into_values() {
            came.sort_out(outcome, &mut batch);
        }
        self.commit(batch, came)
    }

    /// Makes photos that are in the library known to it, to the forum and to the report, in this order: what
    /// a document names is there.
    fn commit(&self, batch: Vec<Taken>, came: &mut Came) -> Result<(), DeskError> {
        if batch.is_empty() {
            return Ok(());
        }
        let Road { forum, report, .. } = *self.road;
        let library = &self.desk.inner.library;
        let mut originals = Vec::new();
        for taken in &batch {
            let (name, facts) = (Some(taken.name.as_str()), Some(&taken.facts));
            originals.push(NewOriginal { put: &taken.put, name, facts });
            if let Some((put, name)) = &taken.raw {
                originals.push(NewOriginal { put, name: Some(name), facts: None });
            }
        }
        library.note_originals(&originals)?;
        self.desk.add_to_forum(forum, &batch, &self.road.batch)?;
        if let Some(report) = report {
            let view = self.desk.inner.shared_forum(forum)?.view;
            // A picture whose original took its place must not stand beside it when it comes again.
            let shown: Vec<PhotoHash> = batch
                .iter()
                .map(|taken| latest(&view, &taken.put.hash))
                .collect::<Result<_, _>>()?;
            drop(view);
            self.desk.add_to_gallery(report, &shown)?;
        }
        let frames: Vec<TakenFrame> =
            batch.iter().filter_map(|taken| taken.frame.clone()).collect();
        if !frames.is_empty() {
            library.note_frames(&frames, self.desk.inner.now())?;
        }
        let reports = report.into_iter().collect();
        self.desk.inner.events.changed(&Changed { forums: vec![forum], reports });
        came.photos.extend(batch.into_iter().map(|taken| ImportedPhoto {
            needs_window: needs_window(&taken.facts),
            hash: taken.put.hash,
            new: taken.put.new,
            name: taken.name,
            damage: taken.facts.damage,
        }));
        Ok(())
    }
}

/// What came of an import so far.
#[derive(Default)]
struct Came {
    photos: Vec<ImportedPhoto>,
    failed: Vec<FailedFile>,
    left: u32,
}

impl Came {
    fn sort_out(&mut self, outcome: Outcome, batch: &mut Vec<Taken>) {
        match outcome {
            Outcome::Taken(mut taken) => {
                self.failed.append(&mut taken.complaints);
                batch.push(*taken);
            }
            Outcome::Failed(file) => self.failed.push(file),
            Outcome::Left => self.left += 1,
        }
    }
}

fn failed(name: &impl ToString, error: &DeskError) -> FailedFile {
    FailedFile { name: name.to_string(), error: error.to_wire() }
}

/// Says whether a card was pulled out or a folder went away: it cannot be listed any more, or nothing is
/// left at the place where it was mounted.
fn is_gone(root: &Path) -> bool {
    match fs::read_dir(root) {
        Ok(mut entries) => !matches!(entries.next(), Some(Ok(_))),
        Err(error) => error.kind() != std::io::ErrorKind::PermissionDenied,
    }
}

/// Keeps the files in memory few, and the card reading one file at a time.
#[derive(Debug, Default)]
struct Hands {
    turn: Mutex<()>,
    held: Mutex<u64>,
    freed: Condvar,
}

/// Bytes in hand, given back when dropped.
struct Hand<'a> {
    hands: &'a Hands,
    bytes: u64,
}

impl Hands {
    /// Waits until there is room for a file. A larger one than all room waits until it is alone.
    fn take(&self, bytes: u64) -> Hand<'_> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |held: &mut u64| *held > 0 && *held + bytes > IN_HAND;
        let mut held = self.freed.wait_while(held, full).unwrap_or_else(PoisonError::into_inner);
        *held += bytes;
        Hand { hands: self, bytes }
    }

    fn one_by_one<T>(&self, read: impl FnOnce() -> T) -> T {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        read()
    }
}

impl Drop for Hand<'_> {
    fn drop(&mut self) {
        *self.hands.held.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.hands.freed.notify_all();
    }
}

impl Desk {
    fn add_to_forum(
        &self,
        forum: ForumId,
        batch: &[Taken],
        about: &Batch,
    ) -> Result<(), DeskError> {
        let now = self.inner.now();
        self.inner.change_forum(forum, |document| {
            let mut view = document.view();
            let mut coming = Vec::new();
            for taken in batch {
                let facts = &taken.facts;
                if let (Some(key), Some(name)) = (&facts.body, &facts.camera)
                    && !view.cameras.iter().any(|camera| camera.id == *key)
                {
                    let camera = Camera { name: Some(name.clone()), ..Camera::default() };
                    document.put(
                        ForumCollection::Cameras,
                        key,
                        &field("name", name.as_str()),
                        now,
                    )?;
                    view.cameras.push(Listed { id: key.clone(), entity: camera });
                }
                let raw = taken.raw.as_ref().map(|(put, _)| &put.hash);
                let known = view.photos.iter().find(|known| known.id == taken.put.hash);
                // Words that somebody wrote here are worth more than those in the file.
                let fields = match (known, raw) {
                    (None, _) => photo_fields(
                        &Incoming {
                            facts,
                            embedded: &taken.embedded,
                            name: &taken.name,
                            picked: taken.picked,
                            raw,
                        },
                        &view,
                        about,
                        now,
                    )?,
                    (Some(known), Some(raw)) if known.entity.raw.is_none() => {
                        field("raw", raw.as_str())
                    }
                    (Some(_), _) => continue,
                };
                let hash = taken.put.hash.clone();
                let entity = serde_json::from_value(fields.clone().into())?;
                view.photos.push(Listed { id: hash.clone(), entity });
                coming.push((hash, fields));
            }
            let entities = coming.iter().map(|(hash, fields)| (hash.as_str(), fields));
            document.put_all(ForumCollection::Photos, entities, now)?;
            Ok(())
        })?;
        Ok(())
    }

    /// Puts photos at the end of a report's gallery, each once.
    pub(crate) fn add_to_gallery(
        &self,
        report: ReportId,
        photos: &[PhotoHash],
    ) -> Result<(), DeskError> {
        let now = self.inner.now();
        self.inner.change_report(report, |document| {
            let id = || {
                let (ms, random) = self.inner.id_parts();
                PlacementId::from_parts(ms, random)
            };
            document.place(photos, id, now)?;
            Ok(())
        })?;
        Ok(())
    }
}
