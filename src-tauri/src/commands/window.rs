//! Windows: another one on a report, and what a page answers when its own is to be closed.

use tauri::{AppHandle, State, Window};
use tezis_desk::Desk;
use tezis_desk::ids::ReportId;

use super::{Answer, wire};

#[tauri::command(async)]
pub(crate) fn open_window(desk: State<'_, Desk>, app: AppHandle, report: ReportId) -> Answer<()> {
    desk.report(report).map_err(wire)?;
    crate::window::open_on(&app, report).map_err(no_window)
}

#[tauri::command]
pub(crate) fn close_window(window: Window) {
    crate::window::close(&window);
}

#[tauri::command]
pub(crate) fn keep_window(window: Window) {
    crate::window::stay(&window);
}

fn no_window(error: tauri::Error) -> tezis_desk::wire::WireError {
    tracing::error!(%error, "another window did not open");
    wire(tezis_desk::DeskError::Bug("another window did not open"))
}
