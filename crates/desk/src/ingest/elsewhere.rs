//! Photos that another program works on: it gets a copy, and what it saves is offered as a version.

use std::path::{Path, PathBuf};

use tezis_photo::{Integrity, PhotoError, integrity};
use tezis_report::ids::{ForumId, PhotoHash};

use super::read::read_limited;
use super::walk::has_picture_name;
use crate::desk::{Desk, Inner};
use crate::error::DeskError;
use crate::wire::EditedElsewhere;

impl Desk {
    /// Makes a copy of a photo for another program and returns where it lies. When that is saved, the
    /// windows hear of it by [`crate::Events::edited`].
    ///
    /// # Errors
    /// There is no such photo, or the library cannot be written.
    pub fn lend_photo(&self, forum: ForumId, photo: &PhotoHash) -> Result<PathBuf, DeskError> {
        self.inner.writable()?;
        let view = self.inner.shared_forum(forum)?.view;
        let known = view.photos.iter().find(|known| known.id == *photo);
        let known =
            known.ok_or_else(|| DeskError::NotFound { what: "photo", id: photo.to_string() })?;
        // Programs that cannot open HEIC are many.
        let bytes = self.picture_of(photo)?;
        let name = known.entity.file_name.clone().unwrap_or_else(|| "photo.jpg".to_owned());
        let name = if bytes == *photo { name } else { with_ending(&name, "png") };
        let path = self.inner.library.lend(forum, photo, &bytes, &name)?;
        self.inner.watch_edits();
        Ok(path)
    }

    /// Returns what other programs saved and nobody took in, also while Tezis was not running.
    ///
    /// # Errors
    /// The library cannot be read.
    pub fn edited_elsewhere(&self) -> Result<Vec<EditedElsewhere>, DeskError> {
        let unfetched = self.inner.library.unfetched_edits()?;
        let whole = unfetched.into_iter().filter(|lent| is_whole_picture(&lent.path));
        Ok(whole
            .map(|lent| EditedElsewhere {
                forum: lent.forum,
                photo: lent.photo,
                path: lent.path.display().to_string(),
            })
            .collect())
    }
}

impl Inner {
    /// Returns which photo a file belongs to that another program saved; nothing while it is the copy
    /// that was given, taken in already, or not whole.
    pub(super) fn saved_elsewhere(&self, path: &Path) -> Option<EditedElsewhere> {
        let lent = self.library.lent(path)?;
        if !is_whole_picture(path) || !self.is_new_file(path) {
            return None;
        }
        let path = path.display().to_string();
        Some(EditedElsewhere { forum: lent.forum, photo: lent.photo, path })
    }

    pub(super) fn is_new_file(&self, path: &Path) -> bool {
        self.library.is_unknown(path).unwrap_or_else(|error| {
            tracing::info!(code = error.code(), "a file that arrived cannot be read");
            false
        })
    }
}

/// Says whether a program is done with writing a picture.
pub(super) fn is_whole_picture(path: &Path) -> bool {
    if !has_picture_name(path) {
        return false;
    }
    let Ok(bytes) = read_limited(path) else { return false };
    matches!(integrity(&bytes), Ok(Integrity::Whole) | Err(PhotoError::NeedsWindow))
}

fn with_ending(name: &str, ending: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}.{ending}")
}
