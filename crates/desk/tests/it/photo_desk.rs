//! The photo desk: what follows from other photos, edits of many as one step, the gallery.

use serde_json::{Map, Value, json};
use tezis_desk::ids::{ForumId, PhotoHash, ReportId};
use tezis_desk::wire::{
    CaptionTemplate, DeskPhoto, ForumEdit, NewPerson, PhotoDesk, PhotoEdit, TemplateMode,
};
use tezis_desk::{Desk, ForumCollection};

use crate::support::{folder, import, imported, open, photos, read};

struct Place {
    desk: Desk,
    forum: ForumId,
    report: ReportId,
    photos: Vec<PhotoHash>,
    dir: tempfile::TempDir,
}

/// A forum with drawn photos, in the order of their files.
fn place(count: u32) -> Place {
    let dir = folder();
    let desk = open(dir.path());
    let opened = desk.new_report(None, None, Some("Forum")).unwrap();
    let (forum, report) = (opened.forum.id, opened.report.id);
    let files = photos(&dir.path().join("kart"), count);
    let (came, failed) = imported(&import(&desk, report, files));
    assert_eq!(failed, []);
    let photos: Vec<PhotoHash> = came.into_iter().map(|(hash, _)| hash.parse().unwrap()).collect();
    desk.place_photos(report, &photos, false).unwrap();
    Place { desk, forum, report, photos, dir }
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        other => panic!("not an object: {other}"),
    }
}

fn edit(photo: &PhotoHash, value: Value) -> PhotoEdit {
    PhotoEdit { photo: photo.clone(), fields: fields(value) }
}

fn put(collection: ForumCollection, id: Option<&str>, value: Value) -> ForumEdit {
    ForumEdit::Put { collection, id: id.map(ToOwned::to_owned), fields: fields(value) }
}

fn row<'a>(opened: &'a PhotoDesk, photo: &PhotoHash) -> &'a DeskPhoto {
    opened.photos.iter().find(|row| row.id == *photo).unwrap()
}

fn ids(rows: &[DeskPhoto]) -> Vec<PhotoHash> {
    rows.iter().map(|row| row.id.clone()).collect()
}

#[test]
fn rows_stand_by_the_true_time_and_know_their_session() {
    let Place { desk, forum, photos, dir: _dir, .. } = place(4);
    let session = put(
        ForumCollection::Sessions,
        None,
        // Half past ten to half past eleven in Baku.
        json!({ "titles": { "az": "Açılış" }, "planned_start": "2025-10-19T06:30:00Z", "planned_end": "2025-10-19T07:30:00Z" }),
    );
    let camera = put(ForumCollection::Cameras, Some("b0dy"), json!({ "clock_offset_s": -3600 }));
    let made = desk.edit_forum(forum, &[session, camera]).unwrap().made;
    let taken = |photo, at: &str, camera: Option<&str>| {
        edit(photo, json!({ "taken_at": format!("2025-10-19T{at}"), "camera": camera }))
    };
    let edits = [
        taken(&photos[0], "11:00:00", None),
        // An hour behind: this is half past eleven, when the session is over.
        taken(&photos[1], "10:30:00", Some("b0dy")),
        taken(&photos[2], "09:40:00", Some("b0dy")),
    ];
    desk.edit_photos(forum, None, &edits).unwrap();
    let opened = desk.photo_desk(forum, None).unwrap();
    let expected = [&photos[2], &photos[0], &photos[1], &photos[3]].map(Clone::clone);
    assert_eq!(ids(&opened.photos), expected, "one without a time is last");
    let times: Vec<_> =
        opened.photos.iter().map(|row| row.at.map(|at| at.format("%H:%M").to_string())).collect();
    let times: Vec<_> = times.iter().map(Option::as_deref).collect();
    assert_eq!(times, [Some("10:40"), Some("11:00"), Some("11:30"), None]);
    let proposed: Vec<_> =
        opened.photos.iter().map(|row| row.proposed_session.map(|id| id.to_string())).collect();
    let here = Some(made[0].clone());
    assert_eq!(proposed, [here.clone(), here, None, None]);
    assert_eq!(opened.sessions[0].code, "s1");
    assert_eq!(opened.sessions[0].starts.unwrap().to_string(), "2025-10-19 10:30:00");
}

#[test]
fn many_photos_are_one_step_and_only_they_are_answered() {
    let Place { desk, forum, report, photos, dir } = place(5);
    let before = desk.photo_desk(forum, Some(report)).unwrap();
    let edits: Vec<PhotoEdit> = photos[..3]
        .iter()
        .map(|photo| edit(photo, json!({ "rating": 4, "pick": "picked", "colour": "red" })))
        .collect();
    let edited = desk.edit_photos(forum, Some(report), &edits).unwrap();
    assert_eq!(edited.photos.len(), 3);
    assert!(edited.photos.iter().all(|row| row.photo.rating == Some(4)));

    // What another process reads is what was answered.
    let on_disk = read(dir.path()).photo_desk(forum, Some(report)).unwrap();
    for answered in &edited.photos {
        assert_eq!(row(&on_disk, &answered.id), answered);
    }
    assert_eq!(on_disk.heads, edited.heads);

    let undone = desk.revert_photos(forum, Some(report), &edited.step).unwrap();
    assert_eq!(undone.photos.len(), 3, "the others are not told again");
    let again = desk.photo_desk(forum, Some(report)).unwrap();
    assert_eq!(again.photos, before.photos);
    let redone = desk.revert_photos(forum, Some(report), &undone.step).unwrap();
    assert!(redone.photos.iter().all(|row| row.photo.colour.as_deref() == Some("red")));
}

#[test]
fn photos_that_stand_otherwise_because_of_an_edit_are_answered_too() {
    let Place { desk, forum, photos, dir: _dir, .. } = place(3);
    desk.photo_desk(forum, None).unwrap();
    let version = edit(&photos[1], json!({ "version_of": photos[0] }));
    let edited = desk.edit_photos(forum, None, &[version]).unwrap();
    let mut told = ids(&edited.photos);
    told.sort();
    let mut expected = vec![photos[0].clone(), photos[1].clone()];
    expected.sort();
    assert_eq!(told, expected);
    let old = edited.photos.iter().find(|row| row.id == photos[0]).unwrap();
    assert!(old.superseded);
    let undone = desk.revert_photos(forum, None, &edited.step).unwrap();
    assert!(undone.photos.iter().any(|row| row.id == photos[0] && !row.superseded));
}

/// The desk answers from what it keeps; it must be what a desk says that has just been opened, whatever
/// came in between from elsewhere.
#[test]
fn what_is_answered_is_what_a_newly_opened_desk_says() {
    let Place { desk, forum, report, photos, dir: _dir } = place(4);
    desk.photo_desk(forum, Some(report)).unwrap();
    let at = |second: u32| json!({ "taken_at": format!("2025-10-19T10:00:{second:02}") });
    let steps = [
        vec![edit(&photos[0], at(0)), edit(&photos[1], at(1))],
        vec![
            edit(&photos[2], at(50)),
            edit(&photos[0], json!({ "captions": { "az": "SONY DSC" } })),
        ],
        vec![edit(&photos[3], json!({ "rotation": 90.0 }))],
    ];
    for (number, edits) in steps.iter().enumerate() {
        // From the forum's own page, and from the report's.
        let camera = json!({ "clock_offset_s": number * 60 });
        desk.edit_forum(forum, &[put(ForumCollection::Cameras, Some("b0dy"), camera)]).unwrap();
        desk.place_photos(report, &photos[number..=number], true).unwrap();
        let edited = desk.edit_photos(forum, Some(report), edits).unwrap();
        let fresh = desk.photo_desk(forum, Some(report)).unwrap();
        for answered in &edited.photos {
            assert_eq!(answered, row(&fresh, &answered.id));
        }
        assert!(edited.photos.iter().any(|row| row.id == photos[number] && row.placed));
    }
    let flags = &row(&desk.photo_desk(forum, None).unwrap(), &photos[0]).flags.clone();
    assert!(flags.contains(&"caption.template".to_owned()), "{flags:?}");
}

#[test]
fn a_photo_of_another_forum_and_a_wrong_value_change_nothing() {
    let Place { desk, forum, report, photos, dir: _dir } = place(2);
    let stranger = PhotoHash::from_digest([9; 32]);
    let before = desk.photo_desk(forum, None).unwrap();
    let both = [edit(&photos[0], json!({ "rating": 1 })), edit(&stranger, json!({ "rating": 1 }))];
    assert_eq!(desk.edit_photos(forum, None, &both).unwrap_err().code(), "desk.not_found");
    let wrong =
        [edit(&photos[0], json!({ "rating": 1 })), edit(&photos[1], json!({ "rating": "five" }))];
    assert_eq!(desk.edit_photos(forum, None, &wrong).unwrap_err().code(), "report.field");
    let placed = desk.place_photos(report, std::slice::from_ref(&stranger), true);
    assert_eq!(placed.unwrap_err().code(), "desk.not_found");
    let after = desk.photo_desk(forum, None).unwrap();
    assert_eq!((after.photos, after.heads), (before.photos, before.heads));
    let other = desk.new_report(None, None, Some("Başqa")).unwrap().report.id;
    assert_eq!(desk.photo_desk(forum, Some(other)).unwrap_err().code(), "desk.not_found");
}

#[test]
fn a_turn_takes_the_crops_along_and_leaves_the_focal_point() {
    let Place { desk, forum, photos, dir: _dir, .. } = place(2);
    let crop = json!({ "crops": { "cover": "0 0 0.25 0.5" }, "focal_x": 0.1, "focal_y": 0.2 });
    desk.edit_photos(forum, None, &[edit(&photos[0], crop)]).unwrap();
    let before = desk.photo_desk(forum, None).unwrap();
    let turned = desk.turn_photos(forum, None, &photos, 1).unwrap();
    let first = &turned.photos.iter().find(|row| row.id == photos[0]).unwrap().photo;
    assert_eq!(first.rotation, Some(90.0));
    assert_eq!(first.crops["cover"], "0.5 0 0.5 0.25");
    assert_eq!((first.focal_x, first.focal_y), (Some(0.1), Some(0.2)));
    assert_eq!(turned.photos.len(), 2);
    desk.revert_photos(forum, None, &turned.step).unwrap();
    assert_eq!(desk.photo_desk(forum, None).unwrap().photos, before.photos);
}

#[test]
fn the_gallery_takes_photos_at_its_end_and_gives_them_back_with_their_words() {
    let Place { desk, forum, report, photos, dir: _dir } = place(4);
    let pick = |numbers: &[usize]| numbers.iter().map(|n| photos[*n].clone()).collect::<Vec<_>>();
    let shown = || -> Vec<PhotoHash> {
        let report = desk.report(report).unwrap();
        report.placements.into_iter().filter_map(|placed| placed.entity.photo).collect()
    };
    desk.place_photos(report, &pick(&[2, 0]), true).unwrap();
    let placed = desk.place_photos(report, &pick(&[3, 2, 1]), true).unwrap();
    assert_eq!(shown(), pick(&[2, 0, 3, 1]));
    assert!(desk.photo_desk(forum, Some(report)).unwrap().photos.iter().all(|row| row.placed));
    desk.revert_report(report, &placed.step).unwrap();
    assert_eq!(shown(), pick(&[2, 0]));

    let edited = desk.edit_photos(forum, Some(report), &[edit(&photos[2], json!({ "rating": 1 }))]);
    assert!(edited.unwrap().photos[0].placed);
    desk.place_photos(report, &pick(&[2]), false).unwrap();
    assert_eq!(shown(), pick(&[0]));
}

#[test]
fn a_template_gives_each_photo_its_own_words_in_one_step() {
    let Place { desk, forum, report, photos, dir: _dir } = place(3);
    let person = NewPerson {
        name: "Aygün Əliyeva".to_owned(),
        role: Some("icraçı direktor".to_owned()),
        session: None,
        language: "az".to_owned(),
    };
    desk.add_person(forum, &person).unwrap();
    let taken = |photo, minute: u32| {
        edit(
            photo,
            json!({ "taken_at": format!("2025-10-19T10:{minute}:00"), "keywords": ["forum"] }),
        )
    };
    let edits = [taken(&photos[0], 11), taken(&photos[1], 12), edit(&photos[2], json!({}))];
    desk.edit_photos(forum, Some(report), &edits).unwrap();
    let own = json!({ "captions": { "az": "Özünün sözü" } });
    let camera = json!({ "captions": { "az": "OLYMPUS DIGITAL CAMERA" } });
    desk.edit_photos(forum, Some(report), &[edit(&photos[1], own), edit(&photos[2], camera)])
        .unwrap();

    let template = |caption: &str| CaptionTemplate {
        caption: Some(caption.to_owned()),
        credit: Some("Foto: tezis".to_owned()),
        keywords: vec!["forum".to_owned(), "{date}".to_owned()],
        ..CaptionTemplate::default()
    };
    let captions = |desk: &Desk| -> Vec<Option<String>> {
        let opened = desk.photo_desk(forum, Some(report)).unwrap();
        photos.iter().map(|photo| row(&opened, photo).photo.captions.get("az").cloned()).collect()
    };
    let apply = |caption: &str, mode| {
        desk.apply_template(forum, Some(report), &photos, &template(caption), mode).unwrap()
    };
    let missing = apply("{time}: =ae=ın çıxışı", TemplateMode::Missing);
    let words = "icraçı direktor Aygün Əliyevanın çıxışı";
    let expected =
        [Some(format!("10:11: {words}")), Some("Özünün sözü".to_owned()), Some(words.to_owned())];
    assert_eq!(captions(&desk), expected, "what a camera left is nothing written");
    let first = missing.photos.iter().find(|row| row.id == photos[0]).unwrap();
    assert_eq!(first.photo.credit.as_deref(), Some("Foto: tezis"));
    assert_eq!(first.photo.keywords, ["forum"], "there were some");

    let behind = apply("({time})", TemplateMode::After);
    assert_eq!(captions(&desk)[1].as_deref(), Some("Özünün sözü (10:12)"));
    let first = behind.photos.iter().find(|row| row.id == photos[0]).unwrap();
    assert_eq!(first.photo.keywords, ["forum", "19 oktyabr 2025"], "each once");
    apply("{time} –", TemplateMode::Before);
    assert_eq!(captions(&desk)[1].as_deref(), Some("10:12 – Özünün sözü (10:12)"));
    apply("Hamısı", TemplateMode::Replace);
    assert!(captions(&desk).iter().all(|caption| caption.as_deref() == Some("Hamısı")));

    desk.revert_photos(forum, Some(report), &missing.step).unwrap();
    assert_eq!(captions(&desk)[0].as_deref(), Some("Hamısı"), "written since: it stays");
}

#[test]
fn codes_are_listed_and_words_are_filled_in_without_a_photo() {
    let Place { desk, forum, photos, dir: _dir, .. } = place(1);
    let person = NewPerson {
        name: "Sabir Çobanlı".to_owned(),
        role: None,
        session: None,
        language: "az".to_owned(),
    };
    desk.add_person(forum, &person).unwrap();
    let codes = desk.caption_codes(forum, "az").unwrap();
    assert_eq!(codes[0].code, "sc");
    assert_eq!(codes[0].inflected.as_deref(), Some("Sabir Çobanlının"));
    let expanded = |photo| desk.expand_caption(forum, photo, "az", "{time} =sc=e").unwrap();
    assert_eq!(expanded(None), "{time} Sabir Çobanlıya");
    assert_eq!(expanded(Some(&photos[0])), "Sabir Çobanlıya", "it has no time");
    let nobody = desk.expand_caption(forum, Some(&PhotoHash::from_digest([9; 32])), "az", "");
    assert_eq!(nobody.unwrap_err().code(), "desk.not_found");
    let opened = desk.photo_desk(forum, None).unwrap();
    assert_eq!((opened.people[0].code.as_str(), opened.people[0].role.as_deref()), ("sc", None));
}
