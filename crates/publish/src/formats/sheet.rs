//! Sheets for printing: all pictures small on few pages, or each with all its words. HTML that is made
//! for paper; whoever prints it makes the PDF.

use std::io::{self, Write};

use tezis_lang::Lang;

use super::html::escape;
use super::labels::labels;
use crate::article::{Article, Picture};
use crate::error::PublishError;

const STYLE: &str = include_str!("sheet.css");

/// What a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// To choose from: many small pictures on a page.
    Contact,
    /// To proofread: each picture with all its words.
    Captions,
}

/// What a sheet needs beside the article.
#[derive(Debug, Clone)]
pub struct SheetOptions {
    /// Which of the two.
    pub sheet: Sheet,
    /// The rendition whose file names are printed: what a person uploads.
    pub rendition: String,
}

/// Writes a sheet of all pictures in order; `address` says where a picture is shown from.
pub fn sheet_html(
    article: &Article,
    options: &SheetOptions,
    address: &dyn Fn(&Picture) -> String,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    page(article, options, address, out).map_err(PublishError::writing("sheet.html"))
}

fn page(
    article: &Article,
    options: &SheetOptions,
    address: &dyn Fn(&Picture) -> String,
    out: &mut impl Write,
) -> io::Result<()> {
    let words = words(&article.language);
    let (class, title) = match options.sheet {
        Sheet::Contact => ("contact", words.contact),
        Sheet::Captions => ("captions", words.captions),
    };
    let headline = escape(&article.headline);
    write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'; \
         object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'\">\n\
         <title>{title} – {headline}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <h1>{headline}</h1>\n<p class=\"about\">{title} · {} · {}</p>\n<ul class=\"{class}\">\n",
        escape(&article.language),
        escape(&article.dateline.text),
        article.pictures.len(),
    )?;
    for picture in &article.pictures {
        let file = picture.file(&options.rendition).map_or("", |file| file.name.as_str());
        let src = escape(&address(picture));
        let number = picture.number;
        let alt = escape(picture.alt_or_caption());
        let mark = if picture.cover {
            format!(" <span class=\"cover\">{}</span>", words.cover)
        } else {
            String::new()
        };
        let name = format!(
            "<p><span class=\"number\">{number}</span>{mark} <span class=\"file\">{}</span></p>",
            escape(file)
        );
        let img = format!("<img src=\"{src}\" alt=\"{alt}\">");
        let caption = match &picture.caption {
            Some(caption) => format!("<p class=\"caption\">{}</p>", escape(caption)),
            None => format!("<p class=\"caption none\">{}</p>", words.no_caption),
        };
        match options.sheet {
            Sheet::Contact => {
                writeln!(out, "<li><div class=\"frame\">{img}</div>{name}{caption}</li>")?;
            }
            Sheet::Captions => {
                let facts = facts(picture, &words, article);
                writeln!(out, "<li><div>{img}</div><div>{name}{caption}{facts}</div></li>")?;
            }
        }
    }
    out.write_all(b"</ul>\n</body>\n</html>\n")
}

/// Returns what is said of a picture beside its caption.
fn facts(picture: &Picture, words: &Words, article: &Article) -> String {
    let place = picture.place.as_ref().or(article.dateline.place.as_ref());
    let taken = picture.taken_at.map(|at| at.format("%d.%m.%Y %H:%M").to_string());
    let people = (!picture.people.is_empty()).then(|| picture.people.join(", "));
    let rows = [
        (words.people, people.as_deref()),
        (words.alt, picture.alt.as_deref()),
        (words.credit, picture.credit.as_deref()),
        (words.place, place.map(String::as_str)),
        (words.taken, taken.as_deref()),
        (words.terms, picture.usage_terms.as_deref()),
    ];
    let rows: String = rows
        .into_iter()
        .filter_map(|(label, value)| Some(format!("<dt>{label}</dt><dd>{}</dd>", escape(value?))))
        .collect();
    if rows.is_empty() { rows } else { format!("<dl>{rows}</dl>") }
}

/// The words of a sheet that are not the article's.
struct Words {
    contact: &'static str,
    captions: &'static str,
    cover: &'static str,
    no_caption: &'static str,
    people: &'static str,
    alt: &'static str,
    credit: &'static str,
    place: &'static str,
    taken: &'static str,
    terms: &'static str,
}

fn words(language: &str) -> Words {
    match Lang::from_tag(language) {
        Lang::Az => Words {
            contact: labels(language).photos,
            captions: "Şəkilaltı yazılar",
            cover: "əsas şəkil",
            no_caption: "Şəkilaltı yazı yoxdur",
            people: "Soldan sağa",
            alt: "Alternativ mətn",
            credit: "Müəllif",
            place: "Yer",
            taken: "Çəkilib",
            terms: "İstifadə şərtləri",
        },
        Lang::Ru => Words {
            contact: labels(language).photos,
            captions: "Подписи к фотографиям",
            cover: "обложка",
            no_caption: "Без подписи",
            people: "Слева направо",
            alt: "Альтернативный текст",
            credit: "Автор",
            place: "Место",
            taken: "Снято",
            terms: "Условия использования",
        },
        Lang::En => Words {
            contact: labels(language).photos,
            captions: "Photo captions",
            cover: "cover",
            no_caption: "No caption",
            people: "From left",
            alt: "Alternative text",
            credit: "Credit",
            place: "Place",
            taken: "Taken",
            terms: "Terms of use",
        },
    }
}
