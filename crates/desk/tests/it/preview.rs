//! The page as the portal would show it, while it is written.

use crate::publication::{new, put, write, written};
use crate::support::{folder, import, open, photos};
use tezis_desk::model::PublicationKind;

#[test]
fn the_page_shows_what_is_on_disk_and_says_whether_it_changed() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    import(&desk, report, photos(&dir.path().join("card"), 2));
    let first = desk.preview(report).unwrap();
    assert!(first.html.contains("Forumda otuz ölkədən qonaq olub."));
    let opened = desk.open_report(report).unwrap();
    let block = opened.report.body[0].id;
    assert!(
        first.html.contains(&format!("data-block=\"{block}\"")),
        "so that the window can follow"
    );
    for photo in desk.list_photos(report).unwrap() {
        let host = if cfg!(windows) { "http://photo.localhost" } else { "photo://localhost" };
        assert!(first.html.contains(&format!("{host}/{}/1600", photo.hash)));
    }
    assert!(!first.html.contains("photos/"), "no file lies beside a preview");
    assert_eq!(desk.preview(report).unwrap(), first, "the same page has the same version");
    write(&desk, report, "Yeni abzas.");
    assert_ne!(desk.preview(report).unwrap().version, first.version);
}

#[test]
fn the_page_of_an_update_says_that_it_is_one() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    desk.publish(report, &new(PublicationKind::First, 0)).unwrap();
    assert!(!desk.preview(report).unwrap().html.contains("YENİLƏNİB"), "mia.az's marker");
    write(&desk, report, "Axşam konsert olub.");
    assert!(desk.preview(report).unwrap().html.contains("YENİLƏNİB"));
    put(&desk, report, &serde_json::json!({ "withdrawal": "Geri çəkilib: səhv tarix." }));
    let page = desk.preview(report).unwrap().html;
    assert!(page.contains("səhv tarix") && !page.contains("konsert"), "readers get the note alone");
}
