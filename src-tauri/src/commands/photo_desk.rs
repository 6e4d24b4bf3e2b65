//! The photo desk.

use tauri::{State, Window};
use tezis_desk::ids::{ForumId, PhotoHash, ReportId};
use tezis_desk::wire::{Changed, PhotoDesk, PhotoEdit, PhotosEdited, ReportEdited};
use tezis_desk::{Desk, Step};

use super::{Answer, told, wire};

#[tauri::command(async)]
pub(crate) fn photo_desk(
    desk: State<'_, Desk>,
    forum: ForumId,
    report: Option<ReportId>,
) -> Answer<PhotoDesk> {
    desk.photo_desk(forum, report).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn edit_photos(
    desk: State<'_, Desk>,
    window: Window,
    forum: ForumId,
    report: Option<ReportId>,
    edits: Vec<PhotoEdit>,
) -> Answer<PhotosEdited> {
    told(&window, Changed::forum(forum), desk.edit_photos(forum, report, &edits))
}

#[tauri::command(async)]
pub(crate) fn revert_photos(
    desk: State<'_, Desk>,
    window: Window,
    forum: ForumId,
    report: Option<ReportId>,
    step: Step,
) -> Answer<PhotosEdited> {
    told(&window, Changed::forum(forum), desk.revert_photos(forum, report, &step))
}

#[tauri::command(async)]
pub(crate) fn turn_photos(
    desk: State<'_, Desk>,
    window: Window,
    forum: ForumId,
    report: Option<ReportId>,
    photos: Vec<PhotoHash>,
    quarters: i32,
) -> Answer<PhotosEdited> {
    told(&window, Changed::forum(forum), desk.turn_photos(forum, report, &photos, quarters))
}

#[tauri::command(async)]
pub(crate) fn place_photos(
    desk: State<'_, Desk>,
    window: Window,
    report: ReportId,
    photos: Vec<PhotoHash>,
    placed: bool,
) -> Answer<ReportEdited> {
    told(&window, Changed::report(report), desk.place_photos(report, &photos, placed))
}
