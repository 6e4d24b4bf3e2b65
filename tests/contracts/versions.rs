//! What is written down in several places says the same in all of them.

use serde_json::Value;

use crate::repository::{metadata, root, text_of};

#[test]
fn program_window_and_bundle_have_one_version() {
    let program = metadata().root_package().expect("the desktop package").version.to_string();
    for file in ["tauri.conf.json", "ui/package.json"] {
        assert_eq!(json(file)["version"], program, "{file}");
    }
}

/// The scripts read the floor of Rust from Cargo.toml; people read it in the README.
#[test]
fn the_readme_names_the_toolchains_that_the_scripts_look_for() {
    let readme = text_of("README.md").expect("README.md is text");
    let package = metadata().root_package().expect("the desktop package");
    let rust = package.rust_version.as_ref().expect("rust-version is set");
    let rust = format!("Rust {}.{}", rust.major, rust.minor);
    assert!(readme.contains(&rust), "README.md does not name {rust}");

    let engines = json("ui/package.json")["engines"]["node"].clone();
    assert_eq!(engines, "^20.19.0 || >=22.12.0", "scripts/lib/node.sh knows another range");
    assert!(readme.contains("Node 20.19"), "README.md does not name Node 20.19");
}

/// Tauri reads icons while compiling and refuses a PNG that is not RGBA; a bundler on another
/// system refuses a missing one much later.
#[test]
fn every_icon_of_the_bundle_is_there_and_of_its_size() {
    let config = json("tauri.conf.json");
    let icons = config["bundle"]["icon"].as_array().expect("a list of icons");
    assert!(!icons.is_empty(), "the bundle has no icon");
    for icon in icons.iter().map(|icon| icon.as_str().expect("a path")) {
        let path = root().join(icon);
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{icon}: {error}"));
        let side = match name.as_str() {
            "32x32.png" => 32,
            "128x128.png" => 128,
            "128x128@2x.png" => 256,
            "icon.png" => 512,
            "icon.ico" => {
                assert!(bytes.starts_with(&[0, 0, 1, 0]), "{icon} is no Windows icon");
                continue;
            }
            "icon.icns" => {
                assert!(bytes.starts_with(b"icns"), "{icon} is no Apple icon");
                continue;
            }
            _ => panic!("{icon}: scripts/icons makes no such file"),
        };
        let picture =
            image::load_from_memory(&bytes).unwrap_or_else(|error| panic!("{icon}: {error}"));
        assert_eq!((picture.width(), picture.height()), (side, side), "{icon}");
        assert_eq!(picture.color(), image::ColorType::Rgba8, "{icon}");
    }
}

fn json(file: &str) -> Value {
    let text = text_of(file).unwrap_or_else(|| panic!("{file} is text"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}
