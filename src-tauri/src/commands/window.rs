//! What the page answers when the window is to be closed.

use tauri::AppHandle;

#[tauri::command]
pub(crate) fn close_window(app: AppHandle) {
    crate::window::close(&app);
}

#[tauri::command]
pub(crate) fn keep_window(app: AppHandle) {
    crate::window::stay(&app);
}
