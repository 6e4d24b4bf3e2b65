//! The desktop program.

// Without this a console window opens beside the program on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    tezis::run()
}
