//! The library's check: reads everything and says what is damaged or missing, and which texts that
//! touches. It changes nothing.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;

use rusqlite::Connection;
use tezis_report::ids::PhotoHash;

use crate::documents::read_changes;
use crate::library::files_in;
use crate::originals::hash_of;
use crate::projection::is_listed;
use crate::tables::documents::{DocumentKind, DocumentRow};
use crate::tables::{documents, forums, photo_uses, photos, projections, reports, snapshots};
use crate::{Damage, Library, StoreError};

/// How far a long job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub step: Step,
    /// How much of it is done.
    pub done: u64,
    /// How much there is.
    pub total: u64,
}

/// What a long job is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The database as a whole, in per cent.
    Database,
    /// Documents, each one.
    Documents,
    /// Originals, each one.
    Originals,
}

/// Gets a job's progress and says whether to go on.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// What SQLite finds wrong with the file, in its words.
    pub database: Vec<String>,
    /// Documents with damage.
    pub documents: Vec<DamagedDocument>,
    /// Originals with damage.
    pub photos: Vec<DamagedPhoto>,
    /// Files of a process that was killed, or of one that is writing now.
    pub temporary_files: Vec<PathBuf>,
    /// Files among the originals that the library doesn't know: harmless.
    pub strays: Vec<PathBuf>,
    /// How many documents were read.
    pub documents_read: u64,
    /// How many changes were read.
    pub changes_read: u64,
    /// How many originals were read.
    pub photos_read: u64,
}

impl CheckReport {
    /// Says whether nothing is damaged or missing.
    pub fn is_clean(&self) -> bool {
        self.database.is_empty() && self.documents.is_empty() && self.photos.is_empty()
    }
}

/// A document with damage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedDocument {
    /// Which.
    pub text: TouchedText,
    /// What is wrong with it.
    pub damage: Vec<Damage>,
}

/// A text that some damage touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchedText {
    /// Report or forum.
    pub kind: DocumentKind,
    /// Its id.
    pub id: String,
    /// Its headline or name as lists show it; empty when even that can't be read.
    pub headline: String,
}

/// An original with damage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedPhoto {
    /// Which.
    pub hash: PhotoHash,
    /// What is wrong with it.
    pub problem: PhotoProblem,
    /// The texts that need it.
    pub texts: Vec<TouchedText>,
}

/// What is wrong with an original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoProblem {
    /// The file is gone.
    Missing,
    /// The file's bytes are others than those that were imported.
    Changed,
    /// The disk can't read the file.
    Unreadable,
}

impl Library {
    /// Reads the whole library and lists what is damaged or missing.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] when `progress` breaks off. Damage is no error, it is the result.
    pub fn check(&self, progress: OnProgress<'_>) -> Result<CheckReport, StoreError> {
        let mut report = CheckReport::default();
        tell(progress, Step::Database, 0, 100)?;
        let reader = self.database.reader()?;
        report.database = integrity(&reader);
        tell(progress, Step::Database, 100, 100)?;
        check_documents(&reader, &mut report, progress)?;
        self.check_photos(&reader, &mut report, progress)?;
        report.temporary_files = self.temporary_files();
        Ok(report)
    }

    fn check_photos(
        &self,
        connection: &Connection,
        report: &mut CheckReport,
        progress: OnProgress<'_>,
    ) -> Result<(), StoreError> {
        let put = photos::all(connection)
            .unwrap_or_else(|error| unreadable(&mut report.database, &error));
        let used = photo_uses::all_photos(connection)
            .unwrap_or_else(|error| unreadable(&mut report.database, &error));
        let known: BTreeSet<PhotoHash> =
            put.into_iter().map(|(hash, _)| hash).chain(used).collect();
        let total = known.len() as u64;
        for (done, hash) in (0..).zip(&known) {
            tell(progress, Step::Originals, done, total)?;
            if let Some(problem) = self.photo_problem(hash) {
                let texts = photo_uses::of_photo(connection, hash)
                    .unwrap_or_else(|error| unreadable(&mut report.database, &error))
                    .into_iter()
                    .map(|(id, kind)| touched(connection, id, kind))
                    .collect();
                report.photos.push(DamagedPhoto { hash: hash.clone(), problem, texts });
            }
        }
        report.photos_read = total;
        tell(progress, Step::Originals, total, total)?;
        report.strays = self
            .original_files()
            .into_iter()
            .filter(|path| {
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                !name.parse::<PhotoHash>().is_ok_and(|hash| known.contains(&hash))
            })
            .collect();
        Ok(())
    }

    fn photo_problem(&self, hash: &PhotoHash) -> Option<PhotoProblem> {
        let path = self.layout.find_original(hash);
        match path.try_exists() {
            Ok(false) => return Some(PhotoProblem::Missing),
            Err(_) => return Some(PhotoProblem::Unreadable),
            Ok(true) => {}
        }
        match hash_of(&self.disk, &path) {
            Ok(found) if found == *hash => None,
            Ok(_) => Some(PhotoProblem::Changed),
            Err(_) => Some(PhotoProblem::Unreadable),
        }
    }

    /// Returns all files among the originals but those that are being written, by path.
    pub(crate) fn original_files(&self) -> Vec<PathBuf> {
        let mut folders: Vec<PathBuf> = std::fs::read_dir(self.layout.originals())
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.is_dir() && *path != self.layout.originals_tmp())
            .collect();
        folders.sort();
        folders.iter().flat_map(|folder| files_in(folder)).collect()
    }
}

/// Tells how far a job is, and turns the answer into an error when it is to stop.
pub(crate) fn tell(
    progress: OnProgress<'_>,
    step: Step,
    done: u64,
    total: u64,
) -> Result<(), StoreError> {
    match progress(Progress { step, done, total }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(StoreError::Cancelled),
    }
}

fn integrity(connection: &Connection) -> Vec<String> {
    let mut found = Vec::new();
    let run = connection.prepare("PRAGMA integrity_check(100)").and_then(|mut query| {
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                found.push(line);
            }
        }
        Ok(())
    });
    if let Err(error) = run {
        found.push(error.to_string());
    }
    found
}

/// Notes a query that a damaged database did not answer.
fn unreadable<T: Default>(database: &mut Vec<String>, error: &rusqlite::Error) -> T {
    database.push(error.to_string());
    T::default()
}

pub(crate) fn check_documents(
    connection: &Connection,
    report: &mut CheckReport,
    progress: OnProgress<'_>,
) -> Result<(), StoreError> {
    let all =
        documents::all(connection).unwrap_or_else(|error| unreadable(&mut report.database, &error));
    let total = all.len() as u64;
    for (done, row) in (0..).zip(&all) {
        tell(progress, Step::Documents, done, total)?;
        let damage = check_document(connection, row, &mut report.changes_read);
        if !damage.is_empty() {
            let text = touched(connection, row.id.clone(), row.kind);
            report.documents.push(DamagedDocument { text, damage });
        }
    }
    report.documents_read = total;
    tell(progress, Step::Documents, total, total)
}

fn check_document(
    connection: &Connection,
    row: &DocumentRow,
    changes_read: &mut u64,
) -> Vec<Damage> {
    let mut damage = Vec::new();
    *changes_read += read_changes(connection, row, 0, &mut damage).len() as u64;
    for upto in snapshots::positions(connection, &row.id).unwrap_or_default() {
        if !snapshots::at(connection, &row.id, upto).is_ok_and(|snapshot| snapshot.whole) {
            damage.push(Damage::Snapshot { upto });
        }
    }
    let projection = projections::find(connection, &row.id).and_then(|found| match found {
        Some(found) => Ok(found.whole && is_listed(connection, &row.id, row.kind, &found.view)?),
        // A document that was made a moment before its process was killed has none yet.
        None => Ok(true),
    });
    if !projection.unwrap_or_default() {
        damage.push(Damage::Projection);
    }
    damage
}

fn touched(connection: &Connection, id: String, kind: DocumentKind) -> TouchedText {
    let shown = match kind {
        DocumentKind::Report => reports::headline(connection, &id),
        DocumentKind::Forum => forums::names(connection, &id)
            .map(|names| names.and_then(|names| names.into_values().next())),
    };
    let headline = shown.ok().flatten().unwrap_or_default();
    TouchedText { kind, id, headline }
}
