//! Material of others, and texts of ours that come back.

use std::path::Path;

use tauri::{AppHandle, State, Window};
use tauri_plugin_dialog::DialogExt;
use tezis_desk::ids::{ForumId, ReportId};
use tezis_desk::model::MaterialKind;
use tezis_desk::wire::{
    Changed, ForumEdited, ReportEdited, Returned, ReturnedChange, ReturnedFile,
};
use tezis_desk::{Desk, Heads};

use super::dialogs::path_text;
use super::{Answer, told, wire};

#[tauri::command(async)]
pub(crate) fn add_material(
    desk: State<'_, Desk>,
    window: Window,
    forum: ForumId,
    path: &str,
    kind: MaterialKind,
    source: Option<&str>,
) -> Answer<ForumEdited> {
    let added = desk.add_material(forum, path.as_ref(), kind, source);
    told(&window, Changed::forum(forum), added)
}

#[tauri::command(async)]
pub(crate) fn choose_material(app: AppHandle) -> Option<String> {
    app.dialog().file().blocking_pick_file().and_then(path_text)
}

#[tauri::command(async)]
pub(crate) fn choose_returned(app: AppHandle) -> Option<String> {
    app.dialog()
        .file()
        .add_filter(
            "DOCX, HTML, TXT, Markdown",
            &["docx", "DOCX", "html", "htm", "txt", "md", "markdown"],
        )
        .blocking_pick_file()
        .and_then(path_text)
}

#[tauri::command(async)]
pub(crate) fn is_returned(desk: State<'_, Desk>, path: &str) -> Answer<Option<ReturnedFile>> {
    desk.is_returned(path.as_ref()).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn compare_returned(
    desk: State<'_, Desk>,
    report: ReportId,
    path: Option<&str>,
    text: Option<&str>,
    html: Option<&str>,
) -> Answer<Returned> {
    desk.compare_returned(report, path.map(Path::new), text, html).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn accept_returned(
    desk: State<'_, Desk>,
    window: Window,
    report: ReportId,
    base: Heads,
    changes: Vec<ReturnedChange>,
) -> Answer<ReportEdited> {
    told(&window, Changed::report(report), desk.accept_returned(report, &base, &changes))
}
