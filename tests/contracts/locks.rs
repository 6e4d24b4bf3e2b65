//! Both lock files name the public registries and nothing else, so that they install anywhere.

use serde_json::Value;

use crate::repository::{metadata, root};

#[test]
fn crates_come_from_this_repository_or_the_public_registry() {
    for package in &metadata().packages {
        assert!(
            package.source.as_ref().is_none_or(cargo_metadata::Source::is_crates_io),
            "{} comes from {:?}",
            package.name,
            package.source
        );
    }
}

#[test]
fn npm_packages_come_from_the_public_registry() {
    let lock = std::fs::read(root().join("ui/package-lock.json")).expect("ui/package-lock.json");
    let lock: Value = serde_json::from_slice(&lock).expect("npm writes JSON");
    for (path, package) in lock["packages"].as_object().expect("a lock of version 3") {
        // npm leaves the address out where it is the default registry's.
        let Some(address) = package["resolved"].as_str() else { continue };
        assert!(address.starts_with("https://registry.npmjs.org/"), "{path} comes from {address}");
    }
}
