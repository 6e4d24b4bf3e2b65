//! Journeys through the built command line: what a user does from a text to a package, and what
//! happens with everything that can be wrong on the way. The window's journeys are in `desktop`.

#![expect(clippy::disallowed_methods, reason = "tests make, damage and compare files of their own")]

mod bad_input;
mod place;
mod road;
mod usage;
