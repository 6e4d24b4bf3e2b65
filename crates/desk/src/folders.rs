//! The platform's folders for data, cache and logs, and the folder that a file manager shows.

use std::fs;
use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use crate::error::DeskError;

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("az", "", "Tezis")
}

/// Returns the library's folder when nobody names another one.
pub fn default_library_folder() -> PathBuf {
    project().map_or_else(
        || PathBuf::from("tezis-library"),
        |project| project.data_dir().join("library"),
    )
}

/// Returns the folder for thumbnails of a library; it may be deleted at any time.
pub fn default_cache_folder(library: &Path) -> PathBuf {
    // Photos are named by their content, so libraries can share a cache.
    project()
        .map_or_else(|| library.join("cache"), |project| project.cache_dir().join("renditions"))
}

/// Returns the folder for logs.
pub fn default_log_folder() -> PathBuf {
    project().map_or_else(std::env::temp_dir, |project| {
        project.state_dir().unwrap_or_else(|| project.data_local_dir()).join("logs")
    })
}

/// Returns the folder in which exports are proposed.
pub(crate) fn documents_folder() -> PathBuf {
    UserDirs::new()
        .map(|user| user.document_dir().unwrap_or_else(|| user.home_dir()).to_owned())
        .unwrap_or_default()
        .join("Tezis")
}

/// Returns the folder that a file manager opens to show a path: the folder itself, or the one that a
/// file lies in. What a file manager would start instead of opening counts as a file.
///
/// # Errors
/// There is nothing at the path.
pub fn folder_of(path: &Path) -> Result<PathBuf, DeskError> {
    let metadata = fs::metadata(path).map_err(DeskError::io(path, "show"))?;
    let starts = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("app"));
    if metadata.is_dir() && !starts {
        return Ok(path.to_owned());
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    Ok(parent.unwrap_or_else(|| Path::new(".")).to_owned())
}
