//! The library on disk: SQLite, originals, atomic files, search, check, backup.
