//! Running jobs.

use tauri::State;
use tezis_desk::Desk;

#[tauri::command(async)]
pub(crate) fn cancel_job(desk: State<'_, Desk>, job: u32) {
    desk.cancel_job(job);
}

#[tauri::command(async)]
pub(crate) fn dismiss_job(desk: State<'_, Desk>, job: u32) {
    desk.dismiss_job(job);
}
