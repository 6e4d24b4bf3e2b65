//! Looks and crops of photos, faces in them, sheets of them.

use tauri::State;
use tezis_desk::Desk;
use tezis_desk::ids::{PhotoHash, ReportId};
use tezis_desk::model::Crop;
use tezis_desk::wire::{PhotoLook, RenditionFrame, SheetKind};

use super::{Answer, wire};

#[tauri::command(async)]
pub(crate) fn rendition_frame(
    desk: State<'_, Desk>,
    photo: PhotoHash,
    profile: String,
    rendition: String,
    look: PhotoLook,
    wanted: Option<Crop>,
) -> Answer<RenditionFrame> {
    desk.rendition_frame(&photo, &profile, &rendition, &look, wanted).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn faces(desk: State<'_, Desk>, photo: PhotoHash) -> Answer<Vec<Crop>> {
    desk.faces(&photo).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn sheet(desk: State<'_, Desk>, report: ReportId, kind: SheetKind) -> Answer<String> {
    desk.sheet(report, kind).map_err(wire)
}
