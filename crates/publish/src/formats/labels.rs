//! The few words that a page adds to the article's own, in the article's language.

use tezis_lang::Lang;

/// The words of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Labels {
    /// Heading of the gallery.
    pub(super) photos: &'static str,
    /// Before a picture's number: alternative text of a picture that has none.
    pub(super) photo: &'static str,
    /// Where a picture stands in a plain text, before its number.
    pub(super) photo_mark: &'static str,
    /// Heading of the keywords, for who can't see them.
    pub(super) keywords: &'static str,
}

pub(super) fn labels(language: &str) -> Labels {
    match Lang::from_tag(language) {
        Lang::Az => {
            Labels {
                photos: "Fotolar", photo: "Foto", photo_mark: "FOTO", keywords: "Açar sözlər"
            }
        }
        Lang::Ru => Labels {
            photos: "Фотографии",
            photo: "Фото",
            photo_mark: "ФОТО",
            keywords: "Ключевые слова",
        },
        Lang::En => {
            Labels { photos: "Photos", photo: "Photo", photo_mark: "PHOTO", keywords: "Keywords" }
        }
    }
}
