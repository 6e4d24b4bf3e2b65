//! `tezis-cli library …`

use std::path::PathBuf;
use std::process::ExitCode;

use super::{FOUND_WRONG, Outcome, reading};
use crate::arguments::LibraryCommand;
use crate::output::Output;

pub(super) fn run(command: &LibraryCommand, library: PathBuf, output: &Output) -> Outcome {
    match command {
        LibraryCommand::Check => {
            let check = reading(library)?.check_library()?;
            output.give(&check, |check| {
                let mut lines: Vec<String> = check
                    .problems
                    .iter()
                    .map(|found| format!("{} [{}]", found.detail, found.code))
                    .collect();
                if lines.is_empty() {
                    lines.push(format!(
                        "whole: {} documents, {} changes, {} originals",
                        check.documents, check.changes, check.originals
                    ));
                }
                lines.join("\n")
            });
            let whole = check.problems.is_empty();
            Ok(if whole { ExitCode::SUCCESS } else { ExitCode::from(FOUND_WRONG) })
        }
        LibraryCommand::Backup { to } => {
            let done = reading(library)?.backup_library(to)?;
            output.give(&done, |done| {
                format!(
                    "{}: {} new originals copied, {} were there",
                    to.display(),
                    done.copied,
                    done.kept
                )
            });
            Ok(ExitCode::SUCCESS)
        }
        LibraryCommand::Restore { from } => {
            let done = tezis_desk::restore_library(from, &library)?;
            output.give(&done, |done| {
                format!("{}: restored with {} originals", library.display(), done.copied)
            });
            Ok(ExitCode::SUCCESS)
        }
    }
}
