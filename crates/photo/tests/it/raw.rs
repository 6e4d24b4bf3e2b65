//! Raw files: drawn here as cameras lay them out, with a JPEG inside that serves as the picture.

use chrono::NaiveDate;
use tezis_photo::{
    Fit, Format, Integrity, embedded_thumbnail, examine, integrity, probe, probe_head, raw,
};

use crate::drawn::{jpeg, near, oriented, rendered, scene, spec, with_exif};

/// A value of a directory's entry.
#[derive(Clone)]
pub(crate) enum Value {
    Short(u16),
    Long(u32),
    Text(&'static str),
    Bytes(Vec<u8>),
    /// Where a piece of data begins.
    Place(usize),
    /// How long it is.
    Length(usize),
    /// Where other directories begin.
    Directories(Vec<usize>),
}

/// A TIFF file in the making: directories, of which the first leads to those of `next`, and pieces of
/// data behind them.
pub(crate) struct TiffFile {
    pub(crate) mark: &'static [u8],
    pub(crate) directories: Vec<Vec<(u16, Value)>>,
    /// Which directory follows which.
    pub(crate) next: Vec<(usize, usize)>,
    pub(crate) data: Vec<Vec<u8>>,
}

impl TiffFile {
    pub(crate) fn write(&self) -> Vec<u8> {
        let big = self.mark[0] == b'M';
        let short = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() };
        let long = |n: usize| if big { (n as u32).to_be_bytes() } else { (n as u32).to_le_bytes() };
        // 16 bytes are left for marks of makers behind the header.
        let mut at = 16;
        let directory_at: Vec<usize> = self
            .directories
            .iter()
            .map(|entries| advance(&mut at, 2 + entries.len() * 12 + 4))
            .collect();
        let values_at = at;
        let encoded = |value: &Value, data_at: &[usize]| -> (u16, usize, Vec<u8>) {
            match value {
                Value::Short(number) => (3, 1, short(*number).to_vec()),
                Value::Long(number) => (4, 1, long(*number as usize).to_vec()),
                Value::Text(text) => (2, text.len() + 1, [text.as_bytes(), &[0]].concat()),
                Value::Bytes(bytes) => (7, bytes.len(), bytes.clone()),
                Value::Place(piece) => (4, 1, long(data_at[*piece]).to_vec()),
                Value::Length(piece) => (4, 1, long(self.data[*piece].len()).to_vec()),
                Value::Directories(all) => {
                    (4, all.len(), all.iter().flat_map(|one| long(directory_at[*one])).collect())
                }
            }
        };
        let entries = || self.directories.iter().flatten();
        let no_places = vec![0; self.data.len()];
        let outside: usize = entries()
            .map(|(_, value)| encoded(value, &no_places).2.len())
            .filter(|length| *length > 4)
            .sum();
        at += outside;
        let data_at: Vec<usize> =
            self.data.iter().map(|piece| advance(&mut at, piece.len())).collect();

        let mut file = [self.mark, &long(16)].concat();
        file.resize(16, 0);
        let mut values = Vec::new();
        for (index, entries) in self.directories.iter().enumerate() {
            file.extend(short(entries.len() as u16));
            for (tag, value) in entries {
                let (kind, count, mut bytes) = encoded(value, &data_at);
                file.extend([short(*tag), short(kind)].concat());
                file.extend(long(count));
                if bytes.len() > 4 {
                    file.extend(long(values_at + values.len()));
                    values.append(&mut bytes);
                } else {
                    bytes.resize(4, 0);
                    file.append(&mut bytes);
                }
            }
            let next = self.next.iter().find(|(from, _)| *from == index);
            file.extend(long(next.map_or(0, |(_, to)| directory_at[*to])));
        }
        file.append(&mut values);
        for piece in &self.data {
            file.extend(piece);
        }
        file
    }
}

/// Returns a place and moves it on.
fn advance(at: &mut usize, by: usize) -> usize {
    *at += by;
    *at - by
}

/// What every camera writes into the first directory; the picture is to be turned clockwise.
fn facts(make: &'static str) -> Vec<(u16, Value)> {
    vec![
        (0x010F, Value::Text(make)),
        (0x0110, Value::Text("Model R")),
        (0x0112, Value::Short(6)),
        (0x8769, Value::Directories(vec![1])),
    ]
}

fn photo_facts() -> Vec<(u16, Value)> {
    vec![
        (0x9003, Value::Text("2025:10:19 10:42:07")),
        (0x9011, Value::Text("+04:00")),
        (0x9291, Value::Text("25")),
        (0xA431, Value::Text("RAW-77")),
    ]
}

/// The preview that counts: as wide as the photo.
fn preview() -> Vec<u8> {
    jpeg(&scene(1200, 800), 90)
}

/// Data of a sensor as lossless JPEG, larger than any preview: its frame has another marker.
fn sensor_jpeg() -> Vec<u8> {
    let mut bytes = jpeg(&scene(1600, 1000), 60);
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    bytes[frame + 1] = 0xC3;
    bytes
}

fn tiff(
    mark: &'static [u8],
    directories: Vec<Vec<(u16, Value)>>,
    next: Vec<(usize, usize)>,
    data: Vec<Vec<u8>>,
) -> Vec<u8> {
    TiffFile { mark, directories, next, data }.write()
}

/// Canon's first kind: the picture is the strip of the first directory, the sensor's data in a later
/// one, the thumbnail in the second.
pub(crate) fn cr2(preview: Vec<u8>) -> Vec<u8> {
    let mut first = facts("Canon");
    first.extend([
        (0x0103, Value::Short(6)),
        (0x0111, Value::Place(0)),
        (0x0117, Value::Length(0)),
    ]);
    let second = vec![(0x0201, Value::Place(1)), (0x0202, Value::Length(1))];
    let third =
        vec![(0x0103, Value::Short(6)), (0x0111, Value::Place(2)), (0x0117, Value::Length(2))];
    let data = vec![preview, jpeg(&letterboxed(), 90), sensor_jpeg()];
    let directories = vec![first, photo_facts(), second, third];
    let mut file = tiff(b"II*\0", directories, vec![(0, 2), (2, 3)], data);
    file[8..10].copy_from_slice(b"CR");
    file
}

/// Nikon's: sub-directories, one with the full preview and one with the sensor's data.
pub(crate) fn nef(preview: Vec<u8>) -> Vec<u8> {
    let mut first = facts("NIKON CORPORATION");
    first.extend([(0x00FE, Value::Long(1)), (0x014A, Value::Directories(vec![2, 3]))]);
    let full = vec![(0x0201, Value::Place(0)), (0x0202, Value::Length(0))];
    let sensor = vec![(0x0103, Value::Short(34713)), (0x0106, Value::Short(32803))];
    tiff(b"MM\0*", vec![first, photo_facts(), full, sensor], vec![], vec![preview])
}

/// Adobe's: previews are strips of sub-directories; the sensor's data is lossless JPEG.
fn dng() -> Vec<u8> {
    let mut first = facts("Any Maker");
    first.extend([
        (0xC612, Value::Bytes(vec![1, 4, 0, 0])),
        (0x014A, Value::Directories(vec![2, 3, 4])),
    ]);
    let strip = |piece| {
        vec![
            (0x0103, Value::Short(7)),
            (0x0111, Value::Place(piece)),
            (0x0117, Value::Length(piece)),
        ]
    };
    let data = vec![sensor_jpeg(), jpeg(&scene(300, 200), 90), preview()];
    tiff(b"II*\0", vec![first, photo_facts(), strip(0), strip(1), strip(2)], vec![], data)
}

/// Sony's: the preview is a JPEG of the first directory.
fn arw() -> Vec<u8> {
    let mut first = facts("SONY");
    first.extend([
        (0x00FE, Value::Long(1)),
        (0x0201, Value::Place(0)),
        (0x0202, Value::Length(0)),
        (0x014A, Value::Directories(vec![2])),
    ]);
    let sensor = vec![(0x0103, Value::Short(32767)), (0x0106, Value::Short(32803))];
    tiff(b"II*\0", vec![first, photo_facts(), sensor], vec![], vec![preview()])
}

/// Panasonic's: the JPEG is the value of an entry.
fn rw2() -> Vec<u8> {
    let mut first = facts("Panasonic");
    first.push((0x002E, Value::Bytes(preview())));
    tiff(b"IIU\0", vec![first, photo_facts()], vec![], vec![])
}

/// Olympus's: only the maker's notes lead to the preview, and they are not followed.
fn orf() -> Vec<u8> {
    tiff(
        b"IIRO",
        vec![facts("OLYMPUS"), photo_facts()],
        vec![],
        vec![vec![7; 999], preview(), vec![9; 99]],
    )
}

/// Fujifilm's: a header with the place of a JPEG, which has the facts in it.
fn raf() -> Vec<u8> {
    let facts = tiff(b"II*\0", vec![facts("FUJIFILM"), photo_facts()], vec![], vec![]);
    let preview = with_exif(&preview(), &facts);
    let mut file = b"FUJIFILMCCD-RAW 0201".to_vec();
    file.resize(84, 0);
    file.extend(148_u32.to_be_bytes());
    file.extend((preview.len() as u32).to_be_bytes());
    file.resize(148, 0);
    file.extend(&preview);
    file.extend([0x55; 500]);
    file
}

/// A box of an ISO base media file.
pub(crate) fn media_box(kind: &[u8], contents: &[&[u8]]) -> Vec<u8> {
    let contents = contents.concat();
    let length = (contents.len() as u32 + 8).to_be_bytes();
    [&length[..], kind, &contents].concat()
}

/// Canon's second kind: boxes, with the facts in two blocks and the JPEG in a track.
pub(crate) fn cr3(preview: &[u8]) -> Vec<u8> {
    let main = facts("Canon").into_iter().filter(|(tag, _)| *tag != 0x8769).collect();
    let main = tiff(b"II*\0", vec![main], vec![], vec![]);
    let photo = tiff(b"II*\0", vec![photo_facts()], vec![], vec![]);
    let id = b"\x85\xC0\xB6\x87\x82\x0F\x11\xE0\x81\x11\xF4\xCE\x46\x2B\x6A\x48";
    let with_offset = |offset: u64| {
        let sizes =
            media_box(b"stsz", &[&[0; 8], &[0, 0, 0, 1], &(preview.len() as u32).to_be_bytes()]);
        let offsets = media_box(b"co64", &[&[0; 4], &[0, 0, 0, 1], &offset.to_be_bytes()]);
        let table = media_box(b"stbl", &[&sizes, &offsets]);
        let track = media_box(b"trak", &[&media_box(b"mdia", &[&media_box(b"minf", &[&table])])]);
        let canon = media_box(
            b"uuid",
            &[id, &media_box(b"CMT1", &[&main]), &media_box(b"CMT2", &[&photo])],
        );
        [media_box(b"ftyp", &[b"crx \0\0\0\x01crx isom"]), media_box(b"moov", &[&canon, &track])]
            .concat()
    };
    let before = with_offset(0).len() + 8;
    [with_offset(before as u64), media_box(b"mdat", &[preview])].concat()
}

/// A thumbnail of 4:3 with black bars over and under a picture of 3:2.
fn letterboxed() -> image::RgbImage {
    let mut thumbnail = image::RgbImage::new(160, 120);
    image::imageops::replace(&mut thumbnail, &scene(160, 107), 0, 6);
    thumbnail
}

fn all() -> [(&'static str, Vec<u8>); 8] {
    [
        ("CR2", cr2(preview())),
        ("NEF", nef(preview())),
        ("DNG", dng()),
        ("ARW", arw()),
        ("RW2", rw2()),
        ("ORF", orf()),
        ("RAF", raf()),
        ("CR3", cr3(&preview())),
    ]
}

#[test]
fn each_makers_file_shows_its_largest_preview() {
    for (kind, file) in all() {
        assert_eq!(Format::sniff(&file), Some(Format::Raw), "{kind}");
        let place = raw::preview(&file).unwrap_or_else(|| panic!("{kind} has a preview"));
        let found = &file[place];
        // A RAF file's JPEG has an EXIF block in front.
        assert!(found.ends_with(&preview()[2..]), "{kind}: {} bytes", found.len());
    }
}

#[test]
fn the_facts_are_those_of_the_raw_file() {
    for (kind, file) in all() {
        let found = probe(&file).unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert_eq!(found.format, Format::Raw, "{kind}");
        assert_eq!((found.width, found.height), (800, 1200), "{kind}: upright");
        assert_eq!(found.orientation, 6, "{kind}");
        let taken = NaiveDate::from_ymd_opt(2025, 10, 19).unwrap().and_hms_opt(10, 42, 7);
        assert_eq!(found.taken_at, taken, "{kind}");
        assert_eq!(found.subsecond_millis, Some(250), "{kind}");
        assert_eq!(found.utc_offset_minutes, Some(240), "{kind}");
        assert_eq!(found.camera_model.as_deref(), Some("Model R"), "{kind}");
        assert_eq!(found.body_serial.as_deref(), Some("RAW-77"), "{kind}");

        // In this RW2 the preview stands before the photo's facts.
        let head = &file[..if kind == "RW2" { file.len() } else { 2000 }];
        let first = probe_head(head, file.len() as u64).unwrap();
        assert_eq!(first.format, Format::Raw, "{kind}");
        let facts = (first.orientation, first.taken_at, first.body_serial.as_deref());
        assert_eq!(facts, (6, taken, Some("RAW-77")), "{kind}: in the first bytes alone");
    }
}

/// Renditions, thumbnails and the examination go on from the JPEG inside, turned as the raw file says:
/// the red quarter, upper left as stored, is at the upper right.
#[test]
fn the_whole_road_works_on_a_raw_file() {
    for (kind, file) in all() {
        let picture = rendered(&file, &spec(Fit::Contain, 300, 300));
        assert_eq!(picture.dimensions(), (200, 300), "{kind}");
        assert!(near(*picture.get_pixel(150, 100), [180, 40, 40], 25), "{kind}");
        assert!(near(*picture.get_pixel(50, 100), [40, 40, 180], 40), "{kind}: blue was below red");
        assert_eq!(integrity(&file), Ok(Integrity::Whole), "{kind}");
        let examined = examine(&file).unwrap();
        assert_eq!(examined.integrity, Integrity::Whole, "{kind}");
        assert_eq!((examined.thumbnail.width, examined.thumbnail.height), (267, 400), "{kind}");
    }
}

#[test]
fn the_thumbnail_of_a_raw_file_is_upright_and_without_bars() {
    let shown = embedded_thumbnail(&cr2(preview())).expect("the second directory has one");
    let pixels = image::load_from_memory(&shown.bytes).unwrap().to_rgb8();
    assert_eq!(pixels.dimensions(), (120, 160), "the size of the photo is not known here");
    let mut sized = facts("Canon");
    sized.extend([(0x0103, Value::Short(6)), (0x00FE, Value::Long(1))]);
    let mut photo = photo_facts();
    photo.extend([(0xA002, Value::Long(6000)), (0xA003, Value::Long(4000))]);
    let second = vec![(0x0201, Value::Place(0)), (0x0202, Value::Length(0))];
    let file =
        tiff(b"II*\0", vec![sized, photo, second], vec![(0, 2)], vec![jpeg(&letterboxed(), 90)]);
    let shown = embedded_thumbnail(&file).expect("the second directory has one");
    assert_eq!((shown.width, shown.height), (107, 160), "3:2 as EXIF says, standing");
    let pixels = image::load_from_memory(&shown.bytes).unwrap().to_rgb8();
    assert!(near(*pixels.get_pixel(90, 60), [190, 40, 40], 40), "red is at the upper right");
}

/// Canon, Nikon and Sony write the stars that are given in the camera as XMP.
#[test]
fn stars_of_the_camera_arrive() {
    let xmp = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description \
        xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating='3'/></rdf:RDF>";
    let mut first = facts("NIKON CORPORATION");
    first.extend([
        (0x00FE, Value::Long(1)),
        (0x0201, Value::Place(0)),
        (0x0202, Value::Length(0)),
        (0x02BC, Value::Bytes(xmp.as_bytes().to_vec())),
    ]);
    let tiff = tiff(b"II*\0", vec![first, photo_facts()], vec![], vec![preview()]);
    let id = b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC";
    let boxes = [cr3(&preview()), media_box(b"uuid", &[id, xmp.as_bytes()])].concat();
    let mut fuji = raf();
    let length = fuji.len();
    let inside = crate::drawn::with_xmp(&fuji[148..length - 500], xmp);
    fuji.splice(148..length - 500, inside.iter().copied());
    fuji[88..92].copy_from_slice(&(inside.len() as u32).to_be_bytes());
    for (kind, file) in [("TIFF", tiff), ("CR3", boxes), ("RAF", fuji)] {
        assert_eq!(probe(&file).unwrap().embedded.rating, Some(3), "{kind}");
        assert_eq!(probe_head(&file, 30_000_000).unwrap().rating, Some(3), "{kind}");
    }
}

#[test]
fn directories_in_a_ring_end() {
    let mut first = facts("Canon");
    first.extend([(0x014A, Value::Directories(vec![0, 2, 2])), (0xC612, Value::Long(1))]);
    let second = vec![
        (0x014A, Value::Directories(vec![0])),
        (0x0201, Value::Place(0)),
        (0x0202, Value::Length(0)),
    ];
    let file =
        tiff(b"MM\0*", vec![first, photo_facts(), second], vec![(0, 2), (2, 0)], vec![preview()]);
    let place = raw::preview(&file).expect("the preview behind the ring");
    assert_eq!(file[place], preview());
}

/// Taking sensor data or nothing for the photo must not happen silently.
#[test]
fn a_raw_file_without_a_preview_is_refused() {
    let file = tiff(
        b"II*\0",
        vec![facts("NIKON"), vec![], vec![(0x0106, Value::Short(32803))]],
        vec![(0, 2)],
        vec![sensor_jpeg()],
    );
    assert_eq!(Format::sniff(&file), Some(Format::Raw));
    assert_eq!(raw::preview(&file), None);
    for error in [probe(&file).unwrap_err(), examine(&file).unwrap_err()] {
        assert_eq!(error.code(), "photo.unsupported");
        assert!(error.to_string().contains("raw"), "{error}");
    }
}

#[test]
fn a_cut_preview_is_damaged() {
    let file = cr3(&preview());
    let place = raw::preview(&file).unwrap();
    let cut = &file[..place.start + place.len() / 2];
    assert!(matches!(integrity(cut), Ok(Integrity::Damaged { .. })));
    assert!(examine(cut).unwrap().thumbnail.damaged);
}

/// A scan with a thumbnail behind it, and one that is turned: both stay what they are.
#[test]
fn other_tiff_files_are_no_raw_files() {
    let scan = crate::drawn::file(
        &image::DynamicImage::ImageRgb8(scene(40, 30)),
        image::ImageFormat::Tiff,
    );
    assert_eq!(Format::sniff(&scan), Some(Format::Tiff));
    assert_eq!(Format::sniff(&oriented(6)), Some(Format::Tiff));
    assert_eq!(raw::preview(&scan), None);
    assert_eq!(raw::preview(&preview()), None, "nor is a JPEG");
}
