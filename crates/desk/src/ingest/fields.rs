//! What the forum learns of a photo that comes in: what its file and its sidecar say first, then what is known
//! of the batch, then of the camera.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use tezis_photo::EmbeddedText;
use tezis_report::model::{Camera, Forum, Photo, PhotoFacts};

use super::look::taken_at;
use crate::error::DeskError;
use crate::photo_desk::{Captions, template_fields};
use crate::wire::{Batch, CaptionTemplate, TemplateMode};

/// A photo that comes into a forum.
#[derive(Debug)]
pub(super) struct Incoming<'a> {
    pub(super) facts: &'a PhotoFacts,
    pub(super) embedded: &'a EmbeddedText,
    /// The name of its file.
    pub(super) name: &'a str,
    /// It was picked, or locked in the camera.
    pub(super) picked: bool,
    /// Its raw file, where that came along.
    pub(super) raw: Option<&'a tezis_report::ids::PhotoHash>,
}

/// Returns the fields of a photo that the forum does not have yet.
pub(super) fn photo_fields(
    photo: &Incoming<'_>,
    forum: &Forum,
    batch: &Batch,
    now: DateTime<Utc>,
) -> Result<Map<String, Value>, DeskError> {
    let Incoming { facts, embedded, name, .. } = *photo;
    let language = &*language_of(forum);
    let camera = facts.body.as_ref().and_then(|body| {
        forum.cameras.iter().find(|camera| camera.id == *body).map(|camera| &camera.entity)
    });
    let (creator, credit) = who(embedded, batch, camera);
    let (people, strangers) = people(embedded, forum);
    let keywords: Vec<&String> = embedded.keywords.iter().chain(strangers).collect();
    let (taken_at, approximate) = taken_at(facts.taken_at, name);
    let rating = embedded.rating.unwrap_or(0);
    let pick = match rating {
        _ if photo.picked || rating > 0 => Some("picked"),
        -1 => Some("rejected"),
        _ => None,
    };
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::Object(entries) => entries.values().all(Value::is_null),
            _ => false,
        };
        if !empty {
            fields.insert(name.to_owned(), value);
        }
    };
    put("taken_at", json!(taken_at));
    put("time_approximate", if approximate { json!(true) } else { Value::Null });
    put("captions", json!({ language: embedded.caption }));
    put("alts", json!({ language: embedded.alt }));
    put("long_descriptions", json!({ language: embedded.long_description }));
    put("headline", json!(embedded.headline));
    put("creator", json!(creator));
    put("credit", json!(credit));
    put("copyright", json!(embedded.copyright));
    put("usage_terms", json!(embedded.usage_terms));
    put("keywords", json!(keywords));
    put("people", json!(people));
    put("place", json!(place(embedded, forum)));
    put("session", json!(batch.session));
    put("source", json!(embedded.source.as_ref().or(given(batch.source.as_ref()))));
    put("source_type", json!(embedded.digital_source_type));
    put("permission", json!(given(batch.permission.as_ref())));
    put("rating", json!(u8::try_from(rating).ok().filter(|stars| (1..=5).contains(stars))));
    put("pick", json!(pick));
    put("colour", json!(embedded.label.as_deref().and_then(colour)));
    put("file_name", json!(name));
    put("camera", json!(facts.body));
    put("raw", json!(photo.raw));
    put("added_at", json!(now));
    if let Some(template) = &batch.template {
        let photo: Photo = serde_json::from_value(fields.clone().into())?;
        let words = of_template(forum, &photo, template);
        fields.extend(words);
    }
    Ok(fields)
}

/// Returns what a template gives a photo where nothing is written.
pub(super) fn of_template(
    forum: &Forum,
    photo: &Photo,
    template: &CaptionTemplate,
) -> Map<String, Value> {
    let language = language_of(forum);
    let captions = Captions::new(forum, &language);
    template_fields(&captions, &language, photo, template, TemplateMode::Missing)
}

/// The language of words in files, which do not say theirs: the forum's first.
fn language_of(forum: &Forum) -> String {
    forum.about.names.keys().next().cloned().unwrap_or_else(|| "az".to_owned())
}

/// Returns what of a batch a photo lacks. Shared with photos that are in already.
pub(super) fn given(text: Option<&String>) -> Option<&String> {
    text.filter(|text| !text.trim().is_empty())
}

/// Creator and credit. The camera's credit belongs to the camera's photographer: where the batch names
/// another one, it would credit the wrong person.
fn who<'a>(
    embedded: &'a EmbeddedText,
    batch: &'a Batch,
    camera: Option<&'a Camera>,
) -> (Option<&'a String>, Option<&'a String>) {
    let said = given(batch.creator.as_ref()).is_some() || given(batch.credit.as_ref()).is_some();
    let camera = camera.filter(|_| !said);
    let creator = embedded
        .creator
        .as_ref()
        .or(given(batch.creator.as_ref()))
        .or_else(|| camera.and_then(|camera| given(camera.photographer.as_ref())));
    let credit = embedded
        .credit
        .as_ref()
        .or(given(batch.credit.as_ref()))
        .or_else(|| camera.and_then(|camera| given(camera.credit.as_ref())));
    (creator, credit)
}

/// Returns the ids of the people whom a file names, from the left, and the names that the forum does not
/// know. Those become keywords, so that nothing that the file says is lost.
fn people<'a>(embedded: &'a EmbeddedText, forum: &Forum) -> (Vec<String>, Vec<&'a String>) {
    let mut known = Vec::new();
    let mut strangers = Vec::new();
    for name in &embedded.people {
        let person = forum.people.iter().find(|person| {
            let person = &person.entity;
            person.full.values().chain(person.short.values()).chain(&person.also).any(|n| n == name)
        });
        match person {
            Some(person) => known.push(person.id.to_string()),
            None if embedded.keywords.contains(name) => {}
            None => strangers.push(name),
        }
    }
    (known, strangers)
}

fn place(embedded: &EmbeddedText, forum: &Forum) -> Option<String> {
    [&embedded.location, &embedded.city].into_iter().flatten().find_map(|name| {
        let place =
            forum.places.iter().find(|place| place.entity.names.values().any(|n| n == name))?;
        Some(place.id.to_string())
    })
}

/// The label's colour, by the names that Bridge, Lightroom, Photo Mechanic and digiKam write.
fn colour(label: &str) -> Option<&'static str> {
    const COLOURS: [&str; 5] = ["red", "yellow", "green", "blue", "purple"];
    COLOURS.into_iter().find(|colour| label.trim().eq_ignore_ascii_case(colour))
}

/// Puts what a sidecar says before what the file says: it was written later.
pub(super) fn with_sidecar(embedded: EmbeddedText, sidecar: EmbeddedText) -> EmbeddedText {
    let list = |later: Vec<String>, earlier| if later.is_empty() { earlier } else { later };
    EmbeddedText {
        caption: sidecar.caption.or(embedded.caption),
        headline: sidecar.headline.or(embedded.headline),
        creator: sidecar.creator.or(embedded.creator),
        credit: sidecar.credit.or(embedded.credit),
        copyright: sidecar.copyright.or(embedded.copyright),
        alt: sidecar.alt.or(embedded.alt),
        long_description: sidecar.long_description.or(embedded.long_description),
        keywords: list(sidecar.keywords, embedded.keywords),
        people: list(sidecar.people, embedded.people),
        rating: sidecar.rating.or(embedded.rating),
        label: sidecar.label.or(embedded.label),
        city: sidecar.city.or(embedded.city),
        location: sidecar.location.or(embedded.location),
        event: sidecar.event.or(embedded.event),
        usage_terms: sidecar.usage_terms.or(embedded.usage_terms),
        source: sidecar.source.or(embedded.source),
        digital_source_type: sidecar.digital_source_type.or(embedded.digital_source_type),
        created: sidecar.created.or(embedded.created),
    }
}
