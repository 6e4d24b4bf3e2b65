//! The shell: the only code that names `tauri`.
