//! `tezis-cli find` and `person places`

use std::path::PathBuf;
use std::process::ExitCode;

use tezis_desk::ids::PersonId;

use super::{Outcome, reading};
use crate::output::Output;

pub(super) fn find(query: &str, limit: u32, library: PathBuf, output: &Output) -> Outcome {
    let found = reading(library)?.find(query, limit)?;
    output.give(&found, |found| {
        let lines = found.iter().map(|one| {
            let kind = format!("{:?}", one.kind).to_ascii_lowercase();
            format!("{kind:<8}  {}  {}  {}", one.id, one.label, one.detail).trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(ExitCode::SUCCESS)
}

pub(super) fn places(person: PersonId, library: PathBuf, output: &Output) -> Outcome {
    let found = reading(library)?.person_places(person)?;
    output.give(&found, |found| {
        let lines = found.places.iter().map(|place| {
            let kind = format!("{:?}", place.kind).to_ascii_lowercase();
            let place_id = place.report.map(|id| id.to_string());
            let place_id = place_id.or_else(|| place.forum.map(|id| id.to_string()));
            let id = place_id.unwrap_or_default();
            format!("{kind:<12}  {id}  {}: {}", place.title, place.text)
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(ExitCode::SUCCESS)
}
