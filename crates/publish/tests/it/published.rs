//! What is published keeps its names, numbers and date, whatever becomes of the report; what changed
//! since is told, and said on the page.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use proptest::prelude::*;
use tezis_publish::article::{Article, Published, content_hash};
use tezis_report::model::{Placement, Publication, PublicationKind, Report, ReportKind, RichText};

use crate::support::{
    at, forum, listed, new_report, photo_hash, placement, profile, publish, resolve, resolve_since,
};

fn now(report: &Report, first: &Article) -> Article {
    let published = Published::of(report, first);
    resolve_since(report, &forum(), &profile("mia.az"), published.as_ref())
}

fn first() -> (Report, Article) {
    let mut report = new_report();
    let article = resolve(&report, &forum(), &profile("mia.az"));
    publish(&mut report, &article, PublicationKind::First, 0);
    (report, article)
}

/// The photos of a gallery, in its order, some of them twice.
fn gallery() -> impl Strategy<Value = Vec<u8>> {
    let once = proptest::sample::subsequence((1..=9).collect::<Vec<u8>>(), 0..=9).prop_shuffle();
    (once, 0..3_usize).prop_map(|(mut photos, twice)| {
        let again: Vec<u8> = photos.iter().copied().take(twice).collect();
        photos.extend(again);
        photos
    })
}

fn show(report: &mut Report, photos: &[u8]) {
    report.body.clear();
    report.placements = (1..)
        .zip(photos)
        .map(|(number, &photo)| {
            let photo = Some(photo_hash(photo));
            listed(placement(number), Placement { photo, ..Placement::default() })
        })
        .collect();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_published_photo_keeps_its_number_and_its_name(
        rounds in prop::collection::vec((gallery(), "[a-zəğ ]{0,30}"), 1..5),
    ) {
        let (mut report, mut forum, mia) = (new_report(), forum(), profile("mia.az"));
        let mut first: Option<Article> = None;
        let mut names: BTreeMap<String, (u32, Vec<String>)> = BTreeMap::new();
        for (day, (photos, headline)) in (0..).zip(rounds) {
            show(&mut report, &photos);
            // Everything that goes into a name may change in between, the forum's date as well.
            report.about.headlines.insert("main".to_owned(), headline);
            forum.about.starts_on = forum.about.starts_on.map(|date| date + TimeDelta::days(day));
            let published = first.as_ref().and_then(|first| Published::of(&report, first));
            let article = resolve_since(&report, &forum, &mia, published.as_ref());
            prop_assert_eq!(article.pictures.len(), photos.len());

            let highest = names.values().map(|(number, _)| *number).max().unwrap_or(0);
            let mut seen: BTreeSet<&str> = BTreeSet::new();
            let mut numbers: BTreeSet<u32> = BTreeSet::new();
            for picture in &article.pictures {
                let files: Vec<String> =
                    picture.files.iter().map(|file| file.name.clone()).collect();
                prop_assert!(seen.insert(picture.files[0].name.as_str()), "one name for two files");
                prop_assert!(numbers.insert(picture.number), "one number for two pictures");
                prop_assert!(picture.mark.contains(&picture.number.to_string()));
                if let Some((number, kept)) = names.get(&picture.use_key) {
                    prop_assert_eq!(*number, picture.number);
                    prop_assert_eq!(kept, &files);
                } else {
                    prop_assert!(picture.number > highest, "a new one comes after all others");
                    names.insert(picture.use_key.clone(), (picture.number, files));
                }
            }
            publish(&mut report, &article, PublicationKind::Update, day);
            first.get_or_insert(article);
        }
    }

    #[test]
    fn what_is_not_published_is_numbered_by_its_order(photos in gallery()) {
        let mut report = new_report();
        show(&mut report, &photos);
        let article = resolve(&report, &forum(), &profile("mia.az"));
        let numbers: Vec<u32> = article.pictures.iter().map(|picture| picture.number).collect();
        prop_assert_eq!(numbers, (1..).take(photos.len()).collect::<Vec<u32>>());
    }
}

#[test]
fn a_published_photo_keeps_its_name_when_the_profile_names_files_otherwise() {
    let (report, first) = first();
    let mut mia = profile("mia.az");
    mia.photos.file_name = "{number}-foto".to_owned();
    let published = Published::of(&report, &first).unwrap();
    let article = resolve_since(&report, &forum(), &mia, Some(&published));
    assert_eq!(article.pictures[0].files, first.pictures[0].files);
}

#[test]
fn two_publications_that_disagree_leave_no_number_twice() {
    // Two laptops published offline, and were merged.
    let (mut report, article) = first();
    let clash = BTreeMap::from([
        (photo_hash(7).to_string(), 1),
        (photo_hash(1).to_string(), 5),
        (photo_hash(8).to_string(), 6),
    ]);
    report.publications.push(listed(
        tezis_report::ids::PublicationId::from_parts(14, 9),
        Publication {
            at: Some(at() + TimeDelta::hours(1)),
            photos: clash,
            ..Publication::default()
        },
    ));
    show(&mut report, &[7, 8, 1, 9]);
    let numbers: Vec<u32> =
        now(&report, &article).pictures.iter().map(|picture| picture.number).collect();
    // Number 1 is photo 1's, because it was first; photo 8 has its 6, the others come after.
    assert_eq!(numbers, [7, 6, 1, 8]);
}

#[test]
fn a_file_name_from_elsewhere_is_no_path() {
    let (mut report, article) = first();
    let hashes = &mut report.publications[0].entity.hashes;
    hashes.retain(|key, _| !key.starts_with("photo/1/"));
    hashes.insert("photo/1/../../escape".to_owned(), "0".to_owned());
    assert_eq!(now(&report, &article).pictures[0].files, article.pictures[0].files);
}

#[test]
fn a_damaged_publication_gives_no_two_files_one_name() {
    let (mut report, article) = first();
    let made = &mut report.publications[0].entity;
    let number = |number: u8| photo_hash(number).to_string();
    made.photos = [(number(1), u32::MAX), (number(2), 0), (number(3), 4), (number(4), 5)].into();
    made.hashes =
        ["photo/4/eyni", "photo/5/eyni"].map(|key| (key.to_owned(), "0".to_owned())).into();
    show(&mut report, &[1, 2, 3, 4, 5]);
    let pictures = now(&report, &article).pictures;
    let numbers: BTreeSet<u32> = pictures.iter().map(|picture| picture.number).collect();
    let names: BTreeSet<&str> = pictures.iter().map(|picture| picture.files[0].stem()).collect();
    assert_eq!(numbers, BTreeSet::from([4, 5, 6, 7, 8]));
    assert_eq!(names.len(), 5);
    assert!(names.contains("eyni"), "{names:?}");
}

#[test]
fn the_time_of_an_update_is_said_where_people_look() {
    use tezis_publish::formats::{IndexHtmlOptions, TextOptions, index_html, text};
    let (mut report, first) = first();
    report.body[1].text = RichText::plain("Açılışda yüz nəfər olub.");
    let article = now(&report, &first);
    let words =
        crate::support::written(|out| text(&article, &TextOptions { blank_lines: true }, out));
    assert!(words.contains("18-04-2026 [09:50]\nYenilənib: 18-04-2026 [09:50]\n\n"), "{words}");
    let options = IndexHtmlOptions::of(&profile("mia.az"));
    let page = crate::support::written(|out| index_html(&article, &options, out));
    assert!(page.contains("<p class=\"updated\">Yenilənib: <time datetime="), "{page}");
    assert!(page.contains("<meta property=\"article:modified_time\""));
    assert!(!page.contains("class=\"instructions\""), "it has appeared: no embargo");
}

#[test]
fn the_slug_stays_unless_the_report_names_another() {
    let (mut report, first) = first();
    report.about.headlines.insert("main".to_owned(), "Tamam başqa başlıq".to_owned());
    let article = now(&report, &first);
    assert_eq!(article.slug, first.slug);
    assert_eq!(article.package_name(), first.package_name());
    report.about.slug = Some("oz-secdiyi".to_owned());
    let article = now(&report, &first);
    assert_eq!(article.slug, "oz-secdiyi");
    // The address may change; files that are uploaded do not.
    assert_eq!(article.pictures[0].files, first.pictures[0].files);
}

#[test]
fn the_date_line_keeps_the_first_date() {
    let mut report = new_report();
    report.about.dateline_at = None;
    let article = resolve(&report, &forum(), &profile("mia.az"));
    publish(&mut report, &article, PublicationKind::First, -2);
    publish(&mut report, &article, PublicationKind::Update, -1);
    let article = now(&report, &article);
    assert_eq!(article.dateline.text, "16-04-2026 [09:50]");
    assert_eq!(article.published_at.unwrap().text, "16-04-2026 [09:50]");
    assert_eq!(article.updated_at.unwrap().text, "17-04-2026 [09:50]");
}

#[test]
fn the_headline_says_that_the_text_was_updated() {
    let (mut report, first) = first();
    let same = now(&report, &first);
    assert_eq!(same.headline, first.headline);
    assert_eq!(same.updated_at, None);
    assert!(same.published_at.is_some());

    report.body[1].text = RichText::plain("Açılışda yüz nəfər olub.");
    let changed = now(&report, &first);
    assert!(changed.headline.ends_with("“oxucu haradadır?” - YENİLƏNİB (FOTOLAR)"));
    assert_eq!(changed.updated_at.as_ref().unwrap().at, at());

    // Once the update is published nothing differs, and the headline goes on saying so.
    publish(&mut report, &changed, PublicationKind::Update, 1);
    let later = now(&report, &first);
    assert_eq!(later.headline, changed.headline);
    assert_eq!(later.updated_at.unwrap().text, "19-04-2026 [09:50]");

    // A portal without a marker has none.
    let published = Published::of(&report, &first);
    let plain = resolve_since(&report, &forum(), &profile("plain"), published.as_ref());
    assert!(!plain.headline.contains("YENİ"), "{}", plain.headline);
}

#[test]
fn what_no_reader_sees_is_no_change() {
    let (report, first) = first();
    let content = content_hash(&first);
    let differs = |change: &dyn Fn(&mut Report)| {
        let mut report = report.clone();
        change(&mut report);
        content_hash(&now(&report, &first)) != content
    };
    assert!(!differs(&|_| {}));
    assert!(!differs(&|report| report.waivers.clear()));
    assert!(!differs(&|report| report.about.embargo_until = None));
    assert!(!differs(&|report| report.body[1].text.marks.clear_links_to_people()));
    assert!(!differs(&|report| {
        report.body.pop();
    }));

    // Another form of the same words.
    let mut mia = profile("mia.az");
    mia.byline.lines = vec!["Müəllif: {authors}".to_owned()];
    mia.photos.caption = "{caption} ({credit})".to_owned();
    mia.title = "Mia".to_owned();
    let published = Published::of(&report, &first);
    let article = resolve_since(&report, &forum(), &mia, published.as_ref());
    assert_ne!(article.byline.lines, first.byline.lines);
    assert_eq!(content_hash(&article), content);
    assert_eq!(article.updated_at, None);

    assert!(differs(&|report| report.about.keywords.clear()));
    assert!(differs(&|report| report.about.section = None));
    assert!(differs(&|report| report.about.kicker = None));
    assert!(differs(&|report| report.about.byline.push("Elçin Nəbiyev".to_owned())));
    assert!(differs(&|report| report.about.correction = Some("Tarix düzəldilib.".to_owned())));
    assert!(differs(&|report| report.about.dateline_at = Some(at() + TimeDelta::hours(5))));
    assert!(differs(&|report| report.body[1].text.text.push('!')));
    assert!(differs(&|report| report.body[1].text.marks.clear()));
    assert!(differs(&|report| report.placements.swap(0, 1)));
    assert!(differs(&|report| report.placements[0].entity.caption = Some("Başqa söz".to_owned())));
    let crop = || BTreeMap::from([("cover".to_owned(), "0 0 0.5 0.5".to_owned())]);
    assert!(differs(&|report| report.placements[0].entity.crops = crop()));
}

/// Removes the marks of a text that only programs see.
trait ClearMarks {
    fn clear_links_to_people(&mut self);
}

impl ClearMarks for Vec<tezis_report::model::MarkSpan> {
    fn clear_links_to_people(&mut self) {
        use tezis_report::model::Mark;
        self.retain(|span| matches!(span.mark, Mark::Strong | Mark::Em | Mark::Link { .. }));
    }
}

#[test]
fn a_withdrawn_text_is_headline_and_note() {
    let (mut report, first) = first();
    report.about.kind = ReportKind::Update;
    report.about.withdrawal = Some("Məlumat təsdiqlənmədi.".to_owned());
    let article = now(&report, &first);
    assert_eq!(article.headline, "Xəzər sahilində kitab forumu: “oxucu haradadır?”");
    assert_eq!(article.withdrawal.as_deref(), Some("Məlumat təsdiqlənmədi."));
    assert!(article.body.is_empty() && article.pictures.is_empty());
    assert_eq!((article.lead, article.disclosure), (None, None));
    assert!(article.people.is_empty() && article.quotations.is_empty());
}

#[test]
fn a_text_that_has_appeared_is_under_no_embargo() {
    use tezis_publish::formats::{TextOptions, text};
    let (report, first) = first();
    let options = TextOptions { blank_lines: true };
    let before = crate::support::written(|out| text(&first, &options, out));
    assert!(
        before.starts_with("EMBARQO: 18-04-2026 [12:50] vaxtınadək yayımlamayın\nYayım vaxtı:")
    );
    let after = crate::support::written(|out| text(&now(&report, &first), &options, out));
    assert!(after.starts_with("Kitab bayramı\n"), "{after}");
}
