//! The canary test: what is private in forum and report is in no file of either shape of a package.
//!
//! Every leaf of the two typed views is walked as JSON, and every path must be in the list below: a
//! field that is added to the model fails this test until somebody has decided what it is. Each
//! private text is replaced by a marked one, and so is each public text, which proves that the list
//! of public fields is not longer than it has to be. Private numbers hold the digits 61987, private
//! times the year 1987.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tezis_publish::formats::{DocxIdentity, DocxOptions, docx};
use tezis_report::model::{Forum, Report};

use crate::package::{bag, files, folder};
use crate::support::{forum, profile, report, resolve};

/// What a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Its text is in at least one file.
    Public,
    /// Its text is in no file.
    Private,
    /// An id, enumeration, date or number that is in no file: the fixture has a value there that
    /// can be recognised, or (enumerations) that says nothing.
    Hidden,
    /// An enumeration, date, number or address that is public.
    Shape,
}
use Fate::{Hidden, Private, Public, Shape};

/// Every path of the forum and the report. `[used]` are the entries of a list that the report points
/// at, `[unused]` is the last one, which it does not; a trailing `*` stands for all that follows.
const FATES: &[(&str, Fate)] = &[
    // The forum itself.
    ("forum.id", Hidden),
    ("forum.kind", Hidden),
    ("forum.names.az", Public),
    ("forum.names.en", Private),
    ("forum.edition", Shape),
    ("forum.motto.*", Private),
    ("forum.starts_on", Shape),
    ("forum.ends_on", Shape),
    ("forum.time_zone", Hidden),
    ("forum.place.az", Public),
    ("forum.place.en", Private),
    ("forum.venue.az", Public),
    ("forum.venue.en", Private),
    ("forum.organisers*", Hidden),
    ("forum.partners*", Hidden),
    ("forum.attendance", Private),
    // Sessions.
    ("forum.sessions[used].id", Hidden),
    ("forum.sessions[used].kind", Shape),
    ("forum.sessions[used].titles.az", Public),
    ("forum.sessions[used].titles.en", Private),
    ("forum.sessions[used].order", Hidden),
    ("forum.sessions[used].planned_start", Hidden),
    ("forum.sessions[used].planned_end", Hidden),
    ("forum.sessions[used].actual_start", Hidden),
    ("forum.sessions[used].actual_end", Hidden),
    ("forum.sessions[used].room", Private),
    ("forum.sessions[used].status", Hidden),
    ("forum.sessions[unused].id", Hidden),
    ("forum.sessions[unused].kind", Hidden),
    ("forum.sessions[unused].titles.*", Private),
    ("forum.sessions[unused].order", Hidden),
    ("forum.sessions[unused].planned_start", Hidden),
    ("forum.sessions[unused].planned_end", Hidden),
    ("forum.sessions[unused].actual_start", Hidden),
    ("forum.sessions[unused].actual_end", Hidden),
    ("forum.sessions[unused].room", Private),
    ("forum.sessions[unused].status", Hidden),
    // People.
    ("forum.people[used].id", Hidden),
    ("forum.people[used].full.az", Public),
    ("forum.people[used].full.en", Private),
    ("forum.people[used].short.*", Private),
    ("forum.people[used].case_forms.*", Private),
    ("forum.people[used].also*", Private),
    ("forum.people[used].wrong*", Private),
    ("forum.people[used].code", Private),
    ("forum.people[used].same_as*", Private),
    ("forum.people[used].links*", Private),
    ("forum.people[unused].id", Hidden),
    ("forum.people[unused].full.*", Private),
    ("forum.people[unused].short.*", Private),
    ("forum.people[unused].case_forms.*", Private),
    ("forum.people[unused].also*", Private),
    ("forum.people[unused].wrong*", Private),
    ("forum.people[unused].code", Private),
    ("forum.people[unused].same_as*", Private),
    ("forum.people[unused].links*", Private),
    // Organisations and places.
    ("forum.organisations[used].id", Hidden),
    ("forum.organisations[used].names.az", Public),
    ("forum.organisations[used].names.en", Private),
    ("forum.organisations[used].short.*", Private),
    ("forum.organisations[used].same_as*", Private),
    ("forum.organisations[unused].id", Hidden),
    ("forum.organisations[unused].names.*", Private),
    ("forum.organisations[unused].short.*", Private),
    ("forum.organisations[unused].same_as*", Private),
    ("forum.places[used].id", Hidden),
    ("forum.places[used].names.az", Public),
    ("forum.places[used].names.en", Private),
    ("forum.places[unused].id", Hidden),
    ("forum.places[unused].names.*", Private),
    // Appearances: the role of a person whom the text names.
    ("forum.appearances[used].id", Hidden),
    ("forum.appearances[used].person", Hidden),
    ("forum.appearances[used].session", Hidden),
    ("forum.appearances[used].part", Hidden),
    ("forum.appearances[used].mode", Hidden),
    ("forum.appearances[used].status", Hidden),
    ("forum.appearances[used].replaced_by", Hidden),
    ("forum.appearances[used].roles.az", Public),
    ("forum.appearances[used].roles.en", Private),
    ("forum.appearances[used].organisation", Hidden),
    ("forum.appearances[used].order", Hidden),
    ("forum.appearances[unused].id", Hidden),
    ("forum.appearances[unused].person", Hidden),
    ("forum.appearances[unused].session", Hidden),
    ("forum.appearances[unused].part", Hidden),
    ("forum.appearances[unused].mode", Hidden),
    ("forum.appearances[unused].status", Hidden),
    ("forum.appearances[unused].replaced_by", Hidden),
    ("forum.appearances[unused].roles.*", Private),
    ("forum.appearances[unused].organisation", Hidden),
    ("forum.appearances[unused].order", Hidden),
    // Notes, cameras, materials: all private.
    ("forum.notes[unused].id", Hidden),
    ("forum.notes[unused].at", Hidden),
    ("forum.notes[unused].session", Hidden),
    ("forum.notes[unused].appearance", Hidden),
    ("forum.notes[unused].kind", Hidden),
    ("forum.notes[unused].text", Private),
    ("forum.notes[unused].source", Private),
    ("forum.cameras[unused].id", Private),
    ("forum.cameras[unused].name", Private),
    ("forum.cameras[unused].photographer", Private),
    ("forum.cameras[unused].credit", Private),
    ("forum.cameras[unused].clock_offset_s", Hidden),
    ("forum.materials[unused].id", Hidden),
    ("forum.materials[unused].kind", Hidden),
    ("forum.materials[unused].title", Private),
    ("forum.materials[unused].original", Hidden),
    ("forum.materials[unused].text", Private),
    ("forum.materials[unused].source", Private),
    ("forum.materials[unused].added_at", Hidden),
    // The ledger: even of a used quotation only the words in the text are public, not these.
    ("forum.quotes[used].id", Hidden),
    ("forum.quotes[used].words", Private),
    ("forum.quotes[used].language", Hidden),
    ("forum.quotes[used].original_words", Private),
    ("forum.quotes[used].translated_by", Private),
    ("forum.quotes[used].appearance", Hidden),
    ("forum.quotes[used].person", Hidden),
    ("forum.quotes[used].kind", Hidden),
    ("forum.quotes[used].source", Hidden),
    ("forum.quotes[used].recording", Hidden),
    ("forum.quotes[used].recording_ms", Hidden),
    ("forum.quotes[used].said_at", Hidden),
    ("forum.quotes[used].verified_by", Private),
    ("forum.quotes[used].verified_at", Hidden),
    ("forum.quotes[used].verified_hash", Private),
    ("forum.quotes[unused].id", Hidden),
    ("forum.quotes[unused].words", Private),
    ("forum.quotes[unused].language", Hidden),
    ("forum.quotes[unused].original_words", Private),
    ("forum.quotes[unused].translated_by", Private),
    ("forum.quotes[unused].appearance", Hidden),
    ("forum.quotes[unused].person", Hidden),
    ("forum.quotes[unused].kind", Hidden),
    ("forum.quotes[unused].source", Hidden),
    ("forum.quotes[unused].recording", Hidden),
    ("forum.quotes[unused].recording_ms", Hidden),
    ("forum.quotes[unused].said_at", Hidden),
    ("forum.quotes[unused].verified_by", Private),
    ("forum.quotes[unused].verified_at", Hidden),
    ("forum.quotes[unused].verified_hash", Private),
    // Photos. Headline, keywords and source type go into the metadata of the picture's own file, which
    // desk writes, and into no text.
    ("forum.photos[used].id", Hidden),
    ("forum.photos[used].taken_at", Hidden),
    ("forum.photos[used].time_approximate", Hidden),
    ("forum.photos[used].rotation", Hidden),
    ("forum.photos[used].rating", Hidden),
    ("forum.photos[used].pick", Hidden),
    ("forum.photos[used].colour", Private),
    ("forum.photos[used].headline", Private),
    ("forum.photos[used].captions.az", Public),
    ("forum.photos[used].captions.en", Private),
    ("forum.photos[used].alts.az", Public),
    ("forum.photos[used].alts.en", Private),
    ("forum.photos[used].long_descriptions.az", Public),
    ("forum.photos[used].long_descriptions.en", Private),
    ("forum.photos[used].credit", Public),
    ("forum.photos[used].creator", Public),
    ("forum.photos[used].copyright", Public),
    ("forum.photos[used].usage_terms", Public),
    ("forum.photos[used].keywords*", Private),
    ("forum.photos[used].place", Hidden),
    ("forum.photos[used].session", Hidden),
    ("forum.photos[used].people*", Hidden),
    ("forum.photos[used].permission", Private),
    ("forum.photos[used].source_type", Private),
    ("forum.photos[used].source", Private),
    ("forum.photos[used].file_name", Private),
    ("forum.photos[used].camera", Private),
    ("forum.photos[used].raw", Hidden),
    ("forum.photos[used].focal_x", Hidden),
    ("forum.photos[used].focal_y", Hidden),
    ("forum.photos[used].crops.*", Hidden),
    ("forum.photos[used].tone.*", Hidden),
    ("forum.photos[used].blurred.*", Hidden),
    ("forum.photos[used].version_of", Hidden),
    ("forum.photos[used].added_at", Hidden),
    ("forum.photos[unused].id", Hidden),
    ("forum.photos[unused].taken_at", Hidden),
    ("forum.photos[unused].time_approximate", Hidden),
    ("forum.photos[unused].rotation", Hidden),
    ("forum.photos[unused].rating", Hidden),
    ("forum.photos[unused].pick", Hidden),
    ("forum.photos[unused].colour", Private),
    ("forum.photos[unused].headline", Private),
    ("forum.photos[unused].captions.*", Private),
    ("forum.photos[unused].alts.*", Private),
    ("forum.photos[unused].long_descriptions.*", Private),
    ("forum.photos[unused].credit", Private),
    ("forum.photos[unused].creator", Private),
    ("forum.photos[unused].copyright", Private),
    ("forum.photos[unused].usage_terms", Private),
    ("forum.photos[unused].keywords*", Private),
    ("forum.photos[unused].place", Hidden),
    ("forum.photos[unused].session", Hidden),
    ("forum.photos[unused].people*", Hidden),
    ("forum.photos[unused].permission", Private),
    ("forum.photos[unused].source_type", Private),
    ("forum.photos[unused].source", Private),
    ("forum.photos[unused].file_name", Private),
    ("forum.photos[unused].camera", Private),
    ("forum.photos[unused].raw", Hidden),
    ("forum.photos[unused].focal_x", Hidden),
    ("forum.photos[unused].focal_y", Hidden),
    ("forum.photos[unused].crops.*", Hidden),
    ("forum.photos[unused].tone.*", Hidden),
    ("forum.photos[unused].blurred.*", Hidden),
    ("forum.photos[unused].version_of", Hidden),
    ("forum.photos[unused].added_at", Hidden),
    // What two people wrote at once.
    ("forum.conflicts[unused].collection", Private),
    ("forum.conflicts[unused].id", Hidden),
    ("forum.conflicts[unused].field", Private),
    ("forum.conflicts[unused].values*", Private),
    // The report itself.
    ("report.id", Hidden),
    ("report.forum", Hidden),
    ("report.kind", Shape),
    ("report.translation_of", Hidden),
    ("report.translated.*", Hidden),
    ("report.follows", Hidden),
    ("report.profile", Shape),
    ("report.language", Shape),
    ("report.headlines.main", Public),
    ("report.headlines.seo", Public),
    ("report.headlines.social", Public),
    ("report.kicker", Public),
    ("report.slug", Public),
    ("report.section", Public),
    ("report.keywords*", Public),
    ("report.dateline_place", Public),
    ("report.dateline_at", Shape),
    ("report.byline*", Public),
    ("report.source_credit", Public),
    ("report.disclosure", Public),
    ("report.correction", Public),
    ("report.withdrawal", Public),
    ("report.embargo_until", Shape),
    ("report.publish_at", Shape),
    ("report.state", Hidden),
    ("report.trashed_at", Hidden),
    ("report.created_at", Hidden),
    // Its body; the last block is a note.
    ("report.body[used].id", Hidden),
    ("report.body[used].kind.type", Shape),
    ("report.body[used].kind.level", Shape),
    ("report.body[used].kind.ordered", Shape),
    ("report.body[used].kind.session", Hidden),
    ("report.body[used].kind.placement", Hidden),
    ("report.body[used].text.text", Public),
    ("report.body[used].text.marks[used].start", Shape),
    ("report.body[used].text.marks[used].end", Shape),
    ("report.body[used].text.marks[used].mark.type", Shape),
    ("report.body[used].text.marks[used].mark.href", Shape),
    ("report.body[used].text.marks[used].mark.id", Hidden),
    ("report.body[unused].id", Hidden),
    ("report.body[unused].kind.type", Hidden),
    ("report.body[unused].text.text", Private),
    ("report.body[unused].text.marks[used].start", Hidden),
    ("report.body[unused].text.marks[used].end", Hidden),
    ("report.body[unused].text.marks[used].mark.type", Hidden),
    ("report.body[unused].text.marks[used].mark.id", Hidden),
    // Its pictures.
    ("report.placements[used].id", Hidden),
    ("report.placements[used].photo", Hidden),
    ("report.placements[used].block", Hidden),
    ("report.placements[used].order", Hidden),
    ("report.placements[used].cover", Shape),
    ("report.placements[used].caption", Public),
    ("report.placements[used].alt", Public),
    ("report.placements[used].crops.*", Hidden),
    // What was let pass, where it was published, what two people wrote at once.
    ("report.waivers[unused].id", Private),
    ("report.waivers[unused].reason", Private),
    ("report.waivers[unused].at", Hidden),
    ("report.waivers[unused].by", Private),
    ("report.publications[unused].id", Hidden),
    ("report.publications[unused].kind", Hidden),
    ("report.publications[unused].target", Private),
    ("report.publications[unused].url", Private),
    ("report.publications[unused].at", Hidden),
    ("report.publications[unused].heads*", Private),
    ("report.publications[unused].forum_heads*", Private),
    ("report.publications[unused].hashes.*", Private),
    ("report.publications[unused].photos.*", Hidden),
    ("report.publications[unused].withdrawn_at", Hidden),
    ("report.conflicts[unused].collection", Private),
    ("report.conflicts[unused].id", Hidden),
    ("report.conflicts[unused].field", Private),
    ("report.conflicts[unused].values*", Private),
];

/// Lists whose last entry is used like the others.
const ALL_USED: &[&str] = &["report.placements", "report.keywords", "report.byline"];

fn fate(path: &str) -> Fate {
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => path.starts_with(start),
        None => path == pattern,
    };
    let found: Vec<Fate> =
        FATES.iter().filter(|(pattern, _)| fits(pattern)).map(|(_, fate)| *fate).collect();
    match found.as_slice() {
        [fate] => *fate,
        [] => panic!("decide whether `{path}` is public, and add it to FATES in {}", file!()),
        _ => panic!("`{path}` is twice in FATES"),
    }
}

/// Whether the fates of a list's entries are decided, so that it may be empty somewhere.
fn is_list(path: &str) -> bool {
    FATES.iter().any(|(pattern, _)| pattern.starts_with(&format!("{path}[")))
}

/// The marked texts, by what they are.
#[derive(Default)]
struct Marks {
    private: Vec<(String, String)>,
    public: Vec<(String, String)>,
    /// Paths that were met.
    met: BTreeSet<String>,
    /// Paths whose field has a value in at least one entry.
    filled: BTreeSet<String>,
}

impl Marks {
    /// Marks every text of a view.
    fn mark<T: Serialize + DeserializeOwned>(&mut self, view: &T, name: &str) -> T {
        let mut json = serde_json::to_value(view).unwrap();
        self.walk(&mut json, name);
        serde_json::from_value(json).unwrap()
    }

    fn walk(&mut self, value: &mut Value, path: &str) {
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                for (key, value) in fields {
                    self.walk(value, &format!("{path}.{key}"));
                }
            }
            Value::Array(entries) if !entries.is_empty() => {
                let last = entries.len() - 1;
                let in_list = path.rsplit('.').next() == Some("marks") || ALL_USED.contains(&path);
                for (index, entry) in entries.iter_mut().enumerate() {
                    let role = if index < last || in_list { "used" } else { "unused" };
                    self.walk(entry, &format!("{path}[{role}]"));
                }
            }
            Value::Array(_) if is_list(path) => {}
            leaf => self.leaf(leaf, path),
        }
    }

    fn leaf(&mut self, leaf: &mut Value, path: &str) {
        let fate = fate(path);
        self.met.insert(path.to_owned());
        let empty = matches!(leaf, Value::Null)
            || leaf.as_str().is_some_and(str::is_empty)
            || leaf.as_array().is_some_and(Vec::is_empty)
            || leaf.as_object().is_some_and(serde_json::Map::is_empty);
        if empty {
            return;
        }
        self.filled.insert(path.to_owned());
        let Value::String(text) = leaf else { return };
        let number = self.private.len() + self.public.len();
        match fate {
            Private => {
                let mark = format!("CANARY{number}CANARY");
                *text = format!("{mark} {text}");
                self.private.push((mark, path.to_owned()));
            }
            // A block of blanks is not printed.
            Public if text.trim().is_empty() => {}
            Public => {
                let mark = format!("public{number}public");
                *text = format!("{mark} {text}");
                self.public.push((mark, path.to_owned()));
            }
            Hidden | Shape => {}
        }
    }
}

/// All ids and hashes of a view.
fn ids(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.values().for_each(|value| ids(value, found)),
        Value::Array(entries) => entries.iter().for_each(|value| ids(value, found)),
        Value::String(text) => {
            let is_id = text.parse::<tezis_report::ids::PersonId>().is_ok();
            if is_id || text.parse::<tezis_report::ids::PhotoHash>().is_ok() {
                found.insert(text.clone());
            }
        }
        _ => {}
    }
}

/// Every file of both shapes, for both shipped profiles, and the zips themselves.
fn everything(report: &Report, forum: &Forum) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for name in ["mia.az", "plain"] {
        let profile = profile(name);
        let article = resolve(report, forum, &profile);
        let zip = bag(&article, &profile);
        for (path, bytes) in files(&zip) {
            all.insert(format!("{name} bag {path}"), bytes);
        }
        all.insert(format!("{name} bag"), zip);
        for (path, bytes) in folder(&article, &profile) {
            if path == "article.docx" {
                for (part, bytes) in files(&bytes) {
                    all.insert(format!("{name} folder {path} {part}"), bytes);
                }
            }
            all.insert(format!("{name} folder {path}"), bytes);
        }
    }
    all
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn private_stays_private() {
    let mut marks = Marks::default();
    let forum = marks.mark(&forum(), "forum");
    let report = marks.mark(&report(), "report");
    let files = everything(&report, &forum);

    for (mark, path) in &marks.private {
        for (file, bytes) in &files {
            assert!(!holds(bytes, mark), "private {path} is in {file}");
        }
    }
    let mut all_ids = BTreeSet::new();
    ids(&serde_json::to_value(&forum).unwrap(), &mut all_ids);
    ids(&serde_json::to_value(&report).unwrap(), &mut all_ids);
    assert!(all_ids.len() > 40, "the fixture has ids of every kind");
    let numbers = ["61987".to_owned(), "1987-".to_owned()];
    for hidden in all_ids.iter().chain(&numbers) {
        for (file, bytes) in &files {
            assert!(!holds(bytes, hidden), "{hidden} is in {file}");
        }
    }
}

#[test]
fn a_file_that_says_what_it_was_made_from_says_no_more() {
    let mut marks = Marks::default();
    let forum = marks.mark(&forum(), "forum");
    let report = marks.mark(&report(), "report");
    let article = resolve(&report, &forum, &profile("mia.az"));
    let identity = DocxIdentity { report: report.id, heads: vec!["0badc0de".to_owned()] };
    let mut bytes = Vec::new();
    docx(&article, &DocxOptions { identity: Some(identity) }, &mut bytes).unwrap();
    let parts = files(&bytes);
    for (mark, path) in &marks.private {
        assert!(parts.iter().all(|(_, bytes)| !holds(bytes, mark)), "private {path} is in it");
    }
    // The report's and the shown blocks' ids are what it is for; all others stay here.
    let mut own: BTreeSet<String> =
        article.body.iter().filter_map(|block| block.source).map(|id| id.to_string()).collect();
    own.insert(report.id.to_string());
    let mut all_ids = BTreeSet::new();
    ids(&serde_json::to_value(&forum).unwrap(), &mut all_ids);
    ids(&serde_json::to_value(&report).unwrap(), &mut all_ids);
    for id in &all_ids {
        let there = parts.iter().any(|(_, bytes)| holds(bytes, id));
        assert_eq!(there, own.contains(id), "{id}");
    }
}

#[test]
fn a_withdrawn_text_is_in_no_file() {
    let mut marks = Marks::default();
    let forum = marks.mark(&forum(), "forum");
    let mut report = marks.mark(&report(), "report");
    report.about.withdrawal = Some("REASON: məlumat təsdiqlənmədi".to_owned());
    let files = everything(&report, &forum);
    let gone =
        ["report.body", "report.placements", "forum.photos", "forum.people", "forum.sessions"];
    for (mark, path) in &marks.public {
        if gone.iter().any(|gone| path.starts_with(gone)) {
            for (file, bytes) in &files {
                assert!(!holds(bytes, mark), "{path} is in {file}");
            }
        }
    }
    let texts =
        ["index.html", "article.html", "article.json", "text.txt", "preview.html", "document.xml"];
    for text in texts {
        let mut with = files.iter().filter(|(path, _)| path.ends_with(text)).peekable();
        assert!(with.peek().is_some(), "{text}");
        for (path, bytes) in with {
            assert!(holds(bytes, "REASON: məlumat təsdiqlənmədi"), "{path}");
        }
    }
    assert!(!files.keys().any(|path| path.contains("photos/")), "pictures go with the text");
}

#[test]
fn public_fields_are_published() {
    // Otherwise the test above would also pass for a package with nothing in it.
    let mut marks = Marks::default();
    let forum = marks.mark(&forum(), "forum");
    let report = marks.mark(&report(), "report");
    let files = everything(&report, &forum);
    let published = |mark: &str| files.values().any(|bytes| holds(bytes, mark));
    let paths: BTreeSet<&str> = marks.public.iter().map(|(_, path)| path.as_str()).collect();
    for path in paths {
        let any = marks.public.iter().any(|(mark, of)| of == path && published(mark));
        assert!(any, "{path} is called public, but is in no file");
    }
}

#[test]
fn every_field_of_the_model_has_a_value_in_the_fixture() {
    // A private field without one could leak unseen.
    let mut marks = Marks::default();
    marks.mark(&forum(), "forum");
    marks.mark(&report(), "report");
    let empty: Vec<&String> = marks
        .met
        .difference(&marks.filled)
        // A report's conflict belongs to no entity; slug is made from the headline; a withdrawn
        // report has no body, and a test of its own.
        .filter(|path| {
            let none = ["report.conflicts[unused].id", "report.slug", "report.withdrawal"];
            !none.contains(&path.as_str())
        })
        .collect();
    assert_eq!(empty, Vec::<&String>::new(), "give these a value in tests/it/support");
    // And every decision is about a field that exists.
    for (pattern, _) in FATES {
        let used = marks.met.iter().any(|path| match pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == pattern,
        });
        assert!(used, "`{pattern}` is in FATES, but not in the model");
    }
}
