//! The demo forum: the evening of a day, with something to do at every place of the program.

use tezis_desk::model::{BlockKind, Mark, ReportKind};
use tezis_desk::wire::ReportFilter;

use crate::support::{folder, open};

#[test]
fn the_demo_is_the_evening_of_a_day() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.make_demo().unwrap().expect("the library is empty");
    let opened = desk.open_report(report).unwrap();
    let forum = &opened.forum;

    assert_eq!(opened.report.about.kind, ReportKind::Full, "the one that is being written");
    assert!(forum.sessions.len() >= 6 && forum.people.len() >= 8, "there is a programme");
    assert!(forum.notes.iter().all(|note| note.entity.session.is_some()), "notes have a session");
    let spoken = forum.notes.iter().filter(|note| note.entity.appearance.is_some());
    assert!(spoken.count() > 5, "most notes say who was speaking");
    assert!(forum.quotes.iter().all(|quote| quote.entity.appearance.is_some()));
    assert_eq!(forum.materials.len(), 2);

    let reports =
        desk.list_reports(&ReportFilter { limit: 10, ..ReportFilter::default() }).unwrap();
    assert_eq!(reports.total, 3);
    let kind =
        |kind: ReportKind| reports.rows.iter().find(|row| row.kind == kind).expect("is there");
    let short = desk.published(kind(ReportKind::Short).id).unwrap().expect("it is published");
    assert!(short.changed, "the correspondent went on writing after the publication");
    let update = desk.what_changed(kind(ReportKind::Short).id, None).unwrap();
    assert!(update.photos.is_empty(), "the photo went up with its words: {:?}", update.photos);
    assert_eq!(desk.receipts(kind(ReportKind::Short).id).unwrap().len(), 1);

    let translation = desk.report(kind(ReportKind::Translation).id).unwrap();
    assert_eq!(translation.about.translation_of, Some(kind(ReportKind::Short).id));
    assert_eq!(translation.about.translated.len(), 2, "one paragraph is still to be translated");
    assert!(translation.body.iter().any(|block| block.text.text.is_empty()));
}

#[test]
fn there_is_something_to_mend_in_the_demo() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.make_demo().unwrap().expect("the library is empty");
    let opened = desk.open_report(report).unwrap();
    let shown: Vec<_> =
        opened.report.placements.iter().map(|one| one.entity.photo.clone()).collect();
    let photos = &opened.forum.photos;
    assert_eq!(photos.len(), 10);
    assert_eq!(shown.len(), 8, "two photos wait outside of the gallery");
    let placed = photos.iter().filter(|photo| shown.contains(&Some(photo.id.clone())));
    let without = placed.filter(|photo| photo.entity.captions.is_empty()).count();
    assert_eq!(without, 2, "two captions are missing");
    let turned = opened.photos.iter().filter(|facts| facts.taken_at.is_some()).count();
    assert_eq!(turned, 8, "every photo says when it was taken");

    let body = &opened.report.body;
    let named = |name: &str| body.iter().find(|block| block.text.text.contains(name)).unwrap();
    let block = named("Lalə İbrahimli");
    let people = block.text.marks.iter().filter(|mark| matches!(mark.mark, Mark::Person { .. }));
    assert_eq!(people.count(), 2, "the third name of the paragraph is not tagged yet");
    assert!(body.iter().any(|block| block.kind == BlockKind::Note));
    let marks = body.iter().flat_map(|block| &block.text.marks);
    assert!(
        marks.clone().any(|mark| matches!(mark.mark, Mark::Material { .. })),
        "a sentence of the press release knows where it comes from"
    );
    assert_eq!(marks.filter(|mark| matches!(mark.mark, Mark::Quote { .. })).count(), 2);
}

#[test]
fn the_demo_comes_only_into_an_empty_library() {
    let dir = folder();
    let desk = open(dir.path());
    desk.new_forum("Bir forum", "az").unwrap();
    assert_eq!(desk.make_demo().unwrap(), None);
}
