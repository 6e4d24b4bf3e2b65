//! Packages going out: the report as it is now, its pictures made on all cores, the whole put in its
//! place at once. What is exported is a pure function of documents, profile, photos and the time.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rayon::prelude::*;
use tezis_photo::{Encoder, PhotoError, PublicMetadata, RenditionNote};
use tezis_publish::article::{Article, ArticleInput, Picture, PictureSource};
use tezis_publish::formats::{TextOptions, text};
use tezis_publish::package::{
    BagOptions, FolderSink, PackageSummary, PixelSize, Progress as Written, RenditionFile,
    Renditions, write_bag_zip, write_folder,
};
use tezis_publish::profile::RenditionSpec;
use tezis_publish::{Profile, PublishError};
use tezis_report::ids::{PhotoHash, ReportId};
use tezis_report::model::PhotoFacts;
use tezis_store::AtomicFile;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::folders::documents_folder;
use crate::jobs::Progress;
use crate::renditions::photo_spec;
use crate::wire::{JobKind, JobResult, Notice, PackageReport, PackageShape, Problem};

/// What bags name as their maker.
const SOFTWARE: &str = concat!("Tezis ", env!("CARGO_PKG_VERSION"));

/// A report as it goes out, before its pictures are made.
struct Outgoing {
    article: Article,
    profile: Profile,
    at: DateTime<Utc>,
    /// The file names of photos in the camera, to name them to the user.
    names: BTreeMap<PhotoHash, String>,
    facts: BTreeMap<PhotoHash, PhotoFacts>,
}

impl Desk {
    /// Starts an export; returns the job's number. `at` is the time that the package carries, by
    /// default that of the report's last change.
    ///
    /// # Errors
    /// There is no such report, or `at` is no time. What goes wrong later is the job's error.
    pub fn export_report(
        &self,
        report: ReportId,
        shape: PackageShape,
        to: &Path,
        at: Option<&str>,
    ) -> Result<u32, DeskError> {
        let outgoing = self.outgoing(report, at)?;
        let target = match shape {
            PackageShape::Bag => bag_target(to)?,
            PackageShape::Folder => folder_target(to, &outgoing.article.package_name())?,
        };
        let desk = self.clone();
        let title = outgoing.article.headline.clone();
        self.inner.jobs.start(JobKind::Export, report.to_string(), title, move |progress| {
            desk.export(&outgoing, shape, &target, progress)
        })
    }

    /// Proposes a path for an export that nothing is at yet, among the user's documents.
    ///
    /// # Errors
    /// There is no such report.
    pub fn propose_export(
        &self,
        report: ReportId,
        shape: PackageShape,
    ) -> Result<String, DeskError> {
        let name = self.outgoing(report, None)?.article.package_name();
        let folder = documents_folder();
        let ending = match shape {
            PackageShape::Bag => ".zip",
            PackageShape::Folder => "",
        };
        let free = std::iter::once(String::new())
            .chain((2..1000).map(|number| format!("-{number}")))
            .map(|number| folder.join(format!("{name}{number}{ending}")))
            .find(|path| !path.exists());
        let path = free.unwrap_or_else(|| folder.join(format!("{name}{ending}")));
        Ok(path.display().to_string())
    }

    /// Returns a report's text as the portal would print it.
    ///
    /// # Errors
    /// There is no such report, or its photos are not known.
    pub fn report_text(&self, report: ReportId) -> Result<String, DeskError> {
        let outgoing = self.outgoing(report, None)?;
        let mut bytes = Vec::new();
        text(&outgoing.article, &TextOptions { blank_lines: false }, &mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn outgoing(&self, id: ReportId, at: Option<&str>) -> Result<Outgoing, DeskError> {
        let read = self.inner.read_report(id)?;
        let report = read.view;
        let at = match at {
            Some(text) => DateTime::parse_from_rfc3339(text)
                .map_err(|_| DeskError::Time { text: text.to_owned() })?
                .with_timezone(&Utc),
            None => read.saved_at,
        };
        let forum = self.forum_of(&report)?;
        let profile = self.profile_of(&report)?;
        let facts: BTreeMap<_, _> =
            self.facts_of(&report)?.into_iter().map(|facts| (facts.hash.clone(), facts)).collect();
        let article = Article::resolve(ArticleInput {
            report: &report,
            forum: &forum,
            profile: &profile,
            facts: &facts,
            at,
            published: None,
        })?;
        let names = forum
            .photos
            .into_iter()
            .filter_map(|photo| Some((photo.id, photo.entity.file_name?)))
            .collect();
        Ok(Outgoing { article, profile, at, names, facts })
    }

    fn export(
        &self,
        outgoing: &Outgoing,
        shape: PackageShape,
        target: &Path,
        progress: &Progress,
    ) -> Result<JobResult, DeskError> {
        let made = self.make_renditions(outgoing, progress)?;
        let notes = made.notes(outgoing);
        let mut pictures = made;
        let mut tell = |written: Written<'_>| {
            progress.tell(written.done, written.total, written.what);
            if progress.stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let summary = match shape {
            PackageShape::Bag => write_bag(outgoing, &mut pictures, target, &mut tell),
            PackageShape::Folder => write_plain(outgoing, &mut pictures, target, &mut tell),
        }?;
        Ok(JobResult::Exported {
            path: target.display().to_string(),
            files: u32::try_from(summary.hashes.len()).unwrap_or(u32::MAX),
            bytes: summary.payload_bytes,
            notes,
        })
    }

    /// Makes all pictures, a photo decoded once for all of its sizes. They wait in files of the
    /// temporary folder, not in memory: a gallery may have hundreds.
    fn make_renditions(&self, outgoing: &Outgoing, progress: &Progress) -> Result<Made, DeskError> {
        let folder = tempfile::Builder::new()
            .prefix("tezis-export-")
            .tempdir()
            .map_err(DeskError::io(&std::env::temp_dir(), "make a folder in"))?;
        let total = outgoing.article.pictures.len();
        let done = std::sync::atomic::AtomicUsize::new(0);
        progress.tell(0, total, "");
        let made: Vec<Vec<NumberedFile>> = outgoing
            .article
            .pictures
            .par_iter()
            .map(|picture| {
                let files = self.make_picture(outgoing, picture, folder.path(), progress)?;
                let count = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
                progress.tell(count, total, picture_name(picture));
                Ok(files)
            })
            .collect::<Result<_, DeskError>>()?;
        Ok(Made { files: made.into_iter().flatten().collect(), _folder: folder })
    }

    fn make_picture(
        &self,
        outgoing: &Outgoing,
        picture: &Picture,
        folder: &Path,
        progress: &Progress,
    ) -> Result<Vec<NumberedFile>, DeskError> {
        if progress.stopped() {
            return Err(DeskError::Cancelled);
        }
        let hash = &picture.source.photo;
        let name = outgoing.names.get(hash).cloned().unwrap_or_else(|| hash.to_string());
        if outgoing.facts.get(hash).is_some_and(|facts| facts.damage.is_some()) {
            return Err(DeskError::DamagedPhoto { name, reason: "photo.damaged".to_owned() });
        }
        let bytes = self.inner.library.open_original(hash)?;
        let specs: Vec<_> = outgoing
            .profile
            .renditions
            .iter()
            .map(|spec| {
                let PictureSource { focal, crops, .. } = &picture.source;
                photo_spec(spec, crops.get(&spec.name).copied(), *focal, Encoder::Trellis)
            })
            .collect::<Result<_, _>>()?;
        let photo = |error: PhotoError| match error {
            PhotoError::Stopped => DeskError::Cancelled,
            error => DeskError::Photo { name: name.clone(), error },
        };
        let renditions =
            tezis_photo::renditions(&bytes, &specs, &|| progress.stopped()).map_err(photo)?;
        let metadata = metadata_of(outgoing, picture);
        let mut files = Vec::new();
        for rendition in renditions {
            for note in &rendition.notes {
                if let RenditionNote::Damaged { reason } = note {
                    return Err(DeskError::DamagedPhoto { name, reason: reason.clone() });
                }
            }
            let bytes = tezis_photo::write_metadata(rendition.bytes, &metadata).map_err(photo)?;
            let path = folder.join(format!("{}-{}", picture.number, rendition.name));
            tezis_store::write_atomic(&path, &bytes)?;
            let size = PixelSize { width: rendition.width, height: rendition.height };
            files.push((
                (picture.number, rendition.name),
                MadeFile { path, size, notes: rendition.notes },
            ));
        }
        Ok(files)
    }
}

fn picture_name(picture: &Picture) -> &str {
    picture.files.first().map_or("", |file| file.name.as_str())
}

/// What a picture's file says of itself: all of it is on the page, too.
fn metadata_of(outgoing: &Outgoing, picture: &Picture) -> PublicMetadata {
    let article = &outgoing.article;
    PublicMetadata {
        headline: Some(article.headline.clone()).filter(|headline| !headline.is_empty()),
        caption: picture.caption.clone(),
        creator: picture.creator.clone(),
        credit: picture.credit.clone(),
        copyright: picture.copyright.clone(),
        usage_terms: picture.usage_terms.clone(),
        keywords: article.keywords.clone(),
        city: article.dateline.place.clone(),
        people: Vec::new(),
        alt: picture.alt.iter().map(|alt| (article.language.clone(), alt.clone())).collect(),
        taken_at: outgoing.facts.get(&picture.source.photo).and_then(|facts| facts.taken_at),
    }
}

/// A picture's number and size, and its file.
type NumberedFile = ((u32, String), MadeFile);

/// A picture that waits for its package.
struct MadeFile {
    path: PathBuf,
    size: PixelSize,
    notes: Vec<RenditionNote>,
}

/// The pictures of one export, by number and size; gone with it.
struct Made {
    files: BTreeMap<(u32, String), MadeFile>,
    _folder: tempfile::TempDir,
}

impl Made {
    fn file(&self, picture: &Picture, spec: &RenditionSpec) -> io::Result<&MadeFile> {
        self.files
            .get(&(picture.number, spec.name.clone()))
            .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "the picture was not made"))
    }

    /// What the user should know of the pictures, each thing once a picture.
    fn notes(&self, outgoing: &Outgoing) -> Vec<Notice> {
        let mut notes: Vec<Notice> = Vec::new();
        for ((number, rendition), file) in &self.files {
            for note in &file.notes {
                let picture = outgoing.article.picture(*number);
                let name = picture
                    .and_then(|picture| outgoing.names.get(&picture.source.photo).cloned())
                    .unwrap_or_default();
                notes.push(Notice::new(
                    note.code(),
                    [
                        ("number", number.to_string()),
                        ("rendition", rendition.clone()),
                        ("name", name),
                        ("width", file.size.width.to_string()),
                        ("height", file.size.height.to_string()),
                    ],
                ));
            }
        }
        notes
    }
}

impl Renditions for Made {
    fn size(
        &mut self,
        picture: &Picture,
        spec: &RenditionSpec,
    ) -> Result<PixelSize, Box<dyn std::error::Error + Send + Sync>> {
        Ok(self.file(picture, spec)?.size)
    }

    fn rendition(
        &mut self,
        picture: &Picture,
        spec: &RenditionSpec,
    ) -> Result<RenditionFile, Box<dyn std::error::Error + Send + Sync>> {
        let file = self.file(picture, spec)?;
        Ok(RenditionFile { bytes: fs::read(&file.path)?, size: file.size })
    }
}

type Tell<'a> = &'a mut dyn FnMut(Written<'_>) -> ControlFlow<()>;

fn write_bag(
    outgoing: &Outgoing,
    pictures: &mut Made,
    target: &Path,
    tell: Tell<'_>,
) -> Result<PackageSummary, DeskError> {
    make_parent(target)?;
    let mut file = AtomicFile::create(target)?;
    let options = BagOptions { profile: &outgoing.profile, at: outgoing.at, software: SOFTWARE };
    let summary = write_bag_zip(&outgoing.article, pictures, &options, &mut file, tell)
        .map_err(|error| written(error, target))?;
    file.commit()?;
    Ok(summary)
}

/// Writes into a folder beside the target and puts that in its place when it is whole.
fn write_plain(
    outgoing: &Outgoing,
    pictures: &mut Made,
    target: &Path,
    tell: Tell<'_>,
) -> Result<PackageSummary, DeskError> {
    make_parent(target)?;
    let parent = target.parent().unwrap_or_else(|| Path::new("."));
    let half = tempfile::Builder::new()
        .prefix(".tezis-half-")
        .tempdir_in(parent)
        .map_err(DeskError::io(parent, "make a folder in"))?;
    let mut sink = Sink { folder: half.path().to_owned() };
    let summary = write_folder(&outgoing.article, &outgoing.profile, pictures, &mut sink, tell)
        .map_err(|error| written(error, target))?;
    if target.exists() {
        fs::remove_dir_all(target).map_err(DeskError::io(target, "replace"))?;
    }
    let half = half.keep();
    open_to_all(&half)?;
    tezis_store::put_in_place(&half, target)?;
    Ok(summary)
}

/// A temporary folder is its owner's alone; a package is as open as other folders.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> Result<(), DeskError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
        .map_err(DeskError::io(folder, "open to readers"))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn open_to_all(_: &Path) -> Result<(), DeskError> {
    Ok(())
}

struct Sink {
    folder: PathBuf,
}

impl FolderSink for Sink {
    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let file = path.split('/').fold(self.folder.clone(), |folder, part| folder.join(part));
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        tezis_store::write_atomic(&file, bytes).map_err(io::Error::other)
    }
}

fn make_parent(target: &Path) -> Result<(), DeskError> {
    let Some(parent) = target.parent().filter(|parent| !parent.as_os_str().is_empty()) else {
        return Ok(());
    };
    fs::create_dir_all(parent).map_err(DeskError::io(parent, "make"))
}

/// Names the target of a write that failed, and tells a stop from a failure.
fn written(error: PublishError, target: &Path) -> DeskError {
    match error {
        PublishError::Cancelled => DeskError::Cancelled,
        PublishError::Write { source, .. } => DeskError::io(target, "write")(source),
        error => error.into(),
    }
}

/// A file that is there already is replaced only when it is a package.
fn bag_target(to: &Path) -> Result<PathBuf, DeskError> {
    if !to.exists() || check_package(to).is_ok_and(|found| found.files > 0) {
        return Ok(to.to_owned());
    }
    Err(DeskError::TargetExists { path: to.display().to_string() })
}

/// A folder that is absent, empty or an earlier package becomes the package; in any other folder it
/// gets a place of its own.
fn folder_target(to: &Path, name: &str) -> Result<PathBuf, DeskError> {
    let ours = |folder: &Path| {
        ["text.txt", "captions.csv", "preview.html"].iter().all(|file| folder.join(file).is_file())
    };
    let empty =
        |folder: &Path| fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    for folder in [to.to_owned(), to.join(name)] {
        if !folder.exists() || ours(&folder) || empty(&folder) {
            return Ok(folder);
        }
        if !folder.is_dir() {
            break;
        }
    }
    Err(DeskError::TargetExists { path: to.display().to_string() })
}

/// Checks that a package is whole.
///
/// # Errors
/// The file cannot be read. What is wrong with the package is in the report.
pub fn check_package(file: &Path) -> Result<PackageReport, DeskError> {
    let opened = fs::File::open(file).map_err(DeskError::io(file, "read"))?;
    let check = tezis_publish::package::check_package(io::BufReader::new(opened))?;
    Ok(PackageReport {
        files: check.files as u64,
        problems: check
            .problems
            .iter()
            .map(|problem| Problem { code: problem.code().to_owned(), detail: problem.to_string() })
            .collect(),
    })
}
