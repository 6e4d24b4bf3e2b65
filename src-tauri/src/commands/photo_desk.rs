//! The photo desk.

use tauri::{State, Window};
use tezis_desk::ids::{ForumId, PhotoHash, ReportId};
use tezis_desk::wire::{
    CaptionCode, CaptionTemplate, Changed, PhotoDesk, PhotoEdit, PhotosEdited, ReportEdited,
    TemplateMode,
};
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

#[tauri::command(async)]
pub(crate) fn caption_codes(
    desk: State<'_, Desk>,
    forum: ForumId,
    language: &str,
) -> Answer<Vec<CaptionCode>> {
    desk.caption_codes(forum, language).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn expand_caption(
    desk: State<'_, Desk>,
    forum: ForumId,
    photo: Option<PhotoHash>,
    language: &str,
    text: &str,
) -> Answer<String> {
    desk.expand_caption(forum, photo.as_ref(), language, text).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn apply_template(
    desk: State<'_, Desk>,
    window: Window,
    forum: ForumId,
    report: Option<ReportId>,
    photos: Vec<PhotoHash>,
    template: CaptionTemplate,
    mode: TemplateMode,
) -> Answer<PhotosEdited> {
    let done = desk.apply_template(forum, report, &photos, &template, mode);
    told(&window, Changed::forum(forum), done)
}
