//! What the tests share: a library in a folder of its own, drawn photos, blocks.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, Rgb, RgbImage};
use tempfile::TempDir;
use tezis_desk::ids::{BlockId, ReportId};
use tezis_desk::model::{Block, BlockKind, RichText};
use tezis_desk::wire::{Job, JobResult};
use tezis_desk::{
    Access, BodySave, Desk, DeskError, Environment, Events, NoEvents, OpenDesk, SystemEnvironment,
};

/// A folder that is gone with the test.
pub(crate) fn folder() -> TempDir {
    tempfile::Builder::new().prefix("tezis-desk-").tempdir().unwrap()
}

/// Opens the library in a folder.
pub(crate) fn open_with(
    dir: &Path,
    access: Access,
    events: Arc<dyn Events>,
) -> Result<Desk, DeskError> {
    Desk::open(OpenDesk {
        library: dir.join("library"),
        cache: dir.join("cache"),
        access,
        environment: Arc::new(SystemEnvironment),
        events,
    })
}

/// Opens the library in a folder to write.
pub(crate) fn open(dir: &Path) -> Desk {
    let access = Access::Write { holder: "the test".to_owned() };
    open_with(dir, access, Arc::new(NoEvents)).unwrap()
}

/// Opens the library in a folder to read, as another process would: from the disk.
pub(crate) fn read(dir: &Path) -> Desk {
    open_with(dir, Access::Read, Arc::new(NoEvents)).unwrap()
}

/// Returns a paragraph with an id of its own.
pub(crate) fn paragraph(text: &str) -> Block {
    let random = SystemEnvironment.random();
    Block {
        id: BlockId::from_parts(1_760_000_000_000, random),
        kind: BlockKind::Paragraph,
        text: RichText { text: text.to_owned(), marks: Vec::new() },
    }
}

/// Returns a save that puts a block at the end of what the report shows now.
pub(crate) fn append(desk: &Desk, report: ReportId, block: &Block) -> BodySave {
    let opened = desk.open_report(report).unwrap();
    let order = opened.report.body.iter().map(|block| block.id).chain([block.id]).collect();
    BodySave {
        base: opened.heads,
        blocks: vec![block.clone()],
        removed: Vec::new(),
        order: Some(order),
    }
}

/// Returns the texts of a report's blocks.
pub(crate) fn texts(desk: &Desk, report: ReportId) -> Vec<String> {
    let report = desk.report(report).unwrap();
    report.body.into_iter().map(|block| block.text.text).collect()
}

/// Draws a JPEG; the same seed gives the same bytes.
pub(crate) fn jpeg(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let mixed = (x / 16 + 7 * (y / 16)).wrapping_mul(seed.wrapping_mul(2_654_435_761) | 1);
        let [red, green, blue, _] = mixed.to_le_bytes();
        Rgb([red / 2 + 60, green / 2 + 60, blue / 2 + 60])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 85)
        .encode(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
        .unwrap();
    // Pictures may look alike, files never: a comment behind the picture's end says which it is.
    bytes.extend(seed.to_be_bytes());
    bytes
}

/// Writes drawn photos into a folder and returns their paths.
pub(crate) fn photos(dir: &Path, count: u32) -> Vec<PathBuf> {
    std::fs::create_dir_all(dir).unwrap();
    (0..count)
        .map(|number| {
            let path = dir.join(format!("IMG_{number:04}.JPG"));
            std::fs::write(&path, jpeg(480, 320, number)).unwrap();
            path
        })
        .collect()
}

/// Imports files and returns how the job ended.
pub(crate) fn import(desk: &Desk, report: ReportId, paths: Vec<PathBuf>) -> Job {
    let job = desk.import_photos(report, paths).unwrap();
    desk.wait_for_job(job).unwrap()
}

/// A photo that came in: its hash, and whether it is new.
type Came = (String, bool);

/// A file that did not: its name, and the error's code.
type Failed = (String, String);

/// Returns what an import brought, as hash and whether it is new, and which files failed.
pub(crate) fn imported(job: &Job) -> (Vec<Came>, Vec<Failed>) {
    let Some(JobResult::Imported { photos, failed, .. }) = &job.result else {
        panic!("the import ended as {job:?}");
    };
    (
        photos.iter().map(|photo| (photo.hash.to_string(), photo.new)).collect(),
        failed.iter().map(|file| (file.name.clone(), file.error.code.clone())).collect(),
    )
}

/// Returns all files below a folder.
pub(crate) fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
