//! Photos named and described from a command line: by hash, number or file name; people by code, id or
//! name.

use serde_json::{Map, Value, json};
use tezis_lang::same_caseless;
use tezis_report::ids::{ForumId, PhotoHash, ReportId};
use tezis_report::model::{Crop, Forum};

use super::board::language;
use super::codes::{Codes, Meaning};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::gallery::forum_id_of;
use crate::wire::{CaptionTemplate, PhotoDescription, PhotoEdit, PhotosEdited, TemplateMode};

/// The fewest digits by which a hash is named; fewer are a number or a file.
const HASH_DIGITS: usize = 6;

impl Desk {
    /// Finds photos by what a person types: the number in a report's gallery, a hash or its beginning,
    /// a file's name with or without its ending.
    ///
    /// # Errors
    /// Nothing or several things have a name; there is no such forum or report.
    pub fn find_photos(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
        names: &[String],
    ) -> Result<Vec<PhotoHash>, DeskError> {
        let view = self.inner.shared_forum(forum)?.view;
        let numbered = report.map(|report| self.list_photos(report)).transpose()?;
        let find = |name: &String| {
            let number = name.parse::<u32>().ok().filter(|_| name.len() < HASH_DIGITS);
            if let (Some(number), Some(numbered)) = (number, &numbered)
                && let Some(photo) = numbered.iter().find(|photo| photo.number == Some(number))
            {
                return Ok(photo.hash.clone());
            }
            found(&view, name)
        };
        names.iter().map(find).collect()
    }

    /// Describes photos: their words belong to the forum, being the cover to the report.
    ///
    /// # Errors
    /// Somebody or something that is named is not of the forum; the report does not show the photo that
    /// is to be its cover; as [`Desk::edit_photos`].
    pub fn describe_photos(
        &self,
        forum: ForumId,
        report: Option<ReportId>,
        photos: &[PhotoHash],
        description: &PhotoDescription,
    ) -> Result<PhotosEdited, DeskError> {
        let view = self.inner.shared_forum(forum)?.view;
        let shown = report.map(|report| self.inner.shared_report(report)).transpose()?;
        let own = language(&view, shown.as_ref().map(|seen| &*seen.view));
        let fields = fields(&view, description, &own)?;
        if let Some(cover) = description.cover {
            let (Some(report), [photo]) = (report, photos) else {
                return Err(DeskError::Empty { what: "report" });
            };
            self.set_cover(report, photo, cover)?;
        }
        let edit = |photo: &PhotoHash| PhotoEdit { photo: photo.clone(), fields: fields.clone() };
        let edits: Vec<PhotoEdit> = photos.iter().map(edit).collect();
        self.edit_photos(forum, report, &edits)
    }

    /// Describes one photo of a report.
    ///
    /// # Errors
    /// As [`Desk::describe_photos`].
    pub fn describe_photo(
        &self,
        report: ReportId,
        photo: &PhotoHash,
        description: &PhotoDescription,
    ) -> Result<(), DeskError> {
        let forum = forum_id_of(&self.inner.shared_report(report)?.view)?;
        self.describe_photos(forum, Some(report), std::slice::from_ref(photo), description)?;
        Ok(())
    }

    /// Returns the template that somebody saved under a name.
    ///
    /// # Errors
    /// There is none, or the settings cannot be read.
    pub fn saved_template(&self, name: &str) -> Result<CaptionTemplate, DeskError> {
        let templates = self.settings()?.templates;
        let found = templates.into_iter().find(|template| same_caseless(&template.name, name));
        found.ok_or_else(|| DeskError::NotFound { what: "template", id: name.to_owned() })
    }

    /// As [`Desk::apply_template`], in another language than the desk's.
    ///
    /// # Errors
    /// As [`Desk::edit_photos`].
    pub fn apply_template_in(
        &self,
        language: &str,
        forum: ForumId,
        report: Option<ReportId>,
        photos: &[PhotoHash],
        template: &CaptionTemplate,
        mode: TemplateMode,
    ) -> Result<PhotosEdited, DeskError> {
        self.fill_in(forum, report, photos, template, mode, Some(language))
    }
}

fn found(view: &Forum, name: &str) -> Result<PhotoHash, DeskError> {
    let stem = |file: &str| file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
    let by_hash = |hash: &PhotoHash| {
        name.len() >= HASH_DIGITS && hash.as_str().starts_with(&name.to_ascii_lowercase())
    };
    let by_name = |file: Option<&String>| {
        file.is_some_and(|file| same_caseless(file, name) || same_caseless(&stem(file), name))
    };
    let hashes: Vec<&PhotoHash> = view
        .photos
        .iter()
        .filter(|photo| by_hash(&photo.id) || by_name(photo.entity.file_name.as_ref()))
        .map(|photo| &photo.id)
        .collect();
    match hashes.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(DeskError::NotFound { what: "photo", id: name.to_owned() }),
        several => Err(DeskError::Ambiguous {
            what: "photos",
            name: name.to_owned(),
            count: several.len(),
        }),
    }
}

/// Returns the fields that a description writes.
fn fields(
    view: &Forum,
    description: &PhotoDescription,
    own: &str,
) -> Result<Map<String, Value>, DeskError> {
    let language = description.language.as_deref().unwrap_or(own);
    let codes = Codes::of(view);
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    // An empty text clears.
    let text = |text: &String| Some(text.trim()).filter(|text| !text.is_empty()).map(Value::from);
    let text = |given: &String| text(given).unwrap_or(Value::Null);
    for (name, given) in [
        ("captions", &description.caption),
        ("alts", &description.alt),
        ("long_descriptions", &description.long_description),
    ] {
        if let Some(given) = given {
            put(name, json!({ language: text(given) }));
        }
    }
    for (name, given) in [
        ("headline", &description.headline),
        ("credit", &description.credit),
        ("creator", &description.creator),
        ("copyright", &description.copyright),
        ("usage_terms", &description.usage_terms),
        ("colour", &description.colour),
    ] {
        if let Some(given) = given {
            put(name, text(given));
        }
    }
    if let Some(keywords) = &description.keywords {
        put("keywords", json!(keywords));
    }
    if let Some(people) = &description.people {
        let ids: Vec<String> =
            people.iter().map(|name| person(view, &codes, name)).collect::<Result<_, _>>()?;
        put("people", json!(ids));
    }
    if let Some(name) = &description.session {
        put("session", named(name, |name| session(view, &codes, name))?);
    }
    if let Some(name) = &description.place {
        put("place", named(name, |name| place(view, name))?);
    }
    if let Some(stars) = description.rating {
        put("rating", if stars == 0 { Value::Null } else { json!(stars) });
    }
    if let Some(pick) = description.pick {
        put("pick", json!(pick));
    }
    if let Some(rotation) = description.rotation {
        put("rotation", if rotation == 0.0 { Value::Null } else { json!(rotation) });
    }
    if let Some((x, y)) = description.focal {
        put("focal_x", json!(x));
        put("focal_y", json!(y));
    }
    if !description.crops.is_empty() {
        let crop = |crop: &Crop| format!("{} {} {} {}", crop.x, crop.y, crop.width, crop.height);
        let crops = description.crops.iter();
        let crops: Map<String, Value> =
            crops.map(|(name, value)| (name.clone(), json!(value.as_ref().map(crop)))).collect();
        put("crops", crops.into());
    }
    if !description.tone.is_empty() {
        put("tone", json!(description.tone));
    }
    Ok(fields)
}

/// An empty name clears.
fn named(
    name: &str,
    find: impl FnOnce(&str) -> Result<String, DeskError>,
) -> Result<Value, DeskError> {
    if name.trim().is_empty() { Ok(Value::Null) } else { find(name.trim()).map(Value::from) }
}

fn one(what: &'static str, name: &str, found: &[String]) -> Result<String, DeskError> {
    match found {
        [one] => Ok(one.clone()),
        [] => Err(DeskError::NotFound { what, id: name.to_owned() }),
        several => Err(DeskError::Ambiguous { what, name: name.to_owned(), count: several.len() }),
    }
}

fn person(view: &Forum, codes: &Codes, name: &str) -> Result<String, DeskError> {
    if let Some(Meaning::Person(id)) = codes.meaning(name.trim_matches('=')) {
        return Ok(id.to_string());
    }
    let found: Vec<String> = view
        .people
        .iter()
        .filter(|person| {
            let names = person.entity.full.values().chain(&person.entity.also);
            person.id.to_string() == name || names.into_iter().any(|own| same_caseless(own, name))
        })
        .map(|person| person.id.to_string())
        .collect();
    one("person", name, &found)
}

fn session(view: &Forum, codes: &Codes, name: &str) -> Result<String, DeskError> {
    if let Some(Meaning::Session(id)) = codes.meaning(name.trim_matches('=')) {
        return Ok(id.to_string());
    }
    let found: Vec<String> = view
        .sessions
        .iter()
        .filter(|session| {
            session.id.to_string() == name
                || session.entity.titles.values().any(|title| same_caseless(title, name))
        })
        .map(|session| session.id.to_string())
        .collect();
    one("session", name, &found)
}

fn place(view: &Forum, name: &str) -> Result<String, DeskError> {
    let found: Vec<String> = view
        .places
        .iter()
        .filter(|place| {
            place.id.to_string() == name
                || place.entity.names.values().any(|own| same_caseless(own, name))
        })
        .map(|place| place.id.to_string())
        .collect();
    one("place", name, &found)
}
