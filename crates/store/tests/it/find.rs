//! The finder: what is found by its name, in which order; the places of a person.

use std::path::Path;

use tezis_report::ids::{
    AppearanceId, BlockId, MaterialId, PersonId, PhotoHash, PlacementId, QuoteId, SessionId,
};
use tezis_report::model::{
    Appearance, Forum, ForumKind, Listed, Mark, MarkSpan, Material, Person, Photo, Placement,
    Quote, Report, Session,
};
use tezis_store::{Found, FoundKind, Library, PersonPlace, PlaceKind};

use crate::support::{
    folder, forum, forum_id, make_first_version, now, open, report, report_id, save, save_forum,
};

fn az(text: &str) -> std::collections::BTreeMap<String, String> {
    [("az".to_owned(), text.to_owned())].into()
}

fn hash(number: u8) -> PhotoHash {
    PhotoHash::from_digest([number; 32])
}

/// A forum with a person who speaks in a session, is quoted and photographed, and a material.
fn gathered() -> Forum {
    let mut forum = forum(1, "Gəncə mətbuat forumu", &["Osman Gündüz", "Lalə Rzayeva"]);
    forum.about.names.insert("en".to_owned(), "Ganja press forum".to_owned());
    forum.people[0].entity.also = vec!["Usman Gunduz".to_owned()];
    let (session, appearance) = (SessionId::from_parts(1, 1), AppearanceId::from_parts(1, 1));
    forum.sessions.push(Listed {
        id: session,
        entity: Session { titles: az("Yerli media və etimad"), ..Session::default() },
    });
    forum.appearances.push(Listed {
        id: appearance,
        entity: Appearance {
            person: Some(forum.people[0].id),
            session: Some(session),
            roles: az("Media Fondunun rəhbəri"),
            ..Appearance::default()
        },
    });
    forum.quotes.push(Listed {
        id: QuoteId::from_parts(1, 1),
        entity: Quote { appearance: Some(appearance), ..Quote::default() },
    });
    forum.photos.push(Listed {
        id: hash(1),
        entity: Photo {
            captions: az("Zalda bayraqlar"),
            people: vec![forum.people[0].id.to_string()],
            session: Some(session),
            ..Photo::default()
        },
    });
    forum.materials.push(Listed {
        id: MaterialId::from_parts(1, 1),
        entity: Material { title: Some("Forumun proqramı".to_owned()), ..Material::default() },
    });
    forum
}

/// A report that names the person, then quotes him over two blocks.
fn written(forum: &Forum) -> Report {
    let before = "söz ".repeat(60);
    let mut report =
        report(1, "Etimad harada itir", &[&format!("{before}Osman Gündüz dedi"), "Bir.", "İki."]);
    report.about.forum = Some(forum.id);
    let mut mark = |block: usize, start, end, mark| {
        report.body[block].text.marks.push(MarkSpan { start, end, mark });
    };
    mark(0, 240, 252, Mark::Person { id: forum.people[0].id });
    mark(1, 0, 4, Mark::Quote { id: forum.quotes[0].id });
    mark(2, 0, 4, Mark::Quote { id: forum.quotes[0].id });
    report.placements.push(Listed {
        id: PlacementId::from_parts(1, 1),
        entity: Placement { photo: Some(hash(1)), ..Placement::default() },
    });
    report
}

fn library(dir: &Path) -> Library {
    let library = open(dir);
    let forum = gathered();
    save_forum(&library, &forum, b"one");
    save(&library, &written(&forum), b"one");
    library
}

fn shown(found: &[Found]) -> Vec<(FoundKind, &str)> {
    found.iter().map(|found| (found.kind, found.label.as_str())).collect()
}

fn marked(text: &str, highlight: tezis_store::Highlight) -> String {
    text.chars().skip(highlight.start).take(highlight.end - highlight.start).collect()
}

#[test]
fn everything_with_a_name_is_found_in_any_writing() {
    let dir = folder();
    let library = library(dir.path());
    for (query, kind, label) in [
        ("osman", FoundKind::Person, "Osman Gündüz"),
        ("OSMAN GÜNDÜZ", FoundKind::Person, "Osman Gündüz"),
        ("gunduz osm", FoundKind::Person, "Osman Gündüz"),
        ("Usman", FoundKind::Person, "Usman Gunduz"),
        ("media fondu", FoundKind::Person, "Osman Gündüz"),
        ("gence", FoundKind::Forum, "Gəncə mətbuat forumu"),
        ("ganja", FoundKind::Forum, "Ganja press forum"),
        ("yerli media", FoundKind::Session, "Yerli media və etimad"),
        ("bayraq", FoundKind::Photo, "Zalda bayraqlar"),
        ("bayraqlarda", FoundKind::Photo, "Zalda bayraqlar"),
        ("proqram", FoundKind::Material, "Forumun proqramı"),
        ("itir", FoundKind::Report, "Etimad harada itir"),
    ] {
        let found = library.find(query, 10).unwrap();
        assert_eq!(shown(&found).first(), Some(&(kind, label)), "{query}");
        assert_eq!(found[0].forum, Some(forum_id(1)), "{query}");
        assert_eq!(found[0].forum_names["az"], "Gəncə mətbuat forumu");
    }
    let person = library.find("osman", 10).unwrap().remove(0);
    assert_eq!(marked(&person.label, person.matches[0]), "Osman");
    assert_eq!(person.detail, "Media Fondunun rəhbəri");
    let role = library.find("fondunun", 10).unwrap().remove(0);
    assert_eq!(marked(&role.detail, role.detail_matches[0]), "Fondunun");
    for query in ["", "  ", "\"*", "gene osman"] {
        assert_eq!(library.find(query, 10).unwrap(), [], "{query}");
    }
    assert_eq!(library.find("osman", 0).unwrap(), []);
}

#[test]
fn the_name_itself_comes_first_then_beginnings_then_words_then_the_rest_each_latest_first() {
    let dir = folder();
    let library = open(dir.path());
    let headlines = [
        "Bu gün Xankəndi",
        "Xankəndi",
        "Xankəndi sarayı",
        "Xankəndi yolu",
        "Başqa",
        "Yeni Xankəndi",
    ];
    for (number, headline) in (0..).zip(headlines) {
        let body = if headline == "Başqa" { "Xankəndidə yağış" } else { "" };
        save(&library, &report(number, headline, &[body]), b"one");
    }
    let mut forum = forum(1, "Forum", &["Rauf Səlimli"]);
    forum.appearances.push(Listed {
        id: AppearanceId::from_parts(1, 1),
        entity: Appearance {
            person: Some(forum.people[0].id),
            roles: az("Xankəndi bələdiyyəsi"),
            ..Appearance::default()
        },
    });
    save_forum(&library, &forum, b"one");
    let found = library.find("xankendi", 10).unwrap();
    let labels: Vec<_> = found.iter().map(|found| found.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "Xankəndi",
            "Xankəndi yolu",
            "Xankəndi sarayı",
            "Yeni Xankəndi",
            "Bu gün Xankəndi",
            "Rauf Səlimli",
            "Başqa"
        ]
    );
    assert!(found[6].detail.contains("yağış"), "a report by its text, with the place");
    let few = library.find("xankendi", 3).unwrap();
    assert_eq!(few, found[..3]);
    // What changes comes to the front of its rank.
    save(&library, &report(0, "Bu gün Xankəndi!", &[]), b"two");
    let found = library.find("xankendi", 10).unwrap();
    assert_eq!(found[3].label, "Bu gün Xankəndi!");
}

#[test]
fn a_person_of_many_forums_is_one_and_who_is_gone_is_not_found() {
    let dir = folder();
    let library = open(dir.path());
    for number in 1..=5 {
        let mut forum = forum(number, "Forum", &["Başqası", "Osman Gündüz"]);
        forum.people[1].id = PersonId::from_parts(7, 7);
        save_forum(&library, &forum, b"one");
    }
    let found = library.find("osman", 10).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].forum, Some(forum_id(5)), "as the last forum knows them");
    for number in 1..=5 {
        save_forum(&library, &forum(number, "Forum", &["Başqası"]), b"two");
    }
    assert_eq!(library.find("osman", 10).unwrap(), []);
}

#[test]
fn the_trash_and_events_made_by_themselves_stay_out() {
    let dir = folder();
    let library = open(dir.path());
    let mut text = report(1, "Silinən xəbər", &[]);
    save(&library, &text, b"one");
    let mut event = forum(1, "Silinən xəbər", &[]);
    event.about.kind = ForumKind::Event;
    save_forum(&library, &event, b"one");
    assert_eq!(
        shown(&library.find("silinən", 10).unwrap()),
        [(FoundKind::Report, "Silinən xəbər")]
    );
    text.about.trashed_at = Some(now());
    save(&library, &text, b"two");
    assert_eq!(library.find("silinən", 10).unwrap(), []);
}

fn kinds(places: &[PersonPlace]) -> Vec<PlaceKind> {
    places.iter().map(|place| place.kind).collect()
}

#[test]
fn a_person_is_found_where_quoted_named_photographed_and_on_a_programme() {
    let dir = folder();
    let library = library(dir.path());
    let forum = gathered();
    let found = library.places_of_person(forum.people[0].id, 10).unwrap();
    assert_eq!(found.view.unwrap().full["az"], "Osman Gündüz");
    assert_eq!(
        kinds(&found.places),
        [PlaceKind::Quoted, PlaceKind::Named, PlaceKind::Photographed, PlaceKind::Appears]
    );
    let [quoted, named, photographed, appears] = &found.places[..] else { panic!() };
    // A quotation over two blocks is one place, where it begins.
    assert_eq!(
        (quoted.report, quoted.block),
        (Some(report_id(1)), Some(BlockId::from_parts(1, 1)))
    );
    assert_eq!(marked(&quoted.text, quoted.matches[0]), "Bir.");
    assert_eq!(named.title, "Etimad harada itir");
    assert!(named.text.starts_with("söz "), "begins with a whole word: {}", named.text);
    assert_eq!(marked(&named.text, named.matches[0]), "Osman Gündüz");
    assert_eq!((&photographed.photo, photographed.report), (&Some(hash(1)), Some(report_id(1))));
    assert_eq!(photographed.text, "Zalda bayraqlar");
    assert_eq!(appears.text, "Yerli media və etimad · Media Fondunun rəhbəri");
    assert_eq!((appears.forum, appears.session), (Some(forum.id), Some(forum.sessions[0].id)));
    assert_eq!(library.places_of_person(forum.people[1].id, 10).unwrap().places, []);
}

#[test]
fn a_quotation_follows_the_ledger_and_a_report_in_the_trash_is_no_place() {
    let dir = folder();
    let library = library(dir.path());
    let mut forum = gathered();
    // The reporter finds out that somebody else said it.
    forum.quotes[0].entity = Quote { person: Some(forum.people[1].id), ..Quote::default() };
    save_forum(&library, &forum, b"two");
    let of = |person: PersonId| kinds(&library.places_of_person(person, 10).unwrap().places);
    assert_eq!(of(forum.people[1].id), [PlaceKind::Quoted]);
    assert!(!of(forum.people[0].id).contains(&PlaceKind::Quoted));
    let mut text = written(&forum);
    text.about.trashed_at = Some(now());
    save(&library, &text, b"two");
    assert_eq!(of(forum.people[1].id), []);
    assert_eq!(of(forum.people[0].id), [PlaceKind::Photographed, PlaceKind::Appears]);
}

#[test]
fn ids_of_one_person_made_apart_are_one_person_from_either_side() {
    let dir = folder();
    let library = library(dir.path());
    let mut other = forum(2, "İkinci forum", &["O. Gündüz"]);
    let (first, second) = (gathered().people[0].id, other.people[0].id);
    other.people[0].entity =
        Person { same_as: vec![first.to_string()], ..other.people[0].entity.clone() };
    save_forum(&library, &other, b"one");
    let of = |person| library.places_of_person(person, 10).unwrap().places;
    assert_eq!(of(first), of(second));
    assert_eq!(of(second).len(), 4);
}

#[test]
fn an_older_library_learns_to_find_without_opening_a_document() {
    let dir = folder();
    drop(library(dir.path()));
    make_first_version(dir.path());
    let library = open(dir.path());
    assert_eq!(library.find("usman", 10).unwrap(), []);
    let mut at = library.derive_behind("", 1).unwrap();
    let mut calls = 1;
    while !at.done {
        at = library.derive_behind(&at.after, 1).unwrap();
        calls += 1;
    }
    assert_eq!(calls, 3, "one call a document, and one that finds nothing more");
    assert_eq!(library.find("usman", 10).unwrap().len(), 1);
    let places = library.places_of_person(gathered().people[0].id, 10).unwrap().places;
    assert_eq!(places.len(), 4);
    assert!(library.derive_behind("", 10).unwrap().done, "and does it once");
    let check = library.check(&mut crate::support::go_on).unwrap();
    assert_eq!((check.database, check.documents), (Vec::new(), Vec::new()));
}
