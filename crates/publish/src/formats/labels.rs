//! The few words that a page adds to the article's own, in the article's language.

use tezis_lang::Lang;

/// The words of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Labels {
    /// Heading of the gallery.
    pub(crate) photos: &'static str,
    /// Before a picture's number: alternative text of a picture that has none.
    pub(crate) photo: &'static str,
    /// Where a picture stands in a plain text, before its number.
    pub(crate) photo_mark: &'static str,
    /// Heading of the keywords, for who can't see them.
    pub(crate) keywords: &'static str,
    /// Before the time of an update.
    pub(crate) updated: &'static str,
    /// Before the words that put something right.
    pub(crate) correction: &'static str,
    /// Before the reason why a text is withdrawn.
    pub(crate) withdrawal: &'static str,
    /// Before and after the time until which an article must not appear.
    pub(crate) embargo: (&'static str, &'static str),
    /// Before the time at which the portal should publish it.
    pub(crate) publish_at: &'static str,
}

pub(crate) fn labels(language: &str) -> Labels {
    match Lang::from_tag(language) {
        Lang::Az => Labels {
            photos: "Fotolar",
            photo: "Foto",
            photo_mark: "FOTO",
            keywords: "Açar sözlər",
            updated: "Yenilənib:",
            correction: "Düzəliş:",
            withdrawal: "Material geri götürülüb:",
            embargo: ("EMBARQO:", "vaxtınadək yayımlamayın"),
            publish_at: "Yayım vaxtı:",
        },
        Lang::Ru => Labels {
            photos: "Фотографии",
            photo: "Фото",
            photo_mark: "ФОТО",
            keywords: "Ключевые слова",
            updated: "Обновлено:",
            correction: "Уточнение:",
            withdrawal: "Материал отозван:",
            embargo: ("ЭМБАРГО: не публиковать до", ""),
            publish_at: "Время публикации:",
        },
        Lang::En => Labels {
            photos: "Photos",
            photo: "Photo",
            photo_mark: "PHOTO",
            keywords: "Keywords",
            updated: "Updated:",
            correction: "Correction:",
            withdrawal: "Withdrawn:",
            embargo: ("EMBARGO: not to be published before", ""),
            publish_at: "To be published:",
        },
    }
}
