//! Licences of everything that is built in: all must allow shipping under Apache-2.0 OR MIT.

use serde_json::Value;

use crate::repository::{metadata, root};

const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    // Copyleft by file: our own files stay ours, and theirs are used unchanged.
    "MPL-2.0",
    // Fonts: may be bundled with a program.
    "OFL-1.1",
    "Python-2.0",
    // Data of browsers and accessibility rules, used while building.
    "CC-BY-4.0",
    "CC-BY-3.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// npm packages whose manifest names no licence, and what the licence file beside it says.
const UNDECLARED: &[(&str, &str)] = &[("node_modules/svelte-toolbelt", "MIT")];

/// Packages under the LGPL, each a file of its own in the build, made from the package unchanged: whoever
/// wants another libheif puts it into `ui/node_modules` and builds again. README.md names them.
const REPLACEABLE: &[(&str, &str)] = &[("node_modules/libheif-js", "LGPL-3.0")];

#[test]
fn crates_have_allowed_licences() {
    let packages = &metadata().packages;
    assert!(packages.len() > 200, "that is not the whole list of packages");
    let refused: Vec<_> = packages
        .iter()
        .filter(|package| !package.license.as_deref().is_some_and(is_allowed))
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.license))
        .collect();
    assert!(refused.is_empty(), "look at these, then at the list:\n{}", refused.join("\n"));
}

#[test]
fn npm_packages_have_allowed_licences() {
    let lock = std::fs::read(root().join("ui/package-lock.json")).expect("ui/package-lock.json");
    let lock: Value = serde_json::from_slice(&lock).expect("npm writes JSON");
    let packages = lock["packages"].as_object().expect("a lock of version 3 lists packages");
    let refused: Vec<_> = packages
        .iter()
        .filter(|(path, package)| {
            let undeclared = UNDECLARED.iter().find(|(known, _)| known == path);
            let licence = package["license"].as_str().or(undeclared.map(|(_, licence)| *licence));
            let replaceable =
                REPLACEABLE.iter().any(|(known, own)| known == path && Some(*own) == licence);
            path.starts_with("node_modules/") && !replaceable && !licence.is_some_and(is_allowed)
        })
        .map(|(path, package)| format!("{path}: {}", package["license"]))
        .collect();
    assert!(packages.len() > 1, "the lock names no package");
    assert!(refused.is_empty(), "look at these, then at the list:\n{}", refused.join("\n"));
}

#[test]
fn the_readme_names_what_is_under_the_lgpl() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    for (path, licence) in REPLACEABLE {
        let name = path.rsplit('/').next().unwrap_or(path);
        assert!(readme.contains(name) && readme.contains(licence), "{name} is under {licence}");
    }
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    assert!(is_allowed("MIT"));
    assert!(is_allowed("GPL-3.0-only OR MIT"), "the free choice is ours");
    assert!(!is_allowed("GPL-3.0-only AND MIT"), "both hold");
    assert!(is_allowed("(GPL-3.0-only OR MIT) AND Unicode-3.0"));
    assert!(!is_allowed("(MIT OR ISC) AND GPL-3.0-only"));
    assert!(is_allowed("Apache-2.0 WITH LLVM-exception"));
    assert!(!is_allowed("MIT WITH Classpath-exception-2.0"), "an exception is part of the name");
    assert!(is_allowed("Unlicense/MIT"), "the old way to write OR");
    assert!(!is_allowed(""));
    assert!(!is_allowed("SEE LICENSE IN LICENSE.txt"));
}

/// Says whether an SPDX expression leaves a choice in which every licence is on the list.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<_> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any_of(&mut rest) && rest.is_empty()
}

fn any_of(rest: &mut &[&str]) -> bool {
    let mut allowed = all_of(rest);
    while take(rest, "OR") {
        // Not `||`: the right side has to be read even when the left one settles it.
        allowed |= all_of(rest);
    }
    allowed
}

fn all_of(rest: &mut &[&str]) -> bool {
    let mut allowed = one(rest);
    while take(rest, "AND") {
        allowed &= one(rest);
    }
    allowed
}

fn one(rest: &mut &[&str]) -> bool {
    if take(rest, "(") {
        let allowed = any_of(rest);
        return take(rest, ")") && allowed;
    }
    let Some((name, after)) = rest.split_first() else { return false };
    *rest = after;
    if take(rest, "WITH") {
        let Some((exception, after)) = rest.split_first() else { return false };
        *rest = after;
        return ALLOWED.contains(&format!("{name} WITH {exception}").as_str());
    }
    ALLOWED.contains(name)
}

fn take(rest: &mut &[&str], word: &str) -> bool {
    match rest.split_first() {
        Some((first, after)) if *first == word => {
            *rest = after;
            true
        }
        _ => false,
    }
}
