//! The system's file dialogs. They are opened here and not by the page, which has no access to
//! files of its own. A dialog that is cancelled answers nothing.

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tezis_desk::wire::PackageShape;

/// Endings of photos. Some systems tell large letters from small ones.
const PHOTOS: [&str; 36] = [
    "jpg", "jpeg", "png", "webp", "tif", "tiff", "gif", "bmp", "heic", "heif", "cr2", "cr3", "nef",
    "arw", "dng", "raf", "orf", "rw2", "JPG", "JPEG", "PNG", "WEBP", "TIF", "TIFF", "GIF", "BMP",
    "HEIC", "HEIF", "CR2", "CR3", "NEF", "ARW", "DNG", "RAF", "ORF", "RW2",
];

/// Returns a chosen path as the page gets it.
pub(super) fn path_text(path: FilePath) -> Option<String> {
    Some(path.into_path().ok()?.to_string_lossy().into_owned())
}

#[tauri::command(async)]
pub(crate) fn choose_photos(app: AppHandle) -> Vec<String> {
    let chosen = app
        .dialog()
        .file()
        .add_filter("JPEG, PNG, TIFF, WebP, HEIC, RAW", &PHOTOS)
        .blocking_pick_files();
    chosen.unwrap_or_default().into_iter().filter_map(path_text).collect()
}

/// A folder or a card with photos, the watched folder, the one for second copies.
#[tauri::command(async)]
pub(crate) fn choose_folder(app: AppHandle) -> Option<String> {
    app.dialog().file().blocking_pick_folder().and_then(path_text)
}

/// A photo to be put in another one's place.
#[tauri::command(async)]
pub(crate) fn choose_photo(app: AppHandle) -> Option<String> {
    app.dialog()
        .file()
        .add_filter("JPEG, PNG, TIFF, WebP, HEIC, RAW", &PHOTOS)
        .blocking_pick_file()
        .and_then(path_text)
}

/// A program to edit photos with.
#[tauri::command(async)]
pub(crate) fn choose_program(app: AppHandle) -> Option<String> {
    app.dialog().file().blocking_pick_file().and_then(path_text)
}

#[tauri::command(async)]
pub(crate) fn choose_text(app: AppHandle) -> Option<String> {
    app.dialog()
        .file()
        .add_filter("DOCX, TXT, Markdown, HTML", &["docx", "txt", "md", "markdown", "html", "htm"])
        .blocking_pick_file()
        .and_then(path_text)
}

#[tauri::command(async)]
pub(crate) fn choose_export(app: AppHandle, name: &str, shape: PackageShape) -> Option<String> {
    let dialog = app.dialog().file();
    match shape {
        PackageShape::Bag => {
            dialog.add_filter("ZIP", &["zip"]).set_file_name(name).blocking_save_file()
        }
        PackageShape::Folder => dialog.blocking_pick_folder(),
    }
    .and_then(path_text)
}

#[tauri::command(async)]
pub(crate) fn choose_backup(app: AppHandle) -> Option<String> {
    app.dialog().file().blocking_pick_folder().and_then(path_text)
}

#[tauri::command(async)]
pub(crate) fn choose_copy(app: AppHandle) -> Option<String> {
    app.dialog().file().blocking_pick_folder().and_then(path_text)
}
