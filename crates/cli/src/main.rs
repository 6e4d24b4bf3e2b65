//! `tezis-cli`: what the window can do, from a terminal or a script.
//!
//! Ids alone go to the standard output for commands that make things, `--json` gives everything as
//! one JSON value; errors go to the error stream with code and next step, in English. Exit code 0:
//! done; 1: what was asked for failed or was found wrong; 2: wrong usage.

mod arguments;
mod commands;
mod failure;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::output::Output;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let output = Output::new(arguments.json);
    match commands::run(arguments, &output) {
        Ok(outcome) => outcome,
        Err(failure) => {
            output.fail(&failure);
            ExitCode::from(1)
        }
    }
}
