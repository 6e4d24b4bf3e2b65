//! Text that comes back: compared with what was sent, taken over without losing tags or what was
//! written here since.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde_json::json;
use tezis_desk::ids::{PersonId, ReportId};
use tezis_desk::model::{BlockKind, Mark, MarkSpan, PublicationKind, RichText};
use tezis_desk::wire::{
    BaseKind, ForumEdit, JobResult, JobState, PackageShape, ReportEdit, Returned, ReturnedChange,
    ReturnedKind,
};
use tezis_desk::{BodySave, Desk, ForumCollection, ReportCollection};

use crate::publication::{new, put, write, written};
use crate::support::{append, folder, import, open, paragraph, photos, read, texts};

fn export(desk: &Desk, report: ReportId, to: &Path) -> PathBuf {
    let job = desk.export_report(report, PackageShape::Folder, to, None, false).unwrap();
    let job = desk.wait_for_job(job).unwrap();
    assert_eq!(job.state, JobState::Done, "{:?}", job.error);
    to.join("article.docx")
}

/// Changes the words of a DOCX, as an editor does in Word.
fn edited(docx: &Path, words: &[(&str, &str)]) -> PathBuf {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(docx).unwrap()).unwrap();
    let to = docx.with_file_name("redaktor.docx");
    let mut out = zip::ZipWriter::new(std::fs::File::create(&to).unwrap());
    for number in 0..zip.len() {
        let mut file = zip.by_index(number).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" {
            let mut xml = String::from_utf8(bytes).unwrap();
            for (old, new) in words {
                assert!(xml.contains(old), "“{old}” is not in the document");
                xml = xml.replace(old, new);
            }
            bytes = xml.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap();
    to
}

/// A report of three paragraphs; in the second, a person is tagged.
fn tagged(desk: &Desk) -> ReportId {
    let report = written(desk);
    let id = PersonId::from_parts(1, 7);
    let mut block = paragraph("Sədr Aygün Talıblı qonaqları salamlayıb.");
    let mark = Mark::Person { id };
    block.text.marks = vec![MarkSpan { start: 5, end: 18, mark }];
    desk.save_body(report, &append(desk, report, &block)).unwrap();
    write(desk, report, "Sərgi axşama qədər açıq olub.");
    report
}

fn compare(desk: &Desk, report: ReportId, file: &Path) -> Returned {
    desk.compare_returned(report, Some(file), None, None).unwrap()
}

fn kinds(returned: &Returned) -> Vec<ReturnedKind> {
    returned.changes.iter().map(|change| change.kind).collect()
}

fn accept(desk: &Desk, report: ReportId, returned: &Returned, changes: &[ReturnedChange]) {
    desk.accept_returned(report, &returned.base.heads, changes).unwrap();
}

#[test]
fn a_folder_in_which_an_editor_worked_is_not_replaced() {
    let dir = folder();
    let desk = open(dir.path());
    let report = tagged(&desk);
    import(&desk, report, photos(&dir.path().join("card"), 1));
    let to = dir.path().join("paket");
    let docx = export(&desk, report, &to);
    write(&desk, report, "Bu sonra yazılıb.");
    export(&desk, report, &to);
    let text = |path: PathBuf| std::fs::read_to_string(path).unwrap();
    assert!(text(to.join("text.txt")).contains("Bu sonra"), "an earlier package is replaced");

    // The editor's own file beside ours.
    let theirs = edited(&docx, &[("otuz", "otuz iki")]);
    let job = desk.export_report(report, PackageShape::Folder, &to, None, false).unwrap();
    let job = desk.wait_for_job(job).unwrap();
    assert_eq!(job.state, JobState::Done, "{:?}", job.error);
    let Some(JobResult::Exported { path, .. }) = job.result else { panic!("{:?}", job.result) };
    assert!(theirs.is_file() && Path::new(&path).starts_with(&to) && Path::new(&path) != to);

    // Ours, changed in its place.
    let to = dir.path().join("ikinci");
    let docx = export(&desk, report, &to);
    let done = std::fs::metadata(to.join("preview.html")).unwrap().modified().unwrap();
    let file = std::fs::File::options().append(true).open(&docx).unwrap();
    file.set_modified(done + std::time::Duration::from_secs(60)).unwrap();
    let job = desk.export_report(report, PackageShape::Folder, &to, None, false).unwrap();
    assert_eq!(desk.wait_for_job(job).unwrap().state, JobState::Done);
    let after = std::fs::metadata(&docx).unwrap().modified().unwrap();
    assert!(after > done, "it is still the editor's");
}

#[test]
fn a_file_of_ours_says_which_report_and_version_it_is() {
    let dir = folder();
    let desk = open(dir.path());
    let report = tagged(&desk);
    let heads = desk.open_report(report).unwrap().heads;
    let docx = export(&desk, report, &dir.path().join("paket"));
    let file = desk.is_returned(&docx).unwrap().unwrap();
    assert_eq!((file.report, file.headline.as_deref()), (report, Some("Şəkidə ipək forumu")));
    let text = dir.path().join("paket").join("text.txt");
    assert_eq!(desk.is_returned(&text).unwrap(), None);

    write(&desk, report, "Bu sonra yazılıb.");
    let same = compare(&desk, report, &docx);
    assert_eq!(same.changes, [], "nobody changed anything");
    assert_eq!(same.same, 3);
    assert_eq!((same.base.what, same.base.heads.clone()), (BaseKind::Exported, heads));
    assert_eq!((same.belongs, same.other.as_deref()), (Some(report), None));
}

#[test]
fn what_an_editor_did_is_taken_over_and_tags_stay() {
    let dir = folder();
    let desk = open(dir.path());
    let report = tagged(&desk);
    let docx = export(&desk, report, &dir.path().join("paket"));
    let file = edited(
        &docx,
        &[
            ("Sədr Aygün Talıblı qonaqları", "Forumun sədri Aygün Talıblı bütün qonaqları"),
            ("Şəkidə ipək forumu", "Şəkidə ipək forumu keçirilib"),
        ],
    );
    // Meanwhile somebody works on another paragraph here.
    let opened = desk.open_report(report).unwrap();
    let mut third = opened.report.body[2].clone();
    third.text = RichText::plain("Sərgi gecəyə qədər açıq olub.");
    let blocks = vec![third];
    let save = BodySave { base: opened.heads, blocks, ..BodySave::default() };
    desk.save_body(report, &save).unwrap();

    let returned = compare(&desk, report, &file);
    assert_eq!(kinds(&returned), [ReturnedKind::Field, ReturnedKind::Changed]);
    assert!(returned.changes.iter().all(|change| !change.conflict));
    accept(&desk, report, &returned, &returned.changes);

    let after = read(dir.path()).open_report(report).unwrap().report;
    assert_eq!(after.about.headlines["main"], "Şəkidə ipək forumu keçirilib");
    let second = &after.body[1].text;
    assert_eq!(second.text, "Forumun sədri Aygün Talıblı bütün qonaqları salamlayıb.");
    let marked: Vec<String> = second
        .marks
        .iter()
        .map(|span| {
            let length = usize::try_from(span.end - span.start).unwrap();
            let start = usize::try_from(span.start).unwrap();
            second.text.chars().skip(start).take(length).collect()
        })
        .collect();
    assert_eq!(marked, ["Aygün Talıblı"], "an editor's Word knows nothing of tags");
    assert_eq!(after.body[2].text.text, "Sərgi gecəyə qədər açıq olub.", "ours stays");
    assert_eq!(compare(&desk, report, &file).changes, [], "what was taken over is no change");
}

#[test]
fn each_change_is_accepted_or_refused_by_itself_and_undone_as_one() {
    let dir = folder();
    let desk = open(dir.path());
    let report = tagged(&desk);
    let docx = export(&desk, report, &dir.path().join("paket"));
    let file = edited(&docx, &[("otuz", "otuz iki"), ("axşama", "gecəyə")]);
    let before = texts(&desk, report);
    let returned = compare(&desk, report, &file);
    assert_eq!(returned.changes.len(), 2);
    let step =
        desk.accept_returned(report, &returned.base.heads, &returned.changes[1..]).unwrap().step;
    let after = texts(&desk, report);
    assert_eq!(after[0], before[0], "refused");
    assert_eq!(after[2], "Sərgi gecəyə qədər açıq olub.");
    desk.revert_report(report, &step).unwrap();
    assert_eq!(texts(&desk, report), before);
    let none = desk.accept_returned(report, &returned.base.heads, &[]).unwrap();
    assert!(none.step.is_empty(), "accepting nothing writes nothing");
}

#[test]
fn where_both_wrote_theirs_takes_the_place_of_ours_once_accepted() {
    let dir = folder();
    let desk = open(dir.path());
    let report = tagged(&desk);
    let docx = export(&desk, report, &dir.path().join("paket"));
    let file = edited(&docx, &[("axşama", "səhərə")]);
    let opened = desk.open_report(report).unwrap();
    let mut third = opened.report.body[2].clone();
    third.text = RichText::plain("Sərgi gecəyə qədər açıq olub.");
    let blocks = vec![third];
    let save = BodySave { base: opened.heads, blocks, ..BodySave::default() };
    desk.save_body(report, &save).unwrap();
    let returned = compare(&desk, report, &file);
    let change = &returned.changes[0];
    assert!(change.conflict);
    assert_eq!(change.now.as_ref().unwrap().text, "Sərgi gecəyə qədər açıq olub.");
    accept(&desk, report, &returned, &returned.changes);
    assert_eq!(
        texts(&desk, report)[2],
        "Sərgi səhərə qədər açıq olub.",
        "words that somebody wrote"
    );

    // Taken out here, worked on there: it comes back, where it stood.
    let opened = desk.open_report(report).unwrap();
    let removed = vec![opened.report.body[2].id];
    let save = BodySave { base: opened.heads, removed, ..BodySave::default() };
    desk.save_body(report, &save).unwrap();
    let returned = compare(&desk, report, &file);
    assert!(returned.changes[0].conflict);
    accept(&desk, report, &returned, &returned.changes);
    assert!(texts(&desk, report).contains(&"Sərgi səhərə qədər açıq olub.".to_owned()));
}

#[test]
fn a_paragraph_taken_out_here_comes_back_whole_and_where_it_stood() {
    let dir = folder();
    let desk = open(dir.path());
    let report = tagged(&desk);
    let docx = export(&desk, report, &dir.path().join("paket"));
    let file = edited(&docx, &[("qonaqları", "bütün qonaqları")]);
    let take_out = || {
        let opened = desk.open_report(report).unwrap();
        let removed = vec![opened.report.body[1].id];
        let save = BodySave { base: opened.heads, removed, ..BodySave::default() };
        desk.save_body(report, &save).unwrap();
    };
    let expected = [
        "Forumda otuz ölkədən qonaq olub.",
        "Sədr Aygün Talıblı bütün qonaqları salamlayıb.",
        "Sərgi axşama qədər açıq olub.",
    ];
    // Compared before it is taken out, as when another window does that meanwhile.
    let returned = compare(&desk, report, &file);
    assert!(!returned.changes[0].conflict);
    take_out();
    accept(&desk, report, &returned, &returned.changes);
    assert_eq!(texts(&desk, report), expected);
    // And the other way round.
    take_out();
    let returned = compare(&desk, report, &file);
    assert!(returned.changes[0].conflict);
    accept(&desk, report, &returned, &returned.changes);
    assert_eq!(texts(&desk, report), expected);
}

#[test]
fn captions_of_two_uses_of_one_photo_are_told_apart() {
    let dir = folder();
    let desk = open(dir.path());
    let report = tagged(&desk);
    import(&desk, report, photos(&dir.path().join("card"), 1));
    let placed = desk.open_report(report).unwrap().report.placements[0].clone();
    let caption = |id: String, fields: serde_json::Value| {
        let fields = fields.as_object().unwrap().clone();
        let id = Some(id);
        ReportEdit::Put { collection: ReportCollection::Placements, id, fields }
    };
    let first = caption(placed.id.to_string(), json!({ "caption": "Bir" }));
    desk.edit_report(report, &[first]).unwrap();
    let mut shown = paragraph("");
    let second = tezis_desk::ids::PlacementId::from_parts(1, 5);
    shown.kind = BlockKind::Photo { placement: second };
    desk.save_body(report, &append(&desk, report, &shown)).unwrap();
    let fields = json!({ "photo": placed.entity.photo, "block": shown.id, "caption": "İki" });
    desk.edit_report(report, &[caption(second.to_string(), fields)]).unwrap();

    let docx = export(&desk, report, &dir.path().join("paket"));
    let file = edited(&docx, &[("Bir<", "Bir salon<")]);
    let returned = compare(&desk, report, &file);
    assert_eq!(returned.changes.len(), 1);
    accept(&desk, report, &returned, &returned.changes);
    let placements = desk.open_report(report).unwrap().report.placements;
    let of = |id| placements.iter().find(|one| one.id == id).unwrap().entity.caption.clone();
    assert_eq!((of(placed.id).as_deref(), of(second).as_deref()), (Some("Bir salon"), Some("İki")));
}

#[test]
fn a_caption_comes_back_to_this_use_of_the_photo() {
    let dir = folder();
    let desk = open(dir.path());
    let report = tagged(&desk);
    import(&desk, report, photos(&dir.path().join("card"), 2));
    let second = desk.list_photos(report).unwrap()[1].hash.clone();
    let description = tezis_desk::wire::PhotoDescription {
        caption: Some("Sərgi salonu".to_owned()),
        credit: Some("Foto: Rəna Əmirova".to_owned()),
        ..tezis_desk::wire::PhotoDescription::default()
    };
    desk.describe_photo(report, &second, &description).unwrap();
    let docx = export(&desk, report, &dir.path().join("paket"));
    assert_eq!(compare(&desk, report, &docx).changes, []);
    let file = edited(&docx, &[("Sərgi salonu", "Sərginin açılışı")]);
    let returned = compare(&desk, report, &file);
    let fields: Vec<_> = returned.changes.iter().map(|change| change.field.as_deref()).collect();
    assert_eq!(fields, [Some("photo:2")]);
    accept(&desk, report, &returned, &returned.changes);
    let listed = desk.list_photos(report).unwrap();
    assert_eq!(listed[1].caption.as_deref(), Some("Sərginin açılışı"));
    assert_eq!(listed[0].caption, None);
    assert_eq!(listed[1].credit.as_deref(), Some("Foto: Rəna Əmirova"));
}

#[test]
fn the_portals_page_is_compared_with_what_is_published() {
    let dir = folder();
    let desk = open(dir.path());
    let report = tagged(&desk);
    desk.publish(report, &new(PublicationKind::First, 0)).unwrap();
    write(&desk, report, "Bu hələ dərc olunmayıb.");
    let handover = desk.handover(report).unwrap();
    let body = handover.fields.iter().find(|field| field.key == "body").unwrap();
    let page = body.html.clone().unwrap().replace("<p>Bu hələ dərc olunmayıb.</p>", "");
    let page = format!("<h1>Şəkidə ipək forumu</h1>{}", page.replace("axşama", "gecəyə"));
    let returned = desk.compare_returned(report, None, Some(""), Some(&page)).unwrap();
    assert_eq!(returned.base.what, BaseKind::Published);
    assert_eq!(kinds(&returned), [ReturnedKind::Changed]);
    accept(&desk, report, &returned, &returned.changes);
    let after = texts(&desk, report);
    assert_eq!(after[2], "Sərgi gecəyə qədər açıq olub.");
    assert_eq!(after[3], "Bu hələ dərc olunmayıb.");
}

#[test]
fn a_file_of_another_report_is_named_and_nothing_happens() {
    let dir = folder();
    let desk = open(dir.path());
    let report = tagged(&desk);
    let other = desk.new_report(None, None, Some("Qubada alma bayramı")).unwrap().report.id;
    write(&desk, other, "Bayramda on min nəfər olub.");
    let docx = export(&desk, other, &dir.path().join("başqa"));
    let before = desk.open_report(report).unwrap().heads;
    let returned = compare(&desk, report, &docx);
    assert_eq!(returned.belongs, Some(other));
    assert_eq!(returned.other.as_deref(), Some("Qubada alma bayramı"));
    assert_eq!(desk.open_report(report).unwrap().heads, before);

    // One without a headline is asked about as well.
    let nameless = desk.new_report(None, None, None).unwrap().report.id;
    write(&desk, nameless, "Hələ başlığı yoxdur.");
    let docx = export(&desk, nameless, &dir.path().join("adsız"));
    assert_eq!(compare(&desk, report, &docx).other.as_deref(), Some(""));
    assert_eq!(desk.is_returned(&docx).unwrap().unwrap().headline.as_deref(), Some(""));
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    let dir = folder();
    let desk = open(dir.path());
    let report = tagged(&desk);
    let docx = export(&desk, report, &dir.path().join("paket"));
    let whole = std::fs::read(docx).unwrap();
    let files: [(&str, &[u8], &str); 4] = [
        ("yarım.docx", &whole[..whole.len() / 2], "docx.broken"),
        ("boş.txt", b"", "intake.empty"),
        ("şəkil.docx", b"\xff\xd8\xff\xe0 not a zip", "intake.not_text"),
        ("köhnə.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "intake.not_text"),
    ];
    for (name, bytes, code) in files {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let error = desk.compare_returned(report, Some(&path), None, None).unwrap_err();
        assert_eq!(error.code(), code, "{name}: {error}");
        assert!(error.to_string().contains(name), "{error}");
        assert_eq!(desk.is_returned(&path).unwrap(), None, "{name}");
    }
    put(&desk, report, &json!({ "kicker": "Forum" }));
}

/// A report with every kind of block, its words as awkward as a report's are.
fn of_every_kind(desk: &Desk, profile: &str, card: &Path) -> ReportId {
    let report = desk.new_report(None, Some(profile), Some("Hər cür blok")).unwrap().report.id;
    import(desk, report, photos(card, 2));
    let opened = desk.open_report(report).unwrap();
    let session = tezis_desk::ids::SessionId::from_parts(1, 9);
    let fields = json!({ "kind": "panel", "titles": { "az": "Su və iqlim" } });
    let fields = fields.as_object().unwrap().clone();
    let id = Some(session.to_string());
    let edit = ForumEdit::Put { collection: ForumCollection::Sessions, id, fields };
    desk.edit_forum(opened.forum.id, &[edit]).unwrap();

    let mut shown = paragraph("");
    let placement = tezis_desk::ids::PlacementId::from_parts(1, 5);
    shown.kind = BlockKind::Photo { placement };
    let photo = desk.list_photos(report).unwrap().first().map(|photo| photo.hash.clone());
    let fields = json!({ "photo": photo, "block": shown.id, "caption": "Salon" });
    let fields = fields.as_object().unwrap().clone();
    let id = Some(placement.to_string());
    let edit = ReportEdit::Put { collection: ReportCollection::Placements, id, fields };
    desk.edit_report(report, &[edit]).unwrap();

    let item = |ordered, level| BlockKind::ListItem { ordered, level };
    let kinds = [
        (BlockKind::Lead, "Forum başladı: 30 ölkə, 400 qonaq."),
        (BlockKind::Paragraph, "Birinci sətir,\nikinci sətir — «dırnaq» və 5 %."),
        (BlockKind::Heading { level: 2 }, "Birinci gün"),
        (BlockKind::Heading { level: 3 }, "Səhər"),
        (BlockKind::Heading { level: 4 }, "Açılış"),
        (item(false, 0), "su"),
        (item(false, 1), "içməli su"),
        (item(false, 0), "hava"),
        (item(true, 0), "birinci"),
        (item(true, 2), "birincinin birincisi"),
        (BlockKind::Quotation, "Biz buna hazırıq."),
        (BlockKind::Panel { session: Some(session) }, "Su paneli"),
        (BlockKind::Paragraph, "Paneldə iki nəfər çıxış edib."),
        (BlockKind::Panel { session: Some(session) }, ""),
        (BlockKind::Embed, "https://www.youtube.com/watch?v=abc"),
        (BlockKind::Box, "Forum 2019-cu ildən keçirilir."),
        (BlockKind::Note, "Rəqəmi yoxla!"),
        (BlockKind::Paragraph, "Forumda otuz ölkədən qonaq olub."),
    ];
    for (kind, text) in kinds {
        let mut block = paragraph(text);
        block.kind = kind;
        desk.save_body(report, &append(desk, report, &block)).unwrap();
    }
    desk.save_body(report, &append(desk, report, &shown)).unwrap();
    report
}

#[test]
fn a_text_that_nobody_changed_comes_back_unchanged_whatever_is_in_it() {
    for profile in ["mia.az", "plain"] {
        let dir = folder();
        let desk = open(dir.path());
        let report = of_every_kind(&desk, profile, &dir.path().join("card"));
        let docx = export(&desk, report, &dir.path().join("paket"));
        assert_eq!(compare(&desk, report, &docx).changes, [], "{profile}: the file");
        desk.publish(report, &new(PublicationKind::First, 0)).unwrap();
        let handover = desk.handover(report).unwrap();
        let body = handover.fields.iter().find(|field| field.key == "body").unwrap();
        let page = format!("<h1>Hər cür blok</h1>{}", body.html.clone().unwrap());
        let returned = desk.compare_returned(report, None, Some(""), Some(&page)).unwrap();
        assert_eq!(returned.changes, [], "{profile}: the page");
        // In plain text a new line is a new paragraph.
        let text = std::fs::read_to_string(docx.with_file_name("text.txt")).unwrap();
        let text = text.replace("sətir,\n", "sətir, ");
        let returned = desk.compare_returned(report, None, Some(&text), None).unwrap();
        assert_eq!(returned.changes, [], "{profile}: the text");
    }
}
