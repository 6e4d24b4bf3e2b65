//! A build of the programs and a build of the tests resolve the same features. Where a development
//! dependency turns on one more feature of a crate far below, everything above it is compiled twice:
//! minutes, on a small machine.

use std::collections::BTreeSet;
use std::process::Command;

use crate::repository::root;

#[test]
fn development_dependencies_change_no_features_of_the_programs() {
    let programs = resolved("normal,build");
    let tests = resolved("normal,build,dev");
    assert!(programs.len() > 100, "that is not the whole tree");
    let twice: Vec<_> = programs.difference(&tests).collect();
    assert!(
        twice.is_empty(),
        "compiled once for the programs and once for the tests; name the development dependency that \
         brings the features in [dependencies] of tests/Cargo.toml too:\n{twice:#?}"
    );
}

/// Every package of a build with its features, as `cargo tree` prints them.
fn resolved(edges: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["tree", "--workspace", "--features", "custom-protocol", "--locked"])
        .args(["--edges", edges, "--prefix", "none", "--format", "{p} [{f}]"])
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("cargo prints UTF-8");
    // What is printed for the second time is marked.
    tree.lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
}
