//! The two lowest floors compute: they neither read nor write files, start nothing, know no
//! environment and no clock. What they need comes in as arguments.

use crate::repository::{ends_in, lines_of};

const PURE: &[&str] = &["lang", "report", "intake", "tagging", "publish", "photo"];

const FORBIDDEN: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
];

#[test]
fn the_lowest_floors_do_no_input_and_output() {
    let sources = lines_of(|file| {
        let is_pure = PURE.iter().any(|name| file.starts_with(&format!("crates/{name}/src/")));
        is_pure && ends_in(file, "rs")
    });
    assert!(!sources.is_empty(), "no source of the lowest floors was found");
    let mut found = Vec::new();
    let mut in_tests_of = None;
    for (file, at, line) in &sources {
        // By convention tests are the last item of a file, behind this attribute.
        if line.trim() == "#[cfg(test)]" {
            in_tests_of = Some(file);
        }
        if in_tests_of != Some(file)
            && let Some(word) = forbidden_in(line)
        {
            found.push(format!("{file}:{at}: {word}"));
        }
    }
    assert!(found.is_empty(), "belongs into store, desk or their callers:\n{}", found.join("\n"));
}

#[test]
fn the_rule_sees_through_grouped_imports_and_past_comments() {
    assert_eq!(forbidden_in("    std::fs::read(path)"), Some("std::fs"));
    assert_eq!(forbidden_in("use std::{fmt, fs};"), Some("std::fs"));
    assert_eq!(forbidden_in("use std::{fmt, io};"), None);
    assert_eq!(forbidden_in("/// Unlike std::fs, this reads nothing."), None);
    assert_eq!(forbidden_in("let at = Utc::now(); // now"), Some("Utc::now"));
}

fn forbidden_in(line: &str) -> Option<&'static str> {
    let code = line.split("//").next().unwrap_or_default();
    FORBIDDEN.iter().copied().find(|word| {
        let imported_in_group = || {
            let (Some(module), Some((_, group))) =
                (word.strip_prefix("std::"), code.split_once("use std::{"))
            else {
                return false;
            };
            group.split([',', '}', ' ', ':']).any(|name| name == module)
        };
        code.contains(word) || imported_in_group()
    })
}
