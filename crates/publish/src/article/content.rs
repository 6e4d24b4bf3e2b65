//! Whether an article says the same as another: a hash over what its readers see.

use serde_json::{Value, json};

use super::{Article, ArticleMarkKind, Picture};
use crate::digest::sha256;

/// Fields of an article that are no content: names and times of the portal, markers, and who and
/// what the text names for programs. All others count, also those that are added later.
const NO_CONTENT: &[&str] = &[
    "portal",
    "headline",
    "url",
    "dateline",
    "published_at",
    "updated_at",
    "embargo_until",
    "publish_at",
    "lead",
    "forum",
    "people",
    "organisations",
    "places",
    "sessions",
    "quotations",
    "pictures",
];

/// Returns a SHA-256 (64 lower-case hexadecimal digits) over what readers see of an article: its
/// words with their marks, its pictures in their order, what they are made from and what is said of
/// them. Markers of the headline, a date that the report doesn't name itself, the sizes of pictures,
/// the forms that a profile gives to bylines and captions, and the entities behind names are not in
/// it, so that it is the same before and after a publication and whatever the portal's rules become.
///
/// Fields that hold nothing are not in it either: one that a later version adds changes no hash.
pub fn content_hash(article: &Article) -> String {
    sha256(content(article).to_string().as_bytes())
}

fn content(article: &Article) -> Value {
    let mut value = serde_json::to_value(article).unwrap_or_default();
    let Value::Object(fields) = &mut value else { return value };
    fields.retain(|name, _| !NO_CONTENT.contains(&name.as_str()));
    let blocks: Vec<Value> = article
        .body
        .iter()
        .map(|block| {
            let seen = |mark: &&super::ArticleMark| {
                use ArticleMarkKind::{Em, Link, Strong};
                matches!(mark.kind, Strong | Em | Link { .. })
            };
            let marks: Vec<_> = block.marks.iter().filter(seen).collect();
            json!([block.kind, block.text, marks])
        })
        .collect();
    let pictures: Vec<Value> = article.pictures.iter().map(picture).collect();
    let date = article.dateline.given.then_some(&article.dateline.at);
    fields.insert("body".to_owned(), Value::from(blocks));
    fields.insert("pictures".to_owned(), Value::from(pictures));
    fields.insert("headline".to_owned(), Value::from(article.title.as_str()));
    fields.insert("dateline".to_owned(), json!([article.dateline.place, date]));
    fields.insert("byline".to_owned(), json!([article.byline.authors, article.byline.source]));
    let section = article.section.as_ref().map(|section| section.id.as_str());
    fields.insert("section".to_owned(), Value::from(section));
    fields.retain(|_, value| holds_something(value));
    value
}

fn holds_something(value: &Value) -> bool {
    !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty())
}

fn picture(picture: &Picture) -> Value {
    let mut value = serde_json::to_value(picture).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        fields.remove("files");
        fields.remove("caption_line");
        fields.insert("source".to_owned(), source(picture));
        fields.retain(|_, value| holds_something(value));
    }
    value
}

/// What a picture is made from, for comparing.
pub(super) fn source(picture: &Picture) -> Value {
    let source = &picture.source;
    json!({
        "photo": source.photo,
        "rotation": source.rotation,
        "focal": source.focal,
        "crops": source.crops,
        "tone": source.tone,
        "blurred": source.blurred,
    })
}
