//! Journeys through the built command line: what a user does from a text to a package, and what
//! happens with everything that can be wrong on the way. The window's journeys are in `desktop`.

#![expect(clippy::disallowed_methods, reason = "tests make, damage and compare files of their own")]
#![expect(clippy::unwrap_used, reason = "a failed step of a test's preparation is a failed test")]
#![expect(clippy::indexing_slicing, reason = "what is not there fails the test that looks for it")]
#![expect(clippy::print_stdout, reason = "a test says why it was skipped")]

mod bad_input;
mod care;
mod history;
mod photo_desk;
mod place;
mod publication;
mod returned;
mod road;
mod usage;
