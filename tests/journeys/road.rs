//! The main road: a text goes in, photos and a tag are added, a package comes out that another
//! program finds whole, and whose words are the author's, character by character.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use scraper::Html;

use crate::place::{Place, argument, photos, run};

const AT: &str = "2026-05-14T18:05:00+04:00";

/// A text that is a report and more.
struct Source {
    text: String,
    /// How many lines there are above the body: headline and date line.
    above: usize,
    /// The line that is the byline; the body ends before it.
    byline: &'static str,
    /// A person that the text names, and how often the words stand in it.
    person: (&'static str, usize),
    /// Words typed without an Azerbaijani keyboard that find the report.
    search: &'static str,
}

impl Source {
    fn lines(&self) -> Vec<&str> {
        self.text.lines().collect()
    }

    fn byline_at(&self) -> usize {
        self.lines().iter().position(|line| *line == self.byline).expect("the byline stands alone")
    }

    /// The body as the author wrote it.
    fn body(&self) -> String {
        self.lines()[self.above..self.byline_at()].join("\n")
    }

    /// The lines that are not the report: all behind byline and medium.
    fn others(&self) -> Vec<&str> {
        self.lines()[self.byline_at() + 2..].to_vec()
    }
}

/// Brings a text in, with everything that a report has, and returns its id.
fn draft(place: &Place, source: &Source, files: &[String]) -> String {
    let text = place.file("mətn.txt", source.text.as_bytes());
    let made = place.run(&["report", "new", "--from", &text, "--profile", "mia.az"]);
    assert_eq!(made.code, 0, "{}", made.errors);
    let left_out = format!("{} lines that are not the report", source.others().len());
    assert!(made.errors.contains(&left_out), "{}", made.errors);
    let report = made.said;

    let mut import = vec!["photo", "import", "--report", &report];
    import.extend(files.iter().map(String::as_str));
    let printed = place.done(&import);
    let hashes: Vec<&str> = printed.lines().collect();
    assert_eq!(hashes.len(), files.len());
    for (number, hash) in (1..).zip(&hashes) {
        let caption = format!("Şəkil {number}: “forum” & iştirakçılar");
        let alt = format!("Zalda oturan insanlar, {number}-ci şəkil");
        let mut set = vec!["photo", "set", hash, "--report", &report];
        set.extend(["--caption", &caption, "--alt", &alt, "--credit", "Foto: Əfsanə Dadaşlı"]);
        if number == 2 {
            set.push("--cover");
        }
        place.done(&set);
    }
    let listed = place.json(&["photo", "list", "--report", &report]);
    let covers: Vec<bool> =
        listed.as_array().unwrap().iter().map(|photo| photo["cover"] == true).collect();
    assert_eq!(covers.iter().filter(|cover| **cover).count(), 1);
    assert!(covers[1]);

    let shown = place.json(&["report", "show", &report]);
    let forum = shown["forum"]["id"].as_str().unwrap();
    let (name, times) = source.person;
    let title = "Açılış sessiyası";
    let session = place.done(&["session", "add", "--forum", forum, "--title", title]);
    let mut add = vec!["person", "add", "--forum", forum, "--name", name];
    add.extend(["--role", "məruzəçi", "--session", &session]);
    let person = place.done(&add);
    let tagged = place.done(&["tag", "add", &report, "--words", name, "--person", &person]);
    assert_eq!(tagged, times.to_string());
    report
}

fn export(place: &Place, report: &str, to: &str) -> Vec<u8> {
    let path = place.path(to);
    place.done(&["export", report, "--to", &argument(&path), "--at", AT]);
    if path.is_dir() { Vec::new() } else { fs::read(path).unwrap() }
}

/// Unpacks a bag and returns its folder.
fn unpack(place: &Place, zip: &str) -> std::path::PathBuf {
    let to = place.path("unpacked");
    let file = fs::File::open(place.path(zip)).unwrap();
    zip::ZipArchive::new(file).unwrap().extract(&to).unwrap();
    let entries: Vec<_> = fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [bag] = &entries[..] else { panic!("a bag is one folder: {entries:?}") };
    bag.clone()
}

/// Asks the Library of Congress's program whether a bag is valid, where it is installed.
fn validate(bag: &Path) {
    let Some(oracle) = std::env::var_os("TEZIS_BAGIT") else {
        println!("skipped: TEZIS_BAGIT names no bagit.py");
        return;
    };
    let output = Command::new(oracle).arg("--validate").arg(bag).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Returns the words of an HTML file as a browser reads them.
fn words_of(path: &Path) -> String {
    let html = Html::parse_document(&fs::read_to_string(path).unwrap());
    let words: String = html.root_element().text().collect();
    words.trim_end_matches('\n').to_owned()
}

fn assert_package(place: &Place, source: &Source, report: &str, zip: &str, photos: usize) {
    let path = argument(&place.path(zip));
    place.done(&["package", "check", &path]);
    let bag = unpack(place, zip);
    validate(&bag);

    let data = bag.join("data");
    assert_eq!(words_of(&data.join("article.html")), source.body());
    let index = fs::read_to_string(data.join("index.html")).unwrap();
    let json = fs::read_to_string(data.join("article.json")).unwrap();
    let text = place.done(&["report", "text", report]);
    for other in source.others() {
        for (file, words) in [("index.html", &index), ("article.json", &json), ("text", &text)] {
            assert!(!words.contains(other), "“{other}” is in {file}");
        }
    }
    for line in &source.lines()[..source.byline_at() + 2] {
        assert!(text.lines().any(|printed| printed == *line), "“{line}” is not in the text");
    }
    let captions = fs::read_to_string(data.join("captions.csv")).unwrap();
    for number in 1..=photos {
        assert!(captions.contains(&format!("Şəkil {number}: “forum” & iştirakçılar")));
    }
    let gallery = fs::read_dir(data.join("photos").join("gallery")).unwrap().count();
    assert_eq!(gallery, photos);

    // One byte of one picture, and both programs' word would be another.
    let picture = fs::read_dir(data.join("photos").join("gallery")).unwrap().next().unwrap();
    let bytes = fs::read(picture.unwrap().path()).unwrap();
    let mut zipped = fs::read(place.path(zip)).unwrap();
    let middle = bytes.len() / 2;
    let needle = &bytes[middle..middle + 32];
    let at = zipped.windows(32).position(|window| window == needle).expect("pictures are stored");
    zipped[at] ^= 1;
    let broken = place.file("broken.zip", &zipped);
    assert_eq!(place.run(&["package", "check", &broken]).code, 1);
}

fn assert_found(place: &Place, words: &str, report: &str) {
    let found = place.json(&["report", "search", words]);
    let ids: BTreeSet<&str> =
        found["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, BTreeSet::from([report]), "{words}");
}

#[test]
fn a_text_becomes_a_package_and_the_library_moves_to_another_home() {
    let place = Place::new();
    let source = Source {
        text: include_str!("../fixtures/kitabxanalar.txt").to_owned(),
        above: 2,
        byline: "Ülviyyə Qasımbəyli",
        person: ("Lamiyə Tağızadə", 2),
        search: "kitabxanacilar naftalan",
    };
    let files = photos(&place, 12, 600, 400);
    let report = draft(&place, &source, &files);
    assert_found(&place, source.search, &report);

    let first = export(&place, &report, "birinci.zip");
    let second = export(&place, &report, "ikinci.zip");
    assert!(first == second, "the same report at the same time is other bytes");
    assert_package(&place, &source, &report, "birinci.zip", files.len());

    export(&place, &report, "Paket qovluğu");
    let plain = place.path("Paket qovluğu");
    for name in ["text.txt", "captions.csv", "preview.html"] {
        assert!(plain.join(name).is_file(), "{name} is missing");
    }
    assert_eq!(fs::read_to_string(plain.join("text.txt")).unwrap().matches("Dadaşlı").count(), 0);

    // The library moves: what comes out of the copy is the same package.
    let backup = argument(&place.path("ehtiyat"));
    place.done(&["library", "backup", "--to", &backup]);
    let other = place.path("başqa ev").join("kitabxana");
    let restored = run(&other, &["library", "restore", "--from", &backup]);
    assert_eq!(restored.code, 0, "{}", restored.errors);
    let to = argument(&place.path("köçürülmüş.zip"));
    let exported = run(&other, &["export", &report, "--to", &to, "--at", AT]);
    assert_eq!(exported.code, 0, "{}", exported.errors);
    assert!(fs::read(&to).unwrap() == first, "the restored library makes another package");
    for library in [&place.library(), &other] {
        let checked = run(library, &["library", "check"]);
        assert_eq!(checked.code, 0, "{checked:?}");
    }
}

#[test]
fn the_published_report_goes_in_and_comes_out_word_by_word() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let Ok(text) = fs::read_to_string(shared.join("seed/report.txt")) else {
        println!("skipped: ../shared is not here");
        return;
    };
    let place = Place::new();
    let source = Source {
        text,
        above: 2,
        byline: "Zülfiyyə Mustafayeva",
        person: ("Zaur İbrahimli", 2),
        search: "xankendide",
    };
    assert_eq!(source.others().len(), 43);
    let mut files: Vec<String> = fs::read_dir(shared.join("photos/camera"))
        .map(|entries| entries.map(|entry| argument(&entry.unwrap().path())).collect())
        .unwrap_or_default();
    files.retain(|file| Path::new(file).extension().is_some_and(|ending| ending == "jpg"));
    files.sort();
    files.truncate(12);
    if files.len() < 12 {
        files = photos(&place, 12, 1200, 800);
    }
    let report = draft(&place, &source, &files);
    assert_found(&place, source.search, &report);
    export(&place, &report, "paket.zip");
    assert_package(&place, &source, &report, "paket.zip", files.len());
    place.done(&["library", "check"]);
}
