//! The commands, one file for each noun.

mod export;
mod find;
mod forum;
mod history;
mod library;
mod package;
mod photo;
mod profile;
mod publication;
mod report;
mod resize;
mod returned;
mod tag;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::CommandFactory;
use tezis_desk::wire::{Job, JobResult, JobState, WireError};
use tezis_desk::{Access, Desk, DeskError, OpenDesk, SystemEnvironment};

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Bar;

/// How a command ended.
type Outcome = Result<ExitCode, Failure>;

/// The exit code of a command that found something wrong.
const FOUND_WRONG: u8 = 1;

/// Runs the command.
pub(crate) fn run(arguments: Arguments, output: &Output) -> Outcome {
    let library = arguments.library.unwrap_or_else(tezis_desk::default_library_folder);
    match arguments.command {
        Command::Report(command) => report::run(command, library, output),
        Command::Photo(command) => photo::run(command, library, output),
        Command::Forum(command) => forum::run_forum(command, library, output),
        Command::Person(command) => forum::run_person(command, library, output),
        Command::Session(command) => forum::run_session(command, library, output),
        Command::Tag(command) => tag::run(command, library, output),
        Command::Find { query, limit } => find::find(&query.join(" "), limit, library, output),
        Command::Resize(command) => resize::run(&command, output),
        Command::Export(command) => export::run(&command, library, output),
        Command::Package(command) => package::run(&command, output),
        Command::Library(command) => library::run(&command, library, output),
        Command::Profile(command) => profile::run(&command, &library, output),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "tezis-cli", &mut script);
            output.write(&String::from_utf8_lossy(&script));
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Opens the library to write.
fn writing(library: PathBuf) -> Result<Desk, Failure> {
    open(library, Access::Write { holder: "tezis-cli".to_owned() })
}

/// Opens the library to read; takes no lock, so it works while the app runs.
fn reading(library: PathBuf) -> Result<Desk, Failure> {
    open(library, Access::Read)
}

/// Opens the library to write where nobody else does, else to read: for commands that read and would
/// like to leave a note.
fn writing_if_free(library: PathBuf) -> Result<Desk, Failure> {
    open(library, Access::WriteOrRead { holder: "tezis-cli".to_owned() })
}

/// Opens the library to write, or to read where somebody else writes.
fn reading_or_writing(library: PathBuf) -> Result<Desk, Failure> {
    if !library.exists() {
        // Nothing is made by a command that only copies.
        return reading(library);
    }
    open(library, Access::WriteOrRead { holder: "tezis-cli".to_owned() })
}

fn open(library: PathBuf, access: Access) -> Result<Desk, Failure> {
    let desk = Desk::open(OpenDesk {
        cache: tezis_desk::default_cache_folder(&library),
        library,
        access,
        environment: Arc::new(SystemEnvironment),
        events: Arc::new(Bar::new()),
    })?;
    Ok(desk)
}

/// Waits for a job and returns what came of it.
fn finish(desk: &Desk, job: u32) -> Result<JobResult, Failure> {
    match desk.wait_for_job(job) {
        Some(Job { state: JobState::Done, result: Some(result), .. }) => Ok(result),
        Some(Job { error: Some(error), .. }) => Err(error.into()),
        Some(Job { state: JobState::Cancelled, .. }) => Err(DeskError::Cancelled.into()),
        _ => Err(DeskError::Bug("a job ended without an answer").into()),
    }
}

/// Says on the error stream which files could not be taken.
fn say_failed(output: &Output, name: &str, error: &WireError) {
    output.warn(&format!("{name}: {} [{}]", error.detail, error.code));
}
