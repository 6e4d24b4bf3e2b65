//! The hand-over: what a person copies into the portal's own form, field by field in the form's
//! order, and what is said of each photo there. Who ticks what as done is the caller's.

use std::collections::BTreeMap;

use tezis_report::ids::PhotoHash;

use crate::article::{Article, ArticleBlockKind, rendition_for};
use crate::body::FormBody;
use crate::profile::{FormField, Profile};

/// What a hand-over needs besides article and profile.
#[derive(Debug, Clone, Copy, Default)]
pub struct HandoverOptions<'a> {
    /// Addresses of photos that are at the portal already, by number: they stand in the text in
    /// place of their marks.
    pub addresses: Option<&'a BTreeMap<u32, String>>,
    /// What is published: a field that was filled there and is empty now has to be emptied, and is
    /// listed.
    pub before: Option<&'a Article>,
}

/// What a person enters at the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// Fields that hold something, in the form's order.
    pub fields: Vec<HandoverField>,
    /// Photos, in the article's order.
    pub photos: Vec<HandoverPhoto>,
}

/// A field of the portal's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverField {
    /// Which.
    pub key: FormField,
    /// Its text without any format.
    pub plain: String,
    /// As HTML source, in the elements that the portal keeps; for fields whose text has a format.
    pub html: Option<String>,
    /// What goes on the clipboard as `text/html`, for an editor that shows the format.
    pub rich: Option<String>,
}

/// A photo to upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverPhoto {
    /// Its number in the article.
    pub number: u32,
    /// What stands for it in the text.
    pub mark: String,
    /// The file's name, in the profile's rendition for uploading.
    pub file: String,
    /// The photo.
    pub photo: PhotoHash,
    /// The line under it, as the portal prints it.
    pub caption: Option<String>,
    /// What it shows, for who can't see it.
    pub alt: Option<String>,
    /// Whom to credit, as the portal prints it.
    pub credit: Option<String>,
    /// Whether it is the cover.
    pub cover: bool,
    /// Its address at the portal, where it is known.
    pub address: Option<String>,
}

/// Returns what a person enters at the portal.
pub fn handover(article: &Article, profile: &Profile, options: &HandoverOptions<'_>) -> Handover {
    let none = BTreeMap::new();
    let addresses = options.addresses.unwrap_or(&none);
    let body = FormBody::new(article, profile, addresses);
    let was_filled = |key| {
        let before = options.before;
        before.is_some_and(|before| !plain(before, profile, key).is_empty())
    };
    let fields = profile.form.fields.iter().filter_map(|&key| {
        let text = match key {
            FormField::Body => body.plain(),
            key => plain(article, profile, key),
        };
        if text.is_empty() && !was_filled(key) {
            return None;
        }
        let html = match key {
            FormField::Body => Some(body.html()),
            FormField::Lead => lead_html(article, &body),
            _ => None,
        };
        let rich = html.as_ref().map(|html| rich(html, key));
        Some(HandoverField { key, plain: text, html, rich })
    });
    Handover { fields: fields.collect(), photos: photos(article, profile, addresses) }
}

/// Returns a field's text without any format; empty where the article has nothing for it.
pub(crate) fn plain(article: &Article, profile: &Profile, key: FormField) -> String {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    match key {
        FormField::Headline => article.headline.clone(),
        FormField::Kicker => optional(&article.kicker),
        FormField::Lead => optional(&article.lead),
        FormField::Body => FormBody::new(article, profile, &BTreeMap::new()).plain(),
        FormField::Keywords => article.keywords.join(", "),
        FormField::Section => {
            article.section.as_ref().map(|section| section.title.clone()).unwrap_or_default()
        }
        FormField::Slug => article.slug.clone(),
        FormField::Url => optional(&article.url),
        FormField::Date => article.dateline.text.clone(),
        FormField::PublishAt => {
            article.publish_at.as_ref().map(|time| time.text.clone()).unwrap_or_default()
        }
        FormField::Embargo => {
            article.embargo_until.as_ref().map(|time| time.text.clone()).unwrap_or_default()
        }
        FormField::Byline => article.byline.lines.join("\n"),
        FormField::Disclosure => optional(&article.disclosure),
        FormField::SocialHeadline => optional(&article.social_headline),
        FormField::SeoHeadline => optional(&article.seo_headline),
    }
}

fn lead_html(article: &Article, body: &FormBody<'_>) -> Option<String> {
    let lead = article.body.iter().find(|block| block.kind == ArticleBlockKind::Lead)?;
    Some(body.inline(lead))
}

/// Returns what an editor takes from the clipboard. Some read it in the system's old code page where
/// it does not name its own, and some make empty paragraphs of the line breaks between elements.
fn rich(html: &str, key: FormField) -> String {
    let joints = [(">\n<", "><"), ("<br>\n", "<br>"), ("\n<ol>", "<ol>"), ("\n<ul>", "<ul>")];
    let html = joints.iter().fold(html.to_owned(), |html, (from, to)| html.replace(from, to));
    match key {
        FormField::Body => format!("<meta charset=\"utf-8\">{html}"),
        _ => format!("<meta charset=\"utf-8\"><p>{html}</p>"),
    }
}

fn photos(
    article: &Article,
    profile: &Profile,
    addresses: &BTreeMap<u32, String>,
) -> Vec<HandoverPhoto> {
    let cover = article.cover().map(|picture| picture.number);
    let photos = article.pictures.iter().map(|picture| HandoverPhoto {
        number: picture.number,
        mark: picture.mark.clone(),
        file: upload_name(picture, profile),
        photo: picture.source.photo.clone(),
        caption: picture.caption_line.clone(),
        alt: picture.alt.clone(),
        credit: picture.credit.clone(),
        cover: cover == Some(picture.number),
        address: addresses.get(&picture.number).cloned(),
    });
    photos.collect()
}

/// Returns the name of the file that a person uploads.
pub(crate) fn upload_name(picture: &crate::article::Picture, profile: &Profile) -> String {
    rendition_for(profile, None)
        .and_then(|spec| picture.file(&spec.name))
        .map(|file| file.name.clone())
        .unwrap_or_default()
}
