//! `tezis-cli profile …`

use std::path::Path;
use std::process::ExitCode;

use super::{FOUND_WRONG, Outcome};
use crate::arguments::ProfileCommand;
use crate::output::Output;

pub(super) fn run(command: &ProfileCommand, library: &Path, output: &Output) -> Outcome {
    match command {
        ProfileCommand::List => {
            let profiles = tezis_desk::list_profiles(library)?;
            output.give(&profiles, |profiles| {
                let lines: Vec<String> = profiles
                    .iter()
                    .map(|profile| format!("{}  {}", profile.name, profile.title))
                    .collect();
                lines.join("\n")
            });
            Ok(ExitCode::SUCCESS)
        }
        ProfileCommand::Check { file } => {
            let check = tezis_desk::check_profile(file)?;
            output.give(&check, |check| {
                let mut lines: Vec<String> = check
                    .problems
                    .iter()
                    .map(|found| format!("{}:{} [{}]", file.display(), found.detail, found.code))
                    .collect();
                if lines.is_empty() {
                    lines.push(format!("{}: right", file.display()));
                }
                lines.join("\n")
            });
            let right = check.problems.is_empty();
            Ok(if right { ExitCode::SUCCESS } else { ExitCode::from(FOUND_WRONG) })
        }
    }
}
