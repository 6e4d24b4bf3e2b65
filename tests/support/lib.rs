//! Shared test support: drawn photos, the built programs, the real window.
