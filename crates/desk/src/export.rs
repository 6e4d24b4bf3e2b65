//! Packages going out: the report as it is now, the whole put in its place at once. What is exported
//! is a pure function of documents, profile, photos and the time. Its pictures are made in
//! `pictures`, the article is resolved in `outgoing`.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use tezis_publish::PublishError;
use tezis_publish::formats::{DocxIdentity, DocxOptions, TextOptions, text};
use tezis_publish::package::{
    BagOptions, FolderOptions, FolderSink, PackageSummary, Progress as Written, write_bag_zip,
    write_folder,
};
use tezis_report::ids::ReportId;
use tezis_store::{AtomicFile, ExportRow};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::folders::documents_folder;
use crate::jobs::Progress;
use crate::outgoing::Outgoing;
use crate::pictures::Made;
use crate::wire::{JobKind, JobResult, PackageReport, PackageShape, Problem};

/// What bags name as their maker.
const SOFTWARE: &str = concat!("Tezis ", env!("CARGO_PKG_VERSION"));

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
        let at = at.map(time).transpose()?;
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

    fn export(
        &self,
        outgoing: &Outgoing,
        shape: PackageShape,
        target: &Path,
        progress: &Progress,
    ) -> Result<JobResult, DeskError> {
        let made = self.make_renditions(outgoing, &|_| true, progress)?;
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
        self.note_export(outgoing, shape, target);
        Ok(JobResult::Exported {
            path: target.display().to_string(),
            files: u32::try_from(summary.hashes.len()).unwrap_or(u32::MAX),
            bytes: summary.payload_bytes,
            notes,
        })
    }

    /// Notes what went out: a text that comes back is compared with it. The package is complete all
    /// the same where the library can't be written.
    fn note_export(&self, outgoing: &Outgoing, shape: PackageShape, target: &Path) {
        let path = std::path::absolute(target).unwrap_or_else(|_| target.to_owned());
        let row = ExportRow {
            report: outgoing.report.id,
            heads: outgoing.heads.clone(),
            forum_heads: outgoing.forum_heads.clone(),
            at: self.inner.now(),
            path: path.display().to_string(),
            shape: match shape {
                PackageShape::Bag => BAG.to_owned(),
                PackageShape::Folder => FOLDER.to_owned(),
            },
        };
        if self.inner.read_only.is_none()
            && let Err(error) = self.inner.library.note_export(&row)
        {
            tracing::warn!(code = error.code(), "an export was not noted");
        }
    }
}

/// The shapes of packages, as the library notes them.
const BAG: &str = "zip";
pub(crate) const FOLDER: &str = "folder";

/// Reads a time that somebody gave.
pub(crate) fn time(text: &str) -> Result<DateTime<Utc>, DeskError> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.with_timezone(&Utc))
        .map_err(|_| DeskError::Time { text: text.to_owned() })
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
    let identity = DocxIdentity { report: outgoing.report.id, heads: outgoing.heads.to_hex() };
    let options = FolderOptions {
        profile: &outgoing.profile,
        only: None,
        before: None,
        docx: &DocxOptions { identity: Some(identity) },
    };
    let summary = write_folder(&outgoing.article, pictures, &options, &mut sink, tell)
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
