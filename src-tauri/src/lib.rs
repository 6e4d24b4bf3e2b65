//! The shell: the only code that names `tauri`. It opens the library, hands over to a program that
//! has it open already, makes the windows, and passes each command on to `tezis_desk`.
//!
//! Deliberately not here: anything that a user can ask for. That is in `tezis_desk`, so that
//! `tezis-cli` and tests have it too.

mod arguments;
mod bridge;
mod clipboard;
mod commands;
mod hand_over;
mod logging;
mod photo_protocol;
mod raw_body;
mod window;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;

use clap::Parser;
use tauri::Manager;
use tezis_desk::{Access, Desk, OpenDesk, SystemEnvironment};

use crate::arguments::Arguments;
use crate::bridge::WindowEvents;

/// Files that the program was started with, until the window asks for them.
#[derive(Debug, Default)]
pub(crate) struct StartedWith(pub(crate) Vec<String>);

/// Runs the program until its last window is closed.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let library = arguments.library_folder();
    let _logs = logging::start();

    let message = hand_over::Message { paths: arguments.absolute_files() };
    if hand_over::send(&library, &message) {
        tracing::info!("handed over to the running program");
        return ExitCode::SUCCESS;
    }

    let events = WindowEvents::default();
    let desk = Desk::open(OpenDesk {
        library: library.clone(),
        cache: arguments.cache_folder(),
        access: Access::WriteOrRead { holder: "Tezis".to_owned() },
        environment: Arc::new(SystemEnvironment),
        events: Arc::new(events.clone()),
    });
    let desk = match desk {
        Ok(desk) => desk,
        Err(error) => return window::show_fatal(&error),
    };
    if arguments.demo
        && let Err(error) = desk.make_demo()
    {
        tracing::warn!(code = error.code(), "the demo forum could not be made");
    }

    if let Err(error) = desk.watch() {
        tracing::warn!(code = error.code(), "no folder is watched");
    }

    let started_with = StartedWith(message.paths);
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(desk)
        .manage(started_with)
        .manage(clipboard::Copied::default())
        .manage(window::Windows::default())
        .invoke_handler(commands::handler())
        .register_asynchronous_uri_scheme_protocol("photo", photo_protocol::answer)
        .setup(move |app| {
            events.connect(app.handle().clone());
            window::open(app.handle())?;
            hand_over::listen(&library, app.handle().clone());
            Ok(())
        })
        .on_window_event(window::on_event)
        .build(context());
    match built {
        Ok(app) => {
            app.run(|handle, event| {
                if matches!(event, tauri::RunEvent::Exit) {
                    handle.state::<Desk>().close();
                    if let Some(library) = handle.state::<window::Windows>().take_next_library() {
                        start_with(&library);
                    }
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window could not be made");
            window::complain(&format!(
                "Tezis could not open its window: {error}. Is there a display?"
            ));
            ExitCode::FAILURE
        }
    }
}

/// Starts the program again with another library, which is the one to open from now on.
fn start_with(library: &Path) {
    if let Err(error) = tezis_desk::choose_library(library) {
        tracing::warn!(code = error.code(), "the next start opens the former library");
    }
    let started = std::env::current_exe()
        .and_then(|program| Command::new(program).arg("--library").arg(library).spawn());
    if let Err(error) = started {
        tracing::error!(%error, "the program did not start again");
        window::complain(&format!(
            "Tezis could not start again: {error}. Start it with --library {}",
            library.display()
        ));
    }
}

/// Returns configuration and pages, which are inside the program.
#[expect(clippy::exit, reason = "in code that the macro makes")]
pub(crate) fn context() -> tauri::Context {
    tauri::generate_context!()
}
