//! A portal's picture sizes of any photos, without a library: the batch tool.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;

use rayon::prelude::*;
use tezis_photo::{
    Encoder, Look, PhotoError, Probe, PublicMetadata, RenditionNote, RenditionSpec as PhotoSpec,
};
use tezis_publish::Profile;

use crate::error::DeskError;
use crate::ingest::{files_of, read_limited};
use crate::jobs::Events;
use crate::profiles::profile_named;
use crate::renditions::Marked;
use crate::wire::{FailedFile, Job, JobKind, JobState, Resized, ResizedFile};

/// What to make of which photos.
#[derive(Debug, Clone, Copy)]
pub struct ResizeFiles<'a> {
    /// Photos, or folders of them.
    pub files: &'a [PathBuf],
    /// A profile's name, or the path of its file; the default profile otherwise.
    pub profile: Option<&'a str>,
    /// The folder to write to; each size gets a folder of its own in it.
    pub to: &'a Path,
    /// Takes the fast encoder: larger files, less time.
    pub fast: bool,
}

/// Makes the pictures. A photo that cannot be taken is named in the result; the others go on.
///
/// # Errors
/// There is no such profile, or a folder cannot be made.
pub fn resize_files(resize: &ResizeFiles<'_>, events: &dyn Events) -> Result<Resized, DeskError> {
    let (profile, beside) = profile_named(resize.profile)?;
    let marked = Marked::read(profile, &beside)?;
    let encoder = if resize.fast { Encoder::Fast } else { Encoder::Trellis };
    let specs = marked.specs(&BTreeMap::new(), None, encoder);
    for spec in &specs {
        let folder = resize.to.join(&spec.name);
        fs::create_dir_all(&folder).map_err(DeskError::io(&folder, "make"))?;
    }
    let photos = named(resize.files.iter().flat_map(|path| files_of(path)).collect());
    let progress = Counter::new(photos.len(), events);
    let outcomes: Vec<Result<Vec<ResizedFile>, FailedFile>> = photos
        .par_iter()
        .map(|(file, stem)| {
            let made = make(file, stem, &marked.profile, &specs, resize.to);
            progress.step(file);
            made.map_err(|error| FailedFile {
                name: file.display().to_string(),
                error: error.to_wire(),
            })
        })
        .collect();
    progress.end();
    let mut resized = Resized { files: Vec::new(), failed: Vec::new() };
    for outcome in outcomes {
        match outcome {
            Ok(files) => resized.files.extend(files),
            Err(failed) => resized.failed.push(failed),
        }
    }
    Ok(resized)
}

/// Gives each photo the stem of its pictures' names: its own, with a number behind it when another
/// photo of the batch has the same one (also in other case: some disks can't tell them apart).
fn named(files: Vec<PathBuf>) -> Vec<(PathBuf, String)> {
    let mut taken = BTreeSet::new();
    files
        .into_iter()
        .map(|file| {
            let own = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let own = tezis_store::safe_file_name(&own);
            let mut stem = own.clone();
            let mut number = 2;
            while !taken.insert(tezis_lang::fold(&stem)) {
                stem = format!("{own}-{number}");
                number += 1;
            }
            (file, stem)
        })
        .collect()
}

fn make(
    file: &Path,
    stem: &str,
    profile: &Profile,
    specs: &[PhotoSpec],
    to: &Path,
) -> Result<Vec<ResizedFile>, DeskError> {
    let photo = |error| DeskError::Photo { name: file.display().to_string(), error };
    let bytes = read_limited(file)?;
    let made =
        tezis_photo::renditions(&bytes, &Look::default(), specs, &|| false).map_err(photo)?;
    // Half a photo must not go out unnoticed: it is named, and nothing of it is written.
    for note in made.iter().flat_map(|rendition| &rendition.notes) {
        if let RenditionNote::Damaged { reason } = note {
            let name = file.display().to_string();
            let error = PhotoError::Damaged { reason: reason.clone() };
            return Err(DeskError::Photo { name, error });
        }
    }
    let metadata = public_words(&bytes, &profile.language).map_err(photo)?;
    let mut files = Vec::new();
    for (rendition, spec) in made.into_iter().zip(&profile.renditions) {
        let path = to.join(&rendition.name).join(format!("{stem}.{}", spec.format.extension()));
        let written = tezis_photo::write_metadata(rendition.bytes, &metadata).map_err(photo)?;
        tezis_store::write_atomic(&path, &written)?;
        files.push(ResizedFile {
            source: file.display().to_string(),
            rendition: rendition.name,
            path: path.display().to_string(),
            width: rendition.width,
            height: rendition.height,
            bytes: written.len() as u64,
            notes: rendition.notes.iter().map(|note| note.code().to_owned()).collect(),
        });
    }
    Ok(files)
}

/// Returns what a photo says of itself that may go on: whose it is must not be lost by a resize. Where
/// it was taken and by which camera stays behind.
fn public_words(bytes: &[u8], language: &str) -> Result<PublicMetadata, PhotoError> {
    let Probe { embedded, taken_at, utc_offset_minutes, .. } = tezis_photo::probe(bytes)?;
    let in_language = |text: Option<String>| -> Vec<(String, String)> {
        text.into_iter().map(|text| (language.to_owned(), text)).collect()
    };
    Ok(PublicMetadata {
        headline: embedded.headline,
        caption: embedded.caption,
        creator: embedded.creator,
        credit: embedded.credit,
        copyright: embedded.copyright,
        usage_terms: embedded.usage_terms,
        keywords: embedded.keywords,
        event: embedded.event,
        city: embedded.city,
        location: embedded.location,
        people: embedded.people,
        alt: in_language(embedded.alt),
        long_description: in_language(embedded.long_description),
        rating: embedded.rating.and_then(|stars| u8::try_from(stars).ok()),
        source: embedded.source,
        digital_source_type: embedded.digital_source_type,
        taken_at,
        utc_offset_minutes,
    })
}

/// Counts photos over several threads.
struct Counter<'a> {
    job: Mutex<Job>,
    events: &'a dyn Events,
}

impl<'a> Counter<'a> {
    fn new(total: usize, events: &'a dyn Events) -> Self {
        let job = Job {
            id: 0,
            kind: JobKind::Export,
            subject: String::new(),
            title: String::new(),
            done: 0,
            total: u32::try_from(total).unwrap_or(u32::MAX),
            what: String::new(),
            state: JobState::Running,
            error: None,
            result: None,
        };
        Self { job: Mutex::new(job), events }
    }

    fn step(&self, file: &Path) {
        self.tell(|job| {
            job.done += 1;
            job.what = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        });
    }

    fn end(&self) {
        self.tell(|job| job.state = JobState::Done);
    }

    fn tell(&self, change: impl FnOnce(&mut Job)) {
        let mut job = self.job.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut job);
        self.events.job(&job);
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::named;

    #[test]
    fn photos_of_one_name_from_two_cameras_do_not_take_each_others_place() {
        let files = ["a/IMG_1.JPG", "b/img_1.jpg", "c/Açılış 2.jpg"].map(PathBuf::from).to_vec();
        let stems: Vec<_> = named(files).into_iter().map(|(_, stem)| stem).collect();
        assert_eq!(stems.first().map(String::as_str), Some("IMG_1"));
        assert_eq!(stems.get(1).map(String::as_str), Some("img_1-2"));
        assert_eq!(stems.len(), 3);
    }
}
