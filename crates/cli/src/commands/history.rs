//! `tezis-cli report history`, `restore`, `diff`

use std::path::PathBuf;
use std::process::ExitCode;

use tezis_desk::ids::ReportId;
use tezis_desk::wire::{Version, VersionDiff};
use tezis_desk::{Desk, DeskError, Heads};

use super::publication::{described, marked, photo_line};
use super::{Outcome, reading, writing};
use crate::arguments::{DiffVersions, RestoreVersion};
use crate::failure::Failure;
use crate::output::Output;

/// Hexadecimal digits of a head.
const HASH: usize = 64;

pub(super) fn history(report: ReportId, library: PathBuf, output: &Output) -> Outcome {
    let versions = reading(library)?.history(report)?;
    output.give(&versions, |versions| {
        let numbered = (1..=versions.len()).rev().zip(versions);
        numbered.map(|(number, version)| line(number, version)).collect::<Vec<_>>().join("\n")
    });
    Ok(ExitCode::SUCCESS)
}

fn line(number: usize, version: &Version) -> String {
    let about = [
        Some(format!("{number:>4}  {}  {} changes", version.to, version.changes)),
        version.words.map(|words| format!("{words} words")),
        version.publication.map(|publication| format!("published {publication}")),
        version.exported_at.as_ref().map(|_| "exported".to_owned()),
        version.now.then(|| "now".to_owned()),
    ];
    about.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

pub(super) fn restore(restore: &RestoreVersion, library: PathBuf, output: &Output) -> Outcome {
    let desk = writing(library)?;
    let heads = state(&desk, restore.report, &restore.version)?;
    let edited = desk.restore_version(restore.report, &heads, restore.block)?;
    desk.close();
    output.give(&edited.step, |step| {
        if step.is_empty() { "it says that already".to_owned() } else { "restored".to_owned() }
    });
    Ok(ExitCode::SUCCESS)
}

pub(super) fn diff(diff: &DiffVersions, library: PathBuf, output: &Output) -> Outcome {
    let desk = reading(library)?;
    let from = state(&desk, diff.report, &diff.from)?;
    let to = diff.to.as_deref().map(|to| state(&desk, diff.report, to)).transpose()?;
    let found = desk.compare_versions(diff.report, &from, to.as_ref())?;
    output.give(&found, describe);
    Ok(ExitCode::SUCCESS)
}

fn describe(diff: &VersionDiff) -> String {
    let fields = diff.fields.iter().map(|one| format!("{}: {}", one.key, marked(&one.pieces)));
    let blocks = diff.blocks.iter().filter_map(described);
    let photos = diff.photos.iter().map(photo_line);
    fields.chain(blocks).chain(photos).collect::<Vec<_>>().join("\n")
}

/// Finds a version by its number in the history, the first one being 1, or by its heads.
fn state(desk: &Desk, report: ReportId, named: &str) -> Result<Heads, Failure> {
    let unknown = || DeskError::NotFound { what: "version", id: named.to_owned() };
    // A hash of digits alone is a hash.
    if named.len() < HASH
        && let Ok(number) = named.parse::<usize>()
    {
        let versions = desk.history(report)?;
        let place = versions.len().checked_sub(number).filter(|_| number > 0);
        let found = place.and_then(|place| versions.into_iter().nth(place));
        return Ok(found.ok_or_else(unknown)?.heads);
    }
    let hashes: Vec<&str> = named.split(',').collect();
    Ok(Heads::from_hex(&hashes).ok_or_else(unknown)?)
}
