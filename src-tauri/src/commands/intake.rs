//! Foreign texts.

use tauri::{State, Window};
use tezis_desk::Desk;
use tezis_desk::ids::ForumId;
use tezis_desk::wire::{Changed, IncomingText, PastedBlock, ReportOpened};

use super::{Answer, told_of, wire};

#[tauri::command(async)]
pub(crate) fn read_file(
    desk: State<'_, Desk>,
    path: &str,
    profile: Option<&str>,
) -> Answer<IncomingText> {
    desk.read_file(path.as_ref(), profile).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn read_pasted(
    desk: State<'_, Desk>,
    text: &str,
    html: Option<&str>,
    profile: Option<&str>,
) -> Answer<IncomingText> {
    desk.read_pasted(text, html, profile).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn accept_intake(
    desk: State<'_, Desk>,
    window: Window,
    intake: IncomingText,
    forum: Option<ForumId>,
    profile: Option<&str>,
) -> Answer<ReportOpened> {
    told_of(&window, desk.accept_intake(&intake, forum, profile), Changed::opened)
}

#[tauri::command(async)]
pub(crate) fn paste_blocks(
    desk: State<'_, Desk>,
    text: &str,
    html: Option<&str>,
) -> Answer<Vec<PastedBlock>> {
    desk.paste_blocks(text, html).map_err(wire)
}
