//! Versions of a report.

use tauri::{State, Window};
use tezis_desk::ids::{BlockId, ReportId};
use tezis_desk::model::Report;
use tezis_desk::wire::{Changed, ReportEdited, Version, VersionDiff};
use tezis_desk::{Desk, Heads};

use super::{Answer, told, wire};

#[tauri::command(async)]
pub(crate) fn history(desk: State<'_, Desk>, report: ReportId) -> Answer<Vec<Version>> {
    desk.history(report).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn version(desk: State<'_, Desk>, report: ReportId, heads: Heads) -> Answer<Report> {
    desk.version(report, &heads).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn compare_versions(
    desk: State<'_, Desk>,
    report: ReportId,
    from: Heads,
    to: Option<Heads>,
) -> Answer<VersionDiff> {
    desk.compare_versions(report, &from, to.as_ref()).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn restore_version(
    desk: State<'_, Desk>,
    window: Window,
    report: ReportId,
    heads: Heads,
    block: Option<BlockId>,
) -> Answer<ReportEdited> {
    told(&window, Changed::report(report), desk.restore_version(report, &heads, block))
}
