//! What is seen is what is exported: looks, crops and watermarks, from the window's pictures to the
//! files of a package.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use image::{Rgba, RgbaImage};
use serde_json::json;
use tezis_desk::ids::{ForumId, PhotoHash, ReportId};
use tezis_desk::model::Crop;
use tezis_desk::wire::{ForumEdit, JobState, PackageShape, PhotoLook, ReportEdit, SheetKind};
use tezis_desk::{Desk, ForumCollection, ReportCollection};

use crate::support::{files_below, folder, import, jpeg, open};

/// A portal whose pictures are PNG: nothing is lost between what is drawn and what is read.
const PROFILE: &str = r#"
name = "exact"
title = "Exact"
language = "az"
time_zone = "Asia/Baku"
renditions = [
  { name = "gallery", width = 300, height = 300, fit = "contain", format = "png" },
  { name = "cover", width = 160, height = 90, fit = "cover", format = "png" },
]
"#;

const WATERMARK: &str = r#"
[watermark]
file = "nisan.png"
corner = "top_left"
size = 0.25
margin = 0.0
opacity = 1.0
renditions = ["cover"]
"#;

struct Made {
    desk: Desk,
    report: ReportId,
    forum: ForumId,
    photo: PhotoHash,
}

/// Makes a library with one report of one photo (480×320) for a profile of its own.
fn made(dir: &Path, profile: &str) -> Made {
    let profiles = dir.join("library").join("profiles");
    let desk = open(dir);
    fs::create_dir_all(&profiles).unwrap();
    fs::write(profiles.join("exact.toml"), profile).unwrap();
    RgbaImage::from_pixel(8, 4, Rgba([255, 0, 255, 255])).save(profiles.join("nisan.png")).unwrap();
    let opened = desk.new_report(None, Some("exact"), Some("Foto")).unwrap();
    let (report, forum) = (opened.report.id, opened.forum.id);
    let file = dir.join("IMG_0001.JPG");
    fs::write(&file, jpeg(480, 320, 7)).unwrap();
    import(&desk, report, vec![file]);
    let photo = desk.list_photos(report).unwrap().remove(0).hash;
    Made { desk, report, forum, photo }
}

fn put(made: &Made, fields: &serde_json::Value) {
    let edit = ForumEdit::Put {
        collection: ForumCollection::Photos,
        id: Some(made.photo.to_string()),
        fields: fields.as_object().unwrap().clone(),
    };
    made.desk.edit_forum(made.forum, &[edit]).unwrap();
}

/// Exports the report and returns its picture of a rendition.
fn exported(made: &Made, to: &Path, rendition: &str) -> image::DynamicImage {
    let job = made.desk.export_report(made.report, PackageShape::Bag, to, None, false).unwrap();
    let job = made.desk.wait_for_job(job).unwrap();
    assert_eq!(job.state, JobState::Done, "{:?}", job.error);
    let mut bag = zip::ZipArchive::new(fs::File::open(to).unwrap()).unwrap();
    let wanted = format!("/photos/{rendition}/");
    for index in 0..bag.len() {
        let mut file = bag.by_index(index).unwrap();
        if file.name().unwrap().contains(&wanted) {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            return image::load_from_memory(&bytes).unwrap();
        }
    }
    panic!("there is no {wanted} in the bag")
}

fn look() -> PhotoLook {
    PhotoLook {
        rotation: 91.5,
        tone: BTreeMap::from([("exposure".to_owned(), 0.4), ("temperature".to_owned(), 20.0)]),
        blurred: BTreeMap::from([("üz".to_owned(), "0.1 0.2 0.3 0.3".to_owned())]),
        focal: Some((0.2, 0.3)),
        crops: BTreeMap::from([("cover".to_owned(), "0.1 0.1 0.8 0.7".to_owned())]),
    }
}

fn fields(look: &PhotoLook) -> serde_json::Value {
    let (x, y) = look.focal.unzip();
    json!({
        "rotation": look.rotation,
        "tone": look.tone,
        "blurred": look.blurred,
        "crops": look.crops,
        "focal_x": x,
        "focal_y": y,
    })
}

#[test]
fn a_rendition_is_seen_as_it_is_exported_to_the_pixel() {
    let dir = folder();
    let made = made(dir.path(), &format!("{PROFILE}{WATERMARK}"));
    put(&made, &fields(&look()));
    for rendition in ["gallery", "cover"] {
        let out = exported(&made, &dir.path().join(format!("{rendition}.zip")), rendition);
        let seen = made.desk.rendition_picture(&made.photo, &look(), "exact", rendition).unwrap();
        assert_eq!(seen.media_type, "image/png");
        let seen = image::load_from_memory(&seen.bytes).unwrap();
        assert_eq!((seen.width(), seen.height()), (out.width(), out.height()));
        assert!(seen.to_rgb8() == out.to_rgb8(), "{rendition} was seen otherwise");
    }
    let cover = exported(&made, &dir.path().join("once-more.zip"), "cover").to_rgb8();
    assert_eq!(cover.get_pixel(1, 1).0, [255, 0, 255], "the mark lies in the upper left corner");
    let gallery = exported(&made, &dir.path().join("and-more.zip"), "gallery").to_rgb8();
    assert_ne!(gallery.get_pixel(1, 1).0, [255, 0, 255], "and on the cover alone");
    // Nothing touches the original.
    let original = files_below(&dir.path().join("library").join("originals"));
    assert!(original.iter().any(|path| fs::read(path).unwrap() == jpeg(480, 320, 7)));
}

#[test]
fn the_frame_is_that_of_the_exported_file() {
    let dir = folder();
    let made = made(dir.path(), PROFILE);
    put(&made, &fields(&look()));
    let cover = exported(&made, &dir.path().join("out.zip"), "cover");
    let frame = made.desk.rendition_frame(&made.photo, "exact", "cover", &look(), None).unwrap();
    assert_eq!((frame.width, frame.height), (cover.width(), cover.height()));
    // 480×320 stood up, and a little narrower for the degree and a half.
    assert!(frame.turned_width < 320 && frame.turned_height < 480, "{frame:?}");
    assert!(frame.turned_width > 290 && frame.turned_height > 430, "{frame:?}");
    // A crop that somebody draws counts more than the one that is written, and keeps 16:9.
    let wanted = Crop { x: 0.0, y: 0.5, width: 1.0, height: 0.5 };
    let drawn =
        made.desk.rendition_frame(&made.photo, "exact", "cover", &look(), Some(wanted)).unwrap();
    assert!(drawn.crop.y >= 0.5 - 0.01, "{drawn:?}");
    let ratio = (drawn.crop.width * f64::from(drawn.turned_width))
        / (drawn.crop.height * f64::from(drawn.turned_height));
    assert!((ratio - 16.0 / 9.0).abs() < 0.02, "{ratio}");
    let error =
        made.desk.rendition_frame(&made.photo, "exact", "poster", &look(), None).unwrap_err();
    assert_eq!(error.code(), "desk.not_found");
}

#[test]
fn a_region_to_blur_that_cannot_be_read_hides_all_of_the_picture() {
    let dir = folder();
    let made = made(dir.path(), PROFILE);
    let sharp = exported(&made, &dir.path().join("sharp.zip"), "gallery").to_luma8();
    put(&made, &json!({ "blurred": { "üz": "a form of later days" } }));
    let hidden = exported(&made, &dir.path().join("hidden.zip"), "gallery").to_luma8();
    let edges = |picture: &image::GrayImage| -> u64 {
        let rows = picture.rows().map(|row| {
            let row: Vec<u8> = row.map(|pixel| pixel.0[0]).collect();
            row.windows(2).map(|pair| u64::from(pair[0].abs_diff(pair[1]))).sum::<u64>()
        });
        rows.sum()
    };
    assert!(edges(&hidden) * 3 < edges(&sharp), "{} and {}", edges(&hidden), edges(&sharp));
}

#[test]
fn a_watermark_that_is_not_there_stops_the_export_and_is_named() {
    let dir = folder();
    let made = made(dir.path(), &format!("{PROFILE}{WATERMARK}"));
    fs::remove_file(dir.path().join("library/profiles/nisan.png")).unwrap();
    let to = dir.path().join("out.zip");
    let job = made.desk.export_report(made.report, PackageShape::Bag, &to, None, false).unwrap();
    let error = made.desk.wait_for_job(job).unwrap().error.expect("it is refused");
    assert_eq!(error.code, "profile.watermark");
    assert!(error.params["path"].ends_with("nisan.png"), "{error:?}");
    assert!(!to.exists());
}

#[test]
fn the_preview_asks_for_renditions_and_for_nothing_where_the_whole_photo_is_shown() {
    let dir = folder();
    let made = made(dir.path(), PROFILE);
    let page = made.desk.preview(made.report).unwrap().html;
    assert!(page.contains(&format!("photo://localhost/{}/1600", made.photo)), "the gallery");
    let edit = |fields: serde_json::Value| ReportEdit::Put {
        collection: ReportCollection::Placements,
        id: Some(made.desk.list_photos(made.report).unwrap()[0].placement.unwrap().to_string()),
        fields: fields.as_object().unwrap().clone(),
    };
    made.desk.edit_report(made.report, &[edit(json!({ "cover": true }))]).unwrap();
    put(&made, &json!({ "rotation": 2.0 }));
    let page = made.desk.preview(made.report).unwrap().html;
    assert!(!page.contains("/1600"), "a turned photo is drawn as it goes out");
    let address = format!("photo://localhost/rendition/{}/exact/gallery?look=", made.photo);
    assert!(page.contains(&address), "{page}");
}

#[test]
fn sheets_show_each_photo_as_it_goes_out() {
    let dir = folder();
    let made = made(dir.path(), PROFILE);
    put(&made, &json!({ "captions": { "az": "Zalda <birlikdə>" } }));
    for kind in [SheetKind::Contact, SheetKind::Captions] {
        let page = made.desk.sheet(made.report, kind).unwrap();
        assert!(page.contains(&format!("photo://localhost/{}/1600", made.photo)));
        assert!(page.contains("Zalda &lt;birlikdə&gt;"));
        let file = made.desk.sheet_file(made.report, kind).unwrap();
        assert!(file.contains("src=\"data:image/png;base64,"), "it opens in any browser");
        assert!(!file.contains("photo://"));
    }
}
