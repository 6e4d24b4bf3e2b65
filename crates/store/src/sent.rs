//! What left the desk: exports, ticks of the hand-over page, receipts of publications. Rows of this
//! library alone, no part of a document: they tell what was done from here.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use tezis_report::ids::ReportId;

use crate::tables::exports::{self, ExportRow};
use crate::tables::handover::{self, HandoverRow};
use crate::tables::receipts::{self, NewReceipt, Receipt};
use crate::{Library, StoreError};

impl Library {
    /// Keeps the receipt of a publication and returns the SHA-256 of its article. The same publication
    /// again replaces it, so that writing it a second time after a failure does no harm.
    ///
    /// To be called before the publication is written into the report's document: then a process
    /// killed between the two leaves a receipt that nothing names, never a publication without one.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the database.
    pub fn put_receipt(&self, receipt: &NewReceipt) -> Result<String, StoreError> {
        self.note("keep a receipt", |connection| receipts::replace(connection, receipt))
    }

    /// Returns the receipts of a report, the latest publication first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn receipts(&self, report: ReportId) -> Result<Vec<Receipt>, StoreError> {
        self.database.read("read the receipts", |connection| {
            receipts::of_report(connection, &report.to_string())
        })
    }

    /// Ticks a field or photo of a report's hand-over off, with the hash of what was copied and the
    /// time; `None` takes the tick away.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the database.
    pub fn tick_handover(
        &self,
        report: ReportId,
        key: &str,
        tick: Option<(&str, DateTime<Utc>)>,
    ) -> Result<(), StoreError> {
        self.note("keep a tick", |connection| {
            handover::set_tick(connection, &report.to_string(), key, tick)
        })
    }

    /// Takes all ticks of a report's hand-over away, as for its next round; addresses stay.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the database.
    pub fn clear_handover_ticks(&self, report: ReportId) -> Result<(), StoreError> {
        self.note("take ticks away", |connection| {
            handover::clear_ticks(connection, &report.to_string())
        })
    }

    /// Keeps the address that the portal gave a photo; `None` takes it away.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the database.
    pub fn set_handover_address(
        &self,
        report: ReportId,
        key: &str,
        address: Option<&str>,
    ) -> Result<(), StoreError> {
        self.note("keep an address", |connection| {
            handover::set_address(connection, &report.to_string(), key, address)
        })
    }

    /// Returns how far a report's hand-over is, by key; keys without a tick and an address are left
    /// out.
    ///
    /// # Errors
    /// Those of the database.
    pub fn handover(&self, report: ReportId) -> Result<Vec<HandoverRow>, StoreError> {
        self.database.read("read the hand-over", |connection| {
            handover::of_report(connection, &report.to_string())
        })
    }

    /// Notes an export.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the database.
    pub fn note_export(&self, export: &ExportRow) -> Result<(), StoreError> {
        self.note("note an export", |connection| exports::insert(connection, export))
    }

    /// Returns the exports of a report, the latest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn exports(&self, report: ReportId) -> Result<Vec<ExportRow>, StoreError> {
        self.database.read("read the exports", |connection| {
            exports::of_report(connection, &report.to_string())
        })
    }

    /// Writes one row of one table.
    fn note<T>(
        &self,
        operation: &'static str,
        write: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.database.write(operation, |connection| {
            write(connection).map_err(|error| self.sql(operation, error))
        })
    }
}
