//! The pictures of an article: numbered, named, with the words that this report has for them.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};
use tezis_report::ids::{PhotoHash, PlacementId};
use tezis_report::model::{
    BlockKind, Crop, Forum, ForumKind, Listed, Localized, Photo, PhotoFacts, Placement,
};

use super::{ArticleInput, FileNames, Picture, PictureFile, PictureSource, Published, names};
use crate::error::PublishError;
use crate::formats::labels;
use crate::profile::{Fit, Profile, RenditionSpec, fill};

/// Pictures in order, and which number a placement got.
pub(super) struct Pictures {
    pub(super) list: Vec<Picture>,
    pub(super) numbers: BTreeMap<PlacementId, u32>,
    /// The fewest digits of a number in a name.
    pub(super) digits: usize,
}

/// Collects the gallery in its order, then the pictures of the text in the text's order.
pub(super) fn pictures(
    input: &ArticleInput<'_>,
    language: &str,
    names: &FileNames,
) -> Result<Pictures, PublishError> {
    let report = input.report;
    let gallery = report.placements.iter().filter(|placement| placement.entity.block.is_none());
    let in_text = report.body.iter().filter_map(|block| match block.kind {
        BlockKind::Photo { placement } => {
            report.placements.iter().find(|listed| listed.id == placement)
        }
        _ => None,
    });
    let mut shown: Vec<(&Listed<PlacementId, Placement>, &PhotoHash)> = Vec::new();
    for placement in gallery.chain(in_text) {
        let Some(photo) = &placement.entity.photo else { continue };
        if !shown.iter().any(|(known, _)| known.id == placement.id) {
            shown.push((placement, photo));
        }
    }
    let names = &FileNames {
        digits: input.published.map_or_else(
            || shown.len().to_string().len().max(names.digits),
            |published| published.file_names.digits,
        ),
        ..names.clone()
    };

    let mut result = Pictures { list: Vec::new(), numbers: BTreeMap::new(), digits: names.digits };
    let mut next = input.published.map_or(1, Published::next_number);
    let mut uses: BTreeMap<&PhotoHash, u32> = BTreeMap::new();
    for (placement, photo) in &shown {
        let facts = input
            .facts
            .get(*photo)
            .ok_or_else(|| PublishError::PhotoUnknown { photo: (*photo).clone() })?;
        let nth = uses.entry(photo).and_modify(|uses| *uses += 1).or_insert(1);
        let use_key = if *nth == 1 { photo.to_string() } else { format!("{photo}/{nth}") };
        let kept = input.published.and_then(|published| published.numbers.get(&use_key)).copied();
        let number = kept.unwrap_or_else(|| {
            let number = next;
            next = next.saturating_add(1);
            number
        });
        let stem = input
            .published
            .and_then(|published| published.stems.get(&number).filter(|_| kept.is_some()).cloned())
            .unwrap_or_else(|| names::picture_stem(input.profile, names, number));
        let mut picture = picture(input, language, number, &stem, placement, facts);
        picture.mark = photo_mark(input.profile, language, number, names.digits);
        picture.use_key = use_key;
        result.list.push(picture);
        result.numbers.insert(placement.id, number);
    }
    Ok(result)
}

/// Returns what stands for a picture in a text without pictures.
fn photo_mark(profile: &Profile, language: &str, number: u32, digits: usize) -> String {
    let number = format!("{number:0digits$}");
    let own = profile.form.photo_mark.as_deref();
    own.and_then(|pattern| fill(pattern, |name| (name == "number").then(|| number.clone())))
        .unwrap_or_else(|| format!("[{} {number}]", labels(language).photo_mark))
}

fn picture(
    input: &ArticleInput<'_>,
    language: &str,
    number: u32,
    stem: &str,
    placement: &Listed<PlacementId, Placement>,
    facts: &PhotoFacts,
) -> Picture {
    let profile = input.profile;
    let placement = &placement.entity;
    let nothing = Photo::default();
    let listed = input.forum.photos.iter().find(|photo| photo.id == facts.hash);
    let photo = listed.map_or(&nothing, |listed| &listed.entity);

    let caption = text(placement.caption.as_ref()).or_else(|| text(photo.captions.get(language)));
    let alt = text(placement.alt.as_ref()).or_else(|| text(photo.alts.get(language)));
    let credit = text(photo.credit.as_ref())
        .or_else(|| text(photo.creator.as_ref()))
        .and_then(|credit| fill(&profile.photos.credit, |_| Some(credit.clone())));
    let caption_line = fill(&profile.photos.caption, |placeholder| match placeholder {
        "caption" => caption.clone(),
        "credit" => credit.clone(),
        _ => None,
    });
    let source = source(placement, photo, facts);
    let files = profile.renditions.iter().map(|spec| file(spec, stem, &source, facts)).collect();
    Picture {
        number,
        mark: String::new(),
        use_key: String::new(),
        gallery: placement.block.is_none(),
        cover: placement.cover,
        caption,
        alt,
        credit,
        caption_line: caption_line.map(|line| line.trim().to_owned()),
        creator: text(photo.creator.as_ref()),
        copyright: text(photo.copyright.as_ref()),
        usage_terms: text(photo.usage_terms.as_ref()),
        long_description: text(photo.long_descriptions.get(language)),
        headline: text(photo.headline.as_ref()),
        people: people(input.forum, photo, language),
        keywords: photo.keywords.clone(),
        place: place(input.forum, photo, language),
        event: event(input.forum, language),
        taken_at: taken_at(input.forum, photo),
        rating: photo.rating,
        source_type: text(photo.source_type.as_ref()),
        files,
        source,
    }
}

/// Returns the names of who is in a picture, from the left; without a name in the language, any.
fn people(forum: &Forum, photo: &Photo, language: &str) -> Vec<String> {
    photo
        .people
        .iter()
        .filter_map(|id| {
            let person = forum.people.iter().find(|person| person.id.to_string() == *id)?;
            localized(&person.entity.full, language)
        })
        .collect()
}

fn place(forum: &Forum, photo: &Photo, language: &str) -> Option<String> {
    let place = forum.places.iter().find(|place| Some(place.id) == photo.place)?;
    localized(&place.entity.names, language)
}

/// Returns the forum's name; an event that was made silently for one text has none to show.
fn event(forum: &Forum, language: &str) -> Option<String> {
    (forum.about.kind == ForumKind::Forum)
        .then(|| localized(&forum.about.names, language))
        .flatten()
}

/// Returns when a picture was taken, less what the camera's clock was ahead. A guess is none.
fn taken_at(forum: &Forum, photo: &Photo) -> Option<NaiveDateTime> {
    let at = photo.taken_at.filter(|_| !photo.time_approximate)?;
    let camera = photo.camera.as_ref();
    let camera = forum.cameras.iter().find(|listed| Some(&listed.id) == camera);
    let ahead = camera.and_then(|camera| camera.entity.clock_offset_s).unwrap_or_default();
    at.checked_sub_signed(TimeDelta::try_seconds(ahead)?)
}

fn localized(texts: &Localized, language: &str) -> Option<String> {
    text(texts.get(language)).or_else(|| texts.values().find_map(|value| text(Some(value))))
}

fn text(value: Option<&String>) -> Option<String> {
    value.map(|value| value.trim()).filter(|value| !value.is_empty()).map(str::to_owned)
}

fn source(placement: &Placement, photo: &Photo, facts: &PhotoFacts) -> PictureSource {
    let mut crops = photo.crops.clone();
    crops.extend(placement.crops.clone());
    PictureSource {
        photo: facts.hash.clone(),
        upright: (facts.width, facts.height),
        rotation: photo.rotation.unwrap_or_default(),
        focal: photo.focal_x.zip(photo.focal_y),
        crops: crops
            .iter()
            .filter_map(|(name, text)| Some((name.clone(), Crop::parse(text)?)))
            .collect(),
        tone: photo.tone.clone(),
        // A region that cannot be read is the whole picture: what was hidden must not be seen.
        blurred: photo
            .blurred
            .values()
            .map(|text| Crop::parse(text).unwrap_or(Crop::WHOLE))
            .collect(),
    }
}

fn file(
    spec: &RenditionSpec,
    stem: &str,
    source: &PictureSource,
    facts: &PhotoFacts,
) -> PictureFile {
    let (width, height) = planned_size(spec, source, facts);
    PictureFile {
        rendition: spec.name.clone(),
        name: format!("{stem}.{}", spec.format.extension()),
        width,
        height,
        media_type: spec.format.media_type().to_owned(),
    }
}

/// Returns the size that a rendition will most likely have; a package asks whoever makes it and
/// writes the real one.
fn planned_size(spec: &RenditionSpec, source: &PictureSource, facts: &PhotoFacts) -> (u32, u32) {
    let (width, height) = (f64::from(facts.width.max(1)), f64::from(facts.height.max(1)));
    let sideways = (source.rotation / 90.0).round().rem_euclid(2.0) > 0.5;
    let (width, height) = if sideways { (height, width) } else { (width, height) };
    let (width, height) = match source.crops.get(&spec.name) {
        Some(crop) => (width * crop.width, height * crop.height),
        None => (width, height),
    };
    let (frame_width, frame_height) = (f64::from(spec.width), f64::from(spec.height));
    let (across, down) = (frame_width / width, frame_height / height);
    match spec.fit {
        Fit::Contain => {
            let scale = across.min(down).min(1.0);
            (pixels(width * scale), pixels(height * scale))
        }
        Fit::Cover if across.max(down) <= 1.0 => (spec.width, spec.height),
        Fit::Cover => {
            let scale = across.max(down);
            (pixels(frame_width / scale), pixels(frame_height / scale))
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a positive number far below 2³², made from two of them"
)]
fn pixels(length: f64) -> u32 {
    length.round().max(1.0) as u32
}

/// Returns the profile's rendition for a use of the page: the named one, else the first.
pub(crate) fn rendition_for<'a>(
    profile: &'a Profile,
    name: Option<&String>,
) -> Option<&'a RenditionSpec> {
    let upload = profile.photos.upload.as_ref();
    name.or(upload).and_then(|name| profile.rendition(name)).or_else(|| profile.renditions.first())
}
