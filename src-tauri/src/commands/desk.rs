//! The desk: what there is.

use tauri::{State, Window};
use tezis_desk::Desk;
use tezis_desk::wire::{ForumRow, ReportFilter, ReportPage, Settings, Start};

use super::{Answer, wire};
use crate::StartedWith;
use crate::window::FIRST;

#[tauri::command(async)]
pub(crate) fn start(
    desk: State<'_, Desk>,
    with: State<'_, StartedWith>,
    window: Window,
) -> Answer<Start> {
    // A window on one report opens nothing else and is asked nothing.
    let first = window.label() == FIRST;
    let files = if first { with.0.as_slice() } else { &[] };
    let mut start = desk.start(env!("CARGO_PKG_VERSION"), files).map_err(wire)?;
    if !first {
        start.edited.clear();
    }
    Ok(start)
}

#[tauri::command(async)]
pub(crate) fn set_settings(desk: State<'_, Desk>, settings: Settings) -> Answer<Settings> {
    desk.set_settings(settings).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn list_forums(desk: State<'_, Desk>) -> Answer<Vec<ForumRow>> {
    desk.list_forums().map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn list_reports(desk: State<'_, Desk>, filter: ReportFilter) -> Answer<ReportPage> {
    desk.list_reports(&filter).map_err(wire)
}
