//! Lists of reports, forums and people; settings.

use serde_json::json;
use tezis_report::ids::{AppearanceId, PlacementId};
use tezis_report::model::{Appearance, Listed, Placement, ReportState};
use tezis_store::ReportFilter;

use crate::support::{folder, forum, forum_id, open, report, report_id, save, save_forum};

#[test]
fn a_list_shows_the_desk_or_the_trash_by_forum_and_state_and_in_parts() {
    let dir = folder();
    let library = open(dir.path());
    for number in 0..10 {
        let mut text = report(number, &format!("Xəbər {number}"), &[]);
        text.about.forum = (number % 2 == 0).then(|| forum_id(1));
        if number == 4 {
            text.about.state = ReportState::Ready;
        }
        if number == 6 {
            text.about.trashed_at = Some(crate::support::now());
        }
        save(&library, &text, &number.to_le_bytes());
    }
    let headlines = |filter: &ReportFilter| {
        let page = library.list_reports(filter).unwrap();
        let rows: Vec<_> = page.rows.into_iter().map(|row| row.headline).collect();
        (rows.join(","), page.total)
    };
    let all = ReportFilter::default();
    assert_eq!(headlines(&all).1, 9);
    // Made at one time, so the later made come first.
    let part = ReportFilter { offset: 1, limit: 3, ..all };
    assert_eq!(headlines(&part), ("Xəbər 8,Xəbər 7,Xəbər 5".to_owned(), 9));
    let of_forum = ReportFilter { forum: Some(forum_id(1)), ..all };
    assert_eq!(headlines(&of_forum), ("Xəbər 8,Xəbər 4,Xəbər 2,Xəbər 0".to_owned(), 4));
    let ready = ReportFilter { state: Some(ReportState::Ready), ..of_forum };
    assert_eq!(headlines(&ready), ("Xəbər 4".to_owned(), 1));
    let trash = ReportFilter { trashed: true, ..all };
    assert_eq!(headlines(&trash), ("Xəbər 6".to_owned(), 1));
}

#[test]
fn a_report_without_a_headline_is_listed_by_its_beginning() {
    let dir = folder();
    let library = open(dir.path());
    save(&library, &report(1, "  ", &["", "İclas başladı."]), b"one");
    let rows = library.list_reports(&ReportFilter::default()).unwrap().rows;
    assert_eq!(rows[0].headline, "İclas başladı.");
}

#[test]
fn the_cover_is_the_marked_photo_else_the_first() {
    let dir = folder();
    let library = open(dir.path());
    let first = library.put_original_bytes(b"first").unwrap().hash;
    let second = library.put_original_bytes(b"second").unwrap().hash;
    let mut text = report(1, "A", &[]);
    let placement = |number, photo, cover| Listed {
        id: PlacementId::from_parts(number, 0),
        entity: Placement { photo: Some(photo), cover, ..Placement::default() },
    };
    text.placements = vec![placement(1, first.clone(), false), placement(2, second.clone(), false)];
    save(&library, &text, b"one");
    let row = || library.list_reports(&ReportFilter::default()).unwrap().rows.remove(0);
    assert_eq!((row().cover, row().photos), (Some(first), 2));
    text.placements[1].entity.cover = true;
    save(&library, &text, b"two");
    assert_eq!(row().cover, Some(second));
}

#[test]
fn forums_come_latest_first_with_their_numbers() {
    let dir = folder();
    let library = open(dir.path());
    let mut old = forum(1, "Köhnə forum", &["Aysel Kərimova"]);
    old.about.starts_on = Some("2024-05-01".parse().unwrap());
    let mut new = forum(2, "Yeni forum", &["Rauf Səlimli", "Aysel Kərimova"]);
    new.about.starts_on = Some("2025-10-19".parse().unwrap());
    save_forum(&library, &new, b"one");
    save_forum(&library, &old, b"one");
    let mut text = report(1, "A", &[]);
    text.about.forum = Some(new.id);
    save(&library, &text, b"one");
    let rows = library.list_forums().unwrap();
    let summary: Vec<_> =
        rows.iter().map(|row| (row.names["az"].as_str(), row.people, row.reports)).collect();
    assert_eq!(summary, [("Yeni forum", 2, 1), ("Köhnə forum", 1, 0)]);
    assert_eq!(rows[0].starts_on, new.about.starts_on);
}

#[test]
fn people_of_all_forums_are_found_by_the_beginnings_of_their_names() {
    let dir = folder();
    let library = open(dir.path());
    let mut forum = forum(1, "Forum", &["Aysel Kərimova", "Rauf Səlimli", "Səlim Ayvazov"]);
    forum.appearances.push(Listed {
        id: AppearanceId::from_parts(1, 0),
        entity: Appearance {
            person: Some(forum.people[0].id),
            roles: [("az".to_owned(), "fondun rəhbəri".to_owned())].into(),
            ..Appearance::default()
        },
    });
    save_forum(&library, &forum, b"one");
    let names = |query: &str| -> Vec<String> {
        let found = library.search_people(query, 10).unwrap();
        found.into_iter().map(|row| row.view.full["az"].clone()).collect()
    };
    assert_eq!(names("kerim ays"), ["Aysel Kərimova"]);
    assert_eq!(names("SƏLİM"), ["Rauf Səlimli", "Səlim Ayvazov"]);
    assert_eq!(names("elim"), [""; 0], "not in the middle of a word");
    assert_eq!(names("").len(), 3);
    let row = library.search_people("aysel", 10).unwrap().remove(0);
    assert_eq!(row.roles["az"], "fondun rəhbəri");
    assert_eq!((row.forum, row.person), (forum.id, forum.people[0].id));
    // Who is taken out of the forum is no longer found.
    forum.people.remove(0);
    save_forum(&library, &forum, b"two");
    assert_eq!(names("aysel"), [""; 0]);
}

#[test]
fn settings_keep_any_json() {
    let dir = folder();
    {
        let library = open(dir.path());
        assert_eq!(library.setting("window").unwrap(), None);
        library.set_setting("window", &json!({"width": 1280, "dil": "az"})).unwrap();
        library.set_setting("window", &json!({"width": 1024})).unwrap();
    }
    assert_eq!(open(dir.path()).setting("window").unwrap(), Some(json!({"width": 1024})));
}

#[test]
fn readers_do_not_wait_for_a_writer_and_see_what_was_committed() {
    let dir = folder();
    let library = open(dir.path());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0..50 {
                save(&library, &report(number, "A", &[]), b"one");
            }
        });
        for _ in 0..3 {
            scope.spawn(|| {
                let mut seen = 0;
                while seen < 50 {
                    let now = library.list_reports(&ReportFilter::default()).unwrap().total;
                    assert!(now >= seen, "what was there stays there");
                    seen = now;
                }
            });
        }
    });
    assert!(library.load_document(&report_id(49).to_string()).is_ok());
}

#[test]
fn a_damaged_row_hides_no_other_and_is_found_by_the_check() {
    let dir = folder();
    {
        let library = open(dir.path());
        for number in 0..4 {
            save(&library, &report(number, &format!("Xəbər {number}"), &[]), b"one");
        }
        save_forum(&library, &forum(1, "Forum", &[]), b"one");
    }
    let database = rusqlite::Connection::open(dir.path().join("library.db")).unwrap();
    database
        .execute_batch(
            "UPDATE reports SET headline = CAST(x'58ff59' AS TEXT) WHERE headline = 'Xəbər 1';
             UPDATE reports SET kind = '\"fu' WHERE headline = 'Xəbər 2';
             UPDATE reports SET created_at = 9223372036854775807 WHERE headline = 'Xəbər 3';
             UPDATE forums SET names = '{\"az\":\"Fxrum\"}'",
        )
        .unwrap();
    drop(database);
    let library = open(dir.path());
    let rows = library.list_reports(&ReportFilter::default()).unwrap().rows;
    let headlines: Vec<_> = rows.iter().map(|row| row.headline.as_str()).collect();
    assert_eq!(headlines, ["Xəbər 2", "X\u{fffd}Y", "Xəbər 0"]);
    let check = library.check(&mut crate::support::go_on).unwrap();
    let damaged: Vec<_> = check.documents.iter().map(|found| found.text.id.clone()).collect();
    assert_eq!(damaged, [report_id(1).to_string(), forum_id(1).to_string()]);
}
