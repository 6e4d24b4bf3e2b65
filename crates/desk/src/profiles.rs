//! Portal profiles: those that come with Tezis, and the files in the library's `profiles/` folder,
//! which take the place of one of the same name.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use tezis_publish::Profile;
use tezis_report::model::Report;

use crate::desk::{Desk, summary};
use crate::error::DeskError;
use crate::wire::{Problem, ProfileReport, ProfileSummary};

/// The profile of a report that names none.
const DEFAULT: &str = "mia.az";

impl Desk {
    /// Returns all profiles that can be used, by name. A file with mistakes is passed over here and
    /// named by `tezis-cli profile check`.
    pub(crate) fn profiles(&self) -> Result<Vec<Profile>, DeskError> {
        profiles_of(self.library_folder())
    }

    /// Returns the profile of that name, or the default one.
    pub(crate) fn profile(&self, name: Option<&str>) -> Result<Profile, DeskError> {
        find(self.profiles()?, name.unwrap_or(DEFAULT))
    }

    /// Returns a report's profile; a report of a profile that is gone gets the default one.
    pub(crate) fn profile_of(&self, report: &Report) -> Result<Profile, DeskError> {
        let profiles = self.profiles()?;
        match report.about.profile.as_deref() {
            Some(name) if profiles.iter().any(|profile| profile.name == name) => {
                find(profiles, name)
            }
            _ => find(profiles, DEFAULT),
        }
    }
}

/// Lists the profiles that can be used with a library.
///
/// # Errors
/// The library's `profiles/` folder cannot be read.
pub fn list_profiles(library: &Path) -> Result<Vec<ProfileSummary>, DeskError> {
    Ok(profiles_of(library)?.iter().map(summary).collect())
}

/// Checks a profile's file.
///
/// # Errors
/// The file cannot be read. Mistakes in it are in the report.
pub fn check_profile(file: &Path) -> Result<ProfileReport, DeskError> {
    let text = fs::read_to_string(file).map_err(DeskError::io(file, "read"))?;
    let problems = match Profile::parse(&text) {
        Ok(_) => Vec::new(),
        Err(errors) => errors
            .0
            .iter()
            .map(|error| Problem { code: error.code().to_owned(), detail: error.to_string() })
            .collect(),
    };
    Ok(ProfileReport { problems })
}

/// Returns the profile that a name or a file stands for, without a library, and the folder that its
/// watermark lies in.
pub(crate) fn profile_named(name: Option<&str>) -> Result<(Profile, PathBuf), DeskError> {
    let name = name.unwrap_or(DEFAULT);
    let file = Path::new(name);
    if file.extension().is_some_and(|ending| ending == "toml") {
        return Ok((read(file)?, file.parent().unwrap_or(Path::new("")).to_owned()));
    }
    Ok((find(Profile::builtins(), name)?, PathBuf::new()))
}

fn profiles_of(library: &Path) -> Result<Vec<Profile>, DeskError> {
    let mut profiles = Profile::builtins();
    for file in files(&library.join("profiles"))? {
        match read(&file) {
            Ok(own) => {
                profiles.retain(|profile| profile.name != own.name);
                profiles.push(own);
            }
            Err(error) => tracing::warn!(code = error.code(), "a portal profile was passed over"),
        }
    }
    profiles.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(profiles)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, DeskError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(DeskError::io(folder, "read")(error)),
    };
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    Ok(files)
}

fn read(file: &Path) -> Result<Profile, DeskError> {
    let text = fs::read_to_string(file).map_err(DeskError::io(file, "read"))?;
    Profile::parse(&text)
        .map_err(|errors| DeskError::Profile { path: file.display().to_string(), errors })
}

fn find(profiles: Vec<Profile>, name: &str) -> Result<Profile, DeskError> {
    let known = profiles.iter().map(|profile| profile.name.as_str()).collect::<Vec<_>>().join(", ");
    profiles
        .into_iter()
        .find(|profile| profile.name == name)
        .ok_or_else(|| DeskError::UnknownProfile { name: name.to_owned(), known })
}

/// Reads a portal's local time. One that the clocks skip or have twice is the earlier one; a zone
/// that there is not is UTC.
pub(crate) fn local_to_utc(profile: &Profile, local: NaiveDateTime) -> DateTime<Utc> {
    let zone: chrono_tz::Tz = profile.time_zone.parse().unwrap_or(chrono_tz::UTC);
    zone.from_local_datetime(&local)
        .earliest()
        .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
}
