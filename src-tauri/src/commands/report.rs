//! Reports.

use tauri::State;
use tezis_desk::ids::{ForumId, ReportId};
use tezis_desk::wire::{BodySavedAt, PackageShape, ReportEdit, ReportEdited, ReportOpened};
use tezis_desk::{BodySave, Desk, Step};

use super::{Answer, wire};

#[tauri::command(async)]
pub(crate) fn new_report(
    desk: State<'_, Desk>,
    forum: Option<ForumId>,
    profile: Option<&str>,
    headline: Option<&str>,
) -> Answer<ReportOpened> {
    desk.new_report(forum, profile, headline).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn open_report(desk: State<'_, Desk>, report: ReportId) -> Answer<ReportOpened> {
    desk.open_report(report).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn edit_report(
    desk: State<'_, Desk>,
    report: ReportId,
    edits: Vec<ReportEdit>,
) -> Answer<ReportEdited> {
    desk.edit_report(report, &edits).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn revert_report(
    desk: State<'_, Desk>,
    report: ReportId,
    step: Step,
) -> Answer<ReportEdited> {
    desk.revert_report(report, &step).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn save_body(
    desk: State<'_, Desk>,
    report: ReportId,
    save: BodySave,
) -> Answer<BodySavedAt> {
    desk.save_body(report, &save).map_err(wire)
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
) -> Answer<u32> {
    desk.export_report(report, shape, to.as_ref(), at).map_err(wire)
}
