//! The repository as these tests see it: its root, its committed files, cargo's view of it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use cargo_metadata::{CargoOpt, Metadata, MetadataCommand};

/// The folder of the top Cargo.toml.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository")
}

/// Every package that any platform and any feature may bring in, as Cargo.lock has them.
pub(crate) fn metadata() -> &'static Metadata {
    static METADATA: LazyLock<Metadata> = LazyLock::new(|| {
        MetadataCommand::new()
            .manifest_path(root().join("Cargo.toml"))
            .features(CargoOpt::AllFeatures)
            .other_options(["--locked".to_owned()])
            .exec()
            .expect("cargo metadata reads the workspace (the first time it needs the network)")
    });
    &METADATA
}

/// The committed files, relative to the root, with forward slashes. A source archive has no git
/// folder: there, every file that is not the product of a build.
pub(crate) fn committed_files() -> &'static [String] {
    static FILES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut files = files_known_to_git().unwrap_or_else(|| {
            let mut found = Vec::new();
            walk(root(), &mut found);
            found
        });
        // One that is deleted but not yet committed so is not there to be read.
        files.retain(|file| root().join(file).is_file());
        files.sort();
        assert!(files.iter().any(|file| file == "Cargo.toml"), "the list of files is not ours");
        files
    });
    &FILES
}

/// Says whether a file ends in `.ending`.
pub(crate) fn ends_in(file: &str, ending: &str) -> bool {
    Path::new(file).extension().is_some_and(|has| has == ending)
}

/// Reads a committed file as text; none when it is not UTF-8 (a picture, a fixture in an old encoding).
pub(crate) fn text_of(file: &str) -> Option<String> {
    let bytes = std::fs::read(root().join(file)).expect("a committed file can be read");
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

/// Every `(file, line number from 1, line)` of the committed text files that `wanted` names.
pub(crate) fn lines_of(wanted: impl Fn(&str) -> bool) -> Vec<(String, usize, String)> {
    let mut lines = Vec::new();
    for file in committed_files().iter().filter(|file| wanted(file)) {
        let Some(text) = text_of(file) else { continue };
        lines.extend(text.lines().zip(1..).map(|(line, at)| (file.clone(), at, line.to_owned())));
    }
    lines
}

fn files_known_to_git() -> Option<Vec<String>> {
    let output = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    let names = String::from_utf8(output.stdout).expect("file names are UTF-8");
    Some(names.split_terminator('\0').map(str::to_owned).collect())
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository can be read") {
        let path: PathBuf = entry.expect("an entry can be read").path();
        let relative = path.strip_prefix(root()).expect("below the root").to_path_buf();
        let name = relative.to_string_lossy().replace('\\', "/");
        let is_built = ["target", "gen", "ui/dist", ".git"].contains(&name.as_str())
            || name.ends_with("node_modules");
        if path.is_dir() && !is_built {
            walk(&path, found);
        } else if path.is_file() {
            found.push(name);
        }
    }
}
