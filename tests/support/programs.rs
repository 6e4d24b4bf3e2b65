//! The built programs. `scripts/test` names them in `TEZIS_BIN` and `TEZIS_CLI_BIN`; without those
//! they are looked for beside the test's own folder.

use std::path::PathBuf;
use std::process::{Command, Output};

fn program(variable: &str, name: &str) -> PathBuf {
    if let Some(path) = std::env::var_os(variable) {
        return path.into();
    }
    let test = std::env::current_exe().expect("a test knows its own path");
    let target = test.ancestors().nth(2).expect("tests lie in target/<profile>/deps");
    target.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Returns the desktop program's path.
pub fn tezis() -> PathBuf {
    program("TEZIS_BIN", "tezis")
}

/// Returns the command line's path.
pub fn tezis_cli() -> PathBuf {
    program("TEZIS_CLI_BIN", "tezis-cli")
}

/// Runs the command line on a library and returns what it printed, without a line end.
///
/// # Panics
/// It ended with another code than 0.
pub fn cli(library: &std::path::Path, arguments: &[&str]) -> String {
    let output = cli_output(library, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "tezis-cli {arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("the command line prints UTF-8").trim_end().to_owned()
}

/// Runs the command line on a library, whatever comes of it.
pub fn cli_output(library: &std::path::Path, arguments: &[&str]) -> Output {
    Command::new(tezis_cli())
        .arg("--library")
        .arg(library)
        .args(arguments)
        .env("XDG_CACHE_HOME", library.with_extension("cache"))
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}; build it first", tezis_cli().display()))
}
