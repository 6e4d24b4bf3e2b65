//! The library as a whole: finding, originals that nothing names, copies, the demo.

use std::path::Path;

use tauri::{AppHandle, State, Window};
use tezis_desk::Desk;
use tezis_desk::ids::{PersonId, PhotoHash, ReportId};
use tezis_desk::wire::{BackupState, Changed, Found, PersonPlaces, Unused};

use super::{Answer, told_of, wire};
use crate::window;

#[tauri::command(async)]
pub(crate) fn find(desk: State<'_, Desk>, query: &str, limit: u32) -> Answer<Vec<Found>> {
    desk.find(query, limit).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn person_places(desk: State<'_, Desk>, person: PersonId) -> Answer<PersonPlaces> {
    desk.person_places(person).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn unused_originals(desk: State<'_, Desk>) -> Answer<Unused> {
    desk.unused_originals().map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn clean_originals(
    desk: State<'_, Desk>,
    hashes: Option<Vec<PhotoHash>>,
) -> Answer<Unused> {
    desk.clean_originals(hashes.as_deref()).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn restore_originals(desk: State<'_, Desk>, hashes: Vec<PhotoHash>) -> Answer<Unused> {
    desk.restore_originals(&hashes).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn backup_state(desk: State<'_, Desk>) -> Answer<BackupState> {
    desk.backup_state().map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn backup(desk: State<'_, Desk>, to: Option<&Path>) -> Answer<u32> {
    desk.backup(to).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn restore_copy(desk: State<'_, Desk>, from: &Path, to: &Path) -> Answer<u32> {
    desk.restore_copy(from, to).map_err(wire)
}

/// Goes on with another library: all windows close, each after its page saved, and the program starts
/// again with it, now and the next time.
#[tauri::command(async)]
pub(crate) fn open_library(desk: State<'_, Desk>, app: AppHandle, path: &Path) -> Answer<()> {
    if desk.is_other_library(path).map_err(wire)? {
        window::go_on_with(&app, path.to_owned());
    }
    Ok(())
}

#[tauri::command(async)]
pub(crate) fn make_demo(desk: State<'_, Desk>, window: Window) -> Answer<Option<ReportId>> {
    told_of(&window, desk.make_demo(), |made| Changed {
        reports: made.iter().copied().collect(),
        ..Changed::default()
    })
}
