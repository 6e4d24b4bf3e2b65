//! Lists: reports, forums, people.

use std::collections::BTreeMap;

use tezis_report::ids::ForumId;
use tezis_report::model::Localized;

use crate::tables::forums::{self, ForumRow};
use crate::tables::people::{self, PersonRow};
use crate::tables::reports::{self, ReportFilter, ReportPage};
use crate::{Library, StoreError};

impl Library {
    /// Returns a part of the list of reports, last changed first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn list_reports(&self, filter: &ReportFilter) -> Result<ReportPage, StoreError> {
        self.database.read("list the reports", |connection| reports::page(connection, filter))
    }

    /// Returns all forums, the latest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn list_forums(&self) -> Result<Vec<ForumRow>, StoreError> {
        self.database.read("list the forums", forums::all)
    }

    /// Returns the names of the given forums; one that the lists don't know is left out. For the rows
    /// of a page: it costs as much as there are ids, however many forums the library has.
    ///
    /// # Errors
    /// Those of the database.
    pub fn forum_names(
        &self,
        ids: impl IntoIterator<Item = ForumId>,
    ) -> Result<BTreeMap<ForumId, Localized>, StoreError> {
        self.database
            .read("read the names of forums", |connection| forums::names_of(connection, ids))
    }

    /// Returns people of all forums whose name has a word beginning with each word of the query,
    /// the forum changed last first; a person known to several forums comes once for each.
    ///
    /// # Errors
    /// Those of the database.
    pub fn search_people(&self, query: &str, limit: u32) -> Result<Vec<PersonRow>, StoreError> {
        let words: Vec<String> = tezis_lang::words(query)
            .map(|word| tezis_lang::fold(&tezis_lang::nfc(word.text)))
            .collect();
        self.database
            .read("search the people", |connection| people::search(connection, &words, limit))
    }
}
