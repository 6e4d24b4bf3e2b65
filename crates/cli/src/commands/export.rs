//! `tezis-cli export …`

use std::path::PathBuf;
use std::process::ExitCode;

use tezis_desk::wire::{JobResult, PackageShape};

use super::{Outcome, finish, writing_if_free};
use crate::arguments::Export;
use crate::output::Output;

pub(super) fn run(export: &Export, library: PathBuf, output: &Output) -> Outcome {
    let zip = export.to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    let shape = if zip { PackageShape::Bag } else { PackageShape::Folder };
    let desk = writing_if_free(library)?;
    let at = export.at.as_deref();
    let job = desk.export_report(export.report, shape, &export.to, at, export.changed)?;
    let result = finish(&desk, job)?;
    if let JobResult::Exported { notes, .. } = &result {
        for note in notes {
            let values: Vec<String> =
                note.params.iter().map(|(key, value)| format!("{key}={value}")).collect();
            output.warn(&format!("note: {} {}", note.code, values.join(" ")));
        }
    }
    // The user may want a copy of the library after every export.
    desk.wait_for_jobs();
    desk.close();
    output.give(&result, |result| match result {
        JobResult::Exported { path, .. } => path.clone(),
        _ => String::new(),
    });
    Ok(ExitCode::SUCCESS)
}
