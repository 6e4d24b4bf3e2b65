//! Links between our own pages lead somewhere.

use crate::repository::{committed_files, ends_in, lines_of, root};

#[test]
fn relative_links_of_the_pages_lead_to_a_file() {
    let pages = lines_of(|file| ends_in(file, "md") && !file.contains("tests/"));
    let mut links = 0;
    let mut broken = Vec::new();
    for (page, at, line) in &pages {
        for target in targets(line) {
            links += 1;
            let folder = root().join(page);
            let folder = folder.parent().expect("a file lies in a folder");
            if !folder.join(target).exists() {
                broken.push(format!("{page}:{at}: {target}"));
            }
        }
    }
    assert!(links > 10, "the pages link to each other: {links} links were found");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// A decision is cited by its number, so that a number is given once.
#[test]
fn decisions_have_numbers_of_their_own() {
    let mut numbers: Vec<_> = committed_files()
        .iter()
        .filter_map(|file| file.strip_prefix("docs/decisions/")?.split_once('-'))
        .map(|(number, _)| number)
        .collect();
    let all = numbers.len();
    numbers.dedup();
    assert!(all > 0 && numbers.len() == all, "two decisions share a number");
}

#[test]
fn targets_are_files_only() {
    let line = "[a](b/c.md#part), ![p](d.png), [w](https://example.org/x), [h](#here)";
    assert_eq!(targets(line), ["b/c.md", "d.png"]);
}

/// The files that a line of Markdown links to, without fragments.
fn targets(line: &str) -> Vec<&str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', ' ']).next())
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        .filter_map(|target| target.split('#').next())
        .filter(|target| !target.is_empty())
        .collect()
}
