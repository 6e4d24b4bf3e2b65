//! Figures of the library: search in 100,000 reports, finding by name in 10,000 with their forums, one
//! change appended with its projection, a page of a list of 10,000.
//!
//! `cargo bench -p tezis-store`. The libraries are made once, in `TEZIS_BENCH_DIR` or the system's
//! temporary folder, and used again by the next run; the first run takes some minutes.
//! `TEZIS_BENCH_REPORTS` makes the large one smaller.
#![expect(clippy::print_stdout, reason = "a benchmark says what it found")]
#![expect(clippy::unwrap_used, reason = "a failed step ends the benchmark")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use tezis_report::ids::{AppearanceId, BlockId, ForumId, PersonId, PhotoHash, ReportId, SessionId};
use tezis_report::model::{
    Appearance, Block, BlockKind, Forum, ForumAbout, ForumKind, Listed, Localized, Mark, MarkSpan,
    Person, Photo, Report, ReportAbout, RichText, Session,
};
use tezis_store::{
    Access, Append, DocumentKind, Library, NewChange, Projection, ReportFilter, SearchText,
};

fn main() {
    search_percentiles();
    find_percentiles();
    divan::main();
}

/// Words that look Azerbaijani, used as unevenly as words are.
struct Vocabulary {
    words: Vec<String>,
}

impl Vocabulary {
    fn new(random: &mut StdRng) -> Self {
        const ONSETS: [&str; 20] = [
            "b", "c", "ç", "d", "f", "g", "h", "x", "k", "q", "l", "m", "n", "p", "r", "s", "ş",
            "t", "v", "y",
        ];
        const BACK: [&str; 4] = ["a", "ı", "o", "u"];
        const FRONT: [&str; 5] = ["ə", "e", "i", "ö", "ü"];
        const CODAS: [&str; 8] = ["", "", "", "n", "r", "l", "ş", "z"];
        let word = |_| {
            let vowels: &[&str] = if random.random_bool(0.5) { &BACK } else { &FRONT };
            let mut word = String::new();
            for _ in 0..random.random_range(2..4) {
                word.push_str(ONSETS.choose(random).unwrap());
                word.push_str(vowels.choose(random).unwrap());
                word.push_str(CODAS.choose(random).unwrap());
            }
            word
        };
        Self { words: (0..30_000).map(word).collect() }
    }

    /// Roughly Zipf's law: each half of the list as often as the half before it, which is shorter.
    fn word(&self, random: &mut StdRng) -> &str {
        let frequent = self.words.len() >> random.random_range(0..14);
        self.words.get(..frequent).and_then(|words| words.choose(random)).unwrap()
    }

    fn text(&self, random: &mut StdRng, length: usize) -> String {
        const ENDINGS: [&str; 10] = ["", "", "", "", "da", "nın", "lar", "ı", "dan", "ların"];
        let mut text = String::new();
        for at in 0..length {
            if at > 0 {
                text.push(' ');
            }
            text.push_str(self.word(random));
            text.push_str(ENDINGS.choose(random).unwrap());
        }
        text
    }
}

fn report(vocabulary: &Vocabulary, random: &mut StdRng, number: u64, words: usize) -> Report {
    Report {
        id: ReportId::from_parts(number, 1),
        about: ReportAbout {
            forum: Some(ForumId::from_parts(number / 50, 2)),
            headlines: [("main".to_owned(), vocabulary.text(random, 9))].into(),
            language: Some("az".to_owned()),
            ..ReportAbout::default()
        },
        body: (0..words / 40)
            .map(|block| Block {
                id: BlockId::from_parts(number, block as u128),
                kind: BlockKind::Paragraph,
                text: RichText::plain(vocabulary.text(random, 40)),
            })
            .collect(),
        placements: Vec::new(),
        waivers: Vec::new(),
        publications: Vec::new(),
        conflicts: Vec::new(),
    }
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_761_126_600, 0).unwrap()
}

fn append(library: &Library, report: &Report, number: u64, at: DateTime<Utc>) {
    let hash = number.to_le_bytes();
    let id = report.id.to_string();
    library
        .append(Append {
            kind: DocumentKind::Report,
            id: &id,
            changes: &[NewChange { hash: &hash, bytes: &[7; 107] }],
            projection: Some(Projection::Report(report, &SearchText::default())),
            at,
        })
        .unwrap();
}

/// Opens the library with so many reports of about 200 words, after making it if need be.
fn library(reports: u64) -> Library {
    let dir = std::env::var_os("TEZIS_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let dir = dir.join(format!("tezis-bench-{reports}"));
    let library = Library::open(&dir, Access::Write { holder: "bench" }, now()).unwrap();
    let mut random = StdRng::seed_from_u64(1);
    let vocabulary = Vocabulary::new(&mut random);
    let there = library.list_reports(&ReportFilter { limit: 1, ..ReportFilter::default() });
    let there = there.unwrap().total;
    let begun = Instant::now();
    for number in there..reports {
        let report = report(&vocabulary, &mut random, number, 200);
        append(&library, &report, number, now() + chrono::TimeDelta::seconds(number.cast_signed()));
    }
    if there < reports {
        println!("{} reports made in {:.0?}", reports - there, begun.elapsed());
        println!("library.db: {} MB", size(&dir.join("library.db")) >> 20);
    }
    library
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |data| data.len())
}

/// Searches as people do: rare and frequent words, whole or begun, one or two.
fn search_percentiles() {
    let reports = std::env::var("TEZIS_BENCH_REPORTS").ok();
    let reports = reports.map_or(100_000, |text| text.parse().unwrap());
    let library = library(reports);
    let mut random = StdRng::seed_from_u64(1);
    let vocabulary = Vocabulary::new(&mut random);
    let mut random = StdRng::seed_from_u64(2);
    let begun = |random: &mut StdRng, letters| -> String {
        vocabulary.word(random).chars().take(letters).collect()
    };
    let mut queries = |name: &'static str, make: &dyn Fn(&mut StdRng) -> String| {
        (name, (0..300).map(|_| make(&mut random)).collect::<Vec<_>>())
    };
    let kinds = [
        queries("one word", &|random| vocabulary.word(random).to_owned()),
        queries("two words", &|random| vocabulary.text(random, 2)),
        queries("three words", &|random| vocabulary.text(random, 3)),
        queries("2 letters", &|random| begun(random, 2)),
        queries("3 letters", &|random| begun(random, 3)),
        queries("4 letters", &|random| begun(random, 4)),
    ];
    let filter = ReportFilter::default();
    println!("search in {reports} reports, 20 hits with excerpts:");
    let mut all = Vec::new();
    for (name, queries) in kinds {
        let search = |query: &String| {
            let begun = Instant::now();
            divan::black_box(library.search_reports(query, &filter, 20, 0).unwrap());
            begun.elapsed()
        };
        let times: Vec<Duration> = queries.iter().map(search).collect();
        print_percentiles(name, &times);
        all.extend(times);
    }
    print_percentiles("all", &all);
}

/// So many reports, each with its forum: one in twenty is a real one with people, sessions and photos,
/// the others were made by themselves and hold one photo.
const FOUND_IN: u64 = 10_000;
const PEOPLE: u64 = 600;

fn az(text: String) -> Localized {
    [("az".to_owned(), text)].into()
}

fn forum_of(vocabulary: &Vocabulary, random: &mut StdRng, number: u64) -> Forum {
    let real = number.is_multiple_of(20);
    let (people, sessions, photos) = if real { (30_u64, 12, 40) } else { (0, 0, 1) };
    let mut forum = Forum {
        id: ForumId::from_parts(number, 2),
        about: ForumAbout {
            kind: if real { ForumKind::Forum } else { ForumKind::Event },
            names: az(vocabulary.text(random, 6)),
            ..ForumAbout::default()
        },
        sessions: Vec::new(),
        people: Vec::new(),
        organisations: Vec::new(),
        places: Vec::new(),
        appearances: Vec::new(),
        notes: Vec::new(),
        quotes: Vec::new(),
        photos: Vec::new(),
        cameras: Vec::new(),
        materials: Vec::new(),
        conflicts: Vec::new(),
    };
    for place in 0..sessions {
        let titles = az(vocabulary.text(random, 6));
        let id = SessionId::from_parts(number, place);
        forum.sessions.push(Listed { id, entity: Session { titles, ..Session::default() } });
    }
    for place in 0..people {
        // The same people come again and again.
        let who = (number * 7 + place * 19) % PEOPLE;
        let id = PersonId::from_parts(who, 3);
        let mut names = StdRng::seed_from_u64(who);
        let full = az(vocabulary.text(&mut names, 2));
        forum.people.push(Listed { id, entity: Person { full, ..Person::default() } });
        let roles = az(vocabulary.text(random, 7));
        forum.appearances.push(Listed {
            id: AppearanceId::from_parts(number, place.into()),
            entity: Appearance { person: Some(id), roles, ..Appearance::default() },
        });
    }
    for place in 0..photos {
        let mut digest = [0; 32];
        random.fill(&mut digest[..]);
        let captions = az(vocabulary.text(random, 14));
        let people = forum.people.iter().skip(place % 25).take(2);
        let people = people.map(|person| person.id.to_string()).collect();
        forum.photos.push(Listed {
            id: PhotoHash::from_digest(digest),
            entity: Photo { captions, people, ..Photo::default() },
        });
    }
    forum
}

/// Opens the library with forums, after making it if need be.
fn library_with_forums() -> Library {
    let dir = std::env::var_os("TEZIS_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let dir = dir.join("tezis-bench-forums");
    let library = Library::open(&dir, Access::Write { holder: "bench" }, now()).unwrap();
    let mut random = StdRng::seed_from_u64(3);
    let vocabulary = Vocabulary::new(&mut random);
    let first = ReportFilter { limit: 1, ..ReportFilter::default() };
    let there = library.list_reports(&first).unwrap().total;
    for number in there..FOUND_IN {
        let at = now() + chrono::TimeDelta::seconds(number.cast_signed());
        let forum = forum_of(&vocabulary, &mut random, number);
        let id = forum.id.to_string();
        let append = |kind, id: &str, projection| {
            let changes = &[NewChange { hash: &number.to_le_bytes(), bytes: &[7; 107] }];
            let projection = Some(projection);
            library.append(Append { kind, id, changes, projection, at }).unwrap();
        };
        append(DocumentKind::Forum, &id, Projection::Forum(&forum));
        let mut report = report(&vocabulary, &mut random, number, 200);
        report.about.forum = Some(forum.id);
        for (block, person) in report.body.iter_mut().zip(&forum.people) {
            let mark = Mark::Person { id: person.id };
            block.text.marks.push(MarkSpan { start: 0, end: 5, mark });
        }
        let id = report.id.to_string();
        append(DocumentKind::Report, &id, Projection::Report(&report, &SearchText::default()));
    }
    library
}

/// Finds by name as people do: each letter of a word is a query.
fn find_percentiles() {
    let library = library_with_forums();
    let mut random = StdRng::seed_from_u64(3);
    let vocabulary = Vocabulary::new(&mut random);
    let mut random = StdRng::seed_from_u64(4);
    println!("finding by name in {FOUND_IN} reports with their forums, 20 rows:");
    let mut all = Vec::new();
    for letters in 1..=5 {
        let mut times = Vec::new();
        for _ in 0..200 {
            let query: String = vocabulary.word(&mut random).chars().take(letters).collect();
            let begun = Instant::now();
            divan::black_box(library.find(&query, 20).unwrap());
            times.push(begun.elapsed());
        }
        print_percentiles(&format!("{letters} letters"), &times);
        all.extend(times);
    }
    let mut times = Vec::new();
    for who in 0..200 {
        let query = vocabulary.text(&mut StdRng::seed_from_u64(who), 2);
        let begun = Instant::now();
        let found = library.find(&query, 20).unwrap();
        times.push(begun.elapsed());
        divan::black_box(found);
    }
    print_percentiles("a full name", &times);
    all.extend(times);
    print_percentiles("all", &all);
    let mut times = Vec::new();
    for who in 0..200 {
        let begun = Instant::now();
        divan::black_box(library.places_of_person(PersonId::from_parts(who, 3), 50).unwrap());
        times.push(begun.elapsed());
    }
    print_percentiles("places", &times);
    learn_to_find(&library);
}

/// What the first start after an update has to do, in the background: rows of the finder for all
/// documents, in the parts in which the desk asks for them. A save waits for one part at most.
fn learn_to_find(library: &Library) {
    let database = rusqlite::Connection::open(library.dir().join("library.db")).unwrap();
    database
        .execute_batch(
            "DELETE FROM derivations; DELETE FROM mentions; DELETE FROM person_ties;
             DELETE FROM finder_search WHERE rowid IN (SELECT key FROM finder); DELETE FROM finder;",
        )
        .unwrap();
    drop(database);
    let begun = Instant::now();
    let mut times = Vec::new();
    let mut at = library.derive_behind("", 20).unwrap();
    while !at.done {
        let begun = Instant::now();
        at = library.derive_behind(&at.after, 20).unwrap();
        times.push(begun.elapsed());
    }
    println!(
        "an older library learnt to find in {:.1?}, in {} parts:",
        begun.elapsed(),
        times.len()
    );
    print_percentiles("a part", &times);
}

fn print_percentiles(name: &str, times: &[Duration]) {
    let mut times = times.to_vec();
    times.sort();
    let at =
        |percent: usize| times.get((times.len() - 1) * percent / 100).copied().unwrap_or_default();
    println!("  {name:<12} p50 {:>9.2?}  p95 {:>9.2?}  max {:>9.2?}", at(50), at(95), at(100));
}

/// What a change of a 3,500-word report brings along.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Along {
    /// Nothing: while one types.
    Nothing,
    /// A projection with the same words: a photo was added.
    SameWords,
    /// A projection with other words, which the search learns.
    OtherWords,
}

/// One change, synced to the disk.
#[divan::bench(args = [Along::Nothing, Along::SameWords, Along::OtherWords])]
fn append_one_change(bencher: divan::Bencher<'_, '_>, along: Along) {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path(), Access::Write { holder: "bench" }, now()).unwrap();
    let mut random = StdRng::seed_from_u64(1);
    let vocabulary = Vocabulary::new(&mut random);
    let mut report = report(&vocabulary, &mut random, 1, 3500);
    let id = report.id.to_string();
    let search = SearchText::default();
    let mut number = 0_u64;
    bencher.bench_local(|| {
        number += 1;
        if along == Along::OtherWords {
            let last = report.body.last_mut().unwrap();
            last.text = RichText::plain(format!("söz {number}"));
        }
        let hash = number.to_le_bytes();
        library
            .append(Append {
                kind: DocumentKind::Report,
                id: &id,
                changes: &[NewChange { hash: &hash, bytes: &[7; 107] }],
                projection: (along != Along::Nothing)
                    .then_some(Projection::Report(&report, &search)),
                at: now(),
            })
            .unwrap()
    });
}

/// The first and a later page of 50 in a list of 10,000 reports.
#[divan::bench(args = [0, 5000])]
fn list_page_of_10_000(bencher: divan::Bencher<'_, '_>, offset: u32) {
    let library = library(10_000);
    let filter = ReportFilter { limit: 50, offset, ..ReportFilter::default() };
    bencher.bench_local(|| library.list_reports(&filter).unwrap());
}
