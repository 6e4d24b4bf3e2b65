//! The floors: which of our crates may use which, and which crate alone may use a big library.
//! docs/architecture.md draws them.

use std::collections::BTreeMap;

use cargo_metadata::DependencyKind;

use crate::repository::metadata;

/// Each package with its floor and the packages of ours that it may use. Arrows go down only.
const FLOORS: &[(&str, u8, &[&str])] = &[
    ("tezis-lang", 0, &[]),
    ("tezis-report", 0, &[]),
    ("tezis-photo", 1, &[]),
    ("tezis-intake", 1, &["tezis-report", "tezis-lang"]),
    ("tezis-publish", 1, &["tezis-report", "tezis-lang"]),
    ("tezis-store", 2, &["tezis-report", "tezis-lang"]),
    (
        "tezis-desk",
        3,
        &[
            "tezis-intake",
            "tezis-lang",
            "tezis-photo",
            "tezis-publish",
            "tezis-report",
            "tezis-store",
        ],
    ),
    ("tezis-cli", 4, &["tezis-desk"]),
    ("tezis", 4, &["tezis-desk"]),
];

/// The package of the tests stands beside the floors: it may use what it needs to ask for an answer.
const TESTS: &str = "tezis-tests";

/// Libraries that one crate of ours owns. A name that ends in `*` stands for all that begin so.
const OWNERS: &[(&str, &[&str])] = &[
    ("tezis", &["arboard", "open", "tauri", "tauri-*", "wry", "tao"]),
    ("tezis-report", &["automerge", "autosurgeon"]),
    ("tezis-store", &["rusqlite", "libsqlite3-sys"]),
    ("tezis-lang", &["icu_*", "unicode-normalization"]),
    (
        "tezis-photo",
        &[
            "fast_image_resize",
            "image",
            "img-parts",
            "jpeg-decoder",
            "image_hasher",
            "moxcms",
            "mozjpeg-rs",
            "rustface",
            "turbojpeg",
            "webp",
        ],
    ),
    ("tezis-cli", &["clap_complete", "indicatif"]),
];

/// Clients of the network: no crate here may use one until there is one that delivers.
const NETWORK: &[&str] = &["hyper", "isahc", "opendal", "reqwest", "tungstenite", "ureq"];

/// One declared dependency.
struct Arrow {
    from: String,
    to: String,
    /// A crate's own tests may use a library that another one owns: to look at a result, say.
    for_tests: bool,
}

#[test]
fn arrows_between_our_crates_go_down_and_libraries_have_one_owner() {
    let found = violations(&arrows());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_package_of_the_workspace_has_a_floor() {
    for package in metadata().workspace_packages() {
        let name = package.name.as_str();
        assert!(
            name == TESTS || FLOORS.iter().any(|(known, ..)| *known == name),
            "{name} stands on no floor: give it one in tests/contracts/floors.rs"
        );
    }
}

#[test]
fn the_table_itself_has_no_arrow_up_or_sideways() {
    let floor: BTreeMap<_, _> = FLOORS.iter().map(|(name, floor, _)| (*name, *floor)).collect();
    for (from, from_floor, uses) in FLOORS {
        for to in *uses {
            assert!(floor.get(to).is_some_and(|below| below < from_floor), "{from} → {to}");
        }
    }
}

/// The rule must be able to fail: a table that forbids nothing would pass for ever.
#[test]
fn wrong_arrows_are_found() {
    let arrow = |from: &str, to: &str, for_tests| Arrow {
        from: from.to_owned(),
        to: to.to_owned(),
        for_tests,
    };
    for wrong in [
        arrow("tezis-report", "tezis-lang", false),
        arrow("tezis-report", "tezis-lang", true),
        arrow("tezis-store", "tezis-publish", false),
        arrow("tezis-cli", "tezis-store", false),
        arrow("tezis-desk", "tauri", false),
        arrow("tezis-desk", "tauri-plugin-dialog", false),
        arrow("tezis-desk", "rusqlite", false),
        arrow("tezis-publish", "icu_casemap", false),
        arrow("tezis-desk", "reqwest", false),
    ] {
        let text = format!("{} → {}", wrong.from, wrong.to);
        assert_eq!(violations(&[wrong]).len(), 1, "{text} should be refused");
    }
    for right in [
        arrow("tezis-store", "tezis-report", false),
        arrow("tezis-store", "rusqlite", false),
        arrow("tezis-publish", "image", true),
        arrow("tezis-tests", "reqwest", false),
    ] {
        assert_eq!(violations(&[right]), Vec::<String>::new());
    }
}

fn violations(arrows: &[Arrow]) -> Vec<String> {
    let mut found = Vec::new();
    for Arrow { from, to, for_tests } in arrows.iter().filter(|arrow| arrow.from != TESTS) {
        let uses = FLOORS.iter().find(|(name, ..)| name == from).map_or(&[][..], |(.., uses)| uses);
        if is_ours(to) && !uses.contains(&to.as_str()) {
            found.push(format!("{from} → {to}: not among the arrows of tests/contracts/floors.rs"));
        }
        if *for_tests {
            continue;
        }
        if let Some((owner, _)) = OWNERS.iter().find(|(_, libraries)| covers(libraries, to))
            && owner != from
        {
            found.push(format!("{from} → {to}: only {owner} may use it"));
        }
        if covers(NETWORK, to) {
            found.push(format!("{from} → {to}: nothing here talks to the network"));
        }
    }
    found
}

fn covers(patterns: &[&str], name: &str) -> bool {
    patterns.iter().any(|pattern| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => *pattern == name,
    })
}

fn is_ours(name: &str) -> bool {
    name == TESTS || FLOORS.iter().any(|(known, ..)| *known == name)
}

fn arrows() -> Vec<Arrow> {
    metadata()
        .workspace_packages()
        .into_iter()
        .flat_map(|package| {
            package.dependencies.iter().map(|dependency| Arrow {
                from: package.name.to_string(),
                to: dependency.name.clone(),
                for_tests: dependency.kind == DependencyKind::Development,
            })
        })
        .collect()
}
