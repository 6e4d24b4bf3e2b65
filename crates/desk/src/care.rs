//! Care for the library: check, copy, restore.

use std::ops::ControlFlow;
use std::path::Path;

use tezis_store::{CheckReport, PhotoProblem, TouchedText};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{LibraryCheck, LibraryCopy, Problem};

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

    /// Copies the library to a folder on another disk: the database, and the originals that are not
    /// there yet. Everything copied is read back.
    ///
    /// # Errors
    /// The folder is this library or another one's copy, is full or cannot be written, or the
    /// library is damaged.
    pub fn backup_library(&self, to: &Path) -> Result<LibraryCopy, DeskError> {
        self.inner.project_all();
        let done =
            self.inner.library.backup(to, self.inner.now(), &mut |_| ControlFlow::Continue(()))?;
        whole(&done)
    }
}

/// Restores a copy into a folder that is absent or empty.
///
/// # Errors
/// `from` is no copy or is damaged, or `to` is not empty or cannot be written.
pub fn restore_library(from: &Path, to: &Path) -> Result<LibraryCopy, DeskError> {
    let done = tezis_store::restore(from, to, &mut |_| ControlFlow::Continue(()))?;
    whole(&done)
}

/// A copy without some originals is made all the same, but it is not called done.
fn whole(done: &tezis_store::BackupReport) -> Result<LibraryCopy, DeskError> {
    if done.is_whole() {
        return Ok(LibraryCopy { copied: done.copied, kept: done.already_there });
    }
    let documents = done.documents.iter().map(|damaged| damaged.text.id.clone());
    let hashes = done.damaged.iter().chain(&done.missing).map(ToString::to_string);
    let hashes: Vec<String> = hashes.chain(documents).collect();
    Err(DeskError::CopyNotWhole { hashes: hashes.join(", ") })
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
