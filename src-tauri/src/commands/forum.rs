//! Forums.

use tauri::{State, Window};
use tezis_desk::ids::ForumId;
use tezis_desk::wire::{Changed, ForumEdit, ForumEdited, ForumOpened};
use tezis_desk::{Desk, Step};

use super::{Answer, told, told_of, wire};

#[tauri::command(async)]
pub(crate) fn new_forum(
    desk: State<'_, Desk>,
    window: Window,
    name: &str,
    language: &str,
) -> Answer<ForumOpened> {
    told_of(&window, desk.new_forum(name, language), |opened| Changed::forum(opened.forum.id))
}

#[tauri::command(async)]
pub(crate) fn open_forum(desk: State<'_, Desk>, forum: ForumId) -> Answer<ForumOpened> {
    desk.open_forum(forum).map_err(wire)
}

#[tauri::command(async)]
pub(crate) fn edit_forum(
    desk: State<'_, Desk>,
    window: Window,
    forum: ForumId,
    edits: Vec<ForumEdit>,
) -> Answer<ForumEdited> {
    told(&window, Changed::forum(forum), desk.edit_forum(forum, &edits))
}

#[tauri::command(async)]
pub(crate) fn revert_forum(
    desk: State<'_, Desk>,
    window: Window,
    forum: ForumId,
    step: Step,
) -> Answer<ForumEdited> {
    told(&window, Changed::forum(forum), desk.revert_forum(forum, &step))
}
