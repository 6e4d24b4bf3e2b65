//! `tezis-cli photo …`

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::ValueEnum;
use serde_json::{Map, Value, json};
use tezis_desk::Desk;
use tezis_desk::ids::{ForumId, PhotoHash, ReportId};
use tezis_desk::model::Pick;
use tezis_desk::wire::{
    Batch, CaptionTemplate, Ingest, JobResult, ListedPhoto, PhotoDescription, PhotoEdit,
    PhotosEdited, TemplateMode,
};

use super::{FOUND_WRONG, Outcome, finish, reading, say_failed, writing};
use crate::arguments::{CaptionPhotos, ImportPhotos, OfWhat, PhotoCommand, RatePhotos, SetPhotos};
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::say_rate;

pub(super) fn run(command: PhotoCommand, library: PathBuf, output: &Output) -> Outcome {
    match command {
        PhotoCommand::Import(import) => bring_in(import, library, output),
        PhotoCommand::List(list) => self::list(&reading(library)?, &list.of, output),
        PhotoCommand::Set(set) => {
            let desk = writing(library)?;
            let (forum, photos) = chosen(&desk, &set.of, &set.photos)?;
            let report = set.of.report;
            let edited = desk.describe_photos(forum, report, &photos, &description(*set))?;
            desk.close();
            say_edited(output, &edited);
            Ok(ExitCode::SUCCESS)
        }
        PhotoCommand::Rate(rate) => {
            let desk = writing(library)?;
            let (forum, photos) = chosen(&desk, &rate.of, &rate.photos)?;
            let fields = rating(&rate);
            let edit =
                |photo: &PhotoHash| PhotoEdit { photo: photo.clone(), fields: fields.clone() };
            let edits: Vec<PhotoEdit> = photos.iter().map(edit).collect();
            let edited = desk.edit_photos(forum, rate.of.report, &edits)?;
            desk.close();
            say_edited(output, &edited);
            Ok(ExitCode::SUCCESS)
        }
        PhotoCommand::Caption(caption) => self::caption(&caption, library, output),
    }
}

fn bring_in(import: ImportPhotos, library: PathBuf, output: &Output) -> Outcome {
    let desk = writing(library)?;
    let forum = forum_of(&desk, &import.of)?;
    let template = import.template.map(|name| desk.saved_template(&name)).transpose()?;
    let scan = desk.scan_photos(&import.files)?;
    let began = Instant::now();
    let job = desk.ingest(Ingest {
        scan: scan.id,
        // Those too that the library has: the forum or the report may not.
        frames: Some(scan.frames.iter().map(|frame| frame.index).collect()),
        picked: Vec::new(),
        picks_only: import.picks_only,
        forum,
        report: import.of.report,
        with_raw: import.with_raw,
        second: import.second.map(|folder| folder.display().to_string()),
        batch: Batch {
            creator: import.creator,
            credit: import.credit,
            template,
            ..Batch::default()
        },
    })?;
    let result = finish(&desk, job)?;
    desk.close();
    output.give(&result, |result| match result {
        JobResult::Imported { photos, .. } => {
            let hashes: Vec<&str> = photos.iter().map(|photo| photo.hash.as_str()).collect();
            hashes.join("\n")
        }
        _ => String::new(),
    });
    let JobResult::Imported { photos, failed, left, replaced } = &result else {
        return Ok(ExitCode::SUCCESS);
    };
    say_rate(photos.len(), scan.new_bytes, began.elapsed());
    for photo in photos {
        if photo.damage.is_some() {
            output.warn(&format!("{} is damaged; it was kept as it is", photo.name));
        }
        if photo.needs_window {
            output.warn(&format!(
                "{} is decoded when Tezis opens it in its window [photo.needs_window]",
                photo.name
            ));
        }
    }
    for photo in replaced {
        output.warn(&format!("{} takes the place of a smaller picture", photo.name));
    }
    if *left > 0 {
        output.warn(&format!("{left} photos stayed out; the same command brings them"));
    }
    let failed: Vec<_> = scan.failed.iter().chain(failed).collect();
    for file in &failed {
        say_failed(output, &file.name, &file.error);
    }
    let whole = failed.is_empty() && *left == 0;
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::from(FOUND_WRONG) })
}

fn list(desk: &Desk, of: &OfWhat, output: &Output) -> Outcome {
    let photos = match (of.report, of.forum) {
        (Some(report), _) => desk.list_photos(report)?,
        (None, Some(forum)) => desk.list_forum_photos(forum)?,
        (None, None) => Vec::new(),
    };
    output.give(&photos, |photos| {
        let lines: Vec<String> = photos.iter().map(line).collect();
        lines.join("\n")
    });
    Ok(ExitCode::SUCCESS)
}

/// A photo in one line: cover, number, hash, pick, stars, time, size, file and caption.
fn line(photo: &ListedPhoto) -> String {
    let cover = if photo.cover { "*" } else { " " };
    let number = photo.number.map(|number| format!("{number:>3} ")).unwrap_or_default();
    let pick = match photo.photo.pick {
        Pick::Picked => "+",
        Pick::Rejected => "-",
        Pick::None => " ",
    };
    let stars = photo.photo.rating.unwrap_or_default();
    let at = photo.at.map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string()).unwrap_or_default();
    let size = photo.facts.as_ref();
    let size = size.map(|facts| format!("{}×{}", facts.width, facts.height)).unwrap_or_default();
    let file = photo.file_name.as_deref().unwrap_or_default();
    let caption = photo.caption.as_deref().unwrap_or_default();
    let line =
        format!("{cover} {number}{}  {pick}{stars}  {at}  {size}  {file}  {caption}", photo.hash);
    line.trim_end().to_owned()
}

fn caption(caption: &CaptionPhotos, library: PathBuf, output: &Output) -> Outcome {
    let desk = writing(library)?;
    let (forum, mut photos) = chosen(&desk, &caption.of, &caption.photos)?;
    if caption.photos.is_empty() {
        photos = match caption.of.report {
            Some(report) => desk.list_photos(report)?.into_iter().map(|one| one.hash).collect(),
            None => desk.list_forum_photos(forum)?.into_iter().map(|one| one.hash).collect(),
        };
    }
    let template = desk.saved_template(&caption.template).unwrap_or_else(|_| CaptionTemplate {
        caption: Some(caption.template.clone()),
        ..CaptionTemplate::default()
    });
    let mode: TemplateMode = on_the_wire(&caption.mode)?;
    let report = caption.of.report;
    let edited = match &caption.language {
        Some(language) => {
            desk.apply_template_in(language, forum, report, &photos, &template, mode)?
        }
        None => desk.apply_template(forum, report, &photos, &template, mode)?,
    };
    desk.close();
    let language = caption.language.clone();
    output.give(&edited, |edited| {
        let lines = edited.photos.iter().map(|row| {
            let captions = &row.photo.captions;
            let own = language.as_ref().and_then(|language| captions.get(language));
            let words = own.or_else(|| captions.values().next()).map_or("", String::as_str);
            format!("{}  {words}", row.id)
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(ExitCode::SUCCESS)
}

/// Returns the forum and the photos that were named.
fn chosen(
    desk: &Desk,
    of: &OfWhat,
    names: &[String],
) -> Result<(ForumId, Vec<PhotoHash>), Failure> {
    let forum = forum_of(desk, of)?;
    Ok((forum, desk.find_photos(forum, of.report, names)?))
}

fn forum_of(desk: &Desk, of: &OfWhat) -> Result<ForumId, Failure> {
    match (of.forum, of.report) {
        (Some(forum), _) => Ok(desk.forum(forum)?.id),
        (None, Some(report)) => Ok(forum_of_report(desk, report)?),
        (None, None) => Err(tezis_desk::DeskError::Empty { what: "forum" }.into()),
    }
}

fn forum_of_report(desk: &Desk, report: ReportId) -> Result<ForumId, tezis_desk::DeskError> {
    let none = || tezis_desk::DeskError::NotFound { what: "forum", id: report.to_string() };
    desk.report(report)?.about.forum.ok_or_else(none)
}

fn rating(rate: &RatePhotos) -> Map<String, Value> {
    let mut fields = Map::new();
    if let Some(stars) = rate.rating.stars {
        let value = if stars == 0 { Value::Null } else { json!(stars) };
        fields.insert("rating".to_owned(), value);
    }
    let pick = [
        ("picked", rate.rating.pick),
        ("rejected", rate.rating.reject),
        ("none", rate.rating.clear),
    ];
    if let Some((pick, _)) = pick.into_iter().find(|(_, given)| *given) {
        fields.insert("pick".to_owned(), json!(pick));
    }
    fields
}

fn description(set: SetPhotos) -> PhotoDescription {
    let list = |text: String| -> Vec<String> {
        let items = text.split(',').map(|item| item.trim().to_owned());
        items.filter(|item| !item.is_empty()).collect()
    };
    PhotoDescription {
        language: set.language,
        caption: set.caption,
        alt: set.alt,
        long_description: set.description,
        headline: set.headline,
        credit: set.credit,
        creator: set.creator,
        copyright: set.copyright,
        usage_terms: set.usage,
        keywords: set.keywords.map(list),
        people: set.people.map(list),
        session: set.session,
        place: set.place,
        rating: set.rating,
        pick: set.pick.and_then(|pick| on_the_wire(&pick).ok()),
        colour: set
            .colour
            .map(|colour| name_of(&colour))
            .map(|name| if name == "none" { String::new() } else { name }),
        rotation: set.rotation,
        focal: set.focal.map(|focal| (focal.0, focal.1)),
        crops: set.crop.into_iter().map(|crop| (crop.0, crop.1)).collect(),
        tone: set.tone.into_iter().map(|tone| (tone.0, tone.1)).collect(),
        cover: set.cover.then_some(true),
    }
}

/// Returns the name by which a value is typed, which is its name on the wire.
fn name_of(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn on_the_wire<T: serde::de::DeserializeOwned>(value: &impl ValueEnum) -> Result<T, Failure> {
    let wire = serde_json::from_value(Value::String(name_of(value)));
    wire.map_err(|error| tezis_desk::DeskError::from(error).into())
}

/// Says which photos changed: their hashes.
fn say_edited(output: &Output, edited: &PhotosEdited) {
    output.give(edited, |edited| {
        let hashes: Vec<&str> = edited.photos.iter().map(|row| row.id.as_str()).collect();
        hashes.join("\n")
    });
}
