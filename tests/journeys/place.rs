//! A library in a folder of its own, and the command line at work on it.

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;
use tezis_tests::drawn;
use tezis_tests::programs::cli_output;

/// A folder with a library and whatever else a test puts there; gone with it.
pub(crate) struct Place {
    dir: TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) said: String,
    pub(crate) errors: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::Builder::new().prefix("tezis-journey-").tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.path("library")
    }

    /// Writes a file and returns its path as an argument.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        argument(&path)
    }

    /// Runs a command on the library, whatever comes of it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        run(&self.library(), arguments)
    }

    /// Runs a command that must be done, and returns what it printed.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, 0, "{arguments:?}: {}", ended.errors);
        ended.said
    }

    /// Runs a command that must be done, and returns what it printed with `--json`.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.done(&[arguments, &["--json"]].concat())).unwrap()
    }

    /// Runs a command that must fail with exit code 1, this code, and nothing that looks like a
    /// result; returns its words.
    pub(crate) fn refused(&self, arguments: &[&str], code: &str) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, 1, "{arguments:?}: {ended:?}");
        assert_eq!(ended.said, "", "{arguments:?}: {ended:?}");
        assert!(ended.errors.contains(&format!("[{code}]")), "{arguments:?}: {ended:?}");
        ended.errors
    }
}

/// Runs a command on a library, whatever comes of it.
pub(crate) fn run(library: &Path, arguments: &[&str]) -> Ended {
    ended(cli_output(library, arguments))
}

pub(crate) fn ended(output: Output) -> Ended {
    Ended {
        code: output.status.code().expect("the command line ends by itself"),
        said: String::from_utf8(output.stdout).unwrap().trim_end().to_owned(),
        errors: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Returns a path as an argument.
pub(crate) fn argument(path: &Path) -> String {
    path.to_str().expect("tests give their files names in UTF-8").to_owned()
}

/// Draws photos into a place and returns their paths as arguments.
pub(crate) fn photos(place: &Place, count: u64, width: u32, height: u32) -> Vec<String> {
    (1..=count)
        .map(|number| {
            let name = format!("Yaddaş kartı/DSC_{number:04}.JPG");
            place.file(&name, &drawn::jpeg(width, height, number))
        })
        .collect()
}
