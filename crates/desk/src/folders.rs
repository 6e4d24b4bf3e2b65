//! The platform's folders for data, cache and logs, and the folder that a file manager shows.

use std::fs;
use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use crate::error::DeskError;

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("az", "", "Tezis")
}

/// Returns the library's folder when nobody names another one: the one that was chosen last, else one
/// in the platform's data folder.
pub fn default_library_folder() -> PathBuf {
    chosen_library_file()
        .and_then(|file| fs::read_to_string(file).ok())
        .and_then(|text| chosen_library(&text))
        .unwrap_or_else(own_library_folder)
}

/// Reads which library was chosen. One whose disk is not there now is passed over: opening it would
/// make an empty library in the place where the disk is mounted.
fn chosen_library(text: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(text.trim_end_matches('\n'));
    let holds_something =
        || fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_some());
    (folder.is_absolute() && holds_something()).then_some(folder)
}

/// Makes a library the one that is opened from now on when nobody names another.
///
/// # Errors
/// The platform's folder for settings cannot be written.
pub fn choose_library(folder: &Path) -> Result<(), DeskError> {
    let Some(file) = chosen_library_file() else { return Ok(()) };
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent).map_err(DeskError::io(parent, "make"))?;
    }
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    Ok(tezis_store::write_atomic(&file, format!("{}\n", folder.display()).as_bytes())?)
}

/// The file that names the library that was chosen last.
fn chosen_library_file() -> Option<PathBuf> {
    project().map(|project| project.config_dir().join("library.txt"))
}

fn own_library_folder() -> PathBuf {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_library_whose_disk_is_gone_is_not_made_anew_in_its_place() {
        let disk = tempfile::tempdir().unwrap();
        let library = disk.path().join("library");
        let text = format!("{}\n", library.display());
        assert_eq!(chosen_library(&text), None, "not there");
        fs::create_dir(&library).unwrap();
        assert_eq!(chosen_library(&text), None, "the place of a disk that is not mounted");
        fs::create_dir(library.join("originals")).unwrap();
        assert_eq!(chosen_library(&text), Some(library));
        assert_eq!(chosen_library("library\n"), None, "depends on where the program was started");
    }
}
