//! The platform's folders for data, cache and logs.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

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
