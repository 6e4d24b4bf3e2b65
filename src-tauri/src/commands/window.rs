//! What the page answers when the window is to be closed.

use tauri::AppHandle;

#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri calls it with these")]
pub(crate) fn close_window(app: AppHandle) {
    crate::window::close(&app);
}

#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri calls it with these")]
pub(crate) fn keep_window(app: AppHandle) {
    crate::window::stay(&app);
}
