//! Reports.

use tauri::{State, Window};
use tezis_desk::ids::{ForumId, ReportId};
use tezis_desk::wire::{
    BodySavedAt, Changed, PackageShape, ReportEdit, ReportEdited, ReportOpened,
};
use tezis_desk::{BodySave, Desk, Step};

use super::{Answer, told, told_of, wire};

#[tauri::command(async)]
pub(crate) fn new_report(
    desk: State<'_, Desk>,
    window: Window,
    forum: Option<ForumId>,
    profile: Option<&str>,
    headline: Option<&str>,
) -> Answer<ReportOpened> {
    told_of(&window, desk.new_report(forum, profile, headline), Changed::opened)
}

#[tauri::command(async)]
pub(crate) fn open_report(desk: State<'_, Desk>, report: ReportId) -> Answer<ReportOpened> {
    desk.open_report(report).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn edit_report(
    desk: State<'_, Desk>,
    window: Window,
    report: ReportId,
    edits: Vec<ReportEdit>,
) -> Answer<ReportEdited> {
    told(&window, Changed::report(report), desk.edit_report(report, &edits))
}

#[tauri::command(async)]
pub(crate) fn revert_report(
    desk: State<'_, Desk>,
    window: Window,
    report: ReportId,
    step: Step,
) -> Answer<ReportEdited> {
    told(&window, Changed::report(report), desk.revert_report(report, &step))
}

#[tauri::command(async)]
pub(crate) fn save_body(
    desk: State<'_, Desk>,
    window: Window,
    report: ReportId,
    save: BodySave,
) -> Answer<BodySavedAt> {
    told(&window, Changed::report(report), desk.save_body(report, &save))
}

#[tauri::command(async)]
pub(crate) fn propose_export(
    desk: State<'_, Desk>,
    report: ReportId,
    shape: PackageShape,
) -> Answer<String> {
    desk.propose_export(report, shape).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn export_report(
    desk: State<'_, Desk>,
    report: ReportId,
    shape: PackageShape,
    to: &str,
    at: Option<&str>,
    changed: bool,
) -> Answer<u32> {
    desk.export_report(report, shape, to.as_ref(), at, changed).map_err(wire)
}
