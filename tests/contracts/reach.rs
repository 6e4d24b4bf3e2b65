//! Every Rust file belongs to a target: a module that nobody declares is compiled by nobody, and a
//! test in it passes for ever.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_metadata::TargetKind;

use crate::repository::{committed_files, ends_in, metadata, root};

#[test]
fn every_rust_file_is_reached_from_a_target() {
    let mut reached = BTreeSet::new();
    for package in metadata().workspace_packages() {
        for target in &package.targets {
            follow(target.src_path.as_std_path(), true, &mut reached);
        }
    }
    let forgotten: Vec<_> = committed_files()
        .iter()
        .filter(|file| ends_in(file, "rs"))
        .filter(|file| !reached.contains(&root().join(file)))
        .collect();
    assert!(reached.len() > 10, "the targets were not followed");
    assert!(forgotten.is_empty(), "no target reaches: {forgotten:#?}");
}

/// Each integration test binary links everything once more, so a crate has one.
#[test]
fn a_crate_has_at_most_one_test_binary() {
    for package in metadata().workspace_packages() {
        let is_crate = package.manifest_path.as_str().replace('\\', "/").contains("/crates/");
        let binaries = package.targets.iter().filter(|target| target.is_kind(TargetKind::Test));
        assert!(!is_crate || binaries.count() <= 1, "{}: make modules of one binary", package.name);
    }
}

#[test]
fn declarations_are_recognised() {
    for line in ["mod floors;", "pub mod floors;", "pub(crate) mod floors;", "mod floors; // why"] {
        assert_eq!(declared_module(line), Some("floors"), "{line}");
    }
    for line in ["mod tests {", "// mod floors;", "let module = 1;", "modest;"] {
        assert_eq!(declared_module(line), None, "{line}");
    }
}

/// Adds a file and the files of the modules that it declares.
fn follow(file: &Path, is_root: bool, reached: &mut BTreeSet<PathBuf>) {
    if !reached.insert(file.to_path_buf()) {
        return;
    }
    let text = std::fs::read_to_string(file)
        .unwrap_or_else(|error| panic!("{} is declared: {error}", file.display()));
    let here = file.parent().expect("a file lies in a folder");
    let stem = file.file_stem().expect("a file has a name");
    let below = if is_root || stem == "mod" { here.to_path_buf() } else { here.join(stem) };
    let mut path = None;
    for line in text.lines().map(str::trim) {
        if let Some(named) = quoted_after(line, "#[path = ") {
            path = Some(here.join(named));
        } else if let Some(included) = quoted_after(line, "include!(") {
            follow(&here.join(included), false, reached);
        } else if let Some(module) = declared_module(line) {
            let candidates = [
                path.take().unwrap_or_else(|| below.join(format!("{module}.rs"))),
                below.join(module).join("mod.rs"),
            ];
            if let Some(found) = candidates.iter().find(|candidate| candidate.is_file()) {
                follow(found, false, reached);
            }
        }
    }
}

fn declared_module(line: &str) -> Option<&str> {
    let (declaration, _) = line.split_once(';')?;
    let name = declaration
        .strip_prefix("pub ")
        .or_else(|| declaration.strip_prefix("pub(crate) "))
        .or_else(|| declaration.strip_prefix("pub(super) "))
        .unwrap_or(declaration)
        .strip_prefix("mod ")?;
    name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_').then_some(name)
}

fn quoted_after<'a>(line: &'a str, start: &str) -> Option<&'a str> {
    line.strip_prefix(start)?.strip_prefix('"')?.split('"').next()
}
