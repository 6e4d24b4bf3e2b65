//! The copy of each file on a second disk: `<folder>/<forum>/<yyyy-mm-dd>/<name>`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use tezis_report::ids::PhotoHash;
use tezis_report::model::Forum;
use tezis_store::Library;

use crate::error::DeskError;

/// Folders of longer names are no use to anybody.
const LONGEST: usize = 60;

/// Where the copies of an import go.
#[derive(Debug)]
pub(super) struct SecondCopy {
    base: PathBuf,
    forum: String,
    /// The folder of photos that do not say when they were taken.
    today: NaiveDate,
}

impl SecondCopy {
    pub(super) fn new(base: PathBuf, forum: &Forum, today: NaiveDate) -> Self {
        let name = forum.about.names.values().next().map(String::as_str).unwrap_or_default();
        let slug = tezis_lang::slug(name, LONGEST);
        let forum = if slug.is_empty() { forum.id.to_string() } else { slug };
        Self { base, forum, today }
    }

    pub(super) fn base(&self) -> &Path {
        &self.base
    }

    /// Copies an original, reads the copy back, and overwrites nothing.
    pub(super) fn copy(
        &self,
        library: &Library,
        hash: &PhotoHash,
        name: &str,
        taken_on: Option<NaiveDate>,
    ) -> Result<(), DeskError> {
        let day = taken_on.unwrap_or(self.today).format("%Y-%m-%d").to_string();
        let folder = Path::new(&self.forum).join(day);
        library.copy_original_to(hash, &self.base, &folder, name).map(drop).map_err(|error| {
            DeskError::SecondCopy { name: name.to_owned(), error: Box::new(error) }
        })
    }
}
