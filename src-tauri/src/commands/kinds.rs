//! Texts that belong together.

use tauri::{State, Window};
use tezis_desk::Desk;
use tezis_desk::ids::{BlockId, ReportId};
use tezis_desk::model::ReportKind;
use tezis_desk::wire::{Changed, ReportOpened, Sibling, Translation};

use super::{Answer, told_of, wire};

#[tauri::command(async)]
pub(crate) fn derive_report(
    desk: State<'_, Desk>,
    window: Window,
    report: ReportId,
    kind: ReportKind,
    language: Option<&str>,
    blocks: Option<Vec<BlockId>>,
) -> Answer<ReportOpened> {
    let made = desk.derive_report(report, kind, language, blocks.as_deref());
    told_of(&window, made, Changed::opened)
}

#[tauri::command(async)]
pub(crate) fn siblings(desk: State<'_, Desk>, report: ReportId) -> Answer<Vec<Sibling>> {
    desk.siblings(report).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn translation(desk: State<'_, Desk>, report: ReportId) -> Answer<Translation> {
    desk.translation(report).map_err(wire)
}
