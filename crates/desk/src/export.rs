//! Packages going out: the report as it is now, the whole put in its place at once. What is exported
//! is a pure function of documents, profile, photos and the time. Its pictures are made in
//! `pictures`, the article is resolved in `outgoing`.

use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, Utc};
use tezis_publish::changes::changes;
use tezis_publish::formats::{TextOptions, text};
use tezis_publish::package::Progress as Written;
use tezis_report::ids::ReportId;
use tezis_store::ExportRow;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::folders::documents_folder;
use crate::jobs::Progress;
use crate::outgoing::Outgoing;
use crate::package::{Since, bag_target, folder_target, write_bag, write_plain};
use crate::wire::{JobKind, JobResult, PackageShape};

impl Desk {
    /// Starts an export; returns the job's number. `at` is the time that the package carries, by
    /// default that of the report's last change. With `changed` a folder holds only the photos that
    /// are new or made in another way than the published ones; the machines' package is always whole.
    ///
    /// # Errors
    /// There is no such report, `at` is no time, or nothing is published that something could have
    /// changed since. What goes wrong later is the job's error.
    pub fn export_report(
        &self,
        report: ReportId,
        shape: PackageShape,
        to: &Path,
        at: Option<&str>,
        changed: bool,
    ) -> Result<u32, DeskError> {
        let at = at.map(time).transpose()?;
        let outgoing = self.outgoing(report, at)?;
        let since = self.since(&outgoing, changed)?;
        let target = match shape {
            PackageShape::Bag => bag_target(to)?,
            PackageShape::Folder => folder_target(to, &outgoing.article.package_name())?,
        };
        let desk = self.clone();
        let title = outgoing.article.headline.clone();
        self.inner.jobs.start(JobKind::Export, report.to_string(), title, move |progress| {
            desk.export(&outgoing, &since, shape, &target, progress)
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

    /// Returns what a folder says of the version that is published.
    fn since(&self, outgoing: &Outgoing, changed: bool) -> Result<Since, DeskError> {
        let before = self.last_published(outgoing);
        if !changed {
            return Ok(Since { before, only: None });
        }
        let published = before.as_ref().ok_or(DeskError::NotPublished)?;
        let found = changes(published, &outgoing.article, &outgoing.profile);
        Ok(Since { only: Some(found.photos_to_upload()), before })
    }

    fn export(
        &self,
        outgoing: &Outgoing,
        since: &Since,
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
            PackageShape::Folder => write_plain(outgoing, since, &mut pictures, target, &mut tell),
        }?;
        self.note_export(outgoing, shape, target);
        self.backup_after_export();
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
