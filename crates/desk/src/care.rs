//! Care for the library: its check, and originals that nothing names. Copies of it are in `backup`.

use std::ops::ControlFlow;

use chrono::TimeDelta;
use tezis_report::ids::PhotoHash;
use tezis_store::{CheckReport, PhotoProblem, TouchedText};

use crate::desk::{Desk, Inner, rfc3339};
use crate::error::DeskError;
use crate::wire::{LibraryCheck, Problem, Unused, UnusedFile};

/// An original that came later may be about to be named.
const FRESH: TimeDelta = TimeDelta::hours(1);

/// How long the trash keeps what was moved to it.
const KEPT: TimeDelta = TimeDelta::days(30);

impl Desk {
    /// Finds every damaged or missing change and photo, and says which texts they touch.
    ///
    /// # Errors
    /// The database cannot be read at all.
    pub fn check_library(&self) -> Result<LibraryCheck, DeskError> {
        let found = self.inner.library.check(&mut |_| ControlFlow::Continue(()))?;
        Ok(LibraryCheck {
            documents: found.documents_read,
            changes: found.changes_read,
            originals: found.photos_read,
            problems: problems(&found),
        })
    }

    /// Returns the originals that no report, forum, receipt or history names, and those in the trash.
    /// An import puts a photo before it names it: what came in the last hour does not count.
    ///
    /// # Errors
    /// The library can only be read, or cannot be.
    pub fn unused_originals(&self) -> Result<Unused, DeskError> {
        let library = &self.inner.library;
        let before = self.inner.now() - FRESH;
        let found = library.unnamed_originals(before, &mut |_| ControlFlow::Continue(()))?;
        let trashed = library.trashed_originals()?;
        Ok(Unused {
            bytes: found.files.iter().map(|file| file.bytes).sum(),
            trashed_bytes: trashed.iter().map(|file| file.bytes).sum(),
            files: found
                .files
                .into_iter()
                .map(|file| UnusedFile {
                    hash: file.hash,
                    name: file.name,
                    bytes: file.bytes,
                    since: rfc3339(file.since),
                })
                .collect(),
            trashed: trashed
                .into_iter()
                .map(|file| UnusedFile {
                    hash: file.hash,
                    name: file.name,
                    bytes: file.bytes,
                    since: rfc3339(file.trashed_at),
                })
                .collect(),
            days: u32::try_from(KEPT.num_days()).unwrap_or(u32::MAX),
        })
    }

    /// Moves originals that nothing names to the trash, all of them without `hashes`; one that is
    /// named stays where it is. Returns what there is after that.
    ///
    /// # Errors
    /// The library cannot be written.
    pub fn clean_originals(&self, hashes: Option<&[PhotoHash]>) -> Result<Unused, DeskError> {
        self.inner.writable()?;
        let now = self.inner.now();
        let trash = |hashes: &[PhotoHash]| {
            self.inner.library.trash_originals(hashes, now - FRESH, now).map_err(DeskError::from)
        };
        if let Some(hashes) = hashes {
            trash(hashes)?;
        } else {
            let all = self.unused_originals()?.files.into_iter().map(|file| file.hash);
            trash(&all.collect::<Vec<_>>())?;
        }
        self.unused_originals()
    }

    /// Takes originals out of the trash. Returns what there is after that.
    ///
    /// # Errors
    /// The library cannot be written.
    pub fn restore_originals(&self, hashes: &[PhotoHash]) -> Result<Unused, DeskError> {
        self.inner.writable()?;
        self.inner.library.restore_originals(hashes)?;
        self.unused_originals()
    }
}

impl Inner {
    /// Removes for good what has lain in the trash long enough.
    pub(crate) fn empty_old_trash(&self) {
        let before = self.now() - KEPT;
        let emptied = self.library.trashed_originals().and_then(|files| {
            // What is named comes out of the trash by itself: without old files there is nothing to do.
            let old = files.iter().any(|file| file.trashed_at < before);
            if old { self.library.empty_trash(before) } else { Ok(0) }
        });
        match emptied {
            Ok(0) => {}
            Ok(bytes) => tracing::info!(bytes, "the trash was emptied"),
            Err(error) => tracing::warn!(code = error.code(), "the trash was not emptied"),
        }
    }
}

fn problems(found: &CheckReport) -> Vec<Problem> {
    let problem = |code: &str, detail: String| Problem { code: code.to_owned(), detail };
    let mut problems: Vec<Problem> = found
        .database
        .iter()
        .map(|words| problem("library.database", format!("the database is damaged: {words}")))
        .collect();
    for document in &found.documents {
        let lost = document.damage.iter().any(|damage| damage.loses_text());
        let code = if lost { "library.change" } else { "library.copy" };
        let parts: Vec<String> =
            document.damage.iter().map(|damage| format!("{damage:?}")).collect();
        let detail = format!("{} is damaged: {}", named(&document.text), parts.join(", "));
        problems.push(problem(code, detail));
    }
    for photo in &found.photos {
        let (code, words) = match photo.problem {
            PhotoProblem::Missing => ("library.photo_missing", "is missing"),
            PhotoProblem::Changed => ("library.photo_damaged", "is damaged"),
            PhotoProblem::Unreadable => ("library.photo_unreadable", "cannot be read"),
        };
        let texts: Vec<String> = photo.texts.iter().map(named).collect();
        let detail = format!("the original {} {words}; it is in {}", photo.hash, texts.join(", "));
        problems.push(problem(code, detail));
    }
    problems
}

fn named(text: &TouchedText) -> String {
    format!("{} {} “{}”", text.kind.as_str(), text.id, text.headline)
}
