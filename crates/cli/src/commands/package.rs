//! `tezis-cli package …`

use std::process::ExitCode;

use super::{FOUND_WRONG, Outcome};
use crate::arguments::PackageCommand;
use crate::output::Output;

pub(super) fn run(command: &PackageCommand, output: &Output) -> Outcome {
    let PackageCommand::Check { file } = command;
    let check = tezis_desk::check_package(file)?;
    output.give(&check, |check| {
        let mut lines: Vec<String> = check
            .problems
            .iter()
            .map(|problem| format!("{} [{}]", problem.detail, problem.code))
            .collect();
        if lines.is_empty() {
            lines.push(format!("{}: whole, {} files", file.display(), check.files));
        }
        lines.join("\n")
    });
    Ok(if check.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FOUND_WRONG) })
}
