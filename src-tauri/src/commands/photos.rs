//! Photos that come into a report.

use std::path::PathBuf;

use tauri::State;
use tauri::ipc::{InvokeBody, Request};
use tezis_desk::ids::ReportId;
use tezis_desk::{Desk, DeskError};

use super::{Answer, wire};
use crate::raw_body::{header, percent_decoded};

#[tauri::command(async)]
pub(crate) fn import_photos(
    desk: State<'_, Desk>,
    report: ReportId,
    paths: Vec<PathBuf>,
) -> Answer<u32> {
    desk.import_photos(report, paths).map_err(wire)
}

/// Takes one dropped or pasted file: its bytes are the request's raw body, the report and the
/// file's name (percent-encoded) stand in the headers `x-report` and `x-name`.
#[tauri::command]
pub(crate) fn import_photo_bytes(desk: State<'_, Desk>, request: Request<'_>) -> Answer<u32> {
    let report: Option<ReportId> = header(&request, "x-report").and_then(|text| text.parse().ok());
    let (Some(report), InvokeBody::Raw(bytes)) = (report, request.body()) else {
        return Err(wire(DeskError::Bug("a dropped file came without its bytes or its report")));
    };
    let name = header(&request, "x-name").map_or_else(String::new, percent_decoded);
    desk.import_photo_bytes(report, name, bytes.clone()).map_err(wire)
}
