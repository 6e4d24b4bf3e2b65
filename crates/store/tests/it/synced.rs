//! That a write is synced before it is acknowledged, seen from outside: the system calls of a writer,
//! in their order. The tests of crashes take this for granted and show what follows from it.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use crate::kill;

/// Acknowledgements looked at.
const WANTED: usize = 40;

#[test]
fn nothing_is_acknowledged_before_it_is_synced() {
    let dir = tempfile::Builder::new().prefix("tezis-synced-").tempdir().unwrap();
    let (library, trace) = (dir.path().join("library"), dir.path().join("trace"));
    let writer = std::env::current_exe().unwrap();
    let child = Command::new("strace")
        .args(["-f", "-y", "-s", "40", "-o"])
        .arg(&trace)
        .args(["-e", "trace=write,pwrite64,fsync,fdatasync,rename,renameat,renameat2"])
        .arg(writer)
        .args(["--exact", "kill::writer", "--nocapture"])
        .env(kill::CHILD_DIR, &library)
        .env(kill::CHILD_SEED, "7")
        .env(kill::CHILD_LIMIT, WANTED.to_string())
        .stdout(Stdio::piped())
        .output();
    let Ok(output) = child else {
        println!("skipped: no strace(1) to see system calls with");
        return;
    };
    let error = String::from_utf8_lossy(&output.stderr);
    if !String::from_utf8_lossy(&output.stdout).contains("running 1 test") {
        println!("skipped: processes can't be traced here: {error}");
        return;
    }
    assert!(output.status.success(), "{error}");
    let library = library.to_str().unwrap();
    let mut unsynced = BTreeSet::new();
    let mut acknowledged = 0;
    for line in fs::read_to_string(&trace).unwrap().lines() {
        let call = line.split_once(' ').map_or(line, |(_, call)| call.trim_start());
        let Some((name, arguments)) = call.split_once('(') else { continue };
        let file = arguments.split(['<', '>']).nth(1).unwrap_or_default();
        match name {
            "write" if arguments.contains("ack ") => {
                acknowledged += 1;
                assert!(unsynced.is_empty(), "acknowledged before it was synced: {unsynced:?}");
            }
            "write" | "pwrite64" if is_durable_file(library, file) => {
                unsynced.insert(file.to_owned());
            }
            "fsync" | "fdatasync" => {
                unsynced.remove(file);
            }
            "rename" | "renameat" | "renameat2" => {
                // The file under its old name was synced before; the new name is in its folder.
                let to = arguments.rsplit('"').nth(1).unwrap_or_default();
                assert!(unsynced.iter().all(|path| !arguments.contains(path.as_str())));
                if let Some((folder, _)) = to.rsplit_once('/') {
                    unsynced.insert(folder.to_owned());
                }
            }
            _ => {}
        }
    }
    assert_eq!(acknowledged, WANTED);
}

/// The database itself is written by checkpoints only, from a WAL that is synced; the shared-memory
/// index and the note of the holder need not be durable.
fn is_durable_file(library: &str, file: &str) -> bool {
    file.starts_with(library)
        && ![".db", "-shm", ".holder"].iter().any(|ending| file.ends_with(ending))
}
