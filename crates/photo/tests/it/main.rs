//! Tests of the photo crate through its public door. All pictures are drawn in `drawn`; only
//! `real_photos` looks at files, where they are there.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "drawn pictures have known sizes, and tests make their own files"
)]

mod bad_input;
mod colour;
mod crop;
mod drawn;
mod examine;
mod exiftool;
mod faces;
mod heif;
mod likeness;
mod limits_of_bytes;
mod look;
mod messenger;
mod metadata;
mod mutated;
mod orientation;
mod probe;
mod raw;
mod real_photos;
mod renditions;
mod watermark;

/// A file of this folder that is no module would be a test that never runs.
#[test]
fn no_test_file_is_forgotten() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let listed = include_str!("main.rs");
    for entry in std::fs::read_dir(folder).expect("the folder of this file can be listed") {
        let name = entry.expect("its entries can be read").file_name();
        let module = name.to_string_lossy().replace(".rs", "");
        assert!(
            module == "main" || listed.contains(&format!("\nmod {module};\n")),
            "{module} is not a module of main.rs"
        );
    }
}
