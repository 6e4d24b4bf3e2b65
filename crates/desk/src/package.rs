//! A package on disk: where it may be put, how it comes there whole or not at all, and whether one
//! that somebody sent is whole.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tezis_publish::PublishError;
use tezis_publish::article::Article;
use tezis_publish::formats::{DocxIdentity, DocxOptions};
use tezis_publish::package::{
    BagOptions, FolderOptions, FolderSink, PackageSummary, Progress, write_bag_zip, write_folder,
};
use tezis_store::AtomicFile;

use crate::error::DeskError;
use crate::outgoing::Outgoing;
use crate::pictures::Made;
use crate::wire::{PackageReport, Problem};

/// What bags name as their maker.
const SOFTWARE: &str = concat!("Tezis ", env!("CARGO_PKG_VERSION"));

/// What a folder says of the version before it.
#[derive(Default)]
pub(crate) struct Since {
    /// What is published: the folder says what differs.
    pub(crate) before: Option<Arc<Article>>,
    /// The numbers of the photos that it holds; all where there is none.
    pub(crate) only: Option<BTreeSet<u32>>,
}

/// Hears how far it is, and may stop it.
type Tell<'a> = &'a mut dyn FnMut(Progress<'_>) -> ControlFlow<()>;

/// Writes the zip for machines.
pub(crate) fn write_bag(
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
pub(crate) fn write_plain(
    outgoing: &Outgoing,
    since: &Since,
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
        only: since.only.as_ref(),
        before: since.before.as_deref(),
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
pub(crate) fn bag_target(to: &Path) -> Result<PathBuf, DeskError> {
    if !to.exists() || check_package(to).is_ok_and(|found| found.files > 0) {
        return Ok(to.to_owned());
    }
    Err(DeskError::TargetExists { path: to.display().to_string() })
}

/// A folder that is absent, empty or an earlier package becomes the package; in any other folder it
/// gets a place of its own. A package in which somebody worked (an editor changed its text document, or
/// put another beside it) is replaced no more.
pub(crate) fn folder_target(to: &Path, name: &str) -> Result<PathBuf, DeskError> {
    let empty =
        |folder: &Path| fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    for folder in [to.to_owned(), to.join(name)] {
        if !folder.exists() || empty(&folder) || is_as_written(&folder) {
            return Ok(folder);
        }
        if !folder.is_dir() {
            break;
        }
    }
    Err(DeskError::TargetExists { path: to.display().to_string() })
}

/// The files of a folder beside its photos; the last one is written last.
const FILES: [&str; 7] = [
    "text.txt",
    "article.docx",
    "article.html",
    "captions.csv",
    "changes.html",
    "changes.txt",
    "preview.html",
];

/// Whether a folder is a package that nobody touched since it was written.
fn is_as_written(folder: &Path) -> bool {
    let has = |file: &str| folder.join(file).is_file();
    let changed = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let Some(done) = changed(&folder.join("preview.html")) else { return false };
    let untouched = |path: &Path| changed(path).is_some_and(|at| at <= done);
    let entries = |folder: &Path| {
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
    };
    let written = |path: PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name == "photos" && path.is_dir() {
            return entries(&path).all(|photo| untouched(&photo));
        }
        FILES.contains(&name) && untouched(&path)
    };
    has("text.txt") && has("captions.csv") && entries(folder).all(written)
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
