//! What all tests need: a folder, a library, small documents.

use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, TimeZone, Utc};
use tempfile::TempDir;
use tezis_report::ids::{BlockId, ForumId, PersonId, ReportId};
use tezis_report::model::{
    Block, BlockKind, Forum, ForumAbout, Listed, Person, Report, ReportAbout, RichText,
};
use tezis_store::{
    Access, Append, Appended, DocumentKind, Library, NewChange, Progress, Projection, SearchText,
};

pub(crate) const HOLDER: Access<'static> = Access::Write { holder: "test" };

pub(crate) fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2025, 10, 22, 9, 50, 0).unwrap()
}

pub(crate) fn folder() -> TempDir {
    // Azerbaijani letters and spaces are in every test's paths.
    tempfile::Builder::new().prefix("tezis şəkil ı ").tempdir().unwrap()
}

pub(crate) fn open(dir: &Path) -> Library {
    Library::open(dir, HOLDER, now()).unwrap()
}

pub(crate) fn report_id(number: u64) -> ReportId {
    ReportId::from_parts(number, 1)
}

pub(crate) fn forum_id(number: u64) -> ForumId {
    ForumId::from_parts(number, 2)
}

pub(crate) fn report(number: u64, headline: &str, body: &[&str]) -> Report {
    Report {
        id: report_id(number),
        about: ReportAbout {
            headlines: [("main".to_owned(), headline.to_owned())].into(),
            ..ReportAbout::default()
        },
        body: (0..)
            .zip(body)
            .map(|(position, text)| Block {
                id: BlockId::from_parts(number, position),
                kind: BlockKind::Paragraph,
                text: RichText::plain(*text),
            })
            .collect(),
        placements: Vec::new(),
        waivers: Vec::new(),
        publications: Vec::new(),
        conflicts: Vec::new(),
    }
}

pub(crate) fn forum(number: u64, name: &str, people: &[&str]) -> Forum {
    Forum {
        id: forum_id(number),
        about: ForumAbout {
            names: [("az".to_owned(), name.to_owned())].into(),
            ..ForumAbout::default()
        },
        sessions: Vec::new(),
        people: (0..)
            .zip(people)
            .map(|(position, name)| Listed {
                id: PersonId::from_parts(number, position),
                entity: Person {
                    full: [("az".to_owned(), (*name).to_owned())].into(),
                    ..Person::default()
                },
            })
            .collect(),
        organisations: Vec::new(),
        places: Vec::new(),
        appearances: Vec::new(),
        notes: Vec::new(),
        quotes: Vec::new(),
        photos: Vec::new(),
        cameras: Vec::new(),
        materials: Vec::new(),
        conflicts: Vec::new(),
    }
}

/// Appends one change, whose beginning is its hash, and the report's projection.
pub(crate) fn save(library: &Library, report: &Report, change: &[u8]) -> Appended {
    let id = report.id.to_string();
    let search = SearchText::default();
    library
        .append(Append {
            kind: DocumentKind::Report,
            id: &id,
            changes: &[NewChange { hash: change.chunks(32).next().unwrap(), bytes: change }],
            projection: Some(Projection::Report(report, &search)),
            at: now(),
        })
        .unwrap()
}

pub(crate) fn save_forum(library: &Library, forum: &Forum, change: &[u8]) -> Appended {
    let id = forum.id.to_string();
    library
        .append(Append {
            kind: DocumentKind::Forum,
            id: &id,
            changes: &[NewChange { hash: change.chunks(32).next().unwrap(), bytes: change }],
            projection: Some(Projection::Forum(forum)),
            at: now(),
        })
        .unwrap()
}

/// A progress that never stops.
pub(crate) fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Takes back every migration that came after the first version of the program.
pub(crate) fn make_first_version(dir: &Path) {
    const FIRST: i64 = 12;
    let database = rusqlite::Connection::open(dir.join("library.db")).unwrap();
    let added: i64 =
        database.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap()
            - FIRST;
    assert_eq!(added, 11, "a migration was added: take it back here too");
    database
        .execute_batch(
            "DROP TABLE frames;
             DROP INDEX photos_by_picture;
             ALTER TABLE photos DROP COLUMN picture;
             DROP TABLE original_names_upto;
             DROP TABLE original_names;
             DROP TABLE trash;
             ALTER TABLE photos DROP COLUMN name;
             DROP TABLE derivations;
             DROP TABLE person_ties;
             DROP TABLE mentions;
             DROP TABLE finder_search;
             DROP TABLE finder;
             DROP TABLE exports;
             DROP TABLE handover;
             DROP TABLE receipts;",
        )
        .unwrap();
    database.pragma_update(None, "user_version", FIRST).unwrap();
}
