//! The window's commands. Each unpacks, calls the desk once and returns; this list is all of them.

#![expect(clippy::needless_pass_by_value, reason = "Tauri gives commands their arguments by value")]

mod delivery;
mod desk;
mod dialogs;
mod forum;
mod history;
mod ingest;
mod intake;
mod job;
mod kinds;
mod library;
mod looks;
mod materials;
mod photo_desk;
mod photos;
mod report;
mod window;

use tauri::ipc::Invoke;
use tauri::{Window, Wry};
use tezis_desk::DeskError;
use tezis_desk::wire::{Changed, WireError};

use crate::bridge::tell_others;

/// What a command answers: the window gets the value, or the error's code and parameters.
type Answer<T> = Result<T, WireError>;

fn wire(error: DeskError) -> WireError {
    error.to_wire()
}

/// Ends a command that changed something: the window that called it gets the answer, all others learn
/// what to read anew.
fn told<T>(window: &Window, changed: Changed, done: Result<T, DeskError>) -> Answer<T> {
    if done.is_ok() {
        tell_others(window, &changed);
    }
    done.map_err(wire)
}

/// As [`told`], for what only the answer names.
fn told_of<T>(
    window: &Window,
    done: Result<T, DeskError>,
    changed: impl FnOnce(&T) -> Changed,
) -> Answer<T> {
    if let Ok(answer) = &done {
        tell_others(window, &changed(answer));
    }
    done.map_err(wire)
}

/// Returns the handler of all commands.
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        delivery::preview,
        delivery::handover,
        delivery::tick_handover,
        delivery::set_photo_address,
        delivery::copy_text,
        delivery::show_folder,
        delivery::open_address,
        delivery::publish,
        delivery::published,
        delivery::what_changed,
        delivery::receipts,
        desk::start,
        desk::set_settings,
        desk::list_forums,
        desk::list_reports,
        dialogs::choose_folder,
        dialogs::choose_photo,
        dialogs::choose_photos,
        dialogs::choose_program,
        dialogs::choose_text,
        dialogs::choose_export,
        dialogs::choose_backup,
        dialogs::choose_copy,
        forum::new_forum,
        forum::open_forum,
        forum::edit_forum,
        forum::revert_forum,
        history::history,
        history::version,
        history::compare_versions,
        history::restore_version,
        ingest::volumes,
        ingest::scan_photos,
        ingest::close_scan,
        ingest::ingest,
        ingest::describe_batch,
        ingest::ingest_bytes,
        ingest::undecoded,
        ingest::original,
        ingest::put_picture,
        ingest::take_version,
        ingest::undo_version,
        ingest::edit_elsewhere,
        intake::read_file,
        intake::read_pasted,
        intake::accept_intake,
        intake::paste_blocks,
        job::cancel_job,
        job::dismiss_job,
        kinds::derive_report,
        kinds::siblings,
        kinds::translation,
        library::find,
        library::person_places,
        library::unused_originals,
        library::clean_originals,
        library::restore_originals,
        library::backup_state,
        library::backup,
        library::restore_copy,
        library::open_library,
        library::make_demo,
        looks::rendition_frame,
        looks::faces,
        looks::sheet,
        materials::add_material,
        materials::choose_material,
        materials::choose_returned,
        materials::is_returned,
        materials::compare_returned,
        materials::accept_returned,
        photo_desk::photo_desk,
        photo_desk::edit_photos,
        photo_desk::revert_photos,
        photo_desk::turn_photos,
        photo_desk::place_photos,
        photo_desk::caption_codes,
        photo_desk::expand_caption,
        photo_desk::apply_template,
        photos::import_photos,
        photos::import_photo_bytes,
        report::new_report,
        report::open_report,
        report::edit_report,
        report::revert_report,
        report::save_body,
        report::propose_export,
        report::export_report,
        window::open_window,
        window::close_window,
        window::keep_window,
    ]
}
