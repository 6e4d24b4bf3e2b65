//! The profiles that Tezis ships. They are read by the same road as a user's.

use super::Profile;

const SOURCES: [(&str, &str); 2] = [
    ("mia.az", include_str!("../../profiles/mia.az.toml")),
    ("plain", include_str!("../../profiles/plain.toml")),
];

pub(super) fn builtins() -> Vec<Profile> {
    SOURCES
        .iter()
        .map(|(_, toml)| Profile::parse(toml).expect("BUG: a shipped profile is right"))
        .collect()
}

pub(super) fn source(name: &str) -> Option<&'static str> {
    SOURCES.iter().find(|(known, _)| *known == name).map(|(_, toml)| *toml)
}
