//! A second start hands its files to the program that runs already, through a local socket whose
//! name is made from the library's path: a name in the kernel on Linux, a pipe on Windows, so that
//! no path grows too long and no stale file stays behind.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

use interprocess::local_socket::traits::{ListenerExt, Stream as _};
use interprocess::local_socket::{GenericNamespaced, ListenerOptions, Name, Stream, ToNsName};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tauri::AppHandle;

use crate::window;

/// What a second start says: one line of JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Message {
    /// Absolute paths of the files to open.
    pub(crate) paths: Vec<String>,
}

/// The longest message that is read, in bytes.
const LONGEST: u64 = 1 << 20;

fn socket_name(library: &Path) -> std::io::Result<Name<'static>> {
    let canonical = library.canonicalize().unwrap_or_else(|_| library.to_owned());
    let digest = Sha256::digest(canonical.as_os_str().as_encoded_bytes());
    let number = digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    format!("tezis-{number:016x}.sock").to_ns_name::<GenericNamespaced>()
}

/// Gives the message to the program that has the library open; says whether it was taken.
pub(crate) fn send(library: &Path, message: &Message) -> bool {
    let give = || -> std::io::Result<String> {
        let mut stream = Stream::connect(socket_name(library)?)?;
        let mut line = serde_json::to_string(message)?;
        line.push('\n');
        stream.write_all(line.as_bytes())?;
        let mut answer = String::new();
        BufReader::new(stream.take(16)).read_line(&mut answer)?;
        Ok(answer)
    };
    give().is_ok_and(|answer| answer.trim() == "taken")
}

/// Takes messages of later starts, on a thread of its own, for as long as the program runs.
pub(crate) fn listen(library: &Path, app: AppHandle) {
    let listener = socket_name(library)
        .and_then(|name| ListenerOptions::new().name(name).try_overwrite(true).create_sync());
    let listener = match listener {
        Ok(listener) => listener,
        Err(error) => {
            tracing::warn!(%error, "a second start cannot hand over to this program");
            return;
        }
    };
    let spawned = std::thread::Builder::new().name("hand-over".to_owned()).spawn(move || {
        for stream in listener.incoming().flatten() {
            match take(stream) {
                Ok(message) => window::hand_over(&app, &message.paths),
                Err(error) => tracing::warn!(%error, "a second start was not understood"),
            }
        }
    });
    if let Err(error) = spawned {
        tracing::warn!(%error, "a second start cannot hand over to this program");
    }
}

fn take(stream: Stream) -> std::io::Result<Message> {
    let mut line = String::new();
    let mut reader = BufReader::new(stream);
    reader.by_ref().take(LONGEST).read_line(&mut line)?;
    let message = serde_json::from_str(&line)?;
    reader.into_inner().write_all(b"taken\n")?;
    Ok(message)
}
