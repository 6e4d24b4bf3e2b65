//! Photos on their way in: read, checked, kept in the library, put into the forum and the report's
//! gallery. A file that cannot be taken is named with its reason; the others go on.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Map, Value, json};
use tezis_photo::{EmbeddedText, Integrity, Limits, PhotoError, Probe, Thumbnail};
use tezis_report::ids::{ForumId, PhotoHash, ReportId};
use tezis_report::model::{PhotoFacts, Report};
use tezis_report::{ForumCollection, ReportCollection, order_between};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::jobs::Progress;
use crate::wire::{Changed, FailedFile, ImportedPhoto, JobKind, JobResult};

/// How many photos become one change: few enough that a crash costs little work, enough that two
/// cores have something to do.
const AT_ONCE: usize = 4;

/// Where a photo comes from.
#[derive(Debug)]
enum Source {
    File(PathBuf),
    Bytes { name: String, bytes: Vec<u8> },
}

impl Source {
    /// The file's own name, without its folder.
    fn name(&self) -> String {
        match self {
            Self::File(path) => path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            ),
            Self::Bytes { name, .. } => name.clone(),
        }
    }

    /// The path as it was given, to name the file to the user.
    fn given(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Bytes { name, .. } => name.clone(),
        }
    }

    fn read(self) -> Result<Vec<u8>, DeskError> {
        match self {
            Self::Bytes { bytes, .. } => Ok(bytes),
            Self::File(path) => read_limited(&path),
        }
    }
}

/// A photo that is in the library.
struct Taken {
    facts: PhotoFacts,
    embedded: EmbeddedText,
    name: String,
    new: bool,
}

impl Desk {
    /// Brings files and the pictures of folders into a report; returns the job's number.
    ///
    /// # Errors
    /// There is no such report, or nothing can be changed.
    pub fn import_photos(&self, report: ReportId, paths: Vec<PathBuf>) -> Result<u32, DeskError> {
        self.start_import(report, move || {
            paths.iter().flat_map(|path| files_of(path)).map(Source::File).collect()
        })
    }

    /// Brings one dropped or pasted file into a report; returns the job's number.
    ///
    /// # Errors
    /// There is no such report, or nothing can be changed.
    pub fn import_photo_bytes(
        &self,
        report: ReportId,
        name: String,
        bytes: Vec<u8>,
    ) -> Result<u32, DeskError> {
        self.start_import(report, move || vec![Source::Bytes { name, bytes }])
    }

    fn start_import(
        &self,
        report: ReportId,
        sources: impl FnOnce() -> Vec<Source> + Send + 'static,
    ) -> Result<u32, DeskError> {
        self.inner.writable()?;
        let view = self.report(report)?;
        let forum = self.forum_of(&view)?.id;
        let title = view.about.headlines.get("main").cloned().unwrap_or_default();
        let desk = self.clone();
        self.inner.jobs.start(JobKind::Import, report.to_string(), title, move |progress| {
            desk.import(report, forum, sources(), progress)
        })
    }

    fn import(
        &self,
        report: ReportId,
        forum: ForumId,
        sources: Vec<Source>,
        progress: &Progress,
    ) -> Result<JobResult, DeskError> {
        let total = sources.len();
        let mut photos = Vec::new();
        let mut failed = Vec::new();
        let mut sources = sources.into_iter().peekable();
        progress.tell(0, total, "");
        while let Some(next) = sources.peek() {
            // What came in stays in: a stopped import is not undone.
            if progress.stopped() {
                return Err(DeskError::Cancelled);
            }
            progress.tell(photos.len() + failed.len(), total, &next.name());
            let batch: Vec<Source> = sources.by_ref().take(AT_ONCE).collect();
            let outcomes: Vec<Result<Taken, FailedFile>> =
                batch.into_par_iter().map(|source| self.take_in(source)).collect();
            let mut taken = Vec::new();
            for outcome in outcomes {
                match outcome {
                    Ok(photo) => taken.push(photo),
                    Err(file) => failed.push(file),
                }
            }
            if !taken.is_empty() {
                self.add_to_forum(forum, &taken)?;
                self.add_to_gallery(report, &taken)?;
                self.inner.events.changed(&Changed { forums: vec![forum], reports: vec![report] });
            }
            photos.extend(taken.into_iter().map(|photo| ImportedPhoto {
                hash: photo.facts.hash,
                new: photo.new,
                name: photo.name,
                damage: photo.facts.damage,
                needs_window: false,
            }));
            progress.tell(photos.len() + failed.len(), total, "");
        }
        Ok(JobResult::Imported { photos, failed, replaced: Vec::new(), left: 0 })
    }

    fn take_in(&self, source: Source) -> Result<Taken, FailedFile> {
        let given = source.given();
        let name = source.name();
        self.keep(source, &name).map_err(|error| FailedFile { name: given, error: error.to_wire() })
    }

    fn keep(&self, source: Source, name: &str) -> Result<Taken, DeskError> {
        let bytes = source.read()?;
        let photo = |error: PhotoError| DeskError::Photo { name: name.to_owned(), error };
        let probe = tezis_photo::probe(&bytes).map_err(photo)?;
        let damage = match tezis_photo::integrity(&bytes).map_err(photo)? {
            Integrity::Whole => None,
            Integrity::Damaged { .. } => Some("photo.damaged".to_owned()),
        };
        let kept = self.inner.library.put_original_bytes(&bytes)?;
        if kept.new
            && let Err(error) = self.inner.library.note_file_name(&kept.hash, name)
        {
            tracing::warn!(code = error.code(), "a file's name is not noted");
        }
        let facts = facts(&kept.hash, kept.bytes, &probe, damage);
        self.inner.library.put_facts(&facts)?;
        Ok(Taken { facts, embedded: probe.embedded, name: name.to_owned(), new: kept.new })
    }

    fn add_to_forum(&self, forum: ForumId, taken: &[Taken]) -> Result<(), DeskError> {
        let now = self.inner.now();
        self.inner.change_forum(forum, |document| {
            let view = document.view();
            let language =
                view.about.names.keys().next().cloned().unwrap_or_else(|| "az".to_owned());
            for photo in taken {
                // Words that somebody wrote here are worth more than those in the file.
                if !view.photos.iter().any(|known| known.id == photo.facts.hash) {
                    let fields = photo_fields(photo, &language, serde_json::to_value(now)?);
                    document.put(
                        ForumCollection::Photos,
                        photo.facts.hash.as_str(),
                        &fields,
                        now,
                    )?;
                }
            }
            Ok(())
        })?;
        Ok(())
    }

    fn add_to_gallery(&self, report: ReportId, taken: &[Taken]) -> Result<(), DeskError> {
        let now = self.inner.now();
        self.inner.change_report(report, |document| {
            let mut view: Report = document.view();
            for photo in taken {
                let hash = &photo.facts.hash;
                if view.placements.iter().any(|placed| placed.entity.photo.as_ref() == Some(hash)) {
                    continue;
                }
                let last = view
                    .placements
                    .iter()
                    .filter_map(|placed| placed.entity.order.as_deref())
                    .max();
                let fields = Map::from_iter([
                    ("photo".to_owned(), Value::from(hash.as_str())),
                    ("order".to_owned(), Value::from(order_between(last, None))),
                ]);
                let id = self.inner.new_entity_id();
                document.put(ReportCollection::Placements, &id, &fields, now)?;
                view = document.view();
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Returns an upright JPEG whose longest side is at most `side` pixels, made once and kept in
    /// the cache. A damaged photo gives what could be decoded.
    ///
    /// # Errors
    /// There is no such photo, or it cannot be decoded at all.
    pub fn thumbnail(&self, hash: &PhotoHash, side: u32) -> Result<Thumbnail, DeskError> {
        let key = format!("{hash}-{side}");
        let cache = self.inner.cache.as_ref();
        if let Some(kept) = cache.and_then(|cache| cache.get(&key))
            && let Some(thumbnail) = unpack(&kept)
        {
            return Ok(thumbnail);
        }
        let bytes = self.inner.library.open_original(hash)?;
        let thumbnail = tezis_photo::thumbnail(&bytes, side)
            .map_err(|error| DeskError::Photo { name: hash.to_string(), error })?;
        // A cache that cannot be written costs time, nothing else.
        if let Some(Err(error)) = cache.map(|cache| cache.put(&key, &pack(&thumbnail))) {
            tracing::info!(code = error.code(), "a thumbnail was not kept");
        }
        Ok(thumbnail)
    }
}

/// A thumbnail in the cache: one byte for "damaged", width and height, then the JPEG.
fn pack(thumbnail: &Thumbnail) -> Vec<u8> {
    let mut packed = vec![u8::from(thumbnail.damaged)];
    packed.extend(thumbnail.width.to_be_bytes());
    packed.extend(thumbnail.height.to_be_bytes());
    packed.extend(&thumbnail.bytes);
    packed
}

fn unpack(packed: &[u8]) -> Option<Thumbnail> {
    let (damaged, rest) = packed.split_first()?;
    let (width, rest) = rest.split_first_chunk::<4>()?;
    let (height, jpeg) = rest.split_first_chunk::<4>()?;
    Some(Thumbnail {
        bytes: jpeg.to_vec(),
        width: u32::from_be_bytes(*width),
        height: u32::from_be_bytes(*height),
        damaged: *damaged == 1,
    })
}

fn facts(hash: &PhotoHash, bytes: u64, probe: &Probe, damage: Option<String>) -> PhotoFacts {
    let camera = match (&probe.camera_make, &probe.camera_model) {
        (Some(make), Some(model)) if !model.starts_with(make.as_str()) => {
            Some(format!("{make} {model}"))
        }
        (make, model) => model.clone().or_else(|| make.clone()),
    };
    PhotoFacts {
        hash: hash.clone(),
        bytes,
        format: probe.format.to_string(),
        width: probe.width,
        height: probe.height,
        orientation: probe.orientation,
        taken_at: probe.taken_at,
        camera,
        damage,
        body: None,
        likeness: None,
        sharpness: None,
        picture: None,
        credentials: false,
    }
}

fn photo_fields(photo: &Taken, language: &str, now: Value) -> Map<String, Value> {
    let embedded = &photo.embedded;
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::Object(entries) => entries.values().all(Value::is_null),
            _ => false,
        };
        if !empty {
            fields.insert(name.to_owned(), value);
        }
    };
    put("taken_at", json!(photo.facts.taken_at));
    put("captions", json!({ language: embedded.caption }));
    put("alts", json!({ language: embedded.alt }));
    put("headline", json!(embedded.headline));
    put("creator", json!(embedded.creator));
    put("credit", json!(embedded.credit));
    put("copyright", json!(embedded.copyright));
    put("usage_terms", json!(embedded.usage_terms));
    put("keywords", json!(embedded.keywords));
    put("rating", json!(embedded.rating.and_then(|stars| u8::try_from(stars).ok())));
    put("file_name", json!(photo.name));
    put("camera", json!(photo.facts.camera));
    put("added_at", now);
    fields
}

/// Returns the file itself, or the pictures of a folder by name. A path that cannot be looked at is
/// returned as it is, so that reading it names the reason.
pub(crate) fn files_of(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|file| file.is_file() && has_picture_name(file))
        .collect();
    files.sort();
    files
}

fn has_picture_name(path: &Path) -> bool {
    const ENDINGS: [&str; 11] =
        ["jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "bmp", "heic", "heif", "jpe"];
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Reads a whole photo, unless its size alone is over the limit.
pub(crate) fn read_limited(path: &Path) -> Result<Vec<u8>, DeskError> {
    let limit = Limits::default().max_file_bytes;
    let metadata = fs::metadata(path).map_err(DeskError::io(path, "read"))?;
    if metadata.len() > limit {
        return Err(DeskError::Photo {
            name: path.display().to_string(),
            error: PhotoError::TooLarge {
                measure: tezis_photo::Measure::FileBytes,
                value: metadata.len(),
                limit,
            },
        });
    }
    fs::read(path).map_err(DeskError::io(path, "read"))
}
