//! Captions that no person wrote: a camera fills the field with its name, an agency's template with
//! where the caption goes. They come in with the file and must not go out with it.

use tezis_lang::{Lang, lower};

/// Whole captions, in small letters.
const WHOLE: [&str; 28] = [
    "a caption",
    "add caption",
    "add caption here",
    "add description",
    "caption",
    "caption goes here",
    "caption here",
    "default",
    "description",
    "digital camera",
    "enter caption",
    "exif_jpeg_picture",
    "headline",
    "image description",
    "insert caption",
    "insert caption here",
    "name to come",
    "no caption",
    "no description",
    "processed with vsco",
    "sample caption",
    "sony dsc",
    "text to come",
    "type caption here",
    "untitled",
    "your caption here",
    "başlıq",
    "şəkil yazısı",
];

/// Beginnings that are followed by a model or a number at most.
const CAMERAS: [&str; 22] = [
    "appleiphone",
    "canon",
    "casio",
    "dji",
    "eos",
    "fuji",
    "fujifilm",
    "gopro",
    "hasselblad",
    "huawei",
    "iphone",
    "kodak",
    "konica minolta",
    "leica",
    "minolta",
    "nikon",
    "olympus",
    "panasonic",
    "pentax",
    "ricoh",
    "samsung",
    "sony",
];

/// Words that stand beside a camera's name in such captions.
const CAMERA_WORDS: [&str; 8] =
    ["camera", "corporation", "corp", "digital", "dsc", "imaging", "picture", "pictures"];

/// Pieces that stand in a template's gaps.
const GAPS: [&str; 8] = [
    "insert caption",
    "name to come",
    "names to come",
    "caption to come",
    "stringer / ",
    "/ stringer",
    "handout / ",
    "<caption",
];

/// Names that cameras and phones give to their files.
const FILES: [&str; 7] = ["dcim", "dsc", "dscf", "dscn", "img", "mvi", "pxl"];

/// Says whether a caption was left by a camera, a program or an agency's template.
pub(crate) fn is_boilerplate(caption: &str) -> bool {
    let text = lower(caption.trim(), Lang::En);
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if text.is_empty() {
        return false;
    }
    if bare.is_empty() || WHOLE.contains(&bare) {
        return true;
    }
    if GAPS.iter().any(|gap| text.contains(gap)) || is_empty_credit(&text) {
        return true;
    }
    is_camera(bare) || is_file(bare)
}

/// `Photo by Name / Getty Images` and the like, with nothing that says what the picture shows.
fn is_empty_credit(text: &str) -> bool {
    let agencies =
        ["getty images", "afp", "reuters", "ap photo", "ap images", "epa", "shutterstock"];
    let words = text.split_whitespace().count();
    words <= 6 && text.contains('/') && agencies.iter().any(|agency| text.contains(agency))
}

/// A maker with a model, as `OLYMPUS DIGITAL CAMERA` or `Nikon D850`: other words make it a sentence.
fn is_camera(text: &str) -> bool {
    let Some(rest) = CAMERAS.iter().find_map(|maker| {
        let rest = text.strip_prefix(maker)?;
        (!rest.starts_with(char::is_alphabetic)).then_some(rest)
    }) else {
        return false;
    };
    let words: Vec<&str> =
        rest.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.len() <= 4
        && words.iter().all(|word| {
            CAMERA_WORDS.contains(word)
                || CAMERAS.contains(word)
                || word.chars().any(|c| c.is_ascii_digit())
        })
}

/// A file's name, as `DSC_0012.JPG` or `IMG-20251019-WA0007`.
fn is_file(text: &str) -> bool {
    if text.contains(char::is_whitespace) {
        return false;
    }
    let ends = [".jpg", ".jpeg", ".heic", ".png"].iter().any(|ending| text.ends_with(ending));
    let numbered = |rest: &str| {
        rest.is_empty()
            || !rest.starts_with(char::is_alphabetic) && rest.contains(|c: char| c.is_ascii_digit())
    };
    ends || FILES.iter().any(|prefix| text.strip_prefix(prefix).is_some_and(numbered))
}

#[cfg(test)]
mod tests {
    use super::is_boilerplate;

    #[test]
    fn what_cameras_and_agencies_leave_is_recognised() {
        for caption in [
            "OLYMPUS DIGITAL CAMERA",
            "SONY DSC",
            "KONICA MINOLTA DIGITAL CAMERA",
            "Nikon D850",
            "SAMSUNG CAMERA PICTURES",
            "Canon EOS 5D",
            "DCIM100MEDIA",
            "DCIM\\100GOPRO\\G0012345.JPG",
            "default",
            "Name to come",
            "Caption here",
            "<Insert caption>",
            "[insert caption here]",
            "untitled",
            "IMG_2034.JPG",
            "DSC_0001",
            "IMG-20251019-WA0007",
            "...",
            "Photo by STRINGER / Getty Images",
            "GETTY IMAGES / STRINGER",
            "Exif_JPEG_PICTURE",
            "FORUM: NAMES TO COME at the opening",
        ] {
            assert!(is_boilerplate(caption), "{caption}");
        }
    }

    #[test]
    fn what_somebody_wrote_is_not() {
        for caption in [
            "",
            "   ",
            "Forumun açılış mərasimi",
            "Nikon məktəbinin müəllimi çıxış edir",
            "Sony kamerası ilə çəkilən filmin təqdimatı",
            "Canon stendi qarşısında gənclər, 19 oktyabr",
            "Panel",
            "Leyla Məmmədova çıxış edir / Foto: Reuters",
            "Delegates applaud. Photo by Aysel Quliyeva / Reuters after the opening of the forum",
            "Defaultdan danışan iqtisadçı",
            "Başlıqlı kitab",
            "Image və mətn seminarı",
        ] {
            assert!(!is_boilerplate(caption), "{caption}");
        }
    }
}
