//! `changes.txt` and `changes.html`: what differs, for the person who brings the page up to date.

use std::fmt::Write as _;
use std::io::Write;

use tezis_lang::Lang;
use tezis_report::diff::{BlockChangeKind, Piece, PieceOp};

use super::{ArticleChanges, FieldChange, PhotoChangeKind};
use crate::article::Article;
use crate::error::PublishError;
use crate::formats::html::escape;
use crate::profile::FormField;

const STYLE: &str = include_str!("changes.css");

/// The words of the list, in one language.
struct Labels {
    title: &'static str,
    nothing: &'static str,
    fields: &'static str,
    text: &'static str,
    photos: &'static str,
    reordered: &'static str,
    empty: &'static str,
    before: &'static str,
    after: &'static str,
    changed: &'static str,
    added: &'static str,
    removed: &'static str,
    moved: &'static str,
    new_photo: &'static str,
    removed_photo: &'static str,
    words: &'static str,
    picture: &'static str,
}

const AZ: Labels = Labels {
    title: "Nə dəyişib",
    nothing: "Dərc olunandan fərqi yoxdur.",
    fields: "Sahələr",
    text: "Mətn",
    photos: "Fotolar",
    reordered: "Fotoların sırası dəyişib.",
    empty: "(boş)",
    before: "Əvvəl",
    after: "İndi",
    changed: "dəyişib",
    added: "yenidir",
    removed: "çıxarılıb",
    moved: "yeri dəyişib",
    new_photo: "yeni foto, yüklənməlidir",
    removed_photo: "foto çıxarılıb",
    words: "sözləri dəyişib",
    picture: "şəkil dəyişib, yenidən yüklənməlidir",
};

const EN: Labels = Labels {
    title: "What has changed",
    nothing: "It is the same as what is published.",
    fields: "Fields",
    text: "Text",
    photos: "Photos",
    reordered: "The photos come in another order.",
    empty: "(empty)",
    before: "Before",
    after: "Now",
    changed: "changed",
    added: "new",
    removed: "removed",
    moved: "moved",
    new_photo: "new photo, to be uploaded",
    removed_photo: "photo removed",
    words: "its words have changed",
    picture: "the picture has changed, to be uploaded again",
};

const RU: Labels = Labels {
    title: "Что изменилось",
    nothing: "Отличий от опубликованного нет.",
    fields: "Поля",
    text: "Текст",
    photos: "Фотографии",
    reordered: "Изменился порядок фотографий.",
    empty: "(пусто)",
    before: "Было",
    after: "Стало",
    changed: "изменено",
    added: "новое",
    removed: "удалено",
    moved: "перемещено",
    new_photo: "новое фото, загрузить",
    removed_photo: "фото удалено",
    words: "изменена подпись",
    picture: "изменён снимок, загрузить заново",
};

impl Labels {
    fn of(article: &Article) -> &'static Self {
        match Lang::from_tag(&article.language) {
            Lang::Az => &AZ,
            Lang::En => &EN,
            Lang::Ru => &RU,
        }
    }

    fn block(&self, kind: BlockChangeKind) -> &'static str {
        match kind {
            BlockChangeKind::Same => "",
            BlockChangeKind::Changed => self.changed,
            BlockChangeKind::Added => self.added,
            BlockChangeKind::Removed => self.removed,
            BlockChangeKind::Moved => self.moved,
        }
    }

    fn photo(&self, kind: PhotoChangeKind) -> &'static str {
        match kind {
            PhotoChangeKind::New => self.new_photo,
            PhotoChangeKind::Removed => self.removed_photo,
            PhotoChangeKind::Words => self.words,
            PhotoChangeKind::Picture => self.picture,
        }
    }
}

fn field_name(key: FormField, article: &Article) -> &'static str {
    let (az, en, ru) = match key {
        FormField::Headline => ("Başlıq", "Headline", "Заголовок"),
        FormField::Kicker => ("Üst başlıq", "Kicker", "Надзаголовок"),
        FormField::Lead => ("Qısa mətn", "Short text", "Краткий текст"),
        FormField::Body => ("Mətn", "Text", "Текст"),
        FormField::Keywords => ("Açar sözlər", "Keywords", "Ключевые слова"),
        FormField::Section => ("Bölmə", "Section", "Раздел"),
        FormField::Slug => ("Keçid adı", "Slug", "Конец адреса"),
        FormField::Url => ("Ünvan", "Address", "Адрес"),
        FormField::Date => ("Tarix", "Date", "Дата"),
        FormField::PublishAt => ("Yayım vaxtı", "Publication time", "Время публикации"),
        FormField::Embargo => ("Embarqo", "Embargo", "Эмбарго"),
        FormField::Byline => ("Müəllif imzası", "Byline", "Автор"),
        FormField::Disclosure => ("Qeyd", "Disclosure", "Примечание"),
        FormField::SocialHeadline => {
            ("Sosial şəbəkə başlığı", "Social headline", "Заголовок для соцсетей")
        }
        FormField::SeoHeadline => {
            ("Axtarış başlığı", "Search headline", "Заголовок для поисковиков")
        }
    };
    match Lang::from_tag(&article.language) {
        Lang::Az => az,
        Lang::En => en,
        Lang::Ru => ru,
    }
}

/// Writes what differs as plain text, in the language of the article as it is now.
pub fn changes_text(
    changes: &ArticleChanges,
    article: &Article,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    let labels = Labels::of(article);
    let mut text = format!("{}\n{}\n", labels.title, article.headline);
    if !changes.changed {
        line(&mut text, format_args!("\n{}\n", labels.nothing));
    }
    let shown =
        |part: &str| if part.is_empty() { labels.empty.to_owned() } else { part.to_owned() };
    if !changes.fields.is_empty() {
        line(&mut text, format_args!("\n== {} ==\n", labels.fields));
        for FieldChange { key, before, after, .. } in &changes.fields {
            let name = field_name(*key, article);
            let (before, after) = (shown(before), shown(after));
            line(&mut text, format_args!("\n{name}\n"));
            line(
                &mut text,
                format_args!("{}: {before}\n{}: {after}\n", labels.before, labels.after),
            );
        }
    }
    let blocks: Vec<_> =
        changes.blocks.iter().filter(|block| block.kind != BlockChangeKind::Same).collect();
    if !blocks.is_empty() {
        line(&mut text, format_args!("\n== {} ==\n", labels.text));
        for block in blocks {
            line(&mut text, format_args!("\n[{}]\n", labels.block(block.kind)));
            let (before, after) = (block.before.as_ref(), block.after.as_ref());
            if let Some(before) = before.filter(|before| Some(*before) != after) {
                line(&mut text, format_args!("{}: {before}\n", labels.before));
            }
            if let Some(after) = after {
                line(&mut text, format_args!("{}: {after}\n", labels.after));
            }
        }
    }
    if !changes.photos.is_empty() || changes.reordered {
        line(&mut text, format_args!("\n== {} ==\n\n", labels.photos));
        for photo in &changes.photos {
            line(&mut text, format_args!("{}: {}\n", photo.file, labels.photo(photo.kind)));
        }
        if changes.reordered {
            line(&mut text, format_args!("{}\n", labels.reordered));
        }
    }
    out.write_all(text.as_bytes()).map_err(PublishError::writing("changes.txt"))
}

/// Writes what differs as a page that opens offline, with what is gone struck out and what is new
/// underlined.
pub fn changes_html(
    changes: &ArticleChanges,
    article: &Article,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    let labels = Labels::of(article);
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{} – {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{}</h1>\n<p class=\"headline\">{}</p>\n",
        escape(&article.language),
        labels.title,
        escape(&article.headline),
        labels.title,
        escape(&article.headline),
    );
    if !changes.changed {
        line(&mut html, format_args!("<p>{}</p>\n", labels.nothing));
    }
    if !changes.fields.is_empty() {
        line(&mut html, format_args!("<h2>{}</h2>\n<dl>\n", labels.fields));
        for field in &changes.fields {
            let name = field_name(field.key, article);
            let pieces = marked(&field.pieces);
            line(&mut html, format_args!("<dt>{name}</dt>\n<dd>{pieces}</dd>\n"));
        }
        html.push_str("</dl>\n");
    }
    if changes.blocks.iter().any(|block| block.kind != BlockChangeKind::Same) {
        line(&mut html, format_args!("<h2>{}</h2>\n", labels.text));
        for block in &changes.blocks {
            if block.kind == BlockChangeKind::Same {
                let text = escape(block.after.as_deref().unwrap_or_default());
                line(&mut html, format_args!("<p class=\"same\">{text}</p>\n"));
                continue;
            }
            let text = marked(&block.pieces);
            let kind = labels.block(block.kind);
            line(&mut html, format_args!("<p><span class=\"kind\">{kind}</span> {text}</p>\n"));
        }
    }
    if !changes.photos.is_empty() || changes.reordered {
        line(&mut html, format_args!("<h2>{}</h2>\n<ul>\n", labels.photos));
        for photo in &changes.photos {
            let caption = photo.caption.as_deref().unwrap_or_default();
            line(
                &mut html,
                format_args!(
                    "<li><code>{}</code> <span class=\"kind\">{}</span> {}</li>\n",
                    escape(&photo.file),
                    labels.photo(photo.kind),
                    escape(caption)
                ),
            );
        }
        if changes.reordered {
            line(&mut html, format_args!("<li>{}</li>\n", labels.reordered));
        }
        html.push_str("</ul>\n");
    }
    html.push_str("</main>\n</body>\n</html>\n");
    out.write_all(html.as_bytes()).map_err(PublishError::writing("changes.html"))
}

fn marked(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| {
            let text = escape(&piece.text);
            match piece.op {
                PieceOp::Same => text,
                PieceOp::Delete => format!("<del>{text}</del>"),
                PieceOp::Insert => format!("<ins>{text}</ins>"),
            }
        })
        .collect()
}

fn line(text: &mut String, part: std::fmt::Arguments<'_>) {
    text.write_fmt(part).expect("BUG: a String takes all");
}
