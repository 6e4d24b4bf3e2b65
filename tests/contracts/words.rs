//! What must stand in no committed file: paths of the machine it was written on, traces of a merge,
//! sentences of other people's reports, and bytes that tools stumble over.

use std::path::Path;

use crate::repository::{committed_files, lines_of, root, text_of};

/// Folders that many machines have: naming one betrays none.
const COMMON: &[&str] =
    &["/", "/home", "/mnt", "/opt", "/root", "/src", "/srv", "/tmp", "/usr/src", "/var"];

#[test]
fn no_file_names_a_path_of_this_machine() {
    let mut paths = vec![root().to_string_lossy().into_owned()];
    let parent = root().parent().map(|parent| parent.to_string_lossy().into_owned());
    let home = std::env::var("HOME").ok();
    paths.extend(parent.into_iter().chain(home).filter(|path| !COMMON.contains(&path.as_str())));
    let found: Vec<_> = lines_of(|_| true)
        .into_iter()
        .filter(|(.., line)| paths.iter().any(|path| names_path(line, path)))
        .map(|(file, at, line)| format!("{file}:{at}: {}", line.trim()))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_path_is_found_as_a_path_only() {
    assert!(names_path("cd /srv/anna/tezis && make", "/srv/anna"));
    assert!(names_path("TARGET=/srv/anna", "/srv/anna"));
    assert!(!names_path("https://example.org/srv/anna/x", "/srv/anna"), "part of an address");
    assert!(!names_path("/srv/annabel", "/srv/anna"), "another folder");
}

#[test]
fn no_file_holds_the_marks_of_a_merge() {
    // Composed here, or this file would be found.
    let marks = ["<".repeat(7) + " ", ">".repeat(7) + " "];
    let found: Vec<_> = lines_of(|_| true)
        .into_iter()
        .filter(|(.., line)| marks.iter().any(|mark| line.starts_with(mark)))
        .map(|(file, at, _)| format!("{file}:{at}"))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Inputs of tests may hold anything; what people write is UTF-8 without a mark, and LF.
#[test]
fn texts_begin_with_no_mark_and_end_lines_with_lf() {
    for file in committed_files().iter().filter(|file| !file.contains("tests/fixtures/")) {
        let Some(text) = text_of(file) else { continue };
        assert!(!text.starts_with('\u{feff}'), "{file} begins with a byte order mark");
        assert!(!text.contains("\r\n"), "{file} ends lines with CR LF");
        assert!(text.is_empty() || text.ends_with('\n'), "{file} does not end its last line");
    }
}

/// The published reports that tests read are their authors': no sentence of theirs is in a file of ours.
#[test]
fn no_sentence_of_a_published_report_is_copied() {
    let reports = root().join("../shared");
    let mut sentences = Vec::new();
    for folder in ["seed", "language/dev"] {
        let Ok(entries) = std::fs::read_dir(reports.join(folder)) else {
            println!("skipped: ../shared is not here");
            return;
        };
        for path in entries.map(|entry| entry.expect("an entry can be read").path()) {
            if path.extension().is_some_and(|ending| ending == "txt") {
                sentences.extend(long_sentences(&path));
            }
        }
    }
    assert!(sentences.len() > 50, "the reports hold sentences");
    let copied: Vec<_> = lines_of(|_| true)
        .into_iter()
        .filter(|(.., line)| line.chars().count() >= LONG)
        .filter(|(.., line)| sentences.iter().any(|sentence| line.contains(sentence)))
        .map(|(file, at, _)| format!("{file}:{at}"))
        .collect();
    assert!(copied.is_empty(), "{}", copied.join("\n"));
}

/// Letters from which on a sentence is somebody's own.
const LONG: usize = 60;

fn long_sentences(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a report is UTF-8");
    text.split(['\n', '.', '!', '?'])
        .map(|sentence| sentence.trim().to_owned())
        .filter(|sentence| sentence.chars().count() >= LONG)
        .collect()
}

fn names_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + path.len()..).and_then(|text| text.chars().next());
        let is_part = |letter: char| letter.is_alphanumeric() || "._-".contains(letter);
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}
