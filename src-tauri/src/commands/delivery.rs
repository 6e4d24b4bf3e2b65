//! The way out: the page, the portal's form, what is published.

use std::path::Path;

use tauri::{State, Window};
use tezis_desk::ids::{PublicationId, ReportId};
use tezis_desk::wire::{
    Changed, Handover, NewPublication, Preview, PublishedState, Receipt, ReportEdited, Update,
    WireError,
};
use tezis_desk::{Desk, DeskError};

use super::{Answer, told, wire};
use crate::clipboard::Copied;

#[tauri::command(async)]
pub(crate) fn preview(desk: State<'_, Desk>, report: ReportId) -> Answer<Preview> {
    desk.preview(report).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn handover(desk: State<'_, Desk>, report: ReportId) -> Answer<Handover> {
    desk.handover(report).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn tick_handover(
    desk: State<'_, Desk>,
    window: Window,
    report: ReportId,
    key: &str,
    done: bool,
) -> Answer<Handover> {
    told(&window, Changed::report(report), desk.tick_handover(report, key, done))
}

#[tauri::command(async)]
pub(crate) fn set_photo_address(
    desk: State<'_, Desk>,
    window: Window,
    report: ReportId,
    number: u32,
    address: Option<&str>,
) -> Answer<Handover> {
    told(&window, Changed::report(report), desk.set_photo_address(report, number, address))
}

#[tauri::command(async)]
pub(crate) fn copy_text(
    clipboard: State<'_, Copied>,
    plain: &str,
    html: Option<&str>,
) -> Answer<()> {
    clipboard.put(plain, html).map_err(|error| {
        tracing::warn!(%error, "nothing was copied");
        without_params("clipboard.refused", &error)
    })
}

/// Opens the file manager at a folder. A file is shown in its folder: opening it is not for the page
/// to ask.
#[tauri::command(async)]
pub(crate) fn show_folder(path: &str) -> Answer<()> {
    let folder = tezis_desk::folder_of(Path::new(path)).map_err(wire)?;
    open::that_detached(&folder).map_err(|error| {
        wire(DeskError::Io { path: folder.display().to_string(), operation: "show", error })
    })
}

/// Opens a page of the portal in the user's browser.
#[tauri::command(async)]
pub(crate) fn open_address(url: &str) -> Answer<()> {
    let url = tezis_desk::page_address(url).map_err(wire)?;
    open::that_detached(&url)
        .map_err(|error| wire(DeskError::Io { path: url, operation: "open", error }))
}

#[tauri::command(async)]
pub(crate) fn publish(
    desk: State<'_, Desk>,
    window: Window,
    report: ReportId,
    publication: NewPublication,
) -> Answer<ReportEdited> {
    told(&window, Changed::report(report), desk.publish(report, &publication))
}

#[tauri::command(async)]
pub(crate) fn published(desk: State<'_, Desk>, report: ReportId) -> Answer<Option<PublishedState>> {
    desk.published(report).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn what_changed(
    desk: State<'_, Desk>,
    report: ReportId,
    since: Option<PublicationId>,
) -> Answer<Update> {
    desk.what_changed(report, since).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn receipts(desk: State<'_, Desk>, report: ReportId) -> Answer<Vec<Receipt>> {
    desk.receipts(report).map_err(wire)
}

fn without_params(code: &str, error: &impl std::fmt::Display) -> WireError {
    WireError {
        code: code.to_owned(),
        params: std::collections::BTreeMap::new(),
        detail: error.to_string(),
    }
}
