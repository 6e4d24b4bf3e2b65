//! Forums.

use tauri::State;
use tezis_desk::ids::ForumId;
use tezis_desk::wire::{ForumEdit, ForumEdited, ForumOpened};
use tezis_desk::{Desk, Step};

use super::{Answer, wire};

#[tauri::command(async)]
pub(crate) fn new_forum(desk: State<'_, Desk>, name: &str, language: &str) -> Answer<ForumOpened> {
    desk.new_forum(name, language).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn open_forum(desk: State<'_, Desk>, forum: ForumId) -> Answer<ForumOpened> {
    desk.open_forum(forum).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn edit_forum(
    desk: State<'_, Desk>,
    forum: ForumId,
    edits: Vec<ForumEdit>,
) -> Answer<ForumEdited> {
    desk.edit_forum(forum, &edits).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn revert_forum(
    desk: State<'_, Desk>,
    forum: ForumId,
    step: Step,
) -> Answer<ForumEdited> {
    desk.revert_forum(forum, &step).map_err(wire)
}
