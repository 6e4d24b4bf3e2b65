//! The seam between window and shell: what the page calls is what the shell answers, argument by
//! argument, and the page may do nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Arguments that Tauri fills in and the page does not give.
const GIVEN_BY_TAURI: [&str; 4] = ["State<", "AppHandle", "Request<", "Window"];

/// Returns the shell's commands with the arguments that the page gives.
fn commands() -> BTreeMap<String, BTreeSet<String>> {
    let mut commands = BTreeMap::new();
    let folder = root().join("src-tauri/src/commands");
    for entry in fs::read_dir(&folder).expect("the commands' folder is there") {
        let text = read(&entry.expect("its entries can be read").path());
        for part in text.split("#[tauri::command").skip(1) {
            let (_, function) = part.split_once("pub(crate) fn ").expect("a command is a function");
            let (name, rest) = function.split_once('(').expect("it has arguments");
            let arguments = rest.split_once(") ").map_or(rest, |(arguments, _)| arguments);
            let given = arguments
                .split(",\n")
                .flat_map(|line| line.split(", "))
                .filter_map(|argument| argument.trim().split_once(": "))
                .filter(|(_, kind)| !GIVEN_BY_TAURI.iter().any(|own| kind.starts_with(own)))
                .map(|(name, _)| name.to_owned())
                .collect();
            commands.insert(name.to_owned(), given);
        }
    }
    commands
}

/// Returns what the page calls, with the arguments that it gives.
fn calls() -> BTreeMap<String, BTreeSet<String>> {
    let text = read(&root().join("ui/src/ipc/tauri-host.ts"));
    text.split("invoke('")
        .skip(1)
        .map(|call| {
            let (name, rest) = call.split_once('\'').expect("a call names its command");
            let arguments = rest
                .strip_prefix(", {")
                .and_then(|rest| rest.split_once('}'))
                .map(|(arguments, _)| arguments.split(','))
                .into_iter()
                .flatten()
                .map(|argument| argument.split(':').next().unwrap_or_default().trim().to_owned())
                .filter(|argument| !argument.is_empty())
                .collect();
            (name.to_owned(), arguments)
        })
        .collect()
}

#[test]
fn the_page_calls_what_the_shell_answers_with_the_same_arguments() {
    let (commands, calls) = (commands(), calls());
    assert!(commands.len() > 20, "the commands were found: {commands:?}");
    // One word each: Tauri would want them in camel case otherwise, and a slip is an error only at
    // run time.
    let long: Vec<_> = commands.values().flatten().filter(|name| name.contains('_')).collect();
    assert!(long.is_empty(), "these arguments have two spellings: {long:?}");
    assert_eq!(commands, calls);
}

#[test]
fn every_command_is_handled() {
    let list = read(&root().join("src-tauri/src/commands/mod.rs"));
    let (_, handler) = list.split_once("generate_handler![").expect("there is a handler");
    let (handler, _) = handler.split_once(']').expect("the list ends");
    let handled: BTreeSet<String> = handler
        .split(',')
        .filter_map(|path| path.trim().rsplit_once("::"))
        .map(|(_, name)| name.to_owned())
        .collect();
    assert_eq!(handled, commands().into_keys().collect());
}

#[test]
fn the_page_may_listen_and_call_and_nothing_else() {
    let capability = read(&root().join("src-tauri/capabilities/main.json"));
    let capability: serde_json::Value = serde_json::from_str(&capability).expect("it is JSON");
    let granted: BTreeSet<&str> = capability["permissions"]
        .as_array()
        .expect("permissions are a list")
        .iter()
        .filter_map(|permission| permission.as_str())
        .collect();
    let narrow = BTreeSet::from([
        "core:event:allow-listen",
        "core:event:allow-unlisten",
        // Its own size on the screen, by Ctrl and + or -.
        "core:webview:allow-set-webview-zoom",
    ]);
    assert_eq!(granted, narrow, "files, shell and windows are the core's alone");

    let config: serde_json::Value =
        serde_json::from_str(&read(&root().join("tauri.conf.json"))).expect("it is JSON");
    let csp = config["app"]["security"]["csp"].as_str().expect("there is a policy");
    assert!(csp.starts_with("default-src 'none'"), "nothing is allowed that is not named");
    for wide in ["'unsafe-eval'", "https:", "http: ", "*"] {
        assert!(!csp.contains(wide), "the policy is wider than it need be: {wide}");
    }
    // libheif is WebAssembly in a worker; its code comes with the pages, so nothing is fetched.
    for exact in ["script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'"] {
        assert!(csp.split(';').any(|part| part.trim() == exact), "the policy lacks {exact}");
    }
}
