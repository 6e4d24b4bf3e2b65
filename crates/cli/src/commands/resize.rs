//! `tezis-cli resize …`: the batch tool, which needs no library.

use std::process::ExitCode;

use super::{FOUND_WRONG, Outcome, say_failed};
use crate::arguments::Resize;
use crate::output::Output;
use crate::progress::Bar;

pub(super) fn run(resize: &Resize, output: &Output) -> Outcome {
    let bar = Bar::new();
    let done = tezis_desk::resize_files(
        &tezis_desk::ResizeFiles {
            files: &resize.files,
            profile: resize.profile.as_deref(),
            to: &resize.to,
            fast: resize.fast,
        },
        &bar,
    )?;
    output.give(&done, |done| {
        let lines: Vec<String> = done.files.iter().map(|file| file.path.clone()).collect();
        lines.join("\n")
    });
    for file in &done.failed {
        say_failed(output, &file.name, &file.error);
    }
    Ok(if done.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FOUND_WRONG) })
}
