//! `tezis-cli library …`

use std::path::PathBuf;
use std::process::ExitCode;

use tezis_desk::wire::{JobResult, UnusedFile};

use super::{FOUND_WRONG, Outcome, finish, reading, reading_or_writing, writing};
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
            // Where the window writes, a copy can be made all the same; the window then does not know.
            let desk = reading_or_writing(library)?;
            let to = to.as_deref().map(|to| std::path::absolute(to).unwrap_or_else(|_| to.into()));
            let job = desk.backup(to.as_deref())?;
            let done = finish(&desk, job)?;
            desk.close();
            output.give(&done, |done| match done {
                JobResult::Copied { to, copied, kept } => {
                    format!("{to}: {copied} new originals copied, {kept} were there")
                }
                _ => String::new(),
            });
            Ok(ExitCode::SUCCESS)
        }
        LibraryCommand::Clean { dry_run } => {
            let desk = writing(library)?;
            let found = desk.unused_originals()?;
            if !dry_run && !found.files.is_empty() {
                desk.clean_originals(None)?;
            }
            desk.close();
            output.give(&found, |found| {
                let file = |file: &UnusedFile| {
                    let name = file.name.as_deref().unwrap_or_default();
                    format!("{}  {}  {} bytes  {name}", file.hash, file.since, file.bytes)
                };
                let mut lines: Vec<String> = found.files.iter().map(file).collect();
                lines.push(format!("{} originals, {} bytes", found.files.len(), found.bytes));
                lines.join("\n")
            });
            Ok(ExitCode::SUCCESS)
        }
        LibraryCommand::Restore { from } => {
            let done = tezis_desk::restore_library(from, &library)?;
            output.give(&done, |done| match done {
                JobResult::Restored { to, originals, .. } => {
                    format!("{to}: restored with {originals} originals")
                }
                _ => String::new(),
            });
            Ok(if is_whole(&done, output) {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(FOUND_WRONG)
            })
        }
    }
}

/// Says what the copy lacked: the library is there all the same.
fn is_whole(done: &JobResult, output: &Output) -> bool {
    let JobResult::Restored { missing, damaged, .. } = done else { return true };
    for hash in missing {
        output.warn(&format!("the original {hash} is not in the copy, or damaged there"));
    }
    for headline in damaged {
        output
            .warn(&format!("“{headline}” is damaged in the copy; what is left of it is restored"));
    }
    missing.is_empty() && damaged.is_empty()
}
