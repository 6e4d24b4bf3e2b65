//! A damaged database: cut or with flipped bytes anywhere. Never a panic, and never wrong words that
//! nobody notices.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tezis_store::{Access, Library, ReportFilter};

use crate::support::{
    HOLDER, folder, forum, go_on, now, open, report, report_id, save, save_forum,
};

const REPORTS: u64 = 12;
const CHANGES: u64 = 8;

fn change(number: u64, position: u64) -> Vec<u8> {
    let length = 40 + 700 * (position % 3);
    (0..length).flat_map(|at| (number * 1_000_003 + position * 7919 + at).to_le_bytes()).collect()
}

/// A library that was closed, with enough in it to fill interior pages too.
fn make(dir: &Path) {
    let library = open(dir);
    for number in 0..REPORTS {
        let text = report(number, &format!("Xəbər {number}"), &["Gəncədə forum keçirilir."]);
        for position in 0..CHANGES {
            save(&library, &text, &change(number, position));
        }
        library.save_snapshot(&text.id.to_string(), b"snapshot", 3).unwrap();
    }
    save_forum(&library, &forum(1, "Forum", &["Aysel Kərimova"]), b"one");
}

/// Reads everything. What is acknowledged as whole must be what was written.
fn read_all(library: &Library) -> Result<(), TestCaseError> {
    drop(library.list_reports(&ReportFilter::default()));
    drop(library.list_forums());
    drop(library.search_reports("gence forum", &ReportFilter::default(), 50, 0));
    drop(library.search_people("aysel", 5));
    drop(library.stale_documents());
    for number in 0..REPORTS {
        let Ok(stored) = library.load_document(&report_id(number).to_string()) else { continue };
        let from = if stored.snapshot.is_some() { 3 } else { 0 };
        let expected: Vec<_> = (from..CHANGES).map(|position| change(number, position)).collect();
        for bytes in &stored.changes {
            prop_assert!(expected.contains(bytes), "a change that was never written");
        }
        if stored.upto == i64::try_from(CHANGES).unwrap()
            && !stored.damage.iter().any(|damage| damage.loses_text())
        {
            prop_assert_eq!(stored.changes, expected, "a loss that nobody was told of");
        }
    }
    let check = library.check(&mut go_on).unwrap();
    if check.is_clean() {
        for number in 0..REPORTS {
            let stored = library.load_document(&report_id(number).to_string());
            prop_assert!(stored.is_ok_and(|stored| stored.damage.is_empty()));
        }
    }
    Ok(())
}

fn open_and_read(damaged: &[u8]) -> Result<(), TestCaseError> {
    let dir = folder();
    for access in [Access::Read, HOLDER] {
        fs::write(dir.path().join("library.db"), damaged).unwrap();
        match Library::open(dir.path(), access, now()) {
            Ok(library) => read_all(&library)?,
            Err(error) => {
                let known =
                    ["store.damaged", "store.not_a_library", "store.newer", "store.missing"];
                prop_assert!(known.contains(&error.code()), "{}: {error}", error.code());
            }
        }
        for name in ["library.db-wal", "library.db-shm"] {
            drop(fs::remove_file(dir.path().join(name)));
        }
    }
    Ok(())
}

fn whole() -> Vec<u8> {
    static WHOLE: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    let make = || {
        let dir = folder();
        make(dir.path());
        fs::read(dir.path().join("library.db")).unwrap()
    };
    WHOLE.get_or_init(make).clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn flipped_bytes_are_noticed(
        flips in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..40)
    ) {
        let mut bytes = whole();
        for (at, bits) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= bits;
        }
        open_and_read(&bytes)?;
    }

    #[test]
    fn a_page_of_zeros_or_of_another_place_is_noticed(
        page in any::<prop::sample::Index>(), other in any::<prop::sample::Index>(), zero: bool
    ) {
        let mut bytes = whole();
        let pages = bytes.len() / 4096;
        let (to, from) = (page.index(pages) * 4096, other.index(pages) * 4096);
        let lost = if zero { vec![0; 4096] } else { bytes[from..from + 4096].to_vec() };
        bytes[to..to + 4096].copy_from_slice(&lost);
        open_and_read(&bytes)?;
    }

    #[test]
    fn a_cut_file_is_noticed(at in any::<prop::sample::Index>()) {
        let mut bytes = whole();
        let at = at.index(bytes.len());
        bytes.truncate(at);
        open_and_read(&bytes)?;
    }
}

#[test]
fn one_flipped_bit_in_a_changes_bytes_touches_that_change_alone() {
    // SQLite itself can't see this: it is inside a value.
    let mut bytes = whole();
    let needle = change(5, 7);
    let at = bytes.windows(24).position(|window| window == &needle[80..104]).unwrap();
    bytes[at] ^= 1;
    let dir = folder();
    fs::write(dir.path().join("library.db"), &bytes).unwrap();
    let library = open(dir.path());
    let check = library.check(&mut go_on).unwrap();
    assert_eq!(check.database, [""; 0]);
    assert_eq!(check.documents.len(), 1);
    assert_eq!(check.documents[0].text.headline, "Xəbər 5");
    assert_eq!(check.documents[0].damage, [tezis_store::Damage::Change { position: 8 }]);
    let others = library.load_document(&report_id(6).to_string()).unwrap();
    assert_eq!(others.damage, []);
}
