//! Tauri's build step. Capabilities live in src-tauri/, so their pattern is named: by default
//! Tauri reads `capabilities/` beside Cargo.toml and silently ignores any other place.

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    // The pages go into the program at compile time, and nothing else tells cargo that they changed.
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*");
    tauri_build::try_build(attributes).expect("tauri-build reads tauri.conf.json and capabilities");
}
