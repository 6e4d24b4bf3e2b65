//! Photos on their way in.

use std::path::PathBuf;

use tauri::State;
use tauri::ipc::{InvokeBody, Request};
use tezis_desk::ids::ReportId;
use tezis_desk::{Desk, DeskError};

use super::{Answer, wire};

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
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let report: Option<ReportId> = header("x-report").and_then(|text| text.parse().ok());
    let (Some(report), InvokeBody::Raw(bytes)) = (report, request.body()) else {
        return Err(wire(DeskError::Bug("a dropped file came without its bytes or its report")));
    };
    let name = header("x-name").map_or_else(String::new, percent_decoded);
    desk.import_photo_bytes(report, name, bytes.clone()).map_err(wire)
}

fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::percent_decoded;

    #[test]
    fn a_name_with_azerbaijani_letters_comes_through_a_header() {
        // What encodeURIComponent("Açılış ə.jpg") gives.
        assert_eq!(percent_decoded("A%C3%A7%C4%B1l%C4%B1%C5%9F%20%C9%99.jpg"), "Açılış ə.jpg");
        assert_eq!(percent_decoded("100%"), "100%", "a cut escape stays as it is");
    }
}
