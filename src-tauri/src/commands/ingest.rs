//! Photos on their way in: cards and folders, batches, what the window decodes, versions, other programs.

use std::path::{Path, PathBuf};

use tauri::ipc::{InvokeBody, Request, Response};
use tauri::{State, Window};
use tezis_desk::ids::{ForumId, PhotoHash};
use tezis_desk::model::PhotoFacts;
use tezis_desk::wire::{Batch, Changed, Ingest, PhotosEdited, Scan, VersionTaken, Volume};
use tezis_desk::{Desk, DeskError};

use super::{Answer, told, told_of, wire};
use crate::raw_body::{header, percent_decoded};

#[tauri::command(async)]
pub(crate) fn volumes(desk: State<'_, Desk>) -> Vec<Volume> {
    desk.volumes()
}

#[tauri::command(async)]
pub(crate) fn scan_photos(desk: State<'_, Desk>, paths: Vec<PathBuf>) -> Answer<Scan> {
    desk.scan_photos(&paths).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn close_scan(desk: State<'_, Desk>, scan: u32) {
    desk.close_scan(scan);
}

#[tauri::command(async)]
pub(crate) fn ingest(desk: State<'_, Desk>, ingest: Ingest) -> Answer<u32> {
    desk.ingest(ingest).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn describe_batch(
    desk: State<'_, Desk>,
    window: Window,
    forum: ForumId,
    photos: Vec<PhotoHash>,
    batch: Batch,
) -> Answer<PhotosEdited> {
    told(&window, Changed::forum(forum), desk.describe_batch(forum, &photos, &batch))
}

/// Takes one dropped or pasted file: its bytes are the request's raw body, the forum and the file's name
/// (percent-encoded) stand in the headers `x-forum` and `x-name`.
#[tauri::command]
pub(crate) fn ingest_bytes(desk: State<'_, Desk>, request: Request<'_>) -> Answer<u32> {
    let forum: Option<ForumId> = header(&request, "x-forum").and_then(|text| text.parse().ok());
    let (Some(forum), InvokeBody::Raw(bytes)) = (forum, request.body()) else {
        return Err(wire(DeskError::Bug("a dropped file came without its bytes or its forum")));
    };
    let name = header(&request, "x-name").map_or_else(String::new, percent_decoded);
    desk.ingest_bytes(forum, name, bytes.clone()).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn undecoded(desk: State<'_, Desk>) -> Answer<Vec<PhotoHash>> {
    desk.undecoded().map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn original(desk: State<'_, Desk>, photo: PhotoHash) -> Answer<Response> {
    desk.original(&photo).map(Response::new).map_err(wire)
}

/// Keeps what the window decoded: RGBA pixels as the request's raw body, the photo and its size in the headers
/// `x-photo`, `x-width` and `x-height`.
#[tauri::command(async)]
pub(crate) fn put_picture(desk: State<'_, Desk>, request: Request<'_>) -> Answer<PhotoFacts> {
    let number = |name: &str| header(&request, name).and_then(|text| text.parse::<u32>().ok());
    let photo: Option<PhotoHash> = header(&request, "x-photo").and_then(|text| text.parse().ok());
    let (Some(photo), Some(width), Some(height), InvokeBody::Raw(rgba)) =
        (photo, number("x-width"), number("x-height"), request.body())
    else {
        return Err(wire(DeskError::Bug("a decoded picture came without its pixels or its size")));
    };
    desk.put_picture(&photo, width, height, rgba).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn take_version(
    desk: State<'_, Desk>,
    window: Window,
    forum: ForumId,
    photo: PhotoHash,
    path: &Path,
) -> Answer<VersionTaken> {
    told_of(&window, desk.take_version(forum, &photo, path), |taken| Changed {
        forums: vec![forum],
        reports: taken.reports.clone(),
    })
}

#[tauri::command(async)]
pub(crate) fn undo_version(
    desk: State<'_, Desk>,
    window: Window,
    forum: ForumId,
    taken: VersionTaken,
) -> Answer<()> {
    told_of(&window, desk.undo_version(forum, &taken), Changed::clone).map(drop)
}

/// Gives a copy of a photo to the program of the settings, else to the system's own.
#[tauri::command(async)]
pub(crate) fn edit_elsewhere(
    desk: State<'_, Desk>,
    forum: ForumId,
    photo: PhotoHash,
) -> Answer<()> {
    let path = desk.lend_photo(forum, &photo).map_err(wire)?;
    let program = desk.settings().map_err(wire)?.photo_editor;
    let program = program.filter(|program| !program.trim().is_empty());
    let opened = match &program {
        Some(program) => open::with_detached(&path, program),
        None => open::that_detached(&path),
    };
    opened.map_err(|error| {
        let path = program.unwrap_or_else(|| path.display().to_string());
        wire(DeskError::Io { path, operation: "open", error })
    })
}
