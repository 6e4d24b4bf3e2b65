//! Files as cameras, phones and messengers write them, drawn here: a JPEG with EXIF, its small picture and a
//! rating; a raw file; HEIC boxes without pixels; a card's folders.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    reason = "drawn files are small and as they were drawn; light is kept between 0 and 255"
)]

use std::path::{Path, PathBuf};

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, Rgb, RgbImage};

/// A camera's file.
#[derive(Clone)]
pub(crate) struct Shot<'a> {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// What it shows: the same number is the same picture at any size.
    pub(crate) scene: u32,
    pub(crate) make: &'a str,
    pub(crate) model: &'a str,
    pub(crate) serial: &'a str,
    /// `2025:10:22 10:42:07`.
    pub(crate) at: &'a str,
    /// 0 is none.
    pub(crate) rating: u16,
    pub(crate) caption: &'a str,
    pub(crate) creator: &'a str,
    /// A small picture in the head.
    pub(crate) small: bool,
}

impl Default for Shot<'_> {
    fn default() -> Self {
        Self {
            width: 960,
            height: 640,
            scene: 1,
            make: "Canon",
            model: "Canon EOS R6",
            serial: "012345678",
            at: "2025:10:22 10:42:07",
            rating: 0,
            caption: "",
            creator: "",
            small: true,
        }
    }
}

/// Draws soft hills of light whose places follow the scene's number; the same at every size.
pub(crate) fn scene(width: u32, height: u32, number: u32) -> RgbImage {
    let mixed = |turn: u32| {
        let number = number.wrapping_add(turn).wrapping_mul(2_654_435_761);
        f64::from((number ^ (number >> 15)).wrapping_mul(2_246_822_519) >> 16) / 65_536.0
    };
    let hills: Vec<[f64; 3]> =
        (0..9).map(|hill| [mixed(3 * hill), mixed(3 * hill + 1), mixed(3 * hill + 2)]).collect();
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
        let light: f64 = hills
            .iter()
            .map(|[left, top, strength]| {
                let far = (x - left).powi(2) + (y - top).powi(2);
                (strength - 0.4) * (-far * 30.0).exp()
            })
            .sum();
        let level = (light * 150.0 + 110.0).clamp(0.0, 255.0) as u8;
        Rgb([level, level / 2 + 50, 200 - level / 2])
    })
}

fn encoded(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 88)
        .encode(picture.as_raw(), picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

impl Shot<'_> {
    /// Draws the file.
    pub(crate) fn jpeg(&self) -> Vec<u8> {
        let small = if self.small {
            encoded(&scene(160, 160 * self.height / self.width, self.scene))
        } else {
            Vec::new()
        };
        let exif = self.exif(&small);
        let jpeg = encoded(&scene(self.width, self.height, self.scene));
        let length = u16::try_from(exif.len() + 8).unwrap();
        let segment = [&[0xFF, 0xE1], &length.to_be_bytes()[..], b"Exif\0\0", &exif].concat();
        [&jpeg[..2], &segment, &jpeg[2..]].concat()
    }

    /// A raw file, as far as its head and its picture go: a TIFF that says to be a raw picture, with a
    /// JPEG inside.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.exif(&encoded(&scene(self.width, self.height, self.scene)))
    }

    /// A block of EXIF (TIFF 6.0, little-endian): the first directory, that of the photo, and the one of
    /// the small picture.
    fn exif(&self, small: &[u8]) -> Vec<u8> {
        let mut block = b"II*\0\x08\0\0\0".to_vec();
        let text = |tag: u16, text: &str| (tag, 2_u16, [text.as_bytes(), b"\0"].concat());
        let mut main: Vec<(u16, u16, Vec<u8>)> = [
            text(0x010E, self.caption),
            text(0x010F, self.make),
            text(0x0110, self.model),
            text(0x013B, self.creator),
        ]
        .into_iter()
        .filter(|(_, _, bytes)| bytes.len() > 1)
        .collect();
        if self.rating > 0 {
            main.push((0x4746, 3, self.rating.to_le_bytes().to_vec()));
        }
        main.push((0x8769, 4, vec![0; 4]));
        let photo: Vec<_> = [text(0x9003, self.at), text(0xA431, self.serial)]
            .into_iter()
            .filter(|(_, _, bytes)| bytes.len() > 1)
            .collect();
        let main_at = directory(&mut block, &main);
        let photo_at = directory(&mut block, &photo);
        let pointer = main_at.place_of(0x8769, &main);
        block[pointer..pointer + 4].copy_from_slice(&photo_at.start.to_le_bytes());
        if !small.is_empty() {
            let place = block.len() as u32 + 2 + 3 * 12 + 4;
            let below = [
                (0x0103, 3, 6_u16.to_le_bytes().to_vec()),
                (0x0201, 4, place.to_le_bytes().to_vec()),
                (0x0202, 4, (small.len() as u32).to_le_bytes().to_vec()),
            ];
            let below_at = directory(&mut block, &below);
            block[main_at.next..main_at.next + 4].copy_from_slice(&below_at.start.to_le_bytes());
            assert_eq!(block.len(), place as usize);
            block.extend(small);
        }
        block
    }
}

/// Where a directory lies in its block.
struct Placed {
    start: u32,
    next: usize,
}

impl Placed {
    fn place_of(&self, tag: u16, entries: &[(u16, u16, Vec<u8>)]) -> usize {
        let at = entries.iter().position(|(own, _, _)| *own == tag).unwrap();
        self.start as usize + 2 + at * 12 + 8
    }
}

fn directory(block: &mut Vec<u8>, entries: &[(u16, u16, Vec<u8>)]) -> Placed {
    let start = block.len();
    let next = start + 2 + entries.len() * 12;
    let mut far = Vec::new();
    block.extend((entries.len() as u16).to_le_bytes());
    for (tag, kind, bytes) in entries {
        let size = match kind {
            3 => 2,
            4 => 4,
            _ => 1,
        };
        block.extend(tag.to_le_bytes());
        block.extend(kind.to_le_bytes());
        block.extend(((bytes.len() / size) as u32).to_le_bytes());
        if bytes.len() <= 4 {
            block.extend(bytes.iter().copied().chain([0; 4]).take(4));
        } else {
            block.extend(((next + 4 + far.len()) as u32).to_le_bytes());
            far.extend(bytes);
            far.resize(far.len().next_multiple_of(2), 0);
        }
    }
    block.extend([0; 4]);
    block.extend(far);
    Placed { start: start as u32, next }
}

/// A HEIC file without pixels: an index with one picture's size.
pub(crate) fn heic(width: u32, height: u32) -> Vec<u8> {
    let media_box = |kind: &[u8; 4], contents: &[&[u8]]| {
        let contents = contents.concat();
        let length = u32::try_from(contents.len() + 8).unwrap();
        [&length.to_be_bytes()[..], kind, &contents].concat()
    };
    let size = [&[0; 4][..], &width.to_be_bytes(), &height.to_be_bytes()].concat();
    let colour: &[u8] = b"nclx\0\x0C\0\x0D\0\x06\x80";
    let properties = media_box(
        b"iprp",
        &[
            &media_box(b"ipco", &[&media_box(b"ispe", &[&size]), &media_box(b"colr", &[colour])]),
            &media_box(b"ipma", &[&[0; 4], &[0, 0, 0, 1, 0, 1, 2, 0x81, 2]]),
        ],
    );
    let item = media_box(b"infe", &[&[2, 0, 0, 0, 0, 1, 0, 0], b"hvc1\0"]);
    let items = media_box(b"iinf", &[&[0, 0, 0, 0, 0, 1], &item]);
    let primary = media_box(b"pitm", &[&[0, 0, 0, 0, 0, 1]]);
    [
        media_box(b"ftyp", &[b"heic\0\0\0\0mif1heic"]),
        media_box(b"meta", &[&[0; 4], &primary, &items, &properties]),
        media_box(b"mdat", &[&[0x26; 300]]),
    ]
    .concat()
}

/// Writes a file, with its folder.
pub(crate) fn write(path: impl AsRef<Path>, bytes: &[u8]) -> PathBuf {
    let path = path.as_ref();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
    path.to_owned()
}

/// Writes a card: `count` frames of one camera, a second apart, from a scene on.
pub(crate) fn card(dir: &Path, count: u32, from: u32) -> PathBuf {
    let folder = dir.join("DCIM").join("100CANON");
    for number in 0..count {
        let at = format!("2025:10:22 10:{:02}:{:02}", number / 60, number % 60);
        let shot =
            Shot { width: 480, height: 320, scene: from + number, at: &at, ..Shot::default() };
        write(folder.join(format!("IMG_{number:04}.JPG")), &shot.jpeg());
    }
    dir.to_owned()
}
